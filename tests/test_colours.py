"""The four colours can be told apart with the common colour deficiencies too: computed, not judged by eye.

Simulated by Machado, Oliveira and Fernandes (2009), "A physiologically-based model for simulation of color vision
deficiency": their matrices for complete protanopia, deuteranopia and tritanopia, on linear RGB. Distances are Euclidean in
CIELAB (CIE 1976), where 2.3 is about the smallest difference that can be seen.
"""

from itertools import combinations

import numpy as np
import pytest

from gan_course import plots

SEEN = {
    "colour vision without a deficiency": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
XYZ_OF_RGB = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def lab(colour, seen=SEEN["colour vision without a deficiency"]):
    """Return CIELAB (L, a, b), white point D65, of "#RRGGBB" as a person sees it whose vision is the matrix `seen`."""
    srgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    xyz = XYZ_OF_RGB @ np.clip(np.array(seen) @ linear, 0, 1) / (XYZ_OF_RGB @ np.ones(3))
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def smallest_distance(one, other):
    return min(np.linalg.norm(lab(one, seen) - lab(other, seen)) for seen in SEEN.values())


def test_the_computation_gives_published_values():
    assert np.allclose(lab("#FF0000"), [53.24, 80.09, 67.20], atol=0.02)  # of sRGB's red, and of its blue
    assert np.allclose(lab("#0000FF"), [32.30, 79.19, -107.86], atol=0.02)
    for seen in SEEN.values():  # grey stays grey
        assert np.allclose(lab("#808080", seen), [53.59, 0, 0], atol=0.02)


def test_matplotlibs_own_red_and_green_would_not_pass():
    assert smallest_distance("#D62728", "#2CA02C") < 10


@pytest.mark.parametrize(("one", "other"), [("REAL", "FAKE"), ("GENERATOR", "DISCRIMINATOR")])
def test_what_is_set_against_each_other_is_far_apart(one, other):
    assert smallest_distance(getattr(plots, one), getattr(plots, other)) > 35


def test_no_two_of_the_four_are_confused():
    colours = [plots.REAL, plots.FAKE, plots.GENERATOR, plots.DISCRIMINATOR]
    assert min(smallest_distance(one, other) for one, other in combinations(colours, 2)) > 15
