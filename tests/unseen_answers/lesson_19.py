"""Answers to lesson 19, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import special, stats
from scipy.optimize import linear_sum_assignment


# 19.1 -----------------------------------------------------------------------------------------------------------------
def pointwise(p, base=np.e):
    independent = np.outer(p.sum(axis=1), p.sum(axis=0))
    return np.where(p > 0, np.log(np.where(p > 0, p / independent, 1)) / np.log(base), 0)


def kl_of_columns(p):
    return sum(p[:, j].sum() * stats.entropy(p[:, j], p.sum(axis=1)) for j in range(p.shape[1]))


WRONG_1 = [
    (lambda p: np.sum(p * pointwise(p, 2)), "bits"),
    (lambda p: np.max(pointwise(p)), "the largest"),
    (lambda p: np.sum(np.outer(p.sum(axis=1), p.sum(axis=0)) * pointwise(p)), "weights of independence"),
    (lambda p: stats.entropy(np.outer(p.sum(axis=1), p.sum(axis=0)).ravel()), "entropy of independence"),
    (lambda p: np.mean([stats.entropy(column, p.sum(axis=1)) for column in p.T]), "columns all alike"),
    (lambda p: sum(stats.entropy(column) for column in p.T), "entropies of the columns added"),
    (lambda p: stats.entropy(p.sum(axis=1)) - np.mean([stats.entropy(column) for column in p.T]), "unweighted left-over"),
    (lambda p: special.rel_entr(p, np.full(p.shape, 1 / p.size)).sum(), "against a flat table"),
    (lambda p: np.exp(kl_of_columns(p)), "its exponential"),
    (lambda p: 2 * kl_of_columns(p) / (stats.entropy(p.sum(axis=1)) + stats.entropy(p.sum(axis=0))), "normalised"),
]
RIGHT_1 = [
    kl_of_columns,
    lambda p: np.sum(p * pointwise(p)),
    lambda p: special.rel_entr(p, np.outer(p.sum(axis=1), p.sum(axis=0))).sum(),
    lambda p: [float(kl_of_columns(p.T))],
    lambda p: tf.reduce_sum(tf.math.xlogy(p, p / np.outer(p.sum(axis=1), p.sum(axis=0)))),
]


# 19.2 -----------------------------------------------------------------------------------------------------------------
def mean_log(codes, logits):
    return np.mean([special.log_softmax(row)[code] for code, row in zip(codes, logits)])


WRONG_2 = [
    (mean_log, "without the entropy"),
    (lambda c, x: np.log(x.shape[1]) + np.median([special.log_softmax(r)[i] for i, r in zip(c, x)]), "median"),
    (lambda c, x: np.log2(x.shape[1]) + mean_log(c, x), "bits and nats mixed"),
    (lambda c, x: np.log(x.shape[1]) - mean_log(c, x), "sign"),
    (lambda c, x: np.log(x.shape[1]) + mean_log(c, special.softmax(x, axis=1)), "softmax twice"),
    (lambda c, x: np.log(x.shape[1]) + mean_log(c, -x), "logits turned round"),
    (lambda c, x: np.log(len(set(c.tolist()))) + mean_log(c, x), "codes that occur"),
    (lambda c, x: 1 / x.shape[1] + mean_log(c, x), "prior for its entropy"),
    (lambda c, x: max(0, np.log(x.shape[1]) + mean_log(c, x)), "not below 0"),
    (lambda c, x: np.log(x.shape[1]) + len(c) * mean_log(c, x), "sum"),
]
RIGHT_2 = [
    lambda c, x: np.log(x.shape[1]) + mean_log(c, x),
    lambda c, x: np.mean(np.log(special.softmax(x, axis=1)[np.arange(len(c)), c] * x.shape[1])),
    lambda c, x: np.log(x.shape[1]) - tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(c, x)),
    lambda c, x: [np.log(x.shape[1]) - np.mean(special.logsumexp(x, axis=1) - x[range(len(c)), c])],
]


# 19.3 -----------------------------------------------------------------------------------------------------------------
def loops(steps, number):
    rows = []
    for r in range(10):
        for t in range(steps):
            row = [0.0] * 12
            row[r], row[10 + number] = 1.0, -1 + 2 * t / (steps - 1)
            rows.append(row)
    return rows


WRONG_3 = [
    (lambda s, n: np.array(loops(s, n))[::-1], "upside down"),
    (lambda s, n: np.array(loops(s, n)).T, "transposed"),
    (lambda s, n: np.array(loops(s, n))[:, :11], "one number"),
    (lambda s, n: np.array(loops(s, 0)), "always the first"),
    (lambda s, n: np.array(loops(s, n)) * [*[1] * 10, *[0.5] * 2], "half as far"),
    (lambda s, n: loops(s, n)[:s], "one row"),
    (lambda s, n: np.array(loops(s, n))[np.arange(10 * s).reshape(10, s).T.ravel()], "column after column"),
    (lambda s, n: np.abs(loops(s, n)), "no signs"),
    (lambda s, n: np.array(loops(s, n)).reshape(10, s, 12), "another shape"),
]
RIGHT_3 = [
    loops,
    lambda s, n: np.array(loops(s, n), "float32"),
    lambda s, n: tf.constant(loops(s, n)),
    lambda s, n: np.stack(
        [[*np.eye(10)[r], *((w, 0) if n == 0 else (0, w))] for r in range(10) for w in np.linspace(-1, 1, s)]
    ),
]


# 19.4 -----------------------------------------------------------------------------------------------------------------
def commonest(codes, digits):
    return [np.bincount(digits[codes == code]).max() if np.any(codes == code) else 0 for code in range(10)]


WRONG_4 = [
    (lambda c, d: sum(commonest(c, d)), "a number"),
    (lambda c, d: sum(commonest(d, c)) / len(c), "exchanged"),
    (lambda c, d: np.mean([n / max(1, np.sum(c == i)) for i, n in enumerate(commonest(c, d))]), "mean of shares"),
    (lambda c, d: max(commonest(c, d)) / len(c), "the largest"),
    (lambda c, d: np.mean(np.equal(c, d)), "equal numbers"),
    (lambda c, d: 1 - sum(commonest(c, d)) / len(c), "the rest"),
    (lambda c, d: sum(sorted(commonest(c, d))[1:]) / len(c), "the smallest left out"),
    (lambda c, d: max(sum(commonest(c, d)), sum(commonest(d, c))) / len(c), "the better of both ways"),
    (lambda c, d: np.mean([x == np.median(d[c == i]) for i, x in zip(c, d)]), "the median digit of each code"),
    (lambda c, d: np.mean([d[i] == stats.mode(d[c == c[i]]).mode for i in range(len(c) - 1)]), "the last left out"),
    (lambda c, d: len(set(zip(c.tolist(), d.tolist()))) / 100, "pairs that occur"),
]
RIGHT_4 = [
    lambda c, d: sum(commonest(c, d)) / len(c),
    lambda c, d: np.mean([stats.mode(d[c == code]).mode == digit for code, digit in zip(c, d)]),
    lambda c, d: np.histogram2d(c, d, bins=(np.arange(11), np.arange(11)))[0].max(axis=1).sum() / c.size,
    lambda c, d: [tf.constant(sum(commonest(c, d)) / len(c))],
]


# 19.A -----------------------------------------------------------------------------------------------------------------
def table(codes, digits):
    return np.histogram2d(codes, digits, bins=(np.arange(11), np.arange(11)))[0]


def pairs(t):
    return t[linear_sum_assignment(t, maximize=True)]


WRONG_A = [
    (lambda c, d: pairs(table(c, d)).sum(), "a number"),
    (lambda c, d: sum(commonest(c, d)) / len(c), "purity"),
    (lambda c, d: table(c, d)[linear_sum_assignment(table(c, d))].sum() / len(c), "smallest"),
    (lambda c, d: pairs(np.corrcoef(table(c, d) + np.eye(10))).sum() / len(c), "of correlations"),
    (lambda c, d: np.trace(table(c, d)) / len(c), "no pairing"),
    (lambda c, d: pairs(table(c, d)).min() / len(c), "the worst pair"),
    (lambda c, d: pairs(table(c, d)).mean(), "mean count"),
    (lambda c, d: np.sort(pairs(table(c, d)))[1:].sum() / len(c), "the smallest pair left out"),
    (lambda c, d: pairs(table(c, d) / np.maximum(table(c, d).sum(1, keepdims=True), 1)).mean(), "of the codes' shares"),
    (lambda c, d: (10 - np.count_nonzero(pairs(table(c, d)))) / 10, "empty pairs"),
]
RIGHT_A = [
    lambda c, d: pairs(table(c, d)).sum() / len(c),
    lambda c, d: pairs(table(c, d).T).sum() / c.size,
    lambda c, d: np.mean(linear_sum_assignment(-table(c, d))[1][c] == d),
]


# 19.B -----------------------------------------------------------------------------------------------------------------
def outer_mean(a, b):
    return np.mean([np.outer(x, y) for x, y in zip(a, b)], axis=0)


WRONG_B = [
    (outer_mean, "not symmetric"),
    (lambda a, b: np.triu(outer_mean(a, b)), "half of it"),
    (lambda a, b: outer_mean(a, b) @ outer_mean(a, b).T, "a product with itself"),
    (lambda a, b: (a[:, :, None] * b[:, None]).sum(axis=0), "a sum"),
    (lambda a, b: np.sqrt(outer_mean(a, b) * outer_mean(b, a)), "geometric mean"),
    (lambda a, b: outer_mean(a, b) - outer_mean(b, a), "their difference"),
    (lambda a, b: np.corrcoef(a, b, rowvar=False)[: a.shape[1], a.shape[1] :], "correlations"),
    (lambda a, b: np.maximum(outer_mean(a, b), outer_mean(b, a)), "the larger"),
    (lambda a, b: outer_mean((a + b) / 2, (a + b) / 2), "of the mean guess"),
]
RIGHT_B = [
    lambda a, b: (outer_mean(a, b) + outer_mean(b, a)) / 2,
    lambda a, b: outer_mean(np.concatenate([a, b]), np.concatenate([b, a])),
    lambda a, b: tf.einsum("ni,nj->ij", np.concatenate([a, b]), np.concatenate([b, a])) / (2 * len(a)),
    lambda a, b: ((a.T @ b + b.T @ a) / (2 * len(a))).tolist(),
]

UNSEEN = {"19.1": WRONG_1, "19.2": WRONG_2, "19.3": WRONG_3, "19.4": WRONG_4, "19.A": WRONG_A, "19.B": WRONG_B}
ALSO_RIGHT = {"19.1": RIGHT_1, "19.2": RIGHT_2, "19.3": RIGHT_3, "19.4": RIGHT_4, "19.A": RIGHT_A, "19.B": RIGHT_B}
