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
    log = Path(f"{path}-wal")
    try:
        if log.stat().st_size == 0:
            return
        named = _side(path).read_text(encoding="ascii", errors="replace").split()
    except OSError:
        return
    uri = f"{path.absolute().as_uri()}?immutable=1"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
            found = connection.execute(_EPOCH).fetchone()
            if not named or (found is not None and str(found[0]) in named):
                return
            # A file that was put back is whole by itself. One that is not was torn while its log
            # was written back, its epoch with it, and only that log can mend it.
            foreign = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    except sqlite3.Error:
        # The log may hold what the file needs to be read at all.
        return
    if foreign:
        with contextlib.suppress(OSError):
            make_room(path)


def begin_epoch(path: Path, connection: sqlite3.Connection) -> None:
    """Give an open library a new epoch; leaves it as it was if the small file cannot be written."""
    found = connection.execute(_EPOCH).fetchone()
    old, new = str(found[0]) if found else "none", os.urandom(8).hex()
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
