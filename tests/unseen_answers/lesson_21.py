"""Answers to lesson 21, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import itertools
import math
from collections import Counter

import numpy as np
import tensorflow as tf


def l1(x, y):
    return np.mean(np.abs(x - y))


# 21.1 -----------------------------------------------------------------------------------------------------------------
WRONG_1 = [
    (lambda g, f, a, b: l1(g(f(a)), a) * l1(f(g(b)), b), "product"),
    (lambda g, f, a, b: l1(f(g(f(a))), f(a)) + l1(g(f(g(b))), g(b)), "compared one world later"),
    (lambda g, f, a, b: l1(g(f(a)), a) + l1(g(f(b)), b), "b the wrong way"),
    (lambda g, f, a, b: l1(f(g(a)), a) + l1(f(g(b)), b), "a the wrong way"),
    (lambda g, f, a, b: l1(g(f(a)), a) + 0.5 * l1(f(g(b)), b), "half a weight"),
    (lambda g, f, a, b: np.abs(g(f(a)) - a).sum(axis=1).mean() + np.abs(f(g(b)) - b).sum(axis=1).mean(), "sum per picture"),
    (lambda g, f, a, b: l1(g(f(a)), a) - l1(f(g(b)), b), "difference"),
    (lambda g, f, a, b: np.abs(g(f(a)) - a).max() + np.abs(f(g(b)) - b).max(), "largest"),
    (lambda g, f, a, b: np.abs(g(f(a)) - a).mean(axis=1), "per picture"),
    (lambda g, f, a, b: [l1(g(f(a)), a), l1(f(g(b)), b)], "not added"),
    (lambda g, f, a, b: l1(g(f(g(f(a)))), a) + l1(f(g(f(g(b)))), b), "twice round"),
    (lambda g, f, a, b: l1(g(f(a)), f(a)) + l1(f(g(b)), g(b)), "against the fake"),
    (lambda g, f, a, b: l1(abs(g(f(a))), abs(a)) + l1(abs(f(g(b))), abs(b)), "signs lost"),
    (lambda g, f, a, b: l1(g(f(a)), -a) + l1(f(g(b)), -b), "plus"),
    (lambda g, f, a, b: (abs(g(f(a)) - a).sum() + abs(f(g(b)) - b).sum()) / a.size, "both by a's size"),
    (lambda g, f, a, b: abs(np.mean(g(f(a)) - a) + np.mean(f(g(b)) - b)), "absolute value last"),
    (lambda g, f, a, b: l1(g(f(a))[: len(b)], a[: len(b)]) + l1(f(g(b))[: len(a)], b[: len(a)]), "cut to the shorter"),
    (lambda g, f, a, b: np.median(abs(g(f(a)) - a)) + np.median(abs(f(g(b)) - b)), "median"),
]
RIGHT_1 = [
    lambda g, f, a, b: l1(g(f(a)), a) + l1(f(g(b)), b),
    lambda g, f, a, b: [sum(np.abs(way - x).sum() / x.size for way, x in ((g(f(a)), a), (f(g(b)), b)))],
    lambda g, f, a, b: tf.reduce_mean(tf.abs(g(f(a)) - a)) + tf.reduce_mean(tf.abs(f(g(b)) - b)),
]


# 21.2 -----------------------------------------------------------------------------------------------------------------
def loop(history, fakes, places, coins):
    shown, new = [], [row for row in history]
    for fake, place, coin in zip(fakes, places, coins):
        shown.append(history[place] if coin else fake)
        if coin:
            new[place] = fake
    return np.array(shown + new)


def views(history, fakes, places, coins):
    for i in np.flatnonzero(coins):
        fakes[i], history[places[i]] = history[places[i]], fakes[i]  # rows are views: both become the old one
    return np.concatenate([fakes, history])


WRONG_2 = [
    (lambda h, f, p, c: loop(h, f, np.sort(p), c), "places sorted"),
    (lambda h, f, p, c: loop(h, f, p, c[::-1]), "coins turned round"),
    (lambda h, f, p, c: loop(h, f, p[::-1], c), "places turned round"),
    (lambda h, f, p, c: np.concatenate([h[p][c], f[~c], loop(h, f, p, c)[len(f) :]]), "old ones first"),
    (lambda h, f, p, c: np.concatenate([loop(h, f, p, c)[: len(f)], np.delete(h, p[c], axis=0), f[c]]), "appended"),
    (lambda h, f, p, c: np.concatenate([np.where(c[:, None], f, h[p]), loop(h, f, p, c)[len(f) :]]), "where turned round"),
    (lambda h, f, p, c: np.concatenate([loop(h, f, p, c)[: len(f)], loop(h, f, p, ~c)[len(f) :]]), "not c in the history"),
    (lambda h, f, p, c: loop(h, f, p, c).T, "transposed"),
    (lambda h, f, p, c: (loop(h, f, p, c)[: len(f)], loop(h, f, p, c)[len(f) :]), "a pair"),
    (lambda h, f, p, c: loop(h, f, np.array([list(c).index(True)] * len(f)), c), "one place for all"),
    (lambda h, f, p, c: views(h, f, p, c), "exchanged without copies"),
    (lambda h, f, p, c: loop(h, f, np.argsort(p), c), "places inverted"),
    (lambda h, f, p, c: loop(h, f, p - 1, c), "places from 1"),
    (lambda h, f, p, c: loop(h, f, p, np.sort(c)[::-1]), "as many as coins are true"),
    (lambda h, f, p, c: loop(h, f, p, np.cumsum(c) * c == 1), "the first one only"),
    (lambda h, f, p, c: np.concatenate([f[~c], h[p][c], loop(h, f, p, c)[len(f) :]]), "old ones last"),
    (lambda h, f, p, c: loop(h, f, p, c)[[*range(len(f), len(f) + len(h)), *range(len(f))]], "history on top"),
    (lambda h, f, p, c: loop(h, f, p, c).astype(int), "whole numbers"),
]
RIGHT_2 = [
    loop,
    lambda h, f, p, c: loop(h, f, p, c).tolist(),
    lambda h, f, p, c: tf.constant(loop(h, f, p, c), tf.float32),
    lambda h, f, p, c: np.vstack(
        [
            np.where(c[:, None], h[p], f),
            [f[list(p).index(i)] if i in p and c[list(p).index(i)] else h[i] for i in range(len(h))],
        ]
    ),
]


# 21.3 -----------------------------------------------------------------------------------------------------------------
def angle(p, q):
    return np.abs((p - q + 180) % 360 - 180)


WRONG_3 = [
    (lambda p, q: np.mean(360 - np.abs(p - q)), "all the other way"),
    (lambda p, q: np.mean(angle(p, q)) / 180, "as a share"),
    (lambda p, q: np.mean(np.where(np.abs(p - q) > 180, np.abs(p - q) - 180, np.abs(p - q))), "minus 180"),
    (lambda p, q: np.mean(np.minimum((p - q) % 360, 180)), "cut"),
    (lambda p, q: np.mean(np.minimum(p - q, 360 - (p - q))), "no absolute value"),
    (lambda p, q: np.mean(np.abs(p % 180 - q % 180)), "modulo 180"),
    (lambda p, q: np.degrees(np.arccos(np.mean(np.cos(np.radians(p - q))))), "mean of cosines"),
    (lambda p, q: np.mean(np.arccos(np.cos(np.radians(p - q)))), "radians"),
    (lambda p, q: angle(p, q), "each"),
    (lambda p, q: 180 - np.mean(angle(p, q)), "the rest"),
    (lambda p, q: np.degrees(np.mean(np.abs(np.sin(np.radians(p - q) / 2)))), "chord"),
    (lambda p, q: np.mean((p - q) % 180), "modulo 180, one way"),
    (lambda p, q: np.mean(np.minimum(abs(p - q), 180 - abs(p - q))), "180 minus the difference"),
    (lambda p, q: np.mean(np.minimum(abs(p - q), abs(p - q - 360))), "one side only"),
    (lambda p, q: np.mean(abs(np.minimum(p, 360 - p) - np.minimum(q, 360 - q))), "each folded"),
    (lambda p, q: np.mean(np.where(abs(p - q) > 180, 0, abs(p - q))), "0 above 180"),
    (lambda p, q: np.mean((p - q + 180) % 360 - 180), "with its sign"),
    (lambda p, q: np.mean(abs(np.sin(np.radians(p - q)))), "sine"),
    (lambda p, q: np.mean(np.minimum((p - q) % 255, (q - p) % 255)), "a circle of 255"),
]
RIGHT_3 = [
    lambda p, q: np.mean(angle(p, q)),
    lambda p, q: np.degrees(np.mean(np.arccos(np.cos(np.radians(p - q))))),
    lambda p, q: np.mean(180 - np.abs(180 - np.abs(p - q))),
    lambda p, q: [float(np.mean([min((x - y) % 360, (y - x) % 360) for x, y in zip(p, q)]))],
]


# 21.4 -----------------------------------------------------------------------------------------------------------------
WRONG_4 = [
    (lambda p, q: np.max(q - p), "the largest gain"),
    (lambda p, q: 1 - np.max(np.minimum(p, q)), "one kind stays"),
    (lambda p, q: 1 - np.sum(np.sqrt(p * q)), "Hellinger"),
    (lambda p, q: np.sum(np.maximum(p, q)), "larger of both"),
    (lambda p, q: np.sum(np.maximum(p, q)) / 2, "half the larger of both"),
    (lambda p, q: np.sum(np.abs(np.sort(p) - np.sort(q))) / 2, "sorted first"),
    (lambda p, q: np.sum(np.abs(np.cumsum(p - q))), "cumulative"),
    (lambda p, q: np.sum(np.abs(p - q) / (p + q)) / 2, "relative"),
    (lambda p, q: np.abs(p[0] - q[0]), "first kind only"),
    (lambda p, q: np.maximum(p - q, 0), "each kind"),
    (lambda p, q: np.max(np.abs(np.cumsum(p - q))), "largest sum so far"),
    (lambda p, q: q[p > q].sum(), "what B has of them"),
    (lambda p, q: np.maximum(p - q, 0).sum() / p[p > q].sum(), "a share of those"),
    (lambda p, q: np.sum(np.maximum(p / q - 1, 0)), "by B's share"),
    (lambda p, q: min(1, np.abs(p - q).sum()), "doubled, at most 1"),
    (lambda p, q: np.sum(p * (1 - q)), "independent"),
    (lambda p, q: np.std(p - q), "spread"),
    (lambda p, q: p.max() - q.min(), "most minus least"),
]
RIGHT_4 = [
    lambda p, q: np.sum(np.abs(p - q)) / 2,
    lambda p, q: 1 - np.minimum(p, q).sum(),
    lambda p, q: np.maximum(q - p, 0).sum(),
    lambda p, q: [tf.reduce_sum(tf.maximum(p - q, 0))],
]


# 21.A -----------------------------------------------------------------------------------------------------------------
def sums(f, p):
    return np.array([[np.abs(x - y).sum() for y in p] for x in f])


WRONG_A = [
    (lambda f, p: np.mean(sums(p, f).argmin(axis=1) == np.arange(len(f))), "roles exchanged"),
    (lambda f, p: np.sum(sums(f, p).argmin(axis=1) == np.arange(len(f))), "number"),
    (lambda f, p: np.mean(sums(f, f).argmin(axis=1) == np.arange(len(f))), "among themselves"),
    (lambda f, p: np.mean(np.diag(sums(f, p)) < sums(f, p).mean(axis=1)), "nearer than the mean"),
    (lambda f, p: np.mean(np.diag(sums(f, p)) < np.median(sums(f, p))), "a threshold"),
    (lambda f, p: np.mean(sums(f - f.mean(axis=1, keepdims=True), p).argmin(axis=1) == np.arange(len(f))), "mean off"),
    (lambda f, p: np.mean(sums(f, p).argmin(axis=1)[1:] == np.arange(len(f))[:-1]), "one row off"),
    (lambda f, p: sums(f, p).argmin(axis=1) == np.arange(len(f)), "each"),
    (lambda f, p: np.mean(abs(f[:, None] - p).max(axis=2).argmin(axis=1) == np.arange(len(f))), "largest difference"),
    (lambda f, p: np.mean(abs(f[:, None] - p).sum(axis=1).argmin(axis=1) == np.arange(len(f))), "wrong axis"),
    (lambda f, p: np.mean((sums(f, p) + 1e9 * np.eye(len(f))).argmin(axis=1) == np.arange(len(f))), "own left out"),
    (lambda f, p: np.mean(np.sort(sums(f, p).argmin(axis=1)) == np.arange(len(f))), "sorted"),
    (lambda f, p: np.mean(sums(f, p).argsort(axis=1)[:, 1] == np.arange(len(f))), "second nearest"),
    (lambda f, p: np.mean((f == p).all(axis=1)), "equal"),
    (lambda f, p: np.mean(sums(f, p).argmin(axis=1) == sums(f, p).argmin(axis=0)), "both nearest"),
    (lambda f, p: 100 * np.mean(sums(f, p).argmin(axis=1) == np.arange(len(f))), "percent"),
]
RIGHT_A = [
    lambda f, p: np.mean(sums(f, p).argmin(axis=1) == np.arange(len(f))),
    lambda f, p: np.mean(np.diag(sums(f, p)) <= sums(f, p).min(axis=1)),
    lambda f, p: sum(int(np.abs(x - p).mean(axis=1).argmin() == i) for i, x in enumerate(f)) / len(f),
]


# 21.B -----------------------------------------------------------------------------------------------------------------
def by_counts(a, b):
    of_a, of_b = Counter(a.tolist()), Counter(b.tolist())
    return math.prod(math.factorial(n) for n in of_a.values()) if of_a == of_b else 0


def every(a):
    return itertools.permutations(range(len(a)))


WRONG_B = [
    (lambda a, b: math.prod(math.factorial(n) for n in Counter(a.tolist()).values()), "b is not looked at"),
    (lambda a, b: math.factorial(len(a)) - by_counts(a, b), "the others"),
    (lambda a, b: math.factorial(len(set(a.tolist()))), "of different percentages"),
    (lambda a, b: math.prod(Counter(a.tolist()).values()) if sorted(a) == sorted(b) else 0, "no factorials"),
    (lambda a, b: len(set(itertools.permutations(a.tolist()))), "different orders"),
    (lambda a, b: max(1, by_counts(a, b)), "never none"),
    (lambda a, b: sum(sum(a) == sum(b[list(w)]) for w in itertools.permutations(range(len(a)))), "sums"),
    (lambda a, b: by_counts(a, b) ** 2, "there and back"),
    (lambda a, b: by_counts(a, a) if set(a) == set(b) else 0, "the same percentages, not equally often"),
    (lambda a, b: math.factorial(len(a)) if sorted(a) == sorted(b) else 0, "all if the lists are the same"),
    (lambda a, b: sum(np.sum(a == b[list(w)]) for w in every(a)), "all kinds that agree"),
    (lambda a, b: sum((abs(a - b[list(w)]) <= 1).all() for w in every(a)), "nearly"),
    (lambda a, b: sum(not (a == b[list(w)]).any() for w in every(a)), "none agrees"),
    (lambda a, b: by_counts(a, b) - int((a == b).all()), "without that which stands"),
    (lambda a, b: by_counts(a[1:], b[1:]), "first left out"),
    (lambda a, b: int((a == b).all()), "as it stands"),
    (lambda a, b: by_counts(a, b) / math.factorial(len(a)), "a share"),
]
RIGHT_B = [
    by_counts,
    lambda a, b: sum((a >= b[list(w)]).all() for w in every(a)),  # both have the sum 100
    lambda a, b: sum(1 for w in itertools.permutations(b.tolist()) if list(w) == a.tolist()),
    lambda a, b: float(by_counts(b, a)),
]

UNSEEN = {"21.1": WRONG_1, "21.2": WRONG_2, "21.3": WRONG_3, "21.4": WRONG_4, "21.A": WRONG_A, "21.B": WRONG_B}
ALSO_RIGHT = {"21.1": RIGHT_1, "21.2": RIGHT_2, "21.3": RIGHT_3, "21.4": RIGHT_4, "21.A": RIGHT_A, "21.B": RIGHT_B}
