"""Sentences about digits, the pictures that they mean, and programs that read each word off a picture: lesson 22.

Two forms of sentence, 15,600 in all:

    a small thick red seven that leans left at the top
    a red seven left of a blue two

What is meant is a dict of arrays, one number a sentence (an index into WORDS), -1 for a word that it does not have.
"""

import textwrap

import numpy as np

from gan_course.data import load_mnist
from gan_course.quality import read_digits

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
COLOURS = {  # red, green and blue
    "red": (1, 0, 0),
    "green": (0, 1, 0),
    "blue": (0.1, 0.3, 1),
    "yellow": (1, 1, 0),
    "pink": (1, 0, 1),
    "white": (1, 1, 1),
}
WORDS = {  # what can be said; a picture of two has the last five, one of one the others
    "size": ("small", "large"),
    "thickness": ("thin", "thick"),
    "colour": tuple(COLOURS),
    "digit": DIGITS,
    "lean": ("that leans left", "that stands upright", "that leans right"),
    "place": ("on the left", "on the right", "at the top", "at the bottom", "in the middle"),
    "relation": ("left of", "right of", "above", "below"),
    "second colour": tuple(COLOURS),
    "second digit": DIGITS,
}
ONE = ("size", "thickness", "colour", "digit", "lean", "place")
TWO = ("colour", "digit", "relation", "second colour", "second digit")
HEIGHTS = {"small": 15, "large": 20, "of two": 12}  # of a digit, in pixels
SHEAR = 0.45  # of a digit that leans: pixels to the side for each pixel of height
PLACES = np.array([(-5, 0), (5, 0), (0, -5), (0, 5), (0, 0)])  # of a digit's centre, to the right and down
SIDES = np.array([(-6.5, 0), (6.5, 0), (0, -6.5), (0, 6.5)])  # of the first of two digits
THICK = 0.14  # width of a stroke over height, halfway between thin and thick
PAINTS = np.array(list(COLOURS.values()), "float32")


def all_sentences():
    """Return all sentences, a list of strings, and what they mean, a dict of arrays, in one fixed order."""
    forms = []
    for names in (ONE, TWO):
        grid = np.indices([len(WORDS[name]) for name in names]).reshape(len(names), -1)
        forms.append(dict(zip(names, grid)))
    pairs = forms[1]
    differ = pairs["colour"] != pairs["second colour"]
    forms[1] = {name: numbers[differ] for name, numbers in pairs.items()}
    sizes = [len(form["digit"]) for form in forms]
    meant = {name: np.concatenate([form.get(name, np.full(size, -1)) for form, size in zip(forms, sizes)]) for name in WORDS}
    return [say({name: numbers[i] for name, numbers in meant.items()}) for i in range(sum(sizes))], meant


def say(row):
    """Return the sentence of one meaning, a dict of numbers."""
    word = {name: WORDS[name][number] for name, number in row.items() if number >= 0}
    if "relation" in word:
        return "a {colour} {digit} {relation} a {second colour} {second digit}".format(**word)
    return "a {size} {thickness} {colour} {digit} {lean} {place}".format(**word)


# ---- drawing -----------------------------------------------------------------------------------------------------------


class Writers:
    """A copybook of digits from MNIST, straightened: of each digit `each` thin ones and as many thick ones.

    Thin is the eighth with the thinnest strokes for their height, thick the other end; chosen are those nearest to the mean
    of their eighth.
    """

    def __init__(self, split="train", each=10):
        pictures, labels = load_mnist(split)
        pictures = pictures[:10_000, ..., 0].astype("float32") / 255
        labels = labels[:10_000]
        top, bottom, left, right = boxes(pictures)
        slant, height = slants(pictures), bottom - top
        middle = np.stack([left + right, top + bottom], axis=1) / 2
        upright = warp(pictures, height / 20, slant, np.full((len(labels), 2), 13.5), middle)
        width = strokes(pictures) / height
        book = []
        for digit in range(10):
            rows = np.flatnonzero(labels == digit)
            rows = rows[np.argsort(width[rows])]
            for eighth in (rows[: len(rows) // 8], rows[-(len(rows) // 8) :]):
                far = ((upright[eighth] - upright[eighth].mean(axis=0)) ** 2).sum(axis=(1, 2))
                book.append(eighth[far.argsort()[:each]])
        book, self.each = np.concatenate(book), each  # (20 each,): zeros, thin ones first, then ones
        self.pictures, self.slant = pictures[book], slant[book]
        self.top, self.bottom, self.left, self.right = top[book], bottom[book], left[book], right[book]

    def choose(self, digit, thickness, rng):
        """Return a random row of the copybook for each: a thin one, a thick one, or any (thickness -1)."""
        either = rng.integers(2, size=len(digit))
        return (2 * digit + np.where(thickness < 0, either, thickness)) * self.each + rng.integers(
            self.each, size=len(digit)
        )

    def draw(self, digit, thickness, height, shear, centre, rng):
        """Return greys (n, 28, 28) in [0, 1]."""
        i = self.choose(digit, thickness, rng)
        scale = height / (self.bottom[i] - self.top[i])
        middle = np.stack([self.left[i] + self.right[i], self.top[i] + self.bottom[i]], axis=1) / 2
        return warp(self.pictures[i], 1 / scale, self.slant[i] - shear, centre, middle)


def warp(pictures, scale, shear, centre, source):
    """Return pictures (n, 28, 28) that show at `centre` what lay at `source` (both n, 2: across, down), bilinearly.

    A pixel (x, y) away from the centre shows what is scale * (x + shear * y, y) away from the source.
    """
    n = len(pictures)
    scale, shear = (np.broadcast_to(x, n).astype("float32")[:, None] for x in (scale, shear))
    centre, source = np.asarray(centre, "float32"), np.asarray(source, "float32")
    down, across = np.mgrid[:28, :28].reshape(2, 1, -1).astype("float32") - centre.T[::-1, :, None]
    across = (source[:, :1] + scale * (across + shear * down)).clip(-2, 28) + 2
    down = (source[:, 1:] + scale * down).clip(-2, 28) + 2
    x, y = across.astype("int32"), down.astype("int32")
    dx, dy = across - x, down - y
    padded = np.pad(pictures, ((0, 0), (2, 2), (2, 2))).ravel()
    at = 32 * y + x + 1024 * np.arange(n, dtype="int32")[:, None]
    a, b, c, d = (padded.take(at + step, mode="clip") for step in (0, 1, 32, 33))
    upper, lower = a + dx * (b - a), c + dx * (d - c)
    return (upper + dy * (lower - upper)).reshape(n, 28, 28)


def draw(meant, writers, rng):
    """Return a picture (n, 28, 28, 3) in [-1, 1] for each meaning."""
    two = meant["relation"] >= 0
    height = np.where(two, HEIGHTS["of two"], np.where(meant["size"] == 1, HEIGHTS["large"], HEIGHTS["small"]))
    height = height * rng.uniform(0.95, 1.05, len(two))
    shear = np.where(two, 0, SHEAR * (meant["lean"] - 1)) + rng.uniform(-0.08, 0.08, len(two))
    offset = np.where(two[:, None], SIDES[meant["relation"]], PLACES[meant["place"]])
    jitter = rng.uniform(-0.5, 0.5, (2, len(two), 2))
    first = writers.draw(meant["digit"], meant["thickness"], height, -shear, 13.5 + offset + jitter[0], rng)
    light = first[..., None] * PAINTS[meant["colour"], None, None]
    i = np.flatnonzero(two)
    other = writers.draw(
        meant["second digit"][i], meant["thickness"][i], height[i], -shear[i], 13.5 - offset[i] + jitter[1, i], rng
    )
    light[i] += other[..., None] * PAINTS[meant["second colour"][i], None, None]
    return 2 * np.clip(light, 0, 1).astype("float32") - 1


# ---- measuring ---------------------------------------------------------------------------------------------------------


def boxes(greys):
    """Return top, bottom, left, right of what is lit in greys (n, 28, 28), between pixels' outer edges, each (n,)."""
    edges = []
    for axis in (2, 1):
        lit = greys.max(axis=axis) > 0.35
        edges += [lit.argmax(axis=1) - 0.5, greys.shape[1] - 0.5 - lit[:, ::-1].argmax(axis=1)]
    return edges


def slants(greys):
    """Return how far to the right a digit goes for each pixel down: the moment xy over the moment yy, (n,)."""
    down, across = np.mgrid[: greys.shape[1], : greys.shape[2]]
    mass = greys.sum(axis=(1, 2)) + 1e-6
    x = across - ((greys * across).sum(axis=(1, 2)) / mass)[:, None, None]
    y = down - ((greys * down).sum(axis=(1, 2)) / mass)[:, None, None]
    return (greys * x * y).sum(axis=(1, 2)) / ((greys * y * y).sum(axis=(1, 2)) + 1e-6)


def strokes(greys):
    """Return the width of the strokes, in pixels: twice the area over the length of the outline, (n,)."""
    down, across = np.diff(greys, axis=1)[:, :, :-1], np.diff(greys, axis=2)[:, :-1]
    return 2 * greys.sum(axis=(1, 2)) / (np.hypot(down, across).sum(axis=(1, 2)) + 1e-6)


def read_words(pictures, meant):
    """Return what programs read off pictures (n, 28, 28, 3) in [-1, 1], in the form of `meant`.

    They know how such pictures are drawn, and of the sentence only its form and, of two digits, the colours that tell which
    of the two is the first. A colour that is not among the two strongest is read as another one.
    """
    light = (np.asarray(pictures) + 1) / 2
    grey = light.max(axis=-1)
    hues = PAINTS / np.linalg.norm(PAINTS, axis=1, keepdims=True)
    hue = (light @ hues.T).argmax(axis=-1)  # (n, 28, 28)
    strength = np.stack([(grey * (hue == k)).sum(axis=(1, 2)) for k in range(len(hues))], axis=1)
    order = strength.argsort(axis=1)[:, ::-1]
    two = meant["relation"] >= 0
    read = {name: np.full(len(light), -1) for name in WORDS}
    # one digit
    one, g = ~two, grey[~two]
    top, bottom, left, right = boxes(g)
    height = bottom - top
    centre = np.stack([left + right, top + bottom], axis=1) / 2 - 13.5
    read["size"][one] = height > (HEIGHTS["small"] + HEIGHTS["large"]) / 2
    read["thickness"][one] = strokes(g) / height > THICK
    read["colour"][one] = order[one, 0]
    read["digit"][one] = _read_digit(g)
    read["lean"][one] = np.digitize(-slants(g), [-SHEAR / 2, SHEAR / 2])
    read["place"][one] = np.linalg.norm(centre[:, None] - PLACES, axis=2).argmin(axis=1)
    # two digits
    ours = np.stack([meant["colour"], meant["second colour"]])[:, two]
    nearer = (light[two][:, :, :, None] * (hues[ours[0]] - hues[ours[1]])[:, None, None, None]).sum(axis=-1)[..., 0] > 0
    parts = grey[two] * nearer, grey[two] * ~nearer
    for name, of, part in zip(("", "second "), ours, parts):
        there = (order[two, :2] == of[:, None]).any(axis=1)
        read[name + "colour"][two] = np.where(there, of, -1)
        read[name + "digit"][two] = _read_digit(part)
    (ax, ay), (bx, by) = _middle(parts[0]), _middle(parts[1])
    across, down = ax - bx, ay - by
    read["relation"][two] = np.where(abs(across) > abs(down), across > 0, 2 + (down > 0))
    return read


def _middle(greys):
    down, across = np.mgrid[:28, :28]
    mass = greys.sum(axis=(1, 2)) + 1e-6
    return (greys * across).sum(axis=(1, 2)) / mass, (greys * down).sum(axis=(1, 2)) / mass


def _read_digit(greys):
    """Return what the package's classifier reads, with each digit upright and brought to MNIST's size, (n,)."""
    top, bottom, _, _ = boxes(greys)
    slant = slants(greys)
    centre = np.stack(_middle(greys), axis=1)
    pictures = warp(greys, (bottom - top) / 20, slant, np.full((len(greys), 2), 13.5), centre)
    return read_digits(2 * pictures.clip(0, 1)[..., None] - 1)[1].argmax(axis=1)


def fidelity(read, meant):
    """Return for each word the share of the sentences that have it in which it is read as meant, a dict."""
    said = {name: meant[name] >= 0 for name in WORDS}
    return {name: float(np.mean(read[name][said[name]] == meant[name][said[name]])) for name in WORDS}


def split(meant, seed=22):
    """Return the numbers of the sentences to learn from, four fifths of all, and of those that stay unseen.

    Unseen are those of the last fifth whose picture no seen sentence means, not in other words either (see scenes).
    """
    order, scene = np.random.default_rng(seed).permutation(len(meant["digit"])), scenes(meant)
    seen, rest = np.sort(order[len(order) // 5 :]), np.sort(order[: len(order) // 5])
    known = set(map(tuple, scene[seen]))
    return seen, np.array([i for i in rest if tuple(scene[i]) not in known])


def choose(among, meant, n, rng):
    """Return n numbers of sentences out of `among`, as many of one digit as of two."""
    two = meant["relation"][among] >= 0
    return np.where(rng.random(n) < 0.5, rng.choice(among[two], n), rng.choice(among[~two], n))


def as_numbers(sentences):
    """Return the words of each sentence as numbers, (n, longest), zeros in front of a shorter one."""
    words = sorted({word for sentence in sentences for word in sentence.split()})
    number = {word: i for i, word in enumerate(words, start=1)}
    longest = max(len(sentence.split()) for sentence in sentences)
    rows = [[number[word] for word in sentence.split()] for sentence in sentences]
    return np.array([[0] * (longest - len(row)) + row for row in rows], "int32")


def rows(meant, chosen):
    """Return the meanings of chosen sentences, by their numbers."""
    return {name: numbers[chosen] for name, numbers in meant.items()}


def change_a_word(chosen, among, meant, rng):
    """Return for each chosen sentence another one, out of `among`, that differs from it in one word, by their numbers."""
    meanings = np.stack(list(meant.values()), axis=1)
    number = {tuple(meanings[i]): i for i in among}
    changed = []
    for row in meanings[chosen]:
        other = None
        while other is None:
            new, word = row.copy(), rng.choice(np.flatnonzero(row >= 0))
            kinds = len(list(WORDS.values())[word])
            new[word] = (row[word] + rng.integers(1, kinds)) % kinds
            other = number.get(tuple(new))
        changed.append(other)
    return np.array(changed)


def scenes(meant):
    """Return what is to be seen, (n, 9) whole numbers: the same for two sentences that mean the same picture.

    A column for each of WORDS, 0 where a sentence has none, else one more than its number. Of two digits the left or upper
    one comes first, so that of the relations only "left of" and "above" are left.
    """
    seen = dict(meant)
    turned = meant["relation"] % 2 == 1  # right of, below; -1 % 2 is 1, too, but then there is nothing to turn
    turned &= meant["relation"] >= 0
    seen["relation"] = meant["relation"] - turned
    for one, other in (("colour", "second colour"), ("digit", "second digit")):
        seen[one] = np.where(turned, meant[other], meant[one])
        seen[other] = np.where(turned, meant[one], meant[other])
    return np.stack([seen[word] + 1 for word in WORDS], axis=1)


def wrap(sentence):
    """Return a sentence in lines of at most 22 letters, for a title."""
    return "\n".join(textwrap.wrap(sentence, 22))
