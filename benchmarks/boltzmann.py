"""What lesson 08 claims over seeds: Boltzmann machines that draw digits, that fill in ratings, and as first layers.

    python benchmarks/boltzmann.py    some ten minutes on one free core

Six parts, told apart by `part`; a column that says nothing in a part is empty:
- toy: the 14 bars and stripes of 3 x 3, learnt by the exact gradient and by the mean of CD-1 and of CD-10: `kl`, in nats.
- draws: CD-1 against persistent chains at equal steps: `error`, a pixel's in a reconstruction of test digits, and the
  `distance` of 1,000 samples (Frechet digit distance) after `n` steps of Gibbs sampling from noise.
- ratings: root mean square error in stars (`error`) on ratings never shown, with tastes on or off and in all degrees
  (`start`); each method's setting, `rate`, is chosen on other held-out ratings. `match`: of each taste with the nearest
  hidden unit the correlation, and of these the smallest.
- labels: share right (`right`) on the test digits of a network 784-256-256-10 from three starts, learnt from `n` labels by
  500 steps of Adam, all at 0.001: a rate that is not tuned (at 50 and 100 labels, 0.003 gave the same within a point of %).
- marks, parzen: RBM and DBN (`kind`, `model`) in the columns of results/evaluation.csv and of results/parzen.csv, measured
  by the code of those two. Their drawings are grey: probabilities of white, after 100 steps from noise.
Runs that lie in runs/boltzmann are not made again: empty it if a setting changes. Writes benchmarks/results/boltzmann.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import functools
import time
from itertools import product
from pathlib import Path
from unittest.mock import patch

import evaluation
import keras
import numpy as np
import parzen
from keras import layers
from recording import kept, record
from scipy.special import expit as sigmoid
from scipy.special import logit

from gan_course.data import load_mnist
from gan_course.holding import Trainer, judge, load_digits, load_test
from gan_course.quality import frechet_digit_distance
from gan_course.ratings import make_ratings, rating_machine, truncated_svd

FOLDER = Path("runs/boltzmann")
SEEDS, DRAWN = (0, 1, 2, 3, 4), (0,)
LABELS, STARTS, RATE = (50, 200, 1000, 10_000), ("pretrained", "small", "He"), 1e-3
HIDDEN, STEPS, TUNE_STEPS, BATCH = 256, 2500, 500, 50


class RBM:
    """A restricted Boltzmann machine, as in lesson 08: units that are 0 or 1, (n, visible) and (n, hidden)."""

    def __init__(self, visible, hidden, seed=0, spread=0.01, dtype="float32"):
        self.rng = np.random.default_rng(seed)
        self.W = self.rng.normal(0, spread, (visible, hidden)).astype(dtype)
        self.b, self.c = np.zeros(visible, dtype), np.zeros(hidden, dtype)

    def hidden(self, v):
        return sigmoid(v @ self.W + self.c)

    def visible(self, h):
        return sigmoid(h @ self.W.T + self.b)

    def draw(self, p):
        return (self.rng.random(p.shape, p.dtype) < p).astype(p.dtype)

    def gibbs(self, v, steps):
        for _ in range(steps):
            v = self.draw(self.visible(self.draw(self.hidden(v))))
        return v


def learn(rbm, v, rate, chains=None):
    """Take one step of contrastive divergence from pictures v, or against persistent chains; return v after it."""
    v1 = rbm.gibbs(v if chains is None else chains, 1)
    h, h1 = rbm.hidden(v), rbm.hidden(v1)
    rbm.W += rate * (v.T @ h - v1.T @ h1) / len(v)
    rbm.b += rate * (v - v1).mean(axis=0)
    rbm.c += rate * (h - h1).mean(axis=0)
    return v1


def train(data, hidden, seed=0, steps=STEPS, rate=0.1, persistent=False):
    """Return an RBM that learnt from data (n, visible) in [0, 1], by CD-1 or with 100 persistent chains."""
    rbm = RBM(data.shape[1], hidden, seed)
    rbm.b = logit(data.mean(axis=0).clip(0.01, 0.99))
    chains = rbm.draw(np.full((100, data.shape[1]), 0.5, "float32")) if persistent else None
    for step in range(steps):
        rows = rbm.rng.integers(len(data), size=100)
        new = learn(rbm, data[rows], rate * (1 - step / steps), chains)
        chains = new if persistent else None
    return rbm


def noise(rbm, n):
    return rbm.draw(np.full((n, len(rbm.b)), 0.5, "float32"))


def as_pictures(p):
    """From (n, 784) in [0, 1] to what the course's measures take: (n, 28, 28, 1) in [-1, 1]."""
    return (2 * np.asarray(p, "float32") - 1).reshape(-1, 28, 28, 1)


def digits(pictures):
    """From (n, 28, 28, 1) in [-1, 1] to (n, 784) in [0, 1]."""
    return (np.asarray(pictures, "float32").reshape(-1, 784) + 1) / 2


def unlabelled(n=50_000):
    return load_mnist("train")[0][:n].reshape(n, 784).astype("float32") / 255


@functools.cache
def machine(seed, persistent=False):
    """Return the RBM that learnt from the 50,000 digits: the same one wherever a part needs it."""
    path = FOLDER / f"machine_{seed}_{persistent}.npz"
    if not path.exists():
        started = time.process_time()
        rbm = train(unlabelled(), HIDDEN, seed, persistent=persistent)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, rbm.W, rbm.b, rbm.c, time.process_time() - started)
    rbm = RBM(784, HIDDEN, seed)
    with np.load(path) as arrays:
        rbm.W, rbm.b, rbm.c, rbm.seconds = arrays.values()
    return rbm


# toy ------------------------------------------------------------------------------------------------------------------
def states(n):
    return np.array(list(product((0.0, 1.0), repeat=n)))


def log_probabilities(rbm, v):
    """Return log p of all visible states, by their free energies."""
    minus_free = v @ rbm.b + np.logaddexp(0, v @ rbm.W + rbm.c).sum(axis=1)
    return minus_free - np.logaddexp.reduce(minus_free)


def toy(seed, k, steps=2000, rate=0.5):
    """Return the row of one way to learn bars and stripes; k: steps of Gibbs sampling, 0 for the exact gradient."""
    all_v, all_h, rbm = states(9), states(6), RBM(9, 6, seed, 0.1, "float64")
    lines = states(3)
    wanted = np.unique(np.concatenate([np.repeat(lines, 3, axis=1), np.tile(lines, 3)]), axis=0)
    rows = (wanted @ 2 ** np.arange(8, -1, -1)).astype(int)
    data = np.zeros(512)
    data[rows] = 1 / len(rows)
    for _ in range(steps):
        p = data if k else np.exp(log_probabilities(rbm, all_v))
        if k:
            down = np.exp(all_h @ (rbm.W.T @ all_v.T) + (all_v @ rbm.b))
            down /= down.sum(axis=1, keepdims=True)
            up = np.exp(all_v @ rbm.W @ all_h.T + all_h @ rbm.c)
            up /= up.sum(axis=1, keepdims=True)
            for _ in range(k):
                p = (p @ up) @ down
        difference, h = data - p, rbm.hidden(all_v)
        rbm.W += rate * all_v.T @ (difference[:, np.newaxis] * h)
        rbm.b += rate * difference @ all_v
        rbm.c += rate * difference @ h
    kl = -np.log(len(rows)) - log_probabilities(rbm, all_v)[rows].mean()
    name = f"CD-{k}" if k else "exact slope"
    return {"part": "toy", "method": name, "seed": seed, "n": steps, "kl": round(float(kl), 4)}


# draws ----------------------------------------------------------------------------------------------------------------
def draws(seed, method):
    rbm = machine(seed, method == "persistent")
    row = {"part": "draws", "method": method, "seed": seed, "cpu_seconds": round(float(rbm.seconds), 1)}
    test = load_test()[0][:2000]
    row["error"] = round(float(np.abs(rbm.visible(rbm.hidden(test)) - test).mean()), 4)
    v, rows, done = noise(rbm, 1000), [], 0
    for n in (10, 100, 500):
        v, done = rbm.gibbs(v, n - done), n
        shown = as_pictures(rbm.visible(rbm.hidden(v)))
        rows.append(row | {"n": n, "distance": round(frechet_digit_distance(shown), 1)})
    return rows


# ratings --------------------------------------------------------------------------------------------------------------
def rate_films(seed, tastes):
    stars, shown, choosing, liking, means = make_ratings(seed, tastes)

    def error(table, where):
        return float(np.sqrt(((table - stars)[where] ** 2).mean()))

    not_shown = ~shown & ~choosing
    mean = np.broadcast_to((stars * shown).sum(axis=0) / shown.sum(axis=0), stars.shape)
    tables = {"film's mean": {0: mean}, "nobody can do better": {0: means}}
    for name, rounds in {"SVD once": 1, "SVD repeated": 30}.items():
        tables[name] = {k: truncated_svd(stars, shown, k, rounds) for k in range(1, 9)}
    machines = {rate: rating_machine(stars, shown, rate=rate, seed=seed) for rate in (0.3, 1.0, 3.0)}
    tables["RBM"] = {rate: machine[0] for rate, machine in machines.items()}
    rows = []
    for name, settings in tables.items():
        best = min(settings, key=lambda s: error(settings[s], choosing))
        row = {"part": "ratings", "method": name, "start": tastes, "seed": seed, "rate": best}
        row["error"] = round(error(settings[best], not_shown), 4)
        if name == "RBM":
            hidden = machines[best][1]
            match = np.abs(np.corrcoef(liking.T, hidden.T)[:5, 5:]).max(axis=1)
            row["match"] = round(float(match.min()), 3)
        rows.append(row)
    return rows


# labels ---------------------------------------------------------------------------------------------------------------
@functools.cache
def pretrained(seed):
    """Return the weights and biases of two layers, learnt greedily by CD-1 from 50,000 digits without their labels."""
    path = FOLDER / f"layers_{seed}.npz"
    if not path.exists():
        first = machine(seed)
        second = train(first.hidden(unlabelled()), HIDDEN, seed + 100)
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, first.W, first.c, second.W, second.c)
    with np.load(path) as arrays:
        return list(arrays.values())


def make_network(start, weights=()):
    """Return 784-256-256-10, its hidden layers with the weights given, or with small ones, or He's and ReLU."""
    small = {"activation": "sigmoid", "kernel_initializer": keras.initializers.RandomNormal(stddev=0.01)}
    settings = {"activation": "relu", "kernel_initializer": "he_normal"} if start == "He" else small
    hidden = [layers.Dense(HIDDEN, **settings), layers.Dense(HIDDEN, **settings)]
    network = keras.Sequential([keras.Input((784,)), *hidden, layers.Dense(10)])
    if weights:
        network.set_weights([*weights, *network.get_weights()[4:]])
    return network


def labels(n, start):
    """Return the rows of one start and number of labels, a seed a row."""
    weights, rows = {}, []
    trainer = Trainer(lambda: make_network(start, weights.get("now", ())), keras.optimizers.Adam(RATE))
    for seed in SEEDS:
        if start == "pretrained":
            weights["now"] = pretrained(seed)
        trainer.train(*load_digits(seed, n), seed=seed, epochs=max(1, TUNE_STEPS * BATCH // n), batch=BATCH)
        right = judge(trainer.network, *load_test())[1]
        row = {"part": "labels", "method": "network", "start": start, "n": n, "seed": seed}
        rows.append(row | {"rate": RATE, "right": round(right, 4)})
    return rows


# rows for lessons 12 and 16 -------------------------------------------------------------------------------------------
class Drawer:
    """An RBM, or a belief net of two layers, in the clothes of a GAN: `fit`, then `sample`."""

    def __init__(self, model, seed):
        self.model, self.seed = model, seed

    def fit(self, pictures, **_):
        x = digits(pictures)
        if self.model == "RBM":
            self.layers = [train(x, HIDDEN, self.seed, persistent=True)]
            return
        first = train(x, HIDDEN, self.seed)
        self.layers = [first, train(first.hidden(x), HIDDEN, self.seed + 100, persistent=True)]

    def sample(self, n, steps=100):
        """Draw in the top machine, from noise, by `steps` steps of Gibbs sampling; then go down once."""
        *below, top = self.layers
        parts = []
        for i in range(0, n, 1000):
            v = top.gibbs(noise(top, min(1000, n - i)), steps - 1)
            p = top.visible(top.draw(top.hidden(v)))
            for rbm in reversed(below):
                p = rbm.visible(rbm.draw(p))
            parts.append(p)
        return as_pictures(np.concatenate(parts))


def marks(seed):
    """Return the rows of RBM and DBN in the columns of results/evaluation.csv, measured by its own code."""
    training, drawn, milliseconds = evaluation.split(seed)[0], {}, {}
    for model in ("RBM", "DBN"):
        drawer = Drawer(model, seed)
        drawer.fit(training)
        started = time.process_time()
        drawn[model] = drawer.sample(10_000)
        milliseconds[model] = round((time.process_time() - started) / 10, 3)
    rows = []
    for n in evaluation.SEEDS:
        some = {model: pictures[:n] for model, pictures in drawn.items()}
        with patch.object(evaluation, "kinds", lambda *_, some=some: some):
            rows += evaluation.measure(n, seed)
    return [{"part": "evaluation", **row, "milliseconds_a_sample": milliseconds[row["kind"]]} for row in rows]


def nats(model, seed):
    """Return the row of RBM or DBN in the columns of results/parzen.csv, measured by its own code."""
    with patch.object(parzen, "make_fully_connected", lambda seed: Drawer(model, seed)):
        return {"part": "parzen", **parzen.measure(model, seed, STEPS * 100 // 50_000)}


def main():
    runs = {f"toy_{k}_{s}": functools.partial(toy, s, k) for s in SEEDS for k in (0, 1, 10)}
    runs |= {f"labels_{n}_{s}": functools.partial(labels, n, s) for n in LABELS for s in STARTS}
    runs |= {f"ratings_{t}_{s}": functools.partial(rate_films, s, t) for s in SEEDS[:3] for t in ("on-off", "degrees")}
    for seed in DRAWN:
        runs |= {f"draws_{m}_{seed}": functools.partial(draws, seed, m) for m in ("CD-1", "persistent")}
        runs |= {f"parzen_{m}_{seed}": functools.partial(nats, m, seed) for m in ("RBM", "DBN")}
        runs[f"marks_{seed}"] = functools.partial(marks, seed)
    rows = []
    for name, run in runs.items():
        some = kept(FOLDER / f"{name}.json", run)
        rows += some if isinstance(some, list) else [some]
    columns = dict.fromkeys(column for row in rows for column in row)
    record(__file__, [{column: row.get(column, "") for column in columns} for row in rows])


if __name__ == "__main__":
    main()
