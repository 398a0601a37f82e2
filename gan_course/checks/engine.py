"""How an answer is tried and judged, for those who write checks.

A check tries the answer on all of its cases; the verdict comes at the end, from all of them together:

    @exercise("13.1", "twice", "Something worth knowing.")
    def twice(answer, rng):
        for x in [3.0, *rng.normal(size=4)]:
            answer.expect(x, value=2 * x, mistakes={"That is the square.": x * x}, hint="Add it to itself.")

What is said to a wrong answer, so that every word of it is true:

1. **A named mistake**: `mistakes` gives, in each case, the value that it leads to. It is named only if it agrees with all
   that the answer returned, and differs from the right value in at least two of these cases; elsewhere it may coincide.
   Mistakes belong together, case by case, by their hint: the same words in every case. A mistake that can't be made in a
   case (a transposition where shapes forbid it) is left out there: then the answer must have failed there, too. A case
   without any mistakes says nothing about them. For words and yes/no a mistake is a rule, worked out in each case, as
   {"You looked at the entries.": bool(abs(m).max() < 1)}; give enough cases that no two mistakes have the same answers
   throughout. Of several that agree the first is named.
2. **What is seen** (diagnosis.py) if no named mistake fits: "Your result is minus ours in all 5 trials.", and the hint.
   There is nothing to write for it; a named mistake is worth its line where it says more than that.
3. **The hint** of the first case that went wrong. It is the only thing said when nothing else is known, so it has to be true
   whatever the mistake: say how to get there, not what is wrong. A hint that differs from case to case may also say
   something about its own case. `remarks` does that for one wrong value: {"tanh": "A probability is not negative."}.

Cases: at least four; random ones, of different sizes, m unlike n, nothing symmetric; whole numbers large enough to tell
n + 1 from 2 n; both sides of every threshold, closely. A special case (0, 1, an identity) comes after them.
tests/test_exercises.py finds a mistake that no answer can be told by, and two that can't be told apart.

An answer that raised an error, or returned infinity or NaN, in a case says nothing about mistakes there. `not_finite`
replaces what is said of the latter. What can't be said by a value is required of the last call: `answer.require(...)`.
"""

import copy
import inspect
import itertools
import linecache
import reprlib
import signal
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from numbers import Number
from unittest.mock import patch

import numpy as np
from numpy import (
    array2string,
    asarray,
    errstate,
    isfinite,
)  # bound here, so that an answer that changes numpy changes little

from gan_course.checks.diagnosis import diagnose

SECONDS = 10  # an answer that takes longer is taken for a loop without end
LATER = 3  # seconds
STILL_BUSY = "Your function is still running, and can't be stopped from here: interrupt the kernel, or restart it."
MANY = 10**6  # more numbers than any exercise asks for
NOT_FINITE = "Something overflows, or is divided by 0, or is the log, root or arc cosine of a number that has none."


class Wrong(Exception):
    """The answer is wrong; the message says how."""


class NotAttempted(Exception):
    """The stub is still there."""


class TooLong(BaseException):
    """SECONDS are over. Not an Exception, so that an answer's own `except Exception` can't swallow it."""


def try_answer(check, function, seed):
    """Run a check on a learner's function; raise NotAttempted or Wrong unless all is right."""
    if not callable(function):
        raise Wrong(_message("", show(function), "a function", "Give the function itself, without ()."))
    answer = Answer(function)
    with errstate(all="ignore"):  # whatever the notebook's np.seterr
        check(answer, np.random.default_rng(seed))
        answer.judge()


@dataclass
class Trial:
    """One call of the answer: what came back, what should have, what is wrong with it."""

    arguments: tuple
    tried: str
    returned: object = None
    got: object = None  # what was returned, as an array of float64 or a word in lower case; None if it is neither
    came_back: str = ""  # it again, as shown
    says_nothing: bool = False  # about mistakes: there was an error, or it is not finite
    value: object = None  # the right one; None if the check only required something of this call
    expected: str = ""  # it again, as shown
    mistakes: dict = field(default_factory=dict)
    tolerance: float = 0
    problem: tuple = ()  # what came back, what was expected, a hint; empty if all is right
    read: object = None  # what made numbers of what came back, if that was no number itself

    def shows(self, mistake):
        """Return whether this trial agrees with a mistake, and whether it tells the mistake from the right value."""
        if mistake not in self.mistakes:
            return False, False
        wrong = normal(self.mistakes[mistake])
        return same(self.got, wrong, self.tolerance), not same(wrong, normal(self.value), self.tolerance)


class Answer:
    """A learner's function in the hands of a check. Every call is a trial; they are judged together, in the end."""

    def __init__(self, function):
        self.function, self.trials, self.overflowed = function, [], False

    def __call__(self, *arguments):
        """Return what the function returns, None after an error; then `overflowed` says whether NumPy met an overflow in it.

        It gets copies of arrays and lists, so that it can't change what it is compared with.
        """
        trial = Trial(arguments, f"{_name(self.function)}({', '.join(map(show, arguments))})")
        self.trials.append(trial)
        try:
            self._call(trial)
        except TooLong:
            hint = "Does its loop ever end? Look at what changes from one round to the next."
            raise Wrong(_message(trial.tried, f"it was still running after {SECONDS} seconds", "an end", hint)) from None
        except (Exception, SystemExit) as error:
            if type(error) is NotImplementedError:  # not a relative of it, as Jupyter's is when nobody can be asked
                raise NotAttempted from None
            text = f"{type(error).__name__}: {_line(error, str)}{_own_line(error, self.function)}"
            trial.says_nothing, trial.problem = True, (text, "no error", "Mend that line first.")
        return trial.returned

    def expect(
        self,
        *arguments,
        value,
        hint,
        mistakes=None,
        remarks=None,
        tolerance=1e-5,
        expected=None,
        not_finite=NOT_FINITE,
        read=None,
    ):
        """Try the function on these arguments: it should return `value`, a number, an array, a word or a truth value.

        mistakes: {hint: what this mistake leads to here}. remarks: {wrong word: hint of this case alone}. tolerance:
        relative and absolute. expected: words to print in place of the value. read: for an answer that returns a network,
        or moves one: a function of what came back that returns the numbers to compare, None if there are none, and words
        to print in their place. Returns what came back, as an array of float64 or a word in lower case; None if it is
        neither, and after an error.
        """
        self(*arguments)
        trial = self.trials[-1]
        if read and not trial.problem:
            trial.read = read
            trial.got, trial.came_back = read(trial.returned)
        trial.value, trial.mistakes, trial.tolerance = value, mistakes or {}, tolerance
        trial.expected = expected or ("another word" if isinstance(value, str) else show(value))
        if not trial.problem:
            self._compare(trial, hint, remarks or {}, expected, not_finite)
        return trial.got

    def require(self, condition, expected, hint):
        """Require that the condition is true of what the last call returned."""
        trial = self.trials[-1]
        if not condition and not trial.problem:
            trial.problem = trial.came_back, expected, hint

    def judge(self):
        """Raise Wrong, with what explains all trials together, unless all of them are right."""
        wrong = [trial for trial in self.trials if trial.problem]
        if not wrong:
            return
        trials = [trial for trial in self.trials if trial.value is not None and not trial.says_nothing]
        listed = [trial for trial in trials if trial.mistakes]
        for mistake in dict.fromkeys(mistake for trial in listed for mistake in trial.mistakes):
            shown = [trial.shows(mistake) for trial in listed]
            telling = [trial for trial, (_, tells) in zip(listed, shown) if tells and trial.problem]
            if all(agrees for agrees, _ in shown) and len(telling) >= 2:
                raise Wrong(_message(telling[0].tried, telling[0].came_back, telling[0].expected, mistake))
        seen = self._seen(trials)
        first = next((trial for trial in trials if trial.problem), wrong[0]) if seen else wrong[0]
        compared = [trial for trial in self.trials if trial.value is not None]
        if not seen and 0 < (right := sum(not trial.problem for trial in compared)):
            seen = f"Right in {right} of {len(compared)} trials."
        raise Wrong(_message(first.tried, *first.problem, seen))

    def _seen(self, trials):
        """Return a sentence on how the results of these trials differ from ours, or an empty one."""
        pairs = [(normal(trial.value), trial.got) for trial in trials]
        if any(trial.read for trial in trials):  # of numbers that the answer did not return itself, nothing can be said
            return ""
        if not pairs or any(not isinstance(x, np.ndarray) or x.size > MANY for pair in pairs for x in pair):
            return ""
        numbers = [(trial.arguments, _scalar(y), _scalar(r)) for trial, (y, r) in zip(trials, pairs)]
        try:
            what = diagnose(numbers, _names(self.function, trials[0].arguments), self._again)
        except Exception:  # only where the answer has changed NumPy: the verdict stands without this
            return ""
        n, of = len(trials), sum(trial.value is not None for trial in self.trials)
        return f"{what[0].upper()}{what[1:]} in {'all' if n == of else f'{n} of'} {of} trials." if what else ""

    def _again(self, arguments):
        """Return what the function makes of other arguments; None if it can't."""
        trial = Trial(arguments, "")
        try:
            self._call(trial, seconds=min(1, SECONDS))
        except (Exception, SystemExit, TooLong):
            return None
        return trial.got if trial.got is None or isinstance(trial.got, str) else _scalar(trial.got)

    def _call(self, trial, seconds=None):
        def overflow(kind, _):
            self.overflowed |= kind == "overflow"

        self.overflowed = False
        copies = [copy.deepcopy(a) if isinstance(a, (np.ndarray, list, dict)) else a for a in trial.arguments]
        quiet = errstate(all="ignore"), errstate(over="call", call=overflow)
        with quiet[0], quiet[1], patch("builtins.input", _nobody_to_ask), _TimeLimit(seconds or SECONDS):
            trial.returned = self.function(*copies)
            trial.got, trial.came_back = normal(trial.returned), show(trial.returned)  # may run code of the answer, too

    def _compare(self, trial, hint, remarks, expected, not_finite):
        """Write down what is wrong with what came back."""
        value, got = normal(trial.value), trial.got
        if isinstance(value, str):
            if not isinstance(got, str):
                trial.problem = trial.came_back, "a word, in quotes", hint
            elif got != value:
                trial.problem = trial.came_back, trial.expected, remarks.get(got, hint)
            return
        if got is None or isinstance(got, str):
            trial.problem = trial.came_back, expected or _kind(value), hint if trial.read else _no_numbers(trial.returned)
            return
        if _is_truth(trial.value) and isfinite(got).all() and ((got == 0) | (got == 1)).all():
            trial.came_back = show(got.astype(bool))
        trial.says_nothing = isfinite(value).all() and not isfinite(got).all()
        if got.shape != value.shape and (value.ndim or got.size != 1):  # [3] may stand for 3
            trial.problem = _kind(got), _kind(value), "Look at the shapes on the way to your result."
            if got.size > MANY:
                trial.got = trial.returned = None  # there may be more trials than room for such arrays
        elif trial.says_nothing:
            trial.problem = trial.came_back, "finite numbers", not_finite
        elif not same(got, value, trial.tolerance):
            trial.problem = trial.came_back, trial.expected, hint


def normal(value):
    """Return a word in lower case, or what as_numbers makes of anything else."""
    return str.lower(str.strip(value)) if isinstance(value, str) else as_numbers(value)


def as_numbers(value):
    """Turn what a reasonable person returns (Python, NumPy, TensorFlow, lists) into float64; None if it isn't numbers."""
    array = _array(value)
    return None if array is None else array.astype("float64", copy=False)


def _array(value):
    """Return numbers or truth values as an array of their own type, anything else as None."""
    try:
        if isinstance(value, (list, tuple)) and any(hasattr(v, "shape") for v in value):
            value = [_array(v) for v in value]  # tensors in a list; and ([1.], [2.]) of arrays is a pair of numbers
            value = [v.reshape(()) for v in value] if all(v.size == 1 for v in value) else value
        array = asarray(value.numpy() if hasattr(value, "numpy") else value)
        if array.dtype.kind == "O" and all(isinstance(v, Number) for v in array.ravel()):  # fractions, decimals
            array = array.astype("float64")
        return array if array.dtype.kind in "biuf" else None
    except Exception:  # whatever an __array__ of the answer's own may raise
        return None


def same(a, b, tolerance):
    """Are two words equal, or two arrays in shape and, nearly, in numbers? Infinity equals only itself, as does NaN."""
    if isinstance(a, str) or isinstance(b, str) or a is None or b is None:
        return a is not None and isinstance(a, str) == isinstance(b, str) and a == b
    if a.size == b.size == 1:
        a, b = a.reshape(()), b.reshape(())
    if a.shape != b.shape:  # before any number is looked at: there may be very many
        return False
    with errstate(all="ignore"):
        near = isfinite(b) & (abs(a - b) <= tolerance * (1 + abs(b)))
    return bool(((a == b) | near | ((a != a) & (b != b))).all())


def show(value):
    """Return a short text for an argument or a result."""
    array = None if isinstance(value, str) else _array(value)
    if array is None:
        return _line(value, _repr.repr)
    if array.ndim == 0:
        return str(bool(array)) if array.dtype.kind == "b" else f"{float(array):.7g}"
    if array.size <= 12:
        with suppress(Exception):  # only where the answer has changed NumPy
            text = array2string(array, precision=4, separator=", ", suppress_small=True, floatmode="maxprec")
            return text.replace("\n", "")
    return f"<numbers of shape {array.shape}>"


_repr = reprlib.Repr()
_repr.maxstring = _repr.maxother = 80


def _line(thing, to_text):
    """Return a thing's text in one short line."""
    try:
        text = " ".join(to_text(thing).split())
    except Exception:
        return f"<a {type(thing).__name__} that can't be shown>"
    return text if len(text) <= 200 else text[:197] + "..."


def _is_truth(value):
    return asarray(value).dtype.kind == "b"


def _kind(value):
    return "a number" if np.ndim(value) == 0 else f"numbers of shape {np.shape(value)}"


def _no_numbers(returned):
    if returned is None:
        return "Does your function end in `return`, with a value?"
    if getattr(getattr(returned, "dtype", None), "kind", "c" if isinstance(returned, complex) else "") == "c":
        return "That is complex. Which real number is asked for?"
    return "Return numbers."


def _nobody_to_ask(*_):
    raise EOFError("input() has nobody to ask; all that is needed comes in as arguments")


def _name(function):
    try:
        return str(function.__name__)
    except Exception:  # a partial has none
        return "your function"


def _names(function, arguments):
    """Return the names of a function's arguments, as far as they can be told."""
    try:
        names = list(inspect.signature(function).parameters)
    except Exception:  # some built-in functions don't tell
        names = []
    return [names[i] if i < len(names) else f"argument {i + 1}" for i in range(len(arguments))]


def _scalar(array):
    return array.reshape(()) if array.size == 1 else array


def _message(tried, came_back, expected, hint, seen=""):
    lines = {"tried:": tried, "came back:": came_back, "expected:": expected, "seen:": seen, "hint:": hint}
    return "\n".join(f"  {name:<10} {text}" for name, text in lines.items() if text)


def _own_line(error, function):
    """Return where in the learner's own code an error arose, as ', in line 4: return x / 0'."""
    frames = traceback.extract_tb(error.__traceback__)
    code = getattr(function, "__code__", None)  # NumPy's own functions have none
    own = [frame for frame in frames if code and frame.filename == code.co_filename]
    if not own:
        return ""
    line = own[-1].line or linecache.getline(own[-1].filename, own[-1].lineno).strip()
    return f", in line {own[-1].lineno}: {line}"


class _TimeLimit:
    """Raise TooLong in the block after some seconds, where there are alarms (not on Windows) and this is the main thread.

    Elsewhere, and in one long call in C, which no alarm gets into, a sentence says what to do, soon after. It needs the lock
    of the interpreter: a call that keeps that, such as sum(range(10**13)), is silent until somebody restarts the kernel.
    """

    def __init__(self, seconds):
        self.seconds, self.soon = seconds, itertools.cycle(np.geomspace(2e-6, 5e-4, 200))
        self.works = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()

    def __enter__(self):
        self.speaker = threading.Timer(self.seconds + (LATER if self.works else 0), print, [STILL_BUSY])
        self.speaker.daemon = True
        self.speaker.start()
        if self.works:
            self.before = signal.signal(signal.SIGALRM, self._stop)
            signal.setitimer(signal.ITIMER_REAL, self.seconds)

    def _stop(self, _, frame):
        if frame.f_code.co_filename != __file__:
            # Again, very soon: a bare `except` swallows what is raised among its `try` lines, but not in its own.
            signal.setitimer(signal.ITIMER_REAL, next(self.soon), 0.001)
            raise TooLong

    def __exit__(self, *_):
        if self.works:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self.before)
        self.speaker.cancel()
