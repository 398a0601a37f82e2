"""Plausible wrong answers to the exercises of lesson 02, each with a piece of the hint that it should get."""

import numpy as np


def naive_softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def count(factor, bound, first=1):
    n = 1
    while factor**n >= bound:
        n += 1
    return n + first - 1


def choose(**changed):
    right = {
        "a temperature": "linear",
        "real or fake": "sigmoid",
        "one of ten digits": "softmax",
        "any of ten tags": "sigmoid",
        "a pixel from -1 to 1": "tanh",
    }
    words = {task.split()[-1]: word for task, word in right.items()} | changed
    return lambda task: words[task.split()[-1]]


def share_out(e, **axis):
    return e / e.sum(**(axis or {"axis": 1, "keepdims": True}))


def elu(x, a, left):
    return np.where(x > 0, x, left(np.minimum(x, 0), a))


WRONG = {
    "02.1": [
        (naive_softmax, "overflowed"),
        (lambda z: share_out(np.exp(z - z.max())), "each row's own m"),
        (lambda z: share_out(np.exp(z - z.mean(axis=1, keepdims=True))), "each row's own m"),
        (lambda z: np.exp(z) / np.exp(z).sum(), "by itself"),
        (lambda z: np.exp(z) / np.exp(z).sum(axis=0), "each column"),
        (lambda z: share_out(np.exp(z - z.max(axis=1, keepdims=True)), axis=0), "down the columns"),
        (lambda z: share_out(np.exp(z - z.max(axis=1, keepdims=True)), axis=1), "keep the axis when you sum"),
        (lambda z: 1 / (1 + np.exp(-z)), "Those are sigmoids"),
        (lambda z: np.exp(z), "Those are the exponentials"),
        (lambda z: np.exp(z - z.max(axis=1, keepdims=True)), "The largest of each row is 1"),
        (lambda z: z - z.max(axis=1, keepdims=True), "That is the exponent"),
        (lambda z: z / z.sum(axis=1, keepdims=True), "Where is the exp"),
        (lambda z: share_out(np.exp(z.min(axis=1, keepdims=True) - z)), "the other way round"),
        (lambda z: np.eye(z.shape[1])[z.argmax(axis=1)], "hard choice"),
        (lambda z: share_out(np.exp(np.clip(z, -700, 700))), "1000 and 999 alike"),
        (lambda z: np.nan_to_num(naive_softmax(z)), "hides the overflow"),
        (lambda z: share_out(2 ** (z - z.max(axis=1, keepdims=True))), "2 where e belongs"),
    ],
    "02.2": [
        (lambda x: 1 - np.tanh(x), "power of tanh"),
        (lambda x: 1 - np.abs(np.tanh(x)), "a corner there"),
        (lambda x: np.tanh(x) * (1 - np.tanh(x)), "does not carry over"),
        (np.tanh, "tanh itself"),
        (lambda x: np.tanh(x) ** 2, "square of tanh"),
        (lambda x: 1 + np.tanh(x) ** 2, "sign is wrong"),
        (lambda x: (1 - np.tanh(x)) ** 2, "of tanh alone"),
        (lambda x: 1 - np.tanh(np.square(x)), "not of what is given to it"),
        (lambda x: 1 - np.square(x), "x itself"),
        (lambda x: 1 / (1 + np.exp(-x)) * (1 - 1 / (1 + np.exp(-x))), "slope of the sigmoid"),
        (lambda x: 1 / np.cosh(x), "root"),
        (lambda x: 1 / np.cosh(np.asarray(x) / 2) ** 2, "at half of x"),
        (lambda x: 1 / (1 + np.square(x)), "arc tangent"),
        (lambda x: 1 + np.tan(x) ** 2, "without the h"),
    ],
    "02.3": [
        (lambda f, b: count(f, b, 0), "One too few"),
        (lambda f, b: count(f, b, 2), "One too many"),
        (lambda f, b: int(np.ceil(np.log(b) / np.log(f))), "exactly the bound"),
        (lambda f, b: round(np.log(b) / np.log(f)), "Rounded"),
        (lambda f, b: count(1 - f, b), "take that share away"),
        (lambda f, b: count(f, 1 - b), "it is to be what is left"),
        (lambda f, b: np.log(b) / np.log(f), "is whole"),
        (lambda f, b: np.log(f) / np.log(b), "upside down"),
        (lambda f, b: f ** count(f, b), "not the number of layers"),
        (lambda f, b: int((1 - b) / f) + 1, "does not subtract"),
        (lambda f, b: int((1 - b) / (1 - f)) + 1, "always lose the same"),
        (lambda f, b: max(2, count(f, b)), "A single layer"),
        (lambda f, b: count(0.25, b), "factor 1/4"),
    ],
    "02.4": [
        (lambda h: (h == 0).mean(), "sparsity"),
        (lambda h: (h == 0).any(axis=0).mean(), "One zero"),
        (lambda h: (h.min(axis=0) == 0).mean(), "One zero"),
        (lambda h: (np.median(h, axis=0) == 0).mean(), "most pictures"),
        (lambda h: (h.max(axis=0) < 0.01).mean(), "and faintly"),
        (lambda h: (h.mean(axis=0) < 0.001).mean(), "and faintly"),
        (lambda h: ((h == 0).mean(axis=0) > 0.9).mean(), "only one picture wakes"),
        (lambda h: (h == 0).all(axis=0).sum(), "the share, please"),
        (lambda h: (h == 0).all(axis=0).sum() / len(h), "not of pictures"),
        (lambda h: (h > 0).any(axis=0).mean(), "the living"),
        (lambda h: (h == 0).all(axis=1).mean(), "other axis"),
        (lambda h: (h == 0).all(axis=0), "which share is"),
        (lambda h: (h == 0).mean(axis=0), "only zeros"),
        (lambda h: (h[0] == 0).mean(), "first picture"),
        (lambda h: (h[1:] == 0).all(axis=0).mean(), "All pictures count"),
        (lambda h: (h.std(axis=0) < 1e-9).mean(), "always answers the same"),
    ],
    "02.5": [
        (choose(temperature="sigmoid"), "between 0 and 1"),
        (choose(temperature="relu"), "below 0"),
        (choose(temperature="softmax"), "always 1"),
        (choose(fake="softmax"), "one unit"),
        (choose(fake="linear"), "could be anything"),
        (choose(fake="tanh"), "not negative"),
        (choose(digits="sigmoid"), "add up to 1"),
        (choose(digits="linear"), "of any size"),
        (choose(tags="softmax"), "at once"),
        (choose(tags="linear"), "of its own"),
        (choose(**{"1": "sigmoid"}), "below 0"),
        (choose(**{"1": "linear"}), "say 7"),
    ],
    "02.A": [
        (lambda x, a: np.where(x > 0, x, a * (np.exp(x) - 1)), "both sides"),
        (lambda x, a: np.where(x > 0, x, a * np.expm1(x)), "both sides"),
        (lambda x, a: (x > 0) * x + (x <= 0) * a * (np.exp(x) - 1), "infinity times 0"),
        (lambda x, a: elu(x, a, lambda x, a: a * np.exp(x)), "without a jump"),
        (lambda x, a: elu(x, a, lambda x, a: np.exp(x) - 1), "Where is a"),
        (lambda x, a: elu(x, a, lambda x, a: a * x), "leaky ReLU"),
        (lambda x, a: np.maximum(x, 0), "That is a ReLU"),
        (lambda x, a: elu(x, a, lambda x, a: a * np.exp(x) - 1), "whole bracket"),
        (lambda x, a: elu(x, a, lambda x, a: a * (1 - np.exp(x))), "on the left it is negative"),
        (lambda x, a: elu(x, a, lambda x, a: a * (np.exp(-x) - 1)), "the wrong sign"),
        (lambda x, a: elu(x, a, lambda x, a: np.exp(a * x) - 1), "not the exponent"),
        (lambda x, a: elu(x, a, lambda x, a: (np.exp(x) - 1) / a), "It multiplies"),
        (lambda x, a: a * elu(x, 1, lambda x, a: np.exp(x) - 1), "left side alone"),
        (lambda x, a: np.where(x > 0, a * (np.exp(x) - 1), x), "exchanged"),
        (lambda x, a: np.logaddexp(0, x), "softplus"),
    ],
}
