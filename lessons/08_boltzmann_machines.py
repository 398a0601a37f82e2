# %% [markdown]
# # 08 · Boltzmann machines: what is likely has a low energy
#
# A machine without outputs gives every picture an energy, draws by throwing dice, and learns until what it draws looks like what it saw.
#
# **After this lesson you can**
# - turn energies into probabilities, say what makes that hard, and sample without it;
# - train a restricted Boltzmann machine (RBM) by contrastive divergence, and say what it does not minimise;
# - stack RBMs into a deep belief net, and measure when learning layers before labels pays.
#
# 30 minutes to read; about 70 seconds to run on two CPU cores. The picture that it ends with:
#
# ![](ending)

# %%
import os
from itertools import product

# For NumPy: one thread is enough for matrices as small as ours.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from scipy.special import expit as sigmoid
from scipy.special import logit, logsumexp, softmax

from gan_course import plots
from gan_course.checks import check
from gan_course.data import load_mnist
from gan_course.holding import Trainer, judge, load_digits, load_test, make_network
from gan_course.quality import frechet_digit_distance
from gan_course.ratings import make_ratings, rating_machine, truncated_svd
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. Energy: a world of 512 pictures
#
# Pictures of 3 × 3 pixels, black or white: there are $2^9 = 512$, and our world has only these 14, *bars and stripes*. What could learn to draw them?


# %%
def states(n):
    """Return all 2^n states of n units that are 0 or 1, (2^n, n)."""
    return np.array(list(product((0.0, 1.0), repeat=n)))


def show_rows(rows, title, description):
    """Show 14 square pictures in [0, 1] of each row."""
    pictures = np.concatenate([some[:14] for some in rows.values()])
    side = int(np.sqrt(pictures.shape[1]))
    squares = 2 * pictures.reshape(-1, side, side, 1) - 1
    plots.show(plots.picture_grid(squares, 14, title, list(rows)), description)


# %%
all_v, lines = states(9), states(3)
both_ways = np.concatenate([np.repeat(lines, 3, axis=1), np.tile(lines, 3)])
wanted = np.unique(both_ways, axis=0)
framed = np.pad(wanted.reshape(14, 3, 3), ((0, 0), (1, 1), (1, 1)), constant_values=0.5)
show_rows({"": framed.reshape(14, 25)}, "All there is", "14 pictures of 3 by 3 pixels.")

# %% [markdown]
# Give every picture $v$, together with the state $h$ of some **hidden units**, an *energy*, and let low energy mean likely:
#
# $$E(v, h) = -b \cdot v - c \cdot h - v^{T} W h, \qquad p(v, h) = \frac{e^{-E(v, h)}}{Z}, \qquad Z = \sum_{v, h} e^{-E(v, h)}.$$
#
# ![Left, a machine: three hidden units in a row above, with biases c, four visible units, the pixels, below, with biases b; every hidden unit is tied to every visible one, together the weights W; no ties within a row; arrows up and down: draw, by turns. Right, section 6: 784 pixels, 256 hidden units above them and 256 above these, tied by RBM 1 and RBM 2, learnt without labels; their weights go into a network 784-256-256 with 10 logits on top, learnt with labels.](../images/08_rbm.png)
#
# That is a **restricted Boltzmann machine** (Smolensky 1986, under the name Harmonium). *Restricted*: no ties within a row. *Boltzmann*: physics' formula for states at a temperature. Its units, says Hinton in our deck, "make stochastic decisions about whether to be on or off". Its parts are the deck's five: two rows of units, two biases, one weight matrix. (The deck also calls it feedforward, and a kind of autoencoder.
# It is neither: its ties have no direction, and nothing is trained to copy.)


# %%
class RBM:
    """A restricted Boltzmann machine of units that are 0 or 1."""

    def __init__(self, visible, hidden, seed=0, spread=0.01, dtype="float32"):
        self.rng = np.random.default_rng(seed)
        self.W = self.rng.normal(0, spread, (visible, hidden)).astype(dtype)
        self.b, self.c = np.zeros(visible, dtype), np.zeros(hidden, dtype)

    def hidden(self, v):  # the probability of each hidden unit to be 1, given v
        return sigmoid(v @ self.W + self.c)

    def visible(self, h):  # and of each visible one, given h
        return sigmoid(h @ self.W.T + self.b)

    def draw(self, p):
        return (self.rng.random(p.shape, p.dtype) < p).astype(p.dtype)

    def gibbs(self, v, steps):
        for _ in range(steps):
            v = self.draw(self.visible(self.draw(self.hidden(v))))
        return v


# %% [markdown]
# (Its methods come in section 2.) Nine visible units, six hidden ones, random weights: **all $2^{15}$ states**, one by one. **Predict:** for our digits of 784 pixels and 256 hidden units, how many terms has Z?

# %%
all_h = states(6)
rough = RBM(9, 6, spread=1, dtype="float64")
energies = -all_v @ rough.W @ all_h.T - (all_v @ rough.b)[:, None] - all_h @ rough.c
joint = np.exp(-energies)  # a row a picture, a column a state of the hidden units
Z = joint.sum()
joint /= Z
print(f"Z = {Z:,.0f}: {joint.size:,} terms; for digits 10^{1040 * np.log10(2):.0f}")

# %% [markdown]
# The energy of one state is a few products. Its *probability* needs Z, a sum over all states: $10^{313}$ of them, where the universe has some $10^{80}$ atoms. All that follows is a way around Z.
#
# The hidden half can be summed at least: each hidden unit occurs in a factor of its own, so that the sum over all $2^6$ states becomes a product of six small sums. What is left is the *free energy* of a picture:
#
# ### Exercise 08.1: the free energy
#
# *About 10 minutes, level 2 of 3.*
#
# A restricted Boltzmann machine has the energy $E(v, h) = -b \cdot v - c \cdot h - v^T W h$, with units that are 0 or 1. Return for each row of `v` (n, visible) the free energy $F(v) = -\log \sum_h e^{-E(v, h)}$, without a loop over the states of h: each hidden unit adds one softplus, $\log(1 + e^x)$, with a minus sign.


# %%
def free_energy(v, W, b, c):
    """Return F (n,) of pictures v (n, visible); W (visible, hidden), b (visible,), c (hidden,)."""
    ### BEGIN SOLUTION
    return -v @ b - np.logaddexp(0, v @ W + c).sum(axis=1)
    ### END SOLUTION


# %%
check("08.1", free_energy)

# %% [markdown]
# ## 2. Drawing without Z
#
# Given $v$, the hidden units do not depend on each other, nor the visible ones given $h$; each needs a sigmoid (lesson 02) and no Z:
#
# $$p(h_j = 1 \mid v) = \sigma\Big(c_j + \sum_i v_i W_{ij}\Big), \qquad p(v_i = 1 \mid h) = \sigma\Big(b_i + \sum_j W_{ij} h_j\Big).$$
#
# We check the first against the table of all states.

# %%
counted = joint / joint.sum(axis=1, keepdims=True)  # p(h | v), (512, 64)
p = rough.hidden(all_v)[:, np.newaxis]
by_formula = np.prod(np.where(all_h == 1, p, 1 - p), axis=2)
print(f"p(h | v): they differ by {abs(counted - by_formula).max():.0e}")
assert np.allclose(counted, by_formula, atol=1e-12), "Independent, given v."

# %% [markdown]
# So a whole row is drawn at once, given the other: up, down, up, down. That is **Gibbs sampling**; its pictures come, after enough steps, with the probabilities $p(v)$, from whatever start.
#
# ### Exercise 08.2: one step of Gibbs sampling
#
# *About 10 minutes, level 2 of 3.*
#
# From pictures `v` (n, visible) of a restricted Boltzmann machine, draw its hidden units, and from these new pictures. `u_h` and `u_v` hold random numbers, uniform in [0, 1): a unit becomes 1 where its number is below its probability, else 0. Return the new pictures, of zeros and ones.


# %%
def gibbs_step(v, W, b, c, u_h, u_v):
    """Return pictures (n, visible), drawn after v; u_h (n, hidden), u_v (n, visible)."""
    ### BEGIN SOLUTION
    h = u_h < sigmoid(v @ W + c)
    return (u_v < sigmoid(h @ W.T + b)).astype(float)
    ### END SOLUTION


# %%
check("08.2", gibbs_step)

# %% [markdown]
# 5,000 chains, all begun at the all-black picture. The *total variation* between their shares and the exact $p(v)$ is the largest error in the probability of any event: 0 if equal, at most 1. **Predict:** after how many steps is it as small as for 5,000 pictures drawn from the exact table?


# %%
def shares(v):
    """Return the share of each of the 512 pictures among v."""
    numbers = v @ 2 ** np.arange(8, -1, -1)
    return np.bincount(numbers.astype(int), minlength=512) / len(v)


def distances(rbm, exact, at):
    """Return the total variation of 5,000 chains from the exact p(v) after so many steps."""
    v, done, found = np.zeros((5000, 9)), 0, {}
    for steps in at:
        v, done = rbm.gibbs(v, steps - done), steps
        found[steps] = abs(shares(v) - exact).sum() / 2
    return found


exact = joint.sum(axis=1)
by_table = all_v[rough.rng.choice(512, 5000, p=exact)]
floor = abs(shares(by_table) - exact).sum() / 2
mixing = distances(rough, exact, (0, 1, 2, 4, 8, 16, 32, 64))
print("  ".join(f"{steps}: {value:.3f}" for steps, value in mixing.items()))
print(f"drawn from the table: {floor:.3f}")

# %% [markdown]
# After some five steps the chains have forgotten their start: what is left is the luck of 5,000 draws. Keep that in mind for a machine that has learnt.

# %%
assert mixing[0] > 0.5 and mixing[64] < 1.3 * floor, "Chains reach the exact p(v)."

# %% [markdown]
# ## 3. Learning, and its shortcut
#
# Raise the mean log-likelihood of the data (lesson 03). Its slope is a difference of two means:
#
# $$\frac{\partial}{\partial W_{ij}} \log p(v) = \underbrace{\langle v_i h_j \rangle}_{\text{data, } h \text{ given } v} - \underbrace{\langle v_i h_j \rangle}_{\text{what the machine draws}}.$$
#
# Lower the energy of what is seen; raise that of what the machine would draw by itself: when both look alike, it stands still. The second mean hides Z. On our small world it can be computed; in general it needs chains that have forgotten their start, at every step. **Contrastive divergence** (CD-k, Hinton 2002) starts the
# chains *at the data* and takes $k$ steps, usually one. We compute *exactly* what that is on average, without luck: the distribution of the pictures after $k$ steps.


# %%
def log_probability(rbm):
    """Return log p of all 512 pictures."""
    minus_free = all_v @ rbm.b + np.logaddexp(0, all_v @ rbm.W + rbm.c).sum(axis=1)
    return minus_free - logsumexp(minus_free)


def after(rbm, p, k):
    """Return the probabilities of the pictures k Gibbs steps after p, both (512,)."""
    up = softmax(all_v @ rbm.W @ all_h.T + all_h @ rbm.c, axis=1)  # p(h | v)
    down = softmax(all_h @ rbm.W.T @ all_v.T + all_v @ rbm.b, axis=1)  # p(v | h)
    for _ in range(k):
        p = p @ up @ down
    return p


def slope(rbm, data, drawn):
    """Return data's means minus those of what was drawn, for W, b and c."""
    difference, h = data - drawn, rbm.hidden(all_v)
    return all_v.T @ (difference[:, None] * h), difference @ all_v, difference @ h


# %% [markdown]
# First: is the slope right? One weight nudged, against the formula; and the free energies against the table of all states.

# %%
data = shares(wanted)
assert np.allclose(np.exp(log_probability(rough)), exact, atol=1e-12), "Same p(v)."
by_rule = slope(rough, data, exact)[0][0, 0]
rough.W[0, 0] += 1e-6
by_nudge = (data @ log_probability(rough) - data @ np.log(exact)) / 1e-6
print(f"slope by the formula {by_rule:.6f}, by a nudge {by_nudge:.6f}")
assert abs(by_rule - by_nudge) < 1e-5, "The formula is the slope."

# %% [markdown]
# Now three machines from one start, 2,000 steps each: by the exact slope, by CD-1, by CD-10. **Predict:** CD-1 sees the data and pictures one step away from it. Where does it end?

# %%
learnt, curves = {}, {}
for name, k in {"exact slope": 0, "CD-1": 1, "CD-10": 10}.items():
    toy, curves[name] = RBM(9, 6, spread=0.1, dtype="float64"), []
    learnt[name] = toy
    for _ in range(2000):
        log_p = log_probability(toy)
        curves[name].append(-np.log(14) - data @ log_p)  # KL(data || machine)
        drawn = after(toy, data, k) if k else np.exp(log_p)
        for weights, up in zip((toy.W, toy.b, toy.c), slope(toy, data, drawn)):
            weights += 0.5 * up
    print(f"{name:12} KL at the end: {curves[name][-1]:.2f} nats")

# %%
figure, axis = plt.subplots(figsize=(6, 3), layout="constrained")
for (name, kl), color in zip(curves.items(), ("black", "#CC79A7", "#56B4E9")):
    axis.plot(kl, "--" if name == "CD-10" else "-", color=color, label=name)
axis.set(xlabel="steps", ylabel="KL(data || machine), nats", yscale="log")
axis.legend(title="One step from the data is not enough")
plots.show(
    figure,
    "Three curves of the KL divergence over 2,000 steps, from 3.6 nats. All fall alike at first. CD-1 then levels out between "
    "half a nat and one, and rises a little; the exact slope and CD-10 fall on, nearly together, to about a fifth of that.",
)

# %% [markdown]
# CD-1 stays far above the others, and even rises a little. It is not slow: look at where it stands, its own slope, and the true one.

# %%
stuck = learnt["CD-1"]
p = np.exp(log_probability(stuck))
sizes = {}
for name, drawn in {"CD-1": after(stuck, data, 1), "exact": p}.items():
    sizes[name] = np.sqrt(sum((part**2).sum() for part in slope(stuck, data, drawn)))
print("size of the slope", {name: float(size.round(3)) for name, size in sizes.items()})
seen = p[data > 0]
print(f"the 14 pictures: {seen.sum():.0%} of what it draws,")
print(f"the likeliest {seen.max() / seen.min():.0f} times as often as the rarest")
there = [after(stuck, one, 1)[data > 0] for one in np.eye(512)[data > 0]]
stay, come = np.diag(there).mean(), (np.sum(there) - np.trace(there)) / 14
print(f"one step from the 14: {stay:.0%} stay, {come:.1%} come to another of them")

# %% [markdown]
# CD-1 is nearly at rest where the likelihood would still rise. Most of what it draws is right, but some of the 14 come far too seldom. It compares the data with what lies one step from them, and one step, begun at the 14 in equal shares, gives them back in nearly equal shares, whatever the machine does in the long run.
# **CD-1 follows another slope than the likelihood's** (and that of no function at all: Sutskever and Tieleman 2010); it is cheap, and often good enough to find features.
#
# And a machine that has learnt is harder to draw from. The exact one, again 5,000 chains from black:

# %%
assert sizes["CD-1"] < 0.2 * sizes["exact"], "At rest for CD-1 alone."
assert curves["CD-1"][-1] > 1.5 * curves["exact slope"][-1], "CD-1 should end above."
best = learnt["exact slope"]
slower = distances(best, np.exp(log_probability(best)), (0, 16, 64, 256, 1024))
print("  ".join(f"{steps}: {value:.3f}" for steps, value in slower.items()))
assert slower[64] > 0.3, "A machine that has learnt should mix slowly."

# %% [markdown]
# Where the rough machine needed some five steps, this one is still far off after 64: between its 14 islands of low energy lie pictures that are hardly ever drawn. So the second mean gets harder to have as learning goes on.
#
# ### Exercise 08.3: contrastive divergence
#
# *About 15 minutes, level 2 of 3.*
#
# The slope for `W` by CD-1, from a batch `v` (n, visible): the hidden units' probabilities given `v`; hidden units drawn from them with `u_h`; new pictures drawn from these with `u_v` (a unit is 1 where its random number is below its probability); the hidden *probabilities* given the new pictures. Return the mean of $v_i h_j$ over the batch before,
# with the probabilities for $h$, minus that after.


# %%
def cd_1(v, W, b, c, u_h, u_v):
    """Return the slope (visible, hidden) by CD-1; u_h (n, hidden), u_v (n, visible)."""
    ### BEGIN SOLUTION
    h = sigmoid(v @ W + c)
    v1 = (u_v < sigmoid((u_h < h) @ W.T + b)).astype(float)
    h1 = sigmoid(v1 @ W + c)
    return (v.T @ h - v1.T @ h1) / len(v)
    ### END SOLUTION


# %%
check("08.3", cd_1)

# %% [markdown]
# ## 4. Digits
#
# One function learns both ways: by CD-1, or against **persistent chains** (Tieleman 2008), which do not start anew at the data but go on from where they were, while the weights move under them. A grey pixel counts as the probability of a white one.


# %%
def learn(rbm, v, rate, chains=None):
    """Take one step by CD-1 from pictures v, or against chains; return v, or these, after it."""
    v1 = rbm.gibbs(v if chains is None else chains, 1)
    h, h1 = rbm.hidden(v), rbm.hidden(v1)
    rbm.W += rate * (v.T @ h - v1.T @ h1) / len(v)
    rbm.b += rate * (v - v1).mean(axis=0)
    rbm.c += rate * (h - h1).mean(axis=0)
    return v1


def train(data, hidden, seed=0, steps=2500, rate=0.1, persistent=False, looks=()):
    """Return an RBM that learnt from data (n, visible), and its weights at some steps."""
    rbm, seen = RBM(data.shape[1], hidden, seed), []
    rbm.b = logit(data.mean(axis=0).clip(0.01, 0.99))  # right without any hidden unit
    chains = noise(rbm, 100) if persistent else None
    for step in range(steps):
        if step in looks:
            seen.append(rbm.W.copy())
        rows = rbm.rng.integers(len(data), size=100)
        new = learn(rbm, data[rows], rate * (1 - step / steps), chains)
        chains = new if persistent else None
    return rbm, seen


def noise(rbm, n):
    return rbm.draw(np.full((n, len(rbm.b)), 0.5, "float32"))


# %% [markdown]
# 50,000 digits without their labels, in [0, 1], 256 hidden units, 2,500 steps. **Predict:** column j of W has a weight for each pixel: as a picture, it is what hidden unit j looks for. What will that be: whole digits, strokes, noise?

# %%
pictures = load_mnist("train")[0][:50_000].reshape(-1, 784).astype("float32") / 255
rbm, seen = train(pictures, 256, looks=(0, 25, 100, 500))
second, _ = train(rbm.hidden(pictures), 256, seed=100)
rows = {f"step {step}": W.T for step, W in zip((0, 25, 100, 500), seen)} | {
    "step 2500": rbm.W.T
}
rows["second layer"] = (rbm.W @ second.W).T
show_rows(
    {name: 0.5 + W / (2 * abs(W).max(axis=1, keepdims=True)) for name, W in rows.items()},
    "From noise to strokes: what 14 hidden units look for",
    "Six rows of 14 filters. Step 0: noise. Step 25: blurred blobs in the noise. Step 100: larger blobs, bright and dark. Steps 500 and 2,500: "
    "strokes, dots and arcs, bright ones beside dark ones. Second layer: smoother, larger strokes and arcs.",
)

# %% [markdown]
# Strokes, dots and arcs, found without one label: a bright stroke, a dark one beside it: a difference. (The last row is for section 6.) Now reconstructions: up, and down again, with digits that it has not seen.

# %%
test, test_labels = load_test()
show_rows(
    {"unseen": test, "and back": rbm.visible(rbm.hidden(test))},
    "Up and down once: nearly a copy",
    "Two rows of 14 digits. Test digits; below, their reconstructions, slightly softer, nearly the same.",
)

# %% [markdown]
# Nearly copies. So it will draw well? Begin with noise and go up and down 500 times; beside it a machine that learnt against persistent chains, all else equal.
#
# **Predict:** which of the two reconstructs better, and which draws better?

# %%
persistent, _ = train(pictures, 256, persistent=True)
machines = {"CD-1": rbm, "persistent": persistent}
rows, far = {}, {}
for name, machine in machines.items():
    v, done = noise(machine, 1000), 0
    for steps in (10, 100, 500):
        v, done = machine.gibbs(v, steps - done), steps
        rows[f"{name}, {steps}"] = p = machine.visible(machine.hidden(v))
    error = abs(machine.visible(machine.hidden(test)) - test).mean()
    far[name] = frechet_digit_distance(2 * p.reshape(-1, 28, 28, 1) - 1)
    print(f"{name:11} error of a pixel {error:.3f}; distance of drawings {far[name]:.0f}")
show_rows(
    rows,
    "Drawn from noise, after 10, 100 and 500 steps",
    "Six rows of 14 drawings, three of each machine. CD-1: rough digits after 10 steps; then more and more noughts and "
    "broken strokes, hardly another digit. Persistent: blurred after 10 steps; after 100 and 500 most can be read, as many digits.",
)

# %% [markdown]
# The printed *distance* is between 1,000 drawings and the test digits, as a digit reader sees them (lesson 16): 0 is best. The reconstructions are as good as each other; the drawings are not. CD-1 has never seen what its chains come to after many steps, so it cannot mend it.

# %%
assert far["persistent"] < 0.7 * far["CD-1"], "Persistent chains should draw better."

# %% [markdown]
# > **Warning: a reconstruction error is not the likelihood.** It is cheap to watch, so many do; but a machine that leaves every picture as it is has none at all. You will see an error that falls nicely, and chains that end in noughts and crumbs. Look at chains begun at noise.
#
# ## 5. Ratings: what nobody has seen
#
# 1,000 users, 60 films, 1 to 5 stars, made up: five tastes that a user has or has not, mixed for each film, plus luck. 40 % of the stars are shown. The machine (Salakhutdinov, Mnih and Hinton 2007): *five units a film, one of which is on*, by a softmax; unseen films are left out. Hidden units should **find the tastes**; going down again
# **predicts**: our deck's two steps.

# %%
stars, shown, choosing, likes, means = make_ratings(seed=0)
expected, hidden = rating_machine(stars, shown, rate=1.0, seed=0)
table = load_recorded("boltzmann")


def runs(column, **wanted):
    """Return a column of the recorded runs that have these values."""
    rows = np.all([table[name] == value for name, value in wanted.items()], axis=0)
    return table[column][rows]


# %% [markdown]
# Against it: each film's mean, and **truncated SVD** (the nearest table of low rank), with the unseen filled by the mean once, or again and again with its own prediction, thirty times. **Predict:** the order. And if tastes come in all degrees, not on or off?

# %%
unseen = ~shown & ~choosing
predictions = {
    "film's mean": truncated_svd(stars, shown, rank=0, rounds=1),
    "SVD once": truncated_svd(stars, shown, rank=5, rounds=1),
    "SVD repeated": truncated_svd(stars, shown, rank=5, rounds=30),
    "RBM": expected,
    "nobody can do better": means,
}
print("error in stars, root mean square  live  on-off  degrees (recorded, means)")
for name, prediction in predictions.items():
    live = np.sqrt(((prediction - stars)[unseen] ** 2).mean())
    kinds = [runs("error", method=name, start=t).mean() for t in ("on-off", "degrees")]
    print(f"  {name:31} {live:.2f}  {kinds[0]:.2f}    {kinds[1]:.2f}")
match = abs(np.corrcoef(likes.T, hidden.T)[:5, 5:])
print("tastes' units, correlations:", match.argmax(axis=1), match.max(axis=1).round(2))

# %% [markdown]
# The machine has found the tastes, each in a unit of its own, and without being told how many there are. **Recorded** (`benchmarks/boltzmann.py`) over three tables each, settings chosen on other held-out stars: where tastes are on or off, as its units are, it is ahead of SVD in every table. Where they come in degrees, as SVD has it, repeated SVD is ahead in every table. Nothing
# but the tastes' kind (and the luck) differs between the two: *which model is best depends on what made the data*. (That a factor is on or off is what we knew, and built in.)
#
# Our deck names more uses (dimensionality reduction, classification, regression, imbalanced data, noisy labels); one more is for you:
#
# ### Exercise 08.4: topics
#
# *About 15 minutes, level 3 of 3.*
#
# The same idea for texts (*replicated softmax*, Salakhutdinov and Hinton 2009). A text is a row of word counts `v` (texts, words); its length D is the sum of the row. A hidden unit is a *topic*, with the probability $\sigma(D\, c_j + \sum_i v_i W_{ij})$: the bias counts once for each word. Given the topics, every word of the text is drawn by the same softmax of
# $b_i + \sum_j W_{ij} h_j$ over the vocabulary. Return the probability of each word to be the next one in each text (texts, words), with the topics' probabilities for h.


# %%
def next_word(v, W, b, c):
    """Return (texts, words) from counts v (texts, words); W (words, topics), b (words,), c (topics,)."""
    ### BEGIN SOLUTION
    h = sigmoid(v.sum(axis=1, keepdims=True) * c + v @ W)
    return softmax(h @ W.T + b, axis=1)
    ### END SOLUTION


# %%
check("08.4", next_word)

# %% [markdown]
# ## 6. Deep belief nets: layers before labels
#
# What the hidden units of one machine say of a digit can be the data of a second machine, and so on, layer upon layer, *greedily*: a **deep belief net** (DBN; Hinton, Osindero and Teh 2006). `second` above has learnt so, from the 256 hidden units of `rbm`. Then the weights, going up only, become the first weights of an ordinary network, a softmax is put on top,
# and **fine-tuning** is backpropagation as always, on the digits that have labels.
#
# Backpropagation, says our deck, has the problem of local minima, and pretraining solves it. So three starts of a network 784-256-256-10, all with 500 steps of Adam:


# %%
def pretrained():
    """Return 784-256-256-10, whose hidden layers have the weights of the two machines."""
    hidden = [layers.Dense(256, "sigmoid"), layers.Dense(256, "sigmoid")]
    network = keras.Sequential([keras.Input((784,)), *hidden, layers.Dense(10)])
    for layer, machine in zip(hidden, (rbm, second)):
        layer.set_weights([machine.W, machine.c])
    return network


# %% [markdown]
# **Predict:** how many of the test digits do they get right after 200 labels: pretrained, and with today's start, ReLU and He's first weights (lesson 04)? (Live, one seed.)

# %%
starts = {"pretrained": pretrained, "He": lambda: make_network((256, 256))}  # lesson 05's
for start, make in starts.items():
    trainer = Trainer(make)  # Adam at 0.001
    trainer.train(*load_digits(seed=0, n=200), epochs=125)  # four steps an epoch
    print(f"{start:10} {judge(trainer.network, test, test_labels)[1]:.1%} right")

# %% [markdown]
# **Recorded**, five seeds, each with its own digits, machines and first weights, all with 500 steps of Adam at 0.001 (not tuned). *Small* is the machines' own start without the machines: sigmoid units, weights around 0.01; *He* is today's start: ReLU, and first weights of the size that lesson 04 derives for it.

# %% tags=["ending"]
colors = {"pretrained": "#CC79A7", "small": "#56B4E9", "He": "black"}
numbers, right = np.unique(runs("n", part="labels")), {}
figure, axis = plt.subplots(figsize=(6, 3.6), layout="constrained")
for (start, color), mark in zip(colors.items(), "os^"):
    of = np.array([runs("right", part="labels", start=start, n=n) for n in numbers])
    right[start] = of
    axis.plot(numbers, of.mean(axis=1), mark + "-", color=color, label=start)
    axis.fill_between(numbers, of.min(axis=1), of.max(axis=1), color=color, alpha=0.2)
axis.set(xscale="log", xlabel="labels", ylabel="share of test digits right")
axis.legend(title="Layers first help where labels are few")
plots.show(
    figure,
    "Share of test digits right over 50, 200, 1,000 and 10,000 labels, means and ranges of five seeds. Pretrained is ahead with few labels, by about "
    "five points of % at 50; the lead shrinks; at 10,000 He is ahead. Small is behind both from 200 labels on.",
)

# %% [markdown]
# With few labels, pretraining pays against either start, in every seed. The lead shrinks as labels come, and **with 10,000 it no longer pays**: today's start is ahead in every seed. (At equal steps of fine-tuning; the 50,000 pictures without labels, and the time for the machines, come on top.) No start got stuck at chance: the small one learns, too, only less. So these curves speak for
# pretraining as *knowledge from pictures without labels*, not as a way out of local minima. Today such knowledge comes from other methods; lesson 18 has two.

# %%
gain = 100 * (right["pretrained"] - right["He"])
print("points of % over He:", dict(zip(numbers.tolist(), gain.round(1).tolist())))
assert gain[numbers <= 1000].min() > 0 > gain[numbers > 1000].max(), "Recorded anew?"

# %% [markdown]
# A DBN can draw, too: Gibbs sampling in its top machine, then down once. Lesson 12 has a table of 2014: DBN 138 nats, GAN 225. **Predict** ours, measured as there (recorded, one seed; the top machine learnt with persistent chains; the last step of 2006, fine-tuning the whole for drawing, is left out).

# %%
for model in ("RBM", "DBN"):
    for mark in ("log_likelihood", "frechet_digit_distance"):
        print(f"{model} {mark}: {runs(mark, model=model)[0]:.0f}")

# %% [markdown]
# More nats than either, our RBM even more than any GAN of lesson 12. Yet all of these have smaller distances, the best a sixth of its. The two marks contradict each other; our drawings are grey, and blurring raises this kind of nats (lesson 16): do not trust them.

# %% [markdown] tags=["assignment"]
# ### Question 08.A: the exact log-likelihood
#
# *About 15 minutes, level 2 of 3.*
#
# Of a small restricted Boltzmann machine (energy $-b \cdot v - c \cdot h - v^T W h$, units 0 or 1; at most ten visible units), return the mean of $\log p(v)$ over the pictures in the rows of `v` (n, visible): exactly, by a sum over all pictures there could be.


# %% tags=["assignment"]
def log_likelihood(v, W, b, c):
    """Return the mean log-probability of pictures v (n, visible), in nats."""
    ### BEGIN SOLUTION
    everything = np.array(list(product((0.0, 1.0), repeat=len(b))))

    def minus_free(v):
        return v @ b + np.logaddexp(0, v @ W + c).sum(axis=1)

    return minus_free(v).mean() - logsumexp(minus_free(everything))
    ### END SOLUTION


# %% tags=["assignment"]
check("08.A", log_likelihood)

# %% [markdown] tags=["assignment"]
# ### Question 08.B: hold what is known
#
# *About 15 minutes, level 2 of 3.*
#
# A restricted Boltzmann machine can complete pictures: Gibbs sampling, in which the known pixels (where the truth values `known`, (n, visible), are True) are put back after every step. `u_h` (steps, n, hidden) and `u_v` (steps, n, visible) hold the uniform random numbers of each step: a unit becomes 1 where its number is below its probability.
# Unknown pixels begin as they are in `v`. Return the pictures after all steps.


# %% tags=["assignment"]
def fill_in(v, known, W, b, c, u_h, u_v):
    """Return pictures (n, visible) of zeros and ones, equal to v where known."""
    ### BEGIN SOLUTION
    filled = v
    for one, other in zip(u_h, u_v):
        h = one < sigmoid(filled @ W + c)
        filled = np.where(known, v, other < sigmoid(h @ W.T + b))
    return filled
    ### END SOLUTION


# %% tags=["assignment"]
check("08.B", fill_in)

# %% [markdown]
# ## What to take along
#
# - Low energy means likely; the sum Z over all states is what nobody can compute. Given one row of units the other is drawn at once, so one samples.
# - Learning is the data's mean minus the machine's own. CD-1 takes one step from the data for the second, and rests where the likelihood does not; a good reconstruction says little about the drawings.
# - Layers learnt without labels, then fine-tuned: worth several points of % where labels are few, against today's start too; nothing where they are many. Compare with today's start, not with yesterday's.
#
# So far one machine learnt at a time. In lesson 09 there are two players, and what one wins the other loses.
