"""Answers to lesson 14, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import math

import numpy as np
import tensorflow as tf
from scipy import stats
from scipy.spatial.distance import cdist

from gan_course import clinic


# 14.1 -----------------------------------------------------------------------------------------------------------------
def safe(counts):
    return counts[counts > 0] / counts.sum()


def entropy(counts):
    return stats.entropy(safe(counts))


WRONG_1 = [
    (lambda c: stats.entropy(c), "the entropy"),
    (lambda c: stats.entropy(c, base=2), "bits"),
    (lambda c: np.exp(stats.entropy(c, base=2)), "e with bits"),
    (lambda c: math.perm(len(c), 1), "the number of modes"),
    (lambda c: np.sum(c >= 0.01 * c.sum()), "those with 1 %"),
    (lambda c: np.sum(c >= 0.02 * c.sum()), "those with 2 %"),
    (lambda c: np.exp(entropy(c)) / len(c), "as a share of the modes"),
    (lambda c: entropy(c) / np.log(np.count_nonzero(c)) if np.count_nonzero(c) > 1 else 1, "evenness"),
    (lambda c: 1 - np.sum(safe(c) ** 2), "Gini"),
    (lambda c: np.round(np.exp(entropy(c))), "rounded"),
    (lambda c: np.prod(safe(c)), "product of the shares"),
    (lambda c: np.exp(np.sum(safe(c) * np.log(safe(c)))), "sign forgotten"),
    (lambda c: np.exp(-np.log(safe(c)).sum()), "shares forgotten"),
    (lambda c: np.exp(-np.sum(c[c > 0] * np.log(safe(c)))), "weights are counts"),
    (lambda c: len(c) * np.exp(-stats.entropy(c)), "modes over the exponential"),
    (lambda c: np.std(c), "the spread of the counts"),
    (lambda c: np.exp(entropy(c[:-1])), "the last mode forgotten"),
    (lambda c: np.exp(entropy(c[c > 1])), "a mode with a single sample left out"),
    (lambda c: np.exp(stats.entropy(c / c.max() + 1e-3)), "a small number against log 0, too large"),
    (lambda c: np.exp(np.float16(entropy(c))).round(1), "rounded to a tenth"),
    (lambda c: np.exp(-np.sum(np.log(safe(c)) * safe(c)) * 8 / len(c)), "eight modes always"),
    (lambda c: np.exp(-np.sum(safe(c) ** 2 * np.log(safe(c)))), "shares squared"),
    (lambda c: safe(c) ** -safe(c), "the product forgotten"),
]
RIGHT_1 = [
    lambda c: np.exp(stats.entropy(c)),
    lambda c: 2 ** stats.entropy(c, base=2),
    lambda c: math.prod(float(p) ** -float(p) for p in safe(c)),
    lambda c: [np.exp(-sum(p * math.log(p) for p in safe(c)))],
    lambda c: tf.exp(-tf.reduce_sum(tf.math.xlogy(c / c.sum(), c / c.sum()))),
    lambda c: np.exp(np.float32(entropy(c))),
    lambda c: np.array([[np.exp(entropy(c))]]),
]


# 14.2 -----------------------------------------------------------------------------------------------------------------
def unit(x):
    return (x - np.mean(x)) / np.std(x)


def angle(a, b):
    return np.angle(unit(a) + 1j * unit(b))


def steps(a, b):
    return (np.diff(angle(a, b)) + np.pi) % (2 * np.pi) - np.pi


WRONG_2 = [
    (lambda a, b: steps(b, a).sum() / (2 * np.pi), "exchanged"),
    (lambda a, b: steps(a, b).sum(), "radians"),
    (lambda a, b: np.abs(steps(a, b)).sum() / 2 / np.pi, "both ways"),
    (lambda a, b: steps(a - a[0], b - b[0]).sum() / np.pi, "half turns"),
    (lambda a, b: np.diff(angle(a, b)).sum() / 2 / np.pi, "jumps"),
    (lambda a, b: np.unwrap(np.arctan2(b, a))[-1] / 2 / np.pi, "from the axis, not from the first point"),
    (lambda a, b: np.unwrap(angle(a, b))[-1] / 2 / np.pi, "first angle not taken off"),
    (lambda a, b: np.sum(np.abs(np.diff(angle(a, b))) > np.pi), "counts the jumps"),
    (lambda a, b: np.floor(steps(a, b).sum() / 2 / np.pi), "whole turns"),
    (lambda a, b: len(a) / (steps(a, b).sum() / 2 / np.pi), "points a turn"),
    (lambda a, b: steps(a, b).mean(), "mean turning"),
    (lambda a, b: abs(steps(a, b).sum()) / np.abs(steps(a, b)).sum(), "the steadiness"),
    (lambda a, b: clinic.turns(a, b)[0], "without its sign"),
    (lambda a, b: np.corrcoef(a, b)[0, 1], "the correlation"),
    (lambda a, b: np.argmax(np.abs(np.fft.rfft(unit(a)))[1:]) + 1, "the largest Fourier component"),
    (lambda a, b: steps(a - (a.max() + a.min()) / 2, b - (b.max() + b.min()) / 2).sum() / 4 / np.pi, "quarter"),
    (lambda a, b: np.unwrap(np.arctan2(unit(b), unit(a)), discont=0.1).mean() / 2 / np.pi, "mean angle"),
    (lambda a, b: steps(a, b)[: len(a) // 2].sum() / 2 / np.pi, "the first half"),
    (lambda a, b: len(steps(a, b)) * np.median(steps(a, b)) / 2 / np.pi, "the median step"),
    (lambda a, b: (np.arctan2(unit(b), unit(a)) % (2 * np.pi)).sum() / 2 / np.pi, "angles added"),
    (lambda a, b: np.sum(np.diff(angle(a, b)) < -np.pi) - np.sum(np.diff(angle(a, b)) > np.pi), "whole turns by jumps"),
    (lambda a, b: np.unwrap(np.degrees(angle(a, b)))[-1] / 360, "degrees unwrapped as radians"),
]
RIGHT_2 = [
    lambda a, b: steps(a, b).sum() / (2 * np.pi),
    lambda a, b: (np.unwrap(angle(a, b))[-1] - np.unwrap(angle(a, b))[0]) / (2 * np.pi),
    lambda a, b: np.diff(np.unwrap(np.degrees(angle(a, b)), period=360)).sum() / 360,
    lambda a, b: tf.reduce_sum(tf.constant(steps(a, b))) / (2 * np.pi),
    lambda a, b: -np.diff(np.unwrap(angle(a, -b))).sum() / (2 * np.pi),
    lambda a, b: steps(a.astype("float32"), b.astype("float32")).sum() / np.float32(2 * np.pi),
    lambda a, b: (steps(a, b).sum() / (2 * np.pi)).reshape(1, 1),
    lambda a, b: (
        np.diff(np.unwrap(np.arctan2((b - b.mean()) / b.std(ddof=1), (a - a.mean()) / a.std(ddof=1)))).sum() / 2 / np.pi
    ),
]


# 14.3 -----------------------------------------------------------------------------------------------------------------
def hits(said, had):
    return sum(s == h for s, h in zip(said, had)) / len(had)


def alarms(said, had):
    return [s != "healthy" for s, h in zip(said, had) if h == "healthy"]


WRONG_3 = [
    (lambda s, h: (hits(s, h), sum(alarms(s, h)) / len(h)), "of all runs"),
    (lambda s, h: (hits(s, h), sum(alarms(s, h))), "a number"),
    (lambda s, h: (hits(s, h), 1 - np.mean(alarms(s, h))), "quiet ones"),
    (lambda s, h: (hits(s, h), np.mean(alarms(h, s))), "exchanged"),
    (lambda s, h: (1 - hits(s, h), np.mean(alarms(s, h))), "errors"),
    (lambda s, h: (np.mean(alarms(s, h)), hits(s, h)), "order"),
    (lambda s, h: (hits(s, h) - np.mean(alarms(s, h)), np.mean(alarms(s, h))), "subtracted"),
    (lambda s, h: (sum(s_ == h_ != "healthy" for s_, h_ in zip(s, h)) / len(h), np.mean(alarms(s, h))), "ill ones only"),
    (lambda s, h: (len(set(s) & set(h)) / len(set(h)), np.mean(alarms(s, h))), "words in common"),
    (lambda s, h: hits(s, h), "one of them"),
    (lambda s, h: (hits(s, h), sum(w != "healthy" for w in s) / len(s)), "all alarms"),
    (lambda s, h: (sorted(s) == sorted(h), np.mean(alarms(s, h))), "sorted"),
    (lambda s, h: (100 * hits(s, h), 100 * np.mean(alarms(s, h))), "per cent"),
    (lambda s, h: (hits(s[:-1], h[:-1]), np.mean(alarms(s, h))), "the last run left out"),
    (lambda s, h: (hits(s, h), round(float(np.mean(alarms(s, h))), 1)), "rounded"),
    (lambda s, h: (hits(s, h), np.mean(alarms(s, h)) / (1 - hits(s, h))), "share of the errors"),
    (lambda s, h: (sum(a in b for a, b in zip(s, h)) / len(h), np.mean(alarms(s, h))), "part of the word is enough"),
    (lambda s, h: [[hits(s, h)], [np.mean(alarms(s, h))], [0]], "three numbers"),
]
RIGHT_3 = [
    lambda s, h: (hits(s, h), np.mean(alarms(s, h))),
    lambda s, h: [hits(s, h), sum(alarms(s, h)) / h.count("healthy")],
    lambda s, h: np.array([np.mean(np.equal(s, h)), np.mean(alarms(s, h))]),
    lambda s, h: tf.constant([hits(s, h), float(np.mean(alarms(s, h)))], "float64"),
]


# 14.4 -----------------------------------------------------------------------------------------------------------------
ORDER = list(clinic.RULES)


def by(words, otherwise="healthy"):
    return lambda h, s: next((word for word in words if clinic.RULES[word](h, s)), otherwise)


def vote(history, samples):
    true = [word for word in sorted(ORDER) if clinic.RULES[word](history, samples)]
    return true[0] if true else "healthy"


WRONG_4 = [
    *[(by([w for w in ORDER if w != left_out]), f"without {left_out}") for left_out in ORDER],
    (by(ORDER[::-1]), "consequences first"),
    (by(ORDER, "exploiting"), "never healthy"),
    (vote, "in the order of the alphabet"),
    (lambda h, s: "collapsed", "always collapsed"),
    (lambda h, s: "healthy" if h["discriminator_loss"][-1] > 1.2 else "collapsed", "by the loss"),
    (lambda h, s: "collapsed" if h["modes"][-1] < h["modes_there"][-1] else "healthy", "by the modes alone"),
    (lambda h, s: clinic.diagnose({k: v[:8] for k, v in h.items()}, s), "looks at the first epochs"),
    (by(["collapsed", *ORDER]), "collapse first"),
    (by(["overfitted", *ORDER[:5], *ORDER[6:]], "partly collapsed"), "never healthy, otherwise partly collapsed"),
    (lambda h, s: [w for w in ORDER if clinic.RULES[w](h, s)], "all that are true"),
    (lambda h, s: clinic.RULES[clinic.diagnose(h, s)] if clinic.diagnose(h, s) in ORDER else "healthy", "the rule itself"),
    (lambda h, s: clinic.diagnose(h, s).replace("partly ", ""), "no word for partly"),
    (lambda h, s: clinic.diagnose({**h, "held_out_score": h["real_score"]}, s), "held-out pictures not looked at"),
]
RIGHT_4 = [
    clinic.diagnose,
    lambda h, s: clinic.diagnose(h, s).upper(),
    lambda h, s: np.array([clinic.diagnose(h, s)])[0],
]


# 14.A -----------------------------------------------------------------------------------------------------------------
def kinds(real, fakes):
    return np.concatenate([np.ones(len(real), bool), np.zeros(len(fakes), bool)])


def distances(real, fakes, metric="euclidean"):
    points = np.concatenate([real, fakes])
    return cdist(points, points, metric) + np.diag(np.full(len(points), np.inf))


def share(real, fakes, metric="euclidean"):
    kind = kinds(real, fakes)
    return np.mean(kind[distances(real, fakes, metric).argmin(axis=1)] == kind)


def no_self_left_out(real, fakes):
    points = np.concatenate([real, fakes])
    return np.mean(kinds(real, fakes)[cdist(points, points).argmin(axis=1)] == kinds(real, fakes))


def mean_distance(real, fakes):
    within = [np.mean(np.sort(cdist(x, x), axis=1)[:, 1:], axis=1) for x in (real, fakes)]
    across = [cdist(real, fakes).mean(axis=1), cdist(real, fakes).mean(axis=0)]
    return np.mean(np.concatenate(within) < np.concatenate(across))


WRONG_A = [
    (no_self_left_out, "itself included"),
    (lambda r, f: 1 - share(r, f), "errors"),
    (lambda r, f: share(r, f) * (len(r) + len(f)), "a number"),
    (lambda r, f: share(r, f, "cityblock"), "city blocks"),
    (lambda r, f: share(r, f, "chebyshev"), "largest difference"),
    (lambda r, f: share(r, f, "cosine"), "angles"),
    (lambda r, f: abs(share(r, f) - 0.5), "off one half"),
    (lambda r, f: 2 * share(r, f) - 1, "scaled to 0 and 1"),
    (lambda r, f: np.mean(np.sort(cdist(r, r), axis=1)[:, 1] < cdist(r, f).min(axis=1)), "real ones only"),
    (lambda r, f: np.mean(np.sort(cdist(f, f), axis=1)[:, 1] < cdist(r, f).min(axis=0)), "fakes only"),
    (mean_distance, "mean distances"),
    (lambda r, f: share(r - r.mean(axis=0), f - f.mean(axis=0)), "each about its mean"),
    (lambda r, f: share(r[:, :1], f[:, :1]), "one coordinate"),
    (lambda r, f: share(r[: min(len(r), len(f))], f[: min(len(r), len(f))]), "as many of each"),
    (lambda r, f: share(r, f, "correlation") if r.shape[1] > 2 else 0.5, "correlations"),
    (lambda r, f: share(np.unique(r.round(), axis=0), np.unique(f.round(), axis=0)), "rounded"),
    (lambda r, f: share(r / r.std(axis=0), f / f.std(axis=0)), "each brought to standard deviation 1"),
    (lambda r, f: np.mean(cdist(r, f).min(axis=1) > np.sort(cdist(r, r))[:, 1].mean()), "against the mean distance"),
    (lambda r, f: round(float(share(r, f)), 1), "rounded to a tenth"),
]
RIGHT_A = [
    share,
    lambda r, f: share(r, f, "sqeuclidean"),
    lambda r, f: [share(r, f)],
    lambda r, f: share(f, r),
    lambda r, f: tf.constant(share(r, f)),
]

# 14.B -----------------------------------------------------------------------------------------------------------------
WRONG_B = [
    (lambda k, h: stats.ttest_ind(k, h).statistic, "one variance for both"),
    (lambda k, h: stats.ttest_ind(k, h, equal_var=False).pvalue, "the p-value"),
    (lambda k, h: stats.ttest_ind(h, k, equal_var=False).statistic, "exchanged"),
    (lambda k, h: abs(stats.ttest_ind(h, k, equal_var=False).statistic), "size"),
    (lambda k, h: k.mean() - h.mean(), "the gap"),
    (lambda k, h: (k.mean() - h.mean()) / stats.sem(k), "one error"),
    (lambda k, h: (k.mean() - h.mean()) / (stats.sem(k) + stats.sem(h)), "errors added"),
    (lambda k, h: (k.mean() - h.mean()) / np.hypot(k.std(), h.std()), "standard deviations"),
    (lambda k, h: (k.mean() - h.mean()) / np.hypot(stats.sem(k, ddof=0), stats.sem(h, ddof=0)), "ddof 0"),
    (lambda k, h: (k.mean() - h.mean()) / stats.sem(np.concatenate([k, h])), "one sample"),
    (lambda k, h: k.mean() / stats.sem(k) - h.mean() / stats.sem(h), "each over its own"),
    (lambda k, h: (k.mean() - h.mean()) / (stats.sem(k) ** 2 + stats.sem(h) ** 2), "no root"),
    (lambda k, h: k.mean() - h.mean() / np.hypot(stats.sem(k), stats.sem(h)), "brackets"),
    (lambda k, h: k.mean() / h.mean(), "a ratio"),
    (lambda k, h: (k.mean() - h.mean()) / np.sqrt((k.var(ddof=1) + h.var(ddof=1)) / (len(k) + len(h))), "n + m below both"),
    (lambda k, h: (k.mean() - h.mean()) / np.sqrt(k.var(ddof=1) / len(k) - h.var(ddof=1) / len(h) + 1), "subtracted"),
    (lambda k, h: (k.mean() - h.mean()) / np.sqrt(k.var(ddof=1) + h.var(ddof=1) / len(h)), "first n forgotten"),
    (lambda k, h: (k.sum() - h.sum()) / np.hypot(stats.sem(k), stats.sem(h)), "sums"),
    (lambda k, h: (k.mean() - h.mean()) / max(stats.sem(k), stats.sem(h)), "the larger error"),
    (lambda k, h: ((k.mean() - h.mean()) / np.hypot(stats.sem(k), stats.sem(h))) ** 2, "squared"),
]
RIGHT_B = [
    lambda k, h: stats.ttest_ind(k, h, equal_var=False).statistic,
    lambda k, h: (k.mean() - h.mean()) / np.hypot(stats.sem(k), stats.sem(h)),
    lambda k, h: [-(h.mean() - k.mean()) / np.linalg.norm([stats.sem(k), stats.sem(h)])],
    lambda k, h: tf.constant(k.mean() - h.mean()) / np.hypot(stats.sem(k), stats.sem(h)),
    lambda k, h: np.float32(k.mean() - h.mean()) / np.float32(np.hypot(stats.sem(k), stats.sem(h))),
]

UNSEEN = {"14.1": WRONG_1, "14.2": WRONG_2, "14.3": WRONG_3, "14.4": WRONG_4, "14.A": WRONG_A, "14.B": WRONG_B}
ALSO_RIGHT = {"14.1": RIGHT_1, "14.2": RIGHT_2, "14.3": RIGHT_3, "14.4": RIGHT_4, "14.A": RIGHT_A, "14.B": RIGHT_B}
