"""Run the notebooks under other arithmetic, and measure by what margin each assertion holds.

    python tools/elsewhere.py arithmetic         every notebook, every setting (12: lesson 12 only)
    python tools/elsewhere.py arithmetic --once  every notebook once, with imitated rounding

The settings stand for other processors (NumPy's BLAS and loops included), other numbers of threads, rounding that differs
from one run to the next, and, with noise ten thousand times as large, for other seeds. What a lesson claims of a training
must hold in all. An assertion about a `difference` compares two routes to one training, which such noise parts; there it
is not asked. (The noise moves a GAN about as far as a seed does. A classifier that trains for an epoch hardly notices it:
real seeds spread wider than what is printed.)

Of each comparison it prints value and bound where they were nearest. Spread: how much their distance varied from one run to
another. Room: their least distance in units of the spread; 1 or more is wanted, and nothing is printed where nothing
varied. Margin: the same distance over the larger of |bound| and spread.
"""

import ast
import json
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import nbformat
from kernel_side import slack
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell

ROOT = Path(__file__).resolve().parent.parent
TOOLS = str(Path(__file__).parent)

NEWER = (
    "AVX512_SPR AVX512_ICL X86_V4"  # NumPy's names for what AVX2 machines lack; it passes over those that it does not know
)
SETTINGS = {
    "plain": {},
    "oneDNN off": {"TF_ENABLE_ONEDNN_OPTS": "0"},
    "AVX2": {"ONEDNN_MAX_CPU_ISA": "AVX2", "OPENBLAS_CORETYPE": "Haswell", "NPY_DISABLE_CPU_FEATURES": NEWER},
    "SSE41": {"ONEDNN_MAX_CPU_ISA": "SSE41", "OPENBLAS_CORETYPE": "Nehalem", "NPY_DISABLE_CPU_FEATURES": f"{NEWER} X86_V3"},
    "one thread": {
        name: "1" for name in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS")
    },
}
ROUNDING, COARSE = "rounding", [f"noise {i}" for i in range(1, 6)]
AT_ONCE = 2  # a notebook keeps little more than one core busy
NOISE = {ROUNDING: 1e-7} | dict.fromkeys(COARSE, 1e-3)


def arithmetic(number=None, once=False):
    """Run it all, print the margins, and end with 1 if an assertion failed or a notebook stopped."""
    notebooks = sorted((ROOT / "notebooks").glob(f"{number or '[0-9][0-9]'}_*.ipynb"))
    if not notebooks:
        sys.exit(f"There is no notebook {number} in {ROOT / 'notebooks'}; make notebooks builds it.")
    started, failed, records = time.time(), [], {notebook: {} for notebook in notebooks}
    settings = [ROUNDING] if once else [*SETTINGS, ROUNDING, *COARSE]
    for (notebook, setting), (record, stopped, seconds) in run_all([(n, s) for n in notebooks for s in settings]):
        records[notebook][setting] = record
        failed_here = failures(notebook, record, setting) + stopped
        failed += [f"{setting:10} {failure}" for failure in failed_here]
        say("\n    ".join([f"{notebook.stem}, {setting}: {seconds:.0f} s", *failed_here]))
    print_margins([comparison for notebook in notebooks for comparison in compare(notebook, records[notebook])])
    print_without_message(records)
    say(f"{len(notebooks)} notebooks in {(time.time() - started) / 60:.0f} minutes.")
    if failed:
        sys.exit("\n".join(["", f"FAILED ({len(failed)}):", *failed]))
    say("Every assertion held in every setting.")


def run_all(jobs):
    """Run each (notebook, setting), AT_ONCE at a time; yield the job and what it gave, in order."""
    pool = ThreadPoolExecutor(AT_ONCE)
    try:
        yield from zip(jobs, pool.map(lambda job: run(*job), jobs))
    except KeyboardInterrupt:
        os._exit(130)  # Ctrl-C does not reach the kernels, which end with this process


def run(path, setting):
    """Run a copy of a notebook in a folder of its own; return the record, why it stopped early (in a list), and seconds."""
    notebook, stopped, started = nbformat.read(path, as_version=4), [], time.time()
    environment = os.environ | SETTINGS.get(setting, {}) | {"PYTHONPATH": TOOLS}
    with tempfile.TemporaryDirectory() as folder:
        record, place = Path(folder) / "record.jsonl", Path(folder) / "notebooks"
        record.touch()
        place.mkdir()
        notebook.cells.insert(
            0, new_code_cell(f"from kernel_side import start\nstart({str(record)!r}, {NOISE.get(setting, 0)})")
        )
        client = NotebookClient(notebook, timeout=900, kernel_name="python3", resources={"metadata": {"path": str(place)}})
        try:
            # TensorFlow's and the kernel's own log lines say nothing about the lesson.
            client.execute(env=environment, stderr=subprocess.DEVNULL)
        except CellExecutionError as error:
            stopped = [f"{path.stem[:2]}: stopped by {error.ename}: {error.evalue}"]
        except (CellTimeoutError, DeadKernelError) as error:
            stopped = [f"{path.stem[:2]}: stopped: {error}"]
        return [json.loads(line) for line in record.read_text().splitlines()], stopped, time.time() - started


def failures(notebook, record, setting):
    """Return some words on each assertion that failed and should not have: where, what, its numbers and its message."""
    failed = {}
    for line in record:
        if "message" in line and is_judged(line["text"], setting):
            at = line["cell"], line["row"]
            pairs = [p for p in record if "value" in p and (p["cell"], p["row"]) == at]
            numbers = ", ".join(f"{p['value']:.4g} {p['order']} {p['bound']:.4g}" for p in pairs)
            words = f"{where(notebook, *at)}: assert {line['text']}   {numbers}   {line['message']}"
            failed[at] = words.rstrip()
    return list(failed.values())


def is_judged(text, setting):
    """Say whether an assertion must hold in a setting: two routes to one training part when their noise does."""
    names = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    return not (setting in COARSE and "difference" in names)


@dataclass
class Comparison:
    """One comparison in one assertion of a lesson: for each setting the nearest pair of value and bound."""

    where: str
    text: str
    order: str
    pairs: dict = field(default_factory=dict)

    def add(self, setting, value, bound):
        old = self.pairs.get(setting)
        if old is None or not slack(self.order, value, bound) >= slack(self.order, *old):  # NaN is the worst
            self.pairs[setting] = value, bound

    def judge(self):
        """Find `setting`, `value` and `bound` where the least was left, and `spread`, `room` and `margin`."""
        left = {setting: slack(self.order, *pair) for setting, pair in self.pairs.items()}
        self.setting = min(left, key=lambda setting: (left[setting] == left[setting], left[setting]))  # NaN first
        self.value, self.bound = self.pairs[self.setting]
        self.spread = max(left.values()) - min(left.values())
        self.room = left[self.setting] / self.spread if self.spread else float("inf")
        self.margin = left[self.setting] / (max(abs(self.bound), self.spread) or abs(self.value) or 1.0)
        return self


def compare(notebook, records):
    """Return the Comparisons of one notebook, judged, from what each setting recorded."""
    found = {}
    for setting, record in records.items():
        for line in record:
            if "value" in line and is_judged(line["text"], setting):
                key = line["cell"], line["row"], line["part"], line["order"]
                found.setdefault(key, Comparison(where(notebook, *key[:2]), line["text"], line["order"]))
                found[key].add(setting, line["value"], line["bound"])
    return [comparison.judge() for comparison in found.values()]


def where(notebook, cell, row):
    """Return the line of lessons/NN_name.py, as 12:176; where the notebook's cell is not in it, the cell as 12[8]:11."""
    lesson, source = notebook.stem[:2], code_cells(notebook)[cell - 1]
    before, found, _ = (ROOT / "lessons" / f"{notebook.stem}.py").read_text().partition(source)
    return f"{lesson}:{before.count(chr(10)) + row}" if found else f"{lesson}[{cell}]:{row}"


@cache
def code_cells(notebook):
    cells = nbformat.read(notebook, as_version=4).cells
    return [cell.source for cell in cells if cell.cell_type == "code" and cell.source.strip()]


def print_margins(comparisons):
    """Print a row for each comparison, least room first; exact equalities apart, for they have no margin."""
    ordered = sorted((c for c in comparisons if c.order[0] in "<>"), key=lambda c: (c.room == c.room, c.room, c.margin))
    say(f"\n{'room':>7} {'margin':>8} {'value':>10}    {'bound':10} {'spread':8} {'nearest in':11} where")
    for c in ordered:
        room = f"{c.room:.2g}" if c.spread else ""
        numbers = f"{room:>7} {c.margin:8.2g} {c.value:10.4g} {c.order:>2} {c.bound:<10.4g} {c.spread:<8.1g}"
        say(f"{numbers} {c.setting:11} {c.where:7} {c.text}")
    narrow = [c.where for c in ordered if not c.room >= 1]
    say(f"\n{len(ordered)} comparisons; room for less than one spread in {len(narrow)}: {' '.join(narrow)}")
    fractions = [c for c in comparisons if c.order in ("==", "!=") and any(v % 1 for pair in c.pairs.values() for v in pair)]
    if fractions:
        say("Fractions compared with == or !=: " + "; ".join(f"{c.where} {c.text}" for c in fractions))


def print_without_message(records):
    """Say how many assertions of each lesson would leave a learner with `AssertionError` and nothing else."""
    without = {
        notebook.stem[:2]: len({(line["cell"], line["row"]) for r in record.values() for line in r if line.get("bare")})
        for notebook, record in records.items()
    }
    say("\nAssertions without a message: " + ", ".join(f"{lesson}: {n}" for lesson, n in without.items()))


def say(text):
    print(text, flush=True)
