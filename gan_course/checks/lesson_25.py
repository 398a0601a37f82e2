"""Checks of lesson 25, the speedrun."""

import itertools
import math

import numpy as np

from gan_course.checks import exercise


@exercise(
    "25.1",
    "which part did it?",
    "Logarithms are what makes shares of a product add up to one.",
)
def speed_up(answer, rng):
    # in two of them steps get dearer, and the share is below 0; in two there are more of them, and it is above 1
    for fewer, cheaper in ((15, 30), (40, 8), (6, 50), (20, 0.4), (60, 0.1), (0.3, 40), (0.2, 15)):
        fewer, cheaper = fewer * rng.uniform(0.8, 1.25), cheaper * rng.uniform(0.8, 1.25)
        n1, c1 = rng.uniform(900, 4000), rng.uniform(0.5, 1.5)
        n2, c2 = n1 / fewer, c1 / cheaper
        ratio = fewer * cheaper
        share = np.log(cheaper) / np.log(ratio)
        answer.expect(
            *(n1, c1, n2, c2),
            value=np.array([ratio, share]),
            mistakes={
                "The share of cheaper steps is asked, not that of fewer ones.": (ratio, 1 - share),
                "Before over after: how many times less, not which part of it is left.": (1 / ratio, share),
                "The share: logarithms of the ratios. Here the ratios themselves are divided.": (ratio, cheaper / ratio),
                "The share: logarithms. Ratios that multiply have no shares that add up.": (
                    ratio,
                    cheaper / (cheaper + fewer),
                ),
                "The share: of the logarithm of the ratio of times, not of what is gained beyond 1.": (
                    ratio,
                    (cheaper - 1) / (ratio - 1),
                ),
                "The time is steps times cost; you compare the costs only.": (cheaper, share),
                "The time is steps times cost; you compare the steps only.": (fewer, share),
                "The share is of the whole logarithm, not that of one part over the other.": (
                    ratio,
                    np.log(cheaper) / np.log(fewer),
                ),
                "The seconds saved are a difference; how many times less is a ratio.": (n1 * c1 - n2 * c2, share),
                "The share: of the logarithm of the ratio, not of the logarithm of a time.": (
                    ratio,
                    np.log(c1) / np.log(n1 * c1),
                ),
                "Return both, the ratio first; this is the ratio alone.": ratio,
                "Return both, the ratio first; this is the share alone.": share,
                "The order: the ratio first, then the share.": (share, ratio),
                "A share, please, not per cent.": (ratio, 100 * share),
                "The ratio itself first, not its logarithm.": (np.log(ratio), share),
                "The share, not the logarithm itself.": (ratio, np.log(cheaper)),
                "The share: where steps get dearer it is below 0, and no absolute value.": (ratio, abs(share)),
                "The share: where steps get dearer it is below 0; with more steps, above 1.": (ratio, np.clip(share, 0, 1)),
                "The share: a logarithm may be below 0, and counts as it is, without an absolute value.": (
                    ratio,
                    abs(np.log(cheaper)) / (abs(np.log(cheaper)) + abs(np.log(fewer))),
                ),
                "The share: of the logarithm of the ratio, not of the seconds saved.": (
                    ratio,
                    n1 * (c1 - c2) / (n1 * c1 - n2 * c2),
                ),
                "How many times less is a ratio, not the part of the time that is saved.": (1 - 1 / ratio, share),
                "Ratios of steps and of costs multiply; here they are added.": (fewer + cheaper, share),
            },
            hint="Each time is steps times cost. First: the time before over the time after. Second: the log of the ratio "
            "of the costs, divided by the log of the first.",
            expected="a ratio and a share",
        )


@exercise(
    "25.2",
    "there for good",
    "By this rule more looks make it harder, not easier: luck now works against the racer.",
)
def steps_for_good(answer, rng):
    cases = []
    for n, at in ((9, 5), (12, 8), (7, 3)):
        d = np.exp(rng.uniform(np.log(1.1), np.log(3), n))  # above, in targets
        d[at:] = rng.uniform(0.4, 0.95, n - at)
        d[max(at - 4, 0) : at - 2] = 0.8  # a lucky look or two before
        d[at - 1] = 1.2
        cases.append(d)
    d = rng.uniform(0.4, 0.9, 8)
    d[0], d[2], d[5] = 2.0, 1.3, 1.0  # exactly there
    cases.append(d)
    d = rng.uniform(0.4, 0.9, 7)
    d[:3] = 1.6, 1.1, 1.0
    cases.append(d)
    cases.append(rng.uniform(0.4, 0.9, 6))  # from the first on
    for n in (6, 9):
        d = rng.uniform(0.4, 0.9, n)
        d[[0, -1]] = 1.5, 1.2  # lost at the end
        cases.append(d)
    cases.append(np.array([3.0, 0.7, 1.4, 1.3, 0.9]))  # at the last look
    for d in cases:
        target = float(rng.integers(40, 300))
        distances = np.where(d == 1.0, target, d * target)
        steps = np.cumsum(rng.integers(20, 90, len(d))).astype(float)

        def there(below, steps=steps):
            return steps[np.argmax(below)] if below.any() else np.inf

        n = len(d)
        good = np.array([(distances[i:] <= target).all() for i in range(n)])
        strict = np.array([(distances[i:] < target).all() for i in range(n)])
        below = distances <= target
        value = there(good)
        after = np.flatnonzero(good)
        last_above = np.flatnonzero(~below)
        mistakes = {
            "That is the first look that is there, a lucky one too; what of the looks after it?": there(below),
            "A distance equal to the target is there: at most, not less.": there(strict),
            "That is the last look above the target; it is there from the next one on.": steps[last_above[-1]]
            if len(last_above)
            else steps[0],
            "That is the look after; the first of those from which on all are there is asked.": steps[after[0] + 1]
            if len(after) > 1
            else np.inf,
            "That is the last look; the first of those from which on all are there is asked.": steps[-1],
            "That is which look it is; its steps are asked.": after[0] if len(after) else np.inf,
            "The distance at that look is not asked, but its steps.": distances[after[0]] if len(after) else np.inf,
            "Steps up to a look, as they are given, not those since the look before.": value - steps[after[0] - 1]
            if len(after) and after[0]
            else value,
            "That asks for two looks in a row; all later ones have to be there.": there(
                below & np.append(below[1:], below[-1])
            ),
            "That is the look with the least distance.": steps[distances.argmin()],
            "That asks for looks above the target; a small distance is a good one.": there(~below),
        }
        if np.isinf(value):
            mistakes["Where the last look is above the target, it is not there for good: infinity."] = steps[-1]
        answer.expect(
            *(target, steps, distances),
            value=value,
            mistakes={m: v for m, v in mistakes.items() if np.isfinite(v) or np.isinf(value)},
            hint="Find the last look above the target; the next one is the answer. There may be none above, and there may "
            "be none after it.",
            not_finite="Only where the last look is above the target is the answer infinite.",
        )


class Machine:
    """Two trainings on a machine whose clock runs, and which gets slower, or quicker, as it goes."""

    def __init__(self, costs, slower):
        self.costs, self.slower, self.now, self.took = costs, slower, 0.0, []
        self.used = [0.0] * len(costs)
        self.steps = [self._step(i) for i in range(len(costs))]

    def _step(self, which):
        def step():
            if len(self.took) > 5000:
                raise RuntimeError("more than 5,000 steps, and no end; is it clock() that tells the seconds?")
            self.took.append(which)
            seconds = self.costs[which] * math.exp(min(self.slower * self.now, 4))
            self.now += seconds
            self.used[which] += seconds

        return step

    def clock(self):
        return self.now

    def counts(self):
        return [self.took.count(i) for i in range(len(self.costs))]


def _race(machine, seconds, pick, done):
    used = [0.0] * len(machine.steps)
    while not done(used, seconds, machine):
        which = pick(used, machine)
        before = machine.clock()
        machine.steps[which]()
        used[which] += machine.clock() - before
    return machine.counts()


def _least(used, machine):
    return used.index(min(used))


RACES = {
    "Least first": (_least, lambda used, s, m: min(used) >= s),
    "That is one training after the other; meanwhile the machine has changed.": (
        lambda used, m: 0,
        None,
    ),
    "Turn about gives each as many steps; each should get as many seconds.": (
        lambda used, m: len(m.took) % 2,
        lambda used, s, m: min(used) >= s,
    ),
    "It ends when both have had their seconds, not when the first has.": (_least, lambda used, s, m: max(used) >= s),
    "Each gets these seconds, not both together.": (_least, lambda used, s, m: sum(used) >= s),
    "At least so many seconds: who has used exactly as many has had enough.": (_least, lambda used, s, m: min(used) > s),
    "It ends when each has had its seconds, not when both together have had twice as many.": (
        _least,
        lambda used, s, m: sum(used) >= 2 * s,
    ),
}


def _result(name, costs, slower, seconds):
    machine = Machine(costs, slower)
    pick, done = RACES[name]
    if done is None:  # one after the other
        for step in machine.steps:
            started = machine.clock()
            while machine.clock() - started < seconds:
                step()
        return machine.counts()
    return _race(machine, seconds, pick, done)


@exercise(
    "25.3",
    "side by side",
    "So a machine that slows down halfway slows both, and the comparison stands.",
    points=2,
)
def race(answer, rng):
    for slower in (0.03, -0.02, 0.02, -0.012, 0.04, 0.015, 0, 0):
        costs = [float(rng.uniform(0.3, 0.5)), float(rng.uniform(0.9, 1.4))]
        if not slower:  # to the very second, with ties on the way
            costs = [0.5, 1.25]
        if rng.random() < 0.5:
            costs.reverse()
        seconds = float(rng.uniform(17, 23)) if slower else float(rng.integers(6, 9)) * 2.5
        machine = Machine(costs, slower)
        mistakes = {name: _result(name, costs, slower, seconds) for name in list(RACES)[1:]}
        best = Machine(costs, slower)
        counts = _race(best, seconds, *RACES["Least first"])
        mistakes["The steps of each, please, not the seconds."] = best.used
        warm = Machine(costs, slower)
        for step in warm.steps:
            step()
        warm_up = [n - 1 for n in _race(warm, seconds, *RACES["Least first"])]
        mistakes["Every step counts, the first ones too."] = warm_up
        mistakes["Every step counts, the last ones too, which go beyond the seconds."] = [n - 1 for n in counts]
        mistakes["In the order in which the trainings came."] = counts[::-1]
        got = answer.expect(
            *(*machine.steps, machine.clock, seconds),
            value=np.array(counts),
            mistakes=mistakes,
            hint="Keep the seconds that each has used, by reading the clock before and after each of its steps. As long as "
            "one has had less than `seconds`, the one with the fewest takes a step, the first at a tie.",
            expected="two numbers of steps",
        )
        order = best.took
        answer.require(
            got is None or list(np.ravel(got)) != counts or machine.took == order,
            f"{len(order)} steps in another order",
            "The numbers are right, the order of the steps is not: each time it is the turn of who has used fewer seconds, "
            "and at a tie, as at the beginning, that of a.",
        )


@exercise(
    "25.4",
    "how much work is a layer?",
    "One multiplication goes with one addition, so people who count operations count twice as many.",
)
def work(answer, rng):
    for up in (False, True, False, True, True, False):
        side, stride = int(rng.choice([8, 12, 16, 24])), int(rng.choice([2, 4]))
        kernel, maps_in, maps_out = int(rng.choice([3, 5, 6, 7])), int(rng.integers(5, 20)), int(rng.integers(21, 60))
        out = side * stride if up else side // stride
        places = side**2 if up else out**2
        per_place = kernel**2 * maps_in * maps_out
        answer.expect(
            *(side, stride, kernel, maps_in, maps_out, up),
            value=places * per_place,
            mistakes={
                "Those are the weights; each is used at many places.": per_place,
                "A convolution sets its kernel down once for each pixel of its *output*; a transposed one stamps once for "
                "each of its *input*.": (out**2 if up else side**2) * per_place,
                "Down, it is once for each pixel of the output, and those are fewer.": side**2 * per_place,
                "Up, it is once for each pixel of the input; where stamps overlap, they only add up.": out**2 * per_place,
                "Kinds exchanged: which of both sets its kernel down for each pixel that goes out?": (
                    (side // stride) ** 2 if up else side**2
                )
                * per_place,
                "Up, each pixel that comes in counts; nothing is divided there.": (side // stride) ** 2 * per_place,
                "A picture has side times side pixels.": (side if up else out) * per_place,
                "A kernel has kernel times kernel places.": places * kernel * maps_in * maps_out,
                "Each map that comes in has a kernel of its own for each map that goes out: a product, not a sum.": places
                * kernel**2
                * (maps_in + maps_out),
                "Multiplications only: an addition is not counted apart.": 2 * places * per_place,
                "All maps that come in count, too.": places * kernel**2 * maps_out,
                "All maps that go out count, too.": places * kernel**2 * maps_in,
                "With the stride, the places are fewer in both directions.": (side**2 if up else side * out) * per_place,
                "Without biases: they are added, not multiplied.": places * (per_place + maps_out),
                "The kernel's places count, too.": places * maps_in * maps_out,
            },
            hint="At each place where the kernel is set down, it costs kernel x kernel x maps_in x maps_out. Places: the "
            "pixels of the output for a convolution, those of the input for a transposed one.",
        )


@exercise(
    "25.A",
    "a product and its spread",
    "Errors add in squares, in logarithms too: ten rungs of 10 % each make 37 %, not 100 %.",
    points=2,
)
def product_and_spread(answer, rng):
    for rungs, seeds in ((4, 3), (3, 5), (6, 4), (5, 3), (2, 6)):
        ratios = np.exp(rng.uniform(-0.2, 1.2, rungs)[:, None] + rng.normal(size=(rungs, seeds)) * rng.uniform(0.1, 0.4))
        logs = np.log(ratios)
        product = np.exp(logs.mean(axis=1).sum())
        errors = logs.std(axis=1, ddof=1) / np.sqrt(seeds)
        total = np.sqrt(np.sum(errors**2))
        population = np.sqrt(np.sum(logs.var(axis=1) / seeds))
        answer.expect(
            ratios,
            value=np.array([product, np.exp(total)]),
            mistakes={
                "The product: geometric means over the seeds, not arithmetic ones.": (
                    np.prod(ratios.mean(axis=1)),
                    np.exp(total),
                ),
                "The product: of the rungs' means, not of all the numbers.": (np.prod(ratios), np.exp(total)),
                "The product: rungs multiply; you add them.": (np.sum(np.exp(logs.mean(axis=1))), np.exp(total)),
                "The product: over the seeds a mean, over the rungs a product; here exchanged.": (
                    np.exp(logs.mean(axis=0).sum()),
                    np.exp(total),
                ),
                "The product itself, not its logarithm.": (np.log(product), np.exp(total)),
                "The factor: squares add, not the errors themselves.": (product, np.exp(errors.sum())),
                "The factor: e to the error; that is the error in the logarithm.": (product, total),
                "The factor: of a mean of so many seeds; divide by the root of their number.": (
                    product,
                    np.exp(np.sqrt(np.sum(logs.var(axis=1, ddof=1)))),
                ),
                "The factor: the spread of a sample divides by one less than the number (ddof=1).": (
                    product,
                    np.exp(population),
                ),
                "The factor: that of the sum of the rungs, not of their mean.": (product, np.exp(total / rungs)),
                "The factor: squares of the errors add over the rungs; you take their mean.": (
                    product,
                    np.exp(np.sqrt(np.mean(errors**2))),
                ),
                "The factor: the spread of the logarithms, not of the ratios.": (
                    product,
                    np.exp(np.sqrt(np.sum(ratios.var(axis=1, ddof=1) / seeds))),
                ),
                "The factor: the root of the sum of the squares is missing.": (product, np.exp(total**2)),
                "The factor: the same seed of two rungs is no pair here; add the rungs' errors.": (
                    product,
                    np.exp(logs.sum(axis=0).std(ddof=1) / np.sqrt(seeds)),
                ),
                "The factor: by the root of the number of seeds, not of rungs.": (
                    product,
                    np.exp(np.sqrt(np.sum(logs.var(axis=1, ddof=1) / rungs))),
                ),
                "The factor: by the root of the number of seeds, not by that number.": (
                    product,
                    np.exp(np.sqrt(np.sum(logs.var(axis=1, ddof=1) / seeds**2))),
                ),
                "The factor: e to the error; one plus the error is that for small ones only.": (product, 1 + total),
                "The factor: rung by rung; here all the numbers are thrown together.": (
                    product,
                    np.exp(logs.std(ddof=1) / np.sqrt(logs.size)),
                ),
                "The product: over the seeds a mean, over the rungs no mean.": (np.exp(logs.mean()), np.exp(total)),
                "The factor alone, not times the product.": (product, product * np.exp(total)),
                "The order: the product first, then the factor.": (np.exp(total), product),
                "Return the factor, too.": product,
            },
            hint="Take logarithms. For each rung: their mean, and their standard error (standard deviation with ddof=1 over "
            "the root of the number of seeds). Means add over the rungs, and so do the errors' squares; then e to each.",
            expected="a product and a factor",
        )


def _orders(times, changes):
    """Return, for each change, the logs of what it gave in each order of the changes, {change: list}."""
    gains = {change: [] for change in changes}
    for order in itertools.permutations(changes):
        have = frozenset()
        for change in order:
            gains[change].append(math.log(times[have] / times[have | {change}]))
            have |= {change}
    return gains


@exercise(
    "25.B",
    "in any order",
    "This is the Shapley value of game theory (1953): the only fair split, by four axioms, of what players earn together.",
    points=3,
)
def fair_shares(answer, rng):
    for n in (2, 3, 4, 3, 2, 3):
        changes = ["abcd"[i] for i in rng.permutation(4)[:n]]
        if changes == sorted(changes):
            changes.reverse()
        subsets = [frozenset(s) for k in range(n + 1) for s in itertools.combinations(changes, k)]
        alone = dict(zip(changes, rng.uniform(0.3, 1.6, n)))
        times = {s: 100 * math.exp(-sum(alone[c] for c in s) + (rng.normal(0, 0.35) if len(s) > 1 else 0)) for s in subsets}
        gains = _orders(times, changes)
        whole = frozenset(changes)
        log_whole = math.log(times[frozenset()] / times[whole])

        def factors(logs):
            return np.exp(logs)

        first = [math.log(times[frozenset()] / times[frozenset(c)]) for c in changes]
        last = [math.log(times[whole - {c}] / times[whole]) for c in changes]
        ladder = [math.log(times[frozenset(changes[:i])] / times[frozenset(changes[: i + 1])]) for i in range(n)]
        back = [math.log(times[frozenset(changes[i + 1 :])] / times[frozenset(changes[i:])]) for i in range(n)]
        shapley = np.array([np.mean(gains[c]) for c in changes])
        subsets_of = {c: [s for s in subsets if c not in s] for c in changes}
        each_subset = [np.mean([math.log(times[s] / times[s | {c}]) for s in subsets_of[c]]) for c in changes]
        mistakes = {
            "That is what each gives alone, before the others.": factors(first),
            "That is what each gives as the last one.": factors(last),
            "That is one order only, the one in which they are listed; take the mean over all orders.": factors(ladder),
            "Those are logarithms; factors are asked: e to each.": shapley,
            "The mean of the logarithms, not of the factors.": np.array([np.mean(np.exp(gains[c])) for c in changes]),
            "Those are the inverses: the time before over the time after.": factors(-shapley),
            "Those are shares of the logarithm of the whole; factors are asked.": shapley / log_whole,
            "Those are seconds saved; factors are asked, time before over time after.": np.array(
                [np.mean([times[s] - times[s | {c}] for s in subsets_of[c]]) for c in changes]
            ),
            "A sum over the orders, not the mean.": factors([np.sum(gains[c]) for c in changes]),
            "In the order of the list of changes, not in that of their names.": factors(
                [np.mean(gains[c]) for c in sorted(changes)]
            ),
            "The whole in equal parts is no account of what each change brought.": factors([log_whole / n] * n),
            "All orders, not the list's and its reverse only.": factors((np.array(ladder) + back) / 2),
        }
        mistakes |= {
            "Each subset once is not each order once: the empty one and the full one belong to more orders.": factors(
                each_subset
            ),
            "All orders, those too in which it comes in the middle: not only first and last.": factors(
                (np.array(first) + last) / 2
            ),
        }
        answer.expect(
            *(times, changes),
            value=factors(shapley),
            mistakes=mistakes,
            hint="For each order of the changes (itertools.permutations), go along it: the factor of a change is the time "
            "without it over the time with it, both with those before it. Per change, e to the mean log over the orders.",
            expected="a factor for each change",
        )
