# %% [markdown]
# # 12 · The first GAN: Algorithm 1, line by line
#
# The paper that began it all puts its training into one small box; here it becomes two short functions and a loop.
#
# **After this lesson you can**
# - turn each line of Algorithm 1 into code, k and momentum included;
# - say why a GAN goes round, and what a gradient penalty does about it;
# - tell a healthy training from its curves, and say how far to trust a table of log-likelihoods.
#
# 30 minutes to read, about 3 minutes to run on two slow CPU cores. On the way, two networks fight over a ring:
#
# ![Eight maps of what the discriminator believes, with real points in eight clusters on a ring, and fakes. In the upper four, one network moves at a time: a dark pit grows under the fakes, they leave it for the left rim, and the pit follows. In the lower four they take turns, and the fakes gather on the ring until they fill all clusters.](../images/12_ending.png)

# %%
import inspect
from pathlib import Path

import imageio.v3 as imageio
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course import plots
from gan_course.checks import check
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
def wave(t):
    return 0.7 * np.sin(np.pi * t / 0.9)


def network(inputs, outputs, activation=None):
    model = keras.Sequential([keras.Input((inputs,))])
    model.add(layers.Dense(64, "relu"))
    model.add(layers.Dense(64, "relu"))
    model.add(layers.Dense(outputs, activation))
    return model


t = np.random.default_rng(12).uniform(-0.9, 0.9, 6400)
data = np.stack([t, wave(t)], axis=1).astype("float32")

# %%
keras.utils.set_random_seed(12)
generator, discriminator = network(2, 2, "tanh"), network(2, 1)
g_optimizer = keras.optimizers.SGD(0.03, momentum=0.5)  # line 6, once for each network
d_optimizer = keras.optimizers.SGD(0.03, momentum=0.5)
k, m = 2, 64  # the paper's k is 1, "the least expensive option"
draw = keras.random.SeedGenerator(12)

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
# The word `weights` does it: each step moves *one* network's weights, along their own gradient. G's gradient passes through D and leaves it as it is.
#
# In the loop, `shuffled_batches` of the helper package deals out the data, in a new order each epoch.


# %%
def all_weights(*networks):
    weights = [w for network in networks for w in network.trainable_variables]
    return np.concatenate([w.numpy().ravel() for w in weights])


z_fixed = np.random.default_rng(0).standard_normal((1000, 2), "float32")
before = generator(z_fixed).numpy()
for step, rows in enumerate(shuffled_batches(data, k * m, 0, 40, seed=12), start=1):
    for x in tf.split(rows, k):  # line 2: fresh examples for each of the k steps
        discriminator_step(x)
    generator_step()
    if step == 100:
        after_100 = all_weights(generator, discriminator)

# %%
after = generator(z_fixed).numpy()
figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), sharey=True, layout="constrained")
for axis, fakes, title in zip(axes, (before, after), ("Before", f"After {step} rounds")):
    axis.plot(*data[:1000].T, ".", color=plots.REAL, markersize=3, label="real")
    axis.plot(*fakes.T, ".", color=plots.FAKE, markersize=3, label="fake")
    axis.set(title=title, xlabel="first coordinate", xlim=(-1, 1), ylim=(-1, 1))
axes[0].set(ylabel="second coordinate")
axes[0].legend(markerscale=4)
figure.suptitle("Noise becomes a wave")
plots.show(
    figure,
    "Two maps of points. The real ones lie on one period of a sine wave. Before training the "
    "fakes are a small heap near the middle; after it they lie along the whole wave, and a few "
    "beyond its ends.",
)
distances = np.linalg.norm(data[:1000, None] - after, axis=2)  # (real, fake)
covered = (distances.min(axis=1) < 0.1).mean()
faithful = (distances.min(axis=0) < 0.1).mean()
print(f"real points with a fake within 0.1: {covered:.0%}")
print(f"fakes with a real point within 0.1: {faithful:.0%}")
assert covered > 0.8 and faithful > 0.5

# %% [markdown]
# No rule for waves: two losses, and each network's own gradient.
#
# > **Warning: the push of the past.** Momentum keeps pushing where it was right to go a moment ago, while the opponent has moved on. With 0.9
# > in place of 0.5, three trials out of three ended at D(x) = 1.00 and D(G(z)) = 0.00, without a fake near the wave; with the rate cut to a fifth, so that steps stay as long,
# > three more covered less than half of it. If yours does that, lower momentum and rate. (Adam's own momentum is β₁: GANs like it at 0.5 or 0.)
#
# ### The same as `GAN.fit`
#
# `GAN` of the helper package has the same two steps, inside a `keras.Model`, so that `fit` runs the loop. If so, the same seeds (weights, noise, order of the data) must give the same
# numbers.

# %%
keras.utils.set_random_seed(12)
gan = GAN(network(2, 2, "tanh"), network(2, 1), k=k, averaging=0.0, seed=12)
gan.compile(
    generator_optimizer=keras.optimizers.SGD(0.03, momentum=0.5),
    discriminator_optimizer=keras.optimizers.SGD(0.03, momentum=0.5),
    loss="minimax",
)
gan.fit(data, batch_size=m, epochs=2)  # 100 rounds
difference = np.abs(all_weights(gan.generator, gan.discriminator) - after_100).max()
print(f"largest difference among {after_100.size:,} weights: {difference:.1e}")
assert difference < 1e-4

# %% [markdown]
# (`averaging=0.0`: samples come from the generator itself; lesson 13 explains the average.)

# %% [markdown]
# ### Exercise 12.1: the two losses
#
# Write lines 3 and 5 as two losses to *minimise*, in NumPy, from the logits of some real examples and some fakes. Logits of ±1000 must not overflow.


# %%
def two_losses(real_logits, fake_logits):
    """Return the discriminator's loss and the generator's (saturating) one, as a pair."""
    ### BEGIN SOLUTION
    log_d_real = -np.logaddexp(0, -real_logits)
    log_one_minus_d_fake = -np.logaddexp(0, fake_logits)
    value = log_d_real.mean() + log_one_minus_d_fake.mean()
    return -value, log_one_minus_d_fake.mean()
    ### END SOLUTION


# %%
check("12.1", two_losses)

# %% [markdown]
# ### Exercise 12.2: lines 3 and 6 in one
#
# Momentum keeps a velocity: the old one times `momentum`, plus the rate times the direction to go; then the weights move by the new velocity. Write it for the discriminator,
# from the gradient of V itself, not of a loss.


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
# How many examples and how many noise vectors does Algorithm 1 draw in all?


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
# **Predict:** the fakes should end at y = 0, on the data. The two start at x = 0, y = 1, and take turns. Do they get there?


# %%
def play(gamma, a=0.1, rounds=600):
    """Return the states (rounds + 1, 2) of x and y; gamma is explained below."""
    x, y = 0.0, 1.0
    path = [(x, y)]
    for _ in range(rounds):
        x = x + a * (-y / (1 + np.exp(-x * y)) - gamma * x)  # D ascends
        y = y + a * x / (1 + np.exp(-x * y))  # G descends
        path.append((x, y))
    return np.array(path)


free, tied = play(gamma=0), play(gamma=0.25)
distance = np.linalg.norm(free, axis=1), np.linalg.norm(tied, axis=1)

# %%
X, Y = np.meshgrid(np.linspace(-1.5, 1.5, 11), np.linspace(-1.5, 1.5, 11))
sigma = 1 / (1 + np.exp(-X * Y))
figure, axes = plt.subplots(1, 2, figsize=(7.6, 3.8), sharey=True, layout="constrained")
for axis, path, gamma in zip(axes, (free, tied), (0, 0.25)):
    axis.quiver(X, Y, -sigma * Y - gamma * X, sigma * X, color="grey")
    axis.plot(*path.T, color="black", linewidth=1.5)
    axis.plot(*path[0], "ko")
    axis.plot(0, 0, "k*", markersize=13)
    axis.set(xlabel="x, the discriminator's weight", aspect="equal")
axes[0].set(title="Algorithm 1: round and round", ylabel="y, where the fakes are")
axes[1].set(title="with a gradient penalty: home")
plots.show(
    figure,
    "Two fields of arrows over the discriminator's weight x and the generator's y, with a star "
    "at the origin. Left, the arrows turn round the star and a path follows them in a circle, "
    "again and again. Right, the arrows bend inwards and the path winds into the star.",
)
print(f"distance after 600 rounds: {distance[0][-1]:.3f}")
print(f"with the penalty: {distance[1][-1]:.1e}")
assert 0.9 < distance[0].min() and distance[0].max() < 1.1 and distance[1][-1] < 0.01

# %% [markdown]
# They circle, as lesson 10 foretold: the detective points away from where the fakes are *now*, the forger runs that way, past the data, and the detective turns round.
# Along the arrows x² + y² does not change: its speed is 2(x·(−σy) + y·σx) = 0.
#
# At y = 0 nothing is left to tell apart, but D keeps its slope x and pushes the forger on. So make D pay for its slope *on real data*:
#
# $$R_1 = \frac{\gamma}{2}\; \mathbb{E}_{s \sim p_{data}}\left[\,\lVert \nabla_{\!s} \,\text{logit}(s) \rVert^2\right]$$
#
# Here the logit is x·s, its slope in s is x, and R₁ = γx²/2: the curvature of lesson 10, section 8. It adds −γx to D's direction, the term in `play`. For any discriminator of points (n, d) it is:


# %%
def gradient_penalty(discriminator, real, gamma):
    with tf.GradientTape() as tape:
        tape.watch(real)
        logits = discriminator(real)
    slopes = tape.gradient(logits, real)  # one row for each example
    return gamma / 2 * ops.mean(ops.sum(slopes**2, axis=1))


penalty = gradient_penalty(lambda s: 0.8 * s, tf.zeros((5, 1)), gamma=0.25)
assert np.isclose(penalty, 0.25 / 2 * 0.8**2)

# %% [markdown]
# Added to D's loss, inside the tape of its step, that is the *zero-centred gradient penalty*. Near the star σ = ½, a round is a matrix, and its eigenvalues say how fast they come home:


# %%
def foretold(gamma, a=0.1):
    d_moves = np.array([[1 - a * gamma, -a / 2], [0, 1]])
    g_moves = np.array([[1, 0], [a / 2, 1]])
    return np.abs(np.linalg.eigvals(g_moves @ d_moves)).max()


measured = (distance[1][500] / distance[1][200]) ** (1 / 300)
print(f"a round multiplies the distance by {measured:.4f}; foretold: {foretold(0.25):.4f}")
print(f"foretold without the penalty: {foretold(0):.4f}")
assert abs(measured - foretold(0.25)) < 0.003 and foretold(0.25) < 0.99
assert np.isclose(foretold(0), 1)

# %% [markdown]
# ## 3. A ring of eight Gaussians
#
# Now data whose modes can be counted: eight small Gaussians on a ring. The networks are as before; the learning rule is Adam from here on, as line 6 allows.

# %%
from gan_course.ring import draw_ring, judge_ring, make_ring_gan

print(inspect.getsource(make_ring_gan))
print(inspect.getsource(judge_ring))

# %% [markdown]
# A frame of our film: D as a map, with real and fake points on it.

# %%
side = np.linspace(-1, 1, 41, dtype="float32")
places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
real = draw_ring(400, seed=1)
z_ring = np.random.default_rng(1).standard_normal((400, 2), "float32")
film = {}


def snapshot(gan, when):
    d = ops.sigmoid(gan.discriminator(places)).numpy().reshape(41, 41)
    fakes = gan.generator(z_ring)
    film[when] = d, fakes.numpy(), float(ops.mean(ops.sigmoid(gan.discriminator(fakes))))


def panel(axis, when):
    d, fakes, _ = film[when]
    levels = np.linspace(0, 1, 11)
    map_of_d = axis.contourf(side, side, d, levels, cmap="Greys_r", vmin=-0.6)
    axis.plot(*real.T, ".", color=plots.REAL, markersize=2)
    axis.plot(*fakes.T, ".", color=plots.FAKE, markersize=2)
    axis.set(title=when, aspect="equal", xticks=[], yticks=[], xlim=(-1, 1), ylim=(-1, 1))
    return map_of_d


# %% [markdown]
# First in slow motion, **one network at a time**: 200 steps of D, 50 of G, and again.
#
# **Predict:** G moves, D stands still, and the fakes come across a cluster of real points. Do they stay there?

# %%
slow = make_ring_gan(seed=1)
d_step, g_step = tf.function(slow.discriminator_step), tf.function(slow.generator_step)
batches = iter(shuffled_batches(draw_ring(12_800, seed=1), 128, 0, 8, seed=1))
snapshot(slow, "nobody has moved")
for turn in (1, 2):
    for step in range(1, 201):
        d_step(next(batches))
        if step % 100 == 0:
            snapshot(slow, f"only D, step {step} ({turn})")
    for step in range(1, 51):
        g_step(128)
        if step in (10, 20, 50):
            snapshot(slow, f"only G, step {step} ({turn})")

# %% [markdown]
# Then another pair, in turns: k = 1, 3,000 rounds, with lesson 11's non-saturating loss. A Keras callback takes the snapshots.

# %%
ring = make_ring_gan(k=1, loss="non-saturating", rule="Adam", rate=1e-3, seed=0)
moments = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30]


def look(epoch, logs):
    if epoch + 1 in moments:
        snapshot(ring, f"in turns, round {100 * (epoch + 1)}")


ring.fit(
    draw_ring(12_800, seed=0),
    batch_size=128,
    epochs=30,
    callbacks=[keras.callbacks.LambdaCallback(on_epoch_end=look)],
)
modes, share = judge_ring(ring.sample(2000))
print(f"modes found: {modes} of 8; share of samples near a mode: {share:.1%}")
print(f"of real points: {judge_ring(real)[0]} of 8; {judge_ring(real)[1]:.1%}")

# %%
frames = []
for when in film:
    figure, axis = plt.subplots(figsize=(3.2, 3.4), dpi=72, layout="constrained")
    panel(axis, when)
    figure.canvas.draw()
    frames.append(np.asarray(figure.canvas.buffer_rgba())[..., :3])
    plt.close(figure)
pauses = [500] * (len(frames) - 1) + [3000]  # milliseconds
imageio.imwrite("ring.gif", frames, duration=pauses, loop=0)
assert Path("ring.gif").stat().st_size <= 300_000
plots.show_gif(
    "ring.gif",
    "Animation. A map of D, light where it says real; blue real points in eight clusters on a "
    "ring; orange fakes. With D alone, a dark pit grows under the fakes; with G alone, they all "
    "leave it, run past a cluster, and stop at the rim. In turns, they scatter, gather on "
    "the ring, and settle in all eight clusters.",
)

# %% [markdown]
# Eight of its frames, standing still:

# %%
figure, axes = plt.subplots(2, 4, figsize=(8.8, 4.3), layout="constrained")
for axis, i in zip(axes.flat, (0, 2, 5, 7, 11, 15, 19, -1)):
    map_of_d = panel(axis, list(film)[i])
figure.colorbar(map_of_d, ax=axes, label="D: 1 says real")
figure.suptitle("One at a time they chase each other; in turns they settle")
plots.show(
    figure,
    "Eight moments. With D alone, the place of the fakes turns dark, the rest is light. With G "
    "alone, the fakes have left the dark place and lie at the left rim, all round a real cluster, "
    "and then D has turned that dark. In turns: the fakes are scattered, then lie on the ring, "
    "and in the last picture fill all eight clusters, with a thin trail between some.",
)
for when in ("only D, step 200 (1)", "only G, step 50 (1)"):
    _, fakes, d_fake = film[when]
    near = judge_ring(fakes)[1]
    print(f"{when}: mean D(G(z)) {d_fake:.2f}, share near a mode {near:.1%}")
assert d_fake > 0.9 and near < 0.3  # after G moved alone
assert modes >= 7 and share > 0.6  # in turns

# %% [markdown]
# D alone digs a pit under the fakes. G alone climbs out of it, past real points and on to the rim, where D has never seen a fake. In the end D(G(z)) > 0.9, with less than 30 % of
# the fakes near a mode. **A detective who stands still can be fooled without a note that looks real.** Then D moves the pit, and the chase goes on. In turns, D answers before the fakes
# have gone far; they find at least seven modes, and more than 60 % of the samples lie near one.
#
# ### What k, the loss and the learning rate change
#
# `benchmarks/ring.py` made 48 runs: one setting changed at a time, six seeds each, 6,000 updates of both networks together (so a larger k leaves G fewer of them).
# Those are **recorded**; the star, your run, is **live**.
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
axis.set(title="The learning rate matters most", xlabel="share of samples near a mode")
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
print(f"recorded: {low:.3f} to {high:.3f}; yours: {share:.3f}")
assert low - (high - low) <= share <= high + (high - low)

# %% [markdown]
# The same in numbers:

# %%
middle = np.median(shares, axis=1)
print("median share, row by row:", middle.round(2))
assert np.ptp(middle[:5]) < 0.1  # k and the loss
assert (found[2] < 8).sum() > (found[0] < 8).sum()  # k = 5
assert middle[5] < 0.3 and (found[6] < 8).sum() == 2 and found[6].min() == 5  # Adam's rate
assert found[7].max() == 1 and (shares[7] == 0).sum() == 4 and shares[7].max() > 0.9

# %% [markdown]
# - **k and the loss:** the medians of the first five rows lie within 0.1, and with k = 5 more seeds miss a mode.
# - **Learning rate:** at a tenth, little has arrived after 6,000 updates; at ten times, most shares are high, and two of six seeds miss modes.
# - **Momentum** at 0.1, three times the rate that served the wave: all six runs broke down, four without one sample near a mode. (At 0.03, two trials outside the table found all eight, with
#   shares of 0.53 and 0.69.) Adam at *ten* times its rate still found five or more: it forgives more, so the course takes it.
#
# In the last row one run has a share over 0.9, **on a single mode.** Share alone would praise it, as the count alone would praise a cloud.
#
# What carries over is the method: several seeds, equal budgets, and the spread before the verdict.

# %% [markdown]
# ### Exercise 12.4: count the modes
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
# Fully connected, as the paper's were for digits. Batch normalisation and leaky ReLU came to GANs later; lesson 13 says why, and brings convolutions.

# %%
from gan_course.data import from_uint8, load_mnist


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
# **Predict:** to dense layers, neighbouring pixels are no nearer than others. Will the digits be readable? What will give them away?

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
title = "Digits from dense layers alone"
figure = plots.picture_grid(samples[:80], columns=20, title=title)
plots.show(
    figure,
    "Four rows of twenty digits drawn by the generator. Most can be read; specks of single light "
    "and dark pixels lie on and around the strokes.",
)

# %% [markdown]
# Are all ten there? A small classifier of the helper package counts:

# %%
from gan_course.quality import class_shares

by_digit = class_shares(samples)
print("share of each digit:", *(f"{d}: {s:.0%}" for d, s in enumerate(by_digit)), sep="  ")
assert by_digit.min() > 0.02 and by_digit.max() < 0.3

# %% [markdown]
# All ten are, each with 2 % to 30 % of the samples. The specks give them away: each pixel is a unit of its own, and nothing ties it to its neighbours.
#
# ## 5. What healthy looks like
#
# **Predict:** both networks get better. Where do their losses go, and D(x) and D(G(z))?

# %%
epochs = np.arange(1, 1 + len(history["real_score"]))
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
left.plot(epochs, history["real_score"], "o-", color=plots.REAL, label="D(x), real")
left.plot(epochs, history["fake_score"], "s--", color=plots.FAKE, label="D(G(z)), fake")
left.axhline(0.5, color="grey", linestyle=":")
left.set(title="D keeps a small lead", xlabel="epoch", ylabel="mean of D")
left.set(ylim=(0, 1), xticks=epochs)
left.legend()
d_loss, g_loss = history["discriminator_loss"], history["generator_loss"]
right.plot(epochs, d_loss, "o-", color=plots.DISCRIMINATOR, label="discriminator")
right.axhline(2 * np.log(2), color=plots.DISCRIMINATOR, linestyle=":", label="2 log 2")
right.plot(epochs, g_loss, "s--", color=plots.GENERATOR, label="generator")
right.axhline(np.log(2), color=plots.GENERATOR, linestyle=":", label="log 2")
right.set(title="Losses that lead nowhere", xlabel="epoch", ylabel="loss")
right.set(ylim=(0, None), xticks=epochs)
right.legend()
plots.show(
    figure,
    "Two graphs over five epochs. Left, the mean of D on real pictures stays a little above one "
    "half, and from the second epoch on that on fakes a little below. Right, both losses stay "
    "almost level, the discriminator's at its dotted line, 2 log 2, and then below it, the "
    "generator's above its own, log 2.",
)
gap = np.mean(history["real_score"][-2:]) - np.mean(history["fake_score"][-2:])
print(f"D(x) - D(G(z)) over the last two epochs: {gap:.2f}")
assert 0.02 < gap < 0.9 and d_loss[-1] < 2 * np.log(2) and g_loss[-1] > np.log(2)

# %% [markdown]
# Nowhere: that is health. The dotted lines are what both lose when D answers ½ to everything. A healthy D does a little better. What else you may see:
#
# | D(x), D(G(z)) | losses | what it means |
# | --- | --- | --- |
# | somewhat above ½, somewhat below | D below 2 log 2, G above log 2, both level | healthy; how good, the curves cannot tell: **look at the samples** |
# | near 1, near 0, for good | D near 0, G large and growing | D is *ahead*, and G can't follow |
# | both ½, from the start | on the dotted lines | D is *guessing*: it learns nothing (or, rarely, G is perfect) |
# | below ½, above ½ | D above its line | *reversed*: a sign, or the labels, are wrong |
#
# (The lines are those of cross-entropy losses, under which alone D is a probability.)

# %% [markdown]
# ### Exercise 12.5: read a training curve
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
# with pictures as 784 numbers in [0, 1], σ chosen on pictures held out from training. Reported is the mean over the 10,000 test pictures, with its standard error. Deck and paper have this table:
#
# | model | MNIST | faces (TFD) |
# | --- | --- | --- |
# | deep belief net (DBN) | 138 ± 2 | 1909 ± 66 |
# | stacked contractive autoencoder (CAE) | 121 ± 1.6 | **2110 ± 50** |
# | deep generative stochastic network (GSN) | 214 ± 1.1 | 1890 ± 29 |
# | adversarial nets | **225 ± 2** | 2057 ± 26 |
#
# The GAN is first on digits and second on faces. Ours, live (`parzen_log_likelihood` is the formula, with log-sum-exp; `best_bandwidth` tries widths on held-out pictures):

# %%
from gan_course.parzen import best_bandwidth, parzen_log_likelihood

held_out = pictures[50_000:51_000]
test = from_uint8(load_mnist("test")[0])
widths = np.geomspace(0.13, 0.3, 7)


def parzen(samples):
    """Return mean and standard error of the test pictures' log-likelihood, in nats."""
    sigma = best_bandwidth(held_out, samples, widths)
    nats = parzen_log_likelihood(test, samples, sigma)
    return nats.mean(), nats.std() / np.sqrt(len(nats))


ours = parzen(samples)
print(f"our 10,000 samples: {ours[0]:.0f} +- {ours[1]:.1f}")
assert ours[0] > 121

# %% [markdown]
# After 2,500 steps, ours is beyond the stacked autoencoder's 121. (As in the authors' code: the first 50,000 pictures, batches of 100, 100 numbers of noise.)
#
# ### What the number praises
#
# Before you trust it, meet a model that can't draw. **k-means** sorts training pictures into 500 heaps and keeps the average of each: it will never produce anything but these 500.
#
# **Predict:** 500 real pictures or 500 averages: which get the better log-likelihood?


# %%
def kmeans(pictures, k, rounds=8):
    """Return k averages: each picture joins the nearest, each average moves to its pictures."""
    x = pictures.reshape(len(pictures), -1)
    centres = x[:k].copy()
    for _ in range(rounds):
        nearest = (np.sum(centres**2, axis=1) - 2 * x @ centres.T).argmin(axis=1)
        for i in np.unique(nearest):
            centres[i] = x[nearest == i].mean(axis=0)
    return centres.reshape(k, 28, 28, 1)


averages = kmeans(pictures[:20_000], 500)
likelihood = {"500 real pictures": parzen(pictures[:500])}
likelihood["500 averages"] = parzen(averages)
for name, (mean, error) in likelihood.items():
    print(f"{name:18} {mean:4.0f} +- {error:.1f}")
assert likelihood["500 averages"][0] > likelihood["500 real pictures"][0] + 100

# %%
title = "They beat every model in the table"
figure = plots.picture_grid(averages[:40], columns=20, title=title)
plots.show(
    figure,
    "Two rows of twenty averages: soft, blurred digits, nearly all readable, without fine strokes.",
)
assert likelihood["500 averages"][0] > 225

# %% [markdown]
# Five hundred blurred averages beat five hundred real pictures by more than 100 nats, and every model in the table. The arithmetic is right: in 784 dimensions every test picture is far from every sample, and an
# average is nearer to many of them than a picture is.
#
# The deck's four models again, beside dots **recorded** by `benchmarks/parzen.py` from 10,000 samples each: our networks (three seeds; 5 or 20 epochs), lesson 13's, real pictures, and k-means with 10,000 averages. The star, your run, is **live**.

# %%
nats = {"stacked CAE": [121], "DBN": [138], "deep GSN": [214], "adversarial nets": [225]}
table = load_recorded("parzen")
for row in table:
    name = row["model"] + (f", epochs: {row['epochs']}" if row["epochs"] else "")
    nats.setdefault(name, []).append(row["log_likelihood"])
short, long = nats["fully connected, epochs: 5"], nats["fully connected, epochs: 20"]
seconds = table["cpu_seconds"][table["epochs"] == 20]

# %%
figure, axis = plt.subplots(figsize=(7.5, 3.8), layout="constrained")
for name, values in sorted(nats.items(), key=lambda item: -np.mean(item[1])):
    axis.plot(values, [name] * len(values), "o", color="black", alpha=0.5)
axis.plot(ours[0], "fully connected, epochs: 5", "*", color="#CC79A7", markersize=15)
axis.set(title="k-means beats them all", xlabel="log-likelihood of the test pictures, nats")
axis.invert_yaxis()
plots.show(
    figure,
    "Nine rows of dots over the log-likelihood. Lowest are the stacked CAE and the DBN; the fully "
    "connected networks lie about the 2014 GAN's 225, 5 epochs below and 20 above it, the star "
    "among those of 5. Real pictures lie near 243, k-means far beyond, near 340.",
)
print(f"recorded, 5 epochs: {min(short):.0f} to {max(short):.0f}; yours: {ours[0]:.0f}")
print(f"recorded, 20 epochs: {min(long):.0f} to {max(long):.0f}")
print(f"processor seconds for those: {seconds.min():.0f} to {seconds.max():.0f}")
assert min(short) - 10 <= ours[0] <= max(short) + 10
assert min(long) > 225
assert min(nats["k-means centroids"]) > max(nats["real training pictures"])

# %% [markdown]
# After 20 epochs, all three seeds pass the paper's 225. And k-means beats everything, 10,000 *real* pictures included. [Theis et al. 2016](https://arxiv.org/abs/1511.01844) found the same, and advise against Parzen windows: in many dimensions they say little about the likelihood, and neither says much about the look of
# samples. Lesson 16 builds better numbers, and breaks those as well.

# %% [markdown] tags=["assignment"]
# ### Question 12.A: a Parzen window
#
# The data `x` (n, d) are judged by the density that a Gaussian of standard deviation `sigma` on each of the `samples` (m, d) makes, all counting alike. Return their mean log-likelihood.
# With many pixels every exponential underflows; take care of that.


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
# - Healthy curves stay level near their lines and say nothing of quality, and a single number may praise blurred averages. Look at the samples.
#
# The next lesson, 13, replaces dense layers by convolutions, for which neighbouring pixels are neighbours.
