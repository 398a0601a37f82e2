"""Plausible wrong answers to every exercise, a file a lesson: WRONG = {number: [(answer, a piece of its hint), ...]}."""

from importlib import import_module
from pathlib import Path

WRONG = {}
for path in sorted(Path(__file__).parent.glob("lesson_*.py")):
    WRONG |= import_module(f"wrong_answers.{path.stem}").WRONG
