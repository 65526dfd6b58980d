"""Whether a library may be opened or made where it is looked for.

A first start makes a library. But where one was before (this machine remembers it, or other files
of it are there), a file that is missing, empty or cut is a loss, and an empty library in its place
would hide that. Nothing is written here but the list of libraries that were opened.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from app.core.atomic import patiently, read_file, sync_file, write_file
from app.core.errors import LibraryAbsentError, LibraryDamagedError

# As many libraries are remembered, the last opened ones.
_MOST_KNOWN: Final = 100
# Below this SQLite takes a file for a new one; no database is so small.
_SMALLEST: Final = 512
_HEADER: Final = 100


class KnownLibraries:
    """The libraries that were opened on this machine, by their places, in a small file."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __contains__(self, database: Path) -> bool:
        """Return whether a library was opened at this place before."""
        return database in map(Path, self._places())

    def add(self, database: Path) -> None:
        """Remember a library; does nothing if the file cannot be written."""
        places = self._places()
        if database in map(Path, places):
            return
        with suppress(OSError):
            write_file(self._path, json.dumps([*places, str(database)][-_MOST_KNOWN:]).encode())

    def _places(self) -> list[str]:
        try:
            stored = json.loads(read_file(self._path))
        except (OSError, ValueError, RecursionError):
            return []
        return [one for one in stored if isinstance(one, str)] if isinstance(stored, list) else []


def check_place(database: Path, beside: Iterable[Path], known: KnownLibraries) -> None:
    """Refuse to open what is left of a library, or to make another in its place.

    `beside` are the files that a library in use has next to it. Raises LibraryAbsentError when
    the database is not there, LibraryDamagedError when it is empty or cut.
    """
    expected = database in known or any(path.exists() for path in beside)
    try:
        size = database.stat().st_size
    except FileNotFoundError:
        if expected or _log_of(database).exists():
            raise LibraryAbsentError(database) from None
        return
    except OSError:
        # Opening it says what is wrong.
        return
    if size == 0:
        if expected or _has_bytes(_log_of(database)):
            raise LibraryDamagedError(database)
    elif size < _SMALLEST or (not _has_bytes(_log_of(database)) and size < _stated_size(database)):
        # With a log beside it the file may rightly be shorter: what is missing is in the log.
        raise LibraryDamagedError(database)


def make_room(database: Path) -> None:
    """Set aside what a lost library left behind, so that SQLite does not mix it into a new one."""
    for ending in ("-wal", "-journal"):
        left = Path(f"{database}{ending}")
        if left.exists():
            patiently(partial(left.rename, free_name(left, "left")))


def free_name(path: Path, ending: str) -> Path:
    """Return the first name of the form `path.ending-1` that no file has."""
    number = 1
    while (name := Path(f"{path}.{ending}-{number}")).exists():
        number += 1
    return name


def copy_aside(database: Path) -> Path:
    """Keep a copy of a damaged library beside it, and return its place; raises OSError."""
    kept = free_name(database, "damaged")
    shutil.copyfile(database, kept)
    sync_file(kept)
    return kept


def close_elsewhere(database: Path, connection: sqlite3.Connection) -> None:
    """Close a library that is not in its place any more, and leave alone what is there now.

    SQLite tells the two apart by the number of the file, which may be the same on two disks, and
    would then delete the log of the other.
    """
    log = _log_of(database)
    kept = free_name(log, "kept")
    try:
        patiently(lambda: log.rename(kept))
    except OSError:
        connection.close()
        return
    try:
        connection.close()
    finally:
        patiently(lambda: kept.rename(log))


def identity_of(database: Path) -> tuple[int, int] | None:
    """Return what tells one file from another at the same place; None if there is none.

    Raises PermissionError where nobody may look any more.
    """
    try:
        found = os.stat(database)  # noqa: PTH116 - before every write: no time to lose
    except PermissionError:
        raise
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stated_size(database: Path) -> int:
    """Return how long a database says that it is; 0 where it does not say so."""
    try:
        with database.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return 0
    page, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
    if header[24:28] != header[92:96]:
        # Another program wrote it and did not keep the number of pages.
        return 0
    return (65_536 if page == 1 else page) * pages


def _log_of(database: Path) -> Path:
    return Path(f"{database}-wal")


def _has_bytes(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False
