"""The family of lesson 15 and lessons 17 to 19, each member as its lesson shows it: a class over GAN, a loss, or layers.

One more, R1GAN, is in the package, since lesson 13 trains with it.

What a class takes besides the two networks are its settings, each kept under its name: by them a Run knows its own again.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course.contract import check_networks
from gan_course.gan import GAN, pictures_of
from gan_course.losses import GANLoss, non_saturating_generator_loss

# ---- losses ------------------------------------------------------------------------------------------------------------
# Least squares (Mao et al. 2017) needs nothing: gan.compile(..., loss="least squares").


def one_sided_smoothing(target=0.9):
    """Return the non-saturating losses with `target` in place of 1 for real pictures, in D's (Salimans et al. 2016, 3.4)."""

    def discriminator_loss(real_logits, fake_logits):
        of_real = target * ops.softplus(-real_logits) + (1 - target) * ops.softplus(real_logits)
        return ops.mean(of_real) + ops.mean(ops.softplus(fake_logits))

    d = target / 2  # the best answer where real and fake are equally likely; its logit is log d / (1 - d)
    lines = {
        "score": d,
        "generator_loss": -np.log(d),
        "discriminator_loss": -2 * d * np.log(d) - 2 * (1 - d) * np.log(1 - d),
    }
    return GANLoss(
        discriminator_loss,
        non_saturating_generator_loss,
        probabilities=True,
        references={name: {f"at D = {d:.2f}": float(value)} for name, value in lines.items()},
    )


# ---- penalties ---------------------------------------------------------------------------------------------------------


def squared_slopes(gan, pictures, batch):
    """Return how steeply each picture's logit rises when the picture changes: |gradient|^2, shape (n,)."""
    with tf.GradientTape() as tape:
        tape.watch(pictures)
        logits = gan.judge(pictures, batch)
    gradients = tape.gradient(logits, pictures)
    return ops.sum(gradients**2, axis=range(1, len(pictures.shape)))


class GradientPenaltyGAN(GAN):
    """Slopes of the discriminator between real and fake pictures should be 1 (Gulrajani et al. 2017). Loss: Wasserstein."""

    def __init__(self, generator, discriminator, penalty=10.0, **settings):
        super().__init__(generator, discriminator, **settings)
        self.penalty = penalty

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        real = pictures_of(batch)
        one_each = (ops.shape(real)[0],) + (1,) * (len(real.shape) - 1)  # (n, 1, 1, 1) for pictures
        share = keras.random.uniform(one_each, seed=self.noise_seed)
        between = share * real + (1 - share) * fake
        slopes = ops.sqrt(squared_slopes(self, between, batch) + 1e-12)  # at 0 a root has no slope of its own
        return loss + self.penalty * ops.mean((slopes - 1) ** 2), {**shown, "slope": slopes}


# ---- what the two networks see -----------------------------------------------------------------------------------------


class InstanceNoiseGAN(GAN):
    """The discriminator sees real and fake through noise that fades: deviation at first, 0 after `steps` of its steps.

    Sønderby et al. 2017; Arjovsky and Bottou 2017.
    """

    def __init__(self, generator, discriminator, deviation=0.5, steps=1000, **settings):
        super().__init__(generator, discriminator, **settings)
        self.deviation, self.steps = deviation, steps

    def judge(self, pictures, batch):
        left = 1 - ops.cast(self.discriminator_optimizer.iterations, pictures.dtype) / self.steps
        noise = keras.random.normal(ops.shape(pictures), seed=self.noise_seed)
        return super().judge(pictures + self.deviation * ops.maximum(left, 0.0) * noise, batch)


@keras.saving.register_keras_serializable("gan_course")
class AddReference(layers.Layer):
    """Put one and the same batch of noise before every batch: (n, latent_dim) to (size + n, latent_dim)."""

    def __init__(self, size, seed=0, **options):
        super().__init__(**options)
        self.size, self.seed = size, seed

    def call(self, z):
        return ops.concatenate([keras.random.normal((self.size, z.shape[-1]), seed=self.seed), z])  # a number: no new draws


@keras.saving.register_keras_serializable("gan_course")
class VirtualBatchNormalization(layers.Layer):
    """Normalise by the statistics of the reference, the first `size` rows, and of the picture itself: no other one counts.

    last: whether to leave the reference out from here on. Salimans et al. 2016, section 3.5.
    """

    def __init__(self, size, last=False, **options):
        super().__init__(**options)
        self.size, self.last = size, last

    def build(self, shape):
        self.scale, self.shift = (self.add_weight((shape[-1],), start) for start in ("ones", "zeros"))

    def call(self, x):
        places = tuple(range(1, len(x.shape) - 1))  # none after a dense layer
        mean = self.with_reference(ops.mean(x, places, keepdims=True))
        square = self.with_reference(ops.mean(x**2, places, keepdims=True))
        x = self.scale * (x - mean) / ops.sqrt(square - mean**2 + 1e-3) + self.shift
        return x[self.size :] if self.last else x

    def with_reference(self, own):
        """Each row's own mean (size + n, ...) becomes the reference's; of a picture, that of the reference and itself."""
        reference = ops.mean(own[: self.size], axis=0, keepdims=True)
        pictures = (self.size * reference + own[self.size :]) / (self.size + 1)
        return ops.concatenate([ops.repeat(reference, self.size, axis=0), pictures])


# ---- another aim for the generator -------------------------------------------------------------------------------------


class FeatureMatchingGAN(GAN):
    """The fakes' features, what the discriminator's last layer is given, should have the real ones' mean.

    Salimans et al. 2016, section 3.1.
    """

    def __init__(self, generator, discriminator, **settings):
        super().__init__(generator, discriminator, **settings)
        self.features = keras.Model(discriminator.inputs, discriminator.layers[-1].input)

    def generator_loss(self, batch, fake):
        of_real = ops.mean(self.features(pictures_of(batch), training=True), axis=0)
        of_fake = ops.mean(self.features(fake, training=True), axis=0)
        return ops.sum((of_real - of_fake) ** 2), {}


# ---- labels ------------------------------------------------------------------------------------------------------------


class ConditionalGAN(GAN):
    """The generator takes (noise, labels), the discriminator (pictures, labels) (Mirza and Osindero 2014).

    A batch is (pictures, labels): each fake has the label of a real picture.
    """

    def __init__(self, generator, discriminator, classes=10, **settings):
        super().__init__(generator, discriminator, **settings)
        self.classes = classes

    def generate(self, batch):
        _, labels = batch
        return self.generator([self.noise(ops.shape(labels)[0]), labels], training=True)

    def judge(self, pictures, batch):
        _, labels = batch
        return self.discriminator([pictures, labels], training=True)

    def draw(self, noise, labels=None):
        return super().draw(noise, np.arange(len(noise)) % self.classes if labels is None else labels)  # 0, 1, 2, ...


def add_label_map(pictures, labels, classes=10):
    """Return the pictures with one channel more, a picture that is learned for each label."""
    height, width = pictures.shape[1:3]
    label_maps = layers.Embedding(classes, height * width, keras.initializers.RandomUniform(-1, 1))
    return layers.Concatenate()([pictures, layers.Reshape((height, width, 1))(label_maps(labels))])


def project(features, labels, classes=10):
    """Return logits w.phi + b + v_label.phi of features phi: (n, d) and (n,) to (n, 1) (Miyato and Koyama 2018)."""
    of_label = layers.Dot(axes=1)([features, layers.Embedding(classes, features.shape[-1])(labels)])
    return layers.Add()([layers.Dense(1)(features), of_label])


class AuxiliaryClassifierGAN(ConditionalGAN):
    """The discriminator takes pictures alone and gives (logits, class logits); both networks want the class to be right.

    Odena et al. 2017.
    """

    def __init__(self, generator, discriminator, weight=1.0, **settings):
        super().__init__(generator, discriminator, **settings)
        self.weight = weight

    def judge(self, pictures, batch):
        return self.discriminator(pictures, training=True)

    def label_loss(self, labels, class_logits):
        return ops.mean(keras.losses.sparse_categorical_crossentropy(labels, class_logits, from_logits=True))

    def discriminator_loss(self, batch, fake):
        real, labels = batch
        real_logits, real_classes = self.judge(real, batch)
        fake_logits, fake_classes = self.judge(fake, batch)
        label_loss = self.label_loss(labels, real_classes) + self.label_loss(labels, fake_classes)
        loss = self.loss.discriminator(real_logits, fake_logits) + self.weight * label_loss
        return loss, {**self.scores(real_logits, fake_logits), "label_loss": label_loss}

    def generator_loss(self, batch, fake):
        _, labels = batch
        logits, classes = self.judge(fake, batch)
        return self.loss.generator(logits) + self.weight * self.label_loss(labels, classes), {}


class SemiSupervisedGAN(FeatureMatchingGAN):
    """The discriminator is a classifier: K logits, and D = Z / (Z + 1), Z the sum of their exponentials.

    Salimans et al. 2016, section 5. A batch is (pictures, labels); a label of -1 is not known.
    """

    def check_networks(self):
        check_networks(self.generator, self.discriminator)

    def real_logits(self, class_logits):
        """Return log Z, which is the logit of D: (n, K) to (n, 1)."""
        return ops.logsumexp(class_logits, axis=1, keepdims=True)

    def discriminator_loss(self, batch, fake):
        real, labels = batch
        class_logits = self.judge(real, batch)  # (n, K)
        real_logits, fake_logits = self.real_logits(class_logits), self.real_logits(self.judge(fake, batch))
        known = ops.cast(labels >= 0, class_logits.dtype)
        surprise = keras.losses.sparse_categorical_crossentropy(ops.maximum(labels, 0), class_logits, from_logits=True)
        label_loss = ops.sum(known * surprise) / ops.maximum(ops.sum(known), 1)
        loss = self.loss.discriminator(real_logits, fake_logits) + label_loss
        return loss, {**self.scores(real_logits, fake_logits), "label_loss": label_loss}


# ---- codes -------------------------------------------------------------------------------------------------------------


class InfoGAN(GAN):
    """The generator takes (noise, codes), the discriminator gives (logits, guesses of the codes) (Chen et al. 2016).

    Codes (n, classes + continuous): one of `classes`, one-hot, then numbers from U(-1, 1). sample takes them as labels.
    """

    def __init__(self, generator, discriminator, classes=10, continuous=1, weight=1.0, **settings):
        super().__init__(generator, discriminator, **settings)
        self.classes, self.continuous, self.weight = classes, continuous, weight

    def codes(self, n, seed):
        which = ops.one_hot(keras.random.randint((n,), 0, self.classes, seed=seed), self.classes)
        return ops.concatenate([which, keras.random.uniform((n, self.continuous), -1, 1, seed=seed)], axis=1)

    def generate(self, batch):
        n = ops.shape(pictures_of(batch))[0]
        codes = self.codes(n, self.noise_seed)
        return self.generator([self.noise(n), codes], training=True), codes

    def code_loss(self, codes, guesses):
        k = self.classes
        wrong = keras.losses.categorical_crossentropy(codes[:, :k], guesses[:, :k], from_logits=True)
        return ops.mean(wrong + ops.sum((codes[:, k:] - guesses[:, k:]) ** 2, axis=1) / 2)

    def discriminator_loss(self, batch, fake):
        pictures, codes = fake
        (real_logits, _), (fake_logits, guesses) = self.judge(pictures_of(batch), batch), self.judge(pictures, batch)
        loss = self.loss.discriminator(real_logits, fake_logits) + self.weight * self.code_loss(codes, guesses)
        return loss, self.scores(real_logits, fake_logits)

    def generator_loss(self, batch, fake):
        pictures, codes = fake
        logits, guesses = self.judge(pictures, batch)
        code_loss = self.code_loss(codes, guesses)
        return self.loss.generator(logits) + self.weight * code_loss, {"code_loss": code_loss}

    def draw(self, noise, codes=None):
        return super().draw(noise, self.codes(len(noise), keras.random.SeedGenerator(0)) if codes is None else codes)
