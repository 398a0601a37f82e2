"""What is seen of wrong answers to random exercises: each change of the result by its name, and of no change nothing."""

import math

import numpy as np
import pytest

from gan_course.checks.engine import Wrong, try_answer

KINDS = ("number", "vector", "matrix", "columns", "pair", "whole")


def random_function(kind, rng):
    """Return a random function of (x, y, rate): x of shape (n, m), y of shape (n,), a number."""
    a, b, c, d = rng.uniform(0.3, 2, 4) * rng.choice([-1, 1], 4)

    def vector(x, y, rate):
        return a * np.sin(b * y + d) + c * rate * np.cos(x.mean(axis=1)) ** 2 + np.arange(len(y)) * d / 9

    if kind == "number":
        return lambda x, y, rate: vector(x, y, rate).max() * 1.3 + rate * d
    if kind == "vector":
        return vector
    if kind == "signed":
        return lambda x, y, rate: 4 * (y - y.mean()) * a * rate
    if kind == "matrix":
        return lambda x, y, rate: a * np.exp(x / 3) + b * x * rate + vector(x, y, rate)[:, None]
    if kind == "columns":
        return lambda x, y, rate: (x**2 * a + b * x + c).mean(axis=0) * rate
    if kind == "pair":
        return lambda x, y, rate: np.array([vector(x, y, rate).sum(), x.max() * rate * c + d])
    return lambda x, y, rate: int(10 * abs(a) * len(y) * x.shape[1] + 7 * abs(vector(x, y, rate)[0]))


def message(right, wrong, seed, cases=6):
    """Return what is said to `wrong` where `right` is right; an empty text if nothing is."""

    def check(answer, rng):
        for _ in range(cases):
            n, m = rng.choice(np.arange(2, 9), 2, replace=False)
            arguments = rng.normal(size=(n, m)), rng.normal(size=n), float(rng.uniform(0.2, 3))
            answer.expect(*arguments, value=right(*arguments), hint="Try again.")

    try:
        with np.errstate(all="ignore"):
            try_answer(check, wrong, seed)
    except Wrong as wrong:
        return str(wrong)
    return ""


def seen(*arguments, **options):
    lines = [line.strip() for line in message(*arguments, **options).splitlines()]
    return next((line[len("seen:") :].strip() for line in lines if line.startswith("seen:")), "")


CHANGES = [
    ("minus ours", lambda r, *_: -r, KINDS),
    ("twice ours", lambda r, *_: 2 * r, KINDS),
    ("half of ours", lambda r, *_: r / 2, KINDS),
    ("one more than ours", lambda r, *_: r + 1, KINDS),
    ("one less than ours", lambda r, *_: r - 1, KINDS),
    ("1 minus ours", lambda r, *_: 1 - r, KINDS),
    ("1 over ours", lambda r, *_: 1 / r, KINDS),
    ("the square of ours", lambda r, *_: r**2, KINDS),
    ("e to the power of ours", lambda r, *_: np.exp(r), ("vector", "columns")),
    ("ours rounded to whole numbers", lambda r, *_: np.round(r), ("vector", "matrix", "number", "signed")),
    ("ours rounded down", lambda r, *_: np.floor(r), ("signed",)),
    ("ours cut to whole numbers", lambda r, *_: r.astype(int), ("signed",)),
    ("ours rounded to 2 decimals", lambda r, *_: np.round(r, 2), ("number", "vector", "columns", "pair")),
    ("ours without its sign", lambda r, *_: abs(r), ("signed",)),
    ("ours with 0 for what is negative", lambda r, *_: np.maximum(r, 0), ("signed",)),
    ("ours in degrees", lambda r, *_: np.degrees(r), KINDS),
    ("ours in radians", lambda r, *_: np.radians(r), KINDS),
    ("logarithms to base 2", lambda r, *_: r / math.log(2), KINDS),
    ("logarithms to base 10", lambda r, *_: r / math.log(10), KINDS),
    ("as if ours had base 2", lambda r, *_: r * math.log(2), KINDS),
    ("-3.7 times ours", lambda r, *_: -3.7 * r, KINDS),
    ("ours plus 0.31", lambda r, *_: r + 0.31, KINDS),
    ("ours minus 17", lambda r, *_: r - 17, KINDS),
    ("x.shape[0] times ours", lambda r, x, y, rate: r * len(y), KINDS),
    ("x.shape[1] times ours, like a sum in place of a mean, in all", lambda r, x, y, rate: r * x.shape[1], KINDS),
    ("ours divided by x.shape[1], like a mean in place of a sum, in all", lambda r, x, y, rate: r / x.shape[1], KINDS),
    ("rate times ours", lambda r, x, y, rate: r * rate, KINDS),
    ("ours divided by rate", lambda r, x, y, rate: r / rate, KINDS),
    ("square root of x.shape[1]", lambda r, x, y, rate: r * x.shape[1] ** 0.5, KINDS),
    ("ours transposed", lambda r, *_: r.T, ("matrix",)),
    ("ours in reverse order", lambda r, *_: r[::-1], ("vector", "pair", "columns")),
    ("its columns in reverse order", lambda r, *_: r[:, ::-1], ("matrix",)),
    ("ours in another order", lambda r, *_: np.roll(r, 1), ("vector",)),
    ("right, but not their shape", lambda r, *_: r[:, None], ("vector", "pair", "columns")),
    ("The first of your numbers is right, the second of your numbers is minus ours", lambda r, *_: r * [1, -1], ("pair",)),
    ("the second of your numbers is the same", lambda r, *_: r * [1, 0], ("pair",)),
    ("The first of your numbers is right in all", lambda r, x, y, rate: [r[0], np.sin(r[1] * rate)], ("pair",)),
    ("Your result is the same in all 6 trials.", lambda r, *_: 3, KINDS),
    ("Our result is the mean of your numbers", lambda r, *_: [r - 1.5, r + 0.5, r + 1], ("number",)),
    ("Our result is the sum of your numbers", lambda r, *_: [r - 1.5, r + 0.5, 1 - r], ("number",)),
    ("Our result is the mean of each of your rows", lambda r, *_: np.stack([r - 1, r + 1], axis=1), ("vector",)),
]


@pytest.mark.parametrize(("words", "change", "kinds"), CHANGES)
def test_a_change_of_the_result_is_seen(words, change, kinds):
    for kind in kinds:
        for seed in range(8):
            right = random_function(kind, np.random.default_rng(seed))
            said = seen(right, lambda x, y, rate, right=right: change(right(x, y, rate), x, y, rate), seed)
            assert words in said and "in all 6 trials" in said, (kind, seed, said)


@pytest.mark.parametrize("kind", KINDS)
def test_of_unrelated_results_nothing_is_seen_and_right_ones_are_right(kind):
    for seed in range(40):
        rng = np.random.default_rng([seed, 1])
        right, other = random_function(kind, rng), random_function(kind, rng)
        assert message(right, right, seed) == ""
        assert "Try again." in message(right, other, seed)
        assert not (said := seen(right, other, seed)) or said.startswith("Right in"), said


@pytest.mark.parametrize(
    ("words", "change"),
    [
        ("Given minus y in place of y", lambda f: lambda x, y, rate: f(x, -y, rate)),
        ("Given y in reverse order", lambda f: lambda x, y, rate: f(x, y[::-1], rate)),
        ("Given y turned from radians to degrees", lambda f: lambda x, y, rate: f(x, np.radians(y), rate)),
        ("Given y turned from degrees to radians", lambda f: lambda x, y, rate: f(x, np.degrees(y), rate)),
    ],
)
def test_a_change_of_an_argument_is_seen(words, change):
    for seed in range(8):
        right = random_function("number", np.random.default_rng(seed))
        said = seen(right, change(right), seed)
        assert words in said and "your function returns our result in all 6 trials." in said, (seed, said)


def test_exchanged_and_transposed_arguments_are_seen():
    def check(right):
        def tried(answer, rng):
            for n in rng.integers(2, 9, 5):
                arguments = rng.normal(size=(n, n)), rng.normal(size=n), rng.normal(size=n)
                answer.expect(*arguments, value=right(*arguments), hint="Try again.")

        return tried

    def said(right, wrong):
        with pytest.raises(Wrong) as error:
            try_answer(check(right), wrong, 0)
        return str(error.value)

    assert "Given p transposed" not in said(lambda p, q, s: p @ q + s, lambda p, q, s: p @ s + q)
    assert "Given q and s in exchanged places" in said(lambda p, q, s: p @ q + s, lambda p, q, s: p @ s + q)
    assert "Given p transposed, your function" in said(lambda p, q, s: p @ q + s, lambda p, q, s: q @ p + s)
    assert "Given p and q" not in said(lambda p, q, s: p @ q + s, lambda p, q, s: q @ p + s)


@pytest.mark.parametrize("name", ["sum", "mean", "max", "std", "argmax"])
def test_the_other_axis_is_seen(name):
    along = getattr(np, name)
    other = "Your result goes along the other axis of x than ours in all 6 trials."
    assert seen(lambda x, y, rate: along(x, axis=0), lambda x, y, rate: along(x, axis=1), seed=0) == other
    assert seen(lambda x, y, rate: along(x, axis=1), lambda x, y, rate: along(x, axis=0), seed=0) == other
    said = seen(lambda x, y, rate: rate * (x**2).sum(axis=0), lambda x, y, rate: rate * (x**2).sum(axis=1), seed=0)
    assert said == "You have a number for each row of x, and ours has one for each column, in all 6 trials."


def test_chance_is_no_evidence():
    for cases, answer in [
        ([3.0], lambda x: 2 * x),
        ([3.0, 3.0, 3.0], lambda x: 2 * x),  # only one, really
        ([1, 2, 4], lambda x: 2 * x),  # few whole numbers
        ([2, 0, 0, 0, 0], lambda x: 2 * x),  # of zeros it is no news
        ([0.2, 0.4], lambda x: 0.0),  # ours, rounded
        ([1.3, 2.5], lambda x: 7.0),  # the same
    ]:

        def check(answer, rng, cases=cases):
            for x in cases:
                answer.expect(x, value=x, hint="Try again.")

        with pytest.raises(Wrong) as error:
            try_answer(check, answer, 0)
        assert "seen:" not in str(error.value).replace("seen:      Right in", "")


def test_yes_and_no():
    def check(answer, rng):
        for x in rng.normal(size=8):
            answer.expect(float(x), value=bool(x > 0.2), hint="Try again.")

    for wrong, words in [
        (lambda x: x <= 0.2, "Your result is ours with True and False, 1 and 0, exchanged in all 8 trials."),
        (lambda x: True, "Your result is the same in all 8 trials."),
        (lambda x: x > -0.2, "Right in "),
    ]:
        with pytest.raises(Wrong, match=words) as error:
            try_answer(check, wrong, 0)
        assert "came back: True" in str(error.value) or "came back: False" in str(error.value)


def test_trials_with_an_error_are_left_out_and_said_to_be():
    def check(answer, rng):
        for x in [*rng.uniform(1, 2, 4), -1.0]:
            answer.expect(float(x), value=float(abs(x)) ** 0.5, hint="Try again.")

    with pytest.raises(Wrong, match="Your result is twice ours in 4 of 5 trials"):
        try_answer(check, lambda x: 2 * math.sqrt(x), 0)
