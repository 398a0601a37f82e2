"""What make test-colab, make test-versions and make elsewhere set up, change and measure is what they say."""

import ast
import json
import subprocess
import sys
import zipfile

import elsewhere
import kernel_side
import nbformat
import numpy as np
import other_arithmetic
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


# --- other arithmetic


def recorded(source, tmp_path, **variables):
    """Run a cell as the kernel would; return what was recorded of it."""
    path = tmp_path / "record.jsonl"
    path.unlink(missing_ok=True)
    scope = {"np": np, "_elsewhere": kernel_side.Recorder(path), **variables}
    exec(compile(kernel_side.Rewrite().visit(ast.parse(source)), "cell", "exec"), scope)
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("0.5 < 1", [(0.5, "<", 1)]),
        ("1 < 2 <= 3", [(1, "<", 2), (2, "<=", 3)]),
        ("1 < 2 and 5 >= 4.5 and np.isfinite(1)", [(1, "<", 2), (5, ">=", 4.5)]),
        ("(np.array([3, 1, 2]) > 0.5).all()", [(1, ">", 0.5)]),
        ("np.all(np.array([3, 1]) < np.array([7, 2]))", [(1, "<", 2)]),
        ("all(x < 3 for x in (1, 2))", [(1, "<", 3), (2, "<", 3)]),
        ("1 < 2 if np.pi < 3 else 5 > 4", [(5, ">", 4)]),
        ("abs(0.25 - 0.5) < 0.3", [(0.25, "<", 0.3)]),
        ("(np.array([1, 2, 3]) > 1.5).mean() > 0.5", [(2 / 3, ">", 0.5)]),
        ("np.allclose([1.0, 2.0], [1.0, 2.25], rtol=0, atol=0.5)", [(0.25, "<=", 0.5)]),
        ("np.isclose([1.0, 100.0], [1.0, 101.0], rtol=0.1).all()", [(1, "<=", 10.1 + 1e-8)]),
        ("not np.allclose([1.0, 2.0], [1.0, 4.0], rtol=0, atol=0.5)", [(2, ">", 0.5)]),
        ("not any(x > 5 for x in (1, 2))", []),
        ("'a' < 'b' and (1, 2) < (1, 3)", []),
        ("None is None and 3 in (3, 4)", []),
        ("np.array([0.5]) == 0.5", [(0.5, "==", 0.5)]),
    ],
)
def test_an_assertion_says_what_it_compared_and_still_holds(test, expected, tmp_path):
    *parts, held = recorded(f"assert {test}", tmp_path)
    assert held["held"] is True and held["bare"]
    assert [(part["value"], part["order"], part["bound"]) for part in parts] == [pytest.approx(e) for e in expected]


@pytest.mark.parametrize(
    "test", ["1 < 0.5", "1 < 2 < 1", "2 < 1 < 3", "(np.array([1, np.nan]) > 0).all()", "not np.isclose(1, 1)", "False"]
)
def test_an_assertion_that_fails_is_recorded_with_its_message_and_the_cell_goes_on(test, tmp_path):
    done = []
    *_, held, failed, after = recorded(f"assert {test}, f'so {{1 + 1}}'\ndone.append(1)\nassert done", tmp_path, done=done)
    assert held["held"] is False and not held["bare"] and failed["message"] == "so 2" and done == [1]
    assert after["held"] is True and (after["cell"], after["row"]) == (1, 3)


def test_each_side_of_an_assertion_is_evaluated_once_and_a_message_only_if_it_fails(tmp_path):
    called = []
    source = "assert f(1) < f(2) < f(3) and np.isclose(f(4), 4), f(5)\nassert f(6) > 7 and f(8), f(9)"
    recorded(source, tmp_path, f=lambda x: called.append(x) or x)
    assert called == [1, 2, 3, 4, 6, 9]


def test_the_margin_is_the_least_distance_over_the_bound_and_the_room_over_what_varied():
    comparison = other_arithmetic.Comparison("12:1", "a > 0.5", ">")
    for setting, value in {"plain": 0.8, "AVX2": 0.7, "noise 1": 0.9, "noise 2": 0.75}.items():
        comparison.add(setting, value, 0.5)
    comparison.add("AVX2", 0.95, 0.5)  # in a loop, the nearest counts
    comparison.judge()
    assert (comparison.setting, comparison.value) == ("AVX2", 0.7) and comparison.margin == pytest.approx(0.4)
    assert comparison.spread == pytest.approx(0.2) and comparison.room == pytest.approx(1)
    comparison.add("noise 3", float("nan"), 0.5)
    assert comparison.judge().setting == "noise 3"


NOTEBOOK = """
import numpy as np
rate, weights = 0.1, np.ones(3)
---
gradients = np.ones(3)
weights -= rate * gradients
difference = abs(weights - 0.9).max()
---
import os
assert difference < 1e-6, "two routes"
assert "OF_THIS_SETTING" not in os.environ
assert weights.min() > 0.85
---
weights.nothing
"""


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A notebook of four cells: a step of gradient descent, three assertions, an error."""
    for folder in ("notebooks", "lessons"):
        (tmp_path / folder).mkdir()
    cells = [nbformat.v4.new_code_cell(source.strip()) for source in NOTEBOOK.split("---")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "notebooks" / "12_small.ipynb")
    (tmp_path / "lessons" / "12_small.py").write_text("# %%\n".join(cell.source + "\n" for cell in [*cells[:2], *cells[3:]]))
    monkeypatch.setattr(other_arithmetic, "ROOT", tmp_path)
    monkeypatch.setattr(other_arithmetic, "SETTINGS", {"SSE41": {"OF_THIS_SETTING": "1"}})
    monkeypatch.setattr(other_arithmetic, "COARSE", ["noise 1"])
    return tmp_path / "notebooks" / "12_small.ipynb"


def test_a_notebook_is_run_in_every_setting_and_what_failed_is_said_at_the_end(small, capsys):
    with pytest.raises(SystemExit) as end:
        other_arithmetic.arithmetic("12")
    out, failed = capsys.readouterr().out, str(end.value).splitlines()[2:]
    stopped = "12: stopped by AttributeError: 'numpy.ndarray' object has no attribute 'nothing'"
    assert failed == [
        "SSE41      12[3]:3: assert 'OF_THIS_SETTING' not in os.environ",
        *(f"{setting:10} {stopped}" for setting in ("SSE41", "rounding", "noise 1")),
    ]
    assert "12_small, rounding: " in out and "12_small, noise 1: " in out and "Assertions without a message: 12: 2\n" in out
    two_routes, weights = (next(line for line in out.splitlines() if line.endswith(end)) for end in ("< 1e-06", "> 0.85"))
    # Noise of 1e-7 moves the two routes apart, noise of 1e-3 is not asked there; it moves the weights by some 1e-4.
    assert 0 < float(two_routes.split()[2]) < 1e-7 and "rounding    12[3]:2" in two_routes
    assert 1e-7 < float(weights.split()[5]) < 1e-3 and "12[3]:4" in weights


def test_the_place_of_an_assertion_is_the_lessons_line_where_the_lesson_has_the_cell(small):
    assert other_arithmetic.where(small, 2, 3) == "12:6"  # the second cell's third line
    assert other_arithmetic.where(small, 3, 1) == "12[3]:1"


def test_the_noise_has_the_stated_size_and_is_drawn_anew_at_every_step_and_in_every_run(tmp_path):
    import keras
    import tensorflow as tf

    def steps(size):
        """Two gradients of ones, as two steps inside a tf.function see them, after the lesson has set its seed."""
        recorder = kernel_side.Recorder(tmp_path / "record.jsonl", size)
        keras.utils.set_random_seed(12)
        step = tf.function(lambda: recorder.noisy(tf.ones((100, 100), "float64")))
        return np.stack([step().numpy(), step().numpy()]) - 1

    first, again = steps(1e-3), steps(1e-3)
    for noise in (*first, *again):
        assert noise.std() == pytest.approx(1e-3, rel=0.05) and abs(noise.mean()) < 1e-4
    for one, other in ((first[0], first[1]), (first[0], again[0]), (first[1], again[1])):
        assert abs(np.corrcoef(one.ravel(), other.ravel())[0, 1]) < 0.1
    assert steps(1e-7).std() == pytest.approx(1e-7, rel=0.05)
    numpys = [kernel_side.Recorder(tmp_path / "record.jsonl", 1e-3).noisy_array(np.ones(10_000)) - 1 for _ in range(2)]
    assert numpys[0].std() == pytest.approx(1e-3, rel=0.05) and abs(np.corrcoef(numpys)[0, 1]) < 0.1


def test_in_float32_imitated_rounding_moves_last_bits_only(tmp_path):
    import tensorflow as tf

    gradient = tf.random.normal((10_000,))
    noisy = kernel_side.Recorder(tmp_path / "record.jsonl", 1e-7).noisy(gradient)
    ulps = np.abs(noisy.numpy().view("int32") - gradient.numpy().view("int32"))
    assert 0.3 < (ulps > 0).mean() < 0.9 and ulps.max() <= 8


@pytest.fixture
def optimizers(monkeypatch):
    """Undo what is done to Keras's optimisers."""
    import keras

    monkeypatch.setattr(keras.optimizers.Optimizer, "apply", keras.optimizers.Optimizer.apply)
    return keras.optimizers


def one_step():
    """Return how one step of a GAN changes the weights of its discriminator, and those of its generator."""
    from gan_course.ring import draw_ring, make_ring_gan

    gan = make_ring_gan(rule="momentum", rate=1.0, seed=0)
    networks = gan.discriminator, gan.generator
    before = [[w.numpy() for w in network.trainable_variables] for network in networks]
    gan.fit(draw_ring(256, seed=0), batch_size=256)
    return [
        np.concatenate([np.ravel(w.numpy() - old) for w, old in zip(network.trainable_variables, weights)])
        for network, weights in zip(networks, before)
    ]


def test_both_steps_of_a_gan_apply_disturbed_gradients(optimizers, tmp_path):
    plain = one_step()
    kernel_side.disturb_keras(kernel_side.Recorder(tmp_path / "record.jsonl", 1e-3).noisy)
    for change, disturbed, most in zip(plain, one_step(), (1.2e-3, 1e-2)):  # G's gradient also comes through a disturbed D
        large = abs(change) > 1e-3  # beside those, the rounding of a weight is nothing
        noise = disturbed[large] / change[large] - 1
        assert large.sum() > 100 and 0.8e-3 < noise.std() < most


def test_nothing_else_moves_the_weights_of_a_gan(optimizers):
    kernel_side.disturb_keras(lambda gradient: 0 * gradient)
    assert not any(change.any() for change in one_step())
