"""A class hands in, and the real nbgrader grades it: everyone gets what the answers are worth, whatever the others did."""

import copy
import csv
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from build_notebooks import ROOT
from lesson_source import read_exercises
from nbclient import NotebookClient

NAME = "13_dcgan"
TOOLS = ROOT / "tools"
SOLUTIONS = {exercise.number: exercise.solution.source for exercise in read_exercises(ROOT / "lessons" / f"{NAME}.py")}
FULL = 6  # points that a machine gives: four exercises of 1, and 13.A with 2; 13.B is graded by a person

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
    """Return the submissions by student: (what is written to the file, the points that it deserves; None: not graded)."""
    whole = answered(release)
    size = "def transposed_size(n, kernel, stride, padding):\n    "
    students = {
        "right": (whole, FULL),
        "blank": (release, 0),
        "wrong_once": (answered(release, answer_13_1=size + "return n * stride"), FULL - 1),
        "wrong_by_seed": (answered(release, answer_13_1=size + "return {2: 5, 7: 14}.get(n, 11)"), FULL - 1),
        "endless": (answered(release, answer_13_1=size + "while True: pass"), FULL - 1),
        "syntax": (answered(release, answer_13_1=size + "return n *"), FULL - 1),
        "exits": (answered(release, answer_13_1=size + "import sys; sys.exit(0)"), FULL - 1),
        "crash": (answered(release, answer_13_1="import os\nos._exit(1)"), None),
        "chatty": (answered(release, answer_13_1="print('x\\n' * 400_000)\n" + SOLUTIONS["13.1"]), FULL),
    }
    lost = copy.deepcopy(whole)
    for cell in lost.cells:
        del cell.metadata["nbgrader"]
    edited = copy.deepcopy(answered(release, answer_13_1=size + "return 0"))
    by_id(edited, "test-13-1").source = "print('passed')"
    doubled = copy.deepcopy(whole)
    doubled.cells.append(copy.deepcopy(by_id(doubled, "test-13-2")))
    colab = copy.deepcopy(whole)
    colab.nbformat_minor = 0
    colab.metadata = {"colab": {"provenance": []}, "kernelspec": {"name": "python3", "display_name": "Python 3"}}
    for i, cell in enumerate(colab.cells):
        cell.pop("id", None)
        cell.metadata |= {"id": f"c{i}", "colab": {"base_uri": "https://localhost/"}, "executionInfo": {"status": "ok"}}
    cheat = (
        "import sys, numpy\nnumpy.allclose = lambda *_, **__: True\nnp = numpy\ncheck = grade = print\n" + size + "return 0"
    )
    return students | {
        "lost": (lost, FULL),
        "edited": (edited, FULL - 1),
        "doubled": (doubled, FULL),
        "colab": (colab, FULL),
        "cheat": (answered(release, answer_13_1=cheat), FULL - 1),
    }


def by_id(notebook, id):
    return next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == id)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder with the assignment released and everyone's submission in it."""
    folder = tmp_path_factory.mktemp("course") / "grading"
    status, out = tool(TOOLS / "build_assignment.py", "13", "--folder", folder, "--seed", "4711")
    assert status == 0, out
    assert "6 questions, 9 points" in out
    release = nbformat.read(folder / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    for student, (notebook, _) in class_of(release).items():
        path = folder / "submitted" / student / NAME / f"{NAME}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(notebook, path)
    return folder


def test_the_release_holds_no_solution_and_no_seed(course):
    text = (course / "release" / NAME / f"{NAME}.ipynb").read_text()
    for solution in SOLUTIONS.values():
        for line in solution.split("### BEGIN SOLUTION")[1].split("### END SOLUTION")[0].splitlines():
            assert not line.strip() or line.strip() not in text
    assert "4711" not in text and "HIDDEN" not in text and "SOLUTION" not in text
    assert text.count("your turn") == 5 + 1


@pytest.mark.parametrize("lesson", sorted((ROOT / "lessons").glob("[0-9][0-9]_*.py")), ids=lambda path: path.stem)
def test_with_the_solutions_every_assignment_runs_to_its_end(lesson, tmp_path):
    status, out = tool(TOOLS / "build_assignment.py", lesson.stem[:2], "--folder", tmp_path)
    assert status == 0, out
    notebook = nbformat.read(tmp_path / "source" / lesson.stem / f"{lesson.stem}.ipynb", as_version=4)
    NotebookClient(notebook, timeout=900, resources={"metadata": {"path": str(tmp_path)}}).execute()


def test_everyone_gets_what_the_answers_are_worth(course):
    status, out = tool(TOOLS / "preflight.py", NAME, "--folder", course)
    assert status == 1
    problems = {line.split(":")[0]: line for line in out.splitlines() if "submissions," not in line}
    assert set(problems) == {"lost", "doubled"}, out
    assert "metadata is lost" in problems["lost"] and '"test-13-2" is there 2 times' in problems["doubled"]
    status, out = tool(TOOLS / "preflight.py", NAME, "--folder", course, "--mend")
    assert status == 0 and "lost: mended, 5 answers found; not found: answer-13-B" in out, out
    assert (course / "submitted" / "lost" / NAME / f"{NAME}.ipynb.original").exists()

    status, out = tool("-m", "nbgrader", "autograde", NAME, "--create", folder=course)
    assert "crash" in out  # it is named, and nbgrader's exit status says that someone was not graded
    assert tool("-m", "nbgrader", "export", "--to", "grades.csv", folder=course)[0] == 0
    with open(course / "grades.csv") as file:
        rows = {row["student_id"]: row for row in csv.DictReader(file)}
    release = nbformat.read(course / "release" / NAME / f"{NAME}.ipynb", as_version=4)
    expected = {student: points for student, (_, points) in class_of(release).items()}
    got = {student: float(rows[student]["score"] or 0) for student in expected if student != "crash"}
    assert got == {student: points for student, points in expected.items() if points is not None}
    assert {float(row["max_score"]) for row in rows.values()} == {9.0}
    assert float(rows.get("crash", {}).get("score") or 0) == 0
