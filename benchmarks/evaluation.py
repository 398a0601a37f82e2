"""Lesson 16's table over seeds: nine measures of ten kinds of pictures, with the lesson's 2,000 of each and with 10,000.

    python benchmarks/evaluation.py          the recorded experiment: some fifteen minutes on one free core
    python benchmarks/evaluation.py 2000 5   one table, of so many pictures of each kind and that seed; records nothing

The seed decides which 8,000 pictures are learnt, which are kept, the noise, and the DCGAN, trained as in the lesson, whose
discriminator is the first measure and whose pictures are the last row. Two more sets of real pictures, kept like the first,
say how much a mark changes by itself. Of copies and averages there are 8,000 where 10,000 are asked for, and some 5,000
sevens: `count`. Milliseconds are of the processor, on one thread. Networks and tables that lie in runs/evaluation are not
made again: empty it if a setting changes. The rows of VAE, RBM and DBN are measured alike by autoencoders.py
and boltzmann.py. Writes benchmarks/results/evaluation.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import io
import sys
import time
from pathlib import Path

import numpy as np
from recording import kept, record, rows_of
from scipy.ndimage import gaussian_filter

from gan_course.data import from_uint8, load_mnist
from gan_course.files import write_whole
from gan_course.networks import make_dcgan
from gan_course.parzen import best_bandwidth, parzen_log_likelihood
from gan_course.quality import frechet_distance, nearest_distances, precision_recall, read_digits, sharpness

FOLDER = Path("runs/evaluation")
SEEDS = {2_000: (0, 1, 2), 10_000: (0, 1, 2)}  # pictures of each kind: seeds
LEARNT = 8_000


def split(seed):
    """Return the training pictures, 500 for widths, 500 for norms, all others, and the labels of these."""
    pictures, labels = load_mnist("train")
    order = np.random.default_rng(seed).permutation(len(pictures))
    pictures, labels = from_uint8(pictures[order]), labels[order]
    return *np.split(pictures, [LEARNT, LEARNT + 500, LEARNT + 1000]), labels[LEARNT + 1000 :]


def trained(seed, training):
    """Return the lesson's DCGAN, trained now or read from FOLDER."""
    gan, path = make_dcgan(seed), FOLDER / f"weights_{seed}.npz"
    networks = gan.averaged_generator, gan.discriminator
    if path.exists():
        with np.load(path) as arrays:
            for i, network in enumerate(networks):
                network.set_weights([arrays[f"{i}_{j}"] for j in range(len(network.weights))])
        return gan
    gan.fit(training, epochs=3)
    file = io.BytesIO()
    np.savez(file, **{f"{i}_{j}": w for i, network in enumerate(networks) for j, w in enumerate(network.get_weights())})
    write_whole(path, file.getvalue())
    return gan


def kinds(n, seed, training, fresh, labels, generated):
    """Return {kind: n pictures}: the lesson's ten, and two more sets of real ones."""
    real = fresh[:n]
    rng = np.random.default_rng(seed)
    half_noise = real.copy()
    half_noise[::2] = rng.uniform(-1, 1, real[::2].shape)
    return {
        "real": real,
        "blurred": gaussian_filter(real, (0, 1, 1, 0)),
        "averaged": averaged(n, training),
        "collapsed": np.repeat(real[6:7], n, axis=0),
        "one class": fresh[labels == 7][:n],
        "copied": training[:n],
        "moved copies": np.roll(training[:n], (1, 1), axis=(1, 2)),
        "noisy": np.clip(real + rng.normal(0, 0.3, real.shape).astype("float32"), -1, 1),
        "half noise": half_noise,
        "generated": generated,
        "real again": fresh[n : 2 * n],
        "real once more": fresh[2 * n : 3 * n],
    }


def averaged(n, training):
    """Return the mean of each of the first n training pictures and the four that are nearest to it."""
    flat, means = training.reshape(len(training), -1), []
    for part in np.split(flat[:n], len(flat[:n]) // 1000):
        nearness = np.sum(flat**2, axis=1) - 2 * part @ flat.T  # but for a constant
        means.append(training[np.argpartition(nearness, 4, axis=1)[:, :5]].mean(axis=1))
    return np.concatenate(means)


def table(n, seed):
    """Return the rows of one table: those in FOLDER, else measured now."""
    return kept(FOLDER / f"table_{n}_{seed}.json", lambda: measure(n, seed))


def measure(n, seed):
    training, for_widths, for_norms, fresh, labels = split(seed)
    gan, test = trained(seed, training), from_uint8(load_mnist("test")[0])
    started = time.process_time()
    generated = gan.sample(n)
    milliseconds = {"generated": 1000 * (time.process_time() - started) / n}
    test_features = read_digits(test)[0]
    usual = np.median(nearest_distances(for_norms, training))

    def marks(some):
        features, probabilities = read_digits(some)
        precision, recall = precision_recall(test_features[::5], features)
        width = best_bandwidth(for_widths[:200], some, np.geomspace(0.1, 0.5, 10))
        digits = probabilities.argmax(axis=1)
        return {
            "taken_for_real": np.mean(gan.discriminator.predict(some, batch_size=32, verbose=0) > 0),
            "distance": frechet_distance(features, test_features),
            "precision": precision,
            "recall": recall,
            "smallest_share": np.bincount(digits, minlength=10).min() / len(digits),
            "confidence": probabilities.max(axis=1).mean(),
            "log_likelihood": parzen_log_likelihood(test[::5], some, width).mean(),
            "nearest": np.median(nearest_distances(some[:500], training)) / usual,
            "sharpness": sharpness(some),
        }

    rows = []
    for kind, some in kinds(n, seed, training, fresh, labels, generated).items():
        row = {name: float(f"{mark:.5g}") for name, mark in marks(some).items()}
        row |= {"milliseconds_a_sample": round(milliseconds.get(kind, np.nan), 3)}
        rows.append({"pictures": n, "seed": seed, "kind": kind, "count": len(some), **row})
    return rows


def main():
    tables = {(n, seed): table(n, seed) for seed in SEEDS[2_000] for n in SEEDS if seed in SEEDS[n]}
    rows = [row for key in sorted(tables) for row in tables[key]]
    for neighbours in ("autoencoders", "boltzmann"):  # VAE; RBM and DBN
        rows += rows_of(neighbours, "evaluation", rows[0])
    record(__file__, rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        for row in table(*map(int, sys.argv[1:])):
            print(row)
    else:
        main()
