"""Lesson 07's tables, and the autoencoders' rows for the tables of lessons 12 and 16.

    python benchmarks/autoencoders.py        some twelve minutes of one free core

A row belongs to a `part`; a column that a part does not have is NaN (-1 where it holds whole numbers).

- compression: mean squared error a pixel on the test digits, of PCA and of the lesson's network at equal code size, and the
  share of 2,000 test digits whose nearest training digit, by code, has the same label (`right`).
- denoising: three quarters of the pixels removed (`share`); error against the clean test digits, and how local the
  first layer's filters are: the share of squared weights inside the best 7x7 square, on average.
- variational: the lesson's VAE by the variance of its pixels; error from the mean code, rate (the KL term, in nats), the
  numbers of the code that carry more than .05 nats, the bound (below the log-density of a test digit, in nats) and the
  Frechet digit distance of 10,000 samples. `active` of the model "linear" is the number of eigenvalues above the variance.
- hashing: of 64 bits: recall of the ten nearest of 60,000 among the first 10 and among a shortlist of 500, for 500 test
  digits, and the share of the first ten that have the digit's own label (`right`). "noisy bits" learns bits as such; the
  others are the sides of random planes on which the code (of 64 numbers; of the denoising or plain network, of PCA) lies, or
  the picture itself.
- evaluation: the columns of results/evaluation.csv, made by its own code: the VAE learns the DCGAN's 8,000 pictures.
  `taken_for_real` is left out (NaN): it asks that DCGAN's discriminator, which is trained in benchmarks/evaluation.py.
- parzen: the columns of results/parzen.csv, made as there: 50,000 training pictures, 10,000 samples.

Widths, rates, epochs, variances and the hasher's noise were chosen in some twenty trials that looked at the test set,
mostly with seed 0, which is reported too: no figure here is blind. `variational` and `hashing` have one seed; of the others
the table as recorded has three (compression), two (denoising) and one (evaluation, parzen). Seconds are of the processor,
on one thread. What lies in runs/autoencoders is not made again. Writes benchmarks/results/autoencoders.csv.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

import functools
import time
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import evaluation
import keras
import numpy as np
import parzen
from keras import layers
from recording import kept, record

from gan_course.autoencoders import VAE, as_pictures, kl, load_rows, make_decoder, make_encoder, make_hasher, train
from gan_course.parzen import best_bandwidth, parzen_log_likelihood
from gan_course.quality import class_shares, frechet_digit_distance

FOLDER = Path("runs/autoencoders")
SEEDS = (0, 1, 2)
SIZES = (2, 8, 32)
SHARE = 0.75
CODE = 16  # numbers in the VAE's code
VARIANCE = 0.1  # of the lesson's VAE
OTHER_VARIANCES = (1.0, 10.0)
BITS, SHORTLIST = 64, 500
WHOLE = ("seed", "size", "epochs", "active", "pictures", "count")


@functools.cache
def data():
    (x, labels), (test, test_labels) = load_rows("train"), load_rows("test")
    values, vectors = np.linalg.eigh(np.cov(x, rowvar=False))
    return x, labels, test, test_labels, values[::-1], vectors[:, ::-1].astype("float32")


def predict(network, x):
    return network.predict(x, batch_size=1000, verbose=0)


def error(x, y):
    return float(np.mean((x - y) ** 2))


def timed(model, x, **settings):
    started = time.process_time()
    train(model, x, **settings)
    return {"cpu_seconds": round(time.process_time() - started, 1)}


def nearest_right(codes, test_codes):
    """Return the share of the first 2,000 test digits whose nearest training digit has their label."""
    _, labels, _, test_labels, *_ = data()
    codes, some = codes.astype("float32"), test_codes[:2000].astype("float32")
    lengths = np.sum(codes**2, axis=1)
    nearest = np.concatenate([np.argmin(lengths - 2 * part @ codes.T, axis=1) for part in np.split(some, 20)])
    return float(np.mean(labels[nearest] == test_labels[:2000]))


def compress_linearly(size):
    x, _, test, _, _, vectors = data()
    mean, kept_ = x.mean(axis=0), vectors[:, :size]
    codes, test_codes = (x - mean) @ kept_, (test - mean) @ kept_
    return {"error": error(test, mean + test_codes @ kept_.T), "right": nearest_right(codes, test_codes)}


def compress(size, seed):
    x, _, test, *_ = data()
    keras.utils.set_random_seed(seed)
    encoder, decoder = make_encoder(size), make_decoder(size)
    seconds = timed(keras.Sequential([encoder, decoder]), x)
    codes, test_codes = predict(encoder, x), predict(encoder, test)
    return {"error": error(test, predict(decoder, test_codes)), "right": nearest_right(codes, test_codes), **seconds}


def as_it_is():
    x, *_ = data()
    return {"right": nearest_right(x, data()[2])}


def damaged_test(scale=1 / (1 - SHARE)):
    """Return the test digits with SHARE of their pixels removed, always the same, the others times `scale`."""
    test = data()[2]
    return test * (np.random.default_rng(7).random(test.shape) >= SHARE) * np.float32(scale)


def denoise_linearly():
    x, _, test, *_ = data()
    moments = x.T @ x / len(x)
    noisy = moments + SHARE / (1 - SHARE) * np.diag(np.diag(moments))
    best = np.linalg.solve(noisy + 1e-4 * np.eye(784), moments).astype("float32")
    return {"error": error(test, np.clip(damaged_test() @ best, 0, 1))}


@functools.cache
def repairer(learnt, seed):
    """Return encoder, decoder and seconds of the network that was trained with the share `learnt` of the pixels removed."""
    keras.utils.set_random_seed(seed)
    encoder, decoder = make_encoder(BITS), make_decoder(BITS)
    model = keras.Sequential([keras.Input((784,)), layers.Dropout(learnt), encoder, decoder])
    return encoder, decoder, timed(model, data()[0])


def denoise(learnt, seed):
    """Train with the share `learnt` of the pixels removed, test with SHARE."""
    encoder, decoder, seconds = repairer(learnt, seed)
    repaired = predict(decoder, predict(encoder, damaged_test(1 / (1 - SHARE) if learnt else 1.0)))
    return {"error": error(data()[2], repaired), "local": local(encoder.get_weights()[0]), **seconds}


def local(W):
    """Return the share of a filter's squared weights in the 7x7 square that has most of them, the mean over filters."""
    squares = np.pad(np.cumsum(np.cumsum(W.T.reshape(-1, 28, 28) ** 2, 1), 2), ((0, 0), (1, 0), (1, 0)))
    inside = squares[:, 7:, 7:] - squares[:, :-7, 7:] - squares[:, 7:, :-7] + squares[:, :-7, :-7]
    return float(np.mean(inside.max(axis=(1, 2)) / squares[:, -1, -1]))


def make_vae(x, size, variance, seed, epochs=2):
    keras.utils.set_random_seed(seed)
    vae = VAE(size, variance, seed)
    return vae, timed(vae, x, loss=vae.misfit, epochs=epochs)


def vary(size, variance, seed):
    x, _, test, *_ = data()
    vae, seconds = make_vae(x, size, variance, seed)
    mean, log_variance = (np.asarray(part) for part in vae.encode(test))
    nats = np.asarray(kl(mean, log_variance)).mean(axis=0)
    z = mean + np.exp(log_variance / 2) * np.random.default_rng(seed).standard_normal(mean.shape)
    misfit = np.asarray(vae.misfit(test, predict(vae.decoder, z.astype("float32")))).mean()
    return {
        "error": error(test, predict(vae.decoder, mean)),
        "rate": float(nats.sum()),
        "active": int(np.sum(nats > 0.05)),
        "bound": float(-misfit - 392 * np.log(2 * np.pi * variance) - nats.sum()),
        "distance": frechet_digit_distance(as_pictures(vae.sample(10_000, seed))),
        **seconds,
    }


def hash_bits(model, seed):
    """Return the bits of all training digits and of 500 test digits."""
    x, _, test, _, _, vectors = data()
    test, seconds = test[:500], {}
    rng = np.random.default_rng(seed)
    turn = np.linalg.qr(rng.standard_normal((BITS, BITS)))[0].astype("float32")
    if model == "noisy bits":
        keras.utils.set_random_seed(seed)
        encoder, whole = make_hasher(BITS)
        seconds = timed(whole, x)
        return predict(encoder, x) > 0, predict(encoder, test) > 0, seconds
    if model in ("denoising", "plain"):
        encoder, _, seconds = repairer(SHARE if model == "denoising" else 0.0, seed)
        codes, asked = predict(encoder, x), predict(encoder, test)
    else:
        codes, asked = x, test
        turn = vectors[:, :BITS] @ turn if model == "PCA" else rng.standard_normal((784, BITS)).astype("float32")
    mean = codes.mean(axis=0)
    return (codes - mean) @ turn > 0, (asked - mean) @ turn > 0, seconds


@functools.cache
def ten_nearest():
    """Return the indices (500, 10) of the training digits that are nearest to each of the first 500 test digits."""
    x, test = data()[0], data()[2]
    lengths = np.sum(x**2, axis=1)
    parts = [np.argpartition(lengths - 2 * part @ x.T, 10, axis=1)[:, :10] for part in np.split(test[:500], 10)]
    return np.concatenate(parts)


def search(model, seed):
    labels, test_labels = data()[1], data()[3]
    bits, asked, seconds = hash_bits(model, seed)
    codes, questions = (np.packbits(b, axis=1).view(np.uint64)[:, 0] for b in (bits, asked))
    recall, listed, right = [], [], []
    for question, nearest, label in zip(questions, ten_nearest(), test_labels):
        by_code = np.argsort(np.bitwise_count(codes ^ question), kind="stable")
        recall.append(np.mean(np.isin(nearest, by_code[:10])))
        listed.append(np.mean(np.isin(nearest, by_code[:SHORTLIST])))
        right.append(np.mean(labels[by_code[:10]] == label))
    return {"recall": np.mean(recall), "listed": np.mean(listed), "right": np.mean(right), **seconds}


def evaluated(seed):
    """Return the row of lesson 16's table: a VAE that learns the same 8,000 pictures, 16 times each."""
    more = {"epochs": 16, "taken_for_real": np.nan}

    def kinds(n, seed, training, fresh, labels, generated):
        x = (training.reshape(-1, 784) + 1) / 2
        vae, seconds = make_vae(x, CODE, VARIANCE, seed, epochs=16)
        vae.sample(500)
        started = time.process_time()
        samples = as_pictures(vae.sample(n, seed))
        more.update(seconds, milliseconds_a_sample=round(1000 * (time.process_time() - started) / n, 4))
        return {"VAE": samples}

    no_gan = SimpleNamespace(sample=lambda n: None, discriminator=SimpleNamespace(predict=lambda x, **_: np.zeros(len(x))))
    with patch.multiple(evaluation, kinds=kinds, trained=lambda seed, training: no_gan):
        (row,) = evaluation.measure(10_000, seed)
    return {**row, **more}


def parzen_row(seed):
    """Return the row of lesson 12's table, made as in parzen.measure."""
    x, test = data()[0], as_pictures(data()[2])
    clock = time.perf_counter()
    vae, seconds = make_vae(x[:50_000], CODE, VARIANCE, seed)
    clock = time.perf_counter() - clock
    samples = as_pictures(vae.sample(parzen.SAMPLES, seed))
    width = best_bandwidth(as_pictures(x[50_000:51_000]), samples, parzen.BANDWIDTHS)
    nats, shares = parzen_log_likelihood(test, samples, width), class_shares(samples)
    return {
        "epochs": 2,
        "seconds": round(clock, 1),
        **seconds,
        "bandwidth": round(width, 4),
        "log_likelihood": round(float(nats.mean()), 2),
        "standard_error": round(float(nats.std() / np.sqrt(len(nats))), 2),
        "frechet_digit_distance": round(frechet_digit_distance(samples), 2),
        "smallest_share": round(float(shares.min()), 4),
        "largest_share": round(float(shares.max()), 4),
    }


def runs():
    """Yield what every row begins with, and a function that measures the rest."""
    for size in SIZES:
        yield {"part": "compression", "model": "PCA", "size": size}, functools.partial(compress_linearly, size)
    yield {"part": "compression", "model": "pixels", "size": 784}, as_it_is
    yield {"part": "denoising", "model": "nothing", "share": SHARE}, lambda: {"error": error(data()[2], damaged_test(1.0))}
    yield {"part": "denoising", "model": "linear", "share": SHARE}, denoise_linearly
    for variance in (VARIANCE, *OTHER_VARIANCES):
        start = {"part": "variational", "model": "linear", "size": CODE, "variance": variance}
        yield start, lambda v=variance: {"active": int(np.sum(data()[4][:CODE] > v))}
    for variance in (VARIANCE, *OTHER_VARIANCES):
        start = {"part": "variational", "model": "VAE", "seed": 0, "size": CODE, "variance": variance}
        yield start, functools.partial(vary, CODE, variance, 0)
    for model in ("PCA", "random directions", "denoising", "noisy bits", "plain"):
        yield {"part": "hashing", "model": model, "seed": 0, "size": BITS}, functools.partial(search, model, 0)
    for seed in SEEDS:
        for size in SIZES:
            start = {"part": "compression", "model": "deep", "seed": seed, "size": size}
            yield start, functools.partial(compress, size, seed)
        for model, learnt in (("plain", 0.0), ("denoising", SHARE)):
            start = {"part": "denoising", "model": model, "seed": seed, "share": SHARE}
            yield start, functools.partial(denoise, learnt, seed)
        like = {"model": "VAE", "seed": seed, "size": CODE, "variance": VARIANCE}
        yield {"part": "evaluation", **like}, functools.partial(evaluated, seed)
        yield {"part": "parzen", **like}, functools.partial(parzen_row, seed)


def main():
    rows = []
    for start, measure in runs():
        name = "_".join(str(value).replace(" ", "").replace(",", "") for value in start.values())
        rows.append({**start, **kept(FOLDER / f"{name}.json", lambda measure=measure: plain(measure()))})
    columns = list(dict.fromkeys(name for row in rows for name in row))
    empty = {name: -1 if name in WHOLE else "none" if name == "kind" else np.nan for name in columns}
    order = {part: i for i, part in enumerate(dict.fromkeys(row["part"] for row in rows))}
    record(__file__, sorted(({**empty, **row} for row in rows), key=lambda row: order[row["part"]]))


def plain(row):
    """Return the row in a form that JSON holds, numbers to five digits."""
    return {
        name: float(f"{value:.5g}")
        if isinstance(value, (float, np.floating))
        else getattr(value, "item", lambda v=value: v)()
        for name, value in row.items()
    }


if __name__ == "__main__":
    main()
