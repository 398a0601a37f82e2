"""Plausible wrong answers to the exercises of lesson 12, each with a piece of the hint that it should get."""

import numpy as np
from scipy.special import expit, logsumexp


def softplus(x):
    return np.logaddexp(0, x)


def overflows(r, f):
    with np.errstate(all="ignore"):
        d_real, d_fake = 1 / (1 + np.exp(-r)), 1 / (1 + np.exp(-f))
        return -np.log(d_real).mean() - np.log(1 - d_fake).mean(), np.log(1 - d_fake).mean()


def clipped(r, f):
    d_real, d_fake = (np.clip(expit(logits), 1e-7, 1 - 1e-7) for logits in (r, f))
    return -np.log(d_real).mean() - np.log(1 - d_fake).mean(), np.log(1 - d_fake).mean()


def d_loss(r, f):
    return softplus(-r).mean() + softplus(f).mean()


def near(points, centres, radius):
    return np.linalg.norm(points[:, None] - centres, axis=2) < radius


def nearest(points, centres, radius, at_least):
    closest = np.linalg.norm(points[:, None] - centres, axis=2).argmin(axis=1)
    return np.sum(np.bincount(closest, minlength=len(centres)) >= at_least * len(points))


def judge(gap):
    return "ahead" if gap > 0.9 else "reversed" if gap <= -0.02 else "guessing" if gap < 0.02 else "healthy"


def last_quarter(a):
    return a[-(len(a) // 4) :].mean()


def exponents(x, samples, sigma):
    return -((x[:, None] - samples) ** 2).sum(axis=2) / (2 * sigma**2)


def front(samples, sigma):
    return samples.shape[1] * np.log(sigma * np.sqrt(2 * np.pi))


def no_safe_form(x, s, sigma):
    with np.errstate(all="ignore"):
        return np.log(np.exp(exponents(x, s, sigma) - front(s, sigma)).mean(axis=1)).mean()


def small_number(x, s, sigma):
    return np.log(np.exp(exponents(x, s, sigma)).mean(axis=1) + 1e-300).mean() - front(s, sigma)


def parzen(x, s, sigma):
    return (logsumexp(exponents(x, s, sigma), axis=1) - np.log(len(s)) - front(s, sigma)).mean()


WRONG = {
    "12.1": [
        (lambda r, f: (-d_loss(r, f), -softplus(f).mean()), "ascends"),
        (lambda r, f: (d_loss(r, f), softplus(f).mean()), "descends already"),
        (lambda r, f: (d_loss(r, f), softplus(-f).mean()), "non-saturating"),
        (lambda r, f: (softplus(-r).sum() + softplus(f).sum(), -softplus(f).sum()), "not a sum"),
        (lambda r, f: (d_loss(r, f) / 2, -softplus(f).mean()), "Keras would average"),
        (lambda r, f: (d_loss(-r, -f), -softplus(-f).mean()), "exchanged"),
        (lambda r, f: (d_loss(r, f), -d_loss(r, f)), "one term only"),
        (overflows, "safe form"),
        (clipped, "clipped D"),
        (lambda r, f: (-d_loss(r, f), softplus(f).mean()), "Both signs"),
        (lambda r, f: (d_loss(r, f), -softplus(-f).mean()), "not log D(G(z))"),
        (lambda r, f: (softplus(-r).mean(), -softplus(f).mean()), "of the fakes is missing"),
        (lambda r, f: (softplus(f).mean(), -softplus(f).mean()), "of the real examples is missing"),
        (lambda r, f: (softplus(-r).mean() - softplus(f).mean(), -softplus(f).mean()), "adds its two terms"),
        (lambda r, f: (softplus(-r).mean() + softplus(-f).mean(), -softplus(f).mean()), "fakes' term"),
        (lambda r, f: (np.concatenate([softplus(-r), softplus(f)]).mean(), -softplus(f).mean()), "Two means"),
        (lambda r, f: (d_loss(f, r), -softplus(r).mean()), "the real logits come first"),
        (lambda r, f: d_loss(r, f), "return the generator's, too"),
    ],
    "12.2": [
        (lambda w, v, g, a, b: (w + b * v - a * g, b * v - a * g), "climbs V"),
        (lambda w, v, g, a, b: (w - (b * v + a * g), b * v + a * g), "against it"),
        (lambda w, v, g, a, b: (w + v, b * v + a * g), "not by the old one"),
        (lambda w, v, g, a, b: (w + a * g, a * g), "Where is momentum"),
        (lambda w, v, g, a, b: (w + a * g, b * v + a * g), "by the gradient alone"),
        (lambda w, v, g, a, b: (w + v + a * g, v + a * g), "not whole"),
        (lambda w, v, g, a, b: (w + b * v + (1 - b) * a * g, b * v + (1 - b) * a * g), "that is an average"),
        (lambda w, v, g, a, b: (b * v + a * g, w + b * v + a * g), "The order"),
        (lambda w, v, g, a, b: w + b * v + a * g, "return the new velocity, too"),
        (lambda w, v, g, a, b: (w + b * (b * v + a * g) + a * g, b * v + a * g), "Nesterov"),
        (lambda w, v, g, a, b: (w - b * v + a * g, a * g - b * v), "pushes on"),
        (lambda w, v, g, a, b: (w - b * v + a * g, b * v - a * g), "should point uphill"),
        (lambda w, v, g, a, b: (w + a * v + b * g, a * v + b * g), "exchanged"),
        (lambda w, v, g, a, b: (w + b * v + a * g, v), "to return is the new one"),
        (lambda w, v, g, a, b: (w + b * (v + a * g), b * (v + a * g)), "not to the gradient"),
        (lambda w, v, g, a, b: b * v + a * g, "return the new weights, too"),
    ],
    "12.3": [
        (lambda n, k, m: (n * k * m, n * k * m), "noise of its own"),
        (lambda n, k, m: (n * m, n * (k + 1) * m), "fresh examples"),
        (lambda n, k, m: (n * m, 2 * n * m), "how often does it run"),
        (lambda n, k, m: (n * (k + 1) * m, n * (k + 1) * m), "does not look at examples"),
        (lambda n, k, m: (n * k * m, 2 * n * k * m), "not k times"),
        (lambda n, k, m: (n * k, n * (k + 1)), "minibatches"),
        (lambda n, k, m: (n * (k + 1) * m, n * k * m), "The order"),
        (lambda n, k, m: (n * k * m, 2 * n * m), "fresh noise as well"),
        (lambda n, k, m: (k * m, (k + 1) * m), "one iteration"),
        (lambda n, k, m: (n * k * m, n * m), "draw noise as well"),
        (lambda n, k, m: (n * k * m, n * k * m + m), "in every iteration"),
        (lambda n, k, m: n * (2 * k + 1) * m, "their sum"),
    ],
    "12.4": [
        (lambda p, c, r, a: near(p, c, r).any(axis=0).sum(), "few strays"),
        (nearest, "farther than the radius"),
        (lambda p, c, r, a: near(p, c, r).sum(), "how many points"),
        (lambda p, c, r, a: near(p, c, r).any(axis=1).mean(), "near any mode"),
        (lambda p, c, r, a: near(p, c, r).mean(axis=0), "centre by centre"),
        (lambda p, c, r, a: np.sum((abs(p[:, None] - c) < r).all(axis=2).mean(axis=0) >= a), "in a straight line"),
        (lambda p, c, r, a: np.sum((abs(p[:, None] - c).sum(axis=2) < r).mean(axis=0) >= a), "left them out"),
        (lambda p, c, r, a: np.sum(near(p, c, r).mean(axis=0) > a), "exactly that share"),
        (lambda p, c, r, a: np.sum(near(p, c, r).mean(axis=0) < a), "were missed"),
        (lambda p, c, r, a: near(p, c, r).mean(axis=0) >= a, "how many are"),
    ],
    "12.5": [
        (lambda real, fake: judge(last_quarter(fake) - last_quarter(real)), "in this order"),
        (lambda real, fake: judge(np.mean(real - fake)), "alone counts"),
        (lambda real, fake: judge(real[-1] - fake[-1]), "may be an outlier"),
        (lambda real, fake: judge(abs(last_quarter(real - fake))), "the gap's sign"),
        (lambda real, fake: judge(np.mean((real - fake)[-4:])), "average over the last quarter"),
        (lambda real, fake: judge(np.median((real - fake)[-(len(real) // 4) :])), "whole last quarter"),
        (lambda real, fake: judge((real - fake)[-(len(real) // 4)]), "whole last quarter"),
        (lambda real, fake: "ahead" if last_quarter(real - fake) > 0.5 else judge(last_quarter(real - fake)), "above 0.9"),
        (
            lambda real, fake: "ahead" if last_quarter(real) > 0.9 else judge(last_quarter(real - fake)),
            "how high is D(G(z))",
        ),
    ],
    "12.A": [
        (lambda x, s, a: (logsumexp(exponents(x, s, a), axis=1) - np.log(len(s)) - front(s, a)).sum(), "take the mean"),
        (lambda x, s, a: (logsumexp(exponents(x, s, a), axis=1) - front(s, a)).mean(), "divided by n"),
        (lambda x, s, a: (logsumexp(exponents(x, s, a), axis=1) - np.log(len(s))).mean(), "factor in front"),
        (lambda x, s, a: (exponents(x, s, a).mean(axis=1) - front(s, a)).mean(), "not a mean of logarithms"),
        (lambda x, s, a: (exponents(x, s, a).max(axis=1) - np.log(len(s)) - front(s, a)).mean(), "nearest sample"),
        (no_safe_form, "log-sum-exp"),
        (small_number, "takes the place of the density"),
        (lambda x, s, a: parzen(x, s, a) + 2 * front(s, a), "is subtracted"),
        (lambda x, s, a: parzen(x, s, a) - front(s, a), "square root"),
        (lambda x, s, a: parzen(x, s, a) + np.log(len(s)) - np.log(len(x)), "not by that of the data"),
        (lambda x, s, a: parzen(x, s, a) - exponents(x, s, a).max(axis=1).mean(), "come back"),
        (lambda x, s, a: logsumexp(exponents(x, s, a), axis=1).mean(), "two terms are missing"),
        (lambda x, s, a: parzen(x, s, np.sqrt(a)), "not a variance"),
        (
            lambda x, s, a: (logsumexp(-exponents(x, s, a), axis=1) - np.log(len(s)) - front(s, a)).mean(),
            "exponent's sign",
        ),
    ],
}
