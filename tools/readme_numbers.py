"""Write the README's table of numbers from the recorded experiments in benchmarks/results, and the repository's address
into its links to Colab.

    python tools/readme_numbers.py           rewrite them
    python tools/readme_numbers.py --check   write nothing; fail if they are stale

An experiment that is not recorded has no row.
"""

import csv
import re
import sys
from pathlib import Path

import numpy as np
from build_notebooks import REPOSITORY

from gan_course.files import write_whole

ROOT = Path(__file__).resolve().parent.parent
STEP_RATIO, TUTORIAL_STEPS = "a step of the tutorial / a step of ours", 234  # of 256 pictures, an epoch
BEGIN, END = "<!-- written by tools/readme_numbers.py -->\n", "<!-- end of what is written -->"


def main():
    readme = ROOT / "README.md"
    old = readme.read_text()
    before, rest = old.split(BEGIN)
    new = with_address(before + BEGIN + table(ROOT / "benchmarks" / "results") + END + rest.split(END)[1], REPOSITORY)
    if "--check" not in sys.argv:
        write_whole(readme, new.encode())
    elif new != old:
        sys.exit("The README is not as benchmarks/results and pyproject.toml say: run python tools/readme_numbers.py")


def with_address(text, repository):
    """Return text with every link to Colab leading to this repository."""
    colab = "https://colab.research.google.com/github/"
    return re.sub(rf"{re.escape(colab)}[^/]+/[^/]+(?=/)", repository.replace("https://github.com/", colab), text)


def read(path):
    """Return a results file's rows as dicts of strings, and the processor that its header names."""
    lines = path.read_text().splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    return rows, lines[0].split("; ")[1]


def table(results):
    parts = {
        "dcgan": dcgan_rows,
        "recipe": recipe_rows,
        "scale": scale_rows,
        "tutorial": tutorial_rows,
        "bench": bench_rows,
        "determinism": determinism_rows,
    }
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


def recipe_rows(results):
    runs, by = {}, "`python benchmarks/recipe.py`"
    for row in read(results / "recipe.csv")[0]:
        runs.setdefault((row["recipe"], int(row["epochs"])), []).append(row)

    def distances(recipe, epochs):
        return ", ".join(f"{float(row['frechet_10k']):.1f}" for row in runs[recipe, epochs])

    for epochs in [epochs for recipe, epochs in runs if recipe == "ours"]:
        yield (
            f"the same distance after {epochs} epoch{'s' * (epochs > 1)}, on one thread, seeds 0 to 2",
            distances("ours", epochs),
            by,
        )
    shares = [float(row[name]) for row in runs["ours", epochs] for name in ("smallest_share", "largest_share")]
    yield f"share of each digit after {epochs} epochs", f"{min(shares):.1%} to {max(shares):.1%}", by
    what = "the same distance in the seconds of 3 epochs: ours"
    parts = [recipe for recipe, epochs in runs if epochs == 3 and recipe != "ours"]
    value = "; ".join(distances(recipe, 3) for recipe in ("ours", *parts))
    yield "; ".join([what, *(part.replace("ours ", "") for part in parts)]), value, by


def scale_rows(results):
    *kinds, right = read(results / "scale.csv")[0]
    by = "`python benchmarks/scale.py`"
    what = f"for comparison, the same distance of 10,000 pictures: {', '.join(row['what'] for row in kinds)}"
    yield what, ", ".join(f"{float(row['value']):.1f}" for row in kinds), by
    yield "the test pictures that its classifier reads right", f"{float(right['value']):.2%}", by


def tutorial_rows(results):
    rows, _ = read(results / "tutorial.csv")
    distances = {int(row["epoch"]): float(row["frechet_10k"]) for row in rows}
    what = f"the same distance, public tutorial's recipe, after {', '.join(map(str, distances))} epochs, seed 0"
    yield what, ", ".join(f"{distance:.0f}" for distance in distances.values()), "`python benchmarks/tutorial.py`"

    ours = [(int(row["steps"]), float(row["frechet_10k"])) for row in read(results / "dcgan.csv")[0]]
    best = min(distance for epoch, distance in distances.items() if epoch <= 20)
    median = np.median([distance for steps, distance in ours if steps == ours[-1][0]])
    by = "the files above"
    yield (
        "the tutorial's best distance up to epoch 20 / the median of ours after `make dcgan`",
        f"{best / median:.0f} times",
        by,
    )

    epoch, distance = max(distances.items())
    sooner = min(steps for steps, _ in ours if all(d <= distance for s, d in ours if s == steps))
    reached = min(e for e, d in distances.items() if d <= distance)  # it comes and goes: count to the first time,
    before = max((e for e in distances if e < reached), default=0)  # and only to where it is known to be not yet there
    step, steps = bench(results)[f"{STEP_RATIO}, median"], before * TUTORIAL_STEPS / sooner
    what = f"training time until the tutorial's distance after {epoch} epochs is first reached, tutorial / all of our seeds"
    parts = f"at least {steps * step:,.0f} times: {steps:.1f} times fewer steps, {step:.0f} times cheaper each"
    yield what, parts, f"{by}, and `make bench` for a step's time"


def bench_rows(results):
    values = bench(results)
    by = "`make bench`"
    median, least, most = (values[f"{STEP_RATIO}, {which}"] for which in ("median", "least", "most"))
    yield (
        "seconds of a step of the tutorial (256 pictures) / of ours (32), in turn, median and range",
        f"{median:.0f} times ({least:.0f} to {most:.0f})",
        by,
    )
    distance = "{}: Frechet digit distance of 10,000 samples then"
    ours, tutorial = (values[distance.format(name)] for name in ("ours", "tutorial"))
    yield "Frechet digit distance after 45 seconds of training, ours and the tutorial's", f"{ours:.1f}, {tutorial:.0f}", by
    alone, watched = (
        values[f"an epoch by fit, {how} / by a bare compiled loop"] for how in ("alone", "with Progress and Film")
    )
    what = "seconds of an epoch by `fit` / by a bare compiled loop; with progress line and film"
    yield what, f"{alone:.3f}; {watched:.3f}", by
    yield "peak memory, ours", f"{values['ours: peak memory']:.1f} GB", by
    bare, whole = values["import gan_course"], values["import gan_course.gan"]
    yield "seconds of `import gan_course`; with TensorFlow", f"{bare:.3f}; {whole:.1f}", by


def bench(results):
    return {row["what"]: float(row["value"]) for row in read(results / "bench.csv")[0]}


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
