"""What `GAN` asks of its networks, numbers and pictures, each refusal a sentence; and the end of one that diverged."""

import numbers

import keras
import numpy as np

from gan_course.data import check_pictures


def check_integer(name, value, least):
    if not isinstance(value, numbers.Integral) or value < least:
        raise ValueError(f"{name} is {value!r}; it should be an integer, at least {least}.")


def check_shared(batch_size, devices):
    if batch_size % devices:
        raise ValueError(
            f"batch_size is {batch_size}, and {devices} devices share each batch; give a multiple of {devices}."
        )


def check_scope(strategy, variables):
    if not all(strategy.extended.variable_created_in_scope(variable.value) for variable in variables):
        raise ValueError(
            "Some of this was built outside the scope of the tf.distribute strategy that it is to be trained in; build all "
            "of it inside, networks, GAN and optimizers: with strategy.scope(): gan = make_dcgan()."
        )


def check_averaging(value):
    if not (isinstance(value, numbers.Real) and 0 <= value <= 1):
        raise ValueError(f"averaging is {value!r}; it should be a number from 0 (none) to 1.")


def check_networks(generator, discriminator):
    """What holds for the whole family: noise first, pictures that fit, from a tanh; and logits, as many as one likes."""
    noise, pictures, judged = generator.inputs[0].shape, generator.outputs[0].shape, discriminator.inputs[0].shape
    if len(noise) != 2:
        raise ValueError(f"The generator takes {noise}; it should take noise of shape (n, latent_dim).")
    if pictures != judged:
        raise ValueError(
            f"The generator gives {pictures}, the discriminator takes {judged}; build both for pictures of the same shape."
        )
    for output in discriminator.outputs:
        if _activation(output) not in ("linear", None):
            raise ValueError(
                f"The discriminator ends in a {_activation(output)}; the losses take logits, so end it in Dense(1) "
                "without an activation."
            )
    if _activation(generator.outputs[0]) != "tanh":
        raise ValueError(
            f"The generator ends in a {_activation(generator.outputs[0])}; "
            'end it in activation="tanh", so that its pictures lie in [-1, 1] as the real ones do.'
        )


def check_one_logit(discriminator):
    """What a plain game asks besides: the discriminator's first output is one logit for each picture."""
    shape = discriminator.outputs[0].shape
    if shape[1:] != (1,):
        raise ValueError(f"The discriminator gives {shape}; it should give one logit each, (n, 1).")


def _activation(output):
    """Return the name of the last activation before a network's output, through layers that only change the shape."""
    layer, _, _ = output._keras_history
    while isinstance(layer, (keras.layers.Reshape, keras.layers.Flatten)):
        layer, _, _ = layer.input._keras_history
    return getattr(getattr(layer, "activation", None), "__name__", None)


def check_inputs(generator, inputs):
    """Check what a generator is to draw from: noise and, if it takes some, labels, with a row a picture."""
    expected = len(generator.inputs)
    if len(inputs) != expected:
        raise ValueError(
            "This generator takes labels besides the noise; give labels=."
            if expected > len(inputs)
            else "This generator takes noise alone; leave the labels out."
        )
    lengths = [len(rows) for rows in inputs]
    if len(set(lengths)) > 1:
        raise ValueError(f"There are {lengths[0]} rows of noise and {lengths[1]} labels; give a label for each row.")


def check_data(data, shape, rows):
    """Check what `fit` trains on: pictures of this shape, or a nest (a tuple; of a dict, Keras sorts the keys) whose first
    part they are.

    Every part has a row for each picture, and the parts that are floats are finite.
    """
    pictures, *others = map(np.asarray, keras.tree.flatten(data))
    check_pictures(pictures, shape)
    for other in others:
        if other.shape[:1] != (len(pictures),):
            raise ValueError(
                f"There are {len(pictures)} pictures, and beside them an array of shape {other.shape}; every part of "
                "what fit is given should have a row for each picture."
            )
        if np.issubdtype(other.dtype, np.floating) and not np.isfinite(other).all():
            raise ValueError("What fit is given beside the pictures contains NaN or infinite values.")
    if len(pictures) < rows:
        raise ValueError(f"There are {len(pictures)} pictures; a training step takes k * batch_size = {rows} of them.")


class StaysFinite(keras.callbacks.Callback):
    """End a training that has diverged, before any other callback shows or keeps what it left."""

    def on_epoch_begin(self, epoch, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, batch, logs=None):
        for name, value in logs.items():  # means over the epoch so far
            if not np.isfinite(value):
                self._stop(f"at step {batch + 1} of epoch {self.epoch + 1}, {name} is {value}")

    def on_epoch_end(self, epoch, logs=None):
        if not all(np.isfinite(variable).all() for variable in self.model.variables):
            self._stop(f"at the end of epoch {epoch + 1}, some of the networks' weights are not finite")

    def _stop(self, what):
        raise FloatingPointError(
            f"Training has diverged: {what}. Most often the learning rate is too large: build networks and optimizers "
            "anew, with a smaller one. A Run keeps the epochs that it has; the new training needs another folder."
        )
