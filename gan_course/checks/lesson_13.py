"""Checks of lesson 13, DCGAN."""

import numpy as np

from gan_course.checks import exercise

NOT_FINITE = "Something overflows, or is divided by 0, or is the root, log or arc cosine of a number that has none."


@exercise(
    "13.1", "how large is the output?", 'With "same", Keras cuts kernel - stride off: that is why 7 becomes 14 and then 28.'
)
def transposed_size(answer, rng):
    cases = [(7, 4, 3, "valid"), (6, 5, 2, "same"), (5, 7, 4, "valid"), (9, 8, 3, "same")]
    for padding in ("valid", "same"):
        for _ in range(2):
            stride = int(rng.integers(2, 5))
            cases.append((int(rng.integers(6, 13)), stride + int(rng.integers(2, 5)), stride, padding))
    cases += [(8, 4, 1, "valid"), (7, 2, 2, "same")]
    for n, kernel, stride, padding in cases:
        valid = padding == "valid"
        whole, same = stride * (n - 1) + kernel, stride * n
        right = whole if valid else same
        answer.expect(
            *(n, kernel, stride, padding),
            value=right,
            mistakes={
                "That is where an ordinary convolution leads: down. This one goes up.": (n - kernel) // stride + 1,
                "That is an ordinary convolution with padding, which leads down. This one goes up.": -(-n // stride),
                "That is where ordinary convolutions lead: down. This one goes up.": (n - kernel) // stride + 1
                if valid
                else -(-n // stride),
                'This one is "valid": nothing is cut off, so the kernels of the last stamps stick out.': same,
                'This one is "same": what sticks out beyond stride times the input is cut off.': whole,
                'The two are exchanged: with "valid" nothing is cut off, with "same" something is.': same
                if valid
                else whole,
                'That treats "valid" and "same" alike. And how many steps lie between the first stamp and the last?': same
                + kernel,
                "How many steps lie between the first stamp and the last? One fewer than there are stamps.": same + kernel
                if valid
                else same,
                "Steps between the first stamp and the last: one fewer than stamps. Then the whole of the last one.": same
                + kernel
                - 1
                if valid
                else same,
                "That is as far as the first pixel of the last stamp; a stamp is wider than one.": stride * (n - 1) + 1
                if valid
                else same,
                "The two are exchanged: stamps lie stride apart, and are as wide as the kernel.": kernel * (n - 1) + stride
                if valid
                else same,
                "One side is asked for, not the number of pixels.": right**2,
                "That is an ordinary convolution that makes no steps. This one has a stride, and goes up.": n - kernel + 1
                if valid
                else n,
                'The stride is not always 2: with "same", what is left is stride times the input.': whole
                if valid
                else 2 * n,
                "The last stamp begins there; how far does it reach?": stride * (n - 1) if valid else same,
                "That is one too few: count all pixels of the last stamp.": whole - 1 if valid else same,
                "That is one too many: where does the first stamp begin, at 0 or at 1?": whole + 1 if valid else same,
                "The stamps are set stride pixels apart; that is as if the stride were 1.": n - 1 + kernel
                if valid
                else same,
                "The stride is not always 2.": 2 * (n - 1) + kernel if valid else 2 * n,
                "The stamps overlap where the kernel is larger than the stride.": n * kernel if valid else same,
                'Not the size of the input: with "same", what is left is stride times as large.': whole if valid else n,
                'That is an ordinary convolution\'s "same", which leads down. This one goes up.': whole
                if valid
                else -(-n // stride),
                'With "valid", that is where an ordinary convolution leads: down.': (n - kernel) // stride + 1
                if valid
                else same,
                'With "same", that ends where the last stamp begins; what Keras leaves is stride times the input.': whole
                if valid
                else stride * (n - 1) + 1,
                "Neighbouring stamps do not overlap by the stride, but by what the kernel has beyond it.": n * kernel
                - (n - 1) * stride
                if valid
                else same,
                "One side is asked for, not both.": (right, right),
                'With "same", what is left does not depend on the kernel: stride times the input.': whole
                if valid
                else whole - 2 * (kernel // 2),
            },
            hint=(
                "Where does the last stamp begin, and how far does it reach?"
                if valid
                else 'With "same", how many times as large as the input is what Keras leaves?'
            ),
        )


@exercise("13.2", "count the parameters", "The picture's size does not matter: the same kernels stamp everywhere.")
def transposed_parameters(answer, rng):
    cases = [(256, 128, 5, False), (32, 6, 4, True)]
    cases += [(*map(int, rng.integers([5, 5, 3], [40, 40, 7])), i % 2 == 0) for i in range(5)]
    cases += [(1, 1, 3, False), (8, 1, 4, True)]
    for channels_in, channels_out, kernel, use_bias in cases:
        kernels = kernel * kernel * channels_in * channels_out
        bias = channels_out if use_bias else 0
        answer.expect(
            *(channels_in, channels_out, kernel, use_bias),
            value=kernels + bias,
            mistakes={
                "A bias for each map, please, where use_bias is true.": kernels,
                "A bias belongs to an output map, not to an input map.": kernels + use_bias * channels_in,
                "One bias for each output map, not one for the whole layer.": kernels + use_bias,
                "One bias for each output map, not one for each kernel.": kernels + use_bias * channels_in * channels_out,
                "One bias for each output map, not one for each number of a kernel.": kernels
                + use_bias * kernel * kernel * channels_out,
                "A kernel is learnt once and used at all places; 49 of them share it.": 49 * kernels + bias,
                "The kernel is not always 5 by 5.": 25 * channels_in * channels_out + bias,
                "No bias here: use_bias is false.": kernels + channels_out,
                "The other way round: biases where use_bias is true, none where it is false.": kernels + channels_out - bias,
                "A kernel is a square: how many numbers are in it?": kernel * channels_in * channels_out + bias,
                "A kernel is a square, and has no third side: how many numbers are in it?": kernel * kernels + bias,
                "A kernel is a square: not the sum of two sides, their product.": 2 * kernel * channels_in * channels_out
                + bias,
                "That is one kernel. How many are there, and how many biases?": kernel * kernel,
                "Each output map has a kernel of its own for every input map.": kernel * kernel * channels_out + bias,
                "Each input map has a kernel of its own for every output map.": kernel * kernel * channels_in + bias,
                "That is a dense layer's count; each pair of maps has a whole kernel.": channels_in * channels_out + bias,
                "A kernel for every *pair* of maps: how many pairs are there?": kernel**2 * (channels_in + channels_out)
                + bias,
                "Those are the biases; where are the kernels?": bias,
            },
            hint="A kernel for every pair of an input map and an output map; then the biases.",
        )


@exercise(
    "13.3",
    "how much does this batch vary?",
    "Copies of one picture give 0, whatever the picture: that is how repetition gives itself away.",
)
def batch_variation(answer, rng):
    for n, h, w, c in ((8, 3, 4, 2), (5, 4, 3, 2), (6, 2, 5, 3), (4, 5, 3, 2), (7, 6, 2, 3)):
        x = rng.normal(size=(n, h, w, c)) * rng.uniform(0.2, 2, (h, w, c)) + rng.normal(size=(h, w, c))
        x = x * rng.uniform(0.5, 2, (n, 1, 1, 1)) + rng.normal(size=(n, 1, 1, 1))
        std, deviations = x.std(axis=0), np.abs(x - x.mean(axis=0))
        answer.expect(
            x,
            value=std.mean(),
            mistakes={
                "That is the standard deviation of all numbers together. Along which axis do pictures differ?": x.std(),
                "That is the variance of all numbers together. Along which axis do pictures differ?": x.var(),
                "Those are variances; a standard deviation is the root of one.": x.var(axis=0).mean(),
                "The root comes before the average, not after it.": np.sqrt(x.var(axis=0).mean()),
                "That is one number for each place and channel; make one of them.": std,
                "That is one number for each channel; average over the channels, too.": std.mean(axis=(0, 1)),
                "That is one number for each place; average over the places, too.": std.mean(axis=2),
                "That is the sum over places and channels; take the average.": std.sum(),
                "That is the largest over places and channels; take the average.": std.max(),
                "That is the median over places and channels; take the average.": np.median(std),
                "That is the length of the vector of standard deviations; take their average.": np.linalg.norm(std),
                "Divide by n, as NumPy and Keras do unless told otherwise, not by n - 1.": x.std(axis=0, ddof=1).mean(),
                "That is how much each picture varies in itself, not how much the batch does.": x.std(axis=(1, 2, 3)).mean(),
                "That is how much pictures vary from place to place. Which axis counts the pictures of the batch?": x.std(
                    axis=(1, 2)
                ).mean(),
                "Axis 1 counts the rows of a picture. Which axis counts the pictures?": x.std(axis=1).mean(),
                "Axis 2 counts the columns of a picture. Which axis counts the pictures?": x.std(axis=2).mean(),
                "Axis 3 counts the channels of a picture. Which axis counts the pictures?": x.std(axis=3).mean(),
                "That is how much the *mean picture* varies from place to place.": x.mean(axis=0).std(),
                "That averages each picture first. Begin with the deviations, one for each place and channel.": (
                    x.mean(axis=(1, 2, 3)).std()
                ),
                "Deviations over batch and places together mix two things; over the batch alone.": x.std(
                    axis=(0, 1, 2)
                ).mean(),
                "Deviations over batch and channels together mix two things; over the batch alone.": x.std(
                    axis=(0, 3)
                ).mean(),
                "Deviations over batch and rows together mix two things; over the batch alone.": x.std(axis=(0, 1)).mean(),
                "That averages the channels first. Begin with the deviations, one for each place and channel.": (
                    x.mean(axis=3).std(axis=0).mean()
                ),
                "That averages the places first. Begin with the deviations, one for each place and channel.": (
                    x.mean(axis=(1, 2)).std(axis=0).mean()
                ),
                "The mean taken off is that of each place and channel, not one for all.": np.sqrt(
                    np.mean((x - x.mean()) ** 2, axis=0)
                ).mean(),
                "Under the root stands the mean of the squares, not their sum.": (std * np.sqrt(n)).mean(),
                "That is how far two pictures are apart on average, not the standard deviation.": np.abs(
                    x[:, None] - x
                ).mean(),
                "That is the first channel alone.": std[..., 0].mean(),
                "That is how far pictures are from the next one, not from the mean.": np.abs(np.diff(x, axis=0)).mean(),
                "That is the average distance from the mean, not the root of the average square.": deviations.mean(),
                "That is the distance from smallest to largest, not the standard deviation.": np.ptp(x, axis=0).mean(),
                "That is the root of the mean square; the mean over the batch is to be taken off first.": np.sqrt(
                    np.mean(x**2, axis=0)
                ).mean(),
            },
            hint="First the standard deviation over the batch, one for each place and channel; then their average.",
            not_finite=NOT_FINITE,
        )


@exercise(
    "13.4", "the step in the middle", "Written out, it is the great circle's formula at t = 1/2: the two sines are equal."
)
def halfway_on_the_circle(answer, rng):
    for size, radius in ((2, 3.0), (64, 8.0), (3, 5.0), (64, 0.7), (10, 4.0)):
        a, b = rng.normal(size=(2, size))
        a, b = a / np.linalg.norm(a) * radius, b / np.linalg.norm(b) * radius
        if abs(a @ b) > 0.9 * radius**2:  # nearly the same direction, or opposite
            b = np.roll(a, 1) * (-1.0) ** np.arange(size)
        middle, length = a + b, np.linalg.norm(a + b)
        angle = np.arccos(a @ b / radius**2)
        value = middle / length * radius
        answer.expect(
            a,
            b,
            value=value,
            mistakes={
                "That point is on the straight line, too near the centre. How long should it be?": middle / 2,
                "The direction is right, but this is longer than a.": middle,
                "The direction is right, and the length is 1. How long should it be?": middle / length,
                "The length should be that of a, not its square.": value * radius,
                "The length should be that of a: divide by the length of the sum first.": middle * radius,
                "Dividing by the length twice is too much.": middle / length**2 * radius,
                "The length of a + b is not that of a: make the sum as long as a.": middle / radius,
                "That is the average of the two directions. How long should it be?": middle / radius / 2,
                "That is right only where a and b are at right angles. How long is a + b in general?": middle / np.sqrt(2),
                "The length should be that of a: divide by the length of the sum first. Nor take half of it.": middle
                / 2
                * radius,
                "That is a quarter of the straight way. The middle is asked for, on the circle.": 0.75 * a + 0.25 * b,
                "That is nearer to a than to b.": (3 * a + b) / np.linalg.norm(3 * a + b) * radius,
                "The length should be that of a, whatever it is, not always 8.": middle / length * 8,
                "The length should be that of a, not the root of the number of dimensions.": middle / length * np.sqrt(size),
                "A length is the root of the sum of squares, not the sum of absolute values.": middle
                / np.abs(middle).sum()
                * radius,
                "That has the sine of half the angle where its cosine belongs.": middle / np.sin(angle / 2) / 2,
                "That is past the middle: an even number of points has none in the middle.": (
                    np.sin(5 / 11 * angle) * a + np.sin(6 / 11 * angle) * b
                )
                / np.sin(angle),
                "That is half of the angle. A point is asked for.": angle / 2,
                "The length should be that of a, not twice that.": 2 * value,
                "The length should be that of a, not half of it.": value / 2,
                "That is the way from a to b, not the point between them.": b - a,
                "That is the way from b to a, not the point between them.": a - b,
                "That is half the way from a to b; from where does it start?": (b - a) / 2,
                "That has the direction of the way from a to b; the middle lies in that of their sum.": (b - a)
                / np.linalg.norm(b - a)
                * radius,
                "That is on the circle, but on the other side of it.": -value,
                "Half the angle above, and below the fraction bar the sine of the whole one.": np.sin(angle / 2) * middle,
                "That is one end of the way, a.": a,
                "That is one end of the way, b.": b,
                "That is its length. A point is asked for.": radius,
            },
            hint="Its direction is that of the straight line's middle; its length is that of a.",
            expected="a vector of a's length, as far from a as from b",
            not_finite=NOT_FINITE,
        )


@exercise(
    "13.A", "the moving average", "After n steps of 0.998, the first weights still count for 0.998 to the n.", points=2
)
def moving_average(answer, rng):
    cases = [(rng.normal(size=(steps + 1, n)), r) for steps, n, r in ((3, 2, 0.4), (5, 3, 0.7), (4, 2, 0.85), (7, 4, 0.6))]
    cases += [(rng.normal(size=(9, 2)), float(rng.uniform(0.2, 0.95))), (rng.normal(size=(6, 1)), 0.9)]
    for weights, averaging in cases:
        zero = np.zeros_like(weights[:1])
        answer.expect(
            weights,
            averaging,
            value=_fold(weights, averaging),
            mistakes={
                "The two shares are exchanged: `averaging` is the share of the old average.": _fold(weights, 1 - averaging),
                "The average begins at the first weights, not at 0.": _fold(np.concatenate([zero, weights]), averaging),
                "The average begins at the first weights; it does not leave them out, and does not begin at 0.": _fold(
                    np.concatenate([zero, weights[1:]]), averaging
                ),
                "The average begins at the first weights, the first row, not at the second.": _fold(weights[1:], averaging),
                "That is the plain mean, in which all steps count alike.": weights.mean(axis=0),
                "One step is missing at the end.": _fold(weights[:-1], averaging),
                "The steps are taken from the last to the first.": _fold(weights[::-1], averaging),
                "Those are the last weights; where is the average?": weights[-1],
                "Those are the first weights; which step moves the average?": weights[0],
                "Only the first row and the last one count in that; every step moves the average.": averaging * weights[0]
                + (1 - averaging) * weights[-1],
                "That looks at the last two rows only; the average remembers all.": averaging * weights[-2]
                + (1 - averaging) * weights[-1],
                "The two shares add up to 1: the new weights count 1 - averaging.": _fold_by(weights, averaging, 1),
                "The two shares add up to 1: the old average counts `averaging`.": _fold_by(weights, 1, 1 - averaging),
                "The sign: the average moves towards the new weights, not away from them.": _fold_by(
                    weights, 2 - averaging, averaging - 1
                ),
                "That is the average after the first step; there are more.": _fold(weights[:2], averaging),
                "The average is not divided by anything in the end: it begins at the first weights.": _fold(
                    np.concatenate([zero, weights]), averaging
                )
                / (1 - averaging ** len(weights)),
                "That takes the mean of all later weights first; the average moves step by step.": averaging * weights[0]
                + (1 - averaging) * weights[1:].mean(axis=0),
                "That takes the mean of all weights first; the average moves step by step.": averaging * weights[0]
                + (1 - averaging) * weights.mean(axis=0),
                "The share of the old average is the argument, not always 0.998.": _fold(weights, 0.998),
                "That is two steps for each row, or averaging squared.": _fold(weights, averaging**2),
                "That follows faster at first, as `GAN` does; here the shares are the same at every step.": _warmed(
                    weights, averaging
                ),
                "The share of the old average is the argument, not always one half.": _fold(weights, 0.5),
                "The new weights are added, not taken off.": _fold_by(weights, averaging, averaging - 1),
                "One row for the end is asked for: return the average after the last step only.": _all(weights, averaging),
                "One number for each column: average over the steps only.": np.mean(_fold(weights, averaging)),
            },
            hint="Begin with the first weights; then, for each of the others, one line of the formula.",
        )


def _fold(weights, averaging):
    return _fold_by(weights, averaging, 1 - averaging)


def _fold_by(weights, old, new):
    average = weights[0]
    for w in weights[1:]:
        average = old * average + new * w
    return average


def _warmed(weights, averaging):
    average = weights[0]
    for i, w in enumerate(weights[1:]):
        old = min(averaging, (1 + i) / (10 + i))
        average = old * average + (1 - old) * w
    return average


def _all(weights, averaging):
    return np.array([_fold(weights[: i + 1], averaging) for i in range(len(weights))])
