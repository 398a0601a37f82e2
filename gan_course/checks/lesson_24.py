"""Checks of lesson 24, uses."""

import numpy as np
from scipy import stats

from gan_course.checks import exercise


@exercise(
    "24.1",
    "one row back",
    "Bellman's equation (1957), one step of it: who knows the chances needs no dreams, only this sum.",
)
def one_row_back(answer, rng):
    for n, a, k in ((5, 3, 2), (6, 2, 1), (4, 5, 1), (7, 3, 3), (5, 4, 2)):
        chances = rng.dirichlet(np.ones(n + 1), (n, a))[..., :n]
        rocks = np.zeros(n, bool)
        rocks[rng.permutation(n)[:k]] = True
        value = rng.uniform(0.2, 1, n)
        ahead = np.where(rocks, 0, value)
        worth = chances @ ahead
        likeliest = chances.argmax(axis=2)

        def pair(w):
            return w.max(axis=1), w.argmax(axis=1)

        lanes = np.arange(n)
        inside = np.minimum(np.rint(chances @ lanes / chances.sum(axis=2)).astype(int), n - 1)
        best, steering = pair(worth)
        least = worth.min(axis=1), worth.argmin(axis=1)
        answer.expect(
            *(chances, rocks, value),
            value=np.array([best, steering]),
            mistakes={
                "A lane with a rock is worth nothing; here rocks have no part in it.": pair(chances @ value),
                "Turned round: a lane is worth 0 where there is a rock, and its value where there is none.": pair(
                    chances @ np.where(rocks, value, 0)
                ),
                "The rocks count when the boat comes there; here the lanes that it starts from are set to 0.": (
                    np.where(rocks, 0, pair(chances @ value)[0]),
                    pair(chances @ value)[1],
                ),
                "The rocks are in the row ahead; here the lanes that it starts from are set to 0, too.": (
                    np.where(rocks, 0, best),
                    steering,
                ),
                "The boat steers as well as it can; that is the mean over the steerings.": (worth.mean(axis=1), steering),
                "The boat steers as well as it can; that is the sum over the steerings.": (worth.sum(axis=1), steering),
                "The best steering, not the worst.": least,
                "The steering is right, but its worth is that of the worst.": (least[0], steering),
                "The worth is right, but the steering is the worst one.": (best, least[1]),
                "A lane's best steering depends on the lane; that is one for all.": (
                    best,
                    np.full(n, worth.mean(axis=0).argmax()),
                ),
                "That takes the likeliest lane for the only one: weigh each by its probability.": pair(ahead[likeliest]),
                "That is what the mean lane is worth: weigh each lane by its probability.": pair(ahead[inside]),
                "The order: worth first, then steering.": (steering, best),
                "What a row lacks to 1 is lost: no division by its sum.": pair(worth / chances.sum(axis=2)),
                "What a row lacks to 1 is lost: no division by what is left without rocks.": pair(
                    worth / (chances * ~rocks).sum(axis=2)
                ),
                "A rock is not minus 1, but worth nothing.": pair(chances @ np.where(rocks, -1, value)),
                "An index from 0 on, please, not from 1.": (best, steering + 1),
                "An index from 0 on, please, not from -1.": (best, steering - 1),
                "What a row lacks to 1 is lost: it is worth nothing, not 1.": pair(worth + 1 - chances.sum(axis=2)),
                "What counts are the lanes ahead; here a lane is worth at least what it was.": (
                    np.maximum(best, value),
                    steering,
                ),
                "No discount: a row later is worth as much.": (0.9 * best, steering),
                "A steering's worth weighs lanes by their values; that is the probability of staying afloat.": pair(
                    (chances * ~rocks).sum(axis=2)
                ),
                "Steer by the worth, not by the probability of staying afloat alone.": (
                    best,
                    (chances * ~rocks).sum(axis=2).argmax(axis=1),
                ),
                "A mean over lanes weighs by probability; here the n products are divided by n as well.": pair(worth / n),
                "The chances have no part in it: that is the best lane.": (np.full(n, ahead.max()), steering),
                "The products are summed over the lanes; here the largest is taken.": pair((chances * ahead).max(axis=2)),
                "Two results: the worths, and the steerings.": best,
                "Two results: the steerings, and first the worths.": steering,
            },
            hint="Set the value of lanes with rocks to 0; weigh the lanes ahead by their probabilities, for each lane and "
            "steering; then the largest over the steerings, and which it is.",
            expected="worths and steerings",
        )


@exercise(
    "24.2",
    "the linear reader",
    "Where d is far larger than n, the same W is F^T (F F^T + s I)^-1 Y: an n by n system in place of d by d.",
)
def ridge_scores(answer, rng):
    for n, d, k, m, s in ((9, 4, 3, 5, 0.7), (12, 3, 4, 6, 2.5), (7, 5, 2, 3, 1.6), (15, 6, 3, 4, 4.0), (6, 8, 3, 5, 0.4)):
        labels = rng.permutation(np.concatenate([np.arange(k), rng.integers(k, size=n - k)]))
        features = rng.normal(1, 1, (n, d)) + rng.normal(0, 1.5, (k, d))[labels]
        new = rng.normal(1, 1.5, (m, d))
        Y = np.eye(k)[labels]

        def weights(F, Y, s):
            return np.linalg.solve(F.T @ F + s * np.eye(F.shape[1]), F.T @ Y)

        right = new @ weights(features, Y, s)
        middle, spread, with_one = features.mean(axis=0), features.std(axis=0), np.c_[features, np.ones(n)]
        signed = new @ weights(features, 2 * Y - 1, s)
        centred = (new - middle) @ weights(features - middle, Y - Y.mean(axis=0), s) + Y.mean(axis=0)
        scores = np.exp(right)
        mistakes = {
            "Without an intercept, please: features and Y as they are, no means taken off.": centred,
            "Without an intercept: no mean taken off the features.": (new - middle) @ weights(features - middle, Y, s),
            "Without an intercept, please: no column of ones.": np.c_[new, np.ones(m)] @ weights(with_one, Y, s),
            "Y has 1 and 0, not 1 and -1.": signed,
            "The strength has no part in it so far.": new @ np.linalg.pinv(features) @ Y,
            "The strength is s, not its square.": new @ weights(features, Y, s**2),
            "The strength is s, not its root.": new @ weights(features, Y, s**0.5),
            "The strength is s, not 1 / s.": new @ weights(features, Y, 1 / s),
            "The features as they are, not divided by their spread.": (new / spread) @ weights(features / spread, Y, s),
            "The features as they are, not standardised.": ((new - middle) / spread)
            @ weights((features - middle) / spread, Y, s),
            "F^T F is missing: W solves (F^T F + s I) W = F^T Y.": new @ features.T @ Y / s,
            "Y has a 1 at the picture's label, not a share of the class.": new @ weights(features, Y / Y.sum(axis=0), s),
            "Both sums of squares have the factor 2 in their slopes: it drops out, and s stays s.": new
            @ weights(features, Y, 2 * s),
            "Both sums of squares have the factor 2 in their slopes: it drops out, and s is not halved.": new
            @ weights(features, Y, s / 2),
            "Sums of squares, not means: s is not multiplied by n.": new @ weights(features, Y, n * s),
            "Sums of squares, not means: s is not divided by n.": new @ weights(features, Y, s / n),
            "Sums of squares, not means: s is not multiplied by n times k.": new @ weights(features, Y, n * k * s),
            "s goes onto the diagonal only, not onto every entry.": new
            @ np.linalg.lstsq(features.T @ features + s, features.T @ Y, rcond=None)[0],
            "The strength's sign: it is added to the diagonal.": new @ weights(features, Y, -s),
            "The inverse is missing: W solves (F^T F + s I) W = F^T Y.": new @ features.T @ Y,
            "W is the inverse times F^T Y, not the sum itself times it.": new
            @ (features.T @ features + s * np.eye(d))
            @ features.T
            @ Y,
            "Those are labels; return the scores.": right.argmax(axis=1),
            "Scores are not probabilities: no softmax.": scores / scores.sum(axis=1, keepdims=True),
            "Those are the weights W; return the scores of the new features.": weights(features, Y, s),
            "Those are the scores of the features that it was fitted to.": features @ weights(features, Y, s),
            "A column for each class: Y, not the labels themselves.": new @ weights(features, labels[:, None], s)[:, 0],
            "Scores of new features have a row for each of them: (m, k).": right.T,
            "The labels begin with 0, so that the first column is that of label 0.": np.roll(right, 1, axis=1),
        }
        answer.expect(
            *(features, labels, new, s),
            value=right,
            mistakes=mistakes,
            hint="The slope of both sums in W is 2 F^T (F W - Y) + 2 s W. Set it to zero, solve for W, and multiply: new W.",
        )
    features, new, labels = rng.normal(size=(8, 3)), rng.normal(size=(4, 3)), np.array([0, 3, 1, 0, 3, 3, 1, 0])
    through = new @ np.linalg.inv(features.T @ features + np.eye(3)) @ features.T
    answer.expect(
        *(features, labels, new, 1.0),
        value=through @ np.eye(4)[labels],
        hint="No picture has label 2 here. It has its column, all the same: k is the largest label and one more.",
    )


@exercise(
    "24.3",
    "shifts",
    "np.roll would let in at the left what leaves at the right; for digits with a black border that is no harm, "
    "and for photographs it is.",
)
def shifted(answer, rng):
    def move(pictures, down, right, fill=-1.0):
        _, h, w = pictures.shape
        wide = np.pad(pictures, ((0, 0), (h, h), (w, w)), constant_values=fill)
        return np.stack([p[h - y : 2 * h - y, w - x : 2 * w - x] for p, y, x in zip(wide, down, right)])

    for n, h, w in ((4, 5, 7), (3, 6, 4), (5, 4, 6), (2, 7, 5), (6, 5, 4)):
        pictures = rng.uniform(-0.9, 1, (n, h, w))
        down, right = (rng.choice([-1, 1], n) * rng.integers(1, side, n) for side in (h, w))
        (down[0], right[0]), (down[1], right[1]) = (2, -1), (-1, 2)
        zero = np.zeros(n, int)
        edge = np.stack(
            [
                np.pad(p, ((h, h), (w, w)), mode="edge")[h - y : 2 * h - y, w - x : 2 * w - x]
                for p, y, x in zip(pictures, down, right)
            ]
        )
        rolled = np.stack([np.roll(p, (y, x), (0, 1)) for p, y, x in zip(pictures, down, right)])
        darkest = np.maximum(move(pictures, down, right), pictures.min(axis=(1, 2), keepdims=True))
        answer.expect(
            *(pictures, down, right),
            value=move(pictures, down, right),
            mistakes={
                "What leaves is gone; here it comes in again on the other side.": rolled,
                "Black is -1, not 0.": move(pictures, down, right, 0),
                "Black is -1, not 1.": move(pictures, down, right, 1),
                "Black comes in; here the border is repeated.": edge,
                "Turned round: positive moves down and to the right.": move(pictures, -down, -right),
                "Down is turned round: positive moves down.": move(pictures, -down, right),
                "Right is turned round: positive moves to the right.": move(pictures, down, -right),
                "Down and right are exchanged.": move(pictures, np.clip(right, 1 - h, h - 1), np.clip(down, 1 - w, w - 1)),
                "Each picture has its own shift; here all have the first one's.": move(
                    pictures, np.full(n, down[0]), np.full(n, right[0])
                ),
                "They move to the right as well.": move(pictures, down, zero),
                "They move down as well.": move(pictures, zero, right),
                "Nothing has moved yet.": pictures,
                "Down and right are exchanged: down moves the rows.": move(
                    pictures, np.clip(right, -h, h), np.clip(down, -w, w)
                ),
                "By as many pixels as down and right say, not by one.": move(pictures, np.sign(down), np.sign(right)),
                "That is one pixel too far down and to the right.": move(pictures, down + 1, right + 1),
                "Each picture has its own shift, and what leaves is gone.": np.roll(pictures, (down[0], right[0]), (1, 2)),
                "Black is -1, not the darkest pixel of the picture.": darkest,
                "The border is black, but the picture itself has not moved.": np.where(
                    move(np.ones_like(pictures), down, right) > 0, pictures, -1
                ),
                "Each picture stays in its place among the n; here their order has changed.": move(pictures, down, right)[
                    ::-1
                ],
                "Negative shifts move, too: up, or to the left.": move(pictures, np.maximum(down, 0), np.maximum(right, 0)),
                "Negative shifts move up or to the left; their sign counts.": move(pictures, abs(down), abs(right)),
                "All is black: the picture itself has to be laid into it.": np.full_like(pictures, -1),
            },
            hint="Begin with pictures that are all black. A pixel (i, j) goes to (i + down, j + right), if that is inside.",
        )
    pictures = rng.uniform(-0.9, 1, (3, 4, 5))
    none = np.zeros(3, int)
    answer.expect(
        *(pictures, none, none),
        value=pictures,
        hint="A shift of 0 leaves the picture as it is; mind that a slice that ends at -0 is empty.",
    )


@exercise(
    "24.4",
    "a gain with its interval",
    "scipy.stats.ttest_rel(with_gan, without).confidence_interval(0.95) gives the same two ends.",
)
def gain_with_interval(answer, rng):
    for n in (5, 8, 6, 12, 4):
        without = rng.normal(80, 6, n)
        with_gan = without + rng.normal(1.5, 2, n)
        d = with_gan - without
        mean, t, sd = d.mean(), stats.t.ppf(0.975, n - 1), d.std(ddof=1)
        apart = np.sqrt(with_gan.var(ddof=1) / n + without.var(ddof=1) / n)

        def around(reach, middle=mean):
            return middle, middle - reach, middle + reach

        reach = t * sd / np.sqrt(n)
        sorted_sd = (np.sort(with_gan) - np.sort(without)).std(ddof=1)
        crossed = with_gan[:, None] - without
        answer.expect(
            *(with_gan, without),
            value=np.array(around(reach)),
            mistakes={
                "The other way round: with the GAN minus without.": around(reach, -mean),
                "s has n - 1 in its denominator (ddof=1).": around(t * d.std() / np.sqrt(n)),
                "Over the root of n: that is where a single gain would lie, not their mean.": around(t * sd),
                "Over the root of n, not n.": around(t * sd / n),
                "Over the root of n, not of n - 1 once more.": around(t * sd / np.sqrt(n - 1)),
                "The t of the formula is missing: that is one standard error to each side.": around(sd / np.sqrt(n)),
                "With so few seeds 1.96 is too small: take Student's t.": around(stats.norm.ppf(0.975) * sd / np.sqrt(n)),
                "With so few seeds 2 is too small: take Student's t.": around(2 * sd / np.sqrt(n)),
                "With few seeds 1.96 is too small: take Student's t.": around(1.96 * sd / np.sqrt(n)),
                "2.78 is t for five seeds: take it for n, and not rounded.": around(2.78 * sd / np.sqrt(n)),
                "2.78 is t for five seeds: take it for n.": around(stats.t.ppf(0.975, 4) * sd / np.sqrt(n)),
                "95 % between both ends, not 99 %: t at 0.975.": around(stats.t.ppf(0.995, n - 1) * sd / np.sqrt(n)),
                "t.ppf gives t from a probability; that is the density, t.pdf.": around(
                    stats.t.pdf(0.975, n - 1) * sd / np.sqrt(n)
                ),
                "t.ppf gives t from a probability; that is the other way, t.cdf.": around(
                    stats.t.cdf(0.975, n - 1) * sd / np.sqrt(n)
                ),
                "t has n - 1 degrees of freedom, not n - 2.": around(stats.t.ppf(0.975, n - 2) * sd / np.sqrt(n)),
                "A loss is a negative gain: no absolute values.": around(t * abs(d).std(ddof=1) / np.sqrt(n), abs(d).mean()),
                "They are paired by their place: not sorted first.": around(t * sorted_sd / np.sqrt(n)),
                "In points as they came, not times 100.": tuple(100 * x for x in around(reach)),
                "n gains of n pairs, not one for each two seeds.": around(
                    stats.t.ppf(0.975, n * n - 1) * crossed.std(ddof=1) / n
                ),
                "95 % between both ends leaves 2.5 % on each side: t at 0.975.": around(
                    stats.t.ppf(0.95, n - 1) * sd / np.sqrt(n)
                ),
                "t has n - 1 degrees of freedom, not n.": around(stats.t.ppf(0.975, n) * sd / np.sqrt(n)),
                "t has n - 1 degrees of freedom; that is for two samples that are not paired.": around(
                    stats.t.ppf(0.975, 2 * n - 2) * sd / np.sqrt(n)
                ),
                "They are paired: the standard deviation of the differences, not of both sides.": around(
                    stats.t.ppf(0.975, 2 * n - 2) * apart
                ),
                "They are paired: take the differences first, then their standard deviation.": around(t * apart),
                "The standard deviation of the gains, not of one side.": around(t * with_gan.std(ddof=1) / np.sqrt(n)),
                "The standard deviation of the gains, not of the other side.": around(t * without.std(ddof=1) / np.sqrt(n)),
                "The standard deviation, not the variance.": around(t * sd**2 / np.sqrt(n)),
                "The mean gain, not the median.": (np.median(d), mean - reach, mean + reach),
                "The interval is about the mean gain, not about the median.": around(reach, np.median(d)),
                "The mean comes first, then the lower end, then the upper.": (mean - reach, mean, mean + reach),
                "The mean comes first, and then both ends.": (mean - reach, mean + reach, mean),
                "Mean, lower end, upper end: the two ends are exchanged.": (mean, mean + reach, mean - reach),
                "The ends themselves, please: that is the reach to each side.": (mean, reach, reach),
                "The ends themselves, please: those are the reaches, without the mean.": (mean, -reach, reach),
                "Three numbers: the mean is missing.": (mean - reach, mean + reach),
                "Three numbers: mean and reach are two.": (mean, reach),
                "Those are the smallest and the largest gain; the formula has t and s.": (mean, d.min(), d.max()),
                "Those are percentiles of single gains; the formula has t and s.": (
                    mean,
                    *np.percentile(d, [2.5, 97.5]),
                ),
                "A gain is a difference here, not a ratio.": around(
                    t * (with_gan / without).std(ddof=1) / np.sqrt(n), (with_gan / without).mean()
                ),
                "The gain as it is, not over what there was without.": around(
                    t * (d / without).std(ddof=1) / np.sqrt(n), (d / without).mean()
                ),
            },
            hint="First the differences, with minus without; their mean; s with n - 1; then t times s over the root of n, "
            "to each side.",
            expected="mean, lower end, upper end",
        )


@exercise(
    "24.A",
    "where the mean leads",
    "Both agree wherever the value is linear in the place: then the value of the mean is the mean of the values (Jensen).",
    points=2,
)
def where_the_mean_leads(answer, rng):
    found = 0
    while found < 6:
        a, m, n = [(3, 4, 7), (5, 3, 9), (4, 6, 8), (4, 5, 6), (6, 4, 10), (4, 5, 12)][found]
        outcomes, value = rng.integers(n, size=(a, m)), rng.permutation(n) + rng.uniform(0, 0.5, n)
        means = outcomes.mean(axis=1)
        if np.any(np.abs(means % 1 - 0.5) < 0.02):
            continue
        nearest = np.rint(means).astype(int)
        true, believed = value[outcomes].mean(axis=1), value[nearest]
        low = value[np.floor(means).astype(int)].argmax()
        if len({true.argmax(), believed.argmax(), low if found % 2 else -1}) < 3:
            continue
        found += 1
        chosen, best = believed.argmax(), true.argmax()
        answer.expect(
            *(outcomes, value),
            value=np.array([true[chosen], true[best]]),
            mistakes={
                "The first number: that is what the mean's planner believes; what does it get, on average?": (
                    believed[chosen],
                    true[best],
                ),
                "Both are what is believed; what does each get, on average over the outcomes?": (
                    believed[chosen],
                    believed[best],
                ),
                "The second number: the best that can be expected, not what the mean's planner would think of it.": (
                    true[chosen],
                    believed[best],
                ),
                "The order: first what the mean's planner gets, then the best.": (true[best], true[chosen]),
                "Two numbers: what the mean's planner gets is there; and the best?": true[chosen],
                "Two numbers: the best is there; and what the mean's planner gets?": true[best],
                "Return both numbers, not their difference.": true[best] - true[chosen],
                "Return both worths, not which actions they are.": (chosen, best),
                "The nearest place to the mean: rounded, not cut off.": (true[low], true[best]),
                "The second number is of the best action, not of the worst.": (true[chosen], true.min()),
                "The second number is of the best action, not the mean over all actions.": (true[chosen], true.mean()),
                "Those are mean places; return what they are worth.": (means[chosen], means.max()),
                "The mean over the outcomes of each action (m), not over the actions.": (
                    value[outcomes].mean(axis=0)[0],
                    value[outcomes].mean(axis=0).max(),
                ),
                "The second number is of the best action on average, not of the best outcome of all.": (
                    true[chosen],
                    value[outcomes].max(),
                ),
                "The mean's planner takes the action whose mean place is worth most, not the one with the worst.": (
                    true[believed.argmin()],
                    true[best],
                ),
                "The mean over the outcomes, not their sum.": (m * true[chosen], m * true[best]),
                "The mean over the outcomes, not the worst of them.": (
                    value[outcomes].min(axis=1)[chosen],
                    value[outcomes].min(axis=1).max(),
                ),
                "The mean over the outcomes, not the best of them.": (
                    value[outcomes].max(axis=1)[chosen],
                    value[outcomes].max(),
                ),
                "The action with the largest mean place is not the one whose place is worth most.": (
                    true[means.argmax()],
                    true[best],
                ),
            },
            hint="Of each action two numbers: the worth of the place nearest to its mean outcome, and the mean worth of "
            "its outcomes. The first chooses for the mean's planner, the second says what anybody gets.",
            expected="two worths",
        )


@exercise(
    "24.B",
    "an interval without a formula",
    "The bootstrap, Efron 1979. With five seeds it is too narrow, as a rule: five numbers say little of their own tails.",
)
def bootstrap_interval(answer, rng):
    for n, b in ((5, 60), (8, 41), (6, 83), (10, 55), (4, 70)):
        gains = rng.normal(1, 2, n) + rng.exponential(2, n)
        draws = rng.integers(n, size=(b, n))
        means = gains[draws].mean(axis=1)

        def ends(x, low=2.5, high=97.5):
            return np.percentile(x, [low, high])

        se = means.std()
        answer.expect(
            *(gains, draws),
            value=ends(means),
            mistakes={
                "Percentiles 2.5 and 97.5: that leaves 5 % on each side.": ends(means, 5, 95),
                "Percentiles run from 0 to 100, quantiles from 0 to 1.": ends(means, 0.025, 0.975),
                "Those are the percentiles of the single gains; resample first, and take means.": ends(gains),
                "Those are percentiles of all the resampled gains; take each sample's mean first.": ends(gains[draws]),
                "A mean for each sample (a row of draws), not for each place.": ends(gains[draws].mean(axis=0)),
                "Percentiles of the means, not mean plus and minus 1.96 standard deviations.": (
                    gains.mean() - 1.96 * se,
                    gains.mean() + 1.96 * se,
                ),
                "Percentiles of the means, not t and a standard deviation.": (
                    gains.mean() - stats.t.ppf(0.975, n - 1) * gains.std(ddof=1) / np.sqrt(n),
                    gains.mean() + stats.t.ppf(0.975, n - 1) * gains.std(ddof=1) / np.sqrt(n),
                ),
                "Means of the samples, not medians.": ends(np.median(gains[draws], axis=1)),
                "Means of the samples, not sums.": ends(gains[draws].sum(axis=1)),
                "The lower end first.": ends(means)[::-1],
                "The smallest and the largest mean are not the percentiles.": (means.min(), means.max()),
                "draws are places in gains, not gains themselves.": ends(draws.mean(axis=1)),
                "The ends themselves, please: that is how far they are from the mean.": ends(means) - gains.mean(),
                "Both ends are asked, not their distance.": np.ptp(ends(means)),
                "Those are the middle 50 %.": ends(means, 25, 75),
                "Percentiles 2.5 and 97.5, not 2 and 98.": ends(means, 2, 98),
                "Percentiles of the means, not their mean plus and minus 1.96 standard deviations.": (
                    means.mean() - 1.96 * se,
                    means.mean() + 1.96 * se,
                ),
                "Percentiles of the means, not 1.96 standard errors.": (
                    gains.mean() - 1.96 * stats.sem(gains),
                    gains.mean() + 1.96 * stats.sem(gains),
                ),
                "The percentiles themselves, not mirrored at the mean.": 2 * gains.mean() - ends(means)[::-1],
                "Places begin with 0: gains[draws] as it is.": ends(gains[draws - 1].mean(axis=1)),
                "Means of the samples, not standard deviations.": ends(gains[draws].std(axis=1)),
                "np.percentile as it is: it may fall between two means.": np.percentile(
                    means, [2.5, 97.5], method="nearest"
                ),
                "What is drawn twice counts twice.": ends([gains[np.unique(row)].mean() for row in draws]),
                "One standard deviation to each side is no 95 %.": (gains.mean() - se, gains.mean() + se),
                "99 % were not asked: percentiles 2.5 and 97.5.": ends(means, 0.5, 99.5),
            },
            hint="gains[draws] has a sample in each row; the mean of each row; then np.percentile of those at 2.5 and 97.5.",
            expected="two ends",
        )
