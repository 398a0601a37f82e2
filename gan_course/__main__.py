"""The command line: `python -m gan_course dcgan` trains lesson 13's DCGAN on all of MNIST, or on your own pictures; `draw`
draws with it; `doctor` looks whether all that can run here."""

import argparse
import contextlib
import math
import os
import subprocess
import sys
from fractions import Fraction

from gan_course.files import check_backup, check_folder, locked

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's start-up lines say nothing that helps here
os.environ.setdefault("MPLBACKEND", "agg")  # figures go to files, not to windows


STEPS = 5625  # of a training, if --epochs does not say otherwise: three times through MNIST


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m gan_course", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    dcgan = commands.add_parser("dcgan", help="train the DCGAN; started again after a stop, it goes on")
    dcgan.add_argument("--folder", default="runs/dcgan", help="where everything goes (default: %(default)s)")
    dcgan.add_argument("--backup", help="a second folder that gets a copy of each finished epoch")
    dcgan.add_argument("--epochs", type=int, help=f"times through the pictures (default: {STEPS:,} steps, 3 of MNIST)")
    dcgan.add_argument("--seed", type=int, default=0, help="another seed, other pictures (default: %(default)s)")
    dcgan.add_argument("--fresh", action="store_true", help="start anew; an earlier run is kept under another name")
    dcgan.add_argument("--pictures", help="a folder of your own PNG, JPEG and GIF pictures, to train on instead of MNIST")
    dcgan.add_argument("--size", type=int, help="to which your pictures are scaled: 8, 14, 16, 28, 32, 56, 64 (default: 32)")
    dcgan.add_argument("--channels", type=int, help="of your pictures: 3 for colour, 1 for grey (default: 3)")
    dcgan.add_argument("--devices", choices=["one", "all"], default="one", help="all: all GPUs share each batch")
    draw = commands.add_parser("draw", help="draw pictures with the generator of a training")
    draw.add_argument("run", help="the folder of the training, such as runs/dcgan")
    draw.add_argument("--out", help="the folder for the pictures (default: drawn, in the training's)")
    draw.add_argument("--n", type=int, default=100, help="how many (default: %(default)s)")
    draw.add_argument("--seed", type=int, default=0, help="another seed, other pictures (default: %(default)s)")
    commands.add_parser("doctor", help="what is installed, what is wrong with it, how long things take here")
    options = parser.parse_args(arguments)
    if options.command == "doctor":
        from gan_course import doctor

        sys.exit(not doctor.main())
    run, work, stopped = {
        "dcgan": (train_dcgan, "training", "Stopped. The same command goes on from the last finished epoch."),
        "draw": (draw_pictures, "drawing", "Stopped. The pictures that are there already are whole."),
    }[options.command]
    try:
        with without_information_lines():
            run(options)
    except ImportError as error:
        sys.exit(f"\nThe {work} can't start: {error}. What is missing, and what to do, says: python -m gan_course doctor")
    except (ValueError, OSError, FloatingPointError) as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt as stop:
        print(f"\n{str(stop) or stopped}")
        sys.exit(130)


# Runs in a process of its own, so that what TensorFlow says before it ends the process comes through.
FILTER = r"""
import re, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
information = re.compile(r"I\d{4} |\d{4}-\S+ \S+: I |WARNING: All log messages before absl|To enable the following")
for line in sys.stdin:
    if not information.match(line):
        print(line, end="", flush=True)
"""


@contextlib.contextmanager
def without_information_lines():
    """Leave out of standard error what TensorFlow logs as information; TF_CPP_MIN_LOG_LEVEL no longer does that."""
    command = [sys.executable, "-c", FILTER]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=2) as process:
        kept = os.dup(2)
        os.dup2(process.stdin.fileno(), 2)
        try:
            yield
        finally:
            sys.stderr.flush()
            os.dup2(kept, 2)
            os.close(kept)


def train_dcgan(options):
    """Train, or go on training; write samples, film strip, GIF, generator and history to the folder; say how good it is."""
    if options.epochs is not None:
        check_at_least_1("--epochs", options.epochs)
    check_seed(options.seed)
    if options.pictures is None and (options.size, options.channels) != (None, None):
        raise ValueError("--size and --channels go with --pictures; MNIST's are 28x28 pixels and grey.")
    folder = check_folder(options.folder)
    backup = None if options.backup is None else check_backup(options.backup)
    pictures = read_pictures(options)
    for earlier in filter(None, (folder, backup)):
        if earlier.is_dir():
            with locked(earlier):  # not while another process is training in it
                if options.fresh:
                    earlier.rename(kept := _free_name(earlier))
                    print(f"The earlier run is now in {kept}.")
    print("Starting TensorFlow ...", flush=True)
    from gan_course.callbacks import Best, Film, Progress, Quality
    from gan_course.networks import make_dcgan
    from gan_course.run import Run

    digits = options.pictures is None
    epochs = options.epochs or math.ceil(STEPS / max(1, len(pictures) // 32))
    with scope_of(options.devices):
        gan = make_dcgan(options.seed, *pictures.shape[2:])
    film = Film(6 if digits else min(6, Fraction(18, epochs)))  # a few pictures make many epochs
    run = Run(folder, film, backup)
    quality = [Quality(), Best(run)] if digits else []
    gan.fit(pictures, epochs=epochs, initial_epoch=run.epoch, callbacks=[*quality, run, film, Progress()])
    save_results(gan, film, folder, "Digits" if digits else "Pictures")
    if digits:
        report(gan, pictures, run.history["frechet_2k"])
    else:
        print("No Frechet digit distance is measured: it reads digits, and these are pictures of your own.")
    print(f"Training took {sum(run.history['seconds']):.0f} seconds.")


def scope_of(devices):
    """Return the scope to build the GAN in; for "all", say where it will train."""
    if devices == "one":
        return contextlib.nullcontext()
    import tensorflow as tf

    gpus = visible_gpus()
    if len(gpus) < 2:
        print("TensorFlow sees one GPU: training on it." if gpus else "TensorFlow sees no GPU: training on the CPU.")
        return contextlib.nullcontext()
    sharing = max(n for n in (2, 4, 8, 16, 32) if n <= len(gpus))  # equal shares of a batch of 32
    print(f"TensorFlow sees {len(gpus)} GPUs: training on {sharing} of them, each with its share of every batch.")
    return tf.distribute.MirroredStrategy(gpus[:sharing]).scope()


def visible_gpus():
    import tensorflow as tf

    return [gpu.name for gpu in tf.config.list_logical_devices("GPU")]


def read_pictures(options):
    """Return the pictures to train on, (n, size, size, channels) in [-1, 1]."""
    from gan_course.data import from_uint8, load_mnist, load_pictures

    if options.pictures is None:
        return from_uint8(load_mnist("train")[0])
    size = 32 if options.size is None else options.size
    channels = 3 if options.channels is None else options.channels
    return from_uint8(load_pictures(options.pictures, size, channels))


def save_results(gan, film, folder, what):
    from gan_course.files import save_model
    from gan_course.plots import picture_grid, save_figure

    save_model(gan.averaged_generator, folder / "generator.keras")
    save_figure(picture_grid(gan.sample(100), 10, f"{what} that the generator drew"), folder / "samples.png")
    save_figure(film.strip(), folder / "film_strip.png")
    film.save_gif(folder / "dcgan.gif")
    print(f"Written to {folder}: generator.keras, history.csv, samples.png, film_strip.png, dcgan.gif")


def report(gan, pictures, distances):
    import numpy as np

    from gan_course.quality import class_shares, frechet_digit_distance

    real, samples = pictures[:10_000], gan.sample(10_000, seed=1)
    print(f"Frechet digit distance of 10,000 samples: {frechet_digit_distance(samples):.1f}", end=" ")
    print(f"(of {len(real):,} real pictures: {frechet_digit_distance(real):.1f}; 0 is best)")
    print("Share of each digit:", " ".join(f"{digit}: {share:.0%}" for digit, share in enumerate(class_shares(samples))))
    best = f"after epoch {1 + np.nanargmin(distances)}, whose frechet_2k was the lowest ({np.nanmin(distances):.1f})"
    print(f"best.keras is the generator {best}. The lowest of several flatters: measure it again on other samples.")


def draw_pictures(options):
    """Draw with the generator that a training left in options.run: PNGs, a sheet and a walk, in options.out."""
    check_at_least_1("--n", options.n)
    check_seed(options.seed)
    out = check_folder(options.run) / "drawn" if options.out is None else check_folder(options.out)
    from gan_course.draw import draw

    draw(options.run, out, options.n, options.seed)
    print(f"Written to {out}: {options.n:,} {'picture' if options.n == 1 else 'pictures'}, sheet.png, walk.gif")


def check_at_least_1(option, value):
    if value < 1:
        raise ValueError(f"{option} is {value}; give at least 1.")


def check_seed(seed):
    if not 0 <= seed < 2**32:
        raise ValueError(f"--seed is {seed}; give a number from 0 to 2**32 - 1.")


def _free_name(folder):
    return next(name for i in range(1, 10_000) if not (name := folder.with_name(f"{folder.name}-{i}")).exists())


if __name__ == "__main__":
    main()
