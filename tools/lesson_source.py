"""Reading a lesson's source, and what an exercise in it looks like.

    # %% [markdown]
    # ### Exercise 13.1: how large is the output?
    #
    # *About 5 minutes, level 1 of 3.*
    #
    # ... what to do ...

    # %%
    def transposed_size(n, kernel, stride, padding):
        ### BEGIN SOLUTION
        ...
        ### END SOLUTION

    # %%
    check("13.1", transposed_size)

The check is registered in gan_course/checks/lesson_13.py. A question for assignments only is numbered 13.A, 13.B, ..., and
its cells are tagged: `# %% tags=["assignment"]`. One that a person grades has, instead of code and check, a markdown cell
with the model answer between the markers, tagged ["assignment", "manual"], whose heading names the points:
`### Question 13.B: what went wrong? (3 points)`.

The picture that the opening shows is the lesson's own figure: the opening says `![](ending)`, and the code cell that shows
that figure, and no other, is tagged: `# %% tags=["ending"]`. The build puts picture and description into the opening.
"""

import ast
import re
from dataclasses import dataclass
from functools import partial

import jupytext

from gan_course.checks import find

SOLUTION = re.compile(r"^( *)### BEGIN SOLUTION\n(.*?)^ *### END SOLUTION *$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^### (Exercise|Question) (\d\d\.\w+): (.+)$", re.MULTILINE)
EFFORT = re.compile(r"\n\n\*About (\d+) minutes, level ([123]) of 3\.\*$", re.MULTILINE)
CHECK = re.compile(r'^check\("([^"]+)", (\w+)\)$')
TAGS = {"assignment", "ending", "manual"}
ENDING = "![](ending)"


class BrokenLesson(Exception):
    """A lesson's source is not what the build needs; the message gives file, line and remedy."""


@dataclass
class Exercise:
    """number: as 13.1 or 13.A. text, solution, check: its cells; check is None where a person grades. function: its name.

    minutes and level (1: look it up in the lesson; 2: work it out; 3: think) are for somebody who has read the lesson.
    """

    number: str
    title: str
    text: object
    solution: object
    check: object
    function: str
    minutes: int
    level: int

    @property
    def points(self):
        """What it counts: from its check, or, where a person grades, from its heading."""
        return find(self.number)["points"] if self.check else int(re.search(r"\((\d+) points?\)$", self.title)[1])


def read_lesson(path):
    """Return the cells of a lesson, once its exercises and its ending are found whole. Raises BrokenLesson."""
    read_exercises(path)
    cells = _cells(path)
    tagged = [cell for cell in cells if "ending" in tags(cell)]
    if len(tagged) > 1:
        broken(path, "a second cell is tagged as the ending; the opening shows one figure, so tag one cell.", '"ending"')
    if tagged and ENDING not in cells[0].source:
        broken(path, f"a cell is tagged as the ending, but the opening does not show it; write {ENDING} there.", '"ending"')
    if ENDING in cells[0].source and not tagged:
        broken(path, 'no cell is tagged as the ending; tag the one that shows the figure: # %% tags=["ending"].', ENDING)
    return cells


def broken(path, what, near):
    """Raise BrokenLesson, with the line of the last place where `near` stands."""
    text = path.read_text()
    line = text[: text.rindex(near)].count("\n") + 1 if near in text else 1
    raise BrokenLesson(f"{path}, line {line}: {what}")


def read_exercises(path):
    """Return the exercises and assignment questions of a lesson in their order. Raises BrokenLesson."""
    cells, found = _cells(path), []
    broken_here = partial(broken, path)

    for cell in cells:
        for tag in tags(cell) - TAGS:
            broken_here(f'unknown tag "{tag}"; the tags are {", ".join(sorted(TAGS))}.', f'"{tag}"')
        begins, ends = cell.source.count("### BEGIN SOLUTION"), cell.source.count("### END SOLUTION")
        if begins + ends and not (begins == ends == len(SOLUTION.findall(cell.source))):
            broken_here(
                "every ### BEGIN SOLUTION needs its ### END SOLUTION, each on a line of its own.", cell.source.split("\n")[0]
            )

    for i, cell in enumerate(cells):
        first = cell.source.split("\n")[0]
        if has_solution(cell):
            heading = HEADING.search(cells[i - 1].source)
            if not heading or cells[i - 1].cell_type != "markdown":
                broken_here('before a solution, a markdown cell says "### Exercise NN.k: title".', first)
            _, number, title = heading.groups()
            if number[:2] != path.stem[:2]:
                broken_here(f"exercise {number} is in lesson {path.stem[:2]}; number it {path.stem[:2]}.k.", heading[0])
            if number in [exercise.number for exercise in found]:
                broken_here(f"the number {number} is used twice; give this one the next free number.", f"{number}: {title}")
            if not (effort := EFFORT.search(cells[i - 1].source, heading.end())):
                broken_here(f'below the heading of {number}, a line says "*About 5 minutes, level 1 of 3.*".', heading[0])
            effort = map(int, effort.groups())
            if ("assignment" in tags(cell)) != number[-1].isalpha():
                broken_here(
                    f'{number}: a question for assignments has a letter and the tag "assignment", an exercise neither.',
                    heading[0],
                )
            if "manual" in tags(cell):
                if not re.search(r"\(\d+ points?\)$", title):
                    broken_here(f'question {number} is graded by a person: its heading ends in "(3 points)".', heading[0])
                found.append(Exercise(number, title, cells[i - 1], cell, None, "", *effort))
                continue
            functions = [node.name for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
            if not functions:
                broken_here(f"the solution of {number} should define a function, which the check can try.", first)
            called = CHECK.match(cells[i + 1].source) if i + 1 < len(cells) else None
            if not called or called.groups() != (number, functions[-1]):
                broken_here(
                    f'after the solution of {number}, a cell of its own says check("{number}", {functions[-1]}).', first
                )
            found.append(Exercise(number, title, cells[i - 1], cell, cells[i + 1], functions[-1], *effort))
        elif HEADING.search(cell.source) and not (i + 1 < len(cells) and has_solution(cells[i + 1])):
            broken_here("the cell after this one has no ### BEGIN SOLUTION.", HEADING.search(cell.source)[0])
        elif CHECK.match(cell.source) and not has_solution(cells[i - 1]):
            broken_here("there is no solution before this check.", first)
    for exercise in found:
        if exercise.check:
            try:
                find(exercise.number)
            except ValueError:
                broken_here(
                    f"{exercise.number} is not registered; write its check in gan_course/checks/lesson_{path.stem[:2]}.py.",
                    exercise.check.source,
                )
    return found


def has_solution(cell):
    return "### BEGIN SOLUTION" in cell.source


def tags(cell):
    return set(cell.metadata.get("tags", []))


def _cells(path):
    return jupytext.read(path, fmt="py:percent").cells
