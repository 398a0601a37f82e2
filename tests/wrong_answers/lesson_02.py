"""Plausible wrong answers to the exercises of lesson 02, each with a piece of the hint that it should get."""

import numpy as np


def exp(z):
    with np.errstate(all="ignore"):
        return np.exp(z)


def naive_softmax(z):
    with np.errstate(all="ignore"):
        return np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)


def count(factor, bound, first=1):
    n = 1
    while factor**n >= bound:
        n += 1
    return n + first - 1


def choose(**changed):
    right = {
        "a price": "linear",
        "real or fake": "sigmoid",
        "one of ten digits": "softmax",
        "any of ten tags": "sigmoid",
        "a pixel from -1 to 1": "tanh",
    }
    words = {task.split()[-1]: word for task, word in right.items()} | changed
    return lambda task: words[task.split()[-1]]


WRONG = {
    "02.1": [
        (naive_softmax, "overflows"),
        (lambda z: exp(z) / exp(z).sum(), "by itself"),
        (lambda z: exp(z) / exp(z).sum(axis=0), "each column"),
        (lambda z: 1 / (1 + exp(-z)), "Those are sigmoids"),
        (lambda z: exp(z - z.max(axis=1, keepdims=True)), "Those are the exponentials"),
    ],
    "02.2": [
        (lambda x: 1 - np.tanh(x), "power of tanh"),
        (lambda x: np.tanh(x) * (1 - np.tanh(x)), "does not carry over"),
        (np.tanh, "tanh itself"),
        (lambda x: 1 / (1 + np.exp(-x)) * (1 - 1 / (1 + np.exp(-x))), "slope of the sigmoid"),
        (lambda x: 1 / np.cosh(x), "root"),
    ],
    "02.3": [
        (lambda f, b: count(f, b, 0), "One too few"),
        (lambda f, b: count(f, b, 2), "One too many"),
        (lambda f, b: count(1 - f, b), "take that share away"),
        (lambda f, b: np.log(b) / np.log(f), "is whole"),
        (lambda f, b: f ** count(f, b), "not the number of layers"),
    ],
    "02.4": [
        (lambda h: (h == 0).mean(), "sparsity"),
        (lambda h: (h == 0).any(axis=0).mean(), "One zero"),
        (lambda h: (h == 0).all(axis=0).sum(), "the share, please"),
        (lambda h: (h > 0).any(axis=0).mean(), "the living"),
        (lambda h: (h == 0).all(axis=1).mean(), "other axis"),
    ],
    "02.5": [
        (choose(price="sigmoid"), "above 1"),
        (choose(fake="softmax"), "one probability"),
        (choose(digits="sigmoid"), "add up to 1"),
        (choose(tags="softmax"), "at once"),
        (choose(**{"1": "sigmoid"}), "darker than 0"),
        (choose(**{"1": "linear"}), "say 7"),
    ],
    "02.A": [
        (lambda x, a: np.where(x > 0, x, a * exp(x)), "without a jump"),
        (lambda x, a: np.where(x > 0, x, exp(x) - 1), "Where is a"),
        (lambda x, a: np.where(x > 0, x, a * x), "leaky ReLU"),
        (lambda x, a: np.maximum(x, 0), "That is a ReLU"),
        (lambda x, a: np.where(x > 0, x, a * exp(x) - 1), "whole bracket"),
    ],
}
