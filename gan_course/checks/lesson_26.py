"""Checks of lesson 26, after GANs."""

import numpy as np

from gan_course.checks import exercise


@exercise(
    "26.1",
    "many small steps are one",
    "So training may jump to any step at once: nobody has to walk there.",
)
def mixture_after(answer, rng):
    for steps in (5, 3, 8, 6, 4, 12):
        betas = rng.uniform(0.02, 0.3, steps)
        kept = np.prod(1 - betas)
        a, b = np.sqrt(kept), np.sqrt(1 - kept)
        walked = 0.0  # the noise if each step's fresh one were added at full size to what is there
        for beta in betas:
            walked = np.sqrt(1 - beta) * walked + np.sqrt(beta)
        by_roots, too_soon = 0.0, 0.0  # the variance if it shrinks by the root, or if a step shrinks its own noise, too
        for beta in betas:
            by_roots, too_soon = np.sqrt(1 - beta) * by_roots + beta, (1 - beta) * (too_soon + beta)
        answer.expect(
            betas,
            value=np.array([a, b]),
            mistakes={
                "Those are the squares: the picture's share of the mean square, and the noise's.": (
                    kept,
                    1 - kept,
                ),
                "The order: first a, of the picture.": (b, a),
                "b: its square and that of a make 1; here b and a do.": (a, 1 - a),
                "b: that is its square; variances add up, and their root is asked.": (a, 1 - kept),
                "a: each step multiplies by a root.": (kept, b),
                "a: a root in each step; and b is a root, too, of 1 less a squared.": (kept, 1 - kept**2),
                "a: each step multiplies by a root; and b goes with that a.": (kept, np.sqrt(1 - kept**2)),
                "That is one step, the last.": (np.sqrt(1 - betas[-1]), np.sqrt(betas[-1])),
                "That is one step, the first.": (np.sqrt(1 - betas[0]), np.sqrt(betas[0])),
                "b: early noise is shrunk by all later steps, too; here it stays at its size.": (a, np.sqrt(betas.sum())),
                "b: variances of independent noise add up, shrunk by later steps; not their sizes.": (
                    a,
                    walked,
                ),
                "b: variances add up and don't multiply.": (a, np.sqrt(np.prod(betas))),
                "b: sizes don't add up: variances do.": (a, np.sqrt(betas).sum()),
                "The steps multiply the picture, one after the other; here the betas are added up.": (
                    np.sqrt(np.abs(1 - betas.sum())),
                    np.sqrt(betas.sum()),
                ),
                "a: of 1 - beta the product, not 1 less the product of the betas.": (
                    np.sqrt(1 - np.prod(betas)),
                    np.sqrt(np.prod(betas)),
                ),
                "The steps multiply; here one step is taken with the betas' mean.": (
                    np.sqrt(1 - betas.mean()),
                    np.sqrt(betas.mean()),
                ),
                "The betas differ, and so must the steps; here all are the mean one.": (
                    (1 - betas.mean()) ** (steps / 2),
                    np.sqrt(1 - (1 - betas.mean()) ** steps),
                ),
                "All steps but the last are there.": (
                    np.sqrt(np.prod(1 - betas[:-1])),
                    np.sqrt(1 - np.prod(1 - betas[:-1])),
                ),
                "All steps but the first are there.": (
                    np.sqrt(np.prod(1 - betas[1:])),
                    np.sqrt(1 - np.prod(1 - betas[1:])),
                ),
                "A step keeps sqrt(1 - beta) of the picture, and sqrt(beta) is the noise's; here they are exchanged.": (
                    np.sqrt(np.prod(betas)),
                    np.sqrt(1 - np.prod(betas)),
                ),
                "The betas differ; here the last one serves for all steps.": (
                    (1 - betas[-1]) ** (steps / 2),
                    np.sqrt(1 - (1 - betas[-1]) ** steps),
                ),
                "The betas are variances already: they are not to be squared.": (
                    np.sqrt(np.prod(1 - betas**2)),
                    np.sqrt(1 - np.prod(1 - betas**2)),
                ),
                "Roots are asked, of the product and of what it lacks to 1; here are squares.": (kept**2, 1 - kept**2),
                "That is the limit of many small betas, where 1 - beta is exp(-beta); these are not so small.": (
                    np.exp(-betas.sum() / 2),
                    np.sqrt(1 - np.exp(-betas.sum())),
                ),
                "b: 1 less a squared, not 1 plus it.": (a, np.sqrt(1 + kept)),
                "b: 1 less a squared, not 1 less a.": (a, np.sqrt(1 - a)),
                "b: a step shrinks a variance by 1 - beta, not by the root of it.": (a, np.sqrt(by_roots)),
                "b: a step's noise is shrunk by the steps after it, not by its own.": (a, np.sqrt(too_soon)),
                "b: a step's noise is shrunk by the steps after it only, the last one's by none.": (
                    a,
                    a * np.sqrt(betas.sum()),
                ),
                "b: the betas are variances already; here their squares are added.": (a, np.linalg.norm(betas)),
                "b: variances of independent noise add up; here is a mean.": (a, np.sqrt(betas.mean())),
                "That is a; b is asked, too.": a,
                "That is b; a is asked, too.": b,
            },
            hint="Follow the picture alone: what is it multiplied by in each step? Then b: if the mean square of the "
            "picture is 1 in the beginning, each step leaves it 1.",
            expected=f"two numbers, {a:.4f} and {b:.4f}",
        )


def _bells(x, angle, shares, means, widths):
    cos, sin = np.cos(angle), np.sin(angle)
    variances = (cos * widths) ** 2 + sin**2
    away = x[:, np.newaxis] - cos * means
    return cos, sin, variances, away


def _mean_of(some, density):
    return np.sum(density * some, axis=1) / density.sum(axis=1)


@exercise(
    "26.2",
    "the noise, exactly",
    "Where the bells are far apart it is a saw: within a bell the guess rises, and between two it falls steeply.",
)
def best_noise(answer, rng):
    for n, k in ((5, 3), (7, 2), (4, 4), (6, 3), (8, 2)):
        angle = float(rng.uniform(0.3, 1.1))
        shares, means, widths = rng.dirichlet(3 * np.ones(k)), rng.uniform(-2, 2, k), rng.uniform(0.2, 0.9, k)
        x = rng.uniform(-1.8, 1.8, n)
        cos, sin, variances, away = _bells(x, angle, shares, means, widths)
        density = shares * np.exp(-(away**2) / (2 * variances)) / np.sqrt(variances)
        score = -_mean_of(away / variances, density)
        noise = -sin * score
        picture = (x - sin * noise) / cos

        def other(variances=variances, away=away, shares=shares, roots=True, below=None, sin=sin):
            d = shares * np.exp(-(away**2) / (2 * variances)) / (np.sqrt(variances) if roots else 1)
            return sin * _mean_of(away / (variances if below is None else below), d)

        narrow, wide = (cos * widths) ** 2, np.full(k, sin**2)
        sizes, unmoved = cos * widths + sin, x[:, np.newaxis] - means
        average, bell = cos * (shares @ means), density.argmax(axis=1)
        spread = cos**2 * (shares @ (widths**2 + means**2) - (shares @ means) ** 2) + sin**2
        answer.expect(
            *(x, angle, shares, means, widths),
            value=noise,
            mistakes={
                "That is the score; the noise is -sin(angle) times it.": score,
                "That is minus the score; it lacks the factor sin(angle).": -score,
                "The sign: where the density rises to the right, there is noise to the left in x.": -noise,
                "-sin(angle) times the score, not -cos(angle).": -cos * score,
                "The factor is sin(angle), not its square.": -(sin**2) * score,
                "Multiply the score by sin(angle); here it is divided.": -score / sin,
                "That is the mean of the picture, given x; the noise is asked.": picture,
                "That is the mean of the velocity, given x; the noise is asked.": cos * noise - sin * picture,
                "The bells' variance at this angle is cos^2 w^2 + sin^2; the part of the noise is missing.": other(narrow),
                "The bells' variance at this angle is cos^2 w^2 + sin^2; the widths are missing.": other(wide),
                "The bells' variance at this angle is cos^2 w^2 + sin^2; here they are as wide as at 0.": other(widths**2),
                "Widths are standard deviations: they enter squared.": other(cos**2 * widths + sin**2),
                "The variance shrinks by cos^2, not by cos.": other(cos * widths**2 + sin**2),
                "The variance shrinks by cos^2; here the widths stay as they are at 0.": other(widths**2 + sin**2),
                "Variances add up, not standard deviations.": other(sizes**2),
                "The sizes are added; variances add up, and they are squares.": other(sizes),
                "The variance of the noise in x is sin^2; here it is sin.": other(narrow + sin),
                "cos and sin are exchanged in the variance.": other((sin * widths) ** 2 + cos**2),
                "cos and sin are exchanged throughout.": other(
                    (sin * widths) ** 2 + cos**2, x[:, np.newaxis] - sin * means, sin=cos
                ),
                "The bells' means move in to cos(angle) m; here they stay.": other(away=unmoved),
                "The means shrink by cos, not by sin.": other(away=x[:, np.newaxis] - sin * means),
                "The shares have no part in it.": other(shares=np.ones(k)),
                "A bell's height goes with 1 over its standard deviation: that factor is missing.": other(roots=False),
                "A bell's height goes with 1 over its standard deviation, not its variance.": other(
                    shares=shares / np.sqrt(variances)
                ),
                "In the slope of a bell's logarithm stands the variance, not the standard deviation.": other(
                    below=np.sqrt(variances)
                ),
                "The slope of a bell's logarithm is -(x - m)/variance; it is not divided here.": other(below=np.ones(k)),
                "In the exponent is half of the square over the variance; the half is missing.": sin
                * _mean_of(away / variances, shares * np.exp(-(away**2) / variances) / np.sqrt(variances)),
                "The slope of the logarithm is the slope over the density; the division is missing.": sin
                * np.sum(density * away / variances, axis=1)
                / np.sqrt(2 * np.pi),
                "Weight each bell by its density at x, not by its share alone.": sin * (away / variances) @ shares,
                "A mixture has more than one bell: here the data are one, with their mean and variance.": sin
                * (x - average)
                / spread,
                "All bells count, by their density at x; here only the likeliest one does.": sin
                * (away / variances)[np.arange(n), bell],
                "All bells count, by their density at x; here only the nearest one does.": sin
                * (away / variances)[np.arange(n), np.abs(away).argmin(axis=1)],
                "The score counts sin(angle) times, not tan(angle).": -np.tan(angle) * score,
                "-sin(angle) times the score, not -cos^2(angle).": -(cos**2) * score,
                "That is the score of the data as they are; it is asked at `angle`, where the bells are moved and wider.": (
                    other(widths**2, unmoved)
                ),
                "Given x, a bell's pictures are not all at its mean: those nearer to x are likelier.": (
                    x - cos * _mean_of(means + 0 * away, density)
                )
                / sin,
                "Given x, the picture is not simply the data's mean: x says more.": (x - average) / sin,
                "That is right for data of mean 0 and variance 1 in one bell; here are several.": sin * x,
                "That is the density at x, not the slope of its logarithm.": density.sum(axis=1) / np.sqrt(2 * np.pi),
                "That is the logarithm of the density; its slope is asked, times -sin(angle).": np.log(
                    density.sum(axis=1) / np.sqrt(2 * np.pi)
                ),
            },
            hint="Each bell's density at x, its share counted; the score is the mean of -(x - cos m)/variance, "
            "weighted by these densities, over the bells; then times -sin(angle).",
        )


@exercise(
    "26.3",
    "a step back",
    "The code of Ho et al. cuts, too; near 90° a small error of the noise is a large one of the picture.",
)
def step_back(answer, rng):
    for n, d in ((3, 6), (4, 5), (2, 7), (5, 4), (3, 8)):
        angle = float(rng.uniform(0.6, 1.3))
        smaller = angle * float(rng.uniform(0.3, 0.8))
        clean, true = rng.uniform(-1, 1, (n, d)), rng.standard_normal((n, d))
        cos, sin, c, s = np.cos(angle), np.sin(angle), np.cos(smaller), np.sin(smaller)
        noise = true + 0.7 * rng.standard_normal((n, d))
        clean[0, 0], true[0, 0], noise[0, 0] = 0.1, 4.0, 4.1  # large noise that nothing should cut
        x = cos * clean + sin * true
        guess = (x - sin * noise) / cos
        picture = np.clip(guess, -1, 1)
        again = (x - cos * picture) / sin
        value = c * picture + s * again
        positive = np.clip(guess, 0, 1)
        answer.expect(
            *(x, noise, angle, smaller),
            value=value,
            mistakes={
                "The picture is not cut off at -1 and 1.": c * guess + s * noise,
                "The noise is still the network's; another one goes with the cut picture.": c * picture + s * noise,
                "The result is cut off; the picture should be, before it is mixed.": np.clip(c * guess + s * noise, -1, 1),
                "The mixed pictures are cut off as well: noise may go beyond 1.": np.clip(value, -1, 1),
                "That is the picture at angle 0: mix it again, at the smaller angle.": picture,
                "That is the picture at angle 0, not cut off: mix it again, at the smaller angle.": guess,
                "That is x again: mix at the smaller angle, not at the one you come from.": cos * picture + sin * again,
                "cos goes with the picture and sin with the noise; at the smaller angle they are exchanged.": s * picture
                + c * again,
                "To get the picture, take sin(angle) noise off and divide by cos(angle): the division is missing.": _step(
                    x, x - sin * noise, cos, sin, c, s
                ),
                "To get the picture, take the noise off at its size, sin(angle) of it.": _step(
                    x, (x - noise) / cos, cos, sin, c, s
                ),
                "To get the picture, divide by cos(angle), not by sin(angle).": _step(
                    x, (x - sin * noise) / sin, cos, sin, c, s
                ),
                "cos and sin are exchanged where the picture is found.": _step(x, (x - cos * noise) / sin, cos, sin, c, s),
                "To get the picture, the noise is taken off, not added.": _step(x, (x + sin * noise) / cos, cos, sin, c, s),
                "That multiplies by cos(angle) where one divides.": _step(x, (x - sin * noise) * cos, cos, sin, c, s),
                "The picture is found at the smaller angle; x is mixed at `angle`.": _step(
                    x, (x - s * noise) / c, cos, sin, c, s
                ),
                "The two angles are exchanged.": _step(x, (x - s * noise) / c, c, s, cos, sin),
                "What you have taken for the noise is a velocity: x = cos picture + sin noise.": _step(
                    x, cos * x - sin * noise, cos, sin, c, s
                ),
                "Pixels lie between -1 and 1, not between 0 and 1.": c * positive + s * (x - cos * positive) / sin,
                "The new noise: x less cos(angle) picture, divided by sin(angle); the division is missing.": c * picture
                + s * (x - cos * picture),
                "The new noise: x less cos(angle) times the picture, divided by sin(angle); cos is missing.": c * picture
                + s * (x - picture) / sin,
                "The noise is cut off, too; it may be as large as it likes.": c * picture + s * np.clip(again, -1, 1),
                "The network's noise is cut off first; only the picture should be.": _step(
                    x, (x - sin * np.clip(noise, -1, 1)) / cos, cos, sin, c, s
                ),
                "x is cut off first; only the picture should be.": _step(
                    np.clip(x, -1, 1), (np.clip(x, -1, 1) - sin * noise) / cos, cos, sin, c, s
                ),
                "The picture is cut off at -1, and not at 1.": _mixed_again(x, np.maximum(guess, -1), cos, sin, c, s),
                "The picture is cut off at 1, and not at -1.": _mixed_again(x, np.minimum(guess, 1), cos, sin, c, s),
                "A turn by the difference of the angles takes a velocity; the noise is given here.": np.cos(angle - smaller)
                * x
                - np.sin(angle - smaller) * noise,
                "That is how much x changes; the new x is asked.": value - x,
                "The picture is pressed into -1 to 1 by a tanh; cut it off instead.": c * np.tanh(guess) + s * noise,
                "No noise is left at the smaller angle; there should be, sin(smaller) of it.": c * picture,
                "At the smaller angle the noise is added, not taken off.": c * picture - s * again,
                "That is the noise that goes with the cut picture; mix both at the smaller angle.": again,
                "A turn needs the velocity of the cut picture and of the noise that goes with it, not of the network's.": (
                    np.cos(angle - smaller) * x - np.sin(angle - smaller) * (cos * noise - sin * picture)
                ),
                "What lies beyond -1 and 1 is cut off, pixel by pixel; here all pixels are scaled.": _mixed_again(
                    x, guess / max(1, np.abs(guess).max()), cos, sin, c, s
                ),
                "The angles are in radians already.": _in_degrees(x, noise, angle, smaller),
                "The angle to mix at is `smaller`, not `angle` - `smaller`.": np.cos(angle - smaller) * picture
                + np.sin(angle - smaller) * again,
            },
            hint="Three lines: the picture from x and noise, cut off; the noise from x and that picture; both at the "
            "smaller angle, cos times the one and sin times the other.",
        )


def _step(x, guess, cos, sin, c, s):
    return _mixed_again(x, np.clip(guess, -1, 1), cos, sin, c, s)


def _in_degrees(x, noise, angle, smaller):
    (cos, c), (sin, s) = np.cos(np.deg2rad([angle, smaller])), np.sin(np.deg2rad([angle, smaller]))
    return _step(x, (x - sin * noise) / cos, cos, sin, c, s)


def _mixed_again(x, picture, cos, sin, c, s):
    return c * picture + s * (x - cos * picture) / sin


@exercise(
    "26.4",
    "with fresh noise",
    "With no fresh noise it is DDIM's step; with this much, that of Ho et al.",
)
def step_with_fresh_noise(answer, rng):
    for n, d in ((3, 5), (2, 6), (4, 3), (5, 4), (3, 7)):
        angle = float(rng.uniform(0.7, 1.45))
        smaller = angle * float(rng.uniform(0.4, 0.85))
        x, velocity, fresh = rng.standard_normal((3, n, d))
        cos, sin, c, s = np.cos(angle), np.sin(angle), np.cos(smaller), np.sin(smaller)
        picture, noise = cos * x - sin * velocity, sin * x + cos * velocity
        inner = 1 - (cos / c) ** 2
        rho = s / sin * np.sqrt(inner)

        def mixed(rho=rho, kept=None, picture=picture, noise=noise, fresh=fresh, c=c, s=s):
            kept = np.sqrt(s**2 - rho**2) if kept is None else kept
            return c * picture + kept * noise + rho * fresh

        def of_size(rho, mixed=mixed, s=s):
            return mixed(rho=rho, kept=np.sqrt(np.abs(s**2 - rho**2)))

        straight = np.sqrt(1 - cos / c)
        answer.expect(
            *(x, velocity, angle, smaller, fresh),
            value=mixed(),
            mistakes={
                "That is the step without fresh noise.": mixed(rho=0.0, kept=s),
                "The fresh noise comes on top; the guessed noise should be as much less.": mixed(kept=s),
                "The guessed noise is made less; the fresh one is missing.": c * picture + np.sqrt(s**2 - rho**2) * noise,
                "All of the noise is fresh; a part of it should be the noise that was guessed.": c * picture + s * fresh,
                "The guessed noise is missing.": c * picture + rho * fresh,
                "Squares add up to sin^2 s: what is left is a root of a difference of squares.": mixed(kept=s - rho),
                "What is left is the root of sin^2 s - rho^2; the root is missing.": mixed(kept=s**2 - rho**2),
                "What is left is the root of sin^2 s - rho^2, with sin s squared.": mixed(kept=np.sqrt(np.abs(s - rho**2))),
                "What is left is the root of sin^2 s - rho^2, not of 1 - rho^2.": mixed(kept=np.sqrt(1 - rho**2)),
                "What is left is the root of sin^2 s - rho^2, with a minus.": mixed(kept=np.sqrt(s**2 + rho**2)),
                "The root in rho is missing.": mixed(
                    rho=s / sin * inner, kept=np.sqrt(np.abs(s**2 - (s / sin * inner) ** 2))
                ),
                "In rho's root stand cos^2 over cos^2; the squares are missing.": mixed(
                    rho=s / sin * straight, kept=np.sqrt(s**2 - (s / sin * straight) ** 2)
                ),
                "rho begins with sin s / sin(angle); that factor is missing.": mixed(
                    rho=np.sqrt(inner), kept=np.sqrt(np.abs(s**2 - inner))
                ),
                "rho begins with sin s / sin(angle); it is turned round.": mixed(
                    rho=sin / s * np.sqrt(inner), kept=np.sqrt(np.abs(s**2 - inner * (sin / s) ** 2))
                ),
                "In rho, sin s is divided by sin(angle); the division is missing.": of_size(s * np.sqrt(inner)),
                "In rho's root stand cosines, not sines.": of_size(s / sin * np.sqrt(1 - (s / sin) ** 2)),
                "rho has the root of 1 - cos^2/cos^2; here are neither squares nor root.": of_size(s / sin * (1 - cos / c)),
                "What is left is the root of sin^2 s - rho^2, at the smaller angle; here is sin^2(angle).": mixed(
                    kept=np.sqrt(sin**2 - rho**2)
                ),
                "The fresh noise is added, not taken off.": mixed(fresh=-fresh),
                "rho is the size of the fresh noise; here its square is.": c * picture
                + np.sqrt(s**2 - rho**2) * noise
                + rho**2 * fresh,
                "The two noises have exchanged their sizes.": c * picture + rho * noise + np.sqrt(s**2 - rho**2) * fresh,
                "The picture is cut off; nobody asked for that here.": mixed(picture=np.clip(picture, -1, 1)),
                "The picture is cos x - sin v, at `angle`; here it is found as if v were the noise.": mixed(
                    picture=(x - sin * velocity) / cos
                ),
                "The picture is cos x - sin v, at `angle`: there is a plus here.": mixed(picture=cos * x + sin * velocity),
                "The noise is sin x + cos v, at `angle`: there is a minus here.": mixed(noise=sin * x - cos * velocity),
                "cos and sin are exchanged in the picture.": mixed(picture=sin * x - cos * velocity),
                "Picture and noise are exchanged.": mixed(picture=noise, noise=picture),
                "Picture and noise are found at the smaller angle; x and v belong to `angle`.": mixed(
                    picture=c * x - s * velocity, noise=s * x + c * velocity
                ),
                "What the network says is a velocity; here it is taken for the noise.": mixed(
                    picture=(x - sin * velocity) / cos, noise=velocity
                ),
                "The velocity is taken for the noise where the noise is mixed in.": mixed(noise=velocity),
                "The picture counts cos s, at the smaller angle; here cos(angle).": mixed(c=cos),
                "The picture counts cos s; that factor is missing.": mixed(c=1),
                "The fresh noise has the size rho, not half of it.": mixed(rho=rho / 2),
                "The fresh noise has the size rho, not sin s, and the guessed noise is as much less.": mixed(rho=s, kept=s),
                "The fresh noise has the size rho, not 1, and the guessed noise is as much less.": mixed(rho=1.0, kept=s),
                "The result is cut off; nobody asked for that.": np.clip(mixed(), -1, 1),
                "Each pixel has its own fresh noise; here one number serves for all.": mixed(fresh=fresh.mean()),
                "The fresh noise counts rho; here half of that, while the guessed noise is as it should be.": mixed(
                    fresh=fresh / 2
                ),
                "That is the picture; mix it again, at the smaller angle.": picture,
                "Sizes, not variances: the picture counts cos s, not its square.": mixed(c=c**2),
            },
            hint="Four lines: picture and noise from x and v at `angle`; rho as it is given; the size of what is left; and "
            "cos s picture + left noise + rho fresh.",
            not_finite="A root of a negative number. Print what is under each of the two: in rho, cos(angle) is less than "
            "cos s, as s is the smaller angle; and rho, rightly formed, is less than sin s.",
        )


@exercise(
    "26.A",
    "what a perfect network draws",
    "Followed back to 0 it ends at training pictures: what is new comes from what a network gets wrong.",
)
def perfect_guess(answer, rng):
    for n, d, scale in ((4, 6, 1), (6, 3, 1), (3, 8, 1), (5, 5, 1), (6, 40, 9), (5, 60, 9)):
        angle = float(rng.uniform(0.5, 1.2))
        pictures = rng.uniform(-1, 1, (n, d)) * scale
        cos, sin = np.cos(angle), np.sin(angle)
        x = cos * pictures[rng.integers(n)] + sin * rng.standard_normal(d)
        if scale > 1:  # all exponents far below 0, where exp gives 0; two pictures nearly tie
            pictures[1] = pictures[0] + 0.05 * rng.standard_normal(d)
            x = cos * pictures[0] + sin * 9 * rng.standard_normal(d)

        def mean(squares, below=2 * sin**2, pictures=pictures):
            exponents = -squares / below
            weights = np.exp(exponents - exponents.max())
            return weights @ pictures / weights.sum()

        away = x - cos * pictures
        squares = np.sum(away**2, axis=1)
        guess = mean(squares)
        nearest = pictures[squares.argmin()]
        with np.errstate(all="ignore"):
            bare = np.exp(-squares / (2 * sin**2))
        shifted = np.exp((squares.min() - squares) / (2 * sin**2))
        mistakes = {
            "x is near cos(angle) times the picture, not near the picture.": mean(np.sum((x - pictures) ** 2, axis=1)),
            "Only cos(angle) times the picture is in x; here it is sin(angle) times.": mean(
                np.sum((x - sin * pictures) ** 2, axis=1)
            ),
            "Below stands 2 sin^2(angle); the 2 is missing.": mean(squares, sin**2),
            "Below stands 2 sin^2(angle); the square is missing.": mean(squares, 2 * sin),
            "Below stands 2 sin^2(angle), not 2 cos^2(angle).": mean(squares, 2 * cos**2),
            "Below stands 2 sin^2(angle); here nothing is divided by it.": mean(squares, 1),
            "Below stands 2 sin^2(angle); here only the 2.": mean(squares, 2),
            "Read from left to right, a / 2 * b multiplies by b: 2 sin^2(angle) needs brackets.": mean(squares, 2 / sin**2),
            "x is cos(angle) times a picture, and noise; here x is multiplied by cos.": mean(
                np.sum((cos * x - pictures) ** 2, axis=1)
            ),
            "Divided by cos(angle), x has noise of another size than sin(angle).": mean(
                np.sum((x / cos - pictures) ** 2, axis=1)
            ),
            "cos and sin are exchanged.": mean(np.sum((x - sin * pictures) ** 2, axis=1), 2 * cos**2),
            "Multiplied out, the square has a part cos^2 |picture|^2, too; it is missing.": mean(
                -cos * pictures @ x, sin**2
            ),
            "First square, then sum over the pixels; here the sum is squared.": mean(away.sum(axis=1) ** 2),
            "All pixels count; here only the farthest one does.": mean((away**2).max(axis=1)),
            "The weights are exponentials; here are the exponents themselves.": squares @ pictures / squares.sum(),
            "In the exponent is the squared distance, not the distance.": mean(np.sqrt(squares)),
            "The squares are summed over the pixels, not averaged.": mean(squares / d),
            "The exponent has a minus: what is nearer is likelier.": mean(-squares),
            "In the exponent are squared differences, not their absolute values.": mean(np.abs(away).sum(axis=1)),
            "Below stands 2 sin^2(angle), not 4.": mean(squares, 4 * sin**2),
            "The products alone say who is alike; the pictures' own squares count, too.": mean(-pictures @ x, sin**2),
            "x is compared as a whole with each picture; here each pixel is by itself.": np.sum(
                np.exp(-(away**2) / (2 * sin**2)) * pictures, axis=0
            )
            / np.sum(np.exp(-(away**2) / (2 * sin**2)), axis=0),
            "That is x, enlarged; the mean is of the pictures.": x / cos,
            "Their median, in each pixel; a mean is asked, weighted by what x says.": np.median(pictures, axis=0),
            "That is the mean of all pictures; x says which are likelier.": pictures.mean(axis=0),
            "That is the nearest picture; the mean over all that x may come from is asked.": nearest,
            "That is the picture in x, at its size there: cos(angle) times what is asked.": cos * guess,
            "The mean of the noise, given x; the picture is asked.": (x - cos * guess) / sin,
            "The mean of the velocity, given x; the picture is asked.": (cos * x - guess) / sin,
            "Weights are exponentials, not 1 over the squared distance.": (1 / squares) @ pictures / np.sum(1 / squares),
            "The weights have to add up to 1: divide by their sum.": np.exp(-squares / (2 * sin**2)) @ pictures,
            "The weights have to add up to 1; here the largest one is 1.": shifted @ pictures,
            "Divide by the sum of the weights, not by their number.": shifted @ pictures / n,
            "The weights' mean in place of their sum: that is n times too much.": n * guess,
            "A sum that is divided by n, besides by the weights' sum.": guess / n,
        }
        answer.expect(
            *(x, angle, pictures),
            value=guess,
            mistakes=mistakes if scale == 1 or bare.max() > 0 else {},
            hint="Squared distances of x to cos(angle) times each picture; exponents; weights that add up to "
            "1; their mean of the pictures."
            if bare.max() > 0
            else "Every exponent is so far below 0 here that exp gives 0. Take the largest one off all of them first: the "
            "weights keep their proportions.",
            not_finite="All the exponentials are 0 here, or one overflows: take the largest exponent off all of them first.",
        )
