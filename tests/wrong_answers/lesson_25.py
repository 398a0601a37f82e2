"""Plausible wrong answers to the exercises of lesson 25, each with a piece of the hint that it should get."""

import math
from itertools import combinations, permutations

import numpy as np


def logs(n1, c1, n2, c2):
    return np.log(c1 / c2) / np.log(n1 * c1 / (n2 * c2))


def ratio(n1, c1, n2, c2):
    return n1 * c1 / (n2 * c2)


def first_there(target, steps, distances, strict=False):
    there = distances < target if strict else distances <= target
    return steps[there.argmax()] if there.any() else np.inf


def strictly(target, steps, distances):
    good = [n for i, n in enumerate(steps) if (distances[i:] < target).all()]
    return good[0] if good else np.inf


def for_good(target, distances, more=0):
    above = np.flatnonzero(distances > target)
    return (above[-1] + 1 if len(above) else 0) + more


def two_in_a_row(target, steps, distances):
    for i in range(len(steps)):
        if distances[i] <= target and distances[min(i + 1, len(steps) - 1)] <= target:
            return steps[i]
    return np.inf


def run(step_a, step_b, clock, seconds, turn, end):
    used, taken = [0.0, 0.0], [0, 0]
    while not end(used, seconds):
        which = turn(used, taken)
        before = clock()
        (step_a, step_b)[which]()
        used[which] += clock() - before
        taken[which] += 1
    return taken


def seconds_used(step_a, step_b, clock, seconds):
    used = [0.0, 0.0]

    def end(now, seconds):
        used[:] = now
        return both(now, seconds)

    run(step_a, step_b, clock, seconds, fewest, end)
    return used


def both(used, seconds):
    return min(used) >= seconds


def fewest(used, taken):
    return 0 if used[0] <= used[1] else 1


def one_after_the_other(step_a, step_b, clock, seconds):
    taken = []
    for step in (step_a, step_b):
        start, n = clock(), 0
        while clock() - start < seconds:
            step()
            n += 1
        taken.append(n)
    return taken


def work(side, stride, kernel, maps_in, maps_out, up, place=None):
    out = side * stride if up else side // stride
    return (place(side, out, up) if place else (side if up else out) ** 2) * kernel**2 * maps_in * maps_out


def errors(ratios, ddof=1):
    return np.log(ratios).std(axis=1, ddof=ddof) / np.sqrt(ratios.shape[1])


def product(ratios):
    return np.exp(np.log(ratios).mean(axis=1).sum())


def squares(e):
    return np.exp(np.sqrt(np.sum(e**2)))


def along(times, order):
    have, gains = frozenset(), {}
    for change in order:
        gains[change] = times[have] / times[have | {change}]
        have |= {change}
    return gains


def over_orders(times, changes, mean):
    gains = [along(times, order) for order in permutations(changes)]
    return [mean([g[change] for g in gains]) for change in changes]


def geometric(x):
    return math.exp(np.mean(np.log(x)))


def each_subset(times, changes):
    factors = []
    for change in changes:
        others = [c for c in changes if c != change]
        sets = [frozenset(s) for k in range(len(others) + 1) for s in combinations(others, k)]
        factors.append(geometric([times[s] / times[s | {change}] for s in sets]))
    return factors


def shares(times, changes):
    factors = np.log(over_orders(times, changes, geometric))
    return factors / factors.sum()


NOTHING = frozenset()

WRONG = {
    "25.1": [
        (lambda n1, c1, n2, c2: (ratio(n1, c1, n2, c2), 1 - logs(n1, c1, n2, c2)), "not that of fewer"),
        (lambda n1, c1, n2, c2: (1 / ratio(n1, c1, n2, c2), logs(n1, c1, n2, c2)), "Before over after"),
        (lambda n1, c1, n2, c2: (ratio(n1, c1, n2, c2), c1 / c2 / ratio(n1, c1, n2, c2)), "ratios themselves are divided"),
        (lambda n1, c1, n2, c2: (ratio(n1, c1, n2, c2), c1 / c2 / (c1 / c2 + n1 / n2)), "no shares that add up"),
        (lambda n1, c1, n2, c2: (c1 / c2, logs(n1, c1, n2, c2)), "costs only"),
        (lambda n1, c1, n2, c2: (n1 / n2, logs(n1, c1, n2, c2)), "steps only"),
        (lambda n1, c1, n2, c2: (ratio(n1, c1, n2, c2), np.log(c1 / c2) / np.log(n1 / n2)), "over the other"),
        (lambda n1, c1, n2, c2: ratio(n1, c1, n2, c2), "ratio alone"),
        (lambda n1, c1, n2, c2: (logs(n1, c1, n2, c2), ratio(n1, c1, n2, c2)), "The order"),
        (lambda n1, c1, n2, c2: (n1 * c1 - n2 * c2, logs(n1, c1, n2, c2)), "is a ratio"),
        (lambda n1, c1, n2, c2: (ratio(n1, c1, n2, c2), 100 * logs(n1, c1, n2, c2)), "per cent"),
    ],
    "25.2": [
        (first_there, "a lucky one"),
        (strictly, "at most, not less"),
        (lambda t, n, d: n[max(for_good(t, d) - 1, 0)], "above"),
        (lambda t, n, d: n[for_good(t, d, 1)] if for_good(t, d, 1) < len(n) else np.inf, "the look after"),
        (lambda t, n, d: for_good(t, d) if for_good(t, d) < len(n) else np.inf, "which look"),
        (two_in_a_row, "two looks in a row"),
        (lambda t, n, d: n[d.argmin()], ""),
        (lambda t, n, d: n[min(for_good(t, d), len(n) - 1)], ""),
        (lambda t, n, d: d[for_good(t, d)] if for_good(t, d) < len(n) else np.inf, "The distance at that look"),
    ],
    "25.3": [
        (one_after_the_other, "one training after the other"),
        (lambda a, b, c, s: run(a, b, c, s, lambda u, t: sum(t) % 2, both), "as many seconds"),
        (lambda a, b, c, s: run(a, b, c, s, fewest, lambda u, s: max(u) >= s), "when both"),
        (lambda a, b, c, s: run(a, b, c, s, fewest, lambda u, s: sum(u) >= s), "not both together"),
        (lambda a, b, c, s: run(a, b, c, s, lambda u, t: t.index(min(t)), both), "as many seconds"),
        (lambda a, b, c, s: run(a, b, c, s, fewest, both)[::-1], "In the order"),
        (lambda a, b, c, s: run(a, b, c, s, lambda u, t: 1 if u[1] <= u[0] else 0, both), "at a tie"),
        (seconds_used, "not the seconds"),
        (lambda a, b, c, s: run(a, b, c, s, fewest, lambda u, s: min(u) > s), "exactly as many"),
        (
            lambda a, b, c, s: run(a, b, c, s, lambda u, t: u.index(max(u)) if max(u) < s else u.index(min(u)), both),
            "one training after the other",
        ),
    ],
    "25.4": [
        (lambda n, s, k, i, o, up: k * k * i * o, "the weights"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up, lambda a, b, up: a * a), "Down"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up, lambda a, b, up: b * b), "Up"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up, lambda a, b, up: (b if up else a) ** 2), "stamps once"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up, lambda a, b, up: a if up else b), "side times side"),
        (lambda n, s, k, i, o, up: 2 * work(n, s, k, i, o, up), "Multiplications only"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up) // k, "kernel times kernel"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up) // (i * o) * (i + o), "not a sum"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up) // i, "that come in"),
        (lambda n, s, k, i, o, up: work(n, s, k, i, o, up) // o, "that go out"),
    ],
    "25.A": [
        (lambda r: (np.prod(r.mean(axis=1)), squares(errors(r))), "geometric means"),
        (lambda r: (np.prod(r), squares(errors(r))), "of the rungs' means"),
        (lambda r: (product(r), np.exp(errors(r).sum())), "squares add"),
        (lambda r: (product(r), np.log(squares(errors(r)))), "error in the logarithm"),
        (lambda r: (product(r), squares(errors(r) * np.sqrt(r.shape[1]))), "mean of so many seeds"),
        (lambda r: (product(r), squares(errors(r, ddof=0))), "ddof=1"),
        (lambda r: (np.log(product(r)), squares(errors(r))), "not its logarithm"),
        (lambda r: (product(r), np.exp(np.log(r).sum(axis=0).std(ddof=1) / np.sqrt(r.shape[1]))), "is no pair"),
        (lambda r: product(r), "factor, too"),
        (lambda r: (product(r), np.exp(np.sum(errors(r) ** 2))), "root of the sum"),
    ],
    "25.B": [
        (lambda t, c: [t[NOTHING] / t[frozenset([x])] for x in c], "gives alone"),
        (lambda t, c: [t[frozenset(c) - {x}] / t[frozenset(c)] for x in c], "as the last"),
        (lambda t, c: [along(t, c)[x] for x in c], "one order only"),
        (lambda t, c: over_orders(t, c, np.mean), "not of the factors"),
        (lambda t, c: np.log(over_orders(t, c, geometric)), "logarithms; factors"),
        (lambda t, c: 1 / np.array(over_orders(t, c, geometric)), "inverses"),
        (shares, "shares of the logarithm"),
        (each_subset, "Each subset once"),
        (lambda t, c: over_orders(t, c, np.prod), "not the mean"),
    ],
}
