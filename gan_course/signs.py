"""What lesson 14 measures while a GAN trains: the signs that gan_course.clinic's rules read."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops


class Signs(keras.callbacks.Callback):
    """Measure, at the end of each epoch, from the same n noise vectors and pictures; `history` holds an array a sign.

    real: pictures that the discriminator learns from; held_out: others, as many. judge: of fakes, returns the number of
    modes found and the share of good ones. modes_there: how many there are to be found.

    real_score, held_out_score, fake_score: the mean of D. discriminator_loss, generator_loss. generator_gradient: the length
    of the loss's gradient in the generator's weights. pull_on_z: that of a fake's own loss in its z, the mean. zeros: the
    share of exact zeros in the logit's slope at the fakes. centre: the fakes' mean first coordinate, of pictures their mean
    brightness; push: the slope of the logits along it. variation: of the fakes over that of real pictures.
    discriminator_moved: the largest change of a weight in the epoch. lowest_real: the smallest value of real pictures.
    modes, modes_there, share: as above.
    """

    def __init__(self, gan, real, held_out, judge, modes_there, n=512):
        super().__init__()
        self.gan, self.judge, self.modes_there, self.n = gan, judge, modes_there, n
        self.measure = tf.function(self._measure)
        self.begin(real, held_out)

    def begin(self, real, held_out):
        """Forget what was measured: the same networks are going to be trained anew, on other pictures."""
        noise = np.random.default_rng(14).standard_normal((self.n, self.gan.latent_dim), "float32")
        self.given = [tf.constant(part, "float32") for part in (noise, real[: self.n], held_out[: self.n])]
        self.before, self.rows = self.weights(), []

    @property
    def history(self):
        return {name: np.array([row[name] for row in self.rows]) for name in self.rows[0]}

    def weights(self):
        return np.concatenate([np.ravel(w) for w in self.gan.discriminator.get_weights()])

    def on_epoch_end(self, epoch, logs=None):
        fakes, signs = self.measure(*self.given)
        now = self.weights()
        modes, share = self.judge(fakes.numpy())
        signs |= {"discriminator_moved": np.abs(now - self.before).max(), "modes_there": self.modes_there}
        signs |= {"modes": modes, "share": share}
        self.before = now
        self.rows.append({name: float(value) for name, value in signs.items()})

    def _measure(self, z, real, held_out):
        gan = self.gan
        with tf.GradientTape(persistent=True) as tape:
            tape.watch(z)
            fakes = gan.generator(z, training=False)
            logits = gan.judge(fakes, fakes)
            loss = gan.loss.generator(logits)
        slopes = tape.gradient(logits, fakes)
        pull = tape.gradient(loss, z) * len(z)  # the loss is a mean over the fakes
        real_logits, held_out_logits = gan.judge(real, real), gan.judge(held_out, held_out)
        points = len(fakes.shape) == 2
        return fakes, {
            "discriminator_loss": gan.loss.discriminator(real_logits, logits),
            "generator_loss": loss,
            "real_score": ops.mean(ops.sigmoid(real_logits)),
            "fake_score": ops.mean(ops.sigmoid(logits)),
            "held_out_score": ops.mean(ops.sigmoid(held_out_logits)),
            "generator_gradient": tf.linalg.global_norm(tape.gradient(loss, gan.generator.trainable_variables)),
            "pull_on_z": ops.mean(tf.norm(pull, axis=1)),
            "zeros": ops.mean(ops.cast(slopes == 0, "float32")),
            "centre": ops.mean(fakes[:, 0] if points else fakes),
            "push": ops.mean(slopes[:, 0] if points else slopes),
            "variation": ops.mean(ops.std(fakes, axis=0)) / ops.mean(ops.std(real, axis=0)),
            "lowest_real": ops.min(real),
        }
