"""Each rule of the lint finds its breach, and says what to do; a good lesson passes."""

import base64

import lint_lessons
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

OPENING = """# 99 · A title

**After this lesson you can**
- one;
- two;
- three.

5 minutes to read; about 20 seconds to run."""
ENDING = "## What to take along\n\n- One.\n- Two.\n- Three.\n\nThe next lesson does it again."
FIGURE = new_output("display_data", data={"image/png": "AAAA"}, metadata={"image/png": {"alt": "A line that falls."}})


@pytest.fixture
def lint(tmp_path, monkeypatch):
    """Return a function: what the lint says of a good lesson, after a change to its notebook."""
    for module_name in ("LESSONS", "NOTEBOOKS"):
        monkeypatch.setattr(lint_lessons, module_name, tmp_path)
    monkeypatch.setattr(lint_lessons, "is_stale", lambda source: False)

    (tmp_path / "99_lesson.py").touch()

    def say(change=lambda notebook: None):
        cells = [
            new_markdown_cell(OPENING),
            new_code_cell("x", execution_count=1, outputs=[FIGURE]),
            new_markdown_cell("![A grey square seen from above.](attachment:x.png)"),
            new_code_cell("y", execution_count=2, outputs=[new_output("stream", name="stdout", text="1")]),
            new_markdown_cell(ENDING),
        ]
        notebook = new_notebook(cells=cells)
        notebook.metadata["gan_course"] = {"seconds": 25}
        change(notebook)
        nbformat.write(notebook, tmp_path / "99_lesson.ipynb")
        return lint_lessons.lint(tmp_path / "99_lesson.py")

    return say


def test_a_good_lesson_passes(lint):
    assert lint() == []


def output(name, text="", **data):
    if name == "error":
        return new_output("error", ename="ValueError", evalue="", traceback=[])
    return new_output("stream", name=name, text=text) if not data else new_output(name, data=data)


GIF = base64.b64encode(b"GIF89a" + bytes(300_001)).decode()


@pytest.mark.parametrize(
    ("cell", "source", "outputs", "sentence"),
    [
        (0, OPENING.replace("# 99", "# 98"), None, 'the first cell should begin with "# 99 · Title"'),
        (0, OPENING.replace("- two;\n", ""), None, "three objectives"),
        (0, OPENING.replace("5 minutes to read; ", ""), None, "minutes to read"),
        (0, OPENING.replace("about 20", "some 20"), None, "about N seconds to run"),
        (0, OPENING.replace("about 20", "about 10"), None, "ran for 25 seconds"),
        (4, ENDING.replace("- Two.\n", ""), None, "three points"),
        (4, ENDING.replace("\n\nThe next lesson does it again.", ""), None, "a sentence on the next lesson"),
        (2, "![](attachment:x.png)", None, "cell 3: the picture attachment:x.png has no alternative text"),
        (2, "<img src='x.png'>", None, "cell 3: a picture as <img>"),
        (3, "y", [output("stderr", "careful")], "cell 4: writes to stderr"),
        (3, "y", [output("error")], "cell 4: ends in ValueError"),
        (3, "y", [output("display_data", **{"image/png": "AAAA"})], "cell 4: a figure without alternative text"),
        (3, "y", [output("display_data", **{"image/gif": "AAAA"})], "plots.show_gif"),
        (3, "y", [output("display_data", **{"image/png": GIF})], "a GIF of 300,007 bytes"),
        (3, "y", [output("stdout", "x" * 1_000_000)], "at most 1,000,000"),
    ],
)
def test_each_breach_is_one_clear_line(lint, cell, source, outputs, sentence):
    def change(notebook):
        notebook.cells[cell].source = source
        if outputs:
            notebook.cells[cell].outputs = outputs

    breaches = lint(change)
    assert any(sentence in breach for breach in breaches), breaches
    assert all(breach.startswith("99_lesson.ipynb") for breach in breaches)
    assert len(breaches) == (2 if "GIF of" in sentence else 1)  # that GIF has no alternative text either


def test_three_code_cells_in_a_row_and_cells_run_out_of_turn(lint):
    def add_cell(notebook):
        notebook.cells[2:2] = [new_code_cell("z", execution_count=2), new_code_cell("z", execution_count=3)]
        notebook.cells[-2].execution_count = 4

    assert lint(add_cell) == ["99_lesson.ipynb, cell 4: a third code cell in a row; put words between them, or join them"]

    def swap(notebook):
        notebook.cells[1].execution_count, notebook.cells[3].execution_count = 2, 1

    assert ["not run in its turn" in breach for breach in lint(swap)] == [True, True]


def test_the_four_colours_are_said_by_name(lint, tmp_path):
    source = tmp_path / "99_lesson.py"
    source.write_text('axis.plot(x, color=plots.FAKE)\naxis.plot(y, color="#CC79A7")\naxis.plot(z, color="#e69f00")\n')
    assert lint() == [
        "99_lesson.py, line 3: the colour #E69F00 belongs to plots.FAKE; say that name, or take another colour"
    ]


def test_stale_or_missing_notebooks(lint, tmp_path, monkeypatch):
    monkeypatch.setattr(lint_lessons, "is_stale", lambda source: True)
    assert lint() == ["99_lesson.ipynb: not built from the present lesson; run make notebooks LESSON=99"]
    (tmp_path / "99_lesson.ipynb").unlink()
    assert "there is no such notebook" in lint_lessons.lint(tmp_path / "99_lesson.py")[0]
