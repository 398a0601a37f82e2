"""Lesson 08's machines: the recorded experiment trains the lesson's own, and its table has what the lesson says."""

import ast
from pathlib import Path

import boltzmann
import numpy as np
import pytest
from scipy.special import expit, logit

from gan_course.ratings import make_ratings, truncated_svd
from gan_course.recorded import load_recorded

LESSON = Path(__file__).parent.parent / "lessons" / "08_boltzmann_machines.py"


def lessons_own():
    """Return RBM, learn, train and noise of the lesson, taken out of its source."""
    tree = ast.parse(LESSON.read_text())
    tree.body = [node for node in tree.body if getattr(node, "name", None) in ("RBM", "learn", "train", "noise")]
    space = {"np": np, "sigmoid": expit, "logit": logit}
    exec(compile(tree, LESSON.name, "exec"), space)
    return space


@pytest.mark.parametrize("persistent", [False, True])
def test_the_experiment_trains_the_lessons_machine(persistent):
    data = np.random.default_rng(0).random((300, 12), "float32")
    settings = {"hidden": 5, "seed": 3, "steps": 7, "persistent": persistent}
    ours, theirs = boltzmann.train(data, **settings), lessons_own()["train"](data, **settings)[0]
    for name in ("W", "b", "c"):
        assert np.array_equal(getattr(ours, name), getattr(theirs, name))
        assert getattr(ours, name).dtype == np.float32


def test_nobody_predicts_better_than_who_knows_the_tastes():
    stars, shown, choosing, likes, means = make_ratings(1, users=4000)
    assert set(np.unique(stars)) == {1, 2, 3, 4, 5} and set(np.unique(likes)) == {0, 1}
    assert 0.39 < shown.mean() < 0.41 and 0.04 < choosing.mean() < 0.06 and not (shown & choosing).any()
    assert abs((stars - means).mean()) < 0.01
    for other in (means + 0.05, means - 0.05, np.rint(means), 3 + 0.95 * (means - 3)):
        assert ((stars - other) ** 2).mean() > ((stars - means) ** 2).mean()
    with pytest.raises(ValueError, match="degrees"):
        make_ratings(0, "mild")


def test_a_table_of_low_rank_is_filled_in_by_repeated_svd():
    rng = np.random.default_rng(0)
    table = rng.normal(size=(200, 2)) @ rng.normal(size=(2, 20))
    shown = rng.random(table.shape) < 0.7
    once, often = (truncated_svd(table, shown, 2, rounds) for rounds in (1, 100))
    assert np.abs(often - table)[~shown].mean() < 0.3 * np.abs(once - table)[~shown].mean()


def test_the_recorded_table_has_what_the_lesson_says():
    table = load_recorded("boltzmann")

    def of(column, **wanted):
        return table[column][np.all([table[name] == value for name, value in wanted.items()], axis=0)]

    exact, one, ten = (of("kl", part="toy", method=m) for m in ("exact slope", "CD-1", "CD-10"))
    assert len(exact) == len(one) == len(ten) == 5
    assert one.min() > 3 * exact.max() and ten.max() < 2 * exact.max()
    for start in boltzmann.STARTS:
        for n in boltzmann.LABELS:
            assert list(of("seed", part="labels", start=start, n=n)) == list(boltzmann.SEEDS)
    for n in boltzmann.LABELS:
        gain = of("right", part="labels", start="pretrained", n=n) - of("right", part="labels", start="He", n=n)
        assert gain.max() < 0 if n == 10_000 else gain.min() > 0
    for kind, better, worse in (("on-off", "RBM", "SVD repeated"), ("degrees", "SVD repeated", "RBM")):
        errors = [of("error", part="ratings", start=kind, method=method) for method in (better, worse, "film's mean")]
        assert len(errors[0]) == 3 and (errors[0] < errors[1]).all() and (errors[1] < errors[2]).all()
    chains = {
        m: dict(zip(of("n", part="draws", method=m), of("distance", part="draws", method=m))) for m in ("CD-1", "persistent")
    }
    assert chains["persistent"][500] < 0.7 * chains["CD-1"][500] and chains["CD-1"][500] > chains["CD-1"][10]


def test_more_nats_than_gans_whose_distances_are_smaller():
    table, gans = load_recorded("boltzmann"), load_recorded("parzen")
    own = {
        m: {c: table[c][table["model"] == m].item() for c in ("log_likelihood", "frechet_digit_distance")}
        for m in ("RBM", "DBN")
    }
    of_12 = gans["model"] == "fully connected"
    assert own["RBM"]["log_likelihood"] > gans["log_likelihood"][of_12].max()
    assert own["DBN"]["log_likelihood"] > 225
    distances = gans["frechet_digit_distance"][of_12]
    assert distances.max() < own["RBM"]["frechet_digit_distance"] < own["DBN"]["frechet_digit_distance"]
    assert 5 < own["RBM"]["frechet_digit_distance"] / distances.min() < 7


def test_lesson_16_finds_both_with_all_marks_of_its_own_table():
    table, others = load_recorded("boltzmann"), load_recorded("evaluation")
    marks = table["part"] == "evaluation"
    pairs = [(kind, pictures) for kind in ("RBM", "DBN") for pictures in (2_000, 10_000)]
    assert sorted(zip(table["kind"][marks], table["pictures"][marks])) == sorted(pairs)
    for column in others.dtype.names:
        if column != "kind":
            assert np.isfinite(table[column][marks]).all(), column
