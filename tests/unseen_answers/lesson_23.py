"""Answers to lesson 23, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import interpolate, linalg, special, stats
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
    lambda m, s, f: tf.reduce_mean((tf.sign(score(m, s, f)[1] - score(m, s, f)[0][:, None]) + 1) / 2),
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

# A second reader's ----------------------------------------------------------------------------------------------------
WRONG_1 += [
    (lambda x, u, t: soft((x + np.log(u)) / t), "log u for noise"),
    (lambda x, u, t: soft((x + np.log(u / (1 - u))) / t), "logistic noise"),
    (lambda x, u, t: soft((x - np.log10(-np.log10(u))) / t), "base 10"),
    (lambda x, u, t: soft((x - np.log2(-np.log2(u))) / t), "base 2"),
    (lambda x, u, t: soft((np.log(np.maximum(x, 1e-9)) + dice(u)) / t), "log of the logits, as if probabilities"),
    (lambda x, u, t: soft((special.log_softmax(x, axis=0) + dice(u)) / t), "log softmax of columns"),
    (lambda x, u, t: soft(x / t + dice(u) * t), "noise times t"),
    (lambda x, u, t: soft(soft(x + dice(u)) / t), "softmax twice"),
    (lambda x, u, t: soft(x + dice(u)) ** (1 / t), "power not normalised"),
    (lambda x, u, t: soft(x / t) * dice(u), "softmax times noise"),
    (lambda x, u, t: soft(x / t) + dice(u), "softmax plus noise"),
    (lambda x, u, t: soft((x + dice(u)) / np.sqrt(t)), "root t"),
    (
        lambda x, u, t: (
            soft((x - (x + dice(u)).max() + dice(u)) / t)
            if len(x) == 1
            else np.exp((x + dice(u) - (x + dice(u)).max()) / t)
            / np.exp((x + dice(u) - (x + dice(u)).max()) / t).sum(axis=1, keepdims=True)
        ),
        "max of all: underflow",
    ),
    (
        lambda x, u, t: (
            np.exp((x + dice(u) - (x + dice(u)).max(1, keepdims=True)) / t)
            / np.exp((x + dice(u) - (x + dice(u)).max(1, keepdims=True)) / t).sum()
        ),
        "sum of all",
    ),
    (lambda x, u, t: np.exp((x + dice(u) - (x + dice(u)).max(1, keepdims=True)) / t), "not divided by sum"),
    (lambda x, u, t: soft((np.clip(x, -50, 50) + dice(u)) / t), "logits clipped at 50"),
    (lambda x, u, t: soft((x - np.log(1 - np.log(u))) / t), "log(1-log u)"),
    (lambda x, u, t: soft((x + np.exp(-np.exp(-u))) / t), "cdf"),
]
WRONG_2 += [
    (lambda c, x: np.std([np.median(x[c == k]) for k in c]) / x.std(), "medians"),
    (lambda c, x: np.mean([g.var() for g in groups(c, x)]) / x.var(), "mean within"),
    (lambda c, x: np.sqrt(np.mean([g.var() for g in groups(c, x)]) / x.var()), "root mean within"),
    (lambda c, x: np.sqrt(1 - np.mean([g.var() for g in groups(c, x)]) / x.var()), "1 - unweighted within"),
    (lambda c, x: np.std([x[c == k].mean() for k in c]) / x.var(), "std over var"),
    (lambda c, x: np.var([x[c == k].mean() for k in c]) / x.std(), "var over std"),
    (lambda c, x: (np.std([x[c == k].mean() for k in c]) / x.std()) ** 0.5, "root of eta"),
    (
        lambda c, x: np.sqrt(sum((g.mean() - x.mean()) ** 2 for g in groups(c, x)) / np.sum((x - x.mean()) ** 2)),
        "unweighted sum",
    ),
    (lambda c, x: np.sqrt(sum(len(g) * (g.mean() - x.mean()) ** 2 for g in groups(c, x)) / x.var()), "n forgotten"),
    (lambda c, x: np.std([x[c == k].mean() if (c == k).any() else 0 for k in range(c.max() + 1)]) / x.std(), "0..max alike"),
    (
        lambda c, x: np.sqrt(
            sum(len(g) * (g.mean() - np.mean([h.mean() for h in groups(c, x)])) ** 2 for g in groups(c, x))
            / len(x)
            / x.var()
        ),
        "about mean of means",
    ),
    (lambda c, x: np.std([x[c == k].mean() for k in c], ddof=1) / x.std(ddof=0), "ddof"),
    (
        lambda c, x: stats.pearsonr(np.array([stats.rankdata(x)[c == k].mean() for k in c]), stats.rankdata(x)).statistic,
        "of ranks",
    ),
    (
        lambda c, x: np.sqrt(
            np.var([x[c == k].mean() for k in c])
            / (np.var([x[c == k].mean() for k in c]) + np.mean([g.var() for g in groups(c, x)]))
        ),
        "unweighted whole",
    ),
    (lambda c, x: np.sqrt(np.mean([x[c == k].mean() ** 2 for k in c]) / x.var()), "not centred between"),
    (
        lambda c, x: np.sqrt(np.sum([np.sum((g - g.mean()) ** 2) for g in groups(c, x)]) / np.sum((x - x.mean()) ** 2)),
        "within root",
    ),
    (lambda c, x: abs(groups(c, x)[-1].mean() - groups(c, x)[0].mean()) / x.std(), "first-last"),
    (
        lambda c, x: np.sqrt(sum((g.mean() - x.mean()) ** 2 * len(g) for g in groups(c, x)[1:]) / len(x) / x.var()),
        "class 0 forgotten",
    ),
]
WRONG_3 += [
    (
        lambda o, u, c: [
            having(c, k)[min(int(np.ceil(v * len(having(c, k)))), len(having(c, k)) - 1)] for k, v in zip(o, u)
        ],
        "ceil",
    ),
    (lambda o, u, c: [having(c, k)[max(int(np.ceil(v * len(having(c, k)))) - 1, 0)] for k, v in zip(o, u)], "ceil - 1"),
    (
        lambda o, u, c: [having(c, k)[int(v * len(c)) if int(v * len(c)) < len(having(c, k)) else -1] for k, v in zip(o, u)],
        "n for n_k",
    ),
    (lambda o, u, c: [having(o, k)[int(v * len(having(o, k)))] for k, v in zip(o, u)], "among orders"),
    (
        lambda o, u, c: [having(c, k)[np.sum(o[:i] == k) % len(having(c, k))] for i, (k, v) in enumerate(zip(o, u))],
        "in turn",
    ),
    (
        lambda o, u, c: [
            having(c, k)[int(v * np.mean([np.sum(c == j) for j in np.unique(c)])) % len(having(c, k))] for k, v in zip(o, u)
        ],
        "mean count",
    ),
    (lambda o, u, c: [having(c, k)[int(u[0] * len(having(c, k)))] for k, v in zip(o, u)], "first u for all"),
    (lambda o, u, c: [having(c, k)[int(sorted(u)[i] * len(having(c, k)))] for i, k in enumerate(o)], "u sorted"),
    (
        lambda o, u, c: [
            having(c, k)[np.argsort(np.random.default_rng(0).random(len(having(c, k))))[int(v * len(having(c, k)))]]
            for k, v in zip(o, u)
        ],
        "shuffled",
    ),
    (
        lambda o, u, c: np.concatenate([having(c, k)[(u[o == k] * len(having(c, k))).astype(int)] for k in np.unique(o)]),
        "by class",
    ),
    (lambda o, u, c: [int(v * len(having(c, k))) + int(np.sum(c < k)) for k, v in zip(o, u)], "place in the sorted table"),
    (lambda o, u, c: [c[having(c, k)[int(v * len(having(c, k)))]] for k, v in zip(o, u)], "class of row"),
    (
        lambda o, u, c: [int(np.argmin(np.abs(np.arange(len(c)) / len(c) - v) + 10 * (c != k))) for k, v in zip(o, u)],
        "nearest place",
    ),
    (lambda o, u, c: [having(c, k)[int(v * len(having(c, k)))] for k, v in zip(np.sort(o), u)], "orders sorted"),
    (
        lambda o, u, c: [
            having(c, k)[len(having(c, k)) - 1 - int((1 - v) * len(having(c, k)))] if v > 0 else having(c, k)[0]
            for k, v in zip(o, u)
        ],
        "from behind: boundary",
    ),
    (
        lambda o, u, c: [having(c, k)[(int(v * len(having(c, k))) + 1) % len(having(c, k))] for k, v in zip(o, u)],
        "one further",
    ),
    (
        lambda o, u, c: [
            having(c, k)[int(v * (len(having(c, k)) + 1)) if int(v * (len(having(c, k)) + 1)) < len(having(c, k)) else -1]
            for k, v in zip(o, u)
        ],
        "n_k + 1",
    ),
    (
        lambda o, u, c: [int(np.searchsorted(np.cumsum(c == k) / np.sum(c == k), v)) for k, v in zip(o, u)],
        "searchsorted left",
    ),
]


def pairs(a, b):
    return np.mean(a[:, None] < b) + 0.5 * np.mean(a[:, None] == b)


WRONG_4 += [
    (
        lambda m, s, f: pairs(*score(m, s, f, pick=lambda d, axis: np.sort(d, axis)[:, 1] if d.shape[1] > 1 else d[:, 0])),
        "second nearest",
    ),
    (lambda m, s, f: pairs(*score(m, s, f, pick=np.sum)), "sum"),
    (lambda m, s, f: np.mean(score(m, s, f)[0][:, None] <= score(m, s, f)[1]), "tie counts one"),
    (lambda m, s, f: np.mean(score(m, s, f)[0][:, None] < score(m, s, f)[1]), "tie counts none"),
    (
        lambda m, s, f: np.mean(score(m, s, f)[0][: min(len(m), len(s))] < score(m, s, f)[1][: min(len(m), len(s))]),
        "row by row",
    ),
    (lambda m, s, f: pairs(cdist(m, f).min(0), cdist(s, f).min(0)), "axis: from each fake"),
    (lambda m, s, f: np.mean(cdist(m, f).min(0) < cdist(s, f).min(0)), "each fake: nearer a member?"),
    (lambda m, s, f: np.mean(cdist(m, f)[:, None, :] < cdist(s, f)[None]), "any fake"),
    (lambda m, s, f: pairs(*[np.linalg.norm(r[:, None] - f, axis=2).mean(1) for r in (m, s)]), "mean distance"),
    (
        lambda m, s, f: np.mean(score(m, s, f)[0] < np.mean(np.r_[score(m, s, f)[0], score(m, s, f)[1]])),
        "under overall mean",
    ),
    (
        lambda m, s, f: (
            (
                np.mean(score(m, s, f)[0] < np.median(np.concatenate(score(m, s, f))))
                + np.mean(score(m, s, f)[1] >= np.median(np.concatenate(score(m, s, f))))
            )
            / 2
        ),
        "accuracy at median",
    ),
    (lambda m, s, f: max(pairs(*score(m, s, f)), 1 - pairs(*score(m, s, f))), "never below half"),
    (lambda m, s, f: pairs(*score(m, s, f)) * len(m) * len(s) / len(m), "over n"),
    (lambda m, s, f: pairs(*score(m, s, f)) * len(m) * len(s) / (len(m) + len(s)) ** 2, "over (n+m)^2"),
    (lambda m, s, f: pairs(*score(m, s, f)) * len(m) * len(s) / len(m) ** 2, "over n^2"),
    (lambda m, s, f: pairs(*[np.abs((r[:, None] - f).sum(2)).min(1) for r in (m, s)]), "sum of the differences, signed"),
    (lambda m, s, f: pairs(*[(-(r @ f.T)).min(1) for r in (m, s)]), "dot product"),
    (lambda m, s, f: pairs(*[np.abs(r[:, None] - f).min((1, 2)) for r in (m, s)]), "nearest in any entry"),
    (lambda m, s, f: pairs(*[np.sqrt((np.abs(r[:, None] - f).min(1) ** 2).sum(1)) for r in (m, s)]), "nearest by column"),
    (
        lambda m, s, f: pairs(*[(lambda r: cdist(r / np.std(f, 0), f / np.std(f, 0)).min(1))(r) for r in (m, s)]),
        "scaled once more",
    ),
    (lambda m, s, f: pairs(cdist(m, np.r_[f, s]).min(1), cdist(s, np.r_[f, m]).min(1)), "others too"),
    (lambda m, s, f: np.mean(score(m, s, f)[0] == 0), "exact copies"),
]
WRONG_5 += [
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * z / len(x)) / len(x), "noise over n twice"),
    (lambda x, c, s, z: cut(x, c).mean(0) + s * c * z / np.sqrt(len(x)), "noise over root n"),
    (lambda x, c, s, z: (cut(x, c).sum(0) - s * c * z) / len(x), "minus noise"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s / c * z) / len(x), "s over c"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c**2 * z) / len(x), "c squared"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + np.sqrt(s * c) * z) / len(x), "variance"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * size(x).max() * z) / len(x), "largest length for bound"),
    (
        lambda x, c, s, z: ((x / np.maximum(1, (x**2).sum(1, keepdims=True) / c)).sum(0) + s * c * z) / len(x),
        "squared length",
    ),
    (lambda x, c, s, z: ((x / np.maximum(1, np.abs(x).sum(1, keepdims=True) / c)).sum(0) + s * c * z) / len(x), "L1"),
    (lambda x, c, s, z: ((x / np.maximum(1, np.abs(x).max(1, keepdims=True) / c)).sum(0) + s * c * z) / len(x), "Linf"),
    (lambda x, c, s, z: (x * min(1, c / np.linalg.norm(x))).sum(0) / len(x) + s * c * z / len(x), "whole matrix's norm"),
    (lambda x, c, s, z: (lambda t: (t * min(1, c / np.linalg.norm(t)) + s * c * z) / len(x))(x.sum(0)), "sum clipped"),
    (lambda x, c, s, z: (x / np.maximum(1, np.sqrt((x**2).mean(1, keepdims=True)) / c)).mean(0) + s * c * z / len(x), "rms"),
    (lambda x, c, s, z: (np.where(size(x) > c, c, x).sum(0) + s * c * z) / len(x), "replaced by bound"),
    (lambda x, c, s, z: (np.where(size(x) > c, x / size(x), x).sum(0) + s * c * z) / len(x), "to length 1"),
    (lambda x, c, s, z: (np.where(size(x) > c, x / c, x).sum(0) + s * c * z) / len(x), "divided by the bound"),
    (lambda x, c, s, z: (np.minimum(x, c).sum(0) + s * c * z) / len(x), "min"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * z) / np.sum(size(x) <= c), "over the short ones"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * np.abs(z)) / len(x), "abs noise"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * z.mean()) / len(x), "one noise"),
    (lambda x, c, s, z: (cut(x * np.sign(x[:, :1]), c).sum(0) + s * c * z) / len(x), "sign"),
    (lambda x, c, s, z: cut(x + s * c * z, c).mean(0), "noise before clipping"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * z * len(x)) / len(x), "noise times n"),
    (lambda x, c, s, z: (cut(x, c).sum(0) + s * c * z) / z.size, "over d"),
    (lambda x, c, s, z: cut(x - x.mean(0), c).mean(0) + x.mean(0) + s * c * z / len(x), "centred first"),
]


def rows_back(x, y, q):
    return np.stack([np.interp(v, q, k) for v, k in zip(y.T, np.sort(x, axis=0).T)], axis=1)


def cor(x):
    return np.corrcoef(scored(x).T)


def scored2(x, q):
    return q[x.argsort(0).argsort(0)]


def with_grid(x, e, q):
    return rows_back(x, e @ root(np.corrcoef(scored2(x, q).T)).T, q)


WRONG_A += [
    (lambda x, e: with_grid(x, e, special.ndtri((np.arange(len(x)) + 1) / (len(x) + 1))), "r/(n+1)"),
    (lambda x, e: with_grid(x, e, special.ndtri((np.arange(len(x)) + 0.625) / (len(x) + 0.25))), "Blom"),
    (lambda x, e: with_grid(x, e, special.ndtri((np.arange(len(x)) + 0.25) / len(x))), "r-3/4"),
    (lambda x, e: with_grid(x, e, special.ndtri(np.clip(np.arange(len(x)) / len(x), 1e-6, 1))), "r-1"),
    (lambda x, e: with_grid(x, e, np.linspace(-3, 3, len(x))), "linear scores"),
    (lambda x, e: with_grid(x, e, (np.arange(len(x)) + 0.5) / len(x)), "uniform scores both"),
    (lambda x, e: rows_back(x, special.ndtr(e @ root(cor(x)).T), (np.arange(len(x))) / (len(x) - 1)), "np.quantile"),
    (lambda x, e: returned(x, e @ root(np.corrcoef(place(len(x))[x.argsort(0)].T)).T), "argsort once"),
    (lambda x, e: returned(x, e @ np.real(linalg.sqrtm(cor(x)))), "symmetric root"),
    (lambda x, e: returned(x, e @ root(np.linalg.inv(cor(x))).T), "inverse"),
    (lambda x, e: returned(x, np.linalg.solve(root(cor(x)), e.T).T), "solve L"),
    (lambda x, e: returned(x, (e - e.mean(0)) / e.std(0) @ root(cor(x)).T), "standardised noise"),
    (lambda x, e: returned(x, scored(e) @ root(cor(x)).T), "noise scored"),
    (
        lambda x, e: np.stack(
            [
                k[np.clip(np.searchsorted(place(len(x)), v), 0, len(x) - 1)]
                for v, k in zip((e @ root(cor(x)).T).T, np.sort(x, axis=0).T)
            ],
            1,
        ),
        "no interpolation",
    ),
    (
        lambda x, e: np.stack(
            [
                k[np.clip(np.floor(special.ndtr(v) * len(x)).astype(int), 0, len(x) - 1)]
                for v, k in zip((e @ root(cor(x)).T).T, np.sort(x, axis=0).T)
            ],
            1,
        ),
        "floor",
    ),
    (
        lambda x, e: np.stack(
            [
                interpolate.interp1d(place(len(x)), k, fill_value="extrapolate")(v)
                for v, k in zip((e @ root(cor(x)).T).T, np.sort(x, axis=0).T)
            ],
            1,
        ),
        "extrapolated",
    ),
    (
        lambda x, e: np.stack([np.interp(v, place(len(x)), k) for v, k in zip((e @ root(cor(x)).T).T, x.T)], 1),
        "values not sorted",
    ),
    (
        lambda x, e: np.stack(
            [np.interp(v, place(len(x)), k[::-1]) for v, k in zip((e @ root(cor(x)).T).T, np.sort(x, axis=0).T)], 1
        ),
        "descending",
    ),
    (lambda x, e: returned(x, e @ root(cor(x)).T / np.sqrt(x.shape[1])), "over root d"),
    (lambda x, e: returned(x, e * 0 + (e[:, :1]) @ root(cor(x))[:, :1].T), "first factor only"),
    (
        lambda x, e: (
            returned(
                x, e @ root(stats.kendalltau(x[:, 0], x[:, 1]).statistic * (1 - np.eye(x.shape[1])) + np.eye(x.shape[1])).T
            )
            if abs(stats.kendalltau(x[:, 0], x[:, 1]).statistic) < 0.3
            else returned(x, e)
        ),
        "Kendall",
    ),
    (lambda x, e: returned(x, e @ cor(x).T ** 0.5 if (cor(x) > 0).all() else e @ np.abs(cor(x)) ** 0.5), "root entrywise"),
    (lambda x, e: returned(np.roll(x, 1, axis=1), e @ root(cor(x)).T), "columns rolled"),
]


def ep(p):
    return np.log((1 + p) / (1 - p))


WRONG_B += [
    (lambda a, p: (np.clip(held(a, p), 0, 1), ep(p)), "clipped"),
    (lambda a, p: (held(a, p), np.log((1 + p) / 2 / (1 - p))), "half in numerator only"),
    (lambda a, p: (held(a, p), np.log((1 + p) / 2) - np.log((1 - p) / 2) * 0), "log P(yes|sick)"),
    (lambda a, p: (held(a, p), np.log(p + (1 - p) / 2) / np.log((1 - p) / 2)), "ratio of logs"),
    (lambda a, p: (held(a, p), np.log(1 / p)), "log 1/p"),
    (lambda a, p: (held(a, p), -np.log(1 - p)), "-log(1-p)"),
    (lambda a, p: (held(a, p), np.log((p * np.mean(a) + (1 - p) / 2) / ((1 - p) / 2))), "with share of yes"),
    (lambda a, p: (held(a, p), np.log((1 + p) / (1 - p)) / 2), "half"),
    (lambda a, p: (held(a, p), 2 * ep(p)), "double"),
    (lambda a, p: (held(a, p), np.log((1 + p) / (1 - p)) * len(a)), "times n"),
    (lambda a, p: ((np.mean(a) - (1 - p) / 2) / (1 - p), ep(p)), "over 1-p"),
    (lambda a, p: ((np.mean(a) - (1 - p) / 2) * p, ep(p)), "times p"),
    (lambda a, p: ((np.mean(a) + (1 - p) / 2) / p, ep(p)), "plus"),
    (lambda a, p: ((np.mean(a) - 0.5) / p, ep(p)), "1/2 off"),
    (lambda a, p: ((np.mean(a) - (1 - p) / 4) / p, ep(p)), "quarter"),
    (lambda a, p: ((np.sum(a) - (1 - p) / 2) / p, ep(p)), "sum for mean"),
    (lambda a, p: ((np.mean(a) - p) / (1 - p), ep(p)), "p and 1-p exchanged"),
    (lambda a, p: ((np.mean(a) - p / 2) / (1 - p), np.log((2 - p) / p)), "p = prob. of coin, consistently"),
    (lambda a, p: ((np.mean(a) - (1 - p) / 2) / ((1 + p) / 2), ep(p)), "over P(yes|sick)"),
    (lambda a, p: (held(a, p), (1 + p) / (1 - p) - 1), "ratio - 1"),
    (lambda a, p: (held(a, p), np.log1p((1 + p) / (1 - p))), "log1p"),
    (lambda a, p: (np.mean(a), np.log(np.mean(a) / (1 - np.mean(a)))), "of answers"),
    (lambda a, p: (held(a, p), float(np.round(ep(p), 1))), "rounded"),
    (lambda a, p: ((np.mean(a) - (1 - p) / 2) / (p - (1 - p) / 2), ep(p)), "minus coin below"),
]

UNSEEN = {
    **{"23.1": WRONG_1, "23.2": WRONG_2, "23.3": WRONG_3, "23.4": WRONG_4, "23.5": WRONG_5},
    **{"23.A": WRONG_A, "23.B": WRONG_B},
}
ALSO_RIGHT = {
    **{"23.1": RIGHT_1, "23.2": RIGHT_2, "23.3": RIGHT_3, "23.4": RIGHT_4, "23.5": RIGHT_5},
    **{"23.A": RIGHT_A, "23.B": RIGHT_B},
}
