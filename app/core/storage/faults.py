"""What SQLite says when something goes wrong, as the errors of the program."""

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from app.core.errors import (
    LibraryAbsentError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryFullError,
    LibraryUnwritableError,
)

_log = logging.getLogger(__name__)

_UNWRITABLE: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# What SQLite takes for these may be a disk that was pulled out.
_MAYBE_GONE: Final = (LibraryUnwritableError, LibraryFullError)


@contextlib.contextmanager
def explained(path: Path, vanished: Callable[[], bool] | None = None) -> Iterator[None]:
    """Raise a LibraryError for what can go wrong on a user's machine, let others through.

    `vanished` says whether a library that was open is not in its place any more.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        ours = isinstance(error, sqlite3.ProgrammingError)
        fault = None if ours else _fault(error)
        # What could not be reached was closed meanwhile, which SQLite takes for our mistake.
        if (ours or fault in _MAYBE_GONE) and vanished is not None and vanished():
            raise LibraryAbsentError(path) from error
        if fault is None:
            raise
        raise fault(path) from error
    except (MemoryError, OverflowError, UnicodeDecodeError) as error:
        # A length or a number that nobody wrote, or SQLite's words about a damaged name.
        raise LibraryDamagedError(path) from error


def _fault(error: sqlite3.DatabaseError) -> type[LibraryError]:
    """Return what went wrong; what SQLite cannot make sense of in our own statements is damage."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    primary = code & 0xFF
    if primary in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return LibraryBusyError
    if primary == sqlite3.SQLITE_FULL or code == sqlite3.SQLITE_IOERR_WRITE:
        return LibraryFullError
    if primary in _UNWRITABLE or primary == sqlite3.SQLITE_IOERR:
        return LibraryUnwritableError
    if primary not in _DAMAGED:
        _log.error("SQLite failed", exc_info=True)
    return LibraryDamagedError
