"""Made-up pictures and the tags that people give them: several words fit, and whoever says one keeps to a manner.

Lesson 17's second use of a conditional GAN. All is known here, the shares of all answers too, so that a model can be
measured: total_variation. A word is a place in the plane, one of six on a circle for each of the four questions.
"""

import numpy as np

WORDS = {  # what is asked, and the words for its two answers: plain, homely, learned
    "shape": (("circle", "ball", "disc"), ("cross", "plus", "crux")),
    "colour": (("red", "ruby", "crimson"), ("blue", "navy", "azure")),
    "place": (("left", "port", "western"), ("right", "starboard", "eastern")),
    "size": (("small", "wee", "minor"), ("large", "huge", "major")),
}
MANNERS = np.array([0.5, 0.3, 0.2])  # how often a speaker is plain, homely, learned
KEEPS = 0.9  # how often a word is of the speaker's manner; else one of the two others, equally likely
ANGLES = 2 * np.pi * np.arange(6) / 6
PLACES = 0.6 * np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1)  # of an answer's words 0, 1, 2, then the other's
SD = 0.08  # of a word about its place: no two people mean quite the same by it


def draw_tagged(n, seed):
    """Return pictures (n, 16, 16, 3) and tags (n, 8), both in [-1, 1], and what is true of them, answers (n, 4), 0 or 1."""
    rng = np.random.default_rng(seed)
    answers = rng.integers(2, size=(n, 4))
    manner = rng.choice(3, size=(n, 1), p=MANNERS)
    strays = rng.random((n, 4)) >= KEEPS
    words = 3 * answers + (manner + strays * rng.integers(1, 3, size=(n, 4))) % 3
    tags = PLACES[words].reshape(n, 8) + SD * rng.standard_normal((n, 8))
    return draw_pictures(answers, rng), tags.astype("float32"), answers


def draw_pictures(answers, rng):
    """Return a picture (16, 16, 3) in [-1, 1] for each row of answers (n, 4), no two alike."""
    shape, colour, place, size = answers.T[..., np.newaxis, np.newaxis]
    rows, columns = np.mgrid[:16, :16]
    across = abs(columns - 4 - 7 * place - rng.uniform(-0.5, 0.5, shape.shape))
    down = abs(rows - 7.5 - rng.uniform(-2, 2, shape.shape))
    radius = 2.5 + 1.5 * size
    inside = np.where(
        shape == 0, across**2 + down**2 <= radius**2, (np.minimum(across, down) <= 1) & (np.maximum(across, down) <= radius)
    )
    paint = np.where(colour[..., np.newaxis] == 0, [1.0, -1.0, -1.0], [-1.0, -1.0, 1.0])
    pictures = np.where(inside[..., np.newaxis], paint, -1.0) + 0.1 * rng.standard_normal((len(answers), 16, 16, 3))
    return pictures.clip(-1, 1).astype("float32")


def read_words(tags):
    """Return the nearest word to each of the four places in tags (n, 8): (n, 4), 0 to 2 for answer 0, 3 to 5 for 1."""
    places = np.reshape(tags, (-1, 4, 1, 2))
    return np.linalg.norm(places - PLACES, axis=-1).argmin(axis=-1)


def true_shares():
    """Return how often each choice of words is made for a picture: (3, 3, 3, 3), sum 1; an axis a question."""
    of_manner = np.full((3, 3), (1 - KEEPS) / 2)
    np.fill_diagonal(of_manner, KEEPS)
    return np.einsum("m,ma,mb,mc,md->abcd", MANNERS, of_manner, of_manner, of_manner, of_manner)


def total_variation(answers, words):
    """Return how far the choices of words (n, 4) are from the true shares: 0 if met, 1 if nothing fits.

    Half the sum of the absolute differences, over the 81 choices and one more for "does not fit", for each of the sixteen
    kinds of picture; the mean over the kinds. A sample of finite size does not reach 0.
    """
    fits = (words // 3 == answers).all(axis=1)
    choice = np.where(fits, np.ravel_multi_index((words % 3).T, (3, 3, 3, 3)), 81)
    kind = np.ravel_multi_index(np.transpose(answers), (2, 2, 2, 2))
    counts = np.zeros((16, 82))
    np.add.at(counts, (kind, choice), 1)
    counts = counts[counts.sum(axis=1) > 0]
    shares = counts / counts.sum(axis=1, keepdims=True)
    return float(np.abs(shares - np.append(true_shares(), 0)).sum(axis=1).mean() / 2)
