"""Lesson 20's experiment: pictures from pictures, by L1 alone and by L1 + GAN; five tasks, three seeds.

    python benchmarks/image_to_image.py         some ten minutes of one free core

For each task and seed: the U-Net trained on L1 alone, STEPS steps, and the game of pix2pix, as many, with L1 at WEIGHT;
colours at WEIGHTS, too. "growing" is super-resolution in two: 7 to 14, and 14 to 28, the second trained on true pictures
of 14 and then given the first one's. Judged on 2,000 pairs made from the test set: l1, the mean absolute difference to
the targets, and distance, Frechet's to the set of them, in the digit classifier's features of each channel. "copy" is what
is given, enlarged; "real" are targets of other pairs, from the training set, one for each: what any set of real ones gets.
of_noise is the share of the variance of the outputs, over 16 noises for each of 64 pictures given, that comes with noise.
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
from recording import kept, record

from gan_course.data import from_uint8, load_mnist
from gan_course.pairs import colour_pairs, distance, edge_pairs, enlarge, frame_pairs, shrink, small_pairs
from gan_course.pix2pix import Pix2Pix, adam, make_patch_discriminator, make_unet

FOLDER, SEEDS, HELD_OUT = Path("runs/image_to_image"), (0, 1, 2), 2000
STEPS, BATCH, WEIGHT, WEIGHTS = 600, 32, 1.0, (10.0, 100.0)
TASKS = ("colours", "super-resolution", "growing", "next frame", "edges")


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


def train(task, weight, seed):
    """Return a function of what is given and noise, and the CPU seconds that it took; weight: None for L1 alone."""
    given, targets = pairs(task, "train")
    size, channels = targets.shape[2:]
    keras.utils.set_random_seed(seed)
    generator = make_unet(given.shape[3], channels, size)
    started = time.process_time()
    if weight is None:
        generator.compile(adam(), "mae")
        generator.fit([noise(len(given), seed), given], targets, batch_size=BATCH, verbose=0)
    else:
        gan = Pix2Pix(
            generator, make_patch_discriminator(given.shape[3], channels, size), weight=weight, averaging=0.99, seed=seed
        )
        gan.compile(adam(), adam())
        gan.fit((targets, given), batch_size=BATCH)
        generator = gan.averaged_generator
    seconds = time.process_time() - started
    return lambda z, new: generator.predict([z, new], batch_size=500, verbose=0), seconds


def judge(outputs, task):
    targets = pairs(task, "test")[1]
    l1 = np.abs(outputs - targets).mean(dtype="float64")
    return {"l1": round(float(l1), 4), "distance": round(distance(outputs, targets), 2)}


def learned(task, weight, seed):
    if task == "growing":
        stages = [train(stage, weight, seed) for stage in ("7 to 14", "14 to 28")]
        (first, a), (second, b) = stages
        seconds = a + b

        def draw(z, given):
            middle = first(z, enlarge(shrink(given, 4), 2))
            return second(z, enlarge(middle, 2))

        task = "7 to 28"
    else:
        task = "7 to 28" if task == "super-resolution" else task
        draw, seconds = train(task, weight, seed)
    given = pairs(task, "test")[0]
    few = draw(np.repeat(noise(16, 2), 64, axis=0), np.tile(given[:64], (16, 1, 1, 1))).reshape(16, 64, -1)
    of_noise = few.var(axis=0).mean() / few.reshape(1024, -1).var(axis=0).mean()
    return {
        **judge(draw(noise(HELD_OUT, 1), given), task),
        "of_noise": round(float(of_noise), 4),
        "seconds": round(seconds, 1),
    }


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
    for seed in SEEDS:
        for task in TASKS:
            for weight in (None, WEIGHT, *(WEIGHTS if task == "colours" else ())):
                arm = "L1" if weight is None else "L1 + GAN"
                name = f"{task}-{arm}-{weight}-{seed}.json"
                found = kept(FOLDER / name, functools.partial(learned, task, weight, seed))
                rows.append({"task": task, "arm": arm, "weight": weight or "nan", "seed": seed, **found})
    columns = ("task", "arm", "weight", "seed", "l1", "distance", "of_noise", "seconds")
    rows.sort(key=lambda row: TASKS.index(row["task"]))  # stable: in each, the order in which they were run
    record(__file__, [{name: row.get(name, "nan") for name in columns} for row in rows])


if __name__ == "__main__":
    main()
