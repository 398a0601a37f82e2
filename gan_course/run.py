"""A training run in a folder: stopped anywhere, by Ctrl-C, kill -9 or a lost Colab, it goes on from its last finished epoch.

One file an epoch, epoch_0003.npz, holds everything that the rest of the training depends on: every variable of the
networks and of both optimisers, the states of all random generators, the history so far and the film's frames. A file
appears whole or not at all; the newest two are kept. They are plain NumPy archives with checksums, and never pickled.
"""

import csv
import hashlib
import inspect
import io
import json
import math
import time

import keras
import numpy as np

from gan_course.callbacks import Film
from gan_course.files import UNREADABLE, check_backup, check_folder, locked, write_whole

FORMAT = 2  # since 2, a file says of which class the GAN is, and what its losses compute


class DamagedFile(Exception):
    """A file of a run that can't be read whole."""


class OtherFormat(Exception):
    """A file of a run in a format that this version does not know."""


class Run(keras.callbacks.Callback):
    """Keep a run in `folder`, and take it up again: the same cell or command goes on where the last one stopped.

        run = Run("runs/lesson_13", film)
        gan.fit(pictures, epochs=5, initial_epoch=run.epoch, callbacks=[Quality(), run, film])

    film: a Film, if there is one, whose frames are kept with the run. backup: a second folder, on Google Drive for
    instance, that gets a copy of every finished epoch; when `folder` is empty, the run goes on from there. What it lies in
    must be there (FileNotFoundError): a drive that is not mounted would else become a folder on this disk.
    epoch: how many epochs are finished. history: a list of numbers for each column of history.csv.

    A folder that holds the run of a GAN of another class, with other settings (see `describe`) or other pictures is
    refused, and so is another initial_epoch (ValueError), and a folder in which another process trains (BlockingIOError).
    A damaged file is set aside. Put it after Quality and before Film among the callbacks.
    """

    def __init__(self, folder, film=None, backup=None):
        super().__init__()
        self.folder = check_folder(folder)
        self.film = Film() if film is None else film  # one that nobody draws keeps the frames that a run may have
        self.history = {}
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
        numbers = {name: float(value) for name, value in logs.items()}
        # TensorFlow sorts what a training step returns by name; the GAN has it in order.
        in_order = {name: numbers.pop(name) for name in self.model.trackers if name in numbers}
        row = {"epoch": epoch + 1, **in_order, **numbers, "seconds": time.perf_counter() - self.started}
        for name in row | self.history:  # what is measured from a later epoch on, or no longer, has gaps
            self.history.setdefault(name, [math.nan] * epoch).append(row.get(name, math.nan))
        self._save(epoch + 1)

    def _save(self, epoch):
        data = _pack(self.model, self.film, epoch, self.settings, self.history)
        for folder in self._folders():
            if folder == self.backup:
                check_backup(folder)  # a drive may go while we train
                _copy_best(self.folder, folder)
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
        theirs, ours = state["settings"], self.settings
        different = [name for name in ours | theirs if ours.get(name) != theirs.get(name)]
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
            _copy_best(self.backup, self.folder)
            self._save(state["epoch"])


def _epoch_files(folder):
    """Return the run's files in a folder, newest first."""
    paths = (path for path in folder.glob("epoch_*.npz") if path.stem.removeprefix("epoch_").isdecimal())
    return sorted(paths, key=_epoch_of, reverse=True)


def _epoch_of(path):
    return int(path.stem.removeprefix("epoch_"))  # as text, 10000 would come before 9999


def _copy_best(source, target):
    """Copy what a Best keeps, if there is one and it is not there yet."""
    best, copy = source / "best.keras", target / "best.keras"
    if best.exists() and not (copy.exists() and copy.read_bytes() == best.read_bytes()):
        write_whole(copy, best.read_bytes())


def _finished(epochs):
    return f"{epochs} finished {'epoch' if epochs == 1 else 'epochs'}"


def _variables(gan):
    return gan.variables + [variable for optimizer in _optimizers(gan).values() for variable in optimizer.variables]


def _optimizers(gan):
    """Return {name: optimizer}; Keras has the first one a second time, as gan.optimizer."""
    return {name: value for name, value in vars(gan).items() if name.endswith("_optimizer")}


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
            if facts["format"] != FORMAT:
                raise OtherFormat(facts["format"])
            names = sorted(name for name in arrays.files if name.startswith("variable_"))
            state = {name: facts[name] for name in ("epoch", "settings", "history", "film_epochs")}
            return {**state, "frames": arrays["frames"], "variables": [arrays[name] for name in names]}
    except OtherFormat as error:
        if error.args[0] > FORMAT:
            what = "a newer gan_course; update the package, or give another folder."
        else:
            what = "an older gan_course; finish that run with the one it was begun with, or give this one another folder."
        raise ValueError(f"{path} was written by {what}") from None
    except UNREADABLE as error:
        raise DamagedFile(error) from error


def describe(gan):
    """Return what makes two runs the same run, as JSON: a name for each part, so that a refusal can say which differs.

    The GAN's class, by its name; its settings, which are the arguments of its constructor (each kept as the attribute of
    its name) and what its class sets (weight = 0.1 in its body); what its two losses compute; its optimizers; the batch
    size and the pictures. What the methods of a class do is not seen: give a class that does something else another name.
    Raises ValueError if an argument of the constructor is not kept.
    """
    parts = {
        "class": type(gan).__qualname__,
        **_settings(gan),
        "loss": _computed(gan.loss),
        **{name.replace("_", " "): optimizer for name, optimizer in _optimizers(gan).items()},
        "batch size": gan.batch_size,
        "set of pictures": gan.pictures_hash,
    }
    return json.loads(json.dumps(parts, default=_as_json))


def _settings(gan):
    settings = {}
    for kind in type(gan).__mro__:
        if kind is keras.Model:
            return settings
        _, *parameters = inspect.signature(kind.__init__).parameters.values()
        for parameter in parameters:
            if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
                if not hasattr(gan, parameter.name):
                    raise ValueError(
                        f"{kind.__name__}'s constructor takes {parameter.name} and does not keep it, so that a Run can't "
                        f"see whether it is the same in two trainings; write self.{parameter.name} = {parameter.name} there."
                    )
                settings[parameter.name] = getattr(gan, parameter.name)
        plain = {name: value for name, value in vars(kind).items() if isinstance(value, (bool, int, float, str, tuple))}
        settings |= {name: value for name, value in plain.items() if not name.startswith("_") and name not in settings}


def _computed(loss):
    """Return the values of both losses at five logits each: they tell two losses apart whatever these are called."""
    real, fake = np.float32([[-2.0], [-0.7], [0.1], [1.3], [2.5]]), np.float32([[1.7], [0.6], [-0.2], [-1.1], [-3.0]])
    return [f"{float(value):.4g}" for value in (loss.discriminator(real, fake), loss.generator(fake))]


def _as_json(value):
    """Return what JSON has no form for as something that is the same in every session: no names, no addresses."""
    if isinstance(value, keras.Model):
        return _hash(_layers(value))
    if hasattr(value, "get_config"):  # a layer, an optimizer, a schedule
        return _hash([type(value).__name__, _without_names(value.get_config())])
    if hasattr(value, "__array__") and not isinstance(value, keras.Variable):  # a variable is restored
        return hashlib.sha256(np.ascontiguousarray(value)).hexdigest()[:16]
    return getattr(value, "__qualname__", type(value).__qualname__)  # a function, or anything else


def _layers(network):
    parts = getattr(network, "operations", network.layers)  # minibatch_std is made of operations, which are no layers
    return [network.input_shape, [_layer(part) for part in parts]]


def _layer(part):
    return [type(part).__name__, _layers(part) if isinstance(part, keras.Model) else _without_names(part.get_config())]


def _without_names(config):
    """Leave the names of layers out, at any depth: dense_1 in one session is dense_4 in another."""
    if isinstance(config, dict) and config.get("class_name") != "DTypePolicy":  # whose name, float32, is what counts
        return {key: _without_names(value) for key, value in config.items() if key != "name"}
    return [_without_names(value) for value in config] if isinstance(config, (list, tuple)) else config


def _hash(config):
    return hashlib.sha256(json.dumps(config, sort_keys=True, default=str).encode()).hexdigest()[:16]
