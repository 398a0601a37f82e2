"""A class hands in, and the real nbgrader grades it: everyone gets what the answers are worth, whatever the others did."""

import copy
import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from build_notebooks import ROOT
from lesson_source import read_exercises
from nbformat.v4 import new_code_cell
from nbgrader.api import Gradebook

NAME = "10_gradient_games"  # which needs no TensorFlow: a class is graded in seconds
TOOLS = ROOT / "tools"
SOLUTIONS = {exercise.number: exercise.solution.source for exercise in read_exercises(ROOT / "lessons" / f"{NAME}.py")}
SOLUTIONS["10.B"] = "### BEGIN SOLUTION\nEach step is at a right angle to the way out.\n### END SOLUTION"
FULL = 7  # points that a machine gives: 10.A has 2, the five exercises 1; 10.B is graded by a person
FAR = "def distance_after(r, a, n):\n    "
PRIVATE = """# %% [markdown] tags=["assignment"]
# ### Question 10.B: why, in words (3 points)
#
# *About 5 minutes, level 1 of 3.*

# %% [markdown] tags=["assignment", "manual"]
""" + "".join(f"# {line}\n" for line in SOLUTIONS["10.B"].splitlines())

ENVIRONMENT = {
    **os.environ,
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "PYTHONPATH": str(ROOT),
}


def tool(*command, folder=None):
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, cwd=folder, env=ENVIRONMENT)
    return done.returncode, done.stdout + done.stderr


def answered(release, **changes):
    """Return a submission: all solutions, or `changes`, a source for an answer's id, in their place."""
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        id = cell.metadata.nbgrader.grade_id
        if id.startswith("answer"):
            cell.source = changes.get(id.replace("-", "_"), SOLUTIONS[id.removeprefix("answer-").replace("-", ".")])
    return notebook


def class_of(release):
    """Return the submissions by student: (a notebook, or files by their names; the points that it deserves)."""
    whole = answered(release)
    students = {
        "right": (whole, FULL),
        "blank": (release, 0),
        "wrong_once": (answered(release, answer_10_1=FAR + "return r + n * a"), FULL - 1),
        "wrong_by_seed": (
            answered(release, answer_10_1=FAR + "return r * (1 + a**2) ** (n / 2) if n in (7, 9, 5, 10, 6, 40) else r"),
            FULL - 1,
        ),
        "endless": (answered(release, answer_10_1=FAR + "while True: pass"), FULL - 1),
        "syntax": (answered(release, answer_10_1=FAR + "return n *"), FULL - 1),
        "exits": (answered(release, answer_10_1=FAR + "import sys; sys.exit(0)"), FULL - 1),
        "crash": (answered(release, answer_10_1="import os\nos._exit(1)"), FULL - 1),
        "chatty": (answered(release, answer_10_1="print('x\\n' * 400_000)\n" + SOLUTIONS["10.1"]), FULL),
    }
    lost = copy.deepcopy(whole)
    for cell in lost.cells:
        del cell.metadata["nbgrader"]
    edited = copy.deepcopy(answered(release, answer_10_1=FAR + "return 0"))
    by_id(edited, "test-10-1").source = "print('passed')"
    doubled = copy.deepcopy(whole)
    doubled.cells.append(copy.deepcopy(by_id(doubled, "test-10-2")))
    colab = copy.deepcopy(whole)
    colab.nbformat_minor = 0
    colab.metadata = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for i, cell in enumerate(colab.cells):
        cell.pop("id", None)
        cell.metadata |= {"id": f"c{i}", "colab": {"base_uri": "https://localhost/"}, "executionInfo": {"status": "ok"}}
    cheat = (
        "import sys, numpy\nnumpy.allclose = lambda *_, **__: True\nnp = numpy\ncheck = grade = print\n" + FAR + "return 0"
    )
    text = nbformat.writes(answered(release, answer_10_1=SOLUTIONS["10.1"] + "\n# schön"))
    return students | {
        "lost": (lost, FULL),
        "edited": (edited, FULL - 1),
        "doubled": (doubled, FULL),
        "colab": (colab, FULL),
        "cheat": (answered(release, answer_10_1=cheat), FULL - 1),
        "endless_in_c": (answered(release, answer_10_1=FAR + "return sum(range(10**13))"), FULL - 1),
        "endless_bare": (
            answered(release, answer_10_1=FAR + "while True:\n        try: pass\n        except: pass"),
            FULL - 1,
        ),
        "asks": (answered(release, answer_10_1=FAR + "return int(input())"), FULL - 1),
        # It runs in the student's process, where nothing can stop it: preflight names it, for a person to read.
        "patches": (answered(release, answer_10_1=PATCH + FAR + "return 0"), FULL),
        "warns": (answered(release, answer_10_1="import warnings\nwarnings.warn('!')\n" + SOLUTIONS["10.1"]), FULL),
        "long_line": (answered(release, answer_10_1="print('x' * 20_000_000)\n" + SOLUTIONS["10.1"]), FULL),
        "plots": (answered(release, answer_10_1=PLOTS + SOLUTIONS["10.1"]), FULL),
        "html": (answered(release, answer_10_1=HTML + SOLUTIONS["10.1"]), FULL),
        "own_cells": (own_cells(release), FULL),
        "copy": ({f"{NAME}.ipynb": nbformat.writes(release).encode(), f"{NAME} (1).ipynb": text.encode()}, FULL),
        "utf16": ({f"{NAME}.ipynb": text.encode("utf-16")}, FULL),
        "latin1": ({f"{NAME}.ipynb": text.encode("latin-1", "replace")}, FULL),
        "bom": ({f"{NAME}.ipynb": text.encode("utf-8-sig")}, FULL),
    }


PLOTS = """import matplotlib.pyplot as plt
import numpy as np
for _ in range(30):
    plt.imshow(np.random.rand(100, 100))
    plt.show()
"""
PATCH = "import gan_course.checks.engine as engine\nengine.same = lambda *_: True\n"
HTML = """from IPython.display import HTML, display
display(HTML('<img src="data:image/png;base64,' + 'A' * 5_000_000 + '">'))
"""


def own_cells(release):
    """A submission whose metadata is lost and whose answers lean on cells of the student's own; an older attempt is last."""
    notebook = answered(release, answer_10_1="import math as m\nfactor = 1")
    place = notebook.cells.index(by_id(notebook, "test-10-1"))
    solved = SOLUTIONS["10.1"].replace("def distance_after", "def solved")
    answer = "distance_after = lambda *numbers: factor * m.fabs(solved(*numbers))"
    notebook.cells[place:place] = [new_code_cell(solved), new_code_cell(answer)]
    notebook.cells.append(new_code_cell(FAR + "return 0"))
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def by_id(notebook, id):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == id)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder with the assignment released and everyone's submission in it."""
    folder = tmp_path_factory.mktemp("course") / "grading"
    private = tmp_path_factory.mktemp("private")
    (private / f"{NAME}.py").write_text(PRIVATE)
    (private / "lesson_10.py").write_text("")
    status, out = tool(TOOLS / "build_assignment.py", "10", "--folder", folder, "--private", private, "--seed", "4711")
    assert status == 0, out
    assert "7 questions, 10 points" in out
    release = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for student, (files, _) in class_of(release).items():
        place = folder / "submitted" / student / NAME
        place.mkdir(parents=True)
        if isinstance(files, nbformat.NotebookNode):
            files = {f"{NAME}.ipynb": nbformat.writes(files).encode()}
        for name, data in files.items():
            (place / name).write_bytes(data)
    return folder


def test_the_release_holds_no_solution_and_no_seed(course):
    text = (course / "release" / NAME / f"{NAME}.ipynb").read_text()
    lesson = (ROOT / "lessons" / f"{NAME}.py").read_text()
    taught = re.sub("### BEGIN SOLUTION.*?### END SOLUTION", "", lesson, flags=re.DOTALL)
    for solution in SOLUTIONS.values():
        lines = solution.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0].splitlines()
        own = [line.strip() for line in lines if line.strip() and line.strip() not in taught]
        assert own and not any(line in text for line in own)
    assert "4711" not in text and "HIDDEN" not in text and "SOLUTION" not in text
    assert text.count("your turn") == 6 + 1


@pytest.fixture(scope="module")
def graded(course):
    """The course folder after preflight, mending and nbgrader; what preflight said, before and while mending."""
    status, before = tool(TOOLS / "preflight.py", NAME, "--folder", course)
    assert status == 1
    status, mending = tool(TOOLS / "preflight.py", NAME, "--folder", course, "--mend")
    assert status == 0, mending
    status, out = tool("-m", "nbgrader", "autograde", NAME, "--create", folder=course)
    assert status == 0, out
    return before, mending


def rows_of(course, *options):
    """Export the grades; return the rows of the table."""
    status, out = tool("-m", "nbgrader", "export", "--to", "table.csv", *options, folder=course)
    assert status == 0, out
    with open(course / "table.csv", newline="") as file:
        return list(csv.DictReader(file))


def test_preflight_names_what_grading_would_miss_and_mends_it(graded):
    before, mending = graded
    said = {}
    for line in before.splitlines()[:-1]:
        said.setdefault(line.split(":")[0], []).append(line)
    damaged = {"lost": "metadata is lost", "doubled": '"test-10-2" is there 2 times', "own_cells": "metadata is lost"}
    damaged |= {"copy": "is untouched", "utf16": "UTF-16", "latin1": "Latin-1", "bom": "byte order mark"}
    read = {"asks": "look: ", "patches": "looks at the checks"}
    assert set(said) == {*damaged, *read}, before
    for student, words in (damaged | read).items():
        assert words in said[student][0]
    assert "lost: mended, 7 answers found\n" in mending
    assert f"copy: mended from {NAME} (1).ipynb" in mending


def test_everyone_gets_what_the_answers_are_worth(course, graded):
    release = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    expected = {student: points for student, (_, points) in class_of(release).items()}
    with Gradebook(f"sqlite:///{course}/gradebook.db", "gan_course") as gradebook:
        got = {student: gradebook.find_submission(NAME, student).score for student in expected}
    assert got == expected


def test_the_output_that_is_kept_is_short(course, graded):
    sizes = {path.parts[-3]: path.stat().st_size for path in course.glob(f"autograded/*/{NAME}/{NAME}.ipynb")}
    assert max(sizes.values()) < 250_000, sizes


def test_grades_that_are_not_known_are_empty_and_say_why(course, graded):
    (course / "submitted" / "late" / NAME).mkdir(parents=True, exist_ok=True)
    with Gradebook(f"sqlite:///{course}/gradebook.db", "gan_course") as gradebook:
        gradebook.update_or_create_student("nobody")
        gradebook.find_grade("answer-10-B", NAME, NAME, "right").manual_score = 2.5
        gradebook.db.commit()
    rows = {row["student_id"]: row for row in rows_of(course)}
    assert (rows["right"]["score"], rows["right"]["max_score"], rows["right"]["reason"]) == ("9.5", "10.0", "")
    assert (rows["blank"]["score"], rows["blank"]["reason"]) == ("0.0", "")  # an earned zero: no answer was touched
    assert rows["edited"]["score"] == "" and rows["edited"]["reason"] == "a person still has to grade 10.B"
    assert rows["late"]["score"] == "" and "not graded" in rows["late"]["reason"]
    assert rows["nobody"]["score"] == "" and rows["nobody"]["reason"] == "nothing was handed in"


def test_canvas_and_moodle_get_the_columns_that_they_read(course, graded):
    canvas = rows_of(course, "--exporter", "nbgrader_plugins.CanvasPlugin")
    assert list(canvas[0]) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME]
    assert (canvas[0]["Student"], canvas[0][NAME]) == ("Points Possible", "10.0")
    points = {row["SIS Login ID"]: row[NAME] for row in canvas[1:]}
    assert points["blank"] == "0.0" and points["edited"] == ""
    moodle = {row["ID number"]: row for row in rows_of(course, "--exporter", "nbgrader_plugins.MoodlePlugin")}
    assert list(moodle["blank"]) == ["First name", "Last name", "ID number", "Email address", NAME, f"{NAME} (Feedback)"]
    assert moodle["blank"][NAME] == "0.0" and moodle["edited"][f"{NAME} (Feedback)"].startswith("a person still has to")


def test_feedback_shows_no_seed(course, graded):
    status, out = tool("-m", "nbgrader", "generate_feedback", NAME, folder=course)
    assert status == 0, out
    pages = [path.read_text() for path in course.glob(f"feedback/*/{NAME}/{NAME}.html")]
    assert len(pages) >= 20 and not any(re.search(r"\b4711\b", page) for page in pages)  # a time may have these digits
