"""Checks of lesson 02, activations."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "02.1", "a safe softmax", "The largest number becomes e to the 0, so nothing overflows, and the sum is at least 1."
)
def safe_softmax(answer, rng):
    cases = [rng.normal(size=shape) for shape in ((3, 4), (5, 3), (2, 6), (4, 4), (3, 3))]
    cases += [np.array([[1000.0, 999.0], [0.0, 1.0]]), np.array([[1000.0, -1000.0, 0.0], [-1000.0, -1001.0, -1002.0]])]
    cases += [np.array([[900.0, 901.0, 899.0], [3.0, 1.0, 2.0]])]
    for z in cases:
        shifted = z - z.max(axis=1, keepdims=True)
        e, value = np.exp(shifted), _softmax(z)
        of_all, of_columns = np.exp(z - z.max()), np.exp(z - z.max(axis=0))
        sigmoids = (1 + np.tanh(z / 2)) / 2
        mistakes = {
            "These all add up to 1 together; each row should, by itself.": of_all / of_all.sum(),
            "The sum goes over everything; each row has a sum of its own.": e / e.sum(),
            "Here each column adds up to 1; the classes of a picture lie in a row.": of_columns / of_columns.sum(axis=0),
            "The sum goes down the columns; each row has a sum of its own.": e / e.sum(axis=0),
            "Those are sigmoids: each for itself, so that rows don't add up to 1.": sigmoids,
            "Those are the exponentials; a row of probabilities adds up to 1.": np.exp(z),
            "The largest of each row is 1 here; it is the row's sum that should be.": e,
            "That is the logarithm of it.": shifted - np.log(e.sum(axis=1, keepdims=True)),
            "Where is the exp? You divided the numbers themselves by their sum.": z / z.sum(axis=1, keepdims=True),
            "The largest number should get the largest probability; here it is the other way round.": _softmax(-z),
            "That is a hard choice: all for the largest. The softmax shares out.": (shifted == 0).astype(float),
            "That is the average share, whatever the numbers are.": np.full(z.shape, 1 / z.shape[1]),
            "That has 2 where e belongs.": _softmax(z * np.log(2)),
            "What is subtracted below must be subtracted above, too.": np.exp(z) / e.sum(axis=1, keepdims=True),
            "What is subtracted above must be subtracted below, too.": e / np.exp(z).sum(axis=1, keepdims=True),
            "Within a row the same number must be subtracted from all.": _softmax(z - z.max(axis=0)),
            "Cutting off what is large makes 1000 and 999 alike.": _softmax(np.clip(z, -500, 500)),
            "Putting a number for nan hides the overflow: the row should still add up to 1.": np.nan_to_num(
                np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
            ),
            "Putting 1 for nan hides the overflow: two numbers of a row can't both be 1.": np.nan_to_num(
                np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), nan=1
            ),
            "That is the exponent; take exp, and share out.": shifted,
            "That is the first row alone.": value[0],
            "Those are sigmoids over their sum; the softmax takes exp, not the sigmoid.": sigmoids
            / sigmoids.sum(axis=1, keepdims=True),
            "Subtracting a number cancels in the fraction; dividing by one does not.": _softmax(
                z / np.abs(z).max(axis=1, keepdims=True)
            ),
            "Divide by the row's sum; that is the root of its squares' sum.": e / np.linalg.norm(e, axis=1, keepdims=True),
        }
        if len(z) == z.shape[1]:
            no_axis = np.exp(z - z.max(axis=1))
            mistakes["The sums of the rows meet the columns: keep the axis when you sum."] = e / e.sum(axis=1)
            mistakes["What belongs to a row meets a column: keep the axis of the largest and of the sum."] = (
                no_axis / no_axis.sum(axis=1)
            )
        answer.expect(
            z,
            value=value,
            mistakes=mistakes,
            hint="Shift each row so that its largest exponent is 0; take exp; share out by the row's sum.",
            not_finite="In some row exp overflowed, or gave 0 for every number. What should each row's own m be?",
        )


@exercise(
    "02.2", "the slope of tanh", "At most 1, at 0: four times as steep as the sigmoid, whose slope there is a quarter."
)
def tanh_slope(answer, rng):
    for x in (rng.normal(size=5), 0.6, rng.normal(size=(2, 3)), -1.3, np.array([-2.0, -0.4, 0.0, 3.0])):
        t, s = np.tanh(x), (1 + np.tanh(np.asarray(x) / 2)) / 2
        answer.expect(
            x,
            value=1 - t**2,
            mistakes={
                "Nearly: look at the power of tanh. The slope is the same at x and -x.": 1 - t,
                "The slope of tanh is smooth at 0; yours has a corner there.": 1 - np.abs(t),
                "The sigmoid's rule does not carry over, because tanh runs from -1 to 1.": t * (1 - t),
                "Not quite the sigmoid's rule: at 0 that gives 0, where tanh is steepest.": t * (1 - t**2),
                "That is tanh itself.": t,
                "That is the square of tanh: 0 where tanh is steepest.": t**2,
                "The square is on the wrong thing: of tanh alone.": (1 - t) ** 2,
                "The square is on the wrong thing: of tanh, not of what is given to it.": 1 - np.tanh(np.square(x)),
                "That holds x itself in place of tanh(x).": 1 - np.square(x),
                "That is the slope of the sigmoid.": s * (1 - s),
                "That is the slope of tanh at half of x. (The sigmoid is tanh of x / 2, squeezed to 0 and 1.)": 4
                * s
                * (1 - s),
                "That is the slope of the arc tangent.": 1 / (1 + np.square(x)),
                "That is the slope of tan, without the h.": 1 / np.cos(x) ** 2,
                "A sign is wrong: far out, the slope goes to 0.": 1 + t**2,
                "That is the right thing's root.": 1 / np.cosh(x),
                "A power is wrong: it should be the same at x and -x.": 1 - t**3,
                "The power is too high.": 1 - t**4,
                "It should be the same at x and -x: look at what happens to a sign.": 1 - t * np.abs(t),
                "That has 2x where x belongs.": 1 - np.tanh(2 * np.asarray(x)) ** 2,
                "That is the slope of the slope.": -2 * t * (1 - t**2),
                "That is the slope of hard tanh.": np.where(np.abs(x) < 1, 1.0, 0.0),
                "That is e to the minus x squared: as high, and falling on both sides, but another bell.": np.exp(
                    -np.square(x)
                ),
            },
            hint="Quotient rule on sinh / cosh (each is the slope of the other); then say it by tanh itself.",
        )


@exercise(
    "02.3", "how many layers until it is lost?", "Ten layers of sigmoids, at their very best, leave less than a millionth."
)
def layers_until(answer, rng):
    cases = [(float(rng.uniform(0.1, 0.4)), float(10.0 ** -rng.uniform(2, 6))) for _ in range(3)]
    cases += [(float(rng.uniform(0.6, 0.9)), float(10.0 ** -rng.uniform(2, 4))) for _ in range(2)]
    cases += [(float(rng.uniform(0.92, 0.97)), float(10.0 ** -rng.uniform(2, 4))) for _ in range(2)]  # over 30 layers
    cases += [(0.25, 1e-6), (0.5, 0.125), (0.25, 0.0625)]  # two leave the bound exactly
    cases += [(0.1, 0.85), (0.3, 0.4)]  # a single layer is enough
    for factor, bound in cases:
        n = 1
        while factor**n >= bound:
            n += 1
        exact = np.log(bound) / np.log(factor)
        answer.expect(
            *(factor, bound),
            value=n,
            mistakes={
                "One too few: what that leaves is not yet less than the bound.": n - 1,
                "One too many: it was below the bound a layer earlier.": n + 1,
                "Where exactly the bound is left, that is not yet less than the bound.": int(np.ceil(exact - 1e-9)),
                "Rounded up and one more: too many, except where the bound is met exactly.": int(np.ceil(exact - 1e-9)) + 1,
                "Rounded to the nearest; it is lost only after the next whole layer.": int(np.round(exact)),
                "A number of layers is whole.": exact,
                "The fraction is upside down.": 1 / exact,
                "The factor and the bound have changed places.": int(np.ceil(1 / exact)),
                "That is how much is left of it, not the number of layers.": factor**n,
                "A layer multiplies by the factor; it does not take that share away.": _layers(1 - factor, bound),
                "Each layer multiplies what is left; it does not subtract the factor.": int((1 - bound) / factor) + 1,
                "Each layer multiplies what is left; it does not always lose the same.": int((1 - bound) / (1 - factor)) + 1,
                "A single layer may be enough.": max(n, 2),
                "It may take more than two layers: go on as long as too much is left.": min(n, 2),
                "That stops at 30 layers; there may be more.": min(n, 30),
                "That is for the factor 1/4, whatever the factor is.": _layers(0.25, bound),
                "That is for the factor 1/2, whatever the factor is.": _layers(0.5, bound),
                "That is for the factor 1/10, whatever the factor is.": _layers(0.1, bound),
                "That is for the factor 1/e, whatever the factor is.": _layers(np.exp(-1), bound),
                "That is where the bound's share is lost; it is to be what is left.": _layers(factor, 1 - bound),
            },
            hint="Multiply by the factor again and again, and count, until less than the bound is left.",
        )


@exercise(
    "02.4",
    "how many are dead?",
    "A unit can be zero for most pictures and quite alive: one picture that wakes it is enough.",
)
def dead_share(answer, rng):
    for pictures, units, dead in [(20, 11, 2), (30, 12, 3), (25, 15, 4), (140, 10, 1), (35, 14, 2)]:
        h = np.maximum(rng.normal(size=(pictures, units)), 0)
        kinds = rng.permutation(units)
        h[:, kinds[: dead + 4]] = 0
        h[0, kinds[dead]] = h[-1, kinds[dead + 1]] = 0.7  # these wake once,
        h[3, kinds[dead + 2]] = h[4, kinds[dead + 3]] = 1e-3  # and these a little
        if units % 2:
            h[5] = 0  # a picture at which nothing happens
        else:
            h[:, kinds[-1]] = 0.5  # a unit that always answers the same
        zero = h == 0
        answer.expect(
            h,
            value=dead / units,
            mistakes={
                "That is the sparsity: the share of all zeros. Dead means zero for every picture.": zero.mean(),
                "One zero does not kill a unit: it must be 0 for every picture.": zero.any(axis=0).mean(),
                "Zero for most pictures is not zero for all.": (zero.mean(axis=0) > 0.5).mean(),
                "A unit that answers once, and faintly, is alive.": (h < 0.01).all(axis=0).mean(),
                "A unit that always answers the same is alive, if that is not 0.": (h == h[0]).all(axis=0).mean(),
                "That is the first picture alone.": zero[0].mean(),
                "A unit that only one picture wakes is alive.": (dead + 4) / units,
                "All pictures count, the first and the last, too.": (dead + 1) / units,
                "Of all the units, not of those that live.": dead / (units - dead),
                "That counts the zeros; which columns hold nothing else?": zero.sum(),
                "That is their number; the share, please.": dead,
                "Divide by the number of units, not of pictures.": dead / pictures,
                "Divide by the number of units, not of all activations.": dead / h.size,
                "Those are the living.": 1 - dead / units,
                "That is the number of the living.": units - dead,
                "Units are columns; you went along the other axis.": zero.all(axis=1).mean(),
                "Every picture has some 0 in it; which units hold nothing else?": zero.any(axis=1).mean(),
                "That says of each unit whether it is dead; which share is?": zero.all(axis=0).astype(float),
                "That is each unit's share of zeros; which share of the units has only zeros?": zero.mean(axis=0),
                "The pictures between the first and the last count, too.": (zero[0] & zero[-1]).mean(),
                "That is 0 every time: a question about all units at once, or a division that drops the fraction?": 0,
                "Divide by the units that are given, not by the lesson's 128.": dead / 128,
            },
            hint="For each column: is every number in it 0? Then the share of such columns.",
        )


@exercise("02.5", "choose", 'A discriminator is "real or fake", and a generator\'s last layer is a pixel from -1 to 1.')
def output_activation(answer, rng):
    cases = {
        "a temperature": (
            "linear",
            {
                "sigmoid": "Then every temperature would lie between 0 and 1.",
                "tanh": "Then every temperature would lie between -1 and 1.",
                "relu": "Not in the list; and then no temperature could be below 0.",
                "softplus": "Not in the list; and then no temperature could be below 0.",
                "softmax": "A temperature is one number, and one number's softmax is always 1.",
            },
        ),
        "real or fake": (
            "sigmoid",
            {
                "linear": "A probability lies between 0 and 1; this could be anything.",
                "tanh": "A probability is not negative.",
                "relu": "Not in the list; and a probability is not above 1.",
                "softmax": "One yes-or-no needs one unit, and one number's softmax is always 1.",
            },
        ),
        "one of ten digits": (
            "softmax",
            {
                "sigmoid": "Exactly one of the ten is right: their probabilities should add up to 1.",
                "linear": "Ten probabilities that add up to 1, not ten numbers of any size.",
                "tanh": "A probability is not negative, and the ten should add up to 1.",
                "relu": "Not in the list; and the ten should add up to 1.",
            },
        ),
        "any of ten tags": (
            "sigmoid",
            {
                "softmax": "Several tags may be true at once, so their probabilities need not add up to 1.",
                "linear": "Each tag wants a probability of its own, between 0 and 1.",
                "tanh": "Each tag wants a probability of its own, and those are not negative.",
                "relu": "Not in the list; and a probability is not above 1.",
            },
        ),
        "a pixel from -1 to 1": (
            "tanh",
            {
                "sigmoid": "Then no pixel could be below 0.",
                "linear": "It could, but then it could also say 7, which is no pixel.",
                "relu": "Not in the list; and then no pixel could be below 0.",
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
    cases = [(2 * rng.normal(size=n), float(rng.uniform(0.3, 0.8))) for n in (6, 4, 7)]
    cases += [(np.append(2 * rng.normal(size=n), -0.5), a) for n, a in ((5, 1.6), (6, 2.1))]
    cases += [
        (np.array([-1.0, 0.0, 2.0]), 0.5),
        (np.array([-1000.0, 0.3, 1000.0]), 0.7),
    ]
    for x, a in cases:
        left = np.minimum(x, 0)
        e = np.exp(left)
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
                "The exponent has the wrong sign: to the left, e to the x goes to 0.": np.where(
                    x > 0, x, a * (np.exp(-left) - 1)
                ),
                "a multiplies the bracket, not the exponent.": np.where(x > 0, x, np.exp(a * left) - 1),
                "a stands before the bracket; the exponent is x alone.": np.where(x > 0, x, a * (np.exp(left / a) - 1)),
                "The sides are exchanged.": np.where(x > 0, a * (np.exp(x) - 1), x),
                "That is the left side's formula everywhere; to the right of 0 it is x.": a * (np.exp(x) - 1),
                "That is a softplus.": np.logaddexp(0, x),
                "Minus 1, not plus: it is 0 at 0.": np.where(x > 0, x, a * (e + 1)),
                "a multiplies; what is subtracted is 1.": np.where(x > 0, x, e - a),
                "a stands on the wrong side of 0.": np.where(x > 0, a * x, e - 1),
                "To the right of 0 it is x.": a * (e - 1),
                "Divide by a? It multiplies.": np.where(x > 0, x, (e - 1) / a),
                "That has 2 where e belongs.": np.where(x > 0, x, a * (np.exp2(left) - 1)),
                "It should be 0 at 0: what is subtracted in the bracket is 1.": np.where(x > 0, x, a * (e - a)),
                "That is the slope of the ELU.": np.where(x > 0, 1, a * e),
                "To the left it bends by exp, not by tanh.": np.where(x > 0, x, a * np.tanh(x)),
                "That is the leaky ReLU of section 3.": np.where(x > 0, x, 0.2 * x),
                "It bends at 0; yours bends at 1.": np.where(x > 1, x, a * (np.exp(np.minimum(x, 1)) - 1)),
                "It bends at 0; yours bends at a.": np.where(x > a, x, a * (np.exp(np.minimum(x, a)) - 1)),
                "To the left the bracket stands alone: x is not added.": x + a * (e - 1) * (x < 0),
                "The smaller of the two is not the right one: choose by the sign of x.": np.minimum(x, a * (e - 1)),
                "The larger of the two is not always the right one: for a above 1, choose by the sign of x.": np.maximum(
                    x, a * (e - 1)
                ),
            },
            hint="Choose by the sign of x, and take exp only of what is not positive. Where x is positive, it stays whole.",
            not_finite="exp of 1000 overflows, even where a factor 0 is to remove it: infinity times 0 is not a number.",
        )
        both = "The result is right, but exp overflowed on the way: np.where works out both sides for every x, then chooses."
        answer.require(not answer.overflowed, "no overflow", f"{both} What may exp be given?")


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _layers(factor, bound):
    """Return how often one must multiply by the factor until less than the bound is left."""
    return int(np.floor(np.log(bound) / np.log(factor) + 1e-9)) + 1
