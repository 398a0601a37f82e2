"""Lesson 20's pairs are as said, its networks and game are the experiment's, and the table has what it shows."""

import ast
from pathlib import Path

import image_to_image as experiment
import numpy as np
import pix2pix
import pytest

from gan_course import pairs
from gan_course.data import from_uint8, load_mnist
from gan_course.recorded import load_recorded

LESSON = Path(__file__).parent.parent / "lessons" / "20_image_to_image.py"


def definitions(path):
    """Return {name: code without docstrings} of the functions and classes of a file."""
    found = {}
    for node in ast.parse(Path(path).read_text()).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            if ast.get_docstring(node):
                node.body = node.body[1:]
            found[node.name] = ast.unparse(node)
    return found


@pytest.mark.parametrize(
    "name", ["leaky", "normalised", "make_unet", "make_patch_discriminator", "Pix2Pix", "Alone", "adam"]
)
def test_the_lesson_builds_what_the_experiment_trains(name):
    assert definitions(LESSON)[name] == definitions(pix2pix.__file__)[name]


@pytest.fixture(scope="module")
def digits():
    return from_uint8(load_mnist("test")[0][:40])


def test_the_wheel_has_the_paints_that_are_named():
    np.testing.assert_allclose(pairs.colour_wheel([0, 1 / 12, 1 / 6, 1 / 3, 2 / 3])[:, 1], [0, 0.5, 1, 1, 0], atol=1e-12)
    paints = pairs.colour_wheel(np.arange(12) / 12)
    np.testing.assert_array_equal(np.median(paints, axis=0), 0.5)
    np.testing.assert_allclose([paints.max(axis=1), paints.min(axis=1)], [np.ones(12), np.zeros(12)], atol=1e-12)


def test_pairs_are_pictures_in_range(digits):
    for given, target in (
        pairs.colour_pairs(digits, 0),
        experiment.edge_pairs(digits),
        pairs.small_pairs(digits, 4),
        pairs.small_pairs(digits, 2, 14),
        pairs.frame_pairs(digits, 0, frames=2),
    ):
        assert given.dtype == target.dtype == np.float32 and len(given) == len(target) == 40
        assert given.shape[1:3] == target.shape[1:3] and max(abs(given).max(), abs(target).max()) <= 1


def test_a_colour_is_one_paint_and_an_edge_is_ink(digits):
    grey, coloured = pairs.colour_pairs(digits, 0)
    np.testing.assert_allclose(coloured.max(axis=3), grey[..., 0], atol=1e-6)
    edges, _ = experiment.edge_pairs(digits)
    assert np.all(digits[edges == 1] > 0) and 0 < np.mean(edges == 1) < np.mean(digits > 0)


def test_shrinking_is_a_mean_and_enlarging_its_copy(digits):
    small = pairs.shrink(digits, 4)
    np.testing.assert_allclose(small[3, 2, 4, 0], digits[3, 8:12, 16:20, 0].mean(), atol=1e-6)
    np.testing.assert_allclose(pairs.shrink(pairs.enlarge(small, 4), 4), small, atol=1e-6)


def test_a_film_goes_on_and_keeps_its_ink(digits):
    frames, after = pairs.frame_pairs(digits, 3, frames=2)
    film = np.concatenate([frames, after], axis=3)
    ink = (film + 1).sum(axis=(1, 2))  # overlaps take some
    assert ink.min() > 0.4 * ink.max(axis=1).mean() and np.all(np.abs(film[..., 1:] - film[..., :-1]).max(axis=(1, 2)) > 0)


def test_networks_have_the_shapes_that_are_said():
    for size, given, channels in ((28, 2, 3), (14, 1, 1)):
        generator = pix2pix.make_unet(given, channels, size)
        assert generator.output.shape == (None, size, size, channels)
        logits = pix2pix.make_patch_discriminator(given, channels, size).output
        assert logits.shape[1:] == (-(-size // 4),) * 2 + (1,)


def test_the_table_has_what_the_lesson_shows():
    table = load_recorded("image_to_image")
    for task in experiment.TASKS:
        of_task = table[table["task"] == task]
        for arm in ("L1", "L1 + GAN"):
            rows = of_task[(of_task["arm"] == arm) & (of_task["weight"] != experiment.PAPERS)]
            assert list(rows["seed"]) == list(experiment.SEEDS)
        if task != "growing":
            assert {"copy", "real"} <= set(of_task["arm"])
    assert len(table[table["weight"] == experiment.PAPERS]) == len(experiment.SEEDS)
