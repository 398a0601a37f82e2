# %% [markdown]
# # 09 · Games: where does it end when two learn against each other?
#
# A network that trains against another does not descend a hill, it plays a game; this lesson is about what games settle on.
#
# **After this lesson you can**
# - find the Nash equilibria of a small game by asking who would rather have done something else;
# - compute the value of a zero-sum game and the best mix of each player, and prove your result by solving it from both sides;
# - let two players learn by playing, and say what of it converges and what does not.
#
# 25 minutes to read; about 10 seconds to run. It ends with a painter, an office that looks for forgeries, and what both have come to:
#
# ![](ending)

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
# A good teacher sets the tasks at which you still fail, and tires in the end. AlphaZero has a teacher that does not tire: itself. Given the rules of chess and nothing else, it played against itself (19.6 million games
# in four hours, as our source deck counts); after four hours it played better than Stockfish, a leading program
# ([Silver et al. 2017](https://arxiv.org/abs/1712.01815)). As it learns, so does its opponent.
#
# "GAN is something like this", says the deck. GANs are three years older (2014), and their two players have different tasks: one forges pictures, the other detects
# forgeries, and each is the other's teacher. So where does it end? That is a question about games, and we begin with the smallest one that is interesting.
#
# ## 2. The prisoner's dilemma
#
# Two burglars, A and B, sit in separate cells. If both stay silent, each gets one year. If one betrays the other, the traitor walks
# free and the other gets ten years. If each betrays the other, both get five. (The game: Flood and Dresher, 1950; the story: Tucker;
# the years are ours, the deck's are lost.) A payoff is what a player *wants*, so years count as negative:

# %%
years_a = np.array([[1, 10], [0, 5]])  # rows: what A does; columns: what B does
a, b = -years_a, -years_a.T  # the payoffs of A and of B: the game looks the same to both

# %% [markdown]
# The next picture asks in every cell who would rather have done something else. A chooses the row, so A can only move up or down; B chooses the column and can only move left
# or right. **An arrow shows who would rather be elsewhere**, and leads to that player's *best response*. A cell that no arrow leaves gets a frame.
#
# **Predict:** you are A, and no agreement would bind B. What do you do? Does it depend on what B does?


# %%
def draw(a, b, actions_a, actions_b, title, colors=("black", "#CC79A7")):
    """Return a figure of a 2x2 game: both payoffs in each cell, and arrows to what is better."""
    figure, axis = plt.subplots(figsize=(5, 3.4), layout="constrained")
    axis.axis((-0.5, 1.5, 1.5, -0.5))
    axis.set(xticks=[0, 1], xticklabels=actions_b, yticks=[0, 1], yticklabels=actions_a)
    axis.set(title=title, xlabel="B plays", ylabel="A plays")
    axis.axhline(0.5, color="grey")
    axis.axvline(0.5, color="grey")
    of_a, of_b = ({"arrowstyle": "-|>", "linewidth": 3, "color": color} for color in colors)
    for i, j in np.ndindex(2, 2):
        a_moves, b_moves = a[1 - i, j] > a[i, j], b[i, 1 - j] > b[i, j]
        frame = None if a_moves or b_moves else {"fill": False, "linewidth": 3, "pad": 12}
        text = f"A gets {a[i, j]}\nB gets {b[i, j]}"
        axis.text(j, i, text, ha="center", va="center", bbox=frame)
        x, y = 1.8 * j - 0.4, 1.7 * i - 0.35  # where the arrows lie
        if a_moves:
            axis.annotate("", (x, 0.8 - 0.6 * i), (x, 0.2 + 0.6 * i), arrowprops=of_a)
        if b_moves:
            axis.annotate("", (0.7 - 0.4 * j, y), (0.3 + 0.4 * j, y), arrowprops=of_b)
    return figure


# %%
actions = ["stay silent", "betray"]
plots.show(
    draw(a, b, actions, actions, "The prisoner's dilemma: who would rather be elsewhere?"),
    "A table of two rows and two columns with both payoffs in each cell. Both arrows of A point "
    "down, to betray; both arrows of B point right, to betray. The cell where both betray and "
    "get -5 has a frame.",
)

# %% [markdown]
# Betraying is better, whatever the other does. The framed cell is the only one that no arrow leaves: neither player
# can gain by changing *alone*. That is a **Nash equilibrium** ([Nash 1950](https://doi.org/10.1073/pnas.36.1.48)): a cell (i*, j*) with
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
print(equilibria)
assert equilibria == [(1, 1)], "not where both betray: are the payoffs those above?"
assert (a + b)[0, 0] > (a + b)[1, 1], "silence is not better for both: see the payoffs"

# %% [markdown]
# And yet both would be better off in the upper left corner. **An equilibrium is where play can rest; whether it is good for anyone is another question.** Keep that for GANs, where "it has converged" will
# not mean "it is good" either.

# %% [markdown]
# ### Exercise 09.1: where can play rest?
#
# *About 10 minutes, level 2 of 3.*
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
# In a **zero-sum game** b = −a, in every cell. One table v is enough, of what A gets and B pays. Here is the deck's example
# (reconstructed from its minima and maxima, the picture being lost):

# %%
v = np.array([[20, 0], [25, 10]])
print(v)

# %% [markdown]
# **Predict:** A has to choose first, and B sees it. How much can A be sure to get? And if B chooses first, to how much can B hold A?

# %%
print("worst for A in each row:   ", v.min(axis=1))
print("worst for B in each column:", v.max(axis=0))

# %% [markdown]
# If A takes a row, B answers with the smallest number in it: A prefers the second row and is sure of 10. If B takes a column, A answers with the largest number in it: B prefers the second column
# and never pays more than 10. Both values have names:
#
# $$\underbrace{\max_i \min_j v_{ij}}_{\text{maximin: A can be sure of it}} \;\le\;
# \underbrace{\min_j \max_i v_{ij}}_{\text{minimax: B can hold A to it}}$$
#
# Here they meet, in row 2 and column 2: the smallest number of its row and the largest of its column, a **saddle point**, and a Nash equilibrium, too.

# %%
assert v.min(axis=1).max() == v.max(axis=0).min() == 10, "is v the table above?"
assert nobody_would_move(v, -v, 1, 1), "no equilibrium: is v the table above?"

# %% [markdown]
# The deck writes one symbol for both, but in general only the inequality holds: the smallest number of row i is at most v(i, j), which is at most the largest of column j.
# Another deck says that a zero-sum game "is also called minimax": no, *zero-sum* says what is at stake, *minimax* is a way of playing for it.

# %% [markdown]
# ### Exercise 09.2: what each can be sure of
#
# *About 10 minutes, level 2 of 3.*
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
    draw(pennies, -pennies, sides, sides, "Matching pennies"),
    "A table of two rows and two columns. One arrow leaves every cell, and the four form a "
    "circle: no cell has a frame.",
)

# %% [markdown]
# Nowhere: the arrows lead round and round. Maximin is −1, minimax is 1: whoever shows the coin first has lost.
#
# The way out is to be unpredictable. Let A show heads with **probability** p: a *mixed strategy*. A's average payoff is a straight line in
# p, one for each answer of B:

# %%
p = np.linspace(0, 1, 101)
heads, tails = 2 * p - 1, 1 - 2 * p  # what A gets if B shows heads, if B shows tails
figure, axis = plt.subplots(figsize=(7.5, 3.4), layout="constrained")
axis.plot(p, heads, "--", color="grey", label="B shows heads")
axis.plot(p, tails, ":", color="grey", label="B shows tails")
axis.plot(p, np.minimum(heads, tails), "k", linewidth=3, label="the worse of the two for A")
axis.set(title="Half and half is the best that A can be sure of")
axis.set(xlabel="p: how often A shows heads", ylabel="A gets, on average")
axis.legend(loc="center left", bbox_to_anchor=(1, 0.5))
plots.show(
    figure,
    "Payoff of A against p. Two straight lines cross at p = 1/2 and payoff 0. The lower of the "
    "two at each p makes a roof, whose peak is the crossing.",
)

# %% [markdown]
# The thick roof is what A is sure of. Its peak is where the lines cross: **there, B's answer makes no difference any more.** The
# maximin has risen from −1 to 0. In the same way B brings the minimax down from 1 to 0. They meet.
#
# ### Exercise 09.3: the mix that leaves B nothing to choose
#
# *About 10 minutes, level 2 of 3.*
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
# With more actions there is no such picture, but the roof remains: A looks for the mix p whose worst case t, over B's columns, is as high as possible. That is a **linear programme**; B's is its mirror image:
#
# $$\text{A: } \max t \ \text{ with } \ \textstyle\sum_i p_i v_{ij} \ge t \text{ for every } j, \qquad
# \text{B: } \min s \ \text{ with } \ \textstyle\sum_j v_{ij} q_j \le s \text{ for every } i,$$
#
# where p and q are probabilities. SciPy's `linprog` minimises c·x under A_ub x ≤ b_ub; here x is the mix and, behind it, t or s.


# %%
def solve_for_a(v):
    """Return A's best mix, and the payoff that it is sure of."""
    m, n = v.shape
    found = linprog(
        c=[0] * m + [-1],  # minimise -t
        A_ub=np.column_stack([-v.T, np.ones(n)]),  # t - (payoff against column j)
        b_ub=np.zeros(n),  # ... <= 0
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
    found = linprog(
        c=[0] * n + [1],  # minimise s
        A_ub=np.column_stack([v, -np.ones(m)]),  # (payoff of row i) - s
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
sure = np.array([solve_for_a(v)[1] for v in games])
held_to = np.array([solve_for_b(v)[1] for v in games])
print(f"largest difference of the two values in 100 games: {abs(sure - held_to).max():.1e}")
saddles = sum(v.min(axis=1).max() == v.max(axis=0).min() for v in games)
print(f"games with a saddle point, where no mixing is needed: {saddles}")

# %% [markdown]
# They agree, up to rounding; without mixing, they did only where there is a saddle point. That is the **minimax theorem** (von Neumann 1928): *once players may mix, maximin and minimax are equal*, in every zero-sum game
# with finitely many actions. Where they meet is the **value** of the game. (Equilibria in mixed strategies exist in all finite games, zero-sum or not: Nash 1950.)

# %%
assert abs(sure - held_to).max() < 1e-9, "compare the two programmes line by line"

# %% [markdown]
# > **Warning: a bound that nobody asked for.** `linprog` takes every variable to be ≥ 0 unless told otherwise. Leave out `bounds`, and all goes
# > well while the value is positive. If it is negative, no t ≥ 0 can be had, `found.x` is `None`, and what you see is
# > `TypeError: 'NoneType' object is not subscriptable`. Print `found.message` first.
#
# A game to play with: rock, paper, scissors, where **a win with rock counts double**.
#
# **Predict:** which of the three should one play most often?

# %%
hands = ["rock", "paper", "scissors"]
rps = np.array([[0, -1, 2], [1, 0, -1], [-2, 1, 0]])
mix, _ = solve_for_a(rps)
print(dict(zip(hands, mix.round(3).tolist())))

# %% [markdown]
# Paper, half of the time: it takes that much to keep B's rock, whose win counts double, from paying.

# %%
assert np.allclose(mix, [1 / 4, 1 / 2, 1 / 4]), "another mix: is rps the table above?"

# %% [markdown]
# ### Exercise 09.4: how far from equilibrium?
#
# *About 10 minutes, level 2 of 3.*
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
# People at the table watch: *what has the other done so far, and what would have been best against that?* Two players
# who do this and nothing else play **fictitious play** (Brown 1951):


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
# **Predict:** those were A's first hands, r for rock, p for paper, s for scissors. Do the players come to rest within 10,000 rounds? And what will be the share of each hand by then?

# %%
rounds = np.arange(1, len(played) + 1)[:, None]
shares = np.eye(3)[played[:, 0]].cumsum(axis=0) / rounds  # (rounds, 3): of A's hands so far

figure, (top, bottom) = plt.subplots(2, figsize=(7, 4.6), sharex=True, layout="constrained")
top.set_prop_cycle(color=["black", "#CC79A7", "grey"], linestyle=["-", "--", "-."])
top.plot(rounds, shares, linewidth=2, label=hands)
top.set(title="A's shares so far", yticks=[0, 0.25, 0.5, 0.75, 1])
top.grid(axis="y")
top.legend()
bottom.step(rounds, played[:, 0], where="mid", color="black")
bottom.set(title="What A plays", xlabel="round", xlim=(0, 500))
bottom.set_yticks(range(3), hands)
plots.show(
    figure,
    "Above, the shares of rock, paper and scissors over 500 rounds: they swing about 1/4, 1/2 and "
    "1/4, ever less. Below, what A plays goes from rock to paper to scissors and to rock again, in "
    "ever longer runs.",
)
print("A's shares after 10,000 rounds:", dict(zip(hands, shares[-1].round(3).tolist())))

# %% [markdown]
# The *play* does not rest: rock, paper, scissors, in longer and longer runs. The *shares* come within 0.02 of the equilibrium;
# in every zero-sum game the duality gap of these averages goes to 0 (Robinson 1951).

# %%
assert abs(shares[-1] - mix).max() < 0.02, "not there yet: were all 10,000 rounds played?"
runs = np.diff(np.flatnonzero(np.diff(played[:, 0])))  # how long A stays with one hand
assert runs[-5:].min() > 3 * runs[:5].max(), "the runs don't grow: is rps the table above?"

# %% [markdown]
# > **Warning: it is the average that converges.** If you take the last hand for the solution, you will see a pure strategy, and another one an hour
# > later. Beyond zero-sum games even the averages need not converge: Shapley built a 3×3 game in 1964 in which they circle for ever.
#
# ## 7. Play against it
#
# Three buttons, and a machine that answers your past by fictitious play. Who always plays rock should lose to it.


# %%
def answer(counts):
    """Return the machine's hand: the best response to how often its opponent has played what."""
    return np.argmin(counts @ rps)


def game_of_hands():
    """Return three buttons with a line of text, which play rps against the machine."""
    counts, scores = np.zeros(3), []
    message = widgets.HTML("The machine waits. Rock's wins count double.")

    def play(button):
        mine, machine = hands.index(button.description), answer(counts)
        counts[mine] += 1
        scores.append(rps[mine, machine])
        message.value = f"You {hands[mine]}, the machine {hands[machine]}. "
        message.value += f"Your score after {len(scores)} rounds: {sum(scores)}"

    buttons = [widgets.Button(description=hand) for hand in hands]
    for button in buttons:
        button.on_click(play)
    return widgets.VBox([widgets.HBox(buttons), message])


# %% [markdown]
# First we press by code: rock, five times. A draw, then paper beats rock.

# %%
trial = game_of_hands()
for _ in range(5):
    trial.children[0].children[0].click()
print(trial.children[1].value)
assert trial.children[1].value.endswith(": -4"), "five rocks should cost 4 points"

# %% [markdown]
# Your turn. Can you come out ahead over twenty rounds? (If you see no buttons, run all cells.)

# %%
game = game_of_hands()
view = {"version_major": 2, "version_minor": 0, "model_id": game.model_id}
# where buttons can't be shown, this text stands in their place
instead = "Three buttons, rock, paper and scissors, and your score, in a running notebook."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": instead}, raw=True)

# %% [markdown]
# The same, standing still, over 300 rounds: one opponent always plays rock, one mixes by the equilibrium without looking, and one knows
# the machine's rule and shows the hand that beats its next one.


# %%
def scores_of(choose, rounds=300):
    """Return the score of each round of an opponent who chooses a hand from counts."""
    counts, scores = np.zeros(3), []
    for _ in range(rounds):
        hand = choose(counts)
        scores.append(rps[hand, answer(counts)])
        counts[hand] += 1
    return np.array(scores)


rng = np.random.default_rng(9)
habit = scores_of(lambda counts: 0)
mixing = scores_of(lambda counts: rng.choice(3, p=[0.25, 0.5, 0.25]))
knowing = scores_of(lambda counts: (answer(counts) + 1) % 3)
print(f"always rock {habit.sum()}, the mix {mixing.sum()}, the knowing {knowing.sum()}")

# %% [markdown]
# The mix can't be exploited: on average it gets 0, whatever the machine does, and chance moves it by some dozens of points, up or down. The machine has a habit, too: who knows its rule wins every round.

# %%
assert habit.sum() == -299, "always rock should lose every round but the first"
assert abs(mixing.sum()) < 100, "five standard deviations off: is the mix right?"
assert knowing.min() >= 1, "a round was not won: is the machine's rule still answer?"

# %% [markdown]
# ### Exercise 09.5: outwit it
#
# *About 15 minutes, level 3 of 3.*
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
# The deck's picture of a GAN is a forger who paints and an office that investigates; others have a counterfeiter and a detective, or an artist and an art critic. First, let them play an *inspection game*. A, the
# office, has an expert look at a painting, or trusts it. B, the painter, forges, or is honest. In thousands:
#
# - the expert costs the office 2; a forgery that is let through costs it 10;
# - a forgery that is let through earns the painter 6; one that is caught costs a fine of 12; honest work earns 0.

# %%
office = np.array([[-2, -2], [-10, 0]])  # rows: inspect, trust; columns: forge, be honest
painter = np.array([[-12, 0], [6, 0]])
colors = plots.DISCRIMINATOR, plots.GENERATOR  # whom the two stand for
choices = ["inspect", "trust"], ["forge", "be honest"]
plots.show(
    draw(office, painter, *choices, "The office (A) and the painter (B)", colors),
    "A table of two rows and two columns. The arrows form a circle: where the painter forges, "
    "the office would rather inspect; where it inspects, the painter would rather be honest; "
    "then the office would rather trust; and then the painter would rather forge.",
)

# %% [markdown]
# No cell to rest in, so they mix. The game is not zero-sum (nobody in it gets what the expert costs), but the idea of section 4 still finds the equilibrium: **each mixes
# so that the *other* has nothing to choose.** The office inspects with probability p, so that forging earns what honesty earns:
# −12 p + 6 (1 − p) = 0. The painter forges with probability q, so that trusting costs what the expert costs: −10 q = −2. Hence p = 1/3 and q = 1/5.

# %%
of_painter = np.array([1, 2]) @ painter / 3  # the office inspects one painting in three
of_office = office @ np.array([1, 4]) / 5  # the painter forges one in five
print("the painter gets, by forging and by honesty: ", of_painter)
print("the office gets, by inspecting and by trust: ", of_office)
assert np.ptp(of_painter) == 0 and np.ptp(of_office) == 0, "not equal: see the payoffs"

# %% [markdown]
# Equal, twice: nobody gains by a change, so this is a Nash equilibrium. Over many paintings, a
# third is looked at and a fifth is forged, and nobody can tell beforehand which. Do players who merely learn from the past come to it, too?

# %% tags=["ending"]
played = fictitious_play(office, painter, rounds=20_000)
shares = np.cumsum(played == 0, axis=0) / np.arange(1, 20_001)[:, None]
figure, axis = plt.subplots(figsize=(5.4, 4), layout="constrained")
axis.plot(*shares.T, color="black", linewidth=1)
axis.plot(1 / 3, 1 / 5, "*", color="#CC79A7", markersize=15, label="equilibrium")
axis.set(title="What office and painter have done so far", xlim=(0.2, 0.65), ylim=(0, 0.36))
axis.set(xlabel="share of paintings inspected", ylabel="share of paintings forged")
axis.legend()
plots.show(
    figure,
    "A path in the plane of two shares, inspected and forged, over 20,000 paintings. It comes from "
    "the right, where all were inspected, and winds in ever smaller turns into a star at 1/3 and 1/5.",
)

# %% [markdown]
# They do. **Predict:** the fine is doubled, from 12 to 24. What happens to the share of forgeries?

# %%
harsher = np.array([[-24, 0], [6, 0]])
for fine, payoffs in {12: painter, 24: harsher}.items():
    inspected, forged = (fictitious_play(office, payoffs, rounds=20_000) == 0).mean(axis=0)
    print(f"fine {fine}: {inspected:.3f} inspected, {forged:.3f} forged")

# %% [markdown]
# A fifth, as before. The share of forgeries is set by what the *office* pays, and that has not changed; the office
# inspects less: −24 p + 6 (1 − p) = 0 at p = 1/5. (In equilibrium, where both really mix; Tsebelis, 1989, made an argument of it about crime and police.) In a game, pushing one player moves the other.

# %%
assert np.allclose(shares[-1], [1 / 3, 1 / 5], atol=0.02), "see the payoffs"
assert np.allclose([inspected, forged], 1 / 5, atol=0.02), "see the doubled fine"

# %% [markdown]
# Now the GAN, still in the words of the deck:
#
# ![Chance goes into the forger, which makes a forgery. The investigation office gets forgeries and genuine work and gives a verdict on each. The forger is paid for each forgery taken for genuine, the office for each right verdict; the forger learns from verdicts on forgeries alone, the office from both kinds.](../images/09_game.png)
#
# The office becomes the **discriminator** D, which maximises, as A; the forger becomes the **generator** G, which minimises, as B; the
# original game is zero-sum. Now a discriminator chooses among functions, a generator
# among pictures, and its noise z makes its choice a mixed one. A generator that always draws the same picture plays *always rock*. At the
# equilibrium (lesson 11) fakes are like real pictures, and the discriminator answers one half, everywhere.

# %% [markdown] tags=["assignment"]
# ### Question 09.A: any inspection game
#
# *About 15 minutes, level 3 of 3.*
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
# - In a zero-sum game without a saddle point, players who learn from each other's past go round; their average finds the equilibrium.
#
# A GAN's players can't look for best responses, they take small steps along a gradient: lesson 10 lets two numbers do that.
