"""Plausible wrong answers to the exercises of lesson 19, each with a piece of the hint that it should get."""

import numpy as np
from scipy.optimize import linear_sum_assignment


def entropy(p):
    return -np.sum(p[p > 0] * np.log(p[p > 0]))


def rows(joint):
    return entropy(joint.sum(axis=1))


def columns(joint):
    return entropy(joint.sum(axis=0))


def info(joint):
    return rows(joint) + columns(joint) - entropy(joint)


def cells(joint, weights=None, denominator=None):
    there = joint > 0
    under = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0) if denominator is None else denominator
    weights = joint if weights is None else weights
    return np.sum((weights * np.ones_like(joint))[there] * np.log((joint / under)[there]))


def zeros_kept(joint):
    with np.errstate(all="ignore"):
        return np.sum(joint * np.log(joint / np.outer(joint.sum(axis=1), joint.sum(axis=0))))


def log_softmax(logits, axis=1):
    logits = logits - logits.max(axis=axis, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=axis, keepdims=True))


def own(codes, logits):
    return log_softmax(logits)[np.arange(len(codes)), codes]


def k(logits):
    return np.log(logits.shape[1])


def grid(steps, number, low=-1.0, high=1.0, other=0.0, endpoint=True):
    codes = np.full((10 * steps, 12), other)
    codes[:, :10] = np.repeat(np.eye(10), steps, axis=0)
    codes[:, 10 + number] = np.tile(np.linspace(low, high, steps, endpoint=endpoint), 10)
    return codes


def tiled(steps, number, walk_repeated):
    codes = np.zeros((10 * steps, 12))
    codes[:, :10] = np.tile(np.eye(10), (steps, 1))
    walk = np.linspace(-1, 1, steps)
    codes[:, 10 + number] = np.repeat(walk, 10) if walk_repeated else np.tile(walk, 10)
    return codes


def both(steps, number):
    codes = grid(steps, 0)
    codes[:, 11] = codes[:, 10]
    return codes


def count(codes, digits):
    table = np.zeros((10, 10))
    np.add.at(table, (codes, digits), 1)
    return table


def shares(codes, digits):
    table = count(codes, digits)
    table = table[table.sum(axis=1) > 0]
    return table.max(axis=1) / table.sum(axis=1)


def pairing(codes, digits, sign=-1):
    table = count(codes, digits)
    return table[linear_sum_assignment(sign * table)]


def greedy(codes, digits):
    table, total = count(codes, digits), 0
    for _ in range(10):
        i, j = np.unravel_index(table.argmax(), table.shape)
        total += table[i, j]
        table[i], table[:, j] = -1, -1
    return total / len(codes)


def in_turn(codes, digits):
    table, total = count(codes, digits), 0
    for row in table:
        j = row.argmax()
        total += row[j]
        table[:, j] = -1
    return total / len(codes)


def by_shares(codes, digits):
    table = count(codes, digits)
    return table[linear_sum_assignment(-table / np.maximum(table.sum(axis=1, keepdims=True), 1))].sum() / len(codes)


def symmetric(table):
    return (table + table.T) / 2


def hard(p):
    return np.eye(p.shape[1])[p.argmax(axis=1)]


WRONG = {
    "19.1": [
        (lambda p: rows(p) - entropy(p), "only that of its row"),
        (lambda p: info(p) / np.log(2), "in bits"),
        (lambda p: info(p) / np.log(10), "base 10"),
        (lambda p: -info(p), "The sign"),
        (entropy, "entropy of both together"),
        (rows, "entropy of the rows' variable; how"),
        (columns, "entropy of the columns' variable; how"),
        (lambda p: entropy(p) - columns(p), "unknown of the row"),
        (lambda p: entropy(p) - rows(p), "unknown of the column"),
        (lambda p: rows(p) + columns(p), "counts what they share twice"),
        (lambda p: cells(p, weights=1.0), "only added up"),
        (lambda p: cells(p, weights=1 / np.count_nonzero(p)), "counts alike"),
        (lambda p: cells(p, denominator=p.sum(axis=1, keepdims=True)), "only that of its row"),
        (lambda p: cells(p, denominator=p.sum(axis=0)), "only that of its column"),
        (lambda p: cells(p, denominator=np.outer(p.mean(axis=1), p.mean(axis=0))), "not a mean"),
        (lambda p: info(p) / min(rows(p), columns(p)), "no dividing"),
        (zeros_kept, "0 times log 0"),
    ],
    "19.2": [
        (lambda c, x: own(c, x).mean(), "still to be added"),
        (lambda c, x: np.log(c.max() + 1) + own(c, x).mean(), "need not be all"),
        (lambda c, x: -own(c, x).mean(), "the code loss"),
        (lambda c, x: k(x) - own(c, x).mean(), "sign of the second part"),
        (lambda c, x: k(x) + own(c, x).sum(), "not a sum"),
        (lambda c, x: (k(x) + own(c, x).mean()) / np.log(2), "in bits"),
        (lambda c, x: k(x) + log_softmax(x).mean(), "all columns count"),
        (lambda c, x: k(x) + log_softmax(x).max(axis=1).mean(), "of the likeliest"),
        (lambda c, x: k(x) + x[np.arange(len(c)), c].mean(), "no log-probabilities yet"),
        (lambda c, x: k(x) + np.exp(own(c, x)).mean(), "take their logarithms first"),
        (lambda c, x: k(x) + np.log(np.exp(own(c, x)).mean()), "not the logarithm of the mean"),
        (lambda c, x: k(x) + log_softmax(x, axis=0)[np.arange(len(c)), c].mean(), "over the samples"),
        (lambda c, x: x.shape[1] + own(c, x).mean(), "is log k, not k"),
        (lambda c, x: np.log(len(c)) + own(c, x).mean(), "not of samples"),
        (lambda c, x: k(x) + log_softmax(x)[np.arange(len(c)), c - 1].mean(), "begin with 0"),
        (lambda c, x: np.mean(x.argmax(axis=1) == c), "likeliest code is the right one"),
    ],
    "19.3": [
        (lambda s, n: grid(s, n, low=1), "at the far end"),
        (lambda s, n: grid(s, n, high=-1), "at one end"),
        (lambda s, n: grid(s, 1 - n), "The other number walks"),
        (lambda s, n: tiled(s, n, True), "Row after row"),
        (lambda s, n: tiled(s, n, False), "change with each step"),
        (both, "Both numbers walk"),
        (lambda s, n: grid(s, n, other=1.0), "not at 1."),
        (lambda s, n: grid(s, n, other=-1.0), "not at -1."),
        (lambda s, n: grid(s, n, low=0), "not from 0 to 1"),
        (lambda s, n: grid(s, n, low=1, high=-1), "not from 1 to -1"),
        (lambda s, n: grid(s, n, low=-2, high=2), "not from -2 to 2"),
        (lambda s, n: grid(s, n, endpoint=False), "last column"),
        (lambda s, n: np.roll(grid(s, n), 2, axis=1), "come after the ten"),
        (lambda s, n: grid(s, n, low=0, high=0), "Nothing walks yet"),
        (lambda s, n: grid(s, n).reshape(10, s, 12), "shapes"),
    ],
    "19.4": [
        (lambda c, d: np.mean(c == d), "may mean any digit"),
        (lambda c, d: count(c, d).max(axis=0).sum() / len(c), "The other way round"),
        (lambda c, d: count(c, d).max(axis=1).sum(), "not their number"),
        (lambda c, d: shares(c, d).mean(), "fuller codes count for more"),
        (lambda c, d: 1 - count(c, d).max(axis=1).sum() / len(c), "one minus it"),
        (lambda c, d: pairing(c, d).sum() / len(c), "one to one"),
        (lambda c, d: count(c, d).max() / len(c), "pair alone"),
        (lambda c, d: np.bincount(d).max() / len(c), "commonest digit of all"),
        (lambda c, d: shares(c, d).min(), "worst code"),
        (lambda c, d: shares(c, d).max(), "best code"),
        (lambda c, d: 100 * count(c, d).max(axis=1).sum() / len(c), "Not per cent"),
        (lambda c, d: info(count(c, d) / len(c)), "mutual information"),
    ],
    "19.A": [
        (lambda c, d: count(c, d).max(axis=1).sum() / len(c), "That is purity"),
        (lambda c, d: count(c, d).max(axis=0).sum() / len(c), "Two digits may have"),
        (lambda c, d: pairing(c, d, sign=1).sum() / len(c), "worst pairing"),
        (greedy, "greedy"),
        (by_shares, "by counts"),
        (in_turn, "Code after code"),
        (lambda c, d: np.mean(c == d), "equal numbers"),
        (lambda c, d: pairing(c, d).sum(), "not their number"),
        (lambda c, d: pairing(c, d).mean(), "mean over the pairs"),
        (lambda c, d: 1 - pairing(c, d).sum() / len(c), "one minus it"),
        (lambda c, d: 100 * pairing(c, d).sum() / len(c), "Not per cent"),
    ],
    "19.B": [
        (lambda a, b: a.T @ b / len(a), "Not symmetric yet: which"),
        (lambda a, b: b.T @ a / len(a), "turned round"),
        (lambda a, b: symmetric(a.T @ b), "not a sum: the table"),
        (lambda a, b: 2 * symmetric(a.T @ b) / len(a), "not their sum"),
        (lambda a, b: np.outer(a.mean(axis=0), b.mean(axis=0)), "product of the two mean guesses"),
        (lambda a, b: symmetric(np.outer(a.mean(axis=0), b.mean(axis=0))), "forgets which belong"),
        (lambda a, b: a.T @ a / len(a), "a with itself; its"),
        (lambda a, b: b.T @ b / len(a), "b with itself; its"),
        (lambda a, b: symmetric(hard(a).T @ hard(b)) / len(a), "not only the likeliest class."),
        (lambda a, b: symmetric(a.T @ b) / a.shape[1], "over the pictures"),
        (lambda a, b: np.diag(np.diag(a.T @ b)) / len(a), "equal classes"),
        (lambda a, b: a @ b.T, "shapes"),
    ],
}
