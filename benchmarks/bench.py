"""Lesson 13's DCGAN and the public tutorial's, side by side in one call, in under five minutes.

    python benchmarks/bench.py

Seconds a step and pictures a second, measured in turn; quality after equal seconds; what fit costs over a bare loop;
peak memory; import time. Writes benchmarks/results/bench.csv. Ratios are worth more than seconds: machines differ by five.
"""

import json
import os
import resource
import subprocess
import sys
import time

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # as in tutorial.py; for ours it makes no difference

import keras
import numpy as np
import tensorflow as tf
from recorded import quality, record
from tutorial import make_tutorial_gan

from gan_course.callbacks import Film, Progress
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import shuffled_batches
from gan_course.networks import make_dcgan

RECIPES = {"ours": (make_dcgan, 32, 60), "tutorial": (make_tutorial_gan, 256, 3)}  # batch size, steps a round
ROUNDS, EQUAL_SECONDS = 5, 45
LOOP = "a bare compiled loop"


class StopAfter(keras.callbacks.Callback):
    """Stop training after so many seconds, counted from the end of the first step, which traces."""

    def __init__(self, seconds):
        super().__init__()
        self.seconds, self.steps = seconds, 0

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
        if self.steps == 1:
            self.started = time.perf_counter()
        self.model.stop_training = time.perf_counter() - self.started > self.seconds


def seconds_a_step(pictures):
    """Return {recipe: seconds a step in each round}, the recipes in turn."""
    games = {name: make() for name, (make, _, _) in RECIPES.items()}
    seconds = {name: [] for name in RECIPES}
    for round_ in range(ROUNDS + 1):
        for name, (_, batch_size, steps) in RECIPES.items():
            started = time.perf_counter()
            games[name].fit(pictures[: steps * batch_size], batch_size)
            if round_:  # the first one traces
                seconds[name].append((time.perf_counter() - started) / steps)
    return seconds


def quality_after(recipe, seconds):
    """Train in this process for so many seconds; return steps, quality, and the peak of memory in GB."""
    make, batch_size, _ = RECIPES[recipe]
    gan, stop = make(), StopAfter(seconds)
    gan.fit(from_uint8(load_mnist("train")[0]), batch_size, callbacks=[stop])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {"steps": stop.steps, "peak_gb": peak, **quality(gan)}


def overhead(pictures, rounds=5):
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


def apart(*arguments):
    """Run this file in a process of its own; return what it prints last."""
    out = subprocess.run([sys.executable, __file__, *arguments], capture_output=True, text=True, check=True).stdout
    return json.loads(out.splitlines()[-1])


def import_seconds(module):
    code = f"import time; t = time.perf_counter(); import {module}; print(time.perf_counter() - t)"
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True) for _ in range(3)]
    return min(float(run.stdout) for run in runs)


def main():
    rows = []

    def say(what, value, unit):
        rows.append({"what": what, "value": float(f"{value:.4g}"), "unit": unit})
        print(f"{what}: {rows[-1]['value']:g} {unit}", flush=True)

    for module in ("gan_course", "gan_course.gan"):
        say(f"import {module}", import_seconds(module), "seconds")
    pictures = from_uint8(load_mnist("train")[0])
    seconds = {name: np.array(values) for name, values in seconds_a_step(pictures).items()}
    for name, (_, batch_size, _) in RECIPES.items():
        say(f"{name}: a step of {batch_size}", 1000 * np.median(seconds[name]), "ms")
        say(f"{name}: throughput", batch_size / np.median(seconds[name]), "pictures a second")
    ratios = seconds["tutorial"] / seconds["ours"]
    for name, value in (("median", np.median(ratios)), ("least", ratios.min()), ("most", ratios.max())):
        say(f"a step of the tutorial / a step of ours, {name}", value, "times")
    for name in RECIPES:
        after = apart(name)
        say(f"{name}: steps in {EQUAL_SECONDS} seconds", after["steps"], "steps")
        say(f"{name}: Frechet digit distance of 10,000 samples then", after["frechet_10k"], "")
        say(f"{name}: peak memory", after["peak_gb"], "GB")
    epoch = len(pictures) // 32 * np.median(seconds["ours"])
    for name, added in overhead(pictures).items():
        say(f"an epoch by fit, {name} / by {LOOP}", 1 + added / epoch, "times")
    record("bench", rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(quality_after(sys.argv[1], EQUAL_SECONDS)))
    else:
        main()
