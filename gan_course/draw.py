"""Pictures from a trained generator, the file that a training leaves: nothing else of it is needed, nor our data."""

import imageio.v3 as imageio
import keras
import numpy as np

from gan_course.data import to_uint8
from gan_course.files import check_folder, write_whole
from gan_course.plots import picture_grid, save_figure, save_gif, tile


def draw(run, out, n=100, seed=0):
    """Draw n pictures with run/generator.keras into the folder out: each as a PNG, a sheet of the first 100, and a GIF of a
    walk through the latent space.

    The same seed draws the same pictures, those of gan.sample(n, seed). Raises FileNotFoundError without a generator,
    ValueError for a file that is none, FileExistsError if out has drawings already.
    """
    out = check_folder(out)
    if next(out.glob("drawn_*.png"), None):
        raise FileExistsError(f"{out} has drawings in it already; give another folder, or move them away.")
    generator = load_generator(run)
    noise = np.random.default_rng(seed).standard_normal((n, generator.input_shape[1]), "float32")
    digits = max(4, len(str(n)))  # so that the names sort as the pictures were drawn
    for start in range(0, n, 500):  # to spare memory
        pictures = to_uint8(generator(noise[start : start + 500], training=False))
        if start == 0:
            save_figure(sheet(pictures[:100], n, seed), out / "sheet.png")
        for i in range(len(pictures)):
            png = imageio.imwrite("<bytes>", tile(pictures[i : i + 1], 1), extension=".png")
            write_whole(out / f"drawn_{start + i + 1:0{digits}d}.png", png)
    save_walk(generator, seed, out / "walk.gif")


def load_generator(run):
    """Return the generator that a training left in the folder run."""
    path = check_folder(run) / "generator.keras"
    if not path.is_file():
        raise FileNotFoundError(f"There is no {path}: give the folder of a training that has come to its end.")
    try:
        generator = keras.models.load_model(path, compile=False)
        (_, _), (_, _, _, channels) = generator.input_shape, generator.output_shape
    except Exception:  # of a damaged file, Keras may raise nearly anything
        channels = None
    if channels not in (1, 3):
        raise ValueError(f"{path} is damaged, or no generator that makes pictures of noise (n, latent_dim).")
    return generator


def sheet(pictures, n, seed):
    """Return a figure of pictures, ten to a row, the last row filled up with white; n: of how many they are the first."""
    columns = min(10, len(pictures))
    white = np.full((-len(pictures) % columns, *pictures.shape[1:]), 255, "uint8")
    title = f"Drawn with seed {seed}" if n == len(pictures) else f"The first {len(pictures)} of {n:,} drawn with seed {seed}"
    return picture_grid(np.concatenate([pictures, white]), columns, title)


def save_walk(generator, seed, path, legs=3, steps=16):
    """Write a GIF in which eight noise vectors walk through the latent space, to two other places and home again."""
    places = np.random.default_rng([seed, 1]).standard_normal((legs, 8, generator.input_shape[1]))
    walk = [great_circles(places[i], places[(i + 1) % legs], steps) for i in range(legs)]
    frames = [to_uint8(generator(noise, training=False)) for noise in np.concatenate(walk).astype("float32")]
    save_gif(frames, path, columns=4, seconds=len(frames) / 8, hold=1 / 8, limit=2_000_000)


def great_circles(a, b, steps):
    """Return steps points (steps, n, latent_dim) on the way from each row of a (n, latent_dim) to that of b, b left out;
    they stay as far from 0 as noise is (lesson 13)."""
    length_a, length_b = (np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b))
    angle = np.arccos(np.sum(a * b, axis=1, keepdims=True) / (length_a * length_b))
    t = np.arange(steps).reshape(-1, 1, 1) / steps
    direction = (np.sin((1 - t) * angle) * a / length_a + np.sin(t * angle) * b / length_b) / np.sin(angle)
    return direction * ((1 - t) * length_a + t * length_b)
