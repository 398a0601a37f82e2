"""Plausible wrong answers to the exercises of lesson 20, each with a piece of the hint that it should get."""

import numpy as np


def median(t, p, by=0):
    order = np.argsort(t, axis=0)
    place = (np.cumsum(p[order], axis=0) >= 0.5).argmax(axis=0) + by
    return np.take_along_axis(t, order, axis=0)[place % len(p), np.arange(t.shape[1])]


def unsorted(t, p):
    return np.sort(t, axis=0)[(np.cumsum(p) >= 0.5).argmax()]


def best_of_k(t, p):
    return t[np.argmin([p @ np.abs(t - x).mean(axis=1) for x in t])]


def width(kernels, strides, start=1, less=1, after=False):
    total, step = start, 1
    for kernel, stride in zip(kernels, strides):
        step = step * stride if after else step
        total += (kernel - less) * step
        step = step if after else step * stride
    return total


def last_stride(kernels, strides):
    return 1 + sum((k - 1) * s for k, s in zip(kernels, [1, *strides[:-1]]))


def soft(x):
    return np.logaddexp(0, x)


def l1(fake, target):
    return np.abs(target - fake).mean()


def bound(costs, shares, compromise, v, order=None):
    order = np.argsort(-costs) if order is None else order
    c, s = costs[order], shares[order]
    gone = np.clip(v - (np.cumsum(s) - s), 0, s)
    return c @ s - gone @ (c - compromise)


def whole(costs, shares, compromise, v, more=0):
    order = np.argsort(-costs)
    n = np.sum(np.cumsum(shares[order]) <= v) + more
    return costs @ shares - shares[order][:n] @ (costs[order][:n] - compromise)


def nothing_instead(costs, shares, compromise, v):
    return bound(costs, shares, 0.0, v)


def shares_unsorted(costs, shares, compromise, v):
    order = np.argsort(-costs)
    s = shares[order]
    gone = np.clip(v - (np.cumsum(shares) - shares), 0, shares)
    return costs[order] @ s - gone @ (costs[order] - compromise)


def total(o):
    return o.reshape(-1, o.shape[2]).var(axis=0)


def blocks(o, g):
    n, size, _ = g.shape
    by = o.shape[1] // size
    return o.reshape(n, size, by, size, by)


def scattered(o, g):
    n, size, _ = g.shape
    by = o.shape[1] // size
    return np.abs(o.reshape(n, by, size, by, size).mean(axis=(1, 3)) - g).mean()


def small(o, g):
    return blocks(o, g).mean(axis=(2, 4))


WRONG = {
    "20.1": [
        (lambda t, p: p @ t, "best for the squared error"),
        (lambda t, p: np.median(t, axis=0), "not equally probable"),
        (lambda t, p: t[p.argmax()], "likeliest picture"),
        (best_of_k, "best among the k"),
        (unsorted, "their probabilities were not"),
        (lambda t, p: np.median(p[:, None] * t, axis=0), "how often a value counts"),
        (lambda t, p: (t.min(axis=0) + t.max(axis=0)) / 2, "smallest and the largest"),
        (lambda t, p: t.mean(axis=0), "L1 wants a median"),
        (lambda t, p: median(t, p, -1), "One value too early"),
        (lambda t, p: median(t, p, 1), "One value too late"),
    ],
    "20.2": [
        (lambda k, s: width(k, [1] * len(k)), "The strides are missing"),
        (lambda k, s: width(k, s, after=True), "does not spread its own kernel"),
        (last_stride, "not the last one alone"),
        (lambda k, s: width(k[::-1], s[::-1]), "from the picture on"),
        (lambda k, s: width(k, s, less=0), "would widen nothing"),
        (lambda k, s: width(k, s, start=0), "Begin with 1"),
        (lambda k, s: np.prod(s), "two neighbours of the last map"),
        (lambda k, s: np.prod(k), "do not multiply"),
        (lambda k, s: sum(k), "strides count"),
        (lambda k, s: width(k, s) ** 2, "not the number of pixels"),
        (lambda k, s: width(k[:-1], s[:-1]), "last layer is left out"),
    ],
    "20.3": [
        (lambda x, f, t, w: soft(-x).mean() + l1(f, t), "The weight is missing"),
        (lambda x, f, t, w: w * soft(-x).mean() + l1(f, t), "not to the other part"),
        (lambda x, f, t, w: w * (soft(-x).mean() + l1(f, t)), "to L1 alone"),
        (lambda x, f, t, w: w * l1(f, t), "that D gives is missing"),
        (lambda x, f, t, w: soft(-x).mean() + w * np.mean((t - f) ** 2), "not squares"),
        (lambda x, f, t, w: soft(-x).mean() + w * np.mean(t - f), "Without absolute values"),
        (lambda x, f, t, w: soft(x).mean() + w * l1(f, t), "Here it is -log(1 - D)"),
        (lambda x, f, t, w: -soft(x).mean() + w * l1(f, t), "not log(1 - D)"),
        (lambda x, f, t, w: soft(-x.mean(axis=(1, 2, 3))).mean() + w * l1(f, t), "after the logarithm"),
        (lambda x, f, t, w: soft(-x).sum() + w * np.abs(t - f).sum(), "means, not sums"),
        (lambda x, f, t, w: soft(-x).mean() - w * l1(f, t), "sign of L1"),
        (lambda x, f, t, w: -x.mean() + w * l1(f, t), "another game"),
    ],
    "20.4": [
        (lambda c, s, g, v: (1 - v) * (c @ s) + v * g, "not a part of each"),
        (lambda c, s, g, v: bound(c, s, g, v, np.argsort(c)), "not the cheapest"),
        (lambda c, s, g, v: bound(c, s, g, v, np.argsort(-s)), "not the likeliest"),
        (lambda c, s, g, v: bound(c, s, g, v, np.arange(len(c))), "first of the list"),
        (whole, "in part"),
        (lambda c, s, g, v: whole(c, s, g, v, 1), "only a part"),
        (nothing_instead, "that costs, too"),
        (shares_unsorted, "sorted with the costs"),
        (lambda c, s, g, v: bound(c, s, g, v / 2), "not half of it"),
        (lambda c, s, g, v: bound(c, s, g, 1 - v), "not what must stay"),
        (lambda c, s, g, v: c @ s, "Nothing is given up"),
        (lambda c, s, g, v: c @ s - bound(c, s, g, v), "what is saved"),
        (lambda c, s, g, v: bound(c, np.full(len(c), 1 / len(c)), g, v), "use their shares"),
    ],
    "20.A": [
        (lambda o: o.var(axis=1).mean() / total(o).mean(), "noises are the first axis"),
        (lambda o: 1 - o.var(axis=0).mean() / total(o).mean(), "not that of the pictures"),
        (lambda o: o.std(axis=0).mean() / np.sqrt(total(o)).mean(), "standard deviations don't"),
        (lambda o: np.sqrt(o.var(axis=0).mean() / total(o).mean()), "root is too much"),
        (lambda o: o.var(axis=0).mean(), "Divide by all of the variance"),
        (lambda o: np.mean(o.var(axis=0) / total(o)), "then the ratio"),
        (lambda o: o.var(axis=0).mean() / o.var(), "pixels are mixed in"),
        (lambda o: o.var(axis=0).mean() / o.mean(axis=0).var(axis=0).mean(), "pictures given add"),
        (lambda o: total(o).mean() / o.var(axis=0).mean(), "other way round"),
        (lambda o: o.mean(axis=2).var(axis=0).mean() / o.mean(axis=2).var(), "Not all pixels together"),
    ],
    "20.B": [
        (lambda o, g: np.abs(blocks(o, g) - g[:, :, None, :, None]).mean(), "Shrink the outputs"),
        (lambda o, g: np.abs(blocks(o, g)[:, :, 0, :, 0] - g).mean(), "not its first pixel"),
        (lambda o, g: np.abs(blocks(o, g).max(axis=(2, 4)) - g).mean(), "largest value"),
        (lambda o, g: np.abs(blocks(o, g).sum(axis=(2, 4)) - g).mean(), "not its sum"),
        (scattered, "made of neighbours"),
        (lambda o, g: np.mean((small(o, g) - g) ** 2), "not squares"),
        (lambda o, g: np.sqrt(np.mean((small(o, g) - g) ** 2)), "not the root"),
        (lambda o, g: np.mean(small(o, g) - g), "must not make up"),
        (lambda o, g: np.abs(small(o, g) - g).sum(), "not their sum"),
        (lambda o, g: np.abs(small(o, g) - g).max(), "Not the largest"),
        (lambda o, g: np.abs(np.median(blocks(o, g), axis=(2, 4)) - g).mean(), "not its median"),
    ],
}
