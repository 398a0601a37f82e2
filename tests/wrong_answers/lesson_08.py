"""Plausible wrong answers to the exercises of lesson 08, each with a piece of the hint that it should get."""

from itertools import product

import numpy as np
from scipy.special import expit, logsumexp, softmax


def softplus(x):
    return np.logaddexp(0, x)


def below(u, p):
    return (u < p) * 1.0


def round_trip(v, W, b, c, u_h, u_v, up=below, down=below):
    return down(u_v, expit(up(u_h, expit(v @ W + c)) @ W.T + b))


def cd(v, W, b, c, u_h, u_v, sign=1, up=below, down=below):
    v1 = round_trip(v, W, b, c, u_h, u_v, up, down)
    return (v.T @ expit(v @ W + c) - sign * v1.T @ expit(v1 @ W + c)) / len(v)


def above(u, p):
    return (u > p) * 1.0


def not_drawn(u, p):
    return p


def rounded(u, p):
    return np.rint(p)


def lengths(v):
    return v.sum(axis=1, keepdims=True)


def words(W, b, x):
    return softmax(expit(x) @ W.T + b, axis=1)


def minus_free(v, W, b, c):
    return v @ b + softplus(v @ W + c).sum(axis=1)


def log_z(W, b, c):
    return logsumexp(minus_free(np.array(list(product((0.0, 1.0), repeat=len(b)))), W, b, c))


def fill(v, known, W, b, c, u_h, u_v, begin=None, **ways):
    now = v if begin is None else begin
    for one, other in zip(u_h, u_v):
        now = np.where(known, v, round_trip(now, W, b, c, one, other, **ways))
    return now


WRONG = {
    "08.1": [
        (lambda v, W, b, c: v @ b + softplus(v @ W + c).sum(1), "a minus in front"),
        (lambda v, W, b, c: v @ b - softplus(v @ W + c).sum(1), "which sign"),
        (lambda v, W, b, c: -v @ b + softplus(v @ W + c).sum(1), "can only lower"),
        (lambda v, W, b, c: -softplus(v @ W + c).sum(1), "visible biases"),
        (lambda v, W, b, c: -v @ b - softplus(v @ W).sum(1), "hidden biases"),
        (lambda v, W, b, c: -v @ b - softplus(v @ W + c).mean(1), "their mean"),
        (lambda v, W, b, c: -v @ b - np.maximum(v @ W + c, 0).sum(1), "likeliest h alone"),
        (lambda v, W, b, c: -v @ b - (v @ W + c).sum(1), "all hidden units on"),
        (lambda v, W, b, c: -v @ b - ((v @ W + c) * expit(v @ W + c)).sum(1), "mean of h"),
        (lambda v, W, b, c: -v @ b - softplus((v @ W + c).sum(1)), "of its own"),
        (lambda v, W, b, c: -v @ b - np.log(1 + np.exp(v @ W + c)).sum(1), "overflows"),
        (lambda v, W, b, c: -v @ b - expit(v @ W + c).sum(1), "slope"),
    ],
    "08.2": [
        (lambda *a: round_trip(*a, down=not_drawn), "draw with u_v"),
        (lambda *a: round_trip(*a, up=not_drawn), "drawn, too"),
        (lambda *a: round_trip(*a, up=above), "the hidden ones"),
        (lambda *a: round_trip(*a, down=above), "the visible ones"),
        (lambda *a: round_trip(*a, up=above, down=above), "in both rows"),
        (lambda *a: round_trip(*a, up=rounded), "Rounding"),
        (lambda *a: round_trip(*a, up=rounded, down=rounded), "Rounding"),
        (lambda v, W, b, c, u_h, u_v: below(u_h, expit(v @ W + c)), "go down again"),
        (lambda v, W, b, c, u_h, u_v: round_trip(v, W, 0 * b, c, u_h, u_v), "visible biases"),
        (lambda v, W, b, c, u_h, u_v: round_trip(v, W, b, 0 * c, u_h, u_v), "hidden biases"),
        (lambda v, W, b, c, u_h, u_v: below(u_v, below(u_h, v @ W + c) @ W.T + b), "where is the sigmoid"),
        (lambda v, W, b, c, u_h, u_v: below(u_v, expit(v @ W @ W.T + b)), "from v itself"),
    ],
    "08.3": [
        (lambda *a: -cd(*a), "before minus after"),
        (lambda *a: len(a[0]) * cd(*a), "the mean, please"),
        (lambda v, W, b, c, u_h, u_v: v.T @ expit(v @ W + c) / len(v), "first half"),
        (lambda *a: cd(*a, sign=-1), "not plus"),
        (lambda *a: cd(*a, down=not_drawn), "with u_v"),
        (lambda *a: cd(*a, up=not_drawn), "with u_h"),
        (lambda *a: cd(*a, up=not_drawn, down=not_drawn), "Nothing is drawn"),
        (lambda *a: cd(*a, up=above, down=above), "above it"),
        (lambda *a: cd(*a).T, "as in W"),
        (lambda *a: cd(*a) / a[0].shape[1], "over the pixels"),
        (lambda v, W, b, c, u_h, u_v: (v - round_trip(v, W, b, c, u_h, u_v)).T @ expit(v @ W + c) / len(v), "given the new"),
    ],
    "08.4": [
        (lambda v, W, b, c: words(W, b, c + v @ W), "once for each word"),
        (lambda v, W, b, c: words(W, b, c + v / lengths(v) @ W), "not shares"),
        (lambda v, W, b, c: words(W, b, v.sum() * c + v @ W), "of its own"),
        (lambda v, W, b, c: words(W, b, v.shape[1] * c + v @ W), "number of words"),
        (lambda v, W, b, c: words(W, b, v @ W), "topics' biases"),
        (lambda v, W, b, c: words(W, 0, lengths(v) * c + v @ W), "words' biases"),
        (lambda v, W, b, c: softmax(softmax(lengths(v) * c + v @ W, 1) @ W.T + b, 1), "sigmoid each"),
        (lambda v, W, b, c: softmax((lengths(v) * c + v @ W) @ W.T + b, 1), "where is the sigmoid"),
        (lambda v, W, b, c: softmax(expit(lengths(v) * c + v @ W) @ W.T + b, 0), "which axis"),
        (lambda v, W, b, c: expit(lengths(v) * c + v @ W) @ W.T + b, "where is the softmax"),
        (lambda v, W, b, c: lengths(v) * words(W, b, lengths(v) * c + v @ W), "the next word"),
        (lambda v, W, b, c: expit(lengths(v) * c + v @ W), "go down"),
    ],
    "08.A": [
        (lambda v, W, b, c: minus_free(v, W, b, c).mean(), "where is Z"),
        (lambda v, W, b, c: (minus_free(v, W, b, c) - log_z(W, b, c)).sum(), "their mean"),
        (lambda v, W, b, c: minus_free(v, W, b, c).mean() + log_z(W, b, c), "takes its logarithm away"),
        (lambda v, W, b, c: log_z(W, b, c) - minus_free(v, W, b, c).mean(), "negative"),
        (lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(v, W, b, c)), "not over the data"),
        (lambda v, W, b, c: (minus_free(v, W, b, c).mean() - log_z(W, b, c)) / np.log(2), "base 2"),
        (lambda v, W, b, c: np.exp(minus_free(v, W, b, c) - log_z(W, b, c)).mean(), "mean of the probabilities"),
        (lambda v, W, b, c: minus_free(v, W, b, c).mean() - np.exp(log_z(W, b, c)), "not Z"),
        (
            lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(np.eye(len(b)), W, b, c)),
            "every combination",
        ),
    ],
    "08.B": [
        (lambda v, known, *a: fill(v, False, *a), "must be held"),
        (lambda v, known, *a: np.where(known, v, fill(v, False, *a)), "in every step"),
        (lambda v, known, *a: fill(v, ~known, *a), "holds the unknown"),
        (lambda v, known, W, b, c, u_h, u_v: fill(v, known, W, b, c, u_h[:1], u_v[:1]), "one step only"),
        (lambda v, known, W, b, c, u_h, u_v: fill(v, known, W, b, c, u_h[:-1], u_v[:-1]), "too few"),
        (lambda v, known, *a: fill(v, known, *a, begin=v * known), "not black"),
        (lambda *a: fill(*a, up=not_drawn), "hidden units should be drawn"),
        (lambda *a: fill(*a, down=not_drawn), "pixels should be drawn"),
        (lambda *a: fill(*a, up=above, down=above), "above it"),
        (lambda v, known, W, b, c, u_h, u_v: fill(v, known, W, b, 0 * c, u_h, u_v), "hidden biases"),
    ],
}
