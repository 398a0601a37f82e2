"""What is shown and kept while a GAN trains, as Keras callbacks."""

import sys

import keras
import numpy as np
from tqdm import tqdm

from gan_course.data import to_uint8
from gan_course.plots import picture_grid, save_gif
from gan_course.quality import frechet_digit_distance


class Quality(keras.callbacks.Callback):
    """Add frechet_2k to every epoch's numbers: the Frechet digit distance of 2,000 samples, the same noise each time.

    Put it before the callbacks that show or keep the numbers.
    """

    def on_epoch_end(self, epoch, logs=None):
        logs["frechet_2k"] = frechet_digit_distance(self.model.sample(2000))


class Film(keras.callbacks.Callback):
    """Draw the same noise again and again while the generator learns: frames for a film strip and a GIF.

    The first frame is drawn before training, the others at equal distances, frames_per_epoch times an epoch; 0.1 draws one
    in ten epochs.
    frames: a list of pictures (24, height, width, 1) uint8. epochs: when each was drawn, in epochs.
    """

    def __init__(self, frames_per_epoch=6, seed=0):
        super().__init__()
        self.frames_per_epoch, self.seed = frames_per_epoch, seed
        self.frames, self.epochs = [], []

    def on_train_begin(self, logs=None):
        if not self.frames:
            self._draw(0.0)

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        steps = self.params["steps"]
        step = self.epoch * steps + batch
        if (step + 1) * self.frames_per_epoch // steps > step * self.frames_per_epoch // steps:
            self._draw(self.epoch + (batch + 1) / steps)

    def _draw(self, epoch):
        noise = np.random.default_rng(self.seed).standard_normal((24, self.model.latent_dim), "float32")
        self.frames.append(to_uint8(self.model.draw(noise)))
        self.epochs.append(epoch)

    def strip(self, rows=6):
        """Return a figure: a row a moment, from before training to now, closest at the beginning, where most happens; a
        column a noise vector."""
        moments = np.unique(np.geomspace(1, len(self.frames), rows).round().astype(int)) - 1
        return picture_grid(
            np.concatenate([self.frames[i][:12] for i in moments]),
            columns=12,
            title="The same noise, drawn again and again as the generator learns",
            row_labels=[f"epoch {self.epochs[i]:.1f}" for i in moments],
        )

    def save_gif(self, path):
        """Write the frames as a GIF that plays for ever."""
        save_gif(self.frames, path, columns=6)


class Progress(keras.callbacks.Callback):
    """One line while training: epoch, step, time spent < time left, both losses, both scores, quality when measured."""

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
        self.bar.set_description_str(f"epoch {epoch + 1}/{self.params['epochs']}", refresh=False)

    def on_train_batch_end(self, batch, logs=None):
        self.bar.set_postfix_str(self._numbers(logs) + self.quality, refresh=False)
        self.bar.update()

    def on_epoch_end(self, epoch, logs=None):
        if "frechet_2k" in logs:
            self.quality = f" frechet_2k {logs['frechet_2k']:.1f}"
        self.bar.set_postfix_str(self._numbers(logs) + self.quality, refresh=True)

    def on_train_end(self, logs=None):
        if self.initial_epoch is not None:
            self.bar.close()

    def _numbers(self, logs):
        real, fake = ("D(x)", "D(G(z))") if self.model.scores_are_probabilities else ("real", "fake")
        return (
            f"D {logs['discriminator_loss']:.2f} G {logs['generator_loss']:.2f} "
            f"{real} {logs['real_score']:.2f} {fake} {logs['fake_score']:.2f}"
        )
