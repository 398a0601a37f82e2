# %% [markdown]
# # 04 · Optimization: the gradient, divided and delayed
#
# Where to begin, how far to step, and what seven learning rules make of one and the same gradient: each of them delays it, divides it, or both.
#
# **After this lesson you can**
# - derive Xavier's and He's first weights, and see what others do to thirty layers;
# - compute the edge beyond which a learning rate fails, and tell noise from a rate too large;
# - write momentum, AdaGrad, RMSProp, AdaDelta and Adam in two to six lines each, equal to Keras's, and use curvature without ever writing down a Hessian.
#
# 30 minutes to read; about 30 seconds to run on two CPU cores. On the way you will see these seven rules walk through three landscapes:
#
# ![](ending)

# %%
import os
from collections import defaultdict

# For NumPy: one thread is faster than two on matrices as small as ours.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import ipywidgets as widgets
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from IPython.display import display
from scipy.optimize import minimize

from gan_course import plots
from gan_course.checks import check
from gan_course.data import load_mnist
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. Where to begin
#
# "Not too small, not too large", says our deck of the first weights. A sum $z = \sum_i w_i h_i$ of $n_{in}$ terms, whose weights are drawn independently, with mean 0, has the mean square
#
# $$E[z^2] = n_{in}\, \mathrm{Var}(w)\, E[h^2].$$
#
# If the activation hardly changes a number, as tanh near 0, then $E[h^2] \approx E[z^2]$ in the layer before, and sums stay the same size if Var(w) = $1/n_{in}$. A ReLU throws the negative half away, $E[h^2] = \frac12 E[z^2]$: so **He et al.
# (2015)** take $2/n_{in}$. On its way back a gradient is summed over $n_{out}$ units, which asks for $1/n_{out}$; **Xavier Glorot and Bengio (2010)** meet in the middle, $2/(n_{in} + n_{out})$. (Our deck's `xavier_init` has $2/n_{in}$: that is He's.
# The $1/n_{in}$ of its comment is older, LeCun's.)
#
# Thirty layers of 512 units, so that $n_{in} = n_{out} = n$. **Predict:** ReLUs with variance 1/n. What is left of the mean square after thirty layers?


# %%
def mean_squares(c, f, slope, layers=30, n=512):
    """Return those of the sums, layer by layer, and of the gradient at them; Var(w) = c/n."""
    rng = np.random.default_rng(4)
    h, way, sums, gradients = rng.normal(size=(16, n)), [], [], []
    for _ in range(layers):
        W = rng.normal(0, np.sqrt(c / n), (n, n))
        z = h @ W
        h = f(z)
        sums.append((z**2).mean())
        way.append((W, slope(z)))
    d = rng.normal(size=(16, n))
    for W, s in reversed(way):
        d = d * s
        gradients.append((d**2).mean())
        d = d @ W.T
    return sums, gradients[::-1]


# %%
def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


tanh = np.tanh, lambda z: 1 - np.tanh(z) ** 2
relu = lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)
logistic = sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))
starts = {  # name: c, activation
    "ReLU, He's 2/n": (2, relu),
    "tanh, Glorot's 1/n": (1, tanh),
    "ReLU, Glorot's 1/n": (1, relu),
    "sigmoid, Glorot's 1/n": (1, logistic),
    "sigmoid, 144/n": (144, logistic),
}
figure, axes = plt.subplots(1, 2, figsize=(9, 3.6), sharex=True, layout="constrained")
left = {}
for (name, (c, f)), line in zip(starts.items(), ["k-", "k--", "k-.", "C7:", "C7-"]):
    sums, gradients = mean_squares(c, *f)
    axes[0].semilogy(range(1, 31), sums, line, label=name)
    axes[1].semilogy(range(1, 31), gradients, line)
    left[name] = sums[-1] / sums[0], gradients[0] / gradients[-1]
    print(f"{name:22} sums {left[name][0]:.0e}, gradient {left[name][1]:.0e} left")
axes[0].set(title="Forwards: the sums", xlabel="layer", ylabel="mean square")
axes[1].set(title="Backwards: the gradient", xlabel="layer")
axes[0].legend(fontsize=8)
plots.show(
    figure,
    "Mean squares over 30 layers, logarithmic. Left, the sums: with Glorot's weights those of ReLUs fall "
    "straight; tanh's sink slowly, the others stay level. Right, the gradient, which comes from layer 30: "
    "ReLU with He's weights stays about level, ReLU with Glorot's falls towards layer 1, the sigmoid with "
    "Glorot's falls most steeply.",
)

# %% [markdown]
# $2^{-29}$, about a billionth, between the first layer and the thirtieth, both ways; He's factor 2 mends just that. The sigmoid is another matter: since it is never negative, its sums stay; but each layer multiplies the gradient's
# mean square by $n\,\mathrm{Var}(w)\,E[\sigma'^2]$, where $\sigma' \le \frac14$. So no weights below 16/n can keep it. Nor can 16/n itself, because larger weights also push the sums to where the sigmoid is flat:
# that is why lesson 02 had to go on to twelve times Glorot's scale, a variance of 144/n.

# %%
far = "Beyond what chance explains: is the variance c / n, and the slope that of f?"
assert 1 / 20 < left["ReLU, He's 2/n"][0] < 20 and 1 / 20 < left["ReLU, He's 2/n"][1], far
assert max(left["ReLU, Glorot's 1/n"]) < 1e-7, far
assert left["sigmoid, Glorot's 1/n"][1] < 16.0**-29 < 1e-2 < left["sigmoid, 144/n"][1], far

# %% [markdown]
# ### Exercise 04.1: first weights for a leak
#
# *About 10 minutes, level 2 of 3.*
#
# A leaky ReLU multiplies negative sums by `slope`, and leaves the others as they are. Sums are negative half of the time. Which *standard deviation* of the weights keeps the mean square of the sums, from layer to layer? (For a slope of 0 it
# is He's.)


# %%
def leaky_std(n_in, slope):
    """Return the standard deviation of the weights of a layer with n_in inputs."""
    ### BEGIN SOLUTION
    return np.sqrt(2 / ((1 + slope**2) * n_in))
    ### END SOLUTION


# %%
check("04.1", leaky_std)

# %% [markdown]
# ## 2. How far to step
#
# A valley: $f = \frac12 (x^2 + 25 y^2)$, with the curvature 1 along x and 25 along y. A step of *gradient descent*, with the learning rate a, multiplies x by 1 − a and y by 1 − 25a. In general: each direction by $1 - aL$,
# where L is its curvature.
#
# **Predict:** move the slider. Where does it get fast, and where does it fail?


# %%
def walk(rule, slope, start, rate, steps):
    """Return the points (steps + 1, ...) that a rule leads to from the start."""
    theta, s = start, defaultdict(float)  # s: what the rule remembers, 0 at first
    points = [theta]
    for _ in range(steps):
        theta = theta + rule(slope(theta), s, rate)
        points.append(theta)
    return np.array(points)


def sgd(g, s, rate):
    return -rate * g


curvature = np.array([1.0, 25.0])


def draw(rate, *others):
    rates = rate, *others
    figure, axes = plt.subplots(1, len(rates), figsize=(9, 2.6), layout="constrained")
    X, Y = np.meshgrid(np.linspace(-2.2, 2.2, 80), np.linspace(-0.8, 0.8, 80))
    for axis, rate in zip(np.atleast_1d(axes), rates):
        path = walk(sgd, lambda p: curvature * p, np.array([-2.0, 0.5]), rate, 20)
        axis.contour(X, Y, X**2 + 25 * Y**2, 8, colors="lightgrey")
        axis.plot(*path.T, "k.-", linewidth=0.8)
        axis.plot(0, 0, "*", color="#CC79A7", markersize=12)
        axis.set(title=f"rate {rate:.3f}", xlim=(-2.2, 2.2), ylim=(-0.8, 0.8), xlabel="x")
    ends = ", ".join(f"at rate {rate:.3f}" for rate in rates)
    plots.show(figure, f"Twenty steps of gradient descent in a valley, {ends}; a star: the lowest point.")


# %%
slider = widgets.FloatSlider(0.02, min=0.002, max=0.09, step=0.001, readout_format=".3f")
box = widgets.VBox([slider, widgets.interactive_output(draw, {"rate": slider})])
view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
still = "A slider for the learning rate. It moves when the notebook runs; still pictures are below."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": still}, raw=True)

# %% [markdown]
# Its still twin:

# %%
draw(0.004, 0.04, 0.077, 0.085)

# %% [markdown]
# Too small, and x hardly moves. Too large, and y leaves its valley: with $|1 - aL| > 1$, that is **beyond $a = 2/L$**, each step takes it further away, and the *largest* L decides, here 2/25 = 0.08. The *smallest* L sets the pace: while y is kept
# in bounds, x can shrink by no more than a factor $1 - 0.08$ a step. So the ratio of the two, the *condition number*, is what makes a valley slow.
#
# Where the loss is quadratic, the edge can be computed. Here a straight line is to tell odd digits from even ones, by least squares, from pictures shrunk to 14×14; L is the largest eigenvalue of the matrix of second derivatives, the *Hessian*, $X^T X / n$.


# %%
def small_digits(rows):
    """Return digits of 14x14 pixels in [0, 1], (n, 196), and their labels."""
    pictures, labels = load_mnist("train")
    x = pictures[rows].reshape(-1, 14, 2, 14, 2).mean(axis=(2, 4)).reshape(-1, 196)
    return np.float32(x / 255), labels[rows].astype(int)


x, y = small_digits(slice(20_000))
X, odd = x[:5000].astype("float64"), 2.0 * (y[:5000] % 2) - 1
H, b = X.T @ X / len(X), X.T @ odd / len(X)
edge, loss = 2 / np.linalg.eigvalsh(H)[-1], {}
for share in (0.5, 0.99, 1.01):
    w = walk(sgd, lambda w: H @ w - b, np.zeros(196), share * edge, 1000)[-1]
    loss[share] = ((X @ w - odd) ** 2).mean() / 2
    print(f"{share} of the edge {edge:.4f}: loss {loss[share]:.3g} after 1,000 steps")

# %% [markdown]
# Two in a hundred decide. A network's loss is no quadratic, and its curvature changes on the way: there one tries rates three times apart, and stays well below the first that fails.

# %%
assert loss[0.99] < 0.5 < 1e3 < loss[1.01], "Another edge: is L the largest eigenvalue of H?"

# %% [markdown]
# ### Exercise 04.2: the edge
#
# *About 10 minutes, level 2 of 3.*
#
# Mind the factor: this loss is `((X @ w - t) ** 2).mean()`, without ½. Up to which learning rate does gradient descent on it not run away?


# %%
def largest_rate(X):
    """Return the edge for least squares on the inputs X (n, features)."""
    ### BEGIN SOLUTION
    return len(X) / np.linalg.eigvalsh(X.T @ X)[-1]
    ### END SOLUTION


# %%
check("04.2", largest_rate)

# %% [markdown]
# ## 3. Mini-batches, and rates that fall
#
# A step that looks at all pictures is dear. *Stochastic* gradient descent looks at a few: their mean gradient is right on average, and noisy. **Predict:** a batch four times as large; how much smaller is the noise's variance?
#
# The network for this, and for the race in section 6, is 196-32-10 with ReLUs and He's weights; its gradient by lesson 01's backpropagation, and all its weights in one long array θ.


# %%
def new_network(seed):
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, np.sqrt(2 / 196), (196, 32))
    W2 = rng.normal(0, np.sqrt(2 / 32), (32, 10))
    parts = W1, np.zeros(32), W2, np.zeros(10)
    return np.concatenate([np.float32(p).ravel() for p in parts])


def unpack(theta):
    W1, b1, W2, b2 = np.split(theta, [6272, 6304, 6624])
    return W1.reshape(196, 32), b1, W2.reshape(32, 10), b2


def forward(theta, x, y):
    """Return the hidden layer, the log-probabilities and the loss."""
    W1, b1, W2, b2 = unpack(theta)
    h = np.maximum(x @ W1 + b1, 0)
    z = h @ W2 + b2
    log_p = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
    return h, log_p, -log_p[np.arange(len(x)), y].mean()


# %%
def gradient(theta, x, y):
    h, log_p, _ = forward(theta, x, y)
    d2 = (np.exp(log_p) - np.eye(10, dtype="float32")[y]) / np.float32(len(x))
    d1 = d2 @ unpack(theta)[2].T * (h > 0)
    parts = x.T @ d1, d1.sum(axis=0), h.T @ d2, d2.sum(axis=0)
    return np.concatenate([p.ravel() for p in parts])


rng, theta, noise = np.random.default_rng(4), new_network(4), {}
for n in (1, 4, 16, 64, 256):
    rows = rng.integers(len(x), size=(300, n))
    noise[n] = np.var([gradient(theta, x[r], y[r]) for r in rows], axis=0).sum()
    print(f"batch {n:3}: variance {noise[n]:8.4f}, times n {n * noise[n]:.3f}")

# %% [markdown]
# A quarter: the variance goes as 1/n, so the error itself as $1/\sqrt n$ only, while the cost goes as n. That is why batches are small. But the noise keeps θ from settling. The smallest model of it: $f = \frac12 x^2$, and a slope that is wrong by a random number of variance 1 at every step.
# At a constant rate a, $\mathrm{Var}(x)$ settles where $(1 - a)^2\, \mathrm{Var}(x) + a^2 = \mathrm{Var}(x)$, at $a / (2 - a)$.
#
# **Predict:** 500 steps at 0.5, or at 0.05, or along half a cosine wave from 0.5 to 0 (a *schedule*). Who is where at step 20, who at the end?


# %%
def falling(rate, t, steps):
    return rate * (1 + np.cos(np.pi * t / steps)) / 2


steps, floor = 500, {}
schedules = {
    "0.5": lambda t: 0.5,
    "0.05": lambda t: 0.05,
    "0.5, falling": lambda t: falling(0.5, t, steps),
}
figure, axis = plt.subplots(figsize=(6, 3.2), layout="constrained")
for (name, rate), line in zip(schedules.items(), ["k:", "k--", "C7-"]):
    many, squares = np.full(2000, 10.0), []
    for t in range(1, steps + 1):
        many = many - rate(t) * (many + rng.normal(size=2000))
        squares.append((many**2).mean())
    axis.semilogy(squares, line, label=name)
    floor[name] = np.mean(squares[-20:])
axis.set(title="A slope with noise", xlabel="step", ylabel="mean of x² in 2,000 runs")
axis.legend(title="rate")
plots.show(
    figure,
    "Mean squared distance over 500 steps, logarithmic. Rate 0.5 falls at once to a floor of a third and "
    "stays; 0.05 falls slowly to a much lower floor; the falling rate falls at once, and goes on falling "
    "to the lowest value of the three.",
)

# %% [markdown]
# Large rates are fast and stay far, small rates are slow and come near; a falling one has both. (So a loss that stops falling may be at its noise's floor: lower the rate before you believe that it has learnt all it can.) Halving every so many epochs, or 1/t, does the same as our cosine.

# %%
off = "The noise's variance should go as 1/n: were the batches drawn at random?"
assert all(0.7 < n * noise[n] / noise[1] < 1.4 for n in noise), off
for name, a in (("0.5", 0.5), ("0.05", 0.05)):
    assert 0.8 < floor[name] * (2 - a) / a < 1.2, "The floor is a / (2 - a)."
assert floor["0.5, falling"] < floor["0.05"] / 3, "Did the schedule reach 0?"

# %% [markdown]
# ## 4. Seven rules, one sentence
#
# Whoever cannot change the landscape can change the step. Two things can be done with a gradient g: **delay** it, by adding up the last ones, so that what goes to and fro cancels and what persists adds up; and **divide** each of its numbers by how
# large it usually is, so that steep and flat directions get equal steps.
#
# ![A block diagram. The gradient g goes two ways. Above, delay: m becomes keep times m plus g, used by momentum, Nesterov and Adam. Below, it is squared, and v becomes a sum or a fading mean of g squared, of which the root is taken: divide, used by AdaGrad, RMSProp, AdaDelta and Adam. Both meet: the step is minus the rate times m, divided by the root of v. It moves theta, and there the next gradient is taken.](../images/04_rules.png)
#
# | rule | what is divided | by |
# | --- | --- | --- |
# | gradient descent | g | 1 |
# | momentum (Polyak 1964) | a fading sum of g | 1 |
# | Nesterov's momentum (1983) | the same, one step ahead | 1 |
# | AdaGrad (Duchi et al. 2011) | g | the root of the sum of all g² so far |
# | RMSProp (Hinton's course, 2012; no paper) | g | the root of a *fading mean* of g² |
# | AdaDelta (Zeiler 2012) | g times the root of a fading mean of its own squared steps | the same |
# | Adam (Kingma & Ba 2015) | a fading mean of g | the same |
#
# ### Exercise 04.3: Adam, from its Algorithm 1
#
# *About 15 minutes, level 2 of 3.*
#
# The longest of them is yours; ours follows. This is what the paper does at step t = 1, 2, …; all operations are element by element, and m and v begin as 0.
#
# > $g_t$: the gradient at $\theta_{t-1}$<br>
# > $m_t \leftarrow \beta_1 m_{t-1} + (1 - \beta_1)\, g_t$<br>
# > $v_t \leftarrow \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2$<br>
# > $\hat m_t \leftarrow m_t / (1 - \beta_1^t)$<br>
# > $\hat v_t \leftarrow v_t / (1 - \beta_2^t)$<br>
# > $\theta_t \leftarrow \theta_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat v_t} + \epsilon)$
#
# `gradients` (t, n) holds those of steps 1 to t, already computed; α is 0.001, β₁ 0.9, β₂ 0.999, ε 10⁻⁸. How far has θ moved in the end?


# %%
def adam_moves(gradients):
    """Return by how much Adam has moved theta (n,) after these gradients (t, n), from the first to the last."""
    ### BEGIN SOLUTION
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        moved = moved - 0.001 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved
    ### END SOLUTION


# %%
check("04.3", adam_moves)

# %% [markdown]
# Here are all (`sgd` you know). `s` is what a rule remembers.


# %%
def momentum(g, s, rate, keep=0.9):
    s["m"] = keep * s["m"] - rate * g
    return s["m"]


def nesterov(g, s, rate, keep=0.9):
    return keep * momentum(g, s, rate, keep) - rate * g


def adagrad(g, s, rate):
    s["v"] = s["v"] + g**2
    return -rate * g / np.sqrt(s["v"] + 1e-7)


def rmsprop(g, s, rate, keep=0.9):
    s["v"] = keep * s["v"] + (1 - keep) * g**2
    return -rate * g / np.sqrt(s["v"] + 1e-7)


# %%
def adadelta(g, s, rate, keep=0.95):
    s["v"] = keep * s["v"] + (1 - keep) * g**2
    step = -np.sqrt(s["d"] + 1e-7) / np.sqrt(s["v"] + 1e-7) * g
    s["d"] = keep * s["d"] + (1 - keep) * step**2
    return rate * step


def adam(g, s, rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    s["t"] += 1
    s["m"] = beta_1 * s["m"] + (1 - beta_1) * g
    s["v"] = beta_2 * s["v"] + (1 - beta_2) * g**2
    m_hat = s["m"] / (1 - beta_1 ** s["t"])
    v_hat = s["v"] / (1 - beta_2 ** s["t"])
    return -rate * m_hat / (np.sqrt(v_hat) + epsilon)


# %% [markdown]
# m starts at 0, so a mean over one step is too small by the factor $1 - \beta_1$; the hats make up for it. Adam's first step is then −α times the *sign* of g, whatever its size. So is AdaGrad's: one of our decks says that it never raises the rate above
# the one that it began with, but to a first slope of 0.01 it gives a hundred times the rate. What is true is that its rate only falls.
#
# Against their twins in Keras, 100 steps in float64:

# %%
optimizers = keras.optimizers
twins = {
    sgd: optimizers.SGD(0.125),
    momentum: optimizers.SGD(0.125, momentum=0.9),
    nesterov: optimizers.SGD(0.125, momentum=0.9, nesterov=True),
    adagrad: optimizers.Adagrad(0.125, initial_accumulator_value=0.0),
    rmsprop: optimizers.RMSprop(0.125, rho=0.9),
    adadelta: optimizers.Adadelta(0.125, rho=0.95),
    adam: optimizers.Adam(0.125, epsilon=1e-7),
}
gradients, apart = rng.normal(size=(100, 50)) * np.logspace(-8, 0, 50), {}
for rule, twin in twins.items():
    ours, s, theirs = np.zeros(50), defaultdict(float), keras.Variable(np.zeros(50), dtype="float64")
    for g in gradients:
        ours = ours + rule(g, s, 0.125)
        twin.apply([tf.constant(g)], [theirs])
    apart[rule.__name__] = abs(ours - theirs.numpy()).max()
    print(f"{rule.__name__:9} {apart[rule.__name__]:.1e} apart after 100 steps")

# %% [markdown]
# Six agree; Adam does not, with the slopes as small as 10⁻⁸ that we gave it.
#
# > **Warning: two epsilons.** Keras divides before it corrects: its ε is the paper's times $\sqrt{1 - \beta_2^t}$. Where slopes are near ε you will see an Adam that hardly moves there, or moves far too much, after you "ported" a setting of another library.
# > AdaGrad has a trap like it: Keras's sum begins at 0.1 unless you say otherwise.

# %%
ours, s, theirs = np.zeros(50), defaultdict(float), keras.Variable(np.zeros(50), dtype="float64")
twin = optimizers.Adam(0.125, epsilon=1e-7)
for t, g in enumerate(gradients, start=1):
    ours = ours + adam(g, s, 0.125, epsilon=1e-7 / np.sqrt(1 - 0.999**t))
    twin.apply([tf.constant(g)], [theirs])
matched = abs(ours - theirs.numpy()).max()
print(f"adam, its epsilons matched: {matched:.1e} apart after 100 steps")

# %% [markdown]
# Now they are one, but for rounding.

# %%
assert matched < 1e-6 < 1e-2 < apart.pop("adam"), "Matched, they should agree; else not."
assert max(apart.values()) < 1e-6, "Not Keras's rule: have its default settings changed?"

# %% [markdown]
# ## 5. Three landscapes
#
# A valley a hundred times as steep across as along; the same valley, turned by 45°; and a *saddle*, from which a faint slope leads down to a minimum on either side. Every rule starts at the same ten points, has the same 41 rates to choose from, and takes the one with
# which it arrives soonest: the first step from which on it *stays* within 0.05 of a minimum. A rate that leaves the picture is out.
#
# **Predict:** who is fast in the valley, who in the turned one, and who gets off the saddle?


# %%
narrow, half = np.diag([1.0, 100.0]), np.sqrt(0.5)
turn = np.array([[half, half], [-half, half]])
landscapes = {  # name: slope, start, minimum (or its mirror image)
    "valley": (lambda p: p @ narrow, [-1.8, 0.6], [0, 0]),
    "turned": (lambda p: p @ turn.T @ narrow @ turn, [-1.8, 0.6] @ turn, [0, 0]),
    "saddle": (
        lambda p: np.stack([p[..., 0], (p[..., 1] ** 3 - p[..., 1]) / 50], axis=-1),
        [-1.5, 0.01],
        [0, 1],
    ),
}
rules, rates = [*twins], 2.0 ** np.arange(-12, 8.5, 0.5)
near = np.random.default_rng(0).uniform(0.7, 1.3, (10, 1, 1))


def best_walk(rule, slope, start, minimum, steps=500):
    """Return the mean step of arrival, the best rate, and the points (steps + 1, 2) of a walk."""
    starts = near * np.tile(np.float64(start), (len(rates), 1))  # (10, rates, 2)
    with np.errstate(all="ignore"):  # rates beyond the edge overflow
        points = walk(rule, slope, starts, rates[:, None], steps)
        mirrored = np.where(points[..., 1:] < 0, -1, 1) * points
        late = ~(np.linalg.norm(mirrored - minimum, axis=-1) < 0.05)
    late |= ~(abs(points) < 2.5).all(axis=(0, 3))  # left the picture
    last = np.where(late, np.arange(steps + 1)[:, None, None], -1).max(axis=0)
    arrival = (last + 1).mean(axis=0)
    best = arrival.argmin()
    return arrival[best], rates[best], points[:, 0, best]


found = {
    name: [best_walk(rule, *landscape) for rule in rules]
    for name, landscape in landscapes.items()
}

# %% tags=["ending"]
figure, axes = plt.subplots(3, 7, figsize=(11, 5), sharey="row", layout="constrained")
heights = {
    "valley": lambda x, y: x**2 + 100 * y**2,
    "turned": lambda x, y: (x - y) ** 2 + 100 * (x + y) ** 2,
    "saddle": lambda x, y: 2 * x**2 + y**4 / 4 - y**2 / 2,
}
x_grid, y_grid = np.meshgrid(np.linspace(-2.2, 1.2, 60), np.linspace(-1.7, 1.4, 60))
for row, (name, walks) in zip(axes, found.items()):
    for axis, rule, (arrival, rate, points) in zip(row, rules, walks):
        axis.contour(x_grid, y_grid, heights[name](x_grid, y_grid), 8, colors="lightgrey")
        axis.plot(*points[: arrival + 1].T, "k.-", linewidth=0.7, markersize=3)
        axis.plot(*landscapes[name][2], "*", color="#CC79A7", markersize=8)
        axis.set(xlim=(-2.2, 1.2), ylim=(-1.7, 1.4), xticks=[], yticks=[])
        axis.set_xlabel(f"{arrival} steps", fontsize=9)
    row[0].set_ylabel(name)
for axis, rule in zip(axes[0], rules):
    axis.set_title(rule.__name__)
plots.show(
    figure,
    "The paths of seven rules in three landscapes, the number of steps below each. In the valley gradient "
    "descent zigzags across, momentum swings, AdaGrad is there at once. In the turned one the same paths of "
    "gradient descent and momentum are turned with it, while AdaGrad's zigzags, too. On the saddle all cross "
    "to the ridge, then go up along it to the minimum.",
)

# %% [markdown]
# The three that do not divide, do not notice the turn. AdaGrad, which has its own rate for each axis, is in the valley at once; in the turned one, where neither axis is steep or flat, it is slower than gradient descent. All that divide lose by
# the turn, Adam least: it delays, too. On the saddle, where "momentum helps to get out of spots where it would be stuck" (one of our decks), it does; and so does dividing, because that makes a faint slope as good as a steep one.
#
# Don't read it as a ranking: RMSProp and Adam keep taking steps of about the rate's size, here at a constant rate, and can only *stay* within 0.05 if that is small; AdaDelta begins with tiny steps.

# %%
arrivals = {n: {r.__name__: w[0] for r, w in zip(rules, ws)} for n, ws in found.items()}
valley, aslant, saddle = (arrivals[name] for name in landscapes)
for name in ("sgd", "momentum", "nesterov"):
    assert abs(valley[name] - aslant[name]) < 2, f"{name} should not notice the turn."
for name in ("adagrad", "rmsprop", "adadelta", "adam"):
    assert valley[name] < aslant[name], f"{name} should lose by the turn."
assert valley["adagrad"] < 20 < valley["sgd"] < aslant["adagrad"], "Is AdaGrad's sum fresh?"
assert max(saddle, key=saddle.get) == "sgd", "Gradient descent should leave last."

# %% [markdown]
# ## 6. A race on digits
#
# Toys are one thing. In `benchmarks/optimizers.py` the rules above train the network of section 3, on batches of 64. Each tries the same eleven rates, from 0.0001 to 10, with two seeds, and takes the one with which it first reads 93 % of held-out digits right; then it runs with
# six other seeds, on other held-out digits. All **recorded**, but for one run, **live**.
#
# **Predict:** by what factor does the best rule beat plain gradient descent?


# %%
def race(rule, rate, seed, x_held, y_held, falls=False, steps=1000):
    """Return the held-out loss and the share of right answers, every 20 steps."""
    theta, s, losses, right = new_network(seed), defaultdict(float), [], []
    order = np.random.default_rng(seed)
    for t in range(1, steps + 1):
        some = order.integers(len(x), size=64)
        g = gradient(theta, x[some], y[some])
        theta = theta + rule(g, s, falling(rate, t, steps) if falls else rate)
        if t % 20 == 0:
            _, log_p, loss = forward(theta, x_held, y_held)
            losses.append(float(loss))
            right.append(float((log_p.argmax(axis=1) == y_held).mean()))
    return losses, right


table = load_recorded("optimizers")
tuning, runs = (table[table["part"] == part] for part in ("tuning", "race"))
names = list(dict.fromkeys(table["rule"]))
chosen = {name: runs["rate"][runs["rule"] == name][0] for name in names}
_, right = race(adam, chosen["adam"], 0, *small_digits(slice(55_000, 57_000)))
live = 20 * (1 + int(np.argmax(np.array(right) >= 0.93)))

# %%
figure, axes = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
for name, line in zip(names[:7], ["k-", "k--", "k:", "C1o-", "C7s-", "C9^-", "C4v-"]):
    own = tuning[tuning["rule"] == name]
    loss = own["loss"].reshape(-1, 2).mean(axis=1)
    axes[0].loglog(own["rate"][::2], loss, line, label=name, markersize=4)
axes[0].set(title="Two seeds, all rates", ylim=(0.15, 4), xlabel="rate")
axes[0].set_ylabel("loss after 1,000 steps")
axes[0].legend(fontsize=8)
for place, name in enumerate(names):
    own = runs["steps"][runs["rule"] == name]
    axes[1].plot(own, np.full(len(own), place), "ko", alpha=0.5)
    print(f"{name:13} rate {chosen[name]:<6g} median {np.median(own):4.0f} steps, {own.min()} to {own.max()}")
axes[1].plot(live, names.index("adam"), "*", color="#CC79A7", markersize=14)
axes[1].set(title="Six seeds, best rate", xlabel="steps to 93 %", yticks=range(9))
axes[1].set_yticklabels(names)
axes[1].invert_yaxis()
plots.show(figure, "TODO")
print("live: adam,", live, "steps")

# %% [markdown]
# TODO
#
# ## 7. Dividing by the curvature itself
#
# Everything so far used first derivatives: for one loss and n weights the *Jacobian* is a single row, the gradient. The Jacobian of the gradient is the **Hessian** H, n × n. Newton divides by all of it, $-H^{-1} g$: the turned valley is no obstacle to that.
#
# **Predict:** one Newton step in the turned valley, and one from the saddle's starting point. Where do they end?

# %%
for name, hessian in (
    ("turned", turn.T @ narrow @ turn),
    ("saddle", np.diag([1, (3 * 0.01**2 - 1) / 50])),
):
    slope, start, _ = landscapes[name]
    end = start - np.linalg.solve(hessian, slope(np.array(start)))
    print(f"{name}: from {np.round(start, 3)} to {np.round(end, 6) + 0}")

# %% [markdown]
# At the minimum; and on the saddle itself. **Warning:** Newton goes where the slope is 0, be it a minimum, a saddle or a maximum; with negative curvature you will see the gradient vanish while the loss stays high.
#
# And H is large: for our 6,634 weights 44 million numbers. Two ways round it. **Conjugate gradient** solves H x = b from products H v alone: momentum again, whose two numbers are computed in each step from the curvature along its way, instead of chosen.


# %%
def conjugate_gradient(times, b, steps):
    """Return x with H x = b, nearly; times(v) returns H v."""
    x, r = np.zeros_like(b), b
    d = r
    for _ in range(steps):
        Hd = times(d)
        rate = r @ r / (d @ Hd)
        x = x + rate * d
        new = r - rate * Hd
        d = new + new @ new / (r @ r) * d  # the delay
        r = new
    return x


rng = np.random.default_rng(4)
Q = np.linalg.qr(rng.normal(size=(10, 10)))[0]
H10 = Q @ np.diag(np.geomspace(1, 100, 10)) @ Q.T
b10 = rng.normal(size=10)
solution, off = np.linalg.solve(H10, b10), {}
for steps in (5, 9, 10):
    off[steps] = abs(conjugate_gradient(lambda v: H10 @ v, b10, steps) - solution).max()
    plain = walk(sgd, lambda p: H10 @ p - b10, np.zeros(10), 2 / 101, steps)[-1]
    print(f"{steps:2} steps: off by {off[steps]:.0e}; gradient descent by {abs(plain - solution).max():.0e}")

# %% [markdown]
# In n dimensions, n steps. The other way: get **H v without H**, by differentiating once more. **Hessian-free** training is Newton with its division done by conjugate gradient, on such products. **L-BFGS** guesses the division from its last ten steps and what they did to
# the gradient. SciPy has both. The task: digits by a single softmax layer, 1,960 weights, 500 pictures, a small penalty on θ².

# %%
X, labels = tf.constant(x[:500], "float64"), y[:500]


def derivatives(theta, v=None, full=False):
    """Return the loss and its gradient; given v, H v; if full, H."""
    with tf.GradientTape() as outer:
        outer.watch(theta)
        with tf.GradientTape() as inner:
            inner.watch(theta)
            logits = X @ tf.reshape(theta, (196, 10))
            ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            loss = tf.reduce_mean(ce) + 0.001 * tf.reduce_sum(theta**2)
        g = inner.gradient(loss, theta)
    if full:
        return outer.jacobian(g, theta)
    return (loss, g) if v is None else outer.gradient(g, theta, output_gradients=v)


first = tf.function(lambda theta: derivatives(theta))
product = tf.function(lambda theta, v: derivatives(theta, v))
theta, v = (tf.constant(rng.normal(size=1960) / 10) for _ in range(2))
full = derivatives(theta, full=True).numpy()
apart = abs(full @ v.numpy() - product(theta, v).numpy()).max()
print(f"H v with and without H: {apart:.0e} apart; H has {full.nbytes / 1e6:.0f} MB")

# %% [markdown]
# **Predict:** a pass is one gradient, or one product H v, over all 500 pictures. How many does each need to come within 0.001 of the lowest loss?


# %%
def follow(method, **options):
    """Return (passes, loss) along a run of SciPy's minimize, or of gradient descent."""
    seen, passes = [], 0

    def value(theta):
        nonlocal passes
        passes += 1
        loss, g = first(tf.constant(theta))
        seen.append((passes, float(loss)))
        return loss.numpy(), g.numpy()

    def times(theta, v):
        nonlocal passes
        passes += 1
        return product(tf.constant(theta), tf.constant(v)).numpy()

    if method == "sgd":
        walk(sgd, lambda theta: value(theta)[1], np.zeros(1960), steps=300, **options)
    else:
        hessp = times if method == "Newton-CG" else None
        minimize(value, np.zeros(1960), jac=True, hessp=hessp, method=method, **options)
    return np.array(seen).T


follows = {f"gradient descent, {rate}": follow("sgd", rate=rate) for rate in (0.03, 0.1, 0.3)}
follows["Hessian-free"] = follow("Newton-CG", options={"maxiter": 20})
follows["L-BFGS"] = follow("L-BFGS-B", options={"maxiter": 300, "gtol": 1e-7, "ftol": 0})

# %%
lowest, needed = min(loss.min() for _, loss in follows.values()), {}
figure, axis = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
for (name, (passes, loss)), line in zip(follows.items(), ["k:", "k--", "k-.", "C4o-", "C9-"]):
    axis.semilogy(passes, loss - lowest + 1e-12, line, label=name, markersize=4)
    there = loss < lowest + 1e-3
    needed[name] = passes[there.argmax()] if there.any() else np.inf
    print(f"{name:22} {needed[name]:4.0f} passes")
axis.set(title="One layer, all pictures", xlabel="passes", ylabel="loss above the lowest")
axis.set(xlim=(0, 300), ylim=(1e-10, 10))
axis.legend()
plots.show(figure, "TODO")
