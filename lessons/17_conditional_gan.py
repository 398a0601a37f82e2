# %% [markdown]
# # 17 · Conditional GAN: digits on demand
#
# Here a generator takes orders: draw me a 7; name me this picture.
#
# **After this lesson you can**
# - turn any GAN into a conditional one, by two methods, and see whether the generator obeys;
# - choose how the discriminator learns the label, by two numbers that pull apart;
# - say what labels do against mode collapse, and what a GAN gives where one question has many right answers.
#
# 25 minutes to read, about 60 seconds to run on two slow CPU cores. It ends with digits on demand, a row for each label:
#
# ![](ending)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers, ops

from gan_course import plots, tags
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import R1GAN, minibatch_std
from gan_course.quality import frechet_digit_distance, read_digits
from gan_course.recorded import load_recorded
from gan_course.ring import CENTRES, SD

# %% [markdown]
# ## 1. Who has to be told?
#
# Lesson 13's generator draws what it likes: for a 7, draw until one comes. But MNIST has labels. So give the generator an order y beside its noise:
#
# ![Noise z and a label y, an order, go into the generator G, which draws a fake. The fake and the same label y go into the discriminator D; so does a real picture with the label that it has. D's logit says: real, and of this label? The loss of D wants it high for real pictures with their labels, low for fakes; that of G wants it high for fakes. Dashed arrows: G's gradient comes back through D and moves G only, D's moves D only.](../images/17_conditional.png)
#
# The game is the old one, for each label by itself ([Mirza and Osindero 2014](https://arxiv.org/abs/1411.1784)), with pairs (x, y) from the data, and z:
#
# $$\min_G \max_D \; E_{x, y}\, [\log D(x \mid y)] + E_{z, y}\, [\log (1 - D(G(z \mid y) \mid y))].$$
#
# In code, two methods of `GAN`. A batch is now (pictures, labels), and each fake is ordered with a real picture's label:


# %%
class ConditionalGAN(R1GAN):
    def generate(self, batch):
        _, labels = batch
        noise = self.noise(ops.shape(labels)[0])
        return self.generator([noise, labels], training=True)

    def judge(self, pictures, batch):
        _, labels = batch
        return self.discriminator([pictures, labels], training=True)


# %% [markdown]
# A toy first: the ring of lesson 12, its eight modes numbered 0 to 7. The label is eight numbers, one of them 1, beside z and beside x:


# %%
def ring_network(last):
    x, labels = inputs = keras.Input((2,)), keras.Input((), dtype="int32")
    x = layers.Concatenate()([x, ops.one_hot(labels, 8)])
    for _ in range(2):
        x = layers.Dense(64, "relu")(x)
    return keras.Model(inputs, last(x))


class UntoldGAN(ConditionalGAN):  # the label that D is given is always 0
    def judge(self, pictures, batch):
        real, labels = batch
        return super().judge(pictures, (real, ops.zeros_like(labels)))


# %% [markdown]
# Two trainings: in the first, only G is told which mode is ordered, in the second both are.
#
# **Predict:** does G obey, when D does not know the order?

# %%
rng = np.random.default_rng(17)
modes = rng.integers(8, size=2560).astype("int32")
points = (CENTRES[modes] + SD * rng.standard_normal((2560, 2))).astype("float32")
orders = np.arange(400, dtype="int32") % 8
drawn = {}
for title, kind in {"only G is told": UntoldGAN, "both are told": ConditionalGAN}.items():
    keras.utils.set_random_seed(17)
    networks = ring_network(layers.Dense(2, "tanh")), ring_network(layers.Dense(1))
    ring = kind(*networks, penalty=0.0, averaging=0.0, seed=17)
    ring.compile(*[keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99) for _ in "gd"])
    ring.fit((points, modes), batch_size=128, epochs=15)
    drawn[title] = ring.sample(400, seed=1, labels=orders)

# %%
figure, axes = plt.subplots(1, 2, figsize=(8, 3.8), layout="constrained")
obeyed = {}
for axis, (title, fakes) in zip(axes, drawn.items()):
    axis.plot(*points[:300].T, ".", color=plots.REAL, markersize=3)
    for label in range(8):
        of_label = fakes[orders == label][:12]
        axis.plot(*of_label.T, marker=f"${label}$", color="black", linestyle="", alpha=0.7)
        axis.text(*1.3 * CENTRES[label], label, color=plots.REAL, ha="center", va="center")
    axis.set(title=title, aspect="equal", xlim=(-1.1, 1.1), ylim=(-1.1, 1.1))
    nearest = np.linalg.norm(fakes[:, None] - CENTRES, axis=2).argmin(axis=1)
    obeyed[title] = np.mean(nearest == orders)
    print(f"{title}: {obeyed[title]:.0%} lie nearest to the mode that was ordered")
plots.show(
    figure,
    "Two maps of the ring, its clusters numbered; each fake is drawn as the numeral that was ordered. Left, "
    "only G told: numerals at a cluster are not its own; right, both told: they are.",
)

# %% [markdown]
# A D that is not told asks only whether x is a good point of the ring. G may take the order for more noise, and put any number at any mode, as long as each mode gets its share. Only a D that sees the pair (x, y) can object to a 3 at the place of the 5. **So both are told.**
#
# The share obeyed is the **fidelity**: of chance's size on the left (one eighth; by luck less or more), nearly 1 on the right.

# %%
assert obeyed["both are told"] > 0.9, "both are told: G should obey; is it too early?"
assert obeyed["only G is told"] < 0.6, "only G is told: obedience is luck here"

# %% [markdown]
# ## 2. Ten labels, two networks
#
# The generator is lesson 13's, with the label's ten numbers joined to the noise:


# %%
def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def make_generator(latent_dim=64, classes=10):
    noise, labels = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    x = layers.Concatenate()([noise, ops.one_hot(labels, classes)])
    for units in (128, 7 * 7 * 64):
        x = normalised(layers.Dense(units, use_bias=False)(x))
    x = layers.Reshape((7, 7, 64))(x)
    up = layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False)
    x = normalised(up(x))
    x = x + normalised(layers.Conv2D(32, 3, padding="same", use_bias=False)(x))
    up = layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")
    return keras.Model([noise, labels], up(x), name="generator")


# %% [markdown]
# The discriminator is lesson 13's up to its last 64 features φ(x), and hears the label there, by **projection** ([Miyato and Koyama 2018](https://arxiv.org/abs/1802.05637)). Each label y has a vector v_y, which is learned, and
#
# $$\mathrm{logit}(x, y) = w \cdot \varphi(x) + b + v_y \cdot \varphi(x):$$
#
# how real x is in general, and how much so as a y.


# %%
def make_discriminator(classes=10):
    pictures, labels = keras.Input((28, 28, 1)), keras.Input((), dtype="int32")
    x = pictures
    for maps in (16, 64):
        x = layers.Conv2D(maps, 4, strides=2, padding="same")(x)
        x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Flatten()(minibatch_std(x))
    features = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(64)(x))
    in_general = layers.Dense(1)(features)  # w.phi + b
    vectors = layers.Embedding(classes, 64)(labels)  # a table: a learned row for each label
    as_ordered = layers.Dot(axes=1)([features, vectors])
    return keras.Model([pictures, labels], in_general + as_ordered, name="discriminator")


# %% [markdown]
# ### Exercise 17.1: projection
#
# *About 10 minutes, level 1 of 3.*
#
# Write the logits w·φ + b + v_y·φ for a batch: `features` φ (n, d), `labels` (n,), `w` (d,), `b` a number, `vectors` (k, d), one for each label.


# %%
def projection_logits(features, labels, w, b, vectors):
    """Return the logits (n,)."""
    ### BEGIN SOLUTION
    return features @ w + b + np.sum(vectors[labels] * features, axis=1)
    ### END SOLUTION


# %%
check("17.1", projection_logits)

# %% [markdown]
# ### Training
#
# Rates, R1 and the averaged weights are lesson 13's. **Live**: one pass over 24,000 digits, 750 steps, a third of a minute.

# %%
pictures, labels = load_mnist("train")
pictures, labels = from_uint8(pictures[:24_000]), labels[:24_000].astype("int32")


def adam(rate, halved):
    falling = keras.optimizers.schedules.InverseTimeDecay(rate, halved, decay_rate=1.0)
    return keras.optimizers.Adam(falling, beta_1=0.0, beta_2=0.99)


keras.utils.set_random_seed(17)
gan = ConditionalGAN(make_generator(), make_discriminator(), averaging=0.9995, seed=17)
gan.compile(adam(4e-3, halved=2500), adam(2e-3, halved=8000), loss="non-saturating")
history = gan.fit((pictures, labels)).history

# %% [markdown]
# Now order: ten rows, a label each; in each row the same twenty noise vectors, from left to right.
#
# **Predict:** within a column z is the same and only the label differs. What will its ten digits have in common?

# %% tags=["ending"]
z = np.random.default_rng(2).standard_normal((20, 64))
rows = gan.draw(np.tile(z, (10, 1)), np.repeat(np.arange(10), 20))
title = "A row per label, a column per z"
plots.show(
    plots.picture_grid(rows, columns=20, title=title, row_labels=list(range(10))),
    "Ten rows of twenty digits. Row 0 has zeros, row 1 ones, and so on to row 9; a few are broken. "
    "Down a column, strokes tend to be alike in weight and slant.",
)

# %% [markdown]
# (One deck's Figure 2 shows such rows.) Do the digits of a column share anything, or do we only wish to see it? Measure the ink of each, its mean grey, and correlate rows: over the same z, and over different ones.

# %%
many = np.random.default_rng(3).standard_normal((100, 64))
drawn = gan.draw(np.tile(many, (10, 1)), np.repeat(np.arange(10), 100))
ink = drawn.mean(axis=(1, 2, 3)).reshape(10, 100)
others = np.stack([np.roll(row, 7 * i) for i, row in enumerate(ink)])
pairs = np.triu_indices(10, 1)
same_z, other_z = (np.corrcoef(rows)[pairs].mean() for rows in (ink, others))
print(f"correlation of ink between two labels: same z {same_z:.2f}, other z {other_z:.2f}")

# %% [markdown]
# With the same z, ink goes together, without anybody having asked for it: what the label leaves open is left to z, and one z means something alike to all labels.
#
# How faithful is it, and how good? Order 10,000 digits, each as often as the training set has it, and have them read by the package's classifier.

# %%
asked = labels[:10_000]
samples = gan.sample(10_000, seed=1, labels=asked)
read = read_digits(samples)[1].argmax(axis=1)
fidelity, distance = np.mean(read == asked), frechet_digit_distance(samples)
print(f"fidelity {fidelity:.3f}; Frechet digit distance of 10,000 samples {distance:.1f}")

# %% [markdown]
# > **Warning.** A label belongs to its picture. Shuffle the one without the other, and nothing complains; but the labels then say nothing, and fidelity is that of chance (section 5 has such a run). If yours is that low, look at a few real pictures with their labels.

# %%
assert same_z > other_z + 0.1, "the same z should mean something alike for all labels"
assert fidelity > 0.9, "too few obey; was it told both? train once more with another seed"
assert distance < 25, "the digits should be readable by now; another seed?"

# %% [markdown]
# ### Exercise 17.2: fidelity, and the label that is obeyed least
#
# *About 10 minutes, level 2 of 3.*
#
# A classifier gave each of n fakes probabilities (n, k); `labels` (n,) were ordered, each of the k at least once. Return a pair: the share of fakes read as what was ordered (the likeliest class is what is read), and the label of whose orders the smallest share was obeyed. Labels need not be equally frequent.


# %%
def fidelity_and_worst(probabilities, labels):
    """Return the share of all fakes that were read as ordered, and the label that is obeyed least."""
    ### BEGIN SOLUTION
    obeyed = probabilities.argmax(axis=1) == labels
    classes = range(probabilities.shape[1])
    return obeyed.mean(), np.argmin([obeyed[labels == k].mean() for k in classes])
    ### END SOLUTION


# %%
check("17.2", fidelity_and_worst)

# %% [markdown]
# ## 3. Four ways to tell D
#
# Projection is one way. Three others:
#
# - **joined**: ten numbers beside the flattened maps, before the last hidden layer (in the toy they came in with x);
# - **label map**: a picture is learned for each label, and goes in beside x, as a second channel;
# - **AC-GAN**, the auxiliary classifier: D is *not* told; it says which label it sees, by ten more outputs. To both players' losses comes −log of the probability of the right label: D learns to read real digits and fakes, G draws what is read as ordered ([Odena et al. 2017](https://arxiv.org/abs/1610.09585)).
#
# Two things are good: a high fidelity, and a small distance. **Recorded** (`benchmarks/conditional.py`), three seeds each, on one thread, at equal seconds: about a quarter of a minute on two slow cores, 500 steps with the label map. Projection goes on to half a minute and a minute (the line joins medians); the star is your live run of 750 steps.
#
# **Predict:** one of the four asks for readable digits in so many words. Will it be the most faithful? And the nearest to real digits?

# %%
table = load_recorded("conditional")
ways = table[(table["experiment"] == "ways") & (table["scale"] == 1)]
names = {"classifier": "AC-GAN", "map": "label map", "joined": "joined"}
names["projection"] = "projection"
medians = {}
for way in names:
    rows = ways[ways["arm"] == way]
    for steps in np.unique(rows["steps"]):
        at = rows[rows["steps"] == steps]
        medians[way, round(steps, -2)] = [
            np.median(at[c]) for c in ("distance", "fidelity")
        ]

# %%
figure, axis = plt.subplots(figsize=(7, 3.8), layout="constrained")
styles = zip(("#999999", "#56B4E9", "#CC79A7", "#000000"), "osD^")
for (way, name), (color, marker) in zip(names.items(), styles):
    rows = ways[ways["arm"] == way]
    axis.plot(rows["distance"], rows["fidelity"], marker, color=color, alpha=0.4)
    path = [middle for (of, _), middle in medians.items() if of == way]
    axis.plot(*np.transpose(path), "-", color=color, marker=marker, label=name)
axis.plot(distance, fidelity, "*k", markersize=14, label="yours, live")
axis.set(xlabel="Frechet digit distance (less is better)", ylabel="fidelity")
axis.set_title("Better is up, and to the left")
axis.legend()
plots.show(
    figure,
    "Fidelity against distance. After a quarter of a minute AC-GAN lies high and to the right, projection high "
    "and to the left, label map and joined lower and between. Projection's line goes on, upwards.",
)
for (way, steps), (d, f) in medians.items():
    print(f"{names[way]:10} some {steps:4} steps: fidelity {f:.3f}, distance {d:.1f}")

# %% [markdown]
# AC-GAN and projection obey best, and their runs overlap. But projection is nearest to real digits, and AC-GAN, in the median, the farthest (the runs of three overlap): the two numbers are not one. (A generator that drew one and the same plain 7 for every order of a 7 would be read rightly each time.) And over a minute projection's fidelity goes on rising, to about 0.99, while its distance stays between 7 and 9.5. **Report both.**
#
# ### A knob, after the training
#
# G was trained on z from N(0, 1). Samples may be drawn from s · z: with s below 1 we ask for the middle of what G knows, above 1 for its margins. (BigGAN cuts z's margins off, the *truncation trick*, [Brock et al. 2019](https://arxiv.org/abs/1809.11096).) **Recorded**: projection after a minute, three seeds.
#
# **Predict:** which way does fidelity go with s, and which way the distance?

# %%
minute = table[(table["arm"] == "projection") & (table["steps"] > 1500)]
for scale in np.unique(minute["scale"]):
    rows = minute[minute["scale"] == scale]
    print(f"s = {scale}: fidelity {rows['fidelity']}, distance {rows['distance']}")

# %% [markdown]
# With less noise nearly every order is obeyed, but the digits, as a whole, are farther from real ones. With more, fewer are obeyed, and the distance falls, at s = 1.2 to less than half.
#
# Our aim for a minute was 0.99 *and* a distance of 4: no s has both. The least we wanted, 0.98 and 6, is missed at s = 1, and met at 1.08 with all three seeds. But **that s was chosen on the test set**: on seeds 0 and 1, by the distance that is printed here, so that its numbers flatter it; only seed 2 is new to it. Choose a knob on digits that you don't report.

# %%
(far, aided), (near, alone) = medians["classifier", 500], medians["projection", 500]
assert far > 1.3 * near and abs(aided - alone) < 0.02, "as recorded: alike in fidelity only"
best = minute[minute["scale"] == 1.08]
assert best["fidelity"].min() > 0.98 and best["distance"].max() < 6, "as recorded"
assert not np.any((minute["fidelity"] > 0.99) & (minute["distance"] < 4)), "as recorded"

# %% [markdown]
# ### Exercise 17.3: maps of ones
#
# *About 10 minutes, level 2 of 3.*
#
# The plainest way to show a label to a convolution has nothing to learn: as many maps as there are classes, that of the label all ones, the others all zeros. Build them, (n, size, size, classes), to be joined to pictures as channels.


# %%
def label_maps(labels, size, classes):
    """Return maps (n, size, size, classes) from labels (n,), integers from 0 to classes - 1."""
    ### BEGIN SOLUTION
    one_hot = np.eye(classes)[labels]  # (n, classes)
    return np.tile(one_hot[:, None, None, :], (1, size, size, 1))
    ### END SOLUTION


# %%
check("17.3", label_maps)

# %% [markdown]
# ### Exercise 17.4: what AC-GAN's generator wants
#
# *About 15 minutes, level 2 of 3.*
#
# D gives logits (n,) for n fakes, and class logits (n, k). Write G's loss, both parts with weight 1: the non-saturating mean of −log D, where D = 1/(1 + e^(−logit)), and the mean of −log of the softmax probability of the label that was ordered. Class logits go up to 1,000, at which e^x overflows; the loss must not.


# %%
def classifier_generator_loss(logits, class_logits, labels):
    """Return the loss, one number."""
    ### BEGIN SOLUTION
    to_be_real = np.logaddexp(0, -logits).mean()
    log_sums = np.logaddexp.reduce(class_logits, axis=1)
    of_ordered = class_logits[np.arange(len(labels)), labels]
    return to_be_real + np.mean(log_sums - of_ordered)
    ### END SOLUTION


# %%
check("17.4", classifier_generator_loss)

# %% [markdown]
# ## 4. A walk under one label
#
# Lesson 13 walked from z to z′, and came by other digits. Now with the label held: four labels, the same way.
#
# **Predict:** will a 4 on its way become anything else?


# %%
def walk(start, end, steps):  # on the great circle, as in lesson 13
    angle = np.arccos(start @ end / np.linalg.norm(start) / np.linalg.norm(end))
    t = np.linspace(0, 1, steps)[:, None]
    return (np.sin((1 - t) * angle) * start + np.sin(t * angle) * end) / np.sin(angle)


way = walk(many[0], many[1], 20)
held = np.array([2, 4, 7, 8])
seen = gan.draw(np.tile(way, (4, 1)), np.repeat(held, 20))
title = "One way through z, four labels"
plots.show(
    plots.picture_grid(seen, columns=20, title=title, row_labels=list(held)),
    "Four rows of twenty digits: a 2, a 4, a 7 and an 8, each changing little by little.",
)
ways_of = np.concatenate([walk(a, b, 5)[1:4] for a, b in zip(many[:50], many[50:])])
asked = np.repeat(np.arange(10), 150)
read = read_digits(gan.draw(np.tile(ways_of, (10, 1)), asked))[1].argmax(axis=1)
on_the_way = np.mean(read == asked)
print(f"fidelity inside 50 walks, all labels: {on_the_way:.3f}")

# %% [markdown]
# The shapes change, and what they are hardly ever does: inside walks, fidelity is about what it is elsewhere. z has what the label leaves open.

# %%
assert on_the_way > fidelity - 0.05, "the label should hold all the way"

# %% [markdown]
# ## 5. Do labels prevent collapse?
#
# So says one deck ("avoiding mode collapse"). To test it we take an illness of lesson 14, the ring whose D has a hundred times G's rate, and change only what the labels say of the eight modes: nothing (always 0); chance (eight labels, dealt at random); which of four pairs of opposite modes; which of the eight. **Recorded**, six seeds, by the measures of lesson 14.
#
# **Predict:** which labels help, and do those of pairs keep both modes of a pair?

# %%
illness = table[table["experiment"] == "illness"]
print("training  label says   modes found  near one  obeyed")
for arm in dict.fromkeys(illness["arm"]):
    rows = illness[illness["arm"] == arm]
    found = " ".join(f"{n:.0f}" for n in sorted(rows["modes"]))
    medians_of = [np.median(rows[column]) for column in ("near", "fidelity")]
    print(
        "{:8}  {:11}  {:11}  {:8.2f}  {:6.2f}".format(*arm.split(": "), found, *medians_of)
    )

# %% [markdown]
# (The last two columns are medians.) They prevent it as far as they go. With no label, three of the six runs draw two or three modes only; with labels dealt by chance, no run draws more than four. Told which of the eight is ordered, all six draw all: each is asked for, and D sees when another comes. But told which of four pairs, G draws *one* mode for each order in four runs, and never all eight in any.
#
# **Labels keep G from dropping what has a label of its own. Within a label, collapse goes on.** The illness itself, the two rates, is not cured; it stops where the labels tell modes apart. Ten labels for digits say nothing of the ways of writing a 7.

# %%
modes_found = {arm: illness["modes"][illness["arm"] == arm] for arm in illness["arm"]}
assert modes_found["ill: which"].min() == 8, "as recorded: no mode is lost that has a label"
assert modes_found["ill: chance"].max() < 8 > modes_found["ill: one of four"].max(), (
    "as recorded"
)

# %% [markdown]
# ## 6. One picture, many right words
#
# The decks' second use turns the direction round: the picture is the order, and G answers with tags. People do not agree on them, and all are right. Our pictures are made up: a shape, a colour, a place, a size, two answers each; and for each answer three words. A speaker is plain (a *red circle* on the *left*), homely (a *ruby ball* to *port*) or learned (a *crimson disc*, *western*), at 5 : 3 : 2, and each word keeps to that manner nine times in ten. A word is a place in the plane, one of six on a circle; a tag is four of them, eight numbers.
#
# Since we made it, we know how often people give each of the 81 answers that fit a picture. How far is a model from that? By the **total variation**: half the sum of the absolute differences of the shares, from 0 to 1 (what does not fit is an 82nd answer; mean over 16 kinds of picture).
#
# For the GAN, the class is that of section 1: its "labels" are pictures now.


# %%
def tag_network(last):
    x, seen = inputs = keras.Input((8,)), keras.Input((16, 16, 3))
    lit = layers.Rescaling(1, offset=1)(seen)  # black, which is most of it, becomes 0
    eye = layers.Dense(64, "relu")(layers.Flatten()(lit))
    x = layers.Concatenate()([x, eye])
    for _ in range(2):
        x = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(128)(x))
    return keras.Model(inputs, last(x))


shown, said, _ = tags.draw_tagged(20_000, seed=17)
keras.utils.set_random_seed(17)
networks = tag_network(layers.Dense(8, "tanh")), tag_network(layers.Dense(1))
tagger = ConditionalGAN(*networks, penalty=0.003, seed=17)
tagger.compile(adam(2e-3, halved=2000), adam(2e-3, halved=2000))
history = tagger.fit((said, shown), batch_size=256, epochs=16)

# %% [markdown]
# Beside it, a network that is trained on the squared error, and gives one answer to a picture:

# %%
averager = [keras.Input((16, 16, 3)), layers.Rescaling(1, offset=1), layers.Flatten()]
averager = keras.Sequential([*averager, layers.Dense(64, "relu"), layers.Dense(8)])
averager.compile(keras.optimizers.Adam(2e-3), "mse")
fitted = averager.fit(shown, said, batch_size=128, epochs=4, verbose=0)

# %% [markdown]
# Here is one picture, three hundred answers of the GAN's, and the one of the averaging network (the cross).
#
# **Predict:** where in the plane will the cross lie, and which word is nearest?

# %%
one = np.repeat(tags.draw_tagged(1, seed=5)[0], 300, axis=0)
fakes = tagger.sample(300, seed=1, labels=one).reshape(300, 4, 2)
mean = averager.predict(one[:1], verbose=0).reshape(4, 2)
figure, axes = plt.subplots(1, 5, figsize=(10, 2.4), layout="constrained")
axes[0].imshow((one[0] + 1) / 2)
axes[0].set(title="the picture", xticks=[], yticks=[])
for i, (axis, (question, words)) in enumerate(zip(axes[1:], tags.WORDS.items())):
    axis.plot(*fakes[:, i].T, ".", color=plots.FAKE, markersize=3)
    axis.plot(*mean[i], "X", color=plots.GENERATOR, markersize=10)
    for word, place in zip(np.ravel(words), tags.PLACES):
        axis.text(*1.35 * place, word, ha="center", va="center", fontsize=8)
    axis.set(title=question, aspect="equal", xlim=(-1.5, 1.5), ylim=(-1.2, 1.2))
    axis.axis("off")
figure.suptitle("Dots: answers of the GAN; cross: the averaging network", fontsize=10)
plots.show(
    figure,
    "A small picture, and four maps, one for each question, with six words on a circle. The GAN's answers "
    "lie about three words on one side of each circle; the cross lies between those three, nearer to the middle.",
)

# %% [markdown]
# The cross lies in the middle of the three words that fit, weighted by how often they are said: the mean is what makes the squared error smallest. Nearest to it is the middle word of the three, because it lies between the others: most people say another.
#
# Now the numbers: 20,000 new pictures, **live**, beside **recorded** runs (three seeds). Among these are a classifier that learns the probability of each word, and answers with the likeliest four (`likeliest words`), or draws each of the four by its probability (`words one by one`); and people, whom 20,000 answers leave short of 0.
#
# **Predict:** the last knows each word's probability. What does it miss?

# %%
new, by_people, true = tags.draw_tagged(20_000, seed=18)
answered = {"people": by_people, "GAN": tagger.sample(20_000, labels=new)}
answered["mean"] = averager.predict(new, verbose=0)
met = {}
for who, vectors in answered.items():
    met[who] = tags.total_variation(true, tags.read_words(vectors))
    print(f"{who:7} live      total variation {met[who]:.2f}")
for arm in ("GAN", "mean", "likeliest words", "words one by one"):
    rows = table[(table["experiment"] == "tagging") & (table["arm"] == arm)]
    print(f"{arm:16} recorded  {np.round(rows['variation'], 2)}")

# %% [markdown]
# Which words go together. Drawn one by one, a *crimson* comes with a *left*: even with exact shares of each word, whole answers would be 0.64 off, as far as with one answer for all. The GAN, whose D sees the four words together, comes to about a third of that, and not yet near people's 0.06.
#
# So much for many right answers. Who needs only one that fits needs no GAN: some 99 % of the likeliest words fit, as of the GAN's answers, and that network is simpler.

# %%
assert met["GAN"] < met["mean"] / 2, "the GAN should meet the shares far better; see fits"

# %% [markdown]
# ### Exercise 17.5: total variation
#
# *About 5 minutes, level 1 of 3.*
#
# Write it for `counts` (k,), how often each of k answers was given, and `shares` (k,), how often it should be, sum 1.


# %%
def total_variation(counts, shares):
    """Return half the sum of the absolute differences of the shares."""
    ### BEGIN SOLUTION
    return np.abs(counts / np.sum(counts) - shares).sum() / 2
    ### END SOLUTION


# %%
check("17.5", total_variation)

# %% [markdown] tags=["assignment"]
# ### Question 17.A: the best discriminator that is not told
#
# *About 15 minutes, level 2 of 3.*
#
# Pictures come in m kinds. `real` (k, m) has the shares of the kinds among real pictures of each of k labels, `fake` (k, m) those among fakes ordered by each label; each row sums to 1. Labels and orders are equally distributed, with `frequency` (k,), sum 1. Return D(x) (m,), the probability that a picture of each kind is real, of the best discriminator that sees x and not y, where as many fakes as real pictures come.


# %% tags=["assignment"]
def best_untold(real, fake, frequency):
    """Return the best D (m,) that is not told the label."""
    ### BEGIN SOLUTION
    p, q = frequency @ real, frequency @ fake
    return p / (p + q)
    ### END SOLUTION


# %% tags=["assignment"]
check("17.A", best_untold)

# %% [markdown] tags=["assignment"]
# ### Question 17.B: what is lost, word by word
#
# *About 15 minutes, level 2 of 3.*
#
# `counts` (a, b) has how often people gave each pair of words: one of a words for the first question, with one of b for the second. A model knows how often each *word* is given, exactly, and draws the two words independently. Return the total variation between its pairs and those of people: half the sum of the absolute differences of the shares.


# %% tags=["assignment"]
def lost_word_by_word(counts):
    """Return the total variation between pairs as counted and pairs of words drawn one by one."""
    ### BEGIN SOLUTION
    together = counts / counts.sum()
    apart = np.outer(together.sum(axis=1), together.sum(axis=0))
    return np.abs(together - apart).sum() / 2
    ### END SOLUTION


# %% tags=["assignment"]
check("17.B", lost_word_by_word)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("17")

# %% [markdown]
# ## What to take along
#
# - A GAN becomes conditional by two methods: G gets the order, and D sees it beside each picture, real or fake. A D that is not told leaves G free to ignore it.
# - Fidelity and quality are two numbers, and the size of the noise buys one with the other: measure both.
# - Labels keep whole labels from being dropped, and no more; and where one order has many right answers, a GAN gives them in something like their shares, an average one point among them.
#
# Here every picture had its label. The next lesson, 18, has labels for a few only, and asks what a GAN can make of the rest.
