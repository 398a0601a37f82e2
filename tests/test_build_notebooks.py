"""From a lesson's source to the learner's notebook."""

import build_notebooks
import nbformat
import pytest

LESSON = '''# %% [markdown]
# # 99 · A lesson
#
# ![A grey square.](../images/square.png)

# %%
from gan_course.data import load_mnist

print("working", end="\\r")
print("done   ")

# %% [markdown]
# ### Exercise 99.1: twice


# %%
def twice(x):
    """Return 2 x."""
    ### BEGIN SOLUTION
    secret = x + x
    return secret
    ### END SOLUTION
'''


@pytest.fixture
def lesson(tmp_path, monkeypatch):
    """A small course with one lesson; returns the lesson's file."""
    for name in ("lessons", "notebooks", "images"):
        (tmp_path / name).mkdir()
        monkeypatch.setattr(build_notebooks, name.upper(), tmp_path / name)
    (tmp_path / "images" / "square.png").write_bytes(b"not looked into")
    path = tmp_path / "lessons" / "99_lesson.py"
    path.write_text(LESSON)
    return path


def test_the_solution_is_cut_out_and_folded_away_below(lesson):
    cells = build_notebooks.learner_notebook(lesson).cells
    stub = next(i for i, cell in enumerate(cells) if "def twice" in cell.source)
    assert cells[stub].source == 'def twice(x):\n    """Return 2 x."""\n    raise NotImplementedError("your turn")'
    assert not any("secret" in cell.source for cell in cells if cell.cell_type == "code")
    assert cells[stub + 1].source.startswith("<details>") and "    return secret\n```" in cells[stub + 1].source
    assert "### BEGIN" not in "".join(cell.source for cell in cells)


def test_badge_and_bootstrap_come_first_and_name_the_repository(lesson):
    title, badge, bootstrap, *_ = build_notebooks.learner_notebook(lesson).cells
    assert title.source.startswith("# 99")
    address = build_notebooks.REPOSITORY.removeprefix("https://github.com/")
    assert f"colab.research.google.com/github/{address}/blob/main/notebooks/99_lesson.ipynb" in badge.source
    assert f"{build_notebooks.REPOSITORY}/archive/refs/heads/main.zip" in bootstrap.source


def test_pictures_travel_inside_the_notebook(lesson):
    title = build_notebooks.learner_notebook(lesson).cells[0]
    assert "(attachment:square.png)" in title.source and "image/png" in title.attachments["square.png"]


def test_it_is_executed_tidied_and_equal_when_built_again(lesson, monkeypatch, tmp_path):
    build_notebooks.build(lesson)
    path = tmp_path / "notebooks" / "99_lesson.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output.text for output in outputs] == ["done   \n"]
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
    assert {path.name for path in build_notebooks.imported(lesson)} == {"data.py"}


def test_a_lesson_that_fails_or_writes_to_stderr_is_not_written(lesson, tmp_path):
    lesson.write_text(LESSON.replace('print("done   ")', "import sys; print('careful', file=sys.stderr)"))
    with pytest.raises(SystemExit, match="wrote to stderr"):
        build_notebooks.build(lesson)
    lesson.write_text(LESSON.replace('print("done   ")', "1 / 0"))
    with pytest.raises(Exception, match="ZeroDivisionError"):
        build_notebooks.build(lesson)
    assert not list((tmp_path / "notebooks").iterdir())
