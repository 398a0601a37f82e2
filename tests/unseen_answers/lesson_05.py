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

# More, by another reader -------------------------------------------------------------------------------------------------


def soft(w, t):
    return np.sign(w) * np.maximum(np.abs(w) - t, 0)


NEW_1 = [
    (lambda w, t: np.where(np.abs(w) < t, w, 0), "kept the small ones"),
    (lambda w, t: np.sign(w) * np.abs(np.abs(w) - t), "jumps across, |.|"),
    (lambda w, t: np.sign(w) * (np.abs(w) + t), "away from 0"),
    (lambda w, t: soft(w, 2 * t), "2t"),
    (lambda w, t: np.maximum(w - t, 0) + np.minimum(w - t, 0), "w-t"),
    (lambda w, t: np.sign(w) * np.maximum(np.abs(w) - t, t), "max(.,t)"),
    (lambda w, t: np.sign(w) * max(np.abs(w).max() - t, 0), "max over all"),
    (lambda w, t: np.round(w / t) * t, "rounded to multiples of t"),
    (lambda w, t: w * np.maximum(1 - t / np.linalg.norm(w), 0), "group lasso, all together"),
    (lambda w, t: w * np.maximum(1 - t / np.linalg.norm(w, axis=-1, keepdims=True), 0), "group lasso rows"),
    (lambda w, t: soft(w, t * np.abs(w).max()), "t as a share of the largest"),
    (lambda w, t: soft(w, t).sum(), "sum"),
    (lambda w, t: np.abs(w) - t, "abs minus t"),
    (lambda w, t: t * np.sign(w), "the pull"),
]
NEW_RIGHT_1 = [
    lambda w, t: np.float32(soft(w, t)),
    lambda w, t: tf.constant(soft(w, t)),
    lambda w, t: soft(w, t).tolist(),
    lambda w, t: np.where(w > t, w - t, np.where(w < -t, w + t, 0)),
    lambda w, t: np.where(np.abs(w) <= t, 0, w - t * np.sign(w)),
]

NEW_2 = [
    (lambda h, u, p: np.where(u < p, 0, h / (1 + p)), "over 1+p"),
    (lambda h, u, p: np.where(u < 1 - p, 0, h / p), "keep prob exchanged both"),
    (lambda h, u, p: np.where(u < p, h * (1 - p), h / (1 - p)), "scaled, not muted"),
    (lambda h, u, p: np.where(u < p, 1, h / (1 - p)), "one"),
    (lambda h, u, p: np.where(u < p, h, h / (1 - p)), "not muted"),
    (lambda h, u, p: (u >= p) * h * h.sum() / max(((u >= p) * h).sum(), 1e-9), "sum kept"),
    (lambda h, u, p: (u >= p) * h / (1 - u), "over 1-u"),
    (lambda h, u, p: u >= p, "mask bool"),
    (lambda h, u, p: np.where(u < p, 0, h) / np.sqrt(1 - p), "root"),
    (lambda h, u, p: np.where(u < 0.5, 0, h / (1 - p)), "one half"),
    (lambda h, u, p: np.where(u < p, 0, h * 2), "doubling"),
    (lambda h, u, p: np.where(u[:1] < p, 0, h / (1 - p)), "one row's draw for all"),
    (lambda h, u, p: np.where(u < p, 0, h + p / (1 - p)), "added"),
    (lambda h, u, p: (np.where(u < p, 0, h / (1 - p))).mean(0), "mean"),
]


def d(h, u, p):
    return np.where(u < p, 0, h / (1 - p))


NEW_RIGHT_2 = [
    lambda h, u, p: h * (u >= p) / (1 - p),
    lambda h, u, p: np.float32(d(h, u, p)),
    lambda h, u, p: tf.where(u < p, 0.0, h / (1 - p)),
    lambda h, u, p: d(h, u, p).tolist(),
]


def ke(losses, patience, better=lambda a, b: a < b, off=0, ret="best", last=True):
    best = 0
    for e, loss in enumerate(losses):
        if better(loss, losses[best]):
            best = e
        elif e - best >= patience + off:
            return best if ret == "best" else e
    return best if ret == "best" else e


def rises(losses, patience):
    n = 0
    for e in range(1, len(losses)):
        n = n + 1 if losses[e] > losses[e - 1] else 0
        if n >= patience:
            return e - patience
    return int(np.argmin(losses))


def noreset(losses, patience):
    best, n = 0, 0
    for e, loss in enumerate(losses):
        if e and loss < losses[best]:
            best = e
        elif e:
            n += 1
            if n >= patience:
                break
    return best


def vsprev(losses, patience):
    n = 0
    best = 0
    for e in range(1, len(losses)):
        if losses[e] < losses[best]:
            best = e
        if losses[e] < losses[e - 1]:
            n = 0
        else:
            n += 1
            if n >= patience:
                break
    return best


def lossval(losses, patience):
    return losses[ke(losses, patience)]


def window(losses, patience):
    return int(np.argmin(losses[:patience]))


def first_no(losses, patience):
    best = 0
    for e, loss in enumerate(losses):
        if loss < losses[best]:
            best = e
        if e - best > patience:
            break
    return best


def maxi(losses, patience):
    return ke([-loss for loss in losses], patience)


def none_at_end(losses, patience):
    best = 0
    for e, loss in enumerate(losses):
        if loss < losses[best]:
            best = e
        elif e - best >= patience:
            return best
    return len(losses) - 1


def lastmin(losses, patience):
    best = 0
    for e, loss in enumerate(losses):
        if loss <= losses[best]:
            best = e
        elif e - best >= patience:
            return best
    return best


def bestafter(losses, patience):
    e = ke(losses, patience, ret="e")
    return int(np.argmin(losses[:e])) if e else 0


def min_delta(losses, patience):
    best = 0
    for e, loss in enumerate(losses):
        if loss < losses[best] - 0.01:
            best = e
        elif e - best >= patience:
            break
    return best


NEW_3 = [
    (window, "first patience epochs"),
    (none_at_end, "last if never stopped"),
    (min_delta, "min delta"),
    (lambda losses, p: p, "patience"),
    (lambda losses, p: int(np.argmin(losses[:-p])) if len(losses) > p else 0, "argmin without the last patience"),
    (
        lambda losses, p: next(
            (e for e in range(len(losses) - p) if all(losses[e + k] > losses[e] for k in range(1, p + 1))), len(losses) - 1
        ),
        "first such: strict >, and last at the end",
    ),
]
NEW_RIGHT_3 = [
    lambda losses, p: np.int64(ke(losses, p)),
    lambda losses, p: float(ke(losses, p)),
    lambda losses, p: int(np.argmin(losses[: ke(losses, p, ret="e") + 1])),
]


def or1(s):
    return np.where(s > 0, s, 1)


NEW_4 = [
    (lambda a, b: (b - a.mean(0)) / (a.std(0) + 1e-3), "epsilon"),
    (lambda a, b: (b - a.mean(0)) * or1(a.std(0)), "times"),
    (lambda a, b: (b + a.mean(0)) / or1(a.std(0)), "plus"),
    (lambda a, b: (b - a.mean(0)) / np.maximum(a.std(0), 1), "at least 1"),
    (lambda a, b: (b - b.mean(0)) / or1(a.std(0)), "other's mean"),
    (lambda a, b: (b - a.mean(0)) / or1(b.std(0)), "other's std"),
    (lambda a, b: (b - a.mean(0)) / or1(a.std()), "overall std"),
    (lambda a, b: (b - a.mean()) / or1(a.std(0)), "overall mean"),
    (lambda a, b: (b - a.mean(0)) / or1(np.sqrt((a**2).mean(0))), "not centred rms"),
    (lambda a, b: (b - a.mean(0)) / or1(np.abs(a - a.mean(0)).mean(0)), "mean abs dev"),
    (lambda a, b: (b - b.mean(1, keepdims=True)) / or1(b.std(1, keepdims=True)), "rows"),
    (lambda a, b: (b - a.mean(0)) / or1(np.sqrt(((a - a.mean(0)) ** 2).sum(0))), "not divided by n"),
    (lambda a, b: (b - a.mean(0)) / or1(a.std(0)) * 0 + ((b - a.mean(0)) / or1(a.std(0))).clip(-3, 3), "clipped"),
    (lambda a, b: np.nan_to_num((b - a.mean(0)) / a.std(0)), "nan_to_num"),
]
NEW_RIGHT_4 = [
    lambda a, b: (b - a.mean(0)) / np.where(a.std(0) < 1e-9, 1, a.std(0)),
    lambda a, b: np.float32((b - a.mean(0)) / or1(a.std(0))),
    lambda a, b: tf.constant((b - a.mean(0)) / or1(a.std(0))),
]


def ln(W):
    return np.sqrt((W**2).sum(0))


NEW_5 = [
    (lambda W, c: W * np.minimum(1, np.sqrt(c / ln(W))), "root"),
    (lambda W, c: W * np.minimum(1, c**2 / (W**2).sum(0)), "squares both"),
    (lambda W, c: W / np.maximum(1, ln(W)), "c forgotten"),
    (lambda W, c: np.where(ln(W) > c, c * np.sign(W), W), "each entry c"),
    (lambda W, c: W * np.where(ln(W) > c, ln(W) / c, 1), "inverse"),
    (lambda W, c: W - np.where(ln(W) > c, ln(W) - c, 0), "subtracted"),
    (lambda W, c: W * np.minimum(1, c / W.std(0)), "std"),
    (lambda W, c: W * min(1, c / ln(W).max()), "by the longest"),
    (lambda W, c: W * np.minimum(1, c / np.abs(W.sum(0))), "abs sum"),
    (lambda W, c: np.minimum(ln(W), c), "lengths"),
    (lambda W, c: W * np.where(ln(W) > c, c / (W**2).sum(0), 1), "divided by the square, threshold right"),
    (lambda W, c: np.minimum(W, c), "min"),
    (lambda W, c: W / ln(W), "unit"),
]
NEW_RIGHT_5 = [
    lambda W, c: W * np.minimum(1, c / np.maximum(ln(W), 1e-30)),
    lambda W, c: tf.clip_by_norm(W, c, axes=[0]),
    lambda W, c: np.float32(W * np.minimum(1, c / np.maximum(ln(W), 1e-30))),
]


def S(X, w):
    return ((X * w) ** 2).sum(1).mean()


NEW_6 = [
    (lambda X, w, p: np.sqrt(p / (1 - p)) * S(X, w), "root"),
    (lambda X, w, p: p / (1 - p) * (X * w**2).sum(1).mean(), "X not squared"),
    (lambda X, w, p: 2 * p / (1 - p) * S(X, w), "twice"),
    (lambda X, w, p: p / (1 - p) * S(X, w) / 2, "half"),
    (lambda X, w, p: -p / (1 - p) * S(X, w), "minus"),
    (lambda X, w, p: p / (1 - p) * ((X * w) ** 2).mean(0), "axis 0"),
    (lambda X, w, p: (p / (1 - p)) ** 2 * S(X, w), "ratio squared"),
    (lambda X, w, p: p / (1 + p) * S(X, w), "1+p"),
    (lambda X, w, p: S(X, w), "factor forgotten"),
    (lambda X, w, p: (1 - p) * S(X, w), "1-p"),
    (lambda X, w, p: p / (1 - p) * ((X * w).var(1)).mean(), "variance over features"),
    (lambda X, w, p: p / (1 - p) * (X**2).sum(1).mean() * (w**2).sum(), "product of the norms"),
    (lambda X, w, p: p / (1 - p) * (X**2).mean() * (w**2).sum(), "mean of squares times"),
]
NEW_RIGHT_6 = [
    lambda X, w, p: p / (1 - p) * (np.mean(X**2, 0) @ w**2),
    lambda X, w, p: np.float32(p / (1 - p) * S(X, w)),
    lambda X, w, p: tf.constant([p / (1 - p) * S(X, w)]),
]

for number, wrong, right in (
    ("05.1", NEW_1, NEW_RIGHT_1),
    ("05.2", NEW_2, NEW_RIGHT_2),
    ("05.3", NEW_3, NEW_RIGHT_3),
    ("05.4", NEW_4, NEW_RIGHT_4),
    ("05.A", NEW_5, NEW_RIGHT_5),
    ("05.B", NEW_6, NEW_RIGHT_6),
):
    UNSEEN[number] = [*UNSEEN[number], *wrong]
    ALSO_RIGHT[number] = [*ALSO_RIGHT.get(number, []), *right]

# A third time, after the checks had been read -----------------------------------------------------------------------------
THIRD_1 = [
    (lambda w, t: np.where(w > 0, w - t, w + t), "no stop"),
    (lambda w, t: np.where(w > t, w - t, np.where(w < t, w + t, 0)), "w<t for w<-t"),
    (lambda w, t: np.where(np.abs(w) < t, 0, w * (1 - t)), "share beyond"),
    (lambda w, t: np.clip(w - t, 0, None), "clip from below"),
    (lambda w, t: np.sign(w) * np.maximum(np.abs(w) - t * t / 2, 0), "t^2/2"),
    (lambda w, t: np.maximum(w - t, 0) + np.maximum(w + t, 0), "max both"),
    (lambda w, t: np.where(np.abs(w) > t, np.sign(w) * t, 0), "t left"),
]
THIRD_2 = [
    (lambda h, u, p: np.where(u < p, h, 0) / (1 - p), "keeps the small, /(1-p)"),
    (lambda h, u, p: h * (u > p) * (1 / p), "over p with >"),
    (lambda h, u, p: np.where(u < p, 0, h - h.mean()), "minus the mean"),
    (lambda h, u, p: np.where(u < p, 0, h) + p, "plus p"),
    (lambda h, u, p: np.where(u < p, 0, h * (1 + p)), "times 1+p"),
    (lambda h, u, p: np.where(u < p, -h, h / (1 - p)), "negative"),
    (lambda h, u, p: np.where(u < 1 - p, h, 0), "keeps the low 1-p, unscaled"),
    (lambda h, u, p: np.where(u < p, 0, u / (1 - p)), "u for h"),
]


def back_from_stop(losses, p):
    w = 0
    for e in range(1, len(losses)):
        if losses[e] >= min(losses[:e]):
            w += 1
        else:
            w = 0
        if w == p:
            return e - p
    return len(losses) - 1


def counts_epoch_0(losses, p):
    b, w = 0, 0
    for e in range(len(losses)):
        if losses[e] < losses[b]:
            b, w = e, 0
        else:
            w += 1
        if w >= p:
            break
    return b


def every_pth(losses, p):
    b = 0
    for e in range(0, len(losses), p):
        if losses[e] < losses[b]:
            b = e
        else:
            return b
    return b


def looks_ahead(losses, p):
    for e in range(len(losses) - p):
        if losses[e] <= min(losses[e + 1 : e + 1 + p]):
            return e
    return len(losses) - 1


THIRD_3 = [
    (back_from_stop, "returns stop - p, last at the end"),
    (counts_epoch_0, "epoch 0 counts as no better"),
    (every_pth, "looks at every p-th"),
    (looks_ahead, "ahead; last at the end"),
    (lambda losses, p: int(np.argmin(losses)) - p, "argmin - p"),
    (lambda losses, p: min(int(np.argmin(losses)), p), "min with p"),
    (lambda losses, p: sum(np.diff(losses) < 0), "number of falls"),
]
THIRD_4 = [
    (lambda a, b: (b - a.mean(0)) / or1(a.std(0)) ** 2, "squared"),
    (lambda a, b: (b - a.mean(0)) / np.sqrt(or1(a.std(0))), "root"),
    (lambda a, b: (b - a.mean(0)) / or1(np.abs(a).max(0)), "by the largest"),
    (lambda a, b: (b - a.mean(0)) / or1(np.ptp(a, 0)), "by the range"),
    (lambda a, b: (b - a[0]) / or1(a.std(0)), "first row"),
    (lambda a, b: (b - a.mean(0)) / np.where(a.std(0) > 0, a.std(0), 1e-8), "1e-8"),
    (lambda a, b: np.where(a.std(0) > 0, (b - a.mean(0)) / or1(a.std(0)), 1), "ones"),
    (lambda a, b: ((b - a.mean(0)) / or1(a.std(0))) / ((b - a.mean(0)) / or1(a.std(0))).std(0), "again by own"),
]
THIRD_5 = [
    (lambda W, c: W * np.where(ln(W) >= c, c / (ln(W) + c), 1), "c/(losses+c)"),
    (lambda W, c: W * np.where(np.abs(W) > c, c / ln(W), 1), "entry above c"),
    (lambda W, c: np.where(ln(W) > c, W / c, W), "divided by c"),
    (lambda W, c: np.where(ln(W) > c, W - c, W), "minus c"),
    (lambda W, c: W * np.where(ln(W) > c, c / np.maximum(np.abs(W).max(0), 1e-12), 1), "largest becomes c"),
    (lambda W, c: W * np.minimum(1, c / np.maximum(ln(W), 1e-12)).mean(), "mean factor"),
    (lambda W, c: W * np.where(ln(W) > 2 * c, c / np.maximum(ln(W), 1e-12), 1), "beyond 2c"),
    (lambda W, c: W * np.minimum(1, c / np.maximum(ln(W[:-1]), 1e-12)), "last row left out of the length"),
]
THIRD_6 = [
    (lambda X, w, p: p / (1 - p) * (X * w).sum(1).mean() ** 2, "square of the mean"),
    (lambda X, w, p: p / (1 - p) * ((X * w) ** 2).sum(1).max(), "max"),
    (lambda X, w, p: p**2 / (1 - p) * S(X, w), "p squared"),
    (lambda X, w, p: (1 / (1 - p) ** 2 - 1) * S(X, w), "1/(1-p)^2 - 1"),
    (lambda X, w, p: p * (1 - p) / (1 - p) * S(X, w) * (1 - p), "p(1-p)"),
    (lambda X, w, p: np.log(1 / (1 - p)) * S(X, w), "log"),
    (lambda X, w, p: p / (1 - p) * (np.abs(X) @ np.abs(w)).mean(), "abs"),
    (lambda X, w, p: p / (1 - p) * ((X @ w) ** 2 - ((X * w) ** 2).sum(1)).mean(), "cross terms"),
]

for number, wrong in (
    ("05.1", THIRD_1),
    ("05.2", THIRD_2),
    ("05.3", THIRD_3),
    ("05.4", THIRD_4),
    ("05.A", THIRD_5),
    ("05.B", THIRD_6),
):
    UNSEEN[number] = [*UNSEEN[number], *wrong]
