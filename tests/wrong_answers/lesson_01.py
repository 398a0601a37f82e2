"""Plausible wrong answers to the exercises of lesson 01, each with a piece of the hint that it should get."""

from itertools import pairwise

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def squares(y, labels):
    return (y - np.eye(10)[labels]) ** 2


def shares(y, labels, of):
    read = y.argmax(axis=1)
    right = read == labels
    return np.array([(right & (labels == d)).sum() / max(of(read, labels, d), 1) for d in range(10)])


def back(h, delta2, W2):
    return delta2 @ W2.T


WRONG = {
    "01.1": [
        (lambda x, w, b: x @ w + b, "still to come"),
        (lambda x, w, b: sigmoid(x @ w), "Where is the bias"),
        (lambda x, w, b: sigmoid(x @ w) + b, "inside the sigmoid"),
        (lambda x, w, b: 1 / (1 + np.exp(x @ w + b)), "sign in the exponent"),
        (lambda x, w, b: sigmoid(x @ w - b), "In effect the bias is subtracted"),
        (lambda x, w, b: 1 / (1 + np.exp(-x @ w + b)), "for the whole sum"),
        (lambda x, w, b: sigmoid(b - x @ w), "look at the signs"),
        (lambda x, w, b: sigmoid(x * w + b), "Add the products up"),
        (lambda x, w, b: sigmoid(x * w + b).sum(), "one neuron, one sigmoid"),
        (lambda x, w, b: sigmoid(x * w + b).mean(), "averaged one for each product"),
        (lambda x, w, b: sigmoid((x * w + b).sum()), "not to each product"),
        (lambda x, w, b: sigmoid((x + b) @ w), "not to each input"),
        (lambda x, w, b: sigmoid((x * w).mean() + b), "you averaged them"),
        (lambda x, w, b: sigmoid(x.sum() * w.sum() + b), "two sums"),
        (lambda x, w, b: sigmoid(x.sum() + b), "Where are the weights"),
        (lambda x, w, b: np.tanh(x @ w + b), "That is tanh"),
        (lambda x, w, b: np.tanh((x @ w + b) / 2), "runs from -1 to 1"),
        (lambda x, w, b: x @ w + b > 0, "by how much"),
        (lambda x, w, b: np.round(sigmoid(x @ w + b)), "by how much"),
        (lambda x, w, b: np.maximum(0, x @ w + b), "cuts off"),
        (lambda x, w, b: 1 / 1 + np.exp(-(x @ w + b)), "Brackets"),
        (lambda x, w, b: 1 / (1 + 2 ** -(x @ w + b)), "2 where e belongs"),
        (lambda x, w, b: 1 / (1 - np.exp(-(x @ w + b))), "a plus"),
    ],
    "01.2": [
        (lambda s: sum(a * b for a, b in pairwise(s)), "also has a bias"),
        (lambda s: sum(a * b for a, b in pairwise(s)) + sum(s), "no neurons"),
        (lambda s: sum(a * b + 1 for a, b in pairwise(s)), "not one for each layer"),
        (lambda s: sum(a * b for a, b in pairwise(s)) + 1, "One bias for all"),
        (lambda s: sum(a * (b + 1) for a, b in pairwise(s)), "that it is added in"),
        (lambda s: sum((a + 1) * (b + 1) for a, b in pairwise(s)), "doesn't grow"),
        (lambda s: sum(a * b for a, b in pairwise(s)) + sum(s[1:-1]), "The outputs are neurons"),
        (lambda s: sum((a + 2) * b for a, b in pairwise(s)), "you have two"),
        (lambda s: sum((a + 1) * b for a, b in pairwise(s)) + len(s), "besides"),
        (lambda s: sum(s), "Those are the neurons"),
        (lambda s: sum(s[1:]), "Those are the biases"),
        (lambda s: np.prod(s), "the pairs are added up"),
        (lambda s: np.prod(s) + sum(s[1:]), "then the biases"),
        (lambda s: (s[0] + 1) * s[1], "first pair"),
        (lambda s: (s[-2] + 1) * s[-1], "last pair"),
        (lambda s: [(a + 1) * b for a, b in pairwise(s)], "one by one"),
        (lambda s: sum(a + b for a, b in pairwise(s)), "multiply their numbers"),
        (lambda s: s[0] * s[1] + s[1] + s[1] * s[2] + s[2], "three layers"),
        (lambda s: sum(a * b for i, a in enumerate(s) for b in s[:i]) + sum(s[1:]), "you counted all pairs"),
    ],
    "01.3": [
        (lambda y, labels: squares(y, labels).mean(), "as in Keras"),
        (lambda y, labels: squares(y, labels).sum(), "you added their costs up"),
        (lambda y, labels: squares(y, labels).sum() / 2 / len(y), "Half of that"),
        (lambda y, labels: squares(y, labels).sum(axis=0).mean(), "the other way round"),
        (lambda y, labels: squares(y, labels).sum(axis=0), "a number for each output: sum"),
        (lambda y, labels: squares(y, labels).sum(axis=1), "now average them"),
        (lambda y, labels: squares(y, labels)[np.arange(len(y)), labels].mean(), "Only the output"),
        (lambda y, labels: np.sqrt(squares(y, labels)).sum(axis=1).mean(), "square them"),
        (lambda y, labels: np.sqrt(squares(y, labels).sum(axis=1)).mean(), "No root"),
        (lambda y, labels: np.linalg.norm(y - np.eye(10)[labels]), "and average over the pictures"),
        (lambda y, labels: ((y - labels[:, None]) ** 2).sum(axis=1).mean(), "not the number 5"),
        (lambda y, labels: (y - np.eye(10)[labels]).sum(axis=1).mean(), "cancel"),
        (lambda y, labels: ((y - np.eye(10)[labels]).sum(axis=1) ** 2).mean(), "you added up first"),
        (lambda y, labels: (y**2).sum(axis=1).mean(), "Where are the targets"),
        (lambda y, labels: squares(y, labels - 1).sum(axis=1).mean(), "too far left"),
        (lambda y, labels: squares(y, y.argmax(axis=1)).sum(axis=1).mean(), "not what the network read"),
        (lambda y, labels: -np.log(y[np.arange(len(y)), labels]).mean(), "cross-entropy"),
        (lambda y, labels: (y.argmax(axis=1) != labels).mean(), "read wrongly"),
        (lambda y, labels: ((y + np.eye(10)[labels]) ** 2).sum(axis=1).mean(), "not added"),
    ],
    "01.4": [
        (lambda w, g, rate: w + rate * g.mean(axis=0), "uphill"),
        (lambda w, g, rate: w - rate * g.sum(axis=0), "against the sum"),
        (lambda w, g, rate: w - g.mean(axis=0), "How large"),
        (lambda w, g, rate: w - g.mean(axis=0) / rate, "you divided"),
        (lambda w, g, rate: -rate * g.mean(axis=0), "where does it lead"),
        (lambda w, g, rate: g.mean(axis=0), "the step is still to come"),
        (lambda w, g, rate: w - rate * g.mean(), "slope of its own"),
        (lambda w, g, rate: w - rate * g.mean(axis=1), "down the columns"),
        (lambda w, g, rate: w - rate * g, "One step for each picture"),
        (lambda w, g, rate: w - rate * g[0], "first picture"),
        (lambda w, g, rate: w - rate * g[-1], "last picture"),
        (lambda w, g, rate: w - rate * g.sum(axis=0) / len(w), "not of weights"),
        (lambda w, g, rate: rate * (w - g.mean(axis=0)), "not to w"),
        (lambda w, g, rate: w - rate * np.sign(g.mean(axis=0)), "not only its sign"),
        (lambda w, g, rate: w * (1 - rate * g.mean(axis=0)), "not multiplied"),
        (lambda w, g, rate: w - rate * g.mean(axis=0) / len(g), "Averaged twice"),
    ],
    "01.5": [
        (lambda h, d, W1, W2: back(h, d, W2) @ W1.T, "where is its slope"),
        (lambda h, d, W1, W2: (back(h, d, W2) * h) @ W1.T, "not its value"),
        (lambda h, d, W1, W2: (back(h, d, W2) * (1 - h)) @ W1.T, "both factors"),
        (lambda h, d, W1, W2: (back(h, d, W2) * h * 1 - h) @ W1.T, "Brackets"),
        (lambda h, d, W1, W2: (back(h, d, W2) * sigmoid(h) * (1 - sigmoid(h))) @ W1.T, "no sigmoid of it again"),
        (lambda h, d, W1, W2: -(back(h, d, W2) * h * (1 - h)) @ W1.T, "minus the gradient"),
        (lambda h, d, W1, W2: back(h, d, W2) * h * (1 - h), "leads to the pixels"),
        (lambda h, d, W1, W2: back(h, d, W2), "through one matrix"),
        (lambda h, d, W1, W2: ((d @ W2) * h * (1 - h)) @ W1.T, "second matrix"),
        (lambda h, d, W1, W2: (back(h, d, W2) * h * (1 - h)) @ W1, "first matrix"),
        (lambda h, d, W1, W2: (back(h, d, W2) * (1 - h**2)) @ W1.T, "slopes of tanh"),
        (lambda h, d, W1, W2: (back(h, d, W2) * h * (1 - h)) @ W1.T / len(h), "no average"),
        (lambda h, d, W1, W2: ((back(h, d, W2) * h * (1 - h)) @ W1.T).sum(axis=0), "don't add them up"),
        (lambda h, d, W1, W2: h.T @ d, "gradient of the second matrix"),
    ],
    "01.A": [
        (lambda y, labels: (y.argmax(axis=1) == labels).mean(), "all digits together"),
        (lambda y, labels: y.argmax(axis=1) == labels, "of each picture"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: (r == d).sum()), "not of those read"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: 1), "Those are counts"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: len(t)), "not by all pictures"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: (r == t).sum()), "read correctly"),
        (lambda y, labels: 1 - shares(y, labels, lambda r, t, d: (t == d).sum()), "read wrongly"),
        (lambda y, labels: np.bincount(y.argmax(axis=1), minlength=10) / len(y), "how often each digit is read"),
        (lambda y, labels: np.bincount(labels, minlength=10) / len(y), "how often each digit occurs"),
        (lambda y, labels: [y[labels == d, d].mean() for d in range(10)], "average output"),
        (lambda y, labels: [(y[labels == d, d] > 0.5).mean() for d in range(10)], "An output above 1/2"),
    ],
}
