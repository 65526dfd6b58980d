"""Records of an older version of Bayaz as this one has them.

They are put into a library of their own version, which then takes the migrations that any older
library takes: there is one way from old to new.
"""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from app.core.storage.database import APPLICATION_ID, Database
from app.core.storage.migrations import MIGRATIONS
from app.core.storage.records.record_parts import PARTS, Schema
from app.core.storage.records.record_reader import Record

Entry = tuple[str, str, Record]

_READING: Final = ("reading_state", "starred", "read_position", "last_read_at")


@contextlib.contextmanager
def migrated(path: Path, version: int, entries: Iterable[Entry]) -> Iterator[Database]:
    """Yield a library of today, made at `path` from records of a version: (kind, id, record).

    Raises ValueError for what is no record of that version.
    """
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        with contextlib.closing(connection):
            _fill(connection, version, entries)
    except (sqlite3.DatabaseError, AttributeError, KeyError, TypeError) as error:
        raise ValueError(version) from error
    database = Database(path)
    try:
        yield database
    finally:
        database.close()


def _fill(connection: sqlite3.Connection, version: int, entries: Iterable[Entry]) -> None:
    connection.execute("BEGIN")
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            connection.execute(statement)
    schema = Schema(connection)
    readings = []
    for kind, record_id, record in entries:
        if kind == "reading":
            # Columns of the summary, which may come later.
            readings.append((record_id, record))
            continue
        for row in record.get("topic", []):
            connection.execute(
                "INSERT OR IGNORE INTO topic (id, subject_id, name)"
                " VALUES (:id, :subject_id, :name)",
                row,
            )
        for part in PARTS[kind]:
            known = schema.columns[part]
            for row in record.get(part.table, []):
                values = {name: row[name] for name in known if name in row} | dict(part.fixed)
                if part.owner.isidentifier():
                    values[part.owner] = record_id
                connection.execute(
                    f"INSERT INTO {part.table} ({', '.join(values)})"
                    f" VALUES ({', '.join('?' for _ in values)})",
                    tuple(values.values()),
                )
    for record_id, record in readings:
        for row in record.get("reading", []):
            connection.execute(
                "UPDATE summary SET reading_state = ?, starred = ?, read_position = ?,"
                " last_read_at = ? WHERE id = ?",
                (*(row[name] for name in _READING), record_id),
            )
        for row in record.get("starred_fact", []):
            connection.execute("UPDATE fact SET starred = 1 WHERE id = ?", (row["id"],))
    connection.execute(f"PRAGMA user_version={version}")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute("COMMIT")
