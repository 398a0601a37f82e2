"""Look at submissions before nbgrader grades them: what would end in a silent zero, and what to do about it.

    python tools/preflight.py 13_dcgan                  look, in ./grading
    python tools/preflight.py 13_dcgan --mend           and mend the damaged ones

Mending keeps every cell of the student's in its place, gives nbgrader's metadata back to those that are the release's (found
by id, by text, or by the name of the function), and puts in what is missing; the original stays beside it, as
13_dcgan.ipynb.original. Exits with 1 while a submission has a problem. A line that begins with "look:" is no problem for
nbgrader; a person should read that answer.
"""

import argparse
import ast
import re
import sys
from collections import Counter
from pathlib import Path

import nbformat

from gan_course.files import write_whole

MEND = "run this again with --mend."
# What an answer has no reason to touch.
CHECKS = re.compile(
    r"_getframe|_equal\b|_exercises\b|hidden_seed|GAN_COURSE|gan_course\.checks|\binspect\b|sys\.modules|\bgc\.get"
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("assignment", help="its name, as 13_dcgan")
    parser.add_argument("--folder", default="grading", help="the course folder of nbgrader (default: %(default)s)")
    parser.add_argument("--mend", action="store_true", help="mend what can be mended")
    options = parser.parse_args()
    folder, name = Path(options.folder), options.assignment
    release = folder / "release" / name / f"{name}.ipynb"
    if not release.exists():
        sys.exit(f"{release} is missing: make the assignment first (make assignment LESSON={name[:2]}).")
    students = sorted(path.name for path in (folder / "submitted").glob("*") if path.is_dir())
    if not students:
        sys.exit(f"There are no submissions in {folder}/submitted: it wants a folder for each student.")
    bad = 0
    for student in students:
        path = folder / "submitted" / student / name / f"{name}.ipynb"
        problems, mendable = look(path, release)
        if problems and options.mend and mendable:
            taken, found, missing = mend(path, release)
            print(
                f"{student}: mended{f' from {taken.name}' if taken != path else ''}, {found} answers found"
                + (f"; not found: {', '.join(missing)}" if missing else "")
            )
            problems = []
        for problem in problems:
            print(f"{student}: {problem}")
        for line in to_read(path, release):
            print(f"{student}: look: {line}")
        bad += bool(problems)
    print(f"{len(students)} submissions, {bad} with problems.")
    sys.exit(bool(bad))


def look(path, release):
    """Return the problems of a submission, each with what to do, and whether --mend helps."""
    fresh = nbformat.read(release, as_version=4)
    others = [other for other in sorted(path.parent.glob("*.ipynb")) if other != path]
    worked_on = [other.name for other in others if answers_in(other, fresh)]
    if not path.exists():
        if len(worked_on) == 1:
            return [f"{path.name} is missing, but there is {worked_on[0]}, with answers: {MEND}"], True
        if others:
            names = ", ".join(other.name for other in others)
            return [f"{path.name} is missing, but there is {names}: rename the one that is this assignment."], False
        return [f"{path} is missing: nothing was handed in, or in another place."], False
    try:
        text, encoding = decoded(path.read_bytes())
        cells = nbformat.reads(text, as_version=4).cells
    except Exception as error:  # nbformat raises many kinds for a file that is no notebook
        return [f"the file is damaged ({type(error).__name__}): ask for it again."], False
    if worked_on:
        if answers_in(path, fresh) or len(worked_on) > 1:
            return [f"there is {', '.join(worked_on)} beside it, also with answers: keep the one that counts."], False
        return [f"{path.name} is untouched, and {worked_on[0]} beside it has answers: {MEND}"], True
    expected = {id_of(cell): cell for cell in fresh.cells}
    ids = Counter(filter(None, map(id_of, cells)))
    if not ids:
        return [f"all of nbgrader's metadata is lost, and every answer would count 0: {MEND}"], True
    if not ids.keys() & expected.keys() & {id for id in expected if id.startswith(("answer", "test"))}:
        return [
            f"this is another assignment ({', '.join(sorted(ids)[:3])}, ...): move it to the folder of its own name."
        ], False
    problems = [] if encoding == "utf-8" else [f"the file is in {encoding}, which nbgrader can't read: {MEND}"]
    problems += [
        f'cell "{id}" is there {count} times, and nbgrader would stop: {MEND}' for id, count in ids.items() if count > 1
    ]
    problems += [
        f'cell "{id}" is missing, and would count 0: {MEND}'
        for id in expected
        if id not in ids and id.startswith(("answer", "test"))
    ]
    return problems, True


def to_read(path, release):
    """Return what a person should look at in a submission: answers that ask for input, or that reach for the checks."""
    try:
        cells = nbformat.reads(decoded(path.read_bytes())[0], as_version=4).cells
    except Exception:  # no file, or a damaged one, which `look` names
        return []
    ours = {normal(cell.source) for cell in nbformat.read(release, as_version=4).cells}
    own = [cell for cell in cells if cell.cell_type == "code" and normal(cell.source) not in ours]
    lines = []
    for cell in own:
        line = next(filter(None, map(str.strip, cell.source.splitlines())), "")
        if not (id_of(cell) or "").startswith("test") and (found := CHECKS.search(cell.source)):
            lines.append(f'"{line}" looks at the checks ({found[0]}).')
        if any(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "input" for node in parsed(cell.source)):
            lines.append(f'"{line}" asks for input, which grading can\'t give: that question gets 0.')
    return lines


def mend(path, release):
    """Write the mended submission; return the file it was taken from, how many answers it has, and the ids of the others."""
    fresh = nbformat.read(release, as_version=4)
    worked_on = [other for other in sorted(path.parent.glob("*.ipynb")) if other != path and answers_in(other, fresh)]
    taken = worked_on[0] if worked_on else path
    original = path.with_name(f"{path.name}.original")
    if path.exists() and not original.exists():
        write_whole(original, path.read_bytes())
    submitted = nbformat.reads(decoded(taken.read_bytes())[0], as_version=4).cells
    cells = placed(submitted, fresh.cells)
    stubs = {id_of(cell): cell for cell in fresh.cells if cell.metadata.nbgrader.solution}
    mine = {id_of(cell): cell for cell in cells if id_of(cell) in stubs}
    missing = [id for id, stub in stubs.items() if normal(mine[id].source) == normal(stub.source)]
    fresh.cells = cells
    write_whole(path, nbformat.writes(fresh).encode())
    if taken != path:  # nbgrader would grade it as a notebook of its own
        taken.rename(taken.with_name(f"{taken.name}.original"))
    return taken, len(stubs) - len(missing), missing


def placed(submitted, fresh):
    """Return the submitted cells in their order, with the release's metadata, and what is missing put in its place."""
    release = {id_of(cell): cell for cell in fresh}
    claims = [claim(submitted, i, release) for i in range(len(submitted))]
    tests = {id: claims.index(id) for id in release if id.startswith("test") and id in claims}
    keeps = {}  # of several cells that could be an answer, the last one above its check: the one that counts when it is run
    for i, id in enumerate(claims):
        if id and not (id in keeps and (not id.startswith("answer") or i > tests.get(id.replace("answer", "test"), i))):
            keeps[id] = i
    cells = []
    for i, cell in enumerate(submitted):
        id, cell = claims[i], cell.copy()
        cell.metadata = {}
        if keeps.get(id) == i:
            cell.metadata = release[id].metadata
            if release[id].metadata.nbgrader.locked:
                cell.source = release[id].source
        elif id and not id.startswith("answer"):
            continue  # a second copy of a cell of ours
        cells.append(cell)
    written = functions("\n\n".join(cell.source for cell in submitted if cell.cell_type == "code"))
    order = list(release)
    for id in reversed([id for id in order if id not in keeps]):
        cell = release[id].copy()
        if id.startswith("answer") and functions(cell.source) & written:
            cell.source = "# This answer is in another cell."  # the stub would undo it
        later = [i for i, other in enumerate(cells) if id_of(other) in order[order.index(id) + 1 :]]
        cells.insert(later[0] if later else len(cells), cell)
    for i, cell in enumerate(cells):
        cell.id = f"cell-{i:02d}"
    return cells


def claim(submitted, i, release):
    """Return the id of the release's cell that a submitted one is: by its own id, its text, or the function it defines."""
    cell = submitted[i]
    id = id_of(cell)
    if id in release and release[id].cell_type == cell.cell_type:
        return id
    for id, ours in release.items():
        if ours.cell_type == cell.cell_type:
            if normal(cell.source) == normal(ours.source):
                return id
            if ours.metadata.nbgrader.solution and functions(ours.source) & functions(cell.source):
                return id
    # Words that a person grades stand below their question.
    above = [id for id, ours in release.items() if i and normal(submitted[i - 1].source) == normal(ours.source)]
    below = above[0].replace("text", "answer") if above and cell.cell_type == "markdown" else None
    return below if below in release and release[below].cell_type == "markdown" else None


def answers_in(path, fresh):
    """Return how many answers of a notebook are no longer the release's stubs; 0 for what is no notebook."""
    try:
        cells = nbformat.reads(decoded(path.read_bytes())[0], as_version=4).cells
    except Exception:  # no file, or no notebook
        return 0
    stubs = {normal(cell.source) for cell in fresh.cells}
    wanted = set().union(*(functions(cell.source) for cell in fresh.cells if cell.metadata.nbgrader.solution))
    return sum(
        normal(cell.source) not in stubs
        and bool(functions(cell.source) & wanted if cell.cell_type == "code" else (id_of(cell) or "").startswith("answer"))
        for cell in cells
    )


def decoded(data):
    """Return the text of a file and its encoding: UTF-8, or what editors on Windows make of it."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16"), "UTF-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig"), "UTF-8 with a byte order mark"
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "Latin-1"


def functions(source):
    """Return the names that a cell's first column gives to something, by def or by =, even if it can't be parsed."""
    return {name for pair in re.findall(r"^def +(\w+)|^(\w+) *=(?!=)", source, re.MULTILINE) for name in pair if name}


def parsed(source):
    """Return all nodes of a cell's code; none if it can't be parsed."""
    try:
        return list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return []


def normal(source):
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def id_of(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


if __name__ == "__main__":
    main()
