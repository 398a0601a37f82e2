# %% [markdown]
# # 09 · Games: where does it end when two learn against each other?
#
# A network that trains against another one does not descend a hill, it plays a game; this lesson is about what games settle on.
#
# **After this lesson you can**
# - find the Nash equilibria of a small game by asking who would rather have done something else;
# - compute the value of a zero-sum game and the best mix of each player, and prove your result by solving it from both sides;
# - let two players learn by playing, and say what of it converges and what does not.
#
# 30 minutes to read; about 20 seconds to run. It ends with a forger and an investigation office.

# %%
import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display
from scipy.optimize import linprog

from gan_course import plots
from gan_course.checks import check

# %% [markdown]
# ## 1. A teacher that grows with you
#
# A good teacher sets the tasks at which you still fail, and tires in the end. AlphaZero has a teacher that does not tire: itself. It knows
# the rules of chess and nothing else, plays against itself (19.6 million games in four hours, as our source deck counts), and learns from every game;
# after those four hours it played better than Stockfish, a leading program
# ([Silver et al. 2017](https://arxiv.org/abs/1712.01815)). Its opponent is never too strong and never too weak: as it learns, so does the other.
#
# A GAN takes over the idea, with two players who have different tasks: one forges pictures, the other detects forgeries, and each is the
# other's teacher. Nobody writes down for either what makes a picture good. So where does it end? That is a question about games, and we begin with
# the smallest one that is interesting.
#
# ## 2. The prisoner's dilemma
#
# Two burglars, A and B, sit in separate cells. If both stay silent, each gets one year. If one betrays the other, the traitor walks
# free and the other gets ten years. If each betrays the other, both get five. (Flood and Dresher made up the game in 1950, Tucker the
# story; the deck's own numbers are lost, these are ours.) A payoff is what a player *wants*, so years count as negative:

# %%
years_a = np.array([[1, 10], [0, 5]])  # rows: what A does; columns: what B does
a, b = -years_a, -years_a.T  # the payoffs of A and of B: the game looks the same to both

# %% [markdown]
# **Predict:** you are A, and you can't talk to B. What do you do? Does it depend on what B does?
#
# The picture below asks this in every cell. A chooses the row, so A can only move up or down; B chooses the column and can only move left
# or right. **An arrow shows who would rather be elsewhere.** Its target is that player's *best response*.


# %%
A, B = plots.DISCRIMINATOR, plots.GENERATOR  # the colours of the two players, to the end


def draw(a, b, actions_a, actions_b, title):
    """Return a figure of a 2x2 game: both payoffs in each cell, and arrows to what is better."""
    figure, axis = plt.subplots(figsize=(5, 3.4), layout="constrained")
    axis.set(
        title=title, xlabel="B plays", xlim=(-0.5, 1.5), ylabel="A plays", ylim=(1.5, -0.5)
    )
    axis.set_xticks([0, 1], actions_b)
    axis.set_yticks([0, 1], actions_a)
    axis.axhline(0.5, color="black", linewidth=0.8)
    axis.axvline(0.5, color="black", linewidth=0.8)
    arrow = {"width": 0.02, "length_includes_head": True, "head_width": 0.08}
    for i, j in np.ndindex(2, 2):
        axis.text(j, i - 0.1, f"A gets {a[i, j]}", color=A, ha="center", va="center")
        axis.text(j, i + 0.1, f"B gets {b[i, j]}", color=B, ha="center", va="center")
        down, right = 1 - 2 * i, 1 - 2 * j  # where the other row and the other column lie
        if a[1 - i, j] > a[i, j]:
            axis.arrow(j - 0.4 * right, 0.5 - 0.3 * down, 0, 0.6 * down, color=A, **arrow)
        if b[i, 1 - j] > b[i, j]:
            axis.arrow(0.5 - 0.2 * right, i - 0.35 * down, 0.4 * right, 0, color=B, **arrow)
        if a[i, j] == a[:, j].max() and b[i, j] == b[i].max():
            axis.add_patch(
                plt.Rectangle((j - 0.49, i - 0.48), 0.98, 0.96, fill=False, lw=3)
            )
    return figure


actions = ["stay silent", "betray"]
figure = draw(a, b, actions, actions, "Every arrow leads to where both betray")
plots.show(
    figure,
    "A table of two rows and two columns with both payoffs in each cell. Both arrows of A point "
    "down, to betray; both arrows of B point right, to betray. No arrow leaves the cell where "
    "both betray and get -5; it has a thick frame.",
)

# %% [markdown]
# Betraying is better, whatever the other does. The framed cell is the only one that no arrow leaves: neither player
# can gain by changing *alone*. That is a **Nash equilibrium** ([Nash 1950](https://doi.org/10.1073/pnas.36.1.48)). As a formula: (i*, j*) with
#
# $$a_{i^*j^*} \ge a_{ij^*} \text{ for every } i, \qquad b_{i^*j^*} \ge b_{i^*j} \text{ for every } j.$$
#
# The formula is a programme: try every deviation.


# %%
def nobody_would_move(a, b, i, j):
    a_stays = all(a[i, j] >= a[other, j] for other in range(len(a)))
    b_stays = all(b[i, j] >= b[i, other] for other in range(len(b[0])))
    return a_stays and b_stays


equilibria = [cell for cell in np.ndindex(2, 2) if nobody_would_move(a, b, *cell)]
assert equilibria == [(1, 1)]
assert a[0, 0] > a[1, 1] and b[0, 0] > b[1, 1]  # and yet, silence is better for both

# %% [markdown]
# There is the dilemma: both would be better off in the upper left corner, with one year instead of five, and from there each of them is tempted
# away. **An equilibrium is where play can rest, not where it is best for anyone.** Keep that for GANs, where "it has converged" will
# not mean "it is good" either.

# %% [markdown]
# ### Exercise 09.1: where can play rest?
#
# Write the test for all cells at once, and for tables of any size. `a` and `b` are the payoffs of A, who chooses the row, and of
# B, who chooses the column. Two NumPy comparisons are enough.


# %%
def resting_cells(a, b):
    """Return a table of True and False, shaped as a: True where (row, column) is an equilibrium."""
    ### BEGIN SOLUTION
    best_for_a = a == a.max(axis=0, keepdims=True)
    best_for_b = b == b.max(axis=1, keepdims=True)
    return best_for_a & best_for_b
    ### END SOLUTION


# %%
check("09.1", resting_cells)

# %% [markdown]
# ## 3. What one wins, the other loses
#
# The burglars had an interest in common. In a **zero-sum game** there is none: b = −a, in every cell. One table v is enough, of what A gets and B pays; A wants it large, B wants it small. Here is the example of our
# deck (its picture is lost, so the table is reconstructed from the deck's minima and maxima):

# %%
v = np.array([[20, 0], [25, 10]])
print(v)

# %% [markdown]
# **Predict:** A has to choose first, and B sees it. How much can A be sure to get? Then the other way round: B chooses first.
#
# If A takes a row, B answers with the smallest number in it: 0 in the first row, 10 in the second. A prefers the second and is sure of 10. If B
# takes a column, A answers with the largest number in it: 25 or 10. B prefers the second and never pays more than 10:
#
# $$\underbrace{\max_i \min_j v_{ij}}_{\text{maximin: A can be sure of it}} \;\le\;
# \underbrace{\min_j \max_i v_{ij}}_{\text{minimax: B can hold A to it}}$$

# %%
print("worst for A in each row:   ", v.min(axis=1))
print("worst for B in each column:", v.max(axis=0))
maximin, minimax = v.min(axis=1).max(), v.max(axis=0).min()
assert maximin == minimax == 10
assert nobody_would_move(v, -v, 1, 1)

# %% [markdown]
# Here the two meet, at 10, in row 2 and column 2: the smallest number of its row and the largest of its column, a **saddle point**, and a Nash
# equilibrium, too.
#
# The deck writes one symbol for both values. They are two, and need not be equal: the inequality is all that holds in general. (Why it holds:
# min over j of v(i, j) ≤ v(i, j) ≤ max over i of v(i, j), for every i and j; so the left end is never above the right one, the largest left
# end included.) How often do they meet?

# %%
rng = np.random.default_rng(9)
random_games = rng.normal(size=(10_000, 3, 3))
low, high = random_games.min(axis=2).max(axis=1), random_games.max(axis=1).min(axis=1)
assert np.all(low <= high)
print(f"of 10,000 random 3x3 games, {np.mean(low == high):.1%} have a saddle point")
assert 0.25 < np.mean(low == high) < 0.35

# %% [markdown]
# What about the others?
#
# ### Exercise 09.2: what each can be sure of
#
# Return both values, first what A, who chooses the row and gets v, can be sure of, then what B can hold A to.


# %%
def sure_values(v):
    """Return (maximin, minimax) of a zero-sum game."""
    ### BEGIN SOLUTION
    return v.min(axis=1).max(), v.max(axis=0).min()
    ### END SOLUTION


# %%
check("09.2", sure_values)

# %% [markdown]
# ## 4. A game that can't rest
#
# Matching pennies: each lays down a coin. If both show the same side, B pays A 1, otherwise A pays B 1.
#
# **Predict:** where does the picture have its framed cell?

# %%
pennies = np.array([[1, -1], [-1, 1]])
sides = ["heads", "tails"]
plots.show(
    draw(pennies, -pennies, sides, sides, "The arrows lead round and round"),
    "A table of two rows and two columns. One arrow leaves every cell, and the four form a "
    "circle: no cell has a frame.",
)
assert not any(nobody_would_move(pennies, -pennies, *cell) for cell in np.ndindex(2, 2))
assert pennies.min(axis=1).max() == -1 and pennies.max(axis=0).min() == 1

# %% [markdown]
# Nowhere. Maximin is −1, minimax is 1: whoever shows the coin first has lost.
#
# The way out is to be unpredictable. Let A show heads with **probability** p: a *mixed strategy*. A's average payoff is then a straight line in
# p, one for each thing that B can do:

# %%
p = np.linspace(0, 1, 101)
lines = np.outer(p, pennies[0]) + np.outer(1 - p, pennies[1])  # a column an answer

figure, axis = plt.subplots(figsize=(7.5, 3.4), layout="constrained")
axis.plot(p, lines[:, 0], "--", color="grey", label="B shows heads")
axis.plot(p, lines[:, 1], ":", color="grey", label="B shows tails")
axis.plot(p, lines.min(axis=1), color=A, linewidth=3, label="the worse of the two for A")
axis.plot(0.5, 0, "o", color="black", markersize=9)
axis.set(title="Half and half is the best that A can be sure of")
axis.set(xlabel="p: how often A shows heads", ylabel="A gets, on average")
axis.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plots.show(
    figure,
    "Payoff of A against p. Two straight lines cross at p = 1/2 and payoff 0. The lower of the "
    "two at each p makes a roof, whose peak is the crossing.",
)
assert p[lines.min(axis=1).argmax()] == 0.5 and lines.min(axis=1).max() == 0

# %% [markdown]
# The thick roof is what A is sure of. Its peak is at p = 1/2, where the lines cross: **there, B's answer makes no difference any more.** The
# maximin has risen from −1 to 0. By the same reasoning B mixes half and half, and the minimax comes down from 1 to 0. They meet.
#
# ### Exercise 09.3: the mix that leaves B nothing to choose
#
# For any 2×2 table without a saddle point, return the probability with which A plays the first row: the p at which both of B's
# columns give A the same.


# %%
def mix_of_a(v):
    """Return the probability of A's first row that makes B's two columns equally good."""
    ### BEGIN SOLUTION
    return (v[1, 1] - v[1, 0]) / (v[0, 0] - v[0, 1] - v[1, 0] + v[1, 1])
    ### END SOLUTION


# %%
check("09.3", mix_of_a)

# %% [markdown]
# ## 5. The value of any game, from both sides
#
# With more than two actions there is no picture to read it from, but the roof remains: A looks for the mix p whose worst case t is as high as possible.
# "The worst case is t" means that against every column, A gets at least t. That is a **linear programme**:
#
# $$\text{A: } \max t \ \text{ with } \ \textstyle\sum_i p_i v_{ij} \ge t \text{ for every } j, \qquad
# \text{B: } \min s \ \text{ with } \ \textstyle\sum_j v_{ij} q_j \le s \text{ for every } i,$$
#
# where p and q are probabilities. SciPy's `linprog` minimises c·x under A_ub x ≤ b_ub; here x is the mix and, behind it, t or s.


# %%
def solve_for_a(v):
    """Return A's best mix, and the payoff that it is sure of."""
    m, n = v.shape
    enough = np.column_stack([-v.T, np.ones(n)])  # t - (payoff against column j) <= 0
    found = linprog(
        c=[0] * m + [-1],  # minimise -t
        A_ub=enough,
        b_ub=np.zeros(n),
        A_eq=[[1] * m + [0]],  # the probabilities sum to 1
        b_eq=[1],
        bounds=[(0, None)] * m + [(None, None)],  # probabilities; t may have any sign
    )
    return found.x[:m], found.x[m]


# %% [markdown]
# And B's, written down on its own, not derived from A's:


# %%
def solve_for_b(v):
    """Return B's best mix, and the payoff of A that it never exceeds."""
    m, n = v.shape
    held = np.column_stack([v, -np.ones(m)])  # (payoff of row i) - s <= 0
    found = linprog(
        c=[0] * n + [1],
        A_ub=held,
        b_ub=np.zeros(m),
        A_eq=[[1] * n + [0]],
        b_eq=[1],
        bounds=[(0, None)] * n + [(None, None)],
    )
    return found.x[:n], found.x[n]


# %% [markdown]
# **Predict:** on a hundred random games, of two to six rows and columns, how far apart will the two values be?

# %%
rng = np.random.default_rng(1928)
games = [rng.normal(size=rng.integers(2, 7, size=2)) for _ in range(100)]
sure, held_to = (
    np.array([solve(v)[1] for v in games]) for solve in (solve_for_a, solve_for_b)
)
print(f"largest difference of the two values in 100 games: {abs(sure - held_to).max():.1e}")
assert abs(sure - held_to).max() < 1e-9
saddles = sum(v.min(axis=1).max() == v.max(axis=0).min() for v in games)
print(f"games with a saddle point, where no mixing is needed: {saddles}")
assert 0 < saddles < 50

# %% [markdown]
# They agree to nine decimals, in every game. That is the **minimax theorem** (von Neumann 1928): *once players may mix, maximin and minimax are equal*, in every zero-sum game
# with finitely many actions. The number where they meet is the **value** of the game. Nash showed in 1950 that equilibria in
# mixed strategies exist in all finite games, zero-sum or not.
#
# > **Warning: a bound that nobody asked for.** `linprog` takes every variable to be ≥ 0 unless told otherwise. Leave out `bounds`, and all goes
# > well while the value is positive. In a game that A loses, no t ≥ 0 can be had: `linprog` finds no solution, and `found.x` is `None`. What you see is
# > `TypeError: 'NoneType' object is not subscriptable`, far from the cause. Look at `found.message` first. Here it is, for pennies in which A
# > also pays 2 for every round:

# %%
losing = pennies - 2
enough = np.column_stack([-losing.T, np.ones(2)])
found = linprog(c=[0, 0, -1], A_ub=enough, b_ub=[0, 0], A_eq=[[1, 1, 0]], b_eq=[1])
print(found.message)
assert found.x is None and abs(solve_for_a(losing)[1] + 2) < 1e-9  # with bounds: -2

# %% [markdown]
# A game to play with: rock, paper, scissors, where **a win with rock counts double**.
#
# **Predict:** which of the three should one play most often?

# %%
hands = ["rock", "paper", "scissors"]
rps = np.array([[0, -1, 2], [1, 0, -1], [-2, 1, 0]])
mix, value = solve_for_a(rps)
for hand, share in zip(hands, mix):
    print(f"{hand:9} {share:.3f}")
assert np.allclose(mix, [1 / 4, 1 / 2, 1 / 4]) and abs(value) < 1e-9

# %% [markdown]
# Paper, half of the time: it takes that much paper to keep rock, whose win counts double, from paying. Rock itself is played less
# than in the plain game, a quarter of the time instead of a third.
#
# ### Exercise 09.4: how far from equilibrium?
#
# A plays the mix p, B the mix q. If B stays, how much could A get by answering q as well as possible? If A stays, how low could B bring
# A's payoff? Return the difference of the two: the *duality gap*.


# %%
def duality_gap(v, p, q):
    """Return (the most that A can get against q) - (the least to which B can hold p)."""
    ### BEGIN SOLUTION
    return np.max(v @ q) - np.min(p @ v)
    ### END SOLUTION


# %%
check("09.4", duality_gap)

# %% [markdown]
# ## 6. Learning by playing
#
# People solve no linear programmes at the table. They watch: *what has the other done so far, and what would have been best against that?* Two players
# who do this and nothing else play **fictitious play** (Brown 1951). Each sees only the other's past:


# %%
def fictitious_play(a, b, rounds):
    """Return what both play (rounds, 2): always the best response to the other's past."""
    count_a, count_b = np.zeros(len(a)), np.zeros(len(a[0]))
    played = []
    for _ in range(rounds):
        i, j = np.argmax(a @ count_b), np.argmax(count_a @ b)
        count_a[i] += 1
        count_b[j] += 1
        played.append((i, j))
    return np.array(played)


played = fictitious_play(rps, -rps, rounds=10_000)
print("A's first 40 rounds:", "".join(hands[i][0] for i in played[:40, 0]))

# %% [markdown]
# **Predict:** A's first forty hands are above, r for rock, p for paper, s for scissors. Do the players come to rest?

# %%
rounds = np.arange(1, len(played) + 1)[:, None]
shares_a, shares_b = (np.eye(3)[played[:, k]].cumsum(axis=0) / rounds for k in (0, 1))
gap = (shares_b @ rps.T).max(axis=1) - (shares_a @ rps).min(axis=1)
print(f"shares of A after 10,000 rounds: {np.round(shares_a[-1], 3)}; gap {gap[-1]:.3f}")
assert abs(shares_a[-1] - mix).max() < 0.02 and gap[-1] < 0.05
runs = np.diff(np.flatnonzero(np.diff(played[:, 0])))  # how long A stays with one hand
assert runs[-5:].min() > 3 * runs[:5].max()

# %% [markdown]
# They don't. (Both begin with rock and follow the same rule, so here they always show the same hand.) But look at what they have played *so far*, as shares of rock, paper and scissors. Every mix of the three is a point in a triangle, whose
# corners are the players with one habit:

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
corners = np.array([[0, 0], [1, 0], [0.5, 0.87]])
left.plot(*corners[[0, 1, 2, 0]].T, color="grey", linewidth=0.8)
left.plot(*(shares_a @ corners).T, color=A, linewidth=1)
left.plot(*(mix @ corners), "k*", markersize=13, label="equilibrium")
for hand, (x, y), align in zip(hands, corners, ["right", "left", "center"]):
    left.text(x, y + (0.03 if y else -0.07), f"always {hand}", ha=align)
left.set(title="A's shares so far", xlim=(-0.45, 1.45), ylim=(-0.12, 1), aspect="equal")
left.axis("off")
left.legend(loc="upper left")
right.loglog(rounds, gap, color="black")
right.set(title="How far from equilibrium", xlabel="rounds played", ylabel="duality gap")
figure.suptitle("Fictitious play: the shares spiral into the equilibrium")
plots.show(
    figure,
    "Left, a triangle whose corners are always rock, always paper, always scissors. A's shares "
    "start in the corner of rock and wind round the equilibrium, marked by a star, in ever "
    "smaller turns. Right, the duality gap against rounds, both axes logarithmic, falls in "
    "ever smaller teeth.",
)

# %% [markdown]
# The *shares* of rock, paper and scissors come within 0.02 of the equilibrium, and the gap falls. It goes to 0 in every zero-sum game, if you wait long enough (Robinson 1951). The *play*
# does not rest: it goes round, rock, paper, scissors, in longer and longer runs.
#
# > **Warning: it is the average that converges.** If you take the last hand for the solution, you will see a pure strategy, and another one an hour
# > later. Beyond zero-sum games even the averages need not converge: Shapley built a 3×3 game in 1964 in which they circle for ever.
#
# Lesson 10 looks at averages again, and lesson 13 draws its samples from one.

# %% [markdown]
# ## 7. Play against it
#
# Now you: three buttons, and a machine that answers your past by fictitious play. Who always plays rock should lose to it.


# %%
def answer(counts):
    """Return the machine's hand: the best response to how often its opponent has played what."""
    return np.argmin(counts @ rps)


def game_of_hands():
    """Return three buttons with a line of text, which play rps against the machine."""
    counts, score = np.zeros(3), 0
    message = widgets.HTML("The machine waits. Rock's wins count double.")

    def play(button):
        nonlocal score
        mine, machine = hands.index(button.description), answer(counts)
        counts[mine] += 1
        score += rps[mine, machine]
        message.value = (
            f"Round {counts.sum():.0f}: you {hands[mine]}, the machine {hands[machine]}. "
            f"Your score: {score}"
        )

    buttons = [widgets.Button(description=hand) for hand in hands]
    for button in buttons:
        button.on_click(play)
    return widgets.VBox([widgets.HBox(buttons), message])


# %% [markdown]
# First we press the buttons by code, to see that it works: rock, five times.

# %%
trial = game_of_hands()
for _ in range(5):
    trial.children[0].children[0].click()
print(trial.children[1].value)
assert trial.children[1].value.endswith("Your score: -4")

# %% [markdown]
# A draw, and then paper beat rock four times. Your turn. Can you come out ahead over twenty rounds? (The buttons need a running
# notebook: if you see none, run all cells.)

# %%
game = game_of_hands()
view = {"version_major": 2, "version_minor": 0, "model_id": game.model_id}
# where buttons can't be shown, this text stands in their place
instead = "Three buttons, rock, paper and scissors, and your score, in a running notebook."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": instead}, raw=True)

# %% [markdown]
# The same, standing still. Three opponents play 300 rounds: one always plays rock, one mixes by the equilibrium without looking, and one knows
# the machine's rule, works out its next hand, and beats it.

# %%
rng = np.random.default_rng(9)
opponents = {
    "knows the machine's rule": lambda counts: np.argmax(rps[:, answer(counts)]),
    "mixes 1/4, 1/2, 1/4": lambda counts: rng.choice(3, p=[0.25, 0.5, 0.25]),
    "always rock": lambda counts: 0,
}
scores = {}
for name, choose in opponents.items():
    counts, won = np.zeros(3), []
    for _ in range(300):
        hand = choose(counts)
        won.append(rps[hand, answer(counts)])
        counts[hand] += 1
    scores[name] = np.cumsum(won)

# %%
figure, axis = plt.subplots(figsize=(6, 3.4), layout="constrained")
for (name, score), color, style in zip(
    scores.items(), ["grey", "black", "#CC79A7"], ["--", "-", ":"]
):
    axis.plot(score, style, color=color, label=name)
axis.set(title="A habit loses, a mix is safe, and the machine has a habit, too")
axis.set(xlabel="rounds against fictitious play", ylabel="score so far")
axis.legend()
plots.show(
    figure,
    "Score against rounds for three opponents of the machine. Always rock falls in a straight "
    "line; the mix stays near zero; the one who knows the machine's rule climbs in a line.",
)
assert scores["always rock"][-1] == -299
assert abs(scores["mixes 1/4, 1/2, 1/4"]).max() < 30
assert np.diff(scores["knows the machine's rule"], prepend=0).min() >= 1  # every round

# %% [markdown]
# The equilibrium's mix wins nothing to speak of and can't be exploited; chance never moved it by more than 30 points. The machine learns, but by a fixed
# rule, and who knows the rule wins every round.
#
# ### Exercise 09.5: outwit it
#
# Be the third opponent, in any zero-sum game: you are A, `counts` says how often you have played each row so far, and B is going to play the best
# response to that. Which row wins most against it? (If several are equally good, all of us take the first.)


# %%
def outwit(v, counts):
    """Return the number of the row that answers B's best response to counts."""
    ### BEGIN SOLUTION
    reply = np.argmin(counts @ v)
    return np.argmax(v[:, reply])
    ### END SOLUTION


# %%
check("09.5", outwit)

# %% [markdown]
# ## 8. The forger and the investigation office
#
# The deck's picture of a GAN is a forger who paints and an office that investigates. Before we make them networks, let them play a small *inspection game*. A, the
# office, has an expert look at a painting, or trusts it. B, the painter, forges, or paints honestly. In thousands:
#
# - the expert costs the office 2; a forgery that is let through costs it 10;
# - a forgery that is let through earns the painter 6; one that is caught costs a fine of 12; honest work earns 0.

# %%
office = np.array([[-2, -2], [-10, 0]])  # rows: inspect, trust; columns: forge, be honest
painter = np.array([[-12, 0], [6, 0]])
choices = ["inspect", "trust"], ["forge", "be honest"]
figure = draw(
    office, painter, *choices, "Neither the office (A) nor the painter (B) can rest"
)
plots.show(
    figure,
    "A table of two rows and two columns. The arrows form a circle: where the painter forges, "
    "the office would rather inspect; where it inspects, the painter would rather be honest; "
    "where the painter is honest, the office would rather trust; where it trusts, the painter "
    "would rather forge.",
)

# %% [markdown]
# No cell to rest in, so they mix. The game is not zero-sum (nobody in it gets what the expert costs), but the idea of section 4 still finds the equilibrium: **each mixes
# so that the *other* has nothing to choose.** The office inspects with probability p, so that forging earns what honesty earns:
# −12 p + 6 (1 − p) = 0. The painter forges with probability q, so that trusting costs what the expert costs: −10 q = −2.

# %%
p, q = 1 / 3, 1 / 5
mix_office, mix_painter = np.array([p, 1 - p]), np.array([q, 1 - q])
print("the painter gets, by forging and by honesty: ", mix_office @ painter)
print("the office gets, by inspecting and by trust: ", office @ mix_painter)
assert np.ptp(mix_office @ painter) < 1e-12 and np.ptp(office @ mix_painter) < 1e-12

# %% [markdown]
# Equal, twice: nobody gains by a change, so this is a Nash equilibrium. It does not say that anybody throws dice. It says that over many paintings, a
# third is looked at and a fifth is forged, and that nobody can tell beforehand which. Two players who merely learn from the past come to it, too:

# %%
played = fictitious_play(office, painter, rounds=20_000)
inspected, forged = 1 - played.mean(axis=0)
print(f"inspected: {inspected:.3f}   forged: {forged:.3f}")
assert abs(inspected - 1 / 3) < 0.02 and abs(forged - 1 / 5) < 0.02

# %% [markdown]
# **Predict:** the fine is doubled, from 12 to 24. What happens to the share of forgeries?

# %%
harsher = np.array([[-24, 0], [6, 0]])
p = 6 / (24 + 6)  # from -24 p + 6 (1 - p) = 0
assert np.ptp(np.array([p, 1 - p]) @ harsher) < 1e-12 and p < 1 / 3
played = fictitious_play(office, harsher, rounds=20_000)
inspected, forged = 1 - played.mean(axis=0)
print(f"inspected: {inspected:.3f}   forged: {forged:.3f}")
assert abs(inspected - 1 / 5) < 0.02 and abs(forged - 1 / 5) < 0.02

# %% [markdown]
# Nothing, in equilibrium: a fifth, as before. The painter's share of forgeries is set by what the *office* pays, and that has not changed; the office
# inspects less. (It holds for payoffs like these, where both really mix; in 1989 Tsebelis made an argument of it about crime and
# police.) In a game, pushing one player moves the other.
#
# Now the GAN. The office becomes the **discriminator**, which maximises, as A; the forger becomes the **generator**, which minimises, as B; and the
# original game is zero-sum. Their actions are no longer two: a discriminator chooses among all functions, a generator
# among all pictures, and its noise z makes its choice a mixed one. A generator that always draws the same picture plays *always rock*. At the
# equilibrium (lesson 11) fakes are like real pictures, and the discriminator can do no better than answer one half, everywhere.

# %% [markdown] tags=["assignment"]
# ### Question 09.A: any inspection game
#
# For any 2×2 game that, like the forger's, has no pure equilibrium, return the equilibrium's mixes: the probability p of A's first row and
# the probability q of B's first column. `a` and `b` are the payoffs of A and B.


# %% tags=["assignment"]
def mixed_equilibrium(a, b):
    """Return (p, q): how often A plays the first row, and B the first column."""
    ### BEGIN SOLUTION
    p = (b[1, 1] - b[1, 0]) / (b[0, 0] - b[0, 1] - b[1, 0] + b[1, 1])
    q = (a[1, 1] - a[0, 1]) / (a[0, 0] - a[0, 1] - a[1, 0] + a[1, 1])
    return p, q
    ### END SOLUTION


# %% tags=["assignment"]
check("09.A", mixed_equilibrium)

# %% [markdown]
# ## What to take along
#
# - A Nash equilibrium is where nobody gains by moving alone; it need not be good for anyone.
# - In a zero-sum game, what A can be sure of and what B can hold A to are equal once both mix: the value, found from either side.
# - In a zero-sum game without a saddle point, players who learn from each other's past go round; it is their average that finds the equilibrium.
#
# A GAN's players can't look for best responses, they take small steps along a gradient: the next lesson, 10, lets two numbers do that, and
# they run in circles.
