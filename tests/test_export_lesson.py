"""What of a lesson goes on slides and on paper; what pandoc and Typst make of it, where they are installed."""

import base64
import re

import export_lesson
import imageio.v3 as imageio
import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

PNG = imageio.imwrite("<bytes>", np.zeros((4, 4), "uint8"), extension=".png")
GIF = imageio.imwrite("<bytes>", [np.zeros((4, 4), "uint8"), np.full((4, 4), 255, "uint8")], extension=".gif")


def figure(data, alt):
    picture = base64.b64encode(data).decode()
    return new_output("display_data", {"image/png": picture}, metadata={"image/png": {"alt": alt}})


@pytest.fixture
def lesson(tmp_path):
    """A notebook with one of everything, and an empty folder."""
    cells = [
        new_markdown_cell("# 99 · A lesson\n\nIn a sentence.\n\n**After this lesson you can**\n- see."),
        new_markdown_cell("[![Open In Colab](https://colab-badge.svg)](x)"),
        new_code_cell("from importlib.util import find_spec"),
        new_markdown_cell("## 1. A game\n\nSome words.\n\n$$x^2$$\n\n**Predict:** what comes?"),
        new_code_cell("play()", outputs=[figure(PNG, "A black square."), figure(GIF, "A square turns white.")]),
        new_code_cell("x = 1\n" * 20),
        new_markdown_cell("### Exercise 99.1: yours\n\nDo it."),
        new_code_cell("def f():\n    raise NotImplementedError"),
        new_code_cell('check("99.1", f)', outputs=[new_output("stream", text="99.1 yours: not attempted yet.")]),
        new_markdown_cell("<details><summary>A solution</summary>\n\nsecret\n\n</details>"),
        new_markdown_cell("## What to take along\n\n- This."),
    ]
    path = tmp_path / "99_lesson.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    (tmp_path / "pictures").mkdir()
    return path, tmp_path / "pictures"


def test_a_handout_has_text_code_figures_and_exercises_and_no_solution(lesson):
    text = "\n\n".join(export_lesson.content(*lesson))
    for words in ("In a sentence.", "$$x^2$$", "```python\nplay()\n```", "![A black square.](", "Exercise 99.1", "Do it."):
        assert words in text
    for words in ("secret", "colab", "find_spec", "not attempted", "check(", "# 99 ·"):
        assert words not in text


def test_of_a_film_paper_gets_the_last_frame(lesson):
    export_lesson.content(*lesson)
    pictures = [imageio.imread(path) for path in sorted(lesson[1].iterdir())]
    assert len(pictures) == 2 and pictures[0].max() == 0 and pictures[1].min() == 255


def test_slides_have_figures_formulas_predictions_and_no_exercises(lesson):
    sections = dict(export_lesson.sections(export_lesson.content(*lesson)))
    assert list(sections) == ["Today", "1. A game", "What to take along"]
    shown = [part for part in sections["1. A game"] if export_lesson.on_slide(part)]
    assert [part[:9] for part in shown] == ["$$x^2$$", "**Predict", "```python", "![A black", "![A squar"]
    assert "x = 1" not in "".join(shown)


def test_a_lesson_that_is_not_there_is_one_sentence(monkeypatch):
    monkeypatch.setattr("sys.argv", ["export_lesson.py", "slides", "98"])
    with pytest.raises(SystemExit, match="There is no notebook 98 in"):
        export_lesson.main()


def test_slides_are_one_file_that_fetches_nothing(lesson, monkeypatch):
    pytest.importorskip("pypandoc", reason="make slides installs it")
    monkeypatch.setattr(export_lesson, "ROOT", lesson[0].parent)
    html = export_lesson.slides(*lesson).read_text()
    assert "A black square." in html and "<math" in html and html.count("data:image/png;base64") == 2
    assert "Some words." in html.split('class="notes"')[1]
    assert not re.search(r'<(script|img|iframe|link)[^>]*(src|href)="(https?:)?//', html)


def test_a_handout_is_a_pdf_with_the_figures_descriptions(lesson, monkeypatch):
    pytest.importorskip("pypandoc", reason="make handout installs it")
    monkeypatch.setattr(export_lesson, "ROOT", lesson[0].parent)
    data = export_lesson.handout(*lesson).read_bytes()
    assert data.startswith(b"%PDF")
    assert (lesson[1] / "lesson.typ").read_text().count('alt: "A black square."') == 1
