"""Every member of the family: short, trained, resumed, refused; and its formulas against values from elsewhere.

The problems are small, so that each trains in seconds: the ring of eight Gaussians, and MNIST's digits at 8x8.
"""

import ast
import inspect
import shutil

import family
import keras
import numpy as np
import pytest
import tensorflow as tf
from family import (
    AddReference,
    AuxiliaryClassifierGAN,
    ConditionalGAN,
    FeatureMatchingGAN,
    GradientPenaltyGAN,
    InfoGAN,
    InstanceNoiseGAN,
    SemiSupervisedGAN,
    VirtualBatchNormalization,
)
from keras import layers
from scipy.special import softmax
from scipy.stats import norm

from gan_course.callbacks import Film, Quality
from gan_course.data import load_mnist
from gan_course.gan import GAN
from gan_course.networks import R1GAN
from gan_course.quality import frechet_digit_distance
from gan_course.ring import draw_ring
from gan_course.run import Run

RING = draw_ring(6415, seed=1)  # a remainder is left at the end of an epoch, here as below


def small_digits(split, n):
    """Return n digits (n, 8, 8, 1) in [-1, 1], means over 3x3 pixels, and their labels (n,)."""
    pictures, labels = load_mnist(split)
    middle = pictures[:n, 2:26, 2:26].reshape(n, 8, 3, 8, 3, 1).astype("float32")
    return middle.mean(axis=(2, 4)) / 127.5 - 1, labels[:n].astype("int32")


DIGITS, LABELS = small_digits("train", 2015)
TEST_DIGITS, TEST_LABELS = small_digits("test", 1000)
FEW_LABELS = np.where(np.arange(len(LABELS)) % 20 == 0, LABELS, -1)  # one in twenty is known

# ---- the networks of the small problems --------------------------------------------------------------------------------


def leaky(x, units):
    return layers.LeakyReLU(negative_slope=0.2)(layers.Dense(units)(x))


def ring_networks():
    z, points = keras.Input((2,)), keras.Input((2,))
    fake = layers.Dense(2, "tanh")(leaky(leaky(z, 64), 64))
    return keras.Model(z, fake), keras.Model(points, layers.Dense(1)(leaky(leaky(points, 64), 64)))


def digit_generator(inputs=(), hidden=leaky, latent_dim=8):
    """inputs: what it takes besides the noise, each (keras.Input, as numbers)."""
    z = keras.Input((latent_dim,))
    x = layers.Concatenate()([z, *(numbers for _, numbers in inputs)]) if inputs else z
    x = layers.Dense(64, "tanh")(hidden(hidden(x, 64), 128))
    return keras.Model([z, *(given for given, _ in inputs)] if inputs else z, layers.Reshape((8, 8, 1))(x))


def digit_features(pictures):
    return leaky(leaky(layers.Flatten()(pictures), 128), 64)


def digit_discriminator(*units):
    """Return a network with a dense head for each number of units."""
    pictures = keras.Input((8, 8, 1))
    features = digit_features(pictures)
    heads = [layers.Dense(n)(features) for n in units]
    return keras.Model(pictures, heads if len(heads) > 1 else heads[0])


def labelled_generator():
    labels = keras.Input((), dtype="int32")
    return digit_generator([(labels, layers.Embedding(10, 10)(labels))])


def label_map_discriminator():
    pictures, labels = keras.Input((8, 8, 1)), keras.Input((), dtype="int32")
    features = digit_features(family.add_label_map(pictures, labels))
    return keras.Model([pictures, labels], layers.Dense(1)(features))


def projection_discriminator():
    pictures, labels = keras.Input((8, 8, 1)), keras.Input((), dtype="int32")
    return keras.Model([pictures, labels], family.project(digit_features(pictures), labels))


def virtually_normalised_generator(size=32):
    z = keras.Input((8,))
    x = AddReference(size)(z)
    x = layers.ReLU()(VirtualBatchNormalization(size)(layers.Dense(64, use_bias=False)(x)))
    x = layers.Reshape((2, 2, 16))(x)  # and in pictures, where a mean goes over the places, too
    x = layers.Conv2DTranspose(16, 4, strides=2, padding="same", use_bias=False)(x)
    x = layers.ReLU()(VirtualBatchNormalization(size, last=True)(x))
    return keras.Model(z, layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")(x))


def info_networks():
    codes = keras.Input((11,))
    return digit_generator([(codes, codes)], latent_dim=4), digit_discriminator(1, 11)


# ---- the twelve --------------------------------------------------------------------------------------------------------


def make(kind, networks, data, loss="non-saturating", batch_size=50, rate=2e-3, beta_1=0.5, **settings):
    """Return a function that builds such a GAN anew, compiled, as each process would; it takes what should be another."""

    def build(kind=kind, networks=networks, loss=loss, seed=0, **other):
        keras.utils.set_random_seed(seed)
        of_kind = {name: value for name, value in settings.items() if kind is not PlainGAN or name in ("k", "averaging")}
        gan = kind(*networks(), seed=seed, **{**of_kind, **other})
        gan.compile(keras.optimizers.Adam(rate, beta_1=beta_1), keras.optimizers.Adam(rate, beta_1=beta_1), loss)
        return gan

    build.data, build.batch_size = data, batch_size
    return build


def digit_networks():
    return digit_generator(), digit_discriminator(1)


def virtual_networks():
    return virtually_normalised_generator(), digit_discriminator(1)


def label_map_networks():
    return labelled_generator(), label_map_discriminator()


def projection_networks():
    return labelled_generator(), projection_discriminator()


def classifier_networks():
    return labelled_generator(), digit_discriminator(1, 10)


def ten_logit_networks():
    return digit_generator(), digit_discriminator(10)


LABELLED, PARTLY = (DIGITS, LABELS), (DIGITS, FEW_LABELS)
FAMILY = {
    "least squares": make(GAN, ring_networks, RING, "least squares", averaging=0.0),
    "gradient penalty": make(
        GradientPenaltyGAN, ring_networks, RING, "Wasserstein", 32, beta_1=0.0, averaging=0.0, k=5, penalty=1.0
    ),
    "R1": make(R1GAN, ring_networks, RING, averaging=0.0, penalty=1.0),
    "one-sided smoothing": make(GAN, digit_networks, DIGITS, family.one_sided_smoothing(0.9)),
    "instance noise": make(InstanceNoiseGAN, digit_networks, DIGITS, steps=120),
    "virtual batch norm": make(GAN, virtual_networks, DIGITS),
    "feature matching": make(FeatureMatchingGAN, digit_networks, DIGITS),
    "label map": make(ConditionalGAN, label_map_networks, LABELLED, batch_size=20, rate=4e-3),
    "projection": make(ConditionalGAN, projection_networks, LABELLED, batch_size=20, rate=4e-3),
    "auxiliary classifier": make(AuxiliaryClassifierGAN, classifier_networks, LABELLED),
    "semi-supervised": make(SemiSupervisedGAN, ten_logit_networks, PARTLY),
    "InfoGAN": make(InfoGAN, info_networks, DIGITS),
}


class CopyAfter(keras.callbacks.Callback):
    """Copy a run's folder after some epochs: what a kill in the next one would leave."""

    def __init__(self, epochs, folder, copy):
        super().__init__()
        self.epochs, self.folder, self.copy = epochs, folder, copy

    def on_epoch_end(self, epoch, logs=None):
        if epoch + 1 == self.epochs:
            shutil.copytree(self.folder, self.copy)


def count_traces(gan):
    """Return a list that grows by one whenever Python runs the training step."""
    traces, step = [], gan.train_step

    def train_step(batch):
        traces.append(batch)
        return step(batch)

    gan.train_step = train_step
    return traces


def train(build, gan, folder, epochs, *callbacks):
    """Do what a notebook's cell does: go on from the folder, train to `epochs`."""
    film = Film(frames_per_epoch=1)
    run = Run(folder, film)
    gan.fit(build.data, build.batch_size, epochs, run.epoch, callbacks=[run, film, *callbacks])
    return run


def pictures_of_data(build):
    return build.data[0] if isinstance(build.data, tuple) else build.data


class Trained:
    """One of the family, trained for four epochs in one go."""

    def __init__(self, name, folder):
        self.name, self.build, self.folder = name, FAMILY[name], folder
        self.gan = self.build()
        self.first_samples = self.gan.sample(500)
        self.traces = count_traces(self.gan)
        self.run = train(self.build, self.gan, folder / "whole", 4, CopyAfter(2, folder / "whole", folder / "killed"))
        self.end, self.samples = everything(self.gan), self.gan.sample(500)


def everything(gan):
    """Return the values of all that training goes on from."""
    of_optimizers = gan.generator_optimizer.variables + gan.discriminator_optimizer.variables
    return [variable.numpy() for variable in gan.variables + of_optimizers]


def equal(ours, theirs):
    return all(np.array_equal(a, b) for a, b in zip(ours, theirs, strict=True))


TRAINED = {}  # each is trained once, when the first test asks for it


@pytest.fixture
def trained(request, tmp_path_factory):
    name = request.param
    if name not in TRAINED:
        TRAINED[name] = Trained(name, tmp_path_factory.mktemp("family"))
    return TRAINED[name]


def only(*names):
    return pytest.mark.parametrize("trained", names, indirect=True)


all_twelve = only(*FAMILY)


# ---- what all have in common -------------------------------------------------------------------------------------------


def lines_of(part):
    return sum(bool(line.strip()) for line in inspect.getsource(part).splitlines())


@pytest.mark.parametrize(
    ("parts", "overridden"),
    [
        ([family.one_sided_smoothing], 0),
        ([GradientPenaltyGAN, family.squared_slopes], 1),
        ([R1GAN], 1),
        ([InstanceNoiseGAN], 1),
        ([AddReference, VirtualBatchNormalization], 0),
        ([FeatureMatchingGAN], 1),
        ([ConditionalGAN, family.add_label_map], 3),
        ([ConditionalGAN, family.project], 3),
        ([AuxiliaryClassifierGAN], 3),
        ([SemiSupervisedGAN, FeatureMatchingGAN], 2 + 1),
        ([InfoGAN], 4),
    ],
)
def test_each_is_short_and_overrides_little(parts, overridden):
    assert sum(map(lines_of, parts)) <= 30
    of_gans = {name for part in parts if inspect.isclass(part) and issubclass(part, GAN) for name in vars(part)}
    assert len({name for name in of_gans if hasattr(GAN, name) and not name.startswith("_")}) == overridden


def test_all_that_is_shown_is_counted():
    parts = [node for node in ast.parse(inspect.getsource(family)).body if isinstance(node, (ast.ClassDef, ast.FunctionDef))]
    assert len(parts) == 13 and all(lines_of(getattr(family, part.name)) <= 30 for part in parts)


@all_twelve
def test_each_step_moves_its_own_network_only(trained):
    gan = trained.build()
    batch = keras.tree.map_structure(lambda rows: tf.constant(rows[:20]), trained.build.data)
    values = lambda network: [v.numpy() for v in network.trainable_variables]  # noqa: E731
    for mover, other, step in (
        (gan.discriminator, gan.generator, gan.discriminator_step),
        (gan.generator, gan.discriminator, gan.generator_step),
    ):
        before, others = values(mover), values(other)
        step(batch)
        assert equal(others, values(other))
        kernels = [not np.array_equal(x, y) for x, y in zip(before, values(mover), strict=True) if x.ndim > 1]
        assert all(kernels) and len(kernels) >= 3, "every layer takes part, each head too"


@all_twelve
def test_a_killed_one_ends_as_if_it_had_not_been_and_is_traced_once(trained, tmp_path):
    folder = shutil.copytree(trained.folder / "killed", tmp_path / "killed")
    gan = trained.build()
    traces = count_traces(gan)
    run = train(trained.build, gan, folder, 4)
    assert equal(trained.end, everything(gan))
    assert [w.name for w in gan.variables if "seed" in w.path], "the states of random generators are among them"
    whole, resumed = dict(trained.run.history), dict(run.history)
    del whole["seconds"], resumed["seconds"]
    assert whole == resumed and resumed["epoch"] == [1, 2, 3, 4]
    np.testing.assert_array_equal(trained.samples, gan.sample(500))

    assert len(pictures_of_data(trained.build)) % (gan.k * trained.build.batch_size), "something is left over in each epoch"
    assert len(trained.traces) == len(traces) == 1
    train(trained.build, gan, folder, 5)
    assert len(traces) == 1, "the next fit goes on with the same graph"


class PlainGAN(GAN):
    """A GAN for whatever networks; it is not to be trained."""

    def check_networks(self):
        pass


def smaller_reference():
    return virtually_normalised_generator(size=16), digit_discriminator(1)


ANOTHER_KIND = {name: ({"kind": PlainGAN}, "class") for name in FAMILY} | {
    "least squares": ({"loss": "non-saturating"}, "loss"),
    "one-sided smoothing": ({"loss": "non-saturating"}, "loss"),
    "virtual batch norm": ({"networks": digit_networks}, "generator"),
}
ANOTHER_SETTING = {
    "least squares": ({"averaging": 0.5}, "averaging"),
    "gradient penalty": ({"penalty": 10.0}, "penalty"),
    "R1": ({"penalty": 0.2}, "penalty"),
    "one-sided smoothing": ({"loss": family.one_sided_smoothing(0.8)}, "loss"),
    "instance noise": ({"steps": 100}, "steps"),
    "virtual batch norm": ({"networks": smaller_reference}, "generator"),
    "feature matching": ({"averaging": 0.5}, "averaging"),
    "label map": ({"classes": 9}, "classes"),
    "projection": ({"classes": 9}, "classes"),
    "auxiliary classifier": ({"weight": 0.5}, "weight"),
    "semi-supervised": ({"seed": 1}, "seed"),
    "InfoGAN": ({"weight": 0.1}, "weight"),
}


@all_twelve
def test_a_run_of_another_kind_is_refused(trained):
    folder = trained.folder / "whole"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for (other, what), more in ((ANOTHER_KIND[trained.name], "(, another [^;]+)?"), (ANOTHER_SETTING[trained.name], "")):
        gan = trained.build(**other)
        with pytest.raises(ValueError, match=f"holds a run with another {what}{more}; going on would mix the two"):
            train(trained.build, gan, folder, 5)
        assert int(gan.generator_optimizer.iterations) == 0
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


# ---- what each is for --------------------------------------------------------------------------------------------------


def energy_distance(a, b):
    """Return twice the mean distance of the two sets less those within them (Szekely and Rizzo 2013); alike: 0."""
    mean_distance = lambda x, y: np.linalg.norm(x[:, None] - y[None], axis=-1).mean()  # noqa: E731
    a, b = a.reshape(len(a), -1), b.reshape(len(b), -1)
    return 2 * mean_distance(a, b) - mean_distance(a, a) - mean_distance(b, b)


def classify(pictures):
    """Return the digit whose mean picture is nearest: right for some 3 in 4 real ones."""
    means = np.stack([DIGITS[LABELS == digit].mean(axis=0) for digit in range(10)])
    return ((pictures[:, None] - means) ** 2).sum(axis=(2, 3, 4)).argmin(axis=1)


def test_the_yardsticks():
    assert np.mean(classify(TEST_DIGITS) == TEST_LABELS) > 0.7
    assert energy_distance(RING[:500], RING[500:1000]) < 0.02 and energy_distance(DIGITS[:500], DIGITS[500:1000]) < 0.1


@all_twelve
def test_samples_come_near_the_real_ones(trained):
    real = pictures_of_data(trained.build)[:500]
    before, after = energy_distance(trained.first_samples, real), energy_distance(trained.samples, real)
    assert after < before * 0.4


@only("label map", "projection", "auxiliary classifier")
def test_digits_on_demand(trained):
    in_turn = np.arange(500) % 10
    assert np.mean(classify(trained.samples) == in_turn) > 0.35  # chance: 0.1
    wanted = np.random.default_rng(1).integers(10, size=500)
    assert np.mean(classify(trained.gan.sample(500, labels=wanted)) == wanted) > 0.35
    np.testing.assert_array_equal(trained.samples, trained.gan.sample(500, labels=in_turn))  # as without any
    with pytest.raises(ValueError, match="10 rows of noise and 3 labels; give a label for each row"):
        trained.gan.sample(10, labels=[1, 2, 3])


def test_quality_is_measured_without_giving_labels():
    """Its 2,000 samples have the labels in turn: a generator that draws the mean digit of each is not far off."""
    pictures, labels = load_mnist("train")
    means = np.stack([pictures[labels == digit].mean(axis=0) for digit in range(10)]) / 127.5 - 1
    z, label = keras.Input((8,)), keras.Input((), dtype="int32")
    drawn = layers.Embedding(10, 784, keras.initializers.Constant(np.arctanh(means.reshape(10, 784) * 0.999)))(label)
    drawn = layers.Activation("tanh")(layers.Add()([drawn, layers.Dense(784, kernel_initializer="zeros")(z)]))
    large, seen = keras.Input((28, 28, 1)), keras.Input((), dtype="int32")
    discriminator = keras.Model([large, seen], family.project(layers.Flatten()(large), seen))
    gan = ConditionalGAN(keras.Model([z, label], layers.Reshape((28, 28, 1))(drawn)), discriminator)
    quality, logs, one_digit = Quality(), {}, np.full(2000, 1)
    quality.set_model(gan)
    quality.on_epoch_end(0, logs)
    assert 1 < logs["frechet_2k"] < frechet_digit_distance(gan.sample(2000, labels=one_digit)) * 0.75


@only("semi-supervised")
def test_a_classifier_from_a_hundred_labels(trained):
    right = trained.gan.discriminator.predict(TEST_DIGITS, verbose=0).argmax(axis=1) == TEST_LABELS
    assert np.mean(right) > 0.3  # chance: 0.1


@only("InfoGAN")
def test_codes_can_be_read_off_the_pictures(trained):
    codes = np.array(trained.gan.codes(500, keras.random.SeedGenerator(5)))
    pictures = trained.gan.sample(500, labels=codes)
    _, guesses = trained.gan.discriminator.predict(pictures, verbose=0)
    assert np.mean(guesses[:, :10].argmax(axis=1) == codes[:, :10].argmax(axis=1)) > 0.6  # chance: 0.1
    assert np.corrcoef(guesses[:, 10], codes[:, 10])[0, 1] > 0.5


@only("feature matching")
def test_the_means_of_the_features_come_nearer(trained):
    means = [trained.gan.features.predict(pictures, verbose=0).mean(axis=0) for pictures in (DIGITS, trained.first_samples)]
    now = trained.gan.features.predict(trained.samples, verbose=0).mean(axis=0)
    assert np.linalg.norm(means[0] - now) < np.linalg.norm(means[0] - means[1]) * 0.7


@only("gradient penalty")
def test_slopes_come_to_1(trained):
    assert trained.run.history["slope"][-1] == pytest.approx(1, abs=0.2)


@only("R1")
def test_slopes_at_real_points_are_held_down(trained):
    free = trained.build(penalty=0.0)
    free = free.fit(RING, trained.build.batch_size, epochs=4).history["squared_slope"]
    assert trained.run.history["squared_slope"][-1] < free[-1] / 2


@only("one-sided smoothing")
def test_the_discriminator_does_not_grow_surer_than_it_should(trained):
    """Of fakes that stay noise it could be as sure as it likes; with smoothing D(x) of real ones ends at 0.9."""
    ends = []
    for target in (0.9, 1.0):
        gan = trained.build(loss=family.one_sided_smoothing(target))
        gan.generator_optimizer.learning_rate = 0.0
        history = gan.fit(DIGITS, 50, epochs=5).history
        assert history["fake_score"][-1] < 0.05
        ends.append(history["real_score"][-1])
    assert ends[0] == pytest.approx(0.9, abs=0.04) and ends[1] > 0.97


@only("instance noise")
def test_noise_fades_as_the_discriminator_steps(trained):
    gan = trained.build(deviation=0.4, steps=100)
    gan.discriminator = lambda pictures, training: pictures  # so that the noise can be looked at
    pictures = tf.zeros((200, 8, 8, 1))
    for step, deviation in ((0, 0.4), (25, 0.3), (75, 0.1), (100, 0.0), (130, 0.0)):
        gan.discriminator_optimizer.iterations.assign(step)
        noise = [np.array(gan.judge(pictures, pictures)) for _ in range(2)]
        assert np.std(noise) == pytest.approx(deviation, rel=0.05) and abs(np.mean(noise)) < 0.02
        assert deviation == 0 or abs(np.corrcoef(noise[0].ravel(), noise[1].ravel())[0, 1]) < 0.05


@only("virtual batch norm")
def test_a_picture_does_not_depend_on_the_others_in_its_batch(trained, tmp_path):
    z = np.random.default_rng(0).standard_normal((40, 8)).astype("float32")
    in_company = lambda generator: np.abs(generator(z, training=True)[:3] - generator(z[:3], training=True)).max()  # noqa: E731
    plain = digit_generator(hidden=lambda x, units: layers.ReLU()(layers.BatchNormalization()(layers.Dense(units)(x))))
    assert in_company(trained.gan.generator) < 1e-4 and in_company(plain) > 0.05
    # what is sampled is what was trained, saved or not
    trained.gan.averaged_generator.save(tmp_path / "generator.keras")
    loaded = keras.models.load_model(tmp_path / "generator.keras")
    for training in (False, True):
        np.testing.assert_allclose(loaded(z, training=training), trained.gan.draw(z), atol=1e-6)


# ---- each formula, against values from elsewhere -----------------------------------------------------------------------


@pytest.fixture
def float64():
    before = keras.config.dtype_policy()
    keras.config.set_floatx("float64")
    keras.config.set_dtype_policy("float64")
    yield
    keras.config.set_floatx("float32")
    keras.config.set_dtype_policy(before)


def smooth_networks():
    """Networks for pictures (4, 4, 1) without kinks, for finite differences."""
    z, pictures = keras.Input((3,)), keras.Input((4, 4, 1))
    fake = layers.Reshape((4, 4, 1))(layers.Dense(16, "tanh")(z))
    return keras.Model(z, fake), keras.Model(pictures, layers.Dense(1)(layers.Dense(6, "tanh")(layers.Flatten()(pictures))))


def differences(function, at, step=1e-5):
    """Return the slopes of a function of an array, by central differences; an entry of the array at a time."""
    slopes = np.zeros_like(at)
    for place in np.ndindex(at.shape):
        aside = np.zeros_like(at)
        aside[place] = step
        slopes[place] = (function(at + aside) - function(at - aside)) / (2 * step)
    return slopes


@pytest.mark.parametrize("kind", [GradientPenaltyGAN, R1GAN])
def test_penalties_and_their_gradients_are_what_finite_differences_give(kind, float64, monkeypatch, rng):
    share, weight = rng.uniform(size=5), 3.0
    monkeypatch.setattr(keras.random, "uniform", lambda shape, seed: tf.constant(share.reshape(shape)))
    gan = make(kind, smooth_networks, None, "Wasserstein")(penalty=weight)
    real, fake = (tf.constant(rng.uniform(-1, 1, (5, 4, 4, 1))) for _ in range(2))

    def penalty():
        return gan.discriminator_loss(real, fake)[0] - GAN.discriminator_loss(gan, real, fake)[0]

    share = share.reshape(5, 1, 1, 1)
    places = share * real + (1 - share) * fake if kind is GradientPenaltyGAN else real
    logit = lambda picture: float(gan.discriminator(picture[None])[0, 0])  # noqa: E731
    slopes = np.array([np.linalg.norm(differences(logit, np.array(picture))) for picture in places])
    by_hand = weight * np.mean((slopes - 1) ** 2) if kind is GradientPenaltyGAN else weight / 2 * np.mean(slopes**2)
    assert float(penalty()) == pytest.approx(by_hand, rel=1e-4)

    with tf.GradientTape() as tape:
        value = penalty()
    variables = gan.discriminator.trainable_variables[:-1]
    for variable, gradient in zip(variables, tape.gradient(value, variables)):
        start = variable.numpy()

        def with_weights(weights, variable=variable):
            variable.assign(weights)
            return float(penalty())

        np.testing.assert_allclose(gradient, differences(with_weights, start), rtol=1e-4, atol=1e-6)
        variable.assign(start)
        assert np.abs(gradient).max() > 1e-3


def test_penalties_on_paper():
    """D(x) = 3 x_1 + 4 x_2 has a slope of 5 everywhere."""
    for kind, penalty, value in ((GradientPenaltyGAN, 10.0, 10 * 4**2), (R1GAN, 0.1, 0.05 * 5**2)):
        line = keras.Sequential([keras.Input((2,)), layers.Dense(1)])
        line.set_weights([np.array([[3.0], [4.0]]), np.zeros(1)])
        gan = make(kind, lambda line=line: (ring_networks()[0], line), None, "Wasserstein")(penalty=penalty)
        real, fake = tf.constant(RING[:7]), tf.constant(RING[7:14])
        loss, shown = gan.discriminator_loss(real, fake)
        plain, scores = GAN.discriminator_loss(gan, real, fake)
        assert float(loss - plain) == pytest.approx(value, rel=1e-5) and scores.keys() < shown.keys()


def test_members_are_combined_by_inheritance():
    """R1 for the pictures of a label, seen through noise: the slope is that of w + v_label, whatever the others do."""

    class Combined(R1GAN, InstanceNoiseGAN, ConditionalGAN):
        """Settings of all three, and all three at work."""

    z, points, labels = keras.Input((2,)), keras.Input((2,)), keras.Input((), dtype="int32")
    y = layers.Embedding(3, 2)(labels)
    generator = keras.Model([z, labels], layers.Dense(2, "tanh")(layers.Concatenate()([z, y])))
    discriminator = keras.Model([points, labels], family.project(points, labels, classes=3))
    gan = Combined(generator, discriminator, penalty=0.5, deviation=0.1, steps=10, classes=3, k=2)
    gan.compile("adam", "adam")
    w, v = np.array([[1.0], [0.0]]), np.array([[2.0, 4.0], [-1.0, 3.0], [0.0, 0.0]])
    for layer in discriminator.layers:
        if layer.weights:
            layer.set_weights([v] if isinstance(layer, layers.Embedding) else [w, np.zeros(1)])
    batch = tf.constant(RING[:6]), tf.constant([0, 0, 1, 2, 1, 2])
    _, shown = gan.discriminator_loss(batch, gan.generate(batch))
    np.testing.assert_allclose(shown["squared_slope"], [25, 25, 9, 1, 9, 1], rtol=1e-5)
    assert (gan.penalty, gan.deviation, gan.classes, gan.k) == (0.5, 0.1, 3, 2)


def test_smoothing_on_paper():
    losses, log3 = family.one_sided_smoothing(0.9), np.log(3)  # D = sigmoid(log 3) = 3/4
    by_hand = -0.9 * np.log(3 / 4) - 0.1 * np.log(1 / 4) - np.log(1 - 1 / 2)
    assert float(losses.discriminator(tf.constant([[log3]]), tf.constant([[0.0 * log3]]))) == pytest.approx(by_hand)
    logit = tf.constant([[np.log(0.45 / 0.55)]])  # real and fake equally likely: D = 0.9 / 2
    lines = {name: next(iter(line.values())) for name, line in losses.references.items()}
    assert float(losses.discriminator(logit, logit)) == pytest.approx(lines["discriminator_loss"])
    assert float(losses.generator(logit)) == pytest.approx(lines["generator_loss"])
    with tf.GradientTape() as tape:
        tape.watch(logit)
        loss = losses.discriminator(logit, logit)
    assert float(tape.gradient(loss, logit)[0, 0]) == pytest.approx(0, abs=1e-6), "nothing is left to gain there"
    assert lines["score"] == pytest.approx(0.45) and losses.probabilities


@pytest.mark.parametrize("shape", [(5,), (3, 2, 5)])
@pytest.mark.parametrize("last", [False, True])
def test_virtual_batch_norm_against_numpy(shape, last, rng):
    layer, x = VirtualBatchNormalization(6, last), rng.normal(2, 3, (6 + 4, *shape)).astype("float32")
    layer.build((None, *shape))
    scale, shift = rng.uniform(1, 2, 5), rng.normal(size=5)
    layer.set_weights([scale, shift])
    axes = tuple(range(len(shape)))  # all but the channels
    expected = []
    for i, row in enumerate(x):
        # the reference, and of any other picture the reference and itself
        group = x[:6] if i < 6 else np.concatenate([x[:6], row[None]])
        mean, variance = group.mean(axis=axes), group.var(axis=axes)
        expected.append((row - mean) / np.sqrt(variance + 1e-3) * scale + shift)
    np.testing.assert_allclose(layer(x), expected[6 if last else 0 :], atol=1e-4)


def test_the_reference_is_the_same_whenever_and_wherever():
    z = tf.random.normal((4, 3))
    layer = AddReference(16, seed=2)
    first = np.array(layer(z))
    again = AddReference.from_config(layer.get_config())
    np.testing.assert_array_equal(first[:16], layer(z * 2)[:16])
    np.testing.assert_array_equal(first, again(z))
    np.testing.assert_array_equal(first[16:], z)
    assert not np.array_equal(first[:16], AddReference(16, seed=3)(z)[:16])
    assert abs(np.array(AddReference(1000)(z))[:1000].std() - 1) < 0.1


def test_virtual_batch_norm_is_cloned_with_its_settings():
    generator = virtually_normalised_generator(size=16)
    clone = keras.models.clone_model(generator)
    clone.set_weights(generator.get_weights())
    z = tf.random.normal((4, 8))
    np.testing.assert_array_equal(generator(z), clone(z))
    configs = [layer.get_config() for layer in clone.layers]
    assert [config["last"] for config in configs if "last" in config] == [False, True]
    assert [config["size"] for config in configs if "size" in config] == [16, 16, 16]


def test_the_projected_logit_by_hand(rng):
    features, labels = keras.Input((4,)), keras.Input((), dtype="int32")
    head = keras.Model([features, labels], family.project(features, labels, classes=3))
    w, b, v = rng.normal(size=(4, 1)), rng.normal(size=1), rng.normal(size=(3, 4))
    for layer in head.layers:
        if layer.weights:
            layer.set_weights([v] if isinstance(layer, layers.Embedding) else [w, b])
    phi, y = rng.normal(size=(5, 4)), np.array([2, 0, 0, 1, 2])
    expected = [[w[:, 0] @ phi[i] + b[0] + v[y[i]] @ phi[i]] for i in range(5)]
    np.testing.assert_allclose(head([phi, y]), expected, rtol=1e-4)
    assert head.count_params() == 4 + 1 + 3 * 4


def test_the_label_map_is_a_channel_of_the_label_s_own(rng):
    pictures, labels = keras.Input((4, 2, 1)), keras.Input((), dtype="int32")
    with_map = keras.Model([pictures, labels], family.add_label_map(pictures, labels, classes=3))
    (maps,) = with_map.get_weights()
    assert maps.shape == (3, 8) and np.abs(maps).max() <= 1 and maps.std() > 0.4
    x, y = rng.normal(size=(5, 4, 2, 1)).astype("float32"), np.array([2, 0, 0, 1, 2])
    seen = with_map([x, y])
    np.testing.assert_array_equal(seen[..., :1], x)
    np.testing.assert_array_equal(seen[..., 1], maps[y].reshape(5, 4, 2))


def test_real_and_fake_are_judged_under_the_labels_they_have():
    """With a discriminator that gives the label back, both scores are the batch's mean label."""
    gan = FAMILY["projection"](loss="hinge")
    gan.discriminator = lambda inputs, training: keras.ops.cast(inputs[1], "float32")[:, None]
    seen, generator = [], gan.generator
    gan.generator = lambda inputs, training: seen.append(inputs[1]) or generator(inputs)
    batch = tf.constant(DIGITS[:20]), tf.constant(LABELS[:20])
    fake = gan.generate(batch)
    _, shown = gan.discriminator_loss(batch, fake)
    np.testing.assert_array_equal(seen[0], LABELS[:20])
    for score in shown.values():
        np.testing.assert_array_equal(score[:, 0], LABELS[:20])


def surprise(labels, logits):
    """Return -log of the probabilities that softmax gives the labels."""
    return -np.log(softmax(logits, axis=1)[np.arange(len(labels)), labels])


def outputs(gan, pictures):
    return [np.array(output, "float64") for output in keras.tree.flatten(gan.discriminator(pictures))]


softplus = lambda x: np.logaddexp(0, x)  # noqa: E731


@pytest.fixture
def labelled_batch():
    fake = np.random.default_rng(1).uniform(-1, 1, (20, 8, 8, 1)).astype("float32")
    return (tf.constant(DIGITS[:20]), tf.constant(LABELS[:20])), tf.constant(fake)


def test_the_auxiliary_classifier_s_losses_by_hand(labelled_batch):
    (real, labels), fake = labelled_batch
    gan = FAMILY["auxiliary classifier"](weight=0.7)
    (real_logits, real_classes), (fake_logits, fake_classes) = outputs(gan, real), outputs(gan, fake)
    of_fake = surprise(labels, fake_classes).mean()
    by_hand = softplus(-real_logits).mean() + softplus(fake_logits).mean()
    by_hand += 0.7 * (surprise(labels, real_classes).mean() + of_fake)
    assert float(gan.discriminator_loss((real, labels), fake)[0]) == pytest.approx(by_hand, rel=1e-5)
    by_hand = softplus(-fake_logits).mean() + 0.7 * of_fake
    assert float(gan.generator_loss((real, labels), fake)[0]) == pytest.approx(by_hand, rel=1e-5)


def test_k_logits_are_a_softmax_with_one_more_logit_of_0(labelled_batch):
    """The class "fake" has the logit 0; D is all the probability that it does not get (Salimans et al. 2016, section 5)."""
    (real, labels), fake = labelled_batch
    gan = FAMILY["semi-supervised"]()
    with_fake = lambda logits: softmax(np.pad(logits, [(0, 0), (0, 1)]), axis=1)  # noqa: E731  (n, K + 1)
    (real_classes,), (fake_classes,) = outputs(gan, real), outputs(gan, fake)
    known = np.where(np.arange(20) % 3 == 0, labels, -1)
    label_loss = surprise(known[::3], real_classes[::3]).mean()
    by_hand = -np.log(1 - with_fake(real_classes)[:, 10]).mean() - np.log(with_fake(fake_classes)[:, 10]).mean()
    loss, shown = gan.discriminator_loss((real, tf.constant(known)), fake)
    assert float(loss) == pytest.approx(by_hand + label_loss, rel=1e-5)
    assert float(shown["label_loss"]) == pytest.approx(label_loss, rel=1e-5)
    np.testing.assert_allclose(shown["real_score"][:, 0], 1 - with_fake(real_classes)[:, 10], rtol=1e-5)
    np.testing.assert_allclose(shown["fake_score"][:, 0], 1 - with_fake(fake_classes)[:, 10], rtol=1e-5)
    # where no label is known, only real and fake are told apart; where scores are huge, nothing overflows
    loss, shown = gan.discriminator_loss((real, tf.fill([20], -1)), fake)
    assert float(shown["label_loss"]) == 0 and float(loss) == pytest.approx(by_hand, rel=1e-5)
    assert float(gan.real_logits(tf.constant([[1e4, 0.0]]))[0, 0]) == 1e4


def test_another_number_of_logits_is_fine_for_the_semi_supervised_one_only():
    SemiSupervisedGAN(digit_generator(), digit_discriminator(3))
    with pytest.raises(ValueError, match="one logit each"):
        FeatureMatchingGAN(digit_generator(), digit_discriminator(3))
    pictures = keras.Input((8, 8, 1))
    probabilities = keras.Model(pictures, layers.Dense(3, "softmax")(digit_features(pictures)))
    with pytest.raises(ValueError, match="ends in a softmax"):
        SemiSupervisedGAN(digit_generator(), probabilities)


def test_feature_matching_by_hand(labelled_batch):
    (real, _), fake = labelled_batch
    gan = FAMILY["feature matching"]()
    w, b = gan.discriminator.layers[-1].get_weights()
    of_real, of_fake = np.array(gan.features(real)), np.array(gan.features(fake))
    np.testing.assert_allclose(of_real @ w + b, gan.discriminator(real), atol=1e-5)  # they are what the last layer is given
    by_hand = np.sum((of_real.mean(axis=0) - of_fake.mean(axis=0)) ** 2)
    assert float(gan.generator_loss(real, fake)[0]) == pytest.approx(by_hand, rel=1e-4)


def test_codes_are_one_of_ten_and_a_uniform_number():
    gan = FAMILY["InfoGAN"]()
    codes = np.array(gan.codes(5000, gan.noise_seed))
    assert set(np.unique(codes[:, :10])) == {0, 1} and np.all(codes[:, :10].sum(axis=1) == 1)
    assert np.abs(codes[:, :10].mean(axis=0) - 0.1).max() < 0.03
    numbers = codes[:, 10]
    assert numbers.min() < -0.98 and numbers.max() > 0.98 and abs(numbers.mean()) < 0.05
    assert abs(np.corrcoef(numbers, codes[:, :10].argmax(axis=1))[0, 1]) < 0.05, "each says something of its own"
    assert not np.array_equal(codes, gan.codes(5000, gan.noise_seed)), "fresh ones each time"


def test_each_batch_has_codes_of_its_own_and_the_pictures_are_drawn_from_them():
    gan, seen = FAMILY["InfoGAN"](), []
    generator = gan.generator
    gan.generator = lambda inputs, training: seen.append(inputs[1]) or generator(inputs)
    batch = tf.constant(DIGITS[:20])
    codes = [np.array(gan.generate(batch)[1]) for _ in range(3)]
    for drawn, scored in zip(seen, codes, strict=True):
        np.testing.assert_array_equal(drawn, scored)
    assert len({of_batch.tobytes() for of_batch in codes}) == 3


def test_code_loss_is_the_surprise_at_the_codes(rng):
    """-log of the class's probability and of a Gaussian of deviation 1 around the guess, less log sqrt(2 pi)."""
    gan = FAMILY["InfoGAN"]()
    codes, guesses = np.array(gan.codes(6, gan.noise_seed)), rng.normal(size=(6, 11)).astype("float32")
    by_hand = surprise(codes[:, :10].argmax(axis=1), guesses[:, :10]) - norm.logpdf(codes[:, 10], guesses[:, 10])
    assert float(gan.code_loss(codes, guesses)) == pytest.approx(by_hand.mean() - np.log(2 * np.pi) / 2, rel=1e-5)


def test_both_players_of_infogan_want_the_codes_to_be_read(labelled_batch):
    (real, _), fake = labelled_batch
    gan = FAMILY["InfoGAN"](weight=0.7)
    codes = gan.codes(20, gan.noise_seed)
    (real_logits, _), (fake_logits, guesses) = outputs(gan, real), outputs(gan, fake)
    of_codes = 0.7 * float(gan.code_loss(codes, guesses.astype("float32")))
    by_hand = softplus(-real_logits).mean() + softplus(fake_logits).mean() + of_codes
    assert float(gan.discriminator_loss(real, (fake, codes))[0]) == pytest.approx(by_hand, rel=1e-5)
    by_hand = softplus(-fake_logits).mean() + of_codes
    assert float(gan.generator_loss(real, (fake, codes))[0]) == pytest.approx(by_hand, rel=1e-5)
