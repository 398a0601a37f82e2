"""The course as a web site: what tools/build_site.py mends before Sphinx sees it."""

import re
import shutil

import build_site
import nbformat
import pytest
from build_notebooks import NOTEBOOKS, REPOSITORY, ROOT


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("build") / "pages"
    build_site.lay_out(folder)
    return folder


def notebooks(folder):
    return {path.stem: nbformat.read(path, as_version=4) for path in sorted(folder.glob("*.ipynb"))}


def test_every_lesson_is_a_page_without_attachments_widgets_and_badges(pages):
    assert [path.name for path in sorted((pages / "notebooks").glob("*.ipynb"))] == [
        path.name for path in sorted(NOTEBOOKS.glob("*.ipynb"))
    ]
    for stem, notebook in notebooks(pages / "notebooks").items():
        assert "widgets" not in notebook.metadata
        text = "\n".join(cell.source for cell in notebook.cells)
        assert "attachment:" not in text and "colab-badge" not in text and "%pip" not in text
        pictures = re.findall(rf"!\[[^\]]+\]\(({stem}_[^)]+)\)", text)
        assert pictures and all((pages / "notebooks" / name).stat().st_size > 1000 for name in pictures)
        for cell in notebook.cells:
            assert not cell.get("attachments")
            for output in cell.get("outputs", []):
                assert build_site.WIDGET not in output.get("data", {})


def test_every_picture_keeps_its_description(pages):
    for notebook in notebooks(pages / "notebooks").values():
        shown = [
            (cell, output)
            for cell in notebook.cells
            for output in cell.get("outputs", [])
            if "image/png" in output.get("data", {})
        ]
        assert shown
        for cell, output in shown:
            assert cell.metadata["mystnb"]["image"]["alt"] == output.metadata["image/png"]["alt"]


def test_every_lesson_says_what_it_needs(pages):
    for stem, notebook in notebooks(pages / "notebooks").items():
        assert re.search(r"\*It needs: .+\. It leads to: .+\.\*$", notebook.cells[0].source), stem


def test_links_lead_to_a_page_that_is_there_or_to_the_repository(pages):
    texts = {path.relative_to(pages).as_posix(): path.read_text() for path in pages.rglob("*.md")}
    assert {
        "index.md",
        "numbers.md",
        "more.md",
        "docs/glossary.md",
        "docs/plays.md",
        "docs/teaching.md",
        "docs/instructors.md",
    } <= set(texts)
    for name, text in texts.items():
        for link in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", text)):
            if link.startswith(REPOSITORY):
                path = link.removeprefix(f"{REPOSITORY}/blob/main/")
                assert (ROOT / path).exists(), (name, link)
            elif not link.startswith(("https:", "#")):
                assert ((pages / name).parent / link.split("#")[0]).exists(), (name, link)


def test_a_link_in_code_is_not_one(pages):
    assert "`![](ending)`" in (pages / "docs" / "instructors.md").read_text()


def test_the_menu_has_every_lesson_under_its_part_and_the_numbers_their_commands(pages):
    index = (pages / "index.md").read_text()
    menu = re.findall(r"<notebooks/(\w+)>$", index, re.MULTILINE)
    assert menu == sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
    assert index.count(":caption: ") == 6  # the five parts, and what is around them
    numbers = (pages / "numbers.md").read_text()
    for path in (ROOT / "benchmarks" / "results").glob("*.csv"):
        assert f"`python benchmarks/{path.stem}.py`" in numbers


def test_glossary_is_in_order_and_each_word_names_a_lesson_that_speaks_of_it():
    lines = [line for line in (ROOT / "docs" / "glossary.md").read_text().splitlines() if line.startswith("- ")]
    words = [re.match(r"- \*\*(.+?)\*\*", line)[1] for line in lines]
    keys = [re.sub(r"[^a-z0-9 ]", "", word.lower()) for word in words]
    assert keys == sorted(keys) and len(keys) == len(set(keys)) > 50
    for line in lines:
        assert re.search(r"\]\(\.\./\w", line), line


def test_two_pictures_in_one_cell_are_refused(tmp_path):
    shutil.copy(sorted(NOTEBOOKS.glob("13_*"))[0], tmp_path / "13.ipynb")
    notebook = nbformat.read(tmp_path / "13.ipynb", as_version=4)
    cell = next(
        cell for cell in notebook.cells if any("image/png" in out.get("data", {}) for out in cell.get("outputs", []))
    )
    cell.outputs += cell.outputs
    with pytest.raises(ValueError, match="two pictures"):
        build_site.mended(notebook, "13_dcgan", tmp_path)


def test_the_page_of_plays_names_each_and_only_those_that_are_there(pages):
    page = (pages / "docs" / "plays.md").read_text()
    linked = re.findall(r'<a href="\.\./plays/(\w+\.html)">', page)
    assert sorted(linked) == sorted(path.name for path in (ROOT / "site" / "plays").glob("*.html"))
