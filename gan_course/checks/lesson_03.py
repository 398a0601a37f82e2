"""Checks of lesson 03, losses."""

import numpy as np

from gan_course.checks import exercise

FADES = "its slope fades where the network is wrong and sure,"


@exercise(
    "03.1",
    "what MAPE asks for",
    "Never more than the median: that is why somebody who is judged by percentages had better guess low.",
)
def best_percentage_guess(answer, rng):
    for prices, value, hint in (
        ([11.0, 12, 10], 11, "Three prices that pull nearly alike: it rests in the middle."),
        ([12.0, 1, 10], 1, "1 pulls ten times as much as 10 here: the two others together can't move it up."),
        ([6.0, 4, 20, 24, 30], 6, "4 pulls with 0.25 and 6 with 0.17 here, the three others together with 0.125."),
    ):
        answer.expect(np.array(prices), value=value, hint=hint)
    for n in (9, 12, 15, 8, 11, 14, 10, 13):
        prices = np.exp(rng.normal(5, 0.7, n))
        ordered = np.sort(prices)
        place = _rests(ordered, 1 / ordered)
        shifted = np.cumsum(1 / prices)
        loss = (100 * abs((ordered[place] - prices) / prices)).mean()
        of_all = (abs(prices[:, None] - prices) / prices).mean(axis=1)
        answer.expect(
            prices,
            value=ordered[place],
            mistakes={
                "That is the mean, which the squared error asks for.": prices.mean(),
                "That is the median: there, all prices pull alike.": np.median(prices),
                "That is the lower one of the two in the middle: there, all prices pull alike.": ordered[(n - 1) // 2],
                "That is the upper one of the two in the middle: there, all prices pull alike.": ordered[n // 2],
                "That is the geometric mean, which a squared error of the logs asks for.": np.exp(np.log(prices).mean()),
                "That is what MSLE asks for.": np.expm1(np.log1p(prices).mean()),
                "That is a mean with the weights 1/y (the harmonic mean); the pull of a price does not grow with the "
                "distance.": n / np.sum(1 / prices),
                "That is what squared percentages ask for.": np.sum(1 / prices) / np.sum(1 / prices**2),
                "That is the cheapest; some dearer prices together pull more than it does.": ordered[0],
                "That is the dearest.": ordered[-1],
                "Here dear prices pull more, as where one divides by the guess; it should be the cheap ones.": ordered[
                    _rests(ordered, ordered)
                ],
                "The pull is 1/y, not 1/y squared.": ordered[_rests(ordered, 1 / ordered**2)],
                "One too low: up there, more still pulls up than down.": ordered[max(place - 1, 0)],
                "One too high: it has come to rest a price earlier.": ordered[min(place + 1, n - 1)],
                "It should rest at a price, not between two of them.": (ordered[place] + ordered[min(place + 1, n - 1)]) / 2,
                "Nor between this price and the one below.": (ordered[place] + ordered[max(place - 1, 0)]) / 2,
                "The pulls are added up in the order in which the prices came; in which order must they be?": prices[
                    np.argmax(shifted >= shifted[-1] / 2)
                ],
                "Sorted from the dearest down, but the pulls of the cheap ones were added first.": ordered[::-1][place],
                "A quarter of all pull is not yet half.": ordered[_rests(ordered, 1 / ordered, 0.25)],
                "The pull is 1/y, not 1 over its root.": ordered[_rests(ordered, 1 / np.sqrt(ordered))],
                "That is the price nearest to the harmonic mean, where signed errors cancel; here sizes count.": _nearest(
                    prices, n / np.sum(1 / prices)
                ),
                "That is the price nearest to the mean.": _nearest(prices, prices.mean()),
                "A place in the sorted prices was looked up in those that are not sorted.": prices[place],
                "That is the loss of the best guess; return the guess.": loss,
                "That is the loss of the best guess, as a share; return the guess.": loss / 100,
                "That is its place in the order; return the price.": place,
                "That is its place among the prices; return the price.": of_all.argmin(),
            },
            hint="Go up from the cheapest price. What pulls down grows by 1/y with each price passed, and what pulls up "
            "shrinks by as much. At which price do they change over?",
        )


def _rests(ordered, weights, share=0.5):
    """Return the place in ordered prices at which the weights from below reach that share of all."""
    votes = np.cumsum(weights)
    return int(np.argmax(votes >= share * votes[-1]))


def _nearest(prices, to):
    return prices[abs(prices - to).argmin()]


@exercise(
    "03.2",
    "a log-likelihood",
    "Its negative is the sum that deck P calls negative log likelihood; Keras's binary cross-entropy is the mean.",
)
def log_likelihood(answer, rng):
    for y, y_hat, value, hint in (
        ([1], [0.3], np.log(0.3), "One case, a yes, to which 0.3 was given."),
        ([0], [0.3], np.log(0.7), "One case, a no: to a yes 0.3 was given, so to a no 0.7."),
        ([1, 1, 1], [0.5, 0.25, 0.2], np.log(0.025), "Three cases: the logarithm of 0.5 times 0.25 times 0.2."),
    ):
        answer.expect(np.array(y), np.array(y_hat), value=value, hint=hint)
    for n in (5, 8, 4, 7, 6, 3000, 5000):
        y = rng.integers(0, 2, n)
        y[:2] = 0, 1
        y_hat = rng.uniform(0.05, 0.95, n)
        given = np.where(y == 1, y_hat, 1 - y_hat)
        logs = np.log(given)
        yes, no = np.sum(y * np.log(y_hat)), np.sum((1 - y) * np.log(1 - y_hat))
        answer.expect(
            *(y, y_hat),
            value=logs.sum(),
            mistakes={
                "That is the negative of it: a loss. The logarithm of a probability is not above 0.": -logs.sum(),
                "That is the mean; the logarithm of a product is a sum.": logs.mean(),
                "That is the loss as Keras has it, the negative mean; the log-likelihood is asked for.": -logs.mean(),
                "That is the likelihood itself.": given.prod(),
                "A minus reaches only one of the two terms.": yes - no,
                "A minus reaches only one of the two terms, the yes.": no - yes,
                "Where it was a no, something is missing.": yes,
                "Where it was a yes, something is missing.": no,
                "That adds both terms for every case; only what happened counts.": np.sum(np.log(y_hat) + np.log(1 - y_hat)),
                "That takes the probability of a yes, whatever happened.": np.log(y_hat).sum(),
                "That takes the probability of a no, whatever happened.": np.log(1 - y_hat).sum(),
                "That is the probability of what did not happen: yes and no have changed places.": np.log(1 - given).sum(),
                "That is the larger of the two probabilities, whatever happened.": np.log(
                    np.maximum(y_hat, 1 - y_hat)
                ).sum(),
                "The logarithm of each, then the sum; not the logarithm of the sum.": np.log(given.sum()),
                "That is the sum of the probabilities; where is the logarithm?": given.sum(),
                "The logarithm of each, then the sum; not the logarithm of the mean.": np.log(given.mean()),
                "The product is in the likelihood; of logarithms, the sum.": logs.prod(),
                "Twice the mean; the logarithm of a product is a sum.": 2 * logs.mean(),
                "Those are squared errors.": -((y - y_hat) ** 2).sum(),
                "Brackets: (1 - y) is a factor.": yes + np.sum(1 - y * np.log(1 - y_hat)),
                "Those are the log-odds of what was a yes; take the logarithm of the probability.": np.sum(
                    y * np.log(y_hat / (1 - y_hat))
                ),
                "A small number under the logarithm changes it; no probability is 0 here.": np.log(given + 0.01).sum(),
                "Probabilities count as they are, not rounded, nor cut off.": np.log(np.clip(given, 0.1, 1)).sum(),
                "The two terms are added: of each case only one is not 0.": np.sum(
                    y * np.log(y_hat) * (1 - y) * np.log(1 - y_hat)
                ),
                "One number for each case; what becomes of a product under the logarithm?": logs,
                "That is the logarithm to base 2.": logs.sum() / np.log(2),
                "That is the logarithm to base 10.": logs.sum() / np.log(10),
                "log(1 + x) has come in where log(x) belongs.": np.log1p(given).sum(),
            },
            hint="Which probability was given to what then happened, in each case? Of a product, the logarithm is a sum of "
            "logarithms.",
            not_finite="A product of thousands of probabilities is 0 for a computer, and 0 has no logarithm. Take the "
            "logarithm earlier.",
        )


@exercise(
    "03.3",
    "the loss of a discriminator",
    "With y = 1 for real and 0 for fake, that is what every cross-entropy discriminator of this course minimises.",
)
def logistic_loss(answer, rng):
    for z, y, value, hint in (
        ([0.0], [1], np.log(2), "z = 0 is a probability of one half: it costs log 2."),
        ([1.5], [1], np.log1p(np.exp(-1.5)), "A yes, and the logit says so: softplus(-z)."),
        ([1.5], [0], np.log1p(np.exp(1.5)), "A no, and the logit says yes: softplus(z)."),
        ([0.0, 0.0, 0.0], [1, 0, 1], np.log(2), "Three cases of log 2 each: their mean."),
    ):
        answer.expect(np.array(z), np.array(y), value=value, hint=hint)
    cases = [(2 * rng.normal(size=n), rng.integers(0, 2, n)) for n in (5, 7, 4, 6, 9)]
    cases += [
        (np.array([1000.0, -1000.0, 0.3]), np.array([1, 0, 1])),
        (np.array([-1000.0, 1000.0, -0.7, 2.0]), np.array([1, 0, 0, 1])),
        (np.append(rng.normal(size=4), [1000.0, -1000.0]), np.array([1, 0, 1, 1, 0, 1])),
    ]
    for i, (z, y) in enumerate(cases):
        if i < 5:
            y[:2] = 0, 1
        costs = np.logaddexp(0, z) - y * z
        q = (1 + np.tanh(z / 2)) / 2
        sign = 2 * y - 1
        with np.errstate(all="ignore"):
            p = 1 / (1 + np.exp(-z))
            naive = -(y * np.log(p) + (1 - y) * np.log(1 - p))
        twice = np.logaddexp(0, q) - y * q
        cut = np.clip(z, -30, 30)
        answer.expect(
            *(z, y),
            value=costs.mean(),
            mistakes={
                "That is the sum; the mean, please.": costs.sum(),
                "That is the cost of each; the mean, please.": costs,
                "That is the negative of it; what agrees costs nearly nothing, and nothing costs less.": -costs.mean(),
                "Yes and no have changed places: a large logit is a sure yes.": (np.logaddexp(0, -z) + y * z).mean(),
                "The sign of y z is wrong.": (np.logaddexp(0, z) + y * z).mean(),
                "That charges every case as if it were a yes.": np.logaddexp(0, -z).mean(),
                "That charges every case as if it were a no.": np.logaddexp(0, z).mean(),
                "The cases that are a no cost nothing here.": (y * np.logaddexp(0, -z)).mean(),
                "The cases that are a yes cost nothing here.": ((1 - y) * np.logaddexp(0, z)).mean(),
                "A minus reaches only one of the two terms.": (sign * costs).mean(),
                "A minus reaches only one of the two terms, the yes.": (-sign * costs).mean(),
                "The mean over all cases, not a mean of each class, and both added.": (
                    costs[y == 1].mean() + costs[y == 0].mean()
                ),
                "Look at the sign in exp: of what never overflows.": (
                    np.maximum(0, -sign * z) + np.logaddexp(0, abs(z))
                ).mean(),
                "A logarithm is missing: log(1 + exp(.)).": (np.maximum(0, -sign * z) + np.exp(-abs(z))).mean(),
                "That is the absolute error of the logits.": abs(z - y).mean(),
                "The logit counts whole, not half.": np.logaddexp(0, -sign * z / 2).mean(),
                "The mean of the costs, not the cost of a mean.": np.logaddexp.reduce(np.r_[np.log(len(z)), -sign * z])
                - np.log(len(z)),
                "That is the share of wrong answers.": ((z > 0) != y).mean(),
                "Softplus of the wrong side, and its negative: a yes costs softplus(-z).": -(
                    np.where(y == 1, np.logaddexp(0, z), np.logaddexp(0, -z))
                ).mean(),
                "The mean over all cases, not the mean of two classes' means.": (costs[y == 1].mean() + costs[y == 0].mean())
                / 2,
                "Cut off, what is sure and wrong is too cheap: it should cost as much as its logit is large.": np.where(
                    sign * z < -30, 15 * np.log(10), costs
                ).mean(),
                "That is the squared error of the probabilities.": ((q - y) ** 2).mean(),
                "That is half the squared error of the probabilities.": ((q - y) ** 2).mean() / 2,
                "That is the squared error of the logits.": ((z - y) ** 2).mean(),
                "That is the mean slope, answer minus truth; the loss itself is asked for.": (q - y).mean(),
                "That is the absolute error of the probabilities.": abs(q - y).mean(),
                "That is the hinge loss.": np.maximum(0, 1 - sign * z).mean(),
                "That has the corner of a ReLU, where softplus is round.": np.maximum(0, -sign * z).mean(),
                "What stands beside the maximum falls off on both sides of 0; look at its sign.": (
                    np.maximum(0, -sign * z) - np.log1p(np.exp(-abs(z)))
                ).mean(),
                "The sigmoid has been taken twice.": twice.mean(),
                "Where is the sigmoid? There are logits here, not probabilities.": np.log1p(abs(z)).mean(),
                "Clipped probabilities: what is sure and wrong should cost as much as its logit is large.": (
                    -np.log(np.clip(np.where(y == 1, q, 1 - q), 1e-7, 1 - 1e-7))
                ).mean(),
                "Clipped logits: what is sure and wrong should cost as much as its logit is large.": (
                    np.logaddexp(0, cut) - y * cut
                ).mean(),
                "Putting 0 for nan hides the overflow: what is sure and wrong should be dear.": np.nan_to_num(naive.mean()),
            },
            hint="A yes costs softplus(-z), a no softplus(z). Check both at z = 0: log 2.",
            not_finite="exp overflowed, or a probability became 0 and had no logarithm. Work with z itself: in which form "
            "of softplus does exp never meet a number above 0?",
        )


@exercise(
    "03.4",
    "the slope for many classes",
    "Each row of it adds up to 0: what one class gains in probability, the others lose.",
)
def cross_entropy_slope(answer, rng):
    for z, k, value, hint in (
        ([[0.0, 0.0]], [0], [[-0.5, 0.5]], "Two equal logits: the answers are one half each; the truth is 1 and 0."),
        ([[0.0] * 4], [2], [[0.25, 0.25, -0.75, 0.25]], "Four equal logits: the answers are a quarter each."),
        ([[0.0, 0.0]] * 2, [0, 1], [[-0.25, 0.25], [0.25, -0.25]], "Two rows: the mean has half of each row's slope."),
        ([[0.0, np.log(3)]], [1], [[0.25, -0.25]], "The answers are 1/4 and 3/4 here: the softmax of 0 and log 3."),
    ):
        answer.expect(np.array(z), np.array(k), value=np.array(value), hint=hint)
    cases = [(2 * rng.normal(size=shape), rng.integers(0, shape[1], shape[0])) for shape in ((3, 4), (5, 3), (2, 6), (4, 5))]
    cases += [
        (np.array([[1000.0, 999.0, 0.0], [-1000.0, -1001.0, -999.0]]), np.array([1, 2])),
        (np.array([[0.0, 1000.0], [1.0, 2.0], [900.0, 901.0]]), np.array([0, 1, 1])),
    ]
    for z, k in cases:
        n, m = z.shape
        q, truth = _softmax(z), np.eye(m)[k]
        q_columns = _softmax(z.T).T
        sigmoids = (1 + np.tanh(z / 2)) / 2
        slope = (q - truth) / n
        with np.errstate(all="ignore"):
            steep = -truth / q / n
        columns = q.copy()
        columns[:, k] -= 1
        cut = np.clip(z, -50, 50)
        answer.expect(
            *(z, k),
            value=slope,
            mistakes={
                "That is the slope of the sum over the rows; of the mean, please.": slope * n,
                "Divide by the number of rows alone: within a row the cross-entropy is no mean.": slope / m,
                "Divide by the number of rows, not of classes.": slope * n / m,
                "That is the negative of it: downhill. The right class has a slope below 0: more of it costs less.": (
                    -slope
                ),
                "That is the negative of it, and of the sum over the rows.": -slope * n,
                "Those are the answers alone; where is the truth?": q / n,
                "Those are the answers; the slope compares them with the truth.": q,
                "The wrong classes have a slope, too: a larger logit there takes probability away from the right one.": (
                    slope * truth
                ),
                "The right class has a slope, too.": slope * (1 - truth),
                "That is the slope in the probabilities; in the logits, the softmax's own slope comes in.": np.nan_to_num(
                    steep, neginf=-np.inf
                ),
                "Something is taken from whole columns; in each row, one class is right.": columns / n,
                "Those are sigmoids, each for itself; a row shares out 1.": (sigmoids - truth) / n,
                "The softmax goes down the columns; the classes of a case lie in a row.": (q_columns - truth) / n,
                "Logits are no probabilities yet.": (z - truth) / n,
                "Twice as much: that is the slope of a square.": 2 * slope,
                "That is the slope of the squared error, up to a factor: the softmax's slope has come in once too often.": (
                    slope * q * (1 - q)
                ),
                "That is the mean over the rows; each row has slopes of its own.": slope.mean(axis=0),
                "That is the sum over the rows; each row has slopes of its own.": slope.sum(axis=0),
                "Cutting off what is large makes 1000 and 999 alike.": (_softmax(cut) - truth) / n,
                "The truth is in the labels, not where the logit is largest.": (q - np.eye(m)[z.argmax(axis=1)]) / n,
                "The labels count from 0; yours are shifted by one.": (q - np.eye(m)[k - 1]) / n,
                "The labels count from 0; yours are shifted by one, upwards.": (q - np.eye(m)[(k + 1) % m]) / n,
                "A label is a place in the row, not a number to subtract.": (q - k[:, None]) / n,
                "Which class is right is told by the labels; that is the size of the difference, without its sign.": abs(
                    slope
                ),
                "Where is the softmax? That is the truth alone.": -truth / n,
                "1 is to be subtracted in one place of each row, at its label.": (q - 1) / n,
                "Truth is subtracted, not added.": (q + truth) / n,
                "Shifted, but no probabilities yet: the exponentials, and their sum, are missing.": (
                    z - z.max(axis=1, keepdims=True) - truth
                )
                / n,
                "No probabilities yet: each row should add up to 1.": (np.exp(z - z.max(axis=1, keepdims=True)) - truth) / n,
                "The logarithm of the softmax is in the loss; its slope has the softmax itself.": (
                    np.log(np.maximum(q, 1e-300)) - truth
                )
                / n,
                "That is the softmax's own slope in its own logit; the loss's is simpler.": q * (1 - q) / n,
                "The softmax comes in once too often.": q * (q - truth) / n,
                "The softmax is a hard choice here; it should share out.": (np.eye(m)[z.argmax(axis=1)] - truth) / n,
            },
            hint="For one row: answer minus truth, where the answer is the row's softmax, the truth 1 at the label. And "
            "a mean over the rows has what share of each row's slope?",
            not_finite="exp overflowed, or gave 0 for every class. What can be subtracted from a row without changing its "
            "softmax?",
        )


def _softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@exercise("03.5", "choose", "What comes out is decided before the training begins: by what the loss asks for.")
def loss_for(answer, rng):
    outlier = "Not in the list; and it asks for the more frequent of two classes, not for how likely each is."
    cases = {
        "the mean price": (
            "MSE",
            {
                "mae": "That asks for the median.",
                "msle": "That asks for a mean of logs, which lies below the mean.",
                "mape": "Not in the list; and it asks for less than the median.",
                "binary": "A price is no probability.",
                "categorical": "A price is no probability.",
            },
        ),
        "the median price": (
            "MAE",
            {
                "mse": "That asks for the mean.",
                "msle": "That asks for a mean of logs.",
                "mape": "Not in the list; and it asks for less than the median.",
                "binary": "A price is no probability.",
                "categorical": "A price is no probability.",
            },
        ),
        "a population: twice and half are equally wrong": (
            "MSLE",
            {
                "mse": "Of 1,000 people, 2,000 would be 1,000 too many, and 500 only 500 too few.",
                "mae": "Of 1,000 people, 2,000 would be 1,000 too many, and 500 only 500 too few.",
                "mape": "Not in the list; and twice as many is 100 % too many, half as many 50 % too few.",
                "binary": "A population is no probability.",
                "categorical": "A population is no probability.",
            },
        ),
        "the probability of rain": (
            "binary",
            {
                "mse": f"It would ask for the right number; but {FADES} with a sigmoid.",
                "mae": "That asks for the more frequent one: rain or no rain.",
                "msle": "A day has rain or not; which loss asks how probable that is?",
                "categorical": "One yes or no needs one logit; a softmax of one number is always 1.",
                "hinge": outlier,
            },
        ),
        "a probability for each of ten digits": (
            "categorical",
            {
                "mse": f"It would ask for the right numbers; but {FADES} behind a softmax.",
                "mae": "That asks for the most frequent one, not for how likely each is.",
                "msle": "Which loss asks for probabilities?",
                "binary": "Each digit on its own? Just one of the ten is right, and the ten share out 1.",
                "hinge": outlier,
            },
        ),
        "a probability for each of ten tags": (
            "binary",
            {
                "mse": f"It would ask for the right numbers; but {FADES} with a sigmoid.",
                "mae": "That asks for what is more frequent, not for how likely it is.",
                "msle": "Which loss asks for probabilities?",
                "categorical": "Several tags may be right at once: they don't share out 1.",
                "hinge": outlier,
            },
        ),
    }
    for i in rng.permutation(len(cases)):
        wanted = list(cases)[i]
        value, remarks = cases[wanted]
        hint = 'What does each loss ask for? The words are "MSE", "MAE", "MSLE", "binary" and "categorical".'
        answer.expect(wanted, value=value, remarks=remarks, hint=hint)


@exercise(
    "03.A",
    "too low costs more",
    "The one guess that it asks for is the q-quantile: a share q of the cases lies below. With q = 1/2, it is half the MAE.",
    points=2,
)
def pinball_loss(answer, rng):
    for y, guess, value, hint in (
        ([5.0], [3.0], 1.8, "One guess, 2 too low, q = 0.9: 0.9 for each unit."),
        ([3.0], [5.0], 0.2, "One guess, 2 too high, q = 0.9: 0.1 for each unit."),
        ([5.0, 3.0], [3.0, 5.0], 1.0, "Two guesses: the mean of 1.8 and 0.2."),
    ):
        answer.expect(np.array(y), np.array(guess), 0.9, value=value, hint=hint)
    for n, q in ((5, 0.8), (7, 0.3), (6, 0.9), (4, 0.15), (8, 0.65), (9, 0.4)):
        q = float(q + rng.uniform(-0.04, 0.04))
        y, guess = rng.uniform(1, 9, (2, n))
        y[:4], guess[:4] = (5, 3, 6, 2), (3.5, 4.2, 5.95, 2.05)
        guess[4:] += 4 * (n % 2)
        off = y - guess
        low = off > 0
        costs = np.where(low, q * off, (q - 1) * off)
        answer.expect(
            *(y, guess, q),
            value=costs.mean(),
            mistakes={
                "The two weights have changed places: q is for what is too low.": np.where(
                    low, (1 - q) * off, -q * off
                ).mean(),
                "That is the absolute error; where is q?": abs(off).mean(),
                "That has the same weight on both sides.": q * abs(off).mean(),
                "That has the same weight on both sides: 1 - q.": (1 - q) * abs(off).mean(),
                "Too high by something costs something, not less than nothing: look at a sign.": np.where(
                    low, q * off, (1 - q) * off
                ).mean(),
                "A unit costs the same wherever it is; that is a square.": np.where(
                    low, q * off**2, (1 - q) * off**2
                ).mean(),
                "That is the sum; the mean, please.": costs.sum(),
                "That is the loss of each case; the mean, please.": costs,
                "What is too high costs something, too.": np.where(low, q * off, 0).mean(),
                "What is too low costs something, too.": np.where(low, 0, (q - 1) * off).mean(),
                "Those are the weights alone; by how much is the guess off?": np.where(low, q, 1 - q).mean(),
                "That takes the smaller of the two costs.": np.minimum(q * off, (q - 1) * off).mean(),
                "Only what is too low has a weight; what is too high has one, too.": np.where(low, q * off, -off).mean(),
                "Only what is too high has a weight; what is too low has one, too.": np.where(
                    low, off, (q - 1) * off
                ).mean(),
                "Both are costs, above 0: one of the two differences has the other sign.": np.maximum(
                    q * off, (1 - q) * off
                ).mean(),
                "The size of each case's difference, not of the mean.": abs(np.where(low, q * off, (1 - q) * off).mean()),
                "A guess that is a little too low is too low: q is a weight, no threshold.": (
                    np.where(off > q, q, 1 - q) * abs(off)
                ).mean(),
                "Units count, not shares of y.": (costs / y).mean(),
                "The mean over all cases, not the median.": np.median(costs),
                "That is the quantile of the differences, not the loss.": np.quantile(off, q),
                "Too low or too high? That charges q for both, with their sign.": q * off.mean(),
                "That compares the means; each case has a cost of its own.": max(q * off.mean(), (q - 1) * off.mean()),
                "That is the guess that this loss asks for, not the loss.": np.quantile(y, q),
                "The mean over all cases, not a mean over the low and one over the high, added.": (
                    q * off[low].mean() - (1 - q) * off[~low].mean()
                ),
                "That is a mean weighted by its weights: divide by the number of cases.": (
                    costs.sum() / np.where(low, q, 1 - q).sum()
                ),
            },
            hint="One case at a time: is the guess too low or too high, by how much, and what does a unit of that cost?",
        )


@exercise(
    "03.B",
    "KL with zeros",
    "Turned round it would be infinite: a model that gives 0 to something that happens can't be forgiven.",
    points=2,
)
def kl_of_rows(answer, rng):
    zero = "0 times the logarithm of 0 is not a number for a computer; here, a term with p = 0 counts nothing."
    for p, q, value, hint in (
        ([[0.5, 0.5]], [[0.5, 0.5]], 0, "p and q are alike here: they are 0 apart."),
        ([[0.5, 0.5]], [[0.25, 0.75]], np.log(4 / 3) / 2, "Half of log 2, plus half of log(2/3)."),
        ([[1.0, 0.0]], [[0.25, 0.75]], np.log(4), "p is sure of the first class: one term is left, log(1 / 0.25)."),
    ):
        answer.expect(np.array(p), np.array(q), value=np.array([value]), hint=hint, not_finite=zero)
    for n, m in ((4, 3), (2, 5), (5, 4), (3, 6), (6, 2)):
        p, q = rng.dirichlet([1] * m, n), rng.dirichlet([2] * m, n)
        for row in p[1:]:
            row[rng.integers(m)] = 0
        p /= p.sum(axis=1, keepdims=True)
        logs = np.log(np.where(p > 0, p, 1))
        terms = p * (logs - np.log(q))
        middle = np.log((p + q) / 2)
        answer.expect(
            *(p, q),
            value=terms.sum(axis=1),
            mistakes={
                "It should never be below 0: look at a sign.": -terms.sum(axis=1),
                "That is the cross-entropy; the entropy of p is to come off.": -(p * np.log(q)).sum(axis=1),
                "That is minus the cross-entropy.": (p * np.log(q)).sum(axis=1),
                "That is the entropy of p; where is q?": -(p * logs).sum(axis=1),
                "That is all rows together; each has a KL of its own.": terms.sum(),
                "That is the mean of the rows; each has a KL of its own.": terms.sum(axis=1).mean(),
                "A row's terms add up; yours is their mean.": terms.mean(axis=1),
                "The sum goes down the columns; the classes lie in a row.": terms.sum(axis=0),
                "Natural logarithms, please; those are to base 2.": terms.sum(axis=1) / np.log(2),
                "Those are the terms; add up each row.": terms,
                "Each term counts with the weight p.": np.where(p > 0, logs - np.log(q), 0).sum(axis=1),
                "Each term counts with the weight p, not q.": (q * np.where(p > 0, logs - np.log(q), 0)).sum(axis=1),
                "That is KL against the middle of p and q.": (p * (logs - middle)).sum(axis=1),
                "That is the sum of the differences, without a logarithm.": abs(p - q).sum(axis=1),
                "That is the sum of the squared differences.": ((p - q) ** 2).sum(axis=1),
                "That is the cross-entropy plus the entropy; one comes off the other.": -(p * (logs + np.log(q))).sum(
                    axis=1
                ),
                "The other way round: the mean is over what p says.": (q * (np.log(q) - np.log(np.maximum(p, 1e-7)))).sum(
                    axis=1
                ),
                "That is minus the entropy of p; where is q?": (p * logs).sum(axis=1),
                "A small number added changes what is not 0, too.": (p * np.log((p + 0.01) / (q + 0.01))).sum(axis=1),
                "Terms may be below 0; only their sum is not: no absolute values.": abs(terms).sum(axis=1),
                "That is half the sum of the differences, without a logarithm.": abs(p - q).sum(axis=1) / 2,
                "Where is the logarithm?": (p * p / q).sum(axis=1),
                "The logarithm of each ratio, then the mean; not the other way round.": np.log((p * p / q).sum(axis=1)),
                "That is Jensen and Shannon's, the mean of two against the middle.": (
                    (p * (logs - middle)).sum(axis=1) + (q * (np.log(q) - middle)).sum(axis=1)
                )
                / 2,
                "Where p is 0 a term counts nothing; there it counts q.": np.where(p > 0, terms, q).sum(axis=1),
                "A row that holds a zero has a KL, too; the other terms of the row count.": np.where(
                    (p == 0).any(axis=1), 0, terms.sum(axis=1)
                ),
            },
            hint="The mean, over what p says, of log p minus log q. Where p is 0, a term counts nothing: see that it gets "
            "no logarithm of 0.",
            not_finite="0 times the logarithm of 0 is not a number for a computer; here, a term with p = 0 counts nothing.",
            tolerance=1e-6,
        )
