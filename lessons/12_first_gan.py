# %% [markdown]
# # 12 · The first GAN: Algorithm 1, line by line
#
# The paper that began it all fits its training loop into eight lines; you write them as two short functions, and then watch what two networks do with them.
#
# **After this lesson you can**
# - turn each line of Algorithm 1 into a line of code, k and momentum included;
# - say why a GAN goes round, and show on one parameter a player what a gradient penalty does about it;
# - tell a healthy training from its curves, and say how far to trust a table of log-likelihoods.
#
# 30 minutes to read, about 2 minutes to run on two CPU cores. On the way, two networks fight over a ring:
#
# ![Eight square maps of what the discriminator believes, with real points in eight clusters on a ring and fake points. In the first four, one network moves at a time, and the fakes are driven as a heap from place to place; in the last four both take turns, and the fakes spread over the ring until they fill all eight clusters.](../images/12_ending.png)

# %%
import inspect

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
# You know the forger and the detective, and what each of them wants (lesson 11). This is how [Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661) let them learn.
# The numbers at the left are ours.
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
# Something small to learn: points on a sine wave. Their first coordinate is even between −0.9 and 0.9. Nobody tells the networks that there is a wave.


# %%
def wave(t):
    return 0.7 * np.sin(np.pi * t / 0.9)


def network(inputs, outputs, activation=None):
    hidden = [layers.Dense(64, "relu"), layers.Dense(64, "relu")]
    return keras.Sequential(
        [keras.Input((inputs,)), *hidden, layers.Dense(outputs, activation)]
    )


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
# The discriminator returns a logit, D = sigmoid(logit), so log D is `ops.log_sigmoid(logit)`, and log(1 − D) is `ops.log_sigmoid(-logit)`: exact where
# log(sigmoid(...)) would overflow. The line that *ascends* hides in a minus sign: optimisers descend, and descending −V is ascending V.
#
# **Predict:** both functions compute D(G(z)). What keeps the discriminator's step from improving the forger, and the generator's from spoiling the detective?


# %%
@tf.function
def discriminator_step(x):
    z = keras.random.normal((m, 2), seed=draw)  # line 1
    with tf.GradientTape() as tape:
        real_logits, fake_logits = discriminator(x), discriminator(generator(z))
        value = ops.mean(ops.log_sigmoid(real_logits)) + ops.mean(
            ops.log_sigmoid(-fake_logits)
        )
        loss = -value
    weights = discriminator.trainable_variables
    d_optimizer.apply(
        tape.gradient(loss, weights), weights
    )  # line 3: descends -V, ascends V


@tf.function
def generator_step():
    z = keras.random.normal((m, 2), seed=draw)  # line 4
    with tf.GradientTape() as tape:
        loss = ops.mean(ops.log_sigmoid(-discriminator(generator(z))))
    weights = generator.trainable_variables
    g_optimizer.apply(tape.gradient(loss, weights), weights)  # line 5: descends


# %% [markdown]
# The word `weights` does it: each step asks for the gradient with respect to *one* network's weights and moves only those. The gradient itself travels through both.
#
# The loop is what is left. `shuffled_batches`, from the helper package, deals out the data, in a new order each epoch.


# %%
def all_weights(*networks):
    return np.concatenate(
        [w.numpy().ravel() for n in networks for w in n.trainable_variables]
    )


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
    "fakes are a small heap in the middle; after it they lie along the wave, nearly all of it.",
)
off = np.abs(after[:, 1] - wave(after[:, 0])).mean()
reach = np.ptp(after[:, 0]) / 1.8
print(f"a fake lies {off:.3f} above or below the wave, on average")
print(f"the fakes reach along {reach:.0%} of it; before: {np.ptp(before[:, 0]) / 1.8:.0%}")
assert off < 0.2 and reach > 0.7

# %% [markdown]
# That is all there is to a GAN: no rule for waves, two losses, and each network's own gradient.
#
# > **Warning: the push of the past.** Momentum keeps pushing in a direction that was right a moment ago, while the opponent has moved on. With momentum 0.9
# > in place of 0.5, and nothing else changed, some of our trials ended in a corner: D(x) = 1.00, D(G(z)) = 0.00, all fakes in one place for good. If
# > yours does that, lower momentum and learning rate first. (Adam has its own momentum, β₁: GANs like it at 0.5 or 0.)
#
# ### The same as `GAN.fit`
#
# `GAN` of the helper package has the same two steps, inside a `keras.Model`, so that `fit` runs the loop. If it is the same algorithm, the same seeds must give the same
# numbers: first weights, noise in the same order (k times for D, once for G), data in the same order.

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
# (`averaging=0.0`: samples are drawn by the generator itself. Lesson 13 explains the average.) Later lessons say `fit`; you know what it does.

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
# Momentum keeps a velocity: the old one times `momentum`, plus a step along the way to go; then the weights move by the velocity. Write it for the discriminator, which is given the
# gradient of V itself, not of a loss.


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
# Lesson 10 ended with a GAN of one parameter a player: all real data lie at 0, the generator puts all of its own at y, and the discriminator is D(s) = sigmoid(x s), a single weight. It is called
# the Dirac-GAN ([Mescheder et al. 2018](https://arxiv.org/abs/1801.04406)). With σ = sigmoid(xy), V has the slopes −σy in x and −σx in y. D ascends, G descends.
#
# **Predict:** the best place is y = 0, on the data. The two start at x = 0, y = 1, and take turns. Do they find it?


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
X, Y = np.meshgrid(np.linspace(-1.5, 1.5, 13), np.linspace(-1.5, 1.5, 13))
sigma = 1 / (1 + np.exp(-X * Y))
figure, axes = plt.subplots(1, 2, figsize=(8.6, 4.2), sharey=True, layout="constrained")
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
    "at 0. Left, the arrows turn round the star and a path follows them in a circle again and "
    "again. Right, the arrows bend inwards and the path winds into the star.",
)
print(
    f"distance after 600 rounds: {distance[0][-1]:.3f}, with the penalty {distance[1][-1]:.1e}"
)
assert 0.9 < distance[0].min() and distance[0].max() < 1.1 and distance[1][-1] < 0.01

# %% [markdown]
# They circle, as lesson 10 foretold. Each is right at every moment: the detective points away from where the fakes are *now*, the forger runs that way, past the data, and the detective turns round.
# Along the arrows, in infinitely small steps, x² + y² would not change at all: its speed is 2(x·(−σy) + y·σx) = 0.
#
# The trouble: even with y = 0, when there is nothing left to tell apart, D keeps its slope x, and pushes the forger off. So make D pay for its slope *on real data*:
#
# $$R_1 = \frac{\gamma}{2}\; \mathbb{E}_{x \sim p_{data}}\left[\,\lVert \nabla_x \,\text{logit}(x) \rVert^2\right]$$
#
# Here the logit is x·s, its slope in s is x, and R₁ = γx²/2: the curvature of lesson 10, section 8. It costs D the slope −γx, the term in `play`. For any discriminator it takes four lines:


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
# Added to D's loss, inside the tape of its step, that is the *zero-centred gradient penalty*. Near 0, one round is a matrix, and its eigenvalues say how fast they come home (with σ = ½):

# %%
a, gamma = 0.1, 0.25
d_moves = np.array([[1 - a * gamma, -a / 2], [0, 1]])
g_moves = np.array([[1, 0], [a / 2, 1]])
foretold = np.abs(np.linalg.eigvals(g_moves @ d_moves)).max()
measured = (distance[1][500] / distance[1][200]) ** (1 / 300)
print(f"a round multiplies the distance by {measured:.4f}; foretold: {foretold:.4f}")
assert abs(measured - foretold) < 0.003 and foretold < 1

# %% [markdown]
# ## 3. A ring of eight Gaussians
#
# Now data whose modes can be counted: eight small Gaussians on a ring, and a GAN of the same small networks. The learning rule is Adam from here on; line 6 allows it, and you will see why.

# %%
from gan_course.ring import draw_ring, judge_ring, make_ring_gan

print(inspect.getsource(make_ring_gan))
print(inspect.getsource(judge_ring))

# %% [markdown]
# A frame of our film: what D believes, as a map, with real and fake points on it.

# %%
side = np.linspace(-1, 1, 41, dtype="float32")
places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
real = draw_ring(400, seed=1)
z_ring = np.random.default_rng(1).standard_normal((400, 2), "float32")
film = {}


def snapshot(gan, when):
    d = ops.sigmoid(gan.discriminator(places)).numpy().reshape(41, 41)
    film[when] = d, gan.generator(z_ring).numpy()


def panel(axis, when):
    d, fakes = film[when]
    axis.contourf(side, side, d, np.linspace(0, 1, 11), cmap="Greys_r", vmin=-0.6)
    axis.plot(*real.T, ".", color=plots.REAL, markersize=2)
    axis.plot(*fakes.T, ".", color=plots.FAKE, markersize=2)
    axis.set(title=when, aspect="equal", xticks=[], yticks=[], xlim=(-1, 1), ylim=(-1, 1))


# %% [markdown]
# First in slow motion, **one network at a time**: D takes 200 steps while G stands still; then G takes 50 while D stands still; then again.
#
# **Predict:** D stands still and has a highest point somewhere. Where do the fakes go, all of them?

# %%
slow = make_ring_gan(seed=1)
d_step, g_step = tf.function(slow.discriminator_step), tf.function(slow.generator_step)
batches = iter(shuffled_batches(draw_ring(12_800, seed=1), 128, 0, 8, seed=1))
snapshot(slow, "nobody has moved")
for turn in (1, 2):
    for step in range(1, 201):
        d_step(next(batches))
        if step % 50 == 0:
            snapshot(slow, f"only D, step {step} ({turn})")
    for step in range(1, 51):
        g_step(128)
        if step % 10 == 0:
            snapshot(slow, f"only G, step {step} ({turn})")

# %% [markdown]
# Then as Algorithm 1 has it, in turns, 3,000 rounds. A Keras callback takes the snapshots; it is also the live run of the experiment below.

# %%
ring = make_ring_gan(k=1, loss="non-saturating", rule="Adam", rate=1e-3, seed=0)
look = keras.callbacks.LambdaCallback(
    on_epoch_end=lambda epoch, logs: snapshot(ring, f"in turns, round {100 * (epoch + 1)}")
)
ring.fit(draw_ring(12_800, seed=0), batch_size=128, epochs=30, callbacks=[look])
modes, share = judge_ring(ring.sample(2000))
print(f"modes found: {modes} of 8; share of samples near a mode: {share:.1%}")
print(f"of real points: {judge_ring(real)[0]} of 8; {judge_ring(real)[1]:.1%}")

# %%
frames = []
for when in film:
    figure, axis = plt.subplots(figsize=(3.4, 3.6), dpi=72, layout="constrained")
    panel(axis, when)
    figure.canvas.draw()
    frames.append(np.asarray(figure.canvas.buffer_rgba())[..., :3])
    plt.close(figure)
pauses = [500] * 19 + [200] * (len(frames) - 20) + [3000]  # milliseconds
imageio.imwrite("ring.gif", frames, duration=pauses, loop=0)
plots.show_gif(
    "ring.gif",
    "Animation. A map of D, light where it says real; blue real points on a ring; orange fakes. "
    "With D alone, the fakes' place turns dark; with G alone, the fakes run as one heap to "
    "the lightest place. In turns, they spread over the ring and settle in all eight clusters.",
)

# %%
figure, axes = plt.subplots(2, 4, figsize=(10, 5.2), layout="constrained")
chosen = [0, 4, 9, 13, 19, 23, 30, -1]
for axis, i in zip(axes.flat, chosen):
    panel(axis, list(film)[i])
figure.suptitle("One at a time they chase each other; in turns they settle")
plots.show(
    figure,
    "Eight moments of the film. One network at a time: the fakes' place turns dark, and the "
    "fakes move as a heap to another place. In turns: the fakes spread over the ring, and in the "
    "last picture fill all eight clusters, with a few between them.",
)

# %% [markdown]
# D alone digs a pit under the fakes; G alone runs, **the whole heap together, to where D is highest** (x* = argmax D), and D alone moves the pit. The heap was never spread out, because
# a D that stands still asks nobody to. In turns, G makes one step before D answers: the fakes spread along the slope instead. A D that stands still is no goal; the game is.
#
# ### What k, the loss and the learning rate change
#
# One run proves little. `benchmarks/ring.py` made 48: one setting changed at a time, six seeds each, 6,000 updates of both networks together (so a larger k leaves G fewer of them: the
# budget is the computer's time). Those are **recorded**; the star is the run that you have just made.
#
# **Predict:** the paper took k = 1 because it was cheapest. Is it also worst?

# %%
from gan_course.recorded import load_recorded

table = load_recorded("ring")
columns = ["k", "loss", "rule", "rate"]
settings = list(dict.fromkeys(map(tuple, table[columns].tolist())))  # in their order
runs = {
    setting: table[table[columns] == np.array(setting, table[columns].dtype)]
    for setting in settings
}
base = runs[settings[0]]

# %%
names = ["k = 1, non-saturating,\nAdam 0.001", "k = 2", "k = 5", "minimax (saturating)"]
names += ["hinge", "Adam 0.0001", "Adam 0.01", "momentum 0.5, rate 0.1"]
figure, axis = plt.subplots(figsize=(7.5, 4), layout="constrained")
for row, rows in enumerate(runs.values()):
    axis.plot(rows["share"], np.full(6, row), "o", color="black", alpha=0.5)
    axis.text(1.02, row, f"{rows['modes'].min()} to {rows['modes'].max()}", va="center")
axis.plot(share, 0, "*", color="#CC79A7", markersize=15, label="your run")
axis.set_yticks(range(8), names)
axis.set(title="The learning rule matters most", xlabel="share of samples near a mode")
axis.text(1.02, -0.8, "modes found")
axis.set(xlim=(0, 1), ylim=(7.5, -0.5))
axis.legend(loc="lower left")
plots.show(
    figure,
    "A row of six dots for each of eight settings, over the share of samples near a mode.",
)

spread = np.ptp(base["share"])
print(
    f"recorded: {base['share'].min():.3f} to {base['share'].max():.3f}; yours: {share:.3f}"
)
assert base["share"].min() - spread <= share <= base["share"].max() + spread
assert modes >= base["modes"].min() - 1

# %% [markdown]
# TODO

# %% [markdown]
# ### Exercise 12.4: count the modes
#
# Write the count yourself, for any centres: a mode is found if at least the share `at_least` of *all* points lies within `radius` of its centre.


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
# ### Exercise 12.5: read a training curve
#
# TODO


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
