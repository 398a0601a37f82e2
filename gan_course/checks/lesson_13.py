"""Checks of lesson 13, DCGAN."""

import functools
from dataclasses import dataclass
from functools import partial

import numpy as np

from gan_course.checks import as_numbers, exercise

NOT_FINITE = "Something overflows, or is divided by 0, or is the root, log or arc cosine of a number that has none."


@exercise(
    "13.1", "how large is the output?", 'With "same", Keras cuts kernel - stride off: that is why 7 becomes 14 and then 28.'
)
def transposed_size(answer, rng):
    cases = [(7, 4, 3, "valid"), (6, 5, 2, "same"), (5, 7, 4, "valid"), (9, 8, 3, "same")]
    for padding in ("valid", "same"):
        for _ in range(2):
            stride = int(rng.integers(2, 5))
            cases.append((int(rng.integers(6, 13)), stride + int(rng.integers(2, 5)), stride, padding))
    cases += [(8, 4, 1, "valid"), (7, 2, 2, "same")]
    for n, kernel, stride, padding in cases:
        valid = padding == "valid"
        whole, same = stride * (n - 1) + kernel, stride * n
        right = whole if valid else same
        answer.expect(
            *(n, kernel, stride, padding),
            value=right,
            mistakes={
                "That is where an ordinary convolution leads: down. This one goes up.": (n - kernel) // stride + 1,
                "That is an ordinary convolution with padding, which leads down. This one goes up.": -(-n // stride),
                "That is where ordinary convolutions lead: down. This one goes up.": (n - kernel) // stride + 1
                if valid
                else -(-n // stride),
                'This one is "valid": nothing is cut off, so the kernels of the last stamps stick out.': same,
                'This one is "same": what sticks out beyond stride times the input is cut off.': whole,
                'The two are exchanged: with "valid" nothing is cut off, with "same" something is.': same
                if valid
                else whole,
                'That treats "valid" and "same" alike. And how many steps lie between the first stamp and the last?': same
                + kernel,
                "How many steps lie between the first stamp and the last? One fewer than there are stamps.": same + kernel
                if valid
                else same,
                "Steps between the first stamp and the last: one fewer than stamps. Then the whole of the last one.": same
                + kernel
                - 1
                if valid
                else same,
                "That is as far as the first pixel of the last stamp; a stamp is wider than one.": stride * (n - 1) + 1
                if valid
                else same,
                "The two are exchanged: stamps lie stride apart, and are as wide as the kernel.": kernel * (n - 1) + stride
                if valid
                else same,
                "One side is asked for, not the number of pixels.": right**2,
                "That is an ordinary convolution that makes no steps. This one has a stride, and goes up.": n - kernel + 1
                if valid
                else n,
                'The stride is not always 2: with "same", what is left is stride times the input.': whole
                if valid
                else 2 * n,
                "The last stamp begins there; how far does it reach?": stride * (n - 1) if valid else same,
                "That is one too few: count all pixels of the last stamp.": whole - 1 if valid else same,
                "That is one too many: where does the first stamp begin, at 0 or at 1?": whole + 1 if valid else same,
                "The stamps are set stride pixels apart; that is as if the stride were 1.": n - 1 + kernel
                if valid
                else same,
                "The stride is not always 2.": 2 * (n - 1) + kernel if valid else 2 * n,
                "The stamps overlap where the kernel is larger than the stride.": n * kernel if valid else same,
                'Not the size of the input: with "same", what is left is stride times as large.': whole if valid else n,
                'That is an ordinary convolution\'s "same", which leads down. This one goes up.': whole
                if valid
                else -(-n // stride),
                'With "valid", that is where an ordinary convolution leads: down.': (n - kernel) // stride + 1
                if valid
                else same,
                'With "same", that ends where the last stamp begins; what Keras leaves is stride times the input.': whole
                if valid
                else stride * (n - 1) + 1,
                "Neighbouring stamps do not overlap by the stride, but by what the kernel has beyond it.": n * kernel
                - (n - 1) * stride
                if valid
                else same,
                "One side is asked for, not both.": (right, right),
                'With "same", what is left does not depend on the kernel: stride times the input.': whole
                if valid
                else whole - 2 * (kernel // 2),
            },
            hint=(
                "Where does the last stamp begin, and how far does it reach?"
                if valid
                else 'With "same", how many times as large as the input is what Keras leaves?'
            ),
        )


@dataclass(frozen=True)
class _Plan:
    """A generator of exercise 13.2, or one that differs from it: how many numbers it has, and what it draws."""

    latent_dim: int
    hidden: int = 128  # 0: no such layer
    base: int = 4
    maps: tuple = (128, 64, 32)
    channels: int = 1
    kernel: int = 4
    biases: tuple = (False, False, False, False)  # of the two dense layers and the two transposed convolutions
    last_bias: bool = True
    norms: tuple = (True, True, True, True)  # after the same four
    reshaped_first: bool = False  # the second batch normalisation comes after the reshape
    last_norm: bool = False
    below_0: tuple = (0.0, 0.0, 0.0, 0.0)  # the slope of the activations there
    last: str = "tanh"
    norm_last: bool = False  # ReLU comes before batch normalisation

    def arrays(self):
        """Return (name, shape) of all arrays in their order."""
        found = []

        def layer(inputs, outputs, bias, norm, kernel=None, normed=None):
            found.append(("kernel", (inputs, outputs) if kernel is None else (kernel, kernel, outputs, inputs)))
            found.extend([("bias", (outputs,))] if bias else [])
            names = ("gamma", "beta", "moving_mean", "moving_variance") if norm else ()
            found.extend((name, (normed or outputs,)) for name in names)

        if self.hidden:
            layer(self.latent_dim, self.hidden, self.biases[0], self.norms[0])
        normed = self.maps[0] if self.reshaped_first else None
        dense = self.hidden or self.latent_dim, self.base**2 * self.maps[0]
        layer(*dense, self.biases[1], self.norms[1], normed=normed)
        for i, (inputs, outputs) in enumerate(zip(self.maps, self.maps[1:])):
            layer(inputs, outputs, (*self.biases[2:], False)[i], (*self.norms[2:], True)[i], self.kernel)
        layer(self.maps[-1], self.channels, self.last_bias, self.last_norm, self.kernel)
        return tuple(found)

    def draw(self, noise):
        """Return the pictures (n, 32, 32, 1) for noise, by NumPy alone, with the weights of _filled."""
        arrays, x = iter(_filled(self.arrays())), np.asarray(noise, "float64")
        for i, slope in enumerate(self.below_0):
            x = _stamp(x, next(arrays)) if i > 1 else x @ next(arrays)
            if self.norm_last:
                x = np.where(x > 0, x, slope * x)
            gamma, beta, mean, variance = (next(arrays) for _ in range(4))
            x = gamma * (x - mean) / np.sqrt(variance + 1e-3) + beta
            if not self.norm_last:
                x = np.where(x > 0, x, slope * x)
            if i == 1:
                x = x.reshape(-1, self.base, self.base, self.maps[0])
        x = _stamp(x, next(arrays)) + next(arrays)
        activations = {
            "tanh": np.tanh,
            "sigmoid": lambda x: 1 / (1 + np.exp(-x)),
            "relu": lambda x: np.maximum(x, 0),
            "none": lambda x: x,
        }
        return activations[self.last](x)


@functools.cache
def _numbers_of(plan, noise_dim):
    """Return what _read_generator returns of a network made by a plan that is tried on _noise(noise_dim)."""
    dense = [plan.hidden, plan.base**2 * plan.maps[0]] if plan.hidden else [plan.base**2 * plan.maps[0]]
    sides = [plan.base * 2**i for i in range(len(plan.maps) + 1)]
    stages = [(side, side, maps) for side, maps in zip(sides, (*plan.maps, plan.channels))]
    pictures = plan.draw(_noise(noise_dim)) if plan.arrays() == _Plan(noise_dim).arrays() else None
    return _generator_numbers(dense, stages, plan.arrays(), pictures)


def _stamp(x, kernel):
    """Transposed convolution of x (n, side, side, in) by a kernel (4, 4, out, in), stride 2, "same"."""
    n, side, _, _ = x.shape
    out = np.zeros((n, 2 * side + 2, 2 * side + 2, kernel.shape[2]))
    for i in range(4):
        for j in range(4):
            out[:, i : i + 2 * side : 2, j : j + 2 * side : 2] += x @ kernel[i, j].T
    return out[:, 1:-1, 1:-1]


def _noise(latent_dim):
    """Return two rows of noise: the same for the same latent_dim."""
    return np.random.default_rng(latent_dim).normal(size=(2, latent_dim)).astype("float32")


@functools.cache
def _filled(arrays):
    """Return numbers for arrays of these names and shapes: the same for the same."""
    rng = np.random.default_rng(len(arrays))
    filled = []
    for name, shape in arrays:
        if name == "kernel":
            filled.append(rng.normal(size=shape) * 1.5 / np.sqrt(shape[0] if len(shape) == 2 else 4 * shape[3]))
        elif name in ("gamma", "moving_variance"):
            filled.append(rng.uniform(0.7, 1.3, shape))
        else:
            filled.append(0.3 * rng.normal(size=shape))
    return filled


def _generator_numbers(dense, stages, arrays, pictures):
    """Return the numbers that tell one generator from another, and the words for them.

    dense: sizes of the flat layers. stages: (height, width, maps) of all others. arrays: (name, shape) of the weights.
    pictures: what it draws with weights that we set, or None.
    """
    dense, stages = dense[:2], [tuple(stage) for stage in stages[:6]]
    numbers = np.zeros(32)
    numbers[: len(dense)] = dense
    flat = np.ravel(stages)
    numbers[2 : 2 + len(flat)] = flat
    sizes = {
        kind: sum(int(np.prod(shape)) for name, shape in arrays if ("moving" in name) == kind) for kind in (True, False)
    }
    numbers[20:22] = len(arrays), sizes[True]
    numbers[22:24] = divmod(sizes[False], 1000)  # one more or less is to be seen
    words = ", ".join([*map(str, dense), *("x".join(map(str, stage)) for stage in stages)])
    words = f"layers of {words}; {sum(sizes.values()):,} parameters"
    if pictures is not None:
        seen = *pictures[:, 9, (7, 20), 0].ravel(), pictures.min(), pictures.max(), *pictures.mean(axis=(1, 2, 3))
        numbers[24:] = np.array(seen) / 20  # float32 and another epsilon are no mistakes
        words += f"; pictures from {pictures.min():.2f} to {pictures.max():.2f} with weights that we set"
    return numbers, words


def _read_generator(model, latent_dim):
    """Return the numbers and the words for a learner's network; None for the numbers if it is none, or not built."""
    import keras

    def parts(layer):
        return [part for inner in layer.layers for part in parts(inner)] if isinstance(layer, keras.Model) else [layer]

    if not isinstance(model, keras.Model):
        return None, f"a {type(model).__name__}"
    try:
        layers = [layer for layer in parts(model) if not isinstance(layer, keras.layers.InputLayer)]
        shapes = [tuple(layer.output.shape[1:]) for layer in layers]
        weights = [weight for layer in layers for weight in layer.weights]
        arrays = tuple((weight.name, tuple(weight.shape)) for weight in weights)
        shapes = [shape for shape, before in zip(shapes, [None, *shapes]) if shape != before]
        dense, stages = ([shape for shape in shapes if len(shape) == n] for n in (1, 3))
        pictures = None
        right = _Plan(latent_dim).arrays()
        if arrays == right and tuple(model.output_shape[1:]) == (32, 32, 1) == stages[-1]:
            for weight, values in zip(weights, _filled(right)):
                weight.assign(values)
            pictures = np.asarray(model(_noise(latent_dim), training=False), "float64")
        return _generator_numbers([size for (size,) in dense], stages, arrays, pictures)
    except Exception:  # such as one that has not met its input, and has no shapes yet
        return None, "a model whose layers can't be read"


@exercise(
    "13.2",
    "a generator of 32x32 pictures",
    "gan_course.networks.make_generator builds it for 8 to 64 pixels, with a residual convolution after each doubling "
    "but the last.",
)
def make_generator_32(answer, rng):
    for latent_dim in (64, 100, int(rng.choice([5, 16, 30])), int(rng.choice([120, 128, 200]))):
        differences = {
            "The first dense layer, of 128, is missing.": {"hidden": 0},
            "The first dense layer has 128 units, not 64.": {"hidden": 64},
            "The first dense layer has 128 units, not 256.": {"hidden": 256},
            "The first dense layer has 128 units, not 100.": {"hidden": 100},
            "The first dense layer has 128 units, whatever latent_dim is.": {"hidden": latent_dim},
            "No bias where batch normalisation follows, which shifts by numbers of its own: use_bias=False.": {
                "biases": (True,) * 4
            },
            "No bias in the dense layers either: batch normalisation follows them, too.": {
                "biases": (True, True, False, False)
            },
            "No bias in the transposed convolutions that batch normalisation follows, either.": {
                "biases": (False, False, True, True)
            },
            "The last layer has a bias: no batch normalisation follows it.": {"last_bias": False},
            "The last layer has a bias, all others have none; here it is the other way round.": {
                "last_bias": False,
                "biases": (True,) * 4,
            },
            "Batch normalisation is missing, everywhere.": {"norms": (False,) * 4},
            "Batch normalisation is missing, everywhere; and with it, layers need no bias.": {
                "norms": (False,) * 4,
                "biases": (True,) * 4,
            },
            "Batch normalisation is missing after the dense layers.": {"norms": (False, False, True, True)},
            "Batch normalisation is missing after the transposed convolutions.": {"norms": (True, True, False, False)},
            "Batch normalisation is missing after the first dense layer.": {"norms": (False, True, True, True)},
            "Batch normalisation is missing after the second dense layer.": {"norms": (True, False, True, True)},
            "Batch normalisation is missing after the first transposed convolution.": {"norms": (True, True, False, True)},
            "Batch normalisation is missing after the second transposed convolution.": {"norms": (True, True, True, False)},
            "No batch normalisation after the last transposed convolution.": {"last_norm": True},
            "No batch normalisation after the last transposed convolution, which has a bias in its place.": {
                "last_norm": True,
                "last_bias": False,
            },
            "The second batch normalisation comes before the reshape, so that each of the 2048 numbers has its own.": {
                "reshaped_first": True
            },
            "The kernels are 4x4: 2, the stride, does not divide 5.": {"kernel": 5},
            "The kernels are 4x4: 2, the stride, does not divide 3.": {"kernel": 3},
            "The kernels are 4x4, not 2x2.": {"kernel": 2},
            "It begins with 4x4, not with 7x7, which becomes 56 in the end.": {"base": 7},
            "It begins with 4x4, not with 8x8, which becomes 64 in the end.": {"base": 8},
            "It begins with 4x4 and doubles three times.": {"base": 8, "maps": (64, 32)},
            "It begins with 4x4 and 128 maps; with 8x8 and 128 maps, one doubling is left out.": {
                "base": 8,
                "maps": (128, 64),
            },
            "One doubling is missing: 4, 8, 16, 32.": {"maps": (128, 64)},
            "One doubling is too many: 4, 8, 16, 32.": {"maps": (128, 64, 32, 16)},
            "Half as many maps after each doubling, beginning with 128, not with 256.": {"maps": (256, 128, 64)},
            "Half as many maps after each doubling, beginning with 128, not with 64.": {"maps": (64, 32, 16)},
            "The maps grow fewer: 128, 64, 32; here they stay at 128.": {"maps": (128, 128, 128)},
            "The maps grow fewer: 128, 64, 32; here they grow in number.": {"maps": (32, 64, 128)},
            "Grey pictures have one channel, not three.": {"channels": 3},
            "latent_dim is the argument, not always 64.": {"latent_dim": 64},
            "latent_dim is the argument, not always 100.": {"latent_dim": 100},
            "Pixels are to lie between -1 and 1; a sigmoid never goes below 0.": {"last": "sigmoid"},
            "Pixels are to lie between -1 and 1; a ReLU never goes below 0, and has no upper end.": {"last": "relu"},
            "Pixels are to lie between -1 and 1; without a tanh nothing keeps them there.": {"last": "none"},
            "After each batch normalisation comes a ReLU; there is none here.": {"below_0": (1.0,) * 4},
            "After each batch normalisation comes a ReLU; there is none here, and no tanh.": {
                "below_0": (1.0,) * 4,
                "last": "none",
            },
            "A ReLU, please, not a leaky one of slope 0.3, Keras's own.": {"below_0": (0.3,) * 4},
            "A ReLU, please, not a leaky one of slope 0.2, which is for the discriminator.": {"below_0": (0.2,) * 4},
            "A ReLU, please, not a leaky one of slope 0.01.": {"below_0": (0.01,) * 4},
            "After the dense layers, too, comes a ReLU.": {"below_0": (1.0, 1.0, 0.0, 0.0)},
            "After the transposed convolutions, too, comes a ReLU.": {"below_0": (0.0, 0.0, 1.0, 1.0)},
            "After the first dense layer, too, comes a ReLU.": {"below_0": (1.0, 0.0, 0.0, 0.0)},
            "After the second dense layer, too, comes a ReLU.": {"below_0": (0.0, 1.0, 0.0, 0.0)},
            "After the first transposed convolution, too, comes a ReLU.": {"below_0": (0.0, 0.0, 1.0, 0.0)},
            "After the second transposed convolution, too, comes a ReLU.": {"below_0": (0.0, 0.0, 0.0, 1.0)},
            "Batch normalisation first, then the ReLU.": {"norm_last": True},
        }
        value, words = _numbers_of(_Plan(latent_dim), latent_dim)
        answer.expect(
            latent_dim,
            value=value,
            mistakes={
                hint: _numbers_of(_Plan(**{"latent_dim": latent_dim, **other}), latent_dim)[0]
                for hint, other in differences.items()
            },
            tolerance=1e-4,
            expected=words,
            read=partial(_read_generator, latent_dim=latent_dim),
            hint="Return a keras.Sequential that begins with keras.Input, or a keras.Model(noise, pictures); then compare "
            "its summary() with the specification, line by line: shape, number of parameters, activation.",
        )


@functools.cache
def _small_pair():
    """Return a generator (3 numbers to pictures of 2x2, with batch normalisation) and a discriminator with one dense layer.

    Both do something else without training=True; the discriminator halves the pictures then.
    """
    import keras
    from keras import layers

    class HalvedUnlessTraining(layers.Layer):
        def call(self, x, training=False):
            return x if training else x / 2

    generator = keras.Sequential(
        [
            keras.Input((3,)),
            layers.Dense(4, use_bias=False),
            layers.BatchNormalization(),
            layers.Reshape((2, 2, 1)),
            layers.Activation("tanh"),
        ],
        name="generator",
    )
    discriminator = keras.Sequential(
        [keras.Input((2, 2, 1)), HalvedUnlessTraining(), layers.Flatten(), layers.Dense(1)], name="discriminator"
    )
    return generator, discriminator


def _softplus(x):
    return np.logaddexp(0, x)


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


@exercise(
    "13.3",
    "the discriminator's step",
    "That is GAN.discriminator_step: there, the loss is a method of its own, so that lessons can replace it.",
    points=2,
)
def discriminator_step(answer, rng):
    import keras
    import tensorflow as tf

    generator, discriminator = _small_pair()
    for n, m in ((4, 6), (5, 3), (3, 7), (6, 4), (4, 5)):
        x, z = rng.uniform(-1, 1, (n, 4)) + 0.4, rng.normal(size=(m, 3))
        a, w, b = rng.normal(size=(3, 4)), rng.normal(size=4), rng.normal()
        mean, variance, rate = rng.normal(size=4), rng.uniform(2, 4, 4), float(rng.uniform(0.2, 0.8))

        def prepare(a=a, w=w, b=b, mean=mean, variance=variance):
            generator.trainable = discriminator.trainable = True
            generator.set_weights([a, np.ones(4), np.zeros(4), mean, variance])
            discriminator.set_weights([w[:, None], np.array([b])])

        def fakes(training, z=z, a=a, mean=mean, variance=variance):
            h = z @ a
            centre, spread = (h.mean(axis=0), h.var(axis=0)) if training else (mean, variance)
            return np.tanh((h - centre) / np.sqrt(spread + 1e-3))

        def moved(loss, down_real, down_fake, f, times=1.0, of_g=0.0, b_too=1.0, w=w, b=b, x=x, rate=rate):
            """Return loss, weights and bias after a step along -(down_real at x, down_fake at f), and whether G moved."""
            step_w, step_b = down_real @ x + down_fake @ f, down_real.sum() + down_fake.sum()
            return np.array([loss, *(w + times * rate * step_w), b + b_too * times * rate * step_b, of_g])

        def halved(f, x=x, w=w, b=b, rate=rate):
            """Return what a step leads to if the discriminator is called without training=True."""
            real, fake, down_real, down_fake = both(f / 2, x / 2)
            step_w, step_b = down_real @ x / 2 + down_fake @ f / 2, down_real.sum() + down_fake.sum()
            loss = _softplus(-real).mean() + _softplus(fake).mean()
            return np.array([loss, *(w + rate * step_w), b + rate * step_b, 0])

        def both(f, x=x, w=w, b=b):
            """Return the logits of real and fake pictures; minus the slopes of -log D(x), -log(1 - D(G(z)))."""
            real, fake = x @ w + b, f @ w + b
            return real, fake, (1 - _sigmoid(real)) / len(real), -_sigmoid(fake) / len(fake)

        f = fakes(training=True)
        real, fake, up_real, down_fake = both(f)
        wrong_real, wrong_fake = -_sigmoid(real) / n, (1 - _sigmoid(fake)) / m  # towards fake, towards real
        d_real, d_fake = _sigmoid(real), _sigmoid(fake)
        loss_real, loss_fake = _softplus(-real).mean(), _softplus(fake).mean()
        loss, none = loss_real + loss_fake, np.zeros
        right = moved(loss, up_real, down_fake, f)
        still = np.array([loss, *w, b, 0])
        hard = moved(0, (real < 1) / n, -1.0 * (fake > -1) / m, f)
        hard[0] = np.maximum(0, 1 - real).mean() + np.maximum(0, 1 + fake).mean()
        f_still = fakes(training=False)
        _, fake_still, up_still, down_still = both(f_still)
        loss_still = loss_real + _softplus(fake_still).mean()
        first = moved(loss_real, up_real, none(m), f)
        then = f @ first[1:5] + first[5]
        second = np.array([*(first[1:5] - rate * (_sigmoid(then) / m) @ f), first[5] - rate * (_sigmoid(then) / m).sum()])
        after = _softplus(-(x @ right[1:5] + right[5])).mean() + _softplus(f @ right[1:5] + right[5]).mean()
        last = moved(loss_fake, none(n), down_fake, f)
        late = x @ last[1:5] + last[5]
        other = np.array([*(last[1:5] + rate * (_sigmoid(-late) / n) @ x), last[5] + rate * (_sigmoid(-late) / n).sum()])
        whole = (n * loss_real + m * loss_fake) / (n + m)
        mistakes = {
            "Nothing moves. The optimizer has to apply the gradients to the discriminator's weights.": still,
            "Nothing moves, and no number comes back: take the gradients, apply them, return the loss.": np.array(
                [MISSING, *still[1:]]
            ),
            "The step is right; return the loss, too.": np.array([MISSING, *right[1:]]),
            "Both networks move; in this step only the discriminator should.": np.array([*right[:-1], 1]),
            "Both networks move; in this step only the discriminator should. And return the loss.": np.array(
                [MISSING, *right[1:-1], 1]
            ),
            "The generator moves, and the discriminator doesn't. Whose step is this?": np.array([*still[:-1], 1]),
            "That is the generator's step: its loss, its weights.": np.array([_softplus(-fake).mean(), *still[1:-1], 1]),
            "That is the generator's loss; the discriminator wants fakes to be taken for fakes.": moved(
                _softplus(-fake).mean(), none(n), wrong_fake, f
            ),
            "Real and fake are exchanged: a high logit should say real.": moved(
                _softplus(real).mean() + _softplus(-fake).mean(), wrong_real, wrong_fake, f
            ),
            "Of the fakes it wants log(1 - D), not log D.": moved(
                loss_real + _softplus(-fake).mean(), up_real, wrong_fake, f
            ),
            "Of the real pictures it wants log D, not log(1 - D).": moved(
                _softplus(real).mean() + loss_fake, wrong_real, down_fake, f
            ),
            "The term of the fakes is missing.": moved(loss_real, up_real, none(m), f),
            "The term of the real pictures is missing.": moved(loss_fake, none(n), down_fake, f),
            "Means over the batch, not sums.": moved(n * loss_real + m * loss_fake, n * up_real, m * down_fake, f),
            "The two means are added, not averaged.": moved(loss / 2, up_real / 2, down_fake / 2, f),
            "Two means, each over its own batch, then their sum; not one mean over all.": moved(
                whole, n / (n + m) * up_real, m / (n + m) * down_fake, f
            ),
            "Two means, each over its own batch, then their sum; that is twice the mean over all.": moved(
                2 * whole, 2 * n / (n + m) * up_real, 2 * m / (n + m) * down_fake, f
            ),
            "The loss is right, and the step goes up it; optimisers go down.": moved(loss, up_real, down_fake, f, -1.0),
            "The loss is what is minimised: minus both logarithms. This one is their sum without the minus.": moved(
                -loss, up_real, down_fake, f, -1.0
            ),
            "The step is right; return the loss that it goes down, not minus that.": moved(-loss, up_real, down_fake, f),
            "The two terms are added; one is subtracted here.": moved(loss_real - loss_fake, up_real, -down_fake, f),
            "Both logarithms have a minus; here that of the real pictures has none.": moved(
                loss_fake - loss_real, -up_real, down_fake, f
            ),
            "log(1 - D) is log_sigmoid(-logit), not log_sigmoid(1 - logit).": moved(
                loss_real + _softplus(fake - 1).mean(), up_real, -_sigmoid(fake - 1) / m, f
            ),
            "log(1 - D) is log_sigmoid(-logit), not 1 - log_sigmoid(logit).": moved(
                loss_real - 1 - _softplus(-fake).mean(), up_real, -wrong_fake, f
            ),
            "A logit is not yet D; the loss is made of log D and log(1 - D).": moved(
                fake.mean() - real.mean(), np.full(n, 1 / n), np.full(m, -1 / m), f
            ),
            "The logarithms are missing.": moved(
                -d_real.mean() - (1 - d_fake).mean(), d_real * up_real, (1 - d_fake) * down_fake, f
            ),
            "The logarithms are missing; that is D(G(z)) minus D(x).": moved(
                d_fake.mean() - d_real.mean(), d_real * up_real, (1 - d_fake) * down_fake, f
            ),
            "A sigmoid is taken twice: what has from_logits=True takes the logits themselves.": moved(
                _softplus(-d_real).mean() + _softplus(d_fake).mean(),
                (1 - _sigmoid(d_real)) * d_real * (1 - d_real) / n,
                -_sigmoid(d_fake) * d_fake * (1 - d_fake) / m,
                f,
            ),
            "The label of real pictures is 1, not 0.9: nothing is smoothed here.": moved(
                0.9 * loss_real + 0.1 * _softplus(real).mean() + loss_fake, 0.9 * up_real + 0.1 * wrong_real, down_fake, f
            ),
            "That is the hinge loss; here it is the cross-entropy.": hard,
            "That is the squared error of logits against 1 and 0; here it is the cross-entropy.": moved(
                np.mean((real - 1) ** 2) + np.mean(fake**2), -2 * (real - 1) / n, -2 * fake / m, f
            ),
            "That is the squared error of probabilities against 1 and 0; here it is the cross-entropy.": moved(
                np.mean((d_real - 1) ** 2) + np.mean(d_fake**2),
                -2 * (d_real - 1) * d_real * (1 - d_real) / n,
                -2 * d_fake * d_fake * (1 - d_fake) / m,
                f,
            ),
            "Call the generator with training=True: its batch normalisation should take statistics of this batch.": moved(
                loss_still, up_still, down_still, f_still
            ),
            "Call the discriminator, too, with training=True: networks may do something else without.": halved(f),
            "Call both networks with training=True: without, they do something else.": halved(f_still),
            "That is two steps, one after the other; take one, down the sum of both terms.": np.array(
                [loss_real + _softplus(then).mean(), *second, 0]
            ),
            "That is two steps, first down the term of the fakes; take one, down the sum of both terms.": np.array(
                [loss_fake + _softplus(-late).mean(), *other, 0]
            ),
            "The step is right; return the loss before it, as the tape saw it.": np.array([after, *right[1:]]),
            "The kernel moves and the bias doesn't: all trainable variables are to.": moved(
                loss, up_real, down_fake, f, b_too=0.0
            ),
            "One step with these gradients, not two.": moved(loss, up_real, down_fake, f, 2.0),
            "The learning rate is the optimizer's own: leave the step to it.": moved(loss, up_real, down_fake, f, 1 / rate),
        }

        def read(returned, a=a):
            loss = as_numbers(returned)
            loss = MISSING if loss is None or loss.size != 1 else float(loss.reshape(()))
            of_g = [np.asarray(v) for v in generator.trainable_variables or generator.weights[:3]]
            g_moved = any(np.abs(v - old).max() > 1e-5 for v, old in zip(of_g, (a, np.ones(4), np.zeros(4))))
            kernel, bias = (np.asarray(v, "float64") for v in discriminator.weights)
            numbers = np.array([loss, *kernel[:, 0], bias[0], g_moved])
            return numbers, describe(numbers)

        def describe(numbers, w=w, b=b):
            d_moved = np.abs(numbers[1:6] - [*w, b]).max() > 1e-6
            weights = ", ".join(f"{v:.3f}" for v in numbers[1:6])
            return (
                f"{'no number' if numbers[0] == MISSING else f'loss {numbers[0]:.4f}'}; "
                f"G {'moves' if numbers[6] else 'stays'}; D {f'moves to {weights}' if d_moved else 'stays'}"
            )

        prepare()
        optimizer = keras.optimizers.SGD(rate)
        pictures = tf.constant(x.reshape(n, 2, 2, 1), "float32")
        answer.expect(
            *(generator, discriminator, optimizer, pictures, tf.constant(z, "float32")),
            value=right,
            mistakes=mistakes,
            tolerance=2e-4,
            expected=describe(right),
            read=read,
            not_finite="The log of 0, or of a negative number? Logits are no probabilities: log D is "
            "ops.log_sigmoid(logit), log(1 - D) is ops.log_sigmoid(-logit).",
            hint="Fakes from the generator; under a tape, the logits of both, and minus the sum of two means, of log D(x) "
            "and of log(1 - D(G(z))); the tape's gradients in the discriminator's trainable variables, applied to these.",
        )


MISSING = -999.0  # where the loss should be


@functools.cache
def _on_paper():
    """Return a kind of discriminator whose slope is known: logit = sum of w x + a x^2 / 2 over the pixels; slope w + a x."""
    import keras
    from keras import ops

    class OnPaper(keras.Model):
        def __init__(self, w, a):
            super().__init__()
            self.w = self.add_weight(shape=w.shape, name="w")
            self.w.assign(w)
            self.a = a
            self.built = True

        def call(self, x, training=None):
            return ops.sum(self.w * x + self.a * x**2 / 2, axis=(1, 2))  # (n, 1)

        def __repr__(self):
            return f"<D: logit = sum of w x + {self.a:.2f} x^2/2>" if self.a else "<D: logit = sum of w x>"

    return OnPaper


@exercise(
    "13.4",
    "the penalty",
    "On a discriminator whose logit is a weighted sum of the pixels, the slope is those weights, at every picture.",
    points=2,
)
def r1_penalty(answer, rng):
    import tensorflow as tf

    for n, h, w, curved in ((4, 2, 3, True), (3, 3, 2, True), (5, 2, 2, True), (2, 4, 3, True), (4, 3, 3, False)):
        penalty = float(rng.uniform(0.1, 0.8))
        a = float(rng.uniform(0.5, 1.5)) * curved
        weights, x = rng.normal(size=(h, w, 1)), rng.uniform(-1, 1, (n, h, w, 1))
        slope, logit = weights + a * x, np.sum(weights * x + a * x**2 / 2, axis=(1, 2, 3))
        squares, d = np.sum(slope**2, axis=(1, 2, 3)), _sigmoid(logit)  # (n,)
        mean, length = squares.mean(), np.sqrt(squares)
        value = penalty / 2 * mean
        answer.expect(
            *(_on_paper()(weights, a), tf.constant(x, "float32"), penalty),
            value=value,
            mistakes={
                "The half is missing.": penalty * mean,
                "The penalty's weight, `penalty`, is missing.": mean / 2,
                "That is the mean squared slope alone; it is to be multiplied by penalty / 2.": mean,
                "Over the batch it is a mean, not a sum.": n * value,
                "Over the batch it is a mean, not a sum; and the half is missing.": 2 * n * value,
                "Over the pixels it is a sum, not a mean.": value / (h * w),
                "Over the pixels it is a sum, not a mean; and the half is missing.": 2 * value / (h * w),
                "A sum over pixels and a mean over the batch; here they are exchanged.": value * n / (h * w),
                "The length of the slope is to be squared.": penalty / 2 * length.mean(),
                "Square the lengths first, then take the mean.": penalty / 2 * length.mean() ** 2,
                "The root is too much: the squared length is asked for.": penalty / 2 * np.sqrt(mean),
                "That is the slope of the mean logit, n times too small: take the gradient of the logits.": value / n**2,
                "Divided by n once too often: is it the mean of a mean, or the slope of the mean logit?": value / n,
                "All axes but the first belong to a picture: add up its rows, too.": value / h,
                "All axes but the first belong to a picture: add up its columns, too.": value / w,
                "The weight is the argument `penalty`, not always 0.3.": 0.3 / 2 * mean,
                "The slope of the logit is asked for, not that of D = sigmoid(logit).": penalty
                / 2
                * np.mean((d * (1 - d)) ** 2 * squares),
                "The slope of the logit is asked for, not that of log D.": penalty / 2 * np.mean((1 - d) ** 2 * squares),
                "The slope should be 0, not 1: here it is the slope itself that costs.": penalty
                / 2
                * np.mean((length - 1) ** 2),
                "The slope should be 0, not 1: here it is the slope itself that costs; and the half is missing.": penalty
                * np.mean((length - 1) ** 2),
                "A penalty is added to the loss, so it is not negative.": -value,
                "Square each number of the slope, then add; not the other way round.": penalty
                / 2
                * np.mean(slope.sum(axis=(1, 2, 3)) ** 2),
                "Squares, not absolute values.": penalty / 2 * np.abs(slope).sum(axis=(1, 2, 3)).mean(),
                "Square each number of the slope; here they are added as they are.": penalty / 2 * slope.sum() / n,
                "That is the logit squared; its slope is asked for.": penalty / 2 * np.mean(logit**2),
                "That is the largest over the batch; take the mean.": penalty / 2 * squares.max(),
                "That is the median over the batch; take the mean.": penalty / 2 * np.median(squares),
                "That is the first picture's alone; take the mean over the batch.": penalty / 2 * squares[0],
                "That is a number for each picture; take the mean over the batch.": penalty / 2 * squares,
                "`penalty` counts once; it is not squared.": penalty * value,
                "penalty / 2 counts once; it is not squared.": penalty / 2 * value,
                "A half, not a quarter.": value / 2,
                "The slope of the mean slope: square each picture's own, then take the mean.": penalty
                / 2
                * np.sum(slope.mean(axis=0) ** 2),
                "The largest number of a slope is not its length: add up the squares.": penalty
                / 2
                * np.mean(np.max(slope**2, axis=(1, 2, 3))),
                "Multiplied by penalty / 2, not divided by it.": mean / (penalty / 2),
            },
            tolerance=1e-4,
            not_finite="Is something divided by 0, or the root or log of a number that has none?",
            hint="The gradient of the logits in the pixels is one slope a picture, (n, height, width, 1). Square it, add up "
            "its pixels, take the mean over the batch, times penalty / 2.",
        )


@exercise(
    "13.5", "the step in the middle", "Written out, it is the great circle's formula at t = 1/2: the two sines are equal."
)
def halfway_on_the_circle(answer, rng):
    for size, radius in ((2, 3.0), (64, 8.0), (3, 5.0), (64, 0.7), (10, 4.0)):
        a, b = rng.normal(size=(2, size))
        a, b = a / np.linalg.norm(a) * radius, b / np.linalg.norm(b) * radius
        if abs(a @ b) > 0.9 * radius**2:  # nearly the same direction, or opposite
            b = np.roll(a, 1) * (-1.0) ** np.arange(size)
        middle, length = a + b, np.linalg.norm(a + b)
        angle = np.arccos(a @ b / radius**2)
        value = middle / length * radius
        answer.expect(
            a,
            b,
            value=value,
            mistakes={
                "That point is on the straight line, too near the centre. How long should it be?": middle / 2,
                "The direction is right, but this is longer than a.": middle,
                "The direction is right, and the length is 1. How long should it be?": middle / length,
                "The length should be that of a, not its square.": value * radius,
                "The length should be that of a: divide by the length of the sum first.": middle * radius,
                "Dividing by the length twice is too much.": middle / length**2 * radius,
                "The length of a + b is not that of a: make the sum as long as a.": middle / radius,
                "That is the average of the two directions. How long should it be?": middle / radius / 2,
                "That is right only where a and b are at right angles. How long is a + b in general?": middle / np.sqrt(2),
                "The length should be that of a: divide by the length of the sum first. Nor take half of it.": middle
                / 2
                * radius,
                "That is a quarter of the straight way. The middle is asked for, on the circle.": 0.75 * a + 0.25 * b,
                "That is nearer to a than to b.": (3 * a + b) / np.linalg.norm(3 * a + b) * radius,
                "The length should be that of a, whatever it is, not always 8.": middle / length * 8,
                "The length should be that of a, not the root of the number of dimensions.": middle / length * np.sqrt(size),
                "A length is the root of the sum of squares, not the sum of absolute values.": middle
                / np.abs(middle).sum()
                * radius,
                "That has the sine of half the angle where its cosine belongs.": middle / np.sin(angle / 2) / 2,
                "That is past the middle: an even number of points has none in the middle.": (
                    np.sin(5 / 11 * angle) * a + np.sin(6 / 11 * angle) * b
                )
                / np.sin(angle),
                "That is half of the angle. A point is asked for.": angle / 2,
                "The length should be that of a, not twice that.": 2 * value,
                "The length should be that of a, not half of it.": value / 2,
                "That is the way from a to b, not the point between them.": b - a,
                "That is the way from b to a, not the point between them.": a - b,
                "That is half the way from a to b; from where does it start?": (b - a) / 2,
                "That has the direction of the way from a to b; the middle lies in that of their sum.": (b - a)
                / np.linalg.norm(b - a)
                * radius,
                "That is on the circle, but on the other side of it.": -value,
                "Half the angle above, and below the fraction bar the sine of the whole one.": np.sin(angle / 2) * middle,
                "That is one end of the way, a.": a,
                "That is one end of the way, b.": b,
                "That is its length. A point is asked for.": radius,
            },
            hint="Its direction is that of the straight line's middle; its length is that of a.",
            expected="a vector of a's length, as far from a as from b",
            not_finite=NOT_FINITE,
        )


@exercise(
    "13.A", "the moving average", "After n steps of 0.9995, the first weights still count for 0.9995 to the n.", points=2
)
def moving_average(answer, rng):
    cases = [(rng.normal(size=(steps + 1, n)), r) for steps, n, r in ((3, 2, 0.4), (5, 3, 0.7), (4, 2, 0.85), (7, 4, 0.6))]
    cases += [(rng.normal(size=(9, 2)), float(rng.uniform(0.2, 0.95))), (rng.normal(size=(6, 1)), 0.9)]
    for weights, averaging in cases:
        zero = np.zeros_like(weights[:1])
        answer.expect(
            weights,
            averaging,
            value=_fold(weights, averaging),
            mistakes={
                "The two shares are exchanged: `averaging` is the share of the old average.": _fold(weights, 1 - averaging),
                "The average begins at the first weights, not at 0.": _fold(np.concatenate([zero, weights]), averaging),
                "The average begins at the first weights; it does not leave them out, and does not begin at 0.": _fold(
                    np.concatenate([zero, weights[1:]]), averaging
                ),
                "The average begins at the first weights, the first row, not at the second.": _fold(weights[1:], averaging),
                "That is the plain mean, in which all steps count alike.": weights.mean(axis=0),
                "One step is missing at the end.": _fold(weights[:-1], averaging),
                "The steps are taken from the last to the first.": _fold(weights[::-1], averaging),
                "Those are the last weights; where is the average?": weights[-1],
                "Those are the first weights; which step moves the average?": weights[0],
                "Only the first row and the last one count in that; every step moves the average.": averaging * weights[0]
                + (1 - averaging) * weights[-1],
                "That looks at the last two rows only; the average remembers all.": averaging * weights[-2]
                + (1 - averaging) * weights[-1],
                "The two shares add up to 1: the new weights count 1 - averaging.": _fold_by(weights, averaging, 1),
                "The two shares add up to 1: the old average counts `averaging`.": _fold_by(weights, 1, 1 - averaging),
                "The sign: the average moves towards the new weights, not away from them.": _fold_by(
                    weights, 2 - averaging, averaging - 1
                ),
                "That is the average after the first step; there are more.": _fold(weights[:2], averaging),
                "The average is not divided by anything in the end: it begins at the first weights.": _fold(
                    np.concatenate([zero, weights]), averaging
                )
                / (1 - averaging ** len(weights)),
                "That takes the mean of all later weights first; the average moves step by step.": averaging * weights[0]
                + (1 - averaging) * weights[1:].mean(axis=0),
                "That takes the mean of all weights first; the average moves step by step.": averaging * weights[0]
                + (1 - averaging) * weights.mean(axis=0),
                "The share of the old average is the argument, not always 0.9995.": _fold(weights, 0.9995),
                "That is two steps for each row, or averaging squared.": _fold(weights, averaging**2),
                "That follows faster at first, as `GAN` does; here the shares are the same at every step.": _warmed(
                    weights, averaging
                ),
                "The share of the old average is the argument, not always one half.": _fold(weights, 0.5),
                "The new weights are added, not taken off.": _fold_by(weights, averaging, averaging - 1),
                "One row for the end is asked for: return the average after the last step only.": _all(weights, averaging),
                "One number for each column: average over the steps only.": np.mean(_fold(weights, averaging)),
            },
            hint="Begin with the first weights; then, for each of the others, one line of the formula.",
        )


def _fold(weights, averaging):
    return _fold_by(weights, averaging, 1 - averaging)


def _fold_by(weights, old, new):
    average = weights[0]
    for w in weights[1:]:
        average = old * average + new * w
    return average


def _warmed(weights, averaging):
    average = weights[0]
    for i, w in enumerate(weights[1:]):
        old = min(averaging, (1 + i) / (10 + i))
        average = old * average + (1 - old) * w
    return average


def _all(weights, averaging):
    return np.array([_fold(weights[: i + 1], averaging) for i in range(len(weights))])
