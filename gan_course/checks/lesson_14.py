"""Checks of lesson 14, failures."""

import numpy as np

from gan_course import clinic
from gan_course.checks import exercise


@exercise(
    "14.1",
    "how many modes, in effect?",
    "It is the perplexity of the shares; unlike a count, it needs no threshold, and sees shares that have become uneven.",
)
def effective_modes(answer, rng):
    cases = [rng.integers(1, 60, k) for k in (5, 8, 4, 10)]
    cases += [np.array([0, 31, 0, 12, 3, 0]), rng.permutation([0, 0, 40, 7, 15, 9, 1]), np.array([0, 25, 0])]
    for counts in cases:
        p = counts[counts > 0] / counts.sum()
        k, h = len(counts), -np.sum(p * np.log(p))
        smooth = (counts + 1) / (counts + 1).sum()
        answer.expect(
            counts,
            value=np.exp(h),
            mistakes={
                "That is the entropy H; the effective number is e to it.": h,
                "That is the entropy in bits; take e to the power of the one with natural logarithms.": h / np.log(2),
                "Logarithm and power belong together: e with natural logarithms, not 2.": 2**h,
                "Logarithm and power belong together: 2 with logarithms to base 2, e with natural ones.": np.exp(
                    h / np.log(2)
                ),
                "Logarithm and power belong together: e with natural logarithms, not with those to base 10.": np.exp(
                    h / np.log(10)
                ),
                "That counts the modes that have any samples, however few.": len(p),
                "That is how many modes there are.": k,
                "The sign: H has a minus before its sum, so that it is not negative.": np.exp(-h),
                "That is one over the sum of the squared shares, another effective number.": 1 / np.sum(p**2),
                "That is one over the largest share.": 1 / p.max(),
                "That is the evenness: H over the log of the number of modes. The effective number is e to the H.": h
                / np.log(k),
                "A sum over the modes, not a mean.": np.exp(h / k),
                "A sum over the modes, not a mean over those that have samples.": np.exp(h / len(p)),
                "The shares as they are, without one sample more on each mode.": np.exp(-np.sum(smooth * np.log(smooth))),
                "The logs are weighted by the shares; here each counts alike.": np.exp(-np.mean(np.log(p))),
                "The shares are among those of all modes, not over the largest count.": np.exp(
                    -np.sum(counts[counts > 0] / counts.max() * np.log(counts[counts > 0] / counts.max()))
                ),
                "An effective number need not be whole: no rounding.": np.round(np.exp(h)),
                "That is one minus the sum of the squared shares; here entropy is asked.": 1 - np.sum(p**2),
                "That is e to the H divided by the number of modes.": np.exp(h) / k,
                "First the shares: counts over their sum. Here the logarithm is of the counts.": np.exp(
                    -np.sum(p * np.log(counts[counts > 0]))
                ),
            },
            hint="Shares are counts over their sum; then minus the sum of p log p over modes with samples; then e to it.",
            not_finite="A mode without samples adds nothing, but 0 times log 0 is no number to a computer: leave it out."
            if (counts == 0).any()
            else "Take the logarithm of shares, which are positive here, and e to the power of the entropy.",
        )


def _path(rng, n, turns, noise=0.03):
    """Return two curves that go round `turns` times, with a middle far from 0 and other sizes."""
    wobble = rng.normal(0, 0.35, n).clip(-0.8, 0.8)  # so that it sometimes turns back
    angles = rng.uniform(0, 2 * np.pi) + np.linspace(0, 2 * np.pi * turns, n) + wobble
    radius = rng.uniform(0.8, 1.2, n)
    a, b = radius * np.cos(angles), radius * np.sin(angles)
    (ma, mb), (sa, sb) = rng.uniform(3, 6, 2), rng.uniform((0.3, 2), (0.6, 4))
    return ma + sa * a + noise * sa * rng.normal(size=n), mb + sb * b + noise * sb * rng.normal(size=n)


@exercise(
    "14.2",
    "how often round?",
    "With the sum of all the turning, either way, below it, that is the steadiness that the clinic's rule asks for.",
)
def times_round(answer, rng):
    for n, turns in ((61, 4.3), (48, -2.6), (83, 7.7), (37, 1.4), (72, -5.2)):
        a, b = _path(rng, n, turns)
        x, y = (a - a.mean()) / a.std(), (b - b.mean()) / b.std()
        angles = np.arctan2(y, x)
        whole = np.unwrap(angles)
        value = (whole[-1] - whole[0]) / (2 * np.pi)
        raw = np.unwrap(np.arctan2(b, a))
        centred = np.unwrap(np.arctan2(b - b.mean(), a - a.mean()))
        stretched = np.unwrap(np.arctan2(b / b.std(), a / a.std()))
        slopes = np.unwrap(np.arctan(y / x))
        turned = np.diff(whole)
        crossings = np.sum(np.diff(np.sign(y)) != 0)
        answer.expect(
            *(a, b),
            value=value,
            mistakes={
                "The other way round: anticlockwise is positive, and the angle is arctan2(b, a).": -value,
                "The path goes round its own middle: bring each curve to mean 0 first.": (raw[-1] - raw[0]) / (2 * np.pi),
                "Only scaled: each curve's mean has to go, too.": (stretched[-1] - stretched[0]) / (2 * np.pi),
                "Each curve is divided by its standard deviation as well.": (centred[-1] - centred[0]) / (2 * np.pi),
                "That is in radians; a turn has 2 pi of them.": whole[-1] - whole[0],
                "From the first point on: its own angle has to be taken off.": whole[-1] / (2 * np.pi),
                "That is in degrees; a turn has 360.": np.degrees(whole[-1] - whole[0]),
                "A turn is 2 pi, not pi.": (whole[-1] - whole[0]) / np.pi,
                "An angle jumps from pi to minus pi once a turn; these jumps have to be undone (np.unwrap).": (
                    angles[-1] - angles[0]
                )
                / (2 * np.pi),
                "That counts turning back as turning on; the two should cancel.": np.sum(abs(turned)) / (2 * np.pi),
                "Which way it goes is asked, too: no absolute value.": abs(value),
                "Parts of a turn count, too: no rounding.": np.round(value),
                "Parts of a turn count, too: no rounding down.": np.floor(value),
                "Parts of a turn count, too: no cutting to whole turns.": np.trunc(value),
                "From the first point to the last: all n - 1 stretches, and their sum, not their mean.": turned.mean()
                / (2 * np.pi),
                "The last stretch is missing.": np.sum(turned[:-1]) / (2 * np.pi),
                "The first stretch is missing.": np.sum(turned[1:]) / (2 * np.pi),
                "arctan of a quotient can't tell a point from the opposite one: use arctan2.": (slopes[-1] - slopes[0])
                / (2 * np.pi),
                "That counts how often b crosses its middle, which it does twice a turn.": crossings,
                "That counts how often b crosses its middle; what of the way, and the parts of a turn?": crossings / 2,
            },
            hint="Bring both curves to mean 0 and standard deviation 1; take each point's angle; add up how far it turns "
            "from point to point; a whole turn is 2 pi.",
        )


WORDS = ["healthy", *clinic.RULES]


@exercise(
    "14.3",
    "how good are these doctors?",
    "Two numbers, since one is easily bought: who calls everybody ill misses no illness.",
)
def right_and_false_alarms(answer, rng):
    for n, well in ((20, 6), (26, 9), (17, 5), (31, 12), (24, 7)):
        had = ["healthy"] * well + list(rng.choice(WORDS[1:], n - well))
        said = list(had)
        for i in rng.permutation(well)[: int(rng.integers(2, well - 1))]:
            said[i] = str(rng.choice(WORDS[1:]))
        ill = well + rng.permutation(n - well)
        missed, mistaken = int(rng.integers(1, 3)), int(rng.integers(3, 6))
        for i in ill[:missed]:
            said[i] = "healthy"
        for i in ill[missed : missed + mistaken]:
            said[i] = next(word for word in rng.permutation(WORDS[1:]) if word != had[i]).item()
        alike = ["collapsed", "partly collapsed"]  # one word within another
        for i, j in ((0, 1), (1, 0)):
            had[ill[missed + i]], said[ill[missed + i]] = alike[i], alike[j]
        order = rng.permutation(n)
        had, said = [str(had[i]) for i in order], [str(said[i]) for i in order]
        h, s = np.array(had), np.array(said)
        right, is_well = np.mean(h == s), h == "healthy"
        alarms = is_well & (s != "healthy")
        false = alarms.sum() / is_well.sum()
        noticed = np.mean((h == "healthy") == (s == "healthy"))
        missed_share = np.mean(s[~is_well] == "healthy")
        answer.expect(
            *(said, had),
            value=np.array([right, false]),
            mistakes={
                "The order: the share that is right first.": (false, right),
                "That is the share of right ones; return that of false alarms, too.": right,
                "Those are false alarms; return the share of right ones, too.": false,
                "Right ones: an illness taken for another one is wrong.": (noticed, false),
                "Right ones: that is the share of wrong ones.": (1 - right, false),
                "Right ones: compare whole words; 'collapsed' is within 'partly collapsed', and another one.": (
                    np.mean([a in b for a, b in zip(said, had)]),
                    false,
                ),
                "Right ones: of all runs, the healthy ones included.": (np.mean((h == s)[~is_well]), false),
                "Right ones: a share of all runs, not their number.": (np.sum(h == s), false),
                "Shares, please, not per cent.": (100 * right, 100 * false),
                "Shares, not numbers of runs.": (np.sum(h == s), alarms.sum()),
                "False alarms: a share of the healthy runs, not their number.": (right, alarms.sum()),
                "False alarms: a share of the healthy runs, not of all.": (right, alarms.mean()),
                "False alarms: of the healthy runs, how many were called ill; not the other way round.": (
                    right,
                    alarms.sum() / np.sum(s != "healthy"),
                ),
                "False alarms: that is the share of the ill who were called healthy.": (right, missed_share),
                "False alarms: that is the share of the healthy who were called healthy.": (right, 1 - false),
                "False alarms: exchanged; these are runs that were called healthy, and were ill.": (
                    right,
                    np.mean(h[s == "healthy"] != "healthy"),
                ),
                "False alarms: that is the share of all runs that were called ill.": (right, np.mean(s != "healthy")),
                "False alarms: only those among the healthy; here all wrong diagnoses count.": (right, 1 - right),
            },
            hint="First: how many words agree, over all. The second looks at runs that were healthy, and at no others.",
            expected="two shares",
        )


@exercise(
    "14.4",
    "diagnose",
    "Each of these rules is one line on one sign; what made you a doctor is the order: causes before consequences.",
    points=2,
)
def diagnose(answer, rng):
    unseen = clinic.patients("unseen")
    for failure in WORDS:
        have = [patient for patient in unseen if patient.failure == failure]
        chosen = rng.permutation(len(have))[: 2 if failure in ("sparse", "wrong range") else 1]
        for i in chosen:
            _visit(answer, have[i], "one of the twelve")
    for number, patient in enumerate(clinic.patients("clinic"), start=1):
        _visit(answer, patient, f"patient {number}")


SIGNS = {
    "healthy": "Of this patient no rule is true: it is healthy.",
    "frozen": "Look at discriminator_moved: this discriminator never moved, and all else follows from that.",
    "wrong range": "Look at lowest_real: these real pictures have no value below 0.",
    "sparse": "Look at zeros: many slopes that come back to the fakes are exactly 0.",
    "vanished": "Look at generator_gradient beside the two scores: D is sure, and nothing comes back from it.",
    "oscillating": "Look at centre and push, one against the other: they go round.",
    "overfitted": "Look at real_score beside held_out_score: D knows the pictures that it has learnt from.",
    "collapsed": "Look at the samples: they are all about the same.",
    "partly collapsed": "Look at modes and share: what is drawn is good, but much is missing.",
    "exploiting": "Look at share beside the two scores: D is content, and an outsider is not.",
}


def _visit(answer, patient, who):
    history, samples = patient.history, patient.samples
    rules = clinic.RULES

    def first(words):
        return next((word for word in words if rules[word](history, samples)), "healthy")

    order = list(rules)
    consequences = ["collapsed", "partly collapsed", "exploiting"]
    mistakes = {
        "Consequences come first here: a collapse has causes, and if one of them is there, it is the diagnosis.": first(
            [*consequences, *order[:-3]]
        ),
        "The order is turned round: here the last of the consequences is said first.": first(order[::-1]),
        "You look for a collapse only; what of its causes, and of the other illnesses?": first(consequences),
        "You look for causes only; a collapse may have none of them.": first(order[:-3]),
        "An exploited weakness looks like its causes: ask for it last.": first(["exploiting", *order[:-1]]),
        "A collapse has causes: ask for a frozen discriminator, a vanished gradient and the others before it.": first(
            ["collapsed", *(word for word in order if word != "collapsed")]
        ),
        "You call everybody healthy.": "healthy",
    }
    answer.expect(
        *(history, samples),
        value=patient.failure,
        mistakes=mistakes,
        hint=f"This is {who}. {SIGNS[patient.failure]}",
        expected=f"another word for {who}",
    )


@exercise(
    "14.A",
    "an outsider",
    "This is the nearest-neighbour two-sample test; a value well below one half gives away a generator that copies.",
    points=2,
)
def outsider(answer, rng):
    for n, m, d, shift in ((30, 19, 3, 0.9), (17, 28, 2, 1.3), (24, 21, 4, 0.6), (33, 26, 2, 0.7), (20, 34, 5, 1.0)):
        real = rng.normal(size=(n, d)) * rng.uniform(0.5, 1.5, d)
        fakes = rng.normal(size=(m, d)) * rng.uniform(0.5, 1.5, d) + shift * rng.normal(size=d)
        points, kind = np.concatenate([real, fakes]), np.arange(n + m) < n
        offsets = points[:, None] - points
        own = np.where(np.eye(n + m, dtype=bool), np.inf, 0)

        def taken(distances, kind=kind):
            return kind[distances.argmin(axis=1)] == kind

        straight = np.linalg.norm(offsets, axis=2) + own
        right = taken(straight)
        block, cross = abs(offsets).sum(axis=2) + own, abs(offsets).max(axis=2) + own
        centres = (real.mean(axis=0), fakes.mean(axis=0))
        by_centre = np.linalg.norm(points - centres[0], axis=1) < np.linalg.norm(points - centres[1], axis=1)
        answer.expect(
            *(real, fakes),
            value=right.mean(),
            mistakes={
                "A point is nearest to itself: leave it out.": 1.0,
                "That is the share taken wrongly.": 1 - right.mean(),
                "Of all points, the fakes as well as the real ones.": right[:n].mean(),
                "Of all points, the real ones as well as the fakes.": right[n:].mean(),
                "All points alike: not a mean of two means.": (right[:n].mean() + right[n:].mean()) / 2,
                "Their share, not their number.": right.sum(),
                "The number over n + m, not over n.": right.sum() / n,
                "The number over n + m, not over m.": right.sum() / m,
                "The distance in a straight line, not the sum of the differences.": taken(block).mean(),
                "The distance in a straight line, not the largest difference.": taken(cross).mean(),
                "The nearest point, not the farthest.": taken(np.where(np.isinf(own), np.inf, -straight)).mean(),
                "The nearest other point, not the nearer of the two means.": np.mean(by_centre == kind),
                "The distance over all coordinates, not over the first alone.": taken(abs(offsets[:, :, 0]) + own).mean(),
                "That is the second nearest.": np.mean(kind[np.argsort(straight, axis=1)[:, 1]] == kind),
                "One neighbour decides, not the three nearest together.": np.mean(
                    (kind[np.argsort(straight, axis=1)[:, :3]].sum(axis=1) >= 2) == kind
                ),
                "That says of each point whether it is taken rightly; return their share.": right,
            },
            hint="All points in one array, the distances between all of them, infinity from each to itself; then whether "
            "the nearest has the same kind; then the mean.",
        )


@exercise("14.B", "is the gap more than chance?", "This is Welch's t. Pictures held out cost nothing, and give D away.")
def gap_in_errors(answer, rng):
    for n, m in ((12, 7), (6, 15), (9, 20), (25, 11), (8, 5)):
        known, held_out = rng.beta(5, 2, n), rng.beta(2, 2, m)
        if m > 14:
            known, held_out = rng.beta(2, 4, n), rng.beta(4, 2, m)
        gap = known.mean() - held_out.mean()
        a, b = known.var(ddof=1), held_out.var(ddof=1)
        pooled = ((n - 1) * a + (m - 1) * b) / (n + m - 2)
        error = np.sqrt(a / n + b / m)
        together = np.concatenate([known, held_out])
        answer.expect(
            *(known, held_out),
            value=gap / error,
            mistakes={
                "That is the gap; divide it by its standard error.": gap,
                "That is the standard error; the gap goes above it.": error,
                "The other way round: known minus held out.": -gap / error,
                "The variance over the sample has n - 1 below: ddof=1.": gap / np.sqrt(known.var() / n + held_out.var() / m),
                "The root of the sum is missing.": gap / (a / n + b / m),
                "Each variance is divided by its own number of scores.": gap / np.sqrt(a + b),
                "n belongs to known and m to held_out; here they are exchanged.": gap / np.sqrt(a / m + b / n),
                "Variances are added, and then comes the root; not two errors.": gap / (np.sqrt(a / n) + np.sqrt(b / m)),
                "Divided by n, not by its root: the root comes last, over both.": gap / (np.sqrt(a) / n + np.sqrt(b) / m),
                "Both samples have their own variance; that is a pooled one.": gap / np.sqrt(pooled * (1 / n + 1 / m)),
                "That is the gap in standard deviations, not in standard errors.": gap / np.sqrt(pooled),
                "In both, please: the error of held_out is missing.": gap / np.sqrt(a / n),
                "In both, please: the error of known is missing.": gap / np.sqrt(b / m),
                "Means, not medians.": (np.median(known) - np.median(held_out)) / error,
                "The gap with its sign, please: it may be negative.": abs(gap) / error,
                "The spread of each sample about its own mean, not that of both together.": gap / (together.std(ddof=1)),
                "A standard deviation in place of each variance: square it.": gap / np.sqrt(np.sqrt(a) / n + np.sqrt(b) / m),
                "The variances have n - 1 and m - 1 in them already; divide by n and m.": gap
                / np.sqrt(a / (n - 1) + b / (m - 1)),
                "A quotient, not a product.": gap * error,
            },
            hint="The difference of the two means; two variances, each with its number minus one below, over its number, "
            "added up; the root of that below the difference.",
        )
