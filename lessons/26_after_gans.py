# %% [markdown]
# # 26 · After GANs: a picture in a hundred small steps
#
# A network learns to tell noise from what lies under it; asked again and again, it draws, beside the GAN and the autoencoder.
#
# **After this lesson you can**
# - derive a diffusion model on a page, and build it: what is mixed, the network, its loss, its sampler;
# - say what the three families gave at equal training: distance, precision, recall, and seconds a picture;
# - say when a GAN is still the right tool, and where to read on.
#
# 25 minutes to read, about 80 seconds to run on two slow CPU cores. It ends with the deck's "*single* forward pass", measured:
#
# ![](ending)

# %%
import time
from itertools import pairwise

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course import plots
from gan_course.autoencoders import make_decoder
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_generator
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. Mixing in noise
#
# Take pictures of **one pixel**: a number x, from one of three narrow bells. Turn it into noise ε from N(0, 1), by an angle:
#
# $$x_\varphi = \cos\varphi\; x + \sin\varphi\; \varepsilon.$$
#
# At 0 that is the picture, at 90° pure noise. And as cos² + sin² = 1, a mean square of 1 stays 1 on the way.
#
# **Predict:** at about which angle are the three bells no longer to be told apart?

# %%
shares, means = np.array([0.5, 0.3, 0.2]), np.array([-0.8, 0.2, 0.9])
widths = np.array([0.1, 0.15, 0.1])


def bells(x, angle):
    """Return how dense each bell is at x (...), its share counted: (..., 3)."""
    variances = (np.cos(angle) * widths) ** 2 + np.sin(angle) ** 2
    squares = (x[..., np.newaxis] - np.cos(angle) * means) ** 2
    return shares * np.exp(-squares / (2 * variances)) / np.sqrt(2 * np.pi * variances)


line = np.linspace(-2.5, 2.5, 400)
figure, axes = plt.subplots(1, 6, figsize=(11, 2), sharex=True, layout="constrained")
for axis, degrees in zip(axes, (0, 10, 20, 30, 50, 90)):
    axis.plot(line, bells(line, np.deg2rad(degrees)).sum(axis=-1), color=plots.REAL)
    axis.set(title=f"{degrees}°", yticks=[])
plots.show(
    figure,
    "Six densities. At 0 three narrow peaks; at 10° three wider ones; at 20° two hills that run together; at 30° "
    "a hill with a shoulder; at 50° one hump, a little left of the middle; at 90° the bell of the noise.",
)

# %% [markdown]
# Each bell stays a bell: its middle moves in to cos φ · m, its variance becomes cos²φ · s² + sin²φ. By 30° they have run together.
#
# [Ho et al. (2020)](https://arxiv.org/abs/2006.11239) get there by a thousand small steps, which comes to the same. How the noise grows is the **schedule**; ours, equal angles, is called cosine ([Nichol and Dhariwal 2021](https://arxiv.org/abs/2102.09672)).
#
# ### Exercise 26.1: many small steps are one
#
# *About 10 minutes, level 1 of 3.*
#
# In step t, a picture becomes $x_t = \sqrt{1 - \beta_t}\, x_{t-1} + \sqrt{\beta_t}\, z_t$, where all $z_t$ are independent, from N(0, 1). After the last of the T steps, that is $a\, x_0 + b\, \varepsilon$ with a single ε from N(0, 1). From `betas` (T,), each between 0 and 1, return a and b.


# %%
def mixture_after(betas):
    """Return a and b, a pair of positive numbers."""
    ### BEGIN SOLUTION
    kept = np.prod(1 - betas)
    return np.sqrt(kept), np.sqrt(1 - kept)
    ### END SOLUTION


# %%
check("26.1", mixture_after)

# %% [markdown]
# ## 2. The best guess of the noise
#
# Somebody shows you $x_\varphi$ and φ. What was the noise? By squared error the best guess is a mean (lesson 03), over all ways in which $x_\varphi$ may have come about:
#
# $$\varepsilon^*(x, \varphi) = E\,[\varepsilon \mid x_\varphi = x].$$
#
# The density of $x_\varphi$ is $p_\varphi(x) = \int p(x_0)\, N(x;\, \cos\varphi\, x_0,\, \sin^2\varphi)\, dx_0$. Take the slope of its logarithm, the **score**:
#
# $$\frac{\partial}{\partial x} \log p_\varphi(x) = E\left[-\frac{x - \cos\varphi\, x_0}{\sin^2\varphi} \;\middle|\; x_\varphi = x\right] = -\frac{\varepsilon^*(x, \varphi)}{\sin\varphi},$$
#
# as $x - \cos\varphi\, x_0$ is $\sin\varphi\, \varepsilon$. **So ε\* = −sin φ · score: who can guess noise knows which way the data get denser** ([Vincent 2011](https://doi.org/10.1162/NECO_a_00142)), and a regression teaches it: no game, no sum Z (lesson 08).
#
# ### Exercise 26.2: the noise, exactly
#
# *About 15 minutes, level 3 of 3.*
#
# Data are a mixture of bells with `shares` (k,), `means` (k,) and `widths` (k,), their standard deviations. Mixed at `angle`, between 0 and π/2, each bell has the mean cos φ · m and the variance cos²φ · s² + sin²φ. Return E[ε | x_φ = x], which is −sin φ times the score, for each of the numbers `x` (n,).


# %%
def best_noise(x, angle, shares, means, widths):
    """Return the mean of the noise (n,), given each of the mixed numbers x (n,)."""
    ### BEGIN SOLUTION
    variances = (np.cos(angle) * widths) ** 2 + np.sin(angle) ** 2  # (k,)
    away = x[:, np.newaxis] - np.cos(angle) * means  # (n, k)
    density = shares * np.exp(-(away**2) / (2 * variances)) / np.sqrt(variances)
    score = -np.sum(density * away / variances, axis=1) / density.sum(axis=1)
    return -np.sin(angle) * score
    ### END SOLUTION


# %%
check("26.2", best_noise)

# %% [markdown]
# ### One network, one loss
#
# From $x_\varphi$ and the noise follows the picture, and from both the **velocity** $v = dx_\varphi/d\varphi$. Three names for one answer:
#
# $$v = \cos\varphi\;\varepsilon - \sin\varphi\; x, \qquad x = \cos\varphi\; x_\varphi - \sin\varphi\; v, \qquad \varepsilon = \sin\varphi\; x_\varphi + \cos\varphi\; v.$$
#
# (The pair $x_\varphi, v$ is the pair x, ε turned by φ.) We ask for v ([Salimans and Ho 2022](https://arxiv.org/abs/2202.00512)): near 90°, who has guessed the noise has hardly said anything about the picture. The noise is wrong by cos φ times what v is wrong by, so this is the loss of the noise, with other weights for the angles. All of it:


# %%
def mix(pictures):
    angle = tf.random.uniform((tf.shape(pictures)[0], 1, 1, 1), 0, np.pi / 2)
    noise = tf.random.normal(tf.shape(pictures))
    cos, sin = tf.cos(angle), tf.sin(angle)
    return (cos * pictures + sin * noise, angle), cos * noise - sin * pictures


def learn(network, pictures, steps, batch_size=32, rate=2e-3):
    data = tf.data.Dataset.from_tensor_slices(pictures).shuffle(len(pictures)).repeat()
    data = data.batch(batch_size).map(mix).prefetch(2)
    falling = keras.optimizers.schedules.CosineDecay(rate, steps)
    network.compile(keras.optimizers.Adam(falling, use_ema=True, ema_momentum=0.99), "mse")
    return network.fit(data, steps_per_epoch=steps, shuffle=False, verbose=0)


# %% [markdown]
# (`use_ema` leaves the network with a running average of its weights, as in lesson 13.) For one pixel a small network will do. It is told the angle by sines and cosines of its multiples:


# %%
def tell(angle):
    waves = [wave(k * angle) for k in (1, 2, 4, 8) for wave in (ops.sin, ops.cos)]
    return layers.Dense(64, "silu")(ops.concatenate(waves, axis=-1))


def make_tiny():
    noisy, angle = keras.Input((1, 1, 1)), keras.Input((1, 1, 1))
    x = ops.concatenate([noisy, tell(angle)], axis=-1)
    for _ in range(2):
        x = layers.Dense(128, "silu")(x)
    return keras.Model([noisy, angle], layers.Dense(1)(x), name="tiny")


# %%
keras.utils.set_random_seed(26)
rng = np.random.default_rng(26)
bell = rng.choice(3, 20_000, p=shares)
pixels = means[bell] + widths[bell] * rng.standard_normal(20_000)
pixels = pixels.reshape(-1, 1, 1, 1).astype("float32")
tiny = make_tiny()
history = learn(tiny, pixels, steps=4000, batch_size=256, rate=1e-2)

# %% [markdown]
# Here we know the truth. The mean of x given $x_\varphi$ is the mean of each bell's own, weighted by how likely the bell is; v* follows.
#
# **Predict:** a network that always says 0 has the mean square of v for its loss, .75. How far down can the best network come?


# %%
def exact(inputs, training=None):
    """Return the velocity of a perfect network, in its form: for [x, angle], (n, 1, 1, 1) each."""
    x, angle = np.asarray(inputs[0], "float64"), np.asarray(inputs[1], "float64")
    cos, sin = np.cos(angle)[..., np.newaxis], np.sin(angle)[..., np.newaxis]
    density = bells(x, angle[..., np.newaxis])
    variances = (cos * widths) ** 2 + sin**2
    pixel = means + cos * widths**2 * (x[..., np.newaxis] - cos * means) / variances
    mean = np.sum(density * pixel, axis=-1) / density.sum(axis=-1)
    return (np.cos(angle) * x - mean) / np.sin(angle)


(x, angle), velocity = mix(pixels)
said, best = np.asarray(tiny([x, angle], training=False)), exact([x, angle])
losses = [float(np.mean((np.asarray(velocity) - guess) ** 2)) for guess in (0, said, best)]
print(
    "mean squared error in v: saying 0 {:.3f}, the network {:.3f}, exact {:.3f}".format(
        *losses
    )
)

# %% [markdown]
# Not far: what noise was mixed in can't be known, only its mean. **The floor is not 0**, and the network all but stands on it.
#
# > **Warning: a loss that stops falling.** You will see a curve that soon looks flat, far above 0. Is that its floor? The curve can't say: judge by pictures, and never compare a loss of noise with one of velocity.
#
# The network's guess of the noise beside the exact one, −sin φ · score:

# %%
figure, axes = plt.subplots(1, 3, figsize=(10, 2.6), sharey=True, layout="constrained")
for axis, degrees in zip(axes, (8, 20, 60)):
    phi = np.deg2rad(degrees)
    density = bells(line, phi).sum(axis=-1)
    at = line[density > 0.01].reshape(-1, 1, 1, 1).astype("float32")
    for network, style, label in ((exact, "-", "exact"), (tiny, "--", "network")):
        v = np.asarray(network([at, np.full(at.shape, phi, "float32")], training=False))
        color = plots.REAL if network is exact else plots.FAKE
        guess = np.sin(phi) * at + np.cos(phi) * v
        axis.plot(at.ravel(), guess.ravel(), style, color=color, label=label)
    axis.set(title=f"{degrees}°", xlabel="x")
axes[0].set(ylabel="noise")
axes[0].legend()
figure.suptitle("A regression has learnt the score")
plots.show(
    figure,
    "The guessed noise over x at three angles, exact and by the network, nearly on each other. At 8° it rises three times, "
    "with a fall after the first and the second, a little softer by the network; at 20° it is a soft wave, at 60° nearly a straight line.",
)
off = np.sqrt(np.mean((np.cos(angle) * (said - best)) ** 2))
print(f"root mean square difference of the two guesses of noise: {off:.3f}")

# %%
assert losses[2] < losses[1] < losses[2] + 0.02 < losses[0], (
    "the network should be near the floor"
)
assert off < 0.12, "its noise should be nearly the exact one; train it longer?"

# %% [markdown]
# ## 3. The way back
#
# At a place x and an angle φ many pairs of picture and noise meet, each with its own velocity. Let all of them move with their mean, v*(x, φ): at each place as much goes in and out as before, so the densities $p_\varphi$ stay what they were. This is the *probability flow* of [Song et al. (2021)](https://arxiv.org/abs/2011.13456). So begin with noise at 90°, follow v* back to 0, and you have data.
#
# In small steps: take the picture and the noise that v stands for, and mix them again at the angle φ − δ. By the two formulas above that is
#
# $$x_{\varphi - \delta} = \cos\delta\; x_\varphi - \sin\delta\; v,$$
#
# a turn. It is the step of [DDIM](https://arxiv.org/abs/2010.02502) (Song, Meng and Ermon 2021), and all of the sampler:


# %%
def draw(network, x, steps):
    angles = np.linspace(np.pi / 2, 0, steps + 1, dtype="float32")
    for angle, smaller in pairwise(angles):
        velocity = network([x, np.full((len(x), 1, 1, 1), angle)], training=False)
        x = np.cos(angle - smaller) * x - np.sin(angle - smaller) * np.asarray(velocity)
    return x


# %% [markdown]
# **Predict:** 5,000 noises, the exact velocity. Where does a single step take them? Two? How many until all three bells have their shares?

# %%
noise = rng.standard_normal((5000, 1, 1, 1)).astype("float32")
data, distances = np.sort(pixels[:5000].ravel()), {}
figure, axes = plt.subplots(2, 5, figsize=(11, 3.4), sharex=True, layout="constrained")
for row, (name, network) in zip(axes, {"exact": exact, "network": tiny}.items()):
    for axis, steps in zip(row, (1, 2, 5, 20, 100)):
        drawn = draw(network, noise, steps).ravel()
        distances[name, steps] = np.abs(np.sort(drawn) - data).mean()
        axis.hist(drawn, np.linspace(-1.3, 1.3, 53), color=plots.FAKE)
        axis.set(title=f"{name}, {steps}: {distances[name, steps]:.3f}", yticks=[])
figure.suptitle(
    "Steps, and how far a number has to be carried, on average, to make it data"
)
plots.show(
    figure,
    "Ten histograms, exact velocity above, network below, each with its mean distance to the data. One step: a "
    "single spike; two: a hump; five: a high peak and two low ones that run together; 20 and 100: three narrow peaks. Both rows are alike.",
)

# %% [markdown]
# One step takes all of them to one point, the mean of the data: pure noise tells nothing of the picture, and the best guess is lesson 20's grey. With a hundred, the exact velocity gives the mixture back, shares and all, and the network nearly. (The mean distance of sorted numbers is Wasserstein's, of lesson 15's loss.)

# %%
assert distances["exact", 100] < 0.04 < 0.3 < distances["exact", 2], (
    "small steps bring it back"
)
assert distances["network", 100] < 0.1, "the network should, too"

# %% [markdown]
# ### Exercise 26.3: a step back
#
# *About 15 minutes, level 2 of 3.*
#
# Write DDIM's step for a network that guesses the noise. Given are mixed pictures `x` (n, d), the `noise` (n, d) that the network sees in them at `angle`, and the `smaller` angle to go to. First the picture that goes with it, from x = cos φ · picture + sin φ · noise. As pixels lie between −1 and 1, cut it off there; then take the noise that goes with the *cut* picture. Mix both at the smaller angle. Return that (n, d).


# %%
def step_back(x, noise, angle, smaller):
    """Return the pictures at the smaller angle, (n, d)."""
    ### BEGIN SOLUTION
    picture = np.clip((x - np.sin(angle) * noise) / np.cos(angle), -1, 1)
    noise = (x - np.cos(angle) * picture) / np.sin(angle)
    return np.cos(smaller) * picture + np.sin(smaller) * noise
    ### END SOLUTION


# %%
check("26.3", step_back)

# %% [markdown]
# ### Exercise 26.4: with fresh noise
#
# *About 15 minutes, level 3 of 3.*
#
# Ho et al. roll dice in every step (*ancestral sampling*). Of the noise at the angle s = `smaller`, whose size is sin s, a part is fresh: `fresh` (n, d) from N(0, 1) times
#
# $$\rho = \frac{\sin s}{\sin\varphi}\,\sqrt{1 - \frac{\cos^2\varphi}{\cos^2 s}},$$
#
# and what is left, of size $\sqrt{\sin^2 s - \rho^2}$, is the noise that was guessed. Given x (n, d) at `angle` φ and the network's `velocity` (n, d), return the next x (n, d): cos s times the picture, and both kinds of noise. (Picture: cos φ · x − sin φ · v; noise: sin φ · x + cos φ · v.)


# %%
def step_with_fresh_noise(x, velocity, angle, smaller, fresh):
    """Return the pictures at the smaller angle, (n, d)."""
    ### BEGIN SOLUTION
    picture = np.cos(angle) * x - np.sin(angle) * velocity
    noise = np.sin(angle) * x + np.cos(angle) * velocity
    rho = np.sin(smaller) / np.sin(angle)
    rho *= np.sqrt(1 - np.cos(angle) ** 2 / np.cos(smaller) ** 2)
    kept = np.sqrt(np.sin(smaller) ** 2 - rho**2)
    return np.cos(smaller) * picture + kept * noise + rho * fresh
    ### END SOLUTION


# %%
check("26.4", step_with_fresh_noise)

# %% [markdown]
# ## 4. Digits
#
# `mix`, `learn` and `draw` stay as they are; the network becomes a U-Net as in lesson 20:
#
# ![Above, training: a picture x and noise are mixed at the angle phi to x phi; the U-Net, 28-14-7-14-28, told phi, says v, and the loss is the mean square of its difference from cos phi times noise minus sin phi times x. Below, drawing: noise at 90 degrees goes through the U-Net and a turn by delta, again and again, until at 0 degrees there is a picture.](../images/26_diffusion.png)
#
# Its **residual** blocks (lesson 13) are told the angle. At 7×7 two dense layers see all of it; the last convolutions see the noisy picture once more, since near 0 the velocity is mostly noise.


# %%
def residual(x, told):
    maps = x.shape[-1]
    y = layers.Conv2D(maps, 3, padding="same")(ops.silu(x)) + layers.Dense(maps)(told)
    change = layers.Conv2D(maps, 3, padding="same", kernel_initializer="zeros")
    return x + change(ops.silu(y))


def everywhere(x, told):
    rows = [layers.Flatten()(part) for part in (ops.silu(x), told)]
    y = layers.Dense(128, "silu")(layers.Concatenate()(rows))
    y = layers.Dense(rows[0].shape[1], kernel_initializer="zeros")(y)
    return x + layers.Reshape(x.shape[1:])(y)


# %%
def make_unet(maps=32):
    noisy, angle = keras.Input((28, 28, 1)), keras.Input((1, 1, 1))
    told = tell(angle)
    x = layers.Conv2D(maps, 4, strides=2, padding="same")(noisy)
    wide = residual(x, told)  # 14 x 14
    x = layers.Conv2D(2 * maps, 4, strides=2, padding="same")(ops.silu(wide))
    x = residual(x, told)  # 7 x 7
    x = residual(everywhere(x, told), told)
    x = layers.Conv2DTranspose(maps, 4, strides=2, padding="same")(ops.silu(x))
    x = layers.Conv2D(maps, 1)(layers.Concatenate()([x, wide]))
    x = residual(x, told)
    x = layers.Conv2DTranspose(8, 4, strides=2, padding="same")(ops.silu(x))
    x = layers.Concatenate()([ops.silu(x), noisy])
    x = layers.Conv2D(16, 3, padding="same")(x) + layers.Dense(16)(told)
    last = layers.Conv2D(1, 3, padding="same", kernel_initializer="zeros")
    return keras.Model([noisy, angle], last(ops.silu(x)), name="unet")


# %% [markdown]
# **Live**, for half as many steps as in the record of section 5:

# %%
pictures = from_uint8(load_mnist("train")[0])
keras.utils.set_random_seed(26)
unet = make_unet()
recorded = load_recorded("after_gans")
diffusion = recorded[recorded["family"] == "diffusion"]
history = learn(unet, pictures, steps=int(diffusion["training_steps"][0]) // 2).history
print(f"{unet.count_params():,} weights, loss {history['loss'][-1]:.3f}")

# %% [markdown]
# **Predict:** twelve noises, drawn in 1, 2, 5, 20 and 100 steps. What is in the first row? From where on are there digits, and are they, in a column, always the same?

# %%
noise = np.random.default_rng(26).standard_normal((12, 28, 28, 1)).astype("float32")
rows = {steps: draw(unet, noise, steps) for steps in (1, 2, 5, 20, 100)}
plots.show(
    plots.picture_grid(
        np.clip(np.concatenate(list(rows.values())), -1, 1),
        columns=12,
        title="One noise a column, more steps from row to row",
        row_labels=[str(steps) for steps in rows],
    ),
    "Five rows of twelve pictures. One step: twelve times nearly the same grey blot; two: grainy, pale shapes; five: "
    "bright ones; 20 and 100: nearly the same shapes, crisper; a few can be read, most are strokes.",
)

# %% [markdown]
# The first row is nearly the mean digit, whatever the noise. From five steps on the shapes hardly change. A few can be read, others are strokes that never became a digit.
#
# ## 5. Three families, equal seconds
#
# **Recorded** (`benchmarks/after_gans.py`), two seeds: lesson 13's GAN, one epoch; lesson 07's VAE, its code 16 numbers; and this diffusion model. Their seconds of training lie within a quarter of each other, the GAN's being most. None is the best of its kind: networks and batches differ. (The U-Net got its dense layers after pictures drawn without them had been judged.) 2,000 pictures of each are judged as in lesson 16; a picture's time was measured with 1 and 4 steps; the rest follows.
#
# A deck praises GANs as "faster to sample from": a "*single* forward pass generates a *single* sample".
#
# **Predict:** who is nearest to real digits? Who covers most of them (recall)? How many of a GAN's passes does a diffusion model's picture cost, until it is as good?

# %%
styles = {"GAN": ("o", plots.FAKE), "VAE": ("s", plots.DISCRIMINATOR)}
styles["diffusion"] = ("^", plots.GENERATOR)


def compare(axis, measure):
    """Draw one measure over the time a picture takes: a mark a seed, a line through the means."""
    for family, (marker, color) in styles.items():
        rows = recorded[recorded["family"] == family]
        cost = rows["milliseconds_a_picture"]
        axis.plot(cost, rows[measure], marker, color=color, label=family)
        averages = [rows[measure][cost == one].mean() for one in np.unique(cost)]
        axis.plot(np.unique(cost), averages, color=color)
        for one, mean, passes in zip(np.unique(cost), averages, np.unique(rows["passes"])):
            if family == "diffusion":
                axis.annotate(
                    f"{passes:.0f}", (one, mean), (4, 4), textcoords="offset points"
                )
    real = recorded[recorded["family"] == "real"][measure][0]
    axis.axhline(real, color=plots.REAL, linestyle=":", label="real")
    axis.set(xscale="log", xlabel="milliseconds a picture", title=measure)
    axis.margins(0.1)


# %% tags=["ending"]
figure, axes = plt.subplots(1, 3, figsize=(12, 3.8), layout="constrained")
for axis, measure in zip(axes, ("distance", "precision", "recall")):
    compare(axis, measure)
axes[0].set(yscale="log")
axes[2].legend(loc="lower left")
figure.suptitle(
    "One pass, or many: what a picture costs, and what it is worth, at about equal training"
)
plots.show(
    figure,
    "Three graphs over the milliseconds a picture takes, on a logarithmic scale. The VAE's mark is farthest to the left, the GAN's next; the "
    "diffusion model's line goes from one step, right of the GAN, to a hundred, two powers of ten farther right. Distance: the line falls steeply up "
    "to ten steps and stays far above the GAN; the VAE is high. Precision: the line falls from 1; the VAE is near real pictures, the GAN lowest. Recall: the line rises "
    "from 0, and stays below the GAN; the VAE is a little below the line's end.",
)

# %% [markdown]
# Numbers at triangles are steps. Again, a number a seed:

# %%
print("family     trained, s  passes  ms a picture  distance     precision  recall")
for family in ("real", *styles):
    rows = recorded[recorded["family"] == family]
    for passes in np.unique(rows["passes"]):
        some = rows[rows["passes"] == passes] if family != "real" else rows
        marks = [" ".join(f"{x:.2f}" for x in some[m]) for m in ("precision", "recall")]
        distance = " ".join(f"{x:.0f}" for x in some["distance"])
        cost, trained = some["milliseconds_a_picture"][0], some["seconds"].mean()
        print(
            f"{family:10} {trained:10.0f} {passes:7.0f} {cost:13.2f}  {distance:12}", *marks
        )

# %% [markdown]
# - **The GAN** is by far the nearest to real digits and covers most of them, in one pass. Its precision is the lowest.
# - **The VAE** has by far the cheapest pass, about the precision of real pictures (blur passes for precise: lesson 16), and less recall than the GAN.
# - **The diffusion model** draws one grey blot in one step (precision 1, recall 0: collapse), and comes nearer with more, by less and less, at the price of precision. The GAN stays nearer and covers more; a hundred steps bring about the VAE's distance and recall.
#
# So the deck's single pass is a merit. This says nothing of longer training: large diffusion models, trained for days, passed the GANs of their time on photographs ([Dhariwal and Nichol 2021](https://arxiv.org/abs/2105.05233)).

# %%
of = {family: recorded[recorded["family"] == family] for family in styles}
behind = of["diffusion"]["distance"].min() / of["GAN"]["distance"].max()
assert behind > 2, "recorded: the GAN is nearer, however many steps there are"
assert of["VAE"]["recall"].max() < of["GAN"]["recall"].min(), (
    "recorded: the VAE covers less"
)
one, ten = (of["diffusion"][of["diffusion"]["passes"] == n]["distance"] for n in (1, 10))
assert ten.max() < one.min() / 2, "recorded: ten steps come far nearer than one"

# %% [markdown]
# A pass on your machine, **live**, in passes of the GAN's generator (trained or not):

# %%
generator, decoder, z = make_generator(), make_decoder(16), np.zeros((100, 64), "float32")
noise = np.zeros((100, 28, 28, 1), "float32")
ways = {
    "GAN": lambda: generator(z, training=False),
    "VAE": lambda: decoder(z[:, :16], training=False),
    "diffusion, 1 step": lambda: draw(unet, noise, 1),
    "diffusion, 10 steps": lambda: draw(unet, noise, 10),
}
seconds = {}
for name, way in ways.items():
    times = []
    for _ in range(4):
        started = time.perf_counter()
        np.asarray(way())
        times.append(time.perf_counter() - started)
    seconds[name] = min(times)
    print(f"{name:20} {seconds[name] / seconds['GAN']:6.2f} of the GAN's")

# %%
assert seconds["diffusion, 10 steps"] > 3 * seconds["diffusion, 1 step"], (
    "ten passes, not one"
)

# %% [markdown]
# ## 6. The game lives on
#
# Can a diffusion model draw in one step? It can be *distilled*: a second network learns to jump where the first one walks. A **consistency model** ([Song et al. 2023](https://arxiv.org/abs/2303.01469)) learns to say the same picture from every place of one way back. Others ask a discriminator whether the jump looks real: *adversarial diffusion distillation* ([Sauer et al. 2023](https://arxiv.org/abs/2311.17042)) draws in one to four steps by a GAN's loss beside the teacher's, and *denoising diffusion GANs* ([Xiao et al. 2022](https://arxiv.org/abs/2112.07804)) take a few large steps, each by a conditional GAN (lesson 17). And the autoencoder in whose code *latent diffusion* works ([Rombach et al. 2022](https://arxiv.org/abs/2112.10752)) was trained against a discriminator of patches (lesson 20).
#
# **When a GAN is still the right tool**
#
# | you need | take |
# | --- | --- |
# | a picture at once: in a game, on a phone | a GAN, or a model distilled with one |
# | answers that look real, where an average won't do | a GAN's loss beside your own (20) |
# | good pictures after a minute of training | a GAN, here (section 5) |
# | every kind of example, with its share, and days to train; no game | diffusion |
# | a short code for each picture, or a bound on its likelihood | an autoencoder (07) |
#
# ## 7. What became of the predictions
#
# | it was said | lesson | it came out |
# | --- | --- | --- |
# | "sharper images" | 16 | held: about as sharp as real ones, unlike VAE, RBM and DBN |
# | one pass is faster | 16, 26 | held against models that draw in steps; a VAE's pass is cheaper still |
# | the likelier, the better (a table of 2014) | 12, 16 | did not: averages of pictures came first |
# | the list of tricks | 15 | each for its illness; where none was, hardly any helped, some did harm |
# | labels avoid mode collapse | 17 | in part: no label is lost, but what is in it may be |
# | a GAN helps where labels are few | 18 | held, up to 100; moving the pictures helped more, and left it little to do |
# | fakes keep patients private | 23 | not by themselves: that takes noise in the procedure |
#
# And yours? Where you predicted wrongly and can say why, you have learnt most.
#
# ## 8. Where to read on
#
# 1. Goodfellow et al. (2014), [*Generative adversarial nets*](https://arxiv.org/abs/1406.2661): Algorithm 1, and the proofs of lesson 11.
# 2. Goodfellow (2016), [*NIPS 2016 tutorial: Generative adversarial networks*](https://arxiv.org/abs/1701.00160): a course, with exercises and solutions.
# 3. Mescheder, Geiger and Nowozin (2018), [*Which training methods for GANs do actually converge?*](https://arxiv.org/abs/1801.04406): lesson 10 for networks; R1.
# 4. Lucic et al. (2018), [*Are GANs created equal?*](https://arxiv.org/abs/1711.10337): most of seven GANs came out alike, given enough search.
# 5. Karras et al. (2020), [*Analyzing and improving the image quality of StyleGAN*](https://arxiv.org/abs/1912.04958): the faces of lesson 16, and how an artefact is traced to its cause.
# 6. Huang et al. (2024), [*The GAN is dead; long live the GAN!*](https://arxiv.org/abs/2501.05441): two penalties, no tricks.
# 7. Sohl-Dickstein et al. (2015), [*Deep unsupervised learning using nonequilibrium thermodynamics*](https://arxiv.org/abs/1503.03585): where diffusion comes from.
# 8. Ho, Jain and Abbeel (2020), [*Denoising diffusion probabilistic models*](https://arxiv.org/abs/2006.11239): the simple loss that made it work.
# 9. Song et al. (2021), [*Score-based generative modeling through stochastic differential equations*](https://arxiv.org/abs/2011.13456): scores and the probability flow in one picture.
# 10. Karras et al. (2022), [*Elucidating the design space of diffusion-based generative models*](https://arxiv.org/abs/2206.00364): which choices matter, one by one.
# 11. Lipman et al. (2023), [*Flow matching for generative modeling*](https://arxiv.org/abs/2210.02747): section 3 with straight ways in place of turns.
# 12. Prince (2023), [*Understanding deep learning*](https://udlbook.github.io/udlbook/): a free textbook with chapters on GANs, VAEs, flows and diffusion.

# %% [markdown] tags=["assignment"]
# ### Question 26.A: what a perfect network draws
#
# *About 15 minutes, level 3 of 3.*
#
# The data are n `pictures` (n, d), each equally likely, and nothing else. One of them was mixed with noise of N(0, 1) in each pixel, to `x` (d,) = cos φ · picture + sin φ · noise, at `angle` φ between 0 and π/2. Return the mean of the picture, given x: (d,). By Bayes' rule, picture i has a probability in proportion to exp(−|x − cos φ · picture i|² / (2 sin² φ)). The exponents may be hundreds below 0.


# %% tags=["assignment"]
def perfect_guess(x, angle, pictures):
    """Return the mean (d,) of the pictures (n, d), given the mixed picture x (d,)."""
    ### BEGIN SOLUTION
    squares = np.sum((x - np.cos(angle) * pictures) ** 2, axis=1)
    exponents = -squares / (2 * np.sin(angle) ** 2)
    weights = np.exp(exponents - exponents.max())
    return weights @ pictures / weights.sum()
    ### END SOLUTION


# %% tags=["assignment"]
check("26.A", perfect_guess)

# %% [markdown] tags=["assignment"]
# ### Question 26.B: which tool? (4 points)
#
# *About 15 minutes, level 2 of 3.*
#
# For each task say whether you would begin with a GAN, a variational autoencoder, a diffusion model, or none of them, and give the reason that decides; then name one number that you would measure, and one way in which that number could mislead you.
#
# 1. A drawing program on a phone fills in, while the finger moves, how a sketched shoe might look.
# 2. A laboratory wants ten thousand pictures of cells, of all kinds and in their right shares, and may wait for a night.
# 3. A telescope's archive should be searched for pictures unlike all others.
# 4. A hospital wants to give away a table of 300 patients without giving away the patients.

# %% [markdown] tags=["assignment", "manual"]
# ### BEGIN SOLUTION
# A point each. 1: a GAN with the sketch as its order (pix2pix), since an answer is due at once and many are right; measure the distance of its shoes to real ones beside L1 to the true one (either alone is easily had). 2: diffusion, trained for long: coverage counts and time does not (after a minute the lesson's GAN covered more: a GAN with its recall measured earns the point, too); recall, or the shares of the kinds, with n and the value of real
# pictures (recall rises with half noise, and depends on n). 3: an autoencoder, by its misfit or its bound, or plain nearest neighbours: nothing has to be drawn; the share of known odd ones among the first hundred (few are known, and all of one sort). 4: none at first: columns' shares and correlations, or a Gaussian copula,
# and privacy only by a procedure that adds noise; the AUC of an attack (that one attack fails proves nothing).
# ### END SOLUTION

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("26")

# %% [markdown]
# ## What to take along
#
# - Guess the noise by regression, and you have the score; follow it back in small steps, and you have a sampler. There is no opponent, and the loss has a floor that is not 0.
# - A diffusion model pays when it draws: pass after pass. A GAN pays in one, and with a game that has to be kept in balance.
# - Compare families at equal seconds, on several measures, beside real pictures; longer training may have another answer.
#
# This was the last lesson. Whatever next is said to replace the GAN, you know what to ask it for: its samples, its distance with its n, its recall, its seconds, its seeds.
