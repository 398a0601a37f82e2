"""Checks of lesson 17, conditional GAN."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "17.1",
    "projection",
    "Two labels differ in their vectors alone: what tells a good 3 from a good 5 is in v, what is good in general in w.",
)
def projection_logits(answer, rng):
    for n, d, k in ((5, 4, 3), (8, 3, 6), (6, 5, 4), (4, 2, 7)):
        f, w, b = rng.normal(size=(n, d)), rng.normal(size=d), float(rng.uniform(-2, -0.5))
        labels, v = rng.integers(k - 1, size=n), rng.normal(size=(k, d))
        common, own = f @ w, np.sum(v[labels] * f, axis=1)
        answer.expect(
            *(f, labels, w, b, v),
            value=common + b + own,
            mistakes={
                "The part that depends on the label is missing.": common + b,
                "The part that all labels share, the product with w, is missing.": own + b,
                "b is missing.": common + own,
                "b is added once, not for both parts.": common + own + 2 * b,
                "The label's vector is multiplied with the features before the sum; here it is summed alone.": (
                    common + b + v[labels].sum(axis=1)
                ),
                "A dot product is a sum over the d numbers, not a mean.": common + b + own / d,
                "Both dot products are sums over the d numbers, not means.": (common + own) / d + b,
                "The two parts are added, not multiplied.": common * own + b,
                "These are logits: no sigmoid here.": 1 / (1 + np.exp(-(common + b + own))),
                "The label's part is added, not taken off.": common + b - own,
                "Labels count from 0: the vector of the next label was taken.": common
                + b
                + np.sum(v[labels + 1] * f, axis=1),
                "Labels count from 0: the vector of the label before was taken.": common
                + b
                + np.sum(v[labels - 1] * f, axis=1),
                "Each row has a label of its own; here the first label's vector serves for all.": common
                + b
                + f @ v[labels[0]],
                "Only the vector of the row's own label counts, not the sum over all labels.": common
                + b
                + (f @ v.T).sum(axis=1),
                "Only the row's own label counts, not the one that fits best.": common + b + (f @ v.T).max(axis=1),
                "w is not the label's; it is multiplied with the features alone.": f @ w + b + np.sum(v[labels] * w, axis=1),
                "The product with w counts once.": 2 * common + b + own,
                "Only the vector of the row's own label counts, not the mean over all labels.": common
                + b
                + f @ v.mean(axis=0),
                "The sum goes over the d numbers of each row (axis 1), not over the whole batch as well.": common
                + b
                + own.sum(),
                "The label's part keeps its sign.": common + b + np.abs(own),
                "These are logits, and may be negative: no ReLU here.": np.maximum(common + b + own, 0),
                "These are logits: no softplus here.": np.logaddexp(0, common + b + own),
                "w is multiplied with the features before the sum; here it is summed alone.": w.sum() + b + own,
                "The label says which vector; it is not a number to multiply by.": common + b + labels * own,
                "The product with the label's vector as it is, without a softmax over the labels.": common
                + b
                + own
                - np.logaddexp.reduce(f @ v.T, axis=1),
                "The label's part as it is: nothing of the other labels' is taken off.": common
                + b
                + own
                - (f @ v.T).mean(axis=1),
                "The sum as it is, not divided by the root of d.": common + b + own / np.sqrt(d),
                "The two parts are added, not averaged.": (common + own) / 2 + b,
                "The label's vector as it is, not at length 1.": common + b + own / np.linalg.norm(v[labels], axis=1),
            },
            hint="Three parts, each (n,): the features' product with w; b; and for each row its features' product with the "
            "vector of its own label.",
        )


def _readings(rng, n, k):
    """Return probabilities (n, k) and labels (n,), of uneven shares, with one label clearly obeyed least."""
    labels = rng.permutation(np.concatenate([np.repeat(np.arange(k), 5), rng.choice(k, n - 5 * k, p=_uneven(rng, k))]))
    logits = rng.normal(size=(n, k))
    logits[np.arange(n), labels] += rng.uniform(0.3, 2.5, k)[labels]
    p = np.exp(logits)
    return p / p.sum(axis=1, keepdims=True), labels


def _uneven(rng, k):
    p = rng.uniform(0.2, 3, k) ** 2
    return p / p.sum()


@exercise(
    "17.2",
    "fidelity, and the label that is obeyed least",
    "A mean over all orders hides a label that is hardly ever obeyed, and the more so the rarer it is.",
)
def fidelity_and_worst(answer, rng):
    cases = 0
    while cases < 6:
        k = int(rng.integers(4, 8))
        p, labels = _readings(rng, int(rng.integers(9, 14)) * k, k)
        read = p.argmax(axis=1)
        obeyed = read == labels
        table = np.bincount(labels * k + read, minlength=k * k).reshape(k, k)  # rows: ordered, columns: read
        ordered, seen, counts = table.sum(axis=1), table.sum(axis=0), table.diagonal()
        of = counts / ordered
        worst = of.argmin()
        if worst in (0, k - 1) or np.sort(of)[1] - of[worst] < 0.03:  # alone, and not at an end
            continue
        of_own = p[np.arange(len(p)), labels]
        sure = np.bincount(labels, weights=of_own) / ordered
        said, wrong = np.where(seen > 0, counts / np.maximum(seen, 1), 1), ordered - counts
        others = [x.argmin() for x in (said, counts, -wrong, sure, ordered, seen)]
        more = [labels[of_own.argmin()], (seen - counts).argmax(), p.mean(axis=0).argmin()]
        # In each case four other ideas of "worst" name another label.
        if worst in (others[cases], others[(cases + 1) % 6], more[cases % 3], more[(cases + 1) % 3]):
            continue
        cases += 1
        share = obeyed.mean()
        answer.expect(
            *(p, labels),
            value=np.array([share, worst]),
            mistakes={
                "The order: the share first, the label second.": (worst, share),
                "That is the share; return the label as well.": share,
                "That is the label; return the share as well.": worst,
                "The share: of all fakes, not the mean of the labels' shares; labels are not equally frequent.": (
                    of.mean(),
                    worst,
                ),
                "The share: what is read counts, not how probable the label was.": (
                    p[np.arange(len(p)), labels].mean(),
                    worst,
                ),
                "Both: what is read counts, not how probable the label was.": (
                    p[np.arange(len(p)), labels].mean(),
                    sure.argmin(),
                ),
                "The share: those read as ordered, not the others.": (1 - share, worst),
                "The share: not their number.": (obeyed.sum(), worst),
                "The label: that is the one obeyed best.": (share, of.argmax()),
                "The label: the smallest share of its own orders, not the smallest number.": (share, counts.argmin()),
                "The label: the smallest share of its own orders, not the largest number of failures.": (
                    share,
                    wrong.argmax(),
                ),
                "The label: of what was ordered as k, how much was read so; not the other way round.": (
                    share,
                    said.argmin(),
                ),
                "The label: what is read counts, not how probable the label was.": (share, sure.argmin()),
                "The label: that is the one that is read least often.": (share, seen.argmin()),
                "The label: that is the one that is ordered least often.": (
                    share,
                    ordered.argmin(),
                ),
                "Return the label, not its share.": (share, of[worst]),
                "Labels count from 0.": (share, worst + 1),
                "The label of all orders, not of the first fake that failed.": (share, labels[np.argmin(obeyed)]),
                "Shares, please, not per cent.": (100 * share, worst),
                "The share: the likeliest class alone is what is read, not the two likeliest.": (
                    np.mean(of_own >= np.sort(p, axis=1)[:, -2]),
                    worst,
                ),
                "The share: of all n fakes; here their number was divided by k.": (obeyed.sum() / k, worst),
                "The label: that is the one that failures are read as; asked is which one was ordered.": (
                    share,
                    (seen - counts).argmax(),
                ),
                "The label, not the number of a fake.": (share, of_own.argmin()),
                "The label: of all orders of a label, not of the one fake that is read worst.": (
                    share,
                    labels[of_own.argmin()],
                ),
                "The label: what was ordered is to be looked at, too, not the mean of the probabilities alone.": (
                    share,
                    p.mean(axis=0).argmin(),
                ),
            },
            hint="Read each fake: the likeliest class of its row. Where that is what was ordered, it was obeyed. The first "
            "number looks at all fakes, the second at the orders of each label by themselves.",
            expected="a share and a label",
        )


@exercise(
    "17.3",
    "maps of ones",
    "A convolution of 3x3 weights adds, for a map of ones, the sum of the weights at every place (less at a padded border): "
    "a bias of the label's own.",
)
def label_maps(answer, rng):
    for n, size, classes in ((4, 3, 5), (7, 5, 3), (3, 4, 6), (5, 2, 4)):
        labels = np.concatenate([rng.permutation(classes)[:2], rng.integers(classes, size=n - 2)])
        labels[-1] = classes - 1  # so that a count from the labels seen is right
        one_hot = np.eye(classes)[labels]
        value = np.broadcast_to(one_hot[:, None, None, :], (n, size, size, classes)).copy()
        bands = np.repeat(one_hot, size * size, axis=1).reshape(value.shape)
        shifted = np.roll(value, 1, axis=3)
        mistakes = {
            "These are bands: places and classes were mixed. Each map says one thing at all its places, and the maps are "
            "the last axis.": bands,
            "Labels count from 0: here each lies one map too far.": shifted,
            "Labels count from 0: here each lies one map too early.": np.roll(value, -1, axis=3),
            "Exchanged: the label's map should be ones, the others zeros.": 1 - value,
            "The others should be zeros, not minus ones.": 2 * value - 1,
            "The maps should be ones, not the label itself.": value * labels[:, None, None, None],
            "The classes' axis comes last: channels of a picture. Here it comes second, before the places.": value.transpose(
                0, 3, 1, 2
            ),
            "That is the same label for all of the batch.": np.broadcast_to(value[:1], value.shape),
            "Each map should be all ones, not ones that share out to 1.": value / size**2,
            "All maps up to the label's are ones here; only its own should be.": (np.arange(classes) <= labels[:, None])[
                :, None, None, :
            ]
            * np.ones_like(value),
            "Only one place of the map is set; all should be.": value
            * np.pad([[1.0]], ((0, size - 1), (0, size - 1)))[None, :, :, None],
            "Only one row of the map is set; all its places should be.": value
            * (np.arange(size) == size // 2)[None, :, None, None],
            "Only the diagonal of the map is set; all its places should be.": value * np.eye(size)[None, :, :, None],
            "The maps should be ones, not the label plus one.": value * (labels + 1)[:, None, None, None],
            "Each row of the batch has one map of ones, that of its own label; here all labels of the batch are set.": (
                np.broadcast_to(value.max(axis=0), value.shape)
            ),
            "All maps from the label's on are ones here; only its own should be.": (np.arange(classes) >= labels[:, None])[
                :, None, None, :
            ]
            * np.ones_like(value),
            "The label's map is all ones and the others all zeros, not nearly so.": 0.9 * value + 0.1 / classes,
        }
        answer.expect(
            *(labels, size, classes),
            value=value,
            mistakes=mistakes,
            hint="First the label's numbers, (n, classes), one of them 1; then the same numbers at every place, (n, size, "
            "size, classes). Check what stands at [0, :, :, label].",
            expected=f"maps of shape {value.shape}",
        )


@exercise(
    "17.4",
    "what AC-GAN's generator wants",
    "The second part never looks at whether a fake is like a real picture: alone, it asks for whatever is easily read.",
    points=2,
)
def classifier_generator_loss(answer, rng):
    for n, k, size in ((6, 4, 1), (9, 5, 2), (7, 3, 1.5), (5, 6, 1), (8, 4, 400)):
        logits, classes = rng.normal(size=n) * 2, rng.normal(size=(n, k)) * size
        labels = rng.integers(k - 1, size=n)
        rows = np.arange(n)
        if size == 400:
            classes[rows, labels] = rng.uniform(900, 1000, n)  # as a rule the ordered class leads, sometimes not
            classes[0, labels[0]], classes[0, (labels[0] + 1) % k] = -20, 1000.0
            classes[1, (labels[1] + 1) % k] = 1000.0
        sums = np.logaddexp.reduce(classes, axis=1)
        real, given = np.logaddexp(0, -logits), sums - classes[rows, labels]
        log_p, largest = classes - sums[:, None], classes.max(axis=1)
        fooled, p = np.logaddexp(0, logits), np.exp(log_p)
        others = np.logaddexp(0, classes).sum(axis=1) - classes[rows, labels]
        answer.expect(
            *(logits, classes, labels),
            value=real.mean() + given.mean(),
            mistakes={
                "The part for the class is missing.": real.mean(),
                "The part for being taken as real is missing.": given.mean(),
                "The first part is -log D, and small where D takes the fake for real; here it is -log(1 - D).": fooled.mean()
                + given.mean(),
                "The first part is the non-saturating one, -log D, not log(1 - D).": given.mean() - fooled.mean(),
                "The sign of the class's part: it should be small where the ordered class is probable.": real.mean()
                - given.mean(),
                "The sign of both parts: a loss is to be made small.": -real.mean() - given.mean(),
                "The sign of the first part: -log D, with the minus.": given.mean() - real.mean(),
                "The logarithm is missing in the class's part.": real.mean() + np.mean(1 - p[rows, labels]),
                "Of the class, -log of its probability is wanted, not minus the probability.": real.mean()
                - p[rows, labels].mean(),
                "The softmax is missing: a class logit is not yet a log probability.": real.mean()
                - classes[rows, labels].mean(),
                "The mean over the fakes, not the sum.": real.sum() + given.sum(),
                "The class's part: the mean over the fakes, not over all n times k numbers.": real.mean() + given.mean() / k,
                "The two means are added, not averaged.": (real.mean() + given.mean()) / 2,
                "The label that was ordered counts, not the likeliest class.": real.mean()
                + np.mean(sums - classes.max(axis=1)),
                "The classes exclude each other: softmax over the k classes, not a sigmoid for each.": real.mean()
                + others.mean(),
                "Of the class, a sigmoid of its logit is not its probability: softmax over all k.": real.mean()
                + np.logaddexp(0, -classes[rows, labels]).mean(),
                "Labels count from 0.": real.mean() + np.mean(sums - classes[rows, labels + 1]),
                "The softmax goes over the classes of each fake (axis 1), not over the fakes.": real.mean()
                + np.mean(np.logaddexp.reduce(classes, axis=0)[labels] - classes[rows, labels]),
                "Natural logarithms, please, not those to base 2.": (real.mean() + given.mean()) / np.log(2),
                "Natural logarithms, please, not those to base 10.": (real.mean() + given.mean()) / np.log(10),
                "The class's part: the log of the sum of all e^(class logit), not the largest class logit.": real.mean()
                + np.mean(largest - classes[rows, labels]),
                "The largest class logit was taken off before the sum, and should be put back (or taken off the label's, "
                "too).": real.mean() + np.mean(sums - largest - classes[rows, labels]),
                "The softmax goes over the classes of each fake, not over those of the whole batch.": real.mean()
                + np.mean(np.logaddexp.reduce(classes, axis=None) - classes[rows, labels]),
                "G's loss has one part of D's logits, that for fakes taken as real; here there are two, as in D's.": (
                    real.mean() + fooled.mean() + given.mean()
                ),
                "The two parts are added, not multiplied.": real.mean() * given.mean(),
                "Each fake has one label: a class logit for each row, not every label's for every row.": real.mean()
                + np.mean(sums)
                - classes[:, labels].mean(),
                "The class's part: the mean over the fakes, not the sum.": real.mean() + given.sum(),
                "The first part: the mean over the fakes, not the sum.": real.sum() + given.mean(),
                "Both parts have weight 1; here the class's has one half.": real.mean() + given.mean() / 2,
                "The class's part asks for the ordered label; here it is the entropy of the probabilities.": real.mean()
                - np.sum(p * log_p, axis=1).mean(),
                "Of the class, -log of the label's probability is asked, not a squared error.": real.mean()
                + np.sum((p - np.eye(k)[labels]) ** 2, axis=1).mean(),
                "The first part: the mean of -log D, not -log of the mean D.": given.mean() - np.log(np.exp(-real).mean()),
                "The class's part: the mean of -log, not -log of the mean probability.": real.mean()
                - np.log(p[rows, labels].mean()),
                "One softmax over the k classes; D's logit is not one of them.": real.mean()
                + np.mean(np.logaddexp(sums, logits) - classes[rows, labels]),
            },
            hint="Part one: the mean of log(1 + e^-logit). Part two: for each fake the log of the sum of e^(class logit), "
            "less the class logit of its label; then the mean."
            + " Class logits go up to 1,000 in this trial: what is clipped, scaled, or kept from 0 by a small number "
            "gives another loss." * (size == 400),
            not_finite="At these class logits e^x overflows, or its share becomes 0, whose logarithm is not finite: use a "
            "log-sum-exp, and no probability on the way."
            if size == 400
            else "Which logarithm here meets a 0, or which power an overflow?",
        )


@exercise(
    "17.5",
    "total variation",
    "It is also the largest difference there is between the two probabilities of any event.",
)
def total_variation(answer, rng):
    for k in (4, 7, 5, 9, 6):
        shares = rng.dirichlet(np.ones(k))
        counts = rng.multinomial(int(rng.integers(40, 90)), rng.dirichlet(np.ones(k)))
        counts[rng.choice(np.flatnonzero(counts < counts.max()))] = 0
        n = counts.sum()
        p = counts / n
        softmax = np.exp(counts - counts.max()) / np.exp(counts - counts.max()).sum()
        apart = np.abs(p - shares)
        answer.expect(
            *(counts, shares),
            value=apart.sum() / 2,
            mistakes={
                "Half the sum: as much as is too much somewhere is missing elsewhere.": apart.sum(),
                "First make shares of the counts: divide by their sum.": np.abs(counts - shares).sum() / 2,
                "First make shares of the counts: divide by their sum, not by the largest.": np.abs(
                    counts / counts.max() - shares
                ).sum()
                / 2,
                "Shares of the counts are counts over their sum, not over how many kinds of answers there are.": np.abs(
                    counts / k - shares
                ).sum()
                / 2,
                "That compares numbers; total variation compares shares.": np.abs(counts - n * shares).sum() / 2,
                "Those are numbers; total variation compares shares, and takes half of the sum.": np.abs(
                    counts - n * shares
                ).sum(),
                "The sum over the answers, not the mean.": apart.mean(),
                "Half the sum over the answers, not half the mean.": apart.mean() / 2,
                "The sum of all differences, not the largest alone.": apart.max(),
                "Half the sum of all differences, not half of the largest.": apart.max() / 2,
                "Absolute differences: with their signs they cancel.": np.sum(p - shares) / 2,
                "Absolute differences, not squares.": np.sum(apart**2) / 2,
                "Absolute differences, not the root of the sum of squares.": np.sqrt(np.sum(apart**2)),
                "Half the sum of absolute differences, not half the root of squares.": np.sqrt(np.sum(apart**2)) / 2,
                "That is what the two have in common; total variation is one minus it.": 1 - apart.sum() / 2,
                "Differences as they are, not in relation to the share.": np.sum(apart / shares) / 2,
                "Answers that were never given count, too.": apart[counts > 0].sum() / 2,
                "A share from 0 to 1, not per cent.": 50 * apart.sum(),
                "Shares are counts over their sum, not their softmax.": np.abs(softmax - shares).sum() / 2,
                "That is 0.5 for any counts, as if all shares of theirs were 0: divide with /, not with //.": 0.5,
                "Counts as they are, without one more of each.": np.abs((counts + 1) / (n + k) - shares).sum() / 2,
                "Divide the counts by their sum, not by one less.": np.abs(counts / (n - 1) - shares).sum() / 2,
                "Compare with the shares that came in, not with even ones.": np.abs(p - 1 / k).sum() / 2,
                "Each answer by itself, not the sums up to it.": np.abs(np.cumsum(p - shares)).sum(),
                "Absolute differences, not the root of the mean square.": np.sqrt(np.mean(apart**2)),
                "Each answer is compared with its own share: nothing is sorted.": np.abs(np.sort(p) - np.sort(shares)).sum()
                / 2,
                "That is a Kullback-Leibler divergence; total variation is asked.": np.sum(
                    p * np.log(np.where(p > 0, p, 1) / shares)
                ),
                "Make shares of the counts first; this compares the counts themselves.": np.abs(counts - shares).sum()
                / (n + 1),
            },
            hint="Make shares of the counts, subtract, take each difference without its sign, add up, halve.",
        )


@exercise(
    "17.A",
    "the best discriminator that is not told",
    "If G is perfect but for two equally frequent labels that it exchanges, this D is at one half everywhere; one that is "
    "told is not.",
    points=2,
)
def best_untold(answer, rng):
    for k, m in ((3, 5), (4, 6), (2, 7), (5, 4), (6, 3)):
        real, fake = rng.dirichlet(np.ones(m), k), rng.dirichlet(np.ones(m), k)
        f = rng.dirichlet(2 * np.ones(k))
        p, q = f @ real, f @ fake
        told = real / (real + fake)
        answer.expect(
            *(real, fake, f),
            value=p / (p + q),
            mistakes={
                "The frequencies of the labels are missing: labels that are common count more.": real.sum(axis=0)
                / (real + fake).sum(axis=0),
                "That is D for each label by itself, who is told. This one sees x only.": told,
                "That is the mean of what the told ones say; the untold one compares the mixtures.": f @ told,
                "That is the plain mean of what the told ones say; the untold one compares the mixtures.": told.mean(axis=0),
                "Real is 1: here real and fake are exchanged.": q / (p + q),
                "That is the odds, p over q; the probability is p over p + q.": p / q,
                "That is the logit; the probability is asked.": np.log(p / q),
                "Among real and fake together, p over p + q; here it is the share of real pictures alone.": p,
                "Among real and fake together: p over p + q, not over half of it.": 2 * p / (p + q),
                "The sum over the labels goes over rows (axis 0): a number for each kind of picture.": (
                    f[:, None] * real
                ).sum(axis=1)
                / (f[:, None] * (real + fake)).sum(axis=1),
                "Frequencies once, not squared.": (f**2 @ real) / (f**2 @ (real + fake)),
                "Both mixtures have the frequencies: here only the real one has.": p / (p + fake.mean(axis=0)),
                "Here the fakes are summed without their frequencies.": p / (p + fake.sum(axis=0)),
                "Here only the fakes are weighted by the frequencies.": real.mean(axis=0) / (real.mean(axis=0) + q),
                "That is the difference of the two mixtures; D is a probability.": p - q,
                "A sigmoid makes a probability of log-odds, and the difference of the mixtures is not that.": 1
                / (1 + np.exp(q - p)),
                "The sum over the labels, weighted; not the largest of them.": real.max(axis=0)
                / (real.max(axis=0) + fake.max(axis=0)),
                "That is D for the most frequent label alone.": told[f.argmax()],
                "Here the log-odds of the told ones are averaged; the untold one compares the mixtures.": 1
                / (1 + np.exp(-f @ np.log(real / fake))),
                "For each kind of picture by itself: below the line stand its own two shares, not those of all kinds.": p
                / 2,
                "That is the most that one of the told ones says; the untold one compares the mixtures.": told.max(axis=0),
                "Here the told ones are weighted by how probable each label is for a real picture of that kind; a fake may "
                "have other labels.": (f[:, None] * real / p * told).sum(axis=0),
                "Here the told ones are weighted by how probable each label is for a fake of that kind; a real picture may "
                "have other labels.": (f[:, None] * fake / q * told).sum(axis=0),
                "Orders have the same frequencies as labels, not one minus them.": p / (p + (1 - f) @ fake),
                "D goes from 0 to 1; here it goes from -1 to 1.": 2 * p / (p + q) - 1,
                "That is -log D; D itself is asked.": -np.log(p / (p + q)),
            },
            hint="Who is not told sees two mixtures over the labels, of real pictures and of fakes, each weighted by the "
            "frequencies. For two densities, lesson 11 has the best D.",
        )


@exercise(
    "17.B",
    "what is lost, word by word",
    "It is 0 exactly if the two words are independent, however badly a single answer would do.",
    points=2,
)
def lost_word_by_word(answer, rng):
    for a, b in ((3, 4), (2, 5), (4, 3), (5, 2), (3, 6)):
        counts = rng.integers(1, 30, (a, b)) + rng.integers(0, 60, (a, b)) * (rng.random((a, b)) < 0.4)
        n = counts.sum()
        p = counts / n
        rows, columns = p.sum(axis=1), p.sum(axis=0)
        apart = np.outer(rows, columns)
        gap = np.abs(p - apart)
        given = np.abs(p / rows[:, None] - columns).sum(axis=1) / 2  # of the second word, for each first one
        with np.errstate(all="ignore"):
            information = np.sum(p * np.log(p / apart))
        answer.expect(
            counts,
            value=gap.sum() / 2,
            mistakes={
                "Half the sum of the absolute differences.": gap.sum(),
                "That is 0 for any counts. With their signs the differences cancel, and each word by itself has the same "
                "share in both: take each pair's difference without its sign.": 0.0,
                "Shares, not counts: divide by the sum of all first.": gap.sum() * n / 2,
                "Shares, not counts; and half the sum.": gap.sum() * n,
                "The model draws each word by how often it is given, not all words equally often.": np.abs(
                    p - 1 / (a * b)
                ).sum()
                / 2,
                "Both words are drawn by how often they are given; here the second one is even.": np.abs(
                    p - rows[:, None] / b
                ).sum()
                / 2,
                "Both words are drawn by how often they are given; here the first one is even.": np.abs(
                    p - columns / a
                ).sum()
                / 2,
                "The sum over all pairs, not their mean.": gap.mean(),
                "The sum over all pairs, not half of their mean.": gap.mean() / 2,
                "The sum over all pairs, not the largest difference.": gap.max(),
                "Absolute differences, not squares.": np.sum(gap**2) / 2,
                "Absolute differences, not the root of the sum of squares.": np.sqrt(np.sum(gap**2)),
                "That is the mutual information; total variation is asked.": information,
                "That is what the two have in common; the rest is lost.": 1 - gap.sum() / 2,
                "That is how much one answer, the most frequent pair, would lose.": 1 - p.max(),
                "That is how much one answer, the most frequent word of each, would lose.": 1
                - p[rows.argmax(), columns.argmax()],
                "The shares of all pairs sum to 1; here each row was divided by its own sum.": np.abs(
                    counts / counts.sum(axis=1, keepdims=True) - apart
                ).sum()
                / 2,
                "The product of the two words' shares, an outer product; here they were added.": np.abs(
                    p - (rows[:, None] + columns) / 2
                ).sum()
                / 2,
                "The product of how often the two words are given; here the sums of the counts were not divided.": np.abs(
                    p - np.outer(counts.sum(axis=1), counts.sum(axis=0))
                ).sum()
                / 2,
                "Two shares are multiplied: both sums of counts are divided by the sum of all, not only one.": np.abs(
                    p - n * apart
                ).sum()
                / 2,
                "That is how much the likeliest pair of words that are drawn apart leaves over.": 1 - apart.max(),
                "That is chi squared over the number of answers; total variation is asked.": np.sum(gap**2 / apart),
                "That is a Kullback-Leibler divergence; total variation is asked.": np.sum(apart * np.log(apart / p)),
                "The first words are weighted by how often they are given; here all count alike.": given.mean(),
                "The second words are weighted by how often they are given; here all count alike.": np.mean(
                    np.abs(p / columns - rows[:, None]).sum(axis=0) / 2
                ),
                "The sum over all pairs, not half of the largest difference.": gap.max() / 2,
                "The sum over all first words, weighted, not the one that loses most.": given.max(),
                "The sum over all pairs, not along the diagonal.": np.abs(np.diag(p - apart)).sum() / 2,
            },
            hint="Make shares of the counts. Each word's own share is a sum along the other axis; drawn apart, a pair has "
            "the product of the two.",
        )
