"""Plausible wrong answers to the exercises of lesson 04, each with a piece of the hint that it should get."""

import numpy as np

sqrt = np.sqrt


def adam(gradients, rate=0.001, b1=0.9, b2=0.999, step=None):
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        one = step(m, v, t, g) if step else m / (1 - b1**t) / (sqrt(v / (1 - b2**t)) + 1e-8)
        moved = moved - rate * one
    return moved


def overwrites_the_means(gradients):
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = (0.9 * m + 0.1 * g) / (1 - 0.9**t)
        v = (0.999 * v + 0.001 * g**2) / (1 - 0.999**t)
        moved = moved - 0.001 * m / (sqrt(v) + 1e-8)
    return moved


def begins_at_0(gradients):
    m = v = moved = 0
    for t, g in enumerate(gradients):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        moved = moved - 0.001 * m / (1 - 0.9**t) / (sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved


def adamax(gradients, rate=0.002, largest=lambda u, g: np.maximum(0.999 * u, abs(g)), step=None):
    m = u = moved = 0
    for t, g in enumerate(gradients, start=1):
        m, u = 0.9 * m + 0.1 * g, largest(u, g)
        moved = moved - rate * (step(m, u, t, g) if step else m / (1 - 0.9**t) / u)
    return moved


def largest(X):
    return np.linalg.eigvalsh(X.T @ X)[-1]


def ahead(slope, theta, v, e=1e-6):
    return slope(theta + e * v) - slope(theta - e * v)


WRONG = {
    "04.1": [
        (lambda n, a: 2 / ((1 + a**2) * n), "their variance"),
        (lambda n, a: sqrt(2 / n), "Those are He's"),
        (lambda n, a: sqrt(1 / n), "nothing is thrown away"),
        (lambda n, a: sqrt(2 / ((1 + a) * n)), "its square by the slope's square"),
        (lambda n, a: sqrt(2 / ((1 - a**2) * n)), "takes nothing away"),
        (lambda n, a: sqrt((1 + a**2) / (2 * n)), "Upside down"),
        (lambda n, a: sqrt(2 * (1 + a**2) / n), "belongs below"),
        (lambda n, a: sqrt(1 / ((1 + a**2) * n)), "half is missing"),
        (lambda n, a: sqrt(2 / (1 + a**2)) / n, "variances add up"),
        (lambda n, a: sqrt(2 / (1 + a) ** 2 / n), "Square the slope, then add"),
        (lambda n, a: sqrt(2 / (1 + a**2)), "number of inputs?"),
        (lambda n, a: sqrt(2 / (a**2 * n)), "positive half"),
    ],
    "04.2": [
        (lambda X: 2 * len(X) / largest(X), "half this loss"),
        (lambda X: len(X) / 2 / largest(X), "lies further"),
        (lambda X: 1 / largest(X), "a mean, and its curvature is one, too"),
        (lambda X: 2 / largest(X), "mind its factor 2"),
        (lambda X: len(X) / np.linalg.eigvalsh(X.T @ X)[0], "flattest"),
        (lambda X: len(X) / np.linalg.norm(X, 2), "singular value"),
        (lambda X: 2 * largest(X) / len(X), "the largest curvature"),
        (lambda X: len(X) / np.trace(X.T @ X), "adds up all curvatures"),
        (lambda X: len(X) / np.diag(X.T @ X).max(), "need not be one of the axes"),
        (lambda X: X.shape[1] / largest(X), "over the pictures, not over the features"),
        (lambda X: 1 / (X**2).mean(), "for the mean curvature"),
        (lambda X: X.size / np.trace(X.T @ X), "for the mean curvature"),
    ],
    "04.3": [
        (lambda g: -adam(g), "sign"),
        (lambda g: adam(g, step=lambda m, v, t, g: m / (sqrt(v) + 1e-8)), "Neither mean"),
        (lambda g: adam(g, step=lambda m, v, t, g: m / (1 - 0.9**t) / (sqrt(v) + 1e-8)), "second mean is not"),
        (lambda g: adam(g, step=lambda m, v, t, g: m / (sqrt(v / (1 - 0.999**t)) + 1e-8)), "first mean is not"),
        (lambda g: adam(g, step=lambda m, v, t, g: m / (1 - 0.9**t) / sqrt(v / (1 - 0.999**t) + 1e-8)), "outside the root"),
        (lambda g: adam(g, step=lambda m, v, t, g: m / (1 - 0.9**t) / (v / (1 - 0.999**t) + 1e-8)), "Where is the root"),
        (lambda g: adam(g, rate=1), "Where is the rate"),
        (lambda g: adam(g, b1=0.999, b2=0.9), "exchanged"),
        (lambda g: adam(g) - adam(g[:-1]), "last step alone"),
        (lambda g: adam(g, step=lambda m, v, t, g: m / 0.1 / (sqrt(v / 0.001) + 1e-8)), "which grows"),
        (overwrites_the_means, "go on as they were"),
        (begins_at_0, "Is t 0"),
        (lambda g: adam(g[::-1]), "from the first to the last"),
    ],
    "04.4": [
        (lambda s, p, v: -ahead(s, p, v) / 2e-6, "sign"),
        (lambda s, p, v: s(p + v) - s(p), "all of v at once"),
        (lambda s, p, v: (s(p + v) - s(p - v)) / 2, "to both sides"),
        (lambda s, p, v: ahead(s, p, v) / 1e-6, "Twice too much"),
        (lambda s, p, v: (s(p + 1e-6 * v) - s(p)) / 2e-6, "Half of it"),
        (lambda s, p, v: ahead(s, p, v / np.linalg.norm(v)) / 2e-6, "length 1 is not v"),
        (lambda s, p, v: s(v), "slope at v"),
        (lambda s, p, v: ahead(s, p, p) / 2e-6, "v is the direction"),
        (lambda s, p, v: s(p), "slope itself"),
        (lambda s, p, v: s(p) * v, "number by number"),
        (lambda s, p, v: ahead(s, 0 * p, v) / 2e-6, "at 0"),
        (lambda s, p, v: ahead(s, p, v, 1e-5), "twice the step"),
    ],
    "04.A": [
        (lambda g: -adamax(g), "sign"),
        (lambda g: adamax(g, step=lambda m, u, t, g: m / u), "m is not corrected"),
        (lambda g: adamax(g, step=lambda m, u, t, g: m / (1 - 0.9**t) / (u / (1 - 0.999**t))), "needs no correction"),
        (lambda g: adamax(g, largest=lambda u, g: np.maximum(u, abs(g))), "fades a little"),
        (lambda g: adamax(g, largest=lambda u, g: 0.999 * np.maximum(u, abs(g))), "does not fade"),
        (lambda g: adamax(g, largest=lambda u, g: 0.999 * u + 0.001 * abs(g)), "fading mean"),
        (lambda g: adamax(g, largest=lambda u, g: np.maximum(0.999 * u, g**2)), "not squares"),
        (lambda g: adamax(g, rate=0.001), "0.002"),
        (lambda g: adamax(g, step=lambda m, u, t, g: g / u), "not the slope itself"),
        (lambda g: adam(g), "That is Adam"),
        (lambda g: adamax(g) - adamax(g[:-1]), "last step alone"),
    ],
    "04.B": [
        (lambda L, k: 2 / L, "without momentum"),
        (lambda L, k: 2 * (1 - k) / L, "edge smaller"),
        (lambda L, k: 2 / (L * (1 - k)), "In the long run"),
        (lambda L, k: 2 / (L * (1 + k)), "wrong side"),
        (lambda L, k: (1 + k) / L, "Half of it"),
        (lambda L, k: (1 + sqrt(k)) ** 2 / L, "eigenvalues meet"),
        (lambda L, k: (1 - sqrt(k)) ** 2 / L, "stop being real"),
        (lambda L, k: (2 + k) / L, "The 2 multiplies both"),
        (lambda L, k: 4 / L, "a keep of 1"),
        (lambda L, k: 2 * (1 + k) * L, "belongs below"),
        (lambda L, k: 2 + 2 * k / L, "L divides both"),
    ],
}
