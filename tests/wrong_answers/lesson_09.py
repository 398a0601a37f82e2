"""Plausible wrong answers to the exercises of lesson 09, each with a piece of the hint that it should get."""

import numpy as np

WRONG = {
    "09.1": [
        (lambda a, b: a == a.max(axis=0), "Only A is content"),
        (lambda a, b: b == b.max(axis=1, keepdims=True), "Only B is content"),
        (lambda a, b: (a == a.max(axis=0)) | (b == b.max(axis=1, keepdims=True)), "both must be"),
        (lambda a, b: (a == a.max(axis=1, keepdims=True)) & (b == b.max(axis=0)), "Who moves where"),
        (lambda a, b: (a == a.min(axis=0)) & (b == b.min(axis=1, keepdims=True)), "the best is the largest"),
        (lambda a, b: (a == a.max(axis=0)) & (b == b.max(axis=1)), "keepdims"),
        (lambda a, b: a + b == (a + b).max(), "both together"),
    ],
    "09.2": [
        (lambda v: (v.max(axis=0).min(), v.min(axis=1).max()), "in the other order"),
        (lambda v: (v.min(axis=0).max(), v.max(axis=1).min()), "Rows and columns are exchanged: axis"),
        (lambda v: (v.min(), v.max()), "extremes of the whole table"),
        (lambda v: (v.min(axis=1).max(), v.min(axis=1).max()), "what B can do"),
        (lambda v: (v.max(axis=1).min(), v.min(axis=0).max()), "and the order, too"),
    ],
    "09.3": [
        (lambda v: 1 - mix(v), "second row"),
        (lambda v: mix(v.T), "That is B's mix"),
        (lambda v: 0.5, "for pennies only"),
        (lambda v: np.linalg.det(v) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "value of the game"),
        (lambda v: (v[1, 0] - v[1, 1]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "Look at the sign"),
    ],
    "09.4": [
        (lambda v, p, q: np.min(p @ v) - np.max(v @ q), "The sign"),
        (lambda v, p, q: np.max(p @ v) - np.min(v @ q), "Who answers whom"),
        (lambda v, p, q: p @ v @ q, "what A gets now"),
        (lambda v, p, q: np.max(v @ q) - p @ v @ q, "what A alone could gain"),
        (lambda v, p, q: np.max(v @ q), "take away"),
    ],
    "09.5": [
        (lambda v, counts: np.argmax(v[:, np.argmax(counts @ v)]), "makes A's payoff small"),
        (lambda v, counts: np.argmin(counts @ v), "That is B's column"),
        (lambda v, counts: np.argmin(v[:, np.argmin(counts @ v)]), "wins least"),
        (lambda v, counts: np.argmax(v @ counts), "A's own past"),
    ],
    "09.A": [
        (lambda a, b: (mix(a.T), mix(b)), "in the other order"),
        (lambda a, b: (1 - mix(b), 1 - mix(a.T)), "second row and the second column"),
        (lambda a, b: (mix(a), mix(b.T)), "its own payoffs"),
        (lambda a, b: (mix(b), mix(a)), "rows and columns exchanged"),
        (lambda a, b: (mix(b), 1 - mix(a.T)), "that of the second column"),
    ],
}


def mix(v):
    return (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1])
