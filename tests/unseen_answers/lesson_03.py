"""Wrong and right answers to the exercises of lesson 03, thought of before its checks were written."""

import math

import keras
import numpy as np
import tensorflow as tf


# 03.1 -----------------------------------------------------------------------------------------------------------------
def mape(guess, prices):
    return np.mean(100 * abs((guess - prices) / prices))


def weighted(prices, weights):
    order = np.argsort(prices)
    votes = np.cumsum(weights[order])
    return prices[order][np.argmax(votes >= votes[-1] / 2)]


def one_too_early(prices):
    ordered = np.sort(prices)
    votes = np.cumsum(1 / ordered)
    return ordered[max(0, np.argmax(votes >= votes[-1] / 2) - 1)]


def not_sorted(prices):
    votes = np.cumsum(1 / prices)
    return prices[np.argmax(votes >= votes[-1] / 2)]


def half_way(prices):
    ordered = np.sort(prices)
    i = np.argmax(np.cumsum(1 / ordered) >= np.sum(1 / ordered) / 2)
    return (ordered[i] + ordered[min(i + 1, len(ordered) - 1)]) / 2


PERCENTAGE = [
    (lambda prices: np.mean(prices), "the mean"),
    (lambda prices: np.median(prices), "the median"),
    (lambda prices: np.min(prices), "the cheapest"),
    (lambda prices: len(prices) / np.sum(1 / prices), "the harmonic mean: where the weighted sum of differences is 0"),
    (lambda prices: np.exp(np.mean(np.log(prices))), "the geometric mean"),
    (lambda prices: np.sum(prices / prices) / np.sum(1 / prices), "a mean with the weights 1/y"),
    (lambda prices: np.sum(1 / prices) / np.sum(1 / prices**2), "squared percentages"),
    (lambda prices: weighted(prices, prices), "weights y in place of 1/y"),
    (lambda prices: weighted(prices, 1 / prices**2), "weights 1/y squared"),
    (one_too_early, "one too early"),
    (not_sorted, "not sorted"),
    (half_way, "half way to the next"),
    (lambda prices: min(prices, key=lambda c: np.mean(abs(c - prices) / c)), "divided by the guess"),
    (lambda prices: min(mape(c, prices) for c in prices), "the loss, not the guess"),
    (lambda prices: int(np.argmin([mape(c, prices) for c in prices])), "its place, not its price"),
    (lambda prices: max(prices, key=lambda c: mape(c, prices)), "the worst"),
]
PERCENTAGE_RIGHT = [
    lambda prices: min(prices, key=lambda c: mape(c, prices)),
    lambda prices: prices[np.argmin((abs(prices[:, None] - prices) / prices).mean(axis=1))],
    lambda prices: weighted(prices, 1 / prices),
    lambda prices: tf.constant(weighted(prices, 1 / prices)),
    lambda prices: [float(weighted(prices, 3.0 / prices))],
]


# 03.2 -----------------------------------------------------------------------------------------------------------------
def no_brackets(y, y_hat):
    return -np.sum(y * np.log(y_hat)) + np.sum((1 - y) * np.log(1 - y_hat))


def by_loop(y, y_hat):
    total = 0.0
    for one, said in zip(y, y_hat):
        total += math.log(said) if one else math.log(1 - said)
    return total


LIKELIHOOD = [
    (lambda y, y_hat: np.log(np.prod(y_hat**y * (1 - y_hat) ** (1 - y))), "the log of the product"),
    (lambda y, y_hat: np.prod(y_hat**y * (1 - y_hat) ** (1 - y)), "the likelihood"),
    (lambda y, y_hat: -by_loop(y, y_hat), "the negative"),
    (lambda y, y_hat: by_loop(y, y_hat) / len(y), "the mean"),
    (no_brackets, "deck P's minus, without brackets"),
    (lambda y, y_hat: np.sum(y * np.log(y_hat)), "the yes alone"),
    (lambda y, y_hat: np.sum((1 - y) * np.log(1 - y_hat)), "the no alone"),
    (lambda y, y_hat: np.sum(np.log(y_hat)), "whatever happened"),
    (lambda y, y_hat: by_loop(1 - y, y_hat), "yes and no exchanged"),
    (lambda y, y_hat: by_loop(y, y_hat) / math.log(2), "base 2"),
    (lambda y, y_hat: by_loop(y, y_hat) / math.log(10), "base 10"),
    (lambda y, y_hat: np.log(np.sum(y_hat**y * (1 - y_hat) ** (1 - y))), "the log of the sum"),
    (lambda y, y_hat: np.sum(y_hat**y * (1 - y_hat) ** (1 - y)), "the sum without log"),
    (lambda y, y_hat: np.log(y_hat**y * (1 - y_hat) ** (1 - y)), "one for each case"),
    (lambda y, y_hat: np.sum(np.log(np.where(y_hat > 0.5, y_hat, 1 - y_hat))), "the surer of the two"),
    (lambda y, y_hat: np.log(max(np.prod(np.where(y == 1, y_hat, 1 - y_hat)), 1e-300)), "clipped"),
]
LIKELIHOOD_RIGHT = [
    by_loop,
    lambda y, y_hat: np.sum(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)),
    lambda y, y_hat: np.log(np.abs(1 - y - y_hat)).sum(),
    lambda y, y_hat: -len(y) * tf.reduce_mean(keras.losses.binary_crossentropy(y[:, None], y_hat[:, None])),
    lambda y, y_hat: np.float32(np.sum(np.log(y_hat**y * (1 - y_hat) ** (1 - y)))),
]


# 03.3 -----------------------------------------------------------------------------------------------------------------
def sigmoid(z):
    return (1 + np.tanh(np.asarray(z) / 2)) / 2


def of_probabilities(z, y, epsilon=0.0):
    q = np.clip(1 / (1 + np.exp(-z)), epsilon, 1 - epsilon)
    return np.mean(-y * np.log(q) - (1 - y) * np.log(1 - q))


def of_terms(z, y):
    return np.logaddexp(0, z) - y * z


def softplus_overflows(z):
    return np.log(1 + np.exp(z))


LOGISTIC = [
    (of_probabilities, "as on paper"),
    (lambda z, y: of_probabilities(z, y, 1e-7), "clipped, as Keras does"),
    (lambda z, y: of_probabilities(np.clip(z, -500, 500), y), "logits clipped at 500"),
    (lambda z, y: of_probabilities(np.clip(z, -30, 30), y), "logits clipped at 30"),
    (lambda z, y: np.mean(softplus_overflows(z) - y * z), "log(1 + exp(z))"),
    (lambda z, y: np.sum(of_terms(z, y)), "the sum"),
    (lambda z, y: of_terms(z, y), "one for each"),
    (lambda z, y: -np.mean(of_terms(z, y)), "the sign"),
    (lambda z, y: np.mean(of_terms(-z, y)), "the sign of z"),
    (lambda z, y: np.mean(np.logaddexp(0, z) + y * z), "plus y z"),
    (lambda z, y: np.mean(np.logaddexp(0, -z)), "as if all were real"),
    (lambda z, y: np.mean(y * np.logaddexp(0, -z)), "the yes alone"),
    (lambda z, y: np.mean((sigmoid(z) - y) ** 2), "squared error"),
    (lambda z, y: np.mean(sigmoid(z) - y), "the slope"),
    (lambda z, y: np.mean(np.maximum(0, 1 - (2 * y - 1) * z)), "hinge"),
    (lambda z, y: np.mean(np.maximum(0, -(2 * y - 1) * z)), "max alone"),
    (lambda z, y: np.mean(np.logaddexp(0, z) - y * z) / np.log(2), "base 2"),
    (lambda z, y: np.logaddexp(0, -z[y == 1]).mean() + np.logaddexp(0, z[y == 0]).mean(), "a mean of each class, added"),
    (lambda z, y: np.mean(of_terms(sigmoid(z), y)), "the sigmoid twice"),
    (lambda z, y: np.nan_to_num(of_probabilities(z, y)), "nan becomes 0"),
]
LOGISTIC_RIGHT = [
    lambda z, y: np.mean(of_terms(z, y)),
    lambda z, y: np.mean(y * np.logaddexp(0, -z) + (1 - y) * np.logaddexp(0, z)),
    lambda z, y: np.mean(np.logaddexp(0, (1 - 2 * y) * z)),
    lambda z, y: np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(-abs(z)))),
    lambda z, y: tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=z, labels=tf.cast(y, "float64"))),
    lambda z, y: sum(max(a, 0) - b * a + math.log1p(math.exp(-abs(a))) for a, b in zip(z, y)) / len(z),
]


# 03.4 -----------------------------------------------------------------------------------------------------------------
def soft(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def truth(logits, labels):
    return np.eye(logits.shape[1])[labels]


def by_tape(logits, labels):
    z = tf.Variable(logits)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=z))
    return tape.gradient(loss, z)


def overflows(logits, labels):
    q = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return (q - truth(logits, labels)) / len(labels)


def right_class_only(logits, labels):
    return (soft(logits) - 1) * truth(logits, labels) / len(labels)


def by_column(logits, labels):
    slope = soft(logits)
    slope[:, labels] -= 1
    return slope / len(labels)


def in_a_loop(logits, labels):
    rows = []
    for row, label in zip(logits, labels):
        e = [math.exp(z - max(row)) for z in row]
        rows.append([(v / sum(e) - (j == label)) / len(labels) for j, v in enumerate(e)])
    return rows


def sig(logits, labels):
    return (sigmoid(logits) - truth(logits, labels)) / len(labels)


MANY = [
    (overflows, "overflows"),
    (lambda z, k: soft(z) - truth(z, k), "not divided by n"),
    (lambda z, k: (soft(z) - truth(z, k)) / z.size, "divided by n M"),
    (lambda z, k: (soft(z) - truth(z, k)) / z.shape[1], "divided by M"),
    (lambda z, k: (truth(z, k) - soft(z)) / len(k), "the sign"),
    (lambda z, k: soft(z) / len(k), "nothing subtracted"),
    (lambda z, k: -truth(z, k) / soft(z) / len(k), "the slope in the probabilities"),
    (right_class_only, "at the right class only"),
    (by_column, "whole columns"),
    (sig, "sigmoids"),
    (lambda z, k: (soft(z, 0) - truth(z, k)) / len(k), "softmax down the columns"),
    (lambda z, k: (z - truth(z, k)) / len(k), "logits for probabilities"),
    (lambda z, k: 2 * (soft(z) - truth(z, k)) / len(k), "twice"),
    (lambda z, k: (soft(z) - truth(z, k)).mean(axis=0), "the mean over the rows"),
    (lambda z, k: (soft(z) - truth(z, k)) * soft(z) * (1 - soft(z)) / len(k), "times the sigmoid's slope"),
    (lambda z, k: (soft(np.clip(z, -300, 300)) - truth(z, k)) / len(k), "clipped"),
    (lambda z, k: (soft(z) - np.eye(z.shape[1])[z.argmax(axis=1)]) / len(k), "the largest for the right one"),
]
MANY_RIGHT = [by_tape, in_a_loop, lambda z, k: (soft(z) - truth(z, k)) / len(k)]


# 03.5 -----------------------------------------------------------------------------------------------------------------
MEAN, MEDIAN, PEOPLE, RAIN, DIGIT, TAGS = (
    "the mean price",
    "the median price",
    "a population: twice and half are equally wrong",
    "the probability of rain",
    "a probability for each of ten digits",
    "a probability for each of ten tags",
)
NAMES = {MEAN: "MSE", MEDIAN: "MAE", PEOPLE: "MSLE", RAIN: "binary", DIGIT: "categorical", TAGS: "binary"}


def but(**others):
    changed = NAMES | {globals()[name]: answer for name, answer in others.items()}
    return lambda wanted: changed[wanted]


CHOICE = [
    (but(MEAN="MAE", MEDIAN="MSE"), "mean and median exchanged"),
    (but(MEAN="MAE"), "MAE always"),
    (but(MEDIAN="MSE"), "MSE always"),
    (but(PEOPLE="MAPE"), "MAPE: half and twice are not equally wrong"),
    (but(PEOPLE="MSE"), "MSE for ratios"),
    (but(RAIN="MAE"), "MAE for a probability"),
    (but(RAIN="hinge"), "hinge"),
    (but(RAIN="categorical"), "categorical for two"),
    (but(DIGIT="binary"), "binary for ten"),
    (but(TAGS="categorical"), "categorical for tags"),
    (but(DIGIT="binary", TAGS="categorical"), "exchanged"),
    (but(RAIN="MSE"), "MSE: proper, but not the cross-entropy's pair"),
    (lambda wanted: "MSE", "always MSE"),
    (lambda wanted: None, "nothing"),
]
CHOICE_RIGHT = [lambda wanted: NAMES[wanted], lambda wanted: NAMES[wanted].lower()]


# 03.A -----------------------------------------------------------------------------------------------------------------
PINBALL = [
    (lambda y, g, q: np.mean(np.where(y > g, (1 - q) * (y - g), q * (g - y))), "the weights exchanged"),
    (lambda y, g, q: np.mean(abs(y - g)), "the absolute error"),
    (lambda y, g, q: np.mean(q * abs(y - g)), "q for both"),
    (lambda y, g, q: np.mean(np.where(y > g, q, 1 - q) * (y - g)), "a sign left in"),
    (lambda y, g, q: np.mean(np.where(y > g, q, 1 - q) * (y - g) ** 2), "squared"),
    (lambda y, g, q: np.sum(np.maximum(q * (y - g), (q - 1) * (y - g))), "the sum"),
    (lambda y, g, q: np.maximum(q * (y - g), (q - 1) * (y - g)), "one for each"),
    (lambda y, g, q: np.mean(np.maximum(q * (y - g), 0)), "too low only"),
    (lambda y, g, q: np.mean(np.where(y > g, q, 1 - q)), "the weights alone"),
    (lambda y, g, q: np.mean(np.minimum(q * (y - g), (q - 1) * (y - g))), "min for max"),
    (lambda y, g, q: np.mean(np.maximum(q * (y - g), (1 - q) * (y - g))), "1 - q where q - 1 belongs"),
    (lambda y, g, q: np.quantile(y, q), "the quantile"),
    (lambda y, g, q: q * np.mean(y - g) if np.mean(y) > np.mean(g) else (1 - q) * np.mean(g - y), "the mean first"),
    (lambda y, g, q: np.mean(np.where(y > g, q * (y - g), g - y)), "1 for too high"),
]
PINBALL_RIGHT = [
    lambda y, g, q: np.mean(np.where(y > g, q * (y - g), (1 - q) * (g - y))),
    lambda y, g, q: sum(q * (a - b) if a > b else (1 - q) * (b - a) for a, b in zip(y, g)) / len(y),
    lambda y, g, q: np.mean(abs(y - g) / 2 + (q - 0.5) * (y - g)),
]


# 03.B -----------------------------------------------------------------------------------------------------------------
def kl(p, q, axis=1):
    with np.errstate(all="ignore"):
        return np.nansum(p * np.log(p / q), axis=axis)


KL = [
    (lambda p, q: np.sum(p * np.log(p / q), axis=1), "nan where p is 0"),
    (lambda p, q: -kl(p, q), "deck P's minus"),
    (lambda p, q: -np.sum(p * np.log(q), axis=1), "the cross-entropy"),
    (lambda p, q: np.sum(q * np.log(q / (p + 1e-12)), axis=1), "turned round"),
    (lambda p, q: kl(p, q).sum(), "all rows together"),
    (lambda p, q: kl(p, q).mean(), "the mean"),
    (lambda p, q: kl(p, q) / p.shape[1], "divided by M"),
    (lambda p, q: kl(p, q, axis=0), "down the columns"),
    (lambda p, q: kl(p, q) / np.log(2), "in bits"),
    (lambda p, q: kl(p + 1e-3, q + 1e-3), "a thousandth added"),
    (lambda p, q: np.sum(np.where(p > 0, np.log(np.where(p > 0, p, 1) / q), 0), axis=1), "not weighted"),
    (lambda p, q: -np.sum(p * np.log(np.where(p > 0, p, 1)), axis=1), "the entropy"),
    (lambda p, q: np.sum(abs(p - q), axis=1), "a difference"),
    (lambda p, q: kl(p, (p + q) / 2), "against the middle"),
    (lambda p, q: p * np.log(np.where(p > 0, p / q, 1)), "not added up"),
    (lambda p, q: np.sum(p, axis=1) * np.log(np.sum(p, axis=1) / np.sum(q, axis=1)), "added up first"),
]
KL_RIGHT = [
    kl,
    lambda p, q: np.sum(np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / q), 0), axis=1),
    lambda p, q: [sum(a * math.log(a / b) for a, b in zip(x, y) if a > 0) for x, y in zip(p, q)],
    lambda p, q: np.sum(p * np.log((p + 1e-300) / q), axis=1),
]

UNSEEN = {
    "03.1": PERCENTAGE,
    "03.2": LIKELIHOOD,
    "03.3": LOGISTIC,
    "03.4": MANY,
    "03.5": CHOICE,
    "03.A": PINBALL,
    "03.B": KL,
}
ALSO_RIGHT = {
    "03.1": PERCENTAGE_RIGHT,
    "03.2": LIKELIHOOD_RIGHT,
    "03.3": LOGISTIC_RIGHT,
    "03.4": MANY_RIGHT,
    "03.5": CHOICE_RIGHT,
    "03.A": PINBALL_RIGHT,
    "03.B": KL_RIGHT,
}

# More, by another reader -------------------------------------------------------------------------------------------------


def wmedian(y, w, share=0.5, strict=False):
    i = np.argsort(y)
    v = np.cumsum(w[i])
    return y[i][np.argmax(v > share * v[-1] if strict else v >= share * v[-1])]


def mape_of(c, y):
    return np.mean(np.abs(c - y) / y)


NEW_1 = [
    (lambda y: np.sort(y)[len(y) // 2], "upper median, one of the prices"),
    (lambda y: np.sort(y)[(len(y) - 1) // 2], "lower median"),
    (lambda y: y[np.argmin(np.abs(y - len(y) / np.sum(1 / y)))], "nearest to the harmonic mean"),
    (lambda y: y[np.argmin(np.abs(y - np.mean(y)))], "nearest to the mean"),
    (lambda y: wmedian(y, 1 / np.sqrt(y)), "weighted by root"),
    (lambda y: y[np.argmin([np.mean(((c - y) / y) ** 2) for c in y])], "squared percentage, among prices"),
    (lambda y: min(mape_of(c, y) for c in y), "the loss"),
    (lambda y: y[np.argmin([mape_of(c, y) for c in np.sort(y)])], "index of the sorted into unsorted"),
    (lambda y: np.sort(y)[min(np.argmax(np.cumsum(1 / np.sort(y)) >= np.sum(1 / y) / 2) + 1, len(y) - 1)], "one after"),
    (lambda y: np.sort(y)[::-1][np.argmax(np.cumsum(1 / np.sort(y)) >= np.sum(1 / y) / 2)], "sorted the wrong way"),
    (lambda y: np.sort(y)[np.argmax(np.cumsum(1 / np.sort(y)) / np.sum(1 / y) >= 0.25)], "quarter"),
]
NEW_RIGHT_1 = [
    lambda y: y[np.argmin([mape_of(c, y) for c in y])],
    lambda y: float(wmedian(np.asarray(y), 1 / np.asarray(y))),
    lambda y: np.float32(y[np.argmin([mape_of(c, y) for c in y])]),
]


def p1(y, q):
    return np.where(y == 1, q, 1 - q)


NEW_2 = [
    (lambda y, q: -np.mean(np.log(p1(y, q))), "loss"),
    (lambda y, q: np.log(np.mean(p1(y, q))), "log of the mean"),
    (lambda y, q: np.prod(np.log(p1(y, q))), "product of logs"),
    (lambda y, q: np.sum(y * np.log(q) - (1 - y) * np.log(1 - q)), "minus between"),
    (lambda y, q: np.sum(y * np.log(q) * (1 - y) * np.log(1 - q)), "times"),
    (lambda y, q: np.sum(np.log(np.clip(p1(y, q), 1e-1, 1))), "clipped at .1"),
    (lambda y, q: np.sum(np.log(p1(y, np.round(q)).clip(1e-9))), "rounded"),
    (lambda y, q: np.sum(np.log(y * q + (1 - y) * (1 - q) + 0.01)), "a small number, too large"),
    (lambda y, q: np.sum(np.log(1 - np.abs(y - q))) / len(y) * 2, "twice the mean"),
    (lambda y, q: -np.sum((y - q) ** 2), "squares"),
    (lambda y, q: np.sum(y * np.log(q) + 1 - y * np.log(1 - q)), "no brackets"),
    (lambda y, q: np.sum(np.log(q / (1 - q)) * y), "log odds"),
    (lambda y, q: np.sum(np.log1p(p1(y, q))), "log1p"),
]
NEW_RIGHT_2 = [
    lambda y, q: np.sum(y * np.log(q) + (1 - y) * np.log(1 - q)),
    lambda y, q: math.fsum(math.log(a if b else 1 - a) for a, b in zip(q, y)),
    lambda y, q: tf.reduce_sum(tf.math.log(tf.where(tf.cast(y, bool), q, 1 - q))),
]


def sp(z):
    return np.logaddexp(0, z)


def sg(z):
    return 1 / (1 + np.exp(-z))


def good(z, y):
    return np.mean(sp(np.where(y == 1, -z, z)))


NEW_3 = [
    (
        lambda z, y: -np.mean(y * np.log(np.clip(sg(z), 1e-15, 1 - 1e-15)) + (1 - y) * np.log(np.clip(1 - sg(z), 1e-15, 1))),
        "clip",
    ),
    (lambda z, y: np.mean(sp(z)), "labels ignored, zeros"),
    (lambda z, y: np.mean((1 - y) * sp(z)), "fake only"),
    (lambda z, y: (np.mean(sp(-z)[y == 1]) + np.mean(sp(z)[y == 0])) / 2, "mean of each class, halved"),
    (lambda z, y: np.mean(np.maximum(np.where(y == 1, -z, z), 0) + np.log1p(np.exp(np.abs(z)))), "sign in exp"),
    (lambda z, y: np.mean(np.maximum(np.where(y == 1, -z, z), 0) + np.exp(-np.abs(z))), "log forgotten"),
    (lambda z, y: np.mean(np.abs(z - y)), "abs"),
    (lambda z, y: np.mean(sp(np.where(y == 1, -z, z) / 2)), "half the logit"),
    (lambda z, y: np.log(np.mean(1 + np.exp(np.where(y == 1, -z, z)))), "log of the mean"),
    (lambda z, y: np.mean(-y * sp(z) - (1 - y) * sp(-z)), "negative of softplus wrong"),
    (lambda z, y: np.mean(np.where(sg(z) > 0.5, 1, 0) != y), "error rate"),
]
NEW_RIGHT_3 = [
    lambda z, y: good(z, y),
    lambda z, y: tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.cast(y, "float64"), logits=z)),
    lambda z, y: np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z)))),
    lambda z, y: np.float32(good(z, y)),
]


def sm(z, axis=1):
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def oh(z, k):
    return np.eye(z.shape[1])[k]


NEW_4 = [
    (lambda z, k: -oh(z, k) / len(k), "softmax forgotten"),
    (lambda z, k: -oh(z, k) / sm(z).clip(1e-300) / len(k), "slope in probabilities"),
    (lambda z, k: (sm(z) - 1) / len(k), "1 from all"),
    (lambda z, k: sm(z) * (1 - sm(z)) / len(k), "p(1-p)"),
    (lambda z, k: sm(z) * (sm(z) - oh(z, k)) / len(k), "p times"),
    (lambda z, k: (sm(z) - np.eye(z.shape[1])[(k + 1) % z.shape[1]]) / len(k), "labels from 1"),
    (lambda z, k: (sm(z) - np.eye(z.shape[1])[k - 1]) / len(k), "labels minus 1"),
    (lambda z, k: (sm(z) - k[:, None]) / len(k), "label as a number"),
    (lambda z, k: (np.log(sm(z).clip(1e-300)) - oh(z, k)) / len(k), "log softmax"),
    (lambda z, k: np.mean(-np.log(sm(z)[np.arange(len(k)), k].clip(1e-300))), "the loss"),
    (lambda z, k: (sm(-z) - oh(z, k)) / len(k), "minus z"),
    (lambda z, k: (sm(z) + oh(z, k)) / len(k), "plus"),
    (lambda z, k: (z - z.max(1, keepdims=True) - oh(z, k)) / len(k), "only shifted"),
    (lambda z, k: (np.exp(z - z.max(1, keepdims=True)) - oh(z, k)) / len(k), "not normalised"),
]
NEW_RIGHT_4 = [
    lambda z, k: (sm(z) - oh(z, k)) / len(k),
    lambda z, k: np.float32((sm(z) - oh(z, k)) / len(k)),
    lambda z, k: tf.constant((sm(z) - oh(z, k)) / len(k)),
]

MEAN_, MEDIAN_, PEOPLE_, RAIN_, DIGIT_, TAGS_ = (
    "the mean price",
    "the median price",
    "a population: twice and half are equally wrong",
    "the probability of rain",
    "a probability for each of ten digits",
    "a probability for each of ten tags",
)
GOOD_ = {MEAN_: "MSE", MEDIAN_: "MAE", PEOPLE_: "MSLE", RAIN_: "binary", DIGIT_: "categorical", TAGS_: "binary"}


def ch(**kw):
    names = dict(mean=MEAN_, median=MEDIAN_, people=PEOPLE_, rain=RAIN_, digit=DIGIT_, tags=TAGS_)
    d = {**GOOD_, **{names[k]: v for k, v in kw.items()}}
    return lambda wanted: d[wanted]


NEW_5 = [
    (ch(digit="MSE"), "digits MSE"),
    (ch(tags="MAE"), "tags MAE"),
    (lambda w: "binary", "always binary"),
    (ch(mean="MSLE"), "mean MSLE"),
    (ch(median="MSLE"), "median MSLE"),
]
NEW_RIGHT_5 = [ch(), lambda w: GOOD_[w].upper()]

NEW_6 = [
    (lambda y, g, q: np.mean((1 - q) * np.abs(y - g)), "1-q for both"),
    (lambda y, g, q: np.mean(q * (y - g)), "no max"),
    (lambda y, g, q: np.mean(np.maximum((1 - q) * (g - y), 0)), "too low free"),
    (lambda y, g, q: np.mean(np.where(y > g, np.abs(y - g), (1 - q) * np.abs(y - g))), "too low costs 1"),
    (lambda y, g, q: 2 * np.mean(np.maximum(q * (y - g), (q - 1) * (y - g))), "twice"),
    (lambda y, g, q: np.abs(np.mean(np.where(y > g, q, 1 - q) * (y - g))), "abs outside"),
    (lambda y, g, q: np.quantile(y - g, q), "quantile"),
    (lambda y, g, q: np.mean(np.where(y > g, q, 1 - q) * np.abs(y - g) / y), "percentage"),
    (lambda y, g, q: np.median(np.maximum(q * (y - g), (q - 1) * (y - g))), "median"),
    (lambda y, g, q: np.mean(np.where(y - g > q, q, 1 - q) * np.abs(y - g)), "threshold q"),
    (
        lambda y, g, q: (
            q * np.maximum(y - g, 0).sum() / max((y > g).sum(), 1)
            + (1 - q) * np.maximum(g - y, 0).sum() / max((y < g).sum(), 1)
        ),
        "mean of each side",
    ),
]
NEW_RIGHT_6 = [
    lambda y, g, q: np.mean(np.where(y > g, q * (y - g), (1 - q) * (g - y))),
    lambda y, g, q: tf.reduce_mean(tf.maximum(q * (y - g), (q - 1) * (y - g))),
]


def klr(p, q, axis=1):
    return (p * np.log(np.where(p > 0, p, 1) / np.where(p > 0, q, 1))).sum(axis=axis)


NEW_7 = [
    (lambda p, q: (q * np.log(q / np.maximum(p, 1e-7))).sum(1), "reverse"),
    (lambda p, q: np.nan_to_num(p * np.log(p)).sum(1), "minus entropy"),
    (lambda p, q: (p * np.log(q)).sum(1), "log q"),
    (lambda p, q: (p * np.log((p + 1e-2) / (q + 1e-2))).sum(1), "large small number"),
    (lambda p, q: np.abs(np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / q), 0)).sum(1), "absolute terms"),
    (lambda p, q: (np.abs(p - q)).sum(1) / 2, "total variation"),
    (lambda p, q: ((p - q) ** 2).sum(1), "squares"),
    (lambda p, q: (p * (p / q)).sum(1), "log forgotten"),
    (lambda p, q: np.where((p > 0).all(1), np.nan_to_num(p * np.log(p / q)).sum(1), 0), "rows with a zero are 0"),
    (lambda p, q: (klr(p, (p + q) / 2) + klr(q, (p + q) / 2)) / 2, "Jensen-Shannon"),
    (lambda p, q: np.where(p > 0, p * np.log(np.where(p > 0, p, 1) / q), q).sum(1), "zeros count q"),
    (lambda p, q: np.log(np.where(p > 0, p / q, 1)).mean(1), "mean of logs"),
    (lambda p, q: np.log((p * p / q).sum(1)), "log outside"),
]
NEW_RIGHT_7 = [
    lambda p, q: klr(p, q),
    lambda p, q: np.nan_to_num(p * np.log(np.where(p > 0, p, 1) / q)).sum(1),
    lambda p, q: klr(p, q)[:, None][:, 0].tolist(),
]

for number, wrong, right in (
    ("03.1", NEW_1, NEW_RIGHT_1),
    ("03.2", NEW_2, NEW_RIGHT_2),
    ("03.3", NEW_3, NEW_RIGHT_3),
    ("03.4", NEW_4, NEW_RIGHT_4),
    ("03.5", NEW_5, NEW_RIGHT_5),
    ("03.A", NEW_6, NEW_RIGHT_6),
    ("03.B", NEW_7, NEW_RIGHT_7),
):
    UNSEEN[number] = [*UNSEEN[number], *wrong]
    ALSO_RIGHT[number] = [*ALSO_RIGHT.get(number, []), *right]
