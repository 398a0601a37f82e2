"""Lesson 15: its cures do what they say, on cases worked out by hand; and the recorded table is what it reads."""

import ast
from pathlib import Path

import cures
import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from gan_course.gan import GAN
from gan_course.losses import LOSSES
from gan_course.recorded import load_recorded

LESSON = Path(__file__).parent.parent / "lessons" / "15_cures.py"


@pytest.fixture(scope="module")
def lesson():
    """What the lesson imports and defines, as a dict of names; nothing of it is run."""
    tree = ast.parse(LESSON.read_text())
    tree.body = [n for n in tree.body if isinstance(n, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef))]
    defined = {}
    exec(compile(tree, LESSON, "exec"), defined)
    return defined


def linear_game(kind, weights, loss="non-saturating"):
    """A GAN whose discriminator is points . weights, a hidden layer that passes them on below it."""
    generator = keras.Sequential([keras.Input((2,)), layers.Dense(2, "tanh")])
    points = keras.Input((2,))
    discriminator = keras.Model(points, layers.Dense(1, use_bias=False)(layers.Identity()(points)))
    discriminator.set_weights([np.float32(weights).reshape(2, 1)])
    gan = kind(generator, discriminator, averaging=0.0)
    gan.compile(keras.optimizers.SGD(0.1), keras.optimizers.SGD(0.1), loss)
    return gan


REAL = np.float32([[1, 2], [0, 1], [-1, 0.5]])
FAKE = np.float32([[0, 0.5], [1, -1], [0.5, 0.5]])


def both(lesson, name):
    return [lesson[name], getattr(cures, name)]


def test_the_penalty_of_a_linear_critic_is_known(lesson):
    for kind in both(lesson, "GradientPenaltyGAN"):
        gan = linear_game(kind, (3, 4), "Wasserstein")
        loss, _ = gan.discriminator_loss(tf.constant(REAL), tf.constant(FAKE))
        plain = np.mean(FAKE @ [3, 4]) - np.mean(REAL @ [3, 4])
        assert np.isclose(loss - plain, gan.penalty * (5 - 1) ** 2, rtol=1e-4)


def test_instance_noise_fades_to_nothing(lesson):
    for kind in both(lesson, "InstanceNoiseGAN"):
        gan = linear_game(kind, (1, 2))
        kind.steps, places = 10, tf.zeros((4000, 2))
        sizes = []
        for step in (0, 5, 10, 99):
            gan.discriminator_optimizer.iterations.assign(step)
            sizes.append(np.std(gan.judge(places, places)))
        assert np.allclose(sizes, gan.deviation * np.sqrt(5) * np.array([1, 0.5, 0, 0]), rtol=0.1)


def test_feature_matching_wants_the_means_alike(lesson):
    for kind in both(lesson, "FeatureMatchingGAN"):
        gan = linear_game(kind, (1, 2))
        loss, _ = gan.generator_loss(tf.constant(REAL), tf.constant(FAKE))
        assert np.isclose(loss, np.sum((REAL.mean(axis=0) - FAKE.mean(axis=0)) ** 2))


def test_spectral_normalisation_agrees_with_the_svd(lesson):
    keras.utils.set_random_seed(15)
    x = np.eye(5, dtype="float32")
    for kind in both(lesson, "SpectralDense"):
        layer = kind(7)
        for _ in range(200):
            stretched = layer(x).numpy()
        assert np.isclose(np.linalg.svd(stretched, compute_uv=False)[0], 1, atol=1e-3)
        np.testing.assert_allclose(stretched, layer.kernel / np.linalg.svd(layer.kernel, compute_uv=False)[0], atol=1e-3)
    conv = cures.SpectralConv2D(6, 3, padding="same")
    for _ in range(200):
        out = conv(np.ones((1, 4, 4, 2), "float32"))
    sigma = np.linalg.svd(np.reshape(conv.kernel, (-1, 6)), compute_uv=False)[0]
    plain = keras.ops.conv(np.ones((1, 4, 4, 2), "float32"), conv.kernel, padding="same")
    np.testing.assert_allclose(out, plain / sigma, atol=1e-3)


def test_targets_and_noisy_labels(lesson):
    real, fake = tf.constant([[0.5], [-1.0]]), tf.constant([[2.0], [0.3]])
    plain = LOSSES["non-saturating"]
    for made in (lesson["smoothed"](1.0, 0.0), cures.smoothed(1.0, 0.0)(plain)):
        assert np.isclose(made.discriminator(real, fake), plain.discriminator(real, fake))
    two_sided = cures.smoothed(0.9, 0.1)(plain).discriminator(real, fake)
    assert np.isclose(lesson["smoothed"](0.9, 0.1).discriminator(real, fake), two_sided)
    many = [tf.repeat(logits, 20_000, axis=0) for logits in (real, fake)]
    assert np.isclose(cures.noisy_labels(0.1)(plain).discriminator(*many), two_sided, atol=0.02)


def test_clipping_holds_every_weight():
    gan = linear_game(cures.ClippedGAN, (3, -4), "Wasserstein")
    gan.discriminator_step(tf.constant(REAL))
    np.testing.assert_allclose(np.ravel(gan.discriminator.get_weights()[0]), [0.1, -0.1])


def test_virtual_batch_norm_is_the_exercises(lesson):
    rows = np.random.default_rng(0).normal(1, 2, (70, 3)).astype("float32")
    normalised = cures.VirtualBatchNormalization()(rows).numpy()[64:]
    reference, x = rows[:64], rows[64:]
    for row, expected in zip(x, normalised):
        together = np.concatenate([reference, row[None]])
        np.testing.assert_allclose((row - together.mean(axis=0)) / np.sqrt(together.var(axis=0) + 1e-3), expected, atol=1e-4)


def test_a_point_counts_for_the_mode_it_lies_at(lesson):
    assert lesson["filled"](np.repeat(cures.CENTRES, 5, axis=0)) == 8
    half = np.concatenate([np.repeat(cures.CENTRES[:4], 4, axis=0), np.zeros((16, 2))])
    assert lesson["filled"](half) == pytest.approx(4)
    assert lesson["filled"](np.repeat(cures.CENTRES[:1], 40, axis=0)) == 1
    for points in (half, cures.draw_ring(100, 3)):
        assert cures.judge(points)["filled"] == pytest.approx(lesson["filled"](points))


@pytest.mark.parametrize("cure", ["labels", "virtual batch norm", "spectral norm", "minibatch std"])
def test_networks_take_and_give_points(cure):
    generator, discriminator = cures.networks_of("ring", cure)
    labels = [tf.eye(8)[:5]] if cure == "labels" else []
    fakes = generator([tf.ones((5, 2)), *labels] if labels else tf.ones((5, 2)))
    assert fakes.shape == (5, 2)
    assert discriminator([fakes, *labels] if labels else fakes).shape == (5, 1)
    assert cures.CURES[cure].get("gan", GAN) in (GAN, cures.LabelledGAN)


def test_the_table_has_all_runs_at_equal_seconds():
    table = load_recorded("cures")
    expected = {
        (game, cure, seed)
        for game in cures.GAMES
        for cure in cures.CURES
        if cures.tried(game, cure)
        for seed in cures.seeds(game, cure)
    }
    assert {(row["game"].item(), row["cure"].item(), int(row["seed"])) for row in table} == expected
    assert len(table) == len(expected)
    for row in table:
        kind = cures.game_settings(row["game"].item())["kind"]
        rounds = {"ring": 20, "digits": 15}[kind] * cures.EPOCHS[kind] / row["cost"]
        rounds *= 0.8 if row["cure"] == "autoencoder's start" else 1
        assert abs(row["rounds"] - rounds) <= 20
        assert np.isfinite(row["filled" if kind == "ring" else "distance"])
