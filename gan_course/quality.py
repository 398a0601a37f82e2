"""How good are the digits? Measured in the eyes of a small digit classifier, offline.

The Frechet digit distance is to digits what the Frechet Inception distance (Heusel et al. 2017) is to photographs: the
same formula, in the features of a network that reads digits. Its values can't be compared with anybody's "FID".
Made by tools/train_classifier.py; lesson 16 looks into it.
"""

import functools
import numbers

import keras
import numpy as np
from keras import layers

from gan_course.data import check_pictures, from_uint8, load_asset, load_mnist
from gan_course.parzen import squared_distances

CLASSES = 10
CHUNK = 500  # rows at a time: 500 x 10,000 distances are 40 MB


def build_classifier():
    """Return an untrained classifier: pictures (n, 28, 28, 1) in [-1, 1] to features (n, 128) and probabilities (n, 10)."""
    pictures = keras.Input((28, 28, 1))
    x = layers.Conv2D(32, 3, activation="relu")(pictures)
    x = layers.MaxPooling2D()(x)
    x = layers.Conv2D(64, 3, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    features = layers.Dense(128, activation="relu", name="features")(x)
    x = layers.Dropout(0.5)(features)
    probabilities = layers.Dense(CLASSES, activation="softmax", name="probabilities")(x)
    return keras.Model(pictures, [features, probabilities], name="digit_classifier")


@functools.cache
def digit_classifier():
    """Return the trained classifier that comes with the package (over 99 % right on the test set)."""
    classifier = build_classifier()
    arrays = load_asset("digit_classifier.npz", *(f"weight_{i}" for i in range(len(classifier.weights))))
    classifier.set_weights([array.astype("float32") for array in arrays])
    return classifier


def read_digits(pictures):
    """Return what the classifier sees in pictures (n, 28, 28, 1) in [-1, 1]: features (n, 128), probabilities (n, 10)."""
    check_pictures(pictures)
    pictures = np.asarray(pictures)
    chunks = [digit_classifier()(pictures[i : i + 500], training=False) for i in range(0, len(pictures), 500)]
    features, probabilities = zip(*chunks)
    return np.concatenate(features), np.concatenate(probabilities)


@functools.cache
def _test_set_features():
    return read_digits(from_uint8(load_mnist("test")[0]))[0]


def frechet_distance(a, b):
    """Return the squared Frechet distance of two Gaussians fitted to feature vectors a (n, d) and b (m, d).

    |mean_a - mean_b|^2 + trace(cov_a + cov_b - 2 (cov_a cov_b)^(1/2))      (Dowson and Landau 1982)

    The eigenvalues of cov_a cov_b are real and not negative (a product of two covariances), and the trace of the
    root is the sum of their roots: no matrix root is needed.
    """
    a, b = np.asarray(a, "float64"), np.asarray(b, "float64")
    cov_a, cov_b = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    eigenvalues = np.linalg.eigvals(cov_a @ cov_b).real.clip(min=0)
    distance = np.sum((a.mean(0) - b.mean(0)) ** 2) + np.trace(cov_a) + np.trace(cov_b) - 2 * np.sum(np.sqrt(eigenvalues))
    return float(max(distance, 0.0))


def frechet_digit_distance(pictures):
    """Return the Frechet distance of pictures (n, 28, 28, 1) in [-1, 1] to the MNIST test set: 0 is best.

    It depends on n (few pictures look worse than they are), so always say n: 10,000, or 2,000 while training. Real
    training pictures get the smallest value that makes sense; show it beside yours.
    Raises ValueError for fewer than 200 pictures: their covariance in 128 dimensions says nothing.
    """
    if len(pictures) < 200:
        raise ValueError(f"A Frechet distance of {len(pictures)} pictures says nothing; give at least 200, better 10,000.")
    return frechet_distance(read_digits(pictures)[0], _test_set_features())


def precision_recall(real_features, fake_features, k=3):
    """Return precision and recall of fakes by neighbours, both in [0, 1] (Kynkaanniemi et al. 2019), as a pair.

    Precision: the share of fakes inside the realm of the real ones, the union of a ball about each, whose radius is the
    distance to its k-th nearest other. Recall: the share of real ones inside the realm of the fakes.

    real_features (n, d) and fake_features (m, d): read_digits gives them. Both depend on n, m and k, so always say them;
    the paper takes n = m and k = 3. Distances below a millionth of the vectors' own lengths are rounding, and count as 0.
    Raises ValueError for features of other shapes, not finite, or of too few rows for a k-th other.
    """
    real, fake = np.asarray(real_features, "float64"), np.asarray(fake_features, "float64")
    if not (real.ndim == fake.ndim == 2 and real.shape[1] == fake.shape[1]):
        raise ValueError(f"The features have shapes {real.shape} and {fake.shape}; they should be (n, d) and (m, d).")
    if not (isinstance(k, numbers.Integral) and 1 <= k < min(len(real), len(fake))):
        raise ValueError(
            f"k is {k!r}; it should be 1 or more, and less than the {len(real)} real and the {len(fake)} fake rows."
        )
    if not (np.isfinite(real).all() and np.isfinite(fake).all()):
        raise ValueError("The features contain NaN or infinite values.")
    real_radii, fake_radii = _squared_radii(real, k), _squared_radii(fake, k)
    fake_inside, real_inside = [], np.zeros(len(real), bool)
    for i in range(0, len(fake), CHUNK):
        squares = _distances_from(fake, i, real)
        fake_inside.append((squares <= real_radii).any(axis=1))
        real_inside |= (squares <= fake_radii[i : i + CHUNK, np.newaxis]).any(axis=0)
    return float(np.concatenate(fake_inside).mean()), float(real_inside.mean())


def _squared_radii(features, k):
    """The squared distance of each row to the k-th nearest of the others, (n,)."""
    radii = []
    for i in range(0, len(features), CHUNK):
        squares = _distances_from(features, i, features)
        rows = np.arange(len(squares))
        squares[rows, i + rows] = np.inf  # not to itself
        radii.append(np.partition(squares, k - 1, axis=1)[:, k - 1])
    return np.concatenate(radii)


def _distances_from(a, start, b):
    """The squared distances of CHUNK rows of a, from `start` on, to all of b; what is only rounding becomes 0."""
    a = a[start : start + CHUNK]
    squares = squared_distances(a, b)
    rounding = 1e-12 * (np.sum(a**2, axis=1, keepdims=True) + np.sum(b**2, axis=1))
    return np.where(squares < rounding, 0.0, squares)


def nearest_distances(pictures, training):
    """Return the distance, pixel by pixel, of each picture to the training picture that is nearest, shape (n,).

    pictures (n, 28, 28, 1) and training (m, 28, 28, 1), in [-1, 1]. A copy has 0; how far new pictures are, pictures that
    were kept from the training say.
    """
    check_pictures(pictures)
    check_pictures(training)
    a, b = (np.asarray(p, "float64").reshape(len(p), -1) for p in (pictures, training))
    squares = [_distances_from(a, i, b).min(axis=1) for i in range(0, len(a), CHUNK)]
    return np.sqrt(np.concatenate(squares))


def sharpness(pictures):
    """Return the mean difference between neighbouring pixels, without its sign: that along rows plus that along columns.

    pictures (n, height, width, channels) in [-1, 1]: from 0, even grey, to 4, a checkerboard of black and white.
    """
    pictures = np.asarray(pictures)
    check_pictures(pictures, pictures.shape[1:])
    return float(sum(np.abs(np.diff(pictures, axis=axis)).mean(dtype="float64") for axis in (1, 2)))


def class_shares(pictures):
    """Return the share of each digit among the pictures as the classifier reads them, shape (10,), sum 1."""
    classes = read_digits(pictures)[1].argmax(axis=1)
    return np.bincount(classes, minlength=CLASSES) / len(classes)


def confidence(pictures):
    """Return how sure the classifier is of its reading: the mean of its largest probability, in [0.1, 1]."""
    return float(read_digits(pictures)[1].max(axis=1).mean())
