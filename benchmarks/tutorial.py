"""The yardstick: the recipe of TensorFlow's public DCGAN tutorial, with its own networks and settings.

    python benchmarks/tutorial.py                the recorded experiment: 50 epochs, some 70 minutes on two cores
    python benchmarks/tutorial.py --epochs 3     a part of it; started again it goes on

Writes benchmarks/results/tutorial.csv: quality after 1, 2, 3, 5, 8, 12, 16, 20, 25, 30, 40 and 50 epochs. Seed 0. One
departure: the tutorial's last batch of an epoch has 96 pictures, ours waits for the next epoch's order.
"""

import keras
from keras import layers

from gan_course.gan import GAN


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


def make_tutorial_gan(seed=0):
    keras.utils.set_random_seed(seed)
    gan = GAN(make_generator(), make_discriminator(), averaging=0.0, seed=seed)  # 0: the tutorial averages nothing
    gan.compile(keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4), loss="non-saturating")
    return gan
