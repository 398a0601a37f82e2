"""Lesson 05's brakes, each at equal effort: a network that overfits 500 digits, and what each does for digits not seen.

    python benchmarks/regularization.py     some six minutes on one free core; parts that lie in runs/regularization are kept

Each brake has five strengths. The strength is chosen by the mean validation loss of the seeds CHOSEN_ON; what is reported is
of SEEDS, on the test digits. A seed is: other 500 digits, other first weights, another order. All take 600 steps, early
stopping at most; so with more data there are fewer epochs. Then one hyperparameter at a time (the maps).
Writes benchmarks/results/regularization.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import time
from functools import partial
from pathlib import Path

import keras
import numpy as np
from recording import kept, record

from gan_course import holding
from gan_course.holding import DropConnect, Trainer, judge, load_digits, load_test, load_validation, make_network

FOLDER, SEEDS, CHOSEN_ON = Path("runs/regularization"), range(5), range(5, 8)
PATIENCE = (1, 2, 4, 8, 16)


def l2(strength):
    return keras.regularizers.L2(strength)


def scaled(kind, x, *others):
    """Return the pictures x and others, scaled by the statistics of x."""
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    scale = {
        "0 to 255": lambda a: a * 255,
        "-1 to 1": lambda a: 2 * a - 1,
        "mean 0": lambda a: a - mean,
        "mean 0, all pixels together deviation 1": lambda a: (a - x.mean()) / x.std(),
        "mean 0, each pixel deviation 1": lambda a: (a - mean) / np.where(deviation > 0, deviation, 1),
    }[kind]
    return [scale(a).astype("float32") for a in (x, *others)]


BRAKES = {  # name: (strengths, a function from a strength to the settings of Trainer)
    "none": ((0,), lambda s: {}),
    "L2": ((1e-4, 3e-4, 1e-3, 3e-3, 1e-2), lambda s: {"make": partial(make_network, penalty=l2(s))}),
    "weight decay": ((0.1, 0.3, 1, 3, 10), lambda s: {"optimizer": holding.adamw(s)}),
    "L1": ((0.003, 0.01, 0.03, 0.1, 0.3), lambda s: {"after": holding.soft_threshold(s)}),
    "dropout": ((0.1, 0.3, 0.5, 0.7, 0.8), lambda s: {"make": partial(make_network, dropout=s)}),
    "DropConnect": ((0.3, 0.5, 0.7, 0.8, 0.9), lambda s: {"make": partial(make_network, dense=DropConnect, rate=s)}),
    "early stopping": (PATIENCE, lambda s: {}),
    "input scale": (
        ("0 to 255", "-1 to 1", "mean 0", "mean 0, all pixels together deviation 1", "mean 0, each pixel deviation 1"),
        lambda s: {},
    ),
    "more data": ((1000, 1500, 2500, 5000), lambda s: {}),
}
MAPS = {  # name: (values, a function from a value to the settings of Trainer, those of its training)
    "hidden layers": ((0, 1, 2, 3, 5), lambda v: {"make": partial(make_network, hidden=v * (128,))}, {}),
    "units": ((4, 16, 64, 256, 1024), lambda v: {"make": partial(make_network, hidden=(v,))}, {}),
    "learning rate": ((1e-5, 1e-4, 1e-3, 1e-2, 1e-1), lambda v: {"optimizer": keras.optimizers.Adam(v)}, {}),
    "batch": ((5, 20, 50, 125, 500), lambda v: {}, "batch"),
    "epochs": ((1, 4, 15, 60, 240), lambda v: {}, "epochs"),
    "first weights": (  # times He's
        (0, 0.1, 1, 4, 16),
        lambda v: {
            "make": partial(
                make_network, start=keras.initializers.VarianceScaling(2 * v * v or 1e-30, "fan_in", "untruncated_normal")
            )
        },
        {},
    ),
}


def stop_early(losses, patience):
    """Return the epoch, from 0, whose weights are kept: the best until `patience` epochs brought nothing better."""
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best


def run(table, name, value, seed, full):
    """Return the row of a run, from FOLDER if it lies there. full: whether the test digits are looked at."""
    path = FOLDER / f"{name} {value} {seed} {int(full)}.json".replace(" ", "_").replace(",", "")
    return kept(path, lambda: train(table, name, value, seed, full))


def train(table, name, value, seed, full):
    started = time.process_time()
    test, validation = load_test(), load_validation()
    more = value if name == "more data" else 500
    x, y = load_digits(seed, more)
    validation, test = [*validation], [*test]
    if name == "input scale":
        x, validation[0], test[0] = scaled(value, x, validation[0], test[0])
    settings = {"epochs": holding.EPOCHS * 500 // more}
    if table is MAPS and name in ("batch", "epochs"):
        settings[name] = value
    key = 0 if name in ("early stopping", "input scale", "more data", "batch", "epochs") else value
    one = plain() if key == 0 and name != "first weights" and name != "hidden layers" else None
    one = one or make_trainer(table, name, value)
    if name == "early stopping":  # to the epoch that a first run found, again from the same beginning
        losses = one.train(x, y, seed, watch=[validation], **settings)[0, :, 0]
        settings["epochs"] = stop_early(losses, value) + 1
    one.train(x, y, seed, **settings)
    train_loss, train = judge(one.network, x, y)
    validation_loss, validation_right = judge(one.network, *validation)
    test_loss, right = judge(one.network, *test) if full else (np.nan, np.nan)
    W = one.network.get_weights()[0]
    return {
        **{"kind": "map" if table is MAPS else "brake", "name": name, "value": value, "seed": seed},
        **{"reported": int(full), "epochs": settings["epochs"], "train": round(train, 4)},
        **{"train_loss": float(f"{train_loss:.3g}"), "validation": round(validation_right, 4)},
        **{"validation_loss": round(validation_loss, 4), "test": round(right, 4), "test_loss": round(test_loss, 4)},
        **{"zeros": round(float((W == 0).mean()), 4), "seconds": round(time.process_time() - started, 2)},
    }


@functools.cache
def plain():
    return Trainer()


_last = {}


def make_trainer(table, name, value):
    """Return the trainer of a row; the last one is kept, since its step is traced."""
    if (name, value) not in _last:
        _last.clear()
        _last[name, value] = Trainer(**table[name][1](value))
    return _last[name, value]


def main():
    rows = []
    for name, (strengths, _) in BRAKES.items():
        tried = [run(BRAKES, name, s, seed, False) for s in strengths for seed in CHOSEN_ON]
        losses = {s: np.mean([r["validation_loss"] for r in tried if r["value"] == s]) for s in strengths}
        best = min(losses, key=losses.get)
        print(name, {s: round(float(loss), 3) for s, loss in losses.items()}, "->", best, flush=True)
        rows += tried
        for s in strengths if name == "more data" else [best]:
            rows += [run(BRAKES, name, s, seed, True) for seed in SEEDS]
    for name, (values, *_) in MAPS.items():
        rows += [run(MAPS, name, v, seed, True) for v in values for seed in CHOSEN_ON]
    kinds = BRAKES["input scale"][0]  # in the table by their places: 0 is the first
    record(__file__, [{**r, "value": kinds.index(r["value"])} if r["value"] in kinds else r for r in rows])


if __name__ == "__main__":
    main()
