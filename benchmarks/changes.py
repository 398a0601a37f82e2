"""What single changes gave to the recipe that lesson 13 had before R1 (benchmarks/recipe.py has today's), for lesson 25.

One change at a time, one epoch each, three seeds. "ours", here and in the table, is the recipe as it was.

    python benchmarks/changes.py            the recorded experiment: some two hours on one core, half on two (--processes 2)
    python benchmarks/changes.py "hinge"    one change only, seed 0; records nothing

Every run trains for one epoch of 60,000 pictures, in a process and on one core of its own, and is measured by the Frechet
digit distance of 10,000 samples. Then each change is timed beside ours, in turn, as a ratio of seconds a picture, within
some 10 %. Writes benchmarks/results/changes.csv. Runs that were recorded in runs/changes are not run again: empty it if a
setting changes.
"""

import argparse
import functools
import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import keras
from keras import layers
from recording import quality, record
from tutorial import TutorialGAN

from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN
from gan_course.networks import R1GAN, minibatch_std

SEEDS = (0, 1, 2)
FOLDER = Path("runs/changes")


CHANGES = {  # no commas in their names: load_recorded splits there; a new one at the end: runs are kept by their place
    "ours": {},
    "generator without its hidden dense layer": {"hidden": 0},
    "hidden dense layer of 256": {"hidden": 256},
    "wider generator: 96 maps": {"generator_channels": 96},
    "latent_dim 32": {"latent_dim": 32},
    "discriminator without minibatch_std": {"std": False},
    "discriminator with dropout 0.3": {"dropout": 0.3},
    "wider discriminator: 32 and 128 maps": {"discriminator_channels": (32, 128)},
    "kernels of 5x5 in both networks": {"kernel": 5},
    "discriminator with spectral normalisation": {"normalise": layers.SpectralNormalization},
    "R1 penalty of weight 0.1": {"gan": functools.partial(R1GAN, penalty=0.1)},
    "real and fake pictures shifted by up to 2 pixels": {"shift": 2 / 28},
    "without averaged weights": {"averaging": 0.0},
    "hinge": {"loss": "hinge"},
    "learning rate 1e-3": {"learning_rate": 1e-3},
    "learning rate falling to 0": {"falling": True},
    "beta_1 = 0.5": {"beta_1": 0.5},
    "batches of 64": {"batch_size": 64},
    "both gradients from one forward pass": {"gan": TutorialGAN},
    "learning rate 4e-3": {"learning_rate": 4e-3},
}


def make_gan(
    seed=0,
    hidden=128,
    generator_channels=64,
    latent_dim=64,
    std=True,
    dropout=0.0,
    discriminator_channels=(16, 64),
    kernel=4,
    normalise=lambda layer: layer,
    shift=0.0,
    averaging=0.998,
    loss="non-saturating",
    learning_rate=2e-3,
    falling=False,
    beta_1=0.0,
    batch_size=32,
    gan=GAN,
):
    """Return the game as it was, with what the arguments change; batch_size belongs to fit."""
    keras.utils.set_random_seed(seed)
    generator = make_generator(latent_dim, hidden, generator_channels, kernel)
    discriminator = make_discriminator(discriminator_channels, kernel, normalise, std, dropout, shift)
    game = gan(generator, discriminator, averaging=averaging, seed=seed)
    if falling:
        learning_rate = keras.optimizers.schedules.PolynomialDecay(learning_rate, 60_000 // batch_size, 0.0)
    optimizers = [keras.optimizers.Adam(learning_rate, beta_1=beta_1, beta_2=0.99) for _ in range(2)]
    game.compile(*optimizers, loss=loss)
    return game


def make_generator(latent_dim, hidden, channels, kernel):
    def normalised():
        return [layers.BatchNormalization(momentum=0.9), layers.ReLU()]

    return keras.Sequential(
        [
            keras.Input((latent_dim,)),
            *([layers.Dense(hidden, use_bias=False), *normalised()] if hidden else []),
            layers.Dense(7 * 7 * channels, use_bias=False),
            *normalised(),
            layers.Reshape((7, 7, channels)),
            layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=False),
            *normalised(),
            layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation="tanh"),
        ]
    )


def make_discriminator(channels, kernel, normalise, std, dropout, shift):
    x = pictures = keras.Input((28, 28, 1))
    if shift:
        x = layers.RandomTranslation(shift, shift, fill_mode="constant", fill_value=-1.0)(x)
    for width in channels:
        x = normalise(layers.Conv2D(width, kernel, strides=2, padding="same"))(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
        x = layers.Dropout(dropout)(x) if dropout else x
    x = layers.Flatten()(minibatch_std(x) if std else x)
    x = normalise(layers.Dense(64))(x)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Dropout(dropout)(x) if dropout else x
    return keras.Model(pictures, normalise(layers.Dense(1))(x))


def train(change, seed):
    """Train one epoch in this process; return what is recorded."""
    settings = CHANGES[change]
    gan = make_gan(seed, **settings)
    gan.fit(from_uint8(load_mnist("train")[0]), settings.get("batch_size", 32))
    return {"change": change, "seed": seed, **quality(gan)}


def train_apart(job):
    """Run train in a process of its own, once: a finished run is read from its file."""
    change, seed = job
    path = FOLDER / f"{list(CHANGES).index(change):02d}_{seed}.json"
    if not path.exists():
        command = [sys.executable, __file__, change, "--seed", str(seed)]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        path.write_text(out.splitlines()[-1])
    row = json.loads(path.read_text())
    print(row, flush=True)
    return row


def relative_seconds(change, rounds=8, pictures=320):
    """Return the seconds that a picture takes under a change, divided by ours: in turn, the least of each."""
    data = from_uint8(load_mnist("train")[0][:pictures])
    games = [(make_gan(), 32), (make_gan(**CHANGES[change]), CHANGES[change].get("batch_size", 32))]
    seconds = [[], []]
    for _ in range(rounds):
        for taken, (game, batch_size) in zip(seconds, games):
            started = time.perf_counter()
            game.fit(data, batch_size)
            taken.append(time.perf_counter() - started)
    return round(min(seconds[1]) / min(seconds[0]), 2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("change", nargs="?", choices=CHANGES)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    if options.change:
        print(json.dumps(train(options.change, options.seed)))
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    jobs = [(change, seed) for seed in SEEDS for change in CHANGES]
    with ThreadPoolExecutor(options.processes) as pool:
        rows = list(pool.map(train_apart, jobs))
    seconds = {change: relative_seconds(change) for change in CHANGES}
    rows.sort(key=lambda row: (list(CHANGES).index(row["change"]), row["seed"]))
    record(__file__, [{**row, "relative_seconds": seconds[row["change"]]} for row in rows])


if __name__ == "__main__":
    main()
