"""Checks of lesson 20, image to image."""

import numpy as np

from gan_course.checks import exercise


def _weighted_median(targets, p):
    return _quantile(targets, p, 0.5 - 1e-12)


def _quantile(targets, p, share):
    order = np.argsort(targets, axis=0)
    reached = np.cumsum(p[order], axis=0) >= share
    return np.take_along_axis(targets, order, axis=0)[reached.argmax(axis=0), np.arange(targets.shape[1])]


def _probabilities(rng, k):
    """Return k probabilities, the largest below 0.45, no two alike."""
    while True:
        p = rng.dirichlet(np.ones(k))
        if p.max() < 0.45 and np.diff(np.sort(p)).min() > 0.01:
            return p


@exercise(
    "20.1",
    "the best single answer",
    "With two answers it is all of the likelier one; with many, it can be a picture that is none of them.",
)
def best_answer(answer, rng):
    for k, d in ((5, 7), (4, 6), (6, 9), (4, 8), (7, 6)):
        while True:  # but for k = 4: the likeliest picture, and the best ones among the k, are three different ones
            targets, p = rng.uniform(-1, 1, size=(k, d)), _probabilities(rng, k)
            if k == 4:  # two of them make just 1/2: in some pixels the sum meets it
                p = rng.permutation([1, 3, 5, 7]) / 16
            away = targets[:, np.newaxis] - targets
            expected, squared = np.abs(away).mean(axis=2) @ p, np.sum(away**2, axis=2) @ p
            value, above = _weighted_median(targets, p), -_weighted_median(-targets, p)
            met = np.sum(value < above)  # where any number from one to the other costs as little
            three = len({p.argmax(), expected.argmin(), squared.argmin()}) == 3
            if (k == 4 and 2 <= met < d) or (k != 4 and three and (k != 5 or (np.cumsum(p) >= 0.5).argmax() != 2)):
                break
        as_listed = targets[(np.cumsum(p) >= 0.5).argmax()]
        ordered = np.sort(targets, axis=0)
        best = ordered[(np.cumsum(p) >= 0.5).argmax()]
        answer.expect(
            *(targets, p),
            value=value,
            mistakes={
                "That is the mean, which is best for the squared error.": p @ targets,
                "At least 1/2: where the sum just meets it, v is reached already, and not the next value.": above,
                "Where the sum just meets 1/2, all from v to the next value cost the same; v, the smallest, is asked for.": (
                    value + above
                )
                / 2,
                "Sort the values of each pixel before you add up; here they are taken as listed.": as_listed,
                "The expected differences, one for each pixel; the picture is asked for that makes them smallest.": p
                @ np.abs(targets - value),
                "Add up the probabilities: here all the values count alike.": _weighted_median(targets, np.ones(k) / k),
                "A probability says how often a value counts; the value itself must not be multiplied by it.": (
                    _weighted_median(p[:, None] * targets, p)
                ),
                "Values times k times their probabilities have no median that helps: add up the probabilities.": np.median(
                    k * p[:, None] * targets, axis=0
                ),
                "Up to v there must be 1/2, not 1/4.": _quantile(targets, p, 0.25),
                "Up to v there must be 1/2, not 3/4.": _quantile(targets, p, 0.75),
                "The pictures are not equally probable: weight them.": np.median(targets, axis=0),
                "That is the likeliest picture; L1 cares for each pixel by itself.": targets[p.argmax()],
                "That is the best among the k pictures; the answer need not be one of them.": targets[expected.argmin()],
                "The values were sorted and their probabilities were not: each must go with its value.": best,
                "Each pixel has a median of its own; here one number serves for all.": np.full(
                    d, _weighted_median(targets.reshape(-1, 1), np.repeat(p, d) / d)[0]
                ),
                "Weighted values have no median: the probabilities say how often a value counts, not how large it is.": (
                    np.median(p[:, None] * targets, axis=0)
                ),
                "Both were sorted, each by itself: a probability must stay with its value.": ordered[
                    (np.cumsum(np.sort(p)) >= 0.5).argmax()
                ],
                "That is the best among the k pictures, and for the squared error.": targets[squared.argmin()],
                "One number for all pixels: each has a median of its own.": np.full(d, np.median(targets)),
                "That is the middle between the smallest and the largest.": (ordered[0] + ordered[-1]) / 2,
                "That is the expected difference; the picture is asked for.": expected.min(),
                "Unweighted mean, of numbers that are not equally probable; and L1 wants a median.": targets.mean(axis=0),
                "One value too early: up to v there must be at least 1/2.": _early(targets, p, -1),
                "One value too late: the first that brings it to 1/2 is v.": _early(targets, p, 1),
            },
            hint="For each pixel: sort the k values, take their probabilities in the same order, add them up; the first "
            "value at which the sum has reached 1/2.",
        )


def _early(targets, p, by):
    order = np.argsort(targets, axis=0)
    reached = (np.cumsum(p[order], axis=0) >= 0.5).argmax(axis=0) + by
    return np.take_along_axis(targets, order, axis=0)[reached % len(p), np.arange(targets.shape[1])]


@exercise(
    "20.2",
    "what a patch sees",
    "Isola et al.'s best patch was 70 pixels wide, on pictures of 256; that of the lesson's discriminator is 18 on 28.",
)
def patch_width(answer, rng):
    cases = [([5, 4, 3], [1, 2, 3]), ([4, 3, 6, 5], [3, 1, 2, 2]), ([3, 7], [2, 3]), ([2, 5, 3, 4], [2, 3, 2, 1])]
    for _ in range(3):
        n = int(rng.integers(3, 6))
        cases.append(([int(x) for x in rng.integers(2, 7, n)], [int(x) for x in rng.integers(1, 4, n)]))
    for kernels, strides in cases:
        before, after = np.cumprod([1, *strides[:-1]]), np.cumprod(strides)
        wider = np.array(kernels) - 1
        width = 1 + int(wider @ before)
        answer.expect(
            *(kernels, strides),
            value=width,
            mistakes={
                "The strides are missing: after a stride of s, neighbours of the map lie s pixels apart.": 1 + sum(wider),
                "A layer's own stride does not spread its own kernel; only the layers before do.": 1 + int(wider @ after),
                "Of the strides before a layer the product counts, not the last one alone.": 1
                + int(wider @ np.array([1, *strides[:-1]])),
                "Of the strides before a layer the product counts, not the sum.": 1
                + int(wider @ np.array([1, *np.cumsum(strides[:-1])])),
                "The lists go from the picture on; here they are read from the last layer on.": 1
                + int(wider[::-1] @ np.cumprod([1, *strides[::-1][:-1]])),
                "A kernel of width 1 would widen nothing: each adds its width less 1.": 1 + int(np.array(kernels) @ before),
                "Begin with 1: a pixel is one pixel wide.": width - 1,
                "To one pixel each layer adds its kernel's width less 1, as many strides apart.": int(
                    np.array(kernels) @ before
                ),
                "Strides multiply: two of 2 put neighbours 4 pixels apart, not 3.": 1
                + int(wider @ np.cumsum([1, *(np.array(strides[:-1]) - 1)])),
                "The kernels are read from one end and the strides from the other.": 1
                + int(wider @ np.cumprod([1, *strides[:0:-1]])),
                "The strides are given: not all of them are 2.": 1 + int(wider @ 2 ** np.arange(len(wider))),
                "The kernels are given: not all of them are 4 wide.": 1 + int(3 * before.sum()),
                "That is how far one sees to one side.": width // 2,
                "That is the widest kernel alone.": max(kernels),
                "A patch may be wider than 28 pixels; the pictures here need not be the lesson's.": min(width, 28),
                "Kernels and strides do not multiply into a width: neighbours overlap.": int(np.prod(kernels) * after[-1]),
                "The layers between count, too, not the first kernel and the strides after it alone.": int(
                    kernels[0] * (after[-1] // strides[0])
                ),
                "That is how far apart two neighbours of the last map lie.": int(after[-1]),
                "Kernels do not multiply.": int(np.prod(kernels)),
                "Kernels overlap where they meet, and strides count.": sum(kernels),
                "The width, not the number of pixels.": width**2,
                "A layer's own stride does not spread its own kernel; the product of those before does.": 1
                + int(wider @ np.array(strides)),
                "Only the last layer was looked at.": 1 + int(wider[-1] * before[-1]),
                "Patches and the distance between them: only the first is asked for.": width + int(after[-1]),
                "The last layer is left out.": 1 + int(wider[:-1] @ before[:-1]),
                "The first layer is left out.": 1 + int(wider[1:] @ before[1:]),
                "The first layer is left out, and so is its stride.": 1 + int(wider[1:] @ before[1:] // strides[0]),
            },
            hint="One number of the last map, and backwards: what is w wide there is (w - 1) strides and one kernel wide in "
            "the layer before.",
        )


@exercise(
    "20.3",
    "pix2pix's generator loss",
    "The paper has a weight of 100 for L1, with pictures in [-1, 1].",
)
def generator_loss(answer, rng):
    for i, (n, h, size) in enumerate(((3, 4, 6), (2, 3, 5), (4, 2, 7), (5, 3, 4))):
        logits, weight = 2 * rng.normal(size=(n, h, h, 1)), float(rng.uniform(2, 9))
        fake, target = rng.uniform(-1, 1, (2, n, size, size, 1))
        if (fake.mean() > target.mean()) == (i % 2):  # in every other case the fakes are brighter
            fake, target = target, fake
        gan, away = np.logaddexp(0, -logits), np.abs(target - fake)
        fooled, square = np.logaddexp(0, logits).mean(), np.mean((target - fake) ** 2)
        a, l1 = gan.mean(), away.mean()
        of_means = np.logaddexp(0, -logits.mean(axis=(1, 2, 3))).mean()
        probability = 1 / (1 + np.exp(-logits))
        answer.expect(
            *(logits, fake, target, weight),
            value=a + weight * l1,
            mistakes={
                "The weight is missing.": a + l1,
                "The weight belongs to L1, not to the other part.": weight * a + l1,
                "The weight belongs to L1 alone.": weight * (a + l1),
                "L1 is missing.": a,
                "The part that D gives is missing.": weight * l1,
                "L1 has absolute differences, not squares.": a + weight * square,
                "L1 has absolute differences, not the root of the squares' mean.": a + weight * np.sqrt(square),
                "Without absolute values, what is too bright makes up for what is too dark.": a
                + weight * (target - fake).mean(),
                "As that, and turned round: without absolute values, dark makes up for bright.": a
                + weight * (fake - target).mean(),
                "The mean over pixels, too: not their sum for each picture.": a + weight * l1 * size * size,
                "The mean, not the sum over all pictures and pixels.": a + weight * away.sum(),
                "The mean over patches, too: not their sum for each picture.": a * h * h + weight * l1,
                "The mean, not the sum over all pictures and patches.": gan.sum() + weight * l1,
                "Both parts are means, not sums.": gan.sum() + weight * away.sum(),
                "Each patch has a loss of its own; the mean comes after the logarithm.": of_means + weight * l1,
                "Small where D takes a patch for real: -log D. Here it is -log(1 - D).": fooled + weight * l1,
                "The non-saturating part is wanted, -log D, not log(1 - D).": weight * l1 - fooled,
                "The sign of D's part.": weight * l1 - a,
                "The sign of L1's part: both are to become small.": a - weight * l1,
                "The logarithm is missing: -D is not -log D.": weight * l1 - probability.mean(),
                "The logarithm is missing: 1 - D is not -log D.": weight * l1 + 1 - probability.mean(),
                "Logits are not yet probabilities, and -logit is another game's loss.": weight * l1 - logits.mean(),
                "Natural logarithms, please, not those to base 2.": a / np.log(2) + weight * l1,
                "The mean over all patches, not the worst one.": gan.max() + weight * l1,
                "The mean over all patches, not the best one.": gan.min() + weight * l1,
                "The logarithm of each patch first, then the mean.": -np.log(probability.mean()) + weight * l1,
                "That D's part is the least squares game's; here it is -log D.": np.mean((logits - 1) ** 2) + weight * l1,
                "The difference of each pixel, not that of the mean greys.": a + weight * abs(target.mean() - fake.mean()),
                "The mean absolute difference, not the median.": a + weight * np.median(away),
                "The weights need not sum to 1: D's part counts once, L1 weight times.": a + (1 - weight) * l1,
                "The sum of both parts, not their weighted mean.": (a + weight * l1) / (1 + weight),
                "Divide nothing by the weight: it multiplies L1.": a + l1 / weight,
                "The weight is given: 100 is the paper's alone.": a + 100 * l1,
                "Each patch has a loss of its own; here it is that of the mean of all logits.": np.logaddexp(
                    0, -logits.mean()
                )
                + weight * l1,
                "The difference itself counts, not half of it.": a + weight * l1 / 2,
                "All patches count, not one in a corner.": gan[:, 0, 0].mean() + weight * l1,
                "D's part counts once: the weight belongs to L1 alone, and need not be below 1.": (1 - weight) * a
                + weight * l1,
                "Absolute values too early: it is the difference that has no sign.": a
                + weight * np.mean(np.abs(np.abs(target) - np.abs(fake))),
                "The difference of fake and target: here it is the target alone.": a + weight * np.abs(target).mean(),
                "The weight counts once, not squared.": a + weight**2 * l1,
                "The two parts are added, not averaged.": (a + weight * l1) / 2,
            },
            hint="Part one: for each number of the map log(1 + e^-logit), and the mean of all. Part two: the mean absolute "
            "difference over all pixels, times the weight.",
        )


def least(costs, shares, compromise, variation):
    """Return the bound of 20.4."""
    order = np.argsort(-costs)
    before = np.concatenate([[0], np.cumsum(shares[order])[:-1]])
    given_up = np.clip(variation - before, 0, shares[order])
    return costs @ shares - given_up @ (costs[order] - compromise)


@exercise(
    "20.4",
    "where nobody gets",
    "That the bound is convex you have just used: what saves most is given up first, so each further step saves less.",
    points=2,
)
def least_distortion(answer, rng):
    for k, low in ((5, 0.3), (6, 0.3), (4, 0.55), (7, 0.3), (5, 0.55)):
        while True:
            shares, costs = rng.dirichlet(2 * np.ones(k)), rng.uniform(0.4, 0.9, k)
            compromise, variation = float(rng.uniform(0.2, 0.35)), float(rng.uniform(low, low + 0.15))
            order = np.argsort(-costs)
            sums = np.cumsum(shares[order])
            whole = int(np.sum(sums <= variation))
            if 1 <= whole < k - 1 and np.abs(sums - variation).min() > 0.03:
                break
        mean, value = costs @ shares, least(costs, shares, compromise, variation)
        up = costs[order]
        gone = mean - shares[order][:whole] @ (up[:whole] - compromise)
        more = mean - shares[order][: whole + 1] @ (up[: whole + 1] - compromise)
        given_up = np.clip(variation - np.concatenate([[0], sums[:-1]]), 0, shares[order])
        as_listed = np.clip(variation - np.concatenate([[0], np.cumsum(shares)[:-1]]), 0, shares)
        apart = np.clip(variation - np.concatenate([[0], np.cumsum(np.sort(shares)[::-1])[:-1]]), 0, np.sort(shares)[::-1])
        likeliest = np.argsort(-shares)
        by_share = np.clip(variation - np.concatenate([[0], np.cumsum(shares[likeliest])[:-1]]), 0, shares[likeliest])
        answer.expect(
            *(costs, shares, compromise, variation),
            value=value,
            mistakes={
                "Give up the dearest answers first, not a part of each.": mean - variation * (mean - compromise),
                "Give up the dearest answers first, not the cheapest.": mean
                - _cheapest(costs, shares, compromise, variation),
                "What is given up is replaced by the compromise, not by the cheapest real answer.": least(
                    costs, shares, costs.min(), variation
                ),
                "The variation is a share, and is not taken off a cost.": mean - variation,
                "Dearest by cost; what an answer adds, its cost times its share, is another order.": _in_order(
                    costs, shares, compromise, variation, np.argsort(-costs * shares)
                ),
                "Give up the dearest answers first, not the likeliest.": mean - by_share @ (costs[likeliest] - compromise),
                "Give up the dearest answers first, not the first of the list.": mean - as_listed @ (costs - compromise),
                "An answer can be given up in part: use up all of the variation.": gone,
                "Of the last answer only a part may be given up: the variation is used up.": more,
                "What is given up is answered by the compromise, and that costs, too.": mean - given_up @ up,
                "The shares must be sorted with the costs.": mean - as_listed @ (up - compromise),
                "The shares must be sorted with the costs, for the mean, too.": up @ shares - as_listed @ (up - compromise),
                "All of the variation may be given up, not half of it.": least(costs, shares, compromise, variation / 2),
                "A total variation of v means that v is given up, not 2 v.": least(
                    costs, shares, compromise, min(1, 2 * variation)
                ),
                "The variation is what may be given up, not what must stay.": least(
                    costs, shares, compromise, 1 - variation
                ),
                "Nothing is given up here.": mean,
                "All is given up here.": compromise,
                "That is what is saved; the cost that remains is asked for.": mean - value,
                "The answers are not equally frequent: use their shares.": least(
                    costs, np.full(k, 1 / k), compromise, variation
                ),
                "The cost of the compromise counts by the share that it answers, not wholly.": mean
                - given_up @ up
                + compromise,
                "That is the mean cost over the real answers that stay; the compromise is left out.": (mean - given_up @ up)
                / (1 - variation),
                "Give up the dearest answers first, not the rarest.": _in_order(
                    costs, shares, compromise, variation, np.argsort(shares)
                ),
                "Its own share does not come before an answer: when the dearest's turn comes, nothing is given up yet.": mean
                - np.clip(variation - sums, 0, shares[order]) @ (up - compromise),
                "When the variation is used up, nothing more is given up: 0, not less.": mean
                - np.minimum(variation - np.concatenate([[0], sums[:-1]]), shares[order]) @ (up - compromise),
                "Of the dearest no more than its share can be given up; then comes the next.": mean
                - variation * (up[0] - compromise),
                "Give up the dearest first; and the mean over the real answers needs their shares.": costs.mean()
                - variation * (costs.mean() - compromise),
                "Both were sorted, each by itself: a share must stay with its cost.": up @ np.sort(shares)[::-1]
                - apart @ (up - compromise),
                "That is what it costs above the compromise; the cost itself is asked for.": value - compromise,
                "The compromise may cost less than any real answer: there is no floor at the cheapest.": max(
                    value, costs.min()
                ),
                "Only the dearest one was given up.": mean - shares[order[0]] * (up[0] - compromise),
            },
            hint="Begin with every real answer in its share. As long as there is variation left, take the dearest "
            "answer that is left, and put the compromise in its place: all of its share, or what the variation allows.",
        )


def _in_order(costs, shares, compromise, variation, order):
    before = np.cumsum(shares[order]) - shares[order]
    return costs @ shares - np.clip(variation - before, 0, shares[order]) @ (costs[order] - compromise)


def _cheapest(costs, shares, compromise, variation):
    order = np.argsort(costs)
    before = np.concatenate([[0], np.cumsum(shares[order])[:-1]])
    return np.clip(variation - before, 0, shares[order]) @ (costs[order] - compromise)


@exercise(
    "20.A",
    "how much the noise decides",
    "Total variance is variance within plus variance between: what the noise does not decide, the picture given does.",
    points=2,
)
def share_of_noise(answer, rng):
    for m, n, d in ((4, 6, 5), (5, 3, 7), (3, 5, 4), (6, 4, 3)):
        size = rng.uniform(0.5, 2, d)
        outputs = rng.normal(size=(m, n, d)) * size + 1.5 * rng.normal(size=(1, n, d)) + 2 * rng.normal(size=d)
        flat = outputs.reshape(-1, d)
        within, across, total = outputs.var(axis=0), outputs.var(axis=1), flat.var(axis=0)
        value = within.mean() / total.mean()
        answer.expect(
            outputs,
            value=value,
            mistakes={
                "The noises are the first axis: that is how much the given pictures decide at one noise.": across.mean()
                / total.mean(),
                "The two axes were exchanged, and the ratio turned round.": total.mean() / across.mean(),
                "Means over pictures and numbers, not the largest variance.": within.max() / total.max(),
                "Variances, not absolute deviations.": np.mean(np.abs(outputs - outputs.mean(axis=0)))
                / np.mean(np.abs(outputs - flat.mean(axis=0))),
                "The two variances overlap: divide by all of it, over noises and pictures together.": within.mean()
                / (within.mean() + across.mean()),
                "Variance over noises, not over the d numbers of a picture.": outputs.var(axis=2).mean() / total.mean(),
                "The share of the noise is asked for, not that of the pictures given.": 1 - value,
                "Variances add up, standard deviations don't.": outputs.std(axis=0).mean() / flat.std(axis=0).mean(),
                "The root is too much: variances add up.": np.sqrt(value),
                "Divide by all of the variance.": within.mean(),
                "First the means over pixels, then the ratio: a pixel that hardly varies should hardly count.": np.mean(
                    within / total
                ),
                "All of the variance is over noises and pictures together, for each pixel; here pixels are mixed in.": (
                    within.mean() / outputs.var()
                ),
                "Divide by all of the variance, not by what the pictures given add.": within.mean()
                / outputs.mean(axis=0).var(axis=0).mean(),
                "Mean squares are not variances: take off each mean.": np.mean(outputs**2) / total.mean(),
                "Here n is 1 in the numerator: the variance over all noises for each picture given, then the mean.": outputs[
                    :, 0
                ]
                .var(axis=0)
                .mean()
                / total.mean(),
                "Variances with the same divisor as the total's: n, not n - 1.": outputs.var(axis=0, ddof=1).mean()
                / flat.var(axis=0, ddof=1).mean(),
                "Not all pixels together: first variances, then their mean.": outputs.mean(axis=2).var(axis=0).mean()
                / outputs.mean(axis=2).var(),
                "It is the other way round: the noise's over all of the variance.": 1 / value,
                "That is what the noise does to all pictures alike. First the variance for each, then their mean.": (
                    outputs.mean(axis=1).var(axis=0).mean() / total.mean()
                ),
                "Divide by the variance over noises and pictures together, not over the pictures alone.": within.mean()
                / across.mean(),
                "A mean above as below, not a sum.": within.sum() / total.mean(),
                "All of the variance is of one number over all outputs; here those of a noise are mixed, all d of them.": (
                    within.mean() / outputs.reshape(m, -1).var(axis=1).mean()
                ),
                "Means of the variances, not medians.": np.median(within) / np.median(total),
                "Variances, not ranges.": np.ptp(outputs, axis=0).mean() / np.ptp(flat, axis=0).mean(),
                "Above, each of the d numbers has a variance of its own; here they are mixed.": outputs.var(
                    axis=(0, 2)
                ).mean()
                / total.mean(),
                "Below, too, take off the mean: mean squares are not variances.": within.mean() / np.mean(outputs**2),
                "A share from 0 to 1, not in per cent.": 100 * value,
                "Divide by how many noises there are, not by one less.": outputs.var(axis=0, ddof=1).mean() / total.mean(),
            },
            hint="For each given picture and pixel, the variance over the m noises, and the mean of all of these. Divide it "
            "by the variance of each pixel over all m times n outputs, averaged over pixels.",
        )


@exercise(
    "20.B",
    "does it agree with what was given?",
    "Copying the small picture gets 0 here, and so does every sharp picture that shrinks to it: this alone is no quality.",
    points=2,
)
def disagreement(answer, rng):
    for n, size, by in ((3, 4, 3), (2, 5, 2), (4, 3, 4), (5, 2, 3)):
        outputs, given = rng.uniform(-1.5, 1.5, (n, size * by, size * by)), rng.uniform(-1, 1, (n, size, size))
        blocks = outputs.reshape(n, size, by, size, by)
        small = blocks.mean(axis=(2, 4))
        large = given.repeat(by, axis=1).repeat(by, axis=2)
        answer.expect(
            *(outputs, given),
            value=np.abs(small - given).mean(),
            mistakes={
                "Shrink the outputs; here what was given is enlarged, and detail counts as an error.": np.abs(
                    outputs - large
                ).mean(),
                "The mean of each block, not its first pixel.": np.abs(outputs[:, ::by, ::by] - given).mean(),
                "The mean of each block, not its largest value.": np.abs(blocks.max(axis=(2, 4)) - given).mean(),
                "The mean of each block, not its sum.": np.abs(blocks.sum(axis=(2, 4)) - given).mean(),
                "A block is made of neighbours; here pixels from all over the picture are averaged.": np.abs(
                    outputs.reshape(n, by, size, by, size).mean(axis=(1, 3)) - given
                ).mean(),
                "All blocks of the picture count, not one of its corners.": np.abs(outputs[:, :size, :size] - given).mean(),
                "All blocks of the picture count, not its last corner.": np.abs(outputs[:, -size:, -size:] - given).mean(),
                "Rows were taken for columns.": np.abs(small.transpose(0, 2, 1) - given).mean(),
                "Row by row, from the top: one of the two is upside down.": np.abs(small[:, ::-1] - given).mean(),
                "Absolute values too early: it is the difference that has no sign.": np.abs(
                    np.abs(outputs).reshape(n, size, by, size, by).mean(axis=(2, 4)) - np.abs(given)
                ).mean(),
                "Absolute differences, not squares.": np.mean((small - given) ** 2),
                "Absolute differences, not the root of the squares' mean.": np.sqrt(np.mean((small - given) ** 2)),
                "Absolute values, before the mean over blocks.": np.abs((small - given).mean()),
                "What is too bright must not make up for what is too dark: absolute values.": (small - given).mean(),
                "Absolute values, and the difference the other way round makes none.": (given - small).mean(),
                "The mean over all blocks and pictures, not their sum.": np.abs(small - given).sum(),
                "The mean over blocks, too, not their sum for each picture.": np.abs(small - given).sum(axis=(1, 2)).mean(),
                "One number, the mean over all pictures.": np.abs(small - given).mean(axis=(1, 2)),
                "Not the largest difference, the mean.": np.abs(small - given).max(),
                "The mean of each block, not its smallest value.": np.abs(blocks.min(axis=(2, 4)) - given).mean(),
                "The mean of each block, not the pixel in its middle.": np.abs(
                    blocks[:, :, by // 2, :, by // 2] - given
                ).mean(),
                "The mean of each block, not the middle between its smallest and its largest value.": np.abs(
                    (blocks.min(axis=(2, 4)) + blocks.max(axis=(2, 4))) / 2 - given
                ).mean(),
                "Of each block only one row was averaged.": np.abs(blocks[:, :, 0].mean(axis=3) - given).mean(),
                "Of each block only one column was averaged.": np.abs(blocks[..., 0].mean(axis=2) - given).mean(),
                "A block is square; here it is a run of pixels, one after the other.": np.abs(
                    outputs.reshape(n, size, size, -1).mean(axis=3) - given
                ).mean(),
                "A block has as many pixels as its width squared.": np.abs(blocks.sum(axis=(2, 4)) / by - given).mean(),
                "The blocks are not always of 4 pixels.": np.abs(blocks.sum(axis=(2, 4)) / 4 - given).mean(),
                "Block by block, not one mean for each whole picture.": np.mean(
                    np.abs(outputs.mean(axis=(1, 2)) - given.mean(axis=(1, 2)))
                ),
                "The mean of the differences, not their median.": np.median(np.abs(small - given)),
                "The difference itself, not in parts of what was given.": np.abs(small - given).mean()
                / np.abs(given).mean(),
                "Divide by the number of small pixels, not of large ones.": np.abs(small - given).sum() / outputs.size,
                "All pictures count, not the first alone.": np.abs(small - given)[0].mean(),
                "The mean comes before any threshold, and there is none: nothing is to be rounded.": np.abs(
                    np.round(outputs).reshape(n, size, by, size, by).mean(axis=(2, 4)) - given
                ).mean(),
                "Nothing is to be clipped.": np.abs(
                    np.clip(outputs, -1, 1).reshape(n, size, by, size, by).mean(axis=(2, 4)) - given
                ).mean(),
                "Nothing is to be clipped: pictures here have numbers below 0, too.": np.abs(
                    np.clip(outputs, 0, 1).reshape(n, size, by, size, by).mean(axis=(2, 4)) - given
                ).mean(),
                "The mean of a block, not its median.": np.abs(np.median(blocks, axis=(2, 4)) - given).mean(),
            },
            hint="Shrink each output to the size of what was given, each block to its mean; then the mean absolute "
            "difference over all pixels of all small pictures.",
        )
