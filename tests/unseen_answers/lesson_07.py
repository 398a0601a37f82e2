"""Wrong and right answers to the exercises of lesson 07, thought of before its checks were written."""

import numpy as np
import tensorflow as tf


# 07.1 -----------------------------------------------------------------------------------------------------------------
def spectrum(X, bias=True):
    return np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=bias))[::-1]


def by_reconstruction(X, k, centre=True, back=True, right=True):
    mean = X.mean(axis=0) if centre else 0
    V = np.linalg.svd(X - mean, full_matrices=False)[2]
    V = V[:k] if right else V[-k:]
    return np.mean((X - ((X - mean) @ V.T @ V + (mean if back else 0))) ** 2)


LOSS = [
    (lambda X, k: spectrum(X)[:k].sum() / X.shape[1], "the part that is kept"),
    (lambda X, k: spectrum(X)[k:].sum(), "not a number's mean"),
    (lambda X, k: spectrum(X)[k:].mean(), "mean over those left out"),
    (lambda X, k: spectrum(X, bias=False)[k:].sum() / X.shape[1], "n - 1"),
    (lambda X, k: spectrum(X)[k + 1 :].sum() / X.shape[1], "one too many"),
    (lambda X, k: spectrum(X)[k - 1 :].sum() / X.shape[1], "one too few"),
    (lambda X, k: spectrum(X)[k:].sum() / spectrum(X).sum(), "the share"),
    (lambda X, k: np.sqrt(spectrum(X)[k:].sum() / X.shape[1]), "the root"),
    (lambda X, k: by_reconstruction(X, k, centre=False), "no mean"),
    (lambda X, k: by_reconstruction(X, k, back=False), "mean not given back"),
    (lambda X, k: by_reconstruction(X, k, right=False), "the smallest directions"),
    (lambda X, k: spectrum(X)[k] / X.shape[1], "the next one only"),
    (lambda X, k: np.linalg.svd(X - X.mean(0))[1][k:].sum() / X.size, "not squared"),
    (lambda X, k: (np.linalg.svd(X - X.mean(0))[1][k:] ** 2).sum() / X.shape[1], "not divided by n"),
    (lambda X, k: np.var(X, axis=0).mean(), "no code"),
    (lambda X, k: np.sort(np.var(X, axis=0))[:-k].sum() / X.shape[1], "pixels in place of directions"),
]
LOSS_RIGHT = [
    by_reconstruction,
    lambda X, k: (np.linalg.svd(X - X.mean(0), compute_uv=False)[k:] ** 2).sum() / X.size,
    lambda X, k: np.var(X, axis=0).mean() - spectrum(X)[:k].sum() / X.shape[1],
    lambda X, k: tf.reduce_sum(tf.linalg.svd(X - X.mean(0), compute_uv=False)[k:] ** 2) / X.size,
]


# 07.3 -----------------------------------------------------------------------------------------------------------------
def apart(m, v, pm, pv, half=0.5, square=True, over=True, one=1.0, sign=1.0):
    d = v - pv
    far = (m - pm) ** 2 if square else np.abs(m - pm)
    far = far / np.exp(pv) if over else far
    return (half * (np.exp(d) + far - one - sign * d)).sum(axis=1)


KL = [
    (lambda m, v, pm, pv: apart(pm, pv, m, v), "the other way round"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv, half=1), "no half"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv, over=False), "mean not in units of the other"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv, square=False), "not squared"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv, one=0), "no 1"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv, sign=-1), "sign of the logarithm"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv).mean(), "the mean over rows"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv) / m.shape[1], "mean over numbers"),
    (lambda m, v, pm, pv: apart(m, v, 0 * m, 0 * v), "from the standard normal"),
    (lambda m, v, pm, pv: -apart(m, v, pm, pv), "minus"),
    (lambda m, v, pm, pv: apart(m, 2 * v, pm, 2 * pv), "log of deviations taken"),
    (lambda m, v, pm, pv: apart(m, v / 2, pm, pv / 2), "half of the logs"),
    (lambda m, v, pm, pv: apart(m.T, v.T, pm.T, pv.T), "the wrong axis"),
    (lambda m, v, pm, pv: apart(m, v, 0 * m, 0 * v) - apart(pm, pv, 0 * m, 0 * v), "difference of two"),
]
KL_RIGHT = [
    apart,
    lambda m, v, pm, pv: np.sum((pv - v) / 2 + (np.exp(v) + (m - pm) ** 2) / (2 * np.exp(pv)) - 0.5, axis=1),
    lambda m, v, pm, pv: [apart(a[None], b[None], c[None], d[None])[0] for a, b, c, d in zip(m, v, pm, pv)],
    lambda m, v, pm, pv: tf.reduce_sum((tf.exp(v - pv) + (m - pm) ** 2 * tf.exp(-pv) - 1 - v + pv) / 2, axis=1),
]


# 07.4 -----------------------------------------------------------------------------------------------------------------
def terms(x, r, m, v, s):
    d = x.shape[1]
    return (
        ((x - r) ** 2).sum(1) / (2 * s),
        d / 2 * np.log(2 * np.pi * s) * np.ones(len(x)),
        ((m**2 + np.exp(v) - 1 - v) / 2).sum(1),
    )


def bound(x, r, m, v, s, a=1.0, b=1.0, c=1.0):
    e, n, k = terms(x, r, m, v, s)
    return (a * e + b * n + c * k).mean()


BOUND = [
    (lambda x, r, m, v, s: bound(x, r, m, v, s, b=0), "no constant"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, c=-1), "KL subtracted"),
    (lambda x, r, m, v, s: -bound(x, r, m, v, s), "the bound, not the loss"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, a=2), "no 2 below"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, b=1 / x.shape[1]), "one pixel's constant"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, a=1 / x.shape[1], b=1 / x.shape[1]), "mean over pixels"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, c=1 / m.shape[1]), "mean over code numbers"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, a=s), "not over the variance"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, a=1 / s), "over its square"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) * len(x), "the sum"),
    (lambda x, r, m, v, s: sum(terms(x, r, m, v, s)), "one for each"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, c=0), "no KL"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, b=-1), "sign of the constant"),
    (lambda x, r, m, v, s: bound(x, r, m, 2 * v, s), "deviation's logarithm"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, c=2), "KL without half"),
    (lambda x, r, m, v, s: bound(r, x, m, v, s, b=2), "constant without half"),
]
BOUND_RIGHT = [
    bound,
    lambda x, r, m, v, s: np.mean(
        np.sum((x - r) ** 2 / (2 * s) + np.log(2 * np.pi * s) / 2, axis=1) + np.sum(m**2 + np.exp(v) - v - 1, axis=1) / 2
    ),
    lambda x, r, m, v, s: sum(sum(t) for t in terms(x, r, m, v, s)) / len(x),
    lambda x, r, m, v, s: tf.reduce_mean(sum(terms(x, r, m, v, s))),
]


# 07.2 -----------------------------------------------------------------------------------------------------------------
def nearest(q, bits, x, digits, n, near=None):
    differ = (bits != q).sum(axis=1)
    listed = np.argsort(differ, kind="stable")[:n]
    return listed[np.argsort(((digits[listed] - x) ** 2).sum(axis=1))]


SEARCH = [
    (lambda q, bits, x, digits, n: np.argsort((bits != q).sum(1), kind="stable")[:n], "by code only"),
    (lambda q, bits, x, digits, n: np.argsort(((digits - x) ** 2).sum(1))[:n], "exact over all"),
    (
        lambda q, bits, x, digits, n: np.argsort(
            ((digits[np.argsort((bits != q).sum(1), kind="stable")[:n]] - x) ** 2).sum(1)
        ),
        "places in the list",
    ),
    (lambda q, bits, x, digits, n: nearest(q, bits, x, digits, n)[::-1], "farthest first"),
    (lambda q, bits, x, digits, n: nearest(1 - q, bits, x, digits, n), "most different bits"),
    (lambda q, bits, x, digits, n: nearest(q, bits, x, digits, n + 1), "one too many"),
    (lambda q, bits, x, digits, n: nearest(q, bits, x, digits, n - 1), "one too few"),
    (lambda q, bits, x, digits, n: np.sort(nearest(q, bits, x, digits, n)), "in the order of their indices"),
    (lambda q, bits, x, digits, n: nearest(q, bits, x, digits, n)[0], "the first only"),
    (lambda q, bits, x, digits, n: np.argsort(-(bits & q).sum(1), kind="stable")[:n], "common ones"),
    (lambda q, bits, x, digits, n: digits[nearest(q, bits, x, digits, n)], "the pictures"),
    (
        lambda q, bits, x, digits, n: np.argsort((bits != q).sum(1) + 1e-6 * ((digits - x) ** 2).sum(1))[:n],
        "pixels break ties only",
    ),
]
SEARCH_RIGHT = [
    nearest,
    lambda q, bits, x, digits, n: sorted(
        sorted(range(len(bits)), key=lambda i: sum(a != b for a, b in zip(bits[i], q)))[:n],
        key=lambda i: ((digits[i] - x) ** 2).sum(),
    ),
    lambda q, bits, x, digits, n: (lambda listed: listed[np.argsort(np.linalg.norm(digits[listed] - x, axis=1))])(
        np.argsort(np.abs(bits - q).sum(axis=1), kind="stable")[:n]
    ),
]


# 07.A -----------------------------------------------------------------------------------------------------------------
def water(X, s, bias=True, half=0.5):
    values = spectrum(X, bias)
    return half * np.log(values[values > s] / s).sum()


NATS = [
    (lambda X, s: water(X, s, half=1), "no half"),
    (lambda X, s: 0.5 * np.log(np.maximum(spectrum(X), 1e-9) / s).sum(), "all of them"),
    (lambda X, s: 0.5 * np.log2(np.maximum(spectrum(X) / s, 1)).sum(), "bits"),
    (lambda X, s: (spectrum(X) > s).sum(), "how many"),
    (lambda X, s: water(X, s, bias=False), "n - 1"),
    (lambda X, s: 0.5 * np.log(1 + spectrum(X).clip(0) / s).sum(), "log(1 + ratio)"),
    (lambda X, s: -water(X, s), "the sign"),
    (lambda X, s: water(X, s**2), "the variance squared"),
    (lambda X, s: water(X, np.sqrt(s)), "the deviation"),
    (lambda X, s: 0.5 * np.log(np.maximum(np.var(X, axis=0) / s, 1)).sum(), "the pixels' variances"),
    (lambda X, s: 0.5 * np.maximum(spectrum(X) - s, 0).sum(), "differences"),
    (lambda X, s: 0.5 * np.log(np.maximum((X**2).mean(0) / s, 1)).sum(), "no mean"),
    (lambda X, s: 0.5 * np.log(np.maximum(spectrum(X) / s, 1)).mean(), "the mean"),
    (lambda X, s: water(X - X.mean(1, keepdims=True), s), "the rows' mean"),
]
NATS_RIGHT = [
    water,
    lambda X, s: np.log(np.maximum(spectrum(X) / s, 1)).sum() / 2,
    lambda X, s: sum(max(0, np.log(max(v, 1e-12) / s) / 2) for v in spectrum(X)),
    lambda X, s: np.log(np.maximum(np.linalg.svd(X - X.mean(0))[1] / np.sqrt(len(X) * s), 1)).sum(),
]


# 07.B -----------------------------------------------------------------------------------------------------------------
def moments(X):
    C = X.T @ X / len(X)
    return C, np.diag(np.diag(C))


def best(X, p, a=None, b=None, c=None):
    C, D = moments(X)
    a, b, c = ((1 - p) ** 2 if a is None else a, p * (1 - p) if b is None else b, 1 - p if c is None else c)
    return np.linalg.solve(a * C + b * D, c * C)


MATRIX = [
    (lambda X, p: best(X, p, c=1), "the cross term not thinned"),
    (lambda X, p: best(X, p, b=0), "no extra diagonal"),
    (lambda X, p: best(X, p, b=1 - p), "too much on the diagonal"),
    (lambda X, p: best(X, 1 - p), "share kept"),
    (lambda X, p: best(X, p).T, "transposed"),
    (lambda X, p: best(X - X.mean(0), p), "centred"),
    (lambda X, p: best(X, 0.5), "a half"),
    (lambda X, p: np.linalg.inv(best(X, p)), "upside down"),
    (lambda X, p: (1 - p) * best(X, p), "for scaled pixels"),
    (lambda X, p: np.eye(X.shape[1]), "nothing done"),
    (lambda X, p: np.eye(X.shape[1]) / (1 - p), "only brighter"),
    (lambda X, p: best(X, p, a=1 - p), "thinned once"),
    (lambda X, p: best(X, p, b=p), "share for variance"),
]
MATRIX_RIGHT = [
    best,
    lambda X, p: np.linalg.inv((1 - p) * moments(X)[0] + p * moments(X)[1]) @ moments(X)[0],
    lambda X, p: np.linalg.solve(np.where(np.eye(X.shape[1]), 1, 1 - p) * (X.T @ X), X.T @ X),
    lambda X, p: tf.linalg.solve((1 - p) * moments(X)[0] + p * moments(X)[1], moments(X)[0]),
]


# thought of by a second reader ----------------------------------------------------------------------------------------
def top(X, k):
    return np.linalg.eigh(np.cov(X, rowvar=False))[1][:, ::-1][:, :k]


def by_distance(digits, x, listed, ord=2):
    return listed[np.argsort(np.linalg.norm(digits[listed] - x, ord=ord, axis=1))]


def damaged(X, p, times=1):
    whole = np.tile(X, (times, 1))
    seen = whole * (np.random.default_rng(0).random(whole.shape) >= p)
    return np.linalg.lstsq(seen, whole, rcond=None)[0]


MORE_1 = [
    (lambda X, k: spectrum(X[:, :])[:-k].sum() / X.shape[1], "the largest d - k are counted as lost"),
    (lambda X, k: spectrum(X)[k:].sum() / X.shape[0], "divided by n"),
    (lambda X, k: spectrum(X)[k:].sum() / (X.shape[1] - k) / X.shape[1], "divided twice"),
    (lambda X, k: 1 - spectrum(X)[:k].sum() / spectrum(X).sum(), "the share, from the other side"),
    (lambda X, k: spectrum(X.T)[k:].sum() / X.shape[1], "columns for rows"),
    (lambda X, k: np.linalg.eigvalsh(np.corrcoef(X, rowvar=False))[::-1][k:].sum() / X.shape[1], "correlations"),
    (lambda X, k: (spectrum(X)[k:] / 2).sum() / X.shape[1], "half of the squares"),
    (lambda X, k: spectrum(X)[-k:].sum() / X.shape[1], "the k smallest"),
    (lambda X, k: np.sqrt(spectrum(X).clip(0))[k:].sum() / X.shape[1], "deviations"),
    (lambda X, k: by_reconstruction(X, k) * X.shape[1] / k, "a number of the code"),
    (lambda X, k: np.mean(np.abs(X - X.mean(0) - (X - X.mean(0)) @ top(X, k) @ top(X, k).T)), "absolute error"),
    (lambda X, k: np.mean((X - X.mean() - (X - X.mean()) @ top(X - X.mean(), k) @ top(X - X.mean(), k).T) ** 2), "one mean"),
]
MORE_2 = [
    (lambda q, b, x, d, n: by_distance(d, x, np.argsort((b == q).sum(1), kind="stable")[:n]), "equal bits counted"),
    (lambda q, b, x, d, n: by_distance(d, x, np.argsort(np.abs(b - q).sum(0))[:n]), "the wrong axis"),
    (
        lambda q, b, x, d, n: np.argsort(np.linalg.norm(d - x, axis=1))[
            np.sort(np.argsort((b != q).sum(1), kind="stable")[:n])
        ],
        "argsort of all, indexed",
    ),
    (
        lambda q, b, x, d, n: by_distance(d, x, np.argsort((b != q).sum(1), kind="stable")[:n], ord=1),
        "distance by absolute values",
    ),
    (
        lambda q, b, x, d, n: (lambda on: on[np.argsort(-(d[on] @ x))])(np.argsort((b != q).sum(1), kind="stable")[:n]),
        "by scalar product",
    ),
    (
        lambda q, b, x, d, n: (lambda on: on[np.argsort(d[on] @ x)])(np.argsort((b != q).sum(1), kind="stable")[:n]),
        "by scalar product, smallest",
    ),
    (
        lambda q, b, x, d, n: by_distance(d, x, np.flatnonzero((b != q).sum(1) <= np.sort((b != q).sum(1))[n - 1])),
        "ties all kept",
    ),
    (lambda q, b, x, d, n: by_distance(d, x, np.flatnonzero((b != q).sum(1) <= n)), "listed as a threshold"),
    (
        lambda q, b, x, d, n: by_distance(d, x, np.argsort(np.abs(b.sum(1) - q.sum()), kind="stable")[:n]),
        "numbers of ones compared",
    ),
    (lambda q, b, x, d, n: by_distance(d, x, np.arange(len(b))[:n]), "the first ones"),
    (
        lambda q, b, x, d, n: by_distance(d, x, np.argsort((b != q).sum(1), kind="stable")[:n])[:1],
        "the nearest only, as an array",
    ),
    (
        lambda q, b, x, d, n: (lambda on: on[np.argsort(np.argsort(((d[on] - x) ** 2).sum(1)))])(
            np.argsort((b != q).sum(1), kind="stable")[:n]
        ),
        "ranks for an order",
    ),
    (
        lambda q, b, x, d, n: by_distance(
            d, x, np.argsort((b @ (1 << np.arange(b.shape[1]))) ^ (q @ (1 << np.arange(b.shape[1]))), kind="stable")[:n]
        ),
        "codes as numbers, xor not counted",
    ),
]
MORE_3 = [
    (
        lambda m, v, pm, pv: ((np.exp(v) / np.exp(pv)) + (m - pm) ** 2 / np.exp(2 * pv) - 1 - v + pv).sum(1) / 2,
        "over the variance squared",
    ),
    (
        lambda m, v, pm, pv: ((v / pv) + (m - pm) ** 2 / pv - 1 - np.log(np.abs(v / pv))).sum(1) / 2,
        "logs taken for variances",
    ),
    (lambda m, v, pm, pv: (np.exp(v - pv) + (m - pm) ** 2 / np.exp(pv) - 1 - (v - pv) / 2).sum(1) / 2, "half the logarithm"),
    (
        lambda m, v, pm, pv: (np.exp(pv - v) + (m - pm) ** 2 / np.exp(pv) - 1 + v - pv).sum(1) / 2,
        "the ratio turned over, not the means",
    ),
    (lambda m, v, pm, pv: (np.exp(v - pv) + (m + pm) ** 2 / np.exp(pv) - 1 - v + pv).sum(1) / 2, "means added"),
    (lambda m, v, pm, pv: (apart(m, v, pm, pv) + apart(pm, pv, m, v)) / 2, "the mean of both ways"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv) + apart(pm, pv, m, v), "the sum of both ways"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv).sum(), "the sum over rows"),
    (lambda m, v, pm, pv: (np.exp(v - pv) + (m - pm) ** 2 / np.exp(pv) - 1 - v + pv) / 2, "a number each"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv)[:, None] + 0 * m, "spread over numbers"),
    (
        lambda m, v, pm, pv: (np.exp(v) - np.exp(pv) + (m - pm) ** 2 / np.exp(pv) - 1 - v + pv).sum(1) / 2,
        "difference of variances",
    ),
    (lambda m, v, pm, pv: apart(m, v, pm, pv) / np.log(2), "bits"),
    (lambda m, v, pm, pv: ((m - pm) ** 2 / np.exp(pv)).sum(1) / 2, "means only"),
    (lambda m, v, pm, pv: (np.exp(v - pv) + (m**2 - pm**2) / np.exp(pv) - 1 - v + pv).sum(1) / 2, "difference of squares"),
    (lambda m, v, pm, pv: (np.exp(v - pv) + (m - pm) ** 2 / np.exp(pv)).sum(1) / 2 - 1 - (v - pv).sum(1) / 2, "one 1 a row"),
    (lambda m, v, pm, pv: apart(m, v, pm, pv) + 0.5 * np.log(2 * np.pi) * m.shape[1], "one constant too many"),
]
MORE_4 = [
    (lambda x, r, m, v, s: np.mean((x - r) ** 2) + (m**2 + np.exp(v) - 1 - v).sum(1).mean() / 2, "keras.losses.mse"),
    (lambda x, r, m, v, s: ((x - r) ** 2).sum(1).mean() + (m**2 + np.exp(v) - 1 - v).sum(1).mean() / 2, "plain squares"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) - x.shape[1] * np.log(2 * np.pi) / 2, "log(variance) only"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) - x.shape[1] * np.log(s) / 2, "log(2 pi) only"),
    (
        lambda x, r, m, v, s: (
            np.sum((x - r) ** 2) / (2 * s) + x.shape[1] * np.log(2 * np.pi * s) / 2 + bound(x, x, m, v, s, b=0)
        ),
        "squares summed over pictures",
    ),
    (
        lambda x, r, m, v, s: bound(x, r, m, v, s, c=0) + ((m**2 + np.exp(v) - 1 - v) / 2).sum(),
        "divergence summed over pictures",
    ),
    (
        lambda x, r, m, v, s: bound(x, r, m, v, s, c=0) + ((m**2 + np.exp(v) - 1 - v) / 2).mean(),
        "divergence averaged over all",
    ),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) + m.shape[1] / 2, "no 1"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) + v.sum(1).mean(), "sign of the log variance"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) + (m - m**2).sum(1).mean() / 2, "mean not squared"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) + (np.exp(v / 2) - np.exp(v)).sum(1).mean() / 2, "deviation for variance"),
    (
        lambda x, r, m, v, s: bound(x, r, m, v, s, a=0) + np.sqrt(((x - r) ** 2).sum(1)).mean() / (2 * s),
        "length not squared",
    ),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, a=0) + np.abs(x - r).sum(1).mean() / (2 * s), "absolute"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) / np.log(2), "bits"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, c=s), "divergence times the variance"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, c=1 / s), "divergence over the variance"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s) / x.shape[1], "a pixel"),
    (lambda x, r, m, v, s: bound(x, r, m, v, s, a=2 * s), "variance of 1/2"),
    (lambda x, r, m, v, s: bound(x, r, m, v, 1.0), "variance 1 everywhere"),
    (
        lambda x, r, m, v, s: bound(x, x, m, v, s) + (-x * np.log(r) - (1 - x) * np.log(1 - r)).sum(1).mean(),
        "binary cross-entropy",
    ),
    (
        lambda x, r, m, v, s: terms(x, r, m, v, s)[0] + terms(x, r, m, v, s)[1] + terms(x, r, m, v, s)[2].mean(),
        "mean of one part",
    ),
]
MORE_A = [
    (lambda X, s: 0.5 * np.log(spectrum(X)[spectrum(X) > s]).sum(), "not over the variance"),
    (lambda X, s: 0.5 * np.log(spectrum(X)[spectrum(X) > s] - s).sum(), "logarithm of the difference"),
    (lambda X, s: 0.5 * np.log(spectrum(X)[spectrum(X) > s].sum() / s), "logarithm of the sum"),
    (lambda X, s: 0.5 * np.log(spectrum(X)[spectrum(X) > 1] / s).sum(), "threshold 1"),
    (lambda X, s: 0.5 * np.log(s / spectrum(X)[spectrum(X) < s]).sum(), "those below"),
    (lambda X, s: 0.5 * np.abs(np.log(spectrum(X).clip(1e-9) / s)).sum(), "absolute logarithms"),
    (lambda X, s: 0.25 * np.log(spectrum(X)[spectrum(X) > s] / s).sum(), "a quarter"),
    (lambda X, s: 0.5 * np.log(spectrum(X)[spectrum(X) > s] / s).sum() * len(X), "all rows"),
    (lambda X, s: 0.5 * np.log(1 + spectrum(X)[spectrum(X) > s] / s).sum(), "1 + ratio, those above"),
    (lambda X, s: 0.5 * np.log10(spectrum(X)[spectrum(X) > s] / s).sum(), "base ten"),
    (
        lambda X, s: 0.5 * (s / spectrum(X)[spectrum(X) > s] + (1 - s / spectrum(X)[spectrum(X) > s])).sum(),
        "the parts without the logarithm",
    ),
    (lambda X, s: 0.5 * np.log((np.linalg.eigvalsh(np.corrcoef(X, rowvar=False)) / s).clip(1)).sum(), "correlations"),
    (lambda X, s: 0.5 * np.log((np.linalg.svd(X - X.mean(0))[1] / s).clip(1)).sum(), "singular values"),
    (lambda X, s: 0.5 * np.log((np.linalg.svd(X - X.mean(0))[1] ** 2 / s).clip(1)).sum(), "not divided by n"),
    (lambda X, s: 0.5 * np.log(np.linalg.det(np.cov(X, rowvar=False, bias=True)) / s ** X.shape[1]), "the determinant"),
]
MORE_B = [
    (lambda X, p: (1 - p) * np.eye(X.shape[1]), "shrunk"),
    (lambda X, p: np.linalg.solve(moments(X)[0] + p / (1 - p) * moments(X)[1], moments(X)[0]), "for scaled numbers"),
    (
        lambda X, p: np.linalg.solve(moments(X)[0] + (1 - p) / p * moments(X)[1], moments(X)[0]),
        "scaled, share the other way",
    ),
    (lambda X, p: best(X, p, a=1 - p, b=0), "one factor"),
    (lambda X, p: best(X, p, a=p**2, b=p * (1 - p), c=p), "share for what stays"),
    (lambda X, p: moments(X)[0] @ np.linalg.inv((1 - p) * moments(X)[0] + p * moments(X)[1]), "from the left"),
    (lambda X, p: best(X, p, a=(1 - p) ** 2, b=1 - p - (1 - p) ** 2, c=(1 - p) ** 2), "cross term thinned twice"),
    (lambda X, p: np.linalg.solve(moments(X)[0], (1 - p) * moments(X)[0] + p * moments(X)[1]), "the two sides exchanged"),
    (
        lambda X, p: np.linalg.solve((1 - p) * X.T @ X + p * np.diag(np.diag(X.T @ X)) / len(X), X.T @ X),
        "one part divided by n",
    ),
    (lambda X, p: np.linalg.solve((1 - p) * moments(X)[0] + p * np.eye(X.shape[1]), moments(X)[0]), "ridge"),
    (lambda X, p: np.linalg.solve(moments(X)[0] + p * moments(X)[1], moments(X)[0]), "the first part not thinned"),
    (lambda X, p: np.diag(np.diag(best(X, p))), "the diagonal only"),
    (lambda X, p: damaged(X, p), "one random damage"),
    (lambda X, p: damaged(X, p, 50), "fifty random damages"),
    (
        lambda X, p: np.linalg.solve(
            np.cov(X, rowvar=False, bias=True) * (1 - p) + p * np.diag(X.var(0)), np.cov(X, rowvar=False, bias=True)
        ),
        "covariance",
    ),
]

UNSEEN = {
    "07.1": LOSS + MORE_1,
    "07.3": KL + MORE_3,
    "07.4": BOUND + MORE_4,
    "07.2": SEARCH + MORE_2,
    "07.A": NATS + MORE_A,
    "07.B": MATRIX + MORE_B,
}
ALSO_RIGHT = {
    "07.1": LOSS_RIGHT,
    "07.3": KL_RIGHT,
    "07.4": BOUND_RIGHT,
    "07.2": SEARCH_RIGHT,
    "07.A": NATS_RIGHT,
    "07.B": MATRIX_RIGHT,
}
