"""The plays of the web site: the arithmetic of their plain JavaScript against TensorFlow, run by Node.js."""

import base64
import json
import re
import shutil
import subprocess
from itertools import pairwise

import imageio.v3 as imageio
import numpy as np
import pytest
from build_notebooks import ROOT

from gan_course.data import load_mnist
from gan_course.losses import LOSSES
from gan_course.quiz import hit_interval
from gan_course.ring import draw_ring, judge_ring

PLAYS = ROOT / "site" / "plays"
pytestmark = pytest.mark.skipif(not shutil.which("node"), reason="there is no Node.js here to run the plays' JavaScript")


def node(play, code, **given):
    """Run code after the arithmetic of a play, with `given` at hand; return what it calls `answer`."""
    core = re.search(r'<script id="core">(.*?)</script>', (PLAYS / play).read_text(), re.DOTALL)[1]
    program = f"{core}\nconst given = {json.dumps(given)};\n{code}\nconsole.log(JSON.stringify(answer));"
    return json.loads(subprocess.run(["node", "-"], input=program, capture_output=True, text=True, check=True).stdout)


def network(sizes, seed):
    """Return kernels and biases of random layers."""
    rng = np.random.default_rng(seed)
    return [(rng.standard_normal(size) / size[0] ** 0.5, 0.1 * rng.standard_normal(size[1])) for size in pairwise(sizes)]


def in_keras(layers, tanh):
    import keras

    last = "tanh" if tanh else None
    dense = [keras.layers.Dense(b.size, dtype="float64") for _, b in layers]
    between = [keras.layers.LeakyReLU(0.2, dtype="float64") for _ in layers[1:]]
    stack = [layer for pair in zip(dense, between) for layer in pair] + [dense[-1]]
    model = keras.Sequential(
        [keras.Input((layers[0][0].shape[0],), dtype="float64"), *stack, keras.layers.Activation(last, dtype="float64")]
    )
    model.set_weights([array for layer in layers for array in layer])
    return model


def a_step_of_each(real, noise, layers_g, layers_d, loss, penalty):
    """Two steps of D and two of G in Keras, in turn; return all weights and the last losses."""
    import keras
    import tensorflow as tf

    generator, discriminator, losses = in_keras(layers_g, True), in_keras(layers_d, False), LOSSES[loss]
    adams = [keras.optimizers.Adam(1e-3, beta_1=0.5) for _ in range(2)]
    real, noise = tf.constant(real), tf.constant(noise)
    for _ in range(2):
        with tf.GradientTape() as tape:
            with tf.GradientTape() as inner:
                inner.watch(real)
                on_real = discriminator(real)
            slope = inner.gradient(on_real, real)
            d_loss = losses.discriminator(on_real, discriminator(generator(noise)))
            total = d_loss + penalty / 2 * tf.reduce_mean(tf.reduce_sum(slope**2, axis=1))
        weights = discriminator.trainable_variables
        gradients = tape.gradient(total, weights, unconnected_gradients="zero")
        adams[0].apply_gradients(zip(gradients, weights))
        with tf.GradientTape() as tape:
            g_loss = losses.generator(discriminator(generator(noise)))
        weights = generator.trainable_variables
        adams[1].apply_gradients(zip(tape.gradient(g_loss, weights), weights))
    return [w.tolist() for w in discriminator.get_weights() + generator.get_weights()], float(d_loss), float(g_loss)


@pytest.mark.parametrize("loss", ["non-saturating", "minimax", "least squares", "hinge", "Wasserstein"])
def test_steps_of_the_ring_game_are_tensorflows(loss):
    real, noise = draw_ring(64, seed=1).astype("float64"), np.random.default_rng(2).standard_normal((64, 2))
    layers_g, layers_d = network([2, 32, 32, 2], seed=3), network([2, 32, 32, 1], seed=4)
    code = """
        const { loss, penalty } = given, game = newGame(SOURCES["ring of eight"], { loss, penalty });
        game.rules.rateD = game.rules.rateG = 1e-3;
        const fill = list => ({ w, b }, l) => { w.set(list[l][0].flat()); b.set(list[l][1]); };
        game.G.layers.forEach(fill(given.g));
        game.D.layers.forEach(fill(given.d));
        const real = Float64Array.from(given.real.flat()), noise = Float64Array.from(given.noise.flat());
        for (let i = 0; i < 2; i++) { stepD(game, real, noise); stepG(game, noise); }
        const flat = net => net.layers.flatMap(({ w, b }) => [Array.from(w), Array.from(b)]);
        const answer = [[...flat(game.D), ...flat(game.G)], game.lossD, game.lossG];
    """
    for penalty in (0, 0.5):
        lists = [[[w.tolist(), b.tolist()] for w, b in layers] for layers in (layers_g, layers_d)]
        ours = node(
            "ring.html", code, loss=loss, penalty=penalty, real=real.tolist(), noise=noise.tolist(), g=lists[0], d=lists[1]
        )
        theirs = a_step_of_each(real, noise, layers_g, layers_d, loss, penalty)
        difference = max(np.abs(np.ravel(a) - np.ravel(b)).max() for a, b in zip(ours[0], theirs[0]))
        assert difference < 1e-5, f"penalty {penalty}: {difference}"
        assert ours[1:] == pytest.approx(theirs[1:], abs=1e-6)
        begun = np.ravel(layers_d[0][0])
        assert np.abs(np.ravel(ours[0][0]) - begun).max() > 1e-3  # they moved


def test_the_ring_game_counts_modes_as_the_course_does():
    points = np.concatenate([draw_ring(60, seed=5)[:40], np.random.default_rng(6).uniform(-1, 1, (160, 2))]).astype(
        "float64"
    )
    code = 'const { modes, share } = judge(given.points, SOURCES["ring of eight"]); const answer = [modes, share];'
    assert node("ring.html", code, points=points.ravel().tolist()) == pytest.approx(judge_ring(points))


def test_the_ring_games_modes_are_found_and_its_illnesses_show():
    code = """
        const answer = {};
        const probe = drawNoise(newGame(SOURCES["ring of eight"], {}, 9), 500);
        const look = game => {
          const p = forward(game.G, probe, 500).at(-1), x = p.filter((_, i) => i % 2 === 0), m = mean(x);
          const width = Math.sqrt(mean(x.map(v => (v - m) ** 2)));
          return { ...judge(p, game.source), width, real: game.real, fake: game.fake };
        };
        const healthy = newGame(SOURCES["ring of eight"]);
        for (let i = 0; i < 100; i++) stepBoth(healthy);
        const alone = { ...structuredClone({ ...healthy, random: null }), random: makeRandom(1) };
        alone.rules.k = 0;
        for (let i = 0; i < 200; i++) stepBoth(alone);
        for (let i = 0; i < 700; i++) stepBoth(healthy);
        answer.healthy = look(healthy); answer.alone = look(alone);
        const strong = newGame(SOURCES["ring of eight"], { loss: "minimax", rateD: 1e-2, rateG: 1e-4, k: 5 });
        for (let i = 0; i < 40; i++) stepBoth(strong);
        answer.strong = look(strong);
    """
    signs = node("ring.html", code)
    assert signs["healthy"]["modes"] >= 6 and signs["healthy"]["width"] > 0.3
    assert signs["alone"]["width"] < 0.15 and signs["alone"]["modes"] <= 1
    assert signs["strong"]["real"] > 0.7 > 0.3 > signs["strong"]["fake"]


def test_the_quiz_counts_and_measures_as_the_course_does():
    counts = [(0, 20), (7, 20), (10, 20), (20, 20), (205, 256)]
    answer = node("judge.html", "const answer = given.counts.map(([hits, n]) => hitInterval(hits, n));", counts=counts)
    assert np.array(answer) == pytest.approx(np.array([hit_interval(*pair) for pair in counts]), abs=1e-12)
    code = """
        let state = 1;
        const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
        const sheets = Array.from({ length: 500 }, () => chooseRounds(128, 256, uniform));
        const rights = [[5, true], [5, false], [128, true], [128, false]].map(([i, said]) => isRight(i, said, 128));
        const answer = [sheets, rights];
    """
    sheets, rights = node("judge.html", code)
    assert rights == [True, False, False, True]
    assert all(len(set(sheet)) == 20 and 0 <= min(sheet) and max(sheet) < 256 for sheet in sheets)
    assert 0.45 < np.mean(np.array(sheets) < 128) < 0.55
    assert np.std(np.sum(np.array(sheets) < 128, axis=1)) > 1.5  # tossed for, not ten of each


def test_the_quizs_pictures_are_mnists_and_its_d_is_better_than_guessing():
    page = (PLAYS / "judge.html").read_text()
    data = json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.DOTALL)[1])
    sheet = imageio.imread(base64.b64decode(data["sheet"]))
    columns, real, logits = data["columns"], data["real"], np.array(data["logits"])
    pictures = sheet.reshape(-1, 28, columns, 28).swapaxes(1, 2).reshape(-1, 28, 28)
    assert len(pictures) == len(logits) == 2 * real
    assert (pictures[:real] == load_mnist("test")[0][:real, ..., 0]).all()
    assert not (pictures[real:, None].astype(int) == pictures[None, :real]).all(axis=(2, 3)).any()
    hits = np.sum(logits[:real] > 0) + np.sum(logits[real:] <= 0)
    assert hit_interval(hits, 2 * real)[0] > 0.5 and np.abs(logits).max() < 30


def test_the_generators_arithmetic_is_kerass():
    import build_plays
    import keras

    from gan_course.networks import make_generator

    keras.utils.set_random_seed(1)
    generator, rng = make_generator(), np.random.default_rng(1)
    for layer in generator.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.set_weights(
                [
                    rng.uniform(0.5, 1.5, w.shape) if i in (0, 3) else rng.normal(size=w.shape)
                    for i, w in enumerate(layer.get_weights())
                ]
            )
    noise = rng.standard_normal((2, 64)).astype("float32").round(3)
    arrays = [[kernel.ravel().tolist(), bias.tolist()] for _, kernel, bias in build_plays.folded(generator)]
    shapes = build_plays.drawn(generator)["layers"]
    code = """
        const net = given.shapes.map((layer, l) => ({ ...layer, values: given.arrays[l][0], bias: given.arrays[l][1] }));
        const answer = given.noise.map(z => Array.from(generate(net, z)));
    """
    ours = node("draw.html", code, shapes=shapes, arrays=arrays, noise=noise.tolist())
    theirs = generator(noise, training=False).numpy().reshape(2, -1)
    assert np.std(theirs) > 0.1 and np.abs(np.array(ours) - theirs).max() < 1e-5


def test_the_generator_in_the_page_draws_what_keras_drew_within_a_grey_level_on_average():
    page = (PLAYS / "draw.html").read_text()
    data = json.loads(re.search(r'<script id="data" type="application/json">(.*?)</script>', page, re.DOTALL)[1])
    code = "const net = unpack(given.data), answer = given.data.noise.map(z => Array.from(generate(net, z)));"
    greys = 127.5 * (np.array(node("draw.html", code, data=data)) + 1)
    difference = np.abs(greys - np.array(data["pictures"]))
    assert difference.mean() < 1 and difference.max() < 30
    assert np.std(greys, axis=1).min() > 20 and len(page) < 700_000


@pytest.mark.parametrize("play", sorted(path.name for path in PLAYS.glob("*.html")))
def test_a_play_is_one_file_that_fetches_nothing(play):
    page = (PLAYS / play).read_text()
    assert not re.search(r"""(?:src|href|url)\s*[=(]\s*["']?(?:https?:|//)|fetch\(|import\(|XMLHttpRequest""", page)
    assert 'lang="en"' in page and "prefers-reduced-motion" in page and 'role="status"' in page
    assert len(page) < 1_000_000
