"""The Makefile: what it does with a .venv that is there, without a network; what it passes on to the command."""

import os
import shutil
import subprocess
import sys

import pytest
from build_notebooks import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A folder with a Makefile and a .venv that was made by hand, as the README's plain lines do."""
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, "-m", "venv", folder / ".venv"], check=True)
    return folder


@pytest.fixture
def folder(made, tmp_path):
    shutil.copytree(made, tmp_path, symlinks=True, dirs_exist_ok=True)
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.txt").write_text("pip\n")  # what can be had without a network
    for name in ("constraints.txt", "pyproject.toml", ".venv/mine"):
        (tmp_path / name).write_text("")
    return tmp_path


def make(folder, *arguments):
    """Run make without a network; return whether it succeeded, and what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PIP_"))}
    done = subprocess.run(
        ["make", f"PYTHON={sys.executable}", *arguments],
        cwd=folder,
        env=environment | {"PIP_NO_INDEX": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode == 0, done.stdout


def works(folder):
    return (
        subprocess.run([folder / ".venv" / "bin" / "python", "-m", "pip", "--version"], capture_output=True).returncode == 0
    )


def test_a_venv_made_by_hand_is_taken_as_it_is(folder):
    good, said = make(folder, ".venv/ready")
    assert good, said
    assert (folder / ".venv" / "mine").exists() and works(folder) and "Setting up" not in said


def test_without_a_network_a_working_venv_stays_and_make_says_how_to_go_on(folder):
    assert make(folder, ".venv/ready")[0]
    (folder / "requirements.txt").write_text("pip\na-package-that-is-not-here\n")
    for _ in range(2):
        good, said = make(folder, ".venv/ready")
        assert not good and "a-package-that-is-not-here" in said and "what .venv had, it still has" in said
        assert (folder / ".venv" / "mine").exists() and works(folder)
    assert "To go on with what there is: touch .venv/ready" in said
    (folder / ".venv" / "ready").touch()
    assert make(folder, ".venv/ready")[0]


@pytest.mark.parametrize("how", ["missing", "no python"])
def test_a_venv_that_does_not_work_is_made_anew(folder, how):
    if how == "missing":
        shutil.rmtree(folder / ".venv")
    else:  # as after an upgrade of the system's Python
        for link in (folder / ".venv" / "bin").glob("python*"):
            link.unlink()
            link.symlink_to(folder / "gone")
    good, said = make(folder, ".venv/ready")
    assert good and "Setting up .venv" in said and works(folder)


def test_a_venv_without_pip_gets_it(folder):
    """As uv makes them, or where `python -m venv` was stopped half-way."""
    subprocess.run([folder / ".venv/bin/python", "-m", "pip", "uninstall", "--quiet", "--yes", "pip"], check=True)
    good, said = make(folder, ".venv/ready")
    assert good, said
    assert works(folder) and (folder / ".venv" / "mine").exists()


def fake_python(path):
    """Write a program that is a Python 3.10, as far as the Makefile sees."""
    code = "import sys; sys.version_info = (3, 10); exec(sys.argv[1])"
    path.unlink(missing_ok=True)
    path.write_text(
        f"""#!/bin/sh
        if [ "$1" = --version ]; then echo Python 3.10.1; exit; fi
        [ "$1" = -c ] && exec {sys.executable} -c "{code}" "$2"
        exit 1
        """
    )
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("where", ["PYTHON", ".venv"])
def test_a_python_that_tensorflow_does_not_run_on(folder, where):
    if where == "PYTHON":
        shutil.rmtree(folder / ".venv")
        python = fake_python(folder / "python3.10")
        good, said = make(folder, f"PYTHON={python}", ".venv/ready")
        assert not (folder / ".venv").exists()
    else:
        fake_python(folder / ".venv" / "bin" / "python")
        good, said = make(folder, ".venv/ready")
        assert (folder / ".venv" / "mine").exists()
    assert not good and "run on Python 3.11, 3.12 and 3.13, and" in said and "is Python 3.10.1" in said
    assert "say which with make PYTHON=python3.12" in said


def test_options_go_through_to_the_command(folder):
    (folder / ".venv" / "ready").touch()
    options = ["EPOCHS=9", "SEED=1", "FOLDER=my runs/x", "BACKUP=/mnt/drive", "FRESH=1"]
    ready = ["-n", "-o", ".venv/ready", "dcgan"]
    _, said = make(folder, *ready, *options)
    expected = '-m gan_course dcgan --epochs "9" --seed "1" --folder "my runs/x" --backup "/mnt/drive" --fresh'
    assert expected in " ".join(said.replace("\\\n", " ").split())
    _, said = make(folder, *ready)
    assert said.replace("\\\n", " ").split() == [".venv/bin/python", "-m", "gan_course", "dcgan"]
