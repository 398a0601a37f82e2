"""Wrong and right answers to the exercises of lesson 16, thought of apart from its checks."""

import math

import numpy as np
import tensorflow as tf
from scipy import linalg, optimize, special
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist


# 16.1 -----------------------------------------------------------------------------------------------------------------
def right_parts(a, b):
    return np.sum((a.mean(0) - b.mean(0)) ** 2), np.sum((a.std(0) - b.std(0)) ** 2)


def frechet_with_correlations(a, b):
    root = linalg.sqrtm(np.cov(a.T) @ np.cov(b.T)).real
    return np.sum((a.mean(0) - b.mean(0)) ** 2), np.trace(np.cov(a.T) + np.cov(b.T) - 2 * root)


def first_feature(a, b):
    return (a[:, 0].mean() - b[:, 0].mean()) ** 2, (a[:, 0].std() - b[:, 0].std()) ** 2


def pairs_of_rows(a, b):
    n = min(len(a), len(b))
    return np.sum(np.mean((a[:n] - b[:n]) ** 2, axis=0)), np.sum((a.std(0) - b.std(0)) ** 2)


def parts_by_loop(a, b):
    means = spreads = 0.0
    for x, y in zip(a.T.tolist(), b.T.tolist()):
        m, k = math.fsum(x) / len(x), math.fsum(y) / len(y)
        s, t = (math.sqrt(math.fsum((v - c) ** 2 for v in z) / len(z)) for z, c in ((x, m), (y, k)))
        means, spreads = means + (m - k) ** 2, spreads + (s - t) ** 2
    return [means, spreads]


def parts_in_tensorflow(a, b):
    (m, v), (k, w) = tf.nn.moments(tf.constant(a), 0), tf.nn.moments(tf.constant(b), 0)
    return tf.reduce_sum((m - k) ** 2), tf.reduce_sum((tf.sqrt(v) - tf.sqrt(w)) ** 2)


WRONG_1 = [
    (frechet_with_correlations, "with correlations, by n - 1"),
    (first_feature, "the first feature alone"),
    (pairs_of_rows, "differences of rows"),
    (lambda a, b: ((a.mean() - b.mean()) ** 2, np.sum((a.std(0) - b.std(0)) ** 2)), "grand means"),
    (lambda a, b: (np.sum((a.mean(0) - b.mean(0)) ** 2), np.sum((a.std(0) + b.std(0)) ** 2)), "spreads added"),
    (lambda a, b: (np.sum((a.mean(0) + b.mean(0)) ** 2), np.sum((a.std(0) - b.std(0)) ** 2)), "means added"),
    (lambda a, b: (np.max((a.mean(0) - b.mean(0)) ** 2), np.max((a.std(0) - b.std(0)) ** 2)), "the largest feature"),
    (lambda a, b: (np.sum((a.sum(0) - b.sum(0)) ** 2), np.sum((a.std(0) - b.std(0)) ** 2)), "sums in place of means"),
    (lambda a, b: (0.0, 0.0), "nothing at all"),
    (lambda a, b: np.sum((a.mean(0) - b.mean(0)) ** 2 + (a.std(0) - b.std(0)) ** 2), "one number"),
    (lambda a, b: (np.sum((a.mean(0) - b.mean(0)) ** 2) / len(a), np.sum((a.std(0) - b.std(0)) ** 2) / len(a)), "over n"),
    (
        lambda a, b: (np.sum((a.mean(0) - b.mean(0)) ** 2), np.sum(np.sqrt(abs(a.var(0) - b.var(0))) ** 2)),
        "root of variances",
    ),
    (lambda a, b: (np.linalg.norm(a.mean(0)) - np.linalg.norm(b.mean(0)), np.sum((a.std(0) - b.std(0)) ** 2)), "lengths"),
    (lambda a, b: (np.sum((a.mean(1) - b.mean(1)) ** 2), np.sum((a.std(1) - b.std(1)) ** 2)), "along the rows"),
    (lambda a, b: (np.sum(a.mean(0) ** 2 - b.mean(0) ** 2), right_parts(a, b)[1]), "difference of squares"),
    (lambda a, b: (right_parts(a, b)[0], np.var(a.mean(0) - b.mean(0))), "the spread of the means"),
    (lambda a, b: (sum(right_parts(a, b)), right_parts(a, b)[1]), "the sum, and the spreads"),
    (lambda a, b: (right_parts(a, b)[0], np.sum(np.log(a.std(0) / b.std(0)) ** 2)), "logarithms of the spreads"),
    (lambda a, b: (right_parts(a, b)[0], np.sum((a.std(0) / b.std(0) - 1) ** 2)), "relative spreads"),
    (lambda a, b: (right_parts(a, b)[0], np.sum(np.var(a - b.mean(0), axis=0))), "the spread of a about b's mean"),
    (
        lambda a, b: (right_parts(a, b)[0], np.sum(a.var(0) + b.var(0) - 2 * np.sqrt(a.std(0) * b.std(0)))),
        "root of a product",
    ),
]
RIGHT_1 = [
    right_parts,
    parts_by_loop,
    parts_in_tensorflow,
    lambda a, b: np.array(right_parts(a, b)),
    lambda a, b: (np.sum((a.mean(0) - b.mean(0)) ** 2), np.sum(a.var(0) + b.var(0) - 2 * a.std(0) * b.std(0))),
]


# 16.2 -----------------------------------------------------------------------------------------------------------------
def share(real, fake, radii):
    return float(np.mean((cdist(fake, real) <= radii).any(axis=1)))


def by_tree(real, fake, k):
    radii = KDTree(real).query(real, k + 1)[0][:, k]
    return share(real, fake, radii)


def by_row(real, k):
    return np.sort(cdist(real, real), axis=1)[:, k]


def with_infinite_diagonal(real, fake, k):
    among = cdist(real, real)
    np.fill_diagonal(among, np.inf)
    return share(real, fake, np.partition(among, k - 1, axis=1)[:, k - 1])


def by_loops(real, fake, k):
    inside = 0
    for f in fake:
        for i, r in enumerate(real):
            others = sorted(math.dist(r, o) for j, o in enumerate(real) if j != i)
            if math.dist(f, r) <= others[k - 1]:
                inside += 1
                break
    return inside / len(fake)


def squared_both(real, fake, k):
    among = np.sort(((real[:, None] - real) ** 2).sum(axis=2), axis=1)[:, k]
    return np.mean((((fake[:, None] - real) ** 2).sum(axis=2) <= among).any(axis=1))


def break_missing(real, fake, k):
    radii = np.sort(cdist(real, real), axis=1)[:, k]
    return sum(sum(row <= radii) for row in cdist(fake, real)) / len(fake)


def k_balls_needed(real, fake, k):
    return np.mean((cdist(fake, real) <= np.sort(cdist(real, real), axis=1)[:, k]).sum(axis=1) >= k + 1)


def sorted_over_all(real, fake, k):
    return share(real, fake, np.sort(cdist(real, real).ravel())[len(real) + k])


def pooled(real, fake, k):
    both = np.concatenate([real, fake])
    return share(real, fake, np.sort(cdist(real, both), axis=1)[:, k])


def classifier(real, fake, k):
    both = np.concatenate([real, fake])
    near = np.argsort(cdist(fake, both), axis=1)[:, 1 : k + 1]
    return np.mean((near < len(real)).mean(axis=1) > 0.5)


WRONG_2 = [
    (break_missing, "counts a fake once for each ball"),
    (k_balls_needed, "asks for more than k balls"),
    (sorted_over_all, "one radius, from all pairs"),
    (pooled, "neighbours among real and fake"),
    (classifier, "majority of the neighbours"),
    (lambda r, f, k: share(r, f, np.sort(cdist(r, r), axis=1)[:, -k]), "the k-th farthest"),
    (lambda r, f, k: share(r, f, np.sort(cdist(r, r), axis=1)[:, 3]), "always k = 3"),
    (lambda r, f, k: share(r, f, np.sort(cdist(r, r), axis=1)[:, 1 : k + 1].sum(axis=1)), "the sum of k distances"),
    (lambda r, f, k: share(r, f, cdist(r, r)[:, k]), "not sorted"),
    (lambda r, f, k: share(r, f, np.sort(cdist(r, r), axis=0)[k - 1]), "itself among the k"),
    (lambda r, f, k: share(f, r, np.sort(cdist(r, r), axis=1)[: len(f), k].mean()), "recall with one radius"),
    (lambda r, f, k: by_tree(f, r, k), "recall"),
    (lambda r, f, k: by_tree(r[: len(r) // 2], f, k), "half of the real ones"),
    (lambda r, f, k: by_tree(r, f[: len(f) // 2], k), "half of the fakes"),
    (lambda r, f, k: 1.0, "always 1"),
    (lambda r, f, k: by_tree(r, np.concatenate([f, r]), k), "real ones among the fakes"),
    (lambda r, f, k: (cdist(f, r) <= by_row(r, k)).sum(axis=1).mean() / k, "density"),
    (lambda r, f, k: 2 / (1 / max(by_tree(r, f, k), 1e-9) + 1 / max(by_tree(f, r, k), 1e-9)), "F1"),
    (lambda r, f, k: (by_tree(r, f, k) + by_tree(f, r, k)) / 2, "the mean of precision and recall"),
    (lambda r, f, k: np.mean((cdist(f, r) <= by_row(r, k)).argmax(axis=1) > 0), "the number of the ball"),
    (lambda r, f, k: share(r, f, np.sort(cdist(r, r), axis=0)[:, k]), "a column of sorted columns"),
    (lambda r, f, k: share(r, f, np.sort(cdist(r, r), axis=1)[k]), "a row of sorted rows"),
    (lambda r, f, k: np.mean(np.sqrt(cdist(f, r)) <= by_row(r, k)), "a root too many, and of all pairs"),
    (lambda r, f, k: np.mean(cdist(f, r).mean(axis=0) <= by_row(r, k)), "the mean distance"),
    (lambda r, f, k: float(by_tree(r, f, k) > 0.5), "yes or no"),
    (lambda r, f, k: 0.0, "always 0"),
]
RIGHT_2 = [
    with_infinite_diagonal,
    by_loops,
    squared_both,
    lambda r, f, k: [with_infinite_diagonal(r, f, k)],
    lambda r, f, k: tf.constant(with_infinite_diagonal(r, f, k)),
]


# 16.3 -----------------------------------------------------------------------------------------------------------------
def by_normal_equations(n, distances):
    x = 1 / n
    slope = np.sum((x - x.mean()) * (distances - distances.mean())) / np.sum((x - x.mean()) ** 2)
    return distances.mean() - slope * x.mean()


def by_lstsq(n, distances):
    design = np.stack([np.ones(len(n)), 1 / n], axis=1)
    return np.linalg.lstsq(design, distances, rcond=None)[0][0]


def through_zero(n, distances):
    x = 1 / n
    return np.sum(x * distances) / np.sum(x * x)


def richardson(n, distances):
    return (n[-1] * distances[-1] - n[0] * distances[0]) / (n[-1] - n[0])


def covariance_by_n_minus_1(n, distances):
    x = 1 / n
    slope = np.cov(x, distances)[0, 1] / np.var(x)
    return distances.mean() - slope * x.mean()


WRONG_3 = [
    (through_zero, "a line through 0: its slope"),
    (richardson, "from the first and the last"),
    (covariance_by_n_minus_1, "n - 1 above, n below"),
    (lambda n, d: d.min(), "the smallest"),
    (lambda n, d: np.median(d), "the median"),
    (lambda n, d: d[-1] - np.polyfit(1 / n, d, 1)[0], "the slope taken off"),
    (lambda n, d: d[-1] - d[0] / n[-1], "the first, divided by n, taken off"),
    (lambda n, d: np.polyfit(1 / n, d, 1)[1] / len(n), "divided by k"),
    (lambda n, d: np.polyfit(1 / np.log(n), d, 1)[1], "over 1/log n"),
    (lambda n, d: np.polyfit(1 / (n - 1), d, 1)[1] + 1, "one too much"),
    (lambda n, d: np.polyfit(1 / n, np.sqrt(d), 1)[1] ** 2, "fitted to the roots"),
    (lambda n, d: np.polyfit(n, d, 1)[1], "over n"),
    (lambda n, d: np.polyfit(1 / n, d, 0)[0], "a constant"),
    (lambda n, d: np.polyval(np.polyfit(n, d, 1), 1e6), "the line over n, far out"),
    (lambda n, d: np.average(d, weights=n), "a mean weighted by n"),
    (lambda n, d: d[-1] - np.polyfit(1 / n, d, 1)[0] / n[-1], "from the last point, with the slope of all"),
    (lambda n, d: d[0] - np.polyfit(1 / n, d, 1)[0] / n[0], "from the first point, with the slope of all"),
    (lambda n, d: np.polyfit(n, n * d, 1)[0], "n d over n: its slope"),
    (lambda n, d: np.polyfit(n, n * d, 1)[1], "n d over n: its value at 0"),
    (lambda n, d: np.polyval(np.polyfit(1 / n, d, 1), n[-1]), "the line at n"),
    (lambda n, d: np.polyfit(d, 1 / n, 1)[1], "axes exchanged, value at 0"),
    (lambda n, d: np.polyfit(1 / n, d, 1, w=1 / n)[1], "weighted by 1/n"),
    (lambda n, d: np.polyfit(np.arange(len(n)), d, 1)[1], "over the number of the point"),
    (lambda n, d: np.polyfit(1 / n, d, len(n) - 1)[-1], "through all points"),
    (lambda n, d: np.sqrt(abs(np.polyfit(1 / n, d**2, 1)[1])), "fitted to the squares"),
]
RIGHT_3 = [
    by_normal_equations,
    by_lstsq,
    lambda n, d: np.polyval(np.polyfit(1 / n, d, 1), 0.0),
    lambda n, d: [by_lstsq(n, d)],
    lambda n, d: np.polynomial.Polynomial.fit(1 / n, d, 1)(0.0),
]


# 16.4 -----------------------------------------------------------------------------------------------------------------
def by_search(hits, n):
    def beyond(p):
        return (hits / n - p) ** 2 - 1.96**2 * p * (1 - p) / n

    rate = hits / n
    low = 0.0 if hits == 0 else optimize.brentq(beyond, 0, rate - 1e-9, xtol=1e-12)
    high = 1.0 if hits == n else optimize.brentq(beyond, rate + 1e-9, 1, xtol=1e-12)
    return low, high


def by_grid(hits, n):
    p = np.linspace(0, 1, 1_000_001)
    inside = p[abs(hits / n - p) <= 1.96 * np.sqrt(p * (1 - p) / n) + 1e-15]
    return inside.min(), inside.max()


Z2 = 1.96**2


def roots(*coefficients):
    return np.sort(np.roots(coefficients))


def by_formula(hits, n):
    middle, z2 = hits + 1.96**2 / 2, 1.96**2
    half = 1.96 * math.sqrt(hits * (n - hits) / n + z2 / 4)
    return (middle - half) / (n + z2), (middle + half) / (n + z2)


def bootstrap(hits, n):
    rates = np.random.default_rng(0).binomial(n, hits / n, 10_000) / n
    return np.quantile(rates, [0.025, 0.975])


def posterior(hits, n):
    return special.betaincinv(hits + 1, n - hits + 1, [0.025, 0.975])


def jeffreys(hits, n):
    return special.betaincinv(hits + 0.5, n - hits + 0.5, [0.025, 0.975])


def arcsine(hits, n):
    middle, half = math.asin(math.sqrt(hits / n)), 0.98 / math.sqrt(n)
    return math.sin(max(middle - half, 0)) ** 2, math.sin(min(middle + half, math.pi / 2)) ** 2


def hoeffding(hits, n):
    half = math.sqrt(math.log(2 / 0.05) / (2 * n))
    return max(hits / n - half, 0), min(hits / n + half, 1)


WRONG_4 = [
    (bootstrap, "bootstrap"),
    (posterior, "even prior"),
    (jeffreys, "Jeffreys"),
    (arcsine, "arcsine"),
    (hoeffding, "Hoeffding"),
    (lambda h, n: (0.0, 1.0), "anything goes"),
    (lambda h, n: (h / n, h / n), "no width"),
    (lambda h, n: (h / n - 1.96 / n, h / n + 1.96 / n), "over n, not its root"),
    (lambda h, n: (h / n - 0.05, h / n + 0.05), "five points to each side"),
    (lambda h, n: by_formula(h + 1, n + 2), "plus one, plus two"),
    (lambda h, n: np.round(by_formula(h, n), 2), "rounded"),
    (lambda h, n: (by_formula(h, n)[0], h / n), "from the lower end to the rate"),
    (lambda h, n: by_formula(n - h, n), "of the misses"),
    (lambda h, n: by_formula(h, 2 * n), "twice the answers"),
    (lambda h, n: roots(n + Z2, 2 * h - Z2, h**2 / n), "a wrong sign"),
    (lambda h, n: roots(n + Z2, -2 * h - Z2, h / n), "a square left out"),
    (lambda h, n: roots(n, -2 * h - Z2, h**2 / n), "p^2 of one side only"),
    (lambda h, n: roots(n + Z2, -2 * h, h**2 / n), "p of one side only"),
    (lambda h, n: roots(n + 1.96, -2 * h - 1.96, h**2 / n), "1.96 not squared"),
    (lambda h, n: [by_formula(h, n)[1]] * 2, "the upper end twice"),
    (lambda h, n: np.roots([n + Z2, -2 * h - Z2, h**2 / n]), "the larger root first"),
    (lambda h, n: by_formula(n, h + 1), "the arguments exchanged"),
]
RIGHT_4 = [
    by_search,
    by_grid,
    by_formula,
    lambda h, n: np.array(by_formula(h, n)),
    lambda h, n: list(by_formula(float(h), float(n))),
]


# 16.A -----------------------------------------------------------------------------------------------------------------
def score_by_entropies(p):
    q = p.mean(axis=0)
    return np.exp(special.entr(q).sum() - special.entr(p).sum(axis=1).mean())


def score_by_loops(p):
    q = [sum(column) / len(column) for column in p.T.tolist()]
    each = [sum(x * math.log(x / y) for x, y in zip(row, q) if x > 0) for row in p.tolist()]
    return math.exp(sum(each) / len(each))


def score_by_xlogy(p):
    q = p.mean(axis=0)
    return np.exp((special.xlogy(p, p) - special.xlogy(p, q)).sum() / len(p))


def jensen_shannon(p):
    q = p.mean(axis=0)
    middle = (p + q) / 2
    return np.exp(np.mean(special.rel_entr(p, middle).sum(axis=1) + special.rel_entr(q, middle).sum(axis=1)) / 2)


def clipped(p):
    p = np.clip(p, 0.01, 1)
    return score_by_entropies(p / p.sum(axis=1, keepdims=True))


WRONG_A = [
    (jensen_shannon, "Jensen-Shannon"),
    (clipped, "clipped at 0.01"),
    (lambda p: score_by_entropies(np.eye(p.shape[1])[p.argmax(axis=1)]), "of the classes read"),
    (lambda p: special.entr(p.mean(axis=0)).sum() - special.entr(p).sum(axis=1).mean(), "no exponential"),
    (lambda p: np.exp(special.entr(p.mean(axis=0)).sum() / special.entr(p).sum(axis=1).mean()), "quotient of entropies"),
    (lambda p: np.exp(special.entr(p).sum(axis=1).mean() - special.entr(p.mean(axis=0)).sum()), "the other sign"),
    (lambda p: score_by_entropies(p.T), "transposed"),
    (lambda p: score_by_entropies(p) / p.shape[1], "over the classes"),
    (lambda p: np.sqrt(score_by_entropies(p)), "its root"),
    (lambda p: np.exp(special.rel_entr(p, np.median(p, axis=0)).sum(axis=1).mean()), "median for q"),
    (lambda p: np.exp(special.rel_entr(p, p[0] + 1e-9).sum(axis=1).mean()), "the first row for q"),
    (lambda p: 1.0, "always 1"),
    (lambda p: float(p.shape[1]), "the best there is"),
    (lambda p: np.exp(special.rel_entr(p, p.mean(0)).sum(0).mean()), "summed over pictures, averaged over classes"),
    (lambda p: np.exp(special.rel_entr(p, p.sum(0)).sum(1).mean()), "q not divided by n"),
    (lambda p: np.exp(special.rel_entr(p, p.max(0)).sum(1).mean()), "q the largest"),
    (lambda p: np.exp(special.rel_entr(p, special.softmax(p.mean(0))).sum(1).mean()), "q through a softmax"),
    (lambda p: np.mean([score_by_entropies(half) for half in np.array_split(p, 2)]), "the mean of two halves"),
    (lambda p: score_by_entropies(special.softmax(p, axis=1)), "a softmax too many"),
    (lambda p: score_by_entropies(p) - 1, "minus one"),
    (lambda p: np.exp(np.mean(np.log(p.max(1) / p.mean(0)[p.argmax(1)]))), "of the largest alone"),
    (lambda p: np.exp(np.mean(np.sum(p * np.log((p + 0.01) / p.mean(0)), axis=1))), "0.01 added"),
    (lambda p: np.exp(np.mean(np.sum(abs(p - p.mean(0)), axis=1))), "absolute differences"),
]
RIGHT_A = [
    score_by_entropies,
    score_by_loops,
    score_by_xlogy,
    lambda p: tf.constant(score_by_entropies(p)),
    lambda p: [score_by_entropies(p)],
    lambda p: 2 ** np.mean(np.nansum(p * np.log2(p / p.mean(0)), axis=1)),
    lambda p: np.exp(np.mean(np.sum(p * np.log(np.clip(p, 1e-12, 1) / p.mean(0)), axis=1))),
]

UNSEEN = {"16.1": WRONG_1, "16.2": WRONG_2, "16.3": WRONG_3, "16.4": WRONG_4, "16.A": WRONG_A}
ALSO_RIGHT = {"16.1": RIGHT_1, "16.2": RIGHT_2, "16.3": RIGHT_3, "16.4": RIGHT_4, "16.A": RIGHT_A}
