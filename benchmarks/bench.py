"""Lesson 13's DCGAN and the public tutorial's, side by side in one call, in under five minutes.

    python benchmarks/bench.py

Seconds a step and pictures a second, measured in turn; quality after these equal seconds; what fit costs over a bare
loop; peak memory; import time. Writes benchmarks/results/bench.csv. Ratios are worth more than seconds: machines differ
by five.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # as in tutorial.py; for ours it makes no difference

import keras
import numpy as np
import tensorflow as tf
from recording import quality, record
from tutorial import make_tutorial_gan

from gan_course.callbacks import Film, Progress
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import shuffled_batches
from gan_course.networks import make_dcgan

RECIPES = {"ours": (make_dcgan, 32), "tutorial": (make_tutorial_gan, 256)}  # the batch size
ROUNDS, ROUND_SECONDS = 5, 9
LOOP = "a bare compiled loop"


class StopAfter(keras.callbacks.Callback):
    """Stop training after so many seconds, counted from the end of the first step, which may trace."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds, self.steps = seconds, -1

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
        if self.steps == 0:
            self.started = time.perf_counter()
        self.elapsed = time.perf_counter() - self.started
        self.model.stop_training = self.elapsed > self.seconds


def train_in_turn(pictures):
    """Train both recipes in turn, ROUND_SECONDS in each round; return the games and {recipe: [(steps, seconds), ...]}."""
    games = {name: make() for name, (make, _) in RECIPES.items()}
    rounds = {name: [] for name in RECIPES}
    for round_ in range(ROUNDS):
        for name, (_, batch_size) in RECIPES.items():
            stop = StopAfter(ROUND_SECONDS)
            games[name].fit(pictures, batch_size, round_ + 1, initial_epoch=round_, callbacks=[stop])
            rounds[name].append((stop.steps, stop.elapsed))
    return games, rounds


def peak_memory(recipe):
    """Train a second in this process and draw 1,000 samples; return the peak of its memory in GB (Linux)."""
    make, batch_size = RECIPES[recipe]
    gan = make()
    gan.fit(from_uint8(load_mnist("train")[0]), batch_size, callbacks=[StopAfter(1)])
    gan.sample(1_000)
    return int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024 / 1e9


def overhead(pictures, rounds=3):
    """Return {callbacks: seconds that fit adds to an epoch of a bare compiled loop}.

    By a game whose training step trains nothing, so that what fit costs is not lost in the noise of what training costs.
    In turn, the least of each: what other work on the machine adds is never negative.
    """
    gan, seconds = make_dcgan(), {}
    gan.train_step = lambda real: {name: tracker.result() for name, tracker in gan.trackers.items()}
    step = tf.function(gan.train_step)
    for _ in range(rounds):
        for name, callbacks in ((LOOP, None), ("alone", []), ("with Progress and Film", [Progress(), Film()])):
            started = time.perf_counter()
            if name == LOOP:
                for batch in shuffled_batches(pictures, 32, 0, 1, seed=0):
                    step(batch)
            else:
                gan.fit(pictures, callbacks=callbacks)
            seconds.setdefault(name, []).append(time.perf_counter() - started)
    loop = min(seconds.pop(LOOP))
    return {name: min(values) - loop for name, values in seconds.items()}


def import_seconds(module):
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(2)]
    return min(float(run.stdout) for run in runs)


def main():
    rows = []

    def say(what, value, unit):
        rows.append({"what": what, "value": float(f"{value:.4g}"), "unit": unit})
        print(f"{what}: {rows[-1]['value']:g} {unit}", flush=True)

    for module in ("gan_course", "gan_course.gan"):
        say(f"import {module}", import_seconds(module), "seconds")
    pictures = from_uint8(load_mnist("train")[0])
    games, rounds = train_in_turn(pictures)
    seconds = {name: np.array([taken / steps for steps, taken in values]) for name, values in rounds.items()}
    for name, (_, batch_size) in RECIPES.items():
        say(f"{name}: a step of {batch_size}", 1000 * np.median(seconds[name]), "ms")
        say(f"{name}: throughput", batch_size / np.median(seconds[name]), "pictures a second")
    ratios = seconds["tutorial"] / seconds["ours"]
    for name, value in (("median", np.median(ratios)), ("least", ratios.min()), ("most", ratios.max())):
        say(f"a step of the tutorial / a step of ours, {name}", value, "times")
    for name, game in games.items():
        say(f"{name}: steps in {ROUNDS * ROUND_SECONDS} seconds", sum(steps for steps, _ in rounds[name]), "steps")
        say(f"{name}: Frechet digit distance of 10,000 samples then", quality(game)["frechet_10k"], "")
        command = [sys.executable, __file__, name]  # in a process of its own
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        say(f"{name}: peak memory", float(out.splitlines()[-1]), "GB")
    epoch = len(pictures) // 32 * np.median(seconds["ours"])
    for name, added in overhead(pictures).items():
        say(f"an epoch by fit, {name} / by {LOOP}", 1 + added / epoch, "times")
    record(__file__, rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(peak_memory(sys.argv[1]))
    else:
        main()
