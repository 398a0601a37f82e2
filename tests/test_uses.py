"""Lesson 24's river, digits and shifts: what is said of them holds; and the recorded experiment."""

import numpy as np
import pytest

from gan_course import uses
from gan_course.recorded import load_recorded


def test_the_exact_plan_reaches_what_the_lesson_finds_by_hand():
    value, policy = uses.plan(uses.truth)
    assert uses.arrivals(policy) == pytest.approx(20 / 27) and value[2] == pytest.approx(20 / 27)
    assert policy[0, 2] == 0  # straight at the rock
    for rows, expected in (
        (3, np.array([2 / 3, 1, 1, 1, 1 / 3])),
        (2, np.array([8, 8, 8, 5, 5]) / 9),
        (1, np.array([8 / 9, 8 / 9, 8 / 9, 2 / 3, 2 / 3])),
    ):
        np.testing.assert_allclose(uses.plan(uses.truth, uses.ROWS[rows:])[0], expected)


def test_boats_arrive_as_often_as_is_computed_and_are_lost_for_good():
    policy = uses.plan(uses.truth)[1]
    track = uses.sail(policy, 4000, seed=3)
    assert np.isfinite(track[:, -1]).mean() == pytest.approx(20 / 27, abs=0.03)
    gone = np.isnan(track)
    assert (gone[:, 1:] >= gone[:, :-1]).all() and not gone[:, 0].any()


def test_the_mean_plans_into_the_rocks_and_the_log_itself_does_not():
    known, ends = uses.log_trips(2000, seed=1)
    assert known.shape == (2000, 2) and ends.shape == (2000, 1) and np.abs(ends).max() < 1
    drift = uses.LANE * uses.SHARES @ uses.GUSTS
    mean = uses.plan(lambda position, steering: np.array([position + steering + drift]))
    assert mean[0][2] == 1 and uses.arrivals(mean[1]) == 0
    assert uses.arrivals(uses.plan(uses.replay(known, ends))[1]) == pytest.approx(20 / 27)
    calm = uses.plan(lambda position, steering: np.array([position + steering]))[1]
    assert uses.arrivals(calm, gusts=(0, 0)) == 1


def test_the_mean_is_a_fair_planner_where_gusts_do_not_fork(monkeypatch):
    gusts = np.array([-1, 0, 1])
    monkeypatch.setattr(uses, "SHARES", np.array([1, 2, 1]) / 4)
    best = uses.plan(lambda position, steering: position + steering + uses.LANE * np.repeat(gusts, (1, 2, 1)))[1]
    mean = uses.plan(lambda position, steering: np.array([position + steering]))[1]
    assert uses.arrivals(best, gusts) == pytest.approx(0.28125)
    assert uses.arrivals(mean, gusts) == pytest.approx(0.2109375)


def test_no_digit_is_in_two_parts_of_a_task():
    task = uses.load_task(0, few=3, many=500)
    seen = [picture.tobytes() for pictures, _ in task.values() for picture in pictures]
    assert len(set(seen)) >= len(seen) - 2  # MNIST has next to no doubles
    assert [len(labels) for _, labels in task.values()] == [500, 500, 15, 5000]
    assert all(set(labels) == set(range(5)) for _, labels in task.values())


def test_shifts_move_whole_pixels_and_let_black_in():
    pictures = np.random.default_rng(0).uniform(-0.9, 1, (50, 6, 5, 1)).astype("float32")
    moved = uses.shift(pictures, seed=1)
    wide = np.pad(pictures, ((0, 0), (1, 1), (1, 1), (0, 0)), constant_values=-1)
    ways = set()
    for picture, around in zip(moved, wide):
        fits = [(i, j) for i in range(3) for j in range(3) if np.array_equal(picture, around[i : i + 6, j : j + 5])]
        assert len(fits) == 1
        ways.add(fits[0])
    assert len(ways) == 9


def test_the_networks_fit_each_other_and_a_body_is_what_its_features_come_from():
    pictures = uses.load_digits("test")[0][:7]
    discriminator = uses.make_discriminator()
    rows = uses.features(discriminator.get_layer("body"), pictures)
    kernel, bias = discriminator.layers[-1].get_weights()
    np.testing.assert_allclose(rows @ kernel + bias, discriminator(pictures), atol=1e-4)
    noise = np.zeros((3, 32), "float32")
    assert uses.make_generator(10)([noise, np.arange(3)]).shape == (3, 14, 14, 1)


def test_the_recorded_table_has_all_that_the_lesson_compares():
    rows = load_recorded("using_a_gan")
    assert len(rows) == 5 * (12 + 6 * 3 + 4 + 8)
    for use, arms in {
        "river": {"GAN", "replay", "mean and bell", "mean"},
        "transfer": {"pixels", "random", "autoencoder", "autoencoder longer", "discriminator", "labels of others"},
        "augmentation": {"nothing", "fakes of 100", "fakes of 100 shifted", "fakes of 10000", "real 10000"},
    }.items():
        mine = rows[rows["use"] == use]
        assert set(mine["arm"]) == arms and set(mine["seed"]) == set(range(5))
    gusts = rows[(rows["use"] == "river") & (rows["way"] == "gusts")]
    assert gusts["right"].max() <= 20 / 27 + 1e-4  # nobody can do better
