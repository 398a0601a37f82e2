# %% [markdown]
# # 04 · Optimization: the gradient, divided and delayed
#
# Where to begin, how far to step, and what seven learning rules make of one and the same gradient: each of them delays it, divides it, or both.
#
# **After this lesson you can**
# - derive Xavier's and He's first weights, and see what others do to thirty layers;
# - compute the edge beyond which a learning rate fails, and tell noise from a rate too large;
# - write momentum, AdaGrad, RMSProp, AdaDelta and Adam in two to six lines each, equal to Keras's, and use curvature without ever writing down a Hessian.
#
# 30 minutes to read; about 30 seconds to run on two CPU cores. On the way, seven rules walk through three landscapes:
#
# ![](ending)

# %%
import os

# For NumPy: one thread is faster than two on matrices as small as ours.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import ipywidgets as widgets
import numpy as np
import tensorflow as tf
from IPython.display import display
from keras import optimizers as k
from scipy.optimize import minimize
from scipy.special import expit as sigmoid

from gan_course import descent, plots
from gan_course.checks import check
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. Where to begin
#
# Weights should begin "not too small" and "not too large", says a deck. A sum $z = \sum_i w_i h_i$ of $n_{in}$ terms, whose weights are independent draws with mean 0, has the mean square
#
# $$E[z^2] = n_{in}\, \mathrm{Var}(w)\, E[h^2].$$
#
# If the activation hardly changes a number, as tanh near 0, then $E[h^2] \approx E[z^2]$ in the layer before, and sums stay the same size if Var(w) = $1/n_{in}$. A ReLU throws the negative half away, $E[h^2] = \frac12 E[z^2]$: so **He et al.
# (2015)** take $2/n_{in}$. On its way back a gradient is summed over $n_{out}$ units, which asks for $1/n_{out}$; **Xavier Glorot and Bengio (2010)** meet in the middle, $2/(n_{in} + n_{out})$. (The deck's `xavier_init` has $2/n_{in}$: He's;
# the $1/n_{in}$ of its comment is LeCun's.)
#
# Thirty layers of 512 units, so that $n_{in} = n_{out} = n$. **Predict:** ReLUs with variance 1/n. What is left of the mean square after thirty layers?


# %%
def mean_squares(c, f, slope, layers=30, n=512):
    """Return those of the sums, layer by layer, and of the gradient at them; Var(w) = c/n."""
    rng = np.random.default_rng(4)
    h, way, sums, gradients = rng.normal(size=(16, n)), [], [], []
    for _ in range(layers):
        W = rng.normal(0, np.sqrt(c / n), (n, n))
        z = h @ W
        h = f(z)
        sums.append((z**2).mean())
        way.append((W, slope(z)))
    d = rng.normal(size=(16, n))
    for W, s in reversed(way):
        d = d * s
        gradients.append((d**2).mean())
        d = d @ W.T
    return sums, gradients[::-1]


# %%
tanh = np.tanh, lambda z: 1 - np.tanh(z) ** 2
relu = lambda z: np.maximum(z, 0), lambda z: (z > 0).astype(float)
logistic = sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))
levels = {
    "ReLU, He's 2/n": mean_squares(2, *relu),
    "tanh, Glorot's 1/n": mean_squares(1, *tanh),
    "ReLU, Glorot's 1/n": mean_squares(1, *relu),
    "sigmoid, Glorot's 1/n": mean_squares(1, *logistic),
    "sigmoid, 16/n": mean_squares(16, *logistic),
    "sigmoid, 144/n": mean_squares(144, *logistic),
}
left = {name: (f[-1] / f[0], g[0] / g[-1]) for name, (f, g) in levels.items()}
for name, (sums, gradients) in left.items():
    print(f"{name:22} sums {sums:.0e}, gradient {gradients:.0e} left")
plots.show(
    descent.draw_depth(levels),
    "Mean squares over 30 layers, logarithmic. Left, the sums: with Glorot's weights those of ReLUs fall "
    "straight; tanh's sink slowly, the others stay level. Right, the gradient, which comes from layer 30: "
    "ReLU with He's weights stays about level, ReLU with Glorot's falls towards layer 1, the sigmoid falls most "
    "steeply with Glorot's weights, less with 16/n, and not with 144/n.",
)

# %% [markdown]
# $2^{-29}$, about two billionths, between the first layer and the thirtieth, both ways; He's factor 2 mends just that. The sigmoid is another matter: since it is ½ on average, its sums stay; but each layer multiplies the gradient's
# mean square by $n\,\mathrm{Var}(w)\,E[\sigma'^2]$, where $\sigma' \le \frac14$. So no weights below 16/n can keep it. Nor does 16/n itself: larger weights also make larger sums, where the sigmoid is flatter.
# Hence the twelve times Glorot's scale, a variance of 144/n, of lesson 02.

# %%
assert all(0.05 < share < 20 for share in left["ReLU, He's 2/n"]), "Is the variance 2/n?"
assert max(left["ReLU, Glorot's 1/n"]) < 1e-7, "Is the variance 1/n?"
assert left["sigmoid, Glorot's 1/n"][1] < 1e-30 < 1e-2 < left["sigmoid, 144/n"][1], "Slope?"

# %% [markdown]
# ### Exercise 04.1: first weights for a leak
#
# *About 10 minutes, level 2 of 3.*
#
# A leaky ReLU multiplies negative sums by `slope`, and leaves the others as they are. Sums are negative half of the time. Which *standard deviation* of the weights keeps the mean square of the sums, from layer to layer? (For a slope of 0 it
# is He's.)


# %%
def leaky_std(n_in, slope):
    """Return the standard deviation of the weights of a layer with n_in inputs."""
    ### BEGIN SOLUTION
    return np.sqrt(2 / ((1 + slope**2) * n_in))
    ### END SOLUTION


# %%
check("04.1", leaky_std)

# %% [markdown]
# ## 2. How far to step
#
# A valley: $f = \frac12 (x^2 + 25 y^2)$, with the curvature 1 along x and 25 along y. A step of *gradient descent* with the rate a multiplies x by 1 − a and y by 1 − 25a; in general, each direction by $1 - aL$,
# where L is its curvature. `descent.walk` takes such steps, θ ← θ + rule(g, s, rate), where g is the gradient at θ, and s what the rule remembers:


# %%
def sgd(g, s, rate):
    return -rate * g


def valley(x, y):
    return (x**2 + 25 * y**2) / 2


def draw(*rates):
    slope, start = descent.slope_of(valley), np.array([-2.0, 0.5])
    walks = [descent.walk(sgd, slope, start, rate, steps=20) for rate in rates]
    titles = [f"rate {rate:.3f}" for rate in rates]
    description = f"Twenty steps of gradient descent in a valley, {', '.join(titles)}. A star: its lowest point."
    plots.show(descent.draw_walks(valley, walks, titles), description)


# %% [markdown]
# **Predict:** move the slider. Which rate is best, and from where on does it fail?

# %%
slider = widgets.FloatSlider(0.02, min=0.002, max=0.09, step=0.001, readout_format=".3f")
box = widgets.VBox([slider, widgets.interactive_output(lambda a: draw(a), {"a": slider})])
view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
still = "A slider for the learning rate. It moves when the notebook runs; still pictures are below."
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": still}, raw=True)

# %% [markdown]
# Its still twin:

# %%
draw(0.004, 0.04, 0.077, 0.085)

# %% [markdown]
# Too small, and x hardly moves. Too large, and y leaves its valley: with $|1 - aL| > 1$, that is **beyond $a = 2/L$**, each step takes it further away, and the *largest* L decides, here 2/25 = 0.08. The *smallest* L sets the pace: while y is kept
# in bounds, x can shrink by no more than a factor $1 - 0.08$ a step. Best is where both shrink alike: 1 − a = 25a − 1.
# So the ratio of the two, the *condition number*, is what makes a valley slow.
#
# For a quadratic loss, the edge can be computed. Here a straight line is to tell odd digits from even ones, by least squares (half the mean square), from pictures shrunk to 14×14; L is the largest eigenvalue of the matrix of second derivatives, the *Hessian*, $X^T X / n$.


# %%
x, y = descent.small_digits(slice(20_000))
X, odd = x[:5000].astype("float64"), 2.0 * (y[:5000] % 2) - 1
H, b = X.T @ X / len(X), X.T @ odd / len(X)
edge, loss = 2 / np.linalg.eigvalsh(H)[-1], {}
for share in (0.5, 0.99, 1.01):
    w = descent.walk(sgd, lambda w: H @ w - b, np.zeros(196), share * edge, 1000)[-1]
    loss[share] = ((X @ w - odd) ** 2).mean() / 2
    print(f"{share} of the edge {edge:.4f}: loss {loss[share]:.3g} after 1,000 steps")

# %% [markdown]
# A network's curvature changes on the way: there one tries rates, each three times the one before.

# %%
assert loss[0.99] < 0.5 < 1e3 < loss[1.01], (
    "Another edge: is L the largest eigenvalue of H?"
)

# %% [markdown]
# ### Exercise 04.2: the edge
#
# *About 10 minutes, level 2 of 3.*
#
# Mind the factor: this loss is `((X @ w - t) ** 2).mean()`, without ½. Up to which learning rate does gradient descent on it not run away?


# %%
def largest_rate(X):
    """Return the edge for least squares on the inputs X (n, features)."""
    ### BEGIN SOLUTION
    return len(X) / np.linalg.eigvalsh(X.T @ X)[-1]
    ### END SOLUTION


# %%
check("04.2", largest_rate)

# %% [markdown]
# ## 3. Mini-batches, and rates that fall
#
# *Stochastic* gradient descent looks at a few pictures: their mean gradient is right on average, but noisy. The network for this, and for section 6's race, is lesson 01's with 196-32-10, ReLUs, He's weights and cross-entropy, all weights in one long array θ (`descent.new_network`, `descent.gradient`).
#
# **Predict:** a batch four times as large; how much smaller is the noise's variance?

# %%
rng, theta, noise = np.random.default_rng(4), descent.new_network(seed=4), {}
for n in (1, 4, 16, 64, 256):
    rows = rng.integers(len(x), size=(300, n))
    noise[n] = np.var([descent.gradient(theta, x[r], y[r]) for r in rows], axis=0).sum()
    print(f"batch {n:3}: variance {noise[n]:8.4f}, times n {n * noise[n]:.3f}")

# %% [markdown]
# A quarter: the variance goes as 1/n, the error as $1/\sqrt n$ only, the cost as n: that speaks for small batches. But the noise keeps θ from settling. The smallest model of it: $f = \frac12 x^2$, and a slope that is wrong by a random number of variance 1 at every step.
# At a constant rate a, $\mathrm{Var}(x)$ settles where $(1 - a)^2\, \mathrm{Var}(x) + a^2 = \mathrm{Var}(x)$, at $a / (2 - a)$.
#
# **Predict:** 500 steps at 0.5, or at 0.05, or along half a cosine wave from 0.5 to 0 (a *schedule*). Who is where at step 20, who at the end?


# %%
schedules = {
    "0.5": lambda t: 0.5,
    "0.05": lambda t: 0.05,
    "0.5, falling": lambda t: 0.5 * (1 + np.cos(np.pi * t / 500)) / 2,
}
curves = {}
for name, rate in schedules.items():
    many, curves[name] = np.full(2000, 10.0), []
    for t in range(1, 501):
        many = many - rate(t) * (many + rng.normal(size=2000))
        curves[name].append((many**2).mean())
plots.show(
    descent.draw_curves(curves, "A slope with noise", "step", "mean of x²", "rate"),
    "Mean squared distance over 500 steps, logarithmic. Rate 0.5 falls at once to a floor of a third and "
    "stays; 0.05 falls slowly to a much lower floor; the falling rate is as fast as 0.5 at first, and ends "
    "lowest of the three.",
)

# %% [markdown]
# A falling rate is fast, and comes near. Where a loss stops falling, lower the rate before you believe that all is learnt. (Others halve the rate every few epochs, or take 1/t.)

# %%
assert all(0.7 < n * noise[n] / noise[1] < 1.4 for n in noise), "Are batches random?"
floor = {name: np.mean(values[-20:]) for name, values in curves.items()}
for name, a in (("0.5", 0.5), ("0.05", 0.05)):
    assert 0.8 < floor[name] * (2 - a) / a < 1.2, "The floor is a / (2 - a)."
assert floor["0.5, falling"] < floor["0.05"] / 1.5, "Did the schedule reach 0?"

# %% [markdown]
# ## 4. Seven rules, one sentence
#
# Two things can be done with a gradient g: **delay** it, by adding up the last ones, so that what goes to and fro cancels and what persists adds up; and **divide** each of its numbers by how
# large it usually is, so that steep and flat directions get equal steps.
#
# ![The gradient goes two ways. Above, delay: m becomes keep times m plus g (momentum, Nesterov, Adam). Below, size: v, a sum or fading mean of g squared (AdaGrad, RMSProp, AdaDelta, Adam). They meet: the step is minus the rate times m over the root of v; it moves theta.](../images/04_rules.png)
#
# | rule | what is divided | by |
# | --- | --- | --- |
# | gradient descent | g | 1 |
# | momentum (Polyak 1964) | a fading sum of g | 1 |
# | Nesterov's momentum (1983) | the same, g taken a step ahead | 1 |
# | AdaGrad (Duchi et al. 2011) | g | the root of the sum of all g² so far |
# | RMSProp (Hinton's course, 2012; no paper) | g | the root of a *fading mean* of g² |
# | AdaDelta (Zeiler 2012; its rate is 1) | g times the root of a fading mean of its own squared steps | the same |
# | Adam (Kingma & Ba 2015) | a fading mean of g | the same |
#
# ### Exercise 04.3: Adam, from its Algorithm 1
#
# *About 15 minutes, level 2 of 3.*
#
# This is what the paper does at step t = 1, 2, …; all operations are element by element, and m and v begin as 0.
#
# > $g_t$: the gradient at $\theta_{t-1}$<br>
# > $m_t \leftarrow \beta_1 m_{t-1} + (1 - \beta_1)\, g_t$<br>
# > $v_t \leftarrow \beta_2 v_{t-1} + (1 - \beta_2)\, g_t^2$<br>
# > $\hat m_t \leftarrow m_t / (1 - \beta_1^t)$<br>
# > $\hat v_t \leftarrow v_t / (1 - \beta_2^t)$<br>
# > $\theta_t \leftarrow \theta_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat v_t} + \epsilon)$
#
# `gradients` (t, n) holds those of steps 1 to t, already computed; α is 0.001, β₁ 0.9, β₂ 0.999, ε 10⁻⁸. How far has θ moved in the end?


# %%
def adam_moves(gradients):
    """Return by how much Adam has moved theta (n,) after these gradients (t, n), from the first to the last."""
    ### BEGIN SOLUTION
    m = v = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        moved = moved - 0.001 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return moved
    ### END SOLUTION


# %%
check("04.3", adam_moves)

# %% [markdown]
# All in code (`sgd` you know); `keep`, from 0 to 1, is typically 0.9 to 0.99, says a deck.


# %%
def momentum(g, s, rate, keep=0.9):
    s["m"] = keep * s["m"] - rate * g
    return s["m"]


def nesterov(g, s, rate, keep=0.9):
    return keep * momentum(g, s, rate, keep) - rate * g


def adagrad(g, s, rate):
    s["v"] = s["v"] + g**2
    return -rate * g / np.sqrt(s["v"] + 1e-7)


def rmsprop(g, s, rate, keep=0.9):
    s["v"] = keep * s["v"] + (1 - keep) * g**2
    return -rate * g / np.sqrt(s["v"] + 1e-7)


# %%
def adadelta(g, s, rate, keep=0.95):
    s["v"] = keep * s["v"] + (1 - keep) * g**2
    step = -np.sqrt(s["d"] + 1e-7) / np.sqrt(s["v"] + 1e-7) * g
    s["d"] = keep * s["d"] + (1 - keep) * step**2
    return rate * step


def adam(g, s, rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    s["t"] += 1
    s["m"] = beta_1 * s["m"] + (1 - beta_1) * g
    s["v"] = beta_2 * s["v"] + (1 - beta_2) * g**2
    m_hat = s["m"] / (1 - beta_1 ** s["t"])
    v_hat = s["v"] / (1 - beta_2 ** s["t"])
    return -rate * m_hat / (np.sqrt(v_hat) + epsilon)


# %% [markdown]
# m starts at 0, so a mean over one step is too small by the factor $1 - \beta_1$; the hats make up for it. Adam's first step is then −α times the *sign* of g, whatever its size (unless that is near ε). So is AdaGrad's: a deck says that it never raises the rate above
# the first, but to a first slope of 0.01 it gives a hundred times the rate. What is true is that its rate only falls. Nesterov takes the gradient at θ + keep · m, one step ahead; `nesterov`, like Keras, calls that point θ.
#
# Against their twins in Keras, 100 steps in float64. (Keras rounds some settings to float32, so we take 0.875 for 0.9, which needs no rounding.)

# %%
rate, beta_2 = 0.125, 1 - 2**-10
keep, betas = {"keep": 0.875}, {"beta_1": 0.875, "beta_2": beta_2}
twins = {  # its twin in Keras, the rule, the rule's settings
    "sgd": (k.SGD(rate), sgd, {}),
    "momentum": (k.SGD(rate, 0.875), momentum, keep),
    "nesterov": (k.SGD(rate, 0.875, nesterov=True), nesterov, keep),
    "adagrad": (k.Adagrad(rate, initial_accumulator_value=0.0), adagrad, {}),
    "rmsprop": (k.RMSprop(rate, rho=0.875), rmsprop, keep),
    "adadelta": (k.Adadelta(rate, rho=0.875), adadelta, keep),
    "adam": (k.Adam(rate, **betas), adam, betas),
}
slopes, difference = rng.normal(size=(100, 50)) * np.logspace(-8, 0, 50), {}
for name, (twin, rule, settings) in twins.items():
    difference[name] = descent.steps_apart(rule, twin, slopes, rate, **settings)
    print(f"{name:9} {difference[name]:.1e} apart after 100 steps")

# %% [markdown]
# Six agree; Adam does not, with slopes as small as the 10⁻⁸ that we gave it.
#
# > **Warning: two epsilons.** Keras adds its ε (10⁻⁷) before v is corrected, so it stands for the paper's ε times $\sqrt{1 - \beta_2^t}$. Where slopes are near ε, you will see weights that hardly move under one library's Adam, and move by a full rate under another's.
# > AdaGrad has such a trap, too: Keras's sum begins at 0.1 unless you say otherwise.

# %%
twin, epsilon = k.Adam(rate, **betas), lambda t: 1e-7 / np.sqrt(1 - beta_2**t)
difference["matched"] = descent.steps_apart(adam, twin, slopes, rate, epsilon, **betas)
print(f"adam, its epsilons matched: {difference['matched']:.1e} apart")

# %% [markdown]
# Now they are one, but for rounding.

# %%
assert difference.pop("adam") > 1e-2, "With other epsilons they should differ."
assert max(difference.values()) < 1e-4, "Not Keras's rule: has Keras changed it?"

# %% [markdown]
# ## 5. Three landscapes
#
# A valley a hundred times as steep across as along; the same valley, turned by 45°; and a *saddle*, from which a faint slope leads down to a minimum on either side. Every rule starts at the same ten points, has the same 41 rates to choose from, and takes the one with
# which it arrives soonest: the first step from which on it *stays* within 0.05 of a minimum. A rate that leaves the picture is out.
#
# **Predict:** who is fast in the valley, who in the turned one, and who gets off the saddle?


# %% tags=["ending"]
landscapes = {  # name: function, start, minimum
    "valley": (lambda x, y: x**2 / 2 + 50 * y**2, [-1.8, 0.6], [0, 0]),
    "turned": (lambda x, y: (x - y) ** 2 / 4 + 25 * (x + y) ** 2, [-0.85, 1.7], [0, 0]),
    "saddle": (lambda x, y: x**2 / 2 + (y**4 / 2 - y**2) / 100, [-1.5, 0.01], [0, 1]),
}
rates = 2.0 ** np.arange(-12, 8.5, 0.5)
found = {
    name: {rule: descent.best_walk(twins[rule][1], *landscape, rates) for rule in twins}
    for name, landscape in landscapes.items()
}
plots.show(
    descent.draw_page(landscapes, found),
    "The paths of seven rules in three landscapes, and the number of steps below each. In the valley gradient "
    "descent creeps along the floor, momentum swings, AdaGrad is there in a few jumps. In the turned valley the paths "
    "of the first three are the same, turned, and those of the dividing ones are longer. On the saddle the first three "
    "go to the ridge and then along it, the dividing ones slant towards the minimum at once.",
)

# %% [markdown]
# The three that do not divide do not notice the turn. AdaGrad and AdaDelta are fastest in the valley; in the turned one, where both axes are equally steep, they are slower than gradient descent. All that divide lose by
# the turn; Adam, which delays, too, loses least. On the saddle, momentum "helps the learning algorithm get out of spots", says a deck; dividing does so, too, since it makes a faint slope as good as a steep one.
#
# It is no ranking: RMSProp's steps stay about as long as its rate, so only small rates *stay* within 0.05.

# %%
steps = {name: {rule: w[0] for rule, w in walks.items()} for name, walks in found.items()}
straight, aslant, saddle = steps.values()
undivided = "sgd", "momentum", "nesterov"
for name in straight:
    assert (aslant[name] - straight[name] < 2) == (name in undivided), (
        "Is one valley turned?"
    )
assert straight["adagrad"] < 10 < straight["sgd"] < aslant["adagrad"], "Another valley?"
assert max(saddle, key=saddle.get) == "sgd", "Gradient descent should leave last."

# %% [markdown]
# ## 6. A race on digits
#
# In `benchmarks/optimizers.py` the rules above train the network of section 3, on batches of 64. Each tries the same eleven rates, from 0.0001 to 10 (and larger ones while the largest is best, as for AdaDelta), with two seeds, and takes the one with which it first reads 93 % of held-out digits right; then it runs with
# six other seeds, on other held-out digits. All **recorded**, but for one run, **live**.
#
# **Predict:** by what factor does the best rule beat plain gradient descent?

# %%
table = load_recorded("optimizers")
tuning, runs = (table[table["part"] == part] for part in ("tuning", "race"))
rate = runs["rate"][runs["rule"] == "adam"][0]
_, right = descent.race(adam, rate, 0, x, y, *descent.small_digits(slice(55_000, 57_000)))
live = 20 * (1 + int(np.argmax([share >= 0.93 for share in right])))
plots.show(
    descent.draw_race(tuning, runs, ("adam", live)),
    "Left, the loss after 1,000 steps over the rate, both logarithmic: seven troughs of much the same depth, at rates "
    "that lie up to a thousandfold apart; all but AdaDelta's are steep towards large rates. Right, dots of six seeds for each rule, between 160 and "
    "420 steps; most rules overlap, but all of AdaDelta's lie before all of gradient descent's and momentum's; a star, your live run of Adam.",
)
needed = {name: runs["steps"][runs["rule"] == name] for name in dict.fromkeys(runs["rule"])}
for name, n in needed.items():
    print(f"{name:13} {n.min()} to {n.max()} steps, median {np.median(n):.0f}")
print("live: adam,", live, "steps")

# %% [markdown]
# Hardly by any: the medians lie within a factor of 1.5, and one rule's seeds lie about as far apart. What differs is the rate chosen, from 0.03 for RMSProp and Adam to 30 for AdaDelta. Being off counts for more: with Keras's default rates, 0.01 for SGD and 0.001 for all others, none gets to
# 93 % in these 1,000 steps. So trust no comparison of rules whose rates were not chosen alike. (One small network, one task.)

# %%
medians = [np.median(n) for n in needed.values()]
assert max(medians) < 1.5 * min(medians), "recorded: within a factor of 1.5"
slow = tuning[tuning["rate"] == np.where(np.isin(tuning["rule"], undivided), 0.01, 0.001)]
assert slow["steps"].min() > 1000, "recorded: no default rate gets to 93 %"

# %% [markdown]
# ## 7. Dividing by the curvature itself
#
# Everything so far used first derivatives: for one loss and n weights the *Jacobian* is a single row, the gradient. The Jacobian of the gradient is the **Hessian** H, n × n. Newton divides by all of it, $-H^{-1} g$: the turned valley is no obstacle to that.
#
# **Predict:** one Newton step in the turned valley, and one from the saddle's starting point. Where do they end?

# %%
saddle_H = np.diag([1, (6 * 0.01**2 - 2) / 100])
for name, H in (("turned", np.array([[50.5, 49.5], [49.5, 50.5]])), ("saddle", saddle_H)):
    f, start, _ = landscapes[name]
    end = start - np.linalg.solve(H, descent.slope_of(f)(np.array(start)))
    print(f"{name}: from {np.round(start, 3)} to {np.round(end, 4) + 0}")

# %% [markdown]
# At the minimum; and on the saddle itself. **Warning:** Newton goes where the slope is 0, be it a minimum, a saddle or a maximum; with negative curvature you will see the gradient vanish while the loss stays high.
#
# And H is large: for our 6,634 weights 44 million numbers. Two ways round it. **Conjugate gradient** solves H x = b from products H v alone: momentum again, whose two numbers are computed in each step instead of chosen. (H must be positive definite.)


# %%
def conjugate_gradient(times, b, steps):
    """Return x with H x = b, nearly; times(v) returns H v."""
    x, r, d = np.zeros_like(b), b, b
    for _ in range(steps):
        Hd = times(d)
        rate = r @ r / (d @ Hd)
        x = x + rate * d
        new = r - rate * Hd
        d = new + new @ new / (r @ r) * d  # the delay
        r = new
    return x


Q = np.linalg.qr(rng.normal(size=(10, 10)))[0]
H, b = Q @ np.diag(np.geomspace(1, 100, 10)) @ Q.T, rng.normal(size=10)
off = {}
for n in (5, 9, 10):
    off[n] = abs(conjugate_gradient(lambda v: H @ v, b, n) - np.linalg.solve(H, b)).max()
    print(f"{n:2} steps in ten dimensions, off by {off[n]:.0e}")

# %% [markdown]
# In n dimensions, n steps. The other way: get **H v without H**, by differentiating once more. **Hessian-free** training (Martens 2010) is Newton with its division done by conjugate gradient, on such products. **L-BFGS** guesses the division from its last ten steps and what they did to
# the gradient. SciPy has both. The task: 500 digits, one softmax layer, 1,960 weights, a small penalty on θ².

# %%
X, labels = tf.constant(x[:500], "float64"), y[:500]


@tf.function
def derivatives(theta, v=None, full=False):
    """Return the loss and its gradient; given v, H v; if full, H."""
    with tf.GradientTape() as outer:
        outer.watch(theta)
        with tf.GradientTape() as inner:
            inner.watch(theta)
            logits = X @ tf.reshape(theta, (196, 10))
            ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            loss = tf.reduce_mean(ce) + 0.001 * tf.reduce_sum(theta**2)
        g = inner.gradient(loss, theta)
    if full:
        return outer.jacobian(g, theta)
    return (loss, g) if v is None else outer.gradient(g, theta, output_gradients=v)


theta, v = (tf.constant(rng.normal(size=1960) / 10) for _ in range(2))
full = derivatives(theta, full=True).numpy()
apart = abs(full @ v.numpy() - derivatives(theta, v).numpy()).max()
print(f"H v with and without H: {apart:.0e} apart; H has {full.nbytes / 1e6:.0f} MB")

# %% [markdown]
# A *pass* is one gradient, or one product H v, over all 500 pictures. **Predict:** gradient descent gets 300 passes at each of three rates. Where is it beside the other two, which stop by themselves?


# %%
begin, loss = np.zeros(1960), {}
for rate in (1.0, 4.0, 6.0):
    end = descent.walk(sgd, lambda w: derivatives(w)[1].numpy(), begin, rate, steps=300)[-1]
    loss[f"gradient descent, {rate}"] = 300, float(derivatives(end)[0])
H_times = {"hessp": lambda w, v: derivatives(w, v).numpy()}
for name, method, more in (
    ("Hessian-free", "Newton-CG", H_times),
    ("L-BFGS", "L-BFGS-B", {}),
):
    r = minimize(derivatives, begin, jac=True, method=method, **more)
    loss[name] = r.nfev + r.get("nhev", 0), r.fun
for name, (passes, reached) in loss.items():
    print(f"{name:21} loss {reached:.6f} after {passes} passes")

# %% [markdown]
# Two reach the bottom in about a hundred passes or fewer; gradient descent, at the best of its rates, is near after three hundred. Why, then, does hardly anyone train networks so? The race's thousand batches of 64 were 3.2 passes over its 20,000 digits. By then
# L-BFGS would have made some three steps.

# %%
assert apart < 1e-12 and off[10] < 1e-6 < 1e-5 < off[9], "Ten steps for ten dimensions."
(*slow, (free, same), (passes, lowest)) = loss.values()
assert abs(same - lowest) < 1e-4 and max(free, passes) < 200, "Did one stop early?"
assert min(end for _, end in slow) > lowest + 1e-5, "Gradient descent should lag behind."

# %% [markdown]
# ### Exercise 04.4: the Hessian without the Hessian
#
# *About 10 minutes, level 2 of 3.*
#
# No second derivatives at hand? Two gradients do. `slope(theta)` returns the gradient of some loss at `theta` (n,). Return H v, nearly, with the Hessian H at `theta`: how fast does the slope change if θ moves along v? (Not all of v at once: a hundred-thousandth of it will do.)


# %%
def hessian_times(slope, theta, v):
    """Return H v (n,), from two calls of slope."""
    ### BEGIN SOLUTION
    e = 1e-5
    return (slope(theta + e * v) - slope(theta - e * v)) / (2 * e)
    ### END SOLUTION


# %%
check("04.4", hessian_times)

# %% [markdown] tags=["assignment"]
# ### Question 04.A: AdaMax
#
# *About 15 minutes, level 2 of 3.*
#
# Adam's paper has a second algorithm. It begins with m = 0 and u = 0; at step t = 1, 2, …, element by element:
#
# > $m_t \leftarrow \beta_1 m_{t-1} + (1 - \beta_1)\, g_t$<br>
# > $u_t \leftarrow \max(\beta_2 u_{t-1},\, |g_t|)$<br>
# > $\theta_t \leftarrow \theta_{t-1} - \alpha / (1 - \beta_1^t) \cdot m_t / u_t$
#
# with α = 0.002, β₁ = 0.9, β₂ = 0.999. `gradients` (t, n) holds those of steps 1 to t; none is 0. How far has θ moved in the end?


# %% tags=["assignment"]
def adamax_moves(gradients):
    """Return by how much AdaMax has moved theta (n,) after these gradients (t, n), from the first to the last."""
    ### BEGIN SOLUTION
    m = u = moved = 0
    for t, g in enumerate(gradients, start=1):
        m = 0.9 * m + 0.1 * g
        u = np.maximum(0.999 * u, np.abs(g))
        moved = moved - 0.002 / (1 - 0.9**t) * m / u
    return moved
    ### END SOLUTION


# %% tags=["assignment"]
check("04.A", adamax_moves)

# %% [markdown] tags=["assignment"]
# ### Question 04.B: the edge with momentum
#
# *About 20 minutes, level 3 of 3.*
#
# Momentum on f = ½ L x²: each step first changes m to keep · m − a L x, and then adds the new m to x. Up to which learning rate a does it not run away, for any L > 0 and a `keep` from 0 to below 1?


# %% tags=["assignment"]
def edge_with_momentum(L, keep):
    """Return the largest learning rate with which momentum does not run away."""
    ### BEGIN SOLUTION
    return 2 * (1 + keep) / L
    ### END SOLUTION


# %% tags=["assignment"]
check("04.B", edge_with_momentum)

# %% [markdown]
# ## What to take along
#
# - First weights keep the size of sums and gradients: variance 2/n_in for ReLUs (He), 2/(n_in + n_out) for tanh (Xavier Glorot).
# - Beyond 2/L a rate runs away, and the steepest direction decides; noise leaves a floor in proportion to the rate, so let it fall.
# - Every rule is the gradient, divided and delayed: divided by its own size (AdaGrad, RMSProp, Adam) or by the curvature (Newton), delayed by a fading sum (momentum, Adam, conjugate gradient).
#
# All of this makes the loss on the pictures that are learnt from small, and says nothing of others. The next lesson, 05, overdoes it on purpose, and then cures that.
