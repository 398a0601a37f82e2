"""Checks of lesson 11, the minimax objective."""

import numpy as np

from gan_course.checks import exercise

NOT_FINITE = "Something overflows, or is divided by 0, or is the log of 0 or of a negative number."


@exercise(
    "11.1", "the Jensen-Shannon divergence of two dice", "Two dice that share no face are log 2 apart: no two are further."
)
def jensen_shannon(answer, rng):
    cases = [(np.array([0.5, 0.3, 0.2]), np.array([0.1, 0.2, 0.7]))]
    cases += [(rng.dirichlet(np.full(n, 2.0)), rng.dirichlet(np.full(n, 2.0))) for n in rng.integers(4, 9, 4)]
    cases += [(np.array([0.5, 0.5, 0.0]), np.array([0.0, 0.3, 0.7])), (np.array([1.0, 0.0]), np.array([0.0, 1.0]))]
    cases += [(np.array([0.6, 0.4, 0.0, 0.0]), np.array([0.0, 0.3, 0.7, 0.0]))]
    for p, q in cases:
        m = (p + q) / 2
        to_p, to_q = _kl(p, m), _kl(q, m)
        value = (to_p + to_q) / 2
        both = (p > 0) & (q > 0)
        answer.expect(
            p,
            q,
            value=value,
            mistakes={
                "Each of the two KL counts one half.": 2 * value,
                "Each KL leaves out only its own zeros: a face that p lacks still counts for q.": (
                    _kl(p[both], m[both]) + _kl(q[both], m[both])
                )
                / 2,
                "Natural logarithms, please: this is in bits.": value / np.log(2),
                "Natural logarithms, please, not those of base 10.": value / np.log(10),
                "m is the average of p and q: where is its one half?": value - np.log(2),
                "That is 2 JSD - log 4, as with m = p + q, not halved, and two KL that do not count one half.": (
                    2 * value - np.log(4)
                ),
                "That is KL from p to q itself. Each of them is to be compared with their average.": _kl(p[both], q[both]),
                "That is KL from q to p itself. Each of them is to be compared with their average.": _kl(q[both], p[both]),
                "That compares p and q with each other. Each of them is to be compared with their average.": (
                    _kl(p[both], q[both]) + _kl(q[both], p[both])
                )
                / 2,
                "That compares p and q with each other, and adds. Each is to be compared with their average.": (
                    _kl(p[both], q[both]) + _kl(q[both], p[both])
                ),
                "That is its root, the Jensen-Shannon distance, as SciPy's function has it.": np.sqrt(value),
                "That is its root, and in bits: the Jensen-Shannon distance.": np.sqrt(value / np.log(2)),
                "That is p's part: q has to be compared with the average, too.": to_p / 2,
                "That is q's part: p has to be compared with the average, too.": to_q / 2,
                "The half of the second KL is there; where is that of the first? The sum needs brackets.": to_p + to_q / 2,
                "A face with probability 0 makes its own summand 0, not the whole KL.": (to_p * p.all() + to_q * q.all())
                / 2,
                "Off the average's entropy comes half of that of p and half of that of q.": _entropy(m)
                - _entropy(p)
                - _entropy(q),
                "That compares p with the average; q has to be compared with it, too, and each counts one half.": to_p,
                "That compares q with the average; p has to be compared with it, too, and each counts one half.": to_q,
                "The two KL are added, not subtracted.": (to_p - to_q) / 2,
                "The average stands in the denominator, inside the logarithm.": (
                    _kl(m[p > 0], p[p > 0]) + _kl(m[q > 0], q[q > 0])
                )
                / 2,
                "The sign: a divergence is never negative.": -value,
                "An expectation is a sum over the faces, each weighted by its probability; there is no mean besides.": value
                / len(p),
                "The sum over the faces has no mean besides, and each KL counts one half.": 2 * value / len(p),
                "The average of the two KL, not the larger of them.": max(to_p, to_q),
                "Each logarithm is weighted by its own probability, that of p or q.": (
                    np.log(p[both] / m[both]).sum() + np.log(q[both] / m[both]).sum()
                )
                / 2,
                "In KL(p || m) the logarithms are weighted by p, in KL(q || m) by q; not by the average.": (
                    np.sum(m[both] * np.log(p[both] / m[both])) + np.sum(m[both] * np.log(q[both] / m[both]))
                )
                / 2
                if both.all()
                else np.nan,
                "The summands keep their signs: no absolute values.": (
                    np.abs(_summands(p, m)).sum() + np.abs(_summands(q, m)).sum()
                )
                / 2,
                "m is the average of p and q, their arithmetic mean.": (
                    _kl(p[both], np.sqrt(p * q)[both]) + _kl(q[both], np.sqrt(p * q)[both])
                )
                / 2,
                "That is the entropy of the average. What is taken off it?": _entropy(m),
                "That is half the sum of all differences between p and q; no logarithm in it.": np.abs(p - q).sum() / 2,
            },
            hint="First the average m; then KL from p to m and from q to m; then their average.",
            not_finite="Where a face has probability 0, its summand is 0: leave such faces out of the sum."
            if np.min([p, q]) == 0
            else "Something is divided by 0, or is the log of 0; here no face has probability 0.",
        )


def _summands(p, q):
    some = p > 0
    return p[some] * np.log(p[some] / q[some])


def _kl(p, q):
    return _summands(p, q).sum()


def _entropy(p):
    return -_kl(p, np.ones_like(p))


@exercise(
    "11.2",
    "the value, from samples",
    "-log 4, what answering 1/2 to everything scores, is what it comes to in the end if both play well.",
)
def value(answer, rng):
    cases = [(np.array([0.8, 0.5]), np.array([0.2, 0.1, 0.4]))]
    cases += [(rng.uniform(0.3, 0.95, rng.integers(3, 9)), rng.uniform(0.05, 0.6, rng.integers(10, 15))) for _ in range(4)]
    cases += [(rng.uniform(0.3, 0.95, 7), rng.uniform(0.05, 0.6, 4))]
    for real, fake in cases:
        first, second = np.log(real), np.log(1 - fake)
        value = first.mean() + second.mean()
        answer.expect(
            real,
            fake,
            value=value,
            mistakes={
                "That is the discriminator's loss; V has the other sign.": -value,
                "That is Keras's binary cross-entropy: V has the other sign, and adds its two terms.": -value / 2,
                "An expectation is estimated by a mean, not by a sum.": first.sum() + second.sum(),
                "That is one mean over all samples; there is one over the real ones and one over the fakes.": np.concatenate(
                    [first, second]
                ).mean(),
                "Each kind is averaged over its own number of samples; here the fakes are divided by that of the real.": (
                    first.mean() + second.sum() / len(real)
                ),
                "Each kind is averaged over its own number of samples; here the real are divided by that of the fakes.": (
                    first.sum() / len(fake) + second.mean()
                ),
                "V adds its two terms; it does not average them, as Keras does.": value / 2,
                "Of a fake, the investigator is right when it says fake: 1 - D.": first.mean() + np.log(fake).mean(),
                "The two are exchanged: 1 - D belongs to the fakes.": np.log(1 - real).mean() + np.log(fake).mean(),
                "Of a real sample, the investigator is right when it says real: D, not 1 - D.": np.log(1 - real).mean()
                + second.mean(),
                "The second term is the logarithm of 1 - D, not 1 minus a logarithm.": first.mean()
                + 1
                - np.log(fake).mean(),
                "In V, the fakes count log(1 - D); -log D is the loss that generators use in practice.": first.mean()
                - np.log(fake).mean(),
                "The two terms are added.": first.mean() - second.mean(),
                "The two terms are added; the first one keeps its sign.": second.mean() - first.mean(),
                "The two kinds are no pairs, and zip stops at the end of the shorter: a mean for each kind.": np.mean(
                    [a + b for a, b in zip(first, second)]
                ),
                "The second term has log(1 - D), not log(1 + D).": first.mean() + np.log(1 + fake).mean(),
                "The probabilities themselves stand in the logarithms, not their odds.": np.log(real / (1 - real)).mean()
                + np.log((1 - fake) / fake).mean(),
                "The two terms are added, not multiplied.": first.mean() * second.mean(),
                "The logarithm comes before the mean: the mean of logarithms, not the logarithm of a mean.": np.log(
                    real.mean()
                )
                + np.log(1 - fake.mean()),
                "V counts logarithms of the probabilities.": real.mean() + 1 - fake.mean(),
                "Natural logarithms, please; these are of base 2.": value / np.log(2),
                "Natural logarithms, please; these are of base 10.": value / np.log(10),
                "These are probabilities already: no sigmoid.": -np.log1p(np.exp(-real)).mean()
                - np.log1p(np.exp(fake)).mean(),
                "That is how far apart the mean answers are; V counts logarithms.": real.mean() - fake.mean(),
                "Those are the first samples alone: does `return` stand within the loop?": first[0] + second[0],
                "That is the first term; where are the fakes?": first.mean(),
                "That is the second term, the fakes; where are the real samples?": second.mean(),
            },
            hint="For each kind, the logarithm of the probability that D gave to the truth, averaged.",
        )


@exercise(
    "11.3",
    "when real notes are rare",
    "In the logit, the share only adds log(share / (1 - share)): rare real notes lower it everywhere.",
)
def best_answer(answer, rng):
    cases = [(*rng.uniform(0.05, 0.9, (2, n)), share) for n, share in zip((3, 5, 4, 2, 6), (0.2, 0.1, 0.7, 0.35, 0.9))]
    for p, q, share in cases:
        real, fake, half = share * p, (1 - share) * q, p / (p + q)
        answer.expect(
            p,
            q,
            share,
            value=real / (real + fake),
            mistakes={
                "That is the answer for half and half. How many real ones are near x now, how many fakes?": half,
                "The two shares are exchanged: share_real weighs p_data, as a factor.": (1 - share)
                * p
                / ((1 - share) * p + share * q),
                "That is the probability that it is fake.": fake / (real + fake),
                "The share weighs both densities, and those below the fraction bar, too.": share * half,
                "The share stands below the fraction bar; it weighs what is above it, too.": p / (real + fake),
                "Those are the odds, real to fake; a probability is real to all.": real / fake,
                "Those are the odds, fake to real; a probability is real to all.": fake / real,
                "The fakes have a share as well: the rest.": real / (real + q),
                "The real ones have a share as well.": p / (p + fake),
                "The fakes have a share of their own: the rest, 1 - share_real, not the same one again.": p
                / (p + share * q),
                "The two densities are exchanged: share_real weighs p_data.": share * q / (share * q + (1 - share) * p),
                "The rest, 1 - share_real, weighs p_g: it needs brackets.": real / (real + 1 - share * q),
                "A probability is asked for, not a verdict.": real > fake,
                "These are densities at single points; there is nothing to normalise.": real
                / p.sum()
                / (real / p.sum() + fake / q.sum()),
                "That is how dense the real ones are; out of how many in all?": real,
                "That is how dense real and fake are together; which part of it is real?": real + fake,
                "That is the logit, the logarithm of the odds; D is a probability.": np.log(real / fake),
                "That is D before it looks at x. What do the two densities say?": share + 0 * p,
                "The share does not move D by a fixed amount; it weighs the densities.": half + share - 0.5,
                "The share is not averaged with the answer for half and half; it weighs the densities.": (half + share) / 2,
                "One number for each point, please.": np.mean(real / (real + fake)),
                "One number for each point: the sums over all points are none of D's business.": real / np.sum(real + fake),
            },
            hint="Among all that D sees near x, which part is real?",
        )


@exercise(
    "11.4",
    "read the forger's density off the investigator",
    "A classifier estimates a ratio of densities: the idea beyond GANs, too.",
)
def density_of_fakes(answer, rng):
    for n in (2, 5, 3, 4, 6):
        p = rng.uniform(0.1, 0.6, n)
        logit = np.append(rng.uniform(-3, -2.5), rng.uniform(-3, 3, n - 1))  # p_g is above 1 at the first point
        d = 1 / (1 + np.exp(-logit))
        value = p * np.exp(-logit)
        answer.expect(
            p,
            logit,
            value=value,
            mistakes={
                "A high logit says that there are more real than fake: fakes should be rarer there.": p * np.exp(logit),
                "1 - D is the share of fakes among all, not among the real ones.": p * (1 - d),
                "That is as if D were the ratio of the densities; what does D* have below its fraction bar?": p * d,
                "p_data / D is the density of both together: take the data off.": p / d,
                "p_data is the share D of all, not the share 1 - D.": p / (1 - d),
                "That is the average of the two densities; p_g alone is asked for.": p / d / 2,
                "A density may well be greater than 1.": np.minimum(value, 1),
                "p_data / D is the density of both together: take p_data off, not 1.": p / d - 1,
                "A logit is a difference of logarithms, not of densities.": p - logit,
                "A logit is the logarithm of the ratio, not the ratio.": p / logit,
                "A logit is the logarithm of the ratio, not its inverse.": p * logit,
                "That is the ratio alone. Which density does it multiply?": np.exp(-logit),
                "That is the ratio, data to fakes. Which density do you get from it?": np.exp(logit),
                "That is the logarithm of p_g.": np.log(p) - logit,
                "A logit is not a probability: D(x) = sigmoid(logit).": p * (1 - logit) / logit,
                "That is D. Solve its formula for p_g.": d,
                "That is the share of fakes among all. Which density do they have?": 1 - d,
                "The logit is in the exponent, not D.": p * np.exp(-d),
                "A logit is a natural logarithm: the base is e, not 2.": p * 2.0**-logit,
                "A logit is a natural logarithm: the base is e, not 10.": p * 10.0**-logit,
                "These are densities at single points; there is nothing to normalise.": value / value.sum(),
                "That is p_g taken off p_data; p_g alone is asked for.": p - value,
            },
            hint="The logit of D* is log p_data - log p_g: which ratio do you get from it?",
        )


@exercise("11.5", "the pull per logit", "Their sum is -1 at any logit: where one loss lets go, the other one pulls.")
def logit_slope(answer, rng):
    logits = [-2.0, *rng.uniform(0.4, 4, 2) * (-1, 1)]
    for logit in map(float, logits):
        d = 1 / (1 + np.exp(-logit))
        for loss in ("saturating", "non-saturating"):
            saturating = loss == "saturating"
            right, other = (-d, d - 1) if saturating else (d - 1, -d)
            answer.expect(
                logit,
                loss,
                value=right,
                mistakes={
                    "That is the slope of the other loss. Is it the names, or the sign within the sigmoid?": other,
                    "The sign: a higher logit makes either loss smaller.": -right,
                    "That is the slope of the other loss, with the wrong sign.": -other,
                    "That is the slope for one loss, whichever is asked for. Does it tell the two names apart?": -d,
                    "That is the slope of the non-saturating loss, whichever is asked for.": d - 1,
                    "The sign of the non-saturating one: a higher logit makes either loss smaller.": right
                    if saturating
                    else -right,
                    "The sign of the saturating one: a higher logit makes either loss smaller.": -right
                    if saturating
                    else right,
                    "That is the slope with respect to D; the chain rule leads on to the logit.": -1 / (1 - d)
                    if saturating
                    else -1 / d,
                    "That is the slope with respect to D, without its sign; the chain rule leads on to the logit.": 1
                    / (1 - d)
                    if saturating
                    else 1 / d,
                    "That is the ratio of the two slopes, whichever is asked for.": (1 - d) / d,
                    "That is the slope of D, sigmoid'(logit); how does the loss depend on D?": d * (1 - d),
                    "That is the slope of D, with a sign; how does the loss depend on D?": -d * (1 - d),
                    "That is the loss, not its slope.": np.log(1 - d) if saturating else -np.log(d),
                    "That is D itself.": d,
                    "That is 1 - D, whichever is asked for.": 1 - d,
                    "Both losses get smaller as the logit grows, though not equally fast: it is not a number for both.": -1,
                    "The slope of D, D(1 - D), is in it once too often.": right * d * (1 - d),
                    "D is the sigmoid of the logit, not its tanh.": -np.tanh(logit) if saturating else np.tanh(logit) - 1,
                    "For the non-saturating loss, that is how it compares with the other one, not its own slope.": -d
                    if saturating
                    else (d - 1) / d,
                    "A logit is not a probability: first D = sigmoid(logit).": -logit if saturating else logit - 1,
                    "The slope of log D is 1/D times that of D; this has lost the 1/D.": d * (d - 1) / (1 - d)
                    if not saturating
                    else d * (d - 1),
                    "That is the ratio of the two slopes, or its inverse.": d / (1 - d) if saturating else (1 - d) / d,
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
    for n, k in ((4, 2), (7, 3), (5, 4), (9, 2), (6, 5)):
        x, weights, means = rng.normal(size=n), rng.dirichlet(np.full(k, 2.0)), rng.normal(size=k)
        sds = rng.uniform(0.5, 2, k)
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
                "The sign; and take the mean over the data, not the sum.": -logs.sum(),
                "First the weighted sum of the densities, then the logarithm; not the other way round.": np.mean(
                    np.log(normals) @ weights
                ),
                "First the logarithm for each datum, then the mean; not the other way round.": np.log(
                    np.mean(normals @ weights)
                ),
                "That is the mean of the densities; where is the logarithm?": np.mean(normals @ weights),
                "The components do not count alike: where are the weights?": np.mean(np.log(normals.mean(axis=1))),
                "The densities are added without their weights.": np.mean(np.log(normals.sum(axis=1))),
                "All components count for a datum, not only the most likely one.": np.mean(
                    np.log((normals * weights).max(axis=1))
                ),
                "A normal density has a factor in front, 1 / (sd * root of 2 pi).": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) @ weights)
                ),
                "In front of a normal density stands 1 / (sd * root of 2 pi): the sd is missing.": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) / np.sqrt(2 * np.pi) @ weights)
                ),
                "In front of a normal density stands 1 / (sd * root of 2 pi): the root of 2 pi is missing.": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) / sds @ weights)
                ),
                "In front of a normal density stands the root of 2 pi, not 2 pi.": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) / (sds * 2 * np.pi) @ weights)
                ),
                "In front of a normal density stands 1 / (sd * root of 2 pi): sd is not squared there.": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) / (sds**2 * np.sqrt(2 * np.pi)) @ weights)
                ),
                "In front of a normal density stands 1 / (sd * root of 2 pi): sd does not stand under the root.": np.mean(
                    np.log(np.exp(-squares / sds**2 / 2) / np.sqrt(2 * np.pi * sds) @ weights)
                ),
                "sds are standard deviations, not variances.": np.mean(
                    np.log(np.exp(-squares / sds / 2) / np.sqrt(2 * np.pi * sds) @ weights)
                ),
                "sds are standard deviations already; their squares stand in the exponent alone.": np.mean(
                    np.log(np.exp(-squares / sds**4 / 2) / (sds**2 * np.sqrt(2 * np.pi)) @ weights)
                ),
                "In the exponent stands a minus: far from the mean, the density is small.": np.mean(
                    np.log(np.exp(squares / sds**2 / 2) / (sds * np.sqrt(2 * np.pi)) @ weights)
                ),
                "In the exponent, the distance from the mean is squared.": np.mean(
                    np.log(np.exp(-np.sqrt(squares) / sds / 2) / (sds * np.sqrt(2 * np.pi)) @ weights)
                ),
                "For each datum, the sum runs over the components; here it runs over the data.": np.mean(
                    np.log((normals * weights).sum(axis=0))
                ),
                "The weights sum to 1: the weighted densities are added, with no mean besides.": logs.mean() - np.log(k),
                "That is the first component alone.": np.log(normals[:, 0]).mean(),
                "That is one bell of average place and width; add the components' densities.": np.mean(
                    -(((x - weights @ means) / (weights @ sds)) ** 2) / 2 - np.log(weights @ sds * np.sqrt(2 * np.pi))
                ),
                "The components' densities are added, not multiplied.": np.mean(np.log((normals * weights).prod(axis=1))),
                "The mean is one over the data: there are as many as x has.": logs.sum() / k,
                "The exponent of a normal density has a factor of one half.": np.mean(
                    np.log(np.exp(-squares / sds**2) / (sds * np.sqrt(2 * np.pi)) @ weights)
                ),
                "In the exponent, the square is divided by the variance, sd squared.": np.mean(
                    np.log(np.exp(-squares / sds / 2) / (sds * np.sqrt(2 * np.pi)) @ weights)
                ),
                "Natural logarithms, please, not those of base 2.": logs.mean() / np.log(2),
                "Natural logarithms, please, not those of base 10.": logs.mean() / np.log(10),
                "That is one number for each datum; return their mean.": logs,
            },
            hint="For each datum, the density of the mixture is a weighted sum of normal densities; then its logarithm.",
            not_finite=NOT_FINITE,
        )
