"""Checks of lesson 04, optimization."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "04.1",
    "first weights for a leak",
    "PyTorch calls the root of 2 / (1 + slope²) the leak's gain; with "
    "a slope of 1 nothing is lost, and LeCun's weights are back.",
)
def leaky_std(answer, rng):
    answer.expect(50, 0.0, value=np.sqrt(2 / 50), hint="With a slope of 0 half of the mean square is lost: He's weights.")
    answer.expect(50, 1.0, value=np.sqrt(1 / 50), hint="With a slope of 1 nothing is lost: the variance is 1/n.")
    sizes, slopes = rng.permutation([37, 50, 64, 90, 128, 196]), rng.permutation([0.2, 0.35, 0.5, 0.65, 0.8, 0.95])
    cases = [(int(n), float(a)) for n, a in zip(sizes, slopes)]
    for n, a in [*cases, (784, 0.01)]:
        kept = (1 + a**2) / 2  # the share of the mean square that comes through
        answer.expect(
            *(n, a),
            value=np.sqrt(1 / (kept * n)),
            mistakes={
                "That is their variance; the standard deviation is its root.": 1 / (kept * n),
                "Those are He's, as if all that is negative were thrown away; the leak keeps a little.": np.sqrt(2 / n),
                "Those keep the size where nothing is thrown away.": np.sqrt(1 / n),
                "A negative sum is multiplied by the slope, so its square by the slope's square.": np.sqrt(
                    2 / ((1 + a) * n)
                ),
                "The leak adds to what comes through; it takes nothing away.": np.sqrt(2 / ((1 - a**2) * n)),
                "Upside down: where less comes through, weights must be larger.": np.sqrt(kept / n),
                "The more comes through, the smaller the weights: that factor belongs below.": np.sqrt(4 * kept / n),
                "Only half of the sums are positive: that half is missing.": np.sqrt(1 / (2 * kept * n)),
                "The number of inputs belongs under the root: variances add up, not standard deviations.": np.sqrt(1 / kept)
                / n,
                "More inputs, smaller weights.": np.sqrt(n / kept),
                "What comes through is a mean square: it belongs under the root, too.": np.sqrt(2 / n) / (2 * kept),
                "Square the slope, then add; not the other way round.": np.sqrt(2 / ((1 + a) ** 2 * n)),
                "And the number of inputs?": np.sqrt(1 / kept),
                "The slope counts for each of the inputs: mind the brackets.": np.sqrt(2 / (n + a**2)),
                "The 2 belongs under the root.": 2 / np.sqrt(2 * kept * n),
                "The positive half comes through whole: it counts, too.": np.sqrt(2 / (a**2 * n)),
                "The number of inputs counts for both halves: mind the brackets.": np.sqrt(2 / (1 + a**2 * n)),
                "All of it belongs under the root.": np.sqrt(2) / (2 * kept * n),
                "Where more comes through, weights must be smaller: divide, and under the root.": np.sqrt(2 / n) * 2 * kept,
                "The slope of the leak is no share that is lost.": np.sqrt(2 / n) * (1 - a),
                "The slope changes what comes through; it is not added to the weights.": np.sqrt(2 / n) + a,
                "The mean of the two squares, not the square of the mean slope.": 2 / ((1 + a) * np.sqrt(n)),
                "Both halves are as frequent: neither square counts twice.": np.sqrt(2 / ((1 + 2 * a**2) * n)),
                "The slope is squared; there is its root.": np.sqrt(2 / ((1 + np.sqrt(a)) * n)),
                "A negative sum is multiplied by the slope once, its square by the slope twice.": np.sqrt(
                    2 / ((1 + a**4) * n)
                ),
            },
            hint="The mean square behind the activation is half of the positive sums' and "
            "half of the negative ones'; what does the slope do to a square?",
        )


@exercise(
    "04.2",
    "the edge",
    "For one feature x it is 1 over the mean of x squared: features that are not scaled to about 1 make the edge tiny.",
)
def largest_rate(answer, rng):
    x = np.array([[1.0], [2], [3], [4]])
    one = "One feature: the loss is a parabola in w. What is its second derivative, factor and mean included?"
    answer.expect(x, value=1 / (x**2).mean(), hint=one)
    two = "The curvatures are 9 along one weight here and 1 along the other: which one sets the edge, 2 over what?"
    answer.expect(np.array([[3.0, 0], [0, 1]]), value=2 / 9, hint=two)
    shapes = ((12, 3), (20, 4), (9, 2), (15, 5), (30, 3), (7, 2))
    for i, (n, d) in enumerate(shapes):
        X = rng.normal(size=(n, d)) * rng.uniform(0.5, 3, d) + rng.uniform(0.5, 1.5) * (i % 2)
        values = np.linalg.eigvalsh(X.T @ X)
        centred = np.linalg.eigvalsh(np.cov(X.T, bias=True))
        answer.expect(
            X,
            value=n / values[-1],
            mistakes={
                "That is the edge of half this loss: the 2 of the square is still there when you differentiate twice.": 2
                * n
                / values[-1],
                "That is 1 over the curvature: there the steepest direction is done in one step. The edge lies further.": n
                / (2 * values[-1]),
                "This loss is a mean, and its curvature is one, too.": 1 / values[-1],
                "This loss is a mean, and its curvature is one; and mind its factor 2.": 2 / values[-1],
                "That is for the flattest direction; which one runs away first?": n / values[0],
                "That is for the flattest direction, and of half this loss.": 2 * n / values[0],
                "A singular value is the root of an eigenvalue of the matrix of second derivatives.": n
                / np.sqrt(values[-1]),
                "That is the largest curvature; the rate is 2 over it.": 2 * values[-1] / n,
                "That is the largest curvature of half the loss; a rate is asked for.": values[-1] / n,
                "That adds up all curvatures; one direction at a time: the steepest.": n / values.sum(),
                "That adds up all curvatures, and of half this loss.": 2 * n / values.sum(),
                "The steepest direction need not be one of the axes: look at eigenvalues.": n / np.diag(X.T @ X).max(),
                "The mean goes over the pictures, not over the features.": d / values[-1],
                "The mean goes over the pictures alone.": n * d / values[-1],
                "The features' means are part of the curvature: don't take them away.": 1 / centred[-1],
                "That treats the entries one by one; the curvature is that of a whole direction.": 1 / (X**2).max(),
                "The features' means are part of the curvature, and the mean is over n, not n - 1.": (n - 1)
                / n
                / centred[-1],
                "The mean is over n, not n - 1.": (n - 1) / values[-1],
                "That is the root of the sum of the squared eigenvalues; the largest alone, please.": n
                / np.linalg.norm(values),
                "The sum of a row bounds the largest eigenvalue; look at the eigenvalue itself.": n
                / np.abs(X.T @ X).sum(axis=1).max(),
                "That is the best rate for half this loss; the edge is asked for, and of this loss.": 2
                * n
                / (values[0] + values[-1]),
                "That is the best rate: the steepest and the flattest direction shrink as fast. The edge lies further.": n
                / (values[0] + values[-1]),
                "Eigenvalues of X'X are squares already.": n / values[-1] ** 2,
                "That goes by the longest picture; the curvature is of all together.": n / (X**2).sum(axis=1).max(),
                "The determinant multiplies all curvatures; one direction at a time: the steepest.": n / np.prod(values),
                "The steeper, the smaller the rate.": n * values[-1],
                "That is for the mean curvature, the mean of all entries' squares; the steepest is steeper.": 1
                / (X**2).mean(),
            },
            hint="The curvatures are the eigenvalues of the matrix of second derivatives of this very loss: differentiate "
            "it twice, factor and mean included. Which of them runs away first, and beyond 2 over what?",
        )


def _adam(gradients, rate=0.001, b1=0.9, b2=0.999, epsilon=1e-8, step=None):
    """Return Adam's moves; step(m, v, t, g): another last line."""
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        if step is None:
            moved = moved - rate * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + epsilon)
        else:
            moved = moved - 0.001 * step(m, v, t, g)
    return moved


def _overwritten(gradients):
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = (0.9 * m + 0.1 * g) / (1 - 0.9**t)
        v = (0.999 * v + 0.001 * g**2) / (1 - 0.999**t)
        moved = moved - 0.001 * m / (np.sqrt(v) + 1e-8)
    return moved


def _one_v(gradients):
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g @ g
        moved = moved - 0.001 * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved


def _squares_of_m(gradients):
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * m**2
        moved = moved - 0.001 * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved


def _step_first(gradients):
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        moved = moved - 0.001 * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
    return moved


e, root = 1e-8, np.sqrt  # epsilon, and a short name


@exercise(
    "04.3",
    "Adam, from its Algorithm 1",
    "It moves each number by at most about a rate a step, whatever "
    "the slopes' size; multiply all of them by 1,000, and see.",
    points=2,
)
def adam_moves(answer, rng):
    g = np.array([2.0, -0.5, 8])
    zero = (
        "Is t 0 in the first step, so that 1 minus beta to the power t is 0? Or is it the root of something "
        "negative? v is a mean of squares."
    )
    for gradients, hint in (
        ([g], "One step: m, corrected, is g, and v, corrected, g squared. So each number moves by one rate."),
        ([g, g], "The same gradient twice: corrected means are g and g squared both times. Two steps of one rate each."),
        ([g, 0 * g], "The second gradient is 0 here; but m and v remember the first, and theta moves on."),
        ([g, -g], "The second gradient is minus the first: v, corrected, stays, and m is nearly 0."),
    ):
        gradients = np.array(gradients)
        answer.expect(gradients, value=_adam(gradients), tolerance=1e-7, hint=hint, not_finite=zero)
    cases = [rng.normal(size=(t, n)) * np.logspace(-7, 1, n) for t, n in ((3, 4), (6, 3), (2, 5), (11, 4), (4, 3))]
    cases += [np.abs(rng.normal(size=(8, 2))) + 0.3, rng.normal(size=(1, 4)) * np.array([1e-7, 1e-2, 1, 30])]
    for g in cases:
        mistakes = {
            "A sign is wrong: theta goes down the slope.": -_adam(g),
            "Neither mean is corrected: that they begin at 0 makes both too small.": _adam(
                g, step=lambda m, v, t, g: m / (root(v) + e)
            ),
            "The second mean is not corrected.": _adam(g, step=lambda m, v, t, g: m / (1 - 0.9**t) / (root(v) + e)),
            "The first mean is not corrected.": _adam(g, step=lambda m, v, t, g: m / (root(v / (1 - 0.999**t)) + e)),
            "That is Keras's order: it adds epsilon to the root before v is corrected, the paper after.": _adam(
                g, step=lambda m, v, t, g: root(1 - 0.999**t) / (1 - 0.9**t) * m / (root(v) + e)
            ),
            "Epsilon stands outside the root.": _adam(
                g, step=lambda m, v, t, g: m / (1 - 0.9**t) / root(v / (1 - 0.999**t) + e)
            ),
            "That is Keras's default epsilon; the paper's is smaller.": _adam(g, epsilon=1e-7),
            "Where is epsilon?": _adam(g, epsilon=0),
            "Where is the rate?": _adam(g, rate=1),
            "Ten times too much: the rate, or a mean that takes all of each gradient instead of a tenth?": _adam(
                g, rate=0.01
            ),
            "Where is the root? v is a mean of squares.": _adam(
                g, step=lambda m, v, t, g: m / (1 - 0.9**t) / (v / (1 - 0.999**t) + e)
            ),
            "That delays, and divides by nothing.": _adam(g, step=lambda m, v, t, g: m / (1 - 0.9**t)),
            "That divides, and delays nothing: above stands the mean of the gradients.": _adam(
                g, step=lambda m, v, t, g: g / (root(v / (1 - 0.999**t)) + e)
            ),
            "The two betas are exchanged.": _adam(g, b1=0.999, b2=0.9),
            "The same beta for both?": _adam(g, b2=0.9),
            "The same beta for both? The first mean forgets sooner.": _adam(g, b1=0.999),
            "That is the last step alone; how far has theta moved in all?": _adam(g) - _adam(g[:-1]),
            "That is the first step alone.": _adam(g[:1]),
            "The last gradient is left out.": _adam(g[:-1]),
            "The first gradient is left out.": _adam(g[1:]),
            "The gradients come from the first to the last.": _adam(g[::-1]),
            "The betas in the corrections are to the power t, which grows.": _adam(
                g, step=lambda m, v, t, g: m / 0.1 / (root(v / 0.001) + e)
            ),
            "t is one too large: it is 1 in the first step.": _adam(
                g, step=lambda m, v, t, g: m / (1 - 0.9 ** (t + 1)) / (root(v / (1 - 0.999 ** (t + 1))) + e)
            ),
            "What is corrected is used in the step only: the means themselves go on as they were.": _overwritten(g),
            "One step with the mean of all gradients is not the sum of the steps.": _adam(g.mean(axis=0, keepdims=True)),
            "One step with the sum of all gradients is not the sum of the steps.": _adam(g.sum(axis=0, keepdims=True)),
            "beta 2 is 0.999.": _adam(g, b2=0.99),
            "The weights of old and new are exchanged in m.": _adam(g, b1=0.1),
            "The weights of old and new are exchanged in v.": _adam(g, b2=0.001),
            "Each number of theta has a v of its own.": _one_v(g),
            "v is a mean of the squared gradients, not of m's squares.": _squares_of_m(g),
            "Each gradient goes through m and v, and moves theta; that takes the last alone.": _adam(g[-1:]),
            "Each gradient in its turn; that takes the mean of all at every step.": _adam([g.mean(axis=0)] * len(g)),
            "That is plain gradient descent: where are m and v?": -0.001 * g.sum(axis=0),
            "Those are steps of one rate each; m and v make them differ.": -0.001 * np.sign(g).sum(axis=0),
            "Above stands m, corrected; the gradient is in it already.": _adam(
                g, step=lambda m, v, t, g: (0.9 * m + 0.1 * g) / (1 - 0.9**t) / (root(v / (1 - 0.999**t)) + e)
            ),
            "The weights of old and new are exchanged in both means.": _adam(g, b1=0.1, b2=0.001),
            "That is the number of steps times too small: a mean of the steps, not their sum.": _adam(g) / len(g),
            "First m and v take in the new gradient, then comes the step.": _step_first(g),
        }
        if len(g) == 1:
            mistakes["The last gradient is left out."] = mistakes["The first gradient is left out."] = np.zeros(g.shape[1])
            mistakes["That is the last step alone; how far has theta moved in all?"] = _adam(g)
        answer.expect(
            g,
            value=_adam(g),
            tolerance=1e-7,
            mistakes=mistakes,
            hint="Line by line, for t = 1, 2, ...: both means, both "
            "corrections with the power t, the step; add up the steps.",
            not_finite=zero,
        )


@exercise(
    "04.4",
    "the Hessian without the Hessian",
    "Automatic differentiation does the same without a small step, so "
    "without its rounding: a gradient of (gradient times v).",
)
def hessian_times(answer, rng):
    theta, v = np.array([3.0, -2]), np.array([1.5, 4])
    for slope, value, hint in (
        (lambda a: 2 * np.asarray(a), 2 * v, "The slope is 2 theta here. By how much does it change, for each unit of v?"),
        (
            lambda a: np.asarray(a)[::-1],
            v[::-1],
            "The slope is theta with its two numbers exchanged here: it changes along v by v, exchanged.",
        ),
        (lambda a: np.asarray(a) ** 2, 2 * theta * v, "The slope is theta squared here: how steep is that, at theta?"),
    ):
        answer.expect(slope, theta, v, value=value, tolerance=1e-4, hint=hint)
    for n in (3, 4, 2, 5, 3, 4):
        A = rng.normal(size=(n, n))
        A = 5 * (A + A.T)
        c = rng.uniform(0.05, 0.15, n)
        theta, v = rng.normal(size=n), rng.uniform(1.3, 1.8) * rng.normal(size=n)

        def slope(theta, A=A, c=c):
            return A @ theta + c * np.asarray(theta) ** 3

        H = A + np.diag(3 * c * theta**2)
        g = slope(theta)
        answer.expect(
            *(slope, theta, v),
            value=H @ v,
            tolerance=1e-4,
            mistakes={
                "A sign is wrong: the slope ahead, minus the slope behind.": -H @ v,
                "That goes all of v at once; H is of one point: go a tiny part of it, and divide.": slope(theta + v) - g,
                "That goes all of v to both sides; H is of one point: go a tiny part of it, and divide.": (
                    slope(theta + v) - slope(theta - v)
                )
                / 2,
                "Twice too much: divide by the whole way between the two points.": 2 * H @ v,
                "Half of it: between theta and a point ahead lies one small step, not two.": H @ v / 2,
                "It should grow with v: a direction of length 1 is not v.": H @ v / np.linalg.norm(v),
                "v is not of length 1; you divided by its length twice.": H @ v / (v @ v),
                "That is the slope at v; what is the change of the slope along v?": slope(v),
                "That is H times theta; v is the direction.": H @ theta,
                "That moves each weight alone. Move all of theta along v at once.": np.diag(H) * v,
                "That is the slope itself; by how much does it change along v?": g,
                "Not yet divided by the way between the two points.": 1e-5 * H @ v,
                "Not yet divided by the way between the two points, which is twice the step.": 2e-5 * H @ v,
                "That is the slope times v, number by number.": g * v,
                "That is H at 0, not at theta.": A @ v,
                "That goes along all axes at once; v is the direction.": H @ np.ones(n),
                "That goes along all axes at once, and multiplies by v afterwards; v is the direction.": (H @ np.ones(n))
                * v,
                "H v, without another v.": v * (H @ v),
                "Divide by the small number that v was multiplied with, not by v.": (H @ v) / v,
                "The difference of the two slopes, not their sum.": 1e5 * g,
                "That is nearly 0. By the small number one divides; and a step so small that theta stays shows nothing.": (
                    np.zeros(n)
                ),
                "That goes half of v to both sides; H is of one point: go a tiny part of it, and divide.": (
                    slope(theta + v / 2) - slope(theta - v / 2)
                ),
                "That is v itself.": v,
                "That is H at theta + v, not at theta.": (A + np.diag(3 * c * (theta + v) ** 2)) @ v,
                "That is H times (theta + v).": H @ (theta + v),
            },
            hint="The slope a tiny step along v ahead of theta, minus the slope a "
            "tiny step behind it, over what share of v lies between them.",
            not_finite="Divided by 0, or by a part of v that is 0? Divide by the small number that v was multiplied with.",
        )


def _adamax(gradients, rate=0.002, b1=0.9, b2=0.999, largest=None, step=None):
    m = u = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = b1 * m + (1 - b1) * g
        u = largest(u, g) if largest else np.maximum(b2 * u, np.abs(g))
        moved = moved - rate * (step(m, u, t, g) if step else m / (1 - b1**t) / u)
    return moved


@exercise(
    "04.A",
    "AdaMax",
    "It is Adam with another mean: the largest slope of late, where Adam has the root mean square.",
    points=2,
)
def adamax_moves(answer, rng):
    g, zero = np.array([2.0, -0.5, 8]), "Is t 0 in the first step, or u still 0? Both are set before the first division."
    for gradients, hint in (
        ([g], "One step: m, corrected, is g, and u its size. So each number moves by one rate."),
        ([g, g / 2], "The second slope is half the first here: u is what is left of the first."),
        ([g, 3 * g], "The second slope is larger here: u is its size."),
    ):
        gradients = np.array(gradients)
        answer.expect(gradients, value=_adamax(gradients), tolerance=1e-7, hint=hint, not_finite=zero)
    cases = [rng.normal(size=(t, n)) * np.logspace(-2, 1, n) for t, n in ((3, 4), (6, 3), (2, 5), (9, 4), (5, 2))]
    cases += [np.outer([8.0, -1, 2, 0.5, -3], [1.0, 0.1, 5]), -np.abs(rng.normal(size=(6, 3))) - 0.2]
    for i, g in enumerate(cases):
        if i % 2 == 0:
            g[0] = np.abs(g[0])
        mistakes = {}
        if (g[0] > 0).all():  # else it divides by 0
            mistakes["Where is the absolute value? A slope of -3 is large."] = _adamax(
                g, largest=lambda u, g: np.maximum(0.999 * u, g)
            )
        answer.expect(
            g,
            value=_adamax(g),
            tolerance=1e-7,
            mistakes=mistakes
            | {
                "A sign is wrong: theta goes down the slope.": -_adamax(g),
                "m is not corrected.": _adamax(g, step=lambda m, u, t, g: m / u),
                "u begins with a whole slope: it is not too small, and needs no correction.": _adamax(
                    g, step=lambda m, u, t, g: m / (1 - 0.9**t) / (u / (1 - 0.999**t))
                ),
                "What u was fades a little before the two are compared.": _adamax(
                    g, largest=lambda u, g: np.maximum(u, np.abs(g))
                ),
                "beta 2 belongs to u alone: the new slope does not fade.": _adamax(
                    g, largest=lambda u, g: 0.999 * np.maximum(u, np.abs(g))
                ),
                "That is a fading mean of the sizes; u is the largest.": _adamax(
                    g, largest=lambda u, g: 0.999 * u + 0.001 * np.abs(g)
                ),
                "The larger of the two, not the smaller.": _adamax(
                    g, largest=lambda u, g: np.minimum(0.999 * u, np.abs(g)) if np.ndim(u) else np.abs(g)
                ),
                "u holds sizes, not squares: no root is needed.": _adamax(
                    g, step=lambda m, u, t, g: m / (1 - 0.9**t) / np.sqrt(u)
                ),
                "u holds sizes, not squares.": _adamax(g, largest=lambda u, g: np.maximum(0.999 * u, g**2)),
                "The rate is 0.002 here.": _adamax(g, rate=0.001),
                "Where is the rate?": _adamax(g, rate=1),
                "Above stands m, not the slope itself.": _adamax(g, step=lambda m, u, t, g: g / u),
                "u fades by beta 2, m by beta 1.": _adamax(g, b2=0.9),
                "The two betas are exchanged.": _adamax(g, b1=0.999, b2=0.9),
                "That is Adam, with twice its rate.": 2 * _adam(g),
                "That is Adam.": _adam(g),
                "That is the last step alone; how far has theta moved in all?": _adamax(g) - _adamax(g[:-1]),
                "That is the first step alone.": _adamax(g[:1]),
                "The last slopes are left out.": _adamax(g[:-1]),
                "beta 1 is to the power t, which grows.": _adamax(g, step=lambda m, u, t, g: m / 0.1 / u),
                "t is 1 in the first step.": _adamax(g, step=lambda m, u, t, g: m / (1 - 0.9 ** (t + 1)) / u),
                "Each number of theta has a u of its own.": _adamax(
                    g, largest=lambda u, g: np.maximum(0.999 * u, np.abs(g).max())
                ),
                "The slopes come from the first to the last.": _adamax(g[::-1]),
                "Each slope moves theta; that takes the last alone.": _adamax(g[-1:]),
                "Sizes are for u only; m keeps the slopes' signs.": _adamax(np.abs(g)),
                "The weights of old and new are exchanged in m.": _adamax(g, b1=0.1),
                "u is of the last slope alone; it should remember.": _adamax(g, largest=lambda u, g: np.abs(g)),
            },
            hint="Line by line, for t = 1, 2, ...: m, u, then the step with m corrected; add up the steps.",
            not_finite="Is t 0 in the first step, or u still 0? Both are set before the first division.",
        )


@exercise(
    "04.B",
    "the edge with momentum",
    "Nearly twice the plain edge: where steps to and fro cancel, larger "
    "ones are allowed. The pace in flat directions gains far more.",
    points=2,
)
def edge_with_momentum(answer, rng):
    answer.expect(5.0, 0.0, value=0.4, hint="Without momentum that is the plain edge, 2/L.")
    near = "With L = 2 and keep near 1 the edge is near 2: twice the plain one."
    answer.expect(2.0, 0.999, value=1.999, hint=near)
    keeps = rng.permutation([0.15, 0.35, 0.5, 0.7, 0.9, 0.99])
    for L, keep in zip(rng.uniform(3, 40, 6), keeps):
        root = np.sqrt(keep)
        answer.expect(
            *(float(L), float(keep)),
            value=2 * (1 + keep) / L,
            mistakes={
                "That is the edge without momentum.": 2 / L,
                "Momentum does not make the edge smaller: on the steepest direction it goes to and fro, and that cancels.": 2
                * (1 - keep)
                / L,
                "In the long run momentum makes steps 1/(1 - keep) times as long, but the edge does not move by that.": 2
                / (L * (1 - keep)),
                "The factor stands on the wrong side: larger rates are allowed, not smaller ones.": 2 / (L * (1 + keep)),
                "Half of it: without momentum the edge is 2/L.": (1 + keep) / L,
                "Twice too much: without momentum the edge is 2/L.": 4 * (1 + keep) / L,
                "That is where the two eigenvalues meet; it is not yet the edge.": (1 + root) ** 2 / L,
                "That is where the two eigenvalues stop being real; it is not yet the edge.": (1 - root) ** 2 / L,
                "The 2 multiplies both: mind the brackets.": (2 + keep) / L,
                "L divides both: mind the brackets.": 2 + 2 * keep / L,
                "That is right for a keep of 1 alone.": 4 / L,
                "The power of keep is wrong.": 2 * (1 + keep**2) / L,
                "The root of keep is the size of the eigenvalues further down; at the edge they are real.": 2
                * (1 + root)
                / L,
                "The steeper, the smaller the rate: L belongs below.": 2 * (1 + keep) * L,
                "The brackets' power is wrong.": 2 * (1 + keep) ** 2 / L,
                "With momentum 0 that is 0; the edge is then 2/L.": 2 * keep / L,
                "The edge is no product of the two: with momentum 0 it is 2/L.": 2 / (L * keep),
                "L divides both: mind the brackets. With momentum 0 the edge is 2/L.": 2 + keep / L,
                "Momentum comes in, and L divides it, too.": 2 / L + keep,
                "With momentum 0 that is right; keep counts as often as 1 does.": 2 * (1 + 2 * keep) / L,
                "No root: with keep near 1 the edge is nearly twice the plain one.": 2 * np.sqrt(1 + keep) / L,
                "With keep near 1 that is nearly 0: momentum makes the edge larger.": 2 * (1 - keep**2) / L,
                "With keep near 1 that is without bound; the edge at most doubles.": 2 * (1 + keep) / (L * (1 - keep)),
                "That is half the plain edge, and where is keep?": 1 / L,
                "That is the edge for Nesterov's momentum.": 2 * (1 + keep) / ((1 + 2 * keep) * L),
                "The curvature's root is a frequency; the edge goes with L itself.": 2 * (1 + keep) / np.sqrt(L),
            },
            hint="One step multiplies (x, m) by a matrix of 2 by 2, with determinant keep. At the "
            "edge one eigenvalue is -1; what is then the other, and what the trace?",
        )
