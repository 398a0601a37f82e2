"""Lesson 15's table: cures against some of lesson 14's illnesses, and against none, at equal seconds.

    python benchmarks/cures.py                            the recorded experiment: some half an hour of one core
    python benchmarks/cures.py "healthy ring" "R1" 10     one run, game, cure and seed; records nothing

A game is a healthy training of benchmarks/failures.py, or one with the cause of an illness, for fewer epochs; a cure
changes one thing more, and stands below in some ten lines. First each cure's round is timed beside a plain one, in turns,
in seconds of the processor: `cost`. Then each run has 1 / cost as many rounds as plain. Settings were fixed after a look at
seed 10; none of the recorded seeds was looked at for them. What is judged is 1,000 samples: of points in the last quarter,
five times, where `filled` counts a mode by how much of its eighth of the samples it has, at most 1; of digits at the end,
where `distance` is in the features of the digit classifier, each pixel repeated. Runs that lie in runs/cures are not run
again: empty it if a setting changes. Writes benchmarks/results/cures.csv.
"""

import functools
import json
import sys
import time
from pathlib import Path

import failures  # sets one thread
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
from recording import kept, record

from gan_course import clinic
from gan_course.gan import GAN, pictures_of
from gan_course.losses import LOSSES, GANLoss
from gan_course.networks import R1GAN, minibatch_std
from gan_course.quality import frechet_distance, read_digits
from gan_course.ring import CENTRES, SD, draw_ring

FOLDER = Path("runs/cures")
GAMES = [
    *("healthy ring", "D 100 times as fast", "momentum of 0.9", "D far ahead and a saturating loss", "8 real points"),
    *("healthy digits", "ReLU and pooling in D", "digits in 0 to 1", "16 real digits"),
]
ONLY = {  # games of which these cures alone are tried
    "ReLU and pooling in D": (
        *("none", "one-sided smoothing", "instance noise", "Wasserstein with penalty", "spectral norm", "R1"),
        *("feature matching", "batch norm", "leaky without pooling", "labels", "averaged weights"),
    ),
    "digits in 0 to 1": ("none", "normalised inputs"),
    "16 real digits": ("none",),
}
EPOCHS = {"ring": 50, "digits": 20}  # fewer than in lesson 14, to pay for so many runs

# ---- losses ------------------------------------------------------------------------------------------------------------


def smoothed(real_target, fake_target):
    """The game's own losses, with other targets than 1 and 0 in D's (Salimans et al. 2016, 3.4: .9 and 0)."""

    def of(logits, target):
        return ops.mean(target * ops.softplus(-logits) + (1 - target) * ops.softplus(logits))

    return lambda plain: GANLoss(lambda real, fake: of(real, real_target) + of(fake, fake_target), plain.generator)


def noisy_labels(share=0.1):
    """D is told the wrong label of some pictures, drawn anew each time."""

    def of(logits, label):
        wrong = ops.cast(keras.random.uniform(ops.shape(logits), seed=flips) < share, logits.dtype)
        return ops.mean(ops.softplus((1 - 2 * label) * (1 - 2 * wrong) * logits))

    return lambda plain: GANLoss(lambda real, fake: of(real, 1) + of(fake, 0), plain.generator)


flips = keras.random.SeedGenerator(15)

# ---- what D is asked for -----------------------------------------------------------------------------------------------


class GradientPenaltyGAN(GAN):
    """Wasserstein's critic should have slope 1 between real and fake (Gulrajani et al. 2017)."""

    penalty = 10.0

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        real = pictures_of(batch)
        share = keras.random.uniform((len(real),) + (1,) * (len(real.shape) - 1), seed=self.noise_seed)
        between = share * real + (1 - share) * fake
        with tf.GradientTape() as tape:
            tape.watch(between)
            scores = self.judge(between, batch)
        squares = ops.sum(tape.gradient(scores, between) ** 2, axis=range(1, len(real.shape)))
        return loss + self.penalty * ops.mean((ops.sqrt(squares + 1e-12) - 1) ** 2), shown


class ClippedGAN(GAN):
    """Wasserstein's critic, with no weight beyond +-limit (Arjovsky et al. 2017)."""

    limit = 0.1

    def discriminator_step(self, batch):
        shown = super().discriminator_step(batch)
        for weight in self.discriminator.trainable_variables:
            weight.assign(ops.clip(weight, -self.limit, self.limit))
        return shown


class InstanceNoiseGAN(GAN):
    """D sees real and fake through noise that fades until half of the rounds are over (Sønderby et al. 2017)."""

    deviation, steps = 0.3, 1000

    def judge(self, pictures, batch):
        left = 1 - ops.cast(self.discriminator_optimizer.iterations, pictures.dtype) / self.steps
        noise = keras.random.normal(ops.shape(pictures), seed=self.noise_seed)
        return super().judge(pictures + self.deviation * ops.maximum(left, 0.0) * noise, batch)


class FeatureMatchingGAN(GAN):
    """G wants the mean of D's last features to be the real ones' (Salimans et al. 2016, 3.1)."""

    def generator_loss(self, batch, fake):
        d = self.discriminator
        features = keras.Model(d.inputs, d.layers[-1].input)
        gap = ops.mean(features(pictures_of(batch), training=True), axis=0) - ops.mean(features(fake, training=True), axis=0)
        return ops.sum(gap**2), {}


class LabelledGAN(GAN):
    """Both networks are told the label, one-hot; a batch is (pictures, labels) (Mirza and Osindero 2014)."""

    def generate(self, batch):
        _, labels = batch
        return self.generator([self.noise(len(labels)), labels], training=True)

    def judge(self, pictures, batch):
        return self.discriminator([pictures, batch[1]], training=True)


# ---- what the networks are built of ------------------------------------------------------------------------------------


def unit(vector):
    return vector / (ops.norm(vector) + 1e-12)


class SpectralDense(layers.Dense):
    """Its kernel over its largest singular value, of which a step of power iteration keeps track (Miyato et al. 2018)."""

    def build(self, shape):
        super().build(shape)
        self.u = self.add_weight((self.units,), "random_normal", trainable=False)

    def call(self, x):
        v = ops.stop_gradient(unit(ops.matmul(self.kernel, self.u)))
        u = ops.stop_gradient(unit(ops.matmul(v, self.kernel)))
        self.u.assign(u)
        size = ops.sum(ops.matmul(v, self.kernel) * u)
        return self.activation(ops.matmul(x, self.kernel) / size + self.bias)


class SpectralConv2D(layers.Conv2D):
    """The same of a convolution, its kernel taken as a matrix: (height * width * channels, filters)."""

    def build(self, shape):
        super().build(shape)
        self.u = self.add_weight((self.filters,), "random_normal", trainable=False)

    def call(self, x):
        kernel = ops.reshape(self.kernel, (-1, self.filters))
        v = ops.stop_gradient(unit(ops.matmul(kernel, self.u)))
        u = ops.stop_gradient(unit(ops.matmul(v, kernel)))
        self.u.assign(u)
        size = ops.sum(ops.matmul(v, kernel) * u)
        return ops.conv(x, self.kernel / size, self.strides, self.padding) + self.bias


class VirtualBatchNormalization(layers.Layer):
    """Normalise by the first `size` rows, a reference, and the row itself (Salimans et al. 2016, 3.5)."""

    size = 64

    def build(self, shape):
        self.scale, self.shift = (self.add_weight((shape[-1],), start) for start in ("ones", "zeros"))

    def call(self, x):
        reference, own = x[: self.size], x[self.size :]
        mean, square = ops.mean(reference, axis=0), ops.mean(reference**2, axis=0)
        own_mean, own_square = ((self.size * of + row) / (self.size + 1) for of, row in ((mean, own), (square, own**2)))
        return ops.concatenate([self.scaled(reference, mean, square), self.scaled(own, own_mean, own_square)])

    def scaled(self, x, mean, square):
        return self.scale * (x - mean) / ops.sqrt(square - mean**2 + 1e-3) + self.shift


class AddReference(layers.Layer):
    """Put one and the same noise before every batch: (n, units) to (size + n, units)."""

    def call(self, z):
        size = VirtualBatchNormalization.size
        return ops.concatenate([keras.random.normal((size, z.shape[-1]), seed=15), z])


class Rest(layers.Layer):
    """Leave the reference out again."""

    def call(self, x):
        return x[VirtualBatchNormalization.size :]


def rows_std(x):
    """Append minibatch_std's feature to rows (n, d): (n, d + 1) (Karras et al. 2018)."""
    return ops.squeeze(minibatch_std(x[:, None, None]), (1, 2))


# ---- the cures ---------------------------------------------------------------------------------------------------------

# name: what it changes. loss: of the game's to another. gan: the class, in place of GAN. Others are read where they act.
CURES = {
    "none": {},
    "modified loss": {"loss": lambda plain: LOSSES["non-saturating"]},
    "least squares": {"loss": lambda plain: LOSSES["least squares"]},
    "hinge": {"loss": lambda plain: LOSSES["hinge"]},
    "one-sided smoothing": {"loss": smoothed(0.9, 0.0)},
    "two-sided smoothing": {"loss": smoothed(0.9, 0.1)},
    "noisy labels": {"loss": noisy_labels(0.1)},
    "instance noise": {"gan": InstanceNoiseGAN},
    "Wasserstein with clipping": {"loss": lambda plain: LOSSES["Wasserstein"], "gan": ClippedGAN},
    "Wasserstein with penalty": {"loss": lambda plain: LOSSES["Wasserstein"], "gan": GradientPenaltyGAN},
    "spectral norm": {"spectral": True},
    "R1": {"gan": R1GAN},
    "feature matching": {"gan": FeatureMatchingGAN},
    "minibatch std": {"minibatch_std": True},
    "batch norm": {"norm": "batch"},
    "virtual batch norm": {"norm": "virtual"},
    "leaky without pooling": {"leaky": True},
    "normalised inputs": {"normalised": True},
    "labels": {"gan": LabelledGAN, "labels": True},
    "autoencoder's start": {"start": True},
    "two time scales": {"g_factor": 0.5, "d_factor": 2.0},
    "averaged weights": {"averaging": 0.99},
}


def tried(game, cure):
    """Whether a cure is tried on a game: not where the game has it already."""
    settings = game_settings(game)
    if game in ONLY or cure == "normalised inputs":
        return cure in ONLY.get(game, ())
    if cure == "modified loss":
        return settings["loss"] == "minimax"
    return settings["kind"] == "ring" or cure not in ("minibatch std", "leaky without pooling")


def game_settings(game):
    _, healthy, change = failures.CAUSES[game]
    change = change | {"epochs": EPOCHS[healthy["kind"]]}
    return {"g": 2e-3, "d": 2e-3, "beta_1": 0.0, "loss": "non-saturating", **healthy, **change}


def networks(kind, norm="batch in G", spectral=False, leaky=False, minibatch_std=False, labels=False, pooling=False):
    """Return generator and discriminator: lesson 14's, with what a cure changes."""
    if kind == "ring":
        size, units, shape, classes, norm = 2, (64, 64), (2,), 8, None if norm == "batch in G" else norm
    else:
        size, units, shape, classes = 32, (128, 256), (14, 14, 1), 10
    dense, conv = (SpectralDense, SpectralConv2D) if spectral else (layers.Dense, layers.Conv2D)
    label = keras.Input((classes,))

    z = x = keras.Input((size,))
    x = layers.Concatenate()([x, label]) if labels else x
    x = AddReference()(x) if norm == "virtual" else x
    for n in units:
        x = layers.Dense(n, use_bias=norm is None)(x)
        x = normalised(x, norm)
        x = layers.ReLU()(x)
    x = Rest()(x) if norm == "virtual" else x
    fakes = layers.Reshape(shape)(layers.Dense(int(np.prod(shape)), "tanh")(x))

    def active(x):
        if (kind == "digits" and not pooling) or leaky:
            return layers.LeakyReLU(negative_slope=0.2)(x)
        return layers.ReLU()(x)

    pictures = x = keras.Input(shape)
    if kind == "ring":
        x = layers.Concatenate()([x, label]) if labels else x
        x = active(dense(64)(x))
        x = rows_std(x) if minibatch_std else x
    else:
        pooling = pooling and not leaky
        x = layers.MaxPooling2D()(x) if pooling else x
        x = active(conv(16, 4, strides=1 if pooling else 2, padding="same")(x))
        x = layers.Flatten()(all_std(x))
        x = layers.Concatenate()([x, label]) if labels else x
    x = dense(64)(x)
    x = active(normalised(x, "batch") if norm == "batch" else x)
    logits = dense(1)(x)
    given = [[z, label], [pictures, label]] if labels else [z, pictures]
    return keras.Model(given[0], fakes), keras.Model(given[1], logits)


all_std = minibatch_std


def normalised(x, norm):
    if norm is None:
        return x
    return VirtualBatchNormalization()(x) if norm == "virtual" else layers.BatchNormalization(momentum=0.9)(x)


def networks_of(kind, cure, pooling=False):
    names = ("norm", "spectral", "leaky", "minibatch_std", "labels")
    return networks(kind, pooling=pooling, **{n: CURES[cure][n] for n in names if n in CURES[cure]})


SCALES = {  # a cure's setting that depends on the size of the data: of the ring, of the digits
    "penalty": {"R1": (0.1, 0.3), "Wasserstein with penalty": (1.0, 10.0)},
    "deviation": {"instance noise": (0.2, 0.5)},
}


def build(game, cure):
    """Return the GAN of a game with a cure, and a function that plays some rounds, a batch each."""
    settings, change = game_settings(game), CURES[cure]
    gan, play = _build(
        settings["kind"], cure, settings["loss"], settings["beta_1"], "sgd" in settings, settings.get("pooling", False)
    )
    rates = settings.get("sgd", settings["g"]), settings["d"]
    for optimizer, rate, player in zip((gan.generator_optimizer, gan.discriminator_optimizer), rates, "gd"):
        optimizer.learning_rate = rate * change.get(f"{player}_factor", 1)
    return gan, play


@functools.cache  # a round is traced once for all seeds, and for games that differ in their rates or data alone
def _build(kind, cure, loss, beta_1, sgd, pooling, compiled=True):
    change, loss = CURES[cure], LOSSES[loss]
    gan = change.get("gan", GAN)(*networks_of(kind, cure, pooling), averaging=change.get("averaging", 0.0))
    for name, values in SCALES.items():
        if cure in values:
            setattr(gan, name, values[cure][kind == "digits"])
    adam_g, adam_d = (keras.optimizers.Adam(2e-3, beta_1=beta_1, beta_2=0.99) for _ in "gd")
    gan.compile(keras.optimizers.SGD(0.1) if sgd else adam_g, adam_d, change["loss"](loss) if "loss" in change else loss)
    if isinstance(gan, InstanceNoiseGAN):
        gan.steps = EPOCHS[kind] * {"ring": failures.RING, "digits": failures.DIGITS}[kind]["rounds"] / 2

    # XLA: three times as fast on the ring's small networks, slower on convolutions. Costs are measured without.
    @functools.partial(tf.function, jit_compile=compiled and kind == "ring")
    def play(batches, g):
        for i in tf.range(len(pictures_of(batches))):
            batch = keras.tree.map_structure(lambda part: part[i], batches)  # noqa: B023
            gan.discriminator_step(batch)
            if g:
                gan.generator_step(batch)
                if "averaging" in change:
                    gan.average()

    return gan, play


def begin(gan, game, cure, seed):
    """Set the GAN back to its beginning: all that follows from the seed alone."""
    keras.utils.set_random_seed(seed)
    settings = game_settings(game)
    fresh_ones = networks_of(settings["kind"], cure, settings.get("pooling", False))
    for network, fresh in zip((gan.generator, gan.discriminator), fresh_ones):
        network.set_weights(fresh.get_weights())
    gan.averaged_generator.set_weights(gan.generator.get_weights())
    for optimizer in (gan.generator_optimizer, gan.discriminator_optimizer):
        for variable in optimizer.variables:
            if variable is not optimizer._learning_rate:
                variable.assign(ops.zeros_like(variable))
    gan.noise_seed.state.assign([seed, 0])
    flips.state.assign([seed, 0])


def data_of(game, seed, normalised=False):
    """Return what a game's D learns from, lesson 14's, and the labels, one-hot: the nearest centre, or the digit."""
    settings = game_settings(game)
    n = settings["rounds"] * settings["batch"]
    if settings["kind"] == "ring":
        real = draw_ring(4 * n, seed)
        labels = np.linalg.norm(real[:, None] - CENTRES, axis=2).argmin(axis=1)
    else:
        pictures, labels = clinic.small_digits()
        real, labels = pictures[10_512 : 10_512 + 10 * n], labels[10_512 : 10_512 + 10 * n]
    one_hot = np.eye(8 if settings["kind"] == "ring" else 10, dtype="float32")[labels]
    few = settings.get("pictures")
    real = real if normalised else settings.get("scale", lambda x: x)(real)
    return np.resize(real[:few], real.shape), np.resize(one_hot[:few], one_hot.shape)


def vae_start(generator, real, steps, seed):
    """Train the generator as the decoder of a variational autoencoder, so that z ~ N(0, 1) gives pictures (lesson 07)."""
    encoder, play = encoder_of(generator)
    for weight, fresh in zip(encoder.weights, keras.models.clone_model(encoder).weights):
        weight.assign(fresh)
    rng = np.random.default_rng([seed, 7])
    for _ in range(max(1, steps // 20)):
        play(tf.constant(real[rng.integers(len(real), size=(20, 128 if real.ndim == 2 else 64))]))


def encoder_of(generator):
    latent = generator.inputs[0].shape[-1]
    x = keras.Input(generator.outputs[0].shape[1:])
    encoder = keras.Model(x, layers.Dense(2 * latent)(layers.Dense(64, "relu")(layers.Flatten()(x))))
    optimizer, seeds = keras.optimizers.Adam(2e-3), keras.random.SeedGenerator(0)
    optimizer.build([*encoder.trainable_variables, *generator.trainable_variables])
    variance = 0.01 if len(x.shape) == 2 else 0.1

    @tf.function
    def play(batches):
        for x in batches:
            with tf.GradientTape() as tape:
                mean, log_variance = ops.split(encoder(x), 2, axis=1)
                z = mean + ops.exp(log_variance / 2) * keras.random.normal(ops.shape(mean), seed=seeds)
                errors = ops.sum((generator(z, training=True) - x) ** 2, axis=range(1, len(x.shape))) / (2 * variance)
                surprise = ops.sum(mean**2 + ops.exp(log_variance) - 1 - log_variance, axis=1) / 2
                loss = ops.mean(errors + surprise)
            variables = [*encoder.trainable_variables, *generator.trainable_variables]
            optimizer.apply(tape.gradient(loss, variables), variables)

    return encoder, play


# ---- runs --------------------------------------------------------------------------------------------------------------


def cost_key(game, cure):
    return f"{game_settings(game)['kind']}, {cure}"


@functools.cache
def costs():
    """Return {"kind, cure": seconds of a round / seconds of a plain one}, in turns, the median over them."""
    path = FOLDER / "costs.json"
    return (
        json.loads(path.read_text())
        if path.exists()
        else dict.fromkeys((f"{kind}, {cure}" for kind in ("ring", "digits") for cure in CURES), 1.0)
    )


def measure_costs(turns=9):
    taken = {}
    for game in ("healthy ring", "healthy digits"):
        kind, settings = game_settings(game)["kind"], game_settings(game)
        plays = {}
        for cure in CURES:
            if not tried(game, cure):
                continue
            _, play = _build(kind, cure, settings["loss"], settings["beta_1"], sgd=False, pooling=False, compiled=False)
            real, labels = data_of(game, 0)
            n, batch = settings["rounds"] // 2, settings["batch"]
            batches, one_hot = (tf.constant(part[: n * batch].reshape(n, batch, *part.shape[1:])) for part in (real, labels))
            given = (batches, one_hot) if "labels" in CURES[cure] else batches
            plays[cure] = functools.partial(play, given, True)
        _, play = encoder_of(build(game, "none")[0].generator)
        plays["a step of the autoencoder"] = functools.partial(play, batches)
        for turn in range(1 + turns):  # the first one builds the graph
            for cure, play in plays.items():
                started = time.process_time()
                play()
                if turn:
                    taken.setdefault(f"{kind}, {cure}", []).append(time.process_time() - started)
        plain = np.array(taken[f"{kind}, none"])
        print(kind, "a plain round:", np.median(plain) / n * 1000, "ms")
        taken |= {key: round(float(np.median(np.array(t) / plain)), 3) for key, t in taken.items() if key.startswith(kind)}
        keras.backend.clear_session()
    taken |= {"ring, autoencoder's start": 1.0, "digits, autoencoder's start": 1.0}  # a fifth of its seconds is the start's
    taken |= dict.fromkeys(("ring, modified loss", "digits, leaky without pooling", "digits, normalised inputs"), 1.0)
    # No cure is cheaper than none: what is below 1 is the clock's.
    return {key: cost if "a step" in key else max(1.0, cost) for key, cost in taken.items()}


def train(game, cure, seed):
    """Train once; return what is recorded."""
    settings, change = game_settings(game), CURES[cure]
    gan, play = build(game, cure)
    begin(gan, game, cure, seed)
    real, labels = data_of(game, seed, change.get("normalised", False))
    rounds, batch, epochs = settings["rounds"], settings["batch"], round(settings["epochs"] / costs()[cost_key(game, cure)])
    if "start" in change:
        steps = settings["epochs"] * rounds / 5 / costs().get(f"{settings['kind']}, a step of the autoencoder", 1)
        vae_start(gan.generator, real, int(steps), seed)
        epochs = round(0.8 * epochs)
    late_g = round(epochs * settings.get("start_g", 0) / settings["epochs"])  # D has a part of the seconds alone
    rng, judged = np.random.default_rng(seed), []
    drawing = gan.averaged_generator if "averaging" in change else gan.generator
    classes = labels.shape[1]
    for epoch in range(epochs):
        order = rng.permutation(len(real))[: rounds * batch]
        parts = (tf.constant(part[order].reshape(rounds, batch, *part.shape[1:])) for part in (real, labels))
        parts = tuple(parts)
        play(parts if "labels" in change else parts[0], epoch >= late_g)
        left = epochs - 1 - epoch
        if left == 0 or (settings["kind"] == "ring" and left < epochs / 4 and left % 3 == 0):
            z = rng.standard_normal((1000, gan.latent_dim)).astype("float32")
            of_label = np.eye(classes, dtype="float32")[rng.integers(classes, size=1000)]
            judged.append(judge(drawing([z, of_label] if "labels" in change else z, training=False).numpy()))
    result = {name: float(f"{np.mean([j[name] for j in judged]):.4g}") for name in judged[0]}
    return {**result, "rounds": epochs * rounds}


def judge(fakes):
    """Return the signs of fakes: of points modes, filled and share; of pictures modes, share and distance."""
    if fakes.ndim == 2:
        near = np.linalg.norm(fakes[:, None] - CENTRES, axis=2) < 3 * SD  # (n, 8)
        shares = near.mean(axis=0)
        filled = np.minimum(8 * shares, 1).sum()
        return {"modes": np.sum(shares >= 0.01), "filled": filled, "share": near.any(axis=1).mean(), "distance": np.nan}
    modes, share = clinic.judge_digits(fakes)
    return {"modes": modes, "filled": np.nan, "share": share, "distance": frechet_distance(features(fakes), of_real())}


def features(small):
    """What the digit classifier sees in pictures of 14x14, each pixel four times: (n, 128)."""
    return read_digits(small.repeat(2, axis=1).repeat(2, axis=2))[0]


@functools.cache
def of_real():
    return features(clinic.small_digits("test")[0][:2000])


def run(game, cure, seed):
    """Return the row of a run: that in FOLDER, else of a training now."""
    path = FOLDER / f"{game} {cure} {seed}.json".replace(" ", "_").replace("'", "")
    return kept(path, lambda: row_of(game, cure, seed))


def row_of(game, cure, seed):
    started = time.process_time()
    signs = train(game, cure, seed)
    seconds = round(time.process_time() - started, 1)
    return {"game": game, "cure": cure, "seed": seed, "cost": costs()[cost_key(game, cure)], **signs, "seconds": seconds}


def main():
    kept(FOLDER / "costs.json", measure_costs)
    costs.cache_clear()
    rows = []
    for kind in ("ring", "digits"):
        games = [game for game in GAMES if game_settings(game)["kind"] == kind]
        for cure in CURES:
            tries = [(game, seed) for game in games if tried(game, cure) for seed in seeds(game, cure)]
            rows += [run(game, cure, seed) for game, seed in tries]
            _build.cache_clear()
            keras.backend.clear_session()
    rows.sort(key=lambda row: GAMES.index(row["game"]))
    record(__file__, rows)


def seeds(game, cure):
    """Five seeds, and ten of untreated games, to which all cures are compared."""
    return range(10 if cure == "none" and game not in ("ReLU and pooling in D", "digits in 0 to 1") else 5)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        game, cure, seed = sys.argv[1:]
        print(train(game, cure, int(seed)))
    else:
        main()
