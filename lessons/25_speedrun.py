# %% [markdown]
# # 25 · Speedrun: where the time went
#
# The public tutorial's recipe needs minutes to draw what ours draws in seconds; here that gap is taken apart, one change at a time, by rules that were laid down before.
#
# **After this lesson you can**
# - measure *time to equal quality*, and say which three habits make such a number a lie;
# - split a speed-up into fewer steps and cheaper steps, and a chain of changes into ratios that multiply;
# - say what of it a GPU would leave, and enter a recipe of your own in a race that keeps the test pictures to itself.
#
# 25 minutes to read, about 70 seconds to run on two slow CPU cores. It ends with this ladder:
#
# ![](ending)

# %%
import time

import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

from gan_course import plots
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist
from gan_course.gan import shuffled_batches
from gan_course.quality import frechet_digit_distance
from gan_course.recorded import load_recorded
from gan_course.speedrun import LADDER, make_game, multiplications, settings_of

# %% [markdown]
# ## 1. A yardstick
#
# "Ours is faster" means nothing: faster to what? Fix a **target**, a Frechet digit distance (lesson 16), and ask when each training first reaches it. Two **recorded** curves, the tutorial's (lesson 13) and ours, one seed each.
#
# **Predict:** is the gap in steps the same at every target?


# %%
def steps_to(target, steps, distances):
    """Return the steps to the target, on a straight line in logs from the look before to the first one that is there."""
    first = np.argmax(distances <= target)
    if distances[first] > target:
        return np.inf
    if first == 0:
        return steps[0]
    x, y = np.log(steps[first - 1 : first + 1]), np.log(distances[first - 1 : first + 1])
    return np.exp(np.interp(np.log(target), y[::-1], x[::-1]))


# %%
recorded = load_recorded("speedrun")
tutorial, dcgan = load_recorded("tutorial"), load_recorded("dcgan")
slow = 234 * tutorial["epoch"], tutorial["frechet_10k"]
quick = dcgan[dcgan["seed"] == 0]
quick = quick["steps"], quick["frechet_10k"]
figure, axis = plt.subplots(figsize=(6, 3.4), layout="constrained")
axis.loglog(*slow, "s--", color="black", label="the tutorial, batches of 256")
axis.loglog(*quick, "o-", color=plots.GENERATOR, label="ours, batches of 32")
axis.axhline(100, color="grey", linewidth=0.8)
axis.set(xlabel="steps", ylabel="Frechet digit distance", title="Two trainings")
axis.legend()
plots.show(
    figure,
    "Distance over steps, both axes in logs. Ours falls along a steep line from above 200 at 100 steps to below 3. The tutorial's "
    "begins at 650 after 234 steps, falls to 278 at 1,170, wanders between 210 and 280 until 5,850, and ends at 92 at 11,700.",
)
for target in (200, 150, 100):
    ratio = steps_to(target, *slow) / steps_to(target, *quick)
    print(f"distance {target}: {ratio:.0f} times fewer steps")

# %% [markdown]
# It is not: from its fifth epoch to its twenty-fifth the tutorial wandered between 210 and 280, and in fifty epochs it never came to 50. So a ratio without its target is half a number.
#
# And a step is not a step: the tutorial's has eight times as many pictures, and larger networks. What counts is time:
#
# $$\text{time} = \text{steps} \times \text{cost of a step}, \qquad \log\frac{t_1}{t_2} = \log\frac{n_1}{n_2} + \log\frac{c_1}{c_2}.$$
#
# Ratios multiply, so their *logarithms* add, and that is how one says which part did how much of it. One public race: a language model, to a fixed loss on eight H100s,
# came from 45 minutes and 10 billion tokens (pieces of words) in May 2024 down to 3.4 minutes and 0.73 billion in January 2025 ([modded-nanogpt](https://github.com/KellerJordan/modded-nanogpt), record 18).
#
# **Predict:** was that mostly less work per token, or fewer tokens?

# %%
faster, fewer = 45 / 3.4, 10 / 0.73
print(f"{faster:.1f} times faster: {fewer:.1f} times fewer tokens")
print(f"each token {faster / fewer:.2f} times cheaper")
print(f"share of fewer tokens in the logarithm: {np.log(fewer) / np.log(faster):.0%}")

# %% [markdown]
# All of it was fewer tokens; each even cost a little more.
#
# ### Exercise 25.1: which part did it?
#
# *About 10 minutes, level 1 of 3.*
#
# A training takes `steps_before` steps of `cost_before` seconds to a target; after a change, `steps_after` of `cost_after`. Return a pair: how many times less time it takes now, and the share of *cheaper steps* in the logarithm of that
# (the log of the ratio of the costs, over the log of the ratio of the times).


# %%
def speed_up(steps_before, cost_before, steps_after, cost_after):
    """Return how many times less time it takes, and the share of cheaper steps in its logarithm."""
    ### BEGIN SOLUTION
    cheaper = cost_before / cost_after
    ratio = steps_before / steps_after * cheaper
    return ratio, np.log(cheaper) / np.log(ratio)
    ### END SOLUTION


# %%
check("25.1", speed_up)

# %% [markdown]
# ## 2. Three ways to flatter oneself
#
# **Looks.** A distance is measured on some samples of a generator that trembles. Take a training that stands still at 110, for ever, and whose looks are off by 8 % (standard deviation).
#
# **Predict:** how often does it "reach" 100, in 5 looks? In 50?

# %%
rng = np.random.default_rng(25)
looks = 110 * np.exp(0.08 * rng.standard_normal((2000, 50)))
reached = np.minimum.accumulate(looks, axis=1) <= 100
figure, axis = plt.subplots(figsize=(5.6, 3), layout="constrained")
axis.plot(np.arange(1, 51), reached.mean(axis=0), color="black")
axis.set(xlabel="looks", ylabel="share of runs that 'reached' 100", ylim=(0, 1.02))
axis.set(title="Who looks often is often lucky")
plots.show(
    figure,
    "A curve that climbs from about 0.1 at one look over one half near 6 looks to nearly 1 at 50: the share of 2,000 "
    "simulated runs, all standing still at 110, with at least one look at or below 100.",
)
for k in (1, 5, 50):
    print(f"{k:2} looks: {reached[:, k - 1].mean():.0%} of the runs")

# %% [markdown]
# Nobody got better, and nearly all arrived. So the looks are fixed **before**: here after 25, 35, 50, 71, ... steps, always √2 times as many, for everybody.
#
# **Seeds.** The best of three seeds is luck, too. The public race asks that the *mean* be there, at p < 0.01: luck alone would bring it there less often than once in a hundred. We take the geometric mean over seeds, and show the spread.
#
# **The machine.** Another program on it makes a step twice as slow. Seconds of two days don't compare: costs are measured **side by side**, in turn, in one run, in seconds of the processor.
#
# > **Warning.** The recipe was found *on this target*: rates, widths and penalty were tried until the distance to the MNIST test set was small. So the whole is partly fitted to its own yardstick, however honest each measurement.

# %%
assert reached[:, 0].mean() < 0.2 and reached[:, 49].mean() > 0.95, "Was the seed changed?"

# %% [markdown]
# ### Exercise 25.2: there for good
#
# *About 10 minutes, level 2 of 3.*
#
# A stricter rule against lucky looks: a target is reached *for good* at the first look from which on **all** looks, that one included, are at or below it. Return the steps of that look, or infinity if there is none.


# %%
def steps_for_good(target, steps, distances):
    """Return the steps of the first look from which on every distance is at most the target, else np.inf."""
    ### BEGIN SOLUTION
    above = np.flatnonzero(distances > target)
    first = above[-1] + 1 if len(above) else 0
    return steps[first] if first < len(steps) else np.inf
    ### END SOLUTION


# %%
check("25.2", steps_for_good)

# %% [markdown]
# ## 3. The ladder
#
# The real differences between both recipes, read off their code, in an order that begins with what we took for the largest. Each rung keeps all changes before it:
#
# ![Four rows of boxes with arrows. The tutorial's generator: noise 100, 256 maps of 7 by 7, 128 of 7 by 7, 64 of 14 by 14, a picture of 28 by 28. Ours: noise 64, 128 units, 64 maps of 7 by 7, 32 of 14 by 14, the picture. The tutorial's discriminator: the picture, 64 maps of 14 by 14, 128 of 7 by 7, a logit. Ours: the picture, 16 maps of 14 by 14, 64 and one more of 7 by 7, 64 units, a logit. Circles say which rung acts where: 3 on G, 4 on D, 5 between D's layers, 6 at the units, 9 at the one map more, 11 after G's 32 maps. Below, of the training: 1 batch, 2 and 12 Adam, 7 fakes, 8 average, 10 penalty.](../images/25_ladder.png)

# %%
for number, (rung, changes) in enumerate(LADDER.items()):
    print(f"{number:2}  {rung:22} {changes or ''}")

# %% [markdown]
# "One change" is one thing to decide, not one number: 2 changes Adam's rate and both betas; 3 and 4 exchange a network each, with its kernels, its activations and G's noise; 12 also doubles G's rate. Number 12 is lesson 13's recipe, to the last weight.
#
# **Recorded** (`benchmarks/speedrun.py`), as public races keep their log: the time to distance 300 (of 2,000 samples), what it is made of, and what changed.
#
# **Predict:** which rung cheapens a step most? Which saves most steps? Is there one that costs time?


# %%
def measured(part, rung):
    return recorded[(recorded["part"] == part) & (recorded["rung"] == rung)]


def seeds_of(part, rung, target):
    """Return the steps to the target, a number a seed."""
    rows = measured(part, rung)
    curves = [rows[rows["seed"] == seed] for seed in np.unique(rows["seed"])]
    return np.array([steps_to(target, curve["steps"], curve["value"]) for curve in curves])


steps = [seeds_of("curve", rung, 300) for rung in LADDER]
middle = np.array([np.exp(np.mean(np.log(n))) for n in steps])
cost = np.array([measured("cost", rung)["value"] for rung in LADDER])  # (rungs, rounds)
print(" #  seconds     steps x     ms  seeds  what changed")
for i, (rung, n, ms) in enumerate(zip(LADDER, middle, np.median(cost, axis=1))):
    print(f"{i:2} {n * ms / 1000:8.1f} {n:9.0f} {ms:8.1f} {len(steps[i]):6}  {rung}")

# %% [markdown]
# Three things make nearly all of it: small batches and narrow networks, whose steps are cheap, and Adam's settings, with which there are few. What comes after rung 4 stays within a factor of two, and **by this log ours is not the fastest: rung 5 is**, on average. Hidden layers and the penalty even cost time. (With three seeds, and one of the two dearest, a tenth or two between two rungs mean nothing.)
#
# The same as ratios, each rung against the one before: the ladder.

# %% tags=["ending"]
fewer, cheaper = middle[:-1] / middle[1:], np.median(cost[:-1] / cost[1:], axis=1)
figure, axis = plt.subplots(figsize=(8, 4.6), layout="constrained")
for i in range(len(fewer)):
    axis.barh(i - 0.2, fewer[i] - 1, 0.38, left=1, color="silver", edgecolor="black")
    axis.barh(
        i + 0.2, cheaper[i] - 1, 0.38, left=1, color="white", edgecolor="black", hatch="//"
    )
    axis.plot(fewer[i] * cheaper[i], i, "D", color="black")
axis.axvline(1, color="black", linewidth=0.8)
axis.set(
    xscale="log", xlabel="times", title="From the tutorial to ours: the gain of each change"
)
axis.set_yticks(range(len(LADDER) - 1), list(LADDER)[1:])
axis.invert_yaxis()
axis.set_xticks((0.5, 1, 2, 5, 10), ("0.5", "1", "2", "5", "10"))
names = ("times fewer steps", "times cheaper steps", "times faster")
axis.legend([*axis.patches[:2], axis.lines[0]], names, loc="lower right")
plots.show(
    figure,
    "Two bars and a diamond for each of twelve changes, on an axis in logs. Batches of 32, the narrow generator and "
    "the narrow discriminator have long bars for cheaper steps, Adam's settings a longer one for fewer steps. Batches of 32 also need more steps, a bar to the left; all others stay near 1, on either side.",
)

# %% [markdown]
# The product of the rungs should be the whole. Of the very same runs it is bound to be; so the ends were measured **apart**: the cost of a step of the first and of the last rung alone, in turn, and ours with three other seeds. (Of the tutorial there is one training, of seed 0.)

# %%
apart = seeds_of("apart", "falling rates", 300)
ends = (
    measured("ends", "the tutorial")["value"] / measured("ends", "falling rates")["value"]
)
whole = middle[0] / np.exp(np.mean(np.log(apart))), np.median(ends)
product = np.prod(fewer), np.prod(cheaper)
for name, a, b in zip(("fewer steps", "cheaper steps"), product, whole):
    print(f"times {name:14} product {a:6.1f}, apart {b:6.1f}")
print(f"times faster         product {np.prod(product):6.0f}, apart {np.prod(whole):6.0f}")
print(f"share of cheaper steps: {np.log(product[1]) / np.log(np.prod(product)):.0%}")
all_ours = np.concatenate([steps[-1], apart])
spread = np.ptp(np.log(all_ours)) + np.ptp(np.log(ends))
print(f"spread of ours' seeds and of the rounds: a factor of {np.exp(spread):.2f}")
two = measured("bench", "median")["value"][0]
print(
    f"on two threads, by the wall clock (benchmarks/bench.py): steps {two:.1f} times cheaper"
)

# %% [markdown]
# They agree within the spread of seeds and rounds. In logarithms, cheaper steps have a little more than half of it: on one thread of this machine. On two, by the clock, that ratio was a good third lower.

# %%
gap = abs(np.log(np.prod(product) / np.prod(whole)))
assert gap < spread, "The rungs no longer make up the whole; was one changed or left out?"

# %% [markdown]
# ## 4. Two rungs, live
#
# By the log, rung 5 beats ours. Believe it? Both side by side, in turn from look to look, to 300 and on to **60**, or to 1,131 steps.
#
# **Predict:** who is first at 300? Who at 100, and at 60?

# %%
pictures = from_uint8(load_mnist("train")[0])
pair = ("no dropout", "falling rates")
games = {rung: make_game(settings_of(rung), seed=25) for rung in pair}
batches = {rung: iter(shuffled_batches(pictures, 32, 0, 1, seed=25)) for rung in pair}
step = {rung: tf.function(games[rung].train_step) for rung in pair}
curve = {rung: [(0, 0.0, np.inf)] for rung in pair}  # steps, seconds, distance
for rung in pair:
    step[rung].get_concrete_function(pictures[:32])  # built before the clock starts
for look in [round(25 * 2 ** (k / 2)) for k in range(12)]:  # to 1,131
    for rung in pair:
        before, seconds, distance = curve[rung][-1]
        if distance > 60:
            started = time.process_time()
            for _ in range(look - before):
                step[rung](next(batches[rung]))
            seconds += time.process_time() - started
            distance = frechet_digit_distance(games[rung].sample(2_000, seed=1))
            curve[rung].append((look, seconds, distance))

# %%
figure, axis = plt.subplots(figsize=(5.6, 3.2), layout="constrained")
for rung, style in zip(pair, ("s--", "o-")):
    n, seconds, distance = np.array(curve[rung][1:]).T
    axis.loglog(seconds, distance, style, color="black", label=rung)
    each = seconds[-1] / n[-1]
    to = (f"{steps_to(t, n, distance) * each:5.1f} to {t}" for t in (300, 100, 60))
    print(f"{rung:14} {1000 * each:5.1f} ms a step; seconds:", ", ".join(to))
axis.set(xlabel="seconds of the processor", ylabel="distance of 2,000 samples")
axis.set(title="Rung 5 and ours, side by side")
axis.legend()
plots.show(
    figure,
    "The distance over seconds of the processor, both in logs, for rung 5 and for ours. Rung 5's line begins earlier and lies lower at first; near 200 "
    "the two lines meet; then rung 5's falls slowly, with steps up, and ours goes on straight down to below 60.",
)

# %% [markdown]
# At 300 rung 5 is a little ahead, or level; then ours draws away. (Infinity, here and below: not in 1,131 steps.) **A ladder at 300 praises what is quick in the mud.** The same pair, **recorded**, in three other seeds:

# %%
strict = recorded[recorded["part"] == "strict"]
milliseconds = dict(zip(LADDER, np.median(cost, axis=1)))
print("seconds to      " + "".join(f"{target:8}" for target in (300, 100, 60)))
late = {}
for rung in pair:
    each = [seeds_of("strict", rung, t) * milliseconds[rung] / 1000 for t in (300, 100, 60)]
    for seed, row in enumerate(np.transpose(each)):
        print(f"{rung:14}", seed, *(f"{seconds:7.1f}" for seconds in row))
    late[rung] = each[1:]
hundred = steps_to(100, *slow) / steps_to(100, *quick) * whole[1]
print(f"from the tutorial to ours, to 100 in place of 300: {hundred:.0f} times faster")

# %%
assert np.all(np.array(late["falling rates"]) < late["no dropout"]), "recorded: ours first"
assert hundred > np.prod(whole), "recorded: the stricter target has the wider gap"

# %% [markdown]
# And as pictures, each after its last look:

# %%
rows = [games[rung].sample(16, seed=2) for rung in pair]
plots.show(
    plots.picture_grid(
        np.concatenate(rows),
        16,
        "Rung 5 and ours, after their last look",
        ("rung 5", "ours"),
    ),
    "Two rows of sixteen small pictures. Above, of rung 5, broken and smeared strokes on speckled ground; "
    "below, of ours, mostly clean digits.",
)

# %% [markdown]
# ### Exercise 25.3: side by side
#
# *About 20 minutes, level 3 of 3.*
#
# Write the fair race of two trainings. `step_a` and `step_b` take one step each when called, without arguments; `clock()` returns the seconds of the processor so far. The training that has used **fewer seconds** so far takes the next step (a, at a tie), until each has
# used at least `seconds`. Return how many steps each has taken, a and b.


# %%
def race(step_a, step_b, clock, seconds):
    """Return the numbers of steps that two trainings take in at least so many seconds each."""
    ### BEGIN SOLUTION
    used, taken = [0.0, 0.0], [0, 0]
    while min(used) < seconds:
        turn = 0 if used[0] <= used[1] else 1
        started = clock()
        (step_a, step_b)[turn]()
        used[turn] += clock() - started
        taken[turn] += 1
    return taken
    ### END SOLUTION


# %%
check("25.3", race)

# %% [markdown]
# ## 5. What the last rungs are for
#
# At stricter targets still, **recorded** (`benchmarks/recipe.py`): ours; ours without R1; and "before", which has neither R1 nor residual nor falling rates, one rate for both networks and a shorter average. Each trained for the seconds of one epoch of ours, and of three; three seeds.
#
# **Predict:** "before" gets three times the seconds. Does that bring it where ours is after one epoch's?

# %%
recipe = load_recorded("recipe")
for name in ("before", "ours without R1", "ours"):
    for epochs in (1, 3):
        chosen = (recipe["recipe"] == name) & (recipe["epochs"] == epochs)
        print(
            f"{name:16} the seconds of {epochs} of our epochs:",
            *sorted(recipe["frechet_10k"][chosen]),
        )

# %% [markdown]
# Hardly: with three times the seconds, one seed of three comes to where ours was. In equal seconds R1 alone makes the difference between above 5 and below 4, and a race to 300 would have thrown it out. **Choose the target at which you mean to use the thing.**
#
# And the order? Single changes to "before", one epoch each, three seeds, **recorded** (`benchmarks/changes.py`): the distance over that of no change, and the cost of a picture.

# %%
changes = load_recorded("changes")
shown = [
    "generator without its hidden dense layer",
    "without averaged weights",
    "beta_1 = 0.5",
    "learning rate 1e-3",
    "batches of 64",
    "both gradients from one forward pass",
    "discriminator without minibatch_std",
    "kernels of 5x5 in both networks",
    "discriminator with spectral normalisation",
]
usual = np.median(changes["frechet_10k"][changes["change"] == "ours"])
for change in shown:
    rows = changes[changes["change"] == change]
    worse = np.sort(rows["frechet_10k"]) / usual
    print(
        f"{change:42}",
        *(f"{x:4.1f}" for x in worse),
        f"  cost {rows['relative_seconds'][0]:.2f}",
    )

# %% [markdown]
# Without its hidden layer the generator is three times further away, and yet hidden layers *cost* time on the way to 300. 5×5 kernels cost a quarter more and bring hardly anything. So a gain belongs to a place in an order and to a target, not to a change.
#
# ## 6. What a GPU changes
#
# None was to be had for this course; so what follows is **counted and computed**; measured is one number, the deck's.
#
# ### Exercise 25.4: how much work is a layer?
#
# *About 10 minutes, level 2 of 3.*
#
# A convolution sets its kernel down once for each pixel of its output; a transposed one stamps it once for each pixel of its input (lesson 13). Return the number of multiplications for one picture of `side` × `side` pixels, with padding "same" and without a bias. A convolution makes the side `stride`
# times smaller, and a transposed one (`up` is true) `stride` times larger; the stride divides the side.


# %%
def work(side, stride, kernel, maps_in, maps_out, up):
    """Return the multiplications of a convolution, or of a transposed one, for a picture of this side that comes in."""
    ### BEGIN SOLUTION
    places = side**2 if up else (side // stride) ** 2
    return places * kernel**2 * maps_in * maps_out
    ### END SOLUTION


# %%
check("25.4", work)

# %% [markdown]
# So counted (`multiplications`), for a whole training step. By the usual rule a network's backward pass costs twice its forward one, or once if only its input's gradient is asked for; R1 goes back through D to the picture once more, and the gradient of *that* costs twice as much again.
#
# **Predict:** on one thread of a CPU our step is some 25 times cheaper. How many times fewer operations has it? And how many times fewer *launches*, about one for each operation of TensorFlow's graph that computes something?

# %%
passes = {"the tutorial": (3, 7), "falling rates": (4, 11)}  # through G, through D
QUIET = ("Const", "Placeholder", "ReadVariableOp", "Identity", "NoOp")  # nothing to compute
operations, launches = {}, {}
for rung, (g, d) in passes.items():
    game, n = make_game(settings_of(rung)), settings_of(rung)["batch_size"]
    a, b = multiplications(game.generator), multiplications(game.discriminator)
    operations[rung] = 2 * n * (g * a + d * b)  # an addition with each
    graph = tf.function(game.train_step).get_concrete_function(pictures[:n]).graph
    launches[rung] = sum(op.type not in QUIET for op in graph.get_operations())
    print(
        f"{rung:14} G {a / 1e6:4.1f} million, D {b / 1e6:4.1f} million multiplications a picture"
    )
    print(
        f"{'':14} a step: {operations[rung] / 1e9:.1f} billion operations, {launches[rung]} launches"
    )

# %% [markdown]
# Some seventy times fewer operations, and no fewer launches. Our one thread gains less than half of that: for each of our operations it takes some two and a half times as long (why, we did not measure).
#
# A GPU does operations much faster, but a launch costs it some microseconds, whatever its size. The deck's own GPU tells its pace: 60 epochs in 12 minutes and 14 seconds, drawing its samples included. If ours ran at that pace, and launches followed one another:

# %%
deck = (12 * 60 + 14) / (60 * 235)  # seconds a step: 235 batches an epoch
pace = operations["the tutorial"] / deck
print(
    f"the deck's GPU: {1000 * deck:.0f} ms a step, {pace / 1e12:.1f} trillion operations a second"
)
for microseconds in (0, 2, 5, 10):
    waiting = launches["falling rates"] * microseconds * 1e-6
    step_time = max(operations["falling rates"] / pace, waiting)
    print(
        f"a launch of {microseconds:2} us: ours {1000 * step_time:5.1f} ms, {deck / step_time:3.0f} times cheaper"
    )

# %% [markdown]
# That ours would keep that pace, and what a launch costs, is assumed, not measured. But they say what to ask: with microseconds a launch our step is mostly waiting, and whether it is a few times cheaper or seventy depends on how many launches are left. (A compiler such as XLA melts many into one; `GAN.compile` asks for it where there is a GPU.) Then a
# larger batch costs little more, and another ladder may win.
#
# **Fewer steps are fewer on every machine; cheaper steps are a property of yours.**

# %%
ratio = operations["the tutorial"] / operations["falling rates"]
assert 40 < ratio < 100 and launches["falling rates"] > launches["the tutorial"] / 2, (
    "The networks are not the ones counted here; was a rung changed?"
)

# %% [markdown]
# ## 7. The challenge
#
# Beat ours. In a clone of the course (README, "Three commands"), copy `benchmarks/recipes/ours.py`, change what you like, and
#
# ```
# python benchmarks/speedrun.py my_recipe.py
# ```
#
# trains ours for 400 steps, then yours for as many seconds of the processor on the same machine, and ranks it by the distance of 10,000 pictures (the median, of several seeds):

# %%
entries = recorded[recorded["part"] == "board"]
scores = {
    name: entries["value"][entries["rung"] == name] for name in np.unique(entries["rung"])
}
print("place  distance  recipe, in the time of 400 steps of ours (recorded, three seeds)")
for place, name in enumerate(
    sorted(scores, key=lambda name: np.median(scores[name])), start=1
):
    print(f"{place:5} {np.median(scores[name]):9.1f}  {name}")

# %% [markdown]
# **The rules**
# - A recipe is a file with `train(pictures, seconds_left, seed)` that returns `draw(n)`. It gets the 60,000 training pictures; any method counts, GAN or not, but nothing that was trained before.
# - The clock stops when `train` returns. `draw` may take as long again, but learns nothing more.
# - It runs in a process of its own. Python there can't open the course's test pictures, nor the classifier that judges; another process does the judging. Copies of training or test pictures are refused.
# - One thread; seconds of the processor; for a place on the board, three seeds (`--seeds 3`).
# - What is wrong is said in a sentence: no `train`, a wrong shape, NaN, too late.
#
# This protects you from *yourself*, a test set that got in by mistake. It does not stop who means to cheat: code in C opens any file, a copy with some noise on it passes, and numbers of the test set can be written into a recipe. Nor does it stop the commonest leak of all: each score is a look at the test set,
# and who submits a hundred times has looked a hundred times. So it counts the tries at each file name, and prints them below the board.

# %% [markdown] tags=["assignment"]
# ### Question 25.A: a product and its spread
#
# *About 15 minutes, level 2 of 3.*
#
# `ratios` (rungs, seeds) has, for each rung of a ladder and each seed, how many times faster the rung is. Return a pair: the product over the rungs of the geometric means over the seeds, and the *factor* by which it is uncertain: e to the standard error of its logarithm. (All numbers are
# independent; a rung's standard error is that of a mean of logarithms, its standard deviation taken with ddof=1; squares of independent errors add.)


# %% tags=["assignment"]
def product_and_spread(ratios):
    """Return the product of the rungs' geometric means, and the factor by which it is uncertain."""
    ### BEGIN SOLUTION
    logs = np.log(ratios)
    errors = logs.std(axis=1, ddof=1) / np.sqrt(logs.shape[1])
    return np.exp(logs.mean(axis=1).sum()), np.exp(np.sqrt(np.sum(errors**2)))
    ### END SOLUTION


# %% tags=["assignment"]
check("25.A", product_and_spread)

# %% [markdown] tags=["assignment"]
# ### Question 25.B: in any order
#
# *About 30 minutes, level 3 of 3.*
#
# What a change gives depends on the order. A fair split goes through *all* orders in which the changes could be made. `times` is a dict: for each set of changes, as `frozenset`, the time to the target with just these. `changes` is a list of their names. Return the factors
# (time before over time after) that the changes bring, in the order of that list, each the geometric mean over all orders.


# %% tags=["assignment"]
def fair_shares(times, changes):
    """Return each change's factor, the geometric mean over all orders; their product is the whole."""
    ### BEGIN SOLUTION
    from itertools import permutations

    logs = dict.fromkeys(changes, 0.0)
    orders = list(permutations(changes))
    for order in orders:
        have = frozenset()
        for change in order:
            logs[change] += np.log(times[have] / times[have | {change}]) / len(orders)
            have |= {change}
    return np.exp([logs[change] for change in changes])
    ### END SOLUTION


# %% tags=["assignment"]
check("25.B", fair_shares)

# %% [markdown]
# ## What to take along
#
# - Time to equal quality is steps times cost; ratios multiply, logarithms add, and both depend on the target.
# - Looks fixed before, several seeds, costs side by side: else the number is luck, or the machine.
# - The largest gains were the plainest: small batches, narrow networks, bold rates. The rest pays at stricter targets.
#
# All this made a GAN fast. The next lesson, 26, asks whether one should still train a GAN at all, now that there is diffusion.
