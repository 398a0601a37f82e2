# %% [markdown]
# # 20 · Image to image: an average is no answer
#
# Here a network learns to make one picture into another; where several would be right, L1 gives what lies between them, and the GAN chooses one.
#
# **After this lesson you can**
# - build pix2pix: a U-Net, a discriminator of patches, and L1 beside the GAN's loss;
# - say when a picture is settled by the one that is given, and what L1 makes of those that are not;
# - judge such a network on two axes, and say why no method is best on both.
#
# 20 minutes to read, about 60 seconds to run on two slow CPU cores. It ends with three tasks, each answered twice:
#
# ![](ending)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers, ops

from gan_course import pairs, plots
from gan_course.checks import check
from gan_course.contract import check_networks
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. Paint this digit
#
# You get a grey digit, and are to give it back in its colour. It had one of twelve paints, all of them equally often, and nothing in the grey tells which. You are charged the mean absolute difference to the true colour, over red, green and blue: L1.
#
# **Predict:** of these five answers, which costs least? And which would you call right?

# %%
paints = pairs.colour_wheel(np.arange(12) / 12)  # (12, 3) in [0, 1]


def cost(answer):
    """Return the mean L1 of one answer (3,), over all paints that may be the true one."""
    return np.abs(answer - paints).mean()


costs = np.array([cost(paint) for paint in paints])
grey = np.full(3, 0.5)
answers = {"black": cost(np.zeros(3)), "grey": cost(grey), "always red": costs[0]}
answers |= {"always orange": costs[1], "one at random": costs.mean()}
for name, value in answers.items():
    print(f"{name:14} {value:.4f}")

# %% [markdown]
# Grey, which no digit ever had. The answer that makes the mean absolute difference smallest is the **median**, in each pixel and channel by itself, and of the twelve paints that is ½, ½, ½. (The mean, which is best for the squared error, is the same here.) L1 does not fail at this task; it does what it is told. The wish was another: *give me a digit that might be real.*
#
# So there are two things to measure: **distortion**, how far each answer is from its own truth, and **perception**, how far the answers, taken together, are from real ones. For the twelve paints, take the total variation (lesson 17): half the sum of the absolute differences of the shares.
#
# Now mix: answer grey in a share of cases, and a paint else. What is the least L1 for a given total variation? Who must leave out a share of the real answers gives up the dearest paints first, and says grey, which is cheapest, in their place:

# %%
dearest = np.sort(costs)[::-1]
saved = np.concatenate([[0], np.cumsum(dearest - cost(grey)) / 12])
figure, axis = plt.subplots(figsize=(6, 3.6), layout="constrained")
axis.plot(costs.mean() - saved, np.arange(13) / 12, "-", color="black", label="the bound")
axis.fill_betweenx(np.arange(13) / 12, 0.4, costs.mean() - saved, color="0.85")
styles = {"grey": "s", "always red": "^", "always orange": "v", "one at random": "o"}
for (name, marker), off in zip(styles.items(), (1, 11 / 12, 11 / 12, 0)):
    axis.plot(answers[name], off, marker, markersize=9, label=name)
axis.set(xlim=(0.4, 0.52), xlabel="distortion: L1", ylabel="perception: total variation")
axis.text(0.403, 0.2, "nobody gets here")
axis.legend()
plots.show(
    figure,
    "L1 against total variation. A bent line falls from grey, upper left, to one at random, lower right; left of "
    "it is shaded. Always red and always orange lie to the right of the line, near its top.",
)

# %% [markdown]
# [Blau and Michaeli (2018)](https://arxiv.org/abs/1711.06077) proved that it is so in general: **perception and distortion can't both be made best where the truth is not settled; from some point on, a method that improves one pays with the other.** The bound falls and, for distances such as this one, is convex. Methods can be compared only if one is better on both axes: *always red* is beaten by *one at random*, which costs less and looks right; but grey and *one at random* are both on the bound, and it is up to you.

# %%
assert min(answers, key=answers.get) == "grey", "grey is the median of the twelve paints"
assert np.all(np.diff(np.diff(saved)) <= 1e-12), "the dearest go first: the bound is convex"

# %% [markdown]
# ### Exercise 20.1: the best single answer
#
# *About 10 minutes, level 2 of 3.*
#
# One of k pictures `targets` (k, d) is the truth, with `probabilities` (k,), sum 1. Return the one picture (d,) whose expected L1 is smallest. In each pixel that is the weighted median: of the k values there, the smallest one v for which values up to v have a probability of at least ½ together.


# %%
def best_answer(targets, probabilities):
    """Return the picture (d,) with the smallest expected absolute difference."""
    ### BEGIN SOLUTION
    order = np.argsort(targets, axis=0)  # (k, d)
    reached = np.cumsum(probabilities[order], axis=0) >= 0.5
    sorted_targets = np.take_along_axis(targets, order, axis=0)
    return sorted_targets[reached.argmax(axis=0), np.arange(targets.shape[1])]
    ### END SOLUTION


# %%
check("20.1", best_answer)

# %% [markdown]
# ## 2. Pix2pix
#
# The deck's words are *edges to photo*, from *aligned image pairs*: for each picture given there is the one that it should become. [Isola et al. (2016)](https://arxiv.org/abs/1611.07004) add the two losses, and let D see the pair:
#
# ![The picture given and noise z go into the generator G, a U-Net, which draws a fake. D, of patches, is shown the fake beside what was given, and the target beside it, and says for each of 7 by 7 patches: real? G has two losses: D should say real, and lambda times L1, the mean absolute difference of fake and target. Dashed arrows: G's gradient comes back through D and from L1, D's moves D only.](../images/20_image_to_image.png)
#
# $$\min_G \max_D \; E\, [\log D(y \mid x)] + E\, [\log (1 - D(G(z, x) \mid x))] + \lambda\, E\, |y - G(z, x)|.$$
#
# It is lesson 17's game: what is given is the order. Two things are new in the networks. The **U-Net** goes down to small maps, which see the whole, and up again; on its way up, what was found at the same size on the way down is joined to it, so that what must stay in its place need not pass the narrow end. The noise joins there.


# %%
def leaky(x):
    return layers.LeakyReLU(negative_slope=0.2)(x)


def normalised(x):
    return layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))


def make_unet(given=1, channels=1, size=28, latent_dim=8):
    noise, pictures = keras.Input((latent_dim,)), keras.Input((size, size, given))
    x, skips, maps = pictures, [], 8
    while x.shape[1] > 7:  # down: half the size, twice the maps
        maps *= 2
        x = leaky(layers.Conv2D(maps, 4, strides=2, padding="same")(x))
        skips = [x, *skips]
    everywhere = layers.Reshape((7, 7, latent_dim))(layers.RepeatVector(49)(noise))
    x = layers.Concatenate()([x, everywhere])
    x = normalised(layers.Conv2D(maps, 3, padding="same", use_bias=False)(x))
    for skip in skips[1:]:  # up again: what was there on the way down is joined at its size
        up = layers.Conv2DTranspose(
            skip.shape[-1], 4, strides=2, padding="same", use_bias=False
        )
        x = layers.Concatenate()([normalised(up(x)), skip])
    last = layers.Conv2DTranspose(channels, 4, strides=2, padding="same", activation="tanh")
    return keras.Model([noise, pictures], last(x), name="generator")


# %% [markdown]
# The **patch discriminator** gives not one logit but a map of them, one for each patch: L1 sees to it that all is in its place, so D need only say whether each part is like a part of a real picture. It has no dense layer, and few weights.


# %%
def make_patch_discriminator(given=1, channels=1, size=28):
    pictures, beside = keras.Input((size, size, channels)), keras.Input((size, size, given))
    x = layers.Concatenate()([pictures, beside])
    for maps in (16, 32):
        x = leaky(layers.Conv2D(maps, 4, strides=2, padding="same")(x))
    logits = layers.Conv2D(1, 3, padding="same")(x)
    return keras.Model([pictures, beside], logits, name="discriminator")


# %% [markdown]
# ### Exercise 20.2: what a patch sees
#
# *About 10 minutes, level 2 of 3.*
#
# How many pixels wide is the square that one number of the last map depends on, far from the border? Given are the widths of the kernels and the strides of the convolutions, from the picture on. (Go back from the last map: one number depends on as many of the layer before as its kernel is wide; neighbours there lie one stride apart.)


# %%
def patch_width(kernels, strides):
    """Return the width in pixels, from two lists of whole numbers of the same length."""
    ### BEGIN SOLUTION
    width, step = 1, 1
    for kernel, stride in zip(kernels, strides):
        width += (kernel - 1) * step
        step *= stride
    return width
    ### END SOLUTION


# %%
check("20.2", patch_width)

# %% [markdown]
# And the game. A batch is (targets, given):


# %%
class Pix2Pix(GAN):
    def __init__(self, *networks, weight, **settings):
        super().__init__(*networks, **settings)
        self.weight = weight  # of L1

    def check_networks(self):
        check_networks(self.generator, self.discriminator)  # a map of logits is right here

    def generate(self, batch):
        _, given = batch
        return self.generator([self.noise(ops.shape(given)[0]), given], training=True)

    def judge(self, pictures, batch):
        _, given = batch
        return self.discriminator([pictures, given], training=True)

    def generator_loss(self, batch, fake):
        loss, shown = super().generator_loss(batch, fake)
        l1 = ops.mean(ops.abs(batch[0] - fake))
        return loss + self.weight * l1, {**shown, "l1": l1}


# %% [markdown]
# ### Exercise 20.3: pix2pix's generator loss
#
# *About 10 minutes, level 1 of 3.*
#
# Write it in NumPy: D's `logits` (n, h, h, 1) of the fakes, one for each patch, the pictures `fake` and `target` (n, size, size, 1), and the `weight` λ. The first part is non-saturating, the mean of −log D over all patches with D = 1/(1 + e^(−logit)); the second is λ times the mean absolute difference over all pixels.


# %%
def generator_loss(logits, fake, target, weight):
    """Return the loss, one number."""
    ### BEGIN SOLUTION
    to_be_real = np.logaddexp(0, -logits).mean()
    return to_be_real + weight * np.abs(target - fake).mean()
    ### END SOLUTION


# %%
check("20.3", generator_loss)

# %% [markdown]
# ## 3. Three tasks, one network
#
# - **Colours**: grey digits, each to be painted in one paint of the whole wheel, as in section 1.
# - **Super-resolution by 4**: 7×7 pixels, the means of 4×4 blocks, to 28×28.
# - **Next frame**: one frame of a film of two small digits, which go straight on and bounce off the border, each 1 to 3 pixels a step along and across. From one frame nobody can tell whether they come or go.
#
# For each, the same U-Net is trained twice, **live**: on L1 alone, and in the game of pix2pix with λ = 1. (The paper has 100; section 4 says what that does here.)

# %%
train, test = (from_uint8(load_mnist(split)[0]) for split in ("train", "test"))
train, test = train[:19_200], test[:1000]
tasks = {
    "colours": [pairs.colour_pairs(some, seed) for seed, some in enumerate((train, test))],
    "super-resolution": [pairs.small_pairs(some, 4) for some in (train, test)],
    "next frame": [
        pairs.frame_pairs(some, seed) for seed, some in enumerate((train, test))
    ],
}


def adam():
    return keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99)


def train_both(given, targets):
    """Return the U-Net trained on L1 alone, and the average of the game's."""
    noise = np.random.default_rng(20).standard_normal((len(given), 8), "float32")
    keras.utils.set_random_seed(20)
    alone, generator = make_unet(1, targets.shape[3]), make_unet(1, targets.shape[3])
    alone.compile(adam(), "mae")
    alone.fit([noise, given], targets, batch_size=32, verbose=0)
    gan = Pix2Pix(
        generator, make_patch_discriminator(1, targets.shape[3]), weight=1.0, averaging=0.99
    )
    gan.compile(adam(), adam())
    gan.fit((targets, given))
    return alone, gan.averaged_generator


networks = {name: train_both(*of_task) for name, (of_task, _) in tasks.items()}

# %% [markdown]
# Held-out pictures, from the test set. For each task: what was given, the answer of L1 alone, two answers of L1 + GAN with two noises, and the truth.
#
# **Predict:** in the second row, what colour has the paint, and where are the small digits?

# %% tags=["ending"]
columns, z = 10, np.random.default_rng(1).standard_normal((2, 8)).astype("float32")
labels = ["given", "L1", "+ GAN, z", "+ GAN, z′", "truth"]


def answer(network, noise, given):
    z = np.broadcast_to(noise, (len(given), 8))
    return network.predict([z, given], batch_size=500, verbose=0)


figure, axes = plt.subplots(1, 3, figsize=(12, 3.4), layout="constrained")
for axis, (name, (_, (given, truth))) in zip(axes, tasks.items()):
    given, truth, (alone, gan) = given[:7], truth[:7], networks[name]
    rows = [
        given,
        answer(alone, z[0], given),
        *(answer(gan, each, given) for each in z),
        truth,
    ]
    shown = np.concatenate([np.broadcast_to(row, truth.shape) for row in rows])
    axis.imshow(plots.tile(shown, 7), cmap="gray", vmin=0, vmax=255)
    axis.set(title=name, xticks=[], yticks=[])
axes[0].set_yticks(14 + 28 * np.arange(5), labels)
plots.show(
    figure,
    "Three blocks of five rows: given, L1, L1 + GAN with two noises, truth. Colours: L1's digits are grey, the GAN's "
    "coloured. Super-resolution: L1's are smooth, the GAN's crisper. Next frame: L1's digits are faint and smeared, the GAN's whole.",
)
