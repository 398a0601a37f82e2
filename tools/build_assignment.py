"""Build nbgrader's assignment from a lesson: grading/source and grading/release, solutions in the first only.

    python tools/build_assignment.py 13                         make assignment LESSON=13
    python tools/build_assignment.py                            all lessons that have exercises
    python tools/build_assignment.py 13 --private ../my_course  with an instructor's own questions laid over ours

An assignment has the lesson's exercises and its assignment questions. Each graded cell calls the check that learners know,
and a second time, hidden, with a seed of the instructor's: --seed, or a random one that is kept in grading/seed.txt.
A private folder holds 13_name.py, questions in a lesson's format, and lesson_13.py, their checks; a question with a number
of ours takes its place, another is added. See docs/instructors.md.
"""

import argparse
import ast
import os
import secrets
import shutil
import sys
from pathlib import Path

import nbformat
from build_notebooks import LESSONS, bootstrap
from lesson_source import HEADING, BrokenLesson, read_exercises
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from gan_course.files import write_whole

CONFIG = Path(__file__).parent / "nbgrader_config.py"

INTRODUCTION = """# Assignment: {name}

The exercises of lesson {lesson} and some more. Put your answers in the cells that say `your turn`, and change nothing
else: no other cell, no name of a function. Run all cells before you hand the notebook in, under the name that it has."""

# Imported afresh in each graded cell: an answer may have given the name to something else.
VISIBLE = """from gan_course.checks import grade

grade("{number}", {function})
"""
PRIVATE = """# This answer is checked after you have handed it in.
"""
HIDDEN = """### BEGIN HIDDEN TESTS
from gan_course.checks import grade

grade("{number}", {function}, seed={seed})
### END HIDDEN TESTS"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lesson", nargs="?", help="the number of one lesson, as 13")
    parser.add_argument("--folder", default="grading", help="the course folder of nbgrader (default: %(default)s)")
    parser.add_argument("--private", help="a folder with questions and checks of your own")
    parser.add_argument("--seed", type=int, help="the seed of the hidden checks (default: a random one, kept)")
    options = parser.parse_args()
    sources = sorted(LESSONS.glob(f"{options.lesson or '[0-9][0-9]'}_*.py"))
    if not sources:
        sys.exit(f"There is no lesson {options.lesson} in {LESSONS}.")
    try:
        for source in sources:
            build(source, Path(options.folder), options.private, options.seed)
    except BrokenLesson as error:
        sys.exit(str(error))


def build(source, folder, private=None, seed=None):
    """Write folder/source/NAME/NAME.ipynb, and let nbgrader make folder/release/NAME/NAME.ipynb of it."""
    name = source.stem
    exercises = {exercise.number: (exercise, False) for exercise in read_exercises(source)}
    if private:
        exercises |= {exercise.number: (exercise, True) for exercise in private_exercises(source, Path(private), folder)}
    if not exercises:
        return print(f"{name}: no exercises, no assignment")
    notebook = assignment(source, exercises, own_seed(folder, seed))
    write_whole(folder / "source" / name / f"{name}.ipynb", nbformat.writes(notebook).encode())
    shutil.copy(CONFIG, folder)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name
    api = NbGraderAPI(config=nbgrader_config(folder))
    result = api.generate_assignment(name, force=True, create=True)
    if not result["success"]:
        sys.exit(f"nbgrader could not make the release of {name}:\n{result['log']}")
    points = sum(cell.metadata.nbgrader.get("points", 0) for cell in notebook.cells if "nbgrader" in cell.metadata)
    print(f"{folder}/release/{name}/{name}.ipynb: {len(exercises)} questions, {points:g} points")


def nbgrader_config(folder):
    config = Config(PyFileConfigLoader(CONFIG.name, str(CONFIG.parent)).load_config())
    config.CourseDirectory.root = str(folder.resolve())
    return config


def private_exercises(source, private, folder):
    """Return a private folder's questions for this lesson; their checks go to folder/checks, where grading finds them."""
    if not private.is_dir():
        sys.exit(f"{private} is not a folder; --private wants one that holds {source.name} and lesson_{source.stem[:2]}.py.")
    questions, checks = private / source.name, private / f"lesson_{source.stem[:2]}.py"
    if not questions.exists():
        return []
    if checks.exists():
        write_whole(folder / "checks" / checks.name, checks.read_bytes())
        os.environ["GAN_COURSE_CHECKS"] = str((folder / "checks").resolve())
    return read_exercises(questions)


def own_seed(folder, seed):
    """Return the instructor's seed: the one given, else the one kept, else a new one; it is kept in folder/seed.txt."""
    kept = folder / "seed.txt"
    if seed is None:
        seed = int(kept.read_text()) if kept.exists() else secrets.randbelow(2**31)
    write_whole(kept, f"{seed}\n".encode())
    return seed


def assignment(source, exercises, seed):
    """Return the source notebook of an assignment, with nbgrader's metadata."""
    lesson, name = source.stem[:2], source.stem
    code = "\n".join(exercise.solution.source for exercise, _ in exercises.values() if exercise.check)
    cells = [
        graded(new_markdown_cell(INTRODUCTION.format(name=name, lesson=lesson)), "introduction", locked=True),
        graded(new_code_cell(bootstrap()), "bootstrap", locked=True),
        graded(new_code_cell(needed_imports(source, code)), "imports", locked=True),
    ]
    for number, (exercise, private) in exercises.items():
        id = number.replace(".", "-")
        text = exercise.text.source
        text = text[HEADING.search(text).start() :]  # what comes before it belongs to the lesson
        cells.append(graded(new_markdown_cell(text), f"text-{id}", locked=True))
        if exercise.check:
            cells.append(graded(new_code_cell(exercise.solution.source), f"answer-{id}", solution=True))
            test = (PRIVATE if private else VISIBLE) + HIDDEN
            cell = new_code_cell(test.format(number=number, function=exercise.function, seed=seed))
            cells.append(graded(cell, f"test-{id}", grade=True, locked=True, points=exercise.points))
        else:
            cell = new_markdown_cell(exercise.solution.source)
            cells.append(graded(cell, f"answer-{id}", grade=True, solution=True, points=exercise.points))
    for i, cell in enumerate(cells):
        cell.id = f"cell-{i:02d}"
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def graded(cell, id, grade=False, solution=False, locked=False, points=None):
    """Put nbgrader's metadata on a cell."""
    cell.metadata["nbgrader"] = {
        **{"schema_version": 3, "grade_id": id, "grade": grade, "solution": solution, "locked": locked, "task": False},
        **({} if points is None else {"points": points}),
    }
    return cell


def needed_imports(source, code):
    """Return those imports of a lesson whose names the code uses: a graded notebook should start fast."""
    used = {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name)}
    lines = []
    for node in ast.parse(source.read_text()).body:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            node.names = [alias for alias in node.names if (alias.asname or alias.name.split(".")[0]) in used]
            if node.names:
                lines.append(ast.unparse(node))
    return "\n".join(dict.fromkeys(["import gan_course.checks", *lines]))


if __name__ == "__main__":
    main()
