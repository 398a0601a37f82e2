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
            wrong_way = np.logaddexp(0, real).mean() + np.logaddexp(0, -fake).mean()
            log_d = -np.logaddexp(0, -fake).mean()
            d, not_d = np.exp(-r), np.exp(-f)  # D(x), 1 - D(G(z))
            answer.expect(
                real,
                fake,
                value=np.array([d_loss, g_loss]),
                mistakes={
                    "The discriminator's line ascends; what is to be minimised has the other sign.": [-d_loss, g_loss],
                    "The generator's line descends already: its sign stays as it is in the paper.": [d_loss, -g_loss],
                    "Both signs are wrong: what ascends gets a minus in a loss, what descends doesn't.": [-d_loss, -g_loss],
                    "That is the non-saturating loss of lesson 11; line 5 has log(1 - D(G(z))).": [d_loss, -log_d],
                    "The generator's line has log(1 - D(G(z))), not log D(G(z)).": [d_loss, log_d],
                    "1/m times a sum is a mean, not a sum.": [r.sum() + f.sum(), -f.sum()],
                    "Line 3 adds its two terms; Keras would average them.": [d_loss / 2, g_loss],
                    "Real and fake are exchanged: a high logit says real.": [wrong_way, log_d],
                    "Real and fake are exchanged: the real logits come first.": [wrong_way, -np.logaddexp(0, real).mean()],
                    "Line 3 has two terms; the one of the fakes is missing.": [r.mean(), g_loss],
                    "Line 3 has two terms; the one of the real examples is missing.": [f.mean(), g_loss],
                    "Line 3 adds its two terms.": [r.mean() - f.mean(), g_loss],
                    "In line 3 the fakes' term is log(1 - D), not log D.": [r.mean() - log_d, g_loss],
                    "Two means, each over its own batch; then their sum.": [np.concatenate([r, f]).mean(), g_loss],
                    "A mean of logarithms, not the logarithm of a mean.": [
                        -np.log(d.mean()) - np.log(not_d.mean()),
                        np.log(not_d.mean()),
                    ],
                    "The generator's loss has one term only: the real examples don't depend on it.": [d_loss, -d_loss],
                    "The generator's line has the fakes' term only, and the discriminator's line ascends.": [
                        -d_loss,
                        -d_loss,
                    ],
                    "That is the discriminator's loss; return the generator's, too.": d_loss,
                    "The order: the discriminator's loss first.": [g_loss, d_loss],
                },
                hint="log D = -log(1 + e^-logit), log(1 - D) = -log(1 + e^logit); then means, and one minus sign."
                if max(abs(real)) < 999
                else "Right for small logits. At large ones, a clipped D, or a small number added under the logarithm, "
                "gives another loss: use lesson 03's softplus.",
            )


@exercise(
    "12.2", "lines 3 and 6 in one", "keras.optimizers.SGD with momentum does this with the minus of a loss's gradient."
)
def ascend(answer, rng):
    cases = [(np.array([1.0, 2.0]), np.array([0.5, -1.0]), np.array([2.0, 3.0]), 0.1, 0.8)]
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
                "That looks ahead, as Nesterov does; here the weights move by the new velocity.": [
                    w + momentum * new + rate * g,
                    new,
                ],
                "The weights are right; the velocity to return is the new one.": [w + new, v],
                "The weights are right; of the velocity, its old part is missing.": [w + new, rate * g],
                "The weights are right; but the velocity points the way that they go: uphill.": [w + new, -new],
                "The old velocity pushes on; it is not taken away.": [w - momentum * v + rate * g, rate * g - momentum * v],
                "Momentum belongs to the old velocity, the rate to the gradient; here they are exchanged.": [
                    w + rate * v + momentum * g,
                    rate * v + momentum * g,
                ],
                "Momentum belongs to the old velocity alone, not to the gradient.": [
                    w + momentum * (v + rate * g),
                    momentum * (v + rate * g),
                ],
                "Momentum belongs to the old velocity alone; the gradient has the rate.": [
                    w + v + momentum * rate * g,
                    v + momentum * rate * g,
                ],
                "The velocity should point uphill, and the weights go along with it.": [
                    w - momentum * v + rate * g,
                    momentum * v - rate * g,
                ],
                "The old velocity is in the new one already; here it moves the weights twice.": [w + v + new, new],
                "The order: the weights first, then the velocity.": [new, w + new],
                "That is the velocity; return the new weights, too.": new,
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
    cases = [(10, 3, 5), (100, 1, 64)]
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
                "That is one iteration.": [k * m, (k + 1) * m],
                "The discriminator's steps draw noise as well: line 1.": [real, n * m],
                "The generator's step draws m noise vectors, in every iteration.": [real, real + m],
                "The generator's step draws a minibatch of noise, not a single vector.": [real, real + n],
                "Those are the examples; return the noise vectors, too.": real,
                "That is their sum; return the two numbers as a pair.": real + noise,
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
    for at_least in (0.02, 0.05, 0.25, 0.35, 0.25):
        radius = float(rng.uniform(0.18, 0.22))
        # 40 % around one centre, 25 % on diagonals of another, 4 % around a third: all of them near. 31 % lie on diagonals
        # of the fourth, too far away, though neither of their coordinates is.
        around = [0.9 * radius * rng.random((n, 1)) * _directions(rng, n) for n in (40, 4)]
        diagonals = [rng.choice([-1, 1], (n, 2)) / np.sqrt(2) * radius * far for n, far in ((25, 0.9), (31, 1.25))]
        clouds = (around[0], diagonals[0], around[1], diagonals[1])
        points = np.concatenate([centre + cloud for centre, cloud in zip(centres, clouds)])
        counts = np.array([40, 25, 4, 0])
        found = counts >= at_least * 100
        answer.expect(
            *(points, centres, radius, at_least),
            value=int(found.sum()),
            mistakes={
                "A few strays are not enough: a mode needs at_least, as a share of all points.": 3,
                "Some points lie farther than the radius, in a straight line, from every centre, be it the nearest: they "
                "belong to no mode.": int(np.sum(np.array([40, 25, 4, 31]) >= at_least * 100)),
                "At least: exactly that share is enough.": int(np.sum(counts > at_least * 100)),
                "Some points lie within the radius in a straight line, and you left them out.": int(
                    np.sum((abs(points[:, None] - centres).sum(axis=2) < radius).mean(axis=0) >= at_least)
                ),
                "That is how many points are near a centre; how many centres have enough of them?": counts.sum(),
                "That is the share of the points near any mode; the question is how many modes.": counts.sum() / 100,
                "Those are the shares, centre by centre; count those that are large enough.": counts / 100,
                "Those are the points near each centre; count the centres that have enough.": counts,
                "That says of each centre whether it is found; how many are?": found,
                "That is a share of the centres; return how many.": found.mean(),
                "Those are the centres that were missed.": int(np.sum(~found)),
            },
            hint="The distance of every point to every centre; for each centre, the share of points within the radius.",
        )


def _directions(rng, n):
    angles = rng.uniform(0, 2 * np.pi, (n, 1))
    return np.concatenate([np.cos(angles), np.sin(angles)], axis=1)


@exercise("12.5", "read a training curve", "The losses would not have told you: scores of both kinds, side by side, do.")
def diagnosis(answer, rng):
    # Each case: the gap D(x) - D(G(z)) before the last quarter; in it: at first, in the last four epochs but one, in the
    # last; D(x) in it; the diagnosis.
    for early, first, late, last, level, value in (
        (0.3, 0.15, 0.15, 0.95, 0.57, "healthy"),
        (0.1, 0.97, 0.97, 0.97, 0.985, "ahead"),
        (0.97, 0.1, 0.1, -0.05, 0.55, "healthy"),
        (0.4, 0.001, 0.001, 0.001, 0.5, "guessing"),
        (0.0, 0.3, 0.3, 0.001, 0.97, "healthy"),
        (0.1, -0.4, -0.4, -0.4, 0.3, "reversed"),
        (-0.2, 0.2, 0.2, 0.01, 0.6, "healthy"),
        (0.1, 0.75, 0.75, 0.75, 0.87, "healthy"),
        (0.3, 0.012, 0.012, 0.5, 0.55, "healthy"),
        (0.2, 0.4, 0.001, 0.001, 0.7, "healthy"),
        (0.2, 0.001, 0.4, 0.4, 0.7, "healthy"),
    ):
        quarter = int(rng.integers(5, 9))
        often = [3 * quarter, quarter - 4, 3, 1]
        gaps = np.repeat([early, first, late, last], often) + rng.uniform(-0.003, 0.003, 4 * quarter)
        real = np.repeat([0.5 + early / 2, level, level, max(level, last + 0.01)], often)
        hints = {
            "ahead": "D(x) alone does not say it: how high is D(G(z))?",
            "guessing": "Is the gap close to 0, or far from it on the other side?",
            "reversed": "D(x) minus D(G(z)), in this order: D is right more often than not while the gap is positive.",
        }
        if value == "healthy":
            hints["ahead"] = "Ahead is a gap above 0.9; and D(x) alone does not say it: how high is D(G(z))?"
            hints["guessing"] = "The mean over the whole last quarter: each of its epochs counts, and no other."
            hints[_word(early)] = hints[_word(gaps.mean())] = "That is how it was before. Only the last quarter counts."
            hints[_word(last)] = "One epoch may be an outlier, and a sum is not a mean: average over the last quarter."
        else:
            hints["healthy"] = "Not in the last quarter of the epochs, which alone counts. (And mind the gap's sign.)"
        answer.expect(
            real,
            real - gaps,
            value=value,
            remarks=hints,
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
    cases += [(rng.random((4, 100)), rng.random((6, 100)), 0.02)]
    for x, samples, sigma in cases:
        squares = ((x[:, None] - samples) ** 2).sum(axis=2)
        n, d = samples.shape
        exponents = -squares / (2 * sigma**2)
        top = exponents.max(axis=1, keepdims=True)
        sums = top[:, 0] + np.log(np.exp(exponents - top).sum(axis=1))
        norm = d * np.log(sigma * np.sqrt(2 * np.pi))
        logs = sums - np.log(n) - norm
        with np.errstate(all="ignore"):
            if d == 100:
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
                    "Dividing by n takes log n away.": (sums + np.log(n) - norm).mean(),
                    "The kernels are densities, and n of them make a mean: two terms are missing.": sums.mean(),
                    "The factor in front divides: its logarithm is subtracted.": (sums - np.log(n) + norm).mean(),
                    "The factor in front has a square root.": (sums - np.log(n) - 2 * norm).mean(),
                    "The factor in front depends on sigma.": (sums - np.log(n) - d * np.log(2 * np.pi) / 2).mean(),
                    "The mean is over the samples: divide by their number, not by that of the data.": (
                        sums - np.log(len(x)) - norm
                    ).mean(),
                    "The largest exponent, once taken out, has to come back in the end.": (
                        sums - top[:, 0] - np.log(n) - norm
                    ).mean(),
                    "A mean of logarithms over the data, not the logarithm of a mean.": np.log(np.exp(logs).mean()),
                    "That is a density; take its logarithm for each datum, then the mean.": np.exp(logs).mean(),
                    "The sign: a log-likelihood is the logarithm itself, not its negative.": -logs.mean(),
                    "The logarithm for each datum of a mean over the samples; not a mean of logarithms.": (
                        exponents.mean(axis=1) - norm
                    ).mean(),
                    "Only the nearest sample counts there; all of them do.": (top[:, 0] - np.log(n) - norm).mean(),
                    "Data and samples are exchanged: for each datum, a mean over the samples.": _parzen(samples, x, sigma),
                    "That is one number for each datum; return their mean.": logs,
                    "sigma is a standard deviation; in the exponent it is squared.": _parzen_with(
                        squares, -1 / (2 * sigma), n, norm
                    ),
                    "sigma is a standard deviation, not a variance.": _parzen_with(
                        squares, -1 / (2 * sigma), n, d * np.log(2 * np.pi * sigma) / 2
                    ),
                    "The distance is squared in the exponent.": _parzen_with(np.sqrt(squares), -1 / (2 * sigma**2), n, norm),
                    "Far from every sample the density should be small: mind the exponent's sign.": _parzen_with(
                        squares, 1 / (2 * sigma**2), n, norm
                    ),
                    "The exponent of a Gaussian has a factor of one half.": _parzen_with(squares, -1 / sigma**2, n, norm),
                },
                hint="For each datum, the log of the mean over the samples of a d-dimensional Gaussian density."
                if d < 100
                else "Right for a few numbers a datum. With many, a small number added under the logarithm takes the place "
                "of the density: use log-sum-exp.",
            )


def _parzen(x, samples, sigma):
    squares = ((x[:, None] - samples) ** 2).sum(axis=2)
    n, d = samples.shape
    return _parzen_with(squares, -1 / (2 * sigma**2), n, d * np.log(sigma * np.sqrt(2 * np.pi)))


def _parzen_with(squares, factor, n, norm):
    exponents = factor * squares
    top = exponents.max(axis=1, keepdims=True)
    return (top[:, 0] + np.log(np.exp(exponents - top).sum(axis=1)) - np.log(n) - norm).mean()
