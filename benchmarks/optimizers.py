"""Lesson 04's race: seven rules on digits, each with its own learning rate, chosen for all of them in the same way.

    python benchmarks/optimizers.py                  the recorded experiment: some two minutes on one free core
    python benchmarks/optimizers.py adam 0.003 0     one run: rule, rate, seed

The rules are the lesson's own: their code is read from lessons/04_optimization.py. Every rule tries every rate of RATES
with the seeds TUNING; the rate is chosen that reaches TARGET soonest (mean of the two, measured every 20 steps on digits
that are not learnt from; a run that never does counts for NEVER steps; if rates tie, the lower loss at the end). While that
is the largest tried, the next of LARGER is tried, too. Then the rule runs with the seeds RACE, measured on other digits.
MNIST's test set is not touched. Runs that lie in runs/optimizers are not run again: empty it if a setting changes. Writes
benchmarks/results/optimizers.csv.
"""

import os

os.environ.update(OPENBLAS_NUM_THREADS="1")

import ast
import json
import sys
import time
from functools import cache
from pathlib import Path

import numpy as np

from gan_course.descent import race, small_digits
from gan_course.files import write_whole

LESSON = Path(__file__).parent.parent / "lessons" / "04_optimization.py"
NAMES = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adadelta", "adam")
FOLDER = Path("runs/optimizers")
NEVER, TARGET = 2000, 0.93
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1.0, 3.0, 10.0)
LARGER = (30.0, 100.0, 300.0)
TUNING, RACE = (100, 101), range(6)


def lessons_rules():
    """Return the seven rules by name, defined by the lesson's own code."""
    tree = ast.parse(LESSON.read_text())
    tree.body = [node for node in tree.body if getattr(node, "name", None) in NAMES]
    names = {"np": np}
    exec(compile(tree, LESSON, "exec"), names)
    return {name: names[name] for name in NAMES}


RULES = lessons_rules()


@cache
def digits(start, end):
    return small_digits(slice(start, end))


def run(rule, rate, seed):
    """Return the losses, the shares of right answers and the seconds: from FOLDER, else of a training now."""
    path = FOLDER / f"{rule.replace(' ', '_')}-{rate}-{seed}.json"
    if not path.exists():
        held = digits(50_000, 52_000) if seed in TUNING else digits(55_000, 57_000)
        started = time.process_time()
        with np.errstate(all="ignore"):  # rates that are too large overflow
            losses, right = race(RULES[rule], rate, seed, *digits(0, 20_000), *held)
        FOLDER.mkdir(parents=True, exist_ok=True)
        found = {"losses": losses, "right": right, "seconds": time.process_time() - started}
        write_whole(path, json.dumps(found).encode())
    return json.loads(path.read_text())


def row(rule, rate, seed):
    """Return a run's row of the table."""
    found = run(rule, rate, seed)
    reached = [20 * (i + 1) for i, share in enumerate(found["right"]) if share >= TARGET]
    loss = found["losses"][-1]
    return {
        **{"rule": rule, "part": "tuning" if seed in TUNING else "race", "rate": rate, "seed": seed},
        **{"steps": reached[0] if reached else NEVER, "loss": round(loss, 4) if np.isfinite(loss) else 1e9},
        **{"right": round(found["right"][-1], 4), "seconds": round(found["seconds"], 2)},
    }


def choose(rows, rule):
    """Return the rate of a rule: fewest steps to the target, mean of the tuning seeds; the lower loss if rates tie."""

    def mean(rate, name):
        return np.mean([r[name] for r in rows if (r["rule"], r["rate"], r["part"]) == (rule, rate, "tuning")])

    rates = sorted({r["rate"] for r in rows if r["rule"] == rule})
    return min(rates, key=lambda rate: (mean(rate, "steps"), mean(rate, "loss")))


def main():
    rows = []
    for rule in RULES:
        rows += [row(rule, rate, seed) for rate in RATES for seed in TUNING]
        for largest, larger in zip((RATES[-1], *LARGER), LARGER):
            if choose(rows, rule) == largest:
                rows += [row(rule, larger, seed) for seed in TUNING]
        rate = choose(rows, rule)
        rows += [row(rule, rate, seed) for seed in RACE]
        print(rule, rate, [r["steps"] for r in rows[-len(RACE) :]], flush=True)
        assert RATES[0] < rate < LARGER[-1], f"{rule}: its best rate is at the edge of those tried"
    from recording import record  # imports TensorFlow

    record(__file__, rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(row(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
    else:
        main()
