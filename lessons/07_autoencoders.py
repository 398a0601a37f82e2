# %% [markdown]
# # 07 · Autoencoders: what gets through a bottleneck
#
# Networks that give back what they got, without any label: all they learn, they learn because the way through is too narrow.
#
# **After this lesson you can**
# - build an autoencoder, and say when it is no more than PCA, and what it gains beyond;
# - narrow it in four ways (few numbers, missing pixels, bits, noise at a price) and derive the price;
# - use its code: as a map, to repair, to search, to walk from picture to picture, and to draw new ones.
#
# 25 minutes to read, about 60 seconds to run on two slow CPU cores. It ends with a map of all digits that two numbers can name:
#
# ![](ending)

# %%
import inspect
from timeit import repeat

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers
from scipy.linalg import subspace_angles
from scipy.stats import norm

from gan_course import autoencoders, plots
from gan_course.autoencoders import VAE, as_pictures, kl, load_rows, train
from gan_course.checks import check
from gan_course.quality import read_digits
from gan_course.recorded import load_recorded

x, _ = load_rows("train")  # (60000, 784) in [0, 1]
test, test_labels = load_rows("test")
recorded = load_recorded("autoencoders")


def error(a, b):
    return np.mean((a - b) ** 2)  # a pixel


# %% [markdown]
# ## 1. Give back what you got
#
# An **encoder** f makes a code h = f(x) of a picture, a **decoder** g makes a picture r = g(h) of the code. The loss compares r with x: nobody has to label anything. If all of x fitted into the code, there would be nothing to learn. So something between
# x and r is narrow, and what is narrow decides what is learnt:
#
# ![A picture x of 784 numbers goes into the encoder f, which narrows to the code h; the decoder g widens it to the reconstruction r, which the loss compares with x. Marks show four ways to make it narrow: few numbers in the code; pixels removed from x; noise on the code, with a price in nats; bits in place of numbers.](../images/07_bottleneck.png)
#
# A toy: points of the plane near an arc, through **one** number, and back into the plane. Two autoencoders, without and with a hidden layer of tanh units.
#
# **Predict:** where can the reconstructions lie?

# %%
rng = np.random.default_rng(7)
turn = rng.uniform(0, np.pi, 400)
arc = np.stack([np.cos(turn), np.sin(turn)], axis=1) + 0.05 * rng.standard_normal((400, 2))
arc = (arc - arc.mean(axis=0)).astype("float32")
keras.utils.set_random_seed(7)
linear = keras.Sequential([keras.Input((2,)), layers.Dense(1), layers.Dense(2)])
bent = keras.Sequential([keras.Input((2,)), layers.Dense(32, "tanh"), layers.Dense(1)])
for layer in (layers.Dense(32, "tanh"), layers.Dense(2)):
    bent.add(layer)
for toy in (linear, bent):
    toy.compile(keras.optimizers.Adam(0.01), "mse", steps_per_execution=8)
    toy.fit(arc, arc, batch_size=50, epochs=100, verbose=0)

# %%
figure, axes = plt.subplots(1, 2, figsize=(7, 2.6), sharey=True, layout="constrained")
for axis, toy, name in zip(axes, (linear, bent), ("no hidden layer", "tanh units")):
    back = np.asarray(toy(arc))
    axis.plot(*arc.T, ".", color=plots.REAL, markersize=3, label="x")
    axis.plot(*back.T, ".", color=plots.FAKE, markersize=3, label="r")
    axis.set(title=f"{name}: error {error(arc, back):.3f}", aspect="equal")
axes[0].legend()
plots.show(
    figure,
    "Twice the same points near a half circle. Left, their reconstructions lie on a straight line across it; "
    "right, on a bent line along the arc.",
)
errors = [error(arc, np.asarray(toy(arc))) for toy in (linear, bent)]

# %% [markdown]
# One number names a place on a line: a straight one, if the decoder is linear, else a bent one. Everything off the line is lost, and should be: the noise is.

# %%
assert errors[1] < errors[0] / 4, "The tanh units should follow the arc; train longer?"

# %% [markdown]
# ## 2. The straight one is old: PCA
#
# *Principal component analysis* codes a picture by its components along the k directions of largest variance, the first eigenvectors of the covariance matrix. No linear encoder and decoder of k numbers do better (Eckart and Young 1936).

# %%
mean = x.mean(axis=0)
moments = x.T @ x / len(x)
variances, directions = np.linalg.eigh(moments - np.outer(mean, mean))
variances, directions = variances[::-1], directions[:, ::-1]
pca = {}
for k in (2, 8, 32):
    V = directions[:, :k]
    pca[k] = error(test, mean + (test - mean) @ V @ V.T)
    print(f"{k:2} of 784 numbers: PCA's error is {pca[k]:.4f}")

# %% [markdown]
# And a network, 784-6-784 without activations, trained by Adam, that has never heard of eigenvectors? **Predict:** are its six columns the six eigenvectors?

# %%
keras.utils.set_random_seed(7)
linear = keras.Sequential([keras.Input((784,)), layers.Dense(6), layers.Dense(784)])
rate = keras.optimizers.schedules.CosineDecay(1e-2, 938)
linear.compile(keras.optimizers.Adam(rate), "mse", steps_per_execution=16)
linear.fit(x - mean, x - mean, batch_size=64, verbose=0)
columns = linear.get_weights()[2].T  # (784, 6)
cosines = columns.T @ directions[:, :6] / np.linalg.norm(columns, axis=0)[:, None]
angles = np.rad2deg(subspace_angles(columns, directions[:, :6]))
print("cosines of its columns with the eigenvectors:", cosines.round(1), sep="\n")
print("principal angles between the two subspaces, in degrees:", angles.round(1))

# %% [markdown]
# No column is an eigenvector: each is a mixture. But what they span is PCA's subspace, to a few degrees. (The *principal angles* between two subspaces are all 0 if they are the same, and the largest is 90° if one holds a direction at right angles to all of the other.) The loss can't tell more:
# if the encoder mixes the numbers of a code by any invertible matrix and the decoder unmixes them, r stays as it was. That holds where training *gets* there: at a tenth of this rate, with two numbers, one angle was still 86° (one run). And we took six because the seventh variance is clearly smaller: of two directions
# with nearly equal ones, the loss hardly cares which is kept. There is no other valley: all else where the slope is 0 is a saddle ([Baldi and Hornik 1989](https://doi.org/10.1016/0893-6080(89)90014-2)).

# %%
assert angles.max() < 10, "The linear network should end in PCA's subspace."
assert np.abs(cosines).max() < 0.99, "A column has become an eigenvector: chance, or a tie?"

# %% [markdown]
# ### Exercise 07.1: what a linear bottleneck loses
#
# *About 10 minutes, level 2 of 3.*
#
# Rows of `X` (n, d) are taken from their mean, coded by the best `k` directions, decoded, and given their mean again. Return the mean squared error of all n·d numbers.


# %%
def linear_loss(X, k):
    """Return the mean squared error of the best linear code with k numbers (k < d)."""
    ### BEGIN SOLUTION
    variances = np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=True))  # smallest first
    return variances[:-k].sum() / X.shape[1]
    ### END SOLUTION


# %%
check("07.1", linear_loss)

# %% [markdown]
# ## 3. Deep: the bent one
#
# Now hidden layers of 256 and 128 ReLU units on both sides, and two numbers between. (Lesson 03 said which loss goes with which output; here it is the squared error, PCA's own.)
# **Predict:** on the map of the two numbers, which digits lie apart?

# %%
print(
    inspect.getsource(autoencoders.make_encoder),
    inspect.getsource(autoencoders.make_decoder),
    sep="\n",
)
keras.utils.set_random_seed(7)
encoder, decoder = autoencoders.make_encoder(2), autoencoders.make_decoder(2)
train(keras.Sequential([encoder, decoder]), x)  # two epochs of Adam
codes = np.asarray(encoder(test))
deep = error(test, np.asarray(decoder(codes)))


# %%
def draw_map(axis, codes, title):
    """Draw codes (n, 2) of the first test digits, each as its numeral."""
    for digit in range(10):
        of_digit = codes[:800][test_labels[:800] == digit]
        axis.plot(*of_digit.T, marker=f"${digit}$", color=plt.cm.tab10(digit), linestyle="")
    axis.set(title=title, xticks=[], yticks=[])


figure, axes = plt.subplots(1, 2, figsize=(8, 4), layout="constrained")
draw_map(axes[0], (test - mean) @ directions[:, :2], f"PCA: error {pca[2]:.4f}")
draw_map(axes[1], codes, f"autoencoder: error {deep:.4f}")
plots.show(
    figure,
    "Two maps of 800 test digits, each drawn as its numeral. Left, by PCA: only 0 and 1 lie apart, the others "
    "on top of each other. Right, by the autoencoder: 1, 7, 0, 6 and 2 do, and the others overlap.",
)

# %% [markdown]
# It has seen no label, and yet alike pictures have come to lie side by side. More seeds and sizes, **recorded** (`benchmarks/autoencoders.py`; its settings come from some trials judged on these test digits, mostly with seed 0), with a use: the label of the nearest of the 60,000 training digits, by code, on 2,000 test digits.

# %%
rows = recorded[recorded["part"] == "compression"]
print("numbers  error by PCA, deep (a number a seed)   nearest is right: PCA, deep")
for k in (2, 8, 32):
    (by_pca,) = rows[(rows["model"] == "PCA") & (rows["size"] == k)]
    by_deep = rows[(rows["model"] == "deep") & (rows["size"] == k)]
    errors = " ".join(f"{e:.4f}" for e in by_deep["error"])
    print(f"{k:7}  {by_pca['error']:.4f}, {errors:22}", end="")
    print(f"{by_pca['right']:20.1%},", *(f"{r:.1%}" for r in by_deep["right"]))
print(f"all pixels: {rows[rows['model'] == 'pixels']['right'][0]:.1%} right")

# %% [markdown]
# At equal size the deep one loses less, at each size. And what autoencoders are praised for can be checked: 32 numbers for 784 are a 24th of the numbers to *store*, and of the multiplications of a *search*. *Accuracy* goes up against PCA's at 2 and 8 numbers; at 32 it does not: there PCA's code is as good as the pixels, and the deep one,
# which reconstructs better, is no better to recognise by.
#
# > **Warning: equal size of what?** The code is as small as PCA's; the network is not: it has half a million weights, to be paid once. And its error was measured on pictures it had not seen.

# %%
assert deep < 0.95 * pca[2], "Two bent numbers should lose less than two straight ones."
for k in (2, 8, 32):
    of_size = rows[rows["size"] == k]
    best = of_size[of_size["model"] == "PCA"]["error"]
    assert (of_size[of_size["model"] == "deep"]["error"] < best).all(), (
        "recorded: below PCA"
    )

# %% [markdown]
# ## 4. Missing pixels
#
# A bottleneck need not be in the middle. In a **denoising autoencoder** ([Vincent et al. 2008](https://doi.org/10.1145/1390156.1390294)) pixels are removed from x at random, three of four here, and the *whole* x is asked for: so the network has to know how pixels go together. In Keras it is one more layer, `Dropout`, on the pixels
# (lesson 05: those that stay are multiplied by 4). The best *linear* repair is the rival: a matrix, by least squares.
#
# **Predict:** by how much does knowing more than straight lines help?

# %%
keras.utils.set_random_seed(7)
encoder, decoder = autoencoders.make_encoder(64), autoencoders.make_decoder(64)
denoiser = keras.Sequential([keras.Input((784,)), layers.Dropout(0.75), encoder, decoder])
train(denoiser, x)
damaged = 4 * test * (np.random.default_rng(7).random(test.shape) < 0.25)
noise = 3 * np.diag(np.diag(moments)) + 1e-4 * np.eye(784)  # a kept pixel counts 4-fold
straight = np.clip(damaged @ np.linalg.solve(moments + noise, moments), 0, 1)
repaired = np.asarray(denoiser(damaged))
for name, some in {"nothing": damaged / 4, "linear": straight, "network": repaired}.items():
    print(f"{name:8} error {error(test, some):.4f}")

# %%
shown = np.concatenate([rows[:12] for rows in (damaged / 4, straight, repaired, test)])
plots.show(
    plots.picture_grid(
        as_pictures(shown),
        columns=12,
        title="Three of four pixels removed: the network repairs better than the matrix",
        row_labels=["given", "linear", "network", "clean"],
    ),
    "Four rows of twelve digits: specks that can hardly be read; what the linear repair makes of them, grey and "
    "with a halo; what the denoising autoencoder makes of them, smooth whole digits; the clean ones.",
)

# %% [markdown]
# And what its first hidden units look at, 16 of 256:

# %%
W = encoder.get_weights()[0].T[:16].reshape(-1, 28, 28)
W = W / np.abs(W).max(axis=(1, 2), keepdims=True)
figure, axis = plt.subplots(figsize=(8, 1.4), layout="constrained")
axis.imshow(W.reshape(2, 8, 28, 28).swapaxes(1, 2).reshape(56, -1), cmap="PuOr")
axis.set(title="Many of its first units look at a blot", xticks=[], yticks=[])
plots.show(
    figure,
    "Sixteen small pictures, the weights of 16 units of the first layer: in many a dark orange or violet blot, a "
    "few pixels wide, on a grainy ground.",
)

# %% [markdown]
# It does better than the best matrix. Is it the damage that makes these **filters**? **Recorded**, the same network trained with and without `Dropout`, tested on the same damaged digits; *local* is the share of a unit's squared weights in its best 7×7 square (evenly spread: 6 %), on average over the first layer.

# %%
rows = recorded[recorded["part"] == "denoising"]
for row in rows:
    more = f"   local {row['local']:.0%}, seed {row['seed']}" if row["local"] > 0 else ""
    print(f"{row['model']:10} error {row['error']:.4f}{more}")

# %% [markdown]
# The plain one, trained on whole digits, hardly mends anything. (It gets the specks as they are; nothing was multiplied in its training.) And its filters are less local: training differed in nothing but that layer, which removes pixels and scales the rest.

# %%
assert error(test, repaired) < 0.95 * error(test, straight), "It should beat the matrix."
of = {name: rows[rows["model"] == name] for name in ("plain", "denoising", "linear")}
matrix = of["linear"]["error"][0]
assert of["denoising"]["error"].max() < matrix, "recorded: better than the matrix"
assert matrix < of["plain"]["error"].min(), "recorded: only damage teaches repair"
assert of["denoising"]["local"].min() > of["plain"]["local"].max(), "recorded: more local"

# %% [markdown]
# ## 5. Bits: a search engine
#
# *Semantic hashing* ([Salakhutdinov and Hinton 2009](https://doi.org/10.1016/j.ijar.2008.11.006)): name every picture by a few **bits**, such that alike pictures have alike bits, and search among the names. They learnt bits as such: with noise on the code, before a sigmoid, only which side of 0 a number is on gets through well; `make_hasher` does so, in small.
# Cheaper: take a code that is there, and note on which side of 64 random planes it lies. Here it is the denoising network's:

# %%
print(inspect.getsource(autoencoders.make_hasher))
planes = np.random.default_rng(7).standard_normal((64, 64)).astype("float32")
known, asked = (np.asarray(encoder(some)) for some in (x, test[:200]))
middle = known.mean(axis=0)
bits, asked_bits = (known - middle) @ planes > 0, (asked - middle) @ planes > 0
codes, questions = (
    np.packbits(some, axis=1).view(np.uint64)[:, 0] for some in (bits, asked_bits)
)

# %% [markdown]
# Two codes differ in as many bits as `a ^ b` has ones. One look at 60,000 such numbers gives a shortlist; the exact distance puts it in order.
#
# ### Exercise 07.2: two looks
#
# *About 10 minutes, level 2 of 3.*
#
# A question is asked with its code `question` (b,) and its picture `digit` (d,); the others have codes `bits` (n, b), of zeros and ones, and pictures `digits` (n, d). The shortlist holds the `listed` ones whose bits differ least (of equally good ones, those with the smaller index). Return their
# indices, in the order of the straight distance of the pictures, nearest first.


# %%
def two_looks(question, bits, digit, digits, listed):
    """Return the indices of the shortlist by bits, in the order of the pictures' distance."""
    ### BEGIN SOLUTION
    differ = np.sum(bits != question, axis=1)
    shortlist = np.argsort(differ, kind="stable")[:listed]
    distances = np.linalg.norm(digits[shortlist] - digit, axis=1)
    return shortlist[np.argsort(distances)]
    ### END SOLUTION


# %%
check("07.2", two_looks)

# %% [markdown]
# Against exact search, by pixels, through all 60,000: how many of the ten nearest does it find, and how much faster? **Predict** both, for a shortlist of 500, fewer than one digit in a hundred.

# %%
lengths = np.sum(x**2, axis=1)


def exact(digit):
    return np.argpartition(lengths - 2 * x @ digit, 10)[:10]


def by_bits(question, digit, listed=500):
    near = np.argpartition(np.bitwise_count(codes ^ question), listed)[:listed]
    return near[np.argpartition(lengths[near] - 2 * x[near] @ digit, 10)[:10]]


pairs = list(zip(questions[:100], test))
recall = np.mean([len(np.intersect1d(exact(d), by_bits(q, d))) / 10 for q, d in pairs])
slow, fast = (
    min(repeat(look, number=2, repeat=5))
    for look in (lambda: exact(test[0]), lambda: by_bits(questions[0], test[0]))
)
print(
    f"recall at 10: {recall:.0%}; {slow / fast:.0f} times as fast; 8 bytes a digit for 784"
)

# %% [markdown]
# Most of the ten are found, in a fraction of the time (once a question has its code). Is that the network's merit? **Recorded**, beside bits that cost less or no training: planes across PCA's 64 numbers, or across the pixels (one seed each).
#
# **Predict:** which bits are best?

# %%
rows = recorded[recorded["part"] == "hashing"]
print(
    "64 bits              recall at 10   on a shortlist of 500   same label, of 10 by bits"
)
for name in dict.fromkeys(rows["model"]):
    (row,) = rows[rows["model"] == name]
    numbers = (f"{row[c]:20.0%}" for c in ("recall", "listed", "right"))
    print(f"{name:18}", *numbers)

# %% [markdown]
# Not the network's, and least where bits were learnt as such (by our small `make_hasher`, hardly tuned): planes across PCA's code find more, without training. The judge, distance between pixels, is what PCA is made to keep; by the digits' labels the three codes with planes across them are nearly level. What is fast here is the bits, whosever they are.

# %%
assert recall > 0.5, "The shortlist should hold most of the ten."
assert slow / fast > 5, "Looking at 8 bytes should be far faster than at 784 numbers."

# %% [markdown]
# ## 6. Noise, and its price: the variational autoencoder
#
# What does the decoder make of a code of our own? Nobody said where codes lie; most of our guesses would lie between them. So let us say it, as a model of how pictures come about: $z \sim p(z) = \mathcal N(0, I)$, then $x \sim p(x \mid z) = \mathcal N(g(z), \sigma^2 I)$. We want $\log p(x)$ to be large, but it is an integral over all z. For each z,
# $\log p(x) = \log p(x, z) - \log p(z \mid x)$; take the mean under *any* density $q(z \mid x)$, and add and subtract that of $\log q$:
#
# $$\log p(x) = \underbrace{E_q[\log p(x \mid z)] - KL(q(z \mid x) \,\|\, p(z))}_{\text{the bound, ELBO}} + \underbrace{KL(q(z \mid x) \,\|\, p(z \mid x))}_{\ge\, 0}$$
#
# We maximise the bound over decoder *and* q ([Kingma and Welling 2014](https://arxiv.org/abs/1312.6114)). The encoder gives q: for each number of the code a mean μ and a variance s². We draw $z = \mu + s\,\varepsilon$ with ε from N(0, 1), so that slopes get through to μ and s. The divergence then has a formula,
#
# $$KL(\mathcal N(\mu, s^2) \,\|\, \mathcal N(0, 1)) = E_q[\log q(z) - \log p(z)] = \tfrac12 (\mu^2 + s^2 - 1 - \log s^2),$$
#
# since $E_q[z^2] = \mu^2 + s^2$ and $E_q[(z - \mu)^2 / s^2] = 1$. By sampling, too:

# %%
mu, s = 1.5, 0.4
z = mu + s * np.random.default_rng(7).standard_normal(100_000)
logs = -((z - mu) ** 2) / (2 * s**2) - np.log(s) + z**2 / 2  # log q - log p
formula = float(kl(mu, np.log(s**2)))
print(
    f"formula {formula:.4f}, sampling {logs.mean():.4f} +- {logs.std() / 100_000**0.5:.4f}"
)
print(inspect.getsource(VAE))

# %% [markdown]
# So the loss has two parts: the misfit, and the divergence, a *price in nats*: on average no less than what the code tells of the picture. The noise is the bottleneck: pictures that are to be told apart must lie further apart than s, and all of them near 0.

# %%
assert abs(logs.mean() - formula) < 5 * logs.std() / 100_000**0.5, "five standard errors"

# %% [markdown]
# ### Exercise 07.3: how far from another bell
#
# *About 15 minutes, level 2 of 3.*
#
# Codes often have another prior than N(0, 1). Four arrays (n, k) hold means and logarithms of variances of two Gaussians for each number of each code. Return, for each row, the divergence $KL(q \,\|\, p)$ of the first, q, from the second, p: $E_q[\log q(z) - \log p(z)]$, an array (n,).


# %%
def kl_between(mean, log_variance, other_mean, other_log_variance):
    """Return the divergence of N(mean, variance) from the other Gaussian, a number for each row."""
    ### BEGIN SOLUTION
    log_ratio = log_variance - other_log_variance
    offset = (mean - other_mean) ** 2 / np.exp(other_log_variance)
    return np.sum(np.exp(log_ratio) + offset - 1 - log_ratio, axis=1) / 2
    ### END SOLUTION


# %%
check("07.3", kl_between)

# %% [markdown]
# ### Exercise 07.4: the loss of a variational autoencoder
#
# *About 15 minutes, level 3 of 3.*
#
# For pictures `x` (n, d), the encoder gave `mean` and `log_variance` (n, k), a code was drawn, and the decoder made `decoded` (n, d) of it. Return the mean over the pictures of
# $-\log \mathcal N(x;\, decoded,\, \sigma^2 I) + KL(\mathcal N(\mu, s^2) \,\|\, \mathcal N(0, 1))$, with all that belongs to it; `variance` is σ².


# %%
def vae_loss(x, decoded, mean, log_variance, variance):
    """Return minus the bound on log p(x), in nats, the mean over the pictures."""
    ### BEGIN SOLUTION
    squares = np.sum((x - decoded) ** 2, axis=1) / (2 * variance)
    constant = x.shape[1] * np.log(2 * np.pi * variance) / 2
    divergence = np.sum(mean**2 + np.exp(log_variance) - 1 - log_variance, axis=1) / 2
    return np.mean(squares + constant + divergence)
    ### END SOLUTION


# %%
check("07.4", vae_loss)

# %% [markdown]
# Trained with two numbers and σ² = 0.1; and, for one short epoch on 12,800 digits, with σ² = 10: pixels need not be exact. **Predict:** what passes then?

# %%
keras.utils.set_random_seed(7)
vae, careless = VAE(2, variance=0.1), VAE(2, variance=10.0)
train(vae, x, loss=vae.misfit)
train(careless, x[:12_800], loss=careless.misfit, epochs=1)
for name, model in {"0.1": vae, "10": careless}.items():
    nats = np.mean(kl(*model.encode(test)), axis=0)
    spread = model.sample(500).std(axis=0).mean()
    print(
        f"variance {name:4} nats in each number: {nats.round(2)}   samples' spread {spread:.3f}"
    )

# %% [markdown]
# Next to nothing. It is cheaper to pay no nat and to draw one grey mean of all digits, whatever z: **posterior collapse**; q is the prior. Where does it begin? For a *linear* decoder the best bound can be worked out ([Lucas et al. 2019](https://arxiv.org/abs/1911.02469)): a direction of PCA gets through if its variance is above σ², and then carries
# $\tfrac12 \log(\lambda / \sigma^2)$ nats. Below it is not worth its price. A code of 16 numbers, one seed, **recorded**:

# %%
rows = recorded[(recorded["part"] == "variational") & (recorded["size"] == 16)]
print("variance   numbers in use: linear, by formula   deep   nats      distance")
for variance in np.unique(rows["variance"]):
    of_variance = rows[rows["variance"] == variance]
    linear, deep = (of_variance[of_variance["model"] == name] for name in ("linear", "VAE"))
    print(
        f"{variance:8} {linear['active'][0]:36} {deep['active'][0]:8}",
        f"{deep['rate'][0]:8.1f} {deep['distance'][0]:11.0f}",
    )

# %% [markdown]
# The formula counts directions of PCA; the deep one uses fewer numbers, and at 10 nothing passes in either. (A large σ² is not the only way there: a decoder that does well without z may ignore it, too.)
#
# > **Warning: an average where a sum belongs.** `keras.losses.mse` averages over 784 pixels; added to a divergence that is summed over the code it makes each nat 392 times as dear as σ² = 1 does. The code dies, the loss looks small, and every sample is the same grey blot.
#
# ## 7. Map, walk, samples
#
# Codes of the VAE are drawn towards p(z), and the decoder can be asked anywhere. The pictures below stand at places that p(z) hits equally often (quantiles). **Predict:** which digits are neighbours?

# %% tags=["ending"]
places = norm.ppf((np.arange(12) + 0.5) / 12).astype("float32")
grid = np.stack(np.meshgrid(places, -places), axis=-1).reshape(-1, 2)
figure, axes = plt.subplots(1, 2, figsize=(8, 4), layout="constrained")
draw_map(axes[0], np.asarray(vae.encode(test)[0]), "alike digits lie side by side")
axes[1].imshow(plots.tile(as_pictures(np.asarray(vae.decoder(grid))), 12), cmap="gray")
axes[1].set(title="and the decoder draws everywhere", xticks=[], yticks=[])
plots.show(
    figure,
    "Left, 800 test digits as numerals at their two code numbers: one cloud, with 0, 1, 3, 6 and 7 towards its "
    "rim and the others between. Right, 12 by 12 pictures drawn by the decoder: digits that turn into one another without a gap.",
)

# %% [markdown]
# A **walk** is a straight line between two codes. Below it, the same between the pixels, for that of 200 pairs in which the two differ most half-way:

# %%
mean_codes = np.asarray(vae.encode(test[:400])[0])
starts, ends = mean_codes[:200], mean_codes[200:]
share = np.linspace(0, 1, 11, dtype="float32")[:, None, None]
walks = (1 - share) * starts + share * ends  # (11, 200, 2)
by_code = np.asarray(vae.decoder(walks.reshape(-1, 2))).reshape(11, 200, 784)
by_pixel = (1 - share) * by_code[0] + share * by_code[-1]
pair = np.argmax(np.sum((by_code[5] - by_pixel[5]) ** 2, axis=1))
plots.show(
    plots.picture_grid(
        as_pictures(np.concatenate([by_code[:, pair], by_pixel[:, pair]])),
        columns=11,
        title="One digit becomes another, or fades",
        row_labels=["code", "pixels"],
    ),
    "Two rows of eleven pictures with the same ends. Upper, along the code: a stroke that leans and turns, sharp "
    "nearly everywhere. Lower, between the pixels: one digit fades out while the other fades in.",
)

# %%
sure = {
    name: read_digits(as_pictures(walk[5]))[1].max(axis=1).mean()
    for name, walk in {"code": by_code, "pixels": by_pixel}.items()
}
print("half-way, the digit classifier's largest probability, on average:")
print({name: f"{p:.2f}" for name, p in sure.items()})

# %% [markdown]
# Between the pixels lie double exposures. The classifier that reads them (lesson 16) is surer of what lies along the code.
#
# Last, **samples**: z from N(0, 1), through the decoder, as a GAN does. How good are they? By the *Frechet digit distance* (lesson 16: 0 is best, real digits have 1), and by other marks, **recorded**: a VAE of 16 numbers (16 epochs, one seed) and lesson 16's GAN (3), which learnt from the same 8,000 digits; 10,000 samples each.

# %%
gan, vaes = load_recorded("evaluation"), recorded[recorded["part"] == "evaluation"]
gan = gan[(gan["pictures"] == 10_000) & np.isin(gan["kind"], ("real", "generated"))]
marks = ("distance", "precision", "recall", "sharpness", "milliseconds_a_sample")
for rows in (gan[gan["kind"] == "real"], gan[gan["kind"] == "generated"], vaes):
    for row in rows:
        numbers = (f"{mark} {row[mark]:.3g}" for mark in marks)
        print(f"{row['kind']:10} seed {row['seed']}", *numbers, sep="  ")

# %% [markdown]
# By distance, recall and sharpness the VAE's samples are a long way behind, by precision they are not; and it did not have to play a game, and it has an encoder. (More than the method differs: the GAN's networks are convolutional, the VAE's are dense.) Its squared error would explain the blur: where z leaves open where a stroke lies, the mean of all strokes costs least (lesson 03). That this is the cause was not tested here.

# %%
assert sure["code"] > sure["pixels"], "Half-way along the code there should be digits."
few, many = (np.sum(kl(*model.encode(test)), axis=1).mean() for model in (careless, vae))
assert few < 0.1 and many > 3, "Where pixels need not be exact, nothing should pass."
made = gan[gan["kind"] == "generated"]
assert vaes["distance"].min() > made["distance"].max(), "recorded: the GAN is far nearer"
assert vaes["sharpness"].max() < made["sharpness"].min(), "recorded: and sharper"

# %% [markdown] tags=["assignment"]
# ### Question 07.A: nats through a linear passage
#
# *About 10 minutes, level 2 of 3.*
#
# In the best linear variational autoencoder of rows `X` (n, d), with pixels of variance σ² and a code that is long enough, each direction of PCA whose variance λ is above σ² carries $\tfrac12 \log(\lambda / \sigma^2)$ nats, and no other carries any. Return how many nats that is in all; `variance` is σ².


# %% tags=["assignment"]
def linear_nats(X, variance):
    """Return the nats that the best linear variational autoencoder lets through, on average."""
    ### BEGIN SOLUTION
    eigenvalues = np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=True))
    used = eigenvalues[eigenvalues > variance]
    return np.sum(np.log(used / variance)) / 2
    ### END SOLUTION


# %% tags=["assignment"]
check("07.A", linear_nats)

# %% [markdown] tags=["assignment"]
# ### Question 07.B: the best linear repair
#
# *About 20 minutes, level 3 of 3.*
#
# Each number of a row is set to 0 with probability `share`, independently; the others stay as they are. Which matrix W repairs best? Return the W (d, d) for which the mean of $\|x - x_{damaged} W\|^2$, over the rows x of `X` (n, d) *and all possible damages*, is smallest. No random numbers are needed.


# %% tags=["assignment"]
def repair(X, share):
    """Return the matrix that damaged rows are multiplied by, from the right."""
    ### BEGIN SOLUTION
    moments = X.T @ X / len(X)
    both_stay = np.full_like(moments, (1 - share) ** 2)
    np.fill_diagonal(both_stay, 1 - share)
    return np.linalg.solve(both_stay * moments, (1 - share) * moments)
    ### END SOLUTION


# %% tags=["assignment"]
check("07.B", repair)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("07")

# %% [markdown]
# ## What to take along
#
# - An autoencoder learns from what does not get through: few numbers make it compress (without hidden layers: PCA), missing pixels make it repair, bits make it search, and priced noise makes it a model of pictures.
# - The variational bound is a misfit minus a price in nats; where a nat costs more than it mends, the code collapses.
# - A squared error asks for means, and what these decoders draw looks blurred. A generator that is asked something else comes with the GAN.
#
# The next lesson, 08, generates without a decoder: a Boltzmann machine gives every picture an energy, and draws by settling.
