"""Tables of patients for lesson 23: three of them, how rows become numbers that a GAN can learn, and what is measured.

A table is rows (n, d), float64, and a list of d Columns. A category's values are 0, 1, 2, ...; a number may be rounded.
"""

from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree
from scipy.special import expit, ndtr, ndtri
from scipy.stats import rankdata
from scipy.stats.contingency import association, crosstab

UNIT = 4.0  # normal scores are divided by it, so that they lie in [-1, 1]


@dataclass(frozen=True)
class Column:
    """A column: of numbers, rounded to multiples of `step` unless that is 0; or, if classes > 0, of so many classes."""

    name: str
    classes: int = 0
    step: float = 0.0


WARD = [
    *(Column("age"), Column("weight", step=1.0), Column("pressure", step=5.0)),
    *(Column("male", classes=2), Column("smokes", classes=2), Column("sick", classes=2), Column("unit", classes=4)),
]
UNITS = ("general", "heart", "lung", "kidney")


def risk(age, pressure, smokes):
    """Return the probability that a patient of the ward is sick: high blood pressure harms, and low one, too."""
    return expit(-2.2 + 0.03 * (age - 55) + 1.2 * smokes + 1.5 * ((pressure - 125) / 20) ** 2)


def draw_ward(n, seed):
    """Return n patients (n, 7) of a made-up ward; its columns are WARD, its joint distribution is what is written here."""
    rng = np.random.default_rng(seed)
    male = rng.random(n) < 0.5
    age = np.where(rng.random(n) < 0.3, rng.normal(32, 7, n), rng.normal(66, 12, n)).clip(18, 98)
    weight = np.round(48 + 14 * male + 0.1 * age + rng.gamma(4, 4, n))
    smokes = rng.random(n) < expit(0.3 + 0.5 * male - 0.03 * (age - 35))
    pressure = 5 * np.round((100 + 0.3 * age + 0.25 * (weight - 75) + rng.normal(0, 14, n)) / 5)
    sick = rng.random(n) < risk(age, pressure, smokes)
    kidney = -3.8 + 2.6 * sick - 0.05 * (weight - 75)
    logits = np.stack([1.5 - 1.5 * sick, 1.6 * sick + (pressure - 125) / 25, 1.5 * smokes + 0.8 * sick - 1, kidney], axis=1)
    unit = np.argmax(logits + rng.gumbel(size=logits.shape), axis=1)  # a draw from softmax(logits)
    return np.stack([age, weight, pressure, male, smokes, sick, unit], axis=1).astype("float64")


def load_cancer():
    """Return 569 tumours, rows (569, 31): 30 numbers and whether it is benign; and the columns."""
    from sklearn.datasets import load_breast_cancer

    data = load_breast_cancer()
    columns = [*(Column(str(name)) for name in data.feature_names), Column("benign", classes=2)]
    return np.column_stack([data.data, data.target]), columns


class TableCode:
    """Rows to what the networks see, and back: numbers as normal scores over UNIT, then categories one-hot.

    by: the index of the category that is ordered, which is no part of the code, or None. Rounded numbers are spread evenly
    over what was rounded to them, by `seed`, and rounded again on the way back.
    """

    def __init__(self, rows, columns, by, seed=0):
        self.columns, self.by, self.rng = columns, by, np.random.default_rng(seed)
        self.numbers = [i for i, column in enumerate(columns) if not column.classes]
        self.categories = [i for i, column in enumerate(columns) if column.classes and i != by]
        self.steps = np.array([columns[i].step for i in self.numbers])
        self.sorted = np.sort(self._spread(rows), axis=0)  # (n, numbers)
        self.scores = ndtri((np.arange(len(rows)) + 0.5) / len(rows))  # (n,)

    def encode(self, rows):
        """Return the code (n, width) float32 of rows (n, d)."""
        numbers = [np.interp(x, known, self.scores) for x, known in zip(self._spread(rows).T, self.sorted.T)]
        one_hot = [np.eye(self.columns[i].classes)[rows[:, i].astype(int)] for i in self.categories]
        return np.concatenate([np.stack(numbers, axis=1) / UNIT, *one_hot], axis=1).astype("float32")

    def decode(self, code, ordered):
        """Return rows (n, d) from code (n, width) and the ordered class of each (n,)."""
        rows, at = np.empty((len(code), len(self.columns))), len(self.numbers)
        for j, (i, known) in enumerate(zip(self.numbers, self.sorted.T)):
            rows[:, i] = rounded(np.interp(code[:, j] * UNIT, self.scores, known), self.steps[j])
        for i in self.categories:
            rows[:, i] = code[:, at : at + self.columns[i].classes].argmax(axis=1)
            at += self.columns[i].classes
        if self.by is not None:
            rows[:, self.by] = ordered
        return rows

    def _spread(self, rows):
        return rows[:, self.numbers] + self.steps * self.rng.uniform(-0.5, 0.5, (len(rows), len(self.numbers)))


def rounded(x, step):
    """Return x rounded to multiples of step, or as it is where step is 0."""
    return np.round(x / step) * step if step else x


def draw_copula(rows, columns, n, seed):
    """Return n rows (n, d) from a Gaussian copula: normal scores with the correlations of the real ones, and back.

    Categories are spread and rounded as rounded numbers are. No training: one correlation matrix.
    """
    rng = np.random.default_rng(seed)
    steps = np.array([1.0 if column.classes else column.step for column in columns])
    spread = rows + steps * rng.uniform(-0.5, 0.5, rows.shape)
    shares = (np.arange(len(rows)) + 0.5) / len(rows)
    correlation = np.corrcoef(ndtri((rankdata(spread, axis=0) - 0.5) / len(rows)).T)
    z = rng.multivariate_normal(np.zeros(len(columns)), correlation, n, method="eigh")
    drawn = [np.interp(ndtr(x), shares, known) for x, known in zip(z.T, np.sort(spread, axis=0).T)]
    return np.stack([rounded(x, step) for x, step in zip(drawn, steps)], axis=1)


def draw_independent(rows, n, seed):
    """Return n rows (n, d), each column drawn from the real one by itself."""
    rng = np.random.default_rng(seed)
    return np.stack([rng.choice(x, n) for x in rows.T], axis=1)


def associations(rows, columns):
    """Return how strongly the columns go together (d, d): Pearson's r of two numbers, eta of a category and a number, and
    Cramer's V of two categories; 1 on the diagonal."""
    d = len(columns)
    strengths = np.eye(d)
    for i in range(d):
        for j in range(i):
            kinds, pair = (columns[i].classes > 0, columns[j].classes > 0), (rows[:, i], rows[:, j])
            if kinds == (False, False):
                strength = np.corrcoef(*pair)[0, 1]
            elif kinds == (True, True):
                strength = cramers_v(*pair)
            else:
                strength = eta(*pair) if kinds[0] else eta(*pair[::-1])
            strengths[i, j] = strengths[j, i] = strength
    return strengths


def eta(category, number):
    """Return the correlation ratio: the root of the share of the number's variance that lies between the classes."""
    groups = [number[category == k] for k in np.unique(category)]
    between = sum(len(group) * (group.mean() - number.mean()) ** 2 for group in groups)
    return np.sqrt(between / np.sum((number - number.mean()) ** 2))


def cramers_v(a, b):
    """Return Cramer's V of two categories (n,): 0 if they are independent in these rows, 1 if one tells the other."""
    counts = crosstab(a, b).count
    return association(counts, method="cramer") if min(counts.shape) > 1 else 0.0


def off_diagonal(difference):
    """Return the mean size of the entries above the diagonal of a matrix (d, d)."""
    return np.abs(difference[np.triu_indices(len(difference), 1)]).mean()


def correlation_error(a, b):
    """Return by how much the correlations of two tables' columns differ, on average; categories count as their numbers."""
    return off_diagonal(np.corrcoef(a.T) - np.corrcoef(b.T))


def association_error(a, b, columns):
    """Return by how much the associations of two tables differ, on average."""
    return off_diagonal(associations(a, columns) - associations(b, columns))


def share_error(a, b, columns):
    """Return the largest difference of two tables in the share of any class of any category."""
    return max(
        abs(np.mean(a[:, i] == k) - np.mean(b[:, i] == k)) for i, column in enumerate(columns) for k in range(column.classes)
    )


def distances_to_nearest(rows, others, spread):
    """Return for each row (n, d) how far the nearest of others (m, d) is, each column in units of spread (d,)."""
    return KDTree(others / spread).query(rows / spread)[0]


def membership_auc(members, strangers, fakes):
    """Return the AUC of the attack that says of a row "it was learnt from", the nearer the nearest fake is: 0.5 is luck."""
    from sklearn.metrics import roc_auc_score

    spread = np.concatenate([members, strangers]).std(axis=0) + 1e-9
    nearness = [-distances_to_nearest(rows, fakes, spread) for rows in (members, strangers)]
    return roc_auc_score(np.repeat([1, 0], [len(members), len(strangers)]), np.concatenate(nearness))


def auc_on_real(model, learnt_from, real, target):
    """Return the AUC, on real rows, of a scikit-learn classifier that learns the column `target` from other rows."""
    from sklearn.metrics import roc_auc_score

    model.fit(np.delete(learnt_from, target, axis=1), learnt_from[:, target])
    probabilities = model.predict_proba(np.delete(real, target, axis=1))[:, 1]
    return roc_auc_score(real[:, target], probabilities)
