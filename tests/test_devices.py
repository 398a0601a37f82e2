"""More than one device, and a GPU: as far as a machine without one can tell.

Two logical CPU devices stand for two GPUs, and XLA is switched on for the CPU. What needs a process of its own is in
two_devices.py.
"""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import keras
import numpy as np
import pytest
import tensorflow as tf
from two_devices import Given, batches, build, state

from gan_course import __main__ as command
from gan_course.gan import GAN
from gan_course.networks import make_discriminator, make_generator


def another_process(*arguments):
    script = Path(__file__).with_name("two_devices.py")
    return subprocess.run([sys.executable, script, *map(str, arguments)], capture_output=True, text=True)


# ---- two devices --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """What one device and two made of the same games."""
    path = tmp_path_factory.mktemp("devices") / "compared.json"
    done = another_process("compare", path)
    assert done.returncode == 0, done.stderr
    return json.loads(path.read_text())


@pytest.mark.parametrize("k", [1, 2])
def test_two_devices_do_together_what_one_does(compared, k):
    """On pictures, noise and labels, with some left over: the weights, the averaged ones, the optimizers' slots."""
    result = compared[f"k = {k}"]
    assert max(result["difference"].values()) < 1e-5
    moved = [value for name, value in result["moved"].items() if name.endswith(("kernel", "bias"))]
    assert len(moved) == 6 and min(moved) > 1e-4  # a weight that nobody moves is equal, too
    iterations = [value for name, value in result["moved"].items() if name.endswith("iteration")]
    assert iterations == [5, 5 * k]
    assert result["copies agree"]
    assert result["traces"] == [16 * k, 16 * k]  # one a device; those left over cause none


@pytest.mark.parametrize("k", [1, 2])
def test_what_is_shown_is_the_mean_over_all_devices(compared, k):
    one, two = compared[f"k = {k}"]["shown"]
    names = {"discriminator_loss", "generator_loss", "real_score", "fake_score"}
    assert set(one) == set(two) == names | {"mean_label"}
    for name, value in one.items():
        np.testing.assert_allclose(two[name], value, atol=1e-5, err_msg=name)


def test_each_device_draws_noise_of_its_own_and_never_what_another_had(compared):
    noise = compared["noise"]
    assert noise["draws"] == [20, 20]  # five steps, two epochs, a draw for each network
    assert noise["rows"] == 2 * 20 * 16  # no two rows are equal
    # Of 1,024 numbers a draw, a correlation by chance has a standard deviation of 1/32.
    assert noise["correlation"] < 6 / 32
    assert 0.7 < noise["variance"][0] and noise["variance"][1] < 1.3


def test_what_devices_cannot_share_is_refused_in_a_sentence(compared):
    assert compared["batch size"] == "batch_size is 33, and 2 devices share each batch; give a multiple of 2."
    assert len(compared["scope"]) == 3
    for sentence in compared["scope"]:
        assert sentence.startswith("Some of this was built outside the scope of the tf.distribute strategy")


@pytest.mark.parametrize(
    ("gpus", "sharing", "sentence"),
    [
        (0, None, "TensorFlow sees no GPU: training on the CPU."),
        (1, None, "TensorFlow sees one GPU: training on it."),
        (2, 2, "TensorFlow sees 2 GPUs: training on 2 of them, each with its share of every batch."),
        (3, 2, "TensorFlow sees 3 GPUs: training on 2 of them, each with its share of every batch."),
        (8, 8, "TensorFlow sees 8 GPUs: training on 8 of them, each with its share of every batch."),
    ],
)
def test_the_command_takes_as_many_gpus_as_can_share_its_batches_and_says_so(monkeypatch, capsys, gpus, sharing, sentence):
    names = [f"/device:GPU:{i}" for i in range(gpus)]
    strategies = []
    monkeypatch.setattr(command, "visible_gpus", lambda: names)
    monkeypatch.setattr(
        tf.distribute, "MirroredStrategy", lambda these: strategies.append(these) or tf.distribute.get_strategy()
    )
    command.scope_of("one")
    assert capsys.readouterr().out == "" and not strategies
    command.scope_of("all")
    assert capsys.readouterr().out == f"{sentence}\n"
    assert strategies == ([] if sharing is None else [names[:sharing]])


# ---- a GPU, where Keras compiles a step with XLA ------------------------------------------------------------------


def sgd():
    return keras.optimizers.SGD(0.1)  # unlike Adam it does not make much of a slope that is rounding and nothing else


class Steps(keras.callbacks.Callback):
    """ends: the last step of every execution."""

    def __init__(self):
        super().__init__()
        self.ends = []

    def on_train_batch_end(self, batch, logs=None):
        self.ends.append(batch)


def test_a_step_is_compiled_with_xla_where_there_is_a_gpu_and_nowhere_else(monkeypatch):
    assert not build(GAN).jit_compile
    devices = tf.config.list_physical_devices()
    gpu = SimpleNamespace(device_type="GPU", name="/physical_device:GPU:0")
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind=None: [*devices, gpu] if kind is None else [gpu])
    assert build(GAN).jit_compile


def test_several_steps_an_execution_are_the_same_steps():
    """10 steps, 5 an execution; 7, 7 an execution; 11, one by one; on the CPU always one by one."""
    data = batches(11 * 32 + 5)
    plain, fast = build(Given, sgd), build(Given, sgd)
    fast.jit_compile = True
    done = 0
    for steps, several in ((10, 5), (7, 7), (11, 1), (10, 5)):
        rows = tuple(part[: steps * 32 + 5] for part in data)
        histories, ends = [], []
        for gan in (plain, fast):
            histories.append(gan.fit(rows, epochs=2, callbacks=[seen := Steps()]).history)
            ends.append(seen.ends)
        done += 2 * steps
        assert ends == [2 * list(range(steps)), 2 * list(range(several - 1, steps, several))]
        assert plain.generator_optimizer.iterations == fast.generator_optimizer.iterations == done
        for name, values in histories[0].items():
            np.testing.assert_allclose(histories[1][name], values, atol=1e-4, err_msg=name)
    for value, expected in zip(state(fast).values(), state(plain).values(), strict=True):
        np.testing.assert_allclose(value, expected, atol=1e-4)


def test_xla_makes_one_trace_of_several_steps():
    traces = []

    class Counted(GAN):
        def train_step(self, batch):
            traces.append(batch.shape)
            return super().train_step(batch)

    gan = build(Counted)
    gan.jit_compile = True
    for _ in range(2):
        gan.fit(batches(10 * 32 + 5)[0], epochs=2)
    assert traces == [(32, 28, 28, 1)]


class Penalised(Given):
    """The mean squared slope of the discriminator at real pictures: a gradient of a gradient."""

    def discriminator_loss(self, batch, fake):
        loss, shown = super().discriminator_loss(batch, fake)
        with tf.GradientTape() as tape:
            tape.watch(batch[0])
            logits = self.judge(batch[0], batch)
        slopes = tape.gradient(logits, batch[0])
        return loss + tf.reduce_mean(tf.reduce_sum(slopes**2, axis=(1, 2, 3))), shown


def test_xla_takes_lesson_13s_step(real):
    """Transposed convolutions, batch norm, minibatch statistics, and a penalty on a slope."""
    noise = np.random.default_rng(0).standard_normal((32, 64), "float32")
    states = []
    for xla in (False, True):
        keras.utils.set_random_seed(0)
        gan = Penalised(make_generator(), make_discriminator())
        gan.compile(sgd(), sgd())
        gan.jit_compile = xla
        before = [w.numpy() for w in gan.trainable_variables]
        gan.fit((real[:32], noise, np.ones((32, 1), "float32")))
        assert min(np.abs(w - v).max() for w, v in zip(gan.trainable_variables, before)) > 2e-5
        states.append(state(gan).values())
    for value, expected in zip(*states, strict=True):
        np.testing.assert_allclose(value, expected, atol=1e-5)
