"""InfoGAN of lesson 19: a generator is told a code, and a head of the discriminator has to read it off the picture.

Chen et al. 2016, on digits of 14x14 pixels. A code (n, 12): one of ten, one-hot, and two numbers in [-1, 1]. What is added
to the paper's recipe is R1, of lesson 13, and in MovedInfoGAN that Q reads moved copies; benchmarks/infogan.py compares.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course.gan import pictures_of
from gan_course.networks import R1GAN
from gan_course.quality import CLASSES, read_digits

NUMBERS = 2  # how many continuous codes
STRETCHED = {"width": 0.25, "height": 0.25}  # how the two copies that Q reads are moved
TURNED = {"turn": 0.3, "slant": 0.4, "height": 0.25}


def make_generator(latent_dim=32):
    """Return the generator: noise (n, latent_dim) and codes (n, 12) to pictures (n, 14, 14, 1) in [-1, 1]."""
    noise, codes = keras.Input((latent_dim,)), keras.Input((CLASSES + NUMBERS,))
    x = layers.Concatenate()([noise, codes])
    for units in (128, 256):
        x = layers.Dense(units, use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    pictures = layers.Reshape((14, 14, 1))(layers.Dense(14 * 14, activation="tanh")(x))
    return keras.Model([noise, codes], pictures, name="generator")


def make_discriminator():
    """Return the discriminator: pictures (n, 14, 14, 1) to logits (n, 1) and, from the head Q, guesses (n, 12)."""
    x = pictures = keras.Input((14, 14, 1))
    for maps in (16, 32):
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Dense(128)(layers.Flatten()(x))
    x = layers.LeakyReLU(negative_slope=0.2)(x)  # up to here both share all weights
    head = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(64)(x))
    return keras.Model(pictures, [layers.Dense(1)(x), layers.Dense(CLASSES + NUMBERS)(head)], name="discriminator")


def draw_codes(n, seed):
    """Return n codes (n, 12): one of ten, one-hot, all equally likely, and two numbers from U(-1, 1).

    seed: a keras.random.SeedGenerator, not a number, which would give both draws the same random bits.
    """
    which = ops.one_hot(keras.random.randint((n,), 0, CLASSES, seed=seed), CLASSES)
    return ops.concatenate([which, keras.random.uniform((n, NUMBERS), -1, 1, seed=seed)], axis=1)


def code_losses(codes, guesses):
    """Return how badly each guess (n, 12) fits its code (n, 12): minus log Q(code), but for a constant, (n,).

    Of the ten, the guess has the logits; of each number, the mean of a Gaussian of variance 1/3, that of U(-1, 1).
    """
    surprise = keras.losses.categorical_crossentropy(codes[:, :CLASSES], guesses[:, :CLASSES], from_logits=True)
    return surprise + 3 / 2 * ops.sum((codes[:, CLASSES:] - guesses[:, CLASSES:]) ** 2, axis=1)


def mutual_information(joint):
    """Return the mutual information, in nats, of two variables whose joint table of probabilities (k, m) this is."""
    joint = ops.maximum(joint, 1e-9)  # where it is 0, nothing is added
    expected = ops.sum(joint, axis=1, keepdims=True) * ops.sum(joint, axis=0, keepdims=True)
    return ops.sum(joint * ops.log(joint / expected))


def joint_table(a, b):
    """Return the joint table (k, k) of two guesses about the same pictures, probabilities a (n, k) and b (n, k).

    It is the mean over the pictures of a's column times b's row, made symmetric (Ji et al. 2019).
    """
    joint = ops.matmul(ops.transpose(a), b) / ops.cast(ops.shape(a)[0], a.dtype)
    return (joint + ops.transpose(joint)) / 2


def move(pictures, seed, turn=0.0, slant=0.0, width=0.0, height=0.0, shift=1.5, ink=1.0):
    """Return a copy of each picture (n, 14, 14, 1) in [-1, 1], moved a little and at random, each in its own way.

    turn: at most so many radians; slant: so many pixels to the side for each pixel up; width and height: stretched or
    squeezed by at most e to this; shift: so many pixels; ink: grey values in [0, 1] get a power of at most e to this.
    """
    n = ops.shape(pictures)[0]

    def between(most):
        return keras.random.uniform((n,), -most, most, seed=seed)

    angle, slant, width, height = between(turn), between(slant), ops.exp(between(width)), ops.exp(between(height))
    cos, sin, zero, middle = ops.cos(angle), ops.sin(angle), ops.zeros_like(angle), 6.5
    # Where each pixel of the copy comes from: turned, slanted, stretched about the middle, then shifted.
    xx, xy, yx, yy = cos * width, (cos * slant - sin) * height, sin * width, (sin * slant + cos) * height
    x0 = middle - middle * (xx + xy) + between(shift)
    y0 = middle - middle * (yx + yy) + between(shift)
    copies = tf.raw_ops.ImageProjectiveTransformV3(
        images=pictures,
        transforms=ops.stack([xx, xy, x0, yx, yy, y0, zero, zero], axis=1),
        output_shape=pictures.shape[1:3],
        fill_value=-1.0,
        interpolation="BILINEAR",
        fill_mode="CONSTANT",
    )
    power = ops.reshape(ops.exp(between(ink)), (-1, 1, 1, 1))
    return 2 * ops.clip((copies + 1) / 2, 1e-4, 1.0) ** power - 1


class InfoGAN(R1GAN):
    """A GAN whose generator takes codes, and whose discriminator has a head Q that reads them (Chen et al. 2016).

    weight: of the code loss in the generator's own; 0 leaves it out there, while Q still learns to read.
    """

    def __init__(self, *networks, weight=1.0, **settings):
        super().__init__(*networks, **settings)
        self.weight = weight

    def generate(self, batch):
        n = ops.shape(pictures_of(batch))[0]
        codes = draw_codes(n, self.noise_seed)
        return self.generator([self.noise(n), codes], training=True), codes

    def judge(self, pictures, batch):
        return self.discriminator(pictures, training=True)[0]  # (n, 1)

    def read(self, pictures):
        return self.discriminator(pictures, training=True)[1]  # (n, 12)

    def code_loss(self, codes, fakes):
        return ops.mean(code_losses(codes, self.read(fakes)))

    def discriminator_loss(self, batch, fake):
        fakes, codes = fake
        loss, shown = super().discriminator_loss(batch, fakes)
        code_loss = self.code_loss(codes, fakes)
        return loss + code_loss, {**shown, "code_loss": code_loss}

    def generator_loss(self, batch, fake):
        fakes, codes = fake
        loss, shown = super().generator_loss(batch, fakes)
        return loss + self.weight * self.code_loss(codes, fakes), shown

    def draw(self, noise, labels=None):
        codes = draw_codes(len(noise), keras.random.SeedGenerator(0)) if labels is None else labels
        return super().draw(noise, codes)


class MovedInfoGAN(InfoGAN):
    """An InfoGAN whose Q reads moved copies only, two of each picture: one stretched, one turned and slanted.

    Of the fakes, the first number has to survive the stretching, the second and the ten the turning. Of each real picture,
    Q's guesses of the ten for its two copies should tell much about each other: agreement is the weight of that.
    """

    def __init__(self, *networks, agreement=3.0, **settings):
        super().__init__(*networks, **settings)
        self.agreement = agreement

    def read_copies(self, pictures):
        stretched = move(pictures, self.noise_seed, **STRETCHED)
        turned = move(pictures, self.noise_seed, **TURNED)
        return ops.split(self.read(ops.concatenate([stretched, turned])), 2)

    def code_loss(self, codes, fakes):
        of_stretched, of_turned = self.read_copies(fakes)
        parts = of_turned[:, :CLASSES], of_stretched[:, CLASSES:-1], of_turned[:, -1:]  # the ten, first and second number
        return ops.mean(code_losses(codes, ops.concatenate(parts, axis=1)))

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        a, b = (ops.softmax(guesses[:, :CLASSES]) for guesses in self.read_copies(pictures_of(batch)))
        known = mutual_information(joint_table(a, b))
        return loss - self.agreement * known, {**shown, "agreement": known}


def make_infogan(kind=MovedInfoGAN, seed=0, **settings):
    """Return the InfoGAN of lesson 19, or InfoGAN for the paper's, compiled and ready to fit."""
    keras.utils.set_random_seed(seed)
    gan = kind(make_generator(), make_discriminator(), seed=seed, **settings)
    gan.compile(
        keras.optimizers.Adam(4e-3, beta_1=0.0, beta_2=0.99),
        keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        loss="non-saturating",
    )
    return gan


# ---- measures ----------------------------------------------------------------------------------------------------------


def read_small_digits(pictures):
    """Return the digit (n,) that the course's classifier reads in pictures (n, 14, 14, 1) in [-1, 1], enlarged to 28x28."""
    large = np.clip(tf.image.resize(pictures, (28, 28), "bilinear"), -1, 1)
    return read_digits(large)[1].argmax(axis=1)


def purity(codes, digits):
    """Return the share of pictures whose digit is the commonest one of their code; both are whole numbers 0 to 9, (n,)."""
    table = np.zeros((CLASSES, CLASSES))
    np.add.at(table, (codes, digits), 1)
    return table.max(axis=1).sum() / table.sum()


def slant_and_width(pictures):
    """Return two numbers a picture (n, 14, 14, 1), as (n, 2), from where its ink, (x + 1) / 2, lies.

    Slant: how many pixels it leans to the right for each pixel up, the slope of the line of least squares through the ink.
    Width: the standard deviation of the ink across, in pixels, once this slant is undone.
    """
    ink = (np.asarray(pictures, "float64")[..., 0] + 1) / 2
    share = ink / ink.sum(axis=(1, 2), keepdims=True)
    up, right = np.mgrid[14:0:-1, :14]
    right, up = (axis - np.sum(share * axis, axis=(1, 2), keepdims=True) for axis in (right, up))
    across, high, mixed = (np.sum(share * product, axis=(1, 2)) for product in (right**2, up**2, right * up))
    return np.stack([mixed / high, np.sqrt(across - mixed**2 / high)], axis=1)


def within_codes(codes, numbers, measures):
    """Return the correlations (2, 2) of two numbers (n, 2) with two measures (n, 2), each first brought to the mean 0 of
    the pictures that share its code (n,): a 1 is narrower than a 0, which is no merit of the second number."""
    same = np.equal.outer(codes, np.arange(CLASSES)).astype(float)
    same = same[:, same.sum(axis=0) > 0]

    def centred(x):
        return x - same @ (same.T @ x / same.sum(axis=0)[:, None])

    return np.corrcoef(centred(numbers), centred(measures), rowvar=False)[:NUMBERS, NUMBERS:]


def judge(gan, n=2000):
    """Return what became of the codes, from n pictures with codes drawn at random: a dict of numbers.

    purity; digits, how many of them are the commonest of some code; the four correlations of within_codes; and bound,
    what at least the pictures tell of the ten codes, in nats: log 10 minus Q's mean surprise.
    """
    codes = np.array(draw_codes(n, keras.random.SeedGenerator(1)))
    pictures = gan.sample(n, seed=1, labels=codes)
    which, digits = codes[:, :CLASSES].argmax(axis=1), read_small_digits(pictures)
    table = np.zeros((CLASSES, CLASSES))
    np.add.at(table, (which, digits), 1)
    correlations = within_codes(which, codes[:, CLASSES:], slant_and_width(pictures))
    guesses = gan.discriminator(pictures, training=False)[1]
    surprise = keras.losses.categorical_crossentropy(codes[:, :CLASSES], guesses[:, :CLASSES], from_logits=True)
    return {
        "purity": purity(which, digits),
        "digits": len(set(table.argmax(axis=1))),
        **dict(zip(("first_slant", "first_width", "second_slant", "second_width"), correlations.ravel())),
        "bound": np.log(CLASSES) - float(np.mean(surprise)),
    }
