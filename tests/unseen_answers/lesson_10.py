"""Wrong and right answers to the exercises of lesson 10, thought of before its checks were read."""

import math

import numpy as np
import tensorflow as tf


# 10.1 -----------------------------------------------------------------------------------------------------------------
def from_a_start(r, a, n, start, step):
    """Distance after n steps from start, which is r long."""
    x, y = r * start[0], r * start[1]
    for _ in range(int(n)):
        x, y = step(x, y, a)
    return np.hypot(x, y)


def simultaneous(x, y, a):
    return x + a * y, y - a * x


def alternating(x, y, a):
    x = x + a * y
    return x, y - a * x


def extragradient(x, y, a):
    ahead_x, ahead_y = x + a * y, y - a * x
    return x + a * ahead_y, y - a * ahead_x


def only_once(r, a, n):
    """return stands in the loop."""
    for _ in range(int(n)):
        r = r * np.sqrt(1 + a**2)
        return r
    return r


def loop_1(r, a, n):
    for _ in range(int(n)):
        r = r * math.sqrt(1 + a * a)
    return r


def whole_path(r, a, n):
    return [loop_1(r, a, i) for i in range(int(n) + 1)]


def x_only(r, a, n):
    """|x|, not the distance."""
    return abs(r * ((1 - 1j * a) ** n).real)


# 10.2 -----------------------------------------------------------------------------------------------------------------
def moduli(m):
    return abs(np.linalg.eigvals(m))


def from_one_start(m):
    """Follows the first unit vector only."""
    return np.linalg.norm(np.linalg.matrix_power(m, 2000)[:, 0]) < 1e-6


def few_steps(m):
    """Is it nearer after ten steps?"""
    return np.linalg.norm(np.linalg.matrix_power(m, 10)) < 1


def one_step_nearer(m):
    """Do unit vectors shrink in one step?"""
    return all(np.linalg.norm(m, axis=0) < 1)


def from_the_diagonal(m):
    """Takes the diagonal for the eigenvalues."""
    return abs(np.diag(m)).max() < 1


def by_hand_real(m):
    """Trace and determinant, with the real part of the root only."""
    t, d = np.trace(m), np.linalg.det(m)
    root = np.sqrt(max(t**2 / 4 - d, 0))
    return max(abs(t / 2 + root), abs(t / 2 - root)) < 1


def pairs_first_two(m):
    """The first two eigenvalues only."""
    return all(moduli(m)[:2] < 1)


def repeated_squaring(m):
    m = np.array(m, float)
    for _ in range(40):
        size = np.linalg.norm(m)
        if size > 1e100:
            return False
        m = m @ m
    return bool(np.linalg.norm(m) < 1e-9)


# 10.3 -----------------------------------------------------------------------------------------------------------------
def simultaneous_3(x, y, a, field):
    dx, dy = field(x, y)
    return x + a * dx, y + a * dy


def trial(x, y, a, field):
    dx, dy = field(x, y)
    return x + a * dx, y + a * dy


def stays_ahead(x, y, a, field):
    """Steps on from the trial point: two plain steps."""
    return trial(*trial(x, y, a, field), a, field)


def alternating_3(x, y, a, field):
    x = x + a * field(x, y)[0]
    return x, y + a * field(x, y)[1]


def x_is_overwritten(x, y, a, field):
    """The trial of y uses the trial x already."""
    ahead_x = x + a * field(x, y)[0]
    ahead_y = y + a * field(ahead_x, y)[1]
    dx, dy = field(ahead_x, ahead_y)
    return x + a * dx, y + a * dy


def real_step_in_turns(x, y, a, field):
    """The trial is right; then x steps, and y looks again from the new x."""
    ahead_x, ahead_y = trial(x, y, a, field)
    new_x = x + a * field(ahead_x, ahead_y)[0]
    return new_x, y + a * field(new_x, ahead_y)[1]


def y_descends(x, y, a, field):
    """Subtracts for y, as in the update of xy."""
    dx, dy = field(x, y)
    dx, dy = field(x + a * dx, y - a * dy)
    return x + a * dx, y - a * dy


def y_descends_at_last(x, y, a, field):
    dx, dy = field(*trial(x, y, a, field))
    return x + a * dx, y - a * dy


def both_descend(x, y, a, field):
    dx, dy = field(x, y)
    dx, dy = field(x - a * dx, y - a * dy)
    return x - a * dx, y - a * dy


def looks_back(x, y, a, field):
    """The trial goes against the slopes."""
    dx, dy = field(x, y)
    dx, dy = field(x - a * dx, y - a * dy)
    return x + a * dx, y + a * dy


def heun(x, y, a, field):
    """Mean of both slopes."""
    dx, dy = field(x, y)
    ex, ey = field(x + a * dx, y + a * dy)
    return x + a * (dx + ex) / 2, y + a * (dy + ey) / 2


def adds_both(x, y, a, field):
    """Sum of both slopes."""
    dx, dy = field(x, y)
    ex, ey = field(x + a * dx, y + a * dy)
    return x + a * (dx + ex), y + a * (dy + ey)


def midpoint(x, y, a, field):
    """Trial of half the size."""
    dx, dy = field(*trial(x, y, a / 2, field))
    return x + a * dx, y + a * dy


def trial_of_size_one(x, y, a, field):
    dx, dy = field(*trial(x, y, 1, field))
    return x + a * dx, y + a * dy


def double_trial(x, y, a, field):
    dx, dy = field(*trial(x, y, 2 * a, field))
    return x + a * dx, y + a * dy


def no_size_at_last(x, y, a, field):
    dx, dy = field(*trial(x, y, a, field))
    return x + dx, y + dy


def optimistic_3(x, y, a, field):
    """Twice the slope there less the slope here."""
    dx, dy = field(x, y)
    ex, ey = field(x + a * dx, y + a * dy)
    return x + a * (2 * ex - dx), y + a * (2 * ey - dy)


def twice_now_less_ahead(x, y, a, field):
    dx, dy = field(x, y)
    ex, ey = field(x + a * dx, y + a * dy)
    return x + a * (2 * dx - ex), y + a * (2 * dy - ey)


def of_xy(x, y, a, field):
    """The lesson's game, field not used."""
    return extragradient(x, y, a)


def only_x_looks_ahead(x, y, a, field):
    return x + a * field(*trial(x, y, a, field))[0], y + a * field(x, y)[1]


def only_y_looks_ahead(x, y, a, field):
    return x + a * field(x, y)[0], y + a * field(*trial(x, y, a, field))[1]


def each_moves_the_other_only(x, y, a, field):
    """Each looks where the other will be, but keeps its own number."""
    dx, dy = field(x, y)
    return x + a * field(x, y + a * dy)[0], y + a * field(x + a * dx, y)[1]


def each_moves_itself_only(x, y, a, field):
    """Each looks where it will be itself."""
    dx, dy = field(x, y)
    return x + a * field(x + a * dx, y)[0], y + a * field(x, y + a * dy)[1]


def looks_twice(x, y, a, field):
    """Two looks ahead."""
    dx, dy = field(*trial(x, y, a, field))
    dx, dy = field(x + a * dx, y + a * dy)
    return x + a * dx, y + a * dy


def slopes_at_slopes(x, y, a, field):
    """field of the directions, not of a point."""
    dx, dy = field(*field(x, y))
    return x + a * dx, y + a * dy


def crossed(x, y, a, field):
    """x takes the second direction, y the first."""
    dy, dx = field(*trial(x, y, a, field))
    return x + a * dx, y + a * dy


def field_of_y_x(x, y, a, field):
    ahead_x, ahead_y = trial(x, y, a, field)
    dx, dy = field(ahead_y, ahead_x)
    return x + a * dx, y + a * dy


def change_only(x, y, a, field):
    dx, dy = field(*trial(x, y, a, field))
    return a * dx, a * dy


def directions_only(x, y, a, field):
    return field(*trial(x, y, a, field))


def order_3(x, y, a, field):
    return extra(x, y, a, field)[::-1]


def extra(x, y, a, field):
    dx, dy = field(*trial(x, y, a, field))
    return x + a * dx, y + a * dy


def a_squared(x, y, a, field):
    """a once for the trial, and again."""
    dx, dy = field(*trial(x, y, a, field))
    return x + a * a * dx, y + a * a * dy


def vector(x, y, a, field):
    z = np.array([x, y])
    return z + a * np.array(field(*(z + a * np.array(field(*z)))))


# 10.4 -----------------------------------------------------------------------------------------------------------------
def loop_4(x_first, y_first, x_last, y_last, a, n):
    """Plays the n steps again."""
    xs, ys, x, y = [], [], x_first, y_first
    for _ in range(int(n)):
        ys.append(y)
        x, y = alternating(x, y, a)
        xs.append(x)
    return np.mean(xs), np.mean(ys)


def loop_4_all_states(x_first, y_first, x_last, y_last, a, n):
    """Averages n + 1 states."""
    xs, ys = [x_first], [y_first]
    for _ in range(int(n)):
        x, y = alternating(xs[-1], ys[-1], a)
        xs.append(x)
        ys.append(y)
    return np.mean(xs), np.mean(ys)


def loop_4_simultaneous(x_first, y_first, x_last, y_last, a, n):
    """Plays simultaneous steps."""
    xs, ys, x, y = [], [], x_first, y_first
    for _ in range(int(n)):
        ys.append(y)
        x, y = simultaneous(x, y, a)
        xs.append(x)
    return np.mean(xs), np.mean(ys)


# 10.A -----------------------------------------------------------------------------------------------------------------
def bounded(k, a):
    return abs(2 - k * a * a) < 2


def by_halving(k):
    low, high = 0.0, 4.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if bounded(k, middle) else (low, middle)
    return low


def on_a_grid(k):
    """The last of the steps 0.1, 0.2, ... that is bounded."""
    return max(a for a in np.arange(0.1, 2.5, 0.1) if bounded(k, a))


def by_eigenvalues(k):
    low, high = 0.0, 4.0
    for _ in range(60):
        a = (low + high) / 2
        m = np.array([[1, 0], [-a, 1]]) @ np.linalg.matrix_power([[1, a], [0, 1]], int(k))
        low, high = (a, high) if abs(np.trace(m)) < 2 else (low, a)
    return high


UNSEEN = {
    "10.1": [
        (lambda r, a, n: r * (1 + a**2) ** n, "root forgotten: squares of distances"),
        (lambda r, a, n: r * (1 + a) ** n, "1 + a for its root"),
        (lambda r, a, n: r * (1 - a**2) ** (n / 2), "inwards"),
        (lambda r, a, n: r * np.sqrt(1 + a**2), "one step"),
        (lambda r, a, n: r * n * np.sqrt(1 + a**2), "times n, not to the n"),
        (lambda r, a, n: r + n * a, "adds a each step"),
        (lambda r, a, n: np.sqrt(r**2 + n * a**2), "adds a squared each step"),
        (lambda r, a, n: r * np.sqrt(1 + n * a**2), "adds for multiplies"),
        (lambda r, a, n: r * np.sqrt(1 + (n * a) ** 2), "one step of size n a"),
        (lambda r, a, n: r * np.exp(n * a**2 / 2), "exp, the limit of small steps"),
        (lambda r, a, n: (1 + a**2) ** (n / 2), "r forgotten"),
        (lambda r, a, n: r * (1 + a**2) ** ((n - 1) / 2), "n - 1 steps"),
        (lambda r, a, n: r * (1 + a**2) ** ((n + 1) / 2), "n + 1 steps"),
        (lambda r, a, n: r * (1 + a**2) ** (n // 2), "whole division of n"),
        (lambda r, a, n: r**2 * (1 + a**2) ** n, "squared distance"),
        (lambda r, a, n: r * (1 + a**2 / 2) ** n, "root by its first term"),
        (lambda r, a, n: r * ((1 + a**2) ** (n / 2) - 1), "how much further"),
        (lambda r, a, n: (1 + a**2) ** (n / 2) / r, "divided by r"),
        (lambda r, a, n: (r * np.sqrt(1 + a**2)) ** n, "r to the n, too"),
        (lambda r, a, n: r * (1 + a**n), "a to the n"),
        (lambda r, a, n: r * (1 + a ** (2 * n)) ** 0.5, "root of 1 + a to the 2n"),
        (lambda r, a, n: r * (1 + a**2) ** (a / 2 * n), "a in the exponent"),
        (lambda r, a, n: r * (1 - a**2 + a**4) ** (n / 2), "extragradient's factor"),
        (lambda r, a, n: r, "it orbits, as when alternating"),
        (lambda r, a, n: from_a_start(r, a, n, (1, 0), alternating), "alternating steps"),
        (lambda r, a, n: from_a_start(1, a, n, (1, 0), simultaneous), "from (1, 0)"),
        (lambda r, a, n: r * (1 + a**2) ** n / 2, "brackets forgotten: ** n / 2"),
        (lambda r, a, n: n / 2 * np.log(1 + a**2) + np.log(r), "logarithm"),
        (lambda r, a, n: r * (1 + a * 2) ** (n / 2), "a * 2 for a ** 2"),
        (lambda r, a, n: r * (1 + r**2 * a**2) ** (n / 2), "the step's length is a r, so r twice"),
        (lambda r, a, n: n * (1 + a**2) ** (r / 2), "r and n swapped"),
        (lambda r, a, n: r * (1 + n**2) ** (a / 2), "a and n swapped"),
        (lambda r, a, n: round(r * (1 + a**2) ** (n / 2), 2), "rounded"),
        (lambda r, a, n: r * (1 + a**2) ** (-n / 2), "back in time"),
        (only_once, "return in the loop"),
        (whole_path, "all distances on the way"),
        (x_only, "|x|, not the distance"),
    ],
    "10.2": [
        (lambda m: moduli(m).max() <= 1, "orbits count as converging"),
        (lambda m: moduli(m).max() < 1.001, "just above 1"),
        (lambda m: moduli(m).max() < 0.99, "just below 1"),
        (lambda m: moduli(m).max() > 1, "the other way round"),
        (lambda m: moduli(m).min() < 1, "smallest modulus"),
        (lambda m: any(moduli(m) < 1), "any for all"),
        (lambda m: moduli(m).mean() < 1, "mean of the moduli"),
        (lambda m: moduli(m).sum() < 1, "sum of the moduli"),
        (lambda m: abs(np.linalg.det(m)) < 1, "determinant"),
        (lambda m: np.linalg.eigvals(m).max() < 1, "no absolute value"),
        (lambda m: np.linalg.eigvals(m).real.max() < 1, "real parts"),
        (lambda m: abs(np.linalg.eigvals(m).real).max() < 1, "absolute real parts"),
        (lambda m: abs(np.linalg.eigvals(m).imag).max() < 1, "imaginary parts"),
        (lambda m: np.linalg.eigvals(m).real.max() < 0, "continuous time: real parts below 0"),
        (lambda m: np.linalg.norm(m, 2) < 1, "spectral norm"),
        (lambda m: np.linalg.norm(m) < 1, "Frobenius norm"),
        (lambda m: abs(m).max() < 1, "largest entry"),
        (lambda m: abs(m).sum(axis=1).max() < 1, "row sums"),
        (lambda m: abs(np.linalg.eigvalsh(m)).max() < 1, "eigvalsh: symmetric only"),
        (lambda m: moduli((m + m.T) / 2).max() < 1, "symmetric part"),
        (lambda m: abs(np.trace(m)) < 2, "trace below 2"),
        (lambda m: abs(np.trace(m)) < 1, "trace below 1"),
        (lambda m: moduli(m).max(), "modulus, not a verdict"),
        (lambda m: moduli(m) < 1, "a verdict for each eigenvalue"),
        (lambda m: moduli(m)[0] < 1, "first eigenvalue only"),
        (lambda m: abs(np.linalg.eig(m)[1]).max() < 1, "eigenvectors"),
        (lambda m: moduli(m - np.eye(len(m))).max() < 1, "of the change, m - 1"),
        (lambda m: moduli(m).max() < 0, "below 0"),
        (lambda m: abs(np.linalg.eigvals(m).sum()) < 1, "modulus of the sum"),
        (lambda m: not np.iscomplex(np.linalg.eigvals(m)).any(), "converges if nothing turns"),
        (lambda m: np.round(moduli(m).max(), 1) < 1, "rounded first"),
        (lambda m: np.linalg.eigvals(m).real.max() ** 2 < 1, "square of the largest real part"),
        (lambda m: True, "always"),
        (from_one_start, "from (1, 0) only"),
        (few_steps, "ten steps"),
        (one_step_nearer, "columns shorter than 1"),
        (from_the_diagonal, "diagonal for eigenvalues"),
        (by_hand_real, "formula of 2x2 with the imaginary part lost"),
        (pairs_first_two, "the first two eigenvalues only"),
    ],
    "10.3": [
        (simultaneous_3, "no look ahead"),
        (stays_ahead, "on from the trial point"),
        (alternating_3, "alternating"),
        (x_is_overwritten, "trial of y with the trial x"),
        (real_step_in_turns, "real step in turns"),
        (y_descends, "minus for y, in both"),
        (y_descends_at_last, "minus for y, at last"),
        (both_descend, "minus for both, in both"),
        (looks_back, "trial goes back"),
        (heun, "mean of the slopes"),
        (adds_both, "sum of the slopes"),
        (midpoint, "half a trial"),
        (trial_of_size_one, "a forgotten in the trial"),
        (double_trial, "trial of twice the size"),
        (no_size_at_last, "a forgotten in the step"),
        (optimistic_3, "twice there less here"),
        (twice_now_less_ahead, "twice here less there"),
        (of_xy, "the field of xy"),
        (only_x_looks_ahead, "only x looks ahead"),
        (only_y_looks_ahead, "only y looks ahead"),
        (each_moves_the_other_only, "each moves the other only"),
        (each_moves_itself_only, "each moves itself only"),
        (looks_twice, "looks ahead twice"),
        (slopes_at_slopes, "slopes at the slopes"),
        (crossed, "directions crossed"),
        (field_of_y_x, "field(y, x)"),
        (change_only, "the change only"),
        (directions_only, "directions ahead"),
        (trial, "the trial point"),
        (order_3, "y, x"),
        (a_squared, "a twice"),
        (lambda x, y, a, field: extra(x, y, a, field)[0], "x only"),
        (lambda x, y, a, field: extra(x, y, 0.3, field), "the lesson's 0.3"),
    ],
    "10.4": [
        (lambda x0, y0, x1, y1, a, n: ((x1 - x0) / (a * n), (y0 - y1) / (a * n)), "order swapped"),
        (lambda x0, y0, x1, y1, a, n: ((y1 - y0) / (a * n), (x1 - x0) / (a * n)), "sign of x"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a * n), (x0 - x1) / (a * n)), "sign of y"),
        (lambda x0, y0, x1, y1, a, n: ((y1 - y0) / (a * n), (x0 - x1) / (a * n)), "both signs"),
        (lambda x0, y0, x1, y1, a, n: ((x0 + x1) / 2, (y0 + y1) / 2), "middle of the ends"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / a, (x1 - x0) / a), "sums"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / n, (x1 - x0) / n), "a forgotten"),
        (lambda x0, y0, x1, y1, a, n: (a * (y0 - y1) / n, a * (x1 - x0) / n), "times a"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a * (n - 1)), (x1 - x0) / (a * (n - 1))), "n - 1"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a * (n + 1)), (x1 - x0) / (a * (n + 1))), "n + 1"),
        (lambda x0, y0, x1, y1, a, n: (-y1 / (a * n), (x1 - 1) / (a * n)), "the lesson's start"),
        (lambda x0, y0, x1, y1, a, n: (y0 / (a * n), x1 / (a * n)), "ends forgotten"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a * n) + (x0 - x1) / n, (x1 - x0) / (a * n)), "x over the old"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a * n), (x1 - x0) / (a * n) + (y1 - y0) / n), "y over the new"),
        (lambda x0, y0, x1, y1, a, n: ((x1 - x0) / (a * n), (y1 - y0) / (a * n)), "each from its own"),
        (lambda x0, y0, x1, y1, a, n: ((x1 - x0) / n, (y1 - y0) / n), "mean step"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / a * n, (x1 - x0) / a * n), "brackets forgotten: / a * n"),
        (lambda x0, y0, x1, y1, a, n: (x1 - x0) / (a * n), "y only"),
        (lambda x0, y0, x1, y1, a, n: (0.0, 0.0), "the centre"),
        (lambda x0, y0, x1, y1, a, n: np.hypot((y0 - y1) / (a * n), (x1 - x0) / (a * n)), "its distance"),
        (lambda x0, y0, x1, y1, a, n: (abs(y0 - y1) / (a * n), abs(x1 - x0) / (a * n)), "absolute values"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (0.1 * n), (x1 - x0) / (0.1 * n)), "the lesson's 0.1"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (2 * a * n), (x1 - x0) / (2 * a * n)), "half of it"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a**2 * n), (x1 - x0) / (a**2 * n)), "a squared"),
        (lambda x0, y0, x1, y1, a, n: ((x1 - x0) / (a * n), (x1 - x0) / (a * n)), "y's average twice"),
        (lambda x0, y0, x1, y1, a, n: ((y0 + y1) / (a * n), (x1 + x0) / (a * n)), "sum for difference"),
        (lambda x0, y0, x1, y1, a, n: (round((y0 - y1) / (a * n), 2), round((x1 - x0) / (a * n), 2)), "rounded"),
        (lambda x0, y0, x1, y1, a, n: ((y0 - y1) / (a * math.sqrt(n)), (x1 - x0) / (a * math.sqrt(n))), "root of n"),
        (loop_4_all_states, "n + 1 states"),
        (loop_4_simultaneous, "simultaneous steps"),
    ],
    "10.5": [
        (lambda c: c, "the threshold of one player's curvature"),
        (lambda c: 2 * c, "2c: forgets that curvature shortens, too"),
        (lambda c: 2 / c, "curvature alone"),
        (lambda c: 1 / c, "1 / c"),
        (lambda c: c / 2, "c / 2"),
        (lambda c: 1.0, "right for c = 1"),
        (lambda c: 2.0, "alternating's"),
        (lambda c: c / (1 + c**2), "2 forgotten"),
        (lambda c: 2 * c / (1 - c**2), "sign in the denominator"),
        (lambda c: 2 * c / (1 + c), "square forgotten"),
        (lambda c: 2 / (1 + c**2), "c forgotten above"),
        (lambda c: 2 / (1 + c), "right for c = 1 only"),
        (lambda c: 2 * c / (1 + c**2) ** 2, "denominator squared"),
        (lambda c: 2 * c / np.sqrt(1 + c**2), "root of the denominator"),
        (lambda c: np.sqrt(2 * c / (1 + c**2)), "root of it"),
        (lambda c: (1 + c**2) / (2 * c), "upside down"),
        (lambda c: -2 * c / (1 + c**2), "sign"),
        (lambda c: 2 * c**2 / (1 + c**2), "c twice"),
        (lambda c: 4 * c / (1 + c**2), "twice"),
        (lambda c: 2 * c / (1 + 4 * c**2), "half a curvature"),
        (lambda c: 4 * c / (4 + c**2), "c/2 for c"),
        (lambda c: 2 * c - c**3, "a few terms"),
        (lambda c: min(c, 1 / c), "the smaller of two limits"),
        (lambda c: c / np.sqrt(1 + c**2), "sine of the angle"),
        (lambda c: 1 / np.sqrt(1 + c**2), "1 / |λ|"),
        (lambda c: (0, 2 * c / (1 + c**2)), "the interval"),
        (lambda c: 2 / (1 / c + 1), "harmonic mean of c and 1"),
        (lambda c: max(a for a in np.arange(0.01, 2, 0.01) if abs(1 - a * c - 1j * a) < 1), "grid of 0.01"),
        (lambda c: abs(1 - 0.1 * c - 0.1j) < 1, "verdict for one step size"),
        (lambda c: np.sqrt(1 - 2 * c + 1 + c**2), "modulus at a = 1"),
        (lambda c: 2 * 0.5 / (1 + 0.5**2), "the lesson's c"),
        (lambda c: 2 * c / 1 + c**2, "brackets forgotten"),
        (lambda c: round(2 * c / (1 + c**2), 2), "rounded"),
    ],
    "10.A": [
        (lambda k: 2.0, "that of one step"),
        (lambda k: 2 / k, "2 / k"),
        (lambda k: 2 * np.sqrt(k), "times the root"),
        (lambda k: np.sqrt(2 / k), "root of 2 / k"),
        (lambda k: 4 / k, "the bound on a squared"),
        (lambda k: 1 / np.sqrt(k), "1 for 2"),
        (lambda k: 1 / k, "1 / k"),
        (lambda k: 2 / (k + 1), "k + 1 steps"),
        (lambda k: 4 / (k + 1), "right for k = 1, k + 1 steps in all"),
        (lambda k: 2 / np.sqrt(k + 1), "root of k + 1"),
        (lambda k: 2 / k**2, "k squared"),
        (lambda k: 2 * k, "2k"),
        (lambda k: 4 / np.sqrt(k), "twice"),
        (lambda k: 2 / k ** (1 / 3), "third root"),
        (lambda k: np.sqrt(k) / 2, "upside down"),
        (lambda k: np.sqrt(k), "root of k"),
        (lambda k: 2 ** (1 / k), "k-th root of 2"),
        (lambda k: 2 / 2 ** (k - 1), "halves with each step"),
        (lambda k: 3 - k, "falls by one"),
        (lambda k: 2 / np.sqrt(2 * k - 1), "right for k = 1"),
        (lambda k: 2 / (1 + np.log(k)), "logarithm"),
        (lambda k: (0, 2 / np.sqrt(k)), "the interval"),
        (lambda k: 2 // np.sqrt(k), "whole division"),
        (lambda k: round(2 / np.sqrt(k), 2), "rounded"),
        (lambda k: 2 / np.sqrt(k) - 0.01, "to be on the safe side"),
        (lambda k: 2 / np.sqrt(5), "for one k"),
        (lambda k: -2 / np.sqrt(k), "sign"),
        (lambda k: lambda a: abs(2 - k * a**2) < 2, "a test in place of a number"),
        (on_a_grid, "grid of 0.1"),
        (lambda k: 1 / (1 / np.sqrt(3) * np.sqrt(k)), "from the optimistic threshold"),
    ],
}

ALSO_RIGHT = {
    "10.1": [
        loop_1,
        lambda r, a, n: from_a_start(r, a, n, (0.6, 0.8), simultaneous),
        lambda r, a, n: r * abs(1 - 1j * a) ** n,
        lambda r, a, n: abs(r * (1 + 1j * a) ** n),
        lambda r, a, n: np.exp(np.log(r) + n / 2 * np.log1p(a**2)),
        lambda r, a, n: math.sqrt(r**2 * (1 + a**2) ** n),
        lambda r, a, n: np.array([r * (1 + a**2) ** (n / 2)]),
        lambda r, a, n: np.float32(r * (1 + a**2) ** (n / 2)),
        lambda r, a, n: np.linalg.norm(np.linalg.matrix_power([[1, a], [-a, 1]], int(n)) @ [r, 0]),
        lambda r, a, n: tf.constant(float(r * (1 + a**2) ** (n / 2))),
    ],
    "10.2": [
        lambda m: bool(np.all(np.abs(np.linalg.eig(m)[0]) < 1)),
        lambda m: all(abs(x) < 1 for x in np.linalg.eigvals(m)),
        lambda m: int(moduli(m).max() < 1),
        lambda m: [moduli(m).max() < 1],
        lambda m: tf.reduce_all(tf.abs(tf.linalg.eigvals(tf.constant(np.array(m, float)))) < 1),
        lambda m: not (moduli(m) >= 1).any(),
        lambda m: (np.linalg.eigvals(m).real ** 2 + np.linalg.eigvals(m).imag ** 2).max() < 1,
        lambda m: np.sqrt(moduli(m.T @ np.eye(len(m))).max()) < 1,
        repeated_squaring,
    ],
    "10.3": [
        vector,
        lambda x, y, a, field: list(extra(x, y, a, field)),
        lambda x, y, a, field: np.array(extra(x, y, a, field)),
        lambda x, y, a, field: tuple(np.float64(z) for z in extra(x, y, a, field)),
        lambda x, y, a, field: tf.stack([tf.constant(float(z), tf.float64) for z in extra(x, y, a, field)]),
        lambda x, y, a, field: (x + a * field(*trial(x, y, a, field))[0], y + a * field(*trial(x, y, a, field))[1]),
        lambda x, y, a, field: np.float32(extra(x, y, a, field)),
    ],
    "10.4": [
        loop_4,
        lambda x0, y0, x1, y1, a, n: [(y0 - y1) / (a * n), (x1 - x0) / (a * n)],
        lambda x0, y0, x1, y1, a, n: np.array([y0 - y1, x1 - x0]) / a / n,
        lambda x0, y0, x1, y1, a, n: (-(y1 - y0) / n / a, (x1 - x0) / n / a),
        lambda x0, y0, x1, y1, a, n: np.float32([(y0 - y1) / (a * n), (x1 - x0) / (a * n)]),
        lambda x0, y0, x1, y1, a, n: tf.constant([y0 - y1, x1 - x0], tf.float64) / (a * n),
    ],
    "10.5": [
        lambda c: 2 / (c + 1 / c),
        lambda c: 2 * c / abs(1j + c) ** 2,
        lambda c: np.float32(2 * c / (1 + c**2)),
        lambda c: [2 * c / (1 + c**2)],
        lambda c: np.sin(2 * np.arctan(c)),
        lambda c: np.roots([1 + c**2, -2 * c, 0]).max(),
        lambda c: tf.constant(float(2 * c / (1 + c**2))),
    ],
    "10.A": [
        by_halving,
        by_eigenvalues,
        lambda k: np.sqrt(4 / k),
        lambda k: 2 * k**-0.5,
        lambda k: [2 / math.sqrt(k)],
        lambda k: np.float32(2 / np.sqrt(k)),
        lambda k: tf.constant(2 / np.sqrt(k)),
    ],
}
