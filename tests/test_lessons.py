"""What a lesson builds in the open is what the package has: two copies that can't drift apart."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from gan_course.networks import make_dcgan
from gan_course.run import describe

LESSONS = Path(__file__).parent.parent / "lessons"


def functions_of(lesson):
    """Return what a lesson imports and defines, as a dict of names; nothing of it is run."""
    tree = ast.parse((LESSONS / lesson).read_text())
    tree.body = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef))]
    defined = {}
    exec(compile(tree, lesson, "exec"), defined)
    return defined


def test_lesson_13_builds_the_dcgan_of_the_package():
    pictures_and_batch = {"pictures_hash": "", "batch_size": 32}
    lesson, package = functions_of("13_dcgan.py")["build"](), make_dcgan(seed=13)
    for gan in (lesson, package):
        vars(gan).update(pictures_and_batch)
    assert describe(lesson) == describe(package)
    wider = functions_of("13_dcgan.py")
    wider["make_generator"].__defaults__ = (65,)
    other = wider["build"]()
    vars(other).update(pictures_and_batch)
    assert describe(other) != describe(package)


def test_a_deprecation_that_our_own_code_causes_is_an_error_and_others_are_not():
    """pyproject's filterwarnings, tried on a module that is called like one of ours and on one that is not."""
    code = "import warnings; warnings.warn('old', {kind})"
    for kind in ("DeprecationWarning", "PendingDeprecationWarning", "FutureWarning"):
        with pytest.raises(eval(kind), match="old"):
            exec(code.format(kind=kind), {"__name__": "gan_course.plots"})
        with pytest.warns(eval(kind), match="old"):
            exec(code.format(kind=kind), {"__name__": "keras.layers"})


def test_importing_the_package_does_not_load_tensorflow():
    code = "import gan_course, gan_course.data, sys; assert not {'tensorflow', 'keras'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
