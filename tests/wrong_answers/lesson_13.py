"""Plausible wrong answers to the exercises of lesson 13, each with a piece of the hint that it should get."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


def size(valid, same):
    """Return an answer to 13.1 made of two rules for n, k, s."""
    return lambda n, kernel, stride, padding: (valid if padding == "valid" else same)(n, kernel, stride)


def whole(n, k, s):
    return s * (n - 1) + k


def fold(weights, old, new=None):
    average = weights[0]
    for w in weights[1:]:
        average = old * average + (1 - old if new is None else new) * w
    return average


def length(v):
    return np.linalg.norm(v)


def generator(
    dense=(128, None),
    base=4,
    maps=(128, 64, 32),
    channels=1,
    kernel=4,
    bias=(False,) * 4,
    last="tanh",
    last_bias=True,
    norms=(True,) * 4,
    act=layers.ReLU,
    norm_first=True,
    latent=None,
    reshape_first=False,
):
    """Return an answer to 13.2 that differs from the specification in some of these."""

    def answer(latent_dim):
        model = keras.Sequential([keras.Input((latent or latent_dim,))])

        def then(norm):
            parts = [layers.BatchNormalization()] if norm else []
            parts += [act()]
            for part in parts if norm_first else parts[::-1]:
                model.add(part)

        reshape = layers.Reshape((base, base, maps[0]))
        for i, (units, norm) in enumerate(zip(dense, norms)):
            model.add(layers.Dense((units or base * base * maps[0]) if units != "latent" else latent_dim, use_bias=bias[i]))
            if units is None and reshape_first:
                model.add(reshape)
            then(norm)
        if not reshape_first:
            model.add(reshape)
        for number, norm, has_bias in zip(maps[1:], norms[2:], bias[2:]):
            model.add(layers.Conv2DTranspose(number, kernel, strides=2, padding="same", use_bias=has_bias))
            then(norm)
        model.add(layers.Conv2DTranspose(channels, kernel, 2, "same", use_bias=last_bias, activation=last))
        return model

    return answer


def no_activation():
    return layers.Activation("linear")


def step(
    loss=lambda r, f: ops.mean(ops.softplus(-r)) + ops.mean(ops.softplus(f)),
    moves=lambda g, d: d.trainable_variables,
    sign=1,
    training=True,
    judging=True,
    returned=lambda loss: loss,
):
    """Return an answer to 13.3 that differs from the right one in some of these."""

    def answer(generator, discriminator, optimizer, real, noise):
        with tf.GradientTape() as tape:
            fake = generator(noise, training=training)
            value = loss(discriminator(real, training=judging), discriminator(fake, training=judging))
        weights = moves(generator, discriminator)
        if weights:
            optimizer.apply([sign * g for g in tape.gradient(value, weights)], weights)
        return returned(value)

    return answer


def penalised(value, of=lambda logits: logits):
    """Return an answer to 13.4 made of a rule for the slopes (n, h, w, 1) and the penalty."""

    def answer(discriminator, real, penalty):
        with tf.GradientTape() as tape:
            tape.watch(real)
            judged = of(discriminator(real, training=True))
        return value(tape.gradient(judged, real).numpy(), penalty)

    return answer


def squares(slope):
    return np.sum(slope**2, axis=(1, 2, 3))


WRONG = {
    "13.1": [
        (lambda n, kernel, stride, padding: (n - kernel) // stride + 1, "This one goes up"),
        (size(lambda n, k, s: (n - k) // s + 1, lambda n, k, s: -(-n // s)), "ordinary convolutions lead: down"),
        (lambda n, kernel, stride, padding: stride * n, "nothing is cut off"),
        (lambda n, kernel, stride, padding: stride * (n - 1) + kernel, "is cut off"),
        (size(lambda n, k, s: s * n, whole), "exchanged"),
        (lambda n, kernel, stride, padding: stride * n + kernel, "alike"),
        (size(lambda n, k, s: s * n + k, lambda n, k, s: s * n), "One fewer"),
        (size(lambda n, k, s: s * (n - 1), lambda n, k, s: s * n), "how far does it reach"),
        (size(lambda n, k, s: s * (n - 1) + k - 1, lambda n, k, s: s * n), "one too few"),
        (size(lambda n, k, s: s * (n - 1) + k + 1, lambda n, k, s: s * n), "one too many"),
        (size(lambda n, k, s: n - 1 + k, lambda n, k, s: s * n), "as if the stride were 1"),
        (size(lambda n, k, s: 2 * (n - 1) + k, lambda n, k, s: 2 * n), "not always 2"),
        (size(whole, lambda n, k, s: n), "Not the size of the input"),
        (size(whole, lambda n, k, s: whole(n, k, s) - 2 * (k // 2)), "does not depend on the kernel"),
    ],
    "13.2": [
        (generator(dense=(None,)), "first dense layer, of 128, is missing"),
        (generator(bias=(True,) * 4), "use_bias=False"),
        (generator(bias=(True, True, False, False)), "in the dense layers either"),
        (generator(bias=(False, False, True, True)), "that batch normalisation follows, either"),
        (generator(reshape_first=True), "before the reshape"),
        (generator(dense=("latent", None)), "whatever latent_dim is"),
        (generator(last_bias=False), "The last layer has a bias"),
        (generator(norms=(False,) * 4), "missing, everywhere"),
        (generator(norms=(True, True, False, False)), "missing after the transposed convolutions"),
        (generator(norms=(True, True, True, False)), "missing after the second transposed"),
        (generator(kernel=5), "does not divide 5"),
        (generator(maps=(128, 64)), "One doubling is missing"),
        (generator(channels=3), "one channel"),
        (generator(latent=64), "not always 64"),
        (generator(last="sigmoid"), "a sigmoid never"),
        (generator(act=no_activation), "there is none here"),
        (generator(act=layers.LeakyReLU), "slope 0.3"),
        (generator(norm_first=False), "Batch normalisation first"),
        (lambda latent_dim: generator()(latent_dim)(np.zeros((1, latent_dim), "float32")), "Return a keras.Sequential"),
    ],
    "13.3": [
        (step(moves=lambda g, d: []), "Nothing moves. The optimizer"),
        (lambda g, d, optimizer, real, noise: None, "Nothing moves, and no number"),
        (step(returned=lambda loss: None), "return the loss, too"),
        (step(moves=lambda g, d: d.trainable_variables + g.trainable_variables), "Both networks move"),
        (step(moves=lambda g, d: g.trainable_variables), "Whose step is this"),
        (
            step(lambda r, f: ops.mean(ops.softplus(-f)), lambda g, d: g.trainable_variables),
            "That is the generator's step",
        ),
        (step(lambda r, f: ops.mean(ops.softplus(-f))), "That is the generator's loss"),
        (step(lambda r, f: ops.mean(ops.softplus(r)) + ops.mean(ops.softplus(-f))), "are exchanged"),
        (step(lambda r, f: ops.mean(ops.softplus(-r)) + ops.mean(ops.softplus(-f))), "log(1 - D), not log D"),
        (step(lambda r, f: ops.mean(ops.softplus(-r)) + ops.mean(ops.softplus(f - 1))), "not log_sigmoid(1 - logit)"),
        (step(lambda r, f: ops.mean(ops.softplus(-r)) - ops.mean(1 + ops.softplus(-f))), "not 1 - log_sigmoid(logit)"),
        (step(lambda r, f: ops.mean(ops.softplus(f)) - ops.mean(ops.softplus(-r))), "real pictures has none"),
        (step(lambda r, f: ops.mean(ops.softplus(-r))), "term of the fakes is missing"),
        (step(lambda r, f: ops.mean(ops.softplus(f))), "term of the real pictures is missing"),
        (step(lambda r, f: ops.sum(ops.softplus(-r)) + ops.sum(ops.softplus(f))), "not sums"),
        (step(lambda r, f: (ops.mean(ops.softplus(-r)) + ops.mean(ops.softplus(f))) / 2), "added, not averaged"),
        (step(lambda r, f: ops.mean(ops.concatenate([ops.softplus(-r), ops.softplus(f)]))), "not one mean over all"),
        (step(sign=-1), "goes up it"),
        (step(lambda r, f: -ops.mean(ops.softplus(-r)) - ops.mean(ops.softplus(f))), "without the minus"),
        (step(lambda r, f: -ops.mean(ops.softplus(-r)) - ops.mean(ops.softplus(f)), sign=-1), "not minus that"),
        (step(lambda r, f: ops.mean(f) - ops.mean(r)), "A logit is not yet D"),
        (step(lambda r, f: -ops.mean(ops.sigmoid(r)) - ops.mean(1 - ops.sigmoid(f))), "The logarithms are missing"),
        (step(training=False), "statistics of this batch"),
        (step(judging=None), "Call the discriminator, too"),
        (step(training=None, judging=None), "Call both networks"),
    ],
    "13.4": [
        (penalised(lambda s, p: p * squares(s).mean()), "The half is missing"),
        (penalised(lambda s, p: squares(s).mean() / 2), "weight, `penalty`, is missing"),
        (penalised(lambda s, p: squares(s).mean()), "multiplied by penalty / 2"),
        (penalised(lambda s, p: p / 2 * squares(s).sum()), "a mean, not a sum"),
        (penalised(lambda s, p: p / 2 * np.mean(s**2)), "a sum, not a mean"),
        (penalised(lambda s, p: p / 2 * np.sqrt(squares(s)).mean()), "is to be squared"),
        (penalised(lambda s, p: p / 2 * np.sqrt(squares(s)).mean() ** 2), "Square the lengths first"),
        (penalised(lambda s, p: p / 2 * squares(s).mean(), ops.mean), "slope of the mean logit"),
        (penalised(lambda s, p: p / 2 * squares(s).mean() / len(s)), "once too often"),
        (penalised(lambda s, p: p / 2 * np.mean(np.sum(s**2, axis=(2, 3)))), "add up its rows"),
        (penalised(lambda s, p: 0.15 * squares(s).mean()), "not always 0.3"),
        (penalised(lambda s, p: p / 2 * squares(s).mean(), ops.sigmoid), "not that of D"),
        (penalised(lambda s, p: p / 2 * np.mean((np.sqrt(squares(s)) - 1) ** 2)), "0, not 1"),
        (penalised(lambda s, p: -p / 2 * squares(s).mean()), "not negative"),
        (penalised(lambda s, p: p / 2 * squares(s)), "a number for each picture"),
        (penalised(lambda s, p: p / 2 * np.mean(s.sum(axis=(1, 2, 3)) ** 2)), "not the other way round"),
        (penalised(lambda s, p: p / 2 * np.abs(s).sum(axis=(1, 2, 3)).mean()), "not absolute values"),
        (penalised(lambda s, p: p**2 / 2 * squares(s).mean()), "counts once"),
    ],
    "13.5": [
        (lambda a, b: (a + b) / 2, "straight line"),
        (lambda a, b: a + b, "longer than a"),
        (lambda a, b: (a + b) / length(a + b), "length is 1"),
        (lambda a, b: b - a, "from a to b"),
        (lambda a, b: (b - a) / 2, "from where does it start"),
        (lambda a, b: (a + b) / np.sqrt(2), "at right angles"),
        (lambda a, b: (a / length(a) + b / length(b)) / 2, "average of the two directions"),
        (lambda a, b: (a + b) / length(a + b) * length(a) ** 2, "not its square"),
        (lambda a, b: (a + b) * length(a), "divide by the length of the sum"),
        (lambda a, b: (a + b) / length(a), "not that of a"),
        (lambda a, b: (a + b) / length(a + b) * (length(a) + length(b)), "not twice"),
        (lambda a, b: -(a + b) / length(a + b) * length(a), "on the other side"),
        (lambda a, b: (b - a) / length(b - a) * length(a), "that of their sum"),
    ],
    "13.A": [
        (lambda w, r: fold(w, 1 - r), "exchanged"),
        (lambda w, r: fold(np.concatenate([0 * w[:1], w]), r), "not at 0"),
        (lambda w, r: fold(np.concatenate([0 * w[:1], w[1:]]), r), "does not leave them out"),
        (lambda w, r: fold(w[1:], r), "not at the second"),
        (lambda w, r: w.mean(axis=0), "plain mean"),
        (lambda w, r: fold(w[:-1], r), "missing at the end"),
        (lambda w, r: fold(w[::-1], r), "from the last to the first"),
        (lambda w, r: w[-1], "the last weights"),
        (lambda w, r: r * w[0] + (1 - r) * w[-1], "every step moves"),
        (lambda w, r: r * w[-2] + (1 - r) * w[-1], "last two rows"),
        (lambda w, r: fold(w, r, 1), "new weights count"),
        (lambda w, r: fold(w, 2 - r), "not away from them"),
        (lambda w, r: np.array([fold(w[: i + 1], r) for i in range(len(w))]), "One row for the end"),
        (lambda w, r: fold(w, r).mean(), "One number for each column"),
    ],
}
