"""Wrong and right answers to the exercises of lesson 09, thought of before its checks were read."""

import numpy as np
import tensorflow as tf
from scipy.optimize import linprog

YEARS = -np.array([[1, 10], [0, 5]])  # the lesson's own examples, which an answer may use by mistake
V = np.array([[20, 0], [25, 10]])
RPS = np.array([[0, -1, 2], [1, 0, -1], [-2, 1, 0]])


# 09.1 -----------------------------------------------------------------------------------------------------------------
def best_a(a):
    return a == a.max(axis=0, keepdims=True)


def best_b(b):
    return b == b.max(axis=1, keepdims=True)


def strictly_best(a, b):
    """Better than every other, so that equals don't count."""
    alone_a = (a == a.max(axis=0)) & ((a == a.max(axis=0)).sum(axis=0) == 1)
    best = b == b.max(axis=1, keepdims=True)
    return alone_a & best & (best.sum(axis=1, keepdims=True) == 1)


def one_answer_each(a, b):
    """argmax, which sees the first of equals only."""
    first_a, first_b = np.zeros(a.shape, bool), np.zeros(a.shape, bool)
    first_a[a.argmax(axis=0), np.arange(a.shape[1])] = True
    first_b[np.arange(a.shape[0]), b.argmax(axis=1)] = True
    return first_a & first_b


def neither_gains_by_a_common_move(a, b):
    """Asks whether another cell is better for both."""
    return np.array([[not np.any((a > x) & (b > y)) for x, y in zip(*rows)] for rows in zip(a, b)])


def dominant(a, b):
    """Rows and columns that are best whatever the other does."""
    return best_a(a).all(axis=1, keepdims=True) & best_b(b).all(axis=0, keepdims=True)


def cautious(a, b):
    """Both play what is sure."""
    row, column = a.min(axis=1), b.min(axis=0)
    return (row == row.max())[:, None] & (column == column.max())


def next_cell_only(a, b):
    """Compares with the next row and the next column only."""
    return (a >= np.roll(a, 1, axis=0)) & (b >= np.roll(b, 1, axis=1))


def the_first_one(a, b):
    cells = (best_a(a) & best_b(b)).astype(int)
    first = np.zeros(cells.size, bool)
    first[cells.argmax()] = cells.any()
    return first.reshape(cells.shape)


def loops_1(a, b):
    a, b = np.asarray(a).tolist(), np.asarray(b).tolist()
    return [[x == max(row[j] for row in a) and b[i][j] == max(b[i]) for j, x in enumerate(a[i])] for i in range(len(a))]


def last_deviation_counts(a, b):
    """The loop over deviations overwrites its result."""
    result = np.ones(a.shape, bool)
    for i, j in np.ndindex(*a.shape):
        for other in range(a.shape[0]):
            result[i, j] = a[i, j] >= a[other, j]
        for other in range(a.shape[1]):
            result[i, j] &= b[i, j] >= b[i, other]
    return result


def square_only(a, b):
    """Both loops run over the rows."""
    result = np.zeros(a.shape, bool)
    for i, j in np.ndindex(*a.shape):
        stays_a = all(a[i, j] >= a[k, j] for k in range(len(a)))
        result[i, j] = stays_a and all(b[i, j] >= b[i, k] for k in range(min(len(a), len(b[0]))))
    return result


# 09.2 -----------------------------------------------------------------------------------------------------------------
def solved(v):
    """Value and both mixes by linear programming."""
    v = np.asarray(v, float)
    m, n = v.shape
    bounds = [(0, None)] * m + [(None, None)]
    found = linprog([0] * m + [-1], np.column_stack([-v.T, np.ones(n)]), np.zeros(n), [[1] * m + [0]], [1], bounds)
    return found.x[:m], found.x[m]


def loops_2(v):
    rows = [min(row) for row in v]
    columns = [max(row[j] for row in v) for j in range(len(v[0]))]
    return [max(rows), min(columns)]


def after_the_other(v):
    """B answers A's sure row, A answers B's sure column: the cell where both play what is sure, twice."""
    cell = v[v.min(axis=1).argmax(), v.max(axis=0).argmin()]
    return cell, cell


def columns_cost_first(v):
    """maximin of the transposed table, then its minimax."""
    return v.T.min(axis=1).max(), v.T.max(axis=0).min()


# 09.3 -----------------------------------------------------------------------------------------------------------------
def right_3(v):
    return (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1])


def roof_on_a_grid(v):
    """The peak of the roof, on the lesson's 101 points."""
    p = np.linspace(0, 1, 101)
    return p[np.minimum(p * v[0, 0] + (1 - p) * v[1, 0], p * v[0, 1] + (1 - p) * v[1, 1]).argmax()]


def by_solving(v):
    """p v00 + (1 - p) v10 = t and p v01 + (1 - p) v11 = t, as a linear system."""
    return np.linalg.solve([[v[0][0] - v[1][0], -1], [v[0][1] - v[1][1], -1]], [-v[1][0], -v[1][1]])[0]


# 09.4 -----------------------------------------------------------------------------------------------------------------
def by_turns(v, p, q):
    return sum([max(v @ q) - p @ v @ q, p @ v @ q - min(p @ v)])


def pure_gap(v, p, q):
    """Takes the likeliest action in place of the mix."""
    return v[:, np.argmax(q)].max() - v[np.argmax(p)].min()


def b_answers_the_answer(v, p, q):
    """B answers A's answer to q, not p."""
    return np.max(v @ q) - v[np.argmax(v @ q)].min()


def a_answers_the_answer(v, p, q):
    """A answers B's answer to p, not q."""
    return v[:, np.argmin(p @ v)].max() - np.min(p @ v)


def loops_4(v, p, q):
    v, p, q = np.asarray(v).tolist(), list(p), list(q)
    of_rows = [sum(x * y for x, y in zip(row, q)) for row in v]
    of_columns = [sum(x * row[j] for x, row in zip(p, v)) for j in range(len(q))]
    return max(of_rows) - min(of_columns)


# 09.5 -----------------------------------------------------------------------------------------------------------------
def reply(v, counts):
    return np.argmin(counts @ v)


def last_of_equals(v, counts):
    column = v[:, reply(v, counts)]
    return len(column) - 1 - np.argmax(column[::-1])


def b_takes_the_last_of_equals(v, counts):
    totals = counts @ v
    return np.argmax(v[:, len(totals) - 1 - np.argmin(totals[::-1])])


def step_further(v, counts):
    """A's answer to B's answer to A's answer."""
    mine = np.argmax(v[:, reply(v, counts)])
    return np.argmax(v[:, np.argmin(v[mine])])


def whole_shares(v, counts):
    """Shares by whole division: 0 but for a row that was always played."""
    return np.argmax(v[:, np.argmin((np.asarray(counts, int) // max(int(np.sum(counts)), 1)) @ v)])


def most_frequent_row(v, counts):
    """B answers the row played most, not the whole past."""
    return np.argmax(v[:, np.argmin(v[np.argmax(counts)])])


def without_the_zero(v, counts):
    """B's answer to which rows were played at all, not how often."""
    return np.argmax(v[:, np.argmin((np.asarray(counts) > 0) @ v)])


def loops_5(v, counts):
    v, counts = np.asarray(v).tolist(), np.asarray(counts).tolist()
    totals = [sum(c * row[j] for c, row in zip(counts, v)) for j in range(len(v[0]))]
    column = [row[totals.index(min(totals))] for row in v]
    return column.index(max(column))


# 09.A -----------------------------------------------------------------------------------------------------------------
def first(t):
    """The first row's share that makes the columns of t equal."""
    return (t[1, 1] - t[1, 0]) / (t[0, 0] - t[0, 1] - t[1, 0] + t[1, 1])


def by_solving_twice(a, b):
    return by_solving(b), by_solving(np.transpose(a))


def by_gradients(a, b):
    """Where the slopes of both expected payoffs are 0."""
    da = lambda q: q * (a[0, 0] - a[1, 0]) + (1 - q) * (a[0, 1] - a[1, 1])  # noqa: E731
    db = lambda p: p * (b[0, 0] - b[0, 1]) + (1 - p) * (b[1, 0] - b[1, 1])  # noqa: E731
    return db(0) / (db(0) - db(1)), da(0) / (da(0) - da(1))


UNSEEN = {
    "09.1": [
        (lambda a, b: (a == a.max(axis=1, keepdims=True)) & (b == b.max(axis=0, keepdims=True)), "axes swapped"),
        (lambda a, b: best_a(a) | best_b(b), "or for and"),
        (lambda a, b: best_a(a) ^ best_b(b), "exclusive or for and"),
        (lambda a, b: best_a(-a) & best_b(-b), "takes payoffs for costs"),
        (lambda a, b: best_a(a) & best_b(-b), "B's payoffs as costs"),
        (lambda a, b: best_a(a) & best_b(-a), "zero-sum, b ignored"),
        (lambda a, b: best_a(a), "A only"),
        (lambda a, b: best_b(b), "B only"),
        (lambda a, b: ~(best_a(a) & best_b(b)), "negated"),
        (lambda a, b: a + b == (a + b).max(), "best for both together"),
        (lambda a, b: (a == a.max()) & (b == b.max()), "largest of the whole table"),
        (lambda a, b: np.argwhere(best_a(a) & best_b(b)), "numbers of the cells in place of a table"),
        (lambda a, b: [tuple(cell) for cell in np.argwhere(best_a(a) & best_b(b))], "list of cells, as in the lesson"),
        (lambda a, b: best_a(a).astype(int) + best_b(b), "adds, so 2 where both stay"),
        (lambda a, b: np.where(best_a(a) & best_b(b), a, 0), "payoffs in place of True"),
        (lambda a, b: np.any(best_a(a) & best_b(b)), "whether there is one"),
        (lambda a, b: np.sum(best_a(a) & best_b(b)), "how many there are"),
        (strictly_best, "strictly better, equals don't count"),
        (one_answer_each, "argmax, only the first of equals"),
        (neither_gains_by_a_common_move, "no other cell is better for both (Pareto)"),
        (dominant, "dominant actions only"),
        (cautious, "both play what is sure"),
        (next_cell_only, "compares with the next row and column only"),
        (the_first_one, "marks the first equilibrium only"),
        (last_deviation_counts, "the loop overwrites what it found"),
        (lambda a, b: (a >= a[::-1]) & (b >= b[:, ::-1]), "compares with the mirrored table: right for 2x2 only"),
        (lambda a, b: (a >= a.mean(axis=0)) & (b >= b.mean(axis=1, keepdims=True)), "mean in place of max"),
        (lambda a, b: best_a(a) & (b == b.max(axis=1)), "keepdims forgotten for B"),
        (lambda a, b: best_a(a) & (b.T == b.T.max(axis=1, keepdims=True)).T, "B's columns, by transposing"),
        (lambda a, b: (best_a(a) & best_b(b)).T, "transposed result"),
        (lambda a, b: best_a(b) & best_b(a), "a and b swapped"),
        (lambda a, b: best_a(YEARS) & best_b(YEARS.T), "the lesson's game, not the arguments"),
    ],
    "09.2": [
        (lambda v: (v.max(axis=0).min(), v.min(axis=1).max()), "order swapped"),
        (lambda v: (v.min(axis=0).max(), v.max(axis=1).min()), "axes swapped"),
        (lambda v: (v.max(axis=1).min(), v.min(axis=0).max()), "max and min swapped within each"),
        (lambda v: (v.max(axis=0).min(), v.max(axis=0).min()), "minimax twice"),
        (lambda v: (v.min(axis=1).max(), v.min(axis=1).max()), "maximin twice: one symbol for both"),
        (lambda v: (v.min(axis=1).max(), -v.max(axis=0).min()), "what B gets, with B's sign"),
        (lambda v: (v.min(axis=1).max(), (-v).min(axis=1).max()), "B as a second chooser of rows"),
        (lambda v: (v.min(axis=1).max(), v.max(axis=1).min()), "axis wrong in the second"),
        (lambda v: (v.min(axis=0).max(), v.max(axis=0).min()), "axis wrong in the first"),
        (lambda v: (v.min(axis=1).argmax(), v.max(axis=0).argmin()), "which row and column, not how much"),
        (lambda v: (v.min(), v.max()), "smallest and largest of all"),
        (lambda v: (v.max(), v.min()), "largest and smallest of all"),
        (lambda v: (v.min(axis=1), v.max(axis=0)), "outer step forgotten"),
        (lambda v: (v.min(axis=1).min(), v.max(axis=0).max()), "min of min, max of max"),
        (lambda v: (v.mean(axis=1).max(), v.mean(axis=0).min()), "against a random opponent"),
        (lambda v: (v.min(axis=1).mean(), v.max(axis=0).mean()), "mean of the outer"),
        (lambda v: (solved(v)[1],) * 2, "value with mixing"),
        (after_the_other, "payoff where both play what is sure"),
        (lambda v: v.min(axis=1).max(), "maximin only"),
        (lambda v: v.max(axis=0).min() - v.min(axis=1).max(), "their difference"),
        (lambda v: (v.min(axis=1)[0], v.max(axis=0)[0]), "the first row and column"),
        (lambda v: (v.min(axis=1)[-1], v.max(axis=0)[-1]), "the last row and column, as in the example"),
        (lambda v: (abs(v).min(axis=1).max(), abs(v).max(axis=0).min()), "absolute values"),
        (lambda v: (max(v[:, 0]), min(v[0])), "built-in max and min of one line"),
        (lambda v: (v[:2, :2].min(axis=1).max(), v[:2, :2].max(axis=0).min()), "2x2 only"),
        (columns_cost_first, "transposed table"),
        (lambda v: (V.min(axis=1).max(), V.max(axis=0).min()), "the lesson's table"),
        (lambda v: (np.sort(v, axis=1)[:, 1].max(), np.sort(v, axis=0)[-2].min()), "second smallest, second largest"),
    ],
    "09.3": [
        (lambda v: (v[1, 1] - v[0, 1]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "B's mix"),
        (lambda v: (v[0, 0] - v[0, 1]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "second row's probability"),
        (lambda v: (v[0, 0] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "second column's of B"),
        (lambda v: (v[1, 0] - v[1, 1]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "sign of the numerator"),
        (lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] + v[0, 1] - v[1, 0] - v[1, 1]), "signs of the denominator"),
        (
            lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] + v[1, 0] - v[1, 1]),
            "(1 - p) multiplied out with one sign wrong",
        ),
        (lambda v: (v[1, 1] - v[1, 0]) / v.sum(), "plain sum as denominator"),
        (lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1]), "odds upside down"),
        (lambda v: v[1, 1] / (v[0, 0] + v[1, 1]), "right if the other diagonal is 0"),
        (lambda v: 0.5, "the lesson's game"),
        (lambda v: (right_3(v), 1 - right_3(v)), "the whole mix"),
        (lambda v: np.linalg.det(v) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "value of the game"),
        (lambda v: 100 * right_3(v), "per cent"),
        (lambda v: round(right_3(v), 2), "rounded to two digits"),
        (lambda v: (v[1, 1] - v[1, 0]) // (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "whole division"),
        (lambda v: v[0].sum() / v.sum(), "share of the first row's payoffs"),
        (lambda v: abs(v[1, 1]) / (abs(v[0, 0]) + abs(v[1, 1])), "diagonal, absolute"),
        (lambda v: (v[0, 1] - v[1, 1]) / (v[0, 0] - v[1, 0]), "sets the rows equal, odds"),
        (lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]) / 2, "half of it"),
        (lambda v: float(v.min(axis=1).argmax() == 0), "the sure row, pure"),
        (lambda v: (v[1, 0] + v[1, 1]) / (v[0, 0] + v[0, 1] + v[1, 0] + v[1, 1]), "sums for differences"),
        (roof_on_a_grid, "the peak on 101 points"),
        (lambda v: (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0]), "one term lost"),
        (lambda v: 1 / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]), "right where the second row differs by 1"),
    ],
    "09.4": [
        (lambda v, p, q: np.min(p @ v) - np.max(v @ q), "sign"),
        (lambda v, p, q: np.max(p @ v) - np.min(v @ q), "each against its own mix"),
        (lambda v, p, q: np.min(v @ q) - np.max(p @ v), "max and min swapped"),
        (lambda v, p, q: np.max(v @ q) - np.max(p @ v), "max twice"),
        (lambda v, p, q: np.min(v @ q) - np.min(p @ v), "min twice"),
        (lambda v, p, q: np.max(v @ q) - p @ v @ q, "only what A could gain"),
        (lambda v, p, q: p @ v @ q - np.min(p @ v), "only what B could gain"),
        (lambda v, p, q: np.max(v @ q) + np.min(p @ v), "sum"),
        (lambda v, p, q: (np.max(v @ q) - np.min(p @ v)) / 2, "half"),
        (lambda v, p, q: (np.max(v @ q) - np.min(p @ v)) ** 2, "squared"),
        (lambda v, p, q: (np.max(v @ q), np.min(p @ v)), "the pair"),
        (lambda v, p, q: v.max(axis=0).min() - v.min(axis=1).max(), "gap without mixes"),
        (lambda v, p, q: np.mean(v @ q) - np.mean(p @ v), "means"),
        (lambda v, p, q: np.sum(v @ q) - np.sum(p @ v), "sums"),
        (lambda v, p, q: np.max(v @ q) - solved(v)[1], "distance of one bound to the value"),
        (lambda v, p, q: solved(v)[1] - np.min(p @ v), "distance of the other bound to the value"),
        (lambda v, p, q: p @ v @ q - solved(v)[1], "payoff less value"),
        (lambda v, p, q: p @ v @ q, "what A gets now"),
        (lambda v, p, q: abs(solved(v)[0] - p).max(), "distance of the mixes"),
        (lambda v, p, q: v.max() - v.min(), "without any mix"),
        (lambda v, p, q: np.max(v * q) - np.min(p[:, None] * v), "products not summed"),
        (lambda v, p, q: np.argmax(v @ q) - np.argmin(p @ v), "numbers of the actions"),
        (lambda v, p, q: np.max(v.T @ p) - np.min(q @ v.T), "transposed, so p and q change places"),
        (lambda v, p, q: max(np.max(v @ q) - p @ v @ q, p @ v @ q - np.min(p @ v)), "the larger of the two gains"),
        (lambda v, p, q: np.ptp(v @ q), "spread of A's payoffs"),
        (lambda v, p, q: np.max(v @ q) - np.min(v), "A mixes, B against all"),
        (lambda v, p, q: np.max(v) - np.min(p @ v), "A against all"),
        (lambda v, p, q: np.ptp(v @ q) + np.ptp(p @ v), "both spreads"),
        (pure_gap, "likeliest action for the mix"),
        (b_answers_the_answer, "B answers A's answer"),
        (a_answers_the_answer, "A answers B's answer"),
        (lambda v, p, q: round(np.max(v @ q) - np.min(p @ v)), "rounded"),
        (lambda v, p, q: 0.0, "an equilibrium's gap"),
        (lambda v, p, q: np.max(v @ p) - np.min(q @ v), "p and q swapped"),
    ],
    "09.5": [
        (lambda v, counts: reply(v, counts), "B's column"),
        (lambda v, counts: np.max(v[:, reply(v, counts)]), "how much, not which"),
        (lambda v, counts: np.argmax(v[:, np.argmax(counts @ v)]), "B maximises"),
        (lambda v, counts: np.argmin(v[:, reply(v, counts)]), "A minimises"),
        (lambda v, counts: np.argmax(v[reply(v, counts)]), "row for column"),
        (lambda v, counts: np.argmax(v[:, np.argmin(v @ counts)]), "v @ counts: square tables only"),
        (lambda v, counts: np.argmax(v @ counts), "takes counts for B's past"),
        (lambda v, counts: np.argmax(counts), "the row played most"),
        (lambda v, counts: np.argmin(counts), "the row played least"),
        (lambda v, counts: (reply(v, counts) + 1) % len(v), "the lesson's next hand"),
        (lambda v, counts: np.argmax(RPS[:, np.argmin(counts @ RPS)]), "the lesson's table"),
        (lambda v, counts: np.argmax(v.min(axis=1)), "the sure row"),
        (lambda v, counts: np.argmax(v.mean(axis=1)), "against a random B"),
        (lambda v, counts: np.argmax(v.max(axis=1)), "the row of the largest payoff"),
        (lambda v, counts: np.argmax(v[:, reply(v, counts)]) + 1, "counted from 1"),
        (lambda v, counts: np.eye(len(v))[np.argmax(v[:, reply(v, counts)])], "one-hot"),
        (lambda v, counts: np.argmax(v[:, np.argmin(v.sum(axis=0))]), "counts not used"),
        (lambda v, counts: np.argmin(counts @ v @ v.T), "mixed-up products"),
        (lambda v, counts: np.argmax(v[:, np.argmin(v.max(axis=0))]), "B plays its sure column"),
        (lambda v, counts: np.argmax(v[:, np.argmin(np.max(counts[:, None] * v, axis=0))]), "max for the sum"),
        (lambda v, counts: np.argmax(counts * v[:, reply(v, counts)]), "weighs its own payoffs by counts"),
        (lambda v, counts: np.argmax(solved(v)[0]), "likeliest row of the equilibrium"),
        (lambda v, counts: (np.argmax(v[:, reply(v, counts)]), reply(v, counts)), "row and column"),
        (lambda v, counts: v[:, reply(v, counts)], "the whole column"),
        (last_of_equals, "A takes the last of equals"),
        (b_takes_the_last_of_equals, "B takes the last of equals"),
        (step_further, "one thought too far"),
        (whole_shares, "whole division"),
        (most_frequent_row, "B answers the most frequent row only"),
        (without_the_zero, "whether played, not how often"),
    ],
    "09.A": [
        (lambda a, b: (first(a), first(b.T)), "each from its own payoffs"),
        (lambda a, b: (first(a.T), first(b)), "order swapped"),
        (lambda a, b: (1 - first(b), 1 - first(a.T)), "second row and column"),
        (lambda a, b: (first(b), 1 - first(a.T)), "q of the second column"),
        (lambda a, b: (1 - first(b), first(a.T)), "p of the second row"),
        (lambda a, b: (first(-a), first(a.T)), "zero-sum, b ignored"),
        (lambda a, b: (first(b), first(-b.T)), "zero-sum, a ignored"),
        (lambda a, b: (first(b.T), first(a)), "both transposed"),
        (lambda a, b: (first(b), first(a)), "A's table not transposed"),
        (lambda a, b: (first(b.T), first(a.T)), "B's table transposed"),
        (lambda a, b: (1 / 3, 1 / 5), "the lesson's game"),
        (lambda a, b: (first(b), first(b)), "p twice"),
        (lambda a, b: first(b), "p only"),
        (lambda a, b: ([first(b), 1 - first(b)], [first(a.T), 1 - first(a.T)]), "whole mixes"),
        (lambda a, b: (-first(b), -first(a.T)), "sign"),
        (lambda a, b: (100 * first(b), 100 * first(a.T)), "per cent"),
        (lambda a, b: (round(first(b), 2), round(first(a.T), 2)), "rounded"),
        (lambda a, b: (first(b) * first(a.T), (1 - first(b)) * (1 - first(a.T))), "probabilities of cells"),
        (
            lambda a, b: ((b[1, 1] - b[1, 0]) / (b[0, 0] - b[0, 1]), (a[1, 1] - a[0, 1]) / (a[0, 0] - a[1, 0])),
            "odds for probabilities",
        ),
        (
            lambda a, b: ((b[1, 1] - b[1, 0]) / b.sum(), (a[1, 1] - a[0, 1]) / a.sum()),
            "plain sums as denominators",
        ),
        (lambda a, b: (0.5, 0.5), "half and half"),
        (
            lambda a, b: (b[1, 0] / (b[1, 0] - b[0, 0]), a[0, 0] / a[1, 0]),
            "right where the other entries are as in the lesson",
        ),
        (lambda a, b: (a @ [first(a.T), 1 - first(a.T)], [first(b), 1 - first(b)] @ b), "what each gets"),
        (lambda a, b: (np.clip(first(a), 0, 1), np.clip(first(b.T), 0, 1)), "own payoffs, clipped"),
        (lambda a, b: (first(a + b), first((a + b).T)), "of the sum of both tables"),
    ],
}

ALSO_RIGHT = {
    "09.1": [
        loops_1,
        lambda a, b: (best_a(a) & best_b(b)).astype(int),
        lambda a, b: (best_a(a) & best_b(b)).astype(float),
        lambda a, b: best_a(a) * best_b(b),
        lambda a, b: (np.max(a, 0) - a <= 0) & (b.T >= np.max(b, 1)).T,
        lambda a, b: tf.logical_and(a >= tf.reduce_max(a, axis=0), b >= tf.reduce_max(b, axis=1, keepdims=True)),
        lambda a, b: [list(row) for row in np.logical_and(best_a(a), best_b(b))],
        lambda a, b: ~((a.max(axis=0) > a) | (b.max(axis=1)[:, None] > b)),
    ],
    "09.2": [
        loops_2,
        lambda v: np.array([v.min(axis=1).max(), v.max(axis=0).min()]),
        lambda v: [float(np.max(np.min(v, axis=1))), float(np.min(np.max(v, axis=0)))],
        lambda v: (tf.reduce_max(tf.reduce_min(v, axis=1)), tf.reduce_min(tf.reduce_max(v, axis=0))),
        lambda v: (-(-v).max(axis=1).min(), -(-v).min(axis=0).max()),
        lambda v: (np.float32(max(map(min, v))), np.float32(min(map(max, v.T)))),
        lambda v: (v.min(axis=1, keepdims=True).max(axis=0), v.max(axis=0, keepdims=True).min(axis=1)),
    ],
    "09.3": [
        by_solving,
        lambda v: np.float32(right_3(v)),
        lambda v: [right_3(v)],
        lambda v: np.array([right_3(v)]),
        lambda v: tf.constant(float(right_3(v))),
        lambda v: 1 - (v[0][0] - v[0][1]) / (v[0][0] - v[0][1] - v[1][0] + v[1][1]),
        lambda v: solved(v)[0][0],
        lambda v: np.diff(v[1])[0] / (np.diff(v[1])[0] - np.diff(v[0])[0]),
        lambda v: 1 / (1 + (v[0, 0] - v[0, 1]) / (v[1, 1] - v[1, 0])),
    ],
    "09.4": [
        by_turns,
        loops_4,
        lambda v, p, q: np.float32(np.max(v @ q) - np.min(p @ v)),
        lambda v, p, q: [np.max(v @ q) - np.min(v.T @ p)],
        lambda v, p, q: tf.reduce_max(tf.linalg.matvec(v, q)) - tf.reduce_min(tf.linalg.matvec(v, p, transpose_a=True)),
        lambda v, p, q: (v @ q)[:, None].max() + (-(p @ v)).max(),
        lambda v, p, q: np.max(np.subtract.outer(np.dot(v, q), np.dot(p, v))),
    ],
    "09.5": [
        loops_5,
        lambda v, counts: int(np.argmax(v[:, np.argmin(counts @ v)])),
        lambda v, counts: float(np.argmax(v[:, np.argmin(counts / counts.sum() @ v)])),
        lambda v, counts: [np.argmax(v[:, np.argmin(counts @ v)])],
        lambda v, counts: tf.argmax(v[:, np.argmin(counts @ v)]),
        lambda v, counts: np.argmax(v.T[np.argmax(counts @ -v)]),
        lambda v, counts: np.array([np.argmax(v.T[np.argmin(v.T @ counts)])]),
    ],
    "09.A": [
        by_solving_twice,
        by_gradients,
        lambda a, b: [first(b), first(a.T)],
        lambda a, b: np.array([first(b), first(a.T)]),
        lambda a, b: (first(-b), first(-a.T)),
        lambda a, b: np.float32([first(b), first(a.T)]),
        lambda a, b: tf.constant([float(first(b)), float(first(a.T))]),
        lambda a, b: (1 - first(b[::-1]), 1 - first(a.T[::-1])),
    ],
}
