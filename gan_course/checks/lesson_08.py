"""Checks of lesson 08, Boltzmann machines."""

from functools import partial
from itertools import product

import numpy as np
from scipy.special import expit, log_softmax, logsumexp, softmax

from gan_course.checks import exercise

SIZES = [(5, 4, 3), (4, 3, 5), (6, 5, 2), (3, 6, 4), (7, 3, 4)]  # pictures, visible, hidden
MORE = [(14, 6, 5), (12, 5, 7), (16, 7, 4), (13, 6, 8), (15, 8, 5)]  # where luck must not make two mistakes look alike


def machine(rng, sizes, spread=1.2):
    """Return v, W, b, c of a small machine."""
    n, visible, hidden = sizes
    W = rng.normal(0, spread, (visible, hidden))
    return (rng.random((n, visible)) < 0.5) * 1.0, W, rng.normal(0, 1, visible), rng.normal(0, 1, hidden)


def softplus(x):
    return np.logaddexp(0, x)


@exercise(
    "08.1",
    "the free energy",
    "The sum over all states of h became a product of small sums: with 256 hidden units, 256 terms in place of 10^77.",
)
def free_energy(answer, rng):
    for i, sizes in enumerate(SIZES):
        v, W, b, c = machine(rng, sizes, 4 if i == 4 else 1.2)
        if i == 4:
            c[0] = 900
        x, of_b = v @ W + c, v @ b
        all_h = np.array(list(product((0.0, 1.0), repeat=sizes[2])))
        with np.errstate(over="ignore"):
            sum_of_exp = np.exp(np.minimum(x, 700))
        right = -of_b - softplus(x).sum(axis=1)
        answer.expect(
            *(v, W, b, c),
            value=right,
            mistakes={
                "That is the logarithm of the sum; F has a minus in front of it.": -right,
                "The visible biases lower the energy, too: which sign?": of_b - softplus(x).sum(axis=1),
                "A hidden unit can only lower the free energy: which sign?": softplus(x).sum(axis=1) - of_b,
                "Where are the visible biases?": -softplus(x).sum(axis=1),
                "Where are the hidden biases?": -of_b - softplus(v @ W).sum(axis=1),
                "The hidden biases belong inside, where the unit is on.": -of_b - c.sum() - softplus(v @ W).sum(axis=1),
                "Only the biases' part is there; where are the hidden units?": -of_b,
                "Sum over the hidden units; that is their mean.": -of_b - softplus(x).mean(axis=1),
                "That is the energy of the likeliest h alone; the logarithm is of a sum over all.": -of_b
                - np.maximum(x, 0).sum(axis=1),
                "That is the energy with all hidden units on.": -of_b - x.sum(axis=1),
                "That is the energy at the mean of h; the logarithm of the sum over h is another thing.": -of_b
                - (x * expit(x)).sum(axis=1),
                "That is the sigmoid, softplus's slope.": -of_b - expit(x).sum(axis=1),
                "Each hidden unit has a softplus of its own; that is one of their sum.": -of_b - softplus(x.sum(axis=1)),
                "A unit that is off counts 1, one that is on e^x: which sign has x inside?": -of_b
                - softplus(-x).sum(axis=1),
                "Each hidden unit is a factor of its own, off or on: not one sum over units.": -of_b
                - np.log(sum_of_exp.sum(axis=1)),
                "Each hidden unit is a factor of its own, off or on; that is one sum over the units.": -of_b
                - np.log(1 + sum_of_exp.sum(axis=1)),
                "Natural logarithms, please: that is base 2 for the hidden units.": -of_b
                - softplus(x).sum(axis=1) / np.log(2),
                "That is base 2.": right / np.log(2),
                "That is no logarithm yet.": np.exp(np.minimum(-right, 700)),
                "That is made to a probability's logarithm; the free energy needs no Z.": right + logsumexp(-right),
                "That is the mean of the energies over all h.": -of_b - (all_h @ c).mean() - v @ W @ all_h.mean(axis=0),
                "One number for each row of v, please, not one for all.": right.mean(),
                "The hidden biases are part of each unit's x, not units of their own.": -of_b
                - softplus(v @ W).sum(axis=1)
                - softplus(c).sum(),
                "The logarithm of a product is a sum: add the hidden units' softplus.": -of_b - softplus(x).prod(axis=1),
                "Sum over the hidden units of each row, not over all rows.": -of_b - softplus(x).sum(),
                "A visible bias counts only where its pixel is on.": -b.sum() - softplus(x).sum(axis=1),
                "That is a mean over the states of h; it is a sum.": right + len(c) * np.log(2),
                "All hidden units count, not only the one that lowers F most.": -of_b - softplus(x).max(axis=1),
                "The mean energy and the entropy: which sign has the entropy?": -of_b
                + softplus(x).sum(axis=1)
                - 2 * (x * expit(x)).sum(axis=1),
                "A unit that is off counts e^0, not e^1.": -of_b - np.logaddexp(1, x).sum(axis=1),
                "Black and white are exchanged: b and W count where v is 1.": -(1 - v) @ b
                - softplus((1 - v) @ W + c).sum(axis=1),
                "Half of each hidden unit is missing.": -of_b - softplus(x).sum(axis=1) / 2,
            },
            hint="For one hidden unit: off gives e^0, on gives e^x with x = c_j + sum_i v_i W_ij. The log of their sum.",
            not_finite="e^x overflows where x is large: which function of NumPy gives log(e^0 + e^x) without that?",
        )


def draw(u, p):
    return (u < p) * 1.0


def step(v, W, b, c, u_h, u_v, up=draw, down=draw):
    """Return the hidden units and the new pictures of one Gibbs step."""
    h = up(u_h, expit(v @ W + c))
    return h, down(u_v, expit(h @ W.T + b))


@exercise(
    "08.2",
    "one step of Gibbs sampling",
    "No Z anywhere: that is why one samples. The same two lines, repeated, draw digits.",
)
def gibbs_step(answer, rng):
    for sizes in MORE:
        v, W, b, c = machine(rng, sizes, 1.5)
        n, visible, hidden = sizes
        u_h, u_v = rng.random((n, hidden)), rng.random((n, visible))
        arguments = v, W, b, c, u_h, u_v

        def above(u, p):
            return (u > p) * 1.0

        def likelier(u, p):
            return (p > 0.5) * 1.0

        def same_p(u, p):
            return p

        h, right = step(*arguments)
        answer.expect(
            *arguments,
            value=right,
            mistakes={
                "Those are the probabilities; draw with u_v.": step(*arguments, down=same_p)[1],
                "Probabilities came back, and the hidden units were not drawn either.": step(
                    *arguments, up=same_p, down=same_p
                )[1],
                "The hidden units should be drawn, too: what goes down is zeros and ones.": step(*arguments, up=same_p)[1],
                "A unit is 1 where its number is below its probability: look at the hidden ones.": step(
                    *arguments, up=above
                )[1],
                "A unit is 1 where its number is below its probability: look at the visible ones.": 1 - right,
                "A unit is 1 where its number is below its probability, in both rows.": step(
                    *arguments, up=above, down=above
                )[1],
                "Rounding is not drawing: u_h decides for the hidden units.": step(*arguments, up=likelier)[1],
                "Rounding is not drawing: u_v decides for the visible units.": step(*arguments, down=likelier)[1],
                "Rounding is not drawing: u_h and u_v decide.": step(*arguments, up=likelier, down=likelier)[1],
                "Those are the hidden units; go down again.": h,
                "Where are the visible biases?": step(v, W, 0 * b, c, u_h, u_v)[1],
                "Where are the hidden biases?": step(v, W, b, 0 * c, u_h, u_v)[1],
                "Where are the biases?": step(v, W, 0 * b, 0 * c, u_h, u_v)[1],
                "The biases have the wrong sign.": step(v, W, -b, -c, u_h, u_v)[1],
                "Low energy is likely: both probabilities have the wrong sign inside.": step(v, -W, -b, -c, u_h, u_v)[1],
                "Compare with probabilities: where is the sigmoid?": draw(u_v, draw(u_h, v @ W + c) @ W.T + b),
                "Compare with probabilities: where is the sigmoid, on the way up?": step(
                    *arguments, up=lambda u, p: (u < np.log(p / (1 - p))) * 1.0
                )[1],
                "Compare with probabilities: where is the sigmoid, on the way down?": draw(u_v, h @ W.T + b),
                "That goes down from v itself, not from hidden units that were drawn.": draw(u_v, expit(v @ W @ W.T + b)),
                "One step up and one down; those are two of each.": step(right, W, b, c, u_h, u_v)[1],
                "Those are the old pictures.": v,
                "Units are 0 or 1 here, not -1 or 1.": 2 * right - 1,
                "Hidden units are 0 or 1 here, not -1 or 1.": step(*arguments, up=lambda u, p: 2 * draw(u, p) - 1)[1],
                "The biases belong inside the sigmoids.": draw(u_v, expit(draw(u_h, expit(v @ W) + c) @ W.T) + b),
                "Each hidden unit is drawn by itself: a sigmoid each, not a softmax over them.": draw(
                    u_v, expit(draw(u_h, softmax(v @ W + c, axis=1)) @ W.T + b)
                ),
                "Each pixel is drawn by itself: a sigmoid each, not a softmax over them.": draw(
                    u_v, softmax(h @ W.T + b, axis=1)
                ),
                "tanh is no probability: it is negative, too.": draw(u_v, np.tanh(draw(u_h, np.tanh(v @ W + c)) @ W.T + b)),
                "The factor in the sigmoids: x, not 2 x.": draw(
                    u_v, expit(2 * (draw(u_h, expit(2 * (v @ W + c))) @ W.T + b))
                ),
                "Each picture has random numbers of its own for its hidden units.": step(
                    v, W, b, c, u_h[:1].repeat(n, axis=0), u_v
                )[1],
                "Each picture has random numbers of its own for its pixels.": step(
                    v, W, b, c, u_h, u_v[:1].repeat(n, axis=0)
                )[1],
                "The new pictures take the place of the old ones; nothing is added to these.": np.maximum(v, right),
                "A unit is set to what was drawn; yours turns it over where a 1 was drawn.": np.where(right == 1, 1 - v, v),
                "What goes down is zeros and ones, not probabilities of those that are on.": step(
                    *arguments, up=lambda u, p: p * draw(u, p)
                )[1],
                "Compare u_h itself, not 1 - u_h.": step(v, W, b, c, 1 - u_h, u_v)[1],
                "Compare u_v itself, not 1 - u_v.": step(v, W, b, c, u_h, 1 - u_v)[1],
            },
            hint="Up: probabilities by W and c, drawn with u_h. Down from these: by W transposed and b, drawn with u_v.",
        )


def _ending_in(before, W, c, v1):
    return before - v1.T @ expit(v1 @ W + c) / len(v1)


@exercise(
    "08.3",
    "contrastive divergence",
    "Before minus after: what the data have, and one step away is lost. Where nothing is lost on average, it rests.",
)
def cd_1(answer, rng):
    for sizes in MORE:
        v, W, b, c = machine(rng, sizes)
        n, visible, hidden = sizes
        u_h, u_v = rng.random((n, hidden)), rng.random((n, visible))
        h = expit(v @ W + c)
        drawn = draw(u_h, h)
        p = expit(drawn @ W.T + b)
        v1 = draw(u_v, p)
        h1 = expit(v1 @ W + c)
        before, after = v.T @ h / n, v1.T @ h1 / n
        ending_in = partial(_ending_in, before, W, c)
        answer.expect(
            *(v, W, b, c, u_h, u_v),
            value=before - after,
            mistakes={
                "The sign: before minus after.": after - before,
                "That is the sum over the batch; the mean, please.": n * (before - after),
                "That is only the first half.": before,
                "That is only the second half.": after,
                "Minus, not plus.": before + after,
                "Before, take the probabilities of the hidden units; drawn ones are only for going down.": v.T @ drawn / n
                - after,
                "The new pictures should be drawn, with u_v.": ending_in(p),
                "After, both from the pictures that were drawn, not from their probabilities.": before - p.T @ h1 / n,
                "What goes down should be drawn, with u_h, not the probabilities.": ending_in(draw(u_v, expit(h @ W.T + b))),
                "Nothing is drawn there: u_h and u_v decide.": ending_in(expit(h @ W.T + b)),
                "After, the hidden units are those given the new pictures.": before - v1.T @ h / n,
                "After, the hidden units are those given the new pictures, not those drawn before.": before
                - v1.T @ drawn / n,
                "After, take the new pictures, not the old ones.": before - v.T @ h1 / n,
                "After, probabilities of the hidden units, not drawn ones.": before - v1.T @ draw(u_h, h1) / n,
                "Both times probabilities of the hidden units, not drawn ones.": v.T @ drawn / n - v1.T @ draw(u_h, h1) / n,
                "The mean is over the batch only, not over the pixels as well.": (before - after) / visible,
                "The mean is over the batch only, not over the hidden units as well.": (before - after) / hidden,
                "The mean is over the batch only: n, not all of W.": n * (before - after) / (visible * hidden),
                "The mean of products, not the product of means.": np.outer(v.mean(0), h.mean(0))
                - np.outer(v1.mean(0), h1.mean(0)),
                "The difference of two means of products, not a product of differences.": (v - v1).T @ (h - h1) / n,
                "The difference of two means of products, not a product of differences of means.": np.outer(
                    (v - v1).mean(0), (h - h1).mean(0)
                ),
                "Rows for visible, columns for hidden units, as in W.": (before - after).T,
                "A unit is 1 where its number is below its probability.": ending_in(
                    draw(1 - u_v, expit(draw(1 - u_h, h) @ W.T + b))
                ),
                "A unit is 1 where its number is below its probability; you have it above it.": ending_in(
                    draw(-u_v, -expit(draw(-u_h, -h) @ W.T + b))
                ),
                "A hidden unit is 1 where its number is below its probability.": ending_in(
                    draw(u_v, expit((1 - drawn) @ W.T + b))
                ),
                "A pixel is 1 where its number is below its probability.": ending_in(1 - v1),
                "Where are the hidden biases?": v.T @ expit(v @ W) / n
                - (w := draw(u_v, expit(draw(u_h, expit(v @ W)) @ W.T + b))).T @ expit(w @ W) / n,
                "Where are the visible biases?": ending_in(draw(u_v, expit(drawn @ W.T))),
                "Where are the hidden biases, the second time?": before - v1.T @ expit(v1 @ W) / n,
                "The slope alone, please, not the new weights.": W + before - after,
                "After, the hidden units follow from the pictures that were drawn.": before - v1.T @ expit(p @ W + c) / n,
                "Compare u_h itself, not 1 - u_h.": ending_in(draw(u_v, expit(draw(1 - u_h, h) @ W.T + b))),
                "Compare u_v itself, not 1 - u_v.": ending_in(draw(1 - u_v, p)),
                "Rounding is not drawing: u_h decides for the hidden units.": ending_in(
                    draw(u_v, expit(np.rint(h) @ W.T + b))
                ),
                "Rounding is not drawing: u_v decides for the pixels.": ending_in(np.rint(p)),
                "One step, please; those are two.": ending_in(draw(u_v, expit(draw(u_h, h1) @ W.T + b))),
                "That is zero: before and after must come from different pictures.": 0 * W,
                "That is the first picture alone; the mean of all, please.": np.outer(v[0], h[0]) - np.outer(v1[0], h1[0]),
            },
            hint="Up: h. Draw it, go down, draw: v1. Up again, not drawn: h1. Then v^T h minus v1^T h1, over n.",
        )


def _words(W, b, h):
    return softmax(h @ W.T + b, axis=1)


@exercise(
    "08.4",
    "topics",
    "The bias counts D times, as the words do: whether a topic is likelier than not is decided by their shares, not by D.",
)
def next_word(answer, rng):
    for texts, vocabulary, topics in [(4, 6, 3), (3, 5, 2), (5, 7, 4), (6, 4, 3), (2, 8, 5)]:
        W = rng.normal(0, 0.7, (vocabulary, topics))
        b, c = rng.normal(0, 1, vocabulary), rng.normal(0, 0.4, topics)
        v = rng.poisson(1.2, (texts, vocabulary)).astype(float)
        v[:, 0] += rng.integers(1, 4, texts)
        D = v.sum(axis=1, keepdims=True)
        of = partial(_words, W, b)
        x = D * c + v @ W
        h = expit(x)
        logits, seen = h @ W.T + b, (v > 0) * 1.0
        answer.expect(
            *(v, W, b, c),
            value=of(h),
            mistakes={
                "The topics' biases count once for each word of the text.": of(expit(c + v @ W)),
                "Counts, not shares: a long text says more than a short one.": of(expit(c + v / D @ W)),
                "Counts, not shares, on the way up.": of(expit(D * c + v / D @ W)),
                "Each text has a length of its own; that is one of all.": of(expit(v.sum() * c + v @ W)),
                "The text's length, not their mean length.": of(expit(D.mean() * c + v @ W)),
                "D is the sum of a row; that is the number of texts.": of(expit(texts * c + v @ W)),
                "D is the sum of a row; that is the number of words there are.": of(expit(vocabulary * c + v @ W)),
                "D counts every word as often as it occurs; that is how many different ones.": of(
                    expit(seen.sum(axis=1, keepdims=True) * c + v @ W)
                ),
                "Where are the topics' biases?": of(expit(v @ W)),
                "Where are the words' biases?": _words(W, 0, h),
                "The words' biases count once: one word is drawn.": _words(W, D * b, h),
                "Several topics may be on at once: a sigmoid each, not a softmax over them.": of(softmax(x, axis=1)),
                "Topics are probabilities there: where is the sigmoid?": of(x),
                "Take the topics' probabilities, not rounded.": of(np.rint(h)),
                "The words share out 1 in each text: which axis?": softmax(logits, axis=0),
                "Each text shares out 1 among the words; that is 1 for all texts together.": softmax(logits),
                "One word is drawn from all of them: a softmax, not a sigmoid each.": expit(logits),
                "One word is drawn from all of them: where is the softmax?": logits,
                "Those are the logarithms.": log_softmax(logits, axis=1),
                "Not shared out to 1 yet.": np.exp(logits),
                "That is how often each word is expected in the text; the next word, please.": D * of(h),
                "How often a word occurs counts, not only whether.": of(
                    expit(seen.sum(axis=1, keepdims=True) * c + seen @ W)
                ),
                "How often a word occurs counts, not only whether, on the way up.": of(expit(D * c + seen @ W)),
                "Those are the topics; go down to the words.": h,
                "A word that has occurred may occur again.": of(h) * (1 - seen),
                "c counts D times, not 1/D.": of(expit(c / D + v @ W)),
                "D is for c only: the counts grow with the text by themselves.": of(expit(D * (c + v @ W))),
                "Topics do not share out 1: each is on or off by itself.": of(h / h.sum(axis=1, keepdims=True)),
                "One word is drawn from all of them: a softmax, not sigmoids made to sum to 1.": expit(logits)
                / expit(logits).sum(axis=1, keepdims=True),
                "Those are the probabilities that a topic is off.": of(1 - h),
                "A topic's probability is a sigmoid, not tanh.": of(np.tanh(x)),
                "Counts, not their logarithms.": of(expit(D * c + np.log1p(v) @ W)),
                "The words' biases belong inside the softmax.": softmax(h @ W.T, axis=1) + b,
                "On the way down D does not count: it is one word.": softmax(D * logits, axis=1),
                "That is the text's own shares; nothing has gone up or down.": v / D,
                "Not a mean of the topics' own shares: first the sum over topics, then one softmax.": h
                @ softmax(W.T + b, axis=1)
                / h.sum(axis=1, keepdims=True),
            },
            hint="Up: D times c, plus counts times W, sigmoid. Down: topics times W transposed, plus b, softmax over words.",
        )


def _minus_free(W, b, c, v):
    return v @ b + softplus(v @ W + c).sum(axis=1)


@exercise(
    "08.A",
    "the exact log-likelihood",
    "The sum over one row of units is enough, and the smaller row will do: energies are symmetric in both.",
    points=2,
)
def log_likelihood(answer, rng):
    for sizes in SIZES:
        v, W, b, c = machine(rng, sizes)
        n, visible, _ = sizes
        every = np.array(list(product((0.0, 1.0), repeat=visible)))
        minus_free = partial(_minus_free, W, b, c)
        some, log_z = minus_free(v), logsumexp(minus_free(every))
        value = some.mean() - log_z
        answer.expect(
            *(v, W, b, c),
            value=value,
            mistakes={
                "That is the mean of -F(v); where is Z?": some.mean(),
                "That is the sum over the pictures; their mean, please.": n * value,
                "Dividing by Z takes its logarithm away.": some.mean() + log_z,
                "That is the negative log-likelihood.": -value,
                "Z is a sum over all pictures there are, not over the data.": some.mean() - logsumexp(some),
                "Natural logarithms, please: that is base 2.": value / np.log(2),
                "That is log base 10.": value / np.log(10),
                "That is the mean of the probabilities.": np.exp(some - log_z).mean(),
                "The mean of the logarithms, not the logarithm of the mean.": np.log(np.exp(some - log_z).mean()),
                "Z is the sum of e^(-F), not of -F.": some.mean() - minus_free(every).sum(),
                "Z is the sum of e^(-F); its logarithm is not the mean of -F.": some.mean() - minus_free(every).mean(),
                "Z is the sum over all pictures, not their mean.": value + visible * np.log(2),
                "That is the most likely picture's; the mean of all, please.": some.max() - log_z,
                "That is log Z.": log_z,
                "-F is what is high for likely pictures; yours has F's sign.": -some.mean() - log_z,
                "All pictures means every combination of pixels, not one pixel on at a time.": some.mean()
                - logsumexp(minus_free(np.eye(visible))),
                "The picture with all pixels off is one, too.": some.mean()
                - logsumexp(minus_free(every[every.sum(axis=1) > 0])),
                "Subtract the logarithm of Z, not Z.": some.mean() - np.exp(log_z),
                "That is Z.": np.exp(log_z),
                "The mean over pictures, not the mean picture.": minus_free(v.mean(axis=0, keepdims=True))[0] - log_z,
                "The picture with all pixels on is one, too.": some.mean()
                - logsumexp(minus_free(every[every.sum(axis=1) < visible])),
                "In Z, too, units are 0 or 1.": some.mean() - logsumexp(minus_free(2 * every - 1)),
                "That is e to the minus mean; it is no logarithm any more.": np.exp(-value),
                "The mean, not the median.": np.median(some) - log_z,
                "Where are the visible biases in Z?": some.mean() - logsumexp(_minus_free(W, 0 * b, c, every)),
                "Where are the hidden biases in Z?": some.mean() - logsumexp(_minus_free(W, b, 0 * c, every)),
                "Where are the visible biases?": _minus_free(W, 0 * b, c, v).mean()
                - logsumexp(_minus_free(W, 0 * b, c, every)),
                "Where are the hidden biases?": _minus_free(W, b, 0 * c, v).mean()
                - logsumexp(_minus_free(W, b, 0 * c, every)),
                "Z is a sum over all pictures there are, not over those that occur.": some.mean()
                - logsumexp(minus_free(np.unique(v, axis=0))),
                "Z is the sum of e^(-E) over all states, not their number.": some.mean() - (visible + len(c)) * np.log(2),
                "Low energy is likely; yours says the opposite, in Z, too.": -some.mean() - logsumexp(-minus_free(every)),
                "Z is a sum over all pictures, not the likeliest alone.": some.mean() - minus_free(every).max(),
            },
            hint="Mean of -F over the rows of v, minus the logarithm of the sum of e^(-F) over all 2^visible pictures.",
        )


def _run(v, W, hold, begin, b, c, h, z, up=draw, down=draw):
    """Return the pictures after all steps; those that `hold` marks are put back to v after each."""
    for u_h, u_v in zip(h, z):
        begin = np.where(hold, v, step(begin, W, b, c, u_h, u_v, up, down)[1])
    return begin


@exercise(
    "08.B",
    "hold what is known",
    "So a half-covered digit is completed, a user's unseen films are guessed, or a label picks the digit that is drawn.",
    points=2,
)
def fill_in(answer, rng):
    for sizes in MORE:
        v, W, b, c = machine(rng, sizes, 1.5)
        n, visible, hidden = sizes
        known = rng.random((n, visible)) < 0.5
        steps = 2 if visible > 6 else 3
        u_h, u_v = rng.random((steps, n, hidden)), rng.random((steps, n, visible))
        run = partial(_run, v, W, hold=known, begin=v, b=b, c=c, h=u_h, z=u_v)
        free, right, all_steps = run(hold=False), run(), [run(h=u_h[:k], z=u_v[:k]) for k in range(1, steps + 1)]
        first, once = step(v, W, b, c, u_h[0], u_v[0])[0], v
        for z in u_v:
            once = np.where(known, v, draw(z, expit(first @ W.T + b)))
        before_last = run(h=u_h[:-1], z=u_v[:-1])
        answer.expect(
            *(v, known, W, b, c, u_h, u_v),
            value=right,
            mistakes={
                "Known pixels must be held.": free,
                "Known pixels must be held in every step: the others are drawn in their light.": np.where(known, v, free),
                "It is the known pixels that are held; yours holds the unknown ones.": run(hold=~known),
                "That is after one step only.": run(h=u_h[:1], z=u_v[:1]),
                "That is a step too few.": before_last,
                "The first step is left out.": run(h=u_h[1:], z=u_v[1:]),
                "Unknown pixels begin as they are in v, not black.": run(begin=v * known),
                "The random numbers are used from the last step to the first.": run(h=u_h[::-1], z=u_v[::-1]),
                "Each step has random numbers of its own.": run(h=u_h[:1].repeat(steps, 0), z=u_v[:1].repeat(steps, 0)),
                "A unit is 1 where its number is below its probability.": run(h=1 - u_h, z=1 - u_v),
                "A unit is 1 where its number is below its probability; you have it above it.": run(
                    up=lambda u, p: (u > p) * 1.0, down=lambda u, p: (u > p) * 1.0
                ),
                "The hidden units should be drawn, too.": run(up=lambda u, p: p),
                "The pixels should be drawn, too.": run(down=lambda u, p: p),
                "Nothing is drawn there: u_h and u_v decide.": run(up=lambda u, p: p, down=lambda u, p: p),
                "Where are the hidden biases?": run(c=0 * c),
                "Where are the visible biases?": run(b=0 * b),
                "That is v as it was.": v,
                "Those are the known pixels alone.": v * known,
                "The known pixels are gone in the end.": right * ~known,
                "Draw the hidden units anew in every step.": once,
                "Put the known pixels back after the last step, too.": step(before_last, W, b, c, u_h[-1], u_v[-1])[1],
                "A unit is 1 where its number is below its probability: look at the hidden ones.": run(
                    up=lambda u, p: (u > p) * 1.0
                ),
                "A unit is 1 where its number is below its probability: look at the pixels.": run(
                    down=lambda u, p: (u > p) * 1.0
                ),
                "Rounding is not drawing: u_h decides for the hidden units.": run(up=lambda u, p: np.rint(p)),
                "Rounding is not drawing: u_v decides for the pixels.": run(down=lambda u, p: np.rint(p)),
                "The pictures after the last step, not the mean of all steps.": np.mean(all_steps, axis=0),
                "Each picture has known pixels of its own; yours takes those of the first.": run(hold=known[:1]),
                "An unknown pixel that was white may turn black.": run(hold=v == 1),
                "Known pixels keep their value; yours are turned over.": _run(1 - v, W, known, v, b, c, u_h, u_v),
                "Each step goes on from the last one's pictures; yours begins at v each time.": run(h=u_h[-1:], z=u_v[-1:]),
            },
            hint="Begin with v. In each step: up, draw, down, draw; then put the known pixels of v back before the next.",
        )
