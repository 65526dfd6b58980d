"""Of which rows a whole record consists: a summary with its texts, a note with its links.

A whole record is what a backup holds, what the journal keeps and what two libraries exchange. Its
columns are taken from the schema, so that none that is added later can be forgotten.
"""

import sqlite3
from dataclasses import dataclass
from functools import cached_property
from typing import Final

KINDS: Final = ("summary", "reading", "note", "highlight", "colour_name", "learned_spelling")
# Kinds of which a checksum is kept: see `checksums`.
CHECKED_KINDS: Final = ("summary", "note", "highlight")

_READING_COLUMNS: Final = ("reading_state", "starred", "read_position", "last_read_at")


@dataclass(frozen=True, slots=True)
class RecordPart:
    """Rows of one table that belong to a record: those whose column `owner` holds its id.

    `fixed` are columns with the same value in all these rows. `leave` are columns that belong to
    another record. `key` tells the rows of one record apart, and gives their order.
    """

    table: str
    owner: str
    key: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    leave: tuple[str, ...] = ()


_TAGS: Final = ("tag", "target_id", ("name",))

PARTS: Final[dict[str, tuple[RecordPart, ...]]] = {
    "summary": (
        RecordPart("summary", "id", leave=_READING_COLUMNS),
        RecordPart("revision", "summary_id", ("id",)),
        RecordPart("section", "summary_id", ("position",)),
        RecordPart("fact", "summary_id", ("id",), leave=("starred",)),
        RecordPart("summary_subject", "summary_id", ("subject_id",)),
        RecordPart("summary_topic", "summary_id", ("topic_id",)),
        RecordPart("word", "summary_id", ("position",)),
        RecordPart("question", "summary_id", ("position",)),
    ),
    "note": (
        RecordPart("note", "id"),
        RecordPart("note_revision", "note_id", ("number",)),
        RecordPart("link", "source_id", ("target_kind", "target_id"), (("source_kind", "note"),)),
        RecordPart(*_TAGS, (("target_kind", "note"),)),
    ),
    "highlight": (
        RecordPart("highlight", "id"),
        RecordPart(*_TAGS, (("target_kind", "highlight"),)),
    ),
    "colour_name": (RecordPart("colour_name", "colour"),),
    "learned_spelling": (RecordPart("learned_spelling", "field || '/' || found_key"),),
}


class Schema:
    """The tables and columns of a library, which may be of an older version."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def has(self, table: str) -> bool:
        """Return whether there is such a table."""
        return table in self._tables

    @cached_property
    def columns(self) -> dict[RecordPart, tuple[str, ...]]:
        """The columns of each part that a record holds: all but what goes without saying."""
        return {part: self._columns_of(part) for parts in PARTS.values() for part in parts}

    def order_of(self, part: RecordPart) -> tuple[str, ...]:
        """Return the columns that give the order of the rows of a record."""
        return tuple(name for name in part.key if name in self.columns[part])

    @cached_property
    def _tables(self) -> frozenset[str]:
        rows = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        return frozenset(row[0] for row in rows.fetchall())

    def _columns_of(self, part: RecordPart) -> tuple[str, ...]:
        said = {part.owner, *part.leave, *(name for name, _ in part.fixed)}
        rows = self._connection.execute(f"PRAGMA table_info({part.table})").fetchall()
        return tuple(row[1] for row in rows if row[1] not in said)
