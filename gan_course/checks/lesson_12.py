"""Checks of lesson 12, the first GAN."""

from itertools import product

import numpy as np

from gan_course.checks import exercise


def together(*parts):
    """Combine mistakes in parts of a result: of each part, {hint: wrong value}, with its right value under "".

    Returns {hints: (value of the first part, of the second, ...)} for all combinations but the right one.
    """
    combined = {" ".join(filter(None, hints)): hints for hints in product(*parts) if any(hints)}
    return {text: tuple(part[hint] for part, hint in zip(parts, hints)) for text, hints in combined.items()}


@exercise(
    "12.1",
    "the two losses",
    "The generator's is the part of -loss_D that it can change: with this pair, what one wins the other loses.",
)
def two_losses(answer, rng):
    cases = [(rng.normal(1, 1.5, n), rng.normal(-1, 1.5, m)) for n, m in ((2, 3), (5, 8), (4, 6), (6, 9), (3, 7))]
    cases += [(np.array([1000.0, -3.0]), np.array([-1000.0, 1000.0, 2.0]))]
    for real, fake in cases:
        large = max(abs(real)) > 999
        r, f = np.logaddexp(0, -real), np.logaddexp(0, fake)  # -log D(x), -log(1 - D(G(z)))
        not_r, not_f = np.logaddexp(0, real), np.logaddexp(0, -fake)  # -log(1 - D(x)), -log D(G(z))
        d_loss, g_loss = r.mean() + f.mean(), -f.mean()
        d = {
            "": d_loss,
            "The discriminator's: what is ascended gets the other sign in a loss.": -d_loss,
            "The discriminator's: real and fake are exchanged, for a high logit says real.": not_r.mean() + not_f.mean(),
            "The discriminator's: two means, each over its own batch, not sums.": r.sum() + f.sum(),
            "The discriminator's: the two means are added, not averaged.": d_loss / 2,
            "The discriminator's: two means, each over its own batch; then their sum.": np.concatenate([r, f]).mean(),
            "The discriminator's: the fakes' term is missing.": r.mean(),
            "The discriminator's: the real examples' term is missing.": f.mean(),
            "The discriminator's: its two terms are added; one is subtracted here.": r.mean() - f.mean(),
            "The discriminator's: of the fakes it wants log(1 - D), not log D.": r.mean() + not_f.mean(),
            "The discriminator's: of the real examples it wants log D, not log(1 - D).": not_r.mean() + f.mean(),
            "The discriminator's: natural logarithms, please, not those to base 2.": d_loss / np.log(2),
            "The discriminator's: natural logarithms, please, not those to base 10.": d_loss / np.log(10),
            "The discriminator's: the logarithms are missing.": -np.exp(-r).mean() - np.exp(-f).mean(),
            "The discriminator's: logarithms of D and 1 - D, not the shares that are missing to 1.": (
                2 - np.exp(-r).mean() - np.exp(-f).mean()
            ),
            "The discriminator's: its second term is about the fakes, not about the real examples.": r.mean() + not_r.mean(),
            "The discriminator's: a logit is not yet D.": fake.mean() - real.mean(),
            "The discriminator's: means, not medians.": np.median(r) + np.median(f),
        }
        g = {
            "": g_loss,
            "The generator's: what is descended keeps its sign.": -g_loss,
            "The generator's: that is the non-saturating loss of lesson 11; here it is log(1 - D(G(z))).": not_f.mean(),
            "The generator's: it is log(1 - D(G(z))), not log D(G(z)).": -not_f.mean(),
            "The generator's: a mean, not a sum.": -f.sum(),
            "The generator's: one term only, for the real examples don't depend on it.": -d_loss,
            "The generator's: that is the discriminator's.": d_loss,
            "The generator's: only the fakes depend on it.": -r.mean(),
            "The generator's: natural logarithms, please, not those to base 2.": g_loss / np.log(2),
            "The generator's: natural logarithms, please, not those to base 10.": g_loss / np.log(10),
            "The generator's: the logarithm is missing.": np.exp(-f).mean(),
            "The generator's: the logarithm of 1 - D, not minus D.": np.exp(-f).mean() - 1,
            "The generator's: a logit is not yet D.": -fake.mean(),
            "The generator's: a mean, not a median.": -np.median(f),
            "The generator's: no half of it.": g_loss / 2,
        }
        bent_r, bent_f = np.logaddexp(0, -abs(real)).mean(), np.logaddexp(0, -abs(fake)).mean()
        logs = -np.log(np.exp(-r).mean()) - np.log(np.exp(-f).mean()), np.log(np.exp(-f).mean())
        wholes = {
            "A mean of logarithms, not the logarithm of a mean.": logs,
            "log(1 + e^x) is max(x, 0) + log(1 + e^-|x|), and the maximum is missing.": (bent_r + bent_f, -bent_f),
            "The order: the discriminator's loss first.": (g_loss, d_loss),
            "The order: the discriminator's loss first; and what is ascended gets the other sign.": (g_loss, -d_loss),
            "That is the discriminator's loss; return the generator's, too.": d_loss,
            "That is the generator's loss; return the discriminator's, too.": g_loss,
        }
        answer.expect(
            real,
            fake,
            value=np.array([d_loss, g_loss]),
            expected=f"[{d_loss:.4f}, {g_loss:.4f}], two numbers",
            mistakes=wholes | together(d, g),
            hint="Right for small logits. At large ones, a clipped D, or a small number added under the logarithm, gives "
            "another loss: use lesson 03's softplus, np.logaddexp(0, x), the safe form of log(1 + e^x)."
            if large
            else "log D = -log(1 + e^-logit), log(1 - D) = -log(1 + e^logit); then means, and one minus sign.",
            not_finite="Something is divided by 0, or is the log of 0 or of a negative number."
            if not large
            else "e to the 1000 is too large for a computer, and log 0 is minus infinity: lesson 03's softplus, "
            "np.logaddexp(0, x), is the safe form of log(1 + e^x).",
        )


@exercise("12.2", "momentum, uphill", "keras.optimizers.SGD with momentum does this with the minus of a loss's gradient.")
def ascend(answer, rng):
    for n in (2, 4, 3, 5, 6):
        w, v, g = rng.normal(size=(3, n))
        rate, momentum = float(rng.uniform(0.05, 0.4)), float(rng.uniform(0.6, 0.9))
        new = momentum * v + rate * g
        down, mean, raw = momentum * v - rate * g, momentum * v + (1 - momentum) * g, momentum * v + g
        velocities = {
            "That goes down; the discriminator climbs V.": down,
            "Where is momentum? That is plain gradient ascent.": rate * g,
            "The old velocity counts `momentum` times, not whole.": v + rate * g,
            "The step is not shrunk by 1 - momentum: that is an average, as Adam keeps it.": momentum * v
            + (1 - momentum) * rate * g,
            "The velocity is no average, as Adam keeps it; and where is the rate?": mean,
            "The learning rate is missing.": raw,
            "The old velocity pushes on; it is not taken away.": rate * g - momentum * v,
            "The velocity has the wrong sign: its old part pushes on, and its new part points uphill.": -new,
            "Momentum belongs to the old velocity, the rate to the gradient; here they are exchanged.": rate * v
            + momentum * g,
            "Momentum belongs to the old velocity alone, not to the gradient.": momentum * (v + rate * g),
            "Momentum belongs to the old velocity alone; the gradient has the rate.": v + momentum * rate * g,
            "The rate belongs to the gradient alone, not to the old velocity.": rate * (momentum * v + g),
            "The momentum is a factor of the old velocity.": momentum + rate * g,
            "The old velocity counts `momentum` times, not 1 - momentum times.": (1 - momentum) * v + rate * g,
            "The gradient itself, please, not its sign alone.": momentum * v + rate * np.sign(g),
            "The gradient itself, please, not brought to length 1.": momentum * v + rate * g / np.linalg.norm(g),
        }
        moves = {
            "The velocity is right, and the weights move by it; here they go against it.": w - new,
            "The weights move by the new velocity, not by the old one.": w + v,
            "The velocity is right; the weights move by the gradient's step alone.": w + rate * g,
            "The velocity has the learning rate in it already; here it counts twice.": w + rate * new,
            "The velocity has the momentum in it already; here it counts twice.": w + momentum * new,
            "That looks ahead, as Nesterov does; here the weights move by the new velocity.": w + momentum * new + rate * g,
            "The old velocity is in the new one already; here it moves the weights twice.": w + v + new,
            "The velocity is right; the weights should move by it, and are as they were.": w,
            "The velocity is right; the weights move from where they were.": new,
            "The velocity is right; the weights move by it once, not twice.": w + 2 * new,
            "The velocity has the gradient's step in it already; here it counts twice.": w + new + rate * g,
            "Momentum shrinks the old velocity, not the weights.": momentum * w + new,
        }
        special = {
            "The velocity should point uphill, and the weights go along with it.": (w - down, down),
            "That goes down, in the weights only; the velocity climbs.": (w + down, new),
            "The learning rate belongs to the gradient, inside the velocity.": (w + rate * raw, raw),
            "That is an average, as Adam keeps it; the rate belongs to the gradient, inside the velocity.": (
                w + rate * mean,
                mean,
            ),
            "The weights are right; the velocity to return is the new one.": (w + new, v),
            "The weights are right; of the velocity, its old part is missing.": (w + new, rate * g),
            "The weights are right; of the velocity, the step uphill is missing.": (w + new, momentum * v),
            "The weights are right; but the velocity points the way that they go: uphill.": (w + new, -new),
            "The weights are right; return the new velocity, not the gradient.": (w + new, g),
            "The weights are right; the velocity to return is the one that they moved by, with a step uphill.": (
                w + new,
                down,
            ),
            "The weights are right; in the velocity to return, momentum counts twice.": (w + new, momentum * new),
            "The order: the weights first, then the velocity.": (new, w + new),
            "That goes down; and the order: the weights first, then the velocity.": (down, w + down),
            "That is the velocity; return the new weights, too.": new,
            "Those are the weights; return the new velocity, too.": w + new,
        }
        answer.expect(
            *(w, v, g, rate, momentum),
            value=np.array([w + new, new]),
            mistakes={hint: (w + velocity, velocity) for hint, velocity in velocities.items()}
            | {hint: (moved, new) for hint, moved in moves.items()}
            | special,
            hint="First the velocity: part of the old one, and a step uphill. Then the weights, by the new velocity.",
        )


@exercise(
    "12.3",
    "the bill",
    "At k = 1, each network gets half of the noise; the larger k, the more of all work goes to the discriminator.",
)
def drawn(answer, rng):
    for n in (17, 100, 23, 54, 41):
        k, m = map(int, rng.integers([4, 8], [9, 50]))
        real, noise = n * k * m, n * (k + 1) * m
        examples = {
            "": real,
            "Examples: each of the k steps takes fresh ones.": n * m,
            "Examples: those of one iteration are drawn in each.": k * m,
            "Examples: a minibatch has m of them.": n * k,
            "Examples: the discriminator's k steps, all of them, look at some.": n * (k - 1) * m,
        }
        vectors = {
            "": noise,
            "Noise: the generator's step draws some of its own.": real,
            "Noise: each of the discriminator's k steps draws some.": 2 * n * m,
            "Noise: the discriminator's steps draw some as well.": n * m,
            "Noise: the generator takes one step an iteration, not k.": 2 * real,
            "Noise: that of one iteration is drawn in each.": (k + 1) * m,
            "Noise: a minibatch has m vectors.": n * (k + 1),
            "Noise: the generator's step draws m vectors in every iteration, not once.": real + m,
            "Noise: the generator's step draws m vectors in every iteration, not one.": real + n,
            "Noise: the generator's step draws m vectors, whatever k is.": real + n * k,
            "Noise: the generator draws once an iteration, the discriminator k times.": n * (k + 2) * m,
            "Noise: the k steps and the one are added up first, then times m.": n * (k + m),
            "Noise: the k steps and the one are added up first, in brackets, then times the rest.": n * k + m,
            "Noise: the generator steps in every iteration, not in every k-th.": (n + n // k) * m,
        }
        answer.expect(
            *(n, k, m),
            value=np.array([real, noise]),
            mistakes={
                "Those are the examples; return the noise vectors, too.": real,
                "Those are the noise vectors; return the examples, too.": noise,
                "That is their sum; return the two numbers as a pair.": real + noise,
                "The order: the examples first, then the noise.": (noise, real),
                "Examples: the generator's step looks at none.": (noise, noise),
            }
            | together(examples, vectors),
            hint="Of each of the two: how often is a minibatch drawn in one iteration? Each has m.",
            expected="two numbers, of examples and of noise vectors",
        )


@exercise(
    "12.4",
    "count the modes",
    "That a mode is found says nothing of its shape: count, share and a look at the points belong together.",
)
def modes_found(answer, rng):
    for n, need, less in (
        (300, 12, 0),
        (400, 16, 0),
        (600, 15, 0.4),
        (420, 14, 0),
        (600, 20, 0.4),
        (630, 21, 0),
        (480, 16, 0.3),
    ):
        points, centres, radius = _modes(rng, n, need)
        at_least = (need - less) / n
        offsets = points[:, None] - centres
        lengths = np.linalg.norm(offsets, axis=2)
        near = lengths <= radius
        counts = near.sum(axis=0)
        nearest = lengths.argmin(axis=1)
        closest = np.bincount(nearest, minlength=len(centres))
        both = np.bincount(nearest[near.any(axis=1)], minlength=len(centres))
        found = counts >= need
        coordinates = (abs(offsets) <= radius).all(axis=2)
        answer.expect(
            *(points, centres, radius, at_least),
            value=int(found.sum()),
            mistakes={
                "A few strays are not enough: a mode needs at_least, as a share of all points.": int(np.sum(counts > 0)),
                "At least: exactly that share is enough.": int(np.sum(counts > need - less)),
                "Some points lie farther than the radius, in a straight line, from every centre, be it the nearest: they "
                "belong to no mode.": int(np.sum(closest >= need)),
                "A point near two centres counts for both, not only for the nearest.": int(np.sum(both >= need)),
                "The distance is the one in a straight line, not the larger difference of the two coordinates.": int(
                    np.sum(coordinates.sum(axis=0) >= need)
                ),
                "The distance is the one in a straight line, not the sum of both differences.": int(
                    np.sum((abs(offsets).sum(axis=2) <= radius).sum(axis=0) >= need)
                ),
                "The distance, not its square, is compared with the radius.": int(
                    np.sum((lengths**2 <= radius).sum(axis=0) >= need)
                ),
                "The radius reaches that far to every side; it is no diameter.": int(
                    np.sum((lengths <= radius / 2).sum(axis=0) >= need)
                ),
                "A share of *all* points, those included that lie near no centre.": int(
                    np.sum(counts >= at_least * near.any(axis=1).sum())
                ),
                "The radius itself, please, not twice as much.": int(np.sum((lengths <= 2 * radius).sum(axis=0) >= need)),
                "A share need not come to a whole number of points; here it is rounded down.": int(
                    np.sum(counts >= int(need - less))
                ),
                "That finds no centre at all; some have enough points within the radius.": 0,
                "That is the largest share; how many of the shares are large enough?": counts.max() / n,
                "That is how many points are near a centre; how many centres have enough of them?": near.any(axis=1).sum(),
                "That is how often a point is near a centre; how many centres have enough of them?": near.sum(),
                "That is the share of the points near any mode; the question is how many modes.": near.any(axis=1).mean(),
                "That is the sum of the shares; the question is how many of them are large enough.": counts.sum() / n,
                "Those are the shares, centre by centre; count those that are large enough.": counts / n,
                "Those are the points near each centre; count the centres that have enough.": counts,
                "That says of each centre whether it is found; how many are?": found,
                "That is a share of the centres; return how many.": found.mean(),
                "That says whether any centre is found, or all; how many are?": 1 if found.any() else 0,
                "Those are the centres that were missed.": int(np.sum(~found)),
                "That is how many centres there are; how many of them are found?": len(centres),
            },
            hint="The distance of every point to every centre; for each centre, the share of all points within the radius; "
            "then count.",
        )


def _modes(rng, n, need):
    """Return points (n, 2), centres (k, 2) and a radius, such that each way to count wrongly counts another number.

    A centre is found if `need` points are near it.
    """
    radius = float(rng.uniform(0.28, 0.33))
    kinds = {
        "found": (rng.integers(1, 4), need + 2, 0.2, 0.45),
        "just": (rng.integers(1, 4), need, 0.2, 0.45),
        "almost": (rng.integers(1, 4), need - 1, 0.2, 0.45),
        "fewer": (rng.integers(1, 4), round(0.7 * need), 0.2, 0.45),
        "strays": (rng.integers(1, 3), 2, 0.2, 0.45),
        "wide": (rng.integers(1, 3), need + 1, 0.6, 0.65),
        "diagonal": (rng.integers(1, 3), need + 1, 0.85, 0.95),
        "outside": (rng.integers(1, 4), need + 1, 1.15, 1.3),
        "far": (rng.integers(1, 3), need + 3, 1.5, 1.65),
        "farther": (rng.integers(1, 3), need + 3, 1.92, 1.97),
        "two": (rng.integers(1, 3), need + 1, 0, 0),
    }
    cells = rng.permutation([(2 * i, 2 * j) for i in range(6) for j in range(6)]).astype(float)
    cells = iter(cells + rng.uniform(-0.1, 0.1, cells.shape))
    centres, clouds = [], []
    for kind, (number, size, inner, outer) in kinds.items():
        for _ in range(number):
            centre = next(cells)
            angles = rng.uniform(0, 2 * np.pi, size)
            if kind in ("diagonal", "outside"):
                angles = np.pi / 4 + np.pi / 2 * rng.integers(0, 4, size) + rng.uniform(-0.05, 0.05, size)
            lengths = radius * rng.uniform(inner, outer, size)
            clouds.append(centre + (lengths * np.array([np.cos(angles), np.sin(angles)])).T)
            centres.append(centre)
            if kind == "two":  # both its points and those of a second centre lie between the two
                clouds[-1] = centre + radius * np.array([0.5, 0]) + rng.uniform(-0.1, 0.1, (size, 2)) * radius
                centres.append(centre + radius * np.array([1.0, 0]))
    points = np.concatenate(clouds)
    nowhere = rng.uniform(20, 21, (n - len(points), 2))
    return rng.permutation(np.concatenate([points, nowhere])), rng.permutation(centres), radius


@exercise("12.5", "read a training curve", "The losses would not have told you: scores of both kinds, side by side, do.")
def diagnosis(answer, rng):
    # The mean gap of the last quarter, and what it was before. Both sides of each threshold, closely.
    wanted = [(0.901, 0.4), (0.899, 0.97), (0.93, 0.0), (0.97, 0.2), (0.86, 0.95), (0.81, 0.5), (0.6, 0.95), (0.52, 0.0)]
    wanted += [(0.021, 0.5), (0.019, 0.3), (0.03, -0.3), (0.015, 0.1), (0.04, 0.0), (0.005, 0.3), (0.3, 0.0), (0.15, -0.2)]
    wanted += [(-0.021, 0.2), (-0.019, 0.1), (-0.03, 0.0), (-0.015, 0.4), (-0.005, -0.2), (-0.3, 0.4), (-0.04, 0.0)]
    wanted += [(0.901, -0.2), (0.899, 0.1), (0.021, -0.4), (0.019, 0.6), (-0.021, 0.5), (-0.019, -0.3)]
    wanted += [
        (-0.95, 0.6),
        (-0.92, 0.3),
        (0.93, 0.1, 0.01),
        (0.94, 0.6, 0.01),
        (-0.1, 0.8),
        (-0.6, 0.0),
        (0.08, 0.6),
        (0.45, -0.1),
    ]
    for i, (gap, before, *calm) in enumerate(wanted):
        quarter = int(rng.integers(5, 9))
        first = rng.uniform(-0.9, 0.9)
        gaps = np.repeat([first, before, gap], [quarter, 2 * quarter, quarter]) + 0.002 * _around_0(rng, 4 * quarter)
        gaps[-quarter:] = gap + _around_0(rng, quarter) * min([0.2, 0.98 - abs(gap), *calm])
        middle = 0.5 + (0.499 - abs(gaps) / 2) * (0, 0.95, -0.95)[i % 3]  # D(x) and D(G(z)) around it
        _expect_word(answer, middle + gaps / 2, middle - gaps / 2)
    for real, fake, before in (
        (0.0, 0.02, 0.3),
        (0.9, 0.0, 0.3),
        (0.0, 0.02, 0.5),
        (0.9, 0.0, 0.5),
    ):  # exactly on a threshold
        _expect_word(answer, np.repeat([0.4, real], [12, 4]), np.repeat([before, fake], [12, 4]))


def _around_0(rng, n):
    """Return n numbers from -1 to 1 with mean 0; the first and the last stand out."""
    x = rng.uniform(-1, 1, n)
    x[[0, -1]] = rng.choice([-2, 2]), rng.choice([-3, 3])
    x -= x.mean()
    return x / abs(x).max()


def _expect_word(answer, real, fake):
    quarter = len(real) // 4
    gaps = real - fake
    gap = gaps[-quarter:].mean()
    d_real, d_fake = real[-quarter:].mean(), fake[-quarter:].mean()
    answer.expect(
        real,
        fake,
        value=_word(gap),
        mistakes={
            "D(x) minus D(G(z)), in this order: it is positive where D gives real data the higher score.": _word(-gap),
            "The gap has a sign; without it, reversed can't be told.": _word(abs(gap)),
            "That is the mean over all epochs; the last quarter alone counts.": _word(gaps.mean()),
            "That is the first quarter; the last one counts.": _word(gaps[:quarter].mean()),
            "That is all but the first quarter; the last one alone counts.": _word(gaps[quarter:].mean()),
            "That is the last half; the last quarter alone counts.": _word(gaps[-2 * quarter :].mean()),
            "That leaves out the last epoch; it belongs to the last quarter.": _word(gaps[-quarter:-1].mean()),
            "That takes in one epoch more than the last quarter.": _word(gaps[-quarter - 1 :].mean()),
            "That is one epoch fewer than the last quarter.": _word(gaps[-quarter + 1 :].mean()),
            "That is the last epoch alone, which may be an outlier.": _word(gaps[-1]),
            "That is the last four epochs; a quarter of all is more.": _word(gaps[-4:].mean()),
            "That is the quarter's first epoch alone.": _word(gaps[-quarter]),
            "A mean, not a median: each epoch counts alike.": _word(np.median(gaps[-quarter:])),
            "A mean, not a sum: divide by the number of epochs in the quarter.": _word(gaps[-quarter:].sum()),
            "The sum is to be divided by the number of epochs in the quarter, not by that of all.": _word(gap / 4),
            "The gaps keep their signs: no absolute values.": _word(abs(gaps[-quarter:]).mean()),
            "The mean is to be above 0.9, not each of the gaps.": (
                "ahead" if min(gaps[-quarter:]) > 0.9 else _word(gap, ahead=2)
            ),
            "A mean, not the largest gap of the quarter.": _word(gaps[-quarter:].max()),
            "A mean, not the smallest gap of the quarter.": _word(gaps[-quarter:].min()),
            "D(x) alone does not say it: how high is D(G(z))?": _word(d_real),
            "It is the gap that counts, not whether D(x) is high.": "ahead" if d_real > 0.9 else _word(gap),
            "It is the gap that counts, not how high D(x) and how low D(G(z)) are, each for itself.": (
                "ahead" if d_real > 0.9 and d_fake < 0.1 else _word(gap) if gap <= 0.9 else "healthy"
            ),
            "It is the difference that counts, not the quotient.": _word(d_real / d_fake if d_fake else np.inf),
            "Ahead begins above 0.9, not above 0.8.": _word(gap, ahead=0.8),
            "Ahead begins above 0.9, not above 0.85.": _word(gap, ahead=0.85),
            "Ahead begins above 0.9, not above 0.5.": _word(gap, ahead=0.5),
            "Ahead begins above 0.9, not above 0.95.": _word(gap, ahead=0.95),
            "Guessing ends at 0.02, not at 0.05.": _word(gap, healthy=0.05),
            "Guessing ends at 0.02, not at 0.1.": _word(gap, healthy=0.1),
            "Guessing ends at 0.02, not at 0.2.": _word(gap, healthy=0.2),
            "Guessing ends at 0.02, not at 0.01.": _word(gap, healthy=0.01),
            "Guessing ends at 0.02, not at 0.": _word(gap, healthy=0),
            "Reversed ends at -0.02, not at 0: just below 0, D is guessing.": _word(gap, reverse=0),
            "Reversed ends at -0.02, not at -0.05.": _word(gap, reverse=-0.05),
            "Reversed ends at -0.02, not at -0.2.": _word(gap, reverse=-0.2),
            "Reversed begins at -0.02, not at 0.02: in between, D is guessing.": _word(gap, reverse=0.02),
            "0.9 itself is not above 0.9.": "ahead" if gap == 0.9 else _word(gap),
            "At -0.02 itself it is reversed, too.": "guessing" if gap == -0.02 else _word(gap),
            "A gap far below 0 is no lead.": "ahead" if gap < -0.9 else _word(gap),
            "Where is reversed? A gap far below 0 is no guessing.": _word(gap, reverse=-2),
            "Where is guessing?": _word(gap, healthy=-0.02),
            "Where is ahead?": _word(gap, ahead=2),
            "A gap far below 0 is reversed, not healthy.": "healthy" if gap <= -0.02 else _word(gap),
            "Guessing and reversed are exchanged.": {"guessing": "reversed", "reversed": "guessing"}.get(
                _word(gap), _word(gap)
            ),
            "Guessing and healthy are exchanged.": {"guessing": "healthy", "healthy": "guessing"}.get(
                _word(gap), _word(gap)
            ),
            "Ahead and reversed are exchanged.": {"ahead": "reversed", "reversed": "ahead"}.get(_word(gap), _word(gap)),
        },
        hint=f"The mean of D(x) minus D(G(z)) over the last quarter is {gap:.3f} in this trial. Which of the four "
        "cases is that?",
        expected="another of the four words",
    )


def _word(gap, ahead=0.9, healthy=0.02, reverse=-0.02):
    return "ahead" if gap > ahead else "reversed" if gap <= reverse else "guessing" if gap < healthy else "healthy"


@exercise(
    "12.A",
    "a Parzen window",
    "With 10,000 samples and 784 pixels this is what the 2014 paper reports; a matrix product makes the distances cheap.",
    points=3,
)
def mean_log_density(answer, rng):
    cases = [(n, m, d, sigma) for n, m, d, sigma in ((6, 4, 3, 0.3), (3, 8, 2, 0.7), (5, 7, 4, 1.3), (9, 5, 6, 0.4))]
    for n, m, d, sigma in [*cases, (4, 6, 100, 0.02)]:
        x, samples, sigma = rng.random((n, d)), rng.random((m, d)), sigma * float(rng.uniform(0.9, 1.1))
        squares = ((x[:, None] - samples) ** 2).sum(axis=2)
        log_sum, exponents = _log_sum(-squares / (2 * sigma**2)), -squares / (2 * sigma**2)
        front = d * np.log(sigma * np.sqrt(2 * np.pi))
        logs = log_sum - np.log(m) - front
        bumps = {
            "": log_sum,
            "The exponent: sigma is a standard deviation; there it is squared.": _log_sum(-squares / (2 * sigma)),
            "The exponent of a Gaussian has a factor of one half.": _log_sum(-squares / sigma**2),
            "The exponent: 2 sigma^2, not (2 sigma)^2.": _log_sum(-squares / (2 * sigma) ** 2),
            "The exponent: the distance is squared.": _log_sum(-np.sqrt(squares) / (2 * sigma**2)),
            "The exponent: far from every sample the density is small; mind the sign.": _log_sum(squares / (2 * sigma**2)),
            "The exponent: the squares of the d differences are added, not averaged.": _log_sum(exponents / d),
            "Where is sigma in the exponent?": _log_sum(-squares / 2),
            "The largest exponent, once taken out, has to come back in the end.": log_sum - exponents.max(axis=1),
            "The largest exponent, once taken out, comes back with its own sign.": log_sum - 2 * exponents.max(axis=1),
            "Only the nearest sample counts there; all of them do.": exponents.max(axis=1),
            "The logarithm of a mean over the samples, not a mean of logarithms.": exponents.mean(axis=1) + np.log(m),
        }
        shares = {
            "": -np.log(m),
            "The samples count alike: the sum of their m Gaussians is divided by m.": 0,
            "Dividing by m takes log m away.": np.log(m),
            "The mean is over the samples: divide by their number, not by that of the data.": -np.log(n),
            "The samples count alike: divide by m, not by d.": -np.log(d),
        }
        fronts = {
            "": -front,
            "Each Gaussian is a density: where is the factor in front of it?": 0,
            "A Gaussian in d dimensions has its factor in front d times.": -front / d,
            "The factor in front divides: its logarithm is subtracted.": front,
            "The factor in front has a square root.": -2 * front,
            "The factor in front depends on sigma.": -d * np.log(2 * np.pi) / 2,
            "The factor in front has 2 pi in it.": -d * np.log(sigma),
            "The factor in front: sigma is a standard deviation, not a variance.": -d * np.log(2 * np.pi * sigma) / 2,
            "The factor in front counts whole, not half.": -front / 2,
            "The factor in front: its root of 2 pi counts d times, as sigma does.": -d * np.log(sigma)
            - np.log(2 * np.pi) / 2,
            "The factor in front: its sigma counts d times, as the root of 2 pi does.": -np.log(sigma)
            - d * np.log(2 * np.pi) / 2,
            "The factor in front: only 2 pi stands under the root, and sigma beside it.": -d * np.log(2 * np.pi * sigma),
            "The factor in front: sigma stands beside the root of 2 pi, not squared.": -d
            * np.log(sigma**2 * np.sqrt(2 * np.pi)),
        }
        each = [_log_sum(-((x[:, [j]] - samples[:, j]) ** 2) / (2 * sigma**2)) - np.log(m) for j in range(d)]
        mistakes = {hints: np.mean(sum(values)) for hints, values in together(bumps, shares, fronts).items()}
        mistakes |= {
            "That is the sum over the data; take the mean.": logs.sum(),
            "That is the sum over the data, divided by the number of samples; take the mean over the data.": logs.sum() / m,
            "That is the mean divided by d.": logs.mean() / d,
            "A density for each coordinate alone; a sample's Gaussian is one, of all d coordinates together.": (
                sum(each) - front
            ).mean(),
            "A mean over the data, not a median.": np.median(logs),
            "A mean of logarithms over the data, not the logarithm of a mean.": _log_sum(logs[None])[0] - np.log(n),
            "That is a density; take its logarithm for each datum, then the mean.": np.exp(logs).mean(),
            "The sign: a log-likelihood is the logarithm itself, not its negative.": -logs.mean(),
            "Data and samples are exchanged: for each datum, a mean over the samples.": (
                _log_sum(exponents.T) - np.log(n) - front
            ).mean(),
            "That is one number for each datum; return their mean.": logs,
            "Natural logarithms, please, not those to base 2.": logs.mean() / np.log(2),
            "Natural logarithms, please, not those to base 10.": logs.mean() / np.log(10),
        }
        answer.expect(
            *(x, samples, sigma),
            value=logs.mean(),
            mistakes=mistakes,
            hint="For each datum, the log of the mean over the samples of a d-dimensional Gaussian density; then the mean."
            if d < 100
            else "Right for a few numbers a datum. With many, a small number added under the logarithm takes the place "
            "of the density: use log-sum-exp.",
            not_finite="Something is divided by 0, or is the log of 0 or of a negative number."
            if d < 100
            else "With many numbers a datum, exponentials get so small that they are 0 to a computer. Use log-sum-exp: "
            "scipy.special.logsumexp, or take out, for each datum, its largest exponent first.",
        )


def _log_sum(exponents):
    """Return log sum_j exp(e_ij) for each i."""
    top = exponents.max(axis=1)
    return top + np.log(np.exp(exponents - top[:, None]).sum(axis=1))
