"""What is at the place of a library that vanished while it was open.

A stick that is put in again gives its files other numbers, as a folder does that is copied back. So
what is found there is known by what is in it: which library it is, which opening of it was the
last, and what was changed last.
"""

import os
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.core.errors import LibraryBusyError, LibraryError
from app.core.storage.epoch import epoch_of
from app.core.storage.faults import explained
from app.core.storage.opening import APPLICATION_ID
from app.core.storage.read_only import open_for_reading

# Files whose sizes and times tell whether a library is still being copied into its place.
_ARRIVING: Final = ("-wal", "-journal", "-epoch")


class Whereabouts(StrEnum):
    """What is at the place of an open library.

    THERE is the very file that is open, BACK another one with the same in it. CHANGED is the same
    library in another state, or open elsewhere.
    """

    THERE = "there"
    GONE = "gone"
    BACK = "back"
    CHANGED = "changed"
    OTHER = "other"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class StateMark:
    """By what a state of a library is known: its id, its last opening and its last change."""

    library: str
    epoch: str
    number: int


def mark_of(connection: sqlite3.Connection) -> StateMark:
    """Return the mark of an open library; raises sqlite3.Error if it has none."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'library_id'").fetchone()
    number = connection.execute("SELECT coalesce(max(number), 0) FROM change").fetchone()[0]
    return StateMark(str(found[0]) if found else "", epoch_of(connection), number)


class Lookout:
    """Looks for a library that vanished, from time to time; writes nothing.

    It may take long on a slow disk, and is meant for a thread, one look at a time.
    """

    def __init__(
        self, path: Path, identity: tuple[int, int] | None, mark: StateMark | None
    ) -> None:
        self._path = path
        self._identity = identity
        self._mark = mark
        self._signs: tuple[object, ...] = ()
        self._found: Whereabouts | None = None

    def look(self) -> Whereabouts:
        """Return what is there now; what arrives counts once it was the same at two looks."""
        signs = _signs(self._path)
        if not signs:
            self._signs = ()
            return Whereabouts.GONE
        if signs[0] == self._identity:
            self._signs = ()
            return Whereabouts.THERE
        if signs != self._signs:
            self._signs, self._found = signs, None
            return Whereabouts.GONE
        if self._found is None:
            self._found = self._compare()
        return self._found

    def _compare(self) -> Whereabouts:
        """Return how the library that is there differs from the one that was open."""
        try:
            with explained(self._path):
                mark = _read_mark(self._path)
        except LibraryBusyError:
            return Whereabouts.CHANGED
        except LibraryError:
            return Whereabouts.UNREADABLE
        if mark is None:
            return Whereabouts.UNREADABLE
        if mark == self._mark:
            return Whereabouts.BACK
        own = self._mark
        # What is older than the id of a new library still has its epoch.
        same = own is not None and (mark.library == own.library or mark.epoch == own.epoch)
        return Whereabouts.CHANGED if same else Whereabouts.OTHER


def _read_mark(path: Path) -> StateMark | None:
    """Return the mark of a closed library, None if the file is no library."""
    reading = open_for_reading(path)
    try:
        owner = reading.connection.execute("PRAGMA application_id").fetchone()[0]
        return mark_of(reading.connection) if owner == APPLICATION_ID else None
    finally:
        reading.connection.close()
        reading.end()


def _signs(path: Path) -> tuple[object, ...]:
    """Return by what a file is known without reading it, its numbers first; () without one."""
    try:
        found = os.stat(path)  # noqa: PTH116 - as in `place`
    except OSError:
        return ()
    beside = (_size_and_time(f"{path}{ending}") for ending in _ARRIVING)
    return (
        (found.st_dev, found.st_ino),
        (found.st_size, found.st_mtime_ns),
        *beside,
        _size_and_time(os.path.dirname(path)),  # noqa: PTH120 - as above
    )


def _size_and_time(name: str) -> tuple[int, int] | None:
    try:
        found = os.stat(name)  # noqa: PTH116 - as above
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
