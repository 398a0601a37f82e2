"""Plausible wrong answers to the exercises of lesson 13, each with a piece of the hint that it should get."""

import numpy as np

WRONG = {
    "13.1": [
        (lambda n, kernel, stride, padding: (n - kernel) // stride + 1, "This one goes up"),
        (lambda n, kernel, stride, padding: stride * n, "nothing is cut off"),
        (lambda n, kernel, stride, padding: stride * (n - 1) + kernel, "is cut off"),
        (lambda n, kernel, stride, padding: stride * n + kernel, "One fewer"),
        (lambda n, kernel, stride, padding: stride * (n - 1), "how far does it reach"),
    ],
    "13.2": [
        (lambda i, o, k, b: k * k * i * o, "A bias for each map"),
        (lambda i, o, k, b: k * k * i * o + b * i, "not to an input map"),
        (lambda i, o, k, b: k * k * i * o + b, "not one for the whole layer"),
        (lambda i, o, k, b: k * k * i * o + o, "use_bias is false"),
        (lambda i, o, k, b: k * i * o + b * o, "A kernel is a square"),
        (lambda i, o, k, b: k * k * o + b * o, "for every input map"),
    ],
    "13.3": [
        (np.std, "all numbers together"),
        (lambda x: x.var(axis=0).mean(), "Those are variances"),
        (lambda x: np.sqrt(x.var(axis=0).mean()), "before the average"),
        (lambda x: x.std(axis=0), "make one of them"),
        (lambda x: x.std(axis=0, ddof=1).mean(), "Divide by n"),
    ],
    "13.4": [
        (lambda a, b: (a + b) / 2, "straight line"),
        (lambda a, b: a + b, "longer than a"),
        (lambda a, b: (a + b) / np.linalg.norm(a + b), "length is 1"),
        (lambda a, b: b - a, "from a to b"),
    ],
    "13.A": [
        (lambda w, r: fold(w, 1 - r), "exchanged"),
        (lambda w, r: fold(np.concatenate([0 * w[:1], w]), r), "not at 0"),
        (lambda w, r: w.mean(axis=0), "plain mean"),
        (lambda w, r: fold(w[:-1], r), "missing at the end"),
    ],
}


def fold(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = averaging * average + (1 - averaging) * w
    return average
