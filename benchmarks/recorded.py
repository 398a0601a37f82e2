"""Recorded experiments: benchmarks/results/NAME.csv, a row a run, after a header that says where and when."""

import csv
import datetime
import io
import os
import platform
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from gan_course.files import write_whole

RESULTS = Path(__file__).parent / "results"


def record(name, rows):
    """Write rows, dicts with the same keys, to results/NAME.csv, whole or not at all."""
    table = io.StringIO()
    table.write(f"# made by benchmarks/{name}.py on {datetime.date.today()}; {os.cpu_count()} cores of {processor()}\n")
    versions = f"Python {platform.python_version()}, TensorFlow {tf.__version__}, Keras {keras.__version__}"
    table.write(f"# {versions}, NumPy {np.__version__}\n")
    writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(RESULTS / f"{name}.csv", table.getvalue().encode())


def processor():
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
