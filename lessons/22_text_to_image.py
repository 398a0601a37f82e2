# %% [markdown]
# # 22 · Text to image: a sentence becomes a picture
#
# Here a generator reads: "a red seven left of a blue two", and draws it, though it has never met that sentence.
#
# **After this lesson you can**
# - turn a sentence into a vector that keeps the order of its words, and test that it does;
# - train a generator on vectors of sentences in two stages, with a discriminator that also refuses what does not match;
# - measure word by word, by programs, whether a picture is what was said.
#
# 25 minutes to read, about 75 seconds to run on two slow CPU cores. It ends with pictures of sentences that were never seen in training:
#
# ![](ending)

# %%
from collections import Counter

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers, ops

from gan_course import plots, sentences
from gan_course.checks import check
from gan_course.data import load_asset
from gan_course.gan import GAN
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. A small language
#
# The decks show birds and flowers, and captions that people wrote. Our captions come from a grammar, and our pictures are drawn from MNIST by `gan_course/sentences.py`, so that we know what is true of each. There are two forms:
#
# - a *small thick red seven that leans left at the top*: size, thickness, colour, digit, lean, place;
# - a *red seven left of a blue two*: colour, digit, relation, colour, digit.

# %%
texts, meant = sentences.all_sentences()
seen, unseen = sentences.split(len(texts))
print(f"{len(texts):,} sentences; {len(seen):,} to learn from, {len(unseen):,} never seen")
rng = np.random.default_rng(22)
writers = sentences.Writers("train", 10_000)  # MNIST's digits, straightened
ten = sentences.choose(seen, meant, 10, rng)
figure, axes = plt.subplots(2, 5, figsize=(9, 4.2), layout="constrained")
for axis, i, picture in zip(
    axes.flat, ten, sentences.draw(sentences.rows(meant, ten), writers, rng)
):
    axis.imshow((picture + 1) / 2)
    axis.set(xticks=[], yticks=[])
    axis.set_title(sentences.wrap(texts[i]), fontsize=8)
plots.show(
    figure,
    "Ten small pictures of coloured digits on black, some with one digit, some with two, each below the "
    "sentence that it was drawn from.",
)

# %% [markdown]
# Every fifth sentence is kept from training. All its words are known, their combination is not: whoever learns sentences by heart fails there.
#
# The plainest way to make numbers of a sentence is the **bag of words**: which words, how often. Two sentences are *twins* if they have the same bag and another meaning, as "a red seven left of a blue two" and "a blue seven left of a red two".
#
# **Predict:** what share of our sentences has a twin?

# %%
bags = [frozenset(Counter(text.split()).items()) for text in texts]
scenes = sentences.scenes(meant)  # equal for two sentences that mean the same picture
in_bag = {}
for bag, scene in zip(bags, scenes):
    in_bag.setdefault(bag, set()).add(scene)
has_twin = np.array([len(in_bag[bag]) > 1 for bag in bags])
two = meant["relation"] >= 0
print(f"with a twin: of one digit {has_twin[~two].mean():.0%}, of two {has_twin[two].mean():.0%}")
pair = next(bag for bag, scenes_of in in_bag.items() if len(scenes_of) > 1)
print("\n".join(text for text, bag in zip(texts, bags) if bag == pair))

# %% [markdown]
# All of two digits, and among those of one, where "left" may be the lean or the place. A bag can't tell twins apart, by whatever network it is read: it is one and the same input. **Order is meaning.**
#
# ## 2. First, programs that measure
#
# "The pictures fit the sentences" is to be a number, word by word: the **fidelity** of a word is the share of pictures in which it is read as it was said. Since we know how pictures are drawn, programs can read them: the size from the height of what is lit, the thickness from area over outline, the lean from moments, the digit by the package's classifier, upright and enlarged. Of the sentence they know the form and, where there are two digits, which colours to look for. But are the programs right? Draw new pictures, from MNIST's *test* digits, of unseen sentences.

# %%
chosen = sentences.choose(unseen, meant, 2000, rng)
asked = sentences.rows(meant, chosen)
real = sentences.draw(asked, sentences.Writers("test"), rng)
of_real = sentences.fidelity(sentences.read_words(real, asked), asked)
for word, share in of_real.items():
    print(f"{word:13} {share:.3f}")

# %%
assert min(of_real.values()) > 0.97, "the programs misread real pictures; nothing below counts"

# %% [markdown]
# More than that nobody can ask of a generator.
#
# ### Exercise 22.1: how much does it lean?
#
# *About 15 minutes, level 2 of 3.*
#
# `grey` (h, w) is a picture, 0 where it is black; row 0 is at the top. Take it for masses at places: x to the right, y **up**, both from the centre of mass. Return the lean, Σ m x y / Σ m y²: how many pixels to the right it goes for each pixel up.


# %%
def lean(grey):
    """Return the lean of the picture (h, w): positive if its top is to the right."""
    ### BEGIN SOLUTION
    down, across = np.indices(grey.shape)
    x = across - np.sum(grey * across) / grey.sum()
    y = np.sum(grey * down) / grey.sum() - down
    return np.sum(grey * x * y) / np.sum(grey * y**2)
    ### END SOLUTION


# %%
check("22.1", lean)

# %% [markdown]
# ### Exercise 22.2: word by word
#
# *About 10 minutes, level 1 of 3.*
#
# `said` (n, w) has what n sentences say for each of w kinds of words, as numbers from 0, and −1 where a sentence has no such word; `read` (n, w) has what the programs read. Return the fidelity of each kind (w,): among the sentences that have such a word, the share in which it is read as said. Each kind is said at least once.


# %%
def word_fidelity(read, said):
    """Return the fidelity of each kind of word (w,)."""
    ### BEGIN SOLUTION
    has_it = said >= 0
    return np.sum(has_it & (read == said), axis=0) / has_it.sum(axis=0)
    ### END SOLUTION


# %%
check("22.2", word_fidelity)

# %% [markdown]
# ## 3. From a sentence to a vector
#
# A **recurrent** network reads word by word, and keeps a state h: what it makes of all words so far. Each word is a number, and has a learned vector x in a table (the embedding). A **GRU** ([Cho et al. 2014](https://arxiv.org/abs/1406.1078)) mixes old and new, with gates between 0 and 1 that it sets itself:
#
# $$z = \sigma(x W_z + h U_z), \quad r = \sigma(x W_r + h U_r), \quad c = \tanh(x W_c + r \odot (h U_c)), \quad h' = z \odot h + (1 - z) \odot c.$$
#
# Where z is near 1, the state stays: so "red" can wait until "seven" has come. (This is the form that Keras has, which also adds biases.)
#
# ### Exercise 22.3: one word more
#
# *About 10 minutes, level 2 of 3.*
#
# Write the step without biases. `h` (k,) is the state, `x` (d,) the word's vector; `W` (d, 3k) holds W_z, W_r and W_c side by side, `U` (k, 3k) likewise.


# %%
def gru_step(h, x, W, U):
    """Return the next state (k,)."""
    ### BEGIN SOLUTION
    z_x, r_x, c_x = np.split(x @ W, 3)
    z_h, r_h, c_h = np.split(h @ U, 3)
    z, r = 1 / (1 + np.exp(-(z_x + z_h))), 1 / (1 + np.exp(-(r_x + r_h)))
    return z * h + (1 - z) * np.tanh(c_x + r * c_h)
    ### END SOLUTION


# %%
check("22.3", gru_step)

# %% [markdown]
# What should the vector say? What can be seen. So a second network, the eye, makes vectors of pictures, and both learn to find each other: in a batch of 128, each sentence should pick its picture, and each picture its sentence, by the product of their vectors. (Reed and others trained their encoder on pairs, too, by another loss; this one is [CLIP](https://arxiv.org/abs/2103.00020)'s.)

# %%
def make_encoder(vocabulary, length):
    words = keras.Input((length,), dtype="int32")
    x = layers.Embedding(vocabulary, 32)(words)
    x = layers.GRU(128, unroll=True)(x)  # the last state
    return keras.Model(words, layers.LayerNormalization()(layers.Dense(64)(x)))


def make_eye():
    convolutions = [
        layers.Conv2D(maps, 4, strides=2, padding="same", activation="relu")
        for maps in (24, 32)
    ]
    dense = [layers.Flatten(), layers.Dense(128, "relu"), layers.Dense(64)]
    return keras.Sequential([keras.Input((28, 28, 3)), *convolutions, *dense])


def pairing_loss(_, scores):  # row i, column j: how well sentence i fits picture j
    own = ops.arange(ops.shape(scores)[0])
    cross_entropy = keras.losses.sparse_categorical_crossentropy
    find_picture = cross_entropy(own, scores, from_logits=True)
    find_sentence = cross_entropy(own, ops.transpose(scores), from_logits=True)
    return (find_picture + find_sentence) / 2


# %%
words = sentences.as_numbers(texts)  # (15600, 11): a number a word, zeros in front
shown = sentences.choose(seen, meant, 8064, rng)
pictures = sentences.draw(sentences.rows(meant, shown), writers, rng)
keras.utils.set_random_seed(22)
encoder, eye = make_encoder(int(words.max()) + 1, words.shape[1]), make_eye()
scores = ops.matmul(encoder.output, ops.transpose(eye.output)) / 8
pairing = keras.Model([encoder.input, eye.inputs[0]], scores)
pairing.compile(keras.optimizers.Adam(2e-3), pairing_loss)
fitted = pairing.fit(
    [words[shown], pictures], np.zeros(len(shown)), batch_size=128, epochs=4, verbose=0
)

# %% [markdown]
# Now a test of order alone. Take real pictures of unseen sentences that have a twin: does the picture fit its sentence better than the twin? By a bag of words that is a tie, always; who guesses has one half.
#
# **Predict:** what share does the GRU get right?

# %%
vectors = encoder.predict(words, batch_size=500, verbose=0)  # of all sentences
members = {}
for i, bag in enumerate(bags):
    members.setdefault(bag, []).append(i)
tested = np.flatnonzero(has_twin[chosen])
twins = [
    next(j for j in members[bags[i]] if scenes[j] != scenes[i]) for i in chosen[tested]
]
of_pictures = eye.predict(real[tested], batch_size=500, verbose=0)
own = np.sum(vectors[chosen[tested]] * of_pictures, axis=1)
of_twin = np.sum(vectors[twins] * of_pictures, axis=1)
in_order = np.mean(own > of_twin)
print(f"sentence before twin: {in_order:.3f} of {len(tested):,} pictures")

# %% [markdown]
# Nearly always right, on sentences that it has never read and digits that it has never seen. From here on the encoder stays as it is; a sentence *is* its vector t of 64 numbers.

# %%
assert in_order > 0.9, "the encoder should know twins apart; train it for some epochs more?"

# %% [markdown]
# ## 4. A discriminator that reads along
#
# The game is that of lesson 17, with vectors of sentences in the place of labels. D can be wrong in two ways now: the picture may be bad, or good and not what was said. Fakes begin as noise; to refuse those, D need not read. So [Reed et al. 2016](https://arxiv.org/abs/1605.05396) add a third kind of pair: a **real picture with a wrong sentence**, here that of the picture before it in the batch. That D is called matching-aware:
#
# $$L_D = E[-\log D(x, t)] + \tfrac12 \left( E[-\log(1 - D(G(z, t), t))] + E[-\log(1 - D(x, \tilde t))] \right).$$
#
# ![A sentence goes through the text encoder and becomes a vector t. Noise z and t go into stage I, which draws a picture of 14 by 14 pixels. That and t again go into stage II, which draws 28 by 28. Below, the three pairs that a discriminator judges: a real picture with its sentence, yes; a fake with its sentence, no; a real picture with a wrong sentence, no. G's gradient comes back through D from the fakes only.](../images/22_text_to_image.png)


# %%
class TextGAN(GAN):
    def generate(self, batch):
        _, texts = batch
        return self.generator([self.noise(ops.shape(texts)[0]), texts], training=True)

    def judge(self, pictures, batch):
        _, texts = batch
        return self.discriminator([pictures, texts], training=True)

    def discriminator_loss(self, batch, fake):
        real, texts = batch
        right, of_fake = self.judge(real, batch), self.judge(fake, batch)
        wrong = self.judge(real, (real, ops.roll(texts, 1, axis=0)))
        no = ops.mean(ops.softplus(of_fake)) + ops.mean(ops.softplus(wrong))
        loss = ops.mean(ops.softplus(-right)) + no / 2
        return loss, self.scores(right, of_fake) | {"wrong_score": ops.sigmoid(wrong)}


# %% [markdown]
# > **Warning.** Wrong pairs teach D to read; they teach nobody to draw. Leave the fakes out, and D's loss still falls nicely, while G gets pushed to whatever D has never refused. Watch fakes and wrong pairs separately (`fake_score`, `wrong_score`).
#
# ### Exercise 22.4: the matching-aware loss
#
# *About 10 minutes, level 2 of 3.*
#
# Write it for logits, each (n,): `right`, of real pictures with their sentences; `fake`, of fakes with theirs; `wrong`, of real pictures with wrong sentences. −log D is log(1 + e^(−logit)). Logits go up to 1,000, at which e^x overflows; the loss must not.


# %%
def matching_loss(right, fake, wrong):
    """Return what a matching-aware discriminator minimises, one number."""
    ### BEGIN SOLUTION
    accept = np.logaddexp(0, -right).mean()
    return accept + (np.logaddexp(0, fake).mean() + np.logaddexp(0, wrong).mean()) / 2
    ### END SOLUTION


# %%
check("22.4", matching_loss)

# %% [markdown]
# ## 5. Stage I: where, how large, which colour
#
# A small picture is easier to get right as a whole, and four times cheaper. StackGAN ([Zhang et al. 2017](https://arxiv.org/abs/1612.03242); one deck shows its birds) first draws small, then makes large what it drew. D hears the sentence by projection, as in lesson 17.


# %%
def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def leaky(x):
    return layers.LeakyReLU(negative_slope=0.2)(x)


def make_stage_1():
    noise, text = keras.Input((16,)), keras.Input((64,))
    x = layers.Concatenate()([noise, text])
    for units in (128, 7 * 7 * 24):
        x = normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((7, 7, 24))(x)
    up = layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)
    x = normalised(up(x))
    picture = layers.Conv2D(3, 3, padding="same", activation="tanh")(x)  # 14 x 14
    return keras.Model([noise, text], picture)


def make_discriminator(size):
    pictures, text = keras.Input((size, size, 3)), keras.Input((64,))
    x = pictures
    for maps in (32, 64):
        x = leaky(layers.Conv2D(maps, 4, strides=2, padding="same")(x))
    features = leaky(layers.Dense(128)(layers.Flatten()(x)))
    wanted = layers.Dense(128)(leaky(layers.Dense(128)(text)))
    as_said = layers.Dot(axes=1)([features, wanted])
    return keras.Model([pictures, text], layers.Dense(1)(features) + as_said)
