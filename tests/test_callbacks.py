"""What is shown and kept while training: film, GIF, quality, progress, and the one way to show a figure."""

import io
import re
import shutil

import imageio.v3 as imageio
import keras
import numpy as np
import pytest
from keras import layers
from matplotlib import pyplot as plt
from PIL import Image
from test_gan import same, tiny, weights

from gan_course import plots
from gan_course.callbacks import Best, Film, Progress, Quality
from gan_course.data import to_uint8
from gan_course.gan import GAN
from gan_course.quality import frechet_digit_distance
from gan_course.ring import draw_ring, make_ring_gan
from gan_course.run import Run


def compiled(gan):
    gan.compile(keras.optimizers.Adam(1e-3), keras.optimizers.Adam(1e-3))
    return gan


def test_film_draws_the_same_noise_at_equal_distances(real):
    gan, film = tiny(), Film(frames_per_epoch=3)
    at_first = gan.sample(24)
    gan.fit(real[:320], epochs=2, callbacks=[film])
    np.testing.assert_array_equal(film.frames[0], to_uint8(at_first))
    np.testing.assert_array_equal(film.frames[-1], to_uint8(gan.sample(24)))
    np.testing.assert_allclose(film.epochs, [0, 0.4, 0.7, 1, 1.4, 1.7, 2])  # of 10 steps: the 4th, 7th and 10th
    assert len({frame.tobytes() for frame in film.frames}) == 7


@pytest.mark.parametrize("channels", [1, 3])
def test_a_film_of_other_pictures_shows_them_as_they_are(tmp_path, real, channels):
    """Here: 64 pixels wide, grey or in colour, too large for twelve in a row."""
    keras.utils.set_random_seed(0)
    shape = (64, 64, channels)
    generator = keras.Sequential(
        [keras.Input((3,)), layers.Dense(64 * 64 * channels, activation="tanh"), layers.Reshape(shape)]
    )
    discriminator = keras.Sequential([keras.Input(shape), layers.Flatten(), layers.Dense(1)])
    gan, film = compiled(GAN(generator, discriminator)), Film(frames_per_epoch=1)
    pictures = np.random.default_rng(0).uniform(-1, 1, (64, *shape)).astype("float32")
    gan.fit(pictures, callbacks=[film])
    np.testing.assert_array_equal(film.frames[-1], to_uint8(gan.sample(24)))
    figure = film.strip(rows=2)
    shown = np.array(figure.axes[0].images[0].get_array())
    np.testing.assert_array_equal(shown, plots.tile(np.concatenate([frame[:5] for frame in film.frames]), 5))
    plt.close(figure)
    film.save_gif(tmp_path / "x.gif")
    assert imageio.imread(tmp_path / "x.gif", index=None).shape == (2, 4 * 128, 6 * 128, 3)


def test_a_film_of_points_shows_where_they_lie(tmp_path):
    gan, film = make_ring_gan(), Film(frames_per_epoch=2)
    gan.fit(draw_ring(640, seed=0), epochs=2, callbacks=[film])
    gan.sample = lambda n, seed=0: np.float32([[0.9, 0.9], [-1.0, 0.5]])  # top right; at the left edge, above the middle
    film._draw(3)
    assert {frame.shape for frame in film.frames} == {(1, 84, 84, 1)} and film.epochs == [0, 0.5, 1, 1.5, 2, 3]
    rows, columns = np.nonzero(film.frames[-1][0, :, :, 0] == 255)
    assert sorted(zip(columns, rows)) == [(1, 21), (78, 5)]  # 0.9 is 0.95 of the way across, and 0.05 of the way down
    figure = film.strip(rows=3)
    np.testing.assert_array_equal(figure.axes[0].images[0].get_array()[:, -84:], film.frames[-1][0, :, :, 0])
    assert "epoch 0.0" in figure.axes[0].get_title() and "epoch 3.0" in figure.axes[0].get_title()
    plt.close(figure)
    film.save_gif(tmp_path / "x.gif")
    assert imageio.imread(tmp_path / "x.gif", index=None).shape == (6, 168, 168, 3)


def test_film_and_progress_keep_count_of_several_steps_an_execution(real, capsys):
    gan, film = tiny(), Film(frames_per_epoch=3)
    gan.jit_compile = True  # as on a GPU: fit takes 5 of the 10 steps at a time
    gan.fit(real[:320], epochs=2, callbacks=[film, Progress()])
    np.testing.assert_allclose(film.epochs, [0, 0.5, 1, 1.5, 2])  # of 10 steps, the 5th and the 10th are seen
    assert "20/20" in capsys.readouterr().out.strip().split("\r")[-1]


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


def test_quality_of_anything_but_digits_is_refused_before_training():
    gan = make_ring_gan()
    with pytest.raises(ValueError, match=r"measures digits \(n, 28, 28, 1\); this GAN draws \(1, 2\): leave Quality out"):
        gan.fit(draw_ring(64, seed=0), callbacks=[Quality()])
    assert int(gan.generator_optimizer.iterations) == 0


@pytest.mark.parametrize(("loss", "score"), [("non-saturating", "D(x)"), ("hinge", "real")])
def test_progress_shows_the_numbers_on_one_line(real, capsys, loss, score):
    tiny(loss=loss).fit(real[:320], epochs=2, callbacks=[Quality(), Progress()])
    out, err = capsys.readouterr()
    last = out.strip().split("\r")[-1]
    assert "epoch 2/2" in last and "20/20" in last and f" {score} " in last and "frechet_2k" in last
    assert "\n" not in out.strip() and err == ""


def test_progress_shows_what_else_a_training_step_returns(real, capsys):
    class Penalised(GAN):
        def generator_loss(self, batch, fake):
            return super().generator_loss(batch, fake)[0], {"a_penalty": 7.125}

    gan = compiled(Penalised(tiny().generator, tiny().discriminator))
    gan.fit(real[:64], callbacks=[Progress()])
    assert re.search(r"D \d.* G \d.* D\(x\) 0.* D\(G\(z\)\) 0\.\d\d a_penalty 7\.12", capsys.readouterr().out)


class Measures(keras.callbacks.Callback):
    """Quality by decree: the distance after each epoch."""

    def __init__(self, distances):
        super().__init__()
        self.distances = distances

    def on_epoch_end(self, epoch, logs=None):
        logs["frechet_2k"] = self.distances[epoch]


def keep_best(folder, real, epochs, distances, stop=None, backup=None):
    """Train as a cell does, with Best; `stop` is a callback put between Best and Run. Return weights after each epoch."""
    gan, run, after = tiny(), Run(folder, backup=backup), {}
    seen = keras.callbacks.LambdaCallback(
        on_epoch_end=lambda epoch, logs: after.update({epoch + 1: weights(gan.averaged_generator)})
    )
    callbacks = [Measures(distances), Best(run), *([stop] if stop else []), run, seen]
    gan.fit(real[:64], epochs=epochs, initial_epoch=run.epoch, callbacks=callbacks)
    return after


def kept(folder):
    return weights(keras.models.load_model(folder / "best.keras"))


def test_best_is_the_generator_of_the_epoch_with_the_lowest_distance(tmp_path, real):
    after = keep_best(tmp_path, real, 5, [np.nan, 5, 3, 4, 3])
    assert same(kept(tmp_path), after[3]) and not same(after[3], after[5])
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("stop_in", [1, 2, 3])
def test_best_of_a_run_that_was_killed_is_that_of_an_uninterrupted_one(tmp_path, real, stop_in):
    """Stopped after Best has written and before Run has; the epoch is trained again."""
    distances = [5, 3, 4, 6]
    keep_best(tmp_path / "whole", real, 4, distances)

    class Stop(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if epoch + 1 == stop_in:
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keep_best(tmp_path / "x", real, 4, distances, Stop())
    keep_best(tmp_path / "x", real, 4, distances)
    assert same(kept(tmp_path / "whole"), kept(tmp_path / "x"))


def test_best_goes_on_from_the_backup(tmp_path, real):
    best = keep_best(tmp_path / "x", real, 2, [3, 5, 4], backup=tmp_path / "drive")[1]
    shutil.rmtree(tmp_path / "x")
    keep_best(tmp_path / "x", real, 3, [3, 5, 4], backup=tmp_path / "drive")
    assert same(kept(tmp_path / "x"), best) and same(kept(tmp_path / "drive"), best)


def test_best_says_what_it_needs_and_where_it_belongs(tmp_path, real):
    run, other, absent = Run(tmp_path), Run(tmp_path), Run(tmp_path)
    for callbacks, sentence in (
        ([Best(run), run], "frechet_2k, which nothing has measured"),
        ([Measures([1]), other, Best(other)], "right before its Run"),
        ([Measures([1]), Best(absent)], "right before its Run"),
    ):
        shutil.rmtree(tmp_path, ignore_errors=True)
        with pytest.raises(ValueError, match=sentence):
            tiny().fit(real[:64], callbacks=callbacks)
        assert not (tmp_path / "best.keras").exists()


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
