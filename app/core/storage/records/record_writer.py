"""Writing whole records: what `record_reader` read, here or elsewhere, takes the place of what is.

Columns that this library does not have are left out; a column that a record does not have takes its
default.
"""

from sqlite3 import IntegrityError
from typing import Any, Final

from app.core.errors import LibraryDamagedError
from app.core.storage.database import Database
from app.core.storage.records.record_parts import CHECKED_KINDS, PARTS, RecordPart, Schema
from app.core.storage.records.record_reader import Record

_UNREAD: Final = {
    "reading_state": "unread",
    "starred": 0,
    "read_position": 0,
    "last_read_at": None,
}


class RecordWriter:
    """Writes and removes whole records inside the caller's transaction.

    Raises ValueError for a record that is none; the caller then gives its transaction up.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self._columns = database.check(lambda connection: Schema(connection).columns)

    def write(self, kind: str, record_id: str, record: Record) -> None:
        """Put a record in the place of the one with its id, whatever state that is in."""
        try:
            if kind == "reading":
                self._write_reading(record_id, record)
            else:
                self._write(kind, record_id, record)
        except LibraryDamagedError as error:
            # The library is not: what was to be written breaks its rules.
            if not isinstance(error.__cause__, IntegrityError):
                raise
            raise ValueError(kind) from error
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(kind) from error

    def remove(self, kind: str, record_id: str) -> None:
        """Remove a record for good, as if it had never been."""
        if kind == "reading":
            self._write_reading(record_id, {})
            return
        if kind in CHECKED_KINDS:
            self._db.accept_damage(kind, record_id)
        for part in reversed(PARTS[kind]):
            self._delete(part, record_id)

    def _write(self, kind: str, record_id: str, record: Record) -> None:
        self._check(kind, record_id, record)
        if kind in CHECKED_KINDS:
            self._db.accept_damage(kind, record_id)
        if kind == "summary":
            self._add_topics(record)
        for part in PARTS[kind]:
            self._replace(part, record_id, record.get(part.table, []))
        self._set_trashed(kind, record_id, record)

    def _check(self, kind: str, record_id: str, record: Record) -> None:
        main = PARTS[kind][0]
        if len(record.get(main.table, ())) != 1:
            raise ValueError(kind)
        if kind == "summary":
            texts = {row["id"] for row in record.get("revision", ())}
            if record["summary"][0]["revision_id"] not in texts:
                raise ValueError("revision")
        for part in PARTS[kind]:
            for row in record.get(part.table, ()):
                if not all(isinstance(cell, str | int | None) for cell in row.values()):
                    raise ValueError(part.table)
                if not all(isinstance(row[name], str | int) for name in part.key):
                    raise ValueError(part.table)
                if part.key == ("id",) and self._belongs_elsewhere(part, record_id, row["id"]):
                    raise ValueError(part.table)

    def _belongs_elsewhere(self, part: RecordPart, record_id: str, row_id: str) -> bool:
        owner = self._db.value(f"SELECT {part.owner} FROM {part.table} WHERE id = ?", (row_id,))
        return owner is not None and owner != record_id

    def _replace(self, part: RecordPart, record_id: str, rows: list[dict[str, Any]]) -> None:
        """Replace the rows of a part; of a row that stays, columns of other records stay too."""
        if not part.key or part.leave:
            keys = [row["id"] for row in rows] if part.key else [record_id]
            marks = ", ".join("?" for _ in keys)
            self._db.write(
                f"DELETE FROM {part.table} WHERE {part.owner} = ?"
                f" AND {part.key[0] if part.key else part.owner} NOT IN ({marks})",
                (record_id, *keys),
            )
        else:
            self._delete(part, record_id)
        for row in rows:
            self._insert(part, record_id, row)

    def _insert(self, part: RecordPart, record_id: str, row: dict[str, Any]) -> None:
        values = {name: row[name] for name in self._columns[part] if name in row}
        values |= dict(part.fixed)
        if part.owner.isidentifier():
            values[part.owner] = record_id
        names = ", ".join(values)
        sql = f"INSERT INTO {part.table} ({names}) VALUES ({', '.join('?' for _ in values)})"
        if not part.key or part.leave:
            target = part.key[0] if part.key else part.owner
            if not target.isidentifier():
                target = "field, found_key"
            sets = ", ".join(f"{name} = excluded.{name}" for name in values)
            sql += f" ON CONFLICT ({target}) DO UPDATE SET {sets}"
        self._db.write(sql, tuple(values.values()))

    def _delete(self, part: RecordPart, record_id: str) -> None:
        fixed = "".join(f" AND {name} = '{value}'" for name, value in part.fixed)
        self._db.write(f"DELETE FROM {part.table} WHERE {part.owner} = ?{fixed}", (record_id,))

    def _add_topics(self, record: Record) -> None:
        names = ("id", "subject_id", "name")
        rows = [{name: row[name] for name in names} for row in record.get("topic", [])]
        if not all(isinstance(cell, str) for row in rows for cell in row.values()):
            raise ValueError("topic")
        self._db.write_many(
            "INSERT OR IGNORE INTO topic (id, subject_id, name) VALUES (:id, :subject_id, :name)",
            rows,
        )

    def _set_trashed(self, kind: str, record_id: str, record: Record) -> None:
        if kind not in CHECKED_KINDS:
            return
        self._db.write("DELETE FROM trashed WHERE kind = ? AND record_id = ?", (kind, record_id))
        if record[PARTS[kind][0].table][0].get("deleted_at") is None:
            return
        days = next((row["days"] for row in record.get("trashed", []) if "days" in row), 0)
        self._db.write(
            "INSERT INTO trashed (kind, record_id, day) VALUES (?, ?, coalesce("
            "(SELECT cast(value AS INTEGER) FROM meta WHERE key = 'running_day'), 0) - ?)",
            (kind, record_id, days if isinstance(days, int) else 0),
        )

    def _write_reading(self, summary_id: str, record: Record) -> None:
        """Set how far a summary was read; does nothing if there is no such summary."""
        rows = record.get("reading") or [_UNREAD]
        values = {name: rows[0].get(name, unread) for name, unread in _UNREAD.items()}
        sets = ", ".join(f"{name} = ?" for name in values)
        self._db.write(f"UPDATE summary SET {sets} WHERE id = ?", (*values.values(), summary_id))
        starred = [row["id"] for row in record.get("starred_fact", [])]
        marks = ", ".join("?" for _ in starred)
        self._db.write(
            f"UPDATE fact SET starred = id IN ({marks}) WHERE summary_id = ?"
            f" AND starred <> (id IN ({marks}))",
            (*starred, summary_id, *starred),
        )
