"""Plausible wrong answers to the exercises of lesson 14, each with a piece of the hint that it should get."""

import numpy as np

from gan_course import clinic


def shares(counts):
    return counts[counts > 0] / counts.sum()


def entropy(counts):
    return -np.sum(shares(counts) * np.log(shares(counts)))


def no_zeros_left_out(counts):
    p = counts / counts.sum()
    with np.errstate(all="ignore"):
        return np.exp(-np.sum(p * np.log(p)))


def small_number_added(counts):
    p = (counts + 1) / (counts + 1).sum()
    return np.exp(-np.sum(p * np.log(p)))


def scaled(x):
    return (x - x.mean()) / x.std()


def angles(a, b):
    return np.arctan2(scaled(b), scaled(a))


def whole(a, b):
    return np.unwrap(angles(a, b))


def turned(a, b, middle=True, size=True):
    a, b = (x - x.mean() if middle else x for x in (a, b))
    a, b = (x / x.std() if size else x for x in (a, b))
    path = np.unwrap(np.arctan2(b, a))
    return (path[-1] - path[0]) / (2 * np.pi)


def well(had):
    return np.array(had) == "healthy"


def right(said, had):
    return np.mean(np.array(said) == np.array(had))


def false(said, had):
    return np.mean(np.array(said)[well(had)] != "healthy")


def by(words):
    return lambda h, s: next((word for word in words if clinic.RULES[word](h, s)), "healthy")


ORDER = list(clinic.RULES)


def apart(real, fakes, distance=lambda x: np.linalg.norm(x, axis=2), self_counts=False):
    points = np.concatenate([real, fakes])
    distances = distance(points[:, None] - points)
    if not self_counts:
        np.fill_diagonal(distances, np.inf)
    return distances, np.arange(len(points)) < len(real)


def taken(real, fakes, **settings):
    distances, kind = apart(real, fakes, **settings)
    return kind[distances.argmin(axis=1)] == kind


def farthest(real, fakes):
    distances, kind = apart(real, fakes)
    return np.mean(kind[np.where(np.isinf(distances), -1, distances).argmax(axis=1)] == kind)


def three_nearest(real, fakes):
    distances, kind = apart(real, fakes)
    return np.mean((kind[np.argsort(distances, axis=1)[:, :3]].sum(axis=1) >= 2) == kind)


def by_means(real, fakes):
    _, kind = apart(real, fakes)
    points = np.concatenate([real, fakes])
    near = np.linalg.norm(points - real.mean(axis=0), axis=1) < np.linalg.norm(points - fakes.mean(axis=0), axis=1)
    return np.mean(near == kind)


def welch(k, h, ddof=1):
    return (k.mean() - h.mean()) / np.sqrt(k.var(ddof=ddof) / len(k) + h.var(ddof=ddof) / len(h))


def pooled(k, h):
    return ((len(k) - 1) * k.var(ddof=1) + (len(h) - 1) * h.var(ddof=1)) / (len(k) + len(h) - 2)


WRONG = {
    "14.1": [
        (entropy, "That is the entropy H"),
        (lambda c: entropy(c) / np.log(2), "in bits"),
        (lambda c: 2 ** entropy(c), "natural logarithms, not 2"),
        (lambda c: np.exp(entropy(c) / np.log(2)), "2 with logarithms to base 2"),
        (lambda c: np.count_nonzero(c), "have any samples"),
        (len, "how many modes there are"),
        (lambda c: np.exp(-entropy(c)), "The sign"),
        (lambda c: 1 / np.sum(shares(c) ** 2), "squared shares"),
        (lambda c: c.sum() / c.max(), "largest share"),
        (lambda c: entropy(c) / np.log(len(c)), "evenness"),
        (lambda c: np.exp(entropy(c) / len(c)), "not a mean"),
        (lambda c: np.exp(-np.mean(shares(c) * np.log(shares(c)))), "over those that have samples"),
        (small_number_added, "one sample more"),
        (lambda c: np.exp(-np.mean(np.log(shares(c)))), "weighted by the shares"),
        (no_zeros_left_out, "0 times log 0"),
        (lambda c: np.exp(entropy(c) / np.log(10)), "base 10"),
    ],
    "14.2": [
        (lambda a, b: -turned(a, b), "The other way round"),
        (lambda a, b: turned(b, a), "The other way round"),
        (lambda a, b: turned(a, b, middle=False, size=False), "mean 0 first"),
        (lambda a, b: turned(a, b, middle=False), "mean has to go"),
        (lambda a, b: turned(a, b, size=False), "standard deviation as well"),
        (lambda a, b: whole(a, b)[-1] - whole(a, b)[0], "in radians"),
        (lambda a, b: 360 * turned(a, b), "in degrees"),
        (lambda a, b: 2 * turned(a, b), "not pi"),
        (lambda a, b: (angles(a, b)[-1] - angles(a, b)[0]) / (2 * np.pi), "jumps"),
        (lambda a, b: np.abs(np.diff(whole(a, b))).sum() / (2 * np.pi), "turning back"),
        (lambda a, b: abs(turned(a, b)), "no absolute value"),
        (lambda a, b: round(turned(a, b)), "no rounding."),
        (lambda a, b: int(turned(a, b)), "no cutting"),
        (lambda a, b: np.diff(whole(a, b)).mean() / (2 * np.pi), "not their mean"),
        (lambda a, b: np.sum(np.diff(scaled(b) > 0)), "crosses its middle, which"),
        (lambda a, b: (whole(a, b)[-2] - whole(a, b)[0]) / (2 * np.pi), "The last stretch"),
    ],
    "14.3": [
        (lambda s, h: (false(s, h), right(s, h)), "The order"),
        (right, "return that of false alarms"),
        (false, "return the share of right ones"),
        (lambda s, h: (np.mean(well(s) == well(h)), false(s, h)), "taken for another one"),
        (lambda s, h: (1 - right(s, h), false(s, h)), "wrong ones"),
        (lambda s, h: (right(np.array(s)[~well(h)], np.array(h)[~well(h)]), false(s, h)), "healthy ones included"),
        (lambda s, h: (right(s, h) * len(s), false(s, h)), "not their number"),
        (lambda s, h: (right(s, h), np.sum(well(h) & ~well(s))), "healthy runs, not their number"),
        (lambda s, h: (right(s, h), np.mean(well(h) & ~well(s))), "not of all"),
        (lambda s, h: (right(s, h), np.sum(well(h) & ~well(s)) / np.sum(~well(s))), "not the other way round"),
        (lambda s, h: (right(s, h), np.mean(well(s)[~well(h)])), "share of the ill"),
        (lambda s, h: (right(s, h), 1 - false(s, h)), "healthy who were called healthy"),
        (lambda s, h: (right(s, h), false(h, s)), "exchanged"),
        (lambda s, h: (right(s, h), np.mean(~well(s))), "all runs that were called ill"),
        (lambda s, h: (right(s, h), 1 - right(s, h)), "all wrong diagnoses"),
        (lambda s, h: (np.mean([x in y for x, y in zip(s, h)]), false(s, h)), "compare whole words"),
        (lambda s, h: (np.mean([y in x for x, y in zip(s, h)]), false(s, h)), "compare whole words"),
    ],
    "14.4": [
        (lambda h, s: "healthy", "everybody healthy"),
        (by(ORDER[::-1]), "turned round"),
        (by([*ORDER[-3:], *ORDER[:-3]]), "Consequences come first"),
        (by(ORDER[-3:]), "a collapse only"),
        (by(ORDER[:-3]), "causes only"),
        (by(["exploiting", *ORDER[:-1]]), "ask for it last"),
        (by(ORDER[1:]), "discriminator_moved"),
        (by([w for w in ORDER if w != "wrong range"]), "lowest_real"),
        (by([w for w in ORDER if w != "sparse"]), "zeros"),
        (by([w for w in ORDER if w != "vanished"]), "generator_gradient"),
        (by([w for w in ORDER if w != "oscillating"]), "they go round"),
        (by([w for w in ORDER if w != "overfitted"]), "held_out_score"),
        (by([w for w in ORDER if w != "collapsed"]), "all about the same"),
        (by([w for w in ORDER if w != "partly collapsed"]), "much is missing"),
        (lambda h, s: clinic.diagnose(h, s).replace(" ", "_"), "Look at"),
    ],
    "14.A": [
        (lambda r, f: taken(r, f, self_counts=True).mean(), "nearest to itself"),
        (lambda r, f: 1 - taken(r, f).mean(), "taken wrongly"),
        (lambda r, f: taken(r, f)[: len(r)].mean(), "the fakes as well"),
        (lambda r, f: taken(r, f)[len(r) :].mean(), "the real ones as well"),
        (lambda r, f: (taken(r, f)[: len(r)].mean() + taken(r, f)[len(r) :].mean()) / 2, "mean of two means"),
        (lambda r, f: taken(r, f).sum(), "not their number"),
        (lambda r, f: taken(r, f).sum() / len(r), "not over n"),
        (lambda r, f: taken(r, f, distance=lambda x: np.abs(x).sum(axis=2)).mean(), "sum of the differences"),
        (lambda r, f: taken(r, f, distance=lambda x: np.abs(x).max(axis=2)).mean(), "largest difference"),
        (farthest, "not the farthest"),
        (three_nearest, "three nearest"),
        (by_means, "two means"),
        (taken, "return their share"),
    ],
    "14.B": [
        (lambda k, h: k.mean() - h.mean(), "That is the gap; divide"),
        (lambda k, h: -welch(k, h), "known minus held out"),
        (lambda k, h: welch(k, h, ddof=0), "ddof=1"),
        (lambda k, h: welch(k, h) ** 2 / (k.mean() - h.mean()), "root of the sum"),
        (lambda k, h: (k.mean() - h.mean()) / np.sqrt(k.var(ddof=1) + h.var(ddof=1)), "its own number"),
        (lambda k, h: (k.mean() - h.mean()) / np.sqrt(k.var(ddof=1) / len(h) + h.var(ddof=1) / len(k)), "exchanged"),
        (
            lambda k, h: (k.mean() - h.mean()) / (k.std(ddof=1) / len(k) ** 0.5 + h.std(ddof=1) / len(h) ** 0.5),
            "not two errors",
        ),
        (lambda k, h: (k.mean() - h.mean()) / np.sqrt(pooled(k, h) * (1 / len(k) + 1 / len(h))), "a pooled one"),
        (lambda k, h: (k.mean() - h.mean()) / np.sqrt(pooled(k, h)), "not in standard errors"),
        (lambda k, h: (k.mean() - h.mean()) / np.sqrt(k.var(ddof=1) / len(k)), "error of held_out is missing"),
        (lambda k, h: (np.median(k) - np.median(h)) / (k.mean() - h.mean()) * welch(k, h), "not medians"),
        (lambda k, h: abs(welch(k, h)), "with its sign"),
        (lambda k, h: (k.mean() - h.mean()) / np.concatenate([k, h]).std(ddof=1), "both together"),
        (
            lambda k, h: (k.mean() - h.mean()) / np.sqrt(k.var() / (len(k) - 1) + h.var() / (len(h) - 1) + 1e-3),
            "two variances",
        ),
    ],
}
