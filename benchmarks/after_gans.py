"""Lesson 26's experiment: a GAN, a VAE and a diffusion model at equal seconds of training on MNIST.

    python benchmarks/after_gans.py          some ten minutes of one free core

The GAN is lesson 13's, its 60,000 pictures seen once: EPOCHS. The VAE is lesson 07's (16 numbers, variance .1), the
diffusion model lesson 26's (diffusion.py). Their steps are as many as cost what the GAN's do: a step's cost is measured by
turns, in ROUNDS rounds, and the median ratio counts, so that other work on the machine does not.
Then 2,000 pictures of each, the diffusion model's in STEPS equal steps: distance to the test set, precision and recall
against 2,000 of its pictures, as in lesson 16, sharpness, and the CPU milliseconds of one thread for a picture, 500 at a
time, measured by turns, too (`passes`: how often a network runs for it). "real" is 2,000 training pictures.
What lies in runs/after_gans is not run again: empty it if a setting changes. Writes benchmarks/results/after_gans.csv; what
does not apply is nan.

One change was made after pictures had been seen: a U-Net without dense layers, and with one last layer in place of two, had
a distance of 244 after ten steps (seed 0), this one 125 (seed 100); no other setting was tried.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import functools
import sys
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from diffusion import draw, learn, make_unet, mix
from recording import kept, record

from gan_course.autoencoders import BATCH, VAE, as_pictures, load_rows, train
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan
from gan_course.quality import frechet_distance, precision_recall, read_digits, sharpness

FOLDER, SEEDS, N = Path("runs/after_gans"), (0, 1), 2000
EPOCHS, ROUNDS = 1, 7
FEW, MANY = 16, 64  # steps in a round
STEPS = (1, 2, 5, 10, 20, 100)
CODE, VARIANCE = 16, 0.1  # lesson 07's


@functools.cache
def pictures(split="train"):
    return from_uint8(load_mnist(split)[0])


@functools.cache
def test_features():
    return read_digits(pictures("test"))[0]


def timed(run, *arguments):
    started = time.process_time()
    run(*arguments)
    return time.process_time() - started


def costs():
    """Return the median cost of a step of the VAE and of the diffusion model, in steps of the GAN.

    What a call of fit costs besides its steps, at times as much as fifty of them, is taken off: FEW from MANY steps.
    """
    rows, gan, vae, unet = load_rows("train")[0], make_dcgan(0), VAE(CODE, VARIANCE), make_unet()
    vae.compile(keras.optimizers.Adam(1e-3), vae.misfit, steps_per_execution=16)
    unet.compile(keras.optimizers.Adam(1e-3, use_ema=True), "mse")
    mixed = tf.data.Dataset.from_tensor_slices(pictures()[: 32 * MANY]).batch(32).map(mix)
    runs = {
        "GAN": lambda n: gan.fit(pictures()[: 32 * n]),
        "VAE": lambda n: vae.fit(rows[: BATCH * n], rows[: BATCH * n], batch_size=BATCH, verbose=0),
        "diffusion": lambda n: unet.fit(mixed.take(n), shuffle=False, verbose=0),
    }
    for run in runs.values():
        run(FEW)
    rounds = [
        {name: (timed(run, MANY) - timed(run, FEW)) / (MANY - FEW) for name, run in runs.items()} for _ in range(ROUNDS)
    ]
    found = {name: float(np.median([one[name] / one["GAN"] for one in rounds])) for name in runs}
    return {**found, "milliseconds": [{name: round(1000 * s, 2) for name, s in one.items()} for one in rounds]}


def plan():
    """Return the steps of each family that cost what EPOCHS epochs of the GAN do."""
    cost, gan = kept(FOLDER / "costs.json", costs), EPOCHS * (len(pictures()) // 32)
    epoch = -(-len(pictures()) // BATCH)
    return {
        "GAN": gan,
        "VAE": epoch * int(gan / cost["VAE"] / epoch),
        "diffusion": 100 * int(gan / cost["diffusion"] / 100),
    }


def trained(family, seed):
    """Return a function from a number of pictures, a seed, and the steps to pictures, and its weights; trained or read."""
    path, steps = FOLDER / f"{family}_{seed}.weights.h5", plan()[family]
    keras.utils.set_random_seed(seed)
    if family == "GAN":
        gan = make_dcgan(seed)
        network, fit = gan.averaged_generator, lambda: gan.fit(pictures(), epochs=EPOCHS)

        def sample(n, seed, _):
            return gan.sample(n, seed)

    elif family == "VAE":
        vae, rows = VAE(CODE, VARIANCE, seed), load_rows("train")[0]
        network, fit = vae.decoder, lambda: train(vae, rows, epochs=steps * BATCH // len(rows), loss=vae.misfit)

        def sample(n, seed, _):
            return as_pictures(vae.sample(n, seed))

    else:
        network = make_unet()
        fit = functools.partial(learn, network, pictures(), steps)

        def sample(n, seed, steps):
            noise = np.random.default_rng(seed).standard_normal((n, 28, 28, 1), "float32")
            return np.concatenate([np.clip(draw(network, x, steps), -1, 1) for x in np.split(noise, max(1, n // 500))])

    def run():
        seconds = timed(fit)
        network.save_weights(path)
        return {"training_steps": steps, "seconds": round(seconds, 1), "weights": network.count_params()}

    path.parent.mkdir(parents=True, exist_ok=True)
    facts = kept(FOLDER / f"{family}_{seed}.json", run)
    network.load_weights(path)
    return sample, facts


def scores(some):
    features = read_digits(some)[0]
    precision, recall = precision_recall(test_features()[::5], features)
    found = {"distance": frechet_distance(features, test_features()), "precision": precision, "recall": recall}
    return {name: round(mark, 4) for name, mark in found.items()} | {"sharpness": round(sharpness(some), 4)}


def scored(family, seed, steps):
    sample, _ = trained(family, seed)
    return scores(sample(N, seed, steps))


def speeds(seed):
    """Return the CPU milliseconds a picture of each family, the medians of ROUNDS rounds by turns: (name, steps) as text."""
    samplers = {family: trained(family, seed)[0] for family in plan()}
    arms = [(family, 1) for family in samplers] + [("diffusion", 4)]
    for family, steps in arms:
        samplers[family](500, 0, steps)
    rounds = [[timed(samplers[family], 500, 0, steps) * 2 for family, steps in arms] for _ in range(ROUNDS)]
    return {f"{family}-{steps}": round(float(ms), 4) for (family, steps), ms in zip(arms, np.median(rounds, axis=0))}


def main(seeds):
    rows = [{"family": "real", "seed": "nan", **kept(FOLDER / "real.json", lambda: scores(pictures()[:N]))}]
    for seed in seeds:
        for family in plan():
            _, facts = trained(family, seed)
            start = {"family": family, "seed": seed, **facts}
            for passes in STEPS if family == "diffusion" else (1,):
                found = kept(FOLDER / f"{family}_{seed}_{passes}.json", functools.partial(scored, family, seed, passes))
                rows.append({**start, "passes": passes, **found})
        speed, cost = kept(FOLDER / "speeds.json", functools.partial(speeds, seeds[0])), kept(FOLDER / "costs.json", costs)
        a_step = (speed["diffusion-4"] - speed["diffusion-1"]) / 3
        for row in rows[1:]:
            more = a_step * (row["passes"] - 1)
            row["milliseconds_a_picture"] = round(speed[f"{row['family']}-1"] + more, 4)
            row["step_cost"] = round(cost[row["family"]], 4)
        columns = ("family", "seed", "training_steps", "step_cost", "seconds", "weights", "passes", "milliseconds_a_picture")
        columns += ("distance", "precision", "recall", "sharpness")
        record(__file__, [{name: row.get(name, "nan") for name in columns} for row in rows])


if __name__ == "__main__":
    main([int(seed) for seed in sys.argv[1:]] or SEEDS)
