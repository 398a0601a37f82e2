"""The CycleGAN of lesson 21: its worlds, its history, its step, and what its record says."""

import keras
import numpy as np
import tensorflow as tf

from gan_course import cycle_gan
from gan_course.recorded import load_recorded


def some_digits(n=4):
    digits = np.zeros((n, 28, 28, 1), "uint8")
    for i in range(n):
        digits[i, 8:20, 10 + i : 12 + i] = 200
    return digits


def test_a_coloured_digit_has_one_ink_and_the_brightness_of_the_grey_one():
    digits = some_digits()
    pictures = cycle_gan.in_colour(digits, np.random.default_rng(0))
    assert pictures.shape == (4, 28, 28, 3) and pictures.dtype == "float32" and pictures.min() >= -1 and pictures.max() <= 1
    np.testing.assert_allclose(pictures.max(axis=3), digits[..., 0] / 127.5 - 1, atol=1e-6)
    inks = [np.unique(picture[digits[i, ..., 0] > 0], axis=0) for i, picture in enumerate(pictures)]
    assert all(len(ink) == 1 for ink in inks) and len({tuple(ink[0]) for ink in inks}) == 4


def test_a_bold_digit_is_grey_and_a_pixel_wider_on_each_side():
    digits = some_digits(1)
    (picture,) = cycle_gan.in_bold(digits)
    assert picture.dtype == "float32" and (picture == picture[..., :1]).all()
    rows, columns = np.nonzero(picture[..., 0] > -1)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (7, 20, 9, 12)


def test_the_history_is_filled_first_then_gives_old_fakes_for_half_of_the_new():
    history = cycle_gan.History(16, seed=0)
    numbered = np.zeros((8, *cycle_gan.SHAPE)) + 0.01 * np.arange(8)[:, None, None, None]
    batches = [(i + numbered).astype("float32") for i in range(40)]
    given = np.array([history.exchange(tf.constant(batch)).numpy() for batch in batches])[..., 0, 0, 0]
    assert (given[0].astype(int) == 0).all(), "an empty history has nothing to give"
    is_old = given.astype(int) < np.arange(40)[:, None]
    assert 0.3 < is_old[10:].mean() < 0.7


def test_a_step_moves_all_four_networks_and_a_weight_of_0_leaves_its_loss_out():
    digits = some_digits(8)
    a, b = cycle_gan.in_colour(digits, np.random.default_rng(0)), cycle_gan.in_bold(digits)
    model = cycle_gan.make_cycle_gan(seed=0, identity=0.0, history=8)
    model.run_eagerly = True  # for one step, tracing would take far longer
    networks = model.to_a, model.to_b, model.judge_a, model.judge_b
    before = [network.get_weights() for network in networks]
    history = model.fit(cycle_gan.unpaired(a, b), shuffle=False, verbose=0).history
    assert (
        set(history) == {"generator_loss", "discriminator_loss", "cycle_loss"} and np.isfinite(list(history.values())).all()
    )
    for network, weights in zip(networks, before):
        assert any((new != old).any() for new, old in zip(network.get_weights(), weights))
    assert isinstance(model, keras.Model)


def test_what_the_lesson_says_of_its_record():
    table = load_recorded("cycle_gan")
    of = {arm: table[table["arm"] == arm] for arm in np.unique(table["arm"])}
    assert len(of) == 6 and all(list(rows["seed"]) == [1, 2, 3] for rows in of.values())
    copying, dark_grey, black = 0.254, 0.0997, 0.239  # as the lesson prints them
    whole, pairs, loose, alone = (of[arm] for arm in ("whole", "pairs", "without the cycle", "GAN alone"))
    ratios = whole["error_b"] / pairs["error_b"]
    assert 2 < ratios.min() and ratios.max() < 3 and whole["error_b"].max() < copying / 2 < copying < alone["error_b"].min()
    assert loose["error_b"].min() < whole["error_b"].max() and whole["error_b"].min() < loose["error_b"].max(), "no order"
    assert 0.01 < whole["kept"].mean() - loose["kept"].mean() < 0.03
    assert (whole["error_a"] < loose["error_a"] - 0.02).all() and (abs(loose["error_a"] - black) < 1e-3).sum() == 2
    assert whole["back_0"].max() < dark_grey < min(pairs["back_0"].min(), loose["back_0"].min())
    assert (whole["back_grey"] - whole["back_0"]).min() > 0.02 and whole["back_1"].min() > dark_grey
    for rows in (pairs, loose):
        assert abs(rows["back_grey"] - rows["back_0"]).max() < 1e-3, "nothing is read from the fakes' colour"
    other, same = of["other shares"], of["same shares"]
    assert other["threes_as_8"].max() < 0.05, "not exchanged"
    lost = np.sort(same["kept"] - other["kept"])
    assert lost[0] < 0.03 < lost[1] < 0.1 < lost[2] and same["kept"].min() > 0.94, "spoilt on one seed, not on another"
    ratios = other["error_b"] / same["error_b"]
    assert ratios.min() < 1 and 1.9 < ratios.max() < 2.1
