"""Checks of lesson 09, games."""

import numpy as np
from scipy.optimize import linprog

from gan_course.checks import exercise


@exercise(
    "09.1", "where can play rest?", "A random game may have none of these cells, or several; mixed equilibria always exist."
)
def resting_cells(answer, rng):
    shapes = [(3, 4), (4, 3), (2, 5), (5, 2), (3, 4), (4, 3)] + 8 * [(3, 3)]
    dilemma = np.array([[-1, -10], [0, -5]])
    for a, b in [*(rng.integers(0, 4, (2, m, n)) for m, n in shapes), (dilemma, dilemma.T)]:
        m, n = a.shape
        best_a, best_b = a == a.max(axis=0), b == b.max(axis=1, keepdims=True)
        along_a, along_b = a == a.max(axis=1, keepdims=True), b == b.max(axis=0)
        low_a, low_b = a == a.min(axis=0), b == b.min(axis=1, keepdims=True)
        cells = np.argwhere(best_a & best_b)
        mistakes = {
            "Only A is content there. B must be, too.": best_a,
            "Only B is content there. A must be, too.": best_b,
            "One of the two is content there, or both are; both must be.": best_a | best_b,
            "One of the two is content there, and the other is not; both must be.": best_a ^ best_b,
            "That is true where both agree, also where both would move. Both must be content.": best_a == best_b,
            "Those are the cells that somebody would leave; the others are asked for.": ~(best_a & best_b),
            "B wants its own payoff large, too: this game need not be zero-sum.": best_a & low_b,
            "B's wishes are in b: this game need not be zero-sum.": best_a & (a == a.min(axis=1, keepdims=True)),
            "Who moves where? A moves within a column, among the rows; B moves within a row.": along_a & along_b,
            "B is as it should be. A moves within a column, among the rows.": along_a & best_b,
            "A is as it should be. B moves within a row, among the columns.": best_a & along_b,
            "Payoffs are what players want: the best is the largest.": low_a & low_b,
            "A tie is no reason to move: equal to the best is good enough.": best_a
            & (best_a.sum(axis=0) == 1)
            & best_b
            & (best_b.sum(axis=1, keepdims=True) == 1),
            "Of several that are equally good you took the first; a tie is no reason to move.": (
                np.arange(m)[:, None] == a.argmax(axis=0)
            )
            & (np.arange(n) == b.argmax(axis=1)[:, None]),
            "That is where both together get most. Would neither rather move away from there?": a + b == (a + b).max(),
            "Not the largest of the whole table: compare with what the player could have had instead.": (a == a.max())
            & (b == b.max()),
            "That is the table laid on its side: rows are A's.": (best_a & best_b).T,
            "B is as it should be. A, too, wants its payoff large.": low_a & best_b,
            "Both must be content: that is `&`, not a sum.": best_a.astype(int) + best_b,
            "Those are A's payoffs there; True or False is asked for.": np.where(best_a & best_b, a, 0),
            "That is what each can be sure of. An equilibrium asks who would rather move, given what the other does.": (
                a.min(axis=1, keepdims=True) == a.min(axis=1).max()
            )
            & (b.min(axis=0) == b.min(axis=0).max()),
            "A is as it should be. B, within its row, looks for the largest.": best_a & (b == b.min(axis=0)),
            "Compare a player's payoff with what that player could have had instead, not with the other's.": best_a
            & (a >= b),
            "Equal payoffs to both are no equilibrium. Compare each with what the same player could have had instead.": a
            == b,
            "Some of these games have such cells.": np.zeros((m, n), bool),
            "In those cells both actions are best whatever the other does. Best against what it does there is enough.": (
                best_a.all(axis=1, keepdims=True) & best_b.all(axis=0)
            ),
            "No other cell is better for both than those. But each moves alone: who could gain by that?": np.array(
                [[not np.any((a > a[i, j]) & (b > b[i, j])) for j in range(n)] for i in range(m)]
            ),
            "Better than the average is not enough: is there anything better still?": (a >= a.mean(axis=0))
            & (b >= b.mean(axis=1, keepdims=True)),
            "That compares each cell with its mirror image alone. There may be more than two rows, or columns.": (
                (a >= a[::-1]) & (b >= b[:, ::-1])
            ),
            "That compares each cell with the row above and the column before it alone. What of all the others?": (
                (a >= np.roll(a, 1, axis=0)) & (b >= np.roll(b, 1, axis=1))
            ),
            "That marks one of them, the first. There may be several.": (np.cumsum(best_a & best_b).reshape(m, n) == 1)
            & best_a
            & best_b,
            "That is a list of the cells. A table is asked for, with True there and False elsewhere.": cells.tolist(),
            "That is how many such cells there are. A table is asked for, True where they are.": len(cells),
            "That is whether there is such a cell. A table is asked for, True where they are.": len(cells) > 0,
        }
        if m == n:
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
    shapes = [(2, 3), (4, 3), (3, 5), (3, 3), (5, 2), (4, 4)]
    for v in [*(rng.normal(size=shape) for shape in shapes), np.array([[20.0, 0.0], [25.0, 10.0]])]:
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
                "It is as if min and max were exchanged: of each row take the worst first, then the best of these.": [
                    v.max(axis=1).min(),
                    v.min(axis=0).max(),
                ],
                "The second is right. In the first, B chooses within a row: along axis=1.": [v.min(axis=0).max(), minimax],
                "The first is right. In the second, A chooses within a column: along axis=0.": [
                    maximin,
                    v.max(axis=1).min(),
                ],
                "Those are the extremes of the whole table: there, one player chooses both row and column.": [
                    v.min(),
                    v.max(),
                ],
                "Those are the extremes of the whole table, the largest first: one player does not choose both.": [
                    v.max(),
                    v.min(),
                ],
                "The first is right. The second is the largest of the table; B would not choose it.": [maximin, v.max()],
                "The second is right. The first is the smallest of the table; A would not choose it.": [v.min(), minimax],
                "The first is right; the second asks what B can do.": [maximin, maximin],
                "The second is right; the first asks what A can do.": [minimax, minimax],
                "The first is right. In the second, A answers a column with its largest number.": [
                    maximin,
                    v.min(axis=0).max(),
                ],
                "The second is right. In the first, B answers a row with its smallest number.": [
                    v.max(axis=1).min(),
                    minimax,
                ],
                "That is the value once both may mix; here each chooses one row, one column.": [_solve(v)[-1]] * 2,
                "The two need not meet, and neither is in the middle of them.": [(maximin + minimax) / 2] * 2,
                "Not sums: the other player picks the one number that is worst for you.": [
                    v.sum(axis=1).max(),
                    v.sum(axis=0).min(),
                ],
                "The first is right. Of v itself take the second, not of -v.": [maximin, (-v).max(axis=0).min()],
                "The second is right. In the first, B chooses within the row.": [v.max(), minimax],
                "v is what A gets and B pays, so the second keeps its sign.": [maximin, -minimax],
                "Those are the numbers of a row and a column; what does A get there?": [
                    v.min(axis=1).argmax(),
                    v.max(axis=0).argmin(),
                ],
                "The other player picks the worst for you, not the average.": [v.mean(axis=1).max(), v.mean(axis=0).min()],
                "Each takes the best of the worst, not their average.": [v.min(axis=1).mean(), v.max(axis=0).mean()],
                "That is what A gets where both play safe. A can be sure of less, perhaps, and B hold A to more.": [
                    v[v.min(axis=1).argmax(), v.max(axis=0).argmin()]
                ]
                * 2,
                "Keep the signs: a loss is no gain.": [abs(v).min(axis=1).max(), abs(v).max(axis=0).min()],
                "That is what A can be sure of. Return it first, and then what B can hold A to.": maximin,
                "That is what B can hold A to. It comes second; first what A can be sure of.": minimax,
                "That is how far apart the two are. Return them both.": minimax - maximin,
            },
            hint="First the worst that can happen in each row, and the best of these; then the same for B's columns.",
        )


def _solve(v):
    """Return A's best mix in a zero-sum game and, behind it, the value of the game."""
    m, n = v.shape
    probabilities = [(0, None)] * m + [(None, None)]
    held = np.column_stack([-v.T, np.ones(n)])
    return linprog([0] * m + [-1], held, np.zeros(n), [[1] * m + [0]], [1], probabilities).x


@exercise(
    "09.3", "the mix that leaves B nothing to choose", "A's own wishes set B's mix, and B's set A's: section 8 uses this."
)
def mix_of_a(answer, rng):
    pennies = np.array([[1.0, -1.0], [-1.0, 1.0]])
    cases = []
    for flipped in [False, True, False, True, True, False]:
        v = pennies * rng.uniform(0.2, 3, (2, 2)) + rng.uniform(-0.1, 0.1)
        cases.append(v[::-1].copy() if flipped else v)
    for v in cases:
        spread = v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1]
        p, q = (v[1, 1] - v[1, 0]) / spread, (v[1, 1] - v[0, 1]) / spread
        with np.errstate(all="ignore"):
            mistakes = {
                "That is how often A plays the second row.": 1 - p,
                "That is B's mix: it makes A's two rows equal. Make B's two columns equal.": q,
                "That is how often B plays the second column, and the question was about A.": 1 - q,
                "Half and half is right for pennies only; this table is not so even.": 0.5,
                "That is the value of the game, what A gets; how often does A play the first row?": np.linalg.det(v)
                / spread,
                "Look at the sign: is it between 0 and 1?": -p,
                "That is the first row's share over the second's. What is it of both together?": p / (1 - p),
                "That is the second row's share over the first's. How much of both together is the first?": (1 - p) / p,
                "It still has to be divided by what multiplies p when all terms with p are on one side.": p * spread,
                "It is the other way up.": 1 / p,
                "Above, look at the signs: gather all terms with p on one side, all without on the other.": (
                    v[1, 1] + v[1, 0]
                )
                / spread,
                "That is the first row's share of the numbers in the table. Where do the two columns give the same?": v[
                    0
                ].sum()
                / v.sum(),
                "That is the row with the better worst case, played always; with a mix A can be sure of more.": float(
                    v[0].min() > v[1].min()
                ),
                "It is right for some tables only: keep the signs, above and below; they cancel.": p * spread / abs(spread),
                "Look at the signs of what you divide by: gather all terms with p on one side.": (v[1, 1] - v[1, 0])
                / v.sum(),
                "Look at the signs of what you divide by; gather all terms with p on one side.": (v[1, 1] - v[1, 0])
                / (v[0, 0] - v[0, 1] + v[1, 0] - v[1, 1]),
                "Look at the signs of what you divide by. Gather all terms with p on one side.": (v[1, 1] - v[1, 0])
                / (v[0, 0] + v[0, 1] - v[1, 0] - v[1, 1]),
                "That would be so if the two payoffs off the diagonal were 0. They count, too.": v[1, 1]
                / (v[0, 0] + v[1, 1]),
                "Differences of payoffs, not sums: where are the two columns equal?": v[1].sum() / v.sum(),
                "Below, the payoff at the lower right is missing: it is multiplied by 1 - p, so p is in it, too.": (
                    v[1, 1] - v[1, 0]
                )
                / (v[0, 0] - v[0, 1] - v[1, 0]),
                "That is the whole mix. Return the probability of the first row.": [p, 1 - p],
            }
        answer.expect(
            v,
            value=p,
            mistakes={hint: wrong for hint, wrong in mistakes.items() if np.isfinite(wrong).all()},
            hint="A gets p v00 + (1 - p) v10 against the first column. Against the second? Where are the two equal?",
        )
    answer.expect(pennies, value=0.5, hint="For matching pennies it is one half.")


@exercise(
    "09.4",
    "how far from equilibrium?",
    "Never below 0, and 0 exactly at an equilibrium: Grnarova et al. (2019) propose it for watching a GAN.",
)
def duality_gap(answer, rng):
    for m, n in [(2, 3), (4, 2), (3, 3), (3, 5), (4, 4), (2, 2)]:
        v, p, q = rng.normal(size=(m, n)) + 0.3, rng.dirichlet(np.ones(m)), rng.dirichlet(np.ones(n))
        while 2 < min(m, n) and (_answer_to_p(v, p) == v.max(axis=0).min() or _answer_to_q(v, q) == v.min(axis=1).max()):
            v, p, q = rng.normal(size=(m, n)), rng.dirichlet(np.ones(m)), rng.dirichlet(np.ones(n))  # tell mistakes apart
        rows, columns, now = v @ q, p @ v, p @ v @ q
        gain_a, gain_b = rows.max() - now, now - columns.min()
        mistakes = {
            "The sign: the most that A can get comes first, and is the larger one.": columns.min() - rows.max(),
            "Who answers whom? A chooses a row against q; B chooses a column against p.": columns.max() - rows.min(),
            "That is what A gets now, with both mixes; what if each answered as well as possible?": now,
            "That is what A alone could gain. B could gain, too.": gain_a,
            "That is what B alone could gain. A could gain, too.": gain_b,
            "That is the larger of the two gains; the gap has both.": max(gain_a, gain_b),
            "What A gains less what B gains? Both count, and neither makes up for the other.": gain_a - gain_b,
            "That is what A could get against q; take away what A gets at least with p.": rows.max(),
            "That is the least to which B can hold p. How much more could A get against q?": columns.min(),
            "A difference, not a sum.": rows.max() + columns.min(),
            "That is the range of A's payoffs against q alone; p is in it, too.": rows.max() - rows.min(),
            "That is the range of A's payoffs with p alone; q is in it, too.": columns.max() - columns.min(),
            "A's part is right. B, answering p, wants A's payoff low.": rows.max() - columns.max(),
            "B's part is right. A, answering q, wants its payoff high.": rows.min() - columns.min(),
            "That is the range of the whole table: neither p nor q is in it.": v.max() - v.min(),
            "That is minimax less maximin of the table: neither p nor q is in it.": v.max(axis=0).min()
            - v.min(axis=1).max(),
            "A's part is right. B answers with its best column, not with all alike.": rows.max() - columns.mean(),
            "B's part is right. A answers with its best row, not with all alike.": rows.mean() - columns.min(),
            "A's part is right. What B can do depends on p, not on the table alone.": rows.max() - v.min(axis=1).max(),
            "B's part is right. What A can get depends on q, not on the table alone.": v.max(axis=0).min() - columns.min(),
            "A's part is right. Take away what B can hold p to, not the value of the game.": rows.max() - _solve(v)[-1],
            "B's part is right. What A gets against q may be more than the value of the game.": _solve(v)[-1]
            - columns.min(),
            "What A gets now is in neither part; it need not be taken away.": rows.max() - columns.min() - now,
            "B's part is right. A answers the mix q, it does not choose B's column.": v.max() - columns.min(),
            "A's part is right. B answers the mix p, it does not choose A's row.": rows.max() - v.min(),
            "A's part is right. B answers p, not A's answer to q.": rows.max() - _answer_to_q(v, q),
            "B's part is right. A answers q, not B's answer to p.": _answer_to_p(v, p) - columns.min(),
            "Max and min are exchanged: A answers for the most, B for the least.": rows.min() - columns.max(),
            "Each answers as well as possible: the best of the other's mix, not the average.": rows.mean() - columns.mean(),
            "Each answers with one action, the best for it; nothing is summed over its own.": rows.sum() - columns.sum(),
            "What each action brings is the sum over what the other may do: `@`, not `*`.": (v * q).max()
            - (p[:, None] * v).min(),
            "Those are numbers of actions. What does A get by them?": rows.argmax() - columns.argmin(),
            "Both are right. Return one number, their difference.": [rows.max(), columns.min()],
            "That is the sum of both ranges. Of the one the most is needed, of the other the least.": np.ptp(rows)
            + np.ptp(columns),
        }
        if m == n:
            mistakes["p weighs the rows, and q the columns; here they are exchanged."] = (v @ p).max() - (q @ v).min()
        answer.expect(
            *(v, p, q),
            value=rows.max() - columns.min(),
            mistakes=mistakes,
            hint="A's payoffs against q, one a row, are v @ q; A's payoffs with p, one a column, are p @ v.",
        )


def _answer_to_p(v, p):
    """Return the most that A could get against B's pure answer to p."""
    return v[:, (p @ v).argmin()].max()


def _answer_to_q(v, q):
    """Return the least to which B could hold A's pure answer to q."""
    return v[(v @ q).argmax()].min()


@exercise(
    "09.5",
    "outwit it",
    "Whoever plays by a rule pays at least minimax, every round, to one who knows it; a mix might have held A to the value.",
)
def outwit(answer, rng):
    cases = []
    for m, n in [(3, 4), (4, 3), (4, 6), (6, 4), (7, 5), (5, 8), (4, 4), (5, 5), (6, 6), (7, 7), (5, 5), (6, 6), (7, 7)]:
        cases.append((rng.normal(size=(m, n)), rng.geometric(0.15, m) - 1.0))
    # three where both have to choose among equals; the counts sum to 16, so that shares of them are exact
    while len(cases) < 16:
        v, counts = rng.integers(-2, 3, (6, 4)).astype(float), rng.multinomial(16, np.ones(6) / 6).astype(float)
        first, last = v[:, np.argmin(counts @ v)], v[:, _last(-counts @ v)]
        if len({np.argmax(first), _last(first), np.argmax(last), _last(last)}) == 4:
            cases.append((v, counts))
    for v, counts in cases:
        m = len(v)
        past = counts @ v
        reply = np.argmin(past)
        column = v[:, reply]
        mistakes = {
            "B pays what A gets: B's best response makes A's payoff small.": np.argmax(v[:, np.argmax(past)]),
            "That is B's column. Which row of A answers it?": reply,
            "That is the row that wins least against B's column; A wants to win most.": np.argmin(column),
            "B pays what A gets, so B makes it small; and A wants it large.": np.argmin(v[:, np.argmax(past)]),
            "That is what A wins; the number of the row is asked for.": column.max(),
            "Rows are counted from 0.": np.argmax(column) + 1,
            "B answers all that you have played, not only your favourite row.": np.argmax(
                v[:, np.argmin(v[np.argmax(counts)])]
            ),
            "What B plays depends on how often you have played each row: use counts.": np.argmax(
                v[:, np.argmin(v.sum(axis=0))]
            ),
            "That is best against a B that plays all columns alike. Which one will it play?": np.argmax(v.sum(axis=1)),
            "That is the row whose worst is best. But you know what B will play.": np.argmax(v.min(axis=1)),
            "That is the row with the largest payoff in the table. Which column will B play?": np.argmax(v.max(axis=1)),
            "That is the row that you have played most; counts are your own past.": np.argmax(counts),
            "That is the row that you have played least; counts are your own past.": np.argmin(counts),
            "B does not play safe, it answers your past.": np.argmax(v[:, np.argmin(v.max(axis=0))]),
            "B answers what you have played most, and all the rest; not what you have played least.": np.argmax(
                v[:, np.argmin(v[np.argmin(counts)])]
            ),
            "That is the column where your past wins most. B chooses where it wins least; then you answer.": np.argmax(past),
            "B answers your past, not the move that you have in mind.": np.argmin(v[np.argmax(column)]),
            "One thought too many: B answers your past, not your answer to it.": np.argmax(
                v[:, np.argmin(v[np.argmax(column)])]
            ),
            "That is the row that wins least on the whole. Which column will B play?": np.argmin(v.sum(axis=1)),
            "Of several columns that are equally good for B, take the first.": np.argmax(v[:, _last(-past)]),
            "Of several rows that are equally good for A, take the first.": _last(column),
            "Of several that are equally good, take the first, for B and for A.": _last(v[:, _last(-past)]),
            "That weighs the payoffs against B's column by your own past. Which row is the best of all?": np.argmax(
                counts * column
            ),
            "That is the next row after B's column. It wins in rock, paper, scissors; what wins here?": (reply + 1) % m,
            "How often you have played each row counts, not only whether.": np.argmax(v[:, np.argmin((counts > 0) @ v)]),
            "Sum over the past: B adds up what each row that you have played brings.": np.argmax(
                v[:, np.argmin((counts[:, None] * v).max(axis=0))]
            ),
            "Those are your row and B's column. The row alone is asked for.": [np.argmax(column), reply],
            "That is what each row wins against B's column. Which row wins most?": column,
            "The row's number is asked for, not a 1 in its place.": np.eye(m)[np.argmax(column)],
        }
        if reply < m:
            mistakes["B's reply is the number of a column; you looked along the row of that number."] = np.argmax(v[reply])
        if m == v.shape[1]:
            mistakes["counts are A's own past, so that is A's answer to itself. What will B answer?"] = np.argmax(v @ counts)
            mistakes["counts weigh the rows: counts @ v, not v @ counts."] = np.argmax(v[:, np.argmin(v @ counts)])
        answer.expect(
            *(v, counts),
            value=np.argmax(column),
            mistakes=mistakes,
            hint="Two steps: which column holds your past play lowest? Which row is the largest in that column?",
        )


def _last(values):
    """Return the place of the largest, the last of several."""
    return len(values) - 1 - int(np.argmax(values[::-1]))


@exercise(
    "09.A",
    "any inspection game",
    "Change one payoff of B, such as the fine, and only A's mix moves: in equilibrium a higher fine makes forging no rarer.",
    points=2,
)
def mixed_equilibrium(answer, rng):
    cases = []
    for sign in (1, -1, -1, 1, 1):
        signs = sign * np.array([[1.0, -1.0], [-1.0, 1.0]])
        cases.append((signs * rng.uniform(0.2, 3, (2, 2)) + 0.1, -signs * rng.uniform(0.2, 3, (2, 2)) - 0.1))
    cases.append((np.array([[-2.0, -2.0], [-10.0, 0.0]]), np.array([[-12.0, 0.0], [6.0, 0.0]])))
    for a, b in cases:
        p, q = _first_row(b), _first_row(a.T)
        answer.expect(
            *(a, b),
            value=[p, q],
            mistakes={
                hint: wrong
                for hint, wrong in {
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
                    "B's is right; A's is that of the second row.": [1 - p, q],
                    "Both follow from b, as if the game were zero-sum; B's mix follows from a.": [p, _first_row(b.T)],
                    "Both follow from a, as if the game were zero-sum; A's mix follows from b.": [_first_row(a), q],
                    "A's is right; but B has payoffs of its own, and A's make its mix.": [p, p],
                    "Both are right, but of the second row and column, and in the other order.": [1 - q, 1 - p],
                    "A's is right. Look at the sign of B's.": [p, -q],
                    "B's is right. Look at the sign of A's.": [-p, q],
                    "What each divides by has the payoffs that are above it, too: b for p, a for q.": [
                        (b[1, 1] - b[1, 0]) / (a[0, 0] - a[0, 1] - a[1, 0] + a[1, 1]),
                        (a[1, 1] - a[0, 1]) / (b[0, 0] - b[0, 1] - b[1, 0] + b[1, 1]),
                    ],
                    "Each still has to be divided by what multiplies it when all its terms are on one side.": [
                        b[1, 1] - b[1, 0],
                        a[1, 1] - a[0, 1],
                    ],
                    "Look at the signs of what you divide by.": [
                        (b[1, 1] - b[1, 0]) / b.sum(),
                        (a[1, 1] - a[0, 1]) / a.sum(),
                    ],
                    "B's is right. For A's make the two columns of b equal, not its rows.": [
                        _first_row(b.T),
                        q,
                    ],
                    "Those are both mixes. Return the probability of the first row, and of the first column.": [
                        [p, 1 - p],
                        [q, 1 - q],
                    ],
                    "That is p. Return q with it.": p,
                    "That is how often the first and the last cell are played. And the first row, the first column?": [
                        p * q,
                        (1 - p) * (1 - q),
                    ],
                    "The payoffs are not added: b alone makes p, and a alone makes q.": [
                        _first_row(a + b),
                        _first_row((a + b).T),
                    ],
                    "Half and half is for matching pennies; these payoffs are not so even.": [0.5, 0.5],
                    "Look at the signs: are they between 0 and 1?": [-p, -q],
                    "Those are the shares of the first over the second; what are they of both together?": [
                        p / (1 - p),
                        q / (1 - q),
                    ],
                }.items()
                if np.isfinite(wrong).all()
            },
            hint="p makes B's two columns equal under b; q makes A's two rows equal under a.",
        )


def _first_row(v):
    """Return the weight of the first row that makes the two columns of v equal."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1])
