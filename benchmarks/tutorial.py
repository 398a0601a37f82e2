"""The yardstick: the recipe of TensorFlow's public DCGAN tutorial, with its own networks and settings.

    python benchmarks/tutorial.py                the recorded experiment: all 50 epochs
    python benchmarks/tutorial.py --epochs 3     a part of it; started again it goes on

Keeps the run in runs/tutorial and writes benchmarks/results/tutorial.csv: the Frechet digit distance of 10,000 samples after
1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40 and 50 epochs of 234 steps, as far as the run has come. Seed 0. An epoch takes from 80
seconds to 8 minutes on two cores; what a step takes beside one of ours, benchmarks/bench.py measures. One departure: the
tutorial's last batch of an epoch has 96 pictures, ours waits for the next epoch's order.
"""

import argparse
import math
import os

os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # the default on some processors only, and faster here on all

import keras
import numpy as np
import tensorflow as tf
from keras import layers
from recording import quality, record

from gan_course.callbacks import Film, Progress
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN
from gan_course.run import Run

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


def make_generator():
    return keras.Sequential(
        [
            keras.Input((100,)),
            layers.Dense(7 * 7 * 256, use_bias=False),
            layers.BatchNormalization(),
            layers.LeakyReLU(),
            layers.Reshape((7, 7, 256)),
            layers.Conv2DTranspose(128, 5, strides=1, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.LeakyReLU(),
            layers.Conv2DTranspose(64, 5, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.LeakyReLU(),
            layers.Conv2DTranspose(1, 5, strides=2, padding="same", use_bias=False, activation="tanh"),
        ]
    )


def make_discriminator():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(64, 5, strides=2, padding="same"),
            layers.LeakyReLU(),
            layers.Dropout(0.3),
            layers.Conv2D(128, 5, strides=2, padding="same"),
            layers.LeakyReLU(),
            layers.Dropout(0.3),
            layers.Flatten(),
            layers.Dense(1),
        ]
    )


class TutorialGAN(GAN):
    """The tutorial's training step: both gradients from the same fakes, before either network moves."""

    def discriminator_step(self, real):
        with tf.GradientTape(persistent=True) as tape:
            fake = self.generate(real)
            real_logits, fake_logits = self.judge(real, real), self.judge(fake, real)
            d_loss, g_loss = self.loss.discriminator(real_logits, fake_logits), self.loss.generator(fake_logits)
        self.generators_turn = g_loss, tape.gradient(g_loss, self.generator.trainable_variables)
        self.move(self.discriminator, self.discriminator_optimizer, tape, d_loss)
        return {"discriminator_loss": d_loss, **self.scores(real_logits, fake_logits)}

    def generator_step(self, real):
        loss, gradients = self.generators_turn
        self.generator_optimizer.apply(gradients, self.generator.trainable_variables)
        return {"generator_loss": loss}


def make_tutorial_gan(seed=0):
    keras.utils.set_random_seed(seed)
    gan = TutorialGAN(make_generator(), make_discriminator(), averaging=0.0, seed=seed)  # 0: the tutorial averages nothing
    gan.compile(keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4), loss="non-saturating")
    return gan


if __name__ == "__main__":
    main()
