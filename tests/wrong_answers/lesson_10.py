"""Plausible wrong answers to the exercises of lesson 10, each with a piece of the hint that it should get."""

import numpy as np

WRONG = {
    "10.1": [
        (lambda r, a, n: r * (1 + a**2) ** n, "take the root"),
        (lambda r, a, n: r * (1 + a) ** n, "Pythagoras"),
        (lambda r, a, n: r * np.sqrt(1 + a**2) * n, "Every step multiplies"),
        (lambda r, a, n: r * np.sqrt(1 + a**2), "That is one step"),
        (lambda r, a, n: (1 + a**2) ** (n / 2), "At distance r"),
    ],
    "10.2": [
        (lambda m: np.linalg.eigvals(m).real.max() < 1, "changes the sign"),
        (lambda m: abs(np.linalg.eigvals(m).real).max() < 1, "their modulus is not"),
        (lambda m: abs(np.linalg.det(m)) < 1, "nor the product"),
        (lambda m: abs(m).max() < 1, "Every entry is below 1"),
        (lambda m: np.linalg.norm(m, 2) < 1, "both eigenvalues are 0.5"),
    ],
    "10.3": [
        (lambda x, y, a, field: step(x, y, a, field(x, y)), "That is the trial step"),
        (lambda x, y, a, field: twice(x, y, a, field), "goes on from the trial point"),
        (lambda x, y, a, field: step(x, y, a, (ahead(x, y, a, field) + field(x, y)) / 2), "average of both"),
        (lambda x, y, a, field: step(x, y, a, ahead(x, y, a / 2, field)), "not half a step"),
        (lambda x, y, a, field: ahead(x, y, a, field), "Where do the players step"),
    ],
    "10.4": [
        (lambda x0, y0, x, y, a, n: ((y - y0) / (a * n), (x - x0) / (a * n)), "The sign of the first"),
        (lambda x0, y0, x, y, a, n: ((x - x0) / (a * n), (y0 - y) / (a * n)), "in the other order"),
        (lambda x0, y0, x, y, a, n: ((x - x0) / (a * n), (y - y0) / (a * n)), "from the way of y"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / n, (x - x0) / n), "Divide by the step size"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / a, (x - x0) / a), "Those are the sums"),
        (lambda x0, y0, x, y, a, n: ((x0 + x) / 2, (y0 + y) / 2), "middle of the two ends"),
    ],
    "10.5": [
        (lambda c: c, "x alone pays"),
        (lambda c: 2 / c, "arrows that turn"),
        (lambda c: c / (1 + c**2), "smallest"),
        (lambda c: 2 * c, "Write all of it out"),
        (lambda c: 1 / c, "where 1 - ac is 0"),
    ],
    "10.A": [
        (lambda k: 2 / k, "product of both"),
        (lambda k: 2, "bound for k = 1"),
        (lambda k: 4 / k, "bound on a squared"),
        (lambda k: 2 * np.sqrt(k), "falls with k"),
        (lambda k: 1 / np.sqrt(k), "the 2 of section 4"),
    ],
}


def step(x, y, a, slopes):
    return np.array([x, y]) + a * np.array(slopes)


def ahead(x, y, a, field):
    return np.array(field(*step(x, y, a, field(x, y))))


def twice(x, y, a, field):
    return step(*step(x, y, a, field(x, y)), a, ahead(x, y, a, field))
