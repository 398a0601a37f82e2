"""Make the course's web site, build/site, from the executed notebooks, the README and docs/: python tools/build_site.py

The pages are laid out in build/pages as they lie in the repository, so that links between them hold as they are, and mended
for a browser: attachments become files, each picture has its description as alternative text, widgets give way to their
still twins, links to other files of the repository lead to its address. Then Sphinx (docs/conf.py) does the rest.
"""

import base64
import re
import shutil
import sys
from functools import partial
from importlib.util import find_spec

import nbformat
from build_notebooks import NOTEBOOKS, REPOSITORY, ROOT

PAGES, SITE = ROOT / "build" / "pages", ROOT / "build" / "site"
WIDGET = "application/vnd.jupyter.widget-view+json"
PLAY = re.compile(r"\[([^]]+)\]\(\.\./site/(plays/\w+\.html)\)")  # no page of Sphinx's, so a link of its own
LINK = re.compile(r"`[^`\n]*`|(?<=\]\()(?!https?:|mailto:)([^)\s]+)")  # code is left as it is
FILM = """<picture><source srcset="_static/samples.png" media="(prefers-reduced-motion: reduce)">
<img src="_static/dcgan.gif" width="336" {alt}></picture>"""


def main():
    if missing := [name for name in ("myst_nb", "sphinx_book_theme") if not find_spec(name)]:
        sys.exit(f"{', '.join(missing)} is missing: pip install -e .[site]")
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.rmtree(SITE, ignore_errors=True)
    lay_out(PAGES)
    build(PAGES, SITE)
    print(SITE / "index.html")


def lay_out(pages):
    """Write all pages and what they show into the folder `pages`."""
    shutil.copytree(ROOT / "images", pages / "images", ignore=shutil.ignore_patterns("*.md"))
    (pages / "docs").mkdir()
    (pages / "notebooks").mkdir()
    readme = (ROOT / "README.md").read_text()
    texts = {f"docs/{path.name}": path.read_text() for path in sorted((ROOT / "docs").glob("*.md"))}
    texts |= {"index.md": title_page(readme), "numbers.md": numbers_page(readme), "more.md": more_page(readme)}
    stems = [path.stem for path in sorted(NOTEBOOKS.glob("*.ipynb"))]
    known = {*texts, *(f"notebooks/{stem}.ipynb" for stem in stems)}
    for name, text in texts.items():
        text = PLAY.sub(r'<a href="../\2">\1</a>', text)
        (pages / name).write_text(LINK.sub(partial(target, page=name, known=known, texts=texts), text))
    needs = needed(texts["docs/teaching.md"])
    for stem in stems:
        notebook = mended(nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4), stem, pages / "notebooks")
        needed_by = needs.get(stem.replace("_", " ", 1))
        if needed_by:
            notebook.cells[0].source += "\n\n*It needs: {}. It leads to: {}.*".format(*needed_by)
        nbformat.write(notebook, pages / "notebooks" / f"{stem}.ipynb")


def build(pages, site):
    """Let Sphinx make the site; any warning of its is an error. The button for downloads then gives the true notebooks."""
    from sphinx.cmd.build import main as sphinx

    if sphinx(
        ["-q", "-W", "--keep-going", "-c", str(ROOT / "docs"), "-d", str(pages.parent / "doctrees"), str(pages), str(site)]
    ):
        sys.exit("Sphinx found something wrong, above.")
    for path in NOTEBOOKS.glob("*.ipynb"):
        shutil.copy(path, site / "_sources" / "notebooks")


def target(link, page, known, texts):
    """Return a link of a page as it should be on the site: to a page or picture that is there, else into the repository."""
    if not link[1]:
        return link[0]
    link = link[1]
    if link.startswith("#"):  # a heading of the README, which lies on one of several pages here
        homes = [
            name for name, text in texts.items() if link[1:] in map(anchor, re.findall(r"^#+ (.+)$", text, re.MULTILINE))
        ]
        return link if page in homes else f"{homes[0]}{link}"
    path = (ROOT / page).parent.joinpath(link).resolve().relative_to(ROOT).as_posix()
    if path == "README.md":
        return "../index.md" if "/" in page else "index.md"
    return link if path in known or path.endswith((".png", ".gif")) else f"{REPOSITORY}/blob/main/{path}"


def anchor(heading):
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def section(readme, heading):
    """Return a section of the README, with its heading."""
    return re.search(rf"^## {heading}\n.*?(?=^## |\Z)", readme, re.DOTALL | re.MULTILINE)[0]


def title_page(readme):
    opening = readme.split("\n## ")[0]
    opening = re.sub(
        r'<img src="images/dcgan.gif" width="336" (alt="[^"]+")>', lambda found: FILM.format(alt=found[1]), opening
    )
    lessons = section(readme, "The lessons")
    around = ("plays", "glossary", "../numbers", "teaching", "instructors", "colab", "devices", "../more")
    menu = [toctree("Around it", [f"docs/{page}".replace("docs/../", "") for page in around])]
    for title, rows in re.findall(r"^\| \*\*(.+?)\*\* \| \| \|\n((?:\| (?!\*\*).*\n)*)", lessons, re.MULTILINE):
        part = re.findall(r"\[(\d\d) (\w+)\]\((notebooks/\w+)\.ipynb\)", rows)
        if part:
            entries = [f"{number} {name.replace('_', ' ')} <{path}>" for number, name, path in part]
            menu.insert(-1, toctree(title, entries))
    return "\n\n".join([opening, section(readme, "Three commands"), lessons, *menu])


def toctree(caption, entries):
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", *entries, "```"])


def numbers_page(readme):
    """The README's numbers, then every recorded experiment with the command that repeats it and the lessons that show it."""
    rows = ["| recorded in | by | what | where and when | shown in |", "| --- | --- | --- | --- | --- |"]
    lessons = {path.stem: path.read_text() for path in sorted((ROOT / "lessons").glob("*.py"))}
    for path in sorted((ROOT / "benchmarks" / "results").glob("*.csv")):
        where = re.sub(r"# made by \S+ on ", "", path.read_text().splitlines()[0])
        what = (ROOT / "benchmarks" / f"{path.stem}.py").read_text().split('"""')[1].split("\n")[0]
        shown = [
            f"[{stem[:2]}](notebooks/{stem}.ipynb)"
            for stem, text in lessons.items()
            if f'load_recorded("{path.stem}")' in text
        ]
        by = f"[{path.stem}.csv](benchmarks/results/{path.name}) | `python benchmarks/{path.stem}.py`"
        rows.append(f"| {by} | {what} | {where} | {', '.join(shown)} |")
    everything = "## Every recorded experiment\n\nWhat lessons assert, they print on your machine; this takes longer:\n\n"
    text = section(readme, "Numbers") + everything + "\n".join(rows) + "\n\n" + section(readme, "Where it runs.*?")
    return "# All numbers, and the command behind each\n\n" + text.replace("## Numbers\n", "", 1)


def more_page(readme):
    parts = ("Your own pictures", "For instructors", "For contributors", "Licences")
    return "# Your own pictures, contributing, licences\n\n" + "\n".join(section(readme, part) for part in parts)


def needed(teaching):
    """Return {"13 dcgan": (what it needs, what it leads to)} from the table in docs/teaching.md."""
    rows = section(teaching, "Which lesson needs which").splitlines()
    return {
        name: (needs, leads) for name, needs, leads in (row.strip("| ").split(" | ") for row in rows if row[2:4].isdigit())
    }


def mended(notebook, stem, folder):
    """Return a notebook as a page shows it; its pictures of text are written into the folder."""
    cells = [
        cell for cell in notebook.cells if "colab-badge" not in cell.source and 'find_spec("gan_course")' not in cell.source
    ]
    notebook.metadata.pop("widgets", None)
    for cell in cells:
        if cell.cell_type == "markdown":
            cell.source = PLAY.sub(r'<a href="../\2">\1</a>', cell.source)
        for name, data in cell.pop("attachments", {}).items():
            (folder / f"{stem}_{name}").write_bytes(base64.b64decode(next(iter(data.values()))))
            cell.source = cell.source.replace(f"(attachment:{name})", f"({stem}_{name})")
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(WIDGET, None)
            if alt := output.get("metadata", {}).get("image/png", {}).get("alt"):
                if "mystnb" in cell.metadata:
                    raise ValueError(f"{stem}: a cell shows two pictures, and a page has one description for each cell.")
                cell.metadata["mystnb"] = {"image": {"alt": alt}}
    notebook.cells = cells
    return notebook


if __name__ == "__main__":
    main()
