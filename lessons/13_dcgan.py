# %% [markdown]
# # 13 · DCGAN: a network that learns to draw digits
#
# Two convolutional networks play against each other for a little over a minute, and one of them comes out drawing digits that nobody
# ever wrote.
#
# **After this lesson you can**
# - work out by hand what a transposed convolution does, and say which kernels leave a checkerboard;
# - build a DCGAN in Keras, train it, and tell from its numbers whether it is healthy;
# - stop a training anywhere and take it up again, on a laptop or on Colab.
#
# 30 minutes to read; about 3 minutes to run on two CPU cores. It ends with this picture:
#
# ![Six rows of twelve pictures. In the top row, before training, all twelve are an even grey. Row by row, as the training goes on, they turn into blotches, then into strokes, then into handwritten digits.](../images/film_strip.png)

# %%
import inspect
import time

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers

from gan_course import plots
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist

# %% [markdown]
# ## 1. Up instead of down: the transposed convolution
#
# A discriminator is an ordinary image classifier: convolutions with stride 2 take a picture from 28×28 down to 14×14 and 7×7.
# A generator has to go the other way, from a few numbers up to a picture. The layer that does it is the *transposed convolution*, and it
# is a rubber stamp: **every input pixel stamps a copy of the kernel onto the output, as strongly as its value says; where stamps overlap,
# they add up.**
#
# **Predict:** a 2×2 input, a 3×3 kernel, and stamps that are set 2 pixels apart (the *stride*). How large is the output? Which pixel is
# stamped most often?


# %%
def stamp(x, kernel, stride):
    """Transposed convolution of a square x by a square kernel: one stamp for each pixel of x."""
    n, k = len(x), len(kernel)
    size = stride * (n - 1) + k
    out = np.zeros((size, size))
    for i in range(n):
        for j in range(n):
            top, left = stride * i, stride * j
            out[top : top + k, left : left + k] += x[i, j] * kernel
    return out


x = np.array([[1.0, 2.0], [3.0, 4.0]])
kernel = np.array([[1.0, 0.0, 1.0], [0.0, 5.0, 0.0], [1.0, 0.0, 1.0]])
print(stamp(x, kernel, stride=2))

# %% [markdown]
# Do it with a pencil. The 1 stamps its kernel in the top left corner, the 2 two columns further right, the 3 two rows further down, the 4
# both. The fives become 5, 10, 15 and 20. The pixel in the middle lies under a corner of all four stamps: 1 + 2 + 3 + 4 = 10. The output
# has 2 · (2 − 1) + 3 = 5 rows.
#
# Now the same numbers through Keras's layer, given our kernel:

# %%
layer = layers.Conv2DTranspose(1, kernel_size=3, strides=2, padding="valid", use_bias=False)
layer.build((None, 2, 2, 1))
layer.set_weights([kernel.reshape(3, 3, 1, 1)])  # height, width, channels out, channels in
from_keras = layer(x.reshape(1, 2, 2, 1)).numpy()[0, :, :, 0]
assert np.array_equal(from_keras, stamp(x, kernel, stride=2))

# %% [markdown]
# The same, to the last bit. (Why *transposed*? Write a convolution with stride 2 as a matrix, and this is the product with the transposed
# matrix; it is also what carries gradients back through a convolution. It does not undo one, whatever "deconvolution" may suggest.)
#
# With `padding="same"`, which all generators below use, Keras cuts the rim off until the output is exactly stride times as large: 7 → 14 →
# 28.
#
# ### Which kernels leave a checkerboard
#
# **Predict:** stamp a kernel of ones with every pixel of an even grey picture. Will the result be even, too? With a 5×5 kernel and stride 2?
# With a 4×4 one?

# %%
counts = {k: stamp(np.ones((7, 7)), np.ones((k, k)), stride=2) for k in (5, 4)}
inner = {k: count[4:-4, 4:-4] for k, count in counts.items()}
assert np.unique(inner[4]).tolist() == [4]
assert np.unique(inner[5]).tolist() == [4, 6, 9]

figure, axes = plt.subplots(1, 2, figsize=(7, 3.4), layout="constrained")
for axis, (k, count) in zip(axes, counts.items()):
    image = axis.imshow(count, cmap="gray", vmin=0, vmax=9)
    axis.set(title=f"{k}x{k} kernel, stride 2", xlabel="column", ylabel="row")
figure.colorbar(image, ax=axes, label="stamps on this pixel")
figure.suptitle("A kernel that the stride does not divide leaves a checkerboard")
plots.show(
    figure,
    "Two grey pictures of how many stamps fall on each output pixel. With the 5x5 kernel, a "
    "checkerboard of 4, 6 and 9 stamps covers the picture; with the 4x4 kernel the inside is "
    "an even grey, 4 stamps on every pixel.",
)

# %% [markdown]
# Under the 4×4 kernel, every inner pixel gets 4 stamps. Under the 5×5 kernel, it gets 4, 6 or 9, depending on where it lies: the network can
# learn weights that make up for it, but it has to ([Odena et al. 2016](https://distill.pub/2016/deconv-checkerboard/)). So: **choose a kernel
# that the stride divides.**
#
# Now you. An exercise is a function of your own: replace the line that raises an error, run the cell and the one below it, and `check` says at once what
# it found. A solution is folded away underneath, and nothing later depends on yours.

# %% [markdown]
# ### Exercise 13.1: how large is the output?
#
# Write the rule that you used by hand, for one side of the picture: `padding` is `"valid"` (nothing is cut off) or `"same"`. You can take
# it that the kernel is at least as large as the stride.


# %%
def transposed_size(n, kernel, stride, padding):
    """Return the side of the output of a transposed convolution, for an input of side n."""
    ### BEGIN SOLUTION
    if padding == "same":
        return n * stride
    return stride * (n - 1) + kernel
    ### END SOLUTION


# %%
check("13.1", transposed_size)

# %% [markdown]
# ## 2. The generator of the decks
#
# Here is the generator that our source deck takes from TensorFlow's tutorial. It asserts the shape after every layer that changes
# it, a good habit: a wrong stride shows at once, and not as a strange picture an hour later. (`None` stands for the size of the batch.)


# %%
def make_deck_generator():
    model = keras.Sequential([keras.Input((100,))])
    model.add(layers.Dense(7 * 7 * 256, use_bias=False))
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())
    model.add(layers.Reshape((7, 7, 256)))
    assert model.output_shape == (None, 7, 7, 256)

    model.add(layers.Conv2DTranspose(128, 5, strides=1, padding="same", use_bias=False))
    assert model.output_shape == (None, 7, 7, 128)
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())

    model.add(layers.Conv2DTranspose(64, 5, strides=2, padding="same", use_bias=False))
    assert model.output_shape == (None, 14, 14, 64)
    model.add(layers.BatchNormalization())
    model.add(layers.LeakyReLU())

    model.add(
        layers.Conv2DTranspose(
            1, 5, strides=2, padding="same", use_bias=False, activation="tanh"
        )
    )
    assert model.output_shape == (None, 28, 28, 1)
    return model


# %% [markdown]
# Read it from top to bottom: 100 random numbers become 7·7·256, which are arranged as 256 small maps of 7×7; transposed
# convolutions turn them into 128 maps, then into 64 maps of 14×14, then into one picture of 28×28, whose tanh keeps every pixel between
# −1 (black) and 1 (white).
#
# **Predict:** which layer has the most parameters?

# %%
deck_generator = make_deck_generator()
parameters = [layer.count_params() for layer in deck_generator.layers]
for layer in deck_generator.layers:
    print(f"{layer.__class__.__name__:20} {layer.count_params():>10,}")
assert parameters[0] == 100 * 7 * 7 * 256 and parameters[4] == 5 * 5 * 256 * 128
assert sum(parameters) == 2_330_944

# %% [markdown]
# The dense layer has over half of them. But the work is done elsewhere: each of the 5·5·256·128 weights of the first transposed convolution
# is used at all 49 places, for every picture.

# %% [markdown]
# ### Exercise 13.2: count the parameters
#
# How many numbers does a `Conv2DTranspose` learn?


# %%
def transposed_parameters(channels_in, channels_out, kernel, use_bias):
    """Return the number of parameters of a transposed convolution with square kernels."""
    ### BEGIN SOLUTION
    return kernel * kernel * channels_in * channels_out + (channels_out if use_bias else 0)
    ### END SOLUTION


# %%
check("13.2", transposed_parameters)

# %% [markdown]
# ## 3. Our generator
#
# Ours has the same plan, cut down to what two CPU cores can train while you drink a coffee, and one layer more, at the very beginning.
#
# **Predict:** the transposed convolutions each look at a small neighbourhood. Which layers can decide *which digit* it is going to be?


# %%
def make_generator(latent_dim=64):
    return keras.Sequential(
        [
            keras.Input((latent_dim,)),
            layers.Dense(128, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Dense(7 * 7 * 64, use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Reshape((7, 7, 64)),
            layers.Conv2DTranspose(32, 4, strides=2, padding="same", use_bias=False),
            layers.BatchNormalization(momentum=0.9),
            layers.ReLU(),
            layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
        ],
        name="generator",
    )


generator = make_generator()
ratio = deck_generator.count_params() / generator.count_params()
print(f"{generator.count_params():,} parameters; the decks' has {ratio:.1f} times as many")
assert ratio > 5

# %% [markdown]
# Only the dense ones, which see all of z at once. The decks' generator has a single dense layer, so it has to lay out the picture in one step,
# a weighted sum for each place. Ours has a hidden layer before it: 128 units in which it can make up its mind first. Of the
# parts that section 7 takes away, none is missed as much.
#
# What we kept from [Radford et al. 2015](https://arxiv.org/abs/1511.06434), who named the DCGAN, and what we changed:
#
# | | Radford et al. 2015 | the deck | ours | why |
# | --- | --- | --- | --- | --- |
# | picture | 64×64, colour | 28×28, grey | 28×28, grey | MNIST |
# | noise | 100 numbers, uniform | 100, normal | 64, normal | digits need no more |
# | maps on the way up | 1024, 512, 256, 128 | 256, 128, 64 | 64, 32 | a step costs a fraction (measured below): more steps in the same time |
# | kernels | 5×5 | 5×5 | 4×4 | the stride divides them |
# | hidden layers of the generator | batch norm, ReLU | batch norm, leaky ReLU 0.3 | batch norm, ReLU | as in the paper |
# | hidden layers of the discriminator | batch norm, leaky ReLU 0.2 | not shown | leaky ReLU 0.2, minibatch std | the public tutorial has dropout 0.3; after an epoch, ours draws better without (section 7) |
# | dense hidden layers | none | none in the generator | one in each network | the generator decides before it draws; the discriminator weighs the batch's variation against all else |
# | first weights | N(0, 0.02²) | Keras's default, Glorot | Keras's default, Glorot | |
# | batch | 128 | not shown | 32 | four times as many steps for the same pictures |
# | Adam | rate 0.0002, β₁ = 0.5 | not shown | rate 0.002, β₁ = 0, β₂ = 0.99 | large steps, for a short training; the average below takes out their tremble |
# | samples drawn by | the generator | the generator | a moving average of it | section 6 |
#
# ## 4. The discriminator
#
# The discriminator is a small image classifier with one output, a *logit*: D(x) = sigmoid(logit) is the probability, in its opinion, that
# x is a real picture. It ends without an activation, because losses on logits neither overflow nor lose digits (lesson 03).


# %%
def minibatch_std(x):
    """Append a map that says how much this batch varies: (n, h, w, c) to (n, h, w, c + 1)."""
    std = keras.ops.mean(keras.ops.sqrt(keras.ops.var(x, axis=0) + 1e-8))
    return keras.ops.concatenate([x, std * keras.ops.ones_like(x[..., :1])], axis=-1)


def make_discriminator():
    pictures = keras.Input((28, 28, 1))
    x = layers.Conv2D(16, 4, strides=2, padding="same")(pictures)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = layers.Conv2D(64, 4, strides=2, padding="same")(x)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    x = minibatch_std(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64)(x)
    x = layers.LeakyReLU(negative_slope=0.2)(x)
    return keras.Model(pictures, layers.Dense(1)(x), name="discriminator")


# %% [markdown]
# One line is unusual: `minibatch_std` ([Karras et al. 2018](https://arxiv.org/abs/1710.10196)). A discriminator that sees one picture at a
# time can't notice that *all* pictures are alike, so a generator may get away with one perfect 7. The cure: tell the discriminator how much
# the batch varies. The standard deviation over the batch, for each place and map, averaged to one number, becomes one more map.
#
# **Predict:** what is that number for 32 different digits, and what for 32 copies of one?

# %%
pictures = from_uint8(load_mnist("train")[0])
different, copies = pictures[:32], np.repeat(pictures[:1], 32, axis=0)
for name, batch in {"32 different digits": different, "32 copies of one": copies}.items():
    print(f"{name}: {float(minibatch_std(batch)[0, 0, 0, -1]):.4f}")
assert minibatch_std(different)[0, 0, 0, -1] > 0.2
assert minibatch_std(copies)[0, 0, 0, -1] < 0.001

# %% [markdown]
# ### Exercise 13.3: how much does this batch vary?
#
# Write the number, without the map, in NumPy: the standard deviation over the batch, averaged over places and channels.


# %%
def batch_variation(x):
    """Return how much the batch x (n, h, w, c) varies: one number."""
    ### BEGIN SOLUTION
    return np.std(x, axis=0).mean()
    ### END SOLUTION


# %%
check("13.3", batch_variation)

# %% [markdown]
# ## 5. One training step, one network at a time
#
# You know the game from lessons 11 and 12: the discriminator learns to tell real from fake, the generator learns to be taken for real.
# `GAN` from our helper package owns both networks and plays Algorithm 1; it is a `keras.Model`, so `compile` and `fit` are the ones that you
# know. Here is half of its training step, the generator's half:

# %%
from gan_course.gan import GAN

print(inspect.getsource(GAN.generator_step))

# %% [markdown]
# The tape watches how the loss follows from the generator's weights, *through* the discriminator; then only the generator's weights
# move. `discriminator_step` is the same with the roles exchanged. The loss is the non-saturating one of lesson 11: the generator minimises
# −log D(G(z)), the discriminator −log D(x) − log(1 − D(G(z))).
#
# **Predict:** after one discriminator step, which of the two networks has changed? After one generator step?


# %%
def build():
    keras.utils.set_random_seed(13)
    gan = GAN(make_generator(), make_discriminator(), seed=13)
    gan.compile(
        generator_optimizer=keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        discriminator_optimizer=keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99),
        loss="non-saturating",
    )
    return gan


gan = build()


# %%
def weights(network):
    return np.concatenate([w.numpy().ravel() for w in network.trainable_variables])


g, d = weights(gan.generator), weights(gan.discriminator)
gan.discriminator_step(pictures[:32])
assert np.array_equal(weights(gan.generator), g)
assert not np.array_equal(weights(gan.discriminator), d)

d = weights(gan.discriminator)
gan.generator_step(32)
assert not np.array_equal(weights(gan.generator), g)
assert np.array_equal(weights(gan.discriminator), d)
print("Each step moved its own network, and left the other alone.")

# %% [markdown]
# > **Warning: the frozen discriminator.** Many books train by another idiom: compile the discriminator, set `discriminator.trainable =
# > False`, stack it on the generator, compile the stack. On Keras 3 the flag is read when the training step is built: a discriminator that was
# > not trained before then never moves at all. Nothing complains; D's loss just stays where it is. If your generator draws only fog,
# > look whether the discriminator's weights change, as above.
#
# ### What a step costs
#
# Our generator was made small for one reason. Three training steps each, on the same 256 pictures, of the decks' generator and of ours, both
# against our discriminator:


# %%
def seconds_a_step(generator):
    gan = GAN(generator, make_discriminator())
    gan.compile(keras.optimizers.Adam(1e-4), keras.optimizers.Adam(1e-4))
    gan.fit(pictures[:256], batch_size=256)  # the first step also builds TensorFlow's graph
    started = time.perf_counter()
    gan.fit(pictures[: 3 * 256], batch_size=256)
    return (time.perf_counter() - started) / 3


decks, ours = (seconds_a_step(make()) for make in (make_deck_generator, make_generator))
print(
    f"the decks' generator: {decks:.2f} s a step; ours: {ours:.2f} s; ratio {decks / ours:.0f}"
)
hours = 60 * 60_000 / 256 * decks / 3600
print(f"60 epochs, as the deck trains it, would take {hours:.1f} hours on this machine")

# %% [markdown]
# The deck trained its 60 epochs in 12 minutes and 14 seconds, on a GPU.
#
# ## 6. Train it
#
# We don't want to wait that long, and with our networks we need not. So that the lesson stays short, it trains for six epochs on the first 12,000 pictures; `make dcgan`
# trains the same networks on all 60,000, for three minutes. Four callbacks of the helper package look on:
#
# - `Quality` measures, after every epoch, the **Frechet digit distance** of 2,000 samples to the test set: how far apart are the two
#   sets of pictures in the eyes of a network that reads digits? 0 is best; lesson 16 takes it apart.
# - `Run` keeps every finished epoch in a folder; more in section 9.
# - `Film` draws the same 24 noise vectors again and again.
# - `Progress` shows where we are.
#
# What draws those samples is not the generator as it stands after the last step, but a moving average of its weights: after
# every step, average ← 0.998 · average + 0.002 · generator, batch normalisation's statistics included (in the first steps the average follows faster). The two networks never stop circling
# each other (lesson 10), and the average sits in the middle of the circle.

# %%
from gan_course.callbacks import Film, Progress, Quality
from gan_course.run import Run

film = Film(frames_per_epoch=3)
run = Run("runs/lesson_13", film)
gan = build()
gan.fit(
    pictures[:12_000],
    epochs=6,
    initial_epoch=run.epoch,
    callbacks=[Quality(), run, film, Progress()],
)
print(f"{run.epoch} epochs are finished.")
# %% [markdown]
# If you run this cell again, it takes up the run where it is: at its end. To train anew, give another folder.
#
# ## 7. Look at it

# %%
samples = gan.sample(100)
figure = plots.picture_grid(samples, columns=20, title="A hundred digits that nobody wrote")
plots.show(
    figure,
    "Five rows of twenty digits drawn by the generator. Most can be read at a glance; some "
    "are broken, or between two digits.",
)

# %%
film.save_gif("dcgan.gif")
plots.show_gif(
    "dcgan.gif",
    "Animation: 24 grey squares turn into handwritten digits as the generator learns.",
)

# %% [markdown]
# The same film, standing still, a row a moment:

# %%
plots.show(
    film.strip(),
    "Six rows of the same twelve noise vectors: before training all grey, then blotches, "
    "then strokes, then digits.",
)

# %% [markdown]
# A look is worth much, but it is not a number. 10,000 samples, beside 10,000 real pictures:

# %%
from gan_course.quality import class_shares, frechet_digit_distance

samples = gan.sample(10_000, seed=1)
quality, best = frechet_digit_distance(samples), frechet_digit_distance(pictures[:10_000])
shares = class_shares(samples)
print(
    f"Frechet digit distance of 10,000 samples: {quality:.1f}; of real pictures: {best:.1f}"
)
print(
    "share of each digit:", " ".join(f"{d}: {share:.0%}" for d, share in enumerate(shares))
)
assert quality < 60
assert shares.min() > 0.03 and shares.max() < 0.20

# %% [markdown]
# All ten digits are there, and none takes more than a fifth. And the distance is below 60, where
# pictures that are merely blurred get over 300 and noise gets over 400 (lesson 16 shows both).
#
# ### Beside the public tutorial
#
# The decks' generator is that of TensorFlow's public tutorial. `benchmarks/tutorial.py` followed its recipe to the end, 50 epochs in batches of 256, with one seed;
# `benchmarks/dcgan.py` trained our networks for three epochs, with three. Both are **recorded**; `load_recorded` reads their tables, as in lesson 12. The star, your
# run, is **live**: 72,000 pictures, or 1.2 epochs' worth.
#
# **Predict:** how many epochs does the tutorial's recipe take to draw as well as your run did?

# %%
from gan_course.recorded import load_recorded

tutorial, dcgan = load_recorded("tutorial"), load_recorded("dcgan")
tutorials_best = tutorial["frechet_10k"].min()
at_step = {
    step: dcgan["frechet_10k"][dcgan["steps"] == step] for step in np.unique(dcgan["steps"])
}
steps_an_epoch = 60_000 // 32

figure, axis = plt.subplots(figsize=(7, 3.8), layout="constrained")
axis.plot(
    tutorial["epoch"],
    tutorial["frechet_10k"],
    "s--",
    color="grey",
    label="tutorial, one seed",
)
axis.plot(
    dcgan["steps"] / steps_an_epoch,
    dcgan["frechet_10k"],
    "o",
    color="black",
    alpha=0.5,
    label="ours, three seeds",
)
axis.plot(1.2, quality, "*", color="#CC79A7", markersize=15, label="your run")
axis.set(xscale="log", yscale="log", xlabel="epochs of 60,000 pictures")
axis.set_xticks([0.1, 1, 10, 50], ["0.1", "1", "10", "50"])
axis.set_yticks([10, 100], ["10", "100"])
axis.set_ylabel("Frechet digit distance\nof 10,000 samples")
axis.set_title("Within its first epoch, ours passes the best of the tutorial's fifty")
axis.legend()
plots.show(
    figure,
    "Distance over epochs, both axes logarithmic. Ours, measured from a twentieth of an epoch on, falls "
    "steeply, your star on its way. The tutorial's recipe is higher after its first epoch than ours "
    "anywhere, falls slowly, and stays far above the star.",
)

passed = next(
    step for step, distances in at_step.items() if distances.max() < tutorials_best
)
print(
    f"the tutorial's best of {len(tutorial)} measurements in 50 epochs: {tutorials_best:.0f}"
)
print(
    f"ours is below that after {passed / steps_an_epoch:.2f} epochs, with all three seeds"
)
assert tutorial["epoch"].max() == 50 and passed < steps_an_epoch
assert np.median(at_step[5625]) < tutorials_best / 10
assert at_step[5625].min() < quality < at_step[800].max() < tutorials_best

# %% [markdown]
# In fifty epochs it never did, whenever we measured. Ours was below the tutorial's best within one epoch, and ended at less than a tenth of it. That is
# counted in pictures; by the clock the gap is wider (section 5).
#
# ### What each part is worth
#
# Here is ours with one thing changed at a time: one epoch of 60,000 pictures, three seeds, **recorded** by `benchmarks/recipe.py`. (On one core instead of two: other
# last bits, so not quite the distances above.)
#
# **Predict:** which of our choices in section 3 matters most? Does any change help?

# %%
table = load_recorded("recipe")
changes = {name: table[table["change"] == name] for name in table["change"]}
distances = {name: runs["frechet_10k"] for name, runs in changes.items()}
median = {name: np.median(values) for name, values in distances.items()}
best_first = sorted(median, key=median.get)
best, worst = distances["ours"].min(), distances["ours"].max()
worse = [name for name in best_first if distances[name].min() > worst]
better = [name for name in best_first if distances[name].max() < best]

figure, axis = plt.subplots(figsize=(8, 5.5), layout="constrained")
for name in best_first:
    axis.plot(distances[name], [name] * 3, "o", color="black", alpha=0.5)
axis.axvspan(best, worst, color="grey", alpha=0.3, label="ours, from best to worst")
axis.set(xscale="log", xlabel="Frechet digit distance of 10,000 samples after one epoch")
axis.set_xticks([10, 20, 50, 100], ["10", "20", "50", "100"])
axis.set_title(f"{len(worse)} of {len(changes) - 1} changes do harm; none clearly helps")
axis.legend(loc="lower right")
plots.show(
    figure,
    "A row of three dots, one a seed, for each recipe, the worst on top. The upper rows lie wholly "
    "to the right of a grey band that ours spans: spectral normalisation, no hidden layer in the "
    "generator, dropout, other settings of Adam, no average, larger batches. The lower rows touch the band.",
)

for name in worse:
    print(f"{median[name] / median['ours']:.1f} times ours: {name}")
without = {name: median[name] for name in median if "without" in name}
assert max(without, key=without.get) == "generator without its hidden dense layer"
assert max(without.values()) > 3 * median["ours"]
assert median["discriminator with dropout 0.3"] > 2 * median["ours"]
assert worse[-1] == "discriminator with spectral normalisation"
assert not better and best_first[0] == "R1 penalty of weight 0.1"
assert changes["discriminator without minibatch_std"]["smallest_share"].min() > 0.06

# %% [markdown]
# A row does harm if its best seed is worse than the worst of ours.
#
# - Of what we took away, the **hidden layer** is missed most: without it, the median is more than three times ours. **Dropout** doubles it.
# - **Spectral normalisation** is a famous cure for trainings that are ill (lesson 15). Ours was not, and nothing did it more harm.
# - In the lower rows, three seeds can't tell. That goes for some of our own choices, too: 4×4 kernels, 64 numbers, `minibatch_std` (without it, no digit falls below
#   6 % of the samples in this epoch; we keep it as a precaution).
#
# The lowest median is that of R1, the gradient penalty of lesson 12. If you look for a project, begin there, with more seeds and more epochs.
#
# ## 8. Is it healthy?
#
# **Predict:** the pictures get better from epoch to epoch. What do the losses do?

# %%
history = run.history
epochs = history["epoch"]
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
d_loss, g_loss = history["discriminator_loss"], history["generator_loss"]
left.plot(epochs, d_loss, "o-", color=plots.DISCRIMINATOR, label="discriminator")
left.axhline(2 * np.log(2), color=plots.DISCRIMINATOR, linestyle=":", label="2 log 2")
left.plot(epochs, g_loss, "s--", color=plots.GENERATOR, label="generator")
left.axhline(np.log(2), color=plots.GENERATOR, linestyle=":", label="log 2")
left.set(title="The losses hardly move ...", xlabel="epoch", ylabel="loss")
left.legend()
right.plot(epochs, history["frechet_2k"], "o-", color="black")
right.set(title="... while the digits get better", xlabel="epoch")
right.set(ylabel="Frechet digit distance\nof 2,000 samples", ylim=(0, None))
plots.show(
    figure,
    "Two graphs over six epochs. Left, the losses of both networks stay almost level, "
    "between their dotted lines. Right, the Frechet digit distance falls steeply at first "
    "and then slowly.",
)

# %% [markdown]
# And the discriminator's opinion of real and fake pictures, averaged over each epoch:

# %%
figure, axis = plt.subplots(figsize=(5.5, 3.2))
axis.plot(epochs, history["real_score"], "o-", color=plots.REAL, label="D(x), real")
axis.plot(epochs, history["fake_score"], "s--", color=plots.FAKE, label="D(G(z)), fake")
axis.axhline(0.5, color="grey", linestyle=":")
axis.set(title="Neither side wins", xlabel="epoch", ylabel="mean of D", ylim=(0, 1))
axis.legend()
plots.show(
    figure,
    "Over six epochs, the mean of D stays somewhat above one half for real pictures and "
    "somewhat below for fakes.",
)
assert history["frechet_2k"][-1] < history["frechet_2k"][0] / 2
assert 0.5 < history["real_score"][-1] < 0.9 and 0.1 < history["fake_score"][-1] < 0.5
assert abs(g_loss[-1] / g_loss[0] - 1) < 0.5

# %% [markdown]
# The distance falls to less than half of what it was after the first epoch. The generator's loss moves by less than half of its own size,
# and you could not tell from it whether anything was learnt: **a GAN's loss says how one player does against the other at that moment**,
# and both are getting better. What healthy numbers look like:
#
# - D(x) somewhat above 1/2 and D(G(z)) somewhat below, and neither at 0 or 1. At exactly 1/2 each, the losses would be at the dotted lines, 2 log 2
#   for the discriminator, log 2 for the generator: the discriminator guesses. That is the theory's end; in practice it keeps a small lead.
# - D(x) near 1 and D(G(z)) near 0 for good: the discriminator has run away, and the generator learns little.
# - Losses that are flat are no reason to stop, and a falling loss is no reason to rejoice. Look at pictures, and at a distance.

# %% [markdown]
# ## 9. Stop, and go on
#
# A lid closes, Colab hangs up, someone presses Ctrl-C. `Run` writes one file an epoch with everything that the rest of the training depends
# on: the weights of all networks, both optimisers' memories, the state of every random generator, the history and the film. Let us pretend
# that everything is lost but the folder, and ask for a seventh epoch:

# %%
del gan, film, run

film = Film(frames_per_epoch=3)
run = Run("runs/lesson_13", film)
gan = build()
gan.fit(
    pictures[:12_000],
    epochs=7,
    initial_epoch=run.epoch,
    callbacks=[Quality(), run, film, Progress()],
)
assert run.history["epoch"] == [1, 2, 3, 4, 5, 6, 7]

# %% [markdown]
# It says that it goes on after six epochs, and trains one. Killed in the middle of an epoch, it goes back to the last finished one, and from
# there ends with the very same weights as if it had never been stopped (same machine and versions; our tests kill it to see).
#
# On Colab, the folder goes with the machine. Two lines give it a place that stays:
#
# ```python
# from google.colab import drive
# drive.mount("/content/drive")
# run = Run("runs/lesson_13", film, backup="/content/drive/MyDrive/lesson_13")
# ```
#
# To keep the generator alone, for use anywhere that has Keras:

# %%
gan.averaged_generator.save("generator.keras")
alone = keras.models.load_model("generator.keras")  # needs nothing of ours
noise = np.random.default_rng(0).standard_normal((3, 64), "float32")
assert np.array_equal(alone(noise), gan.draw(noise))

# %% [markdown]
# ## 10. A walk through the latent space
#
# Each picture comes from a point z of a 64-dimensional space. What lies between two points?
#
# The straight way there passes too close to the centre. In 64 dimensions nearly all noise lies in a thin shell of radius √64 = 8; halfway
# between two independent points the distance from the centre is only about 8/√2 = 5.7, where the generator was hardly ever asked to draw. So
# we walk along the shell, on a great circle.

# %%
z = np.random.default_rng(0).standard_normal((10_000, 64))
radius = np.linalg.norm(z, axis=1)
halfway = np.linalg.norm((z[:5000] + z[5000:]) / 2, axis=1)
print(f"radius: {radius.mean():.2f} +- {radius.std():.2f}")
print(f"halfway between two points: {halfway.mean():.2f} +- {halfway.std():.2f}")
assert abs(radius.mean() - 8) < 0.1 and abs(halfway.mean() - 8 / np.sqrt(2)) < 0.1


# %%
def walk(a, b, steps):
    """Return points (steps, latent_dim) on the great circle from a to b."""
    length_a, length_b = np.linalg.norm(a), np.linalg.norm(b)
    angle = np.arccos(a @ b / (length_a * length_b))
    t = np.linspace(0, 1, steps)[:, None]
    share_a, share_b = (
        np.sin((1 - t) * angle) / np.sin(angle),
        np.sin(t * angle) / np.sin(angle),
    )
    direction = share_a * a / length_a + share_b * b / length_b
    return direction * ((1 - t) * length_a + t * length_b)


path = np.concatenate([walk(z[i], z[i + 1], 12) for i in range(4)])
figure = plots.picture_grid(
    gan.draw(path), columns=12, title="Each row walks from one noise vector to the next"
)
plots.show(
    figure,
    "Four rows of twelve pictures; in each row, a digit turns step by step into another one.",
)

# %% [markdown]
# Digits turn into digits, mostly by way of things that could be digits. The generator has not stored pictures: between any two of its points it
# draws something new.
#
# ### Exercise 13.4: the step in the middle
#
# Write the point halfway between `a` and `b` on the great circle, for vectors of equal length.


# %%
def halfway_on_the_circle(a, b):
    """Return the point (latent_dim,) halfway from a to b on their circle around 0."""
    ### BEGIN SOLUTION
    middle = a + b
    return middle / np.linalg.norm(middle) * np.linalg.norm(a)
    ### END SOLUTION


# %%
check("13.4", halfway_on_the_circle)

# %% [markdown] tags=["assignment"]
# ### Question 13.A: the moving average
#
# The samples are drawn by a moving average of the generator: average ← averaging · average + (1 − averaging) · weights, after every step.
# Return the average after all the steps, if it begins as the first weights. `weights` has shape (steps + 1, n): one row for the beginning and one for
# each step.


# %% tags=["assignment"]
def moving_average(weights, averaging):
    """Return the moving average (n,) of the rows of weights, beginning with the first."""
    ### BEGIN SOLUTION
    average = weights[0]
    for w in weights[1:]:
        average = averaging * average + (1 - averaging) * w
    return average
    ### END SOLUTION


# %% tags=["assignment"]
check("13.A", moving_average)

# %% [markdown] tags=["assignment"]
# ### Question 13.B: what went wrong? (3 points)
#
# In a friend's training, D(x) is 0.99 and D(G(z)) 0.01 from the second epoch on; the generator's loss has grown to 5, and its pictures
# no longer change. Say in a few sentences what has happened, why the pictures don't change, and two things that your friend might try.

# %% [markdown] tags=["assignment", "manual"]
# ### BEGIN SOLUTION
# The discriminator has run away: it tells real from fake almost without error (1 point). What it passes back to the generator then says
# little about how to improve (1 point). Worth trying, two of these (1 point): dropout or more of it in the discriminator, a smaller
# discriminator, a lower learning rate for it, a penalty on its gradient; and checking that real and fake pictures have the same range.
# ### END SOLUTION

# %% [markdown]
# ## 11. On a GPU
#
# Nothing in the code changes: Keras uses a GPU when it sees one (on Colab: *Runtime, Change runtime type*). The number to change
# is `epochs`, and with it the pictures: `gan.fit(pictures, epochs=30, ...)` on all 60,000, in a new folder.
#
# What to expect: one of our steps takes about a billion floating-point operations, which a GPU does in well under a millisecond; handing it the hundreds
# of small operations one after the other takes longer than that. So don't expect miracles with networks this small. And don't enlarge the batch to fill
# the GPU without more epochs: fewer steps, less learnt. The decks' generator in batches of 256 is some hundred times that work a step: that is what
# a GPU is for.
#
# And the exercises? These are still open:

# %%
from gan_course.checks import open_exercises

open_exercises("13")

# %% [markdown]
# ## What to take along
#
# - A transposed convolution stamps kernels: choose one that the stride divides, and assert the shapes.
# - One step moves one network. Watch D(x), D(G(z)), pictures from the same noise and a distance; the losses alone tell you nothing.
# - The same noise through a moving average of the generator makes the film, and a file an epoch makes a training that can be stopped.
#
# This run went well. The next lesson, 14, makes it go wrong on purpose, in every way there is a name for.
