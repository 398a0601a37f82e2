import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("MPLBACKEND", "agg")

import numpy as np
import pytest

from gan_course.data import from_uint8, load_mnist


@pytest.fixture(scope="session")
def real():
    """2,000 real training pictures in [-1, 1]."""
    return from_uint8(load_mnist("train")[0][:2000])


@pytest.fixture(scope="session")
def test_set():
    """All 10,000 test pictures in [-1, 1]."""
    return from_uint8(load_mnist("test")[0])


@pytest.fixture
def rng():
    return np.random.default_rng(0)
