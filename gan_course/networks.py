"""The DCGAN of lesson 13: a generator that draws 28x28 digits, or your own pictures, a discriminator, and their game.

After Radford et al. 2015, made small enough for two CPU cores; lesson 13 builds all of it for digits and says where it
departs and why. What each part of the recipe gives: benchmarks/recipe.py.
"""

import keras
import tensorflow as tf
from keras import layers, ops

from gan_course.data import check_size
from gan_course.gan import GAN, pictures_of


def make_generator(latent_dim=64, size=28, channels=1):
    """Return the generator: noise (n, latent_dim) to pictures (n, size, size, channels) in [-1, 1].

    It begins with squares of 4 or 7 pixels and doubles them, with half as many maps each time: 28 is 7, doubled twice.
    Between two doublings, a residual 3x3 convolution (He et al. 2016) adds to the maps what they lack.
    Raises ValueError for a size that is none of gan_course.data.SIZES, and for other channels than 1 or 3.
    """
    base, doublings = _base(size, channels)
    maps = 32 * 2 ** (doublings - 1)
    x = noise = keras.Input((latent_dim,))
    for units in (128, base * base * maps):
        x = _normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((base, base, maps))(x)
    for _ in range(doublings - 1):
        maps //= 2
        x = _normalised(layers.Conv2DTranspose(maps, 4, strides=2, padding="same", use_bias=False)(x))
        x = x + _normalised(layers.Conv2D(maps, 3, padding="same", use_bias=False)(x))
    pictures = layers.Conv2DTranspose(channels, 4, strides=2, padding="same", activation="tanh")(x)
    return keras.Model(noise, pictures, name="generator")


def _normalised(x):
    """Return x after batch normalisation and a ReLU."""
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


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


class R1GAN(GAN):
    """A GAN whose discriminator should be flat at real pictures: penalty R1 of Mescheder et al. 2018.

    To its loss comes penalty / 2 times the mean over the batch of |slope|^2, slope being the gradient of a real picture's
    logit in its pixels. Progress and history show that mean as "squared_slope".
    """

    def __init__(self, generator, discriminator, penalty=0.3, **settings):
        super().__init__(generator, discriminator, **settings)
        self.penalty = penalty

    def discriminator_loss(self, batch, fake):
        real = ops.convert_to_tensor(pictures_of(batch))  # a tape can't watch an array
        with tf.GradientTape() as tape:
            tape.watch(real)
            real_logits = self.judge(real, batch)  # (n, 1)
        slope = tape.gradient(real_logits, real)  # (n, height, width, channels)
        squared_slope = ops.sum(slope**2, axis=range(1, len(real.shape)))  # (n,)
        fake_logits = self.judge(fake, batch)  # (n, 1)
        loss = self.loss.discriminator(real_logits, fake_logits) + self.penalty / 2 * ops.mean(squared_slope)
        return loss, {**self.scores(real_logits, fake_logits), "squared_slope": squared_slope}


def make_dcgan(seed=0, size=28, channels=1):
    """Return the GAN of lesson 13, compiled and ready to fit; the seed decides the first weights, noise and order.

    Adam's rates fall as 1 / (1 + step / halved): they know no last step, so that a training can always go on.
    """
    keras.utils.set_random_seed(seed)
    generator, discriminator = make_generator(size=size, channels=channels), make_discriminator(size, channels)
    gan = R1GAN(generator, discriminator, averaging=0.9995, seed=seed)
    gan.compile(
        generator_optimizer=_adam(4e-3, halved=2500),
        discriminator_optimizer=_adam(2e-3, halved=8000),
        loss="non-saturating",
    )
    return gan


def _adam(rate, halved):
    """Return Adam without momentum, whose rate is half as large after so many steps."""
    falling = keras.optimizers.schedules.InverseTimeDecay(rate, decay_steps=halved, decay_rate=1.0)
    return keras.optimizers.Adam(falling, beta_1=0.0, beta_2=0.99)
