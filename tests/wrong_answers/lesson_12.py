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
    return np.linalg.norm(points[:, None] - centres, axis=2) <= radius


def nearest_and_near(points, centres, radius, at_least):
    distances = np.linalg.norm(points[:, None] - centres, axis=2)
    own = distances.argmin(axis=1)
    return sum(np.mean((own == i) & (distances[:, i] <= radius)) >= at_least for i in range(len(centres)))


def nearest(points, centres, radius, at_least):
    closest = np.linalg.norm(points[:, None] - centres, axis=2).argmin(axis=1)
    return np.sum(np.bincount(closest, minlength=len(centres)) >= at_least * len(points))


def judge(gap, ahead=0.9, healthy=0.02, reverse=-0.02):
    return "ahead" if gap > ahead else "reversed" if gap <= reverse else "guessing" if gap < healthy else "healthy"


def last_quarter(a):
    return a[-(len(a) // 4) :].mean()


def exponents(x, samples, sigma):
    return -((x[:, None] - samples) ** 2).sum(axis=2) / (2 * sigma**2)


def front(samples, sigma):
    return samples.shape[1] * np.log(sigma * np.sqrt(2 * np.pi))


def log_sum(x, samples, sigma):
    return logsumexp(exponents(x, samples, sigma), axis=1)


def no_safe_form(x, s, sigma):
    with np.errstate(all="ignore"):
        return np.log(np.exp(exponents(x, s, sigma) - front(s, sigma)).mean(axis=1)).mean()


def small_number(x, s, sigma):
    return np.log(np.exp(exponents(x, s, sigma)).mean(axis=1) + 1e-300).mean() - front(s, sigma)


def parzen(x, s, sigma):
    return (log_sum(x, s, sigma) - np.log(len(s)) - front(s, sigma)).mean()


def g_loss(f):
    return -softplus(f).mean()


WRONG = {
    "12.1": [
        (lambda r, f: (-d_loss(r, f), g_loss(f)), "The discriminator's: what is ascended"),
        (lambda r, f: (d_loss(r, f), -g_loss(f)), "The generator's: what is descended"),
        (lambda r, f: (-d_loss(r, f), -g_loss(f)), "The generator's: what is descended"),
        (lambda r, f: (d_loss(r, f), softplus(-f).mean()), "non-saturating"),
        (lambda r, f: (d_loss(r, f), -softplus(-f).mean()), "not log D(G(z))"),
        (lambda r, f: (softplus(-r).sum() + softplus(f).sum(), -softplus(f).sum()), "a mean, not a sum"),
        (lambda r, f: (d_loss(r, f) / 2, g_loss(f)), "not averaged"),
        (lambda r, f: (d_loss(-r, -f), g_loss(f)), "a high logit says real"),
        (lambda r, f: (softplus(r).mean() + softplus(f).mean(), g_loss(f)), "of the real examples it wants log D"),
        (lambda r, f: (d_loss(r, f), -d_loss(r, f)), "one term only"),
        (lambda r, f: (softplus(-r).mean(), g_loss(f)), "the fakes' term is missing"),
        (lambda r, f: (softplus(f).mean(), g_loss(f)), "the real examples' term is missing"),
        (lambda r, f: (softplus(-r).mean() - softplus(f).mean(), g_loss(f)), "terms are added"),
        (lambda r, f: (softplus(-r).mean() + softplus(-f).mean(), g_loss(f)), "of the fakes it wants"),
        (lambda r, f: (np.concatenate([softplus(-r), softplus(f)]).mean(), g_loss(f)), "two means"),
        (lambda r, f: (d_loss(r, f) / np.log(2), g_loss(f) / np.log(2)), "not those to base 2"),
        (lambda r, f: (-np.log(expit(r).mean()) - np.log(1 - expit(f).mean()), np.log(1 - expit(f).mean())), "not the log"),
        (lambda r, f: (-expit(r).mean() - (1 - expit(f)).mean(), (1 - expit(f)).mean()), "the logarithm is missing"),
        (lambda r, f: (f.mean() - r.mean(), -f.mean()), "a logit is not yet D"),
        (lambda r, f: (g_loss(f), d_loss(r, f)), "The order"),
        (lambda r, f: d_loss(r, f), "return the generator's, too"),
        (overflows, "safe form"),
        (clipped, "clipped D"),
    ],
    "12.2": [
        (lambda w, v, g, a, b: (w + b * v - a * g, b * v - a * g), "climbs V"),
        (lambda w, v, g, a, b: (w - (b * v + a * g), b * v + a * g), "against it"),
        (lambda w, v, g, a, b: (w - b * v + a * g, b * v - a * g), "should point uphill"),
        (lambda w, v, g, a, b: (w + v, b * v + a * g), "not by the old one"),
        (lambda w, v, g, a, b: (w + a * g, a * g), "Where is momentum"),
        (lambda w, v, g, a, b: (w + a * g, b * v + a * g), "by the gradient's step alone"),
        (lambda w, v, g, a, b: (w + v + a * g, v + a * g), "not whole"),
        (lambda w, v, g, a, b: (w + b * v + (1 - b) * a * g, b * v + (1 - b) * a * g), "that is an average"),
        (lambda w, v, g, a, b: (w + a * (b * v + (1 - b) * g), b * v + (1 - b) * g), "That is an average"),
        (lambda w, v, g, a, b: (w + a * (b * v + g), b * v + g), "inside the velocity"),
        (lambda w, v, g, a, b: (w + a * (b * v + a * g), b * v + a * g), "here it counts twice"),
        (lambda w, v, g, a, b: (w + b * v + g, b * v + g), "rate is missing"),
        (lambda w, v, g, a, b: (w + b * (b * v + a * g) + a * g, b * v + a * g), "Nesterov"),
        (lambda w, v, g, a, b: (w - b * v + a * g, a * g - b * v), "pushes on"),
        (lambda w, v, g, a, b: (w + a * v + b * g, a * v + b * g), "exchanged"),
        (lambda w, v, g, a, b: (w + b * (v + a * g), b * (v + a * g)), "not to the gradient"),
        (lambda w, v, g, a, b: (w + b * v + a * g, v), "to return is the new one"),
        (lambda w, v, g, a, b: (w + b * v + a * g, -b * v - a * g), "the way that they go"),
        (lambda w, v, g, a, b: (b * w + b * v + a * g, b * v + a * g), "not the weights"),
        (lambda w, v, g, a, b: (b * v + a * g, w + b * v + a * g), "The order"),
        (lambda w, v, g, a, b: w + b * v + a * g, "return the new velocity, too"),
        (lambda w, v, g, a, b: b * v + a * g, "return the new weights, too"),
        (lambda w, v, g, a, b: (v + b * w + a * g, b * w + a * g), "First the velocity"),
    ],
    "12.3": [
        (lambda n, k, m: (n * k * m, n * k * m), "draws some of its own"),
        (lambda n, k, m: (n * m, n * (k + 1) * m), "takes fresh ones"),
        (lambda n, k, m: (n * m, 2 * n * m), "each of the discriminator's k steps"),
        (lambda n, k, m: (n * k * m, 2 * n * m), "each of the discriminator's k steps"),
        (lambda n, k, m: (n * m, n * m), "draw some as well"),
        (lambda n, k, m: (n * (k + 1) * m, n * (k + 1) * m), "looks at none"),
        (lambda n, k, m: (n * k * m, 2 * n * k * m), "not k"),
        (lambda n, k, m: (n * k, n * (k + 1)), "Examples: a minibatch has m of them. Noise: a minibatch has m"),
        (lambda n, k, m: (n * k * m, n * (k + 1)), "Noise: a minibatch has m"),
        (lambda n, k, m: (k * m, (k + 1) * m), "one iteration"),
        (lambda n, k, m: (n * k * m, n * k * m + m), "not once"),
        (lambda n, k, m: (n * k * m, n * k * m + n), "not one"),
        (lambda n, k, m: (n * (k + 1) * m, n * k * m), "The order"),
        (lambda n, k, m: n * k * m, "return the noise vectors, too"),
        (lambda n, k, m: n * (2 * k + 1) * m, "their sum"),
        (lambda n, k, m: (n + k + m, n + k + 1 + m), "how often"),
    ],
    "12.4": [
        (lambda p, c, r, a: near(p, c, r).any(axis=0).sum(), "few strays"),
        (lambda p, c, r, a: np.sum(near(p, c, r).sum(axis=0) >= a), "few strays"),
        (nearest, "farther than the radius"),
        (nearest_and_near, "counts for both"),
        (lambda p, c, r, a: np.sum(near(p, c, r).sum(axis=0) / near(p, c, r).sum() >= a), "near no centre"),
        (lambda p, c, r, a: np.sum(near(p, c, r).sum(axis=0) >= int(a * len(p))), "rounded down"),
        (lambda p, c, r, a: np.sum((abs(p[:, None] - c) < r).all(axis=2).mean(axis=0) >= a), "larger difference"),
        (lambda p, c, r, a: np.sum((abs(p[:, None] - c).sum(axis=2) < r).mean(axis=0) >= a), "sum of both"),
        (lambda p, c, r, a: np.sum((((p[:, None] - c) ** 2).sum(axis=2) < r).mean(axis=0) >= a), "not its square"),
        (lambda p, c, r, a: np.sum(near(p, c, 2 * r).mean(axis=0) >= a), "twice as much"),
        (lambda p, c, r, a: np.sum(near(p, c, r).mean(axis=0) > a), "exactly that share"),
        (lambda p, c, r, a: np.sum(near(p, c, r).mean(axis=0) < a), "were missed"),
        (lambda p, c, r, a: near(p, c, r).sum(), "how often a point is near"),
        (lambda p, c, r, a: np.sum(near(p, c, r).mean(axis=1) >= a), "how many points"),
        (lambda p, c, r, a: near(p, c, r).any(axis=1).mean(), "near any mode"),
        (lambda p, c, r, a: near(p, c, r).mean(axis=0), "centre by centre"),
        (lambda p, c, r, a: near(p, c, r).mean(axis=0) >= a, "how many are"),
        (lambda p, c, r, a: np.mean(near(p, c, r).mean(axis=0) >= a), "share of the centres"),
        (lambda p, c, r, a: int(any(near(p, c, r).mean(axis=0) >= a)), "whether any"),
        (lambda p, c, r, a: np.sum(near(p, c, r) / near(p, c, r).sum() >= a), "no centre at all"),
    ],
    "12.5": [
        (lambda real, fake: judge(last_quarter(fake) - last_quarter(real)), "in this order"),
        (lambda real, fake: judge(np.mean(real - fake)), "over all epochs"),
        (lambda real, fake: judge((real - fake)[: len(real) // 4].mean()), "first quarter"),
        (lambda real, fake: judge((real - fake)[len(real) // 2 :].mean()), "last half"),
        (lambda real, fake: judge((real - fake)[-(len(real) // 4) - 1 :].mean()), "one epoch more"),
        (lambda real, fake: judge((real - fake)[-(len(real) // 4) + 1 :].mean()), "one epoch fewer"),
        (lambda real, fake: judge(real[-1] - fake[-1]), "may be an outlier"),
        (lambda real, fake: judge(np.mean((real - fake)[-4:])), "last four epochs"),
        (lambda real, fake: judge(abs(last_quarter(real - fake))), "has a sign"),
        (lambda real, fake: judge(last_quarter(abs(real - fake))), "keep their signs"),
        (lambda real, fake: judge(np.median((real - fake)[-(len(real) // 4) :])), "not a median"),
        (lambda real, fake: judge(last_quarter(real - fake) * (len(real) // 4)), "not a sum"),
        *[
            (lambda real, fake, limit=limit: judge(last_quarter(real - fake), ahead=limit), f"not above {limit}")
            for limit in (0.5, 0.8, 0.85, 0.95)
        ],
        (lambda real, fake: judge(last_quarter(real - fake), healthy=0.05), "not at 0.05"),
        (lambda real, fake: judge(last_quarter(real - fake), healthy=0.0), "not at 0."),
        (lambda real, fake: judge(last_quarter(real - fake), reverse=0.0), "not at 0:"),
        (lambda real, fake: judge(last_quarter(real - fake), reverse=-0.05), "not at -0.05"),
        (lambda real, fake: judge(last_quarter(real - fake), reverse=-0.0200001), "reversed, too"),
        (lambda real, fake: judge(last_quarter(real - fake), ahead=0.8999999), "0.9 itself"),
        (lambda real, fake: judge(last_quarter(real - fake), reverse=-2), "Where is reversed"),
        (lambda real, fake: judge(last_quarter(real)), "how high is D(G(z))"),
        (
            lambda real, fake: "ahead" if last_quarter(real) > 0.9 else judge(last_quarter(real - fake)),
            "not whether D(x) is high",
        ),
        (lambda real, fake: "healthy", "in this trial"),
        (lambda real, fake: judge(last_quarter(real - fake), ahead=0.89), "0.899 in this trial"),
    ],
    "12.A": [
        (lambda x, s, a: parzen(x, s, a) * len(x), "take the mean"),
        (lambda x, s, a: parzen(x, s, a) + np.log(len(s)), "divided by m"),
        (lambda x, s, a: parzen(x, s, a) + 2 * np.log(len(s)), "takes log m away"),
        (lambda x, s, a: parzen(x, s, a) + np.log(len(s)) - np.log(len(x)), "not by that of the data"),
        (lambda x, s, a: parzen(x, s, a) + front(s, a), "where is the factor in front"),
        (lambda x, s, a: parzen(x, s, a) + front(s, a) - front(s[:, :1], a), "d times"),
        (lambda x, s, a: parzen(x, s, a) + 2 * front(s, a), "is subtracted"),
        (lambda x, s, a: parzen(x, s, a) - front(s, a), "square root"),
        (lambda x, s, a: parzen(x, s, a) + s.shape[1] * np.log(a), "depends on sigma"),
        (lambda x, s, a: log_sum(x, s, a).mean(), "divided by m. Each Gaussian is a density"),
        (lambda x, s, a: (exponents(x, s, a).mean(axis=1) - front(s, a)).mean(), "not a mean of logarithms"),
        (lambda x, s, a: (exponents(x, s, a).max(axis=1) - np.log(len(s)) - front(s, a)).mean(), "nearest sample"),
        (lambda x, s, a: parzen(x, s, a) - exponents(x, s, a).max(axis=1).mean(), "come back"),
        (lambda x, s, a: parzen(x, s, a / np.sqrt(2)) - s.shape[1] * np.log(2) / 2, "factor of one half"),
        (lambda x, s, a: parzen(x, s, np.sqrt(a)), "not a variance"),
        (lambda x, s, a: (logsumexp(-exponents(x, s, a), axis=1) - np.log(len(s)) - front(s, a)).mean(), "mind the sign"),
        (
            lambda x, s, a: logsumexp(exponents(x, s, a)) - np.log(len(s) * len(x)) - front(s, a),
            "not the logarithm of a mean",
        ),
        (lambda x, s, a: parzen(s, x, a), "are exchanged"),
        (lambda x, s, a: log_sum(x, s, a) - np.log(len(s)) - front(s, a), "for each datum; return"),
        (lambda x, s, a: -parzen(x, s, a), "not its negative"),
        (no_safe_form, "log-sum-exp"),
        (small_number, "takes the place of the density"),
    ],
}
