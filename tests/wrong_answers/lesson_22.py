"""Plausible wrong answers to the exercises of lesson 22, each with a piece of the hint that it should get."""

import numpy as np


def moments(grey, top_is_up=True, centred=True):
    down, across = np.indices(grey.shape)
    if centred:
        across = across - np.sum(grey * across) / grey.sum()
        down = down - np.sum(grey * down) / grey.sum()
    y = -down if top_is_up else down
    return across, y


def ratio(grey, above, below, **how):
    x, y = moments(grey, **how)
    sums = {"xy": np.sum(grey * x * y), "xx": np.sum(grey * x * x), "yy": np.sum(grey * y * y)}
    return sums[above] / sums[below]


def from_the_middle(grey):
    down, across = np.indices(grey.shape)
    x, y = across - (grey.shape[1] - 1) / 2, (grey.shape[0] - 1) / 2 - down
    return np.sum(grey * x * y) / np.sum(grey * y * y)


def from_the_corner(grey):
    down, across = np.indices(grey.shape)
    y = grey.shape[0] - 1 - down
    return np.sum(grey * across * y) / np.sum(grey * y * y)


def correlation(grey):
    x, y = moments(grey)
    return np.sum(grey * x * y) / np.sqrt(np.sum(grey * x * x) * np.sum(grey * y * y))


def without_masses(grey):
    x, y = moments(grey)
    return np.sum(x * y) / np.sum(y * y)


def only_lit(grey):
    x, y = moments(grey)
    return np.sum((grey > 0) * x * y) / np.sum((grey > 0) * y * y)


def by_mass(grey):
    x, y = moments(grey)
    return np.sum(grey * x * y) / grey.sum()


def angle(grey):
    x, y = moments(grey)
    return np.arctan2(np.sum(grey * x * y), np.sum(grey * y * y))


def has(said):
    return said >= 0


def full_sentences(read, said):
    full = has(said).all(axis=1)
    return (read == said)[full].mean(axis=0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def parts(h, x, W, U):
    return (*np.split(x @ W, 3), *np.split(h @ U, 3))


def gru(h, x, W, U, gate=sigmoid, propose=np.tanh, swap=False, keep=None):
    zx, rx, cx, zh, rh, ch = parts(h, x, W, U)
    z, r = gate(zx + zh), gate(rx + rh)
    z, r = (r, z) if swap else (z, r)
    c = propose(cx + r * ch)
    return keep(z, h, c) if keep else z * h + (1 - z) * c


def no_reset(h, x, W, U):
    zx, _, cx, zh, _, ch = parts(h, x, W, U)
    z = sigmoid(zx + zh)
    return z * h + (1 - z) * np.tanh(cx + ch)


def reset_first(h, x, W, U):
    zx, rx, cx, zh, rh, _ = parts(h, x, W, U)
    z, r = sigmoid(zx + zh), sigmoid(rx + rh)
    return z * h + (1 - z) * np.tanh(cx + (r * h) @ U[:, 2 * len(h) :])


def reset_all(h, x, W, U):
    zx, rx, cx, zh, rh, ch = parts(h, x, W, U)
    z, r = sigmoid(zx + zh), sigmoid(rx + rh)
    return z * h + (1 - z) * np.tanh(r * (cx + ch))


def blind_to_state(h, x, W, U):
    zx, rx, cx, _, _, ch = parts(h, x, W, U)
    z, r = sigmoid(zx), sigmoid(rx)
    return z * h + (1 - z) * np.tanh(cx + r * ch)


def soft(x):
    return np.logaddexp(0, x).mean()


def overflowing(right, fake, wrong):
    return np.log(1 + np.exp(-right)).mean() + (np.log(1 + np.exp(fake)).mean() + np.log(1 + np.exp(wrong)).mean()) / 2


def matching(right, fake, wrong):
    return soft(-right) + (soft(fake) + soft(wrong)) / 2


WRONG = {
    "22.1": [
        (lambda g: ratio(g, "xy", "yy", top_is_up=False), "the sign"),
        (lambda g: ratio(g, "xy", "xx"), "not x squared"),
        (lambda g: ratio(g, "xy", "xx", top_is_up=False), "rows that go down"),
        (correlation, "a correlation"),
        (from_the_middle, "not at the middle"),
        (from_the_corner, "not at the corner"),
        (lambda g: ratio(g, "xy", "yy", top_is_up=False, centred=False), "and y goes up"),
        (without_masses, "masses are missing"),
        (only_lit, "whether it is lit"),
        (by_mass, "not by the mass"),
        (angle, "No angle"),
    ],
    "22.2": [
        (lambda r, s: np.mean(r == s, axis=0), "if nothing was read"),
        (lambda r, s: np.mean(has(s) & (r == s), axis=0), "not by all"),
        (lambda r, s: np.sum(r == s, axis=0) / has(s).sum(axis=0), "can't be obeyed"),
        (lambda r, s: (r == s)[has(s)].mean(), "not one for all"),
        (lambda r, s: 1 - np.sum(has(s) & (r == s), axis=0) / has(s).sum(axis=0), "disobeyed"),
        (lambda r, s: np.sum((s > 0) & (r == s), axis=0) / (s > 0).sum(axis=0), "begin at 0"),
        (lambda r, s: np.sum((r >= 0) & (r == s), axis=0) / (r >= 0).sum(axis=0), "read something"),
        (full_sentences, "even if it lacks others"),
        (lambda r, s: np.sum(has(s) & (r == s), axis=0), "Shares, not numbers"),
        (lambda r, s: np.sum(has(s) & (r == s), axis=1) / has(s).sum(axis=1), "not for each sentence"),
    ],
    "22.3": [
        (lambda *a: gru(*a, keep=lambda z, h, c: (1 - z) * h + z * c), "other way round"),
        (lambda *a: gru(*a, keep=lambda z, h, c: c), "what is proposed"),
        (no_reset, "reset gate r is missing"),
        (reset_first, "the older form"),
        (reset_all, "not the word's"),
        (lambda *a: gru(*a, propose=lambda x: x), "needs its tanh"),
        (lambda *a: gru(*a, propose=sigmoid), "not a sigmoid"),
        (lambda *a: gru(*a, gate=np.tanh), "not tanh"),
        (lambda *a: gru(*a, gate=lambda x: x), "need their sigmoid"),
        (lambda *a: gru(*a, swap=True), "exchanged"),
        (blind_to_state, "look at the state"),
        (lambda *a: gru(*a, keep=lambda z, h, c: (1 - z) * c), "old state's part"),
        (lambda *a: gru(*a, keep=lambda z, h, c: z * h), "proposal's part"),
        (lambda *a: gru(*a, keep=lambda z, h, c: z * h + c), "added whole"),
        (lambda *a: np.tanh(gru(*a)), "no further tanh"),
    ],
    "22.4": [
        (lambda r, f, w: soft(-r) + soft(f) + soft(w), "share one weight"),
        (lambda r, f, w: (soft(-r) + soft(f) + soft(w)) / 3, "one third"),
        (lambda r, f, w: soft(-r) + soft(f), "wrong sentences are missing"),
        (lambda r, f, w: soft(-r) + soft(w), "fakes are missing"),
        (lambda r, f, w: (soft(f) + soft(w)) / 2, "first part is missing"),
        (lambda r, f, w: soft(-r) + (soft(f) + soft(-w)) / 2, "refused, not accepted"),
        (lambda r, f, w: soft(-r) + (soft(-f) + soft(w)) / 2, "G's wish"),
        (lambda r, f, w: matching(-r, -f, -w), "Every sign"),
        (lambda r, f, w: -matching(r, f, w), "sign of the whole"),
        (lambda r, f, w: len(r) * matching(r, f, w), "not the sum"),
        (lambda r, f, w: matching(r, f, w) / np.log(2), "base 2"),
        (overflowing, "overflows"),
    ],
    "22.A": [
        (lambda p, q, f: p / (p + q + f @ p), "half each"),
        (lambda p, q, f: p / (p + q), "wrong sentences are missing"),
        (lambda p, q, f: p / (p + f @ p), "fakes are missing"),
        (lambda p, q, f: p / (p + (q + p.mean(axis=0)) / 2), "not the plain mean"),
        (lambda p, q, f: p / (p + (q + f @ q) / 2), "here fakes were mixed"),
        (lambda p, q, f: 1 - p / (p + (q + f @ p) / 2), "probability of no"),
        (lambda p, q, f: 2 * p / (q + f @ p), "odds"),
        (lambda p, q, f: np.log(2 * p / (q + f @ p)), "logit"),
        (lambda p, q, f: f @ p / (f @ p + (f @ q + f @ p) / 2), "told the sentence"),
    ],
    "22.B": [
        (lambda p, f: p, "without the wrong pairs"),
        (lambda p, f: np.tile(f @ p, (len(p), 1)), "The sign"),
        (lambda p, f: (p + f @ p) / 2, "the mean of both"),
        (lambda p, f: 2 * p - p.mean(axis=0), "not the plain mean"),
        (lambda p, f: 2 * p - f @ p / 2, "too little"),
        (lambda p, f: p - f @ p, "counts once"),
        (lambda p, f: p**2 / (f @ p), "proportions: what"),
        (lambda p, f: 1.5 * p - 0.5 * (f @ p), "Only half as far"),
    ],
}
