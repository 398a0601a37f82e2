"""What each part of lesson 13's recipe gives: with and without it, at equal seconds, three seeds.

    python benchmarks/recipe.py                     the recorded experiment: some hour on two cores
    python benchmarks/recipe.py "ours without R1"   one recipe only, seed 0; records nothing

First the cost of a step of each recipe is measured beside ours, in turn: `cost`, a ratio of seconds. Then each trains, in a
process and on one thread of its own, and is measured when it has had the seconds of so many `epochs` of ours, 1,875 steps
each: after 1,875 * epochs / cost steps. Quality is that of 10,000 samples. Writes benchmarks/results/recipe.csv. Runs that
were recorded in runs/recipe are not run again: empty it if a setting changes.
"""

import argparse
import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import changes  # sets one thread
import keras
import numpy as np
from recording import quality, record

from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN
from gan_course.networks import R1GAN, make_discriminator, make_generator

SEEDS = (0, 1, 2)
FOLDER = Path("runs/recipe")
EPOCH = 1875  # steps
BEFORE = {"r1": False, "residual": False, "falling": False, "two_rates": False, "averaging": 0.998}
RECIPES = {  # what they have, and for how many epochs they train
    "before": (BEFORE, (1, 3)),
    "before with R1": (BEFORE | {"r1": True}, (1, 3)),
    "ours without R1": ({"r1": False}, (1, 3)),
    "ours without the residual": ({"residual": False}, (1, 3)),
    "ours": ({}, (1, 3, 9)),
}


def make_gan(seed=0, r1=True, residual=True, falling=True, two_rates=True, averaging=0.9995):
    """Return gan_course.networks.make_dcgan(seed), with what the arguments change."""
    keras.utils.set_random_seed(seed)
    generator = make_generator() if residual else changes.make_generator(64, 128, 64, 4)
    gan = (R1GAN if r1 else GAN)(generator, make_discriminator(), averaging=averaging, seed=seed)
    rates = [4e-3 if two_rates else 2e-3, 2e-3]  # of the generator and of the discriminator, at first
    if falling:
        halved = [2500 if two_rates else 8000, 8000]  # after so many steps
        rates = [keras.optimizers.schedules.InverseTimeDecay(rate, steps, 1.0) for rate, steps in zip(rates, halved)]
    gan.compile(*[keras.optimizers.Adam(rate, beta_1=0.0, beta_2=0.99) for rate in rates])
    return gan


def costs(rounds=40, pictures=320):
    """Return {recipe: seconds of a step / those of ours}, in turn, the median over the rounds."""
    data = from_uint8(load_mnist("train")[0][:pictures])
    games = {recipe: make_gan(**settings) for recipe, (settings, _) in RECIPES.items()}
    seconds = {recipe: [] for recipe in RECIPES}
    for _ in range(1 + rounds):  # the first one builds the graph
        for recipe, gan in games.items():
            started = time.perf_counter()
            gan.fit(data)
            seconds[recipe].append(time.perf_counter() - started)
    ours = np.array(seconds["ours"][1:])
    return {recipe: round(float(np.median(taken[1:] / ours)), 3) for recipe, taken in seconds.items()}


class Measure(keras.callbacks.Callback):
    """Collect a row at each of some steps, {steps: epochs of ours}."""

    def __init__(self, when):
        super().__init__()
        self.when, self.rows, self.steps = when, [], 0

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
        if self.steps in self.when:
            self.rows.append({"epochs": self.when[self.steps], "steps": self.steps, **quality(self.model)})
            self.model.stop_training = self.steps == max(self.when)


def train(recipe, seed, cost):
    """Train in this process; return a row for each of the recipe's epochs."""
    settings, epochs = RECIPES[recipe]
    measure = Measure({round(EPOCH * e / cost): e for e in epochs})
    gan = make_gan(seed, **settings)
    gan.fit(from_uint8(load_mnist("train")[0]), epochs=-(-max(measure.when) // EPOCH), callbacks=[measure])
    return [{"recipe": recipe, "seed": seed, "cost": cost, **row} for row in measure.rows]


def train_apart(job):
    """Run train in a process of its own, once: a finished run is read from its file."""
    recipe, seed, cost = job
    path = FOLDER / f"{recipe} {seed}.json"
    if not path.exists():
        command = [sys.executable, __file__, recipe, "--seed", str(seed), "--cost", str(cost)]
        path.write_text(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()[-1])
    rows = json.loads(path.read_text())
    print(*rows, sep="\n", flush=True)
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("recipe", nargs="?", choices=RECIPES)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--cost", type=float, default=1.0)
    options = parser.parse_args()
    if options.recipe:
        print(json.dumps(train(options.recipe, options.seed, options.cost)))
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    measured = FOLDER / "costs.json"
    if not measured.exists():
        measured.write_text(json.dumps(costs()))
    cost = json.loads(measured.read_text())
    jobs = [(recipe, seed, cost[recipe]) for recipe in RECIPES for seed in SEEDS]
    jobs.sort(key=lambda job: -max(RECIPES[job[0]][1]))  # the long ones first
    with ThreadPoolExecutor(2) as pool:
        rows = [row for rows in pool.map(train_apart, jobs) for row in rows]
    rows.sort(key=lambda row: (list(RECIPES).index(row["recipe"]), row["seed"], row["epochs"]))
    record(__file__, rows)
    for recipe in RECIPES:
        for epochs in RECIPES[recipe][1]:
            median = np.median([r["frechet_10k"] for r in rows if (r["recipe"], r["epochs"]) == (recipe, epochs)])
            print(f"{recipe}, the seconds of {epochs} epochs of ours: {median:.2f}")


if __name__ == "__main__":
    main()
