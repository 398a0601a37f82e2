"""Wrong and right answers to the exercises of lesson 04, by the ideas of a reader who has not seen its checks."""

import math

import numpy as np
import tensorflow as tf

# 04.1 -----------------------------------------------------------------------------------------------------------------
STD = [
    (lambda n, a: math.sqrt(2 / (n * (1 + a * 2))), "twice the slope for its square"),
    (lambda n, a: math.sqrt(2 / n) * (1 + a**2), "times what comes through"),
    (lambda n, a: math.sqrt(2 / n) / (1 + a), "the slope alone, outside the root"),
    (lambda n, a: math.sqrt(1 / n) / (1 + a**2), "LeCun's, less"),
    (lambda n, a: math.sqrt(2 / (n + n * a)), "not squared"),
    (lambda n, a: math.sqrt(2 * (1 - a) / n), "less by the slope"),
    (lambda n, a: 0.02, "DCGAN's"),
    (lambda n, a: math.sqrt(6 / ((1 + a**2) * n)), "the limit of a uniform distribution"),
    (lambda n, a: math.sqrt(2 / (n + n)), "Glorot's, as if as many went out"),
    (lambda n, a: math.sqrt(2 // ((1 + a**2) * n)), "integer division"),
    (lambda n, a: math.sqrt(2 / ((1 + 0.2**2) * n)), "the slope is 0.2"),
    (lambda n, a: math.sqrt(2 / ((1 + a**2) * (n + 1))), "counts the bias"),
]
STD_RIGHT = [
    lambda n, a: math.sqrt(2) / math.hypot(1, a) / math.sqrt(n),
    lambda n, a: ((1 + a * a) * n / 2) ** -0.5,
    lambda n, a: 1 / np.sqrt(n * np.mean([1, a**2])),
]


# 04.2 -----------------------------------------------------------------------------------------------------------------
def by_power_iteration(X):
    v = np.ones(X.shape[1])
    for _ in range(3000):
        v = X.T @ (X @ v)
        v /= np.linalg.norm(v)
    return len(X) / np.linalg.norm(X @ v) ** 2


def top(X):
    return np.linalg.eigvalsh(X.T @ X)[-1]


EDGE = [
    (lambda X: 2 / np.linalg.eigvalsh(X.T @ X / len(X)).max(), "the lesson's, of half the loss"),
    (lambda X: 2 / np.linalg.eigvalsh(np.cov(X.T)).max(), "the covariance's"),
    (lambda X: len(X) / np.linalg.norm(X) ** 2, "Frobenius' norm"),
    (lambda X: len(X) / np.linalg.norm(X), "Frobenius' norm, not squared"),
    (lambda X: 0.99 * len(X) / top(X), "a little inside"),
    (lambda X: len(X) / (4 * top(X)), "the factor twice"),
    (lambda X: len(X) / np.median(np.linalg.eigvalsh(X.T @ X)), "the middle one"),
    (lambda X: len(X) / np.abs(X.T @ X).max(), "the largest entry"),
    (lambda X: len(X) / np.abs(X.T @ X).sum(axis=1).max(), "the largest row sum"),
    (lambda X: (len(X) - 1) / top(X), "n - 1"),
    (lambda X: X.size / top(X), "all entries"),
    (lambda X: np.sqrt(len(X) / top(X)), "a root"),
    (lambda X: 2 / top(X) ** 0.5, "2 over the singular value"),
    (lambda X: 1 / (X**2).mean(axis=0).max(), "the largest column"),
]
EDGE_RIGHT = [
    by_power_iteration,
    lambda X: len(X) / np.linalg.norm(X, 2) ** 2,
    lambda X: len(X) / np.linalg.svd(X, compute_uv=False)[0] ** 2,
    lambda X: len(X) / np.linalg.eigvalsh(X @ X.T)[-1],
    lambda X: 2 / max(np.linalg.eigvals(2 * X.T @ X / len(X)).real),
]


# 04.3 -----------------------------------------------------------------------------------------------------------------
def adam(gradients, line=None, start=1, rate=1e-3, b1=0.9, b2=0.999, size=np.square):
    m = np.zeros(gradients.shape[1])
    v, theta = m.copy(), m.copy()
    for t, g in enumerate(gradients, start):
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * size(g)
        m_hat, v_hat = m / (1 - b1**t), v / (1 - b2**t)
        theta = theta - rate * (line(m, v, m_hat, v_hat, t, g) if line else m_hat / (np.sqrt(v_hat) + 1e-8))
    return theta


def efficient(gradients):
    """The paper's more efficient order, epsilon hat as it has to be."""
    m = v = theta = 0
    for t, g in enumerate(gradients, 1):
        m += 0.1 * (g - m)
        v += 0.001 * (g * g - v)
        c = np.sqrt(1 - 0.999**t)
        theta = theta - 0.001 * c / (1 - 0.9**t) * m / (np.sqrt(v) + 1e-8 * c)
    return theta


def returns_in_the_loop(gradients):
    for g in gradients:
        return -0.001 * g / (np.abs(g) + 1e-8)


ADAM = [
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: mh / (np.sqrt(v) + 1e-8)), "v not corrected"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: mh / np.sqrt(vh + 1e-16)), "epsilon in the root, squared"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: mh / (np.sqrt(vh) + 1e-6)), "another epsilon"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: mh / (np.sqrt(vh) - 1e-8)), "minus epsilon"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: mh / np.sqrt(vh) + 1e-8), "no brackets"),
    (lambda g: adam(g, start=2), "t begins at 2"),
    (lambda g: adam(g, size=np.abs), "the mean of sizes"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: np.sign(g)), "signs"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: np.sign(mh)), "the mean's signs"),
    (lambda g: adam(g, b1=0.99), "beta 1 of 0.99"),
    (lambda g: adam(g, b2=0.99), "beta 2 of 0.99"),
    (lambda g: adam(g, rate=-1e-3), "the sign"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: m / (1 - 0.9 * t + 1e-9) / (np.sqrt(vh) + 1e-8)), "beta times t"),
    (lambda g: adam(g, lambda m, v, mh, vh, t, g: mh / (np.sqrt(vh) + 1e-8) / t), "divided by t"),
    (returns_in_the_loop, "returns in the loop"),
    (lambda g: adam(g).sum(), "one number"),
    (lambda g: 1 + adam(g), "theta begins at 1"),
]
ADAM_RIGHT = [
    adam,
    efficient,
    lambda g: [float(adam(column[:, None])[0]) for column in g.T],
    lambda g: sum((adam(g[: t + 1]) - adam(g[:t]) for t in range(len(g))), start=np.zeros(g.shape[1])),
]


# 04.4 -----------------------------------------------------------------------------------------------------------------
def whole_hessian(slope, theta, v):
    unit = np.eye(len(theta))
    return np.stack([(slope(theta + 1e-5 * u) - slope(theta - 1e-5 * u)) / 2e-5 for u in unit], axis=1) @ v


def diagonal(slope, theta, v):
    unit = np.eye(len(theta))
    return [(slope(theta + 1e-5 * u) - slope(theta))[i] / 1e-5 * v[i] for i, u in enumerate(unit)]


def steps_of_length_1(slope, theta, v):
    u = v / np.linalg.norm(v)
    return (slope(theta + 1e-5 * u) - slope(theta - 1e-5 * u)) / 2e-5


def steps_of_length_1_and_back(slope, theta, v):
    return steps_of_length_1(slope, theta, v) * np.linalg.norm(v)


def difference(slope, theta, v, e=1e-5):
    return slope(theta + e * v) - slope(theta - e * v)


HESSIAN = [
    (diagonal, "each weight alone"),
    (steps_of_length_1, "v shortened to 1"),
    (lambda s, p, v: difference(s, p, v) / 1e-5, "one step for two"),
    (lambda s, p, v: difference(s, p, v) * 1e-5, "multiplied"),
    (lambda s, p, v: difference(s, p, v) / 2, "the step forgotten"),
    (lambda s, p, v: (s(p + 1e-5 * v) + s(p - 1e-5 * v)) / 2e-5, "plus"),
    (lambda s, p, v: (s(p + 1e-5 * v) - 2 * s(p) + s(p - 1e-5 * v)) / 1e-10, "a second difference"),
    (lambda s, p, v: (s(p + 0.1 * v) - s(p)) / 0.1, "a step of 0.1, one-sided"),
    (lambda s, p, v: (s(p + 1e-5) - s(p)) / 1e-5, "without v"),
    (lambda s, p, v: (s(p + 1e-5) - s(p - 1e-5)) / 2e-5 * v, "all weights by the same, then times v"),
    (lambda s, p, v: v @ difference(s, p, v) / 2e-5, "v H v"),
    (lambda s, p, v: (s(p + 1e-5 * v) - s(p)) / (1e-5 * v), "divided by v"),
    (lambda s, p, v: difference(s, v, p) / 2e-5, "arguments exchanged"),
    (lambda s, p, v: s(1e-5 * v) / 1e-5, "at 0"),
    (lambda s, p, v: (s(p + 1e-20 * v) - s(p)) / 1e-20, "so small that nothing moves"),
]
HESSIAN_RIGHT = [
    whole_hessian,
    steps_of_length_1_and_back,
    lambda s, p, v: difference(s, p, v) / 2e-5,
    lambda s, p, v: difference(s, p, v, 1e-4) / 2e-4,
    lambda s, p, v: (s(p + 1e-7 * v) - s(p)) / 1e-7,
    lambda s, p, v: (s(p) - s(p - 1e-7 * v)) / 1e-7,
]


# 04.A -----------------------------------------------------------------------------------------------------------------
def adamax(gradients, line=None, larger=lambda u, g: np.maximum(0.999 * u, np.abs(g)), start=1, rate=0.002, b1=0.9):
    m, u, theta = 0.0, 0.0, 0.0
    for t, g in enumerate(gradients, start):
        m = b1 * m + (1 - b1) * g
        u = larger(u, g)
        theta = theta - (line(m, u, t, g) if line else rate / (1 - b1**t) * m / u)
    return theta


def adamax_by_loop(gradients):
    moves = []
    for column in np.transpose(gradients):
        m = u = moved = 0
        for t, g in enumerate(column):
            m, u = 0.9 * m + 0.1 * g, max(0.999 * u, abs(g))
            moved -= 0.002 * m / u / (1 - 0.9 ** (t + 1))
        moves.append(moved)
    return moves


ADAMAX = [
    (lambda g: adamax(g, lambda m, u, t, g: 0.002 * m / u), "not corrected"),
    (lambda g: adamax(g, larger=lambda u, g: np.maximum(u, np.abs(g))), "u does not fade"),
    (lambda g: adamax(g, larger=lambda u, g: np.maximum(0.999 * u, np.abs(g).max())), "the largest of all weights"),
    (lambda g: adamax(g, larger=lambda u, g: np.maximum(0.999 * u, g * g) ** 0.5), "a root of squares"),
    (lambda g: adamax(g, larger=lambda u, g: 0.999 * u + np.abs(g)), "a sum"),
    (lambda g: adamax(g, larger=lambda u, g: np.maximum(0.9 * u, np.abs(g))), "beta 1 in u"),
    (lambda g: adamax(g, larger=lambda u, g: np.maximum(0.999 * u, 0.001 * np.abs(g))), "beta 2 on both"),
    (lambda g: adamax(g, rate=0.001), "Adam's rate"),
    (lambda g: adamax(g, rate=-0.002), "the sign"),
    (lambda g: adamax(g, start=2), "t begins at 2"),
    (lambda g: adamax(g, b1=0.99), "another beta"),
    (lambda g: adamax(g, lambda m, u, t, g: 0.002 * m / (1 - 0.9**t) / (u + 1e-3)), "an epsilon that is not there"),
    (lambda g: adamax(g, lambda m, u, t, g: 0.002 * np.sign(g)), "signs"),
    (lambda g: adamax(g).mean(), "one number"),
    (lambda g: -0.002 * g.mean(axis=0) / np.abs(g).max(axis=0), "all at once"),
]
ADAMAX_RIGHT = [
    adamax,
    adamax_by_loop,
    lambda g: adamax(g, larger=lambda u, g: np.where(0.999 * u > np.abs(g), 0.999 * u, np.abs(g))),
]


# 04.B -----------------------------------------------------------------------------------------------------------------
def by_bisection(L, keep):
    low, high = 0.0, 10 / L
    for _ in range(60):
        a = (low + high) / 2
        step = np.array([[1 - a * L, keep], [-a * L, keep]])
        low, high = (a, high) if abs(np.linalg.eigvals(step)).max() <= 1 + 1e-12 else (low, a)
    return low


EDGES = [
    (lambda L, k: 2 * (1 + k / 2) / L, "half of keep"),
    (lambda L, k: 2 / L + k, "keep on its own"),
    (lambda L, k: 2 * (1 + k) / (L * (1 - k)), "the long run on top"),
    (lambda L, k: (1 - k) * 2 / L, "less"),
    (lambda L, k: 2 * (1 - k**2) / L, "1 - keep squared"),
    (lambda L, k: 2 * (1 + k) / L**2, "L squared"),
    (lambda L, k: 3.8 / L, "a keep of 0.9"),
    (lambda L, k: 1 / L, "one over L"),
    (lambda L, k: (1 + 2 * k) / L, "1 + 2 keep"),
    (lambda L, k: 2 * (2 + k) / L, "2 + keep"),
    (lambda L, k: 1.99 * (1 + k) / L, "a little inside"),
    (lambda L, k: L * (1 + k) / 2, "upside down"),
]
EDGES_RIGHT = [
    by_bisection,
    lambda L, k: 2 / L + 2 * k / L,
    lambda L, k: np.array([(2 + 2 * k) / L]),
]

UNSEEN = {"04.1": STD, "04.2": EDGE, "04.3": ADAM, "04.4": HESSIAN, "04.A": ADAMAX, "04.B": EDGES}
ALSO_RIGHT = {
    "04.1": STD_RIGHT,
    "04.2": EDGE_RIGHT,
    "04.3": ADAM_RIGHT,
    "04.4": HESSIAN_RIGHT,
    "04.A": ADAMAX_RIGHT,
    "04.B": EDGES_RIGHT,
}

# More, by another reader -------------------------------------------------------------------------------------------------

NEW_1 = [
    (lambda n, s: np.sqrt(2 / n), "He, slope ignored"),
    (lambda n, s: 2 / ((1 + s**2) * n), "variance"),
    (lambda n, s: np.sqrt(2 / ((1 - s**2) * n)), "minus"),
    (lambda n, s: np.sqrt(1 / ((1 + s**2) * n)), "1 for 2"),
    (lambda n, s: np.sqrt((1 + s**2) / (2 * n)), "upside down"),
    (lambda n, s: np.sqrt(2 / (1 + s**2)) / n, "n outside"),
    (lambda n, s: np.sqrt(2 / (n + s**2)), "brackets"),
    (lambda n, s: np.sqrt(2 / (1 + s**2 * n)), "brackets 2"),
    (lambda n, s: np.sqrt(2) / ((1 + s**2) * n), "root of 2 only"),
    (lambda n, s: np.sqrt(2 / n) / (1 + s**2), "outside the root"),
    (lambda n, s: np.sqrt(2 / n) * (1 - s), "times 1-s"),
    (lambda n, s: np.sqrt(2 / n) * np.sqrt(1 + s**2), "times root"),
    (lambda n, s: np.sqrt(2 / (n * s**2)) if s else np.sqrt(2 / n), "negative half only"),
    (lambda n, s: np.sqrt(2 / n) + s, "plus"),
    (lambda n, s: np.sqrt(4 / ((1 + s) ** 2 * n)), "means of the slopes"),
    (lambda n, s: np.sqrt(2 / ((1 + 2 * s**2) * n)), "2s^2"),
    (lambda n, s: np.sqrt(2 / ((1 + np.sqrt(s)) * n)), "root of s"),
    (lambda n, s: np.random.default_rng(0).normal(0, np.sqrt(2 / ((1 + s**2) * n)), n), "weights themselves"),
]
NEW_RIGHT_1 = [
    lambda n, s: (2 / (1 + s**2) / n) ** 0.5,
    lambda n, s: 1 / np.sqrt(n * (0.5 + 0.5 * s**2)),
    lambda n, s: np.float32(np.sqrt(2 / ((1 + s**2) * n))),
]


def lm(X):
    return np.linalg.eigvalsh(X.T @ X)[-1]


NEW_2 = [
    (lambda X: 2 / lm(X), "no n, 2"),
    (lambda X: len(X) / (2 * lm(X)), "half"),
    (lambda X: 1 / lm(X), "n forgotten"),
    (lambda X: len(X) / np.linalg.eigvalsh(X.T @ X)[0], "smallest eigenvalue"),
    (lambda X: len(X) / np.sqrt(lm(X)), "singular value"),
    (lambda X: lm(X) / len(X), "upside down"),
    (lambda X: 2 * lm(X) / len(X), "L itself"),
    (lambda X: X.shape[1] / lm(X), "features for n"),
    (lambda X: len(X) / np.linalg.eigvalsh(np.cov(X.T) * len(X))[-1], "centred"),
    (lambda X: len(X) / np.linalg.norm(X.T @ X), "Frobenius"),
    (lambda X: len(X) / np.linalg.eigvalsh(X.T @ X).mean(), "mean eigenvalue"),
    (lambda X: 2 * len(X) / (np.linalg.eigvalsh(X.T @ X)[0] + lm(X)), "best rate"),
    (lambda X: len(X) / (np.linalg.eigvalsh(X.T @ X)[0] + lm(X)), "best rate, halved"),
    (lambda X: len(X) / np.linalg.eigvalsh(X.T @ X), "all"),
    (lambda X: len(X) / (lm(X)) ** 2, "squared"),
    (lambda X: len(X) / (X**2).sum(1).max(), "largest row"),
    (lambda X: len(X) / np.linalg.det(X.T @ X), "determinant"),
    (lambda X: len(X) * lm(X), "times"),
]
NEW_RIGHT_2 = [
    lambda X: len(X) / np.linalg.norm(X, 2) ** 2,
    lambda X: 1 / np.linalg.eigvalsh(X @ X.T / len(X)).max(),
    lambda X: 2 / np.linalg.eigvalsh(2 * X.T @ X / len(X))[-1],
    lambda X: np.array([len(X) / lm(X)]),
]


def adam_of(
    G,
    a=1e-3,
    b1=0.9,
    b2=0.999,
    e=1e-8,
    bc1=True,
    bc2=True,
    start=1,
    root=True,
    sq=True,
    sign=-1,
    last=False,
    path=False,
    inside=False,
    keras=False,
    nest=False,
):
    m = v = moved = 0
    moves = []
    for t, g in enumerate(G, start=start):
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * (g**2 if sq else g)
        mh = m / (1 - b1**t) if bc1 else m
        vh = v / (1 - b2**t) if bc2 else v
        if keras:
            d = a * np.sqrt(1 - b2**t) / (1 - b1**t) * m / (np.sqrt(v) + e)
        elif inside:
            d = a * mh / np.sqrt(vh + e)
        else:
            d = a * mh / ((np.sqrt(vh) if root else vh) + e)
        moves.append(sign * d)
        moved = moved + sign * d
    return moves[-1] if last else np.array(moves) if path else moved


def adam_overwrite(G):
    m = v = moved = 0
    for t, g in enumerate(G, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        m = m / (1 - 0.9**t)
        v = v / (1 - 0.999**t)
        moved = moved - 0.001 * m / (np.sqrt(v) + 1e-8)
    return moved


def adam_mean(G):
    g = G.mean(0)
    return adam_of([g] * len(G))


def nadamish(G):
    m = v = moved = 0
    for t, g in enumerate(G, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        moved = moved - 0.001 * (0.9 * m / (1 - 0.9**t) + 0.1 * g / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved


def scalar_v(G):
    m = v = moved = 0
    for t, g in enumerate(G, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * (g @ g)
        moved = moved - 0.001 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved


def vm(G):
    m = v = moved = 0
    for t, g in enumerate(G, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * m**2
        moved = moved - 0.001 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved


def order(G):
    m = v = moved = 0
    for t, g in enumerate(G, 1):
        moved = moved - 0.001 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
    return moved


NEW_3 = [
    (lambda G: adam_of(G, bc1=False, bc2=False), "no correction"),
    (lambda G: adam_of(G, bc1=False), "v corrected only"),
    (lambda G: adam_of(G, last=True), "last move"),
    (lambda G: adam_of(G, b1=0.999, b2=0.9), "betas exchanged"),
    (lambda G: adam_of(G, b1=0), "no momentum"),
    (lambda G: adam_of(G, a=0.01), "rate .01"),
    (lambda G: adam_of(G, a=1), "rate forgotten"),
    (lambda G: adam_of(G, root=False), "root forgotten"),
    (lambda G: adam_of(G, sq=False), "square forgotten"),
    (lambda G: adam_of(G, inside=True), "epsilon in the root"),
    (lambda G: adam_of(G[::-1]), "reversed"),
    (adam_overwrite, "corrected values kept"),
    (adam_mean, "the mean gradient"),
    (nadamish, "Nadam"),
    (scalar_v, "one v for all"),
    (vm, "v of m"),
    (order, "moves before it updates"),
    (lambda G: adam_of(G[-1:]), "last gradient only"),
    (lambda G: -0.001 * G.sum(0), "SGD"),
    (lambda G: adam_of(G) / len(G), "mean move"),
    (lambda G: adam_of(G, b1=0.1), "m = .1 m + .9 g"),
    (lambda G: adam_of(G, b2=0.001), "v = .001 v + .999"),
]


def adam_ok(G):
    return adam_of(G)


NEW_RIGHT_3 = [
    adam_ok,
    lambda G: adam_of(G.astype("float32")),
    lambda G: tf.constant(adam_of(G)),
    lambda G: list(adam_of(G)),
]

E_ = 1e-5
NEW_4 = [
    (lambda s, th, v: (s(th + E_ * v) - s(th)) / (2 * E_), "one-sided, by 2e"),
    (lambda s, th, v: s(th + v) - s(th), "all of v"),
    (lambda s, th, v: (s(th + v) - s(th - v)) / 2, "all of v, central"),
    (lambda s, th, v: (s(th - E_ * v) - s(th + E_ * v)) / (2 * E_), "sign"),
    (lambda s, th, v: s(v), "slope at v"),
    (lambda s, th, v: s(th) * v, "slope times v"),
    (lambda s, th, v: v * (s(th + E_ * v) - s(th - E_ * v)) / (2 * E_), "times v"),
    (lambda s, th, v: s(th + 0.5 * v) - s(th - 0.5 * v), "half of v"),
    (lambda s, th, v: (s(th * (1 + E_)) - s(th)) / E_, "along theta"),
    (lambda s, th, v: (s(th + 0.1 * v) - s(th - 0.1 * v)) / 0.2, "a tenth"),
    (lambda s, th, v: v, "v"),
]
NEW_RIGHT_4 = [
    lambda s, th, v: (s(th + E_ * v) - s(th)) / E_,
    lambda s, th, v: (s(th) - s(th - 1e-6 * v)) / 1e-6,
    lambda s, th, v: (s(th + 1e-4 * v) - s(th - 1e-4 * v)) / 2e-4,
    lambda s, th, v: tf.constant((s(th + E_ * v) - s(th - E_ * v)) / (2 * E_)),
]


def amax(
    G,
    a=2e-3,
    b1=0.9,
    b2=0.999,
    corr=True,
    sign=-1,
    start=1,
    last=False,
    path=False,
    ab=True,
    plain=False,
    allmax=False,
    ucorr=False,
    order=False,
    expo=False,
):
    m = u = moved = 0
    ms = []
    for t, g in enumerate(G, start):
        m = b1 * m + (1 - b1) * g
        n = np.abs(g) if ab else g
        if plain:
            u = b2 * u + (1 - b2) * n
        elif allmax:
            u = np.maximum(b2 * u, n.max())
        else:
            u = np.maximum(b2 * u, n)
        d = a / ((1 - b1**t) if corr else 1) * m / ((u / (1 - b2**t)) if ucorr else u)
        ms.append(sign * d)
        moved = moved + sign * d
    return ms[-1] if last else np.array(ms) if path else moved


NEW_5 = [
    (lambda G: amax(G, last=True), "last"),
    (lambda G: amax(G, ab=False), "abs forgotten"),
    (lambda G: amax(G, plain=True), "mean for max"),
    (lambda G: amax(G, ucorr=True), "u corrected too"),
    (lambda G: amax(G, b1=0.999, b2=0.9), "betas exchanged"),
    (lambda G: amax(G, b2=0), "u is |g|"),
    (lambda G: amax(G, b1=0), "no momentum"),
    (lambda G: adam_of(G, a=2e-3), "Adam"),
    (lambda G: adam_of(G), "Adam .001"),
    (lambda G: amax(G[::-1]), "reversed"),
    (lambda G: amax(G, a=1), "alpha forgotten"),
    (lambda G: amax(G[-1:]), "last gradient only"),
    (lambda G: amax(np.abs(G)), "abs in m, too"),
    (lambda G: amax(G, b1=0.1), "weights exchanged"),
]
NEW_RIGHT_5 = [lambda G: amax(G), lambda G: amax(G.astype("float32")), lambda G: list(amax(G))]

NEW_6 = [
    (lambda L, k: 2 / L, "keep forgotten"),
    (lambda L, k: 2 / (L * (1 - k)), "over 1-k"),
    (lambda L, k: 2 / (L * (1 + k)), "over 1+k"),
    (lambda L, k: (1 + k) / L, "2 forgotten"),
    (lambda L, k: 4 * (1 + k) / L, "twice"),
    (lambda L, k: 2 * (1 + k**2) / L, "k squared"),
    (lambda L, k: 2 * (1 + k) ** 2 / L, "square"),
    (lambda L, k: (1 + np.sqrt(k)) ** 2 / L, "where it begins to swing"),
    (lambda L, k: (1 - np.sqrt(k)) ** 2 / L, "where it begins to swing, lower"),
    (lambda L, k: 2 + k / L, "brackets"),
    (lambda L, k: 2 * (1 + k) * L, "times L"),
    (lambda L, k: 2 * (1 + k) / np.sqrt(L), "root L"),
    (lambda L, k: 2 * (1 + 2 * k) / L, "2k"),
    (lambda L, k: 2 * np.sqrt(1 + k) / L, "root"),
    (lambda L, k: 4 / L, "limit k=1"),
    (lambda L, k: 2 * k / L, "2k/L"),
    (lambda L, k: 2 * (1 + np.sqrt(k)) / L, "1+root"),
    (lambda L, k: 2 * (1 + k) / ((1 + 2 * k) * L), "Nesterov"),
]
NEW_RIGHT_6 = [lambda L, k: (2 + 2 * k) / L, lambda L, k: np.float32(2 * (1 + k) / L), lambda L, k: [2 * (1 + k) / L]]

for number, wrong, right in (
    ("04.1", NEW_1, NEW_RIGHT_1),
    ("04.2", NEW_2, NEW_RIGHT_2),
    ("04.3", NEW_3, NEW_RIGHT_3),
    ("04.4", NEW_4, NEW_RIGHT_4),
    ("04.A", NEW_5, NEW_RIGHT_5),
    ("04.B", NEW_6, NEW_RIGHT_6),
):
    UNSEEN[number] = [*UNSEEN[number], *wrong]
    ALSO_RIGHT[number] = [*ALSO_RIGHT.get(number, []), *right]
