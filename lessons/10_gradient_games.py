# %% [markdown]
# # 10 · Gradient games: two players who both follow their slope
#
# Two numbers play the smallest game there is by gradient steps; this lesson finds out where that ends, why, and what helps.
#
# **After this lesson you can**
# - tell from the eigenvalues of one update whether two players spiral out, orbit, or converge;
# - write simultaneous, alternating, extragradient and optimistic steps, and name the step sizes for which each works;
# - say which of it holds for GANs, and which does not.
#
# 25 minutes to read; about 10 seconds to run. It ends with four ways to step, from the same start in the same game; the number above each says what becomes of it:
#
# ![](ending)

# %%
import ipywidgets as widgets
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display

from gan_course import plots
from gan_course.checks import check

# %% [markdown]
# ## 1. The smallest game
#
# Two players, one number each. The discriminator's is x, the generator's is y, and the value of the game is
#
# $$V(x, y) = x\,y, \qquad \min_y \max_x V(x, y).$$
#
# The discriminator wants V large, the generator wants it small. The one equilibrium is x = y = 0: with y = 0, V is 0 whatever x does, and with x = 0, whatever
# y does, so nobody gains by moving alone. At any other point, somebody does.
#
# Let both learn as networks do, by the slope of V in their own number: ∂V/∂x = y, so x climbs with speed y; ∂V/∂y = x, so y, which descends, moves with speed −x.
# The arrows show both at once:

# %%
grid = np.linspace(-1.5, 1.5, 11)
X, Y = np.meshgrid(grid, grid)
figure, axis = plt.subplots(figsize=(4.6, 4.2), layout="constrained")
axis.quiver(X, Y, Y, -X, color="grey")
axis.plot(0, 0, "k*", markersize=13)
axis.set(title="Where the slopes of xy push the two players", aspect="equal")
axis.set(xlim=(-1.9, 1.9), ylim=(-1.9, 1.9))
axis.set(xlabel="x, the discriminator, maximises", ylabel="y, the generator, minimises")
plots.show(
    figure,
    "A field of arrows that turn clockwise round the equilibrium at 0, which a star marks. "
    "The further out, the longer the arrows; none points inwards.",
)

# %% [markdown]
# **Predict:** both start at x = 1, y = 0, and take small steps along the arrows. Where do they end?
#
# ## 2. Both step at once


# %%
def simultaneous(x, y, a):
    return x + a * y, y - a * x


def run(step, a, rounds, start=(1.0, 0.0)):
    """Return the states (rounds + 1, ...) that step after step of size a leads through."""
    states = [start]
    for _ in range(rounds):
        states.append(step(*states[-1], a))
    return np.array(states)


def distance(states):
    """Return how far each state is from the equilibrium."""
    return np.hypot(states[:, 0], states[:, 1])


path = run(simultaneous, a=0.2, rounds=60)

# %%
D, G = plots.DISCRIMINATOR, plots.GENERATOR
figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
left.add_patch(plt.Circle((0, 0), 1, fill=False, linestyle=":", color="grey"))
left.plot(*path.T, "k.-", linewidth=0.8, markersize=4)
left.set(title="In the plane", xlabel="x", ylabel="y", aspect="equal")
right.plot(path[:, 0], color=D, label="x, discriminator")
right.plot(path[:, 1], "--", color=G, label="y, generator")
right.plot(path.prod(axis=1), ":", color="black", label="xy, the value")
right.set(title="Over time", xlabel="step")
right.legend(loc="upper left")
figure.suptitle("Sixty simultaneous steps of size 0.2")
plots.show(
    figure,
    "Left, the path winds outwards from a dotted circle of radius 1. Right, x, y and xy swing "
    "with growing size.",
)

# %% [markdown]
# Outwards. "Your opponent always countermeasures your actions", says our source deck of this very game. Look at a single step: it goes along the tangent of a circle, and a tangent leaves the circle. By how much, Pythagoras says:
#
# $$(x + a y)^2 + (y - a x)^2 = (1 + a^2)\,(x^2 + y^2):$$
#
# **every step, from every point, multiplies the distance by √(1 + a²)**, more than 1 for every step size a.

# %%
for a in [0.001, 0.01, 0.1, 1.0, 10.0]:
    d = distance(run(simultaneous, a, rounds=50))
    growth, formula = d[1:] / d[:-1], np.sqrt(1 + a**2)
    print(f"step {a:<6} measured growth {growth[0]:.9f}   formula {formula:.9f}")
    assert np.allclose(growth, formula, rtol=1e-12, atol=0), "not a simultaneous step?"

# %% [markdown]
# The deck calls this game "non-convex". It is bilinear: straight in x for every y, and straight in y for every x. Neither
# player alone meets a hill or a valley: *nobody has done anything wrong, and it diverges*.
#
# > **Warning: a smaller step is no cure.** With a = 0.01 you will see a neat circle on the screen, and take it for stability. The growth is 1.00005 a step:
# > ten thousand steps later the circle is 1.6 times as wide, two hundred thousand steps later over 20,000 times.

# %%
growth = distance(run(simultaneous, 0.01, rounds=200_000))
print(f"after 10,000 steps: {growth[10_000]:.2f}; after 200,000: {growth[-1]:.0f}")
assert 1.6 < growth[10_000] < 1.7 and growth[-1] > 20_000, "was a = 0.01?"

# %% [markdown]
# ### Exercise 10.1: how far out?
#
# *About 5 minutes, level 1 of 3.*
#
# Two players are at distance r from the equilibrium of xy. How far are they after n simultaneous steps of size a?


# %%
def distance_after(r, a, n):
    """Return the distance from the equilibrium after n simultaneous steps."""
    ### BEGIN SOLUTION
    return r * (1 + a**2) ** (n / 2)
    ### END SOLUTION


# %%
check("10.1", distance_after)

# %% [markdown]
# ## 3. Eigenvalues: what one step tells
#
# A step is linear: it multiplies the state (x, y) by a matrix, always the same. Step from (1, 0) and from
# (0, 1), and you have its columns.
#
# Three lines to remind you. A matrix only stretches its *eigenvectors*, each by its *eigenvalue* λ, so n steps stretch it by λⁿ. All λ together multiply to the
# determinant and add up to the trace, the sum of the diagonal. Where a matrix turns the plane, λ is a *complex number* u + iv, with i² = −1: as a factor it stretches by its **modulus** |λ| = √(u² + v²)
# and turns (i itself by a quarter turn, anticlockwise).


# %%
def matrix(step, a, size=2):
    return np.column_stack([step(*unit, a) for unit in np.eye(size)])


def largest_modulus(step, a, size=2):
    return abs(np.linalg.eigvals(matrix(step, a, size))).max()


print(matrix(simultaneous, 0.2))
print(np.linalg.eigvals(matrix(simultaneous, 0.2)))

# %% [markdown]
# So the **largest modulus |λ|** decides, unless it is 1: below 1, the
# players converge from anywhere; above 1, they run away from almost anywhere. An eigenvalue that isn't real turns while it does so.
#
# Here λ = 1 ± ia. To see it, write the two players as *one complex number*, z = x + iy. The arrows (y, −x) are then −iz: a quarter turn,
# clockwise. So
#
# $$z \leftarrow z - i a z = (1 - i a)\, z, \qquad |1 - i a| = \sqrt{1 + a^2}.$$
#
# To the 1, −ia is added at a right angle; the sum is always longer than 1. What follows is about bending this factor back
# into the circle |λ| < 1.
#
# ### Exercise 10.2: does it converge?
#
# *About 5 minutes, level 2 of 3.*
#
# Write the test itself, for the matrix of any linear update.


# %%
def converges(m):
    """Return True if repeated multiplication by the matrix m leads to 0 from every start."""
    ### BEGIN SOLUTION
    return abs(np.linalg.eigvals(m)).max() < 1
    ### END SOLUTION


# %%
check("10.2", converges)

# %% [markdown]
# ## 4. One after the other
#
# In a GAN's algorithm the players take turns: the discriminator steps, and then the generator steps against the *new* discriminator:


# %%
def alternating(x, y, a):
    x = x + a * y
    return x, y - a * x  # this x is the new one


# %% [markdown]
# **Predict:** outwards again, inwards, or round?

# %%
a = 0.2
orbit = run(alternating, a, rounds=10_000)
x, y = orbit.T
print(f"distance between {distance(orbit).min():.3f} and {distance(orbit).max():.3f}")
print("eigenvalues:", np.linalg.eigvals(matrix(alternating, a)))
print("largest modulus:", largest_modulus(alternating, a))

# %% [markdown]
# Round. After ten thousand steps they are still on the curve x² + a x y + y² = 1 (to check it by hand, put x' = x + a y and
# y' = y − a x' into x'² + a x' y' + y'²):

# %%
assert np.allclose(x**2 + a * x * y + y**2, 1, rtol=1e-10, atol=0), "is y's x the new one?"
assert abs(largest_modulus(alternating, a) - 1) < 1e-12, "not 1: is y's x the new one?"

# %% [markdown]
# The eigenvalues say the same. The matrix has the rows (1, a) and (−a, 1 − a²), so its determinant is 1 and its trace 2 − a²:
#
# $$\lambda^2 - (2 - a^2)\,\lambda + 1 = 0.$$
#
# While |2 − a²| < 2, that is for **0 < a < 2**, the two are conjugate and not real, so each has modulus 1: an orbit, an ellipse. For a > 2 they are real, with product 1: one of
# them is larger than 1 in modulus, and the players leave along a hyperbola. Alternating doesn't converge; but it no longer
# diverges, at no cost at all.
#
# ## 5. Look ahead
#
# What if each player first asked where the other *is going*? Take a trial step; look at the slopes *there*; go back, and step with those: the
# **extragradient** step (Korpelevich 1976).


# %%
def extragradient(x, y, a):
    ahead_x, ahead_y = x + a * y, y - a * x
    return x + a * ahead_y, y - a * ahead_x


# %% [markdown]
# In complex numbers: the trial leads to (1 − ia) z, so the step is
#
# $$z \leftarrow z - i a (1 - i a) z = (1 - a^2 - i a)\, z, \qquad |1 - a^2 - i a|^2 = 1 - a^2 + a^4.$$
#
# The new term −a² points inwards, against the 1. The modulus is below 1 exactly when a⁴ < a²: for **0 < a < 1**.

# %%
for a in [0.1, 0.7, 0.95, 1.05]:
    shrink, formula = largest_modulus(extragradient, a), np.sqrt(1 - a**2 + a**4)
    print(f"step {a:.2f}: every step multiplies the distance by {shrink:.4f}")
    assert np.isclose(shrink, formula, rtol=1e-12, atol=0), "not the formula's step"

# %% [markdown]
# ### Exercise 10.3: look ahead, in any game
#
# *About 10 minutes, level 2 of 3.*
#
# `field(x, y)` returns the two directions (right of x, right of y) in which the players want to go; for the game xy it would return (y, −x). Write one extragradient
# step for any field.


# %%
def extragradient_step(x, y, a, field):
    """Return (x, y) after one extragradient step of size a."""
    ### BEGIN SOLUTION
    dx, dy = field(x, y)
    dx, dy = field(x + a * dx, y + a * dy)
    return x + a * dx, y + a * dy
    ### END SOLUTION


# %%
check("10.3", extragradient_step)

# %% [markdown]
# ## 6. Look back
#
# Looking ahead costs two slopes a step. The **optimistic** step (Popov 1980, brought to GANs by [Daskalakis et al. 2018](https://arxiv.org/abs/1711.00141)) makes do with one: it
# guesses that the next slope will have changed by as much as the last. Twice the slope now, minus the slope before:


# %%
def optimistic(x, y, x_before, y_before, a):
    return x + a * (2 * y - y_before), y - a * (2 * x - x_before), x, y


# %% [markdown]
# Its state is four numbers, so there are four eigenvalues: two and their conjugates. The step is z ← z − ia (2z − z_before). If each step multiplies by λ, then λ² = λ − ia (2λ − 1), and so
#
# $$\lambda = \tfrac12 \left(1 - 2 i a \pm \sqrt{1 - 4 a^2}\right).$$
#
# Up to a = 1/2 the root is real, and the larger |λ|² is (1 + √(1 − 4a²))/2, below 1. Beyond, the larger |λ|² is 1/4 + (a + ½√(4a² − 1))², which reaches 1
# at a = 1/√3. So it converges for **0 < a < 1/√3 ≈ 0.577**.

# %%
for a in [0.1, 0.4, 0.55, 0.6, 1.0]:
    root = np.sqrt(1 - 4 * a**2 + 0j)
    larger = max(abs(1 - 2j * a + root), abs(1 - 2j * a - root)) / 2
    measured = largest_modulus(optimistic, a, size=4)
    print(f"step {a}: largest modulus {measured:.4f}")
    assert np.isclose(measured, larger, rtol=1e-9, atol=0), "not the formula's step"

# %% [markdown]
# Here are all four, in the order of this lesson, from the same start and with a step size of 0.3. **Predict:** who comes home first?

# %%
methods = {  # name: step, size of the state, threshold, colour, line
    "simultaneous": (simultaneous, 2, 0, "black", "-"),
    "alternating": (alternating, 2, 2, "#56B4E9", "--"),
    "extragradient": (extragradient, 2, 1, "grey", "-."),
    "optimistic": (optimistic, 4, 1 / np.sqrt(3), "#CC79A7", ":"),
}


def draw(a, names):
    """Return a figure of 40 steps of size a in each of the four ways."""
    figure, axes = plt.subplots(1, 4, figsize=(10, 3.3), sharey=True, layout="constrained")
    for axis, name, (step, size, _, color, _) in zip(axes, names, methods.values()):
        x, y = run(step, a, rounds=40, start=(1.0, 0.0) * (size // 2)).T[:2]
        axis.plot(x, y, ".-", color=color, linewidth=0.8, markersize=4)
        axis.plot(0, 0, "k*")
        axis.set(title=f"{name}\n|λ| = {largest_modulus(step, a, size):.3f}", xlabel="x")
        axis.set(xlim=(-2.5, 2.5), ylim=(-2.5, 2.5), aspect="equal")
    axes[0].set(ylabel="y")
    figure.suptitle(f"One game, one start, one step size of {a:.2f}, four ways to step")
    return figure


# %% tags=["ending"]
plots.show(
    draw(0.3, ["1st", "2nd", "3rd", "4th"]),
    "Four paths from (1, 0). The first spirals outwards and leaves the frame; the second draws a closed "
    "ellipse; the third and the fourth spiral into the equilibrium.",
)

# %% [markdown]
# Simultaneous steps leave, alternating ones orbit, extragradient and optimistic ones come home, the last a little faster.
#
# Now you choose the step size. **Predict,** before you move the slider: at a = 1.5, who is still in the frame after 40 steps?


# %%
def show(a):
    moduli = [f"{name} {largest_modulus(m[0], a, m[1]):.3f}" for name, m in methods.items()]
    text = f"Forty steps of size {a:.2f}. Largest modulus: {', '.join(moduli)}."
    plots.show(draw(a, methods), text)


slider = widgets.FloatSlider(0.3, min=0.02, max=2.2, step=0.02, description="step size a")
box = widgets.VBox([slider, widgets.interactive_output(show, dict(a=slider))])
view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
still = "A slider, the step size. It moves when the notebook runs; a picture is below."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": still}, raw=True)

# %% [markdown]
# Its still twin, with all step sizes at once: what stands above each path, as a curve.

# %%
sizes = np.arange(0.005, 2.4, 0.01)
figure, axis = plt.subplots(figsize=(7, 3.8), layout="constrained")
axis.axhline(1, color="black", linewidth=0.8)
for name, (step, size, threshold, color, line) in methods.items():
    curve = np.array([largest_modulus(step, a, size) for a in sizes])
    axis.plot(sizes, curve, line, color=color, linewidth=2, label=name)
    if threshold:
        axis.plot(threshold, 1, "o", color=color, markersize=8)
    assert np.array_equal(curve > 1 + 1e-6, sizes > threshold), f"see the step of {name}"
axis.set(title="Below the line they converge, above it they run away", ylim=(0.6, 1.8))
axis.set(xlabel="step size a", ylabel="largest modulus of an eigenvalue")
axis.legend(loc="upper left")
plots.show(
    figure,
    "Four curves over the step size. Simultaneous: above 1 everywhere. Alternating: exactly 1 "
    "until 2, then above. Extragradient: below 1 until 1. Optimistic: below 1 until 0.577. "
    "Dots mark where the curves cross the line at 1.",
)

# %% [markdown]
# At 1.5 only the alternating players are left. Each threshold by a run on either side:

# %%
for name, (step, size, threshold, _, _) in list(methods.items())[1:]:
    for factor in (0.95, 1.05):
        start = (1.0, 0.0) * (size // 2)
        d = distance(run(step, factor * threshold, rounds=200, start=start))
        print(f"{name:13} {factor} of its threshold: {d[-1]:.1e} away after 200 steps")
        assert (d[-1] > 10) == (factor > 1), "on the wrong side: is the threshold right?"

# %% [markdown]
# ## 7. The average of a circle is its centre
#
# Fictitious play came home in its averages (lesson 09). Can we let the players circle, and just average where they have been?
#
# **Predict:** for which of the two, simultaneous or alternating?

# %%
figure, axis = plt.subplots(figsize=(6, 3.6), layout="constrained")
n, averages = np.arange(1, 2001), {}
for name in ("simultaneous", "alternating"):
    step, _, _, color, line = methods[name]
    mean = run(step, 0.1, rounds=2000)[:-1].cumsum(axis=0) / n[:, None]
    averages[name] = distance(mean)
    axis.loglog(n, averages[name], line, color=color, label=name)
axis.axvline(100, color="grey", linestyle=":")
axis.set(title="How far from the equilibrium is the average so far?")
axis.set(xlabel="steps averaged, step size 0.1", ylabel="distance of the average")
axis.legend()
plots.show(
    figure,
    "Distance of the average from the equilibrium against steps, both axes logarithmic. Both "
    "curves fall in waves at first; a dotted line stands at 100 steps. Later the alternating one "
    "falls on, and the simultaneous one turns and rises steeply.",
)

# %% [markdown]
# For those who circle, not for those who spiral. Why? Each step says x' − x = a y. Add them up over n steps, and all between the ends cancels:
#
# $$\frac1n \sum_{k=0}^{n-1} y_k = \frac{x_n - x_0}{a\,n}.$$
#
# If x stays bounded, the average of y goes to 0 as 1/n. If x grows by a factor a step, as in the spiral, n can't keep up. (The average
# of x follows in the same way from y.) Mind what lies left of the dotted line: over the first hundred steps both averages fall below 0.3, the spiral's too. An average that falls is no proof.

# %%
circle, spiral = averages["alternating"], averages["simultaneous"]
assert circle[99] < 0.3 and spiral[99] < 0.3, "one is not below 0.3: was the step size 0.1?"
assert circle[-1] < 0.02 and spiral[-1] > 50, "whose path is whose?"

# %% [markdown]
# ### Exercise 10.4: the average without the sum
#
# *About 15 minutes, level 3 of 3.*
#
# A friend ran n alternating steps of size a and kept only four numbers: where both players began and where they ended. Give the averages of *both* over the n steps:
# of y₀ … yₙ₋₁, the old ones, and of x₁ … xₙ, the new ones, since it is with those that y steps.


# %%
def averages_of(x_first, y_first, x_last, y_last, a, n):
    """Return (average of x over the new x of each step, average of y over the old y)."""
    ### BEGIN SOLUTION
    return (y_first - y_last) / (a * n), (x_last - x_first) / (a * n)
    ### END SOLUTION


# %%
check("10.4", averages_of)

# %% [markdown]
# ## 8. A little curvature
#
# Let the discriminator pay for being far out: V = xy − (c/2) x². Now its slope is y − cx, and the arrows of the field bend inwards. Let both take simultaneous steps, the ones that never worked.
#
# **Predict:** c = 0.5. Is there a step size that brings them home? And with c = −0.5, a discriminator that is *rewarded* for being far out?


# %%
def curved(x, y, a, c=0.5):
    return x + a * (y - c * x), y - a * x


far = {a: distance(run(curved, a, rounds=1000))[-1] for a in (0.1, 0.475, 0.525)}
for a, d in far.items():
    print(f"c = 0.5, a = {a}: distance {d:.1e} after 1,000 steps")
rewarded = distance(run(lambda x, y, a: curved(x, y, a, c=-0.5), 0.1, rounds=100))[-1]
plain = distance(run(simultaneous, 0.1, rounds=100))[-1]
print(f"a = 0.1: distance after 100 steps {rewarded:.1f} if c = -0.5, {plain:.1f} if c = 0")

# %% [markdown]
# There is. The matrix now has the rows (1 − ac, a) and (−a, 1): determinant 1 − ac + a², trace 2 − ac. For
# 0 < c < 2 the eigenvalues are not real, so each has |λ|² = 1 − ac + a², and that is below 1 exactly when **a < c**. With the wrong sign, curvature makes all worse.

# %%
for a, d in far.items():
    formula = np.sqrt(1 - 0.5 * a + a**2)
    assert np.isclose(largest_modulus(curved, a), formula, rtol=1e-12, atol=0), "see c"
    assert d < 0.01 if a < 0.5 else d > 100, "c = 0.5 should be the threshold"
assert rewarded > 5 * plain, "a reward should drive them out faster"

# %% [markdown]
# For a GAN, a penalty on the discriminator's gradient plays this part: lesson 12 adds one
# to a GAN of one parameter a player, and it comes home.
#
# ### Exercise 10.5: curvature for both
#
# *About 10 minutes, level 3 of 3.*
#
# Let both players pay: V = xy − (c/2) x² + (c/2) y². Then x has the slope y − cx, and y goes along −x − cy. For which steps do simultaneous steps converge? Return the
# threshold. (In complex numbers, the arrows are −iz − cz.)


# %%
def largest_step(c):
    """Return the step size below which simultaneous steps converge, for c > 0."""
    ### BEGIN SOLUTION
    return 2 * c / (1 + c**2)
    ### END SOLUTION


# %%
check("10.5", largest_step)

# %% [markdown] tags=["assignment"]
# ### Question 10.A: k steps for one
#
# *About 15 minutes, level 3 of 3.*
#
# In GAN training the discriminator often takes k steps for each step of the generator. Play xy like this: k times x ← x + a y, then once y ← y − a x, with the new x. Below which
# step size a does it stay on closed curves? Give it as a function of k.


# %% tags=["assignment"]
def largest_step_with_k(k):
    """Return the step size below which k steps of x for one of y stay bounded."""
    ### BEGIN SOLUTION
    return 2 / np.sqrt(k)
    ### END SOLUTION


# %% tags=["assignment"]
check("10.A", largest_step_with_k)

# %% [markdown]
# ## 9. What to carry over to GANs, and what not
#
# A GAN's game is not bilinear. But *close to an equilibrium* a smooth game looks like its linear part, and there the eigenvalues of one step decide, unless the largest
# modulus is exactly 1. Try it on
# the smallest real GAN ([Mescheder et al. 2018](https://arxiv.org/abs/1801.04406)): all real data lie at 0, the generator puts all of its own at y, and the discriminator is D(s) = sigmoid(x s). Then
# V = log D(0) + log(1 − D(y)) = −log 2 − log(1 + exp(xy)), with the slopes −σy and −σx, where σ = sigmoid(xy).
#
# **Predict:** close to 0, σ is 1/2. By which factor does a simultaneous step of size a take the players away from it?


# %%
def one_parameter_gan(x, y, a):
    sigma = 1 / (1 + np.exp(-x * y))
    return x - a * sigma * y, y + a * sigma * x


growth = []
for start in [(1e-3, 1e-3), (3.0, 3.0), (3.0, -3.0)]:
    d = distance(run(one_parameter_gan, 0.2, rounds=1, start=start))
    growth.append(d[1] / d[0])
    print(f"from {start}: a step of 0.2 multiplies the distance by {growth[-1]:.6f}")

# %% [markdown]
# Near its equilibrium this GAN *is* our game, played with half the step (and the other way round): √(1 + (a/2)²), to six decimals. At distance it is another one: in one corner it runs away faster, in the other
# hardly anything moves. Both slopes carry the factor σ, which is almost 1 at xy = 9 and almost 0 at xy = −9.

# %%
assert np.isclose(growth[0], np.sqrt(1 + 0.1**2), rtol=1e-6), "not half the step near 0"
assert growth[2] < 1.0001 < 1.01 < growth[1], "the corners should differ: see sigma"

# %% [markdown]
# **Carry over:**
# - Going round is not a mistake in your code. It belongs to the game, as an eigenvalue that is not real.
# - Smaller steps of constant size slow the spiral and don't end it. Taking turns, looking ahead or back, averaging and curvature change its nature.
# - A value of 0 is no sign of having arrived: xy passes through it four times a turn, far out as well as close (the right figure of section 2).
#
# **Don't carry over:**
# - The thresholds 2, 1 and 1/√3. In the game b·xy they are bounds on a·b; a network has many such b at once, steep and flat, and one step size has to serve them all.
# - The closed orbits of alternating steps. A modulus of exactly 1 decides nothing once slopes bend.
# - Convergence from anywhere. Where slopes are not linear, eigenvalues speak for a neighbourhood of an equilibrium only, and there may be several, or none.
# - Exact slopes. A GAN has those of a minibatch; with such noise, extragradient can diverge even on bilinear games ([Chavdarova et al. 2019](https://arxiv.org/abs/1904.08598)).
# - Plain steps. Adam rescales its steps and remembers the last ones: another update, with other eigenvalues.
#
# ## What to take along
#
# - Simultaneous steps on xy grow by √(1 + a²), each of them; alternating ones orbit for a < 2; extragradient converges for a < 1, optimistic steps for a < 1/√3.
# - The largest modulus of an eigenvalue of one step decides, unless it is exactly 1.
# - Averages help those who circle, and a little curvature for one player brings both home.
#
# We know now how two players move. What a GAN's players move *for*, the value function, is the subject of lesson 11.
