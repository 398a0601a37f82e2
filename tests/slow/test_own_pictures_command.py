"""`dcgan --pictures` and `draw`, in processes of their own: trained on drawn pictures, stopped, gone on, drawn from."""

import csv
import os
import shutil
import subprocess
import sys
import time

import numpy as np
import pytest
from build_notebooks import ROOT
from PIL import Image


def command(*arguments, package=ROOT):
    """Run python -m gan_course; return exit status, standard output and standard error."""
    environment = {**os.environ, "PYTHONPATH": str(package)}
    line = [sys.executable, "-m", "gan_course", *map(str, arguments)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300, env=environment, cwd=package)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="module")
def discs(tmp_path_factory):
    """A folder of 70 drawn pictures, red discs on a blue ground, of many shapes and in three formats."""
    folder, rng = tmp_path_factory.mktemp("pictures"), np.random.default_rng(0)
    for i in range(70):
        height, width = rng.integers(20, 60, 2)
        y, x = np.mgrid[:height, :width]
        inside = (y - height / 2) ** 2 + (x - width / 2) ** 2 < (0.3 * min(height, width)) ** 2
        picture = np.where(inside[..., None], (220, 40, 30), (20, 60, 200)).astype("uint8")
        Image.fromarray(picture).save(folder / f"{i}.{('png', 'jpg', 'gif')[i % 3]}")
    (folder / "notes.txt").write_text("seventy discs")
    return folder


@pytest.fixture(scope="module")
def whole(discs, tmp_path_factory):
    """A run that is not stopped: its folder and what it printed."""
    folder = tmp_path_factory.mktemp("whole") / "run"
    status, out, err = command("dcgan", "--pictures", discs, "--size", 16, "--epochs", 40, "--folder", folder)
    assert (status, err) == (0, "")
    return folder, out


def test_it_trains_in_colour_says_what_it_read_and_measures_no_digits(whole, discs):
    folder, out = whole
    names = {path.name for path in folder.iterdir()}
    assert {"generator.keras", "history.csv", "samples.png", "film_strip.png", "dcgan.gif"} <= names
    assert f"70 pictures read from {discs}; 1 file could not be read as PNG, JPEG or GIF: notes.txt.\n" in out
    assert "No Frechet digit distance is measured" in out and "frechet" not in out and "digits that" not in out.lower()
    with open(folder / "history.csv") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40 and "frechet_2k" not in rows[0]
    film = Image.open(folder / "dcgan.gif")
    assert 10 < film.n_frames <= 19 and film.info["loop"] == 0
    film.seek(film.n_frames - 1)
    red, _, blue = np.array(film.convert("RGB")).reshape(-1, 3).std(axis=0)
    assert red > 20 and blue > 20  # it has begun to tell disc and ground apart, by colour


def test_stopped_and_started_again_it_ends_with_the_same_film_and_with_other_pictures_it_is_refused(whole, discs, tmp_path):
    run = ("dcgan", "--pictures", discs, "--size", 16, "--epochs", 40, "--folder", tmp_path / "run")
    process = subprocess.Popen([sys.executable, "-m", "gan_course", *map(str, run)], stdout=subprocess.DEVNULL, cwd=ROOT)
    while process.poll() is None and not any((tmp_path / "run").glob("epoch_000[3-9].npz")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    status, out, err = command(*run)
    assert status == 0 and "going on from there" in out, err
    assert (tmp_path / "run" / "dcgan.gif").read_bytes() == (whole[0] / "dcgan.gif").read_bytes()
    status, _, err = command(*run[:-1], whole[0], "--channels", 1)
    assert status == 1 and "holds a run with another generator" in err and "Traceback" not in err


@pytest.fixture(scope="module")
def bare_package(tmp_path_factory):
    """A copy of the package without its data."""
    folder = tmp_path_factory.mktemp("bare")
    shutil.copytree(ROOT / "gan_course", folder / "gan_course", ignore=shutil.ignore_patterns("assets"))
    return folder


def test_it_draws_where_there_is_the_generator_and_not_even_our_data(whole, bare_package, tmp_path):
    (tmp_path / "run").mkdir()
    shutil.copy(whole[0] / "generator.keras", tmp_path / "run")
    status, out, err = command("draw", tmp_path / "run", "--n", 12, "--out", tmp_path / "out", package=bare_package)
    assert (status, err) == (0, "") and out == f"Written to {tmp_path / 'out'}: 12 pictures, sheet.png, walk.gif\n"
    pictures = [np.array(Image.open(path)) for path in sorted((tmp_path / "out").glob("drawn_*.png"))]
    assert len(pictures) == 12 and all(picture.shape == (16, 16, 3) for picture in pictures)
    assert Image.open(tmp_path / "out" / "sheet.png").size[0] > 10 * 3 * 16
    assert Image.open(tmp_path / "out" / "walk.gif").n_frames > 1
    status, _, err = command("dcgan", "--folder", tmp_path / "mnist", package=bare_package)
    assert status == 1 and "mnist.npz is missing or broken" in err  # the data are really gone


def test_too_few_pictures_and_a_wrong_request_are_one_sentence(discs, tmp_path):
    few = tmp_path / "few"
    few.mkdir()
    shutil.copy(discs / "0.png", few)
    for options, sentence in (
        (["--pictures", few], "There are 1 pictures; a training step takes k * batch_size = 32 of them."),
        (["--pictures", tmp_path / "nowhere"], f"There is no folder {tmp_path / 'nowhere'}; give one that has"),
        (["--pictures", discs, "--size", 30], "The size is 30; our networks draw squares of 8, 14, 16, 28, 32, 56, 64"),
        (["--pictures", discs, "--channels", 4], "There are 4 channels"),
        (["--size", 32], "--size and --channels go with --pictures"),
    ):
        status, _, err = command("dcgan", "--folder", tmp_path / "run", *options)
        assert status == 1 and sentence in err and err.count("\n") == 2 and "Traceback" not in err
    assert not list((tmp_path / "run").glob("*"))
