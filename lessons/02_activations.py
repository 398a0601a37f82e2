# %% [markdown]
# # 02 · Activations: what bends the line
#
# Between two layers stands one small function, applied to each number; it decides whether depth is worth anything, whether a gradient comes through thirty layers, and
# what a network can answer at all.
#
# **After this lesson you can**
# - write the eight common activations and their slopes in a line each, in forms that don't overflow;
# - say, by measuring, why deep networks gave up the sigmoid, and what kills a ReLU;
# - choose the activation of an output layer, and show what goes wrong with another.
#
# 25 minutes to read; about 60 seconds to run on two CPU cores. What you will have measured:
#
# ![Curves of the size of the first layer's gradient against the number of hidden layers, from 1 to 30, on a logarithmic axis. With sigmoid it falls by many powers of ten, with ReLU and Glorot's initialisation by several, with tanh and with ReLU and He's initialisation hardly.](../images/02_ending.png)

# %%
import time
import warnings

import ipywidgets as widgets
import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from IPython.display import display
from keras import activations, layers

from gan_course import plots
from gan_course.checks import check
from gan_course.data import load_mnist

# %% [markdown]
# ## 1. Without a bend, depth is worth nothing
#
# **Predict:** thirty layers, thirty matrices, no activation between them. How many layers does it take to do the same?

# %%
rng = np.random.default_rng(0)
matrices = rng.normal(size=(30, 8, 8)) / np.sqrt(8)
x = h = rng.normal(size=(5, 8))
for W in matrices:
    h = h @ W
one = np.linalg.multi_dot(matrices)
print("shape of the one matrix that does the same:", one.shape)
assert np.allclose(h, x @ one, rtol=1e-6, atol=1e-6 * abs(h).max())

# %% [markdown]
# One. A product of matrices is a matrix (and the biases melt into one bias), so thirty linear layers are one linear layer that is slow. What sets a
# network free is a bend between them: then no single matrix can stand for both sides of it. Even the simplest bend, cutting off
# what is negative, will do: $f(a + b)$ is no longer $f(a) + f(b)$.

# %%
a, b = np.array([2.0, -3.0]), np.array([-1.0, 4.0])
print(
    "ReLU of the sum:",
    np.maximum(a + b, 0),
    " sum of the ReLUs:",
    sum(np.maximum([a, b], 0)),
)
assert not np.allclose(np.maximum(a + b, 0), np.maximum(a, 0) + np.maximum(b, 0))

# %% [markdown]
# ## 2. Forms that don't overflow
#
# Before we draw them all: three of the formulas that our decks give are true on paper and break on a computer. **Predict:** what do these
# print?

# %%
z = np.array([-1000.0, 0.0, 1000.0])
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print("sigmoid:", 1 / (1 + np.exp(-z)))
    print("tanh:   ", (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)))
    print("softmax:", np.exp(z) / np.exp(z).sum())
print("warnings:", *sorted({str(w.message) for w in caught}), sep="\n  ")

# %% [markdown]
# $e^{1000}$ is larger than any number that a computer's float holds, so it becomes `inf`. One over inf is 0: the sigmoid is right, by luck. But inf / inf
# is `nan`, *not a number*.
#
# > **Warning: nan.** One `nan` in a loss makes its gradients `nan`, and one step later the weights. You will see `loss: nan` from some epoch on, and nothing
# > brings it back. Look for an exp, a log or a division before that.
#
# The cure: rewrite the formula so that `exp` is only ever given numbers ≤ 0. For the softmax, subtract the same number from all
# of them; that changes nothing, since it cancels in the fraction:
#
# $$\text{softmax}(z)_i = \frac{e^{z_i}}{\sum_j e^{z_j}} = \frac{e^{z_i - m}}{\sum_j e^{z_j - m}}$$
#
# ### Exercise 02.1: a safe softmax
#
# Which $m$ is a good choice? Write it for many rows at once: each row of `z` becomes a row of probabilities.


# %%
def safe_softmax(z):
    """Return the softmax of each row of z (n, classes), without overflow."""
    ### BEGIN SOLUTION
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %%
check("02.1", safe_softmax)

# %% [markdown]
# ### Exercise 02.2: the slope of tanh
#
# The sigmoid's slope is $\sigma (1 - \sigma)$, from its own value. What is the slope of tanh? (Its value at 0 is 0, and there it is steepest, with
# slope 1.)


# %%
def tanh_slope(x):
    """Return the slope of tanh at x, a number or an array."""
    ### BEGIN SOLUTION
    return 1 - np.tanh(x) ** 2
    ### END SOLUTION


# %%
check("02.2", tanh_slope)

# %% [markdown]
# ## 3. All eight
#
# A line each, with its slope. Two safe forms to note: the sigmoid is a shifted and squeezed tanh, and `logaddexp(0, x)` is $\log(e^0 + e^x)$, worked out without
# overflow.


# %%
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def first_of_three(x):  # softmax needs neighbours: here, two others that are 0
    return softmax(np.stack([x, 0 * x, 0 * x], axis=-1))[..., 0]


eight = {  # name: (function, slope)
    "linear": (lambda x: x, lambda x: 0 * x + 1),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "hard_tanh": (lambda x: np.clip(x, -1, 1), lambda x: np.where(abs(x) < 1, 1.0, 0.0)),
    "softmax": (first_of_three, lambda x: first_of_three(x) * (1 - first_of_three(x))),
    "relu": (lambda x: np.maximum(x, 0), lambda x: np.where(x > 0, 1.0, 0.0)),
    "leaky_relu": (lambda x: np.maximum(x, 0.01 * x), lambda x: np.where(x > 0, 1, 0.01)),
    "softplus": (lambda x: np.logaddexp(0, x), sigmoid),
}

# %% [markdown]
# **Predict:** which of them have a slope above one half on a long stretch? Which have no slope at all somewhere?

# %%
x = np.linspace(-4, 4, 400)
figure, axes = plt.subplots(
    2, 4, figsize=(10, 4.8), sharex=True, sharey=True, layout="constrained"
)
for axis, (name, (function, slope)) in zip(axes.flat, eight.items()):
    axis.plot(x, function(x), color="black", label="value")
    axis.plot(x, slope(x), "--", color="#CC79A7", label="slope")
    axis.set(title=name, ylim=(-1.5, 2.5))
    axis.grid(alpha=0.3)
axes[0, 0].legend()
figure.suptitle(
    "Eight activations: S-shapes go flat on both sides, the ReLU family on one at most"
)
figure.supxlabel("weighted sum z")
plots.show(
    figure,
    "Eight small graphs, each with an activation as a solid line and its slope as a dashed "
    "one. Sigmoid, tanh, hard tanh and softmax go flat on both sides; ReLU, leaky ReLU and "
    "softplus go on rising on the right; the sigmoid's slope is never above a quarter.",
)

# %% [markdown]
# Steep on a long stretch: the linear one everywhere; ReLU, leaky ReLU and softplus to the right of 0. No slope at all: hard tanh outside [−1, 1], ReLU
# to the left of 0. Now ours against Keras's, and our slopes against automatic differentiation:

# %%
points = np.linspace(-3.05, 3.05, 100)  # away from the corners, where there is no one slope
for name, (function, slope) in eight.items():
    v = tf.Variable(points)
    with tf.GradientTape() as tape:
        if name == "softmax":
            y = activations.softmax(tf.stack([v, 0 * v, 0 * v], axis=-1))[:, 0]
        else:
            options = {"negative_slope": 0.01} if name == "leaky_relu" else {}
            y = getattr(activations, name)(v, **options)
    assert np.allclose(function(points), y, atol=1e-7)
    assert np.allclose(slope(points), tape.gradient(y, v), atol=1e-6)
assert abs(eight["sigmoid"][1](x)).max() <= 0.25
for function, slope in eight.values():
    assert np.isfinite(function(z)).all() and np.isfinite(slope(z)).all()
print("all eight agree with Keras, and none overflows at 1000")

# %% [markdown]
# > **Warning: how leaky?** Two of our decks have 0.01; the third writes `LeakyReLU()` and so gets the 0.3 of Keras's layer; Keras's function
# > has 0.2, and GANs mostly use 0.2. Same name, three networks: always write
# > `negative_slope=`.

# %%
minus_one = np.array([-1.0], "float32")
for name, leak in {"layer": layers.LeakyReLU(), "function": activations.leaky_relu}.items():
    print(f"Keras's {name} makes of -1: {float(leak(minus_one)[0]):.1f}")
assert np.isclose(layers.LeakyReLU()(minus_one), -0.3)
assert np.isclose(activations.leaky_relu(minus_one), -0.2)

# %% [markdown]
# ## 4. Play with the slope
#
# A gradient on its way back is multiplied by the activation's slope in every layer. Move the first slider: what is left of it after n layers, if it meets the negative side
# of a leaky ReLU each time?


# %%
def draw(slope, depth):
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3), layout="constrained")
    left.plot(x, np.where(x > 0, x, slope * x), color="black")
    left.set(
        title=f"leaky ReLU, slope {slope:.2f}", xlabel="weighted sum z", ylabel="value"
    )
    n = np.arange(1, depth + 1)
    right.semilogy(n, slope**n, "o-", color="black", label=f"{slope:.2f}^n")
    right.semilogy(n, 0.25**n, "s--", color="#CC79A7", label="sigmoid at its best, 0.25^n")
    right.set(title="What is left of a gradient", xlabel="layers n", ylabel="factor")
    right.legend()
    plots.show(
        figure,
        f"A leaky ReLU of slope {slope:.2f}; after {depth} layers, {slope**depth:.1e} is left.",
    )


# %%
slope = widgets.FloatSlider(0.2, min=0.01, max=1, step=0.01, description="slope")
depth = widgets.IntSlider(10, min=1, max=30, description="layers")
box = widgets.VBox(
    [slope, depth, widgets.interactive_output(draw, dict(slope=slope, depth=depth))]
)
view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
still = "Two sliders, slope and layers. They move when the notebook runs; a still picture is below."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": still}, raw=True)

# %% [markdown]
# Its still twin, with four slopes at once:

# %%
n = np.arange(1, 31)
figure, axis = plt.subplots(figsize=(6, 3.4), layout="constrained")
for value, marker in {1.0: "-", 0.3: "--", 0.2: "-.", 0.01: ":"}.items():
    axis.semilogy(n, value**n, marker, color="black", label=f"slope {value}")
axis.semilogy(
    n, 0.25**n, color="#CC79A7", linewidth=3, alpha=0.6, label="sigmoid at its best"
)
axis.set(
    title="Slopes below 1 multiply up to nothing", xlabel="layers", ylabel="factor left"
)
axis.legend()
plots.show(
    figure,
    "Five curves over 1 to 30 layers on a logarithmic axis. Slope 1 stays at 1; slopes 0.3, "
    "0.2 and 0.01 and the sigmoid's best, a quarter, fall in straight lines.",
)

# %% [markdown]
# A unit that is on has slope 1 in ReLU and leaky ReLU (nearly 1 in softplus), and lets all of the gradient through. The sigmoid lets at most a quarter through, whatever comes.
#
# ### Exercise 02.3: how many layers until it is lost?
#
# Each layer multiplies by `factor`, between 0 and 1. After how many layers is less than `bound` left?


# %%
def layers_until(factor, bound):
    """Return the smallest number of layers after which less than bound is left of 1."""
    ### BEGIN SOLUTION
    n = 1
    while factor**n >= bound:
        n += 1
    return n
    ### END SOLUTION


# %%
check("02.3", layers_until)

# %% [markdown]
# ## 5. Vanishing gradients, measured
#
# That was arithmetic; weights multiply the gradient, too. How large they should be at first depends on the activation. *Glorot's* initialisation, Keras's default, has variance
# $2 / (n_{in} + n_{out})$ and is made for tanh; *He's*, $2 / n_{in}$, for ReLU, which throws half away (lesson 04 derives them; ours are drawn
# from a normal distribution cut off at the far ends, Keras's default from a uniform one of the same variance). We build networks of 1 to 30 hidden layers of 64
# units, and look at the gradient that arrives at the *first* one.
#
# **Predict:** 30 layers of sigmoids. How many powers of ten smaller than with one layer?

# %%
pictures, labels = load_mnist("train")
x_train, y_train = pictures.reshape(-1, 784)[:20_000] / 255.0, labels[:20_000].astype(int)


def first_gradient(activation, initializer, depth, seed):
    """Return the size (root mean square) of the first layer's gradient in a new network."""
    sizes = [784] + [64] * depth + [10]
    variables = [
        tf.Variable(initializer(seed=100 * seed + i)((sizes[i], sizes[i + 1]), "float64"))
        for i in range(depth + 1)
    ]
    with tf.GradientTape() as tape:
        h = tf.constant(x_train[:128])
        for W in variables[:-1]:
            h = activation(h @ W)
        logits = h @ variables[-1]
        loss = keras.losses.sparse_categorical_crossentropy(y_train[:128], logits, True)
        loss = tf.reduce_mean(loss)
    gradient = tape.gradient(loss, variables[0])
    return np.sqrt(np.mean(gradient**2))


# %%
glorot, he = keras.initializers.GlorotNormal, keras.initializers.HeNormal
cases = {
    "ReLU, He": (tf.nn.relu, he, "-", "black"),
    "tanh, Glorot": (tf.tanh, glorot, "--", "#56B4E9"),
    "ReLU, Glorot": (tf.nn.relu, glorot, "-.", "#CC79A7"),
    "sigmoid, Glorot": (tf.sigmoid, glorot, ":", "grey"),
}
depths, kept = [1, 2, 3, 5, 10, 20, 30], {}
figure, axis = plt.subplots(figsize=(6.5, 3.8), layout="constrained")
for name, (activation, initializer, style, color) in cases.items():
    sizes = [
        [first_gradient(activation, initializer, d, s) for s in range(3)] for d in depths
    ]
    sizes = np.exp(np.log(sizes).mean(axis=1))  # the geometric mean of three seeds
    axis.semilogy(depths, sizes, style, color=color, marker="o", label=name)
    kept[name] = sizes[-1] / sizes[0]
    print(f"{name:16} at 30 layers, {kept[name]:.0e} of what it is with one")
axis.set(title="The sigmoid's gradient vanishes with depth", xlabel="hidden layers")
axis.set(ylabel="first layer's gradient\n(root mean square)")
axis.legend()
plots.show(
    figure,
    "Four curves from 1 to 30 hidden layers on a logarithmic axis. Sigmoid falls by more than "
    "fifteen powers of ten; ReLU with Glorot's initialisation by several; tanh and ReLU with He's "
    "initialisation stay within a factor of a hundred.",
)
assert kept["sigmoid, Glorot"] < 1e-15 and kept["ReLU, Glorot"] < 1e-3
assert kept["ReLU, He"] > 0.01 and kept["tanh, Glorot"] > 0.01

# %% [markdown]
# Thirty layers of sigmoids leave less than a millionth of a thousand-millionth (15 powers of ten): the first layer will not learn. ReLU with He's initialisation keeps more than a hundredth.
# So does tanh with Glorot's, whose slope is 1 at 0. Our deck says that ReLU "does not suffer" from vanishing gradients; it suffers far less than the sigmoid
# even with the wrong start, but it does suffer: with Glorot's, less than a thousandth is left.
#
# ## 6. What each costs
#
# **Predict:** by what factor is a softplus slower than a ReLU, which is a mere comparison?


# %%
def milliseconds(function, *arguments):
    times = []
    for _ in range(10):
        started = time.perf_counter()
        function(*arguments)
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


million = rng.normal(size=(1000, 1000)).astype("float32")
cost = {
    name: milliseconds(eight[name][0], million)
    for name in list(eight)[1:]
    if name != "softmax"
}
cost["softmax"] = milliseconds(softmax, million)
cost["relu"] = milliseconds(
    np.maximum, million, np.zeros_like(million)
)  # faster than with 0
for name, ms in cost.items():
    print(f"{name:10} {ms:6.2f} ms a million numbers: {ms / cost['relu']:4.1f} times ReLU")
product = milliseconds(np.matmul, million, million)
print(
    f"one 1000x1000 matrix product: {product:.1f} ms, {product / cost['relu']:.0f} times ReLU"
)
assert cost["softplus"] > 2 * cost["relu"] and product > 5 * cost["relu"]

# %% [markdown]
# Softplus, with an exp and a log in it, costs more than twice a ReLU. But see the last line: the weighted sums behind a million
# activations, a thousand inputs each, cost more than five ReLUs. Beside them a ReLU, a leaky ReLU or a hard tanh is cheap. NumPy's softplus is not: `logaddexp`
# is slow, and may cost more than the whole product.
#
# ## 7. Zeros, and units that die
#
# A ReLU answers 0 to every negative sum. How often does that happen in a network that has learnt? (*Sparsity* is the share of zeros.)

# %%
test_pictures, y_test = load_mnist("test")
x_test = test_pictures.reshape(-1, 784)[:5000] / 255.0


def learn(activation, bias=0.0, rate=0.003):
    """Train 784-128-10 for an epoch; return it, its activations on test pictures, accuracy."""
    keras.utils.set_random_seed(2)
    b = keras.initializers.Constant(bias)
    first = layers.Dense(128, kernel_initializer="he_normal", bias_initializer=b)
    hidden = keras.Sequential([keras.Input((784,)), first, activation])
    network = keras.Sequential([hidden, layers.Dense(10)])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    network.compile(keras.optimizers.Adam(rate), loss)
    network.fit(x_train, y_train, batch_size=128, verbose=0)
    right = network(x_test).numpy().argmax(axis=1) == y_test[:5000]
    return network, hidden(x_test).numpy(), right.mean()


# %%
runs = {
    "ReLU": learn(layers.ReLU()),
    "leaky ReLU": learn(layers.LeakyReLU(negative_slope=0.2)),
    "tanh": learn(layers.Activation("tanh")),
}
for name, (_, h, accuracy) in runs.items():
    print(f"{name:10} zeros: {(h == 0).mean():.0%}  right on the test set: {accuracy:.1%}")
assert (runs["ReLU"][1] == 0).mean() > 0.15
assert (runs["leaky ReLU"][1] == 0).mean() < 0.01 and (runs["tanh"][1] == 0).mean() < 0.01
assert min(accuracy for *_, accuracy in runs.values()) > 0.88

# %% [markdown]
# More than 15 % of the ReLU network's activations are exactly 0, and fewer than 1 % of the others'. Zeros are cheap to store and say clearly that
# something is absent. Whether they bring more right answers, three runs with one seed don't show.
#
# But a unit that answers 0 to *every* picture has slope 0 for every picture. It gets no gradient, so as long as its inputs stay what they are,
# it will not change: it is **dead**.
#
# ### Exercise 02.4: how many are dead?
#
# `h` holds the activations of a ReLU layer, a row a picture, a column a unit.


# %%
def dead_share(h):
    """Return the share of the units that are 0 for every picture, from h (pictures, units)."""
    ### BEGIN SOLUTION
    return (h == 0).all(axis=0).mean()
    ### END SOLUTION


# %%
check("02.4", dead_share)

# %% [markdown]
# Two ways to kill them: a first bias of −10, which no sum overcomes, and a learning rate some thirty times too large. **Predict:** does training bring them back? Does
# it bring back *leaky* ones?

# %%
table = {
    "ReLU, healthy": runs["ReLU"],
    "ReLU, bias -10": learn(layers.ReLU(), bias=-10),
    "leaky 0.01, bias -10": learn(layers.LeakyReLU(negative_slope=0.01), bias=-10),
    "leaky 0.2, bias -10": learn(layers.LeakyReLU(negative_slope=0.2), bias=-10),
    "ReLU, rate 0.1": learn(layers.ReLU(), rate=0.1),
}
dead = {name: (h == 0).all(axis=0).mean() for name, (_, h, _) in table.items()}
for name, (_, h, accuracy) in table.items():
    above = (h > 0).any(axis=0).mean()
    print(
        f"{name:21} dead {dead[name]:4.0%}  ever above 0 {above:4.0%}  right {accuracy:.1%}"
    )
assert dead["ReLU, bias -10"] == 1 and table["ReLU, bias -10"][2] < 0.2
assert min(table["leaky 0.01, bias -10"][2], table["leaky 0.2, bias -10"][2]) > 0.75
assert dead["ReLU, rate 0.1"] > dead["ReLU, healthy"] + 0.2

# %% [markdown]
# *Dead* here: 0 for every one of 5,000 test pictures. With the bias of −10, all units are and stay so: a whole epoch later the network still guesses. The leak, however small, lets a little gradient through, and both leaky networks read
# more than three digits in four. Their "0 % dead" means nothing, since a leaky unit is never exactly 0; see the share that ever rises above 0 for some test picture.
# Units that stay below it work through the leak alone. The rate of 0.1 kills at least a fifth of the units more than the healthy one; the rest may still do
# the job, so you notice only if you look.
#
# That is why discriminators of GANs leak: what a dead unit passes back to the generator is nothing.
#
# ## 8. Which one at the output
#
# Hidden layers may have what trains well. At the output the question is another: **which values must the answer be able to take?**
#
# | the answer | activation | because |
# | --- | --- | --- |
# | any number (a price) | linear | sigmoid, tanh, ReLU and softplus each cut off a part |
# | one of two classes; or several tags, each yes or no | sigmoid, one unit for each | a probability each |
# | one of many classes | softmax | probabilities that add up to 1 |
# | a picture in [−1, 1] | tanh | just that range |
#
# The first and the last row: give each activation the best weighted sum there is (found on a fine grid), and see by how much it still misses the target.

# %%
grid = np.linspace(-10, 10, 20_001)
targets = {"prices": [-2.5, 0.4, 3.2], "pixels": [-0.99, 0.0, 0.99]}
for kind, wanted in targets.items():
    for name in ("linear", "sigmoid", "relu", "tanh"):
        reached = eight[name][0](grid)
        miss = max(abs(reached - t).min() for t in wanted)
        print(f"{kind}: the best that {name:7} can do misses by {miss:.2f}")
        good = name == "linear" or (kind == "pixels" and name == "tanh")
        assert miss < 0.01 if good else miss > 0.4

# %% [markdown]
# The linear one reaches every pixel, too; but it also reaches 7, which is no pixel. tanh cannot leave [−1, 1]. (One of our decks puts the linear
# one in the input layer, too; an input layer has no activation.)
#
# The second row: is it a 1 or a 0 (1 and 0 being the target)? A straight line, fitted to the amount of ink by least squares; then the same line through a
# sigmoid that is just as steep in the middle (hence the 4: a sigmoid's slope at 0 is a quarter).

# %%
ink = x_train.reshape(-1, 28, 28)[y_train < 2][:, 4:24, 4:24].mean(axis=(1, 2))
is_one = (y_train[y_train < 2] == 1).astype(float)
tilt, offset = np.polyfit(ink, is_one, 1)
line = tilt * ink + offset
print(f"the line answers from {line.min():.2f} to {line.max():.2f}")
bent = sigmoid(4 * (line - 0.5))
print(f"through a sigmoid: from {bent.min():.4f} to {bent.max():.4f}")
assert line.min() < 0 and 0 < bent.min() and bent.max() < 1

# %% [markdown]
# "A probability below 0" is no answer. And the third row: ten sigmoids and a softmax over the same ten sums of our trained network.

# %%
logits = runs["ReLU"][0](x_test).numpy()
for name, p in {"ten sigmoids": sigmoid(logits), "softmax": softmax(logits)}.items():
    print(
        f"{name}: each row adds up to between {p.sum(axis=1).min():.3f} and {p.sum(axis=1).max():.3f}"
    )
assert np.allclose(softmax(logits).sum(axis=1), 1, atol=1e-5)
assert np.ptp(sigmoid(logits).sum(axis=1)) > 0.1
assert (softmax(logits).argmax(axis=1) == logits.argmax(axis=1)).all()

# %% [markdown]
# Only the softmax shares out exactly 1. (Both name the same digit as the bare sums do, for both keep their order.) If several answers may be true at once, sigmoids are right and the softmax is wrong.
#
# ### Exercise 02.5: choose
#
# `task` is one of `"a price"`, `"real or fake"`, `"one of ten digits"`, `"any of ten tags"` and `"a pixel from -1 to 1"`. Return `"linear"`, `"sigmoid"`, `"softmax"` or `"tanh"`.


# %%
def output_activation(task):
    """Return the name of the activation for the output layer."""
    ### BEGIN SOLUTION
    names = {
        "a price": "linear",
        "one of ten digits": "softmax",
        "a pixel from -1 to 1": "tanh",
    }
    return names.get(task, "sigmoid")
    ### END SOLUTION


# %%
check("02.5", output_activation)

# %% [markdown] tags=["assignment"]
# ### Question 02.A: the ELU
#
# Another leaky relative, the *exponential linear unit*: x where x > 0, and $a\,(e^x - 1)$ elsewhere. Write it so that it doesn't overflow at 1000.


# %% tags=["assignment"]
def elu(x, a):
    """Return the ELU of the array x, with the parameter a."""
    ### BEGIN SOLUTION
    return np.where(x > 0, x, a * (np.exp(np.minimum(x, 0)) - 1))
    ### END SOLUTION


# %% tags=["assignment"]
check("02.A", elu)

# %% [markdown]
# ## What to take along
#
# - Without a bend between them, layers collapse into one; with a bend, the gradient is multiplied by its slope in each layer, and by the weights.
# - Deep networks take ReLU with He's initialisation; if units die, or in a discriminator, let it leak, and write the slope down.
# - The output's activation is chosen by the values that the answer may take; and never exponentiate a large number.
#
# What the network is told to make small we have only borrowed so far: the squared difference in lesson 01, Keras's cross-entropy here. The next lesson, 03, shows how to choose a loss.
