"""Wrong and right answers to the exercises of lesson 11, thought of before its checks were read."""

import keras
import numpy as np
import tensorflow as tf


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


# 11.1 -----------------------------------------------------------------------------------------------------------------
def terms(a, b):
    """a log(a / b) for each face, 0 where a is 0."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    return np.array([s * np.log(s / t) if s > 0 else 0.0 for s, t in zip(a, b)])


def where_both(a, b):
    """KL over the faces which both of them have."""
    both = (a > 0) & (b > 0)
    return np.sum(a[both] * np.log(a[both] / b[both]))


def no_convention(p, q):
    m = (p + q) / 2
    return (np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m))) / 2


def whole_nan_to_zero(p, q):
    m = (p + q) / 2
    return (np.nan_to_num(np.sum(p * np.log(p / m))) + np.nan_to_num(np.sum(q * np.log(q / m)))) / 2


def faces_of_both_only(p, q):
    both = (p > 0) & (q > 0)
    p, q = p[both], q[both]
    m = (p + q) / 2
    return (np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m))) / 2


def coarse_epsilon(p, q):
    p, q = p + 1e-2, q + 1e-2
    m = (p + q) / 2
    return (np.sum(p * np.log(p / m)) + np.sum(q * np.log(q / m))) / 2


def zero_log_zero_is_one(p, q):
    m = (p + q) / 2

    def kl(a):
        return sum(s * np.log(s / t) if s > 0 else 1.0 for s, t in zip(a, m))

    return (kl(p) + kl(q)) / 2


def kl_from_m(p, q):
    m = (p + q) / 2
    return (where_both(m, p) + where_both(m, q)) / 2


def geometric_middle(p, q):
    m = np.sqrt(p * q)
    m = m / m.sum() if m.sum() > 0 else m
    return (where_both(p, m) + where_both(q, m)) / 2


def mean_over_faces(p, q):
    m = (p + q) / 2
    return (np.mean(terms(p, m)) + np.mean(terms(q, m))) / 2


def js(p, q):
    p, q = np.asarray(p, float), np.asarray(q, float)
    m = (p + q) / 2
    return (terms(p, m).sum() + terms(q, m).sum()) / 2


def cross_entropies(p, q):
    m = (p + q) / 2
    log_m = np.log(np.where(m > 0, m, 1))
    return -(np.sum(p * log_m) + np.sum(q * log_m)) / 2


def entropy(p):
    return -sum(s * np.log(s) for s in p if s > 0)


def js_loop(p, q):
    total = 0.0
    for s, t in zip(p, q):
        m = (s + t) / 2
        if s > 0:
            total += s * np.log(s / m) / 2
        if t > 0:
            total += t * np.log(t / m) / 2
    return float(total)


def js_nan_to_num(p, q):
    m = (p + q) / 2
    with np.errstate(all="ignore"):
        return (np.nansum(p * np.log(p / m)) + np.nansum(q * np.log(q / m))) / 2


def js_tensor(p, q):
    p, q = tf.convert_to_tensor(p), tf.convert_to_tensor(q)
    m = (p + q) / 2
    return tf.reduce_sum(tf.math.xlogy(p, p) + tf.math.xlogy(q, q) - 2 * tf.math.xlogy(m, m)) / 2


def js_tiny_epsilon(p, q):
    m = (p + q) / 2
    return np.sum(p * np.log((p + 1e-12) / (m + 1e-12)) + q * np.log((q + 1e-12) / (m + 1e-12))) / 2


# 11.2 -----------------------------------------------------------------------------------------------------------------
def pooled(d_real, d_fake):
    return np.concatenate([np.log(d_real), np.log(1 - d_fake)]).mean()


def shortest(d_real, d_fake):
    n = min(len(d_real), len(d_fake))
    return np.mean(np.log(d_real[:n]) + np.log(1 - d_fake[:n]))


def value(d_real, d_fake):
    return np.mean(np.log(d_real)) + np.mean(np.log(1 - d_fake))


def value_by_loops(d_real, d_fake):
    real = sum(float(np.log(d)) for d in d_real) / len(d_real)
    fake = sum(float(np.log1p(-d)) for d in d_fake) / len(d_fake)
    return real + fake


def value_by_keras(d_real, d_fake):
    bce = keras.losses.BinaryCrossentropy()
    real, fake = np.asarray(d_real)[:, None], np.asarray(d_fake)[:, None]
    return -(bce(np.ones_like(real), real) + bce(np.zeros_like(fake), fake))


def value_of_one_sample_each(d_real, d_fake):
    for real, fake in zip(d_real, d_fake):
        return np.log(real) + np.log(1 - fake)


# 11.3 -----------------------------------------------------------------------------------------------------------------
def best(p_data, p_g, share):
    return share * p_data / (share * p_data + (1 - share) * p_g)


def best_by_logit(p_data, p_g, share):
    return sigmoid(np.log(p_data) - np.log(p_g) + np.log(share) - np.log(1 - share))


def best_by_loop(p_data, p_g, share):
    return [1 / (1 + (1 - share) * g / (share * d)) for d, g in zip(p_data, p_g)]


def best_by_search(p_data, p_g, share):
    d = np.linspace(0.05, 0.95, 19)[:, None]
    v = share * p_data * np.log(d) + (1 - share) * p_g * np.log(1 - d)
    return d[v.argmax(axis=0), 0]


def normalised_first(p_data, p_g, share):
    return best(p_data / p_data.sum(), p_g / p_g.sum(), share)


# 11.5 -----------------------------------------------------------------------------------------------------------------
def choose(saturating, non_saturating):
    """A slope from two functions of D."""
    return lambda logit, loss: (saturating if loss == "saturating" else non_saturating)(sigmoid(logit))


def other_name(logit, loss):
    d = sigmoid(logit)
    return -d if loss == "minimax" else d - 1


def substring(logit, loss):
    d = sigmoid(logit)
    return -d if "saturating" in loss else d - 1


def coarse_difference(logit, loss):
    def f(t):
        return np.log(1 - sigmoid(t)) if loss == "saturating" else -np.log(sigmoid(t))

    return (f(logit + 0.5) - f(logit)) / 0.5


def fine_difference(logit, loss):
    def f(t):
        return np.log(1 - sigmoid(t)) if loss == "saturating" else -np.log(sigmoid(t))

    return (f(logit + 1e-5) - f(logit - 1e-5)) / 2e-5


def slope_by_tape(logit, loss):
    t = tf.Variable(tf.cast(logit, "float64"))
    with tf.GradientTape() as tape:
        y = -tf.nn.softplus(t) if loss == "saturating" else tf.nn.softplus(-t)
    return tape.gradient(y, t)


def slope_by_other_sigmoid(logit, loss):
    if loss == "non-saturating":
        return -1 / (1 + np.exp(logit))
    return -np.exp(logit) / (1 + np.exp(logit))


# 11.A -----------------------------------------------------------------------------------------------------------------
def normals(x, means, sds):
    return np.exp(-(((x[:, None] - means) / sds) ** 2) / 2) / (sds * np.sqrt(2 * np.pi))


def one_bell(x, weights, means, sds):
    mean = weights @ means
    sd = np.sqrt(weights @ (sds**2 + (means - mean) ** 2))
    return np.mean(np.log(normals(x, mean, sd)))


def averaged_bell(x, weights, means, sds):
    return np.mean(np.log(normals(x, weights @ means, weights @ sds)))


def only_first_bell(x, weights, means, sds):
    return np.mean(np.log(normals(x, means, sds)[:, 0]))


def two_bells_only(x, weights, means, sds):
    n = normals(x, means, sds)
    return np.mean(np.log(weights[0] * n[:, 0] + weights[1] * n[:, 1]))


def hard_assignment(x, weights, means, sds):
    return np.mean(np.log((normals(x, means, sds) * weights).max(axis=1)))


def bells_without(x, weights, means, sds, scale):
    z = (x[:, None] - means) / sds
    return np.mean(np.log(np.exp(-(z**2) / 2) / scale @ weights))


def variances_for_sds(x, weights, means, sds):
    return np.mean(np.log(normals(x, means, np.sqrt(sds)) @ weights))


def no_half_in_exponent(x, weights, means, sds):
    z = (x[:, None] - means) / sds
    return np.mean(np.log(np.exp(-(z**2)) / (sds * np.sqrt(2 * np.pi)) @ weights))


def square_of_sd_missing(x, weights, means, sds):
    return np.mean(np.log(np.exp(-((x[:, None] - means) ** 2) / sds / 2) / (sds * np.sqrt(2 * np.pi)) @ weights))


def exponent_positive(x, weights, means, sds):
    z = (x[:, None] - means) / sds
    return np.mean(np.log(np.exp(z**2 / 2) / (sds * np.sqrt(2 * np.pi)) @ weights))


def weights_on_densities_of_logs(x, weights, means, sds):
    return np.mean(np.log(normals(x, means, sds)) @ weights)


def likelihood(x, weights, means, sds):
    return np.mean(np.log(normals(x, means, sds) @ weights))


def likelihood_by_loops(x, weights, means, sds):
    total = 0
    for value_x in x:
        density = 0
        for w, m, s in zip(weights, means, sds):
            density += w * np.exp(-((value_x - m) ** 2) / (2 * s**2)) / np.sqrt(2 * np.pi * s**2)
        total += np.log(density)
    return total / len(x)


def likelihood_by_logsumexp(x, weights, means, sds):
    logs = np.log(weights) - ((x[:, None] - means) / sds) ** 2 / 2 - np.log(sds) - np.log(2 * np.pi) / 2
    return np.logaddexp.reduce(logs, axis=1).mean()


def likelihood_transposed(x, weights, means, sds):
    z = (x - means[:, None]) / sds[:, None]
    densities = np.exp(-(z**2) / 2) / (sds[:, None] * np.sqrt(2 * np.pi))
    return np.log((weights[:, None] * densities).sum(axis=0)).mean()


UNSEEN = {
    "11.1": [
        (lambda p, q: 2 * js(p, q), "forgot the halves before the two KLs"),
        (lambda p, q: js(p, q) / np.log(2), "base 2"),
        (lambda p, q: js(p, q) / np.log(10), "base 10"),
        (no_convention, "nan at a face with probability 0"),
        (whole_nan_to_zero, "the whole KL is 0 when one face has probability 0"),
        (faces_of_both_only, "leaves out faces that one of the dice does not have"),
        (coarse_epsilon, "adds 0.01 to every probability to avoid log 0"),
        (zero_log_zero_is_one, "0 log 0 taken as 1"),
        (lambda p, q: np.sqrt(js(p, q)), "the Jensen-Shannon distance: square root"),
        (lambda p, q: (where_both(p, q) + where_both(q, p)) / 2, "KL(p, q) and KL(q, p), without the middle"),
        (lambda p, q: where_both(p, q), "KL(p, q)"),
        (lambda p, q: (terms(p, p + q).sum() + terms(q, p + q).sum()) / 2, "m = p + q, not halved"),
        (lambda p, q: terms(p, (p + q) / 2).sum(), "KL(p, m) only"),
        (lambda p, q: terms(q, (p + q) / 2).sum() / 2, "half of KL(q, m) only"),
        (lambda p, q: terms(p, (p + q) / 2).sum() + terms(q, (p + q) / 2).sum() / 2, "halved the second KL only"),
        (kl_from_m, "KL from m instead of to m"),
        (geometric_middle, "geometric middle"),
        (mean_over_faces, "mean over the faces instead of the sum"),
        (lambda p, q: np.abs(p - q).sum() / 2, "total variation distance"),
        (lambda p, q: -js(p, q), "minus in front, as in the deck"),
        (lambda p, q: js(p, q) * 0.005, "times dx, as for densities on the lesson's grid"),
        (lambda p, q: 2 * js(p, q) - np.log(4), "C(G), the value at the best D"),
        (lambda p, q: (terms(p, (p + q) / 2) + terms(q, (p + q) / 2)) / 2, "no sum: one number a face"),
        (cross_entropies, "cross-entropies to m: the entropies are not taken off"),
        (lambda p, q: entropy((p + q) / 2) - entropy(p) - entropy(q), "entropies of p and q not halved"),
        (lambda p, q: (entropy(p) + entropy(q)) / 2 - entropy((p + q) / 2), "entropies the wrong way round"),
    ],
    "11.2": [
        (lambda r, f: np.sum(np.log(r)) + np.sum(np.log(1 - f)), "sums instead of means"),
        (pooled, "one mean over all samples"),
        (lambda r, f: np.log(np.mean(r)) + np.log(1 - np.mean(f)), "logarithm of the mean"),
        (lambda r, f: -value(r, f), "minus V: D's loss"),
        (lambda r, f: np.mean(np.log(r)) + np.mean(np.log(f)), "log D for the fakes"),
        (lambda r, f: np.mean(np.log(r)) - np.mean(np.log(f)), "minus log D for the fakes"),
        (lambda r, f: value(r, f) / 2, "average of the two terms"),
        (lambda r, f: value(r, f) / np.log(2), "base 2"),
        (lambda r, f: value(f, r), "real and fake exchanged"),
        (lambda r, f: value(sigmoid(r), sigmoid(f)), "takes the probabilities for logits"),
        (lambda r, f: np.mean(np.log(1 - f)), "the fakes' term only"),
        (lambda r, f: np.mean(np.log(r)), "the real samples' term only"),
        (shortest, "uses as many of each as there are of the fewer"),
        (lambda r, f: np.mean(np.log(r)) - np.mean(np.log(1 - f)), "minus between the terms"),
        (lambda r, f: np.mean(r) + np.mean(1 - f), "no logarithm"),
        (lambda r, f: np.mean(r) - np.mean(f), "difference of the mean answers"),
        (lambda r, f: np.mean(r > 0.5) + np.mean(f < 0.5), "counts the right verdicts"),
        (lambda r, f: (np.log(r).sum() + np.log(1 - f).sum()) / len(r), "both divided by the number of real ones"),
        (lambda r, f: value(r, f) + np.log(4), "plus log 4: 2 JSD"),
        (lambda r, f: (np.mean(np.log(r)), np.mean(np.log(1 - f))), "the two terms as a pair"),
        (lambda r, f: np.mean(np.log(r)) + np.mean(np.log1p(f)), "log(1 + D) for the fakes"),
        (lambda r, f: np.mean(np.log(1 - r)) + np.mean(np.log(1 - f)), "log(1 - D) for both"),
        (lambda r, f: np.median(np.log(r)) + np.median(np.log(1 - f)), "medians"),
        (value_of_one_sample_each, "return within the loop: the first samples only"),
        (lambda r, f: np.mean(np.log(r + 0.01)) + np.mean(np.log(1 - f + 0.01)), "adds 0.01 to be safe"),
    ],
    "11.3": [
        (lambda p, q, s: p / (p + q), "the share is not used"),
        (lambda p, q, s: s * p / (s * p + q), "the share weighs the real ones only"),
        (lambda p, q, s: p / (p + (1 - s) * q), "the share weighs the fakes only"),
        (lambda p, q, s: best(p, q, 1 - s), "the share of the fakes"),
        (lambda p, q, s: s * p / (p + q), "share times D*: the denominator is not weighted"),
        (lambda p, q, s: 1 - best(p, q, s), "the probability of fake"),
        (lambda p, q, s: np.log(s * p) - np.log((1 - s) * q), "the logit"),
        (lambda p, q, s: s * p / ((1 - s) * q), "the odds"),
        (lambda p, q, s: p / (p + q) + s - 0.5, "shifts D* by the share"),
        (lambda p, q, s: (p / (p + q) + s) / 2, "mean of D* and the share"),
        (lambda p, q, s: s / (1 - s) * p / (p + q), "times the odds of the share"),
        (lambda p, q, s: 2 * best(p, q, s), "denominator halved: real / m"),
        (lambda p, q, s: (best(p, q, s) > 0.5).astype(float), "verdict 0 or 1"),
        (lambda p, q, s: np.round(best(p, q, s), 1), "rounded to one digit"),
        (lambda p, q, s: best(p, q, 0.25), "a fixed share"),
        (lambda p, q, s: (s * p).sum() / (s * p + (1 - s) * q).sum(), "summed over the points"),
        (lambda p, q, s: best(q, p, s), "the densities exchanged"),
        (lambda p, q, s: s * p + (1 - s) * q, "the mixture's density"),
        (lambda p, q, s: best(p, q, s**2), "share squared"),
        (lambda p, q, s: p / s / (p / s + q / (1 - s)), "divided by the shares"),
        (best_by_search, "searches on a coarse grid of answers"),
        (normalised_first, "densities normalised over the points first"),
        (lambda p, q, s: best(p, q, s / 100), "share as per cent"),
        (lambda p, q, s: s * p // (s * p + (1 - s) * q), "integer division"),
    ],
    "11.4": [
        (lambda p, t: p * np.exp(t), "times the ratio instead of divided by it"),
        (lambda p, t: p / sigmoid(t), "p_data / D: real and fake together"),
        (lambda p, t: p / sigmoid(t) / 2, "the average m"),
        (lambda p, t: p * (1 - sigmoid(t)), "p_data (1 - D)"),
        (lambda p, t: p / (1 - sigmoid(t)), "p_data / (1 - D)"),
        (lambda p, t: p * sigmoid(t), "p_data D"),
        (lambda p, t: np.log(p) - t, "its logarithm"),
        (lambda p, t: p * (1 - t) / t, "takes the logit for D"),
        (lambda p, t: 1 - sigmoid(t), "1 - D"),
        (lambda p, t: np.exp(-t), "p_g / p_data: forgot p_data"),
        (lambda p, t: np.exp(t) / p, "upside down"),
        (lambda p, t: p * 2.0 ** (-t), "base 2"),
        (lambda p, t: p / t, "divides by the logit: no exponential"),
        (lambda p, t: p - np.exp(t), "minus the ratio"),
        (lambda p, t: p - t, "minus the logit"),
        (lambda p, t: p / sigmoid(t) - 1, "p_data / D - 1 for p_data / D - p_data"),
        (lambda p, t: p - p / sigmoid(t), "sign: p_data - p_data / D"),
        (lambda p, t: p * np.exp(-t) / np.sum(p * np.exp(-t)), "normalised over the points"),
        (lambda p, t: np.clip(p * np.exp(-t), 0, 1), "kept at 1 at most"),
        (lambda p, t: np.clip(p * np.exp(-t), 0, p), "kept at p_data at most"),
        (lambda p, t: p * np.exp(-sigmoid(t)), "sigmoid first, then the exponential"),
        (lambda p, t: p * np.exp(-2 * t), "the ratio twice"),
        (lambda p, t: p * np.exp(-t / 2), "half the logit"),
        (lambda p, t: p * np.exp(-np.abs(t)), "absolute value of the logit"),
        (lambda p, t: np.mean(p * np.exp(-t)), "averaged over the points"),
    ],
    "11.5": [
        (choose(lambda d: d - 1, lambda d: -d), "the two losses exchanged"),
        (choose(lambda d: d, lambda d: 1 - d), "both signs"),
        (choose(lambda d: -1 / (1 - d), lambda d: -1 / d), "slopes per D, not per logit"),
        (choose(lambda d: np.log(1 - d), lambda d: -np.log(d)), "the losses themselves"),
        (choose(lambda d: -d, lambda d: 1 - d), "sign of the non-saturating one"),
        (choose(lambda d: d, lambda d: d - 1), "sign of the saturating one"),
        (choose(lambda d: -d, lambda d: -d), "-D for both"),
        (choose(lambda d: d - 1, lambda d: d - 1), "D - 1 for both"),
        (lambda t, loss: -t if loss == "saturating" else t - 1, "takes the logit for D"),
        (choose(lambda d: -(1 - d), lambda d: (1 - d) - 1), "sigmoid of minus the logit"),
        (choose(lambda d: -d * d * (1 - d), lambda d: -(1 - d) * d * (1 - d)), "the sigmoid's slope once too often"),
        (choose(lambda d: -d * (1 - d), lambda d: -d * (1 - d)), "the sigmoid's slope only"),
        (lambda t, loss: -np.tanh(t) if loss == "saturating" else np.tanh(t) - 1, "tanh for the sigmoid"),
        (choose(lambda d: -d, lambda d: -(1 - d) / d), "the ratio for the non-saturating one"),
        (choose(lambda d: -np.round(d), lambda d: np.round(d) - 1), "D rounded"),
        (coarse_difference, "a difference quotient with a coarse step"),
        (other_name, 'asks for "minimax"'),
        (substring, '"saturating" is in "non-saturating", too'),
        (choose(lambda d: -d / np.log(2), lambda d: (d - 1) / np.log(2)), "base 2"),
        (choose(lambda d: -d / 2, lambda d: (d - 1) / 2), "half"),
        (choose(lambda d: -d, lambda d: d + 1), "D + 1"),
        (choose(lambda d: 1 - d, lambda d: -d), "exchanged and the saturating one with the other sign"),
        (choose(lambda d: -d / (1 - d), lambda d: -(1 - d) / d), "the other half of the chain rule only"),
        (choose(lambda d: -d, lambda d: None), "nothing for the other loss"),
    ],
    "11.A": [
        (weights_on_densities_of_logs, "weighted mean of the bells' log densities"),
        (lambda x, w, m, s: np.sum(np.log(normals(x, m, s) @ w)), "sum over x"),
        (lambda x, w, m, s: np.log(np.mean(normals(x, m, s) @ w)), "logarithm of the mean density"),
        (lambda x, w, m, s: -likelihood(x, w, m, s), "negative"),
        (lambda x, w, m, s: likelihood(x, w, m, s) / np.log(2), "base 2"),
        (lambda x, w, m, s: bells_without(x, w, m, s, s), "no sqrt(2 pi)"),
        (lambda x, w, m, s: bells_without(x, w, m, s, np.sqrt(2 * np.pi) + 0 * s), "no 1 / sd"),
        (lambda x, w, m, s: bells_without(x, w, m, s, 1 + 0 * s), "no constant at all"),
        (lambda x, w, m, s: bells_without(x, w, m, s, s * 2 * np.pi), "2 pi without the root"),
        (lambda x, w, m, s: bells_without(x, w, m, s, s**2 * np.sqrt(2 * np.pi)), "sd squared before the root"),
        (lambda x, w, m, s: bells_without(x, w, m, s, np.sqrt(2 * np.pi * s)), "sd within the root, not squared"),
        (variances_for_sds, "takes sds for variances"),
        (no_half_in_exponent, "no 1/2 in the exponent"),
        (square_of_sd_missing, "divides the square by sd, not sd squared"),
        (exponent_positive, "no minus in the exponent"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s).mean(axis=1))), "weights not used: equal ones"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s).sum(axis=1))), "weights not used: a plain sum"),
        (lambda x, w, m, s: np.mean(np.log((normals(x, m, s) * w).mean(axis=1))), "mean over the bells after weighting"),
        (hard_assignment, "the likeliest bell only"),
        (one_bell, "one bell with the mixture's mean and variance"),
        (averaged_bell, "one bell with averaged mean and sd"),
        (only_first_bell, "the first bell only"),
        (two_bells_only, "two bells, as in the lesson"),
        (lambda x, w, m, s: np.log(normals(x, m, s) @ w), "no mean over x"),
        (lambda x, w, m, s: np.mean(normals(x, m, s) @ w), "no logarithm: mean density"),
        (lambda x, w, m, s: np.exp(likelihood(x, w, m, s)), "exponential of it"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, s) @ w + 0.01)), "adds 0.01 before the logarithm"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, m, 0.7 + 0 * s) @ w)), "the lesson's width, 0.7"),
        (lambda x, w, m, s: np.log(normals(x, m, s) * w).sum(axis=1).mean(), "sum of the logs of the weighted bells"),
        (lambda x, w, m, s: np.mean(np.log(normals(x, w, s) @ m)), "means and weights exchanged"),
        (lambda x, w, m, s: likelihood(x, w, s, m), "means and sds exchanged"),
        (lambda x, w, m, s: likelihood(x, w[::-1], m, s), "weights in the other order"),
        (lambda x, w, m, s: likelihood(x, w**2, m, s), "weights twice"),
    ],
}

ALSO_RIGHT = {
    "11.1": [
        js_loop,
        js_tensor,
        js_tiny_epsilon,
        js_nan_to_num,
        lambda p, q: entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2,
        lambda p, q: np.float32(js(p, q)),
        lambda p, q: np.array([js(p, q)]),
    ],
    "11.2": [
        value_by_loops,
        value_by_keras,
        lambda r, f: np.float32(value(r, f)),
        lambda r, f: tf.constant(value(r, f)),
        lambda r, f: np.array([value(r, f)]),
        lambda r, f: np.log(np.prod(r ** (1 / len(r)))) + np.log(np.prod((1 - f) ** (1 / len(f)))),
    ],
    "11.3": [
        best_by_logit,
        best_by_loop,
        lambda p, q, s: 1 - (1 - s) * q / (s * p + (1 - s) * q),
        lambda p, q, s: best(p, q, s).astype("float32"),
        lambda p, q, s: tuple(best(p, q, s)),
        lambda p, q, s: tf.convert_to_tensor(best(p, q, s)),
        lambda p, q, s: 1 / (1 + (1 / s - 1) * q / p),
    ],
    "11.4": [
        lambda p, t: p * np.exp(-t),
        lambda p, t: np.exp(np.log(p) - t),
        lambda p, t: p * (1 - sigmoid(t)) / sigmoid(t),
        lambda p, t: p / sigmoid(t) - p,
        lambda p, t: [a / np.exp(b) for a, b in zip(p, t)],
        lambda p, t: (p * np.exp(-t)).astype("float32"),
        lambda p, t: tf.convert_to_tensor(p) / tf.exp(t),
    ],
    "11.5": [
        slope_by_tape,
        slope_by_other_sigmoid,
        fine_difference,
        lambda t, loss: float(sigmoid(t)) * -1 if loss == "saturating" else float(sigmoid(t)) - 1,
        lambda t, loss: np.float32({"saturating": -sigmoid(t), "non-saturating": -sigmoid(-t)}[loss]),
        lambda t, loss: keras.ops.sigmoid(t) * -1 if loss.startswith("sat") else keras.ops.sigmoid(t) - 1,
        lambda t, loss: (np.tanh(t / 2) + 1) / -2 if loss == "saturating" else (np.tanh(t / 2) + 1) / 2 - 1,
    ],
    "11.A": [
        likelihood_by_loops,
        likelihood_by_logsumexp,
        likelihood_transposed,
        lambda x, w, m, s: np.float32(likelihood(x, w, m, s)),
        lambda x, w, m, s: tf.reduce_mean(tf.math.log(tf.linalg.matvec(normals(x, m, s), w))),
        lambda x, w, m, s: np.array([likelihood(x, w, m, s)]),
        lambda x, w, m, s: np.mean([np.log((w * normals(x[i : i + 1], m, s)).sum()) for i in range(len(x))]),
    ],
}
