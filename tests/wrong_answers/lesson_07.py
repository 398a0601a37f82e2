"""Plausible wrong answers to the exercises of lesson 07, each with a piece of the hint that it should get."""

import numpy as np


def spectrum(X, bias=True):
    return np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=bias))[::-1]


def two_looks(q, bits, x, digits, n):
    listed = np.argsort((bits != q).sum(axis=1), kind="stable")[:n]
    return listed[np.argsort(((digits[listed] - x) ** 2).sum(axis=1))]


def apart(m, v, pm, pv):
    return ((np.exp(v - pv) + (m - pm) ** 2 / np.exp(pv) - 1 - v + pv) / 2).sum(axis=1)


def bound(x, r, m, v, s, square=1.0, constant=1.0, nats=1.0):
    far = ((x - r) ** 2).sum(axis=1).mean() / (2 * s)
    divergence = (m**2 + np.exp(v) - 1 - v).sum(axis=1).mean() / 2
    return square * far + constant * x.shape[1] * np.log(2 * np.pi * s) / 2 + nats * divergence


def matrix(X, p, diagonal=None, cross=None):
    C = X.T @ X / len(X)
    diagonal = p * (1 - p) if diagonal is None else diagonal
    A = (1 - p) ** 2 * C + diagonal * np.diag(np.diag(C))
    return np.linalg.solve(A, (1 - p if cross is None else cross) * C)


WRONG = {
    "07.1": [
        (lambda X, k: spectrum(X)[:k].sum() / X.shape[1], "what does it lose"),
        (lambda X, k: spectrum(X)[k:].sum(), "of a whole row"),
        (lambda X, k: spectrum(X)[k:].mean(), "over all d numbers"),
        (lambda X, k: spectrum(X, bias=False)[k:].sum() / X.shape[1], "not by n - 1"),
        (lambda X, k: spectrum(X)[k + 1 :].sum() / X.shape[1], "too many is kept"),
        (lambda X, k: spectrum(X)[k - 1 :].sum() / X.shape[1], "too few is kept"),
        (lambda X, k: spectrum(X)[k:].sum() / spectrum(X).sum(), "share of the variance"),
        (lambda X, k: np.sqrt(spectrum(X)[k:].sum() / X.shape[1]), "the root of it"),
        (lambda X, k: np.linalg.eigvalsh(X.T @ X / len(X))[:-k].sum() / X.shape[1], "taken away first"),
        (lambda X, k: np.var(X, axis=0).mean(), "without any code"),
    ],
    "07.2": [
        (lambda q, b, x, d, n: np.argsort((b != q).sum(axis=1), kind="stable")[:n], "order of the codes"),
        (lambda q, b, x, d, n: np.argsort(((d - x) ** 2).sum(axis=1))[:n], "exact search"),
        (
            lambda q, b, x, d, n: np.argsort(((d[np.argsort((b != q).sum(1), kind="stable")[:n]] - x) ** 2).sum(1)),
            "places in the shortlist",
        ),
        (lambda q, b, x, d, n: two_looks(q, b, x, d, n)[::-1], "nearest first"),
        (lambda q, b, x, d, n: two_looks(1 - q, b, x, d, n), "differ most"),
        (lambda q, b, x, d, n: two_looks(q, b, x, d, n + 1), "too many"),
        (lambda q, b, x, d, n: two_looks(q, b, x, d, n - 1), "too few"),
        (lambda q, b, x, d, n: np.sort(two_looks(q, b, x, d, n)), "order of their indices"),
        (lambda q, b, x, d, n: two_looks(q, b, x, d, n)[0], "Only the first"),
    ],
    "07.3": [
        (lambda m, v, pm, pv: apart(pm, pv, m, v), "not the same both ways"),
        (lambda m, v, pm, pv: 2 * apart(m, v, pm, pv), "a half before"),
        (lambda m, v, pm, pv: ((np.exp(v - pv) + (m - pm) ** 2 - 1 - v + pv) / 2).sum(1), "units of the other's deviation."),
        (lambda m, v, pm, pv: apart(m, v, pm, pv) + m.shape[1] / 2, "two equal bells"),
        (lambda m, v, pm, pv: apart(m, v, pm, pv) + (v - pv).sum(axis=1), "sign of the logarithm"),
        (lambda m, v, pm, pv: apart(m, v, pm, pv).mean(), "not their mean"),
        (lambda m, v, pm, pv: apart(m, v, 0, 0 * pv), "from N(0, 1)"),
        (lambda m, v, pm, pv: -apart(m, v, pm, pv), "never negative"),
        (lambda m, v, pm, pv: apart(m, 2 * v, pm, 2 * pv), "not those of the deviations"),
        (lambda m, v, pm, pv: apart(0, v, 0, pv), "Where do the means"),
    ],
    "07.4": [
        (lambda x, r, m, v, s: bound(x, r, m, v, s, constant=0), "a part without x"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s, nats=-1), "makes the bound smaller"),
        (lambda x, r, m, v, s: -bound(x, r, m, v, s), "That is the bound"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s, square=2), "twice the variance"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s, constant=1 / x.shape[1]), "for every pixel"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s, square=1 / x.shape[1], constant=1 / x.shape[1]), "Yours are averaged"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s, nats=1 / m.shape[1]), "code's numbers add"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s) * len(x), "sum over the pictures"),
        (lambda x, r, m, v, s: bound(x, r, m, v, s, nats=0), "Where is the divergence"),
        (lambda x, r, m, v, s: bound(x, r, m, 2 * v, s), "not of the deviation"),
    ],
    "07.A": [
        (lambda X, s: np.log(np.maximum(spectrum(X) / s, 1)).sum(), "a half before"),
        (lambda X, s: np.log(np.maximum(spectrum(X), 1e-9) / s).sum() / 2, "a negative amount"),
        (lambda X, s: np.log2(np.maximum(spectrum(X) / s, 1)).sum() / 2, "Those are bits"),
        (lambda X, s: (spectrum(X) > s).sum(), "how many directions"),
        (lambda X, s: np.log(np.maximum(spectrum(X, bias=False) / s, 1)).sum() / 2, "not by n - 1"),
        (lambda X, s: -np.log(np.maximum(spectrum(X) / s, 1)).sum() / 2, "not negative"),
        (lambda X, s: np.log(np.maximum(spectrum(X) / s**2, 1)).sum() / 2, "yours squares"),
        (lambda X, s: np.log(np.maximum(X.var(axis=0) / s, 1)).sum() / 2, "lie askew"),
        (lambda X, s: np.maximum(spectrum(X) - s, 0).sum() / 2, "takes differences"),
    ],
    "07.B": [
        (lambda X, p: matrix(X, p, cross=1), "thinned by the damage"),
        (lambda X, p: matrix(X, p, diagonal=0), "survives more often"),
        (lambda X, p: matrix(X, 1 - p), "not the one that stays"),
        (lambda X, p: matrix(X, p).T, "Transposed"),
        (lambda X, p: matrix(X - X.mean(axis=0), p), "with their mean"),
        (lambda X, p: matrix(X, 0.5), "share of 1/2"),
        (lambda X, p: (1 - p) * matrix(X, p), "scaled up"),
        (lambda X, p: np.eye(X.shape[1]), "repairs nothing"),
        (lambda X, p: np.eye(X.shape[1]) / (1 - p), "brighter"),
        (lambda X, p: matrix(X, p, diagonal=p), "what is missing there"),
    ],
}
