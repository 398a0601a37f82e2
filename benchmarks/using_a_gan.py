"""Lesson 24: what a trained GAN is good for, each use against its cheap alternatives; five seeds, 0 to 4.

    python benchmarks/using_a_gan.py                 all of it: some 12 minutes on one free core
    python benchmarks/using_a_gan.py partial         no run more: the table of those that there are
    python benchmarks/using_a_gan.py transfer 5      one use, one seed; records nothing

transfer: bodies of one shape, trained on 10,000 digits or not at all, that read 5 to 9 from few labels: frozen, with a
linear reader (ridge, its strength by leave-one-out on the labelled digits), or tuned along, judged
on every second test digit. augmentation: a classifier from
100 labelled digits, and from what shifts and generators make of them. river: planners in dreams of the river, and in others.
A seed is: other digits, other first weights, another order. Rates of tuning were chosen on seed 5, on digits of the training
file. Runs in runs/using_a_gan are not run again: empty it if a setting changes. Writes benchmarks/results/using_a_gan.csv
and, of seed 0, images/24_fakes.png.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import json
import sys
import time
import warnings
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import Sequential, layers
from label_ways import ConditionalGAN, make_conditional_gan
from recording import kept, record
from sklearn.linear_model import RidgeClassifierCV

from gan_course import architectures as arch
from gan_course import few_labels, plots, uses
from gan_course.networks import make_dcgan
from gan_course.quality import read_digits

warnings.filterwarnings("ignore", category=UserWarning)
FOLDER, IMAGE = Path("runs/using_a_gan"), Path("images/24_fakes.png")
SEEDS, CHOSEN_ON, FEW = range(5), 5, (4, 20, 100)
GAN_STEPS, FAKER_STEPS, OTHER_STEPS, RATES = 500, 400, 1000, (3e-4, 1e-3, 3e-3)
COLUMNS = ("use", "arm", "way", "labels", "seed", "right", "believed", "seconds")


class Clock:
    """Seconds of one thread since it was made."""

    def __init__(self):
        self.started = time.process_time()

    def __call__(self):
        return round(time.process_time() - self.started, 1)


# ---- transfer ----------------------------------------------------------------------------------------------------------


def autoencoder():
    back = [layers.Dense(128, "relu"), layers.Dense(784, "tanh"), layers.Reshape((28, 28, 1))]
    return Sequential([uses.make_body(), layers.Flatten(), layers.Dense(32), *back])


def with_five_sums(body=None):
    new = uses.make_body()
    if body is not None:
        new.set_weights(body.get_weights())
    return Sequential([new, layers.Flatten(), layers.Dense(5)])


def squared(pictures, drawn):
    return tf.reduce_mean((pictures - drawn) ** 2)


def bodies(seed, task):
    """Yield each arm's name, its body, and the seconds that this took."""
    keras.utils.set_random_seed(seed)
    yield "random", uses.make_body(), 0.0
    clock, gan = Clock(), make_dcgan(seed)
    gan.fit(np.tile(task["same"][0], (2, 1, 1, 1))[: GAN_STEPS * 32])
    yield "discriminator", uses.body_of(gan.discriminator), clock()
    pictures, labels = task["same"][0], task["others"]
    for name, make, data, loss in (
        ("autoencoder", autoencoder, (pictures, pictures), squared),
        ("labels of others", with_five_sums, labels, arch.cross_entropy),
    ):
        keras.utils.set_random_seed(seed)
        clock = Clock()
        network = arch.train(make(), arch.batches_of(*data, OTHER_STEPS, seed, batch=32), loss)
        yield name, network.layers[0], clock()


def read_linearly(known, labels, new):
    return RidgeClassifierCV(np.logspace(-2, 6, 17)).fit(known, labels).predict(new)


def tuned(body, x, y, rate, seed):
    keras.utils.set_random_seed(100 + seed)
    return arch.train(with_five_sums(body), arch.batches_of(x, y, 200, seed), rate=rate)


def transfer(seed):
    task = uses.load_task(seed, few=max(FEW))
    x, y = task["few"]
    first = {n: np.concatenate([np.flatnonzero(y == digit)[:n] for digit in range(5)]) for n in FEW}
    if seed == CHOSEN_ON:  # digits of the training file that no arm has seen, nor its labels
        new, new_labels = task["unseen"]
    else:
        new, new_labels = (part[::2] for part in uses.load_fives())
    rows = []

    def note(arm, way, labels, right, seconds):
        rows.append(
            {"use": "transfer", "arm": arm, "way": way, "labels": labels, "seed": seed, "right": right, "seconds": seconds}
        )

    flat = [part.reshape(len(part), -1) for part in (x, new)]
    for n, at in first.items():
        note("pixels", "linear", 5 * n, np.mean(read_linearly(flat[0][at], y[at], flat[1]) == new_labels), 0.0)
    for arm, body, seconds in bodies(seed, task):
        known, asked = uses.features(body, x), uses.features(body, new)
        for n, at in first.items():
            note(arm, "linear", 5 * n, np.mean(read_linearly(known[at], y[at], asked) == new_labels), seconds)
        at = first[20]
        for rate in RATES if seed == CHOSEN_ON else (chosen_rates()[arm],):
            network = tuned(body, x[at], y[at], rate, seed)
            note(
                arm,
                f"tuned {rate:g}" if seed == CHOSEN_ON else "tuned",
                100,
                arch.share_right(network, new, new_labels),
                seconds,
            )
    return rows


def chosen_rates():
    """Return each arm's rate of tuning: the best on CHOSEN_ON."""
    rows = [row for row in one("transfer", CHOSEN_ON) if row["way"].startswith("tuned")]
    best = {row["arm"]: row for row in sorted(rows, key=lambda row: row["right"])}
    return {arm: float(row["way"].split()[1]) for arm, row in best.items()}


# ---- augmentation ------------------------------------------------------------------------------------------------------


def make_fakes(pictures, labels, seed, n=3000):
    """Train lesson 17's GAN on so many rows of these; return n fakes and the labels that were ordered."""
    gan = make_conditional_gan(seed=seed)
    gan.fit((pictures, labels))
    ordered = (np.arange(n) % 10).astype("int32")
    return gan.sample(n, seed=1, labels=ordered), ordered


def read(batches, seed, new):
    keras.utils.set_random_seed(seed)
    return arch.answers(arch.train(arch.cnn(), batches), new).argmax(axis=1)


def batches(real, fakes, moving, seed, steps=400):
    """Yield batches of 50: real digits, half of them fakes if there are some; moved, each time anew, if they are to be."""
    for step in range(steps):
        rng = np.random.default_rng([seed, step])
        parts = [(real, 50)] if fakes is None else [(real, 25), (fakes, 25)]
        rows = [(x[at], y[at]) for (x, y), n in parts for at in [rng.integers(len(y), size=n)]]
        x, y = map(np.concatenate, zip(*rows))
        yield uses.shift(x, seed * 10_000 + step) if moving else x, y


def augmentation(seed):
    (pictures, labels), (held_out, held_out_labels), (test, test_labels) = few_labels.load_split()
    new, new_labels = (part[::2] for part in ((held_out, held_out_labels) if seed == CHOSEN_ON else (test, test_labels)))
    places = few_labels.choose(labels, 100, seed)
    few = pictures[places], labels[places]
    order = np.random.default_rng([seed, 28]).integers(100, size=32 * FAKER_STEPS)
    many = np.random.default_rng([seed, 29]).permutation(len(labels))[:10_000]
    sources = {
        "100": (few[0][order], few[1][order]),
        "100 shifted": (uses.shift(few[0][order], seed), few[1][order]),
        "10000": (np.tile(pictures[many], (2, 1, 1, 1))[: len(order)], np.tile(labels[many], 2)[: len(order)]),
    }
    fakes, seconds, rows = {}, {}, []
    for name, source in sources.items():
        clock = Clock()
        fakes[name] = make_fakes(*source, seed)
        seconds[name] = clock()
        fidelity = np.mean(read_digits(fakes[name][0])[1].argmax(axis=1) == fakes[name][1])
        rows.append(
            {
                "use": "fakes",
                "arm": name,
                "way": "fidelity",
                "labels": 100,
                "seed": seed,
                "right": fidelity,
                "seconds": seconds[name],
            }
        )
    if seed == 0:
        draw_fakes(few, fakes)
    for arm, source in (("nothing", None), *((f"fakes of {name}", name) for name in sources), ("real 10000", "real")):
        for moving in (False, True) if source in (None, "100") else (True,):
            clock, extra = Clock(), (pictures[many], labels[many]) if source == "real" else fakes.get(source)
            right = np.mean(read(batches(few, extra, moving, seed), seed, new) == new_labels)
            row = {"use": "augmentation", "arm": arm, "way": "shifted" if moving else "as they are"}
            rows.append({**row, "labels": 100, "seed": seed, "right": right, "seconds": clock()})
    return rows


def draw_fakes(few, fakes):
    """Draw images/24_fakes.png: two columns of each digit, real ones and those of each generator."""
    shown = [few[0][np.flatnonzero(few[1] == digit)[:2]] for digit in range(10)]
    shown += [x[np.flatnonzero(y == digit)[:2]] for x, y in fakes.values() for digit in range(10)]
    labels = ["real", "GAN of 100", "of 100, shifted", "of 10,000"]
    figure = plots.picture_grid(np.concatenate(shown), columns=20, title="Two of each digit", row_labels=labels)
    plots.save_figure(figure, IMAGE)


# ---- river -------------------------------------------------------------------------------------------------------------


@functools.cache
def dreams(gusts, logged, seed):
    """Return {arm: (dream, seconds)}, all from the same log."""
    known, ends = uses.log_trips(logged, seed, gusts)
    found = {}
    clock = Clock()
    keras.utils.set_random_seed(seed)
    gan = ConditionalGAN(*uses.dream_networks(), penalty=0.0, averaging=0.99, seed=seed)
    gan.compile(*[keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99) for _ in "gd"], loss="non-saturating")
    gan.fit((np.tile(ends, (2000 // logged, 1)), np.tile(known, (2000 // logged, 1))), batch_size=128, epochs=100)
    noise = np.random.default_rng(1).standard_normal((200, 4))
    found["GAN"] = lambda *at: gan.draw(noise, np.tile(np.float32(at), (200, 1)))[:, 0], clock()
    clock = Clock()
    network = uses.fit_mean(known, ends, seed)
    found["mean"] = lambda *at: network(np.float32([at])).numpy()[:, 0], clock()
    left = float(np.std(ends - network(known).numpy()))
    bell = left * np.random.default_rng(2).standard_normal(200)
    found["mean and bell"] = lambda *at: network(np.float32([at])).numpy()[:, 0] + bell, found["mean"][1]
    found["nearest moves"] = uses.nearest(known, ends), 0.0
    return found


def river(seed):
    rows = []
    for water, gusts in (("gusts", (-1, 1)), ("calm", (0, 0))):
        for logged in (200, 2000) if water == "gusts" else (2000,):
            for arm, (dream, seconds) in dreams(gusts, logged, seed).items():
                value, policy = uses.plan(dream)
                row = {"use": "river", "arm": arm, "way": water, "labels": logged, "seed": seed, "seconds": seconds}
                rows.append({**row, "right": uses.arrivals(policy, gusts), "believed": float(value[2])})
    return rows


def one(use, seed):
    return kept(FOLDER / f"{use}_{seed}.json", lambda: [plain(row) for row in globals()[use](seed)])


def plain(row):
    return {
        name: round(float(value), 4) if name in ("right", "believed", "seconds") else value for name, value in row.items()
    }


def main():
    if sys.argv[2:]:
        return print(*one(sys.argv[1], int(sys.argv[2])), sep="\n")
    rows = []
    for seed in SEEDS:
        for use in ("augmentation", "transfer", "river"):
            path = FOLDER / f"{use}_{seed}.json"
            if sys.argv[1:] != ["partial"]:
                rows += one(use, seed)
            elif path.exists():
                rows += json.loads(path.read_text())
    rows.sort(key=lambda row: (row["use"], row["way"], row["labels"], row["arm"]))
    record(__file__, [{name: row.get(name, "nan") for name in COLUMNS} for row in rows])


if __name__ == "__main__":
    main()
