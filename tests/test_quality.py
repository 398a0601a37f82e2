"""The yardstick: the formula against SciPy, the classifier on the test set, the order of good and bad pictures."""

import numpy as np
import pytest
import scipy.linalg
from scipy.ndimage import gaussian_filter

from gan_course.data import load_mnist
from gan_course.quality import (
    class_shares,
    confidence,
    frechet_digit_distance,
    frechet_distance,
    nearest_distances,
    precision_recall,
    read_digits,
    sharpness,
)


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


def by_brute_force(real, fake, k):
    """Precision and recall as the paper says it, pair by pair."""

    def share_inside(points, centres):
        radii = [
            sorted(np.linalg.norm(c - o) for j, o in enumerate(centres) if j != i)[k - 1] for i, c in enumerate(centres)
        ]
        return np.mean([any(np.linalg.norm(p - c) <= r for c, r in zip(centres, radii)) for p in points])

    return share_inside(fake, real), share_inside(real, fake)


@pytest.mark.parametrize("k", [1, 3, 5])
def test_precision_and_recall_are_the_papers_by_brute_force(rng, k, monkeypatch):
    monkeypatch.setattr("gan_course.quality.CHUNK", 17)  # several chunks, the last not full
    for n, m, shift in ((60, 60, 0.0), (50, 70, 1.0), (70, 40, 2.5)):
        real, fake = rng.normal(size=(n, 3)), rng.normal(size=(m, 3)) * 0.7 + shift
        wanted = by_brute_force(real, fake, k)
        assert precision_recall(real, fake, k) == pytest.approx(wanted, abs=1e-12)
        assert precision_recall(fake, real, k) == pytest.approx(wanted[::-1], abs=1e-12)
        assert 0 < sum(wanted) < 2 or shift != 1.0  # somewhere in between


def test_precision_and_recall_on_paper():
    real = np.array([[0.0], [1], [3], [6]])  # k = 2: radii 3, 2, 3, 5, so everything from -3 to 11
    fake = np.array([[-3.0], [-3.1], [11], [11.1]])  # radii 14, 14.1, 14.0, 14.1: all of it
    assert precision_recall(real, fake, k=2) == (0.5, 1.0)


def test_what_is_copied_is_precise_and_what_is_repeated_covers_nothing(real):
    features = read_digits(real)[0]
    one_by_one = np.concatenate([read_digits(real[i : i + 1])[0] for i in range(100)])  # equal but for rounding
    assert precision_recall(features, features) == (1.0, 1.0)
    assert precision_recall(one_by_one, features[:100]) == (1.0, 1.0)
    assert precision_recall(features, np.repeat(one_by_one[:1], 50, axis=0)) == (1.0, 1 / 2000)


def test_precision_and_recall_tell_what_is_wrong(rng):
    ten = rng.normal(size=(10, 4))
    for real, fake, k, message in (
        (ten, ten[:, :3], 3, r"\(10, 4\) and \(10, 3\)"),
        (ten[0], ten, 3, r"\(4,\)"),
        (ten, ten[:3], 3, "3 fake rows"),
        (ten, ten, 0, "k is 0"),
        (ten, ten, 2.5, "k is 2.5"),
        (ten, ten * np.nan, 3, "NaN"),
    ):
        with pytest.raises(ValueError, match=message):
            precision_recall(real, fake, k)


def test_nearest_distances_are_those_to_the_nearest(real, monkeypatch):
    monkeypatch.setattr("gan_course.quality.CHUNK", 7)
    some, training = real[:20], real[15:60]
    wanted = [min(np.linalg.norm(p.astype(float) - t) for t in training) for p in some]
    got = nearest_distances(some, training)
    np.testing.assert_allclose(got, wanted, atol=1e-9)
    assert np.all(got[15:] == 0) and np.all(got[:15] > 1)


def test_sharpness_on_paper(real):
    checkerboard = np.indices((28, 28)).sum(axis=0)[np.newaxis, ..., np.newaxis] % 2 * 2.0 - 1
    stripes = np.broadcast_to(np.arange(28)[:, np.newaxis, np.newaxis] % 2 * 2.0 - 1, (3, 28, 28, 1))
    assert sharpness(checkerboard) == 4 and sharpness(stripes) == 2 and sharpness(np.full((2, 28, 28, 1), -0.5)) == 0
    assert sharpness(real) > 2 * sharpness(gaussian_filter(real, (0, 3, 3, 0)))
    for broken in (real * np.nan, real * 2):
        with pytest.raises(ValueError, match=r"Expected: float pictures in \[-1, 1\]"):
            sharpness(broken)
