# %% [markdown]
# # 01 · A network from nothing: it can judge, it can't draw
#
# You write a network that reads handwritten digits, with nothing but NumPy; then you ask it to draw a 7, and what comes out is the
# reason for the rest of this course.
#
# **After this lesson you can**
# - follow a picture through a network by hand: weighted sums, biases, sigmoids, ten outputs, one cost;
# - derive backpropagation, check it against automatic differentiation, and train with it, in NumPy and in Keras;
# - show that a network can be more than 99 % sure of a picture that shows nothing at all.
#
# 25 minutes to read; about 60 seconds to run on two CPU cores. It ends with this picture:
#
# ![Three pictures side by side: a handwritten 7; faint noise; and the same noise with some grey blotches, in which no digit can be seen, and of which the network is more than 99 percent sure that it is a 7.](../images/01_ending.png)

# %%
import os
import time
from itertools import pairwise

# For NumPy: one thread is faster than two on matrices as small as ours.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from keras import layers

from gan_course import plots
from gan_course.checks import check
from gan_course.data import load_mnist

# %% [markdown]
# If a box with lines like `W0000 00:00:17...` or `I tensorflow/core/platform/cpu_feature_guard.cc` appeared: that is TensorFlow's start-up log,
# which says what your processor can do and that no GPU was found. It is no error, and you can ignore it here and in every lesson.
#
# ## 1. Where networks stand
#
# Four names that are often mixed up; each is a part of the one before.

# %%
names = ["artificial intelligence", "machine learning", "neural networks", "deep\nlearning"]
shades = ["#f0f4f8", "#cfe0ee", "#94bfe0", "#4d94c9"]
figure, axis = plt.subplots(figsize=(5, 4.4), layout="constrained")
for name, radius, shade in zip(names, (4, 3, 2, 1), shades):
    axis.add_patch(plt.Circle((0, radius), radius, facecolor=shade, edgecolor="black"))
    axis.text(0, 2 * radius - 1, name, ha="center", va="center", fontsize=9)
axis.set(title="Each is a part of the one around it", xlim=(-4.2, 4.2), ylim=(-0.2, 8.2))
axis.set_aspect("equal")
axis.axis("off")
plots.show(
    figure,
    "Four circles, one inside the other. From the outside in: artificial intelligence, "
    "machine learning, neural networks, deep learning.",
)

# %% [markdown]
# *Artificial intelligence* is any program that does what seems to need a mind. *Machine learning* is the part that isn't told how, but
# learns from examples. *Neural networks* are the part of it that learns by changing the strengths of connections between simple units, loosely
# like a brain. *Deep learning* has many layers of them. Today's network has one hidden layer; the ones that draw will be deeper.
#
# ## 2. A picture is 784 numbers
#
# MNIST has 60,000 handwritten digits to learn from, and 10,000 others to test with. Each has 28·28 = 784 pixels. We divide the bytes by 255, so that
# 0 is black and 1 is white, and lay the rows end to end.

# %%
train_pictures, train_labels = load_mnist("train")
test_pictures, test_labels = load_mnist("test")
x_train = train_pictures.reshape(-1, 784).astype("float32") / 255
x_test = test_pictures.reshape(-1, 784).astype("float32") / 255

figure, axis = plt.subplots(figsize=(3.2, 3.2))
axis.imshow(x_train[0].reshape(28, 28), cmap="gray")
axis.set(title=f"A {train_labels[0]}, and 784 numbers", xlabel="column", ylabel="row")
plots.show(figure, "A handwritten 5, white on black, coarse enough to see its pixels.")
print("row 8, columns 6 to 17:", x_train[0].reshape(28, 28)[8, 6:18].round(2))

# %% [markdown]
# ## 3. A neuron is a question
#
# A neuron multiplies every pixel by a weight, and adds it all up. What can that be good for? Let us choose the weights by hand: *the average 1 minus
# the average 0*. Ink in the middle then counts for a 1, ink on the ring counts against it.

# %%
ones, zeros = x_train[train_labels == 1], x_train[train_labels == 0]
weights = ones.mean(axis=0) - zeros.mean(axis=0)

figure, axis = plt.subplots(figsize=(3.9, 3.2))
image = axis.imshow(weights.reshape(28, 28), cmap="PuOr", vmin=-1, vmax=1)
axis.set(title="A neuron that asks: 1 or 0?", xlabel="column", ylabel="row")
figure.colorbar(image, label="weight")
plots.show(
    figure,
    "The 784 weights as a picture: an upright stroke of positive weights in the middle, "
    "a ring of negative weights around it.",
)

# %% [markdown]
# **Predict:** a sum above zero shall mean "a 1". Zeros have more ink than ones. On which digit will this neuron err?

# %%
test_ones, test_zeros = x_test[test_labels == 1], x_test[test_labels == 0]
bias = -weights @ (ones.mean(axis=0) + zeros.mean(axis=0)) / 2
for b in (0, bias):
    right = (test_ones @ weights + b > 0).mean(), (test_zeros @ weights + b > 0).mean()
    print(
        f"bias {b:5.2f}: says 1 to {right[0]:.1%} of the ones, {right[1]:.1%} of the zeros"
    )
assert (test_zeros @ weights < 0).all() and (test_ones @ weights + bias > 0).mean() > 0.99

# %% [markdown]
# It never takes a zero for a one, but some ones for zeros: too much of their ink lies where ink counts against a 1. The **bias**, a number added to the
# sum, moves the threshold; here, halfway between the two average digits. Last, the **sigmoid** squeezes the sum into a number between 0 and 1, the neuron's
# *activation*:
#
# $$a = \sigma(w_1 x_1 + \dots + w_{784}\, x_{784} + b), \qquad \sigma(z) = \frac{1}{1 + e^{-z}}$$


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


print("sums -4, 0, 4 become", sigmoid(np.array([-4.0, 0.0, 4.0])).round(3))

# %% [markdown]
# ### Exercise 01.1: a neuron
#
# Write one neuron: `x` and `w` are arrays of the same length, `b` is a number. (Write the sigmoid out; your function should stand alone.)


# %%
def neuron(x, w, b):
    """Return the activation of a sigmoid neuron with weights w (n,) and bias b for the input x (n,)."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-(x @ w + b)))
    ### END SOLUTION


# %%
check("01.1", neuron)

# %% [markdown]
# ## 4. A layer is a matrix
#
# Sixty-four neurons that look at the same picture are 64 columns of weights: `x @ W + b` is all their sums at once, for one picture or for a thousand. Ten
# more neurons look at those 64 activations, one for each digit. How many layers, how many neurons in each, and how they are connected: that is the
# network's *architecture*. Ours is 784-64-10, everything connected to everything. Nobody chooses the weights: they begin as small random numbers.


# %%
def new_network(seed, hidden=64, dtype="float32"):
    rng = np.random.default_rng(seed)
    W1 = rng.normal(0, 1 / np.sqrt(784), (784, hidden))
    W2 = rng.normal(0, 1 / np.sqrt(hidden), (hidden, 10))
    return [p.astype(dtype) for p in (W1, np.zeros(hidden), W2, np.zeros(10))]


def forward(network, x):
    W1, b1, W2, b2 = network
    h = sigmoid(x @ W1 + b1)  # (n, 784) @ (784, 64): the hidden layer
    return h, sigmoid(h @ W2 + b2)  # (n, 64) @ (64, 10): the outputs


# %% [markdown]
# The digit that it names is the output that is largest. **Predict:** how many of the test digits does it name correctly before it has learnt
# anything?


# %%
def accuracy(network, x=x_test, labels=test_labels):
    return (forward(network, x)[1].argmax(axis=1) == labels).mean()


network = new_network(seed=1)
print(f"right on the test set: {accuracy(network):.1%}")
assert accuracy(network) < 0.25

# %% [markdown]
# About one in ten: it guesses.
#
# ### Exercise 01.2: how many numbers does it learn?
#
# `sizes` lists the layers, as `[784, 64, 10]`: every neuron has a weight for each number of the layer before it, and a bias.


# %%
def count_parameters(sizes):
    """Return the number of weights and biases of a network with these layer sizes, input first."""
    ### BEGIN SOLUTION
    return sum((before + 1) * after for before, after in pairwise(sizes))
    ### END SOLUTION


# %%
check("01.2", count_parameters)

# %% [markdown]
# ## 5. The cost of one picture
#
# To get better, it needs to know how bad it is. For a picture of a 5 we want output 5 to be 1 and the others 0. The **cost** of the picture
# adds up ten squared differences, $C = \sum_k (y_k - t_k)^2$:

# %%
t_train = np.eye(10, dtype="float32")[train_labels]  # row i of the identity is the target i
y, t = forward(network, x_train[:1])[1][0], t_train[0]
for digit in range(10):
    print(
        f"{digit}: ({y[digit]:.2f} - {t[digit]:.2f})^2 = {(y[digit] - t[digit]) ** 2:.2f}"
    )
print(f"cost of this picture: {np.sum((y - t) ** 2):.2f}")
y_train = forward(network, x_train)[1]
print(
    f"average over the training data: {np.sum((y_train - t_train) ** 2, axis=1).mean():.2f}"
)

# %% [markdown]
# "Utter trash", says our deck, which took a table like this from the [3Blue1Brown](https://www.3blue1brown.com/topics/neural-networks) films. What training makes
# small is the average over all training pictures. (Keras's *mean squared error* also divides by the ten outputs: it is a tenth of our cost. Section 8
# comes back to that.)
#
# ### Exercise 01.3: the cost
#
# Return the average cost of many pictures, from their outputs (n, 10) and their labels, such as `[5, 0, 4]`.


# %%
def cost(y, labels):
    """Return the cost of the outputs y (n, 10), summed over the ten outputs, averaged over pictures."""
    ### BEGIN SOLUTION
    targets = np.eye(10)[labels]
    return np.sum((y - targets) ** 2, axis=1).mean()
    ### END SOLUTION


# %%
check("01.3", cost)

# %% [markdown]
# ## 6. Backpropagation: whose fault is it?
#
# Nudge one weight a little, and see how the cost changes: that ratio is the cost's *slope* in this weight. If it is positive, the weight should
# go down. With 50,890 parameters, nudging each would take 50,890 runs; backpropagation finds all slopes, the **gradient**, in one run backwards.
#
# Write the network as $z_1 = x W_1 + b_1$, $h = \sigma(z_1)$, $z_2 = h W_2 + b_2$, $y = \sigma(z_2)$, and use that the sigmoid's slope is
# $\sigma'(z) = \sigma(z)\,(1 - \sigma(z))$. Then go from the cost backwards, by the chain rule:
#
# | step | formula | in words |
# | --- | --- | --- |
# | cost to output | $\partial C / \partial y = 2 (y - t)$ | too high or too low? |
# | through the sigmoid | $\delta_2 = 2 (y - t)\; y (1 - y)$ | nearly 0 where $y$ is nearly 0 or 1 |
# | to the weights | $\partial C / \partial W_2 = h^T \delta_2, \quad \partial C / \partial b_2 = \delta_2$ | input times fault |
# | to the hidden layer | $\partial C / \partial h = \delta_2 W_2^T$ | blame goes back by the same weights |
# | through its sigmoid | $\delta_1 = (\delta_2 W_2^T)\; h (1 - h)$ | |
# | to its weights | $\partial C / \partial W_1 = x^T \delta_1, \quad \partial C / \partial b_1 = \delta_1$ | as above |
#
# A product without a sign goes element by element. With a row for each picture, $x^T \delta_1$ also sums over the pictures; we want the
# average, and divide by n.


# %%
def deltas(network, x, t):
    h, y = forward(network, x)
    delta2 = 2 * (y - t) * y * (1 - y)
    delta1 = (delta2 @ network[2].T) * h * (1 - h)
    return h, delta1, delta2


def backpropagate(network, x, t):
    h, delta1, delta2 = deltas(network, x, t)
    n = len(x)
    return [x.T @ delta1 / n, delta1.mean(axis=0), h.T @ delta2 / n, delta2.mean(axis=0)]


# %% [markdown]
# Don't believe it; check it. TensorFlow's `GradientTape` watches a calculation and differentiates it by itself, without our formulas:

# %%
exact = new_network(seed=0, dtype="float64")
x, t = x_train[:32].astype("float64"), t_train[:32].astype("float64")

W1, b1, W2, b2 = variables = [tf.Variable(p) for p in exact]
with tf.GradientTape() as tape:
    y = tf.sigmoid(tf.sigmoid(x @ W1 + b1) @ W2 + b2)
    loss = tf.reduce_mean(tf.reduce_sum((y - t) ** 2, axis=1))
ours, theirs = backpropagate(exact, x, t), tape.gradient(loss, variables)
difference = max(np.abs(a - b).max() for a, b in zip(ours, theirs))
print(f"largest difference among {sum(g.size for g in ours):,} slopes: {difference:.1e}")
assert difference < 1e-5 and sum(g.size for g in ours) == 50_890

# %% [markdown]
# ## 7. Learn: a small step downhill, many times
#
# **Stochastic gradient descent**: take a few pictures (a *mini-batch*), find the gradient of their average cost, and take a small step against it:
# $w \leftarrow w - \text{rate} \cdot \partial C / \partial w$. An *epoch* has gone through all pictures once, in a new order.

# %% [markdown]
# ### Exercise 01.4: one step
#
# Here are the gradients of the pictures of a mini-batch, a row each. Return the weights after one step.


# %%
def sgd_step(w, gradients, rate):
    """Return the weights w (m,) after a step against the average of the gradients (n, m)."""
    ### BEGIN SOLUTION
    return w - rate * gradients.mean(axis=0)
    ### END SOLUTION


# %%
check("01.4", sgd_step)

# %% [markdown]
# **Predict:** 32 pictures at a time, three epochs. How many digits will it read?


# %%
def train(network, batches, rate=2.0):
    """Take a step for every batch, an array of picture numbers; change the network in place."""
    for batch in batches:
        for p, slope in zip(
            network, backpropagate(network, x_train[batch], t_train[batch])
        ):
            p -= rate * slope


rng = np.random.default_rng(1)
started = time.perf_counter()
for epoch in (1, 2, 3):
    train(network, rng.permutation(60_000).reshape(-1, 32))
    print(f"epoch {epoch}: right on the test set {accuracy(network):.2%}")
print(f"{time.perf_counter() - started:.0f} seconds")
assert accuracy(network) > 0.95

# %% [markdown]
# More than 95 of 100 digits that it has never seen, by two matrices, two rows of biases, and the rule above.
#
# > **Warning: bytes.** Forget the division by 255 and the sums are 255 times as large. Most sigmoids then sit at 0 or 1. The few pictures that still get
# > through push back too hard, because the gradient of $W_1$ is *input* times fault, and the input is 255 times as large. A few wild steps later most hidden
# > neurons answer the same to every picture; there $h (1 - h)$ is 0, and nothing brings them back. You will see `RuntimeWarning: overflow encountered in
# > exp` at most, and an accuracy that stays low (10 to 20 % after an epoch, in three trials). Look at the share of hidden activations that are stuck
# > before the first step:

# %%
for name, scale in {"0 to 1": 1, "bytes": 255}.items():
    with np.errstate(over="ignore"):
        h = forward(new_network(seed=1), scale * x_train[:1000])[0]
    stuck = ((h < 0.01) | (h > 0.99)).mean()
    print(
        f"pictures as {name}: {stuck:.0%} of the hidden activations are within 0.01 of 0 or 1"
    )
assert stuck > 0.8

# %% [markdown]
# ## 8. The same in Keras
#
# The framework writes the backward pass for us. Its cost is a tenth of ours, so its gradients are, so the learning rate has to be ten times as
# large for the same steps. Same first weights, same 100 batches:

# %%
twin = keras.Sequential([keras.Input((784,))])
twin.add(layers.Dense(64, activation="sigmoid"))
twin.add(layers.Dense(10, activation="sigmoid"))
twin.compile(optimizer=keras.optimizers.SGD(learning_rate=20.0), loss="mse")
twin.set_weights(new_network(seed=1))
history = twin.fit(x_train[:3200], t_train[:3200], batch_size=32, shuffle=False, verbose=0)

# %%
ours = new_network(seed=1)
train(ours, np.arange(3200).reshape(-1, 32), rate=2.0)
difference = max(np.abs(a - b).max() for a, b in zip(ours, twin.get_weights()))
print("ours :", forward(ours, x_test[:1])[1][0].round(4))
print("Keras:", twin.predict(x_test[:1], verbose=0)[0].round(4))
print(f"largest difference among all weights after 100 steps: {difference:.1e}")
assert difference < 1e-3

# %% [markdown]
# The same numbers, but for rounding. From lesson 02 on we let Keras do it, and you know what it does.
#
# ## 9. What did it learn?
#
# **Predict:** the weights of a hidden neuron have a picture's shape. Will they look like digits?

# %%
W1 = network[0]
figure, axes = plt.subplots(2, 8, figsize=(8, 2.5), layout="constrained")
for unit, axis in enumerate(axes.flat):
    image = axis.imshow(W1[:, unit].reshape(28, 28), cmap="PuOr", vmin=-1, vmax=1)
    axis.axis("off")
figure.colorbar(image, ax=axes, label="weight")
figure.suptitle("What 16 of the hidden neurons look for: spots and strokes, no digits")
plots.show(
    figure,
    "Sixteen pictures of weights: blotches and bent strokes, positive beside negative. None "
    "looks like a digit.",
)

# %% [markdown]
# No neuron looks for a 7. Each asks whether there is ink here rather than there, and the ten outputs weigh the answers. Keep that in mind. And where does it fail
# worst? Here are the test pictures that cost most:

# %%
y_test = forward(network, x_test)[1]
costs = np.sum((y_test - np.eye(10)[test_labels]) ** 2, axis=1)
worst = np.argsort(costs)[::-1][:10]
figure, axes = plt.subplots(1, 10, figsize=(9, 1.6), layout="constrained")
for axis, i in zip(axes, worst):
    axis.imshow(test_pictures[i, :, :, 0], cmap="gray")
    axis.set_title(f"{test_labels[i]}, read\nas {y_test[i].argmax()}", fontsize=9)
    axis.axis("off")
figure.suptitle("Its worst mistakes", fontsize=10)
plots.show(
    figure,
    "Ten test pictures with their label and what the network read. Most are oddly shaped, "
    "but a person can read nearly all of them.",
)
assert (y_test[worst].argmax(axis=1) != test_labels[worst]).all() and costs[worst].min() > 1

# %% [markdown]
# ## 10. Train on what it fails at
#
# A child that mixes up 1 and 7 practises 1 and 7, not all ten digits again. Our deck says that networks should do likewise. Four copies of our network go on
# for one more epoch's worth of steps: on everything; on ones and sevens only; on the training pictures that it gets wrong, only; and on
# half those, half everything.
#
# **Predict:** which of the four reads the test set best?

# %%
wrong = np.flatnonzero(forward(network, x_train)[1].argmax(axis=1) != train_labels)
one_or_seven = np.flatnonzero(np.isin(train_labels, [1, 7]))
lessons = {
    "everything": lambda: rng.integers(60_000, size=32),
    "1 and 7 only": lambda: rng.choice(one_or_seven, 32),
    "mistakes only": lambda: rng.choice(wrong, 32),
    "half mistakes": lambda: np.r_[rng.choice(wrong, 16), rng.integers(60_000, size=16)],
}
tests = {
    "all digits": np.arange(10),
    "1 and 7": [1, 7],
    "the other eight": [0, 2, 3, 4, 5, 6, 8, 9],
}

# %%
results = {"before": network}
for name, choose in lessons.items():
    results[name] = [p.copy() for p in network]
    train(results[name], (choose() for _ in range(60_000 // 32)))
table = {}
for name, pupil in results.items():
    chosen = [np.isin(test_labels, digits) for digits in tests.values()]
    table[name] = [accuracy(pupil, x_test[c], test_labels[c]) for c in chosen]
    print(f"{name:14}", *(f"{test}: {a:.1%} " for test, a in zip(tests, table[name])))
assert table["1 and 7 only"][1] > 0.985 and table["1 and 7 only"][2] < 0.7
assert (
    table["mistakes only"][0] < 0.8 and table["half mistakes"][0] < table["everything"][0]
)

# %% [markdown]
# The deck's advice, taken literally, backfires. Drilled on 1 and 7 only, the network reads more than 98.5 % of those, and forgets the others: it reads fewer than 70 % of
# them. Drilled on its mistakes only, it ends below 80 %. A network keeps only what it goes on seeing. Even half and half does worse
# than plain practice; so it did in three other trials.
#
# But the idea is too good to drop: **something that looks for a network's weak spots, mixed with what is right.** It needs an
# endless supply of weak spots, not a fixed pile. Could one *make* pictures that fool the network?
#
# ## 11. Ask it to draw
#
# Our gradients say how each weight should change to lower the cost. Go one step further back, $\partial C / \partial x = \delta_1 W_1^T$, and they say how each *pixel*
# should. So freeze the network, set the target to "7", and let the picture learn.
#
# ### Exercise 01.5: the picture's own gradient
#
# From the hidden activations `h` and the `delta2` of each picture, return the gradient of each picture's own cost by its pixels.


# %%
def picture_gradient(h, delta2, W1, W2):
    """Return dC/dx (n, pixels), given h (n, hidden), delta2 (n, outputs), W1 and W2."""
    ### BEGIN SOLUTION
    delta1 = (delta2 @ W2.T) * h * (1 - h)
    return delta1 @ W1.T
    ### END SOLUTION


# %%
check("01.5", picture_gradient)

# %% [markdown]
# We begin with faint noise and stop when the cost is below 0.0001: output 7 is then above 0.99, and every other below 0.01.
#
# **Predict:** what will the picture look like?


# %%
def climb(network, x, digit, rate=1.0):
    """Change the picture x (1, 784) until the network is sure that it shows the digit."""
    t = np.eye(10, dtype="float32")[[digit]]
    steps = 0
    while steps < 20_000 and np.sum((forward(network, x)[1] - t) ** 2) > 0.0001:
        _, delta1, _ = deltas(network, x, t)
        x = np.clip(x - rate * delta1 @ network[0].T, 0, 1)  # it stays a picture
        steps += 1
    return x, steps


noise = np.random.default_rng(7).uniform(0, 0.2, (1, 784)).astype("float32")
nonsense, steps = climb(network, noise, digit=7)
print(f"after {steps} steps:", forward(network, nonsense)[1][0].round(3))

# %%
sevens = x_test[test_labels == 7]
sure = [forward(network, p)[1][:, 7] for p in (sevens[:1], noise, nonsense, sevens)]
shown = {"a real 7": sevens[0], "faint noise": noise, "the same, after climbing": nonsense}
figure, axes = plt.subplots(1, 3, figsize=(8, 3.2), layout="constrained")
for axis, (name, picture), output in zip(axes, shown.items(), sure):
    axis.imshow(picture.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
    axis.set(title=f"{name}\noutput 7: {output[0]:.3f}", xticks=[], yticks=[])
figure.suptitle("The network is sure that the right picture is a 7")
plots.show(
    figure,
    "Three pictures: a handwritten 7; faint noise; the same noise with grey blotches. No digit "
    "can be seen in the last one, but output 7 is above 0.99.",
)
assert sure[2][0] > 0.99
print(
    f"of the real sevens in the test set, {(sure[3] <= sure[2][0]).mean():.0%} make it no surer"
)

# %% [markdown]
# Nonsense, and more than 99 % sure. Other noise gives other nonsense; try another seed, another digit (1 takes longest).
#
# Why? The network only ever had to tell ten kinds of digits *apart*. It learnt which spots of ink speak for a 7 rather than for a 1, not what a 7 is;
# nobody ever showed it a picture that is no digit. **It can judge, within what it has seen. It can't draw.**
#
# But look at what we did: we found pictures that fool it. We could now tell it "these are fakes", and train it on fakes and real digits together (together: see section
# 10); then climb again. The hope: it gets harder to fool, and what still fools it has to look more like a digit. What if a second network's whole job were to find
# such pictures? That is a *generative adversarial network*.

# %% [markdown] tags=["assignment"]
# ### Question 01.A: which digits are hard?
#
# One accuracy hides a lot. Return ten of them: for each digit, the share of the pictures of it that are read correctly. `y` holds the
# outputs (n, 10); every digit occurs among the labels.


# %% tags=["assignment"]
def accuracy_by_digit(y, labels):
    """Return an array (10,): of the pictures labelled d, the share whose largest output is d."""
    ### BEGIN SOLUTION
    right = y.argmax(axis=1) == labels
    return np.array([right[labels == digit].mean() for digit in range(10)])
    ### END SOLUTION


# %% tags=["assignment"]
check("01.A", accuracy_by_digit)

# %% [markdown]
# ## What to take along
#
# - A network is weighted sums, biases and a bend, layer after layer; its cost is a number, and backpropagation says how each parameter moves that number.
# - Check your gradients against automatic differentiation; scale pictures; when two losses differ by a factor, so do their learning rates.
# - A classifier can be sure of nonsense. Looking for what fools it, and training it on that beside the real thing, is the idea behind GANs.
#
# One piece of all this we took for granted: the sigmoid. The next lesson, 02, puts seven others in its place, and shows why networks with many layers gave it up.
