# %% [markdown]
# # 16 · Evaluation: how good is a generator?
#
# Nine measures judge ten kinds of pictures, eight of them spoilt on purpose, and every measure is fooled at least once.
#
# **After this lesson you can**
# - say why a GAN's loss does not measure quality, and what measures do;
# - take a Frechet distance apart, and compute precision and recall;
# - give a hit rate with its interval, your own included.
#
# 25 minutes to read, about 60 seconds to run on two CPU cores. It ends with this table, shaded where a row passes for real:
#
# ![](ending)

# %%
import itertools
import time

import keras
import matplotlib.pyplot as plt
import numpy as np
from scipy.ndimage import gaussian_filter

from gan_course import plots
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan
from gan_course.parzen import best_bandwidth, parzen_log_likelihood
from gan_course.quality import (
    frechet_distance,
    nearest_distances,
    precision_recall,
    read_digits,
    sharpness,
)
from gan_course.quiz import Quiz, hit_interval
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. The loss is not quality
#
# "The loss in GAN measures how well we are doing compared with our opponent", says one of our decks, and: "Often, the generator cost increases but the image quality is actually improving." So "we fall back to examine the generated images manually". Here is the DCGAN of lesson 13, for three
# short epochs of 8,000 pictures. After each we keep 2,000 of its pictures, and a copy of the opponent.

# %%
pictures, labels = load_mnist("train")
order = np.random.default_rng(16).permutation(len(pictures))
pictures, labels = from_uint8(pictures[order]), labels[order]
training, fresh = pictures[:8000], pictures[9000:]  # the rest is for widths and norms
test = from_uint8(load_mnist("test")[0])
test_features = read_digits(test)[0]

gan, drawn, judges = make_dcgan(seed=16), [], []


def keep(epoch, logs):
    drawn.append(gan.sample(2000))
    judges.append(keras.models.clone_model(gan.discriminator))
    judges[-1].set_weights(gan.discriminator.get_weights())


watch = keras.callbacks.LambdaCallback(on_epoch_end=keep)
history = gan.fit(training, epochs=3, callbacks=[watch]).history

# %% [markdown]
# Now every discriminator judges every generator's pictures. The generator's loss is the mean of −log D(G(z)), and its quality, for the moment, the Frechet digit distance of lesson 13: 0 is best.
#
# **Predict:** the pictures get better from epoch to epoch. Does the loss fall as much? And what if the *same* pictures meet the discriminator of another epoch?


# %%
def logits(judge, pictures):
    return judge.predict(pictures, batch_size=32, verbose=0)[:, 0]  # 32, as in training


loss = np.array([[np.logaddexp(0, -logits(d, g)).mean() for d in judges] for g in drawn])
distance = [frechet_distance(read_digits(g)[0], test_features) for g in drawn]
print("pictures of   loss in training   before D of epoch 1, 2, 3   distance")
for i, trained in enumerate(history["generator_loss"]):
    row = "{:8.3f} {:6.3f} {:6.3f}".format(*loss[i])
    print(f"epoch {i + 1} {trained:18.3f} {row:>29} {distance[i]:14.1f}")

# %% [markdown]
# The loss in training hardly moves, while the distance falls to less than a third. Read along the last row: the same pictures, another opponent, and the loss changes as much as in all of the training, often more. Only down a
# column, before *one* judge, does it compare generators; and in a training the judge changes with every step.

# %%
assert distance[2] < distance[0] / 3, "the pictures should have got much better; train anew"
moved = np.ptp(history["generator_loss"])
assert moved < 0.25 * history["generator_loss"][0], "the loss should stay nearly level"
assert np.ptp(loss[2]) > moved / 3, "another judge should move the loss about as much"
assert loss[2].mean() < loss[0].mean(), "before the same judges, the last should do better"

# %% [markdown]
# ## 2. Ten kinds of pictures
#
# To learn what a measure sees, show it pictures whose illness you know. 2,000 of each kind; *averaged* are the mean of a training picture and its four nearest, *copied* are training pictures, and
# *moved copies* the same, one pixel down and one to the right.

# %%
real = fresh[:2000]
rng = np.random.default_rng(16)
flat = training.reshape(len(training), -1)
nearness = np.sum(flat**2, axis=1) - 2 * flat[:2000] @ flat.T  # but for a constant
five = np.argpartition(nearness, 4, axis=1)[:, :5]  # each picture and its four nearest
half_noise = real.copy()
half_noise[::2] = rng.uniform(-1, 1, real[::2].shape)
rows = {
    "real": real,
    "blurred": gaussian_filter(real, (0, 1, 1, 0)),
    "averaged": training[five].mean(axis=1),
    "collapsed": np.repeat(real[6:7], 2000, axis=0),
    "one class": fresh[labels[9000:] == 7][:2000],
    "copied": training[:2000],
    "moved copies": np.roll(training[:2000], (1, 1), axis=(1, 2)),
    "noisy": np.clip(real + rng.normal(0, 0.3, real.shape).astype("float32"), -1, 1),
    "half noise": half_noise,
    "generated": drawn[-1],
}

# %%
shown = np.concatenate([some[:12] for some in rows.values()])
plots.show(
    plots.picture_grid(shown, 12, "What the measures will see", list(rows)),
    "Ten rows of twelve pictures: real digits; blurred ones; averages, smooth and a little pale; "
    "one 2, twelve times; sevens; real digits, and the same moved a little; digits with grains; "
    "digits and pure noise in turn; and generated digits, most of them readable.",
)

# %% [markdown]
# ## 3. One distance, several illnesses
#
# The Frechet distance compares two clouds of points, the *features* of real and of other pictures, 128 numbers each from the last hidden layer of a network that reads digits. It sees only the clouds' means and covariances:
#
# $$d = \lVert \mu_a - \mu_b \rVert^2 + \operatorname{tr}\left(\Sigma_a + \Sigma_b - 2\,(\Sigma_a \Sigma_b)^{1/2}\right).$$
#
# In one dimension that is (difference of the means)² + (difference of the standard deviations)²: where the clouds are, and how they spread.
#
# **Predict:** which is worse off, *noisy* or *moved copies*? By which part?


# %%
def parts(features):
    means = np.sum((features.mean(axis=0) - test_features.mean(axis=0)) ** 2)
    return means, frechet_distance(features, test_features) - means


more_real = {"real again": fresh[2000:4000], "real once more": fresh[4000:6000]}
kinds = rows | more_real
seen = {name: read_digits(some) for name, some in kinds.items()}
features = {name: some for name, (some, probabilities) in seen.items()}
by_part = {name: parts(features[name]) for name in rows}
print("                means   spreads       sum")
for name, (means, spreads) in by_part.items():
    print(f"{name:13} {means:7.1f} {spreads:9.1f} {means + spreads:9.1f}")

# %% [markdown]
# Neither: their sums differ by less than a half, and in both the spreads are most of it. Yet one has grains all over, and the other has every stroke as it was, a pixel off. The number says *how far*, not *what is wrong*.
#
# And *copied* is as near as real pictures are: the distance does not ask whether anything is new.

# %%
total = {name: sum(both) for name, both in by_part.items()}
assert 2 / 3 < total["noisy"] / total["moved copies"] < 1.5, "two illnesses, one distance"
for name in ("noisy", "moved copies"):
    assert by_part[name][1] > by_part[name][0], "most of it should be spread"
assert total["copied"] < 1.5 * total["real"], "copies should be as near as real pictures"

# %% [markdown]
# ### Exercise 16.1: the distance, taken apart
#
# *About 5 minutes, level 1 of 3.*
#
# For Gaussians whose features are independent, the squared Frechet distance is a sum over features: (difference of the means)² + (difference of the standard deviations)². Return the two sums
# separately, from two sets of feature vectors; standard deviations as `np.std` gives them.


# %%
def distance_parts(a, b):
    """Return the means' part and the spreads' part of the distance of a (n, d) and b (m, d), as a pair."""
    ### BEGIN SOLUTION
    means = np.sum((a.mean(axis=0) - b.mean(axis=0)) ** 2)
    spreads = np.sum((a.std(axis=0) - b.std(axis=0)) ** 2)
    return means, spreads
    ### END SOLUTION


# %%
check("16.1", distance_parts)

# %% [markdown]
# ## 4. Precision and recall
#
# So ask two questions ([Kynkäänniemi et al. 2019](https://arxiv.org/abs/1904.06991)). Put a ball about every real feature vector, as large as the distance to its third nearest neighbour. *Precision*: how many of the fakes lie in such a ball?
# *Recall*: how many real ones lie in a ball about a fake, made likewise? Precision is faithfulness, recall is variety. Here: 2,000 fakes, 2,000 test pictures.
#
# **Predict:** where will *noisy*, *moved copies* and *collapsed* lie?

# %%
figure, axis = plt.subplots(figsize=(7, 4.2), layout="constrained")
pair = {name: precision_recall(test_features[::5], some) for name, some in features.items()}
for name in reversed(rows):  # real is drawn last, on top
    precision, recall = pair[name]
    color = {"real": plots.REAL, "generated": plots.FAKE}.get(name, "black")
    axis.plot(recall, precision, "o", color=color)
    offset = {"real": (-40, -12), "blurred": (4, -14)}.get(name, (6, 4))
    label = f"{name}: {total[name]:.0f}"
    axis.annotate(label, (recall, precision), offset, textcoords="offset points")
axis.set(
    title="Two questions, and the distance as a number", xlabel="recall", ylabel="precision"
)
axis.set(xlim=(-0.03, 1.12), ylim=(0.5, 1.05))
plots.show(
    figure,
    "A map of ten points over recall and precision, each with its distance. Real, copied and half "
    "noise lie close together at the upper right. Noisy and blurred are higher, and far to the left; "
    "collapsed and one class lie at the left edge. Moved copies lie below, in the middle.",
)

# %% [markdown]
# The two that had one distance lie far apart: noise took variety (a recall below ½), the shift took some of both. *Collapsed* has the highest precision there is, and no recall (one picture repeated gets all or nothing: it lies in a ball, or does not). *Blurred* is more "precise" than real
# pictures are. And *half noise* looks healthy: its precision beats the real one, so nearly all of its noise must lie in some ball. The features were taught to tell digits apart; what noise is, nobody told them.

# %%
assert pair["noisy"][1] < 0.5 < pair["moved copies"][1], "noise takes the variety"
assert pair["noisy"][0] > 0.9 > 0.8 > pair["moved copies"][0], "the shift takes precision"
assert pair["collapsed"][0] == 1 and pair["collapsed"][1] < 0.01, "one picture, repeated"
assert min(pair["blurred"][0], pair["half noise"][0]) > pair["real"][0], (
    "the noise is inside"
)

# %% [markdown]
# ### Exercise 16.2: precision by neighbours
#
# *About 15 minutes, level 3 of 3.*
#
# Put a ball about every real feature vector; its radius is the distance to the k-th nearest *other* real one. Return the share of fakes that lie in at least one ball (at most the radius from its
# middle).


# %%
def precision(real, fake, k):
    """Return the precision of fake (m, d), given real (n, d): a share, from 0 to 1."""
    ### BEGIN SOLUTION
    among = np.linalg.norm(real[:, None] - real, axis=2)  # (n, n)
    radii = np.sort(among, axis=1)[:, k]  # the first of each row is its own 0
    distances = np.linalg.norm(fake[:, None] - real, axis=2)  # (m, n)
    return np.mean((distances <= radii).any(axis=1))
    ### END SOLUTION


# %%
check("16.2", precision)

# %% [markdown]
# ## 5. How many pictures?
#
# Few points make a bad cloud. For Gaussians, the distance of n pictures is too large by about c/n, so over 1/n it lies on a line, and where that line meets 1/n = 0 is what infinitely many pictures would get
# ([Chong and Forsyth 2020](https://arxiv.org/abs/1911.07023)).
#
# **Predict:** how much larger is the distance of 250 real pictures than that of 2,000?

# %%
sizes = np.array([250, 500, 1000, 2000])
at, limit = {}, {}
figure, axis = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
for name, color in (("real", plots.REAL), ("generated", plots.FAKE)):
    cuts = [np.split(features[name], 2000 // n) for n in sizes]
    at[name] = [np.mean([frechet_distance(c, test_features) for c in cut]) for cut in cuts]
    rise, limit[name] = np.polyfit(1 / sizes, at[name], 1)
    axis.plot(1 / sizes, at[name], "o", color=color, label=name)
    axis.plot([0, 1 / 250], [limit[name], limit[name] + rise / 250], color=color)
axis.set(title="Fewer pictures look worse", ylabel="Frechet digit distance", ylim=(0, None))
axis.set_xticks([0, *1 / sizes], ["many", *map("1/{}".format, sizes)])
axis.legend()
plots.show(
    figure,
    "Distances over 1/n, for 250 to 2,000 pictures, real ones in blue and generated ones in orange, "
    "with a straight line through each four points. Both lines rise; the orange one lies higher.",
)
for name, distances in at.items():
    print(f"{name:9}", *(f"{d:5.1f} of {n}" for d, n in zip(distances, sizes)), end="")
    print(f"; infinitely many: {limit[name]:.1f}")

# %% [markdown]
# More than four times, though they are the same 2,000 pictures, cut into parts. The points lie nearly on their lines. Infinitely many real ones would not get 0, either: the 10,000 test pictures are few, too, and other people wrote them. Nor
# is the line exact: other sets of 2,000 real pictures end up to one away.
#
# > **Warning: a distance without its n.** "12.4" says nothing unless you know of how many pictures, against how many, in whose features. If your model gets worse as you save time on its evaluation, that is it. Precision, recall and
# > Parzen windows depend on n as well. Print n, and the value of real pictures beside yours.

# %%
assert at["real"][0] > 4 * at["real"][-1], "fewer real pictures should look worse"
for name in at:
    assert np.all(np.diff(at[name]) < 0) and limit[name] < at[name][-1], "so should all"
assert limit["real"] < limit["generated"], "the generated ones should stay farther away"

# %% [markdown]
# ### Exercise 16.3: without the bias
#
# *About 5 minutes, level 2 of 3.*
#
# Measured on n pictures, a distance is about d + c/n. From distances at several n, return d: the value at 1/n = 0 of the straight line over 1/n that fits best by least squares.


# %%
def extrapolated(n, distances):
    """Return what the distances (k,), measured on n (k,) pictures, come to for infinitely many."""
    ### BEGIN SOLUTION
    return np.polyfit(1 / n, distances, 1)[1]
    ### END SOLUTION


# %%
check("16.3", extrapolated)

# %% [markdown]
# ## 6. All nine
#
# ![Pictures go three ways. Through the discriminator D to the share taken for real. Through the digit classifier: to features (n, 128), from which Frechet distance, precision and recall come, and to probabilities (n, 10), from which the shares of the digits and the confidence come. And as pixels to Parzen windows, the nearest training picture and sharpness.](../images/16_eyes.png)
#
# `nearest` is the median distance to the nearest training picture, pixel by pixel, divided by that of real pictures that were kept from the training: a copy has 0. `sharpness` is the mean difference of neighbouring pixels. The Parzen window is lesson 12's.


# %%
usual = np.median(nearest_distances(pictures[8500:9000], training))


def marks(some, seen, pair):
    """Return what each of the nine measures says of pictures; seen: by the classifier."""
    features, probabilities = seen
    digits = probabilities.argmax(axis=1)
    width = best_bandwidth(pictures[8000:8200], some, np.geomspace(0.1, 0.5, 10))
    return {
        "taken for real": np.mean(logits(gan.discriminator, some) > 0),
        "distance": frechet_distance(features, test_features),
        "precision": pair[0],
        "recall": pair[1],
        "smallest share": np.bincount(digits, minlength=10).min() / len(digits),
        "confidence": probabilities.max(axis=1).mean(),
        "log-likelihood": parzen_log_likelihood(test[::5], some, width).mean(),
        "nearest": np.median(nearest_distances(some[:500], training)) / usual,
        "sharpness": sharpness(some),
    }


# %% [markdown]
# Larger is better, but for the distance. Other real pictures get other marks, so take three sets of them: a row *passes* a measure if it falls short of the worst of these by at most twice what they lie apart. A measure is *fooled* if a spoilt row passes.

# %%
REAL = ["real", *more_real]


def passing(table):
    """Return, for each measure, the rows other than real ones that pass it."""
    passes = {}
    for name in table["real"]:
        sign = -1 if name == "distance" else 1
        real = [sign * table[k][name] for k in REAL]
        least = min(real) - 2 * np.ptp(real)
        passes[name] = [k for k in rows if k != "real" and sign * table[k][name] >= least]
    return passes


table = {k: marks(some, seen[k], pair[k]) for k, some in kinds.items()}
passes = passing(table)

# %% [markdown]
# **Predict:** take a pencil. For each measure, which of the eight spoilt rows pass? And is there a row that none of the nine catches?


# %%
def draw(text, shade, title):
    """Draw a table: text(row, measure) is written, shade(row, measure) is from 0 to 1."""
    figure, axis = plt.subplots(figsize=(9, 4.4), layout="constrained")
    for (y, k), (x, name) in itertools.product(enumerate(rows), enumerate(table["real"])):
        axis.text(x, y, text(k, name), ha="center", va="center", fontsize=9)
        alpha = shade(k, name) / 2
        box = plt.Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, color="#CC79A7", alpha=alpha)
        axis.add_patch(box)
    names = [name.replace(" ", "\n").replace("-", "-\n") for name in table["real"]]
    axis.set(title=title, xlim=(-0.5, 8.5), ylim=(9.5, -0.5))
    axis.set_xticks(range(9), names)
    axis.set_yticks(range(10), list(rows))
    axis.tick_params(length=0)
    return figure


# %% tags=["ending"]
plots.show(
    draw(
        lambda k, name: f"{table[k][name]:.3g}",
        lambda k, name: k in passes[name],
        "What each measure says; shaded: passes for real",
    ),
    "A table, ten kinds of pictures by nine measures. Every column has shaded cells. Copied has most "
    "of them, but none for the nearest training picture. Collapsed passes precision and "
    "confidence, half noise precision, recall, nearest and sharpness, blurred and averaged the "
    "log-likelihood.",
)

# %% [markdown]
# No column is without a shaded row: each of the nine is fooled. And no spoilt row is shaded throughout: each is caught by something.
#
# | measure | sees | passes, though spoilt |
# | --- | --- | --- |
# | taken for real | what this one D looks for | copies |
# | distance | means and covariances of features | copies |
# | precision | fakes far from all real ones | a good picture repeated, one class, blur, noise |
# | recall | real ones far from all fakes | half noise, copies |
# | smallest share | a missing digit | spoilt digits that can still be read |
# | confidence | pictures between two digits | a clear picture repeated, copies |
# | log-likelihood | real ones far from all samples, in pixels | blur and averages, above real pictures; copies |
# | nearest | copies | copies that are moved; noise |
# | sharpness | blur | noise, copies |
#
# *Copied* passes all but `nearest`: it consists of real pictures. Moved by a pixel, copies pass `nearest`, too, with room to spare: it compares pixel by pixel. So look at the pairs, not only at the number.

# %%
spoilt = set(rows) - {"real", "generated"}
assert all(spoilt & set(names) for names in passes.values()), "what fools this measure?"
assert not any(all(k in names for names in passes.values()) for k in spoilt), "uncaught"
for name, fools in {
    "taken for real": "copied",
    "distance": "copied",
    "precision": "collapsed, one class, blurred, noisy, half noise",
    "recall": "half noise, copied",
    "smallest share": "blurred, moved copies, noisy",
    "confidence": "collapsed, copied",
    "log-likelihood": "blurred, averaged, copied",
    "nearest": "moved copies, noisy",
    "sharpness": "noisy, half noise, copied",
}.items():
    assert set(fools.split(", ")) <= set(passes[name]), f"{fools} should pass {name}"
assert table["copied"]["nearest"] == 0, "copies are there already"

# %% [markdown]
# ### Other seeds, more pictures
#
# That was **live**: one seed, 2,000 of each kind. **Recorded** (`benchmarks/evaluation.py`) is the same with 10,000 of each (8,000 copies, 5,000 sevens), three times: other pictures, another DCGAN. Each cell has the lowest and the highest mark, and is the darker the more often it passes.
#
# **Predict:** which columns change with five times as many pictures? Which by the seed?

# %%
recorded = load_recorded("evaluation")


def recorded_tables(n):
    """Return the recorded tables of n pictures of each kind, in the form of `table`."""
    tables = {seed: {} for seed in recorded["seed"][recorded["pictures"] == n]}
    for row in recorded[recorded["pictures"] == n]:
        tables[row["seed"]][row["kind"]] = dict(zip(table["real"], row.tolist()[4:]))
    return list(tables.values())


few, many = recorded_tables(2000), recorded_tables(10_000)
passed = {name: [k for one in many for k in passing(one)[name]] for name in passes}


# %%
def lowest_and_highest(k, name):
    return "{:.3g}\n{:.3g}".format(*np.quantile([one[k][name] for one in many], [0, 1]))


plots.show(
    draw(
        lowest_and_highest,
        lambda k, name: passed[name].count(k) / len(many),
        f"Recorded: 10,000 pictures of each kind, {len(many)} seeds",
    ),
    "The table of ten kinds by nine measures again, two numbers in each cell. Nearly the same cells are "
    "shaded: every column has some, and copied has them nearly throughout, but not for nearest.",
)

# %% [markdown]
# With n, real pictures come nearer and get likelier, and of most others the recall falls: more fakes, smaller balls. So a mark without its n says little. By the seed, *taken for real* changes most: every D draws its line elsewhere, and one D's shares can't be compared with another's. *Collapsed* depends on the picture that
# it repeats. The rest hardly moves, and the shaded cells are nearly those of above.

# %%
others = np.array([[list(one[k].values()) for k in rows] for one in few])
live, width = np.array([list(table[k].values()) for k in rows]), np.ptp(others, axis=0)
near = np.mean((others.min(axis=0) - width <= live) & (live <= others.max(axis=0) + width))
print(f"live marks near those of {len(few)} recorded tables of 2,000: {near:.0%}")
assert near > 0.6, "this run is unlike the recorded ones: draw no conclusions from it"

# %% [markdown]
# ### Parzen windows, once more
#
# Lesson 12 promised to show how they mislead. Here are its rows (`benchmarks/parzen.py`, **recorded**, 10,000 samples each), in the order of their log-likelihood.
#
# **Predict:** is it also the order of the distance?

# %%
parzen = load_recorded("parzen")
for row in parzen[np.argsort(-parzen["log_likelihood"])]:
    what = f"{row['model']}, epochs: {row['epochs']}" if row["epochs"] else row["model"]
    print("{:28} {:4.0f} nats".format(what, row["log_likelihood"]), end="")
    print(f", distance {row['frechet_digit_distance']:6.1f}")
(dcgan,) = parzen[parzen["model"] == "DCGAN of lesson 13"]
dense = parzen[parzen["model"] == "fully connected"]
likelier = dense["log_likelihood"] > dcgan["log_likelihood"]
farther = dense["frechet_digit_distance"] > dcgan["frechet_digit_distance"]
print(
    f"likelier than the DCGAN, yet farther: {sum(likelier & farther)} of {len(dense)} dense nets"
)

# %% [markdown]
# It is not. Averages of training pictures, by k-means, are first, ahead of the real pictures; and the last count says how often the dense nets of lesson 12, specks and all, are ahead of the DCGAN. [Theis et al. 2016](https://arxiv.org/abs/1511.01844) say why one
# should not trust it.
#
# A deck praises GANs for "sharper images" and for samples by "a single forward pass". The first is in the table: *generated* is about as sharp as *real*, *averaged* is less. And the second, 2,000 at a time, beside lesson 07's VAE, and 08's RBM and DBN (a seed each, milliseconds of one thread):

# %%
started = time.perf_counter()
gan.sample(2000)
print(f"live: {1000 * (time.perf_counter() - started) / 2000:.2f} milliseconds a sample")
names = ["kind", "milliseconds_a_sample", "sharpness", "distance"]
for row in recorded[recorded["pictures"] == 10_000][names]:
    if row["kind"] in ("generated", "VAE", "RBM", "DBN"):
        print("recorded: {:9} {:.2f} ms, sharpness {:.2f}, distance {:.0f}".format(*row))
assert parzen["model"][parzen["log_likelihood"].argmax()] == "k-means centroids", (
    "not averages?"
)
sharp = {name: row["sharpness"] / table["real"]["sharpness"] for name, row in table.items()}
assert sharp["averaged"] < 0.93 < sharp["generated"] < 1.15, "sharp, unlike averages"

# %% [markdown]
# Sharper than all three; faster than the Boltzmann machines, which draw in many steps, and not than the VAE, whose small decoder is a single pass too. Diffusion's row comes with lesson 26.
#
# ## 7. You are the discriminator
#
# Twenty real pictures, twenty generated ones.
#
# **Predict:** how many of the forty will you get right? And D?

# %%
quiz = Quiz(fresh[-2000:], drawn[-1], n=20, seed=16)
quiz.show()
by_d = 1 + np.flatnonzero(logits(gan.discriminator, quiz.pictures) > 0)
quiz.score(by_d, who="D")

hits = np.sum(logits(gan.discriminator, fresh[-2000:]) > 0)
hits += np.sum(logits(gan.discriminator, drawn[-1]) <= 0)
low, high = hit_interval(hits, 4000)
print(f"D on all 4,000: {hits / 4000:.0%}, {low:.0%} to {high:.0%}")

# %% [markdown]
# That is D's rate, after thousands of pictures of both kinds (the 4,000 it saw in batches of one kind, as in training; your sheet is mixed). On forty answers the interval is some 30 points wide; on 4,000, about 3. `quiz.score([2, 3, ...])` gives yours; `Quiz(..., seed=1)` another sheet. If your
# interval holds 50 %, you may have been guessing, and if it overlaps D's, call it a draw.

# %% [markdown]
# ### Exercise 16.4: how sure is a hit rate?
#
# *About 15 minutes, level 3 of 3.*
#
# Of n answers, `hits` were right. Which rates p go with that? Those at which the seen rate is at most 1.96 standard deviations off:
#
# $$\left|\frac{hits}{n} - p\right| \;\le\; 1.96\,\sqrt{\frac{p\,(1 - p)}{n}}.$$
#
# They form the *Wilson interval*. Return its two ends.


# %%
def interval(hits, n):
    """Return the lower and the upper end of the 95 % interval of a hit rate, as a pair."""
    ### BEGIN SOLUTION
    z2 = 1.96**2
    # (hits/n - p)^2 = z^2 p (1 - p) / n, multiplied by n and sorted by powers of p
    ends = np.roots([n + z2, -2 * hits - z2, hits**2 / n])
    return ends.min(), ends.max()
    ### END SOLUTION


# %%
check("16.4", interval)

# %% [markdown]
# ## 8. Faces
#
# Digits harm nobody. The decks show "fictional celebrity portraits" of 1024×1024 pixels, learnt from 30,000 photographs (CelebA-HQ, [Karras et al. 2018](https://arxiv.org/abs/1710.10196)), and name "controversial 'deepfake' videos". What is known:
#
# - **People can't tell.** Your quiz, with faces: 315 people judged 128 each, photographs and StyleGAN2's. They were right in 48.2 % (95 % interval 47.1 to 49.2), others after training in 59.0 %; and a third group found the fakes
#   a little more trustworthy ([Nightingale and Farid 2022](https://doi.org/10.1073/pnas.2120481119)).
# - **Not every deepfake comes from a GAN.** The word was a Reddit user's name, in 2017; those face swaps came from autoencoders (lesson 07), one encoder with a decoder for each face ([Nguyen et al. 2019](https://arxiv.org/abs/1909.11573)).
# - **Who is harmed.** Of 14,678 deepfake videos that were counted in 2019, 96 % were pornography, made without consent (Ajder et al., *The State of Deepfakes*, Deeptrace).
# - **Detectors age.** One that had learnt from a single GAN knew most pictures of ten other generators, "for now", as its title says ([Wang et al. 2020](https://arxiv.org/abs/1912.11035)). A detector is a discriminator: whoever has it can train against it.
# - **Training pictures are people**, and can show through: of some generated faces it could be told whose photographs the GAN had learnt from ([Webster et al. 2021](https://arxiv.org/abs/2107.06018)).
# - **The law**: the EU's AI Act (2024, article 50) makes those who publish a deep fake say that it is one.
#
# This course can't measure any of that: its features read digits, and your hit rate on them says nothing about faces. What carries over are questions to ask before you publish a generator. Whose pictures
# did it learn from, and did they agree? Does it copy, also if moved a little? Who could be hurt by its fakes? Will everybody see that they are fakes?

# %% [markdown] tags=["assignment"]
# ### Question 16.A: sure of each, unsure of all
#
# *About 15 minutes, level 2 of 3.*
#
# A classifier gives each picture a row of probabilities, `p` (n, classes). Let q be the mean of the rows. The *inception score* is the exponential of the mean over the pictures of the
# Kullback-Leibler divergence Σ p log(p / q): high if each picture is clearly something, and all together are everything. Return it. A probability may be 0.


# %% tags=["assignment"]
def digit_score(p):
    """Return the score of the probabilities p (n, classes): one number, at least 1."""
    ### BEGIN SOLUTION
    q = p.mean(axis=0)
    logs = np.log(np.where(p > 0, p, 1)) - np.log(np.where(q > 0, q, 1))
    return np.exp(np.mean(np.sum(p * logs, axis=1)))
    ### END SOLUTION


# %% tags=["assignment"]
check("16.A", digit_score)

# %% [markdown] tags=["assignment"]
# ### Question 16.B: which generator? (4 points)
#
# *About 15 minutes, level 2 of 3.*
#
# A colleague shows two generators of digits, and recommends A:
#
# | | pictures | Frechet digit distance | precision | recall | distance to the nearest training picture (real: 1) |
# | --- | --- | --- | --- | --- | --- |
# | A | 10,000 | 3 | 0.88 | 0.86 | 0.3 |
# | B | 1,000 | 11 | 0.80 | 0.82 | 1.0 |
#
# Say what each column tells you and what it can't, what is wrong with comparing the two distances, what you suspect of A, and what you would measure next.

# %% [markdown] tags=["assignment", "manual"]
# ### BEGIN SOLUTION
# A's distance, precision and recall look like those of real pictures, but copies of the training pictures have them, too (1 point). Its pictures lie much nearer to training pictures than real ones that were kept
# from it do: I suspect that it has learnt some by heart (1 point). The two distances were measured on different numbers of pictures, and fewer look worse: B's has to be measured again on 10,000, or
# both extrapolated (1 point). Next I would look at A's pictures beside their nearest training pictures, also by features, since a copy that is moved a little is far away pixel by pixel; and train both with several
# seeds (1 point).
# ### END SOLUTION

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("16")

# %% [markdown]
# ## What to take along
#
# - A GAN's loss compares with an opponent who moves; quality needs a judge that stays.
# - Every measure is blind to something: give several, with n, beside the values of real pictures, and look at the samples and at their nearest training pictures.
# - A hit rate without its interval is no result, whether yours or the discriminator's.
#
# *To play with:* [you are the discriminator](../site/plays/judge.html), beside D.
#
# You have built the game, broken it, mended it and measured it. Lesson 17 starts the family: a generator that draws the digit you ask for.
