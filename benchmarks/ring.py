"""Lesson 12's ring of eight Gaussians: what k, the loss, the learning rate and the learning rule change.

    python benchmarks/ring.py        some eight minutes on two cores

One thing at a time is changed against k = 1, the non-saturating loss and Adam at 0.001, and in the last row two, rule and
rate; six seeds each. Every run makes 6,000 updates in all, of both networks together: with a larger k, fewer of them are the
generator's. Batches of 128. Measured on 2,000 samples. Writes benchmarks/results/ring.csv, which lesson 12 shows.
"""

import itertools
import time

import keras
from recording import record

from gan_course.ring import draw_ring, judge_ring, make_ring_gan

UPDATES, POINTS, BATCH = 6000, 12_800, 128
BASE = {"k": 1, "loss": "non-saturating", "rule": "Adam", "rate": 1e-3}
CHANGES = [
    {},
    {"k": 2},
    {"k": 5},
    {"loss": "minimax"},
    {"loss": "hinge"},
    {"rate": 1e-4},
    {"rate": 1e-2},
    {"rule": "momentum", "rate": 0.1},
]


def run(seed, **setting):
    """Train once; return the row of the table."""
    keras.backend.clear_session()
    gan = make_ring_gan(**setting, seed=seed)
    rounds_an_epoch = POINTS // (setting["k"] * BATCH)
    epochs = UPDATES // (rounds_an_epoch * (setting["k"] + 1))
    started = time.perf_counter()
    gan.fit(draw_ring(POINTS, seed), batch_size=BATCH, epochs=epochs)
    seconds = time.perf_counter() - started
    modes, share = judge_ring(gan.sample(2000))
    return {**setting, "seed": seed, "modes": modes, "share": round(share, 3), "seconds": round(seconds, 1)}


if __name__ == "__main__":
    rows = []
    for change, seed in itertools.product(CHANGES, range(6)):
        rows.append(run(seed, **BASE | change))
        print(rows[-1], flush=True)
    record(__file__, rows)
