"""What lesson 24 and its recorded experiment share: a river to be dreamt of, bodies to build on, and shifts.

The river: a boat is in one of five lanes, LANES, each LANE wide, and passes four rows, ROWS, of which some lanes hold rocks.
Before each row it steers a lane to the left, or not, or to the right; then a gust carries it a lane to the left (one time
in three) or to the right (two in three), and a little to and fro. On a rock, or outside the lanes, it is lost. Positions
are in [-1, 1], the middle lane's is 0.

A dream is a function of position and steering, two numbers, that returns positions a row further on, (m,): drawn from what
may happen, or (1,), a single guess.
"""

import functools

import keras
import numpy as np
from keras import Sequential, layers, ops

from gan_course.data import load_mnist

# ---- the river ---------------------------------------------------------------------------------------------------------
LANES, STEERING, LANE = np.arange(-2, 3), np.arange(-1, 2), 0.2
ROWS = ([0], [1], [-1, 1], [0, 2])  # the lanes with rocks
GUSTS, SHARES, TREMBLE = np.array([-1, 1]), np.array([1, 2]) / 3, 0.02


def log_trips(n, seed, gusts=GUSTS):
    """Return n moves on open water, from any lane and by any steering: what was known (n, 2), position and steering, and
    where the boat was then (n, 1). gusts: in lanes, in the two cases; (0, 0) is calm water."""
    rng = np.random.default_rng([seed, 24])
    start = LANE * rng.choice(LANES, n) + rng.normal(0, TREMBLE, n)
    steering = LANE * rng.choice(STEERING, n)
    end = start + steering + LANE * rng.choice(gusts, n, p=SHARES) + rng.normal(0, TREMBLE, n)
    return np.stack([start, steering], axis=1).astype("float32"), end[:, None].astype("float32")


def plan(dream, rows=ROWS):
    """Return the share of arrivals that a planner expects from each lane (5,), and its steering by row and lane (4, 5)."""
    dreamt = [[np.rint(dream(LANE * lane, LANE * way) / LANE) for way in STEERING] for lane in LANES]
    value, policy = np.ones(len(LANES)), []
    for rocks in reversed(rows):
        ahead = dict(zip(LANES, np.where(np.isin(LANES, rocks), 0, value)))  # a lane that is not in it is worth nothing
        worth = np.array([[np.mean([ahead.get(x, 0) for x in ends]) for ends in ways] for ways in dreamt])
        value, policy = worth.max(axis=1), [STEERING[worth.argmax(axis=1)], *policy]
    return value, np.array(policy)


def truth(position, steering, gusts=GUSTS):
    """The exact dream: three outcomes that are equally frequent, without the little to and fro."""
    return position + steering + LANE * np.repeat(gusts, (1, 2))


def sail(policy, boats, seed, gusts=GUSTS, rows=ROWS):
    """Let boats start in the middle lane and steer by a policy (4, 5); return where they were (boats, 5), NaN once lost."""
    rng, position = np.random.default_rng([seed, 25]), np.zeros(boats)
    track = [position]
    for rocks, steering in zip(rows, policy):
        lanes = np.where(np.isnan(position), 0, np.rint(position / LANE)).astype(int)
        gust = LANE * rng.choice(gusts, boats, p=SHARES)
        position = position + LANE * steering[lanes + 2] + gust + rng.normal(0, TREMBLE, boats)
        lanes = np.rint(position / LANE)
        position = np.where(np.isin(lanes, rocks) | ~(np.abs(lanes) <= 2), np.nan, position)
        track.append(position)
    return np.stack(track, axis=1)


def arrivals(policy, gusts=GUSTS, rows=ROWS):
    """Return the share of boats that a policy (4, 5) brings from the middle lane past all rows; without the tremble."""
    afloat = (LANES == 0).astype(float)  # the share of boats in each lane
    for rocks, steering in zip(rows, policy):
        after = np.zeros(len(LANES))
        for gust, share in zip(gusts, SHARES):
            lanes = LANES + steering + gust
            inside = np.abs(lanes) <= 2
            np.add.at(after, lanes[inside] + 2, share * afloat[inside])
        afloat = np.where(np.isin(LANES, rocks), 0, after)
    return afloat.sum()


def dream_networks(noise=4, units=32):
    """Return a generator, noise and what is known (n, 2) to positions (n, 1), and a discriminator, positions and what is
    known to logits (n, 1)."""
    return [dense_network(noise, layers.Dense(1, "tanh"), units), dense_network(1, layers.Dense(1), units)]


def dense_network(size, last, units=32):
    """Return a network from (n, size) and what is known (n, 2), all in lanes of width 1 inside, to what `last` gives."""
    x, known = inputs = keras.Input((size,)), keras.Input((2,))
    x = layers.Concatenate()([x / LANE if size == 1 else x, known / LANE])
    for _ in range(2):
        x = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(units)(x))
    return keras.Model(inputs, last(x))


def fit_mean(known, ends):
    """Return the dream of a linear regression, which the mean is on this river: a single guess."""
    weights = np.linalg.lstsq(np.c_[known, np.ones(len(known))], ends[:, 0], rcond=None)[0]
    return lambda position, steering: np.array([[position, steering, 1] @ weights])


def replay(known, ends):
    """Return a dream without any network: how far each logged move went that began in the same lane, and steered alike."""

    def dream(position, steering):
        same = (np.abs(known - (position, steering)) < LANE / 2).all(axis=1)
        return position + ends[same, 0] - known[same, 0] if same.any() else np.array([position + steering])

    return dream


# ---- digits, halved ----------------------------------------------------------------------------------------------------
@functools.cache
def load_digits(split="train"):
    """Return MNIST at half its size, (n, 14, 14, 1) in [-1, 1], and labels (n,): small, so that five seeds fit."""
    pictures, labels = load_mnist(split)
    halved = pictures.reshape(-1, 14, 2, 14, 2, 1).mean(axis=(2, 4), dtype="float32")
    return halved / 127.5 - 1, labels.astype("int32")


def load_task(seed, few=20, many=10_000):
    """Return digits of the training file, chosen by the seed, as a dict of pairs of pictures and labels from 0 to 4.

    "others": `many` digits 0 to 4; "same": `many` digits 5 to 9, whose labels nobody is to look at; "few": `few` of each of
    5 to 9; "unseen": 5,000 more, to choose settings by. No digit is in two of them.
    """
    pictures, labels = load_digits()
    rng = np.random.default_rng([seed, 26])
    others = rng.permutation(np.flatnonzero(labels < 5))[:many]
    rows = rng.permutation(np.flatnonzero(labels >= 5))
    same, rest = rows[:many], rows[many:]
    some = np.concatenate([rest[labels[rest] == digit][:few] for digit in range(5, 10)])
    rows = {"others": others, "same": same, "few": some, "unseen": np.setdiff1d(rest, some)[:5000]}
    return {name: (pictures[at], labels[at] % 5) for name, at in rows.items()}


def load_fives():
    """Return the digits 5 to 9 of the test set, and labels 0 to 4."""
    pictures, labels = load_digits("test")
    return pictures[labels >= 5], labels[labels >= 5] % 5


def make_body():
    """Return what all networks that look at digits begin with: pictures (n, 14, 14, 1) to maps (n, 4, 4, 32)."""
    body = Sequential([keras.Input((14, 14, 1))], name="body")
    for maps in (16, 32):
        body.add(layers.Conv2D(maps, 4, strides=2, padding="same"))
        body.add(layers.LeakyReLU(negative_slope=0.2))
    return body


def make_discriminator(classes=0):
    """Return the discriminator: pictures (n, 14, 14, 1), and labels (n,) if there are classes, to logits (n, 1).

    Labels enter by projection, as in lesson 17.
    """
    pictures, labels = keras.Input((14, 14, 1)), keras.Input((), dtype="int32")
    features = layers.Flatten()(make_body()(pictures))
    logits = layers.Dense(1)(features)
    if not classes:
        return keras.Model(pictures, logits, name="discriminator")
    logits = logits + layers.Dot(axes=1)([features, layers.Embedding(classes, 512)(labels)])
    return keras.Model([pictures, labels], logits, name="discriminator")


def make_generator(classes=0, latent_dim=32):
    """Return the generator: noise (n, latent_dim), and labels (n,) if there are classes, to pictures (n, 14, 14, 1)."""
    noise, labels = keras.Input((latent_dim,)), keras.Input((), dtype="int32")
    x = layers.Concatenate()([noise, ops.one_hot(labels, classes)]) if classes else noise
    for units in (128, 7 * 7 * 32):
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(layers.Dense(units, use_bias=False)(x)))
    x = layers.Reshape((7, 7, 32))(x)
    x = layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")(x)
    return keras.Model([noise, labels] if classes else noise, x, name="generator")


def features(body, pictures):
    """Return what a body makes of pictures (n, 14, 14, 1), as rows (n, 512)."""
    maps = [body(pictures[i : i + 500]).numpy() for i in range(0, len(pictures), 500)]
    return np.concatenate(maps).reshape(len(pictures), -1)


def shift(pictures, seed, most=1):
    """Return pictures (n, h, w, 1) in [-1, 1], each moved by up to `most` whole pixels both ways; black comes in."""
    (n, h, w, _), rng = pictures.shape, np.random.default_rng([seed, 27])
    wide = np.pad(pictures, ((0, 0), (most, most), (most, most), (0, 0)), constant_values=-1)
    down, right = rng.integers(0, 2 * most + 1, (2, n, 1))
    rows, columns = down + np.arange(h), right + np.arange(w)
    return wide[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]
