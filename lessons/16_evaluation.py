# %% [markdown]
# # 16 · Evaluation: how good is a generator?
#
# Every number sees something and is blind to something: nine of them judge ten kinds of pictures, and every one of the nine is fooled.
#
# **After this lesson you can**
# - say why a GAN's loss does not measure quality, and what measures do in its place;
# - compute a Frechet distance, precision and recall, and say what each of them can't see;
# - give a hit rate with its interval, your own included.
#
# 25 minutes to read; about 60 seconds to run on two CPU cores. It ends with this table:
#
# ![](ending)

# %%
import time
from types import SimpleNamespace

import keras
import matplotlib.pyplot as plt
import numpy as np
from scipy.ndimage import gaussian_filter

from gan_course import plots
from gan_course.checks import check
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan
from gan_course.parzen import best_bandwidth, parzen_log_likelihood
from gan_course.quality import frechet_distance, precision_recall, read_digits
from gan_course.quality import nearest_distances, sharpness
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. The loss is not quality
#
# "The loss in GAN measures how well we are doing compared with our opponent", says one of our decks. Here are a generator and its opponent, the DCGAN of lesson 13, for three epochs of 12,000 pictures.
# After each we keep 2,000 pictures, and a copy of the discriminator.

# %%
pictures, labels = load_mnist("train")
order = np.random.default_rng(16).permutation(len(pictures))
pictures, labels = from_uint8(pictures[order]), labels[order]
training, spare, fresh = pictures[:12_000], pictures[12_000:12_500], pictures[13_000:]
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
# Now let every discriminator judge every generator's pictures. G's loss is the mean of −log D(G(z)).
#
# **Predict:** the pictures get better from epoch to epoch. Does the loss, as training prints it, fall as much? And if the *same* pictures meet another discriminator?


# %%
def logits(judge, pictures):
    batches = (pictures[i : i + 32] for i in range(0, len(pictures), 32))
    return np.concatenate([judge(batch, training=False) for batch in batches])[:, 0]


loss = np.array([[np.logaddexp(0, -logits(d, g)).mean() for d in judges] for g in drawn])
distance = [frechet_distance(read_digits(g)[0], test_features) for g in drawn]
print("pictures of  as trained  before D1     D2     D3   distance")
for epoch, trained in enumerate(history["generator_loss"]):
    row = "{:6.3f} {:6.3f} {:6.3f}".format(*loss[epoch])
    print(f"epoch {epoch + 1} {trained:15.3f}      {row} {distance[epoch]:10.1f}")

# %%
print("real", [np.logaddexp(0, -logits(d, fresh[:2000])).mean() for d in judges])

# %% [markdown]
# TODO
#
# ## 2. Ten kinds of pictures
#
# To learn what a measure sees, show it pictures whose illness we know. 2,000 each:

# %%
real = fresh[:2000]
rng = np.random.default_rng(16)
flat = training.reshape(12_000, -1)
nearness = np.sum(flat**2, axis=1) - 2 * flat[:2000] @ flat.T
five = np.argpartition(nearness, 4, axis=1)[:, :5]  # each picture and its four nearest
half_noise = real.copy()
half_noise[::2] = rng.uniform(-1, 1, real[::2].shape)
rows = {
    "real": real,
    "blurred": gaussian_filter(real, (0, 1, 1, 0)),
    "averaged": training[five].mean(axis=1),
    "collapsed": np.repeat(real[:1], 2000, axis=0),
    "one class": fresh[labels[13_000:] == 7][:2000],
    "copied": training[:2000],
    "copied, moved": np.roll(training[:2000], (1, 1), axis=(1, 2)),
    "noisy": np.clip(real + rng.normal(0, 0.3, real.shape).astype("float32"), -1, 1),
    "half noise": half_noise,
    "generated": drawn[-1],
}
figure = plots.picture_grid(
    np.concatenate([some[:12] for some in rows.values()]), 12, "Ten kinds", list(rows)
)
plots.show(
    figure,
    "Ten rows of twelve pictures, as their names say.",
)
features = {name: read_digits(some)[0] for name, some in rows.items()}


# %%
def parts(features):
    mean_part = np.sum((features.mean(axis=0) - test_features.mean(axis=0)) ** 2)
    return mean_part, frechet_distance(features, test_features) - mean_part


for name, some in features.items():
    print(
        "{:14} {:7.1f} + {:6.1f}".format(name, *parts(some)),
        precision_recall(test_features[::5], some),
    )

# %%
sizes = np.array([250, 500, 1000, 2000])
pools = {
    "real": read_digits(fresh[:4000])[0],
    "generated": read_digits(gan.sample(4000, seed=1))[0],
}
figure, axis = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
limit = {}
for (name, pool), color in zip(pools.items(), (plots.REAL, plots.FAKE)):
    means = [
        np.mean(
            [frechet_distance(some, test_features) for some in np.split(pool, 4000 // n)]
        )
        for n in sizes
    ]
    rise, limit[name] = np.polyfit(1 / sizes, means, 1)
    print(name, means, limit)
    axis.plot(1 / sizes, means, "o", color=color, label=name)
    axis.plot([0, 1 / 250], [limit[name], limit[name] + rise / 250], color=color)
plots.show(figure, "x y z")


# %%
def marks(pictures, eyes):
    features, probabilities = read_digits(pictures)
    precision, recall = precision_recall(eyes.some_features, features)
    width = best_bandwidth(eyes.spare, pictures, np.geomspace(0.1, 0.5, 10))
    near = np.median(nearest_distances(pictures[:500], eyes.training))
    logits = [eyes.judge(pictures[i : i + 32]) for i in range(0, len(pictures), 32)]
    digits = probabilities.argmax(axis=1)
    return {
        "taken_for_real": np.mean(np.concatenate(logits) > 0),
        "distance": frechet_distance(features, eyes.features),
        "precision": precision,
        "recall": recall,
        "smallest_share": np.bincount(digits, minlength=10).min() / len(digits),
        "confidence": probabilities.max(axis=1).mean(),
        "log_likelihood": parzen_log_likelihood(eyes.test[::5], pictures, width).mean(),
        "nearest": near / eyes.usual,
        "sharpness": sharpness(pictures),
    }


eyes = SimpleNamespace(test=test, features=test_features, some_features=test_features[::5])
eyes.training, eyes.spare = training, spare
eyes.usual = np.median(nearest_distances(pictures[12_500:13_000], training))
eyes.judge = lambda some: gan.discriminator(some, training=False)
started = time.perf_counter()
table = {name: marks(some, eyes) for name, some in rows.items()}
others = [marks(fresh[i : i + 2000], eyes) for i in (2000, 4000)]
print(time.perf_counter() - started)
better = {m: -1 if m == "distance" else 1 for m in table["real"]}
bar = {m: min(better[m] * r[m] for r in [table["real"], *others]) for m in better}
print("bar", {k: round(v, 3) for k, v in bar.items()})
for name, row in table.items():
    print(
        f"{name:14}",
        *(
            f"{m[:6]} {v:8.3f}{'*' if better[m] * v >= bar[m] else ' '}"
            for m, v in row.items()
        ),
    )

# %%
from gan_course.quiz import Quiz

quiz = Quiz(fresh[-2000:], drawn[-1], seed=16)
quiz.show()
quiz.score(1 + np.flatnonzero(logits(gan.discriminator, quiz.pictures) > 0), who="D")
both = logits(gan.discriminator, np.concatenate([fresh[-2000:], drawn[-1]])) > 0
print("D real", both[:2000].mean(), "D fake", 1 - both[2000:].mean())

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
# ### Exercise 16.3: without the bias
#
# *About 5 minutes, level 2 of 3.*
#
# Measured on n pictures, a distance is about d + c/n. From distances at several n, return d: the value at 1/n = 0 of the straight line over 1/n that fits best by least squares.


# %%
def extrapolated(n, distances):
    """Return what the distances (k,), measured on n (k,) pictures, come to for infinitely many."""
    ### BEGIN SOLUTION
    slope, value_at_0 = np.polyfit(1 / n, distances, 1)
    return value_at_0
    ### END SOLUTION


# %%
check("16.3", extrapolated)

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
