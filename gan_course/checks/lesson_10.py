"""Checks of lesson 10, gradient games."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "10.1",
    "how far out?",
    "Halve the step and double their number: a whole turn grows less, but it still grows.",
)
def distance_after(answer, rng):
    numbers = rng.permutation(np.arange(3, 13))[:5]
    cases = [(float(rng.uniform(1.2, 3)), float(rng.uniform(0.3, 1.4)), int(n)) for n in numbers]
    for r, a, n in [*cases, (0.5, 0.1, 40)]:
        square = 1 + a**2
        answer.expect(
            *(r, a, n),
            value=r * square ** (n / 2),
            mistakes={
                "That is by how much the squared distance grows; take the root.": r * square**n,
                "Half the power, not half of it: mind the brackets around n/2.": r * square**n / 2,
                "The two moves are at a right angle: Pythagoras, not a sum.": r * (1 + a) ** n,
                "A step is at a right angle to the way out. Pythagoras adds squares, so a is squared.": r
                * (1 + a) ** (n / 2),
                "Every step multiplies; n steps multiply n times.": r * np.sqrt(square) * n,
                "Every step multiplies; n steps don't add n times the first one's growth.": r
                * (1 + n * (np.sqrt(square) - 1)),
                "That is one step of size n a, straight ahead. Each step starts in another direction.": r
                * np.sqrt(1 + (n * a) ** 2),
                "Every step multiplies the squared distance; it does not add a squared each time.": r
                * np.sqrt(1 + n * a**2),
                "That is one step; n were taken.": r * np.sqrt(square),
                "And where they began? At distance r.": square ** (n / 2),
                "The starting distance counts once, as a factor.": r**2 * square ** (n / 2),
                "They begin at r, and each step multiplies; nothing is added.": r + square ** (n / 2),
                "They move outwards: the distance grows.": r / square ** (n / 2),
                "That is what alternating steps might do; simultaneous ones move outwards.": r,
                "That is nearly so, while a is small. The exact factor has a root.": r * (1 + a**2 / 2) ** n,
                "That is for steps so small that nobody sees them; these are n steps of size a.": r * np.exp(n * a**2 / 2),
                "By how much is it farther? No: how far? They began at r.": r * square ** (n / 2) - r,
                "The starting distance counts once, not in each step.": (r * np.sqrt(square)) ** n,
                "A step of size a is a times the distance long, and at a right angle to the way out.": r + n * a,
                "Each step starts in another direction, and is a times the distance long.": np.hypot(r, n * a),
                "A step is at a right angle to the way out; and each has size a, however small.": r * np.exp(n * a),
                "The square is by how much the squared distance grows; and each step has size a.": r * np.exp(n * a**2),
                "The number of steps is a power, not the base of one.": r * n ** np.sqrt(square),
                "The power n belongs to the whole factor, not to a alone.": r * np.sqrt(1 + a ** (2 * n)),
                "Half of an odd n is no whole number, and need not be one.": r * square ** (n // 2),
                "r is no square: only the growth is under the root.": np.sqrt(r * square**n),
                "That is the sum of all distances on the way; the last one is asked for.": sum(
                    r * square ** (k / 2) for k in range(n + 1)
                ),
                "That is how far extragradient steps lead; these are simultaneous ones.": r * (1 - a**2 + a**4) ** (n / 2),
                "Each step is a times the distance long, so the squared distance is multiplied; nothing is added.": np.sqrt(
                    r**2 + n * a**2
                ),
                "The power n belongs to the whole factor, not to a alone; and the factor is a root.": r * (1 + a**n),
                "a squared, not twice a.": r * (1 + 2 * a) ** (n / 2),
                "The length of a step grows with the distance, but the factor is the same at every distance.": r
                * (1 + (a * r) ** 2) ** (n / 2),
                "They begin at distance r, so r is a factor of the result: don't divide by it.": square ** (n / 2) / r,
                "One step too many.": r * square ** ((n + 1) / 2),
                "One step too few.": r * square ** ((n - 1) / 2),
            },
            hint="One step multiplies the distance by the square root of 1 + a squared; and n steps?",
        )


def _spiral(modulus, angle):
    """Return a 2x2 matrix that turns, stretches by modulus, and is not symmetric in its axes."""
    skew = np.array([[1.0, 0.4], [0.0, 0.7]])
    turn = modulus * np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return skew @ turn @ np.linalg.inv(skew)


def _power(m, n):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.linalg.matrix_power(m, n)


@exercise(
    "10.2",
    "does it converge?",
    "Players may still move away for a while: that eigenvalues are small is a promise for the long run.",
)
def converges(answer, rng):
    turn = np.array([[0.0, 1.0], [-1.0, 0.0]])
    cases = [  # a matrix, and something that is true of it
        ([[0.3, 5], [0, 1.05]], "One eigenvalue of this matrix is 1.05."),
        ([[3, 0.5], [0, 0.9]], "One eigenvalue of this matrix is 3."),
        ([[0.2, 0], [0.5, 3]], "One eigenvalue of this matrix is 3."),
        ([[-1.5, 0], [1, 0.9]], "One eigenvalue of this matrix is -1.5, of modulus 1.5."),
        ([[-1.05, 0], [3, 0.5]], "One eigenvalue of this matrix is -1.05, of modulus 1.05."),
        (
            [[0.95, 40], [0, 0.9]],
            "The eigenvalues of this matrix are 0.95 and 0.9; one entry is large, and it converges late.",
        ),
        ([[0.7, 0.5], [0.6, 0.6]], "All entries are below 1, but (1, 1) grows in this direction, step by step."),
        ([[0.85, -0.35], [-0.35, 0.85]], "One eigenvalue is 1.2; whoever starts at (1, 1) does not notice it."),
        ([[0.9995, 2], [0, 0.1]], "The largest eigenvalue is 0.9995: it takes thousands of steps."),
        ([[0.2, 0], [1, 0.998]], "The largest eigenvalue is 0.998: it takes thousands of steps."),
        ([[0.992, 0], [1, 0.3]], "The largest eigenvalue is 0.992: it takes hundreds of steps."),
        ([[0.9, 4000], [0, 0.7]], "The eigenvalues of this matrix are 0.9 and 0.7; one entry is very large."),
        ([[1.004, 3], [0, 0.5]], "The largest eigenvalue is 1.004: it takes hundreds of steps to see it."),
        ([[1.0005, 0], [2, 0.1]], "The largest eigenvalue is 1.0005: it takes thousands of steps to see it."),
        (_spiral(0.97, 0.3), "These eigenvalues are a conjugate pair of modulus 0.97."),
        (_spiral(1.03, 1.2), "These eigenvalues are a conjugate pair of modulus 1.03, with a small real part."),
        (_spiral(1.2, 1.5), "These eigenvalues are a conjugate pair of modulus 1.2, with imaginary part 1.197."),
        (_spiral(1.5, 0.7), "These eigenvalues are a conjugate pair of modulus 1.5."),
        (_spiral(1.03, 0.5), "These eigenvalues are a conjugate pair of modulus 1.03, with real part 0.90."),
        (_spiral(0.97, 2.5), "These eigenvalues are a conjugate pair of modulus 0.97."),
        ([[0.6, 0.2], [0.0, -0.6]], "The eigenvalues of this matrix are 0.6 and -0.6."),
        ([[0.6, 0.6], [0.0, 0.1]], "The eigenvalues of this matrix are 0.6 and 0.1."),
        ([[0.6, 0.0], [0.6, 0.1]], "The eigenvalues of this matrix are 0.6 and 0.1."),
        ([[0.4, 0.0], [5.0, 0.5]], "The eigenvalues of this matrix are 0.4 and 0.5; one entry is large."),
        ([[0.7, 30.0], [0.0, 0.6]], "The eigenvalues of this matrix are 0.7 and 0.6; one entry is large."),
        ([[-0.97, 0.0], [0.0, 0.1]], "The eigenvalues of this matrix are -0.97 and 0.1."),
        ([[-0.9, 0.0], [0.0, -0.8]], "Both eigenvalues are negative here, and their moduli are below 1."),
        ([[0.9, 0.0, 0.0], [1.0, 0.8, 0.0], [1.0, 1.0, 0.7]], "The eigenvalues are 0.9, 0.8 and 0.7."),
        ([[0.2, 1.0, 1.0], [0.0, 0.3, 1.0], [0.0, 0.0, 1.1]], "The eigenvalues are 0.2, 0.3 and 1.1."),
        (turn, "Both eigenvalues have modulus 1: the players go round for ever and never get to 0."),
        (-turn, "Both eigenvalues have modulus 1: the players go round for ever and never get to 0."),
        ([[1.0, 0.0], [0.0, 0.3]], "With an eigenvalue of 1, who starts in its direction stays there."),
        ([[0.4, 0.0], [0.0, -1.0]], "With an eigenvalue of -1, who starts in its direction goes to and fro for ever."),
    ]
    for size, modulus in [(3, 0.97), (3, 1.03), (4, 0.97), (4, 1.03), (2, 0.97), (2, 1.03)]:
        m = rng.normal(size=(size, size))
        m *= modulus / abs(np.linalg.eigvals(m)).max()
        cases.append((m, f"The largest modulus of an eigenvalue of this matrix is {modulus}."))
    for m, hint in cases:
        m = np.array(m, float)
        values, ones = np.linalg.eigvals(m), np.ones(len(m))
        modulus = abs(values)
        rules = {
            "An eigenvalue of modulus 1 is not enough: its players stay at their distance, for ever.": modulus.max()
            < 1 + 1e-12,
            "The boundary is 1 itself, not a little more: beyond it they run away, only more slowly.": modulus.max() < 1.01,
            "The boundary is 1 itself, not a little less: below it they come home, only more slowly.": modulus.max() < 0.99,
            "The boundary is 1 itself, not less: below it they come home, only more slowly.": modulus.max() < 0.95,
            "True and False are exchanged: it converges if all moduli are small.": modulus.max() >= 1,
            "That is True where some modulus is large; it converges if all of them are small.": modulus.max() > 1,
            "Those are the eigenvalues of the change, m - 1. What multiplies is m.": abs(values - 1).max() < 1,
            "To turn does no harm, and not to turn does not help: what counts is the modulus.": bool(
                (values.imag == 0).all()
            ),
            "An eigenvalue below -1 grows, too: look at moduli.": values.real.max() < 1,
            "The real part alone is not the modulus: an eigenvalue has two parts.": abs(values.real).max() < 1,
            "The imaginary part alone is not the modulus: an eigenvalue has two parts.": abs(values.imag).max() < 1,
            "One eigenvalue beyond 1 is enough to run away: the smallest does not decide.": modulus.min() < 1,
            "The smallest stretch in one step is not the point; nor is the largest.": np.linalg.norm(m, -2) < 1,
            "Not the difference of two squares: a modulus is the root of their sum.": (values.real**2 - values.imag**2).max()
            < 1,
            "Not the sum of the two parts: a modulus is the root of the sum of their squares.": (
                (values.real + values.imag).max() < 1
            ),
            "Not the sum of the two parts' sizes: a modulus is the root of the sum of their squares.": (
                (abs(values.real) + abs(values.imag)).max() < 1
            ),
            "Negative real parts are what matters for a differential equation; here each step multiplies.": values.real.max()
            < 0,
            "The product of the eigenvalues is small if only one is; each must be.": abs(np.linalg.det(m)) < 1,
            "A product below -1 is not the point; nor is the product: each eigenvalue counts.": np.linalg.det(m) < 1,
            "The eigenvalues' sum is not the point: each must be small by itself.": abs(np.trace(m)) < 1,
            "The eigenvalues' sum is not the point, in size or not: each must be small by itself.": abs(np.trace(m)) < 2,
            "A sum of moduli below 1 is more than is needed: each counts by itself.": modulus.sum() < 1,
            "The average modulus hides a large one: each must be below 1.": modulus.mean() < 1,
            "Entries are not eigenvalues: many small ones can grow together, and one large one may do no harm.": (
                abs(m).max() < 1
            ),
            "The diagonal holds the eigenvalues of a triangular matrix only.": abs(np.diag(m)).max() < 1,
            "The largest stretch in one step is not the point: it may grow at first, and shrink in the long run.": (
                np.linalg.norm(m, 2) < 1
            ),
            "That asks for small entries, all together; what counts are eigenvalues.": np.linalg.norm(m) < 1,
            "Rows with small sums are enough, but not needed: what counts are eigenvalues.": abs(m).sum(axis=1).max() < 1,
            "Columns with small sums are enough, but not needed: what counts are eigenvalues.": abs(m).sum(axis=0).max() < 1,
            "`eigvalsh` is for symmetric matrices.": abs(np.linalg.eigvalsh(m)).max() < 1,
            "That is the symmetric half of the matrix; what turns is in the other half.": (
                abs(np.linalg.eigvalsh((m + m.T) / 2)).max() < 1
            ),
            "One step says little: it may lead away at first.": np.linalg.norm(m @ ones) < np.linalg.norm(ones),
            "That many steps from one start are neither every start nor the long run.": (
                np.linalg.norm(_power(m, 10) @ ones) < np.linalg.norm(ones)
            ),
            "Even so many steps from one start are neither every start nor the long run.": (
                np.linalg.norm(_power(m, 100) @ ones) < np.linalg.norm(ones)
            ),
            "That many steps are not the long run: it may lead away at first, or be slow.": np.linalg.norm(_power(m, 10))
            < 1,
            "Even so many steps are not the long run: it may lead away at first, or be slow.": np.linalg.norm(_power(m, 100))
            < 1,
            "What has not yet come home after so many steps may still be on its way.": (abs(_power(m, 100)).max() < 1e-3),
            "What has not come home after so many steps may still be on its way.": abs(_power(m, 1000)).max() < 1e-3,
            "Not all of these converge.": True,
            "Some of these converge.": False,
            "The last eigenvalue in the list need not be the largest.": modulus[-1] < 1,
            "One multiplication more says little: it may lead away at first.": np.linalg.norm(m @ m) < np.linalg.norm(m),
            "The first eigenvalue in the list need not be the largest.": modulus[0] < 1,
        }
        mistakes = {mistake: bool(result) for mistake, result in rules.items()}
        mistakes["That is the largest modulus. And does it converge? Return True or False."] = modulus.max()
        answer.expect(m, value=bool(modulus.max() < 1), mistakes=mistakes, hint=hint)


class _Field:
    """A field of directions that can say what it is."""

    def __init__(self, name, function):
        self.name, self.function = name, function

    def __call__(self, x, y):
        return self.function(x, y)

    def __repr__(self):
        return self.name


@exercise(
    "10.3",
    "look ahead, in any game",
    "It costs two slopes a step; the optimistic step does with one, by using the slope before in place of the trial.",
)
def extragradient_step(answer, rng):
    bent = _Field("the field (y - x^3, -x - y/2)", lambda x, y: (y - x**3, -x - y / 2))
    other = _Field("the field (x y + 1, y - x^2)", lambda x, y: (x * y + 1, y - x**2))
    cases = []
    for field in [bent, other, bent, other, bent, other]:
        x, y = rng.uniform(0.5, 1.5, 2) * rng.choice([-1, 1], 2)
        cases.append((float(x), float(y), float(rng.uniform(0.2, 0.6)), field))
    straight = _Field("the field (y, -x)", lambda x, y: (y, -x))
    for x, y, a, field in [*cases, (1.0, 0.0, 0.3, straight)]:
        here = np.array([x, y])
        at = lambda x, y, field=field: np.array(field(x, y))  # noqa: E731
        slope = at(x, y)
        trial = here + a * slope
        ahead = at(*trial)
        x_first = x + a * slope[0]
        answer.expect(
            *(x, y, a, field),
            value=here + a * ahead,
            mistakes={
                "That is the trial step. Take the slopes there, and go back to step with them.": trial,
                "That goes on from the trial point. Step from where the players really are.": trial + a * ahead,
                "That is the average of both slopes; the step uses those of the trial point alone.": here
                + a * (slope + ahead) / 2,
                "That is optimism: twice one slope less another. This step uses those of the trial point alone.": here
                + a * (2 * ahead - slope),
                "That is optimism: twice one slope less another; this step uses those of the trial point alone.": here
                + a * (2 * slope - ahead),
                "The trial step is a whole one, not half a step.": here + a * at(*(here + a / 2 * slope)),
                "The trial step has size a, too.": here + a * at(*(here + slope)),
                "The trial step has size a, not twice as much.": here + a * at(*(here + 2 * a * slope)),
                "field wants a point, where the players would be, not the directions in which they go.": here
                + a * at(*slope),
                "That is x. Return y with it.": x + a * ahead[0],
                "The trial step has size a once.": here + a * at(*(here + a**2 * slope)),
                "The second step has size a, too.": here + ahead,
                "The second step has size a once.": here + a**2 * ahead,
                "That is an alternating step: y looks at the new x. Both look ahead here.": [
                    x_first,
                    y + a * at(x_first, y)[1],
                ],
                "In the trial step, too, both move at once: y does not wait for the new x.": here
                + a * at(x_first, y + a * at(x_first, y)[1]),
                "For each player you moved only the other one ahead. At the trial point both have moved.": [
                    x + a * at(x, trial[1])[0],
                    y + a * at(trial[0], y)[1],
                ],
                "For each player you moved only that one ahead. At the trial point both have moved.": [
                    x + a * at(trial[0], y)[0],
                    y + a * at(x, trial[1])[1],
                ],
                "Only y has moved in your trial step; x must look ahead with it.": here + a * at(x, trial[1]),
                "Only x has moved in your trial step; y must look ahead with it.": here + a * at(trial[0], y),
                "x and y are exchanged on the way into field.": here + a * at(trial[1], trial[0]),
                "One trial is enough: two calls of field, not three.": here + a * at(*(here + a * ahead)),
                "The trial is right. In the second step y, too, takes its slope where x was in the trial.": [
                    x + a * ahead[0],
                    y + a * at(x + a * ahead[0], trial[1])[1],
                ],
                "The change of the slope alone is no direction: step with the slope at the trial point.": here
                + a * (ahead - slope),
                "x is right; and y? It steps, too.": [x + a * ahead[0], y],
                "The trial starts where the players are, not at 0.": here + a * at(*(a * slope)),
                "The slopes of the trial point replace the others; they don't multiply them.": here + a * slope * ahead,
                "x is right; y must look ahead as well.": [x + a * ahead[0], y + a * slope[1]],
                "y is right; x must look ahead as well.": [x + a * slope[0], y + a * ahead[1]],
                "field says where each player wants to go, y included: there is no minus to add.": [
                    x + a * ahead[0],
                    y - a * ahead[1],
                ],
                "field says where each player wants to go, in the trial step, too: there is no minus to add.": [
                    x + a * at(x + a * slope[0], y - a * slope[1])[0],
                    y - a * at(x + a * slope[0], y - a * slope[1])[1],
                ],
                "field says where the players want to go: step along it, not against it.": here
                - a * at(*(here - a * slope)),
                "The trial is right; then step along the slopes there, not against them.": here - a * ahead,
                "Look ahead along the slopes, not against them.": here + a * at(*(here - a * slope)),
                "That is right for the game xy; take the slopes from field.": [
                    (1 - a**2) * x + a * y,
                    (1 - a**2) * y - a * x,
                ],
                "Those are the slopes at the trial point. Where do the players step?": ahead,
                "That is by how much they step. Where do they arrive?": a * ahead,
                "The first of field's directions is x's, the second y's.": here + a * ahead[::-1],
            },
            hint="Call field twice: where the players are, and at the trial point, to which both have moved;"
            " then step from where they are with the second.",
        )


@exercise(
    "10.4",
    "the average without the sum",
    "So a bounded path is all that it takes: its average can't but go to the equilibrium.",
)
def averages_of(answer, rng):
    for n in rng.permutation(np.arange(3, 20))[:6].tolist():
        a, start = float(rng.uniform(0.2, 0.9)), rng.uniform(0.5, 2, 2) * rng.choice([-1, 1], 2)
        x, y = start
        for _ in range(n):
            x = x + a * y
            y = y - a * x
        x_first, y_first, x_last, y_last = map(float, (*start, x, y))
        of_x, of_y = (y_first - y_last) / (a * n), (x_last - x_first) / (a * n)
        answer.expect(
            *(x_first, y_first, x_last, y_last, a, n),
            value=[of_x, of_y],
            mistakes={
                "The sign of the first: y goes down by a times x.": [-of_x, of_y],
                "The sign of the second: x goes up by a times y.": [of_x, -of_y],
                "Both signs: x goes up by a times y, and y down by a times x.": [-of_x, -of_y],
                "Both are right, in the other order: the average of x comes first.": [of_y, of_x],
                "x follows from the way of y, and y from the way of x; and mind the sign.": [of_y, -of_x],
                "x follows from the way of y, and y from the way of x; and mind both signs.": [-of_y, of_x],
                "Divide by the step size as well: each step is a times a slope.": [a * of_x, a * of_y],
                "Each step is a times a slope: to get back to slopes, divide by a, don't multiply.": [
                    a**2 * of_x,
                    a**2 * of_y,
                ],
                "Those are the sums; divide by the number of steps.": [n * of_x, n * of_y],
                "That is the whole way; divide it by the number of steps and by their size.": [a * n * of_x, a * n * of_y],
                "That is the middle of the two ends, not of the whole path.": [
                    (x_first + x_last) / 2,
                    (y_first + y_last) / 2,
                ],
                "The n steps make n differences, not n - 1.": [n / (n - 1) * of_x, n / (n - 1) * of_y],
                "The n steps make n differences, not n + 1.": [n / (n + 1) * of_x, n / (n + 1) * of_y],
                "Of x the new ones are asked for, from after the first step to the end.": [
                    of_x + (x_first - x_last) / n,
                    of_y,
                ],
                "Of y the old ones are asked for, from the start to before the last step.": [
                    of_x,
                    of_y + (y_last - y_first) / n,
                ],
                "The average of x is right. That of y follows in the same way, from the other player's path.": [of_x, of_x],
                "The average of y is right. That of x follows in the same way, from the other player's path.": [of_y, of_y],
                "Averages have signs: the players were on both sides.": [abs(of_x), abs(of_y)],
                "Those are the last places; the average is over the whole path.": [x_last, y_last],
                "Those are the first places; the average is over the whole path.": [x_first, y_first],
                "Differences, not sums: what is between the ends cancels.": [
                    (y_first + y_last) / (a * n),
                    (x_last + x_first) / (a * n),
                ],
                "Where they began counts, too: the net way is from there to the end.": [-y_last / (a * n), x_last / (a * n)],
                "x follows from the way of y, and y from the way of x; and each step is a times a slope.": [
                    (x_last - x_first) / n,
                    (y_last - y_first) / n,
                ],
                "The second is right. Divide the first by the step size, too.": [a * of_x, of_y],
                "The first is right. Divide the second by the step size, too.": [of_x, a * of_y],
                "Divide by n once, not twice.": [of_x / n, of_y / n],
                "Divide by all of a n: mind the brackets.": [n**2 * of_x, n**2 * of_y],
                "The path has n + 1 places; of each player one end is left out: x's first, y's last.": [
                    (x_first + n * of_x) / (n + 1),
                    (n * of_y + y_last) / (n + 1),
                ],
                "Take away the other end, too: what is left of the sum is a difference.": [
                    y_first / (a * n),
                    x_last / (a * n),
                ],
                "That is the average of y. That of x comes before it.": of_y,
                "That is how far the average is from the equilibrium. Return both averages.": np.hypot(of_x, of_y),
                "The long run is not here yet: after n steps the averages are not 0.": [0, 0],
            },
            hint="Add up y' - y = -a x' over all steps: what is left on the left side? Then the same for x' - x = a y.",
        )


@exercise("10.5", "curvature for both", "The best step is half of it: with c = 1, it leaves 1/sqrt(2) of the distance.")
def largest_step(answer, rng):
    for c in [*map(float, rng.uniform([0.15, 0.4, 1.3, 2.2, 0.6], [0.35, 0.6, 2, 3, 0.9])), 1.0]:
        right = 2 * c / (1 + c**2)
        mistakes = {
            "That is the threshold when x alone pays.": c,
            "And the arrows that turn? They lengthen the factor, too.": 2 / c,
            "That is where the modulus is smallest; how far can a go before it is back at 1?": right / 2,
            "|1 - ac - ia| squared is (1 - ac)^2 + a^2: the square of ac is in it.": 2 * c,
            "That is where 1 - ac is 0. For which a is (1 - ac)^2 + a^2 equal to 1?": 1 / c,
            "A square is missing below.": 2 * c / (1 + c),
            "c is squared below, not the sum: multiply (1 - ac)^2 + a^2 out.": 2 * c / (1 + c) ** 2,
            "A root too many: the condition is on a, not on its square.": np.sqrt(right),
            "A root too many, below.": 2 * c / np.sqrt(1 + c**2),
            "Above: the term of (1 - ac)^2 that is linear in a has a c in it.": 2 / (1 + c**2),
            "Above: the term of (1 - ac)^2 that is linear in a has one c in it, not two.": 2 * c**2 / (1 + c**2),
            "That is the threshold the other way up.": 1 / right,
            "Mind the brackets: divide by all of 1 + c^2.": 2 * c + c**2,
            "Both hold at once: turning and paying are in the same factor, not one after the other.": min(c, 2 / c),
            "It depends on c: without it they never come home.": 1,
            "It depends on c: without it they never come home; and 1 - ac is not all of the factor.": 2,
            "c pulls inwards, but the more it pulls, the sooner a step goes too far: write the modulus out.": c**2,
            "Above: (1 - ac)^2 has -2ac in it; below: both squares.": c / (1 + c),
            "Above: (1 - ac)^2 has -2ac in it, not -a.": 1 / (1 + c**2),
            "Below: the sum of squares is there once.": 2 * c / (1 + c**2) ** 2,
            "Above: the term with a alone has a c in it; below: a square is missing.": 2 / (1 + c),
            "Below: 1 + c^2 comes from a^2 c^2 + a^2, so nothing else is added to it.": 2 * c / (2 + c**2),
            "Look at the sign: for which a > 0 is (1 - ac)^2 + a^2 equal to 1?": -right,
            "The more c pulls, the sooner a step goes too far: where is (1 - ac)^2 + a^2 back at 1?": c / 2,
            "c stands in (1 - ac)^2 as it is, not half of it: the slope of (c/2) x^2 is cx.": 4 * c / (4 + c**2),
            "Below, it is c that is squared, not 2c.": 2 * c / (1 + 4 * c**2),
            "Not c up to 1 and 1/c beyond: for which a is (1 - ac)^2 + a^2 equal to 1, with any c?": min(c, 1 / c),
            "Return the upper end alone: one number.": [0, right],
        }
        if c != 1:
            mistakes["Below: both squares add, that of c and that of the turn."] = 2 * c / (1 - c**2)
            mistakes["Below: the two squares add, that of c and that of the turn."] = 2 * c / (c**2 - 1)
        answer.expect(c, value=right, mistakes=mistakes, hint="The factor is 1 - ac - ia. For which a > 0 is its modulus 1?")


@exercise(
    "10.A",
    "k steps for one",
    "Its k steps are one of size k a, since y rests: all that counts is the product of both steps.",
    points=2,
)
def largest_step_with_k(answer, rng):
    for k in [*map(int, rng.choice(np.arange(3, 30), 5, replace=False)), 1]:
        answer.expect(
            k,
            value=2 / np.sqrt(k),
            mistakes={
                "It is the product of both players' step sizes, k a times a, that has a bound.": 2 / k,
                "That is the bound for k = 1; more steps of x make it smaller.": 2,
                "That is the bound on a squared.": 4 / k,
                "More steps of x push harder, so the bound falls with k.": 2 * np.sqrt(k),
                "More steps of x push harder, so the bound falls with k; and not in proportion.": 2 * k,
                "For k = 1 it should be the 2 of section 4.": 1 / np.sqrt(k),
                "For k = 1 it should be the 2 of section 4: k a^2 may go up to 4, not to 2.": np.sqrt(2 / k),
                "For k = 1 it should be the 2 of section 4; k a^2 may go up to 4.": 4 / np.sqrt(k),
                "All k steps of x are as one of size k a; the step of y counts too, but not as one more of x.": 2
                / np.sqrt(k + 1),
                "It is the other way up: for k = 1 it is 2, and it falls with k.": np.sqrt(k) / 2,
                "For k = 1 it should be the 2 of section 4; and more steps count as their root.": 1 / k,
                "All k steps of x are as one of size k a; nothing is added to k.": 2 / (k + 1),
                "All k steps of x are as one of size k a; nothing is added to its root.": 2 / (1 + np.sqrt(k)),
                "The bound falls with k, and is never negative.": 2 - k,
                "For k = 1 that is right. But the step of y does not add to k: the trace is 2 less k a^2.": 4 / (k + 1),
                "For k = 1 that is right. But no step halves the bound: the trace is 2 less k a^2.": 2 / 2 ** (k - 1),
                "For k = 1 that is right, but the bound is never negative: the trace is 2 less k a^2.": 3 - k,
                "Return the upper end alone: one number.": [0, 2 / np.sqrt(k)],
                "The bound falls with k; for k = 1 it should be the 2 of section 4.": np.sqrt(k),
                "The power of 2 that you take shrinks to 1; the bound shrinks to 0.": 2 ** (1 / k),
                "The trace is 2 less k a^2, with k itself, not its square.": 2 / k**2,
            },
            hint="k steps of x are one of size k a. What are the trace and the determinant of the round's matrix?",
        )
