"""Lesson 24: what a trained GAN is good for, each use against its cheap alternatives; five seeds, 0 to 4.

    python benchmarks/using_a_gan.py                 all of it: some 5 minutes on one free core
    python benchmarks/using_a_gan.py partial         no run more: the table of those that there are
    python benchmarks/using_a_gan.py transfer 5      one use, one seed; records nothing

transfer: bodies of one shape, trained on 10,000 digits or not at all, that read 5 to 9 from few labels: frozen, with a
linear reader (ridge, its strength by leave-one-out on the labelled digits), or tuned along. augmentation: a classifier from
100 labelled digits, and from what shifts and generators make of them. river: planners in dreams of the river, and in others.
A seed is: other digits, other first weights, another order. Rates of tuning were chosen on seed 5, on digits of the training
file; all else was set beforehand. Runs in runs/using_a_gan are not run again: empty it if a setting changes. Writes
benchmarks/results/using_a_gan.csv and, of seed 0, images/24_fakes.png.
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
from conditional import begin
from keras import Sequential, layers
from label_ways import ConditionalGAN, adam
from recording import kept, record
from sklearn.linear_model import RidgeClassifierCV

from gan_course import architectures as arch
from gan_course import few_labels, plots, uses
from gan_course.networks import R1GAN

FOLDER, IMAGE = Path("runs/using_a_gan"), Path("images/24_fakes.png")
SEEDS, CHOSEN_ON, FEW = range(5), 5, (4, 20, 100)
RATES = (3e-4, 1e-3, 3e-3)
ROUNDS, OTHER_STEPS, TUNING, READING = 600, 600, 200, 300
COLUMNS = ("use", "arm", "way", "labels", "seed", "right", "believed", "seconds")


class Clock:
    """Seconds of one thread since it was made."""

    def __init__(self):
        self.started = time.process_time()

    def __call__(self):
        return round(time.process_time() - self.started, 1)


# ---- games: traced once for all seeds ----------------------------------------------------------------------------------


def digit_networks(classes=0):
    return uses.make_generator(classes), uses.make_discriminator(classes)


@functools.cache
def game(networks, *arguments, kind=R1GAN, penalty=0.3, averaging=0.998, rates=(4e-3, 2e-3), batch=32):
    """Return a GAN and a function (data, steps) that trains it, on rows drawn at random."""
    gan = kind(*networks(*arguments), penalty=penalty, averaging=averaging)
    gan.compile(*[adam(rate, halved=2500) for rate in rates])

    @tf.function
    def play(data, steps):
        n = tf.shape(tf.nest.flatten(data)[0])[0]
        for _ in tf.range(steps):
            rows = keras.random.randint((batch,), 0, n, seed=gan.noise_seed)
            part = tf.nest.map_structure(lambda array, rows=rows: tf.gather(array, rows), data)
            gan.discriminator_step(part)
            gan.generator_step(part)
            gan.average()

    return gan, play


def train(made, seed, networks, data, steps=ROUNDS):
    """Begin anew and train; return the GAN, and the seconds of one thread."""
    gan, play = made
    data = tf.nest.map_structure(tf.constant, data)
    play(data, tf.constant(1))  # to be traced
    begin(gan, seed, networks)
    clock = Clock()
    play(data, tf.constant(steps))
    return gan, clock()


@functools.cache
def learner(make, loss):
    """Return a network, an optimiser, and a function that takes a step for each of the batches (steps, batch, ...)."""
    network, optimizer = make(), keras.optimizers.Adam()
    optimizer.build(network.trainable_variables)

    @tf.function(reduce_retracing=True)
    def play(inputs, targets):
        for i in tf.range(tf.shape(inputs)[0]):
            with tf.GradientTape() as tape:
                value = loss(targets[i], network(inputs[i], training=True))
            optimizer.apply(tape.gradient(value, network.trainable_variables))

    return network, optimizer, play


def learn(make, loss, seed, batches, rate=1e-3, body=None):
    """Begin anew, from a body's weights if there is one, take a step of Adam for each batch; return network and seconds."""
    network, optimizer, play = learner(make, loss)
    keras.utils.set_random_seed(seed)
    network.set_weights(make().get_weights())
    if body is not None:
        network.layers[0].set_weights(body.get_weights())
    for variable in optimizer.variables:
        variable.assign(tf.zeros_like(variable))
    optimizer.learning_rate = rate
    batches = [tf.constant(np.stack(part)) for part in zip(*batches)]
    clock = Clock()
    play(*batches)
    return network, clock()


# ---- transfer ----------------------------------------------------------------------------------------------------------


def autoencoder():
    back = [layers.Dense(128, "relu"), layers.Dense(196, "tanh"), layers.Reshape((14, 14, 1))]
    return Sequential([uses.make_body(), layers.Flatten(), layers.Dense(32), *back])


def with_five_sums():
    return Sequential([uses.make_body(), layers.Flatten(), layers.Dense(5)])


def squared(pictures, drawn):
    return tf.reduce_mean((pictures - drawn) ** 2)


def bodies(seed, task):
    """Yield each arm's name, its body, and the seconds that this took."""
    keras.utils.set_random_seed(seed)
    yield "random", uses.make_body(), 0.0
    gan, seconds = train(game(digit_networks), seed, digit_networks, task["same"][0])
    yield "discriminator", gan.discriminator.get_layer("body"), seconds
    pictures, labels = task["same"][0], task["others"]
    for name, make, data, loss in (
        ("autoencoder", autoencoder, (pictures, pictures), squared),
        ("labels of others", with_five_sums, labels, arch.cross_entropy),
    ):
        network, seconds = learn(make, loss, seed, arch.batches_of(*data, OTHER_STEPS, seed, batch=32))
        body = uses.make_body()
        body.set_weights(network.layers[0].get_weights())
        yield name, body, seconds


def longer(seed):
    """Return the rows of an autoencoder that gets the GAN's seconds: five times the steps."""
    task = uses.load_task(seed, few=max(FEW))
    (pictures, _), (x, y), (new, new_labels) = task["same"], task["few"], uses.load_fives()
    data = arch.batches_of(pictures, pictures, 5 * OTHER_STEPS, seed, batch=32)
    network, seconds = learn(autoencoder, squared, seed, data)
    known, asked = (uses.features(network.layers[0], part) for part in (x, new))
    row = {"use": "transfer", "arm": "autoencoder longer", "way": "linear", "seed": seed, "seconds": seconds}
    rows = []
    for n in FEW:
        at = np.concatenate([np.flatnonzero(y == digit)[:n] for digit in range(5)])
        rows.append({**row, "labels": 5 * n, "right": np.mean(read_linearly(known[at], y[at], asked) == new_labels)})
    return rows


def read_linearly(known, labels, new):
    return RidgeClassifierCV(np.logspace(-2, 6, 17)).fit(known, labels).predict(new)


def tuned(body, x, y, rate, seed):
    return learn(with_five_sums, arch.cross_entropy, 100 + seed, arch.batches_of(x, y, TUNING, seed), rate, body)[0]


def transfer(seed):
    task = uses.load_task(seed, few=max(FEW))
    x, y = task["few"]
    first = {n: np.concatenate([np.flatnonzero(y == digit)[:n] for digit in range(5)]) for n in FEW}
    new, new_labels = task["unseen"] if seed == CHOSEN_ON else uses.load_fives()
    rows = []

    def note(arm, way, labels, right, seconds=0.0):
        row = {"use": "transfer", "arm": arm, "way": way, "labels": labels, "seed": seed}
        rows.append({**row, "right": right, "seconds": seconds})

    def note_linear(arm, known, asked, seconds=0.0):
        for n, at in first.items():
            note(arm, "linear", 5 * n, np.mean(read_linearly(known[at], y[at], asked) == new_labels), seconds)

    note_linear("pixels", x.reshape(len(x), -1), new.reshape(len(new), -1))
    for arm, body, seconds in bodies(seed, task):
        note_linear(arm, uses.features(body, x), uses.features(body, new), seconds)
        at = first[20]
        for rate in RATES if seed == CHOSEN_ON else (chosen_rates()[arm],):
            network = tuned(body, x[at], y[at], rate, seed)
            way = f"tuned {rate:g}" if seed == CHOSEN_ON else "tuned"
            note(arm, way, 100, arch.share_right(network, new, new_labels), seconds)
    return rows


def chosen_rates():
    """Return each arm's rate of tuning: the best on CHOSEN_ON."""
    rows = [row for row in one("transfer", CHOSEN_ON) if row["way"].startswith("tuned")]
    best = {row["arm"]: row for row in sorted(rows, key=lambda row: row["right"])}
    return {arm: float(row["way"].split()[1]) for arm, row in best.items()}


# ---- augmentation ------------------------------------------------------------------------------------------------------


def labelled_networks():
    return digit_networks(10)


def make_fakes(pictures, labels, seed, n=5000):
    """Train a conditional GAN on these; return n fakes with the labels that were ordered, and the seconds."""
    made = game(labelled_networks, kind=ConditionalGAN)
    gan, seconds = train(made, seed, labelled_networks, (pictures, labels))
    ordered = (np.arange(n) % 10).astype("int32")
    return (gan.sample(n, seed=1, labels=ordered), ordered), seconds


def reader():
    return Sequential([uses.make_body(), layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(10)])


def batches(real, extra, moving, seed):
    """Yield batches of 50: real digits, half of them extra if there are some; moved, each time anew, if they are to be."""
    for step in range(READING):
        rng = np.random.default_rng([seed, step])
        parts = [(real, 50)] if extra is None else [(real, 25), (extra, 25)]
        rows = [(x[at], y[at]) for (x, y), n in parts for at in [rng.integers(len(y), size=n)]]
        x, y = map(np.concatenate, zip(*rows))
        yield uses.shift(x, seed * 10_000 + step) if moving else x, y


def augmentation(seed):
    (pictures, labels), (new, new_labels) = uses.load_digits(), uses.load_digits("test")
    places = few_labels.choose(labels, 100, seed)
    few = pictures[places], labels[places]
    many = np.random.default_rng([seed, 29]).permutation(len(labels))[:10_000]
    many = pictures[many], labels[many]
    again = np.tile(np.arange(100), 100)
    sources = {"100": few, "100 shifted": (uses.shift(few[0][again], seed), few[1][again]), "10000": many}
    made = {name: make_fakes(*source, seed) for name, source in sources.items()}
    if seed == 0:
        draw_fakes(few, [fakes for fakes, _ in made.values()])
    rows = []
    for arm, extra, movings in (
        ("nothing", None, (False, True)),
        ("fakes of 100", made["100"][0], (False, True)),
        ("fakes of 100 shifted", made["100 shifted"][0], (False, True)),
        ("fakes of 10000", made["10000"][0], (True,)),
        ("real 10000", many, (True,)),
    ):
        for moving in movings:
            network, _ = learn(reader, arch.cross_entropy, seed, batches(few, extra, moving, seed), rate=2e-3)
            row = {"use": "augmentation", "arm": arm, "way": "shifted" if moving else "as they are", "labels": 100}
            seconds = made.get(arm.removeprefix("fakes of "), (None, 0.0))[1]
            rows.append({**row, "seed": seed, "right": arch.share_right(network, new, new_labels), "seconds": seconds})
    return rows


def draw_fakes(few, fakes):
    """Draw images/24_fakes.png: two of each digit, real ones and those of each generator."""
    shown = [x[np.flatnonzero(y == digit)[:2]] for x, y in (few, *fakes) for digit in range(10)]
    labels = ["real", "of 100", "of 100, shifted", "of 10,000"]
    title = "Two of each digit: real, and of three generators"
    plots.save_figure(plots.picture_grid(np.concatenate(shown), columns=20, title=title, row_labels=labels), IMAGE)


# ---- river -------------------------------------------------------------------------------------------------------------


def dreams(gusts, logged, seed):
    """Return {arm: (dream, seconds)}, all from the same log."""
    known, ends = uses.log_trips(logged, seed, gusts)
    made = game(uses.dream_networks, kind=ConditionalGAN, penalty=0.0, averaging=0.99, rates=(2e-3, 2e-3), batch=128)
    gan, seconds = train(made, seed, uses.dream_networks, (ends, known), 1500)
    noise = np.random.default_rng(1).standard_normal((200, 4))
    found = {"GAN": (lambda *at: gan.draw(noise, np.tile(np.float32(at), (200, 1)))[:, 0], seconds)}
    mean = uses.fit_mean(known, ends)
    left = np.std([end - mean(*at) for at, end in zip(known, ends[:, 0])])
    bell = left * np.random.default_rng(2).standard_normal(200)
    found |= {"mean": (mean, 0.0), "mean and bell": (lambda *at: mean(*at) + bell, 0.0)}
    found["replay"] = uses.replay(known, ends), 0.0
    return found


def river(seed):
    rows = []
    for water, gusts, logged in (("gusts", (-1, 1), 200), ("gusts", (-1, 1), 2000), ("calm", (0, 0), 2000)):
        for arm, (dream, seconds) in dreams(gusts, logged, seed).items():
            value, policy = uses.plan(dream)
            row = {"use": "river", "arm": arm, "way": water, "labels": logged, "seed": seed, "seconds": seconds}
            rows.append({**row, "right": uses.arrivals(policy, gusts), "believed": value[2]})
    return rows


def one(use, seed):
    return kept(FOLDER / f"{use}_{seed}.json", lambda: [plain(row) for row in globals()[use](seed)])


def plain(row):
    numbers = ("right", "believed", "seconds")
    return {name: round(float(value), 4) if name in numbers else value for name, value in row.items()}


def main():
    if sys.argv[2:]:
        return print(*one(sys.argv[1], int(sys.argv[2])), sep="\n")
    rows = []
    for seed in SEEDS:
        for use in ("river", "augmentation", "transfer", "longer"):
            path = FOLDER / f"{use}_{seed}.json"
            if sys.argv[1:] != ["partial"]:
                rows += one(use, seed)
            elif path.exists():
                rows += json.loads(path.read_text())
    rows.sort(key=lambda row: (row["use"], row["way"], row["labels"], row["arm"]))
    record(__file__, [{name: row.get(name, "nan") for name in COLUMNS} for row in rows])


if __name__ == "__main__":
    warnings.filterwarnings("ignore", category=UserWarning)
    main()
