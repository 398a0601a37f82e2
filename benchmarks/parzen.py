"""The table of Goodfellow et al. 2014: Parzen-window log-likelihood of our GANs, of real pictures, and of k-means.

    python benchmarks/parzen.py        some twenty-five minutes on two cores

All learn from the first 50,000 training pictures; the bandwidth is chosen on the first 1,000 of the 10,000 that are held
out, and the log-likelihood is that of the 10,000 test pictures under 10,000 "samples". Its error is the standard error over
the test pictures and says nothing of other seeds. Each row has a process of its own. `seconds` are what the training took by
the clock, `cpu_seconds` the same of all cores together: go by these, of which three minutes on two cores have 360, when the
machine is busy, as it was when the table was made. The rows of VAE, RBM and DBN are measured alike by
autoencoders.py and boltzmann.py. Writes benchmarks/results/parzen.csv.
"""

import json
import subprocess
import sys
import time

import numpy as np
from recording import record, rows_of

SAMPLES = 10_000
BANDWIDTHS = np.geomspace(0.1, 0.3, 23)  # 5 % apart
LONG, SHORT = 20, 5  # epochs of the fully connected GAN, of 500 steps: for the table, and for the lesson
ROWS = [
    ("real training pictures", 0, 0),
    ("k-means centroids", 0, 0),
    ("DCGAN of lesson 13", 0, 1),
    *[("fully connected", seed, SHORT) for seed in (0, 1, 2)],
    *[("fully connected", seed, LONG) for seed in (0, 1, 2)],
]


def make_fully_connected(seed):
    """Return the fully connected GAN of lesson 12, compiled."""
    import keras
    from keras import layers

    from gan_course.gan import GAN

    keras.utils.set_random_seed(seed)
    generator = keras.Sequential(
        [
            keras.Input((100,)),
            layers.Dense(256, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Dense(512, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Dense(784, activation="tanh"),
            layers.Reshape((28, 28, 1)),
        ]
    )
    discriminator = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(256),
            layers.LeakyReLU(negative_slope=0.2),
            layers.Dense(128),
            layers.LeakyReLU(negative_slope=0.2),
            layers.Dense(1),
        ]
    )
    gan = GAN(generator, discriminator, averaging=0.999, seed=seed)
    gan.compile(
        generator_optimizer=keras.optimizers.Adam(1e-3, beta_1=0.0, beta_2=0.99),
        discriminator_optimizer=keras.optimizers.Adam(1e-3, beta_1=0.0, beta_2=0.99),
        loss="non-saturating",
    )
    return gan


def k_means(pictures, clusters, rounds, seed):
    """Return the centres (clusters, ...) after some rounds of Lloyd's algorithm, begun at random pictures."""
    x = pictures.reshape(len(pictures), -1)
    centres = np.random.default_rng(seed).permutation(x)[:clusters]
    for _ in range(rounds):
        lengths = np.sum(centres**2, axis=1)
        nearest = np.concatenate(
            [np.argmin(lengths - 2 * x[i : i + 1000] @ centres.T, axis=1) for i in range(0, len(x), 1000)]
        )
        sums, counts = np.zeros_like(centres), np.bincount(nearest, minlength=clusters)[:, np.newaxis]
        np.add.at(sums, nearest, x)
        centres = np.where(counts > 0, sums / np.maximum(counts, 1), centres)
    return centres.reshape(-1, *pictures.shape[1:])


def measure(model, seed, epochs):
    """Make the samples of one row in this process, and return the row."""
    from gan_course.data import from_uint8, load_mnist
    from gan_course.networks import make_dcgan
    from gan_course.parzen import best_bandwidth, parzen_log_likelihood
    from gan_course.quality import class_shares, frechet_digit_distance

    pictures = from_uint8(load_mnist("train")[0])
    train, held_out, test = pictures[:50_000], pictures[50_000:51_000], from_uint8(load_mnist("test")[0])

    clock, cpu = time.perf_counter(), time.process_time()
    if model == "real training pictures":
        samples = train[:SAMPLES]
    elif model == "k-means centroids":
        samples = k_means(train, SAMPLES, rounds=5, seed=seed)
    else:
        make, batch_size = (make_dcgan, 32) if model == "DCGAN of lesson 13" else (make_fully_connected, 100)
        gan = make(seed)
        gan.fit(train, batch_size=batch_size, epochs=epochs)
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
    if epochs:
        samples = gan.sample(SAMPLES)

    bandwidth = best_bandwidth(held_out, samples, BANDWIDTHS)
    nats = parzen_log_likelihood(test, samples, bandwidth)
    shares = class_shares(samples)
    return {
        "model": model,
        "seed": seed,
        "epochs": epochs,
        "seconds": round(clock, 1),
        "cpu_seconds": round(cpu, 1),
        "bandwidth": round(bandwidth, 4),
        "log_likelihood": round(float(nats.mean()), 2),
        "standard_error": round(float(nats.std() / np.sqrt(len(nats))), 2),
        "frechet_digit_distance": round(frechet_digit_distance(samples), 2),
        "smallest_share": round(float(shares.min()), 4),
        "largest_share": round(float(shares.max()), 4),
    }


def main():
    rows = []
    for row in ROWS:
        command = [sys.executable, __file__, json.dumps(row)]
        out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
        rows.append(json.loads(out.splitlines()[-1]))
        print(rows[-1], flush=True)
    for neighbours in ("autoencoders", "boltzmann"):  # VAE; RBM and DBN
        rows += rows_of(neighbours, "parzen", rows[0])
    record(__file__, rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(*json.loads(sys.argv[1]))))
    else:
        main()
