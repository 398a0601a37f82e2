"""What is shown and kept while a GAN trains, as Keras callbacks."""

import sys

import keras
import numpy as np
from tqdm import tqdm

from gan_course.data import to_uint8
from gan_course.files import save_model
from gan_course.plots import picture_grid, save_gif
from gan_course.quality import frechet_digit_distance


class Quality(keras.callbacks.Callback):
    """Add frechet_2k to every epoch's numbers: the Frechet digit distance of 2,000 samples, the same noise each time.

    Put it before the callbacks that show or keep the numbers. Raises ValueError, before any training, for a generator that
    does not draw pictures of the digits' shape.
    """

    def on_train_begin(self, logs=None):
        shape = self.model.sample(1).shape
        if shape != (1, 28, 28, 1):
            raise ValueError(f"Quality measures digits (n, 28, 28, 1); this GAN draws {shape}: leave Quality out here.")

    def on_epoch_end(self, epoch, logs=None):
        logs["frechet_2k"] = frechet_digit_distance(self.model.sample(2000))


class Film(keras.callbacks.Callback):
    """Draw the same noise again and again while the generator learns: frames for a film strip and a GIF.

    The first frame is drawn before training, the others at equal distances, frames_per_epoch times an epoch; 0.1 draws one
    in ten epochs. A frame is 24 pictures; or, where the generator gives points (n, 2), one picture of 2,000 of them.
    frames: a list of pictures uint8, each (24, height, width, channels), or (1, 84, 84, 1) of points.
    epochs: when each was drawn, in epochs.
    """

    def __init__(self, frames_per_epoch=6, seed=0):
        super().__init__()
        self.frames_per_epoch, self.seed = frames_per_epoch, seed
        self.frames, self.epochs = [], []

    def on_train_begin(self, logs=None):
        if not self.frames:
            self._draw(self.model.initial_epoch)

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch, self.step = epoch, epoch * self.params["steps"]

    def on_train_batch_end(self, batch, logs=None):
        steps = self.params["steps"]
        before, self.step = self.step, self.epoch * steps + batch + 1  # more than one step apart with steps_per_execution
        if self.step * self.frames_per_epoch // steps > before * self.frames_per_epoch // steps:
            self._draw(self.epoch + (batch + 1) / steps)

    def _draw(self, epoch):
        samples = self.model.sample(24, seed=self.seed)
        points = samples.ndim == 2
        self.frames.append(_dots(self.model.sample(2000, seed=self.seed)) if points else to_uint8(samples))
        self.epochs.append(float(epoch))

    def strip(self, rows=6):
        """Return a figure: a row a moment, from before training to now, closest at the beginning, where most happens; a
        column a noise vector. Of points, the moments stand in one row."""
        moments = np.unique(np.geomspace(1, len(self.frames), rows).round().astype(int)) - 1
        when = [f"epoch {self.epochs[i]:.1f}" for i in moments]
        if len(self.frames[0]) == 1:
            pictures = np.concatenate([self.frames[i] for i in moments])
            return picture_grid(pictures, len(moments), f"The generator's points, {', '.join(when)}")
        columns = min(12, 336 // self.frames[0].shape[2])  # as wide as twelve digits, at most
        return picture_grid(
            np.concatenate([self.frames[i][:columns] for i in moments]),
            columns,
            title="The same noise, drawn again and again as the generator learns",
            row_labels=when,
        )

    def save_gif(self, path):
        """Write the frames as a GIF that plays for ever."""
        save_gif(self.frames, path, columns=min(6, len(self.frames[0])))


def _dots(points):
    """Return points (n, 2) in [-1, 1] as one picture (1, 84, 84, 1) uint8, white where there are any, in a grey frame."""
    x, y = points.T
    counts, _, _ = np.histogram2d(-y, x, bins=82, range=[[-1, 1], [-1, 1]])
    return np.pad(np.uint8(255 * (counts > 0)), 1, constant_values=128)[np.newaxis, ..., np.newaxis]


class Best(keras.callbacks.Callback):
    """Keep the averaged generator of the epoch with the lowest frechet_2k so far, as best.keras in the run's folder.

        gan.fit(pictures, epochs=5, initial_epoch=run.epoch, callbacks=[Quality(), Best(run), run, film])

    keras.models.load_model loads it. Best stands between Quality and its Run (ValueError if elsewhere), so that a run that
    was killed and taken up again ends with the same file; the Run copies it to its backup, if it has one.

    Which epoch is best is read off noisy measurements, and the least of several is low partly by chance: its frechet_2k
    flatters the generator that it chose. What you report, measure once more, on fresh samples (another seed).
    """

    def __init__(self, run):
        super().__init__()
        self.run = run

    def on_epoch_end(self, epoch, logs=None):
        if "frechet_2k" not in logs:
            raise ValueError("Best chooses by frechet_2k, which nothing has measured: [Quality(), Best(run), run] does.")
        if self.run.model is not self.model or len(self.run.history.get("epoch", ())) != epoch:
            raise ValueError("Best belongs right before its Run among the callbacks: [Quality(), Best(run), run].")
        if logs["frechet_2k"] < np.nanmin([np.inf, *self.run.history.get("frechet_2k", ())]):  # NaN: not measured
            save_model(self.model.averaged_generator, self.run.folder / "best.keras")


class Progress(keras.callbacks.Callback):
    """One line while training: epoch, step, time spent < time left, both losses, both scores, whatever else the training
    step returns, and quality when measured."""

    def on_train_begin(self, logs=None):
        self.initial_epoch = None

    def on_epoch_begin(self, epoch, logs=None):
        if self.initial_epoch is None:
            self.initial_epoch, self.quality = epoch, ""
            live = sys.stdout.isatty() or "ipykernel" in sys.modules
            self.bar = tqdm(
                total=self.params["epochs"] * self.params["steps"],
                initial=epoch * self.params["steps"],
                file=sys.stdout,
                mininterval=0.5 if live else 20,  # a log file should not fill with lines
                dynamic_ncols=True,
                bar_format="{desc} |{bar:10}| {n}/{total} {elapsed}<{remaining}{postfix}",
            )
        self.before = epoch * self.params["steps"]
        self.bar.set_description_str(f"epoch {epoch + 1}/{self.params['epochs']}", refresh=False)

    def on_train_batch_end(self, batch, logs=None):
        self.bar.set_postfix_str(self._numbers(logs) + self.quality, refresh=False)
        self.bar.update(self.before + batch + 1 - self.bar.n)  # more than one with steps_per_execution

    def on_epoch_end(self, epoch, logs=None):
        if "frechet_2k" in logs:
            self.quality = f" frechet_2k {logs['frechet_2k']:.1f}"
        self.bar.set_postfix_str(self._numbers(logs) + self.quality, refresh=True)

    def on_train_end(self, logs=None):
        if self.initial_epoch is not None:
            self.bar.close()

    def _numbers(self, logs):
        real, fake = ("D(x)", "D(G(z))") if self.model.scores_are_probabilities else ("real", "fake")
        short = {"discriminator_loss": "D", "generator_loss": "G", "real_score": real, "fake_score": fake}
        names = [name for name in self.model.trackers if name in logs]
        return " ".join(f"{short.get(name, name)} {logs[name]:.2f}" for name in names)
