"""Checks of lesson 07, autoencoders."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "07.1",
    "what a linear bottleneck loses",
    "That no linear network loses less is the theorem of Eckart and Young (1936).",
)
def linear_loss(answer, rng):
    for n, d, k in [(30, 5, 2), (12, 7, 3), (40, 4, 1), (25, 8, 5), (9, 6, 4)]:
        X = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 3 * rng.normal(size=d)
        values = np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=True))[::-1].clip(min=0)
        raw = np.linalg.eigvalsh(X.T @ X / n)[::-1]
        left = values[k:].sum()
        answer.expect(
            *(X, k),
            value=left / d,
            mistakes={
                "That is what the code keeps; what does it lose?": values[:k].sum() / d,
                "That is the squared error of a whole row, on average; the mean of all its numbers, please.": left,
                "The error is spread over all d numbers of a row, not over the directions left out.": values[k:].mean(),
                "A mean over n examples is divided by n, not by n - 1.": left / d * n / (n - 1),
                "One direction too many is kept.": values[k + 1 :].sum() / d,
                "One direction too few is kept.": values[k - 1 :].sum() / d,
                "That is the share of the variance that is lost; the error itself, please.": left / values.sum(),
                "That is the root of it.": np.sqrt(left / d),
                "The mean is to be taken away first.": raw[k:].sum() / d,
                "That is the loss of a code of the k directions with the smallest variance.": values[:-k].sum() / d,
                "All the directions left out count, not only the largest of them.": values[k] / d,
                "An eigenvalue of the covariance is a variance already; squared it is none.": (values[k:] ** 2).sum() / d,
                "Singular values are no variances: what makes them so?": np.sqrt(values[k:] * n).sum() / (n * d),
                "That is the sum over all rows; their mean, please.": left * n / d,
                "That is without any code: the variance of the numbers.": values.sum() / d,
                "The error of all n·d numbers: a covariance is a mean over the n rows already.": left / n,
                "Those are the k smallest; lost are all but the k largest.": values[d - k :].sum() / d,
                "An eigenvalue of the covariance is a squared error already; no root is needed.": np.sqrt(values[k:]).sum()
                / d,
                "Correlations forget how large the numbers are; the error does not.": np.linalg.eigvalsh(
                    np.corrcoef(X, rowvar=False)
                )[: d - k].sum()
                / d,
                "The rows are the examples, the columns the numbers.": np.linalg.eigvalsh(np.cov(X, bias=True))[::-1][
                    k:
                ].sum()
                / d,
                "The mean has one number for each column.": np.linalg.eigvalsh((X - X.mean()).T @ (X - X.mean()) / n)[
                    : d - k
                ].sum()
                / d,
                "Those are the numbers with the smallest variance; the directions lie askew.": np.sort(X.var(axis=0))[
                    : d - k
                ].sum()
                / d,
            },
            hint="The covariance's eigenvalues are the variances along its directions; those beyond the k largest are lost. "
            "Their sum belongs to d numbers.",
        )


@exercise(
    "07.3",
    "how far from another bell",
    "Both ways round are right, and differ: the divergence is no distance.",
)
def kl_between(answer, rng):
    for n, k in [(3, 2), (4, 5), (2, 3), (5, 1), (6, 4)]:
        mean, v, other_mean, other_v = (s * rng.normal(size=(n, k)) for s in (1.5, 0.8, 1.2, 0.9))
        value = _apart(mean, v, other_mean, other_v)
        zero = np.zeros_like(mean)
        mistakes = {
            "That is the other one's divergence from this: the divergence is not the same both ways.": _apart(
                other_mean, other_v, mean, v
            ),
            "There is a half before all of it.": 2 * value,
            "The means' difference counts in units of the other's deviation.": _apart(
                mean, v, other_mean, other_v, over=zero
            ),
            "The means' difference counts in units of the other's deviation, not of its own.": _apart(
                mean, v, other_mean, other_v, over=v
            ),
            "For two equal bells it should be 0; yours is not.": value + k / 2,
            "The sign of the logarithm: a narrow bell inside a wide one is far from it, too.": value
            + (v - other_v).sum(axis=1),
            "One number for each row, please; not their mean.": value.mean(),
            "That is from N(0, 1), wherever the other one lies.": _apart(mean, v, zero, zero),
            "A divergence is never negative: the sign.": -value,
            "The variances' logarithms come in, not those of the deviations.": _apart(mean, 2 * v, other_mean, 2 * other_v),
            "A logarithm of a variance is not to be halved, before its exponential.": _apart(
                mean, v / 2, other_mean, other_v / 2
            ),
            "The means' difference is squared.": value
            - ((((mean - other_mean) ** 2) - np.abs(mean - other_mean)) / np.exp(other_v)).sum(axis=1) / 2,
            "A difference of two divergences from N(0, 1) is none from each other.": _apart(mean, v, zero, zero)
            - _apart(other_mean, other_v, zero, zero),
            "Where do the variances come in, besides their logarithms?": (
                (mean - other_mean) ** 2 / np.exp(other_v) - v + other_v
            ).sum(axis=1)
            / 2,
            "Where do the means come in?": _apart(zero, v, zero, other_v),
            "The means' difference is squared once, and divided by the variance once.": _apart(
                mean, v, other_mean, other_v, over=2 * other_v
            ),
            "The variances' ratio: whose is above?": value
            + (np.exp(other_v - v) - np.exp(v - other_v)).sum(axis=1) / 2
            + (v - other_v).sum(axis=1),
            "That is of both ways together.": value + _apart(other_mean, other_v, mean, v),
            "That is the mean of both ways.": (value + _apart(other_mean, other_v, mean, v)) / 2,
            "The variances come in as a ratio.": value + (np.exp(v) - np.exp(other_v) - np.exp(v - other_v)).sum(axis=1) / 2,
            "That is the means' part; where are the variances?": (
                ((mean - other_mean) ** 2 / np.exp(other_v)).sum(axis=1) / 2
            ),
            "First the difference of the means, then its square.": value
            + (((mean**2 - other_mean**2) - (mean - other_mean) ** 2) / np.exp(other_v)).sum(axis=1) / 2,
        }
        if k > 1:
            mistakes["The numbers of a code are independent: their divergences add; yours are averaged."] = value / k
            mistakes["The 1 is there for every number of the code."] = value + (k - 1) / 2
        answer.expect(
            *(mean, v, other_mean, other_v),
            value=value,
            mistakes=mistakes,
            hint="The mean, under the first bell, of log q - log p, number by number: write both logarithms down, and "
            "take the mean of each square. Then add up a row.",
        )


def _apart(mean, v, other_mean, other_v, over=None):
    over = other_v if over is None else over
    return (np.exp(v - other_v) + (mean - other_mean) ** 2 / np.exp(over) - 1 - v + other_v).sum(axis=1) / 2


@exercise(
    "07.4",
    "the loss of a variational autoencoder",
    "Many programs average over pixels and add over the code: 784 times the price for each nat, and the code dies.",
)
def vae_loss(answer, rng):
    for n, d, k, s in [(3, 6, 2, 0.1), (5, 4, 3, 0.3), (2, 9, 4, 1.5), (4, 5, 6, 0.05), (6, 7, 5, 2.5)]:
        x, decoded = rng.uniform(size=(2, n, d))
        mean, v = rng.normal(size=(n, k)), 0.7 * rng.normal(size=(n, k))
        far = ((x - decoded) ** 2).sum(axis=1).mean()
        one = np.log(2 * np.pi * s) / 2
        nats = (mean**2 + np.exp(v) - 1 - v).sum(axis=1).mean() / 2
        value = far / (2 * s) + d * one + nats
        answer.expect(
            *(x, decoded, mean, v, s),
            value=value,
            mistakes={
                "A Gaussian's logarithm has a part without x; it counts here.": far / (2 * s) + nats,
                "The divergence makes the bound smaller, and so the loss ... ?": far / (2 * s) + d * one - nats,
                "That is the bound; the loss falls where the bound rises.": -value,
                "The squared difference is divided by twice the variance.": far / s + d * one + nats,
                "The part without x is there for every pixel.": far / (2 * s) + one + nats,
                "The pixels are independent: their logarithms add. Yours are averaged.": (far / (2 * s)) / d + one + nats,
                "Only the squares are averaged over pixels there; all of a picture adds up.": far / (2 * s) / d
                + d * one
                + nats,
                "The divergences of a code's numbers add; yours are averaged.": far / (2 * s) + d * one + nats / k,
                "The squared difference is divided by the variance's double, not multiplied by anything.": far / 2
                + d * one
                + nats,
                "That takes `variance` for a standard deviation.": far / (2 * s**2) + d * (one + np.log(s) / 2) + nats,
                "That is the sum over the pictures; their mean, please.": n * value,
                "Where is the divergence?": far / (2 * s) + d * one,
                "The part without x has the other sign.": far / (2 * s) - d * one + nats,
                "The divergence has a half before it.": far / (2 * s) + d * one + 2 * nats,
                "The part without x has a half before it, for each pixel.": far / (2 * s) + 2 * d * one + nats,
                "log_variance is the logarithm of the variance, not of the deviation.": far / (2 * s)
                + d * one
                + (mean**2 + np.exp(2 * v) - 1 - 2 * v).sum(axis=1).mean() / 2,
                "Where do the pictures come in?": d * one + nats,
                "That averages the squares over all; add over a picture, and by what are they divided?": far / d + nats,
                "Where is the variance, and what else has log N?": far + nats,
                "The logarithm's part without x has 2π in it, too.": value - d * np.log(2 * np.pi) / 2,
                "The logarithm's part without x has the variance in it, too.": value - d * np.log(s) / 2,
                "The divergence: its mean over the pictures as well, not its sum.": value + (n - 1) * nats,
                "The squares: their mean over the pictures, not their sum.": value + (n - 1) * far / (2 * s),
                "The divergence is 0 where the code is N(0, 1); yours is not.": value + k / 2,
                "The divergence has minus the logarithm of the variance.": value + v.sum(axis=1).mean(),
                "The divergence has the variance, not the deviation.": value
                + (np.exp(v / 2) - np.exp(v)).sum(axis=1).mean() / 2,
                "The pixels' variance has no part in the divergence.": value + (s - 1) * nats,
                "The pixels' variance does not divide the divergence.": value + (1 / s - 1) * nats,
                "That is for a variance of 1, whatever it is.": far / 2 + d * np.log(2 * np.pi) / 2 + nats,
                "The differences are squared.": value - (far - np.abs(x - decoded).sum(axis=1).mean()) / (2 * s),
            },
            hint="Minus log N(x; decoded, variance), added over the pixels, plus the divergence, added over the code's "
            "numbers; then the mean over pictures.",
        )


@exercise(
    "07.2",
    "two looks",
    "Every large image search works so: cheap codes make a shortlist, the dear distance puts it in order.",
)
def two_looks(answer, rng):
    for n, b, d, listed in [(12, 6, 3, 5), (20, 8, 4, 7), (9, 5, 2, 4), (30, 12, 5, 9), (16, 7, 3, 3)]:
        while True:
            bits, question = rng.integers(2, size=(n, b)), rng.integers(2, size=b)
            digits, digit = rng.normal(size=(n, d)), rng.normal(size=d)
            differ = (bits != question).sum(axis=1)
            order = np.argsort(differ, kind="stable")
            far = ((digits - digit) ** 2).sum(axis=1)
            again = np.argsort(far[order[:listed]])
            value = order[:listed][again]
            same = np.argsort(-(bits & question).sum(axis=1), kind="stable")[:listed]
            last = np.lexsort((-np.arange(n), differ))[:listed]
            wrong = [np.argsort(far)[:listed], order[:listed], order[::-1][:listed], same, np.sort(value), value[::-1], last]
            if all(np.any(w != value) for w in wrong) and set(order[:listed]) != set(last):
                break
        answer.expect(
            *(question, bits, digit, digits, listed),
            value=value,
            mistakes={
                "That is the order of the codes; the shortlist is to be put in the exact order.": order[:listed],
                "That is exact search through all; the codes should make a shortlist.": np.argsort(far)[:listed],
                "Those are places in the shortlist; which digits are there?": again,
                "The nearest first.": value[::-1],
                "The shortlist holds the codes that differ most.": _by(far, np.argsort(-differ, kind="stable")[:listed]),
                "One too many is on the shortlist.": _by(far, order[: listed + 1]),
                "One too few is on the shortlist.": _by(far, order[: listed - 1]),
                "Those are the right ones, in the order of their indices.": np.sort(value),
                "Those are the codes with most ones in common; equal zeros count as well.": _by(far, same),
                "Of equally good codes, the one with the smaller index comes first.": _by(far, last),
                "Only the first is there; all of the shortlist, please.": value[0],
                "Those are the distances; which digits have them?": np.sort(far[value]),
                "As many ones are not the same ones: which bits differ?": _by(
                    far, np.argsort(np.abs(bits.sum(axis=1) - question.sum()), kind="stable")[:listed]
                ),
                "The distance is the length of the difference, not a scalar product.": order[:listed][
                    np.argsort(-(digits[order[:listed]] @ digit))
                ],
                "A rank says where a digit belongs; argsort says who belongs there.": order[:listed][np.argsort(again)],
                "Those are the first in the list; the shortlist is chosen by bits.": _by(far, np.arange(listed)),
            },
            hint="Count the bits that differ; a stable argsort, cut off, is the shortlist; then its exact distances, and "
            "another argsort, which picks from the shortlist.",
        )


def _by(far, listed):
    return listed[np.argsort(far[listed])]


@exercise(
    "07.A",
    "nats through a linear passage",
    "Shannon's answer to how many nats a Gaussian source needs at a given distortion: 'reverse water-filling'.",
    points=2,
)
def linear_nats(answer, rng):
    for n, d, s in [(30, 5, 0.8), (14, 7, 1.7), (40, 4, 0.5), (25, 8, 2.5), (12, 6, 1.4)]:
        stretch = np.geomspace(4, 0.2, d) * np.sqrt(s)
        X = (rng.normal(size=(n, d)) * stretch) @ np.linalg.qr(rng.normal(size=(d, d)))[0] + 2 + rng.normal(size=d)
        values = np.linalg.eigvalsh(np.cov(X, rowvar=False, bias=True))[::-1].clip(min=1e-9)
        raw = np.linalg.eigvalsh(X.T @ X / n).clip(min=1e-9)
        value = np.log(np.maximum(values / s, 1)).sum() / 2
        answer.expect(
            *(X, s),
            value=value,
            mistakes={
                "There is a half before the logarithm.": 2 * value,
                "Below the variance a direction carries nothing; yours carries a negative amount.": np.log(values / s).sum()
                / 2,
                "Those are bits; nats have the natural logarithm.": value / np.log(2),
                "That is how many directions are used; how much do they carry?": (values > s).sum(),
                "A covariance over n examples is divided by n, not by n - 1.": np.log(
                    np.maximum(values * n / (n - 1) / s, 1)
                ).sum()
                / 2,
                "That adds 1 inside the logarithm: a channel with noise does so; here it is the ratio alone.": (
                    np.log1p(values / s).sum() / 2
                ),
                "The sign: nats are not negative.": -value,
                "`variance` is a variance already; yours squares it.": np.log(np.maximum(values / s**2, 1)).sum() / 2,
                "`variance` is a variance; yours takes its root.": np.log(np.maximum(values / np.sqrt(s), 1)).sum() / 2,
                "Those are the variances of the numbers; the directions lie askew.": np.log(
                    np.maximum(X.var(axis=0) / s, 1)
                ).sum()
                / 2,
                "That takes differences; each direction carries the logarithm of a ratio.": np.maximum(values - s, 0).sum()
                / 2,
                "The mean is to be taken away first.": np.log(np.maximum(raw / s, 1)).sum() / 2,
                "The directions' nats add; yours are averaged.": value / d,
                "The directions' nats add; yours are averaged over those that are used.": value / (values > s).sum(),
                "That is the largest direction's; all that are used add up.": np.log(values[0] / s) / 2,
                "Those are ratios; where is the logarithm?": (values[values > s] / s).sum() / 2,
                "The logarithm of the ratio: where is `variance` in it?": np.log(values[values > s]).sum() / 2,
                "A ratio, not a difference, stands in the logarithm.": np.log(values[values > s] - s).sum() / 2,
                "First the logarithms, then their sum.": np.log(values[values > s].sum() / s) / 2,
                "Below the variance a direction carries nothing, not the amount without its sign.": (
                    np.abs(np.log(values / s)).sum() / 2
                ),
                "Those are the directions that carry nothing.": np.log(s / values[values < s]).sum() / 2,
                "Nothing is added to the ratio.": np.log1p(values[values > s] / s).sum() / 2,
                "Singular values are no variances: what makes them so?": np.log(np.maximum(np.sqrt(n * values) / s, 1)).sum()
                / 2,
                "A variance is a mean over the rows; yours is a sum.": np.log(np.maximum(n * values / s, 1)).sum() / 2,
            },
            hint="The eigenvalues of the covariance; those above the variance carry half the logarithm of the ratio each.",
        )


@exercise(
    "07.B",
    "the best linear repair",
    "What a linear denoising autoencoder would learn from endlessly many damaged copies, in one line (Chen et al. 2012).",
    points=3,
)
def repair(answer, rng):
    for n, d, p in [(12, 3, 0.3), (9, 4, 0.7), (15, 2, 0.4), (20, 5, 0.2), (30, 4, 0.8)]:
        X = rng.normal(size=(n, d)) @ rng.normal(size=(d, d)) + 1.5 * rng.normal(size=d)
        value = _repair(X, p)
        C = X.T @ X / n
        D, eye = np.diag(np.diag(C)), np.eye(d)
        centred = X - X.mean(axis=0)
        answer.expect(
            *(X, p),
            value=value,
            mistakes={
                "What damaged and whole have in common is thinned by the damage, too.": np.linalg.solve(
                    (1 - p) ** 2 * C + p * (1 - p) * D, C
                ),
                "A product of two different numbers survives only if both do.": np.linalg.solve(
                    (1 - p) * (C + p * D), (1 - p) * C
                ),
                "`share` is the share that is removed, not the one that stays.": _repair(X, 1 - p),
                "Transposed: damaged rows are multiplied by it from the right.": value.T,
                "The rows are used as they are, with their mean.": _repair(centred, p),
                "That is for a share of 1/2, whatever it is.": _repair(X, 0.5),
                "The two sides are exchanged: that makes damage from whole ones.": np.linalg.inv(value),
                "That is for numbers that were scaled up after the damage; here they are not.": (1 - p) * value,
                "That repairs nothing.": eye,
                "All brighter, and no neighbour looked at: a number's own square survives more often than a product.": eye
                / (1 - p),
                "The diagonal: how often does a number's own square survive?": np.linalg.solve(
                    (1 - p) ** 2 * C + (1 - p) * D, (1 - p) * C
                ),
                "On the diagonal that is the share removed; what is missing there?": np.linalg.solve(
                    (1 - p) ** 2 * C + p * D, (1 - p) * C
                ),
                "That is the damaged rows' second moment alone.": (1 - p) ** 2 * C + p * (1 - p) * D,
                "All darker, and no neighbour looked at.": (1 - p) * eye,
                "That looks at no neighbour: other numbers of the row tell of a missing one, too.": np.diag(np.diag(value)),
                "What is added to the diagonal differs from number to number.": np.linalg.solve((1 - p) * C + p * eye, C),
            },
            hint="Least squares: A W = B, A the mean of (damaged)ᵀ(damaged), B that of (damaged)ᵀ(whole). A product of two "
            "different numbers survives with probability (1 - share)², a square with ... ?",
        )


def _repair(X, p):
    C = X.T @ X
    return np.linalg.solve((1 - p) * C + p * np.diag(np.diag(C)), C)
