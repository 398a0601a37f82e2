"""One way to show a figure, which demands its description, and the colours of the course.

The colours are from Okabe and Ito's palette, chosen to be told apart under the common colour deficiencies.
"""

import io
from pathlib import Path

import imageio.v3 as imageio
import matplotlib.pyplot as plt
import numpy as np
from IPython.display import Markdown, display
from PIL import Image

from gan_course.data import to_uint8
from gan_course.files import write_whole

REAL, FAKE = "#0072B2", "#E69F00"
GENERATOR, DISCRIMINATOR = "#D55E00", "#009E73"


def show(figure, description):
    """Show a Matplotlib figure with its description, as alternative text and as a visible caption; then close it.

    Raises ValueError without a description: some of our readers can't see the figure.
    """
    if not description.strip():
        raise ValueError("This figure has no description; say in a sentence or two what it shows.")
    _display(_png(figure), description, caption=f"Figure: {description}")


def save_figure(figure, path):
    """Write a Matplotlib figure to path as PNG, and close it."""
    write_whole(path, _png(figure))


def _png(figure):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=100, bbox_inches="tight")
    plt.close(figure)
    return buffer.getvalue()


def show_gif(path, description):
    """Show a GIF file with its description, as `show` does with a figure."""
    if not description.strip():
        raise ValueError("This GIF has no description; say in a sentence or two what it shows.")
    # As image/png, which every notebook viewer shows; the browser sees that it is a GIF and plays it. As image/gif,
    # nbconvert, GitHub and others would not show it at all.
    _display(Path(path).read_bytes(), description, caption=description)


def _display(data, description, caption):
    # JupyterLab 4.6 gives its pictures no alternative text: a screen reader meets one without a name, and the caption next.
    display({"image/png": data, "text/plain": description}, metadata={"image/png": {"alt": description}}, raw=True)
    display(Markdown(f"*{caption}*"))


def tile(pictures, columns):
    """Lay pictures out row by row as one uint8 picture: (n, height, width, channels) to (rows * height, columns * width)
    if channels is 1, else to (rows * height, columns * width, 3).

    Pictures in [-1, 1] or uint8. Raises ValueError if n is not a multiple of columns.
    """
    pictures = np.asarray(pictures)
    if len(pictures) % columns:
        raise ValueError(f"{len(pictures)} pictures don't fill rows of {columns}.")
    if pictures.dtype != np.uint8:
        pictures = to_uint8(pictures)
    n, height, width, channels = pictures.shape
    grid = pictures.reshape(n // columns, columns, height, width, channels).swapaxes(1, 2)
    grid = grid.reshape(n // columns * height, columns * width, channels)
    return grid[..., 0] if channels == 1 else grid  # Matplotlib and imageio want greys without a channel


def _dots_a_pixel(pictures):
    """Return 2, or for pictures (n, height, width, channels) less than 28 wide as many as make them about as large."""
    return max(2, 56 // np.shape(pictures)[2])


def picture_grid(pictures, columns, title, row_labels=None):
    """Return a figure of pictures (n, height, width, 1 or 3), `columns` to a row, with a title and, if given, a label a
    row."""
    height, width = pictures.shape[1:3]
    grid = tile(pictures, columns)
    rows = len(pictures) // columns
    # Whole dots a pixel at 100 dots an inch, unsmoothed: sharp, and a third of the bytes.
    dots = _dots_a_pixel(pictures)
    figure = plt.figure(figsize=(dots * width / 100 * columns, dots * height / 100 * rows))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.imshow(grid, cmap="gray", vmin=0, vmax=255, interpolation="nearest")
    axes.set_title(title)
    axes.set_xticks([])
    axes.set_yticks([height * (row + 0.5) for row in range(rows)] if row_labels else [], row_labels)
    axes.tick_params(length=0)
    return figure


def draw_losses(axis, history, loss=None):
    """Draw both losses over the epochs, and dotted what they are when the discriminator can't tell real from fake.

    history: a dict of lists, as `fit` returns it. loss: that of the game, gan.loss; if none is given, the non-saturating
    one, with its lines at 2 log 2 and log 2.
    """
    epochs = range(1, 1 + len(history["generator_loss"]))
    for player, style, color in (("discriminator", "o-", DISCRIMINATOR), ("generator", "s--", GENERATOR)):
        axis.plot(epochs, history[f"{player}_loss"], style, color=color, label=player)
        _draw_references(axis, _or_non_saturating(loss), f"{player}_loss", color)
    axis.set(xlabel="epoch", ylabel="loss")
    axis.legend()


def draw_scores(axis, history, loss=None):
    """Draw the mean score of real and of fake pictures over the epochs, and dotted where it is when D can't tell.

    loss: as in draw_losses. The score is D(x), a probability, if the loss makes it one; else it is the logit.
    """
    loss = _or_non_saturating(loss)
    epochs = range(1, 1 + len(history["real_score"]))
    real, fake = ("D(x), real", "D(G(z)), fake") if loss.probabilities else ("real", "fake")
    axis.plot(epochs, history["real_score"], "o-", color=REAL, label=real)
    axis.plot(epochs, history["fake_score"], "s--", color=FAKE, label=fake)
    _draw_references(axis, loss, "score", "grey")
    axis.set(xlabel="epoch", ylabel="mean of D" if loss.probabilities else "mean logit")
    if loss.probabilities:
        axis.set_ylim(0, 1)
    axis.legend()


def _draw_references(axis, loss, name, color):
    for (label, value), style in zip(loss.references.get(name, {}).items(), (":", "-.")):
        axis.axhline(value, color=color, linestyle=style, label=label)


def _or_non_saturating(loss):
    from gan_course.losses import LOSSES  # here, since it loads TensorFlow, which other figures can do without

    return LOSSES["non-saturating"] if loss is None else loss


def save_film(figures, path, milliseconds, limit=300_000):
    """Write Matplotlib figures as a GIF that plays for ever, and close them; milliseconds: how long each is shown, a list.

    Let a generator make the figures, so that one at a time is open. Raises ValueError above `limit` bytes.
    """
    frames = []
    for figure in figures:
        figure.canvas.draw()
        frames.append(np.array(figure.canvas.buffer_rgba())[..., :3])
        plt.close(figure)
    data = imageio.imwrite("<bytes>", frames, extension=".gif", duration=milliseconds, loop=0)
    if len(data) > limit:
        raise ValueError(f"{path} would have {len(data):,} bytes, more than {limit:,}; make it of fewer or smaller figures.")
    write_whole(path, data)


def save_gif(frames, path, columns, seconds=8, hold=2, limit=300_000):
    """Write frames, each pictures (n, height, width, 1 or 3), as a GIF that plays for ever and rests `hold` seconds at its
    end.

    Sixteen greys, each digit at twice its size: some 8 kB a frame of 24 digits; of colours 256, or if that makes more than
    `limit` bytes, 128 or 64. If it still does, frames between the first and the last are left out, evenly, until it fits.
    """
    number, colours = len(frames), 256
    dots = _dots_a_pixel(frames[0])
    while True:
        chosen = np.linspace(0, len(frames) - 1, number).round().astype(int)
        images = _fewer_shades([tile(frames[i], columns) for i in chosen], colours)
        images = [image.repeat(dots, axis=0).repeat(dots, axis=1) for image in images]
        durations = [1000 * seconds // number] * (number - 1) + [1000 * hold]  # in milliseconds
        data = imageio.imwrite("<bytes>", images, extension=".gif", duration=durations, loop=0)
        if len(data) > limit and images[0].ndim == 3 and colours > 64:
            colours //= 2
        elif len(data) > limit and number > 2:
            number = max(2, int(number * min(0.9, limit / len(data))))
        else:
            return write_whole(path, data)


def _fewer_shades(images, colours):
    """Return images (height, width) in sixteen greys, or (height, width, 3) in the same few colours for all of them."""
    if images[0].ndim == 2:
        return [np.rint(image / 17).astype("uint8") * 17 for image in images]
    # By octree: by median cut, Pillow's other way, a small bright thing loses its colour to a large background.
    together = Image.fromarray(np.concatenate(images)).quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return np.split(np.asarray(together.convert("RGB")), len(images))
