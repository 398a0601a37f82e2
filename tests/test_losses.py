"""The losses against values computed by hand, the signs of their gradients, and the lines that they come with."""

import math

import numpy as np
import pytest
import tensorflow as tf
from scipy.stats import wasserstein_distance

from gan_course.losses import LOSSES

LOG2, LOG3 = math.log(2), math.log(3)


def loss(name, player, *logits):
    """player: "discriminator" or "generator"."""
    return float(getattr(LOSSES[name], player)(*[tf.constant(values, "float32") for values in logits]))


def test_discriminator_losses_on_paper():
    # sigmoid(log 3) = 3/4, so: -log(3/4) for the real one, -log(1 - 3/4) for the fake one
    by_hand = -math.log(3 / 4) - math.log(1 / 4)
    for name in ("minimax", "non-saturating"):
        assert loss(name, "discriminator", [[LOG3]], [[LOG3]]) == pytest.approx(by_hand, rel=1e-6)
        assert loss(name, "discriminator", [[0.0], [0.0]], [[0.0]]) == pytest.approx(2 * LOG2, rel=1e-6)
    # hinge: real 3 and -1 cost 0 and 2; fake 0.5 and -4 cost 1.5 and 0
    assert loss("hinge", "discriminator", [[3.0], [-1.0]], [[0.5], [-4.0]]) == pytest.approx(1 + 0.75)
    # least squares: real 3 and 0 cost 4 and 1, half their mean is 1.25; fake 1 and -3 cost 1 and 9, half their mean 2.5
    assert loss("least squares", "discriminator", [[3.0], [0.0]], [[1.0], [-3.0]]) == pytest.approx(1.25 + 2.5)
    # Wasserstein: the mean fake is -1, the mean real 1.5
    assert loss("Wasserstein", "discriminator", [[3.0], [0.0]], [[1.0], [-3.0]]) == pytest.approx(-1 - 1.5)


def test_generator_losses_on_paper():
    minimax = (math.log(1 / 4) + math.log(1 / 2)) / 2
    assert loss("minimax", "generator", [[LOG3], [0.0]]) == pytest.approx(minimax, rel=1e-6)
    non_saturating = -(math.log(3 / 4) + math.log(1 / 2)) / 2
    assert loss("non-saturating", "generator", [[LOG3], [0.0]]) == pytest.approx(non_saturating, rel=1e-6)
    for name in ("hinge", "Wasserstein"):
        assert loss(name, "generator", [[LOG3], [0.0]]) == pytest.approx(-LOG3 / 2, rel=1e-6)
    # least squares: 1 and -3 are 0 and 4 away from 1, half the mean of their squares is 4
    assert loss("least squares", "generator", [[1.0], [-3.0]]) == pytest.approx(4.0)


def test_the_best_critic_of_slope_1_tells_the_distance(rng):
    """Fakes that lie to the left of all real numbers: the best critic is D(x) = x, and minus its loss is the distance."""
    real, fake = rng.uniform(2, 3, 100), rng.uniform(-1, 1, 50)
    assert -loss("Wasserstein", "discriminator", real, fake) == pytest.approx(wasserstein_distance(real, fake), rel=1e-5)


def test_least_squares_is_solved_by_the_share_of_real_ones():
    """Mao et al. 2017, equation 5: where real and fake are met a and b times, the best score is a / (a + b)."""
    scores = np.linspace(0, 1, 101)
    losses = [loss("least squares", "discriminator", [s, s, s], [0]) * 3 for s in scores]  # met three times as real
    losses += np.array([loss("least squares", "discriminator", [1], [s]) for s in scores])  # and once as a fake
    assert scores[np.argmin(losses)] == pytest.approx(3 / 4)


@pytest.mark.parametrize("name", LOSSES)
def test_descending_moves_logits_the_right_way(name):
    real, fake = tf.constant([[-0.5], [0.5]]), tf.constant([[-0.4], [0.5]])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([real, fake])
        d, g = LOSSES[name].discriminator(real, fake), LOSSES[name].generator(fake)
    assert np.all(tape.gradient(d, real) < 0), "descending should raise the logits of real pictures"
    lowered = tape.gradient(d, fake) > 0
    if name == "least squares":  # it wants 0 for a fake, from both sides
        assert list(np.ravel(lowered)) == [False, True]
    else:
        assert np.all(lowered), "descending should lower the logits of fakes"
    assert np.all(tape.gradient(g, fake) < 0), "the generator should raise the logits of fakes"


def test_the_saturating_loss_saturates():
    # per logit: -D for minimax, D - 1 for non-saturating; their ratio is 9 at D = 0.1
    fake = tf.constant([[math.log(1 / 9)]])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(fake)
        saturating, non_saturating = LOSSES["minimax"].generator(fake), LOSSES["non-saturating"].generator(fake)
    assert tape.gradient(saturating, fake).numpy() == pytest.approx(-0.1, rel=1e-5)
    assert tape.gradient(non_saturating, fake).numpy() == pytest.approx(-0.9, rel=1e-5)


@pytest.mark.parametrize("name", LOSSES)
def test_no_overflow_where_the_discriminator_is_sure(name):
    for sign in (1, -1):
        assert math.isfinite(loss(name, "discriminator", [[sign * 1e4]], [[-sign * 1e4]]))
        assert math.isfinite(loss(name, "generator", [[sign * 1e4]]))


# The logit of a discriminator that can't tell real from fake: D = 1/2, or, of least squares, itself 1/2. A Wasserstein
# critic then has the same mean for both, whatever it is, so that its generator's loss has no such line; nor has hinge's.
UNDECIDED = {"minimax": 0.0, "non-saturating": 0.0, "least squares": 0.5, "hinge": 0.0, "Wasserstein": 7.0}
WITHOUT_A_LINE = {("hinge", "generator"), ("Wasserstein", "generator")}
LABELS = {"2 log 2": 2 * LOG2, "log 2": LOG2, "-log 2": -LOG2, "1/2": 1 / 2, "1/4": 1 / 4, "1/8": 1 / 8}
LABELS |= {"2": 2, "1": 1, "0": 0, "-1": -1}


@pytest.mark.parametrize("name", LOSSES)
def test_the_reference_lines_are_the_losses_of_the_undecided(name):
    logit, lines = [[UNDECIDED[name]]], LOSSES[name].references
    for player, logits in (("discriminator", (logit, logit)), ("generator", (logit,))):
        if (name, player) in WITHOUT_A_LINE:
            assert f"{player}_loss" not in lines
        else:
            (line,) = lines[f"{player}_loss"].values()
            assert loss(name, player, *logits) == pytest.approx(line, rel=1e-6)
    for labelled in lines.values():
        for label, value in labelled.items():
            assert value == pytest.approx(LABELS[label.split(", ")[-1]]), "a line lies where its label says"


@pytest.mark.parametrize("name", LOSSES)
def test_the_lines_of_the_scores(name):
    """Where the scores are probabilities, D = 1/2; hinge has its margins, beyond which there is no gradient."""
    scores, line = LOSSES[name].references.get("score", {}), UNDECIDED[name]
    if LOSSES[name].probabilities:
        line = 1 / (1 + math.exp(-line))
    if name == "hinge":
        for margin, player in ((1.0, "real"), (-1.0, "fake")):
            assert margin in scores.values()
            beyond = [margin * 1.1, margin * 2]  # on the right side of it, nothing is left to gain
            pairs = [([[s]], [[-5.0]]) if player == "real" else ([[5.0]], [[s]]) for s in beyond]
            assert [loss(name, "discriminator", *pair) for pair in pairs] == [0, 0]
    elif name == "Wasserstein":
        assert not scores, "its scores have no zero"
    else:
        assert list(scores.values()) == [pytest.approx(line)]


def test_which_scores_are_probabilities():
    assert {name for name in LOSSES if LOSSES[name].probabilities} == {"minimax", "non-saturating"}
