"""pix2pix of lesson 20, after Isola et al. 2017: a U-Net, a discriminator of patches, and their game with L1 beside it."""

import keras
from keras import layers, ops

from gan_course.contract import check_networks
from gan_course.gan import GAN


def leaky(x):
    return layers.LeakyReLU(negative_slope=0.2)(x)


def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def make_unet(given=1, channels=1, size=28, latent_dim=8):
    """Return the generator: noise (n, latent_dim) and what is given, (n, size, size, given), to pictures in [-1, 1],
    (n, size, size, channels). size: 7, doubled once or more. After Ronneberger et al. 2015.
    """
    noise, pictures = keras.Input((latent_dim,)), keras.Input((size, size, given))
    x, skips, maps = pictures, [], 8
    while x.shape[1] > 7:  # down: half the size, twice the maps
        maps *= 2
        x = leaky(layers.Conv2D(maps, 4, strides=2, padding="same")(x))
        skips = [x, *skips]
    everywhere = layers.Reshape((7, 7, latent_dim))(layers.RepeatVector(49)(noise))
    x = layers.Concatenate()([x, everywhere])
    x = normalised(layers.Conv2D(maps, 3, padding="same", use_bias=False)(x))
    for skip in skips[1:]:  # up again: what was there on the way down is joined at its size
        up = layers.Conv2DTranspose(skip.shape[-1], 4, strides=2, padding="same", use_bias=False)
        x = layers.Concatenate()([normalised(up(x)), skip])
    last = layers.Conv2DTranspose(channels, 4, strides=2, padding="same", activation="tanh")
    return keras.Model([noise, pictures], last(x), name="generator")


def make_patch_discriminator(given=1, channels=1, size=28):
    """Return the discriminator: pictures (n, size, size, channels), and beside them what was given, (n, size, size, given),
    to a map of logits (n, size / 4, size / 4, 1), rounded up, each of which sees 18 by 18 pixels."""
    pictures, beside = keras.Input((size, size, channels)), keras.Input((size, size, given))
    x = layers.Concatenate()([pictures, beside])
    for maps in (16, 32):
        x = leaky(layers.Conv2D(maps, 4, strides=2, padding="same")(x))
    logits = layers.Conv2D(1, 3, padding="same")(x)
    return keras.Model([pictures, beside], logits, name="discriminator")


class Pix2Pix(GAN):
    """The game of pairs: a batch is (targets, given), both (n, size, size, channels) in [-1, 1].

    weight: that of L1, the mean absolute difference of fake and target, in the generator's loss. The discriminator judges
    a picture beside what was given, and gives a map of logits, one a patch. The mean of |target - fake| is shown as "l1".
    """

    def __init__(self, *networks, weight, **settings):
        super().__init__(*networks, **settings)
        self.weight = weight  # of L1

    def check_networks(self):
        check_networks(self.generator, self.discriminator)  # a map of logits is right here

    def generate(self, batch):
        _, given = batch
        return self.generator([self.noise(ops.shape(given)[0]), given], training=True)

    def judge(self, pictures, batch):
        _, given = batch
        return self.discriminator([pictures, given], training=True)

    def generator_loss(self, batch, fake):
        loss, shown = super().generator_loss(batch, fake)
        l1 = ops.mean(ops.abs(batch[0] - fake))
        return loss + self.weight * l1, {**shown, "l1": l1}


class Alone(Pix2Pix):
    """The same without a discriminator: L1 alone, with the same batches, noise and averaged weights."""

    def train_step(self, batch):
        shown = self.generator_step(batch)
        self.average()
        return self.track(shown)

    def generator_loss(self, batch, fake):
        return ops.mean(ops.abs(batch[0] - fake)), {}


def adam():
    """Return a new Adam without momentum, as lesson 12 has it, for one of the networks."""
    return keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99)
