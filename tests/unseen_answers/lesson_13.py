"""Wrong and right answers to the exercises of lesson 13, thought of before its checks were read."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


# 13.1 -----------------------------------------------------------------------------------------------------------------
def side(valid, same=lambda n, k, s: n * s):
    """A size from two formulas of n, kernel and stride."""
    return lambda n, kernel, stride, padding: (same if padding == "same" else valid)(n, kernel, stride)


def right_valid(n, k, s):
    return s * (n - 1) + k


right_side = side(right_valid)


def capitals(n, kernel, stride, padding):
    return n * stride if padding == "SAME" else stride * (n - 1) + kernel


def side_by_keras(n, kernel, stride, padding):
    layer = keras.layers.Conv2DTranspose(1, kernel, stride, padding)
    return layer.compute_output_shape((1, n, n, 1))[1]


def side_by_loop(n, kernel, stride, padding):
    last = 0
    for pixel in range(n):
        last = max(last, pixel * stride + kernel)
    return last if padding == "valid" else n * stride


# 13.2 -----------------------------------------------------------------------------------------------------------------
def functional(change=lambda x, where: x, **options):
    """The generator as a functional model; change(x, where) may do something after each part."""
    sizes = {"units": 128, "side": 4, "maps": (128, 64, 32), "kernel": 4, "strides": 2, "channels": 1} | options
    bias, last = options.get("bias", False), options.get("last", keras.ops.tanh)
    normal = options.get("normal", lambda x: ops.relu(layers.BatchNormalization()(x)))

    def answer(latent_dim):
        z = keras.Input((latent_dim,))
        x = normal(layers.Dense(sizes["units"], use_bias=bias)(z))
        x = normal(layers.Dense(sizes["side"] ** 2 * sizes["maps"][0], use_bias=bias)(x))
        x = change(layers.Reshape((sizes["side"], sizes["side"], sizes["maps"][0]))(x), "reshaped")
        for maps in sizes["maps"][1:]:
            up = layers.Conv2DTranspose(maps, sizes["kernel"], sizes["strides"], padding="same", use_bias=bias)
            x = change(normal(up(x)), maps)
        x = layers.Conv2DTranspose(sizes["channels"], sizes["kernel"], sizes["strides"], padding="same")(x)
        return keras.Model(z, change(last(x), "last"))

    return answer


def norm_in_training(x):
    return ops.relu(layers.BatchNormalization(momentum=0.5)(x))


def with_dropout(x):
    return layers.Dropout(0.3)(ops.relu(layers.BatchNormalization()(x)))


def upsampled(latent_dim):
    model = keras.Sequential([keras.Input((latent_dim,))])
    for units in (128, 2048):
        model.add(layers.Dense(units, use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
    model.add(layers.Reshape((4, 4, 128)))
    for maps in (64, 32):
        model.add(layers.UpSampling2D())
        model.add(layers.Conv2D(maps, 4, padding="same", use_bias=False))
        model.add(layers.BatchNormalization())
        model.add(layers.ReLU())
    model.add(layers.UpSampling2D())
    model.add(layers.Conv2D(1, 4, padding="same", activation="tanh"))
    return model


def unbuilt(latent_dim):
    return keras.Sequential([layers.Dense(128), layers.Dense(2048), layers.Reshape((4, 4, 128))])


def residual_too(x, where):
    if where != 32:
        return x
    return x + ops.relu(layers.BatchNormalization()(layers.Conv2D(32, 3, padding="same", use_bias=False)(x)))


def by_activation_layers(latent_dim):
    model = keras.Sequential([layers.Input(shape=(latent_dim,))])
    model.add(layers.Dense(128, use_bias=False))
    model.add(layers.BatchNormalization(momentum=0.9))
    model.add(layers.Activation("relu"))
    model.add(layers.Dense(4 * 4 * 128, use_bias=False))
    model.add(layers.BatchNormalization(momentum=0.9))
    model.add(layers.Activation("relu"))
    model.add(layers.Reshape((4, 4, 128)))
    for maps in (64, 32):
        model.add(layers.Conv2DTranspose(maps, (4, 4), (2, 2), "same", use_bias=False))
        model.add(layers.BatchNormalization(momentum=0.9))
        model.add(layers.Activation("relu"))
    model.add(layers.Conv2DTranspose(1, (4, 4), (2, 2), "same"))
    model.add(layers.Activation("tanh"))
    return model


def by_parts(latent_dim):
    """Two models, one inside the other."""
    whole = by_activation_layers(latent_dim)
    first = keras.Sequential([keras.Input((latent_dim,)), *whole.layers[:7]])
    second = keras.Sequential([keras.Input((4, 4, 128)), *whole.layers[7:]])
    return keras.Sequential([keras.Input((latent_dim,)), first, second])


# 13.3 -----------------------------------------------------------------------------------------------------------------
def cross_entropy(labels, logits):
    return keras.losses.BinaryCrossentropy(from_logits=True)(labels, logits)


def like_the_tutorial(real_label=1.0, fake_label=0.0, weights=lambda g, d: d.trainable_variables, tell=lambda loss: loss):
    def step(generator, discriminator, optimizer, real, noise):
        with tf.GradientTape() as tape:
            fake = generator(noise, training=True)
            real_out, fake_out = discriminator(real, training=True), discriminator(fake, training=True)
            loss = cross_entropy(real_label * tf.ones_like(real_out), real_out)
            loss += cross_entropy(fake_label * tf.ones_like(fake_out), fake_out)
        variables = weights(generator, discriminator)
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
        return tell(loss)

    return step


def compiled(generator, discriminator, optimizer, real, noise):
    """The other idiom: train_on_batch, real and fake one after the other."""
    discriminator.compile(optimizer=optimizer, loss=keras.losses.BinaryCrossentropy(from_logits=True))
    fake = generator(noise, training=True)
    one = discriminator.train_on_batch(real, np.ones((len(real), 1)))
    return one + discriminator.train_on_batch(fake, np.zeros((len(fake), 1)))


def concatenated(generator, discriminator, optimizer, real, noise):
    both = tf.concat([real, generator(noise, training=True)], axis=0)
    labels = tf.concat([tf.ones((len(real), 1)), tf.zeros((len(noise), 1))], axis=0)
    with tf.GradientTape() as tape:
        loss = cross_entropy(labels, discriminator(both, training=True))
    weights = discriminator.trainable_variables
    optimizer.apply(tape.gradient(loss, weights), weights)
    return loss


def by_hand(generator, discriminator, optimizer, real, noise):
    """Own descent, with a rate of its own."""
    fake = generator(noise, training=True)
    with tf.GradientTape() as tape:
        loss = -tf.reduce_mean(tf.math.log_sigmoid(discriminator(real))) - tf.reduce_mean(
            tf.math.log_sigmoid(-discriminator(fake))
        )
    for weight, gradient in zip(discriminator.trainable_variables, tape.gradient(loss, discriminator.trainable_variables)):
        weight.assign_sub(0.1 * gradient)
    return loss


def two_noises(generator, discriminator, optimizer, real, noise):
    """Draws noise of its own."""
    return like_the_tutorial()(generator, discriminator, optimizer, real, tf.random.normal(noise.shape, seed=1))


def forgets_the_generator(generator, discriminator, optimizer, real, noise):
    return like_the_tutorial()(lambda z, training: real[: len(z)], discriminator, optimizer, real, noise)


def adam_of_its_own(generator, discriminator, optimizer, real, noise):
    return like_the_tutorial()(generator, discriminator, keras.optimizers.Adam(1e-3), real, noise)


def probabilities(generator, discriminator, optimizer, real, noise):
    """Cross-entropy of logits that are taken for probabilities."""
    fake = generator(noise, training=True)
    with tf.GradientTape() as tape:
        real_out, fake_out = discriminator(real, training=True), discriminator(fake, training=True)
        loss = -tf.reduce_mean(tf.math.log(real_out)) - tf.reduce_mean(tf.math.log(1 - fake_out))
    weights = discriminator.trainable_variables
    optimizer.apply(tape.gradient(loss, weights), weights)
    return loss


def both_steps(generator, discriminator, optimizer, real, noise):
    """Half of the tutorial's train_step is too much: G moves as well, by its own loss."""
    with tf.GradientTape(persistent=True) as tape:
        fake = generator(noise, training=True)
        real_out, fake_out = discriminator(real, training=True), discriminator(fake, training=True)
        loss = cross_entropy(tf.ones_like(real_out), real_out) + cross_entropy(tf.zeros_like(fake_out), fake_out)
        g_loss = cross_entropy(tf.ones_like(fake_out), fake_out)
    gradients = tape.gradient(loss, discriminator.trainable_variables)
    gradients += tape.gradient(g_loss, generator.trainable_variables)
    optimizer.apply(gradients, discriminator.trainable_variables + generator.trainable_variables)
    return loss


def log_of_sigmoid(generator, discriminator, optimizer, real, noise):
    fake = generator(noise, training=True)
    with tf.GradientTape() as tape:
        d_real = tf.sigmoid(discriminator(real, training=True))
        d_fake = tf.sigmoid(discriminator(fake, training=True))
        loss = -tf.reduce_mean(tf.math.log(d_real)) - tf.reduce_mean(tf.math.log(1 - d_fake))
    gradients = tape.gradient(loss, discriminator.trainable_variables)
    optimizer.apply_gradients(zip(gradients, discriminator.trainable_variables))
    return loss


def two_tapes(generator, discriminator, optimizer, real, noise):
    """The gradients of the two terms, added."""
    fake = tf.stop_gradient(generator(noise, training=True))
    with tf.GradientTape() as one:
        of_real = keras.ops.mean(keras.ops.softplus(-discriminator(real, training=True)))
    with tf.GradientTape() as other:
        of_fake = keras.ops.mean(keras.ops.softplus(discriminator(fake, training=True)))
    weights = discriminator.trainable_variables
    gradients = [a + b for a, b in zip(one.gradient(of_real, weights), other.gradient(of_fake, weights))]
    optimizer.apply(gradients, weights)
    return float(of_real + of_fake)


# 13.4 -----------------------------------------------------------------------------------------------------------------
def slopes(discriminator, real, of=lambda logits: logits):
    with tf.GradientTape() as tape:
        tape.watch(real)
        judged = of(discriminator(real, training=True))
    return tape.gradient(judged, real)


def from_slopes(value, **options):
    return lambda discriminator, real, penalty: value(slopes(discriminator, real, **options), penalty)


def not_watched(discriminator, real, penalty):
    with tf.GradientTape() as tape:
        logits = discriminator(real, training=True)
    return penalty / 2 * tf.reduce_mean(tape.gradient(logits, real) ** 2)


def in_the_weights(discriminator, real, penalty):
    with tf.GradientTape() as tape:
        logits = discriminator(real, training=True)
    gradients = tape.gradient(logits, discriminator.trainable_variables)
    return penalty / 2 * sum(float(tf.reduce_sum(g**2)) for g in gradients)


def at_noise(discriminator, real, penalty):
    return from_slopes(right_penalty)(discriminator, tf.random.normal(real.shape, seed=3), penalty)


def at_zero(discriminator, real, penalty):
    return from_slopes(right_penalty)(discriminator, tf.zeros_like(real), penalty)


def right_penalty(slope, penalty):
    return penalty / 2 * tf.reduce_mean(tf.reduce_sum(slope**2, axis=[1, 2, 3]))


def loop_over_pictures(discriminator, real, penalty):
    total = 0.0
    for i in range(len(real)):
        slope = slopes(discriminator, real[i : i + 1]).numpy()
        total += float((slope**2).sum())
    return penalty * total / len(real) / 2


def by_differences(discriminator, real, penalty, h=1e-2):
    """Central differences, pixel by pixel."""
    real, total = np.array(real, "float64"), 0.0
    for index in np.ndindex(*real.shape):
        up, down = real.copy(), real.copy()
        up[index] += h
        down[index] -= h
        up, down = (np.asarray(discriminator(tf.constant(x, "float32")), "float64") for x in (up, down))
        total += ((up - down)[index[0], 0] / (2 * h)) ** 2
    return penalty / 2 * total / len(real)


# 13.5 -----------------------------------------------------------------------------------------------------------------
def unit(a):
    return a / np.linalg.norm(a)


def between(a, b):
    return np.arccos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def walk(a, b, steps):
    length_a, length_b = np.linalg.norm(a), np.linalg.norm(b)
    angle = between(a, b)
    t = np.linspace(0, 1, steps)[:, None]
    direction = np.sin((1 - t) * angle) * a / length_a + np.sin(t * angle) * b / length_b
    return direction / np.sin(angle) * ((1 - t) * length_a + t * length_b)


def right_middle(a, b):
    return unit(a + b) * np.linalg.norm(a)


def slerp(a, b, t, angle):
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)


def rotated(a, b):
    """Half of the angle from a, towards the part of b that stands on a."""
    a1 = unit(a)
    across = unit(b - (b @ a1) * a1)
    half = between(a, b) / 2
    return np.linalg.norm(a) * (np.cos(half) * a1 + np.sin(half) * across)


def rotated_whole(a, b):
    a1 = unit(a)
    across = unit(b - (b @ a1) * a1)
    return np.linalg.norm(a) * (a1 + across) / np.sqrt(2)


# 13.A -----------------------------------------------------------------------------------------------------------------
def ema(rows, averaging, start):
    average = np.array(start, float)
    for w in rows:
        average = averaging * average + (1 - averaging) * w
    return average


def right_ema(weights, averaging):
    return ema(weights[1:], averaging, weights[0])


def bias_corrected(weights, averaging):
    return ema(weights, averaging, 0 * weights[0]) / (1 - averaging ** len(weights))


def all_rows(weights, averaging):
    return np.array([right_ema(weights[: i + 1], averaging) for i in range(len(weights))])


def powers_normalised(weights, averaging):
    powers = averaging ** np.arange(len(weights))[::-1]
    return powers @ weights / powers.sum()


def powers_all_alike(weights, averaging):
    powers = (1 - averaging) * averaging ** np.arange(len(weights))[::-1]
    return powers @ weights


def powers_one_off(weights, averaging):
    steps = len(weights) - 1
    powers = (1 - averaging) * averaging ** (steps - np.arange(steps + 1) + 1)
    powers[0] = averaging**steps
    return powers @ weights


def powers_right(weights, averaging):
    steps = len(weights) - 1
    powers = (1 - averaging) * averaging ** (steps - np.arange(steps + 1.0))
    powers[0] = averaging**steps
    return powers @ weights


def always_from_the_first(weights, averaging):
    for w in weights[1:]:
        average = averaging * weights[0] + (1 - averaging) * w
    return average


def from_the_row_before(weights, averaging):
    for i in range(1, len(weights)):
        average = averaging * weights[i - 1] + (1 - averaging) * weights[i]
    return average


def warmed_up(weights, averaging):
    average = weights[0]
    for i, w in enumerate(weights[1:]):
        a = min(averaging, (1 + i) / (10 + i))
        average = a * average + (1 - a) * w
    return average


def return_in_loop(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = averaging * average + (1 - averaging) * w
        return average


def no_one_minus(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = averaging * average + w
    return average


def only_decay(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = average + (1 - averaging) * w
    return average


def twice_a_step(weights, averaging):
    return ema(np.repeat(weights[1:], 2, axis=0), averaging, weights[0])


def ema_with_lists(weights, averaging):
    average = list(weights[0])
    for w in weights:
        average = [averaging * a + (1 - averaging) * float(b) for a, b in zip(average, w)]
    return average


def ema_by_steps_towards(weights, averaging):
    average = np.copy(weights[0])
    for w in weights[1:]:
        average += (1 - averaging) * (w - average)
    return average


def ema_recursive(weights, averaging):
    if len(weights) == 1:
        return weights[0]
    return averaging * ema_recursive(weights[:-1], averaging) + (1 - averaging) * weights[-1]


UNSEEN = {
    "13.1": [
        (side(lambda n, k, s: s * n + k), "stride * n + kernel"),
        (side(lambda n, k, s: s * n), "n * stride for both"),
        (side(lambda n, k, s: (n - k) // s + 1), "the convolution's formula for valid"),
        (side(right_valid, right_valid), "padding not used"),
        (side(lambda n, k, s: n * s, right_valid), "valid and same exchanged"),
        (side(lambda n, k, s: s * (n - 1) + 1), "kernel of 1 for valid"),
        (side(right_valid, lambda n, k, s: s * (n - 1) + 1), "same: cuts kernel - 1 off"),
        (side(right_valid, lambda n, k, s: n), "same: as large as the input"),
        (side(right_valid, lambda n, k, s: -(-n // s)), "same: the convolution's, n / stride"),
        (side(lambda n, k, s: s * (n - 1) - k), "minus the kernel"),
        (side(lambda n, k, s: 2 * (n - 1) + k, lambda n, k, s: 2 * n), "stride 2 always"),
        (side(lambda n, k, s: (s * (n - 1) + k) ** 2, lambda n, k, s: (n * s) ** 2), "the number of pixels"),
        (side(lambda n, k, s: s * n + k - 1), "stride * n + kernel - 1"),
        (side(lambda n, k, s: n + k - 1), "valid without the stride"),
        (side(lambda n, k, s: n * k), "stamps side by side"),
        (side(lambda n, k, s: n * k - (n - 1) * s), "takes the stride for the overlap"),
        (side(right_valid, lambda n, k, s: s * (n - 1) + k - 2 * (k // 2)), "same: cuts kernel // 2 off each side"),
        (capitals, 'asks for "SAME"'),
        (lambda n, k, s, p: (right_side(n, k, s, p),) * 2, "both sides as a pair"),
        (side(lambda n, k, s: k * (n - 1) + s), "kernel and stride exchanged"),
        (side(lambda n, k, s: (s - 1) * n + k), "(stride - 1) * n"),
        (side(lambda n, k, s: s * (n - 1) + k + 1), "one too large"),
        (side(lambda n, k, s: s * (n - 1) + k // 2), "half of the kernel"),
        (side(right_valid, lambda n, k, s: n * s + k - 1), "same: adds a rim"),
        (side(lambda n, k, s: (n - 1) * s + k - s), "takes the stride off once more"),
    ],
    "13.2": [
        (functional(units=512), "512 hidden units"),
        (functional(kernel=5), "kernels of 5, as the deck's"),
        (functional(side=8), "begins with 8x8: 64x64"),
        (functional(side=8, maps=(64, 32)), "begins with 8x8 and doubles twice"),
        (functional(maps=(128, 32, 64)), "maps exchanged"),
        (functional(maps=(32, 64, 128)), "maps in the discriminator's order"),
        (functional(strides=1), "stride 1: nothing grows"),
        (functional(last=lambda x: x), "logits for pictures"),
        (functional(last=lambda x: ops.clip(x, -1, 1)), "clipped"),
        (functional(last=lambda x: layers.BatchNormalization()(ops.tanh(x))), "batch normalisation after tanh"),
        (functional(last=lambda x: ops.tanh(layers.BatchNormalization()(x))), "batch normalisation before tanh"),
        (functional(normal=lambda x: ops.leaky_relu(layers.BatchNormalization()(x), 0.2)), "leaky"),
        (functional(normal=lambda x: ops.tanh(layers.BatchNormalization()(x))), "tanh everywhere"),
        (functional(normal=lambda x: ops.relu(layers.LayerNormalization()(x))), "layer normalisation"),
        (functional(normal=lambda x: ops.relu(layers.BatchNormalization(scale=False)(x))), "no scale"),
        (functional(residual_too), "a residual convolution, too"),
        (functional(lambda x, where: layers.Flatten()(x) if where == "last" else x), "flat pictures"),
        (functional(lambda x, where: ops.concatenate([x] * 3) if where == "last" else x), "grey in three channels"),
        (upsampled, "upsampling and convolutions"),
        (unbuilt, "not built, and unfinished"),
        (lambda latent_dim: by_activation_layers(latent_dim)(np.ones((2, latent_dim), "float32")), "pictures"),
        (lambda latent_dim: by_activation_layers, "a function"),
    ],
    "13.3": [
        (like_the_tutorial(0.0, 1.0), "labels exchanged"),
        (like_the_tutorial(1.0, 1.0), "fakes called real"),
        (like_the_tutorial(0.0, 0.0), "real ones called fake"),
        (like_the_tutorial(0.9), "smoothed"),
        (like_the_tutorial(0.9, 0.1), "smoothed on both sides"),
        (like_the_tutorial(weights=lambda g, d: g.trainable_variables), "G's weights"),
        (like_the_tutorial(weights=lambda g, d: g.trainable_variables + d.trainable_variables), "both"),
        (like_the_tutorial(weights=lambda g, d: d.trainable_variables[-1:]), "the bias only"),
        (like_the_tutorial(weights=lambda g, d: d.trainable_variables[:1]), "the kernel only"),
        (like_the_tutorial(tell=lambda loss: None), "no return"),
        (like_the_tutorial(tell=lambda loss: loss / 2), "returns half of the loss"),
        (like_the_tutorial(tell=lambda loss: -loss), "returns V"),
        (like_the_tutorial(tell=lambda loss: {"loss": loss}), "a dict"),
        (compiled, "train_on_batch, twice"),
        (concatenated, "one mean over both"),
        (by_hand, "a rate of its own"),
        (two_noises, "noise of its own"),
        (forgets_the_generator, "real pictures for fakes"),
        (adam_of_its_own, "another optimizer"),
        (probabilities, "logits taken for probabilities"),
        (both_steps, "both networks' steps"),
        (lambda g, d, o, real, noise: 2 * np.log(2), "a constant"),
        (lambda g, d, o, real, noise: d(real), "only judges"),
        (lambda g, d, o, real, noise: like_the_tutorial()(g, d, o, -real, noise), "negatives of the real pictures"),
    ],
    "13.4": [
        (from_slopes(lambda s, p: p / 2 * tf.reduce_mean(s**2)), "a mean over everything"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_sum(s**2)), "a sum over everything"),
        (from_slopes(lambda s, p: p * tf.reduce_mean(tf.reduce_sum(s**2, axis=[1, 2, 3]))), "no half"),
        (from_slopes(lambda s, p: tf.reduce_mean(tf.reduce_sum(s**2, axis=[1, 2, 3])) / 2), "no penalty"),
        (from_slopes(lambda s, p: p / 2 * tf.norm(s)), "length of all slopes together"),
        (from_slopes(lambda s, p: p / 2 * tf.norm(s) ** 2), "the same, squared"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_mean(tf.norm(s, axis=[1, 2]))), "lengths, not squared"),
        (from_slopes(lambda s, p: p * tf.reduce_mean((tf.norm(s, axis=[1, 2]) - 1) ** 2)), "the Wasserstein penalty"),
        (from_slopes(lambda s, p: 10 * tf.reduce_mean((tf.norm(s, axis=[1, 2]) - 1) ** 2)), "the same, times ten"),
        (from_slopes(right_penalty, of=tf.reduce_mean), "slope of the mean logit"),
        (from_slopes(right_penalty, of=tf.sigmoid), "slope of D"),
        (from_slopes(right_penalty, of=lambda x: -tf.math.log_sigmoid(x)), "slope of the loss"),
        (from_slopes(right_penalty, of=lambda x: tf.reduce_mean(-tf.math.log_sigmoid(x))), "slope of the mean loss"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_mean(tf.reduce_sum(s, axis=[1, 2, 3]) ** 2)), "squared sum"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_mean(tf.reduce_sum(abs(s), axis=[1, 2, 3]))), "absolute values"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_sum(s**2, axis=[1, 2, 3])), "a number for each picture"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_sum(tf.reduce_mean(s, axis=0) ** 2)), "the mean slope's square"),
        (from_slopes(lambda s, p: p / 2 * tf.reduce_max(tf.reduce_sum(s**2, axis=[1, 2, 3]))), "the steepest"),
        (from_slopes(lambda s, p: s), "the slopes"),
        (from_slopes(lambda s, p: -right_penalty(s, p)), "subtracted"),
        (from_slopes(lambda s, p: right_penalty(s, p) ** 2), "squared once more"),
        (from_slopes(lambda s, p: right_penalty(s, p) ** 0.5), "a root"),
        (from_slopes(lambda s, p: right_penalty(s, 0.3)), "0.3 always"),
        (not_watched, "not watched, and a mean"),
        (in_the_weights, "gradient in the weights"),
        (at_noise, "at noise"),
        (at_zero, "at grey pictures"),
        (lambda d, real, p: p / 2 * tf.reduce_mean(tf.reduce_sum(real**2, axis=[1, 2, 3])), "the pictures' squares"),
        (lambda d, real, p: p / 2 * tf.reduce_mean(d(real) ** 2), "the logits' squares"),
    ],
    "13.5": [
        (lambda a, b: (a + b) / 2, "halfway on the straight line"),
        (lambda a, b: a + b, "sum"),
        (lambda a, b: unit(a + b), "length 1"),
        (lambda a, b: (a + b) / np.sqrt(2), "right for vectors at a right angle only"),
        (lambda a, b: unit(a + b) * 8, "the lesson's radius, 8"),
        (lambda a, b: unit(a + b) * np.sqrt(len(a)), "root of the dimension for the length"),
        (lambda a, b: unit(b - a) * np.linalg.norm(a), "difference for sum"),
        (lambda a, b: (a + b) / (2 * np.sin(between(a, b) / 2)), "sine for cosine of half the angle"),
        (lambda a, b: (a + b) / np.linalg.norm(a + b) ** 2 * np.linalg.norm(a), "divided by the length squared"),
        (lambda a, b: (a + b) / np.abs(a + b).sum() * np.linalg.norm(a), "sum of the absolute values for the length"),
        (lambda a, b: (unit(a) + unit(b)) / 2, "mean of the unit vectors"),
        (lambda a, b: -right_middle(a, b), "on the other side of the circle"),
        (lambda a, b: walk(a, b, 2)[1], "walk in two steps: the end"),
        (lambda a, b: walk(a, b, 2)[0], "walk in two steps: the beginning"),
        (lambda a, b: walk(a, b, 12)[6], "the seventh of twelve steps"),
        (lambda a, b: walk(a, b, 3), "all three steps of the walk"),
        (lambda a, b: slerp(a, b, 0.25, between(a, b)), "a quarter of the way"),
        (lambda a, b: unit(a + b) * (np.linalg.norm(a) + np.linalg.norm(b)), "length of both together"),
        (lambda a, b: np.sin(between(a, b) / 2) * (a + b), "not divided by the sine of the angle"),
        (lambda a, b: slerp(a, b, 0.5, a @ b / (np.linalg.norm(a) * np.linalg.norm(b))), "cosine for the angle"),
        (lambda a, b: slerp(a, b, 0.5, np.degrees(between(a, b))), "degrees"),
        (lambda a, b: slerp(a, b, 0.5, np.arccos(a @ b)), "arc cosine of the product, lengths not divided"),
        (rotated_whole, "45 degrees from a whatever the angle"),
        (lambda a, b: unit((a + b) / 2) * np.linalg.norm((a + b) / 2), "rescaled to the length that it had"),
        (lambda a, b: np.linalg.norm(a), "its length only"),
        (lambda a, b: between(a, b) / 2, "half of the angle"),
    ],
    "13.A": [
        (lambda w, a: right_ema(w, 1 - a), "averaging and 1 - averaging exchanged"),
        (lambda w, a: w.mean(axis=0), "plain mean"),
        (lambda w, a: ema(w, a, 0 * w[0]), "begins with zeros"),
        (lambda w, a: ema(w[1:], a, 0 * w[0]), "begins with zeros, and without the first row"),
        (lambda w, a: right_ema(w[1:], a), "begins with the second row"),
        (lambda w, a: right_ema(w[:-1], a), "the last step is missing"),
        (from_the_row_before, "the row before in place of the average"),
        (always_from_the_first, "the first row in place of the average"),
        (all_rows, "the average after every step"),
        (lambda w, a: right_ema(w.T, a), "along the other axis"),
        (no_one_minus, "new weights not multiplied by 1 - averaging"),
        (only_decay, "old average not multiplied by averaging"),
        (lambda w, a: right_ema(w[::-1], a), "from the end to the beginning"),
        (bias_corrected, "from zeros, with Adam's correction"),
        (powers_normalised, "all rows with powers that are scaled to 1"),
        (powers_all_alike, "the first row weighted as the others"),
        (powers_one_off, "one power too many"),
        (warmed_up, "follows faster at first"),
        (return_in_loop, "return within the loop: one step"),
        (lambda w, a: w[-1], "the last weights"),
        (lambda w, a: w[0], "the first weights"),
        (lambda w, a: right_ema(w, 0.9995), "0.9995 always"),
        (twice_a_step, "twice a step"),
        (lambda w, a: right_ema(w, a).mean(), "averaged over the weights, too"),
        (lambda w, a: right_ema(w, a**2), "averaging squared"),
        (lambda w, a: (right_ema(w, a) + w[-1]) / 2, "averaged with the last weights"),
    ],
}

ALSO_RIGHT = {
    "13.1": [
        side_by_keras,
        side_by_loop,
        side(lambda n, k, s: n * s + k - s),
        side(lambda n, k, s: n * s + max(k - s, 0)),
        lambda n, k, s, p: float(right_side(n, k, s, p)),
        lambda n, k, s, p: np.int64(right_side(n, k, s, p)),
        lambda n, k, s, p: tf.constant(right_side(n, k, s, p)),
        lambda n, k, s, p: np.array([right_side(n, k, s, p)]),
    ],
    "13.2": [
        functional(),
        functional(normal=norm_in_training),
        functional(normal=with_dropout),
        by_activation_layers,
        by_parts,
    ],
    "13.3": [
        like_the_tutorial(),
        like_the_tutorial(tell=float),
        like_the_tutorial(tell=lambda loss: [loss]),
        log_of_sigmoid,
        two_tapes,
    ],
    "13.4": [
        from_slopes(right_penalty),
        from_slopes(lambda s, p: p * tf.nn.l2_loss(s) / len(s)),
        from_slopes(right_penalty, of=tf.reduce_sum),
        from_slopes(lambda s, p: p / 2 * tf.reduce_mean(tf.norm(tf.reshape(s, (len(s), -1)), axis=1) ** 2)),
        from_slopes(lambda s, p: float(right_penalty(s, p))),
        loop_over_pictures,
        by_differences,
    ],
    "13.5": [
        rotated,
        lambda a, b: walk(a, b, 3)[1],
        lambda a, b: slerp(a, b, 0.5, between(a, b)),
        lambda a, b: (a + b) / (2 * np.cos(between(a, b) / 2)),
        lambda a, b: list(right_middle(a, b)),
        lambda a, b: right_middle(a, b).astype("float32"),
        lambda a, b: tf.convert_to_tensor(right_middle(a, b)),
        lambda a, b: (a + b) * np.sqrt(a @ a / ((a + b) @ (a + b))),
    ],
    "13.A": [
        ema_with_lists,
        ema_by_steps_towards,
        ema_recursive,
        powers_right,
        lambda w, a: right_ema(w, a).astype("float32"),
        lambda w, a: ema(w, a, w[0]),
        lambda w, a: tf.convert_to_tensor(right_ema(w, a)),
    ],
}
