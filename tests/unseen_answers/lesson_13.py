"""Wrong and right answers to the exercises of lesson 13, thought of before its checks were read."""

import keras
import numpy as np
import tensorflow as tf


# 13.1 -----------------------------------------------------------------------------------------------------------------
def side(valid, same=lambda n, k, s: n * s):
    """A size from two formulas of n, kernel and stride."""
    return lambda n, kernel, stride, padding: (same if padding == "same" else valid)(n, kernel, stride)


def right_valid(n, k, s):
    return s * (n - 1) + k


right_side = side(right_valid)


def capitals(n, kernel, stride, padding):
    return n * stride if padding == "SAME" else stride * (n - 1) + kernel


def side_by_keras(n, kernel, stride, padding):
    layer = keras.layers.Conv2DTranspose(1, kernel, stride, padding)
    return layer.compute_output_shape((1, n, n, 1))[1]


def side_by_loop(n, kernel, stride, padding):
    last = 0
    for pixel in range(n):
        last = max(last, pixel * stride + kernel)
    return last if padding == "valid" else n * stride


# 13.2 -----------------------------------------------------------------------------------------------------------------
def count(weights, bias=lambda i, o, k: o):
    """A number of parameters from two formulas."""
    return lambda i, o, k, use_bias: weights(i, o, k) + (bias(i, o, k) if use_bias else 0)


def right_weights(i, o, k):
    return k * k * i * o


right_count = count(right_weights)


def count_by_keras(channels_in, channels_out, kernel, use_bias):
    layer = keras.layers.Conv2DTranspose(channels_out, kernel, use_bias=use_bias)
    layer.build((None, 7, 7, channels_in))
    return layer.count_params()


def count_by_loop(channels_in, channels_out, kernel, use_bias):
    total = 0
    for _ in range(channels_out):
        total += channels_in * kernel**2
        if use_bias:
            total += 1
    return total


# 13.3 -----------------------------------------------------------------------------------------------------------------
def pairwise(x):
    return np.abs(x[:, None] - x[None]).mean()


def variation_by_loops(x):
    n, h, w, c = x.shape
    total = 0.0
    for row in range(h):
        for column in range(w):
            for channel in range(c):
                values = [float(v) for v in x[:, row, column, channel]]
                mean = sum(values) / n
                total += (sum((v - mean) ** 2 for v in values) / n) ** 0.5
    return total / (h * w * c)


# 13.4 -----------------------------------------------------------------------------------------------------------------
def unit(a):
    return a / np.linalg.norm(a)


def between(a, b):
    return np.arccos(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))


def walk(a, b, steps):
    length_a, length_b = np.linalg.norm(a), np.linalg.norm(b)
    angle = between(a, b)
    t = np.linspace(0, 1, steps)[:, None]
    direction = np.sin((1 - t) * angle) * a / length_a + np.sin(t * angle) * b / length_b
    return direction / np.sin(angle) * ((1 - t) * length_a + t * length_b)


def right_middle(a, b):
    return unit(a + b) * np.linalg.norm(a)


def slerp(a, b, t, angle):
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)


def rotated(a, b):
    """Half of the angle from a, towards the part of b that stands on a."""
    a1 = unit(a)
    across = unit(b - (b @ a1) * a1)
    half = between(a, b) / 2
    return np.linalg.norm(a) * (np.cos(half) * a1 + np.sin(half) * across)


def rotated_whole(a, b):
    a1 = unit(a)
    across = unit(b - (b @ a1) * a1)
    return np.linalg.norm(a) * (a1 + across) / np.sqrt(2)


# 13.A -----------------------------------------------------------------------------------------------------------------
def ema(rows, averaging, start):
    average = np.array(start, float)
    for w in rows:
        average = averaging * average + (1 - averaging) * w
    return average


def right_ema(weights, averaging):
    return ema(weights[1:], averaging, weights[0])


def bias_corrected(weights, averaging):
    return ema(weights, averaging, 0 * weights[0]) / (1 - averaging ** len(weights))


def all_rows(weights, averaging):
    return np.array([right_ema(weights[: i + 1], averaging) for i in range(len(weights))])


def powers_normalised(weights, averaging):
    powers = averaging ** np.arange(len(weights))[::-1]
    return powers @ weights / powers.sum()


def powers_all_alike(weights, averaging):
    powers = (1 - averaging) * averaging ** np.arange(len(weights))[::-1]
    return powers @ weights


def powers_one_off(weights, averaging):
    steps = len(weights) - 1
    powers = (1 - averaging) * averaging ** (steps - np.arange(steps + 1) + 1)
    powers[0] = averaging**steps
    return powers @ weights


def powers_right(weights, averaging):
    steps = len(weights) - 1
    powers = (1 - averaging) * averaging ** (steps - np.arange(steps + 1.0))
    powers[0] = averaging**steps
    return powers @ weights


def always_from_the_first(weights, averaging):
    for w in weights[1:]:
        average = averaging * weights[0] + (1 - averaging) * w
    return average


def from_the_row_before(weights, averaging):
    for i in range(1, len(weights)):
        average = averaging * weights[i - 1] + (1 - averaging) * weights[i]
    return average


def warmed_up(weights, averaging):
    average = weights[0]
    for i, w in enumerate(weights[1:]):
        a = min(averaging, (1 + i) / (10 + i))
        average = a * average + (1 - a) * w
    return average


def return_in_loop(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = averaging * average + (1 - averaging) * w
        return average


def no_one_minus(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = averaging * average + w
    return average


def only_decay(weights, averaging):
    average = weights[0]
    for w in weights[1:]:
        average = average + (1 - averaging) * w
    return average


def twice_a_step(weights, averaging):
    return ema(np.repeat(weights[1:], 2, axis=0), averaging, weights[0])


def ema_with_lists(weights, averaging):
    average = list(weights[0])
    for w in weights:
        average = [averaging * a + (1 - averaging) * float(b) for a, b in zip(average, w)]
    return average


def ema_by_steps_towards(weights, averaging):
    average = np.copy(weights[0])
    for w in weights[1:]:
        average += (1 - averaging) * (w - average)
    return average


def ema_recursive(weights, averaging):
    if len(weights) == 1:
        return weights[0]
    return averaging * ema_recursive(weights[:-1], averaging) + (1 - averaging) * weights[-1]


UNSEEN = {
    "13.1": [
        (side(lambda n, k, s: s * n + k), "stride * n + kernel"),
        (side(lambda n, k, s: s * n), "n * stride for both"),
        (side(lambda n, k, s: (n - k) // s + 1), "the convolution's formula for valid"),
        (side(right_valid, right_valid), "padding not used"),
        (side(lambda n, k, s: n * s, right_valid), "valid and same exchanged"),
        (side(lambda n, k, s: s * (n - 1) + 1), "kernel of 1 for valid"),
        (side(right_valid, lambda n, k, s: s * (n - 1) + 1), "same: cuts kernel - 1 off"),
        (side(right_valid, lambda n, k, s: n), "same: as large as the input"),
        (side(right_valid, lambda n, k, s: -(-n // s)), "same: the convolution's, n / stride"),
        (side(lambda n, k, s: s * (n - 1) - k), "minus the kernel"),
        (side(lambda n, k, s: 2 * (n - 1) + k, lambda n, k, s: 2 * n), "stride 2 always"),
        (side(lambda n, k, s: (s * (n - 1) + k) ** 2, lambda n, k, s: (n * s) ** 2), "the number of pixels"),
        (side(lambda n, k, s: s * n + k - 1), "stride * n + kernel - 1"),
        (side(lambda n, k, s: n + k - 1), "valid without the stride"),
        (side(lambda n, k, s: n * k), "stamps side by side"),
        (side(lambda n, k, s: n * k - (n - 1) * s), "takes the stride for the overlap"),
        (side(right_valid, lambda n, k, s: s * (n - 1) + k - 2 * (k // 2)), "same: cuts kernel // 2 off each side"),
        (capitals, 'asks for "SAME"'),
        (lambda n, k, s, p: (right_side(n, k, s, p),) * 2, "both sides as a pair"),
        (side(lambda n, k, s: k * (n - 1) + s), "kernel and stride exchanged"),
        (side(lambda n, k, s: (s - 1) * n + k), "(stride - 1) * n"),
        (side(lambda n, k, s: s * (n - 1) + k + 1), "one too large"),
        (side(lambda n, k, s: s * (n - 1) + k // 2), "half of the kernel"),
        (side(right_valid, lambda n, k, s: n * s + k - 1), "same: adds a rim"),
        (side(lambda n, k, s: (n - 1) * s + k - s), "takes the stride off once more"),
    ],
    "13.2": [
        (lambda i, o, k, b: right_weights(i, o, k) + o, "a bias always"),
        (lambda i, o, k, b: right_weights(i, o, k), "a bias never"),
        (lambda i, o, k, b: right_weights(i, o, k) + (0 if b else o), "a bias if there is none"),
        (count(right_weights, lambda i, o, k: i), "a bias for each channel in"),
        (count(right_weights, lambda i, o, k: 1), "one bias for all"),
        (count(right_weights, lambda i, o, k: i * o), "a bias for each kernel"),
        (count(right_weights, lambda i, o, k: k * k * o), "a bias for each weight of a stamp"),
        (count(lambda i, o, k: k * i * o), "kernel not squared"),
        (count(lambda i, o, k: 2 * k * i * o), "2 * kernel"),
        (count(lambda i, o, k: k * k * o), "channels in not counted"),
        (count(lambda i, o, k: k * k * i), "channels out not counted"),
        (count(lambda i, o, k: k * k * (i + o)), "channels added"),
        (count(lambda i, o, k: 49 * k * k * i * o), "once for each of 49 places"),
        (count(lambda i, o, k: i * o), "a dense layer: no kernel"),
        (count(lambda i, o, k: k * k * i + i * o), "a separable convolution"),
        (count(right_weights, lambda i, o, k: 2 * o), "two for each channel out, as in batch normalisation"),
        (count(lambda i, o, k: 25 * i * o), "a kernel of 5 always"),
        (count(lambda i, o, k: k**3 * i * o), "kernel cubed"),
        (count(right_weights, lambda i, o, k: i + o), "a bias for channels in and out"),
        (lambda i, o, k, b: (right_weights(i, o, k), o if b else 0), "weights and biases as a pair"),
        (lambda i, o, k, b: right_weights(i, o, k) * (o if b else 1), "multiplied by the biases"),
        (count(lambda i, o, k: (k * i) ** 2 * o), "channels in squared with the kernel"),
        (lambda i, o, k, b: o * (k * k * i - b), "minus the bias"),
        (lambda i, o, k, b: right_count(k, o, i, b), "kernel and channels in exchanged"),
        (lambda i, o, k, b: k * k * i * (o + b), "the bias within the bracket: kernel * kernel * channels in"),
    ],
    "13.3": [
        (lambda x: np.var(x, axis=0).mean(), "variance"),
        (lambda x: np.std(x), "one standard deviation over everything"),
        (lambda x: np.std(x, axis=(1, 2)).mean(), "over the places, within each picture"),
        (lambda x: np.std(x, axis=(1, 2, 3)).mean(), "over each picture, averaged over the batch"),
        (lambda x: np.std(x, axis=0, ddof=1).mean(), "ddof 1"),
        (lambda x: np.std(x, axis=(0, 1, 2)).mean(), "over batch and places"),
        (lambda x: np.sqrt(np.var(x, axis=0).mean()), "root of the mean variance"),
        (lambda x: np.std(x, axis=0).sum(), "sum instead of mean"),
        (lambda x: np.abs(x - x.mean(axis=0)).mean(), "mean absolute deviation"),
        (lambda x: x.mean(axis=0).std(), "spread of the mean picture: mean and std exchanged"),
        (lambda x: x.mean(axis=(1, 2, 3)).std(), "spread of the pictures' brightness"),
        (lambda x: np.std(x, axis=0), "no average: a number for each place"),
        (lambda x: np.std(x, axis=-1).mean(), "over the channels"),
        (lambda x: (x.max(axis=0) - x.min(axis=0)).mean(), "range"),
        (lambda x: np.std(x, axis=0).mean(axis=(0, 1)), "a number for each channel"),
        (lambda x: np.sqrt(np.var(x, axis=0) + 0.1).mean(), "a large epsilon"),
        (pairwise, "mean difference between two pictures"),
        (lambda x: np.std(x, axis=0).mean() / len(x), "divided by the batch, too"),
        (lambda x: np.median(np.std(x, axis=0)), "median over the places"),
        (lambda x: np.sqrt(np.var(x, axis=0).sum()), "length: root of the summed variances"),
        (lambda x: np.std(x, axis=0).std(), "standard deviation twice"),
        (lambda x: np.std(x, axis=0).max(), "the largest"),
        (lambda x: np.std(x[..., 0], axis=0).mean(), "the first channel only"),
        (lambda x: np.std(np.diff(x, axis=0), axis=0).mean(), "of the steps from picture to picture"),
        (lambda x: np.std(x, axis=0).mean() / np.abs(x).mean(), "relative to the brightness"),
        (lambda x: np.sqrt((x**2).mean(axis=0)).mean(), "mean not taken off"),
        (lambda x: np.sqrt((x**2).mean(axis=0) - x.mean() ** 2).mean(), "the grand mean taken off, not each place's"),
    ],
    "13.4": [
        (lambda a, b: (a + b) / 2, "halfway on the straight line"),
        (lambda a, b: a + b, "sum"),
        (lambda a, b: unit(a + b), "length 1"),
        (lambda a, b: (a + b) / np.sqrt(2), "right for vectors at a right angle only"),
        (lambda a, b: unit(a + b) * 8, "the lesson's radius, 8"),
        (lambda a, b: unit(a + b) * np.sqrt(len(a)), "root of the dimension for the length"),
        (lambda a, b: unit(b - a) * np.linalg.norm(a), "difference for sum"),
        (lambda a, b: (a + b) / (2 * np.sin(between(a, b) / 2)), "sine for cosine of half the angle"),
        (lambda a, b: (a + b) / np.linalg.norm(a + b) ** 2 * np.linalg.norm(a), "divided by the length squared"),
        (lambda a, b: (a + b) / np.abs(a + b).sum() * np.linalg.norm(a), "sum of the absolute values for the length"),
        (lambda a, b: (unit(a) + unit(b)) / 2, "mean of the unit vectors"),
        (lambda a, b: -right_middle(a, b), "on the other side of the circle"),
        (lambda a, b: walk(a, b, 2)[1], "walk in two steps: the end"),
        (lambda a, b: walk(a, b, 2)[0], "walk in two steps: the beginning"),
        (lambda a, b: walk(a, b, 12)[6], "the seventh of twelve steps"),
        (lambda a, b: walk(a, b, 3), "all three steps of the walk"),
        (lambda a, b: slerp(a, b, 0.25, between(a, b)), "a quarter of the way"),
        (lambda a, b: unit(a + b) * (np.linalg.norm(a) + np.linalg.norm(b)), "length of both together"),
        (lambda a, b: np.sin(between(a, b) / 2) * (a + b), "not divided by the sine of the angle"),
        (lambda a, b: slerp(a, b, 0.5, a @ b / (np.linalg.norm(a) * np.linalg.norm(b))), "cosine for the angle"),
        (lambda a, b: slerp(a, b, 0.5, np.degrees(between(a, b))), "degrees"),
        (lambda a, b: slerp(a, b, 0.5, np.arccos(a @ b)), "arc cosine of the product, lengths not divided"),
        (rotated_whole, "45 degrees from a whatever the angle"),
        (lambda a, b: unit((a + b) / 2) * np.linalg.norm((a + b) / 2), "rescaled to the length that it had"),
        (lambda a, b: np.linalg.norm(a), "its length only"),
        (lambda a, b: between(a, b) / 2, "half of the angle"),
    ],
    "13.A": [
        (lambda w, a: right_ema(w, 1 - a), "averaging and 1 - averaging exchanged"),
        (lambda w, a: w.mean(axis=0), "plain mean"),
        (lambda w, a: ema(w, a, 0 * w[0]), "begins with zeros"),
        (lambda w, a: ema(w[1:], a, 0 * w[0]), "begins with zeros, and without the first row"),
        (lambda w, a: right_ema(w[1:], a), "begins with the second row"),
        (lambda w, a: right_ema(w[:-1], a), "the last step is missing"),
        (from_the_row_before, "the row before in place of the average"),
        (always_from_the_first, "the first row in place of the average"),
        (all_rows, "the average after every step"),
        (lambda w, a: right_ema(w.T, a), "along the other axis"),
        (no_one_minus, "new weights not multiplied by 1 - averaging"),
        (only_decay, "old average not multiplied by averaging"),
        (lambda w, a: right_ema(w[::-1], a), "from the end to the beginning"),
        (bias_corrected, "from zeros, with Adam's correction"),
        (powers_normalised, "all rows with powers that are scaled to 1"),
        (powers_all_alike, "the first row weighted as the others"),
        (powers_one_off, "one power too many"),
        (warmed_up, "follows faster at first"),
        (return_in_loop, "return within the loop: one step"),
        (lambda w, a: w[-1], "the last weights"),
        (lambda w, a: w[0], "the first weights"),
        (lambda w, a: right_ema(w, 0.998), "0.998 always"),
        (twice_a_step, "twice a step"),
        (lambda w, a: right_ema(w, a).mean(), "averaged over the weights, too"),
        (lambda w, a: right_ema(w, a**2), "averaging squared"),
        (lambda w, a: (right_ema(w, a) + w[-1]) / 2, "averaged with the last weights"),
    ],
}

ALSO_RIGHT = {
    "13.1": [
        side_by_keras,
        side_by_loop,
        side(lambda n, k, s: n * s + k - s),
        side(lambda n, k, s: n * s + max(k - s, 0)),
        lambda n, k, s, p: float(right_side(n, k, s, p)),
        lambda n, k, s, p: np.int64(right_side(n, k, s, p)),
        lambda n, k, s, p: tf.constant(right_side(n, k, s, p)),
        lambda n, k, s, p: np.array([right_side(n, k, s, p)]),
    ],
    "13.2": [
        count_by_keras,
        count_by_loop,
        lambda i, o, k, b: o * (k**2 * i + b),
        lambda i, o, k, b: float(right_count(i, o, k, b)),
        lambda i, o, k, b: np.prod([i, o, k, k]) + o * int(b),
        lambda i, o, k, b: tf.constant(right_count(i, o, k, b)),
        lambda i, o, k, b: np.array([right_count(i, o, k, b)]),
    ],
    "13.3": [
        variation_by_loops,
        lambda x: np.mean(np.sqrt(np.var(x, axis=0) + 1e-8)),
        lambda x: np.sqrt(np.mean((x - x.mean(axis=0)) ** 2, axis=0)).mean(),
        lambda x: np.float32(np.std(x, axis=0).mean()),
        lambda x: tf.reduce_mean(tf.math.reduce_std(x, axis=0)),
        lambda x: keras.ops.mean(keras.ops.std(x, axis=0)),
        lambda x: np.array([np.std(x, axis=0).mean()]),
    ],
    "13.4": [
        rotated,
        lambda a, b: walk(a, b, 3)[1],
        lambda a, b: slerp(a, b, 0.5, between(a, b)),
        lambda a, b: (a + b) / (2 * np.cos(between(a, b) / 2)),
        lambda a, b: list(right_middle(a, b)),
        lambda a, b: right_middle(a, b).astype("float32"),
        lambda a, b: tf.convert_to_tensor(right_middle(a, b)),
        lambda a, b: (a + b) * np.sqrt(a @ a / ((a + b) @ (a + b))),
    ],
    "13.A": [
        ema_with_lists,
        ema_by_steps_towards,
        ema_recursive,
        powers_right,
        lambda w, a: right_ema(w, a).astype("float32"),
        lambda w, a: ema(w, a, w[0]),
        lambda w, a: tf.convert_to_tensor(right_ema(w, a)),
    ],
}
