"""The DCGAN for every size and both channels; for digits, it is lesson 13's to the last weight."""

import numpy as np
import pytest
from test_lessons import functions_of

from gan_course.data import SIZES
from gan_course.networks import make_dcgan, make_discriminator, make_generator


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("size", SIZES)
def test_a_pair_of_every_size_draws_and_judges_in_even_steps(size, channels):
    generator, discriminator = make_generator(5, size, channels), make_discriminator(size, channels)
    pictures = np.array(generator(np.zeros((3, 5), "float32")))
    assert pictures.shape == (3, size, size, channels) and np.abs(pictures).max() <= 1
    assert discriminator(pictures).shape == (3, 1)
    up = [layer.output.shape for layer in generator.layers if layer.name.startswith(("reshape", "conv2d_transpose"))]
    residual = [
        layer.output.shape for layer in generator.layers if layer.name.startswith("conv2d") and layer.kernel_size == (3, 3)
    ]
    down = [layer.output.shape for layer in discriminator.layers if layer.name.startswith("conv")]
    widths = [shape[1] for shape in up]
    assert widths[0] in (4, 7) and widths == [widths[0] * 2**i for i in range(len(up))] and widths[-1] == size
    assert residual == up[1:-1], "one between two doublings, of the same maps"
    assert [shape[1] for shape in down] == widths[-2::-1]
    maps = [shape[3] for shape in up]
    assert maps == [32 * 2**i for i in reversed(range(len(up) - 1))] + [channels]
    assert [shape[3] for shape in down] == [16, 64, 128, 256][: len(down)]


def test_for_digits_it_begins_with_the_very_weights_of_lesson_13():
    lesson, package = functions_of("13_dcgan.py")["build"](), make_dcgan(seed=13)
    assert len(lesson.variables) == len(package.variables)
    for one, other in zip(lesson.variables, package.variables):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("make", [make_generator, make_discriminator, make_dcgan])
@pytest.mark.parametrize("wrong", [{"size": 30}, {"size": 112}, {"size": 7}, {"channels": 2}])
def test_another_size_is_refused_and_the_sizes_are_named(make, wrong):
    sentence = "squares of 8, 14, 16, 28, 32, 56, 64 pixels" if "size" in wrong else "There are 2 channels"
    with pytest.raises(ValueError, match=sentence):
        make(**wrong)


def test_a_gan_of_small_pictures_in_colour_trains(rng):
    gan = make_dcgan(0, size=8, channels=3)
    before = [v.numpy() for v in gan.generator.trainable_variables]
    history = gan.fit(rng.uniform(-1, 1, (64, 8, 8, 3)).astype("float32")).history
    assert np.isfinite(history["generator_loss"]).all() and gan.sample(5).shape == (5, 8, 8, 3)
    assert all(np.any(v.numpy() != old) for v, old in zip(gan.generator.trainable_variables, before))
