"""Checks of lesson 10, gradient games."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "10.1",
    "how far out?",
    "Halve the step and double their number: a whole turn grows less, but it still grows.",
)
def distance_after(answer, rng):
    cases = [(2.0, 0.5, 3), (1.0, 1.0, 1)]
    cases += [(float(rng.uniform(0.5, 3)), float(rng.uniform(0.1, 1.5)), int(rng.integers(2, 12))) for _ in range(4)]
    for r, a, n in cases:
        factor = np.sqrt(1 + a**2)
        answer.expect(
            *(r, a, n),
            value=r * factor**n,
            mistakes={
                "That is by how much the squared distance grows; take the root.": r * (1 + a**2) ** n,
                "The two moves are at a right angle: Pythagoras, not a sum.": r * (1 + a) ** n,
                "Every step multiplies; n steps multiply n times.": r * factor * n,
                "That is one step; n were taken.": r * factor,
                "And where they began? At distance r.": factor**n,
                "They move outwards: the distance grows.": r / factor**n,
            },
            hint="One step multiplies the distance by the square root of 1 + a squared; and n steps?",
        )


@exercise(
    "10.2",
    "does it converge?",
    "Players may still move away for a while: that eigenvalues are small is a promise for the long run.",
)
def converges(answer, rng):
    cases = [
        ([[2, 0], [0, 0.1]], "One eigenvalue beyond 1 is enough to run away: neither the smallest nor the product decides."),
        ([[-2, 0], [0, 0.5]], "An eigenvalue of -2 changes the sign at every step, and doubles the size. Take moduli."),
        (
            [[0.5, 1], [-1, 0.5]],
            "These eigenvalues are 0.5 + i and 0.5 - i: their real part is small, their modulus is not.",
        ),
        ([[0.9, 0.9], [0.9, 0.9]], "Every entry is below 1, and still (1, 1) grows to (1.8, 1.8). Look at eigenvalues."),
        ([[0, 1], [-1, 0]], "Both eigenvalues have modulus 1: the players go round for ever and never get to 0."),
        ([[0.5, 0], [3, 0.5]], "One entry is large, and so the first step may go far; but both eigenvalues are 0.5."),
    ]
    for _ in range(6):
        m = rng.normal(size=(3, 3))
        modulus = rng.choice([0.8, 1.25])
        cases.append((m / abs(np.linalg.eigvals(m)).max() * modulus, "How large is the largest modulus of an eigenvalue?"))
    for m, hint in cases:
        m = np.array(m, float)
        answer.expect(m, value=bool(abs(np.linalg.eigvals(m)).max() < 1), hint=hint)


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
    bent = _Field("the field (y - x^3, -x)", lambda x, y: (y - x**3, -x))
    straight = _Field("the field (y, -x)", lambda x, y: (y, -x))
    cases = [(1.0, 2.0, 0.5, bent), (1.0, 0.0, 0.3, straight)]
    cases += [(*map(float, rng.normal(size=2)), float(rng.uniform(0.1, 0.6)), bent) for _ in range(4)]
    for x, y, a, field in cases:
        here = np.array([x, y])
        slope = np.array(field(x, y))
        trial = here + a * slope
        ahead = np.array(field(*trial))
        x_first = x + a * slope[0]
        answer.expect(
            *(x, y, a, field),
            value=here + a * ahead,
            mistakes={
                "That is the trial step. Take the slopes there, and go back to step with them.": trial,
                "That goes on from the trial point. Step from where the players really are.": trial + a * ahead,
                "That is the average of both slopes; the step uses those of the trial point alone.": here
                + a * (slope + ahead) / 2,
                "The trial step is a whole one, not half a step.": here + a * np.array(field(*(here + a / 2 * slope))),
                "That is an alternating step: y looks at the new x. Both look ahead here.": [
                    x_first,
                    y + a * field(x_first, y)[1],
                ],
                "Those are the slopes at the trial point. Where do the players step?": ahead,
            },
            hint="Call field twice: here, to get to the trial point, and there; then step from here with the second.",
        )


@exercise(
    "10.4",
    "the average without the sum",
    "So a bounded path is all that it takes: its average can't but go to the equilibrium.",
)
def averages_of(answer, rng):
    cases = [(1.0, 0.5, 1.1875, -0.71875, 0.5, 2)]
    for _ in range(4):
        a, n, state = float(rng.uniform(0.1, 1)), int(rng.integers(2, 30)), rng.normal(size=2)
        x, y = state
        for _ in range(n):
            x = x + a * y
            y = y - a * x
        cases.append((*map(float, (*state, x, y)), a, n))
    for x_first, y_first, x_last, y_last, a, n in cases:
        of_x, of_y = (y_first - y_last) / (a * n), (x_last - x_first) / (a * n)
        answer.expect(
            *(x_first, y_first, x_last, y_last, a, n),
            value=[of_x, of_y],
            mistakes={
                "The sign of the first: y goes down by a times x.": [-of_x, of_y],
                "Both are right, in the other order: the average of x comes first.": [of_y, of_x],
                "x follows from the way of y, and y from the way of x; and mind the sign.": [
                    (x_last - x_first) / (a * n),
                    (y_last - y_first) / (a * n),
                ],
                "Divide by the step size as well: each step is a times a slope.": [a * of_x, a * of_y],
                "Those are the sums; divide by the number of steps.": [n * of_x, n * of_y],
                "That is the middle of the two ends, not of the whole path.": [
                    (x_first + x_last) / 2,
                    (y_first + y_last) / 2,
                ],
            },
            hint="Add up y' - y = -a x' over all steps: what is left on the left side? Then the same for x' - x = a y.",
        )


@exercise("10.5", "curvature for both", "The best step is half of it: with c = 1, it leaves 1/sqrt(2) of the distance.")
def largest_step(answer, rng):
    for c in [0.5, 2.0, *map(float, rng.uniform(0.1, 3, 5))]:
        answer.expect(
            c,
            value=2 * c / (1 + c**2),
            mistakes={
                "That is the threshold when x alone pays.": c,
                "And the arrows that turn? They lengthen the factor, too.": 2 / c,
                "That is where the modulus is smallest; how far can a go before it is back at 1?": c / (1 + c**2),
                "Nearly: |1 - ac - ia| squared is (1 - ac)^2 + a^2. Write all of it out.": 2 * c,
                "That is where 1 - ac is 0. For which a is (1 - ac)^2 + a^2 equal to 1?": 1 / c,
                "A square is missing below.": 2 * c / (1 + c),
            },
            hint="The factor is 1 - ac - ia. For which a > 0 is its modulus 1?",
        )


@exercise(
    "10.A",
    "k steps for one",
    "Its k steps are one of size k a, since y rests: all that counts is the product of both steps.",
    points=2,
)
def largest_step_with_k(answer, rng):
    for k in [3, 1, *map(int, rng.choice(np.arange(2, 30), 4, replace=False))]:
        answer.expect(
            k,
            value=2 / np.sqrt(k),
            mistakes={
                "It is the product of both players' step sizes, k a times a, that has a bound.": 2 / k,
                "That is the bound for k = 1; more steps of x make it smaller.": 2,
                "That is the bound on a squared.": 4 / k,
                "More steps of x push harder, so the bound falls with k.": 2 * np.sqrt(k),
                "For k = 1 it should be the 2 of section 4.": 1 / np.sqrt(k),
            },
            hint="k steps of x are one of size k a. What are the trace and the determinant of the round's matrix?",
        )
