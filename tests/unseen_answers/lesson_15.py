"""Answers to lesson 15, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import stats


# 15.1 -----------------------------------------------------------------------------------------------------------------
def share_real(p, q):
    return p / (p + q)


WRONG_1 = [
    (lambda p, q, a, b: a * share_real(p, q) + b * share_real(p, q), "the same share for both"),
    (lambda p, q, a, b: a * share_real(p, q) - b * share_real(q, p), "a minus"),
    (lambda p, q, a, b: share_real(a * p, b * q) if b else np.ones(len(p)), "ratio of the targeted densities"),
    (lambda p, q, a, b: share_real(a * p, (1 - a) * p + q), "as if b were 0"),
    (lambda p, q, a, b: np.clip(share_real(p, q), b, a), "clipped to the targets"),
    (lambda p, q, a, b: share_real(p, q) ** a, "power"),
    (lambda p, q, a, b: np.sqrt(a * b) * np.ones(len(p)), "geometric mean of targets"),
    (lambda p, q, a, b: a * p.sum() / (p + q).sum() + b * q.sum() / (p + q).sum() + 0 * p, "one D for all places"),
    (lambda p, q, a, b: a - (a - b) * share_real(p, q), "turned round"),
    (lambda p, q, a, b: ((a * p + b * q) / (p + q))[::-1], "order turned"),
]
RIGHT_1 = [
    lambda p, q, a, b: b + (a - b) * share_real(p, q),
    lambda p, q, a, b: [a * x / (x + y) + b * y / (x + y) for x, y in zip(p, q)],
    lambda p, q, a, b: tf.constant((a * p + b * q) / (p + q)),
    lambda p, q, a, b: 1 / (1 + ((1 - a) * p + (1 - b) * q) / (a * p + b * q)),
]


# 15.2 -----------------------------------------------------------------------------------------------------------------
def mixed(real, fake, share):
    return fake + share.reshape(-1, 1) * (real - fake)


WRONG_2 = [
    (lambda f, r, x, s: np.mean((np.linalg.norm(f(mixed(r, x, s)), axis=0) - 1) ** 2), "the other axis"),
    (lambda f, r, x, s: np.mean(np.linalg.norm(f(mixed(r, x, s)), axis=1)) - 1, "mean minus 1"),
    (lambda f, r, x, s: np.mean((f(mixed(r, x, s)) ** 2).sum(axis=1) - 1), "square minus 1"),
    (lambda f, r, x, s: np.mean((np.linalg.norm(f(r) - f(x), axis=1) - 1) ** 2), "difference of the slopes"),
    (
        lambda f, r, x, s: np.mean((np.linalg.norm(s[:, None] * f(r) + (1 - s[:, None]) * f(x) * 0.5, axis=1) - 1) ** 2),
        "mixes slopes",
    ),
    (lambda f, r, x, s: np.mean((np.linalg.norm(f(mixed(r, x, s[::-1])), axis=1) - 1) ** 2), "shares of others"),
    (lambda f, r, x, s: np.mean((np.linalg.norm(f(mixed(r, x, np.full(len(s), s.mean()))), axis=1) - 1) ** 2), "mean share"),
    (lambda f, r, x, s: np.mean((np.linalg.norm(mixed(r, x, s), axis=1) - 1) ** 2), "length of the points"),
    (lambda f, r, x, s: np.mean((np.linalg.norm(f(np.concatenate([r, x])), axis=1) - 1) ** 2), "at both"),
    (lambda f, r, x, s: np.median((np.linalg.norm(f(mixed(r, x, s)), axis=1) - 1) ** 2), "median"),
    (lambda f, r, x, s: (np.linalg.norm(f(mixed(r, x, s)), axis=1) - 1) ** 2, "not averaged"),
    (lambda f, r, x, s: np.mean((np.abs(f(mixed(r, x, s))).max(axis=1) - 1) ** 2), "largest coordinate"),
]
RIGHT_2 = [
    lambda f, r, x, s: np.mean((np.linalg.norm(f(mixed(r, x, s)), axis=1) - 1) ** 2),
    lambda f, r, x, s: np.mean([(np.linalg.norm(f(row[None])) - 1) ** 2 for row in mixed(r, x, s)]),
    lambda f, r, x, s: tf.reduce_mean((tf.norm(tf.constant(f(mixed(r, x, s))), axis=1) - 1) ** 2),
    lambda f, r, x, s: [np.mean((np.sqrt((f(mixed(r, x, s)) ** 2).sum(axis=1) + 1e-12) - 1) ** 2)],
]


# 15.3 -----------------------------------------------------------------------------------------------------------------
def one_row(reference, row, ddof=0, eps=1e-3):
    both = np.vstack([reference, row])
    return (row - both.mean(axis=0)) / np.sqrt(both.var(axis=0, ddof=ddof) + eps)


WRONG_3 = [
    (lambda r, x: stats.zscore(np.vstack([r, x]))[len(r) :], "z-scores of all"),
    (lambda r, x: stats.zscore(x), "z-scores of the batch"),
    (lambda r, x: np.array([one_row(r, row, ddof=1) for row in x]), "ddof"),
    (lambda r, x: np.array([one_row(r, row, eps=1e-5) for row in x]), "another small number"),
    (lambda r, x: np.array([one_row(r, row, eps=1e-2) for row in x]), "a larger small number"),
    (lambda r, x: (x - r.mean(axis=0)) / r.std(axis=0), "reference alone"),
    (lambda r, x: (x - x.mean(axis=0)) / np.sqrt(r.var(axis=0) + 1e-3), "the batch's mean"),
    (lambda r, x: np.array([one_row(np.vstack([r, r]), row) for row in x]), "reference twice"),
    (lambda r, x: np.array([one_row(r, row) for row in x]) * 2, "scaled"),
    (lambda r, x: np.array([one_row(r[:-1], row) for row in x]), "the last of the reference left out"),
    (lambda r, x: np.array([one_row(x, row) for row in r]), "exchanged"),
    (lambda r, x: (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True) + 1e-3), "layer norm"),
]
RIGHT_3 = [
    lambda r, x: np.array([one_row(r, row) for row in x]),
    lambda r, x: [one_row(r, row) for row in x],
    lambda r, x: tf.stack([tf.constant(one_row(r, row)) for row in x]),
]


# 15.4 -----------------------------------------------------------------------------------------------------------------
def mann_whitney(cured, uncured, side="greater", **settings):
    return stats.mannwhitneyu(cured, uncured, alternative=side, **settings).pvalue


WRONG_4 = [
    (lambda c, u: mann_whitney(c, u, "less", method="exact"), "the other side"),
    (lambda c, u: mann_whitney(c, u, "two-sided", method="exact"), "both sides"),
    (lambda c, u: mann_whitney(c, u, method="asymptotic"), "the normal curve"),
    (lambda c, u: stats.ttest_ind(c, u, alternative="greater").pvalue, "Student"),
    (lambda c, u: stats.ttest_ind(c, u, equal_var=False, alternative="greater").pvalue, "Welch"),
    (lambda c, u: stats.ks_2samp(c, u, method="exact").pvalue, "Kolmogorov and Smirnov"),
    (lambda c, u: stats.mannwhitneyu(c, u).statistic, "U itself"),
    (lambda c, u: stats.mannwhitneyu(c, u).statistic / len(c) / len(u), "U as a share"),
    (lambda c, u: float(c.min() > u.max()), "ranges apart"),
    (lambda c, u: np.mean(c) - np.mean(u), "gap of the means"),
    (lambda c, u: np.mean([c.mean() > x for x in u]), "share of the uncured below the mean"),
    (lambda c, u: 0.5 ** len(c), "coins"),
]
RIGHT_4 = [
    lambda c, u: mann_whitney(c, u, method="exact"),
    lambda c, u: [mann_whitney(c, u, method="exact")],
    lambda c, u: mann_whitney(u, c, "less", method="exact"),
    lambda c, u: tf.constant(mann_whitney(c * 10 + 3, u * 10 + 3, method="exact")),
]

# 15.A -----------------------------------------------------------------------------------------------------------------
WRONG_A = [
    (lambda r, f: np.sum((r.mean(axis=1).mean() - f.mean(axis=0)) ** 2), "one mean of the real"),
    (lambda r, f: np.sum(r.mean(axis=0) ** 2) - np.sum(f.mean(axis=0) ** 2), "difference of squares"),
    (lambda r, f: np.sum((r**2).mean(axis=0) - (f**2).mean(axis=0)), "mean squares"),
    (lambda r, f: -np.sum((r.mean(axis=0) - f.mean(axis=0)) ** 2), "the sign"),
    (lambda r, f: np.max((r.mean(axis=0) - f.mean(axis=0)) ** 2), "the largest"),
    (lambda r, f: np.sum((r.mean(axis=0) + f.mean(axis=0)) ** 2), "plus"),
    (lambda r, f: np.mean((r[:, None] - f) ** 2), "all pairs"),
    (lambda r, f: np.sum((r[0] - f[0]) ** 2), "first pair"),
    (lambda r, f: np.sum(np.abs(r.mean(axis=0) - f.mean(axis=0)) ** 1.5), "another power"),
]
RIGHT_A = [
    lambda r, f: np.linalg.norm(r.mean(axis=0) - f.mean(axis=0)) ** 2,
    lambda r, f: np.dot(r.mean(axis=0) - f.mean(axis=0), r.mean(axis=0) - f.mean(axis=0)),
    lambda r, f: tf.reduce_sum((tf.reduce_mean(r, axis=0) - tf.reduce_mean(f, axis=0)) ** 2),
]


# 15.B -----------------------------------------------------------------------------------------------------------------
def shares(n, decay):
    weights = (1 - decay) * decay ** np.arange(n - 1, -1, -1.0)
    weights[0] = decay ** (n - 1)
    return weights


WRONG_B = [
    (lambda w, d: shares(len(w), d)[::-1] @ w, "shares turned round"),
    (lambda w, d: (1 - d) * d ** np.arange(len(w) - 1, -1, -1.0) @ w, "does not add up to 1"),
    (lambda w, d: np.average(w, axis=0, weights=d ** np.arange(len(w) - 1, -1, -1.0)), "shares over their sum"),
    (lambda w, d: d * w[-2] + (1 - d) * w[-1], "two rows"),
    (lambda w, d: np.median(w, axis=0), "median"),
    (lambda w, d: shares(len(w), d**2) @ w, "decay squared"),
    (lambda w, d: shares(len(w), d) @ w + w[0], "the first twice"),
    (lambda w, d: shares(len(w) - 1, d) @ w[1:], "begins with the second"),
    (lambda w, d: shares(len(w), d) @ w * d, "once too often"),
]
RIGHT_B = [
    lambda w, d: shares(len(w), d) @ w,
    lambda w, d: list(shares(len(w), d) @ w),
    lambda w, d: tf.linalg.matvec(tf.constant(w), tf.constant(shares(len(w), d)), transpose_a=True),
]

NUMBERS = ("1", "2", "3", "4", "A", "B")
UNSEEN = {f"15.{n}": globals()[f"WRONG_{n}"] for n in NUMBERS}
ALSO_RIGHT = {f"15.{n}": globals()[f"RIGHT_{n}"] for n in NUMBERS}
