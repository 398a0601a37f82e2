"""The source of an assignment, its hidden checks, and an instructor's own questions."""

import build_assignment
import nbformat
import pytest
from build_notebooks import LESSONS
from lesson_source import read_exercises

from gan_course import checks

PRIVATE = """# %% [markdown] tags=["assignment"]
# ### Question 10.A: half
#
# *About 5 minutes, level 1 of 3.*
#
# Ours in place of theirs.

# %% tags=["assignment"]
def half(x):
    ### BEGIN SOLUTION
    return x / 2
    ### END SOLUTION

# %% tags=["assignment"]
check("10.A", half)

# %% [markdown] tags=["assignment"]
# ### Question 10.C: a third
#
# *About 5 minutes, level 1 of 3.*

# %% tags=["assignment"]
def third(x):
    ### BEGIN SOLUTION
    return x / 3
    ### END SOLUTION

# %% tags=["assignment"]
check("10.C", third)
"""
CHECKS = """from gan_course.checks import exercise


@exercise("10.A", "half", "Halves.", points=5)
def half(answer, rng):
    answer.expect(4, value=2, hint="Divide.")


@exercise("10.C", "third", "Thirds.", points=7)
def third(answer, rng):
    answer.expect(6, value=2, hint="Divide.")
"""
LESSON = LESSONS / "13_dcgan.py"
QUICK = LESSONS / "10_gradient_games.py"  # its answers need no TensorFlow


def cells(folder, version, name):
    path = folder / version / name / f"{name}.ipynb"
    return {cell.metadata.nbgrader.grade_id: cell for cell in nbformat.read(path, as_version=4).cells}


@pytest.fixture
def registry(monkeypatch):
    """Put the registered checks back afterwards."""
    checks.find("10.1")
    monkeypatch.setattr(checks, "_exercises", dict(checks._exercises))
    monkeypatch.setenv("GAN_COURSE_HIDDEN", "")


def test_private_questions_are_laid_over_ours(tmp_path, registry):
    private = tmp_path / "mine"
    private.mkdir()
    (private / QUICK.name).write_text(PRIVATE)
    (private / "lesson_10.py").write_text(CHECKS)
    folder = tmp_path / "grading"
    build_assignment.build(QUICK, folder, private, seed=4711)
    assert (folder / "hidden" / QUICK.stem / "lesson_10.py").read_text() == CHECKS
    source, release = cells(folder, "source", QUICK.stem), cells(folder, "release", QUICK.stem)
    assert list(source) == list(release)
    assert {"answer-10-1", "answer-10-A", "answer-10-C"} <= set(release)
    assert "Ours in place of theirs" in release["text-10-A"].source and "def half" in release["answer-10-A"].source
    assert (source["test-10-A"].metadata.nbgrader.points, source["test-10-C"].metadata.nbgrader.points) == (5, 7)
    assert 'grade("10.C", third, seed=hidden_seed("10"))' in source["test-10-C"].source
    assert checks.hidden_seed("10") == 4711
    assert "grade(" not in release["test-10-C"].source and 'grade("10.1", distance_after)' in release["test-10-1"].source
    assert not any("x / 3" in cell.source for cell in release.values())
    assert not any("4711" in cell.source for cell in [*release.values(), *source.values()])

    before = (folder / "release" / QUICK.stem / f"{QUICK.stem}.ipynb").read_bytes()
    (private / "lesson_10.py").write_text(CHECKS.replace("answer.expect(6, value=2", "answer.expect(6, value=3"))
    with pytest.raises(
        SystemExit, match=r"(?s)10_gradient_games: these model solutions.*nothing was written.*test-10-C: AssertionError"
    ):
        build_assignment.build(QUICK, folder, private)
    assert (folder / "release" / QUICK.stem / f"{QUICK.stem}.ipynb").read_bytes() == before
    assert (folder / "hidden" / QUICK.stem / "lesson_10.py").read_text() == CHECKS

    build_assignment.build(QUICK, folder)  # without the private folder, nothing of it is left, and the seed is kept
    assert not (folder / "hidden" / QUICK.stem / "lesson_10.py").exists() and checks.hidden_seed("10") == 4711
    assert "answer-10-C" not in cells(folder, "release", QUICK.stem)


def test_a_course_sets_its_own_points(tmp_path):
    (tmp_path / "points.toml").write_text('"13.1" = 2.5\n"13.B" = 0\n"12.1" = 7\n')
    points = build_assignment.course_points(tmp_path)
    exercises = {exercise.number: (exercise, False) for exercise in read_exercises(LESSON)}
    notebook = build_assignment.assignment(LESSON, exercises, points)
    given = {cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.get("points") for cell in notebook.cells}
    assert (given["test-13-1"], given["answer-13-B"], given["test-13-2"]) == (2.5, 0, exercises["13.2"][0].points)
    with pytest.raises(SystemExit, match=r"points\.toml gives points for 13\.9; 13_dcgan has 13\.1, "):
        build_assignment.assignment(LESSON, exercises, {"13.9": 1})


@pytest.mark.parametrize("line", ['"13.1" = -1', '"13.1" = "two"', '"thirteen" = 1', "13.1 = = 2", '"13.1" = nan'])
def test_points_that_are_none_are_one_sentence(line, tmp_path):
    (tmp_path / "points.toml").write_text(line)
    with pytest.raises(SystemExit, match=r'points\.toml: .*"13\.1" = 2'):
        build_assignment.course_points(tmp_path)


def test_only_those_imports_are_there_that_answers_need():
    code = "def f(x):\n    return np.sum(keras.ops.ones(x))"
    assert build_assignment.needed_imports(LESSON, code) == "import gan_course.checks\nimport keras\nimport numpy as np"


def test_each_assignment_has_a_seed_of_its_own_that_is_kept(tmp_path):
    kept = tmp_path / "hidden" / "13_dcgan"
    kept.mkdir(parents=True)
    assert build_assignment.own_seed(kept, None) != build_assignment.own_seed(tmp_path / "hidden" / "12_first_gan", None)
    (kept / "seed.txt").write_text("4711\n")
    assert build_assignment.own_seed(kept, None) == 4711 and build_assignment.own_seed(kept, 5) == 5
    (kept / "seed.txt").write_text("-3")
    with pytest.raises(SystemExit, match=r"seed\.txt: '-3' is no seed; give a whole number from 0 on, as 4711\. Or delete"):
        build_assignment.own_seed(kept, None)


@pytest.mark.parametrize("seed", ["-3", "x", "1.5", ""])
def test_a_seed_that_is_none_is_one_sentence(seed, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["build_assignment.py", "13", f"--seed={seed}"])
    with pytest.raises(SystemExit):
        build_assignment.main()
    assert "is no seed; give a whole number from 0 on" in capsys.readouterr().err


def test_a_private_folder_without_this_lesson_is_named(tmp_path, capsys):
    assert build_assignment.private_exercises(LESSON, tmp_path, tmp_path) == []
    assert f"{tmp_path} has no 13_dcgan.py: the assignment 13_dcgan has our questions alone." in capsys.readouterr().out


def test_a_private_folder_that_is_none_is_one_sentence(tmp_path):
    with pytest.raises(SystemExit, match=r"is not a folder; --private wants one that holds 13_dcgan\.py"):
        build_assignment.build(LESSON, tmp_path, tmp_path / "nowhere")


def test_an_ending_in_the_lesson_changes_nothing(tmp_path):
    tagged = tmp_path / LESSON.name
    ending = '\n\n# %% tags=["ending"]\nplots.show(figure, "A digit.")\n'
    tagged.write_text(LESSON.read_text().replace("# %% [markdown]\n", "# %% [markdown]\n# ![](ending)\n", 1) + ending)
    exercises = [
        {exercise.number: (exercise, False) for exercise in build_assignment.read_exercises(source)}
        for source in (LESSON, tagged)
    ]
    plain, with_ending = (build_assignment.assignment(LESSON, questions, points={}) for questions in exercises)
    assert plain == with_ending and len(plain.cells) > 10
