"""Checks of lesson 22, text to image."""

import numpy as np

from gan_course.checks import exercise


def _moments(grey):
    down, across = np.indices(grey.shape)
    mass = grey.sum()
    x = across - np.sum(grey * across) / mass
    y = np.sum(grey * down) / mass - down
    return x, y, mass


@exercise(
    "22.1",
    "how much it leans",
    "To draw our digits upright, each of MNIST's is first sheared back by its own lean.",
)
def lean(answer, rng):
    for h, w, leftwards in ((7, 5, False), (6, 9, True), (8, 6, False), (5, 8, True), (9, 7, True)):
        grey = rng.uniform(0, 1, (h, w)) * (rng.random((h, w)) < 0.6)
        # A stroke, so that the lean is not near 0.
        for y in range(h):
            grey[y, int((h - 1 - y) * (w - 1) / (h - 1) * rng.uniform(0.7, 1))] += 2
        grey = grey[:, ::-1] if leftwards else grey
        x, y, mass = _moments(grey)
        xy, xx, yy = np.sum(grey * x * y), np.sum(grey * x * x), np.sum(grey * y * y)
        down, across = np.indices(grey.shape)
        middle_x, middle_y = across - (w - 1) / 2, (h - 1) / 2 - down
        lit = grey > 0
        lit_x = across - across[lit].mean()
        lit_y = down[lit].mean() - down
        half_x, half_y = across - w / 2, h / 2 - down
        whole_x, whole_y = across - np.round((grey * across).sum() / mass), np.round((grey * down).sum() / mass) - down
        swapped_x, swapped_y = across - (grey * down).sum() / mass, (grey * across).sum() / mass - down
        answer.expect(
            grey,
            value=xy / yy,
            mistakes={
                "y goes up, and rows are counted downwards: the sign.": -xy / yy,
                "That is how far up it goes for each pixel to the right: over y squared, not x squared.": xy / xx,
                "That is how far up for each pixel to the right, and with the sign of rows that go down.": -xy / xx,
                "That is a correlation; here only y squared stands below.": xy / np.sqrt(xx * yy),
                "That is a correlation, with the sign of rows that go down; y goes up, and only y squared stands below.": -xy
                / np.sqrt(xx * yy),
                "x and y begin at the centre of mass, not at the middle of the picture.": np.sum(grey * middle_x * middle_y)
                / np.sum(grey * middle_y**2),
                "x and y begin at the centre of mass, not at the corner.": np.sum(grey * across * (h - 1 - down))
                / np.sum(grey * (h - 1 - down) ** 2),
                "x and y begin at the centre of mass, not at the corner; and y goes up.": np.sum(grey * across * down)
                / np.sum(grey * down**2),
                "The centre is that of mass: bright pixels count more, there, too.": np.sum(grey * lit_x * lit_y)
                / np.sum(grey * lit_y**2),
                "The masses are missing: each pixel counts by its brightness.": np.sum(x * y) / np.sum(y * y),
                "A pixel counts by its brightness, not only whether it is lit.": np.sum(lit * x * y) / np.sum(lit * y * y),
                "x and y begin at the centre of mass, not at half of width and height.": np.sum(grey * half_x * half_y)
                / np.sum(grey * half_y**2),
                "The centre of mass lies between pixels: don't round it.": np.sum(grey * whole_x * whole_y)
                / np.sum(grey * whole_y**2),
                "Here the mean row was taken from x and the mean column from y; np.indices gives rows first.": (
                    np.sum(grey * swapped_x * swapped_y) / np.sum(grey * swapped_y**2)
                ),
                "y begins at the centre of mass, too.": xy / np.sum(grey * (h - 1 - down) ** 2),
                "x and y begin at the centre of mass, not at the corner, and y goes up.": -np.sum(grey * across * down)
                / np.sum(grey * down**2),
                "The masses stand below, too: m y squared.": xy / np.sum(y * y),
                "The masses stand above, too: m x y.": np.sum(x * y) / yy,
                "A pixel counts by its brightness, for the centre, too, not only whether it is lit.": (
                    np.sum(lit * lit_x * lit_y) / np.sum(lit * lit_y**2)
                ),
                "Divide by the sum of m y squared, not by the number of pixels.": xy / grey.size,
                "Only y squared stands below, not x squared and y squared.": xy / (xx + yy),
                "It has a sign: negative if the top is to the left.": abs(xy / yy),
                "No angle, nor in degrees: the lean is how many pixels to the right for each pixel up.": np.degrees(
                    np.arctan2(xy, yy)
                ),
                "That is how far up for each pixel to the right.": yy / xy,
                "Divide by the sum of m y squared, not by the mass.": xy / mass,
                "Divide by the sum of m y squared; here the sums were not divided at all.": xy,
                "No angle: the lean is how many pixels to the right for each pixel up.": np.arctan2(xy, yy),
                "The masses count once, not squared.": np.sum(grey**2 * x * y) / np.sum(grey**2 * y * y),
            },
            hint="Centre of mass first: mean column and mean row, each weighted by grey. Then x and y of every pixel "
            "from there, the two sums over all pixels, and their quotient.",
        )


@exercise(
    "22.2",
    "fidelity, word by word",
    "One mean over all words would hide a word that is never obeyed behind those that are easy.",
)
def word_fidelity(answer, rng):
    cases = 0
    while cases < 5:
        n, w = int(rng.integers(14, 22)), int(rng.integers(3, 6))
        said = rng.integers(0, 3, (n, w))
        said[rng.random((n, w)) < 0.4] = -1
        read = np.where(rng.random((n, w)) < 0.6, said, rng.integers(0, 3, (n, w)))
        read[(said < 0) & (rng.random((n, w)) < 0.4)] = 1
        read[(said >= 0) & (rng.random((n, w)) < 0.12)] = -1  # the program found nothing
        has = said >= 0
        right = read == said
        if has.sum(axis=0).min() < 4 or (right & has).sum(axis=0).min() == 0 or (said == 0).sum(axis=0).min() == 0:
            continue
        if (said > 0).sum(axis=0).min() == 0 or np.ptp(has.sum(axis=0)) == 0 or has.all(axis=1).sum() < 2:
            continue
        if (read >= 0).sum(axis=0).min() == 0 or (has & (read < 0)).sum() == 0:
            continue
        cases += 1
        value = (right & has).sum(axis=0) / has.sum(axis=0)
        full = has.all(axis=1)
        answer.expect(
            *(read, said),
            value=value,
            mistakes={
                "Only sentences that have such a word count; here those without it count as obeyed if nothing was read.": (
                    right.mean(axis=0)
                ),
                "Divide by how many sentences have such a word, not by all.": (right & has).mean(axis=0),
                "Divide by how many sentences have such a word; and what they don't say can't be obeyed.": right.sum(axis=0)
                / has.sum(axis=0),
                "A number for each kind of word, not one for all.": (right & has).sum() / has.sum(),
                "A number for each kind of word, not for each sentence: sum along the other axis.": (right & has).sum(axis=1)
                / has.sum(axis=1).clip(1),
                "A number for each kind of word, not the mean of them.": value.mean(),
                "Divide by how many sentences have this kind of word, not by all words said.": (right & has).sum(axis=0)
                / has.sum(),
                "A word in which nothing was read (-1) was not read as said: it counts, as a miss.": (right & has).sum(
                    axis=0
                )
                / (has & (read >= 0)).sum(axis=0).clip(1),
                "That is how often each kind is said; how often is it read as said?": has.mean(axis=0),
                "That is how often something is read; how often is it what was said?": (read >= 0).mean(axis=0),
                "What isn't said is left out of the mean: it doesn't count as -1.": np.where(has, right, -1).mean(axis=0),
                "How far off it is does not count: right or wrong.": np.where(has, abs(read - said), 0).sum(axis=0)
                / has.sum(axis=0),
                "That is the share disobeyed.": 1 - value,
                "Numbers begin at 0: a word with number 0 is said, too.": (right & (said > 0)).sum(axis=0)
                / (said > 0).sum(axis=0),
                "What counts is whether the sentence says it, not whether the program read something.": (
                    right & (read >= 0)
                ).sum(axis=0)
                / (read >= 0).sum(axis=0),
                "A sentence counts for the words it has, even if it lacks others.": right[full].mean(axis=0),
                "Shares, not numbers: divide by how many sentences have such a word.": (right & has).sum(axis=0),
                "Shares, please, not per cent.": 100 * value,
            },
            hint="Two tables of yes and no, (n, w): does the sentence have it, and is it read as said? Count where both are "
            "true, and where the first is, down each column.",
        )


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


@exercise(
    "22.3",
    "a step of the GRU",
    "Keras keeps its weights in this very order, in kernel and recurrent_kernel.",
    points=2,
)
def gru_step(answer, rng):
    for d, k in ((4, 3), (3, 5), (5, 4), (2, 6), (6, 2)):
        h, x = rng.uniform(-1, 1, k), rng.normal(size=d)
        W, U = rng.normal(size=(d, 3 * k)) / np.sqrt(d), rng.normal(size=(k, 3 * k))  # so that tanh is not yet flat
        wz, wr, wc = np.split(x @ W, 3)
        uz, ur, uc = np.split(h @ U, 3)
        z, r = _sigmoid(wz + uz), _sigmoid(wr + ur)
        c = np.tanh(wc + r * uc)
        Uc = U[:, 2 * k :]

        def blend(z, c, h=h):
            return z * h + (1 - z) * c

        rz, rr = _sigmoid(wr + ur), _sigmoid(wz + uz)  # the first two blocks exchanged
        last_z = _sigmoid(wc + uc)  # read from the other end: c, r, z
        late_r = _sigmoid(wc + uc)  # read as z, c, r
        third_w, third_u = (x @ W).reshape(k, 3).T, (h @ U).reshape(k, 3).T
        tz, tr = _sigmoid(third_w[0] + third_u[0]), _sigmoid(third_w[1] + third_u[1])
        ht_z, ht_r, ht_c = (part @ h for part in np.split(U, 3, axis=1))
        below = [h @ part for part in U.reshape(3, k, k)]
        bz, br = _sigmoid(wz + below[0]), _sigmoid(wr + below[1])
        answer.expect(
            *(h, x, W, U),
            value=blend(z, c),
            mistakes={
                "z keeps the old state, 1 - z takes the new; here it is the other way round.": (1 - z) * h + z * c,
                "That is c, what is proposed; the new state is a mix of it and the old one.": c,
                "The reset gate r is missing in c.": blend(z, np.tanh(wc + uc)),
                "r multiplies the product h U_c, not h before it (that is the older form).": blend(
                    z, np.tanh(wc + (r * h) @ Uc)
                ),
                "r multiplies the state's part of c alone, not the word's.": blend(z, np.tanh(r * (wc + uc))),
                "c needs its tanh.": blend(z, wc + r * uc),
                "c has a tanh, not a sigmoid.": blend(z, _sigmoid(wc + r * uc)),
                "The gates are sigmoids, between 0 and 1, not tanh.": blend(
                    np.tanh(wz + uz), np.tanh(wc + np.tanh(wr + ur) * uc)
                ),
                "The gates need their sigmoid.": blend(wz + uz, np.tanh(wc + (wr + ur) * uc)),
                "The order is z, r, c; here z and r are exchanged.": blend(rz, np.tanh(wc + rr * uc)),
                "The order is z, r, c; here it was read from the other end.": blend(last_z, np.tanh(wz + r * uz)),
                "The order is z, r, c; here r and c are exchanged.": blend(z, np.tanh(wr + late_r * ur)),
                "Side by side: the first k columns are those of z, not each third.": blend(
                    tz, np.tanh(third_w[2] + tr * third_u[2])
                ),
                "The parts stand side by side: cut along the columns, don't reshape rows into them.": blend(
                    bz, np.tanh(wc + br * below[2])
                ),
                "The state stands to the left, h U: each row of U belongs to a number of the old state.": blend(
                    _sigmoid(wz + ht_z), np.tanh(wc + _sigmoid(wr + ht_r) * ht_c)
                ),
                "The sigmoid is 1 / (1 + e^-a): the sign of its argument.": blend(1 - z, np.tanh(wc + (1 - r) * uc)),
                "r multiplies the state's part of c, not the word's.": blend(z, np.tanh(r * wc + uc)),
                "r itself stands in c, not 1 - r.": blend(z, np.tanh(wc + (1 - r) * uc)),
                "In c, the state goes through U_c first.": blend(z, np.tanh(wc + r * h)),
                "The tanh is of the whole sum, the state's part included.": blend(z, np.tanh(wc) + r * uc),
                "c looks at the state, too, not only at the word.": blend(z, np.tanh(wc)),
                "c looks at the word, too, not only at the state.": blend(z, np.tanh(r * uc)),
                "z looks at the whole state; r is for c alone.": blend(_sigmoid(wz + (r * h) @ U[:, :k]), c),
                "That is a plain recurrent step: z and r are missing.": np.tanh(wc + uc),
                "c has a tanh, not a ReLU.": blend(z, np.maximum(wc + r * uc, 0)),
                "The state is missing: h U, and z times h.": (1 - _sigmoid(wz)) * np.tanh(wc),
                "That is the old state.": h,
                "The old state is in the mix already: it is not added once more.": blend(z, c) + h,
                "The gates look at the state, too, not only at the word.": blend(
                    _sigmoid(wz), np.tanh(wc + _sigmoid(wr) * uc)
                ),
                "The gates look at the word, too, not only at the state.": blend(
                    _sigmoid(uz), np.tanh(wc + _sigmoid(ur) * uc)
                ),
                "The old state's part is missing: z times h.": (1 - z) * c,
                "The proposal's part is missing: 1 - z times c.": z * h,
                "The proposal counts with weight 1 - z; here it is added whole.": z * h + c,
                "The old state counts with weight z; here it is added whole.": h + (1 - z) * c,
                "The mix is the new state as it is: no further tanh.": np.tanh(blend(z, c)),
                "In the mix stands the old state, not the reset one.": blend(z, c, r * h),
                "Both weights are z here; the second is 1 - z.": z * (h + c),
            },
            hint="Cut x W and h U into three equal parts each, for z, r, c. z and r are sigmoids of sums of two parts; in c "
            "the state's part is first multiplied by r.",
        )


def _probability(x):
    return 0.5 + 0.5 * np.tanh(x / 2)


@exercise(
    "22.4",
    "the matching-aware loss",
    "Real pictures with wrong sentences and fakes share one weight, so that yes and no weigh the same, as in any GAN.",
)
def matching_loss(answer, rng):
    def soft(x):
        return np.logaddexp(0, x)

    for n, size in ((5, 1), (8, 2), (6, 1.5), (7, 3), (4, 600)):
        right, fake, wrong = rng.normal(size=(3, n)) * size + np.array([[0.5], [-0.8], [0.3]])
        if size == 600:
            right[0], fake[1], wrong[2] = -1000.0, 1000.0, 1000.0
        yes, no_f, no_w = soft(-right), soft(fake), soft(wrong)
        y, f, w = yes.mean(), no_f.mean(), no_w.mean()
        answer.expect(
            *(right, fake, wrong),
            value=y + (f + w) / 2,
            mistakes={
                "The two kinds to be refused share one weight: half each.": y + f + w,
                "All three have weight one third here; the first has weight 1, the others one half.": (y + f + w) / 3,
                "The first part has weight 1, only the others one half.": (y + f + w) / 2,
                "Real pictures with wrong sentences are missing.": y + f,
                "Real pictures with wrong sentences are missing; and fakes have half the weight.": y + f / 2,
                "The wrong sentences have half the weight here; the fakes need it, too.": y + f + w / 2,
                "The fakes have half the weight here; the wrong sentences need it, too.": y + f / 2 + w,
                "That is the first part alone: what is to be refused is missing.": y,
                "The fakes are missing.": y + w,
                "That is a hinge loss; here each part is a logarithm.": np.maximum(0, 1 - right).mean()
                + (np.maximum(0, 1 + fake).mean() + np.maximum(0, 1 + wrong).mean()) / 2,
                "That is the critic's loss of lesson 15; here each part is -log D or -log(1 - D).": -right.mean()
                + (fake.mean() + wrong.mean()) / 2,
                "Logits go into log(1 + e^x) as they are, with no sigmoid before.": soft(-_probability(right)).mean()
                + (soft(_probability(fake)).mean() + soft(_probability(wrong)).mean()) / 2,
                "The logarithm is missing: -log D, not 1 - D.": _probability(-right).mean()
                + (_probability(fake).mean() + _probability(wrong).mean()) / 2,
                "The fakes are missing; and the wrong sentences have half the weight.": y + w / 2,
                "The first part is missing: real pictures with their sentences, to be accepted.": (f + w) / 2,
                "A real picture with a wrong sentence is to be refused, not accepted.": y + (f + soft(-wrong).mean()) / 2,
                "A fake is to be refused, not accepted: that is G's wish.": y + (soft(-fake).mean() + w) / 2,
                "Every sign is turned: the right ones are to be accepted, the others refused.": soft(right).mean()
                + (soft(-fake).mean() + soft(-wrong).mean()) / 2,
                "The right ones are to be accepted; here all three are refused.": soft(right).mean() + (f + w) / 2,
                "The sign of the whole: a loss is to be made small.": -y - (f + w) / 2,
                "The mean over the batch, not the sum.": n * (y + (f + w) / 2),
                "The two parts are added, not subtracted.": y - (f + w) / 2,
                "Natural logarithms, please, not those to base 2.": (y + (f + w) / 2) / np.log(2),
                "Natural logarithms, please, not those to base 10.": (y + (f + w) / 2) / np.log(10),
                "-log(1 - D) of the mean logit is not the mean of -log(1 - D): first the function, then the mean.": soft(
                    -right.mean()
                )
                + (soft(fake.mean()) + soft(wrong.mean())) / 2,
            },
            hint="A logit of 1,000 on the wrong side costs 1,000: no clipping, and no small number added in the logarithm."
            if size == 600
            else "Three means: of log(1 + e^-logit) for what is to be accepted, of log(1 + e^logit) for the rest. "
            "Then the weights.",
            not_finite="At these logits e^x overflows, or D becomes 0 or 1, whose logarithm is not finite: np.logaddexp(0, "
            "x) is log(1 + e^x) without that."
            if size == 600
            else "Which logarithm here meets a 0, or which power an overflow?",
        )


def _shares(rng, k, m):
    p = rng.dirichlet(np.ones(m), k)
    return p


@exercise(
    "22.A",
    "the best matching-aware discriminator",
    "Where G is perfect, it still says less than one half of pictures that other sentences have more often, and more of "
    "those that are this sentence's own.",
    points=2,
)
def best_matching(answer, rng):
    for k, m in ((2, 4), (3, 5), (4, 3), (3, 4), (5, 6)):
        real, fake, f = _shares(rng, k, m), _shares(rng, k, m), rng.dirichlet(2 * np.ones(k))
        any_ = f @ real
        even = real.mean(axis=0)
        no = (fake + any_) / 2
        left = 1 - f[:, None]
        rest = any_ - f[:, None] * real  # of other sentences
        answer.expect(
            *(real, fake, f),
            value=real / (real + no),
            mistakes={
                "Fakes and wrong pairs share one weight: half each.": real / (real + fake + any_),
                "Pictures with wrong sentences are missing.": real / (real + fake),
                "Pictures with wrong sentences are missing; fakes have half the weight.": real / (real + fake / 2),
                "The fakes are missing.": real / (real + any_),
                "The fakes are missing; wrong pairs have half the weight.": real / (real + any_ / 2),
                "A wrong sentence's picture is any picture: the mixture by frequency, not the plain mean.": real
                / (real + (fake + even) / 2),
                "A wrong sentence's picture is a real one; here fakes were mixed.": real / (real + (fake + f @ fake) / 2),
                "That is the probability of no.": no / (real + no),
                "That is the odds; the probability is asked.": real / no,
                "That is the logit; the probability is asked.": np.log(real) - np.log(no),
                "Half the weight each: the wrong pairs have it, the fakes not.": real / (real + fake + any_ / 2),
                "Half the weight each: the fakes have it, the wrong pairs not.": real / (real + fake / 2 + any_),
                "The half is there twice: what is refused sums to 1 in each row.": real / (real + no / 2),
                "A wrong pair's picture is of any sentence: not of this one alone, times its frequency.": real
                / (real + (fake + f[:, None] * real) / 2),
                "A wrong pair's picture is of any sentence, not always of this one.": real / (real + (fake + real) / 2),
                "Any sentence, the one that is shown included: nothing is left out.": real
                / (real + (fake + rest / left) / 2),
                "Any sentence, the one that is shown included; and what is refused sums to 1.": real
                / (real + (fake + rest) / 2),
                "Fakes come with their own sentence: they are not mixed.": real / (real + (f @ fake + any_) / 2),
                "The mixture is a mean by frequency, not a sum over sentences.": real
                / (real + (fake + real.sum(axis=0)) / 2),
                "That is whose picture it is; D is asked whether to accept.": f[:, None] * real / any_,
                "In a sentence's row all three shares are given that sentence: no frequency there.": f[:, None]
                * real
                / (f[:, None] * (real + fake / 2) + any_ / 2),
                "D is a probability as it is: it isn't weighted by how often the sentence occurs.": f[:, None]
                * real
                / (real + no),
                "D is a probability in each place: rows don't sum to 1.": real
                / (real + no)
                / (real / (real + no)).sum(axis=1, keepdims=True),
                "D is told the sentence: a number for each sentence and kind of picture.": (f @ real)
                / (f @ real + (f @ fake + f @ real) / 2),
                "D is told the sentence, and in its row all sentences are alike frequent: no frequency there.": f[:, None]
                * real
                / (f[:, None] * real + no),
            },
            hint="For one sentence: what is to be accepted has the shares of its row of real; what is to be refused is "
            "half fakes, half pictures of any sentence. For two densities, lesson 11 has the best D.",
        )


@exercise(
    "22.B",
    "where the game comes to rest",
    "So a matching-aware D makes G exaggerate a little: more of what is the sentence's own, less of what is everybody's.",
    points=2,
)
def at_rest(answer, rng):
    cases = 0
    while cases < 5:
        k, m = int(rng.integers(2, 5)), int(rng.integers(3, 7))
        real, f = rng.dirichlet(8 * np.ones(m), k), rng.dirichlet(3 * np.ones(k))
        any_ = f @ real
        value = 2 * real - any_
        if value.min() < 0.01 or np.abs(real - any_).max() < 0.03 or k == m:
            continue
        cases += 1
        answer.expect(
            *(real, f),
            value=value,
            mistakes={
                "That is where it would rest without the wrong pairs.": real,
                "The sign: away from what all sentences share, not towards it.": any_ + 0 * real,
                "That is the mean of both: what is refused, not what G draws.": (real + any_) / 2,
                "Any sentence's picture: the mixture by frequency, not the plain mean.": 2 * real - real.mean(axis=0),
                "Shares sum to 1 in each row; here too little was taken off.": 2 * real - any_ / 2,
                "Shares sum to 1 in each row; here the first part counts once.": real - any_,
                "It is not a matter of proportions: what is refused is half of each, a sum.": real**2 / any_,
                "It is not a matter of proportions, even if the rows sum to 1.": (real**2 / any_)
                / (real**2 / any_).sum(axis=1, keepdims=True),
                "Any sentence's picture includes this one's.": 2 * real - (any_ - f[:, None] * real) / (1 - f[:, None]),
                "Any sentence's picture includes this one's, and its shares sum to 1.": 2 * real
                - (any_ - f[:, None] * real),
                "Any sentence's picture: not this one's alone, times its frequency.": 2 * real - f[:, None] * real,
                "Exchanged: twice the sentence's own, less the mixture.": 2 * any_ - real,
                "The mixture is what D refuses already; G's part is the rest: taken off, not added.": 2 * real + any_,
                "The mixture is what D refuses already: it is taken off, not added, even if rows sum to 1.": (
                    (2 * real + any_) / 3
                ),
                "The mixture is still to be taken off.": 2 * real,
                "The mixture is a mean by frequency, not a sum over sentences.": 2 * real - real.sum(axis=0),
                "Shares sum to 1 in each row: no frequency there.": f[:, None] * value,
                "It is not a matter of proportions: what is refused is half of each, added up.": (real / any_)
                / (real / any_).sum(axis=1, keepdims=True),
                "That is the best D if the fakes are any sentence's pictures; G's shares are asked.": real / (real + any_),
                "Only half as far, please: at rest, what is refused equals what is accepted.": 1.5 * real - 0.5 * any_,
                "Farther than that it does not go: at rest, what is refused equals what is accepted.": 3 * real - 2 * any_,
            },
            hint="The best D says one half of everything if what is to be accepted, the row of real, equals the rest: half "
            "G's, half any sentence's. Solve that for G's.",
        )
