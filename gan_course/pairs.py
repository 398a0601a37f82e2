"""Pairs of pictures, made from digits: what is given, and what it should become. Lesson 20 learns the way between them.

Pictures are float32 in [-1, 1], (n, size, size, channels); every function returns given and target, a row a pair.
"""

import numpy as np


def colour_wheel(hues):
    """Return the paints (n, 3) in [0, 1], red, green, blue, of hues (n,) in [0, 1): 0 is red, 1/3 green, 2/3 blue."""
    away = (np.asarray(hues)[:, np.newaxis] + [0, 2 / 3, 1 / 3]) % 1
    return np.clip(abs(6 * away - 3) - 1, 0, 1)


def colour_pairs(pictures, seed):
    """Grey digits, and the same on black in one paint each, of a hue drawn from the whole wheel: the grey can't tell it."""
    paints = colour_wheel(np.random.default_rng(seed).random(len(pictures)))
    ink = (pictures + 1) / 2  # (n, 28, 28, 1) in [0, 1]
    return pictures, (2 * ink * paints[:, np.newaxis, np.newaxis] - 1).astype("float32")


def shrink(pictures, by):
    """Return the pictures with the mean of each square of `by` times `by` pixels in its place."""
    n, height, width, channels = pictures.shape
    return pictures.reshape(n, height // by, by, width // by, by, channels).mean(axis=(2, 4))


def enlarge(pictures, by):
    """Return the pictures with a square of `by` times `by` equal pixels in each pixel's place."""
    return pictures.repeat(by, axis=1).repeat(by, axis=2)


def small_pairs(pictures, by, size=28):
    """Pictures of `size` pixels that were shrunk `by` times and enlarged again, and what they were."""
    target = shrink(pictures, 28 // size)
    return enlarge(shrink(target, by), by), target


def frame_pairs(pictures, seed, frames=1):
    """The last frames of a film, as channels, and the next one: two digits of 14 pixels go straight on, and bounce."""
    rng = np.random.default_rng(seed)
    n = len(pictures)
    digits = shrink(pictures, 2)[..., 0]
    start = rng.integers(15, size=(2, n, 2))
    step = rng.integers(1, 4, size=(2, n, 2)) * rng.choice([-1, 1], size=(2, n, 2))
    film = np.full((n, 28, 28, frames + 1), -1, "float32")
    for which, rows in enumerate((np.arange(n), rng.permutation(n))):
        for t in range(frames + 1):
            place = 14 - abs((start[which] + t * step[which]) % 28 - 14)  # up to 14 and back
            for i, (row, (y, x)) in enumerate(zip(rows, place)):
                window = film[i, y : y + 14, x : x + 14, t]
                np.maximum(window, digits[row], out=window)
    return film[..., :-1], film[..., -1:]


def distance(pictures, real):
    """Return the Frechet distance of two sets of pictures (n, 28, 28, channels): do they look as if from one source?

    It is the Frechet digit distance's formula and features, the features of each channel side by side. Pairs play no part
    in it. Compare it within one kind of picture only, and with what another set of real ones gets.
    """
    from gan_course.quality import frechet_distance, read_digits  # here, since it loads TensorFlow

    features = [
        np.concatenate([read_digits(some[..., c, np.newaxis])[0] for c in range(some.shape[3])], axis=1)
        for some in (pictures, real)
    ]
    return frechet_distance(*features)
