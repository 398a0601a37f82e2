"""Ratings whose factors are known, because they made them, and two ways to fill in what is unseen (lesson 08)."""

import numpy as np
from scipy.special import expit, ndtr, softmax


def make_ratings(seed, tastes="on-off", users=1000, films=60, factors=5):
    """Return a made-up table: stars, shown, choosing, likes, means.

    stars (users, films), 1 to 5; shown and choosing, of the same shape, True for the 40 % of ratings that a method may see
    and for another 5 % by which its settings are chosen; likes (users, factors), the tastes behind the stars; means (users,
    films), the stars expected by who knows the tastes: no prediction has a smaller mean square error. tastes: "on-off", a
    user has a taste with probability .4 or not at all, or "degrees", normal with the same mean and spread.
    Raises ValueError for other tastes.
    """
    if tastes not in ("on-off", "degrees"):
        raise ValueError(f'tastes is {tastes!r}; there are "on-off" and "degrees".')
    rng = np.random.default_rng(seed)
    likes = rng.normal(0.4, 0.49, (users, factors)) if tastes == "degrees" else (rng.random((users, factors)) < 0.4) * 1.0
    films_have = rng.normal(0, 1.2, (factors, films)) * (rng.random((factors, films)) < 0.5)
    before_luck = 3.2 + rng.normal(0, 0.4, films) + (likes - 0.4) @ films_have
    stars = np.clip(np.rint(before_luck + rng.normal(0, 0.7, before_luck.shape)), 1, 5)
    luck = rng.random(stars.shape)
    means = 1 + sum(ndtr((before_luck - k) / 0.7) for k in (1.5, 2.5, 3.5, 4.5))  # one star more at each
    return stars, luck < 0.4, luck > 0.95, likes, means


def truncated_svd(stars, shown, rank, rounds):
    """Return a table (users, films) that is each film's mean plus a matrix of that rank, by singular values.

    What is not shown is filled with the film's mean; with more rounds, then with what the round before says of it.
    """
    mean = (stars * shown).sum(axis=0) / shown.sum(axis=0)
    table = np.zeros_like(stars)
    for _ in range(rounds):
        U, s, V = np.linalg.svd(np.where(shown, stars - mean, table), full_matrices=False)
        table = U[:, :rank] * s[:rank] @ V[:rank]
    return mean + table


def rating_machine(stars, shown, hidden=8, epochs=100, rate=0.3, seed=0):
    """Return the stars (users, films) that an RBM expects after CD-1, and its hidden units' probabilities (users, hidden).

    A film has five visible units, of which one is on; films that a user's row does not show are left out of that user's
    machine (Salakhutdinov, Mnih and Hinton 2007). The number of users must be a multiple of 50, the batch.
    """
    rng, (users, films) = np.random.default_rng(seed), stars.shape
    V = ((stars[..., np.newaxis] == np.arange(1, 6)) & shown[..., np.newaxis]).astype(float)
    W, c = rng.normal(0, 0.01, (films, 5, hidden)), np.zeros(hidden)
    b = np.log((V.sum(axis=0) + 1) / (V.sum(axis=(0, 2)) + 5)[:, np.newaxis])

    def up(v):
        return expit(c + np.tensordot(v, W, 2))

    def down(h):
        return softmax(b + np.tensordot(h, W, (1, 2)), axis=2)

    for _ in range(epochs):
        for rows in rng.permutation(users).reshape(-1, 50):
            v, h = V[rows], up(V[rows])
            v1 = down(rng.random(h.shape) < h) * shown[rows][..., np.newaxis]
            h1 = up(v1)
            W += rate * ((np.tensordot(v, h, (0, 0)) - np.tensordot(v1, h1, (0, 0))) / 50 - 0.001 * W)
            b += rate * (v - v1).mean(axis=0)
            c += rate * (h - h1).mean(axis=0)
    return down(up(V)) @ np.arange(1, 6), up(V)
