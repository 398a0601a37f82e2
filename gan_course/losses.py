"""What the two networks minimise, as functions of the discriminator's logits; real = 1, fake = 0.

A logit is the discriminator's raw output; D(x) = sigmoid(logit). Logits have shape (n, 1) or (n,); a loss is one number,
the mean over the batch. log(1 + e^x), "softplus", is the overflow-free form of all the logarithms here:
-log D = softplus(-logit) and -log(1 - D) = softplus(logit).
"""

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


# name: (the discriminator's loss, the generator's loss)
LOSSES = {
    "minimax": (cross_entropy_discriminator_loss, minimax_generator_loss),
    "non-saturating": (cross_entropy_discriminator_loss, non_saturating_generator_loss),
    "hinge": (hinge_discriminator_loss, hinge_generator_loss),
}
