"""Lesson 25's ladder, from the public tutorial's recipe to ours; and a standing challenge, for a recipe of your own.

    python benchmarks/speedrun.py                 the recorded experiment: some half an hour of one thread
    python benchmarks/speedrun.py my_recipe.py    your recipe, trained in the time of ours and ranked: see challenge.py

Each rung of gan_course.speedrun.LADDER changes one thing, and is trained until the Frechet digit distance of 2,000 samples
is at most TARGET; looked at after 25, 35, 50, 71, ... steps (times the root of 2), and at no other. The tutorial itself is
not trained again: its curve is that of tutorial.csv, of 10,000 samples. What a step costs is measured for all rungs in turn,
in seconds of the processor, one thread; a row a round. Of part "strict" are the two rungs that the lesson races, to STRICT
or for MOST steps; of "apart" three other seeds of ours; of "ends" the first and the last rung's cost alone; of "bench" what
bench.csv has of that on two threads; and of "board" the challenge's first entries. Runs that lie in runs/speedrun are not
made again: empty it if a setting changes. Writes benchmarks/results/speedrun.csv.
"""

import csv
import os
import sys
import time
from pathlib import Path

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # as in tutorial.py

import challenge
import keras
import tensorflow as tf
from recording import RESULTS, kept, record

from gan_course.data import from_uint8, load_mnist
from gan_course.quality import frechet_digit_distance
from gan_course.speedrun import LADDER, make_game, settings_of

FOLDER = Path("runs/speedrun")
TARGET, STRICT = 300, 60
LOOKS = [round(25 * 2 ** (k / 2)) for k in range(17)]  # 25 to 6,400 steps
PAIR = ("no dropout", "falling rates")  # the lesson's live ones, to STRICT, too
MOST = 1131  # steps of a run to STRICT
SEEDS = {rung: (0, 1, 2) for rung in LADDER} | {"the tutorial": (0,), "batches of 32": (0,)}  # the dear ones: one
APART = (3, 4, 5)
ROUNDS = 6
STEPS_A_ROUND = {"the tutorial": 1, "batches of 32": 4, "Adam's settings": 4}  # of the others 8


class Look(keras.callbacks.Callback):
    """Look at the distance after the steps in LOOKS, and end at the target; collect a row a look."""

    def __init__(self, target=TARGET):
        super().__init__()
        self.target, self.rows, self.steps = target, [], 0

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
        if self.steps in LOOKS:
            distance = frechet_digit_distance(self.model.sample(2_000, seed=1))
            self.rows.append({"steps": self.steps, "value": round(distance, 2)})
            print(self.rows[-1], flush=True)
            self.model.stop_training = distance <= self.target or self.steps >= (
                MOST if self.target == STRICT else LOOKS[-1]
            )


def train(rung, seed, target=TARGET):
    """Train a rung in this process to the target; return a row a look."""
    settings, look = settings_of(rung), Look(target)
    pictures = from_uint8(load_mnist("train")[0])
    make_game(settings, seed).fit(pictures, settings["batch_size"], epochs=9, callbacks=[look])
    keras.backend.clear_session()
    return look.rows


def costs(rungs=tuple(LADDER)):
    """Return {rung: milliseconds of the processor that a step takes, one number a round}, these rungs in turn."""
    pictures, steps = from_uint8(load_mnist("train")[0][:256]), {}
    for rung in rungs:
        settings = settings_of(rung)
        step = tf.function(make_game(settings).train_step).get_concrete_function(pictures[: settings["batch_size"]])
        steps[rung] = step, tf.constant(pictures[: settings["batch_size"]])
    taken = {rung: [] for rung in rungs}
    for _ in range(1 + ROUNDS):
        for rung, (step, batch) in steps.items():
            n, started = STEPS_A_ROUND.get(rung, 8), time.process_time()
            for _ in range(n):
                step(batch)
            taken[rung].append(round(1000 * (time.process_time() - started) / n, 2))
    return {rung: milliseconds[1:] for rung, milliseconds in taken.items()}  # the first round also warms up


def other_tables():
    """Return rows with the tutorial's curve, and with what bench.csv has of the cost."""
    rows = []
    for name in ("tutorial", "bench"):
        with open(RESULTS / f"{name}.csv", newline="") as file:
            table = list(csv.DictReader(line for line in file if not line.startswith("#")))
        if name == "tutorial":
            curve = [{"steps": 234 * int(row["epoch"]), "value": float(row["frechet_10k"])} for row in table]
            rows += [{"part": "curve", "rung": "the tutorial", "seed": 0, **row} for row in curve]
            continue
        for row in table:
            what, _, which = row["what"].partition(", ")
            if what == "a step of the tutorial / a step of ours":
                rows.append({"part": "bench", "rung": which, "seed": 0, "steps": 0, "value": float(row["value"])})
    return rows


def main():
    if len(sys.argv) > 1:
        return challenge.main(sys.argv[1:])
    rows, last = other_tables(), list(LADDER)[-1]
    runs = [("curve", rung, seed, TARGET) for rung in list(LADDER)[:0:-1] for seed in SEEDS[rung]]  # the cheap ones first
    runs += [("strict", rung, seed, STRICT) for rung in PAIR for seed in SEEDS[rung]]
    runs += [("apart", last, seed, TARGET) for seed in APART]
    for part, rung, seed, target in runs:
        curve = kept(FOLDER / f"{rung} {seed} to {target}.json", lambda job=(rung, seed, target): train(*job))
        rows += [{"part": part, "rung": rung, "seed": seed, **row} for row in curve]
    for part, rungs in (("cost", tuple(LADDER)), ("ends", (next(iter(LADDER)), last))):
        for rung, rounds in kept(FOLDER / f"{part}.json", lambda rungs=rungs: costs(rungs)).items():
            rows += [{"part": part, "rung": rung, "seed": i, "steps": 1, "value": ms} for i, ms in enumerate(rounds)]
    for name, file in challenge.ENTRIES.items():
        for row in kept(FOLDER / f"board {name}.json", lambda file=file: challenge.enter(file, 3)):
            entry = name if row["recipe"] == file.name else "ours"
            rows.append(
                {"part": "board", "rung": entry, "seed": row["seed"], "steps": challenge.STEPS, "value": row["frechet_10k"]}
            )
    order = ("curve", "strict", "apart", "cost", "ends", "bench", "board")
    rows.sort(key=lambda r: (order.index(r["part"]), [*LADDER, r["rung"]].index(r["rung"]), r["seed"], r["steps"]))
    record(__file__, rows)


if __name__ == "__main__":
    main()
