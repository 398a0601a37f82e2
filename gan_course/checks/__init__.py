"""Checks of the exercises: `check("13.1", my_function)` says at once whether an answer is right and, if not, why.

A file a lesson: lesson_13.py holds the checks of lesson 13, each a function under @exercise. engine.py tries and judges an
answer, and says how a check is written; diagnosis.py sees what a wrong one has in common with ours. Instructors grade by the
same checks, with a seed of their own: `grade` raises where `check` prints.
"""

import importlib
import importlib.util
import os
from pathlib import Path

from gan_course.checks.engine import NotAttempted, Wrong, as_numbers, try_answer

__all__ = [
    "NotAttempted",
    "Wrong",
    "as_numbers",
    "check",
    "exercise",
    "find",
    "grade",
    "hidden_seed",
    "numbers",
    "open_exercises",
]

_exercises = {}
_right = set()


def exercise(number, title, fact, points=1):
    """Register the decorated function(answer, rng) as the check of exercise `number`.

    It tries the answer, an engine.Answer, on inputs from rng, a NumPy Generator.
    fact: something worth knowing, told when all is right. points: what the exercise counts in an assignment.
    """

    def register(function):
        _exercises[number] = {"title": title, "fact": fact, "points": points, "check": function}
        return function

    return register


def check(number, answer):
    """Try `answer`, a function, as the solution of exercise `number`, such as "13.1"; print what was found."""
    number = _text(number)
    title, fact = find(number)["title"], find(number)["fact"]
    _right.discard(number)
    try:
        try_answer(find(number)["check"], answer, seed=0)
    except NotAttempted:
        print(f"{number} {title}: not attempted yet. Replace the line `raise NotImplementedError` and run both cells again.")
    except Wrong as wrong:
        print(f"{number} {title}: not yet.\n{wrong}")
    else:
        _right.add(number)
        print(f"{number} {title}: right. {fact}")


def grade(number, answer, seed=0):
    """Do what `check` does, for grading: raise AssertionError unless the answer is right."""
    number = _text(number)
    try:
        try_answer(find(number)["check"], answer, seed)
    except NotAttempted:
        raise AssertionError(f"{number}: not attempted") from None
    except Wrong as wrong:
        raise AssertionError(f"{number}: {wrong}") from None


def hidden_seed(lesson):
    """Return the instructor's seed for the assignment of a lesson, such as "13"; 0 where there is none."""
    kept = _hidden(lesson, "seed.txt")
    return int(kept.read_text()) if kept else 0


def open_exercises(lesson):
    """Print the exercises of a lesson, such as "13", and which of them are still open in this session."""
    for number in numbers(lesson):
        print(f"{number} {find(number)['title']}: {'right' if number in _right else 'open'}")


def numbers(lesson):
    """Return the numbers of a lesson's exercises, as ["13.1", "13.2"]; those of assignments, as 13.A, are not among them."""
    _load(lesson)
    return sorted(number for number in _exercises if number.startswith(f"{lesson}.") and number[-1].isdigit())


def find(number):
    """Return what is registered for an exercise: a dict with title, fact, points and check. ValueError if there is none."""
    number = _text(number)
    _load(number.split(".")[0])
    if number not in _exercises:
        known = ", ".join(sorted(_exercises)) or "none"
        raise ValueError(f"There is no exercise {number!r} here; there are: {known}.")
    return _exercises[number]


def _text(number):
    """Take the number 1.2 for "01.2"."""
    return f"{number:04.1f}" if isinstance(number, float) else str(number)


def _load(lesson):
    """Import the lesson's checks, and lay an instructor's own over them."""
    name = f"gan_course.checks.lesson_{lesson}"
    if importlib.util.find_spec(name):
        importlib.import_module(name)
    if own := _hidden(lesson, f"lesson_{lesson}.py"):
        exec(compile(own.read_text(), own, "exec"), {})


def _hidden(lesson, name):
    """Return a file of GAN_COURSE_HIDDEN, where an instructor's seed and checks lie, in a folder an assignment; or None."""
    return next(Path(os.environ.get("GAN_COURSE_HIDDEN") or os.devnull).glob(f"{lesson}_*/{name}"), None)
