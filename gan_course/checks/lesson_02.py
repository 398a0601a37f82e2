"""Checks of lesson 02, activations."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "02.1", "a safe softmax", "The largest number becomes e to the 0, so nothing overflows, and the sum is at least 1."
)
def safe_softmax(answer, rng):
    cases = [np.array([[1.0, 2.0, 4.0], [0.0, 0.5, -0.3]])]
    cases += [rng.normal(size=(n, 4)) for n in (2, 5)]
    cases += [np.array([[1000.0, 999.0], [0.0, 1.0]]), np.array([[-1000.0, -1001.0], [1000.0, -1000.0]])]
    for z in cases:
        e = np.exp(z - z.max(axis=1, keepdims=True))
        value = e / e.sum(axis=1, keepdims=True)
        all_of_them = np.exp(z - z.max())
        columns = np.exp(z - z.max(axis=0))
        answer.expect(
            z,
            value=value,
            mistakes={
                "These all add up to 1 together; each row should, by itself.": all_of_them / all_of_them.sum(),
                "Here each column adds up to 1; the classes of a picture lie in a row.": columns / columns.sum(axis=0),
                "Those are sigmoids: each for itself, so that rows don't add up to 1.": (1 + np.tanh(z / 2)) / 2,
                "Those are the exponentials; a row of probabilities adds up to 1.": e,
                "That is the logarithm of it.": np.log(np.maximum(value, 1e-300)),
            },
            hint="Subtract each row's largest number, take exp, divide by the row's sum.",
        )


@exercise(
    "02.2", "the slope of tanh", "At most 1, at 0: four times as steep as the sigmoid, whose slope there is a quarter."
)
def tanh_slope(answer, rng):
    cases = [np.array([0.0, 1.0, -2.0]), 0.5, rng.normal(size=5), rng.normal(size=(2, 3))]
    for x in cases:
        t, s = np.tanh(x), (1 + np.tanh(np.asarray(x) / 2)) / 2
        answer.expect(
            x,
            value=1 - t**2,
            mistakes={
                "Nearly: look at the power of tanh. The slope is the same at x and -x.": 1 - t,
                "The sigmoid's rule does not carry over, because tanh runs from -1 to 1.": t * (1 - t),
                "That is tanh itself.": t,
                "That is the slope of the sigmoid.": s * (1 - s),
                "That is the slope of the arc tangent.": 1 / (1 + np.square(x)),
                "A sign is wrong: far out, the slope goes to 0.": 1 + t**2,
                "That is the right thing's root.": 1 / np.cosh(x),
            },
            hint="Write it with tanh's own value: 1 where that is 0, and 0 where it nears 1 or -1.",
        )


@exercise(
    "02.3", "how many layers until it is lost?", "Ten layers of sigmoids, at their very best, leave less than a millionth."
)
def layers_until(answer, rng):
    cases = [(0.25, 1e-6), (0.5, 0.25), (0.5, 0.1), (0.9, 0.01)]
    cases += [(float(rng.uniform(0.1, 0.4)), float(10.0 ** -rng.uniform(2, 6))) for _ in range(4)]
    for factor, bound in cases:
        n = int(np.floor(np.log(bound) / np.log(factor))) + 1
        answer.expect(
            *(factor, bound),
            value=n,
            mistakes={
                "One too few: what that leaves is not yet less than the bound.": n - 1,
                "One too many: it was below the bound a layer earlier.": n + 1,
                "A layer multiplies by the factor; it does not take that share away.": int(
                    np.log(bound) / np.log(1 - factor)
                )
                + 1,
                "That is how much is left of it, not the number of layers.": factor**n,
                "Each layer multiplies what is left; it does not subtract.": int((1 - bound) / factor) + 1,
                "A number of layers is whole.": np.log(bound) / np.log(factor),
            },
            hint="Multiply by the factor again and again, and count, until less than the bound is left.",
        )


@exercise(
    "02.4",
    "how many are dead?",
    "A unit can be zero for most pictures and quite alive: one picture that wakes it is enough.",
)
def dead_share(answer, rng):
    cases = [np.array([[0.0, 0, 2, 0], [0, 1, 3, 0], [0, 0, 1, 0]])]
    for _ in range(4):
        h = np.maximum(rng.normal(size=(30, 8)), 0)
        zero = rng.choice(8, 4, replace=False)
        h[:, zero] = 0
        h[3, zero[0]] = 0.1  # one picture wakes this one
        cases.append(h)
    for h in cases:
        zero = h == 0
        answer.expect(
            h,
            value=zero.all(axis=0).mean(),
            mistakes={
                "That is the sparsity: the share of all zeros. Dead means zero for every picture.": zero.mean(),
                "One zero does not kill a unit: it must be 0 for every picture.": zero.any(axis=0).mean(),
                "That is their number; the share, please.": zero.all(axis=0).sum(),
                "Those are the living.": 1 - zero.all(axis=0).mean(),
                "Units are columns; you went along the other axis.": zero.all(axis=1).mean(),
                "That says of each unit whether it is dead; which share is?": zero.all(axis=0),
            },
            hint="For each column: is every number in it 0? Then the share of such columns.",
        )


@exercise("02.5", "choose", 'A discriminator is "real or fake", and a generator\'s last layer is a pixel from -1 to 1.')
def output_activation(answer, rng):
    softmax_two = "With one unit a softmax always says 1. One yes-or-no needs one probability."
    cases = {
        "a price": (
            "linear",
            {
                "sigmoid": "Then no price could be above 1.",
                "tanh": "Then every price would lie between -1 and 1.",
                "relu": "Not in the list; and a loss, a negative price, could not be said.",
                "softmax": "A price is one number, and one number's softmax is always 1.",
            },
        ),
        "real or fake": (
            "sigmoid",
            {
                "linear": "A probability lies between 0 and 1; this could be anything.",
                "tanh": "A probability is not negative.",
                "softmax": softmax_two,
            },
        ),
        "one of ten digits": (
            "softmax",
            {
                "sigmoid": "Exactly one of the ten is right: their probabilities should add up to 1.",
                "linear": "Ten probabilities that add up to 1, not ten numbers of any size.",
                "tanh": "A probability is not negative, and the ten should add up to 1.",
            },
        ),
        "any of ten tags": (
            "sigmoid",
            {
                "softmax": "Several tags may be true at once, so their probabilities need not add up to 1.",
                "linear": "Each tag wants a probability of its own.",
                "tanh": "Each tag wants a probability of its own, and those are not negative.",
            },
        ),
        "a pixel from -1 to 1": (
            "tanh",
            {
                "sigmoid": "Then no pixel could be darker than 0.",
                "linear": "It could, but then it could also say 7, which is no pixel.",
                "softmax": "Pixels need not add up to 1.",
            },
        ),
    }
    for i in rng.permutation(len(cases)):
        task = list(cases)[i]
        value, remarks = cases[task]
        hint = 'Which values may the answer take? The words are "linear", "sigmoid", "softmax" and "tanh".'
        answer.expect(task, value=value, remarks=remarks, hint=hint)


@exercise("02.A", "the ELU", "Far to the left it settles at -a; for a = 1 it has no corner at 0.", points=2)
def elu(answer, rng):
    cases = [(np.array([-1.0, 0.0, 2.0]), 0.5)]
    cases += [(rng.normal(size=6) * 2, float(rng.uniform(0.3, 0.8))) for _ in range(3)] + [
        (np.array([-1000.0, 1000.0]), 0.7)
    ]
    for x, a in cases:
        e = np.exp(np.minimum(x, 0))
        answer.expect(
            *(x, a),
            value=np.where(x > 0, x, a * (e - 1)),
            mistakes={
                "It should be 0 at 0, without a jump: something is not subtracted.": np.where(x > 0, x, a * e),
                "Where is a?": np.where(x > 0, x, e - 1),
                "That is a leaky ReLU, straight on the left.": np.where(x > 0, x, a * x),
                "That is a ReLU.": np.maximum(x, 0),
                "a belongs to the left side alone.": np.where(x > 0, a * x, a * (e - 1)),
                "a multiplies the whole bracket.": np.where(x > 0, x, a * e - 1),
                "A sign is wrong: on the left it is negative.": np.where(x > 0, x, a * (1 - e)),
            },
            hint="Choose by the sign of x, and take exp only of what is not positive.",
        )
        answer.require(
            not answer.overflowed,
            "no overflow",
            "The result is right, and yet something overflows on the way. np.where works out both sides before it chooses.",
        )
