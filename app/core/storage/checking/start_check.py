"""Looking at a library before it is opened for writing, where it was not closed last time.

What the last run left in the write-ahead log is written back by opening the file, and by closing it
again. So it is looked at first by a connection that can write nothing.
"""

import contextlib
import sqlite3
from pathlib import Path

from app.core.errors import LibraryDamagedError


def check_start(path: Path) -> None:
    """Raise LibraryDamagedError if a library that was not closed is not whole; nothing changes."""
    log, shared = Path(f"{path}-wal"), Path(f"{path}-shm")
    try:
        if log.stat().st_size == 0:
            return
    except OSError:
        return
    made_here = not shared.exists()
    try:
        with contextlib.closing(_read_only(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise LibraryDamagedError(path) from error
        # Busy, or not to be read at all: opening it says so.
        return
    finally:
        if made_here:
            with contextlib.suppress(OSError):
                shared.unlink(missing_ok=True)
    if found[0] != "ok":
        raise LibraryDamagedError(path)


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=0)
