"""Writing small files so that a power cut leaves either the old file or the new one, whole."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write_file(path: Path, data: bytes) -> None:
    """Replace `path` by `data`: temporary file, fsync, rename, fsync of the folder.

    Raises OSError and leaves the old file as it was when anything fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _written_beside(path, data) as name:
        name.replace(path)
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
                name.rename(path)
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
