"""Plausible wrong answers to the exercises of lesson 16, each with a piece of the hint that it should get."""

import numpy as np
from scipy.special import rel_entr
from scipy.stats import beta


def means(a, b):
    return a.mean(axis=0) - b.mean(axis=0)


def stds(a, b):
    return a.std(axis=0) - b.std(axis=0)


def variances(a, b):
    return a.var(axis=0) - b.var(axis=0)


def apart(a, b):
    return np.linalg.norm(a[:, None] - b, axis=2)


def radii(real, k):
    return np.sort(apart(real, real), axis=1)[:, k]


def inside(real, fake, k):
    return apart(fake, real) <= radii(real, k)


def precise(real, fake, k):
    return inside(real, fake, k).any(axis=1).mean()


def one_radius(reduce):
    return lambda real, fake, k: (apart(fake, real) <= reduce(radii(real, k))).any(axis=1).mean()


def own_ball_of_the_nearest(real, fake, k):
    distances = apart(fake, real)
    nearest = distances.argmin(axis=1)
    return np.mean(distances.min(axis=1) <= radii(real, k)[nearest])


def taxi(real, fake, k):
    def distances(a, b):
        return abs(a[:, None] - b).sum(axis=2)

    return (distances(fake, real) <= np.sort(distances(real, real), axis=1)[:, k]).any(axis=1).mean()


def line(x, y, degree=1):
    return np.polyfit(x, y, degree)


def wilson(hits, n, z=1.96):
    p = hits / n
    middle, half = p + z**2 / (2 * n), z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return np.array([middle - half, middle + half]) / (1 + z**2 / n)


def wald(hits, n, z=1.96):
    p = hits / n
    half = z * np.sqrt(p * (1 - p) / n)
    return p - half, p + half


def agresti_coull(hits, n):
    return wald(hits + 1.96**2 / 2, n + 1.96**2)


def clopper_pearson(hits, n):
    return beta.ppf(0.025, hits, n - hits + 1) if hits else 0, beta.ppf(0.975, hits + 1, n - hits) if hits < n else 1


def ends(*coefficients):
    return np.sort(np.roots(coefficients))


def about_hits(hits, n):
    low, high = wilson(hits, n)
    return hits / n - (high - low) / 2, hits / n + (high - low) / 2


def divergences(p, q=None):
    return rel_entr(p, p.mean(axis=0) if q is None else q).sum(axis=1)


def entropy(p):
    return -np.sum(p * np.log(np.where(p > 0, p, 1)), axis=-1)


def naive_score(p):
    with np.errstate(all="ignore"):
        return np.exp(np.mean(np.sum(p * np.log(p / p.mean(axis=0)), axis=1)))


def small_number(p):
    return np.exp(np.mean(np.sum(p * (np.log(p + 1e-3) - np.log(p.mean(axis=0) + 1e-3)), axis=1)))


WRONG = {
    "16.1": [
        (lambda a, b: (np.linalg.norm(means(a, b)), np.sum(stds(a, b) ** 2)), "Means: no root"),
        (lambda a, b: (np.linalg.norm(means(a, b)), np.linalg.norm(stds(a, b))), "Spreads: no root"),
        (lambda a, b: (np.sum(abs(means(a, b))), np.sum(abs(stds(a, b)))), "Means: squares, not absolute"),
        (lambda a, b: (np.sum(means(a, b)), np.sum(stds(a, b))), "squared before they are added"),
        (lambda a, b: (np.mean(means(a, b) ** 2), np.mean(stds(a, b) ** 2)), "added, not averaged"),
        (lambda a, b: (np.sum(means(a, b)) ** 2, np.sum(stds(a, b) ** 2)), "the sum is squared"),
        (lambda a, b: (np.sum(means(a, b) ** 2), np.sum(variances(a, b) ** 2)), "not of the variances"),
        (lambda a, b: (np.sum(means(a, b) ** 2), np.sum(variances(a, b))), "the difference of the variances"),
        (lambda a, b: (np.sum(means(a, b) ** 2), np.sum(a.var(axis=0) + b.var(axis=0))), "goes off"),
        (lambda a, b: ((a.mean() - b.mean()) ** 2, (a.std() - b.std()) ** 2), "not one for all of them"),
        (
            lambda a, b: (np.sum(means(a, b) ** 2), np.sum((a.std(axis=0, ddof=1) - b.std(axis=0, ddof=1)) ** 2)),
            "not by n - 1",
        ),
        (
            lambda a, b: (np.sum(means(a, b) ** 2), np.sum((np.cov(a.T, ddof=0) - np.cov(b.T, ddof=0)) ** 2)),
            "no covariances",
        ),
        (lambda a, b: (np.sum(stds(a, b) ** 2), np.sum(means(a, b) ** 2)), "The order"),
        (lambda a, b: np.sum(stds(a, b) ** 2) + np.sum(means(a, b) ** 2), "That is the sum"),
        (lambda a, b: np.cumsum([np.sum(means(a, b) ** 2), np.sum(stds(a, b) ** 2)]), "the spreads' part alone"),
        (
            lambda a, b: (np.sum(a.mean(axis=0) ** 2 - b.mean(axis=0) ** 2), np.sum(stds(a, b) ** 2)),
            "not the difference of squares",
        ),
        (lambda a, b: np.sum(means(a, b) ** 2), "return the spreads' part"),
        (lambda a, b: (means(a, b) ** 2, stds(a, b) ** 2), "add them up"),
        (lambda a, b: (np.sum((np.median(a, axis=0) - np.median(b, axis=0)) ** 2), np.sum(stds(a, b) ** 2)), "not medians"),
        (lambda a, b: (np.sum(abs(a.mean(axis=0)) ** 3), np.sum(b.mean(axis=0))), "a mean and a standard deviation"),
    ],
    "16.2": [
        (lambda r, f, k: precise(f, r, k), "That is the recall"),
        (
            lambda r, f, k: (apart(f, r) <= np.sort(apart(r, r), axis=1)[:, k - 1]).any(axis=1).mean(),
            "no neighbour of its own",
        ),
        (own_ball_of_the_nearest, "another's reach farther"),
        (lambda r, f, k: inside(r, f, k).all(axis=1).mean(), "need not lie in all"),
        (lambda r, f, k: np.mean(inside(r, f, k).sum(axis=1) >= k), "not how many balls"),
        (lambda r, f, k: inside(r, f, k).sum() / len(f) / k, "k no more than for the radii"),
        (lambda r, f, k: (precise(r, f, k) + precise(f, r, k)) / 2, "mean of precision and recall"),
        (lambda r, f, k: (apart(f, r) <= np.sort(apart(r, r), axis=1)[k]).any(axis=1).mean(), "the k-th column"),
        (lambda r, f, k: (apart(f, r) <= np.sort(apart(r, r), axis=0)[:, k]).any(axis=1).mean(), "the k-th column"),
        (one_radius(np.mean), "not all the mean one"),
        (one_radius(np.median), "not all the median one"),
        (one_radius(np.max), "not all the largest"),
        (lambda r, f, k: (apart(f, r) < radii(r, k)).any(axis=1).mean(), "The rim belongs"),
        (lambda r, f, k: (apart(f, r) ** 2 <= radii(r, k)).any(axis=1).mean(), "neither of them squared alone"),
        (lambda r, f, k: (apart(f, r) <= radii(r, k) ** 2).any(axis=1).mean(), "Too many fakes"),
        (lambda r, f, k: (apart(f, r) <= radii(r, k) / 2).any(axis=1).mean(), "no diameter"),
        (taxi, "the sum of the differences"),
        (lambda r, f, k: (apart(f, r) <= radii(f, k)[:, None]).any(axis=1).mean(), "these are about the fakes"),
        (lambda r, f, k: inside(r, f, k).any(axis=0).mean(), "share of balls with a fake"),
        (lambda r, f, k: inside(r, f, k).mean(), "share of pairs"),
        (lambda r, f, k: inside(r, f, k).sum() / len(f), "however many balls"),
        (lambda r, f, k: inside(r, f, k).any(axis=1).sum(), "return their share"),
        (lambda r, f, k: 1 - precise(r, f, k), "lie in no ball"),
        (lambda r, f, k: inside(r, f, k).any(axis=1), "says of each fake"),
        (lambda r, f, k: (precise(r, f, k), precise(f, r, k)), "return the precision alone"),
        (lambda r, f, k: precise(r, f, k) ** 3 / 7, "First a radius for each real one"),
    ],
    "16.3": [
        (lambda n, d: line(n, d)[1], "over n, and its value at n = 0"),
        (lambda n, d: line(1 / np.sqrt(n), d)[1], "square root of 1/n"),
        (lambda n, d: line(np.log(n), d)[1], "over log n"),
        (lambda n, d: line(1 / n, d)[0], "That is the slope"),
        (lambda n, d: line(1 / n, d), "Slope and value at 0"),
        (lambda n, d: np.polyval(line(1 / n, d), 1), "the line at n = 1"),
        (lambda n, d: np.polyval(line(1 / n, d), 1 / n[-1]), "at the largest n"),
        (lambda n, d: d[-1], "the most pictures"),
        (lambda n, d: d[-1] - line(1 / n, d)[0] / n[-1], "need not go through any"),
        (lambda n, d: np.polyval(line(1 / n, d), n[-1]), "the line at n itself"),
        (lambda n, d: line(1 / n, d, len(n) - 1)[-1], "goes through all points"),
        (lambda n, d: d.mean(), "mean of the distances"),
        (lambda n, d: line(1 / n[[0, -1]], d[[0, -1]])[1], "first and the last point"),
        (lambda n, d: line(1 / n[-2:], d[-2:])[1], "last two points"),
        (lambda n, d: line(1 / n, d, 2)[2], "parabola"),
        (lambda n, d: np.exp(line(1 / n, np.log(d))[1]), "logarithms of the distances"),
        (lambda n, d: -np.divide(*line(d, 1 / n)[::-1]), "The axes are exchanged"),
        (lambda n, d: np.polyfit(1 / n, d, 1, w=n)[1], "weighted by the square of n"),
        (lambda n, d: 3 * d.max() + 1, "by least squares"),
    ],
    "16.4": [
        (wald, "at hits/n, for all p"),
        (lambda h, n: np.clip(wald(h, n), 0, 1), "cuts at 0 and 1"),
        (lambda h, n: (h / n - 0.98 / np.sqrt(n), h / n + 0.98 / np.sqrt(n)), "of a guesser"),
        (lambda h, n: wald(h, n, 1), "at hits/n; the condition has 1.96"),
        (lambda h, n: wilson(h, n, 1), "to each side; the condition has 1.96"),
        (lambda h, n: wilson(h, n, 2), "not 2."),
        (lambda h, n: wilson(h, n, 1.645), "not 1.645"),
        (agresti_coull, "half of them hits"),
        (clopper_pearson, "Clopper and Pearson"),
        (lambda h, n: wilson(h, n) * (1 + 1.96**2 / n), "both ends are divided"),
        (about_hits, "a little nearer to 1/2"),
        (lambda h, n: ends(n, -2 * h - 1.96**2, h**2 / n), "its factor is n"),
        (lambda h, n: ends(n + 1.96**2, -2 * h - 1.96**2, h / n), "the left side has"),
        (lambda h, n: ends(n + 1.96, -2 * h - 1.96, h**2 / n), "1.96 is squared"),
        (lambda h, n: wilson(h, n) / (1 + 1.96**2 / n), ", once"),
        (lambda h, n: wilson(h, n)[::-1], "The order"),
        (lambda h, n: n * wilson(h, n), "Those are counts"),
        (lambda h, n: 100 * wilson(h, n), "Those are percentages"),
        (lambda h, n: wilson(h, n).mean(), "That is the middle;"),
        (lambda h, n: np.diff(wilson(h, n))[0], "That is the width"),
        (lambda h, n: wilson(n - h, n), "misses' rate"),
        (lambda h, n: (h / n / 2, h / n), "a quadratic equation"),
    ],
    "16.A": [
        (lambda p: divergences(p).mean(), "its exponential is asked for"),
        (lambda p: np.exp(divergences(p)).mean(), "the exponential of it then"),
        (lambda p: np.exp(divergences(p).sum()), "not the sum"),
        (lambda p: np.exp(divergences(p).sum() / p.shape[1]), "the other way round"),
        (lambda p: np.exp(divergences(p, p.sum(axis=0)).mean()), "not their sum"),
        (lambda p: np.exp(divergences(p).mean() / p.shape[1]), "added, not averaged"),
        (lambda p: np.exp(divergences(p)), "the score of each picture"),
        (lambda p: divergences(p), "the divergence of each picture; take"),
        (lambda p: 2 ** divergences(p).mean(), "base e, as the logarithm"),
        (lambda p: np.exp(divergences(p).mean() / np.log(2)), "base 2 inside"),
        (lambda p: np.exp(-divergences(p).mean()), "The sign"),
        (lambda p: np.exp(divergences(p, np.full(p.shape[1], 1 / p.shape[1])).mean()), "the same for every class"),
        (lambda p: np.exp(entropy(p).mean()), "within a picture alone"),
        (lambda p: np.exp(entropy(p.mean(axis=0))), "the variety alone"),
        (lambda p: np.exp(entropy(p.mean(axis=0)) + entropy(p).mean()), "not plus"),
        (lambda p: p.max(axis=1).mean(), "the confidence"),
        (lambda p: np.exp(divergences(p, p.mean(axis=1, keepdims=True)).mean()), "a mean along a row is"),
        (naive_score, "xlogy"),
        (small_number, "q is the mean of the rows"),
    ],
}
