"""Binding a write-ahead log to the file that it belongs to.

SQLite does not: a log that was left beside another state of the library, put back by hand after a
crash, is written into it and destroys it. So each opening gives the library a new mark, its
epoch, and keeps that in a small file too. A log beside a file of an epoch that is not named there
is not its own.
"""

import contextlib
import os
import sqlite3
from pathlib import Path

from app.core.atomic import write_file
from app.core.storage.place import make_room

_EPOCH = "SELECT value FROM meta WHERE key = 'epoch'"


def set_foreign_log_aside(path: Path) -> None:
    """Rename the log beside a library's file, before that is opened, if it belongs to another."""
    if log_is_foreign(path):
        with contextlib.suppress(OSError):
            make_room(path)


def log_is_foreign(path: Path) -> bool:
    """Return whether the log beside a library's file belongs to another; nothing is written."""
    log = Path(f"{path}-wal")
    try:
        if log.stat().st_size == 0:
            return False
        named = _side(path).read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return False
    uri = f"{path.absolute().as_uri()}?immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            found = connection.execute(_EPOCH).fetchone()
            if not named or (found is not None and str(found[0]) in named):
                return False
            # A file that was put back is whole by itself. One that is not was torn while its log
            # was written back, its epoch with it, and only that log can mend it.
            checked = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.Error:
        # The log may hold what the file needs to be read at all.
        return False
    return bool(checked == "ok")


def epoch_of(connection: sqlite3.Connection) -> str:
    """Return the epoch of an open library."""
    found = connection.execute(_EPOCH).fetchone()
    return str(found[0]) if found else "none"


def begin_epoch(path: Path, connection: sqlite3.Connection) -> None:
    """Give an open library a new epoch; leaves it as it was if the small file cannot be written."""
    old, new = epoch_of(connection), os.urandom(8).hex()
    try:
        write_file(_side(path), f"{old} {new}\n".encode())
    except OSError:
        return
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('epoch', ?)", (new,))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with contextlib.suppress(OSError):
        write_file(_side(path), f"{new}\n".encode())


def _side(path: Path) -> Path:
    return Path(f"{path}-epoch")
