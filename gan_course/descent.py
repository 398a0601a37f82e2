"""Lesson 04's tracks for learning rules: a walk, three landscapes' figures, and a small network that reads digits.

A rule is a function (g, s, rate) that returns the step for the gradient g; s, a dict that gives 0.0 for what is not yet in
it, is what the rule remembers. Plain NumPy: a step takes a fraction of a millisecond.
"""

from collections import defaultdict

import matplotlib.pyplot as plt
import numpy as np

from gan_course.data import load_mnist

STAR = "#CC79A7"


def walk(rule, slope, start, rate, steps):
    """Return the points (steps + 1, ...) that a rule leads to from the start; slope(theta) is the gradient there."""
    theta, s, points = start, defaultdict(float), [start]
    for _ in range(steps):
        theta = theta + rule(slope(theta), s, rate)
        points.append(theta)
    return np.array(points)


def slope_of(f, e=1e-4):
    """Return the gradient of f(x, y) as a function of points (..., 2), by differences."""

    def slope(points):
        x, y = points[..., 0], points[..., 1]
        return np.stack([f(x + e, y) - f(x - e, y), f(x, y + e) - f(x, y - e)], axis=-1) / (2 * e)

    return slope


def best_walk(rule, f, start, minimum, rates, steps=500):
    """Return the mean step of arrival at the best of the rates, that rate, and the points (steps + 1, 2) of one walk.

    From ten points near the start. Arrival: the first step from which on the walk stays within 0.05 of the minimum (or of
    its mirror image in y = 0). A rate is out if one of its walks leaves the square of 2.5.
    """
    near = np.random.default_rng(0).uniform(0.7, 1.3, (10, 1, 1))
    starts = near * np.tile(np.float64(start), (len(rates), 1))  # (10, rates, 2)
    with np.errstate(all="ignore"):  # rates that are too large overflow
        points = walk(rule, slope_of(f), starts, rates[:, None], steps)
        mirrored = np.where(points[..., 1:] < 0, -1, 1) * points
        late = ~(np.linalg.norm(mirrored - minimum, axis=-1) < 0.05)  # (steps + 1, 10, rates)
        late |= ~(abs(points) < 2.5).all(axis=(0, 3))
    last = np.where(late, np.arange(steps + 1)[:, None, None], -1).max(axis=0)
    arrival = (last + 1).mean(axis=0)
    best = arrival.argmin()
    return float(arrival[best]), float(rates[best]), points[:, 0, best]


def draw_walks(f, walks, titles):
    """Return a figure of some walks (n, 2) in the landscape f(x, y), side by side, over its contours."""
    figure, axes = plt.subplots(1, len(walks), figsize=(9, 2.8), layout="constrained")
    x, y = np.meshgrid(np.linspace(-2.2, 2.2, 80), np.linspace(-0.8, 0.8, 80))
    for axis, points, title in zip(np.atleast_1d(axes), walks, titles):
        axis.contour(x, y, f(x, y), 8, colors="lightgrey")
        axis.plot(*points.T, "k.-", linewidth=0.8)
        axis.plot(0, 0, "*", color=STAR, markersize=12)
        axis.set(title=title, xlim=(-2.2, 2.2), ylim=(-0.8, 0.8), xlabel="x", ylabel="y")
        axis.label_outer()
    return figure


def draw_page(landscapes, found):
    """Return a page of paths: landscapes {name: (f, start, minimum)} are rows, found {name: {rule: best_walk}} columns."""
    rules = list(next(iter(found.values())))
    figure, axes = plt.subplots(3, len(rules), figsize=(12, 5.2), sharex=True, sharey=True, layout="constrained")
    x, y = np.meshgrid(np.linspace(-2.3, 2.3, 80), np.linspace(-1.4, 2.2, 80))
    for row, (name, (f, _, minimum)) in zip(axes, landscapes.items()):
        levels = np.quantile(f(x, y), np.linspace(0, 0.9, 8))
        for axis, rule in zip(row, rules):
            arrival, _, points = found[name][rule]
            axis.contour(x, y, f(x, y), levels, colors="lightgrey")
            axis.plot(*points[: int(arrival) + 1].T, "k.-", linewidth=0.7, markersize=3)
            axis.plot(*minimum, "*", color=STAR, markersize=9)
            axis.set(xlim=(-2.3, 2.3), ylim=(-1.4, 2.2), xticks=[], yticks=[])
            axis.set_xlabel(f"{arrival:.0f} steps", fontsize=9)
        row[0].set_ylabel(name)
    for axis, rule in zip(axes[0], rules):
        axis.set_title(rule, fontsize=11)
    return figure


def small_digits(rows):
    """Return training digits of 14x14 pixels in [0, 1], (n, 196), and their labels (n,); rows: a slice."""
    pictures, labels = load_mnist("train")
    x = pictures[rows].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196)
    return np.float32(x / 255), labels[rows].astype(int)


def new_network(seed):
    """Return the weights of a 196-32-10 network as one array (6634,): He's, and biases of 0."""
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, np.sqrt(2 / 196), (196, 32))
    W2 = rng.normal(0, np.sqrt(2 / 32), (32, 10))
    parts = W1, np.zeros(32), W2, np.zeros(10)
    return np.concatenate([np.float32(p).ravel() for p in parts])


def unpack(theta):
    """Return W1 (196, 32), b1, W2 (32, 10) and b2."""
    W1, b1, W2, b2 = np.split(theta, [6272, 6304, 6624])
    return W1.reshape(196, 32), b1, W2.reshape(32, 10), b2


def forward(theta, x, y):
    """Return the hidden layer (n, 32), the log-probabilities (n, 10) and the mean cross-entropy."""
    W1, b1, W2, b2 = unpack(theta)
    h = np.maximum(x @ W1 + b1, 0)
    z = h @ W2 + b2
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return h, log_p, -log_p[np.arange(len(x)), y].mean()


def gradient(theta, x, y):
    """Return the gradient of the mean cross-entropy (6634,), by backpropagation."""
    h, log_p, _ = forward(theta, x, y)
    d2 = (np.exp(log_p) - np.eye(10, dtype="float32")[y]) / np.float32(len(x))
    d1 = d2 @ unpack(theta)[2].T * (h > 0)
    parts = x.T @ d1, d1.sum(axis=0), h.T @ d2, d2.sum(axis=0)
    return np.concatenate([p.ravel() for p in parts])


def race(rule, rate, seed, x, y, x_held, y_held, steps=1000):
    """Train the network on batches of 64 of x, y; return its loss and its share of right answers on held-out digits.

    Both are lists, measured every 20 steps.
    """
    theta, s, losses, right = new_network(seed), defaultdict(float), [], []
    order = np.random.default_rng(seed)
    for t in range(1, steps + 1):
        some = order.integers(len(x), size=64)
        g = gradient(theta, x[some], y[some])
        theta = theta + rule(g, s, rate)
        if t % 20 == 0:
            _, log_p, loss = forward(theta, x_held, y_held)
            losses.append(float(loss))
            right.append(float((log_p.argmax(axis=1) == y_held).mean()))
    return losses, right


def draw_race(tuning, runs, live):
    """Return a figure: loss by rate, and steps to the target, rule by rule.

    tuning, runs: the two parts of the recorded table; live: (rule, steps) of a run to mark.
    """
    names = list(dict.fromkeys(runs["rule"]))
    figure, axes = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    for name, line in zip(names, ["k-", "k--", "k:", "C1o-", "C7s-", "C9^-", "C4v-"]):
        own = tuning[tuning["rule"] == name]
        rates = np.unique(own["rate"])
        loss = [own["loss"][own["rate"] == rate].mean() for rate in rates]
        axes[0].loglog(rates, loss, line, label=name, markersize=4)
    axes[0].set(title="All rates, two seeds", ylim=(0.15, 4), xlabel="rate", ylabel="loss after 1,000 steps")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower center", ncols=7, fontsize=9)
    for place, name in enumerate(names):
        own = runs["steps"][runs["rule"] == name]
        axes[1].plot(own, np.full(len(own), place), "ko", alpha=0.5)
    axes[1].plot(live[1], names.index(live[0]), "*", color=STAR, markersize=14)
    axes[1].set(title="The chosen rate, six seeds", xlabel="steps to 93 % right")
    axes[1].set_yticks(range(len(names)), names)
    axes[1].invert_yaxis()
    return figure


def draw_depth(levels):
    """Return a figure of what each first-weight rule does through the layers: {name: (sums, gradients)}, mean squares."""
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.6), sharex=True, layout="constrained")
    for (name, both), line in zip(levels.items(), ["k-", "k--", "k-.", "C4:", "C4--", "C4-"]):
        for axis, values in zip(axes, both):
            axis.semilogy(range(1, len(values) + 1), values, line, label=name)
    axes[0].set(title="Forwards: the sums", xlabel="layer", ylabel="mean square")
    axes[1].set(title="Backwards: the gradient", xlabel="layer")
    axes[0].legend(fontsize=8)
    return figure


def draw_curves(curves, title, xlabel, ylabel, legend):
    """Return a figure of curves {name: values} on a logarithmic axis."""
    figure, axis = plt.subplots(figsize=(6, 3.2), layout="constrained")
    for (name, values), line in zip(curves.items(), ["k:", "k--", "C4-"]):
        axis.semilogy(values, line, label=name)
    axis.set(title=title, xlabel=xlabel, ylabel=ylabel)
    axis.legend(title=legend)
    return figure


def steps_apart(rule, twin, gradients, rate, epsilon=None, **settings):
    """Return how far a rule and twin, a Keras optimizer of the same rate, are apart after the gradients (t, n).

    settings: for the rule. epsilon: a function of the step t, for the rule.
    """
    import keras

    ours, s = np.zeros(gradients.shape[1]), defaultdict(float)
    theirs = keras.Variable(ours, dtype="float64")
    for t, g in enumerate(gradients, start=1):
        own = {"epsilon": epsilon(t)} if epsilon else {}
        ours = ours + rule(g, s, rate, **settings, **own)
        twin.apply([keras.ops.convert_to_tensor(g)], [theirs])
    return abs(ours - keras.ops.convert_to_numpy(theirs)).max()
