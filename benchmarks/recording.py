"""How an experiment is recorded: in benchmarks/results/NAME.csv, a row a run, after a header that says where and when.

An experiment is a file of this folder, NAME.py, that ends in `record(__file__, rows)`: by that `make bench FULL=1` knows it.
Lessons read the tables by gan_course.recorded.
"""

import csv
import datetime
import io
import json
import os
import platform
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from gan_course.files import write_whole
from gan_course.quality import class_shares, frechet_digit_distance

RESULTS = Path(__file__).parent / "results"


def quality(gan):
    """Return what is recorded of a game's pictures: the distance of 10,000 samples, and the digits' shares of them."""
    samples = gan.sample(10_000, seed=1)
    shares = class_shares(samples)
    return {
        "frechet_10k": round(frechet_digit_distance(samples), 2),
        "smallest_share": round(float(shares.min()), 3),
        "largest_share": round(float(shares.max()), 3),
    }


def record(file, rows):
    """Write rows, dicts with the same keys, to results/NAME.csv, whole or not at all; file: the path of NAME.py."""
    name, table = Path(file).stem, io.StringIO()
    table.write(f"# made by benchmarks/{name}.py on {datetime.date.today()}; {os.cpu_count()} cores of {processor()}\n")
    versions = f"Python {platform.python_version()}, TensorFlow {tf.__version__}, Keras {keras.__version__}"
    table.write(f"# {versions}, NumPy {np.__version__}\n")
    writer = csv.DictWriter(table, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write_whole(RESULTS / f"{name}.csv", table.getvalue().encode())


def kept(path, run):
    """Return what run() gives, something that JSON can hold: from the file `path` if that is there, else run now and kept.

    So an experiment that was stopped goes on with the run that is missing.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(run()).encode())
        print(path.stem, "is done", flush=True)
    return json.loads(path.read_text())


def rows_of(name, part, columns):
    """Return the rows of this part of results/NAME.csv, as dicts of these columns: for another experiment's table."""
    with open(RESULTS / f"{name}.csv", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return [{column: row[column] for column in columns} for row in rows if row["part"] == part]


def processor():
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.processor())
