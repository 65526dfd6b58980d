"""One SQLite file, one connection, one thread, and every write inside one transaction.

The settings are those that lost no acknowledged save in simulated power cuts: write-ahead log,
full synchronisation, exclusive lock. Whether there should be a file is for `place` to say.
"""

import contextlib
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

from app.core.errors import (
    LibraryAbsentError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryForeignError,
    LibraryFullError,
    LibraryTooNewError,
    LibraryUnwritableError,
    RecordDamagedError,
)
from app.core.storage.checksums import Checksums, DamagedRecord
from app.core.storage.epoch import begin_epoch, set_foreign_log_aside
from app.core.storage.migrations import LATEST_VERSION, MIGRATIONS
from app.core.storage.place import copy_aside, identity_of
from app.core.storage.start_check import check_start

_log = logging.getLogger(__name__)

APPLICATION_ID: Final = 0x42415941  # "BAYA"

# Older libraries come without; what they hold is taken for right.
_FIRST_WITH_CHECKSUMS: Final = 6

Report = TypeVar("Report")
Row = sqlite3.Row
Parameters = tuple[Any, ...] | dict[str, Any]

_UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """The library file, opened exclusively by this process.

    Opening creates the file, migrates an older schema in one transaction, and refuses a newer or
    a foreign file without writing to it. Every method raises the LibraryError that fits when the
    file is busy, damaged, foreign, too new, not writable, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._depth = 0
        # Whether somebody reads the file itself, which stays as it is as long as that lasts.
        self.held = False
        # Kind and id of the records that the open transaction writes.
        self._written: set[tuple[str, str]] = set()
        self._identity: tuple[int, int] | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryUnwritableError(path) from error
        set_foreign_log_aside(path)
        check_start(path)
        with self._explained():
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=0)
            self._connection.row_factory = sqlite3.Row
        self.checksums = Checksums(self._connection)
        try:
            with self._explained():
                self._recognise()
                self._configure()
                self._migrate()
        except BaseException:
            self._connection.close()
            raise
        self._identity = identity_of(path)

    def bind_log(self) -> None:
        """Bind the write-ahead log to the file: see `epoch`."""
        with self._explained():
            begin_epoch(self.path, self._connection)

    def close(self) -> None:
        """Write the write-ahead log back into the file and close it."""
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def all(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Return every row of a query."""
        with self._explained():
            try:
                return self._connection.execute(sql, parameters).fetchall()
            except sqlite3.OperationalError as error:
                if not _is_undecodable(error):
                    raise
            # A damaged text: as much of it as can be read is better than none.
            self._connection.text_factory = _decode
            try:
                return self._connection.execute(sql, parameters).fetchall()
            finally:
                self._connection.text_factory = str

    def one(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """Return the first row of a query, None when there is none."""
        rows = self.all(sql, parameters)
        return rows[0] if rows else None

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """Return the first column of the first row of a query, None when there is no row."""
        row = self.one(sql, parameters)
        return row[0] if row else None

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """Run one statement inside the open transaction and return how many rows it changed."""
        assert self._depth, "a write outside a transaction"
        with self._explained():
            return self._connection.execute(sql, parameters).rowcount

    def write_many(self, sql: str, rows: Iterable[Parameters]) -> None:
        """Run one statement for each row inside the open transaction."""
        assert self._depth, "a write outside a transaction"
        with self._explained():
            self._connection.executemany(sql, rows)

    def rewrite(self, kind: str, record_id: str) -> None:
        """Announce that a record is written in the open transaction, before it is.

        Its checksum is stored at the end. Raises RecordDamagedError for a record that is damaged:
        what is left of it would be written over.
        """
        assert self._depth, "a write outside a transaction"
        if (kind, record_id) in self._written:
            return
        with self._explained():
            if not self.checksums.is_whole(kind, record_id):
                found = self.checksums.describe(kind, record_id)
                raise RecordDamagedError(kind, record_id, found.name)
        self._written.add((kind, record_id))

    def damage_of(self, kind: str, record_id: str) -> DamagedRecord | None:
        """Return a record that is not what was stored, None if it is whole."""
        with self._explained():
            if self.checksums.is_whole(kind, record_id):
                return None
            return self.checksums.describe(kind, record_id)

    def accept_damage(self, kind: str, record_id: str) -> None:
        """Take a damaged record as it is now for what was stored."""
        assert self._depth, "a write outside a transaction"
        self._written.add((kind, record_id))

    def check(self, look: Callable[[sqlite3.Connection], Report]) -> Report:
        """Return what a look at all that is stored finds."""
        with self._explained():
            return look(self._connection)

    def hold_file(self) -> bool:
        """Write nothing into the file itself until `release_file`; return whether that can be."""
        with self._explained():
            if self.held or self._depth or self.value("PRAGMA journal_mode") != "wal":
                return False
            self._connection.execute("PRAGMA wal_autocheckpoint=0")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.held = True
        return True

    def copy_file_aside(self) -> Path:
        """Keep a copy of the file as it is, damaged or not, beside it; return its place."""
        if not self.held:
            with self._explained():
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            return copy_aside(self.path)
        except OSError as error:
            raise LibraryUnwritableError(self.path) from error

    def release_file(self) -> None:
        """Let the write-ahead log be written back again, as it grows."""
        self.held = False
        with self._explained():
            self._connection.execute("PRAGMA wal_autocheckpoint=1000")

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Commit at the end, roll back on any exception; an inner one joins the outer one."""
        if self._depth:
            yield
            return
        if self._identity is not None and identity_of(self.path) != self._identity:
            # The disk is gone or the folder was moved: SQLite would write on into nowhere.
            raise LibraryAbsentError(self.path)
        with self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
            with self._explained():
                for kind, record_id in self._written:
                    self.checksums.store(kind, record_id)
                self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        finally:
            self._depth = 0
            self._written.clear()

    def _recognise(self) -> None:
        """Refuse a foreign file or a newer one before anything is written."""
        # The lock first: a busy file cannot even be asked whose it is.
        self._connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        version = self.value("PRAGMA user_version")
        owner = self.value("PRAGMA application_id")
        empty = self.value("SELECT count(*) FROM sqlite_schema") == 0
        if empty and (version or owner == APPLICATION_ID):
            raise LibraryDamagedError(self.path)
        if not empty and owner != APPLICATION_ID:
            raise LibraryForeignError(self.path)
        if version > LATEST_VERSION:
            raise LibraryTooNewError(self.path)

    def _configure(self) -> None:
        run = self._connection.execute
        if self.value("PRAGMA journal_mode=WAL") != "wal":
            # Network shares cannot hold a write-ahead log; there only EXTRA loses nothing.
            run("PRAGMA journal_mode=DELETE")
            run("PRAGMA synchronous=EXTRA")
        else:
            run("PRAGMA synchronous=FULL")
        run("PRAGMA foreign_keys=ON")
        run("PRAGMA trusted_schema=OFF")
        run("PRAGMA cell_size_check=ON")
        run("PRAGMA mmap_size=0")

    def _migrate(self) -> None:
        version: int = self.value("PRAGMA user_version")
        if version == LATEST_VERSION:
            # Takes the exclusive lock at once, so that a second Bayaz is refused at its start.
            with self.transaction():
                pass
            return
        with self.transaction():
            for number, statements in enumerate(MIGRATIONS[version:], start=version + 1):
                for statement in statements:
                    self._connection.execute(statement)
                self._connection.execute(f"PRAGMA user_version={number}")
            if version < _FIRST_WITH_CHECKSUMS:
                self.checksums.store_all()
            self._connection.execute(f"PRAGMA application_id={APPLICATION_ID}")

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Raise a LibraryError for what can go wrong on a user's machine, let others through."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.ProgrammingError):
                raise
            raise _fault(error)(self.path) from error
        except (MemoryError, OverflowError, UnicodeDecodeError) as error:
            # A length or a number that nobody wrote, or SQLite's words about a damaged name.
            raise LibraryDamagedError(self.path) from error


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


def _is_undecodable(error: sqlite3.OperationalError) -> bool:
    return "decode" in str(error) and getattr(error, "sqlite_errorcode", None) is None


def _decode(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")
