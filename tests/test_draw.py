"""Drawing with a trained generator: the pictures are those of gan.sample, what is no generator is refused, nothing lost."""

import keras
import numpy as np
import pytest
from PIL import Image

from gan_course import data
from gan_course.__main__ import main
from gan_course.data import to_uint8
from gan_course.draw import draw, great_circles, sheet
from gan_course.files import save_model
from gan_course.networks import make_dcgan
from gan_course.plots import tile


@pytest.fixture(scope="module", params=[1, 3])
def gan(request):
    """A GAN of small pictures, in grey and in colour, whose generator has seen something."""
    gan = make_dcgan(1, size=8, channels=request.param)
    gan.fit(np.random.default_rng(0).uniform(-1, 1, (64, 8, 8, request.param)).astype("float32"))
    return gan


@pytest.fixture
def run(gan, tmp_path, monkeypatch):
    """The folder of a training, where the package has lost its data."""
    monkeypatch.setattr(data, "ASSETS", tmp_path / "gone")
    save_model(gan.averaged_generator, tmp_path / "run" / "generator.keras")
    return tmp_path / "run"


def test_it_draws_the_pictures_of_sample_and_writes_each_once(gan, run, capsys):
    main(["draw", str(run), "--n", "23", "--seed", "5"])
    out = run / "drawn"
    names = [f"drawn_{i:04d}.png" for i in range(1, 24)]
    assert sorted(path.name for path in out.iterdir()) == [*names, "sheet.png", "walk.gif"]
    assert capsys.readouterr().out == f"Written to {out}: 23 pictures, sheet.png, walk.gif\n"
    for name, picture in zip(names, to_uint8(gan.sample(23, seed=5))):
        np.testing.assert_array_equal(np.array(Image.open(out / name)).reshape(picture.shape), picture)


def test_more_pictures_than_are_drawn_at_a_time_are_numbered_on(gan, run):
    draw(run, run / "drawn", n=502)
    names = sorted(path.name for path in (run / "drawn").glob("drawn_*.png"))
    assert names == [f"drawn_{i:04d}.png" for i in range(1, 503)]
    for i in (0, 499, 500, 501):
        expected = to_uint8(gan.sample(502)[i])
        np.testing.assert_array_equal(np.array(Image.open(run / "drawn" / names[i])).reshape(expected.shape), expected)


def test_the_walk_comes_home_in_small_steps_and_plays_for_ever(gan, run):
    draw(run, run / "drawn", n=1)
    walk = Image.open(run / "drawn" / "walk.gif")
    assert walk.info["loop"] == 0 and walk.size == (4 * 56, 2 * 56)
    frames, durations = [], []
    for i in range(walk.n_frames):
        walk.seek(i)
        frames.append(np.array(walk.convert("RGB")).astype(int))
        durations.append(walk.info["duration"])
    assert len(frames) > 30 and 5000 < sum(durations) <= 6000
    steps = [np.abs(frames[i] - frames[i - 1]).mean() for i in range(len(frames))]  # the first: from the last one home
    far = np.abs(frames[len(frames) // 2] - frames[0]).mean()
    assert max(steps) < far / 2 and steps[0] < 3 * np.median(steps)


def test_the_way_between_two_points_stays_on_their_circle(rng):
    a, b = rng.standard_normal((2, 5, 64))
    way = great_circles(a, b, 10)
    assert way.shape == (10, 5, 64)
    np.testing.assert_allclose(way[0], a)
    np.testing.assert_allclose(great_circles(b, a, 10)[1:], way[:0:-1], atol=1e-12)  # there as back
    lengths = np.linalg.norm(way, axis=2)
    np.testing.assert_allclose(np.diff(lengths, axis=0), np.diff(lengths, axis=0)[:1].repeat(9, axis=0), atol=1e-12)
    middle = way[5] / lengths[5][:, None]
    cosines = [np.sum(middle * end / np.linalg.norm(end, axis=1, keepdims=True), axis=1) for end in (a, b)]
    np.testing.assert_allclose(*cosines, atol=1e-12)


@pytest.mark.parametrize(
    ("n", "shown", "rows", "title"), [(1, 1, 1, "Drawn"), (23, 23, 3, "Drawn"), (250, 100, 10, "The f")]
)
def test_the_sheet_shows_the_first_hundred_and_fills_up_with_white(rng, n, shown, rows, title):
    pictures = rng.integers(0, 200, (shown, 8, 8, 3), "uint8")
    axes = sheet(pictures, n, seed=3).axes[0]
    array = np.array(axes.images[0].get_array())
    columns = min(10, n)
    assert array.shape == (8 * rows, 8 * columns, 3) and axes.get_title().startswith(title)
    white = np.full((rows * columns - shown, 8, 8, 3), 255, "uint8")
    np.testing.assert_array_equal(array, tile(np.concatenate([pictures, white]), columns))


def contents(folder):
    return {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}


def refused(arguments, capsys):
    with pytest.raises(SystemExit) as end:
        main(["draw", *map(str, arguments)])
    assert capsys.readouterr().out == ""
    assert str(end.value).startswith("\n") and str(end.value).count("\n") == 1
    return str(end.value)


def test_what_cannot_be_drawn_is_said_in_one_sentence_and_nothing_is_written(run, tmp_path, capsys):
    (tmp_path / "empty").mkdir()
    (tmp_path / "damaged").mkdir()
    generator = (run / "generator.keras").read_bytes()
    (tmp_path / "damaged" / "generator.keras").write_bytes(generator[: len(generator) // 2])
    other = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(1)])
    save_model(other, tmp_path / "other" / "generator.keras")
    before = contents(tmp_path)
    for folder in ("empty", "nowhere"):
        sentence = refused([tmp_path / folder, "--out", tmp_path / "out"], capsys)
        assert f"There is no {tmp_path / folder / 'generator.keras'}: give the folder of a training" in sentence
    for folder in ("damaged", "other"):
        sentence = refused([tmp_path / folder, "--out", tmp_path / "out"], capsys)
        assert "generator.keras is damaged, or no generator that makes pictures of noise" in sentence
    assert "--n is 0; give at least 1." in refused([run, "--n", 0], capsys)
    assert "--seed is -1; give a number from 0" in refused([run, "--seed", -1], capsys)
    assert "no name of a folder" in refused([run, "--out", ""], capsys)
    assert "no name of a folder" in refused([""], capsys)
    assert contents(tmp_path) == before


def test_drawings_that_are_there_are_kept(run, tmp_path, capsys):
    draw(run, tmp_path / "out", n=2)
    before = contents(tmp_path)
    assert "has drawings in it already; give another folder" in refused([run, "--out", tmp_path / "out"], capsys)
    assert contents(tmp_path) == before
