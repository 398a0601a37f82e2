"""A classifier from few labels: lesson 18's pictures, its two small networks, and the loop that trains them.

How the pictures without labels are used is a function of the game and three arrays, pictures x (n, 28, 28, 1) with labels
y (n,), and pictures u (m, 28, 28, 1) without: it returns what the classifier minimises, and what the generator minimises,
or None. LOSSES has those that the lesson compares; benchmarks/semi_supervised.py records what becomes of them.
"""

import functools

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course.data import from_uint8, load_mnist
from gan_course.quality import frechet_distance, read_digits

CLASSES, LATENT_DIM = 10, 64
DECK = {  # its Table 1 (Odena 2016), at 25, 50, 100 and 1,000 labels
    "CNN": np.array([0.750, 0.859, 0.895, 0.965]),
    "SGAN": np.array([0.802, 0.883, 0.928, 0.964]),
}
STEPS = {"labels only": 6000, "GAN": 2000, "teacher": 3600}  # for about equal seconds
LABELLED_BATCH, BATCH, FIGURE_BATCH = 64, 32, 100  # pictures in a step
VALIDATION = 10_000  # of the training pictures, the last: to choose by. The test set is for the report


def load_split():
    """Return three pairs of pictures in [-1, 1] and labels: 50,000 to learn from, 10,000 to choose by, the test set."""
    pictures, labels = load_mnist("train")
    test = load_mnist("test")
    parts = (pictures[:-VALIDATION], labels[:-VALIDATION]), (pictures[-VALIDATION:], labels[-VALIDATION:]), test
    return [(from_uint8(x), y.astype("int32")) for x, y in parts]


def choose(labels, n, seed):
    """Return the places of n labels, as equally many of each class as n allows, drawn by the seed.

    n = 25: two or three of each. The same seed's smaller choice lies within its larger one where n is a multiple of 10.
    """
    rng = np.random.default_rng(seed)
    of_class = [rng.permutation(np.flatnonzero(labels == digit)) for digit in range(CLASSES)]
    one_more = rng.permutation(CLASSES)[: n % CLASSES]
    return np.concatenate([places[: n // CLASSES + (digit in one_more)] for digit, places in enumerate(of_class)])


def make_classifier(noise=0.0):
    """Return the classifier: pictures (n, 28, 28, 1) in [-1, 1] to class logits (n, 10) and features (n, 128).

    noise: the standard deviation of the normal noise after each hidden layer, beside that on the halved picture.
    """
    x = pictures = keras.Input((28, 28, 1))
    x = layers.GaussianNoise(0.5, seed=0)(layers.AveragePooling2D(2)(x))
    for maps in (16, 32):
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
        x = layers.GaussianNoise(noise, seed=maps)(x) if noise else x
    features = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(128)(layers.Flatten()(x)))
    x = layers.GaussianNoise(noise, seed=128)(features) if noise else features
    return keras.Model(pictures, [layers.Dense(CLASSES)(x), features])


def make_generator():
    """Return the generator: noise (n, 64) to pictures (n, 28, 28, 1) in [-1, 1]: as fine as the classifier sees them,
    14 by 14 pixels, enlarged."""
    generator = keras.Sequential([keras.Input((LATENT_DIM,))])
    for units in (128, 256):
        generator.add(layers.Dense(units, use_bias=False))
        generator.add(layers.BatchNormalization(momentum=0.9))
        generator.add(layers.ReLU())
    generator.add(layers.Dense(14 * 14, "tanh"))
    generator.add(layers.Reshape((14, 14, 1)))
    generator.add(layers.UpSampling2D(interpolation="bilinear"))
    return generator


def moved(pictures, seed):
    """Return pictures (n, 28, 28, 1) turned, stretched, slanted and shifted a little, each in its own way.

    By up to 11 degrees, a fifth, 0.35 (a pixel in three rows) and 2 pixels. seed: a keras.random.SeedGenerator.
    """

    def up_to(size):
        return keras.random.uniform((ops.shape(pictures)[0],), -size, size, seed=seed)

    angle, slant, wide, high = up_to(0.2), up_to(0.35), 1 + up_to(0.2), 1 + up_to(0.2)
    a, b = ops.cos(angle) * wide, slant - ops.sin(angle) * high
    c, d = ops.sin(angle) * wide, ops.cos(angle) * high
    right, down = 13.5 * (1 - a - b) + up_to(2.0), 13.5 * (1 - c - d) + up_to(2.0)  # about the middle
    matrix = ops.stack([a, b, right, c, d, down, 0 * a, 0 * a], axis=1)
    return ops.image.affine_transform(pictures, matrix, fill_value=-1.0)


# ---- how pictures without labels are used ------------------------------------------------------------------------------


def surprise(labels, class_logits):
    """Return the cross-entropy of each label (n,), from class logits (n, 10)."""
    return keras.losses.sparse_categorical_crossentropy(labels, class_logits, from_logits=True)


def labels_only(game, x, y, u):
    """Not at all."""
    class_logits, _ = game.classifier(x, training=True)
    return ops.mean(surprise(y, class_logits)), None


def gan_losses(game, x, y, u):
    """As the real pictures of a GAN whose discriminator is the classifier (Salimans et al. 2016, sections 3.1 and 5)."""
    fakes = game.generator(game.noise(u.shape[0]), training=True)
    pictures = ops.concatenate([x, game.move(u), fakes])
    parts = [x.shape[0], x.shape[0] + u.shape[0]]  # where the real ones begin, and the fakes
    class_logits, features = game.classifier(pictures, training=True)
    of_labelled, of_real, of_fake = ops.split(class_logits, parts)
    real_logits = ops.logsumexp(of_real, axis=1)
    fake_logits = ops.logsumexp(of_fake, axis=1)
    game_loss = ops.mean(ops.softplus(-real_logits)) + ops.mean(ops.softplus(fake_logits))
    _, real_features, fake_features = ops.split(features, parts)
    gap = ops.mean(real_features, axis=0) - ops.mean(fake_features, axis=0)
    return ops.mean(surprise(y, of_labelled)) + game.weight * game_loss, ops.sum(gap**2)


def teacher_losses(game, x, y, u):
    """By consistency, without a GAN: read each moved picture as the average of the classifier reads it unmoved.

    Averaged weights as a teacher: Tarvainen and Valpola 2017. Only what it is sure of counts: Sohn et al. 2020.
    """
    class_logits, _ = game.classifier(ops.concatenate([x, game.move(u)]), training=True)
    of_labelled, of_moved = ops.split(class_logits, [x.shape[0]])
    p = ops.softmax(game.average(u, training=False)[0])
    sure = ops.cast(ops.max(p, axis=1) > game.threshold, "float32")
    agree = ops.mean(sure * surprise(ops.argmax(p, axis=1), of_moved))
    return ops.mean(surprise(y, of_labelled)) + agree, None


LOSSES = {"labels only": labels_only, "GAN": gan_losses, "teacher": teacher_losses}


# ---- all pictures have labels: does that help the generator? (Odena 2016, Figure 1) --------------------------------------


def _play_for_pictures(game, x, y, u, real_logit, with_labels=False):
    fakes = game.generator(game.noise(u.shape[0]), training=True)
    class_logits, _ = game.classifier(ops.concatenate([x, u, fakes]), training=True)
    of_labelled, of_real, of_fake = ops.split(class_logits, [x.shape[0], x.shape[0] + u.shape[0]])
    fake_logits = real_logit(of_fake)
    loss = ops.mean(ops.softplus(-real_logit(of_real))) + ops.mean(ops.softplus(fake_logits))
    loss = loss + ops.mean(surprise(y, of_labelled)) if with_labels else loss
    return loss, ops.mean(ops.softplus(-fake_logits))


def one_logit(game, x, y, u):
    """A GAN: the first of the ten logits is the discriminator's."""
    return _play_for_pictures(game, x, y, u, lambda class_logits: class_logits[:, 0])


def ten_logits(game, x, y, u):
    """The same with the discriminator Z / (Z + 1) of ten logits, and no labels."""
    return _play_for_pictures(game, x, y, u, lambda class_logits: ops.logsumexp(class_logits, axis=1))


def all_labels(game, x, y, u):
    """The same with ten logits and labels: Odena's SGAN."""
    return _play_for_pictures(game, x, y, u, lambda class_logits: ops.logsumexp(class_logits, axis=1), with_labels=True)


FIGURE = {"GAN": one_logit, "ten logits": ten_logits, "labels": all_labels}


def figure_steps(n, epochs=2):
    """Return how many steps see n pictures `epochs` times."""
    return epochs * n // FIGURE_BATCH


def as_drawn(pictures):
    """Return pictures (n, 28, 28, 1) as coarse as the generator draws them: halved, and enlarged."""
    return layers.UpSampling2D(interpolation="bilinear")(layers.AveragePooling2D(2)(pictures)).numpy()


def coarse_distance(pictures):
    """Return the Frechet digit distance of pictures (n, 28, 28, 1) to the test set as coarse as the generator draws."""
    return frechet_distance(read_digits(pictures)[0], _coarse_test_features())


@functools.cache
def _coarse_test_features():
    return read_digits(as_drawn(from_uint8(load_mnist("test")[0])))[0]


# ---- the loop ----------------------------------------------------------------------------------------------------------


PICTURES = tf.TensorSpec((None, 28, 28, 1), "float32")
SIGNATURE = [PICTURES, tf.TensorSpec((None,), "int32"), PICTURES, tf.TensorSpec((), "int32")]  # one trace for any number


class Game:
    """A classifier and a generator in training, and the average of the classifier's weights, which reads in the end.

    losses: one of LOSSES, or a function like them. moving: whether pictures are moved before they are learnt from.
    weight: how much the game counts beside the labels. threshold: from where on the teacher is sure.
    batch: pictures without labels in a step, beside LABELLED_BATCH with.
    """

    def __init__(self, losses, moving=True, weight=0.15, threshold=0.8, rate=4e-3, noise=0.0, batch=BATCH, seed=0):
        self.losses, self.moving, self.weight, self.threshold = losses, moving, weight, threshold
        self.rate, self.batch = rate, batch
        self.seed = keras.random.SeedGenerator(seed)
        self.make_classifier = lambda: make_classifier(noise)
        self.classifier, self.average, self.generator = self.make_classifier(), self.make_classifier(), make_generator()
        self.optimizers = [keras.optimizers.Adam(rate, beta_1=0.5, beta_2=0.99) for _ in range(2)]
        for network, optimizer in zip((self.classifier, self.generator), self.optimizers):
            optimizer.build(network.trainable_variables)
        self.begin(seed)

    def begin(self, seed):
        """Go back to the beginning: weights, optimisers and random numbers that follow from the seed alone."""
        keras.utils.set_random_seed(seed)
        self.classifier.set_weights(self.make_classifier().get_weights())
        self.average.set_weights(self.classifier.get_weights())
        self.generator.set_weights(make_generator().get_weights())
        for optimizer in self.optimizers:
            for variable in optimizer.variables:
                variable.assign(ops.zeros_like(variable))
        for number, layer in enumerate(self.classifier.layers):
            if hasattr(layer, "seed_generator"):
                layer.seed_generator.state.assign([seed, number])
        self.seed.state.assign([seed, 0])

    def noise(self, n):
        return keras.random.normal((n, LATENT_DIM), seed=self.seed)

    def move(self, pictures):
        return moved(pictures, self.seed) if self.moving else pictures

    @tf.function(input_signature=SIGNATURE)
    def play(self, pictures, labels, unlabelled, steps):
        """Train for a number of steps, a tensor; the rate falls to 0 over the second half."""
        for step in tf.range(steps):
            done = ops.cast(step, "float32") / ops.cast(steps, "float32")
            for optimizer in self.optimizers:
                optimizer.learning_rate.assign(self.rate * ops.minimum(1.0, 2 - 2 * done))
            rows = keras.random.randint((LABELLED_BATCH,), 0, ops.shape(labels)[0], seed=self.seed)
            x, y = self.move(ops.take(pictures, rows, axis=0)), ops.take(labels, rows)
            rows = keras.random.randint((self.batch,), 0, ops.shape(unlabelled)[0], seed=self.seed)
            self.step(x, y, ops.take(unlabelled, rows, axis=0))
            self.follow(ops.cast(step, "float32"))

    def step(self, x, y, u):
        """Move the classifier, and the generator if it plays, a step down what each of them minimises."""
        with tf.GradientTape(persistent=True) as tape:
            classifier_loss, generator_loss = self.losses(self, x, y, u)
        networks = [(self.classifier, classifier_loss), (self.generator, generator_loss)]
        gradients = [
            None if loss is None else tape.gradient(loss, network.trainable_variables) for network, loss in networks
        ]
        for (network, _), optimizer, gradient in zip(networks, self.optimizers, gradients):
            if gradient is not None:
                optimizer.apply(gradient, network.trainable_variables)

    def follow(self, step):
        """Let the average follow the classifier."""
        averaging = ops.minimum(0.99, (1 + step) / (10 + step))  # at first there is little to average
        for average, weight in zip(self.average.weights, self.classifier.weights):
            average.assign(averaging * average + (1 - averaging) * weight)

    def train(self, pictures, labels, unlabelled, steps):
        """Train from where it stands, on arrays."""
        self.play(tf.constant(pictures), tf.constant(labels), tf.constant(unlabelled), tf.constant(steps))

    def accuracy(self, pictures, labels):
        """Return the share of pictures that the averaged classifier reads right."""
        chunks = [self.average(pictures[i : i + 500], training=False)[0] for i in range(0, len(pictures), 500)]
        return float(np.mean(np.concatenate(chunks).argmax(axis=1) == labels))

    def draw(self, n):
        """Return n fakes (n, 28, 28, 1), as NumPy; n: a multiple of 500."""
        return np.concatenate([self.generator(self.noise(500), training=False) for _ in range(n // 500)])
