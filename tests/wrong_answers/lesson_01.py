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


WRONG = {
    "01.1": [
        (lambda x, w, b: x @ w + b, "still to come"),
        (lambda x, w, b: sigmoid(x @ w), "Where is the bias"),
        (lambda x, w, b: sigmoid(x @ w) + b, "inside the sigmoid"),
        (lambda x, w, b: 1 / (1 + np.exp(x @ w + b)), "sign in the exponent"),
        (lambda x, w, b: sigmoid(x @ w - b), "not subtracted"),
        (lambda x, w, b: sigmoid(x * w + b), "Add the products up"),
        (lambda x, w, b: np.tanh(x @ w + b), "That is tanh"),
    ],
    "01.2": [
        (lambda s: sum(a * b for a, b in pairwise(s)), "also has a bias"),
        (lambda s: sum(a * b for a, b in pairwise(s)) + sum(s), "no neurons"),
        (lambda s: sum(a * b + 1 for a, b in pairwise(s)), "not one for each layer"),
        (lambda s: sum(a * (b + 1) for a, b in pairwise(s)), "that it is added in"),
        (lambda s: sum(s), "Those are the neurons"),
        (lambda s: sum(s[1:]), "not the only parameters"),
    ],
    "01.3": [
        (lambda y, labels: squares(y, labels).mean(), "as in Keras"),
        (lambda y, labels: squares(y, labels).sum() / 2 / len(y), "Half of that"),
        (lambda y, labels: squares(y, labels)[np.arange(len(y)), labels].mean(), "Only the output"),
        (lambda y, labels: np.sqrt(squares(y, labels)).sum(axis=1).mean(), "square them"),
        (lambda y, labels: np.sqrt(squares(y, labels).sum(axis=1)).mean(), "No root"),
        (lambda y, labels: ((y - labels[:, None]) ** 2).sum(axis=1).mean(), "not the number 5"),
    ],
    "01.4": [
        (lambda w, g, rate: w + rate * g.mean(axis=0), "uphill"),
        (lambda w, g, rate: w - rate * g.sum(axis=0), "against the sum"),
        (lambda w, g, rate: w - g.mean(axis=0), "How large"),
        (lambda w, g, rate: -rate * g.mean(axis=0), "where does it lead"),
        (lambda w, g, rate: w - rate * g.mean(), "slope of its own"),
        (lambda w, g, rate: w - rate * g[-1], "last picture"),
    ],
    "01.5": [
        (lambda h, d, W1, W2: (d @ W2.T) @ W1.T, "where is its slope"),
        (lambda h, d, W1, W2: ((d @ W2.T) * h) @ W1.T, "not its value"),
        (lambda h, d, W1, W2: -((d @ W2.T) * h * (1 - h)) @ W1.T, "minus the gradient"),
        (lambda h, d, W1, W2: (d @ W2.T) * h * (1 - h), "leads to the pixels"),
        (lambda h, d, W1, W2: ((d @ W2) * h * (1 - h)) @ W1.T, "second matrix"),
        (lambda h, d, W1, W2: ((d @ W2.T) * h * (1 - h)) @ W1, "first matrix"),
        (lambda h, d, W1, W2: ((d @ W2.T) * (1 - h**2)) @ W1.T, "slopes of tanh"),
    ],
    "01.A": [
        (lambda y, labels: (y.argmax(axis=1) == labels).mean(), "all digits together"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: (r == d).sum()), "not of those read"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: 1), "Those are counts"),
        (lambda y, labels: shares(y, labels, lambda r, t, d: len(t)), "not by all pictures"),
        (lambda y, labels: 1 - shares(y, labels, lambda r, t, d: (t == d).sum()), "read wrongly"),
    ],
}
