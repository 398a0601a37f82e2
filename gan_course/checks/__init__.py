"""Checks of the exercises: `check("13.1", my_function)` says at once whether an answer is right and, if not, why.

A file a lesson: lesson_13.py holds the checks of lesson 13, each a function under @exercise. Instructors grade by the same
checks, with a seed of their own: `grade` raises where `check` prints.
"""

import importlib
import importlib.util
import linecache
import math
import os
import signal
import threading
import traceback
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy import array2string, asarray  # bound here, so that an answer that changes numpy changes little

SECONDS = 10  # an answer that takes longer is taken for a loop without end

_exercises = {}
_right = set()


def exercise(number, title, fact, points=1):
    """Register the decorated function(answer, rng) as the check of exercise `number`.

    It tries the answer, an Answer, on inputs from rng, a NumPy Generator, and comes to its end if all is right.
    fact: something worth knowing, told when it is. points: what the exercise counts in an assignment.
    """

    def register(function):
        _exercises[number] = {"title": title, "fact": fact, "points": points, "check": function}
        return function

    return register


def check(number, answer):
    """Try `answer`, a function, as the solution of exercise `number`, such as "13.1"; print what was found."""
    title, fact = find(number)["title"], find(number)["fact"]
    _right.discard(number)
    try:
        _try(number, answer, seed=0)
    except NotAttempted:
        print(f"{number} {title}: not attempted yet. Replace the line `raise NotImplementedError` and run both cells again.")
    except Wrong as wrong:
        print(f"{number} {title}: not yet.\n{wrong}")
    else:
        _right.add(number)
        print(f"{number} {title}: right. {fact}")


def grade(number, answer, seed=0):
    """Do what `check` does, for grading: raise AssertionError unless the answer is right."""
    try:
        _try(number, answer, seed)
    except NotAttempted:
        raise AssertionError(f"{number}: not attempted") from None
    except Wrong as wrong:
        raise AssertionError(f"{number}: {wrong}") from None


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
    _load(str(number).split(".")[0])
    if number not in _exercises:
        known = ", ".join(sorted(_exercises)) or "none"
        raise ValueError(f"There is no exercise {number!r} here; there are: {known}.")
    return _exercises[number]


class Wrong(Exception):
    """The answer is wrong; the message says how."""


class NotAttempted(Exception):
    """The stub is still there."""


class TooLong(BaseException):
    """SECONDS are over. Not an Exception, so that an answer's own `except Exception` can't swallow it."""


class Answer:
    """A learner's function in the hands of a check."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *arguments):
        """Return what the function returns; it gets copies of arrays, so that it can't change what it is compared with."""
        name = getattr(self.function, "__name__", "your function")  # a partial has none
        self.tried = f"{name}({', '.join(map(show, arguments))})"
        copies = [a.copy() if isinstance(a, np.ndarray) else a for a in arguments]
        try:
            with _time_limit():
                self.returned = self.function(*copies)
        except NotImplementedError:
            raise NotAttempted from None
        except TooLong:
            hint = "Does its loop ever end? Look at what changes from one round to the next."
            self.fail(f"it was still running after {SECONDS} seconds", "an end", hint)
        except (Exception, SystemExit) as error:
            self.fail(
                f"{type(error).__name__}: {error}{_own_line(error, self.function)}", "no error", "Mend that line first."
            )
        return self.returned

    def expect(self, *arguments, value, hint, mistakes=None, tolerance=1e-5, expected=None):
        """Call the function and fail unless it returns `value`: a number, an array or a word.

        mistakes: {hint: the value that this mistake leads to}; the first that came back gives the hint, else `hint` does.
        tolerance: relative and absolute. expected: words to print in place of the value. Returns what came back, as NumPy.
        """
        returned = self(*arguments)
        if isinstance(value, str):
            if not isinstance(returned, str):
                self.fail(show(returned), "a word, in quotes", hint)
            if returned.strip().lower() != value:
                self.fail(show(returned), expected or "another word", (mistakes or {}).get(returned.strip().lower(), hint))
            return returned
        got = as_numbers(returned)
        if got is None:
            missing = "Does your function end in `return`, with a value?" if returned is None else "Return numbers."
            self.fail(show(returned), expected or _kind(value), missing)
        for mistake, wrong in (mistakes or {}).items():
            if _equal(got, asarray(wrong), tolerance) and not _equal(asarray(wrong), asarray(value), tolerance):
                self.fail(show(got), expected or show(value), mistake)
        if got.shape != np.shape(value) and (np.ndim(value) or got.size != 1):  # [3] may stand for 3
            self.fail(_kind(got), _kind(value), "Look at the shapes on the way to your result.")
        if not all(map(math.isfinite, got.ravel().tolist())):
            self.fail(show(got), "finite numbers", "Something overflows, or is divided by 0, or is the log of 0.")
        if not _equal(got, asarray(value), tolerance):
            self.fail(show(got), expected or show(value), hint)
        return got

    def require(self, condition, expected, hint):
        """Fail unless the condition is true of what the last call returned."""
        if not condition:
            self.fail(show(self.returned), expected, hint)

    def fail(self, came_back, expected, hint):
        """Say what was tried, what came back, what was expected, and give a hint."""
        raise Wrong(f"  tried:     {self.tried}\n  came back: {came_back}\n  expected:  {expected}\n  hint:      {hint}")


def as_numbers(value):
    """Turn what a reasonable person returns (Python, NumPy, TensorFlow, lists) into float64; None if it isn't numbers."""
    try:
        array = asarray(value.numpy() if hasattr(value, "numpy") else value)
        return array.astype("float64") if array.dtype.kind in "biuf" else None
    except (ValueError, TypeError, AttributeError):
        return None


def show(value):
    """Return a short text for an argument or a result."""
    array = as_numbers(value)
    if array is None or isinstance(value, (bool, np.bool_)):
        return _short(value)
    if array.ndim == 0:
        return f"{float(array):.7g}"
    if array.size > 12:
        return f"<numbers of shape {array.shape}>"
    return array2string(array, precision=4, separator=", ", suppress_small=True, floatmode="maxprec").replace("\n", "")


def _short(value):
    text = repr(value)
    return text if len(text) < 80 else text[:77] + "..."


def _kind(value):
    return "a number" if np.ndim(value) == 0 else f"numbers of shape {np.shape(value)}"


def _equal(a, b, tolerance):
    if a.size == b.size == 1:
        a, b = a.reshape(()), b.reshape(())
    pairs = zip(a.ravel().tolist(), b.ravel().tolist())  # Python's own numbers: nothing that an answer may have changed
    return a.shape == b.shape and all(
        x == y or (math.isfinite(y) and abs(x - y) <= tolerance * (1 + abs(y))) for x, y in pairs
    )


def _try(number, answer, seed):
    if not callable(answer):
        raise Wrong(
            f"  came back: {_short(answer)}\n  expected:  a function\n  hint:      Give the function itself, without ()."
        )
    find(number)["check"](Answer(answer), np.random.default_rng(seed))


def _load(lesson):
    """Import the lesson's checks; GAN_COURSE_CHECKS names a folder with an instructor's own, laid over ours."""
    name = f"gan_course.checks.lesson_{lesson}"
    if importlib.util.find_spec(name):
        importlib.import_module(name)
    own = Path(os.environ.get("GAN_COURSE_CHECKS") or os.devnull, f"lesson_{lesson}.py")
    if own.is_file():
        exec(compile(own.read_text(), own, "exec"), {})


def _own_line(error, function):
    """Return where in the learner's own code an error arose, as ', in line 4: return x / 0'."""
    frames = traceback.extract_tb(error.__traceback__)
    code = getattr(function, "__code__", None)  # NumPy's own functions have none
    own = [frame for frame in frames if code and frame.filename == code.co_filename]
    if not own:
        return ""
    line = own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno).strip()
    return f", in line {own[-1].lineno}: {line}"


@contextmanager
def _time_limit():
    """Raise TooLong after SECONDS, where the platform has alarms (not on Windows) and this is the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_):
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
