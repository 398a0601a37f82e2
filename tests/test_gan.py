"""The training step: who moves, how often it is traced, what is reproducible, what is refused."""

import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from gan_course.callbacks import Quality
from gan_course.gan import GAN, shuffled_batches
from gan_course.networks import make_dcgan, make_discriminator, make_generator, minibatch_std


def tiny(seed=0, k=1, loss="non-saturating", latent_dim=3, **settings):
    """A GAN of the real kind, but of a size that trains in a second."""
    keras.utils.set_random_seed(seed)
    generator = keras.Sequential(
        [keras.Input((latent_dim,)), layers.Dense(784, activation="tanh"), layers.Reshape((28, 28, 1))]
    )
    discriminator = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dropout(0.3), layers.Dense(1)])
    gan = GAN(generator, discriminator, k=k, seed=seed, **settings)
    gan.compile(keras.optimizers.Adam(1e-3), keras.optimizers.Adam(1e-3), loss)
    return gan


def weights(network):
    return [w.copy() for w in network.get_weights()]


def same(a, b):
    return all(np.array_equal(x, y) for x, y in zip(a, b, strict=True))


def test_each_step_moves_its_own_network_only(real):
    gan = make_dcgan()
    trainable = lambda network: [v.numpy() for v in network.trainable_variables]  # noqa: E731
    g, d = trainable(gan.generator), trainable(gan.discriminator)
    gan.discriminator_step(real[:32])
    assert same(g, trainable(gan.generator))
    assert not any(np.array_equal(x, y) for x, y in zip(d, trainable(gan.discriminator)))
    d = trainable(gan.discriminator)
    gan.generator_step(real[:32])
    assert same(d, trainable(gan.discriminator))
    assert not any(np.array_equal(x, y) for x, y in zip(g, trainable(gan.generator)))


def test_steps_improve_the_player_who_moves(real):
    """On frozen noise, a small step lowers the loss of its own player: the signs and the gradients are right."""
    gan = tiny()
    noise = gan.noise(32)
    gan.noise = lambda n: noise[:n]
    losses = [float(gan.discriminator_step(real[:32])["discriminator_loss"]) for _ in range(20)]
    assert losses[-1] < losses[0] - 0.05
    losses = [float(gan.generator_step(real[:32])["generator_loss"]) for _ in range(20)]
    assert losses[-1] < losses[0] - 0.05


def test_one_trace(real):
    traces = []

    class Counted(GAN):
        def train_step(self, pictures):
            traces.append(pictures.shape)
            return super().train_step(pictures)

    gan = Counted(make_generator(), make_discriminator())
    gan.compile(keras.optimizers.Adam(), keras.optimizers.Adam())
    gan.fit(real[:100], epochs=2)  # 100 = 3 * 32 + 4: the remainder must not cause another trace
    gan.fit(real[:100], epochs=2)
    assert traces == [(32, 28, 28, 1)]


def test_noise_is_fresh_at_every_draw_and_step(real):
    gan = tiny()
    drawn, draw_noise = [], gan.noise

    def noise(n):
        z = draw_noise(n)
        tf.py_function(lambda value: drawn.append(value.numpy()), [z], [])
        return z

    gan.noise = noise
    gan.jit_compile = False  # XLA, on a GPU, can't call Python
    gan.fit(real[:96], epochs=2)
    assert len(drawn) == 2 * 3 * 2  # two epochs, three steps, one draw for each network
    assert len({z.tobytes() for z in drawn}) == len(drawn)
    z = np.concatenate(drawn)
    assert abs(z.mean()) < 0.1 and abs(z.std() - 1) < 0.1


def test_k_discriminator_steps_each_on_fresh_pictures(real):
    gan = tiny(k=3)
    seen, step = [], gan.discriminator_step

    def discriminator_step(batch):
        tf.py_function(lambda value: seen.append(value.numpy()), [batch], [])
        return step(batch)

    gan.discriminator_step = discriminator_step
    gan.jit_compile = False  # XLA, on a GPU, can't call Python
    gan.fit(real[:192], batch_size=32)
    assert [len(batch) for batch in seen] == [32] * 6
    pictures = {picture.tobytes() for batch in seen for picture in batch}
    assert len(pictures) == 192, "every picture of the epoch is seen once"
    assert int(gan.discriminator_optimizer.iterations) == 6
    assert int(gan.generator_optimizer.iterations) == 2


def test_two_runs_with_one_seed_are_equal_and_with_another_are_not(real):
    runs = []
    for seed in (1, 1, 2):
        gan = tiny(seed)
        history = gan.fit(real[:320], epochs=2).history
        runs.append((history, weights(gan.averaged_generator)))
    assert runs[0][0] == runs[1][0] and same(runs[0][1], runs[1][1])
    assert runs[0][0] != runs[2][0] and not same(runs[0][1], runs[2][1])


def test_building_again_leaves_nothing_of_the_old_networks_in_training(real):
    old = tiny()
    old.fit(real[:64])
    before = weights(old.generator)
    new = tiny(seed=5)
    at_first = weights(new.generator)
    new.fit(real[:64])
    assert same(before, weights(old.generator))
    assert not same(at_first, weights(new.generator))


def test_averaged_generator_is_the_moving_average_of_every_weight(real):
    gan = make_dcgan()
    for step in (1, 2):
        average = weights(gan.averaged_generator)
        gan.fit(real[:32], batch_size=32)
        factor = (1 + step) / (10 + step)  # while this is smaller than 0.998
        for a, w, b in zip(average, weights(gan.generator), weights(gan.averaged_generator), strict=True):
            np.testing.assert_allclose(b, factor * a + (1 - factor) * w, atol=1e-6)
    moving_means = [w for w in gan.averaged_generator.non_trainable_variables if w.name == "moving_mean"]
    assert moving_means and all(np.any(w.numpy() != 0) for w in moving_means), "batch norm's statistics are averaged too"


def test_averaging_reaches_its_final_rate(real):
    gan = tiny(averaging=0.5)
    gan.generator_optimizer.iterations.assign(1000)
    average = weights(gan.averaged_generator)
    gan.fit(real[:32])
    for a, w, b in zip(average, weights(gan.generator), weights(gan.averaged_generator), strict=True):
        np.testing.assert_allclose(b, (a + w) / 2, atol=1e-6)


def test_sampling_repeats_itself_and_does_not_disturb_training(real):
    a, b = tiny(), tiny()
    first = a.sample(7)
    np.testing.assert_array_equal(first, a.sample(7))
    assert not np.array_equal(first, a.sample(7, seed=1))
    assert first.shape == (7, 28, 28, 1) and np.abs(first).max() <= 1
    assert a.fit(real[:64]).history == b.fit(real[:64]).history


def test_history_has_the_numbers_and_scores_are_probabilities_only_under_cross_entropy(real):
    history = tiny().fit(real[:320], epochs=3).history
    assert set(history) == {"discriminator_loss", "generator_loss", "real_score", "fake_score"}
    assert all(len(values) == 3 for values in history.values())
    assert all(0 < score < 1 for score in history["real_score"] + history["fake_score"])
    assert tiny().scores_are_probabilities and not tiny(loss="hinge").scores_are_probabilities


def test_an_epoch_shows_every_picture_once_in_an_order_of_its_own():
    pictures = np.arange(100, dtype="float32").reshape(100, 1, 1, 1)

    def order(epoch, seed=0, first=0):
        batches = [b.numpy().ravel() for b in shuffled_batches(pictures, 10, first, 3, seed)]
        return np.concatenate(batches[10 * (epoch - first) : 10 * (epoch - first) + 10])

    assert sorted(order(0)) == sorted(order(1)) == list(range(100))
    assert not np.array_equal(order(0), order(1)) and not np.array_equal(order(0), order(0, seed=1))
    np.testing.assert_array_equal(order(2), order(2, first=2))  # a resumed run sees what it would have seen
    assert abs(np.corrcoef(order(0), order(1))[0, 1]) < 0.3


def test_minibatch_std_against_numpy(rng):
    x = rng.normal(size=(8, 3, 3, 5)).astype("float32")
    y = np.array(minibatch_std(x))
    assert y.shape == (8, 3, 3, 6)
    np.testing.assert_array_equal(y[..., :5], x)
    np.testing.assert_allclose(y[..., 5], x.std(axis=0).mean(), rtol=1e-5)


def test_minibatch_std_has_a_finite_gradient_where_a_batch_does_not_vary():
    x = tf.ones((4, 2, 2, 3))
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = tf.reduce_sum(minibatch_std(x))
    assert np.all(np.isfinite(tape.gradient(y, x)))


def test_shapes_of_the_dcgan():
    assert make_generator(64).output_shape == make_discriminator().input_shape == (None, 28, 28, 1)
    assert make_discriminator().output_shape == (None, 1)


@pytest.mark.parametrize(
    ("end_of_generator", "end_of_discriminator", "sentence"),
    [
        ("tanh", "sigmoid", "discriminator ends in a sigmoid; the losses take logits"),
        ("sigmoid", None, 'generator ends in a sigmoid; end it in activation="tanh"'),
    ],
)
def test_wrong_ends_are_refused(end_of_generator, end_of_discriminator, sentence):
    generator = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation=end_of_generator)])
    discriminator = keras.Sequential([keras.Input((4,)), layers.Dense(1, activation=end_of_discriminator)])
    with pytest.raises(ValueError, match=sentence):
        GAN(generator, discriminator)


def test_networks_that_do_not_fit_each_other_are_refused():
    generator = make_generator()
    small = keras.Sequential([keras.Input((14, 14, 1)), layers.Flatten(), layers.Dense(1)])
    with pytest.raises(ValueError, match=r"gives \(None, 28, 28, 1\), the discriminator takes \(None, 14, 14, 1\)"):
        GAN(generator, small)
    ten = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10)])
    with pytest.raises(ValueError, match="one logit each"):
        GAN(generator, ten)


def test_a_separate_sigmoid_layer_is_refused_too():
    probability = keras.Sequential(
        [keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(1), layers.Activation("sigmoid")]
    )
    with pytest.raises(ValueError, match="ends in a sigmoid"):
        GAN(make_generator(), probability)


def test_wrong_settings_are_refused(real):
    gan = tiny()
    with pytest.raises(ValueError, match="one of: minimax, non-saturating, least squares, hinge, Wasserstein"):
        gan.compile(keras.optimizers.Adam(), keras.optimizers.Adam(), "nonsense")
    adam = keras.optimizers.Adam()
    with pytest.raises(ValueError, match="one of its own"):
        gan.compile(adam, adam)
    with pytest.raises(ValueError, match="There are 20 pictures; a training step takes"):
        gan.fit(real[:20])
    with pytest.raises(ValueError, match="values from 0 to 1"):
        gan.fit((real + 1) / 2)
    with pytest.raises(ValueError, match="latent_dim = 3"):
        gan.draw(np.zeros((5, 4), "float32"))
    with pytest.raises(ValueError, match="n is 0; it should be an integer, at least 1"):
        gan.sample(0)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"k": 0}, "k is 0; it should be an integer, at least 1"),
        ({"k": 1.5}, "k is 1.5; it should be an integer"),
        ({"averaging": -0.1}, "averaging is -0.1; it should be a number from 0"),
        ({"averaging": 1.1}, r"averaging is 1.1; it should be a number from 0 \(none\) to 1"),
        ({"averaging": float("nan")}, "averaging is nan"),
        ({"averaging": "0.9"}, "averaging is '0.9'"),
        ({"seed": None}, "seed is None; it should be an integer, at least 0"),
    ],
)
def test_numbers_out_of_their_range_are_refused(setting, sentence):
    networks = tiny()
    with pytest.raises(ValueError, match=sentence):
        GAN(networks.generator, networks.discriminator, **setting)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"batch_size": 0}, "batch_size is 0; it should be an integer, at least 1"),
        ({"batch_size": 2.5}, "batch_size is 2.5; it should be an integer"),
        ({"epochs": 0}, "epochs is 0; it should be an integer, at least 1"),
        ({"epochs": "3"}, "epochs is '3'"),
        ({"epochs": 1, "initial_epoch": -1}, "initial_epoch is -1; it should be an integer, at least 0"),
        ({"epochs": 1, "initial_epoch": 0.5}, "initial_epoch is 0.5"),
    ],
)
def test_fit_refuses_such_numbers_before_any_training(real, setting, sentence):
    gan = tiny()
    with pytest.raises(ValueError, match=sentence):
        gan.fit(real[:320], **setting)
    assert int(gan.generator_optimizer.iterations) == 0


def test_the_ends_of_the_ranges_and_numpy_numbers_are_fine(real):
    for averaging in (0, 1, np.float32(0.5)):
        tiny(averaging=averaging, k=np.int64(2)).fit(real[:320], batch_size=np.int64(16), epochs=np.int32(1))


def test_optimizers_by_name_are_two_of_them(real):
    by_name, by_object = tiny(), tiny()
    by_name.compile("adam", "adam")
    assert by_name.generator_optimizer is not by_name.discriminator_optimizer
    assert by_name.fit(real[:320]).history == by_object.fit(real[:320]).history  # "adam" is Adam(1e-3)
    with pytest.raises(ValueError, match="nonsense"):
        by_name.compile("nonsense", "adam")


class Breaks(keras.callbacks.Callback):
    """Sets a weight of the generator to infinity, after the losses of the epoch's last step are known."""

    def on_train_batch_end(self, batch, logs=None):
        if batch + 1 == self.params["steps"]:
            weight = self.model.generator.trainable_variables[0]
            weight.assign(np.full(weight.shape, np.inf))


def test_a_training_that_diverges_says_so_and_not_that_the_pictures_are_wrong(real):
    gan = make_dcgan()
    gan.compile(keras.optimizers.Adam(1e6), keras.optimizers.Adam(1e6))
    sentence = (
        r"Training has diverged: at step \d of epoch 1, \w+_loss is (nan|inf)\. Most often the learning rate is too large"
    )
    with pytest.raises(FloatingPointError, match=sentence):
        gan.fit(real[:320], callbacks=[Quality()])
    with pytest.raises(FloatingPointError, match="at the end of epoch 1, some of the networks' weights are not finite"):
        tiny().fit(real[:320], callbacks=[Quality(), Breaks()])


def test_without_tensorflow_there_is_one_sentence():
    code = "import sys; sys.modules['tensorflow'] = None; import gan_course.gan"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    *trace, last = done.stderr.strip().splitlines()
    assert last.startswith("ImportError: The GAN needs TensorFlow: ") and "gan_course doctor says what to do" in last
    assert sum(line.startswith("  File") for line in trace) == 2  # this code and gan.py, not what lies below
