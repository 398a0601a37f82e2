"""Checks of lesson 16, evaluation."""

import numpy as np
from scipy.stats import beta

from gan_course.checks import exercise
from gan_course.checks.lesson_12 import together


@exercise(
    "16.1",
    "the distance, taken apart",
    "With correlations, the second part becomes trace(A + B - 2 (A B)^(1/2)): the same, in the best common directions.",
)
def distance_parts(answer, rng):
    for n, m, d in ((40, 25, 3), (12, 30, 5), (25, 16, 2), (30, 50, 4), (9, 14, 6)):
        a = rng.normal(rng.normal(0, 1.5, d), rng.uniform(0.5, 3, d), (n, d))
        b = rng.normal(rng.normal(0, 1.5, d), rng.uniform(0.5, 3, d), (m, d))
        means, stds = a.mean(axis=0) - b.mean(axis=0), a.std(axis=0) - b.std(axis=0)
        variances = a.var(axis=0) - b.var(axis=0)
        covariances = np.cov(a.T, ddof=0) - np.cov(b.T, ddof=0)
        mean = {
            "": np.sum(means**2),
            "Means: their differences are squared before they are added.": np.sum(means),
            "Means: squares, not absolute values.": np.sum(abs(means)),
            "Means: the square of a difference, not the difference of squares.": np.sum(
                a.mean(axis=0) ** 2 - b.mean(axis=0) ** 2
            ),
            "Means: no root; the distance is that of the squares.": np.linalg.norm(means),
            "Means: the squares of all features are added, not averaged.": np.mean(means**2),
            "Means: the sum is squared here; add up the squares.": np.sum(means) ** 2,
            "Means: one for each feature, not one for all of them.": (a.mean() - b.mean()) ** 2,
            "Means, not medians.": np.sum((np.median(a, axis=0) - np.median(b, axis=0)) ** 2),
            "Means: no half of it.": np.sum(means**2) / 2,
        }
        spread = {
            "": np.sum(stds**2),
            "Spreads: of the standard deviations, not of the variances.": np.sum(variances**2),
            "Spreads: the difference of the variances is not the square of that of the deviations.": np.sum(variances),
            "Spreads: the squares of the differences, not the absolute variances' difference.": np.sum(abs(variances)),
            "Spreads: their differences are squared before they are added.": np.sum(stds),
            "Spreads: squares, not absolute values.": np.sum(abs(stds)),
            "Spreads: no root; the distance is that of the squares.": np.linalg.norm(stds),
            "Spreads: the squares of all features are added, not averaged.": np.mean(stds**2),
            "Spreads: the sum is squared here; add up the squares.": np.sum(stds) ** 2,
            "Spreads: one for each feature, not one for all of them.": (a.std() - b.std()) ** 2,
            "Spreads: divide by n, as np.std does, not by n - 1.": np.sum(
                (a.std(axis=0, ddof=1) - b.std(axis=0, ddof=1)) ** 2
            ),
            "Spreads: the variances are added, but twice the product of the deviations goes off.": np.sum(
                a.var(axis=0) + b.var(axis=0)
            ),
            "Spreads: twice the product of the deviations goes off, not once.": np.sum(
                a.var(axis=0) + b.var(axis=0) - a.std(axis=0) * b.std(axis=0)
            ),
            "Spreads: the product that goes off is that of the deviations, not of the variances.": np.sum(
                a.var(axis=0) + b.var(axis=0) - 2 * a.var(axis=0) * b.var(axis=0)
            ),
            "Spreads: each feature by itself; no covariances between them.": np.sum(covariances**2),
            "Spreads: no half of it.": np.sum(stds**2) / 2,
        }
        right = mean[""], spread[""]
        answer.expect(
            *(a, b),
            value=np.array(right),
            mistakes=together(mean, spread)
            | {
                "The order: the means' part first.": right[::-1],
                "That is the sum; return its two parts.": sum(right),
                "The second is the sum of both parts; return the spreads' part alone.": (right[0], sum(right)),
                "The first is the sum of both parts; return the means' part alone.": (sum(right), right[1]),
                "That is the means' part; return the spreads' part, too.": right[0],
                "That is the spreads' part; return the means' part, too.": right[1],
                "Those are the parts of each feature; add them up.": (means**2, stds**2),
            },
            hint="For each feature, a mean and a standard deviation over the pictures, of a and of b; the squares of their "
            "differences; sums over the features.",
            expected="two numbers, the part of the means and that of the spreads",
        )


@exercise(
    "16.2",
    "precision by neighbours",
    "precision(fake, real, k), with the two exchanged, is the recall: no second function is needed.",
    points=2,
)
def precision(answer, rng):
    cases = [(14, 30, 3, 3, 0.8, 1.6), (20, 12, 4, 2, 0.7, 1.3), (16, 40, 2, 4, 1.0, 1.7), (25, 33, 5, 3, 0.9, 1.2)]
    cases += [(18, 50, 2, 1, 0.5, 1.4), (15, 28, 2, 2, 0, 0), (12, 35, 2, 3, 0, 0), (13, 24, 3, 2, 0, 0)]
    for n, m, d, k, shift, wide in cases:
        if wide:
            real, fake = rng.normal(size=(n, d)) * rng.uniform(0.3, 2, (n, 1)), rng.normal(size=(m, d)) * wide + shift
        else:
            real, fake = _with_fakes_on_a_rim(rng, n, m, d, k)
        cross = np.linalg.norm(fake[:, None] - real, axis=2)  # (m, n)
        within, among = (np.sort(np.linalg.norm(x[:, None] - x, axis=2), axis=1) for x in (real, fake))
        radii = within[:, k]
        inside = cross <= radii
        nearest = cross.argmin(axis=1)
        manhattan = np.abs(fake[:, None] - real).sum(axis=2), np.sort(np.abs(real[:, None] - real).sum(axis=2), axis=1)[:, k]
        largest = np.abs(fake[:, None] - real).max(axis=2), np.sort(np.abs(real[:, None] - real).max(axis=2), axis=1)[:, k]
        to_fakes = np.sort(cross, axis=0)[k - 1]
        to_reals = np.sort(cross, axis=1)[:, k - 1]
        value, recall = inside.any(axis=1).mean(), (cross.T <= among[:, k]).any(axis=1).mean()

        def share(condition):
            return condition.any(axis=1).mean()

        mistakes = {
            "That is the recall: the balls are to be about the real ones.": recall,
            "A picture is no neighbour of its own: the first of the sorted distances is its 0.": share(
                cross <= within[:, k - 1]
            ),
            "That is the neighbour after the k-th.": share(cross <= within[:, min(k + 1, n - 1)]),
            "The radius is the distance to the k-th nearest, not the mean over the k nearest.": share(
                cross <= within[:, 1 : k + 1].mean(axis=1)
            ),
            "Always the k-th neighbour, not the first.": share(cross <= within[:, 1]),
            "The ball of the nearest real one may be small, and another's reach farther: any ball counts.": np.mean(
                inside[np.arange(m), nearest]
            ),
            "None counts, or hardly one: a fake need not lie in all balls, one is enough.": inside.all(axis=1).mean(),
            "One ball is enough; k is how far a ball reaches, not how many balls.": np.mean(inside.sum(axis=1) >= k),
            "A fake counts once, however many balls it lies in, and k no more than for the radii.": inside.sum() / m / k,
            "That has the recall in it; return the precision alone.": 2 * value * recall / max(value + recall, 1e-9),
            "That is the mean of precision and recall; return the precision alone.": (value + recall) / 2,
            "A radius a real one: its own distances in order, along its row, and then the k-th column.": share(
                cross <= within[k]
            ),
            "Each ball has a radius of its own, not all the mean one.": share(cross <= radii.mean()),
            "Each ball has a radius of its own, not all the median one.": share(cross <= np.median(radii)),
            "Each ball has a radius of its own, not all the largest.": share(cross <= radii.max()),
            "Each ball has a radius of its own, not all the smallest.": share(cross <= radii.min()),
            "The rim belongs to the ball: at most the radius.": share(cross < radii),
            "Distance and radius are compared as they are, neither of them squared alone.": share(cross**2 <= radii),
            "Too many fakes lie in a ball: compare distance and radius, neither squared.": share(cross <= radii**2),
            "The radius reaches that far to every side; it is no diameter.": share(cross <= radii / 2),
            "The radius itself, please, not twice as much.": share(cross <= 2 * radii),
            "The distance is that in a straight line, not the sum of the differences.": share(manhattan[0] <= manhattan[1]),
            "The distance is that in a straight line, not the largest difference.": share(largest[0] <= largest[1]),
            "The radii come from real ones and real ones alone; these reach to the k-th nearest fake.": share(
                cross <= to_fakes
            ),
            "The radii come from the real ones; these are about the fakes, and reach to their k-th other.": np.mean(
                (cross <= among[:, [k]]).any(axis=1)
            ),
            "The radii come from the real ones; these reach from each fake to its k-th nearest real one.": share(
                cross < to_reals[:, None]
            ),
            "That is the share of balls with a fake in them; how many of the fakes lie in a ball?": inside.any(
                axis=0
            ).mean(),
            "That is the share of pairs; a fake counts once, however many balls it lies in.": inside.mean(),
            "A fake counts once, however many balls it lies in.": inside.sum() / m,
            "That is how many fakes lie in a ball; return their share.": inside.any(axis=1).sum(),
            "That is the number of fakes in a ball divided by the number of real ones; the share is of the fakes.": (
                inside.any(axis=1).sum() / n
            ),
            "That is the share of the fakes that lie in no ball.": 1 - value,
            "That is a percentage; return the share, from 0 to 1.": 100 * value,
            "That says of each fake whether it lies in a ball; return their share.": inside.any(axis=1),
            "That is the recall, and the precision; return the precision alone.": (recall, value),
            "That is the precision, and the recall; return the precision alone.": (value, recall),
        }
        answer.expect(
            *(real, fake, k),
            value=value,
            mistakes=mistakes,
            hint="First a radius for each real one: its distances to all real ones, in order. Then, for each fake, whether "
            "its distance to some real one is at most that one's radius.",
        )


def _with_fakes_on_a_rim(rng, n, m, d, k):
    """Return points with whole numbers, such that a fake lies on the rim of a ball, and in no other."""
    while True:
        real, fake = rng.integers(0, 9, (n, d)).astype(float), rng.integers(-3, 12, (m, d)).astype(float)
        radii = np.sort(np.linalg.norm(real[:, None] - real, axis=2), axis=1)[:, k]
        distances = np.linalg.norm(fake[:, None] - real, axis=2)
        if (distances <= radii).any(axis=1).sum() > (distances < radii).any(axis=1).sum():
            return real, fake


@exercise(
    "16.3",
    "without the bias",
    "So do Chong and Forsyth (2020) with Inception's features; our 10,000 test pictures leave a bias of their own.",
)
def extrapolated(answer, rng):
    for size in (4, 5, 6, 4, 5):
        n = np.sort(rng.choice(np.arange(200, 4000, 50), size, replace=False)).astype(float)
        limit, slope = rng.uniform(3, 20), rng.uniform(2000, 9000)
        distances = limit + slope / n + rng.normal(0, 1.0, size)

        def fit(x, y=distances, degree=1):
            return np.polyfit(x, y, degree)

        x = 1 / n
        rise, right = fit(x)
        ends, last = np.polyfit(x[[0, -1]], distances[[0, -1]], 1), np.polyfit(x[-2:], distances[-2:], 1)
        first = np.polyfit(x[:2], distances[:2], 1)
        turned = np.polyfit(distances, x, 1)
        answer.expect(
            *(n, distances),
            value=right,
            mistakes={
                "That line is over n, and its value at n = 0; over 1/n, 0 stands for infinitely many.": fit(n)[1],
                "That line is over the square root of 1/n; here it is over 1/n.": fit(n**-0.5)[1],
                "That line is over log n; here it is over 1/n.": fit(np.log(n))[1],
                "That line is over 1/n^2; here it is over 1/n.": fit(x**2)[1],
                "That is the slope; where does the line meet 1/n = 0?": rise,
                "That is the slope of the line over n; the line is over 1/n, and its value at 0 is asked for.": fit(n)[0],
                "Slope and value at 0: return the value at 0 alone.": (rise, right),
                "Value at 0 and slope: return the value at 0 alone.": (right, rise),
                "That is the line at n = 1, where 1/n is 1; infinitely many have 1/n = 0.": right + rise,
                "That is the line at the largest n; go on to 1/n = 0.": right + rise * x[-1],
                "That is the distance of the most pictures; go on to 1/n = 0.": distances[-1],
                "That is the distance of the fewest pictures; the line goes on to 1/n = 0.": distances[0],
                "That is the mean of the distances; the line goes on to 1/n = 0.": distances.mean(),
                "That is the smallest of the distances; the line goes on to 1/n = 0.": distances.min(),
                "That line goes through the first and the last point; least squares uses all of them.": ends[1],
                "That line goes through the last two points; least squares uses all of them.": last[1],
                "That line goes through the first two points; least squares uses all of them.": first[1],
                "That line has the slope of all points, but goes through the last; the best one need not go through any.": (
                    distances[-1] - rise * x[-1]
                ),
                "That is the line at n itself; it is over 1/n, and its value at 0 is asked for.": right + rise * n[-1],
                "That is a parabola; a straight line is asked for.": fit(x, degree=2)[2],
                "That curve goes through all points; a straight line is asked for.": fit(x, degree=size - 1)[-1],
                "That line is fitted to the logarithms of the distances; take the distances.": np.exp(
                    fit(x, np.log(distances))[1]
                ),
                "That line is over the logarithms of both.": fit(np.log(n), np.log(distances))[1],
                "The axes are exchanged: 1/n explains the distance, not the other way round.": -turned[1] / turned[0],
                "The squares count alike; here they are weighted by n.": np.polyfit(x, distances, 1, w=np.sqrt(n))[1],
                "The squares count alike; here they are weighted by the square of n.": np.polyfit(x, distances, 1, w=n)[1],
                "That line is forced through 0; its value at 1/n = 0 is what is asked for.": 0,
                "The sign: the line's value at 0 itself.": -right,
            },
            hint="A straight line through all points (1/n, distance), by least squares: np.polyfit(x, y, 1) gives slope and "
            "value at x = 0.",
        )


@exercise(
    "16.4",
    "how sure is a hit rate?",
    "With 40 answers it is some 30 points wide: a quiz that tells 50 % from 55 % needs nearly 800.",
    points=2,
)
def interval(answer, rng):
    cases = [(27, 40), (9, 10), (3, 25), (140, 200), (1, 7), (11, 12)]
    cases += [(int(rng.integers(1, n // 4)), n) for n in map(int, rng.integers(20, 90, 2))]
    cases += [(0, 12), (8, 8)]
    z = 1.96
    for hits, n in cases:
        p = hits / n

        def wilson(z=z, p=p, n=n, added=1 / 2, rooted=1 / 4):
            middle, half = p + added * z * z / n, z * np.sqrt(p * (1 - p) / n + rooted * z * z / n**2)
            return np.array([middle - half, middle + half]) / (1 + z * z / n)

        low, high = right = wilson()
        middle, half = (low + high) / 2, (high - low) / 2
        error = np.sqrt(p * (1 - p) / n)
        n_more, p_more = n + z * z, (hits + z * z / 2) / (n + z * z)
        more = z * np.sqrt(p_more * (1 - p_more) / n_more)
        exact = (
            beta.ppf(0.025, hits, n - hits + 1) if hits else 0.0,
            beta.ppf(0.975, hits + 1, n - hits) if hits < n else 1.0,
        )
        answer.expect(
            *(hits, n),
            value=right,
            mistakes={
                "That takes the deviation at hits/n, for all p; in the condition it is that at p itself.": (
                    p - z * error,
                    p + z * error,
                ),
                "That takes the deviation at hits/n, for all p, and cuts at 0 and 1; in the condition it is that at p "
                "itself.": (max(p - z * error, 0), min(p + z * error, 1)),
                "That takes the deviation of a guesser, at p = 1/2; in the condition it is that at p itself.": (
                    p - z / 2 / np.sqrt(n),
                    p + z / 2 / np.sqrt(n),
                ),
                "That is one standard deviation to each side, at hits/n; the condition has 1.96, and p.": (
                    p - error,
                    p + error,
                ),
                "That is one standard deviation to each side; the condition has 1.96.": wilson(1),
                "1.96, please, not 2.": wilson(2),
                "1.96, please, not 1.645.": wilson(1.645),
                "1.96, please, not 2.576.": wilson(2.576),
                "That adds z^2 answers, half of them hits, and then takes one deviation for all p; the condition has "
                "that at p itself.": (p_more - more, p_more + more),
                "That is Clopper and Pearson's interval, from the binomial distribution; here it is the condition's.": exact,
                "Under the root of the condition stands p(1 - p)/n, not p(1 - p).": wilson(z * np.sqrt(n)),
                "In the condition the deviation has its root.": (p - z * p * (1 - p) / n, p + z * p * (1 - p) / n),
                "Solved for p, both ends are divided by 1 + z^2/n.": right * (1 + z * z / n),
                "Solved for p, middle and half width are divided by 1 + z^2/n; here only the half width is.": (
                    p + z * z / (2 * n) - half,
                    p + z * z / (2 * n) + half,
                ),
                "The middle is not hits/n, but a little nearer to 1/2.": (p - half, p + half),
                "Before it is divided, the middle is hits/n + z^2/(2 n), not + z^2/n.": wilson(added=1),
                "Under the root of the solution, z^2/n^2 has the factor 1/4, not 1/2.": wilson(rooted=1 / 2),
                "Under the root of the solution, z^2/n^2 has the factor 1/4, not 1.": wilson(rooted=1),
                "Solved for p, middle and half width are divided by 1 + z^2/n, once.": wilson() / (1 + z * z / n),
                "1.96 is squared, too, wherever the equation is.": wilson(np.sqrt(z)),
                "p^2 stands on both sides of the equation: its factor is n + z^2.": _roots(
                    n, -2 * hits - z * z, hits**2 / n
                ),
                "Squared, the left side has (hits/n)^2, not hits/n.": _roots(n + z * z, -2 * hits - z * z, hits / n),
                "Under the root of the solution stands z^2/(4 n^2), too.": (
                    middle - z * error / (1 + z * z / n),
                    middle + z * error / (1 + z * z / n),
                ),
                "The order: the lower end first.": right[::-1],
                "Those are counts; return rates, from 0 to 1.": n * right,
                "Those are percentages; return rates, from 0 to 1.": 100 * right,
                "That is the middle and half the width; return the two ends.": (middle, half),
                "That is hits/n and half the width; return the two ends.": (p, half),
                "That is the width; return the two ends.": high - low,
                "That is the middle; return the two ends.": middle,
                "That is the lower end; return the upper one, too.": low,
                "That is the upper end; return the lower one, too.": high,
                "That is the interval of the misses' rate.": wilson(p=1 - p),
                "Divide by n, not by n - 1.": wilson(n=n - 1),
            },
            hint="At both ends the two sides are equal. Squared, that is a quadratic equation in p: "
            "(hits/n - p)^2 = 1.96^2 p(1 - p)/n.",
            expected="two numbers, the lower and the upper end",
        )


def _roots(a, b, c):
    """Return the two p with a p^2 + b p + c = 0, NaN if there are none."""
    half = np.sqrt(b * b - 4 * a * c)
    return np.array([-b - half, -b + half]) / (2 * a)


@exercise(
    "16.A",
    "sure of each, unsure of all",
    "Salimans et al. (2016) did this with Inception's classes. One perfect picture of each digit gets the best score.",
    points=3,
)
def digit_score(answer, rng):
    cases = [(14, 3, 1.5), (9, 3, 1.0), (5, 6, 2.0), (20, 4, 1.2), (8, 10, 1.3), (7, 4, 0), (9, 5, 0)]
    for n, c, sharp in cases:
        p = _probabilities(rng, n, c, sharp)
        q = p.mean(axis=0)
        logs = np.log(np.where(p > 0, p, 1))
        each = np.sum(p * (logs - np.log(q)), axis=1)  # (n,)
        own, of_all = -np.sum(p * logs, axis=1), -np.sum(q * np.log(q))
        to_even = np.sum(p * (logs + np.log(c)), axis=1)
        counted = np.bincount(p.argmax(axis=1), minlength=c) / n
        with np.errstate(all="ignore"):
            backwards = np.sum(q * (np.log(q) - np.log(p)), axis=1)
            by_count = np.sum(p * (logs - np.log(counted)), axis=1)
        mistakes = {
            "That is the mean divergence; its exponential is asked for.": each.mean(),
            "The mean first, the exponential of it then.": np.exp(each).mean(),
            "The mean over the pictures, not the sum.": np.exp(each.sum()),
            "The sum goes over the classes and the mean over the pictures, not the other way round.": np.exp(each.sum() / c),
            "q is the mean of the rows, not their sum.": np.exp(each.mean() - np.log(n)),
            "Over the classes the terms are added, not averaged.": np.exp(each.mean() / c),
            "The mean over the pictures, not the median.": np.exp(np.median(each)),
            "That is the score of each picture; one number for all.": np.exp(each),
            "That is the divergence of each picture; take their mean, and its exponential.": each,
            "The exponential has base e, as the logarithm has.": 2 ** each.mean(),
            "The logarithm has base e, as the exponential has; that is base 2 inside.": np.exp(each.mean() / np.log(2)),
            "The logarithm has base e, as the exponential has; that is base 10 inside.": np.exp(each.mean() / np.log(10)),
            "The sign: log p - log q, so that the score is at least 1.": np.exp(-each.mean()),
            "q is the mean of all rows, class by class, not the same for every class, as a mean along a row is.": np.exp(
                to_even.mean()
            ),
            "That has log p without log q: the variety is missing.": np.exp(-own.mean()),
            "That is the entropy within a picture alone; how different are the pictures?": np.exp(own.mean()),
            "That is the variety alone, of all pictures together; how sure is each?": np.exp(of_all),
            "The variety minus the unsureness of each, not plus.": np.exp(of_all + own.mean()),
            "That is the mean of the largest probabilities, the confidence; what of the variety?": p.max(axis=1).mean(),
            "Each picture's divergence, then their mean: this is that of q itself from even shares.": np.exp(
                np.log(c) - of_all
            ),
            "That is the sum over the classes, of each picture, of log p - log q; each term has the factor p.": np.exp(
                np.mean(np.sum(logs - np.log(q), axis=1))
            ),
            "Weighted by q; each term has the picture's own p.": np.exp(np.mean(np.sum(q * (logs - np.log(q)), axis=1))),
        }
        if np.isfinite(backwards).all():
            mistakes["The divergence of each picture from all of them, not of all from each: p log(p / q)."] = np.exp(
                backwards.mean()
            )
        if np.isfinite(by_count).all():
            mistakes["q is the mean of the probabilities, not the share of the pictures read as each class."] = np.exp(
                by_count.mean()
            )
        answer.expect(
            p,
            value=np.exp(each.mean()),
            mistakes=mistakes,
            hint="q is the mean of the rows. For each row the sum of p log(p / q); the mean of these; its exponential."
            if sharp
            else "Right where no probability is 0. Of p log p, what is left as p goes to 0 is 0; a small number added, or "
            "cut off, should not change the rest.",
            not_finite="Where p is 0, p log p counts as 0, and to a computer it is 0 times minus infinity: "
            "scipy.special.xlogy and rel_entr know, np.where helps.",
        )


def _probabilities(rng, n, c, sharp):
    """Return rows of probabilities; where sharp is 0 each rules one class out, where there are many each class leads one."""
    while True:
        p = np.exp(rng.normal(0, sharp or 1, (n, c)) + rng.normal(0, 0.8, c))
        if not sharp:
            p = np.where(np.arange(c) == rng.integers(0, c, (n, 1)), 0, p)
        if n < 3 * c or len(set(p.argmax(axis=1))) == c:
            return p / p.sum(axis=1, keepdims=True)
