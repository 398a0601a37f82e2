"""Checks of lesson 23, tables."""

import numpy as np
from scipy.special import log_softmax, ndtr, ndtri, softmax
from scipy.stats import rankdata

from gan_course.checks import exercise


@exercise(
    "23.1",
    "Gumbel-softmax",
    "At a small temperature the slopes are large where the choice is close, and next to nothing elsewhere; most people "
    "take 0.2 to 1.",
)
def gumbel_softmax(answer, rng):
    for n, k, temperature in ((3, 4, 0.5), (2, 5, 2.0), (4, 3, 0.7), (1, 6, 1.5), (2, 3, 0.4)):
        logits, u = rng.normal(0, 1.5, (n, k)), rng.uniform(0.05, 0.95, (n, k))
        if n == 2 and k == 3:
            logits = 900 + logits
        g = -np.log(-np.log(u))
        right = softmax((logits + g) / temperature, axis=1)
        hard = np.eye(k)[right.argmax(axis=1)]
        answer.expect(
            *(logits, u, temperature),
            value=right,
            mistakes={
                "The noise is divided by the temperature, too: it goes over the sum.": softmax(
                    logits / temperature + g, axis=1
                ),
                "The logits are divided by the temperature, too: it goes under the sum.": softmax(
                    logits + g / temperature, axis=1
                ),
                "Divided by the temperature, not multiplied.": softmax((logits + g) * temperature, axis=1),
                "The temperature has no part in it so far.": softmax(logits + g, axis=1),
                "The noise has no part in it so far.": softmax(logits / temperature, axis=1),
                "There is a minus before the inner logarithm, and one before the outer: g = -log(-log u).": softmax(
                    (logits - g) / temperature, axis=1
                ),
                "That is -log u, an exponential number; g has another logarithm, and another minus.": softmax(
                    (logits - np.log(u)) / temperature, axis=1
                ),
                "u goes in by a double logarithm, not as it is.": softmax((logits + u) / temperature, axis=1),
                "log(1 - u) would give other numbers than log u: the formula has u.": softmax(
                    (logits - np.log(-np.log(1 - u))) / temperature, axis=1
                ),
                "That is the hard choice, which has no slopes; a softmax is asked.": hard,
                "These are the numbers before the softmax.": (logits + g) / temperature,
                "These are logarithms of the probabilities.": log_softmax((logits + g) / temperature, axis=1),
                "Each row sums to 1, not each column.": softmax((logits + g) / temperature, axis=0),
                "Each row sums to 1, not all of them together.": softmax((logits + g) / temperature),
                "That is a sigmoid of each number; a softmax divides by the row's sum.": 1
                / (1 + np.exp(-(logits + g) / temperature)),
                "The softmax comes last: noise is added to logits, not to probabilities.": softmax(
                    (softmax(logits, axis=1) + g) / temperature, axis=1
                ),
                "One softmax, not two.": softmax(right, axis=1),
            },
            hint="g from u, added to the logits; all of it over the temperature; then e to it, over the sum of its row.",
            not_finite="e to a large number overflows: take each row's largest number off first, which changes no softmax.",
        )


@exercise(
    "23.2",
    "the correlation ratio",
    "For two classes it is the size of Pearson's r with 0 and 1. It knows no order of the classes: a U is to it as a line.",
)
def correlation_ratio(answer, rng):
    for n, k, effect in ((15, 3, 1.0), (22, 4, 2.0), (11, 2, 0.6), (31, 5, 1.2), (18, 3, 3.0)):
        category = np.concatenate([np.arange(k), rng.choice(k, n - k, p=_uneven(k))])
        number = 10 + effect * rng.normal(size=k)[category] + rng.normal(size=n)
        groups = [number[category == c] for c in range(k)]
        sizes, means = np.array([len(g) for g in groups]), np.array([g.mean() for g in groups])
        mean = number.mean()
        between, total = np.sum(sizes * (means - mean) ** 2), np.sum((number - mean) ** 2)
        within = total - between
        medians = np.array([np.median(g) for g in groups])[category]
        answer.expect(
            *(category, number),
            value=np.sqrt(between / total),
            mistakes={
                "That is its square, the share of the variance; eta is the root.": between / total,
                "That is the root of the share within the classes; between them is asked.": np.sqrt(within / total),
                "That is the share of the variance within the classes.": within / total,
                "Each class counts by its number of patients, not alike.": np.sqrt(means.var() / number.var()),
                "Below stands the whole variance, not that within the classes.": np.sqrt(between / within),
                "That is F, of the analysis of variance; here no degrees of freedom are counted.": (between / (k - 1))
                / (within / (n - k)),
                "That is Pearson's r with the classes' numbers, which mean nothing.": np.corrcoef(category, number)[0, 1],
                "That is the size of Pearson's r with the classes' numbers, which mean nothing.": abs(
                    np.corrcoef(category, number)[0, 1]
                ),
                "That is the variance between; put it over the whole variance.": between / n,
                "That is the standard deviation between; put it over the whole one.": np.sqrt(between / n),
                "The means of classes, not their medians.": np.sqrt(medians.var() / number.var()),
                "Above and below are divided alike, by n.": np.sqrt(np.var(means[category], ddof=1) / number.var()),
                "Above and below are divided alike, by n, or both by n - 1.": np.sqrt(
                    np.var(means[category]) / number.var(ddof=1)
                ),
                "Variances are of squares, not of sizes.": np.sum(sizes * abs(means - mean)) / np.sum(abs(number - mean)),
                "About the mean of all patients, not the mean of the classes' means.": np.sqrt(
                    np.sum(sizes * (means - means.mean()) ** 2) / total
                ),
                "A class with many patients counts for more: its number of patients, not its square.": np.sqrt(
                    np.sum(sizes**2 * (means - mean) ** 2) / total
                ),
                "Not the mean of the classes' variances: replace numbers by the classes' means.": np.sqrt(
                    np.mean([g.var() for g in groups]) / number.var()
                ),
                "That is 1 minus what is asked.": 1 - np.sqrt(between / total),
            },
            hint="An array as long as the number, of each patient's class mean; its variance over the number's; the root.",
        )


def _uneven(k):
    return np.arange(1, k + 1) / (k * (k + 1) / 2)


@exercise(
    "23.3",
    "orders, evenly",
    "With orders drawn evenly, a class of forty patients comes by as often as one of a thousand; each of its rows oftener.",
)
def rows_for(answer, rng):
    for n, k, m in ((17, 3, 9), (24, 4, 11), (13, 2, 8), (30, 5, 12), (21, 4, 7)):
        classes = rng.permutation(np.concatenate([np.arange(k), rng.choice(k, n - k, p=_uneven(k))]))
        orders, u = rng.integers(k, size=m), rng.uniform(size=m)
        u[0], u[1] = 0.97, 0.02
        rows = [np.flatnonzero(classes == c) for c in range(k)]
        sizes = np.array([len(r) for r in rows])
        pick = (u * sizes[orders]).astype(int)
        right = np.array([rows[c][i] for c, i in zip(orders, pick)])
        rounded = np.minimum(np.round(u * sizes[orders]).astype(int), sizes[orders] - 1)
        answer.expect(
            *(orders, u, classes),
            value=right,
            mistakes={
                "That is the number within the class; return the index in the whole table.": pick,
                "Those are the rows' classes; return their indices.": classes[right],
                "Any class might come that way: only rows of the class that was ordered.": (u * n).astype(int),
                "Rounded down, not to the nearest: else the first and the last row come half as often.": np.array(
                    [rows[c][i] for c, i in zip(orders, rounded)]
                ),
                "The first row of the class has number 0; here they are counted from 1.": np.array(
                    [rows[c][i - 1] for c, i in zip(orders, pick)]
                ),
                "Rounded down: u n_k below 1 is the first row. Here it is rounded up.": np.array(
                    [rows[c][min(i + 1, sizes[c] - 1)] for c, i in zip(orders, pick)]
                ),
                "In the order in which they stand, from the first on; here they are counted from the last.": np.array(
                    [rows[c][::-1][i] for c, i in zip(orders, pick)]
                ),
                "u chooses among all rows of the class; here it is always the first.": np.array(
                    [rows[c][0] for c in orders]
                ),
                "u n_k with all n_k of the class; the last row never comes here.": np.array(
                    [rows[c][int(v * (sizes[c] - 1))] for c, v in zip(orders, u)]
                ),
                "n_k is the size of the class that was ordered, not of the first one.": np.array(
                    [rows[c][min(int(v * sizes[0]), sizes[c] - 1)] for c, v in zip(orders, u)]
                ),
                "One row for each order, in the orders' order: not sorted by class.": np.sort(right),
                "The u of an order stands at its own place; here they are used from the end.": np.array(
                    [rows[c][int(v * sizes[c])] for c, v in zip(orders, u[::-1])]
                ),
            },
            hint="For each order: the indices where classes equals it (np.flatnonzero); of these the one at int(u n_k).",
            expected="the index of one row for each order",
        )


@exercise(
    "23.4",
    "the attack",
    "0.5 is luck. One such number is an average over patients: it may be 0.5 while a single one of them is given away.",
)
def attack_auc(answer, rng):
    for n, m, f, d in ((7, 9, 12, 2), (10, 6, 8, 3), (8, 11, 15, 2), (5, 8, 9, 4), (12, 7, 10, 3)):
        strangers = rng.normal(size=(m, d)) * rng.uniform(0.5, 3, d)
        members = rng.normal(size=(n, d)) * rng.uniform(0.5, 3, d)
        fakes = np.concatenate([members[: f // 3] + rng.normal(0, 0.1, (f // 3, d)), 2 * rng.normal(size=(f - f // 3, d))])

        def near(rows, norm=None, pick=np.min, fakes=fakes):
            return pick(np.linalg.norm(rows[:, None] - fakes, ord=norm, axis=2), axis=1)

        def auc(a, b):
            return np.mean(a[:, None] < b) + np.mean(a[:, None] == b) / 2

        a, b = near(members), near(strangers)
        value = auc(a, b)
        cut = np.median(np.concatenate([a, b]))
        centre = fakes.mean(axis=0)
        k = min(n, m)
        answer.expect(
            *(members, strangers, fakes),
            value=value,
            mistakes={
                "The other way round: the nearer of the two is taken for the member.": 1 - value,
                "Over all pairs of a member with a stranger, not the first with the first.": np.mean(a[:k] < b[:k]),
                "Over the pairs: their share, not their number.": value * n * m,
                "The nearest fake, not the farthest.": auc(near(members, pick=np.max), near(strangers, pick=np.max)),
                "The nearest fake, not the mean over all of them.": auc(
                    near(members, pick=np.mean), near(strangers, pick=np.mean)
                ),
                "The distance in a straight line, not the sum of the differences.": auc(
                    near(members, 1), near(strangers, 1)
                ),
                "The distance in a straight line, not the largest difference.": auc(
                    near(members, np.inf), near(strangers, np.inf)
                ),
                "The nearest fake, not the middle of the fakes.": auc(
                    np.linalg.norm(members - centre, axis=1), np.linalg.norm(strangers - centre, axis=1)
                ),
                "That is how many are right with one threshold; AUC asks of every pair.": (
                    np.sum(a < cut) + np.sum(b >= cut)
                )
                / (n + m),
                "That is how much farther strangers are, on average; the share of pairs is asked.": b.mean() - a.mean(),
                "That is a quotient of mean distances; the share of pairs is asked.": a.mean() / b.mean(),
                "Each against all strangers, not against their mean.": np.mean(a < b.mean()),
                "That is 2 AUC - 1, which is 0 for luck.": 2 * value - 1,
                "Over n m pairs, not over all pairs of rows.": value * n * m / ((n + m) * (n + m - 1) / 2),
            },
            hint="For each member and each stranger the distance of the nearest fake; of all pairs of one with the other, "
            "in what share is the member's the smaller?",
        )


@exercise(
    "23.5",
    "a step that keeps a secret",
    "This is the step of DP-SGD (Abadi et al. 2016): no patient adds more than the bound to the sum, and noise of "
    "about that size or more hides whether he is there.",
    points=2,
)
def private_mean(answer, rng):
    for n, d, bound, noise_size in (
        (5, 3, 1.0, 0.8),
        (7, 4, 2.0, 1.1),
        (4, 2, 0.7, 0.5),
        (9, 5, 1.5, 2.0),
        (6, 3, 0.4, 1.3),
    ):
        gradients = rng.normal(size=(n, d)) * rng.uniform(0.2, 3, (n, 1)) * bound
        gradients[0] *= 0.3 * bound / np.linalg.norm(gradients[0])  # one that needs no clipping
        gradients[1] *= 4 * bound / np.linalg.norm(gradients[1])
        noise = rng.normal(size=d)
        norms = np.linalg.norm(gradients, axis=1, keepdims=True)
        clipped = gradients * np.minimum(1, bound / norms)
        added = noise_size * bound * noise
        scaled = gradients * bound / norms
        whole = gradients.mean(axis=0)
        whole_norm = np.linalg.norm(whole)
        total = gradients.sum(axis=0)
        by_sum = total * min(1, bound / np.linalg.norm(total))
        l1 = abs(gradients).sum(axis=1, keepdims=True)
        answer.expect(
            *(gradients, bound, noise_size, noise),
            value=(clipped.sum(axis=0) + added) / n,
            mistakes={
                "The noise is missing.": clipped.mean(axis=0),
                "The clipping is missing: one patient can still move the sum as far as he likes.": (total + added) / n,
                "Noise goes to the sum, before it is divided by n.": clipped.mean(axis=0) + added,
                "That is the sum; the mean is asked.": clipped.sum(axis=0) + added,
                "A gradient shorter than the bound stays as it is; here it is made longer.": (scaled.sum(axis=0) + added)
                / n,
                "Each patient's gradient is clipped by itself, not their mean.": whole * min(1, bound / whole_norm)
                + added / n,
                "Each patient's gradient is clipped by itself, not their sum.": (by_sum + added) / n,
                "Clipped by its length; here each entry is cut by itself.": (
                    np.clip(gradients, -bound, bound).sum(axis=0) + added
                )
                / n,
                "The noise's size is in units of the bound: their product is missing the bound.": (
                    clipped.sum(axis=0) + noise_size * noise
                )
                / n,
                "The noise's size has no part in it so far.": (clipped.sum(axis=0) + bound * noise) / n,
                "The noise as it is given has standard deviation 1; it should be noise_size times the bound.": (
                    clipped.sum(axis=0) + noise
                )
                / n,
                "noise_size is a standard deviation, not a variance: no root.": (
                    clipped.sum(axis=0) + np.sqrt(noise_size) * bound * noise
                )
                / n,
                "noise_size is a standard deviation: no square.": (clipped.sum(axis=0) + noise_size**2 * bound * noise) / n,
                "The length is the root of the sum of squares, not the sum of sizes.": (
                    (gradients * np.minimum(1, bound / l1)).sum(axis=0) + added
                )
                / n,
                "The length is the root of the sum of squares: the root is missing.": (
                    (gradients * np.minimum(1, bound / norms**2)).sum(axis=0) + added
                )
                / n,
                "A gradient that is too long is shortened, not left out.": (
                    (gradients * (norms <= bound)).sum(axis=0) + added
                )
                / n,
                "Added, with the sign that it has.": (clipped.sum(axis=0) - added) / n,
                "Divided by n, not by n - 1.": (clipped.sum(axis=0) + added) / (n - 1),
                "Divided by n, not by its root.": (clipped.sum(axis=0) + added) / np.sqrt(n),
                "Turned round: shorter than the bound stays, longer is shortened.": (
                    (gradients * np.maximum(1, bound / norms)).sum(axis=0) + added
                )
                / n,
            },
            hint="Lengths of the rows; a factor for each, bound over length where that is below 1, else 1; the sum of the "
            "shortened rows; to it noise_size times the bound times the noise; all of it over n.",
        )


@exercise(
    "23.A",
    "a Gaussian copula",
    "Everything that goes in one direction is in the correlations of the scores, whatever the columns' own distributions.",
    points=2,
)
def copula(answer, rng):
    for n, d, m in ((12, 2, 4), (15, 3, 3), (9, 2, 5), (20, 4, 3), (14, 3, 4)):
        mix = rng.normal(size=(d, d)) + np.eye(d)
        rows = np.exp(rng.normal(size=(n, d)) @ mix * 0.5) * rng.uniform(1, 9, d)
        noise = rng.normal(size=(m, d))
        grid = (np.arange(n) + 0.5) / n
        known, scores = np.sort(rows, axis=0), ndtri(grid)
        z = ndtri((rankdata(rows, axis=0) - 0.5) / n)

        def back(y, known=known, scores=scores):
            return np.stack([np.interp(x, scores, column) for x, column in zip(y.T, known.T)], axis=1)

        lower = np.linalg.cholesky(np.corrcoef(z.T))
        raw = np.linalg.cholesky(np.corrcoef(rows.T))
        ranks = np.linalg.cholesky(np.corrcoef(rankdata(rows, axis=0).T))
        y = noise @ lower.T
        answer.expect(
            *(rows, noise),
            value=back(y),
            mistakes={
                "The factor is turned round: each drawn row is L times its noise, so noise @ L.T for all of them.": back(
                    noise @ lower
                ),
                "Those are scores; bring each column back to its own values.": y,
                "The noise goes back as it is: the columns don't go together.": back(noise),
                "The correlations are those of the scores, not of the columns as they are.": back(noise @ raw.T),
                "The correlations are those of the scores, not of the ranks.": back(noise @ ranks.T),
                "The correlation matrix goes in by its factor L, with L L.T equal to it, not itself.": back(
                    noise @ np.corrcoef(z.T)
                ),
                "The scores are scaled: correlations, not covariances.": back(noise @ np.linalg.cholesky(np.cov(z.T)).T),
                "Back by the column's own values; here it is by its mean and standard deviation only.": rows.mean(axis=0)
                + rows.std(axis=0) * y,
                "No scores at all: a normal distribution of the columns as they are.": rows.mean(axis=0)
                + noise @ np.linalg.cholesky(np.cov(rows.T)).T,
                "Between two of the values one interpolates; here the nearest one is taken.": np.stack(
                    [column[abs(scores - x[:, None]).argmin(axis=1)] for x, column in zip(y.T, known.T)], axis=1
                ),
                "Interpolate on scores; here it is on shares.": np.stack(
                    [np.interp(ndtr(x), grid, column) for x, column in zip(y.T, known.T)], axis=1
                ),
                "Scores at (rank - 1/2)/n; here it is rank/(n + 1).": back(
                    noise @ np.linalg.cholesky(np.corrcoef(ndtri(rankdata(rows, axis=0) / (n + 1)).T)).T,
                    scores=ndtri(np.arange(1, n + 1) / (n + 1)),
                ),
            },
            hint="Ranks, from 1, minus a half, over n; ndtri of them; their correlation matrix; its Cholesky factor L; "
            "noise @ L.T; then each column by np.interp from the n scores to the sorted values.",
        )


@exercise(
    "23.B",
    "coins for secrets",
    "Warner 1965. The price: at p = 1/2, if a tenth are sick, the estimate's variance is nine times that of asking openly.",
)
def randomised(answer, rng):
    for n, p, yes in ((40, 0.5, 0.4), (60, 0.7, 0.3), (35, 0.3, 0.2), (80, 0.6, 0.55), (50, 0.4, 0.85), (45, 0.85, 0.35)):
        answers = rng.permutation(n) < round(n * yes) + rng.integers(-2, 3)
        answers = answers.astype(int)
        said = answers.mean()
        share, epsilon = (said - (1 - p) / 2) / p, np.log((1 + p) / (1 - p))
        answer.expect(
            *(answers, p),
            value=np.array([share, epsilon]),
            mistakes={
                "The order: the share first.": (epsilon, share),
                "Share: that is the share that said yes; some of them tossed heads.": (said, epsilon),
                "Share: a coin says yes half of the time, so take (1 - p)/2 off, not 1 - p.": ((said - 1 + p) / p, epsilon),
                "Share: after the coins' part is off, divide by the share that told the truth.": (
                    said - (1 - p) / 2,
                    epsilon,
                ),
                "Share: the coins' part is missing.": (said / p, epsilon),
                "Share: the coins are of those who toss, 1 - p, not of the others.": ((said - p / 2) / (1 - p), epsilon),
                "Share: it may lie outside 0 to 1, by luck; leave it, or its mean is no longer right.": (
                    np.clip(share, 0, 1),
                    epsilon,
                ),
                "Epsilon: the natural logarithm of the ratio, not the ratio.": (share, (1 + p) / (1 - p)),
                "Epsilon: the ratio is turned round.": (share, -epsilon),
                "Epsilon: natural logarithms, not to base 2.": (share, epsilon / np.log(2)),
                "Epsilon: who tosses may say yes, too: P(yes | sick) is p + (1 - p)/2.": (share, np.log(p / ((1 - p) / 2))),
                "Epsilon: whoever is not sick says yes by the coin only, at (1 - p)/2, not 1 - p.": (
                    share,
                    np.log((1 + p) / 2 / (1 - p)),
                ),
                "Epsilon: the ratio is of P(yes | sick) to P(yes | not sick), not of p to 1 - p.": (
                    share,
                    np.log(p / (1 - p)),
                ),
                "Epsilon: a ratio, not a difference of the two probabilities.": (share, p),
                "Epsilon: that is P(yes | sick).": (share, (1 + p) / 2),
                "That is the share; epsilon is asked, too.": share,
                "That is epsilon; the share is asked, too.": epsilon,
            },
            hint="P(yes) = p s + (1 - p)/2: solve for s. Then P(yes | sick) = p + (1 - p)/2 over P(yes | not sick), "
            "which is (1 - p)/2, and its logarithm.",
            expected="two numbers",
        )
