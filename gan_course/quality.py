"""How good are the digits? Measured in the eyes of a small digit classifier, offline.

The Frechet digit distance is to digits what the Frechet Inception distance (Heusel et al. 2017) is to photographs: the
same formula, in the features of a network that reads digits. Its values can't be compared with anybody's "FID".
Made by tools/train_classifier.py; lesson 16 looks into it.
"""

import functools

import keras
import numpy as np
from keras import layers

from gan_course.data import check_pictures, from_uint8, load_asset, load_mnist

CLASSES = 10


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


def class_shares(pictures):
    """Return the share of each digit among the pictures as the classifier reads them, shape (10,), sum 1."""
    classes = read_digits(pictures)[1].argmax(axis=1)
    return np.bincount(classes, minlength=CLASSES) / len(classes)


def confidence(pictures):
    """Return how sure the classifier is of its reading: the mean of its largest probability, in [0.1, 1]."""
    return float(read_digits(pictures)[1].max(axis=1).mean())
