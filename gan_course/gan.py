"""The GAN: two networks, two optimisers, one training step. Goodfellow et al. 2014, Algorithm 1."""

import contextlib
import hashlib
import numbers

import numpy as np

try:
    import keras
    import tensorflow as tf
    from keras import ops
except ImportError as error:
    raise ImportError(f"The GAN needs TensorFlow: {error}; python -m gan_course doctor says what to do.") from None

from gan_course.data import check_pictures
from gan_course.losses import LOSSES


class GAN(keras.Model):
    """A generator and a discriminator that learn from each other.

    generator: noise (n, latent_dim) to pictures (n, height, width, channels) in [-1, 1], so it ends in a tanh.
    discriminator: those pictures to logits (n, 1), so it ends without an activation.
    k: discriminator steps, each on fresh real pictures and fresh noise, before each generator step.
    averaging: after each step, averaged_generator = averaging * averaged_generator + (1 - averaging) * generator,
        for every weight, batch normalisation's moving mean and variance included; in the first steps it follows faster,
        by (1 + step) / (10 + step). The averaged one draws the samples (Yazici et al. 2019), the other one is trained.
    seed: where the noise of the training steps, and the order of the pictures, begin.

    Raises ValueError if the two networks don't fit each other or this contract, or a number is out of its range.
    """

    def __init__(self, generator, discriminator, k=1, averaging=0.998, seed=0):
        _check_networks(generator, discriminator)
        _check_integer("k", k, least=1)
        _check_integer("seed", seed, least=0)
        if not (isinstance(averaging, numbers.Real) and 0 <= averaging <= 1):
            raise ValueError(f"averaging is {averaging!r}; it should be a number from 0 (none) to 1.")
        super().__init__(name="gan")
        self.generator = generator
        self.discriminator = discriminator
        self.averaged_generator = keras.models.clone_model(generator)
        self.averaged_generator.set_weights(generator.get_weights())
        self.averaged_generator.trainable = False
        self.k, self.averaging, self.seed = k, averaging, seed
        self.latent_dim = generator.input_shape[-1]
        self.noise_seed = keras.random.SeedGenerator(seed)
        # The order of these four is the order in which progress and history show them.
        self.trackers = {
            name: keras.metrics.Mean(name) for name in ("discriminator_loss", "generator_loss", "real_score", "fake_score")
        }
        self.built = True

    def compile(self, generator_optimizer, discriminator_optimizer, loss="non-saturating"):
        """Set the two optimisers, as objects or by Keras's names, and the loss, by its name in gan_course.losses.LOSSES."""
        if loss not in LOSSES:
            raise ValueError(f"There is no loss {loss!r}; choose one of: {', '.join(LOSSES)}.")
        generator_optimizer = keras.optimizers.get(generator_optimizer)  # a name makes a new object each time
        discriminator_optimizer = keras.optimizers.get(discriminator_optimizer)
        if generator_optimizer is discriminator_optimizer:
            raise ValueError("Both networks were given the same optimizer object; give each network one of its own.")
        # XLA (jit_compile) makes these small networks slower on a CPU.
        super().compile(optimizer=generator_optimizer, jit_compile=False)
        self.loss_name = loss
        self.discriminator_loss, self.generator_loss = LOSSES[loss]
        self.generator_optimizer, self.discriminator_optimizer = generator_optimizer, discriminator_optimizer
        generator_optimizer.build(self.generator.trainable_variables)
        discriminator_optimizer.build(self.discriminator.trainable_variables)

    @property
    def scores_are_probabilities(self):
        """Whether sigmoid(logit) is a probability D(x): only under the cross-entropy losses."""
        return self.loss_name != "hinge"

    def noise(self, n):
        """Return fresh noise z from N(0, 1), shape (n, latent_dim)."""
        return keras.random.normal((n, self.latent_dim), seed=self.noise_seed)

    def sample(self, n, seed=0):
        """Return n pictures (n, height, width, channels) in [-1, 1], as NumPy; the same seed gives the same noise.

        They are drawn by the averaged generator; training is not disturbed.
        """
        _check_integer("n", n, least=1)
        noise = np.random.default_rng(seed).standard_normal((n, self.latent_dim), "float32")
        return self.draw(noise)

    def draw(self, noise):
        """Return the averaged generator's pictures for noise (n, latent_dim), as NumPy; 500 at a time, to spare memory."""
        noise = np.asarray(noise, "float32")
        if noise.ndim != 2 or noise.shape[1] != self.latent_dim:
            raise ValueError(f"The noise has shape {noise.shape}; this generator takes (n, latent_dim = {self.latent_dim}).")
        chunks = [noise[i : i + 500] for i in range(0, len(noise), 500)]
        return np.concatenate([self.averaged_generator(chunk, training=False) for chunk in chunks])

    def discriminator_step(self, real):
        """Move the discriminator, and only it, towards telling these real pictures from fresh fakes."""
        fake = self.generator(self.noise(real.shape[0]), training=True)
        with tf.GradientTape() as tape:
            real_logits = self.discriminator(real, training=True)
            fake_logits = self.discriminator(fake, training=True)
            loss = self.discriminator_loss(real_logits, fake_logits)
        weights = self.discriminator.trainable_variables
        self.discriminator_optimizer.apply(tape.gradient(loss, weights), weights)
        return loss, real_logits, fake_logits

    def generator_step(self, n):
        """Move the generator, and only it, towards n fresh fakes that the discriminator takes for real."""
        with tf.GradientTape() as tape:
            fake = self.generator(self.noise(n), training=True)
            loss = self.generator_loss(self.discriminator(fake, training=True))
        weights = self.generator.trainable_variables
        self.generator_optimizer.apply(tape.gradient(loss, weights), weights)
        return loss

    def train_step(self, real):
        """One round of the game on real pictures (k * batch_size, ...): k discriminator steps, then a generator step."""
        for batch in tf.split(real, self.k):
            d_loss, real_logits, fake_logits = self.discriminator_step(batch)
        g_loss = self.generator_step(batch.shape[0])

        step = ops.cast(self.generator_optimizer.iterations, "float32")
        averaging = ops.minimum(self.averaging, (1 + step) / (10 + step))  # at first there is little to average
        for average, weight in zip(self.averaged_generator.weights, self.generator.weights):
            average.assign(averaging * average + (1 - averaging) * weight)

        if self.scores_are_probabilities:
            real_logits, fake_logits = ops.sigmoid(real_logits), ops.sigmoid(fake_logits)
        for tracker, value in zip(self.trackers.values(), (d_loss, g_loss, real_logits, fake_logits)):
            tracker.update_state(value)
        return {name: tracker.result() for name, tracker in self.trackers.items()}

    def fit(self, pictures, batch_size=32, epochs=1, initial_epoch=0, callbacks=None):
        """Train from initial_epoch to epochs on pictures (n, height, width, channels) in [-1, 1].

        Every epoch goes once through the pictures, in an order that follows from the seed and the epoch alone, so that a
        run can be taken up again; those left over at the end, fewer than a batch, wait for the next order.
        Returns Keras's History. Raises ValueError, before any training, for pictures and numbers that it can't train on,
        and FloatingPointError as soon as a loss is no longer finite, or at the end of an epoch a weight.
        """
        _check_integer("batch_size", batch_size, least=1)
        _check_integer("epochs", epochs, least=1)
        _check_integer("initial_epoch", initial_epoch, least=0)
        check_pictures(pictures, self.generator.output_shape[1:])
        rows = self.k * batch_size
        if len(pictures) < rows:
            raise ValueError(f"There are {len(pictures)} pictures; a training step takes k * batch_size = {rows} of them.")
        self.batch_size, self.initial_epoch = batch_size, initial_epoch
        self.pictures_hash = hashlib.sha256(np.ascontiguousarray(pictures)).hexdigest()[:16]
        try:
            with contextlib.ExitStack() as self.at_the_end:  # where callbacks put what must happen however training ends
                return super().fit(
                    shuffled_batches(pictures, rows, initial_epoch, epochs, self.seed),
                    epochs=epochs,
                    initial_epoch=initial_epoch,
                    steps_per_epoch=len(pictures) // rows,
                    callbacks=keras.tree.flatten([_StaysFinite(), callbacks or []]),
                    shuffle=False,
                    verbose=0,
                )
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                "Training was stopped; the networks are as they were at that moment. With a Run among the callbacks, the "
                "same cell or command goes on from the last finished epoch."
            ) from None


class _StaysFinite(keras.callbacks.Callback):
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


def shuffled_batches(pictures, batch_size, initial_epoch, epochs, seed):
    """Return a tf.data.Dataset of full batches; epoch e shuffles all pictures by (seed, e), and by nothing else."""
    pictures = tf.constant(pictures)

    def one_epoch(epoch):
        order = tf.random.experimental.stateless_shuffle(tf.range(len(pictures)), seed=(seed, epoch))
        return tf.data.Dataset.from_tensor_slices(order).batch(batch_size, drop_remainder=True)

    rows = tf.data.Dataset.range(initial_epoch, epochs).flat_map(one_epoch)
    return rows.map(lambda row: tf.gather(pictures, row)).prefetch(2)


def _check_integer(name, value, least):
    if not isinstance(value, numbers.Integral) or value < least:
        raise ValueError(f"{name} is {value!r}; it should be an integer, at least {least}.")


def _check_networks(generator, discriminator):
    if len(generator.input_shape) != 2:
        raise ValueError(f"The generator takes {generator.input_shape}; it should take noise of shape (n, latent_dim).")
    if generator.output_shape != discriminator.input_shape:
        raise ValueError(
            f"The generator gives {generator.output_shape}, the discriminator takes {discriminator.input_shape}; "
            "build both for pictures of the same shape."
        )
    if discriminator.output_shape[1:] != (1,):
        raise ValueError(f"The discriminator gives {discriminator.output_shape}; it should give one logit each, (n, 1).")
    if _last_activation(discriminator) not in ("linear", None):
        raise ValueError(
            f"The discriminator ends in a {_last_activation(discriminator)}; the losses take logits, so end it in Dense(1) "
            "without an activation."
        )
    if _last_activation(generator) != "tanh":
        raise ValueError(
            f"The generator ends in a {_last_activation(generator)}; "
            'end it in activation="tanh", so that its pictures lie in [-1, 1] as the real ones do.'
        )


def _last_activation(network):
    layers = [layer for layer in network.layers if not isinstance(layer, (keras.layers.Reshape, keras.layers.Flatten))]
    return getattr(getattr(layers[-1], "activation", None), "__name__", None)
