"""Lesson 20's experiment: pictures from pictures, by L1 alone and by L1 + GAN; five tasks, three seeds.

    python benchmarks/image_to_image.py         some six minutes of one free core

For each task and seed: the U-Net trained on L1 alone, STEPS steps, and the game of pix2pix, as many, with L1 at WEIGHT;
colours at PAPERS, too, the weight of Isola et al. 2017. "growing" is super-resolution in two: 7 to 14, and 14 to 28, the
second trained on true pictures of 14 and then given the first one's. Judged on 1,000 pairs made from the test set: l1, the
mean absolute difference to the targets, and distance, Frechet's to the set of them, in the digit classifier's features of
each channel. "copy" is what is given, enlarged; "real" are targets of other pairs, from the training set, as many: what any
set of real ones gets. of_noise is the share of the variance of the outputs, over 16 noises for each of 32 pictures given,
that comes with noise.
Runs that lie in runs/image_to_image are not run again: empty it if a setting changes. Writes
benchmarks/results/image_to_image.csv; what does not apply is nan; seconds are CPU seconds of one thread.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import time
from pathlib import Path

import keras
import numpy as np
from keras import ops
from pix2pix import Alone, Pix2Pix, adam, make_patch_discriminator, make_unet
from recording import kept, record

from gan_course.data import from_uint8, load_mnist
from gan_course.pairs import colour_pairs, distance, enlarge, frame_pairs, shrink, small_pairs

FOLDER, SEEDS, HELD_OUT = Path("runs/image_to_image"), (0, 1, 2), 1000
STEPS, BATCH, WEIGHT, PAPERS = 400, 32, 1.0, 100.0
TASKS = ("colours", "super-resolution", "growing", "next frame", "edges")


def edge_pairs(pictures):
    """Outlines, 1 where there is ink with none beside, above or below it, else -1; and the digits that they are of."""
    ink = np.pad(pictures[..., 0] > 0, ((0, 0), (1, 1), (1, 1)))
    inside = ink[:, :-2, 1:-1] & ink[:, 2:, 1:-1] & ink[:, 1:-1, :-2] & ink[:, 1:-1, 2:]
    edges = ink[:, 1:-1, 1:-1] & ~inside
    return (2 * edges[..., np.newaxis] - 1).astype("float32"), pictures


@functools.cache
def digits(split):
    pictures = from_uint8(load_mnist(split)[0][: STEPS * BATCH])
    return pictures if split == "train" else pictures[:HELD_OUT]


@functools.cache
def pairs(task, split):
    """Return what is given and the targets of a task; those of the two splits are made with two seeds."""
    pictures, seed = digits(split), 0 if split == "train" else 1
    if task == "colours":
        return colour_pairs(pictures, seed)
    if task == "next frame":
        return frame_pairs(pictures, seed)
    if task == "edges":
        return edge_pairs(pictures)
    return small_pairs(pictures, *{"7 to 28": (4,), "7 to 14": (2, 14), "14 to 28": (2,)}[task])


def noise(n, seed):
    return np.random.default_rng(seed).standard_normal((n, 8)).astype("float32")


@functools.cache
def game(given, channels, size, weight):
    """Return the game, without D if there is no weight; made once, since tracing takes seconds."""
    networks = make_unet(given, channels, size), make_patch_discriminator(given, channels, size)
    gan = Alone(*networks, weight=1, averaging=0.99) if weight is None else Pix2Pix(*networks, weight=weight, averaging=0.99)
    gan.compile(adam(), adam())
    return gan


def begin(network, fresh, optimizer):
    """Set a network back to the first weights of a fresh one, and its optimiser to no steps."""
    network.set_weights(fresh.get_weights())
    for variable in optimizer.variables:
        if variable is not optimizer._learning_rate:
            variable.assign(ops.zeros_like(variable))


def train(task, weight, seed):
    """Return a function of noise and what is given, and the CPU seconds that it took; weight: None for L1 alone."""
    given, targets = pairs(task, "train")
    size, channels = targets.shape[2:]
    shape = given.shape[3], channels, size
    gan = game(*shape, weight)
    keras.utils.set_random_seed(seed)
    started = time.process_time()
    begin(gan.generator, make_unet(*shape), gan.generator_optimizer)
    begin(gan.discriminator, make_patch_discriminator(*shape), gan.discriminator_optimizer)
    gan.averaged_generator.set_weights(gan.generator.get_weights())
    gan.noise_seed.state.assign([seed, 0])
    gan.seed = seed
    gan.fit((targets, given), batch_size=BATCH)
    seconds = time.process_time() - started
    return lambda z, new: gan.averaged_generator.predict([z, new], batch_size=500, verbose=0), seconds


def judge(outputs, task):
    targets = pairs(task, "test")[1]
    l1 = np.abs(outputs - targets).mean(dtype="float64")
    return {"l1": round(float(l1), 4), "distance": round(distance(outputs, targets), 2)}


def learned(task, weight, seed):
    if task == "growing":
        first, a = train("7 to 14", weight, seed)
        middle = first(noise(HELD_OUT, 1), enlarge(shrink(pairs("7 to 28", "test")[0], 4), 2))
        second, b = train("14 to 28", weight, seed)
        task, outputs, seconds = "7 to 28", second(noise(HELD_OUT, 3), enlarge(middle, 2)), a + b
        of_noise = np.nan
    else:
        task = "7 to 28" if task == "super-resolution" else task
        draw, seconds = train(task, weight, seed)
        given = pairs(task, "test")[0]
        outputs = draw(noise(HELD_OUT, 1), given)
        few = draw(np.repeat(noise(16, 2), 32, axis=0), np.tile(given[:32], (16, 1, 1, 1))).reshape(16, 32, -1)
        of_noise = few.var(axis=0).mean() / few.reshape(512, -1).var(axis=0).mean()
    return {**judge(outputs, task), "of_noise": round(float(of_noise), 4), "seconds": round(seconds, 1)}


def baselines(task):
    given, targets = pairs(task, "test")
    rows = {"copy": np.broadcast_to(given[..., -1:], targets.shape), "real": pairs(task, "train")[1][:HELD_OUT]}
    if task == "7 to 28":
        bicubic = ops.image.resize(shrink(given, 4), (28, 28), interpolation="bicubic")
        rows["bicubic"] = np.clip(bicubic, -1, 1)
    return {arm: judge(np.ascontiguousarray(outputs), task) for arm, outputs in rows.items()}


def main():
    rows = []
    for task in TASKS:
        if task != "growing":
            of_task = "7 to 28" if task == "super-resolution" else task
            found = kept(FOLDER / f"{task}.json", functools.partial(baselines, of_task))
            rows += [{"task": task, "arm": arm, "weight": "nan", "seed": "nan", **row} for arm, row in found.items()]
    first = [task for task in TASKS if task != "growing"]
    runs = [(task, weight, seed) for seed in SEEDS for task in first for weight in (None, WEIGHT)]
    runs += [("colours", PAPERS, seed) for seed in SEEDS]
    for task, weight, seed in runs + [("growing", weight, seed) for seed in SEEDS for weight in (None, WEIGHT)]:
        name = f"{task}-{weight}-{seed}.json"
        found = kept(FOLDER / name, functools.partial(learned, task, weight, seed))
        arm = "L1" if weight is None else "L1 + GAN"
        rows.append({"task": task, "arm": arm, "weight": weight or "nan", "seed": seed, **found})
    columns = ("task", "arm", "weight", "seed", "l1", "distance", "of_noise", "seconds")
    rows.sort(key=lambda row: TASKS.index(row["task"]))  # stable: in each, the order in which they were run
    record(__file__, [{name: row.get(name, "nan") for name in columns} for row in rows])


if __name__ == "__main__":
    main()
