"""Plausible wrong answers to the exercises of lesson 24, each with a piece of the hint that it should get."""

import numpy as np
from scipy import stats


def worth(chances, rocks, value, lost=0):
    return chances @ np.where(rocks, lost, value)


def pair(w):
    return w.max(axis=1), w.argmax(axis=1)


def one_hot(labels, low=0):
    return np.where(np.eye(labels.max() + 1)[labels] == 1, 1, low)


def ridge(F, Y, s):
    return np.linalg.solve(F.T @ F + s * np.eye(F.shape[1]), F.T @ Y)


def moved(pictures, down, right, fill=-1.0):
    _, h, w = pictures.shape
    wide = np.pad(pictures, ((0, 0), (h, h), (w, w)), constant_values=fill)
    return np.stack([p[h - y : 2 * h - y, w - x : 2 * w - x] for p, y, x in zip(wide, down, right)])


def zero_slices_are_empty(pictures, down, right):
    out = np.full_like(pictures, -1)
    for new, old, y, x in zip(out, pictures, down, right):
        part = old[: -y if y >= 0 else None, : -x if x >= 0 else None]
        part = part[-y if y < 0 else 0 :, -x if x < 0 else 0 :]
        y, x = max(y, 0), max(x, 0)
        new[y : y + part.shape[0], x : x + part.shape[1]] = part
    return out


def around(middle, reach):
    return middle, middle - reach, middle + reach


def by_t(a, b, sd, q=0.975):
    return around(np.mean(a - b), stats.t.ppf(q, len(a) - 1) * sd / np.sqrt(len(a)))


def actions(outcomes, value, rounding=np.rint):
    return value[outcomes].mean(axis=1), value[rounding(outcomes.mean(axis=1)).astype(int)]


def ends(x, low=2.5, high=97.5):
    return np.percentile(x, [low, high])


WRONG = {
    "24.1": [
        (lambda c, r, v: pair(c @ v), "rocks have no part"),
        (lambda c, r, v: pair(c @ np.where(r, v, 0)), "Turned round"),
        (lambda c, r, v: (np.where(r, 0, pair(c @ v)[0]), pair(c @ v)[1]), "starts from are set to 0"),
        (lambda c, r, v: (worth(c, r, v).mean(axis=1), worth(c, r, v).argmax(axis=1)), "mean over the steerings"),
        (lambda c, r, v: (worth(c, r, v).min(axis=1), worth(c, r, v).argmin(axis=1)), "not the worst"),
        (lambda c, r, v: (worth(c, r, v).max(axis=1), np.full(len(v), worth(c, r, v).mean(axis=0).argmax())), "one for all"),
        (lambda c, r, v: pair(np.where(r, 0, v)[c.argmax(axis=2)]), "likeliest lane"),
        (lambda c, r, v: pair(worth(c, r, v))[::-1], "The order"),
        (lambda c, r, v: pair(worth(c / c.sum(axis=2, keepdims=True), r, v)), "no division by its sum"),
        (lambda c, r, v: pair(worth(c, r, v, -1)), "not minus 1"),
        (lambda c, r, v: (worth(c, r, v).max(axis=1), worth(c, r, v).argmax(axis=1) + 1), "not from 1"),
        (lambda c, r, v: pair(c @ ~r), "staying afloat"),
        (lambda c, r, v: worth(c, r, v).max(axis=1), "Two results"),
        (lambda c, r, v: worth(c, r, v), "shapes on the way"),
    ],
    "24.2": [
        (lambda F, y, new, s: new @ np.linalg.pinv(F) @ one_hot(y), "no part in it"),
        (lambda F, y, new, s: new @ ridge(F, one_hot(y, -1), s), "not 1 and -1"),
        (lambda F, y, new, s: new @ ridge(F, one_hot(y), s**2), "not its square"),
        (lambda F, y, new, s: new @ ridge(F, one_hot(y), 2 * s), "s stays s"),
        (lambda F, y, new, s: new @ ridge(F, one_hot(y), s / 2), "not halved"),
        (lambda F, y, new, s: new @ ridge(F, one_hot(y), len(F) * s), "not multiplied by n."),
        (lambda F, y, new, s: new @ ridge(F, one_hot(y), -s), "sign"),
        (lambda F, y, new, s: new @ F.T @ one_hot(y), "inverse is missing"),
        (lambda F, y, new, s: (new @ ridge(F, one_hot(y), s)).argmax(axis=1), "Those are labels"),
        (lambda F, y, new, s: ridge(F, one_hot(y), s), "the weights W"),
        (lambda F, y, new, s: F @ ridge(F, one_hot(y), s), "fitted to"),
        (lambda F, y, new, s: new @ ridge(F, y, s), "the labels themselves"),
        (lambda F, y, new, s: (new - F.mean(axis=0)) @ ridge(F - F.mean(axis=0), one_hot(y), s), "Without an intercept"),
        (lambda F, y, new, s: (new @ ridge(F, one_hot(y), s)).T, "(m, k)"),
    ],
    "24.3": [
        (lambda p, d, r: np.stack([np.roll(a, (y, x), (0, 1)) for a, y, x in zip(p, d, r)]), "other side"),
        (lambda p, d, r: moved(p, d, r, 0.0), "not 0"),
        (lambda p, d, r: moved(p, d, r, 1.0), "not 1"),
        (lambda p, d, r: moved(p, -d, -r), "Turned round"),
        (lambda p, d, r: moved(p, -d, r), "Down is turned round"),
        (lambda p, d, r: moved(p, d, -r), "Right is turned round"),
        (lambda p, d, r: moved(p, np.full(len(p), d[0]), np.full(len(p), r[0])), "its own shift"),
        (lambda p, d, r: moved(p, d, 0 * r), "to the right as well"),
        (lambda p, d, r: moved(p, 0 * d, r), "move down as well"),
        (lambda p, d, r: p, "Nothing has moved"),
        (lambda p, d, r: moved(p, abs(d), abs(r)), "their sign counts"),
        (lambda p, d, r: moved(p, d.clip(0), r.clip(0)), "Negative shifts move, too"),
        (lambda p, d, r: np.full_like(p, -1), "All is black"),
        (zero_slices_are_empty, "ends at -0"),
    ],
    "24.4": [
        (lambda a, b: by_t(b, a, (a - b).std(ddof=1)), "The other way round"),
        (lambda a, b: by_t(a, b, (a - b).std()), "ddof=1"),
        (lambda a, b: by_t(a, b, (a - b).std(ddof=1) * np.sqrt(len(a))), "single gain"),
        (lambda a, b: by_t(a, b, (a - b).std(ddof=1) / np.sqrt(len(a))), "not n"),
        (lambda a, b: around(np.mean(a - b), stats.sem(a - b)), "one standard error"),
        (lambda a, b: around(np.mean(a - b), stats.norm.ppf(0.975) * stats.sem(a - b)), "1.96 is too small"),
        (lambda a, b: by_t(a, b, (a - b).std(ddof=1), 0.95), "t at 0.975"),
        (lambda a, b: around(np.mean(a - b), stats.t.ppf(0.975, len(a)) * stats.sem(a - b)), "n - 1 degrees"),
        (lambda a, b: by_t(a, b, np.sqrt(a.var(ddof=1) + b.var(ddof=1))), "take the differences first"),
        (lambda a, b: by_t(a, b, a.std(ddof=1)), "not of one side"),
        (lambda a, b: by_t(a, b, (a - b).var(ddof=1)), "not the variance"),
        (lambda a, b: (np.mean(a - b), *sorted(a - b)[:: len(a) - 1]), "smallest and the largest"),
        (lambda a, b: by_t(a, b, (a - b).std(ddof=1))[1:], "mean is missing"),
        (lambda a, b: (lambda m, lo, hi: (m, hi, lo))(*by_t(a, b, (a - b).std(ddof=1))), "ends are exchanged"),
    ],
    "24.A": [
        (lambda o, v: (actions(o, v)[1].max(), actions(o, v)[0].max()), "what the mean's planner believes"),
        (lambda o, v: (actions(o, v)[0].max(), actions(o, v)[0][actions(o, v)[1].argmax()]), "The order"),
        (lambda o, v: actions(o, v)[0][actions(o, v)[1].argmax()], "and the best?"),
        (lambda o, v: actions(o, v)[0].max(), "and what the mean's planner gets?"),
        (lambda o, v: actions(o, v)[0].max() - actions(o, v)[0][actions(o, v)[1].argmax()], "not their difference"),
        (lambda o, v: (actions(o, v)[1].argmax(), actions(o, v)[0].argmax()), "not which actions"),
        (lambda o, v: (actions(o, v)[0][actions(o, v, np.floor)[1].argmax()], actions(o, v)[0].max()), "not cut off"),
        (lambda o, v: (actions(o, v)[0][actions(o, v)[1].argmax()], v[o].max()), "best outcome of all"),
        (lambda o, v: (actions(o, v)[0][actions(o, v)[1].argmin()], actions(o, v)[0].max()), "with the worst"),
        (lambda o, v: (actions(o, v)[0][o.mean(axis=1).argmax()], actions(o, v)[0].max()), "largest mean place"),
        (lambda o, v: np.full(2, actions(o, v)[1].max()), "Of each action two numbers"),
    ],
    "24.B": [
        (lambda g, d: ends(g[d].mean(axis=1), 5, 95), "5 % on each side"),
        (lambda g, d: ends(g[d].mean(axis=1), 0.025, 0.975), "from 0 to 100"),
        (lambda g, d: ends(g), "single gains"),
        (lambda g, d: ends(g[d]), "all the resampled"),
        (lambda g, d: ends(g[d].mean(axis=0)), "not for each place"),
        (lambda g, d: ends(np.median(g[d], axis=1)), "not medians"),
        (lambda g, d: ends(g[d].sum(axis=1)), "not sums"),
        (lambda g, d: ends(g[d].mean(axis=1))[::-1], "lower end first"),
        (lambda g, d: (g[d].mean(axis=1).min(), g[d].mean(axis=1).max()), "smallest and the largest"),
        (lambda g, d: ends(d.mean(axis=1)), "draws are places"),
        (lambda g, d: ends(g[d].mean(axis=1)) - g.mean(), "how far they are"),
        (lambda g, d: ends(g[d].mean(axis=1), 25, 75), "middle 50 %"),
    ],
}
