"""MNIST, which comes with the package, pictures of your own, and the two forms that pictures take."""

import numbers
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from gan_course.files import UNREADABLE

ASSETS = Path(__file__).parent / "assets"
SIZES = (8, 14, 16, 28, 32, 56, 64)  # 4 or 7, doubled: what the networks of gan_course.networks draw


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


def load_pictures(folder, size, channels):
    """Return the PNG, JPEG and GIF pictures in a folder and in the folders in it: (n, size, size, channels) uint8.

    size: one of SIZES, in pixels. channels: 3 for colour, 1 for grey.
    A picture of any size and mode is turned as its camera says, cut square about its centre and scaled, smoothly; what is
    transparent becomes white, and of an animation the first frame is taken. They come in the order of their names. Hidden
    files are left alone. Prints how many there are, and which files could not be read.
    Raises ValueError for another size or channels, or if nothing could be read, OSError if there is no such folder.
    """
    check_size(size, channels)
    folder = Path(folder)
    if not folder.is_dir():
        raise NotADirectoryError(f"There is no folder {folder}; give one that has PNG, JPEG or GIF pictures in it.")
    pictures, unreadable = [], []
    for name in sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()):
        if not name.startswith(".") and "/." not in name:
            try:
                pictures.append(_load_picture(folder / name, size, channels))
            except Exception:  # of a damaged file, Pillow may raise nearly anything
                unreadable.append(name)
    if not pictures and not unreadable:
        raise ValueError(f"{folder} has no files in it; give a folder that has PNG, JPEG or GIF pictures in it.")
    counted = f"{len(pictures):,} {'picture' if len(pictures) == 1 else 'pictures'} read from {folder}"
    if unreadable:
        files = f"{len(unreadable):,} {'file' if len(unreadable) == 1 else 'files'}"
        more = f" and {len(unreadable) - 3:,} more" if len(unreadable) > 3 else ""
        counted += f"; {files} could not be read as PNG, JPEG or GIF: {', '.join(unreadable[:3])}{more}"
    if not pictures:
        raise ValueError(f"{counted}.")
    print(f"{counted}.")
    return np.stack(pictures)


def _load_picture(path, size, channels):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what the camera's notes lack
        warnings.simplefilter("error", Image.DecompressionBombWarning)  # a small file may unpack to fill the memory
        with Image.open(path, formats=("PNG", "JPEG", "GIF")) as picture:
            picture.draft(None, (2 * size, 2 * size))  # unpacks a large JPEG at a fraction of its size, in far less time
            picture = ImageOps.exif_transpose(picture)
    if picture.mode.startswith("I"):  # 16 bits
        picture = Image.fromarray((np.asarray(picture) // 256).astype("uint8"))
    picture = picture.convert("RGBA")
    picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    picture = ImageOps.fit(picture.convert("L" if channels == 1 else "RGB"), (size, size))
    return np.asarray(picture).reshape(size, size, channels)


def check_size(size, channels):
    """Raise a ValueError that names what there is, unless size is one of SIZES and channels 1 or 3."""
    if not (isinstance(size, numbers.Integral) and size in SIZES):
        raise ValueError(f"The size is {size!r}; our networks draw squares of {', '.join(map(str, SIZES))} pixels.")
    if not (isinstance(channels, numbers.Integral) and channels in (1, 3)):
        raise ValueError(f"There are {channels!r} channels; pictures have 3, for colour, or 1, for grey.")


def from_uint8(pictures):
    """Turn bytes 0..255 into float32 in [-1, 1], the range of the generator's tanh."""
    pictures = np.asarray(pictures)
    if pictures.dtype != np.uint8:
        raise ValueError(
            f"from_uint8 was given {pictures.dtype} pictures; it expects uint8 in 0..255, as load_mnist and load_pictures "
            "return them."
        )
    return pictures.astype("float32") / 127.5 - 1.0


def to_uint8(pictures):
    """Turn numbers in [-1, 1] into bytes 0..255, for showing and storing; the way back is from_uint8."""
    return np.clip(np.rint((np.asarray(pictures) + 1.0) * 127.5), 0, 255).astype("uint8")


def check_pictures(pictures, shape=(28, 28, 1)):
    """Raise a ValueError that says what is wrong, unless these are pictures for our networks.

    Expected: shape (n, height, width, channels) with n > 0 and `shape` for the rest, float, finite, in [-1, 1], and not
    all in [0, 1] (the usual mistake; bright pictures that from_uint8 made are none).
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
    in_0_1 = low >= 0 and not np.array_equal(pictures, from_uint8(to_uint8(pictures)))
    if low < -1 or high > 1 or in_0_1:
        raise ValueError(f"The pictures have values from {low:g} to {high:g}. {expected}")
