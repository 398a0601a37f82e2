"""Answers to lesson 18, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy.special import expit, log_softmax, logsumexp, softmax, xlogy

# 18.1 -----------------------------------------------------------------------------------------------------------------
WRONG_1 = [
    (lambda x: logsumexp(x, axis=0), "over the pictures"),
    (lambda x: logsumexp(x), "over everything"),
    (lambda x: expit(logsumexp(x, axis=1)), "D"),
    (lambda x: logsumexp(x, axis=1) - logsumexp(x), "relative to all"),
    (lambda x: np.log(np.exp(x - x.max()).sum(axis=1)) + x.max(), "the largest of all is taken out: others vanish"),
    (lambda x: np.log(np.exp(x.clip(-700, 700)).sum(axis=1)), "clipped"),
    (lambda x: np.log1p(np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=1)) + x.max(axis=1), "log1p"),
    (lambda x: np.log10(np.exp(x - x.max(axis=1, keepdims=True)).sum(axis=1)) + x.max(axis=1), "log10 of what is left"),
    (lambda x: np.sum(np.logaddexp(0, x), axis=1), "softplus of each"),
    (lambda x: logsumexp(np.column_stack([x, np.zeros(len(x))]), axis=1), "with the fake's logit"),
    (lambda x: np.median(x, axis=1), "the median"),
    (lambda x: x.max(axis=1) + np.log(x.shape[1]), "the upper bound"),
    (lambda x: logsumexp(x, axis=1) - x[:, 0], "less the first logit"),
    (lambda x: np.log(np.exp(x[:, :-1] - x.max(axis=1, keepdims=True)).sum(axis=1)) + x.max(axis=1), "one class left out"),
]
RIGHT_1 = [
    lambda x: logsumexp(x, axis=1),
    lambda x: tf.reduce_logsumexp(x, axis=1),
    lambda x: np.logaddexp.reduce(x, axis=1),
    lambda x: [float(logsumexp(row)) for row in x],
]


# 18.2 -----------------------------------------------------------------------------------------------------------------
def parts(x, y, u, g):
    of_labels = -log_softmax(x, axis=1)[np.arange(len(y)), y]
    return of_labels, -np.log(expit(logsumexp(u, axis=1))), -np.log(1 - expit(logsumexp(g, axis=1)))


def total(x, y, u, g):
    return sum(map(np.mean, parts(x, y, u, g)))


WRONG_2 = [
    (lambda x, y, u, g: np.concatenate(parts(x, y, u, g)).mean(), "one mean"),
    (lambda x, y, u, g: sum(map(np.sum, parts(x, y, u, g))), "sums"),
    (lambda x, y, u, g: total(x, y, g, u), "fakes and real exchanged"),
    (lambda x, y, u, g: total(x, y, u, g) / 3, "a third"),
    (lambda x, y, u, g: np.mean(parts(x, y, u, g)[0]) + 0.5 * sum(map(np.mean, parts(x, y, u, g)[1:])), "halved"),
    (lambda x, y, u, g: 2 * np.mean(parts(x, y, u, g)[0]) + sum(map(np.mean, parts(x, y, u, g)[1:])), "doubled labels"),
    (lambda x, y, u, g: total(x, (y + 1) % x.shape[1], u, g), "labels from 1"),
    (lambda x, y, u, g: total(x, x.argmax(axis=1), u, g), "the own guess as label"),
    (lambda x, y, u, g: total(x, y, u - u.max(axis=1, keepdims=True), g - g.max(axis=1, keepdims=True)), "not put back"),
    (lambda x, y, u, g: total(x, y, softmax(u, axis=1), softmax(g, axis=1)), "softmax first"),
    (lambda x, y, u, g: total(x, y, u, g) - np.log(4), "less 2 log 2"),
    (lambda x, y, u, g: total(x, y, np.concatenate([x, u]), g), "labelled ones count as real, too"),
    (lambda x, y, u, g: total(x, y, u, g) / np.log(2), "bits"),
    (lambda x, y, u, g: parts(x, y, u, g)[0].mean() + max(p.mean() for p in parts(x, y, u, g)[1:]), "the larger one"),
]
RIGHT_2 = [
    total,
    lambda x, y, u, g: [total(x, y, u, g)],
    lambda x, y, u, g: (
        tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(y, x))
        + tf.reduce_mean(tf.nn.softplus(-tf.reduce_logsumexp(u, axis=1)))
        + tf.reduce_mean(tf.nn.softplus(tf.reduce_logsumexp(g, axis=1)))
    ),
    lambda x, y, u, g: (
        -np.mean(np.log(np.exp(x)[np.arange(len(y)), y] / np.exp(x).sum(axis=1)))
        - np.mean(np.log(np.exp(u).sum(axis=1) / (np.exp(u).sum(axis=1) + 1)))
        - np.mean(np.log(1 / (np.exp(g).sum(axis=1) + 1)))
    ),
]


# 18.3 -----------------------------------------------------------------------------------------------------------------
def by_loop(labels, order, each):
    found = {int(digit): [] for digit in range(labels.max() + 1)}
    for place in order:
        if len(found[int(labels[place])]) < each:
            found[int(labels[place])].append(int(place))
    return [place for places in found.values() for place in places]


def one_short(labels, order, each):
    return by_loop(labels, order, max(each - 1, 1))


WRONG_3 = [
    (one_short, "one short"),
    (lambda y, o, e: by_loop(y, o, e)[e:], "class 0 forgotten"),
    (lambda y, o, e: by_loop(y, o, e)[:-e], "the last class forgotten"),
    (lambda y, o, e: by_loop(y, o[::-1], e), "from behind"),
    (lambda y, o, e: by_loop(y, np.arange(len(o)), e), "no order"),
    (lambda y, o, e: by_loop(y, np.argsort(o), e), "the order's inverse"),
    (lambda y, o, e: sorted(by_loop(y, o, e)), "sorted"),
    (lambda y, o, e: by_loop(y[o], o, e), "labels put in the order, and places looked up again"),
    (lambda y, o, e: np.argsort(y[o], kind="stable")[: e * (y.max() + 1)], "the smallest classes"),
    (lambda y, o, e: [list(y).index(d) for d in range(y.max() + 1) for _ in range(e)], "the same one again"),
    (lambda y, o, e: np.asarray(by_loop(y, o, e)) + 1, "counted from 1"),
    (lambda y, o, e: np.reshape(by_loop(y, o, e), (-1, e)), "a row a class"),
    (lambda y, o, e: np.random.default_rng(0).permutation(len(y))[: e * (y.max() + 1)], "an own draw"),
]
RIGHT_3 = [
    by_loop,
    lambda y, o, e: np.concatenate([o[np.flatnonzero(y[o] == d)[:e]] for d in np.unique(y)]),
    lambda y, o, e: np.array(by_loop(y, o, e), "float64"),
    lambda y, o, e: [next_one for d in range(max(y) + 1) for next_one in [i for i in o if y[i] == d][:e]],
]


# 18.4 -----------------------------------------------------------------------------------------------------------------
def pseudo(student, teacher, threshold, weigh=lambda p, sure: sure):
    p = softmax(teacher, axis=1)
    own = -log_softmax(student, axis=1)[np.arange(len(p)), p.argmax(axis=1)]
    return np.mean(weigh(p.max(axis=1), p.max(axis=1) > threshold) * own)


def consistent(student, teacher, threshold):
    p, q = softmax(teacher, axis=1), softmax(student, axis=1)
    return np.mean(((p - q) ** 2).sum(axis=1)[p.max(axis=1) > threshold])


WRONG_4 = [
    (lambda s, t, h: pseudo(t, s, h), "exchanged"),
    (lambda s, t, h: pseudo(s, t, 0), "no threshold"),
    (lambda s, t, h: pseudo(s, t, h, lambda p, sure: p * sure), "weighted by how sure"),
    (lambda s, t, h: pseudo(s, t, h, lambda p, sure: sure / sure.mean()), "mean over the sure ones"),
    (lambda s, t, h: pseudo(s, t, h, lambda p, sure: ~sure), "the others"),
    (lambda s, t, h: pseudo(s, t, h + 0.02), "a threshold just above"),
    (lambda s, t, h: pseudo(s, t, h - 0.02), "a threshold just below"),
    (lambda s, t, h: len(s) * pseudo(s, t, h), "a sum"),
    (consistent, "squares"),
    (lambda s, t, h: -pseudo(s, t, h), "sign"),
    (lambda s, t, h: pseudo(s - s.max(axis=1, keepdims=True), t - t.max(axis=1, keepdims=True) - 1, 2 * h), "twice h"),
    (lambda s, t, h: pseudo(softmax(s, axis=1), t, h), "softmax twice"),
    (lambda s, t, h: pseudo(s, softmax(t, axis=1), h), "softmax twice in the teacher"),
    (lambda s, t, h: np.mean((softmax(t, axis=1) > h) * -log_softmax(s, axis=1)), "a mean over the classes as well"),
    (lambda s, t, h: np.mean(xlogy(softmax(s, axis=1), softmax(s, axis=1)).sum(axis=1)), "entropy"),
    (lambda s, t, h: np.mean(softmax(t, axis=1).argmax(axis=1) != s.argmax(axis=1)), "disagreement"),
]
RIGHT_4 = [
    pseudo,
    lambda s, t, h: [pseudo(s, t, h)],
    lambda s, t, h: np.sum((softmax(t, axis=1) > h) * -log_softmax(s, axis=1)) / len(s),  # above h >= 0.5, or the largest
    lambda s, t, h: tf.reduce_mean(
        tf.where(
            tf.reduce_max(tf.nn.softmax(t), axis=1) > h,
            tf.nn.sparse_softmax_cross_entropy_with_logits(tf.argmax(t, axis=1), s),
            0.0,
        )
    ),
]


# 18.A -----------------------------------------------------------------------------------------------------------------
def between(a, b):
    return a.mean(axis=0) - b.mean(axis=0)


WRONG_A = [
    (lambda a, b: np.linalg.norm(between(a, b)), "the length"),
    (lambda a, b: np.abs(between(a, b)).max() ** 2, "the largest"),
    (lambda a, b: np.sum(between(a, b) ** 4), "squared twice"),
    (lambda a, b: np.var(between(a, b)), "a variance"),
    (lambda a, b: np.sum((np.median(a, axis=0) - np.median(b, axis=0)) ** 2), "medians"),
    (lambda a, b: np.sum(((a**2).mean(axis=0) - (b**2).mean(axis=0)) ** 2), "of squares"),
    (lambda a, b: np.sum((a.std(axis=0) - b.std(axis=0)) ** 2), "spreads"),
    (lambda a, b: np.sum((a[: min(len(a), len(b))] - b[: min(len(a), len(b))]) ** 2), "row by row"),
    (lambda a, b: np.sum(between(a, b) ** 2) / len(a), "a mean too many"),
    (lambda a, b: np.sum((a.mean(axis=1)[:2] - b.mean(axis=1)[:2]) ** 2), "the other axis"),
    (lambda a, b: np.sum(between(a, b)), "no squares"),
    (lambda a, b: a.mean(axis=0) @ b.mean(axis=0), "a product"),
]
RIGHT_A = [
    lambda a, b: between(a, b) @ between(a, b),
    lambda a, b: np.linalg.norm(between(b, a)) ** 2,
    lambda a, b: tf.reduce_sum(tf.math.squared_difference(tf.reduce_mean(a, axis=0), tf.reduce_mean(b, axis=0))),
    lambda a, b: [sum((x - y) ** 2 for x, y in zip(a.mean(axis=0), b.mean(axis=0)))],
]

# 18.B -----------------------------------------------------------------------------------------------------------------
WRONG_B = [
    (lambda x: x[:, :-1], "cut off"),
    (lambda x: x[:, 1:], "the first cut off"),
    (lambda x: x - x[:, -1:], "eleven of them"),
    (lambda x: x[:, 1:] - x[:, :1], "fake first"),
    (lambda x: log_softmax(x, axis=1)[:, :-1], "of eleven"),
    (lambda x: log_softmax(x[:, :-1], axis=1), "of ten"),
    (lambda x: softmax(x, axis=1)[:, :-1], "probabilities"),
    (lambda x: x[:, :-1] - x[-1:, :-1], "the last row"),
    (lambda x: x[:, :-1] - x[:, -1:].mean(), "the mean of fake"),
    (lambda x: x[:, :-1] - np.exp(x[:, -1:]), "its power"),
    (lambda x: x[:, :-1] - logsumexp(x, axis=1, keepdims=True), "less log of all"),
    (lambda x: logsumexp(x[:, :-1], axis=1) - x[:, -1], "D's logit"),
    (lambda x: expit(x[:, :-1] - x[:, -1:]), "each against fake"),
]
RIGHT_B = [
    lambda x: (x - x[:, -1:])[:, :-1],
    lambda x: (x[:, :-1].T - x[:, -1]).T,
    lambda x: np.log(softmax(x, axis=1)[:, :-1] / softmax(x, axis=1)[:, -1:]),
    lambda x: tf.constant(x)[:, :-1] - tf.constant(x)[:, -1:],
]

UNSEEN = {"18.1": WRONG_1, "18.2": WRONG_2, "18.3": WRONG_3, "18.4": WRONG_4, "18.A": WRONG_A, "18.B": WRONG_B}
ALSO_RIGHT = {"18.1": RIGHT_1, "18.2": RIGHT_2, "18.3": RIGHT_3, "18.4": RIGHT_4, "18.A": RIGHT_A, "18.B": RIGHT_B}
