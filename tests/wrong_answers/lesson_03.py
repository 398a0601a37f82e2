"""Plausible wrong answers to the exercises of lesson 03, each with a piece of the hint that it should get."""

import numpy as np


def rest(prices, weights, step=0):
    order = np.argsort(prices)
    votes = np.cumsum(weights[order])
    place = np.argmax(votes >= votes[-1] / 2) + step
    return prices[order][np.clip(place, 0, len(prices) - 1)]


def sigmoid(z):
    return (1 + np.tanh(z / 2)) / 2


def softmax(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def given(y, y_hat):
    return np.where(y == 1, y_hat, 1 - y_hat)


def naive(z, y):
    q = 1 / (1 + np.exp(-z))
    return -np.mean(y * np.log(q) + (1 - y) * np.log(1 - q))


def costs(z, y):
    return np.logaddexp(0, z) - y * z


def one_hot(z, k):
    return np.eye(z.shape[1])[k]


def choose(**changed):
    right = {
        "mean": "MSE",
        "median": "MAE",
        "population:": "MSLE",
        "rain": "binary",
        "digits": "categorical",
        "tags": "binary",
    } | changed
    return lambda wanted: next(word for key, word in right.items() if key in wanted.split())


WRONG = {
    "03.1": [
        (np.mean, "squared error asks for"),
        (lambda p: np.sort(p)[len(p) // 2], "all prices pull alike"),
        (np.min, "the cheapest"),
        (lambda p: len(p) / np.sum(1 / p), "harmonic"),
        (lambda p: np.exp(np.log(p).mean()), "geometric"),
        (lambda p: np.expm1(np.log1p(p).mean()), "MSLE"),
        (lambda p: rest(p, p), "dear prices pull more"),
        (lambda p: rest(p, 1 / p**2), "1/y squared"),
        (lambda p: rest(p, 1 / p, -1), "One too low"),
        (lambda p: rest(p, 1 / p, 1), "One too high"),
        (lambda p: p[np.argmax(np.cumsum(1 / p) >= np.sum(1 / p) / 2)], "in which order"),
        (lambda p: min(p, key=lambda c: np.mean(abs(c - p)) / c), "dear prices pull more"),
        (lambda p: min(100 * np.mean(abs(c - p) / p) for c in p), "return the guess"),
    ],
    "03.2": [
        (lambda y, q: np.log(np.prod(given(y, q))), "Take the logarithm earlier"),
        (lambda y, q: np.prod(given(y, q)), "likelihood itself"),
        (lambda y, q: -np.log(given(y, q)).sum(), "the negative of it"),
        (lambda y, q: np.log(given(y, q)).mean(), "the mean"),
        (lambda y, q: -np.log(given(y, q)).mean(), "as Keras has it"),
        (lambda y, q: np.sum(-y * np.log(q) + (1 - y) * np.log(1 - q)), "only one of the two"),
        (lambda y, q: np.sum(y * np.log(q)), "Where it was a no"),
        (lambda y, q: np.sum((1 - y) * np.log(1 - q)), "Where it was a yes"),
        (lambda y, q: np.log(q).sum(), "whatever happened"),
        (lambda y, q: np.log(given(1 - y, q)).sum(), "did not happen"),
        (lambda y, q: np.log(given(y, q).sum()), "not the logarithm of the sum"),
        (lambda y, q: np.log2(given(y, q)).sum(), "base 2"),
        (lambda y, q: np.log(given(y, q)), "for each case"),
    ],
    "03.3": [
        (naive, "exp overflowed"),
        (lambda z, y: np.mean(np.log(1 + np.exp(z)) - y * z), "exp overflowed"),
        (
            lambda z, y: -np.mean(np.log(np.clip(np.where(y == 1, sigmoid(z), 1 - sigmoid(z)), 1e-7, 1 - 1e-7))),
            "Clipped probabilities",
        ),
        (lambda z, y: np.mean(costs(np.clip(z, -30, 30), y)), "Clipped logits"),
        (lambda z, y: np.sum(costs(z, y)), "the sum"),
        (costs, "of each"),
        (lambda z, y: -np.mean(costs(z, y)), "the negative of it"),
        (lambda z, y: np.mean(costs(-z, y)), "changed places"),
        (lambda z, y: np.mean(np.logaddexp(0, -z)), "as if it were a yes"),
        (lambda z, y: np.mean(y * np.logaddexp(0, -z)), "a no cost nothing"),
        (lambda z, y: np.mean((sigmoid(z) - y) ** 2), "squared error of the prob"),
        (lambda z, y: np.mean(sigmoid(z) - y), "mean slope"),
        (lambda z, y: np.mean(np.maximum(0, 1 - (2 * y - 1) * z)), "hinge"),
        (lambda z, y: np.mean(np.maximum(0, (1 - 2 * y) * z)), "corner of a ReLU"),
        (lambda z, y: np.nan_to_num(naive(z, y)), "hides the overflow"),
    ],
    "03.4": [
        (lambda z, k: (np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) - one_hot(z, k)) / len(k), "exp overflowed"),
        (lambda z, k: softmax(z) - one_hot(z, k), "sum over the rows"),
        (lambda z, k: (softmax(z) - one_hot(z, k)) / z.size, "no mean"),
        (lambda z, k: (softmax(z) - one_hot(z, k)) / z.shape[1], "not of classes"),
        (lambda z, k: (one_hot(z, k) - softmax(z)) / len(k), "downhill"),
        (lambda z, k: softmax(z) / len(k), "where is the truth"),
        (lambda z, k: (softmax(z) - 1) * one_hot(z, k) / len(k), "The wrong classes"),
        (lambda z, k: (sigmoid(z) - one_hot(z, k)) / len(k), "sigmoids"),
        (lambda z, k: (softmax(z, 0) - one_hot(z, k)) / len(k), "down the columns"),
        (lambda z, k: (z - one_hot(z, k)) / len(k), "no probabilities yet"),
        (lambda z, k: (softmax(z) - k[:, None]) / len(k), "place in the row"),
        (lambda z, k: (softmax(z) - one_hot(z, k - 1)) / len(k), "count from 0"),
        (lambda z, k: (softmax(np.clip(z, -50, 50)) - one_hot(z, k)) / len(k), "1000 and 999 alike"),
    ],
    "03.5": [
        (choose(mean="MAE"), "asks for the median"),
        (choose(median="MSE"), "asks for the mean"),
        (choose(mean="MSLE"), "below the mean"),
        (choose(**{"population:": "MAPE"}), "50 % too few"),
        (choose(**{"population:": "MSE"}), "500 only"),
        (choose(rain="categorical"), "always 1"),
        (choose(rain="MAE"), "more frequent one"),
        (choose(rain="MSE"), "fades"),
        (choose(digits="binary"), "share out 1"),
        (choose(digits="MSE"), "behind a softmax"),
        (choose(tags="categorical"), "at once"),
        (choose(tags="hinge"), "Not in the list"),
    ],
    "03.A": [
        (lambda y, g, q: np.mean(np.where(y > g, (1 - q) * (y - g), q * (g - y))), "changed places"),
        (lambda y, g, q: np.mean(abs(y - g)), "where is q"),
        (lambda y, g, q: q * np.mean(abs(y - g)), "on both sides"),
        (lambda y, g, q: np.mean(np.where(y > g, q, 1 - q) * (y - g)), "look at a sign"),
        (lambda y, g, q: np.mean(np.where(y > g, q, 1 - q) * (y - g) ** 2), "a square"),
        (lambda y, g, q: np.sum(np.maximum(q * (y - g), (q - 1) * (y - g))), "the sum"),
        (lambda y, g, q: np.maximum(q * (y - g), (q - 1) * (y - g)), "of each case"),
        (lambda y, g, q: np.mean(q * np.maximum(y - g, 0)), "too high costs something"),
        (lambda y, g, q: np.mean(np.minimum(q * (y - g), (q - 1) * (y - g))), "smaller of the two"),
        (lambda y, g, q: np.mean(np.where(y > g, q * (y - g), g - y)), "has one, too"),
        (lambda y, g, q: np.quantile(y, q), "not the loss"),
    ],
    "03.B": [
        (lambda p, q: np.sum(p * np.log(p / q), axis=1), "counts nothing"),
        (lambda p, q: -np.nansum(p * np.log(p / q), axis=1), "look at a sign"),
        (lambda p, q: -np.sum(p * np.log(q), axis=1), "cross-entropy"),
        (lambda p, q: -np.nansum(p * np.log(p), axis=1), "where is q"),
        (lambda p, q: np.nansum(p * np.log(p / q)), "all rows together"),
        (lambda p, q: np.nanmean(np.where(p > 0, p * np.log(p / q), 0), axis=1), "yours is their mean"),
        (lambda p, q: np.nansum(p * np.log(p / q), axis=0), "down the columns"),
        (lambda p, q: np.nansum(p * np.log2(p / q), axis=1), "base 2"),
        (lambda p, q: np.nan_to_num(np.sum(p * np.log(p / q), axis=1)), "holds a zero"),
        (lambda p, q: abs(p - q).sum(axis=1), "without a logarithm"),
        (lambda p, q: np.where(p > 0, np.log(np.where(p > 0, p, 1) / q), 0).sum(axis=1), "the weight p"),
    ],
}
