"""Lesson 18's loop and what it recorded."""

import ast
import inspect
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf

from gan_course import few_labels
from gan_course.recorded import load_recorded

LESSON = Path(__file__).parent.parent / "lessons" / "18_semi_supervised_gan.py"


def functions(source):
    return {node.name: ast.dump(node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def test_the_gan_that_is_recorded_is_the_one_that_the_lesson_shows():
    assert functions(LESSON.read_text())["gan_losses"] == functions(inspect.getsource(few_labels))["gan_losses"]


def test_a_choice_is_balanced_and_follows_from_the_seed(rng):
    labels = rng.integers(0, 10, 2000)
    for n, least, most in ((25, 2, 3), (50, 5, 5), (100, 10, 10)):
        places = few_labels.choose(labels, n, seed=3)
        counts = np.bincount(labels[places], minlength=10)
        assert len(set(places)) == n and counts.min() == least and counts.max() == most
        np.testing.assert_array_equal(places, few_labels.choose(labels, n, seed=3))
    assert set(few_labels.choose(labels, 50, 3)) < set(few_labels.choose(labels, 100, 3))
    assert set(few_labels.choose(labels, 50, 3)) != set(few_labels.choose(labels, 50, 4))


def test_moved_pictures_are_pictures_and_each_is_moved_in_its_own_way():
    cross = np.full((3, 28, 28, 1), -1, "float32")
    cross[:, 13:15, 5:23] = cross[:, 5:23, 13:15] = 1
    new = few_labels.moved(cross, keras.random.SeedGenerator(1)).numpy()
    assert new.shape == cross.shape and new.min() >= -1 and new.max() <= 1 and new.max() > 0.9
    assert abs(new[0] - new[1]).max() > 0.5 and (new[:, 0] == -1).all()
    np.testing.assert_allclose(new.mean(axis=(1, 2, 3)), cross.mean(axis=(1, 2, 3)), atol=0.15)


@pytest.fixture(scope="module")
def few():
    rng = np.random.default_rng(0)
    return rng.uniform(-1, 1, (20, 28, 28, 1)).astype("float32"), np.arange(20, dtype="int32") % 10


@pytest.mark.parametrize("way", few_labels.LOSSES)
def test_what_a_step_moves(way, few):
    game = few_labels.Game(few_labels.LOSSES[way], weight=1.0)
    before = [[w.numpy() for w in network.trainable_variables] for network in (game.classifier, game.generator)]
    teacher = game.average.get_weights()
    game.optimizers[0].learning_rate = game.optimizers[1].learning_rate = 1e-3
    game.step(tf.constant(few[0]), tf.constant(few[1]), tf.constant(few[0][:8]))
    for network, old, moves in zip((game.classifier, game.generator), before, (True, way == "GAN")):
        assert any(np.any(w.numpy() != o) for w, o in zip(network.trainable_variables, old)) == moves
    for new, old in zip(game.average.get_weights(), teacher):
        np.testing.assert_array_equal(new, old)


def test_a_run_follows_from_its_seed(few):
    game = few_labels.Game(few_labels.gan_losses)

    def weights(seed):
        game.begin(seed)
        game.train(*few, few[0], 3)
        return np.concatenate([w.ravel() for w in game.average.get_weights()])

    first = weights(1)
    np.testing.assert_allclose(weights(1), first, atol=1e-5)
    assert abs(weights(2) - first).max() > 1e-2


def test_the_table_has_what_the_lesson_says():
    rows = load_recorded("semi_supervised")
    table = rows[rows["experiment"] == "table"]
    for way in few_labels.LOSSES:
        for moved in (0, 1):
            for n in (25, 50, 100, 1000):
                of_these = table[(table["way"] == way) & (table["moved"] == moved) & (table["labels"] == n)]
                assert sorted(of_these["seed"]) == [1, 2, 3, 4, 5]
                assert set(of_these["steps"]) == {few_labels.STEPS[way]}

    def means(way, moved):
        of_way = table[(table["way"] == way) & (table["moved"] == moved)]
        return np.array([of_way["accuracy"][of_way["labels"] == n].mean() for n in (25, 50, 100, 1000)])

    for way in ("GAN", "labels only"):
        assert np.all(means(way, 1) > few_labels.DECK["SGAN"])
    gan_adds = [means("GAN", moved) - means("labels only", moved) for moved in (0, 1)]
    assert np.all(gan_adds[0][:3] > 0.05) and np.all(gan_adds[1] < 0.03) and gan_adds[1][3] < 0
    assert np.all(means("labels only", 1) > means("GAN", 0))
    assert np.all(means("teacher", 1)[:3] > np.maximum(means("GAN", 1), means("labels only", 1))[:3] + 0.02)
    figure = rows[rows["experiment"] == "figure 1"]
    distances = {name: figure["distance"][figure["way"] == name] for name in few_labels.FIGURE}
    assert distances["labels"].max() + 5 < min(distances["GAN"].min(), distances["ten logits"].min())
    others = [row for row in rows if row["experiment"] != "table"]
    assert len(others) == 18 and len(rows) == 120 + 18
