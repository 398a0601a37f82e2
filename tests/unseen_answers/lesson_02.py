"""Wrong and right answers to the exercises of lesson 02, thought of before its checks were read."""

import math

import keras
import numpy as np
import tensorflow as tf


def sigmoid(x):
    return (1 + np.tanh(x / 2)) / 2


# 02.1 -----------------------------------------------------------------------------------------------------------------
def normalised(e, axis=1):
    return e / e.sum(axis=axis, keepdims=True)


def shifted(z, axis=1):
    return z - z.max(axis=axis, keepdims=True)


def top_only(z):
    return np.exp(shifted(z)) / np.exp(z).sum(axis=1, keepdims=True)


def nan_to_zero(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.nan_to_num(normalised(np.exp(z)))


def nan_to_one(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.nan_to_num(normalised(np.exp(z)), nan=1.0)


def loop_returns_early(z):
    for row in z:
        e = np.exp(row - row.max())
        return e / e.sum()


def softmax_by_loop(z):
    rows = []
    for row in z:
        m = max(row)
        e = [math.exp(number - m) for number in row]
        rows.append([number / sum(e) for number in e])
    return rows


def by_differences(z):
    with np.errstate(over="ignore"):
        return 1 / np.exp(z[:, None, :] - z[:, :, None]).sum(axis=2)


def by_log_sum(z):
    return np.exp(z - np.logaddexp.reduce(z, axis=1, keepdims=True))


SOFTMAX = [
    (lambda z: normalised(np.exp(z)), "as on paper"),
    (lambda z: normalised(np.exp(z - z.max())), "the largest of all rows"),
    (lambda z: normalised(np.exp(z - z[0].max())), "the largest of the first row"),
    (lambda z: normalised(np.exp(z - z.max(axis=0))), "the largest of each column"),
    (lambda z: normalised(np.exp(shifted(z, 0)), 0), "columns for rows"),
    (lambda z: np.exp(shifted(z)) / np.exp(shifted(z)).sum(), "all rows together add up to 1"),
    (lambda z: normalised(np.exp(shifted(z)), 0), "added up over the columns"),
    (lambda z: normalised(np.exp(z - z.min(axis=1, keepdims=True))), "the smallest"),
    (lambda z: normalised(np.exp(z - z.mean(axis=1, keepdims=True))), "the mean"),
    (lambda z: normalised(np.exp(z - np.abs(z).max(axis=1, keepdims=True))), "the largest without its sign"),
    (lambda z: normalised(np.exp(z - 1000)), "1000, as in the lesson's example"),
    (lambda z: normalised(np.exp(np.minimum(z, 700))), "cut off at 700"),
    (lambda z: normalised(np.exp(np.clip(z, -50, 50))), "cut off at 50"),
    (top_only, "subtracted above only"),
    (lambda z: np.exp(shifted(z)), "not divided"),
    (lambda z: shifted(z) - np.log(np.exp(shifted(z)).sum(axis=1, keepdims=True)), "its logarithm"),
    (lambda z: normalised(np.exp(-(z - z.min(axis=1, keepdims=True)))), "the sign: a softmin"),
    (lambda z: normalised(2.0 ** shifted(z)), "base 2"),
    (lambda z: normalised(np.exp(z / np.abs(z).max(axis=1, keepdims=True))), "divided by the largest"),
    (lambda z: (z == z.max(axis=1, keepdims=True)).astype(float), "all or nothing"),
    (nan_to_zero, "nan becomes 0"),
    (nan_to_one, "nan becomes 1"),
    (loop_returns_early, "the first row only"),
    (lambda z: sigmoid(z), "a sigmoid each"),
    (lambda z: normalised(sigmoid(z)), "sigmoids, divided by their sum"),
    (lambda z: np.exp(z - z.max(axis=1)) / np.exp(z - z.max(axis=1)).sum(axis=1), "no keepdims"),
    (lambda z: normalised(np.exp(shifted(z)).round(3)), "rounded"),
]
SOFTMAX_RIGHT = [
    softmax_by_loop,
    by_log_sum,
    by_differences,
    lambda z: tf.nn.softmax(z),
    lambda z: keras.ops.softmax(keras.ops.convert_to_tensor(z, "float32"), axis=-1),
    lambda z: np.apply_along_axis(lambda row: np.exp(row - row.max()) / np.exp(row - row.max()).sum(), 1, z),
    lambda z: normalised(np.exp(z - z.max(axis=1, keepdims=True) - 1)),
]


# 02.2 -----------------------------------------------------------------------------------------------------------------
def coarse_difference(x):
    return np.tanh(x + 1) - np.tanh(x)


def two_sided_but_coarse(x):
    return (np.tanh(x + 0.5) - np.tanh(x - 0.5)) / 1.0


def half_a_difference(x):
    return (np.tanh(x + 1e-6) - np.tanh(x - 1e-6)) / 1e-6


def fine_difference(x):
    return (np.tanh(x + 1e-5) - np.tanh(x - 1e-5)) / 2e-5


def by_tape(x):
    v = tf.Variable(x, dtype="float64")
    with tf.GradientTape() as tape:
        y = tf.tanh(v)
    return tape.gradient(y, v)


SLOPE = [
    (lambda x: 1 - np.tanh(x), "not squared"),
    (lambda x: np.tanh(x) * (1 - np.tanh(x)), "the sigmoid's formula with tanh"),
    (lambda x: sigmoid(x) * (1 - sigmoid(x)), "the sigmoid's slope"),
    (lambda x: 4 * sigmoid(x) * (1 - sigmoid(x)), "the sigmoid's slope, scaled to 1 at 0"),
    (lambda x: 1 - np.asarray(x) ** 2, "x for tanh(x)"),
    (lambda x: 1 - np.tanh(np.asarray(x) ** 2), "the square inside"),
    (lambda x: 1 / np.cosh(x), "1 / cosh"),
    (lambda x: 1 + np.tanh(x) ** 2, "plus"),
    (lambda x: np.tanh(x) ** 2 - 1, "the sign"),
    (lambda x: np.tanh(x) ** 2, "the square alone"),
    (lambda x: (1 - np.tanh(x)) ** 2, "brackets: (1 - tanh)^2"),
    (lambda x: 2 * (1 - np.tanh(x) ** 2), "twice"),
    (lambda x: np.sqrt(1 - np.tanh(x) ** 2), "a root"),
    (lambda x: 1 / (1 + np.asarray(x) ** 2), "the slope of arctan"),
    (lambda x: np.where(np.abs(x) < 1, 1.0, 0.0), "the slope of hard tanh"),
    (lambda x: np.exp(-(np.asarray(x) ** 2)), "a bell"),
    (lambda x: 1 - np.abs(np.tanh(x)), "the absolute value for the square"),
    (lambda x: 1 - math.tanh(x) ** 2, "numbers only"),
    (coarse_difference, "a difference over a step of 1"),
    (two_sided_but_coarse, "a two-sided difference over a step of 1"),
    (half_a_difference, "a two-sided difference, divided by one step"),
    (lambda x: np.tanh(x), "the value"),
    (lambda x: -2 * np.tanh(x) * (1 - np.tanh(x) ** 2), "the second derivative"),
    (lambda x: 1 - np.tanh(x) ** 3, "to the third"),
    (lambda x: np.tanh(1 - np.asarray(x) ** 2), "the steps in the other order"),
    (lambda x: 1 - np.tanh(np.asarray(x) / 2) ** 2, "half the sum"),
]
SLOPE_RIGHT = [
    fine_difference,
    by_tape,
    lambda x: (1 - np.tanh(x)) * (1 + np.tanh(x)),
    lambda x: 4 * sigmoid(2 * np.asarray(x)) * (1 - sigmoid(2 * np.asarray(x))),
    lambda x: 1 - np.vectorize(math.tanh)(x) ** 2,
    lambda x: np.float32(1 - np.tanh(x) ** 2),
]


# 02.3 -----------------------------------------------------------------------------------------------------------------
def until(factor, bound, start=1, at_bound=True):
    n = start
    while factor**n > bound or (at_bound and factor**n == bound):
        n += 1
    return n


def by_multiplying(factor, bound):
    left, n = 1.0, 0
    while left >= bound:
        left *= factor
        n += 1
    return n


def last_above(factor, bound):
    n = 0
    while factor ** (n + 1) >= bound:
        n += 1
    return n


def sum_of_factors(factor, bound):
    n = 1
    while 1 - n * factor >= bound:
        n += 1
    return n


def loses_the_factor(factor, bound):
    n = 1
    while (1 - factor) ** n >= bound:
        n += 1
    return n


def returns_what_is_left(factor, bound):
    return factor ** until(factor, bound)


def thirty_at_most(factor, bound):
    for n in range(1, 31):
        if factor**n < bound:
            return n
    return 30


def never_updates(factor, bound):
    n = 1
    if factor**n >= bound:
        n += 1
    return n


def a_quarter(factor, bound):
    n = 1
    while 0.25**n >= bound:
        n += 1
    return n


def by_range(factor, bound):
    return next(n for n in range(1, 100_000) if factor**n < bound)


LAYERS = [
    (last_above, "the last at which enough is left"),
    (lambda f, b: until(f, b) + 1, "one too many"),
    (lambda f, b: until(f, b, at_bound=False), "stops where exactly bound is left"),
    (lambda f, b: math.ceil(math.log(b) / math.log(f)), "rounded up: where exactly bound is left, one too few"),
    (lambda f, b: math.floor(math.log(b) / math.log(f)), "rounded down"),
    (lambda f, b: round(math.log(b) / math.log(f)), "rounded to the nearest"),
    (lambda f, b: math.log(b) / math.log(f), "not a whole number"),
    (lambda f, b: math.ceil(math.log(f) / math.log(b)), "the fraction the wrong way round"),
    (lambda f, b: math.ceil(math.log(b / f)), "a logarithm of the quotient"),
    (lambda f, b: math.floor(math.log(b / f)) + 1, "a logarithm of the quotient, plus 1"),
    (lambda f, b: math.floor(-math.log(b)) + 1, "without the factor"),
    (lambda f, b: math.floor(-math.log2(b)) + 1, "base 2, whatever the factor"),
    (lambda f, b: math.floor(-math.log10(b)) + 1, "base 10, whatever the factor"),
    (sum_of_factors, "subtracts, where it should multiply"),
    (loses_the_factor, "loses the factor in each layer"),
    (returns_what_is_left, "what is left"),
    (thirty_at_most, "30 at most"),
    (never_updates, "if for while"),
    (a_quarter, "a quarter, as of the sigmoid"),
    (lambda f, b: until(b, f), "the arguments exchanged"),
    (lambda f, b: math.ceil(1 / (f * b)), "a quotient"),
    (lambda f, b: until(f, b, start=2), "starts at 2"),
    (lambda f, b: math.floor(b / f) + 1, "a division for a logarithm"),
]
LAYERS_RIGHT = [
    by_multiplying,
    by_range,
    lambda f, b: until(f, b, start=0),
    lambda f, b: math.floor(math.log(b) / math.log(f)) + 1,
    lambda f, b: float(until(f, b)),
    lambda f, b: np.array([until(f, b)]),
    lambda f, b: int(np.argmax(f ** np.arange(1, 20_000.0) < b)) + 1,
]


# 02.4 -----------------------------------------------------------------------------------------------------------------
def dead_by_loop(h):
    pictures, units = np.shape(h)
    dead = 0
    for unit in range(units):
        if not any(h[picture][unit] for picture in range(pictures)):
            dead += 1
    return dead / units


DEAD = [
    (lambda h: (h == 0).mean(), "the share of zeros"),
    (lambda h: (h == 0).all(axis=1).mean(), "pictures for which every unit is 0"),
    (lambda h: (h == 0).any(axis=0).mean(), "0 for some picture"),
    (lambda h: (h == 0).all(axis=0).sum(), "how many"),
    (lambda h: (h == 0).all(axis=0), "which ones"),
    (lambda h: (h > 0).any(axis=0).mean(), "the share of the others"),
    (lambda h: (h < 0.01).all(axis=0).mean(), "below 0.01"),
    (lambda h: (h.round(1) == 0).all(axis=0).mean(), "rounded"),
    (lambda h: np.isclose(h, 0, atol=1e-2).all(axis=0).mean(), "nearly 0"),
    (lambda h: (h[0] == 0).mean(), "the first picture"),
    (lambda h: ((h[0] == 0) & (h[-1] == 0)).mean(), "the first and the last picture"),
    (lambda h: (np.median(h, axis=0) == 0).mean(), "0 for half of the pictures"),
    (lambda h: (h.std(axis=0) == 0).mean(), "units that say the same to every picture"),
    (lambda h: 100 * (h == 0).all(axis=0).mean(), "per cent"),
    (lambda h: (h == 0).all(axis=0).sum() / len(h), "divided by the number of pictures"),
    (lambda h: (h == 0).all(axis=0).sum() / h.size, "divided by the number of activations"),
    (lambda h: (h == 0).all(), "whether all are dead"),
    (lambda h: ((h == 0).mean(axis=0) > 0.9).mean(), "0 for nine pictures in ten"),
    (lambda h: (h == 0).all(axis=0).sum() // h.shape[1], "integer division"),
    (lambda h: (np.prod(h, axis=0) == 0).mean(), "the product is 0"),
    (lambda h: ((h == 0).mean(axis=0)).max(), "the largest share of zeros"),
    (lambda h: (h == 0).all(axis=0)[:-1].mean(), "without the last unit"),
    (lambda h: (h[1:] == 0).all(axis=0).mean(), "without the first picture"),
    (lambda h: (h[:100] == 0).all(axis=0).mean(), "100 pictures at most"),
    (lambda h: (h.sum(axis=0) < 1).mean(), "the sum is small"),
    (lambda h: (h == 0).all(axis=0).sum() / 128, "the lesson's 128 units"),
]
DEAD_RIGHT = [
    dead_by_loop,
    lambda h: (h.max(axis=0) == 0).mean(),
    lambda h: (h.sum(axis=0) == 0).mean(),
    lambda h: 1 - (h > 0).any(axis=0).mean(),
    lambda h: tf.reduce_mean(tf.cast(tf.reduce_all(tf.equal(h, 0), axis=0), "float32")),
    lambda h: 1 - np.count_nonzero(np.count_nonzero(h, axis=0)) / h.shape[1],
    lambda h: np.array([sum(not column.any() for column in h.T) / len(h.T)]),
]


# 02.5 -----------------------------------------------------------------------------------------------------------------
TEMPERATURE, FAKE, DIGIT, TAGS, PIXEL = (
    "a temperature",
    "real or fake",
    "one of ten digits",
    "any of ten tags",
    "a pixel from -1 to 1",
)
NAMES = {TEMPERATURE: "linear", FAKE: "sigmoid", DIGIT: "softmax", TAGS: "sigmoid", PIXEL: "tanh"}


def but(**others):
    """Answer as is right, but for these."""
    changed = NAMES | {globals()[name]: answer for name, answer in others.items()}
    return lambda task: changed[task]


def by_words(task):
    if "temperature" in task:
        return "linear"
    if "ten" in task:
        return "softmax"
    return "tanh" if "pixel" in task else "sigmoid"


def forgets_tags(task):
    names = {TEMPERATURE: "linear", FAKE: "sigmoid", DIGIT: "softmax", PIXEL: "tanh"}
    return names.get(task)


def prints(task):
    print(NAMES[task])


CHOICE = [
    (but(TEMPERATURE="tanh"), "a temperature by tanh"),
    (but(TEMPERATURE="relu"), "a temperature is never below 0"),
    (but(TEMPERATURE="sigmoid"), "a temperature between 0 and 1"),
    (but(TEMPERATURE="softmax"), "a softmax over temperatures"),
    (but(FAKE="softmax"), "two classes by a softmax"),
    (but(FAKE="tanh"), "real is 1, fake is -1"),
    (but(FAKE="linear"), "the sum itself: a logit"),
    (but(DIGIT="sigmoid"), "one of ten by sigmoids"),
    (but(DIGIT="linear"), "the largest sum is enough"),
    (but(TAGS="softmax"), "tags that share out 1"),
    (but(DIGIT="sigmoid", TAGS="softmax"), "one of ten and any of ten exchanged"),
    (by_words, "a softmax wherever there are ten"),
    (but(PIXEL="sigmoid"), "a pixel from 0 to 1"),
    (but(PIXEL="linear"), "any number for a pixel"),
    (but(PIXEL="hard_tanh"), "hard tanh: its range is right, but it is not one of the four"),
    (but(TEMPERATURE="tanh", PIXEL="linear"), "linear and tanh exchanged"),
    (lambda task: "sigmoid", "always a sigmoid"),
    (forgets_tags, "nothing for the tags"),
    (prints, "printed, not returned"),
    (lambda task: NAMES, "the whole table"),
    (but(TEMPERATURE=None), "None for linear, as in Keras"),
    (lambda task: getattr(keras.activations, NAMES[task]), "Keras's function, not its name"),
]


def by_ifs(task):
    if task == TEMPERATURE:
        return "linear"
    elif task in (FAKE, TAGS):
        return "sigmoid"
    elif task == DIGIT:
        return "softmax"
    else:
        return "tanh"


def by_match(task):
    match task:
        case "a temperature":
            return "linear"
        case "real or fake" | "any of ten tags":
            return "sigmoid"
        case "one of ten digits":
            return "softmax"
        case "a pixel from -1 to 1":
            return "tanh"


CHOICE_RIGHT = [
    by_ifs,
    by_match,
    lambda task: NAMES[task],
    lambda task: NAMES[task].upper(),
    lambda task: getattr(keras.activations, NAMES[task]).__name__,
    lambda task: np.array(list(NAMES.values()))[list(NAMES).index(task)],
]


# 02.A -----------------------------------------------------------------------------------------------------------------
def elu_by_mask(x, a):
    y = np.array(x, dtype=float)
    low = y <= 0
    y[low] = a * np.expm1(y[low])
    return y


def elu_by_loop(x, a):
    return [v if v > 0 else a * (math.exp(v) - 1) for v in x]


def only_one_number(x, a):
    return x if x > 0 else a * (np.exp(x) - 1)


def cut_at_700(x, a):
    x = np.minimum(x, 700)
    return np.where(x > 0, x, a * (np.exp(x) - 1))


def selu(x, a):
    return 1.0507 * np.where(x > 0, x, a * (np.exp(np.minimum(x, 0)) - 1))


def low(x):
    return np.exp(np.minimum(x, 0))


ELU = [
    (lambda x, a: np.where(x > 0, x, a * (np.exp(x) - 1)), "overflows on the way"),
    (lambda x, a: np.where(x > 0, x, a * low(x)), "no minus 1"),
    (lambda x, a: np.where(x > 0, x, a * low(x) - 1), "brackets: a e^x - 1"),
    (lambda x, a: np.where(x > 0, x, low(x) - 1), "no a"),
    (lambda x, a: np.where(x > 0, x, a * (1 - low(x))), "the sign"),
    (lambda x, a: np.where(x > 0, x, a * x), "a leaky ReLU"),
    (lambda x, a: np.where(x > 0, x, 0.2 * x), "the lesson's leaky ReLU"),
    (lambda x, a: np.maximum(x, 0), "a ReLU"),
    (lambda x, a: np.maximum(x, a * (low(x) - 1)), "the larger of the two: for a up to 1 only"),
    (lambda x, a: np.minimum(x, a * (low(x) - 1)), "the smaller of the two"),
    (lambda x, a: np.where(x > 0, x, np.exp(a * np.minimum(x, 0)) - 1), "a in the exponent"),
    (lambda x, a: a * np.where(x > 0, x, low(x) - 1), "a on both sides"),
    (lambda x, a: np.where(x > 0, x, low(x) - a), "e^x - a"),
    (lambda x, a: np.where(x > 1, x, a * (np.exp(np.minimum(x, 1)) - 1)), "bends at 1"),
    (lambda x, a: np.where(x < 0, x, a * (low(-x) - 1)), "the two halves exchanged"),
    (lambda x, a: np.where(x > 0, x, a * (np.exp(-np.maximum(x, -700)) - 1)), "the sign in the exponent"),
    (lambda x, a: np.where(x > 0, 1, a * low(x)), "the slope"),
    (selu, "the SELU"),
    (cut_at_700, "cut off at 700"),
    (only_one_number, "one number only"),
    (lambda x, a: a * (low(x) - 1), "the left half only"),
    (lambda x, a: x + a * (low(x) - 1), "x on both sides"),
    (lambda x, a: np.where(x > 0, x, a * (2.0 ** np.minimum(x, 0) - 1)), "base 2"),
    (lambda x, a: np.where(x > 0, x, a * np.tanh(x)), "tanh on the left"),
    (lambda x, a: np.where(x > 0, x, a * np.log1p(-np.minimum(x, 0))), "a logarithm"),
    (lambda x, a: a * np.logaddexp(0, x), "softplus"),
    (lambda x, a: np.where(x > a, x, a * (np.exp(np.minimum(x, a)) - 1)), "bends at a"),
]
ELU_RIGHT = [
    elu_by_mask,
    elu_by_loop,
    lambda x, a: np.maximum(x, 0) + a * np.expm1(np.minimum(x, 0)),
    lambda x, a: np.where(x >= 0, x, a * (np.exp(-np.abs(x)) - 1)),
    lambda x, a: np.float32(np.where(x > 0, x, a * (low(x) - 1))),
    lambda x, a: np.piecewise(x, [x > 0], [lambda v: v, lambda v: a * (np.exp(v) - 1)]),
    lambda x, a: tf.where(x > 0, x, a * (tf.exp(tf.minimum(x, 0.0)) - 1)),
    lambda x, a: np.where(x < 0, -a * (1 - low(x)), x),
]

UNSEEN = {"02.1": SOFTMAX, "02.2": SLOPE, "02.3": LAYERS, "02.4": DEAD, "02.5": CHOICE, "02.A": ELU}
ALSO_RIGHT = {
    "02.1": SOFTMAX_RIGHT,
    "02.2": SLOPE_RIGHT,
    "02.3": LAYERS_RIGHT,
    "02.4": DEAD_RIGHT,
    "02.5": CHOICE_RIGHT,
    "02.A": ELU_RIGHT,
}
