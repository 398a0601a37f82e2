"""Plausible wrong answers to the exercises of lesson 23, each with a piece of the hint that it should get."""

import numpy as np
from scipy.special import log_softmax, ndtri, softmax
from scipy.stats import rankdata


def g(u):
    return -np.log(-np.log(u))


def bare_softmax(logits, u, t):
    with np.errstate(all="ignore"):
        e = np.exp((logits + g(u)) / t)
        return e / e.sum(axis=1, keepdims=True)


def means(category, number):
    return np.array([number[category == k].mean() for k in category])


def class_means(category, number):
    return np.array([number[category == k].mean() for k in np.unique(category)])


def of(classes, k):
    return np.flatnonzero(classes == k)


def near(rows, fakes, norm=None, pick=np.min):
    return pick(np.linalg.norm(rows[:, None] - fakes, ord=norm, axis=2), axis=1)


def auc(a, b):
    return np.mean(a[:, None] < b) + 0.5 * np.mean(a[:, None] == b)


def lengths(gradients):
    return np.linalg.norm(gradients, axis=1, keepdims=True)


def shortened(gradients, bound):
    return gradients * np.minimum(1, bound / lengths(gradients))


def scores(rows):
    return ndtri((rankdata(rows, axis=0) - 0.5) / len(rows))


def back(rows, y):
    grid = ndtri((np.arange(len(rows)) + 0.5) / len(rows))
    return np.stack([np.interp(x, grid, known) for x, known in zip(y.T, np.sort(rows, axis=0).T)], axis=1)


def factor(x):
    return np.linalg.cholesky(np.corrcoef(x.T))


def share(a, p):
    return (a.mean() - (1 - p) / 2) / p


def epsilon(p):
    return np.log((1 + p) / (1 - p))


WRONG = {
    "23.1": [
        (lambda x, u, t: softmax(x / t + g(u), axis=1), "The noise is divided"),
        (lambda x, u, t: softmax(x + g(u) / t, axis=1), "The logits are divided"),
        (lambda x, u, t: softmax((x + g(u)) * t, axis=1), "not multiplied"),
        (lambda x, u, t: softmax(x + g(u), axis=1), "The temperature has no part"),
        (lambda x, u, t: softmax(x / t, axis=1), "The noise has no part"),
        (lambda x, u, t: softmax((x - g(u)) / t, axis=1), "one before the outer"),
        (lambda x, u, t: softmax((x - np.log(u)) / t, axis=1), "exponential number"),
        (lambda x, u, t: softmax((x + u) / t, axis=1), "double logarithm"),
        (lambda x, u, t: np.eye(x.shape[1])[(x + g(u)).argmax(axis=1)], "hard choice"),
        (lambda x, u, t: (x + g(u)) / t, "before the softmax"),
        (lambda x, u, t: log_softmax((x + g(u)) / t, axis=1), "logarithms of the probabilities"),
        (lambda x, u, t: softmax((x + g(u)) / t, axis=0), "not each column"),
        (lambda x, u, t: softmax((softmax(x, axis=1) + g(u)) / t, axis=1), "The softmax comes last"),
        (bare_softmax, "overflows"),
    ],
    "23.2": [
        (lambda c, x: means(c, x).var() / x.var(), "its square"),
        (lambda c, x: np.sqrt(1 - means(c, x).var() / x.var()), "within the classes; between"),
        (lambda c, x: 1 - means(c, x).var() / x.var(), "share of the variance within"),
        (lambda c, x: np.sqrt(class_means(c, x).var() / x.var()), "not alike"),
        (lambda c, x: np.sqrt(means(c, x).var() / (x.var() - means(c, x).var())), "Below stands the whole"),
        (lambda c, x: np.corrcoef(c, x)[0, 1], "Pearson"),
        (lambda c, x: abs(np.corrcoef(c, x)[0, 1]), "size of Pearson"),
        (lambda c, x: means(c, x).var(), "over the whole variance"),
        (lambda c, x: means(c, x).std(), "over the whole one"),
        (lambda c, x: np.sqrt(means(c, x).var(ddof=1) / x.var()), "divided alike"),
        (lambda c, x: np.sqrt(means(c, x).var() / x.var(ddof=1)), "or both by n - 1"),
        (lambda c, x: 1 - np.sqrt(means(c, x).var() / x.var()), "1 minus"),
    ],
    "23.3": [
        (lambda o, u, c: [int(v * len(of(c, k))) for k, v in zip(o, u)], "within the class"),
        (lambda o, u, c: o, "rows' classes"),
        (lambda o, u, c: (u * len(c)).astype(int), "Any class"),
        (
            lambda o, u, c: [of(c, k)[min(round(v * len(of(c, k))), len(of(c, k)) - 1)] for k, v in zip(o, u)],
            "not to the nearest",
        ),
        (lambda o, u, c: [of(c, k)[int(v * len(of(c, k))) - 1] for k, v in zip(o, u)], "counted from 1"),
        (lambda o, u, c: [of(c, k)[max(int(np.ceil(v * len(of(c, k)))) - 1, 0)] for k, v in zip(o, u)], "the one before"),
        (lambda o, u, c: [of(c, k)[0] for k in o], "always the first"),
        (lambda o, u, c: [of(c, k)[int(v * (len(of(c, k)) - 1))] for k, v in zip(o, u)], "the last row never comes"),
        (lambda o, u, c: [of(c, k)[::-1][int(v * len(of(c, k)))] for k, v in zip(o, u)], "from the last"),
        (lambda o, u, c: np.sort([of(c, k)[int(v * len(of(c, k)))] for k, v in zip(o, u)]), "not sorted"),
        (lambda o, u, c: [of(c, k)[int(v * len(of(c, k)))] for k, v in zip(o, u[::-1])], "at its own place"),
    ],
    "23.4": [
        (lambda m, s, f: 1 - auc(near(m, f), near(s, f)), "other way round"),
        (lambda m, s, f: auc(near(m, f), near(s, f)) * len(m) * len(s), "not their number"),
        (lambda m, s, f: np.mean(near(m, f)[:, None] < near(s, f)), "counts nothing"),
        (lambda m, s, f: np.mean(near(m, f)[:, None] <= near(s, f)), "not one"),
        (lambda m, s, f: auc(near(m, f, pick=np.max), near(s, f, pick=np.max)), "not the farthest"),
        (lambda m, s, f: auc(near(m, f, pick=np.mean), near(s, f, pick=np.mean)), "not the mean over"),
        (lambda m, s, f: auc(near(m, f, 1), near(s, f, 1)), "sum of the differences"),
        (lambda m, s, f: auc(near(m, f, np.inf), near(s, f, np.inf)), "largest difference"),
        (
            lambda m, s, f: auc(np.linalg.norm(m - f.mean(0), axis=1), np.linalg.norm(s - f.mean(0), axis=1)),
            "middle of the fakes",
        ),
        (lambda m, s, f: near(s, f).mean() - near(m, f).mean(), "on average"),
        (lambda m, s, f: np.mean(near(m, f) < near(s, f).mean()), "not against their mean"),
        (lambda m, s, f: 2 * auc(near(m, f), near(s, f)) - 1, "2 AUC - 1"),
    ],
    "23.5": [
        (lambda x, c, s, z: shortened(x, c).mean(0), "The noise is missing"),
        (lambda x, c, s, z: (x.sum(0) + s * c * z) / len(x), "The clipping is missing"),
        (lambda x, c, s, z: shortened(x, c).mean(0) + s * c * z, "before it is divided"),
        (lambda x, c, s, z: shortened(x, c).sum(0) + s * c * z, "That is the sum"),
        (lambda x, c, s, z: ((x * c / lengths(x)).sum(0) + s * c * z) / len(x), "made longer"),
        (lambda x, c, s, z: (np.clip(x, -c, c).sum(0) + s * c * z) / len(x), "each entry is cut"),
        (lambda x, c, s, z: (shortened(x, c).sum(0) + s * z) / len(x), "missing the bound"),
        (lambda x, c, s, z: (shortened(x, c).sum(0) + c * z) / len(x), "size has no part"),
        (lambda x, c, s, z: (shortened(x, c).sum(0) + z) / len(x), "as it is given"),
        (lambda x, c, s, z: (shortened(x, c).sum(0) + s**2 * c * z) / len(x), "no square"),
        (lambda x, c, s, z: ((x * (lengths(x) <= c)).sum(0) + s * c * z) / len(x), "not left out"),
        (
            lambda x, c, s, z: x.mean(0) * min(1, c / np.linalg.norm(x.mean(0))) + s * c * z / len(x),
            "not their mean",
        ),
        (lambda x, c, s, z: (shortened(x, c).sum(0) + s * c * z) / (len(x) - 1), "not by n - 1"),
    ],
    "23.A": [
        (lambda x, e: back(x, e @ factor(scores(x))), "turned round"),
        (lambda x, e: e @ factor(scores(x)).T, "Those are scores"),
        (back, "don't go together"),
        (lambda x, e: back(x, e @ factor(x).T), "not of the columns as they are"),
        (lambda x, e: back(x, e @ factor(rankdata(x, axis=0)).T), "not of the ranks"),
        (lambda x, e: back(x, e @ np.corrcoef(scores(x).T)), "not itself"),
        (lambda x, e: back(x, e @ np.linalg.cholesky(np.cov(scores(x).T)).T), "not covariances"),
        (lambda x, e: x.mean(0) + x.std(0) * (e @ factor(scores(x)).T), "mean and standard deviation only"),
        (lambda x, e: x.mean(0) + e @ np.linalg.cholesky(np.cov(x.T)).T, "No scores at all"),
    ],
    "23.B": [
        (lambda a, p: (epsilon(p), share(a, p)), "The order"),
        (lambda a, p: (a.mean(), epsilon(p)), "share that said yes"),
        (lambda a, p: ((a.mean() - 1 + p) / p, epsilon(p)), "half of the time"),
        (lambda a, p: (share(a, p) * p, epsilon(p)), "divide by the share"),
        (lambda a, p: (a.mean() / p, epsilon(p)), "coins' part is missing"),
        (lambda a, p: (share(a, p), np.exp(epsilon(p))), "not the ratio"),
        (lambda a, p: (share(a, p), -epsilon(p)), "turned round"),
        (lambda a, p: (share(a, p), epsilon(p) / np.log(2)), "base 2"),
        (lambda a, p: (share(a, p), np.log(p / ((1 - p) / 2))), "may say yes, too"),
        (lambda a, p: (share(a, p), np.log(p / (1 - p))), "not of p to 1 - p"),
        (lambda a, p: (share(a, p), p), "not a difference"),
        (share, "epsilon is asked"),
        (lambda a, p: epsilon(p), "the share is asked"),
    ],
}
