"""Opening the file of a library: for writing, or only for reading where it cannot be written.

The settings are those that lost no acknowledged save in simulated power cuts: write-ahead log,
full synchronisation, exclusive lock. An older schema is migrated in one transaction; a newer or a
foreign file is refused without writing to it. A new library is made whole before it takes its
place, so that a failed first start leaves nothing.
"""

import contextlib
import errno
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.core.atomic import write_new_file
from app.core.errors import (
    LibraryAbsentError,
    LibraryDamagedError,
    LibraryForeignError,
    LibraryFullError,
    LibraryTooNewError,
    LibraryUnwritableError,
)
from app.core.storage.checking.checksums import Checksums
from app.core.storage.checking.start_check import check_start
from app.core.storage.epoch import set_foreign_log_aside
from app.core.storage.faults import explained
from app.core.storage.migrations import LATEST_VERSION, MIGRATIONS
from app.core.storage.place import make_room
from app.core.storage.read_only import Reading, open_for_reading
from app.core.storage.writable import Hindrance, hindrance_of

APPLICATION_ID: Final = 0x42415941  # "BAYA"

# Older libraries come without; what they hold is taken for right.
_FIRST_WITH_CHECKSUMS: Final = 6


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """An open library: what keeps it from being written, and how it is read then."""

    connection: sqlite3.Connection
    hindrance: Hindrance | None = None
    reading: Reading | None = None

    def close(self) -> None:
        """Close it, and throw a copy away that was read."""
        self.connection.close()
        if self.reading is not None:
            self.reading.end()


def open_library_file(path: Path) -> OpenedFile:
    """Open a library's file, which is made if it is not there; raises the LibraryError that fits.

    What cannot be written is opened for reading, if it is there.
    """
    return _open(path, _open_for_writing)


def reopen_library_file(path: Path) -> OpenedFile:
    """Open a file again that vanished, and was looked at since it is back: see `whereabouts`.

    It is not made, and not checked a second time: that may take long. Raises LibraryAbsentError.
    """
    return _open(path, _reopen_for_writing)


def _open(path: Path, open_for_writing: Callable[[Path], sqlite3.Connection]) -> OpenedFile:
    hindrance = hindrance_of(path)
    if hindrance is None:
        try:
            return OpenedFile(open_for_writing(path))
        except LibraryUnwritableError:
            if not path.exists():
                raise
            hindrance = hindrance_of(path) or Hindrance.OTHER
    with explained(path):
        reading = open_for_reading(path)
    try:
        _prepare(reading.connection, path, in_place=reading.copy is None)
    except BaseException:
        reading.end()
        raise
    return OpenedFile(reading.connection, hindrance, reading)


def _open_for_writing(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryUnwritableError(path) from error
    if not path.exists():
        make_room(path)
        _make(path)
    set_foreign_log_aside(path)
    check_start(path)
    with explained(path):
        connection = sqlite3.connect(path, isolation_level=None, timeout=0)
    _prepare(connection, path, in_place=False)
    return connection


def _reopen_for_writing(path: Path) -> sqlite3.Connection:
    if not path.exists():
        raise LibraryAbsentError(path)
    set_foreign_log_aside(path)
    with explained(path):
        uri = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=0)
    _prepare(connection, path, in_place=False)
    return connection


def _make(path: Path) -> None:
    """Write an empty library, whole or not at all; one that another process made stays."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        _migrate(connection)
        content = connection.serialize()
    try:
        write_new_file(path, content)
    except FileExistsError:
        return
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (LibraryFullError if full else LibraryUnwritableError)(path) from error


def _prepare(connection: sqlite3.Connection, path: Path, *, in_place: bool) -> None:
    """Make a connection ready, or close it; one that reads a file in its place writes nothing."""
    connection.row_factory = sqlite3.Row
    try:
        with explained(path):
            _recognise(connection, path)
            if not in_place:
                _configure(connection)
                _migrate(connection)
    except BaseException:
        connection.close()
        raise


def _recognise(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a foreign file or a newer one before anything is written."""
    # The lock first: a busy file cannot even be asked whose it is.
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    version = _value(connection, "PRAGMA user_version")
    owner = _value(connection, "PRAGMA application_id")
    empty = _value(connection, "SELECT count(*) FROM sqlite_schema") == 0
    if empty and (version or owner == APPLICATION_ID):
        raise LibraryDamagedError(path)
    if not empty and owner != APPLICATION_ID:
        raise LibraryForeignError(path)
    if version > LATEST_VERSION:
        raise LibraryTooNewError(path)


def _configure(connection: sqlite3.Connection) -> None:
    run = connection.execute
    if _value(connection, "PRAGMA journal_mode=WAL") != "wal":
        # Network shares cannot hold a write-ahead log; there only EXTRA loses nothing.
        run("PRAGMA journal_mode=DELETE")
        run("PRAGMA synchronous=EXTRA")
    else:
        run("PRAGMA synchronous=FULL")
    run("PRAGMA foreign_keys=ON")
    run("PRAGMA trusted_schema=OFF")
    run("PRAGMA cell_size_check=ON")
    run("PRAGMA mmap_size=0")


def _migrate(connection: sqlite3.Connection) -> None:
    run = connection.execute
    version: int = _value(connection, "PRAGMA user_version")
    # Takes the exclusive lock in any case, so that a second Bayaz is refused at its start.
    run("BEGIN IMMEDIATE")
    try:
        if version < LATEST_VERSION:
            for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in statements:
                    run(statement)
                run(f"PRAGMA user_version={number}")
            if version < _FIRST_WITH_CHECKSUMS:
                Checksums(connection).store_all()
            run(f"PRAGMA application_id={APPLICATION_ID}")
        run("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            run("ROLLBACK")
        raise


def _value(connection: sqlite3.Connection, sql: str) -> Any:
    return connection.execute(sql).fetchone()[0]
