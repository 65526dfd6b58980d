"""Whole records: read from one library and written into another, they are the same there."""

from pathlib import Path
from typing import Any

import pytest

from app.core.storage.database import Database
from app.core.storage.records.record_parts import KINDS, PARTS
from app.core.storage.records.record_reader import Record, digest_of
from app.core.storage.records.record_writer import RecordWriter
from tests.records import full_library, records_of, stored_rows

Records = dict[tuple[str, str], Record]


def copy(records: Records, database: Database) -> None:
    with database.transaction():
        writer = RecordWriter(database)
        for (kind, own_id), record in records.items():
            writer.write(kind, own_id, record)


def test_every_table_and_column_is_in_a_record(tmp_path: Path) -> None:
    """A table that is added later must be put into a record, or be named here."""
    database = full_library(tmp_path / "one")
    tables = {
        row["name"] for row in database.all("SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    own = {"meta", "change", "checksum", "touched", "version", "sqlite_sequence"}
    held = {part.table for parts in PARTS.values() for part in parts} | {"topic", "trashed"}
    assert tables - own == held
    seen = {table for record in records_of(database).values() for table in record}
    assert held - seen == set()


def test_records_are_the_same_in_another_library(tmp_path: Path) -> None:
    one, other = full_library(tmp_path / "one"), Database(tmp_path / "other.sqlite3")
    copy(records_of(one), other)
    assert stored_rows(other) == stored_rows(one)
    assert records_of(other) == records_of(one)
    for kind, own_id in records_of(other):
        if kind in ("summary", "note", "highlight"):
            assert other.damage_of(kind, own_id) is None


def test_writing_a_record_again_changes_nothing(tmp_path: Path) -> None:
    database = full_library(tmp_path)
    before = stored_rows(database)
    copy(records_of(database), database)
    assert stored_rows(database) == before


def test_correcting_a_summary_leaves_how_far_it_was_read(tmp_path: Path) -> None:
    database = full_library(tmp_path)
    records = records_of(database)
    (kind, own_id), record = next(
        item for item in records.items() if item[0][0] == "reading" and "starred_fact" in item[1]
    )
    summary = records["summary", own_id]
    summary["summary"][0]["title"] = "Corrected"
    copy({("summary", own_id): summary}, database)
    after = records_of(database)
    assert after[kind, own_id] == record
    assert after["summary", own_id]["summary"][0]["title"] == "Corrected"


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_that_is_removed_is_gone(tmp_path: Path, kind: str) -> None:
    database = full_library(tmp_path)
    own_id = next(own for found, own in records_of(database) if found == kind)
    with database.transaction():
        RecordWriter(database).remove(kind, own_id)
    assert (kind, own_id) not in records_of(database)
    assert not database.all("PRAGMA foreign_key_check")


def test_rows_of_another_summary_are_refused(tmp_path: Path) -> None:
    database = full_library(tmp_path)
    records = records_of(database)
    first, second = [own for kind, own in records if kind == "summary"][:2]
    stolen = dict(records["summary", second], fact=records["summary", first]["fact"])
    with pytest.raises(ValueError, match="fact"), database.transaction():
        RecordWriter(database).write("summary", second, stolen)
    assert records_of(database) == records


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("revision", None),
        ("section", {"position": [1], "kind": "overview", "markdown": ""}),
        ("section", {"position": "first", "kind": "overview", "markdown": ""}),
        ("section", {"kind": "overview", "markdown": ""}),
        ("section", "no row"),
        ("fact", {"id": "x", "position": 0}),
        ("topic", {"id": "of/none", "name": "x"}),
        ("topic", {"id": "of/none", "subject_id": ["x"], "name": "x"}),
        ("summary_topic", {"topic_id": "of/none", "name": "x", "position": 0}),
    ],
)
def test_what_is_no_record_is_refused(tmp_path: Path, table: str, row: object) -> None:
    database = full_library(tmp_path)
    records = records_of(database)
    own_id = next(own for kind, own in records if kind == "summary")
    broken: dict[str, Any] = dict(records["summary", own_id])
    broken[table] = [] if row is None else [row]
    with (
        pytest.raises(ValueError, match=r"summary|revision|section|fact|topic"),
        database.transaction(),
    ):
        RecordWriter(database).write("summary", own_id, broken)
    assert records_of(database) == records


def test_time_in_the_trash_does_not_change_a_digest() -> None:
    assert digest_of({"note": [], "trashed": [{"days": 3}]}) == digest_of({"note": []})


def test_what_is_touched_is_written_down(tmp_path: Path) -> None:
    database = full_library(tmp_path)
    touched = {(row["kind"], row["record_id"]) for row in database.all("SELECT * FROM touched")}
    assert touched >= set(records_of(database))
    with database.transaction():
        database.write("DELETE FROM touched")
        database.write("UPDATE summary SET starred = 1 - starred")
    kinds = {row["kind"] for row in database.all("SELECT * FROM touched")}
    assert kinds == {"reading"}
