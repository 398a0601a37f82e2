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


def where_both(p, q):
    both = (p > 0) & (q > 0)
    return jsd(p[both], q[both])


def entropy(p):
    return -np.sum(p[p > 0] * np.log(p[p > 0]))


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def normals(x, means, sds):
    return np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / (sds * np.sqrt(2 * np.pi))


WRONG = {
    "11.1": [
        (lambda p, q: 2 * jsd(p, q), "counts one half"),
        (lambda p, q: jsd(p, q) / np.log(2), "in bits"),
        (lambda p, q: jsd(p, q) / np.log(10), "base 10"),
        (lambda p, q: (kl(p, p + q) + kl(q, p + q)) / 2, "where is its one half"),
        (lambda p, q: kl(p, p + q) + kl(q, p + q), "That is 2 JSD - log 4"),
        (kl, "from p to q itself"),
        (lambda p, q: kl(q, p), "from q to p itself"),
        (lambda p, q: (kl(p, q) + kl(q, p)) / 2, "with each other"),
        (lambda p, q: np.sqrt(jsd(p, q)), "its root"),
        (lambda p, q: np.sqrt(jsd(p, q) / np.log(2)), "in bits"),
        (lambda p, q: kl(p, (p + q) / 2), "q has to be compared with it, too"),
        (lambda p, q: kl(p, (p + q) / 2) / 2, "That is p's part"),
        (lambda p, q: -jsd(p, q), "never negative"),
        (lambda p, q: jsd(p, q) / len(p), "no mean besides"),
        (lambda p, q: entropy((p + q) / 2), "entropy of the average"),
        (lambda p, q: (kl((p + q) / 2, p) + kl((p + q) / 2, q)) / 2, "in the denominator"),
        (careless, "leave such faces out"),
        (where_both, "only its own zeros"),
    ],
    "11.2": [
        (lambda r, f: -np.log(r).mean() - np.log(1 - f).mean(), "other sign"),
        (lambda r, f: -(np.log(r).mean() + np.log(1 - f).mean()) / 2, "Keras's binary cross-entropy"),
        (lambda r, f: np.log(r).sum() + np.log(1 - f).sum(), "not by a sum"),
        (lambda r, f: np.concatenate([np.log(r), np.log(1 - f)]).mean(), "one mean over all"),
        (lambda r, f: (np.log(r).sum() + np.log(1 - f).sum()) / (len(r) + len(f)), "one mean over all"),
        (lambda r, f: (np.log(r).mean() + np.log(1 - f).mean()) / 2, "does not average"),
        (lambda r, f: np.log(r).mean() + np.log(f).mean(), "says fake: 1 - D"),
        (lambda r, f: np.log(1 - r).mean() + np.log(f).mean(), "exchanged"),
        (lambda r, f: np.log(r).mean() + np.mean(1 - np.log(f)), "1 minus a logarithm"),
        (lambda r, f: np.log(r).mean() - np.log(f).mean(), "use in practice"),
        (lambda r, f: np.log(r.mean()) + np.log(1 - f.mean()), "not the logarithm of a mean"),
        (lambda r, f: r.mean() + 1 - f.mean(), "logarithms of the probabilities"),
        (lambda r, f: np.log10(r).mean() + np.log10(1 - f).mean(), "base 10"),
        (lambda r, f: np.log(r).mean() - np.log(1 - f).mean(), "two terms are added"),
        (lambda r, f: np.log(r).mean() + np.log(1 - f).sum() / len(r), "its own number"),
        (lambda r, f: np.log(1 - f).mean(), "where are the real"),
    ],
    "11.3": [
        (lambda p, q, s: p / (p + q), "half and half"),
        (lambda p, q, s: (1 - s) * p / ((1 - s) * p + s * q), "exchanged"),
        (lambda p, q, s: (1 - s) * q / (s * p + (1 - s) * q), "it is fake"),
        (lambda p, q, s: s * p / (p + q), "below the fraction bar"),
        (lambda p, q, s: p / (s * p + (1 - s) * q), "what is above it"),
        (lambda p, q, s: s * p / ((1 - s) * q), "odds"),
        (lambda p, q, s: s * p / (s * p + q), "fakes have a share"),
        (lambda p, q, s: p / (p + (1 - s) * q), "real ones have a share"),
        (lambda p, q, s: p / (p + s * q), "a share of their own"),
        (lambda p, q, s: s * p, "out of how many"),
        (lambda p, q, s: np.log(s * p) - np.log((1 - s) * q), "That is the logit"),
        (lambda p, q, s: p / (p + q) + s - 0.5, "by a fixed amount"),
        (lambda p, q, s: s * p / np.sum(s * p + (1 - s) * q), "sums over all points"),
    ],
    "11.4": [
        (lambda p, logit: p * np.exp(logit), "fakes should be rarer"),
        (lambda p, logit: p * (1 - sigmoid(logit)), "not among the real ones"),
        (lambda p, logit: p * sigmoid(logit), "below its fraction bar"),
        (lambda p, logit: p / sigmoid(logit), "take the data off"),
        (lambda p, logit: p / (1 - sigmoid(logit)), "not the share 1 - D"),
        (lambda p, logit: p - logit, "not of densities"),
        (lambda p, logit: p / logit, "not the ratio"),
        (lambda p, logit: p * (1 - logit) / logit, "not a probability"),
        (lambda p, logit: np.log(p) - logit, "logarithm of p_g"),
        (lambda p, logit: np.exp(-logit), "ratio alone"),
        (lambda p, logit: sigmoid(logit), "Solve its formula"),
        (lambda p, logit: 1 - sigmoid(logit), "share of fakes among all"),
        (lambda p, logit: p * 10**-logit, "not 10"),
        (lambda p, logit: p * np.exp(-logit) / np.sum(p * np.exp(-logit)), "nothing to normalise"),
    ],
    "11.5": [
        (lambda logit, loss: -sigmoid(logit) if loss != "saturating" else sigmoid(logit) - 1, "Is it the names"),
        (lambda logit, loss: sigmoid(logit) if loss == "saturating" else 1 - sigmoid(logit), "The sign: a higher"),
        (lambda logit, loss: -sigmoid(logit), "whichever is asked for"),
        (lambda logit, loss: sigmoid(logit) - 1, "non-saturating loss, whichever"),
        (lambda logit, loss: -sigmoid(logit) if loss == "saturating" else 1 - sigmoid(logit), "sign of the non-saturating"),
        (lambda logit, loss: sigmoid(logit) if loss == "saturating" else sigmoid(logit) - 1, "sign of the saturating"),
        (
            lambda logit, loss: -1 / (1 - sigmoid(logit)) if loss == "saturating" else -1 / sigmoid(logit),
            "chain rule leads on",
        ),
        (lambda logit, loss: sigmoid(logit) * (1 - sigmoid(logit)), "how does the loss depend"),
        (
            lambda logit, loss: np.log(1 - sigmoid(logit)) if loss == "saturating" else -np.log(sigmoid(logit)),
            "not its slope",
        ),
        (lambda logit, loss: -logit if loss == "saturating" else logit - 1, "not a probability"),
        (lambda logit, loss: -1.0, "not equally fast"),
        (lambda logit, loss: sigmoid(logit), "D itself"),
    ],
    "11.A": [
        (lambda x, w, m, s: np.log(normals(x, m, s) @ w).sum(), "take the mean"),
        (lambda x, w, m, s: -np.log(normals(x, m, s) @ w).mean(), "The sign"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s)) @ w), "weighted sum of the densities"),
        (lambda x, w, m, s: np.log(np.mean(normals(x, m, s) @ w)), "for each datum, then the mean"),
        (lambda x, w, m, s: np.mean(normals(x, m, s) @ w), "where is the logarithm"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s).mean(axis=1))), "where are the weights"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s).sum(axis=1))), "without their weights"),
        (lambda x, w, m, s: np.mean(np.log((normals(x, m, s) * w).max(axis=1))), "only the most likely"),
        (lambda x, w, m, s: np.mean(np.log((normals(x, m, s) * s * np.sqrt(2 * np.pi)) @ w)), "factor in front"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s) / np.sqrt(2 * np.pi) @ w)), "not 2 pi"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, np.sqrt(s)) @ w)), "not variances"),
        (lambda x, w, m, s: np.log(normals(x, m, s) @ w), "one number for each datum"),
    ],
}
