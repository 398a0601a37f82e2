"""Lesson 22's experiment: sentences to pictures in two stages, with a text encoder that knows the order of words and
without, with the matching-aware discriminator and without.

    python benchmarks/text_to_image.py          all of it
    python benchmarks/text_to_image.py all 0    one run: arm and seed; records nothing

Each run learns from its own pictures of sentences that are seen; a fifth of all is never seen, the same in all runs.
Its rows: how often each word is obeyed on 2,000 pictures of unseen sentences, after stage I and, with all parts, after
stage II; "understood", how many unseen sentences the reader answers wholly right; "tells", how often D gives a new real
picture a higher score with its own sentence than with one that differs in a word. Runs that lie in runs/text_to_image are
not run again: empty it if a setting changes. Writes benchmarks/results/text_to_image.csv and, of the first run,
gan_course/assets/sentences.npz: the weights of the encoder and of the generator.
"""

import os

os.environ.update(TF_NUM_INTRAOP_THREADS="1", TF_NUM_INTEROP_THREADS="1")

import functools
import io
import sys
import time
from pathlib import Path

import keras
import numpy as np
from keras import layers, ops
from recording import kept, record

from gan_course import sentences
from gan_course.data import ASSETS
from gan_course.files import write_whole
from gan_course.gan import GAN

FOLDER = Path("runs/text_to_image")
ARMS = {  # the encoder, which wrong sentences D sees, whether D reads words off pictures, the weight of L1
    "all": ("gru", "one word", True, 100),
    "bag": ("bag", "one word", True, 100),
    "matching": ("gru", "one word", False, 0),
    "unmatched": ("gru", "none", False, 0),
    "another": ("gru", "another", False, 0),
    "reading": ("gru", "one word", True, 0),
}
RUNS = [(arm, 0) for arm in ARMS] + [("all", 1)]
PICTURES, ENCODER_EPOCHS, READING, STAGE_1, STAGE_2 = 20_000, 4, 3, 2, 2  # epochs; of stage I all other arms have one
TEXTS, MEANT = sentences.all_sentences()
SEEN, UNSEEN = sentences.split(MEANT)
SCENES = sentences.scenes(MEANT)


# ---- the text encoder --------------------------------------------------------------------------------------------------


def make_encoder(kind, vocabulary, length):
    """Return the text encoder: words (n, length), as numbers, to vectors (n, 64)."""
    words = keras.Input((length,), dtype="int32")
    x = layers.Embedding(vocabulary, 32)(words)
    if kind == "gru":
        x = layers.GRU(128, unroll=True)(x)
    else:
        x = layers.Dense(128, "relu")(layers.GlobalAveragePooling1D()(x))
    return keras.Model(words, layers.LayerNormalization()(layers.Dense(64)(x)))


def learn_to_read(kind, words, answers, epochs=ENCODER_EPOCHS):
    """Return a reader, sentences to nine answers, and the encoder in it; they learn from SEEN what is to be seen."""
    encoder = make_encoder(kind, int(words.max()) + 1, words.shape[1])
    told = [layers.Dense(1 + len(said))(encoder.output) for said in sentences.WORDS.values()]
    reader = keras.Model(encoder.input, told)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    rate = keras.optimizers.schedules.CosineDecay(5e-3, epochs * (len(SEEN) // 128))
    reader.compile(keras.optimizers.Adam(rate), [loss] * len(told))
    reader.fit(words[SEEN], list(answers[SEEN].T), batch_size=128, epochs=epochs, verbose=0)
    return reader, encoder


def read_all(kind, seed):
    """Return how many unseen sentences are wholly understood, vectors of all sentences, and the encoder's weights; kept."""
    path = FOLDER / f"{kind}-{seed}.npz"
    if not path.exists():
        words, answers = sentences.as_numbers(TEXTS), sentences.scenes(MEANT)
        reader, encoder = learn_to_read(kind, words, answers)
        logits = reader.predict(words[UNSEEN], batch_size=500, verbose=0)
        answered = np.stack([of.argmax(axis=1) for of in logits], axis=1)
        understood = (answered == answers[UNSEEN]).all(axis=1).mean()
        vectors = encoder.predict(words, batch_size=500, verbose=0)
        path.parent.mkdir(parents=True, exist_ok=True)
        weights = {f"encoder_{i}": weight for i, weight in enumerate(encoder.get_weights())}
        np.savez(path, understood=understood, vectors=vectors, **weights)
    with np.load(path) as arrays:
        weights = {name: arrays[name] for name in arrays if name.startswith("encoder")}
        return round(float(arrays["understood"]), 3), arrays["vectors"], weights


# ---- the game ----------------------------------------------------------------------------------------------------------


class TextGAN(GAN):
    """A batch is pictures, vectors of their sentences, of wrong ones, and what is to be seen (see sentences.scenes)."""

    wrong, reads, paired = "one word", True, 100

    def check_networks(self):
        pass  # D has more answers than one logit

    def generate(self, batch):
        _, texts, _, _ = batch
        return self.generator([self.noise(ops.shape(texts)[0]), texts], training=True)

    def discriminator_loss(self, batch, fake):
        real, texts, wrong_texts, scene = batch
        if self.wrong == "another":
            wrong_texts = ops.roll(texts, 1, axis=0)
        logits, *read = self.discriminator([real, ops.stack([texts, wrong_texts], axis=1)], training=True)
        right, wrong = logits[:, 0], logits[:, 1]
        of_fake = self.discriminator([fake, texts[:, None]], training=True)[0]
        refuse = ops.mean(ops.softplus(of_fake))
        if self.wrong != "none":
            refuse = (refuse + ops.mean(ops.softplus(wrong))) / 2
        loss = ops.mean(ops.softplus(-right)) + refuse
        shown = self.scores(right, of_fake)
        if self.reads:
            shown["misread"] = misread(read, scene)
            loss = loss + shown["misread"]
        return loss, shown

    def generator_loss(self, batch, fake):
        real, texts, _, scene = batch
        logits, *read = self.discriminator([fake, texts[:, None]], training=True)
        loss = ops.mean(ops.softplus(-logits)) + self.paired * ops.mean(ops.abs(fake - real))
        return (loss + misread(read, scene) if self.reads else loss), {}


def misread(read, scene):
    """Return the cross-entropy of what D reads off pictures and what is to be seen, summed over the words."""
    told = [keras.losses.sparse_categorical_crossentropy(scene[:, i], of, from_logits=True) for i, of in enumerate(read)]
    return ops.mean(sum(told))


def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def leaky(x):
    return layers.LeakyReLU(negative_slope=0.2)(x)


def make_stage_1(latent_dim=16):
    """Return a generator from noise (n, latent_dim) and vectors (n, 64) to pictures (n, 14, 14, 3)."""
    noise, text = keras.Input((latent_dim,)), keras.Input((64,))
    x = layers.Concatenate()([noise, text])
    for units in (256, 512, 7 * 7 * 32):
        x = normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((7, 7, 32))(x)
    x = normalised(layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)(x))
    return keras.Model([noise, text], layers.Conv2D(3, 3, padding="same", activation="tanh")(x))


def make_stage_2(stage_1):
    """Return a generator of pictures (n, 28, 28, 3) that begins with those of stage I and reads the text again."""
    noise, text = keras.Input(stage_1.inputs[0].shape[1:]), keras.Input((64,))
    stage_1.trainable = False
    small = stage_1([noise, text])
    again = normalised(layers.Dense(256, use_bias=False)(text))
    again = layers.Reshape((14, 14, 8))(normalised(layers.Dense(14 * 14 * 8, use_bias=False)(again)))
    x = layers.Concatenate()([small, again])
    x = normalised(layers.Conv2D(48, 3, padding="same", use_bias=False)(x))
    x = x + normalised(layers.Conv2D(48, 3, padding="same", use_bias=False)(x))
    x = normalised(layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)(x))
    enlarged = layers.UpSampling2D(interpolation="bilinear")(small)
    return keras.Model([noise, text], ops.tanh(2 * enlarged + layers.Conv2D(3, 3, padding="same")(x)))


def make_discriminator(size):
    """Return a discriminator of pictures (n, size, size, 3) and k sentences each (n, k, 64): by projection (lesson 17).

    It returns logits (n, k), and for each kind of word what it reads off the picture, whatever the sentence.
    """
    pictures, texts = keras.Input((size, size, 3)), keras.Input((None, 64))
    x = pictures
    for maps, wide, step in ((16, 3, size // 14), (48, 4, 2), (96, 4, 2)):
        x = leaky(layers.Conv2D(maps, wide, strides=step, padding="same")(x))
    features = leaky(layers.Dense(256)(layers.Flatten()(x)))
    wanted = layers.Dense(256)(leaky(layers.Dense(128)(texts)))
    as_said = layers.Dot(axes=(2, 1))([wanted, features]) / 16  # the root of 256
    read = [layers.Dense(1 + len(said))(features) for said in sentences.WORDS.values()]
    return keras.Model([pictures, texts], [layers.Dense(1)(features) + as_said, *read])


def teach_to_read(discriminator, pictures, scenes, epochs=READING):
    """Let D read words off real pictures, before the game; return how much it misreads after each epoch."""
    reader = keras.Model(discriminator.inputs[0], discriminator.outputs[1:])
    losses = [keras.losses.SparseCategoricalCrossentropy(from_logits=True) for _ in reader.outputs]
    rate = keras.optimizers.schedules.CosineDecay(2e-3, epochs * (len(pictures) // 64))
    reader.compile(keras.optimizers.Adam(rate), losses, jit_compile=False)
    fitted = reader.fit(pictures, list(scenes.T), batch_size=64, epochs=epochs, verbose=0)
    return [round(loss, 3) for loss in fitted.history["loss"]]


def adam(rate, halved):
    falling = keras.optimizers.schedules.InverseTimeDecay(rate, halved, decay_rate=1.0)
    return keras.optimizers.Adam(falling, beta_1=0.5, beta_2=0.99)


def play(generator, size, data, arm, seed, epochs, callbacks):
    discriminator = make_discriminator(size)
    _, wrong, reads, paired = ARMS[arm]
    if reads:
        taught = FOLDER / f"taught-{size}-{seed}.npz"  # the same for all arms
        if not taught.exists():
            print("misread", teach_to_read(discriminator, data[0], data[3]), round(time.process_time()), flush=True)
            np.savez(taught, *discriminator.get_weights())
        with np.load(taught) as arrays:
            discriminator.set_weights([arrays[f"arr_{i}"] for i in range(len(arrays))])
    gan = TextGAN(generator, discriminator, averaging=0.998, seed=seed)
    gan.wrong, gan.reads, gan.paired = wrong, reads, paired
    gan.compile(adam(2e-3, 2500), adam(5e-4, 8000))
    gan.fit(data, epochs=epochs, callbacks=callbacks)
    return gan


def halve(pictures):
    """Return pictures of half the size: means of 2x2 pixels."""
    n, size = pictures.shape[:2]
    return pictures.reshape(n, size // 2, 2, size // 2, 2, 3).mean(axis=(2, 4))


def obeyed(gan, vectors, n=2000):
    """Return how often each word is obeyed in pictures of unseen sentences, half of each form."""
    chosen = sentences.choose(UNSEEN, MEANT, n, np.random.default_rng(1))
    asked = sentences.rows(MEANT, chosen)
    pictures = gan.sample(n, seed=1, labels=vectors[chosen])
    if pictures.shape[1] == 14:
        pictures = np.array(ops.image.resize(pictures, (28, 28)))
    return {
        word: round(share, 3) for word, share in sentences.fidelity(sentences.read_words(pictures, asked), asked).items()
    }


def tells(gan, vectors, pictures, chosen, changed):
    """Return how often D gives a real picture a higher score with its own sentence than with one that differs in a word."""
    right, wrong = np.array(gan.discriminator([pictures, vectors[np.stack([chosen, changed], axis=1)]])[0]).T
    return round(float(np.mean(right > wrong)), 3)


class Measure(keras.callbacks.Callback):
    """Keeps a row after each epoch."""

    def __init__(self, measure):
        super().__init__()
        self.measure, self.rows = measure, []

    def on_epoch_end(self, epoch, logs=None):
        self.rows.append({"steps": (epoch + 1) * (PICTURES // 32)} | self.measure(self.model))
        print(round(time.process_time()), self.rows[-1], flush=True)


def variety(gan, vectors, real, n=8):
    """Return how much pictures of one sentence differ, over how much real ones do, by the standard deviation of a pixel.

    real: n pictures each of the sentences whose vectors are given.
    """
    fakes = gan.sample(n * len(vectors), seed=2, labels=np.repeat(vectors, n, axis=0))
    spread = [np.sqrt(of.reshape(-1, n, *of.shape[1:]).var(axis=1).mean()) for of in (fakes, real)]
    return round(float(spread[0] / spread[1]), 2)


def learn(path, arm, seed, generator, epochs, vectors, examples, tests):
    """Return a row an epoch of a stage's training, and keep the weights of its averaged generator."""
    pictures, shown, swapped = examples
    of_new, new, new_swapped, several = tests
    size = generator.output.shape[1]
    if size == 14:
        pictures, of_new, several = halve(pictures), halve(of_new), halve(several)

    def measure(gan):
        words = {word.replace(" ", "_"): share for word, share in obeyed(gan, vectors).items()}
        told = {"tells": tells(gan, vectors, of_new, new, new_swapped), "variety": variety(gan, vectors[new[:50]], several)}
        return words | told

    after = Measure(measure)
    data = pictures, vectors[shown], vectors[swapped], SCENES[shown]
    gan = play(generator, size, data, arm, seed, epochs, [after])
    np.savez(path, *gan.averaged_generator.get_weights())
    return after.rows


def run(arm, seed):
    """Return the rows of one run, one a stage, each kept in FOLDER; of the first, write the networks to the assets."""
    keras.utils.set_random_seed(seed)
    rng = np.random.default_rng(seed)
    understood, vectors, encoder = read_all(ARMS[arm][0], seed)
    print(arm, seed, round(time.process_time()), understood, flush=True)
    shown = sentences.choose(SEEN, MEANT, PICTURES, rng)
    pictures = sentences.draw(sentences.rows(MEANT, shown), sentences.Writers("train"), rng)
    new = sentences.choose(UNSEEN, MEANT, 1000, rng)
    of_new = sentences.draw(sentences.rows(MEANT, new), sentences.Writers("test"), rng)
    examples = pictures, shown, sentences.change_a_word(shown, SEEN, MEANT, rng)
    several = sentences.draw(sentences.rows(MEANT, np.repeat(new[:50], 8)), sentences.Writers("train"), rng)
    tests = of_new, new, sentences.change_a_word(new, range(len(TEXTS)), MEANT, rng), several
    rows, generator = [], None
    for stage, epochs in enumerate((STAGE_1, STAGE_2) if arm == "all" else (1,), start=1):
        keras.utils.set_random_seed(seed)
        generator = make_stage_1() if stage == 1 else make_stage_2(generator)
        path = FOLDER / f"{arm}-{seed}-stage-{stage}.npz"
        learned = functools.partial(learn, path, arm, seed, generator, epochs, vectors, examples, tests)
        named = {"arm": arm, "seed": seed, "stage": stage, "understood": understood}
        rows += [named | row for row in kept(path.with_suffix(".json"), learned)]
        with np.load(path) as arrays:
            generator.set_weights([arrays[f"arr_{i}"] for i in range(len(arrays))])
    if (arm, seed) == RUNS[0]:
        keep(encoder, generator)
    return rows


def keep(encoder, generator):
    """Write the weights of the networks that read and draw, in float16, to the package's assets."""
    weights = encoder | {f"generator_{i}": weight for i, weight in enumerate(generator.get_weights())}
    weights = {name: weight.astype("float16") for name, weight in weights.items()}
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **weights)
    write_whole(ASSETS / "sentences.npz", buffer.getvalue())


def main():
    if len(sys.argv) > 1:
        return print(run(sys.argv[1], int(sys.argv[2])))
    rows = []
    for arm, seed in RUNS:
        rows += kept(FOLDER / f"{arm}-{seed}.json", functools.partial(run, arm, seed))
        record(__file__, rows)  # what there is so far


if __name__ == "__main__":
    main()
