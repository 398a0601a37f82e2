"""Lesson 17's experiments: how D should learn the label, whether labels help against collapse, and tags for pictures.

    python benchmarks/conditional.py            all of them: some half an hour on one free core
    python benchmarks/conditional.py ways       one of: ways, illness, tags; records nothing

ways: digits, each way in which D can learn the label, SEEDS, at equal seconds: STEPS of "map", others fewer or more by
what a step of theirs costs; "projection" goes on to the seconds of 2 * STEPS and of MINUTE, and then draws from noise of
several sizes. illness: lesson 14's ring, healthy and with a D whose rate is a hundred times G's, and what the labels say
of the eight modes. tags: gan_course.tags, a GAN and networks that average.
Runs that lie in runs/conditional are not run again: empty it if a setting changes. Writes
benchmarks/results/conditional.csv; what does not apply is nan.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import sys
import time
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
from label_ways import WAYS, ConditionalGAN, adam, make_conditional_gan, make_discriminator, make_generator
from recording import kept, record

from gan_course import tags
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN
from gan_course.quality import frechet_digit_distance, read_digits
from gan_course.ring import CENTRES, SD, judge_ring

FOLDER, SEEDS = Path("runs/conditional"), (0, 1, 2)
SCALES = (1.0, 0.8, 0.9, 1.08, 1.2)  # of the noise that samples are drawn from
STEPS, MINUTE = 500, 2000  # of a quarter of a minute on two slow cores, and of a minute
COLUMNS = (
    "experiment",
    "arm",
    "seed",
    "steps",
    "cost",
    "scale",
    "fidelity",
    "distance",
    "modes",
    "near",
    "width",
    "variation",
)


def kept_rows(function):
    """Let a function of (arm, seed) keep the rows that it returns in FOLDER, and read them from there the next time."""

    @functools.wraps(function)
    def once(arm, seed):
        start = {"experiment": function.__name__, "arm": arm, "seed": seed}
        path = FOLDER / f"{function.__name__}-{arm.replace(' ', '_')}-{seed}.json"
        return kept(path, lambda: [start | row for row in function(arm, seed)])

    return once


def begin(gan, seed, networks):
    """Set a GAN back to its beginning, so that its step need not be traced anew: as if it had been built with this seed."""
    keras.utils.set_random_seed(seed)
    for network, fresh in zip((gan.generator, gan.discriminator), networks()):
        network.set_weights(fresh.get_weights())
    gan.averaged_generator.set_weights(gan.generator.get_weights())
    for optimizer in (gan.generator_optimizer, gan.discriminator_optimizer):
        for variable in optimizer.variables:
            if variable is not optimizer._learning_rate:
                variable.assign(ops.zeros_like(variable))
    gan.noise_seed.state.assign([seed, 0])
    gan.seed = seed


# ---- ways --------------------------------------------------------------------------------------------------------------


@functools.cache
def digits():
    pictures, labels = load_mnist("train")
    return from_uint8(pictures), labels.astype("int32")


game = functools.cache(make_conditional_gan)


@functools.cache
def costs():
    """Return {way: seconds of a step / those of "map"}, kept in FOLDER, too."""
    return kept(FOLDER / "costs.json", measure_costs)


def measure_costs(rounds=10, pictures=96):
    """Return them, in turn, the median over the rounds."""
    few = tuple(part[:pictures] for part in digits())
    seconds = {way: [] for way in WAYS}
    for _ in range(1 + rounds):  # the first one builds the graph
        for way in WAYS:
            started = time.process_time()
            game(way).fit(few)
            seconds[way].append(time.process_time() - started)
    of_map = np.array(seconds["map"][1:])
    return {way: round(float(np.median(taken[1:] / of_map)), 3) for way, taken in seconds.items()}


class Measure(keras.callbacks.Callback):
    """Collect a row after each of some numbers of steps, after the last one for each of the scales, and stop."""

    def __init__(self, when, scales=(1.0,)):
        super().__init__()
        self.when, self.scales, self.rows, self.steps = when, scales, [], 0

    def on_train_batch_end(self, batch, logs=None):
        self.steps += 1
        if self.steps in self.when:
            last = self.steps == max(self.when)
            self.rows += [{"steps": self.steps, **self.quality(scale)} for scale in (self.scales if last else (1.0,))]
            self.model.stop_training = last

    def quality(self, scale):
        """Return the fidelity and the distance of 10,000 digits, ordered as often as the training set has them."""
        labels = digits()[1][:10_000]
        noise = np.random.default_rng(1).standard_normal((10_000, self.model.latent_dim), "float32")
        samples = self.model.draw(scale * noise, labels)
        fidelity = float(np.mean(read_digits(samples)[1].argmax(axis=1) == labels))
        return {"scale": scale, "fidelity": round(fidelity, 4), "distance": round(frechet_digit_distance(samples), 2)}


@kept_rows
def ways(way, seed):
    cost = costs()[way]
    longer = way == "projection"
    when = [round(steps / cost) for steps in (STEPS, 2 * STEPS, MINUTE)[: 3 if longer else 1]]
    measure = Measure(when, SCALES if longer else (1.0,))
    begin(game(way), seed, lambda: (make_generator(), make_discriminator(way)))
    game(way).fit(digits(), epochs=2, callbacks=[measure])
    return [{**row, "cost": cost} for row in measure.rows]


# ---- illness -----------------------------------------------------------------------------------------------------------


class RingGAN(ConditionalGAN):
    """The conditional game without R1, as in lesson 14."""

    discriminator_loss = GAN.discriminator_loss


LABELS = {  # what is said of each mode, 0 to 7
    "nothing": lambda modes, rng: np.zeros_like(modes),
    "chance": lambda modes, rng: rng.permutation(modes),
    "one of four": lambda modes, rng: modes % 4,  # two modes, opposite ones, have the same label
    "which": lambda modes, rng: modes,
}
PATIENTS = [*(f"ill: {said}" for said in LABELS), "healthy: nothing", "healthy: which"]
RATES = {"healthy": (2e-3, 2e-3), "ill": (2e-4, 2e-2)}  # of G and of D


def ring_networks():
    """Return networks of lesson 14's size, with the label's eight numbers beside z and beside x."""
    networks = []
    for last in (layers.Dense(2, "tanh"), layers.Dense(1)):
        x, labels = inputs = keras.Input((2,)), keras.Input((), dtype="int32")
        x = layers.Concatenate()([x, ops.one_hot(labels, 8)])
        for _ in range(2):
            x = layers.Dense(64, "relu")(x)
        networks.append(keras.Model(inputs, last(x)))
    return networks


@functools.cache
def ring_game(health):
    gan = RingGAN(*ring_networks(), averaging=0.0)
    gan.compile(*[keras.optimizers.Adam(rate, beta_1=0.0, beta_2=0.99) for rate in RATES[health]])

    @tf.function
    def play(points, labels):
        for i in tf.range(len(points)):
            gan.discriminator_step((points[i], labels[i]))
            gan.generator_step((points[i], labels[i]))

    return gan, play


@kept_rows
def illness(arm, seed):
    """arm: "healthy" or "ill", and what the labels say."""
    health, said = arm.split(": ")
    gan, play = ring_game(health)
    begin(gan, seed, ring_networks)
    rng = np.random.default_rng(seed)
    modes = rng.integers(8, size=2560)
    points = (CENTRES[modes] + SD * rng.standard_normal((2560, 2))).astype("float32")
    labels = LABELS[said](modes, rng).astype("int32")
    for _ in range(80):
        order = rng.permutation(2560).reshape(20, 128)
        play(tf.constant(points[order]), tf.constant(labels[order]))
    asked = labels[:2000]
    samples = np.array(gan.generator([rng.standard_normal((2000, 2)).astype("float32"), asked]))
    found, near = judge_ring(samples)
    width = np.mean([samples[asked == label].std(axis=0).mean() for label in np.unique(asked)])
    nearest = np.linalg.norm(samples[:, None] - CENTRES, axis=2).argmin(axis=1)
    obeyed = np.mean(LABELS[said](nearest, rng) == asked)
    row = {"modes": found, "near": near, "width": float(width), "fidelity": float(obeyed)}
    return [{"steps": 1600, **{name: round(value, 3) for name, value in row.items()}}]


# ---- tags --------------------------------------------------------------------------------------------------------------


def eye(pictures):
    x = layers.Flatten()(layers.Rescaling(1, offset=1)(pictures))  # black, which is most of it, becomes 0
    return layers.Dense(64, "relu")(x)


def tag_networks():
    """Return the generator, (noise, pictures) to tags, and the discriminator, (tags, pictures) to logits."""
    networks = []
    for size, last in ((8, layers.Dense(8, "tanh")), (8, layers.Dense(1))):
        x, pictures = inputs = keras.Input((size,)), keras.Input((16, 16, 3))
        x = layers.Concatenate()([x, eye(pictures)])
        for _ in range(2):
            x = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(128)(x))
        networks.append(keras.Model(inputs, last(x)))
    return networks


def averaging_network(units):
    pictures = keras.Input((16, 16, 3))
    return keras.Model(pictures, layers.Dense(units)(eye(pictures)))


def surprise(words, logits):
    """Return the mean of -log(the probability of the word that was said), words (n, 4), logits (n, 24)."""
    return ops.mean(ops.sparse_categorical_crossentropy(words, ops.reshape(logits, (-1, 4, 6)), from_logits=True))


@kept_rows
def tagging(arm, seed):
    keras.utils.set_random_seed(seed)
    pictures, vectors, _ = tags.draw_tagged(20_000, seed)
    new, said, true = tags.draw_tagged(20_000, 1000 + seed)
    rng = np.random.default_rng(seed)
    if arm == "people":
        words = tags.read_words(said)
    elif arm == "GAN":
        gan = ConditionalGAN(*tag_networks(), penalty=0.003, seed=seed)
        gan.compile(adam(2e-3, halved=2000), adam(2e-3, halved=2000))
        gan.fit((vectors, pictures), batch_size=256, epochs=20)
        words = tags.read_words(gan.sample(20_000, seed=1, labels=new))
    elif arm == "mean":
        model = averaging_network(8)
        model.compile(keras.optimizers.Adam(2e-3), "mse")
        model.fit(pictures, vectors, batch_size=128, epochs=4, verbose=0)
        words = tags.read_words(model.predict(new, verbose=0))
    else:
        model = averaging_network(24)
        model.compile(keras.optimizers.Adam(2e-3), surprise)
        model.fit(pictures, tags.read_words(vectors), batch_size=128, epochs=4, verbose=0)
        logits = model.predict(new, verbose=0).reshape(-1, 4, 6)
        if arm == "words one by one":
            logits = logits + rng.gumbel(size=logits.shape)  # draws each word by its probability
        words = logits.argmax(axis=2)
    fits = (words // 3 == true).all(axis=1).mean()
    return [
        {
            "steps": 20 * 78 if arm == "GAN" else 4 * 157,
            "fidelity": round(float(fits), 4),
            "variation": round(tags.total_variation(true, words), 4),
        }
    ]


TAGGERS = ("people", "GAN", "mean", "likeliest words", "words one by one")


def main():
    wanted = sys.argv[1:] or ["illness", "ways", "tags"]
    rows = []
    for seed in range(6):
        if "illness" in wanted:
            rows += [row for arm in PATIENTS for row in illness(arm, seed)]
        if "tags" in wanted and seed in SEEDS:
            rows += [row for arm in TAGGERS for row in tagging(arm, seed)]
        if "ways" in wanted and seed in SEEDS:
            rows += [row for way in ("projection", "classifier", "map", "joined") for row in ways(way, seed)]
    if not sys.argv[1:]:
        rows.sort(key=lambda row: row["experiment"])  # stable: in each, the order in which they were run
        record(__file__, [{name: row.get(name, "nan") for name in COLUMNS} for row in rows])


if __name__ == "__main__":
    main()
