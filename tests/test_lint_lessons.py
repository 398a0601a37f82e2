"""Each rule of the lint finds its breach, and says what to do; a good lesson passes."""

import base64

import lint_lessons
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

SOURCE = '''# %% [markdown]
# # 99 · A title
#
# ![](ending)

# %% tags=["ending"]
x = 1

# %% [markdown]
# Some words, a [link](https://example.org/two/three), and $a + b$. ![A grey square.](../images/square.png)
#
# $$V(x, y) = x y$$
#
# **Predict:** what comes out?

# %%
def twice(x):
    """Return twice x.

    Nothing more.
    """
    return 2 * x  # a comment


# Another comment.
print(
    "twice one is",
    twice(1),
)

# %% [markdown]
# It is two.
#
# ### Exercise 99.1: thrice
#
# *About 5 minutes, level 1 of 3.*
#
# These words don't count.


# %%
def thrice(x):
    ### BEGIN SOLUTION
    assert x
    return 3 * x
    ### END SOLUTION


# %%
check("99.1", thrice)

# %%
assert twice(1) == 2, "Twice one should be two; something changed the function above."

# %% [markdown] tags=["assignment"]
# ### Question 99.A: what is four times one? (2 points)
#
# *About 5 minutes, level 1 of 3.*

# %% [markdown] tags=["assignment", "manual"]
# ### BEGIN SOLUTION
# Four.
# ### END SOLUTION
'''
CHECKS = """from gan_course.checks import exercise


@exercise("99.1", "thrice", "Thrice.")
def thrice(answer, rng):
    answer.expect(2, value=6, hint="")
"""
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
    """Return a function: what the lint says of a good lesson, one with a change to its notebook or its source."""
    for module_name in ("LESSONS", "NOTEBOOKS"):
        monkeypatch.setattr(lint_lessons, module_name, tmp_path)
    monkeypatch.setattr(lint_lessons, "is_stale", lambda source: False)

    (tmp_path / "99_lesson").mkdir()
    (tmp_path / "99_lesson" / "lesson_99.py").write_text(CHECKS)
    monkeypatch.setenv("GAN_COURSE_HIDDEN", str(tmp_path))

    def say(change=lambda notebook: None, old="", new=""):
        assert old in SOURCE
        (tmp_path / "99_lesson.py").write_text(SOURCE.replace(old, new, 1))
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


def test_the_text_of_an_exercise_is_whole_by_itself(lint):
    assert lint(old="These words don't count.", new="Lines 3 and 5 of the box, as above, in two lines.") == [
        f'99_lesson.py, exercise 99.1: "{words}" is not in an assignment\'s release; say it in full'
        for words in ("Lines 3", "the box", "as above")
    ]


def test_the_four_colours_are_said_by_name(lint):
    lines = 'axis.plot(x, color=plots.FAKE)\naxis.plot(y, color="#CC79A7")\naxis.plot(z, color="#e69f00")\n'
    assert lint(old="x = 1\n", new=lines) == [
        "99_lesson.py, line 9: the colour #E69F00 belongs to plots.FAKE; say that name, or take another colour"
    ]


def test_words_and_lines_are_counted_without_opening_exercises_and_assignments(lint, tmp_path):
    lint()
    cells = lint_lessons.own_cells(tmp_path / "99_lesson.py")
    # Some words, a link, and (formula). Predict: what comes out? It is two. | x = 1; def, return, print(, twice(1); assert
    assert lint_lessons.counts(cells) == (6 + 4 + 3, 1 + 4 + 1, 4)


def test_what_is_too_long_is_a_breach(lint):
    text = "It is two."
    assert lint(old=text, new="word " * 1790) == []  # and the ten others: 1,800
    assert lint(old=text, new="word " * 1791) == [
        "99_lesson.py, line 1: 1,801 words, exercises aside; at most 1,800: cut what is said or shown twice"
    ]
    cell = "\n# %%\n" + "x = 2\n" * 20 + "\n# %% [markdown]\n# And so on.\n"
    assert (
        lint(old="\n# %%\ndef twice", new=10 * cell + "\n# %%\ndef twice")
        == [  # 206 lines
        ]
    )
    assert lint(old="\n# %%\ndef twice", new=11 * cell + "\n# %%\ndef twice") == [
        "99_lesson.py, line 1: 226 lines of code, exercises aside; at most 220: cut what is said or shown twice"
    ]
    assert lint(old="x = 1\n", new="# A comment.\n\n" + "x = 2\n" * 20) == []
    assert lint(old="x = 1\n", new="x = 2\n" * 21) == [
        "99_lesson.py, line 7: a cell of 21 lines; at most 20: split or shorten it"
    ]


@pytest.mark.parametrize(
    ("old", "new", "breach"),
    [
        ("    return 2 * x", "    assert x\n    return 2 * x", "line 22: this assertion answers the Predict above it"),
        (
            "# %% [markdown]\n# It",
            "# %%\nassert 1, 'It is.'\n\n# %% [markdown]\n# It",
            "line 32: this assertion answers the Predict above it",
        ),
        ("comes out?\n", "comes out?\n#\n# Two.\n", "line 10: a Predict is its cell's last paragraph"),
        ("comes out?\n", "comes out?\n\n# %% [markdown]\n# Two.\n", "line 10: a Predict wants a code cell right below"),
        (
            ', "Twice one should be two; something changed the function above."',
            "",
            "line 53: an assertion without a message",
        ),
        ('# ![](ending)\n\n# %% tags=["ending"]', "\n# %%", "line 1: the opening should show ![](ending)"),
    ],
)
def test_predicts_assertions_and_the_ending(lint, old, new, breach):
    found = lint(old=old, new=new)
    assert found and found[0].startswith(f"99_lesson.py, {breach}")
    assert len(found) == (2 if "    assert x" in new else 1)  # that one has no message either


def test_a_heading_may_come_after_a_predict_and_a_magic_line_is_code(lint):
    assert lint(old="comes out?\n", new="comes out?\n#\n# ## 2. The next section\n") == []
    assert lint(old="x = 1\n", new="%timeit 1\n") == []


def test_the_counts_are_printed_on_request(lint, monkeypatch, capsys):
    lint()
    monkeypatch.setattr("sys.argv", ["lint_lessons.py", "--counts"])
    lint_lessons.main()
    assert capsys.readouterr().out.splitlines()[1].split() == ["99_lesson", "13", "6", "4"]


def test_stale_or_missing_notebooks(lint, tmp_path, monkeypatch):
    monkeypatch.setattr(lint_lessons, "is_stale", lambda source: True)
    assert lint() == ["99_lesson.ipynb: not built from the present lesson; run make notebooks LESSON=99"]
    (tmp_path / "99_lesson.ipynb").unlink()
    assert "there is no such notebook" in lint_lessons.lint(tmp_path / "99_lesson.py")[0]
