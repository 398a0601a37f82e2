"""What make test-colab and make test-versions set up is what they say."""

import json
import subprocess
import sys
import zipfile

import elsewhere
import pytest


def test_the_archive_is_what_git_would_give(tmp_path):
    with zipfile.ZipFile(elsewhere.archive_of_the_working_tree(tmp_path)) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"gan-course-main"}
    assert {"gan-course-main/pyproject.toml", "gan-course-main/gan_course/assets/mnist.npz"} <= set(names)
    assert not [name for name in names if "/.venv" in name or "/build/" in name or "__pycache__" in name]


def test_of_a_notebook_only_the_address_is_changed(tmp_path):
    notebook = elsewhere.NOTEBOOKS[0]
    elsewhere.write_notebook(notebook, tmp_path, tmp_path / "main.zip")
    before, after = (json.loads(path.read_text())["cells"] for path in (notebook, tmp_path / notebook.name))
    (changed,) = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    source = "".join(after[changed]["source"])
    assert f"%pip install --quiet --no-deps {tmp_path.as_posix()}/main.zip" in source and "archive/refs" not in source
    elsewhere.write_notebook(notebook, tmp_path, tmp_path / "main.zip", only_twice_the_bootstrap=True)
    first, second = json.loads((tmp_path / notebook.name).read_text())["cells"]
    assert first["source"] == second["source"] == after[changed]["source"]


def test_a_changed_package_is_noticed():
    before, course = {"numpy==2.1.3", "keras==3.13.2"}, "gan_course @ file:///main.zip"
    elsewhere.only_gan_course_is_new(before, before | {course})
    for after in (
        {"numpy==2.4.6", "keras==3.13.2", course},
        before | {course, "tqdm==4.0"},
        {"numpy==2.1.3", course},
        before,
    ):
        with pytest.raises(SystemExit, match=r"changed the packages\. Before: .*After: "):
            elsewhere.only_gan_course_is_new(before, after)


def test_the_oldest_are_the_oldest_that_the_doctor_calls_tested():
    tested, oldest = (set(elsewhere.constraints_of(kind).splitlines()) for kind in ("constraints", "oldest"))
    tensorflow, keras = elsewhere.TESTED[0]
    assert oldest - tested == {f"tensorflow_cpu=={tensorflow}.0", f"keras=={keras}.0"} and len(oldest) == len(tested)
    assert elsewhere.constraints_of("newest") == ""


def test_it_finds_pythons_and_does_not_find_others():
    here = "{}.{}".format(*sys.version_info)
    found = elsewhere.find_python(here)
    version = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    assert version.startswith(f"Python {here}.")
    assert elsewhere.find_python("3.99") is None
