"""Plausible wrong answers to the exercises of lesson 05, each with a piece of the hint that it should get."""

import numpy as np


def soft(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


def wait(losses, patience, back=True):
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            return best if back else epoch
    return best if back else len(losses) - 1


def or_one(deviation):
    return np.where(deviation > 0, deviation, 1)


def squares(X, w):
    return ((X * w) ** 2).sum(axis=1).mean()


def lengths(W):
    return np.maximum(np.sqrt((W**2).sum(axis=0)), 1e-12)


WRONG = {
    "05.1": [
        (lambda w, t: np.where(np.abs(w) > t, w, 0), "should have moved"),
        (lambda w, t: w - t * np.sign(w), "other side"),
        (lambda w, t: np.maximum(w - t, 0), "stay negative"),
        (lambda w, t: np.minimum(w + t, 0), "stay positive"),
        (lambda w, t: np.maximum(np.abs(w) - t, 0), "sign is lost"),
        (lambda w, t: w * (1 - t), "as decay does"),
        (lambda w, t: w / (1 + t), "step for L2"),
        (lambda w, t: np.clip(w, -t, t), "to be taken away"),
        (lambda w, t: np.where(np.abs(w) > t, w - t, 0), "away from 0 there"),
        (lambda w, t: np.where(np.abs(w) > t, soft(w, t), w), "have not changed"),
        (lambda w, t: soft(w, 2 * t), "twice as far"),
        (lambda w, t: w + t * np.sign(w), "They move away"),
        (lambda w, t: w - t, "same direction"),
    ],
    "05.2": [
        (lambda h, u, rate: h * (u >= rate), "smaller than h"),
        (lambda h, u, rate: h * (u >= rate) * (1 - rate), "wrong direction"),
        (lambda h, u, rate: h * (u >= rate) / rate, "not the rate"),
        (lambda h, u, rate: h * (u < rate) / (1 - rate), "a small u mutes"),
        (lambda h, u, rate: h * (u < rate) / rate, "though the mean would be right"),
        (lambda h, u, rate: h * (u < rate), "others not scaled"),
        (lambda h, u, rate: h * (u <= 1 - rate) / (1 - rate), "not a large one"),
        (lambda h, u, rate: h * (u > rate) / (1 - rate), "not below it"),
        (lambda h, u, rate: h / (1 - rate), "Nothing is muted"),
        (lambda h, u, rate: (u >= rate) / (1 - rate), "where is h"),
        (lambda h, u, rate: h * (u >= 0.5) / 0.5, "rate of 1/2"),
        (lambda h, u, rate: h * (u >= rate) / np.mean(u >= rate), "on average"),
    ],
    "05.3": [
        (lambda losses, p: np.argmin(losses), "lowest of all"),
        (lambda losses, p: wait(losses, p, back=False), "which epoch does it go back to"),
        (lambda losses, p: wait(losses, p) + 1, "first epoch is 0"),
        (lambda losses, p: losses[wait(losses, p)], "the epoch, please"),
        (lambda losses, p: wait(losses, p + 1), "too late"),
        (lambda losses, p: wait(losses, p - 1) if p > 1 else 0, "too early"),
        (lambda losses, p: wait(losses, 1), "should wait"),
        (lambda losses, p: len(losses) - 1, "last epoch there is"),
        (lambda losses, p: np.argmax(losses), "highest"),
    ],
    "05.4": [
        (lambda train, other: (other - other.mean(axis=0)) / other.std(axis=0), "statistics of other"),
        (lambda train, other: (other - train.mean(axis=0)) / train.std(axis=0), "divided by 0"),
        (lambda train, other: other - train.mean(axis=0), "not divided"),
        (lambda train, other: other / or_one(train.std(axis=0)), "not shifted"),
        (lambda train, other: (other - train.mean(axis=0)) / or_one(train.var(axis=0)), "not by the variance"),
        (lambda train, other: (other - train.mean(axis=0)) / or_one(train.std(axis=0, ddof=1)), "not by n - 1"),
        (lambda train, other: (other - train.mean()) / train.std(), "of its own"),
        (lambda train, other: (other - train.mean(axis=0)) / (train.std(axis=0) + 1e-7), "enormous"),
        (lambda train, other: (other - train.min(axis=0)) / or_one(np.ptp(train, axis=0)), "to 0 and 1"),
        (lambda train, other: (train.mean(axis=0) - other) / or_one(train.std(axis=0)), "The sign"),
    ],
    "05.A": [
        (lambda W, c: W * c / lengths(W), "short enough"),
        (lambda W, c: W * np.minimum(1, c / np.linalg.norm(W, axis=1, keepdims=True)), "not in a row"),
        (lambda W, c: W * min(1, c / np.linalg.norm(W)), "whole matrix"),
        (lambda W, c: np.clip(W, -c, c), "limits each weight"),
        (lambda W, c: W * np.minimum(1, c / lengths(W) ** 2), "length is a root"),
        (lambda W, c: np.where(lengths(W) ** 2 > c, W * c / lengths(W), W), "not their squares"),
        (lambda W, c: np.where(lengths(W) > c, W / lengths(W), W), "not 1"),
        (lambda W, c: np.where(lengths(W) > c, 0, W), "not removed"),
        (lambda W, c: W, "as it was"),
        (lambda W, c: W * np.minimum(1, lengths(W) / c), "upside down"),
    ],
    "05.B": [
        (lambda X, w, rate: rate * squares(X, w), "what does that do"),
        (lambda X, w, rate: rate * (1 - rate) * squares(X, w), "without the division"),
        (lambda X, w, rate: (1 - rate) / rate * squares(X, w), "upside down"),
        (lambda X, w, rate: squares(X, w) / (1 - rate), "mean of the squares"),
        (lambda X, w, rate: rate / (1 - rate) * ((X * w) ** 2).sum(), "the mean, please"),
        (lambda X, w, rate: rate / (1 - rate) * ((X * w) ** 2).mean(), "over the examples only"),
        (lambda X, w, rate: rate / (1 - rate) * ((X @ w) ** 2).mean(), "one by one"),
        (lambda X, w, rate: rate / (1 - rate) * (w**2).sum(), "inputs count"),
        (lambda X, w, rate: rate / (1 - rate) * (X.var(axis=0) * w**2).sum(), "mask's"),
        (lambda X, w, rate: rate / (1 - rate) * (X**2 @ w).mean(), "w is squared"),
    ],
}
