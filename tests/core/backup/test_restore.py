"""Restoring: the library holds what the backup holds, or has not changed at all."""

from pathlib import Path
from typing import Any

import pytest

from app.core.backup.backup_writer import write_backup
from app.core.backup.backups import Backups
from app.core.backup.model import About, BackupDamagedError, BackupStoppedError, Reason
from app.core.backup.restore import preview, restore
from app.core.storage.database import Database
from app.core.storage.records.record_reader import RecordReader
from tests.backups import back_up
from tests.records import RandomLibrary, full_library, records_of, stored_rows


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups")


def digests(database: Database) -> dict[tuple[str, str], str]:
    return database.check(lambda connection: RecordReader(connection).digests())


def test_what_was_written_since_then_goes_and_what_went_comes_back(
    tmp_path: Path, backups: Backups
) -> None:
    database = full_library(tmp_path / "one")
    made = back_up(database, backups)
    before = stored_rows(database)
    changes = RandomLibrary(database, 99)
    changes.fill(2, 3)
    first = next(own for kind, own in records_of(database) if kind == "summary")
    with database.transaction():
        database.write("DELETE FROM highlight")
        database.write("UPDATE summary SET starred = 1 - starred")
    changes.library.trash(first)
    expected = preview(made.path, digests(database))
    done = restore(made.path, database)
    assert done == expected
    assert {one.kind: one.nothing for one in done} == {
        "summary": False, "reading": False, "note": False, "highlight": False,
        "colour_name": False, "learned_spelling": True,
    }  # fmt: skip
    after = stored_rows(database)
    del before["trashed"], after["trashed"]
    assert after == before
    assert all(one.nothing for one in preview(made.path, digests(database)))


def test_only_what_differs_is_written(tmp_path: Path, backups: Backups) -> None:
    """So that the search index need not learn everything anew."""
    database = full_library(tmp_path / "one")
    made = back_up(database, backups)
    note = next(own for kind, own in records_of(database) if kind == "note")
    last = database.value("SELECT max(number) FROM change")
    RandomLibrary(database, 5).notebook.trash_note(note)
    restore(made.path, database)
    changed = database.all("SELECT kind, record_id FROM change WHERE number > ?", (last,))
    assert {tuple(row) for row in changed} == {("note", note)}


def test_a_fresh_library_takes_all_of_it(tmp_path: Path, backups: Backups) -> None:
    one = full_library(tmp_path / "one")
    made = back_up(one, backups)
    other = Database(tmp_path / "other" / "bayaz.sqlite3")
    restore(made.path, other)
    assert stored_rows(other) == stored_rows(one)


def test_damaged_records_are_mended(tmp_path: Path, backups: Backups) -> None:
    database = full_library(tmp_path / "one")
    made = back_up(database, backups)
    before = records_of(database)
    with database.transaction():
        database.write("UPDATE note SET body = body || '?'")
    note = next(own for kind, own in before if kind == "note")
    assert database.damage_of("note", note)
    restore(made.path, database)
    assert database.damage_of("note", note) is None
    assert records_of(database) == before


def test_one_that_is_stopped_changes_nothing(tmp_path: Path, backups: Backups) -> None:
    database = full_library(tmp_path / "one")
    made = back_up(database, backups)
    RandomLibrary(database, 7).fill(1, 2)
    before = stored_rows(database)
    with pytest.raises(BackupStoppedError):
        restore(made.path, database, lambda done, _: done < 4)
    assert stored_rows(database) == before


def test_one_that_is_damaged_in_its_middle_changes_nothing(
    tmp_path: Path, backups: Backups
) -> None:
    database = full_library(tmp_path / "one")
    made = back_up(database, backups)
    RandomLibrary(database, 8).fill(1, 2)
    before = stored_rows(database)
    content = bytearray(made.path.read_bytes())
    place = content.index(b"highlight.jsonl") + 60
    content[place : place + 8] = b"damaged!"
    made.path.write_bytes(content)
    with pytest.raises(BackupDamagedError):
        restore(made.path, database)
    assert stored_rows(database) == before


class Altered:
    """A reader that says something else of a record than the library does."""

    def __init__(self, reader: RecordReader, table: str, column: str, value: object) -> None:
        self.reader = reader
        self.change = (table, column, value)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reader, name)

    def all(self, kind: str) -> Any:
        table, column, value = self.change
        for own_id, record in self.reader.all(kind):
            for row in record.get(table, []):
                row[column] = value
            yield own_id, record


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("note", "body", None),
        ("note", "body", ["a list"]),
        ("summary", "revision_id", "of another"),
        ("fact", "id", "the same for all"),
        ("fact", "text", {"a": 1}),
        ("section", "position", 0.5),
        ("highlight", "start", "first"),
    ],
)
def test_rows_that_no_library_has_are_refused(
    tmp_path: Path, table: str, column: str, value: object
) -> None:
    """The sums of such a file may be right: whoever made it made them too."""
    database = full_library(tmp_path / "one")
    about = About("id", "2026-01-01", Reason.ASKED, 1, 1, 7)
    path = tmp_path / "hostile.bayaz-backup"
    reader: Any = Altered(database.check(RecordReader), table, column, value)
    write_backup(path, reader, about, {})
    before = stored_rows(database)
    with pytest.raises(BackupDamagedError):
        restore(path, database)
    assert stored_rows(database) == before
    fresh = Database(tmp_path / "fresh.sqlite3")
    with pytest.raises(BackupDamagedError):
        restore(path, fresh)
    assert not any(stored_rows(fresh).values())
