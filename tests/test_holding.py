"""Lesson 05's network that overfits: its digits, its brakes, its trainer, and what was recorded of them."""

from functools import partial

import keras
import numpy as np
import pytest
import regularization
import tensorflow as tf

from gan_course import holding
from gan_course.holding import DropConnect, Trainer, make_network
from gan_course.recorded import load_recorded


def test_the_500_are_the_first_of_the_5000_and_never_the_validation_digits():
    few, many = holding.load_digits(3), holding.load_digits(3, 5000)
    np.testing.assert_array_equal(few[0], many[0][:500])
    np.testing.assert_array_equal(few[1], many[1][:500])
    assert few[0].shape == (500, 784) and few[0].min() == 0 and few[0].max() == 1
    rows = {row.tobytes() for row in many[0]}
    assert not rows & {row.tobytes() for row in holding.load_validation()[0]}
    assert (holding.load_digits(4)[0] != few[0]).any()


def test_drop_connect_mutes_weights_with_their_mean_kept_and_only_in_training():
    keras.utils.set_random_seed(0)
    layer = DropConnect(1, rate=0.3)
    x = np.eye(4, dtype="float32")
    layer.build(x.shape)
    layer.kernel.assign(np.float32([[1], [2], [3], [4]]))
    np.testing.assert_allclose(layer(x, training=False), layer.kernel)
    draws = np.array([layer(x, training=True) for _ in range(2000)])[..., 0] / [1, 2, 3, 4]
    assert set(np.unique(draws.round(4))) == {0, np.float64(round(1 / 0.7, 4))}
    assert abs(draws.mean(axis=0) - 1).max() < 0.1  # six standard errors are 0.09


def test_the_soft_threshold_stops_at_zero():
    w = tf.Variable([0.5, -0.5, 0.05, -0.05])
    holding.soft_threshold(1.0)([w], 0.1)
    np.testing.assert_allclose(w, [0.4, -0.4, 0, 0], atol=1e-7)


@pytest.mark.parametrize("brake", [{}, {"dropout": 0.5}, {"dense": DropConnect, "rate": 0.5}])
def test_a_trainer_begins_anew_each_time_and_the_seed_decides(brake):
    x, y = holding.load_digits(0, 100)
    trainer = Trainer(partial(make_network, hidden=(8,), **brake))
    ends = []
    for seed in (0, 1, 0):
        history = trainer.train(x, y, seed, epochs=2, watch=[(x, y)])
        ends.append(trainer.network.get_weights()[0])
    assert history.shape == (1, 2, 2)
    np.testing.assert_array_equal(ends[0], ends[2])
    assert (ends[0] != ends[1]).any()


def test_weight_decay_leaves_the_biases_alone():
    x, y = holding.load_digits(0, 50)
    trainer = Trainer(partial(make_network, hidden=()), holding.adamw(100, rate=0.005))
    trainer.train(x, y, epochs=0)
    W, b = trainer.network.weights
    b.assign(tf.ones(10))
    before, black = W.numpy(), x.max(axis=0) == 0
    trainer._epoch(tf.constant(x), tf.constant(y), tf.constant([np.arange(50)]))
    np.testing.assert_allclose(W.numpy()[black], 0.5 * before[black], atol=1e-6)
    assert abs(b.numpy() - 1).max() < 0.006


@pytest.mark.parametrize("patience, epoch", [(1, 1), (2, 1), (3, 4)])
def test_the_experiment_stops_where_nothing_better_came(patience, epoch):
    assert regularization.stop_early([3, 2, 2.5, 2, 1, 2, 2, 2], patience) == epoch


def test_recorded_all_at_equal_effort_and_the_strengths_that_validation_chose():
    table = load_recorded("regularization")
    brakes = table[table["kind"] == "brake"]
    for name, (strengths, _) in regularization.BRAKES.items():
        rows = brakes[brakes["name"] == name]
        tried, reported = rows[rows["reported"] == 0], rows[rows["reported"] == 1]
        assert len(strengths) <= 5 and set(tried["seed"]) == set(regularization.CHOSEN_ON)
        assert set(reported["seed"]) == set(regularization.SEEDS)
        assert np.isnan(tried["test"]).all()
        if name != "more data":
            losses = {v: tried["validation_loss"][tried["value"] == v].mean() for v in set(tried["value"])}
            assert len(losses) == len(strengths) and set(reported["value"]) == {min(losses, key=losses.get)}
            assert (reported["epochs"] <= holding.EPOCHS).all()
        else:
            assert (reported["epochs"] * reported["value"] == holding.EPOCHS * 500).all()
    assert len(table[table["kind"] == "map"]) == sum(3 * len(values) for values, *_ in regularization.MAPS.values())
