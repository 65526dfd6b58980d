"""Opening a library that cannot be written: to read it, with nothing written beside it.

SQLite reads a database with a write-ahead log only with a file of its own beside it. So a library
that was closed is opened as one that nobody changes; of one that was not closed, or that an older
Bayaz wrote, a copy is opened that is thrown away at the end.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from app.core.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryUnreadableError,
    LibraryUnwritableError,
)
from app.core.storage.checking.start_check import check_start
from app.core.storage.epoch import log_is_foreign
from app.core.storage.migrations import LATEST_VERSION

# Where SQLite locks a file that it reads, and how much of it.
_LOCKED_AT: Final = 0x40000002
_LOCKED: Final = 510
_VERSION_AT: Final = 60


@dataclass(frozen=True, slots=True)
class Reading:
    """An open connection, and the folder of the copy that it reads, if it is one."""

    connection: sqlite3.Connection
    copy: tempfile.TemporaryDirectory[str] | None

    def end(self) -> None:
        """Throw the copy away; the connection is closed by then."""
        if self.copy is not None:
            with suppress(OSError):
                self.copy.cleanup()


def open_for_reading(path: Path) -> Reading:
    """Open a library without writing anything beside it.

    Raises LibraryUnreadableError, LibraryBusyError where another Bayaz writes it,
    LibraryDamagedError, and LibraryUnwritableError if there is no room for the copy.
    """
    try:
        with path.open("rb") as file:
            version = int.from_bytes(file.read(100)[_VERSION_AT : _VERSION_AT + 4])
            held = _is_locked(file.fileno())
    except OSError as error:
        raise LibraryUnreadableError(path) from error
    if held:
        raise LibraryBusyError(path)
    logs = [Path(f"{path}{ending}") for ending in ("-wal", "-journal")]
    logs = [log for log in logs if _has_bytes(log)]
    if not logs and not 0 < version < LATEST_VERSION:
        # Quoted as it is: a long path on Windows begins with what is a query in the usual form.
        uri = f"file:{quote(os.fsencode(path.absolute()))}?immutable=1"
        return Reading(_connect(uri, uri=True), None)
    if log_is_foreign(path):
        logs = []
    folder = tempfile.TemporaryDirectory(prefix="bayaz-", ignore_cleanup_errors=True)
    try:
        copy = Path(folder.name) / path.name
        for one in (path, *logs):
            shutil.copyfile(one, copy.with_name(one.name))
        check_start(copy)
        return Reading(_connect(os.fspath(copy)), folder)
    except OSError as error:
        folder.cleanup()
        raise LibraryUnwritableError(path) from error
    except LibraryDamagedError as error:
        folder.cleanup()
        raise LibraryDamagedError(path) from error
    except BaseException:
        folder.cleanup()
        raise


def _connect(place: str, *, uri: bool = False) -> sqlite3.Connection:
    return sqlite3.connect(place, uri=uri, isolation_level=None, timeout=0)


def _is_locked(file: int) -> bool:
    """Return whether somebody else has locked a file as SQLite does to write it."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB, _LOCKED, _LOCKED_AT)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        # A disk without locks.
        return False
    return False


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
