# %% [markdown]
# # 24 · Using a GAN: worth its price?
#
# Here a trained GAN has to earn its living: as a world to plan in, as the start of a classifier, as a source of data; each time something cheaper applies for the same job.
#
# **After this lesson you can**
# - plan in a generator's dreams, and say when the mean, or the log itself, would have done;
# - put a linear reader on a discriminator's features, and say what the GAN's training was worth;
# - judge fakes as training data by a gain with its interval, and notice where labels leak in.
#
# 25 minutes to read, about 30 seconds to run on two slow CPU cores. It ends with all gains on one axis:
#
# ![](ending)

# %%
import inspect
import time

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import ops
from scipy import stats
from sklearn.linear_model import RidgeClassifierCV

from gan_course import plots, uses
from gan_course.checks import check
from gan_course.networks import R1GAN
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. What is left when the training is over?
#
# Two networks, and the decks have a use for both: the discriminator "as base model for transfer learning", the generator "as a source of data", or for "data augmentation when we only have one hundred images"; and a generator that simulates "environment and future actions of an agent".
#
# ![Three rows. To plan in: place, steering and noise go into G, many dreams come out, and a plan of them; rivals: the mean, a bell, the log itself. To start from: few labelled pictures go through the body of D; a linear reader learns from its features; rivals: pixels, a random body, an autoencoder, labels. To learn from: an ordered label and noise go into G; a classifier learns from its fakes and 100 real pictures; rivals: shifts, and the labels that G has seen.](../images/24_uses.png)
#
# None of these claims says *compared with what*. So this lesson has one rule: a use counts if it beats **the cheapest thing that does the same job**. Each comparison is paired (the same seed gives both sides the same data), over five seeds, and reported as a gain with its 95 % interval.
#
# ## 2. A river to dream of
#
# A boat passes four rows of rocks on a river of five lanes. Before each row it steers one lane to the left or right, or holds its course; then a gust takes it one lane to the left (one time in three) or to the right (two in three). On a rock, or off the five lanes, it is lost.


# %%
def draw_river(axis, rows=uses.ROWS):
    for row, rocks in enumerate(rows, start=1):
        axis.plot(rocks, np.full(len(rocks), row), "s", color="#777777", markersize=16)
    axis.set(xlim=(-2.6, 2.6), ylim=(-0.3, 4.4), yticks=range(5), xlabel="lane")
    axis.set_yticklabels(["start", 1, 2, 3, 4])


figure, axis = plt.subplots(figsize=(3.6, 3.6), layout="constrained")
draw_river(axis)
for gust, share in zip(uses.GUSTS, ("1 in 3", "2 in 3")):
    axis.annotate("", (0.9 * gust, 0.95), (0, 0), arrowprops={"arrowstyle": "->"})
    axis.text(1.1 * gust, 0.35, share, ha="center")
axis.plot(0, 0, "o", color="black", markersize=10)
axis.set(title="Four rows of rocks, and the first gust", ylabel="row")
plots.show(
    figure,
    "A map of five lanes and four rows. Rocks: row 1 in lane 0; row 2 in lane 1; row 3 in lanes -1 and 1; row 4 in lanes 0 and 2. From the start in lane 0 two arrows lead to lanes -1 and 1 of row 1, past the rock.",
)

# %% [markdown]
# The agent has the map, but does not know the gusts: it has only a **log**, 2,000 moves on open water: position, steering, and where the boat was then. From that log it makes a model of what happens next, and plans in the model. Two models:
#
# - **the mean**: a regression by squared error, linear, which is all that this river's mean needs. It says where the boat will be *on average*;
# - **the GAN**: lesson 17's, whose "label" is what is known, position and steering, and whose "picture" is one number, the next position.


# %%
class DreamGAN(R1GAN):
    def generate(self, batch):
        _, known = batch
        return self.generator([self.noise(ops.shape(known)[0]), known], training=True)

    def judge(self, ends, batch):
        _, known = batch
        return self.discriminator([ends, known], training=True)


def adam(rate):  # as in lesson 17
    falling = keras.optimizers.schedules.InverseTimeDecay(rate, 2500, decay_rate=1.0)
    return keras.optimizers.Adam(falling, beta_1=0.0, beta_2=0.99)


known, ends = uses.log_trips(2000, seed=24)
keras.utils.set_random_seed(24)
gan = DreamGAN(*uses.dream_networks(), penalty=0.0, averaging=0.99, seed=24)
gan.compile(adam(2e-3), adam(2e-3))
history = gan.fit((ends, known), batch_size=128, epochs=100)

# %% [markdown]
# A **dream** is a function of position and steering. The GAN's returns 200 possible next positions, the regression's one:

# %%
z = np.random.default_rng(1).standard_normal((200, 4))


def dream_of_gan(position, steering):
    state = np.tile(np.float32([position, steering]), (len(z), 1))
    return gan.draw(z, state)[:, 0]


dream_of_mean = uses.fit_mean(known, ends)

# %% [markdown]
# **Predict:** the boat is in lane 0 and holds its course. Where does the mean put it, and how often was it there in the log?

# %%
from_middle = np.abs(known).max(axis=1) < uses.LANE / 2
edges = np.linspace(-2.5, 2.5, 51)
figure, axis = plt.subplots(figsize=(6.5, 2.8), layout="constrained")
for positions, color, label in (
    (ends[from_middle, 0], plots.REAL, "log"),
    (dream_of_gan(0, 0), plots.FAKE, "GAN's dreams"),
):
    weights = np.full(len(positions), 1 / len(positions))
    axis.hist(
        positions / uses.LANE, edges, weights=weights, color=color, alpha=0.6, label=label
    )
guess = dream_of_mean(0, 0)[0] / uses.LANE
axis.axvline(guess, color="black", linestyle="--", label="mean")
axis.set(title="After lane 0, straight on", xlabel="lane", ylabel="share")
axis.legend()
plots.show(
    figure,
    "A histogram over the lanes: the log has two narrow peaks, the one at 1 with more moves than the one at -1. The GAN's dreams have peaks there, too, and a few lie between. A dashed line for the mean stands a third of a lane to the right of 0.",
)

# %% [markdown]
# The mean is the best single guess by squared error, and **a state that never happens**: nearly on the rock that no gust ever leads to. The GAN's dreams fork where the river forks (a few lie between).
#
# Planning goes backwards. Behind the last row each lane is worth 1. Before a row, each lane is worth what its best steering is worth: the mean, over the dreams, of what the lane is worth in which the dream ends; 0 on a rock or outside:

# %%
print(inspect.getsource(uses.plan))

# %% [markdown]
# With the true gusts in place of dreams, this can be done by hand. The shares of arrivals, from row 4 back to the start, for lanes −2 to 2:
#
# | before row | −2 | −1 | 0 | 1 | 2 |
# | --- | --- | --- | --- | --- | --- |
# | 4 | 2/3 | 1 | 1 | 1 | 1/3 |
# | 3 | 8/9 | 8/9 | 8/9 | 5/9 | 5/9 |
# | 2 | 8/9 | 8/9 | 8/9 | 2/3 | 2/3 |
# | 1, the start | | | **20/27** | | |
#
# The last step: straight at the rock leads to lane −1 one time in three and to 1 two in three: ⅓ · 8/9 + ⅔ · ⅔ = 20/27. Any other steering may end *on* it. No planner can do better than 20/27, some 74 %.
#
# **Predict:** what will the mean's planner do in front of the first rock, and what share of its boats arrives?

# %%
shown = {"mean": dream_of_mean, "GAN": dream_of_gan}
figure, axes = plt.subplots(1, 2, figsize=(7.5, 3.6), sharey=True, layout="constrained")
arrived = {}
for axis, (name, dream) in zip(axes, shown.items()):
    believed, policy = uses.plan(dream)
    arrived[name] = uses.arrivals(policy)
    draw_river(axis)
    tracks = uses.sail(policy, boats=60, seed=1) / uses.LANE
    axis.plot(tracks.T, range(5), color=plots.REAL, alpha=0.15)
    axis.set(title=f"plans with the {name}: {arrived[name]:.0%} arrive")
    print(f"{name:4}  expects {believed[2]:.0%}, and {arrived[name]:.1%} arrive")
axes[0].set(ylabel="row")
plots.show(
    figure,
    "Two maps of the river with the tracks of 60 boats. Left, the mean's planner: the boats turn left, away from the first rock, and the last tracks end at row 2. Right, the GAN's: tracks lead past both sides of the first rock, and many reach row 4.",
)

# %% [markdown]
# (A track ends where its boat was last afloat.) The mean's planner is sure to arrive, and steers *away* from the first rock, into the water from which two gusts in three take it onto it. The GAN's steers at the rock, as the exact plan does.

# %%
best = uses.arrivals(uses.plan(uses.truth)[1])
assert np.isclose(best, 20 / 27), "the exact planner should reach what we found by hand"
assert arrived["mean"] < 0.1, "the mean's plan should fail: see what it dreams"
if not np.isclose(arrived["GAN"], best):
    print("Your GAN's plan is not the best one; of the recorded ones, see below.")

# %% [markdown]
# ### Exercise 24.1: one row back
#
# *About 15 minutes, level 2 of 3.*
#
# The step that planning repeats, with probabilities in place of dreams. `chances` (n, a, n) holds, for each lane and each of a steerings, the probability of coming to each of the n lanes in the next row; what a row of it lacks to 1 is lost. `rocks` (n,) is true where that row has a rock, and `value` (n,) is what each lane of that row is worth if it has none. Return a pair: what each lane is worth before the row (n,), and its best steering (n,), as an index from 0 to a − 1.


# %%
def one_row_back(chances, rocks, value):
    """Return the worth (n,) and the best steering (n,) of each lane before the row."""
    ### BEGIN SOLUTION
    worth = chances @ np.where(rocks, 0, value)  # (n, a)
    return worth.max(axis=1), worth.argmax(axis=1)
    ### END SOLUTION


# %%
check("24.1", one_row_back)

# %% [markdown]
# ### What else would have done?
#
# A mean that is wrong is a weak rival. Two more, as cheap: **mean and bell** adds normal noise of the right size to the mean; **replay** has no network at all: it looks up the logged moves from the same lane by the same steering, and dreams that the boat goes as far as it went there. And a **calm** river, without gusts. **Recorded** (`benchmarks/using_a_gan.py`), five seeds, logs of 200 and of 2,000 moves.
#
# **Predict:** who else finds the best plan? And who needs the GAN on calm water?

# %%
recorded = load_recorded("using_a_gan")


def rights(arm, way, labels):
    """Return what the five seeds reached, in per cent."""
    chosen = recorded[(recorded["arm"] == arm) & (recorded["way"] == way)]
    chosen = chosen[chosen["labels"] == labels]
    return 100 * chosen["right"][np.argsort(chosen["seed"])]


print(f"{'% that arrive':14}", "gusts, log of 200    gusts, log of 2,000    calm")
for arm in ("GAN", "replay", "mean and bell", "mean"):
    cells = [rights(arm, *at) for at in (("gusts", 200), ("gusts", 2000), ("calm", 2000))]
    print(f"{arm:14}", *(f"{c.mean():5.1f} (least {c.min():5.1f})   " for c in cells))

# %% [markdown]
# Replay finds the best plan from every log, at no cost; the GAN from all the large ones, and from four of the five small ones. Where every situation is in the log several times over, **the log is the simulator**. The bell is of little use: it dreams most often of the place between, where boats never are. And on calm water the mean is the truth, and all four arrive.
#
# So the GAN was worth more than a mean only while there were gusts, and never more than a table. And most *because they fork*: if they move the boat by −1, 0 or 1 lane (¼, ½, ¼), so that the mean is common, its plan brings 21 % of the boats, the best one 28 %.

# %%
by_arm = {arm: rights(arm, "gusts", 2000) for arm in ("GAN", "replay", "mean")}
assert by_arm["GAN"].min() > 70 and by_arm["mean"].max() < 10, "as recorded"
assert rights("mean", "calm", 2000).min() == 100, "as recorded: calm needs no GAN"

# %% [markdown]
# ## 3. A discriminator as a start
#
# Lesson 06 taught a network on the labels of the digits 0 to 4, and used its body for 5 to 9. Now without any labels: a GAN plays on 10,000 digits 5 to 9, and its discriminator has to find out what makes them real. (All digits here are halved to 14 × 14 pixels, for speed.)
#
# The **body** is D without its last sum: two convolutions, 512 numbers a picture. It is frozen; on top comes a **linear reader**, fitted to 100 other digits with labels, 20 of each: ridge regression on the classes, its strength chosen by leave-one-out on those 100.
#
# Rivals: the **pixels** themselves, and a body of the same shape with **random** weights. Live:
#
# **Predict:** which reads best, D's features, random ones, or plain pixels?

# %%
task = uses.load_task(seed=24)
few, few_labels = task["few"]
new, new_labels = uses.load_fives()
started = time.perf_counter()
keras.utils.set_random_seed(24)
game = R1GAN(uses.make_generator(), uses.make_discriminator(), seed=24)
game.compile(adam(4e-3), adam(2e-3))
history = game.fit(task["same"][0], epochs=2)
print(f"{time.perf_counter() - started:.0f} seconds for 624 rounds of the GAN")


def read_linearly(known, asked):
    reader = RidgeClassifierCV(np.logspace(-2, 6, 17)).fit(known, few_labels)
    return np.mean(reader.predict(asked) == new_labels)


live = {"pixels": read_linearly(few.reshape(100, -1), new.reshape(len(new), -1))}
keras.utils.set_random_seed(24)
bodies = {"random": uses.make_body(), "discriminator": game.discriminator.get_layer("body")}
for name, body in bodies.items():
    live[name] = read_linearly(uses.features(body, few), uses.features(body, new))
for name, right in live.items():
    print(f"{name:14} {right:.1%} of the test digits 5 to 9")

# %% [markdown]
# All three are close together, and a single run can't tell D's merit from the luck of these hundred digits. ([Radford et al. 2015](https://arxiv.org/abs/1511.06434) read CIFAR-10 by a linear reader on D's features, to 82.8 %; their table's best k-means features reach 82.0 %.)

# %%
assert live["discriminator"] > 0.75, "D's features should read three of four; another seed?"

# %% [markdown]
#
# ### Exercise 24.2: the linear reader
#
# *About 10 minutes, level 2 of 3.*
#
# Ridge regression on classes, without an intercept: Y (n, k) has a 1 in each row at the picture's label, 0 elsewhere, k = `labels.max()` + 1. W (d, k) makes $\lVert F W - Y \rVert^2 + s \lVert W \rVert^2$ smallest (sums of squares of all entries), F being `features` (n, d) and s the strength. Return the scores `new` · W, (m, k). The minimum has a closed form: where the slope in W is zero.


# %%
def ridge_scores(features, labels, new, strength):
    """Return the scores (m, k) of new features (m, d), from features (n, d) with labels (n,)."""
    ### BEGIN SOLUTION
    Y = np.eye(labels.max() + 1)[labels]
    gram = features.T @ features + strength * np.eye(features.shape[1])
    return new @ np.linalg.solve(gram, features.T @ Y)
    ### END SOLUTION


# %%
check("24.2", ridge_scores)

# %% [markdown]
# ### Against bodies that learnt something else
#
# **Recorded**, five seeds: the same body inside an **autoencoder** (the same 10,000 digits, no labels), and under the labels of 10,000 digits **0 to 4**, lesson 06's start, 600 steps each, as many as the GAN's rounds, in at most a fifth of its seconds; and an autoencoder that went on **longer**, for all of them. Frozen with 20, 100 and 500 labels, and tuned along with 100 (200 steps, each arm's rate the best of three on another seed).
#
# **Predict:** the discriminator against the autoencoder, and against the labels of other digits?

# %%
print(f"{'% right':24} frozen: 20    100 labels     500        tuned: 100")
for arm in (
    *("pixels", "random", "autoencoder", "autoencoder longer"),
    *("discriminator", "labels of others"),
):
    cells = [rights(arm, "linear", n) for n in (20, 100, 500)]
    cells.append(rights(arm, "tuned", 100))
    texts = [f"{c.mean():5.1f} ± {c.std(ddof=1):3.1f}" for c in cells if len(c)]
    print(f"{arm:24}", *texts, sep="  ")

# %% [markdown]
# With 500 labels, on average, the labels of *other* digits are the best start, then D, the autoencoder, random weights, pixels. D is worth some two points over random weights. With 100, D is ahead of pixels, and of random weights with most choices of digits; with 20, five seeds don't tell D from any rival. And **tuned** along, all four starts end within a point or so of each other, none above D frozen: of the four, tuning raised random weights only.
#
# The autoencoder comes within about a point of D, for a fifth of the seconds; given all of them, it is level with 500 labels, and with 100 still a point behind, if hardly surely. (Of halved digits, and a small body.)
#
# ## 4. A generator as a source of data
#
# A hundred labelled digits, ten of each. A conditional GAN, trained on those (lesson 17), gives as many labelled fakes as we like. The rival: **shift** each picture by up to one pixel (of 14) each way, at random, each time anew.
#
# ![Four rows of twenty small digits, two of each. Top: real ones. Then fakes of three generators, trained on a hundred, on the same hundred shifted, and on 10,000: most can be read, some are broken, fewest in the last row.](../images/24_fakes.png)
#
# **Recorded**, five seeds (the picture is of seed 0). Three generators: of the hundred as they are, of the hundred shifted, and, as an upper bound, of **10,000 labelled digits**; 5,000 fakes of each. The classifier is the body with two dense layers, 300 steps of 50; with fakes, half of each batch is fake.
#
# **Predict:** what do the fakes of a hundred add? And what do they add to shifts?

# %%
print(f"{'% right':24} as they are    all shifted")
for arm in (
    "nothing",
    "fakes of 100",
    "fakes of 100 shifted",
    "fakes of 10000",
    "real 10000",
):
    cells = [rights(arm, way, 100) for way in ("as they are", "shifted")]
    texts = [
        f"{c.mean():5.1f} ± {c.std(ddof=1):3.1f}" if len(c) else " " * 10 for c in cells
    ]
    print(f"{arm:24}", *texts, sep="   ")

# %% [markdown]
# Shifts win: about three points, for nothing. The fakes of a hundred, alone, add nothing that five seeds can tell from 0; on top of shifts perhaps a point. Fakes of 10,000 do help, by about six points over shifts. But the very digits that this generator was trained on, put in its place, help by about ten.
#
# > **Warning.** The last two rows *leak*: 10,000 labels went into them, not a hundred. Behind "a GAN lifts accuracy at a hundred labels" may stand such a generator: trained, tuned or picked on data that the baseline never saw. Ask of every fake: **which labels has its generator seen?**
#
# ### Exercise 24.3: shifts
#
# *About 10 minutes, level 1 of 3.*
#
# Build the rival. Move each of n pictures (n, h, w) by its own whole numbers of pixels, `down` (n,) and `right` (n,), which may be negative (up, left), and are smaller than h and w. What leaves is gone, and what comes in is black, −1.


# %%
def shifted(pictures, down, right):
    """Return pictures (n, h, w), each moved down and to the right."""
    ### BEGIN SOLUTION
    _, h, w = pictures.shape
    moved = np.full_like(pictures, -1)
    for new, old, y, x in zip(moved, pictures, down, right):
        new[max(y, 0) : h + min(y, 0), max(x, 0) : w + min(x, 0)] = old[
            max(-y, 0) : h + min(-y, 0), max(-x, 0) : w + min(-x, 0)
        ]
    return moved
    ### END SOLUTION


# %%
check("24.3", shifted)

# %% [markdown]
# ## 5. A gain, and how sure we are of it
#
# Two arms with the same seed share their labelled digits, so take the **difference** of each pair first: what a seed does to both cancels. Over n seeds, the differences have a mean and a standard deviation s (with n − 1), and if they are about normal, the interval
#
# $$\text{mean} \pm t_{0.975,\, n-1} \; s / \sqrt n$$
#
# covers the true gain in 95 of 100 such experiments. With five seeds t is 2.78. If the interval holds 0, not even the sign is known.
#
# ### Exercise 24.4: a gain with its interval
#
# *About 10 minutes, level 2 of 3.*
#
# From what n seeds reached `with_gan` (n,) and `without` (n,), paired by their place, return three numbers: the mean gain, the interval's lower end, its upper end. `scipy.stats.t.ppf(0.975, n - 1)` is the t of the formula.


# %%
def gain_with_interval(with_gan, without):
    """Return mean, lower and upper end of the 95 % interval of the paired gain."""
    ### BEGIN SOLUTION
    gains = with_gan - without
    n = len(gains)
    reach = stats.t.ppf(0.975, n - 1) * gains.std(ddof=1) / np.sqrt(n)
    return gains.mean(), gains.mean() - reach, gains.mean() + reach
    ### END SOLUTION


# %%
check("24.4", gain_with_interval)

# %% [markdown]
# The table of who meets whom:

# %%
plan, frozen, tuned = ("gusts", 2000), ("linear", 100), ("tuned", 100)
plain, moved = ("as they are", 100), ("shifted", 100)
rivals = {
    "plan: dreams − mean": (("GAN", *plan), ("mean", *plan)),
    "plan: dreams − mean and bell": (("GAN", *plan), ("mean and bell", *plan)),
    "plan: dreams − replay": (("GAN", *plan), ("replay", *plan)),
}
D = "discriminator"
for start in ("pixels", "random", "autoencoder longer", "labels of others"):
    rivals[f"start: D − {start}"] = (D, *frozen), (start, *frozen)
for start in ("random", "autoencoder longer", "labels of others"):
    rivals[f"start, 500: D − {start}"] = (D, "linear", 500), (start, "linear", 500)
rivals |= {
    "start, tuned: D − random": ((D, *tuned), ("random", *tuned)),
    "data: fakes of 100 − nothing": (("fakes of 100", *plain), ("nothing", *plain)),
    "data: fakes of 100 − shifts": (("fakes of 100", *plain), ("nothing", *moved)),
    "data: both − shifts": (("fakes of 100 shifted", *moved), ("nothing", *moved)),
    "data: fakes of 10,000 − the real": (
        ("fakes of 10000", *moved),
        ("real 10000", *moved),
    ),
}

# %% [markdown]
# All **recorded**: each line is what the GAN's side reached minus a rival's, over five seeds.
#
# **Predict:** how many of the 15 intervals lie wholly to the right of 0?

# %% tags=["ending"]
figure, axis = plt.subplots(figsize=(8, 4.8), layout="constrained")
ends_of = {}
for row, (label, (one, other)) in enumerate(rivals.items()):
    gains = rights(*one) - rights(*other)
    reach = stats.t.ppf(0.975, len(gains) - 1) * stats.sem(gains)
    ends_of[label] = gains.mean() - reach, gains.mean() + reach
    axis.plot(ends_of[label], [row, row], color="black")
    axis.plot(gains, np.full(len(gains), row), ".", color="grey")
    axis.plot(gains.mean(), row, "D", color=plots.GENERATOR)
axis.axvline(0, color="grey")
axis.set_yticks(range(len(rivals)), rivals)
axis.set(xscale="symlog", xlim=(-12, 100))
axis.set_xlabel("gain in percentage points: mean, 95 % interval, five seeds")
axis.set_xticks([-10, -3, -1, 0, 1, 3, 10, 70], [-10, -3, -1, 0, 1, 3, 10, 70])
axis.set_title("Right of the line the GAN won, left of it the rival")
axis.invert_yaxis()
plots.show(
    figure,
    "Fifteen lines, one a comparison, on an axis of gains in percentage points. Far right: dreams over the mean, and over mean and bell. At 0: dreams over replay. The lines of the discriminator's features lie about 0, most a little right of it, those against the labels of others left of it. Fakes of 100 lie at 0 against nothing, left of 0 against shifts; both against shifts holds 0; fakes of 10,000 lie left of 0.",
)

# %% [markdown]
# - **Wins**: dreams over the mean, with or without a bell, and by far; D's features over pixels and random weights, by some points, and, with 100 labels and by a hair, over the longer autoencoder.
# - **Ties**: dreams and replay are equal, seed by seed (2,000 moves); D and the longer autoencoder with 500 labels, D and the labels of other digits with 100; D tuned and random tuned; fakes of a hundred over nothing, alone or on top of shifts.
# - **Losses**: fakes of a hundred to shifts; fakes of 10,000 to the digits themselves; and by half a point D, with 500 labels, to the labels of other digits.
#
# (Of so many intervals one may well miss its true value by chance alone, and those whose end is near 0 settle little.)
#
# In sum: for each use something simpler came out level or ahead: the log itself, labels of other digits (which somebody had to write), shifts.

# %%
assert ends_of["plan: dreams − mean"][0] > 50, "as recorded"
assert ends_of["start, 500: D − random"][0] > 0, "as recorded"
assert ends_of["data: fakes of 100 − shifts"][1] < 0, "as recorded: shifts win"

# %% [markdown] tags=["assignment"]
# ### Question 24.A: where the mean leads
#
# *About 15 minutes, level 2 of 3.*
#
# Each of a actions has m outcomes, equally likely: places, whole numbers from 0, `outcomes` (a, m). What a place is worth stands in `value` (n,). The mean's planner takes the action whose *mean* outcome, rounded to the nearest place, is worth most. Return a pair: what it gets, on average over the outcomes of the action that it takes, and what the best action gets, on average.


# %% tags=["assignment"]
def where_the_mean_leads(outcomes, value):
    """Return the average worth of the action that the mean's planner takes, and that of the best one."""
    ### BEGIN SOLUTION
    worth = value[outcomes].mean(axis=1)
    believed = value[np.rint(outcomes.mean(axis=1)).astype(int)]
    return worth[believed.argmax()], worth.max()
    ### END SOLUTION


# %% tags=["assignment"]
check("24.A", where_the_mean_leads)

# %% [markdown] tags=["assignment"]
# ### Question 24.B: an interval without a formula
#
# *About 10 minutes, level 1 of 3.*
#
# The bootstrap: from n paired `gains` (n,) draw n with replacement, take their mean, and do so b times. `draws` (b, n) holds the places in `gains` that were drawn, a row a sample. Return the 2.5th and the 97.5th percentile of the b means, as `np.percentile` has them.


# %% tags=["assignment"]
def bootstrap_interval(gains, draws):
    """Return the lower and the upper end."""
    ### BEGIN SOLUTION
    return np.percentile(gains[draws].mean(axis=1), [2.5, 97.5])
    ### END SOLUTION


# %% tags=["assignment"]
check("24.B", bootstrap_interval)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("24")

# %% [markdown]
# ## What to take along
#
# - A mean of possible futures may be none of them. Where outcomes fork, plan in samples; a GAN gives some, and so does the log itself.
# - Ask of a pretrained body and of fakes what the cheapest rival gives: random weights, shifts, the labels that the generator saw.
# - Pair by seed, report the gain with its interval, and print the losses.
#
# The next lesson, 25, turns from what a GAN is good for to how fast it gets there: every change between the public tutorial and ours, one at a time.
