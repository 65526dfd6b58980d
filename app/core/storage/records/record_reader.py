"""Reading whole records, many at a time, from any connection to a library."""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from app.core.storage.records.record_parts import CHECKED_KINDS, KINDS, PARTS, RecordPart, Schema

# What reading a file that is damaged, or none of ours, may raise.
LIBRARY_FAULTS: Final = (sqlite3.Error, OSError, ValueError, MemoryError, OverflowError)

# Rows of a record by table, as JSON has them.
Record = dict[str, list[dict[str, Any]]]

_AT_ONCE: Final = 200
# How long something has been in the trash here, and what a topic is called here.
_OF_LIBRARY: Final = ("trashed", "topic")


class RecordReader:
    """Reads whole records.

    A record holds, by table, rows without the record's own id. `trashed` has one row for what is in
    the trash: the days of use since then.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._schema = Schema(connection)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all records of a kind, in order."""
        if kind == "reading":
            sql = (
                "SELECT id FROM summary WHERE reading_state <> 'unread' OR starred <> 0"
                " OR read_position <> 0 OR last_read_at IS NOT NULL"
                " UNION SELECT summary_id FROM fact WHERE starred <> 0"
            )
        else:
            main = PARTS[kind][0]
            if not self._schema.has(main.table):
                return []
            sql = f"SELECT {main.owner} FROM {main.table}"
        return sorted(row[0] for row in self._rows_of(sql))

    def read(self, kind: str, record_id: str) -> Record | None:
        """Return one record, None if there is none."""
        return self.read_many(kind, (record_id,)).get(record_id)

    def all(self, kind: str) -> Iterator[tuple[str, Record]]:
        """Yield every record of a kind with its id, in the order of the ids."""
        ids = iter(self.ids(kind))
        while chunk := tuple(islice(ids, _AT_ONCE)):
            found = self.read_many(kind, chunk)
            yield from ((own_id, found[own_id]) for own_id in chunk if own_id in found)

    def read_many(self, kind: str, ids: tuple[str, ...]) -> dict[str, Record]:
        """Return the records of these ids that there are."""
        if kind == "reading":
            return self._readings(ids)
        records: dict[str, Record] = {}
        for number, part in enumerate(PARTS[kind]):
            for own_id, row in self._rows(part, ids):
                if not number:
                    records[own_id] = {}
                if own_id in records:
                    records[own_id].setdefault(part.table, []).append(row)
        if kind == "summary":
            self._add_topics(records)
        if kind in CHECKED_KINDS:
            for own_id, days in self._trashed(kind, ids):
                if own_id in records:
                    records[own_id]["trashed"] = [{"days": days}]
        return records

    def digests(self) -> dict[tuple[str, str], str]:
        """Return the digest of every record, by kind and id."""
        return {(kind, own): digest_of(found) for kind in KINDS for own, found in self.all(kind)}

    def versions(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of the versions of each record: see `migrations.m0007_versions`."""
        if not self._schema.has("version"):
            return
        names = ("kind", "record_id", "seen", "siblings", "digest")
        for row in self._rows_of(
            f"SELECT {', '.join(names)} FROM version ORDER BY kind, record_id"
        ):
            yield dict(zip(names, row, strict=True))

    def _rows(self, part: RecordPart, ids: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
        if not self._schema.has(part.table):
            return
        columns = self._schema.columns[part]
        fixed = "".join(f" AND {name} = '{value}'" for name, value in part.fixed)
        key = self._schema.order_of(part)
        order = f" ORDER BY {', '.join(key)}" if key else ""
        for row in self._rows_of(
            f"SELECT {', '.join((part.owner, *columns))} FROM {part.table}"
            f" WHERE {part.owner} IN ({_marks(ids)}){fixed}{order}",
            ids,
        ):
            yield row[0], dict(zip(columns, row[1:], strict=True))

    def _rows_of(self, sql: str, parameters: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        """Return rows with every text as far as it can be read: a checksum tells of damage."""
        factory, self.connection.text_factory = self.connection.text_factory, _decode
        try:
            return [tuple(row) for row in self.connection.execute(sql, parameters)]
        finally:
            self.connection.text_factory = factory

    def _add_topics(self, records: dict[str, Record]) -> None:
        """Add to summaries the topics that they name: elsewhere these may be unknown."""
        named = {
            row["topic_id"]
            for record in records.values()
            for row in record.get("summary_topic", ())
        }
        topics: dict[str, dict[str, Any]] = {}
        for chunk in _chunks(sorted(named)):
            for row in self._rows_of(
                f"SELECT id, subject_id, name FROM topic WHERE id IN ({_marks(chunk)})", chunk
            ):
                topics[row[0]] = {"id": row[0], "subject_id": row[1], "name": row[2]}
        for record in records.values():
            own = [row["topic_id"] for row in record.get("summary_topic", ())]
            if own:
                record["topic"] = [topics[one] for one in own if one in topics]

    def _trashed(self, kind: str, ids: tuple[str, ...]) -> Iterator[tuple[str, int]]:
        if not self._schema.has("trashed"):
            return
        day = self._rows_of(
            "SELECT coalesce((SELECT cast(value AS INTEGER) FROM meta"
            " WHERE key = 'running_day'), 0)"
        )[0][0]
        for own_id, since in self._rows_of(
            f"SELECT record_id, day FROM trashed WHERE kind = ? AND record_id IN ({_marks(ids)})",
            (kind, *ids),
        ):
            yield own_id, day - since

    def _readings(self, ids: tuple[str, ...]) -> dict[str, Record]:
        """Return how far summaries were read, leaving out those of which nothing is to be said."""
        records: dict[str, Record] = {}
        for own_id, state, starred, position, last in self._rows_of(
            "SELECT id, reading_state, starred, read_position, last_read_at FROM summary"
            f" WHERE id IN ({_marks(ids)})",
            ids,
        ):
            if state != "unread" or starred or position or last is not None:
                row = {
                    "reading_state": state,
                    "starred": starred,
                    "read_position": position,
                    "last_read_at": last,
                }
                records[own_id] = {"reading": [row]}
        for own_id, fact_id in self._rows_of(
            f"SELECT summary_id, id FROM fact WHERE starred <> 0 AND summary_id IN ({_marks(ids)})"
            " ORDER BY id",
            ids,
        ):
            starred_facts = records.setdefault(own_id, {}).setdefault("starred_fact", [])
            starred_facts.append({"id": fact_id})
        return records


@contextlib.contextmanager
def reader_of(path: Path) -> Iterator[RecordReader]:
    """Yield a reader of the file of a library that another connection holds: see `hold_file`."""
    uri = f"{path.absolute().as_uri()}?immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        yield RecordReader(connection)


@dataclass(frozen=True, slots=True)
class OlderLibrary:
    """A library of an older version that is about to be brought to this one."""

    reader: RecordReader
    version: int
    library_id: str
    day: int


@contextlib.contextmanager
def older_library(path: Path, latest: int) -> Iterator[OlderLibrary | None]:
    """Yield a closed library if its version is older than `latest` and it is sound, else None."""
    log = Path(f"{path}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "immutable=1"
    uri = f"{path.absolute().as_uri()}?{mode}"
    with contextlib.closing(sqlite3.connect(uri, uri=True, timeout=0)) as connection:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if not 0 < version < latest:
            yield None
            return
        sound = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        told = dict(connection.execute("SELECT key, value FROM meta").fetchall())
        day = str(told.get("running_day", 0))
        own_id = str(told.get("library_id", ""))
        reader = RecordReader(connection)
        yield OlderLibrary(reader, version, own_id, int(day)) if sound else None


def digest_of(record: Record | None) -> str:
    """Return the SHA-256 of a record, or of none, without what belongs to its library."""
    if record is not None:
        record = {table: rows for table, rows in record.items() if table not in _OF_LIBRARY}
    return hashlib.sha256(to_json(record).encode()).hexdigest()


def to_json(value: Any) -> str:
    """Return a record as one line of JSON, always the same for the same record."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _decode(stored: bytes) -> str:
    return stored.decode("utf-8", "replace")


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


def _chunks(values: list[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(values), _AT_ONCE):
        yield tuple(values[start : start + _AT_ONCE])
