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


# 18: written after a second reading ------------------------------------------------------------------------------------
def lse(x):
    return logsumexp(x, axis=1)


MORE_1 = [
    (lambda x: np.log(np.sum(np.exp(x - x.max()), axis=1)) + 2 * x.max(), "largest of all, put back twice"),
    (lambda x: lse(x - x.max(axis=1, keepdims=True)), "largest not put back"),
    (lambda x: lse(x) + x.max(axis=1), "put back though it was in"),
    (lambda x: logsumexp(x, axis=0)[: len(x)], "axis 0"),
    (lambda x: np.logaddexp(0, lse(x)), "log(Z + 1)"),
    (lambda x: -np.logaddexp(0, -lse(x)), "log D"),
    (lambda x: expit(lse(x)), "D"),
    (lambda x: x.max(axis=1) + np.log(x.shape[1]), "largest and log K"),
    (lambda x: lse(x) - np.log(x.shape[1]), "mean in the place of the sum"),
    (lambda x: lse(np.clip(x, -50, 50)), "clipped"),
    (lambda x: x.mean(axis=1), "mean of the logits"),
    (lambda x: log_softmax(x, axis=1).max(axis=1), "log of the largest probability"),
    (lambda x: lse(x[:, :-1]) - x[:, -1], "the last class as fake"),
    (lambda x: np.logaddexp(x[:, 0], x[:, 1]), "two classes"),
    (lambda x: lse(x) / np.log(10), "base 10"),
    (lambda x: lse(x)[:, None], "a column"),
    (lambda x: logsumexp(x), "one number"),
    (lambda x: lse(x / np.abs(x).max()), "scaled"),
    (lambda x: lse(np.abs(x)), "without signs"),
]


def label_part(labelled, labels):
    return np.mean(lse(labelled) - labelled[np.arange(len(labels)), labels])


def up(t):
    return np.logaddexp(0, t)


def loss_with(log_z):
    return lambda a, y, r, f: label_part(a, y) + up(-log_z(r)).mean() + up(log_z(f)).mean()


MORE_2 = [
    (lambda a, y, r, f: label_part(a, y) + 0.15 * (up(-lse(r)).mean() + up(lse(f)).mean()), "lambda 0.15"),
    (
        lambda a, y, r, f: label_part(a, y) + up(-lse(a)).mean() + up(-lse(r)).mean() + up(lse(f)).mean(),
        "labelled are real, too",
    ),
    (
        lambda a, y, r, f: np.mean(np.concatenate([lse(a) - a[np.arange(len(y)), y], up(-lse(r)), up(lse(f))])),
        "one mean over all",
    ),
    (loss_with(lambda x: x.max(axis=1)), "largest for log Z"),
    (loss_with(lambda x: x.sum(axis=1)), "sum of the logits for log Z"),
    (loss_with(lambda x: x.mean(axis=1)), "mean of the logits for log Z"),
    (loss_with(lambda x: np.exp(lse(x))), "Z for log Z"),
    (loss_with(lambda x: lse(x) - np.log(x.shape[1])), "mean of e^l"),
    (lambda a, y, r, f: label_part(a, y) + (up(-lse(r)).mean() + up(lse(f)).mean()) / 2, "game halved"),
    (lambda a, y, r, f: label_part(a, y) + up(-lse(r)).mean() + up(-lse(f)).mean(), "fakes as real"),
    (
        lambda a, y, r, f: label_part(np.column_stack([a, np.zeros(len(a))]), y) + up(-lse(r)).mean() + up(lse(f)).mean(),
        "eleven classes for the labelled",
    ),
    (lambda a, y, r, f: label_part(a, y) - up(-lse(r)).mean() - up(lse(f)).mean(), "game taken off"),
    (lambda a, y, r, f: label_part(a, y) + lse(f).mean() - lse(r).mean(), "Wasserstein"),
    (lambda a, y, r, f: label_part(a, y) + np.maximum(0, 1 - lse(r)).mean() + np.maximum(0, 1 + lse(f)).mean(), "hinge"),
    (lambda a, y, r, f: label_part(a, y) - log_softmax(r, axis=1).max(axis=1).mean() + up(lse(f)).mean(), "sure"),
    (lambda a, y, r, f: [label_part(a, y), up(-lse(r)).mean(), up(lse(f)).mean()], "three numbers"),
    (lambda a, y, r, f: label_part(a, y) / a.shape[1] + up(-lse(r)).mean() + up(lse(f)).mean(), "label part over K"),
    (lambda a, y, r, f: label_part(a, y) - np.log(expit(lse(r)).mean()) + up(lse(f)).mean(), "log of the mean D"),
    (lambda a, y, r, f: label_part(a, y) + up(-lse(r)).mean() + expit(lse(f)).mean(), "D of the fakes"),
    (lambda a, y, r, f: np.mean(1 - softmax(a, 1)[np.arange(len(y)), y]) + up(-lse(r)).mean() + up(lse(f)).mean(), "1-p"),
]


def of_each(labels, places, each):
    return [places[labels[places] == k][:each] for k in range(labels.max() + 1)]


MORE_3 = [
    (lambda y, o, e: np.concatenate([o[y == k][:e] for k in range(y.max() + 1)]), "mask in the wrong order"),
    (lambda y, o, e: np.concatenate(of_each(y, np.arange(len(y)), e)), "order not used"),
    (lambda y, o, e: np.concatenate(of_each(y, o[::-1], e)), "from the end"),
    (lambda y, o, e: np.concatenate([np.flatnonzero(y[o] == k)[:e] for k in range(y.max() + 1)]), "places in the order"),
    (lambda y, o, e: np.sort(np.concatenate(of_each(y, o, e))), "sorted"),
    (lambda y, o, e: np.concatenate([np.sort(part) for part in of_each(y, o, e)]), "sorted within a class"),
    (lambda y, o, e: np.array(of_each(y, o, e)).T.ravel(), "class by class in turn"),
    (lambda y, o, e: y[np.concatenate(of_each(y, o, e))], "labels"),
    (lambda y, o, e: np.array(of_each(y, o, e)), "a table"),
    (lambda y, o, e: np.concatenate(of_each(y, o, e)[:-1]), "last class left out"),
    (lambda y, o, e: np.concatenate(of_each(y, o, e)[::-1]), "last class first"),
    (lambda y, o, e: np.concatenate(of_each(y, np.argsort(o), e)), "order turned inside out"),
    (lambda y, o, e: np.concatenate(of_each(y, o, e + 1)), "one more"),
    (lambda y, o, e: np.concatenate([p[:: max(1, len(p) // e)][:e] for p in of_each(y, o, len(y))]), "every so many"),
    (lambda y, o, e: o[: e * (y.max() + 1)], "first ones, whatever they are"),
    (lambda y, o, e: o[np.sort(np.concatenate([np.flatnonzero(y[o] == k)[:e] for k in range(y.max() + 1)]))], "not grouped"),
    (lambda y, o, e: np.concatenate([part[-e:] for part in of_each(y, o, len(y))]), "last of each"),
    (lambda y, o, e: np.concatenate([p[1 : e + 1] for p in of_each(y, o, len(y))]), "without the first"),
    (lambda y, o, e: np.concatenate(of_each(y[o], np.arange(len(y)), e)), "places in the shuffled pictures"),
]


def losses(s, t):
    return -log_softmax(s, axis=1)[np.arange(len(t)), t.argmax(axis=1)]


def sure(t):
    return softmax(t, axis=1).max(axis=1)


MORE_4 = [
    (lambda s, t, c: losses(s, t)[sure(t) > c].mean(), "mean over the sure ones"),
    (lambda s, t, c: np.mean(np.where(t.max(axis=1) > c, losses(s, t), 0)), "logits against the threshold"),
    (lambda s, t, c: np.mean(np.where(sure(s) > c, losses(s, t), 0)), "student sure"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, losses(s, s), 0)), "student's own class"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, losses(t, s), 0)), "exchanged in the loss"),
    (lambda s, t, c: np.mean(np.where(sure(s) > c, losses(t, s), 0)), "exchanged altogether"),
    (
        lambda s, t, c: np.mean(np.where(sure(t) > c, -np.sum(softmax(t, 1) * log_softmax(s, 1), axis=1), 0)),
        "all of the teacher's probabilities",
    ),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, 1 - np.exp(-losses(s, t)), 0)), "one minus p"),
    (lambda s, t, c: np.mean(sure(t) * losses(s, t)), "weighted by the teacher"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, sure(t) * losses(s, t), 0)), "weighted, too"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, s.argmax(1) != t.argmax(1), 0)), "disagreement"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, np.sum((softmax(s, 1) - softmax(t, 1)) ** 2, 1), 0)), "squares"),
    (lambda s, t, c: np.sum(np.where(sure(t) > c, losses(s, t), 0)), "sum"),
    (lambda s, t, c: np.where(sure(t) > c, losses(s, t), 0), "one each"),
    (lambda s, t, c: np.mean(np.where(sure(t) <= c, losses(s, t), 0)), "the unsure ones"),
    (lambda s, t, c: -np.mean(np.where(sure(t) > c, losses(s, t), 0)), "sign"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, -s[np.arange(len(t)), t.argmax(1)], 0)), "logit for log p"),
    (lambda s, t, c: np.mean(np.where((sure(t) > c) & (sure(s) > c), losses(s, t), 0)), "both sure"),
    (lambda s, t, c: np.mean(np.where(np.exp(-losses(s, t)) > c, losses(s, t), 0)), "student's p of the class above"),
    (lambda s, t, c: np.mean(np.maximum(losses(s, t), c)), "largest of loss and threshold"),
    (lambda s, t, c: np.mean(np.where(expit(t).max(axis=1) > c, losses(s, t), 0)), "sigmoid for softmax"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, losses(s, t), 0)) / s.shape[1], "over K, too"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, losses(s, np.roll(t, 1, axis=1)), 0)), "next class"),
    (lambda s, t, c: np.mean(losses(s, t) * (softmax(t, axis=0).max(axis=1) > c)), "softmax over the pictures"),
]


def gap(r, f):
    return r.mean(axis=0) - f.mean(axis=0)


MORE_A = [
    (lambda r, f: np.linalg.norm(gap(r, f)), "length"),
    (lambda r, f: np.mean(gap(r, f) ** 2), "mean of the squares"),
    (lambda r, f: np.abs(gap(r, f)).sum(), "absolute"),
    (lambda r, f: np.sum(gap(r, f)) ** 2, "square of the sum"),
    (lambda r, f: np.sum((r.sum(axis=0) - f.sum(axis=0)) ** 2), "sums"),
    (lambda r, f: (r.mean() - f.mean()) ** 2, "means of all"),
    (lambda r, f: np.sum(gap(r, f) ** 2) / 2, "half"),
    (lambda r, f: np.mean(np.sum((r[:, None] - f) ** 2, axis=2)), "all pairs"),
    (lambda r, f: gap(r, f), "vector"),
    (lambda r, f: gap(r, f) ** 2, "squares"),
    (lambda r, f: np.sum((r.sum(axis=0) - f.sum(axis=0)) ** 2) / len(r) ** 2, "sums over n"),
    (lambda r, f: np.sum((np.median(r, axis=0) - np.median(f, axis=0)) ** 2), "medians"),
    (lambda r, f: np.sum(gap(r**2, f**2)), "squares first"),
    (lambda r, f: np.sum(gap(r, f) ** 2) + np.sum((r.std(axis=0) - f.std(axis=0)) ** 2), "deviations, too"),
    (lambda r, f: np.sum((r.std(axis=0) - f.std(axis=0)) ** 2), "deviations"),
    (lambda r, f: -np.sum(gap(r, f) ** 2), "sign"),
    (lambda r, f: np.max(gap(r, f) ** 2), "largest"),
    (lambda r, f: np.sum(r.mean(axis=0) ** 2) - np.sum(f.mean(axis=0) ** 2), "lengths squared"),
    (lambda r, f: np.mean((r[: min(len(r), len(f))] - f[: min(len(r), len(f))]) ** 2), "row by row"),
    (lambda r, f: np.sum(r.mean(axis=0) * f.mean(axis=0)), "product"),
]

MORE_B = [
    (lambda x: x[:, :-1], "last left out"),
    (lambda x: x[:, :-1] + x[:, -1:], "added"),
    (lambda x: x[:, -1:] - x[:, :-1], "sign"),
    (lambda x: x[:, 1:] - x[:, :1], "first is fake"),
    (lambda x: x - x[:, -1:], "all K + 1"),
    (lambda x: log_softmax(x, axis=1)[:, :-1], "log-softmax"),
    (lambda x: softmax(x, axis=1)[:, :-1], "probabilities"),
    (lambda x: log_softmax(x[:, :-1], axis=1), "log-softmax of K"),
    (lambda x: x[:, :-1] - x.max(axis=1, keepdims=True), "largest taken off"),
    (lambda x: x[:, :-1] - x.mean(axis=1, keepdims=True), "mean taken off"),
    (lambda x: x[:, :-1] - np.logaddexp(0, x[:, -1:]), "softplus taken off"),
    (lambda x: np.exp(x[:, :-1] - x[:, -1:]), "e^l"),
    (lambda x: x[:, :-1] - x[:, -1].mean(), "mean of the fake logits"),
    (lambda x: x[:, :-1] / x[:, -1:], "quotient"),
    (lambda x: log_softmax(x, 1)[:, :-1] - np.log1p(-softmax(x, 1)[:, -1:]), "over 1 - p(fake)"),
    (lambda x: x[:, :-1] - x[:, -1:] / (x.shape[1] - 1), "a K-th of it"),
    (lambda x: x[:, :-1] - lse(x[:, :-1])[:, None] + x[:, -1:], "log Z off, fake on"),
    (lambda x: lse(x[:, :-1]) - x[:, -1], "logit of D"),
    (lambda x: x[:, :-1] - np.exp(x[:, -1:]), "e^fake taken off"),
    (lambda x: x[:, :-1] - x[:1, -1:], "first row's fake logit"),
]

# and a third time, after the checks had been bettered
AGAIN_1 = [
    (lambda x: 2 * x.max(axis=1) - lse(x), "logarithm taken off"),
    (lambda x: lse(x) - x.max(axis=1) + x.min(axis=1), "the smallest put back"),
    (lambda x: np.logaddexp(*np.sort(x, axis=1)[:, -2:].T), "the two largest"),
]
AGAIN_2 = [
    (lambda a, y, r, f: label_part(a, y) + up(-lse(r)).mean() - up(lse(f)).mean(), "sign of the fakes"),
    (lambda a, y, r, f: np.mean(lse(a) - a.max(axis=1)) + up(-lse(r)).mean() + up(lse(f)).mean(), "likeliest class"),
    (lambda a, y, r, f: label_part(a, y) + up(-r).mean() + up(f).mean(), "every logit"),
    (lambda a, y, r, f: label_part(a, y) + up(-lse(r)).mean() + lse(f).mean(), "no softplus"),
]
AGAIN_3 = [
    (lambda y, o, e: np.concatenate(of_each(y, o, e)[1:]), "from class 1"),
    (lambda y, o, e: np.argsort(y[o], kind="stable")[: e * (y.max() + 1)], "argsort"),
    (lambda y, o, e: o[np.argsort(y[o], kind="stable")][: e * (y.max() + 1)], "sorted by class, the first ones"),
]
AGAIN_4 = [
    (lambda s, t, c: np.mean((softmax(t, axis=1) > c) * -log_softmax(s, axis=1)), "mean over classes, too"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, -log_softmax(s, axis=1).mean(axis=1), 0)), "mean over classes"),
    (lambda s, t, c: np.mean(np.where(sure(t) > c, -np.log(1 - np.exp(-losses(s, t))), 0)), "log of one minus p"),
]
AGAIN_A = [
    (lambda r, f: np.abs(gap(r, f)).sum() ** 2, "sum without signs, squared"),
    (lambda r, f: (r.mean(axis=1).mean() - f.mean(axis=1).mean()) ** 2, "axis 1"),
    (lambda r, f: np.sum(gap(r, f) ** 4), "fourth powers"),
]
AGAIN_B = [
    (lambda x: x[:, :-1] - log_softmax(x, axis=1)[:, -1:], "log of fake's probability"),
    (lambda x: x[:, :-1] - x[:, -2:-1], "last but one"),
    (lambda x: x[:, :-1] - np.log(1 - softmax(x, axis=1)[:, -1:]), "log of one minus it"),
]


UNSEEN = {
    "18.1": WRONG_1 + MORE_1 + AGAIN_1,
    "18.2": WRONG_2 + MORE_2 + AGAIN_2,
    "18.3": WRONG_3 + MORE_3 + AGAIN_3,
    "18.4": WRONG_4 + MORE_4 + AGAIN_4,
    "18.A": WRONG_A + MORE_A + AGAIN_A,
    "18.B": WRONG_B + MORE_B + AGAIN_B,
}
ALSO_RIGHT = {"18.1": RIGHT_1, "18.2": RIGHT_2, "18.3": RIGHT_3, "18.4": RIGHT_4, "18.A": RIGHT_A, "18.B": RIGHT_B}
