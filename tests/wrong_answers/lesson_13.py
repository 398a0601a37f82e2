"""Plausible wrong answers to the exercises of lesson 13, each with a piece of the hint that it should get."""

import numpy as np


def size(valid, same):
    """Return an answer to 13.1 made of two rules for n, k, s."""
    return lambda n, kernel, stride, padding: (valid if padding == "valid" else same)(n, kernel, stride)


def whole(n, k, s):
    return s * (n - 1) + k


def fold(weights, old, new=None):
    average = weights[0]
    for w in weights[1:]:
        average = old * average + (1 - old if new is None else new) * w
    return average


def length(v):
    return np.linalg.norm(v)


WRONG = {
    "13.1": [
        (lambda n, kernel, stride, padding: (n - kernel) // stride + 1, "This one goes up"),
        (size(lambda n, k, s: (n - k) // s + 1, lambda n, k, s: -(-n // s)), "ordinary convolutions lead: down"),
        (lambda n, kernel, stride, padding: stride * n, "nothing is cut off"),
        (lambda n, kernel, stride, padding: stride * (n - 1) + kernel, "is cut off"),
        (size(lambda n, k, s: s * n, whole), "exchanged"),
        (lambda n, kernel, stride, padding: stride * n + kernel, "alike"),
        (size(lambda n, k, s: s * n + k, lambda n, k, s: s * n), "One fewer"),
        (size(lambda n, k, s: s * (n - 1), lambda n, k, s: s * n), "how far does it reach"),
        (size(lambda n, k, s: s * (n - 1) + k - 1, lambda n, k, s: s * n), "one too few"),
        (size(lambda n, k, s: s * (n - 1) + k + 1, lambda n, k, s: s * n), "one too many"),
        (size(lambda n, k, s: n - 1 + k, lambda n, k, s: s * n), "as if the stride were 1"),
        (size(lambda n, k, s: 2 * (n - 1) + k, lambda n, k, s: 2 * n), "not always 2"),
        (size(whole, lambda n, k, s: n), "Not the size of the input"),
        (size(whole, lambda n, k, s: whole(n, k, s) - 2 * (k // 2)), "does not depend on the kernel"),
    ],
    "13.2": [
        (lambda i, o, k, b: k * k * i * o, "A bias for each map"),
        (lambda i, o, k, b: k * k * i * o + b * i, "not to an input map"),
        (lambda i, o, k, b: k * k * i * o + b, "not one for the whole layer"),
        (lambda i, o, k, b: k * k * i * o + b * i * o, "not one for each kernel"),
        (lambda i, o, k, b: k * k * i * o + o, "use_bias is false"),
        (lambda i, o, k, b: k * k * i * o + (0 if b else o), "other way round"),
        (lambda i, o, k, b: k * i * o + b * o, "A kernel is a square"),
        (lambda i, o, k, b: k**3 * i * o + b * o, "no third side"),
        (lambda i, o, k, b: k * k * o + b * o, "for every input map"),
        (lambda i, o, k, b: k * k * i + b * o, "for every output map"),
        (lambda i, o, k, b: i * o + b * o, "dense layer"),
        (lambda i, o, k, b: k * k * (i + o) + b * o, "how many pairs"),
    ],
    "13.3": [
        (np.std, "all numbers together"),
        (lambda x: x.var(axis=0).mean(), "Those are variances"),
        (lambda x: np.sqrt(x.var(axis=0).mean()), "before the average"),
        (lambda x: x.std(axis=0), "make one of them"),
        (lambda x: x.std(axis=0).mean(axis=(0, 1)), "one number for each channel"),
        (lambda x: x.std(axis=0, ddof=1).mean(), "Divide by n"),
        (lambda x: x.std(axis=0).sum(), "take the average"),
        (lambda x: x.std(axis=0).max(), "the largest"),
        (lambda x: x.std(axis=(1, 2, 3)).mean(), "in itself"),
        (lambda x: x.std(axis=(1, 2)).mean(), "counts the pictures of the batch"),
        (lambda x: x.std(axis=1).mean(), "rows of a picture"),
        (lambda x: x.std(axis=-1).mean(), "channels of a picture"),
        (lambda x: x.mean(axis=0).std(), "mean picture"),
        (lambda x: x.mean(axis=(1, 2, 3)).std(), "averages each picture first"),
        (lambda x: np.abs(x - x.mean(axis=0)).mean(), "average distance"),
        (lambda x: np.sqrt(np.mean(x**2, axis=0)).mean(), "taken off first"),
    ],
    "13.4": [
        (lambda a, b: (a + b) / 2, "straight line"),
        (lambda a, b: a + b, "longer than a"),
        (lambda a, b: (a + b) / length(a + b), "length is 1"),
        (lambda a, b: b - a, "from a to b"),
        (lambda a, b: (b - a) / 2, "from where does it start"),
        (lambda a, b: (a + b) / np.sqrt(2), "at right angles"),
        (lambda a, b: (a / length(a) + b / length(b)) / 2, "average of the two directions"),
        (lambda a, b: (a + b) / length(a + b) * length(a) ** 2, "not its square"),
        (lambda a, b: (a + b) * length(a), "divide by the length of the sum"),
        (lambda a, b: (a + b) / length(a), "not that of a"),
        (lambda a, b: (a + b) / length(a + b) * (length(a) + length(b)), "not twice"),
        (lambda a, b: -(a + b) / length(a + b) * length(a), "on the other side"),
        (lambda a, b: (b - a) / length(b - a) * length(a), "that of their sum"),
    ],
    "13.A": [
        (lambda w, r: fold(w, 1 - r), "exchanged"),
        (lambda w, r: fold(np.concatenate([0 * w[:1], w]), r), "not at 0"),
        (lambda w, r: fold(np.concatenate([0 * w[:1], w[1:]]), r), "does not leave them out"),
        (lambda w, r: fold(w[1:], r), "not at the second"),
        (lambda w, r: w.mean(axis=0), "plain mean"),
        (lambda w, r: fold(w[:-1], r), "missing at the end"),
        (lambda w, r: fold(w[::-1], r), "from the last to the first"),
        (lambda w, r: w[-1], "the last weights"),
        (lambda w, r: r * w[0] + (1 - r) * w[-1], "every step moves"),
        (lambda w, r: r * w[-2] + (1 - r) * w[-1], "last two rows"),
        (lambda w, r: fold(w, r, 1), "new weights count"),
        (lambda w, r: fold(w, 2 - r), "not away from them"),
        (lambda w, r: np.array([fold(w[: i + 1], r) for i in range(len(w))]), "One row for the end"),
        (lambda w, r: fold(w, r).mean(), "One number for each column"),
    ],
}
