"""What is shown and kept while training: film, GIF, quality, progress, and the one way to show a figure."""

import io

import imageio.v3 as imageio
import numpy as np
import pytest
from matplotlib import pyplot as plt
from PIL import Image
from test_gan import tiny

from gan_course import plots
from gan_course.callbacks import Film, Progress, Quality
from gan_course.data import to_uint8
from gan_course.quality import frechet_digit_distance


def test_film_draws_the_same_noise_at_equal_distances(real):
    gan, film = tiny(), Film(frames_per_epoch=3)
    at_first = gan.sample(24)
    gan.fit(real[:320], epochs=2, callbacks=[film])
    np.testing.assert_array_equal(film.frames[0], to_uint8(at_first))
    np.testing.assert_array_equal(film.frames[-1], to_uint8(gan.sample(24)))
    np.testing.assert_allclose(film.epochs, [0, 0.4, 0.7, 1, 1.4, 1.7, 2])  # of 10 steps: the 4th, 7th and 10th
    assert len({frame.tobytes() for frame in film.frames}) == 7


def test_a_film_of_many_short_epochs_draws_one_frame_in_some_of_them(real):
    gan, film = tiny(), Film(frames_per_epoch=0.4)
    gan.fit(real[:64], epochs=3, callbacks=[film])
    gan.fit(real[:64], epochs=6, initial_epoch=3, callbacks=[film])  # goes on where it was
    np.testing.assert_allclose(film.epochs, [0, 2.5, 5])


def test_gif_plays_for_ever_and_keeps_its_time(tmp_path, rng):
    frames = [rng.integers(0, 256, (24, 28, 28, 1), "uint8") for _ in range(4)]
    frames.insert(2, frames[1])  # identical neighbours are merged by Pillow: the time must not be lost
    plots.save_gif(frames, tmp_path / "x.gif", columns=6, seconds=3, hold=2)
    gif = Image.open(tmp_path / "x.gif")
    assert gif.info["loop"] == 0
    durations = []
    for i in range(gif.n_frames):
        gif.seek(i)
        durations.append(gif.info["duration"])
    assert sum(durations) == 4 * 600 + 2000 and durations[-1] == 2000
    assert gif.size == (6 * 56, 4 * 56)
    last = imageio.imread(tmp_path / "x.gif", index=gif.n_frames - 1)[..., 0]
    expected = plots.tile(frames[-1], 6).repeat(2, 0).repeat(2, 1).astype(int)
    assert np.abs(last - expected).max() <= 9  # half of a step of 17 greys


def test_a_gif_of_thirty_frames_of_digits_is_small(tmp_path, real, rng):
    frames = [to_uint8(rng.permutation(real)[:24]) for _ in range(31)]
    plots.save_gif(frames, tmp_path / "x.gif", columns=6)
    assert (tmp_path / "x.gif").stat().st_size <= 300_000


def test_a_gif_that_would_be_too_large_leaves_out_frames_but_not_the_last(tmp_path, rng):
    frames = [rng.integers(0, 256, (24, 28, 28, 1), "uint8") for _ in range(20)]  # noise is the worst to compress
    plots.save_gif(frames, tmp_path / "x.gif", columns=6, seconds=8, hold=2)
    assert (tmp_path / "x.gif").stat().st_size <= 300_000
    gif = imageio.imread(tmp_path / "x.gif", index=None)
    assert 2 < len(gif) < 20
    for shown, frame in (gif[0], frames[0]), (gif[-1], frames[-1]):
        assert np.abs(shown[..., 0] - plots.tile(frame, 6).repeat(2, 0).repeat(2, 1).astype(int)).max() <= 9


def test_film_strip_shows_the_first_and_the_last_moment(real):
    gan, film = tiny(), Film(frames_per_epoch=5)
    gan.fit(real[:320], epochs=3, callbacks=[film])
    figure = film.strip(rows=4)
    axes = figure.axes[0]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["epoch 0.0", "epoch 0.4", "epoch 1.0", "epoch 3.0"]
    shown = np.array(axes.images[0].get_array())
    np.testing.assert_array_equal(shown[:28], plots.tile(film.frames[0][:12], 12))
    np.testing.assert_array_equal(shown[-28:], plots.tile(film.frames[-1][:12], 12))
    plt.close(figure)


def test_quality_is_measured_every_epoch(real):
    gan = tiny()
    history = gan.fit(real[:320], epochs=2, callbacks=[Quality()]).history
    assert history["frechet_2k"][-1] == pytest.approx(frechet_digit_distance(gan.sample(2000)))
    assert len(history["frechet_2k"]) == 2


@pytest.mark.parametrize(("loss", "score"), [("non-saturating", "D(x)"), ("hinge", "real")])
def test_progress_shows_the_numbers_on_one_line(real, capsys, loss, score):
    tiny(loss=loss).fit(real[:320], epochs=2, callbacks=[Quality(), Progress()])
    out, err = capsys.readouterr()
    last = out.strip().split("\r")[-1]
    assert "epoch 2/2" in last and "20/20" in last and f" {score} " in last and "frechet_2k" in last
    assert "\n" not in out.strip() and err == ""


def test_show_demands_a_description():
    figure, _ = plt.subplots()
    with pytest.raises(ValueError, match="no description"):
        plots.show(figure, " ")
    plt.close(figure)


def test_show_gives_picture_alternative_text_and_caption(monkeypatch):
    shown = []
    monkeypatch.setattr(plots, "display", lambda *data, **options: shown.append((data, options)))
    figure, _ = plt.subplots()
    plots.show(figure, "A straight line.")
    (bundle,), options = shown[0]
    assert Image.open(io.BytesIO(bundle["image/png"])).format == "PNG"
    assert options == {"metadata": {"image/png": {"alt": "A straight line."}}, "raw": True}
    assert "A straight line." in shown[1][0][0].data
    assert not plt.get_fignums(), "shown figures are closed"


def test_tile_reads_row_by_row():
    pictures = np.arange(4, dtype="uint8").reshape(4, 1, 1, 1)
    np.testing.assert_array_equal(plots.tile(pictures, 2), [[0, 1], [2, 3]])
    with pytest.raises(ValueError, match="rows of 3"):
        plots.tile(pictures, 3)
