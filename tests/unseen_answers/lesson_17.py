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


# 17: written after a second reading ------------------------------------------------------------------------------------
MORE_1 = [
    (lambda f, y, w, b, v: own_1(f, np.arange(len(y)) % len(v), v) + f @ w + b, "vectors in the batch's order"),
    (lambda f, y, w, b, v: f @ (w + v.mean(axis=0)) + b, "mean of the vectors"),
    (lambda f, y, w, b, v: f @ w + b + np.sum(v[y] * f), "sum without an axis"),
    (lambda f, y, w, b, v: f @ w + b + f @ v[y].T, "all pairs"),
    (lambda f, y, w, b, v: f @ w + b + np.abs(own_1(f, y, v)), "without its sign"),
    (lambda f, y, w, b, v: np.maximum(right_1(f, y, w, b, v), 0), "ReLU"),
    (lambda f, y, w, b, v: w.sum() + b + own_1(f, y, v), "w without phi"),
    (lambda f, y, w, b, v: f @ w + b + y * own_1(f, y, v), "times the label"),
    (lambda f, y, w, b, v: np.logaddexp(0, right_1(f, y, w, b, v)), "softplus"),
    (
        lambda f, y, w, b, v: f @ w + b + special.log_softmax(f @ v.T, axis=1)[np.arange(len(y)), y],
        "log-softmax over labels",
    ),
    (lambda f, y, w, b, v: f @ w + b + own_1(f, y, v) / np.sqrt(f.shape[1]), "over the root of d"),
    (lambda f, y, w, b, v: f @ w + b + own_1(f, len(v) - 1 - y, v), "last vector first"),
    (lambda f, y, w, b, v: f @ w + b + own_1(f, y, v) - (f @ v.T).mean(axis=1), "less the mean of all labels"),
    (lambda f, y, w, b, v: (f @ w + own_1(f, y, v)) / 2 + b, "mean of the two"),
    (lambda f, y, w, b, v: f @ w + (1 + y) * b + own_1(f, y, v), "b once a label"),
    (lambda f, y, w, b, v: right_1(f, y, w, b, v).sum(), "one number"),
]


def own_1(f, y, v):
    return np.sum(f * v[y], axis=1)


def f1_worst(p, y):
    table = confusion(p, y)
    return (np.diag(table) / (table.sum(axis=0) + table.sum(axis=1))).argmin()


def second_worst(p, y):
    table = confusion(p, y)
    return np.argsort(np.diag(table) / table.sum(axis=1))[1]


def read_as(p):
    return p.argmax(axis=1)


MORE_2 = [
    (lambda p, y: (100 * right_2(p, y)[0], right_2(p, y)[1]), "per cent"),
    (lambda p, y: (right_2(p, y)[0], np.bincount(read_as(p), minlength=p.shape[1]).argmin()), "read least often"),
    (lambda p, y: (np.mean((np.argsort(p, axis=1)[:, -2:] == y[:, None]).any(axis=1)), right_2(p, y)[1]), "top two"),
    (
        lambda p, y: (right_2(p, y)[0], np.bincount(read_as(p)[read_as(p) != y], minlength=p.shape[1]).argmax()),
        "false friend",
    ),
    (lambda p, y: (right_2(p, y)[0], p[np.arange(len(y)), y].argmin()), "number of the worst fake"),
    (lambda p, y: (right_2(p, y)[0], y[p[np.arange(len(y)), y].argmin()]), "label of the worst fake"),
    (lambda p, y: (np.mean(p.argmax(axis=0) == y), right_2(p, y)[1]), "axis 0"),
    (lambda p, y: (np.sum(read_as(p) == y) / p.shape[1], right_2(p, y)[1]), "over k"),
    (lambda p, y: (right_2(p, y)[0], second_worst(p, y)), "second worst"),
    (lambda p, y: (right_2(p, y)[0], f1_worst(p, y)), "least F1"),
    (lambda p, y: (round(right_2(p, y)[0], 1), right_2(p, y)[1]), "rounded"),
    (lambda p, y: (right_2(p, y)[0], read_as(p)[(read_as(p) == y).argmin()]), "first failure, as read"),
    (lambda p, y: (right_2(p, y)[0], y[(read_as(p) == y).argmin()]), "first failure, as ordered"),
    (lambda p, y: (np.trace(confusion(p, y)) / confusion(p, y).size, right_2(p, y)[1]), "over k squared"),
    (lambda p, y: (right_2(p, y)[0], confusion(p, y).sum(axis=1).argmax()), "ordered most often"),
    (lambda p, y: (right_2(p, y)[0], p.mean(axis=0).argmin()), "least probable class"),
    (
        lambda p, y: (np.mean(read_as(p) == y), min(set(y), key=lambda k: np.mean((read_as(p) == y) & (y == k)))),
        "mean over all",
    ),
]


def row_of_ones(labels, size, classes):
    maps = np.zeros((len(labels), size, size, classes))
    maps[np.arange(len(labels)), size // 2, :, labels] = 1
    return maps


def label_as_row(labels, size, classes):
    maps = np.zeros((len(labels), size, size, classes))
    maps[np.arange(len(labels)), labels] = 1
    return maps


def diagonal(labels, size, classes):
    return loops(labels, size, classes) * np.eye(size)[None, :, :, None]


def any_of_batch(labels, size, classes):
    maps = np.zeros((len(labels), size, size, classes))
    maps[:, :, :, labels] = 1
    return maps


MORE_3 = [
    (lambda y, s, k: loops(y, s, k) * (np.asarray(y) + 1)[:, None, None, None], "label + 1 in its map"),
    (row_of_ones, "one row of ones"),
    (label_as_row, "the label is a row of the picture"),
    (lambda y, s, k: label_as_row(y, s, k).transpose(0, 2, 1, 3), "the label is a column of the picture"),
    (diagonal, "the diagonal"),
    (any_of_batch, "every label of the batch"),
    (lambda y, s, k: np.tile(np.eye(k)[y], (s * s, 1)).reshape(-1, s, s, k), "np.tile in the place of np.repeat"),
    (
        lambda y, s, k: (np.arange(k) >= np.asarray(y)[:, None])[:, None, None, :] * np.ones((1, s, s, 1)),
        "from the label on",
    ),
    (lambda y, s, k: loops(y, s, k) / k, "over k"),
    (lambda y, s, k: 0.9 * loops(y, s, k) + 0.1 / k, "smoothed"),
    (lambda y, s, k: loops(y, s, k).sum(axis=-1), "one map"),
    (lambda y, s, k: loops(y, s, k)[:, :, :, :1], "the first map only"),
    (lambda y, s, k: loops(y, s, k).mean(axis=0), "without the batch"),
    (lambda y, s, k: loops(y, s, k).reshape(len(y), s * s, k), "flat"),
    (lambda y, s, k: loops(y, s, k) * 0.5, "one half"),
    (lambda y, s, k: np.concatenate([np.zeros((len(y), s, s, 1)), loops(y, s, k)], axis=-1), "a picture in front"),
    (lambda y, s, k: -loops(y, s, k), "minus ones"),
]


def parts(x, c, y):
    first = -special.log_expit(x)
    return first, -special.log_softmax(c, axis=1)[np.arange(len(y)), y]


def mean_real(x):
    return -special.log_expit(x).mean()


def chosen(c, y):
    return c[np.arange(len(y)), y]


MORE_4 = [
    (lambda x, c, y: parts(x, c, y)[0].mean() + parts(x, c, y)[1].mean() / c.shape[1], "mean over classes too"),
    (lambda x, c, y: mean_real(x) + np.mean(c.max(axis=1) - chosen(c, y)), "the largest for the log of the sum"),
    (
        lambda x, c, y: mean_real(x) + np.mean(special.logsumexp(c - c.max(axis=1, keepdims=True), axis=1) - chosen(c, y)),
        "largest taken off, not put back",
    ),
    (lambda x, c, y: right_4(x, c / np.abs(c).max(), y), "class logits scaled down"),
    (lambda x, c, y: right_4(x, np.clip(c, -50, 50), y), "class logits clipped"),
    (lambda x, c, y: mean_real(x) - np.log(special.softmax(c, axis=1)[np.arange(len(y)), y] + 1e-8).mean(), "epsilon"),
    (lambda x, c, y: mean_real(x) + mean_real(-x) + parts(x, c, y)[1].mean(), "both of D's parts"),
    (lambda x, c, y: mean_real(x) + np.mean(special.logsumexp(c) - chosen(c, y)), "sum over the batch too"),
    (lambda x, c, y: parts(x, c, y)[0].mean() * parts(x, c, y)[1].mean(), "product"),
    (lambda x, c, y: mean_real(x) + np.mean(special.expit(x) * parts(x, c, y)[1]), "weighted by D"),
    (lambda x, c, y: mean_real(x) + parts(x, c, y)[1][x > 0].sum() / len(y), "only those that pass"),
    (lambda x, c, y: right_4(x, np.column_stack([c, x]), y), "k + 1 classes"),
    (lambda x, c, y: mean_real(x) + special.entr(special.softmax(c, axis=1)).sum(axis=1).mean(), "entropy"),
    (
        lambda x, c, y: mean_real(x) + np.sum((special.softmax(c, axis=1) - np.eye(c.shape[1])[y]) ** 2, axis=1).mean(),
        "squared error",
    ),
    (lambda x, c, y: [parts(x, c, y)[0].mean(), parts(x, c, y)[1].mean()], "a pair"),
    (lambda x, c, y: np.sum(parts(x, c, y), axis=0), "one for each fake"),
    (lambda x, c, y: mean_real(x) + np.mean(parts(x, c, y)[1][::-1] * 0 + parts(x, c, y)[1].max()), "the worst fake"),
    (lambda x, c, y: -np.log(special.expit(x).mean()) + parts(x, c, y)[1].mean(), "log of the mean D"),
    (
        lambda x, c, y: mean_real(x) - np.log(np.maximum(special.softmax(c, axis=1)[np.arange(len(y)), y].mean(), 1e-300)),
        "log of the mean probability",
    ),
    (lambda x, c, y: mean_real(x) + parts(x, c, y)[1].mean() / np.log(c.shape[1]), "in units of log k"),
]

MORE_5 = [
    (lambda c, s: np.abs(c / c.sum() - s).max() / 2, "half the largest"),
    (lambda c, s: np.abs(c / c.sum() - s)[c > 0].sum() / 2, "only answers that were given"),
    (lambda c, s: np.abs(special.softmax(c) - s).sum() / 2, "softmax"),
    (lambda c, s: abs(special.entr(c / c.sum()).sum() - special.entr(s).sum()), "entropies"),
    (lambda c, s: np.abs(c - s).sum() / np.sum(c + s), "Bray-Curtis of counts"),
    (lambda c, s: np.abs((c + 1) / np.sum(c + 1) - s).sum() / 2, "one more of each"),
    (lambda c, s: np.abs(c // c.sum() - s).sum() / 2, "integer division"),
    (lambda c, s: np.mean(np.abs(c / c.sum() - s) / (c / c.sum() + s)), "relative to both"),
    (lambda c, s: np.maximum(c / c.sum() - s, 0).sum() / 2, "halved twice"),
    (lambda c, s: np.abs(np.cumsum(c / c.sum() - s)).sum(), "earth mover"),
    (lambda c, s: np.abs(c / (c.sum() - 1) - s).sum() / 2, "n - 1"),
    (lambda c, s: np.abs(c / c.sum() - s) / 2, "one for each answer"),
    (lambda c, s: np.abs(c / c.sum() - s[::-1]).sum() / 2, "turned round"),
    (lambda c, s: np.abs(c / c.sum() - 1 / len(s)).sum() / 2, "against even shares"),
    (lambda c, s: np.sqrt(np.mean((c / c.sum() - s) ** 2)), "root mean square"),
    (lambda c, s: np.abs(c / np.linalg.norm(c) - s / np.linalg.norm(s)).sum() / 2, "length 1"),
    (lambda c, s: -np.abs(c / c.sum() - s).sum() / 2, "minus"),
]


def told(p, q):
    return p / (p + q)


MORE_A = [
    (lambda p, q, f: told(p.mean(axis=0), f @ q), "frequencies for the fakes only"),
    (lambda p, q, f: special.expit(f @ p - f @ q), "sigmoid of the difference"),
    (lambda p, q, f: told(p.max(axis=0), q.max(axis=0)), "largest of the labels"),
    (lambda p, q, f: told(p, q)[f.argmax()], "most frequent label"),
    (lambda p, q, f: told(p.sum(axis=1), q.sum(axis=1)), "axis 1"),
    (lambda p, q, f: np.sum((f[:, None] * p / (f @ p)) * told(p, q), axis=0), "labels of real pictures"),
    (lambda p, q, f: np.sum((f[:, None] * q / (f @ q)) * told(p, q), axis=0), "labels of fakes"),
    (lambda p, q, f: told((1 / f) @ p, (1 / f) @ q), "divided by the frequencies"),
    (lambda p, q, f: told(f @ p, (1 - f) @ q), "fakes get the rest"),
    (lambda p, q, f: told(f @ p, f @ q) / 2, "half"),
    (lambda p, q, f: told((f @ p) ** 2, (f @ q) ** 2), "squares"),
    (lambda p, q, f: 2 * told(f @ p, f @ q) - 1, "from -1 to 1"),
    (lambda p, q, f: -np.log(told(f @ p, f @ q)), "-log D"),
    (lambda p, q, f: np.max(told(p, q), axis=0), "best label"),
    (lambda p, q, f: told(np.sqrt(f) @ p, np.sqrt(f) @ q), "roots"),
    (lambda p, q, f: f[:, None] * told(p, q), "weighted, not summed"),
    (lambda p, q, f: (f @ p) / ((f @ p) + (f @ q) + 1), "one more below"),
]


def given_row(c):
    return np.abs(c / c.sum(axis=1, keepdims=True) - c.sum(axis=0) / c.sum()).sum(axis=1) / 2


MORE_B = [
    (lambda c: 1 - apart(c).max(), "likeliest pair when apart"),
    (lambda c: 1 - c[c.sum(axis=1).argmax(), c.sum(axis=0).argmax()] / c.sum(), "likeliest words"),
    (lambda c: np.sum((c / c.sum() - apart(c)) ** 2 / apart(c)), "phi squared"),
    (lambda c: np.abs(c / c.sum() - apart(c)).sum() / 4, "a quarter"),
    (lambda c: np.maximum(c / c.sum() - apart(c), 0).sum() / 2, "halved twice"),
    (lambda c: special.rel_entr(apart(c), np.maximum(c, 0.5) / c.sum()).sum(), "KL the other way"),
    (lambda c: np.abs(c.sum(axis=1) / c.sum() - apart(c).sum(axis=1)).sum() / 2, "shares of the words"),
    (lambda c: np.abs(c / c.sum() - np.add.outer(c.sum(axis=1), c.sum(axis=0)) / 2 / c.sum()).sum() / 2, "mean of shares"),
    (lambda c: np.abs(c / c.sum() - np.outer(c.sum(axis=1), c.sum(axis=0))).sum() / 2, "product of counts"),
    (lambda c: np.abs(c / c.sum() - np.outer(c.sum(axis=1), c.sum(axis=0)) / c.sum()).sum() / 2, "over n once"),
    (lambda c: given_row(c).mean(), "plain mean over the first words"),
    (lambda c: given_row(c).max(), "worst first word"),
    (lambda c: np.abs(np.diag(c / c.sum() - apart(c))).sum() / 2, "diagonal"),
    (lambda c: np.abs(c / c.sum() - np.outer(c.mean(axis=1), c.mean(axis=0)) / c.sum() ** 2).sum() / 2, "means"),
    (
        lambda c: np.abs(c / c.sum() - np.outer(c.sum(axis=0), c.sum(axis=1)).reshape(c.shape) / c.sum() ** 2).sum() / 2,
        "axes",
    ),
    (lambda c: np.abs(c / c.sum() - np.outer(c.max(axis=1), c.max(axis=0)) / c.sum() ** 2).sum() / 2, "largest"),
    (lambda c: np.abs(c / c.sum() - apart(c)) / 2, "a table"),
    (lambda c: np.sqrt(np.sum((np.sqrt(c / c.sum()) - np.sqrt(apart(c))) ** 2) / 2), "Hellinger"),
]

# and a third time, after the checks had been bettered
AGAIN_1 = [
    (lambda f, y, w, b, v: f @ w + b + own_1(f, y, v) ** 2, "square"),
    (lambda f, y, w, b, v: f @ (w * v[y].mean(axis=0)) + b, "w times the mean vector"),
    (lambda f, y, w, b, v: f @ w + own_1(f, y, v) * (1 + b), "b as a slope"),
]
AGAIN_2 = [
    (
        lambda p, y: (np.diag(confusion(p, y) / confusion(p, y).sum(axis=1)).min(), right_2(p, y)[1]),
        "the worst label's share",
    ),
    (lambda p, y: (np.median(np.diag(confusion(p, y)) / confusion(p, y).sum(axis=1)), right_2(p, y)[1]), "median"),
]
AGAIN_3 = [
    (lambda y, s, k: np.kron(np.eye(k)[y], np.ones(s * s)).reshape(-1, s, s, k), "kron"),
    (lambda y, s, k: np.stack([np.full((s, s, k), label) for label in y]), "the label in all maps"),
]
AGAIN_4 = [
    (lambda x, c, y: mean_real(x) + np.mean(special.logsumexp(c, axis=1)) - c[:, y].mean(), "c[:, y]"),
    (lambda x, c, y: mean_real(x) + parts(x, c, y)[1].sum(), "sum of the second part"),
    (lambda x, c, y: parts(x, c, y)[0].sum() + parts(x, c, y)[1].mean(), "sum of the first part"),
    (lambda x, c, y: np.maximum(0, -x).mean() + parts(x, c, y)[1].mean(), "ReLU for softplus"),
]
AGAIN_5 = [
    (lambda c, s: np.abs(np.sort(c / c.sum()) - s).sum() / 2, "one of them sorted"),
    (lambda c, s: 1 - np.abs(c / c.sum() - s).max(), "one minus the largest"),
]
AGAIN_A = [
    (lambda p, q, f: special.expit(f @ np.log(p / q)), "mean of the log-odds"),
    (lambda p, q, f: np.median(told(p, q), axis=0), "median"),
    (lambda p, q, f: (f @ p) / ((f @ p).sum() + (f @ q).sum()), "over all kinds"),
]
AGAIN_B = [
    (lambda c: given_row(c.T).mean(), "plain mean over the second words"),
    (lambda c: np.abs(c / c.max() - apart(c)).sum() / 2, "over the largest"),
    (lambda c: np.abs(c / c.sum() - apart(c)).max() / 2, "half the largest"),
]


UNSEEN = {
    "17.3": WRONG_3 + MORE_3 + AGAIN_3,
    "17.2": WRONG_2 + MORE_2 + AGAIN_2,
    "17.1": WRONG_1 + MORE_1 + AGAIN_1,
    "17.4": WRONG_4 + MORE_4 + AGAIN_4,
    "17.5": WRONG_5 + MORE_5 + AGAIN_5,
    "17.A": WRONG_A + MORE_A + AGAIN_A,
    "17.B": WRONG_B + MORE_B + AGAIN_B,
}
ALSO_RIGHT = {
    **{"17.3": RIGHT_3, "17.2": RIGHT_2, "17.1": RIGHT_1, "17.4": RIGHT_4, "17.5": RIGHT_5},
    **{"17.A": RIGHT_A, "17.B": RIGHT_B},
}
