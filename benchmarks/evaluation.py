"""The table of lesson 16 with 10,000 pictures a row: what every measure says of real, spoilt and generated pictures.

    python benchmarks/evaluation.py      some eight minutes on two cores

A DCGAN learns from 29,000 training pictures (two epochs), three seeds. 30,000 others, never trained on, make three rows of
real ones; what is spoilt is made of the first of these or, where it is copied or averaged, of those trained on. One class
has the 3,000 sevens that there are. Precision and recall are by 10,000 test pictures (k = 3); Parzen windows by 2,000 of
these, with a width for each row chosen on 500 others; the nearest training picture is that of 500 pictures, as a multiple of
the median distance of real ones; "taken for real" is the share of logits above 0 in the DCGAN of the same seed, that of seed
0 for what is spoilt. Seconds are those of drawing the row. Writes benchmarks/results/evaluation.csv.
"""

import time
from types import SimpleNamespace

import numpy as np
from recording import record
from scipy.ndimage import gaussian_filter

from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan
from gan_course.parzen import best_bandwidth, parzen_log_likelihood
from gan_course.quality import frechet_distance, nearest_distances, precision_recall, read_digits, sharpness

SEEDS = (0, 1, 2)
TRAINED, ROW = 29_000, 10_000


def marks(pictures, eyes):
    features, probabilities = read_digits(pictures)
    precision, recall = precision_recall(eyes.some_features, features)
    width = best_bandwidth(eyes.spare, pictures, np.geomspace(0.1, 0.5, 10))
    near = np.median(nearest_distances(pictures[:500], eyes.training))
    logits = [eyes.judge(pictures[i : i + 32]) for i in range(0, len(pictures), 32)]
    digits = probabilities.argmax(axis=1)
    return {
        "taken_for_real": np.mean(np.concatenate(logits) > 0),
        "distance": frechet_distance(features, eyes.features),
        "precision": precision,
        "recall": recall,
        "smallest_share": np.bincount(digits, minlength=10).min() / len(digits),
        "confidence": probabilities.max(axis=1).mean(),
        "log_likelihood": parzen_log_likelihood(eyes.test[::5], pictures, width).mean(),
        "nearest": near / eyes.usual,
        "sharpness": sharpness(pictures),
    }


def average_with_nearest(pictures, training, others=4):
    """Return each picture averaged with the nearest of the training pictures, of which it is one."""
    flat, lengths = training.reshape(len(training), -1), np.sum(training**2, axis=(1, 2, 3))
    averages = []
    for some in np.array_split(pictures, len(pictures) // 500):
        nearness = lengths - 2 * some.reshape(len(some), -1) @ flat.T  # but for the picture's own length
        averages.append(training[np.argpartition(nearness, others, axis=1)[:, : others + 1]].mean(axis=1))
    return np.concatenate(averages)


def spoil(real, training, sevens):
    """Return what is made of real pictures, or of those trained on: a dict of pictures."""
    rng = np.random.default_rng(16)
    half_noise = real.copy()
    half_noise[::2] = rng.uniform(-1, 1, real[::2].shape)
    return {
        "blurred": gaussian_filter(real, (0, 1, 1, 0)),
        "averaged": average_with_nearest(training[: len(real)], training),
        "collapsed": np.repeat(real[:1], len(real), axis=0),
        "one class": sevens,
        "copied": training[: len(real)],
        "copied, moved": np.roll(training[: len(real)], (1, 1), axis=(1, 2)),
        "noisy": np.clip(real + rng.normal(0, 0.3, real.shape).astype("float32"), -1, 1),
        "half noise": half_noise,
    }


def main():
    pictures, labels = load_mnist("train")
    order = np.random.default_rng(16).permutation(len(pictures))
    pictures, labels = from_uint8(pictures[order]), labels[order]
    training, fresh = pictures[:TRAINED], pictures[TRAINED + 1000 :]
    test = from_uint8(load_mnist("test")[0])
    features = read_digits(test)[0]
    eyes = SimpleNamespace(test=test, features=features, some_features=features, training=training)
    eyes.spare = pictures[TRAINED : TRAINED + 500]
    eyes.usual = np.median(nearest_distances(pictures[TRAINED + 500 : TRAINED + 1000], training))
    rows = []

    def measure(what, seed, pictures, seconds=0.0):
        row = {"what": what, "seed": seed, "pictures": len(pictures), "seconds": round(seconds, 2)}
        rows.append(row | {name: round(float(mark), 4) for name, mark in marks(pictures, eyes).items()})
        print(rows[-1], flush=True)

    for seed in SEEDS:
        gan = make_dcgan(seed)
        gan.fit(training, epochs=2)
        eyes.judge = lambda some, gan=gan: gan.discriminator(some, training=False)
        real = fresh[seed * ROW : (seed + 1) * ROW]
        measure("real", seed, real)
        gan.sample(500)  # the first call is slower
        started = time.perf_counter()
        samples = gan.sample(ROW, seed=1)
        measure("generated", seed, samples, time.perf_counter() - started)
        if seed == 0:
            sevens = fresh[labels[TRAINED + 1000 :] == 7][:3000]
            for what, spoilt in spoil(real, training, sevens).items():
                measure(what, seed, spoilt)
    record(__file__, rows)


if __name__ == "__main__":
    main()
