"""What full determinism costs: the DCGAN's training with and without tf.config.experimental.enable_op_determinism.

    python benchmarks/determinism.py        some five minutes on two cores

Both kinds run in turn, each in a process of its own, and their times are compared as a ratio. Says, too, whether the weights
are the same in every run, bit for bit (what is and what is not: README, "Where it runs"). Writes
benchmarks/results/determinism.csv.
"""

import hashlib
import json
import subprocess
import sys
import time

import numpy as np
from recording import record

STEPS, REPETITIONS = 400, 5


def measure(deterministic):
    """Train in this process; return milliseconds a step and a hash of all weights."""
    import tensorflow as tf

    if deterministic:
        tf.config.experimental.enable_op_determinism()
    from gan_course.data import from_uint8, load_mnist
    from gan_course.networks import make_dcgan

    gan, pictures = make_dcgan(seed=0), from_uint8(load_mnist("train")[0][: 32 * STEPS])
    gan.fit(pictures[:320])
    started = time.perf_counter()
    gan.fit(pictures)
    seconds = (time.perf_counter() - started) / STEPS
    weights = b"".join(np.asarray(v).tobytes() for v in gan.variables)
    return {"ms_a_step": 1000 * seconds, "weights": hashlib.sha256(weights).hexdigest()[:16]}


def main():
    rows = []
    for repetition in range(REPETITIONS):
        for deterministic in (False, True):
            command = [sys.executable, __file__, str(int(deterministic))]
            out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            rows.append({"deterministic": deterministic, "repetition": repetition, **json.loads(out.splitlines()[-1])})
            print(rows[-1], flush=True)
    ms = {kind: [row["ms_a_step"] for row in rows if row["deterministic"] == kind] for kind in (False, True)}
    ratios = np.array(ms[True]) / np.array(ms[False])
    print(f"with / without, in turn: median {np.median(ratios):.3f}, from {ratios.min():.3f} to {ratios.max():.3f}")
    print(f"different weights among the {len(rows)} runs: {len({row['weights'] for row in rows})} kind(s)")
    record(__file__, rows)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1] == "1")))
    else:
        main()
