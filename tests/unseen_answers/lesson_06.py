"""Wrong and right answers to the exercises of lesson 06, thought of beside its checks, by the list of review.md."""

import numpy as np
import tensorflow as tf
from scipy.signal import convolve2d, correlate2d
from scipy.special import softmax


# 06.1 -----------------------------------------------------------------------------------------------------------------
def patches(picture, kernel, what):
    h, w = kernel.shape
    rows, columns = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    return np.array([[what(picture[i : i + h, j : j + w], kernel) for j in range(columns)] for i in range(rows)])


def by_tensorflow(picture, kernel):
    one = tf.nn.conv2d(picture[None, ..., None], kernel[..., None, None], 1, "VALID")
    return one[0, ..., 0]


def one_short(picture, kernel):
    return patches(picture, kernel, lambda a, k: (a * k).sum())[:-1, :-1]


SLIDE = [
    (lambda p, k: convolve2d(p, k, "valid"), "turned by half a turn"),
    (lambda p, k: correlate2d(p, k, "same"), "beyond the border"),
    (lambda p, k: patches(p, k, lambda a, b: (a * b).mean()), "mean"),
    (lambda p, k: patches(p, k, lambda a, b: a.sum() * b.sum()), "sums multiplied"),
    (one_short, "one place missing"),
    (lambda p, k: np.maximum(correlate2d(p, k, "valid"), 0), "relu"),
    (lambda p, k: patches(p, k, lambda a, b: (a * b).max()), "largest product"),
    (lambda p, k: correlate2d(p, k[::-1], "valid"), "upside down"),
    (lambda p, k: patches(p, k, lambda a, b: ((a - b) ** 2).sum()), "distance"),
    (lambda p, k: correlate2d(p, k / k.size, "valid"), "kernel divided"),
    (lambda p, k: correlate2d(p, k, "valid").T, "transposed"),
    (lambda p, k: patches(p, k, lambda a, b: (a + b).sum()), "added"),
]
SLIDE_RIGHT = [
    lambda p, k: correlate2d(p, k, "valid"),
    lambda p, k: convolve2d(p, k[::-1, ::-1], "valid"),
    by_tensorflow,
    lambda p, k: np.einsum("ijhw,hw->ij", np.lib.stride_tricks.sliding_window_view(p, k.shape), k),
]


# 06.2 -----------------------------------------------------------------------------------------------------------------
def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def lstm(c, take, forget, new, tell, gate=sigmoid):
    c = gate(forget) * c + gate(take) * np.tanh(new)
    return np.stack([gate(tell) * np.tanh(c), c])


LSTM = [
    (lambda *a: lstm(*a)[::-1], "c first"),
    (lambda c, i, f, n, o: lstm(c, f, i, n, o), "gates exchanged"),
    (lambda c, i, f, n, o: lstm(c, i, -f, n, o), "forget the other way"),
    (lambda c, i, f, n, o: lstm(c, i, f, n, -o), "tell the other way"),
    (lambda c, i, f, n, o: lstm(c, i, f, n, o, lambda a: a), "no sigmoid"),
    (lambda c, i, f, n, o: lstm(c, i, f, n, o, np.tanh), "tanh gates"),
    (lambda c, i, f, n, o: np.stack([sigmoid(o) * np.tanh(c), lstm(c, i, f, n, o)[1]]), "h of the old c"),
    (lambda c, i, f, n, o: np.stack([sigmoid(o), 1]) * lstm(c, i, f, n, o)[[1, 1]], "no tanh at the end"),
    (lambda c, i, f, n, o: lstm(c, i, -i, n, o), "a GRU's one gate"),
    (lambda c, i, f, n, o: lstm(c, -f, f, n, o), "take from forget"),
    (lambda c, i, f, n, o: lstm(c, i, f, np.arctanh(np.clip(n, -0.99, 0.99)), o), "new without tanh"),
    (lambda c, i, f, n, o: lstm(c, i, f, n, o)[0], "only h"),
    (lambda c, i, f, n, o: lstm(0 * c, i, f, n, o), "c forgotten"),
]
LSTM[7] = (
    lambda c, i, f, n, o: np.stack([sigmoid(o) * lstm(c, i, f, n, o)[1], lstm(c, i, f, n, o)[1]]),
    "no tanh at the end",
)
LSTM_RIGHT = [
    lstm,
    lambda *a: tuple(lstm(*a)),
    lambda c, i, f, n, o: tf.stack([tf.sigmoid(o) * tf.tanh(lstm(c, i, f, n, o)[1]), lstm(c, i, f, n, o)[1]]),
    lambda c, i, f, n, o: lstm(c, i, f, n, o, lambda a: (np.tanh(a / 2) + 1) / 2),
    lambda c, i, f, n, o: [list(v) for v in lstm(c, i, f, n, o)],
]


# 06.3 -----------------------------------------------------------------------------------------------------------------
def run(tree, leaf, node):
    return leaf(tree) if isinstance(tree, int) else node(run(tree[0], leaf, node), tree[1], run(tree[2], leaf, node))


def flat(tree):
    return [tree] if isinstance(tree, int) else [*flat(tree[0]), tree[1], *flat(tree[2])]


def in_a_row(tree, leaf, node):
    signs = flat(tree)
    h = leaf(signs[0])
    for sign, digit in zip(signs[1::2], signs[2::2]):
        h = node(h, sign, leaf(digit))
    return h


def from_the_right(tree, leaf, node):
    signs = flat(tree)
    h = leaf(signs[-1])
    for sign, digit in zip(signs[-2::-2], signs[-3::-2]):
        h = node(leaf(digit), sign, h)
    return h


def one_level(tree, leaf, node):
    return leaf(tree) if isinstance(tree, int) else node(leaf(tree[0]), tree[1], leaf(tree[2]))


def with_stack(tree, leaf, node):
    todo, done = [(tree, False)], []
    while todo:
        part, joined = todo.pop()
        if isinstance(part, int):
            done.append(leaf(part))
        elif joined:
            right, left = done.pop(), done.pop()
            done.append(node(left, part[1], right))
        else:
            todo += [(part, True), (part[2], False), (part[0], False)]
    return done[0]


FOLD = [
    (lambda t, leaf, node: run(t, leaf, lambda a, s, b: node(b, s, a)), "exchanged"),
    (in_a_row, "no brackets"),
    (from_the_right, "from the right"),
    (lambda t, leaf, node: run(t, leaf, lambda a, s, b: node(a, "+", b)), "always plus"),
    (lambda t, leaf, node: run(t, leaf, lambda a, s, b: a + b), "added"),
    (lambda t, leaf, node: run(t, leaf, lambda a, s, b: (a + b) if s == "+" else (a - b)), "by itself"),
    (one_level, "one level only"),
    (lambda t, leaf, node: None if not isinstance(t, int) else leaf(t), "nothing returned"),
    (lambda t, leaf, node: run(t, leaf, lambda a, s, b: node(a, s, a)), "left twice"),
    (lambda t, leaf, node: node(run(t[0], leaf, node), t[1], run(t[2], leaf, node)), "no case for a digit"),
    (lambda t, leaf, node: run(t, leaf, node).sum(), "a number"),
]
FOLD_RIGHT = [
    run,
    with_stack,
    lambda t, leaf, node: run(t, leaf, node)[None][0],
    lambda t, leaf, node: tf.constant(run(t, leaf, node)),
]


# 06.4 -----------------------------------------------------------------------------------------------------------------
def mix(Q, K, V, allowed, d=None, axis=1):
    scores = Q @ K.T / np.sqrt(d or Q.shape[1])
    w = np.exp(scores) * allowed
    return w / w.sum(axis=axis, keepdims=True) @ V


def soft(a):
    w = np.exp(a - a.max(axis=1, keepdims=True))
    return w / w.sum(axis=1, keepdims=True)


def by_loop(Q, K, V, allowed):
    out = []
    for q, ok in zip(Q, allowed):
        w = np.exp(K[ok] @ q / np.sqrt(len(q)))
        out.append(w @ V[ok] / w.sum())
    return out


LOOK = [
    (lambda Q, K, V, ok: mix(Q, K, V, np.ones_like(ok)), "not masked"),
    (lambda Q, K, V, ok: (soft(Q @ K.T / np.sqrt(Q.shape[1])) * ok) @ V, "masked after the softmax"),
    (lambda Q, K, V, ok: soft(Q @ K.T / np.sqrt(Q.shape[1]) * ok) @ V, "scores times the mask"),
    (lambda Q, K, V, ok: mix(Q, K, V, ok, d=1), "no root"),
    (lambda Q, K, V, ok: mix(Q, K, V, ok, d=Q.shape[1] ** 2), "d, not its root"),
    (lambda Q, K, V, ok: mix(Q, K, V, ok, d=len(K)), "number of keys"),
    (lambda Q, K, V, ok: mix(Q, K, V, ok, d=len(Q)), "number of queries"),
    (lambda Q, K, V, ok: mix(Q, K, V, ok, axis=0), "along the queries"),
    (lambda Q, K, V, ok: mix(Q, K, V, ~ok), "mask the other way"),
    (lambda Q, K, V, ok: (np.exp(Q @ K.T / np.sqrt(Q.shape[1])) * ok) @ V, "not divided by the sum"),
    (lambda Q, K, V, ok: np.where(ok, Q @ K.T / np.sqrt(Q.shape[1]), 0) @ V, "no softmax"),
    (lambda Q, K, V, ok: mix(-Q, K, V, ok), "sign"),
    (lambda Q, K, V, ok: soft(np.where(ok, Q @ K.T / np.sqrt(Q.shape[1]), -1)) @ V, "minus one for minus infinity"),
]
LOOK_RIGHT = [
    mix,
    by_loop,
    lambda Q, K, V, ok: soft(np.where(ok, Q @ K.T / np.sqrt(Q.shape[1]), -1e9)) @ V,
    lambda Q, K, V, ok: tf.nn.softmax(Q @ K.T / Q.shape[1] ** 0.5 - 1e9 * ~ok) @ V,
]

# 06.A -----------------------------------------------------------------------------------------------------------------


def view(layers, step_first=False):
    size = step = 1
    for kernel, stride in layers:
        step *= stride if step_first else 1
        size += (kernel - 1) * step
        step *= 1 if step_first else stride
    return size


def backwards(layers):
    size = 1
    for kernel, stride in reversed(layers):
        size = (size - 1) * stride + kernel
    return size


VIEW = [
    (lambda a: view(a, True), "stride too early"),
    (lambda a: 1 + sum(k - 1 for k, s in a), "no strides"),
    (lambda a: view(a) - 1, "starts at 0"),
    (lambda a: int(np.prod([k for k, s in a])), "product"),
    (lambda a: sum(k for k, s in a), "sum"),
    (lambda a: int(np.prod([s for k, s in a])), "strides"),
    (lambda a: view(a) ** 2, "area"),
    (lambda a: view(a[::-1]), "other end"),
    (lambda a: 1 + sum(k * int(np.prod([s for _, s in a[:n]])) for n, (k, _) in enumerate(a)), "whole kernels"),
    (lambda a: a[0][0], "first kernel"),
    (lambda a: view(a) + 1, "one too many"),
]
VIEW_RIGHT = [view, backwards, lambda a: float(view(a)), lambda a: np.array([view(a)])]


# 06.B -----------------------------------------------------------------------------------------------------------------
def up(g):
    return np.kron(g, np.ones((2, 2)))


def tops(x, largest=np.max):
    h, w = x.shape
    blocks = x.reshape(h // 2, 2, w // 2, 2)
    return (blocks == largest(blocks, axis=(1, 3), keepdims=True)).reshape(h, w)


def by_tape(x, g):
    x = tf.constant(x[None, ..., None])
    with tf.GradientTape() as tape:
        tape.watch(x)
        pooled = tf.nn.max_pool2d(x, 2, 2, "VALID")[0, ..., 0]
        total = tf.reduce_sum(pooled * g)
    return tape.gradient(total, x)[0, ..., 0]


UNPOOL = [
    (lambda x, g: up(g), "to all four"),
    (lambda x, g: up(g) / 4, "as for the mean"),
    (lambda x, g: tops(x, np.min) * up(g), "to the smallest"),
    (lambda x, g: tops(x).astype(float), "where only"),
    (lambda x, g: tops(x) * x, "values"),
    (lambda x, g: tops(x) * x * up(g), "times the pixel"),
    (lambda x, g: tops(x) * np.tile(g, (2, 2)), "tiled, not repeated"),
    (lambda x, g: tops(x) * np.maximum(up(g), 0), "only positive"),
    (lambda x, g: ~tops(x) * up(g), "to the three others"),
    (lambda x, g: tops(x) * up(g) / 4, "a quarter"),
    (lambda x, g: tops(np.abs(x)) * up(g), "largest size"),
]
UNPOOL_RIGHT = [lambda x, g: tops(x) * up(g), by_tape, lambda x, g: (tops(x) * up(g)).tolist()]


# A second reader's, written before the checks were read ----------------------------------------------------------------
def told(c, tell):
    return np.stack([sigmoid(tell) * np.tanh(c), c])


def sign_of_the_branch(tree, leaf, node):
    if isinstance(tree, int):
        return leaf(tree)
    sign = tree[0][1] if isinstance(tree[0], tuple) else tree[1]
    return node(sign_of_the_branch(tree[0], leaf, node), sign, sign_of_the_branch(tree[2], leaf, node))


def mixed(scores, allowed, V):
    weights = softmax(np.where(allowed, scores, -np.inf), axis=1)
    return weights @ V


def rooted(Q, K):
    return Q @ K.T / np.sqrt(Q.shape[1])


def unit(a):
    return a / np.linalg.norm(a, axis=1, keepdims=True)


def steps(a):
    return [int(np.prod([s for _, s in a[:n]])) for n in range(len(a))]


def of_block(x, axis):
    h, w = x.shape
    blocks = x.reshape(h // 2, 2, w // 2, 2)
    return (blocks == blocks.max(axis=axis, keepdims=True)).reshape(h, w)


SLIDE += [
    (lambda p, k: patches(p, k, lambda a, b: (a * abs(b)).sum()), "size of the kernel"),
    (lambda p, k: patches(p, k / abs(k).sum(), lambda a, b: (a * b).sum()), "kernel divided by its sum"),
    (lambda p, k: patches(p, k - k.mean(), lambda a, b: (a * b).sum()), "kernel less its mean"),
    (lambda p, k: patches(p, k, lambda a, b: (a @ b.T).sum()), "matrix product"),
    (lambda p, k: patches(p, k, lambda a, b: (a * b).sum())[::2, ::2], "stride 2"),
    (lambda p, k: patches(p, k, lambda a, b: (a * b).sum()).ravel(), "flat"),
    (lambda p, k: correlate2d(p, k, "same")[: p.shape[0] - k.shape[0] + 1, : p.shape[1] - k.shape[1] + 1], "cut wrongly"),
]
LSTM += [
    (lambda c, t, f, n, o: told(np.tanh(sigmoid(f) * c + sigmoid(t) * np.tanh(n)), o), "tanh of all"),
    (lambda c, t, f, n, o: told(sigmoid(f) * np.tanh(c) + sigmoid(t) * np.tanh(n), o), "tanh of the old c"),
    (lambda c, t, f, n, o: told(sigmoid(f) * (c + sigmoid(t) * np.tanh(n)), o), "forgets the new, too"),
    (lambda c, t, f, n, o: told(sigmoid(f) * c + np.tanh(n), o), "take forgotten"),
    (lambda c, t, f, n, o: lstm(c, t, f, n, o, lambda a: sigmoid(-a)), "the sigmoid's sign"),
    (lambda c, t, f, n, o: lstm(c, t, f, n, o, lambda a: np.exp(a) / np.exp(a).sum()), "softmax"),
    (lambda c, t, f, n, o: lstm(c, t, f, n, o, lambda a: (a > 0) * 1.0), "a step"),
    (lambda c, t, f, n, o: lstm(c, t, f, n, o, lambda a: np.clip(0.2 * a + 0.5, 0, 1)), "hard sigmoid"),
    (lambda c, t, f, n, o: lstm(c, t, o, n, f), "forget and tell exchanged"),
]
FOLD += [
    (sign_of_the_branch, "the sign of the branch below"),
    (lambda tree, leaf, node: leaf(flat(tree)[0]), "the first leaf"),
    (lambda tree, leaf, node: run(tree if isinstance(tree, int) else tree[0], leaf, node), "left branch alone"),
    (lambda tree, leaf, node: run(tree, leaf, lambda a, s, b: node(b, s, a) if s == "+" else node(a, s, b)), "+ turned"),
    (lambda tree, leaf, node: run(tree, leaf, node)[::-1], "turned round"),
    (lambda tree, leaf, node: np.tanh(run(tree, leaf, node)), "tanh once more"),
    (lambda tree, leaf, node: run(tree, leaf, lambda a, s, b: node(a, 1 if s == "+" else -1, b)), "the sign as a number"),
]
LOOK += [
    (lambda Q, K, V, a: mixed(unit(Q) @ unit(K).T, a, V), "cosine"),
    (lambda Q, K, V, a: mixed(-((Q[:, None] - K) ** 2).sum(-1) / np.sqrt(Q.shape[1]), a, V), "distance"),
    (lambda Q, K, V, a: mixed(Q @ K.T / np.sqrt(V.shape[1]), a, V), "the root of e"),
    (lambda Q, K, V, a: softmax(np.where(a, rooted(Q, K), -np.inf)) @ V, "softmax over all scores"),
    (lambda Q, K, V, a: softmax(np.where(a, rooted(Q, K), -100), axis=1) @ V, "-100 for what is not allowed"),
    (lambda Q, K, V, a: mixed(rooted(Q, K), np.tile(a[:1], (len(a), 1)), V), "the first row's allowed for all"),
    (lambda Q, K, V, a: (sigmoid(rooted(Q, K)) * a) @ V, "sigmoid"),
]
VIEW += [
    (lambda a: view(a[:-1]), "last layer left out"),
    (lambda a: view(a[1:]), "first layer left out"),
    (lambda a: view([layer[::-1] for layer in a]), "kernel and stride exchanged"),
    (lambda a: 1 + sum((k - 1) * s for k, s in a), "each its own stride"),
    (lambda a: sum(k * s for (k, _), s in zip(a, steps(a))), "whole kernels from 0"),
    (lambda a: 1 + sum(k // 2 * s for (k, _), s in zip(a, steps(a))), "half a kernel"),
    (lambda a: 1 + 2 * sum(k // 2 * s for (k, _), s in zip(a, steps(a))), "odd kernels only"),
    (lambda a: max(k for k, _ in a), "the largest"),
]
UNPOOL += [
    (lambda x, g: tops(x) * up(g) * (x > 0), "a ReLU on top"),
    (lambda x, g: (x == x.max()) * up(g), "largest of all"),
    (lambda x, g: of_block(x, 1) * up(g), "largest of each column"),
    (lambda x, g: of_block(x, 3) * up(g), "largest of each row"),
    (lambda x, g: np.where(tops(x), up(g), x), "x elsewhere"),
    (lambda x, g: x + tops(x) * up(g), "added to x"),
    (lambda x, g: tops(x) * abs(up(g)), "without its sign"),
    (lambda x, g: tops(x) * up(g[::-1]), "g upside down"),
]
LOOK_RIGHT += [lambda Q, K, V, a: softmax(np.where(a, rooted(Q, K), -1e9), axis=1) @ V]

UNSEEN = {"06.1": SLIDE, "06.2": LSTM, "06.3": FOLD, "06.4": LOOK, "06.A": VIEW, "06.B": UNPOOL}
ALSO_RIGHT = {
    "06.1": SLIDE_RIGHT,
    "06.2": LSTM_RIGHT,
    "06.3": FOLD_RIGHT,
    "06.4": LOOK_RIGHT,
    "06.A": VIEW_RIGHT,
    "06.B": UNPOOL_RIGHT,
}
