"""What a lesson builds in the open is what the package has: two copies that can't drift apart."""

import ast
import subprocess
import sys
from pathlib import Path

import jupytext
import pytest
import tensorflow as tf

import gan_course.gan
from gan_course.gan import GAN, shuffled_batches
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


@pytest.fixture(scope="module")
def five_rounds():
    """The cell of lesson 12 that compares GAN.fit with its own loop, and what the cells before it define (five rounds)."""
    cells = [c.source for c in jupytext.read(LESSONS / "12_first_gan.py").cells if c.cell_type == "code"]
    (comparing,) = (i for i, source in enumerate(cells) if "gan.fit(data" in source)
    names = {"covered": 1, "faithful": 1}
    for source in cells[:comparing]:
        if "plots.show(" not in source:
            exec(source.replace("epochs=400", "epochs=1"), names)
    return cells[comparing], names


# With the lesson's seed, no ReLU comes within 5e-7 of its kink in the five rounds, where rounding (some 3e-8) could flip it.
class GeneratorFirst(GAN):
    def train_step(self, real):
        batches = tf.split(real, self.k)
        self.generator_step(batches[-1])
        for batch in batches:
            shown = self.discriminator_step(batch)
        return {"discriminator_loss": shown["discriminator_loss"]}


class OneBatchForAllSteps(GAN):
    def train_step(self, real):
        return super().train_step(tf.tile(tf.split(real, self.k)[0], (self.k, 1)))


class OtherNoise(GAN):
    def noise(self, n):
        return super().noise(n)[::-1] * 1.01


class ExchangedLabels(GAN):
    def discriminator_loss(self, real, fake):
        return super().discriminator_loss(fake, real)


def test_gan_fit_does_what_lesson_12_does_line_by_line(five_rounds):
    cell, names = five_rounds
    exec(cell, dict(names))


@pytest.mark.parametrize(
    ("line", "other"),
    [
        ("k=k", "k=1"),
        ("momentum=0.5", "momentum=0.45"),
        ("SGD(0.03", "SGD(0.031"),
        ('loss="minimax"', 'loss="non-saturating"'),
        ("set_random_seed(34)", "set_random_seed(35)"),
        ("batch_size=m", "batch_size=m // 2"),
        *[
            ("gan = GAN(", f"gan = {c.__name__}(")
            for c in (GeneratorFirst, OneBatchForAllSteps, OtherNoise, ExchangedLabels)
        ],
    ],
)
def test_lesson_12_notices_if_gan_fit_does_something_else(five_rounds, line, other):
    cell, names = five_rounds
    assert line in cell
    with pytest.raises(AssertionError, match=r"GAN\.fit did something else"):
        exec(cell.replace(line, other), globals() | names)


def test_lesson_12_notices_another_order_of_the_data(five_rounds, monkeypatch):
    cell, names = five_rounds
    monkeypatch.setattr(gan_course.gan, "shuffled_batches", lambda *args: shuffled_batches(*args[:-1], args[-1] + 1))
    with pytest.raises(AssertionError, match=r"GAN\.fit did something else"):
        exec(cell, dict(names))


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
