"""Look at submissions before nbgrader grades them: what would end in a silent zero, and what to do about it.

    python tools/preflight.py 13_dcgan                  look, in ./grading
    python tools/preflight.py 13_dcgan --mend           and put the answers of damaged ones into a fresh copy of the release

Mending copies each answer, found by its function's name, into the release's notebook; the original is kept beside it, as
13_dcgan.ipynb.original. Exits with 1 while a submission has a problem.
"""

import argparse
import ast
import sys
from collections import Counter
from pathlib import Path

import nbformat

from gan_course.files import write_whole


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("assignment", help="its name, as 13_dcgan")
    parser.add_argument("--folder", default="grading", help="the course folder of nbgrader (default: %(default)s)")
    parser.add_argument("--mend", action="store_true", help="put answers into a fresh copy of the release where that helps")
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
            found, missing = mend(path, release)
            print(f"{student}: mended, {found} answers found" + (f"; not found: {', '.join(missing)}" if missing else ""))
            continue
        for problem in problems:
            print(f"{student}: {problem}")
        bad += bool(problems)
    print(f"{len(students)} submissions, {bad} with problems.")
    sys.exit(bool(bad))


def look(path, release):
    """Return the problems of a submission, each with what to do, and whether --mend helps."""
    if not path.exists():
        others = [other.name for other in path.parent.glob("*.ipynb")] if path.parent.exists() else []
        if others:
            return [f"{path.name} is missing, but there is {', '.join(others)}: rename it if it is this assignment."], False
        return [f"{path} is missing: nothing was handed in, or in another place."], False
    try:
        notebook = nbformat.read(path, as_version=4)
        cells = notebook.cells
    except Exception as error:  # nbformat raises many kinds for a file that is no notebook
        return [f"the file is damaged ({type(error).__name__}): ask for it again."], False
    expected = {id_of(cell): cell for cell in nbformat.read(release, as_version=4).cells}
    ids = Counter(filter(None, map(id_of, cells)))
    if not ids:
        return ["all of nbgrader's metadata is lost, and every answer would count 0: run this again with --mend."], True
    if not ids.keys() & expected.keys() & {id for id in expected if id.startswith(("answer", "test"))}:
        return [
            f"this is another assignment ({', '.join(sorted(ids)[:3])}, ...): move it to the folder of its own name."
        ], False
    problems = [
        f'cell "{id}" is there {count} times, and nbgrader would stop: run this again with --mend.'
        for id, count in ids.items()
        if count > 1
    ]
    problems += [
        f'cell "{id}" is missing, and would count 0: run this again with --mend.'
        for id in expected
        if id not in ids and id.startswith(("answer", "test"))
    ]
    return problems, True


def mend(path, release):
    """Write the answers into a fresh copy of the release; return how many were found, and the ids of those that were not."""
    original = path.with_name(f"{path.name}.original")
    if not original.exists():
        write_whole(original, path.read_bytes())
    submitted = nbformat.read(path, as_version=4).cells
    fresh = nbformat.read(release, as_version=4)
    answers = [cell for cell in fresh.cells if cell.metadata.nbgrader.solution]
    found, missing = 0, []
    for cell in answers:
        id = id_of(cell)
        same_id = [other.source for other in submitted if id_of(other) == id]
        wanted = functions(cell.source)
        same_function = [
            other.source for other in submitted if other.cell_type == "code" and wanted & functions(other.source)
        ]
        candidates = same_function if wanted else same_id
        candidates = [source for source in candidates if source != cell.source]
        if candidates:
            cell.source, found = candidates[-1], found + 1  # the last one is the one that counted when it was run
        else:
            missing.append(id)
    write_whole(path, nbformat.writes(fresh).encode())
    return found, missing


def functions(source):
    """Return the names of the functions that a cell defines, even if the rest of it can't be parsed."""
    try:
        return {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    except SyntaxError:
        return {line.split("(")[0].removeprefix("def ").strip() for line in source.splitlines() if line.startswith("def ")}


def id_of(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id")


if __name__ == "__main__":
    main()
