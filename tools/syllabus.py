"""Write the table of minutes in docs/teaching.md, from the lessons and their built notebooks.

python tools/syllabus.py           rewrite the table
python tools/syllabus.py --check   write nothing; fail if it is stale
"""

import re
import sys

import nbformat
from build_notebooks import LESSONS, NOTEBOOKS, ROOT
from lesson_source import read_exercises

from gan_course.files import write_whole

BEGIN, END = "<!-- written by tools/syllabus.py -->\n", "<!-- end of what is written -->"
HEAD = """| lesson | to read | to run | exercises: minutes (level 1 to 3) | all exercises | for an assignment |
| --- | --- | --- | --- | --- | --- |
"""


def main():
    page = ROOT / "docs" / "teaching.md"
    old = page.read_text()
    before, rest = old.split(BEGIN)
    new = before + BEGIN + table() + END + rest.split(END)[1]
    if "--check" not in sys.argv:
        write_whole(page, new.encode())
    elif new != old:
        sys.exit("The minutes in docs/teaching.md are not those of the lessons: run python tools/syllabus.py")


def table():
    return HEAD + "".join(row(source) for source in sorted(LESSONS.glob("[0-9][0-9]_*.py")))


def row(source):
    """Return a lesson's row: its minutes to read as it states them, those to run as its statement says, its exercises'."""
    opening = nbformat.read(NOTEBOOKS / f"{source.stem}.ipynb", as_version=4).cells[0].source
    read = re.search(r"(\d+) minutes to read", opening)[1]
    run = re.search(r"about (\d+ (?:second|minute)s?) to run", opening)[1]
    exercises = read_exercises(source)
    ours = [exercise for exercise in exercises if exercise.number[-1].isdigit()]
    more = [exercise for exercise in exercises if exercise not in ours]

    def efforts(chosen):
        return ", ".join(f"{exercise.number[3:]}: {exercise.minutes} ({exercise.level})" for exercise in chosen)

    total = sum(exercise.minutes for exercise in ours)
    return f"| {source.stem} | {read} min | {run} | {efforts(ours)} | {total} min | {efforts(more)} |\n"


if __name__ == "__main__":
    main()
