# %% [markdown]
# # 12 · The first GAN: Algorithm 1, line by line
#
# The paper that began it all puts its training into one small box; here it becomes two short functions and a loop.
#
# **After this lesson you can**
# - turn each line of Algorithm 1 into code, k and momentum included;
# - say why a GAN goes round, and what a gradient penalty does about it;
# - tell a healthy training from its curves, and say what they keep to themselves.
#
# 25 minutes to read, about 2 minutes to run on two slow CPU cores. On the way, a cloud of noise finds eight clusters that nobody points out to it:
#
# ![](ending)

# %%
import inspect

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course import plots
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import GAN, shuffled_batches

# %% [markdown]
# ## 1. Algorithm 1
#
# You know what forger and detective want (lesson 11). This is how [Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661) let them learn; the numbers at the left are ours.
#
# > **for** number of training iterations **do**<br>
# > &nbsp;&nbsp; **for** k steps **do**<br>
# > (1) &nbsp;&nbsp;&nbsp; Sample a minibatch of m noise samples z from the noise prior.<br>
# > (2) &nbsp;&nbsp;&nbsp; Sample a minibatch of m examples x from the data.<br>
# > (3) &nbsp;&nbsp;&nbsp; Update the discriminator by *ascending* its stochastic gradient
# > $\nabla_{\theta_d} \frac1m \sum_i \left[\log D(x^{(i)}) + \log(1 - D(G(z^{(i)})))\right]$.<br>
# > &nbsp;&nbsp; **end for**<br>
# > (4) &nbsp; Sample a minibatch of m noise samples z from the noise prior.<br>
# > (5) &nbsp; Update the generator by *descending* its stochastic gradient
# > $\nabla_{\theta_g} \frac1m \sum_i \log(1 - D(G(z^{(i)})))$.<br>
# > **end for**<br>
# > (6) Any standard gradient-based learning rule will do. We used momentum.
#
# (Paper and decks write p_g(z) for the noise prior; p_z(z) is meant.)
#
# Something small to learn: points on a sine wave.


# %%
def network(inputs, outputs, activation=None):
    model = keras.Sequential([keras.Input((inputs,))])
    model.add(layers.Dense(64, "relu"))
    model.add(layers.Dense(64, "relu"))
    model.add(layers.Dense(outputs, activation))
    return model


t = np.random.default_rng(12).uniform(-0.9, 0.9, 640)
data = np.stack([t, 0.7 * np.sin(np.pi * t / 0.9)], axis=1).astype("float32")

# %%
keras.utils.set_random_seed(34)
generator, discriminator = network(2, 2, "tanh"), network(2, 1)
g_optimizer = keras.optimizers.SGD(0.03, momentum=0.5)  # line 6, once for each network
d_optimizer = keras.optimizers.SGD(0.03, momentum=0.5)
k, m = 2, 64  # the paper's k is 1, "the least expensive option"
draw = keras.random.SeedGenerator(34)

# %% [markdown]
# The discriminator returns a logit, D = sigmoid(logit), so log D is `ops.log_sigmoid(logit)`, and log(1 − D) is `ops.log_sigmoid(-logit)`: finite where
# log(sigmoid(...)) would be log 0. Optimisers descend; to *ascend* V is to descend −V.
#
# **Predict:** both steps compute D(G(z)). What keeps the discriminator's from improving the forger, and the generator's from spoiling the detective?


# %%
@tf.function
def discriminator_step(x):
    z = keras.random.normal((m, 2), seed=draw)  # line 1
    with tf.GradientTape() as tape:
        log_d = ops.log_sigmoid(discriminator(x))
        log_not_d = ops.log_sigmoid(-discriminator(generator(z)))
        loss = -(ops.mean(log_d) + ops.mean(log_not_d))  # line 3, with its sign changed
    weights = discriminator.trainable_variables
    d_optimizer.apply(tape.gradient(loss, weights), weights)  # lines 3 and 6


@tf.function
def generator_step():
    z = keras.random.normal((m, 2), seed=draw)  # line 4
    with tf.GradientTape() as tape:
        log_not_d = ops.log_sigmoid(-discriminator(generator(z)))
        loss = ops.mean(log_not_d)  # line 5
    weights = generator.trainable_variables
    g_optimizer.apply(tape.gradient(loss, weights), weights)  # lines 5 and 6


# %% [markdown]
# The word `weights` does it: each step moves *one* network's weights, along their own gradient. All six lines in one picture:
#
# ![Noise z, lines 1 and 4, goes through the generator G and becomes fakes. Fakes, and examples x, line 2, go through the discriminator D, which returns a logit for each. D ascends mean log D(x) + mean log(1 - D(G(z))); its gradient, line 3, stops at D, and line 6 moves D only, k times a round. G descends mean log(1 - D(G(z))); its gradient, line 5, passes through D, and line 6 moves G only, once a round.](../images/12_game.png)
#
# In the loop, `shuffled_batches` of the helper package deals out the data, in a new order each epoch.


# %%
def all_weights(*models):
    return np.concatenate([w.numpy().ravel() for model in models for w in model.weights])


z_fixed = np.random.default_rng(0).standard_normal((1000, 2), "float32")
before = generator(z_fixed).numpy()
for step, rows in enumerate(shuffled_batches(data, k * m, 0, epochs=400, seed=34), start=1):
    for x in tf.split(rows, k):  # line 2: fresh examples for each of the k steps
        discriminator_step(x)
    generator_step()
    if step == 5:
        after_5 = all_weights(generator, discriminator)
after = generator(z_fixed).numpy()

# %%
figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True, layout="constrained")
for axis, fakes, title in zip(axes, (before, after), ("Before", f"After {step:,} rounds")):
    axis.plot(*data.T, ".", color=plots.REAL, markersize=3, label="real")
    axis.plot(*fakes.T, ".", color=plots.FAKE, markersize=3, label="fake")
    axis.set(title=title, xlabel="first coordinate", xlim=(-1, 1), ylim=(-1, 1))
axes[0].set(ylabel="second coordinate")
axes[0].legend(markerscale=4)
figure.suptitle("Noise becomes a wave")
plots.show(
    figure,
    "Two maps of points. The real ones lie on one period of a sine wave. Before training the "
    "fakes are a small cloud left of the middle; after it they lie along the whole wave, a few "
    "beyond its ends.",
)
distances = np.linalg.norm(data[:, None] - after, axis=2)  # (real, fake)
covered = (distances.min(axis=1) < 0.1).mean()
faithful = (distances.min(axis=0) < 0.1).mean()
print(f"real points with a fake near: {covered:.0%}; fakes with a real one: {faithful:.0%}")

# %% [markdown]
# No rule for waves: two losses, and each network's own gradient. More than 90 % of the wave has fakes on it, and more than 80 % of the fakes lie on the wave.
#
# > **Warning: the push of the past.** Momentum keeps pushing where it was right to go a moment ago, while the opponent has moved on. With 0.9
# > in place of 0.5, three trials out of three ended at D(x) = 1.00 and D(G(z)) = 0.00, without a fake near the wave; with the rate cut to a fifth, so that steps stay as long,
# > three more covered three quarters of it at most. If yours does that, lower momentum and rate. (Adam's own momentum is β₁: GANs like it at 0.5 or 0.)
#
# ### The same as `GAN.fit`
#
# `GAN` of the helper package has the same two steps, inside a `keras.Model`, so that `fit` runs the loop. If so, the same seeds (weights, noise, order of the data) must give the same
# weights, but for rounding. We compare after five rounds: rounding differs from processor to processor, and a game makes much of little.

# %%
assert covered > 0.9 and faithful > 0.8, "No wave? Is a rate or k changed?"

keras.utils.set_random_seed(34)
gan = GAN(network(2, 2, "tanh"), network(2, 1), k=k, averaging=0.0, seed=34)
gan.compile(
    generator_optimizer=keras.optimizers.SGD(0.03, momentum=0.5),
    discriminator_optimizer=keras.optimizers.SGD(0.03, momentum=0.5),
    loss="minimax",
)
gan.fit(data, batch_size=m, epochs=1)  # 640 points make five rounds of k * m
difference = np.abs(all_weights(gan.generator, gan.discriminator) - after_5).max()
print(f"largest difference among {after_5.size:,} weights: {difference:.1e}")
assert difference < 1e-5, "GAN.fit did something else; is a setting changed?"

# %% [markdown]
# That is rounding. Tried: another loss, another k, other noise or another order of the data moves some weight by more than 1e-4. (`averaging=0.0`: samples come from the generator itself; lesson 13
# explains the average.)

# %% [markdown]
# ### Exercise 12.1: the two losses
#
# *About 10 minutes, level 2 of 3.*
#
# Algorithm 1 updates the discriminator by ascending mean log D(x) + mean log(1 − D(G(z))), and the generator by descending mean log(1 − D(G(z))). Write both as losses to *minimise*, in
# NumPy, from the logits of some real examples and some fakes. Logits of ±1000 must not overflow.


# %%
def two_losses(real_logits, fake_logits):
    """Return the discriminator's loss and the generator's, as a pair."""
    ### BEGIN SOLUTION
    log_d_real = -np.logaddexp(0, -real_logits)
    log_one_minus_d_fake = -np.logaddexp(0, fake_logits)
    value = log_d_real.mean() + log_one_minus_d_fake.mean()
    return -value, log_one_minus_d_fake.mean()
    ### END SOLUTION


# %%
check("12.1", two_losses)

# %% [markdown]
# ### Exercise 12.2: momentum, uphill
#
# *About 5 minutes, level 1 of 3.*
#
# Momentum keeps a velocity: the new one is the old one times `momentum`, plus the rate times the direction to go; then the weights move by the new velocity. Write it for the
# discriminator, which *ascends* V, from the gradient of V itself.


# %%
def ascend(weights, velocity, gradient_of_v, rate, momentum):
    """Return the new weights and the new velocity (arrays of the same shape), as a pair."""
    ### BEGIN SOLUTION
    velocity = momentum * velocity + rate * gradient_of_v
    return weights + velocity, velocity
    ### END SOLUTION


# %%
check("12.2", ascend)

# %% [markdown]
# ### Exercise 12.3: the bill
#
# *About 5 minutes, level 1 of 3.*
#
# In each iteration of Algorithm 1, the discriminator takes k steps, each on a fresh minibatch of m examples and a fresh minibatch of m noise vectors; then the generator takes one, on a
# fresh minibatch of m noise vectors. How many examples and how many noise vectors are drawn in all?


# %%
def drawn(iterations, k, m):
    """Return the number of real examples and the number of noise vectors, as a pair."""
    ### BEGIN SOLUTION
    return iterations * k * m, iterations * (k + 1) * m
    ### END SOLUTION


# %%
check("12.3", drawn)

# %% [markdown]
# ## 2. The smallest GAN
#
# One parameter a player: all real data lie at 0, the generator puts its own at y, and the discriminator is D(s) = sigmoid(x s). This is
# the Dirac-GAN ([Mescheder et al. 2018](https://arxiv.org/abs/1801.04406)). With σ = sigmoid(xy), V has the slopes −σy in x and −σx in y. D ascends, G descends.
#
# **Predict:** the fakes should end at y = 0, on the data. The two start at x = 0, y = 1, and take turns. Do they get there (γ = 0)? And if x, besides, is pulled back towards 0 a little each
# time (γ = 0.25)?


# %%
def play(gamma, a=0.1, rounds=600):
    """Return the states (rounds + 1, 2) of x and y."""
    x, y = 0.0, 1.0
    path = [(x, y)]
    for _ in range(rounds):
        x = x + a * (-y / (1 + np.exp(-x * y)) - gamma * x)  # D ascends
        y = y + a * x / (1 + np.exp(-x * y))  # G descends
        path.append((x, y))
    return np.array(path)


# %%
X, Y = np.meshgrid(np.linspace(-1.5, 1.5, 11), np.linspace(-1.5, 1.5, 11))
sigma = 1 / (1 + np.exp(-X * Y))
distance = {}
figure, axes = plt.subplots(1, 2, figsize=(7.6, 3.8), sharey=True, layout="constrained")
for axis, gamma in zip(axes, (0, 0.25)):
    path = play(gamma)
    distance[gamma] = np.linalg.norm(path, axis=1)
    axis.quiver(X, Y, -sigma * Y - gamma * X, sigma * X, color="grey")
    axis.plot(*path.T, color="black", linewidth=1.5)
    axis.plot(*path[0], "ko")
    axis.plot(0, 0, "k*", markersize=13)
    axis.set(title=f"γ = {gamma}", xlabel="x, the discriminator's weight", aspect="equal")
axes[0].set(ylabel="y, where the fakes are")
plots.show(
    figure,
    "Two fields of arrows over the discriminator's weight x and the generator's y, with a star "
    "at the origin. Left, the arrows turn round the star and a path follows them in a circle, "
    "again and again. Right, the arrows bend inwards and the path winds into the star.",
)
print(f"distances from the star: {distance[0][-1]:.3f} and {distance[0.25][-1]:.1e}")

# %% [markdown]
# They circle, as lesson 10 foretold: the detective points away from where the fakes are *now*, the forger runs that way, past the data, and the detective turns round.
# Along the arrows x² + y² does not change: its speed is 2(x·(−σy) + y·σx) = 0.
#
# At y = 0 nothing is left to tell apart, but D keeps its slope x and pushes the forger on. So make D pay for its slope *on real data*, by adding to its loss
#
# $$R_1 = \frac{\gamma}{2}\; \mathbb{E}_{s \sim p_{data}}\left[\,\lVert \nabla_{\!s} \,\text{logit}(s) \rVert^2\right],$$
#
# the *zero-centred gradient penalty*. Here the logit is x·s, its slope in s is x, and R₁ = γx²/2: the curvature of lesson 10, section 8. It adds −γx to D's direction, and they come home.

# %%
assert max(abs(distance[0] - 1)) < 0.1, "Without γ: a circle. Is a changed?"
assert distance[0.25][-1] < 0.01, "With γ it should end at the star. Is a or γ changed?"

# %% [markdown]
# ## 3. A ring of eight Gaussians
#
# Now data whose modes can be counted: eight small Gaussians on a ring. The learning rule is Adam from here on, as line 6 allows, and the loss is the non-saturating one, as the paper advises
# (lesson 11). The networks, and a judge of points, are in the helper package:

# %%
from gan_course.ring import draw_ring, judge_ring, make_ring_gan

print(inspect.getsource(make_ring_gan))
print(inspect.getsource(judge_ring))

# %% [markdown]
# Eight times in 3,000 rounds, a Keras callback keeps what D says of every place, and 400 fakes.
#
# **Predict:** G never sees a real point. Will it find eight clusters? All at once, or one after the other?

# %%
side = np.linspace(-1, 1, 41, dtype="float32")
places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
z_ring = np.random.default_rng(1).standard_normal((400, 2), "float32")
film = {}


def look(epoch, logs):
    if epoch + 1 in (1, 2, 3, 5, 8, 12, 20, 30):
        d = ops.sigmoid(ring.discriminator(places)).numpy().reshape(41, 41)
        film[100 * (epoch + 1)] = d, ring.generator(z_ring).numpy()


ring = make_ring_gan(k=1, loss="non-saturating", rule="Adam", rate=1e-3, seed=0)
watch = keras.callbacks.LambdaCallback(on_epoch_end=look)
history = ring.fit(draw_ring(12_800, seed=0), batch_size=128, epochs=30, callbacks=[watch])

# %% tags=["ending"]
figure, axes = plt.subplots(2, 4, figsize=(8.8, 4.3), layout="constrained")
for axis, (when, (d, fakes)) in zip(axes.flat, film.items()):
    map_of_d = axis.contourf(side, side, d, np.arange(11) / 10, cmap="Greys_r", vmin=-0.6)
    axis.plot(*draw_ring(400, seed=1).T, ".", color=plots.REAL, markersize=2)
    axis.plot(*fakes.T, ".", color=plots.FAKE, markersize=2)
    axis.set(title=f"round {when:,}", aspect="equal", xticks=[], yticks=[])
    axis.set(xlim=(-1, 1), ylim=(-1, 1))
figure.colorbar(map_of_d, ax=axes, label="D: 1 says real")
figure.suptitle("Real points (blue), fakes (orange), and what D says of every place")
plots.show(
    figure,
    "Eight maps, from round 100 to round 3,000, of what D says of every place, with real points in "
    "eight clusters on a ring. At first the fakes are a slanting band and D hardly tells one place "
    "from another. Then they scatter over the whole map, gather on the ring, and in the end fill "
    "all eight clusters, where D has light spots; a thin trail is left between some of them.",
)
modes, share = judge_ring(ring.sample(2000))
print(f"modes found: {modes} of 8; share of samples near a mode: {share:.1%}")

# %% [markdown]
# All at once, and by detours: the fakes scatter, gather on the ring, and settle in at least seven of the eight clusters, with more than 60 % of them near one. (Of real points, 99 %
# are.) G never saw these places: D's slope led it there.
#
# ### What k, the loss and the learning rate change
#
# `benchmarks/ring.py` made 48 runs: six seeds for each of eight settings. Rows two to seven change *one* thing against the first, the last one two (rule and rate). Each run made
# 6,000 updates, of both networks together, so a larger k leaves G fewer of them. Those are **recorded**; the star, your run, is **live**.
#
# **Predict:** the paper took k = 1 because it was cheapest. Does it cost anything?

# %%
from gan_course.recorded import load_recorded

table = load_recorded("ring")
shares = table["share"].reshape(8, 6)  # a row for each setting, a column for each seed
found = table["modes"].reshape(8, 6)
names = ["k = 1, non-saturating,\nAdam 0.001", "k = 2", "k = 5", "minimax (saturating)"]
names += ["hinge", "Adam 0.0001", "Adam 0.01", "momentum 0.5, rate 0.1"]

# %%
figure, axis = plt.subplots(figsize=(7.5, 4), layout="constrained")
for row in range(8):
    axis.plot(shares[row], np.full(6, row), "o", color="black", alpha=0.5)
    axis.text(1.03, row, ", ".join(map(str, sorted(found[row]))), va="center")
axis.plot(share, 0, "*", color="#CC79A7", markersize=15, label="your run")
axis.set_yticks(range(8), names)
axis.set(title="Eight settings, six seeds each", xlabel="share of samples near a mode")
axis.text(1.03, -0.8, "modes found, in order")
axis.set(xlim=(0, 1), ylim=(7.5, -0.5))
axis.legend(loc="upper left")
plots.show(
    figure,
    "A row of six dots, one a seed, for each of eight settings, over the share of samples near a "
    "mode. The first five rows, k and the loss, lie between 0.8 and 0.93, your star among them. "
    "A rate of 0.0001 lies far to the left; 0.01 is spread widely; momentum lies at or near 0, "
    "but for one run near 1 that found a single mode.",
)
low, high = shares[0].min(), shares[0].max()
where = "within" if low <= share <= high else "outside: six seeds don't show all"
print(f"recorded: {low:.3f} to {high:.3f}; yours: {share:.3f}, {where}")

# %% [markdown]
# - **k and the loss:** the medians of the first five rows lie within 0.1. k = 1 costs nothing here: with k = 5 more seeds miss a mode, but G has had a third of the updates.
# - **Learning rate:** of what was changed alone, it matters most. At a tenth, little has arrived after 6,000 updates; at ten times, most shares are high, and two of six seeds miss modes.
# - **Momentum** at three times the wave's rate: all six runs broke down, four without one sample near a mode. One has a share over 0.9, **on a single mode.** Share alone would praise it, as the count alone would
#   praise a cloud.
#
# What carries over is the method: several seeds, equal budgets, and the spread before the verdict.

# %%
assert modes >= 7 and share > 0.6, "The ring was not found; try another seed."
middle = np.median(shares, axis=1)
assert np.ptp(middle[:5]) < 0.1, "recorded: k and the loss change the median little"
assert sum(found[2] < 8) > sum(found[0] < 8), "recorded: k = 5 misses more modes than k = 1"
assert middle[5] < 0.3 and sum(found[6] < 8) == 2, "recorded: a rate too low, one too high"
assert max(found[7]) == 1 and sum(shares[7] == 0) == 4, "recorded: momentum breaks down"
assert max(shares[7]) > 0.9, "recorded: one run has a high share on one mode"

# %% [markdown]
# ### Exercise 12.4: count the modes
#
# *About 10 minutes, level 2 of 3.*
#
# A mode is found if at least the share `at_least` of *all* points lies within `radius` of its centre.


# %%
def modes_found(points, centres, radius, at_least):
    """Return how many of the centres (k, 2) are found by the points (n, 2)."""
    ### BEGIN SOLUTION
    distances = np.linalg.norm(points[:, None] - centres, axis=2)  # (n, k)
    shares = (distances <= radius).mean(axis=0)
    return np.sum(shares >= at_least)
    ### END SOLUTION


# %%
check("12.4", modes_found)

# %% [markdown]
# ## 4. The first digits
#
# The paper showed samples of digits, of faces (the Toronto Face Database, TFD) and of the small photographs of CIFAR-10. We take the digits, and fully connected networks, as the paper did
# for them. Batch normalisation (each unit is brought to mean 0 and variance 1 over the batch, then scaled and shifted by learnt numbers) came a year later, and, like leaky ReLU (lesson 02),
# into GANs with the DCGAN of lesson 13.


# %%
def make_generator():
    model = keras.Sequential([keras.Input((100,))])
    for units in (256, 512):
        model.add(layers.Dense(units, use_bias=False))
        model.add(layers.BatchNormalization(momentum=0.9))
        model.add(layers.ReLU())
    model.add(layers.Dense(28 * 28, "tanh"))
    model.add(layers.Reshape((28, 28, 1)))
    return model


def make_discriminator():
    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten()])
    for units in (256, 128):
        model.add(layers.Dense(units))
        model.add(layers.LeakyReLU(negative_slope=0.2))
    model.add(layers.Dense(1))
    return model


# %% [markdown]
# **Predict:** to dense layers, neighbouring pixels are no nearer than others: were all pixels shuffled, in one way for all pictures, the game would be the same. Will the digits be
# readable? What will give them away?

# %%
keras.utils.set_random_seed(12)
digits = GAN(make_generator(), make_discriminator(), averaging=0.999, seed=12)
digits.compile(
    generator_optimizer=keras.optimizers.Adam(1e-3, beta_1=0.0, beta_2=0.99),
    discriminator_optimizer=keras.optimizers.Adam(1e-3, beta_1=0.0, beta_2=0.99),
    loss="non-saturating",
)
pictures = from_uint8(load_mnist("train")[0])
history = digits.fit(pictures[:50_000], batch_size=100, epochs=5).history

# %%
samples = digits.sample(10_000)
plots.show(
    plots.picture_grid(samples[:80], columns=20, title="Digits from dense layers alone"),
    "Four rows of twenty digits drawn by the generator. Most can be read; specks of single light "
    "and dark pixels lie on and around the strokes.",
)

# %% [markdown]
# Most can be read. The specks give them away: each pixel has weights of its own.
#
# `sample` asks the generator alone: once G is trained, D is not needed any more. What makes the digits differ is the noise: the same z gives the same picture. Are all ten there? A small
# classifier of the helper package counts:

# %%
from gan_course.quality import class_shares

by_digit = class_shares(samples)
print("share of each digit:", *(f"{d}: {s:.0%}" for d, s in enumerate(by_digit)), sep="  ")
assert min(by_digit) > 0.02 and max(by_digit) < 0.3, "A digit prevails, or is missing."

# %% [markdown]
# All ten are, each with 2 % to 30 % of the samples.
#
# ## 5. What healthy looks like
#
# **Predict:** both networks got better. Where did their losses go, and D(x) and D(G(z))?

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
plots.draw_scores(left, history)
plots.draw_losses(right, history)
left.set(title="What D says", xticks=range(1, 6))
right.set(title="What both lose", xticks=range(1, 6), ylim=(0, None))
plots.show(
    figure,
    "Two graphs over five epochs. Left, the mean of D on real pictures stays a little above one "
    "half, and from the second epoch on that on fakes a little below. Right, both losses stay "
    "almost level, the discriminator's at its dotted line, 2 log 2, and then below it, the "
    "generator's above its own, log 2.",
)
gap = np.mean(history["real_score"][-2:]) - np.mean(history["fake_score"][-2:])
print(f"D(x) - D(G(z)) over the last two epochs: {gap:.2f}")

# %% [markdown]
# Nowhere: that is health. The dotted lines are what both lose when D answers ½ to everything. A healthy D does a little better. What else you may see:
#
# | D(x), D(G(z)) | losses | what it means |
# | --- | --- | --- |
# | somewhat above ½, somewhat below | D below 2 log 2, G above log 2, both level | healthy; how good, the curves cannot tell: **look at the samples** |
# | near 1, near 0, for good | D near 0, G large and growing | D is *ahead*, and G can't follow |
# | both ½ | on the dotted lines | D is *guessing*: it has learnt nothing, or G is nearly perfect, as on the wave |
# | below ½, above ½ | both near 0, or D's below it | *reversed*: the labels are exchanged, or a sign is wrong |
#
# These are the lines of the non-saturating loss. With the saturating one, G's is −log 2, and a G that can't follow loses nearly 0. Under hinge and others D is no
# probability, and none of this holds.

# %%
assert 0.02 < gap < 0.9, "D should keep a small lead; what does the table say of this run?"
assert history["discriminator_loss"][-1] < 2 * np.log(2), "D does worse than by guessing."
assert history["generator_loss"][-1] > np.log(2), "G does better than against a guesser."

# %% [markdown]
# ### Exercise 12.5: read a training curve
#
# *About 10 minutes, level 1 of 3.*
#
# One epoch may be an outlier, so take the mean of D(x) − D(G(z)) over the *last quarter* of the epochs (their number is a multiple of 4). Above 0.9, return `"ahead"`; at −0.02 or below, `"reversed"`; between that
# and 0.02, `"guessing"`; otherwise `"healthy"`.


# %%
def diagnosis(real_score, fake_score):
    """Return the word for a training, from the means of D(x) and D(G(z)) in each epoch (arrays)."""
    ### BEGIN SOLUTION
    quarter = len(real_score) // 4
    gap = np.mean(real_score[-quarter:] - fake_score[-quarter:])
    if gap > 0.9:
        return "ahead"
    if gap <= -0.02:
        return "reversed"
    return "guessing" if gap < 0.02 else "healthy"
    ### END SOLUTION


# %%
check("12.5", diagnosis)

# %% [markdown]
# ## 6. A number for the table
#
# How good are the samples? In 2014, people answered with a *log-likelihood*. A GAN gives no density, so they built one: a Gaussian of width σ on each of 10,000 samples, a **Parzen window**,
#
# $$\log p(x) = \log \frac1n \sum_{i=1}^{n} \mathcal{N}(x;\, s_i,\, \sigma^2 I),$$
#
# with pictures as 784 numbers in [0, 1], and σ chosen on pictures held out from training. The table of paper and deck gives, for MNIST, the mean over the 10,000 test pictures, with its standard error (for TFD, that over folds of the data):
#
# | model | MNIST | faces (TFD) |
# | --- | --- | --- |
# | deep belief net (DBN) | 138 ± 2 | 1909 ± 66 |
# | stacked contractive autoencoder (CAE) | 121 ± 1.6 | **2110 ± 50** |
# | deep generative stochastic network (GSN) | 214 ± 1.1 | 1890 ± 29 |
# | adversarial nets | **225 ± 2** | 2057 ± 26 |
#
# The GAN is first on digits and second on faces. Ours, after 2,500 steps (`parzen_log_likelihood` is the formula; `best_bandwidth` tries widths on held-out pictures):

# %%
from gan_course.parzen import best_bandwidth, parzen_log_likelihood

sigma = best_bandwidth(pictures[50_000:51_000], samples, np.geomspace(0.13, 0.3, 7))
nats = parzen_log_likelihood(from_uint8(load_mnist("test")[0]), samples, sigma)
ours, error = nats.mean(), nats.std() / 100  # of 10,000 pictures
table = load_recorded("parzen")
dense = table[table["model"] == "fully connected"]
short, long = (dense["log_likelihood"][dense["epochs"] == epochs] for epochs in (5, 20))
low, high = min(short), max(short)
where = "within" if low <= ours <= high else "outside"
print(f"5 epochs: {ours:.0f} +- {error:.1f}; recorded: {low:.0f} to {high:.0f}; {where}")
print(f"20 epochs, recorded: {min(long):.0f} to {max(long):.0f}")
by_model = dict(zip(table["model"], table["log_likelihood"]))
for name in ("VAE", "RBM", "DBN", "k-means centroids"):
    print(f"{name}, recorded: {by_model[name]:.0f}")

# %% [markdown]
# Five epochs pass at least two of the four models; after 20, all three recorded seeds pass the paper's 225. Before you cheer, read on. An autoencoder and two Boltzmann machines of ours (lessons 07 and 08, one seed each) pass 225 too,
# with digits far worse than these. And 10,000 **averages** of a few training pictures each, which *k-means* makes without any network, beat every model in the table. [Theis et al. 2016](https://arxiv.org/abs/1511.01844) advise against Parzen windows; lesson 16 shows how they mislead, and builds better
# numbers.

# %%
assert ours > 138, "Ours should pass the DBN; did the digits above look like digits?"
assert min(long) > 225, "recorded: after 20 epochs all three seeds pass 225"
assert by_model["k-means centroids"] > 300, (
    "recorded: averages pass every model in the table"
)

# %% [markdown] tags=["assignment"]
# ### Question 12.A: a Parzen window
#
# *About 20 minutes, level 3 of 3.*
#
# A density can be built from samples alone: put a Gaussian of standard deviation `sigma`, the same in all directions, on each of the `samples` (m, d), all counting alike. Return the mean of its
# logarithm at the data `x` (n, d). With many dimensions every exponential underflows; take care of that.


# %% tags=["assignment"]
def mean_log_density(x, samples, sigma):
    """Return the mean over x of the log of the samples' Parzen density."""
    ### BEGIN SOLUTION
    squares = np.sum((x[:, None] - samples) ** 2, axis=2)  # (n, m)
    exponents = -squares / (2 * sigma**2)
    largest = exponents.max(axis=1, keepdims=True)
    sums = largest[:, 0] + np.log(np.sum(np.exp(exponents - largest), axis=1))
    m, d = samples.shape
    return np.mean(sums) - np.log(m) - d * np.log(sigma * np.sqrt(2 * np.pi))
    ### END SOLUTION


# %% tags=["assignment"]
check("12.A", mean_log_density)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("12")

# %% [markdown]
# ## What to take along
#
# - Algorithm 1 is two steps, each for one network's weights: k times D up, on fresh examples and noise, then once G down.
# - Two players who answer each other go round; a penalty on D's slope at the real data brings the smallest GAN home.
# - Healthy curves stay level beside their lines and say nothing of quality, and a single number may praise blurred averages. Look at the samples.
#
# *To play with, in a browser:* [the ring game](../site/plays/ring.html), this GAN step by step, by rules that you set, on points that you draw.
#
# The next lesson, 13, replaces dense layers by convolutions, for which neighbouring pixels are neighbours.
