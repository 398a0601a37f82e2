"""The command, in processes of its own: what it leaves, how it is killed and goes on, how it says that it can't write."""

import csv
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import keras
import numpy as np
import pytest
from PIL import Image

HERE = Path(__file__).parent
EPOCHS = 4


def start(folder, epochs=EPOCHS, *options, script="small_dcgan.py", **settings):
    command = [sys.executable, HERE / script, "dcgan", "--folder", folder, "--epochs", str(epochs), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **settings)


def finish(process):
    """Return exit status, standard output and standard error."""
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def final_state(folder):
    with np.load(folder / f"epoch_{EPOCHS:04d}.npz") as arrays:
        return {name: arrays[name] for name in arrays.files if name != "facts"}


def history(folder):
    with open(folder / "history.csv") as file:
        return [{name: value for name, value in row.items() if name != "seconds"} for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """An uninterrupted run: its folder and what it printed."""
    folder = tmp_path_factory.mktemp("whole") / "dcgan"
    status, out, err = finish(start(folder))
    assert (status, err) == (0, "")  # not even TensorFlow's own information
    return folder, out


def test_it_leaves_what_the_readme_promises(whole):
    folder, out = whole
    names = {path.name for path in folder.iterdir()}
    assert {"generator.keras", "best.keras", "history.csv", "samples.png", "film_strip.png", "dcgan.gif"} <= names
    assert not [name for name in names if name.startswith(".")]
    rows = history(folder)
    assert [row["epoch"] for row in rows] == ["1", "2", "3", "4"]
    numbers = {"discriminator_loss", "generator_loss", "real_score", "fake_score", "frechet_2k"}
    assert numbers <= set(rows[0]) and all(np.isfinite(float(row[name])) for row in rows for name in numbers)
    gif = Image.open(folder / "dcgan.gif")
    assert gif.info["loop"] == 0 and gif.n_frames > EPOCHS and (folder / "dcgan.gif").stat().st_size <= 300_000
    assert "Frechet digit distance of 10,000 samples: " in out and "of 1,600 real pictures" in out
    distances = [float(row["frechet_2k"]) for row in rows]
    assert f"best.keras is the generator after epoch {1 + np.argmin(distances)}, whose frechet_2k was the lowest" in out
    assert "epoch 4/4" in out and "D(G(z))" in out and "frechet_2k" in out


def test_the_generator_loads_without_our_code(whole):
    code = (
        "import keras, numpy as np, sys; g = keras.models.load_model('generator.keras'); "
        "x = np.array(g(np.random.randn(5, g.input_shape[1]))); "
        "assert x.shape == (5, 28, 28, 1) and abs(x).max() <= 1 and 'gan_course' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=whole[0], check=True, capture_output=True)
    weights = keras.models.load_model(whole[0] / "generator.keras").get_weights()
    assert all(np.isfinite(w).all() for w in weights)


def test_started_again_it_has_nothing_to_train_and_fresh_keeps_the_old_run(whole):
    folder, _ = whole
    before = (folder / "epoch_0004.npz").read_bytes()
    status, out, err = finish(start(folder))
    assert status == 0, err
    assert "4 finished epochs" in out and (folder / "epoch_0004.npz").read_bytes() == before
    status, out, err = finish(start(folder.rename(folder.with_name("kept")), 1, "--fresh"))
    assert status == 0, err
    assert "The earlier run is now in" in out
    folder.with_name("kept-1").rename(folder)
    assert (folder / "epoch_0004.npz").read_bytes() == before


def test_killed_at_any_moment_it_ends_as_if_it_had_not_been(whole, tmp_path, request):
    """kill -9: every third time while a file is being written, else at a random moment."""
    kills, chance = request.config.getoption("--kills"), random.Random(0)
    for kill in range(kills):
        if kill % 5 == 0:  # a fresh folder now and then, so that all epochs get their share
            folder = tmp_path / f"run{kill}"
        process = start(folder)
        if kill % 3 == 2:
            wait_until(process, lambda folder=folder: any(folder.glob(".epoch_*.part")))
        else:
            wait_until(process, folder.exists)
            time.sleep(chance.uniform(0, 8))
        process.kill()
        process.wait()
        if kill % 5 == 4 or kill == kills - 1:
            status, _, err = finish(start(folder))
            assert status == 0, err
            expected, state = final_state(whole[0]), final_state(folder)
            assert expected.keys() == state.keys()
            assert all(np.array_equal(expected[name], state[name]) for name in expected)
            assert history(folder) == history(whole[0])
            assert (folder / "dcgan.gif").read_bytes() == (whole[0] / "dcgan.gif").read_bytes()
            best, expected = (keras.models.load_model(run / "best.keras").get_weights() for run in (folder, whole[0]))
            assert all(np.array_equal(a, b) for a, b in zip(best, expected, strict=True))


def wait_until(process, condition):
    while process.poll() is None and not condition():
        time.sleep(0.0005)


def test_ctrl_c_says_how_to_go_on(tmp_path):
    folder = tmp_path / "run"
    # a test that is run in the background inherits "ignore Ctrl-C"; a person's shell does not pass that on
    process = start(folder, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    wait_until(process, (folder / "epoch_0001.npz").exists)
    process.send_signal(signal.SIGINT)
    status, out, err = finish(process)
    assert status == 130 and "goes on from the last finished epoch" in out and "Traceback" not in err


def test_a_full_disk_ends_with_one_sentence_and_loses_nothing(tmp_path):
    folder = tmp_path / "run"
    assert finish(start(folder, 1))[0] == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    limit = len(before["epoch_0001.npz"]) // 2
    process = start(folder, 2, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    status, _, err = finish(process)
    assert status == 1 and "epoch_0002.npz could not be written (File too large)" in err and "Traceback" not in err
    after = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {**after, "best.keras": None} == {**before, "best.keras": None}
    keras.models.load_model(folder / "best.keras")  # that of the epoch to come may be there already, and whole
    status, out, _ = finish(start(folder, 2))
    assert status == 0 and "1 finished epoch:" in out


def test_another_seed_is_refused_in_one_sentence(whole):
    status, _, err = finish(start(whole[0], EPOCHS, "--seed", "1"))
    assert status == 1 and "holds a run with another seed" in err and "Traceback" not in err


def test_on_two_devices_it_leaves_the_same_files_and_goes_on(whole, tmp_path):
    for epochs in (1, 2):
        status, out, err = finish(start(tmp_path / "run", epochs, "--devices", "all", script="small_dcgan_on_two.py"))
        assert (status, err) == (0, "")
        assert "TensorFlow sees 2 GPUs: training on 2 of them, each with its share of every batch." in out
    assert "1 finished epoch:" in out
    names = {path.name for path in (tmp_path / "run").iterdir()}
    assert names == {path.name for path in whole[0].iterdir()} - {"epoch_0003.npz", "epoch_0004.npz"} | {
        "epoch_0001.npz",
        "epoch_0002.npz",
    }
    assert np.isfinite(
        keras.models.load_model(tmp_path / "run" / "generator.keras").predict(np.ones((2, 64)), verbose=0)
    ).all()


def test_a_second_process_on_one_folder_is_refused_and_the_first_ends_as_alone(whole, tmp_path):
    folder = tmp_path / "run"
    first = start(folder)
    wait_until(first, (folder / "epoch_0001.npz").exists)
    for options in ([], ["--fresh"]):
        status, _, err = finish(start(folder, EPOCHS, *options))
        assert status == 1 and err == f"\nAnother process is training in {folder}; end it, or give another folder.\n"
    status, _, err = finish(first)
    assert status == 0, err
    assert history(folder) == history(whole[0])
