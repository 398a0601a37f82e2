"""What the README's "The same again" says of training in processes of their own: equal bit for bit, or not."""

import os
import subprocess
import sys

import pytest

# 20 steps of lesson 13's networks, then a hash of every weight
TRAIN = """
import hashlib, sys
import numpy as np, tensorflow as tf
if sys.argv[1] == "switch":
    tf.config.experimental.enable_op_determinism()
if sys.argv[1] == "one thread":
    tf.config.threading.set_intra_op_parallelism_threads(1)
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan
gan, pictures = make_dcgan(seed=0), from_uint8(load_mnist("train")[0][:640])
gan.fit(pictures)
print(hashlib.sha256(b"".join(np.asarray(v).tobytes() for v in gan.variables)).hexdigest())
"""


@pytest.fixture(scope="module")
def trained():
    """The hash of all weights for each kind of run; all run at once, so that they get in each other's way."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    kinds = ("once", "again", "switch", "one thread")
    runs = {kind: subprocess.Popen([sys.executable, "-c", TRAIN, kind], **pipes) for kind in kinds}
    outcomes = {kind: run.communicate(timeout=300) for kind, run in runs.items()}
    assert all(run.returncode == 0 for run in runs.values()), outcomes
    return {kind: out.split()[-1] for kind, (out, _) in outcomes.items()}


def test_the_same_training_again_ends_with_the_same_bits(trained):
    assert trained["again"] == trained["once"]


def test_tensorflows_switch_for_determinism_changes_nothing(trained):
    assert trained["switch"] == trained["once"]


@pytest.mark.skipif(os.cpu_count() == 1, reason="one core computes with one thread anyway")
def test_another_number_of_threads_gives_other_bits(trained):
    assert trained["one thread"] != trained["once"]
