"""Pictures of one's own: what is in the folder comes out square, scaled, in order; what can't be read is named."""

import os

import numpy as np
import pytest
from PIL import Image

from gan_course.data import check_pictures, from_uint8, load_pictures

RED, GREEN, BLUE, YELLOW = (230, 20, 30), (20, 200, 40), (10, 30, 220), (240, 230, 10)


def quarters(side, colours=(RED, GREEN, BLUE, YELLOW)):
    """Return a picture (side, side, 3) of four flat quarters: above left, above right, below left, below right."""
    a, b, c, d = (np.full((side // 2, side // 2, 3), colour, "uint8") for colour in colours)
    return np.block([[[a], [b]], [[c], [d]]])


def load_one(tmp_path, image, name="x.png", size=16, channels=3, **options):
    image = image if isinstance(image, Image.Image) else Image.fromarray(image)
    image.save(tmp_path / name, **options)
    pictures = load_pictures(tmp_path, size, channels)
    assert pictures.shape == (1, size, size, channels) and pictures.dtype == np.uint8
    return pictures[0].astype(int)


@pytest.mark.parametrize(
    ("name", "side", "above", "left", "close"),
    [
        ("x.png", 64, 0, 0, 0),
        ("x.png", 64, 30, 0, 0),  # tall: what is above and below is cut off
        ("x.png", 64, 0, 50, 0),  # wide
        ("x.gif", 64, 0, 50, 8),  # GIF has 256 colours at most
        ("x.jpg", 64, 32, 0, 8),  # whole blocks of the JPEG, which would else bleed
        ("x.jpg", 1600, 0, 400, 8),  # unpacked at a fraction of its size
        ("x.PNG", 8, 0, 0, 0),  # smaller than asked for
    ],
)
def test_a_picture_is_cut_square_about_its_centre_and_scaled(tmp_path, name, side, above, left, close):
    white = [(above, above), (left, left), (0, 0)]
    picture = load_one(tmp_path, np.pad(quarters(side), white, constant_values=255), name)
    expected = quarters(16).astype(int)
    for rows in (slice(2, 4), slice(12, 14)):  # away from where quarters and margins meet: smooth scaling looks around
        for columns in (slice(2, 4), slice(12, 14)):
            assert np.abs(picture[rows, columns] - expected[rows, columns]).max() <= close


def test_a_picture_that_has_the_size_comes_as_it_is(tmp_path, rng):
    picture = rng.integers(0, 256, (16, 16, 3), "uint8")
    np.testing.assert_array_equal(load_one(tmp_path, picture), picture)


@pytest.mark.parametrize("times", [1, 2, 3, 4, 8, 20])
def test_a_jpeg_that_is_unpacked_at_a_fraction_of_its_size_loses_nothing_by_it(tmp_path, rng, times):
    picture = np.kron(rng.integers(0, 2, (32, 32)) * 255, np.ones((times, times))).astype("uint8")
    as_png = load_one(tmp_path, picture, size=32, channels=1)
    (tmp_path / "x.png").unlink()
    as_jpeg = load_one(tmp_path, picture, "x.jpg", size=32, channels=1, quality=95)
    assert np.abs(as_jpeg - as_png).mean() < 12


@pytest.mark.parametrize("axis", [0, 1])
def test_scaling_is_smooth_so_that_stripes_of_a_pixel_become_grey(tmp_path, axis):
    """Every fourth pixel alone would be all black, or all white."""
    stripes = np.full((64, 64), 255, "uint8")
    stripes[(slice(None), slice(0, None, 4))[:: 1 if axis else -1]] = 0
    picture = load_one(tmp_path, stripes, channels=1)[2:-2, 2:-2]
    assert np.abs(picture - 0.75 * 255).max() < 3


def test_a_square_lies_where_it_lay(tmp_path):
    picture = np.full((101, 140), 255, "uint8")
    picture[30:50, 60:90] = 0  # its middle: 40 from above and 75 from the left, and 101 remain from 19.5 on
    dark = 255 - load_one(tmp_path, picture, size=64, channels=1)[..., 0]
    places = np.arange(64) + 0.5
    middle = places @ dark.sum(1) / dark.sum(), places @ dark.sum(0) / dark.sum()
    np.testing.assert_allclose(middle, [40 / 101 * 64, (75 - 19.5) / 101 * 64], atol=0.02)


TURNED = {  # by what the standard says of the first row and the first column of what is stored
    1: lambda a: a,  # above, left
    2: lambda a: a[:, ::-1],  # above, right
    3: lambda a: a[::-1, ::-1],  # below, right
    4: lambda a: a[::-1],  # below, left
    5: lambda a: a.swapaxes(0, 1),  # left, above
    6: lambda a: np.rot90(a, -1),  # right, above
    7: lambda a: a[::-1, ::-1].swapaxes(0, 1),  # right, below
    8: lambda a: np.rot90(a, 1),  # left, below
}


@pytest.mark.parametrize("name", ["x.jpg", "x.png"])
@pytest.mark.parametrize("orientation", TURNED)
def test_a_photograph_is_turned_as_the_camera_says(tmp_path, name, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = quarters(64)
    picture = load_one(tmp_path, stored, name, exif=exif)
    expected = TURNED[orientation](stored)[2::4, 2::4].astype(int)
    assert np.abs(picture - expected)[3::9, 3::9].max() <= 8  # a place in each quarter


def transparent():
    """Return the quarters with the second one transparent, above whatever colour."""
    image = Image.fromarray(quarters(64)).convert("RGBA")
    image.putalpha(Image.fromarray(np.where(quarters(64)[..., 0] == GREEN[0], 0, 255).astype("uint8")))
    return image


def palette_with_transparency():
    image = Image.fromarray(quarters(64)).quantize(4)
    image.info["transparency"] = image.getpixel((60, 3))
    return image


WHITE = (255, 255, 255)
GREYS = [(40,) * 3, (90,) * 3, (150,) * 3, (220,) * 3]
GREY = quarters(64, GREYS)[..., 0]


@pytest.mark.parametrize(
    ("name", "make", "colours", "close"),
    [
        ("x.png", lambda: Image.fromarray(quarters(64)).quantize(4), (RED, GREEN, BLUE, YELLOW), 1),
        ("x.png", transparent, (RED, WHITE, BLUE, YELLOW), 0),
        ("x.png", palette_with_transparency, (RED, WHITE, BLUE, YELLOW), 1),
        ("x.gif", palette_with_transparency, (RED, WHITE, BLUE, YELLOW), 1),
        ("x.jpg", lambda: Image.fromarray(quarters(64)).convert("CMYK"), (RED, GREEN, BLUE, YELLOW), 8),
        ("x.png", lambda: Image.fromarray(GREY), GREYS, 0),
        ("x.png", lambda: Image.fromarray(GREY).convert("LA"), GREYS, 0),
        ("x.png", lambda: Image.fromarray(GREY.astype("uint16") * 257), GREYS, 0),  # 16 bits
        ("x.jpg", lambda: Image.fromarray(GREY), GREYS, 3),
        ("x.png", lambda: Image.fromarray(GREY > 100), [(0,) * 3, (0,) * 3, WHITE, WHITE], 0),  # one bit
    ],
)
def test_pictures_of_every_mode_keep_their_colours_and_what_is_transparent_is_white(tmp_path, name, make, colours, close):
    picture = load_one(tmp_path, make(), name)
    expected = quarters(16, colours).astype(int)
    assert np.abs(picture - expected)[3::9, 3::9].max() <= close
    grey = load_pictures(tmp_path, 16, 1)[0].astype(int)
    luma = expected @ [0.299, 0.587, 0.114]
    assert np.abs(grey[..., 0] - luma)[3::9, 3::9].max() <= close + 1


def test_half_transparent_is_half_white(tmp_path):
    half = Image.new("RGBA", (20, 20), (100, 0, 200, 128))
    assert np.abs(load_one(tmp_path, half) - [177, 127, 227]).max() <= 1


def test_of_an_animation_the_first_frame_is_taken(tmp_path):
    frames = [Image.new("RGB", (20, 20), colour) for colour in (RED, GREEN, BLUE)]
    for name in ("x.gif", "y.png"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
    assert np.abs(load_pictures(tmp_path, 8, 3).astype(int) - RED).max() <= 1


def test_the_order_is_that_of_the_names_in_subfolders_too_and_hidden_files_are_left_alone(tmp_path, capsys):
    names = ["B.png", "a.png", "c/x.png", "c/y/z.png", "c.png", "no_ending"]
    for name in reversed(names):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("L", (9, 9), 40 * names.index(name)).save(tmp_path / name, format="png")
    for name in (".DS_Store", "._a.png", "c/._x.png", ".thumbnails/a.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((tmp_path / "a.png").read_bytes())
    os.mkfifo(tmp_path / "fifo.png")  # to open it would wait for ever
    shades = load_pictures(tmp_path, 8, 1)[:, 0, 0, 0]
    by_name = sorted(names)
    assert by_name == ["B.png", "a.png", "c.png", "c/x.png", "c/y/z.png", "no_ending"]
    assert shades.tolist() == [40 * names.index(name) for name in by_name]
    assert capsys.readouterr().out == f"6 pictures read from {tmp_path}.\n"


def good_and_bad(tmp_path):
    good = quarters(64)
    Image.fromarray(good).save(tmp_path / "good.png")
    data = (tmp_path / "good.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(data[: len(data) // 2])
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("These are my pictures.")
    Image.fromarray(good).save(tmp_path / "other.tiff")


def test_what_could_not_be_read_is_said_in_one_sentence(tmp_path, capsys):
    good_and_bad(tmp_path)
    assert len(load_pictures(tmp_path, 16, 3)) == 1
    assert capsys.readouterr().out == (
        f"1 picture read from {tmp_path}; 4 files could not be read as PNG, JPEG or GIF: "
        "cut.png, empty.jpg, notes.txt and 1 more.\n"
    )
    (tmp_path / "good.png").unlink()
    with pytest.raises(ValueError, match=r"0 pictures read from .*; 4 files could not be read .* and 1 more\.$"):
        load_pictures(tmp_path, 16, 3)
    for name in ("cut.png", "empty.jpg", "notes.txt"):
        (tmp_path / name).unlink()
    with pytest.raises(ValueError, match=r"; 1 file could not be read as PNG, JPEG or GIF: other\.tiff\.$"):
        load_pictures(tmp_path, 16, 3)


def test_a_small_file_that_would_fill_the_memory_is_not_unpacked(tmp_path, capsys):
    Image.new("1", (10_000, 9_000)).save(tmp_path / "bomb.png")
    assert (tmp_path / "bomb.png").stat().st_size < 100_000
    with pytest.raises(ValueError, match=r"bomb\.png\.$"):
        load_pictures(tmp_path, 8, 1)


@pytest.mark.parametrize("ending", ["png", "jpg", "gif"])
def test_whatever_is_wrong_with_a_file_the_others_are_read(tmp_path, rng, ending):
    Image.fromarray(quarters(32)).save(tmp_path / "good.png")
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(quarters(32)).save(tmp_path / f"x.{ending}", exif=exif)
    data = np.frombuffer((tmp_path / f"x.{ending}").read_bytes(), "uint8")
    for i in range(200):
        damaged = data.copy()
        damaged[rng.integers(0, len(data), 1 + i % 10)] = rng.integers(0, 256, 1 + i % 10)
        (tmp_path / f"x.{ending}").write_bytes(damaged[: len(data) if i % 2 else rng.integers(len(data))].tobytes())
        assert len(load_pictures(tmp_path, 8, 3)) in (1, 2)


@pytest.mark.parametrize(
    ("name", "size", "channels", "error", "sentence"),
    [
        ("nowhere", 32, 3, OSError, r"There is no folder .*nowhere; give one that has PNG, JPEG or GIF pictures in it\."),
        ("a_file", 32, 3, OSError, r"There is no folder .*a_file;"),
        ("empty", 32, 3, ValueError, r".*empty has no files in it; give a folder"),
        ("full", 30, 3, ValueError, r"The size is 30; our networks draw squares of 8, 14, 16, 28, 32, 56, 64 pixels\."),
        ("full", 32.0, 3, ValueError, r"The size is 32\.0; our"),
        ("full", (32, 32), 3, ValueError, r"The size is \(32, 32\); our"),
        ("full", 32, 4, ValueError, r"There are 4 channels; pictures have 3, for colour, or 1, for grey\."),
        ("full", 32, 3.0, ValueError, r"There are 3\.0 channels;"),
        ("full", 32, "3", ValueError, r"There are '3' channels; pictures"),
    ],
)
def test_what_is_wrong_with_the_request_is_said(tmp_path, name, size, channels, error, sentence):
    (tmp_path / "a_file").write_text("x")
    for folder in ("empty", "full"):
        (tmp_path / folder).mkdir()
    Image.new("L", (9, 9)).save(tmp_path / "full" / "x.png")
    with pytest.raises(error, match=f"^{sentence}") as raised:
        load_pictures(tmp_path / name, size, channels)
    assert str(raised.value).count("\n") == 0


def test_pictures_without_anything_dark_can_be_trained_on(tmp_path):
    """A thin pencil line on white paper is light grey once it is small; pictures in [0, 1] are still refused."""
    Image.new("L", (9, 9), 200).save(tmp_path / "pale.png")
    pale = load_pictures(tmp_path, 8, 1)
    check_pictures(from_uint8(pale), (8, 8, 1))
    with pytest.raises(ValueError, match=r"values from 0\.784314 to"):
        check_pictures((pale / 255).astype("float32"), (8, 8, 1))
