"""Draw what lessons show as ../images/NAME.png: blocks and arrows, with the sizes written in.

    python tools/drawings.py                every drawing that is stale
    python tools/drawings.py 13_networks    that one, stale or not
    python tools/drawings.py --check        draw nothing; fail if one is stale, and say what to do

A drawing is a function with @drawing that puts boxes and arrows on axes whose units are inches. A picture carries the hash
of the code that drew it, its own function's and what all share: pixels differ between machines, and are never compared.
"""

import argparse
import ast
import hashlib
import inspect
import io
import sys
from itertools import product
from pathlib import Path

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import FancyBboxPatch
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from gan_course.data import load_mnist
from gan_course.files import write_whole
from gan_course.plots import DISCRIMINATOR, FAKE, GENERATOR, REAL

IMAGES = Path(__file__).resolve().parent.parent / "images"
DOTS = 200  # an inch: sharp also where a notebook shows the drawing larger than its 700 pixels
TEXT = 12  # points; eight inches, shown 700 pixels wide, make it 15 pixels high
BLACK, GREY, BACK = "#222222", "#767676", "#CC79A7"
DRAWINGS = {}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("name", nargs="?", choices=DRAWINGS, help="one drawing")
    parser.add_argument("--check", action="store_true", help="only say which drawings are stale")
    options = parser.parse_args()
    stale = [name for name in DRAWINGS if is_stale(name)]
    if options.check:
        sys.exit("\n".join(f"images/{name}.png is stale: run python tools/drawings.py" for name in stale) or None)
    for name in [options.name] if options.name else stale:
        draw(name)
        print(f"images/{name}.png: drawn")


def drawing(name, width, height):
    """Register a function that draws images/NAME.png on axes of this size, in inches."""

    def register(function):
        DRAWINGS[name] = function, width, height
        return function

    return register


def draw(name):
    """Write images/NAME.png, with the hash of what drew it."""
    buffer = io.BytesIO()
    figure(name).savefig(buffer, format="png", dpi=DOTS)
    plt.close()
    text = PngInfo()
    text.add_text("drawn by", fingerprint(name))
    few_colours, image = io.BytesIO(), Image.open(buffer).convert("RGB").quantize(128)
    image.save(few_colours, "png", pnginfo=text, optimize=True)
    write_whole(IMAGES / f"{name}.png", few_colours.getvalue())


def figure(name):
    """Return the figure of a drawing."""
    function, width, height = DRAWINGS[name]
    with matplotlib.rc_context({"font.size": TEXT, "mathtext.fontset": "dejavusans"}):
        figure = plt.figure(figsize=(width, height), facecolor="white")
        axis = figure.add_axes((0, 0, 1, 1))
        axis.set(xlim=(0, width), ylim=(0, height))
        axis.axis("off")
        function(axis)
    return figure


def is_stale(name):
    path = IMAGES / f"{name}.png"
    return not path.exists() or Image.open(path).info.get("drawn by") != fingerprint(name)


def fingerprint(name):
    """Hash the code of a drawing: this file's but for the other drawings, and the four colours."""
    function, *size = DRAWINGS[name]
    others = {other.__name__ for other, *_ in DRAWINGS.values()} - {function.__name__}
    source = inspect.getsource(sys.modules[__name__])
    nodes = [node for node in ast.parse(source).body if getattr(node, "name", None) not in others]
    code = [ast.get_source_segment(source, node) for node in nodes]  # as written: unparsed, it differs from Python to Python
    return hashlib.sha256("\n".join([*code, str(size), REAL, FAKE, GENERATOR, DISCRIMINATOR]).encode()).hexdigest()[:16]


def box(axis, x, y, text, width=1.1, height=0.6, color=GREY):
    """Put a box with its middle at (x, y)."""
    corner = x - width / 2, y - height / 2
    style = {"boxstyle": "round,pad=0,rounding_size=0.06", "linewidth": 1.8}
    axis.add_patch(FancyBboxPatch(corner, width, height, facecolor="white", edgecolor="none", **style))
    axis.add_patch(
        FancyBboxPatch(corner, width, height, facecolor=matplotlib.colors.to_rgba(color, 0.2), edgecolor=color, **style)
    )
    write(axis, x, y, text)


def arrow(axis, *points, text="", color=BLACK, dashed=False):
    """Draw an arrow through points (x, y), with a text above the middle of its first part."""
    axis.plot(*zip(*points), "--" if dashed else "-", color=color, linewidth=1.8)
    head = {"arrowstyle": "-|>,head_width=0.3,head_length=0.6", "color": color, "linewidth": 0.1, "shrinkA": 0, "shrinkB": 0}
    axis.annotate("", points[-1], points[-2], arrowprops=head)
    (x0, y0), (x1, y1) = points[:2]
    write(axis, (x0 + x1) / 2, (y0 + y1) / 2 + 0.06, text, va="bottom", fontsize=TEXT - 1)


def write(axis, x, y, text, **style):
    axis.text(x, y, text, **{"ha": "center", "va": "center", "color": BLACK, **style})


def key(axis, way_g, way_d):
    """Say at the bottom what the two dashed arrows are: the generator's gradient, the discriminator's."""
    for y, text, color in ((0.46, way_g, GENERATOR), (0.17, way_d, DISCRIMINATOR)):
        arrow(axis, (0.8, y), (0.1, y), color=color, dashed=True)
        write(axis, 0.95, y, text, ha="left")


def game(axis, z, g, fake, real, d, says, wants_g, wants_d, way_g, way_d):
    """Draw the game z -> G -> D on 8 by 3.6 inches: what each of the two wants, and the way its gradient takes.

    All are texts; says: of a fake and of a real picture, a pair.
    """
    up, down = 2.95, 1.35
    box(axis, 0.5, up, z, width=0.8)
    box(axis, 1.75, up, g, width=1.1, height=1, color=GENERATOR)
    box(axis, 3.15, up, fake, color=FAKE)
    box(axis, 3.15, down, real, color=REAL)
    box(axis, 4.6, (up + down) / 2, d, width=1.2, height=2.6, color=DISCRIMINATOR)
    box(axis, 6.95, up, wants_g, width=1.95, height=1, color=GENERATOR)
    box(axis, 6.95, down, wants_d, width=1.95, height=1, color=DISCRIMINATOR)
    forward, back = up + 0.14, up - 0.2
    for start, end in ((0.9, 1.2), (2.3, 2.6), (3.7, 4.0)):
        arrow(axis, (start, forward), (end, forward))
    arrow(axis, (5.2, forward), (5.97, forward), text=says[0])
    arrow(axis, (5.58, forward), (5.58, down + 0.34), (5.97, down + 0.34))  # what it says of fakes counts for both
    arrow(axis, (3.7, down), (4.0, down))
    arrow(axis, (5.2, down), (5.97, down), text=says[1])
    for start, end in ((5.97, 5.2), (4.0, 3.7), (2.6, 2.3)):
        arrow(axis, (start, back), (end, back), color=GENERATOR, dashed=True)
    axis.plot([5.2, 4.0], [back, back], "--", color=GENERATOR, linewidth=1.8)
    arrow(axis, (5.97, down - 0.3), (5.2, down - 0.3), color=DISCRIMINATOR, dashed=True)
    key(axis, way_g, way_d)


@drawing("03_losses", 8, 3.9)
def outputs_and_their_losses(axis):
    rows = (
        (3.05, "a number", "$z$ (n, 1)", "linear", "$\\hat y = z$", "$\\frac{1}{2}\\,(\\hat y - y)^2$"),
        (
            2.05,
            "two classes",
            "$z$ (n, 1)",
            "sigmoid",
            "$\\hat y = \\sigma(z)$",
            "$-y\\,\\log\\,\\hat y$\n$-(1-y)\\,\\log(1-\\hat y)$",
        ),
        (1.05, "$M$ classes", "$z$ (n, $M$)", "softmax", "$\\hat y$ (n, $M$)", "$-\\sum_j\\; y_j\\,\\log\\,\\hat y_j$"),
    )
    for x, head in ((1.75, "weighted sum"), (3.4, "activation"), (5.0, "answer"), (6.9, "loss")):
        write(axis, x, 3.65, head)
    axis.add_patch(plt.Rectangle((2.72, 0.54), 5.2, 1.98, facecolor="#F0E442", alpha=0.25, edgecolor="none"))
    for y, what, z, activation, answer, loss in rows:
        write(axis, 0.55, y, what)
        box(axis, 1.75, y, z, 1.1, 0.5)
        box(axis, 3.4, y, activation, 1.0, 0.5)
        box(axis, 5.0, y, answer, 1.2, 0.5)
        box(axis, 6.9, y, loss, 1.9, 0.66, BACK)
        for start, end in ((2.3, 2.9), (3.9, 4.4), (5.6, 5.95)):
            arrow(axis, (start, y + 0.08), (end, y + 0.08))
        arrow(axis, (6.4, y - 0.33), (6.4, y - 0.42), (1.75, y - 0.42), (1.75, y - 0.25), color=BACK, dashed=True)
    arrow(axis, (0.8, 0.25), (0.1, 0.25), color=BACK, dashed=True)
    write(axis, 0.9, 0.25, "slope in $z$: $\\hat y - y$, in all three", ha="left")
    axis.add_patch(plt.Rectangle((4.55, 0.14), 0.3, 0.22, facecolor="#F0E442", alpha=0.25, edgecolor=GREY))
    write(axis, 4.95, 0.25, "in one step, from logits", ha="left")


@drawing("09_game", 8, 3.6)
def forger_and_office(axis):
    game(
        axis,
        z="chance",
        g="forger",
        fake="forgery",
        real="genuine\nwork",
        d="investigation\noffice",
        says=("verdict", "verdict"),
        wants_g="the forger is paid\nfor each forgery\ntaken for genuine",
        wants_d="the office is paid\nfor each\nright verdict",
        way_g="the forger learns from verdicts on forgeries alone, and sees no genuine work",
        way_d="the office learns from right and wrong verdicts on both kinds",
    )


@drawing("11_game", 8, 3.6)
def game_of_densities(axis):
    game(
        axis,
        z="$z \\sim p_z$",
        g="generator\n$G$",
        fake="$G(z) \\sim p_g$",
        real="$x \\sim p_{data}$",
        d="discriminator\n$D$",
        says=("$D(G(z))$", "$D(x)$"),
        wants_g="G minimises V,\nby its second term\n$E\\,[\\log(1 - D(G(z)))]$",
        wants_d="D maximises  $V =$\n$E\\,[\\log D(x)]$\n$+\\; E\\,[\\log(1 - D(G(z)))]$",
        way_g="gradient of V in G's weights: passes through D, moves G only",
        way_d="gradient of V in D's weights: moves D only",
    )


@drawing("12_game", 8, 3.6)
def algorithm_1(axis):
    game(
        axis,
        z="noise\n$z$",
        g="generator\n$G$",
        fake="fakes\n$G(z)$",
        real="examples\n$x$",
        d="discriminator\n$D$",
        says=("logit", "logit"),
        wants_g="G descends\nmean $\\log(1 - D(G(z)))$",
        wants_d="D ascends\nmean $\\log D(x)\\; +$\nmean $\\log(1 - D(G(z)))$",
        way_g="(5) passes through D; (6) moves G only, once a round",
        way_d="(3) stops at D; (6) moves D only, k times a round",
    )
    marks = [
        (0.5, 3.38, "(1)  (4)"),
        (3.15, 1.78, "(2)"),
        (5.4, 0.88, "(3)"),
        (5.4, 2.58, "(5)"),
        (1.75, 2.58, "(6)"),
        (4.6, 1.0, "(6)"),
    ]
    for x, y, mark in marks:
        write(axis, x, y, mark, fontweight="bold")


@drawing("05_brakes", 8, 3.3)
def where_brakes_sit(axis):
    y = 2.0
    boxes = ((0.75, "digits\n$x$", 0.9), (2.5, "weights\nand units", 1.3), (4.45, "loss", 0.9), (6.2, "step", 0.9))
    for x, text, width in boxes:
        box(axis, x, y, text, width=width, height=0.9)
    for start, end in ((1.2, 1.85), (3.15, 4.0), (4.9, 5.75)):
        arrow(axis, (start, y), (end, y))
    axis.plot([6.2, 6.2, 2.5], [y + 0.45, 2.8, 2.8], color=BLACK, linewidth=1.5)
    arrow(axis, (2.5, 2.8), (2.5, y + 0.45))
    write(axis, 4.35, 3.0, "once more", fontsize=TEXT - 1)
    brakes = (
        (0.75, "their scale,\nmore of them"),
        (2.5, "dropout (units),\nDropConnect\n(weights)"),
        (4.45, "+ L1, + L2"),
        (6.2, "weight decay,\nsoft threshold"),
    )
    for x, text in brakes:
        write(axis, x, 0.85, text, fontsize=TEXT - 1)
        arrow(axis, (x, 1.2), (x, y - 0.45), color=BACK)
    write(axis, 7.4, y, "early\nstopping", fontsize=TEXT - 1)
    arrow(axis, (7.0, y), (6.65, y), color=BACK)
    write(axis, 4, 0.2, "pink: where each brake holds", fontsize=TEXT - 1)


@drawing("06_structures", 8, 5.4)
def structures(axis):
    known = ("near belongs\ntogether", "the same rules\nat any time", "brackets", "found by content,\nnot by place")
    shared = ("one filter,\nall places", "one cell,\nall steps", "one node,\nall joins", "one comparison,\nall pairs")
    for row, (left, right) in enumerate(zip(known, shared)):
        y = 4.55 - 1.3 * row
        write(axis, 1.0, y, left)
        write(axis, 7.0, y, right)
    write(axis, 1.0, 5.2, "known", fontweight="bold")
    write(axis, 7.0, 5.2, "shared", fontweight="bold")
    for i, j in product(range(6), range(6)):  # a picture, and a filter that slides
        axis.add_patch(plt.Rectangle((2.9 + 0.16 * i, 4.07 + 0.16 * j), 0.16, 0.16, facecolor="white", edgecolor=GREY))
    axis.add_patch(plt.Rectangle((2.9, 4.55), 0.48, 0.48, facecolor=matplotlib.colors.to_rgba(BACK, 0.4), edgecolor=BACK))
    arrow(axis, (3.4, 4.79), (3.86, 4.79), color=BACK)
    arrow(axis, (4.0, 4.55), (4.6, 4.55))
    box(axis, 5.15, 4.55, "maps", color=BACK)
    for x, name in zip((2.9, 4.1, 5.3), ("row 1", "row 2", "row 3")):  # rows in time
        box(axis, x, 3.4, "cell", width=0.75, height=0.45, color=BACK)
        write(axis, x, 2.78, name, fontsize=TEXT - 1)
        arrow(axis, (x, 2.9), (x, 3.17))
        if x > 2.9:
            arrow(axis, (x - 0.82, 3.4), (x - 0.38, 3.4))
    for x, y, name in ((3.3, 2.27, "$+$"), (4.9, 2.27, "$-$"), (4.1, 2.45, "$-$")):  # a tree
        if y > 2.3:
            arrow(axis, (3.57, 2.2), (3.83, 2.3))
            arrow(axis, (4.63, 2.2), (4.37, 2.3))
        box(axis, x, y - 0.1, name, width=0.5, height=0.36, color=BACK)
    for x, name, up in ((2.9, "3", 3.2), (3.7, "2", 3.4), (4.5, "9", 4.8), (5.3, "7", 5.0)):
        write(axis, x, 1.6, name)
        arrow(axis, (x, 1.72), (up, 1.97))
    for k, name in enumerate(("C4", "F1", "A7", "D1")):  # pairs
        box(axis, 3.2 + 0.6 * k, 0.3, name, width=0.5, height=0.4)
    box(axis, 4.4, 1.05, "A?", width=0.6, height=0.38, color=BACK)
    for k, width in enumerate((0.5, 0.5, 3.5, 0.5)):
        axis.plot([4.4, 3.2 + 0.6 * k], [0.86, 0.5], color=BACK, linewidth=width + 0.3)


@drawing("07_bottleneck", 8, 3.1)
def where_it_is_narrow(axis):
    y = 1.9
    box(axis, 0.6, y, "$x$\n784", width=0.9, height=1.8, color=REAL)
    box(axis, 2.15, y, "encoder\n$f$", width=1.1, height=1.2)
    box(axis, 3.65, y, "code\n$h$", width=0.8, height=0.6)
    box(axis, 5.15, y, "decoder\n$g$", width=1.1, height=1.2)
    box(axis, 6.65, y, "$r$\n784", width=0.9, height=1.8, color=FAKE)
    for start, end in ((1.05, 1.6), (2.7, 3.25), (4.05, 4.6), (5.7, 6.2)):
        arrow(axis, (start, y), (end, y))
    axis.plot([6.65, 6.65, 0.6], [y + 0.9, 2.95, 2.95], color=BLACK, linewidth=1.5)
    arrow(axis, (0.6, 2.95), (0.6, y + 0.9))
    write(axis, 3.65, 2.75, "the loss compares them", fontsize=TEXT - 1)
    write(axis, 0.9, 0.5, "(2) pixels\nremoved", fontsize=TEXT - 1)
    arrow(axis, (1.3, 0.75), (1.32, y - 0.08), color=BACK)
    write(axis, 3.65, 0.62, "(1) few numbers\n(3) bits\n(4) noise, with a price", fontsize=TEXT - 1)
    arrow(axis, (3.65, 1.1), (3.65, y - 0.3), color=BACK)
    write(axis, 6.5, 0.5, "pink: where it is\nmade narrow", fontsize=TEXT - 1)


@drawing("14_signs", 8, 3.9)
def where_signs_are_measured(axis):
    up, down = 2.75, 1.35
    box(axis, 0.5, up, "noise\n$z$", width=0.8)
    box(axis, 1.9, up, "generator\n$G$", width=1.1, height=0.8, color=GENERATOR)
    box(axis, 3.5, up, "fakes", color=FAKE)
    box(axis, 3.5, down, "real\npictures", color=REAL)
    box(axis, 5.2, (up + down) / 2, "discriminator\n$D$", width=1.4, height=2.2, color=DISCRIMINATOR)
    box(axis, 7.1, (up + down) / 2, "scores", width=0.9)
    for start, end in ((0.9, 1.35), (2.45, 2.95), (4.05, 4.5)):
        arrow(axis, (start, up + 0.14), (end, up + 0.14))
    arrow(axis, (4.05, down), (4.5, down))
    arrow(axis, (5.9, (up + down) / 2 + 0.14), (6.65, (up + down) / 2 + 0.14))
    arrow(axis, (6.65, (up + down) / 2 - 0.2), (5.9, (up + down) / 2 - 0.2), color=BACK, dashed=True)
    for start, end in ((4.5, 4.05), (2.95, 2.45), (1.35, 0.9)):
        arrow(axis, (start, up - 0.2), (end, up - 0.2), color=BACK, dashed=True)
    signs = (
        (3.5, up + 0.6, "(1) variation, modes,\nshare of good ones"),
        (3.5, down - 0.6, "(2) lowest value"),
        (7.1, (up + down) / 2 + 0.8, "(3) real, fake,\nheld out"),
        (5.2, 3.5, "(4) do its\nweights move?"),
        (1.9, up + 0.75, "(6) size of\nits gradient"),
        (0.55, up - 0.65, "(6) pull\non $z$"),
    )
    for x, y, text in signs:
        write(axis, x, y, text, fontsize=TEXT - 1)
    write(axis, 2.35, up - 1.0, "(5) exact zeros,\npush", fontsize=TEXT - 1)
    arrow(axis, (2.75, up - 0.72), (2.75, up - 0.28))
    arrow(axis, (0.8, 0.25), (0.1, 0.25), color=BACK, dashed=True)
    write(axis, 0.95, 0.25, "the gradient on its way back from the scores, through D, to the fakes, to G and z", ha="left")


@drawing("17_conditional", 8, 3.85)
def game_with_orders(axis):
    up, down = 3.1, 1.45
    middle = (up + down) / 2
    box(axis, 0.5, up, "noise\n$z$", width=0.8)
    box(axis, 0.5, middle, "order\n$y$", width=0.8, color=BACK)
    box(axis, 1.85, up, "generator\n$G$", width=1.1, height=1, color=GENERATOR)
    box(axis, 3.25, up, "fake\n$G(z|y)$", color=FAKE)
    box(axis, 3.25, down, "real\npicture $x$", color=REAL)
    box(axis, 1.85, down, "its label\n$y$", color=BACK)
    box(axis, 4.7, middle, "discriminator\n$D$", width=1.2, height=2.75, color=DISCRIMINATOR)
    box(axis, 7.0, up, "G: fakes should\npass for real, and\nas ordered", width=1.9, height=1, color=GENERATOR)
    box(axis, 7.0, down, "D: yes to real ones\nwith their labels,\nno to fakes", width=1.9, height=1, color=DISCRIMINATOR)
    forward, back = up + 0.14, up - 0.2
    for start, end in ((0.9, 1.3), (2.4, 2.7), (3.8, 4.1)):
        arrow(axis, (start, forward), (end, forward))
    arrow(axis, (0.9, middle + 0.12), (1.6, middle + 0.12), (1.6, up - 0.5), color=BACK)
    arrow(axis, (0.9, middle - 0.12), (4.1, middle - 0.12), color=BACK)  # the order, shown to D beside the fake
    arrow(axis, (5.3, forward), (6.05, forward), text="logit")
    arrow(axis, (5.66, forward), (5.66, down + 0.34), (6.05, down + 0.34))  # what it says of fakes counts for both
    arrow(axis, (3.8, down), (4.1, down))
    under = down - 0.55
    arrow(axis, (1.85, down - 0.3), (1.85, under), (3.95, under), (3.95, down - 0.3), (4.1, down - 0.3), color=BACK)
    arrow(axis, (5.3, down), (6.05, down), text="logit")
    for start, end in ((6.05, 5.3), (4.1, 3.8), (2.7, 2.4)):
        arrow(axis, (start, back), (end, back), color=GENERATOR, dashed=True)
    axis.plot([5.3, 4.1], [back, back], "--", color=GENERATOR, linewidth=1.8)
    arrow(axis, (6.05, down - 0.3), (5.3, down - 0.3), color=DISCRIMINATOR, dashed=True)
    key(axis, "G's gradient: comes back through D, moves G only", "D's gradient: moves D only")


@drawing("20_image_to_image", 8, 3.95)
def pair_and_patches(axis):
    up, down = 3.15, 1.45
    box(axis, 0.55, up, "given\n$x$\n28 x 28", width=0.9, height=0.9, color=BACK)
    box(axis, 2.15, up, "U-Net $G$\n28-14-7-14-28", width=1.55, height=0.9, color=GENERATOR)
    box(axis, 2.15, down + 0.62, "noise $z$", width=1.0, height=0.4)
    box(axis, 3.75, up, "fake\n$G(z, x)$", width=1.0, height=0.75, color=FAKE)
    box(axis, 3.75, down, "target\n$y$", width=1.0, height=0.75, color=REAL)
    box(axis, 5.15, (up + down) / 2, "$D$ of\npatches\n28-14-7", width=1.0, height=2.6, color=DISCRIMINATOR)
    box(axis, 7.12, up + 0.3, "G: all patches real?\n+ $\\lambda$ L1", width=1.7, height=0.7, color=GENERATOR)
    box(axis, 7.12, down, "D: yes to targets,\nno to fakes", width=1.7, height=0.7, color=DISCRIMINATOR)
    forward, back = up + 0.14, up - 0.2
    for start, end in ((1.0, 1.37), (2.93, 3.25), (4.25, 4.65)):
        arrow(axis, (start, forward), (end, forward))
    arrow(axis, (2.15, down + 0.82), (2.15, up - 0.45))
    arrow(axis, (4.25, down), (4.65, down))
    arrow(axis, (0.55, up - 0.45), (0.55, 0.85), (5.15, 0.85), (5.15, down - 0.45), color=BACK)  # shown to D beside both
    arrow(axis, (5.65, forward), (6.27, forward), text="7 x 7")
    arrow(axis, (5.65, down), (6.27, down), text="7 x 7")
    arrow(axis, (5.95, forward), (5.95, down + 0.3), (6.27, down + 0.3))
    arrow(axis, (3.6, down + 0.375), (3.6, up - 0.375), text="")
    arrow(axis, (3.6, up - 0.375), (3.6, down + 0.375), text="")
    write(axis, 3.52, (up + down) / 2, "L1", ha="right")
    for start, end in ((6.27, 5.65), (4.65, 4.25), (3.25, 2.93)):
        arrow(axis, (start, back), (end, back), color=GENERATOR, dashed=True)
    arrow(axis, (3.95, (up + down) / 2), (3.95, up - 0.375), color=GENERATOR, dashed=True)
    arrow(axis, (6.27, down - 0.24), (5.65, down - 0.24), color=DISCRIMINATOR, dashed=True)
    key(axis, "G's gradients: through D, and from L1; move G only", "D's gradient: moves D only")


@drawing("24_uses", 8, 4.1)
def three_uses(axis):
    first, second, third = 3.3, 2.0, 0.7
    box(axis, 0.85, first, "place, steering\n+ noise $z$", width=1.5)
    box(axis, 2.45, first, "$G$", width=0.7, color=GENERATOR)
    box(axis, 3.75, first, "many dreams\nof what is next", width=1.5, color=FAKE)
    box(axis, 5.2, first, "a plan", width=0.9)
    box(axis, 0.85, second, "few pictures\nwith labels", width=1.5, color=REAL)
    box(axis, 2.45, second, "body\nof $D$", width=0.7, color=DISCRIMINATOR)
    box(axis, 3.75, second, "512 features", width=1.5)
    box(axis, 5.2, second, "linear\nreader", width=0.9)
    box(axis, 0.85, third, "ordered label\n+ noise $z$", width=1.5)
    box(axis, 2.45, third, "$G$", width=0.7, color=GENERATOR)
    box(axis, 3.75, third, "fakes, beside\n100 real ones", width=1.5, color=FAKE)
    box(axis, 5.2, third, "classifier", width=1.0)
    for y in (first, second, third):
        for start, end in ((1.6, 2.1), (2.8, 3.0), (4.5, 4.7 if y == third else 4.75)):
            arrow(axis, (start, y), (end, y))
    rivals = (
        "the mean, a bell,\nthe log itself",
        "pixels, random body,\nautoencoder, labels",
        "shifts, and the labels\nthat G has seen",
    )
    for y, text in zip((first, second, third), rivals):
        box(axis, 6.95, y, text, width=1.95, height=0.7, color=BACK)
    for y, text in zip((first, second, third), ("to plan in", "to start from", "to learn from")):
        write(axis, 0.1, y + 0.52, text, ha="left", fontweight="bold")
    write(axis, 6.95, first + 0.52, "cheaper rivals", fontweight="bold")


@drawing("18_semi_supervised", 8, 4.4)
def three_kinds_of_pictures(axis):
    labelled, real, fake = 3.75, 2.75, 1.75
    box(axis, 0.45, fake, "noise\n$z$", width=0.7)
    box(axis, 1.5, fake, "generator\n$G$", width=1.0, color=GENERATOR)
    box(axis, 2.95, labelled, "labelled $x$", width=1.2, color=REAL)
    box(axis, 2.95, real, "real $u$,\nno labels", width=1.2, color=REAL)
    box(axis, 2.95, fake, "fakes\n$G(z)$", width=1.2, color=FAKE)
    box(axis, 4.4, real, "classifier\n\n128\nfeatures\n\n10 class\nlogits", width=1.1, height=2.7, color=DISCRIMINATOR)
    arrow(axis, (0.8, fake), (1.0, fake))
    arrow(axis, (2.0, fake + 0.1), (2.35, fake + 0.1))
    for y, text in ((labelled, "softmax"), (real, "log Z"), (fake, "log Z")):
        arrow(axis, (3.55, y + 0.1), (3.85, y + 0.1))
        arrow(axis, (4.95, y + 0.1), (5.75, y + 0.1), text=text)
    wants = ((labelled, "$-\\log\\, p(y\\, |\\, x)$"), (real, "$-\\log\\, D(u)$"), (fake, "$-\\log(1 - D(G(z)))$"))
    for y, text in wants:
        box(axis, 6.8, y, text, width=2.1, color=DISCRIMINATOR)
        arrow(axis, (5.75, y - 0.15), (4.95, y - 0.15), color=DISCRIMINATOR, dashed=True)
    box(axis, 6.0, 0.9, "gap of mean features, $u$ and $G(z)$", width=3.75, height=0.5, color=GENERATOR)
    arrow(axis, (4.55, real - 1.35), (4.55, 1.15))
    axis.plot([4.25, 4.25], [1.15, fake - 0.15], "--", color=GENERATOR, linewidth=1.8)
    arrow(axis, (4.25, fake - 0.15), (3.55, fake - 0.15), color=GENERATOR, dashed=True)
    arrow(axis, (2.35, fake - 0.15), (2.0, fake - 0.15), color=GENERATOR, dashed=True)
    key(
        axis,
        "G's gradient: of the gap, passes through the classifier, moves G only",
        "the classifier's: of the sum of all three, moves the classifier only",
    )


@drawing("13_networks", 8, 5.35)
def dcgan(axis):
    up, down, wants = 4.4, 2.5, 1.02
    columns = ((0.45, 0.8), (1.8, 0.8), (3.15, 0.8), (5.05, 0.9), (7.25, 1.4))  # middles and widths
    gaps = ((0.85, 1.4), (2.2, 2.75), (3.55, 4.6), (5.5, 6.55))
    heights = (0.6, 0.6, 0.6, 0.8, 1.1)
    box(axis, 3.7, up + 0.17, "", width=5.6, height=1.45, color=GENERATOR)
    box(axis, 3.7, down + 0.17, "", width=5.6, height=1.45, color=DISCRIMINATOR)
    write(axis, 1.0, up + 0.68, "generator G", ha="left")
    write(axis, 1.0, down + 0.68, "discriminator D", ha="left")
    sizes_g = ("noise $z$\n(n, 64)", "(n, 128)", "(n, 7,\n7, 64)", "(n, 14,\n14, 32)", "fakes $G(z)$\n(n, 28, 28, 1)")
    sizes_d = ("logit\n(n, 1)", "(n, 64)", "(n, 7, 7,\n64 + 1)", "(n, 14,\n14, 16)", "fakes or real\n(n, 28, 28, 1)")
    for y, sizes, color, last in ((up, sizes_g, GENERATOR, FAKE), (down, sizes_d, DISCRIMINATOR, GREY)):
        for (x, width), height, size, own in zip(columns, heights, sizes, (GREY, color, color, color, last)):
            box(axis, x, y, size, width, height, own)
    up_steps = ("dense", "dense", "transposed\nconvolution", "transposed\nconvolution")
    down_steps = ("dense", "dense", "convolution", "convolution")
    for (left, right), to_fake, to_logit in zip(gaps, up_steps, down_steps):
        arrow(axis, (left, up + 0.1), (right, up + 0.1), text=to_fake)
        if left > 1:  # the noise learns nothing
            arrow(axis, (right, up - 0.12), (left, up - 0.12), color=GENERATOR, dashed=True)
        arrow(axis, (right, down + 0.1), (left, down + 0.1), text=to_logit)
        arrow(axis, (left, down - 0.12), (right, down - 0.12), color=GENERATOR, dashed=True)
    arrow(axis, (5.25, up + 0.4), (5.25, up + 0.57), (4.85, up + 0.57), (4.85, up + 0.4))
    write(axis, 5.05, up + 0.73, "residual 3 by 3 convolution", fontsize=TEXT - 1)
    arrow(axis, (7.4, up - 0.55), (7.4, down + 0.55))
    arrow(axis, (7.1, down + 0.55), (7.1, up - 0.55), color=GENERATOR, dashed=True)
    box(axis, 7.25, wants, "real $x$\n(n, 28, 28, 1)", 1.4, color=REAL)
    arrow(axis, (7.25, wants + 0.3), (7.25, down - 0.55))
    box(axis, 1.1, wants, "G minimises\n$-\\log D(G(z))$", 2.1, color=GENERATOR)
    box(axis, 4.4, wants, "D minimises $-\\log D(x)$\n$-\\log(1 - D(G(z)))$ + penalty R1", 3.3, color=DISCRIMINATOR)
    arrow(axis, (0.3, down - 0.3), (0.3, wants + 0.3))
    arrow(axis, (0.6, wants + 0.3), (0.6, down - 0.3), color=GENERATOR, dashed=True)
    arrow(axis, (0.3, 1.5), (3.2, 1.5), (3.2, wants + 0.3))
    arrow(axis, (5.2, wants + 0.3), (5.2, down - 0.55), color=DISCRIMINATOR, dashed=True)
    key(axis, "G's gradient: passes through D, moves G only", "D's gradient: moves D only")


@drawing("19_infogan", 8, 3.9)
def code_and_head(axis):
    up, down, middle = 3.3, 1.75, 2.525
    box(axis, 0.6, up, "noise $z$\n(n, 32)", width=1.0)
    box(axis, 0.6, middle - 0.15, "code $c$\n(n, 12)", width=1.0, color=BACK)
    box(axis, 2.1, up - 0.3, "generator\n$G$", width=1.1, height=1.3, color=GENERATOR)
    box(axis, 3.5, up, "fakes", width=0.9, color=FAKE)
    box(axis, 3.5, down, "real\npictures", width=0.9, color=REAL)
    box(axis, 5.0, middle, "shared\nlayers\nof $D$", width=1.1, height=2.15, color=DISCRIMINATOR)
    box(axis, 6.95, up, "logit (n, 1)\nreal or fake?", width=1.8, color=DISCRIMINATOR)
    box(axis, 6.95, down, "$Q$: guess of\nthe code (n, 12)", width=1.8, height=0.7, color=BACK)
    arrow(axis, (1.1, up), (1.55, up))
    arrow(axis, (1.1, middle - 0.15), (1.3, middle - 0.15), (1.3, up - 0.6), (1.55, up - 0.6))
    arrow(axis, (2.65, up + 0.1), (3.05, up + 0.1))
    arrow(axis, (3.95, up + 0.1), (4.45, up + 0.1))
    arrow(axis, (3.95, down), (4.45, down))
    arrow(axis, (5.55, up), (6.05, up))
    arrow(axis, (5.55, down + 0.12), (6.05, down + 0.12))
    box(axis, 3.9, 0.85, "code loss: $-\\log Q(c\\,|\\,G(z, c))$", width=3.6, height=0.5, color=BACK)
    arrow(axis, (0.6, middle - 0.45), (0.6, 0.85), (2.1, 0.85))
    arrow(axis, (6.8, down - 0.35), (6.8, 0.95), (5.7, 0.95))
    for way in (
        ((5.7, 0.72), (7.1, 0.72), (7.1, down - 0.35)),
        ((6.05, down - 0.15), (5.55, down - 0.15)),
        ((4.45, up - 0.18), (3.95, up - 0.18)),
        ((3.05, up - 0.18), (2.65, up - 0.18)),
    ):
        arrow(axis, *way, color=BACK, dashed=True)
    arrow(axis, (0.8, 0.22), (0.1, 0.22), color=BACK, dashed=True)
    write(axis, 0.95, 0.22, "the code loss's gradient: moves Q, the shared layers, and G", ha="left")


@drawing("21_cycle_gan", 8, 4.6)
def two_generators_there_and_back(axis):
    for y, here, there in ((3.75, "a", "b"), (1.75, "b", "a")):
        box(axis, 0.6, y, f"real ${here}$\n(28, 28, 3)", width=1.0, color=REAL)
        box(axis, 2.05, y, f"to_{there}", width=0.9, height=0.8, color=GENERATOR)
        box(axis, 3.45, y, f"fake ${there}$", width=0.9, color=FAKE)
        box(axis, 4.9, y, f"to_{here}", width=0.9, height=0.8, color=GENERATOR)
        box(axis, 6.3, y, f"${here}$ again", width=0.9, color=FAKE)
        box(axis, 3.45, y - 0.95, f"judge_{there}", width=1.1, height=0.5, color=DISCRIMINATOR)
        for start, end in ((1.1, 1.6), (2.5, 3.0), (3.9, 4.45), (5.35, 5.85)):
            arrow(axis, (start, y), (end, y))
        arrow(axis, (3.45, y - 0.3), (3.45, y - 0.7))
        arrow(axis, (2.2, y - 0.95), (2.9, y - 0.95))
        write(axis, 2.1, y - 0.95, f"a real ${there}$, unpaired", ha="right")
        arrow(axis, (4.0, y - 0.95), (4.5, y - 0.95))
        write(axis, 4.6, y - 0.95, "7 x 7 scores", ha="left")
        axis.plot([0.6, 0.6, 7.25, 7.25], [y + 0.3, y + 0.62, y + 0.62, y + 0.3], "--", color=BACK, linewidth=1.8)
        axis.plot([6.75, 7.0], [y, y], "--", color=BACK, linewidth=1.8)
        write(axis, 7.0, y, "cycle\nloss", ha="left", color=BACK)
    write(axis, 4.0, 0.2, "identity loss: to_b of a real $b$ should be $b$, to_a of a real $a$ should be $a$")


@drawing("25_ladder", 8, 4.3)
def two_recipes(axis):
    columns = ((1.85, 0.85), (3.1, 0.95), (4.45, 1.15), (5.9, 1.15), (7.3, 1.1))  # middles and widths
    rows = (
        (3.85, GENERATOR, "G of the\ntutorial", ("noise\n100", "7 x 7\n256", "7 x 7\n128", "14 x 14\n64", "28 x 28")),
        (2.95, GENERATOR, "ours", ("noise\n64", "128", "7 x 7\n64", "14 x 14\n32", "28 x 28")),
        (1.95, DISCRIMINATOR, "D of the\ntutorial", ("28 x 28", "14 x 14\n64", "7 x 7\n128", "", "logit")),
        (1.05, DISCRIMINATOR, "ours", ("28 x 28", "14 x 14\n16", "7 x 7\n64 + 1", "64", "logit")),
    )
    for y, color, name, sizes in rows:
        write(axis, 0.05, y, name, ha="left")
        shown = [(x, width, size) for (x, width), size in zip(columns, sizes) if size]
        rights, lefts = ([x + side * width / 2 for x, width, _ in shown] for side in (1, -1))
        for right, left in zip(rights[:-1], lefts[1:], strict=True):
            arrow(axis, (right, y), (left, y))
        for x, width, size in shown:
            end = size in ("28 x 28", "logit") or size.startswith("noise")
            box(axis, x, y, size, width, 0.6, GREY if end else color)
    for x, y, number in (
        *((1.25, 2.95, "3"), (3.1, 3.4, "6"), (5.9, 3.4, "11"), (1.25, 1.05, "4"), (5.9, 1.5, "6"), (5.1, 1.4, "9")),
        *((3.75, 2.35, "5"),),
    ):
        axis.add_patch(plt.Circle((x, y), 0.14, facecolor="white", edgecolor=BLACK, linewidth=1.2, zorder=3))
        write(axis, x, y, number, fontsize=TEXT - 1, zorder=4)
    write(axis, 0.05, 0.3, "training: 1 batch; 2, 12 Adam; 7 fakes; 8 average; 10 penalty", ha="left")


@drawing("23_tabular", 8, 4.0)
def game_of_rows(axis):
    up, down, middle = 3.4, 1.55, 2.475
    box(axis, 0.6, up, "noise $z$\n(n, 22)", width=1.0)
    box(axis, 0.6, middle, "order\n(n, 4)", width=1.0, color=BACK)
    box(axis, 2.05, up - 0.2, "generator\n$G$\n128, 128", width=1.1, height=1.0, color=GENERATOR)
    box(axis, 3.85, up - 0.2, "3 numbers: tanh\nsex, smokes, sick:\nnearly one-hot", width=1.75, height=1.0, color=FAKE)
    box(axis, 3.85, down, "scores and\none-hot", width=1.3, color=REAL)
    box(axis, 2.05, down, "patients,\nunits evenly", width=1.25, color=REAL)
    box(axis, 0.6, down, "the table", width=1.0, color=REAL)
    box(axis, 5.75, middle, "discriminator\n$D$\n128, 128", width=1.2, height=2.45, color=DISCRIMINATOR)
    box(axis, 7.35, middle, "logit\n(n, 1)", width=0.9)
    arrow(axis, (1.1, up), (1.5, up))
    arrow(axis, (1.1, middle + 0.1), (2.05, middle + 0.1), (2.05, up - 0.7), color=BACK)
    arrow(axis, (1.1, middle - 0.1), (5.15, middle - 0.1), color=BACK)
    arrow(axis, (1.1, down), (1.42, down))
    arrow(axis, (2.68, down), (3.2, down))
    arrow(axis, (4.5, down), (5.15, down))
    arrow(
        axis,
        (2.05, down - 0.3),
        (2.05, down - 0.55),
        (4.85, down - 0.55),
        (4.85, down - 0.25),
        (5.15, down - 0.25),
        color=BACK,
    )
    arrow(axis, (2.6, up), (2.97, up))
    arrow(axis, (4.73, up), (5.15, up))
    arrow(axis, (6.35, middle + 0.12), (6.9, middle + 0.12))
    for start, end, y in ((6.9, 6.35, middle - 0.15), (5.15, 4.73, up - 0.4), (2.97, 2.6, up - 0.4)):
        arrow(axis, (start, y), (end, y), color=GENERATOR, dashed=True)
    arrow(axis, (6.9, middle - 0.35), (6.35, middle - 0.35), color=DISCRIMINATOR, dashed=True)
    key(axis, "G's gradient: through D and the nearly hard choices, moves G only", "D's gradient: moves D only")


@drawing("01_network", 8, 5.1)
def network(axis):
    n = worked_number()
    axis.imshow(load_mnist("train")[0][0], cmap="gray", extent=(0.05, 1.05, 3.3, 4.3), zorder=0)
    axis.set(xlim=(0, 8), ylim=(0, 5.1))
    write(axis, 0.55, 4.5, "28 by 28")
    arrow(axis, (1.12, 3.8), (1.4, 3.8))
    heights = (4.5, 4.15, 3.8, 3.1)  # of four neurons in each layer; the third is on the way
    for left, right in ((1.6, 3.55), (3.55, 5.5)):
        for one, other in product(heights, heights):
            on_the_way = one == other == 3.8
            style = {"color": BLACK, "linewidth": 2.5} if on_the_way else {"color": GREY, "linewidth": 0.5}
            axis.plot([left, right], [one, other], zorder=1, **style)
    for x, layer in ((1.6, "$x$: 784"), (3.55, "$h$: 64"), (5.5, "$y$: 10")):
        write(axis, x, 4.9, layer)
        write(axis, x, 3.45, "$\\vdots$", fontsize=16)
        for height in heights:
            own = "#F0E442" if height == 3.8 else "white"
            axis.add_patch(plt.Circle((x, height), 0.13, facecolor=own, edgecolor=BLACK, linewidth=1.5, zorder=2))
    for x, name, weight in ((2.58, "$W_1$ (784, 64)", n["w1"]), (4.53, "$W_2$ (64, 10)", n["w2"])):
        write(axis, x, 4.9, name)
        write(axis, x, 3.8, f"$w = {weight:.2f}$", bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.5})
    arrow(axis, (5.75, 3.8), (6.6, 3.8))
    box(axis, 7.27, 3.8, f"cost $C = {n['cost']:.2f}$\n$\\sum_k (y_k - t_k)^2$", 1.34, 0.75)
    forward, back, slopes = 2.25, 1.15, 0.4
    for y, row in ((forward, "forwards"), (back, "backwards"), (slopes, "slopes")):
        write(axis, 0.5, y, row)
    box(axis, 1.6, forward, f"$x = {n['x']:.2f}$", 0.95)
    box(axis, 3.55, forward, f"$z_1 = xW_1 + b_1$\n$= {n['z1']:.2f}$\n$h = \\sigma(z_1) = {n['h']:.2f}$", 1.6, 0.85)
    box(axis, 5.5, forward, f"$z_2 = hW_2 + b_2$\n$= {n['z2']:.2f}$\n$y = \\sigma(z_2) = {n['y']:.2f}$", 1.6, 0.85)
    box(axis, 7.27, forward, f"$t = 1$\n$(y - t)^2 = {(n['y'] - 1) ** 2:.2f}$", 1.34)
    box(axis, 3.55, back, f"$\\delta_2 W_2^T \\odot\\, h(1 - h)$\n$= \\delta_1 = {n['delta1']:.2f}$", 1.6)
    box(axis, 5.5, back, f"$2(y - t)\\,y(1 - y)$\n$= \\delta_2 = {n['delta2']:.2f}$", 1.6)
    box(axis, 7.27, back, f"$2(y - t) =$\n$\\partial C / \\partial y = {n['slope']:.2f}$", 1.34)
    for start, end in ((2.08, 2.75), (4.35, 4.7), (6.3, 6.6)):
        arrow(axis, (start, forward), (end, forward))
    for start, end in ((6.6, 6.3), (4.7, 4.35)):
        arrow(axis, (start, back), (end, back), color=BACK, dashed=True)
    for x, slope in ((2.58, f"x\\,\\delta_1 = {n['dw1']:.2f}$"), (4.53, f"h\\,\\delta_2 = {n['dw2']:.2f}$")):
        write(axis, x, slopes, f"$\\partial C / \\partial w = {slope}")
        arrow(axis, (x + 0.6, back - 0.3), (x + 0.6, slopes + 0.16), color=BACK, dashed=True)


@drawing("15_where", 8, 4.3)
def where_cures_act(axis):
    up, down = 2.95, 1.45
    middle = (up + down) / 2
    box(axis, 0.5, up, "noise\n$z$", width=0.8)
    box(axis, 1.9, up, "generator\n$G$", width=1.1, height=0.8, color=GENERATOR)
    box(axis, 3.5, up, "fakes", color=FAKE)
    box(axis, 3.5, down, "real\npictures", color=REAL)
    box(axis, 5.5, middle, "discriminator\n$D$", width=1.4, height=2.2, color=DISCRIMINATOR)
    box(axis, 7.3, up, "loss of $G$", width=1.2, color=GENERATOR)
    box(axis, 7.3, down, "loss of $D$", width=1.2, color=DISCRIMINATOR)
    for start, end in ((0.9, 1.35), (2.45, 2.95), (4.05, 4.8)):
        arrow(axis, (start, up), (end, up))
    arrow(axis, (4.05, down), (4.8, down))
    arrow(axis, (6.2, up), (6.7, up))
    arrow(axis, (6.2, down), (6.7, down))
    marks = (
        (4.38, middle, "(1)\nwhat D\nsees"),
        (7.3, down - 0.62, "(2) its targets\nand its form"),
        (5.5, 3.75, "(3) how steep\nD may be"),
        (7.3, up + 0.62, "(4) what G\naims at"),
        (1.9, up + 0.8, "(5) layers\nof G and of D"),
        (1.9, up - 0.95, "(6) weights: start, rates,\naverage"),
    )
    for x, y, text in marks:
        write(axis, x, y, text, fontsize=TEXT - 1)
    write(axis, 4, 0.35, "each cure acts at one of these, or at a few; the rest stays as it is")


@drawing("16_eyes", 8, 4.2)
def eyes_of_the_measures(axis):
    box(axis, 0.85, 2.1, "pictures\n(n, 28, 28, 1)", 1.5, 0.7)
    box(axis, 3.1, 3.7, "discriminator D", 1.6, color=DISCRIMINATOR)
    box(axis, 3.1, 2.45, "digit classifier", 1.6)
    box(axis, 3.1, 0.7, "the pixels\nthemselves", 1.6)
    for y in (3.7, 2.45, 0.7):
        arrow(axis, (1.6, 2.1), (2.3, y))
    box(axis, 4.97, 2.9, "features\n(n, 128)", 1.15)
    box(axis, 4.97, 2.0, "probabilities\n(n, 10)", 1.15)
    for y in (2.9, 2.0):
        arrow(axis, (3.9, 2.45), (4.395, y))
    measures = (
        (3.7, 3.9, "share taken for real", 0.6),
        (2.9, 5.545, "Frechet distance\nprecision, recall", 0.7),
        (2.0, 5.545, "shares of the digits\nconfidence", 0.7),
        (0.7, 3.9, "Parzen windows\nnearest training picture\nsharpness", 0.95),
    )
    for y, start, text, height in measures:
        arrow(axis, (start, y), (5.9, y))
        box(axis, 6.92, y, text, 2.04, height, BACK)


def worked_number():
    """Return the numbers along one way through lesson 01's untrained network, from a pixel to the cost, and back."""
    rng = np.random.default_rng(1)
    W1, W2 = rng.normal(0, 1 / np.sqrt(784), (784, 64)), rng.normal(0, 1 / np.sqrt(64), (64, 10))
    pictures, labels = load_mnist("train")
    x, t = pictures[0].reshape(784) / 255, np.eye(10)[labels[0]]
    z1 = x @ W1
    h = 1 / (1 + np.exp(-z1))
    z2 = h @ W2
    y = 1 / (1 + np.exp(-z2))
    delta2 = 2 * (y - t) * y * (1 - y)
    delta1 = (delta2 @ W2.T) * h * (1 - h)
    i, j, k = x.argmax(), abs(delta1).argmax(), labels[0]
    return {
        **{
            "i": i,
            "j": j,
            "k": k,
            "x": x[i],
            "w1": W1[i, j],
            "z1": z1[j],
            "h": h[j],
            "w2": W2[j, k],
            "z2": z2[k],
            "y": y[k],
        },
        **{"cost": np.sum((y - t) ** 2), "slope": 2 * (y[k] - 1), "delta2": delta2[k], "delta1": delta1[j]},
        **{"dw2": h[j] * delta2[k], "dw1": x[i] * delta1[j]},
    }


@drawing("08_rbm", 8, 3.9)
def machine_and_stack(axis):
    up, down = 3.0, 1.2
    hidden, visible = (0.9, 1.8, 2.7), (0.45, 1.35, 2.25, 3.15)
    for x in hidden:
        for y in visible:
            axis.plot((x, y), (up - 0.25, down + 0.25), color=GREY, linewidth=1.4)
    for i, x in enumerate(hidden, 1):
        box(axis, x, up, f"$h_{i}$", width=0.6, height=0.5, color=BACK)
    for i, x in enumerate(visible, 1):
        box(axis, x, down, f"$v_{i}$", width=0.6, height=0.5, color=REAL)
    axis.text(1.8, (up + down) / 2, "$W$", ha="center", va="center", bbox={"facecolor": "white", "edgecolor": "none"})
    write(axis, 1.8, up + 0.55, "hidden units, biases $c$")
    write(axis, 1.8, down - 0.55, "visible units: pixels, biases $b$")
    write(axis, 1.8, 0.25, "no ties within a row", fontsize=TEXT - 1)
    arrow(axis, (3.65, down), (3.65, up))
    arrow(axis, (4.0, up), (4.0, down), dashed=True)
    write(axis, 3.83, up + 0.3, "draw,\nby turns")
    for y, text, color in ((0.75, "784 pixels", REAL), (1.75, "256 hidden", BACK), (2.75, "256 hidden", BACK)):
        box(axis, 5.4, y, text, width=1.3, height=0.45, color=color)
        box(axis, 7.2, y, text if y < 1 else "256 units", width=1.3, height=0.45, color=color if y < 1 else GREY)
    box(axis, 7.2, 3.45, "10 logits", width=1.3, height=0.42)
    for y, text in ((1.25, "RBM 1"), (2.25, "RBM 2")):
        axis.plot((5.4, 5.4), (y - 0.27, y + 0.27), color=GREY, linewidth=2.5)
        write(axis, 4.9, y, text, fontsize=TEXT - 1)
        arrow(axis, (7.2, y - 0.27), (7.2, y + 0.27))
        arrow(axis, (5.6, y), (7.0, y), color=BACK, dashed=True)
    arrow(axis, (7.2, 2.98), (7.2, 3.24))
    write(axis, 6.28, 2.1, "weights", fontsize=TEXT - 1)
    write(axis, 5.4, 0.25, "layers, no labels", fontsize=TEXT - 1)
    write(axis, 7.2, 0.25, "then labels", fontsize=TEXT - 1)


@drawing("04_rules", 8, 3.6)
def rules(axis):
    up, down = 2.6, 1.0
    box(axis, 0.65, (up + down) / 2, "gradient\n$g$", width=0.95)
    box(axis, 2.75, up, "delay\n$m \\leftarrow$ keep $m + g$", width=2.1, height=0.75, color=BACK)
    box(axis, 2.75, down, "size\n$v \\leftarrow$ sum or\nfading mean of $g^2$", width=2.1, height=0.95, color=BACK)
    box(axis, 5.25, (up + down) / 2, "divide\n$m\\, /\\, \\sqrt{v}$", width=1.2, height=0.8, color=BACK)
    box(axis, 7.2, (up + down) / 2, "step\n$-$ rate $\\cdot\\; m\\, /\\, \\sqrt{v}$", width=1.5, height=0.8)
    middle = (up + down) / 2
    arrow(axis, (1.13, middle + 0.1), (1.4, middle + 0.1), (1.4, up), (1.7, up))
    arrow(axis, (1.13, middle - 0.1), (1.4, middle - 0.1), (1.4, down), (1.7, down))
    arrow(axis, (3.8, up), (5.25, up), (5.25, middle + 0.4))
    arrow(axis, (3.8, down), (5.25, down), (5.25, middle - 0.4))
    arrow(axis, (5.85, middle), (6.45, middle))
    arrow(axis, (7.2, middle - 0.4), (7.2, 0.25), (0.65, 0.25), (0.65, middle - 0.3), dashed=True)
    write(axis, 3.95, 0.4, "$\\theta$ moves; the next gradient is taken there", fontsize=TEXT - 1)
    write(axis, 2.75, up + 0.6, "momentum, Nesterov, Adam (else: just $g$)", fontsize=TEXT - 1)
    write(axis, 2.85, down + 0.8, "AdaGrad, RMSProp,\nAdaDelta, Adam (else: 1)", fontsize=TEXT - 1)


@drawing("26_diffusion", 8, 3.5)
def mixed_and_turned_back(axis):
    up, down = 2.55, 0.75
    box(axis, 0.65, up + 0.3, "picture $x$", width=1.1, height=0.5, color=REAL)
    box(axis, 0.65, up - 0.3, "noise $\\varepsilon$", width=1.1, height=0.5)
    box(axis, 2.35, up, "mixed at $\\varphi$\n$x_\\varphi$", width=1.2, height=0.8, color=BACK)
    box(axis, 4.35, up, "U-Net, told $\\varphi$\n28-14-7-14-28", width=1.6, height=0.8, color=GENERATOR)
    box(
        axis,
        6.75,
        up,
        "loss: mean square of\n$v - (\\cos\\varphi\\,\\varepsilon - \\sin\\varphi\\,x)$",
        width=2.2,
        height=0.8,
    )
    arrow(axis, (1.2, up + 0.3), (1.75, up + 0.12))
    arrow(axis, (1.2, up - 0.3), (1.75, up - 0.12))
    arrow(axis, (2.95, up + 0.1), (3.55, up + 0.1))
    arrow(axis, (5.15, up + 0.1), (5.65, up + 0.1), text="$v$")
    arrow(axis, (5.65, up - 0.2), (5.15, up - 0.2), color=GENERATOR, dashed=True)
    write(axis, 0.1, 3.33, "learn", ha="left", weight="bold")
    write(axis, 0.1, 1.38, "draw", ha="left", weight="bold")
    box(axis, 0.65, down, "noise\n$x$ at 90°", width=1.1, height=0.7)
    box(axis, 2.55, down, "U-Net, told $\\varphi$", width=1.5, height=0.6, color=GENERATOR)
    box(axis, 4.9, down, "turn by $\\delta$:\n$\\cos\\delta\\,x - \\sin\\delta\\,v$", width=1.75, height=0.75, color=BACK)
    box(axis, 7.15, down, "picture\nat 0°", width=1.1, height=0.7, color=FAKE)
    arrow(axis, (1.2, down), (1.8, down))
    arrow(axis, (3.3, down), (4.02, down), text="$v$")
    arrow(axis, (5.78, down), (6.6, down))
    arrow(axis, (4.9, down - 0.38), (4.9, 0.13), (2.55, 0.13), (2.55, down - 0.3))
    write(axis, 3.72, 0.25, "again, at $\\varphi - \\delta$", fontsize=TEXT - 1)


@drawing("22_text_to_image", 8, 4.8)
def two_stages_and_three_pairs(axis):
    up = 3.9
    box(axis, 0.6, up, "sentence", width=0.9)
    box(axis, 1.85, up, "encoder\n(GRU)", width=1.0, height=0.8)
    box(axis, 2.95, up, "$t$\n64", width=0.55, color=BACK)
    box(axis, 2.95, up - 0.95, "noise\n$z$", width=0.7)
    box(axis, 4.1, up, "stage I", width=0.9, height=0.8, color=GENERATOR)
    box(axis, 5.3, up, "fake\n14 x 14", width=0.85, color=FAKE)
    box(axis, 6.4, up, "stage II", width=0.9, height=0.8, color=GENERATOR)
    box(axis, 7.5, up, "fake\n28 x 28", width=0.85, color=FAKE)
    for start, end in ((1.05, 1.35), (2.35, 2.67), (3.23, 3.65), (4.55, 4.87), (5.73, 5.95), (6.85, 7.07)):
        arrow(axis, (start, up), (end, up))
    arrow(axis, (3.3, up - 0.95), (4.0, up - 0.95), (4.0, up - 0.4))
    arrow(axis, (2.95, up + 0.3), (2.95, up + 0.58), (6.4, up + 0.58), (6.4, up + 0.4), color=BACK)
    write(axis, 5.25, up + 0.74, "the sentence again", fontsize=TEXT - 1)
    pairs = (
        (2.2, "real picture", "its sentence", REAL, "yes"),
        (1.5, "fake", "its sentence", FAKE, "no"),
        (0.8, "real picture", "a wrong one", REAL, "no"),
    )
    box(axis, 5.0, 1.5, "", width=1.4, height=2.0, color=DISCRIMINATOR)
    write(axis, 5.0, 1.85, "discriminator\nof a stage")
    write(axis, 5.0, 0.95, "and it reads\nthe words", fontsize=TEXT - 1)
    for y, picture, sentence, color, answer in pairs:
        box(axis, 1.1, y, picture, width=1.3, height=0.5, color=color)
        box(axis, 2.75, y, sentence, width=1.3, height=0.5, color=BACK)
        arrow(axis, (3.4, y), (4.3, y))
        arrow(axis, (5.7, y), (6.3, y))
        write(axis, 6.6, y, answer)
        write(axis, 1.92, y, "+")
    arrow(axis, (6.3, 1.36), (3.55, 1.36), (3.55, 1.15), (1.1, 1.15), (1.1, 1.25), color=GENERATOR, dashed=True)
    arrow(axis, (0.8, 0.2), (0.1, 0.2), color=GENERATOR, dashed=True)
    write(axis, 0.95, 0.2, "G's gradient through D, to the fakes only", ha="left")


if __name__ == "__main__":
    main()
