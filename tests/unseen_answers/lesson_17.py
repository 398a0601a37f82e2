"""Answers to lesson 17, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import special
from scipy.spatial.distance import cityblock, jensenshannon


# 17.1 -----------------------------------------------------------------------------------------------------------------
def right_1(f, y, w, b, v):
    return np.einsum("nd,nd->n", f, w + v[y]) + b


WRONG_1 = [
    (lambda f, y, w, b, v: np.einsum("nd,d->n", f, w + v[y].sum(axis=0)) + b, "one vector for all"),
    (lambda f, y, w, b, v: np.einsum("nd,nd->n", f, v[y]) * (1 + b) + f @ w, "b as a factor"),
    (lambda f, y, w, b, v: np.einsum("nd,nd->n", f, w * v[y]) + b, "w times v"),
    (lambda f, y, w, b, v: np.tanh(right_1(f, y, w, b, v)), "tanh"),
    (lambda f, y, w, b, v: np.sum(f * v[y], axis=1) / np.linalg.norm(v[y], axis=1) + f @ w + b, "unit vectors"),
    (lambda f, y, w, b, v: special.expit(right_1(f, y, w, b, v)), "probabilities"),
    (lambda f, y, w, b, v: (f @ v.T + (f @ w)[:, None] + b).mean(axis=1), "mean over labels"),
    (lambda f, y, w, b, v: right_1(f, np.sort(y), w, b, v), "labels sorted"),
    (lambda f, y, w, b, v: right_1(f, y, w, -b, v), "minus b"),
    (lambda f, y, w, b, v: right_1(f, y, w, b, v).mean(), "mean over the batch"),
    (lambda f, y, w, b, v: right_1(f, y, w, b, v)[:, None], "a column"),
]
RIGHT_1 = [
    right_1,
    lambda f, y, w, b, v: np.diag(f @ (w + v[y]).T) + b,
    lambda f, y, w, b, v: [float(x @ w + b + x @ v[i]) for x, i in zip(f, y)],
    lambda f, y, w, b, v: tf.reduce_sum(f * (w + tf.gather(v, y)), axis=1) + b,
    lambda f, y, w, b, v: f @ w + b + (f @ v.T)[np.arange(len(y)), y],
]


# 17.2 -----------------------------------------------------------------------------------------------------------------
def confusion(p, y):
    table = np.zeros((p.shape[1],) * 2)
    np.add.at(table, (y, p.argmax(axis=1)), 1)
    return table


def right_2(p, y):
    table = confusion(p, y)
    return np.trace(table) / table.sum(), (np.diag(table) / table.sum(axis=1)).argmin()


WRONG_2 = [
    (lambda p, y: (right_2(p, y)[0], (np.diag(confusion(p, y)) / confusion(p, y).sum(axis=0).clip(1)).argmin()), "columns"),
    (lambda p, y: (right_2(p, y)[0], np.diag(confusion(p, y)).argmin()), "smallest number"),
    (lambda p, y: (right_2(p, y)[0], (confusion(p, y).sum(axis=1) - np.diag(confusion(p, y))).argmax()), "most failures"),
    (lambda p, y: (np.mean(p.max(axis=1) > 0.5), right_2(p, y)[1]), "sure ones"),
    (lambda p, y: (np.mean(p[np.arange(len(y)), y] > 0.5), right_2(p, y)[1]), "above one half"),
    (lambda p, y: (np.mean(p.argmin(axis=1) == y), right_2(p, y)[1]), "argmin"),
    (lambda p, y: (p.max(axis=1).mean(), right_2(p, y)[1]), "confidence"),
    (lambda p, y: right_2(p, y)[::-1], "order"),
    (lambda p, y: (right_2(p, y)[0], right_2(p, y)[1] + 1), "from 1"),
    (lambda p, y: (right_2(p, y)[0], 0), "label 0"),
    (lambda p, y: (right_2(p, y)[0], -right_2(p, y)[1]), "negative"),
    (lambda p, y: right_2(p, y)[0], "share alone"),
    (lambda p, y: np.diag(confusion(p, y)) / confusion(p, y).sum(axis=1), "all shares"),
]
RIGHT_2 = [
    right_2,
    lambda p, y: list(right_2(p, y)),
    lambda p, y: np.array(right_2(p, y)),
    lambda p, y: (tf.reduce_mean(tf.cast(tf.argmax(p, 1) == y, "float64")), int(right_2(p, y)[1])),
]


# 17.3 -----------------------------------------------------------------------------------------------------------------
def loops(labels, size, classes, value=1):
    maps = np.zeros((len(labels), size, size, classes))
    for i, label in enumerate(labels):
        maps[i, :, :, label] = value
    return maps


WRONG_3 = [
    (lambda y, s, k: np.resize(np.eye(k)[y], (len(y), s, s, k)), "np.resize goes on into the next rows"),
    (lambda y, s, k: np.repeat(np.eye(k)[y], s * s, axis=0).reshape(s, s, len(y), k).transpose(2, 0, 1, 3), "rows first"),
    (lambda y, s, k: np.eye(k)[y][:, None, None, :], "not spread out"),
    (lambda y, s, k: np.broadcast_to(y[:, None, None, None] / k, (len(y), s, s, k)), "the label as a grey"),
    (lambda y, s, k: np.ones((len(y), s, s, k)), "all ones"),
    (lambda y, s, k: loops(y, s, k)[..., ::-1], "last class first"),
    (lambda y, s, k: np.moveaxis(loops(y, s, k), -1, 1), "channels first"),
    (lambda y, s, k: loops(y, s, k, value=255), "uint8"),
    (lambda y, s, k: loops(y, s, k)[::-1], "batch turned round"),
    (lambda y, s, k: loops(y, s, k) - 1 / k, "centred"),
    (lambda y, s, k: loops(y, s, max(y) + 2), "classes from the labels"),
]
RIGHT_3 = [
    loops,
    lambda y, s, k: loops(y, s, k, value=True).astype("float32"),
    lambda y, s, k: tf.broadcast_to(tf.one_hot(y, k)[:, None, None, :], (len(y), s, s, k)),
    lambda y, s, k: np.ones((1, s, s, 1)) * (np.arange(k) == y[:, None, None, None]),
    lambda y, s, k: loops(y, s, k).tolist(),
]


# 17.4 -----------------------------------------------------------------------------------------------------------------
def right_4(x, c, y, weight=1.0):
    of_label = special.log_softmax(c, axis=1)[np.arange(len(y)), y]
    return -special.log_expit(x).mean() - weight * of_label.mean()


WRONG_4 = [
    (lambda x, c, y: right_4(x, c, y, weight=0.5), "half weight"),
    (lambda x, c, y: right_4(x, c, y, weight=10), "weight 10"),
    (lambda x, c, y: right_4(-x, c, y), "-log(1 - D)"),
    (lambda x, c, y: right_4(x, -c, y), "classes turned round"),
    (lambda x, c, y: right_4(x, c, c.argmin(axis=1)), "least likely class"),
    (lambda x, c, y: right_4(x, c, np.zeros_like(y)), "label 0"),
    (lambda x, c, y: np.mean(-x) + right_4(x, c, y) - np.mean(special.softplus(-x)), "Wasserstein"),
    (lambda x, c, y: np.mean((x - 1) ** 2) + right_4(x, c, y) + special.log_expit(x).mean(), "least squares"),
    (lambda x, c, y: -special.log_expit(x).mean() + np.mean(c.argmax(axis=1) != y), "share of errors"),
    (lambda x, c, y: right_4(x, c, y) * len(y), "sum"),
    (lambda x, c, y: special.log_expit(x).mean() + special.log_softmax(c, axis=1)[np.arange(len(y)), y].mean(), "ascent"),
    (lambda x, c, y: -special.log_expit(x).mean() - special.log_softmax(c, axis=1)[:, y].mean(), "all pairs"),
    (
        lambda x, c, y: (
            right_4(x, c, y)
            + special.log_softmax(c, axis=1)[np.arange(len(y)), y].mean()
            - np.log(special.softmax(c, axis=1)[np.arange(len(y)), y].clip(1e-7)).mean()
        ),
        "clipped probabilities, which say 16 for 500",
    ),
]
RIGHT_4 = [
    right_4,
    lambda x, c, y: np.mean([np.log1p(np.exp(-a)) for a in x]) + right_4(x, c, y) + special.log_expit(x).mean(),
    lambda x, c, y: (
        tf.reduce_mean(tf.nn.softplus(-x))
        + tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=c))
    ),
    lambda x, c, y: [np.mean(special.logsumexp(c, axis=1) - c[np.arange(len(y)), y]) - np.mean(special.log_expit(x))],
]

# 17.5 -----------------------------------------------------------------------------------------------------------------
WRONG_5 = [
    (lambda c, s: jensenshannon(c / c.sum(), s), "Jensen-Shannon distance"),
    (lambda c, s: np.sum(special.rel_entr(s, np.maximum(c, 1) / c.sum())), "KL"),
    (lambda c, s: np.mean(np.abs(c / c.sum() - s)) / 2, "half the mean"),
    (lambda c, s: np.sqrt(np.sum((np.sqrt(c / c.sum()) - np.sqrt(s)) ** 2) / 2), "Hellinger"),
    (lambda c, s: cityblock(c, s), "counts"),
    (lambda c, s: np.max(np.abs(np.cumsum(c / c.sum() - s))), "Kolmogorov-Smirnov"),
    (lambda c, s: np.sum((c - c.sum() * s) ** 2 / (c.sum() * s)), "chi squared"),
    (lambda c, s: np.minimum(c / c.sum(), s).sum(), "in common"),
    (lambda c, s: abs(c.argmax() - s.argmax()), "most frequent ones"),
    (lambda c, s: np.abs(np.sort(c / c.sum()) - np.sort(s)).sum() / 2, "sorted"),
]
RIGHT_5 = [
    lambda c, s: cityblock(c / c.sum(), s) / 2,
    lambda c, s: 1 - np.minimum(c / c.sum(), s).sum(),
    lambda c, s: np.maximum(c / c.sum() - s, 0).sum(),
    lambda c, s: sum(abs(a / sum(c) - b) for a, b in zip(c, s)) / 2,
    lambda c, s: tf.reduce_sum(tf.abs(c / c.sum() - s)) / 2,
]

# 17.A -----------------------------------------------------------------------------------------------------------------
WRONG_A = [
    (lambda p, q, f: np.average(p / (p + q), axis=0, weights=f), "weighted mean of D"),
    (lambda p, q, f: p.mean(axis=0) / (p + q).mean(axis=0), "frequencies left out"),
    (lambda p, q, f: (f @ q) / (f @ (p + q)), "fake"),
    (lambda p, q, f: special.logit((f @ p) / (f @ (p + q))), "logit"),
    (lambda p, q, f: (f[::-1] @ p) / (f[::-1] @ (p + q)), "labels turned round"),
    (lambda p, q, f: (f @ p) / (f @ p + (f @ q).mean()), "q averaged"),
    (lambda p, q, f: np.where(f @ p > f @ q, 1.0, 0.0), "a decision"),
    (lambda p, q, f: (f @ p) / (f @ (p + q)).sum(), "normalised over the kinds"),
    (lambda p, q, f: ((f[:, None] * p) / (f[:, None] * p + q)).mean(axis=0), "weighted within"),
    (lambda p, q, f: np.exp(np.log(p / (p + q)).T @ f), "geometric mean"),
    (lambda p, q, f: np.full(p.shape[1], 0.5), "one half"),
]
RIGHT_A = [
    lambda p, q, f: (f @ p) / (f @ (p + q)),
    lambda p, q, f: special.expit(np.log(f @ p) - np.log(f @ q)),
    lambda p, q, f: np.average(p, axis=0, weights=f) / np.average(p + q, axis=0, weights=f),
    lambda p, q, f: [1 / (1 + b / a) for a, b in zip(f @ p, f @ q)],
    lambda p, q, f: tf.constant(f @ p) / (f @ p + f @ q),
]


# 17.B -----------------------------------------------------------------------------------------------------------------
def apart(c):
    return np.outer(c.sum(axis=1), c.sum(axis=0)) / c.sum() ** 2


WRONG_B = [
    (lambda c: cityblock(c.ravel() / c.sum(), apart(c).ravel()), "no half"),
    (lambda c: np.sqrt(np.sum((c / c.sum() - apart(c)) ** 2 / apart(c))), "chi squared"),
    (lambda c: special.rel_entr(c / c.sum(), apart(c)).sum(), "mutual information"),
    (lambda c: np.minimum(c / c.sum(), apart(c)).sum(), "in common"),
    (lambda c: np.abs(c / c.sum(axis=0) - c.sum(axis=1, keepdims=True) / c.sum()).sum() / 2, "columns by themselves"),
    (lambda c: np.abs(c / c.sum() - 1 / c.size).sum() / 2, "even"),
    (lambda c: np.abs(c / c.sum() - c.T.ravel().reshape(c.shape) / c.sum()).sum() / 2, "transposed"),
    (lambda c: 1 - c.max() / c.sum(), "one answer"),
    (lambda c: jensenshannon(c.ravel() / c.sum(), apart(c).ravel()), "Jensen-Shannon"),
    (lambda c: np.abs(c - c.sum() * apart(c)).sum() / 2, "counts"),
    (lambda c: np.abs(c / c.sum() - apart(c)).sum(axis=1).mean() / 2, "mean over rows"),
]
RIGHT_B = [
    lambda c: np.abs(c / c.sum() - apart(c)).sum() / 2,
    lambda c: 1 - np.minimum(c / c.sum(), apart(c)).sum(),
    lambda c: np.maximum(c / c.sum() - apart(c), 0).sum(),
    lambda c: [cityblock(c.ravel() / c.sum(), apart(c).ravel()) / 2],
    lambda c: tf.reduce_sum(tf.abs(c / c.sum() - apart(c))) / 2,
]

UNSEEN = {
    "17.3": WRONG_3,
    "17.2": WRONG_2,
    "17.1": WRONG_1,
    "17.4": WRONG_4,
    "17.5": WRONG_5,
    "17.A": WRONG_A,
    "17.B": WRONG_B,
}
ALSO_RIGHT = {
    **{"17.3": RIGHT_3, "17.2": RIGHT_2, "17.1": RIGHT_1, "17.4": RIGHT_4, "17.5": RIGHT_5},
    **{"17.A": RIGHT_A, "17.B": RIGHT_B},
}
