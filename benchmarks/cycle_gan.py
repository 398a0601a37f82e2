"""Lesson 21's CycleGAN: whole, without parts of it, with pairs, and on worlds with other shares of digits.

    python benchmarks/cycle_gan.py             the recorded experiment: some seven minutes of one free core
    python benchmarks/cycle_gan.py whole 10    one run: arm and seed

All arms take the same 800 steps of 8 pictures of each world, at the same rates, which were chosen for "whole" on seed 0 and
1,000 test pictures; seed 1 was looked at while the number of steps and the width were settled. Both arms of shares have 3s
and 8s only, nine 3s to one 8 in world A; in world B as many ("same shares"), or the other way round ("other shares").
Runs that lie in runs/cycle_gan are not run again. Writes benchmarks/results/cycle_gan.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import sys
import time
from pathlib import Path

import keras
import numpy as np
from recording import kept, record

from gan_course.cycle_gan import errors, in_bold, in_colour, make_cycle_gan, make_translator, translate, unpaired
from gan_course.data import load_mnist
from gan_course.quality import read_digits

FOLDER, SEEDS, PICTURES = Path("runs/cycle_gan"), (1, 2, 3), 6400
ARMS = {
    "whole": {},
    "without the cycle": {"cycle": 0.0},
    "GAN alone": {"cycle": 0.0, "identity": 0.0},
}
MAIN = "whole", "pairs", "without the cycle"
SHARES = {"same shares": (0.9, 0.9), "other shares": (0.9, 0.1)}  # of 3s in worlds A and B, the rest is 8s


def threes_and_eights(digits, labels, threes, rng, n=PICTURES):
    """Return n of the digits, 3s and 8s only, the 3s with this share."""
    count = round(n * threes)
    chosen = [rng.choice(np.flatnonzero(labels == 3), count), rng.choice(np.flatnonzero(labels == 8), n - count)]
    return digits[np.concatenate(chosen)]


def read(pictures):
    """Return the digits that the course's classifier reads in pictures (n, 28, 28, 3)."""
    return read_digits(pictures.mean(axis=3, keepdims=True))[1].argmax(axis=1)


def train(arm, seed):
    digits, labels = load_mnist()
    test, test_labels = (part[1000:2000] for part in load_mnist("test"))  # the first 1,000 were used for choosing
    rng = np.random.default_rng(seed)
    if arm in SHARES:
        first = threes_and_eights(digits[:30_000], labels[:30_000], SHARES[arm][0], rng)
        second = threes_and_eights(digits[30_000:], labels[30_000:], SHARES[arm][1], rng)
        two = np.isin(test_labels, (3, 8))
        test, test_labels = test[two], test_labels[two]
    else:
        first, second = digits[:PICTURES], digits[30_000 : 30_000 + PICTURES]
    a, b = in_colour(first, rng), in_bold(second)
    test_a, test_b = in_colour(test, np.random.default_rng(0)), in_bold(test)
    started = time.process_time()
    if arm == "pairs":
        keras.utils.set_random_seed(seed)
        to_a, to_b = make_translator(), make_translator()
        for network, source, target in ((to_a, in_bold(first), a), (to_b, a, in_bold(first))):
            network.compile(keras.optimizers.Adam(1e-3), "mae")
            network.fit(source, target, batch_size=8, verbose=0)
    else:
        model = make_cycle_gan(seed, **ARMS.get(arm, {}))
        model.fit(unpaired(a, b, seed=seed), shuffle=False, verbose=0)
        to_a, to_b = model.to_a, model.to_b
    seconds = time.process_time() - started
    error_b, error_a = errors(to_a, to_b, test_a, test_b)
    fakes = translate(to_b, test_a)
    digit = read(fakes)
    row = {"arm": arm, "seed": seed, "seconds": round(seconds, 1), "error_b": error_b, "error_a": error_a}
    row |= {"kept": np.mean(digit == test_labels)}
    for seen in (3, 8):  # what the 3s are read as
        row[f"threes_as_{seen}"] = np.mean(digit[test_labels == 3] == seen) if arm in SHARES else np.nan
    noise = np.random.default_rng(seed).normal(size=fakes.shape).astype("float32")
    for size in (0, 0.1, 0.3, 1.0):
        row[f"back_{size:g}".replace(".", "_")] = np.abs(translate(to_a, fakes + size * noise) - test_a).mean()
    grey = np.repeat(fakes.mean(axis=3, keepdims=True), 3, axis=3)
    row["back_grey"] = np.abs(translate(to_a, grey) - test_a).mean()
    return {
        name: round(float(value), 4) if isinstance(value, (float, np.floating)) else value for name, value in row.items()
    }


def run(arm, seed):
    """Return the row of a run: that in FOLDER, else of a training now."""
    return kept(FOLDER / f"{arm.replace(' ', '_')}-{seed}.json", lambda: train(arm, seed))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(run(sys.argv[1], int(sys.argv[2])))
    else:
        rows = []
        for arms in (MAIN, [arm for arm in (*ARMS, *SHARES) if arm not in MAIN]):  # stopped early, it lacks of the others
            for seed in SEEDS:
                for arm in arms:
                    rows.append(run(arm, seed))
                    record(__file__, rows)
