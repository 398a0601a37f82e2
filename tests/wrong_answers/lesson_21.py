"""Plausible wrong answers to the exercises of lesson 21, each with a piece of the hint that it should get."""

import itertools

import numpy as np


def gap(x, y):
    return np.abs(x - y).mean()


def short(p, q):
    return np.minimum(abs(p - q), 360 - abs(p - q))


def swap(history, fakes, places, shown, kept):
    new = history.copy()
    new[places[kept]] = fakes[kept]
    return np.concatenate([np.where(shown[:, None], history[places], fakes), new])


def in_place(history, fakes, places, coins):
    history[places[coins]] = fakes[coins]
    fakes[coins] = history[places[coins]]
    return np.concatenate([fakes, history])


def halves(history, fakes, places, coins):
    both = swap(history, fakes, places, coins, coins)
    return both[: len(fakes)], both[len(fakes) :]


def table(f, p):
    return np.abs(f[:, None] - p).sum(axis=2)


def rows(f):
    return np.arange(len(f))


def ways(a):
    return itertools.permutations(range(len(a)))


WRONG = {
    "21.1": [
        (lambda g, f, a, b: gap(g(f(a)), a), "`a` alone"),
        (lambda g, f, a, b: gap(f(g(b)), b), "`b` alone"),
        (lambda g, f, a, b: np.mean((g(f(a)) - a) ** 2) + np.mean((f(g(b)) - b) ** 2), "not squared"),
        (lambda g, f, a, b: np.mean(g(f(a)) - a) + np.mean(f(g(b)) - b), "cancel"),
        (lambda g, f, a, b: abs(np.mean(g(f(a)) - a)) + abs(np.mean(f(g(b)) - b)), "before the mean"),
        (lambda g, f, a, b: abs(g(f(a)) - a).sum() + abs(f(g(b)) - b).sum(), "not a sum"),
        (lambda g, f, a, b: (gap(g(f(a)), a) + gap(f(g(b)), b)) / 2, "not averaged"),
        (lambda g, f, a, b: gap(f(g(a)), a) + gap(g(f(b)), b), "the other way round"),
        (lambda g, f, a, b: gap(f(a), a) + gap(g(b), b), "Half of the way"),
        (lambda g, f, a, b: gap(g(a), a) + gap(f(b), b), "identity loss"),
        (lambda g, f, a, b: 10 * (gap(g(f(a)), a) + gap(f(g(b)), b)), "weight"),
        (lambda g, f, a, b: np.abs(np.concatenate([g(f(a)) - a, f(g(b)) - b])).mean(), "in one mean"),
        (lambda g, f, a, b: max(gap(g(f(a)), a), gap(f(g(b)), b)), "the larger one"),
        (lambda g, f, a, b: 2 * gap(g(f(a)), a), "counted twice"),
        (lambda g, f, a, b: gap(g(f(a) - a), 0) + gap(f(g(b) - b), 0), "end of the way"),
    ],
    "21.2": [
        (lambda h, f, p, c: swap(h, f, p, ~c, ~c), "exchanged"),
        (lambda h, f, p, c: swap(h, f, p, c, np.zeros_like(c)), "does not keep"),
        (lambda h, f, p, c: swap(h, f, p, np.zeros_like(c), c), "no old one is shown"),
        (lambda h, f, p, c: swap(h, f, p, c, np.ones_like(c)), "Every fake goes"),
        (lambda h, f, p, c: swap(h, f, p, np.ones_like(c), np.ones_like(c)), "All change places"),
        (lambda h, f, p, c: swap(h, f, p, np.ones_like(c), c), "Every old one is shown"),
        (in_place, "only after the fake"),
        (lambda h, f, p, c: swap(h, f, np.arange(len(f)), c, c), "the first places"),
        (lambda h, f, p, c: np.concatenate(halves(h, f, p, c)[::-1]), "on top"),
        (lambda h, f, p, c: halves(h, f, p, c)[0], "belongs below"),
        (lambda h, f, p, c: halves(h, f, p, c)[1], "above it"),
        (lambda h, f, p, c: np.concatenate([halves(h, f, p, c)[0], h]), "does not keep"),
        (lambda h, f, p, c: swap(h, f, p, ~c, c), "The history is right; of what"),
        (lambda h, f, p, c: swap(h, f, p, c, ~c), "in the history true and false"),
        (lambda h, f, p, c: np.concatenate([halves(h, f, p, c)[0], h[len(f) :], f]), "no queue"),
    ],
    "21.3": [
        (lambda p, q: abs(p - q).mean(), "more than half round"),
        (lambda p, q: np.maximum(abs(p - q), 360 - abs(p - q)).mean(), "longer way"),
        (lambda p, q: ((q - p + 180) % 360 - 180).mean(), "cancel"),
        (lambda p, q: ((q - p) % 360).mean(), "one way round"),
        (lambda p, q: (abs(p - q) % 180).mean(), "180 is taken off"),
        (lambda p, q: np.minimum(abs(p - q), 180).mean(), "cut off"),
        (lambda p, q: short(p, q).sum(), "not the sum"),
        (lambda p, q: short(p, q).max(), "not the largest"),
        (lambda p, q: np.deg2rad(short(p, q)).mean(), "not radians"),
        (lambda p, q: np.sqrt((short(p, q) ** 2).mean()), "root of the mean square"),
        (lambda p, q: short(p.mean(), q.mean()), "compares the two means"),
        (lambda p, q: min(abs(p - q).mean(), 360 - abs(p - q).mean()), "before the mean"),
        (lambda p, q: np.where(abs(p - q) > 180, abs(p - q) - 360, abs(p - q)).mean(), "it is negative"),
        (lambda p, q: np.rad2deg(np.arccos(np.cos(np.deg2rad(p - q)).mean())), "mean cosine"),
    ],
    "21.4": [
        (lambda p, q: abs(p - q).sum(), "Twice too much"),
        (lambda p, q: np.minimum(p, q).sum(), "may stay"),
        (lambda p, q: abs(p - q).mean(), "not a mean"),
        (lambda p, q: (p - q).sum(), "cancel"),
        (lambda p, q: ((p - q) ** 2).sum(), "Squares"),
        (lambda p, q: np.linalg.norm(p - q), "straight distance"),
        (lambda p, q: 1 - (p * q).sum(), "at random; the least"),
        (lambda p, q: np.minimum(p - q, 0).sum(), "The sign"),
        (lambda p, q: p[p > q].sum(), "only what is too much"),
        (lambda p, q: np.sum(p * np.log(p / q)), "Kullback"),
        (lambda p, q: np.mean(p > q), "counts kinds"),
    ],
    "21.A": [
        (lambda f, p: np.mean(table(f, p).argmin(axis=0) == rows(f)), "not for each partner"),
        (lambda f, p: np.sum(table(f, p).argmin(axis=1) == rows(f)), "not a number"),
        (lambda f, p: np.mean(table(f, p).argmin(axis=1) != rows(f)), "is not the nearest"),
        (lambda f, p: np.mean(((f[:, None] - p) ** 2).sum(axis=2).argmin(axis=1) == rows(f)), "not of squares"),
        (lambda f, p: np.mean(table(f, p).argmax(axis=1) == rows(f)), "farthest"),
        (lambda f, p: np.mean((f[:, None] - p).sum(axis=2).argmin(axis=1) == rows(f)), "without absolute values"),
        (lambda f, p: np.abs(f - p).sum(axis=1).mean(), "mean difference"),
        (lambda f, p: np.mean((f @ p.T).argmax(axis=1) == rows(f)), "scalar product"),
    ],
    "21.B": [
        (lambda a, b: len(list(ways(a))), "all one-to-one maps"),
        (lambda a, b: np.sum(a[:, None] == b), "pairs of kinds"),
        (lambda a, b: np.prod((a[:, None] == b).sum(axis=1)), "no two kinds"),
        (lambda a, b: np.sum(a == b), "as they stand"),
        (lambda a, b: float(sorted(a) == sorted(b)), "whether there is any"),
        (lambda a, b: sum((a == b[list(w)]).any() for w in ways(a)), "if any does"),
        (lambda a, b: np.mean([(a == b[list(w)]).all() for w in ways(a)]), "share of all maps"),
        (lambda a, b: sum(np.prod(range(1, c + 1)) for c in np.unique(a, return_counts=True)[1]), "multiply"),
    ],
}
