"""What lesson 06 and its recorded experiment share: networks with and without structure, and data.

Pictures are float32 in [0, 1], (n, 28, 28, 1). All networks return logits or, of trees, a number.
"""

import keras
import numpy as np
import tensorflow as tf
from keras import Sequential, layers

from gan_course.data import load_mnist

NAMES = 20  # how many names the pairs to recall may have


def cross_entropy(labels, logits):
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))


def squared(values, results):
    return tf.reduce_mean((results - values) ** 2)


def train(network, batches, loss=cross_entropy, rate=1e-3):
    """Take one step of Adam for each (inputs, targets) of batches, and return the network. rate: a number or a schedule."""
    optimizer = keras.optimizers.Adam(rate)

    @tf.function(reduce_retracing=True)
    def step(inputs, targets):
        with tf.GradientTape() as tape:
            value = loss(targets, network(inputs, training=True))
        weights = network.trainable_variables
        optimizer.apply_gradients(zip(tape.gradient(value, weights), weights))

    for batch in batches:
        step(*tf.nest.map_structure(tf.constant, batch))
    return network


def batches_of(x, y, steps, seed=0, batch=50):
    """Yield so many batches of x, an array or a tuple of arrays, and y: all in one order, then in the next."""
    rng, n = np.random.default_rng(seed), len(y)
    rows = np.concatenate([rng.permutation(n) for _ in range(-(-steps * batch // n))])
    for chosen in rows[: steps * batch].reshape(steps, batch):
        yield tf.nest.map_structure(lambda a, rows=chosen: a[rows], (x, y))


def answers(network, x, batch=500):
    """Return the network's outputs for x, an array or a tuple of arrays, as an array."""
    any_number = tf.nest.map_structure(lambda a: tf.TensorSpec((None, *a.shape[1:]), a.dtype), x)
    call = tf.function(lambda inputs: network(inputs, training=False), input_signature=[any_number])
    starts = range(0, len(tf.nest.flatten(x)[0]), batch)
    parts = [tf.nest.map_structure(lambda a, i=i: tf.constant(a[i : i + batch]), x) for i in starts]
    return np.concatenate([call(part).numpy() for part in parts])


def share_right(network, x, y):
    return float((answers(network, x).argmax(axis=-1) == y).mean())


# Pictures -------------------------------------------------------------------------------------------------------------
def dense(units=30):
    """784 pixels in any order."""
    return Sequential([layers.Flatten(), layers.Dense(units, "relu"), layers.Dense(10)])


def bank(kernels=None, trainable=True):
    """Eight 3x3 filters, ReLU, means over 4x4, ten sums. kernels: (3, 3, 1, 8), or None for random ones."""
    start = keras.initializers.Constant(kernels) if kernels is not None else "glorot_uniform"
    filters = layers.Conv2D(8, 3, padding="same", activation="relu", kernel_initializer=start, trainable=trainable)
    return Sequential([filters, layers.AveragePooling2D(4), layers.Flatten(), layers.Dense(10)])


def edges_by_hand():
    """Return eight filters (3, 3, 1, 8): dark on one side, bright on the other, in eight directions."""
    ring = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0)]  # the pixels around the middle
    kernels = np.zeros((3, 3, 1, 8), "float32")
    for direction in range(8):
        for place, weight in zip(range(3), (1, 2, 1)):
            kernels[(*ring[(direction + place) % 8], 0, direction)] = weight / 4
            kernels[(*ring[(direction + place + 4) % 8], 0, direction)] = -weight / 4
    return kernels


def cnn():
    """Filters, pooling, filters, pooling, and sums that know each place."""
    return Sequential([cnn_body(), layers.Flatten(), layers.Dense(10)])


def cnn_body():
    return Sequential(
        [
            layers.Conv2D(16, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(32, 3, padding="same", activation="relu"),
            layers.MaxPooling2D(),
        ]
    )


# Rows -----------------------------------------------------------------------------------------------------------------
def late(pictures, seed, rows=56):
    """Put each picture somewhere into so many rows: (n, rows, 28); return also the row where each begins."""
    starts = np.random.default_rng([seed, 6]).integers(0, rows - 28 + 1, len(pictures))
    strips = np.zeros((len(pictures), rows, 28), "float32")
    for strip, picture, start in zip(strips, pictures, starts):
        strip[start : start + 28] = picture[..., 0]
    return strips, starts


def reader(layer):
    """A recurrent layer that reads a row at a time, and ten sums of what it ends with."""
    return Sequential([layer, layers.Dense(10)])


# Trees ----------------------------------------------------------------------------------------------------------------
def grow(rng, height):
    """Return a random tree of this height: a digit, or (left, "+" or "-", right)."""
    if height == 0:
        return int(rng.integers(10))
    high, other = grow(rng, height - 1), grow(rng, int(rng.integers(height)))
    left, right = (high, other) if rng.random() < 0.5 else (other, high)
    return left, "+-"[rng.integers(2)], right


def forest(seed, n, heights):
    """Return n random trees, each of one of the heights."""
    rng = np.random.default_rng([seed, 7])
    return [grow(rng, int(height)) for height in rng.choice(heights, n)]


def value(tree):
    if isinstance(tree, int):
        return tree
    left, sign, right = tree
    return value(left) + value(right) if sign == "+" else value(left) - value(right)


def values(trees):
    return np.array([value(tree) for tree in trees], "float32")


def written(tree):
    """Return a tree as it is written, brackets included."""
    return str(tree) if isinstance(tree, int) else f"({written(tree[0])}{tree[1]}{written(tree[2])})"


def plan(trees):
    """Say in which order trees are computed, all at once, from the leaves up.

    Returns the digits of all leaves (k,); for each level (left, right, sign), three arrays (m,): which two rows are joined,
    and 0 for + or 1 for -; and the rows of the roots. Rows are numbered as they come: the leaves, then level by level.
    """
    leaves, levels = [], []

    def visit(tree):  # returns (height, place among those of this height)
        if isinstance(tree, int):
            leaves.append(tree)
            return 0, len(leaves) - 1
        left, right = visit(tree[0]), visit(tree[2])
        height = max(left[0], right[0])
        if len(levels) == height:
            levels.append([])
        levels[height].append((left, right, "+-".index(tree[1])))
        return height + 1, len(levels[height]) - 1

    roots = [visit(tree) for tree in trees]
    firsts = np.cumsum([0, len(leaves), *map(len, levels)])

    def row(at):
        return firsts[at[0]] + at[1]

    tables = [np.array([(row(a), row(b), sign) for a, b, sign in level], "int32") for level in levels]
    return np.array(leaves, "int32"), [tuple(table.T) for table in tables], np.array([row(root) for root in roots], "int32")


class TreeNetwork(keras.Model):
    """A recursive network: `leaf` makes a vector of each leaf, `node` one of two, and the root's is read as a number."""

    def __init__(self, leaf, node):
        super().__init__()
        self.leaf, self.node, self.number = leaf, node, layers.Dense(1)

    def build(self, shapes):
        pass  # each part is built at its first call

    def call(self, planned):
        leaves, levels, roots = planned
        h = self.leaf(leaves)
        for left, right, sign in levels:
            h = tf.concat([h, self.node([tf.gather(h, left), tf.gather(h, right), sign])], axis=0)
        return self.number(tf.gather(h, roots))[:, 0]


class LinearNode(layers.Layer):
    """Joins two vectors by a matrix, one for + and one for -."""

    def __init__(self, size=2):
        super().__init__()
        self.plus, self.minus = layers.Dense(size), layers.Dense(size)

    def call(self, inputs):
        left, right, sign = inputs
        pair = tf.concat([left, right], axis=1)
        return tf.where(sign[:, None] == 0, self.plus(pair), self.minus(pair))


def tree_batches(trees, steps, pictures=None, batch=100):
    """Yield so many (plan, values), batch after batch of the trees, round and round.

    pictures: in place of the leaves' digits, a function from digits (k,) to pictures of them.
    """
    groups = [trees[i : i + batch] for i in range(0, len(trees), batch)]
    plans = [(plan(group), values(group)) for group in groups]
    for step in range(steps):
        (leaves, *rest), targets = plans[step % len(plans)]
        yield (pictures(leaves) if pictures else leaves, *rest), targets


# Pairs to recall ------------------------------------------------------------------------------------------------------
def recall(seed, n, pairs):
    """Return n questions: names (n, pairs), all different, digits (n, pairs), the name asked for (n,); the answers."""
    rng = np.random.default_rng([seed, 8])
    names = rng.random((n, NAMES)).argsort(axis=1)[:, :pairs].astype("int32")
    digits, asked = rng.integers(10, size=(n, pairs)).astype("int32"), rng.integers(pairs, size=n)
    every = np.arange(n)
    return (names, digits, names[every, asked]), digits[every, asked]


class Recall(keras.Model):
    """Answers by `look`: a layer that is called with (query (n, 1, d), pairs (n, m, d))."""

    def __init__(self, look, size=32):
        super().__init__()
        self.name_vectors, self.digit_vectors = layers.Embedding(NAMES, size), layers.Embedding(10, size)
        self.look, self.digit = look, layers.Dense(10)

    def call(self, question):
        names, digits, asked = question
        pairs = self.name_vectors(names) + self.digit_vectors(digits)
        return self.digit(self.look(self.name_vectors(asked)[:, None], pairs)[:, 0])


class Attention(layers.Layer):
    """Keras's attention with one head, called as (query, pairs)."""

    def __init__(self, size=32):
        super().__init__()
        self.attention = layers.MultiHeadAttention(1, size)

    def call(self, query, pairs):
        return self.attention(query, pairs)


# Five digits from the other five --------------------------------------------------------------------------------------
def load_halves(seed, low=10_000, few=20):
    """Return pictures and labels of many digits 0 to 4, and of `few` of each of 5 to 9 (labels 0 to 4), by the seed."""
    pictures, labels = load_mnist()
    rng = np.random.default_rng([seed, 9])
    many = rng.permutation(np.flatnonzero(labels < 5))[:low]
    some = np.concatenate([rng.permutation(np.flatnonzero(labels == d))[:few] for d in range(5, 10)])
    return [(pictures[rows].astype("float32") / 255, labels[rows].astype("int32") % 5) for rows in (many, some)]


def with_five_sums(body=None, trained=True):
    """Return a network for five classes on a CNN's body: a copy of `body`, or a new one; trained: does it move?"""
    new = cnn_body()
    new.build((None, 28, 28, 1))
    if body is not None:
        new.set_weights(body.get_weights())
    new.trainable = trained
    return Sequential([new, layers.Flatten(), layers.Dense(5)])
