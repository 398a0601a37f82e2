"""The DCGAN pair of lesson 13: a generator that draws 28x28 digits and a discriminator that judges them.

After Radford et al. 2015, made small enough for two CPU cores; lesson 13 builds both and says where they depart and why.
"""

import keras
from keras import layers, ops

from gan_course.gan import GAN


def make_generator(latent_dim=64):
    """Return the generator: noise (n, latent_dim) to pictures (n, 28, 28, 1) in [-1, 1]."""
    return keras.Sequential(
        [
            keras.Input((latent_dim,)),
            layers.Dense(128, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Dense(7 * 7 * 64, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
        ],
        name="generator",
    )


def minibatch_std(x):
    """Append one feature map that says how much this batch varies (Karras et al. 2018): (n, h, w, c) to (n, h, w, c + 1).

    It is the standard deviation over the batch, averaged over places and channels. A generator that repeats itself gives
    itself away by it.
    """
    std = ops.mean(ops.sqrt(ops.var(x, axis=0) + 1e-8))  # not a bare root: its slope is infinite at 0
    return ops.concatenate([x, std * ops.ones_like(x[..., :1])], axis=-1)


def make_discriminator():
    """Return the discriminator: pictures (n, 28, 28, 1) in [-1, 1] to logits (n, 1); positive means real."""
    pictures = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 4, strides=2, padding="same")(pictures)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Conv2D(64, 4, strides=2, padding="same")(x)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = minibatch_std(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64)(x)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    return keras.Model(pictures, layers.Dense(1)(x), name="discriminator")


def make_dcgan(seed=0):
    """Return the GAN of lesson 13, compiled and ready to fit; the seed decides the first weights, noise and order."""
    keras.utils.set_random_seed(seed)
    gan = GAN(make_generator(), make_discriminator(), seed=seed)
    gan.compile(
        generator_optimizer=keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        discriminator_optimizer=keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        loss="non-saturating",
    )
    return gan
