"""After the installation nothing needs a network: the command and a notebook run where there is none but the loopback.

Skipped where the system does not let us make such a place (Linux's network namespaces, as root or unprivileged).
"""

import os
import shutil
import subprocess
import sys

import numpy as np
import pytest
from build_notebooks import NOTEBOOKS, ROOT
from test_dcgan_command import HERE

# in the namespace: put the loopback up (it is there, and down), then become the command
LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
flags = struct.pack("16sh14x", b"lo", 1)  # IFF_UP
fcntl.ioctl(socket.socket(socket.AF_INET, socket.SOCK_DGRAM), 0x8914, flags)  # SIOCSIFFLAGS
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
REACHES = """
import socket
server = socket.create_server(("127.0.0.1", 0))
socket.create_connection(server.getsockname(), 5)
try:
    socket.create_connection(("192.0.2.1", 80), 5)  # an address that documentation may use
except OSError as error:
    print(error.strerror)
"""


@pytest.fixture(scope="module")
def offline():
    """Return a function that runs a Python command without a network, and returns its standard output."""
    for unshare in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        prefix = [*unshare, sys.executable, "-c", LOOPBACK_UP]

        def run(*command, prefix=prefix):
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            done = subprocess.run([*prefix, *command], capture_output=True, text=True, env=environment, timeout=300)
            assert done.returncode == 0, done.stdout + done.stderr
            return done.stdout

        try:
            run("-c", "")
        except (OSError, AssertionError) as refused:
            why = refused
        else:
            return run
    pytest.skip(f"this system makes no network namespace for us: {why}")


def test_there_is_no_network_but_the_loopback(offline):
    assert offline("-c", REACHES).strip() == "Network is unreachable"


def test_the_command_trains_and_measures(offline, tmp_path):
    out = offline(HERE / "small_dcgan.py", "dcgan", "--folder", tmp_path / "run", "--epochs", "1")
    assert "Frechet digit distance of 10,000 samples" in out
    with np.load(tmp_path / "run" / "epoch_0001.npz") as arrays:
        assert "variable_0000" in arrays.files


def test_a_notebook_runs(offline, tmp_path):
    shutil.copy(NOTEBOOKS / "10_gradient_games.ipynb", tmp_path)
    nbval = ("--nbval-lax", "--nbval-current-env", "-p", "no:cacheprovider", "-W", "ignore")
    out = offline("-m", "pytest", "-q", "-c", os.devnull, "--rootdir", tmp_path, *nbval, tmp_path)
    assert "passed" in out and "failed" not in out
