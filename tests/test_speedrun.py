"""Lesson 25's ladder is what it says, and its challenge refuses what it should, in a sentence."""

import json

import challenge
import challenge_child
import numpy as np
import pytest
import speedrun
from tutorial import make_tutorial_gan

from gan_course.networks import make_dcgan
from gan_course.recorded import load_recorded
from gan_course.run import describe
from gan_course.speedrun import LADDER, TUTORIAL, make_game, multiplications, settings_of

GREY = "import numpy as np\ndef train(pictures, seconds_left, seed):\n    return lambda n: "


def description(gan, batch_size):
    gan.batch_size, gan.pictures_hash = batch_size, ""
    return describe(gan)


@pytest.mark.parametrize("rung, make", [("the tutorial", make_tutorial_gan), ("falling rates", make_dcgan)])
def test_the_ladder_begins_with_the_tutorial_and_ends_with_lesson_13(rung, make):
    game, other, rows = make_game(settings_of(rung), seed=3), make(seed=3), settings_of(rung)["batch_size"]
    assert description(game, rows) == description(other, rows)
    for a, b in zip(game.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_each_rung_changes_something_that_the_tutorial_has_and_leaves_the_rest():
    before = settings_of("the tutorial")
    assert before == TUTORIAL
    for rung, changes in list(LADDER.items())[1:]:
        after = settings_of(rung)
        assert {name for name in after if after[name] != before[name]} == set(changes) != set()
        before = after


def test_multiplications_are_counted_as_on_paper():
    tutorial, ours = make_game(settings_of("the tutorial")), make_game(settings_of("falling rates"))
    assert multiplications(tutorial.generator) == (100 * 12544 + 49 * 25 * 256 * 128 + 49 * 25 * 128 * 64 + 196 * 25 * 64)
    assert multiplications(tutorial.discriminator) == 196 * 25 * 64 + 49 * 25 * 64 * 128 + 6272
    assert multiplications(ours.generator) == (64 * 128 + 128 * 3136 + 49 * 16 * 64 * 32 + 196 * 9 * 32 * 32 + 196 * 16 * 32)
    assert multiplications(ours.discriminator) == 196 * 16 * 16 + 49 * 16 * 16 * 64 + 49 * 65 * 64 + 64


def test_what_was_recorded_keeps_to_the_rules():
    rows, tutorial = load_recorded("speedrun"), load_recorded("tutorial")
    curves, cost = rows[rows["part"] == "curve"], rows[rows["part"] == "cost"]
    assert set(curves["rung"]) == set(cost["rung"]) == set(LADDER)
    first = curves[curves["rung"] == "the tutorial"]
    assert (first["steps"] == 234 * tutorial["epoch"]).all() and (first["value"] == tutorial["frechet_10k"]).all()
    for part in (curves[curves["rung"] != "the tutorial"], rows[rows["part"] == "apart"]):
        for rung, seed in {(row["rung"], row["seed"]) for row in part}:
            run = part[(part["rung"] == rung) & (part["seed"] == seed)]
            assert list(run["steps"]) == speedrun.LOOKS[: len(run)]  # no look left out, none added
            assert (run["value"][:-1] > speedrun.TARGET).all()
            assert run["value"][-1] <= speedrun.TARGET
    strict = rows[rows["part"] == "strict"]
    assert {(row["rung"], row["seed"]) for row in strict} == {(rung, seed) for rung in speedrun.PAIR for seed in (0, 1, 2)}
    for rung, seed in {(row["rung"], row["seed"]) for row in strict}:
        run = strict[(strict["rung"] == rung) & (strict["seed"] == seed)]
        assert list(run["steps"]) == speedrun.LOOKS[: len(run)] and (run["value"][:-1] > speedrun.STRICT).all()
        assert run["value"][-1] <= speedrun.STRICT or run["steps"][-1] == speedrun.MOST
    assert {*rows["rung"][rows["part"] == "board"]} == {"ours", *speedrun.challenge.ENTRIES}
    assert not set(rows["seed"][rows["part"] == "apart"]) & set(curves["seed"])


@pytest.mark.parametrize(
    "text, said",
    [
        ("x = 1", "has no function train(pictures, seconds_left, seed)"),
        ("def train(pictures): pass", "train should take pictures, seconds_left, seed; in recipe.py it takes pictures."),
        ("def train(a, b, c, d): pass", "it takes a, b, c, d."),
        ("def train(a, b, c, *, d): pass", "it takes a, b, c, *, d."),
        ("def train(:", "recipe.py, line 1, is no Python"),
    ],
)
def test_a_file_that_can_not_be_a_recipe_is_refused_before_any_training(tmp_path, text, said):
    file = tmp_path / "recipe.py"
    file.write_text(text)
    with pytest.raises(challenge.Refused) as refused:
        challenge.check_file(file)
    assert said in str(refused.value)
    with pytest.raises(challenge.Refused, match="There is no file"):
        challenge.check_file(tmp_path / "other.py")


def test_the_recipe_to_copy_is_one():
    challenge.check_file(challenge.OURS)


def report_of(tmp_path, monkeypatch, text, **limit):
    """Run a recipe as challenge_child does, but in this process, which must go on opening files afterwards."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(challenge_child, "close_files", lambda assets: None)
    monkeypatch.setattr(challenge_child, "PICTURES", 20)
    np.save("train.npy", np.zeros((7, 28, 28, 1), "float32"))
    (tmp_path / "recipe.py").write_text(text)
    challenge_child.main({"recipe": str(tmp_path / "recipe.py"), "seed": 3, "seconds": 0.2, "steps": None} | limit)
    return json.loads((tmp_path / "report.json").read_text())


@pytest.mark.parametrize(
    "text, said",
    [
        ("def train(p, s, seed):\n    return 1 / 0", ", line 2, raised ZeroDivisionError: division by zero."),
        ("def train(p, s, seed): pass", ": train should return a function draw(n); it returned NoneType."),
        ("import nowhere_to_be_found", ", line 1, raised ModuleNotFoundError: No module named 'nowhere_to_be_found'."),
        (GREY + "'no pictures'", ": draw should return numbers; it returned str."),
        ("raise SystemExit", ", line 1, raised SystemExit."),
    ],
)
def test_what_goes_wrong_in_a_recipe_is_said_with_its_line(tmp_path, monkeypatch, text, said):
    assert report_of(tmp_path, monkeypatch, text)["error"] == said


def test_a_recipe_gets_pictures_seconds_and_seed_and_its_time_is_taken(tmp_path, monkeypatch):
    text = (
        "def train(pictures, seconds_left, seed):\n"
        "    assert pictures.shape == (7, 28, 28, 1) and seed == 3 and 0 < seconds_left() <= 0.2\n"
        "    while seconds_left() > 0: pass\n"
        "    return lambda n: pictures[:1].repeat(n, axis=0)\n"
    )
    report = report_of(tmp_path, monkeypatch, text)
    assert report["error"] == "" and 0.2 <= report["seconds"] < 2
    assert np.load(tmp_path / "drawn.npy").shape == (20, 28, 28, 1)


def test_steps_are_counted_where_ours_sets_the_pace(tmp_path, monkeypatch):
    text = (
        "def train(pictures, seconds_left, seed):\n    steps = 1\n"
        "    while seconds_left() > 0: steps += 1\n"
        "    return lambda n: pictures[:1] + steps\n"
    )
    assert report_of(tmp_path, monkeypatch, text, seconds=None, steps=12)["error"] == ""
    assert np.load(tmp_path / "drawn.npy").max() == 12


@pytest.mark.parametrize(
    "pictures, said",
    [
        (lambda p: p[:5], "returned shape (5, 28, 28, 1); it should be (40, 28, 28, 1)."),
        (lambda p: p[..., 0], "returned shape (40, 28, 28)"),
        (lambda p: np.where(p > 0.9, np.nan, p), "contain NaN or infinite values."),
        (lambda p: (p + 1) / 2, "have values from 0 to 1; they should fill [-1, 1]."),
        (lambda p: p.astype("uint8"), "are uint8; they should be floats"),
    ],
)
def test_pictures_that_are_none_are_refused(real, monkeypatch, pictures, said):
    monkeypatch.setattr(challenge, "PICTURES", 40)
    with pytest.raises(challenge.Refused) as refused:
        challenge.check_drawn("r.py", pictures(real[:40]))
    assert said in str(refused.value) and str(refused.value).count(". ") == 0


@pytest.mark.parametrize("split", ["test", "train"])
def test_copies_are_refused_and_other_pictures_are_not(monkeypatch, split):
    from gan_course import data

    monkeypatch.setattr(challenge, "PICTURES", 40)
    few = {which: (data.load_mnist(which)[0][:300], None) for which in ("test", "train")}
    monkeypatch.setattr(data, "load_mnist", lambda which="train": few[which])
    copies = data.from_uint8(few[split][0][:40])
    with pytest.raises(challenge.Refused, match=f"are copies of {split} pictures"):
        challenge.check_drawn("r.py", (copies * 0.999).astype("float32"))
    challenge.check_drawn("r.py", np.roll(copies, 3, axis=2))


def test_who_trains_too_long_or_dies_is_refused(tmp_path, monkeypatch):
    recipe = tmp_path / "slow.py"
    recipe.write_text("")

    def finished(report):
        def run(command, cwd, **options):
            if report is not None:
                (tmp_path.__class__(cwd) / "report.json").write_text(json.dumps(report))
            return type("Child", (), {"stderr": "Killed by somebody"})

        return run

    for report, said in (
        ({"seconds": 30.0, "error": ""}, "slow.py trained for 30.0 seconds of the processor and had 20.0"),
        ({"seconds": 1.0, "error": ", line 2, raised X."}, "slow.py, line 2, raised X."),
        (
            {"seconds": 19.0, "drawing": 25.0, "error": ""},
            "of slow.py took 25.0 seconds of the processor; it may take as many",
        ),
        (None, "slow.py ended its process: Killed by somebody"),
    ):
        monkeypatch.setattr(challenge.subprocess, "run", finished(report))
        with pytest.raises(challenge.Refused) as refused:
            challenge.run_apart(recipe, 0, seconds=20.0)
        assert said in str(refused.value)


def test_in_its_own_process_a_recipe_reaches_neither_test_pictures_nor_judge_nor_the_world(tmp_path):
    """One process, with TensorFlow in it, that tries all doors and says which were open."""
    recipe, raw = tmp_path / "mnist_thief.py", tmp_path / "t10k-images-idx3-ubyte"
    raw.write_bytes(b"10,000 pictures")
    recipe.write_text(
        "import os, socket, subprocess, urllib.request\n"
        "from gan_course import data, quality\n"
        "doors = {\n"
        "    'test': lambda: data.load_mnist('test'),\n"
        "    'file': lambda: open(data.ASSETS / 'mnist.npz', 'rb'),\n"
        f"    'raw': lambda: open({str(raw)!r}, 'rb'),\n"
        "    'judge': lambda: quality.digit_classifier(),\n"
        "    'keras': lambda: __import__('keras').datasets.mnist.load_data(),\n"
        "    'shell': lambda: os.system('true'),\n"
        "    'process': lambda: subprocess.run(['true']),\n"
        "    'network': lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        "}\n"
        "def train(pictures, seconds_left, seed):\n"
        "    open(__file__), open('mnist.keras', 'w')  # its own code, and a file in its folder, may have such names\n"
        "    went_through = []\n"
        "    for name, door in doors.items():\n"
        "        try:\n"
        "            door()\n"
        "            went_through.append(name)\n"
        "        except Exception as error:\n"
        "            pass\n"
        "    raise RuntimeError(f'{len(doors)} doors, open: {went_through}; pictures {pictures.shape}')\n"
    )
    with pytest.raises(challenge.Refused, match="8 doors, open: \\[\\]; pictures \\(60000, 28, 28, 1\\)"):
        challenge.run_apart(recipe, 0, seconds=20.0)


def test_the_board_is_sorted_and_marks_the_entry_and_tries_are_counted(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(challenge, "TRIES", tmp_path / "tries.json")
    rows = [{"recipe": "mine.py", "frechet_10k": value} for value in (40.0, 60.0, 50.0)]
    for tries in (1, 2):
        challenge.show_board("mine.py", rows, challenge.count_try("mine.py"), {"good": [45.0], "bad": [90.0, 70.0]})
        out = capsys.readouterr().out
        assert [line.split()[0] for line in out.splitlines()[2:5]] == ["1", "2", "3"]
        assert ["good" in out.splitlines()[2], "> mine.py" in out.splitlines()[3], "bad" in out.splitlines()[4]] == [
            True
        ] * 3
        assert f"Tries at mine.py so far: {tries};" in out
