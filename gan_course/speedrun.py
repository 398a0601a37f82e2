"""The ladder of lesson 25: from the recipe of TensorFlow's public DCGAN tutorial to lesson 13's, one change at a time.

A recipe is a dict of settings. TUTORIAL is the tutorial's; each rung of the ladder changes some of them, and keeps the
others as the rung before left them. The last rung is gan_course.networks.make_dcgan, to the last weight.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from gan_course.gan import GAN
from gan_course.networks import R1GAN, minibatch_std

TUTORIAL = {
    "batch_size": 256,
    "narrow_generator": False,
    "narrow_discriminator": False,
    "dropout": 0.3,
    "hidden": False,
    "betas": (0.9, 0.999),
    "rate": 1e-4,
    "fresh_fakes": False,
    "averaging": 0.0,
    "std": False,
    "r1": 0.0,
    "residual": False,
    "falling": False,
}
LADDER = {  # each rung: what it changes
    "the tutorial": {},
    "batches of 32": {"batch_size": 32},
    "Adam's settings": {"betas": (0.0, 0.99), "rate": 2e-3},
    "narrow generator": {"narrow_generator": True},
    "narrow discriminator": {"narrow_discriminator": True},
    "no dropout": {"dropout": 0.0},
    "hidden layers": {"hidden": True},
    "fresh fakes for G": {"fresh_fakes": True},
    "averaged weights": {"averaging": 0.9995},
    "minibatch std": {"std": True},
    "R1 penalty": {"r1": 0.3},
    "residual": {"residual": True},
    "falling rates": {"falling": True},
}


def settings_of(rung):
    """Return all settings of a rung: the tutorial's, and what it and the rungs before it change."""
    names = list(LADDER)
    settings = dict(TUTORIAL)
    for name in names[: names.index(rung) + 1]:
        settings |= LADDER[name]
    return settings


def make_game(settings, seed=0):
    """Return the GAN of these settings, compiled and ready to fit with their batch size."""
    keras.utils.set_random_seed(seed)
    generator, discriminator = make_generator(settings), make_discriminator(settings)
    if settings["r1"]:
        gan = R1GAN(generator, discriminator, penalty=settings["r1"], averaging=settings["averaging"], seed=seed)
    else:
        kind = GAN if settings["fresh_fakes"] else TutorialGAN
        gan = kind(generator, discriminator, averaging=settings["averaging"], seed=seed)
    rates = [settings["rate"]] * 2
    if settings["falling"]:  # G begins with twice the rate, and loses it sooner
        start = zip((2 * settings["rate"], settings["rate"]), (2500, 8000))
        rates = [keras.optimizers.schedules.InverseTimeDecay(rate, steps, 1.0) for rate, steps in start]
    beta_1, beta_2 = settings["betas"]
    gan.compile(*[keras.optimizers.Adam(rate, beta_1=beta_1, beta_2=beta_2) for rate in rates])
    return gan


def make_generator(settings):
    """Return a generator: the tutorial's, or the narrow one, step by step lesson 13's."""
    if not settings["narrow_generator"]:
        return make_tutorial_generator()
    x = noise = keras.Input((64,))
    for units in (128, 7 * 7 * 64) if settings["hidden"] else (7 * 7 * 64,):
        x = _normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((7, 7, 64))(x)
    x = _normalised(layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)(x))
    if settings["residual"]:
        x = x + _normalised(layers.Conv2D(32, 3, padding="same", use_bias=False)(x))
    pictures = layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")(x)
    return keras.Model(noise, pictures, name="generator")


def _normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def make_discriminator(settings):
    """Return a discriminator: the tutorial's, or the narrow one, step by step lesson 13's."""
    if not settings["narrow_discriminator"]:
        return make_tutorial_discriminator()
    x = pictures = keras.Input((28, 28, 1))
    for maps in (16, 64):
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
        x = layers.Dropout(settings["dropout"])(x) if settings["dropout"] else x
    x = layers.Flatten()(minibatch_std(x) if settings["std"] else x)
    if settings["hidden"]:
        x = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(64)(x))
    return keras.Model(pictures, layers.Dense(1)(x), name="discriminator")


def make_tutorial_generator():
    """Return the tutorial's generator: noise (n, 100) to pictures (n, 28, 28, 1)."""
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


def make_tutorial_discriminator():
    """Return the tutorial's discriminator: pictures (n, 28, 28, 1) to logits (n, 1)."""
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


def multiplications(network):
    """Return how many multiplications a network's dense and convolution layers take for one picture, or one noise vector.

    A kernel is set down once for each pixel of a convolution's output, and for each of a transposed convolution's input.
    """
    total = 0
    for layer in network.layers:
        if isinstance(layer, layers.Dense):
            total += int(np.prod(layer.kernel.shape))
        elif isinstance(layer, layers.Conv2DTranspose):  # before Conv2D: Keras may make it one
            total += int(np.prod(layer.kernel.shape)) * layer.input.shape[1] * layer.input.shape[2]
        elif isinstance(layer, layers.Conv2D):
            total += int(np.prod(layer.kernel.shape)) * layer.output.shape[1] * layer.output.shape[2]
    return total
