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
# 20 minutes to read, about 80 seconds to run on two slow CPU cores. It ends with three tasks, each answered twice:
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
# **Predict:** black, grey, always red, always orange, or a paint at random: which answer costs least? And which would you call right?

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
# Now mix: answer grey in a share of cases, and a paint else. What is the least L1 for a given total variation? Who may leave out a share of the real answers gives up the dearest paints first, and says grey, which is cheapest, in their place:

# %%
dearest = np.sort(costs)[::-1]
saved = np.concatenate([[0], np.cumsum(dearest - cost(grey)) / 12])
figure, axis = plt.subplots(figsize=(6, 3.6), layout="constrained")
axis.plot(costs.mean() - saved, np.arange(13) / 12, "-", color="black", label="the bound")
axis.fill_betweenx(np.arange(13) / 12, 0.4, costs.mean() - saved, color="0.85")
styles = {"grey": ("s", "0.5", 1), "always red": ("^", "crimson", 11 / 12)}
styles |= {"always orange": ("v", "peru", 11 / 12), "one at random": ("o", "black", 0)}
for name, (marker, color, off) in styles.items():
    axis.plot(answers[name], off, marker, color=color, markersize=9, label=name)
axis.set(title="Along the bound, what looks more real costs more L1")
axis.set(xlim=(0.4, 0.52), xlabel="distortion: L1", ylabel="perception: total variation")
axis.text(0.403, 0.2, "nobody gets here")
axis.legend()
plots.show(
    figure,
    "L1 against total variation. A bent line falls from grey, upper left, to one at random, lower right; left of "
    "it is shaded. Always red and always orange lie to the right of the line, near its top.",
)

# %% [markdown]
# [Blau and Michaeli (2018)](https://arxiv.org/abs/1711.06077) proved that there is such a bound for every measure of distortion: it never rises and, for distances such as this one, is convex. **Where the truth is not settled, the answers of least distortion are not distributed as the real ones (but by a coincidence, which a slight change of the shares undoes); and where the bound falls, a method on it that improves one pays with the other.** Methods can be compared only if one is better on both axes: *always red* is beaten by *one at random*, which costs less and looks right; but grey and *one at random* are both on the bound, and it is up to you.

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
# The deck's words are *edges to photo*, from *aligned image pairs*: for each picture given there is the one that it should become. [Isola et al. (2017)](https://arxiv.org/abs/1611.07004) add the two losses, and let D see the pair:
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
# - **Next frame**: one frame of a film of two small digits, which go straight on and bounce off the border, each 1 to 3 pixels a step along and across. Away from the border, one frame does not tell whether they come or go.

# %%
digits = [
    from_uint8(load_mnist(split)[0][:n]) for split, n in (("train", 12_800), ("test", 1000))
]
tasks = {  # each: pairs to learn from, and pairs that were held out
    "colours": [pairs.colour_pairs(some, seed) for seed, some in enumerate(digits)],
    "super-resolution": [pairs.small_pairs(some, 4) for some in digits],
    "next frame": [pairs.frame_pairs(some, seed) for seed, some in enumerate(digits)],
}

# %% [markdown]
# For each, the same U-Net is trained twice, **live**, 400 steps of 32 pairs: in the game of pix2pix with λ = 1 (the paper has 100), and on L1 alone, which is the same game without D:


# %%
class Alone(Pix2Pix):
    def train_step(self, batch):
        shown = self.generator_step(batch)
        self.average()
        return self.track(shown)

    def generator_loss(self, batch, fake):
        return ops.mean(ops.abs(batch[0] - fake)), {}


# %%
def adam():
    return keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99)


def train(kind, given, targets):
    keras.utils.set_random_seed(20)
    channels = targets.shape[3]
    networks = make_unet(channels=channels), make_patch_discriminator(channels=channels)
    gan = kind(*networks, weight=1.0, averaging=0.99, seed=20)
    gan.compile(adam(), adam())
    gan.fit((targets, given))
    return gan.averaged_generator


networks = {
    name: [train(kind, *learned) for kind in (Alone, Pix2Pix)]
    for name, (learned, _) in tasks.items()
}

# %% [markdown]
# Held-out pictures, from the test set. For each task: what was given, the answer of L1 alone, two answers of L1 + GAN with two noises, and the truth.
#
# **Predict:** in the second row, what colour has the paint, and where are the small digits?


# %% tags=["ending"]
def answer(network, given, seed):
    noise = np.random.default_rng(seed).standard_normal((len(given), 8)).astype("float32")
    return ops.convert_to_numpy(network([noise, given], training=False))


figure, axes = plt.subplots(1, 3, figsize=(12, 3.5), layout="constrained")
for axis, (name, (_, (given, truth))) in zip(axes, tasks.items()):
    given, truth, (alone, gan) = given[:7], truth[:7], networks[name]
    drawn = answer(alone, given, 1), answer(gan, given, 1), answer(gan, given, 2)
    shown = np.concatenate([np.broadcast_to(given, truth.shape), *drawn, truth])
    axis.imshow(plots.tile(shown, 7), cmap="gray", vmin=0, vmax=255)
    axis.set(title=name, xticks=[], yticks=14 + 28 * np.arange(5), yticklabels=[])
figure.suptitle("Three tasks, seven held-out pictures each: three answers, and the truth")
axes[0].set_yticklabels(["given", "L1", "+ GAN, z", "+ GAN, z′", "truth"])
plots.show(
    figure,
    "Three blocks of five rows: given, L1, L1 + GAN with two noises, truth. Colours: L1's digits are grey, the GAN's coloured, "
    "most in another paint for the other noise. Super-resolution: all three are much like the truth. Next frame: L1's digits are "
    "faint spots, the GAN's bright, torn pieces, the same for both noises.",
)

# %% [markdown]
# L1 alone paints in grey, and of the small digits it leaves little: where each pixel is black more often than not, black is the median. L1 + GAN has chosen paints, and with another z, for most digits, others. In the next frame it puts ink where L1 leaves none, but as torn pieces: to commit oneself is not yet to be right, and after 400 steps hardly one of them can be read. In super-resolution and the next frame z hardly matters (`of_noise` in the record, section 4). The paper met the same: its G ignored z, and so its noise is dropout alone.
#
# > **Warning.** A crisp answer is no knowledge. That digit was *not* known to be green, say; who needs the truth, as in a court or a hospital, must not read it off such a picture. What is open is shown by many answers, as for several z.
#
# Now numbers, on 1,000 held-out pairs. Distortion is the mean L1 to each one's own truth. Perception is the Fréchet distance (lesson 13) to the set of the truths, pairs aside, in the digit classifier's features of each channel. It knows nothing of small digits on their way; so compare it only within a task, and with other real pictures, whose distance is not 0.

# %%
measured = {}
for name, ((_, other), (given, truth)) in tasks.items():
    alone, gan = (answer(network, given, 3) for network in networks[name])
    copy = np.broadcast_to(given, truth.shape)
    arms = {"copy": copy, "L1": alone, "L1 + GAN": gan, "real": other[:1000]}
    for who, pictures in arms.items():
        l1, distance = np.abs(pictures - truth).mean(), pairs.distance(pictures, truth)
        measured[name, who] = l1, distance
        print(f"{name:16} {who:9} L1 {l1:.3f}  distance {distance:6.1f}")
# the last task's pictures, the next frame's: how much ink they have
ink = [np.mean(pictures + 1) / np.mean(truth + 1) for pictures in (alone, gan)]
print(f"ink of the next frame, in the truths': L1 {ink[0]:.2f}, L1 + GAN {ink[1]:.2f}")

# %% [markdown]
# In colours and in the next frame, L1 + GAN pays with some L1 and comes far nearer to real pictures; in super-resolution less is to be gained. Two rows are worth a look. In colours, *copy*, all white, costs about as much L1 as what the GAN painted: L1 does not see colour as we do. And in the next frame *copy* is nearer to real ones than anything that was learned: the last frame is a real frame, only not the next one. **Perception alone can be had for nothing: report both.**

# %%
for name in tasks:
    (flat, far), (chosen, near) = measured[name, "L1"], measured[name, "L1 + GAN"]
    print(
        f"{name}: L1 + GAN has {chosen / flat:.2f} times the L1, {near / far:.2f} the distance"
    )
assert measured["colours", "L1"][1] > 2 * measured["colours", "L1 + GAN"][1], (
    "the GAN's digits should be painted by now; train once more with another seed?"
)

# %% [markdown]
# ## 4. Where it wins, where it loses
#
# One training is no trial. **Recorded** (`benchmarks/image_to_image.py`): the same with three other seeds, and two more tasks: **edges to digits**, where what is given leaves little open, and **growing**: super-resolution by two networks, 7 to 14 and 14 to 28 pixels. Colours have the paper's λ = 100, too. (Our λ = 1 was chosen by short trials on colours with seed 0, which is one of the three.)
#
# **Predict:** in which of the five tasks will L1 + GAN not be clearly nearer to real pictures? And what will λ = 100 make of the paints?

# %%
table = load_recorded("image_to_image")


def of(task, arm, weight=1.0):
    rows = table[(table["task"] == task) & (table["arm"] == arm)]
    return rows if arm != "L1 + GAN" else rows[rows["weight"] == weight]


# %%
figure, axes = plt.subplots(1, 4, figsize=(12, 3.2), sharey=True, layout="constrained")
styles = {"L1": "s", "L1 + GAN": "o", "copy": "x", "bicubic": "+", "real": "*"}
paint_of = dict(zip(styles, (plots.REAL, plots.FAKE, "0.5", "0.5", "black")))
for axis, task in zip(axes, ("colours", "super-resolution", "next frame", "edges")):
    for arm, marker in styles.items():
        rows = of(task, arm)
        axis.plot(rows["l1"], rows["distance"], marker, color=paint_of[arm], label=arm)
    axis.set(title=task, xlabel="distortion: L1", yscale="log")
for axis, rows, label in (
    (axes[0], of("colours", "L1 + GAN", 100), "L1 + GAN, λ = 100"),
    (axes[1], of("growing", "L1 + GAN"), "L1 + GAN, growing"),
):
    axis.plot(rows["l1"], rows["distance"], "o", color=plots.FAKE, mfc="none", label=label)
    axis.legend(fontsize=8)
axes[0].set(ylabel="perception: distance")
figure.suptitle("Left: nearer to each one's truth. Down: nearer to real pictures as a set")
plots.show(
    figure,
    "Four graphs of the distance, on a logarithmic scale, against L1. Colours: L1 + GAN lies to the right of L1 alone and far "
    "below it; with λ = 100 it is about as high as L1 alone, and copy is highest. Next frame: the same, less far, and copy is lowest. Super-resolution and edges: "
    "the two lie near each other, copy, and in the first bicubic, far above; L1 + GAN, growing, lies between. Real pictures lie far to the right in all.",
)


# %% [markdown]
# The same in numbers, a seed each:


# %%
def tell(name, rows):
    l1 = " ".join(f"{x:.3f}" for x in rows["l1"])
    print(f"{name:28} L1 {l1}   distance", " ".join(f"{x:5.1f}" for x in rows["distance"]))


for task in dict.fromkeys(table["task"]):
    tell(f"{task}, L1", of(task, "L1"))
    tell(f"{task}, L1 + GAN", of(task, "L1 + GAN"))
tell("colours, L1 + GAN, λ = 100", of("colours", "L1 + GAN", weight=100))

# %% [markdown]
# - **Colours, next frame**: L1 + GAN is far nearer to real pictures, with all seeds, at an L1 that is between a sixth and a third larger. Much is open there. (Nearer is not near: the next frame's digits stay torn.)
# - **Colours, λ = 100**: still far from real pictures, with one seed a quarter less than L1 alone and with the others about as far, at an eighth more L1. With so much weight on L1, z hardly chooses a paint: noise decides less than a twentieth of the variance, where it is about half with λ = 1 (`of_noise`).
# - **Super-resolution**: L1 alone has less L1, L1 + GAN is nearer to real pictures, both with all seeds, and by less than above: neither beats the other. Bicubic, which looks smooth, is worse than plain squares on both axes.
# - **Edges**: next to nothing between the two. An outline leaves little open: both are nearer to the truths than other real digits are.
# - **Growing**: here L1 + GAN loses on both axes; and both ways, growing came out worse than one step by 4. (The second network learned from true pictures of 14 pixels and is given the first one's; whether that is why, we did not test.)
#
# So the GAN had most to give where what is given leaves much open; where it settles the picture, L1 alone is the simpler way.

# %%
for task in dict.fromkeys(table["task"]):
    flat, chosen = of(task, "L1"), of(task, "L1 + GAN")
    assert flat["l1"].max() < chosen["l1"].min(), (
        "L1 alone has the smaller L1 with all seeds"
    )
    if task in ("colours", "next frame", "super-resolution"):
        assert flat["distance"].min() > chosen["distance"].max(), "L1 + GAN is nearer"
flat, chosen = of("growing", "L1"), of("growing", "L1 + GAN")
assert flat["distance"].max() < chosen["distance"].min(), "in growing it is farther"
assert of("colours", "L1 + GAN", 100)["distance"].min() > 300, "λ = 100 stays far"

# %% [markdown]
# ### Exercise 20.4: where nobody gets
#
# *About 15 minutes, level 3 of 3.*
#
# Compute the bound of a small world as this one: k real answers come with `shares` (k,), sum 1; to give the i-th costs `costs[i]`, on average over what may be true. There is a compromise, never real, that costs `compromise`, less than any of them. Return the least average cost of a method whose answers are within a total variation of `variation` from the real ones: at most that much of their shares may be given up, and answered by the compromise. An answer may be given up in part.


# %%
def least_distortion(costs, shares, compromise, variation):
    """Return the least average cost, one number."""
    ### BEGIN SOLUTION
    dearest = np.argsort(-costs)
    costs, shares = costs[dearest], shares[dearest]
    before = np.cumsum(shares) - shares
    given_up = np.clip(variation - before, 0, shares)
    return costs @ shares - given_up @ (costs - compromise)
    ### END SOLUTION


# %%
check("20.4", least_distortion)

# %% [markdown] tags=["assignment"]
# ### Question 20.A: how much the noise decides
#
# *About 15 minutes, level 2 of 3.*
#
# `outputs` (m, n, d) are pictures of d numbers that a generator drew: m noises, the same for each of n pictures given. Return the share of their variance that comes with the noise: the variance over the m noises, its mean over the n pictures given and the d numbers, divided by the variance of each of the d numbers over all m times n outputs, its mean over the d. (Variances are mean squared differences from the mean: divide by how many there are.)


# %% tags=["assignment"]
def share_of_noise(outputs):
    """Return the share, from 0 (the noise decides nothing) to 1 (it decides all)."""
    ### BEGIN SOLUTION
    by_noise = outputs.var(axis=0).mean()
    return by_noise / outputs.reshape(-1, outputs.shape[2]).var(axis=0).mean()
    ### END SOLUTION


# %% tags=["assignment"]
check("20.A", share_of_noise)

# %% [markdown] tags=["assignment"]
# ### Question 20.B: does it agree with what was given?
#
# *About 10 minutes, level 2 of 3.*
#
# A super-resolution may invent detail, but not contradict what it was given. `outputs` (n, height, height) were made from `given` (n, size, size), where height is a multiple of size. Shrink each output to size × size, each square block of pixels to its mean, and return the mean absolute difference to what was given, over all pixels of all pictures.


# %% tags=["assignment"]
def disagreement(outputs, given):
    """Return the mean absolute difference, one number."""
    ### BEGIN SOLUTION
    n, size, _ = given.shape
    by = outputs.shape[1] // size
    small = outputs.reshape(n, size, by, size, by).mean(axis=(2, 4))
    return np.abs(small - given).mean()
    ### END SOLUTION


# %% tags=["assignment"]
check("20.B", disagreement)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("20")

# %% [markdown]
# ## What to take along
#
# - L1 answers with the median of what may be true, which may be nothing that is ever true. The GAN's loss asks for an answer that might be real, and noise lets it choose.
# - Pix2pix is a U-Net, a discriminator of patches that sees the pair, and L1 with a weight; the weight says how far the average may pull.
# - Distortion and perception are two axes, and there is a bound to the left and below: report both, beside copy, bicubic and other real pictures.
#
# Here each picture came with the one that it should become. In the next lesson, 21, the two piles are there, and nobody has paired them.
