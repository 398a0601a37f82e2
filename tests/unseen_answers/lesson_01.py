"""Wrong and right answers to the exercises of lesson 01, thought of before its checks were read."""

import math
from itertools import combinations, pairwise

import numpy as np
import tensorflow as tf


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# 01.1 -----------------------------------------------------------------------------------------------------------------
def neuron_by_loop(x, w, b):
    total = b
    for pixel, weight in zip(x, w):
        total += pixel * weight
    return 1 / (1 + math.exp(-total))


def bias_in_the_loop(x, w, b):
    total = 0
    for pixel, weight in zip(x, w):
        total += pixel * weight + b
    return sigmoid(total)


def forgets_the_last(x, w, b):
    return sigmoid(sum(x[i] * w[i] for i in range(len(x) - 1)) + b)


NEURON = [
    (lambda x, w, b: x @ w + b, "no sigmoid"),
    (lambda x, w, b: 1 / (1 + np.exp(x @ w + b)), "the sign in the exponent"),
    (lambda x, w, b: sigmoid(x @ w), "no bias"),
    (lambda x, w, b: sigmoid(x @ w - b), "the bias as a threshold"),
    (lambda x, w, b: sigmoid(np.mean(x * w) + b), "mean for sum"),
    (lambda x, w, b: sigmoid(x * w + b), "not added up"),
    (bias_in_the_loop, "the bias once for every pixel"),
    (lambda x, w, b: sigmoid(x * w + b).sum(), "a sigmoid for every pixel, then added up"),
    (lambda x, w, b: sigmoid(x @ w) + b, "the bias after the sigmoid"),
    (lambda x, w, b: np.tanh(x @ w + b), "tanh"),
    (lambda x, w, b: (1 + np.tanh(x @ w + b)) / 2, "tanh without halving the sum"),
    (lambda x, w, b: sigmoid(x @ w + b) * (1 - sigmoid(x @ w + b)), "the slope"),
    (lambda x, w, b: float(x @ w + b > 0), "a threshold"),
    (lambda x, w, b: max(0.0, x @ w + b), "a ReLU"),
    (lambda x, w, b: 1 / 1 + np.exp(-(x @ w + b)), "brackets: 1 / 1 + ..."),
    (lambda x, w, b: 1 / (1 + np.exp(-x @ w + b)), "brackets: the minus for the sum only"),
    (lambda x, w, b: sigmoid(sigmoid(x @ w + b)), "the sigmoid twice"),
    (lambda x, w, b: 1 / (1 + 2 ** -(x @ w + b)), "base 2"),
    (forgets_the_last, "one pixel too few"),
    (lambda x, w, b: sigmoid(x.sum() * w.sum() + b), "the product of the sums"),
    (lambda x, w, b: np.exp(-(x @ w + b)), "half of the formula"),
]
NEURON_RIGHT = [
    neuron_by_loop,
    lambda x, w, b: (1 + np.tanh((x @ w + b) / 2)) / 2,
    lambda x, w, b: tf.sigmoid(tf.reduce_sum(tf.constant(x) * w) + b),
    lambda x, w, b: np.float32(1 / (1 + np.exp(-(np.dot(w, x) + b)))),
    lambda x, w, b: np.exp(x @ w + b) / (1 + np.exp(x @ w + b)),
    lambda x, w, b: float(1 / (1 + np.e ** -(sum(x * w) + b))),
]


# 01.2 -----------------------------------------------------------------------------------------------------------------
def by_index(sizes):
    total = 0
    for i in range(1, len(sizes)):
        total += sizes[i] * sizes[i - 1] + sizes[i]
    return total


def one_pair_too_few(sizes):
    return sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 2))


def first_pair_forgotten(sizes):
    return sum((sizes[i - 1] + 1) * sizes[i] for i in range(2, len(sizes)))


def round_the_corner(sizes):
    return sum((sizes[i - 1] + 1) * sizes[i] for i in range(len(sizes)))


def returns_too_early(sizes):
    total = 0
    for before, after in pairwise(sizes):
        total += (before + 1) * after
        return total


COUNT = [
    (lambda s: sum(a * b for a, b in pairwise(s)), "no biases"),
    (lambda s: sum(s[1:]), "biases only"),
    (lambda s: sum(a * b for a, b in pairwise(s)) + sum(s), "biases for the input, too"),
    (lambda s: sum(a * (b + 1) for a, b in pairwise(s)), "a bias for each neuron of the layer before"),
    (lambda s: sum(a * b + 1 for a, b in pairwise(s)), "one bias a layer"),
    (lambda s: sum(a * b for a, b in pairwise(s)) + 1, "one bias in all"),
    (lambda s: math.prod(s), "the product of all sizes"),
    (lambda s: math.prod(s) + sum(s[1:]), "the product of all sizes, and the biases"),
    (lambda s: sum((a + 1) * (b + 1) for a, b in pairwise(s)), "plus one on both sides"),
    (lambda s: sum((a + 1) * b for a, b in combinations(s, 2)), "every layer connected to every later one"),
    (lambda s: (s[0] + 1) * s[1] + (s[1] + 1) * s[2], "three layers only"),
    (lambda s: (s[0] + 1) * s[-1], "the first and the last layer only"),
    (one_pair_too_few, "the last pair forgotten"),
    (first_pair_forgotten, "the first pair forgotten"),
    (round_the_corner, "the last layer connected to the first, too"),
    (returns_too_early, "return within the loop"),
    (lambda s: sum(s), "the neurons"),
    (lambda s: sum(a + b for a, b in pairwise(s)), "plus for times"),
    (lambda s: [(a + 1) * b for a, b in pairwise(s)], "a list, not added up"),
    (lambda s: 50_890, "the lesson's number"),
    (lambda s: 2 * sum((a + 1) * b for a, b in pairwise(s)), "a bias for every connection: each counted twice"),
    (lambda s: sum((a + 1) * b for a, b in zip(s[::2], s[1::2])), "pairs that don't overlap"),
]
COUNT_RIGHT = [
    by_index,
    lambda s: np.int64(np.dot(np.array(s[:-1]) + 1, s[1:])),
    lambda s: float(sum(a * b for a, b in pairwise(s)) + sum(s) - s[0]),
    lambda s: sum(np.zeros((a, b)).size + np.zeros(b).size for a, b in pairwise(s)),
    lambda s: tf.constant(by_index(s)),
]


# 01.3 -----------------------------------------------------------------------------------------------------------------
def targets(labels):
    return np.eye(10)[np.asarray(labels)]


def squares(y, labels):
    return (y - targets(labels)) ** 2


def only_the_wanted_output(y, labels):
    return np.mean((y[np.arange(len(y)), labels] - 1) ** 2)


def only_the_unwanted_outputs(y, labels):
    return np.sum(squares(y, labels) * (1 - targets(labels)), axis=1).mean()


def cross_entropy(y, labels):
    return -np.mean(np.log(y[np.arange(len(y)), labels]))


def binary_cross_entropy(y, labels):
    t = targets(labels)
    return -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y), axis=1).mean()


def from_one(y, labels):
    return np.sum((y - np.eye(10)[np.asarray(labels) - 1]) ** 2, axis=1).mean()


def minus_one_and_one(y, labels):
    return np.sum((y - (2 * targets(labels) - 1)) ** 2, axis=1).mean()


def cost_by_loop(y, labels):
    total = 0.0
    for row, label in zip(y, labels):
        for digit in range(10):
            total += (row[digit] - (digit == label)) ** 2
    return total / len(labels)


def cost_by_expanding(y, labels):
    return ((y**2).sum() - 2 * y[range(len(y)), labels].sum() + len(y)) / len(y)


COST = [
    (lambda y, labels: squares(y, labels).mean(), "mean over the outputs, too"),
    (lambda y, labels: squares(y, labels).sum(), "sum over the pictures, too"),
    (lambda y, labels: squares(y, labels).sum(axis=0).mean(), "the two axes exchanged"),
    (lambda y, labels: squares(y, labels).sum(axis=1).mean() / 2, "one half in front"),
    (lambda y, labels: np.abs(y - targets(labels)).sum(axis=1).mean(), "absolute differences"),
    (lambda y, labels: np.sqrt(squares(y, labels).sum(axis=1)).mean(), "distances"),
    (lambda y, labels: np.sqrt(squares(y, labels).sum(axis=1).mean()), "the root at the end"),
    (lambda y, labels: (y - targets(labels)).sum(axis=1).mean(), "not squared"),
    (lambda y, labels: ((y - targets(labels)).sum(axis=1) ** 2).mean(), "added up, then squared"),
    (lambda y, labels: np.sum((y - targets(labels)).mean(axis=0) ** 2), "averaged, then squared"),
    (only_the_wanted_output, "the wanted output only"),
    (only_the_unwanted_outputs, "all outputs but the wanted one"),
    (lambda y, labels: ((y - np.asarray(labels)[:, None]) ** 2).sum(axis=1).mean(), "the label as the target"),
    (lambda y, labels: ((y.argmax(axis=1) - labels) ** 2).mean(), "how far off the digit is"),
    (lambda y, labels: (y.argmax(axis=1) != labels).mean(), "the share read wrongly"),
    (lambda y, labels: squares(y, labels).sum(axis=1), "a cost for each picture"),
    (lambda y, labels: squares(y, labels)[0].sum(), "the first picture"),
    (cross_entropy, "a cross-entropy"),
    (binary_cross_entropy, "ten binary cross-entropies"),
    (from_one, "labels counted from 1"),
    (minus_one_and_one, "targets -1 and 1"),
    (lambda y, labels: np.mean(np.sum(y**2 - targets(labels), axis=1)), "the difference of the squares"),
    (lambda y, labels: squares(y, labels).sum() / (len(y) - 1), "n - 1"),
    (lambda y, labels: np.median(squares(y, labels).sum(axis=1)), "the median"),
    (lambda y, labels: np.sum(squares(sigmoid(y), labels), axis=1).mean(), "the sigmoid once more"),
]
COST_RIGHT = [
    cost_by_loop,
    cost_by_expanding,
    lambda y, labels: 10 * np.mean((y - tf.one_hot(labels, 10).numpy()) ** 2),
    lambda y, labels: tf.reduce_mean(tf.reduce_sum((y - tf.one_hot(labels, 10, dtype="float64")) ** 2, axis=1)),
    lambda y, labels: np.float32(np.linalg.norm(y - targets(labels)) ** 2 / len(labels)),
    lambda y, labels: [squares(y, labels).sum(axis=1).mean()],
]


# 01.4 -----------------------------------------------------------------------------------------------------------------
def step_by_loop(w, gradients, rate):
    new = []
    for j in range(len(w)):
        new.append(w[j] - rate * sum(g[j] for g in gradients) / len(gradients))
    return new


def step_in_place(w, gradients, rate):
    w -= rate * gradients.mean(axis=0)
    return w


def step_for_each_picture(w, gradients, rate):
    for g in gradients:
        w = w - rate * g
    return w


def unit_gradient(w, gradients, rate):
    g = gradients.mean(axis=0)
    return w - rate * g / np.linalg.norm(g)


STEP = [
    (lambda w, g, rate: w + rate * g.mean(axis=0), "uphill"),
    (lambda w, g, rate: w - rate * g.sum(axis=0), "the sum"),
    (step_for_each_picture, "a step for each picture"),
    (lambda w, g, rate: w - rate * g.mean(), "the mean of all, for all weights the same"),
    (lambda w, g, rate: w - rate * g.mean(axis=1), "the other axis"),
    (lambda w, g, rate: w - g.mean(axis=0), "no rate"),
    (lambda w, g, rate: w - rate * g[0], "the first picture"),
    (lambda w, g, rate: w - rate * g[-1], "the last picture"),
    (lambda w, g, rate: w - rate * g.sum(axis=0) / len(w), "divided by the number of weights"),
    (lambda w, g, rate: w - rate * g.sum(axis=0) / 32, "the lesson's 32 pictures"),
    (lambda w, g, rate: w - rate * g.sum(axis=0) / (len(g) - 1), "n - 1"),
    (lambda w, g, rate: w - rate * g, "a row of weights for each picture"),
    (unit_gradient, "a gradient of length 1"),
    (lambda w, g, rate: w - rate * np.sign(g.mean(axis=0)), "the sign of the gradient"),
    (lambda w, g, rate: rate * g.mean(axis=0), "the step, not the weights"),
    (lambda w, g, rate: -rate * g.mean(axis=0), "the step with its sign, not the weights"),
    (lambda w, g, rate: w - g.mean(axis=0) / rate, "divided by the rate"),
    (lambda w, g, rate: rate * (w - g.mean(axis=0)), "brackets: the rate for the weights, too"),
    (lambda w, g, rate: w * (1 - rate * g.mean(axis=0)), "times the weight"),
    (lambda w, g, rate: w - rate * np.abs(g).mean(axis=0), "absolute values"),
    (lambda w, g, rate: rate * g.mean(axis=0) - w, "the wrong way round"),
    (lambda w, g, rate: w - 2 * rate * g.mean(axis=0), "two steps"),
    (lambda w, g, rate: w - 2.0 * g.mean(axis=0), "the lesson's rate"),
    (lambda w, g, rate: w - rate * np.median(g, axis=0), "the median"),
]
STEP_RIGHT = [
    step_by_loop,
    step_in_place,
    lambda w, g, rate: tuple(w - rate / len(g) * g.sum(axis=0)),
    lambda w, g, rate: tf.constant(w) - rate * tf.reduce_mean(g, axis=0),
    lambda w, g, rate: np.mean([w - rate * row for row in g], axis=0),
    lambda w, g, rate: (w - rate * np.ones(len(g)) @ g / len(g)).astype("float32"),
]


# 01.5 -----------------------------------------------------------------------------------------------------------------
def picture_by_loop(h, delta2, W1, W2):
    rows = []
    for activations, fault in zip(h, delta2):
        back = W2 @ fault
        rows.append(W1 @ (back * activations * (1 - activations)))
    return rows


def back(h, delta2, W2):
    return (delta2 @ W2.T) * h * (1 - h)


def as_tensors(h, delta2, W1, W2):
    return tf.matmul(tf.matmul(delta2, W2, transpose_b=True) * (h - h**2), W1, transpose_b=True)


PICTURE = [
    (lambda h, d, W1, W2: d @ W2.T @ W1.T, "no slope of the sigmoid"),
    (lambda h, d, W1, W2: (d @ W2.T * h) @ W1.T, "h for h (1 - h)"),
    (lambda h, d, W1, W2: (d @ W2.T * (1 - h)) @ W1.T, "1 - h for h (1 - h)"),
    (lambda h, d, W1, W2: (d @ W2.T * (1 - h**2)) @ W1.T, "the slope of tanh"),
    (lambda h, d, W1, W2: (d @ W2.T * h * 1 - h) @ W1.T, "brackets: h * 1 - h"),
    (lambda h, d, W1, W2: (d @ W2.T * (h > 0)) @ W1.T, "the slope of a ReLU"),
    (lambda h, d, W1, W2: (d @ W2.T * sigmoid(h) * (1 - sigmoid(h))) @ W1.T, "h taken for the sum before the sigmoid"),
    (lambda h, d, W1, W2: (d @ W2.T * (h * (1 - h)) ** 2) @ W1.T, "the slope twice"),
    (lambda h, d, W1, W2: -back(h, d, W2) @ W1.T, "the sign"),
    (lambda h, d, W1, W2: back(h, d, W2) @ W1.T / len(h), "divided by n"),
    (lambda h, d, W1, W2: 2 * back(h, d, W2) @ W1.T, "the 2 once more"),
    (lambda h, d, W1, W2: (back(h, d, W2) @ W1.T).mean(axis=0), "averaged over the pictures"),
    (lambda h, d, W1, W2: (back(h, d, W2) @ W1.T).sum(axis=0, keepdims=True), "added up over the pictures"),
    (lambda h, d, W1, W2: back(h, d, W2), "delta 1"),
    (lambda h, d, W1, W2: W1 @ back(h, d, W2).T, "transposed"),
    (lambda h, d, W1, W2: (W1 @ back(h, d, W2).T).reshape(len(h), -1), "transposed, then forced into shape"),
    (lambda h, d, W1, W2: back(h, d, W2) @ W1, "W1 not transposed"),
    (lambda h, d, W1, W2: (d @ W2 * h * (1 - h)) @ W1.T, "W2 not transposed"),
    (lambda h, d, W1, W2: (d @ W2.T + h * (1 - h)) @ W1.T, "plus for times"),
    (lambda h, d, W1, W2: np.sign(back(h, d, W2) @ W1.T), "the signs"),
    (lambda h, d, W1, W2: (d @ W2.T * h.mean(axis=0) * (1 - h.mean(axis=0))) @ W1.T, "the slope of the average picture"),
    (lambda h, d, W1, W2: (d @ W2.T * h[0] * (1 - h[0])) @ W1.T, "the slope of the first picture for all"),
    (lambda h, d, W1, W2: np.abs(back(h, d, W2) @ W1.T), "absolute values"),
]
PICTURE_RIGHT = [
    picture_by_loop,
    as_tensors,
    lambda h, d, W1, W2: np.einsum("no,ho,nh,ph->np", d, W2, h * (1 - h), W1),
    lambda h, d, W1, W2: (W1 @ (W2 @ d.T * (h - h**2).T)).T,
    lambda h, d, W1, W2: (back(h, d, W2) @ W1.T).astype("float32").tolist(),
]


# 01.A -----------------------------------------------------------------------------------------------------------------
def right(y, labels):
    return y.argmax(axis=1) == labels


def shares_by_loop(y, labels):
    shares = []
    for digit in range(10):
        hits = of_digit = 0
        for row, label in zip(y, labels):
            if label == digit:
                of_digit += 1
                hits += int(np.argmax(row) == digit)
        shares.append(hits / of_digit)
    return shares


def by_bincount(y, labels):
    return np.bincount(labels, weights=right(y, labels), minlength=10) / np.bincount(labels, minlength=10)


def confusion(y, labels):
    table = np.zeros((10, 10))
    np.add.at(table, (labels, y.argmax(axis=1)), 1)
    return table


def precision(y, labels):
    table = confusion(y, labels)
    return np.diag(table) / np.maximum(table.sum(axis=0), 1)


def f1(y, labels):
    table = confusion(y, labels)
    return 2 * np.diag(table) / (table.sum(axis=0) + table.sum(axis=1))


def above_one_half(y, labels):
    return np.array([(y[labels == d, d] > 0.5).mean() for d in range(10)])


def false_alarms(y, labels):
    return np.array([(y[labels != d].argmax(axis=1) == d).mean() for d in range(10)])


def one_against_the_rest(y, labels):
    return np.array([((y.argmax(axis=1) == d) == (labels == d)).mean() for d in range(10)])


def among_the_two_largest(y, labels):
    two = np.argsort(y, axis=1)[:, -2:]
    return np.array([(two[labels == d] == d).any(axis=1).mean() for d in range(10)])


DIGITS = [
    (lambda y, labels: right(y, labels).mean(), "one accuracy for all"),
    (lambda y, labels: np.full(10, right(y, labels).mean()), "the accuracy of all, ten times"),
    (precision, "of the pictures read as d, the share labelled d"),
    (lambda y, labels: np.array([right(y, labels)[labels == d].sum() for d in range(10)]), "counts"),
    (lambda y, labels: np.array([(right(y, labels) & (labels == d)).mean() for d in range(10)]), "share of all pictures"),
    (lambda y, labels: 10 * np.array([(right(y, labels) & (labels == d)).mean() for d in range(10)]), "n / 10 of each"),
    (lambda y, labels: 1 - by_bincount(y, labels), "the share read wrongly"),
    (lambda y, labels: np.bincount(labels, minlength=10) / len(labels), "how often each digit occurs"),
    (lambda y, labels: np.bincount(y.argmax(axis=1), minlength=10) / len(labels), "how often each is answered"),
    (lambda y, labels: np.array([y[labels == d, d].mean() for d in range(10)]), "the average output d"),
    (above_one_half, "output d above 1/2"),
    (lambda y, labels: by_bincount(-y, labels), "argmin"),
    (lambda y, labels: confusion(y, labels), "a table of ten by ten"),
    (one_against_the_rest, "right about d or not d, of all pictures"),
    (f1, "the F1 score"),
    (lambda y, labels: 100 * by_bincount(y, labels), "per cent"),
    (lambda y, labels: by_bincount(y, labels)[1:], "nine digits"),
    (lambda y, labels: np.roll(by_bincount(y, labels), -1), "digits 1 to 9, then 0"),
    (lambda y, labels: np.sort(by_bincount(y, labels)), "sorted"),
    (false_alarms, "of the others, the share read as d"),
    (among_the_two_largest, "among the two largest"),
    (lambda y, labels: np.array([y[d].argmax() == labels[d] for d in range(10)]), "the first ten pictures"),
    (lambda y, labels: by_bincount(y, labels).round(1), "rounded"),
    (lambda y, labels: np.floor(by_bincount(y, labels)), "integer division"),
]
DIGITS_RIGHT = [
    shares_by_loop,
    by_bincount,
    lambda y, labels: np.diag(confusion(y, labels)) / confusion(y, labels).sum(axis=1),
    lambda y, labels: tuple(np.float32(right(y, labels)[labels == d].mean()) for d in range(10)),
    lambda y, labels: tf.stack([tf.reduce_mean(tf.cast(right(y, labels)[labels == d], "float32")) for d in range(10)]),
    lambda y, labels: [(y[labels == d].argmax(axis=1) == d).mean() for d in np.unique(labels)],
]

UNSEEN = {"01.1": NEURON, "01.2": COUNT, "01.3": COST, "01.4": STEP, "01.5": PICTURE, "01.A": DIGITS}
ALSO_RIGHT = {
    "01.1": NEURON_RIGHT,
    "01.2": COUNT_RIGHT,
    "01.3": COST_RIGHT,
    "01.4": STEP_RIGHT,
    "01.5": PICTURE_RIGHT,
    "01.A": DIGITS_RIGHT,
}
