"""Plausible wrong answers to the exercises of lesson 06, each with a piece of the hint that it should get."""

import numpy as np


def slid(picture, kernel, both=lambda a, b: (a * b).sum()):
    h, w = kernel.shape
    rows, columns = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    return np.array([[both(picture[i : i + h, j : j + w], kernel) for j in range(columns)] for i in range(rows)])


def gate(a):
    return 1 / (1 + np.exp(-a))


def step(c, take, forget, new, tell, gate=gate):
    c = gate(forget) * c + gate(take) * np.tanh(new)
    return np.stack([gate(tell) * np.tanh(c), c])


def of(c, tell):
    return np.stack([gate(tell) * np.tanh(c), c])


def folded(tree, leaf, node):
    return leaf(tree) if isinstance(tree, int) else node(folded(tree[0], leaf, node), tree[1], folded(tree[2], leaf, node))


def in_a_row(tree, leaf, node):
    flat = [part for part in str(tree) if part in "0123456789+-"]
    h = leaf(int(flat[0]))
    for sign, digit in zip(flat[1::2], flat[2::2]):
        h = node(h, sign, leaf(int(digit)))
    return h


def mixed(Q, K, V, allowed, d=None, axis=1):
    weights = np.exp(Q @ K.T / np.sqrt(d or Q.shape[1])) * allowed
    return weights / weights.sum(axis=axis, keepdims=True) @ V


def soft(scores):
    weights = np.exp(scores)
    return weights / weights.sum(axis=1, keepdims=True)


def view(layers):
    width = step = 1
    for kernel, stride in layers:
        width += (kernel - 1) * step
        step *= stride
    return width


def view_with_own_stride(layers):
    width = step = 1
    for kernel, stride in layers:
        step *= stride
        width += (kernel - 1) * step
    return width


def largest(x, fold=np.max):
    blocks = x.reshape(len(x) // 2, 2, -1, 2)
    return (blocks == fold(blocks, axis=(1, 3), keepdims=True)).reshape(x.shape)


def grown(g):
    return np.kron(g, np.ones((2, 2)))


WRONG = {
    "06.1": [
        (lambda p, k: slid(p, k[::-1, ::-1]), "half a turn"),
        (lambda p, k: slid(p, k) / k.size, "mean of the products"),
        (lambda p, k: slid(p, k, lambda a, b: a.sum() * b.sum()), "first multiply"),
        (lambda p, k: slid(p, k, lambda a, b: a.sum()), "where is the kernel"),
        (lambda p, k: np.maximum(slid(p, k), 0), "no ReLU"),
        (lambda p, k: slid(p, k[::-1]), "upside down"),
        (lambda p, k: slid(p, k[:, ::-1]), "left to right"),
        (lambda p, k: slid(p, k, lambda a, b: (a * b).max()), "largest product"),
        (lambda p, k: slid(p, k, lambda a, b: (a + b).sum()), "added to the pixels"),
        (lambda p, k: slid(p, k)[:-1, :-1], "One place is missing"),
        (lambda p, k: slid(np.pad(p, 1), k), "lies wholly"),
    ],
    "06.2": [
        (lambda *a: step(*a)[::-1], "h comes first"),
        (lambda c, i, f, n, o: step(c, f, i, n, o), "exchanged"),
        (lambda c, i, f, n, o: step(c, i, -f, n, o), "what stays"),
        (lambda c, i, f, n, o: step(c, i, -i, n, o), "gates of their own"),
        (lambda c, i, f, n, o: step(c, -f, f, n, o), "does not follow"),
        (lambda c, i, f, n, o: np.stack([gate(o) * np.tanh(c), step(c, i, f, n, o)[1]]), "not at the old"),
        (lambda c, i, f, n, o: np.stack([gate(o), gate(o) ** 0]) * step(c, i, f, n, o)[1], "h is of tanh"),
        (lambda c, i, f, n, o: of(gate(f) * c + gate(i) * n, o), "new goes through tanh, too"),
        (lambda c, i, f, n, o: of(gate(f) * c + gate(i) * gate(n), o), "not through the sigmoid"),
        (lambda *a: step(*a, gate=lambda v: v), "Gates go through the sigmoid."),
        (lambda *a: step(*a, gate=np.tanh), "not through tanh"),
        (lambda c, i, f, n, o: of(c + gate(i) * np.tanh(n), o), "ever forgotten"),
        (lambda c, i, f, n, o: step(c, i, f, n, -o), "where it is 1, all of it"),
        (lambda *a: step(*a)[0], "both"),
    ],
    "06.3": [
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: node(b, s, a)), "wants left, sign, right"),
        (in_a_row, "no brackets"),
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: node(a, "+", b)), "always +"),
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: node(a, "-", b)), "always -"),
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: a + b), "adds vectors up"),
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: a + b if s == "+" else a - b), "by itself"),
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: node(a, s, a)), "right branch"),
        (lambda t, leaf, node: folded(t, leaf, lambda a, s, b: node(b, s, b)), "left branch"),
        (lambda t, leaf, node: None, "end in `return`"),
    ],
    "06.4": [
        (lambda Q, K, V, ok: mixed(Q, K, V, ok | True), "own row of allowed"),
        (lambda Q, K, V, ok: (soft(Q @ K.T / np.sqrt(Q.shape[1])) * ok) @ V, "don't sum to 1"),
        (lambda Q, K, V, ok: soft(Q @ K.T / np.sqrt(Q.shape[1]) * ok) @ V, "exp(0) is 1"),
        (lambda Q, K, V, ok: mixed(Q, K, V, ok, d=1), "Divide by the root"),
        (lambda Q, K, V, ok: mixed(Q, K, V, ok, d=Q.shape[1] ** 2), "not by d"),
        (lambda Q, K, V, ok: mixed(Q, K, V, ok, d=len(K)), "length of a query"),
        (lambda Q, K, V, ok: mixed(Q, K, V, ok, d=len(Q)), "number of queries"),
        (lambda Q, K, V, ok: mixed(Q, K, V, ok, axis=0), "over the keys"),
        (lambda Q, K, V, ok: mixed(Q, K, V, ~ok), "0 / 0"),
        (lambda Q, K, V, ok: (np.exp(Q @ K.T / np.sqrt(Q.shape[1])) * ok) @ V, "not divided by their sum"),
        (lambda Q, K, V, ok: (Q @ K.T / np.sqrt(Q.shape[1]) * ok) @ V, "where is the softmax"),
        (lambda Q, K, V, ok: mixed(-Q, K, V, ok), "larger the score"),
        (lambda Q, K, V, ok: mixed(0 * Q, K, V, ok), "alike"),
    ],
    "06.A": [
        (view_with_own_stride, "own stride"),
        (lambda a: 1 + sum(k - 1 for k, _ in a), "several pixels wide"),
        (lambda a: view(a) - 1, "one pixel that"),
        (lambda a: int(np.prod([k for k, _ in a])), "product of the kernels"),
        (lambda a: sum(k for k, _ in a), "sum of the kernels"),
        (lambda a: int(np.prod([s for _, s in a])), "between neighbouring units"),
        (lambda a: view(a) ** 2, "area"),
        (lambda a: view(a[::-1]), "from the last layer"),
        (lambda a: 1 + sum(k * int(np.prod([s for _, s in a[:n]])) for n, (k, _) in enumerate(a)), "Kernels overlap"),
    ],
    "06.B": [
        (lambda x, g: grown(g), "Only one pixel"),
        (lambda x, g: grown(g) / 4, "mean of four"),
        (lambda x, g: largest(x, np.min) * grown(g), "not to the smallest"),
        (lambda x, g: largest(x).astype(float), "each gets its block's"),
        (lambda x, g: largest(x) * grown(g) * x, "not multiplied"),
        (lambda x, g: largest(x) * x, "where is g"),
        (lambda x, g: largest(x) * np.maximum(grown(g), 0), "Negative gradients"),
        (lambda x, g: ~largest(x) * grown(g), "every pixel but"),
        (lambda x, g: largest(x) * grown(g) / 4, "not divided by 4"),
        (lambda x, g: largest(np.abs(x)) * grown(g), "not the largest size"),
        (lambda x, g: largest(x) * np.tile(g, (2, 2)), "own block"),
    ],
}
