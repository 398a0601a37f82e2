"""The diffusion model of lesson 26: what is mixed, the network, its training and its sampler.

After Ho et al. 2020 and Song et al. 2021 ("Denoising diffusion implicit models"); the angle and the velocity after Salimans
and Ho 2022. Pictures are (n, height, width, 1) in [-1, 1], angles (n, 1, 1, 1) from 0, the picture, to pi/2, noise.
"""

from itertools import pairwise

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


def mix(pictures):
    """Return noisy pictures and their angles, a pair for the network, and the velocity that it should say."""
    angle = tf.random.uniform((tf.shape(pictures)[0], 1, 1, 1), 0, np.pi / 2)
    noise = tf.random.normal(tf.shape(pictures))
    cos, sin = tf.cos(angle), tf.sin(angle)
    return (cos * pictures + sin * noise, angle), cos * noise - sin * pictures


def learn(network, pictures, steps, batch_size=32, rate=2e-3):
    """Train the network to say velocities; it ends with a running average of its weights."""
    data = tf.data.Dataset.from_tensor_slices(pictures).shuffle(len(pictures)).repeat()
    data = data.batch(batch_size).map(mix).prefetch(2)
    falling = keras.optimizers.schedules.CosineDecay(rate, steps)
    network.compile(keras.optimizers.Adam(falling, use_ema=True, ema_momentum=0.99), "mse")
    return network.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0)


def draw(network, x, steps):
    """Return what becomes of noise x when it is turned back to angle 0 in so many equal steps."""
    angles = np.linspace(np.pi / 2, 0, steps + 1, dtype="float32")
    for angle, smaller in pairwise(angles):
        velocity = network([x, np.full((len(x), 1, 1, 1), angle)], training=False)
        x = np.cos(angle - smaller) * x - np.sin(angle - smaller) * np.asarray(velocity)
    return x


def tell(angle):
    """Return 64 numbers (n, 1, 1, 64) that say the angle."""
    waves = [wave(k * angle) for k in (1, 2, 4, 8) for wave in (ops.sin, ops.cos)]
    return layers.Dense(64, "silu")(ops.concatenate(waves, axis=-1))


def residual(x, told):
    """Return maps x, and added to them what two convolutions make of them, told the angle."""
    maps = x.shape[-1]
    y = layers.Conv2D(maps, 3, padding="same")(ops.silu(x)) + layers.Dense(maps)(told)
    change = layers.Conv2D(maps, 3, padding="same", kernel_initializer="zeros")
    return x + change(ops.silu(y))


def everywhere(x, told):
    """Return maps x, and added to them what two dense layers, which see all places at once, make of them."""
    rows = [layers.Flatten()(part) for part in (ops.silu(x), told)]
    y = layers.Dense(128, "silu")(layers.Concatenate()(rows))
    y = layers.Dense(rows[0].shape[1], kernel_initializer="zeros")(y)
    return x + layers.Reshape(x.shape[1:])(y)


def make_unet(maps=32):
    """Return the U-Net: noisy pictures (n, 28, 28, 1) and angles (n, 1, 1, 1) to velocities (n, 28, 28, 1)."""
    noisy, angle = keras.Input((28, 28, 1)), keras.Input((1, 1, 1))
    told = tell(angle)
    x = layers.Conv2D(maps, 4, strides=2, padding="same")(noisy)
    wide = residual(x, told)  # 14 x 14
    x = layers.Conv2D(2 * maps, 4, strides=2, padding="same")(ops.silu(wide))
    x = residual(x, told)  # 7 x 7
    x = residual(everywhere(x, told), told)
    x = layers.Conv2DTranspose(maps, 4, strides=2, padding="same")(ops.silu(x))
    x = layers.Conv2D(maps, 1)(layers.Concatenate()([x, wide]))
    x = residual(x, told)
    x = layers.Conv2DTranspose(8, 4, strides=2, padding="same")(ops.silu(x))
    x = layers.Concatenate()([ops.silu(x), noisy])
    x = layers.Conv2D(16, 3, padding="same")(x) + layers.Dense(16)(told)
    last = layers.Conv2D(1, 3, padding="same", kernel_initializer="zeros")
    return keras.Model([noisy, angle], last(ops.silu(x)), name="unet")
