"""From a lesson's source to the learner's notebook."""

import base64
import re
import subprocess
import sys

import build_notebooks
import nbformat
import pytest

LESSON = '''# %% [markdown]
# # 99 · A lesson
#
# ![A grey square.](../images/square.png)

# %%
from gan_course.checks import check
from gan_course.data import load_mnist

print("working", end="\\r")
print("done   ")

# %% [markdown]
# ### Exercise 99.1: twice
#
# *About 5 minutes, level 1 of 3.*


# %%
def twice(x):
    """Return 2 x."""
    ### BEGIN SOLUTION
    secret = x + x
    return secret
    ### END SOLUTION


# %%
check("99.1", twice)

# %% [markdown] tags=["assignment"]
# ### Question 99.A: thrice
#
# *About 5 minutes, level 1 of 3.*


# %% tags=["assignment"]
def thrice(x):
    ### BEGIN SOLUTION
    return 3 * x
    ### END SOLUTION


# %% tags=["assignment"]
check("99.A", thrice)
'''

CHECKING = ("engine.py", "diagnosis.py")  # gan_course.checks itself imports them

CHECKS = """from gan_course.checks import exercise


@exercise("99.1", "twice", "Twice is not too much.")
def twice(answer, rng):
    answer.expect(2, value=4, hint="")


@exercise("99.A", "thrice", "Thrice is.")
def thrice(answer, rng):
    answer.expect(2, value=6, hint="")
"""


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A small course with one lesson; returns the lesson's file."""
    for name in ("lessons", "notebooks", "images"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(build_notebooks, name.upper(), tmp_path / name)
    (tmp_path / "images" / "square.png").write_bytes(b"not looked into")
    (tmp_path / "99_lesson").mkdir()
    (tmp_path / "99_lesson" / "lesson_99.py").write_text(CHECKS)
    monkeypatch.setenv("GAN_COURSE_HIDDEN", str(tmp_path))
    path = tmp_path / "lessons" / "99_lesson.py"
    path.write_text(LESSON)
    return path


def test_the_solution_is_cut_out_and_folded_away_below(lesson):
    cells = build_notebooks.learner_notebook(lesson).cells
    stub = next(i for i, cell in enumerate(cells) if "def twice" in cell.source)
    assert cells[stub].source == 'def twice(x):\n    """Return 2 x."""\n    raise NotImplementedError("your turn")'
    assert not any("secret" in cell.source for cell in cells if cell.cell_type == "code")
    assert cells[stub + 1].source == 'check("99.1", twice)'
    assert cells[stub + 2].source.startswith("<details>") and "    return secret\n```" in cells[stub + 2].source
    source = "".join(cell.source for cell in cells)
    assert "### BEGIN" not in source and "thrice" not in source


def test_badge_and_bootstrap_come_first_and_name_the_repository(lesson):
    title, badge, bootstrap, *_ = build_notebooks.learner_notebook(lesson).cells
    assert title.source.startswith("# 99")
    address = build_notebooks.REPOSITORY.removeprefix("https://github.com/")
    assert f"colab.research.google.com/github/{address}/blob/main/notebooks/99_lesson.ipynb" in badge.source
    assert f"{build_notebooks.REPOSITORY}/archive/refs/heads/main.zip" in bootstrap.source


PIP = """
import sys
sys.path.append(sys.argv[1])

def pip(line):
    print("pip", line)
    with open(sys.argv[1] + "/gan_course.py", "w") as file:
        file.write(f"__version__ = {sys.argv[2]!r}")

"""


def bootstrap(lesson):
    """Run the bootstrap cell in a Python that has no packages but what lies beside the lesson; return what it prints."""
    source = build_notebooks.learner_notebook(lesson).cells[2].source
    code = PIP + re.sub(r"^    %pip (.*)$", r"    pip('\1')", source, flags=re.MULTILINE)
    command = [sys.executable, "-I", "-S", "-c", code, lesson.parent, build_notebooks.__version__]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def test_the_bootstrap_installs_the_package_only_where_it_is_missing(lesson):
    installing, asked, ready = bootstrap(lesson)
    assert installing == "Installing gan_course, and nothing else; no restart is needed."
    assert asked == f"pip install --quiet --no-deps {build_notebooks.ARCHIVE}"
    assert ready == f"gan_course {build_notebooks.__version__} is ready."
    assert bootstrap(lesson) == [ready]  # run again


@pytest.mark.parametrize(("version", "older"), [("0.0.9", True), ("0.2.0", False), ("0.2.10", False), ("0.10.0", False)])
def test_the_bootstrap_says_that_the_package_is_older_than_the_notebook(lesson, monkeypatch, version, older):
    monkeypatch.setattr(build_notebooks, "__version__", "0.2.0")
    (lesson.parent / "gan_course.py").write_text(f"__version__ = {version!r}")
    assert any("older than this notebook" in line for line in bootstrap(lesson)) == older


def test_pictures_travel_inside_the_notebook(lesson):
    title = build_notebooks.learner_notebook(lesson).cells[0]
    assert "(attachment:square.png)" in title.source and "image/png" in title.attachments["square.png"]


def test_it_is_executed_tidied_and_equal_when_built_again(lesson, monkeypatch, tmp_path):
    build_notebooks.build(lesson)
    path = tmp_path / "notebooks" / "99_lesson.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output.text.split(".")[0] for output in outputs] == ["gan_course 0", "done   \n", "99"]
    assert "99.1 twice: not attempted yet" in outputs[2].text
    first = path.read_bytes()
    monkeypatch.setattr(build_notebooks.time, "perf_counter", lambda: 0.0)
    build_notebooks.build(lesson)
    assert nbformat.reads(first.decode(), as_version=4).cells == nbformat.read(path, as_version=4).cells


def test_stale_after_a_change_of_lesson_image_or_imported_module(lesson, monkeypatch, tmp_path):
    assert build_notebooks.is_stale(lesson)
    build_notebooks.build(lesson)
    assert not build_notebooks.is_stale(lesson)
    lesson.write_text(LESSON.replace("A grey", "Another grey"))
    assert build_notebooks.is_stale(lesson)
    lesson.write_text(LESSON)
    (tmp_path / "images" / "square.png").write_bytes(b"changed")
    assert build_notebooks.is_stale(lesson)
    assert {path.name for path in build_notebooks.imported(lesson)} == {"data.py", "files.py", "__init__.py", *CHECKING}
    lesson.write_text(LESSON.replace("import load_mnist", "import load_mnist\nfrom gan_course import losses, plots"))
    names = {path.name for path in build_notebooks.imported(lesson)}
    assert names == {"data.py", "__init__.py", *CHECKING, "losses.py", "plots.py", "files.py"}  # data imports files


def test_stale_after_a_recorded_table_has_changed(lesson, monkeypatch, tmp_path):
    monkeypatch.setattr(build_notebooks, "RESULTS", tmp_path)
    (tmp_path / "ring.csv").write_text("share\n0.5\n")
    lesson.write_text(LESSON.replace('print("done   ")', 'print("done   ")  # load_recorded("ring")'))
    build_notebooks.build(lesson)
    assert not build_notebooks.is_stale(lesson)
    (tmp_path / "ring.csv").write_text("share\n0.6\n")
    assert build_notebooks.is_stale(lesson)


def test_a_lesson_that_fails_or_writes_to_stderr_is_not_written(lesson, tmp_path):
    lesson.write_text(LESSON.replace('print("done   ")', "import sys; print('careful', file=sys.stderr)"))
    with pytest.raises(SystemExit, match="wrote to stderr"):
        build_notebooks.build(lesson)
    lesson.write_text(LESSON.replace('print("done   ")', "1 / 0"))
    with pytest.raises(Exception, match="ZeroDivisionError"):
        build_notebooks.build(lesson)
    assert not list((tmp_path / "notebooks").iterdir())


FIGURE = """
figure, axis = plt.subplots()
axis.plot([0, 1])
plots.show(figure, "A line from [0, 0] up\\nto [1, 1].")
"""
GIF = """
plots.save_gif([np.zeros((2, 28, 28, 1)), np.ones((2, 28, 28, 1))], "film.gif", columns=2)
plots.show_gif("film.gif", "Two pictures, grey, then white.")
"""
ENDING = """
# %% [markdown]
# And so it ends:

# %% tags=["ending"]
import matplotlib.pyplot as plt
import numpy as np

from gan_course import plots
"""
GREY = "![A grey square.](attachment:square.png)"
MAGIC = {"png": b"\x89PNG\r\n", "gif": b"GIF89a"}


def with_ending(figure, rest=""):
    return LESSON.replace("# # 99 · A lesson", "# # 99 · A lesson\n#\n# ![](ending)") + ENDING + figure + rest


@pytest.mark.parametrize(
    ("figure", "kind", "text"),
    [(FIGURE, "png", r"A line from \[0, 0\] up to \[1, 1\]."), (GIF, "gif", "Two pictures, grey, then white.")],
)
def test_the_opening_shows_the_figure_that_is_tagged_as_the_ending(lesson, tmp_path, figure, kind, text):
    lesson.write_text(with_ending(figure))
    build_notebooks.build(lesson)
    notebook = nbformat.read(tmp_path / "notebooks" / "99_lesson.ipynb", as_version=4)
    nbformat.validate(notebook)
    opening, ending = notebook.cells[0], notebook.cells[-1]
    assert opening.source.split("\n\n") == ["# 99 · A lesson", f"![{text}](attachment:ending.{kind})", GREY]
    picture = opening.attachments[f"ending.{kind}"][f"image/{kind}"]
    assert base64.b64decode(picture)[: len(MAGIC[kind])] == MAGIC[kind]
    assert [output.data["image/png"] for output in ending.outputs if "image/png" in output.data] == [picture]


@pytest.mark.parametrize(
    ("text", "near", "sentence"),
    [
        (with_ending("").replace('["ending"]', "[]"), "![](ending)", "no cell is tagged as the ending"),
        (LESSON + ENDING + FIGURE, '"ending"', "the opening does not show it; write ![](ending) there"),
        (with_ending("") + ENDING, '"ending"', "a second cell is tagged as the ending"),
        (with_ending("plt.plot([0, 1]);"), '"ending"', "the ending should show one figure, by plots.show or .*; it shows 0"),
        (with_ending(GIF + GIF), '"ending"', "the ending should show one figure, by plots.show or .*; it shows 2"),
        (LESSON.replace("square.png", "circle.png"), "circle.png", "there is no images/circle.png; images/README.md says"),
    ],
)
def test_an_ending_or_a_picture_that_is_missing_stops_the_build(lesson, tmp_path, text, near, sentence):
    lesson.write_text(text)
    line = text[: text.rindex(near)].count("\n") + 1
    with pytest.raises(build_notebooks.BrokenLesson, match=f"99_lesson.py, line {line}: .*{escaped(sentence)}"):
        build_notebooks.build(lesson)
    assert build_notebooks.is_stale(lesson) and not list((tmp_path / "notebooks").iterdir())


def escaped(sentence):
    return ".*".join(re.escape(part) for part in sentence.split(".*"))


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ("    ### END SOLUTION\n\n\n# %%\ncheck(", "\n# %%\ncheck(", "def twice", "needs its ### END SOLUTION"),
        ('check("99.1", twice)', "print(twice(2))", "def twice", 'a cell of its own says check("99.1", twice)'),
        ("### Exercise 99.1: twice", "Twice!", "def twice", 'a markdown cell says "### Exercise NN.k: title"'),
        ("*About 5 minutes", "*Some 5 minutes", "### Exercise", "below the heading of 99.1, a line says"),
        ("Exercise 99.1:", "Exercise 98.1:", "### Exercise", "exercise 98.1 is in lesson 99"),
        ("Question 99.A", "Exercise 99.1", "### Exercise", "the number 99.1 is used twice"),
        ("Question 99.A", "Question 99.2", "### Question", "a question for assignments has a letter"),
        ('["assignment"]', '["asignment"]', '"asignment"', 'unknown tag "asignment"'),
        ("### BEGIN SOLUTION\n    secret", "secret", "def twice", "needs its ### END SOLUTION"),
        ('"99.1"', '"99.7"', "def twice", 'a cell of its own says check("99.1", twice)'),
        ("def twice(x):", "if True:", "if True", "the solution of 99.1 should define a function"),
        ('check("99.A", thrice)', 'check("99.A", twice)', "def thrice", 'check("99.A", thrice)'),
    ],
)
def test_a_broken_lesson_stops_the_build_and_changes_nothing(lesson, tmp_path, old, new, place, sentence):
    build_notebooks.build(lesson)
    notebook = tmp_path / "notebooks" / "99_lesson.ipynb"
    before = notebook.read_bytes()
    assert old in LESSON
    text = LESSON.replace(old, new, 1)
    lesson.write_text(text)
    with pytest.raises(build_notebooks.BrokenLesson, match=re.escape(sentence)) as error:
        build_notebooks.build(lesson)
    line = text[: text.rindex(place)].count("\n") + 1
    assert f"{lesson}, line {line}: " in str(error.value)
    assert notebook.read_bytes() == before


def test_an_exercise_without_a_registered_check_is_broken_too(lesson, tmp_path):
    lesson.write_text(LESSON.replace("99.1", "99.7"))
    with pytest.raises(build_notebooks.BrokenLesson, match=r"line 29: 99.7 is not registered; .*lesson_99.py"):
        build_notebooks.build(lesson)
