"""Plausible wrong answers to the exercises of lesson 10, each with a piece of the hint that it should get."""

import numpy as np
from numpy.linalg import det, eigvals, eigvalsh, matrix_power, norm

WRONG = {
    "10.1": [
        (lambda r, a, n: r * (1 + a**2) ** n, "take the root"),
        (lambda r, a, n: r * (1 + a**2) ** n / 2, "mind the brackets"),
        (lambda r, a, n: r * (1 + a) ** n, "Pythagoras"),
        (lambda r, a, n: r * np.sqrt(1 + a**2) * n, "Every step multiplies"),
        (lambda r, a, n: r * np.sqrt(1 + (n * a) ** 2), "one step of size n a"),
        (lambda r, a, n: r * np.sqrt(1 + n * a**2), "does not add a squared"),
        (lambda r, a, n: r * np.sqrt(1 + a**2), "That is one step"),
        (lambda r, a, n: (1 + a**2) ** (n / 2), "At distance r"),
        (lambda r, a, n: r**2 * (1 + a**2) ** (n / 2), "counts once"),
        (lambda r, a, n: r / (1 + a**2) ** (n / 2), "the distance grows"),
        (lambda r, a, n: r * np.exp(n * a**2 / 2), "nobody sees"),
        (lambda r, a, n: r * (1 + a**2 / 2) ** n, "nearly so"),
        (lambda r, a, n: r * (1 + a**2) ** ((n + 1) / 2), "One step too many"),
        (lambda r, a, n: r, "alternating"),
    ],
    "10.2": [
        (lambda m: abs(eigvals(m)).max() <= 1, "modulus 1 is not enough"),
        (lambda m: abs(eigvals(m)).max() > 1, ""),
        (lambda m: not abs(eigvals(m)).max() < 1, "exchanged"),
        (lambda m: eigvals(m).real.max() < 1, "below -1 grows"),
        (lambda m: abs(eigvals(m).real).max() < 1, "real part alone"),
        (lambda m: abs(eigvals(m)).min() < 1, "the smallest does not decide"),
        (lambda m: abs(det(m)) < 1, "The product of the eigenvalues"),
        (lambda m: abs(eigvals(m)).sum() < 1, "A sum of moduli"),
        (lambda m: abs(eigvals(m)).mean() < 1, "average modulus"),
        (lambda m: abs(m).max() < 1, "Entries are not eigenvalues"),
        (lambda m: norm(m, 2) < 1, "The largest stretch in one step"),
        (lambda m: norm(m) < 1, "small entries, all together"),
        (lambda m: abs(eigvalsh(m)).max() < 1, "symmetric matrices"),
        (lambda m: norm(matrix_power(m, 10) @ np.ones(len(m))) < norm(np.ones(len(m))), "from one start"),
        (lambda m: norm(matrix_power(m, 100) @ np.ones(len(m))) < norm(np.ones(len(m))), "from one start"),
        (lambda m: abs(matrix_power(m, 100)).max() < 1e-3, "on its way"),
        (lambda m: abs(eigvals(m)[0]) < 1, "first eigenvalue"),
        (lambda m: True, "Not all of these"),
    ],
    "10.3": [
        (lambda x, y, a, field: step(x, y, a, field(x, y)), "That is the trial step"),
        (lambda x, y, a, field: twice(x, y, a, field), "goes on from the trial point"),
        (lambda x, y, a, field: step(x, y, a, (ahead(x, y, a, field) + field(x, y)) / 2), "average of both"),
        (lambda x, y, a, field: step(x, y, a, 2 * ahead(x, y, a, field) - field(x, y)), "That is optimism"),
        (lambda x, y, a, field: step(x, y, a, ahead(x, y, a / 2, field)), "not half a step"),
        (lambda x, y, a, field: step(x, y, a, ahead(x, y, 1, field)), "The trial step has size a"),
        (lambda x, y, a, field: ahead(x, y, a, field), "Where do the players step"),
        (lambda x, y, a, field: a * ahead(x, y, a, field), "Where do they arrive"),
        (lambda x, y, a, field: other_ahead(x, y, a, field), "only the other one ahead"),
        (lambda x, y, a, field: alternating(x, y, a, field), "alternating step"),
        (lambda x, y, a, field: step(x, y, -a, ahead(x, y, a, field)), "not against them"),
        (lambda x, y, a, field: (x + a * (y - a * x), y - a * (x + a * y)), "right for the game xy"),
        (lambda x, y, a, field: (x + a * ahead(x, y, a, field)[0], y + a * field(x, y)[1]), "y must look ahead"),
        (lambda x, y, a, field: (x + a * ahead(x, y, a, field)[0], y - a * ahead(x, y, a, field)[1]), "no minus to add"),
    ],
    "10.4": [
        (lambda x0, y0, x, y, a, n: ((y - y0) / (a * n), (x - x0) / (a * n)), "The sign of the first"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / (a * n), (x0 - x) / (a * n)), "The sign of the second"),
        (lambda x0, y0, x, y, a, n: ((y - y0) / (a * n), (x0 - x) / (a * n)), "Both signs"),
        (lambda x0, y0, x, y, a, n: ((x - x0) / (a * n), (y0 - y) / (a * n)), "in the other order"),
        (lambda x0, y0, x, y, a, n: ((x - x0) / (a * n), (y - y0) / (a * n)), "from the way of y"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / n, (x - x0) / n), "Divide by the step size"),
        (lambda x0, y0, x, y, a, n: (a * (y0 - y) / n, a * (x - x0) / n), "don't multiply"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / a, (x - x0) / a), "Those are the sums"),
        (lambda x0, y0, x, y, a, n: (y0 - y, x - x0), "the whole way"),
        (lambda x0, y0, x, y, a, n: ((x0 + x) / 2, (y0 + y) / 2), "middle of the two ends"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / (a * (n - 1)), (x - x0) / (a * (n - 1))), "not n - 1"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / (a * (n + 1)), (x - x0) / (a * (n + 1))), "not n + 1"),
        (lambda x0, y0, x, y, a, n: ((y0 - y) / (a * n) + (x0 - x) / n, (x - x0) / (a * n)), "the new ones"),
    ],
    "10.5": [
        (lambda c: c, "x alone pays"),
        (lambda c: 2 / c, "arrows that turn"),
        (lambda c: c / (1 + c**2), "smallest"),
        (lambda c: 2 * c, "the square of ac"),
        (lambda c: 1 / c, "where 1 - ac is 0"),
        (lambda c: 2 * c / (1 + c), "A square is missing"),
        (lambda c: 2 * c / (1 + c) ** 2, "not the sum"),
        (lambda c: np.sqrt(2 * c / (1 + c**2)), "not on its square"),
        (lambda c: 2 * c / np.sqrt(1 + c**2), "A root too many, below"),
        (lambda c: 2 / (1 + c**2), "has a c in it"),
        (lambda c: 2 * c**2 / (1 + c**2), "one c in it"),
        (lambda c: (1 + c**2) / (2 * c), "the other way up"),
    ],
    "10.A": [
        (lambda k: 2 / k, "product of both"),
        (lambda k: 2, "bound for k = 1"),
        (lambda k: 4 / k, "bound on a squared"),
        (lambda k: 2 * np.sqrt(k), "falls with k"),
        (lambda k: 2 * k, "not in proportion"),
        (lambda k: 1 / np.sqrt(k), "the 2 of section 4"),
        (lambda k: np.sqrt(2 / k), "not to 2"),
        (lambda k: 4 / np.sqrt(k), "may go up to 4"),
        (lambda k: 2 / np.sqrt(k + 1), "but not as one more"),
        (lambda k: 2 / k**2, "not its square"),
    ],
}


def step(x, y, a, slopes):
    return np.array([x, y]) + a * np.array(slopes)


def ahead(x, y, a, field):
    return np.array(field(*step(x, y, a, field(x, y))))


def twice(x, y, a, field):
    return step(*step(x, y, a, field(x, y)), a, ahead(x, y, a, field))


def other_ahead(x, y, a, field):
    ahead_x, ahead_y = step(x, y, a, field(x, y))
    return x + a * field(x, ahead_y)[0], y + a * field(ahead_x, y)[1]


def alternating(x, y, a, field):
    x = x + a * field(x, y)[0]
    return x, y + a * field(x, y)[1]
