"""Lesson 25's standing challenge: a recipe of your own, trained in the time of ours, measured, and ranked.

    python benchmarks/speedrun.py my_recipe.py                one seed
    python benchmarks/speedrun.py my_recipe.py --seeds 3      three: what a place on the board asks for

A recipe is a Python file with `def train(pictures, seconds_left, seed)`, such as benchmarks/recipes/ours.py. It may use all
that is installed here. First ours trains for STEPS steps, here and now; the seconds of the processor that it takes are those
that yours gets, on one thread, from its first line on; TensorFlow is loaded before. Then yours draws PICTURES, in no more
seconds than it had for training, and this process measures their Frechet digit distance to the test set.

A recipe runs in a process of its own, in an empty folder, and gets the training pictures. The course's test pictures and the
judge's classifier are closed to Python there, as are other usual files of MNIST, the network and other programmes; pictures
that are copies of test or of training pictures are refused. That protects you from your own mistakes, not us from somebody
who means to cheat: code in C opens what it likes, a copy with some noise on it is none for us, weights may come from a long
training before, statistics of the test set may be written into a recipe, and a score that is asked for a hundred times is a
look at the test set, a hundred times. So the tries at each file name are counted, and shown.
"""

import argparse
import ast
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
OURS = HERE / "recipes" / "ours.py"
STEPS, PICTURES = 400, 10_000
ENTRIES = {"rung 6 of the ladder": HERE / "recipes" / "rung_6.py"}  # on the board besides ours
LATE = 1.05  # more than so many times its seconds is too late
COPY = 1.5  # nearer pictures are copies; a test digit has its nearest training digit at some 9, none of 200 under 2
TRIES = Path("runs/challenge/tries.json")


class Refused(Exception):
    """What is wrong with a recipe, in one sentence."""


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("recipe", type=Path, help="a Python file with train(pictures, seconds_left, seed)")
    parser.add_argument("--seeds", type=int, default=1, choices=range(1, 10), metavar="N", help="3 for a place on the board")
    options = parser.parse_args(arguments)
    try:
        check_file(options.recipe)
        tries = count_try(options.recipe.name)  # now: a score that is seen before a refusal, or Ctrl-C, counts too
        rows = enter(options.recipe, options.seeds)
    except Refused as error:
        sys.exit(str(error))
    show_board(options.recipe.name, rows, tries)


def enter(recipe, seeds):
    """Train ours, then a recipe, seed by seed; return rows of recipe, seed, seconds and frechet_10k."""
    rows = []
    for seed in range(seeds):
        entries = {"ours, here and now": (OURS, {"steps": STEPS}), recipe.name: (recipe, {})}
        for name, (file, limit) in entries.items():
            limit = limit or {"seconds": rows[-1]["seconds"]}  # those of ours, just before
            seconds, pictures = run_apart(file, seed, **limit)
            rows.append({"recipe": name, "seed": seed, "seconds": seconds, "frechet_10k": judge(pictures)})
            print("{recipe}, seed {seed}: {seconds:.1f} s, distance {frechet_10k:.1f}".format(**rows[-1]), flush=True)
    return rows


def check_file(recipe):
    """Raise Refused unless this is a Python file that has the function, before a second is spent on it."""
    if not recipe.is_file():
        raise Refused(f"There is no file {recipe}.")
    try:
        tree = ast.parse(recipe.read_text(encoding="utf-8-sig"))
    except SyntaxError as error:
        raise Refused(f"{recipe.name}, line {error.lineno or 1}, is no Python: {error.msg}.") from None
    except ValueError:
        raise Refused(f"{recipe.name} is no text in UTF-8.") from None
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "train"]
    if not functions:
        raise Refused(f"{recipe.name} has no function train(pictures, seconds_left, seed): a `def`, not indented.")
    wanted, arguments = functions[-1].args, ("pictures", "seconds_left", "seed")
    names = [argument.arg for argument in (*wanted.posonlyargs, *wanted.args)]
    named = [argument.arg for argument in wanted.kwonlyargs]
    if len(names) - len(wanted.defaults) > 3 or (len(names) < 3 and not wanted.vararg) or None in wanted.kw_defaults:
        raise Refused(
            f"train should take {', '.join(arguments)}; in {recipe.name} it takes "
            f"{', '.join(names + ['*'] * bool(named) + named) or 'nothing'}."
        )


def run_apart(recipe, seed, seconds=None, steps=None):
    """Train a recipe in a process of its own; return the seconds it took and the PICTURES that it drew."""
    import numpy as np

    from gan_course.data import from_uint8, load_mnist

    one_thread = {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1", "OMP_NUM_THREADS": "1"}
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1"}
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder, "train.npy"), from_uint8(load_mnist("train")[0]))
        job = {"recipe": str(recipe.resolve()), "seed": seed, "seconds": seconds, "steps": steps}
        command = [sys.executable, str(HERE / "challenge_child.py"), json.dumps(job)]
        environment = os.environ | one_thread | quiet | {"KERAS_HOME": folder, "SCIKIT_LEARN_DATA": folder}
        try:
            child = subprocess.run(
                command, cwd=folder, env=environment, capture_output=True, text=True, timeout=600 + 20 * (seconds or 0)
            )
        except subprocess.TimeoutExpired:
            raise Refused(f"{recipe.name} was stopped: it went on long after its {seconds:.1f} seconds.") from None
        report = Path(folder, "report.json")
        if not report.exists():
            last = (child.stderr.strip().splitlines() or ["it said nothing"])[-1]
            raise Refused(f"{recipe.name} ended its process: {last[:200]}")
        report = json.loads(report.read_text())
        if report["error"]:
            raise Refused(f"{recipe.name}{report['error']}")
        if seconds and report["seconds"] > LATE * seconds:
            raise Refused(
                f"{recipe.name} trained for {report['seconds']:.1f} seconds of the processor and had {seconds:.1f}: "
                "let it ask seconds_left() after every step."
            )
        if seconds and report["drawing"] > seconds:
            raise Refused(
                f"draw({PICTURES}) of {recipe.name} took {report['drawing']:.1f} seconds of the processor; it may take as "
                f"many as there were for training, {seconds:.1f}."
            )
        pictures = np.load(Path(folder, "drawn.npy"), allow_pickle=False)
    check_drawn(recipe.name, pictures)
    return report["seconds"], pictures


def check_drawn(name, pictures, some=200):
    """Raise Refused unless these are as many pictures as asked for, and no copies."""
    import numpy as np

    from gan_course.data import from_uint8, load_mnist
    from gan_course.quality import nearest_distances

    expected = (PICTURES, 28, 28, 1)
    if pictures.shape != expected:
        raise Refused(f"draw({PICTURES}) of {name} returned shape {pictures.shape}; it should be {expected}.")
    if pictures.dtype.kind != "f":
        raise Refused(f"The pictures of {name} are {pictures.dtype}; they should be floats in [-1, 1].")
    if not np.isfinite(pictures).all():
        raise Refused(f"The pictures of {name} contain NaN or infinite values.")
    low, high = pictures.min(), pictures.max()
    if low < -1.001 or high > 1.001 or low >= 0:
        raise Refused(f"The pictures of {name} have values from {low:.3g} to {high:.3g}; they should fill [-1, 1].")
    sample = pictures[:: max(1, PICTURES // some)]
    for split in ("test", "train"):
        copies = np.mean(nearest_distances(sample, from_uint8(load_mnist(split)[0])) < COPY)
        if copies > 0.02:
            raise Refused(f"{copies:.0%} of the pictures of {name} are copies of {split} pictures.")


def judge(pictures):
    """Return the Frechet digit distance of the pictures to the test set."""
    from gan_course.quality import frechet_digit_distance

    return round(frechet_digit_distance(pictures), 2)


def board():
    """Return the recorded entries, {recipe: distances, a seed each}."""
    from gan_course.recorded import load_recorded

    rows = load_recorded("speedrun")
    rows = rows[rows["part"] == "board"]
    return {name: list(rows["value"][rows["rung"] == name]) for name in dict.fromkeys(rows["rung"])}


def show_board(name, rows, tries, recorded=None):
    """Print where a recipe stands among the recorded ones, by the median of its seeds, and how often it was tried."""
    import numpy as np

    entries = {f"  {recipe}": distances for recipe, distances in (board() if recorded is None else recorded).items()}
    for recipe in dict.fromkeys(row["recipe"] for row in rows):
        mark = "> " if recipe == name else "  "
        entries[mark + recipe] = [row["frechet_10k"] for row in rows if row["recipe"] == recipe]
    places = sorted(entries.items(), key=lambda entry: np.median(entry[1]))
    print(f"\nplace  distance   seeds  recipe; each in the time of {STEPS} steps of ours")
    for place, (recipe, distances) in enumerate(places, start=1):
        print(f"{place:5}  {np.median(distances):8.1f}  {len(distances):6} {recipe}")
    print(f"Tries at {name} so far: {tries}; the best of many tries is partly luck.")


def count_try(name):
    """Count one more try at a recipe of this name in TRIES; return how many there were."""
    tries = json.loads(TRIES.read_text()) if TRIES.exists() else {}
    tries[name] = tries.get(name, 0) + 1
    TRIES.parent.mkdir(parents=True, exist_ok=True)
    TRIES.write_text(json.dumps(tries))
    return tries[name]
