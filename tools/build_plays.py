"""Put what `make dcgan` trained into the plays of the web site: python tools/build_plays.py runs/dcgan

Into site/plays/draw.html: the generator, its weights as int8, batch normalisation folded in. Into site/plays/judge.html:
pictures, real and fake, and what the run's own discriminator says of each.
"""

import base64
import json
import re
import sys
from pathlib import Path

import imageio.v3 as imageio
import keras
import numpy as np
from keras import ops

from gan_course.data import from_uint8, load_mnist, to_uint8
from gan_course.files import write_whole
from gan_course.networks import make_dcgan
from gan_course.plots import tile
from gan_course.run import _epoch_files, _unpack, _variables

PLAYS = Path(__file__).resolve().parent.parent / "site" / "plays"
N, BATCH, COLUMNS = 128, 32, 16  # pictures of each kind; D judges them in batches of one kind, as in its training


def main():
    run = Path(sys.argv[1])
    put(PLAYS / "draw.html", drawn(keras.models.load_model(run / "generator.keras")))
    put(PLAYS / "judge.html", judged(run))


def put(page, data):
    """Write data, as JSON, into the element with the id "data" of a page."""
    place = re.compile(r'(?<=<script id="data" type="application/json">).*?(?=</script>)', re.DOTALL)
    text, count = place.subn(lambda _: json.dumps(data), page.read_text())
    assert count == 1, f"{page} has no place for its data."
    write_whole(page, text.encode())


def drawn(generator):
    """Return the generator as the page reads it, and four pictures of Keras's to compare with, and by how much they differ.

    Of each dense or convolutional layer: its kernel in whole numbers from -127 to 127, a scale and a bias for each output.
    """
    layers, weights, floats = [], [], []
    for layer, kernel, bias in folded(generator):
        transposed = isinstance(layer, keras.layers.Conv2DTranspose)
        outputs = -2 if transposed else -1
        axes = tuple(axis for axis in range(kernel.ndim) if axis != kernel.ndim + outputs)
        scale = np.abs(kernel).max(axis=axes) / 127
        shape = [-1 if axis == kernel.ndim + outputs else 1 for axis in range(kernel.ndim)]
        whole = np.round(kernel / scale.reshape(shape)).astype("int8")
        kind = "transposed" if transposed else "dense" if kernel.ndim == 2 else "convolution"
        layers.append({"kind": kind, "shape": kernel.shape, "outputs": bias.size})
        weights.append(whole.tobytes())
        floats += [scale.astype("<f4").tobytes(), bias.astype("<f4").tobytes()]
    noise = np.random.default_rng(13).standard_normal((4, generator.input_shape[1])).astype("float32").round(4)
    pictures = to_uint8(ops.convert_to_numpy(generator(noise, training=False)))[..., 0].reshape(4, -1)
    return {
        "layers": layers,
        "weights": base64.b64encode(b"".join(weights)).decode(),
        "floats": base64.b64encode(b"".join(floats)).decode(),
        "noise": [[round(float(v), 4) for v in z] for z in noise],
        "pictures": pictures.tolist(),
    }


def folded(generator):
    """Yield (layer, kernel, bias) of each layer with a kernel, and the batch normalisation that follows it, in one."""
    norms = iter([layer for layer in generator.layers if isinstance(layer, keras.layers.BatchNormalization)])
    for layer in generator.layers:
        if not hasattr(layer, "kernel"):
            continue
        kernel = layer.kernel.numpy()
        if layer.use_bias:  # the last one, which no normalisation follows
            yield layer, kernel, layer.bias.numpy()
            continue
        norm = next(norms)
        gamma, beta, mean, variance = (w.numpy() for w in norm.weights)
        factor = gamma / np.sqrt(variance + norm.epsilon)
        shape = (-1, 1) if isinstance(layer, keras.layers.Conv2DTranspose) else (-1,)
        yield layer, kernel * factor.reshape(shape), beta - mean * factor


def judged(run):
    """Return a PNG of N real pictures, none of them among D's training, and of N fakes; and D's logits, in that order."""
    generator = keras.models.load_model(run / "generator.keras")
    noise = np.random.default_rng(25).standard_normal((N, generator.input_shape[1])).astype("float32")
    real = from_uint8(load_mnist("test")[0][:N])
    pictures = np.concatenate([real, ops.convert_to_numpy(generator(noise, training=False))])
    discriminator = trained_discriminator(run)
    logits = [discriminator(pictures[i : i + BATCH], training=False) for i in range(0, 2 * N, BATCH)]
    sheet = imageio.imwrite("<bytes>", tile(to_uint8(pictures), COLUMNS), extension=".png")
    return {
        "columns": COLUMNS,
        "real": N,
        "logits": [round(float(logit), 3) for logit in np.concatenate(logits).ravel()],
        "sheet": base64.b64encode(sheet).decode(),
    }


def trained_discriminator(run):
    gan = make_dcgan()
    for variable, value in zip(_variables(gan), _unpack(_epoch_files(run)[0])["variables"], strict=True):
        variable.assign(value)
    return gan.discriminator


if __name__ == "__main__":
    main()
