"""`python -m gan_course doctor`: ten lines on what is installed, what is wrong with it, and how long things take here.

Nothing is imported here that may be missing or broken. TensorFlow is tried in a process of its own: on a processor that it
does not run on, it ends that process without a word.
"""

import json
import os
import platform
import shutil
import subprocess
import sys
import time
from importlib import metadata
from pathlib import Path

from gan_course import __version__

# What the course is tested on, said here and nowhere else: by make test-versions and make test-colab. Oldest first.
PYTHONS = [(3, 11), (3, 12), (3, 13)]
TESTED = [("2.20", "3.13"), ("2.21", "3.15")]  # TensorFlow, Keras

# Training steps, and what is done around them in units of steps: measured as about as long on two CPU cores.
LESSON_13 = 7 * 375 + 1300
DCGAN = 3 * 1875 + 575
START = 10  # seconds until TensorFlow has started and built its graphs

PACKAGES = ("tensorflow", "tensorflow-cpu", "tensorflow-macos", "tensorflow-metal", "keras")


def main():
    """Print the ten lines; return whether the course can run here."""
    facts = this_machine()
    tensorflow, keras = facts["tensorflow"], facts["keras"]
    say("Python", f"{platform.python_version()}, {facts['bits']} bits, {facts['system']} {facts['machine']}")
    if tensorflow:
        if sys.stdout.isatty():
            print("TensorFlow starts, and trains for a few seconds ...", end="\r", flush=True)
        facts.update(try_tensorflow())
        if sys.stdout.isatty():
            print("\33[K", end="")  # wipes that line away
    say("TensorFlow", f"{tensorflow} {facts['kind']}" if tensorflow else "missing")
    say("Keras", f"{keras} on {facts['backend']}" if keras else "missing")
    gpus = ", ".join(facts.get("gpus", [])) or "no GPU that TensorFlow sees"
    say("devices", f"{facts['cores']} processor cores; {gpus}")
    say("gan_course", f"{__version__} in {os.path.dirname(__file__)}")
    tested = is_tested(facts)
    say("tested", "yes, this combination" if tested else f"no: we test {tested_combinations()}")
    found = troubles(facts)
    say("trouble", "\n             ".join(found) or "none of the usual causes")
    step = facts.get("step")
    say("a step", f"{1000 * step:.0f} ms, measured over {facts['steps']} training steps" if step else "not measured")
    say("lesson 13", f"{about(LESSON_13 * step + START)} to run" if step else "does not run here")
    say("make dcgan", f"{about(DCGAN * step + START)}" if step else "does not run here")
    return bool(step)


def say(what, text):
    print(f"{what:10} : {text}", flush=True)


def this_machine():
    """Return what can be known without TensorFlow, as a dict."""
    versions = {name: _version(name) for name in PACKAGES}
    kinds = [name for name in PACKAGES[:3] if versions[name]]
    return {
        "python": sys.version_info[:2],
        "bits": 64 if sys.maxsize > 2**32 else 32,
        "system": platform.system(),
        "machine": platform.machine(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "nvidia": shutil.which("nvidia-smi") is not None,
        "kinds": kinds,
        "kind": f"({', '.join(kinds)})",
        "tensorflow": versions[kinds[0]] if kinds else None,
        "metal": versions["tensorflow-metal"],
        "keras": versions["keras"],
        "backend": keras_backend(),
    }


def keras_backend():
    """Return the backend that Keras will take: it says so only after it has loaded it."""
    settings = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras")) / "keras.json"
    try:
        default = json.loads(settings.read_text()).get("backend", "tensorflow")
    except (OSError, ValueError):
        default = "tensorflow"
    return os.environ.get("KERAS_BACKEND") or default


def _version(package):
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def try_tensorflow():
    """Import TensorFlow and train in a process of its own; return what it found, and under "error" how it failed."""
    command = [sys.executable, "-m", "gan_course.doctor"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=180)
    except subprocess.TimeoutExpired:
        return {"error": "it was not done after three minutes"}
    facts = {}
    for line in done.stdout.splitlines():
        facts.update(json.loads(line) if line.startswith("{") else {})
    if done.returncode < 0:
        facts["error"] = f"it was ended by signal {-done.returncode}" + ILLEGAL * (done.returncode == -4)
    elif done.returncode:
        facts["error"] = ([line for line in done.stderr.splitlines() if line.strip()] or ["no reason was given"])[-1]
    return facts


ILLEGAL = ", illegal instruction: this processor lacks what TensorFlow needs (AVX)"


def is_tested(facts):
    pair = tuple(".".join((facts[name] or "").split(".")[:2]) for name in ("tensorflow", "keras"))
    return facts["python"] in PYTHONS and pair in TESTED


def tested_combinations():
    pythons = ", ".join(f"{major}.{minor}" for major, minor in PYTHONS)
    return f"Python {pythons} with " + " or ".join(f"TensorFlow {tf} and Keras {keras}" for tf, keras in TESTED)


def troubles(facts):
    """Return a sentence for each of the usual causes of trouble that the facts show, with what to do."""
    found = []
    (oldest, *_, newest), python = PYTHONS, facts["python"]
    named = ".".join(map(str, python))
    install = "install it with make lab, or as the README says under Without make"
    if python > newest:
        found.append(f"Python {named} is newer than TensorFlow supports; take 3.12: make PYTHON=python3.12 lab")
    elif python < oldest:
        found.append(f"Python {named} is too old for TensorFlow and Keras; take 3.12: make PYTHON=python3.12 lab")
    if facts["bits"] == 32:
        found.append("this is a 32-bit Python, and TensorFlow has only 64 bits; install a 64-bit Python")
    if facts["system"] == "Darwin" and facts["machine"] == "x86_64":
        found.append("TensorFlow ended with 2.16 on Macs with an Intel processor; open the lessons on Colab")
    missing = [name for name in ("TensorFlow", "Keras") if not facts[name.lower()]]
    if missing and not found:  # else there is no installing it before that is mended
        found.append(f"{missing[0]} is missing; {install}")
    if len(facts["kinds"]) > 1:
        both = " and ".join(facts["kinds"])
        found.append(f"{both} overwrite each other; uninstall both, then install one of them")
    if facts["metal"]:
        found.append("tensorflow-metal does not fit this TensorFlow; pip uninstall tensorflow-metal: the CPU is enough")
    if facts["nvidia"] and not facts.get("gpus") and facts["tensorflow"]:
        if facts["system"] == "Windows":
            found.append("TensorFlow sees no GPU on native Windows; the CPU is enough, or use WSL")
        else:
            found.append("TensorFlow does not see the NVIDIA GPU; the CPU is enough, or pip install -r requirements-gpu.txt")
    if facts["backend"] != "tensorflow":
        found.append(f"Keras runs on {facts['backend']}; set KERAS_BACKEND=tensorflow (or mend ~/.keras/keras.json)")
    elif facts.get("error"):
        found.append(f"TensorFlow does not start or train: {facts['error']}")
    return found


def about(seconds):
    return f"about {seconds / 60:.0f} minutes" if seconds >= 90 else f"about {max(1, round(seconds / 10)) * 10} seconds"


def measure(seconds=4):
    """Import TensorFlow, then train lesson 13's networks for some seconds; print what is found, a line of JSON each."""
    import tensorflow as tf

    gpus = [tf.config.experimental.get_device_details(gpu) for gpu in tf.config.list_physical_devices("GPU")]
    gpus = [details.get("device_name", "a GPU") for details in gpus]
    print(json.dumps({"gpus": gpus}), flush=True)
    import keras

    from gan_course.data import from_uint8, load_mnist
    from gan_course.networks import make_dcgan

    gan, clock = make_dcgan(), {}

    def tick(step, logs):
        clock[step] = time.perf_counter()
        gan.stop_training = clock[step] - min(clock.values()) > seconds

    pictures = from_uint8(load_mnist("train")[0][:12_000])
    gan.fit(pictures, callbacks=[keras.callbacks.LambdaCallback(on_train_batch_end=tick)])
    steps = max(clock) - min(clock)  # the first one also builds TensorFlow's graph
    print(json.dumps({"step": (max(clock.values()) - min(clock.values())) / steps, "steps": steps}))


if __name__ == "__main__":
    measure()
