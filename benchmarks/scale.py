"""The scale of the Frechet digit distance: what it says of real pictures and of bad ones; how well its classifier reads.

    python benchmarks/scale.py      the recorded experiment: a minute

Writes benchmarks/results/scale.csv: the distance of 10,000 pictures of each kind, and the classifier's share of right
answers on the test set.
"""

import numpy as np
from recording import record
from scipy.ndimage import gaussian_filter

from gan_course.data import from_uint8, load_mnist
from gan_course.quality import frechet_digit_distance, read_digits


def main():
    real = from_uint8(load_mnist("train")[0][:10_000])
    kinds = {
        "real": real,
        "blurred by 1.5 pixels": gaussian_filter(real, (0, 1.5, 1.5, 0)),
        "noise": np.random.default_rng(0).uniform(-1, 1, real.shape).astype("float32"),
        "one digit repeated": np.repeat(real[:1], len(real), axis=0),
    }
    rows = [{"what": name, "value": round(frechet_digit_distance(pictures), 2)} for name, pictures in kinds.items()]
    pictures, digits = load_mnist("test")
    read = read_digits(from_uint8(pictures))[1].argmax(axis=1)
    rows.append({"what": "right answers", "value": round(float(np.mean(read == digits)), 4)})
    record(__file__, rows)


if __name__ == "__main__":
    main()
