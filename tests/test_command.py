"""`python -m gan_course dcgan` where it can't begin: one sentence, at once, and nothing is moved; what it lets through of
standard error. The training itself is tests/slow/test_dcgan_command.py."""

import signal
import subprocess
import sys

import pytest
from test_run import another

from gan_course import files


def command(*options, first="pass"):
    """Run the command in a process of its own, after the lines `first`; return exit status, output and errors."""
    code = f"import sys; {first}; from gan_course.__main__ import main; main(sys.argv[1:])"
    done = subprocess.run([sys.executable, "-c", code, "dcgan", *map(str, options)], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def contents(folder):
    return {path: path.is_file() and path.read_bytes() for path in folder.rglob("*")}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--folder", ""], "'' is no name of a folder; give one such as runs/dcgan."),
        (["--folder", ".", "--fresh"], "'.' is no name of a folder; give one such as runs/dcgan."),
        (["--backup", ""], "'' is no name of a folder; give one such as runs/dcgan."),
        (["--epochs", "0"], "--epochs is 0; give at least 1."),
        (["--seed", "-1"], "--seed is -1; give a number from 0 to 2**32 - 1."),
        (
            ["--backup", "MyDrive/x", "--fresh"],
            "There is no MyDrive for the backup x to lie in: mount the drive, make that folder, or give another backup.",
        ),
    ],
)
def test_it_says_what_is_wrong_before_it_starts_and_moves_nothing(tmp_path, monkeypatch, options, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "runs" / "dcgan").mkdir(parents=True)
    (tmp_path / "runs" / "dcgan" / "mine").write_text("x")
    before = contents(tmp_path)
    assert command(*options) == (1, "", f"\n{sentence}\n")
    assert contents(tmp_path) == before


@pytest.mark.skipif(files.fcntl is None, reason="Windows: no lock there")
@pytest.mark.parametrize("options", [[], ["--fresh"]])
def test_a_folder_in_which_another_process_trains_is_left_alone(tmp_path, options):
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "mine").write_text("x")
    before = contents(tmp_path)
    other = another(tmp_path / "run", stdin=subprocess.PIPE)
    assert other.stdout.readline() == "has it\n"
    status, out, err = command("--folder", tmp_path / "run", *options)
    other.communicate()
    sentence = f"Another process is training in {tmp_path / 'run'}; end it, or give another folder."
    assert (status, out, err) == (1, "", f"\n{sentence}\n")
    assert contents(tmp_path) == before


def test_fresh_moves_the_backup_too_from_which_it_would_else_go_on(tmp_path):
    for name in ("run", "backup"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mine").write_text(name)
    options = ("--folder", tmp_path / "run", "--backup", tmp_path / "backup", "--fresh")
    _, out, _ = command(*options, first="sys.modules['keras'] = None")  # it ends before it trains
    assert out.count("The earlier run is now in") == 2
    assert contents(tmp_path / "run-1") == {tmp_path / "run-1" / "mine": b"run"}
    assert contents(tmp_path / "backup-1") == {tmp_path / "backup-1" / "mine": b"backup"}
    assert {path.name for path in tmp_path.iterdir()} <= {"run-1", "backup-1"}


@pytest.mark.parametrize("missing", ["keras", "tensorflow"])
def test_without_tensorflow_it_says_so_in_one_sentence(tmp_path, missing):
    status, _, err = command("--folder", tmp_path / "run", first=f"sys.modules[{missing!r}] = None")
    assert status == 1 and err.startswith("\nThe training can't start: ") and missing in err
    assert err.endswith("What is missing, and what to do, says: python -m gan_course doctor\n") and err.count("\n") == 2
    assert not (tmp_path / "run").exists()


def test_of_standard_error_only_tensorflows_information_is_left_out():
    """Also what is said right before the process is ended by a signal."""
    lines = {
        "WARNING: All log messages before absl::InitializeLog() is called are written to STDERR": False,
        "I0000 00:00:1795520267.429313    9312 port.cc:153] oneDNN custom operations are on.": False,
        "2026-11-24 11:37:12.123456: I tensorflow/core/platform/cpu_feature_guard.cc:210] This binary": False,
        "To enable the following instructions: AVX2 FMA, in other operations, rebuild TensorFlow": False,
        "W0000 00:00:1795520267.429313    9312 gpu_device.cc:2341] Cannot dlopen some GPU libraries.": True,
        "E0000 00:00:1795520267.429313    9312 cuda_dnn.cc:8579] failed": True,
        "2026-11-24 11:37:12.123456: W tensorflow/core/framework/op_kernel.cc:1] careful": True,
        "RuntimeWarning: divide by zero": True,
        "F0000 00:00:1795520267.429313    9312 cpu_feature_guard.cc:65] compiled to use AVX": True,
    }
    code = (
        "import os, sys; from gan_course.__main__ import without_information_lines\n"
        "with without_information_lines():\n"
        "    os.write(2, sys.argv[1].encode()); os.abort()"
    )
    done = subprocess.run([sys.executable, "-c", code, "\n".join(lines) + "\n"], capture_output=True, text=True)
    assert done.stderr.splitlines() == [line for line, stays in lines.items() if stays]
    assert done.returncode == -signal.SIGABRT
