"""A run in a folder: stopped at any epoch it goes on to the same end; what can't be used is refused, and nothing lost."""

import errno
import json
import os
import shutil
import subprocess
import sys

import keras
import numpy as np
import pytest
from keras import layers
from matplotlib import pyplot as plt
from test_gan import Breaks, same, tiny, weights

from gan_course import files
from gan_course.callbacks import Film
from gan_course.gan import GAN
from gan_course.losses import LOSSES, GANLoss
from gan_course.networks import make_dcgan
from gan_course.run import Run


def train(folder, real, epochs, gan=None, backup=None, **settings):
    """Do what a notebook's cell does: build everything, go on from the folder, train to `epochs`."""
    gan, film = tiny(**settings) if gan is None else gan, Film(frames_per_epoch=2)
    run = Run(folder, film, backup)
    gan.fit(real[:320], epochs=epochs, initial_epoch=run.epoch, callbacks=[run, film])
    return gan, run, film


def outcome(gan, run, film):
    history = {name: values for name, values in run.history.items() if name != "seconds"}
    return weights(gan.generator), weights(gan.averaged_generator), weights(gan.discriminator), film.frames, history


def assert_equal_outcomes(a, b):
    *networks_a, frames_a, history_a = a
    *networks_b, frames_b, history_b = b
    assert all(same(x, y) for x, y in zip(networks_a, networks_b))
    assert same(frames_a, frames_b)
    assert history_a == history_b


def test_a_stopped_run_ends_as_an_uninterrupted_one(tmp_path, real):
    whole = outcome(*train(tmp_path / "whole", real, 4))
    for epochs in (1, 3, 4):
        gan, run, film = train(tmp_path / "stopped", real, epochs)
    assert_equal_outcomes(whole, outcome(gan, run, film))
    assert run.history["epoch"] == [1, 2, 3, 4] and film.epochs[-1] == 4


def test_the_real_dcgan_resumes_with_batch_norm_and_both_adams(tmp_path, real):
    whole = outcome(*train(tmp_path / "whole", real, 2, make_dcgan()))
    train(tmp_path / "stopped", real, 1, make_dcgan())
    assert_equal_outcomes(whole, outcome(*train(tmp_path / "stopped", real, 2, make_dcgan())))


def test_running_only_the_fit_again_after_an_interruption_goes_back_to_the_last_whole_epoch(tmp_path, real):
    whole = outcome(*train(tmp_path / "whole", real, 3))

    class Stop(Film):
        def on_train_batch_end(self, batch, logs=None):
            super().on_train_batch_end(batch, logs)
            if self.epoch == self.stop_in and batch == 5:
                raise KeyboardInterrupt

    for stop_in in (0, 2):
        gan, film = tiny(), Stop(frames_per_epoch=2)
        run, film.stop_in = Run(tmp_path / f"stop{stop_in}", film), stop_in
        with pytest.raises(KeyboardInterrupt, match="goes on from the last finished epoch"):
            gan.fit(real[:320], epochs=3, initial_epoch=run.epoch, callbacks=[run, film])
        plt.close(film.strip())  # figures can still be made
        film.stop_in = None
        gan.fit(real[:320], epochs=3, initial_epoch=run.epoch, callbacks=[run, film])
        assert_equal_outcomes(whole, outcome(gan, run, film))


def test_a_finished_run_is_not_trained_again_but_all_there(tmp_path, real, capsys):
    first = outcome(*train(tmp_path, real, 2))
    again = outcome(*train(tmp_path, real, 2))
    assert_equal_outcomes(first, again)
    assert "has 2 finished epochs: going on from there" in capsys.readouterr().out


def test_history_csv_has_a_row_an_epoch(tmp_path, real):
    train(tmp_path, real, 2)
    train(tmp_path, real, 3)
    header, *rows = (tmp_path / "history.csv").read_text().splitlines()
    assert header == "epoch,discriminator_loss,generator_loss,real_score,fake_score,seconds"
    assert [row.split(",")[0] for row in rows] == ["1", "2", "3"]


class Penalised(GAN):
    """A variation of a lesson: a penalty with a weight, and a number of its own to show."""

    def __init__(self, *networks, weight=0.1, **settings):
        super().__init__(*networks, **settings)
        self.weight = weight

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        penalty = keras.ops.mean(self.judge(batch, batch) ** 2)
        return loss + np.mean(self.weight) * penalty, {**shown, "a_penalty": penalty}


def penalised(kind=Penalised, loss="non-saturating", optimizer=(), networks=None, **settings):
    like = tiny()
    gan = kind(*(networks or (like.generator, like.discriminator)), **settings)
    gan.compile(keras.optimizers.Adam(**{"learning_rate": 1e-3, **dict(optimizer)}), keras.optimizers.Adam(1e-3), loss)
    return gan


class Measures(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        logs["a_quality"] = np.float32(7)


COLUMNS = ["epoch", "discriminator_loss", "generator_loss", "real_score", "fake_score", "a_penalty", "seconds"]


def test_history_is_in_the_order_of_the_game_what_is_measured_after_it(tmp_path, real):
    run = Run(tmp_path)
    penalised().fit(real[:64], callbacks=[Measures(), run])
    assert list(run.history) == [*COLUMNS[:-1], "a_quality", "seconds"]


def test_what_is_measured_in_some_epochs_only_has_gaps_in_the_others(tmp_path, real):
    for epochs, measures in ((2, []), (3, [Measures()]), (4, [])):
        run = Run(tmp_path)
        penalised().fit(real[:64], epochs=epochs, initial_epoch=run.epoch, callbacks=[*measures, run])
    header, *rows = (tmp_path / "history.csv").read_text().splitlines()
    assert header.split(",") == [*COLUMNS, "a_quality"]
    assert [row.split(",")[-1] for row in rows] == ["nan", "nan", "7.0", "nan"]


def test_a_run_without_a_film_goes_on_as_one_with_it_and_keeps_the_frames_that_there_are(tmp_path, real):
    whole = outcome(*train(tmp_path / "whole", real, 2))
    film = train(tmp_path / "x", real, 1)[2]
    gan, run = tiny(), Run(tmp_path / "x")
    gan.fit(real[:320], epochs=2, initial_epoch=run.epoch, callbacks=[run])
    again = outcome(*train(tmp_path / "x", real, 2))  # finished: all that is in the folder
    assert_equal_outcomes([*whole[:3], film.frames, whole[4]], again)


def test_a_film_that_begins_later_says_when(tmp_path, real):
    gan, run = tiny(), Run(tmp_path)
    gan.fit(real[:320], epochs=2, callbacks=[run])
    assert train(tmp_path, real, 3)[2].epochs == [2, 2.5, 3]


class Heavier(GAN):
    weight = 0.2


class Lighter(GAN):
    weight = 0.1


Lighter.__qualname__ = "Heavier"  # as if its source had been edited


def smoothed(label):
    """The minimax game with another label than 1 for the real pictures."""
    softplus, mean = keras.ops.softplus, keras.ops.mean
    return GANLoss(lambda r, f: mean(softplus(r) - label * r) + mean(softplus(f)), LOSSES["minimax"].generator)


def falling(steps):
    return {"learning_rate": keras.optimizers.schedules.ExponentialDecay(1e-3, steps, 0.9)}


@pytest.mark.parametrize(
    ("first", "then", "sentence"),
    [
        ({}, {"kind": GAN}, "another class, another weight;"),
        ({"kind": GAN}, {}, "another class, another weight;"),
        ({}, {"weight": 0.2}, "another weight;"),
        ({"weight": np.float32([1, 2])}, {"weight": np.float32([1, 3])}, "another weight;"),
        ({"kind": Heavier}, {"kind": Lighter}, "another weight;"),
        ({}, {"loss": "hinge"}, "another loss;"),
        ({"loss": smoothed(1.0)}, {"loss": smoothed(0.9)}, "another loss;"),
        ({}, {"optimizer": {"clipnorm": 1.0}}, "another generator optimizer;"),
        ({"optimizer": falling(9)}, {"optimizer": falling(10)}, "another generator optimizer;"),
    ],
)
def test_a_run_is_not_taken_up_by_another_kind_of_gan(tmp_path, real, first, then, sentence):
    train(tmp_path, real, 1, penalised(**first))
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ValueError, match=f"holds a run with {sentence}"):
        train(tmp_path, real, 2, penalised(**then))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert train(tmp_path, real, 2, penalised(**first))[1].history["epoch"] == [1, 2]


def test_a_run_knows_networks_with_wrapped_and_nested_layers_again_whatever_keras_calls_them(tmp_path, real):
    def make(units=4, **settings):
        gan = tiny()
        inner = keras.Sequential([keras.Input((784,)), layers.SpectralNormalization(layers.Dense(units, **settings))])
        discriminator = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), inner, layers.Dense(1)])
        return penalised(GAN, networks=(gan.generator, discriminator))

    train(tmp_path, real, 1, make())
    assert train(tmp_path, real, 2, make())[1].history["epoch"] == [1, 2]
    for change in ({"units": 5}, {"activation": "relu"}, {"dtype": "float16"}):
        with pytest.raises(ValueError, match="holds a run with another discriminator;"):
            train(tmp_path, real, 3, make(**change))


def test_a_setting_that_is_not_kept_is_asked_for(tmp_path, real):
    class Forgets(GAN):
        def __init__(self, *networks, weight=0.1):
            super().__init__(*networks)

    sentence = "Forgets's constructor takes weight and does not keep it.*self.weight = weight"
    with pytest.raises(ValueError, match=sentence):
        train(tmp_path, real, 1, penalised(Forgets))


def test_the_newest_two_epochs_are_kept(tmp_path, real):
    train(tmp_path, real, 4)
    assert sorted(p.name for p in tmp_path.glob("epoch_*")) == ["epoch_0003.npz", "epoch_0004.npz"]


def damage(path, how):
    data = bytearray(path.read_bytes())
    if how == "flipped":
        data[len(data) // 2] ^= 0xFF
    path.write_bytes({"flipped": data, "truncated": data[: len(data) // 2], "empty": b"", "garbage": b"x" * 999}[how])


@pytest.mark.parametrize("how", ["flipped", "truncated", "empty", "garbage"])
def test_a_damaged_file_is_set_aside_and_the_epoch_before_it_used(tmp_path, real, capsys, how):
    whole = outcome(*train(tmp_path / "whole", real, 3))
    train(tmp_path / "x", real, 2)
    damage(tmp_path / "x" / "epoch_0002.npz", how)
    again = train(tmp_path / "x", real, 3)
    assert_equal_outcomes(whole, outcome(*again))
    out = capsys.readouterr().out
    assert "epoch_0002.npz is damaged" in out and "has 1 finished epoch:" in out
    assert (tmp_path / "x" / "epoch_0002.damaged").exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seed": 1}, "another seed"),
        ({"loss": "hinge"}, "another loss"),
        ({"averaging": 0.9}, "another averaging"),
        ({"k": 2}, "another k"),
        ({"latent_dim": 4}, "another generator"),
        ({"gan": "dcgan"}, "another class, another generator, another discriminator"),
    ],
)
def test_a_run_with_other_settings_is_refused_and_untouched(tmp_path, real, change, sentence):
    train(tmp_path, real, 1)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    if "gan" in change:
        change = {"gan": make_dcgan()}
    with pytest.raises(ValueError, match=f"holds a run with {sentence}.*another folder"):
        train(tmp_path, real, 2, **change)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_other_pictures_and_another_batch_size_are_refused(tmp_path, real):
    train(tmp_path, real, 1)
    with pytest.raises(ValueError, match="another set of pictures"):
        train(tmp_path, real[1:], 2)
    gan, film = tiny(), Film()
    run = Run(tmp_path, film)
    with pytest.raises(ValueError, match="another batch size"):
        gan.fit(real[:320], 16, epochs=2, initial_epoch=run.epoch, callbacks=[run, film])


def rewrite(path, other_facts=(), **changes):
    """Write a run's file again, whole, but with other facts or arrays."""
    with np.load(path) as arrays:
        arrays = dict(arrays)
    facts = json.loads(arrays["facts"].tobytes()) | dict(other_facts)
    np.savez(path, **arrays | {"facts": np.frombuffer(json.dumps(facts).encode(), "uint8")} | changes)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (3, "a newer gan_course; update the package"),
        (1, "an older gan_course; finish that run with the one it was"),
    ],
)
def test_a_newer_or_older_format_is_refused_and_untouched(tmp_path, real, number, sentence):
    train(tmp_path, real, 1)
    for path in tmp_path.glob("epoch_*.npz"):
        rewrite(path, {"format": number, "history": None})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ValueError, match=f"was written by {sentence}"):
        train(tmp_path, real, 2)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_file_from_elsewhere_is_checked_before_anything_is_taken_from_it(tmp_path, real):
    train(tmp_path, real, 1)
    rewrite(tmp_path / "epoch_0001.npz", variable_0003=np.zeros((2, 2), "float32"))
    gan = tiny()
    before = weights(gan.generator)
    with pytest.raises(ValueError, match="does not fit these networks; give this run another folder"):
        train(tmp_path, real, 2, gan=gan)
    assert same(weights(gan.generator), before)
    rewrite(tmp_path / "epoch_0001.npz", facts=np.frombuffer(b"[1, 2]", "uint8"))
    assert Run(tmp_path, Film()).epoch == 0 and (tmp_path / "epoch_0001.damaged").exists()


def test_the_backup_is_used_where_it_is_ahead_of_the_folder(tmp_path, real):
    train(tmp_path / "local", real, 3, backup=tmp_path / "drive")
    (tmp_path / "local" / "epoch_0003.npz").unlink()
    assert Run(tmp_path / "local", Film()).epoch == 2
    assert Run(tmp_path / "local", Film(), tmp_path / "drive").epoch == 3


def test_a_pickle_is_never_loaded(tmp_path, real):
    class Bomb:
        def __reduce__(self):
            return (os.mkdir, (str(tmp_path / "exploded"),))

    train(tmp_path / "x", real, 1)
    rewrite(tmp_path / "x" / "epoch_0001.npz", frames=np.array([Bomb()], object))
    run = train(tmp_path / "x", real, 1)[1]
    assert not (tmp_path / "exploded").exists() and run.history["epoch"] == [1]


def test_a_fresh_machine_goes_on_from_the_backup(tmp_path, real):
    whole = outcome(*train(tmp_path / "whole", real, 3))
    train(tmp_path / "local", real, 2, backup=tmp_path / "drive")
    assert sorted(p.name for p in (tmp_path / "drive").iterdir()) == ["epoch_0001.npz", "epoch_0002.npz"]
    for path in (tmp_path / "local").iterdir():
        path.unlink()
    again = train(tmp_path / "local", real, 3, backup=tmp_path / "drive")
    assert_equal_outcomes(whole, outcome(*again))
    assert (tmp_path / "local" / "history.csv").read_text().count("\n") == 4


def test_old_files_are_emptied_before_they_are_deleted(tmp_path, real, monkeypatch):
    sizes, unlink = [], type(tmp_path).unlink

    def spy(path, *arguments, **options):
        if path.name.startswith("epoch_"):
            sizes.append(path.stat().st_size)
        return unlink(path, *arguments, **options)

    monkeypatch.setattr(type(tmp_path), "unlink", spy)
    train(tmp_path / "x", real, 4, backup=tmp_path / "drive")
    assert sizes == [0] * 6  # epochs 0, 1 and 2 in both folders


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(ValueError, match="is a file; a run needs a folder"):
        Run(tmp_path / "x", Film())
    assert (tmp_path / "x").read_text() == "mine"


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_fails_says_so_and_leaves_what_was_there(tmp_path, real, monkeypatch, call):
    train(tmp_path, real, 1)
    before = (tmp_path / "epoch_0001.npz").read_bytes()

    def no_space(*arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, call, no_space)
    with pytest.raises(OSError, match=r"epoch_0002.npz could not be written \(No space left on device\)"):
        train(tmp_path, real, 2)
    monkeypatch.undo()
    assert (tmp_path / "epoch_0001.npz").read_bytes() == before
    assert not list(tmp_path.glob(".*"))
    assert train(tmp_path, real, 2)[1].history["epoch"] == [1, 2]


def test_a_place_that_can_not_be_written_is_noticed_before_training(tmp_path, real, monkeypatch):
    monkeypatch.setattr(files.os, "fsync", lambda fd: (_ for _ in ()).throw(OSError(errno.EROFS, "Read-only file system")))
    monkeypatch.setattr(GAN, "train_step", lambda *a: pytest.fail("it trained before it noticed"))
    with pytest.raises(OSError, match=r"could not be written \(Read-only file system\)"):
        train(tmp_path / "x", real, 1)


def test_without_initial_epoch_nothing_is_trained_again(tmp_path, real):
    train(tmp_path, real, 2)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for initial_epoch in (0, 1, 3):
        gan, film = tiny(), Film()
        run = Run(tmp_path, film)
        sentence = rf"has 2 finished epochs, and fit was to begin after {initial_epoch}.*initial_epoch=run.epoch"
        with pytest.raises(ValueError, match=sentence):
            gan.fit(real[:320], epochs=5, initial_epoch=initial_epoch, callbacks=[run, film])
        assert int(gan.generator_optimizer.iterations) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert train(tmp_path, real, 3)[1].history["epoch"] == [1, 2, 3]


def test_epochs_are_told_apart_beyond_9999(tmp_path, real):
    train(tmp_path, real, 1)
    rewrite(tmp_path / "epoch_0001.npz", {"epoch": 9998})
    (tmp_path / "epoch_0001.npz").rename(tmp_path / "epoch_9998.npz")
    (tmp_path / "epoch_mine.npz").write_text("no file of the run's")
    train(tmp_path, real, 10_000)
    assert Run(tmp_path, Film()).epoch == 10_000
    train(tmp_path, real, 10_001)
    names = sorted(path.name for path in tmp_path.glob("epoch_*.npz"))
    assert names == ["epoch_10000.npz", "epoch_10001.npz", "epoch_mine.npz"]


# Another process that wants the folder: prints "has it", then keeps it until its input ends.
OTHER = """
import sys
from gan_course.files import locked
try:
    with locked(sys.argv[1]):
        print("has it", flush=True)
        sys.stdin.read()
except OSError as error:
    print(error)
"""


def another(folder, **settings):
    return subprocess.Popen([sys.executable, "-c", OTHER, folder], stdout=subprocess.PIPE, text=True, **settings)


def asks(folder):
    """Return what another process is told that wants the folder, and does not keep it."""
    return another(folder, stdin=subprocess.DEVNULL).communicate()[0].strip()


@pytest.mark.skipif(files.fcntl is None, reason="Windows: no lock there")
@pytest.mark.parametrize("which", ["folder", "backup"])
def test_two_processes_do_not_train_in_one_folder(tmp_path, real, which):
    """And a process that was killed leaves no lock behind."""
    folder, backup = tmp_path / "folder", tmp_path / "backup"
    train(folder, real, 1, backup=backup)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    other = another(tmp_path / which, stdin=subprocess.PIPE)
    assert other.stdout.readline() == "has it\n"
    with pytest.raises(BlockingIOError, match=rf"Another process is training in .*{which}; end it, or give another"):
        train(folder, real, 2, backup=backup)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before
    other.kill()
    other.communicate()
    assert train(folder, real, 2, backup=backup)[1].history["epoch"] == [1, 2]


@pytest.mark.skipif(files.fcntl is None, reason="Windows: no lock there")
def test_the_folder_is_free_again_when_fit_has_ended_however_it_ended(tmp_path, real):
    told = []

    class Asks(Film):
        def on_epoch_end(self, epoch, logs=None):
            told.append(asks(tmp_path))
            if epoch == self.stop_after:
                raise KeyboardInterrupt

    gan, film = tiny(), Asks()
    run, film.stop_after = Run(tmp_path, film), 0
    with pytest.raises(KeyboardInterrupt) as stop:  # it holds on to the frames, as a notebook does
        gan.fit(real[:320], epochs=2, initial_epoch=run.epoch, callbacks=[run, film])
    assert asks(tmp_path) == "has it" and stop
    gan.fit(real[:320], epochs=2, initial_epoch=run.epoch, callbacks=[run, film])  # the cell once more
    assert told == [f"Another process is training in {tmp_path}; end it, or give another folder."] * 2
    assert asks(tmp_path) == "has it"


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK, errno.EBADF, None])
def test_where_there_are_no_locks_it_trains_all_the_same(tmp_path, real, monkeypatch, error):
    if error is None:
        monkeypatch.setattr(files, "fcntl", None)  # Windows
    elif files.fcntl:
        monkeypatch.setattr(files.fcntl, "flock", lambda *arguments: (_ for _ in ()).throw(OSError(error, "no locks")))
    assert train(tmp_path, real, 1)[1].history["epoch"] == [1]


def test_a_drive_that_is_not_mounted_is_not_made_as_a_folder(tmp_path, real):
    with pytest.raises(FileNotFoundError, match=r"There is no .*MyDrive for the backup x to lie in: mount the drive"):
        Run(tmp_path / "x", Film(), tmp_path / "drive" / "MyDrive" / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_drive_that_goes_ends_the_training_and_loses_no_epoch(tmp_path, real):
    class Unmounts(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch, logs=None):
            if epoch == 1:
                shutil.rmtree(tmp_path / "drive")

    (tmp_path / "drive").mkdir()
    gan, film = tiny(), Film()
    run = Run(tmp_path / "x", film, tmp_path / "drive" / "x")
    with pytest.raises(FileNotFoundError, match="mount the drive"):
        gan.fit(real[:320], epochs=3, callbacks=[Unmounts(), run, film])
    assert not (tmp_path / "drive").exists()
    assert Run(tmp_path / "x", Film()).epoch == 2


def test_names_that_are_none_are_refused(tmp_path):
    for folder, backup in [("", None), (".", None), (tmp_path, "")]:
        with pytest.raises(ValueError, match=r"'\.?' is no name of a folder; give one such as"):
            Run(folder, Film(), backup)
    with pytest.raises(ValueError, match="is the run's own folder"):
        Run(tmp_path / "x", Film(), tmp_path / ".." / tmp_path.name / "x")


def test_a_training_that_diverges_leaves_the_last_whole_epoch(tmp_path, real):
    train(tmp_path, real, 1)
    before = (tmp_path / "epoch_0001.npz").read_bytes()
    gan, film = tiny(), Film(frames_per_epoch=2)
    run = Run(tmp_path, film)
    with pytest.raises(FloatingPointError, match="at the end of epoch 2, some of the networks' weights are not finite"):
        gan.fit(real[:320], epochs=3, initial_epoch=run.epoch, callbacks=[run, film, Breaks()])
    assert run.epoch == 1 and (tmp_path / "epoch_0001.npz").read_bytes() == before
    assert train(tmp_path, real, 2)[1].history["epoch"] == [1, 2]
