"""The GAN: two networks, two optimisers, one training step. Goodfellow et al. 2014, Algorithm 1.

A batch is pictures, or a nest whose first part they are: (pictures, labels). A variation of the game is a subclass that
overrides one or two of: generate, judge, discriminator_loss, generator_loss.
"""

import contextlib
import hashlib

import numpy as np

try:
    import keras
    import tensorflow as tf
    from keras import ops
except ImportError as error:
    raise ImportError(f"The GAN needs TensorFlow: {error}; python -m gan_course doctor says what to do.") from None

from gan_course.contract import (
    StaysFinite,
    check_averaging,
    check_data,
    check_inputs,
    check_integer,
    check_networks,
    check_one_logit,
    check_scope,
    check_shared,
)
from gan_course.losses import LOSSES, GANLoss


class GAN(keras.Model):
    """A generator and a discriminator that learn from each other.

    generator: noise (n, latent_dim) to pictures (n, height, width, channels) in [-1, 1], so it ends in a tanh.
    discriminator: those pictures to logits (n, 1), so it ends without an activation.
    k: discriminator steps, each on fresh real pictures and fresh noise, before each generator step.
    averaging: after each step, averaged_generator = averaging * averaged_generator + (1 - averaging) * generator,
        for every weight, batch normalisation's moving mean and variance included; in the first steps it follows faster,
        by (1 + step) / (10 + step). The averaged one draws the samples (Yazici et al. 2019), the other one is trained.
    seed: where the noise of the training steps, and the order of the pictures, begin.

    Several devices share each batch if all of it is built in the scope of a tf.distribute.MirroredStrategy, as in
    `with strategy.scope(): gan = make_dcgan()`; the rest stays as it is.

    Raises ValueError if the two networks don't fit each other or this contract, or a number is out of its range.
    """

    def __init__(self, generator, discriminator, k=1, averaging=0.998, seed=0):
        check_integer("k", k, least=1)
        check_integer("seed", seed, least=0)
        check_averaging(averaging)
        super().__init__(name="gan")
        self.generator = generator
        self.discriminator = discriminator
        self.check_networks()
        self.averaged_generator = keras.models.clone_model(generator)
        self.averaged_generator.set_weights(generator.get_weights())
        self.averaged_generator.trainable = False
        self.k, self.averaging, self.seed = k, averaging, seed
        self.latent_dim = generator.inputs[0].shape[-1]
        self.noise_seed = ReplicaSeed(seed)
        # The means over the epoch, in the order in which progress and history show them; the steps may add others.
        self.trackers = {
            name: keras.metrics.Mean(name) for name in ("discriminator_loss", "generator_loss", "real_score", "fake_score")
        }
        self.built = True

    def check_networks(self):
        """Raise ValueError unless the networks are as the class says. A variation that asks for others overrides it."""
        check_networks(self.generator, self.discriminator)
        check_one_logit(self.discriminator)

    def compile(self, generator_optimizer, discriminator_optimizer, loss="non-saturating"):
        """Set the two optimisers, as objects or by Keras's names, and the loss: a name in LOSSES, or a GANLoss."""
        if not isinstance(loss, GANLoss) and loss not in LOSSES:
            raise ValueError(f"There is no loss {loss!r}; give a GANLoss, or one of: {', '.join(LOSSES)}.")
        generator_optimizer = keras.optimizers.get(generator_optimizer)  # a name makes a new object each time
        discriminator_optimizer = keras.optimizers.get(discriminator_optimizer)
        if generator_optimizer is discriminator_optimizer:
            raise ValueError("Both networks were given the same optimizer object; give each network one of its own.")
        check_scope(self.distribute_strategy, self.variables)
        # "auto" is XLA on a GPU, which makes a step one launch instead of hundreds. On a CPU XLA would make these small
        # networks slower, and a step that several devices share it can't compile: there Keras leaves it off.
        super().compile(optimizer=generator_optimizer, jit_compile="auto")
        self.loss = loss if isinstance(loss, GANLoss) else LOSSES[loss]
        self.generator_optimizer, self.discriminator_optimizer = generator_optimizer, discriminator_optimizer
        generator_optimizer.build(self.generator.trainable_variables)
        discriminator_optimizer.build(self.discriminator.trainable_variables)

    @property
    def scores_are_probabilities(self):
        """Whether sigmoid(logit) is a probability D(x): only under the cross-entropy losses."""
        return self.loss.probabilities

    # ---- the game: what a variation overrides -------------------------------------------------------------------------

    def generate(self, batch):
        """Return fresh fakes from the generator, as many as the batch has pictures."""
        n = ops.shape(pictures_of(batch))[0]
        return self.generator(self.noise(n), training=True)  # (n, height, width, channels)

    def judge(self, pictures, batch):
        """Return the discriminator's logits for pictures, real or fake, that belong to this batch."""
        return self.discriminator(pictures, training=True)  # (n, 1)

    def discriminator_loss(self, batch, fake):
        """Return what the discriminator minimises, one number, and a dict of what else progress and history show."""
        real_logits = self.judge(pictures_of(batch), batch)  # (n, 1)
        fake_logits = self.judge(fake, batch)  # (n, 1)
        return self.loss.discriminator(real_logits, fake_logits), self.scores(real_logits, fake_logits)

    def generator_loss(self, batch, fake):
        """Return what the generator minimises, one number, and a dict of what else progress and history show."""
        return self.loss.generator(self.judge(fake, batch)), {}

    def discriminator_step(self, batch):
        """Move the discriminator, and only it, towards telling the batch's real pictures from fresh fakes."""
        fake = self.generate(batch)
        with tf.GradientTape() as tape:
            loss, shown = self.discriminator_loss(batch, fake)
        self.move(self.discriminator, self.discriminator_optimizer, tape, loss)
        return {"discriminator_loss": loss, **shown}

    def generator_step(self, batch):
        """Move the generator, and only it, towards fresh fakes that the discriminator takes for real."""
        with tf.GradientTape() as tape:
            fake = self.generate(batch)
            loss, shown = self.generator_loss(batch, fake)
        self.move(self.generator, self.generator_optimizer, tape, loss)
        return {"generator_loss": loss, **shown}

    def train_step(self, batch):
        """One round of the game: k discriminator steps, each on its own rows of the batch, then a generator step."""
        for part in split(batch, self.k):
            shown = self.discriminator_step(part)
        shown |= self.generator_step(part)
        self.average()
        return self.track(shown)

    # ---- what the steps need ------------------------------------------------------------------------------------------

    def noise(self, n):
        """Return fresh noise z from N(0, 1), shape (n, latent_dim)."""
        return keras.random.normal((n, self.latent_dim), seed=self.noise_seed)

    def scores(self, real_logits, fake_logits):
        """Return what is shown of them: D(x) = sigmoid(logit) if the loss makes that a probability, else the logits."""
        scores = {"real_score": real_logits, "fake_score": fake_logits}
        return keras.tree.map_structure(ops.sigmoid, scores) if self.loss.probabilities else scores

    def move(self, network, optimizer, tape, loss):
        """Move the weights of one network, and no others, a step down the loss that the tape has watched."""
        gradients = tape.gradient(loss, network.trainable_variables)
        devices = self.distribute_strategy.num_replicas_in_sync
        if devices > 1:  # each has its own part of the batch, and the optimizer adds up what they send it
            gradients = [g if g is None else tf.math.scalar_mul(1 / devices, g) for g in gradients]
        optimizer.apply(gradients, network.trainable_variables)

    def average(self):
        """Let the averaged generator follow the generator."""
        step = ops.cast(self.generator_optimizer.iterations, "float32")
        averaging = ops.minimum(self.averaging, (1 + step) / (10 + step))  # at first there is little to average
        for average, weight in zip(self.averaged_generator.weights, self.generator.weights):
            average.assign(averaging * average + (1 - averaging) * weight)

    def track(self, shown):
        """Return the means of these numbers over the epoch so far."""
        for name, values in shown.items():
            if name not in self.trackers:
                with tf.init_scope(), tf.variable_creator_scope(outside_the_graph):
                    self.trackers[name] = keras.metrics.Mean(name)
            self.trackers[name].update_state(values)
        return {name: tracker.result() for name, tracker in self.trackers.items() if name in shown}

    # ---- samples and training -----------------------------------------------------------------------------------------

    def sample(self, n, seed=0, labels=None):
        """Return n pictures (n, height, width, channels) in [-1, 1], as NumPy; the same seed gives the same noise.

        labels: an array with a row a picture, for a generator that takes some besides the noise.
        They are drawn by the averaged generator; training is not disturbed.
        """
        check_integer("n", n, least=1)
        noise = np.random.default_rng(seed).standard_normal((n, self.latent_dim), "float32")
        return self.draw(noise, labels)

    def draw(self, noise, labels=None):
        """Return the averaged generator's pictures for noise (n, latent_dim), as NumPy; 500 at a time, to spare memory."""
        noise = np.asarray(noise, "float32")
        if noise.ndim != 2 or noise.shape[1] != self.latent_dim:
            raise ValueError(f"The noise has shape {noise.shape}; this generator takes (n, latent_dim = {self.latent_dim}).")
        inputs = [noise] if labels is None else [noise, np.asarray(labels)]
        check_inputs(self.generator, inputs)
        chunks = [[rows[i : i + 500] for rows in inputs] for i in range(0, len(noise), 500)]
        return np.concatenate(
            [self.averaged_generator(chunk if labels is not None else chunk[0], training=False) for chunk in chunks]
        )

    def fit(self, data, batch_size=32, epochs=1, initial_epoch=0, callbacks=None):
        """Train from initial_epoch to epochs on pictures (n, height, width, channels) in [-1, 1].

        data: the pictures, or a nest of arrays with a row a picture, whose first part they are: (pictures, labels).
        Every epoch goes once through the pictures, in an order that follows from the seed and the epoch alone, so that a
        run can be taken up again; those left over at the end, fewer than a batch, wait for the next order.
        Returns Keras's History. Raises ValueError, before any training, for pictures and numbers that it can't train on,
        and FloatingPointError as soon as a loss is no longer finite, or at the end of an epoch a weight.
        """
        check_integer("batch_size", batch_size, least=1)
        check_integer("epochs", epochs, least=1)
        check_integer("initial_epoch", initial_epoch, least=0)
        check_scope(self.distribute_strategy, self.variables)
        check_shared(batch_size, self.distribute_strategy.num_replicas_in_sync)
        rows = self.k * batch_size
        check_data(data, self.discriminator.inputs[0].shape[1:], rows)
        steps = len(pictures_of(data)) // rows
        # Where a step is one launch, several of them need not wait for Python. As many as divide the epoch's steps: Keras
        # would go on into the next epoch's batches, to fill up the last execution.
        several = max(n for n in range(1, 9) if steps % n == 0) if self.jit_compile else 1
        if several != self.steps_per_execution:
            self.steps_per_execution, self.train_function = several, None  # to be made anew
        self.batch_size, self.initial_epoch = batch_size, initial_epoch
        self.pictures_hash = hash_of(data)
        try:
            with contextlib.ExitStack() as self.at_the_end:  # where callbacks put what must happen however training ends
                return super().fit(
                    shuffled_batches(data, rows, initial_epoch, epochs, self.seed),
                    epochs=epochs,
                    initial_epoch=initial_epoch,
                    steps_per_epoch=steps,
                    callbacks=keras.tree.flatten([StaysFinite(), callbacks or []]),
                    shuffle=False,
                    verbose=0,
                )
        except KeyboardInterrupt:
            raise KeyboardInterrupt(
                "Training was stopped; the networks are as they were at that moment. With a Run among the callbacks, the "
                "same cell or command goes on from the last finished epoch."
            ) from None


class ReplicaSeed(keras.random.SeedGenerator):
    """Keras's seeds, except that each of several devices (tf.distribute) draws numbers of its own."""

    def next(self, ordered=True):
        seed = super().next(ordered)
        context = tf.distribute.get_replica_context()
        number = 0 if context is None else context.replica_id_in_sync_group
        return seed + ops.convert_to_tensor([1_000_003 * number, 0], seed.dtype)


def outside_the_graph(create, **options):
    """Let what is created while a training step is traced outlive it, at the cost of no second trace."""
    return create(**(options | {"experimental_enable_variable_lifting": False}))


def pictures_of(batch):
    """Return the pictures of a batch: all of it, or the first part of a nest such as (pictures, labels)."""
    return keras.tree.flatten(batch)[0]


def split(batch, k):
    """Split each part of a batch into k, by rows; return k batches."""
    parts = zip(*(tf.split(part, k) for part in keras.tree.flatten(batch)))
    return [keras.tree.pack_sequence_as(batch, part) for part in parts]


def shuffled_batches(data, batch_size, initial_epoch, epochs, seed):
    """Return a tf.data.Dataset of full batches; epoch e shuffles all rows by (seed, e), and by nothing else."""
    data = keras.tree.map_structure(tf.constant, data)
    n = len(pictures_of(data))

    def one_epoch(epoch):
        order = tf.random.experimental.stateless_shuffle(tf.range(n), seed=(seed, epoch))
        return tf.data.Dataset.from_tensor_slices(order).batch(batch_size, drop_remainder=True)

    batches = tf.data.Dataset.range(initial_epoch, epochs).flat_map(one_epoch)
    return batches.map(lambda rows: keras.tree.map_structure(lambda part: tf.gather(part, rows), data)).prefetch(2)


def hash_of(data):
    """Return a short hash of arrays in a nest: the same pictures and labels, the same hash."""
    digest = hashlib.sha256()
    for part in keras.tree.flatten(data):
        digest.update(np.ascontiguousarray(part))
    return digest.hexdigest()[:16]
