"""Answers to lesson 26, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy.special import logsumexp, softmax
from scipy.stats import norm


# 26.1 -----------------------------------------------------------------------------------------------------------------
def shrunk(b, by=lambda beta: 1 - beta):
    variance = 0.0
    for beta in b:
        variance = by(beta) * variance + beta
    return variance


WRONG_1 = [
    (lambda b: (np.exp(-b.sum() / 2), np.sqrt(1 - np.exp(-b.sum()))), "the limit of small betas"),
    (lambda b: (np.sqrt(np.cumprod(1 - b)), np.sqrt(1 - np.cumprod(1 - b))), "all steps"),
    (lambda b: (np.prod(np.sqrt(b)), np.sqrt(1 - np.prod(b))), "signal and noise exchanged"),
    (lambda b: ((1 - b[-1]) ** (len(b) / 2), np.sqrt(1 - (1 - b[-1]) ** len(b))), "the last beta for all"),
    (lambda b: (np.prod(1 - np.sqrt(b)), np.prod(np.sqrt(b))), "1 minus the root"),
    (lambda b: (np.sqrt(np.prod(1 - b**2)), np.sqrt(1 - np.prod(1 - b**2))), "betas squared"),
    (lambda b: (np.prod(1 - b) ** 2, 1 - np.prod(1 - b) ** 2), "squared in place of a root"),
    (lambda b: (np.sqrt(np.prod(1 - b)), -np.sqrt(1 - np.prod(1 - b))), "a negative b"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.sqrt(1 + np.prod(1 - b))), "a plus"),
    (lambda b: (np.prod(1 - b) ** (1 / len(b)), np.sqrt(1 - np.prod(1 - b) ** (2 / len(b)))), "the geometric mean"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.sqrt(1 - np.sqrt(np.prod(1 - b)))), "1 less a"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.sqrt(shrunk(b, lambda beta: np.sqrt(1 - beta)))), "variance shrunk by a root"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.sqrt(shrunk(b, lambda beta: (1 - beta) ** 2))), "variance shrunk too much"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.sqrt(b.sum() * np.prod(1 - b))), "all noise shrunk by all steps"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.linalg.norm(b)), "betas squared in b"),
    (lambda b: (np.sqrt(np.prod(1 - b)), np.sqrt(b.mean())), "the mean in b"),
    (lambda b: (np.prod(1 - b**2), np.sqrt(1 - np.prod(1 - b**2) ** 2)), "squares, no root"),
    (lambda b: (-np.sqrt(np.prod(1 - b)), -np.sqrt(1 - np.prod(1 - b))), "both negative"),
    (lambda b: (np.sqrt(1 - b).sum(), np.sqrt(b).sum()), "sums"),
]


def walked(b):
    a, variance = 1.0, 0.0
    for beta in b:
        a, variance = a * np.sqrt(1 - beta), (1 - beta) * variance + beta
    return a, variance**0.5


RIGHT_1 = [
    walked,
    lambda b: [np.exp(np.log1p(-b).sum() / 2), np.sqrt(-np.expm1(np.log1p(-b).sum()))],
    lambda b: (tf.reduce_prod(tf.sqrt(1 - b)), tf.sqrt(1 - tf.reduce_prod(1 - b))),
    lambda b: np.array([np.prod(np.sqrt(1 - b)), np.sqrt(1 - np.prod(1 - b))], "float32"),
]


# 26.2 -----------------------------------------------------------------------------------------------------------------
def log_density(x, a, p, m, w):
    sizes = np.sqrt((np.cos(a) * w) ** 2 + np.sin(a) ** 2)
    return logsumexp(np.log(p) + norm.logpdf(x[:, None], np.cos(a) * m, sizes), axis=1)


def slope(x, *how):
    return (log_density(x + 1e-5, *how) - log_density(x - 1e-5, *how)) / 2e-5


def responsible(x, a, p, m, w):
    variances = (np.cos(a) * w) ** 2 + np.sin(a) ** 2
    density = p * norm.pdf(x[:, None], np.cos(a) * m, np.sqrt(variances))
    return density / density.sum(axis=1, keepdims=True), x[:, None] - np.cos(a) * m, variances


def by_parts(x, a, p, m, w):
    r, away, variances = responsible(x, a, p, m, w)
    return np.sum(r * np.sin(a) * away / variances, axis=1)


def through_the_picture(x, a, p, m, w):
    r, away, variances = responsible(x, a, p, m, w)
    picture = np.sum(r * (m + np.cos(a) * w**2 * away / variances), axis=1)
    return (x - np.cos(a) * picture) / np.sin(a)


def by_width(x, a, p, m, w, sizes):
    away = x[:, None] - np.cos(a) * m
    r = p * norm.pdf(away, 0, sizes)
    return np.sin(a) * np.sum(r * away / sizes**2, axis=1) / r.sum(axis=1)


def nearest_bell(x, a, m, w):
    away = x[:, None] - np.cos(a) * m
    one = np.arange(len(x)), np.abs(away).argmin(axis=1)
    return np.sin(a) * (away / ((np.cos(a) * w) ** 2 + np.sin(a) ** 2))[one]


def standardised(x, a, p, m, w):
    r, away, variances = responsible(x, a, p, m, w)
    return np.sum(r * away / np.sqrt(variances), axis=1)


def wrong_picture(x, a, p, m, w):
    r, *_ = responsible(x, a, p, m, w)
    return (x - np.cos(a) * (r @ m)) / np.sin(a)


WRONG_2 = [
    (lambda *how: log_density(*how), "the log density"),
    (lambda x, a, *how: -np.tan(a) * slope(x, a, *how), "tan"),
    (lambda x, a, *how: -(np.cos(a) ** 2) * slope(x, a, *how), "cos squared"),
    (lambda x, a, *how: -np.sqrt(np.sin(a)) * slope(x, a, *how), "a root"),
    (lambda x, a, p, m, w: -np.sin(a) * slope(x, 0 * a, p, m, w), "the data's own score"),
    (lambda x, a, p, m, w: -np.sin(a) * slope(x / np.cos(a), 0.0, p, m, w), "the data's own score, at x / cos"),
    (wrong_picture, "each bell's mean for the picture"),
    (lambda x, a, p, m, w: (x - np.cos(a) * (p @ m)) / np.sin(a), "the mean for the picture"),
    (lambda x, a, p, m, w: -np.sin(a) * slope(x, np.pi / 2 - a, p, m, w), "the other angle"),
    (lambda x, a, p, m, w: x - np.cos(a) * by_parts(x, a, p, m, w), "x less something"),
    (lambda x, a, p, m, w: np.sin(a) * x, "straight"),
    (lambda x, a, p, m, w: by_parts(x, np.degrees(a), p, m, w), "degrees"),
    (lambda x, a, p, m, w: by_parts(x, np.radians(a), p, m, w), "radians of radians"),
    (lambda x, a, p, m, w: by_width(x, a, p, m, w, np.sqrt(np.cos(a) * w + np.sin(a))), "sizes added"),
    (lambda x, a, p, m, w: by_width(x, a, p, m, w, np.sqrt((np.cos(a) * w) ** 2 + np.sin(a))), "sin for its square"),
    (lambda x, a, p, m, w: by_width(x, a, p, m, w, np.cos(a) * w), "no noise in the variance"),
    (lambda x, a, p, m, w: nearest_bell(x, a, m, w), "the nearest bell"),
    (lambda x, a, p, m, w: standardised(x, a, p, m, w), "distances over sizes, averaged"),
    (lambda x, a, p, m, w: len(p) * by_parts(x, a, p, m, w), "mean for sum below"),
    (lambda x, a, *how: -np.sin(a) * slope(x, a, *how) / np.log(10), "the logarithm to base 10"),
    (lambda x, a, *how: by_parts(x, a, *how)[:, np.newaxis], "a column"),
]
RIGHT_2 = [
    by_parts,
    through_the_picture,
    lambda x, a, *how: (-np.sin(a) * slope(x, a, *how)).tolist(),
    lambda x, a, p, m, w: tf.constant(by_parts(x, a, p, m, w)),
]


# 26.3 -----------------------------------------------------------------------------------------------------------------
def ddim(x, e, a, s, low=-1, high=1):
    p = np.clip((x - np.sin(a) * e) / np.cos(a), low, high)
    return np.cos(s) * p + np.sin(s) * (x - np.cos(a) * p) / np.sin(a)


def cut(x, e, a):
    return np.clip((x - np.sin(a) * e) / np.cos(a), -1, 1)


def left(x, e, a):
    return (x - np.cos(a) * cut(x, e, a)) / np.sin(a)


WRONG_3 = [
    (lambda x, e, a, s: ddim(x, np.clip(e, -1, 1), a, s), "the noise cut first"),
    (lambda x, e, a, s: ddim(np.clip(x, -1, 1), e, a, s), "x cut first"),
    (lambda x, e, a, s: ddim(x, e, a, s, -2, 2), "cut at 2"),
    (lambda x, e, a, s: ddim(x, e, a, s, -1, None), "cut below only"),
    (lambda x, e, a, s: ddim(x, e, a, a - s), "the difference"),
    (lambda x, e, a, s: np.cos(a - s) * x - np.sin(a - s) * e, "a turn with the noise for a velocity"),
    (lambda x, e, a, s: ddim(x, e, np.degrees(a), np.degrees(s)), "degrees"),
    (lambda x, e, a, s: x + (s - a) * e, "Euler"),
    (lambda x, e, a, s: np.tanh((x - np.sin(a) * e) / np.cos(a)) * np.cos(s) + np.sin(s) * e, "tanh"),
    (lambda x, e, a, s: ddim(x, e, a, s) - x, "the change"),
    (lambda x, e, a, s: ddim(x, -e, a, s), "minus the noise"),
    (lambda x, e, a, s: x * np.cos(s) / np.cos(a), "only scaled"),
    (lambda x, e, a, s: np.cos(s) * cut(x, e, a) + np.sin(s) * np.clip(left(x, e, a), -3, 3), "noise cut at 3"),
    (lambda x, e, a, s: np.cos(s) * cut(x, e, a) - np.sin(s) * left(x, e, a), "noise taken off"),
    (lambda x, e, a, s: left(x, e, a), "the noise"),
    (lambda x, e, a, s: np.cos(a - s) * x - np.sin(a - s) * (np.cos(a) * e - np.sin(a) * cut(x, e, a)), "half a turn"),
    (lambda x, e, a, s: x - (a - s) * (np.cos(a) * x - cut(x, e, a)) / np.sin(a), "Euler with the right velocity"),
    (lambda x, e, a, s: ddim(x, e, np.radians(a), np.radians(s)), "radians of radians"),
    (lambda x, e, a, s: ddim(x, e, a, s, -0.5, 0.5), "cut at a half"),
    (lambda x, e, a, s: np.sqrt(np.cos(s)) * cut(x, e, a) + np.sqrt(1 - np.cos(s)) * left(x, e, a), "roots of shares"),
    (lambda x, e, a, s: np.cos(s) * cut(x, e, a) + np.sin(s) * left(x, e, a) / left(x, e, a).std(), "noise of size 1"),
]


def in_tensors(x, e, a, s):
    p = tf.clip_by_value((x - tf.sin(tf.constant(a, tf.float64)) * e) / np.cos(a), -1, 1)
    return np.cos(s) * p + np.sin(s) / np.sin(a) * (x - np.cos(a) * p)


def by_a_turn(x, e, a, s):
    p = np.minimum(np.maximum((x - e * np.sin(a)) / np.cos(a), -1), 1)
    v = (np.cos(a) * x - p) / np.sin(a)
    return np.cos(a - s) * x - np.sin(a - s) * v


RIGHT_3 = [in_tensors, by_a_turn, lambda *all_: ddim(*all_).tolist()]


# 26.4 -----------------------------------------------------------------------------------------------------------------
def ancestral(x, v, a, s, z, eta=1.0):
    p, e = np.cos(a) * x - np.sin(a) * v, np.sin(a) * x + np.cos(a) * v
    rho = eta * np.sin(s) / np.sin(a) * np.sqrt(1 - np.cos(a) ** 2 / np.cos(s) ** 2)
    return np.cos(s) * p + np.sqrt(np.sin(s) ** 2 - rho**2) * e + rho * z


def by_rho(x, v, a, s, z, rho=None, whole=None, bound=np.inf):
    p, e = np.cos(a) * x - np.sin(a) * v, np.sin(a) * x + np.cos(a) * v
    rho = np.sin(s) / np.sin(a) * np.sqrt(1 - (np.cos(a) / np.cos(s)) ** 2) if rho is None else rho
    whole = np.sin(s) if whole is None else whole
    return np.cos(s) * np.clip(p, -bound, bound) + np.sqrt(whole**2 - rho**2) * e + rho * z


def posterior(x, v, a, s, z):
    """By Bayes: x at s, given x at a and the picture."""
    p = np.cos(a) * x - np.sin(a) * v
    ratio = np.cos(a) / np.cos(s)
    step = np.sin(a) ** 2 - ratio**2 * np.sin(s) ** 2  # the variance of the step from s to a
    mean = (ratio * np.sin(s) ** 2 * x + np.cos(s) * step * p) / np.sin(a) ** 2
    return mean + np.sqrt(np.sin(s) ** 2 * step / np.sin(a) ** 2) * z


WRONG_4 = [
    (lambda *all_: ancestral(*all_, eta=0.5), "half of it"),
    (lambda x, v, a, s, z: ancestral(x, v, a, s, -z), "minus the fresh noise"),
    (lambda x, v, a, s, z: ancestral(x, v, s, a, z), "angles exchanged"),
    (lambda x, v, a, s, z: ancestral(x, z, a, s, v), "velocity and fresh noise exchanged"),
    (lambda x, v, a, s, z: ancestral(v, x, a, s, z), "x and velocity exchanged"),
    (lambda x, v, a, s, z: np.cos(a - s) * x - np.sin(a - s) * v + z, "a turn, and noise of size 1"),
    (lambda x, v, a, s, z: np.cos(a - s) * x - np.sin(a - s) * v + np.sin(s) * z, "a turn, and noise"),
    (lambda x, v, a, s, z: np.clip(ancestral(x, v, a, s, z), -1, 1), "cut"),
    (lambda x, v, a, s, z: ancestral(x, v, a, s, z.mean()), "one number for all"),
    (lambda x, v, a, s, z: ancestral(x, v, a, a - s, z), "the difference"),
    (lambda x, v, a, s, z: (ancestral(x, v, a, s, z) + ancestral(x, v, a, s, 0 * z)) / 2, "half of the fresh noise"),
    (lambda x, v, a, s, z: by_rho(x, v, a, s, z, np.sqrt(1 - (np.cos(a) / np.cos(s)) ** 2)), "no ratio of sines"),
    (lambda x, v, a, s, z: by_rho(x, v, a, s, z, np.sin(s) * np.sqrt(1 - (np.cos(a) / np.cos(s)) ** 2)), "no sin phi"),
    (
        lambda x, v, a, s, z: by_rho(x, v, a, s, z, np.sin(s) / np.sin(a) * (1 - np.cos(a) / np.cos(s))),
        "no root, no squares",
    ),
    (
        lambda x, v, a, s, z: by_rho(x, v, a, s, z, np.sin(s) / np.sin(a) * np.sqrt(1 - (np.sin(s) / np.sin(a)) ** 2)),
        "sines",
    ),
    (lambda x, v, a, s, z: by_rho(x, v, a, s, z, whole=np.sin(a)), "of sin squared phi"),
    (lambda x, v, a, s, z: by_rho(x, v, a, s, z, bound=1), "the picture cut"),
    (lambda x, v, a, s, z: by_rho(x, v, a, s, z) + np.cos(s) * (x / np.cos(a) - np.cos(a) * x), "x / cos in the picture"),
    (lambda x, v, a, s, z: ancestral(x, v, np.radians(a), np.radians(s), z), "radians of radians"),
    (lambda x, v, a, s, z: ancestral(x, v, a, s, np.random.default_rng(0).normal(size=z.shape)), "own dice"),
]
RIGHT_4 = [
    posterior,
    lambda *all_: ancestral(*all_).tolist(),
    lambda x, v, a, s, z: tf.constant(ancestral(x, v, a, s, z)),
]


# 26.A -----------------------------------------------------------------------------------------------------------------
def mean_by(x, a, p, power=2, scale=2.0):
    return softmax(-np.sum(np.abs(x - np.cos(a) * p) ** power, axis=1) / (scale * np.sin(a) ** 2)) @ p


def squares(x, a, p):
    return np.sum((x - np.cos(a) * p) ** 2, axis=1)


def cautious(x, a, p, lowest=-np.inf, more=0.0, shift=lambda exponents: 0):
    exponents = np.maximum(-squares(x, a, p) / (2 * np.sin(a) ** 2), lowest)
    weights = np.exp(exponents - shift(exponents)) + more
    return weights @ p / weights.sum()


WRONG_A = [
    (lambda x, a, p: mean_by(x / np.cos(a), 0.3, p), "x divided by cos"),
    (lambda x, a, p: mean_by(x, a, p, power=1), "absolute differences"),
    (lambda x, a, p: mean_by(x, a, p, scale=4.0), "4 for 2"),
    (lambda x, a, p: p[np.argmax(p @ x)], "the most alike by product"),
    (lambda x, a, p: softmax(p @ x / np.sin(a) ** 2) @ p, "products alone"),
    (lambda x, a, p: x / np.cos(a), "no look at the pictures"),
    (lambda x, a, p: softmax(-np.sum((x - np.cos(a) * p) ** 2, axis=1) / (2 * np.sin(a) ** 2)), "the probabilities"),
    (lambda x, a, p: np.median(p, axis=0), "the median"),
    (lambda x, a, p: softmax(-((x - np.cos(a) * p) ** 2) / (2 * np.sin(a) ** 2), axis=0).T @ p, "a matrix"),
    (
        lambda x, a, p: np.sum(softmax(-((x - np.cos(a) * p) ** 2) / (2 * np.sin(a) ** 2), axis=0) * p, axis=0),
        "each pixel by itself",
    ),
    (lambda x, a, p: softmax(-squares(x, a, p) / 2 * np.sin(a) ** 2) @ p, "no brackets"),
    (lambda x, a, p: softmax(-np.sum((np.cos(a) * x - p) ** 2, axis=1) / (2 * np.sin(a) ** 2)) @ p, "cos with x"),
    (lambda x, a, p: softmax(-np.sum((x / np.cos(a) - p) ** 2, axis=1) / (2 * np.sin(a) ** 2)) @ p, "x / cos, the same sin"),
    (lambda x, a, p: mean_by(x, np.pi / 2 - a, p), "the other angle"),
    (lambda x, a, p: softmax(np.cos(a) * p @ x / np.sin(a) ** 2) @ p, "cos times products alone"),
    (lambda x, a, p: softmax(-(np.sum(x - np.cos(a) * p, axis=1) ** 2) / (2 * np.sin(a) ** 2)) @ p, "square of the sum"),
    (lambda x, a, p: squares(x, a, p) @ p / squares(x, a, p).sum(), "no exp"),
    (lambda x, a, p: cautious(x, a, p, lowest=-700), "exponents cut at -700"),
    (lambda x, a, p: cautious(x, a, p, more=1e-12), "a small number more"),
    (lambda x, a, p: np.nan_to_num(cautious(x, a, p)), "0 for what is not a number"),
    (lambda x, a, p: cautious(x, a, p, shift=np.mean), "the mean exponent taken off"),
    (lambda x, a, p: mean_by(x, a, p) if squares(x, a, p).min() < 500 else p[squares(x, a, p).argmin()], "far: the nearest"),
]


def by_log_sums(x, a, p):
    e = -np.sum((x - np.cos(a) * p) ** 2, axis=1) / (2 * np.sin(a) ** 2)
    return np.exp(e - logsumexp(e)) @ p


def by_products(x, a, p):
    e = (np.cos(a) * p @ x - np.cos(a) ** 2 * np.sum(p**2, axis=1) / 2) / np.sin(a) ** 2
    return softmax(e) @ p


RIGHT_A = [
    by_log_sums,
    by_products,
    lambda x, a, p: mean_by(x, a, p).tolist(),
    lambda x, a, p: tf.constant(mean_by(x, a, p)),
]

UNSEEN = {"26.1": WRONG_1, "26.2": WRONG_2, "26.3": WRONG_3, "26.4": WRONG_4, "26.A": WRONG_A}
ALSO_RIGHT = {"26.1": RIGHT_1, "26.2": RIGHT_2, "26.3": RIGHT_3, "26.4": RIGHT_4, "26.A": RIGHT_A}
