"""What a learner sees of `check`, and what an instructor's `grade` does with the same."""

import functools
import threading

import numpy as np
import pytest

from gan_course import checks
from gan_course.checks import engine


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
    ],
)
def test_anything_else_that_comes_back(capsys, answer, sentence):
    assert sentence in said(capsys, "99.1", answer)


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


def test_a_loop_without_end_is_stopped(capsys, monkeypatch):
    monkeypatch.setattr(engine, "SECONDS", 0.2)

    def endless(x):
        while True:
            try:
                pass
            except Exception:
                pass

    assert "still running after 0.2 seconds" in said(capsys, "99.1", endless)
    assert said(capsys, "99.1", lambda x: 2 * x).startswith("99.1 twice: right")


def test_where_there_is_no_alarm_the_check_works_all_the_same(capsys):
    thread = threading.Thread(target=checks.check, args=("99.1", lambda x: 2 * x))
    thread.start()
    thread.join()
    assert "right" in capsys.readouterr().out


def test_an_answer_can_not_change_what_it_is_compared_with(capsys, monkeypatch):
    def doubles_in_place(x):
        x += x
        return x

    assert "right" in said(capsys, "99.1", doubles_in_place)
    monkeypatch.setattr(np, "allclose", lambda *_, **__: True)
    assert "not yet" in said(capsys, "99.1", lambda x: 0 * x)


def test_infinity_equals_only_itself():
    one, infinite = np.array([1.0]), np.array([np.inf])
    assert not engine.same(one, infinite, 1e-5) and not engine.same(infinite, one, 1e-5)
    assert engine.same(infinite, infinite, 1e-5) and engine.same(one, one + 1e-6, 1e-5)
    assert not engine.same(one, one + 1e-4, 1e-5)


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
