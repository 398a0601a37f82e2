"""Checks of lesson 23, tables."""

import numpy as np
from scipy.special import log_softmax, ndtr, ndtri, softmax
from scipy.stats import rankdata

from gan_course.checks import exercise


@exercise(
    "23.1",
    "Gumbel-softmax",
    "At a small temperature the slopes are large where the choice is close, and next to nothing elsewhere; this lesson "
    "takes 0.5, CTGAN 0.2.",
)
def gumbel_softmax(answer, rng):
    for n, k, temperature in ((3, 4, 0.5), (2, 5, 2.0), (4, 3, 0.7), (1, 6, 1.5), (2, 3, 0.4)):
        logits, u = rng.normal(0, 1.5, (n, k)), rng.uniform(0.05, 0.95, (n, k))
        if n == 2 and k == 3:
            logits[0] += 900  # and the other row not: no number common to both rows mends that
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
                "One softmax, of what is over the temperature already; here a softmax is divided by it.": softmax(
                    softmax(logits + g, axis=1) / temperature, axis=1
                ),
                "That is log u, minus an exponential number; g = -log(-log u).": softmax(
                    (logits + np.log(u)) / temperature, axis=1
                ),
                "log u - log(1 - u) is logistic noise; g = -log(-log u).": softmax(
                    (logits + np.log(u / (1 - u))) / temperature, axis=1
                ),
                "That is normal noise; g = -log(-log u).": softmax((logits + ndtri(u)) / temperature, axis=1),
                "exp(-exp(-u)) makes shares of noise; its inverse, -log(-log u), makes noise of shares.": softmax(
                    (logits + np.exp(-np.exp(-u))) / temperature, axis=1
                ),
                "Natural logarithms, not to base 10.": softmax((logits - np.log10(-np.log10(u))) / temperature, axis=1),
                "Natural logarithms, not to base 2.": softmax((logits - np.log2(-np.log2(u))) / temperature, axis=1),
                "The temperature itself, not its root.": softmax((logits + g) / np.sqrt(temperature), axis=1),
                "The temperature itself, not its square.": softmax((logits + g) / temperature**2, axis=1),
                "Logits and noise are added, not multiplied.": softmax(logits * g / temperature, axis=1),
                "Noise goes in before the softmax; here it is added to what comes out.": softmax(
                    logits / temperature, axis=1
                )
                + g,
                "Noise goes in before the softmax, and is added; here what comes out is multiplied by it.": softmax(
                    logits / temperature, axis=1
                )
                * g,
                "Each row is divided by its sum; here its largest number is 1.": right / right.max(axis=1, keepdims=True),
                "Each row is divided by its own sum, not by the sum of all rows.": right
                / right.max(axis=1, keepdims=True)
                / (right / right.max(axis=1, keepdims=True)).sum(),
                "A power of a softmax has rows that sum to less or more than 1: the division comes last.": softmax(
                    logits + g, axis=1
                )
                ** (1 / temperature),
                "Each row has its own noise; here the first row's is taken for all.": softmax(
                    (logits + g[:1]) / temperature, axis=1
                ),
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
        variances = np.array([g.var() for g in groups])
        ranks = rankdata(number)
        of_ranks = np.array([ranks[category == c].mean() for c in range(k)])[category]
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
                "That is a share within, in which the classes' variances count alike; between is asked, and the root.": (
                    variances.mean() / number.var()
                ),
                "What lies within: each class counts by its number of patients, not alike.": np.sqrt(
                    abs(1 - variances.mean() / number.var())
                ),
                "The whole is all patients' variance, not between plus the plain mean of the classes' variances.": np.sqrt(
                    between / n / (between / n + variances.mean())
                ),
                "Above and below of one kind: here a standard deviation is over a variance.": np.sqrt(between / n)
                / number.var(),
                "Above and below of one kind: here a variance is over a standard deviation.": between / n / number.std(),
                "A class's square counts once for each of its patients, not once.": np.sqrt(
                    np.sum((means - mean) ** 2) / total
                ),
                "Each class counts by its number of patients, not alike (nor over k - 1).": means.std(ddof=1)
                / number.std(ddof=1),
                "The numbers themselves, not their ranks.": of_ranks.std() / ranks.std(),
                "Take the mean off: variances are about it, not about 0.": np.sqrt(
                    np.mean(means[category] ** 2) / number.var()
                ),
                "Take the mean off, above and below: variances are about it, not about 0.": np.sqrt(
                    np.sum(sizes * means**2) / np.sum(number**2)
                ),
                "All classes count, not the first and the last only.": abs(means[-1] - means[0]) / number.std(),
                "All classes count, not the highest and the lowest only.": np.ptp(means) / number.std(),
                "The root of F, of the analysis of variance, is not it: no degrees of freedom are counted.": np.sqrt(
                    (between / (k - 1)) / (within / (n - k))
                ),
                "A number is replaced by the mean of its class, not by the sum.": (sizes * means)[category].std()
                / number.std(),
                "That is of the classes' mean standard deviation, within; between is asked.": np.sqrt(
                    np.sqrt(variances[category]).mean() / number.std()
                ),
                "The class 0 counts, too.": np.sqrt(np.sum((sizes * (means - mean) ** 2)[1:]) / total),
                "The last class counts, too.": np.sqrt(np.sum((sizes * (means - mean) ** 2)[:-1]) / total),
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
    for sizes, m in (((3, 4, 10), 9), ((3, 6, 4, 11), 11), ((4, 9), 8), ((3, 2, 7, 6, 12), 12), ((5, 4, 3, 9), 7)):
        n, k, sizes = sum(sizes), len(sizes), np.array(sizes)
        classes = rng.permutation(np.repeat(np.arange(k), sizes))
        orders, u = rng.integers(k, size=m), rng.uniform(size=m)
        u[:5] = 0.6, 0.02, 0.5, 0, 0.97  # with an even size, u = 1/2 is on the border of two rows
        orders[2] = np.flatnonzero(sizes % 2 == 0)[0]
        rows = [np.flatnonzero(classes == c) for c in range(k)]
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
                    [rows[c][min(int(np.ceil(v * sizes[c])), sizes[c] - 1)] for c, v in zip(orders, u)]
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
                "One row for each order, in the orders' order: not sorted.": np.sort(right),
                "Where u n_k is a whole number i, it is row i, from 0 on; here it is the one before.": np.array(
                    [rows[c][max(int(np.ceil(v * sizes[c])) - 1, 0)] for c, v in zip(orders, u)]
                ),
                "The first row of the class has number 0; here it is the row after the right one.": np.array(
                    [rows[c][(i + 1) % sizes[c]] for c, i in zip(orders, pick)]
                ),
                "n_k is the size of the class, not of the table, which leads past the end.": np.array(
                    [rows[c][min(int(v * n), sizes[c] - 1)] for c, v in zip(orders, u)]
                ),
                "n_k is the size of the class, not of the table: no remainder is needed then.": np.array(
                    [rows[c][int(v * n) % sizes[c]] for c, v in zip(orders, u)]
                ),
                "u n_k, not u (n_k + 1).": np.array(
                    [rows[c][min(int(v * (sizes[c] + 1)), sizes[c] - 1)] for c, v in zip(orders, u)]
                ),
                "That is the place in the table sorted by class; return the index in the table as it stands.": pick
                + np.array([sizes[:c].sum() for c in orders]),
                "The number within the class counts its rows, not all rows from its first one on.": pick
                + np.array([rows[c][0] for c in orders]),
                "That is the number within the class, from 1 on; return the index in the whole table.": pick + 1,
                "Rounded down, of u n_k; here u (n_k - 1) is rounded to the nearest.": np.array(
                    [rows[c][round(v * (sizes[c] - 1))] for c, v in zip(orders, u)]
                ),
                "u says which row of its class; here they are taken in turn.": np.array(
                    [rows[c][np.sum(orders[:i] == c) % sizes[c]] for i, c in enumerate(orders)]
                ),
                "Each order has its own u; here the first one is taken for all.": np.array(
                    [rows[c][int(u[0] * sizes[c])] for c in orders]
                ),
                "Each u has its own order; here the first one is taken for all.": np.array(
                    [rows[orders[0]][int(v * sizes[orders[0]])] for v in u]
                ),
                "u stays in its order; here it is sorted.": np.array(
                    [rows[c][int(v * sizes[c])] for c, v in zip(orders, np.sort(u))]
                ),
                "The orders stay in their order; here they are sorted.": np.array(
                    [rows[c][int(v * sizes[c])] for c, v in zip(np.sort(orders), u)]
                ),
                "u itself, not 1 - u.": np.array(
                    [rows[c][min(int((1 - v) * sizes[c]), sizes[c] - 1)] for c, v in zip(orders, u)]
                ),
                "u chooses among all rows of the class; here it is always the last.": np.array(
                    [rows[c][-1] for c in orders]
                ),
                "Rows are counted from 0, in the table as in the class: here the index is one too large.": right + 1,
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
        if d > 2:  # in three cases whole numbers: ties, and no rounding that could part them
            members, strangers, fakes = np.round(members), np.round(strangers), np.round(fakes)

        def near(rows, norm=None, pick=np.min, fakes=fakes):
            return pick(np.linalg.norm(rows[:, None] - fakes, ord=norm, axis=2), axis=1)

        def auc(a, b):
            return np.mean(a[:, None] < b) + np.mean(a[:, None] == b) / 2

        if d % 2 == 0 and auc(near(members), near(strangers)) > 0.5:  # below 0.5 it stays as it is
            members, strangers, n, m = strangers, members, m, n
        a, b = near(members), near(strangers)
        value = auc(a, b)
        cut = np.median(np.concatenate([a, b]))
        centre = fakes.mean(axis=0)
        k = min(n, m)
        gaps = [abs(rows[:, None] - fakes) for rows in (members, strangers)]
        products = [rows @ fakes.T for rows in (members, strangers)]
        signed = [(rows[:, None] - fakes).sum(axis=2) for rows in (members, strangers)]
        far = [np.linalg.norm(gap, axis=2) for gap in gaps]
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
                "That is the mean of two shares that are right with one threshold; AUC asks of every pair.": (
                    np.mean(a < cut) + np.mean(b >= cut)
                )
                / 2,
                "That is how much farther strangers are, on average; the share of pairs is asked.": b.mean() - a.mean(),
                "That is a quotient of mean distances; the share of pairs is asked.": a.mean() / b.mean(),
                "Each against all strangers, not against their mean.": np.mean(a < b.mean()),
                "That is 2 AUC - 1, which is 0 for luck.": 2 * value - 1,
                "Over n m pairs, not over all pairs of rows.": value * n * m / ((n + m) * (n + m - 1) / 2),
                "Over n m pairs, not over (n + m) squared.": value * n * m / (n + m) ** 2,
                "Over n m pairs, not over n squared.": value * m / n,
                "Over n m pairs, not over m squared.": value * n / m,
                "A tie counts one half, not one.": np.mean(a[:, None] <= b),
                "A tie counts one half; here it counts nothing.": np.mean(a[:, None] < b),
                "The other way round, and a tie counts one half.": np.mean(a[:, None] > b),
                "The nearest fake, not the second nearest.": auc(*(np.sort(x, axis=1)[:, 1] for x in far)),
                "The nearest fake, not the median of them.": auc(*(np.median(x, axis=1) for x in far)),
                "All fakes, not the first one only.": auc(*(x[:, 0] for x in far)),
                "For each member its nearest fake; here it is for each fake its nearest member (the axis).": auc(
                    *(x.min(axis=0) for x in far)
                ),
                "That is the share of fakes that are nearer to a member; the share of pairs is asked.": np.mean(
                    far[0].min(axis=0) < far[1].min(axis=0)
                ),
                "Each with its own nearest fake; here a pair is compared by every fake.": np.mean(
                    far[0][:, None] < far[1][None]
                ),
                "Below 0.5 it stays as it is: no turning round.": max(value, 1 - value),
                "A distance, not a product: that is large for what points one way.": auc(
                    *(-x.max(axis=1) for x in products)
                ),
                "Differences are squared before they are summed, or those of two signs cancel.": auc(
                    *(abs(x).min(axis=1) for x in signed)
                ),
                "All columns of a fake together; here each column has a nearest fake of its own.": auc(
                    *(np.linalg.norm(x.min(axis=1), axis=1) for x in gaps)
                ),
                "All columns of a fake together; here the smallest difference of one column counts.": auc(
                    *(x.min(axis=(1, 2)) for x in gaps)
                ),
                "All columns, not the first one only.": auc(*(x[:, :, 0].min(axis=1) for x in gaps)),
                "The columns are in units of their spread already; here they are divided once more.": auc(
                    *(np.linalg.norm(x / (fakes.std(axis=0) + 1e-12), axis=2).min(axis=1) for x in gaps)
                ),
                "Each against all strangers, not against the mean of all rows.": np.mean(a < np.concatenate([a, b]).mean()),
                "Each against all strangers, not against their median.": np.mean(a < np.median(b)),
                "To the fakes only, not to members and strangers, too.": auc(
                    np.minimum(a, np.linalg.norm(members[:, None] - strangers, axis=2).min(axis=1)),
                    np.minimum(b, np.linalg.norm(strangers[:, None] - members, axis=2).min(axis=1)),
                ),
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
        (5, 3, 1.3, 0.8),
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
        largest = abs(gradients).max(axis=1, keepdims=True)
        noisy = gradients + added
        long = norms > bound
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
                "The bound once for the noise, not squared.": (clipped.sum(axis=0) + added * bound) / n,
                "noise_size times the bound, not over it.": (clipped.sum(axis=0) + noise_size / bound * noise) / n,
                "noise_size times the bound is a standard deviation, not a variance: no root.": (
                    clipped.sum(axis=0) + np.sqrt(noise_size * bound) * noise
                )
                / n,
                "The noise is in units of the bound, not of the longest gradient.": (
                    clipped.sum(axis=0) + noise_size * norms.max() * noise
                )
                / n,
                "Sum and noise are divided by n once; here the noise is twice.": (clipped.sum(axis=0) + added / n) / n,
                "The noise goes to the sum and is divided by n with it, not by its root.": clipped.mean(axis=0)
                + added / np.sqrt(n),
                "noise goes in with its sign: not its size.": (clipped.sum(axis=0) + abs(added)) / n,
                "Each entry has its own noise, not the mean of all.": (clipped.sum(axis=0) + added.mean()) / n,
                "Each entry has its own noise, not the first for all.": (clipped.sum(axis=0) + added[0]) / n,
                "The noise goes to the sum, after the clipping; here it is clipped with each gradient.": (
                    noisy * np.minimum(1, bound / np.linalg.norm(noisy, axis=1, keepdims=True))
                ).mean(axis=0),
                "The length is the root of the sum of squares, not the largest entry.": (
                    (gradients * np.minimum(1, bound / largest)).sum(axis=0) + added
                )
                / n,
                "The length is the root of the sum of squares, not of their mean.": (
                    (gradients * np.minimum(1, bound / norms * np.sqrt(d))).sum(axis=0) + added
                )
                / n,
                "Each patient's gradient has its own length; here one length is taken of all together.": (
                    total * min(1, bound / np.linalg.norm(gradients)) + added
                )
                / n,
                "Shortened to the bound, not to length 1.": (
                    np.where(long, gradients / norms, gradients).sum(axis=0) + added
                )
                / n,
                "Shortened to the bound: times bound over length, not over the bound.": (
                    np.where(long, gradients / bound, gradients).sum(axis=0) + added
                )
                / n,
                "A gradient that is too long keeps its direction; here its entries become the bound.": (
                    np.where(long, bound, gradients).sum(axis=0) + added
                )
                / n,
                "Clipped by its length; here each entry is cut by itself, and from above only.": (
                    np.minimum(gradients, bound).sum(axis=0) + added
                )
                / n,
                "A gradient shorter than the bound stays as it is; here each is shortened a little.": (
                    (gradients / (1 + norms / bound)).sum(axis=0) + added
                )
                / n,
                "Clipped at the bound; noise_size has no part in that.": (
                    (gradients * np.minimum(1, noise_size * bound / norms)).sum(axis=0) + added
                )
                / n,
                "Divided by n, not by d.": (clipped.sum(axis=0) + added) / d,
                "Divided by n, not by n d.": (clipped.sum(axis=0) + added) / (n * d),
                "Divided by the number of all patients, not of those whose gradient is short.": (clipped.sum(axis=0) + added)
                / np.sum(~long),
                "Nothing is taken off before the clipping; here the mean is.": whole
                + (
                    (gradients - whole) * np.minimum(1, bound / np.linalg.norm(gradients - whole, axis=1, keepdims=True))
                ).mean(axis=0)
                + added / n,
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
    "All that a Gaussian copula knows of how columns go together is in the correlations of their scores.",
    points=2,
)
def copula(answer, rng):
    for n, d, m in ((12, 2, 4), (15, 3, 3), (9, 2, 5), (20, 4, 3), (14, 3, 4)):
        mix = rng.normal(size=(d, d)) + np.eye(d)
        rows = np.exp(rng.normal(size=(n, d)) @ mix * 0.5) * rng.uniform(1, 9, d)
        noise = rng.normal(size=(m, d))
        noise[0] *= 4 / abs(noise[0, 0])  # one score, at least, lies beyond the ends
        grid = (np.arange(n) + 0.5) / n
        known, scores = np.sort(rows, axis=0), ndtri(grid)
        z = ndtri((rankdata(rows, axis=0) - 0.5) / n)

        def back(y, known=known, scores=scores):
            return np.stack([np.interp(x, scores, column) for x, column in zip(y.T, known.T)], axis=1)

        lower = np.linalg.cholesky(np.corrcoef(z.T))
        raw = np.linalg.cholesky(np.corrcoef(rows.T))
        ranks = np.linalg.cholesky(np.corrcoef(rankdata(rows, axis=0).T))
        y = noise @ lower.T
        values, vectors = np.linalg.eigh(lower @ lower.T)
        order = rows.argsort(axis=0)
        rises = np.diff(known, axis=0)[[0, -1]] / np.diff(scores)[[0, -1], None]
        beyond = np.minimum(y - scores[0], 0) * rises[0] + np.maximum(y - scores[-1], 0) * rises[1]

        def other_scores(at, noise=noise, order=order, back=back):
            """Return fakes with scores at `at` (n,) in place of the normal quantiles, there and back."""
            return back(noise @ np.linalg.cholesky(np.corrcoef(at[order.argsort(axis=0)].T)).T, scores=at)

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
                "Scores at (rank - 1/2)/n; here it is (rank - 3/8)/(n + 1/4).": other_scores(
                    ndtri((np.arange(n) + 0.625) / (n + 0.25))
                ),
                "Scores at (rank - 1/2)/n, ranks from 1: ranks from 0 have a half added.": other_scores(
                    ndtri(np.clip(np.arange(n) / n, 1e-6, 1))
                ),
                "Scores are normal quantiles, ndtri of the shares, not the shares.": other_scores(grid),
                "Scores are normal quantiles, not evenly spaced.": other_scores(np.linspace(-3, 3, n)),
                "argsort tells which row is next, not a row's rank: argsort of it, or rankdata, does.": back(
                    noise @ np.linalg.cholesky(np.corrcoef(scores[order].T)).T
                ),
                "A rank's share is (rank - 1/2)/n; np.quantile has (rank - 1)/(n - 1).": np.stack(
                    [np.interp(ndtr(x), np.arange(n) / (n - 1), column) for x, column in zip(y.T, known.T)], axis=1
                ),
                "L is the lower triangle of Cholesky; here it is the symmetric root.": back(
                    noise @ (vectors * np.sqrt(values)) @ vectors.T
                ),
                "L is the lower triangle of Cholesky; here it is the eigenvectors times roots.": back(
                    noise @ (vectors * np.sqrt(values)).T
                ),
                "L makes correlated numbers of noise; here it is its inverse.": back(np.linalg.solve(lower, noise.T).T),
                "The factor is of R, not of its inverse.": back(
                    noise @ np.linalg.cholesky(np.linalg.inv(lower @ lower.T)).T
                ),
                "The noise is taken as it is: its mean is not taken off.": back((noise - noise.mean(axis=0)) @ lower.T),
                "The noise is taken as it is, not standardised.": back(
                    (noise - noise.mean(axis=0)) / noise.std(axis=0) @ lower.T
                ),
                "The noise is from N(0, 1) already; it isn't scored.": back(
                    ndtri((rankdata(noise, axis=0) - 0.5) / m) @ lower.T
                ),
                "L noise has the right size; nothing is divided by the root of d.": back(y / np.sqrt(d)),
                "Beyond the ends the last value is taken; here the line goes on.": back(y) + beyond,
                "Back by values in rising order; here they are as they stand in the table.": back(y, known=rows),
                "The smallest value belongs to the smallest score; here scores or values are turned round.": back(
                    y, known=known[::-1]
                ),
                "Between two of the values one interpolates; here the next one above is taken.": np.stack(
                    [column[np.minimum(np.searchsorted(scores, x), n - 1)] for x, column in zip(y.T, known.T)],
                    axis=1,
                ),
                "Scores go back, not their shares.": back(ndtr(y)),
                "The scores' correlations, not those of the columns' logarithms.": back(
                    noise @ np.linalg.cholesky(np.corrcoef(np.log(rows).T)).T
                ),
                "One row of fakes for each row of noise, in its order.": back(y)[::-1],
                "Each column has its own noise; here the first is taken for all.": back(noise[:, :1] @ lower[:, :1].T),
            },
            hint="Ranks, from 1, minus a half, over n; ndtri of them; their correlation matrix; its Cholesky factor L; "
            "noise @ L.T; then each column by np.interp from the n scores to the sorted values.",
        )


@exercise(
    "23.B",
    "coins for secrets",
    "After Warner 1965. The price: at p = 1/2, if a tenth are sick, the estimate's variance is nine times that "
    "of asking openly.",
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
                "Epsilon: the logarithm of a ratio; here it is of P(yes | sick) alone.": (share, np.log((1 + p) / 2)),
                "Epsilon: the logarithm of the ratio, not the ratio of logarithms.": (
                    share,
                    np.log((1 + p) / 2) / np.log((1 - p) / 2),
                ),
                "Epsilon: the halves cancel, then log of the ratio; here it is a ratio of logarithms.": (
                    share,
                    np.log(1 + p) / np.log(1 - p),
                ),
                "Epsilon: that is -log(1 - p); the ratio is of P(yes | sick) to P(yes | not sick).": (
                    share,
                    -np.log(1 - p),
                ),
                "Epsilon: that is -log p; the ratio of two probabilities is asked.": (share, -np.log(p)),
                "Epsilon: natural logarithms, not to base 10.": (share, epsilon / np.log(10)),
                "Epsilon: above stands P(yes | sick), not 1 (which makes it the ratio plus 1).": (
                    share,
                    np.log1p((1 + p) / (1 - p)),
                ),
                "Epsilon: the logarithm of the ratio, not the ratio minus 1.": (share, (1 + p) / (1 - p) - 1),
                "Epsilon: whoever is sick says yes with p + (1 - p)/2; how many are sick has no part in it.": (
                    share,
                    np.log((p * said + (1 - p) / 2) / ((1 - p) / 2)),
                ),
                "P(yes | sick) depends on p alone; the odds of the answers don't make epsilon, nor their mean the share.": (
                    said,
                    np.log(said / (1 - said)),
                ),
                "p is the probability of the truth; here it is taken for the coin's.": (
                    (said - p / 2) / (1 - p),
                    np.log((2 - p) / p),
                ),
                "Share: divide by p, which told the truth, not by 1 - p.": ((said - (1 - p) / 2) / (1 - p), epsilon),
                "Share: divide by p, don't multiply by it.": ((said - (1 - p) / 2) * p, epsilon),
                "Share: the coins' yes is taken off, not added.": ((said + (1 - p) / 2) / p, epsilon),
                "Share: the coins' yes is (1 - p)/2 of all, not a half.": ((said - 0.5) / p, epsilon),
                "Share: the coins' yes is (1 - p)/2 of all, not a quarter of 1 - p.": ((said - (1 - p) / 4) / p, epsilon),
                "Share: the coins' yes is (1 - p)/2 of all, and below stands p.": ((said - p) / (1 - p), epsilon),
                "Share: (1 - p)/2 is taken off, not p/2.": (said - p / 2, epsilon),
                "Share: the answers' mean, not their sum.": ((answers.sum() - (1 - p) / 2) / p, epsilon),
                "Share: divide by P(yes | sick) minus P(yes | not sick), not by P(yes | sick) alone.": (
                    (said - (1 - p) / 2) / ((1 + p) / 2),
                    epsilon,
                ),
                "Share: divide by p: the coins' part is off above, and isn't taken off below.": (
                    (said - (1 - p) / 2) / (p - (1 - p) / 2),
                    epsilon,
                ),
                "Share: that is P(yes) for a share of said; solve it for the share.": (said * p + (1 - p) / 2, epsilon),
                "Share: that is of those who are well.": (1 - share, epsilon),
                "That is the share; epsilon is asked, too.": share,
                "That is epsilon; the share is asked, too.": epsilon,
            },
            hint="P(yes) = p s + (1 - p)/2: solve for s. Then P(yes | sick) = p + (1 - p)/2 over P(yes | not sick), "
            "which is (1 - p)/2, and its logarithm.",
            expected="two numbers",
        )
