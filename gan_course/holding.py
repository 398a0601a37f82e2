"""What lesson 05 and its recorded experiment (benchmarks/regularization.py) share: 500 digits, and a network that fits them.

A network has two kinds of brakes: those inside it (layers that drop, penalties that are part of the loss), and those that
act on the weights themselves, outside of what the optimiser divides: weight decay, and soft thresholds after each step.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from gan_course.data import load_mnist

BATCH, EPOCHS, RATE = 50, 60, 1e-3
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def load_digits(seed, n=500):
    """Return n training digits chosen by the seed: (n, 784) float32 in [0, 1], and their labels (n,).

    They are from the first 50,000 of the training file, drawn in an order in which 500 are the first of 5,000.
    """
    return _digits("train", np.random.default_rng([seed, 5]).permutation(50_000)[:n])


def load_validation():
    """Return 1,000 other digits of the training file, by which strengths are chosen."""
    return _digits("train", slice(50_000, 51_000))


def load_test():
    """Return the 10,000 test digits."""
    return _digits("test", slice(None))


def _digits(split, rows):
    pictures, labels = load_mnist(split)
    return pictures[rows].reshape(-1, 784).astype("float32") / 255, labels[rows].astype("int32")


class DropConnect(layers.Dense):
    """A dense layer of whose weights, in training, each is dropped with the probability `rate` (Wan et al. 2013).

    Those that stay are divided by 1 - rate. One draw for a batch, where the paper draws for every example.
    """

    def __init__(self, units, activation=None, rate=0.5, **settings):
        super().__init__(units, activation, **settings)
        self.rate, self.noise = rate, keras.random.SeedGenerator()

    def call(self, inputs, training=False):
        W = self.kernel
        if training:
            W = keras.random.dropout(W, self.rate, seed=self.noise)
        return self.activation(inputs @ W + self.bias)


def make_network(hidden=(128,), dropout=0.0, penalty=None, dense=layers.Dense, start="he_normal", **settings):
    """Return a network of 784 pixels, hidden ReLU layers and ten logits.

    dropout: the rate in the hidden layers; at the pixels it is half of that. penalty: a regularizer of all weight matrices.
    dense: the class of the hidden layers; start: their initialiser; settings: more of theirs.
    """
    network = keras.Sequential([keras.Input((784,))])
    if dropout:
        network.add(layers.Dropout(dropout / 2))
    for units in hidden:
        network.add(dense(units, "relu", kernel_initializer=start, kernel_regularizer=penalty, **settings))
        if dropout:
            network.add(layers.Dropout(dropout))
    network.add(layers.Dense(10, kernel_regularizer=penalty))
    return network


class Trainer:
    """Trains a network from its beginning, as often as one likes; a step is traced once.

    after: what is done to the list of weight matrices after each step; it gets them and the learning rate.
    """

    def __init__(self, make=make_network, optimizer=None, after=None):
        self.make, self.after = make, after
        self.network, self.optimizer = make(), optimizer or keras.optimizers.Adam(RATE)
        self.optimizer.build(self.network.trainable_variables)
        self._epoch = tf.function(self._epoch, reduce_retracing=True)

    def _epoch(self, x, y, order):
        weights = self.network.trainable_variables
        for rows in order:
            with tf.GradientTape() as tape:
                loss = loss_of(tf.gather(y, rows), self.network(tf.gather(x, rows), training=True))
                if self.network.losses:
                    loss += tf.add_n(self.network.losses)
            self.optimizer.apply(tape.gradient(loss, weights), weights)
            if self.after:
                self.after([w for w in weights if len(w.shape) == 2], self.optimizer.learning_rate)

    def train(self, x, y, seed=0, epochs=EPOCHS, batch=BATCH, watch=()):
        """Train from the seed's beginning; return for each pair (x, y) of watch [loss, share right] by epoch."""
        keras.utils.set_random_seed(seed)
        for variable, fresh in zip(self.network.variables, self.make().variables):  # and the seeds of what is dropped
            variable.assign(fresh)
        for variable in self.optimizer.variables:
            if variable is not self.optimizer._learning_rate:
                variable.assign(tf.zeros_like(variable))
        rng, x, y = np.random.default_rng(seed), tf.constant(x), tf.constant(y)
        history = [[] for _ in watch]
        for _ in range(epochs):
            order = rng.permutation(len(y))[: len(y) // batch * batch].reshape(-1, batch)
            self._epoch(x, y, tf.constant(order))
            for signs, pair in zip(history, watch):
                signs.append(judge(self.network, *pair))
        return np.array(history)


def judge(network, x, y):
    """Return the loss and the share of right answers of a network on pictures x with labels y."""
    logits = network(x).numpy()
    return float(loss_of(y, logits)), float((logits.argmax(axis=1) == y).mean())


def adamw(decay, rate=RATE):
    """Return Adam with weight decay (Loshchilov and Hutter 2019) of all but the biases."""
    optimizer = keras.optimizers.AdamW(rate, weight_decay=decay)
    optimizer.exclude_from_weight_decay(var_names=["bias"])
    return optimizer


def soft_threshold(strength):
    """Return the proximal step of the L1 penalty: every weight goes rate * strength towards 0, and stops there."""

    def after(weights, rate):
        for w in weights:
            w.assign(tf.sign(w) * tf.maximum(tf.abs(w) - rate * strength, 0))

    return after
