# %% [markdown]
# # 11 · What the two players want: the minimax objective
#
# One line of mathematics sets a forger against an investigator; in this lesson you take it apart, solve it, and watch a small GAN obey it.
#
# **After this lesson you can**
# - say what maximum likelihood, KL and Jensen-Shannon divergence each hold against a model that misses something or makes something up;
# - derive the best possible discriminator, and what is left for the generator once it plays against that one;
# - explain why practice does not use the generator loss of the formula, and how hard the usual one pulls in its place.
#
# 30 minutes to read, about 60 seconds to run on two CPU cores. In between, a film: noise is bent, step by step, into two humps.

# %%
from pathlib import Path

import imageio.v3 as imageio
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course import losses, plots
from gan_course.checks import check
from gan_course.data import load_mnist

# %% [markdown]
# ## 1. To judge and to draw
#
# Take one number for each handwritten 0 and 1: its ink, the mean brightness of its pixels. Ones need less of it.
#
# **Predict:** which of the three pictures below could make up a new value of ink? Which could say whether ink 0.12 is more likely a 0 or a 1?


# %%
def normal(x, mean, sd):
    return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))


pictures, digits = load_mnist("train")
ink = pictures.mean(axis=(1, 2, 3)) / 255
zeros, ones = ink[digits == 0], ink[digits == 1]
share = len(ones) / (len(zeros) + len(ones))
x = np.linspace(0, 0.35, 300)
joint_0 = (1 - share) * normal(x, zeros.mean(), zeros.std())  # p(x, y = 0)
joint_1 = share * normal(x, ones.mean(), ones.std())  # p(x, y = 1)

# %%
figure, axes = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
axes[0].hist(np.concatenate([zeros, ones]), 60, density=True, color="lightgrey")
axes[0].plot(x, joint_0, "--", color="black", label="y = 0")
axes[0].plot(x, joint_1, color="#CC79A7", label="y = 1")
axes[0].set(title="p(x, y): judges and draws", xlabel="ink x", ylabel="density")
axes[0].legend()
axes[1].plot(x, joint_1 / (joint_0 + joint_1), color=plots.DISCRIMINATOR)
axes[1].set(title="p(y | x): only judges", xlabel="ink x", ylabel="p(y = 1 | x)")
z = np.random.default_rng(11).uniform(-1, 1, 10_000)
axes[2].hist(0.13 + 0.06 * z + 0.008 * np.sin(5 * z), 60, color=plots.FAKE)
axes[2].set(title="x = G(z): only draws", xlabel="ink x", ylabel="samples")
plots.show(
    figure,
    "Three graphs over ink. Left: a grey histogram of the ink of zeros and ones, with a high, "
    "narrow curve for the ones at little ink and a lower, wider one for the zeros. Middle: the "
    "probability of a one, near 1 at little ink and falling to 0. Right: a histogram of made-up ink.",
)

# %% [markdown]
# - Left, a **generative** model of ink and digit together, the joint density p(x, y): a bell curve for each digit. The sum of the two is the
#   simplest **mixture**. To draw from it, choose a digit, then ink from its curve. Its density can be written down: it is *explicit*.
# - Middle, a **discriminative** model, p(y | x) = p(x, 1) / (p(x, 0) + p(x, 1)). It judges ink that it is shown; of how common any ink is, it knows
#   nothing. Keep this quotient in mind.
# - Right, noise z, even between −1 and 1, through some function G. Drawing is easy; the density is nowhere written down: it is *implicit*.
#
# A GAN joins the last two: **a generator that can only draw, taught by a discriminator that can only judge.**
#
# ## 2. Maximum likelihood, the older way
#
# How does one fit an explicit density? Choose the one under which the data are most likely: maximise the mean of log p_model(x) over the data.
# Our data for most of this lesson: two humps, at −2 and 2. Our model: one bell of standard deviation 1.5, whose place we may choose.
#
# **Predict:** where does maximum likelihood put it: on a hump, or in the valley between, where there are hardly any data?


# %%
def density(x, means, sd):
    """An equal mixture of normal densities."""
    return np.mean([normal(x, mean, sd) for mean in means], axis=0)


def draw_real(n, rng):
    return rng.choice([-2.0, 2.0], n) + 0.7 * rng.standard_normal(n)


# %% [markdown]
# Beside the likelihood, we compute the Kullback-Leibler divergence of lesson 03, the integral of p log(p/q), as a sum over a fine grid:

# %%
x = np.linspace(-12, 20, 6401)
dx = x[1] - x[0]


def kl(p, q):
    """KL(p || q), for densities on the grid x."""
    return np.sum(p * np.log(p / q)) * dx


data = draw_real(10_000, np.random.default_rng(11))
places = np.linspace(-4, 4, 81)
likelihood = np.array([np.log(normal(data, place, 1.5)).mean() for place in places])
p_data = density(x, [-2, 2], 0.7)
divergence = np.array([kl(p_data, normal(x, place, 1.5)) for place in places])

# %%
figure, axis = plt.subplots(figsize=(6, 3.2))
axis.plot(places, likelihood, color="black", label="mean log-likelihood of 10,000 data")
axis.plot(places, divergence, "--", color="#CC79A7", label="KL(p_data || p_model)")
axis.set(title="One rises as the other falls", xlabel="place of the model", ylabel="nats")
axis.legend()
plots.show(
    figure,
    "Two parabolas over the place of the model. The log-likelihood is highest at 0; the KL "
    "divergence, its mirror image, is lowest there.",
)
print(f"sum of the two: {(likelihood + divergence).min():.3f} to", end=" ")
print(f"{(likelihood + divergence).max():.3f}")
assert abs(places[likelihood.argmax()]) <= 0.21 and abs(places[divergence.argmin()]) < 1e-9
assert np.ptp(likelihood + divergence) < 0.4 and np.ptp(likelihood) > 3

# %% [markdown]
# In the valley: a model that sits on one hump would call the other half of the data very unlikely, and pays for it. And the two curves are mirror
# images, but for the luck of the sample. That is no accident:
#
# $$\mathrm{KL}(p_{data} \,\|\, p_{model}) = \mathbb{E}_{x\sim p_{data}}\!\left[\log\frac{p_{data}(x)}{p_{model}(x)}\right]
# = \underbrace{\mathbb{E}\,[\log p_{data}(x)]}_{\text{no model in it}} - \underbrace{\mathbb{E}\,[\log p_{model}(x)]}_{\text{the likelihood}}$$
#
# **Maximum likelihood minimises KL(p_data ‖ p_model)**, which is 0 when the two agree and positive otherwise.
# (One of our decks writes it with a minus in front; there is none.)
#
# ## 3. A mode missed, a mode made up
#
# KL is not symmetric. The Jensen-Shannon divergence is: it compares both densities with their average m,
#
# $$\mathrm{JSD}(p, q) = \tfrac12 \mathrm{KL}(p\,\|\,m) + \tfrac12 \mathrm{KL}(q\,\|\,m), \qquad m = \tfrac12 (p + q).$$
#
# Let one density have a single hump, the other one the same hump and a second one, further and further away.
#
# **Predict:** which divergence loses patience when the *model* lacks the second hump? Which when only the model has it?


# %%
def jsd(p, q):
    m = (p + q) / 2
    return (kl(p, m) + kl(q, m)) / 2


distances = np.linspace(0.5, 8, 16)
one = density(x, [0], 1)
two = [density(x, [0, distance], 1) for distance in distances]
missed = np.array([[kl(t, one), kl(one, t), jsd(t, one)] for t in two])
made_up = np.array([[kl(one, t), kl(t, one), jsd(one, t)] for t in two])

# %%
figure, axes = plt.subplots(1, 2, figsize=(9, 3.2), sharey=True, layout="constrained")
names = "KL(data || model)", "KL(model || data)", "JSD"
for axis, values in zip(axes, (missed, made_up)):
    for curve, name, line in zip(values.T, names, ("k-", "k--", "k:")):
        axis.plot(distances, curve, line, label=name)
    axis.set(xlabel="distance of the second hump", yscale="log")
axes[0].set(title="The model misses a hump", ylabel="divergence (nats)")
axes[1].set(title="The model makes one up")
axes[1].legend()
plots.show(
    figure,
    "Two graphs over the distance of the second hump. Where the model misses the hump, "
    "KL(data || model) grows without end and KL(model || data) levels off; where it makes one "
    "up, the two have changed places. JSD is the same in both, and levels off lowest.",
)
for name, m, u in zip(names, missed[-1], made_up[-1]):
    print(f"at distance 8, {name:17}: missed {m:6.3f}, made up {u:6.3f}")
assert missed[-1, 0] > 15 and made_up[:, 0].max() < np.log(2)
assert max(missed[:, 2].max(), made_up[:, 2].max()) < np.log(2)

# %% [markdown]
# KL(data ‖ model), which is maximum likelihood, punishes a missed hump without limit (over 15 here) and one made up by less than
# log 2 = 0.693: better to smear than to miss. Turned round, it is the other way about. **JSD takes both alike, and never exceeds log 2**,
# however far apart the two densities are. Remember that, too.

# %% [markdown]
# ### Exercise 11.1: the Jensen-Shannon divergence of two dice
#
# Write JSD for probabilities instead of densities: `p` and `q` are arrays that sum to 1, such as the faces of two dice. Use natural
# logarithms. A face may have probability 0: by convention 0 · log 0 is 0.


# %%
def jensen_shannon(p, q):
    """Return the Jensen-Shannon divergence of two arrays of probabilities."""
    ### BEGIN SOLUTION
    m = (p + q) / 2

    def kl_to_m(a):
        some = a > 0
        return np.sum(a[some] * np.log(a[some] / m[some]))

    return (kl_to_m(p) + kl_to_m(q)) / 2
    ### END SOLUTION


# %%
check("11.1", jensen_shannon)

# %% [markdown]
# ## 4. The value of the game
#
# A generator has no density to write down, so its likelihood can't be computed. What can be done with samples: put real and fake side
# by side, and ask someone to tell them apart. The investigator D answers with D(x), the probability, in its opinion, that x is real (one deck says "likelihood").
# How good are its answers? [Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661) count
#
# $$\min_G \max_D \; V(D, G) = \underbrace{\mathbb{E}_{x\sim p_{data}}[\log D(x)]}_{\text{real: says "real"?}}
# + \underbrace{\mathbb{E}_{z\sim p_z}[\log(1 - D(G(z)))]}_{\text{fake: says "fake"?}}$$
#
# Both logarithms are of the probability that D gave to the truth: 0 is the best that they can be. D maximises V; G minimises it,
# by way of the second term, the only one that depends on G.
#
# **Predict:** three investigators: one tosses a coin, one is careful, one calls nearly everything real. Who gets which value?

# %%
investigators = {"coin": (0.5, 0.5), "careful": (0.9, 0.1), "gullible": (0.99, 0.99)}
scores = {}
for name, (d_real, d_fake) in investigators.items():
    first, second = np.log(d_real), np.log(1 - d_fake)
    scores[name] = first + second
    print(f"{name:9} {first:6.3f} + {second:6.3f} = V {first + second:6.3f}")
assert np.isclose(scores["coin"], -np.log(4))
assert scores["gullible"] < -4 < scores["careful"]

# %% [markdown]
# The coin scores −log 4 = −1.386, whatever the generator does. D may always toss one, so the best D never scores less. Being sure and wrong is dear.
#
# In code, D returns a *logit*, D(x) = sigmoid(logit), and optimisers minimise. So the discriminator's loss is −V: the cross-entropy of
# lesson 03, with label 1 for real and 0 for fake, summed over the two kinds.

# %%
logits = {d: np.log(d / (1 - d)).astype("float32") for d in (0.1, 0.5, 0.9, 0.99)}
for name, (d_real, d_fake) in investigators.items():
    loss = losses.cross_entropy_discriminator_loss(logits[d_real], logits[d_fake])
    assert np.isclose(-float(loss), scores[name], atol=1e-5)

# %% [markdown]
# > **Warning: the sign.** Copy V into code as a loss, and the optimiser *minimises* it: the discriminator learns to be wrong. What you will see: its
# > loss starts near −1.39 and runs away towards −∞, while D(x) goes to 0 and D(G(z)) to 1. A discriminator's cross-entropy is never negative.

# %% [markdown]
# ### Exercise 11.2: the value, from samples
#
# Estimate V from what D said about some real samples and some fakes. There may be more of one kind than of the other.


# %%
def value(d_real, d_fake):
    """Return V, from D(x) for real samples and D(G(z)) for fakes, two arrays of probabilities."""
    ### BEGIN SOLUTION
    return np.mean(np.log(d_real)) + np.mean(np.log(1 - d_fake))
    ### END SOLUTION


# %%
check("11.2", value)

# %% [markdown]
# ## 5. The best discriminator
#
# Hold the generator still; its samples have a density, p_g. What should D answer at one point x? There V counts
# p_data(x) · log D + p_g(x) · log(1 − D), and D may choose its answer at each x for itself.
#
# **Predict:** at a point where real data are four times as dense as fakes, which answer is best?

# %%
answers = np.linspace(0.001, 0.999, 999)
figure, axis = plt.subplots(figsize=(6, 3.2))
for p, q, style in ((0.4, 0.1, "-"), (0.2, 0.2, "--"), (0.1, 0.3, ":")):
    counts = p * np.log(answers) + q * np.log(1 - answers)
    best = answers[counts.argmax()]
    assert abs(best - p / (p + q)) < 1e-6
    label = f"p_data {p}, p_g {q}"
    axis.plot(answers, counts, style, color=plots.DISCRIMINATOR, label=label)
    axis.plot(best, counts.max(), "o", color="black")
axis.set(title="The best answer is the share of the real", ylim=(-1, 0))
axis.set(xlabel="answer D at this x", ylabel="what V counts at this x")
axis.legend()
plots.show(
    figure,
    "Three hills over the answer D. Their tops, marked by dots, lie at 0.8 where real is four "
    "times as dense as fake, at 0.5 where both are equally dense, and at 0.25 where fake is "
    "three times as dense.",
)

# %% [markdown]
# At 0.8: four real ones to one fake. In general, with a = p_data(x) and b = p_g(x): the slope of a log D + b log(1 − D) is a/D − b/(1 − D). It falls all
# the way from +∞ to −∞, so there is one top, where it is 0: a(1 − D) = bD. Hence
#
# $$D^*(x) = \frac{p_{data}(x)}{p_{data}(x) + p_g(x)}.$$
#
# The quotient of section 1! The optimal discriminator is p(y = real | x) when half of what it sees is real. Its logit is
# log p_data(x) − log p_g(x).
#
# A real discriminator knows no densities, only samples. Let us give it 200,000 of each, the fakes from a bell at 1, and nothing but
# gradient descent on the cross-entropy (Keras averages its two terms: −V/2).
#
# **Predict:** where will it come close to D*, and where not?

# %%
keras.utils.set_random_seed(11)
rng = np.random.default_rng(11)
real, fake = draw_real(200_000, rng), 1 + 1.5 * rng.standard_normal(200_000)
samples = np.concatenate([real, fake])[:, None].astype("float32")
labels = np.repeat([1.0, 0.0], 200_000)[:, None]

trained = keras.Sequential([keras.Input((1,))])
trained.add(layers.Dense(32, "tanh"))
trained.add(layers.Dense(32, "tanh"))
trained.add(layers.Dense(1))
rate = keras.optimizers.schedules.CosineDecay(0.02, 1600)  # large steps first, then small
cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)
trained.compile(keras.optimizers.Adam(rate), cross_entropy)
history = trained.fit(samples, labels, batch_size=1000, epochs=4, verbose=0)
# %% [markdown]
# Beside it, D* from the two densities:

# %%
wide = np.linspace(-7, 8, 601)
p_data, p_g = density(wide, [-2, 2], 0.7), normal(wide, 1, 1.5)
d_star = p_data / (p_data + p_g)
d_trained = ops.sigmoid(trained(wide[:, None])).numpy()[:, 0]
low, high = np.quantile(samples, [0.01, 0.99])
error = np.abs(d_trained - d_star)[(low < wide) & (wide < high)].max()
print(f"central 98 %: {low:.2f} to {high:.2f}; largest error there: {error:.3f}")
assert error < 0.05

# %%
figure, axis = plt.subplots(figsize=(7, 3.6))
axis.fill_between(wide, p_data, color=plots.REAL, alpha=0.35, label="p_data")
axis.fill_between(wide, p_g, color=plots.FAKE, alpha=0.45, label="p_g")
axis.plot(wide, d_star, "--", color="black", label="D* = p_data / (p_data + p_g)")
axis.plot(wide, d_trained, color=plots.DISCRIMINATOR, label="D, trained on samples")
for edge in (low, high):
    axis.axvline(edge, color="grey", linestyle=":")
axis.set(title="Trained on samples, D finds the quotient of densities it never saw")
axis.set(xlabel="x (98 % of the samples lie between the dotted lines)", ylabel="D; density")
axis.legend(fontsize=8, loc="upper right")
plots.show(
    figure,
    "Two blue humps, the data, and one orange bell, the fakes, with two curves for D. Between "
    "the dotted lines, the trained discriminator lies on the optimal one: near 1 at the left "
    "hump, down in the valley, half way up at the right hump. Outside, the two may part.",
)

# %% [markdown]
# Between the dotted lines, where 98 % of the samples lie, it is within 0.05 of D*. Beyond, samples get rare and soon there are none: nothing
# tells it what to say, and it may say anything.

# %% [markdown]
# ### Exercise 11.3: when real notes are rare
#
# An investigator's pile need not be half and half. Suppose that a share `share_real` of what D sees is real. What is the best answer now?


# %%
def best_answer(p_data, p_g, share_real):
    """Return the best D at points with the densities p_data and p_g (arrays)."""
    ### BEGIN SOLUTION
    real, fake = share_real * p_data, (1 - share_real) * p_g
    return real / (real + fake)
    ### END SOLUTION


# %%
check("11.3", best_answer)

# %% [markdown]
# ### Exercise 11.4: read the forger's density off the investigator
#
# G's density is implicit. But somebody knows it: given p_data(x) and the logit of an optimal discriminator (half real, half fake), work out p_g(x).


# %%
def density_of_fakes(p_data, logit):
    """Return p_g at points where the data have density p_data and D* has this logit (arrays)."""
    ### BEGIN SOLUTION
    ratio = np.exp(logit)  # p_data / p_g
    return p_data / ratio
    ### END SOLUTION


# %%
check("11.4", density_of_fakes)

# %% [markdown]
# ## 6. What is left for the generator
#
# Let D always answer D*. Then V depends on G alone; call it C(G). Put D* into V; an average over z of something of G(z) is one over x ~ p_g:
#
# $$C(G) = \mathbb{E}_{p_{data}}\!\left[\log\frac{p_{data}}{p_{data}+p_g}\right] + \mathbb{E}_{p_g}\!\left[\log\frac{p_g}{p_{data}+p_g}\right]$$
#
# With the average m = (p_data + p_g)/2, each fraction is ½ · p/m, and log ½ comes out of both:
#
# $$C(G) = -2\log 2 + \mathrm{KL}(p_{data}\,\|\,m) + \mathrm{KL}(p_g\,\|\,m) = -\log 4 + 2\,\mathrm{JSD}(p_{data}, p_g).$$
#
# JSD is 0 when p_g = p_data and positive otherwise. So **against the best investigator, the forger's best is to get the distribution exactly right**; then
# D* = ½ everywhere, and C = −log 4.
#
# Believe it when the numbers agree. The simplest forger moves normal noise by a shift, G(z) = z + shift; the data are N(0, 1). Left, V as it is defined,
# over x *and z*; right, the divergence, over x alone.


# %%
def logit_star(x, shift):
    return np.log(normal(x, 0, 1)) - np.log(normal(x, shift, 1))


def value_at_best(shift):
    """V(D*, G) for G(z) = z + shift: the integral over x and the one over z, on one grid."""
    log_d = -np.logaddexp(0, -logit_star(x, shift))  # log D*(x)
    log_one_minus_d = -np.logaddexp(0, logit_star(x + shift, shift))  # log(1 - D*(G(z)))
    return np.sum(normal(x, 0, 1) * (log_d + log_one_minus_d)) * dx


for shift in (0, 0.5, 1, 2, 4):
    v = value_at_best(shift)
    c = -np.log(4) + 2 * jsd(normal(x, 0, 1), normal(x, shift, 1))
    print(f"shift {shift:3}: V(D*, G) = {v:.9f}   -log 4 + 2 JSD = {c:.9f}")
    assert abs(v - c) < 1e-6

# %%
shifts = np.linspace(-8, 8, 161)
cost = np.array([value_at_best(shift) for shift in shifts])
figure, axis = plt.subplots(figsize=(6, 3.2))
axis.plot(shifts, cost, color=plots.GENERATOR)
axis.axhline(-np.log(4), color="grey", linestyle=":", label="-log 4: they agree")
axis.axhline(0, color="grey", linestyle="--", label="0: they never overlap")
axis.set(title="The further off the forger, the flatter the ground")
axis.set(xlabel="shift of the generator", ylabel="C(G)")
axis.legend(loc="lower right", fontsize=8)
plots.show(
    figure,
    "C(G) over the shift is a funnel: its bottom is at shift 0, at the lower line, -log 4; "
    "to both sides it rises and flattens out under the upper line, 0.",
)
slope = np.gradient(cost, shifts)
print(f"slope at shift 1: {slope[shifts.searchsorted(1)]:.3f}; at 8: {slope[-1]:.6f}")
assert abs(cost.min() + np.log(4)) < 1e-9 and cost.max() < 0 and slope[-1] < 1e-3

# %% [markdown]
# There is the coin's −log 4, and the price of JSD's patience: a forger who is far off stands on flat ground.
#
# ## 7. The film
#
# The paper draws its argument in four panels. We make them move. Noise z, even between −3 and 3, goes through G: z/2, and a small network added to it. So
# the fakes begin as a block in the middle. (Without the z/2 they begin as a narrow needle, which may travel
# to one hump as a whole: a missed mode, lesson 14.) D is another small network; the data are the two humps. First D trains alone, for some 200 steps. Then, 600 times: five steps
# of D, one of G.
#
# **Predict:** one line of noise has to become two humps. What will G do with the noise in the middle?


# %%
def network():
    hidden = [layers.Dense(64, "relu"), layers.Dense(64, "relu")]
    return keras.Sequential([keras.Input((1,)), *hidden, layers.Dense(1)])


keras.utils.set_random_seed(11)
draw = keras.random.SeedGenerator(11)
z = keras.Input((1,))
generator, discriminator = keras.Model(z, z / 2 + network()(z)), network()
slowing = keras.optimizers.schedules.CosineDecay
g_optimizer = keras.optimizers.Adam(slowing(1e-3, 600), beta_1=0.0, beta_2=0.99)
d_optimizer = keras.optimizers.Adam(slowing(3e-3, 3200), beta_1=0.0, beta_2=0.99)


# %%
def noise(n=256):
    return keras.random.uniform((n, 1), -3, 3, seed=draw)


@tf.function
def discriminator_step():
    side = ops.sign(keras.random.uniform((256, 1), -1, 1, seed=draw))
    real = 2 * side + 0.7 * keras.random.normal((256, 1), seed=draw)
    fake = generator(noise())
    with tf.GradientTape() as tape:
        logits = discriminator(real), discriminator(fake)
        loss = losses.cross_entropy_discriminator_loss(*logits)
    weights = discriminator.trainable_variables
    d_optimizer.apply(tape.gradient(loss, weights), weights)


@tf.function
def generator_step():
    with tf.GradientTape() as tape:
        loss = losses.non_saturating_generator_loss(discriminator(generator(noise())))
    weights = generator.trainable_variables
    g_optimizer.apply(tape.gradient(loss, weights), weights)


# %% [markdown]
# (The generator's loss is not quite the one above; section 8 says why.) We take a snapshot now and then: where 2,001 evenly spaced z go, and
# what D says everywhere.

# %%
z_line = np.linspace(-3, 3, 2001, dtype="float32")[:, None]
x_line = np.linspace(-5, 5, 201, dtype="float32")[:, None]
film = {}


def snapshot(when):
    d = ops.sigmoid(discriminator(x_line))
    film[when] = generator(z_line).numpy()[:, 0], d.numpy()[:, 0]


for step in range(201):
    if step % 40 == 0:
        snapshot(f"D alone, step {step}")
    discriminator_step()
moments = set(np.geomspace(1, 600, 22).astype(int))
for step in range(1, 601):
    for _ in range(5):
        discriminator_step()
    generator_step()
    if step in moments:
        snapshot(f"both, round {step}")


# %% [markdown]
# A frame of the film has the densities and D above, and below them arrows from some z to their x:


# %%
def panel(axis, when):
    g, d = film[when]
    axis.stairs(*np.histogram(g, 80, (-5, 5), density=True), fill=True, color=plots.FAKE)
    axis.plot(x_line, density(x_line, [-2, 2], 0.7), color=plots.REAL)
    axis.plot(x_line, d, "--", color=plots.DISCRIMINATOR)
    for z, x in zip(z_line[::80, 0], g[::80]):
        way = dict(arrowstyle="->", color=plots.GENERATOR, linewidth=0.7)
        axis.annotate("", (x, -0.05), (z, -0.5), arrowprops=way)
    axis.axhline(-0.05, color="black", linewidth=0.7)
    axis.plot([-3, 3], [-0.5, -0.5], color="black", linewidth=0.7)
    axis.set(title=when, xlim=(-5, 5), ylim=(-0.6, 1.05), xlabel="z (below), x (above)")
    axis.set(yticks=[0, 0.5, 1], ylabel="density; D")


# %%
frames = []
for when in film:
    figure, axis = plt.subplots(figsize=(4, 3.2), dpi=78, layout="constrained")
    panel(axis, when)
    figure.canvas.draw()
    frames.append(np.asarray(figure.canvas.buffer_rgba())[..., :3])
    plt.close(figure)
pauses = [800] * 6 + [300] * (len(frames) - 7) + [3000]  # milliseconds
imageio.imwrite("film.gif", frames, duration=pauses, loop=0)
assert Path("film.gif").stat().st_size <= 300_000
plots.show_gif(
    "film.gif",
    "Animation. Blue curve: the density of the data. Orange: the fakes. Dashed green: D. Below, "
    "arrows lead from z to x. The fakes begin as a block in the middle; D learns to dip there; "
    "then the block spreads and parts into two humps, while D levels out near one half.",
)

# %% [markdown]
# And four panels, as in the paper (whose pair begins nearer to the goal):

# %%
figure, axes = plt.subplots(2, 2, figsize=(8, 5.4), layout="constrained")
for axis, letter, i in zip(axes.flat, "abcd", (0, 5, 12, -1)):
    panel(axis, when := list(film)[i])
    axis.set_title(f"({letter}) {when}")
figure.suptitle("Noise is bent until D cannot tell any more")
plots.show(
    figure,
    "Four panels. (a) The fakes are a block in the middle and D knows nothing. (b) D is near 1 "
    "everywhere but at the block. (c) G has spread the fakes out, towards where D is higher. "
    "(d) The fakes nearly fill the two humps and D is near one half where there are data; "
    "the arrows part in the middle, and few lead into the valley.",
)

# %%
fakes, d_end = film["both, round 600"]
data = np.sort(draw_real(20_010, np.random.default_rng(0))).reshape(2001, 10).mean(axis=1)
distance = np.abs(np.sort(fakes) - data).mean()
weight = density(x_line[:, 0], [-2, 2], 0.7)
unsure = np.sum(weight * np.abs(d_end - 0.5)) / np.sum(weight)
print(f"each fake lies {distance:.2f} from its datum, on average, when both are sorted")
print(f"where the data are, D lies {unsure:.2f} from one half, on average")
assert distance < 0.25 and unsure < 0.12

# %% [markdown]
# What the panels show:
# - (a) Two untrained networks. (b) G stands still; D has learnt where the fakes are: it is low there, high elsewhere.
# - (c) G has moved: the fakes have gone where D is higher, uphill on D. Nobody told it where the data are.
# - (d) On average, the fakes lie within 0.25 of the data, and D within 0.12 of ½. G has pulled the noise apart in the middle: where its arrows fan
#   out, the fakes are thin. (A perfect G is continuous, too: the data are thin in the valley, not absent. It would climb 17 units of x per unit of z there.)
#
# ## 8. The loss that people use
#
# In the film, G did not minimise log(1 − D(G(z))), the **saturating** (or minimax) loss, but −log D(G(z)), the **non-saturating** one. Both
# want D(G(z)) high. What differs is how hard they pull: the slope of the loss per logit that D gave to the fake.
#
# **Predict:** a hopeless fake, D(G(z)) = 0.01. Which loss pulls harder, and how many times?

# %%
for d in (0.5, 0.1, 0.01):
    logit = tf.Variable(np.log(d / (1 - d)), dtype="float32")
    with tf.GradientTape(persistent=True) as tape:
        saturating = losses.minimax_generator_loss(logit)
        non_saturating = losses.non_saturating_generator_loss(logit)
    a = float(tape.gradient(saturating, logit))
    b = float(tape.gradient(non_saturating, logit))
    print(f"D = {d:4}: saturating {a:.3f}, non-saturating {b:.3f}, ratio {b / a:.1f}")
    assert np.allclose([a, b, b / a], [-d, d - 1, (1 - d) / d], rtol=1e-3)

# %% [markdown]
# The slopes are −D and −(1 − D), their ratio (1 − D)/D: 1, 9, 99. **The saturating loss goes quiet exactly where the forger needs advice
# most**, at the start, when every fake is caught. That is why the paper itself advises the other one, although its Algorithm 1 is written with
# the saturating loss. (Above D = ½ the other one is the weaker.)
#
# Back to the forger on flat ground, G(z) = z + shift, against D*. How hard does either loss pull the shift back? By the chain rule, slope per
# logit times slope of the logit, which is −shift everywhere here; averaged over z. (Both slopes are positive, so descent brings the shift back.)

# %%
phi = normal(x, 0, 1) * dx  # the weight of each z, on the grid x
for shift in (1, 2, 4, 6):
    d_fake = np.sum(phi / (1 + np.exp(-logit_star(x + shift, shift))))  # mean D*(G(z))
    weak, strong = shift * d_fake, shift * (1 - d_fake)
    print(f"shift {shift}: saturating {weak:.3f}, non-saturating {strong:.3f}")
    assert abs(weak - slope[np.isclose(shifts, shift)][0]) < 0.01
assert weak < 0.05 and strong > 5

# %% [markdown]
# At shift 6, less than 0.05 against more than 5. (In the loop, the assertion: the saturating pull is the slope of section 6's curve. There
# D* moved with the shift, here it stands still; but at its top, moving D a little changes V not at all.)
#
# The price: the two players no longer want exactly opposite things, so the game is not zero-sum, and JSD is not what this generator descends.
# Against D*, its slope is that of KL(p_g ‖ p_data) − 2 JSD ([Arjovsky and Bottou 2017](https://arxiv.org/abs/1701.04862)): the KL that hardly minds a
# missed hump. The point where both can rest is still p_g = p_data.
#
# > **Warning: the minus sign is not enough.** `generator_loss = -discriminator_loss` looks right and is the saturating loss. What you will see once D is ahead: D(G(z)) near
# > 0, a generator loss that sits close to 0, where it can rise no further, and samples that stay as they are.

# %% [markdown]
# ### Exercise 11.5: the pull per logit
#
# Write the slope of the generator's loss with respect to the logit that D gave to one fake.


# %%
def logit_slope(logit, loss):
    """Return the slope for a logit; loss is "saturating" or "non-saturating"."""
    ### BEGIN SOLUTION
    d = 1 / (1 + np.exp(-logit))
    return -d if loss == "saturating" else d - 1
    ### END SOLUTION


# %%
check("11.5", logit_slope)

# %% [markdown] tags=["assignment"]
# ### Question 11.A: the likelihood of a mixture
#
# A mixture is a density that one can write down. Return the mean log-likelihood of the data `x` (n,) under a mixture of normal densities with
# the given `weights` (k,), which sum to 1, `means` (k,) and standard deviations `sds` (k,).


# %% tags=["assignment"]
def mean_log_likelihood(x, weights, means, sds):
    """Return the mean over x of the logarithm of the mixture's density."""
    ### BEGIN SOLUTION
    z = (x[:, None] - means) / sds
    normals = np.exp(-(z**2) / 2) / (sds * np.sqrt(2 * np.pi))
    return np.mean(np.log(normals @ weights))
    ### END SOLUTION


# %% tags=["assignment"]
check("11.A", mean_log_likelihood)

# %% [markdown]
# ## 9. Where the theory stops
#
# The paper proves more: if D is at its optimum after every step of G, p_g arrives at p_data. Read the conditions:
#
# - **Any density is allowed.** C is convex in p_g, but we move weights of a network, and in those it is not. (The film's G can only be what 64 + 64 ReLU units make of z.)
# - **D is at its exact optimum at every step.** Ours took five steps, lesson 13's takes one. And section 6 shows the catch: under a perfect D, the ground of C is flat far off. (Section 8's loss
#   pulls there, but it no longer descends C.)
# - **Expectations, not samples.** A discriminator that knows its few real pictures by heart is no D*.
# - **Steps that follow C downhill.** Two players who step in turn follow no hill; they may circle (lesson 10).
#
# p_g = p_data is where the game may rest, not a promise that training gets there.
#
# ## What to take along
#
# - V is the discriminator's log-likelihood: D maximises it, and its best is D* = p_data / (p_data + p_g), which it finds from samples alone.
# - Against D*, the generator faces −log 4 + 2 JSD: lowest when p_g = p_data and D* = ½, and flat far away.
# - So practice maximises log D(G(z)) instead: per logit, (1 − D)/D times the pull.
#
# The next lesson, 12, writes the game down as the paper's Algorithm 1, line by line, and plays it on more than one number.
