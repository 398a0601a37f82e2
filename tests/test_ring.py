"""The ring of eight Gaussians, and its recorded experiment."""

import keras
import numpy as np
import pytest
from scipy.stats import chisquare

from gan_course.losses import LOSSES
from gan_course.recorded import load_recorded
from gan_course.ring import CENTRES, SD, draw_ring, judge_ring, make_ring_gan


def test_the_ring_has_eight_equal_modes_of_the_stated_width():
    points = draw_ring(80_000, seed=1)
    assert points.shape == (80_000, 2) and points.dtype == np.float32 and np.abs(points).max() < 1
    np.testing.assert_allclose(np.linalg.norm(CENTRES, axis=1), 0.7)
    nearest = np.linalg.norm(points[:, None] - CENTRES, axis=2).argmin(axis=1)
    assert chisquare(np.bincount(nearest)).pvalue > 0.001
    assert abs((points - CENTRES[nearest]).std() / SD - 1) < 0.01
    np.testing.assert_array_equal(points, draw_ring(80_000, seed=1))


def test_real_points_are_near_as_often_as_the_rayleigh_distribution_says():
    modes, share = judge_ring(draw_ring(80_000, seed=2))
    assert modes == 8 and abs(share - (1 - np.exp(-9 / 2))) < 0.002


def test_modes_and_share_on_points_that_can_be_counted():
    at = lambda i, n: np.repeat(CENTRES[i : i + 1], n, axis=0)  # noqa: E731
    far = np.zeros((40, 2))  # the middle of the ring is near no mode
    assert judge_ring(np.concatenate([at(0, 58), at(3, 1), at(5, 1), far])) == (3, 0.6)
    assert judge_ring(np.concatenate([at(0, 59), at(3, 1), 2 * far, far + 0.1, far - 0.1])) == (1, 60 / 180)
    assert judge_ring(far) == (0, 0.0)
    assert judge_ring(CENTRES + [2.9 * SD, 0]) == (8, 1.0) and judge_ring(CENTRES + [3.1 * SD, 0]) == (0, 0.0)


def test_the_gan_of_the_ring_is_as_it_was_asked_for():
    gan = make_ring_gan(k=2, loss="hinge", rule="momentum", rate=0.1, seed=3)
    assert gan.k == 2 and gan.loss is LOSSES["hinge"] and gan.seed == 3
    for optimizer in (gan.generator_optimizer, gan.discriminator_optimizer):
        assert (
            isinstance(optimizer, keras.optimizers.SGD)
            and optimizer.momentum == 0.5
            and np.isclose(float(optimizer.learning_rate), 0.1)
        )
    adam = make_ring_gan(rate=1e-4).generator_optimizer
    assert isinstance(adam, keras.optimizers.Adam) and adam.beta_1 == 0.5 and np.isclose(float(adam.learning_rate), 1e-4)


def test_samples_of_the_ring_come_from_the_generator_itself():
    gan = make_ring_gan(seed=1)
    gan.fit(draw_ring(640, seed=1), batch_size=128)
    z = np.random.default_rng(0).standard_normal((7, 2), "float32")
    np.testing.assert_array_equal(gan.draw(z), gan.generator(z))


def test_the_recorded_table_has_six_seeds_of_each_of_eight_settings_in_their_order():
    table = load_recorded("ring")
    assert len(table) == 48 and table["seed"].reshape(8, 6).tolist() == [[0, 1, 2, 3, 4, 5]] * 8
    settings = [set(rows.tolist()) for rows in table[["k", "loss", "rule", "rate"]].reshape(8, 6)]
    base = (1, "non-saturating", "Adam", 0.001)
    assert all(len(setting) == 1 for setting in settings) and settings[0] == {base}
    assert len(set.union(*settings)) == 8
    assert table["modes"].min() >= 0 and table["modes"].max() <= 8
    assert table["share"].min() >= 0 and table["share"].max() <= 1


def test_an_unknown_table_is_refused_with_the_names_there_are():
    with pytest.raises(ValueError, match=r"no recorded experiment 'rings'; there are: .*ring"):
        load_recorded("rings")
