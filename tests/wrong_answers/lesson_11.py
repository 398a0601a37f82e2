"""Plausible wrong answers to the exercises of lesson 11, each with a piece of the hint that it should get."""

import numpy as np


def kl(p, q):
    with np.errstate(all="ignore"):
        return np.sum(np.where(p > 0, p * np.log(p / q), 0))


def careless(p, q):
    m = (p + q) / 2
    with np.errstate(all="ignore"):
        return (np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m))) / 2


def jsd(p, q):
    return (kl(p, (p + q) / 2) + kl(q, (p + q) / 2)) / 2


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def normals(x, means, sds):
    return np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / (sds * np.sqrt(2 * np.pi))


WRONG = {
    "11.1": [
        (lambda p, q: 2 * jsd(p, q), "counts one half"),
        (lambda p, q: jsd(p, q) / np.log(2), "in bits"),
        (lambda p, q: (kl(p, p + q) + kl(q, p + q)) / 2, "where is its one half"),
        (kl, "compares p with q itself"),
        (lambda p, q: (kl(p, q) + kl(q, p)) / 2, "with each other"),
        (lambda p, q: np.sqrt(jsd(p, q)), "its root"),
        (careless, "leave those faces out"),
    ],
    "11.2": [
        (lambda r, f: -np.log(r).mean() - np.log(1 - f).mean(), "other sign"),
        (lambda r, f: np.log(r).sum() + np.log(1 - f).sum(), "not by a sum"),
        (lambda r, f: np.concatenate([np.log(r), np.log(1 - f)]).mean(), "one mean over all"),
        (lambda r, f: (np.log(r).mean() + np.log(1 - f).mean()) / 2, "does not average"),
        (lambda r, f: np.log(r).mean() + np.log(f).mean(), "1 - D"),
        (lambda r, f: np.log(r).mean() + np.mean(1 - np.log(f)), "1 minus a logarithm"),
        (lambda r, f: np.log(r.mean()) + np.log(1 - f.mean()), "not the logarithm of a mean"),
    ],
    "11.3": [
        (lambda p, q, s: p / (p + q), "half and half"),
        (lambda p, q, s: (1 - s) * p / ((1 - s) * p + s * q), "exchanged"),
        (lambda p, q, s: (1 - s) * q / (s * p + (1 - s) * q), "it is fake"),
        (lambda p, q, s: s * p / (p + q), "below the fraction bar"),
        (lambda p, q, s: s * p / ((1 - s) * q), "odds"),
        (lambda p, q, s: s * p / (s * p + q), "fakes have a share"),
    ],
    "11.4": [
        (lambda p, logit: p * np.exp(logit), "fakes should be rarer"),
        (lambda p, logit: p * (1 - sigmoid(logit)), "not among the real ones"),
        (lambda p, logit: p * sigmoid(logit), "below its fraction bar"),
        (lambda p, logit: p / sigmoid(logit), "take the data off"),
        (lambda p, logit: p - logit, "not of densities"),
        (lambda p, logit: p * (1 - logit) / logit, "not a probability"),
    ],
    "11.5": [
        (lambda logit, loss: -sigmoid(logit) if loss != "saturating" else sigmoid(logit) - 1, "exchanged"),
        (lambda logit, loss: sigmoid(logit) if loss == "saturating" else 1 - sigmoid(logit), "The sign: a higher"),
        (
            lambda logit, loss: -1 / (1 - sigmoid(logit)) if loss == "saturating" else -1 / sigmoid(logit),
            "chain rule leads on",
        ),
        (lambda logit, loss: sigmoid(logit) * (1 - sigmoid(logit)), "how does the loss depend"),
        (
            lambda logit, loss: np.log(1 - sigmoid(logit)) if loss == "saturating" else -np.log(sigmoid(logit)),
            "not its slope",
        ),
        (lambda logit, loss: -sigmoid(logit), "tell the two names apart"),
    ],
    "11.A": [
        (lambda x, w, m, s: np.log(normals(x, m, s) @ w).sum(), "take the mean"),
        (lambda x, w, m, s: -np.log(normals(x, m, s) @ w).mean(), "The sign"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s)) @ w), "weighted sum of the densities"),
        (lambda x, w, m, s: np.log(np.mean(normals(x, m, s) @ w)), "for each datum, then the mean"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s).mean(axis=1))), "where are the weights"),
        (lambda x, w, m, s: np.mean(np.log((normals(x, m, s) * s * np.sqrt(2 * np.pi)) @ w)), "factor in front"),
    ],
}
