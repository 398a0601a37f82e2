"""What a learner sees of `check`, and what an instructor's `grade` does with the same."""

import functools
import hashlib
import re
import signal
import sys
import threading
import time
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from gan_course import checks
from gan_course.checks import engine


class BrokenError(Exception):
    def __str__(self):
        raise RuntimeError


class Broken:
    def __array__(self, *_, **__):
        raise RuntimeError

    def __repr__(self):
        raise RuntimeError

    def __getattr__(self, name):
        raise BrokenError if name == "lost" else AttributeError


@pytest.fixture(autouse=True)
def exercises(monkeypatch):
    """Two exercises of a lesson 99, registered for one test."""
    monkeypatch.setattr(checks, "_exercises", {})
    monkeypatch.setattr(checks, "_right", set())
    monkeypatch.setattr(checks, "_load", lambda lesson: None)

    @checks.exercise("99.1", "twice", "Twice is not too much.")
    def twice(answer, rng):
        for x in (3.0, rng.normal(size=3)):
            answer.expect(x, value=2 * x, mistakes={"That is the square.": x * x}, hint="Add it to itself.")

    @checks.exercise("99.2", "which?", "It was b.", points=2)
    def which(answer, rng):
        answer.expect(value="b", remarks={"a": "Not a: read again."}, hint="Answer a, b or c.")


def said(capsys, number, answer):
    checks.check(number, answer)
    return capsys.readouterr().out


def test_right_is_one_line_with_something_worth_knowing(capsys):
    assert said(capsys, "99.1", lambda x: x + x) == "99.1 twice: right. Twice is not too much.\n"
    assert said(capsys, "99.2", lambda: "B ") == "99.2 which?: right. It was b.\n"


def test_wrong_says_what_was_tried_what_came_back_what_was_expected_and_a_hint(capsys):
    def square(x):
        return x * x

    assert said(capsys, "99.1", square) == (
        "99.1 twice: not yet.\n  tried:     square(3)\n  came back: 9\n  expected:  6\n  hint:      That is the square.\n"
    )
    assert "hint:      Add it to itself." in said(capsys, "99.1", lambda x: x + 1)
    assert "hint:      Not a: read again." in said(capsys, "99.2", lambda: "a")
    assert "hint:      Answer a, b or c." in said(capsys, "99.2", lambda: "d")
    assert "expected:  a word, in quotes" in said(capsys, "99.2", lambda: 3)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda x: None, "Does your function end in `return`"),
        (lambda x: [2 * x, 2 * x], "expected:  a number"),
        (lambda x: 2 * x if np.ndim(x) == 0 else 2 * x[:2], "came back: numbers of shape (2,)"),
        (lambda x: 2 * x if np.ndim(x) == 0 else (2 * x)[:, None], "expected:  numbers of shape (3,)"),
        (lambda x: np.nan, "finite numbers"),
        (lambda x: {"a": 1}, "Return numbers."),
        (lambda x: 1 / 0, "came back: ZeroDivisionError: division by zero, in line "),
        (lambda x: np.ones(2) @ np.ones(3), "came back: ValueError"),
        (lambda x: exit(), "came back: SystemExit"),
        (lambda x, y: 2 * x, "TypeError"),
        (6.0, "Give the function itself, without ()."),
        (lambda x: input("x?"), "came back: EOFError: input() has nobody to ask"),
        (lambda x: int.from_bytes, "Return numbers."),
        (lambda x: 2j * x, "That is complex."),
        (lambda x: Broken(), "came back: <Broken instance at "),
        (lambda x: [Broken()], "came back: [<Broken instance at "),
        (lambda x: Broken().lost, "came back: BrokenError: <a BrokenError that can't be shown>"),
        (lambda x: np.zeros(200_000_000), "came back: numbers of shape (200000000,)"),
        (lambda x: dict.fromkeys(range(10**6)), "came back: {0: None, "),
        (lambda x: "ab" * 10**6, "came back: 'abab"),
    ],
)
def test_anything_else_that_comes_back(capsys, answer, sentence):
    out = said(capsys, "99.1", answer)
    assert sentence in re.sub(r"(, in line )\d+: .*", r"\1", out)  # without the line quoted, which has the sentence in it


def test_functions_without_a_name_or_lines_of_their_own_are_no_crash(capsys):
    assert "right" in said(capsys, "99.1", functools.partial(np.multiply, 2))
    assert "tried:     your function(3)" in said(capsys, "99.1", functools.partial(np.add, 1))
    assert "came back: TypeError" in said(capsys, "99.1", np.add)  # a ufunc has no code of its own


def test_not_attempted_stops_nothing_and_is_no_success_for_grading(capsys):
    def stub(x):
        raise NotImplementedError("your turn")

    assert "not attempted yet" in said(capsys, "99.1", stub)
    with pytest.raises(AssertionError, match=r"99\.1: not attempted"):
        checks.grade("99.1", stub)


def test_an_error_is_shown_at_the_learners_own_line(capsys):
    def reads_a_number(x):
        text = "three"
        return float(text)  # this line

    assert "ValueError: could not convert string to float: 'three', in line " in (
        out := said(capsys, "99.1", reads_a_number)
    )
    assert ": return float(text)" in out and out.count("\n") == 5


def passes_over_everything(x):
    while True:
        try:
            x += 1
        except:  # noqa: E722
            pass


def passes_over_everything_twice(x):
    while True:
        try:
            passes_over_everything(x)
        except BaseException:
            continue


def leaves_by_a_context(x):
    while True:
        with suppress(BaseException):
            passes_over_everything(x)


@pytest.mark.parametrize("endless", [passes_over_everything, passes_over_everything_twice, leaves_by_a_context, time.sleep])
def test_a_loop_without_end_is_stopped(capsys, monkeypatch, endless):
    monkeypatch.setattr(engine, "SECONDS", 0.2)
    assert "still running after 0.2 seconds" in said(capsys, "99.1", lambda x: endless(1e9))
    assert said(capsys, "99.1", lambda x: 2 * x).startswith("99.1 twice: right")
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0) and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL


def test_a_long_call_in_c_is_not_silent(capsys, monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 0.1)
    monkeypatch.setattr(engine, "LATER", 0.1)
    started = time.perf_counter()
    hashlib.pbkdf2_hmac("sha256", b"", b"", 100_000)
    rounds = int(200_000 / (time.perf_counter() - started))  # some two seconds on any machine
    out = said(capsys, "99.1", lambda x: hashlib.pbkdf2_hmac("sha256", b"", b"", rounds))
    assert out.startswith("Your function is still running, and can't be stopped from here") and "after 0.1 seconds" in out


def test_where_there_is_no_alarm_the_check_works_all_the_same_and_says_what_to_do(capsys, monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 0.1)
    for answer, sentence in [(lambda x: 2 * x, "right"), (lambda x: time.sleep(0.3) or 2 * x, "interrupt the kernel")]:
        thread = threading.Thread(target=checks.check, args=("99.1", answer))
        thread.start()
        thread.join()
        assert sentence in capsys.readouterr().out


def test_an_answer_can_not_change_what_it_is_compared_with(capsys, monkeypatch):
    def doubles_in_place(x):
        x += x
        return x

    @checks.exercise("99.3", "thrice the same", "It was.")
    def thrice(answer, rng):
        x = rng.normal(size=3)
        double = 2 * x
        for _ in range(3):
            answer.expect(x, value=double, hint="Again.")

    assert "right" in said(capsys, "99.3", doubles_in_place)
    monkeypatch.setattr(np, "allclose", lambda *_, **__: True)
    monkeypatch.setattr(np, "isfinite", None)
    assert "not yet" in said(capsys, "99.1", lambda x: 0 * x)


def test_infinity_equals_only_itself():
    one, infinite = np.array([1.0]), np.array([np.inf])
    assert not engine.same(one, infinite, 1e-5) and not engine.same(infinite, one, 1e-5)
    assert engine.same(infinite, infinite, 1e-5) and engine.same(one, one + 1e-6, 1e-5)
    assert not engine.same(one, one + 1e-4, 1e-5)
    assert engine.same(one * np.nan, one * np.nan, 1e-5) and not engine.same(one * np.nan, one, 1e-5)


def test_grade_raises_with_the_same_message_and_takes_a_seed():
    checks.grade("99.1", lambda x: 2 * x, seed=7)
    with pytest.raises(AssertionError, match=r"(?s)99\.1:.*That is the square\."):
        checks.grade("99.1", lambda x: x * x)
    lucky = {3.0: 6.0}
    with pytest.raises(AssertionError):
        checks.grade("99.1", lambda x: lucky[x], seed=7)


def test_open_exercises_lists_what_is_still_open(capsys):
    checks.check("99.1", lambda x: 2 * x)
    checks.check("99.2", lambda: "a")
    capsys.readouterr()
    checks.open_exercises("99")
    assert capsys.readouterr().out == "99.1 twice: right\n99.2 which?: open\n"
    checks.check("99.1", lambda x: 0)
    capsys.readouterr()
    checks.open_exercises("99")
    assert "99.1 twice: open" in capsys.readouterr().out


def test_an_unknown_number_is_one_sentence():
    with pytest.raises(ValueError, match=r"There is no exercise '99.9' here; there are: 99.1, 99.2\."):
        checks.check("99.9", len)


def test_a_number_without_quotes_is_taken_for_its_text(capsys, monkeypatch):
    assert said(capsys, 99.1, lambda x: 2 * x).startswith("99.1 twice: right")
    monkeypatch.setitem(checks._exercises, "01.2", checks._exercises["99.1"])
    assert said(capsys, 1.2, lambda x: 2 * x).startswith("01.2 twice: right")
    for other in (12, None, "", "../x.1", "a.b"):
        with pytest.raises(ValueError, match="There is no exercise"):
            checks.check(other, len)


def test_the_notebooks_own_error_state_breaks_nothing(capsys):
    @checks.exercise("99.3", "e to the x", "It was.")
    def exponential(answer, rng):
        for x in np.array([1.0, 2.0, 1000.0]):
            answer.expect(x, value=min(np.exp(x), 1e9), mistakes={"The square.": np.exp(x) ** 2}, hint="At most 1e9.")

    with np.errstate(all="raise"):
        assert "right" in said(capsys, "99.3", lambda x: np.minimum(np.exp(x), 1e9))
        assert "finite numbers" in said(capsys, "99.1", lambda x: np.exp(x * 1000))
        assert np.geterr()["over"] == "raise"
    before = np.geterr()
    said(capsys, "99.1", lambda x: np.seterr(all="raise") and 2 * x)
    assert np.geterr() == before


@pytest.mark.parametrize(
    "pair",
    [
        lambda a, b: (Fraction(a), Decimal(b)),
        lambda a, b: [np.array([a]), np.array([b])],
        lambda a, b: (np.float32(a), np.array([[b]])),
        lambda a, b: np.array([Fraction(a), Fraction(b)]),
        lambda a, b: [sys.modules["tensorflow"].constant(a), sys.modules["tensorflow"].constant([b])],
        lambda a, b: sys.modules["tensorflow"].Variable([a, b]),
    ],
)
def test_what_counts_as_a_pair_of_numbers(capsys, pair):
    import tensorflow  # noqa: F401

    @checks.exercise("99.3", "a pair", "It was.")
    def two(answer, rng):
        for x in rng.normal(size=4).round(3):
            answer.expect(float(x), value=[x, 2 * x], hint="x and 2 x.")

    assert "right" in said(capsys, "99.3", lambda x: pair(x, 2 * x))
    assert "not yet" in said(capsys, "99.3", lambda x: pair(x, 3 * x))


def several(cases):
    """Return a check of twice x, in which a mistake may be given or not: cases of (x, the mistake's value or None)."""

    def check(answer, rng):
        for x, wrong in cases:
            mistakes = {"Other.": -1.0} if wrong is None else {"Named.": wrong}
            answer.expect(x, value=2 * x, mistakes=mistakes, hint="General.")

    return check


@pytest.mark.parametrize(
    ("cases", "answer", "named"),
    [
        ([(3.0, 9.0), (4.0, 16.0), (2.0, 4.0)], lambda x: x * x, True),
        ([(2.0, 4.0), (3.0, 9.0), (4.0, 16.0)], lambda x: x * x, True),  # though a mistake looks right in the first
        ([(3.0, 9.0), (2.0, 4.0), (2.0, 4.0)], lambda x: x * x, False),  # it is seen in one case only
        ([(3.0, 9.0), (4.0, 16.0), (5.0, 25.0)], lambda x: x * x if x < 5 else 0.0, False),  # and not in all
        ([(3.0, 9.0), (4.0, 16.0), (5.0, 25.0)], lambda x: x * x if x < 5 else 2 * x, False),
        ([(3.0, 9.0), (4.0, 16.0), (5.0, None)], lambda x: x * x, False),  # where it can't be made
        ([(3.0, 9.0), (4.0, 16.0), (5.0, None)], lambda x: x * x if x < 5 else [][0], True),  # and so there was an error
        ([(3.0, 9.0), (4.0, 16.0), (5.0, 25.0)], lambda x: x * x if x < 5 else np.inf, True),  # another matter
        ([(3.0, 9.0), (4.0, 16.0), (5.0, 25.0)], lambda x: x * x if x < 5 else None, False),
    ],
)
def test_a_mistake_is_named_if_it_explains_all_cases_and_at_least_two(cases, answer, named):
    with pytest.raises(checks.Wrong) as wrong:
        engine.try_answer(several(cases), answer, 0)
    assert ("Named." in str(wrong.value)) == named
    assert "came back: 9" in str(wrong.value)


def test_rules_for_yes_and_no_and_remarks_for_words():
    def check(answer, rng):
        for x in range(-4, 5):
            rules = {"Zero is not above zero.": x >= 0, "That is whether it is negative.": x < 0, "Odd?": x % 2 == 1}
            answer.expect(x, value=x > 0, mistakes=rules, hint=f"Is {x} above zero?")
        answer.expect(value="yes", remarks={"no": "Why not?"}, hint="Yes or no.")

    def hint(rule, word="yes"):
        with pytest.raises(checks.Wrong) as wrong:
            engine.try_answer(check, lambda *x: rule(*x) if x else word, 0)
        return str(wrong.value).split("hint:")[1].strip()

    assert hint(lambda x: x < 0) == "That is whether it is negative."
    assert hint(lambda x: x % 2 == 1) == "Odd?"
    assert hint(lambda x: x > 1) == "Is 1 above zero?"
    assert hint(lambda x: x >= 0) == "Is 0 above zero?"  # in one case only, so it has no name
    with pytest.raises(checks.Wrong, match="came back: True\n  expected:  False"):
        engine.try_answer(check, lambda *x: 1, 0)
    assert hint(lambda x: x > 0, "No") == "Why not?" and hint(lambda x: x > 0, "maybe") == "Yes or no."


def test_a_requirement_is_judged_with_the_rest():
    def check(answer, rng):
        for x in (1.0, 2.0, 1000.0):
            answer.expect(x, value=2 * x, mistakes={"That is the square.": x * x, "Minus.": -2 * x}, hint="General.")
            answer.require(not answer.overflowed, "no overflow", "Something overflows.")

    def verdict(answer):
        with pytest.raises(checks.Wrong) as wrong:
            engine.try_answer(check, answer, 0)
        return str(wrong.value)

    overflows = verdict(lambda x: 2 * x + 0 * (np.exp(x) < 1))
    assert "tried:     <lambda>(1000)" in overflows and "Something overflows." in overflows
    assert "General." in verdict(lambda x: 2 * x if x < 1000 else min(np.exp(x), 3))
    assert "Minus." in verdict(lambda x: -2 * x + 0 * (np.exp(x) < 1))


def test_without_a_name_or_anything_in_common_it_is_said_how_many_were_right(capsys):
    out = said(capsys, "99.1", lambda x: 6.0 if np.ndim(x) == 0 else np.sin(x))
    assert "  seen:      Right in 1 of 2 trials.\n  hint:      Add it to itself.\n" in out


def test_what_an_answer_builds_is_read_and_told_in_words(capsys):
    def read(returned):
        return (
            (np.array([len(returned), 1.0]), f"{len(returned)} parts") if isinstance(returned, dict) else (None, "no parts")
        )

    @checks.exercise("99.4", "as many parts", "They were.")
    def parts(answer, rng):
        for n in (2, 3, 4, 5):
            mistakes = {"One is too many.": np.array([n + 1.0, 1.0])}
            answer.expect(n, value=np.array([n, 1.0]), mistakes=mistakes, expected=f"{n} parts", read=read, hint="Count.")

    assert "right" in said(capsys, "99.4", lambda n: dict.fromkeys(range(n)))
    out = said(capsys, "99.4", lambda n: dict.fromkeys(range(n + 1)))
    assert "came back: 3 parts\n  expected:  2 parts\n  hint:      One is too many." in out
    out = said(capsys, "99.4", lambda n: dict.fromkeys(range(2 * n)))
    assert (
        "came back: 4 parts" in out and "hint:      Count." in out and "seen:" not in out
    )  # of what it did not return itself
    assert "came back: no parts\n  expected:  2 parts\n  hint:      Count." in said(capsys, "99.4", lambda n: n)
    assert "ZeroDivisionError" in said(capsys, "99.4", lambda n: n / 0)
