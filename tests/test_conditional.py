"""Lesson 17's experiment has the lesson's networks, its losses are what they say, and tags have the shares that are said."""

import ast
from pathlib import Path

import conditional as experiment
import keras
import numpy as np
import pytest
from keras import layers, ops
from label_ways import WAYS, make_conditional_gan, make_discriminator, make_generator
from scipy.special import log_softmax

from gan_course import tags
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import R1GAN, minibatch_std
from gan_course.recorded import load_recorded

LESSON = Path(__file__).parent.parent / "lessons" / "17_conditional_gan.py"


def from_lesson(*names):
    """Return the functions and classes of these names, as the lesson defines them."""
    scope = {"keras": keras, "layers": layers, "ops": ops, "R1GAN": R1GAN, "minibatch_std": minibatch_std, "np": np}
    tree = ast.parse(LESSON.read_text())
    tree.body = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    exec(compile(tree, str(LESSON), "exec"), scope)
    return [scope[name] for name in names]


def test_the_lessons_networks_and_game_are_the_experiments():
    lesson_g, lesson_d, lesson_gan = from_lesson("make_generator", "make_discriminator", "ConditionalGAN")
    keras.utils.set_random_seed(3)
    lesson = lesson_gan(lesson_g(), lesson_d(), averaging=0.9995, seed=3)
    ours = make_conditional_gan(seed=3)
    for a, b in zip(
        lesson.generator.weights + lesson.discriminator.weights, ours.generator.weights + ours.discriminator.weights
    ):
        np.testing.assert_array_equal(a, b)
    for method in ("generate", "judge"):
        bodies = [[ast.unparse(line) for line in _method(cls, method).body] for cls in (_class(LESSON), _class(_module()))]
        assert bodies[0] == bodies[1]


def _module():
    return Path(__file__).parent.parent / "benchmarks" / "label_ways.py"


def _class(path):
    return next(n for n in ast.parse(path.read_text()).body if isinstance(n, ast.ClassDef) and n.name == "ConditionalGAN")


def _method(of_class, name):
    return next(n for n in of_class.body if getattr(n, "name", "") == name)


@pytest.fixture(scope="module")
def batch():
    pictures, labels = load_mnist("train")
    return from_uint8(pictures[:8]), labels[:8].astype("int32")


@pytest.mark.parametrize("way", WAYS)
def test_every_way_hears_the_label_or_guesses_it(way, batch):
    pictures, labels = batch
    keras.utils.set_random_seed(0)
    discriminator = make_discriminator(way)
    if way == "classifier":
        logits, classes = discriminator(pictures)
        assert logits.shape == (8, 1) and classes.shape == (8, 10)
    else:
        other = (labels + 1) % 10
        logits, others = discriminator([pictures, labels]), discriminator([pictures, other])
        assert logits.shape == (8, 1) and np.all(np.abs(logits - others) > 0)


def test_the_generator_obeys_noise_and_label():
    generator = make_generator()
    z = np.random.default_rng(0).standard_normal((2, 64))
    a, b = (generator([z, np.array(labels)]).numpy() for labels in ([3, 3], [3, 4]))
    assert a.shape == (2, 28, 28, 1) and np.array_equal(a[0], b[0]) and not np.array_equal(a[1], b[1])


def test_the_classifiers_losses_have_the_labels_part_for_both_players(batch):
    gan = make_conditional_gan("classifier", seed=0)
    pictures, labels = batch
    logits, classes = (np.asarray(x, "float64") for x in gan.discriminator(pictures, training=True))
    of_label = -log_softmax(classes, axis=1)[np.arange(8), labels].mean()
    loss, _ = gan.generator_loss(batch, pictures)
    np.testing.assert_allclose(loss, np.logaddexp(0, -logits).mean() + of_label, rtol=1e-5)
    loss, shown = gan.discriminator_loss(batch, pictures)  # the fakes are the real pictures here
    of_real = np.logaddexp(0, -logits).mean() + np.logaddexp(0, logits).mean()
    slope = np.mean(shown["squared_slope"])
    np.testing.assert_allclose(loss, of_real + gan.penalty / 2 * slope + 2 * of_label, rtol=1e-5)


def test_another_way_is_refused():
    with pytest.raises(ValueError, match="no way 'told'"):
        make_discriminator("told")


def test_tags_have_the_shares_that_are_said():
    shares = tags.true_shares()
    assert shares.shape == (3, 3, 3, 3) and np.isclose(shares.sum(), 1)
    np.testing.assert_allclose(shares.sum(axis=(1, 2, 3)), 0.9 * tags.MANNERS + 0.05 * (1 - tags.MANNERS))
    pictures, vectors, answers = tags.draw_tagged(20_000, seed=0)
    words = tags.read_words(vectors)
    assert pictures.shape == (20_000, 16, 16, 3) and abs(pictures).max() <= 1 and abs(vectors).max() <= 1
    assert np.mean(words // 3 == answers) > 0.999
    pooled = np.bincount(np.ravel_multi_index((words % 3).T, (3, 3, 3, 3)), minlength=81) / len(words)
    assert np.abs(pooled - shares.ravel()).sum() / 2 < 0.03
    assert tags.total_variation(answers, words) < 0.09  # what 1,250 of each kind leave
    assert tags.total_variation(answers, 3 * (1 - answers)) == pytest.approx(1)  # nothing fits
    assert tags.total_variation(answers, 3 * answers) == pytest.approx(1 - shares[0, 0, 0, 0])  # one answer for all


def test_what_is_true_of_a_picture_can_be_seen_in_it():
    answers = np.array([[0, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    first, blue, right, large = tags.draw_pictures(answers, np.random.default_rng(0))
    assert first[..., 0].mean() > blue[..., 0].mean() and first[..., 2].mean() < blue[..., 2].mean()
    assert right[:, 8:, 0].mean() > right[:, :8, 0].mean() and large[..., 0].mean() > first[..., 0].mean()


def test_the_table_has_what_the_lesson_shows():
    table = load_recorded("conditional")
    ways = table[table["experiment"] == "ways"]
    for way in WAYS:
        rows = ways[(ways["arm"] == way) & (ways["steps"] < 700)]
        assert list(rows["seed"]) == list(experiment.SEEDS)
        np.testing.assert_array_equal(rows["steps"], np.round(experiment.STEPS / rows["cost"]))
    minute = ways[(ways["arm"] == "projection") & (ways["steps"] > 1500)]
    assert sorted(set(minute["scale"])) == sorted(experiment.SCALES) and len(minute) == 15
    for arm in experiment.PATIENTS:
        assert len(table[table["arm"] == arm]) == 6
    for arm in experiment.TAGGERS:
        assert list(table["seed"][table["arm"] == arm]) == list(experiment.SEEDS)
