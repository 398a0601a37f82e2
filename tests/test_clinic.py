"""Lesson 14's clinic: signs against a game worked out by hand, rules at their thresholds, the recorded patients."""

import keras
import numpy as np
import pytest

from gan_course import clinic
from gan_course.gan import GAN
from gan_course.recorded import load_recorded
from gan_course.ring import CENTRES, judge_ring
from gan_course.signs import Signs


def healthy(**changed):
    """Return a history of eight epochs on which no rule is true, with some signs changed in all of them."""
    signs = {"discriminator_moved": 0.1, "lowest_real": -0.8, "zeros": 0, "real_score": 0.55, "fake_score": 0.46}
    signs |= {"held_out_score": 0.54, "generator_gradient": 1, "modes": 8, "modes_there": 8, "share": 0.9}
    history = {name: np.full(8, float(value)) for name, value in (signs | changed).items()}
    return history | {"centre": np.array([0, 1, 0, 1, 1, 0, 0.5, 0]), "push": np.array([0, 0, 1, 0.2, 1, 1, 0, 0.4])}


SPREAD = np.tile(CENTRES, (10, 1))


@pytest.mark.parametrize(
    ("word", "ill", "well"),
    [
        ("frozen", {"discriminator_moved": 0}, {"discriminator_moved": 1e-9}),
        ("wrong range", {"lowest_real": 0}, {"lowest_real": -0.01}),
        ("sparse", {"zeros": 0.11}, {"zeros": 0.09}),
        (
            "vanished",
            {"real_score": 1, "fake_score": 0.09, "held_out_score": 1, "generator_gradient": 0.049},
            {"real_score": 1, "fake_score": 0.09, "held_out_score": 1, "generator_gradient": 0.051},
        ),
        ("overfitted", {"held_out_score": 0.46}, {"held_out_score": 0.48}),
        ("partly collapsed", {"modes": 6}, {"modes": 6.1}),
        ("exploiting", {"share": 0.19}, {"share": 0.21}),
    ],
)
def test_a_rule_is_true_beyond_its_threshold_alone(word, ill, well):
    assert clinic.diagnose(healthy(), SPREAD) == "healthy"
    assert clinic.diagnose(healthy(**ill), SPREAD) == word
    assert clinic.diagnose(healthy(**well), SPREAD) == "healthy"
    assert [name for name, rule in clinic.RULES.items() if rule(healthy(**ill), SPREAD)] == [word]


def test_a_rule_looks_at_the_last_quarter():
    history = healthy()
    history["zeros"][:6] = 1
    assert not clinic.sparse(history, SPREAD)
    history["zeros"][6:] = 0.11
    assert clinic.sparse(history, SPREAD)


def test_samples_that_are_all_alike_have_collapsed():
    assert clinic.collapsed(healthy(), np.ones((50, 2)) + 0.01 * np.random.default_rng(0).normal(size=(50, 2)))
    assert not clinic.collapsed(healthy(), SPREAD)


def test_a_circle_goes_round_and_a_pendulum_does_not():
    t = np.linspace(0, 2 * np.pi * 4.25, 80)
    rounds, steadiness = clinic.turns(3 + 0.1 * np.cos(t), 50 * np.sin(t) - 7)
    assert rounds == pytest.approx(4.25, abs=0.05) and steadiness == pytest.approx(1)
    assert clinic.turns(np.sin(t), np.sin(t))[0] < 1
    rng = np.random.default_rng(0)
    noise = [clinic.turns(*rng.normal(size=(2, 60)))[1] for _ in range(50)]
    assert max(noise) < 0.5


def test_real_digits_are_good_and_copies_of_one_are_one_mode():
    pictures, _ = clinic.small_digits()
    modes, share = clinic.judge_digits(pictures[20_000:20_500])
    assert modes == 10 and 0.82 < share < 0.99
    assert clinic.judge_digits(np.repeat(pictures[:1], 20, axis=0)) == (1, 1.0)
    assert clinic.judge_digits(-pictures[20_000:20_100])[1] == 0
    np.testing.assert_allclose(pictures.mean(), clinic.load_mnist()[0].mean() / 127.5 - 1, atol=1e-4)


@pytest.fixture(scope="module")
def game():
    """G(z) = tanh(z A), D = sigmoid(x w), both linear but for these: all signs can be worked out by hand."""
    gan = GAN(
        keras.Sequential([keras.Input((2,)), keras.layers.Dense(2, "tanh", use_bias=False)]),
        keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, use_bias=False)]),
    )
    gan.compile("sgd", "sgd", "minimax")
    gan.generator.set_weights([np.array([[0.5, -0.2], [0.3, 0.4]], "float32")])
    gan.discriminator.set_weights([np.array([[2.0], [0.0]], "float32")])
    return gan


def test_signs_are_those_worked_out_by_hand(game):
    rng = np.random.default_rng(1)
    real, held_out = rng.uniform(-0.7, 1, (2, 40, 2)).astype("float32")
    signs = Signs(game, real, held_out, judge_ring, 8, n=40)
    signs.on_epoch_end(0)
    z = signs.given[0].numpy().astype("float64")
    (a,), (w,) = game.generator.get_weights(), game.discriminator.get_weights()
    w = w[:, 0]
    fakes = np.tanh(z @ a)
    d = 1 / (1 + np.exp(-fakes @ w))
    back = -d[:, None] * w * (1 - fakes**2)  # the slope of log(1 - D) in z A
    expected = {
        "real_score": np.mean(1 / (1 + np.exp(-real @ w))),
        "held_out_score": np.mean(1 / (1 + np.exp(-held_out @ w))),
        "fake_score": d.mean(),
        "generator_loss": np.log(1 - d).mean(),
        "discriminator_loss": np.log1p(np.exp(-real @ w)).mean() - np.log(1 - d).mean(),
        "generator_gradient": np.linalg.norm(z.T @ back / 40),
        "pull_on_z": np.linalg.norm(back @ a.T, axis=1).mean(),
        "zeros": 0.5,
        "push": 2.0,
        "centre": fakes[:, 0].mean(),
        "variation": fakes.std(axis=0).mean() / real.std(axis=0).mean(),
        "lowest_real": real.min(),
        "discriminator_moved": 0,
        "modes": judge_ring(fakes)[0],
        "modes_there": 8,
        "share": judge_ring(fakes)[1],
    }
    assert set(signs.history) == set(expected)
    for name, value in expected.items():
        np.testing.assert_allclose(signs.history[name], [value], rtol=1e-4, atol=1e-6, err_msg=name)


def test_a_weight_that_moves_is_seen_once_and_a_new_beginning_forgets(game):
    points = np.zeros((8, 2), "float32")
    signs = Signs(game, points, points, judge_ring, 8, n=8)
    w = game.discriminator.get_weights()[0]
    game.discriminator.set_weights([w + np.array([[0.25], [-0.5]])])
    signs.on_epoch_end(0)
    signs.on_epoch_end(1)
    assert signs.history["discriminator_moved"].tolist() == [0.5, 0]
    signs.begin(points, points)
    signs.on_epoch_end(0)
    assert signs.history["discriminator_moved"].tolist() == [0]


def test_the_patients_are_what_their_record_says():
    examples, eight, unseen = map(clinic.patients, ("examples", "clinic", "unseen"))
    words = {"healthy", *clinic.RULES}
    assert len(eight) == 8 and {p.failure for p in examples} == {p.failure for p in unseen} == words
    assert not {p.seed for p in [*eight, *unseen]} & {0, 1, 6, 7}, "thresholds were chosen on these"
    for patient in [*examples, *eight, *unseen]:
        assert clinic.diagnose(patient.history, patient.samples) == patient.failure, (patient.cause, patient.seed)
    assert not {(p.cause, p.seed) for p in eight} & {(p.cause, p.seed) for p in [*examples, *unseen]}
    with pytest.raises(ValueError, match="There is no group 'others' of patients; there are: clinic, examples, unseen"):
        clinic.patients("others")


def test_the_table_holds_ten_seeds_of_each_cause_and_its_diagnoses_follow_from_its_rules():
    table = load_recorded("failures")
    table = table[table["failure"] != "unknown"]
    causes, counts = np.unique(table["cause"], return_counts=True)
    assert set(counts) == {10} and len(causes) == 13
    for row in table:
        true = [word for word in clinic.RULES if row[word.replace(" ", "_")]]
        assert row["diagnosis"] == (true[0] if true else "healthy")


def test_the_controls_are_what_the_lesson_says_of_them():
    table = load_recorded("failure_controls")

    def of(cause, sign):
        values = table[sign][table["cause"] == cause]
        assert len(values) == 3
        return values

    assert of("D ahead saturating plain steps", "generator_gradient").max() < 0.05
    for cause in ("D ahead non-saturating plain steps", "D ahead saturating Adam"):
        assert of(cause, "generator_gradient").min() > 1
    assert of("D ahead saturating Adam", "share").min() > 0.4
    for cause in ("digits no change", "digits ReLU"):
        assert of(cause, "zeros").max() < 0.01 and of(cause, "share").min() > 0.4
    for cause in ("digits pooling", "digits ReLU and pooling"):
        np.testing.assert_allclose(of(cause, "zeros"), 0.75, atol=0.01)
        assert of(cause, "share").max() < 0.35
    assert of("digits G alone", "modes").max() <= 3 and of("digits G alone", "share").max() == 0
    assert of("digits G alone", "fake_score").min() > 0.9
    assert of("digits no change", "generator_gradient").min() > 10 * of("digits G alone", "generator_gradient").max()
    assert of("digits G alone", "variation").min() > 0.05, "the rule for a collapse does not see it"
    assert (of("digits 0 to 1", "real_score") - of("digits 0 to 1", "fake_score")).min() > 0.4
    assert of("digits 0 to 1", "modes").max() < 7.5 and of("digits no change", "modes").min() > 9
    cells, counts = np.unique(table[table["cause"] == "ring at other rates"][["g", "d"]], return_counts=True)
    assert len(cells) == 25 and set(counts) == {3}
