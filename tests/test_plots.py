"""Curves of a training, and films of figures, as they come out."""

import subprocess
import sys

import imageio.v3 as imageio
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from gan_course import plots
from gan_course.data import from_uint8
from gan_course.losses import LOSSES

HISTORY = {
    "discriminator_loss": [1.2, 1.3],
    "generator_loss": [0.9, 0.8],
    "real_score": [0.7, 0.6],
    "fake_score": [0.3, 0.4],
}


def drawn(function, *loss):
    figure, axis = plt.subplots()
    function(axis, HISTORY, *loss)
    plt.close(figure)
    return {line.get_label(): line for line in axis.get_lines()}


def test_losses_have_their_owners_colours_and_the_lines_of_a_discriminator_that_cannot_tell():
    lines = drawn(plots.draw_losses)
    for name, level, at_half, color in (
        ("discriminator", "2 log 2", -2 * np.log(0.5), plots.DISCRIMINATOR),
        ("generator", "log 2", -np.log(0.5), plots.GENERATOR),
    ):
        assert list(lines[name].get_xdata()) == [1, 2] and list(lines[name].get_ydata()) == HISTORY[f"{name}_loss"]
        assert np.allclose(lines[level].get_ydata(), at_half)
        assert lines[name].get_color() == lines[level].get_color() == color


def test_scores_have_their_owners_colours_and_the_line_of_one_half():
    real, fake, half = drawn(plots.draw_scores).values()
    assert (real.get_label(), real.get_color()) == ("D(x), real", plots.REAL)
    assert (fake.get_label(), fake.get_color()) == ("D(G(z)), fake", plots.FAKE)
    assert list(real.get_ydata()) == HISTORY["real_score"] and list(fake.get_ydata()) == HISTORY["fake_score"]
    assert list(half.get_ydata()) == [0.5, 0.5] and half.axes.get_ylim() == (0, 1)


def levels(lines, color):
    """Return where the lines of this colour lie that are no curves."""
    curves = ("discriminator", "generator")
    return [line.get_ydata()[0] for name, line in lines.items() if line.get_color() == color and name not in curves]


@pytest.mark.parametrize(
    ("loss", "discriminator", "generator", "score"),
    [
        ("minimax", [2 * np.log(2)], [-np.log(2)], [0.5]),
        ("least squares", [1 / 4], [1 / 8], [1 / 2]),
        ("hinge", [2], [], [1, -1]),
        ("Wasserstein", [0], [], []),
    ],
)
def test_another_game_has_its_own_lines_and_calls_scores_probabilities_only_if_they_are(
    loss, discriminator, generator, score
):
    lines = drawn(plots.draw_losses, LOSSES[loss])
    assert levels(lines, plots.DISCRIMINATOR) == pytest.approx(discriminator)
    assert levels(lines, plots.GENERATOR) == pytest.approx(generator)
    lines = drawn(plots.draw_scores, LOSSES[loss])
    real, fake, *others = lines.values()
    assert [line.get_ydata()[0] for line in others] == pytest.approx(score)
    names = ["D(x), real", "D(G(z)), fake"] if loss == "minimax" else ["real", "fake"]
    assert [real.get_label(), fake.get_label()] == names
    assert real.axes.get_ylabel() == ("mean of D" if loss == "minimax" else "mean logit")


def test_figures_that_are_no_curves_of_a_training_do_without_tensorflow():
    code = "import sys, gan_course.plots; sys.exit('tensorflow' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def figures(count, open_figures):
    for i in range(count):
        figure, axis = plt.subplots(figsize=(1, 1), dpi=50)
        axis.plot([0, i + 1])
        open_figures.append(len(plt.get_fignums()))
        yield figure


def test_a_film_plays_for_ever_and_shows_each_figure_as_long_as_asked(tmp_path):
    path, open_figures = tmp_path / "film.gif", []
    before = len(plt.get_fignums())
    plots.save_film(figures(3, open_figures), path, [100, 200, 3000])
    assert open_figures == [before + 1] * 3 and len(plt.get_fignums()) == before
    assert imageio.imread(path, index=None).shape == (3, 50, 50, 3)
    with Image.open(path) as film:
        assert film.info["loop"] == 0
        durations = []
        for i in range(film.n_frames):
            film.seek(i)
            durations.append(film.info["duration"])
    assert durations == [100, 200, 3000]


def test_a_film_that_is_too_large_is_one_sentence_and_no_file(tmp_path):
    with pytest.raises(ValueError, match=r"film\.gif would have [\d,]+ bytes, more than 100; make it of fewer"):
        plots.save_film(figures(2, []), tmp_path / "film.gif", [100, 100], limit=100)
    assert not list(tmp_path.iterdir())


def test_tile_and_grid_show_colours_where_they_are(rng):
    pictures = rng.integers(0, 256, (6, 5, 4, 3), "uint8")  # neither square nor 28 wide
    grid = plots.tile(pictures, 3)
    assert grid.shape == (10, 12, 3)
    np.testing.assert_array_equal(grid[5:10, 4:8], pictures[4])
    np.testing.assert_array_equal(plots.tile(from_uint8(pictures), 3), grid)
    figure = plots.picture_grid(pictures, 3, "Six pictures", ["above", "below"])
    figure.canvas.draw()
    shown = np.array(figure.canvas.buffer_rgba())[..., :3]
    dots = 56 // 4
    assert shown.shape == (10 * dots, 12 * dots, 3)
    np.testing.assert_array_equal(shown[dots // 2 :: dots, dots // 2 :: dots][1:-1, 1:-1], grid[1:-1, 1:-1])
    plt.close(figure)


@pytest.mark.parametrize(("size", "dots"), [(8, 7), (16, 3), (28, 2), (32, 2), (64, 2)])
def test_small_pictures_are_shown_as_large_as_digits(tmp_path, size, dots):
    pictures = np.zeros((10, size, size, 3), "uint8")
    figure = plots.picture_grid(pictures, 10, "Black")
    assert np.allclose(100 * figure.get_size_inches(), (10 * size * dots, size * dots))
    plt.close(figure)
    plots.save_gif([pictures, pictures + 9], tmp_path / "x.gif", columns=5)
    assert Image.open(tmp_path / "x.gif").size == (5 * size * dots, 2 * size * dots)


def hues(rng, n=24, size=32):
    """Return pictures of a small bright square, each in a hue of its own, on a large noisy ground."""
    pictures = rng.integers(100, 180, (n, size, size, 3)).astype("uint8")
    colours = plt.get_cmap("hsv")(np.arange(n) / n)[:, :3] * 255
    pictures[:, size // 2 - 2 : size // 2 + 2, size // 2 - 2 : size // 2 + 2] = colours[:, None, None].astype("uint8")
    return pictures


def test_a_gif_in_colour_keeps_colours_time_and_end(tmp_path, rng):
    frames = [np.roll(hues(rng), i, axis=0) for i in range(5)]
    plots.save_gif(frames, tmp_path / "x.gif", columns=6, seconds=5, hold=3)
    gif = Image.open(tmp_path / "x.gif")
    assert (gif.info["loop"], gif.n_frames, gif.size) == (0, 5, (6 * 64, 4 * 64))
    durations = []
    for i, frame in enumerate(frames):
        gif.seek(i)
        durations.append(gif.info["duration"])
        shown = np.array(gif.convert("RGB"))[1::2, 1::2].astype(int)
        away = np.abs(shown - plots.tile(frame, 6))
        assert away.mean() < 10 and away.max() < 64  # the small squares keep their hues
    assert durations == [1000] * 4 + [3000]
    assert (tmp_path / "x.gif").stat().st_size <= 300_000


def test_a_gif_in_colour_that_would_be_too_large_has_fewer_colours_then_fewer_frames_but_the_last(tmp_path, rng):
    def colours(frames, limit):
        plots.save_gif(frames, tmp_path / "x.gif", columns=6, limit=limit)
        size, shown = (tmp_path / "x.gif").stat().st_size, imageio.imread(tmp_path / "x.gif", index=None)
        assert size <= limit
        assert np.abs(shown[-1][1::3, 1::3].astype(int) - plots.tile(frames[-1], 6)).mean() < 30
        return len(np.unique(shown.reshape(-1, 3), axis=0)), len(shown), size

    frames = [rng.integers(0, 256, (12, 16, 16, 3), "uint8") for _ in range(6)]  # noise is the worst to compress
    most, all_frames, size = colours(frames, 10**9)
    assert 128 < most <= 256 and all_frames == 6
    fewer, all_frames, size = colours(frames, size - 1)
    assert 64 < fewer <= 128 and all_frames == 6
    least, all_frames, size = colours(frames, size - 1)
    assert 16 < least <= 64 and all_frames == 6
    least, some_frames, _ = colours(frames, size - 1)
    assert 16 < least <= 64 and 2 <= some_frames < 6
