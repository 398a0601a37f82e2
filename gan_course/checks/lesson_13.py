"""Checks of lesson 13, DCGAN."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "13.1", "how large is the output?", 'With "same", Keras cuts kernel - stride off: that is why 7 becomes 14 and then 28.'
)
def transposed_size(answer, rng):
    cases = [(2, 3, 2, "valid"), (7, 4, 2, "same"), (7, 5, 1, "valid")]
    for _ in range(6):
        stride = int(rng.integers(2, 5))
        n, kernel = int(rng.integers(3, 12)), stride + int(rng.integers(1, 4))
        cases.append((n, kernel, stride, ["valid", "same"][int(rng.integers(2))]))
    for n, kernel, stride, padding in cases:
        whole = stride * (n - 1) + kernel
        answer.expect(
            *(n, kernel, stride, padding),
            value=whole if padding == "valid" else stride * n,
            mistakes={
                "That is where an ordinary convolution leads: down. This one goes up.": (n - kernel) // stride + 1,
                "And -(-n // stride) is the ordinary convolution with padding.": -(-n // stride),
                'This one is "valid": nothing is cut off, so the kernels of the last stamps stick out.': stride * n,
                'This one is "same": what sticks out beyond stride times the input is cut off.': whole,
                "How many steps lie between the first stamp and the last? One fewer than there are stamps.": stride * n
                + kernel,
                "The last stamp begins there; how far does it reach?": stride * (n - 1),
            },
            hint="Where does the last stamp begin, and how far does it reach?",
        )


@exercise("13.2", "count the parameters", "The picture's size does not matter: the same kernels stamp everywhere.")
def transposed_parameters(answer, rng):
    cases = [(1, 1, 3, False), (256, 128, 5, False), (32, 1, 4, True)]
    cases += [(*map(int, rng.integers([2, 2, 2], [40, 40, 7])), i < 3) for i in range(5)]
    for channels_in, channels_out, kernel, use_bias in cases:
        weights = kernel * kernel * channels_in * channels_out
        answer.expect(
            *(channels_in, channels_out, kernel, use_bias),
            value=weights + use_bias * channels_out,
            mistakes={
                "A bias for each map, please, where use_bias is true.": weights,
                "A bias belongs to an output map, not to an input map.": weights + use_bias * channels_in,
                "One bias for each output map, not one for the whole layer.": weights + use_bias,
                "No bias here: use_bias is false.": weights + channels_out,
                "A kernel is a square: how many numbers are in it?": kernel * channels_in * channels_out
                + use_bias * channels_out,
                "Each output map has a kernel of its own for every input map.": kernel * kernel * channels_out
                + use_bias * channels_out,
            },
            hint="A kernel for every pair of an input map and an output map; then the biases.",
        )


@exercise(
    "13.3",
    "how much does this batch vary?",
    "Copies of one picture give 0, whatever the picture: that is how repetition gives itself away.",
)
def batch_variation(answer, rng):
    two = np.zeros((2, 1, 1, 2))
    two[1, 0, 0] = [2, 6]  # deviations 1 and 3
    cases = [
        two,
        *(rng.normal(size=(8, 3, 3, 2)) * rng.uniform(0.2, 2, (3, 3, 2)) + rng.normal(size=(3, 3, 2)) for _ in range(3)),
    ]
    for x in cases:
        answer.expect(
            x,
            value=x.std(axis=0).mean(),
            mistakes={
                "That is the standard deviation of all numbers together. Along which axis do pictures differ?": x.std(),
                "Those are variances; a standard deviation is the root of one.": x.var(axis=0).mean(),
                "The root comes before the average, not after it.": np.sqrt(x.var(axis=0).mean()),
                "That is one number for each place and channel; make one of them.": x.std(axis=0),
                "Divide by n, as NumPy and Keras do unless told otherwise, not by n - 1.": x.std(axis=0, ddof=1).mean(),
                "That is how much each picture varies in itself, not how much the batch does.": x.std(axis=(1, 2, 3)).mean(),
            },
            hint="First the standard deviation over the batch, one for each place and channel; then their average.",
        )


@exercise(
    "13.4", "the step in the middle", "Written out, it is the great circle's formula at t = 1/2: the two sines are equal."
)
def halfway_on_the_circle(answer, rng):
    cases = [(np.array([3.0, 0.0]), np.array([0.0, 3.0]))]
    for _ in range(4):
        a, b = rng.normal(size=(2, 64))
        cases.append((a, b / np.linalg.norm(b) * np.linalg.norm(a)))
    for a, b in cases:
        radius = np.linalg.norm(a)
        value = (a + b) / np.linalg.norm(a + b) * radius
        answer.expect(
            a,
            b,
            value=value,
            mistakes={
                "That point is on the straight line, too near the centre. How long should it be?": (a + b) / 2,
                "The direction is right, but this is longer than a.": a + b,
                "The direction is right, and the length is 1. How long should it be?": value / radius,
                "The length should be that of a, not its square.": value * radius,
                "That is the way from a to b, not the point between them.": b - a,
            },
            hint="Its direction is that of the straight line's middle; its length is that of a.",
            expected="a vector of a's length, as far from a as from b",
        )


@exercise(
    "13.A", "the moving average", "After n steps of 0.998, the first weights still count for 0.998 to the n.", points=2
)
def moving_average(answer, rng):
    cases = [(np.array([[1.0, 10.0], [3.0, 20.0]]), 0.5)]
    cases += [(rng.normal(size=(int(rng.integers(3, 9)), 2)), float(rng.uniform(0.3, 0.95))) for _ in range(4)]
    for weights, averaging in cases:
        answer.expect(
            weights,
            averaging,
            value=_moving_average(weights, averaging),
            mistakes={
                "The two shares are exchanged: `averaging` is the share of the old average.": _moving_average(
                    weights, 1 - averaging
                ),
                "The average begins at the first weights, not at 0.": _moving_average(
                    np.concatenate([0 * weights[:1], weights]), averaging
                ),
                "That is the plain mean, in which all steps count alike.": weights.mean(axis=0),
                "One step is missing at the end.": _moving_average(weights[:-1], averaging),
                "Those are the last weights; where is the average?": weights[-1],
            },
            hint="Begin with the first weights; then, for each of the others, one line of the formula.",
        )


def _moving_average(weights, averaging):
    n = len(weights)
    shares = (1 - averaging) * averaging ** np.arange(n - 1, -1, -1.0)
    shares[0] = averaging ** (n - 1)
    return shares @ weights
