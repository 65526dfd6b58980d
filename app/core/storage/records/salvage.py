"""What can still be had from a damaged library: a sound copy, or the records that are whole.

Nothing here writes into the file itself; it is looked at through copies.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from app.core.storage.checking.checksums import Checksums
from app.core.storage.checking.schema_check import schema_faults
from app.core.storage.database import APPLICATION_ID
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.older_records import Entry
from app.core.storage.records.record_parts import CHECKED_KINDS, KINDS, PARTS
from app.core.storage.records.record_reader import RecordReader


def without_log(database: Path, copy: Path) -> bool:
    """Make a copy of the file as it was before its write-ahead log; return whether it is sound."""
    try:
        shutil.copyfile(database, copy)
    except OSError:
        return False
    return is_sound(copy)


def reindexed(copy: Path) -> bool:
    """Make the indexes of a copy anew; return whether it is sound then."""
    try:
        with contextlib.closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("REINDEX")
    except (sqlite3.Error, MemoryError, OverflowError):
        return False
    return is_sound(copy)


def is_held(database: Path) -> bool:
    """Return whether another process has a library open."""
    if not database.exists():
        return False
    uri = f"{database.absolute().as_uri()}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=0)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
    return False


def is_sound(path: Path) -> bool:
    """Return whether a file is a library of this version or an older one, and whole by its own."""
    try:
        with _read_only(path) as connection:
            owner = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            checked = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            strangers = connection.execute("PRAGMA foreign_key_check").fetchone()
            altered = schema_faults(connection)
    except (sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError):
        return False
    return (
        owner == APPLICATION_ID
        and 0 < version <= LATEST_VERSION
        and checked == "ok"
        and strangers is None
        and not altered
    )


def whole_records(database: Path, copy: Path) -> Iterator[Entry]:
    """Yield the records of a damaged file that are what was stored: kind, id, record.

    They are read from a copy with its log, so that what was saved last is among them.
    """
    try:
        shutil.copyfile(database, copy)
        log = Path(f"{database}-wal")
        if log.exists():
            shutil.copyfile(log, Path(f"{copy}-wal"))
        connection = sqlite3.connect(copy, isolation_level=None)
    except (OSError, sqlite3.Error):
        return
    with contextlib.closing(connection):
        yield from _whole(connection)


def _whole(connection: sqlite3.Connection) -> Iterator[Entry]:
    reader, checksums = RecordReader(connection), Checksums(connection)
    for kind in KINDS:
        ids = _ids(connection, "summary" if kind == "reading" else kind)
        for own_id in ids:
            try:
                if kind in CHECKED_KINDS and not checksums.is_whole(kind, own_id):
                    continue
                record = reader.read(kind, own_id)
            except (sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError):
                continue
            if record is not None:
                yield kind, own_id, record


def _ids(connection: sqlite3.Connection, kind: str) -> list[str]:
    """Return as many ids of a kind as can be found, by the table and by its index."""
    main = PARTS[kind][0]
    found: dict[str, None] = {}
    questions = [f"SELECT {main.owner} FROM {main.table}"]
    if kind in CHECKED_KINDS:
        questions += [
            f"SELECT {main.owner} FROM {main.table} ORDER BY {main.owner} DESC",
            f"SELECT {main.owner} FROM {main.table} NOT INDEXED ORDER BY rowid DESC",
            f"SELECT record_id FROM checksum WHERE kind = '{kind}'",
        ]
    for sql in questions:
        with contextlib.suppress(sqlite3.Error, MemoryError, OverflowError, UnicodeDecodeError):
            for row in connection.execute(sql):
                if isinstance(row[0], str):
                    found[row[0]] = None
    return list(found)


@contextlib.contextmanager
def _read_only(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        yield connection
