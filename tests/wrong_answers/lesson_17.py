"""Plausible wrong answers to the exercises of lesson 17, each with a piece of the hint that it should get."""

import numpy as np


def maps(labels, size, classes):
    return np.tile(np.eye(classes)[labels][:, None, None, :], (1, size, size, 1))


def bands(labels, size, classes):
    return np.repeat(np.eye(classes)[labels], size * size, axis=1).reshape(-1, size, size, classes)


def one_place(labels, size, classes):
    result = np.zeros((len(labels), size, size, classes))
    result[np.arange(len(labels)), 0, 0, labels] = 1
    return result


def up_to(labels, size, classes):
    told = np.arange(classes) <= np.array(labels)[:, None]
    return told[:, None, None, :] * np.ones((1, size, size, 1))


def mixed(labels, size, classes):
    planes = np.stack([np.full((classes, size, size), 0.0) for _ in labels])
    for plane, label in zip(planes, labels):
        plane[label] = 1
    return planes.reshape(-1, size, size, classes)


def obeyed(p, y):
    return p.argmax(axis=1) == y


def of_each(p, y):
    return np.array([obeyed(p, y)[y == k].mean() for k in range(p.shape[1])])


def worst(p, y):
    return of_each(p, y).argmin()


def share(p, y):
    return obeyed(p, y).mean()


def of_those_read(p, y):
    read = p.argmax(axis=1)
    return np.argmin([np.mean(y[read == k] == k) if (read == k).any() else 1 for k in range(p.shape[1])])


def sure(p, y):
    return p[np.arange(len(y)), y]


def sure_of_each(p, y):
    return np.argmin([sure(p, y)[y == k].mean() for k in range(p.shape[1])])


def own(f, y, v):
    return np.sum(v[y] * f, axis=1)


def real(x):
    return np.logaddexp(0, -x)


def given(c, y):
    return np.logaddexp.reduce(c, axis=1) - c[np.arange(len(y)), y]


def softmax(c):
    e = np.exp(c)
    return e / e.sum(axis=1, keepdims=True)


def stable_softmax(c):
    return softmax(c - c.max(axis=1, keepdims=True))


def picked(c, y):
    return c[np.arange(len(y)), y]


def gaps(counts, shares):
    return np.abs(counts / counts.sum() - shares)


def told(p, q):
    return p / (p + q)


def pairs(c):
    p = c / c.sum()
    return p, np.outer(p.sum(axis=1), p.sum(axis=0))


def lost(c):
    p, apart = pairs(c)
    return np.abs(p - apart)


def rows_alone(c):
    apart = pairs(c)[1]
    return np.abs(c / c.sum(axis=1, keepdims=True) - apart).sum() / 2


def information(c):
    p, apart = pairs(c)
    return np.sum(p * np.log(p / apart))


WRONG = {
    "17.1": [
        (lambda f, y, w, b, v: f @ w + b, "depends on the label is missing"),
        (lambda f, y, w, b, v: own(f, y, v) + b, "all labels share"),
        (lambda f, y, w, b, v: f @ w + own(f, y, v), "b is missing"),
        (lambda f, y, w, b, v: f @ w + b + own(f, y, v) + b, "added once"),
        (lambda f, y, w, b, v: f @ w + b + v[y].sum(axis=1), "summed alone"),
        (lambda f, y, w, b, v: f @ w + b + np.mean(v[y] * f, axis=1), "not a mean"),
        (lambda f, y, w, b, v: np.mean(f * w, axis=1) + b + np.mean(v[y] * f, axis=1), "not means"),
        (lambda f, y, w, b, v: f @ w * own(f, y, v) + b, "not multiplied"),
        (lambda f, y, w, b, v: 1 / (1 + np.exp(-(f @ w + b + own(f, y, v)))), "no sigmoid"),
        (lambda f, y, w, b, v: f @ w + b - own(f, y, v), "not taken off"),
        (lambda f, y, w, b, v: f @ w + b + own(f, y + 1, v), "next label"),
        (lambda f, y, w, b, v: f @ w + b + own(f, y - 1, v), "label before"),
        (lambda f, y, w, b, v: f @ w + b + f @ v[y[0]], "serves for all"),
        (lambda f, y, w, b, v: f @ w + b + (f @ v.T).sum(axis=1), "sum over all labels"),
        (lambda f, y, w, b, v: f @ w + b + (f @ v.T).max(axis=1), "fits best"),
        (lambda f, y, w, b, v: f @ w + b + v[y] @ w, "with the features alone"),
        (lambda f, y, w, b, v: (f @ w)[:, None] + b + f @ v.T, "shapes"),
    ],
    "17.2": [
        (lambda p, y: (worst(p, y), share(p, y)), "The order"),
        (share, "return the label as well"),
        (worst, "return the share as well"),
        (lambda p, y: (of_each(p, y).mean(), worst(p, y)), "not equally frequent"),
        (lambda p, y: (sure(p, y).mean(), worst(p, y)), "The share: what is read"),
        (lambda p, y: (sure(p, y).mean(), sure_of_each(p, y)), "Both: what is read"),
        (lambda p, y: (1 - share(p, y), worst(p, y)), "not the others"),
        (lambda p, y: (obeyed(p, y).sum(), worst(p, y)), "not their number"),
        (lambda p, y: (share(p, y), of_each(p, y).argmax()), "obeyed best"),
        (lambda p, y: (share(p, y), np.bincount(y[obeyed(p, y)], minlength=p.shape[1]).argmin()), "smallest number"),
        (lambda p, y: (share(p, y), np.bincount(y[~obeyed(p, y)], minlength=p.shape[1]).argmax()), "number of failures"),
        (lambda p, y: (share(p, y), of_those_read(p, y)), "not the other way round"),
        (lambda p, y: (share(p, y), sure_of_each(p, y)), "The label: what is read"),
        (lambda p, y: (share(p, y), np.bincount(y).argmin()), "ordered least often"),
        (lambda p, y: (share(p, y), of_each(p, y).min()), "not its share"),
        (lambda p, y: (share(p, y), worst(p, y) + 1), "count from 0"),
    ],
    "17.3": [
        (bands, "These are bands"),
        (lambda y, s, k: maps((y + 1) % k, s, k), "one map too far"),
        (lambda y, s, k: maps(y - 1, s, k), "one map too early"),
        (lambda y, s, k: 1 - maps(y, s, k), "Exchanged"),
        (lambda y, s, k: 2 * maps(y, s, k) - 1, "not minus ones"),
        (lambda y, s, k: maps(y, s, k) * y[:, None, None, None], "not the label itself"),
        (lambda y, s, k: maps(y, s, k).transpose(0, 3, 1, 2), "shape"),
        (mixed, "These are bands"),
        (lambda y, s, k: np.tile(maps(y[:1], s, k), (len(y), 1, 1, 1)), "all of the batch"),
        (lambda y, s, k: maps(y, s, k) / s**2, "share out to 1"),
        (up_to, "up to the label"),
        (one_place, "Only one place"),
        (lambda y, s, k: np.tile(y[:, None, None, None], (1, s, s, 1)), "shape"),
        (lambda y, s, k: np.eye(k)[y], "shape"),
    ],
    "17.4": [
        (lambda x, c, y: real(x).mean(), "class is missing"),
        (lambda x, c, y: given(c, y).mean(), "taken as real is missing"),
        (lambda x, c, y: real(-x).mean() + given(c, y).mean(), "takes the fake for real"),
        (lambda x, c, y: -real(-x).mean() + given(c, y).mean(), "not log(1 - D)"),
        (lambda x, c, y: real(x).mean() - given(c, y).mean(), "The sign of the class"),
        (lambda x, c, y: -real(x).mean() - given(c, y).mean(), "The sign of both"),
        (lambda x, c, y: -real(x).mean() + given(c, y).mean(), "The sign of the first"),
        (lambda x, c, y: real(x).mean() + np.mean(1 - picked(stable_softmax(c), y)), "logarithm is missing"),
        (lambda x, c, y: real(x).mean() - picked(stable_softmax(c), y).mean(), "not minus the probability"),
        (lambda x, c, y: real(x).mean() - picked(c, y).mean(), "softmax is missing"),
        (lambda x, c, y: real(x).sum() + given(c, y).sum(), "not the sum"),
        (lambda x, c, y: (real(x).mean() + given(c, y).mean()) / 2, "not averaged"),
        (lambda x, c, y: real(x).mean() + given(c, c.argmax(axis=1)).mean(), "not the likeliest"),
        (lambda x, c, y: real(x).mean() + (np.logaddexp(0, c).sum(axis=1) - picked(c, y)).mean(), "a sigmoid for each"),
        (lambda x, c, y: real(x).mean() + real(picked(c, y)).mean(), "softmax over all k"),
        (lambda x, c, y: real(x).mean() + np.mean(-np.log(picked(softmax(c), y))), "overflows"),
        (lambda x, c, y: real(x).mean() + np.mean(-np.log(picked(stable_softmax(c), y))), "overflows"),
        (lambda x, c, y: (real(x).mean() + given(c, y).mean()) / np.log(2), "base 2"),
        (lambda x, c, y: real(x).mean() + (np.logaddexp.reduce(c, axis=0)[y] - picked(c, y)).mean(), "axis 1"),
    ],
    "17.5": [
        (lambda c, s: gaps(c, s).sum(), "Half the sum"),
        (lambda c, s: np.abs(c - s).sum() / 2, "divide by their sum."),
        (lambda c, s: np.abs(c / c.max() - s).sum() / 2, "not by the largest"),
        (lambda c, s: np.abs(c / len(c) - s).sum() / 2, "how many kinds"),
        (lambda c, s: np.abs(c - c.sum() * s).sum() / 2, "compares numbers"),
        (lambda c, s: gaps(c, s).mean(), "not the mean"),
        (lambda c, s: gaps(c, s).max(), "not the largest alone"),
        (lambda c, s: np.sum(c / c.sum() - s) / 2, "they cancel"),
        (lambda c, s: np.sum(gaps(c, s) ** 2) / 2, "not squares"),
        (lambda c, s: np.linalg.norm(c / c.sum() - s), "not the root"),
        (lambda c, s: 1 - gaps(c, s).sum() / 2, "in common"),
        (lambda c, s: np.sum(gaps(c, s) / s) / 2, "in relation"),
        (lambda c, s: 50 * gaps(c, s).sum(), "per cent"),
    ],
    "17.A": [
        (lambda p, q, f: told(p.sum(axis=0), q.sum(axis=0)), "frequencies of the labels are missing"),
        (lambda p, q, f: told(p.mean(axis=0), q.mean(axis=0)), "frequencies of the labels are missing"),
        (lambda p, q, f: told(p, q), "for each label by itself"),
        (lambda p, q, f: f @ told(p, q), "the mean of what the told"),
        (lambda p, q, f: told(p, q).mean(axis=0), "the plain mean"),
        (lambda p, q, f: told(f @ q, f @ p), "exchanged"),
        (lambda p, q, f: (f @ p) / (f @ q), "odds"),
        (lambda p, q, f: np.log(f @ p) - np.log(f @ q), "logit"),
        (lambda p, q, f: f @ p, "real pictures alone"),
        (lambda p, q, f: 2 * told(f @ p, f @ q), "not over half"),
        (lambda p, q, f: told(f**2 @ p, f**2 @ q), "not squared"),
        (lambda p, q, f: told(f @ p, q.mean(axis=0)), "only the real one"),
        (lambda p, q, f: f @ p - f @ q, "difference"),
    ],
    "17.B": [
        (lambda c: lost(c).sum(), "Half the sum"),
        (lambda c: np.subtract(*pairs(c)).sum() / 2, "the differences cancel"),
        (lambda c: lost(c).sum() * c.sum() / 2, "Shares, not counts"),
        (lambda c: np.abs(c / c.sum() - 1 / c.size).sum() / 2, "equally often"),
        (lambda c: lost(c).mean(), "not their mean"),
        (lambda c: lost(c).max(), "not the largest"),
        (lambda c: np.sum(lost(c) ** 2) / 2, "not squares"),
        (lambda c: np.linalg.norm(lost(c)), "not the root"),
        (information, "mutual information"),
        (lambda c: 1 - lost(c).sum() / 2, "in common"),
        (lambda c: 1 - c.max() / c.sum(), "most frequent pair"),
        (rows_alone, "by its own sum"),
    ],
}
