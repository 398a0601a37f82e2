"""A run on two devices, and one that XLA compiles, killed and taken up again. The rest is in tests/test_devices.py."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest


def train(*arguments):
    script = Path(__file__).parents[1] / "two_devices.py"
    return subprocess.run([sys.executable, script, "train", *map(str, arguments)], capture_output=True, text=True)


@pytest.mark.parametrize("mode", ["two devices", "XLA"])
def test_a_killed_run_ends_as_an_uninterrupted_one(tmp_path, mode):
    """With Quality, Film and Progress among the callbacks, and under XLA several steps an execution."""
    done = train(mode, tmp_path / "whole")
    assert done.returncode == 0, done.stderr
    killed = train(mode, tmp_path / "killed", 2)
    assert killed.returncode == -9, killed.stderr
    assert not (tmp_path / "killed.npz").exists()
    done = train(mode, tmp_path / "killed")
    assert "has 1 finished epoch: going on from there" in done.stdout, done.stderr
    with np.load(tmp_path / "whole.npz") as whole, np.load(tmp_path / "killed.npz") as other:
        assert whole.files == other.files
        assert [name for name in whole.files if not np.array_equal(whole[name], other[name])] == []
        assert list(whole["epoch"]) == [1, 2, 3] and len(whole["frames"]) == 7
