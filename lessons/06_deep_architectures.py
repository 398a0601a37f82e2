# %% [markdown]
# # 06 · Deep architectures: build in what you know
#
# What you know of your data, build into the network: then it need not learn that from examples.
#
# **After this lesson you can**
# - slide a filter over a picture, and tell what filters by hand, at random and learnt are worth;
# - choose a structure for pictures, rows, trees and pairs, and build its core: filter, LSTM step, recursion, attention;
# - measure what a structure is worth: against a rival without it, and where what it takes for granted is false.
#
# 25 minutes to read; about 55 seconds to run on two CPU cores. The picture that it ends with:
#
# ![](ending)

# %%
import inspect

import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers

from gan_course import architectures, plots
from gan_course.architectures import batches_of, share_right, train
from gan_course.checks import check
from gan_course.holding import load_digits, load_test
from gan_course.recorded import load_recorded

# %% [markdown]
# We learn from 1,000 digits. What takes longer, or several seeds, is recorded:

# %%
(x, y), (test_x, test_y) = load_digits(seed=0, n=1000), load_test()
x, test_x = x.reshape(-1, 28, 28, 1), test_x.reshape(-1, 28, 28, 1)
table = load_recorded("architectures")


def recorded(kind, name, value):
    """Return the shares right of all seeds of a recorded network, on what is reported."""
    rows = table[(table["reported"] == 1) & (table["kind"] == kind)]
    return rows["right"][(rows["name"] == name) & (rows["value"] == value)]


def draw_recorded(kind, values, styles):
    """Draw the mean and the range of recorded shares over values; styles: {name: (line, colour)}."""
    figure, axis = plt.subplots(figsize=(6, 3.2), layout="constrained")
    for name, (line, colour) in styles.items():
        shares = [recorded(kind, name, value) for value in values]
        low, high = zip(*((s.min(), s.max()) for s in shares))
        axis.plot(values, [s.mean() for s in shares], line, color=colour, label=name)
        axis.fill_between(values, low, high, color=colour, alpha=0.2)
    axis.set(ylabel="share right (test)")
    axis.legend()
    return figure, axis


# %% [markdown]
# All networks so far took 784 pixels in any order. Our deck calls deep learning "more complex ways of connecting layers", and names four: pretrained, convolutional, recurrent and recursive networks. Three of them, and attention, have one idea in common: each *shares weights*
# along something that is known of the data.
#
# ![Four rows, each with what is known at the left and what is built at the right. A picture: the same small filter slides to each place. Rows in time: the same cell reads row after row and hands its memory on. A tree: the same node joins two branches, again and again up to the root. Pairs: the same comparison of a query with each pair, whatever their number and order.](../images/06_structures.png)
#
# ## 1. Pictures: filters by hand, and filters learnt
#
# Known: what matters in a picture lies near together, and means the same elsewhere. So a small **filter** slides over all places.
#
# ### Exercise 06.1: slide a filter
#
# *About 10 minutes, level 1 of 3.*
#
# `picture` (rows, columns) and `kernel` (h, w), both arrays. At each place where the kernel lies wholly on the picture: multiply each of its numbers with the pixel below, and add up. Return all sums, (rows − h + 1, columns − w + 1).


# %%
def slide(picture, kernel):
    """Return the sums (rows - h + 1, columns - w + 1) of kernel times what lies below it, for each place."""
    ### BEGIN SOLUTION
    h, w = kernel.shape
    rows, columns = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    places = [[picture[i : i + h, j : j + w] for j in range(columns)] for i in range(rows)]
    return np.array([[(patch * kernel).sum() for patch in row] for row in places])
    ### END SOLUTION


# %%
check("06.1", slide)

# %% [markdown]
# **Feature engineering** is to write the kernels yourself. Ours are eight edges, dark on one side and bright on the other; what they make of a digit, negative sums set to 0 (ReLU), are its **feature maps**:

# %%
by_hand = architectures.edges_by_hand()
bank = layers.Conv2D(8, 3, padding="same", activation="relu")
bank.build((None, 28, 28, 1))
bank.set_weights([by_hand, np.zeros(8)])
maps = np.moveaxis(bank(x[:1])[0].numpy(), -1, 0)
figure, axes = plt.subplots(2, 9, figsize=(9, 2.3), layout="constrained")
for axis, picture in zip(axes[1], [x[0, ..., 0], *maps]):
    axis.imshow(picture, cmap="gray")
for axis, kernel in zip(axes[0, 1:], np.moveaxis(by_hand[:, :, 0], -1, 0)):
    axis.imshow(kernel, cmap="PuOr", vmin=-0.5, vmax=0.5)
for axis in axes.flat:
    axis.axis("off")
figure.suptitle("Eight edges by hand, and where a digit has them")
plots.show(
    figure,
    "Above, eight kernels of 3x3 pixels, each negative on one side and positive on the other, in eight directions. Below, a "
    "digit and its eight feature maps: each is bright along those edges of the stroke that face its direction.",
)

# %% [markdown]
# Now one network three times: eight filters, ReLU, the mean of each 4x4 pixels, ten sums. Only the filters differ: by hand, at random (and left so), or learnt (**feature learning**). 1,000 digits, 600 steps of Adam at equal rates.
#
# **Predict:** which gets most of the 10,000 test digits right?

# %%
arms = {"by hand": (by_hand, False), "at random": (None, False), "learnt": (None, True)}
banks = {}
for name, (kernels, trainable) in arms.items():
    keras.utils.set_random_seed(0)
    network = architectures.bank(kernels, trainable)
    train(network, batches_of(x, y, steps=600), rate=0.01)
    banks[name] = share_right(network, test_x, test_y)
    print(f"filters {name:9} {banks[name]:.1%}   {network.count_params():,} parameters")

# %% [markdown]
# What we know of edges is worth more than what eight filters learn here from 1,000 digits. Features were made by hand for decades: "highly accurate", says the deck, but they "take a lot of time and experience". Learning has another way out, though: *more layers*. This is a **CNN**: filters, the largest of
# each 2x2 pixels (**pooling**), filters on these maps, pooling, ten sums.

# %%
assert banks["by hand"] > banks["learnt"], "The hand made filters should win here."
print(inspect.getsource(architectures.cnn_body))
recipes = {
    "dense": (architectures.dense, 3000, 1e-3),
    "CNN": (architectures.cnn, 400, 0.01),
}
networks = {}
for name, (make, steps, rate) in recipes.items():
    keras.utils.set_random_seed(0)
    networks[name] = train(make(), batches_of(x, y, steps), rate=rate)
    right = share_right(networks[name], test_x, test_y)
    print(f"{name:6} {networks[name].count_params():,} parameters: {right:.1%} right")

# %% [markdown]
# `dense` is the rival without structure, 784-30-10: slightly more parameters, about as many seconds (its steps are cheaper, so it gets more of them). What did the CNN's filters come to look for?

# %%
body = networks["CNN"].layers[0]
first, second = (keras.Sequential(body.layers[:n])(x[:1])[0].numpy() for n in (1, 3))
figure, axes = plt.subplots(3, 8, figsize=(8, 3.2), layout="constrained")
rows = (body.layers[0].kernel.numpy()[:, :, 0], first, second)
for line, arrays, colours in zip(axes, rows, ("PuOr", "gray", "gray")):
    for axis, array in zip(line, np.moveaxis(arrays, -1, 0)):
        axis.imshow(array, cmap=colours)
        axis.set(xticks=[], yticks=[])
figure.suptitle("Learnt, from top to bottom: first filters, their maps, maps of layer 2")
plots.show(
    figure,
    "Three rows of eight. Above, learnt kernels of 3x3 pixels, some of them bright on one side and dark on the other. In the "
    "middle, what these make of a digit: its whole stroke or some of its edges. Below, coarser maps of the second layer, bright in a few spots or all dark.",
)

# %% [markdown]
# What the second layer's maps mean is hard to say: the deck's first *challenge*, **interpretability**. The second is **data**: learning wants more of it.
#
# Is it really what we *know* that helps? Two trials, **recorded** (`benchmarks/architectures.py`; five seeds, or three where training takes longer). First, all pictures with their pixels **scrambled**, always in the same way: nothing is lost, only "near together" is no longer true. Second, the test digits **moved** to the right.
#
# **Predict:** what do the dense network and the CNN lose by each?

# %%
styles = {"dense": ("o:", "grey"), "CNN": ("D-", "#CC79A7")}
for kind in ("pictures", "scrambled"):
    shares = recorded(kind, "CNN", 1000)
    print(f"CNN, {kind:9} {shares.mean():.1%} ± {shares.std(ddof=1):.1%}")
print(f"dense, pictures  {recorded('pictures', 'dense', 1000).mean():.1%}")
anywhere = {"CNN anywhere": ("^-", "black")}
figure, axis = draw_recorded("shift", range(7), styles | anywhere)
axis.set(xlabel="pixels moved")
axis.set_title("Test digits moved to the right: who keeps the share?")
plots.show(
    figure,
    "Share right when test digits are moved by 0 to 6 pixels. Dense falls from nearly 0.9 to 0.4 after three; the CNN from 0.95 to two "
    "thirds, and on; CNN, anywhere, stays above 0.9 throughout.",
)

# %% [markdown]
# To a dense network any order is as good as another: its weights are drawn alike for all pixels. The CNN, scrambled, loses all of its lead and falls behind: **knowledge that is false costs**.
#
# Moved by three pixels, the dense network is down to less than a half, and the CNN loses about a third: its *filters* slide, but the ten sums on top know each map by its place. Only where of each map just the largest number is kept, *wherever it stands* (the third network: a third bank of filters, then that), the share stays.
# In exchange it cannot know where things are.
#
# ## 2. Rows in time: a memory
#
# Known: things come one after the other, and the same rules hold at any time. A **recurrent network** has a state, and one cell that makes of state and input the next state. We read digits row by row, and each *begins somewhere* in 56 rows, the others black. So what was seen must be kept for up to 28 rows.
#
# An **LSTM** keeps it in a cell $c$ to which it mostly *adds* (Hochreiter and Schmidhuber 1997; the forget gate is of Gers et al. 2000):
#
# $$c \leftarrow \sigma(\text{forget})\, c + \sigma(\text{take}) \tanh(\text{new}), \qquad h = \sigma(\text{tell}) \tanh(c)$$
#
# where take, forget, new and tell are weighted sums of the input and the last $h$.
#
# ### Exercise 06.2: one step of an LSTM
#
# *About 10 minutes, level 2 of 3.*
#
# The cell's content `c` and the four weighted sums, all arrays (n,): `take`, `forget` and `tell` become gates by the sigmoid $\sigma(a) = 1/(1 + e^{-a})$. The new c is what the gate of `forget` leaves of the old one, plus what the gate of `take` lets in of tanh(`new`). h is what the gate of `tell` shows of tanh
# of the new c. Return h and the new c as an array (2, n).


# %%
def lstm_step(c, take, forget, new, tell):
    """Return h and the new c, as an array (2, n)."""
    ### BEGIN SOLUTION
    take, forget, tell = (1 / (1 + np.exp(-a)) for a in (take, forget, tell))
    c = forget * c + take * np.tanh(new)
    return np.stack([tell * np.tanh(c), c])
    ### END SOLUTION


# %%
check("06.2", lstm_step)

# %% [markdown]
# The rivals: a dense network on all 56 x 28 pixels, a plain RNN (each state is tanh of a weighted sum), all of about 24,000 parameters. The LSTM live:
#
# **Predict:** which of the three reads late digits best?

# %%
strips, _ = architectures.late(x, seed=0)
keras.utils.set_random_seed(0)
lstm = architectures.reader(layers.LSTM(64))
train(lstm, batches_of(strips, y, steps=400), rate=0.01)
late, _ = architectures.late(test_x[:3000], seed=1000)
print(f"live: LSTM {share_right(lstm, late, test_y[:3000]):.1%}")
for name in ("dense", "RNN", "LSTM"):
    shares = recorded("strip", name, 56)
    print(f"recorded: {name:6}{shares.mean():.1%} ± {shares.std(ddof=1):.1%}")

# %% [markdown]
# The dense network reads fewer than half: for it a 7 in rows 3 to 30 and a 7 in rows 20 to 47 are two unrelated things. The LSTM learns one thing for all rows, and is ahead by more than 20 points of %. The plain RNN shares its cell just as well, and on average gains nothing by it: sharing alone is not enough (lesson 02's products of slopes, over up to 56 steps, are a suspect; we have not tried it here).
#
# > **Warning: what the cell reads last.** Sequences of different length are filled up with zeros. Filled up *behind*, all of them are read after the last word, and the state that you take is of the padding. Fill up in front (as we do), or give Keras a mask.
#
# ## 3. Trees: the same node again and again
#
# Known: a bracketed sum such as `((3+(2-7))-4)` *is* a tree. A **recursive network** has a vector for each digit and one node that joins two vectors and a sign; the root's vector is read as the result. So each sum gets a network of its own shape.
#
# ### Exercise 06.3: from the leaves to the root
#
# *About 10 minutes, level 2 of 3.*
#
# A `tree` is a digit (an `int`), or a tuple `(left, sign, right)` of a tree, "+" or "-", and a tree. `leaf(digit)` returns a vector, `node(left, sign, right)` makes one vector of two. Return the vector of the root.


# %%
def fold(tree, leaf, node):
    """Return the vector of the root: leaf(digit) for a digit, else node(left, sign, right) of both branches' vectors."""
    ### BEGIN SOLUTION
    if isinstance(tree, int):
        return leaf(tree)
    left, sign, right = tree
    return node(fold(left, leaf, node), sign, fold(right, leaf, node))
    ### END SOLUTION


# %%
check("06.3", fold)

# %% [markdown]
# That takes one tree at a time. Ours takes all nodes of a height at once; the sums are the same:

# %%
print(inspect.getsource(architectures.TreeNetwork.call))
trees = architectures.forest(seed=0, n=2000, heights=[1, 2, 3])
print(*map(architectures.written, trees[:3]))
keras.utils.set_random_seed(0)
tree = architectures.TreeNetwork(layers.Embedding(10, 2), architectures.LinearNode(2))
schedule = keras.optimizers.schedules.CosineDecay(0.01, 800)
train(tree, architectures.tree_batches(trees, 800), architectures.squared, schedule)
example = ((1, "+", 2), "-", ((9, "-", 8), "-", (7, "+", (6, "-", 5))))
result = tree(architectures.plan([example])).numpy()[0]
print(
    f"{architectures.written(example)} = {result:.2f}; right: {architectures.value(example)}"
)

# %% [markdown]
# It learnt from 2,000 sums of heights 1 to 3, told nothing but their results. Its node is linear (one matrix for +, one for −): that we built in, too, and 43 numbers are all of it. Recorded beside it, three seeds each: a node with a hidden layer (1,009 numbers), which could become many another function, and an LSTM (5,401) that reads the sum sign by sign, brackets and all.
#
# **Predict:** how do they do on sums *higher* than any in training?

# %%
nodes = {"tree linear node": ("D-", "#CC79A7"), "tree any node": ("^-", "black")}
figure, axis = draw_recorded(
    "tree", range(1, 8), nodes | {"LSTM on brackets": ("o:", "grey")}
)
axis.axvline(3.5, color="grey", linestyle="--")
axis.set(xlabel="height of the tree (trained on 1 to 3)", ylabel="results right, rounded")
axis.set_title("Left of the line as in training, right of it higher")
plots.show(
    figure,
    "Share of results right by the tree's height, 1 to 7; a line marks where training ended, after 3. Linear node: wide apart between seeds, two near 1 up to 3 and falling slowly, one near a half and then near 0. Any node: "
    "1, 0.8 at 3, then falling to 0.15. LSTM: below 0.45 everywhere, near 0 from 5 on.",
)

# %% [markdown]
# The trees leave the LSTM far behind, already at the heights that all of them learnt from; nobody told it that brackets pair up. And they reach higher sums, though fewer and fewer come out right. The exception is one seed of the linear node, which is no better than the LSTM beyond height 3.
#
# The linear node, of which we told most, has the widest spread: with two of three seeds it is best and goes furthest, with the third it stuck. **More knowledge is less to learn, and not always easier to learn.**
#
# ## 4. Pairs: attention
#
# Known: the answer lies in *one* of the things given, and which one can be told by its content, wherever it stands. **Attention** compares a query with the key of each, makes weights of the scores by softmax, and mixes the values with these weights:
#
# $$\text{softmax}\!\left(\frac{Q K^\top}{\sqrt d}\right) V$$
#
# (Vaswani et al. 2017; the root keeps the scores' variance at 1 where the entries of $Q$ and $K$ are independent with mean 0 and variance 1, as in lesson 04.)
#
# ### Exercise 06.4: look only there
#
# *About 15 minutes, level 2 of 3.*
#
# `Q` (m, d) holds queries, `K` (n, d) keys, `V` (n, e) values, and `allowed` (m, n) True where a query may look at a key; each may look at one at least. Scores are products of query and key, divided by the root of d; weights are their softmax *over the allowed keys*, 0 for all others. Return for each query the mix of
# values with its weights, (m, e).


# %%
def look(Q, K, V, allowed):
    """Return softmax(Q K^T / sqrt(d)) V, (m, e), where each row's softmax is over the allowed keys only."""
    ### BEGIN SOLUTION
    scores = np.where(allowed, Q @ K.T / np.sqrt(Q.shape[1]), -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    return weights / weights.sum(axis=1, keepdims=True) @ V
    ### END SOLUTION


# %%
check("06.4", look)

# %% [markdown]
# In a network, queries, keys and values are weighted sums of vectors, several times side by side (*heads*). All of it, in ten lines of NumPy, with the weights of Keras's layer:


# %%
def attention(query, given, Wq, bq, Wk, bk, Wv, bv, Wo, bo):
    """Return what Keras's MultiHeadAttention returns, and the weights (n, heads, m, m')."""
    q = np.einsum("nmd,dhk->nhmk", query, Wq) + bq[:, None]
    k = np.einsum("nmd,dhk->nhmk", given, Wk) + bk[:, None]
    v = np.einsum("nmd,dhk->nhmk", given, Wv) + bv[:, None]
    scores = q @ k.swapaxes(2, 3) / np.sqrt(q.shape[-1])
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    return np.einsum("nhmk,hkd->nmd", weights @ v, Wo) + bo, weights


# %%
rng = np.random.default_rng(0)
query, given = rng.normal(size=(2, 3, 8)), rng.normal(size=(2, 5, 8))
keras_layer = layers.MultiHeadAttention(num_heads=4, key_dim=6)
keras_layer.build(query.shape, given.shape)
keras_layer.set_weights([rng.normal(size=w.shape) / 3 for w in keras_layer.get_weights()])
ours, _ = attention(query, given, *keras_layer.get_weights())
difference = np.abs(ours - keras_layer(query, given)).max()
print(f"ours and Keras's differ by {difference:.0e} at most")
assert difference < 1e-5, "Both should be the same sums, but for rounding."

# %% [markdown]
# A task for it: eight pairs of a name and a digit, then one of the names: which digit? A pair's vector is the sum of its name's and its digit's; nothing says where a pair stands. Live, and then with *more pairs than it ever saw*:
#
# **Predict:** what becomes of attention, and of the LSTM that reads pair by pair, with 16 pairs in place of 8?

# %%
keras.utils.set_random_seed(0)
network = architectures.Recall(architectures.Attention())
questions, replies = architectures.recall(seed=0, n=20_000, pairs=8)
train(network, batches_of(questions, replies, steps=600, batch=100), rate=3e-3)
for m in (4, 8, 16):
    right = share_right(network, *architectures.recall(seed=1000, n=2000, pairs=m))
    others = recorded("recall", "LSTM", m).mean()
    print(f"{m:2} pairs: attention {right:.1%}; LSTM, recorded {others:.1%}")
names, digits, asked = architectures.recall(seed=1001, n=6, pairs=8)[0]
vectors = network.name_vectors(names) + network.digit_vectors(digits)
wanted = network.name_vectors(asked)[:, None]
_, weights = attention(wanted, vectors, *network.look.attention.get_weights())

# %% [markdown]
# Where did it look? The weights of six questions, a row each; letters stand for names.

# %%
figure, axis = plt.subplots(figsize=(6, 3.2), layout="constrained")
axis.imshow(weights[:, 0, 0], cmap="cividis", vmin=0, vmax=1)
for row, column in np.ndindex(6, 8):
    pair_text = f"{chr(65 + names[row, column])}{digits[row, column]}"
    colour = "black" if weights[row, 0, 0, column] > 0.5 else "white"
    axis.text(column, row, pair_text, ha="center", va="center", color=colour)
axis.set(xticks=[], yticks=range(6), yticklabels=[f"{chr(65 + a)}?" for a in asked])
axis.set_title("Attention finds the name, wherever it stands")
plots.show(
    figure,
    "Six rows of eight pairs, such as A7, coloured by attention's weight; before each row the name that is asked for. In each row "
    "the pair with that name is bright, the seven others dark.",
)

# %% [markdown]
# Attention answers as well for 16 pairs as for 8, of which it learnt: it compares, and a comparison is the same for any number. The LSTM reads the question last, so it has to keep all pairs in its memory of 32 cells; it does better than chance, and worse the more there are.
#
# The other side: attention does not know the order. Pairs shuffled give the same answer; for language, where order matters, the *Transformer* adds a vector for each place.
#
# ## 5. Hybrids
#
# A strip of rows is a picture *and* a sequence: filters look, an LSTM reads what they found (recorded: more than ten points of % above the LSTM alone). And a sum whose digits are *pictures* is a tree of pictures: our CNN's probabilities, in place of a digit, weight the tree's ten vectors.


# %%
def leaf(pictures):
    """Return the tree's vectors (n, 2) of digits, weighted by what the CNN makes of pictures of them."""
    return keras.ops.softmax(networks["CNN"](pictures)) @ tree.leaf.embeddings


hybrid = architectures.TreeNetwork(leaf, tree.node)
hybrid.number = tree.number
one_digit = share_right(networks["CNN"], test_x, test_y)
places = [np.flatnonzero(test_y == digit) for digit in range(10)]
for height in (1, 2, 3):
    sums = architectures.forest(seed=1000, n=500, heights=[height])
    digits, *rest = architectures.plan(sums)
    pictures = test_x[[rng.choice(places[digit]) for digit in digits]]
    results = hybrid((pictures, *rest)).numpy()
    right = np.abs(results - architectures.values(sums)) < 0.5
    expected = np.mean(
        [one_digit ** sum(map(str.isdigit, architectures.written(s))) for s in sums]
    )
    print(f"height {height}: {right.mean():.1%} right; all digits right: {expected:.1%}")

# %% [markdown]
# Most sums of up to eight pictures come out right, by two networks that had never met; fewer, though, than should have all their digits read rightly (the last column), and the higher, the fewer.
#
# ## 6. Pretraining and transfer
#
# The last structure is not built but *learnt elsewhere*. We have 20 labelled pictures each of the digits 5 to 9, and 10,000 of 0 to 4. A CNN's body learns from those, by their labels (**transfer**), or without them, as an **autoencoder** that packs a picture into 32 numbers and unpacks it (**unsupervised
# pretraining**; the next lesson is about it). Then five new sums on top, 200 steps, with the body *frozen* or *tuned* along.
#
# **Predict:** what does each gain over a body of random weights?

# %%
(many, their_labels), (few, few_labels) = architectures.load_halves(seed=0)
fives = test_y >= 5
keras.utils.set_random_seed(0)
source = architectures.with_five_sums()
train(source, batches_of(many, their_labels, steps=600))
for name, body in {"random": None, "labels of 0 to 4": source.layers[0]}.items():
    keras.utils.set_random_seed(100)
    target = architectures.with_five_sums(body, trained=False)
    train(target, batches_of(few, few_labels, steps=200))
    right = share_right(target, test_x[fives], test_y[fives] - 5)
    print(f"live, frozen, {name:17}{right:.1%}")
for start in ("first weights", "autoencoder", "labels of 0 to 4"):
    both = [recorded("transfer", start, tuned) for tuned in (0, 1)]
    shares = [f"{s.mean():.1%} ± {s.std(ddof=1):.1%}" for s in both]
    print(f"recorded, {start:17} frozen {shares[0]}   tuned {shares[1]}")

# %% [markdown]
# The labels of *other* digits help with these: frozen, that body is ahead of random ones in every seed. The autoencoder's does not help: frozen, it is about as good as random weights (ahead with two seeds, behind with the third), and tuned it stays behind them with all three. "The model captures inherent structures", says the deck of unsupervised pretraining; whether they are those that *your* task needs has to be
# measured. (Ours had 600 steps and 10,000 pictures, and one rate for all; lesson 08 takes it up again.)
#
# ## 7. All of them, each against its rival
#
# The deck's architectures, and what each builds in:
#
# | architecture | known | shared | challenge met |
# | --- | --- | --- | --- |
# | feature engineering | edges matter | filters by hand | someone has to know |
# | convolutional | near belongs together | one filter, all places | maps without names |
# | recurrent | same rules at any time | one cell, all steps | a long memory |
# | recursive | brackets | one node, all joins | higher is harder |
# | attention (Transformers) | found by content | one comparison, all pairs | order must be added |
# | pretrained | other data like it | a body, learnt elsewhere | finding such data |
#
# **Recorded**, both of a pair with the same to learn from:

# %%
pairs = {
    "filters by hand / learnt": [
        ("pictures", f"filters {f}", 1000) for f in ("by hand", "learnt")
    ],
    "CNN / dense": [("pictures", "CNN", 1000), ("pictures", "dense", 1000)],
    "CNN / dense, pixels scrambled": [
        ("scrambled", "CNN", 1000),
        ("pictures", "dense", 1000),
    ],
    "CNN, anywhere / dense, moved by 3": [
        ("shift", "CNN anywhere", 3),
        ("shift", "dense", 3),
    ],
    "LSTM / dense, late digits": [("strip", "LSTM", 56), ("strip", "dense", 56)],
    "CNN and LSTM / LSTM, late digits": [
        ("strip", "CNN and LSTM", 56),
        ("strip", "LSTM", 56),
    ],
    "tree / LSTM, height 4": [
        ("tree", "tree any node", 4),
        ("tree", "LSTM on brackets", 4),
    ],
    "attention / LSTM, 16 pairs": [("recall", "attention", 16), ("recall", "LSTM", 16)],
    "labels of 0 to 4 / first weights": [
        ("transfer", start, 0) for start in ("labels of 0 to 4", "first weights")
    ],
}

# %% tags=["ending"]
figure, axis = plt.subplots(figsize=(9, 4), layout="constrained")
for row, pair in enumerate(reversed(pairs.values())):
    built_in, without = (recorded(*one) for one in pair)
    axis.plot([without.mean(), built_in.mean()], [row, row], color="grey")
    axis.plot(without, 0 * without + row, "o", color="black", alpha=0.5)
    axis.plot(built_in, 0 * built_in + row, "D", color="#CC79A7", alpha=0.7)
axis.set(
    yticks=range(len(pairs)),
    yticklabels=reversed(pairs),
    xlabel="share right, a mark a seed",
)
axis.set_title("What is known and built in (pink) against the rival without it (black)")
plots.show(
    figure,
    "Nine pairs of marks, a row each. The structured network lies right of its rival, without overlap, for filters by hand, CNN, CNN "
    "anywhere (widest with attention), LSTM, hybrid, tree, attention and pretrained body; with scrambled pixels the CNN is left of the dense network.",
)

# %% [markdown]
# In these pairs whoever has the structure is ahead in every seed, wherever what it takes for granted is true; scrambled pixels are the control. (Plain RNN and autoencoder, above, were not.) The deck's "advances in layer types, neuron types, hybrid architectures" are this again. With their spreads:

# %%
for title, pair in pairs.items():
    both = [recorded(*one) for one in pair]
    ahead = both[0].min() > both[1].max()
    assert ahead != ("scrambled" in title), f"{title}: recorded anew?"
    print(f"{title:34}", *(f"{s.mean():7.1%} ± {s.std(ddof=1):.1%}" for s in both))

# %% [markdown] tags=["assignment"]
# ### Question 06.A: how much of the picture does it see?
#
# *About 15 minutes, level 2 of 3.*
#
# `layers` lists a network's filters and poolings from the picture on, each as (width of its kernel, stride): its kernel is so wide, in units of the layer before, and moves on by `stride` of these. How many pixels wide is what one unit of the last layer can see?


# %% tags=["assignment"]
def field_of_view(layers):
    """Return how many pixels wide the view of one unit of the last layer is; layers: [(kernel, stride), ...]."""
    ### BEGIN SOLUTION
    width, step = 1, 1
    for kernel, stride in layers:
        width += (kernel - 1) * step
        step *= stride
    return width
    ### END SOLUTION


# %% tags=["assignment"]
check("06.A", field_of_view)

# %% [markdown] tags=["assignment"]
# ### Question 06.B: back through a pooling layer
#
# *About 15 minutes, level 2 of 3.*
#
# A pooling layer keeps the largest of each 2x2 pixels of `x` (h, w; both even, all pixels different). `g` (h/2, w/2) is the gradient of the loss with respect to what it returned. Return the gradient with respect to `x`, (h, w).


# %% tags=["assignment"]
def unpool(x, g):
    """Return the gradient (h, w) with respect to x, if that with respect to its 2x2 maxima is g."""
    ### BEGIN SOLUTION
    h, w = x.shape
    blocks = x.reshape(h // 2, 2, w // 2, 2)
    largest = blocks == blocks.max(axis=(1, 3), keepdims=True)
    return (largest * g[:, None, :, None]).reshape(h, w)
    ### END SOLUTION


# %% tags=["assignment"]
check("06.B", unpool)

# %% [markdown]
# ## What to take along
#
# - An architecture is knowledge about data, put into which weights are shared: places, times, branches, pairs. Where the knowledge is false, it costs.
# - With few examples, knowledge decides: eight filters by hand beat eight learnt ones.
# - Compare at equal parameters and seconds, and try each structure where its rival must fail: moved, late, deeper, more.
#
# A body can be learnt without labels: lesson 07 packs pictures into a few numbers, unpacks them, and asks what can be made from numbers that no picture gave.
