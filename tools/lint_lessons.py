"""Check what a machine can check of a lesson: one line for each breach, with file, cell and what to do.

    python tools/lint_lessons.py          exits with 1 if there is one

What it asks for is in docs/instructors.md, "To add or adapt a lesson".
"""

import base64
import re
import sys

import nbformat
from build_notebooks import LESSONS, NOTEBOOKS, is_stale

from gan_course import plots

SIZE, GIF = 1_000_000, 300_000  # bytes
STATED = re.compile(r"about (\d+) (second|minute)s? to run")
COLOURS = {getattr(plots, name): f"plots.{name}" for name in ("REAL", "FAKE", "GENERATOR", "DISCRIMINATOR")}
ROOM = 1.5  # measured seconds may exceed the stated ones by this factor: machines differ


def main():
    breaches = [breach for source in sorted(LESSONS.glob("[0-9][0-9]_*.py")) for breach in lint(source)]
    print(*breaches, sep="\n", end="\n" if breaches else "")
    sys.exit(bool(breaches))


def lint(source):
    """Return the breaches of one lesson."""
    path = NOTEBOOKS / f"{source.stem}.ipynb"
    remedy = f"run make notebooks LESSON={source.stem[:2]}"
    if not path.exists():
        return [f"{path.name}: there is no such notebook; {remedy}"]
    notebook = nbformat.read(path, as_version=4)
    breaches = [f"{path.name}: {text}" for text in of_the_file(path, source, remedy)]
    breaches += [f"{path.name}: {text}" for text in of_the_opening(notebook, source) + of_the_ending(notebook)]
    breaches += of_the_colours(source)
    in_a_row, count = 0, 0
    for number, cell in enumerate(notebook.cells, start=1):
        in_a_row = in_a_row + 1 if cell.cell_type == "code" else 0
        if in_a_row == 3:
            breaches.append(f"{path.name}, cell {number}: a third code cell in a row; put words between them, or join them")
        texts = of_pictures_in_text(cell)
        if cell.cell_type == "code" and cell.source:
            count += 1
            if cell.execution_count != count:
                texts.append(f"not run in its turn; {remedy}")
            texts += [text for output in cell.outputs for text in of_output(output)]
        breaches += [f"{path.name}, cell {number}: {text}" for text in texts]
    return breaches


def of_the_file(path, source, remedy):
    texts = []
    if path.stat().st_size > SIZE:
        texts.append(f"{path.stat().st_size:,} bytes; at most {SIZE:,}: make figures smaller or fewer")
    if is_stale(source):
        texts.append(f"not built from the present lesson; {remedy}")
    return texts


def of_the_opening(notebook, source):
    opening = notebook.cells[0].source
    texts = []
    if not opening.startswith(f"# {source.stem[:2]} · "):
        texts.append(f'the first cell should begin with "# {source.stem[:2]} · Title"')
    objectives = opening.partition("**After this lesson you can**")[2]
    if len(re.findall(r"^- ", objectives, re.MULTILINE)) != 3:
        texts.append('the opening should have "**After this lesson you can**" and three objectives, each with "- "')
    if "minutes to read" not in opening:
        texts.append('the opening should say how many "minutes to read"')
    stated, seconds = STATED.search(opening), notebook.metadata.get("gan_course", {}).get("seconds", 0)
    if not stated:
        texts.append('the opening should say "about N seconds to run" or "about N minutes to run"')
    elif seconds > ROOM * int(stated[1]) * (60 if stated[2] == "minute" else 1):
        texts.append(f"ran for {seconds} seconds, which is far more than the {stated[1]} {stated[2]}s it states; shorten it")
    return texts


def of_the_ending(notebook):
    ending = notebook.cells[-1].source.partition("## What to take along\n")[2]
    if len(re.findall(r"^- ", ending, re.MULTILINE)) != 3 or not re.search(r"\n\n\w.*\Z", ending, re.DOTALL):
        return [
            'the last cell should have "## What to take along", three points with "- ", and a sentence on the next lesson'
        ]
    return []


def of_the_colours(source):
    lines = enumerate(source.read_text().splitlines(), start=1)
    return [
        f"{source.name}, line {number}: the colour {colour} belongs to {name}; say that name, or take another colour"
        for number, line in lines
        for colour, name in COLOURS.items()
        if colour.lower() in line.lower()
    ]


def of_pictures_in_text(cell):
    pictures = re.findall(r"!\[(.*?)\]\((.*?)\)", cell.source) if cell.cell_type == "markdown" else []
    texts = [f"the picture {target} has no alternative text" for text, target in pictures if len(text.split()) < 3]
    if "<img" in cell.source and cell.cell_type == "markdown":
        texts.append("a picture as <img>; write it as ![what is seen](../images/name), so that it travels with the notebook")
    return texts


def of_output(output):
    if output.output_type == "error":
        return [f"ends in {output.ename}; mend the lesson"]
    if output.output_type == "stream":
        return ["writes to stderr; mend the lesson"] if output.name == "stderr" else []
    texts = []
    if "image/png" in output.data:
        if len(output.metadata.get("image/png", {}).get("alt", "").split()) < 3:
            texts.append('a figure without alternative text; show it by plots.show(figure, "what is seen")')
        data = base64.b64decode(output.data["image/png"])
        if data.startswith(b"GIF") and len(data) > GIF:
            texts.append(f"a GIF of {len(data):,} bytes; at most {GIF:,}: fewer frames")
    if "image/gif" in output.data:
        texts.append("a GIF that GitHub and others don't show; show it by plots.show_gif")
    return texts


if __name__ == "__main__":
    main()
