"""The open file of a library: whether it is still in its place, and going on with it elsewhere.

A library on a stick vanishes with the stick. It may come back as the very file that is open, or as
another one with the same in it.
"""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

from app.core.storage.epoch import begin_epoch
from app.core.storage.opening import (
    APPLICATION_ID,
    OpenedFile,
    open_library_file,
    reopen_library_file,
)
from app.core.storage.place import close_elsewhere, identity_of
from app.core.storage.whereabouts import Lookout, StateMark, mark_of
from app.core.storage.writable import Hindrance

# What a file that cannot be reached has in common with no other.
_NOWHERE: Final = (-1, -1)
# What has to go to the disk, and changes nothing: SQLite remembers what it has read, and an UPDATE
# to the same value is not written.
_READ: Final = ("PRAGMA shrink_memory", "SELECT count(*) FROM sqlite_schema")
_WRITE: Final = ("BEGIN IMMEDIATE", f"PRAGMA application_id={APPLICATION_ID}", "COMMIT")


class LibraryFile:
    """The connection to a library's file, and `hindrance`: what keeps that from being written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mark: StateMark | None = None
        self._take(open_library_file(path))

    def _take(self, opened: OpenedFile) -> None:
        self._opened = opened
        self.hindrance = opened.hindrance
        self._identity: tuple[int, int] | None = identity_of(self._path)
        self.remember_mark()

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection, another one after `come_back`."""
        return self._opened.connection

    @property
    def read_only(self) -> bool:
        """Whether the file was opened only for reading."""
        return self._opened.reading is not None

    @property
    def in_place(self) -> bool:
        """Whether the file that is open is the one in the library's place.

        Raises PermissionError where nobody may look any more.
        """
        return identity_of(self._path) == self._identity

    def vanished(self) -> bool:
        """Return whether the file is not in its place any more; that is its hindrance then."""
        try:
            if self.in_place:
                return False
        except PermissionError:
            return False
        self.hindrance = Hindrance.GONE
        return True

    def remember_mark(self) -> None:
        """Note which state of the library this is, after each change of it."""
        # A library that is damaged may have none.
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
            self._mark = mark_of(self.connection)

    def bind_log(self) -> None:
        """Give the file a new epoch; raises sqlite3.Error."""
        begin_epoch(self._path, self.connection)
        self.remember_mark()

    def lookout(self) -> Lookout:
        """Return what looks for the library when it has vanished."""
        return Lookout(self._path, self._identity, self._mark)

    def come_back(self) -> bool:
        """Go on with the file that is in the place now; return False for another state.

        So it does for the very file when that cannot be reached any more. Raises the LibraryError
        that fits, and sqlite3.Error.
        """
        if self.in_place:
            if not self._answers():
                self._give_up()
                return False
            if self.hindrance is Hindrance.GONE:
                self.hindrance = self._opened.hindrance
            return True
        left, opened = self._opened, reopen_library_file(self._path)
        if not self._is_marked(opened.connection):
            opened.close()
            return False
        self._take(opened)
        try:
            if not self.read_only:
                self.bind_log()
        finally:
            self._leave(left)
        return True

    def _answers(self) -> bool:
        """Return whether the file that is open can be reached.

        Where a disk that is put in again has the same numbers as before, what was open on it is
        lost all the same.
        """
        try:
            for statement in _READ if self.read_only else _WRITE:
                self.connection.execute(statement).fetchall()
        except sqlite3.OperationalError as error:
            with contextlib.suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            return error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_IOERR
        return True

    def _give_up(self) -> None:
        """Close a file that cannot be reached; what is in its place is looked at like another."""
        self._identity = _NOWHERE
        self.hindrance = Hindrance.GONE
        self._opened.close()

    def close(self) -> None:
        """Close the file; SQLite writes the write-ahead log back and removes it."""
        # Not emptied before: the fewer steps in which the log goes, the fewer in which a disk that
        # only claims to have written the rest can lose it.
        if self.vanished():
            self._leave(self._opened)
        else:
            self._opened.close()

    def _leave(self, opened: OpenedFile) -> None:
        """Close a file that is not in the place."""
        if opened.reading is None:
            close_elsewhere(self._path, opened.connection)
        else:
            opened.close()

    def _is_marked(self, connection: sqlite3.Connection) -> bool:
        """Return whether a connection leads to the state that was open."""
        try:
            return self._mark is not None and mark_of(connection) == self._mark
        except (sqlite3.Error, UnicodeDecodeError):
            return False
