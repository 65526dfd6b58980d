"""The checksum of every record that a reader can see, by which silent damage is found.

SQLite notices damage to its own structure, not a bit that turned over in a text. So the SHA-256 of
a summary with its texts, sections, facts, subjects, words and questions, of a note with its links
and earlier texts, and of a highlight is stored beside them, in the transaction that writes them.
What only says how far something was read, starred or trashed is left out.
"""

import hashlib
import sqlite3
from dataclasses import dataclass
from typing import Any, Final

# What belongs to a record of each kind, by its id.
_CONTENT: Final = {
    "summary": (
        (
            "SELECT id, title, title_key, author, publication, category, published_on, posted_on,"
            " source, fingerprint, warnings, revision_id, imported_at, form, by_reader"
            " FROM summary WHERE id = ?"
        ),
        (
            "SELECT id, number, text, text_hash, source_text, created_at FROM revision"
            " WHERE summary_id = ? ORDER BY number"
        ),
        (
            "SELECT position, kind, heading, markdown FROM section WHERE summary_id = ?"
            " ORDER BY position"
        ),
        (
            "SELECT id, position, text, source, as_of, retired_at FROM fact WHERE summary_id = ?"
            " ORDER BY id"
        ),
        "SELECT subject_id, position FROM summary_subject WHERE summary_id = ? ORDER BY subject_id",
        (
            "SELECT topic_id, summary_topic.name, position, subject_id, topic.name"
            " FROM summary_topic LEFT JOIN topic ON topic.id = topic_id WHERE summary_id = ?"
            " ORDER BY topic_id"
        ),
        "SELECT * FROM word WHERE summary_id = ? ORDER BY position",
        "SELECT * FROM question WHERE summary_id = ? ORDER BY position",
    ),
    "note": (
        "SELECT id, body, created_at, updated_at, origin FROM note WHERE id = ?",
        (
            "SELECT target_kind, target_id, position FROM link WHERE source_kind = 'note'"
            " AND source_id = ? ORDER BY target_kind, target_id"
        ),
        "SELECT number, saved_at, body FROM note_revision WHERE note_id = ? ORDER BY number",
    ),
    "highlight": (
        (
            "SELECT id, summary_id, revision_id, colour, quote, prefix, suffix, start, heading,"
            " fact_id, created_at, updated_at, origin FROM highlight WHERE id = ?"
        ),
    ),
}
# What a record is called when its damage is told.
_NAMES: Final = {
    "summary": "SELECT coalesce(title, '') FROM summary WHERE id = ?",
    "note": "SELECT substr(body, 1, 60) FROM note WHERE id = ?",
    "highlight": "SELECT substr(quote, 1, 60) FROM highlight WHERE id = ?",
}


@dataclass(frozen=True, slots=True)
class DamagedRecord:
    """A record that is not what was stored; `name` is what can be read of its name."""

    kind: str
    id: str
    name: str


class Checksums:
    """Computes, stores and compares checksums on one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def is_whole(self, kind: str, record_id: str) -> bool:
        """Return whether a record is what was stored, or was never stored."""
        stored = self._connection.execute(
            "SELECT digest FROM checksum WHERE kind = ? AND record_id = ?", (kind, record_id)
        ).fetchone()
        return (stored[0] if stored else None) == self._digest(kind, record_id)

    def store(self, kind: str, record_id: str) -> None:
        """Keep what a record is now as what was stored."""
        digest = self._digest(kind, record_id)
        self._connection.execute(
            "DELETE FROM checksum WHERE kind = ? AND record_id = ?", (kind, record_id)
        )
        if digest is not None:
            self._connection.execute(
                "INSERT INTO checksum (kind, record_id, digest) VALUES (?, ?, ?)",
                (kind, record_id, digest),
            )

    def store_all(self) -> None:
        """Keep what all records are now as what was stored."""
        for kind, record_id in self.records():
            self.store(kind, record_id)

    def records(self) -> list[tuple[str, str]]:
        """Return kind and id of every record, and of those of which only the checksum is left."""
        found: dict[tuple[str, str], None] = {}
        for kind in _CONTENT:
            for (record_id,) in self._raw(
                f"SELECT id FROM {kind} UNION SELECT record_id FROM checksum WHERE kind = ?",
                (kind,),
            ):
                found[kind, _text(record_id)] = None
        return list(found)

    def describe(self, kind: str, record_id: str) -> DamagedRecord:
        """Return what a damaged record is called, as far as it can be read."""
        found = self._raw(_NAMES[kind], (record_id,))
        return DamagedRecord(kind, record_id, _text(found[0][0]) if found else "")

    def _digest(self, kind: str, record_id: str) -> bytes | None:
        """Return the SHA-256 of a record, None if there is none."""
        digest = hashlib.sha256()
        for number, sql in enumerate(_CONTENT[kind]):
            rows = self._raw(sql, (record_id,))
            if not number and not rows:
                return None
            digest.update(b"%d rows;" % len(rows))
            for row in rows:
                for cell in row:
                    _add(digest, cell)
        return digest.digest()

    def _raw(self, sql: str, parameters: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """Return rows as they are stored: a damaged text may be no text any more."""
        factory, self._connection.text_factory = self._connection.text_factory, bytes
        try:
            return [tuple(row) for row in self._connection.execute(sql, parameters)]
        finally:
            self._connection.text_factory = factory


def _add(digest: Any, cell: Any) -> None:
    # With kind and length: what stands in one cell can never be taken for what stands in two.
    content = cell if isinstance(cell, bytes) else repr(cell).encode()
    kind = b"t" if isinstance(cell, bytes) else b"v"
    digest.update(b"%s%d:" % (kind, len(content)))
    digest.update(content)


def _text(cell: Any) -> str:
    return cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)
