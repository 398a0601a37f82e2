"""Plausible wrong answers to the exercises of lesson 26, each with a piece of the hint that it should get."""

import numpy as np


def kept(betas):
    return np.prod(1 - betas)


def guessed_noise(x, a, p, m, w, variances=None, away=None, roots=True, below=None):
    variances = (np.cos(a) * w) ** 2 + np.sin(a) ** 2 if variances is None else variances
    away = x[:, None] - np.cos(a) * m if away is None else away
    density = p * np.exp(-(away**2) / (2 * variances)) / (np.sqrt(variances) if roots else 1)
    below = variances if below is None else below
    return np.sin(a) * np.sum(density * away / below, axis=1) / density.sum(axis=1)


def cut(x):
    return np.clip(x, -1, 1)


def picture(x, e, a):
    return (x - np.sin(a) * e) / np.cos(a)


def back(x, p, a, s):
    return np.cos(s) * p + np.sin(s) * (x - np.cos(a) * p) / np.sin(a)


def fresh_step(x, v, a, s, z, rho=None, left=None, p=None, e=None):
    rho = np.sin(s) / np.sin(a) * np.sqrt(1 - np.cos(a) ** 2 / np.cos(s) ** 2) if rho is None else rho
    left = np.sqrt(np.abs(np.sin(s) ** 2 - rho**2)) if left is None else left
    p = np.cos(a) * x - np.sin(a) * v if p is None else p
    e = np.sin(a) * x + np.cos(a) * v if e is None else e
    return np.cos(s) * p + left * e + rho * z


def rho_of(a, s):
    return np.sin(s) / np.sin(a) * np.sqrt(1 - np.cos(a) ** 2 / np.cos(s) ** 2)


def weighted(exponents, pictures):
    weights = np.exp(exponents - exponents.max())
    return weights @ pictures / weights.sum()


def squares(x, a, pictures):
    return np.sum((x - np.cos(a) * pictures) ** 2, axis=1)


def bare(x, a, pictures):
    weights = np.exp(-squares(x, a, pictures) / (2 * np.sin(a) ** 2))
    return weights @ pictures / weights.sum()


WRONG = {
    "26.1": [
        (lambda b: (kept(b), 1 - kept(b)), "Those are the squares"),
        (lambda b: (np.sqrt(1 - kept(b)), np.sqrt(kept(b))), "The order"),
        (lambda b: (np.sqrt(kept(b)), 1 - np.sqrt(kept(b))), "its square and that of a"),
        (lambda b: (np.sqrt(kept(b)), 1 - kept(b)), "that is its square"),
        (lambda b: (kept(b), np.sqrt(1 - kept(b))), "multiplies by a root"),
        (lambda b: (np.sqrt(1 - b[-1]), np.sqrt(b[-1])), "one step, the last"),
        (lambda b: (np.sqrt(kept(b)), np.sqrt(b.sum())), "stays at its size"),
        (lambda b: (np.sqrt(kept(b)), np.sqrt(np.prod(b))), "don't multiply"),
        (lambda b: (np.sqrt(kept(b)), np.sqrt(b).sum()), "sizes don't add up"),
        (lambda b: (np.sqrt(1 - np.prod(b)), np.sqrt(np.prod(b))), "not 1 less the product"),
        (lambda b: (np.sqrt(1 - b.mean()), np.sqrt(b.mean())), "with the betas' mean"),
        (lambda b: np.sqrt(kept(b)), "b is asked, too"),
    ],
    "26.2": [
        (lambda x, a, p, m, w: -guessed_noise(x, a, p, m, w) / np.sin(a), "That is the score"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w) / np.sin(a), "minus the score"),
        (lambda x, a, p, m, w: -guessed_noise(x, a, p, m, w), "The sign"),
        (lambda x, a, p, m, w: np.sin(a) * guessed_noise(x, a, p, m, w), "not its square"),
        (lambda x, a, p, m, w: picture(x, guessed_noise(x, a, p, m, w), a), "mean of the picture"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, variances=w**2), "as wide as at 0"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, variances=0 * w + np.sin(a) ** 2), "widths are missing"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, variances=np.cos(a) ** 2 * w + np.sin(a) ** 2), "enter squared"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, variances=w**2 + np.sin(a) ** 2), "widths stay"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, away=x[:, None] - m), "here they stay"),
        (lambda x, a, p, m, w: guessed_noise(x, a, np.ones(len(p)), m, w), "shares have no part"),
        (lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, roots=False), "that factor is missing"),
        (
            lambda x, a, p, m, w: guessed_noise(x, a, p, m, w, below=np.sqrt((np.cos(a) * w) ** 2 + np.sin(a) ** 2)),
            "stands the variance",
        ),
    ],
    "26.3": [
        (lambda x, e, a, s: np.cos(s) * picture(x, e, a) + np.sin(s) * e, "not cut off"),
        (lambda x, e, a, s: np.cos(s) * cut(picture(x, e, a)) + np.sin(s) * e, "still the network's"),
        (lambda x, e, a, s: cut(np.cos(s) * picture(x, e, a) + np.sin(s) * e), "The result is cut off"),
        (lambda x, e, a, s: cut(picture(x, e, a)), "picture at angle 0"),
        (lambda x, e, a, s: back(x, cut(picture(x, e, a)), a, a), "x again"),
        (lambda x, e, a, s: back(x, cut(x - np.sin(a) * e), a, s), "the division is missing"),
        (lambda x, e, a, s: back(x, cut((x - e) / np.cos(a)), a, s), "at its size"),
        (lambda x, e, a, s: back(x, cut((x + np.sin(a) * e) / np.cos(a)), a, s), "taken off, not added"),
        (lambda x, e, a, s: back(x, cut((x - np.cos(a) * e) / np.sin(a)), a, s), "exchanged where the picture"),
        (lambda x, e, a, s: back(x, cut(picture(x, e, s)), s, a), "two angles are exchanged"),
        (lambda x, e, a, s: back(x, np.clip(picture(x, e, a), 0, 1), a, s), "not between 0 and 1"),
        (lambda x, e, a, s: back(x, cut(np.cos(a) * x - np.sin(a) * e), a, s), "velocity"),
    ],
    "26.4": [
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, rho=0.0), "without fresh noise"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, left=np.sin(s)), "comes on top"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, left=0), "The guessed noise is missing"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, rho=np.sin(s), left=0), "All of the noise is fresh"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, left=np.sin(s) - rho_of(a, s)), "a root of a difference"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, left=np.sin(s) ** 2 - rho_of(a, s) ** 2), "the root is missing"),
        (
            lambda x, v, a, s, z: fresh_step(x, v, a, s, z, rho=np.sin(s) / np.sin(a) * (1 - (np.cos(a) / np.cos(s)) ** 2)),
            "The root in rho",
        ),
        (
            lambda x, v, a, s, z: fresh_step(x, v, a, s, z, rho=np.sin(s) / np.sin(a) * np.sqrt(1 - np.cos(a) / np.cos(s))),
            "the squares are missing",
        ),
        (
            lambda x, v, a, s, z: fresh_step(x, v, a, s, z, rho=rho_of(a, s) * np.sin(a) / np.sin(s)),
            "that factor is missing",
        ),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, p=np.cos(a) * x + np.sin(a) * v), "there is a plus"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, e=np.sin(a) * x - np.cos(a) * v), "there is a minus"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, e=v), "where the noise is mixed in"),
        (lambda x, v, a, s, z: fresh_step(x, v, a, s, z, p=picture(x, v, a), e=v), "taken for the noise"),
    ],
    "26.A": [
        (lambda x, a, p: weighted(-np.sum((x - p) ** 2, axis=1) / (2 * np.sin(a) ** 2), p), "not near the picture"),
        (lambda x, a, p: weighted(-squares(x, a, p) / np.sin(a) ** 2, p), "the 2 is missing"),
        (lambda x, a, p: weighted(-squares(x, a, p) / (2 * np.sin(a)), p), "the square is missing"),
        (lambda x, a, p: weighted(-squares(x, a, p) / (2 * np.cos(a) ** 2), p), "not 2 cos"),
        (lambda x, a, p: weighted(-np.sqrt(squares(x, a, p)) / (2 * np.sin(a) ** 2), p), "not the distance"),
        (lambda x, a, p: weighted(squares(x, a, p) / (2 * np.sin(a) ** 2), p), "The exponent has a minus"),
        (lambda x, a, p: weighted(-np.mean((x - np.cos(a) * p) ** 2, axis=1) / (2 * np.sin(a) ** 2), p), "not averaged"),
        (lambda x, a, p: p.mean(axis=0), "mean of all pictures"),
        (lambda x, a, p: p[squares(x, a, p).argmin()], "nearest picture"),
        (bare, "largest exponent"),
    ],
}
