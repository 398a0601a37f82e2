"""The yardstick: the formula against SciPy, the classifier on the test set, the order of good and bad pictures."""

import numpy as np
import pytest
import scipy.linalg
from scipy.ndimage import gaussian_filter

from gan_course.data import load_mnist
from gan_course.quality import class_shares, confidence, frechet_digit_distance, frechet_distance, read_digits


def test_classifier_is_right_on_99_percent_of_the_test_set(test_set):
    features, probabilities = read_digits(test_set)
    assert features.shape == (10000, 128) and probabilities.shape == (10000, 10)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1, atol=1e-5)
    assert np.mean(probabilities.argmax(axis=1) == load_mnist("test")[1]) >= 0.99


def test_frechet_distance_is_the_published_formula(rng):
    a = rng.normal(size=(500, 6)) @ rng.normal(size=(6, 6))
    b = rng.normal(size=(300, 6)) @ rng.normal(size=(6, 6)) + 1
    cov_a, cov_b = np.cov(a.T), np.cov(b.T)
    root = scipy.linalg.sqrtm(cov_a @ cov_b).real
    formula = np.sum((a.mean(0) - b.mean(0)) ** 2) + np.trace(cov_a + cov_b - 2 * root)
    assert frechet_distance(a, b) == pytest.approx(formula, rel=1e-6)
    assert frechet_distance(b, a) == pytest.approx(formula, rel=1e-6)
    assert frechet_distance(a, a) == pytest.approx(0, abs=1e-6)


def test_frechet_distance_on_paper(rng):
    # in one direction: means 0 and 3, deviations 1 and 2: 3^2 + (1 - 2)^2 = 10
    a = rng.normal(size=4000)
    a = (a - a.mean()) / a.std(ddof=1)
    a = np.stack([a, np.zeros(4000)], axis=1)
    b = a * 2 + [3, 0]
    assert frechet_distance(a, b) == pytest.approx(10, abs=1e-6)


def test_good_and_bad_pictures_come_in_the_expected_order(real, rng):
    value = {
        "real": frechet_digit_distance(real),
        "slightly blurred": frechet_digit_distance(gaussian_filter(real, (0, 0.7, 0.7, 0))),
        "blurred": frechet_digit_distance(gaussian_filter(real, (0, 1.5, 1.5, 0))),
        "noise": frechet_digit_distance(rng.uniform(-1, 1, real.shape).astype("float32")),
        "one digit": frechet_digit_distance(np.repeat(real[:1], 2000, axis=0)),
    }
    assert list(value) == sorted(value, key=value.get), value
    assert value["real"] < 6 and value["blurred"] > 100


def test_fewer_samples_look_worse_and_too_few_are_refused(real, test_set):
    assert frechet_digit_distance(real) < frechet_digit_distance(real[:500])
    with pytest.raises(ValueError, match="at least 200"):
        frechet_digit_distance(real[:50])


def test_class_shares_and_confidence_see_what_is_there(real, rng):
    labels = load_mnist("train")[1][:2000]
    np.testing.assert_allclose(class_shares(real), np.bincount(labels) / 2000, atol=0.005)
    sevens = real[labels == 7]
    assert class_shares(sevens)[7] > 0.97
    assert confidence(real) > 0.97 > confidence(gaussian_filter(real, (0, 1.5, 1.5, 0)))
