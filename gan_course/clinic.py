"""The clinic of lesson 14: the signs by which a failed training shows, rules that read them, and recorded patients.

A history is a dict of arrays, a number an epoch, as Signs measures it at the end of each. A rule takes a history and the
generator's last samples, and returns whether the failure is there; numbers are means over the last quarter of the epochs.
The patients, and how often the rules are right, are recorded by benchmarks/failures.py.
"""

import functools
from dataclasses import dataclass

import numpy as np

from gan_course.data import from_uint8, load_asset, load_mnist
from gan_course.parzen import squared_distances

# ---- rules -------------------------------------------------------------------------------------------------------------


def late(history, name):
    """Return the mean of a sign over the last quarter of the epochs."""
    return float(np.mean(history[name][-(len(history[name]) // 4) :]))


def frozen(history, samples):
    """The discriminator never moved, not once."""
    return float(np.max(history["discriminator_moved"])) == 0


def wrong_range(history, samples):
    """The real pictures use the upper half of [-1, 1] only."""
    return float(np.min(history["lowest_real"])) >= 0


def sparse(history, samples):
    """Many of the slopes that come back to the fakes are exactly 0."""
    return late(history, "zeros") > 0.1


def vanished(history, samples):
    """The discriminator is sure, and next to nothing of a gradient arrives at the generator."""
    return late(history, "real_score") - late(history, "fake_score") > 0.9 and late(history, "generator_gradient") < 0.05


def overfitted(history, samples):
    """The real pictures that it has learnt from are more real to the discriminator than those that it has not."""
    return late(history, "real_score") - late(history, "held_out_score") > 0.08


def oscillating(history, samples):
    """The middle of the fakes swings widely, and it and the push on it go round, at least three times the same way."""
    centre, push = (history[name][len(history[name]) // 4 :] for name in ("centre", "push"))
    rounds, steadiness = turns(centre, push)
    return float(np.std(centre)) > 0.15 and rounds >= 3 and steadiness > 0.5


def collapsed(history, samples):
    """All samples are about the same."""
    return variation(samples) < 0.05


def partly_collapsed(history, samples):
    """What is drawn is good, and at least a quarter of the modes are missing."""
    there, found = history["modes_there"][-1], late(history, "modes")
    return not collapsed(history, samples) and found <= 0.75 * there and late(history, "share") > 0.3


def exploiting(history, samples):
    """The discriminator is content, with samples that an outsider refuses."""
    return abs(late(history, "real_score") - late(history, "fake_score")) < 0.1 and late(history, "share") < 0.2


# A cause stands before what it brings about: of several that are true, the first is the diagnosis.
RULES = {
    "frozen": frozen,
    "wrong range": wrong_range,
    "sparse": sparse,
    "vanished": vanished,
    "oscillating": oscillating,
    "overfitted": overfitted,
    "collapsed": collapsed,
    "partly collapsed": partly_collapsed,
    "exploiting": exploiting,
}


def diagnose(history, samples):
    """Return the first failure in RULES whose rule is true, else "healthy"."""
    return next((name for name, rule in RULES.items() if rule(history, samples)), "healthy")


# ---- signs -------------------------------------------------------------------------------------------------------------


def variation(samples):
    """Return how much samples (n, ...) differ: the standard deviation over them, averaged over places."""
    return float(np.std(np.asarray(samples, "float64"), axis=0).mean())


def turns(a, b):
    """Return how often the curves a and b, drawn against each other, go round, and how steadily, from 0 to 1.

    Each is brought to mean 0 and standard deviation 1. Steadily: the turning in all, over what there is of it both ways.
    """
    a, b = ((x - np.mean(x)) / (np.std(x) + 1e-12) for x in (a, b))
    angles = np.unwrap(np.arctan2(b, a))
    turned = np.diff(angles)
    return float(abs(angles[-1] - angles[0]) / (2 * np.pi)), float(abs(turned.sum()) / (abs(turned).sum() + 1e-12))


@functools.cache
def small_digits(split="train"):
    """Return MNIST in [-1, 1] at half its size, (n, 14, 14, 1), each pixel the mean of four, and the labels (n,)."""
    pictures, labels = load_mnist(split)
    return from_uint8(pictures).reshape(-1, 14, 2, 14, 2, 1).mean((2, 4)), labels


@functools.cache
def _known_digits():
    pictures, labels = small_digits()
    known, others = pictures[:4000].reshape(4000, -1), pictures[-500:].reshape(500, -1)
    return known, labels[:4000], np.quantile(_nearest(others, known)[1], 0.95)


def _nearest(x, known):
    squares = squared_distances(x, known)
    return squares.argmin(axis=1), squares.min(axis=1)


def judge_digits(pictures):
    """Return the number of digits found among pictures (n, 14, 14, 1), 0 to 10, and the share of good ones.

    A picture is what the nearest of 4,000 real ones is. Found: 2 % of all. Good: as near to that one as 95 % of other real
    pictures are to theirs. gan_course.ring.judge_ring says the same of points.
    """
    known, labels, limit = _known_digits()
    nearest, distances = _nearest(np.reshape(pictures, (len(pictures), -1)), known)
    shares = np.bincount(labels[nearest], minlength=10) / len(pictures)
    return int(np.sum(shares >= 0.02)), float(np.mean(distances <= limit))


# ---- patients ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Patient:
    """A recorded training: its history and samples, and, for who may know, its failure, its cause and its seed."""

    history: dict
    samples: np.ndarray
    failure: str
    cause: str
    seed: int


@functools.cache
def patients(group):
    """Return the recorded patients of a group: "examples", one a cause; "clinic", eight; "unseen", others."""
    names, groups, *facts = load_asset("clinic.npz", "signs", "groups", "failures", "causes", "seeds")
    found = [i for i, of in enumerate(groups) if of == group]
    if not found:
        raise ValueError(f"There is no group {group!r} of patients; there are: {', '.join(sorted(set(groups)))}.")
    arrays = load_asset("clinic.npz", *(f"{what}_{i}" for i in found for what in ("history", "samples")))
    histories = [dict(zip(names.tolist(), rows.astype("float64"))) for rows in arrays[::2]]
    samples = [s.astype("float32") / 127 for s in arrays[1::2]]
    return [Patient(h, s, *(fact[i].item() for fact in facts)) for i, h, s in zip(found, histories, samples)]
