"""Lesson 22's sentences and pictures: what is drawn is what is said, and the programs read it."""

import numpy as np
import pytest

from gan_course import sentences
from gan_course.recorded import load_recorded


@pytest.fixture(scope="module")
def language():
    return sentences.all_sentences()


def test_all_sentences_are_different_and_a_fifth_is_never_seen(language):
    texts, meant = language
    seen, unseen = sentences.split(meant)
    assert len(texts) == len(set(texts)) == 15_600 and len(seen) == 12_480 and len(unseen) > 1000
    scenes = list(map(tuple, sentences.scenes(meant)))
    assert not {scenes[i] for i in seen} & {scenes[i] for i in unseen}
    assert {word for i in seen for word in texts[i].split()} == {word for text in texts for word in text.split()}
    assert all(len(numbers) == len(texts) for numbers in meant.values())


def test_two_ways_to_say_one_picture_have_one_scene(language):
    texts, meant = language
    scene = dict(zip(texts, map(tuple, sentences.scenes(meant))))
    assert scene["a red seven left of a blue two"] == scene["a blue two right of a red seven"]
    assert scene["a red seven above a blue two"] == scene["a blue two below a red seven"]
    assert scene["a red seven left of a blue two"] != scene["a blue seven left of a red two"]
    assert len(set(scene.values())) == 3600 + 6000


def test_words_as_numbers_keep_their_order():
    rows = sentences.as_numbers(["a red one", "one", "one red a"])
    assert rows.shape == (3, 3) and list(rows[1][:2]) == [0, 0] and list(rows[0]) == list(rows[2][::-1])
    assert rows[1][2] == rows[0][2] > 0


def test_programs_read_real_pictures(language):
    texts, meant = language
    rng = np.random.default_rng(0)
    chosen = sentences.choose(np.arange(len(texts)), meant, 600, rng)
    asked = sentences.rows(meant, chosen)
    pictures = sentences.draw(asked, sentences.Writers("test"), rng)
    assert pictures.shape == (600, 28, 28, 3) and pictures.dtype == "float32"
    assert pictures.min() == -1 and pictures.max() <= 1
    right = sentences.fidelity(sentences.read_words(pictures, asked), asked)
    assert min(right.values()) > 0.96, right
    mirrored = sentences.fidelity(sentences.read_words(pictures[:, :, ::-1], asked), asked)
    assert mirrored["place"] < 0.75 and mirrored["relation"] < 0.6 and mirrored["size"] > 0.95
    swapped = pictures[..., ::-1]  # red for blue
    assert sentences.fidelity(sentences.read_words(swapped, asked), asked)["colour"] < 0.7


def test_the_record_has_what_lesson_22_says_of_it():
    table = load_recorded("text_to_image")
    words = [word.replace(" ", "_") for word in sentences.WORDS]
    ours = table[table["arm"] == "all"]
    last = ours[(ours["stage"] == 2) & (ours["steps"] == ours["steps"][ours["stage"] == 2].max())]
    assert len(last) >= 1 and set(table["stage"][table["arm"] != "all"]) <= {1}
    assert min(min(row[word] for word in words) for row in last) >= 0.9
    bag = table[table["arm"] == "bag"]
    assert bag["relation"].max() < 0.5 < ours["relation"].min() and bag["understood"].max() < 0.7
    assert table["understood"][table["arm"] == "all"].min() > 0.95
