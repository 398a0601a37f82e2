"""Checks of lesson 19, InfoGAN."""

import numpy as np
from scipy.optimize import linear_sum_assignment

from gan_course.checks import exercise


def _xlogx(p):
    return p * np.log(np.where(p > 0, p, 1))


@exercise(
    "19.1",
    "mutual information",
    "It is 0 where knowing one says nothing about the other, and never more than the entropy of either.",
)
def information(answer, rng):
    for rows, columns, zeros in ((3, 4, 0), (2, 5, 0), (4, 3, 3), (3, 6, 5), (5, 4, 4)):
        joint = rng.uniform(0.2, 1, (rows, columns)) ** 2
        joint.flat[rng.permutation(rows * columns)[:zeros]] = 0
        joint[np.arange(rows), np.arange(rows) % columns] += 0.7  # no row or column is empty
        joint[np.arange(columns) % rows, np.arange(columns)] += 0.3
        joint /= joint.sum()
        a, b = joint.sum(axis=1), joint.sum(axis=0)
        of_a, of_b, of_both = (-np.sum(_xlogx(p)) for p in (a, b, joint))
        info = of_a + of_b - of_both
        expected = np.outer(a, b)
        there = joint > 0
        logs = np.log(joint[there] / expected[there])
        answer.expect(
            joint,
            value=info,
            mistakes={
                "That is in bits: take natural logarithms.": info / np.log(2),
                "Natural logarithms, not those to base 10.": info / np.log(10),
                "The sign: what is observed stands above what independence expects.": -info,
                "That is the entropy of both together.": of_both,
                "The sign of an entropy is missing: this is minus that of both together.": -of_both,
                "That is the entropy of the rows' variable; how much of it is left once the column is known?": of_a,
                "That is the entropy of the columns' variable; how much of it is left once the row is known?": of_b,
                "That is what stays unknown of the row once the column is known; subtract it from something.": of_both
                - of_b,
                "That is what stays unknown of the column once the row is known; subtract it from something.": of_both
                - of_a,
                "Of both and of neither: this sum counts what they share twice.": of_a + of_b,
                "The logarithms are weighted by the joint probabilities; here each counts alike.": logs.mean(),
                "The logarithms are weighted by the joint probabilities; here they are only added up.": logs.sum(),
                "The weights are the joint probabilities, not the products of the margins.": np.sum(expected[there] * logs),
                "A sum over the table, not a mean.": info / joint.size,
                "A sum over the table, not a mean over the cells that are not 0.": info / there.sum(),
                "Without absolute values: cells rarer than expected count against it.": np.sum(joint[there] * abs(logs)),
                "Both margins belong in it, of the rows and of the columns; here only that of its row does.": np.sum(
                    joint[there] * np.log((joint / a[:, None])[there])
                ),
                "Both margins belong in it, of the rows and of the columns; here only that of its column does.": np.sum(
                    joint[there] * np.log((joint / b)[there])
                ),
                "A margin is a sum over the other variable, not a mean.": np.sum(
                    joint[there] * np.log((joint / np.outer(joint.mean(axis=1), joint.mean(axis=0)))[there])
                ),
                "That is its share of the smaller entropy; no dividing.": info / min(of_a, of_b),
                "That is its share of the larger entropy; no dividing.": info / max(of_a, of_b),
                "That is its share of the entropy of the rows' variable; no dividing.": info / of_a,
                "That is the largest of the logarithms; take their mean, weighted by the joint probabilities.": logs.max(),
                "That is e to the information; the information itself is asked.": np.exp(info),
                "What is left of the rows' entropy is averaged over columns alike; weight each by its probability.": of_a
                - np.mean([-np.sum(_xlogx(column / column.sum())) for column in joint.T]),
                "That is chi-squared, another measure of dependence.": np.sum((joint - expected) ** 2 / expected),
            },
            hint="First the margins: sums of the table over its columns and over its rows. Then, over all cells, the joint "
            "probability times the logarithm of what it is divided by the product of its two margins.",
            not_finite="A cell of probability 0 adds nothing, but 0 times log 0 is no number to a computer: leave it out."
            if zeros
            else "All these probabilities are positive: so should be what you take logarithms of.",
        )


@exercise(
    "19.2",
    "the bound, from samples",
    "So InfoGAN's code loss is minus the bound, but for the constant log k.",
    points=2,
)
def information_bound(answer, rng):
    for n, k in ((7, 3), (6, 10), (9, 4), (5, 6), (8, 5)):
        codes = rng.integers(0, k if n > 6 else k - 1, n)  # not every code occurs
        logits = rng.normal(0, 2, (n, k)) + 1.5 * np.eye(k)[codes] * rng.uniform(0, 1.5, (n, 1))
        shifted = logits - logits.max(axis=1, keepdims=True)
        log_q = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        own = log_q[np.arange(n), codes]
        value = np.log(k) + own.mean()
        across = logits - np.log(np.exp(logits).sum(axis=0))
        entropy = -np.mean(np.sum(np.exp(log_q) * log_q, axis=1))
        drawn = np.bincount(codes, minlength=k) / n
        answer.expect(
            *(codes, logits),
            value=value,
            mistakes={
                "That is Q's mean log-probability of the true code; the codes' entropy is still to be added.": own.mean(),
                "That is Q's cross-entropy, the code loss; the bound is the entropy of the codes minus it.": -own.mean(),
                "The sign of the second part: log-probabilities are negative, and make the bound smaller.": np.log(k)
                - own.mean(),
                "The whole sign: it is the entropy minus the cross-entropy.": -value,
                "A mean over the samples, not a sum.": np.log(k) + own.sum(),
                "The whole sum over samples: entropy counts once, and the rest is a mean.": n * value,
                "That is in bits: natural logarithms, please.": value / np.log(2),
                "Of each row, the log-probability of its own code; here all columns count.": np.log(k) + log_q.mean(),
                "Of each row, that of its own code; here of the likeliest.": np.log(k) + log_q.max(axis=1).mean(),
                "Logits are no log-probabilities yet: take off the logarithm of the sum of their exponentials.": np.log(k)
                + logits[np.arange(n), codes].mean(),
                "The probabilities themselves are averaged here; take their logarithms first.": np.log(k)
                + np.exp(own).mean(),
                "The mean is of the logarithms, not the logarithm of the mean.": np.log(k) + np.log(np.exp(own).mean()),
                "The softmax goes over the codes of a row; yours goes over the samples.": np.log(k)
                + across[np.arange(n), codes].mean(),
                "That asks how sure Q is, not whether it is right: take that of the true code.": np.log(k) - entropy,
                "The entropy of k equally likely codes is log k, not k.": k + own.mean(),
                "The entropy is log k; this begins with the probability of one code.": 1 / k + own.mean(),
                "Logarithms to base 2 and natural ones are mixed here; natural ones, please.": np.log2(k) + own.mean(),
                "The mean over the samples, not the median.": np.log(k) + np.median(own),
                "log of the number of codes, not of samples.": np.log(n) + own.mean(),
                "The entropy of codes drawn all alike, not as they happen to lie in this batch.": -np.sum(_xlogx(drawn))
                + own.mean(),
                "k is the number of logits in a row; the codes of these samples need not be all.": np.log(codes.max() + 1)
                + own.mean(),
                "The numbers of the codes begin with 0: nothing to subtract.": np.log(k)
                + log_q[np.arange(n), codes - 1].mean(),
                "A bound may well be below 0, where Q is surer than right: no clipping.": max(value, 0.0),
                "That is how often Q's likeliest code is the right one.": np.mean(logits.argmax(axis=1) == codes),
                "These logits belong to one choice among k: softmax, not k sigmoids.": np.log(k)
                - np.log1p(np.exp(-logits[np.arange(n), codes])).mean(),
            },
            hint="Make each row of logits log-probabilities; take that of the row's own code; average over the rows; add "
            "the entropy of k equally likely codes.",
            not_finite="Take off each row's largest logit before taking exponentials, and the logarithm of a positive sum.",
        )


@exercise(
    "19.3",
    "rows and columns",
    "With it any code can be moved alone; the noise then stays the same, or all comparison ends.",
)
def code_grid(answer, rng):
    for steps, number in ((5, 0), (4, 1), (3, 0), (6, 1), (2, 1)):
        ten = np.repeat(np.eye(10), steps, axis=0)
        walk = np.tile(np.linspace(-1, 1, steps), 10)
        zero = np.zeros_like(walk)

        def put(ten, walk, number=number, zero=zero):
            return np.column_stack([ten, *((walk, zero) if number == 0 else (zero, walk))])

        right = put(ten, walk)
        answer.expect(
            *(steps, number),
            value=right,
            mistakes={
                "The other number walks; `number` says which, 0 for the first.": right[:, [*range(10), 11, 10]],
                "Row after row: first all steps of code 0, then of code 1; here the code changes with each step.": put(
                    np.tile(np.eye(10), (steps, 1)), np.repeat(np.linspace(-1, 1, steps), 10)
                ),
                "The codes change with each step; they should stay the same for a whole row.": put(
                    np.tile(np.eye(10), (steps, 1)), walk
                ),
                "The number should walk within each row; here it stays the same for ten pictures.": put(
                    ten, np.repeat(np.linspace(-1, 1, steps), 10)
                ),
                "Both numbers walk; the other one should stay at 0.": np.column_stack([ten, walk, walk]),
                "The number that does not walk stays at 0, not at 1.": put(ten, walk, zero=zero + 1),
                "The number that does not walk stays at 0, not at -1.": put(ten, walk, zero=zero - 1),
                "From -1 to 1, not from 0 to 1.": put(ten, (walk + 1) / 2),
                "From -1 to 1, not from 1 to -1.": put(ten, -walk),
                "From -1 to 1, not from -2 to 2.": put(ten, 2 * walk),
                "The last column should have 1: both ends belong to the walk.": put(
                    ten, np.tile(np.linspace(-1, 1, steps, endpoint=False), 10)
                ),
                "The two numbers come after the ten, not before.": np.roll(right, 2, axis=1),
                "Nothing walks yet: the number goes evenly from -1 to 1 within each row.": put(ten, zero),
                "The numbers of the codes, one-hot: a 1 in the code's own place, 0 in the others.": put(
                    ten * np.arange(10), walk
                ),
                "It stays at one end; it should go evenly from -1 to 1 within each row.": put(ten, zero - 1),
                "It stays at the far end; it should go evenly from -1 to 1 within each row.": put(ten, zero + 1),
                "Every row goes from -1 to 1; yours turn back in every other row.": put(
                    ten, walk * np.where(np.arange(10 * steps) // steps % 2, -1, 1)
                ),
                "Rows from code 0 on, downwards; yours begin with the last.": put(ten[::-1], walk),
                "The rows are right, and upside down; row r has code r.": right[::-1],
                "`number` says which of the two walks; here it is always the first.": np.column_stack([ten, walk, zero]),
                "`number` says which of the two walks; here it is always the second.": np.column_stack([ten, zero, walk]),
                "The walk has negative numbers, too: from -1 to 1.": abs(right),
                "From -1 to 1, not half as far.": put(ten, walk / 2),
                "One-hot is 0 and 1, not -1 and 1.": put(2 * ten - 1, walk),
            },
            hint="np.repeat keeps a code for a whole row of pictures, np.tile begins the walk anew in each row, evenly from "
            "-1 to 1 with both ends; then ten columns for the code, and one each for the two numbers.",
        )


def _codes_and_digits(rng, n, k=10, empty=1):
    """Return codes and digits that agree in part, some code on the digit of another, some digits on several codes."""
    of_code = rng.integers(0, 10, k)
    codes = rng.choice(rng.permutation(k)[empty:], n)  # some codes have no picture
    digits = np.where(rng.uniform(size=n) < 0.4, of_code[codes], rng.integers(0, 10, n))
    return codes, digits


@exercise(
    "19.4",
    "purity",
    "It can only say how well codes mean one digit each; two codes may mean the same one. A match one to one is stricter.",
)
def purity(answer, rng):
    for n, empty in ((90, 1), (130, 0), (70, 1), (110, 0), (150, 2)):
        while True:
            codes, digits = _codes_and_digits(rng, n, empty=empty)
            codes, digits = (digits, codes) if n == 70 else (codes, digits)
            table = np.zeros((10, 10))
            np.add.at(table, (codes, digits), 1)
            if n != 70 or table.max(axis=0).sum() > table.max(axis=1).sum():  # once the columns' largest make more
                break
        best = table.max(axis=1)
        sizes = table.sum(axis=1)
        shares = best[sizes > 0] / sizes[sizes > 0]
        matched = table[linear_sum_assignment(-table)].sum()
        joint = table / n
        expected = np.outer(joint.sum(axis=1), joint.sum(axis=0))
        info = np.sum(joint[joint > 0] * np.log((joint / np.where(expected > 0, expected, 1))[joint > 0]))
        answer.expect(
            *(codes, digits),
            value=best.sum() / n,
            mistakes={
                "That is how often code and digit are the same number, but a code may mean any digit.": np.mean(
                    codes == digits
                ),
                "The other way round: of each code the commonest digit, not of each digit the commonest code.": table.max(
                    axis=0
                ).sum()
                / n,
                "A share of all pictures, not their number.": best.sum(),
                "A mean over pictures, so that fuller codes count for more. Here each code counts alike.": shares.mean(),
                "A mean over pictures; here each of ten codes counts alike, and one without pictures as 0.": shares.sum()
                / 10,
                "That is one minus it.": 1 - best.sum() / n,
                "That matches codes and digits one to one; here two codes may mean the same digit.": matched / n,
                "That is the commonest code-and-digit pair alone; each code has its own commonest digit.": table.max() / n,
                "That is the share of the commonest digit of all, whatever the code.": table.sum(axis=0).max() / n,
                "Divided by the number of codes; it is a share of the pictures.": best.sum() / 10,
                "That is the worst code; all count, each with its pictures.": shares.min(),
                "That is the best code; all count, each with its pictures.": shares.max(),
                "That is the median over the codes; all pictures count.": np.median(shares),
                "Not per cent: a share.": 100 * best.sum() / n,
                "That is the mutual information of the two.": info,
                "That counts which digits are some code's commonest, over ten.": len(set(table.argmax(axis=1))) / 10,
            },
            hint="Count pictures by code and digit, ten rows, ten columns; the largest of each row: their sum is how many "
            "pictures have the commonest digit of their code.",
        )


def _largest_first(table):
    left, total = table.copy(), 0
    for _ in range(10):
        i, j = np.unravel_index(left.argmax(), left.shape)
        total += left[i, j]
        left[i], left[:, j] = -1, -1
    return total


def _row_by_row(table):
    left, total = table.copy(), 0
    for row in left:
        j = row.argmax()
        total += row[j]
        left[:, j] = -1
    return total


@exercise(
    "19.A",
    "one to one",
    "The Hungarian method finds it among the 3,628,800 ways to pair ten with ten.",
    points=2,
)
def matched(answer, rng):
    for n, empty in ((90, 1), (130, 0), (70, 1), (110, 0), (150, 1)):
        while True:  # until the short cuts go wrong
            codes, digits = _codes_and_digits(rng, n, empty=empty)
            table = np.zeros((10, 10))
            np.add.at(table, (codes, digits), 1)
            rows, columns = linear_sum_assignment(-table)
            value = table[rows, columns].sum() / n
            greedy, in_turn = _largest_first(table), _row_by_row(table)
            shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
            by_shares = table[linear_sum_assignment(-shares)].sum()
            all_count = empty or table[rows, columns].min() > 0  # no pair may be left out
            if all_count and max(greedy, in_turn, by_shares) < table[rows, columns].sum():
                break
        worst = table[linear_sum_assignment(table)].sum() / n
        answer.expect(
            *(codes, digits),
            value=value,
            mistakes={
                "That is purity: two codes may share a digit there; here each digit goes to one code only.": table.max(
                    axis=1
                ).sum()
                / n,
                "Two digits may have the same code there; here the pairing is one to one.": table.max(axis=0).sum() / n,
                "That is the worst pairing: the method minimises unless told otherwise.": worst,
                "Taking the largest cell again and again is greedy: an early choice can spoil two later ones.": greedy / n,
                "Code after code, each what is left: the first to choose spoils it for the others.": in_turn / n,
                "Paired by the shares within each code; a fuller code has more pictures to win: pair by counts.": by_shares
                / n,
                "The pairing of equal numbers is only one of all; codes may mean any digit.": np.trace(table) / n,
                "A share of all pictures, not their number.": table[rows, columns].sum(),
                "A share of all pictures, not a mean over the pairs.": table[rows, columns].mean(),
                "That is one minus it.": 1 - value,
                "Not per cent: a share.": 100 * value,
                "Of each code the share of its digit, averaged over codes; here each picture counts alike.": np.mean(
                    table[rows, columns] / np.maximum(table.sum(axis=1), 1)
                ),
            },
            hint="Count pictures by code and digit; scipy.optimize.linear_sum_assignment(table, maximize=True) gives rows "
            "and columns of the best pairing; add up these cells.",
        )


@exercise(
    "19.B",
    "what two guesses have in common",
    "Its mutual information is largest when both guesses are sure, agree, and use all classes alike.",
)
def joint_table(answer, rng):
    for n, k in ((6, 3), (9, 4), (5, 5), (12, 2), (8, 3)):
        a, b = rng.dirichlet(np.full(k, 0.7), n), rng.dirichlet(np.full(k, 0.7), n)
        joint = a.T @ b / n
        value = (joint + joint.T) / 2
        hard = np.eye(k)[a.argmax(axis=1)].T @ np.eye(k)[b.argmax(axis=1)] / n
        answer.expect(
            *(a, b),
            value=value,
            mistakes={
                "Not symmetric yet: which copy came first should not matter.": joint,
                "Not symmetric yet, and turned round: rows for a, columns for b first; then make it symmetric.": joint.T,
                "A mean over the pictures, not a sum: the table should sum to 1.": n * value,
                "The mean of the table and its transposed, not their sum: it should sum to 1.": 2 * value,
                "Both: a mean over the pictures, and half the sum with the transposed. The table should sum to 1.": 2
                * n
                * value,
                "That is the product of the two mean guesses: picture by picture first, then the mean.": np.outer(
                    a.mean(axis=0), b.mean(axis=0)
                ),
                "The product of the mean guesses forgets which belong together: picture by picture first.": (
                    np.outer(a.mean(axis=0), b.mean(axis=0)) + np.outer(b.mean(axis=0), a.mean(axis=0))
                )
                / 2,
                "a with itself; its partner is b.": a.T @ a / n,
                "b with itself; its partner is a.": b.T @ b / n,
                "a with itself, b with itself; the two belong together, picture by picture.": (a.T @ a + b.T @ b) / (2 * n),
                "The probabilities as they are, not only the likeliest class.": (hard + hard.T) / 2,
                "The probabilities as they are, not only the likeliest class; and symmetric.": hard,
                "A mean over the pictures, not a sum, and then symmetric.": n * joint,
                "Divided by the classes; the mean is over the pictures.": n * value / k,
                "Only pairs of equal classes stand here; pairs of different classes count, too.": np.diag(np.diag(value)),
                "Symmetric by the mean of a and b? Then the two copies are no longer two: multiply a by b.": (
                    ((a + b) / 2).T @ ((a + b) / 2) / n
                ),
            },
            hint="For one picture: its column of a times its row of b, (k, k). The mean over the pictures; then the "
            "mean of that table and its transposed. It sums to 1.",
        )
