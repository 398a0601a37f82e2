"""Wrong and right answers to the exercises of lesson 05, thought of before its checks were written."""

import numpy as np
import tensorflow as tf


# 05.1 -----------------------------------------------------------------------------------------------------------------
def by_loop(w, t):
    flat = [v - t if v > t else v + t if v < -t else 0.0 for v in np.ravel(w)]
    return np.reshape(flat, np.shape(w))


SOFT = [
    (lambda w, t: np.where(np.abs(w) > t, w, 0), "hard threshold"),
    (lambda w, t: w - t * np.sign(w), "goes on across 0"),
    (lambda w, t: np.maximum(w - t, 0), "negative weights lost"),
    (lambda w, t: np.maximum(np.abs(w) - t, 0), "no sign"),
    (lambda w, t: w * (1 - t), "a share, as in decay"),
    (lambda w, t: np.clip(w, -t, t), "what is taken away"),
    (lambda w, t: np.where(np.abs(w) > t, w - t, 0), "negative ones move away"),
    (lambda w, t: np.sign(w) * np.maximum(np.abs(w) - t / 2, 0), "half"),
    (lambda w, t: np.sign(w) * np.maximum(np.abs(w) - t**2, 0), "t squared"),
    (lambda w, t: np.sign(w) * np.minimum(np.abs(w) - t, 0), "min for max"),
    (lambda w, t: np.sign(w) * np.maximum(np.abs(w), t), "at least t"),
    (lambda w, t: np.where(w > t, w - t, np.where(w < -t, w + t, w)), "small ones stay as they are"),
    (lambda w, t: np.where(w > t, w - t, w + t), "all others up"),
    (lambda w, t: w / (1 + t), "the step for L2"),
    (lambda w, t: np.sign(w) * np.sqrt(np.maximum(w**2 - t**2, 0)), "squares"),
]
SOFT_RIGHT = [
    by_loop,
    lambda w, t: w - np.clip(w, -t, t),
    lambda w, t: np.maximum(w - t, 0) + np.minimum(w + t, 0),
    lambda w, t: tf.sign(w) * tf.nn.relu(tf.abs(w) - t),
    lambda w, t: np.maximum(w - t, 0) - np.maximum(-w - t, 0),
]

# 05.2 -----------------------------------------------------------------------------------------------------------------
DROP = [
    (lambda h, u, p: np.where(u < p, 0, h), "not scaled"),
    (lambda h, u, p: np.where(u < p, 0, h * (1 - p)), "multiplied"),
    (lambda h, u, p: np.where(u < p, 0, h / p), "divided by the rate"),
    (lambda h, u, p: np.where(u < p, h / (1 - p), 0), "the others dropped"),
    (lambda h, u, p: np.where(u < p, h / p, 0), "the others dropped, consistently scaled"),
    (lambda h, u, p: np.where(u > 1 - p, 0, h / (1 - p)), "drops where u is large"),
    (lambda h, u, p: np.where(u <= p, 0, h / (1 - p)), "drops where u is the rate"),
    (lambda h, u, p: h / (1 - p), "nothing dropped"),
    (lambda h, u, p: h * (1 - p), "the mean without scaling"),
    (lambda h, u, p: h, "nothing done"),
    (lambda h, u, p: (u >= p) / (1 - p), "the mask"),
    (lambda h, u, p: np.where(h < p, 0, h / (1 - p)), "looks at h"),
    (lambda h, u, p: np.where(u < 0.5, 0, h / 0.5), "rate 1/2"),
    (lambda h, u, p: h * (u >= p) / (u >= p).mean(), "by the share that stayed"),
    (lambda h, u, p: h * u / (1 - p), "times u"),
    (lambda h, u, p: np.where(u < p, 0, h / (1 - p) ** 2), "scaled twice"),
    (lambda h, u, p: np.where(np.random.random(h.shape) < p, 0, h / (1 - p)), "draws its own"),
]
DROP_RIGHT = [
    lambda h, u, p: h * (u >= p) / (1 - p),
    lambda h, u, p: tf.where(u < p, 0.0, h / (1 - p)),
    lambda h, u, p: np.multiply(h, ~(u < p)) / (1 - p),
    lambda h, u, p: (h / (1 - p)) * np.ceil(np.clip(u - p + 1e-12, 0, 1)),
]


# 05.3 -----------------------------------------------------------------------------------------------------------------
def stop(losses, patience, better=lambda a, b: a < b, enough=lambda wait, p: wait >= p, back=True):
    best, wait = 0, 0
    for epoch in range(1, len(losses)):
        if better(losses[epoch], losses[best]):
            best, wait = epoch, 0
        else:
            wait += 1
            if enough(wait, patience):
                return best if back else epoch
    return best if back else len(losses) - 1


def against_the_last(losses, patience):
    wait = 0
    for epoch in range(1, len(losses)):
        wait = 0 if losses[epoch] < losses[epoch - 1] else wait + 1
        if wait == patience:
            return int(np.argmin(losses[: epoch + 1]))
    return int(np.argmin(losses))


def never_resets(losses, patience):
    best, wait = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            wait += 1
            if wait >= patience:
                break
    return best


KEPT = [
    (lambda losses, p: int(np.argmin(losses)), "the lowest of all"),
    (lambda losses, p: stop(losses, p, back=False), "where it stops"),
    (lambda losses, p: stop(losses, p) + 1, "counted from 1"),
    (lambda losses, p: losses[stop(losses, p)], "the loss"),
    (lambda losses, p: stop(losses, p + 1), "one epoch too patient"),
    (lambda losses, p: stop(losses, max(p - 1, 1)), "one epoch too impatient"),
    (lambda losses, p: stop(losses, p, better=lambda a, b: a <= b), "equal is better"),
    (lambda losses, p: stop(losses, p, better=lambda a, b: a > b), "the highest"),
    (lambda losses, p: stop(losses, 1), "no patience"),
    (lambda losses, p: stop(losses, 3), "a fixed patience"),
    (lambda losses, p: len(losses) - 1, "the last"),
    (lambda losses, p: int(np.argmin(losses[: p + 1])), "the first epochs only"),
    (lambda losses, p: stop(losses, p, back=False) - p, "patience before the stop: wrong at the end"),
    (against_the_last, "against the epoch before"),
    (never_resets, "not in a row"),
]


def by_slices(losses, patience):
    best = 0
    while best + 1 < len(losses):
        ahead = np.flatnonzero(np.asarray(losses[best + 1 : best + 1 + patience]) < losses[best])
        if not len(ahead):
            return best
        best += 1 + int(ahead[0])
    return best


KEPT_RIGHT = [stop, by_slices, lambda losses, p: float(stop(list(losses), p)), lambda losses, p: np.array([stop(losses, p)])]


# 05.4 -----------------------------------------------------------------------------------------------------------------
def safe(d):
    return np.where(d > 0, d, 1)


STANDARD = [
    (lambda a, b: (b - b.mean(0)) / safe(b.std(0)), "the statistics of other"),
    (lambda a, b: (a - a.mean(0)) / safe(a.std(0)), "train returned"),
    (lambda a, b: (b - a.mean(0)) / a.std(0), "divided by 0"),
    (lambda a, b: np.nan_to_num((b - a.mean(0)) / a.std(0), posinf=0, neginf=0), "the constant column made 0"),
    (lambda a, b: b - a.mean(0), "not divided"),
    (lambda a, b: b / safe(a.std(0)), "not shifted"),
    (lambda a, b: (b - a.mean(0)) / safe(a.var(0)), "variance"),
    (lambda a, b: (b - a.mean(0)) / safe(a.std(0, ddof=1)), "n - 1"),
    (lambda a, b: (b - a.mean()) / a.std(), "all columns together"),
    (lambda a, b: (b - a.mean(0)) / (a.std(0) + 1e-7), "a small number added: the constant column explodes"),
    (lambda a, b: (b - a.mean(0)) / (a.std(0) + 1), "1 added to all"),
    (lambda a, b: (b - np.median(a, 0)) / safe(a.std(0)), "the median"),
    (lambda a, b: (b - a.min(0)) / safe(np.ptp(a, 0)), "to 0 and 1"),
    (lambda a, b: b / safe(a.std(0)) - a.mean(0), "shifted after"),
    (lambda a, b: (b - np.vstack([a, b]).mean(0)) / safe(np.vstack([a, b]).std(0)), "of both together"),
    (lambda a, b: (a.mean(0) - b) / safe(a.std(0)), "the sign"),
    (lambda a, b: np.where(a.std(0) > 0, (b - a.mean(0)) / safe(a.std(0)), b), "the constant column as it was"),
]


def by_columns(a, b):
    columns = []
    for known, new in zip(a.T, b.T):
        new = new - known.mean()
        columns.append(new / known.std() if np.ptp(known) > 0 else new)
    return np.array(columns).T


STANDARD_RIGHT = [
    by_columns,
    lambda a, b: (b - a.mean(axis=0)) / np.where(np.ptp(a, axis=0) == 0, 1, a.std(axis=0)),
    lambda a, b: tf.constant((b - a.mean(0, keepdims=True)) / np.maximum(a.std(0), (a.std(0) == 0).astype(float))),
]

# 05.A -----------------------------------------------------------------------------------------------------------------
tiny = 1e-12


def length(W, axis=0):
    return np.sqrt((W**2).sum(axis=axis, keepdims=True))


MAX_NORM = [
    (lambda W, c: W * c / np.maximum(length(W), tiny), "all of length c"),
    (lambda W, c: W * np.minimum(1, c / np.maximum(length(W, 1), tiny)), "rows"),
    (lambda W, c: W * min(1, c / np.linalg.norm(W)), "the whole matrix"),
    (lambda W, c: np.clip(W, -c, c), "clips entries"),
    (lambda W, c: W * np.minimum(1, c / np.maximum((W**2).sum(0), tiny)), "no root"),
    (lambda W, c: np.where((W**2).sum(0) > c, W * c / np.maximum(length(W), tiny), W), "squares against c"),
    (lambda W, c: np.where(length(W) > c, W / np.maximum(length(W), tiny), W), "length 1"),
    (lambda W, c: np.where(length(W) > c, 0, W), "made 0"),
    (lambda W, c: np.where(length(W) > c, W * c, W), "times c"),
    (lambda W, c: W * np.minimum(1, c / np.maximum(np.abs(W).sum(0), tiny)), "sum of absolute values"),
    (lambda W, c: W * np.minimum(1, c / np.maximum(np.abs(W).max(0), tiny)), "largest"),
    (lambda W, c: np.where(length(W) < c, W * c / np.maximum(length(W), tiny), W), "the short ones lengthened"),
    (lambda W, c: W * np.minimum(1, length(W) / c), "upside down"),
    (lambda W, c: W * c / length(W), "divides by 0"),
    (lambda W, c: W * np.minimum(1, c / np.maximum(np.sqrt((W**2).mean(0)), tiny)), "mean for sum"),
]
MAX_NORM_RIGHT = [
    lambda W, c: W * np.minimum(1, c / np.maximum(length(W), tiny)),
    lambda W, c: W / np.maximum(1, np.linalg.norm(W, axis=0) / c),
    lambda W, c: tf.clip_by_norm(W, c, axes=[0]),
    lambda W, c: np.array([w * c / np.linalg.norm(w) if np.linalg.norm(w) > c else w for w in W.T]).T,
]

# 05.B -----------------------------------------------------------------------------------------------------------------
PENALTY = [
    (lambda X, w, p: p * ((X * w) ** 2).sum(1).mean(), "no 1 - rate"),
    (lambda X, w, p: p * (1 - p) * ((X * w) ** 2).sum(1).mean(), "without the scaling"),
    (lambda X, w, p: (1 - p) / p * ((X * w) ** 2).sum(1).mean(), "upside down"),
    (lambda X, w, p: ((X * w) ** 2).sum(1).mean() / (1 - p), "the mean square"),
    (lambda X, w, p: p / (1 - p) ** 2 * ((X * w) ** 2).sum(1).mean(), "divided twice"),
    (lambda X, w, p: p / (1 - p) * ((X * w) ** 2).sum(), "summed over examples"),
    (lambda X, w, p: p / (1 - p) * ((X * w) ** 2).mean(), "the mean over inputs, too"),
    (lambda X, w, p: p / (1 - p) * ((X @ w) ** 2).mean(), "the square of the sum"),
    (lambda X, w, p: p / (1 - p) * (w**2).sum(), "plain L2"),
    (lambda X, w, p: p / (1 - p) * ((X.mean(0) * w) ** 2).sum(), "the mean input"),
    (lambda X, w, p: p / (1 - p) * (X.var(0) * w**2).sum(), "the inputs' variance"),
    (lambda X, w, p: p / (1 - p) * (X**2 * w).sum(1).mean(), "w not squared"),
    (lambda X, w, p: p / (1 - p) * ((X * w) ** 2).sum(1), "one for each example"),
    (lambda X, w, p: np.sqrt(p / (1 - p) * ((X * w) ** 2).sum(1).mean()), "the root"),
    (lambda X, w, p: p / (1 - p) * np.abs(X * w).sum(1).mean(), "absolute values"),
]
PENALTY_RIGHT = [
    lambda X, w, p: p / (1 - p) * (X**2 @ w**2).mean(),
    lambda X, w, p: (1 / (1 - p) - 1) * np.sum((X**2).mean(axis=0) * w**2),
    lambda X, w, p: p / (1 - p) * np.trace((X * w) @ (X * w).T) / len(X),
    lambda X, w, p: tf.reduce_mean(tf.reduce_sum((X * w) ** 2, axis=1)) * (p / (1 - p)),
]

UNSEEN = {"05.1": SOFT, "05.2": DROP, "05.3": KEPT, "05.4": STANDARD, "05.A": MAX_NORM, "05.B": PENALTY}
ALSO_RIGHT = {
    "05.1": SOFT_RIGHT,
    "05.2": DROP_RIGHT,
    "05.3": KEPT_RIGHT,
    "05.4": STANDARD_RIGHT,
    "05.A": MAX_NORM_RIGHT,
    "05.B": PENALTY_RIGHT,
}
