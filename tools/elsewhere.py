"""Test the course elsewhere than here: with other versions, and as on other processors.

    python tools/elsewhere.py colab         as on Colab: its versions, every notebook installs gan_course by its first cell
    python tools/elsewhere.py versions      each supported Python, the oldest and the newest TensorFlow and Keras
    python tools/elsewhere.py arithmetic    every notebook under other arithmetic: tools/other_arithmetic.py says how

The first two make environments for it: .venv-NAME, some 2 GB, deleted when all has passed. They need no packages, only the
Pythons, and say which they did not find. Deprecated things that our own code uses are errors there. The third runs in .venv.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from gan_course.doctor import PYTHONS, TESTED  # noqa: E402

PYTHONS = ["{}.{}".format(*python) for python in PYTHONS]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
TWO = [path for path in NOTEBOOKS if path.name[:2] in ("02", "11")]  # widgets, Keras, TensorFlow, a GIF
# Nothing of ours or of the learner's may leak in, and a deprecated call in a notebook's own code stops it.
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))}
CLEAN |= {"TF_CPP_MIN_LOG_LEVEL": "3", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
STRICT = {"PYTHONWARNINGS": "error::DeprecationWarning:__main__"}
UNIT_TESTS = "tests", "--ignore=tests/slow", "--ignore=tests/browser", "-n2", "--dist=worksteal"  # as in make test
# nbgrader needs notebook 7, and Colab has 6.5: what instructors do at home is not tested there.
NOT_ON_COLAB = ("build_assignment", "preflight")


class Environment:
    """A virtual environment, made anew."""

    def __init__(self, name, python, *requirements):
        self.name, self.folder = name, ROOT / f".venv-{name}"
        self.bin = self.folder / ("Scripts" if os.name == "nt" else "bin")
        say(f"{name}: setting up {self.folder.name} with {python}")
        subprocess.run([python, "-m", "venv", "--clear", self.folder], check=True, env=CLEAN)
        self.run("python", "-m", "pip", "install", "--quiet", *requirements)
        say("   " + self.output("python", "-c", VERSIONS).strip())

    def run(self, program, *arguments, **settings):
        return subprocess.run([self.bin / program, *arguments], check=True, cwd=ROOT, **({"env": CLEAN} | settings))

    def output(self, *command):
        return self.run(*command, stdout=subprocess.PIPE, text=True).stdout

    def packages(self):
        return set(self.output("python", "-m", "pip", "freeze", "--all").splitlines())

    def run_notebooks(self, folder):
        nbval = ("--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=900", "-p", "no:cacheprovider", "-W", "ignore")
        self.run("pytest", "-q", "-c", os.devnull, "--rootdir", folder, *nbval, folder, env=CLEAN | STRICT)

    def delete(self):
        shutil.rmtree(self.folder)


VERSIONS = """
import sys
from importlib.metadata import version
names = "tensorflow-cpu" if sys.platform == "linux" else "tensorflow", "keras", "numpy", "ipython", "ipykernel", "ipywidgets"
print("Python %d.%d.%d," % sys.version_info[:3], ", ".join(f"{name} {version(name)}" for name in names))
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", choices=["colab", "versions", "arithmetic"])
    parser.add_argument("lesson", nargs="?", help="arithmetic: the number of one lesson, as 12")
    parser.add_argument("--once", action="store_true", help="arithmetic: one run of each notebook, with imitated rounding")
    options = parser.parse_args()
    started, what = time.time(), options.what
    if what == "arithmetic":
        from other_arithmetic import arithmetic

        return arithmetic(options.lesson, options.once)
    try:
        {"colab": colab, "versions": versions}[what]()
    except subprocess.CalledProcessError as error:
        sys.exit(f"\nFailed: {' '.join(map(str, error.cmd))}\nIts environment is kept, to look into.")
    say(f"All passed in {(time.time() - started) / 60:.0f} minutes.")


def colab():
    """Each notebook begins without gan_course, as a fresh Colab does; afterwards nothing else may have changed."""
    found = {version: python for version in reversed(PYTHONS) if (python := find_python(version))}
    if not found:
        sys.exit(f"There is no Python {', '.join(PYTHONS)} here.")
    version = next(iter(found))
    if version != PYTHONS[-1]:
        say(f"Colab has Python {PYTHONS[-1]}, which is not here: this is Python {version}, with Colab's packages.")
    environment = Environment("colab", found[version], "-r", "constraints-colab.txt")
    before = environment.packages()
    with tempfile.TemporaryDirectory() as folder:
        archive = archive_of_the_working_tree(Path(folder))
        for notebook in [None, *NOTEBOOKS]:
            place = Path(folder) / (notebook.stem if notebook else "bootstrap_twice")
            place.mkdir()
            write_notebook(notebook or NOTEBOOKS[0], place, archive, only_twice_the_bootstrap=not notebook)
            say(f"colab: {place.name}, without gan_course at first")
            environment.run_notebooks(place)
            only_gan_course_is_new(before, environment.packages())
            if notebook != NOTEBOOKS[-1]:
                environment.run("python", "-m", "pip", "uninstall", "--quiet", "--yes", "gan_course")
    say("colab: every notebook ran; nothing was installed but gan_course, and no other package changed")
    say(f"colab: unit tests of the installed gan_course, without those of {', '.join(NOT_ON_COLAB)} (they need nbgrader)")
    environment.run("pytest", *UNIT_TESTS, *(f"--ignore=tests/test_{name}.py" for name in NOT_ON_COLAB))
    environment.delete()


def only_gan_course_is_new(before, after):
    """Compare what pip freeze said before and after a notebook; end with what has changed, if it is more than that."""
    lost, added = sorted(before - after), sorted(after - before)
    if lost or [line.split()[0] for line in added] != ["gan_course"]:
        sys.exit(f"The notebook changed the packages. Before: {', '.join(lost)}. After: {', '.join(added)}.")


def archive_of_the_working_tree(folder):
    """Zip what GitHub's archive of the branch would hold, if the working tree were committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    with zipfile.ZipFile(folder / "main.zip", "w") as archive:
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).exists():
                archive.write(ROOT / name, f"gan-course-main/{name}")
    return folder / "main.zip"


def write_notebook(notebook, folder, archive, only_twice_the_bootstrap=False):
    """Copy a notebook, its bootstrap cell pointed at the archive instead of at GitHub; that is all that is changed."""
    text, count = re.subn(r"https://[^ \"\\]+/archive/refs/heads/main\.zip", archive.as_posix(), notebook.read_text())
    if not count:
        sys.exit(f"{notebook.name} has no bootstrap cell; make notebooks builds it.")
    if only_twice_the_bootstrap:
        content = json.loads(text)
        bootstrap = next(cell for cell in content["cells"] if cell["cell_type"] == "code")
        content["cells"] = [bootstrap, bootstrap | {"id": "again"}]
        text = json.dumps(content)
    (folder / notebook.name).write_text(text)


def versions():
    """The versions of constraints.txt on each Python; the oldest pair on the oldest Python, the newest on the newest."""
    found = {version: python for version in PYTHONS if (python := find_python(version))}
    if not found:
        sys.exit(f"There is no Python {', '.join(PYTHONS)} here.")
    kinds = [(next(iter(found)), "oldest"), *((version, "constraints") for version in found), ([*found][-1], "newest")]
    for version, kind in kinds:
        with tempfile.TemporaryDirectory() as folder:
            constraints = Path(folder) / "constraints.txt"
            constraints.write_text(constraints_of(kind))
            name = f"{version}-{kind}"
            environment = Environment(name, found[version], "-r", "requirements.txt", "-c", constraints)
            environment.run("python", "-m", "pytest", *UNIT_TESTS)
            for notebook in TWO:
                shutil.copy(notebook, folder)
            environment.run_notebooks(folder)
            environment.delete()
    for version in PYTHONS:
        if version not in found:
            say(f"SKIPPED: Python {version} is not here.")


def constraints_of(kind):
    """oldest: constraints.txt with the oldest TensorFlow and Keras; newest: none, whatever PyPI has."""
    text = (ROOT / "constraints.txt").read_text()
    if kind == "oldest":
        tensorflow, keras = TESTED[0]
        text = re.sub(r"^(tensorflow\w*)==.*$", rf"\1=={tensorflow}.0", text, flags=re.MULTILINE)
        text = re.sub(r"^keras==.*$", f"keras=={keras}.0", text, flags=re.MULTILINE)
    return "" if kind == "newest" else text


def find_python(version):
    """Return a program that is this version of Python and can make environments, or None."""
    pyenv = sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))
    check = f"import sys, venv, ensurepip; sys.exit('%d.%d' % sys.version_info[:2] != '{version}')"
    for python in [sys.executable, f"python{version}", *map(str, reversed(pyenv))]:
        try:
            if subprocess.run([python, "-c", check], capture_output=True, env=CLEAN).returncode == 0:
                return python
        except OSError:
            continue
    return None


def say(text):
    print(text, flush=True)


if __name__ == "__main__":
    main()
