"""Every lesson's assignment is built, and its model solutions get all points from the real nbgrader."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from build_notebooks import ROOT

ENVIRONMENT = os.environ | {
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "PYTHONPATH": str(ROOT),
}


@pytest.mark.parametrize("lesson", sorted((ROOT / "lessons").glob("[0-9][0-9]_*.py")), ids=lambda path: path.stem)
def test_every_assignment_is_built_and_gives_its_model_solutions_all_points(lesson, tmp_path):
    command = [sys.executable, ROOT / "tools" / "build_assignment.py", lesson.stem[:2], "--folder", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "release" / lesson.stem / f"{lesson.stem}.ipynb").exists()
