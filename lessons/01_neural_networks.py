# %% [markdown]
# # 01 · A network from nothing: it can judge, it can't draw
#
# You write a network that reads handwritten digits, with nothing but NumPy; then you ask it to draw a 7, and what comes out is the
# reason for the rest of this course.
#
# **After this lesson you can**
# - follow a picture through a network by hand: weighted sums, biases, sigmoids, ten outputs, one cost;
# - derive backpropagation, check it against automatic differentiation, and train with it, in NumPy and in Keras;
# - make a picture that shows nothing, and of which the network is more than 99 % sure that it is a 7.
#
# 25 minutes to read; about 30 seconds to run on two CPU cores. It ends with this picture:
#
# ![](ending)

# %%
import os
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
# If a box with lines like `W0000 00:00:17...` or `I tensorflow/core/platform/cpu_feature_guard.cc` appeared: that is TensorFlow's start-up log, no error.
# Ignore it, here and in every lesson.
#
# ## 1. Where networks stand
#
# Four names that are often mixed up. Each is a part of the one above it.
#
# | name | what it is | an example that the next line leaves out |
# | --- | --- | --- |
# | *artificial intelligence* | any program that does what seems to need a mind | a chess program, all its rules written by people |
# | *machine learning* | is not told how, but learns from examples | a straight line fitted to the prices of houses |
# | *neural networks* | learn by changing the strengths of connections between simple units, loosely like a brain | today's, with one hidden layer |
# | *deep learning* | networks with many layers, like those that will draw | |
#
# Most networks are trained to name a class (a cat or a dog? which digit?) or a number (what does this house cost?). Is there a picture of a cat in a
# network that knows cats? At the end of this lesson we ask ours, which knows digits, to draw one.
#
# ## 2. A picture is 784 numbers
#
# MNIST has 60,000 handwritten digits to learn from, and 10,000 others to test with. Each has 28·28 = 784 pixels. We divide the bytes by 255, so that
# 0 is black and 1 is white, and lay the rows end to end: these 784 numbers are the network's first layer.

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
# **Predict:** a sum above zero shall mean "a 1". Zeros have more ink than ones. Which of the two will this neuron get wrong?

# %%
test_ones, test_zeros = x_test[test_labels == 1], x_test[test_labels == 0]
bias = -weights @ (ones.mean(axis=0) + zeros.mean(axis=0)) / 2
for b in (0, bias):
    ones_right = (test_ones @ weights + b > 0).mean()
    zeros_wrong = (test_zeros @ weights + b > 0).mean()
    print(f"bias {b:5.2f}: says 1 to {ones_right:.1%} of ones, {zeros_wrong:.1%} of zeros")

# %% [markdown]
# Without a bias it takes no zero for a one, but some ones for zeros: too much of their ink lies where ink counts against a 1. The **bias**, a number
# added to the sum, moves the threshold: here, to halfway between the two average digits. (It also answers for a black picture, whose sum is 0.) Last, the
# **sigmoid** squeezes the sum into a number between 0 and 1, the neuron's *activation*:
#
# $$a = \sigma(w_1 x_1 + \dots + w_{784}\, x_{784} + b), \qquad \sigma(z) = \frac{1}{1 + e^{-z}}$$


# %%
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


print("sums -4, 0, 4 become", sigmoid(np.array([-4.0, 0.0, 4.0])).round(3))
assert (test_zeros @ weights < 0).all(), "Without a bias, a zero was taken for a one."
assert (test_ones @ weights + bias > 0).mean() > 0.99, (
    "The bias should bring the ones back."
)

# %% [markdown]
# ### Exercise 01.1: a neuron
#
# *About 5 minutes, level 1 of 3.*
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
# network's *architecture*. Ours is 784-64-10, everything connected to everything.
#
# ![The network. A picture of a 5, 28 by 28; three columns of circles, x with 784, h with 64 and y with 10, each connected to all of the next by the weights W1 (784, 64) and W2 (64, 10); at the end the cost, 2.63. Below, the numbers along one path. Forwards: x is 1.00, h is 0.49, y is 0.50, and a squared difference of 0.25. Backwards: dC/dy is -1.00, delta 2 is -0.25, delta 1 is -0.06; the slopes of the two weights on the path are -0.12 and -0.06.](../images/01_network.png)
#
# (The lower half, one path through it in numbers, is for section 6.) Nobody chooses the weights: they begin as small random numbers.


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

# %% [markdown]
# About one in ten, as a guess would have.
#
# ### Exercise 01.2: how many numbers does it learn?
#
# *About 5 minutes, level 1 of 3.*
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
# Row 5 of the identity is the target of a 5, and so on.
t_train = np.eye(10, dtype="float32")[train_labels]
y, t = forward(network, x_train[:1])[1][0], t_train[0]
for digit in range(10):
    squared = (y[digit] - t[digit]) ** 2
    print(f"{digit}: ({y[digit]:.2f} - {t[digit]:.2f})^2 = {squared:.2f}")
print(f"cost of this picture: {np.sum((y - t) ** 2):.2f}")

# %% [markdown]
# "Utter trash", says our deck, which took a table like this from the [3Blue1Brown](https://www.3blue1brown.com/topics/neural-networks) films. What training makes
# small is the average over all training pictures.
#
# ### Exercise 01.3: the cost
#
# *About 5 minutes, level 1 of 3.*
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
# | through the sigmoid | $\delta_2 = 2 (y - t) \odot y \odot (1 - y)$ | nearly 0 where $y$ is nearly 0 or 1 |
# | to the weights | $\partial C / \partial W_2 = h^T \delta_2, \quad \partial C / \partial b_2 = \delta_2$ | input times fault |
# | to the hidden layer | $\partial C / \partial h = \delta_2 W_2^T$ | blame goes back by the same weights |
# | through its sigmoid | $\delta_1 = (\delta_2 W_2^T) \odot h \odot (1 - h)$ | |
# | to its weights | $\partial C / \partial W_1 = x^T \delta_1, \quad \partial C / \partial b_1 = \delta_1$ | as above |
#
# The sign $\odot$ multiplies element by element (`*` in NumPy); without a sign, it is a product of matrices (`@`). With a row for each picture,
# $x^T \delta_1$ also sums over the pictures; we want the average, and divide by n. (In the drawing of section 4: the same along one path; but
# $z_1$ and $z_2$ add up all that comes in, and $\delta_1$ the blame from all ten outputs.)


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
assert difference < 1e-12, "Our slopes are not those of automatic differentiation."

# %% [markdown]
# ## 7. Learn: a small step downhill, many times
#
# **Stochastic gradient descent**: take a few pictures (a *mini-batch*), find the gradient of their average cost, and take a small step against it:
# $w \leftarrow w - \text{rate} \cdot \partial C / \partial w$. An *epoch* has gone through all pictures once, in a new order.
#
# ### Exercise 01.4: one step
#
# *About 10 minutes, level 2 of 3.*
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
def train(network, batches, x=x_train, rate=2.0):
    """Take a step for every batch, an array of picture numbers; change the network in place."""
    for batch in batches:
        slopes = backpropagate(network, x[batch], t_train[batch])
        for p, slope in zip(network, slopes):
            p -= rate * slope


rng = np.random.default_rng(1)
for epoch in (1, 2, 3):
    train(network, rng.permutation(60_000).reshape(-1, 32))
    print(f"epoch {epoch}: right on the test set {accuracy(network):.2%}")

# %% [markdown]
# More than 94 of 100 digits that it has never seen, by two matrices, two rows of biases, and the rule above.
#
# > **Warning: bytes.** Forget the division by 255, and there is no error; but the accuracy stays low. The sums are 255 times as large, and nearly all
# > sigmoids sit at 0 or 1, where their slope $h (1 - h)$ is nearly 0; what still comes through is multiplied by inputs up to 255.

# %%
assert accuracy(network) > 0.94, "Three epochs should be enough for 94 %. Restart, run all."
as_bytes = new_network(seed=1)
with np.errstate(over="ignore"):  # else NumPy warns, at most: "overflow encountered in exp"
    h = forward(as_bytes, 255 * x_train[:1000])[0]
    train(as_bytes, rng.permutation(60_000).reshape(-1, 32), x=255 * x_train)
    after = accuracy(as_bytes, 255 * x_test)
stuck = ((h < 0.01) | (h > 0.99)).mean()
print(f"bytes: at the start, {stuck:.0%} of the hidden activations are nearly 0 or 1")
print(f"after an epoch, right on the test set: {after:.1%}")
assert stuck > 0.9 and after < 0.2, "Pictures as bytes should have spoilt the training."

# %% [markdown]
# ## 8. The same in Keras
#
# The framework writes the backward pass for us. Its *mean squared error* also divides by the ten outputs: a tenth of our cost, so a tenth of our
# gradient, so the learning rate has to be ten times as large for the same steps. Same first weights, same ten batches:

# %%
twin = keras.Sequential([keras.Input((784,))])
twin.add(layers.Dense(64, activation="sigmoid"))
twin.add(layers.Dense(10, activation="sigmoid"))
twin.compile(optimizer=keras.optimizers.SGD(learning_rate=20.0), loss="mse")
twin.set_weights(new_network(seed=1))
twin.fit(x_train[:320], t_train[:320], batch_size=32, shuffle=False, verbose=0)

ours = new_network(seed=1)
train(ours, np.arange(320).reshape(-1, 32), rate=2.0)
difference = max(np.abs(a - b).max() for a, b in zip(ours, twin.get_weights()))
print("ours :", forward(ours, x_test[:1])[1][0].round(4))
print("Keras:", twin.predict(x_test[:1], verbose=0)[0].round(4))
print(f"largest difference among all weights after ten steps: {difference:.1e}")
assert difference < 1e-4, "More than rounding: the two did not take the same steps."

# %% [markdown]
# The same numbers, but for rounding. From lesson 02 on we mostly let Keras do it, and you know what it does.
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
figure.suptitle("The weights of 16 hidden neurons")
plots.show(
    figure,
    "Sixteen pictures of weights: blotches and bent strokes, positive beside negative. None "
    "looks like a digit.",
)

# %% [markdown]
# None of these looks for a 7. Each asks whether there is ink here rather than there, and the ten outputs weigh the answers.
#
# ## 10. Train on what it fails at
#
# A child that mixes up 1 and 7 practises 1 and 7, not all ten digits again; but children get tired, and a network does not. Our deck says: hammer it where it fails. Four
# copies of our network go on for one more epoch's worth of steps: on everything; on ones and sevens only; on the training pictures that it
# gets wrong, only; and on half those, half everything.
#
# **Predict:** which of the four reads the test set best?

# %%
wrong = np.flatnonzero(forward(network, x_train)[1].argmax(axis=1) != train_labels)
one_or_seven = np.flatnonzero(np.isin(train_labels, [1, 7]))
diets = {
    "everything": lambda: rng.integers(60_000, size=32),
    "1 and 7 only": lambda: rng.choice(one_or_seven, 32),
    "mistakes only": lambda: rng.choice(wrong, 32),
    "half mistakes": lambda: np.r_[rng.choice(wrong, 16), rng.integers(60_000, size=16)],
}
pupils = {"before": network}
for name, choose in diets.items():
    pupils[name] = [p.copy() for p in network]
    train(pupils[name], (choose() for _ in range(60_000 // 32)))

# %%
is_1_or_7 = np.isin(test_labels, [1, 7])
parts = {"all": np.full(10_000, True), "1 and 7": is_1_or_7, "the other eight": ~is_1_or_7}
table = {
    name: {part: accuracy(pupil, x_test[m], test_labels[m]) for part, m in parts.items()}
    for name, pupil in pupils.items()
}
for name, row in table.items():
    print(f"{name:14}", *(f"{part}: {share:.1%} " for part, share in row.items()))

# %% [markdown]
# Taken literally, the advice backfires. Drilled on 1 and 7 only, the network reads more than 99 % of those, and fewer than 55 % of the others: it
# forgets. Drilled on its mistakes only, it ends below 70 %. Half and half, it stays above 93 %: what it goes on seeing, it keeps. (Half was still too
# much: it stayed behind plain practice in all of six trials. With one mistake in eight pictures, the two were level.)
#
# But the idea is too good to drop: **something that looks for a network's weak spots, mixed with what is right.** Our pile of mistakes is small; could one *make*
# pictures that fool the network, as many as one likes?

# %%
again = "Restart and run all: this training came out unlike any that we have seen."
assert table["1 and 7 only"]["1 and 7"] > 0.99, again
assert table["1 and 7 only"]["the other eight"] < 0.55, again
assert table["mistakes only"]["all"] < 0.7 and table["half mistakes"]["all"] > 0.93, again

# %% [markdown]
# ## 11. Ask it to draw
#
# Our gradients say how each weight should change to lower the cost. Go one step further back, $\partial C / \partial x = \delta_1 W_1^T$, and they say how each *pixel*
# should. So freeze the network, set the target to "7", and let the picture learn.
#
# ### Exercise 01.5: the picture's own gradient
#
# *About 15 minutes, level 3 of 3.*
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
# **Predict:** how many steps will it take? And will you see a 7?


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

# %% tags=["ending"]
shown = {
    "a real 7": x_test[test_labels == 7][:1],
    "faint noise": noise,
    "the same, after climbing": nonsense,
}
figure, axes = plt.subplots(1, 3, figsize=(8, 3.2), layout="constrained")
for axis, (name, picture) in zip(axes, shown.items()):
    output = forward(network, picture)[1][0, 7]
    axis.imshow(picture.reshape(28, 28), cmap="gray", vmin=0, vmax=1)
    axis.set(title=f"{name}\noutput 7: {output:.3f}", xticks=[], yticks=[])
plots.show(
    figure,
    "Three pictures: a handwritten 7; faint noise; the same noise with grey blotches. No digit "
    "can be seen in the last one, but the network's output 7 is above 0.99 for it.",
)

# %% [markdown]
# Nonsense, and more than 99 % sure. Try other noise, or another digit (some take a thousand steps and more).

# %%
sure = forward(network, nonsense)[1][0, 7]
assert sure > 0.99, "It should be sure by now: is the network trained? Restart and run all."

# %% [markdown]
# Every picture that it learnt from was one of ten digits: it had to tell them *apart*, never a digit from what is none.
# **It can judge, within what it has seen. It can't draw.**
#
# But look at what we did: we found a picture that fools it. We could tell it "this is a fake", train it on fakes and real digits together, and climb
# again. The hope: it gets harder to fool, and what still fools it has to look more like a digit. What if a second network's whole job were to make
# such pictures? That is a *generative adversarial network*.

# %% [markdown] tags=["assignment"]
# ### Question 01.A: which digits are hard?
#
# *About 15 minutes, level 2 of 3.*
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
