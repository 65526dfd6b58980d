"""Writing small files so that a power cut leaves either the old file or the new one, whole.

On Windows a scanner for viruses or an indexer may hold a file for some moments, and then it can be
neither replaced nor read. It is tried again for a while.
"""

import contextlib
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

Result = TypeVar("Result")

_WINDOWS = os.name == "nt"
# The pauses in seconds until a file is given up: the window's thread must not stand still.
_PAUSES: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.6)
_SHORT_PAUSES: Final = (0.005, 0.01, 0.02)
_hurried: set[int] = set()


def let_this_thread_hurry() -> None:
    """Let the thread that calls this, the window's, wait only for some moments from now on."""
    _hurried.add(threading.get_ident())


def patiently(act: Callable[[], Result]) -> Result:
    """Do something to a file, and again after a pause while another program holds that.

    Raises the last OSError when it is held for longer than anybody can wait.
    """
    pauses = _SHORT_PAUSES if threading.get_ident() in _hurried else _PAUSES
    for pause in pauses:
        try:
            return act()
        except PermissionError:
            # Elsewhere whoever may not do it now never may.
            if not _WINDOWS:
                raise
        time.sleep(pause)
    return act()


def put_in_place(beside: Path, path: Path) -> None:
    """Let a finished file take the place of another, or of none; raises OSError."""
    patiently(lambda: beside.replace(path))


def read_file(path: Path) -> bytes:
    """Return what a file holds; raises OSError."""
    return patiently(path.read_bytes)


def write_file(path: Path, data: bytes) -> None:
    """Replace `path` by `data`: temporary file, fsync, rename, fsync of the folder.

    Raises OSError and leaves the old file as it was when anything fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written_beside(path, data) as name:
        put_in_place(name, path)
    sync_folder(path.parent)


def write_new_file(path: Path, data: bytes) -> None:
    """Write a file as `write_file` does where none is yet; raises FileExistsError, or OSError."""
    with _written_beside(path, data) as name:
        # As any other program makes a file: a library may be shared on this machine.
        mask = os.umask(0)
        os.umask(mask)
        name.chmod(0o666 & ~mask)
        try:
            # A name that is there stays as it is.
            path.hardlink_to(name)
        except FileExistsError:
            raise
        except OSError:
            # The file system has no hard links, as on most sticks.
            if os.name == "nt":
                # Here a rename never takes another file's place.
                patiently(lambda: name.rename(path))
            else:
                _write_exclusively(path, data)
    # The file is there; some shares cannot flush a folder.
    with contextlib.suppress(OSError):
        sync_folder(path.parent)


def _write_exclusively(path: Path, data: bytes) -> None:
    try:
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise
    except OSError:
        path.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _written_beside(path: Path, data: bytes) -> Iterator[Path]:
    """Yield a synced file beside a path, which is gone afterwards if it is still there."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield Path(name)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def sync_file(path: Path) -> None:
    """Flush a file that another function wrote to disk."""
    # Windows flushes only what is open for writing.
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to disk; Windows does that by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
