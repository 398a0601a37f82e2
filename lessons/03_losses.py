# %% [markdown]
# # 03 · Losses: what you ask for is what you get
#
# A loss decides which mistake costs how much; whoever makes it small gets the answer that suits those costs, and no other.
#
# **After this lesson you can**
# - say which answer a loss asks for (mean, median, probability, a mere yes or no) before you train with it;
# - go from a likelihood to a loss, and compute it from logits, where it can't overflow;
# - choose the loss for an output, and know by which factor yours differs from Keras's.
#
# 25 minutes to read; about 20 seconds to run on two slow CPU cores. It ends with this picture: two answers to one question, by two losses.
#
# ![](ending)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from scipy.optimize import minimize
from scipy.stats import laplace, norm

from gan_course import plots
from gan_course.checks import check
from gan_course.data import load_mnist

# %% [markdown]
# ## 1. One guess for nine houses
#
# Nine houses were sold, at these prices, in thousands; somebody typed a zero too many into the last. You must name *one* price for all. Let $\hat y$ be the guess and $y$ a price; four ways to
# charge you for it, as functions and with their slopes in $\hat y$:

# %%
street = np.array([90, 120, 180, 240, 260, 300, 350, 420, 2600.0])

regression = {  # name: (what one answer costs, its slope)
    "MSE": (lambda y_hat, y: (y_hat - y) ** 2, lambda y_hat, y: 2 * (y_hat - y)),
    "MAE": (lambda y_hat, y: abs(y_hat - y), lambda y_hat, y: np.sign(y_hat - y)),
    "MSLE": (
        lambda y_hat, y: (np.log1p(y_hat) - np.log1p(y)) ** 2,
        lambda y_hat, y: 2 * (np.log1p(y_hat) - np.log1p(y)) / (1 + y_hat),
    ),
    "MAPE": (
        lambda y_hat, y: 100 * abs((y_hat - y) / y),
        lambda y_hat, y: 100 * np.sign(y_hat - y) / abs(y),
    ),
}

# %% [markdown]
# | loss | one answer costs | in deck P |
# | --- | --- | --- |
# | MSE, mean squared error | $(\hat y - y)^2$ | with ½ in front, and summed over the $M$ outputs: a convention |
# | MAE, mean absolute error | $\lvert\hat y - y\rvert$ | the same, and here the ½ has no use |
# | MSLE, mean squared log error | $(\log(1 + \hat y) - \log(1 + y))^2$ | $(\log\hat y)^2$: $y$ is lost, and $\hat y = 1$ would always be best |
# | MAPE, mean absolute percentage error | $100\,\lvert(\hat y - y) / y\rvert$ | divided by $y$ with its sign: where $y < 0$, a mistake would be paid for |
#
# We walk downhill from 1000: against the sign of the slope, by steps that shrink. **Predict:** four guesses come out; which is the largest, and which the smallest?


# %%
def descend(slope, y, guess, step):
    for size in step * 0.9 ** np.arange(200):
        guess -= size * np.sign(slope(guess, y).mean())
    return guess


found = {}
c = np.linspace(60, 800, 741)[:, None]
figure, axes = plt.subplots(1, 4, figsize=(10, 2.7), layout="constrained")
for axis, (name, (loss, slope)) in zip(axes, regression.items()):
    found[name] = descend(slope, street, guess=1000.0, step=200)
    axis.plot(c, loss(c, street).mean(axis=1), color="black")
    axis.axvline(found[name], color="#CC79A7", linestyle="--")
    axis.set(title=f"{name}: {found[name]:.0f}", xlabel="guess", yticks=[])
axes[0].set(ylabel="mean loss")
plots.show(
    figure,
    "The mean loss over the nine houses, by the guess, once for each loss; a dashed line at the guess that the "
    "descent found. MSE: a parabola, lowest far to the right. MAE and MAPE: straight pieces with corners. MSLE: smooth and steep on the left.",
)

# %% [markdown]
# Four losses, four answers, none of them wrong: **a loss has no opinion about houses, only about mistakes.** By calculus, the mean slope must be 0:
#
# - **MSE**: $\sum(\hat y - y) = 0$. That is the **mean**. The typing error alone pulls it above eight of nine houses.
# - **MAE**: as many signs plus as minus. That is the **median**.
# - **MSLE**: $\log(1 + \hat y)$ is the mean of the $\log(1 + y)$. Twice too much costs about as much as half.
# - **MAPE**: like the median, but a house pulls with the weight $1/y$: cheap ones outvote dear ones.

# %%
by_calculus = {
    "MSE": street.mean(),
    "MAE": np.median(street),
    "MSLE": np.expm1(np.log1p(street).mean()),
}
for name, value in by_calculus.items():
    print(f"{name:5} by calculus {value:10.5f}  by descent {found[name]:10.5f}")
    assert abs(found[name] - value) < 1e-4, f"{name}: calculus and descent should agree."

# %% [markdown]
# ### Exercise 03.1: what MAPE asks for
#
# *About 10 minutes, level 2 of 3.*
#
# MAPE charges a guess $c$ the mean of $100\,|c - y| / y$ over all prices $y$. Each price below the guess pulls it down and each above pulls it up, with the strength $1 / y$. Return
# the price at which it rests: `prices` (n,) are all different and above 0, in no order.


# %%
def best_percentage_guess(prices):
    """Return the one of the prices (n,) that has the smallest MAPE as a guess for all."""
    ### BEGIN SOLUTION
    ordered = np.sort(prices)
    votes = np.cumsum(1 / ordered)
    return ordered[np.argmax(votes >= votes[-1] / 2)]
    ### END SOLUTION


# %%
check("03.1", best_percentage_guess)

# %% [markdown]
# ## 2. A line through houses
#
# The same with a guess that depends on something: $\hat y = w_0 + w_1 \cdot$ area. Thirty houses, and one of them gets a zero too many. **Predict:** four lines, fitted twice, without and with the typing error.
# Which of them will move most?


# %%
def make_houses(n=30, seed=3):
    """Return areas (n,) in square metres and prices (n,) in thousands, all in order of area."""
    rng = np.random.default_rng(seed)
    area = np.sort(rng.uniform(40, 200, n))
    return area, (40 + 2.5 * area) * np.exp(rng.normal(0, 0.25, n))


def fit_line(name, area, price):
    def cost(w):  # the log needs positive answers
        return regression[name][0](np.maximum(w[0] + w[1] * area, 0), price).mean()

    return minimize(cost, [100, 2], method="Nelder-Mead").x


area, price = make_houses()
typed = price * np.where(np.arange(30) == 27, 10, 1)

# %%
moved = {}
figure, axes = plt.subplots(1, 2, figsize=(9, 3.5), sharey=True, layout="constrained")
for name, style in zip(regression, ("-", "--", "-.", ":")):
    lines = [fit_line(name, area, y) for y in (price, typed)]
    for axis, (w0, w1) in zip(axes, lines):
        axis.plot(area, w0 + w1 * area, style, color="black", label=name)
    without, with_error = (w0 + w1 * 180 for w0, w1 in lines)
    moved[name] = with_error / without - 1
    print(f"{name:5} 180 m2: {without:.0f}, with the typing error {with_error:.0f}")
for axis, y, title in zip(axes, (price, typed), ("thirty houses", "one zero too many")):
    axis.plot(area, y, "o", color="#CC79A7", markersize=4)
    axis.set(title=title, xlabel="area in square metres", ylim=(0, 1000))
axes[0].set(ylabel="price in thousands")
axes[1].legend()
plots.show(
    figure,
    "Price against area, thirty dots, and four fitted lines, twice. Left they lie close together, MAPE's a little "
    "lower. Right, one house has left the picture at the top; MSE's line has become much steeper, the others have hardly moved.",
)

# %% [markdown]
# MSE's line moves most, by half at 180 m²: a mistake ten times as large costs a hundred times as much. If that price is an error, MAE is right to shrug; if that house can ruin you, MSE is right to care.

# %%
assert moved["MSE"] > 0.4 > 0.2 > sorted(moved.values())[-2], "SciPy stopped too early?"

# %% [markdown]
# ## 3. From likelihood to loss
#
# Now the answer is *yes* (1) or *no* (0), and $\hat y$ the probability that we give to *yes*. What happened then had, in our opinion, the probability $\hat y^{\,y} (1 - \hat y)^{1 - y}$: $\hat y$ if it
# was yes, $1 - \hat y$ if it was no. For $N$ independent cases these multiply, to the **likelihood**
#
# $$L = \prod_{i=1}^{N} \hat y_i^{\,y_i} (1 - \hat y_i)^{1 - y_i}.$$
#
# **Predict:** ten thousand cases, and on average we gave 0.6 to what happened. What will a computer say that $L$ is?

# %%
rng = np.random.default_rng(0)
y = rng.integers(0, 2, 10_000)
given = rng.uniform(0.2, 1, 10_000)  # to what happened
y_hat = np.where(y == 1, given, 1 - given)
for n in (10, 100, 1000, 10_000):
    factors = (y_hat**y * (1 - y_hat) ** (1 - y))[:n]
    print(f"{n:6} cases: L = {factors.prod():.3g}, log L = {np.log(factors).sum():.1f}")

# %% [markdown]
# Zero: the product *underflows*; the smallest number above 0 that a 64-bit float holds is $5 \cdot 10^{-324}$. The logarithm turns the product into a sum, which stays within reach; it rises where
# $L$ rises, so both are largest at the same place. Its negative is a loss, the **negative log-likelihood**, NLL:
#
# $$-\log L = -\sum_{i=1}^{N} \bigl[\,y_i \log\hat y_i + (1 - y_i)\log(1 - \hat y_i)\,\bigr], \qquad
# -\log L = -\sum_{i=1}^{N}\sum_{j=1}^{M} y_{ij}\log\hat y_{ij}$$
#
# for two classes and for $M$ (where $y_i$ is 1 at the right class and 0 elsewhere). Deck P calls the product "logistic loss" (one would have to *maximise* it), and leaves out the brackets, so that the minus misses the second term. Its other names:
# *log loss*, *binary* and *categorical cross-entropy*. To maximise the mean of $\log p_{model}(x)$ over the data, as deck S does, is the same.
#
# Which answer does it ask for? Ten cases, seven of them yes, one $\hat y$ for all. And what have MSE and MAE to do with likelihood? We take $-\log$ of a density of $\hat y - y$, normal or Laplace (two-sided exponential), and subtract the error:

# %%
ten = np.array([1, 1, 1, 1, 1, 1, 1, 0, 0, 0])
coin = descend(lambda p, y: (p - y) / (p * (1 - p)), ten, guess=0.5, step=0.03)
print("best for seven in ten:", coin.round(6))
off = np.linspace(-3, 3, 7)
for density, error in ((norm, off**2 / 2), (laplace, abs(off))):
    more = -density.logpdf(off) - error
    print(f"-log density of {density.name:7} minus its error:", more.round(3))
    assert np.ptp(more) < 1e-12, "It should be a constant."
assert abs(coin - 0.7) < 1e-6, "The best single probability should be the share."

# %% [markdown]
# 0.7: the mean again, which is here a probability. And constants, which move no minimum: the squared error (with deck P's ½) is the NLL of *normal* noise, the absolute error that of *Laplace* noise, which
# has more far-off values. Each loss says which mistakes it thinks likely.

# %% [markdown]
# ### Exercise 03.2: a log-likelihood
#
# *About 5 minutes, level 1 of 3.*
#
# Return the logarithm of the likelihood $\prod \hat y^{\,y} (1 - \hat y)^{1 - y}$ of `y` (n,), each 0 or 1, where `y_hat` (n,) are the probabilities given to 1. There may be thousands.


# %%
def log_likelihood(y, y_hat):
    """Return the log-likelihood of y (n,), given the probabilities y_hat (n,), as one number."""
    ### BEGIN SOLUTION
    return np.sum(np.log(np.where(y == 1, y_hat, 1 - y_hat)))
    ### END SOLUTION


# %%
check("03.2", log_likelihood)

# %% [markdown]
# ## 4. Logits
#
# A network's weighted sum $z$ becomes a probability by the sigmoid, $\hat y = \sigma(z)$ (lesson 02). Turned round, $z = \log\frac{\hat y}{1 - \hat y}$, the *log-odds*; as an output that
# still waits for its sigmoid, $z$ is called a **logit**.
#
# **Predict:** it should be a yes ($y = 1$), but the network is more and more sure of a no: $z = -5, -20, -200$. Three ways to the same loss, in 32 bits. Where do they part, and what becomes of the slope in $z$, by which the network learns?

# %%
yes, cross_entropy = tf.ones((4, 1)), keras.losses.binary_crossentropy
ways = {
    "-log of the sigmoid": lambda z: -tf.math.log(1 / (1 + tf.exp(-z))),
    "Keras, of the sigmoid": lambda z: cross_entropy(yes, tf.sigmoid(z)),
    "Keras, of the logit": lambda z: cross_entropy(yes, z, from_logits=True),
}
losses, slopes = {}, {}
for name, way in ways.items():
    z = tf.Variable([[0.0], [-5.0], [-20.0], [-200.0]])
    with tf.GradientTape() as tape:
        loss = way(z)
    losses[name] = loss.numpy().ravel()
    slopes[name] = tape.gradient(loss, z).numpy().ravel()
    print(f"{name:22} loss", losses[name].round(2), " slope", slopes[name].round(3))

# %% [markdown]
# By the first way $e^{200}$ overflows, $\hat y$ becomes 0, its log $-\infty$, and the slope not a number. Keras clips a bare probability to at least $10^{-7}$ (through a layer's own sigmoid it sees, back to the logit): beyond a loss of 16 the **slope is 0, just where the network is most wrong**. Only the third way tells the truth. Since $1 - \sigma(z) = \sigma(-z)$,
#
# $$-\log\sigma(z) = \log(1 + e^{-z}) = \mathrm{softplus}(-z), \qquad -\log(1 - \sigma(z)) = \mathrm{softplus}(z),$$
#
# and softplus has a form without overflow: $\max(z, 0) + \log(1 + e^{-|z|})$, where `exp` meets no number above 0. For large $z$ it is simply $z$. The slope of the two-class loss is what one would wish: $\sigma(z) - y$, **answer minus truth**. For $M$ classes, with $\hat y = \mathrm{softmax}(z)$ and $k$ the
# right class, $-\log\hat y_k = \log\sum_j e^{z_j} - z_k$, and the slope is $\hat y - y$ again. (NumPy's `logaddexp.reduce` adds so without overflow.) Every cross-entropy discriminator of this course returns logits.


# %%
def softplus(z):
    return np.maximum(z, 0) + np.log1p(np.exp(-abs(z)))


z = np.array([0.0, -5.0, -20.0, -200.0])
honest, clipped = "Keras, of the logit", "Keras, of the sigmoid"
assert np.allclose(softplus(-z), losses[honest], atol=1e-6), "softplus(-z) is the loss"
assert np.allclose(1 / (1 + np.exp(-z)) - 1, slopes[honest], atol=1e-6), "and its slope"
assert losses[clipped][3] < 17 and slopes[clipped][3] == 0, "This Keras clips no more?"
rows, k = np.array([[1000.0, 0.0, 3.0], [1.0, 2.0, 3.0]]), np.array([2, 0])
many = keras.losses.sparse_categorical_crossentropy(k, rows, from_logits=True)
assert np.allclose(np.logaddexp.reduce(rows, axis=1) - rows[[0, 1], k], many, rtol=1e-6), (
    "M classes"
)

# %% [markdown]
# > **Warning: one sigmoid, not two, not none.** With `from_logits=True`, the last layer must have *no* activation. If it has a sigmoid of Keras's own, this Keras goes back to the logit and warns; of a bare `tf.sigmoid` it knows nothing, and takes the probability for a logit: training goes on, but you will see that the loss of the surest right
# > answer never falls below softplus(−1) = 0.31 for a *yes* and softplus(0) = 0.69 for a *no*. And without `from_logits=True`, logits are taken for probabilities, and clipped: many get no slope.

# %%
for y in ([[1.0]], [[0.0]]):  # sure and right: the sigmoid has already said so
    print(y, "costs", cross_entropy(y, y, from_logits=True).numpy())

# %% [markdown]
# ### Exercise 03.3: the loss of a discriminator
#
# *About 10 minutes, level 2 of 3.*
#
# Return the mean of $-y\log\sigma(z) - (1 - y)\log(1 - \sigma(z))$ over the logits `z` (n,), with `y` (n,) each 0 or 1, in NumPy. Logits of ±1000 must not overflow.


# %%
def logistic_loss(z, y):
    """Return the mean two-class cross-entropy of the logits z (n,), given y (n,), 0 or 1."""
    ### BEGIN SOLUTION
    wrong_way = np.where(y == 1, -z, z)
    return np.mean(np.maximum(wrong_way, 0) + np.log1p(np.exp(-np.abs(z))))
    ### END SOLUTION


# %%
check("03.3", logistic_loss)

# %% [markdown]
# ### Exercise 03.4: the slope for many classes
#
# *About 10 minutes, level 2 of 3.*
#
# `logits` (n, M), `labels` (n,) whole numbers from 0 to M − 1. Return the slope of the *mean* cross-entropy over the n rows, in each logit: an array (n, M). Logits of ±1000 must not overflow.


# %%
def cross_entropy_slope(logits, labels):
    """Return the gradient of the mean cross-entropy in the logits, (n, M)."""
    ### BEGIN SOLUTION
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    slope = e / e.sum(axis=1, keepdims=True)
    slope[np.arange(len(labels)), labels] -= 1
    return slope / len(labels)
    ### END SOLUTION


# %%
check("03.4", cross_entropy_slope)

# %% [markdown]
# ## 5. Cross-entropy is KL plus entropy
#
# If the truth itself is a probability $p_j$ for each class, and the answer is $q_j$, the *Kullback-Leibler divergence* says how far they are apart:
#
# $$\mathrm{KL}(p\,\|\,q) = \sum_j p_j\log\frac{p_j}{q_j}, \qquad
# \underbrace{-\sum_j p_j\log q_j}_{\text{cross-entropy}} = \mathrm{KL}(p\,\|\,q) + \underbrace{\Bigl(-\sum_j p_j\log p_j\Bigr)}_{\text{entropy: no } q \text{ in it}}.$$
#
# (Deck P has a minus in front of the first sum; then no answer would be worse than the right one.) So both ask for the same $q$, and have the same slopes; but a perfect answer has a KL of 0, and a cross-entropy of all that is uncertain in the truth.

# %%
p = rng.dirichlet([1, 1, 1], 1000)
q = rng.dirichlet([1, 1, 1], 1000)
kl, cross = (p * np.log(p / q)).sum(axis=1), -(p * np.log(q)).sum(axis=1)
entropy = -(p * np.log(p)).sum(axis=1)
print(f"cross-entropy {cross[0]:.4f} = KL {kl[0]:.4f} + entropy {entropy[0]:.4f}")
assert np.allclose(cross, kl + entropy, rtol=1e-9), "Cross-entropy is KL + entropy."

# %% [markdown]
# ## 6. What a loss gets out of a yes or no
#
# Of all patients like this one, a share $p$ is ill: $y = 1$. What answer $\hat y$ between 0 and 1 costs least on average, $p \cdot \text{loss}(\hat y, 1) + (1 - p) \cdot \text{loss}(\hat y, 0)$? We ask four losses. The fourth, the **hinge** loss, takes a score $s$ and
# $y = \pm 1$: $\max(0, 1 - y\,s)$, nothing at all for whoever is right by a margin of 1. We write $\hat y = (s + 1) / 2$ for it.
#
# **Predict:** you want to hear 0.7 where 70 % are ill. Which of the four will say so, and what do the others say?

# %%
y_hat, best = np.linspace(0.001, 0.999, 999), {}
shares = np.array([0.1, 0.3, 0.45, 0.55, 0.7, 0.9])
of_ill_and_well = {  # what the answer costs if the patient is ill, and if not
    "NLL": (-np.log(y_hat), -np.log(1 - y_hat)),
    "squared": ((1 - y_hat) ** 2, y_hat**2),
    "absolute": (1 - y_hat, y_hat),
    "hinge": (np.maximum(0, 1 - (2 * y_hat - 1)), np.maximum(0, 1 + (2 * y_hat - 1))),
}
print("share ill", shares)
for name, (ill, well) in of_ill_and_well.items():
    costs = np.outer(shares, ill) + np.outer(1 - shares, well)
    best[name] = y_hat[costs.argmin(axis=1)]
    print(f"{name:9}", best[name])

# %% [markdown]
# NLL and squared error ask for the share itself (they are *proper*). The absolute error asks for the median, and the median of yes and no is whatever there is more of; hinge does the same, and is meant to: support vector machines use it. Does a trained network do as its loss says? Two
# networks, alike but for the loss, learn from 4,000 patients with a single value $x$, for which we know the true share:


# %%
def true_share(x):
    return 1 / (1 + np.exp(0.6 - 2.2 * np.sin(2 * x)))


def draw_patients(n, rng):
    x = rng.uniform(-1.2, 2, (n, 1))
    return x, (rng.uniform(size=(n, 1)) < true_share(x)).astype(float)


def train(loss, seed=3):
    keras.utils.set_random_seed(seed)
    hidden = [keras.layers.Dense(64, "relu") for _ in range(2)]
    network = keras.Sequential([keras.Input((1,)), *hidden, keras.layers.Dense(1)])
    network.compile(keras.optimizers.Adam(3e-3), loss)
    network.fit(x_train, ill, batch_size=200, epochs=25, verbose=0)
    return network(x_new).numpy()


x_train, ill = draw_patients(4000, np.random.default_rng(1))
x_new, ill_new = draw_patients(20_000, np.random.default_rng(2))
said = {  # as a probability
    "NLL": 1 / (1 + np.exp(-train(keras.losses.BinaryCrossentropy(from_logits=True)))),
    "hinge": np.clip((train(keras.losses.Hinge()) + 1) / 2, 0, 1),  # y: 0 becomes -1
}

# %%
order = np.argsort(x_new[:, 0])[::50]
figure, axis = plt.subplots(figsize=(6, 3), layout="constrained")
axis.plot(x_new[order], true_share(x_new[order]), color="grey", linewidth=6, alpha=0.5)
for (name, answer), style in zip(said.items(), ("-", "--")):
    axis.plot(x_new[order], answer[order], style, color="black", label=name)
axis.set(title="Wide and grey: the truth", xlabel="x", ylabel="share that is ill")
axis.legend()
plots.show(
    figure,
    "The true share of the ill over x, a wave. The NLL network follows it closely; the hinge network's answer is 0 or 1 on long "
    "stretches, and changes over where the wave crosses one half.",
)
right, off, cost = {}, {}, {"treat all": (1 - ill_new).mean()}
for name, answer in said.items():
    right[name] = ((answer > 0.5) == ill_new).mean()
    off[name] = abs(answer - true_share(x_new)).mean()
    cost[name] = np.where(answer > 1 / 5, 1 - ill_new, 4 * ill_new).mean()
    print(f"{name:6} right {right[name]:.1%}, off the truth by {off[name]:.2f} on average")
print("cost of a patient:", {name: round(float(value), 2) for name, value in cost.items()})

# %% [markdown]
# As yes or no they are equally good, within a few patients in a hundred. But only one is nearly **calibrated** (of those to whom a calibrated one gives 20 %, 20 % are ill): its answers lie some 0.03 from the true share on average, the other's more than 0.1. What does calibration buy? Suppose that a missed illness costs 4, and a needless treatment 1. Then treat
# whom you give more than 1/5, as $4 \hat y > 1 - \hat y$ there. The last line of the output is what a patient costs on average: by hinge more, since it puts patients with a share between 0.2 and 0.5, whom one should treat, near 0.
#
# Where hinge has its way, all shares above one half get one score, and no rule tells them apart again (to clip it is our choice).

# %%
worse = "Not as in our runs: were both networks trained to the end?"
assert abs(right["NLL"] - right["hinge"]) < 0.03, worse
assert off["NLL"] < 0.08 and off["hinge"] > 0.1, worse
assert cost["NLL"] < cost["hinge"], worse
proper, hard = [best["NLL"], best["squared"]], [best["absolute"], best["hinge"]]
assert np.allclose(proper, shares) and np.allclose(hard, shares > 0.5, atol=0.0011), worse

# %% [markdown]
# ## 7. All of them, mended, beside Keras's
#
# Where deck P sums, Keras takes means: over the $N$ rows and, but for categorical cross-entropy and KL, over the $M$ outputs of a row. The minimum does not mind; the learning rate of plain gradient descent does: a slope $N$ times as large makes steps $N$ times as large. With $N = 6$ rows of $M = 3$ outputs:

# %%
N, M = 6, 3
y, y_hat = rng.uniform(0.2, 3, (2, N, M))
sign, score = rng.choice([-1.0, 1.0], (N, 1)), 2 * rng.normal(size=(N, 1))
yes, y_p = (sign + 1) / 2, 1 / (1 + np.exp(-score))
one_of, p = np.eye(M)[rng.integers(M, size=N)], rng.dirichlet([1] * M, N)
q = rng.dirichlet([1] * M, N)
classification = {  # what one answer costs, and its slope, as in `regression`
    "hinge": (lambda s, y: np.maximum(0, 1 - y * s), lambda s, y: -y * (y * s < 1)),
    "binary": (
        lambda q, y: -(y * np.log(q) + (1 - y) * np.log(1 - q)),
        lambda q, y: (q - y) / (q * (1 - q)),
    ),
    "categorical": (lambda q, y: -y * np.log(q), lambda q, y: -y / q),
    "KL": (lambda q, p: p * np.log(p / q), lambda q, p: -p / q),
}

# %%
twins = {  # deck P's factor in front of the sum, answer, truth, Keras's function, the ratio
    "MSE": (1 / (2 * N), y_hat, y, "mean_squared_error", M / 2),
    "MAE": (1 / (2 * N), y_hat, y, "mean_absolute_error", M / 2),
    "MSLE": (1 / N, y_hat, y, "mean_squared_logarithmic_error", M),
    "MAPE": (1 / N, y_hat, y, "mean_absolute_percentage_error", M),
    "hinge": (1 / N, score, sign, "hinge", 1),
    "binary": (1, y_p, yes, "binary_crossentropy", N),
    "categorical": (1, q, one_of, "categorical_crossentropy", N),
    "KL": (1, q, p, "kl_divergence", N),
}
for name, (front, answer, truth, twin, ratio) in twins.items():
    loss, slope = (regression | classification)[name]
    v, ours = tf.Variable(answer), front * loss(answer, truth).sum()
    with tf.GradientTape() as tape:
        theirs = tf.reduce_mean(getattr(keras.losses, twin)(truth, v))
    surplus = 1 if name == "categorical" else 0  # it divides a row by its sum first
    their_slope = ratio * tape.gradient(theirs, v).numpy() - surplus
    print(f"{name:11} deck P's {ours:8.4f} = {ratio:3.1f} times Keras's {theirs:8.4f}")
    assert abs(ours - ratio * theirs) < 1e-6 * ours, f"{name}: not Keras's value"
    assert np.allclose(front * slope(answer, truth), their_slope, rtol=1e-6), name

# %% [markdown]
# Each of the eight equals its twin to a millionth, value and slope, once the ratio is known.
#
# ## 8. Which loss with which output
#
# ![Three rows, from left to right: the weighted sum z, the activation, the answer y-hat, the loss. For a number: linear, then half the squared error. For two classes: sigmoid, then binary cross-entropy. For M classes: softmax, then categorical cross-entropy. Activation, answer and loss of the last two rows stand on a yellow ground: each row is computed in one step, from logits. A dashed arrow leads back in each row from the loss to z, with the same slope, y-hat minus y.](../images/03_losses.png)
#
# Output and loss come in pairs, and in each the slope in $z$ is $\hat y - y$. **Predict:** what if you pair the sigmoid with the squared error, and the network is wrong and sure of it: $y = 1$, $z = -10$?

# %%
wrong = 1 / (1 + np.exp(10.0))
print(f"cross-entropy: slope {wrong - 1:.5f}")
print(f"squared error: slope {2 * (wrong - 1) * wrong * (1 - wrong):.5f}")

# %% [markdown]
# Ten thousand times less: the sigmoid's own slope, $\hat y (1 - \hat y)$, comes in, and it is flat where the network is sure.
#
# | the answer | output and loss | asks for |
# | --- | --- | --- |
# | a number | linear, MSE | the mean |
# | a number, some of them wildly wrong | linear, MAE | the median |
# | a number above 0, where ratios count | softplus, MSLE | the mean of logs |
# | yes or no; several tags | one logit each, binary cross-entropy | a probability each |
# | yes or no, no probability needed | one score, hinge | the more frequent one |
# | one of $M$ | $M$ logits, categorical cross-entropy | $M$ probabilities |
# | a picture again (*reconstruction*), pixels in [0, 1] | logits, binary cross-entropy; or linear, MSE | section 9 |
#
# ### Exercise 03.5: choose
#
# *About 5 minutes, level 1 of 3.*
#
# `wanted` is one of `"the mean price"`, `"the median price"`, `"a population: twice and half are equally wrong"`, `"the probability of rain"`, `"a probability for each of ten digits"` (a picture shows one of them) and `"a probability for each of ten tags"` (a picture may have several). Return the loss: `"MSE"`, `"MAE"`, `"MSLE"`, `"binary"` or
# `"categorical"` (the cross-entropies).


# %%
def loss_for(wanted):
    """Return the name of the loss that asks for what is wanted."""
    ### BEGIN SOLUTION
    names = {
        "the mean price": "MSE",
        "the median price": "MAE",
        "a population: twice and half are equally wrong": "MSLE",
        "a probability for each of ten digits": "categorical",
    }
    return names.get(wanted, "binary")
    ### END SOLUTION


# %%
check("03.5", loss_for)

# %% [markdown]
# ## 9. One picture for all threes
#
# A network that gives a picture back (an autoencoder, lesson 07) is charged pixel by pixel. Where it can't know a stroke, it must name one picture for many, as we named one price. So: **which one picture stands for all threes?**
#
# **Predict:** by MSE, and by MAE: which will be blurred, which sharp? Will either be as good, by its own loss, as a real three?

# %% tags=["ending"]
pictures, labels = load_mnist("train")
threes = pictures[labels == 3][:3000].reshape(-1, 784) / 255.0
candidates = {
    "mean": threes.mean(axis=0),
    "median": np.median(threes, axis=0),
    "a real three": threes[7],
}
figure, axes = plt.subplots(1, 3, figsize=(7, 2.7), layout="constrained")
for axis, (name, picture) in zip(axes, candidates.items()):
    axis.imshow(picture.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
    axis.set(title=name, xticks=[], yticks=[])
plots.show(
    figure,
    "The mean of all threes: soft, grey at the edges, as if out of focus. Their median: smaller, and nearly black and white. "
    "A real three: sharp and complete.",
)

# %%
table = {}
for function in ("mean_squared_error", "mean_absolute_error", "binary_crossentropy"):
    loss = getattr(keras.losses, function)
    table[function] = {
        name: float(np.mean(loss(threes, np.broadcast_to(picture, threes.shape))))
        for name, picture in candidates.items()
    }
    print(
        f"{function:20}", {name: round(cost, 3) for name, cost in table[function].items()}
    )

# %% [markdown]
# MSE asks for the mean picture: blurred. MAE asks for the median: sharper edges, but what is ink in fewer than half of the threes is gone. Binary cross-entropy asks, in each pixel, for the mean again (and a grey pixel costs more than 0 even if it is met exactly: its entropy). **No real three can win**: in each pixel the best answer is fixed, by calculus, and this
# picture nobody wrote. One way out, this course's: a loss that looks at the whole of a picture, and is learnt.

# %%
best_one = [min(costs, key=costs.get) for costs in table.values()]
assert best_one == ["mean", "median", "mean"], "Each loss should prefer what it asks for."

# %% [markdown] tags=["assignment"]
# ### Question 03.A: too low costs more
#
# *About 15 minutes, level 2 of 3.*
#
# Too little insulin ordered costs more than too much. A loss charges `q` for each unit by which the guess is too low, and `1 - q` for each unit by which it is too high, where q lies between 0 and 1. Return the mean over all cases.


# %% tags=["assignment"]
def pinball_loss(y, guess, q):
    """Return the mean loss of the guesses (n,), given what came, y (n,), and the weight q."""
    ### BEGIN SOLUTION
    return np.mean(np.maximum(q * (y - guess), (q - 1) * (y - guess)))
    ### END SOLUTION


# %% tags=["assignment"]
check("03.A", pinball_loss)

# %% [markdown] tags=["assignment"]
# ### Question 03.B: KL with zeros
#
# *About 15 minutes, level 2 of 3.*
#
# `p` and `q` (n, M): in each row probabilities that add up to 1. Return KL(p ‖ q) of each row, (n,), with natural logarithms. `p` may hold zeros, which count nothing; `q` holds none.


# %% tags=["assignment"]
def kl_of_rows(p, q):
    """Return the Kullback-Leibler divergence of each row, (n,)."""
    ### BEGIN SOLUTION
    ratio = np.where(p > 0, p, q) / q
    return np.sum(p * np.log(ratio), axis=1)
    ### END SOLUTION


# %% tags=["assignment"]
check("03.B", kl_of_rows)

# %% [markdown]
# ## What to take along
#
# - A loss says which mistake costs how much, and its minimiser is what you get: MSE the mean, MAE the median, cross-entropy a calibrated probability, hinge a yes or no.
# - Likelihoods are products that underflow: take the negative log, and compute it from logits, where the slope is answer minus truth and nothing overflows.
# - Sums and means differ by a factor: harmless for the minimum, not for plain descent's learning rate.
#
# Now we know what to make small; how to get down there with a million weights is the next lesson, 04.
