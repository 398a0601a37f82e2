"""Checks of lesson 18, the semi-supervised GAN."""

import numpy as np

from gan_course.checks import exercise


def _log_z(logits):
    largest = logits.max(axis=1)
    return largest + np.log(np.exp(logits - largest[:, None]).sum(axis=1))


def _softplus(t):
    return np.logaddexp(0, t)


def _softmax(logits):
    return np.exp(logits - _log_z(logits)[:, None])


@exercise(
    "18.1",
    "is it real?",
    "Keras has it as ops.logsumexp; it is a smooth maximum, at most log K above the largest logit.",
)
def real_logits(answer, rng):
    cases = [rng.normal(0, 2, shape) for shape in ((5, 3), (4, 7), (2, 10), (6, 4))]
    large = rng.normal(0, 2, (4, 5)) + rng.choice([-1, 1], (4, 1)) * rng.uniform(800, 1500, (4, 1))
    for logits in [*cases, large]:
        k = logits.shape[1]
        value = _log_z(logits)
        mistakes = {
            "That is the largest logit; the others count as well.": logits.max(axis=1),
            "The sum runs over the classes of one picture; here it runs over the pictures.": _log_z(logits.T),
            "That is one number; each picture has a logit of its own.": _log_z(logits.reshape(1, -1))[0],
            "That is D itself, a probability; its logit is asked.": np.exp(-_softplus(-value)),
            "A sum over the classes, not a mean.": value - np.log(k),
            "That is the mean of the logits, not the logarithm of a sum.": logits.mean(axis=1),
            "That is the sum of the logits; a power of e comes before the sum.": logits.sum(axis=1),
            "The sign: D is the surer of a real picture, the larger its class logits are.": -value,
            "That is the logit minus one picture's largest: what was taken out comes back in the end.": value
            - logits.max(axis=1),
            "A natural logarithm, which undoes the powers of e.": value / np.log(2),
            "That is log(Z + 1), which is minus log(1 - D). The logit is the logarithm of D / (1 - D).": _softplus(value),
            "That is log D. The logit is the logarithm of D / (1 - D).": -_softplus(-value),
            "That is the logarithm of the surest class's probability; the logit of D tells of Z.": logits.max(axis=1)
            - value,
            "The largest logit comes back, but it had not been taken out.": value + logits.max(axis=1),
            "The largest logit and log K are a bound from above; the sum itself is asked.": logits.max(axis=1) + np.log(k),
            "All K are classes here; none of them is the fake one.": _log_z(logits[:, :-1]) - logits[:, -1],
            "That is the sum of two classes alone.": np.logaddexp(logits[:, 0], logits[:, 1]),
            "The logarithm of the sum is added to the largest, not taken from it.": 2 * logits.max(axis=1) - value,
            "The logits keep their signs.": _log_z(np.abs(logits)),
        }
        if logits is not large:
            mistakes |= {
                "That is Z; the logit is its logarithm.": np.exp(value),
                "That is Z + 1; the logit is the logarithm of Z.": np.exp(value) + 1,
            }
        answer.expect(
            logits,
            value=value,
            mistakes=mistakes,
            hint="A row's logits less their largest, powers of e, the row's sum, its logarithm, and the largest again."
            + " Here they lie beyond 800, on both sides: clipped, they give another result." * (logits is large),
            not_finite="Powers of e overflow above 709, and a sum of powers that all became 0 has no logarithm: "
            "take each row's largest logit out, and add it later.",
        )


@exercise(
    "18.2",
    "what the classifier minimises",
    "At D = 1/2 the last two terms come to 2 log 2, as for any GAN; the first is what any classifier minimises.",
    points=2,
)
def classifier_loss(answer, rng):
    for n, m, k in ((4, 6, 3), (7, 5, 10), (3, 8, 4), (6, 9, 5), (5, 3, 7)):
        labelled = rng.normal(0, 1.5, (n, k))
        labels = rng.integers(0, k, n)
        real, fake = rng.normal(0.3, 1.2, (m, k)), rng.normal(-1.5, 1.2, (m, k))
        z_x, z_u, z_f = _log_z(labelled), _log_z(real), _log_z(fake)
        own = labelled[np.arange(n), labels]
        cross = np.mean(z_x - own)
        r, f = np.mean(_softplus(-z_u)), np.mean(_softplus(z_f))
        joint = np.mean(_softplus(z_x) - own)
        answer.expect(
            *(labelled, labels, real, fake),
            value=cross + r + f,
            mistakes={
                "Real and fake are exchanged: D should be near 1 on the real ones.": cross
                + np.mean(_softplus(z_u))
                + np.mean(_softplus(-z_f)),
                "The term of the labelled pictures is missing.": r + f,
                "The term of the real pictures without labels is missing.": cross + f,
                "The term of the fakes is missing.": cross + r,
                "The term of the fakes: minus log(1 - D), not minus log D.": cross + r + np.mean(_softplus(-z_f)),
                "The term of the real ones: minus log D, not minus log(1 - D).": cross + np.mean(_softplus(z_u)) + f,
                "The term of the labelled ones: minus the logarithm, so that a likely label costs little.": -cross + r + f,
                "The whole has the other sign: it is to become small.": -(cross + r + f),
                "Means, not sums, over the pictures of each kind.": n * cross + m * (r + f),
                "The labelled term is a mean over the labelled pictures, not a sum.": n * cross + r + f,
                "The two terms of the game are added, each once, not halved.": cross + (r + f) / 2,
                "One mean for each kind: here real and fake ones, or all, have one in common.": (n * cross + m * (r + f))
                / (n + m),
                "The labelled term is a softmax over the K classes. Here it has the fake class in its denominator, or, "
                "which comes to the same, minus log D of the labelled ones was added.": joint + r + f,
                "The labelled term takes the label's logit alone; the log of Z is missing in it.": -own.mean() + r + f,
                "The logit of D is log Z; here Z itself stands in the softplus.": cross
                + np.mean(_softplus(-np.exp(z_u)))
                + np.mean(_softplus(np.exp(z_f))),
                "The logit of D is the logarithm of a sum over the classes; here it is the largest class logit.": cross
                + np.mean(_softplus(-real.max(axis=1)))
                + np.mean(_softplus(fake.max(axis=1))),
                "The logit of D is log Z, a sum over the classes of one picture; here it is a mean over them.": cross
                + np.mean(_softplus(-z_u + np.log(k)))
                + np.mean(_softplus(z_f - np.log(k))),
                "The logit of D is log Z; here it is the sum of the class logits.": cross
                + np.mean(_softplus(-real.sum(axis=1)))
                + np.mean(_softplus(fake.sum(axis=1))),
                "The logit of D is log Z; here it is the mean of the class logits.": cross
                + np.mean(_softplus(-real.mean(axis=1)))
                + np.mean(_softplus(fake.mean(axis=1))),
                "The three terms count alike here, without the lesson's 0.15.": cross + 0.15 * (r + f),
                "The two terms of the game are added, not taken off: the classifier minimises them, too.": cross - r - f,
                "One mean for each kind; here all three kinds have one in common.": (n * cross + m * (r + f)) / (n + 2 * m),
                "Softplus is missing: that is the difference of the mean logits, of a Wasserstein loss.": cross
                + z_f.mean()
                - z_u.mean(),
                "That is the hinge loss; minus log D and minus log(1 - D) are asked.": cross
                + np.maximum(0, 1 - z_u).mean()
                + np.maximum(0, 1 + z_f).mean(),
                "The real ones should be real, whatever they are; here they should be sure of a class.": cross
                + np.mean(z_u - real.max(axis=1))
                + f,
                "The labelled term: the mean over the n pictures, not over all n times K numbers.": cross / k + r + f,
                "The mean of minus log D, not minus the logarithm of the mean D.": cross
                - np.log(np.exp(-_softplus(-z_u)).mean())
                + f,
                "The term of the fakes: minus log(1 - D), not D.": cross + r + np.exp(-_softplus(-z_f)).mean(),
                "The labelled term: minus the logarithm of p, not 1 - p.": np.mean(1 - np.exp(own - z_x)) + r + f,
                "The labelled term: the label that is given, not the likeliest class.": np.mean(z_x - labelled.max(axis=1))
                + r
                + f,
                "Each picture has one logit of D, log Z; here each of its class logits has a softplus of its own.": cross
                + np.mean(_softplus(-real))
                + np.mean(_softplus(fake)),
                "The sign of the fakes' term: minus log(1 - D), with the minus.": cross + r - f,
                "The sign of the real ones' term: minus log D, with the minus.": cross - r + f,
                "The term of the fakes: the softplus of log Z, not log Z itself.": cross + r + z_f.mean(),
            },
            hint="The label's surprise is log Z minus the label's logit; minus log D is the softplus of minus log Z; minus "
            "log(1 - D) is the softplus of log Z. A mean of each, and their sum.",
        )


@exercise(
    "18.3",
    "draw a balanced choice",
    "With an order from a seed's generator, anybody can draw the same choice again; the lesson's choose works like that.",
)
def balanced_choice(answer, rng):
    for n, k, each in ((24, 3, 4), (40, 4, 3), (33, 5, 2), (50, 10, 2), (28, 2, 6)):
        labels = np.concatenate([np.repeat(np.arange(k), each + 1), rng.integers(0, k, n - k * (each + 1))])
        labels = rng.permutation(labels)
        order = rng.permutation(n)
        classes = range(k)
        in_turn, inside_out = labels[order], np.argsort(order)

        def picked(places_of, each=each, classes=classes):
            return np.concatenate([places_of[digit][:each] for digit in classes])

        of_class = [order[in_turn == digit] for digit in classes]
        value = picked(of_class)
        in_order = np.isin(np.arange(n), value)
        answer.expect(
            *(labels, order, each),
            value=value,
            mistakes={
                "These are positions in the order; the place that stands there is asked.": picked(
                    [np.flatnonzero(in_turn == digit) for digit in classes]
                ),
                "These are the first ones as they lie; the order has to say which come first.": picked(
                    [np.flatnonzero(labels == digit) for digit in classes]
                ),
                "order[labels == class] looks at the labels in the wrong order: labels[order] belong to order.": picked(
                    [order[labels == digit] for digit in classes]
                ),
                "The right places, sorted; class by class is asked, each in the order.": np.sort(value),
                "Within a class, as in the order: not sorted.": np.concatenate(
                    [np.sort(value[i * each : (i + 1) * each]) for i in classes]
                ),
                "The right places, as they come in the order; class by class is asked.": order[in_order[order]],
                "The first of the order, whatever their class: not balanced.": order[: k * each],
                "These are the last ones of each class in the order; the first are asked.": picked(
                    [places[-each:] for places in of_class]
                ),
                "The first class is 0; here one is left out, or class 1 comes first.": np.roll(value, -each),
                "One picture of each class, then the next of each; all of class 0 come first.": value.reshape(
                    k, each
                ).T.ravel(),
                "Places, not labels.": labels[value],
                "Class 0 first, the last class last.": value.reshape(k, each)[::-1].ravel(),
                "Within a class, the first in the order comes first.": value.reshape(k, each)[:, ::-1].ravel(),
                "The order was turned inside out: order[i] is the place that comes as number i.": picked(
                    [inside_out[labels[inside_out] == digit] for digit in classes]
                ),
                "The first of each class was left out.": picked([places[1:] for places in of_class]),
            },
            hint="Put the labels in the order; for each class, see where it stands, take the places that stand there, and "
            "of these the first few.",
        )


@exercise(
    "18.4",
    "as the teacher says",
    "This is a pseudo-label behind a threshold (Sohn et al. 2020). In training, no gradient goes through the teacher.",
    points=2,
)
def teacher_loss(answer, rng):
    for n, k, threshold in ((12, 3, 0.6), (15, 4, 0.7), (10, 5, 0.5), (18, 3, 0.8), (14, 6, 0.45)):
        student, teacher = rng.normal(0, 1.5, (n, k)), rng.normal(0, 1.6, (n, k))
        for row in range(4):  # two sure ones, two that are not
            teacher[row] = rng.normal(0, 0.1, k)
            teacher[row, rng.integers(k)] += 6 if row < 2 else 0
            student[row] = rng.normal(0, 0.1, k)
            student[row, rng.integers(k)] += 0 if row < 2 else 5
        near = threshold + 0.01 * (-1) ** np.arange(2)  # just above, and just below
        for row, p_largest in zip((4, 5), near):
            teacher[row] = np.log((1 - p_largest) / (k - 1))
            teacher[row, rng.integers(k)] = np.log(p_largest)
        rows = np.arange(n)
        p, q = _softmax(teacher), _softmax(student)
        said = p.argmax(axis=1)
        losses = -np.log(q[rows, said])
        sure = p.max(axis=1) > threshold
        soft = -np.sum(p * np.log(q), axis=1)
        student_sure = q.max(axis=1) > threshold
        answer.expect(
            *(student, teacher, threshold),
            value=np.mean(sure * losses),
            mistakes={
                "The mean is over all pictures; here it is over those of which the teacher is sure.": losses[sure].mean(),
                "A sum; the mean over all pictures is asked.": np.sum(sure * losses),
                "Every picture counts here; only those of which the teacher is sure should.": losses.mean(),
                "Turned round: those count of which the teacher is *not* sure.": np.mean(~sure * losses),
                "It is the teacher who has to be sure, not the student.": np.mean(student_sure * losses),
                "The threshold is for a probability, and is compared with a logit here.": np.mean(
                    (teacher.max(axis=1) > threshold) * losses
                ),
                "The two are exchanged: the teacher says the class, the student is surprised.": np.mean(
                    student_sure * -np.log(p[rows, q.argmax(axis=1)])
                ),
                "The teacher's class is the one that counts, not the student's own.": np.mean(sure * -np.log(q.max(axis=1))),
                "The class that the teacher finds most likely is the target, not all its probabilities.": np.mean(
                    sure * soft
                ),
                "The probability of the student's is asked, not the teacher's.": np.mean(sure * -np.log(p.max(axis=1))),
                "Minus the logarithm, so that agreement costs little.": -np.mean(sure * losses),
                "The logarithm is missing: that is the student's mean probability.": np.mean(sure * q[rows, said]),
                "That is the share of pictures of which the teacher is sure.": sure.mean(),
                "The student's logit, where minus the logarithm of its probability belongs.": np.mean(
                    sure * -student[rows, said]
                ),
                "A squared difference of the probabilities is another consistency; here minus log p is asked.": np.mean(
                    sure * np.sum((p - q) ** 2, axis=1)
                ),
                "Natural logarithms.": np.mean(sure * losses) / np.log(2),
                "The teacher says the class and the student is surprised; here, in the loss, it is the other way round.": (
                    np.mean(sure * -np.log(p[rows, q.argmax(axis=1)]))
                ),
                "Minus the logarithm of the student's probability, not one minus it.": np.mean(sure * (1 - q[rows, said])),
                "Each picture counts as much as the teacher is sure; above the threshold it should count 1, below 0.": (
                    np.mean(p.max(axis=1) * losses)
                ),
                "Above the threshold each picture counts 1, not as much as the teacher is sure.": np.mean(
                    sure * p.max(axis=1) * losses
                ),
                "That is how often they disagree where the teacher is sure; minus log p is asked.": np.mean(
                    sure * (q.argmax(axis=1) != said)
                ),
                "The teacher has to be sure, the student need not.": np.mean(sure * student_sure * losses),
                "The teacher's probability is compared with the threshold, not the student's of that class.": np.mean(
                    (q[rows, said] > threshold) * losses
                ),
                "The classes exclude each other: a softmax of the teacher's logits, not a sigmoid of each.": np.mean(
                    (1 / (1 + np.exp(-teacher.max(axis=1))) > threshold) * losses
                ),
                "The softmax goes over the classes of a picture, not over the pictures.": np.mean(
                    (_softmax(teacher.T).T.max(axis=1) > threshold) * losses
                ),
                "The student's probability of the teacher's class, not the mean over all classes.": np.mean(
                    sure * -np.log(q).mean(axis=1)
                ),
            },
            hint="The teacher's probabilities say the class, and whether it is sure. The student's "
            "probability of that class, minus its logarithm, 0 where the teacher is not sure; then the mean over all.",
        )


@exercise(
    "18.A",
    "matching features",
    "It can be 0 for fakes that all look alike, if they lie at the mean: it says nothing of their spread.",
)
def feature_gap(answer, rng):
    for n, m, d in ((5, 7, 3), (8, 4, 6), (6, 9, 2), (10, 3, 5), (4, 6, 8)):
        real, fake = rng.normal(0.5, 1, (n, d)), rng.normal(-0.2, 1.5, (m, d))
        gap = real.mean(axis=0) - fake.mean(axis=0)
        spread = real.std(axis=0) - fake.std(axis=0)
        pairs = ((real[:, None] - fake) ** 2).sum(axis=2)
        answer.expect(
            *(real, fake),
            value=np.sum(gap**2),
            mistakes={
                "The squared length is a sum over the features, not a mean.": np.mean(gap**2),
                "That is the length; its square is asked.": np.sqrt(np.sum(gap**2)),
                "That is the sum of the differences without their signs; squares are asked.": np.sum(abs(gap)),
                "That is the mean of the differences without their signs; the sum of squares is asked.": np.mean(abs(gap)),
                "That is the difference itself, a vector; its squared length is asked.": gap,
                "The squares of the difference, still to be added.": gap**2,
                "Sums over the pictures; the means are to agree.": np.sum((real.sum(axis=0) - fake.sum(axis=0)) ** 2),
                "One mean for each feature; here all features have one in common.": (real.mean() - fake.mean()) ** 2,
                "First the means, then the distance; here it is the mean distance of all pairs.": pairs.mean(),
                "A picture's distance from the nearest is another aim; here the means are compared.": pairs.min(
                    axis=1
                ).mean(),
                "Half of it: no factor is asked.": np.sum(gap**2) / 2,
                "The sum is squared here; square first.": np.sum(gap) ** 2,
                "Square each difference, then add; here the sum without signs is squared.": np.sum(abs(gap)) ** 2,
                "The sum of each kind is divided by how many of this kind there are.": np.sum(
                    (real.sum(axis=0) - fake.sum(axis=0)) ** 2
                )
                / n**2,
                "First the means and their difference, then the square; here the features were squared first.": np.sum(
                    (real**2).mean(axis=0) - (fake**2).mean(axis=0)
                ),
                "The means alone are to agree, not the standard deviations as well.": np.sum(gap**2) + np.sum(spread**2),
                "The means are to agree, not the standard deviations.": np.sum(spread**2),
                "The sum over all features, not the largest square.": np.max(gap**2),
                "The square of the difference, not the difference of the squares.": np.sum(
                    real.mean(axis=0) ** 2 - fake.mean(axis=0) ** 2
                ),
                "The mean is asked, not the median.": np.sum((np.median(real, axis=0) - np.median(fake, axis=0)) ** 2),
                "The difference of the means, not their product.": np.sum(real.mean(axis=0) * fake.mean(axis=0)),
            },
            hint="The mean over the pictures, of each kind; the difference, feature by feature; squares; their sum.",
        )


@exercise(
    "18.B",
    "eleven outputs say no more than ten",
    "A softmax does not notice what is added to all of its logits: so one of them may be fixed at 0.",
)
def ten_from_eleven(answer, rng):
    for n, k in ((4, 3), (6, 10), (3, 5), (5, 2), (2, 7)):
        logits = rng.normal(0, 2, (n, k + 1))
        ten, fake = logits[:, :-1], logits[:, -1:]
        p = _softmax(logits)
        answer.expect(
            logits,
            value=ten - fake,
            mistakes={
                "The logits without the last: then 1 / (Z + 1) is not the probability of fake, unless its logit is 0.": ten,
                "The sign: a large logit of fake makes the classes' small.": ten + fake,
                "The other way round.": fake - ten,
                "The fake class is the last one; here the first is taken for it.": logits[:, 1:] - logits[:, :1],
                "The last column has to go: there are K logits.": logits - fake,
                "These are probabilities of the K classes; logits are asked.": p[:, :-1],
                "These are the logarithms of the K probabilities; what remains is to take that of fake from them.": np.log(
                    p[:, :-1]
                ),
                "These are probabilities over that of fake; logits are their logarithms.": np.exp(ten - fake),
                "The softmax over the K classes alone: it has forgotten how likely fake is.": ten - _log_z(ten)[:, None],
                "Its own largest logit is taken from each row; take that of fake.": ten - logits.max(axis=1, keepdims=True),
                "The mean is taken from each row; take the logit of fake.": ten - logits.mean(axis=1, keepdims=True),
                "A difference, not a quotient.": ten / fake,
                "Each row has a logit of fake of its own; here their mean is taken from all.": ten - fake.mean(),
                "Each row has a logit of fake of its own; here that of the first row is taken from all.": ten - fake[0],
                "The logit of fake as it is, not its softplus.": ten - np.logaddexp(0, fake),
                "The logit of fake as it is, not its power of e.": ten - np.exp(fake),
                "The logit of fake as it is, not the logarithm of its probability.": ten - np.log(p[:, -1:]),
                "The fake class is the last one; here the last but one is taken for it.": ten - logits[:, -2:-1],
                "The whole logit of fake goes from each class's, not a K-th of it.": ten - fake / k,
            },
            hint="What may be added to all logits of a softmax without any change? Choose it such that the last becomes 0.",
        )
