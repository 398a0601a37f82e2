"""What test_devices.py runs in processes of its own, since devices must be set up before TensorFlow starts.

python two_devices.py compare OUT                     # what one device and two make of the same games, as JSON
python two_devices.py train MODE FOLDER [KILL]        # train a run to three epochs, or die in the middle of epoch KILL
"""

import contextlib
import functools
import json
import os
import signal
import sys

import keras
import numpy as np
import tensorflow as tf
from keras import layers

from gan_course.callbacks import Film, Progress, Quality
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN
from gan_course.run import Run

LATENT_DIM = 3


class Given(GAN):
    """Batches are (pictures, noise, labels): the noise is the batch's own, and a label scales its picture's logit.

    traces: the number of rows of each trace of the step.
    """

    traces = ()

    def train_step(self, batch):
        self.traces += (batch[0].shape[0],)
        return super().train_step(batch)

    def generate(self, batch):
        return self.generator(batch[1], training=True)

    def judge(self, pictures, batch):
        return super().judge(pictures, batch) * batch[2]

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        return loss, {**shown, "mean_label": tf.reduce_mean(batch[2])}  # a number that GAN does not know of


class Regrouped(Given):
    """On one device: each of the k steps takes the rows that two devices, each with half of the batch, take together."""

    def train_step(self, batch):
        rows = np.arange(32 * self.k).reshape(2, self.k, 16).transpose(1, 0, 2).ravel()
        return super().train_step(keras.tree.map_structure(lambda part: tf.gather(part, rows), batch))


class Recorded(GAN):
    """drawn: (replica, z) of every draw."""

    def noise(self, n):
        z = super().noise(n)
        replica = tf.distribute.get_replica_context().replica_id_in_sync_group
        tf.py_function(lambda r, z: self.drawn.append((int(r), z.numpy())), [replica, z], [])
        return z


def adam():
    # Of a slope near 0, Adam's first steps make a whole step of either sign; with this epsilon rounding can't turn it round.
    return keras.optimizers.Adam(1e-3, epsilon=1e-5)


def build(kind, optimizer=adam, latent_dim=LATENT_DIM, **settings):
    keras.utils.set_random_seed(0)
    generator = keras.Sequential(
        [keras.Input((latent_dim,)), layers.Dense(784, activation="tanh"), layers.Reshape((28, 28, 1))]
    )
    discriminator = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(1)])
    gan = kind(generator, discriminator, **settings)
    gan.compile(optimizer(), optimizer())
    return gan


def batches(n, seed=0):
    """Return n rows of pictures, noise and labels."""
    rng = np.random.default_rng(seed)
    parts = rng.uniform(-1, 1, (n, 28, 28, 1)), rng.standard_normal((n, LATENT_DIM)), rng.uniform(0.5, 2, (n, 1))
    return tuple(part.astype("float32") for part in parts)


def state(gan):
    """Return every variable, optimizers' included, by name."""
    variables = gan.variables + gan.generator_optimizer.variables + gan.discriminator_optimizer.variables
    return {f"{i} {variable.path}": np.asarray(variable) for i, variable in enumerate(variables)}


@functools.cache  # TensorFlow's devices mix up what they send each other when a process makes two such strategies
def two_devices():
    return tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])


def compare():
    """Return, for k = 1 and 2, what differs after five steps on one device and on two, and what each showed."""
    results = {}
    for k, one_device in ((1, Given), (2, Regrouped)):
        single = build(one_device, k=k, averaging=0.5)
        with two_devices().scope():
            shared = build(Given, k=k, averaging=0.5)
        before = state(shared)
        data = batches(5 * 32 * k + 7)  # those left over fill no batch, on two devices neither
        shown = [gan.fit(data, epochs=1).history for gan in (single, shared)]
        a, b = state(single), state(shared)
        results[f"k = {k}"] = {
            "difference": {name: float(np.abs(a[x] - b[name]).max()) for x, name in zip(a, b, strict=True)},
            "moved": {name: float(np.abs(b[name] - before[name]).max()) for name in b},
            "copies agree": all(
                np.array_equal(*[copy.numpy() for copy in variable.value.values]) for variable in shared.variables
            ),
            "shown": shown,
            "traces": shared.traces,
        }
    return results


def noise():
    """Return the correlation of the two devices' noise over the steps, and how many draws and pairs of rows are equal."""
    with two_devices().scope():
        gan = build(Recorded, latent_dim=64)
    gan.drawn = []
    gan.fit(batches(160)[0], epochs=2)
    draws = [[z for replica, z in gan.drawn if replica == number] for number in (0, 1)]
    a, b = (np.stack(z).reshape(len(z), -1) for z in draws)  # (draws, 16 * 64) each
    every = (np.concatenate([a, b]) @ np.concatenate([a, b]).T) / a.shape[1]  # what each draw has in common with each
    return {
        "draws": [len(z) for z in draws],
        "rows": len({row.tobytes() for z in draws[0] + draws[1] for row in z}),
        "correlation": float(np.abs(every - np.diag(np.diag(every))).max()),
        "variance": [float(np.diag(every).min()), float(np.diag(every).max())],
    }


def refusals():
    def sentence(call):
        try:
            call()
        except ValueError as error:
            return str(error)

    outside, strategy = build(Given), two_devices()
    with strategy.scope():
        inside = build(Given)
        fit_inside = sentence(lambda: outside.fit(batches(64)))
        networks_outside = sentence(lambda: Given(outside.generator, outside.discriminator).compile("adam", "adam"))
    gan_outside = sentence(lambda: Given(inside.generator, inside.discriminator).compile("adam", "adam"))
    batch_size = sentence(lambda: inside.fit(batches(64), batch_size=33))
    return {"batch size": batch_size, "scope": [fit_inside, networks_outside, gan_outside]}


class Kill(keras.callbacks.Callback):
    """End the process in the middle of an epoch of ten steps, as kill -9 does."""

    def __init__(self, epoch):
        super().__init__()
        self.step = 10 * (epoch - 1) + 5

    def on_train_batch_end(self, batch, logs=None):
        if self.model.generator_optimizer.iterations.numpy() == self.step:
            os.kill(os.getpid(), signal.SIGKILL)


def with_everything():
    """Return a GAN that has what a run must keep: dropout's and the noise's seeds, batch norm, Adam's slots, an average."""
    keras.utils.set_random_seed(0)
    generator = keras.Sequential(
        [
            keras.Input((LATENT_DIM,)),
            layers.Dense(16),
            layers.BatchNormalization(),
            layers.Dense(784, activation="tanh"),
            layers.Reshape((28, 28, 1)),
        ]
    )
    discriminator = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dropout(0.3), layers.Dense(1)])
    gan = GAN(generator, discriminator, k=2)
    gan.compile("adam", "adam")
    return gan


def train(mode, folder, kill=None):
    """Train with all that may be among the callbacks; write FOLDER.npz: the history, the film and every variable."""
    with two_devices().scope() if mode == "two devices" else contextlib.nullcontext():
        gan = with_everything()
    gan.jit_compile = mode == "XLA"
    film = Film(frames_per_epoch=2)
    run = Run(folder, film)
    callbacks = [Quality(), run, film, Progress()] + ([Kill(int(kill))] if kill else [])
    pictures = from_uint8(load_mnist("train")[0][:650])
    gan.fit(pictures, epochs=3, initial_epoch=run.epoch, callbacks=callbacks)
    history = {name: values for name, values in run.history.items() if name != "seconds"}
    np.savez(f"{folder}.npz", frames=film.frames, film_epochs=film.epochs, **history, **state(gan))


if __name__ == "__main__":
    what, *arguments = sys.argv[1:]
    if what == "compare" or "two devices" in arguments:
        cpu = tf.config.list_physical_devices("CPU")[0]
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
    if what == "compare":
        with open(arguments[0], "w") as file:
            json.dump({**compare(), "noise": noise(), **refusals()}, file)
    else:
        train(*arguments)
