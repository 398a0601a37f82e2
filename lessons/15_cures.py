# %% [markdown]
# # 15 · Cures: each against an illness, and against none
#
# What people advise for GANs that fail, some twenty cures, each written in a few lines and then measured: on the illness, and on a healthy training.
#
# **After this lesson you can**
# - write the best known cures yourself, in about ten lines each;
# - say what each of them did for lesson 14's illnesses, what it costs, and what it did where nothing was wrong;
# - tell a cure from luck, with equal seconds, several seeds and a test.
#
# 25 minutes to read, about 50 seconds to run on two slow CPU cores. It ends with this table:
#
# ![](ending)

# %%
from itertools import combinations

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers, ops
from scipy.stats import mannwhitneyu

from gan_course import plots
from gan_course.checks import check
from gan_course.gan import GAN, pictures_of
from gan_course.losses import GANLoss, minimax_generator_loss, non_saturating_generator_loss
from gan_course.recorded import load_recorded
from gan_course.ring import CENTRES, SD, draw_ring

# %% [markdown]
# ## 1. A fair trial
#
# "It helped me" has four gaps. Which illness? One seed, or several? Was the time the same, if the cure makes each step dearer? And what does it do to the healthy? So: lesson 14's illnesses and two healthy trainings, each with one thing changed more:
#
# ![Noise z goes through the generator G and becomes fakes; fakes and real pictures go through the discriminator D; from its scores come the loss of G and the loss of D. Six marks: 1, before D: what D sees. 2, at the loss of D: its targets and its form. 3, at D: how steep it may be. 4, at the loss of G: what G aims at. 5, at G: layers of G and of D. 6, below G: weights, their start, rates and average.](../images/15_where.png)
#
# On the ring, a count of modes stops at 8, and can't see harm. A finer one: a mode counts by how *filled* it is, the share of its due, an eighth of all samples, at most 1.


# %%
def filled(points):
    """Return how many of the ring's modes are filled, 0 to 8, from points (n, 2)."""
    near = np.linalg.norm(points[:, None] - CENTRES, axis=2) < 3 * SD  # (n, 8)
    return np.minimum(8 * near.mean(axis=0), 1).sum()


print(f"2,000 real points: {filled(draw_ring(2000, seed=15)):.2f}")

# %% [markdown]
# ## 2. Targets: one-sided, and why not two
#
# The decks: replace the targets 1 and 0 "with smoothed values, like .9 or .1", and call it one-sided. One-sided is .9 and **0** (Salimans et al. 2016). Does it matter? Real data around +1, fakes around −1, equally spread; the best D for three pairs of targets.
#
# **Predict:** fakes climb D's logit. In which of the three is there nothing to climb where the fakes are?

# %%
x = np.linspace(-3, 3, 201)
p, q = np.exp(-((x - 1) ** 2)), np.exp(-((x + 1) ** 2))
figure, axis = plt.subplots(figsize=(6, 3), layout="constrained")
axis.fill_between(x, -13, 5 * q - 13, color=plots.FAKE, alpha=0.4, label="fakes")
axis.fill_between(x, -13, 5 * p - 13, color=plots.REAL, alpha=0.4, label="real")
at_fakes = {}
for (a, b), style in {(1, 0): "-", (0.9, 0): "--", (0.9, 0.1): ":"}.items():
    best = (a * p + b * q) / (p + q)
    logit = np.log(best) - np.log((p + q - a * p - b * q) / (p + q))
    at_fakes[a, b] = np.interp(-1, x, np.gradient(logit, x))
    axis.plot(x, logit, style, color="black", label=f"targets {a} and {b}")
axis.set(xlabel="x", ylabel="logit of the best D", ylim=(-13, 13))
axis.legend(fontsize=8, loc="upper left")
plots.show(
    figure,
    "The logit over x, with the fakes' bump at -1 and the real one at 1. With targets 1 and 0 a straight line that "
    "rises everywhere; with 0.9 and 0 it rises on the left and flattens at the real data; with 0.9 and 0.1 it is flat "
    "at the fakes, too, and rises only between the two.",
)

# %% [markdown]
# With .9 and .1: at the fakes, D is flat. Its best answer is a mean of the targets, weighed by the densities (exercise 15.1 asks why):
#
# $$D^*(x) = \frac{a\,p(x) + b\,q(x)}{p(x) + q(x)}$$
#
# Where there are fakes alone, that is b, in all directions. With b = 0 the logit falls on and on. In code, the losses of D, and **noisy labels**, where each is wrong with a probability of .1:


# %%
def smoothed(real_target, fake_target, generator_loss=non_saturating_generator_loss):
    """Return the pair of losses with other targets than 1 and 0 in D's, and this one for G."""

    def of(logits, target):
        return ops.mean(
            target * ops.softplus(-logits) + (1 - target) * ops.softplus(logits)
        )

    return GANLoss(
        lambda real, fake: of(real, real_target) + of(fake, fake_target),
        generator_loss,
        probabilities=True,
    )


rng = np.random.default_rng(15)
logits = rng.normal(0, 2, 200_000)
wrong = rng.random(logits.size) < 0.1
noisy = np.mean(
    np.logaddexp(0, np.where(wrong, logits, -logits))
)  # real ones, told as fake
print(
    f"noisy {noisy:.3f}, target 0.9: {np.mean(0.9 * np.logaddexp(0, -logits) + 0.1 * np.logaddexp(0, logits)):.3f}"
)

# %% [markdown]
# On average over the draws, noisy labels *are* two-sided smoothing: it is the same loss, in expectation.

# %%
assert at_fakes[0.9, 0.1] < at_fakes[0.9, 0] / 5, (
    "Two-sided smoothing should be flat at the fakes."
)
smooth = np.mean(0.9 * np.logaddexp(0, -logits) + 0.1 * np.logaddexp(0, logits))
assert abs(noisy - smooth) < 0.02, "The mean over 200,000 draws should agree."

# %% [markdown]
# ### Exercise 15.1: what does D say then?
#
# *About 10 minutes, level 2 of 3.*
#
# At some places, real pictures have density `p` and fakes `q` (arrays). D is trained with cross-entropy towards `real_target` for real pictures and `fake_target` for fakes. Return D's best answer at each of these places.


# %%
def best_answer(p, q, real_target, fake_target):
    """Return the best D (n,), where real and fake have densities p and q (n,)."""
    ### BEGIN SOLUTION
    return (real_target * p + fake_target * q) / (p + q)
    ### END SOLUTION


# %%
check("15.1", best_answer)

# %% [markdown]
# ## 3. How steep may D be?
#
# A D that is too sure is a cliff between flat lands. Four cures bound its slope: **clipping** all weights (crudely), a **penalty** where the slope's length leaves 1, between real and fake (for Wasserstein's loss), **R1**, a penalty on any slope at real pictures
# (lesson 13), and **spectral normalisation**: divide each layer's kernel W by its largest singular value σ. Then no layer stretches anything by more than 1, and nor do all of them together, since leaky ReLU and ReLU don't either.
#
# σ need not be computed anew: u ← Wᵀ(Wu), brought to length 1, turns towards the direction that W stretches most. That is power iteration; σ ≈ |Wu|.
#
# **Predict:** how many rounds until σ is right to 1 %, for a random kernel?

# %%
kernel = rng.normal(size=(64, 64)) / 8
u, sizes = rng.normal(size=64), []
for _ in range(100):
    u = kernel.T @ (kernel @ u)
    u /= np.linalg.norm(u)
    sizes.append(np.linalg.norm(kernel @ u))
sigma = np.linalg.svd(kernel, compute_uv=False)[0]
figure, axis = plt.subplots(figsize=(5, 2.6), layout="constrained")
axis.semilogy(range(1, 101), 1 - np.array(sizes) / sigma, color="black")
axis.axhline(0.01, color="grey", linestyle=":")
axis.set(xlabel="rounds", ylabel="missing, as a share of σ")
plots.show(
    figure,
    "What is missing to the largest singular value, on a logarithmic axis over 100 rounds of power iteration: it falls "
    "below one hundredth, a dotted line, after some rounds, and on to far less.",
)

# %% [markdown]
# Some ten; more, where the two largest singular values lie close together. But a training needs **one** round a step: from step to step W hardly moves, and u is kept.


# %%
def unit(vector):
    return vector / (ops.norm(vector) + 1e-12)


class SpectralDense(layers.Dense):
    """A dense layer whose kernel is divided by its largest singular value (Miyato et al. 2018)."""

    def build(self, shape):
        super().build(shape)
        self.u = self.add_weight((self.units,), "random_normal", trainable=False)

    def call(self, x):
        v = ops.stop_gradient(unit(ops.matmul(self.kernel, self.u)))
        u = ops.stop_gradient(unit(ops.matmul(v, self.kernel)))
        self.u.assign(u)
        sigma = ops.sum(ops.matmul(v, self.kernel) * u)
        return self.activation(ops.matmul(x, self.kernel) / sigma + self.bias)


# %% [markdown]
# And the penalty, with the points between real and fake (Gulrajani et al. 2017):


# %%
class GradientPenaltyGAN(GAN):
    """The critic's slope should have length 1 between real and fake points. Loss: Wasserstein."""

    penalty = 1.0

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        share = keras.random.uniform((ops.shape(fake)[0], 1), seed=self.noise_seed)
        between = share * pictures_of(batch) + (1 - share) * fake
        with tf.GradientTape() as tape:
            tape.watch(between)
            scores = self.judge(between, batch)
        squares = ops.sum(tape.gradient(scores, between) ** 2, axis=1)
        return loss + self.penalty * ops.mean((ops.sqrt(squares + 1e-12) - 1) ** 2), shown


# %% [markdown]
# > **Warning.** A penalty or a bound is no part of the loss's *meaning*: under Wasserstein's loss without either, D's scores can grow without end, and look like a success. And with the penalty, Gulrajani et al. advise against batch norm in D: a picture's slope would depend on its neighbours.
#
# ### Exercise 15.2: the penalty, between real and fake
#
# *About 15 minutes, level 2 of 3.*
#
# The method itself, in NumPy. `slope(points)` returns the critic's slopes (n, d) at points (n, d). For each row, the point to look at is `share` of the real one and the rest of the fake. Return the mean over the rows of the squared difference between the slope's length and 1.


# %%
def penalty(slope, real, fake, share):
    """Return the gradient penalty, a number; real and fake (n, d), share (n,)."""
    ### BEGIN SOLUTION
    points = share[:, None] * real + (1 - share[:, None]) * fake
    return np.mean((np.linalg.norm(slope(points), axis=1) - 1) ** 2)
    ### END SOLUTION


# %%
check("15.2", penalty)

# %% [markdown]
# ## 4. What D sees, and what G aims at
#
# **Instance noise** blurs real and fake alike, so that they overlap, and fades. **Feature matching** gives G another aim: not D's verdict, but that what D looks at, its last features, has the same mean for fakes as for real ones.


# %%
class InstanceNoiseGAN(GAN):
    """D sees everything through noise, which has faded after `steps` steps (Sønderby et al. 2017)."""

    deviation, steps = 0.2, 500

    def judge(self, pictures, batch):
        steps_made = ops.cast(self.discriminator_optimizer.iterations, "float32")
        size = self.deviation * ops.maximum(1 - steps_made / self.steps, 0.0)
        noise = keras.random.normal(ops.shape(pictures), seed=self.noise_seed)
        return super().judge(pictures + size * noise, batch)


class FeatureMatchingGAN(GAN):
    """The fakes' mean features should be the real ones' (Salimans et al. 2016)."""

    def generator_loss(self, batch, fake):
        features = keras.Model(
            self.discriminator.inputs, self.discriminator.layers[-1].input
        )
        gap = ops.mean(features(pictures_of(batch)), axis=0) - ops.mean(
            features(fake), axis=0
        )
        return ops.sum(gap**2), {}


# %% [markdown]
# ### Exercise 15.3: virtual batch norm, a row at a time
#
# *About 15 minutes, level 3 of 3.*
#
# Batch norm makes each fake depend on its neighbours. **Virtual** batch norm takes a `reference` (m, d), chosen once; each row of `x` (n, d) is normalised by the mean and the variance of m + 1 rows, the reference and itself, column by column. (Variances with the number of rows below, and 0.001 added inside the root.)


# %%
def virtual_batch_norm(reference, x):
    """Return x (n, d), each row normalised by the reference (m, d) and itself."""
    ### BEGIN SOLUTION
    m = len(reference)
    mean = (m * reference.mean(axis=0) + x) / (m + 1)
    square = (m * (reference**2).mean(axis=0) + x**2) / (m + 1)
    return (x - mean) / np.sqrt(square - mean**2 + 0.001)
    ### END SOLUTION


# %%
check("15.3", virtual_batch_norm)

# %% [markdown]
# ## 5. And the others
#
# Each in some ten lines of `benchmarks/cures.py`; the number is the mark of section 1's drawing.
#
# | cure | at | what it changes |
# | --- | --- | --- |
# | modified loss | 4 | G descends −log D, not log(1 − D) (lesson 11) |
# | least squares | 2, 4 | scores should be 1 and 0; errors are squared (Mao et al. 2017) |
# | hinge | 2, 4 | beyond ±1, D is pushed no further (Lim and Ye 2017) |
# | Wasserstein with clipping | 2, 3, 4 | a difference of mean scores; D's weights stay within ±.1 (Arjovsky et al. 2017) |
# | R1 | 3 | a penalty on D's slope at real pictures (lesson 13) |
# | normalised inputs | 1 | pictures in [−1, 1], the range of tanh |
# | labels | 1 | G and D are told the digit, or the mode (lesson 17) |
# | minibatch std | 5 | D sees how much a batch varies (lesson 13) |
# | batch norm | 5 | in all inner layers of G, and in the second of D |
# | leaky without pooling | 5 | in D: leaky ReLU for ReLU, strides for max pooling |
# | autoencoder's start | 6 | a hybrid: for a fifth of the time, G is a variational autoencoder's decoder (lesson 07) |
# | two time scales | 6 | D's rate doubled, G's halved (Heusel et al. 2017) |
# | averaged weights | 6 | samples are drawn with an average of G's weights, decay .99 (Yazici et al. 2019) |
#
# ## 6. Live: one illness, seven trials
#
# Lesson 14's D far ahead: D learns alone for a quarter of the time, G's loss is the saturating one, its steps are plain gradient steps. **Live**, untreated and with six cures of ours, 1,000 rounds of D each.


# %%
def build(kind=GAN, dense=layers.Dense, loss="minimax"):
    """Return lesson 14's game on the ring, with another class, layer in D, or loss."""
    keras.utils.set_random_seed(15)
    g, d = keras.Sequential([keras.Input((2,))]), keras.Sequential([keras.Input((2,))])
    for _ in range(2):
        g.add(layers.Dense(64, activation="relu"))
        d.add(dense(64, activation="relu"))
    g.add(layers.Dense(2, activation="tanh"))
    d.add(dense(1))
    gan = kind(g, d, averaging=0.0, seed=15)
    fast = keras.optimizers.Adam(2e-3, beta_1=0.0, beta_2=0.99)
    gan.compile(keras.optimizers.SGD(0.1), fast, loss)
    return gan


# %%
def train(gan):
    """Play 1,000 rounds, 250 of them D's alone; return how many modes were filled in the last."""
    points, alone = draw_ring(6400, seed=15), tf.function(gan.discriminator_step)
    for batch in np.resize(points, (250, 128, 2)):
        alone(tf.constant(batch))
    counts = []
    for epoch in range(1, 16):
        gan.fit(points, batch_size=128, initial_epoch=epoch - 1, epochs=epoch)
        counts.append(filled(gan.sample(1000, seed=epoch)))
    return np.mean(counts[-5:])


# %% [markdown]
# The seven, each a change of one argument.
#
# **Predict:** which cures bring G to life?

# %%
TRIALS = {
    "none": {},
    "modified loss": {"loss": "non-saturating"},
    "one-sided smoothing": {"loss": smoothed(0.9, 0.0, minimax_generator_loss)},
    "instance noise": {"kind": InstanceNoiseGAN},
    "feature matching": {"kind": FeatureMatchingGAN},
    "spectral norm": {"dense": SpectralDense},
    "Wasserstein with penalty": {"kind": GradientPenaltyGAN, "loss": "Wasserstein"},
}
games = {cure: build(**changes) for cure, changes in TRIALS.items()}
live = {cure: train(gan) for cure, gan in games.items()}
table = load_recorded("cures")
rows = table[table["game"] == "D far ahead and a saturating loss"]
recorded = {cure: rows["filled"][rows["cure"] == cure] for cure in live}
print("modes filled              live   recorded: lowest, highest")
for cure, count in live.items():
    print(
        f"{cure:21} {count:5.1f}   {recorded[cure].min():5.1f} {recorded[cure].max():5.1f}"
    )

# %% [markdown]
# Recorded, G hardly starts untreated: D is sure, and next to nothing comes back. Targets of .9 and 0 are enough to change that in all five seeds, with the saturating loss left as it is; noise, advised against the same illness, changed little here (it has faded when half of the rounds are over).
#
# And the layers of the spectral run: does u, one round a step, still know what each kernel stretches most?

# %%
kernel, u = (w.numpy() for w in games["spectral norm"].discriminator.layers[1].weights[::2])
true, tracked = np.linalg.svd(kernel, compute_uv=False)[0], np.linalg.norm(kernel @ u)
print(f"largest singular value {true:.4f}; by one round a step {tracked:.4f}")
inside = [
    recorded[cure].min() <= count <= recorded[cure].max() for cure, count in live.items()
]
print(f"{sum(inside)} of your {len(inside)} runs lie within the recorded range")

# %% [markdown]
# Within some per cent. (And one seed is no trial: the range beside it is of five, of ten untreated.)

# %%
assert abs(tracked / true - 1) < 0.25, (
    "u should follow the kernel; are D's steps much larger than here?"
)
assert abs(sizes[-1] / sigma - 1) < 1e-3, "A hundred rounds should agree with the SVD."
assert recorded["one-sided smoothing"].min() > recorded["none"].max(), (
    "The record says otherwise: was it made anew?"
)

# %% [markdown]
# ## 7. What a round costs
#
# Equal seconds: each cure's round was timed beside a plain one, in turns, and a dearer cure got fewer rounds. The dearest, in plain rounds, **recorded**:

# %%
cures = [cure for cure in dict.fromkeys(table["cure"]) if cure != "normalised inputs"]
for kind in ("ring", "digits"):
    of_kind = table[table["game"] == f"healthy {kind}"]
    costs = dict(zip(of_kind["cure"], of_kind["cost"]))
    dearest = sorted(costs, key=costs.get)[-5:]
    print(f"{kind:7}", ",  ".join(f"{cure} {costs[cure]:.2f}" for cure in dearest[::-1]))

# %% [markdown]
# What is dear depends on the size: on the ring's tiny networks, more layers; on convolutions, the two penalties, which need the slope of a slope.
#
# ## 8. The table
#
# Five seeds a cell, ten untreated ones at its top, **recorded**; each run has the seconds of 1,000 plain rounds on the ring, or of 300 on digits. (`benchmarks/cures.py`; settings, such as the size of a penalty, were fixed after a look at another seed.) Judged are the filled modes, and for digits the Frechet
# distance of 1,000 small pictures, each pixel repeated. The colour: in what share of all pairs, one treated and one untreated seed, is the treated one better?
#
# **Predict:** of twenty cures, how many help the healthy ring, and how many harm it?

# %%
GAMES = {
    "healthy ring": "healthy\nring",
    "D 100 times as fast": "ring:\nD 100 times\nas fast",
    "momentum of 0.9": "ring:\nmomentum\nof 0.9",
    "D far ahead and a saturating loss": "ring: D far\nahead, loss\nsaturating",
    "8 real points": "ring:\n8 real\npoints",
    "healthy digits": "healthy\ndigits",
    "ReLU and pooling in D": "digits:\nReLU and\npooling",
}


def scores(game, cure):
    """Return the seeds' scores, the larger the better: filled modes, or minus the digit distance."""
    of = table[(table["game"] == game) & (table["cure"] == cure)]
    return of["filled"] if "ring" in GAMES[game] else -of["distance"]


shares, luck = np.full((2, len(cures), len(GAMES)), np.nan)
for i, cure in enumerate(cures):
    for j, game in enumerate(GAMES):
        treated, untreated = scores(game, cure), scores(game, "none")
        if len(treated):
            shares[i, j] = np.mean(np.sign(treated[:, None] - untreated)) / 2 + 0.5
            luck[i, j] = mannwhitneyu(treated, untreated, method="exact").pvalue

# %% tags=["ending"]
figure, axis = plt.subplots(figsize=(8.5, 8), layout="constrained")
for i, j in np.argwhere(~np.isnan(shares)):
    text = f"{abs(np.median(scores(list(GAMES)[j], cures[i]))):.1f}{'*' if luck[i, j] < 0.01 else ''}"
    color = "white" if abs(shares[i, j] - 0.5) > 0.35 else "black"
    axis.text(j, i, text, ha="center", va="center", color=color)
image = axis.imshow(shares, cmap="PuOr", vmin=0, vmax=1, aspect="auto")
axis.set_xticks(range(len(GAMES)), GAMES.values(), fontsize=8)
axis.set_yticks(range(len(cures)), cures)
axis.xaxis.tick_top()
figure.colorbar(
    image, ax=axis, label="share of pairs in which the treated is better", shrink=0.5
)
plots.show(
    figure,
    "A table of twenty-one rows, no cure first, and seven columns, healthy ring, four illnesses of the ring, healthy "
    "digits and one illness of theirs, with a median in each cell, coloured from orange, worse than untreated, to violet, "
    "better. The column of D far ahead is violet nearly throughout, and so is the row of labels. In the other columns "
    "the two of Wasserstein, spectral norm and both batch norms are mostly orange, as is most of the healthy digits' column.",
)

# %% [markdown]
# Each cell has the median; filled modes are better the more, distances the less. Orange: worse than untreated; violet: better; no number: not tried, or there already. A star: hardly by luck.
#
# ## 9. A cure, or luck?
#
# If a cure did nothing, every way to deal the 15 seeds of a cell into 5 treated and 10 untreated (in the last column 5) would be equally likely. The test of Mann and Whitney counts how many of the 3,003 (252) ways would set the treated as far up, or down, by their ranks. A star stands where that is fewer
# than one in a hundred. Little, for *one* cell. In the whole table:

# %%
starred, cells = luck < 0.01, np.sum(~np.isnan(luck[1:]))
print(
    f"{cells} cells, {np.sum(starred)} stars; luck alone would give {0.01 * cells:.1f}, or fewer, on average"
)
helped, harmed = {}, {}
for j, game in enumerate(GAMES):
    better = shares[:, j] > 0.5
    helped[game] = [cure for cure, yes in zip(cures, starred[:, j] & better) if yes]
    harmed[game] = [cure for cure, yes in zip(cures, starred[:, j] & ~better) if yes]
    print(
        f"{game}\n   helped: {', '.join(helped[game]) or '-'}\n   harmed: {', '.join(harmed[game]) or '-'}"
    )

# %% [markdown]
# **Where nothing was wrong**, labels helped, on both data: G is told a part of what it is asked for. Nothing else did; batch norm (in D, too, where real and fake are normalised apart) and Wasserstein's loss with the penalty harmed both. With more rounds, more steps of D (five a round, in Wasserstein's papers), or other settings, that may turn: the table says what
# they did *here*, at equal seconds.
#
# **Where D was far ahead**, most cures helped, in different ways: another loss, smoothed or noisy targets, a bounded slope. The decks' modified loss is one of many. **D 100 times as fast**: an autoencoder's start, and labels. **Momentum**: feature matching, least squares, two time scales
# and labels, though none is near health. **Eight real points**: none. What is not in the data no cure can know. **ReLU and pooling**: of those that were tried, only to do without.
#
# And mind the measure. By a plain count of modes *found*, a cure that harmed would be a success:

# %%
for cure in ("none", "Wasserstein with penalty", "spectral norm"):
    of = table[(table["game"] == "D 100 times as fast") & (table["cure"] == cure)]
    print(
        f"{cure:25} found {np.median(of['modes']):.1f}, filled {np.median(of['filled']):.1f}"
    )

# %% [markdown]
# More modes touched, and few samples on any of them.

# %%
both = set(harmed["healthy ring"]) & set(harmed["healthy digits"])
assert {"batch norm", "Wasserstein with penalty"} <= both, (
    "recorded: these two harm the healthy"
)
assert helped["healthy ring"] == helped["healthy digits"] == ["labels"], (
    "recorded: labels alone"
)
assert set(helped["D 100 times as fast"]) == {"autoencoder's start", "labels"}, (
    "recorded: two help"
)
assert not helped["8 real points"], "recorded: nothing helps"
assert len(helped["D far ahead and a saturating loss"]) > 10, "recorded: most help"

# %% [markdown]
# > **Warning.** All cells of a column share their untreated seeds: if these were unlucky, every cure looks good at once. And whoever tries twenty cures and reports the best has a star by luck. Repeat the winner on new seeds, as the course's recipe was (lesson 13).
#
# ### Exercise 15.4: luck, or a cure?
#
# *About 15 minutes, level 3 of 3.*
#
# `cured` (n,) and `uncured` (m,) are scores of seeds, all different, the larger the better. If the cure did nothing, every way to choose n of all n + m scores as the cured ones would be equally likely. Rank all scores together, from the smallest up. Return the share of these ways in which
# the sum of the chosen ranks is at least as large as that of the cured. (`combinations(ranks, n)` from `itertools` lists them.)


# %%
def chance(cured, uncured):
    """Return how often luck alone would rank the cured as high as this, or higher."""
    ### BEGIN SOLUTION
    ranks = np.concatenate([cured, uncured]).argsort().argsort()
    sums = np.array([sum(chosen) for chosen in combinations(ranks, len(cured))])
    return np.mean(sums >= ranks[: len(cured)].sum())
    ### END SOLUTION


# %%
check("15.4", chance)

# %% [markdown]
# ## 10. A cause taken away
#
# Two illnesses of lesson 14 need no trial of twenty: undo what caused them. Digit distances of five seeds, or ten, **recorded**:

# %%
for game, cure in (
    ("ReLU and pooling in D", "none"),
    ("ReLU and pooling in D", "leaky without pooling"),
    ("digits in 0 to 1", "none"),
    ("digits in 0 to 1", "normalised inputs"),
    ("16 real digits", "none"),
    ("healthy digits", "none"),
):
    distances = table["distance"][(table["game"] == game) & (table["cure"] == cure)]
    print(f"{game:22} {cure:22} {distances.min():6.1f} to {distances.max():6.1f}")

# %% [markdown]
# With the cause gone these *are* healthy trainings, number for number. And one illness did not show: trained on 16 real digits, lesson 14's overfitting, ten runs had distances not far from healthy ones. A distance sees what is drawn, and not from where. So there was no cure to try, by this judge.

# %% [markdown] tags=["assignment"]
# ### Question 15.A: the features' means
#
# *About 10 minutes, level 1 of 3.*
#
# `real` (n, d) and `fake` (m, d) are features of the discriminator, a row a picture. Return the feature matching loss: the squared distance, in a straight line, of the two means.


# %% tags=["assignment"]
def feature_matching(real, fake):
    """Return the squared distance of the features' means, a number."""
    ### BEGIN SOLUTION
    return np.sum((real.mean(axis=0) - fake.mean(axis=0)) ** 2)
    ### END SOLUTION


# %% tags=["assignment"]
check("15.A", feature_matching)

# %% [markdown] tags=["assignment"]
# ### Question 15.B: averaged weights
#
# *About 10 minutes, level 2 of 3.*
#
# `weights` (steps, d) has a generator's weights after each step. The average begins as the first row; at each later row it becomes `decay` times what it was, plus 1 − `decay` times that row. Return the average at the end.


# %% tags=["assignment"]
def averaged(weights, decay):
    """Return the average (d,) that has followed the weights to their end."""
    ### BEGIN SOLUTION
    average = weights[0]
    for row in weights[1:]:
        average = decay * average + (1 - decay) * row
    return average
    ### END SOLUTION


# %% tags=["assignment"]
check("15.B", averaged)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("15")

# %% [markdown]
# ## What to take along
#
# - A cure is for an illness: most of the twenty helped where D was far ahead, hardly any where nothing was wrong, and some did harm there.
# - One-sided smoothing: .9 and **0**. Bound D's slope by a penalty, or by dividing each kernel by σ, one round of power iteration a step.
# - Equal seconds, several seeds, a test, a healthy arm, and a measure that can see harm. Otherwise it is luck.
#
# The next lesson, 16, asks what our two judges, a count of modes and one distance, have not seen.
