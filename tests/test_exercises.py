"""Every exercise of every lesson: the stub is not attempted, the solution right, wrong answers get their own hints."""

import ast
import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from build_notebooks import STUB
from lesson_source import SOLUTION, read_exercises
from wrong_answers import WRONG

from gan_course.checks import NotAttempted, Wrong, engine, find

LESSONS = sorted((Path(__file__).parent.parent / "lessons").glob("[0-9][0-9]_*.py"))
EXERCISES = {e.number: (e, lesson) for lesson in LESSONS for e in read_exercises(lesson) if e.check}
SEEDS = (0, 1, 2)
every_exercise = pytest.mark.parametrize("number", EXERCISES)


def defined(number, source):
    """Return the function of an exercise, run with the lesson's imports and nothing else."""
    exercise, lesson = EXERCISES[number]
    tree = ast.parse(lesson.read_text())
    tree.body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    names = {}
    exec(compile(tree, lesson, "exec"), names)
    exec(source, names)
    return names[exercise.function]


def try_(number, answer, seed):
    engine.try_answer(find(number)["check"], answer, seed)


@cache  # several tests ask, and a network takes a second or two to build
def verdict(number, answer, seed):
    """Return the message that a wrong answer gets."""
    with pytest.raises(Wrong) as wrong:
        try_(number, answer, seed)
    return str(wrong.value)


@every_exercise
def test_the_stub_is_not_attempted(number):
    stub = SOLUTION.sub(STUB, EXERCISES[number][0].solution.source)
    with pytest.raises(NotAttempted):
        try_(number, defined(number, stub), 0)


@every_exercise
def test_the_solution_is_right_with_any_seed(number):
    solution = defined(number, EXERCISES[number][0].solution.source)
    for seed in SEEDS:
        try_(number, solution, seed)


@every_exercise
def test_wrong_answers_get_their_own_hints(number):
    hints = [verdict(number, answer, 0).split("hint:")[1] for answer, _ in WRONG[number]]
    assert len(set(hints)) >= 3
    for seed in SEEDS:
        for answer, fragment in WRONG[number]:
            message = verdict(number, answer, seed)
            assert fragment in message.split("expected:")[1], message


@every_exercise
def test_the_verdict_never_gives_the_answer_away(number):
    solution = SOLUTION.search(EXERCISES[number][0].solution.source)[2]
    returned = re.sub(r"\W", "", solution.split("return ")[-1] if solution.count("\n") == 1 else solution)
    for answer, _ in [*WRONG[number], (lambda *_: None, ""), (lambda *_: 1 / 0, "")]:
        assert returned not in re.sub(r"\W", "", verdict(number, answer, 0))


@every_exercise
def test_reasonable_results_are_accepted_and_nonsense_is_not_a_crash(number):
    import tensorflow as tf

    solution = defined(number, EXERCISES[number][0].solution.source)
    solution_value = sample_of(number, solution)
    if engine.as_numbers(solution_value) is not None:  # neither a word nor a network
        for convert in (np.float32, tf.constant, lambda value: np.asarray(value).tolist()):
            try_(number, lambda *arguments, convert=convert: convert(solution(*arguments)), 0)
    assert solution_value is not None
    for nonsense in (None, "x", [], {}, np.nan, object(), [[1, 2], [3]], np.zeros((3, 1, 4, 1, 5))):
        assert "hint:" in verdict(number, lambda *_, nonsense=nonsense: nonsense, 0)


def sample_of(number, solution):
    returned = []
    try_(number, lambda *arguments: returned.append(solution(*arguments)) or returned[-1], 0)
    return returned[0]


def may_be_near(a, b, tolerance):
    """Rule most pairs out before engine.same looks at them, in Python's numbers: hundreds of mistakes are named."""
    if getattr(a, "size", 0) != 1 or getattr(b, "size", 0) != 1:
        return True
    a, b = a.item(), b.item()
    return not abs(a - b) > 2 * tolerance * (1 + abs(b))  # true of nan


@every_exercise
def test_each_named_mistake_can_be_found_and_told_from_the_others(number):
    solution = defined(number, EXERCISES[number][0].solution.source)
    for seed in range(6):
        answer = engine.Answer(solution)
        find(number)["check"](answer, np.random.default_rng(seed))
        trials = [trial for trial in answer.trials if trial.value is not None]
        assert len(trials) >= 4
        results = {}
        for mistake in dict.fromkeys(mistake for trial in trials for mistake in trial.mistakes):
            assert sum(trial.shows(mistake)[1] for trial in trials) >= 2, (
                f"{mistake} differs from the right value in one case"
            )
            own = {i: engine.normal(t.mistakes[mistake]) for i, t in enumerate(trials) if mistake in t.mistakes}
            for other, wrong in results.items():
                assert own.keys() != wrong.keys() or not all(
                    may_be_near(own[i], wrong[i], trials[i].tolerance) and engine.same(own[i], wrong[i], trials[i].tolerance)
                    for i in own
                ), f"the same in all cases: {mistake} and {other}"
            results[mistake] = own
