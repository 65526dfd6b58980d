"""The library file: its settings, what is refused, and changes noted in the same transaction."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from app.core.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    LibraryForeignError,
    LibraryFullError,
    LibraryTooNewError,
    LibraryUnwritableError,
)
from app.core.storage.changes import changes_after, last_change
from app.core.storage.database import APPLICATION_ID, Database
from app.core.storage.migrations import LATEST_VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "bayaz.sqlite3"


def test_it_is_opened_so_that_no_save_is_lost(path: Path) -> None:
    database = Database(path)
    settings = {
        name: database.value(f"PRAGMA {name}")
        for name in (
            "journal_mode",
            "synchronous",
            "locking_mode",
            "foreign_keys",
            "trusted_schema",
        )
    }
    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
    assert database.value("PRAGMA user_version") == LATEST_VERSION
    assert database.value("PRAGMA application_id") == APPLICATION_ID
    database.close()
    assert not path.with_name(path.name + "-wal").exists()


@pytest.mark.parametrize(
    ("code", "error"), [(errno.EIO, LibraryUnwritableError), (errno.ENOSPC, LibraryFullError)]
)
def test_a_first_start_that_fails_leaves_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, error: type[LibraryError]
) -> None:
    def fail(_file: int) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(error):
        Database(path)
    assert list(path.parent.iterdir()) == []


def test_a_second_one_is_refused(path: Path) -> None:
    first = Database(path)
    with pytest.raises(LibraryBusyError):
        Database(path)
    first.close()
    Database(path).close()


def test_a_newer_library_is_refused_and_not_touched(path: Path) -> None:
    Database(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={LATEST_VERSION + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryTooNewError):
        Database(path)
    assert path.read_bytes() == before


def test_a_foreign_database_is_refused_and_not_touched(path: Path) -> None:
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LibraryForeignError):
        Database(path)
    assert path.read_bytes() == before


def test_what_is_no_database_is_refused_and_not_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"This is a letter to a friend. " * 200)
    before = path.read_bytes()
    with pytest.raises(LibraryDamagedError):
        Database(path)
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryUnwritableError):
        Database(tmp_path / "file" / "bayaz.sqlite3")


def test_a_failed_transaction_leaves_nothing(path: Path) -> None:
    database = Database(path)

    def fail() -> None:
        with database.transaction():
            database.write("INSERT INTO meta (key, value) VALUES ('a', 'b')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert database.value("SELECT count(*) FROM meta") == 0
    database.close()


def test_writing_needs_a_transaction(path: Path) -> None:
    database = Database(path)
    with pytest.raises(AssertionError):
        database.write("INSERT INTO meta (key, value) VALUES ('a', 'b')")
    database.close()


@pytest.mark.parametrize("how", ["INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE"])
def test_every_change_is_noted_once_whatever_the_statement(path: Path, how: str) -> None:
    """SQLite lets an outer OR clause overrule one inside a trigger; ours must not depend on it."""
    database = Database(path)
    with database.transaction():
        for number in range(3):
            database.write(
                f"{how} INTO note (id, body, created_at, updated_at) VALUES (?, 'x', '', '')",
                (f"n{number}",),
            )
        database.write("UPDATE note SET body = 'y' WHERE id = 'n0'")
        database.write(f"{how} INTO link VALUES ('note', 'n1', 'subject', 'law', 0)")
    noted = [change.record_id for change in changes_after(database, 0, 10)]
    assert noted == ["n2", "n0", "n1"]
    assert last_change(database) == 5
    database.close()
