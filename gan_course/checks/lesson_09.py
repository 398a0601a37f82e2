"""Checks of lesson 09, games."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "09.1", "where can play rest?", "A random game may have none of these cells, or several; mixed equilibria always exist."
)
def resting_cells(answer, rng):
    cases = [  # in the first, every mistake below gives another table
        (np.array([[1, 2, 3], [2, 2, 2], [1, 0, 2]]), np.array([[0, 0, 2], [2, 1, 2], [3, 3, 3]])),
        (np.array([[-1, -10], [0, -5]]), np.array([[-1, 0], [-10, -5]])),
        *(tuple(rng.integers(0, 4, (2, 3, n))) for n in (3, 4, 3, 5, 3)),
    ]
    for a, b in cases:
        best_a, best_b = a == a.max(axis=0), b == b.max(axis=1, keepdims=True)
        only_a, only_b = best_a & (best_a.sum(axis=0) == 1), best_b & (best_b.sum(axis=1, keepdims=True) == 1)
        mistakes = {
            "Only A is content there. B must be, too.": best_a,
            "Only B is content there. A must be, too.": best_b,
            "One of the two is content there; both must be.": best_a | best_b,
            "B wants its own payoff large, too: this game need not be zero-sum.": best_a
            & (b == b.min(axis=1, keepdims=True)),
            "Who moves where? A moves within a column, among the rows; B moves within a row.": (
                a == a.max(axis=1, keepdims=True)
            )
            & (b == b.max(axis=0)),
            "Payoffs are what players want: the best is the largest.": (a == a.min(axis=0))
            & (b == b.min(axis=1, keepdims=True)),
            "A tie is no reason to move: equal to the best is good enough.": only_a & only_b,
            "That is where both together get most. Would neither rather move away from there?": a + b == (a + b).max(),
        }
        if a.shape[0] == a.shape[1]:
            mistakes["The maxima of B's rows are laid along the rows; keepdims=True makes them a column."] = best_a & (
                b == b.max(axis=1)
            )
        answer.expect(
            *(a, b),
            value=best_a & best_b,
            mistakes=mistakes,
            hint="In each column, where is A's largest payoff? In each row, where is B's? Where do they coincide?",
        )


@exercise(
    "09.2",
    "what each can be sure of",
    "Of random n by n games, the larger, the fewer have a saddle point: 2 in 3 for n = 2, 3 in 10 for n = 3.",
)
def sure_values(answer, rng):
    cases = [np.array([[3.0, -1.0, 0.0], [-2.0, 1.0, 4.0]]), np.array([[20.0, 0.0], [25.0, 10.0]])]
    cases += [rng.normal(size=rng.integers(2, 5, 2)) for _ in range(5)]
    for v in cases:
        maximin, minimax = v.min(axis=1).max(), v.max(axis=0).min()
        answer.expect(
            v,
            value=[maximin, minimax],
            mistakes={
                "Both are right, in the other order: what A can be sure of comes first.": [minimax, maximin],
                "Rows and columns are exchanged: axis=1 runs along a row, where B chooses.": [
                    v.min(axis=0).max(),
                    v.max(axis=1).min(),
                ],
                "Rows and columns are exchanged, and the order, too.": [v.max(axis=1).min(), v.min(axis=0).max()],
                "Those are the extremes of the whole table, as if one player chose both row and column.": [v.min(), v.max()],
                "Those are the extremes of the whole table, the largest first: one player does not choose both.": [
                    v.max(),
                    v.min(),
                ],
                "The first is right; the second asks what B can do.": [maximin, maximin],
                "The second is right; the first asks what A can do.": [minimax, minimax],
            },
            hint="First the worst that can happen in each row, and the best of these; then the same for B's columns.",
        )


@exercise(
    "09.3", "the mix that leaves B nothing to choose", "A's own wishes set B's mix, and B's set A's: section 8 uses this."
)
def mix_of_a(answer, rng):
    cases = [np.array([[3.0, -1.0], [-2.0, 1.0]]), np.array([[1.0, -1.0], [-1.0, 1.0]])]
    for _ in range(5):
        v = np.array([[1.0, -1.0], [-1.0, 1.0]]) * rng.uniform(0.2, 3, (2, 2))
        cases.append(v if rng.integers(2) else v[::-1].copy())
    for v in cases:
        spread = v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]
        p, q = (v[1, 1] - v[1, 0]) / spread, (v[1, 1] - v[0, 1]) / spread
        answer.expect(
            v,
            value=p,
            mistakes={
                "That is how often A plays the second row.": 1 - p,
                "That is B's mix: it makes A's two rows equal. Make B's two columns equal.": q,
                "That is how often B plays the second column, and the question was about A.": 1 - q,
                "Half and half is right for pennies only; this table is not so even.": 0.5,
                "That is the value of the game, what A gets; how often does A play the first row?": np.linalg.det(v)
                / spread,
                "Look at the sign: is it between 0 and 1?": -p,
            },
            hint="A gets p v00 + (1 - p) v10 against the first column. Against the second? Where are the two equal?",
        )


@exercise(
    "09.4",
    "how far from equilibrium?",
    "Never below 0, and 0 exactly at an equilibrium: it has been proposed as a measure of how well a GAN is doing.",
)
def duality_gap(answer, rng):
    cases = [(np.array([[3.0, -1.0], [-2.0, 1.0]]), np.array([0.6, 0.4]), np.array([0.3, 0.7]))]
    for _ in range(4):
        m, n = rng.integers(2, 5, 2)
        cases.append((rng.normal(size=(m, n)), rng.dirichlet(np.ones(m)), rng.dirichlet(np.ones(n))))
    for v, p, q in cases:
        rows, columns, now = v @ q, p @ v, p @ v @ q
        answer.expect(
            *(v, p, q),
            value=rows.max() - columns.min(),
            mistakes={
                "The sign: the most that A can get comes first, and is the larger one.": columns.min() - rows.max(),
                "Who answers whom? A chooses a row against q; B chooses a column against p.": columns.max() - rows.min(),
                "That is what A gets now, with both mixes; what if each answered as well as possible?": now,
                "That is what A alone could gain. B could gain, too.": rows.max() - now,
                "That is what B alone could gain. A could gain, too.": now - columns.min(),
                "That is what A could get against q; take away what A gets at least with p.": rows.max(),
                "A difference, not a sum.": rows.max() + columns.min(),
            },
            hint="A's payoffs against q, one a row, are v @ q; A's payoffs with p, one a column, are p @ v.",
        )


@exercise(
    "09.5",
    "outwit it",
    "Without a saddle point, whoever plays without chance gives away more than the value to one who knows the rule.",
)
def outwit(answer, rng):
    first = [[1, 1, 3, -3, -2], [-2, -2, -1, 1, 2], [2, 1, 1, 0, 0], [2, -3, 0, 3, -3], [-2, 0, -3, -3, 1]]
    cases = [(np.array(first, float), np.array([5.0, 1.0, 1.0, 3.0, 2.0]))]
    for m, n in [(5, 5)] * 6 + [(3, 5), (4, 2)]:
        cases.append((rng.normal(size=(m, n)), rng.integers(1, 20, m).astype(float)))
    for v, counts in cases:
        reply = np.argmin(counts @ v)
        mistakes = {
            "B pays what A gets: B's best response makes A's payoff small.": np.argmax(v[:, np.argmax(counts @ v)]),
            "That is B's column. Which row of A answers it?": reply,
            "That is the row that wins least against B's column; A wants to win most.": np.argmin(v[:, reply]),
        }
        if len(v) == len(v.T):
            mistakes["counts are A's own past, so that is A's answer to itself. What will B answer?"] = np.argmax(v @ counts)
        answer.expect(
            *(v, counts),
            value=np.argmax(v[:, reply]),
            mistakes=mistakes,
            hint="Two steps: which column makes counts @ v smallest? Which row is largest in that column?",
        )


@exercise(
    "09.A",
    "any inspection game",
    "Change one payoff of B, such as the fine, and only A's mix moves: a higher fine does not make forging rarer.",
    points=2,
)
def mixed_equilibrium(answer, rng):
    cases = [
        (np.array([[1.0, -2.0], [-3.0, 3.0]]), np.array([[-2.0, 1.0], [4.0, -1.0]])),
        (np.array([[-2.0, -2.0], [-10.0, 0.0]]), np.array([[-12.0, 0.0], [6.0, 0.0]])),
    ]
    for _ in range(4):
        signs = np.array([[1.0, -1.0], [-1.0, 1.0]]) * (1 if rng.integers(2) else -1)
        cases.append((signs * rng.uniform(0.2, 3, (2, 2)), -signs * rng.uniform(0.2, 3, (2, 2))))
    for a, b in cases:
        p, q = _first_row(b), _first_row(a.T)
        answer.expect(
            *(a, b),
            value=[p, q],
            mistakes={
                "Both are right, in the other order: first A's row, then B's column.": [q, p],
                "Those are the probabilities of the second row and the second column.": [1 - p, 1 - q],
                "Each used its own payoffs. A mixes so that B has nothing to choose: A's mix follows from b.": [
                    _first_row(a),
                    _first_row(b.T),
                ],
                "Whose rows, whose columns? A's row is what B's two columns are compared by.": [
                    _first_row(b.T),
                    _first_row(a),
                ],
                "A's is right; B's follows from a in the same way, with rows and columns exchanged.": [p, _first_row(a)],
                "A's is right; B's is that of the second column.": [p, 1 - q],
                "Both follow from b, as if the game were zero-sum; B's mix follows from a.": [p, _first_row(b.T)],
            },
            hint="p makes B's two columns equal under b; q makes A's two rows equal under a.",
        )


def _first_row(v):
    """Return the weight of the first row that makes the two columns of v equal."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1])
