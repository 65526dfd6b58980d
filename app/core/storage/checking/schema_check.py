"""Whether the tables of a library are those that its version has.

A bit that turns over in the name of a column damages no record, and SQLite finds nothing wrong.
"""

import contextlib
import sqlite3
from functools import cache

from app.core.storage.migrations import LATEST_VERSION, MIGRATIONS

_SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


def schema_faults(connection: sqlite3.Connection) -> list[str]:
    """Return the names of tables, indexes and triggers that are missing, altered or foreign."""
    if connection.execute("PRAGMA user_version").fetchone()[0] != LATEST_VERSION:
        return []
    found = {tuple(row) for row in connection.execute(_SCHEMA)}
    return sorted({str(entry[1]) for entry in found ^ _expected()})


@cache
def _expected() -> frozenset[tuple[str, ...]]:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        for statements in MIGRATIONS:
            for statement in statements:
                connection.execute(statement)
        return frozenset(tuple(row) for row in connection.execute(_SCHEMA))
