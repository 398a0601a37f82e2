"""You are the discriminator: a sheet of real pictures and fakes, and how often someone tells them apart (lesson 16)."""

import matplotlib.pyplot as plt
import numpy as np
from IPython.display import display

from gan_course import plots
from gan_course.data import check_pictures, to_uint8

COLUMNS = 10
Z = 1.959963984540054  # a normal variable lies within so many standard deviations in 95 % of cases


def hit_interval(hits, n):
    """Return the 95 % interval (low, high) of a rate of which `hits` in n answers were seen (Wilson 1927).

    Raises ValueError unless 0 <= hits <= n and n >= 1.
    """
    if not 0 <= hits <= n or n < 1:
        raise ValueError(f"{hits} hits in {n} answers: there should be at least one answer, and no more hits than answers.")
    rate = hits / n
    middle = (rate + Z**2 / (2 * n)) / (1 + Z**2 / n)
    half = Z * np.sqrt(rate * (1 - rate) / n + Z**2 / (4 * n**2)) / (1 + Z**2 / n)
    return float(max(middle - half, 0)), float(min(middle + half, 1))


class Quiz:
    """A sheet of n real pictures and n fakes in random order; which, follows from the seed.

    real, fake: pictures (m, height, width, 1) in [-1, 1], at least n of each. pictures (2n, ...) and is_real (2n,) are what
    is on the sheet, number 1 first.
    Raises ValueError for pictures that check_pictures refuses, and if there are fewer than n.
    """

    def __init__(self, real, fake, n=20, seed=0):
        for pictures in (real, fake):
            check_pictures(pictures, np.shape(real)[1:])
            if not 1 <= n <= len(pictures):
                raise ValueError(
                    f"n is {n!r}; it should be at least 1, and no more than the {len(pictures)} pictures given."
                )
        rng = np.random.default_rng(seed)
        chosen = [np.asarray(pictures)[rng.choice(len(pictures), n, replace=False)] for pictures in (real, fake)]
        order = rng.permutation(2 * n)
        self.pictures, self.is_real = np.concatenate(chosen)[order], order < n

    def sheet(self):
        """Return a figure of the pictures with their numbers."""
        rows = -(-len(self.pictures) // COLUMNS)
        figure, axes = plt.subplots(rows, COLUMNS, figsize=(7.5, 0.95 * rows), layout="constrained", squeeze=False)
        for axis in axes.flat:
            axis.axis("off")
        for number, (axis, picture) in enumerate(zip(axes.flat, to_uint8(self.pictures)), start=1):
            axis.imshow(picture[..., 0], cmap="gray", vmin=0, vmax=255)
            axis.set_title(number, fontsize=9, pad=2)
        return figure

    def show(self):
        """Show the sheet, and below it a button for each number and one that scores; without ipywidgets, how to answer."""
        count = len(self.pictures)
        plots.show(self.sheet(), f"{count} numbered pictures of digits, half of them real and half fakes, in random order.")
        print(f"Which {count // 2} are real? Press their numbers, or write quiz.score([1, 5, 8]) with yours.")
        try:
            import ipywidgets
        except ImportError:
            return
        display_box(self._buttons(ipywidgets))

    def score(self, said_real, who="You"):
        """Print and return the share of right answers, (share, low, high) with its 95 % interval.

        said_real: the numbers, from 1 on, of the pictures that are said to be real; all others are said to be fake.
        Raises ValueError for a number that is not on the sheet.
        """
        numbers = {int(number) for number in said_real}
        if strange := numbers - set(range(1, 1 + len(self.pictures))):
            raise ValueError(f"There is no picture {min(strange)}; they go from 1 to {len(self.pictures)}.")
        said = np.isin(np.arange(1, 1 + len(self.pictures)), list(numbers))
        hits, count = int(np.sum(said == self.is_real)), len(said)
        low, high = hit_interval(hits, count)
        known = "more than luck" if low > 0.5 else "less than luck" if high < 0.5 else "it may be luck"
        print(f"{who}: {hits} of {count} right, {hits / count:.0%}; 95 % interval {low:.0%} to {high:.0%}: {known}.")
        return hits / count, low, high

    def _buttons(self, widgets):
        small = widgets.Layout(width="3em")
        numbers = [widgets.ToggleButton(description=str(i), layout=small) for i in range(1, 1 + len(self.pictures))]
        done, said = widgets.Button(description="Score"), widgets.Output()

        def press(_):
            said.clear_output()
            with said:
                self.score(i for i, button in enumerate(numbers, start=1) if button.value)

        done.on_click(press)
        row = widgets.Layout(flex_flow="row wrap", display="flex", max_width=f"{4 * COLUMNS}em")
        return widgets.VBox([widgets.Box(numbers, layout=row), done, said])


def display_box(box):
    """Show a widget, with a sentence in its place where a notebook is only read."""
    view = {"version_major": 2, "version_minor": 0, "model_id": box.model_id}
    still = "Buttons, one a number, and one that scores. They work when the notebook runs."
    display({"application/vnd.jupyter.widget-view+json": view, "text/plain": still}, raw=True)
