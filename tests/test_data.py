"""The embedded MNIST is the published one, and pictures are converted and checked as promised."""

import hashlib

import numpy as np
import pytest

from gan_course import data
from gan_course.data import ASSETS, check_pictures, from_uint8, load_mnist, to_uint8

# SHA-256 of each array's bytes; written back in IDX format they have the MD5 sums that LeCun, Cortes and Burges published.
PUBLISHED = {
    "x_train": ((60000, 28, 28), "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757"),
    "y_train": ((60000,), "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13"),
    "x_test": ((10000, 28, 28), "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161"),
    "y_test": ((10000,), "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5"),
}
# The header of an IDX file: two zero bytes, the type (8: unsigned bytes), the number of dimensions, then each of them.
IDX_MD5 = {
    "x_train": "6bbc9ace898e44ae57da46a324031adb",
    "y_train": "a25bea736e30d166cdddb491f175f624",
    "x_test": "2646ac647ad5339dbf082846283269ea",
    "y_test": "27ae3e4e09519cfbb04c329615203637",
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_embedded_arrays_are_the_published_ones(name):
    with np.load(ASSETS / "mnist.npz", allow_pickle=False) as arrays:
        array = arrays[name]
    shape, sha = PUBLISHED[name]
    assert array.shape == shape and array.dtype == np.uint8
    assert hashlib.sha256(array.tobytes()).hexdigest() == sha
    header = bytes([0, 0, 8, array.ndim]) + np.array(shape, ">u4").tobytes()
    assert hashlib.md5(header + array.tobytes()).hexdigest() == IDX_MD5[name]


def test_load_mnist_returns_pictures_with_a_channel():
    pictures, labels = load_mnist("test")
    assert pictures.shape == (10000, 28, 28, 1) and labels.shape == (10000,)
    assert labels[:5].tolist() == [7, 2, 1, 0, 4]  # the well-known beginning of the test set


def test_load_mnist_names_the_splits():
    with pytest.raises(ValueError, match=r'"train" and "test"'):
        load_mnist("validation")


def other_arrays(path):
    np.savez(path, pictures=np.zeros(3))


def one_array(path):
    with open(path, "wb") as file:
        np.save(file, np.zeros(3))


GOOD_FILE = (ASSETS / "mnist.npz").read_bytes()
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 11490434\n"


@pytest.mark.parametrize(
    "write",
    [
        lambda path: None,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(POINTER),
        lambda path: path.write_bytes(GOOD_FILE[: len(GOOD_FILE) // 2]),
        lambda path: path.write_bytes(GOOD_FILE[:5000] + bytes(9) + GOOD_FILE[5009:]),
        lambda path: path.mkdir(),
        other_arrays,
        one_array,
    ],
    ids=["missing", "empty", "pointer", "truncated", "flipped", "folder", "other arrays", "one array"],
)
def test_a_broken_file_gets_one_sentence(tmp_path, monkeypatch, write):
    monkeypatch.setattr(data, "ASSETS", tmp_path)
    write(tmp_path / "mnist.npz")
    with pytest.raises(
        OSError, match=r"mnist.npz is missing or broken, or a Git LFS pointer.*Install gan_course again"
    ) as error:
        load_mnist("train")
    assert error.value.__suppress_context__ and str(error.value).count("\n") == 0


def test_conversion_has_the_right_ends_and_comes_back():
    every_byte = np.arange(256, dtype="uint8")
    numbers = from_uint8(every_byte)
    assert numbers.dtype == np.float32 and numbers[0] == -1 and numbers[-1] == 1
    np.testing.assert_array_equal(to_uint8(numbers), every_byte)
    np.testing.assert_array_equal(to_uint8([-7.0, 7.0]), [0, 255])


def test_from_uint8_refuses_what_was_converted_before():
    with pytest.raises(ValueError, match="uint8"):
        from_uint8(np.zeros((1, 28, 28, 1), "float32"))


GOOD = np.linspace(-1, 1, 2 * 784, dtype="float32").reshape(2, 28, 28, 1)


@pytest.mark.parametrize(
    ("pictures", "sentence"),
    [
        ((GOOD + 1) / 2, "values from 0 to 1"),
        (GOOD * 255, "values from -255 to 255"),
        (((GOOD + 1) * 127).astype("uint8"), "are uint8"),
        (GOOD[..., 0], r"shape \(2, 28, 28\)"),
        (GOOD[0], r"shape \(28, 28, 1\)"),
        (GOOD[:0], "There are no pictures"),
        (np.where(GOOD > 0.5, np.nan, GOOD), "NaN"),
        (np.where(GOOD > 0.5, np.inf, GOOD), "infinite"),
    ],
)
def test_check_pictures_says_what_is_wrong_and_what_to_do(pictures, sentence):
    with pytest.raises(ValueError, match=sentence) as error:
        check_pictures(pictures)
    assert "Expected: float pictures in [-1, 1] of shape (n, 28, 28, 1)" in str(error.value)


def test_check_pictures_accepts_good_ones():
    check_pictures(GOOD)
    check_pictures(GOOD.astype("float64"))
