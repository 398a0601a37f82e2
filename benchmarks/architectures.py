"""Lesson 06's networks with and without structure, at about equal parameters and seconds.

    python benchmarks/architectures.py     some 12 minutes on one free core; runs that lie in runs/architectures are kept

Of several rates the best for the seed CHOSEN_ON is taken, judged on validation digits; a single rate was found beforehand in
some runs (of seed 0, too, but for the CNNs). What is reported is of SEEDS, or of the first of them, judged on the test
digits. A seed is: other digits, other first weights, another order. Steps are such that a network without structure gets
about as many seconds as its rival, or more. Each part is written down as soon as it is there.
Writes benchmarks/results/architectures.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import time
from functools import partial
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import Sequential, layers
from recording import kept, record

from gan_course import architectures as arch
from gan_course.data import load_mnist
from gan_course.holding import load_digits, load_test, load_validation

FOLDER, SEEDS, CHOSEN_ON, RATES = Path("runs/architectures"), range(5), 5, (1e-3, 3e-3, 1e-2)
FEWER = range(3)  # what takes longer


# What only this experiment trains; the rest is the lesson's, in gan_course/architectures.py
def cnn_anywhere():
    """The same, a third bank of filters, and of each map only its largest: wherever that is."""
    third = layers.Conv2D(64, 3, padding="same", activation="relu")
    return Sequential([arch.cnn_body(), third, layers.GlobalMaxPooling2D(), layers.Dense(10)])


def shifted(pictures, pixels):
    """Return the pictures moved to the right; what leaves comes in at the left, where digits are black."""
    return np.roll(pictures, pixels, axis=2)


def cnn_reader(units=32):
    """A hybrid: filters look at a strip of rows (n, rows, 28), pooled to a quarter each way; an LSTM reads that."""
    filters = [layers.Conv2D(16, 3, padding="same", activation="relu") for _ in range(2)]
    look = [layers.Reshape((-1, 28, 1)), filters[0], layers.MaxPooling2D(), filters[1], layers.MaxPooling2D()]
    return Sequential([*look, layers.Reshape((-1, 7 * 16)), layers.LSTM(units), layers.Dense(10)])


def sentences(trees, longest=None):
    """Return how trees are written as numbers (n, longest) int32: 0 to 9, + - ( ) as 10 to 13, 14 in front to fill up."""
    texts = [arch.written(tree) for tree in trees]
    longest = longest or max(map(len, texts))
    return np.array([["0123456789+-() ".index(c) for c in text.rjust(longest)] for text in texts], "int32")


class AnyNode(layers.Layer):
    """Joins two vectors by a hidden layer, which is told the sign."""

    def __init__(self, size=4, hidden=64):
        super().__init__()
        self.join = Sequential([layers.Dense(hidden, "relu"), layers.Dense(size)])

    def call(self, inputs):
        left, right, sign = inputs
        return self.join(tf.concat([left, right, tf.one_hot(sign, 2)], axis=1))


def bracket_reader(units=32):
    """An LSTM that reads a sum as it is written, sign by sign; what it says is scaled to the size of results."""
    return Sequential(
        [layers.Embedding(15, 8), layers.LSTM(units), layers.Dense(1), layers.Rescaling(10), layers.Reshape(())]
    )


class ReadInOrder(layers.Layer):
    """What an LSTM has in the end that reads the pairs one by one, and then the query."""

    def __init__(self, units=32):
        super().__init__()
        self.lstm = layers.LSTM(units)

    def call(self, query, pairs):
        return self.lstm(tf.concat([pairs, query], axis=1))[:, None]


def autoencoder():
    """A CNN's body, a bottleneck of 32 numbers, and the way back to a picture's logits."""
    back = [layers.Dense(128, "relu"), layers.Dense(784), layers.Reshape((28, 28, 1))]
    return Sequential([arch.cnn_body(), layers.Flatten(), layers.Dense(32), *back])


def pixels_lost(pictures, logits):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(pictures, logits))


BANKS = {
    "filters by hand": (arch.edges_by_hand(), False),
    "filters at random": (None, False),
    "filters learnt": (None, True),
}
# name: (what makes it, steps, rates to choose from)
BANKS = {name: (partial(arch.bank, *settings), 600, RATES) for name, settings in BANKS.items()}
PAIR = {"dense": (arch.dense, 3000, RATES), "CNN": (arch.cnn, 400, RATES)}
ANYWHERE = {"CNN anywhere": (cnn_anywhere, 400, (3e-3,))}
STRIPS = {
    "dense": (partial(arch.dense, 15), 2500, RATES[:1]),
    "RNN": (lambda: arch.reader(layers.SimpleRNN(140)), 400, RATES[:1]),
    "LSTM": (lambda: arch.reader(layers.LSTM(64)), 400, (1e-2,)),
    "CNN and LSTM": (cnn_reader, 300, (3e-3,)),
}
TREES = {
    "LSTM on brackets": (bracket_reader, 600, (1e-2,)),
    "tree any node": (lambda: arch.TreeNetwork(layers.Embedding(10, 4), AnyNode(4)), 800, (1e-2,)),
    "tree linear node": (lambda: arch.TreeNetwork(layers.Embedding(10, 2), arch.LinearNode(2)), 800, (1e-2,)),
}
RECALL = {
    "LSTM": (lambda: arch.Recall(ReadInOrder()), 1000, (3e-3,)),
    "attention": (lambda: arch.Recall(arch.Attention()), 600, (3e-3,)),
}


def pictures(digits):
    return digits[0].reshape(-1, 28, 28, 1), digits[1]


def falling(rate, steps):
    return keras.optimizers.schedules.CosineDecay(rate, steps)


def run(kind, name, make, steps, rate, seed, data, judges, full, **settings):
    """Train a network and judge it; return its rows, a row a judge, from FOLDER if they lie there."""
    path = FOLDER / f"{kind} {name} {rate:g} {seed} {int(full)}.json".replace(" ", "_").replace(",", "")

    def train():
        keras.utils.set_random_seed(seed)
        network, batches, tests = make(), data(seed, steps), judges(seed, full)
        started = time.process_time()
        arch.train(network, batches, rate=falling(rate, steps) if kind == "tree" else rate, **settings)
        seconds = time.process_time() - started
        return [
            {
                **{"kind": kind, "name": name, "value": value, "seed": seed, "reported": int(full), "rate": rate},
                **{"steps": steps, "parameters": network.count_params(), "right": round(float(judge(network)), 4)},
                "seconds": round(seconds, 2),
            }
            for value, judge in tests.items()
        ]

    return kept(path, train)


def compare(kind, networks, data, judges, seeds=SEEDS, **settings):
    """Choose each network's rate on one seed, if there are several, then run all seeds; return the rows."""
    rows = []
    for name, (make, steps, rates) in networks.items():
        one = partial(run, kind, name, make, steps, data=data, judges=judges, **settings)
        tried = [one(rate=rate, seed=CHOSEN_ON, full=False) for rate in rates] if len(rates) > 1 else []
        best = int(np.argmax([np.mean([row["right"] for row in rows]) for rows in tried])) if tried else 0
        rows += [row for rows in (*tried, *(one(rate=rates[best], seed=seed, full=True) for seed in seeds)) for row in rows]
        print(
            kind,
            name,
            rates[best],
            np.mean([row["right"] for row in rows if row["name"] == name and row["reported"]]),
            flush=True,
        )
    return rows


def with_rates_of(rows, networks):
    """Return the networks, each with the rate that rows, chosen before, ended with."""
    rates = {row["name"]: row["rate"] for row in rows if row["reported"]}
    return {name: (make, steps, (rates[name],)) for name, (make, steps, _) in networks.items()}


def on_pictures(kind, n, change=lambda x: x):
    """Return data and judges for n digits, the pictures changed by a function."""
    tests = {full: pictures(load_test() if full else load_validation()) for full in (True, False)}

    def data(seed, steps):
        x, y = pictures(load_digits(seed, n))
        return arch.batches_of(change(x), y, steps, seed)

    def judges(seed, full):
        x, y = tests[full]
        return {n: lambda network: arch.share_right(network, change(x), y)}

    return data, judges


def with_shifts(n):
    data, at_home = on_pictures("shift", n)
    x, y = pictures(load_test())

    def judges(seed, full):
        here = {0: at_home(seed, full)[n]}
        away = {k: lambda network, k=k: arch.share_right(network, shifted(x[::4], k), y[::4]) for k in range(1, 7)}
        return {**here, **away} if full else here

    return data, judges


def on_strips():
    tests = {full: pictures(load_test() if full else load_validation()) for full in (True, False)}

    def data(seed, steps):
        x, y = pictures(load_digits(seed, 1000))
        return arch.batches_of(arch.late(x, seed)[0], y, steps, seed)

    def judges(seed, full):
        x, y = tests[full]
        return {56: lambda network: arch.share_right(network, arch.late(x[:5000], 1000 + seed)[0], y[:5000])}

    return data, judges


def on_trees():
    def judge(network, trees):
        if isinstance(network, arch.TreeNetwork):
            return (abs(network(arch.plan(trees)).numpy() - arch.values(trees)) < 0.5).mean()
        return (abs(arch.answers(network, sentences(trees)) - arch.values(trees)) < 0.5).mean()

    def data(seed, steps):
        return arch.tree_batches(arch.forest(seed, 2000, [1, 2, 3]), steps)

    def as_sentences(seed, steps):
        trees = arch.forest(seed, 2000, [1, 2, 3])
        return arch.batches_of(sentences(trees), arch.values(trees), steps, seed)

    def judges(seed, full):
        heights = range(1, 8) if full else (3,)
        return {h: partial(judge, trees=arch.forest(1000 + seed, 500, [h])) for h in heights}

    return data, as_sentences, judges


def on_recall():
    def data(seed, steps):
        return arch.batches_of(*arch.recall(seed, 20_000, 8), steps, seed, batch=100)

    def judges(seed, full):
        return {
            m: lambda network, m=m: arch.share_right(network, *arch.recall(1000 + seed, 2000, m))
            for m in ((2, 4, 8, 12, 16, 20) if full else (8,))
        }

    return data, judges


def transfer(seed):
    """Return the rows of a seed: what each start makes of 20 pictures of each of the digits 5 to 9."""
    (many, their_labels), (few, labels) = arch.load_halves(seed)
    x, y = load_mnist("test")
    x, y = x[y >= 5].astype("float32") / 255, y[y >= 5] % 5
    rows, bodies = [], {"first weights": None}
    for name, make, targets, loss in (
        ("autoencoder", autoencoder, many, pixels_lost),
        ("labels of 0 to 4", arch.with_five_sums, their_labels, arch.cross_entropy),
    ):
        keras.utils.set_random_seed(seed)
        bodies[name] = arch.train(make(), arch.batches_of(many, targets, 600, seed), loss).layers[0]
    for name, body in bodies.items():
        for trained in (False, True):
            keras.utils.set_random_seed(100 + seed)
            network, started = arch.with_five_sums(body, trained), time.process_time()
            arch.train(network, arch.batches_of(few, labels, 200, seed))
            rows.append(
                {
                    **{"kind": "transfer", "name": name, "value": int(trained), "seed": seed, "reported": 1, "rate": 1e-3},
                    **{"steps": 200, "parameters": network.count_params()},
                    "right": round(arch.share_right(network, x, y), 4),
                    "seconds": round(time.process_time() - started, 2),
                }
            )
    return rows


def main():
    order = np.random.default_rng(0).permutation(784)

    def scrambled(x):
        return x.reshape(-1, 784)[:, order].reshape(-1, 28, 28, 1)

    banks = compare("pictures 1000", BANKS, *on_pictures("pictures", 1000))
    shifts = compare("shift", {**PAIR, **ANYWHERE}, *with_shifts(1000))
    unmoved = [{**row, "kind": "pictures", "value": 1000} for row in shifts if row["name"] in PAIR and row["value"] == 0]
    rows = [*banks, *unmoved, *(row for row in shifts if row["reported"])]
    data, as_sentences, judges = on_trees()
    for name, network in TREES.items():
        chosen = as_sentences if "LSTM" in name else data
        rows += compare("tree", {name: network}, chosen, judges, seeds=FEWER, loss=arch.squared)
    rows += compare("recall", RECALL, *on_recall(), seeds=FEWER)
    for name, network in STRIPS.items():
        rows += compare("strip", {name: network}, *on_strips(), seeds=FEWER)
        write_down(rows)
    cnn = {"CNN": with_rates_of(shifts, PAIR | ANYWHERE)["CNN"]}
    rows += compare("scrambled", cnn, *on_pictures("scrambled", 1000, scrambled), seeds=FEWER)
    write_down(rows)
    for seed in FEWER:
        rows += kept(FOLDER / f"transfer_{seed}.json", partial(transfer, seed))
        write_down(rows)


def write_down(rows):
    """Record what there is so far."""
    record(__file__, [{**row, "kind": row["kind"].split()[0]} for row in rows])


if __name__ == "__main__":
    main()
