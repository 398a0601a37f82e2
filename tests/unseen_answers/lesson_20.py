"""Answers to lesson 20, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import special


# 20.1 -----------------------------------------------------------------------------------------------------------------
def one_by_one(t, p):
    result = []
    for column in t.T:
        pairs = sorted(zip(column, p))
        reached = 0
        for value, share in pairs:
            reached += share
            if reached >= 0.5:
                result.append(float(value))
                break
    return result


def descending(t, p):
    order = np.argsort(-t, axis=0)
    above = np.cumsum(p[order], axis=0)
    return np.take_along_axis(t, order, axis=0)[(above > 0.5).argmax(axis=0), np.arange(t.shape[1])]


def repeated(t, p):  # an even number of copies: the lower one of the two in the middle
    copies = np.sort(np.repeat(t, np.round(1e5 * p).astype(int), axis=0), axis=0)
    return copies[(len(copies) - 1) // 2]


def quantile(t, p, q):
    order = np.argsort(t, axis=0)
    place = (np.cumsum(p[order], axis=0) >= q).argmax(axis=0)
    return np.take_along_axis(t, order, axis=0)[place, np.arange(t.shape[1])]


def weighted(t, p):
    return np.quantile(t, 0.5, axis=0, weights=np.broadcast_to(p[:, None], t.shape), method="inverted_cdf")


WRONG_1 = [
    (lambda t, p: np.sign(p @ t), "thresholded mean"),
    (lambda t, p: quantile(t, p, 0.6), "another quantile"),
    (lambda t, p: quantile(t, p, 0.4), "another quantile"),
    (lambda t, p: t[np.argmin([p @ np.sum((t - x) ** 2, axis=1) for x in t])], "medoid of squares"),
    (lambda t, p: t[np.argsort(p)[len(p) // 2]], "the picture of median probability"),
    (lambda t, p: quantile(t, p**2 / np.sum(p**2), 0.5), "squared weights"),
    (lambda t, p: quantile(t, np.ones(len(p)) / len(p), 0.5), "unweighted"),
    (lambda t, p: np.sort(t, axis=0)[np.argmax(np.cumsum(np.sort(p)) >= 0.5)], "both sorted apart"),
    (lambda t, p: np.full(t.shape[1], np.median(t)), "one number"),
    (lambda t, p: quantile(t.T, np.full(t.shape[1], 1 / t.shape[1]), 0.5), "axis"),
    (lambda t, p: p @ np.abs(t), "mean of absolute values"),
    (lambda t, p: np.exp(p @ np.log(np.abs(t))), "geometric"),
    (lambda t, p: -quantile(-t, p, 0.5), "the next value where 1/2 is met"),
    (lambda t, p: quantile(t, p, 0.5 + 1e-9), "more than 1/2"),
    (lambda t, p: (quantile(t, p, 0.5) - quantile(-t, p, 0.5)) / 2, "the middle where 1/2 is met"),
    (lambda t, p: t[np.argmax(np.cumsum(p) >= 0.5)], "not sorted"),
    (lambda t, p: p @ np.abs(t - quantile(t, p, 0.5)), "the cost"),
    (lambda t, p: quantile(p[:, None] * t, p, 0.5), "values times probabilities"),
    (lambda t, p: np.median(len(p) * p[:, None] * t, axis=0), "median of weighted values"),
    (lambda t, p: quantile(t, p, 0.25), "quartile"),
]
RIGHT_1 = [one_by_one, descending, repeated, weighted, lambda t, p: tf.constant(one_by_one(t, p))]


# 20.2 -----------------------------------------------------------------------------------------------------------------
def backwards(kernels, strides):
    w = 1
    for k, s in zip(reversed(kernels), reversed(strides)):
        w = (w - 1) * s + k
    return w


WRONG_2 = [
    (lambda k, s: backwards(k[::-1], s[::-1]), "order"),
    (lambda k, s: sum(a * b for a, b in zip(k, s)), "kernel times stride"),
    (lambda k, s: k[0] * np.prod(s[1:]), "first kernel and strides"),
    (lambda k, s: max(k) * np.prod(s), "largest kernel"),
    (lambda k, s: backwards(k, s) + 1, "off by one"),
    (lambda k, s: backwards(k, s) // 2, "half"),
    (lambda k, s: backwards(k, s) + np.prod(s) - 1, "a stride of pixels more"),
    (lambda k, s: sum((a - 1) * b for a, b in zip(k, s)) + 1, "own stride only"),
    (lambda k, s: np.prod(s) * k[-1], "last kernel"),
    (lambda k, s: backwards(k, s) - np.prod(s), "less the distance"),
    (lambda k, s: sum(a * b for a, b in zip(k, np.cumprod([1, *s[:-1]]))), "begun with 0"),
    (lambda k, s: 1 + sum((a - 1) * (1 + sum(s[:i]) - i) for i, a in enumerate(k)), "strides added"),
    (lambda k, s: backwards(k, s[::-1]), "strides reversed"),
    (lambda k, s: backwards(k, [2] * len(s)), "always stride 2"),
    (lambda k, s: backwards(k, [max(s)] * len(s)), "one stride for all"),
    (lambda k, s: backwards([4] * len(k), s), "always kernels of 4"),
    (lambda k, s: backwards(k[1:], s[1:]), "first layer forgotten"),
    (lambda k, s: min(28, backwards(k, s)), "not above 28"),
    (lambda k, s: 18, "the lesson's own"),
    (lambda k, s: max(k), "widest kernel"),
]
RIGHT_2 = [
    backwards,
    lambda k, s: np.float32(backwards(k, s)),
    lambda k, s: 1 + int(np.dot(np.array(k) - 1, np.cumprod([1, *s[:-1]]))),
]

# 20.3 -----------------------------------------------------------------------------------------------------------------
WRONG_3 = [
    (lambda x, f, t, w: special.softplus(-x).mean() + w * np.abs(t).mean(), "target alone"),
    (lambda x, f, t, w: special.softplus(-x).mean() + w * np.median(np.abs(t - f)), "median"),
    (lambda x, f, t, w: special.softplus(-x).min() + w * np.abs(t - f).mean(), "worst patch"),
    (lambda x, f, t, w: special.softplus(-x).max() + w * np.abs(t - f).mean(), "best patch"),
    (lambda x, f, t, w: np.mean((x - 1) ** 2) + w * np.abs(t - f).mean(), "least squares"),
    (lambda x, f, t, w: -np.log(special.expit(x).mean()) + w * np.abs(t - f).mean(), "log of the mean"),
    (lambda x, f, t, w: special.softplus(-x).mean() + w * abs(t.mean() - f.mean()), "difference of means"),
    (lambda x, f, t, w: special.softplus(-x).mean() + w**2 * np.abs(t - f).mean(), "weight squared"),
    (lambda x, f, t, w: (special.softplus(-x).mean() + w * np.abs(t - f).mean()) / (1 + w), "normalised"),
    (lambda x, f, t, w: special.softplus(-x).mean() + (1 - w) * np.abs(t - f).mean(), "1 - weight"),
    (lambda x, f, t, w: (special.softplus(-x) + w * np.abs(t - f).mean()).sum(), "sum over patches"),
    (lambda x, f, t, w: special.softplus(-x).mean() + 100 * np.abs(t - f).mean(), "the paper's weight"),
    (lambda x, f, t, w: special.softplus(-x.mean()) + w * np.abs(t - f).mean(), "mean logit"),
    (lambda x, f, t, w: special.softplus(-x).mean() + w * np.abs(t - f).mean() / 2, "half the difference"),
    (lambda x, f, t, w: special.softplus(-x[:, 0, 0]).mean() + w * np.abs(t - f).mean(), "one patch"),
    (lambda x, f, t, w: (1 - w) * special.softplus(-x).mean() + w * np.abs(t - f).mean(), "1 - weight for D"),
    (lambda x, f, t, w: special.softplus(-x).mean() + w * np.abs(np.abs(t) - np.abs(f)).mean(), "absolute too early"),
    (lambda x, f, t, w: -np.log(np.clip(x, 1e-7, 1)).mean() + w * np.abs(t - f).mean(), "logits as probabilities"),
    (lambda x, f, t, w: (special.softplus(-x).mean(), w * np.abs(t - f).mean()), "two parts"),
]
RIGHT_3 = [
    lambda x, f, t, w: -special.log_expit(x).mean() + w * np.abs(f - t).mean(),
    lambda x, f, t, w: tf.reduce_mean(tf.nn.softplus(-x)) + w * tf.reduce_mean(tf.abs(f - t)),
    lambda x, f, t, w: np.mean([special.softplus(-a).mean() + w * np.abs(b - c).mean() for a, b, c in zip(x, f, t)]),
    lambda x, f, t, w: [np.mean(np.log1p(np.exp(-x))) + np.mean(np.abs(w * (f - t)))],
]


# 20.4 -----------------------------------------------------------------------------------------------------------------
def step_by_step(c, s, g, v):
    left, cost = v, 0.0
    for price, share in sorted(zip(c, s), reverse=True):
        gone = min(left, share)
        left -= gone
        cost += gone * g + (share - gone) * price
    return cost


def given_up(c, s, g, gone):
    return c @ s - gone @ (c - g)


def before(s):
    return np.cumsum(s) - s


def dearest(c, s):
    order = np.argsort(-c)
    return c[order], s[order]


def own_share_before(c, s, g, v):
    c, s = dearest(c, s)
    return given_up(c, s, g, np.clip(v - np.cumsum(s), 0, s))


def below_nothing(c, s, g, v):
    c, s = dearest(c, s)
    return given_up(c, s, g, np.minimum(v - before(s), s))


def rarest(c, s, g, v):
    order = np.argsort(s)
    return given_up(c[order], s[order], g, np.clip(v - before(s[order]), 0, s[order]))


WRONG_4 = [
    (own_share_before, "own share before"),
    (below_nothing, "less than nothing given up"),
    (rarest, "rarest first"),
    (lambda c, s, g, v: c @ s - v * (c.max() - g), "the dearest without end"),
    (lambda c, s, g, v: c @ s - min(v, s[c.argmax()]) * (c.max() - g), "the dearest alone"),
    (lambda c, s, g, v: max(step_by_step(c, s, g, v), c.min()), "not below the cheapest"),
    (lambda c, s, g, v: step_by_step(np.sort(c)[::-1], np.sort(s)[::-1], g, v), "both sorted apart"),
    (lambda c, s, g, v: step_by_step(c, s, g, v) - g, "above the compromise"),
    (lambda c, s, g, v: step_by_step(c, s, g, round(v * len(c)) / len(c)), "whole answers"),
    (lambda c, s, g, v: step_by_step(np.sort(c), s, g, v), "costs sorted apart"),
    (lambda c, s, g, v: v * g, "the compromise alone"),
    (lambda c, s, g, v: max(g, c @ s - v), "the variation taken off"),
    (lambda c, s, g, v: step_by_step(c, s, c.min(), v), "the cheapest real one in place"),
    (lambda c, s, g, v: step_by_step(c, s, g, v) / v, "divided"),
    (lambda c, s, g, v: g if v > 0.5 else c @ s, "threshold"),
    (lambda c, s, g, v: step_by_step(c * s, s, g, v), "by what each adds"),
    (lambda c, s, g, v: step_by_step(c, s, g, v**2), "squared"),
    (lambda c, s, g, v: c.mean() - v * (c.mean() - g), "unweighted line"),
    (lambda c, s, g, v: step_by_step(c, s, g, 1.0 if v > s.max() else v), "all"),
    (lambda c, s, g, v: (1 - v) * c.min() + v * g, "the cheapest for the rest"),
]
RIGHT_4 = [
    step_by_step,
    lambda c, s, g, v: np.float32(step_by_step(c, s, g, v)),
    lambda c, s, g, v: [step_by_step(c, s, g, v)],
    lambda c, s, g, v: tf.constant(step_by_step(c.tolist(), s.tolist(), g, v), tf.float64),
]

# 20.A -----------------------------------------------------------------------------------------------------------------
WRONG_A = [
    (lambda o: o.mean(axis=0).var(axis=0).mean() / o.reshape(-1, o.shape[2]).var(axis=0).mean(), "between"),
    (lambda o: o.var(axis=(0, 1)).mean() / o.var(axis=1).mean(), "upside down, other axis"),
    (lambda o: np.median(o.var(axis=0)) / o.var(axis=(0, 1)).mean(), "median"),
    (lambda o: np.ptp(o, axis=0).mean() / np.ptp(o, axis=(0, 1)).mean(), "ranges"),
    (lambda o: np.mean(np.abs(o - o.mean(axis=0))) / np.mean(np.abs(o - o.mean(axis=(0, 1)))), "absolute deviations"),
    (lambda o: o.var(axis=2).mean() / o.var(axis=(0, 1)).mean(), "over pixels"),
    (lambda o: o.var(axis=0).mean() / (o.var(axis=0).mean() + o.var(axis=1).mean()), "of two parts"),
    (lambda o: o.var(axis=0).sum() / o.var(axis=(0, 1)).sum(), "sums"),
    (lambda o: o.var(axis=0).max() / o.var(axis=(0, 1)).max(), "largest"),
    (lambda o: o.var(axis=0).mean(axis=0) / o.var(axis=(0, 1)), "a pixel each"),
    (lambda o: o.mean(axis=1).var(axis=0).mean() / o.var(axis=(0, 1)).mean(), "of the pictures' mean"),
    (lambda o: o.var(axis=0).mean() / o.var(axis=1).mean(), "over pictures below"),
    (lambda o: o.var(axis=0).sum() / o.var(axis=(0, 1)).mean(), "a sum above"),
    (lambda o: o.var(axis=0).mean() / o.reshape(len(o), -1).var(axis=1).mean(), "of each noise below"),
    (lambda o: np.median(o.var(axis=0)) / np.median(o.var(axis=(0, 1))), "medians"),
    (lambda o: o.var(axis=(0, 2)).mean() / o.var(axis=(0, 1)).mean(), "numbers mixed"),
    (lambda o: o.var(axis=0).mean() / np.mean(o**2), "mean squares below"),
    (lambda o: 1 - o.var(axis=1).mean() / o.var(axis=(0, 1)).mean(), "less that over pictures"),
    (lambda o: o.var(axis=0, ddof=1).mean() / o.var(axis=(0, 1)).mean(), "m - 1"),
]
RIGHT_A = [
    lambda o: o.var(axis=0).mean() / o.var(axis=(0, 1)).mean(),
    lambda o: 1 - o.mean(axis=0).var(axis=0).mean() / o.var(axis=(0, 1)).mean(),
    lambda o: np.mean((o - o.mean(axis=0)) ** 2) / np.mean((o - o.mean(axis=(0, 1))) ** 2),
    lambda o: tf.reduce_mean(tf.math.reduce_variance(o, axis=0)) / o.var(axis=(0, 1)).mean(),
]


# 20.B -----------------------------------------------------------------------------------------------------------------
def in_loops(o, g):
    by = o.shape[1] // g.shape[1]
    n, size, _ = g.shape
    cells = [(i, r, c) for i in range(n) for r in range(size) for c in range(size)]
    return np.mean([abs(o[i, r * by : r * by + by, c * by : c * by + by].mean() - g[i, r, c]) for i, r, c in cells])


def blocks(o, g):
    by = o.shape[1] // g.shape[1]
    return o.reshape(*g.shape[:2], by, g.shape[2], by)


WRONG_B = [
    (lambda o, g: in_loops(np.clip(o, -1, 1), g), "clipped"),
    (lambda o, g: in_loops(np.clip(o, 0, 1), g), "clipped at 0"),
    (lambda o, g: in_loops(np.round(o), g), "rounded"),
    (lambda o, g: np.abs(blocks(o, g)[:, :, 0].mean(axis=3) - g).mean(), "one row of a block"),
    (lambda o, g: np.abs(o.reshape(*g.shape, -1).mean(axis=3) - g).mean(), "runs of pixels"),
    (lambda o, g: np.abs(blocks(o, g).sum(axis=(2, 4)) / 4 - g).mean(), "always 4 pixels"),
    (lambda o, g: np.abs(blocks(o, g).sum(axis=(2, 4)) / blocks(o, g).shape[2] - g).mean(), "width for width squared"),
    (lambda o, g: in_loops(o, g) / np.abs(g).mean(), "relative"),
    (lambda o, g: in_loops(o, g) * g.size / o.size, "by the large pixels"),
    (lambda o, g: in_loops(o[:1], g[:1]), "the first picture"),
    (lambda o, g: np.median(np.abs(blocks(o, g).mean(axis=(2, 4)) - g)), "median"),
    (lambda o, g: np.abs(o.mean(axis=(1, 2)) - g.mean(axis=(1, 2))).mean(), "a mean for each picture"),
    (lambda o, g: in_loops(o.transpose(0, 2, 1), g), "transposed"),
    (lambda o, g: in_loops(o, g[:, ::-1]), "upside down"),
    (lambda o, g: in_loops(o[::-1], g), "other pictures"),
    (lambda o, g: abs(o.mean() - g.mean()), "means"),
    (lambda o, g: in_loops((o + 1) / 2, (g + 1) / 2), "in [0, 1]"),
    (lambda o, g: np.abs(o[:, : g.shape[1], : g.shape[1]] - g).mean(), "cropped"),
    (lambda o, g: in_loops(np.sign(o), g), "black and white"),
    (lambda o, g: np.abs(o[:, -g.shape[1] :, -g.shape[1] :] - g).mean(), "cropped"),
    (lambda o, g: in_loops(np.abs(o), np.abs(g)), "absolute too early"),
    (lambda o, g: np.mean(np.abs(np.resize(o, g.shape) - g)), "np.resize"),
]
RIGHT_B = [
    in_loops,
    lambda o, g: np.abs(
        tf.nn.avg_pool2d(o[..., None], o.shape[1] // g.shape[1], o.shape[1] // g.shape[1], "VALID")[..., 0] - g
    ).mean(),
    lambda o, g: [in_loops(o, g)],
]

UNSEEN = {"20.1": WRONG_1, "20.2": WRONG_2, "20.3": WRONG_3, "20.4": WRONG_4, "20.A": WRONG_A, "20.B": WRONG_B}
ALSO_RIGHT = {"20.1": RIGHT_1, "20.2": RIGHT_2, "20.3": RIGHT_3, "20.4": RIGHT_4, "20.A": RIGHT_A, "20.B": RIGHT_B}
