"""Checks of lesson 21, CycleGAN."""

import itertools
import math

import numpy as np

from gan_course.checks import exercise


def _ways(rng, d):
    """Return two functions on arrays (n, d) that are not each other's inverse."""
    m, k = rng.normal(size=(2, d, d)) / np.sqrt(d)
    shift, other = rng.normal(size=(2, d))

    def to_a(x):
        return np.tanh(x @ m) + shift

    def to_b(x):
        return 1.5 * np.tanh(x @ k) - other

    return to_a, to_b


@exercise(
    "21.1",
    "there and back",
    "It is 0 for any two functions that undo each other, whatever they make of the pictures in between.",
)
def cycle_loss(answer, rng):
    for n, m, d in ((5, 3, 4), (4, 7, 3), (6, 2, 5), (3, 8, 2), (7, 4, 6)):
        to_a, to_b = _ways(rng, d)
        a, b = rng.uniform(-1, 1, (n, d)), rng.uniform(-1, 1, (m, d))
        of_a, of_b = to_a(to_b(a)) - a, to_b(to_a(b)) - b
        one, two = abs(of_a).mean(), abs(of_b).mean()
        wrong_a, wrong_b = to_b(to_a(a)) - a, to_a(to_b(b)) - b
        twice = abs(to_a(to_b(to_a(to_b(a)))) - a).mean() + abs(to_b(to_a(to_b(to_a(b)))) - b).mean()
        answer.expect(
            *(to_a, to_b, a, b),
            value=one + two,
            mistakes={
                "That is the cycle of `a` alone; `b` has one, too.": one,
                "That is the cycle of `b` alone; `a` has one, too.": two,
                "Absolute differences, not squared ones.": (of_a**2).mean() + (of_b**2).mean(),
                "Absolute differences, not the root of the mean of squares.": np.sqrt((of_a**2).mean())
                + np.sqrt((of_b**2).mean()),
                "Without absolute values, differences up and down cancel.": of_a.mean() + of_b.mean(),
                "The absolute value belongs to each number, before the mean.": abs(of_a.mean()) + abs(of_b.mean()),
                "A mean for each world, not a sum over its pictures.": abs(of_a).sum() + abs(of_b).sum(),
                "A mean over all numbers; yours is summed over each picture's.": d * (one + two),
                "The two means are added, not averaged.": (one + two) / 2,
                "A mean for each world, then added; here all differences lie in one mean.": (
                    abs(of_a).sum() + abs(of_b).sum()
                )
                / (of_a.size + of_b.size),
                "A picture of A goes to B first, `to_b`, and then back; here it goes the other way round.": abs(
                    wrong_a
                ).mean()
                + abs(wrong_b).mean(),
                "Half of the way: what has become of `a` in B is not to be compared with `a`; bring it back first.": abs(
                    to_b(a) - a
                ).mean()
                + abs(to_a(b) - b).mean(),
                "That is the identity loss: a picture of A sent into A. The cycle goes through the other world.": abs(
                    to_a(a) - a
                ).mean()
                + abs(to_b(b) - b).mean(),
                "The weight of the cycle is not asked here, only the loss itself.": 10 * (one + two),
                "Each of the two is compared with the picture that it set out from, in the same world.": abs(
                    to_a(to_b(a)) - to_a(a)
                ).mean()
                + abs(to_b(to_a(b)) - to_b(b)).mean(),
                "The two are added; here one is taken from the other.": one - two,
                "Both cycles count, not the larger one only.": max(one, two),
                "The two cycles are different ones; here that of `a` is counted twice.": 2 * one,
                "What goes back is the picture, not its difference to `a`; compare at the end of the way.": abs(
                    to_a(to_b(a) - a)
                ).mean()
                + abs(to_b(to_a(b) - b)).mean(),
                "The mean of single differences, not of each picture's length of its difference.": np.linalg.norm(
                    of_a, axis=1
                ).mean()
                + np.linalg.norm(of_b, axis=1).mean(),
                "The mean, not the median.": np.median(abs(of_a)) + np.median(abs(of_b)),
                "Absolute differences, and their mean; that is the root of a sum of squares.": np.linalg.norm(of_a)
                + np.linalg.norm(of_b),
                "The identity loss is in it, too; only the cycle is asked.": one
                + two
                + abs(to_a(a) - a).mean()
                + abs(to_b(b) - b).mean(),
                "Compare picture by picture, not the mean pictures.": abs(of_a.mean(axis=0)).mean()
                + abs(of_b.mean(axis=0)).mean(),
                "The way of `a` is right; `b` goes to A first, `to_a`, and then back.": one + abs(wrong_b).mean(),
                "The way of `b` is right; `a` goes to B first, `to_b`, and then back.": abs(wrong_a).mean() + two,
                "Once there and back; here each goes round twice.": twice,
                "What came back is compared with the first picture, not with the fake on its way.": abs(
                    to_a(to_b(a)) - to_b(a)
                ).mean()
                + abs(to_b(to_a(b)) - to_a(b)).mean(),
                "The cycle begins and ends with `a`; here it begins with its fake, and `b`'s likewise.": abs(
                    to_b(to_a(to_b(a))) - to_b(a)
                ).mean()
                + abs(to_a(to_b(to_a(b))) - to_a(b)).mean(),
                "A difference is wanted; here what came back is added to the picture.": abs(of_a + 2 * a).mean()
                + abs(of_b + 2 * b).mean(),
                "The absolute value belongs to the difference, not to each picture.": abs(abs(of_a + a) - abs(a)).mean()
                + abs(abs(of_b + b) - abs(b)).mean(),
                "The mean, not the largest difference.": abs(of_a).max() + abs(of_b).max(),
                "The two are added, not multiplied.": one * two,
                "All pictures count, where the worlds have not equally many; here the longer one is cut off.": abs(
                    of_a[:m]
                ).mean()
                + abs(of_b[:n]).mean(),
                "The absolute value belongs to each number, before means and sum.": abs(of_a.mean() + of_b.mean()),
                "Each world's sum is divided by its own number of numbers; here both by that of `a`'s pictures.": (
                    abs(of_a).sum() + abs(of_b).sum()
                )
                / n,
            },
            hint="Send `a` to world B and what comes out of that back into A, and take the mean absolute difference to `a`; "
            "likewise for `b`, through A; then add.",
        )


@exercise(
    "21.2",
    "a history of fakes",
    "The paper keeps 50 fakes for each discriminator.",
    points=2,
)
def history_of_fakes(answer, rng):
    for n, m, d in ((4, 6, 2), (3, 5, 3), (5, 9, 2), (6, 7, 1), (4, 8, 3)):
        history, fakes = rng.integers(-9, 10, (m, d)) + 0.25, rng.integers(-9, 10, (n, d)) - 0.25
        places = rng.permutation(m)[:n]
        while (places == np.sort(places)).all():
            places = rng.permutation(m)[:n]
        coins = np.zeros(n, bool)
        coins[rng.permutation(n)[: n // 2 + (n > 3)]] = True

        def after(shown, kept, history=history, fakes=fakes, places=places, coins=coins):
            """shown, kept: which rows show the old one, and which rows put the fake into its place."""
            new = history.copy()
            new[places[kept]] = fakes[kept]
            return np.concatenate([np.where(shown[:, None], history[places], fakes), new])

        all_, none = np.ones(n, bool), np.zeros(n, bool)
        right = after(coins, coins)
        lost = after(coins, none)
        first = np.arange(m)[:n]
        at_first = after(coins, coins, places=first)
        one_off = after(coins, coins, places=places - 1)
        one = np.arange(n) == np.flatnonzero(coins)[0]
        blended = right.copy()
        blended[:n] = np.where(coins[:, None], (history[places] + fakes) / 2, fakes)
        answer.expect(
            *(history, fakes, places, coins),
            value=right,
            mistakes={
                "True and false are exchanged: where the coin is true, the two change places.": after(~coins, ~coins),
                "The old ones are shown, but the history does not keep the fakes for them.": lost,
                "The history is right, but no old one is shown: was it read only after the fake had taken its place?": after(
                    none, coins
                ),
                "Every fake goes into the history here; only those do for which the coin is true.": after(coins, all_),
                "All change places here; only those should for which the coin is true.": after(all_, all_),
                "Nothing has changed places here.": after(none, none),
                "The history is right; of what is shown, true and false are exchanged.": after(~coins, coins),
                "What is shown is right; in the history true and false are exchanged.": after(coins, ~coins),
                "What is shown is right; the history is no queue: a fake goes where its old one was.": np.concatenate(
                    [right[:n], history[n:], fakes]
                ),
                "Every old one is shown here, and nothing is kept of the fakes; the coins decide on both.": after(
                    all_, none
                ),
                "Every old one is shown here; only those should be for which the coin is true.": after(all_, coins),
                "Each fake has its place in `places`; here the first places are taken.": at_first,
                "First what is shown, then the history; here the history is on top.": np.concatenate([right[n:], right[:n]]),
                "That is what is shown; the history, as it is afterwards, belongs below.": right[:n],
                "That is the history; above it belongs what is shown.": right[n:],
                "The order of the fakes should stay: what is shown for a fake stands in its row.": np.concatenate(
                    [right[:n][np.argsort(~coins, kind="stable")], right[n:]]
                ),
                "The fakes' order should stay; here the old ones stand below those that are shown.": np.concatenate(
                    [right[:n][np.argsort(coins, kind="stable")], right[n:]]
                ),
                "A fake goes where its old one was; here that row is taken out, the fake put last.": np.concatenate(
                    [right[:n], np.delete(history, places[coins], axis=0), fakes[coins]]
                ),
                "Places count from 0; here each is the one before.": one_off,
                "Each fake has its own place; here the places are sorted first.": after(
                    coins, coins, places=np.sort(places)
                ),
                "Only the first one whose coin is true changes here; all of these do.": after(one, one),
                "Which coins are true decides, not how many.": after(np.sort(coins)[::-1], np.sort(coins)[::-1]),
                "They change places; here the mean of both is shown.": blended,
            },
            hint="Two copies: of the fakes, where some rows become history[places], and of the history, where these places "
            "become the fakes. In both only rows whose coin is true change.",
        )


@exercise(
    "21.3",
    "how far off is a hue",
    "With it you can say in degrees how much colour comes through white pictures.",
)
def hue_error(answer, rng):
    for n in (5, 7, 4, 8, 6):
        before = rng.uniform(0, 360, n)
        after = rng.uniform(0, 360, n)
        before[:3], after[:3] = (
            rng.uniform((5, 300, 100), (40, 350, 150)),
            rng.uniform((290, 10, 130), (350, 60, 190)),
        )  # two go round by 0, one does not
        apart = abs(before - after)
        short = np.minimum(apart, 360 - apart)
        signed = (after - before + 180) % 360 - 180
        radians = np.deg2rad(after - before)
        mean_b, mean_a = before.mean(), after.mean()
        answer.expect(
            *(before, after),
            value=short.mean(),
            mistakes={
                "Some of these go more than half round: 350 and 10 are 20 apart.": apart.mean(),
                "Some go round by 0 upwards, some downwards; here only one of these is thought of.": np.minimum(
                    apart, abs(before + 360 - after)
                ).mean(),
                "Some go round by 0 downwards, some upwards; here only one of these is thought of.": np.minimum(
                    apart, abs(after + 360 - before)
                ).mean(),
                "The longer way round; the shorter is asked.": np.maximum(apart, 360 - apart).mean(),
                "Differences one way and the other cancel here; take each without its sign.": signed.mean(),
                "Differences one way and the other cancel; take each without its sign, whichever is taken from which.": (
                    -signed.mean()
                ),
                "The sign belongs off each difference, before the mean.": abs(signed.mean()),
                "First take off each difference's sign, then compare it with 360 minus it.": np.minimum(
                    before - after, 360 - before + after
                ).mean(),
                "Take off each difference's sign first, then compare it with 360 minus it.": np.minimum(
                    after - before, 360 - after + before
                ).mean(),
                "All round is 360; here it is 180.": np.minimum(apart, 180 - apart).mean(),
                "Opposite hues are 180 apart; here they are 0.": np.minimum(apart, abs(180 - apart)).mean(),
                "Opposite hues are 180 apart, not 0; and a difference has no sign.": ((before - after) % 180).mean(),
                "Opposite hues are 180 apart, not 0, and a difference has no sign.": ((after - before) % 180).mean(),
                "Opposite hues are different ones; here each is taken modulo 180.": abs(before % 180 - after % 180).mean(),
                "In degrees, not as a share of 180.": short.mean() / 180,
                "A difference above 180 is 360 minus itself; here it is 0.": np.where(apart > 180, 0, apart).mean(),
                "Both hues of a pair decide on the shorter way; here each by itself is measured from red.": abs(
                    np.minimum(before, 360 - before) - np.minimum(after, 360 - after)
                ).mean(),
                "That is the rest to 180.": 180 - short.mean(),
                "An angle is asked, not its sine.": abs(np.sin(radians)).mean(),
                "That is the straight line across the circle, not the angle.": np.rad2deg(abs(np.sin(radians / 2)).mean()),
                "That counts all differences one way round, up to 360.": ((after - before) % 360).mean(),
                "That counts all differences one way round, up to 360, and from `after` to `before`.": (
                    (before - after) % 360
                ).mean(),
                "Half of the circle is 180, but a difference above it is 360 minus itself; here 180 is taken off.": (
                    apart % 180
                ).mean(),
                "A difference above 180 is 360 minus itself; here it is cut off at 180.": np.minimum(apart, 180).mean(),
                "The mean, not the sum.": short.sum(),
                "The mean, not the largest.": short.max(),
                "The mean, not the median.": np.median(short),
                "In degrees, not radians.": np.deg2rad(short).mean(),
                "In degrees, not as a share of the circle.": short.mean() / 360,
                "Absolute differences, not the root of the mean square.": np.sqrt((short**2).mean()),
                "Absolute differences, not squared ones.": (short**2).mean(),
                "That compares the two means; compare hue with hue, then take the mean.": min(
                    abs(mean_b - mean_a), 360 - abs(mean_b - mean_a)
                ),
                "The shorter way is chosen for each pair, before the mean; here for the mean.": min(
                    apart.mean(), 360 - apart.mean()
                ),
                "That leaves out the pairs that lie more than half round.": apart[apart <= 180].mean(),
                "A difference above 180 is 360 minus itself; here 360 is taken off it, and it is negative.": np.where(
                    apart > 180, apart - 360, apart
                ).mean(),
                "A difference above 180 is 360 minus itself; here 360 is added to it.": np.where(
                    apart > 180, apart + 360, apart
                ).mean(),
                "Half round, 180, is as far as it goes; here two hues that lie half round count as one.": np.minimum(
                    apart % 180, 180 - apart % 180
                ).mean(),
                "The mean of the angles; here it is the angle of the mean cosine.": np.rad2deg(
                    np.arccos(np.cos(radians).mean())
                ),
                "That is 1 minus the cosine, not an angle.": (1 - np.cos(radians)).mean(),
            },
            hint="For each pair the difference without its sign, and 360 minus that: the smaller of the two. Then the mean.",
        )


@exercise(
    "21.4",
    "how many must change",
    "It is the total variation distance of the two lists of shares: for 9 : 1 against 1 : 9 it is 0.8.",
)
def least_change(answer, rng):
    for k in (2, 4, 3, 6, 5):
        while True:
            p, q = rng.dirichlet(np.ones(k)), rng.dirichlet(np.ones(k))
            apart = abs(p - q)
            ups = np.sum(p > q)
            if apart.min() > 0.01 and (k < 4 or (2 <= ups <= k - 2 or k == 5)):
                break
        least = apart.sum() / 2
        more, summed = p > q, abs(np.cumsum(p - q))
        answer.expect(
            *(p, q),
            value=least,
            mistakes={
                "Twice too much: each picture that changes is counted where it leaves and where it arrives.": apart.sum(),
                "That is the share that may stay as it is.": 1 - least,
                "That is the largest change of one kind; several may have too much.": apart.max(),
                "A sum over the kinds, not a mean.": apart.mean(),
                "Of all kinds that are too many, the sum; not the mean over kinds.": least / k,
                "Shares add up to 1, so gains and losses cancel: count the losses only.": 0.0,
                "Squares have no meaning here: a share is what you count.": np.sum((p - q) ** 2),
                "That is the straight distance of the two lists; shares simply add up.": np.sqrt(np.sum((p - q) ** 2)),
                "Half the squares; but a share is what you count.": np.sum((p - q) ** 2) / 2,
                "That is how many change if kinds are drawn anew at random; the least is asked.": 1 - np.sum(p * q),
                "That is how many stay if kinds are drawn anew at random.": np.sum(p * q),
                "The sign: what A has too much of is positive.": -least,
                "Only the kind that has most too much is counted; add up all that have.": np.max(p - q),
                "That counts kinds, not pictures.": np.mean(p > q),
                "A share of 1, not of 100.": 100 * least,
                "That counts kinds, not pictures; how much has each too much?": float(ups),
                "All pictures of a kind that is rarer in B are counted; only what is too much must change.": p[p > q].sum(),
                "That is the Kullback-Leibler divergence, in nats, not a share.": np.sum(p * np.log(p / q)),
                "That is a Kullback-Leibler divergence, of B from A, in nats, not a share.": np.sum(q * np.log(q / p)),
                "All pictures of a kind that is commoner in B are counted; only its gain comes from a change.": q[
                    p < q
                ].sum(),
                "What is gained is divided by its kind's share here; count it as a share of all pictures.": np.sum(
                    np.maximum(q - p, 0) / q
                ),
                "What is too much is divided by its kind's share here; count it as a share of all pictures.": np.sum(
                    (np.maximum(p - q, 0)) / p
                ),
                "Only the kind that gains most is counted; several may gain.": np.max(q - p),
                "Kinds keep their places in both lists; here each list is sorted.": abs(np.sort(p) - np.sort(q)).sum() / 2,
                "A change from any kind to any other costs the same; here neighbours are nearer.": summed.sum(),
                "Not sums up to a kind, but each kind by itself.": summed.max(),
                "All kinds count, not the first alone.": apart[0],
                "Of kinds that are rarer in B, what A has too much of; not what B has of them.": q[more].sum(),
                "A share of all pictures; here it is one of the kinds that have too much.": least / p[more].sum(),
                "What is too much is divided by B's share here; count it as a share of all pictures.": np.sum(
                    np.maximum(p / q - 1, 0)
                ),
                "That is 1 more than asked: what stays is counted, too.": 1 + least,
                "Each difference is divided here; shares of all pictures simply add up.": np.sum(apart / (p + q)),
                "Half of each difference, divided; shares of all pictures simply add up.": np.sum(apart / (p + q)) / 2,
                "That is another distance of lists, by square roots; count what must change.": 1 - np.sqrt(p * q).sum(),
                "Everything changes here: of a kind that differs, only what is too much must.": 1.0,
                "What may stay is counted of one kind only; of each it is the smaller share.": 1 - np.minimum(p, q).max(),
                "The spread of the differences is no share of pictures; add up what is too much.": np.std(p - q),
            },
            hint="Of each kind, how much more A has of it than B, if it has more; that much must become something else. Add "
            "these up over the kinds.",
        )


@exercise(
    "21.A",
    "whose is it",
    "A map that mistakes one kind for another is found out by it, even if each picture is perfect.",
)
def found(answer, rng):
    for n, d in ((9, 3), (8, 2), (12, 4), (10, 3), (7, 2), (11, 3), (13, 2), (9, 4)):
        while True:
            partners = rng.normal(size=(n, d))
            fakes = partners + rng.normal(size=(n, d)) * rng.uniform(0.3, 1.6, (n, 1))
            outermost = abs(partners).sum(axis=1).argsort()[-2:]
            fakes[outermost] = -3 * partners[outermost]  # so that their own are the farthest
            table = abs(fakes[:, None] - partners).sum(axis=2)
            squares = ((fakes[:, None] - partners) ** 2).sum(axis=2)
            own = np.arange(n)
            right = np.mean(table.argmin(axis=1) == own)
            other = np.mean(table.argmin(axis=0) == own)
            by_squares = np.mean(squares.argmin(axis=1) == own)
            farthest = np.mean(table.argmax(axis=1) == own)
            if 0 < right < 1 and right != other and (d == 2 or right != by_squares) and farthest * n > 1.5:
                break
        nearest, each = table.argmin(axis=1), fakes[:, None] - partners
        second = np.mean((np.argsort(table, axis=1)[:, :2] == own[:, None]).any(axis=1))
        both = np.mean((table.argmin(axis=1) == own) & (table.argmin(axis=0) == own))
        answer.expect(
            *(fakes, partners),
            value=right,
            mistakes={
                "For each fake the nearest partner, not for each partner the nearest fake.": other,
                "A share, not a number.": right * n,
                "That is the share whose own is not the nearest.": 1 - right,
                "The sum of absolute differences, not of squares.": by_squares,
                "In each row the smallest; here the farthest is taken.": farthest,
                "Differences up and down cancel here; take them without their signs.": np.mean(
                    abs((fakes[:, None] - partners).sum(axis=2)).argmin(axis=1) == own
                ),
                "One hit, whatever the numbers: is one partner taken for all fakes, as without absolute values?": np.mean(
                    (fakes[:, None] - partners).sum(axis=2).argmin(axis=1) == own
                ),
                "The nearest one alone counts, not the two nearest.": second,
                "It is enough that the fake's nearest is its own; the other way round need not hold.": both,
                "That is the mean difference to the own partner, not how many are found.": np.diag(table).mean(),
                "That is how many different partners were hit, not whether they are the right ones.": len(
                    set(table.argmin(axis=1).tolist())
                )
                / n,
                "By absolute differences, not by the scalar product.": np.mean((fakes @ partners.T).argmax(axis=1) == own),
                "Add up over all d numbers; here the largest difference alone decides.": np.mean(
                    abs(each).max(axis=2).argmin(axis=1) == own
                ),
                "Add up over all d numbers; here the smallest difference alone decides.": np.mean(
                    abs(each).min(axis=2).argmin(axis=1) == own
                ),
                "Rows count from 0.": np.mean(nearest == own + 1),
                "The nearest, not the second nearest.": np.mean(np.argsort(table, axis=1)[:, 1] == own),
                "Always 1: is a heap compared with itself, or is one hit enough?": 1.0,
                "Always 0: is the own partner left out, or must all be found, or be the same to the last digit?": 0.0,
                "The sum goes over the d numbers of a pair; here over the partners.": np.mean(
                    abs(each).sum(axis=1).argmin(axis=1) == own
                ),
                "Where the smallest stands is compared with the row's number, not averaged.": nearest.mean(),
                "That is the mean distance to the nearest; is the nearest its own?": table.min(axis=1).mean(),
                "A share of 1, not of 100.": 100 * right,
                "Nearer than a middle one is not nearest.": np.mean(np.diag(table) < table.mean(axis=1)),
                "Places are compared as they come, not sorted.": np.mean(np.sort(nearest) == own),
                "Compare with the number of the row, not with the nearest fake's.": np.mean(nearest == table.argmin(axis=0)),
            },
            hint="A table (n, n): the sum of absolute differences of each fake to each partner. In each row, where is the "
            "smallest? Compare with the number of the row, and take the mean.",
        )


@exercise(
    "21.B",
    "how many maps are left",
    "Only where all percentages differ do they tell which kind is which.",
)
def maps_left(answer, rng):
    for k, values, kind in [
        *(
            (4, 2, "same"),
            (5, 2, "same"),
            (6, 3, "same"),
            (5, 3, "same"),
            (4, 1, "same"),
            (5, 1, "same"),
            (6, 2, "same"),
            (5, 4, "same"),
        ),
        *((4, 2, "near"), (5, 2, "near"), (5, 3, "other"), (5, 3, "other")),
    ]:
        while True:
            kinds = rng.choice(np.arange(5, 50), values, replace=False)
            a = rng.permutation(np.concatenate([kinds, rng.choice(kinds, k - values)]))
            if a.sum() == 100:
                break
        b = rng.permutation(a)
        if kind == "near":
            b[0], b[1] = b[0] + 1, b[1] - 1
            while sorted(a) == sorted(b):  # 10, 11 have become 11, 10
                b[0], b[1] = b[0] + 1, b[1] - 1
        if kind == "other":  # the same percentages, not equally often
            x = rng.integers(1, 12)
            a = rng.permutation([20 - x, 20, 20, 20, 20 + x])
            b = rng.permutation([20 - x, 20 - x, 20, 20 + x, 20 + x])
        order = list(itertools.permutations(range(k)))
        hits = np.array([a == b[list(way)] for way in order])  # (k!, k)
        right = hits.all(axis=1).sum()
        every = sum((np.array(a)[:, None] == b).sum(axis=1))
        times, times_b = (np.unique(x, return_counts=True)[1] for x in (a, b))
        choices, choices_b = (math.prod(math.factorial(t) for t in x) for x in (times, times_b))
        answer.expect(
            *(a, b),
            value=int(right),
            mistakes={
                "That is all one-to-one maps; most of them change the percentages.": len(order),
                "That is how many pairs of kinds have the same percentage; how many maps can be made of them?": int(every),
                "One-to-one: no two kinds of A may go to the same kind of B.": int(np.prod((a[:, None] == b).sum(axis=1))),
                "That is how many kinds agree as they stand.": int(np.sum(a == b)),
                "That asks whether there is any; how many are there?": int(right > 0),
                "Every kind must agree; here a map counts if any does.": hits.any(axis=1).sum(),
                "Every percentage that occurs brings its own choices; multiply them, not add.": sum(
                    math.factorial(t) for t in times
                ),
                "That is a share of all maps; their number is asked.": right / len(order),
                "That depends on a alone; has b the same percentages, and equally often?": choices,
                "That depends on b alone; has a the same percentages, and equally often?": choices_b,
                "Is each percentage in both worlds equally often? Where it is not, no map is left.": (
                    choices if set(a) == set(b) else 0
                ),
                "A percentage that occurs three times allows six orders, not three.": math.prod(times) if right else 0,
                "Every percentage that occurs brings its own choices: multiply them, not add.": (
                    sum(math.factorial(t) for t in times) if right else 0
                ),
                "Maps that change percentages are counted; that the lists have the same ones is not enough.": (
                    len(order) if right else 0
                ),
                "A map counts once, and only if every kind agrees; here all kinds that agree are counted.": hits.sum(),
                "That is how many maps change every percentage.": (~hits.any(axis=1)).sum(),
                "The map that leaves all as it stands is a map, too.": right - (a == b).all(),
                "Only one map, that of the order as it stands, is tried here.": int((a == b).all()),
                "That many maps there are in all, one-to-one or not.": k**k,
                "Pairs there and back are counted; the way back follows from the way there.": right**2,
                "Kinds of equal percentage are still different kinds.": math.factorial(len(times)),
                "That is how many lists look different, not how many maps bring a to b.": len(order) // choices_b,
                "Percentages that nearly agree do not agree.": sum((abs(a - b[list(way)]) <= 1).all() for way in order),
                "A kind that stays in its place is let through without a look.": sum(
                    all(hit or i == to for i, (hit, to) in enumerate(zip(row, way))) for row, way in zip(hits, order)
                ),
            },
            hint="Go through all orders of b's kinds (itertools.permutations); count those in which every percentage of a "
            "meets the same one of b.",
        )
