"""The GAN that lesson 17 builds, by projection, and the other ways in which D can learn the label: for conditional.py.

In all of them the generator takes (noise, labels), the label as ten numbers beside the noise, and a batch is (pictures,
labels). Which way serves how well: benchmarks/conditional.py.
"""

import keras
import tensorflow as tf
from keras import layers, ops

from gan_course.networks import R1GAN, minibatch_std

WAYS = ("joined", "map", "projection", "classifier")


class ConditionalGAN(R1GAN):
    """The generator takes (noise, labels), the discriminator (pictures, labels) (Mirza and Osindero 2014).

    A batch is (pictures, labels): each fake has the label of a real picture. Labels may be anything with a row a picture.
    """

    def generate(self, batch):
        _, labels = batch
        noise = self.noise(ops.shape(labels)[0])
        return self.generator([noise, labels], training=True)

    def judge(self, pictures, batch):
        _, labels = batch
        return self.discriminator([pictures, labels], training=True)


class AuxiliaryClassifierGAN(ConditionalGAN):
    """The discriminator takes pictures alone, and gives (logits, class logits); both players want the class to be right.

    Odena et al. 2017; with R1, as the others.
    """

    def judge(self, pictures, batch):
        return self.discriminator(pictures, training=True)

    def discriminator_loss(self, batch, fake):
        real, labels = ops.convert_to_tensor(batch[0]), batch[1]
        with tf.GradientTape() as tape:
            tape.watch(real)
            real_logits, real_classes = self.judge(real, batch)
        squared_slope = ops.sum(tape.gradient(real_logits, real) ** 2, axis=(1, 2, 3))
        fake_logits, fake_classes = self.judge(fake, batch)
        loss = self.loss.discriminator(real_logits, fake_logits) + self.penalty / 2 * ops.mean(squared_slope)
        loss += label_loss(labels, real_classes) + label_loss(labels, fake_classes)
        return loss, {**self.scores(real_logits, fake_logits), "squared_slope": squared_slope}

    def generator_loss(self, batch, fake):
        logits, classes = self.judge(fake, batch)
        return self.loss.generator(logits) + label_loss(batch[1], classes), {}


def label_loss(labels, class_logits):
    """Return the mean of -log(the probability of the right class), from labels (n,) and logits (n, classes)."""
    return ops.mean(keras.losses.sparse_categorical_crossentropy(labels, class_logits, from_logits=True))


def make_generator(latent_dim=64, classes=10):
    """Return the generator: noise (n, latent_dim) and labels (n,) to pictures (n, 28, 28, 1) in [-1, 1].

    That of lesson 13, with the label's ten numbers, one of them 1, beside the noise.
    """
    noise, labels = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    x = layers.Concatenate()([noise, ops.one_hot(labels, classes)])
    for units in (128, 7 * 7 * 64):
        x = _normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((7, 7, 64))(x)
    x = _normalised(layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)(x))
    x = x + _normalised(layers.Conv2D(32, 3, padding="same", use_bias=False)(x))
    pictures = layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")(x)
    return keras.Model([noise, labels], pictures, name="generator")


def _normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def make_discriminator(way="projection", classes=10):
    """Return the discriminator: pictures (n, 28, 28, 1), and labels (n,) unless the way is "classifier", to logits (n, 1).

    way: one of WAYS. "joined": the label's ten numbers beside the features (Mirza and Osindero 2014). "map": a picture that
    is learned for each label, as a second channel. "projection": a vector that is learned for each label, times the
    features, added to the logit (Miyato and Koyama 2018). "classifier": it gives class logits (n, classes) as well.
    Raises ValueError for another way.
    """
    if way not in WAYS:
        raise ValueError(f"There is no way {way!r}; there are: {', '.join(WAYS)}.")
    pictures, labels = keras.Input((28, 28, 1)), keras.Input((), dtype="int32")
    x = pictures
    if way == "map":
        label_map = layers.Embedding(classes, 28 * 28, keras.initializers.RandomUniform(-1, 1))(labels)
        x = layers.Concatenate()([x, layers.Reshape((28, 28, 1))(label_map)])
    for maps in (16, 64):
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Flatten()(minibatch_std(x))
    if way == "joined":
        x = layers.Concatenate()([x, ops.one_hot(labels, classes)])
    features = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(64)(x))
    logits = layers.Dense(1)(features)
    if way == "classifier":
        return keras.Model(pictures, [logits, layers.Dense(classes)(features)], name="discriminator")
    if way == "projection":
        logits = logits + layers.Dot(axes=1)([features, layers.Embedding(classes, 64)(labels)])
    return keras.Model([pictures, labels], logits, name="discriminator")


def make_conditional_gan(way="projection", seed=0):
    """Return a conditional GAN of lesson 17, compiled and ready to fit (pictures, labels). Lesson 13's rates."""
    keras.utils.set_random_seed(seed)
    kind = AuxiliaryClassifierGAN if way == "classifier" else ConditionalGAN
    gan = kind(make_generator(), make_discriminator(way), averaging=0.9995, seed=seed)
    gan.compile(adam(4e-3, halved=2500), adam(2e-3, halved=8000), loss="non-saturating")
    return gan


def adam(rate, halved):
    """Return Adam without momentum, whose rate is half as large after so many steps."""
    falling = keras.optimizers.schedules.InverseTimeDecay(rate, decay_steps=halved, decay_rate=1.0)
    return keras.optimizers.Adam(falling, beta_1=0.0, beta_2=0.99)
