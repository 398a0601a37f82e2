# %% [markdown]
# # 14 · Failures: every illness has a sign, and the loss is not it
#
# Here healthy trainings are made to fail, one small change at a time; for each failure we find a number that gives it away.
#
# **After this lesson you can**
# - name nine ways in which a GAN fails, and bring each of them about;
# - measure the sign of each: in the samples, in the gradients, in what the discriminator says of pictures it has not met;
# - build a rule from a sign, and say how often it is right, and how often it cries wolf.
#
# 25 minutes to read, about 60 seconds to run on two slow CPU cores. It ends in a clinic, with eight patients who are yours to diagnose:
#
# ![](ending)

# %%
import inspect
import warnings

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import ops

from gan_course import clinic, plots
from gan_course.checks import check
from gan_course.losses import LOSSES
from gan_course.recorded import load_recorded
from gan_course.ring import draw_ring, judge_ring, make_ring_gan
from gan_course.signs import Signs

# %% [markdown]
# ## 1. Which of these is ill?
#
# Two trainings are healthy: the ring of eight Gaussians (lesson 12), and digits of 14×14 pixels, with small networks. `benchmarks/failures.py` changed one thing at a time, in several seeds; a run takes
# seconds. Here are the losses of four runs on the ring, **recorded**.
#
# **Predict:** three of the four are ill. Which one is healthy?

# %%
examples = {patient.cause: patient for patient in clinic.patients("examples")}
four = ["D sees a sum", "healthy ring", "G alone", "8 real points"]
figure, axes = plt.subplots(1, 4, figsize=(9, 2.5), sharey=True, layout="constrained")
for axis, letter, cause in zip(axes, "ABCD", four):
    history = examples[cause].history
    axis.plot(
        history["discriminator_loss"], color=plots.DISCRIMINATOR, label="discriminator"
    )
    axis.plot(history["generator_loss"], "--", color=plots.GENERATOR, label="generator")
    axis.set(title=letter, xlabel="epoch", ylim=(0, 2.2))
axes[0].set(ylabel="loss")
axes[0].legend(fontsize=8)
plots.show(
    figure,
    "Four graphs, A to D, of both losses over 80 epochs. In A, B and C the discriminator's stays near 1.4 "
    "and the generator's near 0.7; in D they meet, roughly, near 1.1.",
)

# %% [markdown]
# Now what their generators drew, and where real points lie:

# %%
figure, axes = plt.subplots(1, 4, figsize=(9, 2.7), sharey=True, layout="constrained")
for axis, letter, cause in zip(axes, "ABCD", four):
    axis.plot(*draw_ring(400, seed=1).T, ".", color=plots.REAL, markersize=2)
    axis.plot(*examples[cause].samples.T, ".", color=plots.FAKE, markersize=3)
    axis.set(title=letter, aspect="equal", xticks=[], yticks=[])
    axis.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1))
plots.show(
    figure,
    "Four maps with the real points in eight clusters on a ring. A: fakes lie in streaks, hardly "
    "any on a cluster. B: fakes at all eight clusters, a few between. C: all fakes on one spot away "
    "from the clusters. D: fakes at some of the clusters only.",
)

# %% [markdown]
# B. A loss says how the two players stand to each other, and nothing of where. So look elsewhere:
#
# ![Noise z goes through the generator G and becomes fakes; fakes and real pictures go through the discriminator D, which gives scores. Numbers mark what is measured where. 1, at the fakes: variation, modes, share of good ones. 2, at the real pictures: lowest value. 3, at the scores: real, fake, and held-out ones. 4, inside D: how far its weights moved. 5, on the dashed way of the gradient from D to the fakes: exact zeros, push. 6, at G's weights: the gradient's size; at z: the pull on z.](../images/14_signs.png)
#
# The callback `Signs` measures all of them after each epoch; its `history` holds a list of numbers for each sign.
#
# ## 2. Mode collapse: a generator alone
#
# The decks' extreme case: G is trained on and on while D stands still. J is G's loss. They say that all fakes run to the one picture that D likes most, whatever z is, and that the gradient in z dies:
#
# $$x^* = \arg\max_x D(x), \qquad \frac{\partial J}{\partial z} \to 0 .$$
#
# Both can be measured: `pull_on_z` is the length of ∂J/∂z, on average over the fakes. This run is **live**, on the ring: 80 healthy rounds, then G alone.
#
# **Predict:** where will the fakes go, and in how many places will they end?

# %%
ring = make_ring_gan(k=1, loss="non-saturating", rule="Adam", rate=2e-3, seed=14)
points = draw_ring(2560, seed=14)
signs = Signs(ring, points, draw_ring(512, seed=15), judge_ring, modes_there=8)
ring.fit(points, batch_size=128, epochs=4, callbacks=[signs])
alone, batch = tf.function(ring.generator_step), tf.constant(points[:128])
z = tf.constant(np.random.default_rng(14).standard_normal((500, 2), "float32"))
film = [ring.generator(z).numpy()]
for epoch in range(4, 80):
    for _ in range(20):
        alone(batch)
    signs.on_epoch_end(epoch)
    if epoch in (6, 12, 79):
        film.append(ring.generator(z).numpy())

# %%
side = np.linspace(-1, 1, 101, dtype="float32")
places = np.stack(np.meshgrid(side, side), axis=-1).reshape(-1, 2)
d = ops.sigmoid(ring.discriminator(places)).numpy()
best = places[d.argmax()]
figure, axes = plt.subplots(1, 4, figsize=(9, 2.6), layout="constrained")
for axis, fakes, when in zip(axes, film, (80, 140, 260, 1600)):
    image = axis.contourf(side, side, d.reshape(101, 101), cmap="Greys_r")
    axis.plot(*fakes.T, ".", color=plots.FAKE, markersize=4)
    axis.plot(*best, "*", color="#CC79A7", markersize=10, zorder=1.5)
    axis.set(title=f"round {when:,}", aspect="equal", xticks=[], yticks=[])
    axis.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1))
figure.colorbar(image, ax=axes, label="D")
plots.show(
    figure,
    "Four maps of what the standing D says of every place, with a star where it is largest, and the fakes: "
    "a wide cloud at round 80, a small one near the star at 140, and hardly more than a spot from 260 on.",
)
for name in ("variation", "pull_on_z", "push", "generator_loss"):
    print(f"{name:15} {signs.history[name][3]:8.1e}, then {signs.history[name][-1]:8.1e}")

# %% [markdown]
# As foretold: one spot, at the star, and z no longer matters. The loss fell: to G, this was success. It is not D that fell silent: the star lies on the border of what a tanh can draw, and there D still pushes outwards (`push`, its slope to the right). What died is the slope of G in z.
#
# Where D has several peaks, a fake may climb one that is near: arg max is a global matter, and a gradient is not. And as the decks say, a collapse is rarely complete: more often it is **partial**, and some modes are left out. Of that the variation need say nothing (four modes, each
# opposite another, vary as much as all eight), and counting says it (12.4). Digits are counted by reading them: each sample is taken for what the nearest of 4,000 real ones is. The same on small digits, **recorded** in three seeds:

# %%
controls = load_recorded("failure_controls")
for cause in ("digits no change", "digits G alone"):
    for row in controls[controls["cause"] == cause]:
        print(f"{cause:16}  shares of 0 to 9: {row['digits']}  good {row['share']:.2f}")

# %% [markdown]
# There G alone ends in one to three "digits", none of them good, but no single spot. (D's score of them is above 0.9 in all three, and little gradient is left for G.) A *partial* collapse by itself we recorded on the ring only; on digits it came with other illnesses.
# **Sign: the variation of the samples; the number of modes, and their shares.**
#
# > **Warning.** Few modes may be a smooth matter: nine samples in ten on one mode, and a few on all others, still counts as eight modes. Look at the shares, too.

# %%
pull = signs.history["pull_on_z"]
samples = film[-1]
assert clinic.variation(samples) < 0.05, "G alone did not collapse; was D still moving?"
assert pull[-1] < pull[3] / 20, (
    "The gradient in z should die; is the collapse not finished?"
)
reached = ops.sigmoid(ring.discriminator(samples)).numpy().mean()
assert d.max() - reached < (d.max() - d.min()) / 10, (
    "The fakes missed the largest D; a second peak on their way?"
)

# %% [markdown]
# ### Exercise 14.1: how many modes, in effect?
#
# *About 10 minutes, level 2 of 3.*
#
# From how many samples fall on each mode, return the *effective number* of modes: $e^{H}$, with the entropy $H = -\sum_i p_i \log p_i$ of the shares $p_i$. Eight equal shares give 8, one mode alone gives 1. A mode without
# samples adds nothing.


# %%
def effective_modes(counts):
    """Return the effective number of modes, from the number of samples on each (k,)."""
    ### BEGIN SOLUTION
    shares = counts[counts > 0] / np.sum(counts)
    return np.exp(-np.sum(shares * np.log(shares)))
    ### END SOLUTION


# %%
check("14.1", effective_modes)

# %% [markdown]
# ## 3. A discriminator too strong
#
# Let D learn alone while G waits. After each stage, we ask both losses of lesson 11 for the gradient that they send to G's weights: the same D, the same fakes.
#
# **Predict:** which of the two gradients dies as D becomes sure?

# %%
strong = make_ring_gan(k=1, loss="minimax", rule="Adam", rate=2e-3, seed=14)
ahead = tf.function(strong.discriminator_step)


def gradient_size(loss):
    with tf.GradientTape() as tape:
        cost = LOSSES[loss].generator(strong.discriminator(strong.generator(z)))
    return float(
        tf.linalg.global_norm(tape.gradient(cost, strong.generator.trainable_variables))
    )


sizes = []
for round_ in range(2001):
    if round_ in (0, 50, 200, 500, 1000, 2000):
        fake_score = float(ops.mean(ops.sigmoid(strong.discriminator(strong.generator(z)))))
        sizes.append(
            (round_, fake_score, gradient_size("minimax"), gradient_size("non-saturating"))
        )
    ahead(batch)
print("round  D(G(z))   saturating  non-saturating")
for row in sizes:
    print("{:5}  {:.1e}  {:10.1e}  {:14.1e}".format(*row))

# %% [markdown]
# At D = ½ they are equal. As D becomes sure, the saturating one rises at first, and falls back; the other climbs, to some hundred times as much. (Three seeds gave 77 to 800 times.) And in a training? D learns alone for 20 epochs, then both, for 60: both losses, with plain gradient steps for G and with Adam, **recorded**, three seeds each:

# %%
print(" " * 32, "gradient in G, late    good samples")
for change in ("saturating plain steps", "non-saturating plain steps", "saturating Adam"):
    rows = controls[controls["cause"] == f"D ahead {change}"]
    gradients = " ".join(f"{g:.0e}" for g in rows["generator_gradient"])
    print(f"{change:30} {gradients:>24}    ", *(f"{x:.2f}" for x in rows["share"]))

# %% [markdown]
# **Sign: real and fake scores far apart, and G's gradient near 0.** The decks' "D loss goes to 0: failure mode" is half of it: then D is sure, and it depends on the loss what of a gradient is left. With plain steps the saturating one died in all three seeds, the other in none (which did not make those runs healthy). With
# Adam, whose steps hardly depend on the gradient's size, G got away under the saturating loss, too.

# %%
ratio = [nonsaturating / saturating for *_, saturating, nonsaturating in sizes]
assert 0.7 < ratio[0] < 1.4, "At D = 1/2 both gradients are about equal; is D fresh?"
assert ratio[-1] > 15, "A sure D should leave far more to the non-saturating loss."

# %% [markdown]
# ## 4. A discriminator that learns by heart
#
# **Predict:** D has 8 real points, or 16 real digits, and meets them again and again. What will it say of real ones that it has never met?

# %%
figure, axes = plt.subplots(1, 3, figsize=(9, 2.6), sharey=True, layout="constrained")
for axis, cause in zip(axes, ("healthy digits", "16 real digits", "8 real points")):
    history = examples[cause].history
    axis.plot(history["real_score"], color=plots.REAL, label="real, learnt from")
    axis.plot(history["held_out_score"], ":", color=plots.REAL, label="real, held out")
    axis.plot(history["fake_score"], "--", color=plots.FAKE, label="fake")
    axis.set(title=cause, xlabel="epoch", ylim=(0, 1))
axes[0].set(ylabel="mean of D")
axes[0].legend(fontsize=8)
plots.show(
    figure,
    "Three graphs of D's mean score over the epochs. Healthy digits: real pictures learnt from and "
    "held out score alike, a little above the fakes. With 16 digits, and with 8 points, those learnt "
    "from score higher than those held out.",
)

# %% [markdown]
# **Sign: real pictures score higher when D has learnt from them.** Hold some back, always; they cost little.
#
# ## 5. Round and round
#
# In lesson 10 two players circled, a quarter turn apart. In a training: the middle of the fakes (first coordinate), and D's push on it (the mean slope of the logit along it). One change: Adam's momentum β₁ = 0.9 in place of 0.
#
# **Predict:** draw one against the other. What do you see, in health and with momentum?

# %%
figure, axes = plt.subplots(1, 3, figsize=(9, 2.9), layout="constrained")
turned = {}
for axis, cause in zip(axes, ("healthy ring", "momentum of 0.9")):
    history = {name: values[20:] for name, values in examples[cause].history.items()}
    turned[cause] = clinic.turns(history["centre"], history["push"])
    axis.plot(
        history["centre"], history["push"], "o-", color="black", markersize=3, linewidth=0.7
    )
    axis.set(title=cause, xlabel="middle of the fakes", ylabel="push of D", xlim=(-1, 1))
axes[2].plot(
    history["centre"] / np.std(history["centre"]), "-", color="black", label="middle"
)
axes[2].plot(history["push"] / np.std(history["push"]), "--", color="black", label="push")
axes[2].set(title="with momentum", xlabel="epoch", xlim=(0, 30))
axes[2].legend()
plots.show(
    figure,
    "Left, the healthy run: a narrow tangle, the middle hardly moves. Centre, with momentum: a path that "
    "winds round and round through wide loops. Right, middle and push over the epochs, both brought to standard "
    "deviation 1: two waves, one after the other by about a quarter.",
)
for cause, (rounds, steadiness) in turned.items():
    print(f"{cause:16} {rounds:4.1f} times round, steadiness {steadiness:.2f}")

# %% [markdown]
# The fakes are chased from side to side, and D's push runs a quarter ahead. **Sign: a wide swing, and the two curves go round each other, always the same way.** (Steadiness is 1 if they never turn back.) The losses swing, too; but so do those of D in section 1.

# %%
assert turned["momentum of 0.9"][0] > 5 > 3 > turned["healthy ring"][0], (
    "recorded: only momentum circles"
)

# %% [markdown]
# ### Exercise 14.2: how often round?
#
# *About 15 minutes, level 3 of 3.*
#
# Two curves `a` and `b` (n,) make a path of points (a, b). Bring each curve to mean 0 and standard deviation 1, and return how often the path goes round the origin from its first point to its last: 1 for once anticlockwise, −0.5 for
# half a turn clockwise. From one point to the next it never turns by more than half a turn.


# %%
def times_round(a, b):
    """Return the number of turns of the path (a, b) about its middle, anticlockwise positive."""
    ### BEGIN SOLUTION
    a, b = (a - a.mean()) / a.std(), (b - b.mean()) / b.std()
    angles = np.unwrap(np.arctan2(b, a))
    return (angles[-1] - angles[0]) / (2 * np.pi)
    ### END SOLUTION


# %%
check("14.2", times_round)

# %% [markdown]
# ## 6. One weakness is enough
#
# Of each row of a digit's pixels, D in the first of these runs sees the mean only. The other is healthy.
#
# **Predict:** what will G do within a row?

# %%
shown = np.concatenate(
    [examples[c].samples[:24] for c in ("D sees rows' means", "healthy digits")]
)
labels = ["blind", "", "healthy", ""]
plots.show(
    plots.picture_grid(
        shown, columns=12, title="Blind within rows, and not", row_labels=labels
    ),
    "Four rows of twelve small pictures. The upper two, made for the blind discriminator, show no digits: "
    "specks lie anywhere in their rows. The lower two, of the healthy training, show digits.",
)
for cause in ("D sees rows' means", "healthy digits"):
    late = {
        n: clinic.late(examples[cause].history, n)
        for n in ("real_score", "fake_score", "share")
    }
    print(f"{cause:22}", *(f"{name} {value:.2f}" for name, value in late.items()), sep="  ")

# %% [markdown]
# Whatever it likes: nobody looks. To D all is well, its scores lie side by side near ½; the outsider refuses. (Good, a `share` of 1: as near to one of 4,000 real digits as 95 % of other real ones are. After 30 short epochs half of the healthy run's are.) **Sign: D is content, an outsider is not.**
#
# ## 7. Three quiet ones
#
# - **Sparse gradients.** The decks warn of ReLU and max pooling. **Sign: the share of exact zeros** among the slopes that come back to the pixels.
# - **Pictures in [0, 1]** while the generator's tanh gives [−1, 1]. **Sign: the lowest real pixel.** `GAN.fit` refuses them.
# - **The frozen discriminator** of Keras's older idiom (lesson 13). **Sign: its weights do not move.** See for yourself:

# %%
twin = make_ring_gan(seed=14)
old = twin.discriminator
old.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
old.trainable = False  # meant for the stack only
stack = keras.Model(twin.generator.inputs, old(twin.generator.outputs[0]))
stack.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))
before = old.get_weights()
with warnings.catch_warnings(record=True) as said:
    for _ in range(10):
        old.train_on_batch(points[:128], np.ones((128, 1)))
moved = max(np.abs(new - w).max() for new, w in zip(old.get_weights(), before))
print(
    f"ten steps of D moved its weights by {moved}; Keras said: {said[0].message if said else 'nothing'}"
)

# %% [markdown]
# The other two, recorded, each change by itself, medians of three seeds. (Pictures in [0, 1] were judged in their own range.)
#
# **Predict:** which of the two, ReLU or pooling, makes the zeros?

# %%
for change in ("no change", "ReLU", "pooling", "ReLU and pooling", "0 to 1"):
    rows = controls[controls["cause"] == f"digits {change}"]
    signs_of = ("zeros", "modes", "share", "real_score", "fake_score")
    print(
        f"{change:18}",
        *(f"{name} {np.median(rows[name]):.2f}" for name in signs_of),
        sep="  ",
    )

# %% [markdown]
# Pooling, and it alone: of four pixels only the largest gets a slope, and with it half of the good digits went. ReLU by itself did no harm here: a pixel reaches many units, and hardly all of them are off. Pictures in [0, 1] left D far ahead, and some digits were lost.

# %%
assert moved == 0, "This Keras trains the discriminator; the warning is out of date."

# %% [markdown]
# ## 8. From signs to rules
#
# A rule compares a sign with a threshold; `late` is a mean over the last quarter of the epochs. All nine:

# %%
for rule in clinic.RULES.values():
    print(inspect.getsource(rule))

# %% [markdown]
# Several may be true at once: a D that never moves lets G collapse. The diagnosis is the *first* in the order of `clinic.RULES`, which has causes before their consequences.
#
# Thresholds were chosen on seeds 0, 1, 6 and 7; the table counts six others, of each of the two healthy trainings and of eleven causes, **recorded**. The last line is your run of section 2, **live**.
#
# **Predict:** how many of 78 runs are read right, and how many of the 12 healthy ones are called ill?

# %%
table = load_recorded("failures")
others = ~np.isin(table["seed"], (0, 1, 6, 7))
table = table[others & (table["failure"] != "unknown")]
words = ["healthy", *clinic.RULES]
counts = [
    [np.sum((table["failure"] == f) & (table["diagnosis"] == w)) for w in words]
    for f in words
]
print(" " * 17, *(f"{word[:8]:>8}" for word in words))
for word, row in zip(words, counts):
    print(f"{word:17}", *(f"{n or '.':>8}" for n in row))
print("your run of G alone:", clinic.diagnose(signs.history, samples))
right = np.trace(counts) / np.sum(counts)
print(
    f"right: {right:.1%} of {np.sum(counts)}; false alarms: {sum(counts[0][1:])} of {sum(counts[0])}"
)

# %% [markdown]
# At least 95 % are right, and no healthy run is called ill. The one that was missed had found nearly all modes, in spite of its cause. But mind what that says: these causes, these networks, this size of data; and none of 12 still leaves room for one false alarm in five ($0.8^{12}$ is 7 %). Elsewhere, set thresholds anew: **on your own healthy runs.**

# %%
assert clinic.diagnose(signs.history, samples) == "collapsed", (
    "Your run did not collapse; see above."
)
assert right >= 0.95 and sum(counts[0][1:]) == 0, "recorded: 95 % right, no false alarm"

# %% [markdown]
# ### Exercise 14.3: how good are these doctors?
#
# *About 10 minutes, level 2 of 3.*
#
# Return a pair: the share of all runs whose diagnosis is right, and the share of *the healthy runs* that were called ill (false alarms). An ill run with the name of another illness is wrong.


# %%
def right_and_false_alarms(diagnoses, failures):
    """Return both shares, from two lists of words: what was said of each run, and what it had."""
    ### BEGIN SOLUTION
    said, had = np.array(diagnoses), np.array(failures)
    healthy = had == "healthy"
    return np.mean(said == had), np.mean(said[healthy] != "healthy")
    ### END SOLUTION


# %%
check("14.3", right_and_false_alarms)

# %% [markdown]
# ### Sensitivity: a map
#
# The healthy ring again, at 25 pairs of learning rates, three seeds each, **recorded**, read by the same rules.
#
# **Predict:** how large is the healthy island?

# %%
grid = controls[controls["cause"] == "ring at other rates"]
rates = np.unique(grid["g"])
figure, axis = plt.subplots(figsize=(6.4, 5), layout="constrained")
for i, rate_d in enumerate(rates):
    for j, rate_g in enumerate(rates):
        runs = grid[(grid["g"] == rate_g) & (grid["d"] == rate_d)]
        words, numbers = np.unique(runs["diagnosis"], return_counts=True)
        text = "\n".join(f"{n} {word}" for n, word in zip(numbers, words))
        grey = plt.cm.Greys_r(0.4 + 0.6 * runs["share"].mean())
        axis.scatter(i, j, s=3200, marker="s", color=grey)
        axis.text(i, j, text.replace("y c", "y\nc"), ha="center", va="center", fontsize=7)
axis.set_xticks(range(5), rates)
axis.set_yticks(range(5), rates)
axis.set(xlim=(-0.6, 4.6), ylim=(-0.6, 4.6), xlabel="rate of D", ylabel="rate of G")
plots.show(
    figure,
    "25 squares: the rate of D across, that of G upwards, from 0.0002 to 0.02. In each stands what the "
    "rules say of its three runs; it is the lighter the more samples lie near a mode, on average.",
)

# %% [markdown]
# Half of the map is healthy in all three seeds, and D's rate decides more than G's: the slowest D goes with circles, deceit and collapse, the fastest with missing modes. And three runs to which no rule objects have fewer than three samples in ten near a mode: there is no rule for
# that. No cost function does without this search, as the decks say.
#
# ## 9. When collapse is no harm
#
# Who wants *one* good output for an input (a picture from its edges, lesson 20) can do without the other modes; the decks add that a partial collapse sometimes draws better ones. What of ours?

# %%
for cause in ("healthy ring", "D 100 times as fast", "G alone"):
    rows = table[table["cause"] == cause]
    print(
        f"{cause:20} modes {np.median(rows['modes']):.1f}  share near one {np.median(rows['share']):.2f}"
    )

# %% [markdown]
# Medians over six seeds, **recorded**: the partly collapsed draw about as well as the healthy, on fewer modes; better ones we did not see. A collapse on nothing good, as in section 2, helps nobody.
#
# ## 10. The clinic
#
# Eight patients, **recorded**, none of whom you have met, from runs that the rules read rightly. On the ring, small points mark where real ones lie.

# %% tags=["ending"]
eight = clinic.patients("clinic")
figure, axes = plt.subplots(2, 8, figsize=(10, 2.9), layout="constrained")
for number, (patient, (top, bottom)) in enumerate(zip(eight, axes.T), start=1):
    if patient.samples.ndim == 2:
        top.plot(*draw_ring(200, seed=1).T, ".", color=plots.REAL, markersize=1)
        top.plot(*patient.samples.T, ".", color=plots.FAKE, markersize=2)
        top.set(xlim=(-1.1, 1.1), ylim=(-1.1, 1.1))
    else:
        top.imshow(plots.tile(patient.samples[:36], columns=6), cmap="gray")
    bottom.plot(patient.history["real_score"], color=plots.REAL, label="real")
    bottom.plot(patient.history["fake_score"], "--", color=plots.FAKE, label="fake")
    bottom.set(ylim=(-0.05, 1.05), xlabel="epoch")
    top.set(title=f"patient {number}", aspect="equal", xticks=[], yticks=[])
    bottom.tick_params(labelleft=number == 1)
axes[1, 0].set(ylabel="mean of D")
axes[1, 0].legend(fontsize=7)
plots.show(
    figure,
    "Eight columns, a patient each. Above, what the generator drew last: points for patients 1, 3, 4, 6, 7 "
    "and 8, with the real clusters, small pictures for patients 2 and 5. Below, the mean of D on real and on fake over the epochs.",
)

# %% [markdown]
# ### Exercise 14.4: diagnose
#
# *About 20 minutes, level 3 of 3.*
#
# Write the doctor. The nine rules that lesson 14 prints are yours to use, in an order of your own: `clinic.collapsed(history, samples)`, and likewise `exploiting`, `frozen`, `oscillating`, `overfitted`, `partly_collapsed`, `sparse`, `vanished`,
# `wrong_range`; return the word, with a space in `"wrong range"` and `"partly collapsed"`, or `"healthy"`. Several may be true of one patient: say the cause, not what it brings about. The check sends eight patients whom you may look at, `clinic.patients("clinic")`, and twelve others.


# %%
def diagnose(history, samples):
    """Return the failure of a patient, one word, from the history (a dict of arrays) and the samples."""
    ### BEGIN SOLUTION
    causes_first = [
        "frozen",
        "wrong range",
        "sparse",
        "vanished",
        "oscillating",
        "overfitted",
    ]
    for word in [*causes_first, "collapsed", "partly collapsed", "exploiting"]:
        if getattr(clinic, word.replace(" ", "_"))(history, samples):
            return word
    return "healthy"
    ### END SOLUTION


# %%
check("14.4", diagnose)

# %% [markdown] tags=["assignment"]
# ### Question 14.A: an outsider
#
# *About 20 minutes, level 3 of 3.*
#
# A judge who has not learnt with the game: put the real points (n, d) and the fakes (m, d) together; each point is taken for what its nearest *other* point is (straight distance). Return the share of all n + m points that
# are taken rightly. About ½ where the two can't be told apart and n = m; 1 where they lie apart.


# %% tags=["assignment"]
def outsider(real, fakes):
    """Return the share of points whose nearest other point is of the same kind."""
    ### BEGIN SOLUTION
    points = np.concatenate([real, fakes])
    is_real = np.arange(len(points)) < len(real)
    distances = np.linalg.norm(points[:, None] - points, axis=2)
    np.fill_diagonal(distances, np.inf)
    return np.mean(is_real[distances.argmin(axis=1)] == is_real)
    ### END SOLUTION


# %% tags=["assignment"]
check("14.A", outsider)

# %% [markdown] tags=["assignment"]
# ### Question 14.B: is the gap more than chance?
#
# *About 10 minutes, level 2 of 3.*
#
# A discriminator gave scores to pictures that it had learnt from, `known` (n,), and to other real ones, `held_out` (m,). Return the difference of their means, known minus held out, in units of its standard error, $\sqrt{s^2_{known}/n + s^2_{held\,out}/m}$,
# where $s^2$ is the sample variance, with n − 1 (or m − 1) in the denominator. Above 3 it is hardly chance.


# %% tags=["assignment"]
def gap_in_errors(known, held_out):
    """Return the gap of the two means over its standard error."""
    ### BEGIN SOLUTION
    error = np.sqrt(known.var(ddof=1) / len(known) + held_out.var(ddof=1) / len(held_out))
    return (known.mean() - held_out.mean()) / error
    ### END SOLUTION


# %% tags=["assignment"]
check("14.B", gap_in_errors)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("14")

# %% [markdown]
# ## What to take along
#
# - Losses say how the players stand to each other. Look at samples, gradients, held-out pictures, and what moves: each illness has a sign there.
# - Measure signs while you train, and set thresholds on healthy runs, on other seeds than those you report.
# - Several rules may be true: the diagnosis is the cause, a frozen weight or a wrong range before a collapse.
#
# *To play with, in a browser:* [the ring game](../site/plays/ring.html), where you can give a GAN these illnesses and watch the signs.
#
# The next lesson, 15, tries the cures that people advise, each against the illness that it is meant for, and against none.
