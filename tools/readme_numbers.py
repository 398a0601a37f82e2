"""Write the README's table of numbers from the recorded experiments in benchmarks/results.

    python tools/readme_numbers.py           rewrite the table
    python tools/readme_numbers.py --check   write nothing; fail if it is stale

An experiment that is not recorded has no row.
"""

import csv
import sys
from pathlib import Path

import numpy as np

from gan_course.files import write_whole

ROOT = Path(__file__).resolve().parent.parent
BEGIN, END = "<!-- written by tools/readme_numbers.py -->\n", "<!-- end of what is written -->"


def main():
    readme = ROOT / "README.md"
    old = readme.read_text()
    before, rest = old.split(BEGIN)
    new = before + BEGIN + table(ROOT / "benchmarks" / "results") + END + rest.split(END)[1]
    if "--check" not in sys.argv:
        write_whole(readme, new.encode())
    elif new != old:
        sys.exit("The README's numbers are not those of benchmarks/results: run python tools/readme_numbers.py")


def read(path):
    """Return a results file's rows as dicts of strings, and the processor that its header names."""
    lines = path.read_text().splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return rows, lines[0].split("; ")[1]


def table(results):
    parts = {"dcgan": dcgan_rows, "tutorial": tutorial_rows, "bench": bench_rows, "determinism": determinism_rows}
    rows = [row for name, part in parts.items() if (results / f"{name}.csv").exists() for row in part(results)]
    lines = ["| what | measured | by |", "| --- | --- | --- |", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n".join(lines) + "\n"


def dcgan_rows(results):
    rows, processor = read(results / "dcgan.csv")
    last = [row for row in rows if row["steps"] == rows[-1]["steps"]]
    shares = [float(row[name]) for row in last for name in ("smallest_share", "largest_share")]
    what = (
        f"Frechet digit distance of 10,000 samples after the {int(last[0]['steps']):,} steps of `make dcgan`, seeds 0 to 2"
    )
    by = "`python benchmarks/dcgan.py`"
    yield what, ", ".join(f"{float(row['frechet_10k']):.1f}" for row in last), by
    yield "share of each digit among them", f"{min(shares):.0%} to {max(shares):.0%}", by
    yield f"seconds of training for them, on {processor}", ", ".join(f"{float(row['seconds']):.0f}" for row in last), by


def tutorial_rows(results):
    rows, _ = read(results / "tutorial.csv")
    what = f"the same distance, public tutorial's recipe, after {', '.join(row['epoch'] for row in rows)} epochs, seed 0"
    yield what, ", ".join(f"{float(row['frechet_10k']):.0f}" for row in rows), "`python benchmarks/tutorial.py`"


def bench_rows(results):
    for row in read(results / "bench.csv")[0]:
        yield row["what"], f"{float(row['value']):,.4g} {row['unit']}".strip(), "`make bench`"


def determinism_rows(results):
    rows, _ = read(results / "determinism.csv")
    with_, without = ([float(r["ms_a_step"]) for r in rows if r["deterministic"] == kind] for kind in ("True", "False"))
    ratios = np.array(with_) / np.array(without)
    by = "`python benchmarks/determinism.py`"
    what = "seconds with TensorFlow's op determinism / without, in turn, median and range"
    yield what, f"{np.median(ratios):.2f} ({ratios.min():.2f} to {ratios.max():.2f}: this machine's noise)", by
    yield f"weights that differ between {len(rows)} equal trainings", f"{len({r['weights'] for r in rows}) - 1}", by


if __name__ == "__main__":
    main()
