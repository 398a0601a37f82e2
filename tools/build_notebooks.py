"""Build notebooks/NN_name.ipynb from lessons/NN_name.py: the learner's notebook, executed, with its outputs.

    python tools/build_notebooks.py          every notebook that is stale
    python tools/build_notebooks.py 13       lesson 13, stale or not
    python tools/build_notebooks.py --check  build nothing; fail if one is stale, and say what to do

A lesson is a jupytext py:percent file. The build puts the badge and the bootstrap cell in front, embeds the pictures of
images/, replaces each solution (between ### BEGIN SOLUTION and ### END SOLUTION) by a stub, folds it away below its check,
leaves out what is tagged "assignment", and runs the notebook from top to bottom in an empty folder. Then the figure that the
cell tagged "ending" has shown goes, with its description, to where the opening says ![](ending); and the notebook is written
whole or not at all. What exercises and endings look like: tools/lesson_source.py.
"""

import argparse
import ast
import base64
import hashlib
import re
import sys
import tempfile
import time
import tomllib
from pathlib import Path

import lesson_source
import nbformat
from lesson_source import ENDING, SOLUTION, BrokenLesson, broken, has_solution, read_lesson, tags
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from gan_course import __version__
from gan_course.files import write_whole

ROOT = Path(__file__).resolve().parent.parent
LESSONS, NOTEBOOKS, IMAGES = ROOT / "lessons", ROOT / "notebooks", ROOT / "images"
RESULTS = ROOT / "benchmarks" / "results"
REPOSITORY = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["urls"]["Repository"]

ARCHIVE = f"{REPOSITORY}/archive/refs/heads/main.zip"  # GitHub makes it of the branch main

BADGE = """[![Open In Colab](https://colab.research.google.com/assets/colab-badge.svg)]({url})

*Built from `lessons/{name}.py` by `make notebooks`: change it there.*"""

BOOTSTRAP = """# gan_course, our helper package: installed where it is missing, as on Colab. Nothing else is changed.
from importlib.util import find_spec

if find_spec("gan_course") is None:
    print("Installing gan_course, and nothing else; no restart is needed.")
    %pip install --quiet --no-deps {archive}
import gan_course

print("gan_course", gan_course.__version__, "is ready.")
if [int(part) for part in gan_course.__version__.split(".")] < {version}:
    print("It is older than this notebook. Run this in a cell of its own, then restart the kernel:")
    print("%pip install --force-reinstall --no-deps {archive}")"""

STUB = r'\1raise NotImplementedError("your turn")'
# TensorFlow's own log lines say nothing about the lesson.
NOISE = re.compile(
    r"^(WARNING: All log messages before|[IWE]0000 |\d{4}-\d\d-\d\d [\d:.]+: [IWE] |To enable the following|$)"
)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("lesson", nargs="?", help="the number of one lesson, as 13")
    parser.add_argument("--check", action="store_true", help="only say which notebooks are stale")
    options = parser.parse_args()
    sources = sorted(LESSONS.glob(f"{options.lesson or '[0-9][0-9]'}_*.py"))
    if not sources:
        sys.exit(f"There is no lesson {options.lesson} in {LESSONS}.")
    stale = [source for source in sources if is_stale(source)]
    orphans = {path.stem for path in NOTEBOOKS.glob("*.ipynb")} - {path.stem for path in LESSONS.glob("*.py")}
    if options.check:
        problems = [
            f"notebooks/{source.stem}.ipynb is stale: run make notebooks LESSON={source.stem[:2]}" for source in stale
        ]
        problems += [f"notebooks/{name}.ipynb has no lesson: delete it" for name in sorted(orphans)]
        sys.exit("\n".join(problems) or None)
    try:
        for source in sources if options.lesson else stale:
            build(source)
    except BrokenLesson as error:
        sys.exit(str(error))


def is_stale(source):
    notebook = NOTEBOOKS / f"{source.stem}.ipynb"
    if not notebook.exists():
        return True
    return nbformat.read(notebook, as_version=4).metadata.get("gan_course", {}).get("source") != fingerprint(source)


def fingerprint(source):
    """Hash what the notebook depends on: lesson, images, recorded tables, this builder, the modules that it imports."""
    text = source.read_text()
    images = [IMAGES / name for name in re.findall(r"\(\.\./images/(\S+?)\)", text)]
    tables = [RESULTS / f"{name}.csv" for name in re.findall(r'load_recorded\("(\w+)"\)', text)]
    digest = hashlib.sha256((REPOSITORY + __version__).encode())
    builder = [Path(__file__), Path(lesson_source.__file__)]
    checks = ROOT / "gan_course" / "checks" / f"lesson_{source.stem[:2]}.py"
    for path in [source, *builder, *tables, *sorted(imported(source)), *filter(Path.exists, [*images, checks])]:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def imported(source, found=None):
    """Return the files of the gan_course modules that a file imports, directly or through another of them."""
    found = set() if found is None else found
    for node in ast.walk(ast.parse(re.sub(r"^%.*$", "", source.read_text(), flags=re.MULTILINE))):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        names = [f"gan_course.{alias.name}" for alias in node.names] if module == "gan_course" else [module]
        for name in names:
            path = ROOT / name.replace(".", "/")
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            if name.startswith("gan_course.") and path.exists() and path not in found:  # __version__ is no module
                found.add(path)
                imported(path, found)
    return found


def build(source):
    notebook = learner_notebook(source)
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    seconds = time.perf_counter() - started
    tidy(notebook)
    embed_ending(notebook, source)
    notebook.metadata["gan_course"] = {"source": fingerprint(source), "seconds": round(seconds)}
    write_whole(NOTEBOOKS / f"{source.stem}.ipynb", (nbformat.writes(notebook) + "\n").encode())
    print(f"notebooks/{source.stem}.ipynb: built, {seconds:.0f} seconds")


def learner_notebook(source):
    """Return the notebook of a lesson before it is run."""
    url = f"{REPOSITORY.replace('github.com', 'colab.research.google.com/github')}/blob/main/notebooks/{source.stem}.ipynb"
    title, *rest = (cell for cell in read_lesson(source) if "assignment" not in tags(cell))
    cells = [title, new_markdown_cell(BADGE.format(url=url, name=source.stem))]
    cells += [new_code_cell(bootstrap())]
    solution = None
    for cell in rest:
        cells.append(cell)
        if solution:  # this cell is the check
            cells.append(solution)
            solution = None
        elif has_solution(cell):
            solution = new_markdown_cell(folded(cell.source))
            cell.source = SOLUTION.sub(STUB, cell.source)
    for i, cell in enumerate(cells):
        cell.id = f"cell-{i:02d}"
        if cell.cell_type == "markdown":
            embed_images(cell, source)
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return notebook


def bootstrap():
    """Return the source of the cell that installs gan_course where it is missing, stamped with address and version."""
    return BOOTSTRAP.format(archive=ARCHIVE, version=[int(part) for part in __version__.split(".")])


def folded(source):
    solution = re.sub(r"^ *### (BEGIN|END) SOLUTION *\n?", "", source, flags=re.MULTILINE).strip()
    return f"<details><summary>A solution</summary>\n\n```python\n{solution}\n```\n\n</details>"


def embed_images(cell, source):
    """Turn ![text](../images/name) into an attachment: the notebook shows it wherever it is opened."""
    for name in re.findall(r"\(\.\./images/(\S+?)\)", cell.source):
        if not (IMAGES / name).exists():
            broken(source, f"there is no images/{name}; images/README.md says what makes pictures.", name)
        data = base64.b64encode((IMAGES / name).read_bytes()).decode()
        cell.setdefault("attachments", {})[name] = {f"image/{Path(name).suffix[1:]}": data}
        cell.source = cell.source.replace(f"(../images/{name})", f"(attachment:{name})")


def embed_ending(notebook, source):
    """Put the figure that the cell tagged "ending" has shown, and its description, where the opening says ![](ending)."""
    for cell in notebook.cells:
        if "ending" not in tags(cell):
            continue
        figures = [output for output in cell.get("outputs", []) if "alt" in output.get("metadata", {}).get("image/png", {})]
        if len(figures) != 1:
            what = f"the ending should show one figure, by plots.show or plots.show_gif; it shows {len(figures)}."
            broken(source, what, '"ending"')
        data, text = figures[0].data["image/png"], figures[0].metadata["image/png"]["alt"]
        kind = "gif" if base64.b64decode(data).startswith(b"GIF") else "png"  # plots.show_gif calls both PNG
        text = re.sub(r"([\[\]])", r"\\\1", " ".join(text.split()))
        opening = notebook.cells[0]
        opening.source = opening.source.replace(ENDING, f"![{text}](attachment:ending.{kind})")
        opening.setdefault("attachments", {})[f"ending.{kind}"] = {f"image/{kind}": data}


def tidy(notebook):
    """Drop what differs from run to run and says nothing: times, TensorFlow's log lines, overwritten progress lines."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            streams = [output for output in cell.outputs if output.output_type == "stream"]
            errors = "".join(output.text for output in streams if output.name == "stderr")
            errors = "".join(line for line in errors.splitlines(True) if not NOISE.match(line))
            if errors:
                sys.exit(f"This cell wrote to stderr; mend the lesson:\n{cell.source}\n--\n{errors}")
            cell.outputs = merged(cell.outputs)


def merged(outputs):
    """Join neighbouring pieces of standard output, and keep of a line that was written over only what was left."""
    result = []
    for output in outputs:
        if output.output_type != "stream":
            result.append(output)
        elif output.name == "stdout":
            if not result or result[-1].output_type != "stream":
                result.append(new_output("stream", name="stdout", text=""))
            result[-1].text += output.text
    for output in result:
        if output.output_type == "stream":
            output.text = re.sub(r"^.*\r(?=[^\r\n])", "", output.text, flags=re.MULTILINE)
    return result


if __name__ == "__main__":
    main()
