"""MNIST, which comes with the package, and the two forms that pictures take."""

from pathlib import Path

import numpy as np

from gan_course.files import UNREADABLE

ASSETS = Path(__file__).parent / "assets"


def load_mnist(split="train"):
    """Return the pictures and labels of MNIST: (n, 28, 28, 1) uint8 in 0..255 and (n,) uint8.

    split: "train" (60,000 pictures) or "test" (10,000), in their original order.
    The pictures are inside the package: nothing is downloaded.
    Raises ValueError for another split, OSError if the file in the package is missing or broken.
    """
    if split not in ("train", "test"):
        raise ValueError(f'split is {split!r}; MNIST has "train" and "test".')
    pictures, labels = load_asset("mnist.npz", f"x_{split}", f"y_{split}")
    return pictures[..., np.newaxis], labels


def load_asset(name, *keys):
    """Return the arrays with these keys from an .npz file of the package. Raises OSError if it is missing or broken."""
    path = ASSETS / name
    try:
        with np.load(path, allow_pickle=False) as arrays:  # reading an array compares its checksum
            return [arrays[key] for key in keys]
    except (OSError, *UNREADABLE):
        raise OSError(
            f"{path} is missing or broken, or a Git LFS pointer in its place. Install gan_course again; in a clone, "
            f"git checkout {name} or git lfs pull in that folder brings it back."
        ) from None


def from_uint8(pictures):
    """Turn bytes 0..255 into float32 in [-1, 1], the range of the generator's tanh."""
    pictures = np.asarray(pictures)
    if pictures.dtype != np.uint8:
        raise ValueError(
            f"from_uint8 was given {pictures.dtype} pictures; it expects uint8 in 0..255, as load_mnist returns them."
        )
    return pictures.astype("float32") / 127.5 - 1.0


def to_uint8(pictures):
    """Turn numbers in [-1, 1] into bytes 0..255, for showing and storing; the way back is from_uint8."""
    return np.clip(np.rint((np.asarray(pictures) + 1.0) * 127.5), 0, 255).astype("uint8")


def check_pictures(pictures, shape=(28, 28, 1)):
    """Raise a ValueError that says what is wrong, unless these are pictures for our networks.

    Expected: shape (n, height, width, channels) with n > 0 and `shape` for the rest, float, finite, in [-1, 1], and not
    all in [0, 1] (the usual mistake).
    """
    pictures = np.asarray(pictures)
    expected = (
        f"Expected: float pictures in [-1, 1] of shape {('n', *shape)}; "
        "from_uint8(load_mnist()[0]) gives them, from_uint8 converts your own."
    ).replace("'n'", "n")
    if pictures.shape[1:] != tuple(shape):
        raise ValueError(f"The pictures have shape {pictures.shape}. {expected}")
    if len(pictures) == 0:
        raise ValueError(f"There are no pictures: the shape is {pictures.shape}. {expected}")
    if not np.issubdtype(pictures.dtype, np.floating):
        raise ValueError(f"The pictures are {pictures.dtype}. {expected}")
    low, high = pictures.min(), pictures.max()
    if not (np.isfinite(low) and np.isfinite(high)):
        raise ValueError(f"The pictures contain NaN or infinite values. {expected}")
    if low < -1 or high > 1 or low >= 0:
        raise ValueError(f"The pictures have values from {low:g} to {high:g}. {expected}")
