"""What the README's "The same again" says of training in processes of their own: equal bit for bit, or but for rounding."""

import json
import subprocess
import sys

import pytest

# 20 steps of lesson 13's networks; prints what the first step saw before it moved anything, and a hash of every weight
TRAIN = """
import hashlib, json, sys
import numpy as np, tensorflow as tf
if sys.argv[1] == "switch":
    tf.config.experimental.enable_op_determinism()
if sys.argv[1] == "one thread":
    tf.config.threading.set_intra_op_parallelism_threads(1)
from gan_course.data import from_uint8, load_mnist
from gan_course.networks import make_dcgan
gan, pictures = make_dcgan(seed=0), from_uint8(load_mnist("train")[0][:640])
first = gan.fit(pictures[:32]).history
gan.fit(pictures)
print(json.dumps([first[name][0] for name in ("discriminator_loss", "real_score", "fake_score")]))
print(hashlib.sha256(b"".join(np.asarray(v).tobytes() for v in gan.variables)).hexdigest())
"""


@pytest.fixture(scope="module")
def trained():
    """What each kind of run prints; all run at once, so that they get in each other's way."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    kinds = ("once", "again", "switch", "one thread")
    runs = {kind: subprocess.Popen([sys.executable, "-c", TRAIN, kind], **pipes) for kind in kinds}
    outcomes = {kind: run.communicate(timeout=300) for kind, run in runs.items()}
    assert all(run.returncode == 0 for run in runs.values()), outcomes
    return {kind: tuple(map(str.strip, out.splitlines()[-2:])) for kind, (out, _) in outcomes.items()}


def test_the_same_training_again_ends_with_the_same_bits(trained):
    assert trained["again"] == trained["once"]


def test_tensorflows_switch_for_determinism_changes_nothing(trained):
    assert trained["switch"] == trained["once"]


def test_another_number_of_threads_computes_the_same_but_for_rounding(trained):
    # Whether the last bits differ depends on the processor; what training makes of them, no one can say.
    once, one_thread = (json.loads(trained[kind][0]) for kind in ("once", "one thread"))
    assert one_thread == pytest.approx(once, rel=1e-4)
