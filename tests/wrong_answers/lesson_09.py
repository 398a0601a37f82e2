"""Plausible wrong answers to the exercises of lesson 09, each with a piece of the hint that it should get."""

import numpy as np

WRONG = {
    "09.1": [
        (lambda a, b: a == a.max(axis=0), "Only A is content"),
        (lambda a, b: b == b.max(axis=1, keepdims=True), "Only B is content"),
        (lambda a, b: best_a(a) | best_b(b), "both must be"),
        (lambda a, b: best_a(a) ^ best_b(b), "and the other is not"),
        (lambda a, b: best_a(a) == best_b(b), "also where both would move"),
        (lambda a, b: ~(best_a(a) & best_b(b)), "that somebody would leave"),
        (lambda a, b: (a == a.max(axis=1, keepdims=True)) & (b == b.max(axis=0)), "Who moves where"),
        (lambda a, b: (a == a.max(axis=1, keepdims=True)) & best_b(b), "B is as it should be"),
        (lambda a, b: best_a(a) & (b == b.max(axis=0)), "A is as it should be"),
        (lambda a, b: (a == a.min(axis=0)) & (b == b.min(axis=1, keepdims=True)), "the best is the largest"),
        (lambda a, b: best_a(a) & (b == b.min(axis=1, keepdims=True)), "B wants its own payoff large"),
        (lambda a, b: best_a(a) & (a == a.min(axis=1, keepdims=True)), "B's wishes are in b"),
        (lambda a, b: best_a(a) & (b == b.max(axis=1)), "keepdims"),
        (lambda a, b: (a == a.max()) & (b == b.max()), "Not the largest of the whole table"),
        (lambda a, b: a + b == (a + b).max(), "both together"),
        (lambda a, b: (best_a(a) & best_b(b)).T, "laid on its side"),
        (lambda a, b: np.argwhere(best_a(a) & best_b(b)), "a list of the cells"),
    ],
    "09.2": [
        (lambda v: (v.max(axis=0).min(), v.min(axis=1).max()), "in the other order"),
        (lambda v: (v.min(axis=0).max(), v.max(axis=1).min()), "Rows and columns are exchanged: axis"),
        (lambda v: (v.max(axis=1).min(), v.min(axis=0).max()), "min and max were exchanged"),
        (lambda v: (v.min(axis=1).max(), v.max(axis=1).min()), "along axis=0"),
        (lambda v: (v.min(axis=0).max(), v.max(axis=0).min()), "along axis=1"),
        (lambda v: (v.min(), v.max()), "extremes of the whole table"),
        (lambda v: (v.min(axis=1).min(), v.max(axis=0).min()), "A would not choose it"),
        (lambda v: (v.min(axis=1).max(), v.max(axis=0).max()), "B would not choose it"),
        (lambda v: (v.min(axis=1).max(), v.min(axis=1).max()), "what B can do"),
        (lambda v: (v.min(axis=1).max(), -v.max(axis=0).min()), "keeps its sign"),
        (lambda v: (v.min(axis=1).argmax(), v.max(axis=0).argmin()), "numbers of a row and a column"),
        (lambda v: (v.mean(axis=1).max(), v.mean(axis=0).min()), "not the average"),
    ],
    "09.3": [
        (lambda v: 1 - mix(v), "second row"),
        (lambda v: mix(v.T), "That is B's mix"),
        (lambda v: 1 - mix(v.T), "how often B plays the second column"),
        (lambda v: 0.5, "for pennies only"),
        (lambda v: np.linalg.det(v) / spread(v), "value of the game"),
        (lambda v: (v[1, 0] - v[1, 1]) / spread(v), "Look at the sign"),
        (lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1]), "share over the second's"),
        (lambda v: v[1, 1] - v[1, 0], "divided by what multiplies p"),
        (lambda v: (v[1, 1] - v[1, 0]) / v.sum(), "signs of what you divide by"),
        (lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] + v[1, 0] - v[1, 1]), "signs of what you divide by"),
        (lambda v: 1 / mix(v), "the other way up"),
    ],
    "09.4": [
        (lambda v, p, q: np.min(p @ v) - np.max(v @ q), "The sign"),
        (lambda v, p, q: np.max(p @ v) - np.min(v @ q), "Who answers whom"),
        (lambda v, p, q: p @ v @ q, "what A gets now"),
        (lambda v, p, q: np.max(v @ q) - p @ v @ q, "what A alone could gain"),
        (lambda v, p, q: p @ v @ q - np.min(p @ v), "what B alone could gain"),
        (lambda v, p, q: max(np.max(v @ q) - p @ v @ q, p @ v @ q - np.min(p @ v)), "larger of the two gains"),
        (lambda v, p, q: np.max(v @ q), "take away"),
        (lambda v, p, q: np.max(v @ q) - np.max(p @ v), "wants A's payoff low"),
        (lambda v, p, q: np.max(v @ q) - np.min(v @ q), "p is in it, too"),
        (lambda v, p, q: np.max(p @ v) - np.min(p @ v), "q is in it, too"),
        (lambda v, p, q: np.max(v @ q) + np.min(p @ v), "not a sum"),
        (lambda v, p, q: np.max(v @ p) - np.min(q @ v), "here they are exchanged"),
        (lambda v, p, q: v.max(axis=0).min() - v.min(axis=1).max(), "neither p nor q"),
    ],
    "09.5": [
        (lambda v, counts: np.argmax(v[:, np.argmax(counts @ v)]), "makes A's payoff small"),
        (lambda v, counts: np.argmin(counts @ v), "That is B's column"),
        (lambda v, counts: np.argmin(v[:, np.argmin(counts @ v)]), "wins least"),
        (lambda v, counts: np.argmin(v[:, np.argmax(counts @ v)]), "and A wants it large"),
        (lambda v, counts: np.max(v[:, np.argmin(counts @ v)]), "the number of the row"),
        (lambda v, counts: np.argmax(v[:, np.argmin(counts @ v)]) + 1, "counted from 0"),
        (lambda v, counts: np.argmax(v[:, np.argmin(v[np.argmax(counts)])]), "not only your favourite"),
        (lambda v, counts: np.argmax(v[:, np.argmin(v.sum(axis=0))]), "use counts"),
        (lambda v, counts: np.argmax(v.mean(axis=1)), "plays all columns alike"),
        (lambda v, counts: np.argmax(v.min(axis=1)), "whose worst is best"),
        (lambda v, counts: np.argmax(counts), "played most"),
        (lambda v, counts: np.argmin(counts), "played least"),
        (lambda v, counts: np.argmax(v @ counts), "A's own past"),
        (lambda v, counts: np.argmax(v[:, np.argmin(v @ counts)]), "counts weigh the rows"),
        (lambda v, counts: np.argmax(v[np.argmin(counts @ v)]), "along the row of that number"),
        (lambda v, counts: np.flatnonzero(row(v, counts) == row(v, counts).max())[-1], "rows that are equally good"),
    ],
    "09.A": [
        (lambda a, b: (mix(a.T), mix(b)), "in the other order"),
        (lambda a, b: (1 - mix(b), 1 - mix(a.T)), "second row and the second column"),
        (lambda a, b: (mix(a), mix(b.T)), "its own payoffs"),
        (lambda a, b: (mix(b.T), mix(a)), "Whose rows, whose columns"),
        (lambda a, b: (mix(b), mix(a)), "rows and columns exchanged"),
        (lambda a, b: (mix(b), 1 - mix(a.T)), "that of the second column"),
        (lambda a, b: (1 - mix(b), mix(a.T)), "that of the second row"),
        (lambda a, b: (mix(b), mix(b.T)), "Both follow from b"),
        (lambda a, b: (mix(a), mix(a.T)), "Both follow from a"),
        (lambda a, b: (mix(b), mix(b)), "A's make its mix"),
        (lambda a, b: (0.5, 0.5), "for matching pennies"),
        (lambda a, b: (-mix(b), -mix(a.T)), "Look at the signs"),
    ],
}


def best_a(a):
    return a == a.max(axis=0)


def best_b(b):
    return b == b.max(axis=1, keepdims=True)


def row(v, counts):
    """Return what A gets for each row, against the first of B's best columns."""
    return v[:, np.argmin(counts @ v)]


def mix(v):
    return (v[1, 1] - v[1, 0]) / spread(v)


def spread(v):
    return v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]
