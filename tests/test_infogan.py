"""The InfoGAN of lesson 19: its codes, its terms and its measures, against small cases worked out by hand."""

import keras
import numpy as np
import pytest

from gan_course import infogan
from gan_course.recorded import load_recorded


def bar(lean=0.0, wide=1):
    """Return a picture (1, 14, 14, 1) of a bar that leans by so many pixels to the right for each pixel up."""
    picture = -np.ones((1, 14, 14, 1), "float32")
    for row in range(2, 12):
        middle = 7 + lean * (6.5 - row)
        left = round(middle - wide / 2)
        picture[0, row, left : left + wide] = 1
    return picture


def test_codes_are_one_of_ten_and_two_independent_numbers():
    codes = np.array(infogan.draw_codes(4000, keras.random.SeedGenerator(0)))
    ten, numbers = codes[:, :10], codes[:, 10:]
    assert codes.shape == (4000, 12) and (ten.sum(axis=1) == 1).all() and set(np.unique(ten)) == {0, 1}
    assert abs(ten.mean(axis=0) - 0.1).max() < 0.02 and abs(numbers).max() <= 1
    assert abs(numbers.std(axis=0) - 1 / np.sqrt(3)).max() < 0.02
    assert abs(np.corrcoef(np.column_stack([ten.argmax(axis=1), numbers]), rowvar=False) - np.eye(3)).max() < 0.06


def test_information_of_a_table_is_the_exact_sum_and_0_cells_add_nothing():
    joint = np.array([[0.25, 0.25, 0], [0, 0.125, 0.375]])
    a, b = joint.sum(axis=1), joint.sum(axis=0)
    exact = sum(joint[i, j] * np.log(joint[i, j] / (a[i] * b[j])) for i, j in zip(*np.nonzero(joint)))
    assert np.isclose(infogan.mutual_information(joint), exact, atol=1e-6)


def test_two_sure_guesses_that_agree_tell_all_and_guesses_of_other_pictures_nothing():
    sure = np.eye(10, dtype="float32")[np.arange(40) % 10]
    assert np.isclose(infogan.mutual_information(infogan.joint_table(sure, sure)), np.log(10), atol=1e-4)
    flat = np.full((40, 10), 0.1, "float32")
    assert abs(float(infogan.mutual_information(infogan.joint_table(sure, flat)))) < 1e-5


def test_the_code_loss_is_minus_log_q_but_for_a_constant():
    codes = np.zeros((2, 12), "float32")
    codes[[0, 1], [3, 8]], codes[:, 10:] = 1, [[0.5, -1], [0, 0.25]]
    guesses = np.zeros((2, 12), "float32")
    expected = np.log(10) + 1.5 * np.sum(codes[:, 10:] ** 2, axis=1)
    np.testing.assert_allclose(infogan.code_losses(codes, guesses), expected, rtol=1e-5)


def test_a_copy_that_may_not_move_is_the_picture_and_one_that_may_stays_in_range():
    seed = keras.random.SeedGenerator(0)
    picture = bar(lean=0.3)
    np.testing.assert_allclose(infogan.move(picture, seed, shift=0.0, ink=0.0), picture, atol=1e-3)
    copies = np.array(infogan.move(np.repeat(picture, 20, axis=0), seed, **infogan.TURNED))
    assert copies.shape == (20, 14, 14, 1) and copies.min() >= -1 and copies.max() <= 1
    assert infogan.slant_and_width(copies)[:, 0].std() > 0.05


@pytest.mark.parametrize("lean", [-0.5, 0.0, 0.5])
def test_slant_is_pixels_to_the_right_for_each_pixel_up_and_width_does_not_know_it(lean):
    slant, width = infogan.slant_and_width(bar(lean, wide=3))[0]
    assert abs(slant - lean) < 0.1
    assert abs(width - np.sqrt(8 / 12)) < 0.15


def test_correlations_are_taken_within_codes():
    rng = np.random.default_rng(0)
    codes, numbers = rng.integers(0, 3, 600), rng.uniform(-1, 1, (600, 2))
    measures = numbers[:, ::-1] * [1, -1] + 100 * codes[:, None]
    np.testing.assert_allclose(infogan.within_codes(codes, numbers, measures), [[0, -1], [1, 0]], atol=0.15)


def test_purity_is_the_share_of_the_commonest_digit_of_each_code():
    assert infogan.purity(np.array([0, 0, 0, 7, 7]), np.array([4, 4, 1, 1, 1])) == 0.8


def test_both_kinds_train_and_the_noise_is_drawn_with_any_codes():
    pictures = np.random.default_rng(0).uniform(-1, 1, (16, 14, 14, 1)).astype("float32")
    gan = infogan.make_infogan(seed=0)
    history = gan.fit(pictures, batch_size=8).history
    assert {"code_loss", "agreement", "squared_slope"} <= set(history)
    assert gan.sample(3).shape == (3, 14, 14, 1)
    assert set(infogan.judge(gan, n=40)) >= {"purity", "bound", "first_slant", "second_width"}


def test_the_recorded_runs_have_what_lesson_19_says():
    table = load_recorded("infogan")
    ours = table[table["arm"] == "ours"]
    assert np.median(ours["purity"]) >= 0.75
    assert abs(ours["first_slant"]).min() > 0.7 and np.median(abs(ours["second_width"])) > 0.5
    assert max(abs(ours["first_width"]).max(), abs(ours["second_slant"]).max()) < 0.3
    assert all(np.sum(table["arm"] == arm) == 5 for arm in np.unique(table["arm"]))
    assert np.sum(abs(ours["second_width"]) > 0.7) == 3 and np.sum(ours["digits"] == 10) == 1
    the_papers = table[table["arm"] == "the paper's term"]
    assert the_papers["purity"].max() < ours["purity"].min()
    seconds = [ours["seconds"] / table["seconds"][table["arm"] == arm] for arm in np.unique(table["arm"]) if arm != "ours"]
    assert 1.05 < np.min(seconds) and np.max(seconds) < 1.45
