"""Wrong and right answers to the exercises of lesson 12, thought of before its checks were read."""

import math

import keras
import numpy as np
import tensorflow as tf
from keras import ops


# 12.1 -----------------------------------------------------------------------------------------------------------------
def log_d(logits):
    return -np.logaddexp(0, -logits)


def log_not_d(logits):
    return -np.logaddexp(0, logits)


def d_loss(real, fake):
    return -(log_d(real).mean() + log_not_d(fake).mean())


def g_loss(fake):
    return log_not_d(fake).mean()


def naive(logits):
    return 1 / (1 + np.exp(-logits))


def losses_naive(real, fake):
    return -(np.log(naive(real)).mean() + np.log(1 - naive(fake)).mean()), np.log(1 - naive(fake)).mean()


def losses_clipped_probability(real, fake):
    d_real, d_fake = (np.clip(naive(logits), 1e-7, 1 - 1e-7) for logits in (real, fake))
    return -(np.log(d_real).mean() + np.log(1 - d_fake).mean()), np.log(1 - d_fake).mean()


def losses_clipped_logits(real, fake):
    real, fake = np.clip(real, -500, 500), np.clip(fake, -500, 500)
    return d_loss(real, fake), g_loss(fake)


def losses_epsilon(real, fake):
    not_d = np.log(1 - naive(fake) + 1e-8).mean()
    return -(np.log(naive(real) + 1e-8).mean() + not_d), not_d


def losses_pooled(real, fake):
    return -np.concatenate([log_d(real), log_not_d(fake)]).mean(), g_loss(fake)


def losses_truncated(real, fake):
    n = min(len(real), len(fake))
    return d_loss(real[:n], fake[:n]), g_loss(fake[:n])


def losses_log_of_mean(real, fake):
    mean_real = np.logaddexp.reduce(log_d(real)) - np.log(len(real))
    mean_fake = np.logaddexp.reduce(log_not_d(fake)) - np.log(len(fake))
    return -(mean_real + mean_fake), mean_fake


def losses_abs_only(real, fake):
    not_d = -np.log1p(np.exp(-np.abs(fake))).mean()
    return -(-np.log1p(np.exp(-np.abs(real))).mean() + not_d), not_d


def losses_hinge(real, fake):
    return np.maximum(0, 1 - real).mean() + np.maximum(0, 1 + fake).mean(), -fake.mean()


def losses_of_sums(real, fake):
    return -(log_d(real).sum() + log_not_d(fake).sum()), log_not_d(fake).sum()


WRONG_1 = [
    (lambda r, f: (g_loss(f), d_loss(r, f)), "returns the generator's first"),
    (lambda r, f: (d_loss(r, f), -log_d(f).mean()), "the non-saturating loss of the generator"),
    (lambda r, f: (-d_loss(r, f), g_loss(f)), "V itself: forgets that a loss is minimised"),
    (lambda r, f: (d_loss(r, f), -g_loss(f)), "changes the generator's sign as well"),
    (losses_of_sums, "sums for means"),
    (losses_pooled, "one mean over real and fake together"),
    (lambda r, f: (d_loss(r, f) / 2, g_loss(f)), "halves the discriminator's, as some papers do"),
    (lambda r, f: (d_loss(f, r), g_loss(r)), "exchanges the arguments"),
    (lambda r, f: (d_loss(r, f) / np.log(2), g_loss(f) / np.log(2)), "log to base 2"),
    (losses_naive, "overflows"),
    (losses_clipped_probability, "clips probabilities"),
    (losses_clipped_logits, "clips logits at 500"),
    (losses_epsilon, "log of (p + 1e-8)"),
    (losses_truncated, "pairs up the two, and drops the rest of the longer"),
    (losses_log_of_mean, "log of the mean for the mean of the log"),
    (losses_abs_only, "the stable softplus without its max(x, 0)"),
    (losses_hinge, "hinge"),
    (lambda r, f: (-(log_d(r).mean() + log_d(f).mean()), log_d(f).mean()), "forgets the minus before the fakes' logits"),
    (lambda r, f: (-(log_d(r).mean() + log_d(f).mean()), g_loss(f)), "the same in the discriminator's alone"),
    (lambda r, f: (d_loss(r, f), -d_loss(r, f)), "the zero-sum game: the generator gets all of V"),
    (lambda r, f: (-log_d(r).mean(), g_loss(f)), "each gets its own half"),
    (lambda r, f: (-log_d(r).mean() + log_not_d(f).mean(), g_loss(f)), "minus before the first term only"),
    (lambda r, f: (-(log_d(r) + log_not_d(r)).mean(), g_loss(f)), "uses the real logits twice"),
    (lambda r, f: (d_loss(r, f), log_not_d(np.concatenate([r, f])).mean()), "the generator's over all logits"),
    (lambda r, f: (-np.mean(r) + np.mean(f), -np.mean(f)), "means of the logits, as in WGAN"),
    (lambda r, f: d_loss(r, f), "one loss only"),
]


def losses_by_loop(real, fake):
    def softplus(x):
        return max(x, 0) + math.log1p(math.exp(-abs(x)))

    of_fakes = sum(softplus(float(x)) for x in fake) / len(fake)
    return [sum(softplus(-float(x)) for x in real) / len(real) + of_fakes, -of_fakes]


def losses_in_keras(real, fake):
    of_fakes = ops.mean(ops.log_sigmoid(-ops.convert_to_tensor(fake)))
    return -ops.mean(ops.log_sigmoid(ops.convert_to_tensor(real))) - of_fakes, of_fakes


def losses_by_cross_entropy(real, fake):
    entropy = tf.nn.sigmoid_cross_entropy_with_logits
    of_fakes = tf.reduce_mean(entropy(tf.zeros_like(fake), fake))
    return tf.reduce_mean(entropy(tf.ones_like(real), real)) + of_fakes, -of_fakes


RIGHT_1 = [
    losses_by_loop,
    losses_in_keras,
    losses_by_cross_entropy,
    lambda r, f: np.array([d_loss(r, f), g_loss(f)]),
    lambda r, f: (d_loss(r.astype("float32"), f.astype("float32")), g_loss(f.astype("float32"))),
    lambda r, f: (np.mean(np.logaddexp(0, f) + np.logaddexp(0, -r).mean()), np.mean(-f + log_d(f))),
]


# 12.2 -----------------------------------------------------------------------------------------------------------------
def moved(velocity_of, move=lambda w, new, old: w + new, give=lambda w, new, old: new):
    """An answer from its formulas of the velocity, of the new weights, and of the velocity to return."""

    def ascend(w, v, g, rate, momentum):
        new = velocity_of(v, g, rate, momentum)
        return move(w, new, v), give(w, new, v)

    return ascend


def right_velocity(v, g, rate, momentum):
    return momentum * v + rate * g


def ascend_pytorch(w, v, g, rate, momentum):
    v = momentum * v + g
    return w + rate * v, v


def ascend_nesterov(w, v, g, rate, momentum):
    v = momentum * v + rate * g
    return w + momentum * v + rate * g, v


def ascend_rate_twice(w, v, g, rate, momentum):
    v = momentum * v + rate * g
    return w + rate * v, v


def ascend_decays_weights(w, v, g, rate, momentum):
    v = momentum * v + rate * g
    return momentum * w + v, v


def ascend_stores_before_momentum(w, v, g, rate, momentum):
    return w + momentum * v + rate * g, v + rate * g


WRONG_2 = [
    (moved(right_velocity, lambda w, new, old: w - new), "descends"),
    (moved(lambda v, g, r, m: m * v - r * g), "descends: minus in the velocity"),
    (moved(lambda v, g, r, m: m * v - r * g, lambda w, new, old: w - new), "minus in both: past pushes backwards"),
    (moved(right_velocity, lambda w, new, old: w + old), "moves by the old velocity"),
    (ascend_pytorch, "rate outside the velocity, as PyTorch has it"),
    (moved(right_velocity, lambda w, new, old: new, lambda w, new, old: w + new), "returns the velocity first"),
    (moved(lambda v, g, r, m: m * v + (1 - m) * r * g), "a moving average: times 1 - momentum"),
    (moved(lambda v, g, r, m: m * v + (1 - m) * g, lambda w, new, old: w + new), "moving average, and no rate"),
    (ascend_nesterov, "Nesterov"),
    (moved(lambda v, g, r, m: r * (m * v + g)), "rate on the old velocity too"),
    (moved(lambda v, g, r, m: r * g), "no momentum"),
    (moved(lambda v, g, r, m: m * v + g), "no rate"),
    (moved(lambda v, g, r, m: r * v + m * g), "exchanges rate and momentum"),
    (ascend_decays_weights, "momentum on the weights"),
    (moved(right_velocity, lambda w, new, old: w), "forgets to move the weights"),
    (moved(right_velocity, lambda w, new, old: w + new, lambda w, new, old: old), "returns the old velocity"),
    (moved(right_velocity, lambda w, new, old: w + new + new), "moves twice"),
    (ascend_rate_twice, "the rate twice"),
    (moved(lambda v, g, r, m: 0.5 * v + 0.03 * g), "the constants of the lesson"),
    (moved(lambda v, g, r, m: m * v + r * np.sign(g)), "sign of the gradient"),
    (moved(lambda v, g, r, m: m * (v + r * g)), "momentum on the gradient as well"),
    (ascend_stores_before_momentum, "keeps a velocity that forgot to fade"),
    (moved(lambda v, g, r, m: v + r * g), "velocity never fades"),
    (moved(lambda v, g, r, m: (1 - m) * v + r * g), "momentum taken for friction"),
]


def ascend_in_place(weights, velocity, gradient_of_v, rate, momentum):
    velocity *= momentum
    velocity += rate * gradient_of_v
    weights += velocity
    return weights, velocity


def ascend_by_descending(weights, velocity, gradient_of_v, rate, momentum):
    push = momentum * -velocity + rate * -gradient_of_v
    return weights - push, -push


def ascend_flat_loop(weights, velocity, gradient_of_v, rate, momentum):
    news = [momentum * v + rate * g for v, g in zip(velocity.ravel(), gradient_of_v.ravel())]
    moved_to = [w + new for w, new in zip(weights.ravel(), news)]
    return np.reshape(moved_to, weights.shape).tolist(), np.reshape(news, weights.shape).tolist()


def ascend_tensors(weights, velocity, gradient_of_v, rate, momentum):
    velocity = tf.constant(velocity) * momentum + tf.constant(gradient_of_v) * rate
    return tf.constant(weights) + velocity, velocity


RIGHT_2 = [
    ascend_in_place,
    ascend_by_descending,
    ascend_flat_loop,
    ascend_tensors,
    lambda w, v, g, r, m: np.stack([w + m * v + r * g, m * v + r * g]),
    lambda w, v, g, r, m: [(w + m * v + r * g).astype("float32"), (m * v + r * g).astype("float32")],
]

# 12.3 -----------------------------------------------------------------------------------------------------------------
WRONG_3 = [
    (lambda n, k, m: (n * (k + 1) * m, n * k * m), "returns noise first"),
    (lambda n, k, m: (n * k * m, n * k * m), "forgets the generator's noise"),
    (lambda n, k, m: (n * k * m, n * m), "forgets the discriminator's noise"),
    (lambda n, k, m: (n * m, n * (k + 1) * m), "one minibatch of examples an iteration"),
    (lambda n, k, m: (n * m, 2 * n * m), "takes k for 1"),
    (lambda n, k, m: (n * k * m, 2 * n * k * m), "the generator steps k times too"),
    (lambda n, k, m: (n * k * m, n * k * m + m), "the generator steps once in the end"),
    (lambda n, k, m: (n * k, n * (k + 1)), "counts minibatches"),
    (lambda n, k, m: (n * k * m, n * k + 1 * m), "forgets the brackets"),
    (lambda n, k, m: (n * (k + 1) * m, n * (k + 1) * m), "examples for the generator, too"),
    (lambda n, k, m: (k * m, (k + 1) * m), "one iteration only"),
    (lambda n, k, m: n * (2 * k + 1) * m, "all together"),
    (lambda n, k, m: (n * k * (m // 2), n * k * (m // 2) + n * m), "a minibatch is half real, half fake"),
    (lambda n, k, m: (n * m, n * m + n // k * m), "the generator steps every k iterations"),
    (lambda n, k, m: ((n - 1) * k * m, (n - 1) * (k + 1) * m), "one iteration too few"),
    (lambda n, k, m: (n * m * k, n * (m + 1) * k), "exchanges k and m"),
    (lambda n, k, m: (n * 2 * 64, n * 3 * 64), "the constants of the lesson"),
    (lambda n, k, m: (n * k * m, n * k * m + n), "a single noise vector for the generator"),
    (lambda n, k, m: (n * k * m, (n * k + 1) * m), "the generator steps once in all"),
    (lambda n, k, m: (n * k * m, n * (k + 1) * m + m), "one minibatch of noise too many"),
    (lambda n, k, m: (n * (k - 1) * m, n * k * m), "takes k to include the generator's step"),
]


def drawn_by_counting(iterations, k, m):
    examples = noise = 0
    for _ in range(iterations):
        for _ in range(k):
            examples, noise = examples + m, noise + m
        noise += m
    return examples, noise


RIGHT_3 = [
    drawn_by_counting,
    lambda n, k, m: [n * k * m, n * k * m + n * m],
    lambda n, k, m: np.array([k, k + 1]) * m * n,
    lambda n, k, m: (float(n * k * m), float(n * (k + 1) * m)),
    lambda n, k, m: tf.constant([n * k * m, n * (k + 1) * m]),
    lambda n, k, m: (np.prod([n, k, m]), np.prod([n, k + 1, m])),
]


# 12.4 -----------------------------------------------------------------------------------------------------------------
def apart(points, centres):
    return np.linalg.norm(points[:, None] - centres, axis=2)


def modes_nearest_only(points, centres, radius, at_least):
    distances = apart(points, centres)
    nearest = np.argmin(distances, axis=1)
    near = distances.min(axis=1) <= radius
    return sum(np.mean(near & (nearest == j)) >= at_least for j in range(len(centres)))


def modes_no_radius(points, centres, radius, at_least):
    nearest = np.argmin(apart(points, centres), axis=1)
    return sum(np.mean(nearest == j) >= at_least for j in range(len(centres)))


def modes_of_near_points(points, centres, radius, at_least):
    near = apart(points, centres) <= radius
    return np.sum(near.sum(axis=0) >= at_least * max(near.any(axis=1).sum(), 1))


def modes_of_all_hits(points, centres, radius, at_least):
    near = apart(points, centres) <= radius
    return np.sum(near.sum(axis=0) >= at_least * max(near.sum(), 1))


def modes_floor(points, centres, radius, at_least):
    return np.sum((apart(points, centres) <= radius).sum(axis=0) >= int(at_least * len(points)))


def modes_by_mean_point(points, centres, radius, at_least):
    nearest = np.argmin(apart(points, centres), axis=1)
    means = [points[nearest == j].mean(axis=0) if np.any(nearest == j) else [np.inf] * 2 for j in range(len(centres))]
    return np.sum(np.linalg.norm(np.array(means) - centres, axis=1) <= radius)


def modes_rounded(points, centres, radius, at_least):
    return np.sum(np.round((apart(points, centres) <= radius).mean(axis=0), 1) >= at_least)


WRONG_4 = [
    (lambda p, c, r, s: np.sum((apart(p, c) < r).mean(axis=0) > s), "both thresholds strict"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r).mean(axis=0) > s), "more than the share"),
    (lambda p, c, r, s: np.sum((apart(p, c) ** 2 <= r).mean(axis=0) >= s), "forgets the root"),
    (modes_of_near_points, "share of the points near some centre"),
    (modes_of_all_hits, "shares that sum to 1"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r).any(axis=0)), "a single point is enough"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r).sum(axis=0) >= s), "a count against a share"),
    (lambda p, c, r, s: np.mean((apart(p, c) <= r).mean(axis=0) >= s), "share of the centres"),
    (modes_no_radius, "points go to the nearest centre, however far"),
    (lambda p, c, r, s: np.sum((np.abs(p[:, None] - c).sum(axis=2) <= r).mean(axis=0) >= s), "city-block distance"),
    (lambda p, c, r, s: np.sum((np.abs(p[:, None] - c).max(axis=2) <= r).mean(axis=0) >= s), "a square, not a circle"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r).mean(axis=1) >= s), "wrong axis: counts points"),
    (lambda p, c, r, s: np.mean((apart(p, c) <= r).any(axis=1)), "the share near a mode, as judge_ring's second"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r / 2).mean(axis=0) >= s), "takes the radius for a diameter"),
    (modes_floor, "rounds the number of points down"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r).mean(axis=0) >= s / len(c)), "the share divided among the centres"),
    (lambda p, c, r, s: np.sum((apart(p, c) > r).mean(axis=0) >= s), "points outside"),
    (modes_by_mean_point, "the mean of a centre's points lies within"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= 0.15).mean(axis=0) >= 0.02), "constants in place of the arguments"),
    (lambda p, c, r, s: np.sum((np.abs(p[:, None] - c)[:, :, 0] <= r).mean(axis=0) >= s), "first coordinate only"),
    (lambda p, c, r, s: (apart(p, c) <= r).mean(axis=0) >= s, "which, not how many"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= r).mean(axis=0) < s), "counts those not found"),
    (lambda p, c, r, s: np.sum((apart(p, c) <= s).mean(axis=0) >= r), "exchanges radius and share"),
    (modes_rounded, "rounds the share"),
    (modes_nearest_only, "a point counts for its nearest centre only"),
]


def modes_by_loop(points, centres, radius, at_least):
    found = 0
    for centre in centres:
        near = sum(math.dist(point, centre) <= radius for point in points)
        found += near / len(points) >= at_least
    return found


def modes_as_set(points, centres, radius, at_least):
    return len({j for j, c in enumerate(centres) if np.mean(np.hypot(*(points - c).T) <= radius) >= at_least})


def modes_in_tensorflow(points, centres, radius, at_least):
    distances = tf.norm(tf.constant(points)[:, None] - tf.constant(centres), axis=2)
    shares = tf.reduce_mean(tf.cast(distances <= radius, tf.float64), axis=0)
    return tf.reduce_sum(tf.cast(shares >= at_least, tf.int32))


RIGHT_4 = [
    modes_by_loop,
    modes_as_set,
    modes_in_tensorflow,
    lambda p, c, r, s: float(np.count_nonzero((apart(p, c) <= r).sum(axis=0) / len(p) >= s)),
    lambda p, c, r, s: np.sum((((p[:, None] - c) ** 2).sum(axis=2) <= r**2).mean(axis=0) >= s, keepdims=True),
    lambda p, c, r, s: np.sum((apart(p, c) < r).mean(axis=0) >= s),  # "within" leaves open the circle itself
    lambda p, c, r, s: sum((apart(c, p) <= r).sum(axis=1) >= s * len(p)),
]


# 12.5 -----------------------------------------------------------------------------------------------------------------
def word(gap, ahead=lambda g: g > 0.9, reversed_=lambda g: g <= -0.02, guessing=lambda g: g < 0.02):
    return "ahead" if ahead(gap) else "reversed" if reversed_(gap) else "guessing" if guessing(gap) else "healthy"


def last(scores):
    return scores[-(len(scores) // 4) :]


def by(gap_of, **thresholds):
    return lambda real, fake: word(gap_of(real, fake), **thresholds)


def right_gap(real, fake):
    return np.mean(last(real) - last(fake))


def diagnosis_healthy_first(real, fake):
    gap = right_gap(real, fake)
    if gap >= 0.02:
        return "healthy"
    return "ahead" if gap > 0.9 else "reversed" if gap <= -0.02 else "guessing"


def diagnosis_by_both(real, fake):
    d_real, d_fake = last(real).mean(), last(fake).mean()
    return "ahead" if d_real > 0.9 and d_fake < 0.1 else word(d_real - d_fake, ahead=lambda g: False)


def diagnosis_last_epochs_vote(real, fake):
    words = [word(gap) for gap in last(real) - last(fake)]
    return max(sorted(set(words)), key=words.count)


def diagnosis_any_epoch_ahead(real, fake):
    return "ahead" if np.any(last(real) - last(fake) > 0.9) else word(right_gap(real, fake))


WRONG_5 = [
    (by(right_gap, reversed_=lambda g: g < -0.02), "below -0.02 only"),
    (by(right_gap, ahead=lambda g: g >= 0.9), "0.9 itself is ahead"),
    (by(lambda r, f: np.mean(r - f)), "all epochs"),
    (by(lambda r, f: r[-1] - f[-1]), "the last epoch"),
    (by(lambda r, f: np.mean(r[: len(r) // 4] - f[: len(f) // 4])), "the first quarter"),
    (by(lambda r, f: np.mean(r[len(r) // 4 :] - f[len(f) // 4 :])), "all but the first quarter"),
    (by(lambda r, f: np.mean(r[len(r) // 2 :] - f[len(f) // 2 :])), "the last half"),
    (by(lambda r, f: np.mean(r[-4:] - f[-4:])), "the last four epochs"),
    (by(lambda r, f: -right_gap(r, f)), "fake minus real"),
    (by(lambda r, f: np.mean(last(r)[:-1] - last(f)[:-1]) if len(r) > 4 else r[-1] - f[-1]), "without the last epoch"),
    (by(lambda r, f: np.mean(r[-(len(r) // 4) - 1 :] - f[-(len(f) // 4) - 1 :])), "an epoch too many"),
    (by(lambda r, f: np.median(last(r) - last(f))), "median"),
    (by(lambda r, f: np.max(last(r) - last(f))), "the largest gap"),
    (by(lambda r, f: np.sum(last(r) - last(f))), "sum"),
    (by(lambda r, f: np.mean(np.abs(last(r) - last(f)))), "mean of the gap's size"),
    (by(lambda r, f: abs(right_gap(r, f))), "size of the mean gap"),
    (by(lambda r, f: np.round(right_gap(r, f), 2)), "rounds the gap"),
    (by(lambda r, f: last(r).mean() - f.mean()), "D(G(z)) over all epochs"),
    (by(lambda r, f: last(r).mean() - 0.5), "D(x) against one half"),
    (by(right_gap, reversed_=lambda g: g < 0), "any negative gap is reversed"),
    (by(right_gap, reversed_=lambda g: g < -0.9), "reversed is the mirror of ahead"),
    (by(right_gap, guessing=lambda g: g < 0.2), "0.2 for 0.02"),
    (diagnosis_healthy_first, "tests for healthy before ahead"),
    (diagnosis_by_both, "D(x) above 0.9 and D(G(z)) below 0.1"),
    (diagnosis_last_epochs_vote, "each epoch votes"),
    (diagnosis_any_epoch_ahead, "one epoch ahead is enough"),
    (by(lambda r, f: np.mean(last(r) / last(f)) - 1), "a ratio"),
]


def diagnosis_by_loop(real, fake):
    n = len(real)
    gaps = [float(real[i]) - float(fake[i]) for i in range(n - n // 4, n)]
    return word(sum(gaps) / len(gaps))


RIGHT_5 = [
    diagnosis_by_loop,
    by(lambda r, f: np.mean(last(r)) - np.mean(last(f))),
    by(lambda r, f: (r - f).reshape(4, -1)[-1].mean()),
    by(lambda r, f: np.average(np.split(r, 4)[3] - np.split(f, 4)[3])),
    by(lambda r, f: -np.mean(f[3 * len(f) // 4 :] - r[3 * len(r) // 4 :])),
    by(lambda r, f: tf.reduce_mean(tf.constant(r - f)[-(len(r) // 4) :])),
    lambda r, f: np.array([word(right_gap(r, f))])[0],
    by(right_gap, guessing=lambda g: g <= 0.02),  # "between" leaves open what 0.02 itself is
]


# 12.A -----------------------------------------------------------------------------------------------------------------
def log_density(x, samples, sigma):
    """The right one, for each x."""
    d = samples.shape[1]
    squares = ((x[:, None] - samples) ** 2).sum(axis=2)
    return log_sum(-squares / (2 * sigma**2)) - np.log(len(samples)) - d / 2 * np.log(2 * np.pi * sigma**2)


def log_sum(exponents):
    return np.logaddexp.reduce(exponents, axis=1)


def squared(x, samples):
    return ((x[:, None] - samples) ** 2).sum(axis=2)


def parzen(exponent=lambda x, s, h: -squared(x, s) / (2 * h**2), pool=log_sum, count=len, constant=None):
    """An answer, with a part of it changed."""
    constant = constant or (lambda d, h: d / 2 * np.log(2 * np.pi * h**2))

    def mean_log_density(x, samples, sigma):
        pooled = pool(exponent(x, samples, sigma))
        return np.mean(pooled) - np.log(count(samples)) - constant(samples.shape[1], sigma)

    return mean_log_density


def parzen_log_of_mean(x, samples, sigma):
    densities = log_density(x, samples, sigma)
    return np.logaddexp.reduce(densities) - np.log(len(x))


def parzen_largest_not_added(exponents):
    return np.log(np.exp(exponents - exponents.max(axis=1, keepdims=True)).sum(axis=1))


def parzen_wrong_largest(exponents):
    largest = exponents.max(axis=1, keepdims=True)
    return np.log(np.exp(exponents - largest).sum(axis=1)) - largest[:, 0]


def parzen_one_largest(exponents):
    return exponents.max() + np.log(np.exp(exponents - exponents.max()).sum(axis=1))


def parzen_per_dimension(x, samples, sigma):
    each = [log_density(x[:, [j]], samples[:, [j]], sigma) for j in range(x.shape[1])]
    return np.mean(np.sum(each, axis=0))


WRONG_A = [
    (lambda x, s, h: np.sum(log_density(x, s, h)), "sum over x"),
    (parzen_log_of_mean, "log of the mean over x"),
    (parzen(pool=lambda e: e.mean(axis=1), count=lambda s: 1), "mean of logs over samples"),
    (parzen(count=lambda s: 1), "sum of the samples' Gaussians, not their mean"),
    (parzen(constant=lambda d, h: np.log(2 * np.pi * h**2) / 2), "normalised in one dimension"),
    (parzen(constant=lambda d, h: d * np.log(2 * np.pi * h)), "2 pi outside its root"),
    (parzen(constant=lambda d, h: d * np.log(2 * np.pi * h**2)), "forgets the root"),
    (parzen(constant=lambda d, h: 0), "no normaliser"),
    (
        parzen(lambda x, s, h: -squared(x, s) / (2 * h), constant=lambda d, h: d / 2 * np.log(2 * np.pi * h)),
        "variance sigma",
    ),
    (parzen(lambda x, s, h: -squared(x, s) / (2 * h)), "sigma not squared in the exponent"),
    (parzen(lambda x, s, h: -squared(x, s) / h**2), "forgets the 2 of the exponent"),
    (parzen(pool=lambda e: np.log(np.exp(e).sum(axis=1))), "underflows"),
    (parzen(pool=lambda e: np.log(np.exp(e).sum(axis=1) + 1e-300)), "adds 1e-300"),
    (lambda x, s, h: np.mean(log_density(s, x, h)), "exchanges x and samples"),
    (parzen(lambda x, s, h: -np.sqrt(squared(x, s)) / (2 * h**2)), "distance not squared"),
    (parzen(lambda x, s, h: -((x[:, None] - s) ** 2).mean(axis=2) / (2 * h**2)), "mean over the dimensions"),
    (lambda x, s, h: np.mean(log_density(x, s, h)) / np.log(2), "bits"),
    (lambda x, s, h: -np.mean(log_density(x, s, h)), "the negative, as a loss"),
    (parzen(pool=lambda e: e.max(axis=1)), "the nearest sample alone"),
    (parzen(pool=lambda e: e.max(axis=1), count=lambda s: 1), "the Gaussian of the nearest sample"),
    (lambda x, s, h: log_density(x, s, h), "a value for each x"),
    (lambda x, s, h: np.mean(log_density(x, s, h)) + np.log(len(s)) - np.log(len(x)), "log n for log m"),
    (parzen(count=lambda s: len(s) - 1), "m - 1"),
    (parzen(pool=parzen_largest_not_added), "does not add the largest again"),
    (parzen(pool=parzen_wrong_largest), "subtracts the largest again"),
    (parzen(pool=parzen_one_largest), "one largest for all x"),
    (parzen_per_dimension, "a density for each dimension"),
    (lambda x, s, h: np.mean(log_density(x, s, h * s.std())), "scales the bandwidth by the data's"),
    (lambda x, s, h: np.exp(np.mean(log_density(x, s, h))), "a density"),
]


def parzen_by_loop(x, samples, sigma):
    m, d = samples.shape
    total = 0.0
    for point in x:
        exponents = [-sum((a - b) ** 2 for a, b in zip(point, sample)) / (2 * sigma**2) for sample in samples]
        largest = max(exponents)
        total += largest + math.log(sum(math.exp(e - largest) for e in exponents) / m)
    return total / len(x) - d / 2 * math.log(2 * math.pi * sigma**2)


def parzen_in_tensorflow(x, samples, sigma):
    squares = tf.reduce_sum((x[:, None] - tf.constant(samples)) ** 2, axis=2)
    sums = tf.reduce_logsumexp(-squares / (2 * sigma**2), axis=1)
    m, d = samples.shape
    return tf.reduce_mean(sums) - np.log(m) - d * np.log(sigma * np.sqrt(2 * np.pi))


def parzen_expanded(x, samples, sigma):
    squares = (x**2).sum(axis=1)[:, None] + (samples**2).sum(axis=1) - 2 * x @ samples.T
    return parzen(exponent=lambda x, s, h: -squares / (2 * h**2))(x, samples, sigma)


RIGHT_A = [
    parzen_by_loop,
    parzen_in_tensorflow,
    parzen_expanded,
    lambda x, s, h: [np.mean(log_density(x, s, h))],
    lambda x, s, h: np.mean([log_density(point[None], s, h)[0] for point in x]),
    lambda x, s, h: np.mean(log_density(x / h, s / h, 1.0)) - s.shape[1] * np.log(h),
    lambda x, s, h: float(keras.ops.mean(log_density(x, s, h))),
]

UNSEEN = {"12.1": WRONG_1, "12.2": WRONG_2, "12.3": WRONG_3, "12.4": WRONG_4, "12.5": WRONG_5, "12.A": WRONG_A}
ALSO_RIGHT = {"12.1": RIGHT_1, "12.2": RIGHT_2, "12.3": RIGHT_3, "12.4": RIGHT_4, "12.5": RIGHT_5, "12.A": RIGHT_A}
