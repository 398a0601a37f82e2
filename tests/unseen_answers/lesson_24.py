"""Answers to lesson 24, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf
from scipy import ndimage, stats
from sklearn.linear_model import LinearRegression, Ridge, RidgeClassifier


# 24.1 -----------------------------------------------------------------------------------------------------------------
def by_loops(chances, rocks, value, start=0.0):
    best, which = [], []
    for lane in chances:
        worth = [start + sum(p * v for p, v, rock in zip(row, value, rocks) if not rock) for row in lane]
        best.append(max(worth))
        which.append(worth.index(max(worth)))
    return best, which


def q(c, r, v):
    return np.einsum("iaj,j->ia", c, v * ~r)


WRONG_1 = [
    (lambda c, r, v: q(c, r, v).max(axis=0), "over the lanes"),
    (lambda c, r, v: (q(c, r, v).max(axis=0), q(c, r, v).argmax(axis=0)), "both over the lanes"),
    (lambda c, r, v: (q(c, ~r, v).max(axis=1), q(c, ~r, v).argmax(axis=1)), "rocks are the good places"),
    (lambda c, r, v: (q(c, r, 0 * v + 1).max(axis=1), q(c, r, v).argmax(axis=1)), "share afloat as worth"),
    (lambda c, r, v: (np.maximum(q(c, r, v).max(axis=1), v), q(c, r, v).argmax(axis=1)), "at least what it was"),
    (lambda c, r, v: (q(c, r, v).max(axis=1) * ~r, q(c, r, v).argmax(axis=1)), "rocks in the lanes it starts from"),
    (lambda c, r, v: (q(c, r, v).max(axis=1), np.array([-1, 0, 1])[q(c, r, v).argmax(axis=1) % 3]), "steering as -1, 0, 1"),
    (lambda c, r, v: (q(c, r, v).max(axis=1) + v, q(c, r, v).argmax(axis=1)), "value added"),
    (lambda c, r, v: (0.9 * q(c, r, v).max(axis=1), q(c, r, v).argmax(axis=1)), "discounted"),
    (lambda c, r, v: (q(c - r, ~r, v).max(axis=1), q(c, r, v).argmax(axis=1)), "rocks taken off the chances"),
    (lambda c, r, v: (q(c, r, v).mean(axis=1), q(c, r, v).mean(axis=1).argmax()), "mean, and one steering"),
    (lambda c, r, v: by_loops(c, r, v, start=1.0), "one too much"),
    (lambda c, r, v: (np.median(q(c, r, v), axis=1), q(c, r, v).argmax(axis=1)), "the median steering"),
    (lambda c, r, v: (q(c, r, v).max(axis=1), q(c, np.zeros_like(r), v).argmax(axis=1)), "steers without looking at rocks"),
    (lambda c, r, v: (q(c, r, v) * ~r[:, None]).max(axis=1), "only one result, and the wrong mask"),
]
RIGHT_1 = [
    by_loops,
    lambda c, r, v: (q(c, r, v).max(axis=1), q(c, r, v).argmax(axis=1)),
    lambda c, r, v: np.array([q(c, r, v).max(axis=1), q(c, r, v).argmax(axis=1)]),
    lambda c, r, v: (tf.reduce_max(tf.constant(q(c, r, v)), axis=1), tf.argmax(q(c, r, v), axis=1)),
    lambda c, r, v: (np.float32(q(c, r, v).max(axis=1)), q(c, r, v).argmax(axis=1)),
]


# 24.2 -----------------------------------------------------------------------------------------------------------------
def hot(y):
    return (y[:, None] == np.arange(y.max() + 1)).astype(float)


def sk(F, Y, new, s, intercept=False):
    return Ridge(alpha=s, fit_intercept=intercept).fit(F, Y).predict(new)


def dual(F, y, new, s):
    return new @ F.T @ np.linalg.inv(F @ F.T + s * np.eye(len(F))) @ hot(y)


def unit(F):
    return F / np.linalg.norm(F, axis=1, keepdims=True)


WRONG_2 = [
    (lambda F, y, new, s: sk(F, hot(y), new, s, True), "with an intercept"),
    (lambda F, y, new, s: LinearRegression(fit_intercept=False).fit(F, hot(y)).predict(new), "no strength"),
    (lambda F, y, new, s: RidgeClassifier(alpha=s, fit_intercept=False).fit(F, y).decision_function(new), "1 and -1"),
    (lambda F, y, new, s: RidgeClassifier(alpha=s, fit_intercept=False).fit(F, y).predict(new), "labels"),
    (lambda F, y, new, s: sk(F, hot(y), new, 1 / s), "one over s"),
    (lambda F, y, new, s: sk(F, hot(y), new, s * len(F)), "times n"),
    (lambda F, y, new, s: sk(unit(F), hot(y), unit(new), s), "features scaled to length 1"),
    (lambda F, y, new, s: new @ F.T @ np.linalg.inv(F @ F.T + s * np.eye(len(F))), "Y forgotten"),
    (lambda F, y, new, s: dual(F, y, new, s).max(axis=1), "the largest score"),
    (lambda F, y, new, s: new @ F.T @ hot(y) / s, "large strength only"),
    (lambda F, y, new, s: dual(F, y, F, s), "of the old features"),
    (lambda F, y, new, s: dual(F, y, new, s) / dual(F, y, new, s).sum(axis=1, keepdims=True), "divided by their sum"),
    (lambda F, y, new, s: sk(F, y.astype(float), new, s), "labels as numbers"),
    (lambda F, y, new, s: 1 / (1 + np.exp(-dual(F, y, new, s))), "sigmoid"),
    (lambda F, y, new, s: sk(F, hot(y) - hot(y).mean(axis=0), new, s), "shares taken off Y"),
    (lambda F, y, new, s: sk(F, np.roll(hot(y), 1, axis=1), new, s), "labels from 1"),
]
RIGHT_2 = [
    dual,
    lambda F, y, new, s: sk(F, hot(y), new, s),
    lambda F, y, new, s: (
        new
        @ np.linalg.lstsq(
            np.r_[F, np.sqrt(s) * np.eye(F.shape[1])], np.r_[hot(y), np.zeros((F.shape[1], y.max() + 1))], rcond=None
        )[0]
    ),
    lambda F, y, new, s: tf.constant(dual(F, y, new, s)),
    lambda F, y, new, s: dual(F, y, new, s).tolist(),
]


# 24.3 -----------------------------------------------------------------------------------------------------------------
def by_pixel(p, down, right, fill=-1.0):
    out = np.full(p.shape, fill)
    for k, i, j in np.ndindex(p.shape):
        y, x = i + down[k], j + right[k]
        if 0 <= y < p.shape[1] and 0 <= x < p.shape[2]:
            out[k, y, x] = p[k, i, j]
    return out


def wrapped_from_behind(p, down, right):
    out = np.full(p.shape, -1.0)
    for k, i, j in np.ndindex(p.shape):
        y, x = i + down[k], j + right[k]
        if y < p.shape[1] and x < p.shape[2]:
            out[k, y, x] = p[k, i, j]
    return out


WRONG_3 = [
    (lambda p, d, r: by_pixel(p, d, r, 0.0), "grey"),
    (lambda p, d, r: by_pixel(p, r.clip(-2, 2), d.clip(-2, 2)), "exchanged"),
    (lambda p, d, r: by_pixel(p, -d, -r), "the other way"),
    (lambda p, d, r: np.stack([np.roll(a, (y, x), (0, 1)) for a, y, x in zip(p, d, r)]), "rolled"),
    (lambda p, d, r: np.stack([ndimage.shift(a, (y, x), order=0, mode="nearest") for a, y, x in zip(p, d, r)]), "nearest"),
    (lambda p, d, r: np.stack([ndimage.shift(a, (y, x), order=0, cval=0) for a, y, x in zip(p, d, r)]), "zeros"),
    (lambda p, d, r: np.stack([ndimage.shift(a, (y, x), order=3, cval=-1, mode="mirror") for a, y, x in zip(p, d, r)]), "m"),
    (wrapped_from_behind, "negative places wrap"),
    (lambda p, d, r: by_pixel(p, d + 1, r), "one too far down"),
    (lambda p, d, r: by_pixel(p, d, r - 1), "one too little to the right"),
    (lambda p, d, r: by_pixel(p, 0 * d + d[-1], 0 * r + r[-1]), "the last one's shift"),
    (lambda p, d, r: by_pixel(p, np.sign(d), np.sign(r)), "by one pixel"),
    (lambda p, d, r: by_pixel(p, d, r)[:, ::-1], "upside down"),
    (lambda p, d, r: by_pixel(p, d, r).min(axis=0), "all in one"),
    (lambda p, d, r: np.maximum(p, by_pixel(p, d, r)), "the old one still there"),
]
RIGHT_3 = [
    by_pixel,
    lambda p, d, r: np.stack([ndimage.shift(a, (y, x), order=0, cval=-1) for a, y, x in zip(p, d, r)]),
    lambda p, d, r: tf.constant(by_pixel(p, d, r)),
    lambda p, d, r: by_pixel(p, d, r).tolist(),
]


# 24.4 -----------------------------------------------------------------------------------------------------------------
def interval(a, b, level=0.95):
    return stats.ttest_rel(a, b).confidence_interval(level)


WRONG_4 = [
    (lambda a, b: (np.mean(a - b), *interval(b, a)), "exchanged"),
    (lambda a, b: (np.mean(a - b), *interval(a, b, 0.9)), "90 %"),
    (lambda a, b: (np.mean(a - b), *interval(a, b, 0.99)), "99 %"),
    (lambda a, b: (np.mean(a - b), *stats.ttest_ind(a, b).confidence_interval()), "not paired"),
    (lambda a, b: (np.mean(a - b), *stats.ttest_ind(a, b, equal_var=False).confidence_interval()), "Welch"),
    (lambda a, b: (np.mean(a - b), *stats.norm.interval(0.95, np.mean(a - b), stats.sem(a - b))), "normal"),
    (lambda a, b: (np.mean(a - b), *stats.t.interval(0.95, len(a), np.mean(a - b), stats.sem(a - b))), "n degrees"),
    (lambda a, b: (np.mean(a - b), *stats.t.interval(0.95, len(a) - 1, np.mean(a - b), np.std(a - b))), "no root of n"),
    (lambda a, b: (stats.ttest_rel(a, b).statistic, *interval(a, b)), "t in place of the mean"),
    (lambda a, b: (*interval(a, b), np.mean(a - b)), "mean last"),
    (lambda a, b: tuple(interval(a, b)), "no mean"),
    (lambda a, b: (np.mean(a), *interval(a, b)), "mean of one side"),
    (lambda a, b: stats.ttest_rel(a, b).pvalue, "the p-value"),
    (lambda a, b: (np.mean(abs(a - b)), *interval(a, b)), "mean size of the gain"),
    (lambda a, b: (np.mean(a - b), *(np.array(interval(a, b)) - np.mean(a - b))), "off the mean"),
    (lambda a, b: (np.mean(a - b), *interval(np.sort(a), np.sort(b))), "sorted first: other pairs"),
    (lambda a, b: (np.mean(a - b), *np.percentile(a - b, [2.5, 97.5])), "percentiles"),
]
RIGHT_4 = [
    lambda a, b: (np.mean(a - b), *interval(a, b)),
    lambda a, b: [np.mean(a) - np.mean(b), *stats.t.interval(0.95, len(a) - 1, np.mean(a - b), stats.sem(a - b))],
    lambda a, b: np.array([np.mean(a - b), *interval(a, b)]),
    lambda a, b: tf.constant([np.mean(a - b), *interval(a, b)]),
]


# 24.A -----------------------------------------------------------------------------------------------------------------
def true(o, v):
    return np.array([np.mean([v[place] for place in row]) for row in o])


def taken(o, v, middle=np.mean, nearest=np.rint):
    return int(np.argmax([v[int(nearest(middle(row)))] for row in o]))


WRONG_A = [
    (lambda o, v: (v[int(np.rint(o[taken(o, v)].mean()))], true(o, v).max()), "what it believes"),
    (lambda o, v: (true(o, v)[taken(o, v, np.median)], true(o, v).max()), "medians"),
    (lambda o, v: (true(o, v)[taken(o, v, nearest=np.ceil)], true(o, v).max()), "rounded up"),
    (lambda o, v: (true(o, v)[taken(o, v, nearest=np.floor)], true(o, v).max()), "rounded down"),
    (lambda o, v: (true(o, v).max(), true(o, v)[taken(o, v)]), "order"),
    (lambda o, v: true(o, v).max() - true(o, v)[taken(o, v)], "regret"),
    (lambda o, v: (true(o, v)[taken(o, v)], v.max()), "best place"),
    (lambda o, v: (true(o, v).min(), true(o, v).max()), "worst and best"),
    (lambda o, v: (true(o, v).mean(), true(o, v).max()), "a random action"),
    (lambda o, v: (taken(o, v), int(true(o, v).argmax())), "places"),
    (lambda o, v: (true(o, v)[0], true(o, v).max()), "the first action"),
    (lambda o, v: (v[o].mean(axis=0)[0], v[o].mean(axis=0).max()), "the wrong axis"),
    (lambda o, v: (true(o, v)[o.mean(axis=1).argmin()], true(o, v).max()), "smallest mean place"),
    (lambda o, v: (true(o, v).max(), true(o, v).max()), "the best, twice"),
]
RIGHT_A = [
    lambda o, v: (true(o, v)[taken(o, v)], true(o, v).max()),
    lambda o, v: [float(true(o, v)[taken(o, v)]), max(true(o, v))],
    lambda o, v: tf.constant([true(o, v)[taken(o, v)], true(o, v).max()]),
]


# 24.B -----------------------------------------------------------------------------------------------------------------
def means(g, d):
    return np.array([g[row].mean() for row in d])


WRONG_B = [
    (lambda g, d: np.quantile(means(g, d), [0.05, 0.95]), "5 and 95"),
    (lambda g, d: np.quantile(means(g, d), [0.025, 0.975])[::-1], "upper first"),
    (lambda g, d: np.percentile(means(g, d), 97.5), "one end"),
    (lambda g, d: np.sort(means(g, d))[[0, -1]], "the extremes"),
    (lambda g, d: means(g, d).mean() + np.array([-2, 2]) * means(g, d).std(), "two standard deviations"),
    (lambda g, d: 2 * g.mean() - np.percentile(means(g, d), [97.5, 2.5]), "the basic bootstrap"),
    (lambda g, d: np.percentile(means(g, d), [2.5, 97.5]) - g.mean(), "off the mean"),
    (lambda g, d: np.percentile(g[np.unique(d)], [2.5, 97.5]), "the gains"),
    (lambda g, d: np.percentile([np.median(g[row]) for row in d], [2.5, 97.5]), "medians"),
    (lambda g, d: np.percentile(means(g, d[: len(d) // 2]), [2.5, 97.5]), "half of the samples"),
    (lambda g, d: np.percentile(means(g, d), [2, 98]), "2 and 98"),
    (lambda g, d: np.percentile([g[row].std() for row in d], [2.5, 97.5]), "standard deviations"),
    (lambda g, d: np.percentile(means(g, d), [2.5, 50, 97.5]), "with the median"),
    (lambda g, d: stats.t.interval(0.95, len(g) - 1, g.mean(), stats.sem(g)), "by t"),
]
RIGHT_B = [
    lambda g, d: np.quantile(means(g, d), [0.025, 0.975]),
    lambda g, d: (np.percentile(means(g, d), 2.5), np.percentile(means(g, d), 97.5)),
    lambda g, d: tf.constant(np.percentile(means(g, d), [2.5, 97.5])),
    lambda g, d: np.percentile(means(g, d), [2.5, 97.5]).tolist(),
]


# A reviewer's, thought of before the checks were read ---------------------------------------------------------------------
def ridge(F, Y, new, s):
    return new @ np.linalg.solve(F.T @ F + s * np.eye(F.shape[1]), F.T @ Y)


def by(middle, reach):
    return middle, middle - reach, middle + reach


def gets(o, v, places):
    return v[o].mean(axis=1)[v[places].argmax()], v[o].mean(axis=1).max()


def whole(means):
    return np.rint(means).astype(int)


WRONG_1 += [
    (lambda c, r, v: (q(c, r, v).max(axis=1), q(c, r, v).argmax(axis=1) - 1), "steerings from -1"),
    (lambda c, r, v: ((q(c, r, v) + 1 - c.sum(axis=2)).max(axis=1), q(c, r, v).argmax(axis=1)), "lost is worth 1"),
    (lambda c, r, v: ((c @ np.where(r, v / 2, v)).max(axis=1), q(c, r, v).argmax(axis=1)), "a rock halves"),
    (lambda c, r, v: (q(c, r, v).min(axis=1), q(c, r, v).argmin(axis=1)), "the worst"),
    (lambda c, r, v: (q(c, r, v), q(c, r, v).argmax(axis=1)), "a table"),
    (lambda c, r, v: (q(c, r, v).max(axis=1), (c @ ~r).argmax(axis=1)), "steers for safety"),
    (lambda c, r, v: ((c * v * ~r).max(axis=2).max(axis=1), (c * v * ~r).max(axis=2).argmax(axis=1)), "luckiest lane"),
]
WRONG_2 += [
    (lambda F, y, new, s: ridge(F, hot(np.unique(y, return_inverse=True)[1]), new, s), "labels that occur"),
    (lambda F, y, new, s: ridge(F / F.std(0), hot(y), new / F.std(0), s), "over the spread"),
    (lambda F, y, new, s: ridge((F - F.mean(0)) / F.std(0), hot(y), (new - F.mean(0)) / F.std(0), s), "standardised"),
    (lambda F, y, new, s: ridge(F, hot(y) / hot(y).sum(0).clip(1), new, s), "Y over the class's size"),
    (lambda F, y, new, s: ridge(F, np.eye(y.max() + 2)[y], new, s), "a class too many"),
    (lambda F, y, new, s: ridge(F, hot(y)[:, :-1], new, s), "a class too few"),
    (lambda F, y, new, s: ridge(F, hot(y), new, -s), "minus s"),
    (lambda F, y, new, s: ridge(F, hot(y), new, s**2), "s squared"),
]
WRONG_3 += [
    (lambda p, d, r: by_pixel(p, d + 1, r + 1), "one too far"),
    (lambda p, d, r: by_pixel(p, 2 * d, 2 * r), "twice"),
    (lambda p, d, r: np.roll(p, (d[0], r[0]), (1, 2)), "all rolled by the first shift"),
    (lambda p, d, r: np.maximum(by_pixel(p, d, r), p.min()), "the darkest pixel"),
    (lambda p, d, r: np.where(by_pixel(np.ones_like(p), d, r) > 0, p, -1), "masked, not moved"),
    (lambda p, d, r: by_pixel(p, d, r)[::-1], "pictures in another order"),
    (lambda p, d, r: by_pixel(p, d, r)[..., None], "a channel"),
    (lambda p, d, r: by_pixel(np.stack([np.roll(a, y, 0) for a, y in zip(p, d)]), 0 * d, r), "rows rolled"),
    (lambda p, d, r: by_pixel(p, r, d), "exchanged, and all goes out"),
]
WRONG_4 += [
    (lambda a, b: by(np.mean(a - b), 1.96 * stats.sem(a - b)), "1.96"),
    (lambda a, b: by(np.mean(a - b), 2.776445 * stats.sem(a - b)), "t of five seeds"),
    (lambda a, b: by(np.mean(a - b), 2.78 * stats.sem(a - b)), "2.78"),
    (lambda a, b: by(np.mean(a - b), stats.t.pdf(0.975, len(a) - 1) * stats.sem(a - b)), "pdf"),
    (lambda a, b: by(np.mean(a - b), stats.t.cdf(0.975, len(a) - 1) * stats.sem(a - b)), "cdf"),
    (lambda a, b: by(np.mean(a - b), stats.t.ppf(0.975, len(a) - 2) * stats.sem(a - b)), "n - 2"),
    (lambda a, b: tuple(100 * x for x in (np.mean(a - b), *interval(a, b))), "times 100"),
    (lambda a, b: by(abs(a - b).mean(), interval(abs(a - b), 0 * b).high - abs(a - b).mean()), "absolute gains"),
    (lambda a, b: (np.mean(a - b), interval(a, b).high, interval(a, b).low), "ends exchanged"),
    (lambda a, b: (np.mean(a - b), -stats.sem(a - b), stats.sem(a - b)), "standard errors alone"),
]
WRONG_A += [
    (lambda o, v: gets(o, v, stats.mode(o, axis=1).mode), "the commonest outcome"),
    (lambda o, v: (true(o, v)[np.interp(o.mean(1), range(len(v)), v).argmax()], true(o, v).max()), "interpolated"),
    (lambda o, v: (true(o, v)[v[o].min(axis=1).argmax()], true(o, v).max()), "the safest action"),
    (lambda o, v: (o.mean(1)[taken(o, v)], o.mean(1).max()), "places, not worths"),
    (lambda o, v: (gets(o, v, whole(o.mean(1)))[0], true(o, v).min()), "the worst for the best"),
    (lambda o, v: (gets(o, v, whole(o.mean(1)))[0], true(o, v).mean()), "the mean for the best"),
    (lambda o, v: (gets(o, v, whole(o.mean(1)))[0], v[whole(o.mean(1))].max()), "the best believed"),
    (lambda o, v: (v[whole(o.mean(1))], true(o, v)), "of all actions"),
]
WRONG_B += [
    (lambda g, d: g.mean() + np.array([-1.96, 1.96]) * stats.sem(g), "standard errors"),
    (lambda g, d: np.percentile(means(g, d - 1), [2.5, 97.5]), "places from 1"),
    (lambda g, d: np.percentile(means(g, d), [2.5, 97.5], method="nearest"), "the nearest mean"),
    (lambda g, d: np.percentile([g[np.unique(row)].mean() for row in d], [2.5, 97.5]), "without repeats"),
    (lambda g, d: np.percentile(means(g, d), [0.025, 0.975]), "shares for per cent"),
    (lambda g, d: np.percentile(g[d].mean(axis=0), [2.5, 97.5]), "over the samples"),
    (lambda g, d: np.percentile(d.mean(axis=1), [2.5, 97.5]), "means of places"),
    (lambda g, d: (g.mean(), *np.percentile(means(g, d), [2.5, 97.5])), "with the mean"),
]


UNSEEN = {"24.1": WRONG_1, "24.2": WRONG_2, "24.3": WRONG_3, "24.4": WRONG_4, "24.A": WRONG_A, "24.B": WRONG_B}
ALSO_RIGHT = {"24.1": RIGHT_1, "24.2": RIGHT_2, "24.3": RIGHT_3, "24.4": RIGHT_4, "24.A": RIGHT_A, "24.B": RIGHT_B}
