"""Answers to lesson 22, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf


# 22.1 -----------------------------------------------------------------------------------------------------------------
def covariance(grey, up=True):
    down, across = np.indices(grey.shape)
    points = np.stack([across.ravel(), (-down if up else down).ravel()])
    return np.cov(points, aweights=grey.ravel(), bias=True)


def right_1(grey):
    c = covariance(grey)
    return c[0, 1] / c[1, 1]


def by_rows(grey):
    """Straight line through the rows' middles, not weighted by how much is in a row."""
    rows = [(-y, np.average(np.arange(len(row)), weights=row)) for y, row in enumerate(grey) if row.sum() > 0]
    y, x = np.transpose(rows)
    return np.polyfit(y, x, 1)[0]


def main_axis(grey):
    _, vectors = np.linalg.eigh(covariance(grey))
    x, y = vectors[:, -1]
    return x / y


WRONG_1 = [
    (by_rows, "all rows alike"),
    (main_axis, "the main axis"),
    (lambda g: right_1(g.T), "rows for columns"),
    (lambda g: right_1(g[:, ::-1]), "mirrored"),
    (lambda g: np.degrees(np.arctan(right_1(g))), "degrees"),
    (lambda g: right_1((g > 0.5).astype(float) + 1e-9), "only bright ones"),
    (lambda g: covariance(g)[0, 1], "the covariance"),
    (lambda g: 2 * right_1(g), "twice"),
    (lambda g: covariance(g)[0, 1] / covariance(g)[0, 0], "over xx"),
    (lambda g: right_1(g * g), "masses squared"),
]
RIGHT_1 = [
    right_1,
    lambda g: covariance(g, up=False)[0, 1] / -covariance(g)[1, 1],
    lambda g: [float(right_1(g))],
    lambda g: tf.constant(right_1(g)),
    lambda g: right_1(7 * g),
]


# 22.2 -----------------------------------------------------------------------------------------------------------------
def right_2(read, said):
    return np.array([np.mean(r[s >= 0] == s[s >= 0]) for r, s in zip(read.T, said.T)])


WRONG_2 = [
    (lambda r, s: right_2(s, r), "exchanged"),
    (lambda r, s: right_2(r, s).mean(), "the mean of all"),
    (lambda r, s: np.array([np.mean(a[b > -1]) for a, b in zip(r.T, s.T)]), "what is read"),
    (lambda r, s: np.array([np.mean(a >= 0) for a in r.T]), "read at all"),
    (lambda r, s: np.array([np.mean(b >= 0) for b in s.T]), "said at all"),
    (lambda r, s: np.sort(right_2(r, s)), "sorted"),
    (lambda r, s: right_2(np.abs(r), np.abs(s)), "minus one as one"),
    (lambda r, s: np.array([np.mean(np.abs(a - b)[b >= 0]) for a, b in zip(r.T, s.T)]), "how far off"),
    (lambda r, s: np.ones(s.shape[1]) * right_2(r, s)[0], "the first for all"),
    (lambda r, s: np.round(right_2(r, s)), "rounded"),
]
RIGHT_2 = [
    right_2,
    lambda r, s: list(right_2(r, s)),
    lambda r, s: np.ma.masked_array(r == s, mask=s < 0).mean(axis=0).filled(0),
    lambda r, s: tf.constant(right_2(r, s)),
    lambda r, s: np.nanmean(np.where(s >= 0, r == s, np.nan), axis=0),
]


# 22.3 -----------------------------------------------------------------------------------------------------------------
def squash(x):
    return 0.5 + 0.5 * np.tanh(x / 2)


def right_3(h, x, W, U):
    k = len(h)
    z = squash(x @ W[:, :k] + h @ U[:, :k])
    r = squash(x @ W[:, k : 2 * k] + h @ U[:, k : 2 * k])
    c = np.tanh(x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))
    return c + z * (h - c)


def relu_candidate(h, x, W, U):
    k = len(h)
    z, r = np.split(squash((x @ W + h @ U)[: 2 * k]), 2)
    return z * h + (1 - z) * np.maximum(0, x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))


def plain_rnn(h, x, W, U):
    return np.tanh(x @ W + h @ U)[-len(h) :]


def softmax_gates(h, x, W, U):
    k = len(h)
    z, r, _ = np.split(x @ W + h @ U, 3)
    z, r = np.exp(z) / np.exp(z).sum(), np.exp(r) / np.exp(r).sum()
    return z * h + (1 - z) * np.tanh(x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))


WRONG_3 = [
    (plain_rnn, "a plain recurrent network"),
    (relu_candidate, "relu"),
    (softmax_gates, "softmax"),
    (lambda h, x, W, U: right_3(np.zeros_like(h), x, W, U), "from zero"),
    (lambda h, x, W, U: right_3(h, x, W, U) + h, "residual"),
    (lambda h, x, W, U: right_3(h, x, W, U).mean(), "a mean"),
    (lambda h, x, W, U: right_3(h, x, W[:, ::-1], U[:, ::-1]), "columns turned round"),
    (lambda h, x, W, U: right_3(h, x, W, np.zeros_like(U)), "without the state"),
    (lambda h, x, W, U: right_3(h, -x, W, U), "minus the word"),
    (lambda h, x, W, U: h, "nothing happens"),
]
RIGHT_3 = [
    right_3,
    lambda h, x, W, U: list(right_3(h, x, W, U)),
    lambda h, x, W, U: tf.constant(right_3(h, x, W, U)),
    lambda h, x, W, U: right_3(h.astype("float64"), x, W, U),
]


# 22.4 -----------------------------------------------------------------------------------------------------------------
def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def right_4(right, fake, wrong):
    return np.mean(softplus(-right) + softplus(fake) / 2 + softplus(wrong) / 2)


WRONG_4 = [
    (lambda r, f, w: right_4(r, f, w) * 2, "twice"),
    (lambda r, f, w: np.mean(softplus(-r)), "the first alone"),
    (lambda r, f, w: right_4(f, r, w), "fake and right exchanged"),
    (lambda r, f, w: np.mean(np.maximum(0, 1 - r) + np.maximum(0, 1 + f) / 2 + np.maximum(0, 1 + w) / 2), "hinge"),
    (lambda r, f, w: np.mean(-r + (f + w) / 2), "Wasserstein"),
    (lambda r, f, w: np.mean(np.concatenate([softplus(-r), softplus(f), softplus(w)])), "all alike"),
    (lambda r, f, w: np.mean(softplus(-r) + softplus((f + w) / 2)), "mean of logits"),
    (lambda r, f, w: np.mean(softplus(-r) + np.maximum(softplus(f), softplus(w))), "the larger of the two"),
    (lambda r, f, w: np.median(softplus(-r)) + np.median(softplus(f)) / 2 + np.median(softplus(w)) / 2, "medians"),
    (lambda r, f, w: softplus(-r) + softplus(f) / 2 + softplus(w) / 2, "no mean"),
]
RIGHT_4 = [
    right_4,
    lambda r, f, w: tf.reduce_mean(tf.nn.softplus(-r) + (tf.nn.softplus(f) + tf.nn.softplus(w)) / 2),
    lambda r, f, w: softplus(-r).mean() + softplus(np.concatenate([f, w])).mean(),
    lambda r, f, w: [float(right_4(r, f, w))],
]


# 22.A -----------------------------------------------------------------------------------------------------------------
def right_a(real, fake, frequency):
    anything = np.einsum("k,km->m", frequency, real)
    return 2 * real / (2 * real + fake + anything)


WRONG_A = [
    (lambda p, q, f: right_a(q, p, f), "exchanged"),
    (lambda p, q, f: right_a(p, q, np.ones(len(f)) / len(f)), "even frequencies"),
    (lambda p, q, f: p / (p + np.maximum(q, f @ p)), "the larger"),
    (lambda p, q, f: p / (p + np.sqrt(q * (f @ p))), "geometric mean"),
    (lambda p, q, f: (p / (p + q) + p / (p + f @ p)) / 2, "mean of two Ds"),
    (lambda p, q, f: right_a(p, q, f) / right_a(p, q, f).sum(axis=1, keepdims=True), "rows to 1"),
    (lambda p, q, f: f[:, None] * right_a(p, q, f), "times frequency"),
    (lambda p, q, f: f @ right_a(p, q, f), "mean over sentences"),
    (lambda p, q, f: right_a(p, q, f).round(), "yes or no"),
    (lambda p, q, f: right_a(p, p, f), "perfect fakes"),
]
RIGHT_A = [
    right_a,
    lambda p, q, f: 1 / (1 + (q + f @ p) / (2 * p)),
    lambda p, q, f: tf.constant(right_a(p, q, f)),
    lambda p, q, f: [list(row) for row in right_a(p, q, f)],
]


# 22.B -----------------------------------------------------------------------------------------------------------------
def right_b(real, frequency):
    return real + (real - np.einsum("k,km->m", frequency, real))


WRONG_B = [
    (lambda p, f: right_b(p, np.ones(len(f)) / len(f)), "even frequencies"),
    (lambda p, f: np.maximum(right_b(p, f), p), "never less"),
    (lambda p, f: p + f[:, None] * (p - f @ p), "as far as it is frequent"),
    (lambda p, f: p + np.abs(p - f @ p), "absolute differences"),
    (lambda p, f: right_b(p, f).mean(axis=0), "mean"),
    (lambda p, f: 2 * p - f[:, None] * p, "its own part only"),
    (lambda p, f: p - (p - f @ p), "the other way"),
    (lambda p, f: np.full(p.shape, 1 / p.shape[1]), "even"),
    (lambda p, f: right_b(p, f) / 2, "half"),
    (lambda p, f: p**2 / (p**2).sum(axis=1, keepdims=True), "sharpened"),
]
RIGHT_B = [
    right_b,
    lambda p, f: 2 * p - np.average(p, axis=0, weights=f),
    lambda p, f: tf.constant(right_b(p, f)),
    lambda p, f: [list(row) for row in right_b(p, f)],
]

UNSEEN = {"22.1": WRONG_1, "22.2": WRONG_2, "22.3": WRONG_3, "22.4": WRONG_4, "22.A": WRONG_A, "22.B": WRONG_B}
ALSO_RIGHT = {"22.1": RIGHT_1, "22.2": RIGHT_2, "22.3": RIGHT_3, "22.4": RIGHT_4, "22.A": RIGHT_A, "22.B": RIGHT_B}
