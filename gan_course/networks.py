"""The DCGAN pair of lesson 13: a generator that draws 28x28 digits, or your own pictures, and a discriminator that judges.

After Radford et al. 2015, made small enough for two CPU cores; lesson 13 builds both for digits and says where they depart
and why.
"""

import keras
from keras import layers, ops

from gan_course.data import check_size
from gan_course.gan import GAN


def make_generator(latent_dim=64, size=28, channels=1):
    """Return the generator: noise (n, latent_dim) to pictures (n, size, size, channels) in [-1, 1].

    It begins with squares of 4 or 7 pixels and doubles them, with half as many maps each time: 28 is 7, doubled twice.
    Raises ValueError for a size that is none of gan_course.data.SIZES, and for other channels than 1 or 3.
    """
    base, doublings = _base(size, channels)
    maps = 32 * 2 ** (doublings - 1)
    model = keras.Sequential([keras.Input((latent_dim,))], name="generator")
    for units in (128, base * base * maps):
        model.add(layers.Dense(units, use_bias=False))
        model.add(layers.BatchNormalization(momentum=0.9))
        model.add(layers.ReLU())
    model.add(layers.Reshape((base, base, maps)))
    for _ in range(doublings - 1):
        maps //= 2
        model.add(layers.Conv2DTranspose(maps, 4, strides=2, padding="same", use_bias=False))
        model.add(layers.BatchNormalization(momentum=0.9))
        model.add(layers.ReLU())
    model.add(layers.Conv2DTranspose(channels, 4, strides=2, padding="same", activation="tanh"))
    return model


def _base(size, channels):
    """Return base and doublings, size = base * 2**doublings."""
    check_size(size, channels)
    base = 7 if size % 7 == 0 else 4
    return base, (size // base).bit_length() - 1


def minibatch_std(x):
    """Append one feature map that says how much this batch varies (Karras et al. 2018): (n, h, w, c) to (n, h, w, c + 1).

    It is the standard deviation over the batch, averaged over places and channels. A generator that repeats itself gives
    itself away by it.
    """
    std = ops.mean(ops.sqrt(ops.var(x, axis=0) + 1e-8))  # not a bare root: its slope is infinite at 0
    return ops.concatenate([x, std * ops.ones_like(x[..., :1])], axis=-1)


def make_discriminator(size=28, channels=1):
    """Return the discriminator: pictures (n, size, size, channels) in [-1, 1] to logits (n, 1); positive means real.

    It halves the pictures as often as make_generator doubles them. Raises ValueError where that does.
    """
    _, halvings = _base(size, channels)
    x = pictures = keras.Input((size, size, channels))
    for maps in (16, 64, 128, 256)[:halvings]:
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = minibatch_std(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64)(x)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    return keras.Model(pictures, layers.Dense(1)(x), name="discriminator")


def make_dcgan(seed=0, size=28, channels=1):
    """Return the GAN of lesson 13, compiled and ready to fit; the seed decides the first weights, noise and order."""
    keras.utils.set_random_seed(seed)
    gan = GAN(make_generator(size=size, channels=channels), make_discriminator(size, channels), seed=seed)
    gan.compile(
        generator_optimizer=keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        discriminator_optimizer=keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        loss="non-saturating",
    )
    return gan
