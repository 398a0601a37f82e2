"""Answers thought of before the checks were read: every wrong one is refused, every right one accepted, with any seed."""

import runpy
from pathlib import Path

import pytest

from gan_course.checks import Wrong, find
from gan_course.checks.engine import try_answer

FILES = sorted((Path(__file__).parent / "unseen_answers").glob("lesson_*.py"))
LISTS = {file.stem: runpy.run_path(str(file)) for file in FILES}
SEEDS = (0, 1, 2)


def answers(kind):
    """Return a parameter for each answer of UNSEEN or ALSO_RIGHT."""
    return [
        pytest.param(number, *(answer if isinstance(answer, tuple) else (answer, "right")), id=f"{number}-{i}")
        for lists in LISTS.values()
        for number, of_exercise in lists[kind].items()
        for i, answer in enumerate(of_exercise)
    ]


@pytest.mark.parametrize("number, answer, mistake", answers("UNSEEN"))
def test_a_wrong_answer_is_refused(number, answer, mistake):
    for seed in SEEDS:
        with pytest.raises(Wrong):
            try_answer(find(number)["check"], answer, seed)
            pytest.fail(f"{number}: accepted with seed {seed}: {mistake}")


@pytest.mark.parametrize("number, answer, _", answers("ALSO_RIGHT"))
def test_a_right_answer_in_another_form_is_accepted(number, answer, _):
    for seed in SEEDS:
        try_answer(find(number)["check"], answer, seed)
