"""Checks of lesson 11, the minimax objective."""

import numpy as np

from gan_course.checks import as_numbers, exercise


@exercise(
    "11.1", "the Jensen-Shannon divergence of two dice", "Two dice that share no face are log 2 apart: no two are further."
)
def jensen_shannon(answer, rng):
    cases = [(np.array([0.5, 0.3, 0.2]), np.array([0.1, 0.2, 0.7]))]
    cases += [(rng.dirichlet(np.full(6, 2.0)), rng.dirichlet(np.full(6, 2.0))) for _ in range(4)]
    cases += [(np.array([0.5, 0.5, 0.0]), np.array([0.0, 0.5, 0.5])), (np.array([1.0, 0.0]), np.array([0.0, 1.0]))]
    cases += [(np.array([0.5, 0.5, 0.0, 0.0]), np.array([0.0, 0.5, 0.5, 0.0]))]
    for p, q in cases:
        m = (p + q) / 2
        value = (_kl(p, m) + _kl(q, m)) / 2
        with np.errstate(all="ignore"):
            if np.min([p, q]) == 0:
                got = as_numbers(answer(p, q))
                finite = got is None or np.isfinite(got).all()
                answer.require(
                    finite, "a finite number", "Where a face has probability 0, its summand is 0: leave those faces out."
                )
            answer.expect(
                p,
                q,
                value=value,
                mistakes={
                    "Each of the two KL counts one half.": 2 * value,
                    "Each KL leaves out only its own zeros: a face that p lacks still counts for q.": _kl_where_both(p, q),
                    "Natural logarithms, please: this is in bits.": value / np.log(2),
                    "m is the average of p and q: where is its one half?": value - np.log(2),
                    "That compares p with q itself. Each of them is to be compared with their average.": _kl(p, q),
                    "That compares p and q with each other. Each of them is to be compared with their average.": (
                        _kl(p, q) + _kl(q, p)
                    )
                    / 2,
                    "That is its root, the Jensen-Shannon distance, as SciPy's function has it.": np.sqrt(value),
                    "That is one half of what is needed: q has to be compared with the average, too.": _kl(p, m) / 2,
                    "The average stands in the denominator, inside the logarithm.": (_kl(m, p) + _kl(m, q)) / 2,
                    "The sign: a divergence is never negative.": -value,
                },
                hint="First the average m; then KL from p to m and from q to m; then their average.",
            )


def _kl_where_both(p, q):
    """Return what comes out if faces that either lacks are left out of both."""
    both = (p > 0) & (q > 0)
    p, q = p[both], q[both]
    m = (p + q) / 2
    return np.sum(p * np.log(p / m) + q * np.log(q / m)) / 2


def _kl(p, q):
    with np.errstate(all="ignore"):
        return np.sum(np.where(p > 0, p * np.log(p / q), 0))


@exercise(
    "11.2", "the value, from samples", "The value of a coin, -log 4, is what it comes to in the end if both play well."
)
def value(answer, rng):
    cases = [(np.array([0.8, 0.5]), np.array([0.2, 0.1, 0.4]))]
    cases += [(rng.uniform(0.3, 0.95, rng.integers(3, 9)), rng.uniform(0.05, 0.6, rng.integers(10, 15))) for _ in range(5)]
    for real, fake in cases:
        first, second = np.log(real), np.log(1 - fake)
        value = first.mean() + second.mean()
        answer.expect(
            real,
            fake,
            value=value,
            mistakes={
                "That is the discriminator's loss; V has the other sign.": -value,
                "An expectation is estimated by a mean, not by a sum.": first.sum() + second.sum(),
                "That is one mean over all samples; there is one over the real ones and one over the fakes.": np.concatenate(
                    [first, second]
                ).mean(),
                "V adds its two terms; it does not average them, as Keras does.": value / 2,
                "Of a fake, the investigator is right when it says fake: 1 - D.": first.mean() + np.log(fake).mean(),
                "The second term is the logarithm of 1 - D, not 1 minus a logarithm.": first.mean()
                + 1
                - np.log(fake).mean(),
                "The two terms are added.": first.mean() - second.mean(),
                "The logarithm comes before the mean: the mean of logarithms, not the logarithm of a mean.": np.log(
                    real.mean()
                )
                + np.log(1 - fake.mean()),
                "Natural logarithms, please.": value / np.log(2),
                "That is the first term; where are the fakes?": first.mean(),
            },
            hint="For each kind, the logarithm of the probability that D gave to the truth, averaged.",
        )


@exercise(
    "11.3",
    "when real notes are rare",
    "In the logit, the share only adds log(share / (1 - share)): rare real notes lower it everywhere.",
)
def best_answer(answer, rng):
    cases = [(np.array([0.4, 0.2]), np.array([0.1, 0.2]), 0.2)]
    cases += [(*rng.uniform(0.05, 0.9, (2, 5)), float(rng.choice([0.1, 0.2, 0.7]))) for _ in range(4)]
    for p, q, share in cases:
        real, fake = share * p, (1 - share) * q
        answer.expect(
            p,
            q,
            share,
            value=real / (real + fake),
            mistakes={
                "That is the answer for half and half. How many real ones are near x now, how many fakes?": p / (p + q),
                "The two shares are exchanged.": (1 - share) * p / ((1 - share) * p + share * q),
                "That is the probability that it is fake.": fake / (real + fake),
                "The share weighs both densities, and those below the fraction bar, too.": share * p / (p + q),
                "Those are the odds, real to fake; a probability is real to all.": real / fake,
                "The fakes have a share as well: the rest.": share * p / (share * p + q),
                "That is how dense the real ones are; out of how many in all?": real,
            },
            hint="Among all that D sees near x, which part is real?",
        )


@exercise(
    "11.4",
    "read the forger's density off the investigator",
    "A classifier estimates a ratio of densities: the idea beyond GANs, too.",
)
def density_of_fakes(answer, rng):
    cases = [(np.array([0.1, 0.3]), np.array([np.log(2), -1.0]))]
    cases += [(rng.uniform(0.02, 0.6, 5), rng.uniform(-3, 3, 5)) for _ in range(4)]
    for p, logit in cases:
        d = 1 / (1 + np.exp(-logit))
        answer.expect(
            p,
            logit,
            value=p * np.exp(-logit),
            mistakes={
                "A high logit says that there are more real than fake: fakes should be rarer there.": p * np.exp(logit),
                "1 - D is the share of fakes among all, not among the real ones.": p * (1 - d),
                "That is as if D were the ratio of the densities; what does D* have below its fraction bar?": p * d,
                "p_data / D is the density of both together: take the data off.": p / d,
                "A logit is a difference of logarithms, not of densities.": p - logit,
                "That is the ratio alone. Which density does it multiply?": np.exp(-logit),
                "A logit is not a probability: D(x) = sigmoid(logit).": p * (1 - logit) / logit,
            },
            hint="The logit of D* is log p_data - log p_g: which ratio do you get from it?",
        )


@exercise("11.5", "the pull per logit", "Their sum is -1 at any logit: where one loss lets go, the other one pulls.")
def logit_slope(answer, rng):
    cases = [(-2.0, "saturating"), (-2.0, "non-saturating")]
    cases += [(float(rng.uniform(0.3, 4)) * sign, loss) for sign in (-1, 1) for loss in ("non-saturating", "saturating")]
    for logit, loss in cases:
        d = 1 / (1 + np.exp(-logit))
        saturating = loss == "saturating"
        right, other = (-d, d - 1) if saturating else (d - 1, -d)
        answer.expect(
            logit,
            loss,
            value=right,
            mistakes={
                "The two losses are exchanged.": other,
                "That is the saturating loss, whatever the name: does your function tell the two names apart?": -d,
                "That is the non-saturating loss, whatever the name: does your function tell the two names apart?": d - 1,
                "The sign: a higher logit makes either loss smaller.": -right,
                "That is the slope of the other loss, with the wrong sign.": -other,
                "That is the slope with respect to D; the chain rule leads on to the logit.": -1 / (1 - d)
                if saturating
                else -1 / d,
                "That is the slope of D, sigmoid'(logit); how does the loss depend on D?": d * (1 - d),
                "That is the loss, not its slope.": np.log(1 - d) if saturating else -np.log(d),
            },
            hint="With D = sigmoid(logit), the slope of D is D(1 - D); the chain rule does the rest.",
        )


@exercise(
    "11.A",
    "the likelihood of a mixture",
    "Far from every component this underflows: log-sum-exp is the safe form.",
    points=2,
)
def mean_log_likelihood(answer, rng):
    cases = [(np.array([0.0, 1.0, 3.0]), np.array([0.25, 0.75]), np.array([0.0, 2.0]), np.array([1.0, 0.5]))]
    for _ in range(4):
        k = int(rng.integers(2, 5))
        cases.append((rng.normal(size=7), rng.dirichlet(np.full(k, 2.0)), rng.normal(size=k), rng.uniform(0.5, 2, k)))
    for x, weights, means, sds in cases:
        squares = (x[:, None] - means) ** 2
        normals = np.exp(-squares / sds**2 / 2) / (sds * np.sqrt(2 * np.pi))
        logs = np.log(normals @ weights)
        answer.expect(
            x,
            weights,
            means,
            sds,
            value=logs.mean(),
            mistakes={
                "That is the sum over the data; take the mean.": logs.sum(),
                "The sign: the likelihood is maximised, its negative is the loss.": -logs.mean(),
                "First the weighted sum of the densities, then the logarithm; not the other way round.": np.mean(
                    np.log(normals) @ weights
                ),
                "First the logarithm for each datum, then the mean; not the other way round.": np.log(
                    np.mean(normals @ weights)
                ),
                "The components do not count alike: where are the weights?": np.mean(np.log(normals.mean(axis=1))),
                "The densities are added without their weights.": np.mean(np.log(normals.sum(axis=1))),
                "A normal density has a factor in front, 1 / (sd * root of 2 pi).": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) @ weights)
                ),
                "sds are standard deviations, not variances.": np.mean(
                    np.log(np.exp(-squares / sds / 2) / np.sqrt(2 * np.pi * sds) @ weights)
                ),
                "The exponent of a normal density has a factor of one half.": np.mean(
                    np.log(np.exp(-squares / sds**2) / (sds * np.sqrt(2 * np.pi)) @ weights)
                ),
                "In the exponent, the square is divided by the variance, sd squared.": np.mean(
                    np.log(np.exp(-squares / sds / 2) / (sds * np.sqrt(2 * np.pi)) @ weights)
                ),
                "That is one number for each datum; return their mean.": logs,
            },
            hint="For each datum, the density of the mixture is a weighted sum of normal densities; then its logarithm.",
        )
