"""Check what a machine can check of a lesson: one line for each breach, with file, cell and what to do.

    python tools/lint_lessons.py             exits with 1 if there is one
    python tools/lint_lessons.py --counts    each lesson's words and lines of code, instead

What it asks for is in docs/instructors.md, "To add or adapt a lesson". Words and lines are counted without the opening, the
exercises and the assignment questions. A formula in a sentence is a word; displayed formulas, links' addresses and the
descriptions of pictures are none. A line of code has something on it besides a comment or a string: docstrings and the
descriptions of figures are not code.
"""

import argparse
import ast
import base64
import io
import re
import sys
import tokenize
from dataclasses import dataclass

import nbformat
from build_notebooks import LESSONS, NOTEBOOKS, is_stale
from lesson_source import ENDING, HEADING, BrokenLesson, read_exercises, read_lesson, tags

from gan_course import plots

SIZE, GIF = 1_000_000, 300_000  # bytes
STATED = re.compile(r"about (\d+) (second|minute)s? to run")
COLOURS = {getattr(plots, name): f"plots.{name}" for name in ("REAL", "FAKE", "GENERATOR", "DISCRIMINATOR")}
MOST_WORDS, MOST_LINES, MOST_LINES_OF_A_CELL = 1800, 220, 20
# A release has an exercise's text without the lesson around it.
ELSEWHERE = re.compile(
    r"\b(sections? \d|lines? \(?\d|(?:as|see) (?:above|below)|(?:this|the) (?:box|figure|lesson)|earlier)\b", re.I
)
ROOM = 1.5  # measured seconds may exceed the stated ones by this factor: machines differ


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--counts", action="store_true", help="only print each lesson's words and lines of code")
    options = parser.parse_args()
    sources = sorted(LESSONS.glob("[0-9][0-9]_*.py"))
    try:
        if options.counts:
            print(f"{'':22} words  lines of code  longest cell")
            for source in sources:
                words, lines, longest = counts(own_cells(source))
                print(f"{source.stem:22}{words:6,}{lines:15}{longest:14}")
            return
        breaches = [breach for source in sources for breach in lint(source)]
    except BrokenLesson as error:
        sys.exit(str(error))
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
    breaches += [f"{source.name}, {text}" for text in of_the_source(source)]
    breaches += [f"{source.name}, {text}" for text in of_the_exercises(source)]
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


@dataclass
class Cell:
    """A cell of the lesson proper. line: its first in the lesson's file. text: of an exercise, what comes before it."""

    line: int
    is_code: bool
    text: str


def own_cells(source):
    """Return the cells of a lesson without its exercises, and without what is for assignments only."""
    cells = read_lesson(source)
    starts = [number for number, line in enumerate(source.read_text().split("\n"), start=1) if line.startswith("# %%")]
    exercises = [cell.source for exercise in read_exercises(source) for cell in (exercise.solution, exercise.check) if cell]
    own = []
    for start, cell in zip(starts, cells, strict=True):
        text = HEADING.split(cell.source)[0].rstrip() if cell.cell_type == "markdown" else cell.source
        if "assignment" not in tags(cell) and cell.source not in exercises:
            own.append(Cell(start + 1, cell.cell_type == "code", text))
    return own


def counts(cells):
    """Return the words, the lines of code, and the lines of the longest cell; the opening does not count."""
    words = sum(words_of(cell.text) for cell in cells[1:] if not cell.is_code)
    lines = [len(lines_of_code(cell.text)) for cell in cells if cell.is_code]
    return words, sum(lines), max(lines, default=0)


def words_of(text):
    text = re.sub(r"!\[.*?\]\(.*?\)|\$\$.*?\$\$|<.*?>|&\w+;", " ", text, flags=re.DOTALL)
    text = re.sub(r"\[(.*?)\]\(.*?\)", r"\1", text, flags=re.DOTALL)
    text = re.sub(r"\$.*?\$", "formula", text, flags=re.DOTALL)
    return len(re.findall(r"\S*\w\S*", text))


def lines_of_code(text):
    """Return the numbers of the lines that are code."""
    text = re.sub(r"^%.*$", "magic", text, flags=re.MULTILINE)
    kinds = (tokenize.NAME, tokenize.NUMBER)
    return {token.start[0] for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.type in kinds}


def asserts(cell):
    """Return the assertions of a code cell, with their lines in the lesson's file."""
    tree = ast.parse(re.sub(r"^%.*$", "", cell.text, flags=re.MULTILINE))
    return [(cell.line + node.lineno - 1, node) for node in ast.walk(tree) if isinstance(node, ast.Assert)]


def of_the_source(source):
    cells = own_cells(source)
    texts = []
    for what, count, most in zip(("words", "lines of code"), counts(cells), (MOST_WORDS, MOST_LINES)):
        if count > most:
            texts.append(f"line 1: {count:,} {what}, exercises aside; at most {most:,}: cut what is said or shown twice")
    if ENDING not in cells[0].text:
        texts.append(f'line 1: the opening should show {ENDING}, the figure of the cell with the tag "ending"')
    predicted = False
    for cell, following in zip(cells, [*cells[1:], None]):
        if not cell.is_code:
            predicted = "**Predict" in cell.text
            if any(part[0] != "#" for part in cell.text.partition("**Predict")[2].split("\n\n")[1:]):
                texts.append(
                    f"line {cell.line}: a Predict is its cell's last paragraph; what answers it comes after the run"
                )
            if predicted and not (following and following.is_code):
                texts.append(f"line {cell.line}: a Predict wants a code cell right below it, which shows the answer")
            continue
        if (lines := len(lines_of_code(cell.text))) > MOST_LINES_OF_A_CELL:
            texts.append(f"line {cell.line}: a cell of {lines} lines; at most {MOST_LINES_OF_A_CELL}: split or shorten it")
        for line, node in asserts(cell):
            if predicted:
                texts.append(f"line {line}: this assertion answers the Predict above it; put words between, then assert")
            if node.msg is None:
                texts.append(f"line {line}: an assertion without a message; say what its failing means and what to do")
    return texts


def of_the_exercises(source):
    texts = []
    for exercise in read_exercises(source):
        text = exercise.text.source
        for found in ELSEWHERE.finditer(text, HEADING.search(text).start()):
            texts.append(f'exercise {exercise.number}: "{found[0]}" is not in an assignment\'s release; say it in full')
    return texts


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
