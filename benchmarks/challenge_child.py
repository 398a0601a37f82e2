"""The process in which challenge.py runs a recipe: train.npy comes in, drawn.npy and report.json go out."""

import json
import sys
import time
import traceback
from pathlib import Path

PICTURES = 10_000
CLOSED = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile")


def main(job):
    import keras  # noqa: F401  loaded before the clock starts, as is what follows
    import numpy as np
    import tensorflow  # noqa: F401

    import gan_course.gan
    import gan_course.networks  # noqa: F401
    from gan_course.data import ASSETS

    pictures, report, drawn = np.load("train.npy"), {"seconds": 0.0, "drawing": 0.0, "error": ""}, None
    recipe = Path(job["recipe"])
    code = compile(recipe.read_text(encoding="utf-8-sig"), str(recipe), "exec")
    started = time.process_time()
    steps = iter(range((job["steps"] or 0) - 1, 0, -1))

    def seconds_left():
        """Seconds of the processor that are left; where steps are counted, the steps, of which each asks once."""
        return next(steps, 0) if job["steps"] else job["seconds"] - (time.process_time() - started)

    close_files(ASSETS.resolve())
    try:
        module = {"__name__": recipe.stem, "__file__": str(recipe)}
        exec(code, module)  # the clock runs
        draw = module["train"](pictures, seconds_left, job["seed"])
        report["seconds"] = time.process_time() - started
        if not callable(draw):
            report["error"] = f": train should return a function draw(n); it returned {type(draw).__name__}."
        else:
            value = draw(PICTURES)
            drawn = np.asarray(value)
            report["drawing"] = time.process_time() - started - report["seconds"]
            if drawn.dtype.kind not in "fiub":
                report["error"] = f": draw should return numbers; it returned {type(value).__name__}."
    except BaseException as error:  # SystemExit too
        report["error"] = said(error, recipe)
    if not report["error"]:
        np.save("drawn.npy", drawn.astype("float32") if drawn.dtype == "float64" else drawn)
    Path("report.json").write_text(json.dumps(report))


def said(error, recipe):
    """Return what an error says and where in the recipe it arose, as the rest of a sentence."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(recipe)]
    where = f", line {lines[-1]}" if lines else ""
    text = " ".join(str(error).split())[:200].rstrip(".")
    return f"{where}, raised {type(error).__name__}{f': {text}' if text else ''}."


def close_files(assets):
    """From now on, opening a file of the package's data, and anything outside this process, raises PermissionError.

    So does a file that is called as MNIST's are, mnist.npz or t10k-images, anywhere but in this folder; code may be.
    An audit hook can't be taken away again; but it hears of Python's own calls only.
    """

    here = Path.cwd().resolve()

    def hook(event, arguments):
        if event == "open" and isinstance(arguments[0], str | bytes | Path):
            name = arguments[0].decode() if isinstance(arguments[0], bytes) else str(arguments[0])
            path = Path(name).resolve()
            of_mnist = path.name.lower().startswith(("mnist", "t10k")) and path.suffix != ".py"
            if assets in path.parents or (of_mnist and here not in path.parents):
                raise PermissionError("a recipe may not open the test pictures or the judge's classifier")
        elif event.startswith(CLOSED):
            raise PermissionError(f"a recipe may not use the network or other programmes ({event})")

    sys.addaudithook(hook)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
