"""Checks of lesson 05, regularization."""

from contextlib import suppress

import numpy as np

from gan_course.checks import exercise


@exercise(
    "05.1",
    "stop at zero",
    "That is where w ends if one minimises (v - w)^2 / 2 + t |v| over v: hence 'proximal', near to where it was.",
)
def soft_threshold(answer, rng):
    size = np.sort(rng.uniform(0.6, 3, 4))
    for w, hint in (
        (size, "All of these are above t: each moves down by t."),
        (-size, "All of these are below -t: each moves up by t."),
        (np.array([0.4, -0.3, 0.1, -0.45]), "All of these are nearer to 0 than t: they become 0."),
    ):
        answer.expect(w, 0.5, value=np.sign(w) * np.maximum(np.abs(w) - 0.5, 0), hint=hint)
    for shape, t in [((6,), 0.4), ((3, 4), 0.7), ((8,), 0.3), ((2, 5), 1.2), ((7,), 0.9)]:
        w = rng.normal(size=shape)
        w.flat[:4] = -2.5, 2.1, 0.6 * t, -0.7 * t
        size, sign = np.abs(w), np.sign(w)
        answer.expect(
            *(w, t),
            value=sign * np.maximum(size - t, 0),
            mistakes={
                "Those that are left should have moved, too.": np.where(size > t, w, 0),
                "Near 0 that jumps to the other side; it should stop at 0.": w - t * sign,
                "Negative weights should stay negative, if they are large enough.": np.maximum(w - t, 0),
                "Positive weights should stay positive, if they are large enough.": np.minimum(w + t, 0),
                "The sign is lost.": np.maximum(size - t, 0),
                "That takes a share of each weight, as decay does; here all move as far.": w * (1 - t),
                "That takes a share of each weight, as the step for L2 does; here all move as far.": w / (1 + t),
                "That is what is to be taken away from w.": np.clip(w, -t, t),
                "Negative weights move away from 0 there.": np.where(size > t, w - t, 0),
                "Those nearer to 0 than t have not changed.": np.where(size > t, w - t * sign, w),
                "That moves half as far.": sign * np.maximum(size - t / 2, 0),
                "That moves twice as far.": sign * np.maximum(size - 2 * t, 0),
                "They move away from 0.": w + t * sign,
                "All move in the same direction; each should go towards 0.": w - t,
                "Large ones went to 0, and small ones across: is it the larger or the smaller of two?": sign
                * np.minimum(size - t, 0),
                "The large ones are gone, and the small ones left: the other way round.": np.where(size < t, w, 0),
                "Nearer to 0 than t there is less than t to take: it stops at 0.": sign * np.abs(size - t),
                "Small ones should become 0, not t.": sign * np.maximum(size, t),
                "0 is what is left at least, not t.": sign * np.maximum(size - t, t),
                "The sign is lost, and those nearer to 0 than t come out below it.": size - t,
                "That is the way to go; w itself is missing.": t * sign,
                "t is a distance, not a share of the largest weight.": sign * np.maximum(size - t * size.max(), 0),
                "Each weight moves by itself; yours shrink together.": w * max(1 - t / np.linalg.norm(w), 0),
                "Each weight moves by itself; yours shrink row by row.": w
                * np.maximum(1 - t / np.linalg.norm(w, axis=-1, keepdims=True), 0),
                "That rounds to steps of t; each should move by t.": np.round(w / t) * t,
                "Each weight by its own size, not by the largest's.": sign * max(size.max() - t, 0),
            },
            hint="Go by the size of each weight first, never below 0; then give it back its sign.",
        )


@exercise(
    "05.2",
    "drop",
    "Scaled in training, as here, it is called inverted dropout: what the network does later needs no change.",
)
def dropout(answer, rng):
    h = rng.normal(size=5) + 3
    u = rng.uniform(size=5)
    again = answer(h, u, 0.5)
    with suppress(Exception):  # what is no array of numbers is told so below
        same = np.allclose(again, answer(h, u, 0.5))
        answer.require(same, "the same from the same h, u and rate", "u holds the random numbers: draw none of your own.")
    for low, rate, factor, hint in (
        (0.5, 0.3, 1 / 0.7, "No u is below the rate here: nothing is muted. Which share stays, on average? Divide by that."),
        (0, 0.6, 0, "Every u is below the rate here: all are muted, and that means 0."),
    ):
        answer.expect(h, low + rng.uniform(0, 0.5, 5), rate, value=factor * h, hint=hint)
    for shape, rate in [((3, 4), 0.2), ((9,), 0.3), ((2, 6), 0.7), ((5, 3), 0.6), ((4, 4), 0.8)]:
        h, u = rng.normal(size=shape) + 0.5, rng.uniform(size=shape)
        u.flat[:4] = 0.9 * rate, 0.95, 0.04, rate
        on = u >= rate
        answer.expect(
            *(h, u, rate),
            value=on * h / (1 - rate),
            mistakes={
                "The right ones are muted. But the mean over many draws is smaller than h.": on * h,
                "That scales in the wrong direction: those that stay must make up for the muted.": on * h * (1 - rate),
                "How large a share stays, on average? That is not the rate.": on * h / rate,
                "The wrong ones are muted: a small u mutes.": ~on * h / (1 - rate),
                "The wrong ones are muted, though the mean would be right: a small u mutes.": ~on * h / rate,
                "The wrong ones are muted, and the others not scaled.": ~on * h,
                "A small u mutes, not a large one.": np.where(u > 1 - rate, 0, h / (1 - rate)),
                "Where u is exactly the rate it is not below it.": np.where(u <= rate, 0, h / (1 - rate)),
                "Nothing is muted there.": h / (1 - rate),
                "That is the mean of dropout without scaling; nothing is muted.": h * (1 - rate),
                "That is h, as it was.": h,
                "That is the mask; where is h?": on / (1 - rate),
                "That is which ones stay; where is h?": on.astype(float),
                "It is u that decides, not h.": np.where(h < rate, 0, h / (1 - rate)),
                "That is for a rate of 1/2, whatever the rate is.": np.where(u < 0.5, 0, 2 * h),
                "Scale by the share that stays on average, not by that of this draw.": on * h / on.mean(),
                "u only decides; it does not multiply.": on * h * u / (1 - rate),
                "Scaled twice.": on * h / (1 - rate) ** 2,
                "The rate is the share that is muted, not the share that stays.": np.where(u < 1 - rate, 0, h / rate),
                "More than all never stay: which share does?": on * h / (1 + rate),
                "Muted means 0; there it is only made smaller.": np.where(on, h / (1 - rate), h * (1 - rate)),
                "Muted means 0, not 1.": np.where(on, h / (1 - rate), 1),
                "Those to be muted are as they were: they should be 0.": np.where(on, h / (1 - rate), h),
                "Who is muted depends on the rate, not on 1/2.": np.where(u < 0.5, 0, h / (1 - rate)),
                "u decides who is muted; it does not multiply.": h * u / (1 - rate),
                "A root of the share keeps the mean square, not the mean.": on * h / np.sqrt(1 - rate),
                "All are scaled alike, by the rate; u is only for who is muted.": on * h / (1 - u),
                "Twice is right for a rate of 1/2 only.": on * h * 2,
                "Each entry has its own u.": np.where(np.broadcast_to(u[:1], u.shape) < rate, 0, h / (1 - rate)),
                "Scale by a factor; nothing is added.": np.where(on, h + rate / (1 - rate), 0),
                "The sum is kept over many draws, not in each.": on * h * h.sum() / (on * h).sum(),
            },
            hint="Where u is below the rate: 0. Which share stays on average? Divide the others by that.",
        )


@exercise(
    "05.3",
    "which epoch is kept?",
    "With restore_best_weights=True Keras goes back to it; without, it keeps the weights of the epoch where it stopped.",
)
def kept_epoch(answer, rng):
    for losses, patience, value, hint in (
        ([0.9, 0.8, 0.7, 0.65], 2, 3, "Each epoch is a new best here: the last one is kept."),
        ([0.5, 0.6, 0.7, 0.8, 0.9], 2, 0, "None is better than epoch 0 here."),
        ([0.9, 0.5, 0.6, 0.7], 5, 1, "Patience is not used up here when the training ends: the best is kept all the same."),
        (
            [0.9, 0.5, 0.6, 0.7, 0.4],
            3,
            4,
            "Two epochs in a row are no better here, then there is a new best: 3 are not used up.",
        ),
        (
            [0.9, 0.5, 0.6, 0.7, 0.8, 0.4],
            3,
            1,
            "Three epochs in a row are no better here: the last one is not run any more.",
        ),
    ):
        answer.expect(np.array(losses), patience, value=value, hint=hint)
    cases = [
        ([0.9, 0.7, 0.8, 0.75, 0.6, 0.5, 0.55, 0.58, 0.6, 0.65, 0.4], 3),
        ([0.9, 0.8, 0.85, 0.8, 0.7, 0.75, 0.7, 0.72, 0.6], 2),
        ([1.0, 0.9, 0.8, 0.7, 0.6], 2),
        ([1.0, 0.9, 0.95, 0.94, 0.93, 0.8, 0.7, 0.75], 4),
        ([0.5, 0.6, 0.7, 0.3], 2),
        ([0.9, 0.5, 0.6, 0.55, 0.5, 0.4, 0.45, 0.2], 3),
        ([0.8, 0.7, 0.75, 0.72, 0.71, 0.74, 0.6], 4),
        ([0.6, 0.5, 0.55, 0.4, 0.45, 0.3, 0.35, 0.2, 0.25, 0.24], 2),
        ([0.9, 0.8, 0.82, 0.7, 0.72, 0.6, 0.62, 0.5, 0.52, 0.51, 0.53, 0.1], 3),
        ([0.7, 0.8, 0.6, 0.65, 0.64, 0.63, 0.62, 0.61], 6),
        ([0.7, 0.6, 0.65, 0.68, 0.5, 0.1], 2),
        ([0.9, 0.6, 0.7, 0.6, 0.8, 0.75, 0.3], 5),
        ([0.9, 0.6, 0.599, 0.598, 0.5979, 0.7, 0.65, 0.62, 0.1], 3),
        ([0.8, 0.5, 0.4999, 0.6, 0.4998, 0.7], 2),
        ([0.5, 0.6, 0.4, 0.45, 0.5], 2),
        ([0.8, 0.9, 0.85, 0.7, 0.75], 3),
    ]
    shift = float(rng.integers(1, 9)) / 8
    for losses, patience in cases:
        losses = np.array(losses) + shift
        best, last = _stop(losses, patience)
        mistakes = {
            "That is the lowest of all; would training have got so far?": losses.argmin(),
            "That is where training stops; which epoch does it go back to?": last,
            "The first epoch is 0.": best + 1,
            "That is the loss; the epoch, please.": losses[best],
            "It stops an epoch too late.": _stop(losses, patience + 1)[0],
            "A loss that is equal to the best is no better.": _stop(losses, patience, ties=True)[0],
            "Any epoch without a new best stops it there; it should wait.": _stop(losses, 1)[0],
            "That is for a patience of 3, whatever it is.": _stop(losses, 3)[0],
            "That is the last epoch there is.": len(losses) - 1,
            "That looks at the first few epochs only.": losses[: patience + 1].argmin(),
            "At the end training may stop before the patience is used up.": last - patience,
            "Compare with the best so far, not with the epoch before.": _against_the_last(losses, patience),
            "In a row: a new best starts the count anew.": _never_resets(losses, patience),
            "That is the highest loss; the best is the lowest.": losses.argmax(),
            "If training is never stopped, the best is kept as well.": best if last - best >= patience else len(losses) - 1,
            "However little lower it is: a lower loss is a new best.": _stop(losses, patience, least=0.01)[0],
            "That is the patience, not an epoch.": patience,
            "Epoch 0 is the best so far, not one that was no better.": _stop(losses, patience, first=1)[0],
            "That is the lowest of all, less the patience.": losses.argmin() - patience,
            "That counts how often the loss fell.": (np.diff(losses) < 0).sum(),
            "The last epochs count, too.": losses[: max(len(losses) - patience, 1)].argmin(),
            "Training may go on after these first few epochs.": losses[:patience].argmin(),
        }
        if patience > 1:
            mistakes["It stops an epoch too early."] = _stop(losses, patience - 1)[0]
        answer.expect(
            *(losses, patience),
            value=best,
            mistakes=mistakes,
            hint="Keep the best epoch so far, and count those since; a new best starts the count at 0; stop at `patience`.",
        )


def _stop(losses, patience, ties=False, least=0, first=0):
    """Return the best epoch and the last that was run. first: what epoch 0 counts as one that was no better."""
    best = 0
    if first >= patience:
        return 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best] - least or (ties and losses[epoch] == losses[best]):
            best = epoch
        elif epoch - best + (first if best == 0 else 0) >= patience:
            return best, epoch
    return best, len(losses) - 1


def _against_the_last(losses, patience):
    wait = 0
    for epoch in range(1, len(losses)):
        wait = 0 if losses[epoch] < losses[epoch - 1] else wait + 1
        if wait == patience:
            return losses[: epoch + 1].argmin()
    return losses.argmin()


def _never_resets(losses, patience):
    best = wait = 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best = epoch
        else:
            wait += 1
            if wait == patience:
                break
    return best


@exercise(
    "05.4",
    "standardise",
    "What is 0 in every training digit may be a grey pixel in the next: divided by a tiny deviation, it would outshout all.",
)
def standardise(answer, rng):
    unit, other = np.array([[-1.0, 1, 1], [1, -1, 1], [1, 1, -1], [-1, -1, -1]]), rng.normal(size=(5, 3)) + 2
    for train, value, hint in (
        (3 * unit, other / 3, "Each column of train has mean 0 here: only divide, by its deviation (here 3)."),
        (unit + [4, 5, 6], other - [4, 5, 6], "Each column of train has deviation 1 here: only shift, by its mean."),
        (0 * unit + [2, 5, 8], other - [2, 5, 8], "Each column of train is constant here: only shift."),
    ):
        zero = "Something is divided by 0: what is the deviation of a column that is constant in train?"
        answer.expect(train, other, value=value, hint=hint, not_finite=zero)
    for n, m, d in [(6, 4, 3), (9, 5, 4), (7, 8, 3), (5, 3, 5), (8, 6, 4)]:
        train, other = (rng.normal(size=(k, d)) * rng.uniform(1.5, 4, d) + rng.normal(size=d) * 3 for k in (n, m))
        constant = rng.integers(d)
        small = (constant + 1) % d  # a deviation that is small, and not 0
        train[:, small], other[:, small] = 0.03 * train[:, small], 0.03 * other[:, small]
        train[:, constant] = 2.5
        mean, deviation = train.mean(axis=0), train.std(axis=0)
        divisor, both = _or_one(deviation), np.concatenate([train, other])
        value = (other - mean) / divisor
        mistakes = {
            "Those are the statistics of other; the network knows those of train.": (other - other.mean(axis=0))
            / other.std(axis=0),
            "The statistics of both together let other in; they should be of train.": (other - both.mean(axis=0))
            / both.std(axis=0),
            "The deviation is of other, not of train.": (other - mean) / other.std(axis=0),
            "The mean is of other, not of train.": (other - other.mean(axis=0)) / divisor,
            "A column that is constant in train is shifted only; yours became 0.": np.where(deviation > 0, value, 0),
            "A column that is constant in train is shifted, too.": np.where(deviation > 0, value, other),
            "Shifted, but not divided.": other - mean,
            "Divided, but not shifted.": other / divisor,
            "Divide by the deviation, not by the variance.": (other - mean) / _or_one(train.var(axis=0)),
            "Divide by n in the deviation, not by n - 1.": (other - mean) / _or_one(train.std(axis=0, ddof=1)),
            "Each column has a mean and a deviation of its own.": (other - train.mean()) / train.std(),
            "A small number added makes a constant column's values enormous: there, only shift.": (other - mean)
            / (deviation + 1e-7),
            "A small number for the deviation makes a constant column's values enormous: there, only shift.": (other - mean)
            / np.maximum(deviation, 1e-8),
            "Divide by the deviation alone, where it is not 0.": (other - mean) / (deviation + 1),
            "That is the median's place; shift by the mean.": (other - np.median(train, axis=0)) / divisor,
            "That scales to 0 and 1, by the smallest and the largest.": (other - train.min(axis=0))
            / _or_one(np.ptp(train, axis=0)),
            "Shift first, then divide.": other / divisor - mean,
            "The sign: subtract the mean from the values.": -value,
            "Small deviations are divided by, too; only 0 is not.": (other - mean) / np.maximum(deviation, 1),
            "Each column has a deviation of its own.": (other - mean) / train.std(),
            "Each column has a mean of its own.": (other - train.mean()) / divisor,
            "The deviation is measured from the mean, not from 0.": (other - mean) / np.sqrt((train**2).mean(axis=0)),
            "That is the mean absolute deviation; the standard one is a root of squares.": (other - mean)
            / _or_one(np.abs(train - mean).mean(axis=0)),
            "By the deviation one divides; that multiplies.": (other - mean) * divisor,
            "The mean is to be subtracted, not added.": (other + mean) / divisor,
            "By columns, not by rows.": (other - other.mean(axis=1, keepdims=True)) / other.std(axis=1, keepdims=True),
            "The mean of the squares, not their sum, lies under the root.": (other - mean) / _or_one(deviation * n**0.5),
            "For a constant column that puts in the largest number there is; it should be shifted only.": np.where(
                deviation > 0, value, np.sign(other - mean) * np.finfo(float).max
            ),
            "A small number added changes columns of small deviation, and blows up the constant ones.": (other - mean)
            / (deviation + 1e-3),
        }
        answer.expect(
            *(train, other),
            value=value,
            mistakes=mistakes,
            hint="Mean and deviation of each column of train, used on other; where the deviation is 0, divide by 1.",
            not_finite="Something is divided by 0: what is the deviation of a column that is constant in train?",
        )


def _or_one(deviation):
    return np.where(deviation > 0, deviation, 1)


@exercise("05.A", "a limit for each unit", "In Keras: kernel_constraint=keras.constraints.MaxNorm(c, axis=0).", points=2)
def max_norm(answer, rng):
    W = rng.normal(size=(4, 3))
    W /= np.sqrt((W**2).sum(axis=0))
    for factors, c, value, hint in (
        ([0.9, 0.5, 0.2], 1.0, [0.9, 0.5, 0.2], "All columns are shorter than c here: nothing changes."),
        ([4.0, 4.0, 4.0], 2.0, [2.0, 2.0, 2.0], "All columns have twice the length c here: all is halved."),
        ([3.0, 6.0, 1.0], 1.5, [1.5, 1.5, 1.0], "Two columns are too long here, twice and four times; the third stays."),
    ):
        answer.expect(W * factors, c, value=W * value, hint=hint)
    for shape, c in [((4, 5), 2.0), ((6, 4), 1.5), ((3, 6), 1.3), ((5, 5), 2.4), ((4, 6), 0.6)]:
        W = rng.normal(size=shape)
        wanted = rng.permutation(np.r_[0.4, 0.9, 1.4, rng.uniform(1.6, 3, shape[1] - 3)]) * c
        W *= wanted / np.sqrt((W**2).sum(axis=0))
        W[:, rng.integers(shape[1])] *= 0 if c > 2.2 else 1
        length = np.maximum(np.sqrt((W**2).sum(axis=0)), 1e-12)
        rows = np.sqrt((W**2).sum(axis=1, keepdims=True))
        root_mean = np.maximum(np.sqrt((W**2).mean(axis=0)), 1e-12)
        longer = length > c
        answer.expect(
            *(W, c),
            value=W * np.minimum(1, c / length),
            mistakes={
                "Those that are short enough stay as they are.": W * c / length,
                "A unit's incoming weights lie in a column, not in a row.": W * np.minimum(1, c / rows),
                "Each unit has a length of its own; that is one of the whole matrix.": W * min(1, c / np.sqrt((W**2).sum())),
                "That limits each weight; the limit is for the length of a column.": np.clip(W, -c, c),
                "The length is a root.": W * np.minimum(1, c / np.maximum(length**2, 1e-12)),
                "Compare lengths with c, not their squares.": np.where(length**2 > c, W * c / length, W),
                "The long ones should get the length c, not 1.": np.where(longer, W / length, W),
                "The long ones are scaled down, not removed.": np.where(longer, 0, W),
                "The long ones are multiplied by c there; which factor gives them the length c?": np.where(longer, W * c, W),
                "That is the sum of the absolute values; the length is the root of the squares' sum.": W
                * np.minimum(1, c / np.maximum(np.abs(W).sum(axis=0), 1e-12)),
                "That is the largest weight; the length takes all of a column.": W
                * np.minimum(1, c / np.maximum(np.abs(W).max(axis=0), 1e-12)),
                "Short ones stay as they are; the long ones are to be scaled.": np.where(longer, W, W * c / length),
                "The factor is upside down.": W * np.minimum(1, length / c),
                "The root is of the sum of squares, not of their mean.": W * np.minimum(1, c / root_mean),
                "That is W as it was.": W,
                "That is the root of the factor that is needed.": W * np.minimum(1, np.sqrt(c / length)),
                "Lengths, not their squares.": W * np.minimum(1, (c / length) ** 2),
                "The limit is c, not 1.": W / np.maximum(1, length),
                "Divided by the length the column has length 1; by its square it has not.": np.where(
                    longer, W * c / length**2, W
                ),
                "All get the length 1 there; which ones are to be changed, and to which length?": W / length,
                "Each entry got the size c; the column should have the length c.": np.where(longer, c * np.sign(W), W),
                "That makes long ones longer: the factor is upside down.": np.where(longer, W * length / c, W),
                "Scaled: multiplied by a factor, so that its direction stays.": W - np.where(longer, length - c, 0),
                "The length is measured from 0, not from the mean.": W * np.minimum(1, c / np.maximum(W.std(axis=0), 1e-12)),
                "Each unit by its own length, not all by the longest.": W * min(1, c / length.max()),
                "That is the sum of the weights; the length is the root of the squares' sum.": W
                * np.minimum(1, c / np.maximum(np.abs(W.sum(axis=0)), 1e-12)),
                "That limits each weight, and only upwards; the limit is for the length of a column.": np.minimum(W, c),
            },
            hint="The length of each column; where it is above c, which factor makes it c? Elsewhere the factor is 1.",
            not_finite="Something is divided by 0: a unit may have only zeros.",
        )


@exercise(
    "05.B",
    "dropout as a penalty",
    "It is L2, with a strength of its own for each weight: its input's mean square. Larger inputs are held back more.",
    points=2,
)
def dropout_penalty(answer, rng):
    x, w = rng.uniform(1.2, 3, 2)
    for X, weights, rate, value, hint in (
        (
            [[x]],
            [w],
            0.5,
            (x * w) ** 2,
            "One input: x w becomes 0 or 2 x w, each in half of the draws. What is its variance?",
        ),
        ([[x]], [w], 0.75, 3 * (x * w) ** 2, "One input: x w becomes 0, or 4 x w in a quarter of the draws. Its variance?"),
        ([[x, 1.0]], [w, 2.0], 0.5, (x * w) ** 2 + 4, "Two inputs, dropped independently: their variances add."),
        ([[x], [2.0]], [w], 0.5, (x**2 + 4) / 2 * w**2, "Two examples with one input: the mean over the examples."),
    ):
        answer.expect(np.array(X), np.array(weights), rate, value=value, hint=hint)
    for n, d, rate in [(4, 3, 0.2), (6, 2, 0.3), (3, 5, 0.6), (5, 4, 0.7), (7, 3, 0.8), (2, 6, 0.4)]:
        X, w = rng.normal(size=(n, d)) + 0.7, rng.normal(size=d)
        odds = rate / (1 - rate)
        s = ((X * w) ** 2).sum(axis=1).mean()
        answer.expect(
            *(X, w, rate),
            value=odds * s,
            mistakes={
                "Those that stay are divided by 1 - rate: what does that do to the variance?": rate * s,
                "That is the variance without the division by 1 - rate.": rate * (1 - rate) * s,
                "The factor is upside down: with more dropout there is more penalty.": s / odds,
                "That is the mean of the squares; the square of the mean is in the loss already.": s / (1 - rate),
                "Too many divisions by 1 - rate: what is the variance of a mask before it is divided?": odds
                / (1 - rate)
                * s,
                "That takes the root of the factor.": np.sqrt(odds) * s,
                "Where is the rate?": s,
                "That is the sum over the examples; the mean, please.": odds * s * n,
                "Sum over the inputs; the mean is over the examples only.": odds * s / d,
                "Inputs are dropped one by one: their variances add, not the terms themselves.": odds
                * ((X @ w) ** 2).mean(),
                "The inputs count: a dropped input changes the sum by as much as it gave.": odds * (w**2).sum(),
                "The mean of the squared inputs, not the square of their mean.": odds * ((X.mean(axis=0) * w) ** 2).sum(),
                "It is not the inputs' variance over examples that counts, but the mask's.": odds
                * (X.var(axis=0) * w**2).sum(),
                "w is squared, too.": odds * (X**2 * w).sum(axis=1).mean(),
                "x is squared, too.": odds * (X * w**2).sum(axis=1).mean(),
                "Variances are of squares, not of absolute values.": odds * np.abs(X * w).sum(axis=1).mean(),
                "That is one for each example; their mean, please.": odds * ((X * w) ** 2).sum(axis=1),
                "That is the standard deviation; the penalty is of squares.": np.sqrt(odds * s),
                "The odds of being dropped count once, not twice.": odds**2 * s,
                "The share that stays is 1 - rate.": rate / (1 + rate) * s,
                "More dropout should bring more penalty; without dropout there is none.": (1 - rate) * s,
                "The mask's variance, not that of the terms among the inputs.": odds * (X * w).var(axis=1).mean(),
                "Each input with its own weight: multiply before you sum.": odds * (X**2).sum(axis=1).mean() * (w**2).sum(),
                "Each input with its own weight; that takes one mean for all inputs.": odds * (X**2).mean() * (w**2).sum(),
                "That is half of it.": odds * s / 2,
                "That is twice of it.": odds * s * 2,
            },
            hint="A term x w becomes 0, or x w / (1 - rate): what is its variance? They add over the inputs; then the mean.",
        )
