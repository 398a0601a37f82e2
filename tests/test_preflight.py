"""What a submission's problem is, and that mending loses no answer."""

import nbformat
import preflight
import pytest
from build_assignment import graded
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

STUB = 'def twice(x):\n    raise NotImplementedError("your turn")'
ANSWER = "def twice(x):\n    return 2 * x"


def notebook(answer=STUB, words="*Your answer*"):
    cells = [
        graded(new_markdown_cell("text"), "text-99-1", locked=True),
        graded(new_code_cell(answer), "answer-99-1", solution=True),
        graded(new_code_cell("grade"), "test-99-1", grade=True, locked=True, points=1),
        graded(new_markdown_cell(words), "answer-99-B", grade=True, solution=True, points=3),
    ]
    return new_notebook(cells=cells)


@pytest.fixture
def files(tmp_path):
    """The release, and a place for a submission."""
    release = tmp_path / "release" / "99_lesson" / "99_lesson.ipynb"
    submission = tmp_path / "submitted" / "ada" / "99_lesson" / "99_lesson.ipynb"
    for path in (release, submission):
        path.parent.mkdir(parents=True)
    nbformat.write(notebook(), release)
    return release, submission


def problems(files, handed_in):
    release, submission = files
    nbformat.write(handed_in, submission)
    return preflight.look(submission, release)[0]


def test_a_whole_submission_has_no_problems(files):
    assert problems(files, notebook(ANSWER)) == []


def test_lost_metadata_doubled_missing_cells_another_lesson(files):
    lost = notebook(ANSWER)
    for cell in lost.cells:
        del cell.metadata["nbgrader"]
    assert "metadata is lost" in problems(files, lost)[0]
    doubled = notebook(ANSWER)
    doubled.cells.append(doubled.cells[2].copy())
    assert problems(files, doubled) == [
        'cell "test-99-1" is there 2 times, and nbgrader would stop: run this again with --mend.'
    ]
    missing = notebook(ANSWER)
    del missing.cells[2]
    assert problems(files, missing) == ['cell "test-99-1" is missing, and would count 0: run this again with --mend.']
    other = notebook(ANSWER)
    for cell in other.cells:
        cell.metadata.nbgrader.grade_id = cell.metadata.nbgrader.grade_id.replace("99", "98")
    assert "this is another assignment" in problems(files, other)[0]


def test_damaged_renamed_and_missing_files(files):
    release, submission = files
    submission.write_text('{"cells": [')
    assert "the file is damaged" in preflight.look(submission, release)[0][0]
    submission.rename(submission.with_name("99_lesson (1).ipynb"))
    assert "there is 99_lesson (1).ipynb: rename it" in preflight.look(submission, release)[0][0]
    submission.with_name("99_lesson (1).ipynb").unlink()
    assert "nothing was handed in" in preflight.look(submission, release)[0][0]


@pytest.mark.parametrize("answer", [ANSWER, "def twice(x):\n    return 2 *"])
def test_mending_keeps_answers_words_and_the_original(files, answer):
    release, submission = files
    handed_in = notebook(answer, "In my words.")
    del handed_in.cells[2]
    nbformat.write(handed_in, submission)
    before = submission.read_bytes()
    assert preflight.mend(submission, release) == (2, [])
    mended = nbformat.read(submission, as_version=4)
    assert preflight.look(submission, release)[0] == []
    assert [cell.source for cell in mended.cells] == ["text", answer, "grade", "In my words."]
    assert submission.with_name("99_lesson.ipynb.original").read_bytes() == before


def test_the_command_says_how_many_and_exits_with_1(files, monkeypatch, capsys):
    release, submission = files
    folder = release.parents[2]
    monkeypatch.setattr("sys.argv", ["preflight.py", "99_lesson", "--folder", str(folder)])
    nbformat.write(notebook(ANSWER), submission)
    with pytest.raises(SystemExit) as stop:
        preflight.main()
    assert stop.value.code == 0 and "1 submissions, 0 with problems." in capsys.readouterr().out
    submission.unlink()
    with pytest.raises(SystemExit) as stop:
        preflight.main()
    assert stop.value.code == 1 and capsys.readouterr().out.startswith("ada: ")
    release.unlink()
    with pytest.raises(SystemExit, match="make the assignment first"):
        preflight.main()
