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
# 20 minutes to read, about 40 seconds to run on two CPU cores. It ends with this picture: noise, bent into two humps.
#
# ![](ending)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers, ops

from gan_course import losses, plots
from gan_course.checks import check

# %% [markdown]
# ## 1. To judge and to draw
#
# Take one number of every real banknote, say its thickness, from the mean. Half of the notes come from press A, half from press B.
#
# **Predict:** which of the three pictures below could make up new notes? Which could say whether a note of thickness 1 is from A or from B?


# %%
def normal(x, mean, sd):
    return np.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))


def draw_real(n, rng):
    return rng.choice([-2.0, 2.0], n) + 0.7 * rng.standard_normal(n)


x = np.linspace(-12, 12, 4801)
dx = x[1] - x[0]
from_a, from_b = normal(x, -2, 0.7) / 2, normal(x, 2, 0.7) / 2  # p(x, y), y = A or B
p_data = from_a + from_b
data = draw_real(10_000, np.random.default_rng(11))
made_up = 2 * np.sin(np.random.default_rng(11).uniform(-1, 1, 10_000))

# %%
figure, axes = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
axes[0].hist(data, 60, density=True, color="lightgrey")
axes[0].plot(x, from_a, "--", color="black", label="y = A")
axes[0].plot(x, from_b, color="#CC79A7", label="y = B")
axes[0].legend(fontsize=7, handlelength=1, loc="center")
axes[1].plot(x, from_b / p_data, color=plots.DISCRIMINATOR)
axes[2].hist(made_up, 60, color=plots.FAKE)
heights = {"p(x, y)": "density", "p(y | x)": "p(y = B | x)", "x = G(z)": "samples"}
for axis, (title, label) in zip(axes, heights.items()):
    axis.set(title=title, xlabel="thickness x", ylabel=label, xlim=(-5, 5))
plots.show(
    figure,
    "Left: a histogram of two humps, each under a bell: A at -2, B at 2. Middle: a curve that "
    "rises from 0 to 1 between the humps. Right: a histogram of made-up notes, a block in the middle, lowest at 0.",
)

# %% [markdown]
# - Left, a **generative** model, p(x, y): a bell for each press. Their sum is the
#   simplest **mixture** (fitted without labels, it *clusters* the data). To draw, choose a press, then a note from its bell. The density is written down: *explicit*.
# - Middle, a **discriminative** model, p(y | x) = p(x, B) / (p(x, A) + p(x, B)): the left one can judge, too. This one judges notes that it is shown, and
#   knows nothing of how common they are. Keep this quotient in mind.
# - Right, noise z, even between −1 and 1, through some function G. Drawing is easy; the density is nowhere written down: *implicit*.
#
# A GAN joins the last two: **a generator that can only draw, taught by a discriminator that can only judge.**
#
# ## 2. Maximum likelihood, the older way
#
# An explicit density is fitted by making the data likely: maximise the mean of log p_model(x) over them. With many data, that is to minimise the Kullback-Leibler divergence:
#
# $$\mathrm{KL}(p_{data} \,\|\, p_{model})
# = \underbrace{\mathbb{E}_{x\sim p_{data}}[\log p_{data}(x)]}_{\text{no model in it}} - \underbrace{\mathbb{E}_{x\sim p_{data}}[\log p_{model}(x)]}_{\text{the likelihood}}$$
#
# It is 0 when the two agree and positive otherwise. (One deck puts a minus in front; there is none.) It is not symmetric. The Jensen-Shannon divergence is:
#
# $$\mathrm{JSD}(p, q) = \tfrac12 \mathrm{KL}(p\,\|\,m) + \tfrac12 \mathrm{KL}(q\,\|\,m), \qquad m = \tfrac12 (p + q).$$
#
# Let the model be a single bell, whose place and width we may choose.
#
# **Predict:** where does maximum likelihood put it: on a hump, or across the valley, where there are hardly any data? And KL turned round?


# %%
def kl(p, q):  # of densities on the grid x
    return np.sum(p * np.log(p / q)) * dx


def jsd(p, q):
    return (kl(p, (p + q) / 2) + kl(q, (p + q) / 2)) / 2


bells = [(mean, sd) for mean in np.linspace(-4, 4, 81) for sd in np.linspace(0.5, 3, 26)]
likeliest = max(bells, key=lambda bell: np.log(normal(data, *bell)).mean())
first = min(bells, key=lambda bell: kl(p_data, normal(x, *bell)))
second = min(bells, key=lambda bell: kl(normal(x, *bell), p_data))
print("likeliest bell for the 10,000 notes: place {:.1f}, width {:.1f}".format(*likeliest))

# %%
figure, axis = plt.subplots(figsize=(7, 3))
axis.fill_between(x, p_data, color=plots.REAL, alpha=0.35, label="data")
axis.plot(x, normal(x, *first), color="black", label="least KL(data || model)")
axis.plot(x, normal(x, *second), "--", color="#CC79A7", label="least KL(model || data)")
axis.set(title="One bell for two humps", xlabel="x", ylabel="density", xlim=(-6, 6))
axis.legend(loc="upper left", fontsize=8)
plots.show(
    figure,
    "Two blue humps. A low, wide black bell lies over both and the valley between. A dashed "
    "bell, twice as high as a hump, lies over one and leaves out the other.",
)
print("        KL(data || model)  KL(model || data)  JSD")
for name, q in (("black", normal(x, *first)), ("dashed", normal(x, *second))):
    print(f"{name:6}  {kl(p_data, q):17.3f}  {kl(q, p_data):17.3f}  {jsd(p_data, q):.3f}")

# %% [markdown]
# Across the valley. A bell on one hump calls half of the data next to impossible, and KL(data ‖ model) makes it pay: over 7, against less than 0.5. **Maximum likelihood smears rather than
# miss.** Turned round, KL averages over what the *model* draws: what is missed costs at most log 2 = 0.693 here, what is made up costs more, and the bell sits on a hump. JSD is the same either way round: it minds both faults, and
# neither beyond log 2.

# %%
assert abs(likeliest[0] - first[0]) < 0.25, "maximum likelihood and KL should agree"
assert abs(first[0]) < 0.05 and abs(abs(second[0]) - 2) < 0.05, "one across, one on a hump"
assert kl(p_data, normal(x, *first)) < 0.5 and kl(p_data, normal(x, *second)) > 7, "smear"

# %% [markdown]
# ### Exercise 11.1: the Jensen-Shannon divergence of two dice
#
# *About 10 minutes, level 1 of 3.*
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
# ## 3. The value of the game
#
# A generator has no density to write down, so its likelihood can't be computed. But it can be asked for samples: put real and fake side
# by side, and let someone tell them apart.
#
# ![The game: noise z goes through the generator G, fakes G(z) and real x through the discriminator D. D maximises V; G minimises its second term. Dashed arrows: the gradient for G comes back through D and moves G only, that for D moves D only.](../images/11_game.png)
#
# D(x) is the probability, in the investigator's opinion, that x is real (one deck says "likelihood"). How good are its answers?
# [Goodfellow et al. 2014](https://arxiv.org/abs/1406.2661) count
#
# $$\min_G \max_D \; V(D, G) = \underbrace{\mathbb{E}_{x\sim p_{data}}[\log D(x)]}_{\text{real: says "real"?}}
# + \underbrace{\mathbb{E}_{z\sim p_z}[\log(1 - D(G(z)))]}_{\text{fake: says "fake"?}}$$
#
# Both logarithms are of the probability that D gave to the truth: 0 is the best that they can be. D maximises V; G minimises it,
# by way of the second term, the only one that depends on G.
#
# **Predict:** three investigators: one answers ½ to everything, one is careful, one calls nearly everything real. Who scores most, who least?

# %%
investigators = {"always 1/2": (0.5, 0.5), "careful": (0.9, 0.1), "gullible": (0.99, 0.99)}
scores = {}
for name, (d_real, d_fake) in investigators.items():
    real, fake = np.log(d_real), np.log(1 - d_fake)
    scores[name] = real + fake
    print(f"{name:10} {real:6.3f} + {fake:6.3f} = V {real + fake:6.3f}")

# %% [markdown]
# To answer ½ scores −log 4 = −1.386, whatever the generator does; D may always do so, so the best D never scores less. Being sure and wrong is dear.
#
# In code, D returns a *logit* (lesson 03), D(x) = sigmoid(logit), and optimisers minimise. So the discriminator's loss is −V: a classifier's cross-entropy, summed over the two kinds, with label
# 1 for real and 0 for fake. Nobody has to label anything: we know which ones we made. Learning stays unsupervised.

# %%
careful = [np.float32(np.log(d / (1 - d))) for d in investigators["careful"]]
loss = float(losses.cross_entropy_discriminator_loss(*careful))
assert np.isclose(loss, -scores["careful"]), "the loss should be -V"
assert np.isclose(scores["always 1/2"], -np.log(4)), "log 1/2 + log 1/2 = -log 4"

# %% [markdown]
# > **Warning: the sign.** Copy V into code as a loss, and the optimiser *minimises* it: the discriminator learns to be wrong. What you will see: its
# > loss starts near −1.39 and runs away towards −∞; where real and fake lie apart, D(x) goes to 0 and D(G(z)) to 1. A discriminator's cross-entropy is never negative.

# %% [markdown]
# ### Exercise 11.2: the value, from samples
#
# *About 5 minutes, level 1 of 3.*
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
# ## 4. The best discriminator
#
# Hold the generator still; its samples have a density, p_g. What should D answer at one point x? There V counts
# p_data(x) · log D + p_g(x) · log(1 − D), and D may choose its answer at each x for itself.
#
# **Predict:** at a point where real data are four times as dense as fakes, which answer is best?

# %%
answers = np.linspace(0.001, 0.999, 999)
for p, q in ((0.4, 0.1), (0.2, 0.2), (0.1, 0.3)):
    counts = p * np.log(answers) + q * np.log(1 - answers)
    print(f"p_data {p}, p_g {q}: V counts most at D = {answers[counts.argmax()]:.2f}")

# %% [markdown]
# 0.8: four real ones to one fake. In general, with a = p_data(x) and b = p_g(x): the slope of a log D + b log(1 − D) is a/D − b/(1 − D). It falls all
# the way from +∞ to −∞, so there is one top, where it is 0: a(1 − D) = bD. Hence
#
# $$D^*(x) = \frac{p_{data}(x)}{p_{data}(x) + p_g(x)}.$$
#
# The quotient of section 1! The optimal discriminator is p(real | x) when half of what it sees is real. Its logit is
# log p_data(x) − log p_g(x).
#
# But a discriminator knows no densities, only samples. We give one 200,000 of each kind, the fakes from a bell at 1, and the cross-entropy.
#
# **Predict:** where will it come close to D*, and where not?


# %%
def network(units, activation):
    hidden = [layers.Dense(units, activation), layers.Dense(units, activation)]
    return keras.Sequential([keras.Input((1,)), *hidden, layers.Dense(1)])


keras.utils.set_random_seed(11)
rng = np.random.default_rng(11)
real, fake = draw_real(200_000, rng), 1 + 1.5 * rng.standard_normal(200_000)
samples = np.concatenate([real, fake])[:, None].astype("float32")
labels = np.repeat([1.0, 0.0], 200_000)[:, None]

trained = network(32, "tanh")
rate = keras.optimizers.schedules.CosineDecay(0.02, 1600)  # large steps first, then small
cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)
trained.compile(keras.optimizers.Adam(rate), cross_entropy)
history = trained.fit(samples, labels, batch_size=1000, epochs=4, verbose=0)

# %%
p_g = normal(x, 1, 1.5)
d_star = p_data / (p_data + p_g)
d_trained = ops.sigmoid(trained(x[:, None])).numpy()[:, 0]
low, high = np.quantile(samples, [0.01, 0.99])
figure, axis = plt.subplots(figsize=(7, 3.6))
axis.fill_between(x, p_data, color=plots.REAL, alpha=0.35, label="p_data")
axis.fill_between(x, p_g, color=plots.FAKE, alpha=0.45, label="p_g")
axis.plot(x, d_star, "--", color="black", label="D* = p_data / (p_data + p_g)")
axis.plot(x, d_trained, color=plots.DISCRIMINATOR, label="D, trained on samples")
axis.vlines([low, high], 0, 1, color="grey", linestyle=":")
axis.set(title="A trained D beside D*", xlim=(-7, 8), ylabel="D; density")
axis.set(xlabel="x (98 % of the samples lie between the dotted lines)")
axis.legend(fontsize=8, loc="upper right")
plots.show(
    figure,
    "Two blue humps, one orange bell, and two curves for D: near 1 at the left hump, low in the valley, half way "
    "up at the right hump. Between the dotted lines they lie on each other; outside, they may part.",
)

# %% [markdown]
# Between the dotted lines, where 98 % of the samples lie, it is within 0.05 of D*: **trained on samples, D finds the quotient of two densities that it never saw.** Beyond, samples get rare
# and soon there are none: nothing tells it what to say.

# %%
error = np.abs(d_trained - d_star)[(low < x) & (x < high)].max()
print(f"largest error between the lines: {error:.3f}")
assert error < 0.05, (
    "D should be near D* where there are samples; was its training cut short?"
)

# %% [markdown]
# ### Exercise 11.3: when real notes are rare
#
# *About 10 minutes, level 2 of 3.*
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
# *About 10 minutes, level 2 of 3.*
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
# ## 5. What is left for the generator
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
# Believe it when the numbers agree. The simplest forger moves normal noise, G(z) = z + shift; the data are N(0, 1). The curve is V as it is defined,
# over x *and z*; the dots are the divergence.


# %%
def logit_star(x, shift):
    return np.log(normal(x, 0, 1)) - np.log(normal(x, shift, 1))


def value_at_best(shift):
    """V(D*, G) for G(z) = z + shift: the integral over x and the one over z, on one grid."""
    log_d = -np.logaddexp(0, -logit_star(x, shift))  # log D*(x)
    log_one_minus_d = -np.logaddexp(0, logit_star(x + shift, shift))  # log(1 - D*(G(z)))
    return np.sum(normal(x, 0, 1) * (log_d + log_one_minus_d)) * dx


shifts = np.linspace(-8, 8, 161)
cost = np.array([value_at_best(shift) for shift in shifts])
five = np.array([0, 0.5, 1, 2, 4])
theory = [-np.log(4) + 2 * jsd(normal(x, 0, 1), normal(x, shift, 1)) for shift in five]

# %%
figure, axis = plt.subplots(figsize=(6, 3.2))
axis.plot(shifts, cost, color=plots.GENERATOR, label="V(D*, G), over x and z")
axis.plot(five, theory, "o", color="black", label="-log 4 + 2 JSD")
axis.set(title="Far from the data, C(G) is flat", xlabel="shift of G", ylabel="C(G)")
axis.set_yticks([-np.log(4), -1, -0.5, 0], ["-log 4", "-1", "-0.5", "0"])
axis.legend(fontsize=8, loc="lower left")
plots.show(
    figure,
    "A funnel with five dots on it: its bottom is at shift 0, at -log 4. To both sides it gets "
    "steeper at first, then flattens out just below 0.",
)
slope = np.gradient(cost, shifts)
print("slopes at shifts 1, 2, 4, 8:", *slope[[90, 100, 120, 160]].round(4))

# %% [markdown]
# The dots lie on the curve. The ground gets steeper up to a shift of some 1.6. But JSD has a ceiling, log 2, for densities that share no place, be they near or far: **a forger who is far off stands on flat ground**.

# %%
difference = np.abs([value_at_best(shift) - c for shift, c in zip(five, theory)]).max()
print(f"V(D*, G) and -log 4 + 2 JSD differ by {difference:.0e} at most, at five shifts")
assert difference < 1e-6, "the integral should bear out the derivation"
assert 1.4 < shifts[slope.argmax()] < 1.8 and slope[-1] < 1e-3, (
    "steep near by, flat far off"
)

# %% [markdown]
# ## 6. The film
#
# The paper draws its argument in four panels. We make them move. Noise z, even between −3 and 3, goes through G: z/2, and a small network added to it; so
# the fakes begin as a block in the middle. D is another small network, the data are the two humps. A round is five steps of D and, after
# round 40, one of G.
#
# **Predict:** G never sees the data. Which way will a fake at 1 move first, and what tells it so?


# %%
keras.utils.set_random_seed(11)
draw = keras.random.SeedGenerator(11)
z = keras.Input((1,))
generator, discriminator = (
    keras.Model(z, z / 2 + network(64, "relu")(z)),
    network(64, "relu"),
)
slowing = keras.optimizers.schedules.CosineDecay
g_optimizer = keras.optimizers.Adam(slowing(1e-3, 600), beta_1=0.0, beta_2=0.99)
d_optimizer = keras.optimizers.Adam(slowing(3e-3, 3200), beta_1=0.0, beta_2=0.99)


# %%
@tf.function
def discriminator_step():
    side = ops.sign(keras.random.uniform((256, 1), -1, 1, seed=draw))
    real = 2 * side + 0.7 * keras.random.normal((256, 1), seed=draw)
    fake = generator(keras.random.uniform((256, 1), -3, 3, seed=draw))
    with tf.GradientTape() as tape:
        logits = discriminator(real), discriminator(fake)
        loss = losses.cross_entropy_discriminator_loss(*logits)
    weights = discriminator.trainable_variables
    d_optimizer.apply(tape.gradient(loss, weights), weights)


@tf.function
def generator_step():
    with tf.GradientTape() as tape:
        fake = generator(keras.random.uniform((256, 1), -3, 3, seed=draw))
        loss = losses.non_saturating_generator_loss(discriminator(fake))
    weights = generator.trainable_variables
    g_optimizer.apply(tape.gradient(loss, weights), weights)


# %% [markdown]
# (G's loss is not quite the one above; section 7 says why.) We take snapshots: where evenly spaced z go, and what D says everywhere.

# %%
z_line = np.linspace(-3, 3, 2001, dtype="float32")[:, None]
film = {}


def snapshot(when):
    d = ops.sigmoid(discriminator(x[:, None]))
    film[when] = generator(z_line).numpy()[:, 0], d.numpy()[:, 0]


moments = {*range(0, 41, 8), *(40 + np.geomspace(1, 600, 22).astype(int))}
for step in range(641):
    if step in moments:
        snapshot(f"round {step}")
    for _ in range(5):
        discriminator_step()
    if step >= 40:
        generator_step()


# %% [markdown]
# A frame has densities and D above, and arrows from some z to their x below:


# %%
def panel(axis, when):
    g, d = film[when]
    axis.stairs(*np.histogram(g, 80, (-5, 5), density=True), fill=True, color=plots.FAKE)
    axis.plot(x, p_data, color=plots.REAL)
    axis.plot(x, d, "--", color=plots.DISCRIMINATOR)
    way = dict(arrowstyle="->", color=plots.GENERATOR, linewidth=0.7)
    for z, x_of_z in zip(z_line[::80, 0], g[::80]):
        axis.annotate("", (x_of_z, -0.05), (z, -0.5), arrowprops=way)
    axis.hlines([-0.05, -0.5], [-5, -3], [5, 3], color="black", linewidth=0.7)
    axis.set(title=when, xlim=(-5, 5), ylim=(-0.6, 1.05), xlabel="z (below), x (above)")
    axis.set(yticks=[0, 0.5, 1], ylabel="density; D")


# %%
def frame(when):
    figure, axis = plt.subplots(figsize=(4, 3.2), dpi=78, layout="constrained")
    panel(axis, when)
    return figure


pauses = [800] * 6 + [300] * (len(film) - 7) + [3000]  # milliseconds
plots.save_film(map(frame, film), "film.gif", pauses)
plots.show_gif(
    "film.gif",
    "Animation. Blue curve: the data. Orange: the fakes, a block in the middle. Dashed green: D, which learns "
    "to dip there. Then the block parts into two humps, and D levels out near one half where the data are.",
)

# %% [markdown]
# And four panels, as in the paper (whose pair begins nearer to the goal):

# %% tags=["ending"]
figure, axes = plt.subplots(2, 2, figsize=(8, 5.4), layout="constrained")
for axis, letter, i in zip(axes.flat, "abcd", (0, 5, 12, -1)):
    panel(axis, when := list(film)[i])
    axis.set_title(f"({letter}) {when}")
figure.suptitle("A block of noise becomes two humps")
plots.show(
    figure,
    "Four panels. (a) The fakes are a block in the middle and D is nearly level. (b) D is near 1 "
    "except at the block. (c) The block has spread. (d) The fakes nearly fill the two humps and D "
    "is near one half where there are data; the arrows part in the middle, and few lead into the valley.",
)

# %% [markdown]
# - (a) Two untrained networks. (b) G stands still; D has learnt where the fakes are: low there, high elsewhere.
# - (c) The fakes have gone where D is higher: **uphill on D**, a fake at 1 to the right. Nobody told G where the data are.
# - (d) Fakes and data nearly agree, and where they are, D is near ½. G has pulled the noise apart in the middle: where its arrows fan
#   out, the fakes are thin.
#
# From here on D is not needed: G alone draws, and fresh noise gives fresh samples. (Noise makes variety possible. It does not guarantee it, though one deck says so: G may come to ignore its noise, the worst case of *mode collapse*.)

# %%
fakes, d_end = film["round 640"]
spread = np.quantile(data, np.linspace(0.001, 0.999, 2001))
distance = np.abs(np.sort(fakes) - spread).mean()
unsure = np.average(np.abs(d_end - 0.5), weights=p_data)
print(f"both sorted, fakes and data lie {distance:.2f} apart, on average")
print(f"where the data are, D lies {unsure:.2f} from one half, on average")
assert distance < 0.25, "the fakes should have become two humps; was the film cut short?"
assert unsure < 0.1, "D should be near one half by now; was the film cut short?"

# %% [markdown]
# ## 7. The loss that people use
#
# In the film, G did not minimise log(1 − D(G(z))), the **saturating** (or minimax) loss, but −log D(G(z)), the **non-saturating** one. Both
# want D(G(z)) high. What differs is how hard they pull: the slope of the loss per logit that D gave to the fake.
#
# **Predict:** a hopeless fake, D(G(z)) = 0.01. Which loss pulls harder, and how many times?

# %%
d = np.array([0.5, 0.1, 0.01])
logits = tf.Variable(np.log(d / (1 - d)))
with tf.GradientTape(persistent=True) as tape:
    saturating = losses.minimax_generator_loss(logits)
    non_saturating = losses.non_saturating_generator_loss(logits)
weak, strong = (
    len(d) * tape.gradient(loss, logits).numpy() for loss in (saturating, non_saturating)
)  # a loss is the mean over its logits: hence len(d)
print("D             ", d, "\nsaturating    ", weak.round(3))
print("non-saturating", strong.round(3), "\nratio         ", (strong / weak).round(1))

# %% [markdown]
# The slopes are −D and −(1 − D), their ratio (1 − D)/D: 1, 9, 99. **The saturating loss goes quiet exactly where the forger needs advice
# most**, at the start, when every fake is caught. That is why the paper itself advises the other one, although its Algorithm 1 is written with
# the saturating loss. (Above D = ½ the non-saturating one is the weaker.)
#
# The price: the two players no longer want exactly opposite things, so the game is not zero-sum, and JSD is not what this generator descends.
# Against D*, its slope is that of KL(p_g ‖ p_data) − 2 JSD ([Arjovsky and Bottou 2017](https://arxiv.org/abs/1701.04862)): section 2's KL turned round, which minds a missed hump little. The point where both can rest is still p_g = p_data.
#
# > **Warning: the minus sign is not enough.** `generator_loss = -discriminator_loss`, as one of our decks has it, is the saturating loss. What you will see once D is ahead: D(G(z)) near
# > 0, a generator loss that sits close to 0, where it can rise no further, and samples that stay as they are.

# %%
assert np.allclose(weak, -d) and np.allclose(strong, d - 1), "the slopes are -D and D - 1"

# %% [markdown]
# ### Exercise 11.5: the pull per logit
#
# *About 5 minutes, level 1 of 3.*
#
# Write the slope of the generator's loss, log(1 − D) (saturating) or −log D (non-saturating), with respect to the logit that D gave to one fake.


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
# *About 15 minutes, level 2 of 3.*
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
# ## 8. Where the theory stops
#
# The paper proves more: if D is at its optimum after every step of G, p_g arrives at p_data. Read the conditions: **any density** is allowed (we move weights, and in those C is not convex); D is at its **exact optimum** at every step (ours took five steps);
# **expectations** (a D that knows its few real pictures by heart is no D*); steps that **follow C downhill** (two players in turn may circle, lesson 10).
# p_g = p_data is where the game may rest, not a promise that training gets there.
#
# ## What to take along
#
# - V is the discriminator's log-likelihood: D maximises it, and its best is D* = p_data / (p_data + p_g), which it finds from samples alone.
# - Against D*, the generator faces −log 4 + 2 JSD: lowest when p_g = p_data and D* = ½, and flat far away.
# - So practice maximises log D(G(z)) instead: per logit, (1 − D)/D times the pull.
#
# The next lesson, 12, writes the game down as the paper's Algorithm 1, line by line, and plays it on more than one number.
