"""What lesson 07 and its recorded experiment (benchmarks/autoencoders.py) share: encoder, decoder, and what is put between.

Pictures are rows of 784 numbers in [0, 1].
"""

import keras
import numpy as np
from keras import layers, ops

from gan_course.data import load_mnist

WIDTHS = (256, 128)  # of the encoder's hidden layers; the decoder has them the other way round
BATCH, RATE = 64, 2e-3


def load_rows(split):
    """Return the digits of "train" or "test" as rows (n, 784), float32 in [0, 1], and their labels (n,)."""
    pictures, labels = load_mnist(split)
    return pictures.reshape(-1, 784).astype("float32") / 255, labels


def as_pictures(rows):
    """Return rows (n, 784) in [0, 1] as pictures (n, 28, 28, 1) in [-1, 1], as quality and plots want them."""
    return 2 * np.reshape(rows, (-1, 28, 28, 1)).astype("float32") - 1


def make_encoder(k):
    """Return a network from pictures (n, 784) to codes (n, k)."""
    hidden = [layers.Dense(width, "relu") for width in WIDTHS]
    return keras.Sequential([keras.Input((784,)), *hidden, layers.Dense(k)])


def make_decoder(k):
    """Return a network from codes (n, k) to pictures (n, 784) in [0, 1]."""
    hidden = [layers.Dense(width, "relu") for width in WIDTHS[::-1]]
    return keras.Sequential([keras.Input((k,)), *hidden, layers.Dense(784, "sigmoid")])


def make_hasher(bits):
    """Return an encoder whose outputs' signs are the bits, and the whole autoencoder, which trains it.

    In training, noise on the code leaves nothing to read but which side of 0 a number is on; so they move away from 0
    (Salakhutdinov and Hinton 2009).
    """
    encoder, decoder = make_encoder(bits), make_decoder(bits)
    noise, steep = layers.GaussianNoise(1.0), layers.Activation(lambda h: ops.sigmoid(4 * h))
    return encoder, keras.Sequential([keras.Input((784,)), encoder, noise, steep, decoder])


class VAE(keras.Model):
    """A variational autoencoder with k code numbers (Kingma and Welling 2014); pixels have the variance `variance`."""

    def __init__(self, k, variance, seed=0):
        super().__init__()
        self.encoder, self.decoder = make_encoder(2 * k), make_decoder(k)
        self.variance, self.noise = variance, keras.random.SeedGenerator(seed)

    def encode(self, x):
        return ops.split(self.encoder(x), 2, axis=1)  # mean and log variance, (n, k) each

    def call(self, x):
        mean, log_variance = self.encode(x)
        noise = keras.random.normal(ops.shape(mean), seed=self.noise)
        z = mean + ops.exp(log_variance / 2) * noise
        self.add_loss(ops.mean(ops.sum(kl(mean, log_variance), axis=1)))
        return self.decoder(z)

    def misfit(self, x, decoded):
        return ops.sum((x - decoded) ** 2, axis=1) / (2 * self.variance)

    def sample(self, n, seed=0):
        z = np.random.default_rng(seed).standard_normal((n, self.decoder.input_shape[1]))
        return np.asarray(self.decoder(z.astype("float32")))


def kl(mean, log_variance):
    """Return the Kullback-Leibler divergence of N(mean, variance) from N(0, 1), number by number, in nats."""
    return (mean**2 + ops.exp(log_variance) - 1 - log_variance) / 2


def train(model, x, epochs=2, loss="mse"):
    """Train a model to give back what it gets, x (n, 784), with Adam and a rate that falls to 0."""
    steps = epochs * -(-len(x) // BATCH)
    rate = keras.optimizers.schedules.CosineDecay(RATE, steps)
    model.compile(keras.optimizers.Adam(rate), loss, steps_per_execution=16)
    model.fit(x, x, batch_size=BATCH, epochs=epochs, verbose=0)
