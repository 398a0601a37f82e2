"""The doctor: names each of the usual causes of trouble, and has something useful to say where TensorFlow has not."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from gan_course import doctor
from gan_course.__main__ import STEPS

ROOT = Path(__file__).parent.parent
LABELS = ["Python", "TensorFlow", "Keras", "devices", "gan_course", "tested", "trouble", "a step", "lesson 13", "make dcgan"]
WELL = {
    "python": (3, 12),
    "bits": 64,
    "system": "Linux",
    "machine": "x86_64",
    "cores": 2,
    "nvidia": False,
    "kinds": ["tensorflow-cpu"],
    "kind": "(tensorflow-cpu)",
    "tensorflow": "2.21.0",
    "metal": None,
    "keras": "3.15.1",
    "backend": "tensorflow",
    "gpus": [],
    "step": 0.04,
    "steps": 100,
}


def test_where_all_is_well_it_finds_no_trouble():
    assert doctor.troubles(WELL) == [] and doctor.is_tested(WELL)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"python": (3, 14)}, "Python 3.14 is newer than TensorFlow supports; take 3.12: make PYTHON=python3.12 lab"),
        ({"python": (3, 10)}, "Python 3.10 is too old"),
        ({"bits": 32}, "install a 64-bit Python"),
        ({"system": "Darwin"}, "Macs with an Intel processor; open the lessons on Colab"),
        ({"kinds": [], "tensorflow": None}, "TensorFlow is missing; install it with make lab"),
        ({"keras": None}, "Keras is missing"),
        ({"kinds": ["tensorflow", "tensorflow-cpu"]}, "tensorflow and tensorflow-cpu overwrite each other"),
        ({"system": "Darwin", "machine": "arm64", "metal": "1.2.0"}, "pip uninstall tensorflow-metal"),
        ({"backend": "torch"}, "Keras runs on torch; set KERAS_BACKEND=tensorflow"),
        ({"system": "Windows", "nvidia": True}, "no GPU on native Windows; the CPU is enough, or use WSL"),
        ({"nvidia": True}, "does not see the NVIDIA GPU; the CPU is enough, or pip install -r requirements-gpu.txt"),
        ({"error": "DLL load failed"}, "TensorFlow does not start or train: DLL load failed"),
    ],
)
def test_each_usual_cause_gets_one_sentence_that_says_what_to_do(change, sentence):
    (found,) = doctor.troubles(WELL | change)
    assert sentence in found


@pytest.mark.parametrize(
    ("change", "tested"),
    [
        ({"tensorflow": "2.20.0", "keras": "3.13.2"}, True),
        ({"tensorflow": "2.20.0"}, False),  # with Keras 3.15
        ({"tensorflow": "2.22.0"}, False),
        ({"python": (3, 14)}, False),
        ({"keras": None}, False),
    ],
)
def test_a_combination_is_tested_or_it_is_not(change, tested):
    assert doctor.is_tested(WELL | change) == tested


def test_what_is_said_to_be_tested_is_what_is_tested():
    """pyproject, Makefile and both files of constraints say the same as the doctor."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["requires-python"] == ">= {}.{}".format(*doctor.PYTHONS[0])
    assert f"{doctor.PYTHONS[0]} <= v <= {doctor.PYTHONS[-1]}" in (ROOT / "Makefile").read_text()
    pairs = []
    for name in ("constraints-colab.txt", "constraints.txt"):
        text = (ROOT / name).read_text()
        versions = [re.search(rf"^{package}==(\d+\.\d+)", text, re.MULTILINE)[1] for package in ("tensorflow.cpu", "keras")]
        pairs.append(tuple(versions))
    assert pairs == doctor.TESTED


def test_its_estimates_know_how_long_the_trainings_are():
    lesson = (ROOT / "lessons" / "13_dcgan.py").read_text()
    assert "pictures[:12_000], epochs=7," in lesson and doctor.LESSON_13 > 7 * 12_000 // 32
    assert doctor.DCGAN > STEPS == 3 * 60_000 // 32


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(2, "about 10 seconds"), (44, "about 40 seconds"), (89, "about 90 seconds"), (200, "about 3 minutes")],
)
def test_times_are_said_as_people_say_them(seconds, words):
    assert doctor.about(seconds) == words


def test_ten_lines_in_all(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "this_machine", lambda: dict(WELL, step=None))
    monkeypatch.setattr(doctor, "try_tensorflow", lambda: WELL)
    assert doctor.main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0].strip() for line in lines] == LABELS
    assert "none of the usual causes" in lines[6] and "40 ms" in lines[7]
    assert "about 3 minutes to run" in lines[8] and "about 4 minutes" in lines[9]  # (7 * 375 + 1300) * 0.04 + 10 = 167


def test_the_backend_is_what_keras_reads(monkeypatch, tmp_path):
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert doctor.keras_backend() == "tensorflow"
    (tmp_path / "keras.json").write_text('{"backend": "jax"}')
    assert doctor.keras_backend() == "jax"
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    assert doctor.keras_backend() == "torch"
    assert len(doctor.troubles(WELL | {"backend": "torch", "error": "No module named 'torch'"})) == 1


def run(environment=()):
    """Run the doctor in a Python without packages; return whether it found all well, and what it printed."""
    command = [sys.executable, "-S", "-m", "gan_course", "doctor"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=dict(environment))
    assert done.stderr == ""
    return done.returncode == 0, done.stdout


def test_where_tensorflow_is_missing():
    well, out = run()
    assert not well and [line.split(":")[0].strip() for line in out.splitlines()] == LABELS
    assert "TensorFlow : missing" in out and "TensorFlow is missing; install it" in out and "does not run here" in out


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (
            "raise ImportError('DLL load failed while importing _pywrap')",
            "ImportError: DLL load failed while importing _pywrap",
        ),
        ("import os, signal; os.kill(os.getpid(), signal.SIGILL)", "this processor lacks what TensorFlow needs (AVX)"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "it was ended by signal 11"),
        ("import sys; sys.exit(3)", "no reason was given"),
    ],
)
def test_where_tensorflow_is_broken(tmp_path, source, sentence):
    for name in ("tensorflow", "keras"):
        (tmp_path / f"{name}.py").write_text(source)
        (tmp_path / f"{name}-2.21.0.dist-info").mkdir()
        (tmp_path / f"{name}-2.21.0.dist-info" / "METADATA").write_text(f"Name: {name}\nVersion: 2.21.0\n")
    well, out = run(environment={"PYTHONPATH": str(tmp_path)})
    assert not well and "TensorFlow : 2.21.0 (tensorflow)" in out
    assert "TensorFlow does not start or train: " in out and sentence in out
