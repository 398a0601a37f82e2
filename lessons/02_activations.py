# %% [markdown]
# # 02 · Activations: what bends the line
#
# Between two layers stands a small function; it decides whether depth is worth anything, whether a gradient comes through thirty layers, and what a
# network can answer at all.
#
# **After this lesson you can**
# - write the eight common activations and their slopes, in forms that don't overflow;
# - say, by measuring, why deep networks gave up the sigmoid, and what kills a ReLU;
# - choose the activation of an output layer, and show what goes wrong with another.
#
# 25 minutes to read; about 60 seconds to run on two CPU cores. The picture that you will measure:
#
# ![](ending)

# %%
from functools import partial
from timeit import repeat

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
x = h = rng.normal(size=(1, 8))
for W in matrices:
    h = h @ W
product = np.linalg.multi_dot(matrices)
print("thirty layers:", h[0].round(3))
print("their product:", (x @ product)[0].round(3))

# %% [markdown]
# One. A product of matrices is a matrix (and the biases melt into one bias), so thirty linear layers are one linear layer that is slow. What sets a
# network free is a bend between them. Even the simplest, cutting off what is negative, does: then $f(a + b)$ is no longer $f(a) + f(b)$, and no matrix does that.

# %%
same = np.allclose(h, x @ product, rtol=1e-6, atol=1e-6 * abs(h).max())
assert same, "Thirty linear layers should be one, but for rounding."
a, b = np.array([2.0, -3.0]), np.array([-1.0, 4.0])
print("f(a + b):", np.maximum(a + b, 0), " f(a) + f(b):", np.maximum([a, b], 0).sum(0))

# %% [markdown]
# ## 2. Forms that don't overflow
#
# Before we draw them all: here are three of them as our decks write them, true on paper. **Predict:** what will they print?

# %%
z = np.array([-1000.0, 0.0, 1000.0])
with np.errstate(over="ignore", invalid="ignore"):  # else NumPy warns, and goes on
    print("sigmoid:", 1 / (1 + np.exp(-z)))
    print("tanh:   ", (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)))
    print("softmax:", np.exp(z) / np.exp(z).sum())

# %% [markdown]
# $e^{1000}$ is larger than any number that a 64-bit float holds, so it becomes `inf`. One over inf is 0: the sigmoid is right, by luck. But inf / inf
# is `nan`, *not a number*: the other two break.
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
# *About 5 minutes, level 1 of 3.*
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
# *About 5 minutes, level 1 of 3.*
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
# | name | formula | what to know |
# | --- | --- | --- |
# | linear | $x$ | passes the sum through unchanged: no bend |
# | (logistic) sigmoid | $1 / (1 + e^{-x})$ | tames outliers; every S-shape is called *sigmoidal* |
# | tanh | $\sinh x / \cosh x$ | an S around 0, *zero-centred*: below 0 for negative sums, where the sigmoid is never negative |
# | hard tanh | $x$, capped at −1 and 1 | tanh in three straight pieces |
# | softmax | $e^{x_i} / \sum_j e^{x_j}$ | the only one that looks at a whole row: a probability each, 1 together; of two numbers, the sigmoid of their difference. Also *softargmax*, *normalised exponential* |
# | ReLU | $\max(0, x)$ | rectified linear unit: silent below 0 |
# | leaky ReLU | $x$; left of 0, $0.2\,x$ | lets a little through |
# | softplus | $\log(1 + e^x)$ | a smooth ReLU, whose slope is the sigmoid |
#
# In code, each with its slope. Two safe forms: the sigmoid is a shifted and squeezed tanh, and `logaddexp(0, x)` is $\log(e^0 + e^x)$ without
# overflow. To draw the softmax, we give $x$ two neighbours that are 0.


# %%
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


def first_of_three(x):
    return softmax(np.stack([x, 0 * x, 0 * x], axis=-1))[..., 0]


eight = {  # name: (function, slope)
    "linear": (lambda x: x, lambda x: 0 * x + 1),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * (1 - sigmoid(x))),
    "tanh": (np.tanh, lambda x: 1 - np.tanh(x) ** 2),
    "hard_tanh": (lambda x: np.clip(x, -1, 1), lambda x: np.where(abs(x) < 1, 1.0, 0.0)),
    "softmax": (first_of_three, lambda x: first_of_three(x) * (1 - first_of_three(x))),
    "relu": (lambda x: np.maximum(x, 0), lambda x: np.where(x > 0, 1.0, 0.0)),
    "leaky_relu": (lambda x: np.maximum(x, 0.2 * x), lambda x: np.where(x > 0, 1, 0.2)),
    "softplus": (lambda x: np.logaddexp(0, x), sigmoid),
}

# %% [markdown]
# **Predict:** which of them have a slope above one half on a long stretch? Which have slope 0 on a long stretch?

# %%
x = np.linspace(-4, 4, 401)
figure, axes = plt.subplots(
    2, 4, figsize=(10, 5.4), sharex=True, sharey=True, layout="constrained"
)
for axis, (name, (function, slope)) in zip(axes.flat, eight.items()):
    axis.plot(x, function(x), color="black", linewidth=2, label="value")
    axis.plot(x, slope(x), "--", color="#CC79A7", linewidth=2, label="slope")
    axis.set(title=name, ylim=(-1.3, 2.3))
    axis.grid(alpha=0.3)
axes[0, 0].legend()
figure.suptitle("Eight activations and their slopes")
figure.supxlabel("weighted sum x")
plots.show(
    figure,
    "Eight small graphs, each with an activation as a solid line and its slope as a dashed "
    "one. Sigmoid, tanh, hard tanh and softmax go flat on both sides; ReLU and softplus on the left; "
    "leaky ReLU goes on falling there, with a slope of a fifth. The sigmoid's slope is a quarter at most.",
)

# %% [markdown]
# Above one half: the linear one everywhere; ReLU, leaky ReLU and softplus to the right of 0; the S-shapes never for long. Exactly 0: hard tanh outside [−1, 1], ReLU
# to the left of 0. Now ours against Keras's, and our slopes against automatic differentiation:

# %%
points = np.linspace(-3.05, 3.05, 100)  # away from the corners, where there is no one slope
for name, (function, slope) in eight.items():
    v = tf.Variable(points)
    options = {"negative_slope": 0.2} if name == "leaky_relu" else {}
    with tf.GradientTape() as tape:
        row = tf.stack([v, 0 * v, 0 * v], axis=-1) if name == "softmax" else v[:, None]
        y = getattr(activations, name)(row, **options)[:, 0]
    assert np.allclose(function(points), y, atol=1e-7), f"{name}: not Keras's values"
    assert np.allclose(slope(points), tape.gradient(y, v), atol=1e-6), (
        f"{name}: other slopes"
    )
    assert np.isfinite([function(z), slope(z)]).all(), f"{name} overflows"
print("all eight agree with Keras, and none overflows at 1000")

# %% [markdown]
# > **Warning: how leaky?** Two of our decks have 0.01; the third writes `LeakyReLU()` and so gets the default of Keras's layer; Keras's function
# > has another; GANs mostly use 0.2. Same name, three networks: always write `negative_slope=`.

# %%
minus_one = tf.constant([-1.0])
leaks = {
    "layer": layers.LeakyReLU()(minus_one),
    "function": activations.leaky_relu(minus_one),
}
for name, answer in leaks.items():
    print(f"Keras's {name} makes of -1: {float(answer[0]):.1f}")
assert np.allclose([*leaks.values()], [[-0.3], [-0.2]]), "This Keras has other defaults."

# %% [markdown]
# ## 4. The slope, layer after layer
#
# On its way back, a gradient is multiplied by the activation's slope in every layer. Move the slider: how much is left if it meets the negative side
# of a leaky ReLU each time?


# %%
def draw(slope=0.2):
    n = np.arange(1, 31)
    figure, axis = plt.subplots(figsize=(6, 3.2), layout="constrained")
    axis.semilogy(n, 1.0**n, "-", color="black", label="1: a unit that is on, in a ReLU")
    axis.semilogy(n, 0.25**n, "--", color="#CC79A7", label="1/4: a sigmoid at its best")
    axis.semilogy(
        n, slope**n, "o", color="black", label=f"{slope:.2f}: a leak", markersize=4
    )
    axis.set(title="What slopes leave of a gradient", xlabel="layers", ylim=(1e-22, 10))
    axis.set_ylabel("factor left")
    axis.legend(title="slope", loc="lower left")
    plots.show(
        figure,
        "On a logarithmic axis, over 1 to 30 layers: slope 1 stays at 1; a quarter falls straight, "
        f"to {0.25**30:.0e}; slope {slope:.2f} to {slope**30:.0e}.",
    )


# %%
slope = widgets.FloatSlider(0.2, min=0.01, max=1, step=0.01, description="slope")
box = widgets.VBox([slope, widgets.interactive_output(draw, {"slope": slope})])
view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
still = "A slider for the slope. It moves when the notebook runs; a still picture is below."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": still}, raw=True)

# %% [markdown]
# Its still twin:

# %%
draw()

# %% [markdown]
# ### Exercise 02.3: how many layers until it is lost?
#
# *About 10 minutes, level 2 of 3.*
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
# That was arithmetic; the weights multiply the gradient, too. How large they should be at first depends on the activation. *Glorot's* initialisation, Keras's default, has variance
# $2 / (n_{in} + n_{out})$, made for slopes near 1; *He's*, $2 / n_{in}$, makes up for the half that a ReLU throws away (lesson 04 derives both). For
# the sigmoid, whose largest slope is a quarter, we also try weights four times Glorot's. Networks of 1 to 30 hidden layers of 64 units; we look at the gradient that arrives at the *first* one.
#
# **Predict:** 30 layers of sigmoids. How many powers of ten smaller than with one layer? And with weights four times as large?

# %%
pictures, labels = load_mnist("train")
x_train, y_train = pictures.reshape(-1, 784)[:20_000] / 255.0, labels[:20_000].astype(int)
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def first_gradient(activation, scale, mode, depth, seed):
    """Return the size (root mean square) of the first layer's gradient in a new network."""
    sizes = [784] + [64] * depth + [10]
    variables = []
    # Variance: scale / n_in for "fan_in", scale over the mean of n_in and n_out for "fan_avg".
    for i in range(depth + 1):
        start = keras.initializers.VarianceScaling(scale, mode, seed=100 * seed + i)
        variables.append(tf.Variable(start(sizes[i : i + 2], "float64")))
    with tf.GradientTape() as tape:
        h = tf.constant(x_train[:128])
        for W in variables[:-1]:
            h = activation(h @ W)
        loss = loss_of(y_train[:128], h @ variables[-1])
    return np.sqrt(np.mean(tape.gradient(loss, variables[0]) ** 2))


# %% tags=["ending"]
cases = {  # activation, scale, mode
    "ReLU, He": (tf.nn.relu, 2, "fan_in"),
    "tanh, Glorot": (tf.tanh, 1, "fan_avg"),
    "ReLU, Glorot": (tf.nn.relu, 1, "fan_avg"),
    "sigmoid, 4 times Glorot": (tf.sigmoid, 16, "fan_avg"),
    "sigmoid, Glorot": (tf.sigmoid, 1, "fan_avg"),
}
depths, kept = [1, 3, 10, 20, 30], {}
figure, axis = plt.subplots(figsize=(6.5, 4), layout="constrained")
for (name, case), line in zip(cases.items(), ["ko-", "ks--", "k^-.", "C7v-", "C7x:"]):
    sizes = [[first_gradient(*case, depth, seed) for seed in range(3)] for depth in depths]
    sizes = np.exp(np.log(sizes).mean(axis=1))  # the geometric mean of three seeds
    axis.semilogy(depths, sizes, line, label=name)
    kept[name] = sizes[-1] / sizes[0]
    print(f"{name:24} at 30 layers, {kept[name]:.0e} of what it is with one")
axis.set(title="The gradient that arrives at the first layer", xlabel="hidden layers")
axis.set_ylabel("root mean square")
axis.legend()
plots.show(
    figure,
    "Five curves over 1 to 30 hidden layers, on a logarithmic axis. Lowest by far ends the sigmoid "
    "with Glorot's weights; the sigmoid with four times those and ReLU with Glorot's fall, too; "
    "tanh with Glorot's and ReLU with He's hardly do.",
)

# %% [markdown]
# With Glorot's weights, thirty layers of sigmoids leave less than 1e-17 of the gradient: the first layer will not learn. Four times as large, they
# leave less than a hundred-thousandth. ReLU with He's keeps more than a tenth, and so does tanh with Glorot's, whose slope is 1 at 0.
#
# So it is slope *and* weights. One of our decks says that ReLU "does not suffer" from vanishing gradients; with Glorot's weights it does: less than a ten-thousandth
# is left. And with weights twelve times Glorot's the sigmoid keeps its gradient, at this depth (try a scale of 144; and 256).

# %%
far = "Far from all that we have measured: is the initialiser the same?"
assert kept["sigmoid, Glorot"] < 1e-17 and kept["sigmoid, 4 times Glorot"] < 1e-5, far
assert kept["ReLU, Glorot"] < 1e-4, far
assert kept["ReLU, He"] > 0.1 and kept["tanh, Glorot"] > 0.1, far

# %% [markdown]
# ## 6. What each costs
#
# "Computationally less expensive" is the first merit of ReLU in one of our decks: it is a mere comparison, where others have exponentials. **Predict:** by what factor is
# a tanh slower than a ReLU? And a softplus?

# %%
million = rng.normal(size=(1000, 1000)).astype("float32")
functions = {name: function for name, (function, _) in eight.items()}
functions |= {"softmax": softmax, "a matrix product": lambda x: x @ million}
cost = {
    name: min(repeat(partial(function, million), number=1, repeat=10))
    for name, function in functions.items()
}
for name, seconds in cost.items():
    print(f"{name:16} {1000 * seconds:6.2f} ms: {seconds / cost['relu']:6.1f} times ReLU")

# %% [markdown]
# That depends on the processor and the library more than on the formula: for a tanh we have seen 1.2 on one machine and 13 on another. NumPy's `logaddexp` was slow on
# both: the softplus costs several ReLUs. But see the last line: the weighted sums behind a million activations, a thousand inputs
# each, cost several ReLUs, too. Beside them, most activations are cheap.

# %%
busy = "Timed while the computer was busy? Run this section again."
assert min(cost["softplus"], cost["a matrix product"]) > 3 * cost["relu"], busy

# %% [markdown]
# ## 7. Zeros, and units that die
#
# A ReLU answers 0 to every negative sum. How often does that happen in a network that has learnt? (*Sparsity* is the share of zeros.)

# %%
test_pictures, test_labels = load_mnist("test")
x_test, y_test = test_pictures.reshape(-1, 784)[:5000] / 255.0, test_labels[:5000]


def learn(activation, bias=0.0, rate=0.003):
    """Train 784-128-10 for an epoch; return it, and its activations on test pictures."""
    keras.utils.set_random_seed(2)
    b = keras.initializers.Constant(bias)
    first = layers.Dense(128, kernel_initializer="he_normal", bias_initializer=b)
    hidden = keras.Sequential([keras.Input((784,)), first, activation])
    network = keras.Sequential([hidden, layers.Dense(10)])
    network.compile(keras.optimizers.Adam(rate), loss_of)
    network.fit(x_train, y_train, batch_size=128, verbose=0)
    return network, hidden(x_test).numpy()


def accuracy(network):
    return (network(x_test).numpy().argmax(axis=1) == y_test).mean()


# %%
runs = {
    "ReLU": learn(layers.ReLU()),
    "leaky ReLU": learn(layers.LeakyReLU(negative_slope=0.2)),
    "tanh": learn(layers.Activation("tanh")),
}
for name, (network, h) in runs.items():
    print(f"{name:10} zeros {(h == 0).mean():4.0%}  right {accuracy(network):.1%}")

# %% [markdown]
# More than 30 % of the ReLU network's activations are exactly 0, and fewer than 1 % of the others'. Zeros are cheap to store. Whether they bring more
# right answers, three runs with one seed don't show.

# %%
zeros = {name: (h == 0).mean() for name, (_, h) in runs.items()}
assert zeros["ReLU"] > 0.3, "Fewer zeros than in any run that we have seen."
assert max(zeros["leaky ReLU"], zeros["tanh"]) < 0.01, "Zeros, where there should be none."

# %% [markdown]
# But a unit that answers 0 to *every* picture has slope 0 for every picture. It gets no gradient, so as long as its inputs stay what they are,
# no picture brings it back: it is **dead**.
#
# ### Exercise 02.4: how many are dead?
#
# *About 10 minutes, level 2 of 3.*
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
runs |= {
    "ReLU, bias -10": learn(layers.ReLU(), bias=-10),
    "leaky 0.01, bias -10": learn(layers.LeakyReLU(negative_slope=0.01), bias=-10),
    "leaky 0.2, bias -10": learn(layers.LeakyReLU(negative_slope=0.2), bias=-10),
    "ReLU, rate 0.1": learn(layers.ReLU(), rate=0.1),
}
for name, (network, h) in runs.items():
    dead, awake = (h == 0).all(axis=0).mean(), (h > 0).any(axis=0).mean()
    print(
        f"{name:21} dead {dead:4.0%}  ever above 0 {awake:4.0%}  right {accuracy(network):.1%}"
    )

# %% [markdown]
# *Dead* here: 0 for every one of 5,000 test pictures. With the bias of −10, all units are and stay so: a whole epoch later the network still guesses. The leak, however
# small, lets a little gradient through, and both leaky networks read more than eight digits in ten. Their "0 % dead" means nothing, since a leaky unit is hardly ever exactly 0:
# see the share that ever rises above 0. The rate of 0.1 kills more than half of the units; the others still read three digits in four or more, so you notice only if you look.
#
# In a GAN, all that the generator learns comes back through the discriminator, and a dead unit passes nothing back: one good reason to let a discriminator leak.

# %%
dead = {name: (h == 0).all(axis=0).mean() for name, (_, h) in runs.items()}
right = {name: accuracy(network) for name, (network, _) in runs.items()}
assert dead["ReLU, bias -10"] == 1 and right["ReLU, bias -10"] < 0.2, "They should be dead."
leaky = right["leaky 0.01, bias -10"], right["leaky 0.2, bias -10"]
assert min(leaky) > 0.8, "The leak should have let them learn."
fast = "ReLU, rate 0.1"
assert dead[fast] > 0.5 and right[fast] > 0.75, "Unlike all our runs: is the rate 0.1?"

# %% [markdown]
# ## 8. Which one at the output
#
# Hidden layers may have what trains well: start with ReLU; in a network that is not very deep, tanh is worth a try. At the output the question is
# another: **which values must the answer be able to take?** Here is what each can say:

# %%
sums = np.linspace(-50, 50, 1001)
for name in ("linear", "sigmoid", "tanh", "relu", "softplus"):
    reached = eight[name][0](sums)
    print(f"{name:8} from {reached.min():6.2f} to {reached.max():5.2f}")
below = [name for name in eight if eight[name][0](sums).min() < 0]
assert below == ["linear", "tanh", "hard_tanh", "leaky_relu"], "Others can't go below 0."

# %% [markdown]
# | the answer | activation | because |
# | --- | --- | --- |
# | any number (a temperature) | linear | sigmoid, tanh, ReLU and softplus each cut off a part |
# | one of two classes; or several tags, each yes or no | sigmoid, one unit for each | a probability each, on its own |
# | one of many classes | softmax | probabilities that add up to 1; for the digit alone, the largest sum is enough (`argmax`) |
# | a picture in [−1, 1] | tanh | just that range; a linear unit could also say 7, which is no pixel |
#
# (One of our decks puts the linear one in the input layer, too; an input layer has no activation.) Sigmoid or softmax? The same ten sums of our
# trained network through both:

# %%
logits = runs["ReLU"][0](x_test).numpy()
totals = {
    "ten sigmoids": sigmoid(logits).sum(axis=1),
    "softmax": softmax(logits).sum(axis=1),
}
for name, total in totals.items():
    print(f"{name}: a row adds up to between {total.min():.3f} and {total.max():.3f}")
assert np.allclose(totals["softmax"], 1, atol=1e-5), "A softmax shares out exactly 1."
assert np.ptp(totals["ten sigmoids"]) > 1, "Ten sigmoids don't know of each other."

# %% [markdown]
# Only the softmax shares out exactly 1. If several answers may be true at once, the sigmoids are right and the softmax is wrong.
#
# ### Exercise 02.5: choose
#
# *About 5 minutes, level 1 of 3.*
#
# `task` is one of `"a temperature"`, `"real or fake"`, `"one of ten digits"`, `"any of ten tags"` and `"a pixel from -1 to 1"`. Return `"linear"`, `"sigmoid"`, `"softmax"` or `"tanh"`.


# %%
def output_activation(task):
    """Return the name of the activation for the output layer."""
    ### BEGIN SOLUTION
    names = {
        "a temperature": "linear",
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
# *About 15 minutes, level 2 of 3.*
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
