"""The losses against values computed by hand, and the signs of their gradients."""

import math

import numpy as np
import pytest
import tensorflow as tf

from gan_course.losses import LOSSES

LOG2, LOG3 = math.log(2), math.log(3)


def loss(name, player, *logits):
    return float(LOSSES[name][player](*[tf.constant(values, "float32") for values in logits]))


def test_discriminator_losses_on_paper():
    # sigmoid(log 3) = 3/4, so: -log(3/4) for the real one, -log(1 - 3/4) for the fake one
    by_hand = -math.log(3 / 4) - math.log(1 / 4)
    for name in ("minimax", "non-saturating"):
        assert loss(name, 0, [[LOG3]], [[LOG3]]) == pytest.approx(by_hand, rel=1e-6)
        assert loss(name, 0, [[0.0], [0.0]], [[0.0]]) == pytest.approx(2 * LOG2, rel=1e-6)
    # hinge: real 3 and -1 cost 0 and 2; fake 0.5 and -4 cost 1.5 and 0
    assert loss("hinge", 0, [[3.0], [-1.0]], [[0.5], [-4.0]]) == pytest.approx(1 + 0.75)


def test_generator_losses_on_paper():
    assert loss("minimax", 1, [[LOG3], [0.0]]) == pytest.approx((math.log(1 / 4) + math.log(1 / 2)) / 2, rel=1e-6)
    assert loss("non-saturating", 1, [[LOG3], [0.0]]) == pytest.approx(-(math.log(3 / 4) + math.log(1 / 2)) / 2, rel=1e-6)
    assert loss("hinge", 1, [[LOG3], [0.0]]) == pytest.approx(-LOG3 / 2, rel=1e-6)


@pytest.mark.parametrize("name", LOSSES)
def test_descending_moves_logits_the_right_way(name):
    real, fake = tf.constant([[-0.5], [0.5]]), tf.constant([[-0.5], [0.5]])
    discriminator_loss, generator_loss = LOSSES[name]
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([real, fake])
        d, g = discriminator_loss(real, fake), generator_loss(fake)
    assert np.all(tape.gradient(d, real) < 0), "descending should raise the logits of real pictures"
    assert np.all(tape.gradient(d, fake) > 0), "descending should lower the logits of fakes"
    assert np.all(tape.gradient(g, fake) < 0), "the generator should raise the logits of fakes"


def test_the_saturating_loss_saturates():
    # per logit: -D for minimax, D - 1 for non-saturating; their ratio is 9 at D = 0.1
    fake = tf.constant([[math.log(1 / 9)]])
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(fake)
        saturating, non_saturating = LOSSES["minimax"][1](fake), LOSSES["non-saturating"][1](fake)
    assert tape.gradient(saturating, fake).numpy() == pytest.approx(-0.1, rel=1e-5)
    assert tape.gradient(non_saturating, fake).numpy() == pytest.approx(-0.9, rel=1e-5)


@pytest.mark.parametrize("name", LOSSES)
def test_no_overflow_where_the_discriminator_is_sure(name):
    for player, logits in ((0, ([[1e4]], [[-1e4]])), (0, ([[-1e4]], [[1e4]])), (1, ([[-1e4]],)), (1, ([[1e4]],))):
        assert math.isfinite(loss(name, player, *logits))
