"""Checks of lesson 15, cures."""

from itertools import combinations

import numpy as np

from gan_course.checks import exercise


@exercise(
    "15.1",
    "what does D say then?",
    "Where there are fakes alone, it is the fakes' target; and only if that is 0 can its logit fall on and on.",
)
def best_answer(answer, rng):
    for n, a, b in ((4, 0.9, 0.0), (3, 0.85, 0.12), (5, 1.0, 0.1), (2, 0.7, 0.25), (6, 0.95, 0.04)):
        p, q = rng.uniform(0.1, 2, n), rng.uniform(0.1, 2, n)
        value = (a * p + b * q) / (p + q)
        mistakes = {
            "Without targets, that is: they are 1 and 0 there.": p / (p + q),
            "The targets are exchanged: real_target goes with p.": (b * p + a * q) / (p + q),
            "Below stand the densities as they are: no targets there.": (a * p + b * q) / (a * p + (1 - b) * q),
            "Below stand the densities, p and q, not the targets.": (a * p + b * q) / (a + b),
            "That is the sum over the fakes and the real ones; divide by what there is of both.": a * p + b * q,
            "That is the odds, D / (1 - D).": value / (1 - value),
            "That is the logit; D itself is asked.": np.log(value / (1 - value)),
            "That is 1 - D.": 1 - value,
            "A target counts as often as its pictures are met: weigh the two by p and q.": np.full(n, (a + b) / 2),
            "The fakes' target is added, not taken away.": (a * p - b * q) / (p + q),
            "The fakes' target counts, too.": a * p / (p + q),
            "Both targets are in proportion to the densities; the fakes' is not simply added.": a * p / (p + q) + b,
        }
        answer.expect(
            *(p, q, a, b),
            value=value,
            mistakes=mistakes,
            hint="For one picture, D pays p (-a log D - (1 - a) log(1 - D)) for real ones, and the same with q and b for "
            "fakes. Set the slope in D to 0.",
        )


@exercise(
    "15.2",
    "the penalty, between real and fake",
    "The same points and the same mean, with 0 in place of 1, would ask for a flat critic; both are in use.",
    points=2,
)
def penalty(answer, rng):
    for n, d in ((4, 3), (6, 2), (3, 5), (5, 4), (7, 3)):
        matrix, shift = rng.normal(0, 0.7 / d, (d, d)), rng.normal(0, 0.7 / d, d)
        real, fake, share = rng.normal(size=(n, d)) + 1, rng.normal(size=(n, d)), rng.uniform(0.05, 0.95, n)

        def slopes_at(points, matrix=matrix, shift=shift):
            return np.asarray(points) @ matrix + shift

        def of(points, slopes_at=slopes_at):
            return np.linalg.norm(slopes_at(points), axis=1)

        w = share[:, None]
        sizes = of(w * real + (1 - w) * fake)
        slopes = slopes_at(w * real + (1 - w) * fake)
        answer.expect(
            *(slopes_at, real, fake, share),
            value=np.mean((sizes - 1) ** 2),
            mistakes={
                "Share belongs to the real picture; here it goes to the fake.": np.mean(
                    (of((1 - w) * real + w * fake) - 1) ** 2
                ),
                "The length of a slope, with its root: that is the square.": np.mean((sizes**2 - 1) ** 2),
                "Each length should be near 1; that asks for 0.": np.mean(sizes**2),
                "A length below 1 costs, too.": np.mean(np.maximum(sizes - 1, 0) ** 2),
                "The mean over the pictures, not the sum.": np.sum((sizes - 1) ** 2),
                "First the square, then the mean: each picture pays for itself.": (sizes.mean() - 1) ** 2,
                "The distance to 1 is squared.": np.mean(abs(sizes - 1)),
                "Between real and fake, not at the real ones.": np.mean((of(real) - 1) ** 2),
                "Between real and fake, not at the fakes.": np.mean((of(fake) - 1) ** 2),
                "Each pair has its own share; that is the middle of all.": np.mean((of((real + fake) / 2) - 1) ** 2),
                "Each pair has its own share; that is the first one's for all.": np.mean(
                    (of(share[0] * real + (1 - share[0]) * fake) - 1) ** 2
                ),
                "A length is the root of the sum of squares, not the sum of sizes.": np.mean(
                    (abs(slopes).sum(axis=1) - 1) ** 2
                ),
                "A length is the root of the sum of squares over the coordinates, not of their mean.": np.mean(
                    (sizes / np.sqrt(d) - 1) ** 2
                ),
                "The length of the whole slope, not each of its coordinates, should be 1.": np.mean((slopes - 1) ** 2),
                "A length for each picture: the sum is over coordinates only.": (np.linalg.norm(slopes) - 1) ** 2,
                "The penalty itself; its weight of 10 comes later.": 10 * np.mean((sizes - 1) ** 2),
                "No half: the mean as it is.": np.mean((sizes - 1) ** 2) / 2,
            },
            hint="Points: share of the real one, the rest of the fake, row by row. Their slopes, the length of each; its "
            "distance to 1, squared; the mean.",
        )


@exercise(
    "15.3",
    "virtual batch norm, a row at a time",
    "So a picture does not depend on those that happen to be drawn with it, as it does under batch norm.",
    points=2,
)
def virtual_batch_norm(answer, rng):
    for m, n, d in ((5, 3, 2), (3, 4, 3), (6, 2, 4), (4, 5, 2), (7, 3, 3)):
        size = rng.uniform(0.5, 2, d)
        reference, x = rng.normal(size=(m, d)) * size + 1, rng.normal(size=(n, d)) * 1.5 * size - 0.5
        r, r2 = reference.mean(axis=0), (reference**2).mean(axis=0)
        mean, square = (m * r + x) / (m + 1), (m * r2 + x**2) / (m + 1)
        variance = square - mean**2
        both = np.concatenate([reference, x])
        deep = np.array([np.concatenate([reference, row[None]]).var(axis=0, ddof=1) for row in x])
        answer.expect(
            *(reference, x),
            value=(x - mean) / np.sqrt(variance + 1e-3),
            mistakes={
                "The row itself belongs to the statistics, too.": (x - r) / np.sqrt(reference.var(axis=0) + 1e-3),
                "That is plain batch norm: the reference is missing.": (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-3),
                "Each row meets the reference alone, without the other rows.": (x - both.mean(axis=0))
                / np.sqrt(both.var(axis=0) + 1e-3),
                "The row counts as one among m + 1, not as a half.": (x - (r + x) / 2)
                / np.sqrt((r2 + x**2) / 2 - ((r + x) / 2) ** 2 + 1e-3),
                "The row belongs to the mean, too.": (x - r) / np.sqrt(variance + 1e-3),
                "The row belongs to the variance, too.": (x - mean) / np.sqrt(reference.var(axis=0) + 1e-3),
                "Divided by the standard deviation: the root is missing.": (x - mean) / (variance + 1e-3),
                "And divided by the root of the variance.": x - mean,
                "The mean is taken off first.": x / np.sqrt(variance + 1e-3),
                "That is with the mean square; its mean's square is not yet taken off.": (x - mean) / np.sqrt(square + 1e-3),
                "0.001 stands inside the root, beside the variance.": (x - mean) / (np.sqrt(variance) + 1e-3),
                "0.001 is missing beside the variance.": (x - mean) / np.sqrt(variance),
                "The variance is the mean square's, with m + 1 below, not m.": (x - mean) / np.sqrt(deep + 1e-3),
                "The statistics are of each column, over the rows; not of all together.": (
                    x - (reference.sum() + x.sum(axis=1, keepdims=True)) / (m * d + d)
                )
                / np.sqrt(
                    ((reference**2).sum() + (x**2).sum(axis=1, keepdims=True)) / (m * d + d)
                    - ((reference.sum() + x.sum(axis=1, keepdims=True)) / (m * d + d)) ** 2
                    + 1e-3
                ),
            },
            tolerance=1e-6,
            hint="For a row: put it to the reference, m + 1 rows; their mean and their variance, column by column; the row "
            "minus the one, over the root of the other and 0.001.",
        )


@exercise(
    "15.4",
    "luck, or a cure?",
    "This is the exact test of Mann and Whitney. With five seeds each, it can't be below 1/252; with three, 1/20.",
    points=2,
)
def chance(answer, rng):
    for n, m, shift in ((4, 5, 0.8), (3, 5, 1.2), (5, 4, 0.4), (4, 3, 0.6), (5, 5, 1.0), (3, 4, -0.3)):
        cured, uncured = rng.normal(shift, 1, n), rng.normal(0, 1, m)
        while True:  # neither the best nor the worst of all outcomes, and no mean that says the same
            both = np.concatenate([cured, uncured])
            ranks = both.argsort().argsort()
            sums = np.array([sum(c) for c in combinations(ranks, n)])
            means = np.array([sum(c) for c in combinations(both, n)])
            own, value, by_mean = ranks[:n].sum(), 0.0, 0.0
            value, by_mean = np.mean(sums >= own), np.mean(means >= both[:n].sum() - 1e-12)
            if 0.02 < value < 0.6 and abs(value - by_mean) > 1e-9:
                break
            cured, uncured = rng.normal(abs(shift) / 2, 1, n), rng.normal(0, 1, m)
        pairs = np.mean(cured[:, None] > uncured)
        answer.expect(
            *(cured, uncured),
            value=value,
            mistakes={
                "As large or larger: ways with the same sum count, too.": np.mean(sums > own),
                "That is the share of ways with a sum as small or smaller.": np.mean(sums <= own),
                "That is one minus the share.": 1 - value,
                "The share of ways, not their number.": np.sum(sums >= own),
                "Both sides, that is; only sums as large or larger are asked.": np.mean(
                    abs(sums - sums.mean()) >= abs(own - sums.mean()) - 1e-9
                ),
                "Ranks, not the scores themselves.": by_mean,
                "That is the share of pairs in which the cured one is better.": pairs,
                "That is the share of pairs in which the uncured one is better.": 1 - pairs,
                "That is the sum of the ranks, of the best 1 and so on; how often is it as large by chance?": own + n,
                "That is the share of one way in all of them.": 1 / len(sums),
                "Of all ways, only those with exactly this sum are counted.": np.mean(sums == own),
            },
            hint="Rank all scores together; list every way to choose as many as were cured (itertools.combinations), with "
            "its sum of ranks; the share of the ways whose sum is at least that of the cured.",
        )


@exercise(
    "15.A", "the features' means", "Salimans et al. 2016 take this in place of G's loss; D goes on with its own.", points=2
)
def feature_matching(answer, rng):
    for n, m, d in ((4, 6, 3), (5, 3, 2), (3, 7, 5), (6, 4, 4), (5, 8, 3)):
        real, fake = rng.normal(0, 1, (n, d)) + rng.normal(size=d), rng.normal(0, 1.5, (m, d))
        gap = real.mean(axis=0) - fake.mean(axis=0)
        k = min(n, m)
        spread = real.std(axis=0) - fake.std(axis=0)
        answer.expect(
            *(real, fake),
            value=np.sum(gap**2),
            mistakes={
                "The sum over the features, not their mean.": np.mean(gap**2),
                "The gap is squared.": np.sum(abs(gap)),
                "The square of the distance, without the root.": np.sqrt(np.sum(gap**2)),
                "Each feature's gap is squared for itself, before they are added.": np.sum(gap) ** 2,
                "Each gap is squared; signed ones would cancel.": np.sum(gap),
                "No half.": np.sum(gap**2) / 2,
                "A number: add up over the features.": gap**2,
                "That is the gap of each feature; square them and add them up.": gap,
                "Means, not medians.": np.sum((np.median(real, axis=0) - np.median(fake, axis=0)) ** 2),
                "Means, not sums, over the batch: there may be more of the one.": np.sum(
                    (real.sum(axis=0) - fake.sum(axis=0)) ** 2
                ),
                "One mean for each feature, not one over all of them.": (real.mean() - fake.mean()) ** 2,
                "The gap of the means, not of the spreads.": np.sum(spread**2),
                "The gap of the means, not of picture by picture.": np.sum((real[:k] - fake[:k]) ** 2) / k,
            },
            hint="The mean of each feature over the real ones, and over the fakes; the difference; its squares, added up.",
        )


@exercise("15.B", "averaged weights", "The rest of the first weights fades as decay to the number of steps.")
def averaged(answer, rng):
    for n, d, decay in ((4, 2, 0.9), (6, 3, 0.7), (3, 4, 0.8), (5, 3, 0.6), (7, 2, 0.95)):
        weights = rng.normal(size=(n, d)).cumsum(axis=0) + 1

        def follow(rows, decay, average):
            for row in rows:
                average = decay * average + (1 - decay) * row
            return average

        value = follow(weights[1:], decay, weights[0])
        from_zero = follow(weights, decay, np.zeros(d))
        answer.expect(
            *(weights, decay),
            value=value,
            mistakes={
                "decay goes with the average so far, the rest with the new weights.": follow(
                    weights[1:], 1 - decay, weights[0]
                ),
                "It begins with the first weights, not with zeros.": from_zero,
                "It begins with the first weights: nothing has to be divided out.": from_zero / (1 - decay**n),
                "That is the mean of all; the later ones should count for more.": weights.mean(axis=0),
                "That is what the weights are now; the average is asked.": weights[-1],
                "The last weights are missing.": follow(weights[1:-1], decay, weights[0]),
                "From the first to the last, not backwards.": follow(weights[::-1][1:], decay, weights[-1]),
                "Only one step, from the first to the last: all between count, too.": decay * weights[0]
                + (1 - decay) * weights[-1],
                "The share of the new weights is 1 - decay: the two add up to 1.": follow(
                    weights[1:] / (1 - decay), decay, weights[0]
                ),
                "All averages on the way; the last one is asked.": np.array(
                    [follow(weights[1 : i + 1], decay, weights[0]) for i in range(n)]
                ),
                "An average for each weight, not one for all.": value.mean(),
                "The second weights are missing.": follow(weights[2:], decay, weights[0]),
                "The mean of the last two only: go through all.": (weights[-1] + weights[-2]) / 2,
            },
            hint="Begin with the first row; at each later one, decay times the average so far, plus the rest times the row.",
        )
