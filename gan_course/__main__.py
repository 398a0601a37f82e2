"""The command line: `python -m gan_course dcgan` trains lesson 13's DCGAN on all of MNIST; `doctor` looks whether it can."""

import argparse
import contextlib
import os
import subprocess
import sys

from gan_course.files import check_backup, check_folder, locked

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's start-up lines say nothing that helps here
os.environ.setdefault("MPLBACKEND", "agg")  # figures go to files, not to windows


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m gan_course", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    dcgan = commands.add_parser("dcgan", help="train the DCGAN; started again after a stop, it goes on")
    dcgan.add_argument("--folder", default="runs/dcgan", help="where everything goes (default: %(default)s)")
    dcgan.add_argument("--backup", help="a second folder that gets a copy of each finished epoch")
    dcgan.add_argument("--epochs", type=int, default=3, help="times through the 60,000 pictures (default: %(default)s)")
    dcgan.add_argument("--seed", type=int, default=0, help="another seed, other digits (default: %(default)s)")
    dcgan.add_argument("--fresh", action="store_true", help="start anew; an earlier run is kept under another name")
    commands.add_parser("doctor", help="what is installed, what is wrong with it, how long things take here")
    options = parser.parse_args(arguments)
    if options.command == "doctor":
        from gan_course import doctor

        sys.exit(not doctor.main())
    try:
        with without_information_lines():
            train_dcgan(options.folder, options.backup, options.epochs, options.seed, options.fresh)
    except ImportError as error:
        sys.exit(f"\nThe training can't start: {error}. What is missing, and what to do, says: python -m gan_course doctor")
    except (ValueError, OSError, FloatingPointError) as error:
        sys.exit(f"\n{error}")
    except KeyboardInterrupt as stop:
        print(f"\n{str(stop) or 'Stopped. The same command goes on from the last finished epoch.'}")
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


def train_dcgan(folder, backup, epochs, seed, fresh):
    """Train, or go on training; write samples, film strip, GIF, generator and history to the folder; say how good it is."""
    if epochs < 1:
        raise ValueError(f"--epochs is {epochs}; give at least 1.")
    if not 0 <= seed < 2**32:
        raise ValueError(f"--seed is {seed}; give a number from 0 to 2**32 - 1.")
    folder = check_folder(folder)
    backup = None if backup is None else check_backup(backup)
    for earlier in filter(None, (folder, backup)):
        if earlier.is_dir():
            with locked(earlier):  # not while another process is training in it
                if fresh:
                    earlier.rename(kept := _free_name(earlier))
                    print(f"The earlier run is now in {kept}.")
    print("Starting TensorFlow ...", flush=True)
    from gan_course.callbacks import Film, Progress, Quality
    from gan_course.data import from_uint8, load_mnist
    from gan_course.networks import make_dcgan
    from gan_course.run import Run

    gan, film = make_dcgan(seed), Film()
    run = Run(folder, film, backup)
    pictures = from_uint8(load_mnist("train")[0])
    gan.fit(pictures, epochs=epochs, initial_epoch=run.epoch, callbacks=[Quality(), run, film, Progress()])
    save_results(gan, film, folder)
    report(gan, pictures, sum(run.history["seconds"]))


def save_results(gan, film, folder):
    from gan_course.files import save_model
    from gan_course.plots import picture_grid, save_figure

    save_model(gan.averaged_generator, folder / "generator.keras")
    save_figure(picture_grid(gan.sample(100), 10, "Digits that the generator drew"), folder / "samples.png")
    save_figure(film.strip(), folder / "film_strip.png")
    film.save_gif(folder / "dcgan.gif")
    print(f"Written to {folder}: generator.keras, history.csv, samples.png, film_strip.png, dcgan.gif")


def report(gan, pictures, seconds):
    from gan_course.quality import class_shares, frechet_digit_distance

    real, samples = pictures[:10_000], gan.sample(10_000, seed=1)
    print(f"Frechet digit distance of 10,000 samples: {frechet_digit_distance(samples):.1f}", end=" ")
    print(f"(of {len(real):,} real pictures: {frechet_digit_distance(real):.1f}; 0 is best)")
    print("Share of each digit:", " ".join(f"{digit}: {share:.0%}" for digit, share in enumerate(class_shares(samples))))
    print(f"Training took {seconds:.0f} seconds.")


def _free_name(folder):
    return next(name for i in range(1, 10_000) if not (name := folder.with_name(f"{folder.name}-{i}")).exists())


if __name__ == "__main__":
    main()
