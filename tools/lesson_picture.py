"""Write a figure of a built notebook to images/, for the lesson's opening: images/NN_ending.png.

    python tools/lesson_picture.py 01      the notebook's last figure
    python tools/lesson_picture.py 02 3    its third figure

The opening shows what this writes, so build the notebook, run this, and build it again.
"""

import base64
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parent.parent


def figures(path):
    """Return the PNG figures of a notebook, in their order."""
    outputs = [output for cell in nbformat.read(path, as_version=4).cells for output in cell.get("outputs", [])]
    return [base64.b64decode(output.data["image/png"]) for output in outputs if "image/png" in output.get("data", {})]


if __name__ == "__main__":
    lesson, number = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    (notebook,) = (ROOT / "notebooks").glob(f"{lesson}_*.ipynb")
    (ROOT / "images" / f"{lesson}_ending.png").write_bytes(figures(notebook)[number - 1])
