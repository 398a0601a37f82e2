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
    assert "there is 99_lesson (1).ipynb: rename the one" in preflight.look(submission, release)[0][0]
    submission.with_name("99_lesson (1).ipynb").unlink()
    assert "nothing was handed in" in preflight.look(submission, release)[0][0]


@pytest.mark.parametrize("answer", [ANSWER, "def twice(x):\n    return 2 *"])
def test_mending_keeps_answers_words_and_the_original(files, answer):
    release, submission = files
    handed_in = notebook(answer, "In my words.")
    del handed_in.cells[2]
    nbformat.write(handed_in, submission)
    before = submission.read_bytes()
    assert preflight.mend(submission, release) == (submission, 2, [])
    mended = nbformat.read(submission, as_version=4)
    assert preflight.look(submission, release)[0] == []
    assert [cell.source for cell in mended.cells] == ["text", answer, "grade", "In my words."]
    assert submission.with_name("99_lesson.ipynb.original").read_bytes() == before


def test_of_an_untouched_file_and_a_copy_that_was_worked_on_the_copy_is_taken(files):
    release, submission = files
    copy = submission.with_name("99_lesson (1).ipynb")
    nbformat.write(notebook(ANSWER), copy)
    assert "99_lesson.ipynb is missing, but there is 99_lesson (1).ipynb, with answers" in preflight.look(*files[::-1])[0][0]
    nbformat.write(notebook(), submission)
    assert "99_lesson.ipynb is untouched, and 99_lesson (1).ipynb beside it has" in preflight.look(*files[::-1])[0][0]
    assert preflight.mend(submission, release) == (copy, 1, ["answer-99-B"])
    assert ANSWER in [cell.source for cell in nbformat.read(submission, as_version=4).cells]
    assert [path.name for path in submission.parent.glob("*.ipynb")] == ["99_lesson.ipynb"]
    nbformat.write(notebook(ANSWER), copy)
    assert "also with answers: keep the one that counts" in preflight.look(*files[::-1])[0][0]


def without_metadata(notebook):
    for cell in notebook.cells:
        cell.pop("metadata")
        cell["metadata"] = {}
    return notebook


def run(notebook):
    """Return what twice(4) is where the check is, when the cells are run one after another, as grading does."""
    names = {}
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source == "grade":
            return names["twice"](4)
        if cell.cell_type == "code":
            exec(cell.source, names)


@pytest.mark.parametrize(
    "own",
    [
        [(1, "factor = 2"), (3, "def twice(x):\n    return factor * x")],
        [(2, "twice = lambda x: 2 * x")],
        [(2, ANSWER), (4, "def twice(x):\n    return 0  # an older attempt")],
        [(1, "def helper(x):\n    return x"), (3, "def twice(x):\n    return helper(x) + x")],
    ],
    ids=["import", "lambda", "older attempt below", "helper"],
)
@pytest.mark.parametrize("damage", [without_metadata, lambda notebook: notebook])
def test_mending_keeps_the_students_own_cells_in_their_places(files, own, damage):
    release, submission = files
    handed_in = notebook()
    for place, source in own:
        handed_in.cells.insert(place, new_code_cell(source))
    before = run(handed_in)
    sources = [cell.source for cell in handed_in.cells]
    nbformat.write(damage(handed_in), submission)
    preflight.mend(submission, release)
    mended = nbformat.read(submission, as_version=4)
    assert [cell.source for cell in mended.cells] == sources
    assert run(mended) == before == 8
    assert preflight.look(submission, release)[0] == []


def test_a_lost_check_comes_back_at_the_end_of_its_question(files):
    release, submission = files
    handed_in = notebook(ANSWER)
    handed_in.cells.insert(1, new_code_cell("def twice(x):\n    return 0"))
    del handed_in.cells[3]
    handed_in.cells.append(new_code_cell("def twice(x):\n    return 1"))
    nbformat.write(handed_in, submission)
    preflight.mend(submission, release)
    assert run(nbformat.read(submission, as_version=4)) == 8


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("utf-16", "UTF-16"), ("utf-8-sig", "UTF-8 with a byte order mark"), ("latin-1", "Latin-1")],
)
def test_another_encoding_is_named_and_mended(files, encoding, name):
    release, submission = files
    submission.write_bytes(nbformat.writes(notebook(ANSWER + "  # schön")).encode(encoding))
    assert f"the file is in {name}" in preflight.look(submission, release)[0][0]
    preflight.mend(submission, release)
    assert "schön" in submission.read_text(encoding="utf-8") and preflight.look(submission, release)[0] == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("def twice(x):\n    return int(input()) * x", '"def twice(x):" asks for input'),
        ("import gan_course.checks as c\nc._equal = lambda *_: True", "looks at the checks (gan_course.checks)"),
        ("def twice(x):\n    return sys._getframe(1).f_locals", "looks at the checks (_getframe)"),
        (ANSWER, None),
        ("def twice(x):\n    return 2 *", None),
    ],
)
def test_answers_that_a_person_should_read(files, answer, sentence):
    release, submission = files
    nbformat.write(notebook(answer), submission)
    lines = preflight.to_read(submission, release)
    assert len(lines) == bool(sentence) and all(sentence in line for line in lines)


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
