"""The data and networks of lesson 06, and that its recorded table says what the lesson says."""

import architectures as experiment
import numpy as np
import tensorflow as tf
from keras import layers

from gan_course import architectures as arch
from gan_course.recorded import load_recorded


class Exact(layers.Layer):
    def call(self, inputs):
        left, right, sign = inputs
        return left + tf.where(sign[:, None] == 0, right, -right)


def exact_network():
    network = arch.TreeNetwork(lambda digits: tf.cast(digits, "float32")[:, None], Exact())
    network.number = layers.Dense(1, kernel_initializer="ones")
    return network


def test_a_plan_computes_each_tree_in_its_own_shape():
    trees = arch.forest(0, 200, [1, 2, 4, 6])
    np.testing.assert_allclose(exact_network()(arch.plan(trees)), arch.values(trees))
    assert arch.plan([(1, "-", (2, "+", 3))])[2] == [4]  # three leaves, then two joins
    np.testing.assert_allclose(exact_network()(arch.plan([7, (1, "-", 2)])), [7, -1])


def test_trees_have_their_height_and_are_written_with_all_brackets():
    def height(tree):
        return 0 if isinstance(tree, int) else 1 + max(height(tree[0]), height(tree[2]))

    trees = arch.forest(1, 50, [3])
    assert {height(tree) for tree in trees} == {3}
    assert all(eval(arch.written(tree)) == arch.value(tree) for tree in trees)
    sentences = experiment.sentences([(1, "-", (2, "+", 3)), 4])
    np.testing.assert_array_equal(sentences[0], [12, 1, 11, 12, 2, 10, 3, 13, 13])
    np.testing.assert_array_equal(sentences[1], 8 * [14] + [4])


def test_a_late_picture_lies_whole_in_the_rows():
    pictures = np.random.default_rng(0).random((30, 28, 28, 1)).astype("float32")
    strips, starts = arch.late(pictures, seed=0)
    assert strips.shape == (30, 56, 28) and 0 <= starts.min() and starts.max() <= 28
    np.testing.assert_array_equal(strips[3, starts[3] : starts[3] + 28], pictures[3, ..., 0])
    np.testing.assert_allclose(strips.sum(), pictures.sum(), rtol=1e-5)


def test_a_question_asks_for_one_of_its_names():
    (names, digits, asked), answers = arch.recall(0, 100, 8)
    assert all(len(set(row)) == 8 for row in names)
    np.testing.assert_array_equal((names == asked[:, None]).sum(axis=1), 1)
    np.testing.assert_array_equal(digits[names == asked[:, None]], answers)


def test_the_filters_by_hand_are_eight_edges():
    kernels = arch.edges_by_hand()
    np.testing.assert_allclose(kernels.sum(axis=(0, 1, 2)), 0, atol=1e-6)
    flat = kernels.reshape(9, 8)
    np.testing.assert_allclose(flat[:, :4], -flat[:, 4:])
    assert len({tuple(column) for column in flat.T}) == 8


def test_the_halves_share_no_digit_and_few_are_few():
    (many, labels), (few, few_labels) = arch.load_halves(0, low=300)
    assert many.shape == (300, 28, 28, 1) and few.shape == (100, 28, 28, 1)
    assert labels.max() == 4 and many.max() <= 1
    np.testing.assert_array_equal(np.bincount(few_labels), 5 * [20])


def test_a_frozen_body_is_a_copy_that_training_does_not_move():
    x, y = np.random.default_rng(0).random((8, 28, 28, 1)).astype("float32"), np.arange(8, dtype="int32") % 5
    source = arch.with_five_sums()
    source(x)
    target = arch.with_five_sums(source.layers[0], trained=False)
    arch.train(target, arch.batches_of(x, y, steps=2, batch=4))
    for a, b in zip(source.layers[0].get_weights(), target.layers[0].get_weights()):
        np.testing.assert_array_equal(a, b)
    assert len(target.trainable_variables) == 2


def test_batches_go_round_the_data_in_new_orders():
    x = np.arange(10)
    seen = [batch for batch, _ in arch.batches_of(x, x, steps=4, batch=5)]
    assert sorted(np.concatenate(seen[:2])) == sorted(np.concatenate(seen[2:])) == list(x)


def test_rivals_have_about_as_many_parameters():
    table = load_recorded("architectures")
    parameters = {(row["kind"], row["name"]): row["parameters"] for row in table}
    for kind, name, rival in (("pictures", "CNN", "dense"), ("strip", "LSTM", "dense"), ("strip", "RNN", "LSTM")):
        assert 0.8 < parameters[kind, name] / parameters[kind, rival] < 1.25
    assert parameters["recall", "LSTM"] > parameters["recall", "attention"]
    assert parameters["tree", "LSTM on brackets"] > parameters["tree", "tree any node"]


def test_rivals_without_structure_get_about_as_many_seconds():
    table = load_recorded("architectures")
    table = table[table["reported"] == 1]

    def seconds(kind, name):
        return np.median(table["seconds"][(table["kind"] == kind) & (table["name"] == name)])

    for kind, name, rival in (
        ("shift", "CNN", "dense"),
        ("recall", "attention", "LSTM"),
        ("tree", "tree linear node", "LSTM on brackets"),
    ):
        assert seconds(kind, rival) > 0.7 * seconds(kind, name), (kind, seconds(kind, rival), seconds(kind, name))
