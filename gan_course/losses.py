"""What the two networks minimise, as functions of the discriminator's logits; real = 1, fake = 0.

A logit is the discriminator's raw output; D(x) = sigmoid(logit). Logits have shape (n, 1) or (n,); a loss is one number,
the mean over the batch. log(1 + e^x), "softplus", is the overflow-free form of all the logarithms here:
-log D = softplus(-logit) and -log(1 - D) = softplus(logit).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from keras import ops


def cross_entropy_discriminator_loss(real_logits, fake_logits):
    """-(mean log D(x) + mean log(1 - D(G(z)))): Algorithm 1 of Goodfellow et al. 2014, as something to minimise.

    2 log 2 = 1.386 when the discriminator can't tell real from fake and answers D = 1/2.
    """
    return ops.mean(ops.softplus(-real_logits)) + ops.mean(ops.softplus(fake_logits))


def minimax_generator_loss(fake_logits):
    """mean log(1 - D(G(z))), the saturating loss of Algorithm 1: -log 2 = -0.693 at D = 1/2.

    Its gradient per logit is -D: next to nothing where the discriminator is sure of a fake.
    """
    return -ops.mean(ops.softplus(fake_logits))


def non_saturating_generator_loss(fake_logits):
    """-mean log D(G(z)), which the same paper advises in practice: log 2 = 0.693 at D = 1/2.

    Its gradient per logit is D - 1: largest where the discriminator is sure of a fake.
    """
    return ops.mean(ops.softplus(-fake_logits))


def hinge_discriminator_loss(real_logits, fake_logits):
    """mean max(0, 1 - real) + mean max(0, 1 + fake) (Lim and Ye 2017): 2 at logits 0; no gradient beyond the margins +-1."""
    return ops.mean(ops.relu(1.0 - real_logits)) + ops.mean(ops.relu(1.0 + fake_logits))


def hinge_generator_loss(fake_logits):
    """-mean logit of the fakes (Lim and Ye 2017): the generator simply wants a higher score."""
    return -ops.mean(fake_logits)


def least_squares_discriminator_loss(real_scores, fake_scores):
    """(mean (real - 1)^2 + mean fake^2) / 2 (Mao et al. 2017): the scores of real and fake should be 1 and 0.

    1/4 when the discriminator can't tell real from fake and answers 1/2.
    """
    return ops.mean((real_scores - 1.0) ** 2) / 2 + ops.mean(fake_scores**2) / 2


def least_squares_generator_loss(fake_scores):
    """mean (fake - 1)^2 / 2 (Mao et al. 2017): the fakes' scores should be 1. 1/8 at 1/2."""
    return ops.mean((fake_scores - 1.0) ** 2) / 2


def wasserstein_discriminator_loss(real_scores, fake_scores):
    """mean fake - mean real (Arjovsky et al. 2017): minus an estimate of the distance of the two distributions.

    It means that only if the discriminator's slope is bounded by 1, which a penalty or a constraint must see to.
    """
    return ops.mean(fake_scores) - ops.mean(real_scores)


@dataclass(frozen=True)
class GANLoss:
    """A pair of losses, and how to read them.

    discriminator: (real_logits, fake_logits) to one number. generator: fake_logits to one number.
    probabilities: whether sigmoid(logit) is a probability D(x), so that this is what is shown; else the logits are.
    references: for "discriminator_loss", "generator_loss" and "score", as far as they have any: {label: value} of the
        lines to draw, where the game is when the discriminator can't tell real from fake (or, of hinge's, its margins).
    """

    discriminator: Callable
    generator: Callable
    probabilities: bool = False
    references: dict = field(default_factory=dict)


_LOG_2 = float(np.log(2))
_UNDECIDED = {"discriminator_loss": {"2 log 2": 2 * _LOG_2}, "score": {"1/2": 0.5}}

LOSSES = {
    "minimax": GANLoss(
        cross_entropy_discriminator_loss,
        minimax_generator_loss,
        probabilities=True,
        references={**_UNDECIDED, "generator_loss": {"-log 2": -_LOG_2}},
    ),
    "non-saturating": GANLoss(
        cross_entropy_discriminator_loss,
        non_saturating_generator_loss,
        probabilities=True,
        references={**_UNDECIDED, "generator_loss": {"log 2": _LOG_2}},
    ),
    "least squares": GANLoss(
        least_squares_discriminator_loss,
        least_squares_generator_loss,
        references={"discriminator_loss": {"1/4": 0.25}, "generator_loss": {"1/8": 0.125}, "score": {"1/2": 0.5}},
    ),
    "hinge": GANLoss(
        hinge_discriminator_loss,
        hinge_generator_loss,
        references={"discriminator_loss": {"2": 2.0}, "score": {"margin of real, 1": 1.0, "margin of fake, -1": -1.0}},
    ),
    # The generator's loss is the hinge game's: minus the mean score of the fakes.
    "Wasserstein": GANLoss(
        wasserstein_discriminator_loss, hinge_generator_loss, references={"discriminator_loss": {"0": 0.0}}
    ),
}
