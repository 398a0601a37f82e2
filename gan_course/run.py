"""A training run in a folder: stopped anywhere, by Ctrl-C, kill -9 or a lost Colab, it goes on from its last finished epoch.

One file an epoch, epoch_0003.npz, holds everything that the rest of the training depends on: every variable of the
networks and of both optimisers, the states of all random generators, the history so far and the film's frames. A file
appears whole or not at all; the newest two are kept. They are plain NumPy archives with checksums, and never pickled.
"""

import csv
import hashlib
import io
import json
import time

import keras
import numpy as np

from gan_course.files import UNREADABLE, check_backup, check_folder, locked, write_whole

FORMAT = 1


class DamagedFile(Exception):
    """A file of a run that can't be read whole."""


class NewerFile(Exception):
    """A file of a run in a format that this version does not know."""


class Run(keras.callbacks.Callback):
    """Keep a run in `folder`, and take it up again: the same cell or command goes on where the last one stopped.

        run = Run("runs/lesson_13", film)
        gan.fit(pictures, epochs=5, initial_epoch=run.epoch, callbacks=[Quality(), run, film])

    film: a Film whose frames are kept with the run. backup: a second folder, on Google Drive for instance, that gets a
    copy of every finished epoch; when `folder` is empty, the run goes on from there. What it lies in must be there
    (FileNotFoundError): a drive that is not mounted would else become a folder on this disk.
    epoch: how many epochs are finished. history: a list of numbers for each column of history.csv.

    A folder that holds a run with other settings or other pictures is refused, and so is another initial_epoch
    (ValueError), and a folder in which another process trains (BlockingIOError). A damaged file is set aside.
    Put it after Quality and before Film among the callbacks.
    """

    def __init__(self, folder, film, backup=None):
        super().__init__()
        self.folder, self.film = check_folder(folder), film
        self.backup = None if backup is None else check_backup(backup)
        if self.backup and self.backup.resolve() == self.folder.resolve():
            raise ValueError(f"{backup} is the run's own folder; a backup needs another one, best on another drive.")
        self._newest_epoch()  # complain early about a folder that is none

    @property
    def epoch(self):
        return self._newest_epoch() or 0

    def on_train_begin(self, logs=None):
        self.settings = describe(self.model)
        for folder in self._folders():
            self.model.at_the_end.enter_context(locked(folder))
        epoch = self._newest_epoch()
        if self.model.initial_epoch != (epoch or 0):
            raise ValueError(
                f"{self.folder} has {_finished(epoch or 0)}, and fit was to begin after {self.model.initial_epoch}; "
                "nothing was trained. Give fit initial_epoch=run.epoch."
            )
        if epoch is None:
            self.history = {}
            self._save(0)  # so that even a stop in the first epoch leads back to the beginning
        else:
            self._restore(self._state)
            if epoch:
                print(f"{self.folder} has {_finished(epoch)}: going on from there.")

    def on_epoch_begin(self, epoch, logs=None):
        self.started = time.perf_counter()

    def on_epoch_end(self, epoch, logs=None):
        row = {"epoch": epoch + 1, **logs, "seconds": time.perf_counter() - self.started}
        for name, value in row.items():
            self.history.setdefault(name, []).append(value)
        self._save(epoch + 1)

    def _save(self, epoch):
        data = _pack(self.model, self.film, epoch, self.settings, self.history)
        for folder in self._folders():
            if folder == self.backup:
                check_backup(folder)  # a drive may go while we train
            write_whole(folder / f"epoch_{epoch:04d}.npz", data)
            for old in _epoch_files(folder)[2:]:
                old.write_bytes(b"")  # a deleted file lies in Google Drive's bin at its last size
                old.unlink()
        self._write_history()

    def _write_history(self):
        table = io.StringIO()
        rows = csv.writer(table, lineterminator="\n")
        rows.writerow(self.history)
        rows.writerows(zip(*self.history.values()))
        write_whole(self.folder / "history.csv", table.getvalue().encode())

    def _folders(self):
        return [folder for folder in (self.folder, self.backup) if folder]

    def _newest_epoch(self):
        """Read the newest file that is whole into self._state; return its epoch, or None if there is none."""
        paths = []
        for folder in self._folders():
            if folder.exists() and not folder.is_dir():
                raise ValueError(f"{folder} is a file; a run needs a folder. Give another name.")
            paths += _epoch_files(folder)
        for path in sorted(paths, key=_epoch_of, reverse=True):  # of two with one name, the folder's own
            try:
                self._state = _unpack(path)
                return self._state["epoch"]
            except DamagedFile:
                aside = path.rename(path.with_suffix(".damaged"))
                print(f"{path} is damaged: set aside as {aside.name}, going on from the file before it.")
        return None

    def _restore(self, state):
        different = [name for name, value in self.settings.items() if state["settings"].get(name) != value]
        if different:
            raise ValueError(
                f"{self.folder} holds a run with another {', another '.join(different)}; going on would mix the two. "
                "Give this run another folder, or set back what you changed."
            )
        variables = _variables(self.model)
        if [tuple(variable.shape) for variable in variables] != [value.shape for value in state["variables"]]:
            raise ValueError(f"What {self.folder} holds does not fit these networks; give this run another folder.")
        for variable, value in zip(variables, state["variables"]):
            variable.assign(value)
        self.history = state["history"]
        self.film.frames, self.film.epochs = list(state["frames"]), state["film_epochs"]
        if not (self.folder / f"epoch_{state['epoch']:04d}.npz").exists():  # it came from the backup
            self._save(state["epoch"])


def _epoch_files(folder):
    """Return the run's files in a folder, newest first."""
    paths = (path for path in folder.glob("epoch_*.npz") if path.stem.removeprefix("epoch_").isdecimal())
    return sorted(paths, key=_epoch_of, reverse=True)


def _epoch_of(path):
    return int(path.stem.removeprefix("epoch_"))  # as text, 10000 would come before 9999


def _finished(epochs):
    return f"{epochs} finished {'epoch' if epochs == 1 else 'epochs'}"


def _variables(gan):
    return gan.variables + gan.generator_optimizer.variables + gan.discriminator_optimizer.variables


def _pack(gan, film, epoch, settings, history):
    facts = {"format": FORMAT, "epoch": epoch, "settings": settings, "history": history, "film_epochs": film.epochs}
    arrays = {f"variable_{i:04d}": np.asarray(v) for i, v in enumerate(_variables(gan))}
    frames = np.array(film.frames, "uint8")
    buffer = io.BytesIO()
    np.savez(buffer, facts=np.frombuffer(json.dumps(facts).encode(), "uint8"), frames=frames, **arrays)
    return buffer.getvalue()


def _unpack(path):
    try:
        with np.load(path, allow_pickle=False) as arrays:  # reading an array compares its checksum
            facts = json.loads(arrays["facts"].tobytes())
            if facts["format"] > FORMAT:
                raise NewerFile
            names = sorted(name for name in arrays.files if name.startswith("variable_"))
            state = {name: facts[name] for name in ("epoch", "settings", "history", "film_epochs")}
            return {**state, "frames": arrays["frames"], "variables": [arrays[name] for name in names]}
    except NewerFile:
        raise ValueError(f"{path} was written by a newer gan_course; update the package, or give another folder.") from None
    except UNREADABLE as error:
        raise DamagedFile(error) from error


def describe(gan):
    """Return what makes two runs the same run, as JSON: a name for each part, so that a refusal can say which differs."""
    return {
        "class": type(gan).__qualname__,
        "generator": _hash(_layers(gan.generator)),
        "discriminator": _hash(_layers(gan.discriminator)),
        "losses": _values(gan.loss),
        "k": gan.k,
        "averaging": gan.averaging,
        "seed": gan.seed,
        "generator optimizer": _hash(_without_names(gan.generator_optimizer.get_config())),
        "discriminator optimizer": _hash(_without_names(gan.discriminator_optimizer.get_config())),
        "batch size": gan.batch_size,
        "set of pictures": gan.pictures_hash,
    }


def _values(loss):
    """Return what a pair of losses is by what it computes, so that two of one name are told apart."""
    real, fake = (
        np.array([[-2.0], [-0.7], [0.1], [1.3], [2.5]], "float32"),
        np.array([[1.7], [0.6], [-0.2], [-1.1], [-3.0]], "float32"),
    )
    return [f"{float(value):.4g}" for value in (loss.discriminator(real, fake), loss.generator(fake))]


def _layers(network):
    parts = getattr(network, "operations", network.layers)  # minibatch_std is made of operations, which are no layers
    layers = [[type(part).__name__, _without_names(part.get_config())] for part in parts]
    return [network.input_shape, layers]


def _without_names(config):
    return {key: value for key, value in config.items() if key != "name"}  # dense_1 in one session is dense_4 in another


def _hash(config):
    return hashlib.sha256(json.dumps(config, sort_keys=True, default=str).encode()).hexdigest()[:16]
