"""The Parzen-window log-likelihood against SciPy, and what it says about digits."""

import ast
import runpy
from pathlib import Path

import keras
import numpy as np
import pytest
from scipy.spatial.distance import cdist
from scipy.special import logsumexp
from scipy.stats import gaussian_kde, multivariate_normal

from gan_course import parzen
from gan_course.gan import GAN
from gan_course.parzen import best_bandwidth, parzen_log_likelihood

ROOT = Path(__file__).parent.parent


@pytest.fixture
def pictures(rng):
    return rng.uniform(-1, 1, (23, 3, 4, 1)).astype("float32")


@pytest.fixture
def samples(rng):
    return rng.uniform(-1, 1, (17, 3, 4, 1)).astype("float32")


def unit(pictures):
    return (pictures.reshape(len(pictures), -1).astype("float64") + 1) / 2


@pytest.mark.parametrize("bandwidth", [0.02, 0.2, 3])  # at 0.02 every bump underflows without log-sum-exp
def test_it_is_the_mean_of_gaussians_on_pixels_in_0_1(pictures, samples, bandwidth):
    centres = unit(samples)
    bumps = [multivariate_normal(centre, bandwidth**2).logpdf(unit(pictures)) for centre in centres]
    oracle = logsumexp(bumps, axis=0) - np.log(len(centres))
    np.testing.assert_allclose(parzen_log_likelihood(pictures, samples, bandwidth), oracle, rtol=1e-6, atol=1e-5)


def test_it_is_scipys_kernel_density_estimate(rng):
    # gaussian_kde shapes its bumps like the samples' covariance: make that 0.1^2 I, and its bumps have 0.4 * 0.1
    samples = rng.normal(size=(40, 3))
    samples -= samples.mean(axis=0)
    samples = 0.5 + 0.1 * np.linalg.solve(np.linalg.cholesky(np.cov(samples.T)), samples.T).T
    x = rng.uniform(0.2, 0.8, (30, 3))
    ours = parzen_log_likelihood(2 * x.reshape(-1, 3, 1, 1) - 1, 2 * samples.reshape(-1, 3, 1, 1) - 1, 0.04)
    np.testing.assert_allclose(ours, gaussian_kde(samples.T, bw_method=0.4).logpdf(x.T), atol=1e-5)


def test_the_chunks_do_not_matter(pictures, samples, monkeypatch):
    whole = parzen_log_likelihood(pictures, samples, 0.2)
    for chunk in (1, 7, 23):
        monkeypatch.setattr(parzen, "CHUNK", chunk)
        np.testing.assert_allclose(parzen_log_likelihood(pictures, samples, 0.2), whole, rtol=1e-9)


def test_the_best_bandwidth_is_the_one_that_the_held_out_pictures_were_made_with(samples, rng):
    held_out = np.repeat(samples, 20, axis=0) / 2  # half as far from grey, so that noise keeps within [-1, 1]
    held_out += 2 * rng.normal(scale=0.03, size=held_out.shape)
    bandwidths = [0.1, 0.03, 0.01]
    assert best_bandwidth(held_out, samples / 2, bandwidths) == 0.03
    with pytest.raises(ValueError, match="wider"):
        best_bandwidth(held_out, samples / 2, [0.1, 0.03])


def test_digits_lose_nothing_to_rounding(real):
    # |a - b|^2 of digits from a matrix product cancels most of its terms; in float32 this would miss by some 1e-4
    x, centres = unit(real[:40]), unit(real[40:240])
    exponents = -cdist(x, centres, "sqeuclidean") / (2 * 0.1**2)
    oracle = logsumexp(exponents, axis=1) - np.log(200) - 784 / 2 * np.log(2 * np.pi * 0.1**2)
    np.testing.assert_allclose(parzen_log_likelihood(real[:40], real[40:240], 0.1), oracle, atol=1e-5)


def test_digits_are_likelier_under_digits_than_under_noise(real, rng):
    held_out, samples = real[:200], real[200:]
    noise = rng.uniform(-1, 1, samples.shape).astype("float32")
    assert parzen_log_likelihood(held_out, samples, 0.2).mean() > parzen_log_likelihood(held_out, noise, 0.2).mean() + 100


def test_bad_input_is_refused(pictures, samples):
    with pytest.raises(ValueError, match=r"\[-1, 1\]"):
        parzen_log_likelihood((pictures + 1) / 2, samples, 0.2)
    with pytest.raises(ValueError, match="shape"):
        parzen_log_likelihood(pictures, samples[:, :2], 0.2)
    for bandwidth in (0, -1, np.nan, [0.1, 0.2]):
        with pytest.raises(ValueError, match="positive number"):
            parzen_log_likelihood(pictures, samples, bandwidth)


def test_the_benchmark_trains_the_gan_of_lesson_12(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    benchmark = runpy.run_path(str(ROOT / "benchmarks" / "parzen.py"))
    source = (ROOT / "lessons" / "12_first_gan.py").read_text()
    tree = ast.parse(source)
    wanted = ("def make_generator(", "def make_discriminator(", "digits = GAN(", "digits.compile(")
    tree.body = [node for node in tree.body if ast.get_source_segment(source, node).startswith(wanted)]
    lesson = {"keras": keras, "layers": keras.layers, "GAN": GAN}
    exec(compile(tree, "lesson 12", "exec"), lesson)
    assert recipe(lesson["digits"]) == recipe(benchmark["make_fully_connected"](seed=0))
    assert f"digits.fit(pictures[:50_000], batch_size=100, epochs={benchmark['SHORT']})" in source


def recipe(gan):
    """Everything that is set by hand, in a form that can be compared."""
    parts = [*gan.generator.layers, *gan.discriminator.layers, gan.generator_optimizer, gan.discriminator_optimizer]
    configs = [(type(part).__name__, {**part.get_config(), "name": ""}) for part in parts]
    return [gan.k, gan.averaging, gan.loss, gan.latent_dim, *configs]
