"""Checks of lesson 01, neural networks."""

from itertools import pairwise

import numpy as np

from gan_course.checks import exercise


@exercise("01.1", "a neuron", "Its activation is 1/2 exactly where the weighted sum is -b: the bias moves the threshold.")
def neuron(answer, rng):
    cases = [(np.array([1.0, 0.5]), np.array([2.0, -1.0]), -0.5)]
    cases += [(rng.uniform(size=5), rng.normal(size=5), float(rng.uniform(0.3, 1.5))) for _ in range(4)]
    for x, w, b in cases:
        z = x @ w + b
        answer.expect(
            *(x, w, b),
            value=_sigmoid(z),
            mistakes={
                "That is the weighted sum; the sigmoid is still to come.": z,
                "Where is the bias?": _sigmoid(x @ w),
                "The bias belongs inside the sigmoid, to the sum.": _sigmoid(x @ w) + b,
                "Look at the sign in the exponent: a large sum should give nearly 1.": _sigmoid(-z),
                "The bias is added, not subtracted.": _sigmoid(x @ w - b),
                "One activation for each pixel? Add the products up first.": _sigmoid(x * w + b),
                "That is tanh; the sigmoid lies between 0 and 1.": np.tanh(z),
            },
            hint="Multiply, add up, add the bias; then 1 over (1 + e to the minus that).",
        )


@exercise("01.2", "how many numbers does it learn?", "Of 784-64-10, all but 650 of the 50,890 sit in the first layer.")
def count_parameters(answer, rng):
    cases = [[784, 64, 10], [2, 3], [100, 1]]
    cases += [[int(n) for n in rng.integers(2, 50, size=int(rng.integers(3, 6)))] for _ in range(4)]
    for sizes in cases:
        weights = sum(a * b for a, b in pairwise(sizes))
        answer.expect(
            sizes,
            value=weights + sum(sizes[1:]),
            mistakes={
                "Those are the weights; every neuron also has a bias.": weights,
                "The inputs are no neurons: they have no bias.": weights + sum(sizes),
                "A bias for each neuron, not one for each layer.": weights + len(sizes) - 1,
                "A bias belongs to the neuron that it is added in, not to the layer before it.": weights + sum(sizes[:-1]),
                "Those are the neurons. How many connections come into each?": sum(sizes),
                "And the biases are not the only parameters.": sum(sizes[1:]),
                "Only neighbouring layers are connected; add the pairs up.": np.prod(sizes, dtype=float),
            },
            hint="For each pair of neighbouring layers: a weight for every connection; then the biases.",
        )


@exercise("01.3", "the cost", "All ten outputs at 1/2 cost 2.5, whatever the digit; all ten at 0 cost 1.")
def cost(answer, rng):
    cases = [(rng.uniform(size=(n, 10)), rng.integers(10, size=n)) for n in (2, 5, 7)]
    cases += [(np.array([[0.5, 0, 0, 0.2, 0, 0, 0, 0, 0, 1]]), np.array([3]))]
    for y, labels in cases:
        difference = y - np.eye(10)[labels]
        squares = difference**2
        answer.expect(
            *(y, labels),
            value=squares.sum(axis=1).mean(),
            mistakes={
                "That is the mean over the outputs too, as in Keras; ours is their sum.": squares.mean(),
                "You summed over the pictures and averaged over the outputs: the other way round.": squares.sum(
                    axis=0
                ).mean(),
                "Average over the pictures.": squares.sum(),
                "One cost for each picture; now average them.": squares.sum(axis=1),
                "Those are the distances; square them.": np.abs(difference).sum(axis=1).mean(),
                "No root, please.": np.sqrt(squares.sum(axis=1)).mean(),
                "Only the output of the right digit? The other nine should be 0, and cost too.": squares[
                    np.arange(len(y)), labels
                ].mean(),
                "Half of that is a convention of others; our cost is the whole sum.": squares.sum(axis=1).mean() / 2,
                "The target of a 5 is not the number 5, but ten numbers.": ((y - labels[:, None]) ** 2).sum(axis=1).mean(),
            },
            hint="Make ten targets for each label: 1 in its place, 0 elsewhere. Then squares, their sum, the average.",
        )


@exercise("01.4", "one step", "The average keeps the step's size the same for mini-batches of any size.")
def sgd_step(answer, rng):
    cases = [(np.array([1.0, 2.0]), np.array([[1.0, 0.0], [3.0, 4.0]]), 0.1)]
    cases += [(rng.normal(size=3), rng.normal(size=(n, 3)), float(rng.uniform(0.1, 0.6))) for n in (2, 4, 5)]
    for w, gradients, rate in cases:
        mean = gradients.mean(axis=0)
        answer.expect(
            *(w, gradients, rate),
            value=w - rate * mean,
            mistakes={
                "That goes uphill: a positive slope means that the weight should go down.": w + rate * mean,
                "That is against the sum: a larger batch would make larger steps.": w - rate * len(gradients) * mean,
                "How large is the step? `rate` says.": w - mean,
                "That is the step; where does it lead from w?": -rate * mean,
                "That is the step turned round, and without w.": rate * mean,
                "Average over pictures, not over weights: each has a slope of its own.": w - rate * gradients.mean(),
                "That is the first picture's gradient alone.": w - rate * gradients[0],
                "That is the last picture's gradient alone.": w - rate * gradients[-1],
            },
            hint="Average the rows of the gradients, times the rate, and go against it.",
        )


@exercise("01.5", "the picture's own gradient", "It costs one matrix product more than backpropagation does anyway.")
def picture_gradient(answer, rng):
    sizes = [(1, 2, 2, 2), (2, 4, 4, 4), (3, 6, 4, 5), (2, 9, 5, 3)]
    for n, pixels, hidden, outputs in sizes:
        h, delta2 = rng.uniform(0.2, 0.8, (n, hidden)), rng.normal(size=(n, outputs))
        W1, W2 = rng.normal(size=(pixels, hidden)), rng.normal(size=(hidden, outputs))
        back = delta2 @ W2.T
        value = (back * h * (1 - h)) @ W1.T
        mistakes = {
            "The blame must pass the hidden layer's sigmoid: where is its slope?": back @ W1.T,
            "The slope of the sigmoid is not its value.": (back * h) @ W1.T,
            "The slope of the sigmoid needs both factors.": (back * (1 - h)) @ W1.T,
            "Uphill and downhill are exchanged: this is minus the gradient.": -value,
            "Each picture has its own cost here: no average.": value / n if n > 1 else value,
            "Each picture keeps its own row: no average.": value.mean(axis=0),
            "That is how far the hidden layer is to blame; one matrix product more leads to the pixels.": back * h * (1 - h),
            "Those are the slopes of tanh, not of the sigmoid.": (back * (1 - h**2)) @ W1.T,
        }
        if pixels == hidden == outputs:
            mistakes["Going back, the second matrix is transposed."] = ((delta2 @ W2) * h * (1 - h)) @ W1.T
            mistakes["Going back, the first matrix is transposed."] = (back * h * (1 - h)) @ W1
        answer.expect(
            *(h, delta2, W1, W2),
            value=value,
            mistakes=mistakes,
            hint="First the faults of the hidden layer, as in section 6; then back through the first matrix.",
        )


@exercise("01.A", "which digits are hard?", "This is called the recall of each class; the mean accuracy hides it.", points=2)
def accuracy_by_digit(answer, rng):
    for n in (20, 40, 60, 30):
        labels = rng.permutation(np.concatenate([np.arange(10), np.arange(10), rng.integers(10, size=n - 20)]))
        y = rng.uniform(size=(n, 10))
        y[np.arange(n), labels] += rng.choice([0, 1], size=n, p=[0.4, 0.6])
        read = y.argmax(axis=1)
        right = read == labels
        of_label, of_read = np.bincount(labels, minlength=10), np.bincount(read, minlength=10)
        hits = np.bincount(labels[right], minlength=10)
        answer.expect(
            *(y, labels),
            value=hits / of_label,
            mistakes={
                "That is one number for all digits together.": right.mean(),
                "Of the pictures labelled d, not of those read as d.": hits / np.maximum(of_read, 1),
                "Those are counts; divide by how many pictures of the digit there are.": hits,
                "Divide by the pictures of that digit, not by all pictures.": hits / n,
                "Those are the shares that are read wrongly.": 1 - hits / of_label,
                "That is how often each digit is read, rightly or not.": of_read / n,
            },
            hint="Take the pictures of one digit: which share of them has its largest output in the right place?",
        )


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))
