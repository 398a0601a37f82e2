"""A ring of eight Gaussians in the plane: small data whose modes can be counted (after Metz et al. 2017, appendix A)."""

import keras
import numpy as np
from keras import layers

from gan_course.gan import GAN

SD = 0.03
ANGLES = 2 * np.pi * np.arange(8) / 8
CENTRES = 0.7 * np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)  # (8, 2)


def draw_ring(n, seed):
    """Return n points (n, 2) in [-1, 1]: each from one of the eight Gaussians, all equally likely."""
    rng = np.random.default_rng(seed)
    points = CENTRES[rng.integers(8, size=n)] + SD * rng.standard_normal((n, 2))
    return points.astype("float32")


def judge_ring(points):
    """Return the number of modes found, 0 to 8, and the share of the points (n, 2) that lie near a mode.

    Near: within 3 standard deviations of its centre, as are 98.9 % of real points. Found: 1 % of all points are near it.
    """
    distances = np.linalg.norm(points[:, None] - CENTRES, axis=2)  # (n, 8)
    near = distances < 3 * SD
    return int(np.sum(near.mean(axis=0) >= 0.01)), float(near.any(axis=1).mean())


def make_ring_gan(k=1, loss="non-saturating", rule="Adam", rate=1e-3, seed=0):
    """Return a GAN for points (n, 2), compiled; samples come from the generator itself, not from an average.

    rule: "Adam" (beta_1 = 0.5) or "momentum" (0.5), for both networks.
    """
    keras.utils.set_random_seed(seed)
    generator = keras.Sequential([keras.Input((2,)), *_hidden(), layers.Dense(2, "tanh")])
    discriminator = keras.Sequential([keras.Input((2,)), *_hidden(), layers.Dense(1)])
    gan = GAN(generator, discriminator, k=k, averaging=0.0, seed=seed)
    gan.compile(_optimizer(rule, rate), _optimizer(rule, rate), loss)
    return gan


def _hidden():
    return [layers.Dense(64, "relu"), layers.Dense(64, "relu")]


def _optimizer(rule, rate):
    if rule == "momentum":
        return keras.optimizers.SGD(rate, momentum=0.5)
    return keras.optimizers.Adam(rate, beta_1=0.5)
