"""kill -9 while members of the family train, in processes of their own: each ends as one that nobody killed."""

import csv
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

PROGRAM = Path(__file__).parent / "small_family.py"


def start(name, folder):
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen(
        [sys.executable, PROGRAM, name, folder], env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}, **pipes
    )


def finish(process):
    _, err = process.communicate()
    assert process.returncode == 0, err


def state(folder):
    """Return all that training would go on from, and the history, but for the seconds."""
    with np.load(folder / "epoch_0004.npz") as arrays:
        variables = {name: arrays[name] for name in arrays.files if name.startswith("variable_")}
    with open(folder / "history.csv") as file:
        history = [{k: v for k, v in row.items() if k != "seconds"} for row in csv.DictReader(file)]
    return variables, history


@pytest.mark.parametrize(("name", "after"), [("InfoGAN", 2), ("instance noise", 1), ("gradient penalty", 3)])
def test_killed_it_ends_as_if_it_had_not_been(name, after, tmp_path):
    finish(start(name, tmp_path / "whole"))
    process = start(name, tmp_path / "killed")
    while process.poll() is None and not (tmp_path / "killed" / f"epoch_{after:04d}.npz").exists():
        time.sleep(0.0005)
    process.kill()
    process.communicate()
    assert process.returncode == -9
    assert not (tmp_path / "killed" / "epoch_0004.npz").exists(), "it was killed while it trained"
    finish(start(name, tmp_path / "killed"))
    (expected, whole), (variables, resumed) = state(tmp_path / "whole"), state(tmp_path / "killed")
    assert expected.keys() == variables.keys() and len(expected) > 10
    assert all(np.array_equal(expected[name], variables[name]) for name in expected)
    assert whole == resumed and len(whole) == 4
