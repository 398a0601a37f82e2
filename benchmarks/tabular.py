"""Lesson 23's experiment: three tables, made up by a GAN and by baselines, and what is left of them under an attack.

    python benchmarks/tabular.py                        the recorded experiment: some two minutes on one free core
    python benchmarks/tabular.py ward evenly 10         one run: table, arm, seed

Settings were chosen on seed 0; the lesson reports SEEDS. Each seed has its own split of the two real tables into 70 % to
learn from and 30 % to test on, and its own 2,000 and 2,000 patients of the ward. Runs that lie in runs/tabular are not run
again: empty it if a setting changes. Writes benchmarks/results/tabular.csv.

Arms of the GAN: "evenly" is the lesson's; "as they come" draws rows as they are, with the order of each; "not told" gives
G and D one and the same order throughout, and the category is a column like the others; "softmax" and "straight" are other
ways to choose a class.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import sys
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
from recording import kept, record
from sklearn import datasets
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from gan_course import tables
from gan_course.networks import R1GAN

FOLDER, SEEDS, STEPS, BATCH = Path("runs/tabular"), (10, 11, 12), 1500, 64
ORDERED = {"ward": 6, "cancer": 30, "diabetes": 1}
TARGET = {"ward": 5, "cancer": 30, "diabetes": 10}
GANS = {
    "ward": ("evenly", "straight", "as they come", "softmax"),
    "cancer": ("evenly", "not told"),
    "diabetes": ("evenly",),
}
BASELINES = ("real", "copula", "independent")


def load_diabetes():
    """Return 442 patients, rows (442, 11): sex, nine numbers, and how far the illness has gone a year later; the columns."""
    data = datasets.load_diabetes(scaled=False)
    rows = np.column_stack([data.data, data.target])
    rows[:, 1] -= 1  # the sex is 1 or 2
    steps = {"age": 1.0, "s1": 1.0, "s6": 1.0, "progression": 1.0}
    names = [*data.feature_names, "progression"]
    return rows, [tables.Column(name, classes=2 * (name == "sex"), step=steps.get(name, 0.0)) for name in names]


def gumbel(z):
    u = ops.clip((1 + ops.erf(z / 2**0.5)) / 2, 1e-6, 1 - 1e-6)  # uniform: Phi(z)
    return -ops.log(-ops.log(u))


def choose(logits, noise, way="gumbel", temperature=0.5):
    """Return classes, nearly one-hot (n, k), from logits and Gumbel noise (n, k); by "softmax" the noise is left out."""
    if way == "softmax":
        return ops.softmax(logits)
    soft = ops.softmax((logits + noise) / temperature)
    if way == "straight":
        hard = ops.one_hot(ops.argmax(soft, axis=1), soft.shape[1])
        return soft + ops.stop_gradient(hard - soft)
    return soft


def make_generator(numbers, categories, orders, latent_dim=16, way="gumbel"):
    """Return lesson 23's generator, with another way to choose if `way` says so."""
    z, order = inputs = keras.Input((latent_dim + sum(categories),)), keras.Input((orders,))
    x = ops.concatenate([z[:, :latent_dim], order], axis=1)
    for _ in range(2):
        x = layers.Dense(128, use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    parts, at = [layers.Dense(numbers, activation="tanh")(x)], latent_dim
    for classes in categories:
        parts.append(choose(layers.Dense(classes)(x), gumbel(z[:, at : at + classes]), way))
        at += classes
    return keras.Model(inputs, ops.concatenate(parts, axis=1) if categories else parts[0])


def make_discriminator(width, orders):
    """Return lesson 23's discriminator."""
    row, order = inputs = keras.Input((width,)), keras.Input((orders,))
    x = ops.concatenate([row, order], axis=1)
    for _ in range(2):
        x = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(128)(x))
    return keras.Model(inputs, layers.Dense(1)(x))


class TableGAN(R1GAN):
    """Lesson 23's game: rows with their orders."""

    def check_networks(self):
        pass

    def generate(self, batch):
        _, order = batch
        return self.generator([self.noise(ops.shape(order)[0]), order], training=True)

    def judge(self, rows, batch):
        _, order = batch
        return self.discriminator([rows, order], training=True)


def draw_data(table, seed):
    """Return the rows to learn from, the rows to test on, and the columns."""
    if table == "ward":
        return tables.draw_ward(2000, seed=1000 + seed), tables.draw_ward(2000, seed=2000 + seed), tables.WARD
    rows, columns = tables.load_cancer() if table == "cancer" else load_diabetes()
    order = np.random.default_rng(seed).permutation(len(rows))
    cut = round(0.7 * len(rows))
    return rows[order[:cut]], rows[order[cut:]], columns


@functools.cache  # TensorFlow's graph is built once for all seeds
def build(table, arm):
    real, _, columns = draw_data(table, 0)
    code = tables.TableCode(real, columns, None if arm == "not told" else ORDERED[table])
    orders = 1 if arm == "not told" else columns[ORDERED[table]].classes
    sizes = [columns[i].classes for i in code.categories]
    networks = {
        "generator": lambda: make_generator(len(code.numbers), sizes, orders, way=arm if arm in WAYS else "gumbel"),
        "discriminator": lambda: make_discriminator(len(code.numbers) + sum(sizes), orders),
    }
    gan = TableGAN(*(make() for make in networks.values()), penalty=0.1, averaging=0.999)
    gan.compile(*[keras.optimizers.Adam(1e-3, beta_1=0.0, beta_2=0.99) for _ in "gd"])

    @tf.function
    def many(real, order):
        for i in tf.range(len(real)):
            gan.train_step((real[i], order[i]))

    return gan, networks, many


WAYS = ("softmax", "straight")


def make_up(table, arm, seed, rows, columns, n):
    """Train a GAN on rows; return n rows of its own, and the seconds that it took."""
    gan, networks, many = build(table, arm)
    keras.utils.set_random_seed(seed)
    for name, make in networks.items():
        getattr(gan, name).set_weights(make().get_weights())
    gan.averaged_generator.set_weights(gan.generator.get_weights())
    for optimizer in (gan.generator_optimizer, gan.discriminator_optimizer):
        for variable in optimizer.variables:
            if "learning_rate" not in variable.path:
                variable.assign(np.zeros(variable.shape, variable.dtype))
    gan.noise_seed.state.assign([seed, 0])
    by = None if arm == "not told" else ORDERED[table]
    code, rng = tables.TableCode(rows, columns, by, seed), np.random.default_rng(seed)
    classes = np.zeros(len(rows), int) if by is None else rows[:, by].astype(int)
    counts = np.bincount(classes)
    share = np.ones(len(rows)) if arm == "as they come" else 1 / counts[classes]
    drawn = rng.choice(len(rows), size=STEPS * BATCH, p=share / share.sum())
    real, order = code.encode(rows[drawn]), np.eye(len(counts), dtype="float32")[classes[drawn]]
    started = time.process_time()
    many(real.reshape(STEPS, BATCH, -1), order.reshape(STEPS, BATCH, -1))
    seconds = time.process_time() - started
    ordered = rng.choice(len(counts), size=n, p=counts / len(rows))
    fakes = gan.sample(n, seed=seed, labels=np.eye(len(counts), dtype="float32")[ordered])
    return code.decode(fakes, ordered), seconds


def usefulness(table, learnt_from, test):
    """Return the AUC on real rows (the ward, cancer), or R^2 (diabetes), of a model that learnt from other rows."""
    if table == "diabetes":
        model = make_pipeline(StandardScaler(), Ridge(10.0)).fit(
            np.delete(learnt_from, TARGET[table], 1), learnt_from[:, -1]
        )
        return model.score(test[:, :-1], test[:, -1])
    if table == "ward":
        return tables.auc_on_real(
            RandomForestClassifier(min_samples_leaf=10, random_state=0), learnt_from, test, TARGET[table]
        )
    return tables.auc_on_real(make_pipeline(StandardScaler(), LogisticRegression(C=0.1)), learnt_from, test, TARGET[table])


def judge(table, arm, seed):
    """Return the row of a run: what is measured of 10,000 rows, or of the test rows for the arm "real"."""
    real, test, columns = draw_data(table, seed)
    n, seconds = 10_000, 0.0
    if arm == "real":  # other real rows in place of fakes; those that the models learn from are the GAN's
        fakes = test
    elif arm == "copula":
        fakes = tables.draw_copula(real, columns, n, seed)
    elif arm == "independent":
        fakes = tables.draw_independent(real, n, seed)
    else:
        fakes, seconds = make_up(table, arm, seed, real, columns, n)
    some = fakes[: len(real)]
    spread = real.std(axis=0) + 1e-9
    rare = None if table != "ward" else rare_error(fakes, real)
    return {
        "table": table,
        "arm": arm,
        "seed": seed,
        "seconds": round(seconds, 1),
        "correlation": round(tables.correlation_error(fakes, real), 4),
        "association": round(tables.association_error(fakes, real, columns), 4),
        "share": round(tables.share_error(fakes, real, columns), 4),
        "useful": round(usefulness(table, real if arm == "real" else some, test), 4),
        "rare": "nan" if rare is None else round(rare, 4),
        "nearest": round(float(np.median(tables.distances_to_nearest(some, real, spread))), 3),
        "attack": "nan" if arm == "real" else round(tables.membership_auc(real[: len(test)], test, some), 4),
    }


def rare_error(fakes, real):
    """Return by how many standard deviations the rare unit's means of the six other columns are off, on average."""
    ours, theirs = (rows[rows[:, 6] == 3, :6] for rows in (fakes, tables.draw_ward(100_000, seed=7)))
    if len(ours) == 0:
        return 9.0
    return float(np.mean(np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) / theirs.std(axis=0)))


def run(table, arm, seed):
    return kept(FOLDER / f"{table}-{arm.replace(' ', '_')}-{seed}.json", lambda: judge(table, arm, seed))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        table, arm, seed = sys.argv[1:]
        print(run(table, arm, int(seed)))
    else:
        # the lesson's GAN first, then the baselines, then other arms
        tasks = [(table, arm) for arm in ("evenly", *BASELINES) for table in GANS]
        tasks += [(table, arm) for table in ("cancer", "ward", "diabetes") for arm in GANS[table][1:]]
        record(__file__, [run(*task, seed) for task in tasks for seed in SEEDS])
