"""Answers to lesson 25, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import itertools
import math

import numpy as np
import tensorflow as tf


# 25.1 -----------------------------------------------------------------------------------------------------------------
def right_1(n, c, m, d):
    return n * c / (m * d), math.log(c / d) / math.log(n * c / m / d)


WRONG_1 = [
    (lambda n, c, m, d: (n * c / (m * d), (c - d) / (n * c - m * d)), "share of the seconds saved"),
    (lambda n, c, m, d: (n * c / m * d, right_1(n, c, m, d)[1]), "brackets"),
    (lambda n, c, m, d: (right_1(n, c, m, d)[0], math.log10(c / d) / math.log(n * c / m / d)), "two bases"),
    (lambda n, c, m, d: (right_1(n, c, m, d)[0], math.log(c / d)), "not divided"),
    (lambda n, c, m, d: (right_1(n, c, m, d)[0], math.log(d / c) / math.log(n * c / m / d)), "sign"),
    (lambda n, c, m, d: (n / m + c / d, right_1(n, c, m, d)[1]), "added"),
    (lambda n, c, m, d: (1 - m * d / (n * c), right_1(n, c, m, d)[1]), "saving as a share"),
    (lambda n, c, m, d: (right_1(n, c, m, d)[0], (c / d) / (n / m)), "ratio of ratios"),
    (lambda n, c, m, d: (n * d / (m * c), math.log(c / d) / math.log(n * d / (m * c))), "costs exchanged"),
    (lambda n, c, m, d: (right_1(n, c, m, d)[0], 0.5), "half"),
    (lambda n, c, m, d: (right_1(n, c, m, d)[0], math.sqrt(c / d) / math.sqrt(n * c / m / d)), "roots"),
]
RIGHT_1 = [
    right_1,
    lambda n, c, m, d: [n / m * c / d, np.log2(c / d) / np.log2(n * c / m / d)],
    lambda n, c, m, d: (tf.constant(n * c / (m * d)), 1 - np.log(n / m) / np.log(n * c / (m * d))),
    lambda n, c, m, d: np.array([np.exp(np.log(n) + np.log(c) - np.log(m * d)), right_1(n, c, m, d)[1]]),
]


# 25.2 -----------------------------------------------------------------------------------------------------------------
def right_2(t, n, d):
    for i in range(len(n)):
        if max(d[i:]) <= t:
            return n[i]
    return math.inf


WRONG_2 = [
    (lambda t, n, d: n[np.argmax(d <= t)], "first look, no infinity"),
    (lambda t, n, d: n[np.flatnonzero(d > t)[-1]] if (d > t).any() else n[0], "last above"),
    (lambda t, n, d: right_2(t, n[1:], d[1:]), "first look forgotten"),
    (lambda t, n, d: right_2(t, n, d) if right_2(t, n, d) < math.inf else -1, "minus one"),
    (lambda t, n, d: right_2(t, n, d) if right_2(t, n, d) < math.inf else None, "None"),
    (lambda t, n, d: right_2(t, np.arange(len(n)), d), "which look"),
    (lambda t, n, d: right_2(t, n, np.minimum.accumulate(d)), "best so far"),
    (lambda t, n, d: right_2(-t, n, -d), "the other way"),
    (lambda t, n, d: np.interp(t, d[::-1], n[::-1]), "interpolated"),
    (lambda t, n, d: right_2(t, n, (d + np.roll(d, 1)) / 2), "mean of two looks"),
    (lambda t, n, d: right_2(t - 1, n, d), "one less"),
    (lambda t, n, d: np.sum(n[d > t]), "steps of all above"),
    (lambda t, n, d: right_2(t, n[:-1], d[:-1]), "last look forgotten"),
]
RIGHT_2 = [
    right_2,
    lambda t, n, d: right_2(t, n, np.maximum.accumulate(d[::-1])[::-1]),
    lambda t, n, d: tf.constant(float(right_2(t, n, d))),
    lambda t, n, d: min([n[i] for i in range(len(n)) if np.all(d[i:] <= t)], default=np.inf),
]


# 25.3 -----------------------------------------------------------------------------------------------------------------
def run(a, b, clock, seconds, turn, go_on):
    used, n = [0.0, 0.0], [0, 0]
    while go_on(used, n):
        i = turn(used, n)
        t = clock()
        [a, b][i]()
        used[i] += clock() - t
        n[i] += 1
    return n


def right_3(a, b, clock, s):
    return run(a, b, clock, s, lambda u, n: int(u[1] < u[0]), lambda u, n: min(u) < s)


def stamps(a, b, clock, s):
    """Counts the clock since the beginning for both, which includes the other's steps."""
    start, n = clock(), [0, 0]
    while clock() - start < s:
        a()
        n[0] += 1
        b()
        n[1] += 1
    return n


def stops_each(a, b, clock, s):
    """Turn about, but who has had enough stops."""
    return run(
        *(a, b, clock, s),
        lambda u, n: sum(n) % 2 if max(u) < s else int(u[1] < s),
        lambda u, n: min(u) < s,
    )


def one_more(a, b, clock, s):
    return [n + 1 for n in right_3(a, b, clock, s)]


WRONG_3 = [
    (stamps, "both together, turn about"),
    (stops_each, "turn about, until enough"),
    (one_more, "one more"),
    (lambda a, b, c, s: sum(right_3(a, b, c, s)), "the sum"),
    (lambda a, b, c, s: right_3(b, a, c, s), "exchanged"),
    (lambda a, b, c, s: right_3(a, b, c, s / 2), "half of the time"),
    (lambda a, b, c, s: [right_3(a, a, c, s)[0], 0], "one alone"),
    (lambda a, b, c, s: [0, 0], "nothing"),
    (lambda a, b, c, s: run(a, b, c, s, lambda u, n: int(u[1] < u[0]), lambda u, n: sum(n) < s), "seconds as steps"),
    (lambda a, b, c, s: run(a, b, c, s, lambda u, n: int(u[1] < u[0]), lambda u, n: u[0] < s), "a alone ends it"),
    (lambda a, b, c, s: run(a, b, c, s, lambda u, n: int(u[1] < u[0]), lambda u, n: u[1] < s), "b alone ends it"),
    (lambda a, b, c, s: run(a, b, c, s, lambda u, n: int(u[0] < s <= u[1] or n[0] <= n[1]), lambda u, n: min(u) < s), "odd"),
]
RIGHT_3 = [
    right_3,
    lambda a, b, c, s: tuple(right_3(a, b, c, s)),
    lambda a, b, c, s: np.array(right_3(a, b, c, s)),
    lambda a, b, c, s: run(a, b, c, s, lambda u, n: int(np.argmin(u)), lambda u, n: not all(x >= s for x in u)),
]


# 25.4 -----------------------------------------------------------------------------------------------------------------
def right_4(side, stride, kernel, i, o, up):
    return side * side * kernel * kernel * i * o // (1 if up else stride * stride)


WRONG_4 = [
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, not up), "up and down exchanged"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, True), "no stride"),
    (lambda n, s, k, i, o, up: n * n * k * k * i * o // (1 if up else s), "stride not squared"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, up) * (s * s if up else 1), "for each pixel of the output"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, up) * 2 - 1, "additions too"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i + 1, o, up), "bias as a map"),
    (lambda n, s, k, i, o, up: right_4(n - k + 1, s, k, i, o, up), "valid"),
    (lambda n, s, k, i, o, up: (n * i) * (n * s * o) * k * k, "in times out"),
    (lambda n, s, k, i, o, up: right_4(n, s, 1, i, o, up) * k, "row kernel"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, i, up), "maps in twice"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, up) / 1e6, "millions"),
]
RIGHT_4 = [
    right_4,
    lambda n, s, k, i, o, up: float(right_4(n, s, k, i, o, up)),
    lambda n, s, k, i, o, up: np.prod([n if up else n // s, n if up else n / s, k, k, i, o]),
    lambda n, s, k, i, o, up: tf.constant(right_4(n, s, k, i, o, up)),
]


# 25.A -----------------------------------------------------------------------------------------------------------------
def right_a(r):
    logs = np.log(r)
    return np.exp(logs.sum() / r.shape[1]), np.exp(np.sqrt((logs.var(axis=1, ddof=1) / r.shape[1]).sum()))


WRONG_A = [
    (lambda r: (right_a(r)[0], right_a(r)[0] * right_a(r)[1]), "upper end"),
    (lambda r: (right_a(r)[0], np.log(r).std(ddof=1) / np.sqrt(r.size)), "all as one sample"),
    (lambda r: right_a(r.T), "axes exchanged"),
    (lambda r: (np.prod(np.median(r, axis=1)), right_a(r)[1]), "medians"),
    (lambda r: (right_a(r)[0], np.exp(1.96 * np.log(right_a(r)[1]))), "two standard errors"),
    (lambda r: (right_a(r)[0], np.prod(r.max(axis=1) / r.min(axis=1))), "ranges"),
    (lambda r: (right_a(r)[0] ** (1 / len(r)), right_a(r)[1]), "mean rung"),
    (lambda r: (right_a(r)[0], right_a(r)[1] - 1), "as a share"),
    (lambda r: (np.prod(r, axis=0).mean(), right_a(r)[1]), "mean of the products"),
    (lambda r: (right_a(r)[0], 10 ** np.log(right_a(r)[1])), "ten to it"),
    (lambda r: (right_a(r)[0], np.exp(np.sqrt((np.log(r).var(axis=1, ddof=1)).sum()) / r.shape[1])), "no root"),
]
RIGHT_A = [
    right_a,
    lambda r: [np.prod(r) ** (1 / r.shape[1]), right_a(r)[1]],
    lambda r: tf.constant(right_a(r)),
    lambda r: (
        10 ** np.log10(r).mean(axis=1).sum(),
        10 ** np.hypot.reduce(np.log10(r).std(axis=1, ddof=1) / r.shape[1] ** 0.5),
    ),
]


# 25.B -----------------------------------------------------------------------------------------------------------------
def right_b(times, changes, mean=lambda x: math.exp(sum(map(math.log, x)) / len(x))):
    out = []
    for change in changes:
        factors = []
        for order in itertools.permutations(changes):
            before = frozenset(order[: order.index(change)])
            factors.append(times[before] / times[before | {change}])
        out.append(mean(factors))
    return out


def equal_split(times, changes):
    whole = times[frozenset()] / times[frozenset(changes)]
    return [whole ** (1 / len(changes))] * len(changes)


def rescaled(times, changes):
    """Each alone, brought to the right product."""
    alone = np.log([times[frozenset()] / times[frozenset([c])] for c in changes])
    return np.exp(alone * np.log(times[frozenset()] / times[frozenset(changes)]) / alone.sum())


WRONG_B = [
    (equal_split, "split evenly"),
    (rescaled, "each alone, rescaled"),
    (lambda t, c: right_b(t, c, np.mean), "arithmetic means"),
    (lambda t, c: right_b(t, c, np.median), "medians"),
    (lambda t, c: right_b(t, c, max), "best order"),
    (lambda t, c: right_b(t, c, lambda x: len(x) / sum(1 / v for v in x)), "harmonic means"),
    (lambda t, c: np.log(right_b(t, c)), "logs"),
    (lambda t, c: np.prod(right_b(t, c)), "the whole"),
    (lambda t, c: right_b(t, c)[::-1], "backwards"),
    (lambda t, c: right_b(t, c, lambda x: x[0]), "first order"),
    (lambda t, c: right_b(t, c, lambda x: x[-1]), "last order"),
    (lambda t, c: [t[frozenset(c)] / x for x in right_b(t, c)], "times"),
]
RIGHT_B = [
    right_b,
    lambda t, c: np.array(right_b(t, c)),
    lambda t, c: tf.constant(right_b(t, c)),
    lambda t, c: right_b(t, c, lambda x: np.exp(np.mean(np.log(x)))),
]


# more, by a second mind ------------------------------------------------------------------------------------------------
def share_1(wrong):
    """Return an answer with the right ratio, and a share that is made of the ratios of steps and of costs."""
    return lambda n, c, m, d: (n * c / (m * d), wrong(n / m, c / d))


def for_good(shift=1, none_above=0, nowhere=np.inf):
    def answer(t, n, d):
        above = np.flatnonzero(d > t)
        place = above[-1] + shift if len(above) else none_above
        return n[place] if place < len(n) else nowhere

    return answer


def longest_run(t, n, d):
    lengths = [list(itertools.takewhile(bool, d[i:] <= t)) for i in range(len(d))]
    return n[max(range(len(d)), key=lambda i: len(lengths[i]))] if (d <= t).any() else np.inf


def race_by(turn=lambda u, n: int(u[1] < u[0]), go_on=lambda u, s: min(u) < s, charge=lambda u, t: u + t, warm=False):
    def answer(a, b, clock, s):
        if warm:
            a()
            b()
        u, n = [0.0, 0.0], [0, 0]
        while go_on(u, s):
            i, t = turn(u, n), clock()
            (a, b)[i]()
            u[i], n[i] = charge(u[i], clock() - t), n[i] + 1
        return n

    return answer


def from_one_step(a, b, clock, s):
    times = [clock()]
    for step in (a, b):
        step()
        times.append(clock())
    return np.ceil(s / np.diff(times))


def reading(a, b, clock, s):
    """Takes the clock's reading for the seconds that a training has used."""
    u, n = [0.0, 0.0], [0, 0]
    while min(u) < s:
        i = int(u[1] < u[0])
        (a, b)[i]()
        u[i], n[i] = clock(), n[i] + 1
    return n


def along(orders, mean=lambda x: np.exp(np.mean(np.log(x)))):
    """Return an answer that goes along the orders which `orders` makes of the list of changes."""

    def answer(times, changes):
        factors = {change: [] for change in changes}
        for order in orders(changes):
            have = frozenset()
            for change in order:
                factors[change].append(times[have] / times[have | {change}])
                have |= {change}
        return [mean(factors[change]) for change in changes]

    return answer


def by_subsets(weight):
    def answer(times, changes):
        logs = []
        for change in changes:
            rest = [c for c in changes if c != change]
            sets = [frozenset(s) for k in range(len(changes)) for s in itertools.combinations(rest, k)]
            logs.append(sum(weight(len(s), len(changes)) * np.log(times[s] / times[s | {change}]) for s in sets))
        return np.exp(logs)

    return answer


def in_seconds(times, changes):
    """The whole, split as the seconds are, fairly shared."""
    saved = np.zeros(len(changes))
    for order in itertools.permutations(range(len(changes))):
        for k, i in enumerate(order):
            before = frozenset(changes[j] for j in order[:k])
            saved[i] += times[before] - times[before | {changes[i]}]
    return (times[frozenset()] / times[frozenset(changes)]) ** (saved / saved.sum())


WRONG_1 += [
    (share_1(lambda a, b: abs(np.log(b)) / (abs(np.log(a)) + abs(np.log(b)))), "absolute logarithms"),
    (share_1(lambda a, b: np.clip(np.log(b) / np.log(a * b), 0, 1)), "between 0 and 1"),
    (share_1(lambda a, b: abs(np.log(b) / np.log(a * b))), "absolute share"),
    (share_1(lambda a, b: np.log1p(b) / np.log1p(a * b)), "log1p"),
    (share_1(lambda a, b: np.log(b) / np.log(a)), "one over the other"),
    (share_1(lambda a, b: np.log(b) / (np.log(a) - np.log(b))), "a wrong sign"),
    (share_1(lambda a, b: (b - 1) / (a * b - 1)), "beyond 1"),
    (share_1(lambda a, b: round(np.log(b) / np.log(a * b), 2)), "rounded"),
    (lambda n, c, m, d: (m * d / (n * c), right_1(n, c, m, d)[1]), "after over before"),
]
WRONG_2 += [
    (for_good(nowhere=math.nan), "NaN"),
    (for_good(shift=2), "a look later"),
    (for_good(none_above=1), "the second, where none is above"),
    (lambda t, n, d: for_good()(t, n, d) if (d > t).any() else np.inf, "infinite where none is above"),
    (lambda t, n, d: for_good()(t, n[:-1], d[:-1]), "the last look does not count"),
    (lambda t, n, d: right_2(t, n, np.sort(d)[::-1]), "sorted"),
    (lambda t, n, d: right_2(t, n, np.maximum.accumulate(d)), "worst so far"),
    (lambda t, n, d: next((n[i] for i in range(len(n)) if d[i:].mean() <= t), np.inf), "mean from there on"),
    (lambda t, n, d: next((n[i] for i in range(len(n)) if (d[i : i + 3] <= t).all()), np.inf), "three in a row"),
    (lambda t, n, d: next((n[i] for i in range(len(n)) if (d[i + 1 :] <= t).all()), np.inf), "only those after it"),
    (longest_run, "the longest time below"),
]
WRONG_3 += [
    (race_by(go_on=lambda u, s: min(u) <= s), "more than so many"),
    (race_by(turn=lambda u, n: int(u[1] <= u[0])), "b at a tie"),
    (race_by(turn=lambda u, n: int(n[1] < n[0])), "fewer steps next"),
    (race_by(go_on=lambda u, s: sum(u) < 2 * s), "twice as many together"),
    (race_by(charge=lambda u, t: t), "seconds of the last step"),
    (race_by(charge=lambda u, t: u + 1), "a second a step"),
    (race_by(warm=True), "a step before the clock"),
    (from_one_step, "from one step of each"),
    (reading, "the reading for the seconds"),
]
WRONG_4 += [
    (lambda n, s, k, i, o, up: (n // s) ** 2 * k * k * i * o, "always divided"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, up) // (k * k), "no kernel"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, up) // k // k * (k // s) ** 2, "kernel parted"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, 1, up) if up else right_4(n, s, k, 1, o, up), "one of the maps"),
    (lambda n, s, k, i, o, up: k * k * i * o * (n * n if up else ((n - k) // s + 1) ** 2), "valid, down"),
    (lambda n, s, k, i, o, up: right_4(n, s, k, i, o, up) * s if up else n * n // s * k * k * i * o, "stride once"),
]
WRONG_A += [
    (lambda r: (right_a(r)[0], np.exp(np.sqrt((np.log(r).var(axis=1, ddof=1) / len(r)).sum()))), "root of the rungs"),
    (lambda r: (right_a(r)[0], np.exp(np.sqrt((np.log(r).var(axis=1, ddof=1) / (r.shape[1] - 1)).sum()))), "n - 1 twice"),
    (lambda r: (right_a(r)[0], 1 + np.log(right_a(r)[1])), "one plus the error"),
    (lambda r: (right_a(r)[0], 1 / right_a(r)[1]), "inverse"),
    (lambda r: right_a(r)[::-1], "exchanged"),
    (lambda r: (right_a(r)[0], np.exp((np.log(r).std(axis=1, ddof=1) / np.sqrt(r.shape[1])).max())), "the largest error"),
]
WRONG_B += [
    (lambda t, c: right_b(t, sorted(c)), "in the order of the names"),
    (along(lambda c: list(itertools.permutations(c))[:6]), "the first six orders"),
    (along(lambda c: [c, c[::-1]]), "there and back"),
    (along(lambda c: [c[i:] + c[:i] for i in range(len(c))]), "turned round"),
    (by_subsets(lambda k, n: 1 / 2 ** (n - 1)), "each set once"),
    (by_subsets(lambda k, n: 1 / math.factorial(n)), "without the orders of a set"),
    (by_subsets(lambda k, n: math.factorial(k) / math.factorial(n)), "without the orders of the rest"),
    (in_seconds, "split as seconds"),
]
RIGHT_B += [by_subsets(lambda k, n: math.factorial(k) * math.factorial(n - 1 - k) / math.factorial(n))]

UNSEEN = {"25.1": WRONG_1, "25.2": WRONG_2, "25.3": WRONG_3, "25.4": WRONG_4, "25.A": WRONG_A, "25.B": WRONG_B}
ALSO_RIGHT = {"25.1": RIGHT_1, "25.2": RIGHT_2, "25.3": RIGHT_3, "25.4": RIGHT_4, "25.A": RIGHT_A, "25.B": RIGHT_B}
