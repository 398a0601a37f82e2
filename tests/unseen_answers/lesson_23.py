"""Answers to lesson 23, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import special, stats
from scipy.spatial.distance import cdist
from sklearn.metrics import roc_auc_score


# 23.1 -----------------------------------------------------------------------------------------------------------------
def soft(x, axis=1):
    return special.softmax(x, axis=axis)


def dice(u):
    return -np.log(-np.log(u))


WRONG_1 = [
    (lambda x, u, t: soft((x + np.log(-np.log(u))) / t), "a minus forgotten"),
    (lambda x, u, t: soft((x + stats.gumbel_r.pdf(u)) / t), "the density of a Gumbel variable"),
    (lambda x, u, t: soft((x + stats.norm.ppf(u)) / t), "normal noise"),
    (lambda x, u, t: soft((x + dice(1 - u)) / t), "1 - u"),
    (lambda x, u, t: soft((x + dice(u)) / t**2), "temperature squared"),
    (lambda x, u, t: soft((x + dice(u)) / t, axis=0), "columns"),
    (lambda x, u, t: special.expit((x + dice(u)) / t), "a sigmoid"),
    (lambda x, u, t: soft((np.log(special.expit(x)) + dice(u)) / t), "log of a sigmoid"),
    (lambda x, u, t: (x + dice(u)).argmax(axis=1), "the classes chosen"),
    (lambda x, u, t: soft((x + dice(u[:1])) / t) if len(u) > 1 else soft(x), "one noise for all rows"),
    (lambda x, u, t: soft((x * dice(u)) / t), "a product"),
    (lambda x, u, t: soft(np.clip((x + dice(u)) / t, -5, 5)), "clipped"),
]
RIGHT_1 = [
    lambda x, u, t: soft((x + stats.gumbel_r.ppf(u)) / t),
    lambda x, u, t: np.exp(special.log_softmax((x + dice(u)) / t, axis=1)),
    lambda x, u, t: tf.nn.softmax((x - tf.math.log(-tf.math.log(u))) / t),
    lambda x, u, t: soft((soft(x) * 0 + special.log_softmax(x, axis=1) + dice(u)) / t).tolist(),
]


# 23.2 -----------------------------------------------------------------------------------------------------------------
def groups(c, x):
    return [x[c == k] for k in np.unique(c)]


WRONG_2 = [
    (lambda c, x: stats.f_oneway(*groups(c, x)).statistic, "F"),
    (lambda c, x: stats.spearmanr(c, x).statistic, "Spearman"),
    (lambda c, x: stats.kruskal(*groups(c, x)).statistic, "Kruskal and Wallis"),
    (lambda c, x: stats.pearsonr(c, x).statistic ** 2, "r squared"),
    (lambda c, x: np.std([g.mean() for g in groups(c, x)]) / x.std(), "each class alike"),
    (lambda c, x: np.std([g.mean() for g in groups(c, x)], ddof=1) / x.std(ddof=1), "each class alike, n - 1"),
    (lambda c, x: np.sqrt(np.mean([g.std() for g in groups(c, x)]) / x.std()), "spreads within"),
    (lambda c, x: np.ptp([g.mean() for g in groups(c, x)]) / x.std(), "the largest difference"),
    (lambda c, x: np.sqrt(sum(len(g) * g.mean() ** 2 for g in groups(c, x)) / np.sum(x**2)), "not about the mean"),
    (lambda c, x: stats.pearsonr(c == c.max(), x).statistic, "one class against the others"),
]
RIGHT_2 = [
    lambda c, x: np.sqrt(1 - sum(np.sum((g - g.mean()) ** 2) for g in groups(c, x)) / np.sum((x - x.mean()) ** 2)),
    lambda c, x: np.corrcoef(np.array([x[c == k].mean() for k in c]), x)[0, 1],
    lambda c, x: [np.std([x[c == k].mean() for k in c]) / np.std(x)],
    lambda c, x: np.float32(np.std([x[c == k].mean() for k in c]) / np.std(x)),
]


# 23.3 -----------------------------------------------------------------------------------------------------------------
def having(c, k):
    return np.flatnonzero(c == k)


WRONG_3 = [
    (lambda o, u, c: [having(c, k)[-1] for k in o], "the last always"),
    (lambda o, u, c: [np.random.default_rng(0).choice(having(c, k)) for k in o], "by other luck"),
    (lambda o, u, c: np.argsort(c, kind="stable")[(u * len(c)).astype(int)], "of all, sorted"),
    (lambda o, u, c: [having(c, k)[int(v * len(c)) % len(having(c, k))] for k, v in zip(o, u)], "modulo"),
    (lambda o, u, c: [int(np.mean(having(c, k))) for k in o], "the middle"),
    (lambda o, u, c: [having(c, o[0])[int(v * len(having(c, o[0])))] for v in u], "the first order for all"),
    (
        lambda o, u, c: [having(c, k)[min(int((1 - v) * len(having(c, k))), len(having(c, k)) - 1)] for k, v in zip(o, u)],
        "1 - u",
    ),
    (lambda o, u, c: [having(c, k)[int(v * len(having(c, k)))] + 1 for k, v in zip(o, u)], "rows from 1"),
    (lambda o, u, c: [c[int(v * len(having(c, k)))] for k, v in zip(o, u)], "a class"),
]
RIGHT_3 = [
    lambda o, u, c: np.array([having(c, k)[int(v * np.sum(c == k))] for k, v in zip(o, u)]),
    lambda o, u, c: np.argsort(c, kind="stable")[
        np.searchsorted(np.sort(c), o) + np.floor(u * np.bincount(c)[o]).astype(int)
    ],
    lambda o, u, c: [float(having(c, k)[int(np.floor(v * np.sum(c == k)))]) for k, v in zip(o, u)],
]


# 23.4 -----------------------------------------------------------------------------------------------------------------
def score(m, s, f, metric="euclidean", pick=np.min):
    return [pick(cdist(rows, f, metric), axis=1) for rows in (m, s)]


def area(a, b):
    return roc_auc_score(np.repeat([1, 0], [len(a), len(b)]), -np.concatenate([a, b]))


WRONG_4 = [
    (lambda m, s, f: area(*score(m, s, f)[::-1]), "exchanged"),
    (lambda m, s, f: area(*score(m, s, f, "cosine")), "by the angle"),
    (lambda m, s, f: area(*score(m, s, f, "cityblock")), "city blocks"),
    (lambda m, s, f: area(*score(m, s, f, pick=np.median)), "the median fake"),
    (lambda m, s, f: area(*score(m, s, f[:1])), "the first fake"),
    (lambda m, s, f: area(*score(f, s, m)), "fakes against members"),
    (lambda m, s, f: np.mean(score(m, s, f)[0] < np.median(score(m, s, f)[1])), "under the median"),
    (lambda m, s, f: stats.mannwhitneyu(*score(m, s, f)).statistic, "U"),
    (lambda m, s, f: stats.ks_2samp(*score(m, s, f)).statistic, "Kolmogorov and Smirnov"),
    (lambda m, s, f: np.mean(score(m, s, f)[0]) / np.mean(score(m, s, f)[1]), "quotient"),
    (lambda m, s, f: area(*score(m[:, :1], s[:, :1], f[:, :1])), "one column"),
]
RIGHT_4 = [
    lambda m, s, f: area(*score(m, s, f)),
    lambda m, s, f: area(*score(m, s, f, "sqeuclidean")),
    lambda m, s, f: 1 - stats.mannwhitneyu(*score(m, s, f)).statistic / len(m) / len(s),
    lambda m, s, f: tf.reduce_mean(tf.cast(score(m, s, f)[0][:, None] < score(m, s, f)[1], "float64")),
]


# 23.5 -----------------------------------------------------------------------------------------------------------------
def size(x):
    return np.linalg.norm(x, axis=1, keepdims=True)


def cut(x, c):
    return x / np.maximum(1, size(x) / c)


WRONG_5 = [
    (lambda x, c, s, z: cut(x, c).mean(0) + s * z, "noise to the mean, no bound"),
    (lambda x, c, s, z: cut(x, c * s).mean(0) + c * z / len(x), "sizes exchanged"),
    (lambda x, c, s, z: (cut(x, s).sum(0) + s * c * z) / len(x), "clipped at the noise's size"),
    (lambda x, c, s, z: (cut(x, c) + s * c * z).mean(0), "noise to each"),
    (lambda x, c, s, z: (cut(x, c / len(x)).sum(0) + s * c * z) / len(x), "bound over n"),
    (lambda x, c, s, z: (x / (1 + size(x) / c)).mean(0) + s * c * z / len(x), "softly"),
    (lambda x, c, s, z: (cut(x.T, c).T.sum(0) + s * c * z) / len(x), "columns clipped"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * z) / x.size, "over n d"),
    (lambda x, c, s, z: (c * np.tanh(x / c)).mean(0) + s * c * z / len(x), "tanh"),
    (lambda x, c, s, z: np.median(cut(x, c), axis=0) + s * c * z / len(x), "median"),
]
RIGHT_5 = [
    lambda x, c, s, z: cut(x, c).mean(0) + s * c * z / len(x),
    lambda x, c, s, z: [float(v) for v in (cut(x, c).sum(0) + s * c * z) / len(x)],
    lambda x, c, s, z: (tf.reduce_sum(tf.clip_by_norm(x, c, axes=[1]), 0) + s * c * z) / len(x),
    lambda x, c, s, z: sum(r * min(1, c / np.sqrt(r @ r)) for r in x) / len(x) + s * c / len(x) * z,
]


# 23.A -----------------------------------------------------------------------------------------------------------------
def place(n):
    return special.ndtri((np.arange(n) + 0.5) / n)


def scored(x):
    return special.ndtri((stats.rankdata(x, axis=0) - 0.5) / len(x))


def returned(x, y):
    return np.stack([np.interp(v, place(len(x)), k) for v, k in zip(y.T, np.sort(x, axis=0).T)], axis=1)


def root(r):
    return np.linalg.cholesky(r)


WRONG_A = [
    (lambda x, e: returned(x, e @ root(stats.spearmanr(np.c_[x, x[:, 0]]).statistic[:-1, :-1]).T), "Spearman"),
    (lambda x, e: returned(x, e @ root(np.corrcoef(np.log(x).T)).T), "logarithms"),
    (lambda x, e: returned(x, e @ np.real(special.ndtri(0.5) + np.corrcoef(scored(x).T))), "no root"),
    (lambda x, e: returned(x, special.ndtr(e @ root(np.corrcoef(scored(x).T)).T)), "shares taken for scores"),
    (lambda x, e: np.sort(x, axis=0)[: len(e)], "the smallest"),
    (lambda x, e: returned(x, e @ root(np.corrcoef(scored(x).T)).T)[::-1], "backwards"),
    (lambda x, e: returned(x, (e - e.mean(0)) @ root(np.corrcoef(scored(x).T)).T), "noise centred"),
    (lambda x, e: returned(x, e @ np.linalg.svd(np.corrcoef(scored(x).T))[0]), "eigenvectors"),
    (lambda x, e: np.quantile(x, special.ndtr(e)[:, 0], axis=0), "one noise"),
]
RIGHT_A = [
    lambda x, e: returned(x, e @ root(np.corrcoef(scored(x).T)).T),
    lambda x, e: returned(x, np.stack([root(np.corrcoef(scored(x), rowvar=False)) @ row for row in e])),
    lambda x, e: returned(x, e @ np.linalg.cholesky(np.corrcoef(scored(x).T), upper=True)).tolist(),
]


# 23.B -----------------------------------------------------------------------------------------------------------------
def held(a, p):
    return (np.mean(a) - (1 - p) / 2) / p


WRONG_B = [
    (lambda a, p: (np.mean(a) - p / 2, np.log((1 + p) / (1 - p))), "p / 2 off"),
    (lambda a, p: (2 * np.mean(a) - 0.5, np.log((1 + p) / (1 - p))), "p = 1/2 always, nearly"),
    (lambda a, p: (held(a, p), np.log10((1 + p) / (1 - p))), "base 10"),
    (lambda a, p: (held(a, p), np.log(1 + p) / np.log(1 - p)), "quotient of logs"),
    (lambda a, p: (held(a, p), np.log(1 / (1 - p))), "1 over 1 - p"),
    (lambda a, p: (held(a, p), np.exp(p)), "e to p"),
    (lambda a, p: (1 - held(a, p), np.log((1 + p) / (1 - p))), "those who are well"),
    (lambda a, p: (held(a, p) * len(a), np.log((1 + p) / (1 - p))), "their number"),
    (lambda a, p: (round(held(a, p), 2), np.log((1 + p) / (1 - p))), "rounded"),
    (lambda a, p: (np.mean(a) * p + (1 - p) / 2, np.log((1 + p) / (1 - p))), "the other way"),
]
RIGHT_B = [
    lambda a, p: (held(a, p), 2 * np.arctanh(p)),
    lambda a, p: [float(held(a, p)), float(np.log1p(p) - np.log1p(-p))],
    lambda a, p: tf.stack([held(a, p), tf.math.log((1 + p) / (1 - p))]),
]

UNSEEN = {
    **{"23.1": WRONG_1, "23.2": WRONG_2, "23.3": WRONG_3, "23.4": WRONG_4, "23.5": WRONG_5},
    **{"23.A": WRONG_A, "23.B": WRONG_B},
}
ALSO_RIGHT = {
    **{"23.1": RIGHT_1, "23.2": RIGHT_2, "23.3": RIGHT_3, "23.4": RIGHT_4, "23.5": RIGHT_5},
    **{"23.A": RIGHT_A, "23.B": RIGHT_B},
}
