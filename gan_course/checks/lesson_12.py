"""Checks of lesson 12, the first GAN."""

import numpy as np

from gan_course.checks import as_numbers, exercise


@exercise(
    "12.1",
    "the two losses",
    "The generator's is the part of -loss_D that it can change: with this pair, what one wins the other loses.",
)
def two_losses(answer, rng):
    cases = [(np.array([2.0, 0.5]), np.array([-1.0, 0.3, -2.0]))]
    cases += [(rng.normal(1, 1.5, rng.integers(3, 6)), rng.normal(-1, 1.5, rng.integers(7, 10))) for _ in range(4)]
    cases += [(np.array([1000.0, -3.0]), np.array([-1000.0, 1000.0]))]
    for real, fake in cases:
        with np.errstate(all="ignore"):
            if max(abs(real)) > 999:
                got = as_numbers(answer(real, fake))
                finite = got is None or np.isfinite(got).all()
                answer.require(
                    finite,
                    "finite numbers",
                    "e to the 1000 is too large for a computer, and log 0 is minus infinity: lesson 03's softplus, "
                    "np.logaddexp(0, x), is the safe form of log(1 + e^x).",
                )
            r, f = np.logaddexp(0, -real), np.logaddexp(0, fake)  # -log D(x), -log(1 - D(G(z)))
            d_loss, g_loss = r.mean() + f.mean(), -f.mean()
            answer.expect(
                real,
                fake,
                value=np.array([d_loss, g_loss]),
                mistakes={
                    "The discriminator's line ascends; what is to be minimised has the other sign.": [-d_loss, g_loss],
                    "The generator's line descends already: its sign stays as it is in the paper.": [d_loss, -g_loss],
                    "That is the non-saturating loss of lesson 11; line 5 has log(1 - D(G(z))).": [
                        d_loss,
                        np.logaddexp(0, -fake).mean(),
                    ],
                    "1/m times a sum is a mean, not a sum.": [r.sum() + f.sum(), -f.sum()],
                    "Line 3 adds its two terms; Keras would average them.": [d_loss / 2, g_loss],
                    "Real and fake are exchanged: a high logit says real.": [
                        np.logaddexp(0, real).mean() + np.logaddexp(0, -fake).mean(),
                        -np.logaddexp(0, -fake).mean(),
                    ],
                    "The generator's loss has one term only: the real examples don't depend on it.": [d_loss, -d_loss],
                    "The order: the discriminator's loss first.": [g_loss, d_loss],
                },
                hint="log D = -log(1 + e^-logit), log(1 - D) = -log(1 + e^logit); then means, and one minus sign.",
            )


@exercise(
    "12.2", "lines 3 and 6 in one", "keras.optimizers.SGD with momentum does this with the minus of a loss's gradient."
)
def ascend(answer, rng):
    cases = [(np.array([1.0, 2.0]), np.array([0.5, -1.0]), np.array([2.0, 3.0]), 0.1, 0.5)]
    cases += [(*rng.normal(size=(3, 4)), float(rng.uniform(0.05, 0.4)), float(rng.uniform(0.3, 0.9))) for _ in range(4)]
    for w, v, g, rate, momentum in cases:
        new = momentum * v + rate * g
        answer.expect(
            *(w, v, g, rate, momentum),
            value=np.array([w + new, new]),
            mistakes={
                "That goes down; the discriminator climbs V.": [w + momentum * v - rate * g, momentum * v - rate * g],
                "That goes down: the velocity climbs, and the weights go against it.": [w - new, new],
                "The weights move by the new velocity, not by the old one.": [w + v, new],
                "Where is momentum? That is plain gradient ascent.": [w + rate * g, rate * g],
                "The velocity is right; the weights move by the gradient alone.": [w + rate * g, new],
                "The old velocity counts `momentum` times, not whole.": [w + v + rate * g, v + rate * g],
                "The step is not shrunk by 1 - momentum: that is an average, as Adam keeps it.": [
                    w + momentum * v + (1 - momentum) * rate * g,
                    momentum * v + (1 - momentum) * rate * g,
                ],
                "The learning rate belongs to the gradient; here it counts twice.": [w + rate * new, new],
                "The learning rate belongs to the gradient, inside the velocity.": [
                    w + rate * (momentum * v + g),
                    momentum * v + g,
                ],
                "The learning rate is missing.": [w + momentum * v + g, momentum * v + g],
                "The order: the weights first, then the velocity.": [new, w + new],
                "Those are the weights; return the new velocity, too.": w + new,
            },
            hint="First the velocity: part of the old one, and a step uphill. Then the weights, by the new velocity.",
        )


@exercise(
    "12.3",
    "the bill",
    "At k = 1, each network gets half of the noise; the larger k, the more of all work goes to the discriminator.",
)
def drawn(answer, rng):
    cases = [(10, 1, 3), (100, 2, 64)]
    cases += [tuple(map(int, rng.integers([20, 3, 8], [90, 7, 50]))) for _ in range(4)]
    for n, k, m in cases:
        real, noise = n * k * m, n * (k + 1) * m
        answer.expect(
            *(n, k, m),
            value=np.array([real, noise]),
            mistakes={
                "The generator's step draws noise of its own: line 4.": [real, real],
                "Each of the k steps draws fresh examples: line 2 is inside the inner loop.": [n * m, noise],
                "Lines 1 and 2 are inside the inner loop: how often does it run?": [n * m, 2 * n * m],
                "Each of the k steps draws fresh noise as well: line 1 is inside the inner loop.": [real, 2 * n * m],
                "The generator's step does not look at examples.": [noise, noise],
                "The generator's step is outside the inner loop: once an iteration, not k times.": [real, 2 * real],
                "Those are minibatches; each has m of them.": [n * k, n * (k + 1)],
                "The order: the examples first, then the noise.": [noise, real],
            },
            hint="How often is each of the lines 1, 2 and 4 run? Each time, it draws m.",
            expected="two numbers, by the lines 1, 2 and 4",
        )


@exercise(
    "12.4",
    "count the modes",
    "That a mode is found says nothing of its shape: count, share and a look at the points belong together.",
)
def modes_found(answer, rng):
    centres = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    for case in range(5):
        radius = float(rng.uniform(0.18, 0.22))
        # 40 % at one centre, 30 % at another, 4 % at a third; the rest between the centres, nearest to the fourth
        near = [centres[i] + _within(rng, 0.9 * radius, n) for i, n in ((0, 40), (1, 30), (2, 4))]
        between = centres[3] + (0.3 + 0.05 * rng.random((26, 1))) * _directions(rng, 26)
        points = np.concatenate([*near, between])
        if case % 2:
            points = np.concatenate([points, points])
        at_least = [0.02, 0.05, 0.35][case % 3]
        n = len(points) // 100
        counts = np.array([40, 30, 4, 0]) * n
        value = int(np.sum(counts >= at_least * len(points)))
        nearest = np.array([40, 30, 4, 26]) * n
        answer.expect(
            *(points, centres, radius, at_least),
            value=value,
            mistakes={
                "A few strays are not enough: a mode needs at_least, as a share of all points.": 3,
                "A point that lies between the modes belongs to none of them, even if one of them is nearest.": int(
                    np.sum(nearest >= at_least * len(points))
                ),
                "That is how many points are near a centre; how many centres have enough of them?": counts.sum(),
                "That is the share of the points near any mode; the question is how many modes.": counts.sum() / len(points),
                "Those are the shares, centre by centre; count those that are large enough.": counts / len(points),
                "Those are the points near each centre; count the centres that have enough.": counts,
            },
            hint="The distance of every point to every centre; for each centre, the share of points within the radius.",
        )


def _directions(rng, n):
    angles = rng.uniform(0, 2 * np.pi, (n, 1))
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)


def _within(rng, radius, n):
    return radius * rng.random((n, 1)) * _directions(rng, n)


@exercise("12.5", "read a training curve", "The losses would not have told you: scores of both kinds, side by side, do.")
def diagnosis(answer, rng):
    # Each case: the gap D(x) - D(G(z)) before the last quarter, in it, in the last epoch; D(x) in it; the diagnosis.
    for early, late, last, level, value in (
        (0.3, 0.15, 0.95, 0.57, "healthy"),
        (0.1, 0.97, 0.97, 0.985, "ahead"),
        (0.97, 0.1, -0.05, 0.55, "healthy"),
        (0.4, 0.001, 0.001, 0.5, "guessing"),
        (0.0, 0.3, 0.001, 0.97, "healthy"),
        (0.1, -0.4, -0.4, 0.3, "reversed"),
        (-0.2, 0.2, 0.01, 0.6, "healthy"),
    ):
        quarter = int(rng.integers(5, 9))
        gaps = np.repeat([early, late, last], [3 * quarter, quarter - 1, 1]) + rng.uniform(-0.003, 0.003, 4 * quarter)
        real = np.repeat([0.5 + early / 2, level, max(level, last + 0.01)], [3 * quarter, quarter - 1, 1])
        hints = {
            "ahead": "D(x) alone does not say it: how high is D(G(z))?",
            "guessing": "Is the gap close to 0, or far from it on the other side?",
            "reversed": "D(x) minus D(G(z)), in this order: D is right more often than not while the gap is positive.",
        }
        if value == "healthy":
            hints[_word(early)] = hints[_word(gaps.mean())] = "That is how it was before. Only the last quarter counts."
            hints[_word(last)] = "That is the last epoch, which may be an outlier. Average over the last quarter."
        else:
            hints["healthy"] = "Not in the last quarter of the epochs, which alone counts. (And mind the gap's sign.)"
        answer.expect(
            real,
            real - gaps,
            value=value,
            mistakes=hints,
            hint="The mean of D(x) minus D(G(z)) over the last quarter; then the four cases, one by one.",
            expected="another of the four words",
        )


def _word(gap):
    return "reversed" if gap <= -0.02 else "guessing" if gap < 0.02 else "ahead" if gap > 0.9 else "healthy"


@exercise(
    "12.A",
    "a Parzen window",
    "With 10,000 samples and 784 pixels this is what the 2014 paper reports; a matrix product makes the distances cheap.",
    points=3,
)
def mean_log_density(answer, rng):
    cases = [(np.array([[0.0], [2.0]]), np.array([[0.0], [1.0]]), 0.5)]
    cases += [(rng.random((5, 3)), rng.random((7, 3)), float(rng.uniform(0.2, 0.5))) for _ in range(3)]
    cases += [(rng.random((4, 300)), rng.random((6, 300)), 0.05)]
    for x, samples, sigma in cases:
        squares = ((x[:, None] - samples) ** 2).sum(axis=2)
        n, d = samples.shape
        exponents = -squares / (2 * sigma**2)
        top = exponents.max(axis=1, keepdims=True)
        sums = top[:, 0] + np.log(np.exp(exponents - top).sum(axis=1))
        norm = d * np.log(sigma * np.sqrt(2 * np.pi))
        logs = sums - np.log(n) - norm
        with np.errstate(all="ignore"):
            if d == 300:
                got = as_numbers(answer(x, samples, sigma))
                finite = got is None or np.isfinite(got).all()
                answer.require(
                    finite, "a finite number", "All the exponentials are 0 to a computer. Use log-sum-exp: "
                    "scipy.special.logsumexp, or take the largest exponent out first."
                )  # fmt: skip
            answer.expect(
                *(x, samples, sigma),
                value=logs.mean(),
                mistakes={
                    "That is the sum over the data; take the mean.": logs.sum(),
                    "The mixture has n equal parts: the sum of the kernels is divided by n.": (sums - norm).mean(),
                    "A Gaussian in d dimensions has its factor in front d times.": (sums - np.log(n) - norm / d).mean(),
                    "Each kernel is a density: where is the factor in front of it?": (sums - np.log(n)).mean(),
                    "The sign: a log-likelihood is the logarithm itself, not its negative.": -logs.mean(),
                    "The logarithm for each datum of a mean over the samples; not a mean of logarithms.": (
                        exponents.mean(axis=1) - norm
                    ).mean(),
                    "Only the nearest sample counts there; all of them do.": (top[:, 0] - np.log(n) - norm).mean(),
                    "Data and samples are exchanged: for each datum, a mean over the samples.": _parzen(samples, x, sigma),
                    "That is one number for each datum; return their mean.": logs,
                    "sigma is a standard deviation: in the exponent it is squared, and doubled.": _parzen_with(
                        squares, -1 / (2 * sigma), n, norm
                    ),
                    "The exponent of a Gaussian has a factor of one half.": _parzen_with(squares, -1 / sigma**2, n, norm),
                },
                hint="For each datum, the log of the mean over the samples of a d-dimensional Gaussian density.",
            )


def _parzen(x, samples, sigma):
    squares = ((x[:, None] - samples) ** 2).sum(axis=2)
    n, d = samples.shape
    return _parzen_with(squares, -1 / (2 * sigma**2), n, d * np.log(sigma * np.sqrt(2 * np.pi)))


def _parzen_with(squares, factor, n, norm):
    exponents = factor * squares
    top = exponents.max(axis=1, keepdims=True)
    return (top[:, 0] + np.log(np.exp(exponents - top).sum(axis=1)) - np.log(n) - norm).mean()
