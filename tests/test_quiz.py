"""The quiz of lesson 16: what is on the sheet, what is counted, and the interval against SciPy's."""

import sys

import ipywidgets
import numpy as np
import pytest
from scipy.stats import binomtest

from gan_course import quiz as module
from gan_course.quiz import Quiz, hit_interval


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (0, 40), (20, 40), (27, 40), (40, 40), (3, 7), (612, 1000)])
def test_the_interval_is_scipys(hits, n):
    low, high = hit_interval(hits, n)
    wanted = binomtest(hits, n).proportion_ci(method="wilson")
    assert (low, high) == pytest.approx((wanted.low, wanted.high), abs=1e-12) and 0 <= low <= hits / n <= high <= 1


@pytest.mark.parametrize(("hits", "n"), [(-1, 4), (5, 4), (0, 0)])
def test_the_interval_of_impossible_counts_is_refused(hits, n):
    with pytest.raises(ValueError, match=f"{hits} hits in {n} answers"):
        hit_interval(hits, n)


@pytest.fixture
def quiz(real):
    return Quiz(real[:50], real[50:100] * 0.5, n=12, seed=3)


def test_the_sheet_has_as_many_of_each_and_says_which(quiz, real):
    assert quiz.pictures.shape == (24, 28, 28, 1) and quiz.is_real.sum() == 12
    for picture, is_real in zip(quiz.pictures, quiz.is_real):
        among = real[:50] if is_real else real[50:100] * 0.5
        assert (among == picture).all(axis=(1, 2, 3)).sum() == 1
    assert len({picture.tobytes() for picture in quiz.pictures}) == 24
    again, other = (Quiz(real[:50], real[50:100] * 0.5, n=12, seed=seed) for seed in (3, 4))
    assert np.array_equal(again.pictures, quiz.pictures) and not np.array_equal(other.is_real, quiz.is_real)
    titles = [axis.get_title() for axis in quiz.sheet().axes]
    assert titles == [*map(str, range(1, 25)), *[""] * 6]


def test_every_right_answer_counts_once(quiz, capsys):
    truth = 1 + np.flatnonzero(quiz.is_real)
    assert quiz.score(truth) == (1.0, *hit_interval(24, 24))
    assert "You: 24 of 24 right, 100%; 95 % interval 86% to 100%: more than luck." in capsys.readouterr().out
    assert quiz.score([], who="A pessimist")[0] == 0.5
    assert "A pessimist: 12 of 24 right, 50%" in capsys.readouterr().out
    assert quiz.score(set(range(1, 25)) - set(truth))[0] == 0 and "less than luck" in capsys.readouterr().out
    assert quiz.score([truth[0], truth[0]])[0] == 13 / 24  # said twice, counted once
    for number in (0, 25):
        with pytest.raises(ValueError, match=f"no picture {number}; they go from 1 to 24"):
            quiz.score([number])


def test_the_buttons_score_what_is_pressed(quiz, monkeypatch, capsys):
    scored = []
    monkeypatch.setattr(quiz, "score", lambda said_real: scored.append(list(said_real)))
    numbers, done, _ = quiz._buttons(ipywidgets).children
    for i in (1, 4):
        numbers.children[i].value = True
    done.click()
    numbers.children[4].value = False
    done.click()
    assert scored == [[2, 5], [2]] and [b.description for b in numbers.children] == [*map(str, range(1, 25))]


def test_without_widgets_there_is_the_sheet_and_how_to_answer(quiz, monkeypatch, capsys):
    shown = []
    monkeypatch.setattr(module.plots, "show", lambda figure, text: shown.append(text))
    monkeypatch.setattr(module, "display_box", shown.append)
    quiz.show()
    assert len(shown) == 2 and "half of them real" in shown[0] and isinstance(shown[1], ipywidgets.VBox)
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    quiz.show()
    assert len(shown) == 3 and capsys.readouterr().out.count("quiz.score([1, 5, 8])") == 2


def test_what_does_not_make_a_quiz_is_refused(real):
    with pytest.raises(ValueError, match="no more than the 5 pictures"):
        Quiz(real[:50], real[:5], n=12)
    with pytest.raises(ValueError, match="at least 1"):
        Quiz(real, real, n=0)
    with pytest.raises(ValueError, match="Expected: float pictures"):
        Quiz(real, real * np.nan)
