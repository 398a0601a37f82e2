"""Checks of lesson 06, deep architectures."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "06.1",
    "slide a filter",
    "Deep learning calls that a convolution; in mathematics the kernel is turned by half a turn first.",
)
def slide(answer, rng):
    for shape, kernel_shape in [((5, 6), (3, 3)), ((6, 4), (2, 3)), ((4, 7), (3, 2)), ((7, 7), (4, 2)), ((5, 4), (2, 2))]:
        picture, kernel = rng.normal(size=shape) + 0.4, rng.normal(size=kernel_shape) + 0.2
        value = _slide(picture, kernel)
        mistakes = {
            "That turns the kernel by half a turn. Here it lies on the picture as it is.": _slide(
                picture, kernel[::-1, ::-1]
            ),
            "That is a mean of the products; the sum, please.": value / kernel.size,
            "That multiplies the kernel's sum with the picture's: first multiply, pixel by pixel, and then add up.": _slide(
                picture, np.ones(kernel_shape)
            )
            * kernel.sum(),
            "Those are the sums of the pixels below the kernel: where is the kernel?": _slide(
                picture, np.ones(kernel_shape)
            ),
            "The sign: it is the product that is added up.": -value,
            "Negative sums are kept: no ReLU here.": np.maximum(value, 0),
            "The kernel lies upside down.": _slide(picture, kernel[::-1]),
            "The kernel is turned left to right.": _slide(picture, kernel[:, ::-1]),
            "The picture is upside down there: start at its top.": _slide(picture[::-1], kernel),
            "That takes the largest product; the sum, please.": _slide(picture, kernel, np.max),
            "That is the sum of the squared products.": _slide(picture, kernel, lambda a: (a**2).sum()),
            "The size of the sum: its sign is lost.": np.abs(value),
            "The kernel is taken as it is, with its signs.": _slide(picture, np.abs(kernel)),
            "The kernel is taken as it is, not divided by the sum of its sizes.": value / np.abs(kernel).sum(),
            "The kernel is taken as it is, its mean not taken off.": _slide(picture, kernel - kernel.mean()),
            "That is a matrix product; multiply pixel by pixel.": _slide(
                picture, kernel, None, lambda a, b: (a @ b.T).sum()
            ),
            "The kernel is added to the pixels there; multiply.": _slide(picture, np.ones(kernel_shape)) + kernel.sum(),
            "That is the distance between kernel and picture, squared; multiply and add up.": _slide(
                picture, kernel, None, lambda a, b: ((a - b) ** 2).sum()
            ),
        }
        if kernel_shape[0] == kernel_shape[1]:
            mistakes["Rows and columns of the kernel are exchanged."] = _slide(picture, kernel.T)
        answer.expect(
            *(picture, kernel),
            value=value,
            mistakes=mistakes,
            hint="At each place: cut out of the picture what lies below the kernel, multiply pixel by pixel, add up.",
        )
        got = answer.trials[-1].got
        h, w = value.shape
        if isinstance(got, np.ndarray) and got.ndim == 2 and got.shape != value.shape:
            words = "Only places where the kernel lies wholly on the picture: how many are there, down and across?"
            if got.shape == (h - 1, w - 1) or got.shape in ((h, w - 1), (h - 1, w)):
                words = "One place is missing at the end: rows - h + 1 of them, not rows - h."
            elif got.shape == (w, h):
                words = "Rows and columns are exchanged: first down, then across."
            answer.trials[-1].problem = (f"numbers of shape {got.shape}", f"numbers of shape {value.shape}", words)


def _slide(picture, kernel, fold=np.sum, both=None):
    h, w = kernel.shape
    rows, columns = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    both = both or (lambda a, b: fold(a * b))
    return np.array([[both(picture[i : i + h, j : j + w], kernel) for j in range(columns)] for i in range(rows)])


def _sigmoid(a):
    return 1 / (1 + np.exp(-a))


@exercise(
    "06.2",
    "one step of an LSTM",
    "Where forget is 1 and take is 0, c stays as it is, for as many steps as you like, and so does its gradient.",
)
def lstm_step(answer, rng):
    for n in (3, 5, 4, 2, 6):
        c, take, forget, new, tell = rng.normal(size=(5, n)) * 1.5
        i, f, o = _sigmoid(take), _sigmoid(forget), _sigmoid(tell)
        later = f * c + i * np.tanh(new)
        value = np.stack([o * np.tanh(later), later])

        def of(h, c):
            return np.stack([h, c])

        def other(c, o=o):
            return of(o * np.tanh(c), c)

        answer.expect(
            *(c, take, forget, new, tell),
            value=value,
            mistakes={
                "h comes first, then c.": value[::-1],
                "forget and take are exchanged.": other(i * c + f * np.tanh(new)),
                "forget says what stays: where it is 1, c stays.": other((1 - f) * c + i * np.tanh(new)),
                "What stays and what is taken have gates of their own: forget is not 1 - take.": other(
                    (1 - i) * c + i * np.tanh(new)
                ),
                "take does not follow from forget.": other(f * c + (1 - f) * np.tanh(new)),
                "h looks at the new c, not at the old one.": of(o * np.tanh(c), later),
                "h is of tanh of c.": of(o * later, later),
                "new goes through tanh, too.": other(f * c + i * new),
                "new goes through tanh, not through the sigmoid.": other(f * c + i * _sigmoid(new)),
                "Gates go through the sigmoid.": _plain(c, take, forget, new, tell),
                "Gates go through the sigmoid, so that they lie between 0 and 1, not through tanh.": _plain(
                    c, np.tanh(take), np.tanh(forget), new, np.tanh(tell)
                ),
                "tell says what is shown: where it is 1, all of it.": of((1 - o) * np.tanh(later), later),
                "c is forgotten altogether.": other(i * np.tanh(new)),
                "Nothing is ever forgotten: where is the gate?": other(c + i * np.tanh(new)),
                "Nothing new comes in.": other(f * c),
                "tell is not used.": of(np.tanh(later), later),
                "c itself does not go through tanh; only h looks at tanh of it.": of(o * np.tanh(later), np.tanh(later)),
                "What is taken in should be added, not multiplied.": other(f * c * i * np.tanh(new)),
                "tell opens h only; c keeps all.": of(o * np.tanh(later), o * later),
                "The new part is added.": other(f * c - i * np.tanh(new)),
                "The sigmoid's sign: it is near 1 where a is large.": other((1 - f) * c + (1 - i) * np.tanh(new), 1 - o),
                "Both tanh have become sigmoids: only the three gates go through it.": of(
                    o * _sigmoid(f * c + i * _sigmoid(new)), f * c + i * _sigmoid(new)
                ),
                "c is a plain sum: no tanh around all of it.": other(np.tanh(later)),
                "The old c does not go through tanh.": other(f * np.tanh(c) + i * np.tanh(new)),
                "forget weakens the old c only, not what comes in.": other(f * (c + i * np.tanh(new))),
                "What is new comes in without a gate: where is take?": other(f * c + np.tanh(new)),
                "tell stands outside the tanh: it multiplies tanh of c.": of(np.tanh(o * later), later),
                "h is a product: tell's gate times tanh of c.": of(o + np.tanh(later), later),
                "Each gate has a sigmoid of its own: their numbers need not sum to 1.": _plain(
                    c, *map(_softmax, (take, forget)), new, _softmax(tell)
                ),
                "A gate is not only open or shut: the sigmoid, not a step.": _plain(c, take > 0, forget > 0, new, tell > 0),
                "take opens the way for what is new, and it alone: that is not tanh of the product.": other(
                    f * c + np.tanh(i * new)
                ),
            },
            hint="Three gates through the sigmoid, new through tanh; c: what stays plus what comes in; h: what is told.",
        )
        _of_shape(answer, value)


def _of_shape(answer, value):
    """Say what is missing, if only h or only c came back."""
    got = answer.trials[-1].got
    if isinstance(got, np.ndarray) and got.shape == value[0].shape:
        words = "Return both: h, and the new c."
        answer.trials[-1].problem = ("numbers of one row", "numbers of two rows", words)


def _softmax(a):
    return np.exp(a) / np.exp(a).sum()


def _plain(c, take, forget, new, tell):
    later = forget * c + take * np.tanh(new)
    return np.stack([tell * np.tanh(later), later])


@exercise(
    "06.3",
    "from the leaves to the root",
    "The program has the shape of the tree: so each sentence gets a network of its own, of the same two parts.",
)
def fold(answer, rng):
    for tree in _trees(rng):
        M, N = rng.normal(size=(2, 3, 3)) / 2
        table = rng.normal(size=(10, 3))

        def leaf(digit, table=table):
            return table[digit]

        def node(left, sign, right, M=M, N=N):
            return np.tanh(M @ left + N @ right + {"+": 0.5, "-": -0.25}[sign])

        def run(tree, node=node, leaf=leaf):
            return leaf(tree) if isinstance(tree, int) else node(run(tree[0], node), tree[1], run(tree[2], node))

        def sequence(tree):
            h, flat = None, _flat(tree)
            for k in range(0, len(flat), 2):
                h = leaf(flat[0]) if k == 0 else node(h, flat[k - 1], leaf(flat[k]))
            return h

        def backwards(tree):
            flat = _flat(tree)
            h = leaf(flat[-1])
            for k in range(len(flat) - 2, 0, -2):
                h = node(leaf(flat[k - 1]), flat[k], h)
            return h

        mistakes = {
            "left and right are exchanged; node wants left, sign, right.": run(tree, lambda a, s, b: node(b, s, a)),
            "That goes through the digits from the left, as if there were no brackets.": sequence(tree),
            "The sign is always + there; it stands in the middle of the node.": run(tree, lambda a, s, b: node(a, "+", b)),
            "The sign is always - there; it stands in the middle of the node.": run(tree, lambda a, s, b: node(a, "-", b)),
            "+ and - are exchanged.": run(tree, lambda a, s, b: node(a, "-" if s == "+" else "+", b)),
            "That adds vectors up; node does the joining.": run(tree, lambda a, s, b: a + b),
            "node does the joining: that adds and subtracts vectors by itself.": run(
                tree, lambda a, s, b: a + b if s == "+" else a - b
            ),
            "The right branch is the left one there.": run(tree, lambda a, s, b: node(a, s, a)),
            "The left branch is the right one there.": run(tree, lambda a, s, b: node(b, s, b)),
            "That goes through the digits from the right, as if there were no brackets.": backwards(tree),
            "That is the first leaf's vector: where does node come in?": leaf(_flat(tree)[0]),
            "That is the last leaf's vector: where does node come in?": leaf(_flat(tree)[-1]),
            "The vector of the left branch comes back; where is the root's?": run(tree[0])
            if isinstance(tree, tuple)
            else None,
            "The vector of the right branch comes back; where is the root's?": run(tree[2])
            if isinstance(tree, tuple)
            else None,
            "left and right are exchanged where the sign is +; their order counts there, too.": run(
                tree, lambda a, s, b: node(b, s, a) if s == "+" else node(a, s, b)
            ),
            "left and right are exchanged where the sign is -: node takes care of the sign.": run(
                tree, lambda a, s, b: node(a, s, b) if s == "+" else node(b, s, a)
            ),
        }
        if isinstance(tree, int):
            mistakes = {}
        answer.expect(
            *(tree, leaf, node),
            value=run(tree),
            mistakes=mistakes,
            hint="If the tree is a digit, it is leaf's; else both branches by the same function, and then node joins them.",
            expected="the vector of the root",
        )


def _trees(rng):
    a, b, c, d, e = (int(v) for v in rng.permutation(10)[:5])
    return [
        ((a, "-", b), "+", (c, "-", d)),
        (a, "-", (b, "+", (c, "-", d))),
        (((a, "+", b), "-", c), "-", (d, "-", e)),
        ((a, "-", (b, "+", c)), "+", (d, "-", e)),
        (a, "+", (b, "-", c)),
        d,
    ]


def _flat(tree):
    return [tree] if isinstance(tree, int) else [*_flat(tree[0]), tree[1], *_flat(tree[2])]


@exercise(
    "06.4",
    "look only there",
    "With a triangle of True it becomes the attention of language models: no word looks at those after it.",
)
def look(answer, rng):
    for m, n, d, e in [(3, 5, 4, 2), (2, 4, 2, 3), (4, 6, 3, 2), (5, 4, 6, 3), (3, 7, 5, 4)]:
        Q, K, V = rng.normal(size=(m, d)) * 1.3, rng.normal(size=(n, d)), rng.normal(size=(n, e)) + 0.5
        if low := n > 5:  # scores that all lie below -100
            Q, K = Q - 62, 1 + K / 50
        allowed = rng.random((m, n)) < 0.55
        allowed[np.arange(m), rng.integers(n, size=m)] = True
        allowed[0], allowed[1, 0] = True, False
        allowed[1, 1] = True
        scores = Q @ K.T / np.sqrt(d)

        cosine = Q @ K.T / np.linalg.norm(Q, axis=1)[:, None] / np.linalg.norm(K, axis=1)
        gaps = ((Q[:, None] - K) ** 2).sum(axis=2)

        def mix(scores, where=allowed, V=V, axis=1):
            top = np.max(scores, axis=axis, keepdims=True, initial=-1e9, where=where)
            w = np.exp(scores - top) * where
            return w / w.sum(axis=axis, keepdims=True) @ V

        everywhere = np.ones_like(allowed)
        with np.errstate(all="ignore"):
            mistakes = {
                "All rows of V are looked at, for each query: is its own row of allowed used?": mix(scores, everywhere),
                "The weights don't sum to 1: set to 0 after the softmax, the others are too small.": (
                    _soft(scores) * allowed
                )
                @ V,
                "It looks exactly where it is not allowed.": mix(scores, ~allowed),
                "A score of 0 is no weight of 0: exp(0) is 1.": mix(scores * allowed, everywhere),
                "The softmax is over each row of scores, not over all of them.": (np.exp(scores) * allowed)
                / (np.exp(scores) * allowed).sum()
                @ V,
                "By the root of d, the length of a query, not of V's rows.": mix(Q @ K.T / np.sqrt(e)),
                "Queries and keys are not brought to length 1: their product is the score.": mix(cosine),
                "The score is the product of query and key, not their distance.": mix(-gaps / np.sqrt(d)),
                "The sigmoid of each score is no softmax: weights of a row sum to 1.": (_sigmoid(scores) * allowed) @ V,
                "Who may look where is told by allowed; it need not be a triangle.": mix(scores, np.tri(m, n, dtype=bool)),
                "Divide by the root of d.": mix(scores * np.sqrt(d)),
                "By the root of d, not by d.": mix(scores / np.sqrt(d)),
                "By the root of d: the length of a query, not the number of keys.": mix(Q @ K.T / np.sqrt(n)),
                "The softmax goes over the keys, along each query's row.": mix(scores, axis=0),
                "Where are the exponentials?": (scores * allowed / (scores * allowed).sum(axis=1, keepdims=True)) @ V,
                "The scores themselves are no weights: where is the softmax?": (scores * allowed) @ V,
                "That takes the best row only; the softmax mixes.": V[np.where(allowed, scores, -np.inf).argmax(axis=1)],
                "That is the number of queries; the root of d, a query's length.": mix(scores * np.sqrt(d / m)),
                "That weights all allowed rows alike.": mix(0 * scores),
                "The weights are not divided by their sum.": (np.exp(scores) * allowed) @ V,
                "The sign of the scores: the larger the score, the larger the weight.": mix(-scores),
                "That multiplies by the root of d; divide.": mix(scores * d),
                "A score lowered by 1 is a smaller weight, not 0.": mix(scores - 1.0 * ~allowed, everywhere),
                "A score of -100 is no weight of 0 where all others are lower still.": mix(
                    np.where(allowed, scores, -100), everywhere
                ),
                "A score of -1 is a small weight, not 0.": mix(np.where(allowed, scores, -1), everywhere),
            }
        answer.expect(
            *(Q, K, V, allowed),
            value=mix(scores),
            mistakes={k: v for k, v in mistakes.items() if np.isfinite(v).all()},
            hint="Scores, divided by the root of d; the softmax over the allowed ones of each row; these weights times V.",
            tolerance=1e-3 if low else 1e-5,  # float32 keeps a score of -150 to 1e-5
            not_finite="A whole row of weights becomes 0 / 0: is what is NOT allowed taken away, and only that?",
        )


def _soft(scores):
    w = np.exp(scores)
    return w / w.sum(axis=1, keepdims=True)


@exercise(
    "06.A",
    "how much of the picture does it see?",
    "So a third layer of the same filters sees far more than the first: edges, then strokes, then shapes.",
    points=2,
)
def field_of_view(answer, rng):
    k = [int(v) for v in rng.choice([3, 5, 7], 2)]
    cases = [
        [(3, 1), (2, 2), (3, 1)],
        [(k[0], 1), (k[1], 1)],
        [(5, 2), (3, 2), (3, 1)],
        [(3, 1), (2, 2), (3, 1), (2, 2), (3, 1)],
        [(k[0], 2), (4, 3), (k[1], 2), (2, 2)],
        [(7, 3), (3, 1), (2, 2), (5, 1)],
        [(k[1], 3)],
    ]
    for layers in cases:
        kernels, strides = zip(*layers)
        before = [int(np.prod(strides[:n])) for n in range(len(layers))]
        after = [int(np.prod(strides[: n + 1])) for n in range(len(layers))]
        size = 1 + sum((a - 1) * b for a, b in zip(kernels, before))
        answer.expect(
            layers,
            value=size,
            mistakes={
                "A step of a later layer is several pixels wide: by the strides before it.": 1 + sum(a - 1 for a in kernels),
                "A layer's own stride does not widen its own view, only those of later layers.": 1
                + sum((a - 1) * b for a, b in zip(kernels, after)),
                "Start with the one pixel that a unit without layers sees.": size - 1,
                "Kernels overlap: each adds its size less 1.": 1 + sum(a * b for a, b in zip(kernels, before)),
                "Start with 1 pixel, and let each kernel add its size less 1: neighbours overlap.": sum(
                    a * b for a, b in zip(kernels, before)
                ),
                "That is one too many: what does a network of one kernel of 3 see?": size + 1,
                "The last layer widens the view, too.": 1 + sum((a - 1) * b for a, b in zip(kernels[:-1], before)),
                "The first layer widens the view, too, and its stride all later ones.": 1
                + sum((a - 1) * b // strides[0] for a, b in zip(kernels[1:], before[1:])),
                "Each layer is (kernel, stride), in this order.": 1
                + sum((b - 1) * int(np.prod(kernels[:n])) for n, b in enumerate(strides)),
                "A layer's own stride counts for later layers, and all of these strides multiply.": 1
                + sum((a - 1) * b for a, b in zip(kernels, strides)),
                "That is the largest kernel; together they see more.": max(kernels),
                "A kernel adds its size less 1, also if that is odd.": 1
                + 2 * sum(a // 2 * b for a, b in zip(kernels, before)),
                "A kernel adds pixels on both sides: its size less 1, not the half.": 1
                + sum(a // 2 * b for a, b in zip(kernels, before)),
                "Strides are as they are given, not always 2.": 1 + sum((a - 1) * 2**n for n, a in enumerate(kernels)),
                "That is the product of the kernels; neighbouring kernels overlap.": int(np.prod(kernels)),
                "That is the sum of the kernels.": sum(kernels),
                "That is the step between neighbouring units, not what one of them sees.": int(np.prod(strides)),
                "That is the view's area; its width, please.": size**2,
                "That is the last layer's view of the one before it; go on to the picture.": kernels[-1],
                "That counts from the last layer: strides of later layers don't matter.": 1
                + sum(
                    (a - 1) * b for a, b in zip(kernels[::-1], [int(np.prod(strides[::-1][:n])) for n in range(len(layers))])
                ),
                "Strides multiply; they don't add up.": 1
                + sum((a - 1) * (1 + sum(strides[:n]) - n) for n, a in enumerate(kernels)),
                "Only the stride of the layer just before is counted; all before it multiply.": 1
                + sum((a - 1) * (strides[n - 1] if n else 1) for n, a in enumerate(kernels)),
            },
            hint="Go from the picture on with two numbers: the view's width, and how many pixels the next kernel's step is.",
        )


@exercise(
    "06.B",
    "back through a pooling layer",
    "In each training step, then, three pixels in four of a feature map get no gradient through this layer.",
    points=2,
)
def unpool(answer, rng):
    for h, w in [(4, 6), (2, 4), (6, 4), (4, 4), (6, 8)]:
        x = rng.permutation(h * w).reshape(h, w) / 4 - h * w / 10
        x[-2:, :2] -= h * w / 4  # a block without a positive pixel
        g = rng.normal(size=(h // 2, w // 2)) + 0.4
        blocks = x.reshape(h // 2, 2, w // 2, 2)
        big = np.kron(g, np.ones((2, 2)))
        top = (blocks == blocks.max(axis=(1, 3), keepdims=True)).reshape(h, w)
        low = (blocks == blocks.min(axis=(1, 3), keepdims=True)).reshape(h, w)
        size = np.abs(blocks)
        largest = (size == size.max(axis=(1, 3), keepdims=True)).reshape(h, w)
        soft = np.exp(blocks) / np.exp(blocks).sum(axis=(1, 3), keepdims=True)
        soft = soft.reshape(h, w)
        first = np.zeros_like(x)
        first[::2, ::2] = g
        answer.expect(
            *(x, g),
            value=top * big,
            mistakes={
                "Only one pixel of the four gets it: the others could change a little and nothing would follow.": big,
                "That is the way back through the mean of four.": big / 4,
                "It goes to the largest, not to the smallest.": low * big,
                "Not always to the first pixel of a block: to the largest.": first,
                "That says where the largest are; each gets its block's g.": top.astype(float),
                "g comes through as it is, not multiplied by the pixel.": top * big * x,
                "That is the picture with all but the largest muted; where is g?": top * x,
                "Negative gradients go back, too.": top * np.maximum(big, 0),
                "The largest, with its sign, not the largest size.": largest * big,
                "The gradient is not divided by 4: one pixel gets all of it.": top * big / 4,
                "That goes to every pixel but the largest.": ~top * big,
                "Each g stays in its own block: repeat it, don't lay copies side by side.": top * np.tile(g, (2, 2)),
                "The sign is the other way.": -(top * big),
                "Negative pixels count, too: this layer has no ReLU.": top * big * (x > 0),
                "g keeps its sign.": top * np.abs(big),
                "Each block has a largest pixel of its own, not the whole picture one.": (x == x.max()) * big,
                "The largest of all four, not of each column's two.": (blocks == blocks.max(axis=1, keepdims=True)).reshape(
                    h, w
                )
                * big,
                "The largest of all four, not of each row's two.": (blocks == blocks.max(axis=3, keepdims=True)).reshape(
                    h, w
                )
                * big,
                "The other three pixels get 0, not themselves.": np.where(top, big, x),
                "The gradient alone, not added to x.": x + top * big,
                "The gradient is not shared out by softmax: all of it goes to the largest.": soft * big,
                "Only the largest gets it, not all above the block's mean.": (
                    blocks > blocks.mean(axis=(1, 3), keepdims=True)
                ).reshape(h, w)
                * big,
                "Your blocks are no squares of the picture: reshape takes pixels row after row.": (
                    x == np.kron(x.reshape(h // 2, w // 2, 2, 2).max(axis=(2, 3)), np.ones((2, 2)))
                )
                * big,
            },
            hint="Change one pixel a little: for which of a block's four does the block's largest change, and by how much?",
        )
