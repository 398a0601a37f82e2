"""Recorded experiments: tables of runs that took longer than a lesson, made by benchmarks/NAME.py."""

from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
# Installed, the tables are inside the package; in a copy of the repository, they are where benchmarks/ writes them.
PLACES = [HERE / "results", HERE.parent / "benchmarks" / "results"]


def load_recorded(name):
    """Return the table of the recorded experiment as a structured array: a row a run, a field a column.

    Raises ValueError, with the names there are, if there is no such table.
    """
    tables = {path.stem: path for place in PLACES for path in sorted(place.glob("*.csv"))}
    if name not in tables:
        raise ValueError(f"There is no recorded experiment {name!r}; there are: {', '.join(tables) or 'none'}.")
    lines = [line for line in tables[name].read_text().splitlines() if not line.startswith("#")]
    return np.genfromtxt(lines, delimiter=",", names=True, dtype=None, encoding="utf-8")
