"""Parzen windows: the log-likelihood by which the first GANs were compared (Goodfellow et al. 2014, section 5).

A GAN has no formula for its density, so one is built from its samples: a Gaussian bump on each (Breuleux et al. 2011).
Lesson 12 shows the number, and how it misleads (Theis et al. 2016).
"""

import numpy as np

from gan_course.data import check_pictures

CHUNK = 500  # pictures at a time: 500 x 10,000 distances are 40 MB


def parzen_log_likelihood(pictures, samples, bandwidth):
    """Return the log-density, in nats, that Gaussian bumps on the samples give to each of the pictures, shape (n,).

    log p(x) = log mean_i N(x; samples_i, bandwidth^2 I)

    pictures (n, height, width, channels) and samples (m, ...) of the same shape, both in [-1, 1]. The density is one over
    pixels in [0, 1], as in the paper, and so is the bandwidth, the bump's standard deviation. The paper takes m = 10,000
    samples, and reports mean and standard error over the test set.
    Raises ValueError for pictures or samples that check_pictures refuses, and for a bandwidth that is not positive.
    """
    samples = np.asarray(samples)
    check_pictures(samples, samples.shape[1:])
    check_pictures(pictures, samples.shape[1:])
    if not (np.isscalar(bandwidth) and 0 < bandwidth < np.inf):
        raise ValueError(f"The bandwidth is {bandwidth}; it should be a positive number, for digits about 0.2.")
    x, centres = _vectors(pictures), _vectors(samples)
    log_normalizer = np.log(len(centres)) + x.shape[1] * np.log(bandwidth * np.sqrt(2 * np.pi))
    chunks = [x[i : i + CHUNK] for i in range(0, len(x), CHUNK)]
    return (
        np.concatenate([_log_sum_exp(-squared_distances(c, centres) / (2 * bandwidth**2)) for c in chunks]) - log_normalizer
    )


def best_bandwidth(held_out, samples, bandwidths):
    """Return the bandwidth under which held-out pictures, neither trained nor tested on, are likeliest on average.

    Raises ValueError if that is the smallest or the largest: the best may lie beyond.
    """
    bandwidths = np.sort(np.asarray(bandwidths, float))
    scores = [parzen_log_likelihood(held_out, samples, float(b)).mean() for b in bandwidths]
    best = int(np.argmax(scores))
    if best in (0, len(bandwidths) - 1):
        raise ValueError(
            f"The best bandwidth, {bandwidths[best]:.3g}, is at the edge of those tried, {bandwidths[0]:.3g} to "
            f"{bandwidths[-1]:.3g}; try a wider range."
        )
    return float(bandwidths[best])


def _vectors(pictures):
    pictures = np.asarray(pictures, "float64")
    return (pictures.reshape(len(pictures), -1) + 1) / 2


def squared_distances(a, b):
    """|a - b|^2 = |a|^2 - 2 a.b + |b|^2 for all pairs, (n, m): a matrix product, in float64 because the terms cancel."""
    return np.sum(a**2, axis=1, keepdims=True) - 2 * a @ b.T + np.sum(b**2, axis=1)


def _log_sum_exp(exponents):
    """log sum_j exp(e_ij), (n,): the largest is taken out, lest all underflow; what is left, float32 does much faster."""
    largest = exponents.max(axis=1, keepdims=True)
    return largest[:, 0] + np.log(np.exp((exponents - largest).astype("float32")).sum(axis=1, dtype="float64"))
