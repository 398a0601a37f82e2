"""The doctor where all is well: TensorFlow starts, a step is measured."""

import re
import subprocess
import sys

from build_notebooks import ROOT

from gan_course.doctor import DCGAN, START, about


def test_it_measures_a_step_and_says_how_long_things_take():
    done = subprocess.run([sys.executable, "-m", "gan_course", "doctor"], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout
    lines = dict(re.split(r" *: ", line, maxsplit=1) for line in done.stdout.splitlines())
    assert len(lines) == 10 and lines["Keras"].endswith(" on tensorflow") and lines["tested"].startswith("yes")
    ms, steps = map(int, re.match(r"(\d+) ms, measured over (\d+) training steps", lines["a step"]).groups())
    assert 0 < ms < 2000 and steps > 1
    assert lines["make dcgan"] in {about(DCGAN * (ms + rounding) / 1000 + START) for rounding in (-0.5, 0, 0.5)}
