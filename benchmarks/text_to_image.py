"""Lesson 22's experiment: sentences to pictures in two stages, with a text encoder that knows the order of words and
without, with the matching-aware discriminator and without.

    python benchmarks/text_to_image.py          all of it
    python benchmarks/text_to_image.py order 0  one run: arm and seed; records nothing

Each run learns from its own pictures of sentences that are seen; every fifth sentence is never seen, the same in all runs.
Its rows: how often each word is obeyed on 4,000 pictures of unseen sentences, after stage I and after stage II. Runs that
lie in runs/text_to_image are not run again: empty it if a setting changes. Writes benchmarks/results/text_to_image.csv and,
of the first run, gan_course/assets/sentences.npz: vectors of all sentences, and the trained generator.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import sys
import time
from pathlib import Path

import keras
import numpy as np
from keras import layers, ops
from recording import kept, record

from gan_course import sentences
from gan_course.gan import GAN

FOLDER, SEEDS = Path("runs/text_to_image"), (0, 1, 2)
ARMS = {"order": ("gru", True), "bag": ("bag", True), "unmatched": ("gru", False)}
PICTURES, ENCODER_EPOCHS, STAGE_1, STAGE_2 = 24_000, 4, 2, 2  # epochs
TEXTS, MEANT = sentences.all_sentences()
SEEN, UNSEEN = sentences.split(len(TEXTS))


# ---- the text encoder --------------------------------------------------------------------------------------------------


def make_encoder(kind, vocabulary, length):
    """Return the text encoder: words (n, length), as numbers, to vectors (n, 64)."""
    words = keras.Input((length,), dtype="int32")
    x = layers.Embedding(vocabulary, 32)(words)
    if kind == "gru":
        x = layers.GRU(128, unroll=True)(x)
    else:
        x = layers.Dense(128, "relu")(layers.GlobalAveragePooling1D()(x))
    return keras.Model(words, layers.LayerNormalization()(layers.Dense(64)(x)))


def make_eye():
    """Return a network from pictures (n, 28, 28, 3) to vectors (n, 64)."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 3)),
            layers.Conv2D(24, 4, strides=2, padding="same", activation="relu"),
            layers.Conv2D(32, 4, strides=2, padding="same", activation="relu"),
            layers.Flatten(),
            layers.Dense(128, "relu"),
            layers.Dense(64),
        ]
    )


def pairing_loss(_, scores):
    """Row i, column j: how well sentence i fits picture j. Each sentence should find its picture, each picture its own."""
    own = ops.arange(ops.shape(scores)[0])
    rows = keras.losses.sparse_categorical_crossentropy(own, scores, from_logits=True)
    columns = keras.losses.sparse_categorical_crossentropy(own, ops.transpose(scores), from_logits=True)
    return (rows + columns) / 2


def learn_to_read(kind, words, pictures, epochs):
    """Return a text encoder that has learnt which sentence belongs to which picture."""
    encoder, eye = make_encoder(kind, int(words.max()) + 1, words.shape[1]), make_eye()
    scores = ops.matmul(encoder.output, ops.transpose(eye.output)) / 8
    pairing = keras.Model([encoder.input, eye.inputs[0]], scores)
    rate = keras.optimizers.schedules.CosineDecay(3e-3, epochs * (len(words) // 128))
    pairing.compile(keras.optimizers.Adam(rate), pairing_loss)
    whole = len(words) // 128 * 128
    pairing.fit([words[:whole], pictures[:whole]], np.zeros(whole), batch_size=128, epochs=epochs, verbose=0)
    return encoder


# ---- the game ----------------------------------------------------------------------------------------------------------


class TextGAN(GAN):
    """A batch is pictures and vectors of their sentences; real pictures with a wrong sentence count as fakes."""

    matching = True

    def generate(self, batch):
        _, texts = batch
        return self.generator([self.noise(ops.shape(texts)[0]), texts], training=True)

    def judge(self, pictures, batch):
        _, texts = batch
        return self.discriminator([pictures, texts], training=True)

    def discriminator_loss(self, batch, fake):
        real, texts = batch
        right, of_fake = self.judge(real, batch), self.judge(fake, batch)
        to_refuse = ops.mean(ops.softplus(of_fake))
        if self.matching:
            wrong = self.judge(real, (real, ops.roll(texts, 1, axis=0)))
            to_refuse = (to_refuse + ops.mean(ops.softplus(wrong))) / 2
        return ops.mean(ops.softplus(-right)) + to_refuse, self.scores(right, of_fake)


def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def leaky(x):
    return layers.LeakyReLU(negative_slope=0.2)(x)


def make_stage_1(latent_dim=16):
    """Return a generator from noise (n, latent_dim) and vectors (n, 64) to pictures (n, 14, 14, 3)."""
    noise, text = keras.Input((latent_dim,)), keras.Input((64,))
    x = layers.Concatenate()([noise, text])
    for units in (128, 7 * 7 * 32):
        x = normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((7, 7, 32))(x)
    x = normalised(layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)(x))
    return keras.Model([noise, text], layers.Conv2D(3, 3, padding="same", activation="tanh")(x))


def make_stage_2(stage_1):
    """Return a generator of pictures (n, 28, 28, 3) that begins with those of stage I and reads the text again."""
    noise, text = keras.Input(stage_1.inputs[0].shape[1:]), keras.Input((64,))
    stage_1.trainable = False
    small = stage_1([noise, text])
    again = normalised(layers.Dense(128, use_bias=False)(text))
    again = layers.Reshape((14, 14, 8))(normalised(layers.Dense(14 * 14 * 8, use_bias=False)(again)))
    x = layers.Concatenate()([small, again])
    x = normalised(layers.Conv2D(32, 3, padding="same", use_bias=False)(x))
    x = x + normalised(layers.Conv2D(32, 3, padding="same", use_bias=False)(x))
    x = normalised(layers.Conv2DTranspose(16, 4, strides=2, padding="same", use_bias=False)(x))
    return keras.Model([noise, text], layers.Conv2D(3, 3, padding="same", activation="tanh")(x))


def make_discriminator(size):
    """Return a discriminator of pictures (n, size, size, 3) and vectors (n, 64): by projection, as in lesson 17."""
    pictures, text = keras.Input((size, size, 3)), keras.Input((64,))
    x = pictures
    for maps in (32, 64):
        x = leaky(layers.Conv2D(maps, 4, strides=2, padding="same")(x))
    features = leaky(layers.Dense(128)(layers.Flatten()(x)))
    wanted = layers.Dense(128)(leaky(layers.Dense(128)(text)))
    return keras.Model([pictures, text], layers.Dense(1)(features) + layers.Dot(axes=1)([features, wanted]))


def adam(rate, halved):
    falling = keras.optimizers.schedules.InverseTimeDecay(rate, halved, decay_rate=1.0)
    return keras.optimizers.Adam(falling, beta_1=0.0, beta_2=0.99)


def play(generator, discriminator, data, matching, seed, epochs, rates=(2e-3, 2e-3), callbacks=None):
    gan = TextGAN(generator, discriminator, averaging=0.999, seed=seed)
    gan.matching = matching
    gan.compile(adam(rates[0], 2500), adam(rates[1], 5000))
    gan.fit(data, epochs=epochs, callbacks=callbacks)
    return gan


def halve(pictures):
    """Return pictures of half the size: means of 2x2 pixels."""
    n, size = pictures.shape[:2]
    return pictures.reshape(n, size // 2, 2, size // 2, 2, 3).mean(axis=(2, 4))


@functools.cache
def writers():
    return sentences.Writers("train")


def obeyed(gan, vectors, n=4000):
    """Return how often each word is obeyed in pictures of unseen sentences, half of each form."""
    chosen = sentences.choose(UNSEEN, MEANT, n, np.random.default_rng(1))
    meant = {name: numbers[chosen] for name, numbers in MEANT.items()}
    pictures = gan.sample(n, seed=1, labels=vectors[chosen])
    if pictures.shape[1] == 14:
        pictures = np.array(keras.ops.image.resize(pictures, (28, 28)))
    read = sentences.read_words(pictures, meant)
    return sentences.fidelity(read, meant)
