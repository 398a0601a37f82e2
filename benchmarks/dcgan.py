"""How good lesson 13's DCGAN is after so many steps: three epochs, three seeds.

    python benchmarks/dcgan.py      the recorded experiment: some 20 minutes on two cores

Writes benchmarks/results/dcgan.csv: steps, seconds of training so far, Frechet digit distance of 10,000 samples, smallest
and largest share of a digit.
"""

import time

import keras
from recording import quality, record

from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan

SEEDS = (0, 1, 2)
MEASURED = (100, 200, 250, 300, 350, 400, 450, 500, 550, 800, 1875, 3750, 5625)  # in steps; an epoch has 1,875


class Measure(keras.callbacks.Callback):
    """Collect rows for the steps in MEASURED; the time that measuring takes is not counted."""

    def __init__(self, seed):
        super().__init__()
        self.seed, self.rows, self.steps, self.paused = seed, [], 0, 0.0

    def on_train_begin(self, logs=None):
        self.started = time.perf_counter()

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
        if self.steps in MEASURED:
            now = time.perf_counter()
            row = {"seed": self.seed, "steps": self.steps, "seconds": round(now - self.started - self.paused, 1)}
            self.rows.append({**row, **quality(self.model)})
            print(self.rows[-1], flush=True)
            self.paused += time.perf_counter() - now


def main():
    pictures, rows = from_uint8(load_mnist("train")[0]), []
    for seed in SEEDS:
        measure = Measure(seed)
        make_dcgan(seed).fit(pictures, epochs=3, callbacks=[measure])
        rows += measure.rows
    record(__file__, rows)


if __name__ == "__main__":
    main()
