"""Lesson 14's second look: what benchmarks/failures.py leaves open, one change at a time, and the grid of rates.

    python benchmarks/failure_controls.py          some three minutes on one free core

CONTROLS tell apart what a cause of failures.py has in one: the loss and the optimizer of a D far ahead, ReLU and max
pooling. Pictures in [0, 1] are judged in their own range: failures.py judges them in [-1, 1], so that there `modes` and
`share` of that cause say nothing. G alone is tried on digits. Then the healthy ring at 5x5 pairs of learning rates. Runs
that lie in runs/failures are not run again. Writes benchmarks/results/failure_controls.csv.
"""

import itertools

import numpy as np
from failures import CAUSES, DIGITS, RING, row, run
from recording import record

from gan_course import clinic

SEEDS, RATES = (2, 3, 4), (2e-4, 6e-4, 2e-3, 6e-3, 2e-2)
AHEAD = {"start_g": 20}


def judge_upper_half(pictures):
    return clinic.judge_digits(2 * pictures - 1)


CONTROLS = {
    "D ahead saturating plain steps": (RING, {**AHEAD, "loss": "minimax", "sgd": 0.1}),
    "D ahead non-saturating plain steps": (RING, {**AHEAD, "sgd": 0.1}),
    "D ahead saturating Adam": (RING, {**AHEAD, "loss": "minimax"}),
    "D ahead non-saturating Adam": (RING, AHEAD),
    "digits no change": (DIGITS, {}),
    "digits ReLU": (DIGITS, {"d_network": {"relu": True}}),
    "digits pooling": (DIGITS, {"d_network": {"pooling": True}}),
    "digits ReLU and pooling": (DIGITS, {"d_network": {"pooling": True, "relu": True}}),
    "digits 0 to 1": (DIGITS, {"scale": lambda x: (x + 1) / 2, "judge": judge_upper_half}),
    "digits G alone": (DIGITS, {"stop_d": 4}),
    "digits no minibatch deviation": (DIGITS, {"d_network": {"minibatch": False}}),
}


def digit_shares(pictures):
    """Return the shares of the ten digits among pictures (n, 14, 14, 1), each read as the nearest real one, in words."""
    known, labels, _ = clinic._known_digits()
    nearest, _ = clinic._nearest(pictures.reshape(len(pictures), -1), known)
    return " ".join(f"{share:.2f}" for share in np.bincount(labels[nearest], minlength=10) / len(pictures))


def main():
    CAUSES.update({cause: ("unknown", *rest) for cause, rest in CONTROLS.items()})
    rows = []
    for cause, seed in itertools.product(CONTROLS, SEEDS):
        samples = run(cause, seed)[1]
        rows.append(row(cause, "unknown", seed) | {"digits": digit_shares(samples) if samples.ndim > 2 else ""})
    for seed, rates in itertools.product(SEEDS, itertools.product(RATES, RATES)):
        rows.append(row("healthy ring", "unknown", seed, rates=rates) | {"digits": ""})
    record(__file__, rows)


if __name__ == "__main__":
    main()
