"""Answers to lesson 22, thought of apart from its checks: every wrong one is refused, every right one accepted."""

import numpy as np
import tensorflow as tf


# 22.1 -----------------------------------------------------------------------------------------------------------------
def covariance(grey, up=True):
    down, across = np.indices(grey.shape)
    points = np.stack([across.ravel(), (-down if up else down).ravel()])
    return np.cov(points, aweights=grey.ravel(), bias=True)


def right_1(grey):
    c = covariance(grey)
    return c[0, 1] / c[1, 1]


def by_rows(grey):
    """Straight line through the rows' middles, not weighted by how much is in a row."""
    rows = [(-y, np.average(np.arange(len(row)), weights=row)) for y, row in enumerate(grey) if row.sum() > 0]
    y, x = np.transpose(rows)
    return np.polyfit(y, x, 1)[0]


def main_axis(grey):
    _, vectors = np.linalg.eigh(covariance(grey))
    x, y = vectors[:, -1]
    return x / y


WRONG_1 = [
    (by_rows, "all rows alike"),
    (main_axis, "the main axis"),
    (lambda g: right_1(g.T), "rows for columns"),
    (lambda g: right_1(g[:, ::-1]), "mirrored"),
    (lambda g: np.degrees(np.arctan(right_1(g))), "degrees"),
    (lambda g: right_1((g > 0.5).astype(float) + 1e-9), "only bright ones"),
    (lambda g: covariance(g)[0, 1], "the covariance"),
    (lambda g: 2 * right_1(g), "twice"),
    (lambda g: covariance(g)[0, 1] / covariance(g)[0, 0], "over xx"),
    (lambda g: right_1(g * g), "masses squared"),
]
RIGHT_1 = [
    right_1,
    lambda g: covariance(g, up=False)[0, 1] / -covariance(g)[1, 1],
    lambda g: [float(right_1(g))],
    lambda g: tf.constant(right_1(g)),
    lambda g: right_1(7 * g),
]


# 22.2 -----------------------------------------------------------------------------------------------------------------
def right_2(read, said):
    return np.array([np.mean(r[s >= 0] == s[s >= 0]) for r, s in zip(read.T, said.T)])


WRONG_2 = [
    (lambda r, s: right_2(s, r), "exchanged"),
    (lambda r, s: right_2(r, s).mean(), "the mean of all"),
    (lambda r, s: np.array([np.mean(a[b > -1]) for a, b in zip(r.T, s.T)]), "what is read"),
    (lambda r, s: np.array([np.mean(a >= 0) for a in r.T]), "read at all"),
    (lambda r, s: np.array([np.mean(b >= 0) for b in s.T]), "said at all"),
    (lambda r, s: np.sort(right_2(r, s)), "sorted"),
    (lambda r, s: right_2(np.abs(r), np.abs(s)), "minus one as one"),
    (lambda r, s: np.array([np.mean(np.abs(a - b)[b >= 0]) for a, b in zip(r.T, s.T)]), "how far off"),
    (lambda r, s: np.ones(s.shape[1]) * right_2(r, s)[0], "the first for all"),
    (lambda r, s: np.round(right_2(r, s)), "rounded"),
]
RIGHT_2 = [
    right_2,
    lambda r, s: list(right_2(r, s)),
    lambda r, s: np.ma.masked_array(r == s, mask=s < 0).mean(axis=0).filled(0),
    lambda r, s: tf.constant(right_2(r, s)),
    lambda r, s: np.nanmean(np.where(s >= 0, r == s, np.nan), axis=0),
]


# 22.3 -----------------------------------------------------------------------------------------------------------------
def squash(x):
    return 0.5 + 0.5 * np.tanh(x / 2)


def right_3(h, x, W, U):
    k = len(h)
    z = squash(x @ W[:, :k] + h @ U[:, :k])
    r = squash(x @ W[:, k : 2 * k] + h @ U[:, k : 2 * k])
    c = np.tanh(x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))
    return c + z * (h - c)


def relu_candidate(h, x, W, U):
    k = len(h)
    z, r = np.split(squash((x @ W + h @ U)[: 2 * k]), 2)
    return z * h + (1 - z) * np.maximum(0, x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))


def plain_rnn(h, x, W, U):
    return np.tanh(x @ W + h @ U)[-len(h) :]


def softmax_gates(h, x, W, U):
    k = len(h)
    z, r, _ = np.split(x @ W + h @ U, 3)
    z, r = np.exp(z) / np.exp(z).sum(), np.exp(r) / np.exp(r).sum()
    return z * h + (1 - z) * np.tanh(x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))


WRONG_3 = [
    (plain_rnn, "a plain recurrent network"),
    (relu_candidate, "relu"),
    (softmax_gates, "softmax"),
    (lambda h, x, W, U: right_3(np.zeros_like(h), x, W, U), "from zero"),
    (lambda h, x, W, U: right_3(h, x, W, U) + h, "residual"),
    (lambda h, x, W, U: right_3(h, x, W, U).mean(), "a mean"),
    (lambda h, x, W, U: right_3(h, x, W[:, ::-1], U[:, ::-1]), "columns turned round"),
    (lambda h, x, W, U: right_3(h, x, W, np.zeros_like(U)), "without the state"),
    (lambda h, x, W, U: right_3(h, -x, W, U), "minus the word"),
    (lambda h, x, W, U: h, "nothing happens"),
]
RIGHT_3 = [
    right_3,
    lambda h, x, W, U: list(right_3(h, x, W, U)),
    lambda h, x, W, U: tf.constant(right_3(h, x, W, U)),
    lambda h, x, W, U: right_3(h.astype("float64"), x, W, U),
]


# 22.4 -----------------------------------------------------------------------------------------------------------------
def softplus(x):
    return np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))


def right_4(right, fake, wrong):
    return np.mean(softplus(-right) + softplus(fake) / 2 + softplus(wrong) / 2)


WRONG_4 = [
    (lambda r, f, w: right_4(r, f, w) * 2, "twice"),
    (lambda r, f, w: np.mean(softplus(-r)), "the first alone"),
    (lambda r, f, w: right_4(f, r, w), "fake and right exchanged"),
    (lambda r, f, w: np.mean(np.maximum(0, 1 - r) + np.maximum(0, 1 + f) / 2 + np.maximum(0, 1 + w) / 2), "hinge"),
    (lambda r, f, w: np.mean(-r + (f + w) / 2), "Wasserstein"),
    (lambda r, f, w: np.mean(np.concatenate([softplus(-r), softplus(f), softplus(w)])), "all alike"),
    (lambda r, f, w: np.mean(softplus(-r) + softplus((f + w) / 2)), "mean of logits"),
    (lambda r, f, w: np.mean(softplus(-r) + np.maximum(softplus(f), softplus(w))), "the larger of the two"),
    (lambda r, f, w: np.median(softplus(-r)) + np.median(softplus(f)) / 2 + np.median(softplus(w)) / 2, "medians"),
    (lambda r, f, w: softplus(-r) + softplus(f) / 2 + softplus(w) / 2, "no mean"),
]
RIGHT_4 = [
    right_4,
    lambda r, f, w: tf.reduce_mean(tf.nn.softplus(-r) + (tf.nn.softplus(f) + tf.nn.softplus(w)) / 2),
    lambda r, f, w: softplus(-r).mean() + softplus(np.concatenate([f, w])).mean(),
    lambda r, f, w: [float(right_4(r, f, w))],
]


# 22.A -----------------------------------------------------------------------------------------------------------------
def right_a(real, fake, frequency):
    anything = np.einsum("k,km->m", frequency, real)
    return 2 * real / (2 * real + fake + anything)


WRONG_A = [
    (lambda p, q, f: right_a(q, p, f), "exchanged"),
    (lambda p, q, f: right_a(p, q, np.ones(len(f)) / len(f)), "even frequencies"),
    (lambda p, q, f: p / (p + np.maximum(q, f @ p)), "the larger"),
    (lambda p, q, f: p / (p + np.sqrt(q * (f @ p))), "geometric mean"),
    (lambda p, q, f: (p / (p + q) + p / (p + f @ p)) / 2, "mean of two Ds"),
    (lambda p, q, f: right_a(p, q, f) / right_a(p, q, f).sum(axis=1, keepdims=True), "rows to 1"),
    (lambda p, q, f: f[:, None] * right_a(p, q, f), "times frequency"),
    (lambda p, q, f: f @ right_a(p, q, f), "mean over sentences"),
    (lambda p, q, f: right_a(p, q, f).round(), "yes or no"),
    (lambda p, q, f: right_a(p, p, f), "perfect fakes"),
]
RIGHT_A = [
    right_a,
    lambda p, q, f: 1 / (1 + (q + f @ p) / (2 * p)),
    lambda p, q, f: tf.constant(right_a(p, q, f)),
    lambda p, q, f: [list(row) for row in right_a(p, q, f)],
]


# 22.B -----------------------------------------------------------------------------------------------------------------
def right_b(real, frequency):
    return real + (real - np.einsum("k,km->m", frequency, real))


WRONG_B = [
    (lambda p, f: right_b(p, np.ones(len(f)) / len(f)), "even frequencies"),
    (lambda p, f: np.maximum(right_b(p, f), p), "never less"),
    (lambda p, f: p + f[:, None] * (p - f @ p), "as far as it is frequent"),
    (lambda p, f: p + np.abs(p - f @ p), "absolute differences"),
    (lambda p, f: right_b(p, f).mean(axis=0), "mean"),
    (lambda p, f: 2 * p - f[:, None] * p, "its own part only"),
    (lambda p, f: p - (p - f @ p), "the other way"),
    (lambda p, f: np.full(p.shape, 1 / p.shape[1]), "even"),
    (lambda p, f: right_b(p, f) / 2, "half"),
    (lambda p, f: p**2 / (p**2).sum(axis=1, keepdims=True), "sharpened"),
]
RIGHT_B = [
    right_b,
    lambda p, f: 2 * p - np.average(p, axis=0, weights=f),
    lambda p, f: tf.constant(right_b(p, f)),
    lambda p, f: [list(row) for row in right_b(p, f)],
]


# ---- a reader's own, thought of before the checks were read ----------------------------------------------------------
def moments(grey, centre="mass", weigh=True, square=False):
    """Return Σ xy, Σ yy, Σ xx, with y up, from a centre of one's choice."""
    h, w = grey.shape
    down, across = np.indices((h, h)) if square else np.indices(grey.shape)
    lit = grey > 0
    cx, cy = {
        "mass": (np.sum(grey * across) / grey.sum(), np.sum(grey * down) / grey.sum()),
        "lit": (across[lit].mean(), down[lit].mean()),
        "picture": ((w - 1) / 2, (h - 1) / 2),
        "half": (w / 2, h / 2),
        "corner": (0, 0),
        "bottom": (0, h - 1),
        "whole": (np.round(np.sum(grey * across) / grey.sum()), np.round(np.sum(grey * down) / grey.sum())),
        "box": ((across[lit].min() + across[lit].max()) / 2, (down[lit].min() + down[lit].max()) / 2),
        "sideways": (np.sum(grey * across) / grey.sum(), h - 1),
        "turned": (np.sum(grey * down) / grey.sum(), np.sum(grey * across) / grey.sum()),
    }[centre]
    x, y, m = across - cx, cy - down, grey if weigh else lit
    return np.sum(m * x * y), np.sum(m * y**2), np.sum(m * x**2)


def from_ends(grey):
    rows = [(-y, np.average(np.arange(len(row)), weights=row)) for y, row in enumerate(grey) if row.sum() > 0]
    return (rows[0][1] - rows[-1][1]) / (rows[0][0] - rows[-1][0])


def over(a, b):
    return np.sum(a) / np.sum(b)


def from_centre(centre, **how):
    return lambda g: moments(g, centre, **how)[0] / moments(g, centre, **how)[1]


WRONG_1 += [
    (lambda g: np.arctan(right_1(g)), "radians"),
    (lambda g: -right_1(g), "y down"),
    (lambda g: 1 / right_1(g) if right_1(g) else 0.0, "up for each pixel to the right"),
    (from_centre("corner"), "from the corner"),
    (from_centre("bottom"), "from the lower left corner"),
    (from_centre("picture"), "from the picture's centre"),
    (from_centre("half"), "from half the width and height"),
    (from_centre("box"), "from the box's centre"),
    (from_centre("whole"), "from the nearest whole pixel"),
    (from_centre("lit"), "from the centre of lit pixels, all alike"),
    (from_centre("lit", weigh=False), "all lit pixels alike"),
    (from_centre("sideways"), "y not from the centre"),
    (from_centre("turned"), "the two centres exchanged"),
    (
        lambda g: moments(g)[0] / np.sum(np.square(np.indices(g.shape)[0] - np.average(np.indices(g.shape)[0], weights=g))),
        "no m",
    ),
    (lambda g: moments(g)[0] / g.size, "a mean of all pixels"),
    (lambda g: moments(g)[0] / np.sqrt(moments(g)[1] * moments(g)[2]), "correlation"),
    (lambda g: moments(g)[0], "the sum alone"),
    (lambda g: moments(g)[0] / (moments(g)[1] + moments(g)[2]), "over both"),
    (from_ends, "top less bottom"),
    (lambda g: abs(right_1(g)), "without its sign"),
    (lambda g: 0.5 * np.arctan2(2 * moments(g)[0], moments(g)[1] - moments(g)[2]), "angle of the main axis"),
]


def exact(r, s):
    return r == s


WRONG_2 += [
    (lambda r, s: (r == s).mean(axis=0), "what isn't said counts as read"),
    (lambda r, s: np.sum((s >= 0) & (r == s), axis=0) / len(s), "among all sentences"),
    (lambda r, s: np.sum((s > 0) & (r == s), axis=0) / np.sum(s > 0, axis=0), "zero is no word"),
    (lambda r, s: np.sum((r >= 0) & (r == s), axis=0) / np.sum(r >= 0, axis=0).clip(1), "among what is read"),
    (lambda r, s: np.sum((r >= 0) & (r == s), axis=0) / np.sum((s >= 0) & (r >= 0), axis=0).clip(1), "both"),
    (lambda r, s: np.sum((s >= 0) & (r == s), axis=1) / np.sum(s >= 0, axis=1).clip(1), "each sentence"),
    (lambda r, s: np.sum((s >= 0) & (r == s), axis=0), "counts"),
    (lambda r, s: np.sum((s >= 0) & (r == s), axis=0) / np.sum(s >= 0), "of all words said"),
    (lambda r, s: 1 - right_2(r, s), "misread"),
    (lambda r, s: 100 * right_2(r, s), "per cent"),
    (lambda r, s: right_2(r, s)[None], "a row"),
    (lambda r, s: np.sum((s >= 0) & (r == s), axis=0) // np.sum(s >= 0, axis=0), "whole division"),
    (lambda r, s: np.full(s.shape[1], np.mean((r == s)[s >= 0])), "one for all"),
    (lambda r, s: (s >= 0) & (r == s), "no mean"),
    (lambda r, s: np.array([np.mean(a[a >= 0] == b[a >= 0]) if (a >= 0).any() else 0 for a, b in zip(r.T, s.T)]), "by read"),
    (lambda r, s: np.all((r == s) | (s < 0), axis=1).mean(), "the whole sentence"),
    (lambda r, s: np.where(s >= 0, r == s, -1).mean(axis=0), "minus ones in the mean"),
    (lambda r, s: np.sum(r == s, axis=0) / np.sum(s >= 0, axis=0), "hits where nothing is said"),
]


def gru(h, x, W, U, gate=squash, candidate=np.tanh, order="zrc", keep=None):
    k = len(h)
    part = {name: slice(i * k, (i + 1) * k) for i, name in enumerate(order)}
    z = gate(x @ W[:, part["z"]] + h @ U[:, part["z"]])
    r = gate(x @ W[:, part["r"]] + h @ U[:, part["r"]])
    c = candidate(x @ W[:, part["c"]] + r * (h @ U[:, part["c"]]))
    return keep(z, r, c, h) if keep else z * h + (1 - z) * c


def with_candidate(candidate):
    def step(h, x, W, U):
        k = len(h)
        z, r = np.split(squash((x @ W + h @ U)[: 2 * k]), 2)
        return z * h + (1 - z) * candidate(h, r, x @ W[:, 2 * k :], U[:, 2 * k :])

    return step


def state_reset_first(h, x, W, U):
    """r is put on the state for z, too."""
    k = len(h)
    r = squash(x @ W[:, k : 2 * k] + h @ U[:, k : 2 * k])
    z = squash(x @ W[:, :k] + (r * h) @ U[:, :k])
    return z * h + (1 - z) * np.tanh(x @ W[:, 2 * k :] + r * (h @ U[:, 2 * k :]))


def every_third(h, x, W, U):
    return right_3(h, x, *(np.concatenate([of[:, i::3] for i in range(3)], axis=1) for of in (W, U)))


def blocks_below(h, x, W, U):
    return right_3(h, x, W, np.concatenate(list(U.reshape(3, len(h), len(h))), axis=1))


WRONG_3 += [
    (lambda h, x, W, U: gru(h, x, W, U, keep=lambda z, r, c, h: (1 - z) * h + z * c), "z for 1 - z"),
    (with_candidate(lambda h, r, a, U: np.tanh(a + (r * h) @ U)), "reset before U"),
    (lambda h, x, W, U: gru(h, x, W, U, order="rzc"), "z and r exchanged"),
    (lambda h, x, W, U: gru(h, x, W, U, order="zcr"), "r and c exchanged"),
    (lambda h, x, W, U: gru(h, x, W, U, order="crz"), "from behind"),
    (lambda h, x, W, U: gru(h, x, W, U, candidate=lambda a: a), "no tanh"),
    (lambda h, x, W, U: gru(h, x, W, U, candidate=squash), "sigmoid for tanh"),
    (lambda h, x, W, U: gru(h, x, W, U, gate=np.tanh), "tanh gates"),
    (lambda h, x, W, U: gru(h, x, W, U, gate=lambda a: squash(-a)), "sign of the sigmoid"),
    (lambda h, x, W, U: gru(h, x, W, U, gate=lambda a: np.clip(0.2 * a + 0.5, 0, 1)), "hard sigmoid"),
    (lambda h, x, W, U: gru(h, x, W, U, gate=lambda a: a), "no sigmoid"),
    (with_candidate(lambda h, r, a, U: np.tanh(r * (a + h @ U))), "r on the word, too"),
    (with_candidate(lambda h, r, a, U: np.tanh(r * a + h @ U)), "r on the word instead"),
    (with_candidate(lambda h, r, a, U: np.tanh(a + h @ U)), "no r"),
    (with_candidate(lambda h, r, a, U: np.tanh(a + (1 - r) * (h @ U))), "1 - r"),
    (with_candidate(lambda h, r, a, U: np.tanh(a + r * h)), "no U for c"),
    (with_candidate(lambda h, r, a, U: np.tanh(a) + r * (h @ U)), "bracket of the tanh"),
    (with_candidate(lambda h, r, a, U: np.tanh(a)), "c without the state"),
    (lambda h, x, W, U: gru(h, x, W, U, keep=lambda z, r, c, h: c), "the candidate"),
    (lambda h, x, W, U: gru(h, x, W, U, keep=lambda z, r, c, h: z * h + c), "no 1 - z"),
    (lambda h, x, W, U: gru(h, x, W, U, keep=lambda z, r, c, h: h + (1 - z) * c), "no z"),
    (lambda h, x, W, U: gru(h, x, W, U, keep=lambda z, r, c, h: z * r * h + (1 - z) * c), "r once more"),
    (lambda h, x, W, U: gru(h, x, W, U, keep=lambda z, r, c, h: z * h + z * c), "z twice"),
    (lambda h, x, W, U: right_3(right_3(h, x, W, U), x, W, U), "two steps"),
    (lambda h, x, W, U: gru(h, x, W, U)[None], "a row"),
    (lambda h, x, W, U: right_3(h, x, W, np.concatenate([b.T for b in np.split(U, 3, axis=1)], axis=1)), "U transposed"),
    (state_reset_first, "reset before all"),
    (every_third, "every third column"),
    (blocks_below, "blocks one below the other"),
]


def in_parts(r, f, w, a=1.0, b=0.5, c=0.5, plus=softplus):
    return a * np.mean(plus(-r)) + b * np.mean(plus(f)) + c * np.mean(plus(w))


def clipped(r, f, w, tiny=1e-7):
    with np.errstate(over="ignore"):
        d = [1 / (1 + np.exp(-of)) for of in (r, f, w)]
    return -np.log(d[0] + tiny).mean() - (np.log(1 - d[1] + tiny).mean() + np.log(1 - d[2] + tiny).mean()) / 2


def naive(r, f, w):
    with np.errstate(all="ignore"):
        return in_parts(r, f, w, plus=lambda a: np.log(1 + np.exp(a)))


WRONG_4 += [
    (lambda r, f, w: in_parts(r, f, w, b=1, c=1), "no half"),
    (lambda r, f, w: in_parts(r, f, w, a=0.5, b=0.25, c=0.25), "half of it"),
    (lambda r, f, w: in_parts(r, f, w, a=0.5), "half everywhere"),
    (lambda r, f, w: in_parts(r, f, w, b=1), "half on wrong only"),
    (lambda r, f, w: in_parts(r, f, w, c=1), "half on fakes only"),
    (lambda r, f, w: in_parts(r, f, w, b=1, c=0), "without wrong"),
    (lambda r, f, w: in_parts(r, f, w, b=0, c=1), "without fakes"),
    (lambda r, f, w: in_parts(r, f, -w), "wrong ones accepted"),
    (lambda r, f, w: in_parts(r, -f, w), "fakes accepted"),
    (lambda r, f, w: in_parts(-r, f, w), "right ones refused"),
    (lambda r, f, w: in_parts(-r, -f, -w), "all signs"),
    (lambda r, f, w: -in_parts(r, f, w), "what D maximises"),
    (lambda r, f, w: in_parts(r, f, w, b=-0.5, c=-0.5), "minus"),
    (lambda r, f, w: len(r) * in_parts(r, f, w), "sums"),
    (lambda r, f, w: in_parts(r, f, w) / np.log(2), "bits"),
    (naive, "overflows"),
    (clipped, "a small number in the logarithm"),
    (lambda r, f, w: in_parts(r, f, w, plus=lambda a: np.log1p(np.exp(np.clip(a, -50, 50)))), "logits clipped"),
    (lambda r, f, w: in_parts(squash(r), squash(f), squash(w)), "sigmoid twice"),
    (lambda r, f, w: in_parts(r.mean(), f.mean(), w.mean()), "means first"),
    (lambda r, f, w: 0.9 * in_parts(r, f, w) + 0.1 * in_parts(-r, f, w), "smoothed"),
    (lambda r, f, w: in_parts(r, f, w, plus=lambda a: np.maximum(a, 0)), "relu"),
    (lambda r, f, w: in_parts(r, f, w, plus=lambda a: squash(a)), "no logarithm"),
    (lambda r, f, w: np.mean(softplus(-r)) + np.mean(softplus(f) + softplus(w)) / 2 / len(f), "mean of a mean"),
]


def best(real, refused):
    return real / (real + refused)


def others(real, frequency):
    """Return the shares among real pictures of the other sentences, by frequency."""
    return (frequency @ real - frequency[:, None] * real) / (1 - frequency[:, None])


WRONG_A += [
    (lambda p, q, f: best(p, q + f @ p), "no half"),
    (lambda p, q, f: best(p, q), "no wrong sentences"),
    (lambda p, q, f: best(p, f @ p), "no fakes"),
    (lambda p, q, f: best(p, q / 2), "half the fakes alone"),
    (lambda p, q, f: 1 - right_a(p, q, f), "1 - D"),
    (lambda p, q, f: best(p, (q + f[:, None] * p) / 2), "its own part"),
    (lambda p, q, f: best(p, (q + others(p, f)) / 2), "other sentences only"),
    (lambda p, q, f: best(p, (q + f @ p - f[:, None] * p) / 2), "others, not to one"),
    (lambda p, q, f: best(p, (q + f @ q) / 2), "fakes of any sentence"),
    (lambda p, q, f: best(p, (f @ q + f @ p) / 2), "both of any sentence"),
    (lambda p, q, f: best(p, (q + p) / 2), "its own pictures as wrong"),
    (lambda p, q, f: p / ((q + f @ p) / 2), "a ratio"),
    (lambda p, q, f: np.log(p / ((q + f @ p) / 2)), "a logit"),
    (lambda p, q, f: best(p, (q + f @ p) / 4), "a quarter"),
    (lambda p, q, f: best(p, q / 2 + f @ p), "half on fakes only"),
    (lambda p, q, f: best(p, q + f @ p / 2), "half on wrong only"),
    (lambda p, q, f: best(f[:, None] * p, (q + f @ p) / 2), "frequency on real only"),
    (lambda p, q, f: best(f[:, None] * p, (f[:, None] * q + f @ p) / 2), "frequency, not on wrong"),
    (lambda p, q, f: f[:, None] * p / (f @ p), "whose picture"),
    (lambda p, q, f: best(p, (q + p.sum(axis=0)) / 2), "a sum in place of a mean"),
    (lambda p, q, f: best(p, (q + (f @ p).mean()) / 2), "one number for all kinds"),
    (lambda p, q, f: p / (p + q + f @ p / 1) * 2, "twice"),
    (lambda p, q, f: best(p, (q + f @ p) / 2).T, "turned"),
    (lambda p, q, f: best(p, (q + p[::-1]) / 2), "the next sentence's"),
]


def to_one(shares):
    return shares / shares.sum(axis=1, keepdims=True)


WRONG_B += [
    (lambda p, f: p, "real"),
    (lambda p, f: np.tile(f @ p, (len(p), 1)), "the mixture"),
    (lambda p, f: f @ p, "the mixture, one row"),
    (lambda p, f: p - f @ p, "only the difference"),
    (lambda p, f: p - f @ p / 2, "a half missed"),
    (lambda p, f: (p + f @ p) / 2, "the mean of both"),
    (lambda p, f: 2 * (f @ p) - p, "exchanged"),
    (lambda p, f: 3 * p - 2 * (f @ p), "too far"),
    (lambda p, f: 1.5 * p - 0.5 * (f @ p), "half as far"),
    (lambda p, f: 2 * p - others(p, f), "other sentences only"),
    (lambda p, f: 2 * p - (f @ p - f[:, None] * p), "others, not to one"),
    (lambda p, f: 2 * p + f @ p, "plus"),
    (lambda p, f: to_one(2 * p + f @ p), "plus, to one"),
    (lambda p, f: 2 * p - p.sum(axis=0), "a sum"),
    (lambda p, f: to_one(p / (f @ p)), "a ratio"),
    (lambda p, f: to_one(np.maximum(p - f @ p, 0)), "what is more"),
    (lambda p, f: to_one(p**2 / (f @ p)), "a ratio of squares"),
    (lambda p, f: 2 * p, "twice"),
    (lambda p, f: best(p, f @ p), "a D"),
    (lambda p, f: right_b(p, f).T, "turned"),
    (lambda p, f: f[:, None] * right_b(p, f), "times frequency"),
]
RIGHT_B += [lambda p, f: np.maximum(right_b(p, f), 0), lambda p, f: to_one(right_b(p, f).clip(0))]

UNSEEN = {"22.1": WRONG_1, "22.2": WRONG_2, "22.3": WRONG_3, "22.4": WRONG_4, "22.A": WRONG_A, "22.B": WRONG_B}
ALSO_RIGHT = {"22.1": RIGHT_1, "22.2": RIGHT_2, "22.3": RIGHT_3, "22.4": RIGHT_4, "22.A": RIGHT_A, "22.B": RIGHT_B}
