"""Plausible wrong answers to the exercises of lesson 18, each with a piece of the hint that it should get."""

import numpy as np


def log_z(logits):
    largest = logits.max(axis=1)
    return largest + np.log(np.exp(logits - largest[:, None]).sum(axis=1))


def softplus(t):
    return np.logaddexp(0, t)


def softmax(logits):
    return np.exp(logits - log_z(logits)[:, None])


def small(of_z):
    """An answer that is only tried where nothing overflows."""
    return lambda logits: of_z(np.exp(log_z(logits)))


def cross(x, y):
    return np.mean(log_z(x) - x[np.arange(len(y)), y])


def r(u, sign=-1):
    return np.mean(softplus(sign * log_z(u)))


def f(g, sign=1):
    return np.mean(softplus(sign * log_z(g)))


def of_each(pick):
    return lambda y, o, e: np.concatenate([pick(y, o, e, d) for d in range(y.max() + 1)])


first = of_each(lambda y, o, e, d: o[y[o] == d][:e])


def balanced_but_sorted(y, o, e):
    return np.concatenate([np.sort(row) for row in first(y, o, e).reshape(-1, e)])


def said(t):
    return softmax(t).argmax(axis=1)


def losses(s, t):
    return -np.log(softmax(s)[np.arange(len(s)), said(t)])


def sure(t, h):
    return softmax(t).max(axis=1) > h


def gap(a, b):
    return a.mean(axis=0) - b.mean(axis=0)


WRONG = {
    "18.1": [
        (lambda x: x.max(axis=1), "the largest logit; the others"),
        (lambda x: log_z(x.T), "over the pictures"),
        (lambda x: log_z(x.reshape(1, -1))[0], "one number"),
        (lambda x: log_z(x) - np.log(x.shape[1]), "not a mean"),
        (lambda x: x.mean(axis=1), "mean of the logits"),
        (lambda x: x.sum(axis=1), "sum of the logits"),
        (lambda x: -log_z(x), "The sign"),
        (lambda x: log_z(x) - x.max(axis=1), "comes back"),
        (lambda x: np.log(np.exp(x).sum(axis=1)), "overflow above 709"),
        (lambda x: log_z(x) / np.log(2), "natural logarithm"),
        (lambda x: softplus(log_z(x)), "log(Z + 1)"),
        (lambda x: -softplus(-log_z(x)), "That is log D"),
        (small(lambda z: z), "That is Z; the logit"),
        (small(lambda z: 1 / (1 + 1 / z)), "That is D itself"),
    ],
    "18.2": [
        (lambda x, y, u, g: cross(x, y) + r(u, 1) + f(g, -1), "exchanged"),
        (lambda x, y, u, g: r(u) + f(g), "labelled pictures is missing"),
        (lambda x, y, u, g: cross(x, y) + f(g), "without labels is missing"),
        (lambda x, y, u, g: cross(x, y) + r(u), "fakes is missing"),
        (lambda x, y, u, g: cross(x, y) + r(u) + f(g, -1), "minus log(1 - D), not minus log D"),
        (lambda x, y, u, g: -(cross(x, y) + r(u) + f(g)), "other sign"),
        (lambda x, y, u, g: -cross(x, y) + r(u) + f(g), "likely label costs little"),
        (lambda x, y, u, g: len(x) * cross(x, y) + len(u) * (r(u) + f(g)), "Means, not sums"),
        (lambda x, y, u, g: cross(x, y) + (r(u) + f(g)) / 2, "not halved"),
        (
            lambda x, y, u, g: np.mean(softplus(log_z(x)) - x[np.arange(len(y)), y]) + r(u) + f(g),
            "fake class in its denominator",
        ),
        (lambda x, y, u, g: r(u) + f(g) - x[np.arange(len(y)), y].mean(), "log of Z is missing"),
        (
            lambda x, y, u, g: cross(x, y) + softplus(-u.max(axis=1)).mean() + softplus(g.max(axis=1)).mean(),
            "largest class logit",
        ),
    ],
    "18.3": [
        (of_each(lambda y, o, e, d: np.flatnonzero(y[o] == d)[:e]), "positions in the order"),
        (of_each(lambda y, o, e, d: np.flatnonzero(y == d)[:e]), "as they lie"),
        (of_each(lambda y, o, e, d: o[y == d][:e]), "labels[order] belong"),
        (lambda y, o, e: np.sort(first(y, o, e)), "sorted; class by class"),
        (balanced_but_sorted, "not sorted"),
        (lambda y, o, e: o[np.isin(o, first(y, o, e))], "as they come in the order"),
        (lambda y, o, e: o[: (y.max() + 1) * e], "not balanced"),
        (of_each(lambda y, o, e, d: o[y[o] == d][-e:]), "last ones"),
        (lambda y, o, e: first(y, o, e).reshape(-1, e).T.ravel(), "then the next of each"),
        (lambda y, o, e: y[first(y, o, e)], "not labels"),
        (of_each(lambda y, o, e, d: o[y[o] == y.max() - d][:e]), "last class last"),
    ],
    "18.4": [
        (lambda s, t, h: losses(s, t)[sure(t, h)].mean(), "over those of which"),
        (lambda s, t, h: losses(s, t)[sure(t, h)].sum(), "A sum"),
        (lambda s, t, h: losses(s, t).mean(), "Every picture counts"),
        (lambda s, t, h: np.mean(~sure(t, h) * losses(s, t)), "Turned round"),
        (lambda s, t, h: np.mean(sure(s, h) * losses(s, t)), "teacher who has to be sure"),
        (lambda s, t, h: np.mean((t.max(axis=1) > h) * losses(s, t)), "compared with a logit"),
        (lambda s, t, h: np.mean(sure(s, h) * losses(t, s)), "The two are exchanged"),
        (lambda s, t, h: np.mean(sure(t, h) * losses(s, s)), "not the student's own"),
        (lambda s, t, h: np.mean(sure(t, h) * -np.sum(softmax(t) * np.log(softmax(s)), axis=1)), "not all its"),
        (lambda s, t, h: np.mean(sure(t, h) * losses(t, t)), "not the teacher's"),
        (lambda s, t, h: -np.mean(sure(t, h) * losses(s, t)), "agreement costs little"),
        (lambda s, t, h: np.mean(sure(t, h) * np.exp(-losses(s, t))), "logarithm is missing"),
        (lambda s, t, h: sure(t, h).mean(), "share of pictures"),
    ],
    "18.A": [
        (lambda a, b: np.mean(gap(a, b) ** 2), "not a mean"),
        (lambda a, b: np.linalg.norm(gap(a, b)), "That is the length"),
        (lambda a, b: np.abs(gap(a, b)).sum(), "squares are asked"),
        (lambda a, b: np.abs(gap(a, b)).mean(), "mean of the differences"),
        (gap, "a vector"),
        (lambda a, b: gap(a, b) ** 2, "still to be added"),
        (lambda a, b: np.sum((a.sum(axis=0) - b.sum(axis=0)) ** 2), "Sums over the pictures"),
        (lambda a, b: (a.mean() - b.mean()) ** 2, "in common"),
        (lambda a, b: ((a[:, None] - b) ** 2).sum(axis=2).mean(), "all pairs"),
        (lambda a, b: np.sum(gap(a, b)) ** 2, "square first"),
    ],
    "18.B": [
        (lambda x: x[:, :-1], "without the last"),
        (lambda x: x[:, :-1] + x[:, -1:], "The sign"),
        (lambda x: x[:, -1:] - x[:, :-1], "other way round"),
        (lambda x: x[:, 1:] - x[:, :1], "the first is taken"),
        (lambda x: x - x[:, -1:], "has to go"),
        (lambda x: softmax(x)[:, :-1], "These are probabilities of the K"),
        (lambda x: np.log(softmax(x)[:, :-1]), "logarithms of the K"),
        (lambda x: np.exp(x[:, :-1] - x[:, -1:]), "over that of fake"),
        (lambda x: x[:, :-1] - log_z(x[:, :-1])[:, None], "over the K classes alone"),
        (lambda x: x[:, :-1] - x.max(axis=1, keepdims=True), "own largest"),
    ],
}
