"""Checks of lesson 01, neural networks."""

from itertools import combinations, pairwise

import numpy as np

from gan_course.checks import exercise


@exercise("01.1", "a neuron", "It answers 1/2 exactly where the sum of the products is -b: the bias moves the threshold.")
def neuron(answer, rng):
    for n, sign in [(5, 1), (3, -1), (7, 1), (4, -1), (6, 1)]:
        x, w, b = rng.uniform(0.1, 1, n), rng.normal(size=n), float(rng.choice([-1, 1]) * rng.uniform(0.4, 1.2))
        if sign * (x @ w + b) < 0:  # sums of both signs
            w, b = -w, -b
        products, z = x * w, x @ w + b
        answer.expect(
            *(x, w, b),
            value=_sigmoid(z),
            mistakes={
                "That is the weighted sum; the sigmoid is still to come.": z,
                "Where is the bias?": _sigmoid(x @ w),
                "The bias belongs inside the sigmoid, to the sum.": _sigmoid(x @ w) + b,
                "Look at the sign in the exponent: a large sum should give nearly 1.": _sigmoid(-z),
                "In effect the bias is subtracted: the minus in the exponent is for the whole sum.": _sigmoid(x @ w - b),
                "In effect the sum of the products is subtracted from the bias: look at the signs.": _sigmoid(b - x @ w),
                "One activation for each pixel? Add the products up first.": _sigmoid(products + b),
                "Add the products up before the sigmoid: one neuron, one sigmoid.": _sigmoid(products + b).sum(),
                "One sigmoid, of the sum; you averaged one for each product.": _sigmoid(products + b).mean(),
                "The bias is added once, not to each product.": _sigmoid((products + b).sum()),
                "The bias is added to the sum, not to each input.": _sigmoid((x + b) @ w),
                "The bias is added to the sum, not multiplied by it.": _sigmoid(b * (x @ w)),
                "First each input times its weight, then the sum; you multiplied two sums.": _sigmoid(x.sum() * w.sum() + b),
                "That is the first input alone.": _sigmoid(products[0] + b),
                "Add the products up; you averaged them.": _sigmoid(products.mean() + b),
                "Where are the weights?": _sigmoid(x.sum() + b),
                "That is tanh; the sigmoid lies between 0 and 1.": np.tanh(z),
                "That runs from -1 to 1; the sigmoid lies between 0 and 1.": np.tanh(z / 2),
                "That has 2 where e belongs.": 1 / (1 + 2**-z),
                "That has 10 where e belongs.": 1 / (1 + 10**-z),
                "There is a plus between the 1 and the exponential.": 1 / (1 - np.exp(-z)),
                "That is the exponential of the sum; the fraction is still to come.": np.exp(z),
                "That cuts off what is negative; the sigmoid squeezes everything into 0 to 1.": np.maximum(z, 0),
                "That only says which side of 0 the sum is on; the sigmoid also says by how much.": float(z > 0),
                "That is the sigmoid's slope; return its value.": _sigmoid(z) * _sigmoid(-z),
                "Brackets: it is 1 over all of (1 + e to the ...).": 1 + np.exp(-z),
                "That is what stands below the fraction, without its 1.": np.exp(-z),
                "One sigmoid is enough; here its result goes through another.": _sigmoid(_sigmoid(z)),
                "That is the sigmoid of twice the sum.": _sigmoid(2 * z),
                "The last input is missing.": _sigmoid(products[:-1].sum() + b),
            },
            hint="Multiply, add up, add the bias; then 1 over (1 + e to the minus that).",
        )


@exercise("01.2", "how many numbers does it learn?", "Of 784-64-10, all but 650 of the 50,890 belong to the hidden layer.")
def count_parameters(answer, rng):
    cases = [[int(n) for n in rng.choice(np.arange(7, 60), size=k, replace=False)] for k in (4, 5, 3, 4)]
    for sizes in [*cases, [784, 64, 10], [13, 9]]:
        weights, biases = sum(a * b for a, b in pairwise(sizes)), sum(sizes[1:])
        answer.expect(
            sizes,
            value=weights + biases,
            mistakes={
                "Those are the weights; every neuron also has a bias.": weights,
                "The inputs are no neurons: they have no bias.": weights + sum(sizes),
                "A bias for each neuron, not one for each layer.": weights + len(sizes) - 1,
                "One bias for all? Every neuron has its own.": weights + 1,
                "A bias belongs to the neuron that it is added in, not to the layer before it.": weights + sum(sizes[:-1]),
                "The outputs are neurons with a bias, too.": weights + sum(sizes[1:-1]),
                "A bias is one more input for the layer after; that layer itself doesn't grow.": sum(
                    (a + 1) * (b + 1) for a, b in pairwise(sizes)
                ),
                "Those are the neurons. How many connections come into each?": sum(sizes),
                "Those are the biases; every connection has a weight.": biases,
                "Connections from layer to layer are counted pair by pair, and the pairs are added up.": np.prod(
                    sizes, dtype=float
                ),
                "The connections are counted pair by pair, and the pairs are added up; then the biases.": np.prod(
                    sizes, dtype=float
                )
                + biases,
                "Those are the pairs, one by one; add them up.": [(a + 1) * b for a, b in pairwise(sizes)],
                "Only neighbouring layers are connected, and those between count, too.": sizes[0] * sizes[-1] + biases,
                "Between two layers every neuron meets every neuron: multiply their numbers.": sum(
                    a + b for a, b in pairwise(sizes)
                ),
                "One bias for each neuron; you have two.": weights + 2 * biases,
                "One bias for each neuron; the layers need none besides.": weights + biases + len(sizes),
                "Only neighbouring layers are connected; you counted all pairs.": sum(
                    a * b for a, b in combinations(sizes, 2)
                )
                + biases,
                "That is the first pair of layers alone.": (sizes[0] + 1) * sizes[1],
                "That is the last pair of layers alone.": (sizes[-2] + 1) * sizes[-1],
                "That is for three layers; there may be more.": sum((a + 1) * b for a, b in pairwise(sizes[:3])),
                "The last pair of layers is missing.": weights + biases - (sizes[-2] + 1) * sizes[-1],
                "The first pair of layers is missing.": weights + biases - (sizes[0] + 1) * sizes[1],
                "Hidden neurons have a bias, too.": weights + sizes[-1],
                "Only neighbouring layers are connected; and a neuron has one bias, not one from each layer.": sum(
                    (a + 1) * b for a, b in combinations(sizes, 2)
                ),
                "That leads from the first layer straight to the last; those between count, too.": (sizes[0] + 1)
                * sizes[-1],
                "The last layer feeds no other: you closed the circle.": weights + biases + (sizes[-1] + 1) * sizes[0],
                "A layer between belongs to two pairs: it is the later one of the first, the earlier one of the next.": sum(
                    (a + 1) * b for a, b in zip(sizes[::2], sizes[1::2])
                ),
                "Those are the weights, pair by pair; add them up, and the biases.": [a * b for a, b in pairwise(sizes)],
            },
            hint="For each pair of neighbouring layers: a weight for every connection; then the biases.",
        )


@exercise("01.3", "the cost", "All ten outputs at 1/2 cost 2.5, whatever the digit; all ten at 0 cost 1.")
def cost(answer, rng):
    for n in (3, 5, 7, 4):
        y, labels = rng.uniform(0.05, 0.95, size=(n, 10)), rng.integers(10, size=n)
        y[0, labels[0]], y[1, labels[1]] = 0.99, 0.01  # one picture is read rightly, at least, and one wrongly
        difference = y - np.eye(10)[labels]
        squares, own = difference**2, (np.arange(n), labels)
        a_picture = squares.sum(axis=1)
        answer.expect(
            *(y, labels),
            value=a_picture.mean(),
            mistakes={
                "That is the mean over the outputs too, as in Keras; ours is their sum.": squares.mean(),
                "Average over the pictures; you added their costs up.": squares.sum(),
                "One cost for each picture; now average them.": a_picture,
                "That is the first picture alone.": a_picture[0],
                "Sum over the outputs, average over the pictures: you have it the other way round.": squares.sum(
                    axis=0
                ).mean(),
                "That has a number for each output: sum those up, and average over the pictures.": squares.sum(axis=0),
                "That has a number for each output; their sum is the cost.": squares.mean(axis=0),
                "One number for each picture, but averaged over the outputs: sum there, and average over the pictures.": (
                    squares.mean(axis=1)
                ),
                "The outputs' squares are added up for each picture; you kept the largest.": squares.max(axis=1).mean(),
                "Those are the distances; square them.": np.abs(difference).sum(axis=1).mean(),
                "Square the differences first; now those above and below cancel.": difference.sum(axis=1).mean(),
                "Square each difference, then add up; you added up first.": (difference.sum(axis=1) ** 2).mean(),
                "First the cost of each picture, then the average; you averaged the differences.": (
                    difference.mean(axis=0) ** 2
                ).sum(),
                "No root, please.": np.sqrt(a_picture).mean(),
                "No root, please; and average over the pictures.": np.sqrt(squares.sum()),
                "Only the output of the right digit? The other nine should be 0, and cost too.": squares[own].mean(),
                "The output of the right digit should be 1, and costs too.": (a_picture - squares[own]).mean(),
                "Half of that is a convention of others; our cost is the whole sum.": a_picture.mean() / 2,
                "The target of a 5 is not the number 5, but ten numbers.": ((y - labels[:, None]) ** 2).sum(axis=1).mean(),
                "Where are the targets? Those are the squares of the outputs.": (y**2).sum(axis=1).mean(),
                "Your targets have their 1 a place too far left.": _cost(y, labels - 1),
                "Your targets have their 1 a place too far right.": _cost(y, (labels + 1) % 10),
                "The target is the label's, not what the network read.": _cost(y, y.argmax(axis=1)),
                "That is a cross-entropy (lesson 03); here the differences are squared.": -np.log(y[own]).mean(),
                "That is a cross-entropy of all outputs (lesson 03); here the differences are squared.": (
                    -np.log(np.abs(1 - y - np.eye(10)[labels])).sum(axis=1).mean()
                ),
                "That is the share that is read wrongly.": (y.argmax(axis=1) != labels).mean(),
                "That is the share that is read rightly.": (y.argmax(axis=1) == labels).mean(),
                "That compares the digit that is read with the label; the cost compares ten outputs with ten targets.": (
                    (y.argmax(axis=1) - labels) ** 2
                ).mean(),
                "That is the average output of the right digit.": y[own].mean(),
                "The targets are subtracted from the outputs, not added.": ((2 * y - difference) ** 2).sum(axis=1).mean(),
                "The target is 1 for the right digit and 0 for the others; yours is the other way round.": (
                    (y - 1 + np.eye(10)[labels]) ** 2
                )
                .sum(axis=1)
                .mean(),
                "Subtract first, then square.": (y**2 - np.eye(10)[labels]).sum(axis=1).mean(),
                "The targets are 0 and 1, not -1 and 1.": ((y + 1 - 2 * np.eye(10)[labels]) ** 2).sum(axis=1).mean(),
                "The average over the pictures, not their median.": np.median(a_picture),
                "The outputs have been through the sigmoid already: not once more.": _cost(_sigmoid(y), labels),
            },
            hint="Make ten targets for each label: 1 in its place, 0 elsewhere. Then squares, their sum, the average.",
        )


@exercise(
    "01.4",
    "one step",
    "With the sum, twice the pictures would make about twice the step. With the average, larger batches only steady it.",
)
def sgd_step(answer, rng):
    for n, m in [(4, 3), (2, 5), (5, 2), (3, 6), (3, 3), (4, 4)]:
        w, gradients, rate = rng.normal(size=m), rng.normal(size=(n, m)), float(rng.uniform(0.1, 0.6))
        mean, total = gradients.mean(axis=0), gradients.sum(axis=0)
        mistakes = {
            "That goes uphill: a positive slope means that the weight should go down.": w + rate * mean,
            "That is against the sum: twice the pictures would make twice the step.": w - rate * total,
            "That is the sum, and uphill.": w + rate * total,
            "How large is the step? `rate` says.": w - mean,
            "How large is the step? `rate` says. And which way is downhill?": w + mean,
            "Multiply by the rate; you divided by it.": w - mean / rate,
            "That is the step; where does it lead from w?": -rate * mean,
            "That is the step turned round, and without w.": rate * mean,
            "The rate belongs to the gradient alone, not to w.": rate * (w - mean),
            "Each weight has a slope of its own: average over the pictures only.": w - rate * gradients.mean(),
            "Divide by the number of pictures, not of weights.": w - rate * total / m,
            "One step for each picture? Average their gradients first.": w - rate * gradients,
            "That is the first picture's gradient alone.": w - rate * gradients[0],
            "That is the last picture's gradient alone.": w - rate * gradients[-1],
            "The size of the slope counts, not only its sign.": w - rate * np.sign(mean),
            "The step is as long as the slope is steep: no normalising.": w - rate * mean / np.linalg.norm(mean),
            "Each weight has a slope of its own; you added all of them up.": w - rate * gradients.sum(),
            "That is the average gradient; the step is still to come.": mean,
            "The sign of a slope says which way is down: keep it.": w - rate * np.abs(mean),
            "w came back as it was.": w,
            "The step is subtracted from w, not multiplied with it.": w * (1 - rate * mean),
            "Averaged twice: the mean has the division by the number of pictures in it.": w - rate * mean / n,
            "The step is rate times gradient; 1 - rate has no part in it.": w - (1 - rate) * mean,
            "w stays whole: only the gradient is scaled.": (1 - rate) * w - rate * mean,
            "Each weight takes its own step from its own value: no average over the weights.": (w - rate * mean).mean(),
            "Average over the pictures; you took the largest slope.": w - rate * gradients.max(axis=0),
            "The average over the pictures, not their median.": w - rate * np.median(gradients, axis=0),
            "Slopes of opposite sign cancel in the average: keep the signs.": w - rate * np.abs(gradients).mean(axis=0),
            "That goes twice as far as one step.": w - 2 * rate * mean,
            "The rate is given; you took the 2 that the lesson trains with.": w - 2 * mean,
            "Divide by the pictures that are given, not by the lesson's 32.": w - rate * total / 32,
            "All n pictures count: divide by n, not by n - 1.": w - rate * total / (n - 1),
        }
        if n == m:
            mistakes["A picture is a row: average down the columns, over the rows."] = w - rate * gradients.mean(axis=1)
        hint = "Average the rows of the gradients, times the rate, and go against it."
        answer.expect(*(w, gradients, rate), value=w - rate * mean, mistakes=mistakes, hint=hint)


@exercise("01.5", "the picture's own gradient", "It costs one matrix product more than backpropagation does anyway.")
def picture_gradient(answer, rng):
    for n, pixels, hidden, outputs in [(3, 6, 4, 5), (2, 9, 5, 3), (5, 7, 3, 2), (2, 4, 4, 4), (3, 5, 5, 5)]:
        h, delta2 = rng.uniform(0.1, 0.9, (n, hidden)), rng.normal(size=(n, outputs))
        W1, W2 = rng.normal(size=(pixels, hidden)), rng.normal(size=(hidden, outputs))
        back, slope = delta2 @ W2.T, h * (1 - h)
        value = (back * slope) @ W1.T
        mistakes = {
            "The blame must pass the hidden layer's sigmoid: where is its slope?": back @ W1.T,
            "The slope of the sigmoid is not its value.": (back * h) @ W1.T,
            "The slope of the sigmoid needs both factors.": (back * (1 - h)) @ W1.T,
            "Brackets: multiply by all of (1 - h).": (back * h - h) @ W1.T,
            "h is the sigmoid's value already: no sigmoid of it again.": (back * _sigmoid(h) * _sigmoid(-h)) @ W1.T,
            "Those are the slopes of tanh, not of the sigmoid.": (back * (1 - h**2)) @ W1.T,
            "Uphill and downhill are exchanged: this is minus the gradient.": -value,
            "Each picture has its own cost here: no average.": value / n,
            "Each picture keeps its own row: no average.": value.mean(axis=0),
            "Each picture keeps its own row: don't add them up.": value.sum(axis=0),
            "That is how far the hidden layer is to blame; one matrix product more leads to the pixels.": back * slope,
            "That has gone back through one matrix; then come the sigmoid's slope and the other matrix.": back,
            "That is the gradient of the second matrix; the picture's is asked for.": h.T @ delta2,
            "Each picture keeps its own row; here one row holds the sum of all.": value.sum(axis=0, keepdims=True),
            "The slope h (1 - h) comes in once; you have it twice.": (back * slope**2) @ W1.T,
            "The slope is multiplied by; you added it.": (back + slope) @ W1.T,
            "The size of the gradient counts, not only its sign.": np.sign(value),
            "Each picture has slopes of its own; those are of the average of h.": (
                back * h.mean(axis=0) * (1 - h.mean(axis=0))
            )
            @ W1.T,
            "Each picture has slopes of its own; you took those of the first for all.": (back * slope[0]) @ W1.T,
        }
        if pixels == hidden == outputs:
            mistakes["Going back, the second matrix is transposed."] = ((delta2 @ W2) * slope) @ W1.T
            mistakes["Going back, the first matrix is transposed."] = (back * slope) @ W1
            mistakes["Going back, both matrices are transposed."] = ((delta2 @ W2) * slope) @ W1
            mistakes["Going back, the second matrix comes first."] = ((delta2 @ W1.T) * slope) @ W2.T
        answer.expect(
            *(h, delta2, W1, W2),
            value=value,
            mistakes=mistakes,
            hint="First the faults of the hidden layer, as in section 6; then back through the first matrix.",
        )


@exercise("01.A", "which digits are hard?", "This is called the recall of each class; the mean accuracy hides it.", points=2)
def accuracy_by_digit(answer, rng):
    for n in (40, 60, 35, 80):
        labels = rng.permutation(np.concatenate([np.arange(10), np.arange(10), rng.integers(10, size=n - 20)]))
        y = rng.uniform(size=(n, 10))
        y[np.arange(n), labels] += rng.choice([0, 0.5], size=n, p=[0.4, 0.6])
        read = y.argmax(axis=1)
        right, own = read == labels, y[np.arange(n), labels]
        of_label, of_read = np.bincount(labels, minlength=10), np.bincount(read, minlength=10)
        hits = np.bincount(labels[right], minlength=10)
        ranks = (y > own[:, None]).sum(axis=1)  # how many outputs are larger than that of the right digit
        table = np.histogram2d(labels, read, bins=np.arange(11))[0]
        answer.expect(
            *(y, labels),
            value=hits / of_label,
            mistakes={
                "That is one number for all digits together.": right.mean(),
                "That says of each picture whether it is read correctly; which share, of each digit?": right.astype(float),
                "Of the pictures labelled d, not of those read as d.": hits / np.maximum(of_read, 1),
                "Those are counts; divide by how many pictures of the digit there are.": hits,
                "Divide by the pictures of that digit, not by all pictures.": hits / n,
                "Divide by the pictures of that digit, not by all that are read correctly.": hits / right.sum(),
                "Those are the shares that are read wrongly.": 1 - hits / of_label,
                "That is how often each digit is read, rightly or not.": of_read / n,
                "That is how often each digit occurs.": of_label / n,
                "That divides by the wrong thing: pictures read as d over pictures of d.": of_read / of_label,
                "That is the average output; is it the largest of its row?": np.bincount(labels, own) / of_label,
                "An output above 1/2 need not be the largest of its row.": np.bincount(labels, own > 0.5) / of_label,
                "The second largest output does not count.": np.bincount(labels, ranks < 2) / of_label,
                "That is the accuracy of all digits together, ten times.": np.full(10, right.mean()),
                "There are not equally many pictures of each digit: count them.": 10 * hits / n,
                "The digits begin with 0: yours begin with 1.": (hits / of_label)[1:],
                "That says who was taken for whom; what lies on its diagonal, and what does a row add up to?": table,
                "Only the pictures labelled d count; those of others that are not read as d don't.": (
                    n + 2 * hits - of_label - of_read
                )
                / n,
                "That is the F1 score, in which the pictures read as d count, too.": 2 * hits / (of_label + of_read),
                "Those are pictures of other digits, read as d; take those labelled d.": (of_read - hits) / (n - of_label),
                "Those are the first ten pictures; take, for each digit, all of its own.": (read[:10] == labels[:10]).astype(
                    float
                ),
            },
            hint="Take the pictures of one digit: which share of them has its largest output in the right place?",
        )


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _cost(y, labels):
    return ((y - np.eye(10)[labels]) ** 2).sum(axis=1).mean()
