"""Files that appear whole or not at all, and folders that one process at a time writes to."""

import contextlib
import os
import tempfile
import zipfile
import zlib
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no lock there
    fcntl = None

# What reading a damaged .npz may raise.
UNREADABLE = (ValueError, KeyError, TypeError, EOFError, NotImplementedError, zipfile.BadZipFile, zlib.error)


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


def check_folder(folder):
    """Return the folder's name as a Path. Raises ValueError if it is empty, or does not end in a name."""
    if not Path(folder).name:
        raise ValueError(f"{str(folder)!r} is no name of a folder; give one such as runs/dcgan.")
    return Path(folder)


def check_backup(folder):
    """Return the name of a folder for a backup as a Path, as check_folder does.

    Raises FileNotFoundError if what it lies in is not there: a drive that is not mounted would else become a folder here.
    """
    folder = check_folder(folder)
    if not folder.parent.is_dir():
        raise FileNotFoundError(
            f"There is no {folder.parent} for the backup {folder.name} to lie in: mount the drive, make that folder, or "
            "give another backup."
        )
    return folder


@contextlib.contextmanager
def locked(folder):
    """Make the folder if it is not there, and keep other processes that ask for the same out of it meanwhile.

    The lock is the operating system's, on the folder itself: it leaves no file, and ends with the process, however that
    ends. On Windows, and on drives that know no locks, nobody is kept out.
    Raises BlockingIOError if another process has it, OSError if it can't be made; each with a sentence.
    """
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OSError(error.errno, f"{folder} could not be made ({error.strerror}); give another folder") from error
    if fcntl is None:
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BlockingIOError(f"Another process is training in {folder}; end it, or give another folder.") from None
        except OSError:
            pass  # a drive that knows no locks
        yield
    finally:
        os.close(descriptor)
