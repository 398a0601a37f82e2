"""What tools/other_arithmetic.py puts into a notebook's kernel: noise on the gradients, and a record of the assertions.

A first cell calls `start`; the lesson's own cells are run as they stand.
- Every gradient that a Keras optimiser applies is multiplied by 1 + size * N(0, 1), drawn anew at each step and without a
  seed. So is the product in `weights -= rate * gradient`, when it is a NumPy array.
- Every `assert` writes what it compared, and whether it held, to the record (one JSON object a line). One that fails
  stops nothing, so that a single run finds all.
"""

import ast
import json
import operator

import numpy as np

ORDERS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!="}
COMPARE = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne}
NAME = "_elsewhere"  # of the Recorder, among the notebook's variables


def start(record, size=0.0):
    """Called in the first cell. Writes to the file `record`; `size` is that of the noise, 0 for none."""
    recorder = Recorder(record, size)
    shell = get_ipython()  # noqa: F821  (IPython's own)
    shell.user_ns[NAME] = recorder
    shell.ast_transformers.append(Rewrite())
    if size:
        disturb_keras(recorder.noisy)


def disturb_keras(noisy):
    """Let every Keras optimiser apply noisy(gradient) for each gradient; waits until the lesson imports Keras."""
    import wrapt

    def patch(keras):
        apply = keras.optimizers.Optimizer.apply

        def apply_noisy(self, grads, trainable_variables=None):
            return apply(self, [None if g is None else noisy(g) for g in grads], trainable_variables)

        keras.optimizers.Optimizer.apply = apply_noisy

    wrapt.register_post_import_hook(patch, "keras")


class Rewrite(ast.NodeTransformer):
    """Rewrites a cell: `assert a < b` becomes `assert _elsewhere.held(key, _elsewhere.compare(key, "<", a, b))`."""

    def __init__(self):
        self.cell = 0

    def visit_Module(self, node):
        self.cell += 1  # IPython hands over each cell once
        return ast.fix_missing_locations(self.generic_visit(node))

    def visit_Assert(self, node):
        self.key, self.parts = (self.cell, node.lineno, ast.unparse(node.test)), 0
        held = call("held", self.key, self.record(node.test), node.msg is None)
        failed = call("failed", self.key, node.msg or ast.Constant(""))
        node.test, node.msg = ast.BoolOp(ast.Or(), [held, failed]), None  # the message is made only if it fails
        return node

    def visit_AugAssign(self, node):
        if isinstance(node.op, ast.Sub) and isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.Mult):
            node.value = call("noisy_array", node.value)
        return node

    def record(self, test, negated=False):
        """Return the test, each comparison that must hold for it wrapped in one that is recorded."""
        match test:
            case ast.BoolOp(op=ast.And()) if not negated:
                test.values = [self.record(part) for part in test.values]
            case ast.IfExp() if not negated:
                test.body, test.orelse = self.record(test.body), self.record(test.orelse)
            case ast.UnaryOp(op=ast.Not()):
                test.operand = self.record(test.operand, not negated)
            case ast.Compare() if not negated and all(type(op) in ORDERS for op in test.ops):
                orders = [ORDERS[type(op)] for op in test.ops]
                return call("compare", self.next_part(), " ".join(orders), test.left, *test.comparators)
            case ast.Call(func=ast.Attribute(attr="isclose" | "allclose") as function) if is_numpy(function.value):
                close = call("close", self.next_part(), negated, function, *test.args)
                close.keywords = test.keywords
                return close
            case ast.Call(func=ast.Attribute(attr="all") as function, args=[]) if not negated:
                function.value = self.record(function.value)
            case ast.Call(func=ast.Attribute(attr="all") | ast.Name(id="all"), args=[ast.GeneratorExp() as each]) if (
                not negated
            ):
                each.elt = self.record(each.elt)
            case ast.Call(func=ast.Attribute(attr="all"), args=[argument]) if not negated:
                test.args = [self.record(argument)]
        return test

    def next_part(self):
        self.parts += 1
        return (*self.key, self.parts)


def call(method, *arguments):
    """Return the node for _elsewhere.method(*arguments); what is no node becomes a constant."""
    arguments = [a if isinstance(a, ast.AST) else ast.Constant(a) for a in arguments]
    return ast.Call(ast.Attribute(ast.Name(NAME, ast.Load()), method, ast.Load()), arguments, [])


def is_numpy(node):
    return isinstance(node, ast.Name) and node.id in ("np", "numpy")


class Recorder:
    """What the rewritten cells call."""

    def __init__(self, record, size=0.0):
        self.path, self.size = record, size
        self.numpys, self.tensorflows = np.random.default_rng(), None

    def compare(self, key, orders, *values):
        """Return what Python's `values[0] < values[1] ...` returns; record each link of the chain."""
        orders = orders.split()
        for order, left, right in zip(orders, values, values[1:]):
            result = COMPARE[order](left, right)
            self.write(key, order, *worst(order, left, right))
            if len(orders) > 1 and not result:
                break
        return result

    def close(self, key, negated, function, a, b, rtol=1e-5, atol=1e-8, **others):
        """Return np.isclose or np.allclose of a and b; record distance and tolerance, where they are nearest."""
        with np.errstate(all="ignore"):
            distance = np.abs(np.asarray(a) - np.asarray(b))
            tolerance = np.broadcast_to(atol + rtol * np.abs(np.asarray(b)), distance.shape)
            if distance.size:
                at = np.argmax(distance / tolerance)  # for "not close", too: one element is enough
                self.write(key, ">" if negated else "<=", distance.flat[at], tolerance.flat[at])
        return function(a, b, rtol=rtol, atol=atol, **others)

    def held(self, key, test, bare):
        self.append(key, held=bool(test), bare=bare)
        return bool(test)

    def failed(self, key, message):
        self.append(key, message=str(message))
        return True  # the notebook goes on

    def write(self, key, order, value=None, bound=None):
        if value is not None:
            self.append(key, order=order, value=float(value), bound=float(bound))

    def append(self, key, **what):
        with open(self.path, "a") as file:
            file.write(json.dumps(dict(zip(("cell", "row", "text", "part"), key)) | what) + "\n")

    def noisy(self, gradient):
        """Return a gradient, each number of the tensor with a relative error of its own, new at every step."""
        import tensorflow as tf

        with tf.init_scope():  # outside the step's graph, and out of reach of any seed that the lesson sets
            if self.tensorflows is None:
                self.tensorflows = tf.random.Generator.from_non_deterministic_state()
        gradient = tf.convert_to_tensor(gradient)
        # In float64, for 1 + 1e-7 in float32 is 1 or 1 + 1.2e-7.
        noise = self.tensorflows.normal(tf.shape(gradient), dtype=tf.float64)
        return tf.cast(tf.cast(gradient, tf.float64) * (1 + self.size * noise), gradient.dtype)

    def noisy_array(self, step):
        """Do the same to an array; return all else, and every array where no noise is wanted, as it is."""
        if not self.size or not isinstance(step, np.ndarray) or step.dtype.kind != "f":
            return step
        return (step * (1 + self.size * self.numpys.standard_normal(step.shape))).astype(step.dtype)


def worst(order, left, right):
    """Return the pair of numbers, among those of two arrays, that is nearest to breaking `left order right`; () if none."""
    if isinstance(left, (str, list, tuple)):
        return ()
    try:
        left, right = np.broadcast_arrays(np.asarray(left, "float64"), np.asarray(right, "float64"))
    except (TypeError, ValueError):  # no numbers
        return ()
    if not left.size:
        return ()
    at = np.argmin(slack(order, left, right))  # the first NaN, if there is one
    return left.flat[at], right.flat[at]


def slack(order, value, bound):
    """Return how far the value is from breaking `value order bound`, below 0 if it is broken."""
    return {"<": bound - value, ">": value - bound, "==": -abs(value - bound), "!=": abs(value - bound)}[
        order if order in ("==", "!=") else order[0]
    ]
