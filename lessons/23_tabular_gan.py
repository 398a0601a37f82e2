# %% [markdown]
# # 23 · Tabular GAN: patients who never were
#
# Here a GAN writes hospital records: numbers, rounded numbers, yes and no.
#
# **After this lesson you can**
# - bring a table's columns into a form that a GAN can learn, and gradients through a choice between classes;
# - judge a made-up table by four numbers, beside a baseline without any network;
# - attack it as a curious partner would, and say what an attack that fails does *not* prove.
#
# 25 minutes to read, about 40 seconds to run on two slow CPU cores. At its heart is a question that correlations can't answer, put to two sets of made-up patients:
#
# ![](ending)

# %%
import keras
import matplotlib.pyplot as plt
import numpy as np
from keras import layers, ops
from scipy.special import ndtri
from sklearn.ensemble import RandomForestClassifier

from gan_course import plots, tables
from gan_course.checks import check
from gan_course.networks import R1GAN
from gan_course.recorded import load_recorded

# %% [markdown]
# ## 1. A table is not a picture
#
# A hospital may not send its patients' records to a partner. Could it send fakes that keep how the columns go together? One deck ends with this hope: tables with *binary* columns (sick or not) and *discrete* ones (rounded blood pressure, rounded weight), made up, "in particular for privacy purposes".
#
# We start with a ward that is made up itself, so that its joint distribution is known exactly (`tables.draw_ward`): 2,000 patients to learn from, 2,000 others to test on.

# %%
ward, other = tables.draw_ward(2000, seed=23), tables.draw_ward(2000, seed=24)
columns = tables.WARD
AGE, WEIGHT, PRESSURE, MALE, SMOKES, SICK, UNIT = range(7)
print("".join(f"{column.name:>10}" for column in columns))
for row in ward[:6]:
    print("".join(f"{x:10.1f}" for x in row[:1]) + "".join(f"{x:10.0f}" for x in row[1:]))
shares = np.bincount(ward[:, UNIT].astype(int)) / len(ward)
print(", ".join(f"{name} {share:.1%}" for name, share in zip(tables.UNITS, shares)))

# %% [markdown]
# Age is continuous. Weight is rounded to 1 kg, blood pressure to 5 mm of mercury. Three columns are yes or no, and the last is one of four units, of which one is rare.
#
# In this ward both high *and* low blood pressure make sick, and we know how much: `tables.risk`.
#
# **Predict:** what is the correlation of `pressure` and `sick`, roughly, if the risk goes down and up again?

# %%
levels = np.arange(90, 151, 5)


def sick_by_pressure(rows):
    return [rows[rows[:, PRESSURE] == level, SICK].mean() for level in levels]


figure, axis = plt.subplots(figsize=(6, 3), layout="constrained")
exact = sick_by_pressure(tables.draw_ward(400_000, seed=1))
axis.plot(levels, exact, "-", color="black", label="the ward's distribution")
axis.plot(levels, sick_by_pressure(ward), "o", color=plots.REAL, label="2,000 patients")
axis.set(xlabel="blood pressure", ylabel="share who are sick", ylim=(0, 1.05))
axis.set_title("Who has a middle pressure is best off")
axis.legend()
plots.show(
    figure,
    "The share of sick patients against blood pressure: nearly all at 90, a fifth at 125, seven in ten at 150. "
    "The points of 2,000 patients lie about the curve.",
)
print(f"correlation {np.corrcoef(ward[:, PRESSURE], ward[:, SICK])[0, 1]:.2f}")

# %% [markdown]
# A weak one, and negative, as if pressure did good. A number that sees straight lines only says little of a U.
#
# ## 2. What the networks see
#
# **Numbers: the quantile transform.** Columns have units and tails. So each value is replaced by its rank's place in a normal distribution: the smallest of n becomes the quantile of N(0, 1) at ½/n, the next that at 1½/n, and so on. The way back is the same table, read the other way:

# %%
cancer, cancer_columns = tables.load_cancer()  # real patients, from scikit-learn
areas = cancer[:, 13]
known = np.sort(areas)
scores = ndtri((np.arange(len(known)) + 0.5) / len(known))  # the normal quantiles
there = np.interp(areas, known, scores)
back = np.interp(there, scores, known)
figure, axes = plt.subplots(1, 2, figsize=(8, 2.5), layout="constrained")
for axis, values, name in zip(axes, (areas, there), (cancer_columns[13].name, "its score")):
    axis.hist(values, bins=40, color=plots.REAL)
    axis.set(xlabel=name, ylabel="patients")
figure.suptitle("A long tail becomes a bell")
plots.show(
    figure,
    "Left, the area error of 569 tumours: most below 50, a tail up to 540. Right, its scores: "
    "the bell of a normal distribution, from -3 to 3.",
)
print(f"largest error of the way there and back: {abs(back - areas).max():.0e}")

# %% [markdown]
# A *rounded* number is first spread evenly over what was rounded to it (120 becomes anything from 117.5 to 122.5), and rounded again on the way back. Otherwise its few values would be spikes, by which D knows real rows at a glance.
#
# **Categories: one-hot.** "lung" is 0, 0, 1, 0. And here is the new problem: G has to *choose*, and a choice has no slope. Softmax alone may give shares such as .2, .1, .6, .1, and then D need only ask whether it sees whole numbers. Two ways out:
#
# - **Gumbel-softmax** ([Jang et al. 2017](https://arxiv.org/abs/1611.01144); [Maddison et al. 2017](https://arxiv.org/abs/1611.00712)). With independent Gumbel noise, $g = -\log(-\log u)$, u uniform in (0, 1), the largest of $\ell_k + g_k$ is class k with exactly the probability softmax(ℓ)_k. A softmax of the same with a small temperature τ, softmax((ℓ + g)/τ), is nearly one-hot and has slopes.
# - **Straight-through** (the idea: [Bengio et al. 2013](https://arxiv.org/abs/1308.3432); with Gumbel noise: Jang et al.): forwards the hard choice, backwards the slopes of that soft one.
#
# **Predict:** as τ goes from 2 to 0.1, what happens to the largest of the four numbers?

# %%
logits = np.log([0.5, 0.3, 0.15, 0.05])
u = np.random.default_rng(0).uniform(size=(20_000, 4))
noisy = logits - np.log(-np.log(u))
figure, axes = plt.subplots(1, 3, figsize=(9, 2.7), sharey=True, layout="constrained")
for axis, temperature in zip(axes, (2.0, 0.5, 0.1)):
    soft = np.asarray(ops.softmax(noisy / temperature))
    axis.hist(soft.max(axis=1), bins=np.linspace(0.25, 1, 31), color=plots.FAKE)
    axis.set(title=f"τ = {temperature}", xlabel="largest of four")
axes[0].set(ylabel="draws")
figure.suptitle("How nearly one-hot are 20,000 draws?")
plots.show(
    figure,
    "Three histograms of the largest of the four numbers. At temperature 2 most are below 0.5; "
    "at 0.5 they spread from 0.4 to 1, and are most often near 1; at 0.1 nearly all are next to 1.",
)
chosen = np.bincount(noisy.argmax(axis=1)) / len(noisy)
print("softmax of the logits .50 .30 .15 .05; chosen", chosen.round(2))

# %% [markdown]
# The smaller τ, the harder the choice; whatever τ, the classes come with the right shares.

# %%
assert abs(chosen - np.exp(logits)).max() < 0.02, "the largest should follow softmax"
assert abs(back - areas).max() < 1e-6, "the transform should be undone exactly"

# %% [markdown]
# ### Exercise 23.1: Gumbel-softmax
#
# *About 10 minutes, level 2 of 3.*
#
# From `logits` (n, k), uniform numbers `u` (n, k) in (0, 1) and a temperature, return softmax((ℓ + g)/τ) with g = −log(−log u), (n, k). Logits go up to 1,000, at which e^x overflows; your result must not.


# %%
def gumbel_softmax(logits, u, temperature):
    """Return the nearly one-hot rows (n, k)."""
    ### BEGIN SOLUTION
    x = (logits - np.log(-np.log(u))) / temperature
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
    ### END SOLUTION


# %%
check("23.1", gumbel_softmax)

# %% [markdown]
# ## 3. The game
#
# ![Noise z and an order, the unit, one-hot, go into the generator G, two layers of 128. Out of it come numbers by tanh and, for each category, logits that meet Gumbel noise and a softmax: together a fake row. The fake row and its order, and a real row and its unit, go into the discriminator D, two layers of 128, which gives a logit. Real rows are drawn so that each unit is as frequent as the others.](../images/23_tabular.png)
#
# The **conditional vector** is meant against two ills: a rare class seldom comes by in training, and the classes' shares among the fakes may drift. So G and D are told one category, as in lesson 17; in training each of its classes is drawn equally often; and when we sample, we order the real shares ([Xu et al. 2019](https://arxiv.org/abs/1907.00503), whose CTGAN takes another column each time, and weights classes by the logarithm of their numbers).
#
# The Gumbel noise comes with z, as u = Φ(z), so that G stays a function of its input:


# %%
def gumbel(z):
    u = ops.clip((1 + ops.erf(z / 2**0.5)) / 2, 1e-6, 1 - 1e-6)  # uniform: Phi(z)
    return -ops.log(-ops.log(u))


def choose(logits, noise, temperature=0.5):
    return ops.softmax((logits + noise) / temperature)


def make_generator(numbers, categories, orders, latent_dim=16):
    z, order = inputs = keras.Input((latent_dim + sum(categories),)), keras.Input((orders,))
    x = ops.concatenate([z[:, :latent_dim], order], axis=1)
    for _ in range(2):
        x = layers.Dense(128, use_bias=False)(x)
        x = layers.ReLU()(layers.BatchNormalization(momentum=0.9)(x))
    parts, at = [layers.Dense(numbers, activation="tanh")(x)], latent_dim
    for classes in categories:
        parts.append(choose(layers.Dense(classes)(x), gumbel(z[:, at : at + classes])))
        at += classes
    return keras.Model(inputs, ops.concatenate(parts, axis=1))


# %% [markdown]
# D is two layers and a logit, on the row beside its order. The game is lesson 17's, with lesson 13's R1; only the check of pictures is dropped, for a row ends in no tanh alone:


# %%
def make_discriminator(width, orders):
    row, order = inputs = keras.Input((width,)), keras.Input((orders,))
    x = ops.concatenate([row, order], axis=1)
    for _ in range(2):
        x = layers.LeakyReLU(negative_slope=0.2)(layers.Dense(128)(x))
    return keras.Model(inputs, layers.Dense(1)(x))


class TableGAN(R1GAN):
    def check_networks(self):
        pass

    def generate(self, batch):
        _, order = batch
        return self.generator([self.noise(ops.shape(order)[0]), order], training=True)

    def judge(self, rows, batch):
        _, order = batch
        return self.discriminator([rows, order], training=True)


# %% [markdown]
# `TableCode` does the columns of section 2, there and back. Scores are divided by 4, to lie within tanh.


# %%
def draw_evenly(classes, n, rng):
    share = 1 / np.bincount(classes)[classes]  # each class has the same sum
    return rng.choice(len(classes), size=n, p=share / share.sum())


def train(rows, columns, by, steps, seed=23, batch=64):
    keras.utils.set_random_seed(seed)
    code, ordered = tables.TableCode(rows, columns, by, seed), rows[:, by].astype(int)
    drawn = draw_evenly(ordered, steps * batch, np.random.default_rng(seed))
    real, order = code.encode(rows[drawn]), np.eye(columns[by].classes)[ordered[drawn]]
    sizes = [columns[i].classes for i in code.categories]
    networks = (
        make_generator(len(code.numbers), sizes, order.shape[1]),
        make_discriminator(real.shape[1], order.shape[1]),
    )
    gan = TableGAN(*networks, penalty=0.1, averaging=0.999, seed=seed)
    gan.compile(*[keras.optimizers.Adam(1e-3, beta_1=0.0, beta_2=0.99) for _ in "gd"])
    gan.fit((real, order.astype("float32")), batch_size=batch)
    return gan, code


def sample(gan, code, ordered, seed=1):
    order = np.eye(code.columns[code.by].classes)[ordered].astype("float32")
    return code.decode(gan.sample(len(ordered), seed, labels=order), ordered)


# %% [markdown]
# **Live**, 1,500 steps. Then 10,000 patients, with units in their real shares; and as many from the baseline, a **Gaussian copula**: the normal scores of all columns (yes and no are spread and rounded, too), their correlation matrix, draws from the normal distribution that has it, and back. No network, no training; it can keep what rises and falls together.
#
# **Predict:** which of the two will have the U?

# %%
gan, code = train(ward, columns, by=UNIT, steps=1500)
ordered = np.random.default_rng(1).choice(4, size=10_000, p=shares)
made = {
    "GAN": sample(gan, code, ordered),
    "copula": tables.draw_copula(ward, columns, 10_000, seed=1),
}

# %% tags=["ending"]
figure, axis = plt.subplots(figsize=(7, 3.6), layout="constrained")
axis.plot(levels, exact, "-", color="black", label="the ward's distribution")
styles = {"GAN": ("o-", plots.FAKE), "copula": ("s--", "#56B4E9")}
for name, (style, color) in styles.items():
    axis.plot(levels, sick_by_pressure(made[name]), style, color=color, label=name)
axis.set(xlabel="blood pressure", ylabel="share who are sick", ylim=(0, 1.05))
axis.set_title("Did the U survive?")
axis.legend()
plots.show(
    figure,
    "The share of sick patients against blood pressure. The ward's curve is a U; the GAN's is one too, "
    "a little narrower; the copula's shares fall from left to right, in nearly a straight line.",
)

# %% [markdown]
# The copula's fall, as the correlation told it to; in its family a share can rise with pressure, or fall, not both. The GAN's U is there, but too narrow, with four other seeds, too: at 140, more than half of its patients are sick, and of the ward's four in ten.
#
# ## 4. Four numbers
#
# - **Correlation error**: how far the correlations of all pairs of columns are from the real ones, on average.
# - **Association error**: the same for measures that fit the kinds: Pearson's r for two numbers; for a category and a number the *correlation ratio* η, the root of the share of the number's variance that lies between the classes; for two categories Cramér's V, from χ².
# - **Class shares**: the largest error of any.
# - **Train on fakes, test on real** ([Esteban et al. 2017](https://arxiv.org/abs/1706.02633)): who learns from the fakes, how well does he predict who is sick among *other real* patients? By AUC: the probability that a sick one gets a higher score than a healthy one.
#
# Beside them other real patients, for whom the first three are not 0 either.


# %%
def four_numbers(fakes):
    forest = RandomForestClassifier(min_samples_leaf=10, random_state=0)
    return (
        tables.correlation_error(fakes, ward),
        tables.association_error(fakes, ward, columns),
        tables.share_error(fakes, ward, columns),
        tables.auc_on_real(forest, fakes[:2000], other, SICK),
    )


made["independent"] = tables.draw_independent(ward, 10_000, seed=1)
third = tables.draw_ward(2000, seed=25)
found = {"other real": four_numbers(third)}
found |= {name: four_numbers(fakes) for name, fakes in made.items()}
best = tables.auc_on_real(
    RandomForestClassifier(min_samples_leaf=10, random_state=0), ward, other, SICK
)
print("              correlation  association  share  AUC on real")
for name, numbers in found.items():
    print("{:12} {:12.3f} {:12.3f} {:6.3f} {:8.3f}".format(name, *numbers))
print(f"trained on the ward itself: AUC {best:.3f}")

# %% [markdown]
# Shares apart, where all are near, the GAN wins on this table, and most where it counts: who learns from its patients predicts who is sick nearly as well as who learns from real ones. The copula's correlations are off by a few hundredths, and its patients teach a good deal less.

# %%
off = {
    name: np.mean(abs(np.subtract(sick_by_pressure(made[name]), exact)))
    for name in ("GAN", "copula")
}
assert off["GAN"] < off["copula"], "the GAN should have the U; another seed?"
assert found["GAN"][0] < 0.04, (
    "the GAN's correlations are off; train longer, or another seed"
)
assert found["GAN"][2] < 0.03, "class shares drift"
assert found["GAN"][3] > best - 0.04 > found["copula"][3], (
    "the GAN's patients should teach the U"
)

# %% [markdown]
# ### Exercise 23.2: the correlation ratio
#
# *About 10 minutes, level 2 of 3.*
#
# Return η of a category (n,), integers, and a number (n,): the root of the variance *between* the classes over the whole. Between: each patient's number is replaced by the mean of his class, and the variance of these is taken.


# %%
def correlation_ratio(category, number):
    """Return eta, from 0 to 1."""
    ### BEGIN SOLUTION
    replaced = np.empty(len(number))
    for k in np.unique(category):
        replaced[category == k] = number[category == k].mean()
    return np.sqrt(replaced.var() / number.var())
    ### END SOLUTION


# %%
check("23.2", correlation_ratio)

# %% [markdown]
# ### Exercise 23.3: orders, evenly
#
# *About 10 minutes, level 2 of 3.*
#
# A rule that draws with orders: `orders` (m,) are classes, `u` (m,) uniform in [0, 1), `classes` (n,) the class of each row. For each order return the index of a row of that class: of its n_k rows, in the order in which they stand, the one with number ⌊u n_k⌋, from 0 on.


# %%
def rows_for(orders, u, classes):
    """Return the indices of rows (m,), each of the class that was ordered."""
    ### BEGIN SOLUTION
    chosen = []
    for order, number in zip(orders, u):
        of_class = np.flatnonzero(classes == order)
        chosen.append(of_class[int(number * len(of_class))])
    return np.array(chosen)
    ### END SOLUTION


# %%
check("23.3", rows_for)

# %% [markdown]
# ## 5. Two real tables, and who wins there
#
# scikit-learn brings two tables of patients along: 569 tumours with 30 measures of their cells and one category (benign or not: so we order that), and 442 people with diabetes, with nine numbers, the sex (ordered), and how far the illness had gone a year later. **Recorded** (`benchmarks/tabular.py`): three seeds, each with its own split into 70 % to learn from and 30 % to test on; the GAN and its settings are those above, chosen on seed 0, which is not among them. "Not told" is the GAN without orders. *Useful* is the AUC of a logistic regression for the tumours, and R² of a linear one for diabetes; *attack* is section 6's.
#
# **Predict:** columns of cell measures rise and fall together. GAN or copula?

# %%
table = load_recorded("tabular")


def medians(of_table, arms):
    print(f"{of_table:14} correlation  association  share  useful  attack")
    for arm in arms:
        rows = table[(table["table"] == of_table) & (table["arm"] == arm)]
        kinds = ("correlation", "association", "share", "useful", "attack")
        middle = [np.median(rows[kind]) for kind in kinds]
        print("{:12} {:12.3f} {:12.3f} {:6.3f} {:7.3f} {:7.3f}".format(arm, *middle))


medians("cancer", ("real", "evenly", "not told", "copula", "independent"))
medians("diabetes", ("real", "evenly", "copula", "independent"))

# %% [markdown]
# On the tumours the GAN is ahead: about half of the copula's correlation error, and its patients teach nearly as well as real ones. On diabetes the copula, without a second of training, is as near in correlations and teaches a little better in all three seeds (both less than real patients do). **So try the copula first**: it costs nothing.
#
# Fakes have smaller errors than other real patients. But there are 10,000 of them, and 171 or 133 of the others. As many of the copula's:

# %%
for n in (10_000, 171):
    few = tables.draw_copula(cancer, cancer_columns, n, seed=1)
    print(f"{n:6} tumours: {tables.correlation_error(few, cancer):.3f}")

# %% [markdown]
# Few fakes are as far off. And section 6's attack on the GAN is above 0.5 in all six runs, up to 0.59; luck moves it by some 0.03.
#
# On the ward, what did each part buy? Three ways to choose a class, and training rows drawn as they come; *rare* says how far the six means of the rare unit's patients are off, in standard deviations.
#
# **Predict:** which will hurt more: no Gumbel noise, or no even draws?

# %%
print("ward          correlation  association  share  useful   rare")
for arm in ("evenly", "softmax", "straight", "as they come"):
    rows = table[(table["table"] == "ward") & (table["arm"] == arm)]
    kinds = ("correlation", "association", "share", "useful", "rare")
    print(
        "{:12} {:12.3f} {:12.3f} {:6.3f} {:7.3f} {:6.3f}".format(
            arm, *(np.median(rows[k]) for k in kinds)
        )
    )

# %% [markdown]
# Neither hurts much. Straight-through does as well as Gumbel-softmax, and plain softmax is behind by a hair. Even draws bring the rare unit nearer in each of the three seeds, by little. And on the tumours the GAN without orders has the right shares, too. An order is still worth having: the share is yours to choose.


# %%
def all_of(of_table, arm, kind):
    return table[(table["table"] == of_table) & (table["arm"] == arm)][kind]


for name in ("ward", "cancer", "diabetes"):
    assert all_of(name, "evenly", "correlation").max() < 0.04, "as recorded"
    assert all_of(name, "evenly", "share").max() < 0.03, "as recorded"
for name in ("ward", "cancer"):
    lost = all_of(name, "real", "useful") - all_of(name, "evenly", "useful")
    assert lost.max() < 0.03, "as recorded: of AUC, less than 0.03 is lost"

# %% [markdown]
# ## 6. Whose privacy?
#
# Do fakes copy patients? Two measures, **live**, with three suspects: the GAN, the copula, and a *copier*, who sends the real rows, each number moved by about a tenth of its column's spread.
#
# - **Nearest record**: from each fake to the nearest real patient that was learnt from, beside the same from *other real* patients. Each column counts in units of its spread.
# - **Membership attack**: the attacker has a patient's record, and wants to know: was she in the data? He says yes, the nearer the nearest fake is. Its AUC over 2,000 who were and 2,000 who were not; 0.5 is luck.
#
# **Predict:** what AUC for the copier? And for the GAN?

# %%
rng = np.random.default_rng(5)
spread = ward.std(axis=0)
copies = ward.copy()
copies[:, :3] += 0.1 * spread[:3] * rng.standard_normal((2000, 3))
suspects = {"copier": copies, **{name: made[name][:2000] for name in ("GAN", "copula")}}
attacks = {}
nearest = tables.distances_to_nearest(other, ward, spread)
print(f"other real: nearest record {np.median(nearest):.2f}")
for name, fakes in suspects.items():
    nearest = tables.distances_to_nearest(fakes, ward, spread)
    attacks[name] = tables.membership_auc(ward, other, fakes)
    print(
        f"{name:10}: nearest record {np.median(nearest):.2f}, attack's AUC {attacks[name]:.2f}"
    )

# %% [markdown]
# The copier is caught. The GAN's patients are hardly nearer to those that it learnt from than other real ones are, and the attack does little better than luck.
#
# > **Warning.** This does *not* prove that patients are safe. It is one attack, and an average over 2,000 patients. What of a single one who stands out?
#
# **Predict:** the heaviest of the 2,000 patients: is her weight, to the kilogram, among the weights of the fakes?

# %%
print("heaviest real:", *np.sort(ward[:, WEIGHT])[-3:].astype(int))
for name in ("GAN", "copula"):
    print(
        f"heaviest of 10,000 fakes, {name}:",
        *np.unique(made[name][:, WEIGHT])[-3:].astype(int),
    )

# %% [markdown]
# The copula's heaviest patient has her weight, to the kilogram, and the GAN's has if one of its fakes got that far. (In five runs of ours none did. That is no virtue: its tails are too thin.) It is in the method: beyond the largest score the way back knows nothing but the largest real value. No average over patients noticed.
#
# What would be a proof? **Differential privacy** ([Dwork et al. 2006](https://doi.org/10.1007/11681878_14)) asks it of the *procedure* M, not of its output: for any two tables T and T′ that differ in one patient, and any set S of outcomes,
#
# $$P(M(T) \in S) \le e^{\varepsilon}\, P(M(T') \in S) .$$
#
# Whatever an attacker sees, with ε = 0.1 it is at most some 1.105 times as likely with her as without her. Nothing deterministic can have that (but what does not look at the data): a private M is noisy by design. For a GAN, D alone sees patients, so it is enough that *its* steps are private: each patient's gradient is shortened to a bound, normal noise in units of the bound is added to their sum, and what all steps give away is counted together ([Abadi et al. 2016](https://arxiv.org/abs/1607.00133); [Xie et al. 2018](https://arxiv.org/abs/1802.06739)). With normal noise the inequality holds but for a small δ, which is added on its right. G, which sees D only, then is private as well. So are the fakes, if the quantile tables and the units' shares are, too; ours are not. What that noise costs in usefulness is not measured here.

# %%
assert attacks["copier"] > 0.8, "the attack should catch a copier"
assert attacks["GAN"] < 0.6, "did the GAN learn by heart? Fewer steps, or more patients"
assert made["copula"][:, WEIGHT].max() == ward[:, WEIGHT].max(), "the record gets out"

# %% [markdown]
# ### Exercise 23.4: the attack
#
# *About 15 minutes, level 2 of 3.*
#
# From `members` (n, d), `strangers` (m, d) and `fakes` (f, d), in units of their spread already, return the attack's AUC: of all n m pairs of a member and a stranger, the share in which the member's nearest fake is nearer (straight distance) than the stranger's. A tie counts one half.


# %%
def attack_auc(members, strangers, fakes):
    """Return the share of pairs in which the member is nearer to a fake."""
    ### BEGIN SOLUTION
    a, b = (
        np.linalg.norm(rows[:, None] - fakes, axis=2).min(axis=1)
        for rows in (members, strangers)
    )
    return np.mean((a[:, None] < b) + 0.5 * (a[:, None] == b))
    ### END SOLUTION


# %%
check("23.4", attack_auc)

# %% [markdown]
# ### Exercise 23.5: a step that keeps a secret
#
# *About 15 minutes, level 3 of 3.*
#
# Write the private mean of `gradients` (n, d), one a patient. A gradient longer than `bound` is shortened to that length, others stay. To the sum of all goes noise with standard deviation `noise_size` · `bound` in each of the d entries: `noise` (d,) has been drawn from N(0, 1) for you. Then divide by n.


# %%
def private_mean(gradients, bound, noise_size, noise):
    """Return the mean of the shortened gradients with noise (d,)."""
    ### BEGIN SOLUTION
    lengths = np.linalg.norm(gradients, axis=1, keepdims=True)
    shortened = gradients / np.maximum(1, lengths / bound)
    return (shortened.sum(axis=0) + noise_size * bound * noise) / len(gradients)
    ### END SOLUTION


# %%
check("23.5", private_mean)

# %% [markdown] tags=["assignment"]
# ### Question 23.A: a Gaussian copula
#
# *About 25 minutes, level 3 of 3.*
#
# Make up a table without any network. `rows` (n, d) are real, without ties; `noise` (m, d) has been drawn from N(0, 1). Score each column: the value of rank r (1 for the smallest) gets the normal quantile at (r − ½)/n. R is the correlation matrix of the scores, L its Cholesky factor (lower triangle, L Lᵀ = R). Each row of noise e becomes L e. Bring each column back: a score among those of the column becomes its value; in between interpolate linearly, beyond the ends take the last value.


# %% tags=["assignment"]
def gaussian_copula(rows, noise):
    """Return fakes (m, d)."""
    ### BEGIN SOLUTION
    n = len(rows)
    scores = ndtri((np.arange(n) + 0.5) / n)
    ranks = rows.argsort(axis=0).argsort(axis=0)  # from 0
    lower = np.linalg.cholesky(np.corrcoef(scores[ranks].T))
    drawn = noise @ lower.T
    known = np.sort(rows, axis=0)
    back = [np.interp(x, scores, column) for x, column in zip(drawn.T, known.T)]
    return np.stack(back, axis=1)
    ### END SOLUTION


# %% tags=["assignment"]
check("23.A", gaussian_copula)

# %% [markdown] tags=["assignment"]
# ### Question 23.B: coins for secrets
#
# *About 15 minutes, level 2 of 3.*
#
# "Are you sick?" Each patient answers truthfully with probability p, and else tosses a fair coin and says what it shows, yes or no. `answers` (n,) are 1 for yes, 0 for no. Return a pair: the estimate of the share s of sick ones for which the expected share of yes is that of the answers (it may lie outside 0 to 1), and ε, the natural logarithm of P(yes | sick) / P(yes | not sick).


# %% tags=["assignment"]
def randomised_response(answers, p):
    """Return the estimated share, and epsilon."""
    ### BEGIN SOLUTION
    by_coin = (1 - p) / 2
    return (np.mean(answers) - by_coin) / p, np.log((p + by_coin) / by_coin)
    ### END SOLUTION


# %% tags=["assignment"]
check("23.B", randomised_response)

# %% [markdown]
# What is still open?

# %%
from gan_course.checks import open_exercises

open_exercises("23")

# %% [markdown]
# ## What to take along
#
# - Numbers by ranks, categories by Gumbel-softmax or straight-through, rare classes by orders in even shares: then a small GAN learns a table in seconds.
# - Judge by what the fakes are for. A Gaussian copula needs no training, and was as good on one of two real tables; a GAN can have shapes that no correlation sees.
# - An attack that fails proves nothing. Privacy is a property of the procedure, and costs noise.
#
# The next lesson, 24, asks what else a trained GAN is good for: its discriminator as a start for another task, its generator as a source of data.
