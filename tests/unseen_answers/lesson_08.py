"""Wrong and right answers to the exercises of lesson 08, thought of before its checks were written."""

import itertools

import numpy as np
import tensorflow as tf
from scipy.special import expit, log_expit, log_softmax, logsumexp, softmax


def states(n):
    return np.array(list(itertools.product((0.0, 1.0), repeat=n)))


def softplus(x):
    return np.logaddexp(0, x)


# 08.1 -----------------------------------------------------------------------------------------------------------------
def counted(v, W, b, c):
    h = states(len(c))
    return -logsumexp((v @ b)[:, None] + h @ c + v @ W @ h.T, axis=1)


FREE = [
    (lambda v, W, b, c: v @ b + softplus(v @ W + c).sum(1), "the log of the sum, without the minus"),
    (lambda v, W, b, c: v @ b - softplus(v @ W + c).sum(1), "plus b"),
    (lambda v, W, b, c: -v @ b + softplus(v @ W + c).sum(1), "plus the softplus"),
    (lambda v, W, b, c: -softplus(v @ W + c).sum(1), "no b"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W).sum(1), "no c"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W + c).mean(1), "the mean over hidden units"),
    (lambda v, W, b, c: -v @ b - np.maximum(v @ W + c, 0).sum(1), "the lowest energy"),
    (lambda v, W, b, c: -v @ b - (v @ W + c).sum(1), "all hidden units on"),
    (lambda v, W, b, c: -v @ b - ((v @ W + c) * expit(v @ W + c)).sum(1), "the mean energy"),
    (lambda v, W, b, c: -v @ b - expit(v @ W + c).sum(1), "sigmoid for softplus"),
    (lambda v, W, b, c: -v @ b - softplus((v @ W + c).sum(1)), "the softplus of the sum"),
    (lambda v, W, b, c: -v @ b - softplus(-v @ W - c).sum(1), "the sign inside"),
    (lambda v, W, b, c: np.exp(-counted(v, W, b, c)), "not the log"),
    (lambda v, W, b, c: counted(v, W, b, c) + logsumexp(-counted(v, W, b, c)), "normalised over the batch"),
    (lambda v, W, b, c: -v @ b - np.log(np.exp(v @ W + c).sum(1)), "log of a sum over the units"),
    (lambda v, W, b, c: -v @ b - np.log(1 + np.exp(v @ W + c).sum(1)), "1 + the sum over the units"),
    (lambda v, W, b, c: -v @ b - np.log2(1 + np.exp(v @ W + c)).sum(1), "base 2"),
    (lambda v, W, b, c: (-v @ b - softplus(v @ W + c).sum(1)).mean(), "the batch's mean"),
    (lambda v, W, b, c: -v @ b - c.sum() - softplus(v @ W).sum(1), "c outside"),
]
FREE_RIGHT = [
    counted,
    lambda v, W, b, c: -tf.linalg.matvec(v, b) - tf.reduce_sum(tf.nn.softplus(v @ W + c), axis=1),
    lambda v, W, b, c: [-(x @ b) - sum(np.logaddexp(0, x @ W[:, j] + c[j]) for j in range(len(c))) for x in v],
]


# 08.2 -----------------------------------------------------------------------------------------------------------------
def gibbs(v, W, b, c, u_h, u_v, up=lambda u, p: u < p, down=lambda u, p: u < p):
    h = np.asarray(up(u_h, expit(v @ W + c)), float)
    return np.asarray(down(u_v, expit(h @ W.T + b)), float)


GIBBS = [
    (lambda *a: gibbs(*a, up=lambda u, p: u > p), "up reversed"),
    (lambda *a: gibbs(*a, down=lambda u, p: u > p), "down reversed"),
    (lambda *a: gibbs(*a, up=lambda u, p: u > p, down=lambda u, p: u > p), "both reversed"),
    (lambda *a: gibbs(*a, up=lambda u, p: p), "hidden probabilities go down"),
    (lambda *a: gibbs(*a, down=lambda u, p: p), "probabilities come back"),
    (lambda *a: gibbs(*a, up=lambda u, p: p > 0.5), "hidden rounded"),
    (lambda *a: gibbs(*a, down=lambda u, p: p > 0.5), "visible rounded"),
    (lambda *a: gibbs(*a, up=lambda u, p: p > 0.5, down=lambda u, p: p > 0.5), "no luck at all"),
    (lambda v, W, b, c, u_h, u_v: (u_h < expit(v @ W + c)) * 1.0, "the hidden units"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, 0 * b, c, u_h, u_v), "no b"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, 0 * c, u_h, u_v), "no c"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, -b, -c, u_h, u_v), "biases taken away"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, -W, -b, -c, u_h, u_v), "the energy's sign"),
    (lambda v, W, b, c, u_h, u_v: (u_v < (u_h < v @ W + c) @ W.T + b) * 1.0, "no sigmoid"),
    (lambda v, W, b, c, u_h, u_v: gibbs(gibbs(v, W, b, c, u_h, u_v), W, b, c, u_h, u_v), "two steps"),
    (lambda v, W, b, c, u_h, u_v: v, "nothing done"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, c, np.random.random(u_h.shape), u_v), "own luck"),
    (lambda v, W, b, c, u_h, u_v: 2 * gibbs(v, W, b, c, u_h, u_v) - 1, "-1 and 1"),
]
GIBBS_RIGHT = [
    lambda *a: gibbs(*a) > 0.5,
    lambda v, W, b, c, u_h, u_v: tf.cast(
        u_v < tf.sigmoid(tf.cast(u_h < tf.sigmoid(v @ W + c), "float64") @ W.T + b), "int32"
    ),
    lambda v, W, b, c, u_h, u_v: np.ceil(expit(np.heaviside(expit(v @ W + c) - u_h, 0) @ W.T + b) - u_v),
]


# 08.3 -----------------------------------------------------------------------------------------------------------------
def parts(v, W, b, c, u_h, u_v):
    h = expit(v @ W + c)
    drawn = (u_h < h) * 1.0
    p = expit(drawn @ W.T + b)
    v1 = (u_v < p) * 1.0
    return h, drawn, p, v1, expit(v1 @ W + c)


def cd(v, W, b, c, u_h, u_v, of):
    return of(v, len(v), *parts(v, W, b, c, u_h, u_v))


CD = [
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v1.T @ h1 - v.T @ h) / n), "the sign"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: v.T @ h - v1.T @ h1), "the sum"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: v.T @ h / n), "the first half"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: v1.T @ h1 / n), "the second half"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v.T @ d - v1.T @ h1) / n), "drawn h before"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v.T @ h - p.T @ h1) / n), "grey pictures after"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ h) / n), "old h after"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v.T @ h - v.T @ h1) / n), "old v after"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ h1) / v.size), "over pixels, too"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: np.outer((v - v1).mean(0), (h - h1).mean(0))), "means first"),
    (
        lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: np.outer(v.mean(0), h.mean(0)) - np.outer(v1.mean(0), h1.mean(0))),
        "product of means",
    ),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (h.T @ v - h1.T @ v1) / n), "transposed"),
    (lambda v, W, b, c, u_h, u_v: cd_of_p(v, W, b, c, u_v), "hidden probabilities go down"),
    (lambda v, W, b, c, u_h, u_v: cd_mean_field(v, W, b, c), "nothing drawn"),
    (
        lambda v, W, b, c, u_h, u_v: cd(
            v, W, b, c, 1 - u_h, 1 - u_v, lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ h1) / n
        ),
        "1 - u",
    ),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v.T @ h + v1.T @ h1) / n), "plus"),
    (lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: (v - v1).T @ (h - h1) / n), "differences multiplied"),
]


def cd_of_p(v, W, b, c, u_v):
    h = expit(v @ W + c)
    v1 = (u_v < expit(h @ W.T + b)) * 1.0
    return (v.T @ h - v1.T @ expit(v1 @ W + c)) / len(v)


def cd_mean_field(v, W, b, c):
    h = expit(v @ W + c)
    v1 = expit(h @ W.T + b)
    return (v.T @ h - v1.T @ expit(v1 @ W + c)) / len(v)


CD_RIGHT = [
    lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: np.einsum("ni,nj->ij", v, h) / n - np.einsum("ni,nj->ij", v1, h1) / n),
    lambda *a: cd(
        *a, lambda v, n, h, d, p, v1, h1: np.mean(v[:, :, None] * h[:, None] - v1[:, :, None] * h1[:, None], axis=0)
    ),
    lambda *a: cd(*a, lambda v, n, h, d, p, v1, h1: tf.transpose(v) @ h / n - tf.transpose(v1) @ h1 / n),
]

# 08.4 -----------------------------------------------------------------------------------------------------------------


def words(v, W, b, c, h=None, out=lambda x: softmax(x, axis=1)):
    D = v.sum(axis=1, keepdims=True)
    h = expit(D * c + v @ W) if h is None else h
    return out(h @ W.T + b)


WORDS = [
    (lambda v, W, b, c: words(v, W, b, c, expit(c + v @ W)), "c counts once"),
    (lambda v, W, b, c: words(v, W, b, c, expit(c + v / v.sum(1, keepdims=True) @ W)), "shares in place of counts"),
    (lambda v, W, b, c: words(v, W, b, c, expit(v.sum() * c + v @ W)), "the length of all texts"),
    (lambda v, W, b, c: words(v, W, b, c, expit(len(v) * c + v @ W)), "the number of texts"),
    (lambda v, W, b, c: words(v, W, b, c, expit(v.shape[1] * c + v @ W)), "the size of the vocabulary"),
    (lambda v, W, b, c: words(v, W, b, 0 * c), "no c"),
    (lambda v, W, b, c: words(v, W, 0 * b, c), "no b"),
    (lambda v, W, b, c: words(v, W, b, c, softmax(v.sum(1, keepdims=True) * c + v @ W, axis=1)), "one topic a text"),
    (lambda v, W, b, c: words(v, W, b, c, v.sum(1, keepdims=True) * c + v @ W), "no sigmoid"),
    (lambda v, W, b, c: words(v, W, b, c, np.rint(expit(v.sum(1, keepdims=True) * c + v @ W))), "topics rounded"),
    (lambda v, W, b, c: words(v, W, b, c, out=lambda x: softmax(x, axis=0)), "softmax over texts"),
    (lambda v, W, b, c: words(v, W, b, c, out=softmax), "softmax over all"),
    (lambda v, W, b, c: words(v, W, b, c, out=expit), "sigmoid words"),
    (lambda v, W, b, c: words(v, W, b, c, out=lambda x: x), "logits"),
    (lambda v, W, b, c: words(v, W, b, c, out=lambda x: log_softmax(x, axis=1)), "log-probabilities"),
    (lambda v, W, b, c: words(v, W, b, c, out=lambda x: v.sum(1, keepdims=True) * softmax(x, axis=1)), "expected counts"),
    (lambda v, W, b, c: words((v > 0) * 1.0, W, b, c), "which words, not how often"),
    (lambda v, W, b, c: words(v, W, v.sum(1, keepdims=True) * b, c), "b counts D times, too"),
    (lambda v, W, b, c: words(v, W, b, c).argmax(1), "the likeliest word"),
    (lambda v, W, b, c: expit(v.sum(1, keepdims=True) * c + v @ W), "the topics"),
]
WORDS_RIGHT = [
    lambda v, W, b, c: [softmax(b + W @ expit(x.sum() * c + x @ W)) for x in v],
    lambda v, W, b, c: tf.nn.softmax(tf.sigmoid(v.sum(1)[:, None] * c + v @ W) @ W.T + b),
    lambda v, W, b, c: words(v, W, b, c, expit(v @ (W + c))),
]


# 08.A -----------------------------------------------------------------------------------------------------------------
def minus_free(v, W, b, c):
    return v @ b + softplus(v @ W + c).sum(1)


def log_z(W, b, c):
    return logsumexp(minus_free(states(len(b)), W, b, c))


LIKELY = [
    (lambda v, W, b, c: minus_free(v, W, b, c).mean(), "no Z"),
    (lambda v, W, b, c: (minus_free(v, W, b, c) - log_z(W, b, c)).sum(), "the sum"),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() + log_z(W, b, c), "plus log Z"),
    (lambda v, W, b, c: log_z(W, b, c) - minus_free(v, W, b, c).mean(), "negative"),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(v, W, b, c)), "Z over the data"),
    (lambda v, W, b, c: (minus_free(v, W, b, c).mean() - log_z(W, b, c)) / np.log(2), "bits"),
    (lambda v, W, b, c: np.exp(minus_free(v, W, b, c) - log_z(W, b, c)).mean(), "the mean probability"),
    (lambda v, W, b, c: np.log(np.exp(minus_free(v, W, b, c) - log_z(W, b, c)).mean()), "log of the mean"),
    (
        lambda v, W, b, c: minus_free(v, W, b, c).mean() - minus_free(states(len(b)), W, b, c).sum(),
        "sum of the free energies",
    ),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - minus_free(states(len(b)), W, b, c).mean(), "mean of them"),
    (lambda v, W, b, c: (minus_free(v, W, b, c) - log_z(W, b, c)).max(), "the likeliest"),
    (lambda v, W, b, c: minus_free(v, W, b, c) - log_z(W, b, c), "one a picture"),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - log_z(W, b, c) + len(b) * np.log(2), "Z as a mean"),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(np.eye(len(b)), W, b, c)), "one pixel on"),
]
LIKELY_RIGHT = [
    lambda v, W, b, c: np.mean(minus_free(v, W, b, c)) - logsumexp(minus_free(states(len(c)), W.T, c, b)),
    lambda v, W, b, c: np.log(np.exp(minus_free(v, W, b, c) - log_z(W, b, c))).mean(),
]


# 08.B -----------------------------------------------------------------------------------------------------------------
def hold(v, known, W, b, c, u_h, u_v, keep=lambda new, v, known: np.where(known, v, new), steps=None):
    start, v = v, v.copy()
    for a, z in list(zip(u_h, u_v))[:steps]:
        h = (a < expit(v @ W + c)) * 1.0
        v = keep((z < expit(h @ W.T + b)) * 1.0, start, known)
    return v


HOLD = [
    (lambda *a: hold(*a, keep=lambda new, v, known: new), "nothing held"),
    (lambda *a: np.where(a[1], a[0], hold(*a, keep=lambda new, v, known: new)), "held in the end only"),
    (lambda *a: hold(*a, keep=lambda new, v, known: np.where(known, new, v)), "the unknown held"),
    (lambda *a: hold(*a, steps=1), "one step"),
    (lambda *a: hold(*a, steps=-1), "a step too few"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v * known, known, W, b, c, u_h, u_v), "begun at black"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v, known, W, b, c, u_h[::-1], u_v[::-1]), "backwards"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v, known, W, b, c, 1 - u_h, 1 - u_v), "reversed"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v, known, W, b, 0 * c, u_h, u_v), "no c"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v, known, W, 0 * b, c, u_h, u_v), "no b"),
    (lambda v, known, W, b, c, u_h, u_v: v, "nothing done"),
    (lambda v, known, W, b, c, u_h, u_v: v * known, "the known alone"),
    (lambda *a: hold(*a) * ~a[1], "the unknown alone"),
    (lambda v, known, W, b, c, u_h, u_v: np.where(known, v, expit(expit(v @ W + c) @ W.T + b)), "probabilities, once"),
]
HOLD_RIGHT = [
    lambda *a: hold(*a, keep=lambda new, v, known: known * v + (1 - known) * new),
    lambda *a: hold(*a) > 0,
]


# Thought of by a second reader, before reading the checks -------------------------------------------------------------
def entropy(p):
    return -(p * np.log(p + 1e-300) + (1 - p) * np.log(1 - p + 1e-300)).sum(1)


FREE += [
    (lambda v, W, b, c: -v @ b - softplus(v @ W).sum(1) - softplus(c).sum(), "a softplus for the biases"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W + c).prod(1), "a product of softplus"),
    (lambda v, W, b, c: -v @ b - np.log(1 + np.exp(v @ W + c)).sum(1), "overflow"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W + c).sum(0).mean(), "axis 0"),
    (lambda v, W, b, c: (-v @ b - softplus(v @ W + c).sum(1)) / len(c), "divided by the hidden units"),
    (lambda v, W, b, c: -b.sum() - softplus(v @ W + c).sum(1), "all of b"),
    (lambda v, W, b, c: -v @ b - (softplus(v @ W + c) - np.log(2)).sum(1), "the mean over h, not the sum"),
    (lambda v, W, b, c: counted(1 - v, W, b, c), "black and white exchanged"),
    (lambda v, W, b, c: -v @ b - ((v @ W + c) * expit(v @ W + c)).sum(1) + entropy(expit(v @ W + c)), "plus the entropy"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W + c).sum(), "sum over the batch, too"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W + c).max(1), "the largest softplus"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W + c), "a column a unit, not summed"),
    (lambda v, W, b, c: -v @ b - softplus(v @ W - c).sum(1), "minus c"),
    (lambda v, W, b, c: -v @ b - np.log1p(np.exp(v @ W + c).prod(1)), "1 + the product"),
    (lambda v, W, b, c: -v @ b - np.logaddexp(1, v @ W + c).sum(1), "log(e + e^x)"),
    (lambda v, W, b, c: -v @ b - softplus(-(v @ W) + c).sum(1), "minus W"),
]


def gsoft(v, W, b, c, u_h, u_v, fh=expit, fv=expit):
    h = (u_h < fh(v @ W + c)) * 1.0
    return (u_v < fv(h @ W.T + b)) * 1.0


GIBBS += [
    (lambda *a: gsoft(*a, fh=lambda x: softmax(x, axis=1)), "one hidden unit on: softmax"),
    (lambda *a: gsoft(*a, fv=lambda x: softmax(x, axis=1)), "softmax pixels"),
    (lambda *a: gibbs(*a, up=lambda u, p: 2.0 * (u < p) - 1), "hidden units of -1 and 1"),
    (lambda v, W, b, c, u_h, u_v: (u_v < expit(((u_h < expit(v @ W) + c) * 1.0) @ W.T) + b) * 1.0, "biases outside"),
    (lambda v, W, b, c, u_h, u_v: np.where(gibbs(v, W, b, c, u_h, u_v) > 0, 1 - v, v), "flipped"),
    (lambda *a: gsoft(*a, fh=np.tanh, fv=np.tanh), "tanh"),
    (lambda *a: gsoft(*a, fh=lambda x: 0.5 * (1 + np.tanh(x)), fv=lambda x: 0.5 * (1 + np.tanh(x))), "sigmoid(2x)"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, c, u_h[:1] + 0 * u_h, u_v), "one luck for all hidden"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, c, u_h, u_v[:1] + 0 * u_v), "one luck for all visible"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, c, 0 * u_h + 0.5, 0 * u_v + 00.5), "a threshold of a half"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, -b, c, u_h, u_v), "minus b"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, -c, u_h, u_v), "minus c"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, c, u_h, u_v).mean(0), "the mean picture"),
    (lambda v, W, b, c, u_h, u_v: np.maximum(v, gibbs(v, W, b, c, u_h, u_v)), "added to what was there"),
    (lambda v, W, b, c, u_h, u_v: gibbs(v, W, b, c, 1 - u_h, u_v), "1 - u_h"),
    (
        lambda v, W, b, c, u_h, u_v: (u_v < expit(((u_h < expit(v @ W + c)) * expit(v @ W + c)) @ W.T + b)) * 1.0,
        "drawn times p",
    ),
]


def cd2(v, W, b, c, u_h, u_v):
    h, _, _, v1, _ = parts(v, W, b, c, u_h, u_v)
    _, _, _, v2, h2 = parts(v1, W, b, c, u_h, u_v)
    return (v.T @ h - v2.T @ h2) / len(v)


def of_cd(v, n, h, d, p, v1, h1):
    return (v.T @ h - v1.T @ h1) / n


def cd_of(rule):
    return lambda *a: cd(*a, rule)


CD += [
    (
        lambda v, W, b, c, u_h, u_v: cd(
            v, W, b, c, u_h, u_v, lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ (u_h < h1)) / n
        ),
        "drawn h after",
    ),
    (
        lambda v, W, b, c, u_h, u_v: cd(
            v, W, b, c, u_h, u_v, lambda v, n, h, d, p, v1, h1: (v.T @ d - v1.T @ (u_h < h1)) / n
        ),
        "drawn h both times",
    ),
    (cd2, "two steps, the same luck"),
    (cd_of(lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ h1) / (n - 1)), "n - 1"),
    (cd_of(lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ h1) / h.shape[1]), "over the hidden units"),
    (lambda v, W, b, c, u_h, u_v: cd(v, W, 0 * b, c, u_h, u_v, of_cd), "no b"),
    (lambda v, W, b, c, u_h, u_v: cd(v, W, b, 0 * c, u_h, u_v, of_cd), "no c"),
    (
        lambda v, W, b, c, u_h, u_v: cd(
            v, W, b, c, u_h, u_v, lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ expit(v1 @ W)) / n
        ),
        "no c the second time",
    ),
    (
        lambda v, W, b, c, u_h, u_v: cd(
            v, W, b, c, u_h, u_v, lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ expit(p @ W + c)) / n
        ),
        "h of the grey picture",
    ),
    (
        lambda v, W, b, c, u_h, u_v: cd(
            v, W, b, c, u_h, u_v, lambda v, n, h, d, p, v1, h1: (v.T @ h - p.T @ expit(p @ W + c)) / n
        ),
        "grey throughout",
    ),
    (lambda v, W, b, c, u_h, u_v: W + cd(v, W, b, c, u_h, u_v, of_cd), "the new weights"),
    (lambda v, W, b, c, u_h, u_v: cd(v, W, b, c, 1 - u_h, u_v, of_cd), "1 - u_h"),
    (lambda v, W, b, c, u_h, u_v: cd(v, W, b, c, u_h, 1 - u_v, of_cd), "1 - u_v"),
    (cd_of(lambda v, n, h, d, p, v1, h1: (v.T @ h - v1.T @ d) / n), "drawn old h after"),
    (lambda v, W, b, c, u_h, u_v: cd(v, W, b, c, np.full_like(u_h, 0.5), u_v, of_cd), "hidden rounded"),
    (lambda v, W, b, c, u_h, u_v: cd(v, W, b, c, u_h, np.full_like(u_v, 0.5), of_cd), "visible rounded"),
    (cd_of(lambda v, n, h, d, p, v1, h1: (v.T @ h) / v.sum() - (v1.T @ h1) / max(1, v1.sum())), "over the white pixels"),
    (cd_of(lambda v, n, h, d, p, v1, h1: 0 * (v.T @ h)), "zero"),
    (cd_of(lambda v, n, h, d, p, v1, h1: v[:1].T @ h[:1] - v1[:1].T @ h1[:1]), "the first picture only"),
]


def total(v):
    return v.sum(1, keepdims=True)


WORDS += [
    (lambda v, W, b, c: words(v, W, b, c, expit((v > 0).sum(1, keepdims=True) * c + v @ W)), "D: different words"),
    (lambda v, W, b, c: words(v, W, b, c, expit(total(v).mean() * c + v @ W)), "D: the mean length"),
    (lambda v, W, b, c: words(v, W, b, c, expit(c / total(v) + v @ W)), "c / D"),
    (lambda v, W, b, c: words(v, W, b, c, expit(total(v) * (c + v @ W))), "D times all"),
    (
        lambda v, W, b, c: words(v, W, b, c, (lambda h: h / h.sum(1, keepdims=True))(expit(total(v) * c + v @ W))),
        "topics' shares",
    ),
    (
        lambda v, W, b, c: (lambda h: np.einsum("nj,wj->nw", h / h.sum(1, keepdims=True), softmax(W + b[:, None], axis=0)))(
            expit(total(v) * c + v @ W)
        ),
        "a mixture of topics",
    ),
    (lambda v, W, b, c: words(v, W, b, c, expit(total(v) * c + v / total(v) @ W)), "shares, and D c"),
    (lambda v, W, b, c: words(v, W, b, c, out=lambda x: expit(x) / expit(x).sum(1, keepdims=True)), "sigmoids, normalised"),
    (lambda v, W, b, c: words(v, W, b, c, out=np.exp), "no normaliser"),
    (lambda v, W, b, c: words(v, W, b, c, np.tanh(total(v) * c + v @ W)), "tanh"),
    (lambda v, W, b, c: words(v, W, b, c, expit(total(v) * c + np.log1p(v) @ W)), "log counts"),
    (lambda v, W, b, c: words(v, W, b, c, 1 - expit(total(v) * c + v @ W)), "1 - h"),
    (lambda v, W, b, c: v / total(v), "the text's own shares"),
    (lambda v, W, b, c: softmax(expit(total(v) * c + v @ W) @ W.T, axis=1) + b, "b after the softmax"),
    (lambda v, W, b, c: words(v, W, b, c).mean(0), "mean over texts"),
    (lambda v, W, b, c: words(v, W, b, c, expit(-total(v) * c + v @ W)), "minus c"),
    (lambda v, W, b, c: softmax(total(v) * (expit(total(v) * c + v @ W) @ W.T + b), axis=1), "D inside the softmax"),
    (
        lambda v, W, b, c: (lambda p: np.where(v > 0, 0, p) / np.where(v > 0, 0, p).sum(1, keepdims=True).clip(1e-9))(
            words(v, W, b, c)
        ),
        "only new words",
    ),
    (
        lambda v, W, b, c: words(
            v, W, b, c, (np.random.default_rng(0).random((len(v), len(c))) < expit(total(v) * c + v @ W)) * 1.0
        ),
        "topics drawn",
    ),
]


def pseudo(v, W, b, c):
    found = 0
    for i in range(v.shape[1]):
        other = v.copy()
        other[:, i] = 1 - other[:, i]
        found = found + log_expit(minus_free(v, W, b, c) - minus_free(other, W, b, c))
    return found.mean()


LIKELY += [
    (lambda v, W, b, c: float(minus_free(v.mean(0, keepdims=True), W, b, c)[0] - log_z(W, b, c)), "the mean picture's"),
    (
        lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(states(len(b))[1:], W, b, c)),
        "without the black picture",
    ),
    (
        lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(states(len(b))[:-1], W, b, c)),
        "without the white picture",
    ),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(2 * states(len(b)) - 1, W, b, c)), "-1 and 1"),
    (lambda v, W, b, c: np.exp(log_z(W, b, c) - minus_free(v, W, b, c).mean()), "perplexity"),
    (lambda v, W, b, c: (minus_free(v, W, b, c).mean() - log_z(W, b, c)) / len(b), "a pixel"),
    (pseudo, "pseudo-likelihood"),
    (lambda v, W, b, c: np.median(minus_free(v, W, b, c)) - log_z(W, b, c), "median"),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - log_z(W, 0 * b, c), "Z without b"),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - log_z(W, b, 0 * c), "Z without c"),
    (lambda v, W, b, c: minus_free(v, W, 0 * b, c).mean() - log_z(W, 0 * b, c), "no b at all"),
    (lambda v, W, b, c: minus_free(v, W, b, 0 * c).mean() - log_z(W, b, 0 * c), "no c at all"),
    (
        lambda v, W, b, c: minus_free(v, W, b, c).mean() - logsumexp(minus_free(np.unique(v, axis=0), W, b, c)),
        "Z over the different data",
    ),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - np.log(2 ** (len(b) + len(c))), "Z: the number of states"),
    (
        lambda v, W, b, c: (lambda p: (v * np.log(p) + (1 - v) * np.log(1 - p)).sum(1).mean())(
            expit(expit(v @ W + c) @ W.T + b).clip(1e-12, 1 - 1e-12)
        ),
        "of the reconstruction",
    ),
    (
        lambda v, W, b, c: -minus_free(v, W, b, c).mean() - logsumexp(-minus_free(states(len(b)), W, b, c)),
        "the sign of the energy",
    ),
    (lambda v, W, b, c: minus_free(v, W, b, c).mean() - minus_free(states(len(b)), W, b, c).max(), "against the likeliest"),
]


def hold2(v, known, W, b, c, u_h, u_v, up=lambda u, p: (u < p) * 1.0, down=lambda u, p: (u < p) * 1.0, once=False):
    now, h = v, None
    for a, z in zip(u_h, u_v):
        if h is None or not once:
            h = up(a, expit(now @ W + c))
        now = np.where(known, v, down(z, expit(h @ W.T + b)))
    return now


def last_free(v, known, W, b, c, u_h, u_v):
    now = v
    for a, z in zip(u_h, u_v):
        now = np.where(known, v, now)
        h = (a < expit(now @ W + c)) * 1.0
        now = (z < expit(h @ W.T + b)) * 1.0
    return now


def every(v, known, W, b, c, u_h, u_v):
    return np.stack([hold(v, known, W, b, c, u_h[: i + 1], u_v[: i + 1]) for i in range(len(u_h))])


HOLD += [
    (lambda *a: hold2(*a, once=True), "hidden units drawn once"),
    (
        lambda v, known, W, b, c, u_h, u_v: hold(
            v, known, W, b, c, np.broadcast_to(u_h[:1], u_h.shape), np.broadcast_to(u_v[:1], u_v.shape)
        ),
        "the first step's luck",
    ),
    (lambda v, known, W, b, c, u_h, u_v: hold2(np.where(known, v, 00.5), known, W, b, c, u_h, u_v), "begun at grey"),
    (last_free, "put back before, not after"),
    (lambda *a: hold2(*a, up=lambda u, p: p), "hidden probabilities"),
    (lambda *a: hold2(*a, down=lambda u, p: p), "visible probabilities"),
    (lambda *a: every(*a).mean(0), "the mean of all steps"),
    (every, "all steps"),
    (lambda *a: hold2(*a, down=lambda u, p: (u > p) * 1.0), "down reversed"),
    (lambda *a: hold2(*a, up=lambda u, p: (u > p) * 1.0), "up reversed"),
    (
        lambda v, known, W, b, c, u_h, u_v: hold(v, known[:1] | np.zeros_like(known), W, b, c, u_h, u_v),
        "the first row's known",
    ),
    (lambda *a: hold2(*a, up=lambda u, p: np.rint(p)), "hidden rounded"),
    (lambda *a: hold2(*a, down=lambda u, p: np.rint(p)), "visible rounded"),
    (lambda *a: hold(*a, keep=lambda new, v, known: np.maximum(new, v)), "white stays"),
    (lambda *a: hold(*a, keep=lambda new, v, known: np.where(known, 1 - v, new)), "known inverted"),
    (lambda v, known, W, b, c, u_h, u_v: hold(np.where(known, v, 1), known, W, b, c, u_h, u_v), "begun at white"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v, known, W, b, c, u_h[1:], u_v[1:]), "the first step left out"),
    (lambda v, known, W, b, c, u_h, u_v: hold(v, ~known, W, b, c, u_h, u_v), "known and unknown exchanged"),
]


def in_place(v, known, W, b, c, u_h, u_v):
    for a, z in zip(u_h, u_v):
        h = a < expit(v @ W + c)
        v[~known] = (z < expit(h @ W.T + b))[~known]
    return v


FREE_RIGHT.append(lambda v, W, b, c: -(v * b).sum(1) - np.logaddexp(0, np.einsum("ni,ij->nj", v, W) + c).sum(-1))
GIBBS_RIGHT.append(lambda v, W, b, c, u_h, u_v: (u_v <= expit((u_h <= expit(v @ W + c)) @ W.T + b)).tolist())
CD_RIGHT.append(cd_of(lambda v, n, h, d, p, v1, h1: ((v.T @ h - v1.T @ h1) / n).astype("float32")))
WORDS_RIGHT.append(lambda v, W, b, c: words(v, W, b, c, out=lambda x: np.exp(x) / np.exp(x).sum(1, keepdims=True)))
LIKELY_RIGHT.append(
    lambda v, W, b, c: minus_free(v, W, b, c).mean() - np.log(np.exp(minus_free(states(len(b)), W, b, c)).sum())
)
HOLD_RIGHT.append(in_place)

UNSEEN = {"08.1": FREE, "08.2": GIBBS, "08.3": CD, "08.4": WORDS, "08.A": LIKELY, "08.B": HOLD}
ALSO_RIGHT = {
    "08.1": FREE_RIGHT,
    "08.2": GIBBS_RIGHT,
    "08.3": CD_RIGHT,
    "08.4": WORDS_RIGHT,
    "08.A": LIKELY_RIGHT,
    "08.B": HOLD_RIGHT,
}
