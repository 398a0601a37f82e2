"""Build nbgrader's assignment from a lesson: grading/source and grading/release, solutions in the first only.

    python tools/build_assignment.py 13                         make assignment LESSON=13
    python tools/build_assignment.py                            all lessons that have exercises
    python tools/build_assignment.py 13 --private ../my_course  with an instructor's own questions laid over ours

An assignment has the lesson's exercises and its assignment questions. Each graded cell calls the check that learners know,
and a second time, hidden, with a seed of the instructor's: --seed, or a random one. A private folder holds 13_name.py,
questions in a lesson's format, and lesson_13.py, their checks; a question with a number of ours takes its place, another is
added. Points are those of the checks, or of points.toml in the course folder. What students must not see, seed and private
checks, lies in grading/hidden/13_name, made anew by every build.

Before anything is written, the model solutions are graded: they get all points, or the build says where they don't.
See docs/instructors.md.
"""

import argparse
import ast
import os
import re
import secrets
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path

import nbformat
from build_notebooks import LESSONS, bootstrap
from lesson_source import HEADING, BrokenLesson, read_exercises
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config, PyFileConfigLoader

from gan_course.files import write_whole

CONFIG = Path(__file__).parent / "nbgrader_config.py"
PLUGINS = CONFIG.with_name("nbgrader_plugins.py")

INTRODUCTION = """# Assignment: {name}

The exercises of lesson {lesson} and some more. Put your answers in the cells that say `your turn`, and change nothing
else: no other cell, no name of a function. Run all cells before you hand the notebook in, under the name that it has."""

# Imported afresh in each graded cell: an answer may have given the name to something else.
VISIBLE = """from gan_course.checks import grade

grade("{number}", {function})
"""
PRIVATE = """# This answer is checked after you have handed it in.
"""
# The seed itself is in no notebook: nbgrader's feedback shows hidden tests to everybody.
HIDDEN = """### BEGIN HIDDEN TESTS
from gan_course.checks import grade, hidden_seed

grade("{number}", {function}, seed=hidden_seed("{lesson}"))
### END HIDDEN TESTS"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lesson", nargs="?", help="the number of one lesson, as 13")
    parser.add_argument("--folder", default="grading", help="the course folder of nbgrader (default: %(default)s)")
    parser.add_argument("--private", help="a folder with questions and checks of your own")
    parser.add_argument("--seed", type=seed_of, help="the seed of the hidden checks (default: a random one, kept)")
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
    name, kept = source.stem, folder / "hidden" / source.stem
    with tempfile.TemporaryDirectory() as aside:
        hidden = Path(aside) / name
        hidden.mkdir()
        (hidden / "seed.txt").write_text(f"{own_seed(kept, seed)}\n")
        os.environ["GAN_COURSE_HIDDEN"] = aside
        exercises = {exercise.number: (exercise, False) for exercise in read_exercises(source)}
        if private:
            exercises |= {one.number: (one, True) for one in private_exercises(source, Path(private), hidden)}
        if not exercises:
            return print(f"{name}: no exercises, no assignment")
        notebook = assignment(source, exercises, course_points(folder))
        if wrong := failures(notebook):
            sys.exit(f"{name}: these model solutions don't get their points, so nothing was written.\n" + "\n".join(wrong))
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(hidden, kept)
    os.environ["GAN_COURSE_HIDDEN"] = str((folder / "hidden").resolve())
    write_whole(folder / "source" / name / f"{name}.ipynb", nbformat.writes(notebook).encode())
    for file in (CONFIG, PLUGINS):
        shutil.copy(file, folder)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # nbgrader calls alembic by name
    api = NbGraderAPI(config=nbgrader_config(folder))
    result = api.generate_assignment(name, force=True, create=True)
    if not result["success"]:
        sys.exit(f"nbgrader could not make the release of {name}:\n{result['log']}")
    points = sum(cell.metadata.nbgrader.get("points", 0) for cell in notebook.cells if "nbgrader" in cell.metadata)
    print(f"{folder}/release/{name}/{name}.ipynb: {len(exercises)} questions, {points:g} points")


def failures(notebook):
    """Run the source notebook as grading will; return a sentence for each graded cell that does not give its points."""
    done = nbformat.from_dict(notebook)
    NotebookClient(done, timeout=600, allow_errors=True, extra_arguments=["--log-level=ERROR"]).execute()
    errors = [
        (cell.metadata.nbgrader.grade_id, output)
        for cell in done.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    ]
    return [f"{id}: {output.ename}: {output.evalue}" for id, output in errors]


def nbgrader_config(folder):
    config = Config(PyFileConfigLoader(CONFIG.name, str(CONFIG.parent)).load_config())
    config.CourseDirectory.root = str(folder.resolve())
    return config


def private_exercises(source, private, hidden):
    """Return a private folder's questions for this lesson; their checks go to the folder `hidden`."""
    if not private.is_dir():
        sys.exit(f"{private} is not a folder; --private wants one that holds {source.name} and lesson_{source.stem[:2]}.py.")
    questions, checks = private / source.name, private / f"lesson_{source.stem[:2]}.py"
    if not questions.exists():
        print(f"{private} has no {questions.name}: the assignment {source.stem} has our questions alone.")
        return []
    if checks.exists():
        shutil.copy(checks, hidden)
    return read_exercises(questions)


def seed_of(text):
    """Return the seed that a text gives, for NumPy's default_rng: a whole number from 0 on."""
    if not text.strip().isdecimal():
        raise argparse.ArgumentTypeError(f"{text.strip()!r} is no seed; give a whole number from 0 on, as 4711.")
    return int(text)


def own_seed(kept, seed):
    """Return the seed that was given, else the one that is kept for this assignment, else a new one."""
    path = kept / "seed.txt"
    if seed is None and path.exists():
        try:
            return seed_of(path.read_text(errors="replace"))
        except argparse.ArgumentTypeError as error:
            sys.exit(f"{path}: {error} Or delete the file, for a new one.")
    return secrets.randbelow(2**31) if seed is None else seed


def course_points(folder):
    """Return the points that a course sets for itself, by question: points.toml has lines as "13.1" = 2."""
    path = folder / "points.toml"
    try:
        points = tomllib.loads(path.read_text()) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        sys.exit(f'{path}: {error}. It has a line a question, as "13.1" = 2.')
    for number, value in points.items():
        if not re.fullmatch(r"\d\d\.\w+", number) or not isinstance(value, (int, float)) or not 0 <= value < float("inf"):
            sys.exit(f'{path}: {number} = {value!r} gives no points; a line is "13.1" = 2, with a number from 0 on.')
    return points


def assignment(source, exercises, points):
    """Return the source notebook of an assignment, with nbgrader's metadata; points: a course's own, by question."""
    for number in points:
        if number.startswith(source.stem[:2]) and number not in exercises:
            sys.exit(f"points.toml gives points for {number}; {source.stem} has {', '.join(exercises)}.")
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
            cell = new_code_cell(test.format(number=number, function=exercise.function, lesson=lesson))
            cells.append(graded(cell, f"test-{id}", grade=True, locked=True, points=points.get(number, exercise.points)))
        else:
            cell = new_markdown_cell(exercise.solution.source)
            cells.append(graded(cell, f"answer-{id}", grade=True, solution=True, points=points.get(number, exercise.points)))
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
