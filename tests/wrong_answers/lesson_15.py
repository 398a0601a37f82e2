"""Plausible wrong answers to the exercises of lesson 15, each with a piece of the hint that it should get."""

from itertools import combinations

import numpy as np


def best(p, q, a, b):
    return (a * p + b * q) / (p + q)


def points(real, fake, share):
    return share[:, None] * real + (1 - share[:, None]) * fake


def length(slopes):
    return np.linalg.norm(slopes, axis=1)


def between(f, real, fake, share):
    return length(f(points(real, fake, share)))


def with_row(reference, x):
    """The reference and each row of x: (n, m + 1, d)."""
    return np.stack([np.concatenate([reference, row[None]]) for row in x])


def virtual(reference, x, eps=1e-3):
    both = with_row(reference, x)
    return (x - both.mean(axis=1)) / np.sqrt(both.var(axis=1) + eps)


def outcomes(cured, uncured, ranks=True):
    both = np.concatenate([cured, uncured])
    values = both.argsort().argsort() if ranks else both
    return np.array([sum(c) for c in combinations(values, len(cured))]), sum(values[: len(cured)])


def share_of_ways(cured, uncured, ranks=True):
    sums, own = outcomes(cured, uncured, ranks)
    return np.mean(sums >= own - 1e-9)


def two_sided(cured, uncured):
    sums, own = outcomes(cured, uncured)
    return np.mean(abs(sums - sums.mean()) >= abs(own - sums.mean()) - 1e-9)


def gap(real, fake):
    return real.mean(axis=0) - fake.mean(axis=0)


def follow(rows, decay, average):
    for row in rows:
        average = decay * average + (1 - decay) * row
    return average


WRONG = {
    "15.1": [
        (lambda p, q, a, b: p / (p + q), "Without targets"),
        (lambda p, q, a, b: best(p, q, b, a), "targets are exchanged"),
        (lambda p, q, a, b: (a * p + b * q) / (a * p + (1 - b) * q), "no targets there"),
        (lambda p, q, a, b: (a * p + b * q) / (a + b), "not the targets"),
        (lambda p, q, a, b: a * p + b * q, "divide by what there is"),
        (lambda p, q, a, b: best(p, q, a, b) / (1 - best(p, q, a, b)), "odds"),
        (lambda p, q, a, b: np.log(best(p, q, a, b) / (1 - best(p, q, a, b))), "logit"),
        (lambda p, q, a, b: 1 - best(p, q, a, b), "1 - D"),
        (lambda p, q, a, b: np.full(len(p), (a + b) / 2), "weigh the two"),
        (lambda p, q, a, b: (a * p - b * q) / (p + q), "not taken away"),
        (lambda p, q, a, b: a * p / (p + q) + b, "not simply added"),
        (lambda p, q, a, b: a * p / (p + q), "The fakes' target counts"),
    ],
    "15.2": [
        (lambda f, r, x, s: np.mean((between(f, x, r, s) - 1) ** 2), "here it goes to the fake"),
        (lambda f, r, x, s: np.mean((between(f, r, x, s) ** 2 - 1) ** 2), "that is the square"),
        (lambda f, r, x, s: np.mean(between(f, r, x, s) ** 2), "asks for 0"),
        (lambda f, r, x, s: np.mean(np.maximum(between(f, r, x, s) - 1, 0) ** 2), "below 1 costs"),
        (lambda f, r, x, s: np.sum((between(f, r, x, s) - 1) ** 2), "not the sum"),
        (lambda f, r, x, s: (between(f, r, x, s).mean() - 1) ** 2, "pays for itself"),
        (lambda f, r, x, s: np.mean(np.abs(between(f, r, x, s) - 1)), "is squared"),
        (lambda f, r, x, s: np.mean((length(f(r)) - 1) ** 2), "not at the real ones"),
        (lambda f, r, x, s: np.mean((length(f(x)) - 1) ** 2), "not at the fakes"),
        (lambda f, r, x, s: np.mean((length(f((r + x) / 2)) - 1) ** 2), "middle of all"),
        (lambda f, r, x, s: np.mean((f(points(r, x, s)) - 1) ** 2), "each of its coordinates"),
        (lambda f, r, x, s: 10 * np.mean((between(f, r, x, s) - 1) ** 2), "weight of 10"),
        (lambda f, r, x, s: np.mean((between(f, r, x, s) - 1) ** 2) / 2, "No half"),
        (lambda f, r, x, s: np.mean((np.abs(f(points(r, x, s))).sum(axis=1) - 1) ** 2), "sum of sizes"),
    ],
    "15.3": [
        (lambda r, x: (x - r.mean(axis=0)) / np.sqrt(r.var(axis=0) + 1e-3), "row itself belongs"),
        (lambda r, x: (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + 1e-3), "plain batch norm"),
        (
            lambda r, x: (x - np.concatenate([r, x]).mean(axis=0)) / np.sqrt(np.concatenate([r, x]).var(axis=0) + 1e-3),
            "without the other rows",
        ),
        (lambda r, x: x - with_row(r, x).mean(axis=1), "And divided"),
        (lambda r, x: (x - with_row(r, x).mean(axis=1)) / np.sqrt(r.var(axis=0) + 1e-3), "belongs to the variance"),
        (lambda r, x: (x - r.mean(axis=0)) / np.sqrt(with_row(r, x).var(axis=1) + 1e-3), "belongs to the mean, too"),
        (lambda r, x: (x - with_row(r, x).mean(axis=1)) / (with_row(r, x).var(axis=1) + 1e-3), "root is missing"),
        (lambda r, x: x / np.sqrt(with_row(r, x).var(axis=1) + 1e-3), "taken off first"),
        (lambda r, x: virtual(r, x, 0), "0.001 is missing"),
        (lambda r, x: (x - with_row(r, x).mean(axis=1)) / (with_row(r, x).std(axis=1) + 1e-3), "inside the root"),
        (
            lambda r, x: (x - with_row(r, x).mean(axis=1)) / np.sqrt(with_row(r, x).var(axis=1, ddof=1) + 1e-3),
            "m + 1 below",
        ),
        (
            lambda r, x: (x - with_row(r, x).mean(axis=1)) / np.sqrt((with_row(r, x) ** 2).mean(axis=1) + 1e-3),
            "not yet taken off",
        ),
    ],
    "15.4": [
        (lambda c, u: np.mean(outcomes(c, u)[0] > outcomes(c, u)[1]), "same sum count"),
        (lambda c, u: np.mean(outcomes(c, u)[0] <= outcomes(c, u)[1]), "as small or smaller"),
        (lambda c, u: 1 - share_of_ways(c, u), "one minus"),
        (lambda c, u: np.sum(outcomes(c, u)[0] >= outcomes(c, u)[1]), "not their number"),
        (two_sided, "Both sides"),
        (lambda c, u: sum(np.concatenate([c, u]).argsort().argsort()[: len(c)] + 1), "sum of the ranks"),
        (lambda c, u: share_of_ways(c, u, ranks=False), "Ranks, not the scores"),
        (lambda c, u: np.mean(c[:, None] > u), "pairs in which the cured"),
        (lambda c, u: np.mean(c[:, None] < u), "pairs in which the uncured"),
        (lambda c, u: 1 / len(outcomes(c, u)[0]), "one way in all"),
        (lambda c, u: np.mean(outcomes(c, u)[0] == outcomes(c, u)[1]), "exactly this sum"),
        (lambda c, u: share_of_ways(-c, -u), "as small or smaller"),
    ],
    "15.A": [
        (lambda r, f: np.mean(gap(r, f) ** 2), "not their mean"),
        (lambda r, f: np.sum(np.abs(gap(r, f))), "The gap is squared"),
        (lambda r, f: np.linalg.norm(gap(r, f)), "without the root"),
        (lambda r, f: np.sum(gap(r, f)) ** 2, "squared for itself"),
        (lambda r, f: np.sum(gap(r, f)), "signed ones"),
        (lambda r, f: np.sum(gap(r, f) ** 2) / 2, "No half"),
        (lambda r, f: gap(r, f) ** 2, "A number"),
        (gap, "gap of each feature"),
        (lambda r, f: np.sum((np.median(r, axis=0) - np.median(f, axis=0)) ** 2), "not medians"),
        (lambda r, f: np.sum((r.sum(axis=0) - f.sum(axis=0)) ** 2), "not sums"),
        (lambda r, f: (r.mean() - f.mean()) ** 2, "One mean for each feature"),
        (lambda r, f: np.sum((r.std(axis=0) - f.std(axis=0)) ** 2), "not of the spreads"),
    ],
    "15.B": [
        (lambda w, d: follow(w[1:], 1 - d, w[0]), "goes with the average"),
        (lambda w, d: follow(w, d, 0), "not with zeros"),
        (lambda w, d: follow(w, d, 0) / (1 - d ** len(w)), "divided out"),
        (lambda w, d: w.mean(axis=0), "mean of all"),
        (lambda w, d: w[-1], "weights are now"),
        (lambda w, d: follow(w[1:-1], d, w[0]), "last weights are missing"),
        (lambda w, d: follow(w[::-1][1:], d, w[-1]), "not backwards"),
        (lambda w, d: d * w[0] + (1 - d) * w[-1], "Only one step"),
        (lambda w, d: follow(w[1:] / (1 - d), d, w[0]), "add up to 1"),
        (lambda w, d: [follow(w[1 : i + 1], d, w[0]) for i in range(len(w))], "All averages"),
        (lambda w, d: follow(w[1:], d, w[0]).mean(), "An average for each weight"),
        (lambda w, d: (w[-1] + w[-2]) / 2, "last two"),
    ],
}
