"""The drawings that lessons show: what they say is so, it can be read, and a stale one is found."""

import ast
import re
from itertools import combinations
from pathlib import Path

import drawings
import matplotlib.pyplot as plt
import numpy as np
import pytest
from PIL import Image

from gan_course import plots
from gan_course.data import load_mnist
from gan_course.networks import make_discriminator, make_generator

LESSON_01 = Path(__file__).parent.parent / "lessons" / "01_neural_networks.py"


@pytest.fixture
def texts():
    """Return a function: the texts of a drawing, which stays open until the test has ended."""
    yield lambda name: [text for text in drawings.figure(name).axes[0].texts if text.get_text()]
    plt.close("all")


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_every_text_is_large_enough_inside_the_picture_and_clear_of_the_others(texts, name):
    found = texts(name)
    figure = found[0].figure
    places = [text.get_window_extent(figure.canvas.get_renderer()) for text in found]
    points_at_700 = [text.get_fontsize() * 700 / 72 / figure.get_figwidth() for text in found]
    assert min(points_at_700) >= 13 and min(text.get_fontsize() for text in found) >= 11  # 13 pixels high
    for text, place in zip(found, places):
        assert figure.bbox.x0 <= place.x0 and place.x1 <= figure.bbox.x1, text
        assert figure.bbox.y0 <= place.y0 and place.y1 <= figure.bbox.y1, text
    for (one, here), (other, there) in combinations(zip(found, places), 2):
        assert not here.overlaps(there), (one, other)


@pytest.mark.parametrize("name", drawings.DRAWINGS)
def test_a_text_stays_inside_its_box(texts, name):
    found = texts(name)
    figure, axis = found[0].figure, found[0].axes
    renderer = figure.canvas.get_renderer()
    boxes = [patch.get_window_extent() for patch in axis.patches if hasattr(patch, "get_boxstyle")]
    inside = 0
    for text in found:
        place = text.get_window_extent(renderer)
        middle = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
        for box in boxes:
            if np.allclose(middle, ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2), atol=3):
                assert box.x0 < place.x0 and place.x1 < box.x1 and box.y0 < place.y0 and place.y1 < box.y1, text
                inside += 1
    assert inside >= 7


def lesson_01(name, names):
    """Return functions of lesson 01, taken out of its source."""
    tree = ast.parse(LESSON_01.read_text())
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name in names]
    space = {"np": np}
    exec(compile(tree, LESSON_01.name, "exec"), space)
    return space[name]


def test_the_worked_number_is_that_of_the_lessons_own_network_and_its_slopes_are_those_of_its_cost():
    names = ("new_network", "forward", "sigmoid")
    network = lesson_01("new_network", names)(seed=1, dtype="float64")
    forward = lesson_01("forward", names)
    pictures, labels = load_mnist("train")
    x, t = pictures[:1].reshape(1, 784) / 255, np.eye(10)[labels[:1]]

    def cost():
        return np.sum((forward(network, x)[1] - t) ** 2)

    n = drawings.worked_number()
    h, y = forward(network, x)
    assert np.isclose(n["cost"], cost())
    assert np.allclose((n["x"], n["h"], n["y"]), (x[0, n["i"]], h[0, n["j"]], y[0, n["k"]]))
    assert n["k"] == labels[0] and t[0, n["k"]] == 1
    for weights, place, w, slope in (
        (network[0], (n["i"], n["j"]), "w1", "dw1"),
        (network[2], (n["j"], n["k"]), "w2", "dw2"),
    ):
        assert weights[place] == n[w]
        costs = []
        for step in (1e-6, -1e-6):
            weights[place] = n[w] + step
            costs.append(cost())
        weights[place] = n[w]
        assert np.isclose((costs[0] - costs[1]) / 2e-6, n[slope], rtol=1e-6)


def test_the_numbers_are_written_into_the_drawing(texts):
    n = drawings.worked_number()
    written = " ".join(text.get_text() for text in texts("01_network"))
    for name in ("w1", "z1", "h", "w2", "z2", "y", "cost", "slope", "delta2", "delta1", "dw2", "dw1"):
        assert f"= {n[name]:.2f}$" in written


def test_the_shapes_are_those_of_the_networks(texts):
    written = [text.get_text().replace("\n", " ") for text in texts("13_networks")]
    shapes = [re.search(r"\(n, [\d, +]+\)", text) for text in written]
    shapes = [shape[0].replace("64 + 1", "65") for shape in shapes if shape]

    def of(model, kinds):
        found = [layer.output.shape for layer in model.layers if type(layer).__name__ in kinds]
        return [f"(n, {', '.join(map(str, shape[1:]))})" for shape in [model.input_shape, *found]]

    dense, *up = of(make_generator(), ("Dense", "Reshape", "Conv2DTranspose"))
    (first, flat, *maps), (pictures, *down) = up, of(make_discriminator(), ("Conv2D", "Dense"))
    assert flat == "(n, 3136)" and down[1] == "(n, 7, 7, 64)"
    down[1] = "(n, 7, 7, 65)"  # with the map of minibatch_std
    assert make_discriminator().get_layer(index=-4).output.shape == (None, 7 * 7 * 65)
    assert shapes == [dense, first, *maps, *reversed(down), pictures, pictures]


def test_a_drawing_is_stale_when_its_own_code_or_what_all_share_has_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(drawings, "IMAGES", tmp_path)
    assert drawings.is_stale("11_game")
    drawings.draw("11_game")
    assert not drawings.is_stale("11_game")
    assert Image.open(tmp_path / "11_game.png").size == (1600, 720)
    source = Path(drawings.__file__).read_text()
    for old, new, stale in [
        ("D maximises", "D enlarges", True),
        ("D ascends", "D climbs", False),  # another drawing
        ("linewidth=1.8", "linewidth=2", True),
        ("# the noise learns nothing", "# nothing", False),
    ]:
        assert old in source
        monkeypatch.setattr(drawings.inspect, "getsource", lambda module, old=old, new=new: source.replace(old, new))
        assert drawings.is_stale("11_game") == stale
    monkeypatch.undo()
    monkeypatch.setattr(drawings, "IMAGES", tmp_path)
    monkeypatch.setattr(drawings, "FAKE", "#000000")
    assert drawings.is_stale("11_game")
    monkeypatch.setattr(drawings, "FAKE", plots.FAKE)
    assert not drawings.is_stale("11_game")
    monkeypatch.setitem(drawings.DRAWINGS, "11_game", (drawings.DRAWINGS["11_game"][0], 8, 4))
    assert drawings.is_stale("11_game")


def test_the_check_names_what_is_stale_and_draws_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(drawings, "IMAGES", tmp_path)
    monkeypatch.setattr("sys.argv", ["drawings.py", "--check"])
    with pytest.raises(SystemExit) as error:
        drawings.main()
    first = next(iter(drawings.DRAWINGS))
    assert str(error.value).splitlines()[0] == f"images/{first}.png is stale: run python tools/drawings.py"
    assert not list(tmp_path.iterdir())
