"""CycleGAN of lesson 21: two worlds of digits, four networks, and a training that never sees a pair.

Zhu et al. 2017, made small. A picture of either world is (28, 28, 3) in [-1, 1]. benchmarks/cycle_gan.py compares what each
part of the method gives.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
from scipy.ndimage import grey_dilation

SHAPE = (28, 28, 3)


def in_colour(digits, rng):
    """Return digits (n, 28, 28, 1) uint8 in world A: (n, 28, 28, 3) in [-1, 1], each in one ink of any hue, on black."""
    hue = 6 * rng.uniform(size=(len(digits), 1, 1, 1))
    ink = np.clip(np.abs((hue + [0, 4, 2]) % 6 - 3) - 1, 0, 1)  # red, green, blue: the largest is 1, the smallest 0
    return (digits / 127.5 * ink - 1).astype("float32")


def in_bold(digits):
    """Return digits (n, 28, 28, 1) uint8 in world B: (n, 28, 28, 3) in [-1, 1], white, a pixel bolder all round."""
    bold = grey_dilation(digits, size=(1, 3, 3, 1))
    return np.repeat(bold / 127.5 - 1, 3, axis=3).astype("float32")


def make_translator(maps=24):
    """Return a generator: pictures of one world to pictures of the other, both (n, 28, 28, 3) in [-1, 1]."""
    pictures = keras.Input(SHAPE)
    x = layers.Conv2D(maps, 4, strides=2, padding="same")(pictures)
    for _ in range(2):
        y = layers.LeakyReLU(negative_slope=0.2)(x)
        x = x + layers.Conv2D(maps, 3, padding="same")(y)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Conv2DTranspose(3, 4, strides=2, padding="same", activation="tanh")(x)
    return keras.Model(pictures, x)


def make_judge():
    """Return a discriminator of patches: pictures (n, 28, 28, 3) to scores (n, 7, 7, 1), each of a part of the picture."""
    x = pictures = keras.Input(SHAPE)
    for maps in (16, 32):
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    return keras.Model(pictures, layers.Conv2D(1, 3, padding="same")(x))


class History:
    """Fakes of earlier steps, `size` of them, for a discriminator to meet again (Shrivastava et al. 2017)."""

    def __init__(self, size, seed):
        self.pictures = tf.Variable(tf.zeros((size, *SHAPE)), trainable=False)
        self.filled = tf.Variable(tf.zeros(size, tf.bool), trainable=False)
        self.seed = keras.random.SeedGenerator(seed)

    def exchange(self, fakes):
        """Return fakes (n, 28, 28, 3), about half of them replaced by old ones, whose places in the history they take."""
        n, size = ops.shape(fakes)[0], self.pictures.shape[0]
        places = keras.random.shuffle(ops.arange(size), seed=self.seed)[:n]
        old, filled = tf.gather(self.pictures, places), tf.gather(self.filled, places)
        coins = keras.random.uniform((n,), seed=self.seed) < 0.5
        give_old = (filled & coins)[:, None, None, None]
        stay_old = (filled & ~coins)[:, None, None, None]  # an empty place takes the fake, and gives nothing for it
        self.pictures.scatter_update(tf.IndexedSlices(ops.where(stay_old, old, fakes), places))
        self.filled.scatter_update(tf.IndexedSlices(ops.ones_like(filled), places))
        return ops.where(give_old, old, fakes)


def distance(a, b):
    """Return the mean absolute difference of two batches of pictures."""
    return ops.mean(ops.abs(a - b))


class CycleGAN(keras.Model):
    """Two generators, to_a and to_b, and two discriminators, judge_a and judge_b, that learn from unpaired pictures.

    cycle, identity: the weights of both losses; 0 leaves one out. Scores aim at 1 for real and 0 for fake (least squares).
    """

    scores_are_probabilities = False  # for the callback Progress

    def __init__(self, cycle=10.0, identity=5.0, history=64, seed=0):
        super().__init__()
        keras.utils.set_random_seed(seed)
        self.to_a, self.to_b = make_translator(), make_translator()
        self.judge_a, self.judge_b = make_judge(), make_judge()
        self.history_a, self.history_b = History(history, seed), History(history, seed + 1)
        self.cycle, self.identity = cycle, identity
        names = "generator_loss", "discriminator_loss", "cycle_loss", "identity_loss"
        self.trackers = {name: keras.metrics.Mean(name) for name in names}
        self.built = True

    def compile(self, generator_optimizer, discriminator_optimizer):
        super().compile(optimizer=generator_optimizer, jit_compile=False)
        self.generator_optimizer, self.discriminator_optimizer = generator_optimizer, discriminator_optimizer
        generator_optimizer.build(self.to_a.trainable_variables + self.to_b.trainable_variables)
        discriminator_optimizer.build(self.judge_a.trainable_variables + self.judge_b.trainable_variables)

    def generator_losses(self, a, b, fake_a, fake_b):
        losses = {"generator_loss": ops.mean((self.judge_a(fake_a) - 1) ** 2) + ops.mean((self.judge_b(fake_b) - 1) ** 2)}
        if self.cycle:
            losses["cycle_loss"] = distance(self.to_a(fake_b), a) + distance(self.to_b(fake_a), b)
        if self.identity:
            losses["identity_loss"] = distance(self.to_a(a), a) + distance(self.to_b(b), b)
        return losses

    def discriminator_loss(self, judge, real, fake):
        return (ops.mean((judge(real) - 1) ** 2) + ops.mean(judge(fake) ** 2)) / 2

    def train_step(self, worlds):
        a, b = worlds  # (n, 28, 28, 3) each; which is whose partner, nobody knows
        with tf.GradientTape() as tape:
            fake_a, fake_b = self.to_a(b), self.to_b(a)
            shown = self.generator_losses(a, b, fake_a, fake_b)
            weights = {"generator_loss": 1.0, "cycle_loss": self.cycle, "identity_loss": self.identity}
            loss = sum(weights[name] * shown[name] for name in shown)
        self.move([self.to_a, self.to_b], self.generator_optimizer, tape, loss)
        fake_a, fake_b = self.history_a.exchange(fake_a), self.history_b.exchange(fake_b)
        with tf.GradientTape() as tape:
            loss = self.discriminator_loss(self.judge_a, a, fake_a) + self.discriminator_loss(self.judge_b, b, fake_b)
        self.move([self.judge_a, self.judge_b], self.discriminator_optimizer, tape, loss)
        shown["discriminator_loss"] = loss
        for name, value in shown.items():
            self.trackers[name].update_state(value)
        return {name: self.trackers[name].result() for name in shown}

    def move(self, networks, optimizer, tape, loss):
        variables = [variable for network in networks for variable in network.trainable_variables]
        optimizer.apply(tape.gradient(loss, variables), variables)


def make_cycle_gan(seed=0, **settings):
    """Return a CycleGAN, compiled and ready to fit; the seed decides first weights and the history's coins."""
    model = CycleGAN(seed=seed, **settings)
    model.compile(keras.optimizers.Adam(1e-3, beta_1=0.5), keras.optimizers.Adam(1e-3, beta_1=0.5))
    return model


def unpaired(a, b, batch_size=8, seed=0):
    """Return batches (pictures of A, pictures of B), each world shuffled by itself, once through."""
    worlds = [tf.data.Dataset.from_tensor_slices(world).shuffle(len(world), seed=seed + i) for i, world in enumerate((a, b))]
    return tf.data.Dataset.zip(*worlds).batch(batch_size, drop_remainder=True).prefetch(2)


def translate(network, pictures):
    """Return what a network makes of pictures (n, 28, 28, 3), as NumPy; 250 at a time, to spare memory."""
    return np.concatenate([network(pictures[i : i + 250]) for i in range(0, len(pictures), 250)])


def errors(to_a, to_b, a, b):
    """Return two mean absolute errors against true partners a and b: of to_b(a), and of the brightness of to_a(b).

    Brightness is the largest of red, green and blue: what the colour of a partner is, nothing in b says.
    """
    bright = translate(to_a, b).max(axis=3) - a.max(axis=3)
    return float(np.abs(translate(to_b, a) - b).mean()), float(np.abs(bright).mean())
