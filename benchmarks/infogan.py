"""Lesson 19's InfoGAN: with what is added, by the paper's term alone, and without that, at equal seconds.

    python benchmarks/infogan.py               the recorded experiment: some 15 minutes on one free core
    python benchmarks/infogan.py cost          what a step of each costs, beside a step of ours
    python benchmarks/infogan.py ours 10       one run: arm and seed

Settings were chosen on seeds 10 and 11; the lesson reports SEEDS. Runs that lie in runs/infogan are not run again: empty it
if a setting changes. Writes benchmarks/results/infogan.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import sys
import time
from pathlib import Path

import numpy as np
from recording import kept, record

from gan_course.clinic import small_digits
from gan_course.infogan import InfoGAN, judge, make_infogan

FOLDER, SEEDS = Path("runs/infogan"), range(5)
ARMS = {"ours": {}, "the paper's term": {"kind": InfoGAN}, "without the term": {"kind": InfoGAN, "weight": 0.0}}
# Of how many pictures each sees three times, in batches of 64: at equal seconds, for a step of the others costs less.
PICTURES = {"ours": 30_000, "the paper's term": 45_000, "without the term": 45_000}


@functools.cache  # TensorFlow's graph, which takes some seconds that are not counted, is built once for all seeds
def build(arm):
    gan = make_infogan(**ARMS[arm])
    gan.fit(small_digits()[0][:640], batch_size=64)
    return gan


def begin(arm, seed):
    """Return the GAN of an arm as make_infogan(seed=seed) would make it."""
    gan, fresh = build(arm), make_infogan(seed=seed, **ARMS[arm])
    for network in ("generator", "discriminator", "averaged_generator"):
        getattr(gan, network).set_weights(getattr(fresh, network).get_weights())
    for name in ("generator_optimizer", "discriminator_optimizer"):
        for variable, value in zip(getattr(gan, name).variables, getattr(fresh, name).variables, strict=True):
            variable.assign(value)
    gan.noise_seed.state.assign(fresh.noise_seed.state)
    gan.seed = seed
    return gan


def run(arm, seed):
    """Return the row of a run: that in FOLDER, else of a training now."""
    return kept(FOLDER / f"{arm.replace(' ', '_').replace(chr(39), '')}-{seed}.json", lambda: train(arm, seed))


def train(arm, seed):
    pictures, _ = small_digits()
    gan = begin(arm, seed)
    started = time.process_time()
    gan.fit(pictures[: PICTURES[arm]], batch_size=64, epochs=3)
    seconds = time.process_time() - started
    row = {"arm": arm, "seed": seed, "steps": 3 * (PICTURES[arm] // 64), "seconds": round(seconds, 1)}
    return row | {name: round(float(value), 3) for name, value in judge(gan).items()}


def cost(chunk=20, rounds=6):
    """Print what a step of each arm costs beside one of ours: medians over short trainings, taken in turn."""
    pictures, _ = small_digits()
    gans = {arm: make_infogan(**settings) for arm, settings in ARMS.items()}
    seconds = {arm: [] for arm in ARMS}
    for _ in range(rounds + 1):
        for arm, gan in gans.items():
            started = time.process_time()
            gan.fit(pictures[: 64 * chunk], batch_size=64)
            seconds[arm].append((time.process_time() - started) / chunk)
    for arm in ARMS:  # the first round built the graphs
        ratio = np.median(np.array(seconds[arm][1:]) / np.array(seconds["ours"][1:]))
        print(f"{arm:18} {1000 * np.median(seconds[arm][1:]):5.1f} ms a step; ratio {ratio:.2f}", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["cost"]:
        cost()
    elif len(sys.argv) > 1:
        print(run(sys.argv[1], int(sys.argv[2])))
    else:
        rows = []
        for seed in SEEDS:
            rows += [run(arm, seed) for arm in ARMS]
            record(__file__, rows)  # after every seed: stopped early, the table has fewer seeds
