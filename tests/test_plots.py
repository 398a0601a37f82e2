"""Curves of a training, and films of figures, as they come out."""

import subprocess
import sys

import imageio.v3 as imageio
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from gan_course import plots
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
