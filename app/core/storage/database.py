"""One SQLite file, one connection, one thread, and every write inside one transaction.

How the file is opened stands in `opening`. Whether there should be one is for `place` to say.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from app.core.errors import (
    LibraryAbsentError,
    LibraryReadOnlyError,
    LibraryUnwritableError,
    RecordDamagedError,
)
from app.core.storage.checking.checksums import Checksums, DamagedRecord
from app.core.storage.epoch import epoch_of
from app.core.storage.faults import explained
from app.core.storage.library_file import LibraryFile
from app.core.storage.opening import APPLICATION_ID
from app.core.storage.place import copy_aside
from app.core.storage.whereabouts import Lookout
from app.core.storage.writable import Hindrance, hindrance_of

__all__ = ["APPLICATION_ID", "Database"]

Report = TypeVar("Report")
Row = sqlite3.Row
Parameters = tuple[Any, ...] | dict[str, Any]


class Database:
    """The library file, opened exclusively by this process.

    Opening creates the file, migrates an older schema in one transaction, and refuses a newer or
    a foreign file without writing to it. A library that cannot be written is `read_only`: nothing
    is written beside it, and a transaction raises LibraryReadOnlyError. `hindrance` says what
    keeps it from being written, also when that begins later; None if nothing does.
    Every method raises the LibraryError that fits when the file is busy, damaged, foreign, too new,
    not readable, not writable, or the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._depth = 0
        # Whether somebody reads the file itself, which stays as it is as long as that lasts.
        self.held = False
        # Kind and id of the records that the open transaction writes.
        self._written: set[tuple[str, str]] = set()
        self._file = LibraryFile(path)
        self._connect()

    def _connect(self) -> None:
        self._connection = self._file.connection
        self.checksums = Checksums(self._connection)

    @property
    def hindrance(self) -> Hindrance | None:
        """What keeps the library from being written at the moment, None if nothing does."""
        return self._file.hindrance

    @property
    def read_only(self) -> bool:
        """Whether the library was opened only for reading."""
        return self._file.read_only

    @property
    def in_place(self) -> bool:
        """Whether the file that is open is the one in the library's place."""
        return not self._file.vanished()

    @property
    def epoch(self) -> str:
        """The mark that the last opening gave the file; every other state of it has another."""
        with self._explained():
            return epoch_of(self._connection)

    def bind_log(self) -> None:
        """Bind the write-ahead log to the file: see `epoch`."""
        if self.read_only:
            return
        with self._explained():
            self._file.bind_log()

    def lookout(self) -> Lookout:
        """Return what looks for the library when it has vanished."""
        return self._file.lookout()

    def come_back(self) -> bool:
        """Go on with the library that is in its place again; return False if that cannot be.

        It may be the very file, or another one in the same state, which gets a new epoch. In any
        other state nothing is written into it. Raises the LibraryError that fits.
        """
        if self.held or self._depth:
            # Somebody reads the file that was open.
            return False
        try:
            with self._explained():
                return self._file.come_back()
        finally:
            self._connect()

    def close(self) -> None:
        """Write the write-ahead log back into the file and close it."""
        self._file.close()

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
            if self.read_only or self.held or self._depth:
                return False
            if self.value("PRAGMA journal_mode") != "wal":
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
        if self.read_only:
            if self.hindrance is Hindrance.GONE:
                raise LibraryAbsentError(self.path)
            raise LibraryReadOnlyError(self.path, self.hindrance or Hindrance.OTHER)
        try:
            with self._written_transaction():
                yield
        except LibraryUnwritableError:
            self._file.hindrance = hindrance_of(self.path) or Hindrance.OTHER
            raise
        self._file.hindrance = None
        self._file.remember_mark()

    @contextlib.contextmanager
    def _written_transaction(self) -> Iterator[None]:
        try:
            there = self._file.in_place
        except PermissionError as error:
            raise LibraryUnwritableError(self.path) from error
        if not there:
            # The disk is gone or the folder was moved: SQLite would write on into nowhere.
            self._file.hindrance = Hindrance.GONE
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

    def _explained(self) -> contextlib.AbstractContextManager[None]:
        return explained(self.path, self._file.vanished)


def _is_undecodable(error: sqlite3.OperationalError) -> bool:
    return "decode" in str(error) and getattr(error, "sqlite_errorcode", None) is None


def _decode(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")
