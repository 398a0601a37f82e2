"""Lesson 04's tracks: slopes, arrivals, and the gradient of the small network."""

import numpy as np

from gan_course import descent


def test_slopes_by_differences_are_the_slopes():
    points = np.random.default_rng(0).normal(size=(3, 4, 2))
    slope = descent.slope_of(lambda x, y: x**2 / 2 + x * y**3)
    x, y = points[..., 0], points[..., 1]
    np.testing.assert_allclose(slope(points), np.stack([x + y**3, 3 * x * y**2], axis=-1), atol=1e-6)


def test_arrival_is_where_a_walk_stays_and_rates_that_leave_are_out():
    def sgd(g, s, rate):
        return -rate * g

    def bowl(x, y):
        return (x**2 + y**2) / 2

    steps, rate, points = descent.best_walk(sgd, bowl, [1.0, -1.0], [0, 0], np.array([0.1, 1.0, 1.9, 2.1]), steps=200)
    assert (steps, rate) == (1, 1.0) and points.shape == (201, 2)
    steps, rate, _ = descent.best_walk(sgd, bowl, [1.0, -1.0], [0, 0], np.array([0.1, 2.1]), steps=200)
    assert rate == 0.1 and 30 < steps < 36  # 0.9^n times 1.41, give or take 30 %, is below 0.05


def test_the_networks_gradient_is_that_of_its_loss():
    rng = np.random.default_rng(0)
    theta, x, y = descent.new_network(0).astype("float64"), rng.random((5, 196)), np.array([0, 3, 9, 3, 1])
    g, v = descent.gradient(theta, x, y), rng.normal(size=6634)
    ahead, behind = (descent.forward(theta + e * v, x, y)[2] for e in (1e-6, -1e-6))
    np.testing.assert_allclose(g @ v, (ahead - behind) / 2e-6, rtol=1e-5)
