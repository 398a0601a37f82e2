"""The yardstick: the recipe of TensorFlow's public DCGAN tutorial, with its own settings and networks.

    python benchmarks/tutorial.py                the recorded experiment: all 50 epochs
    python benchmarks/tutorial.py --epochs 3     a part of it; started again it goes on

Keeps the run in runs/tutorial and writes benchmarks/results/tutorial.csv: the Frechet digit distance of 10,000 samples after
1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40 and 50 epochs of 234 steps, as far as the run has come. Seed 0. An epoch takes from 80
seconds to 8 minutes on two cores; what a step takes beside one of ours, benchmarks/bench.py measures. One departure: the
tutorial's last batch of an epoch has 96 pictures, ours waits for the next epoch's order. Networks and training step are in
gan_course/speedrun.py, where lesson 25 has them, too.
"""

import argparse
import math
import os

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # the default on some processors only, and faster here on all

import keras
import numpy as np
from recording import quality, record

from gan_course.callbacks import Film, Progress
from gan_course.data import from_uint8, load_mnist
from gan_course.run import Run
from gan_course.speedrun import TutorialGAN
from gan_course.speedrun import make_tutorial_discriminator as make_discriminator
from gan_course.speedrun import make_tutorial_generator as make_generator

MEASURED = (1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40, 50)


class Measure(keras.callbacks.Callback):
    """Add the quality of 10,000 samples to the numbers of the epochs in MEASURED."""

    def on_epoch_end(self, epoch, logs=None):
        logs.update(frechet_10k=math.nan, smallest_share=math.nan, largest_share=math.nan)
        if epoch + 1 in MEASURED:
            logs.update(quality(self.model))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--epochs", type=int, default=50)
    epochs = parser.parse_args().epochs
    gan, film = make_tutorial_gan(), Film(frames_per_epoch=1)
    run = Run("runs/tutorial", film)
    pictures = from_uint8(load_mnist("train")[0])
    gan.fit(pictures, 256, epochs, run.epoch, callbacks=[Measure(), run, film, Progress()])
    digits = {"epoch": 0, "frechet_10k": 2, "smallest_share": 3, "largest_share": 3}
    rows = zip(*(np.round(run.history[name], n).tolist() for name, n in digits.items()))
    record(__file__, [dict(zip(digits, row)) for row in rows if row[0] in MEASURED])


def make_tutorial_gan(seed=0):
    keras.utils.set_random_seed(seed)
    gan = TutorialGAN(make_generator(), make_discriminator(), averaging=0.0, seed=seed)  # 0: the tutorial averages nothing
    gan.compile(keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4), loss="non-saturating")
    return gan


if __name__ == "__main__":
    main()
