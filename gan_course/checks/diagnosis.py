"""What is seen of a wrong answer when no named mistake fits: how its results differ from ours, in one sentence.

It says what is seen ("Your result is minus ours in all 6 trials."), never what to write, and only what holds in every trial.
It needs at least two wrong trials with different results, four if they are whole numbers, among which more is chance.
"""

import math
from itertools import combinations

import numpy as np

# What an answer may have made of our result y.
CHANGES = {
    "minus ours": lambda y: -y,
    "twice ours": lambda y: 2 * y,
    "half of ours": lambda y: y / 2,
    "one more than ours": lambda y: y + 1,
    "one less than ours": lambda y: y - 1,
    "ours with True and False, 1 and 0, exchanged": lambda y: np.where((y == 0) | (y == 1), 1 - y, np.nan),
    "1 minus ours": lambda y: 1 - y,
    "1 over ours": lambda y: 1 / y,
    "the square of ours": np.square,
    "the square root of ours": np.sqrt,
    "e to the power of ours": np.exp,
    "the logarithm of ours": np.log,
    "ours without its sign": np.abs,
    "ours with 0 for what is negative": lambda y: np.maximum(y, 0),
    "ours rounded to whole numbers": np.round,
    "ours cut to whole numbers": np.trunc,
    "ours rounded down": np.floor,
    "ours rounded up": np.ceil,
    **{f"ours rounded to {d} decimals": lambda y, d=d: np.round(y, d) for d in (4, 3, 2)},
    "ours rounded to one decimal": lambda y: np.round(y, 1),
    "ours in degrees": np.degrees,
    "ours in radians": np.radians,
    "ours divided by log 2, as logarithms to base 2 are,": lambda y: y / math.log(2),
    "ours divided by log 10, as logarithms to base 10 are,": lambda y: y / math.log(10),
    "log 2 times ours, as if ours had base 2 and yours base e,": lambda y: y * math.log(2),
    "log 10 times ours, as if ours had base 10 and yours base e,": lambda y: y * math.log(10),
    "ours transposed": np.transpose,
    "ours in reverse order": np.flip,
    "ours with its rows in reverse order": np.flipud,
    "ours with its columns in reverse order": np.fliplr,
}

# What it may have made of our y with a number n that is the length of an argument, or an argument itself.
WITH_A_NUMBER = {
    "{n} times ours": lambda y, n: y * n,
    "ours divided by {n}": lambda y, n: y / n,
    "ours plus {n}": lambda y, n: y + n,
    "ours minus {n}": lambda y, n: y - n,
    "ours times the square root of {n}": lambda y, n: y * n**0.5,
    "ours divided by the square root of {n}": lambda y, n: y / n**0.5,
    "ours times n/(n - 1), where n is {n}": lambda y, n: y * n / (n - 1),
    "ours times the square root of n/(n - 1), where n is {n}": lambda y, n: y * (n / (n - 1)) ** 0.5,
}
LIKE_A_SUM = {
    "{n} times ours": ", like a sum in place of a mean,",
    "ours divided by {n}": ", like a mean in place of a sum,",
}

# How ours may come out of an answer's result r.
REDUCTIONS = {
    "the sum of your numbers": np.sum,
    "the mean of your numbers": np.mean,
    "the largest of your numbers": np.max,
    "the smallest of your numbers": np.min,
    "the sum of each of your columns": lambda r: r.sum(axis=0),
    "the sum of each of your rows": lambda r: r.sum(axis=1),
    "the mean of each of your columns": lambda r: r.mean(axis=0),
    "the mean of each of your rows": lambda r: r.mean(axis=1),
}

# What may have been done along the wrong one of two axes.
ALONG_AN_AXIS = (np.sum, np.mean, np.max, np.min, np.std, np.var, np.prod, np.argmax, np.argmin, np.cumsum)

# Which other argument x may bring an answer to our result.
OTHER_ARGUMENTS = {
    "minus {x} in place of {x}": lambda x: -x,
    "{x} transposed": lambda x: x.T if np.ndim(x) == 2 else None,
    "{x} in reverse order": lambda x: x[::-1] if np.ndim(x) == 1 else None,
    "{x} turned from radians to degrees": np.degrees,
    "{x} turned from degrees to radians": np.radians,
}


def diagnose(trials, names, call):
    """Return what all results of an answer have in common, as words that "in all trials" can follow; or None.

    trials: (arguments, ours, theirs) of each, the results as arrays of float64. names: of the arguments. call(arguments):
    what the answer returns for others, as an array; None if it can't.
    """
    with np.errstate(all="ignore"):
        what = _constant(trials) or _made_of_ours(trials, names) or _parts(trials, names)
        if not what and _enough(trials):
            what = _other_axis(trials, names) or _form(trials) or _other_arguments(trials, names, call)
    return what


def _constant(trials, subject="your result"):
    if len(trials) >= 3 and _distinct(r for _, _, r in trials) == 1 and _distinct(y for _, y, _ in trials) > 1:
        return f"{subject} is the same"


def _made_of_ours(trials, names, subject="your result"):
    if not _enough(trials):
        return None
    numbers = _numbers_in(trials, names)
    varying = {n: values for n, values in numbers.items() if _distinct(values) > 1}
    for what in _with_a_number(trials, varying), _changed(trials), _with_a_number(trials, numbers), _fitted(trials):
        if what:
            return f"{subject} is {what}"


def _with_a_number(trials, numbers):
    for what, change in WITH_A_NUMBER.items():
        for n, values in numbers.items():
            if _holds(trials, [_try(change, y, value) for (_, y, _), value in zip(trials, values)]):
                return what.format(n=n) + ("" if n.isidentifier() else LIKE_A_SUM.get(what, ""))


def _changed(trials):
    return next((what for what, change in CHANGES.items() if _holds(trials, [_try(change, y) for _, y, _ in trials])), None)


def _fitted(trials):
    if any(y.shape != r.shape for _, y, r in trials):
        return None
    ours, theirs = (np.concatenate([np.ravel(trial[i]) for trial in trials]) for i in (1, 2))
    if len(np.unique(ours.round(9))) < 3:
        return None
    factor, offset = ours @ theirs / (ours @ ours), np.mean(theirs - ours)
    if abs(factor) > 1e-6 and _holds(trials, [factor * y for _, y, _ in trials]):
        return f"{factor:.6g} times ours"
    if _holds(trials, [y + offset for _, y, _ in trials]):
        return f"ours {'plus' if offset > 0 else 'minus'} {abs(offset):.6g}"


def _parts(trials, names):
    """Look at two to four numbers one by one."""
    k = trials[0][1].size
    if all(_close(r, y) for _, y, r in trials):  # what is wrong is in a trial that is not among these
        return None
    if not 2 <= k <= 4 or any(y.shape != (k,) or r.shape != (k,) for _, y, r in trials):
        return None
    found = []
    for i, which in zip(range(k), ("first", "second", "third", "fourth")):
        subject, part = f"the {which} of your numbers", [(a, y[i], r[i]) for a, y, r in trials]
        if all(_close(r, y) for _, y, r in part):
            found.append(f"{subject} is right")
        else:
            found.append(_constant(part, subject) or _made_of_ours(part, names, subject))
    return ", ".join(filter(None, found)) or None


def _other_axis(trials, names):
    for i, name in enumerate(names):
        tables = [a[i] for a, _, _ in trials if len(a) > i and isinstance(a[i], np.ndarray) and a[i].ndim == 2]
        if len(tables) < len(trials):
            continue
        for along in ALONG_AN_AXIS:
            down, across = ([along(x, axis=axis) for x in tables] for axis in (0, 1))
            for ours, theirs in (down, across), (across, down):
                if _holds(trials, theirs) and all(_close(x, y) for x, (_, y, _) in zip(ours, trials)):
                    return f"your result goes along the other axis of {name} than ours"
        if sum(len(set(x.shape)) == 2 for x in tables) < 2:  # a square one has as many rows as columns
            continue
        for ours, theirs in (("row", "column"), ("column", "row")):
            sizes = [(len(x), len(x.T)) if ours == "row" else (len(x.T), len(x)) for x in tables]
            if all((y.shape, r.shape) == ((n,), (m,)) for (n, m), (_, y, r) in zip(sizes, trials)):
                return f"you have a number for each {theirs} of {name}, and ours has one for each {ours},"


def _form(trials):
    if all(y.size == r.size for _, y, r in trials):
        if all(_close(y.ravel(), r.ravel()) for _, y, r in trials):
            return "your numbers are right, but not their shape,"
        if all(_close(np.sort(y, axis=None), np.sort(r, axis=None)) for _, y, r in trials):
            return "your numbers are ours in another order"
    for what, reduce in REDUCTIONS.items():
        if all(_close(_try(reduce, r), y) for _, y, r in trials):
            return f"our result is {what}"


def _other_arguments(trials, names, call):
    """Try the answer on arguments that are exchanged, turned round or of the other sign: does that lead to our result?"""

    def leads_to_ours(change):
        for arguments, y, _ in trials:
            changed = _try(change, list(arguments))
            if changed is None or not _close(call(changed), y):
                return False
        return True

    def at(i, change):
        def changed(arguments):
            x = change(arguments[i]) if isinstance(arguments[i], (float, np.ndarray)) else None
            return None if x is None else [*arguments[:i], x, *arguments[i + 1 :]]

        return changed

    def exchange(i, j):
        def exchanged(arguments):
            arguments[i], arguments[j] = arguments[j], arguments[i]
            return arguments

        return exchanged

    for i, name in enumerate(names):
        for what, change in OTHER_ARGUMENTS.items():
            if leads_to_ours(at(i, change)):
                return f"given {what.format(x=name)}, your function returns our result"
    for i, j in combinations(range(len(names)), 2):
        if leads_to_ours(exchange(i, j)):
            return f"given {names[i]} and {names[j]} in exchanged places, your function returns our result"


def _numbers_in(trials, names):
    """Return {"len(x)": its value in each trial} of all numbers and lengths among the arguments."""
    numbers = {}
    for i, name in enumerate(names):
        values = [a[i] if len(a) > i else None for a, _, _ in trials]
        if all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values):
            numbers[name] = values
        elif all(isinstance(v, (list, np.ndarray)) for v in values):
            shapes = [np.shape(v) if isinstance(v, np.ndarray) else (len(v),) for v in values]
            for axis in range(min(map(len, shapes))):
                numbers[f"{name}.shape[{axis}]" if len(shapes[0]) > 1 else f"len({name})"] = [s[axis] for s in shapes]
            if min(map(len, shapes)) > 1:
                numbers[f"{name}.size"] = [math.prod(s) for s in shapes]
    return {n: np.array(values, dtype=float) for n, values in numbers.items()}


def _enough(trials):
    """Are enough trials wrong, with results that differ from each other?"""
    wrong = [(y, r) for _, y, r in trials if not _close(r, y)]
    whole = all((x == np.round(x)).all() for pair in wrong for x in pair)
    return len(wrong) >= (4 if whole else 2) and min(_distinct(y for y, _ in wrong), _distinct(r for _, r in wrong)) > 1


def _holds(trials, results):
    return all(_close(result, r) for result, (_, _, r) in zip(results, trials))


def _close(a, b):
    """Are two results equal but for rounding, measured by the largest number of the second?"""
    if a is None or np.shape(a) != np.shape(b):
        return False
    return bool(np.all(np.abs(a - b) <= 1e-5 * np.max(np.abs(b), initial=1e-9)))  # false of NaN


def _distinct(values):
    different = []
    for value in values:
        if not any(_close(value, other) for other in different):
            different.append(value)
    return len(different)


def _try(change, *numbers):
    try:
        return change(*numbers)
    except Exception:  # one that can't be done to these, such as a transposition
        return None
