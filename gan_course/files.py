"""Files that appear whole or not at all."""

import os
import tempfile
from pathlib import Path


def write_whole(path, data):
    """Write bytes to path: aside first, synced, then renamed, so that a stop at any moment leaves the old file or the new.

    If it can't be written, raises OSError with a sentence that says what was tried; what was there before is still there.
    """
    path = Path(path)
    aside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(aside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except OSError as error:
        try:
            aside.unlink(missing_ok=True)
        except OSError:
            pass
        raise OSError(
            error.errno,
            f"{path} could not be written ({error.strerror}); what was there before is unchanged. "
            "Free some space or choose another folder",
        ) from error


def save_model(model, path):
    """Write a Keras model to path, a .keras file, whole or not at all."""
    with tempfile.TemporaryDirectory() as folder:
        model.save(Path(folder) / "model.keras")
        write_whole(path, (Path(folder) / "model.keras").read_bytes())
