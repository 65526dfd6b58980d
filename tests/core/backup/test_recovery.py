"""A damaged or lost library comes back: mended, from the newest backup, or from what can be read."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.backup.backups import Backups
from app.core.backup.recovery import Way, recover
from app.core.errors import BayazError, LibraryBusyError, LibraryDamagedError
from app.core.exchange.journal import rebuild
from app.core.paths import DataFolder
from app.core.storage.database import Database
from app.core.storage.identity import library_id
from app.core.workspace import Workspace
from tests.backups import back_up
from tests.clock import Clock
from tests.records import RandomLibrary, full_library, records_of


@pytest.fixture
def backups(folder: DataFolder) -> Backups:
    return Backups(folder.backups)


def filled(folder: DataFolder, backups: Backups) -> dict[tuple[str, str], object]:
    """Make a library with a backup, and a note after that; return what it holds in the end."""
    database = full_library(folder.root, summaries=6, notes=10)
    library_id(database)
    back_up(database, backups)
    RandomLibrary(database, 7).notebook.add_note("Written after the backup.")
    held = records_of(database)
    database.close()
    return dict(held)


def held_by(path: Path) -> dict[tuple[str, str], object]:
    database = Database(path)
    held = records_of(database)
    database.close()
    return dict(held)


Damage = Callable[[bytes], bytes]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:0],
        lambda content: content[:100],
        lambda content: content[: len(content) // 2],
        lambda content: bytes(len(content)),
        lambda content: b"SQLite format 4\0" + content[16:],
    ],
)
def test_what_cannot_be_opened_comes_back_from_the_backup(
    folder: DataFolder, backups: Backups, clock: Clock, damage: Damage
) -> None:
    held = filled(folder, backups)
    damaged = damage(folder.database.read_bytes())
    folder.database.write_bytes(damaged)
    with pytest.raises(LibraryDamagedError):
        Workspace(folder, clock)
    done = recover(folder.database, backups)
    assert done.way is Way.BACKUP
    assert done.kept is not None
    assert done.kept.read_bytes() == damaged
    with Workspace(folder, clock) as workspace:
        assert workspace.checks.run().whole
        assert workspace.backups.backups.all()
    missing = held.keys() - held_by(folder.database).keys()
    assert len(missing) <= 1


def test_a_library_that_is_gone_comes_back(
    folder: DataFolder, backups: Backups, clock: Clock
) -> None:
    held = filled(folder, backups)
    folder.database.unlink()
    with pytest.raises(BayazError):
        Workspace(folder, clock)
    done = recover(folder.database, backups)
    assert (done.way, done.kept) == (Way.BACKUP, None)
    assert len(held.keys() - held_by(folder.database).keys()) == 1


def test_what_was_written_after_the_backup_is_read_from_the_damaged_file(
    folder: DataFolder, backups: Backups
) -> None:
    held = filled(folder, backups)
    connection = sqlite3.connect(folder.database)
    page = connection.execute("PRAGMA page_size").fetchone()[0]
    root = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'summary_subject'"
    ).fetchone()[0]
    connection.close()
    content = bytearray(folder.database.read_bytes())
    content[(root - 1) * page : root * page] = bytes(page)
    folder.database.write_bytes(content)
    done = recover(folder.database, backups)
    assert done.way is Way.BACKUP
    assert done.salvaged == {"note": 1}
    assert held_by(folder.database) == held


def test_without_any_backup_what_is_whole_is_brought_over(
    folder: DataFolder, backups: Backups
) -> None:
    held = filled(folder, backups)
    for path in folder.backups.iterdir():
        path.unlink()
    content = bytearray(folder.database.read_bytes())
    page = 4096
    number = len(content) // page // 2
    content[number * page : (number + 1) * page] = bytes(page)
    folder.database.write_bytes(content)
    done = recover(folder.database, backups)
    assert done.way in (Way.SALVAGE, Way.REINDEXED)
    after = held_by(folder.database)
    assert after.items() <= held.items()
    assert len(after) > len(held) // 2


def test_an_index_that_is_wrong_is_made_anew(folder: DataFolder, backups: Backups) -> None:
    held = filled(folder, backups)
    for column in ("quote", "summary_id"):
        connection = sqlite3.connect(folder.database)
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = 'CREATE INDEX highlight_by_summary ON highlight'"
            f" || ' ({column})' WHERE name = 'highlight_by_summary'"
        )
        connection.commit()
        connection.close()
        if column == "quote":
            connection = sqlite3.connect(folder.database)
            connection.execute("REINDEX highlight_by_summary")
            connection.close()
    done = recover(folder.database, backups)
    assert done.way is Way.REINDEXED
    assert held_by(folder.database) == held


def test_one_that_is_open_is_left_alone(folder: DataFolder, backups: Backups) -> None:
    database = full_library(folder.root)
    before = sorted(folder.root.iterdir())
    with pytest.raises(LibraryBusyError):
        recover(folder.database, backups)
    assert sorted(folder.root.iterdir()) == before
    database.close()


def test_where_nothing_is_left_it_says_so(folder: DataFolder, backups: Backups) -> None:
    folder.root.mkdir(parents=True)
    folder.database.write_bytes(b"not a library, and nothing else either" * 100)
    with pytest.raises(LibraryDamagedError):
        recover(folder.database, backups)
    assert folder.database.read_bytes().startswith(b"not a library")


def test_a_power_cut_between_the_last_two_steps_loses_nothing(
    folder: DataFolder, backups: Backups, clock: Clock
) -> None:
    held = filled(folder, backups)
    folder.database.rename(f"{folder.database}.rebuilt")
    with Workspace(folder, clock):
        pass
    assert held_by(folder.database) == held


def test_no_damage_ends_in_an_empty_library(
    folder: DataFolder, backups: Backups, clock: Clock
) -> None:
    """Test 14 of reliability: flipped bytes, zeroed pages, cut files, broken headers."""
    chance = random.Random(14)
    held = filled(folder, backups)
    sound = folder.database.read_bytes()
    for number in range(40):
        content = bytearray(sound)
        kind = number % 4
        place = chance.randrange(len(content))
        if kind == 0:
            content[place] ^= 1 << chance.randrange(8)
        elif kind == 1:
            start = place // 4096 * 4096
            content[start : start + 4096] = bytes(4096)
        elif kind == 2:
            del content[place:]
        else:
            content[chance.randrange(100)] ^= 0xFF
        for path in folder.root.glob("bayaz.sqlite3*"):
            path.unlink()
        folder.database.write_bytes(content)
        try:
            with Workspace(folder, clock) as workspace:
                report = workspace.checks.run()
                workspace.backups.repair(report.damaged)
            if report.structure:
                recover(folder.database, backups, rebuild=True)
        except BayazError:
            recover(folder.database, backups)
        after = held_by(folder.database)
        assert len(held.keys() - after.keys()) <= 1, number


def test_without_any_backup_the_journal_brings_it_back(
    folder: DataFolder, backups: Backups, clock: Clock
) -> None:
    held = filled(folder, backups)
    with Workspace(folder, clock) as workspace:
        workspace.exchange.write_journal(folder.journal)
    for path in folder.backups.iterdir():
        path.unlink()
    folder.database.unlink()
    with pytest.raises(BayazError):
        Workspace(folder, clock)
    recover(folder.database, backups, journal=rebuild(folder.journal))
    assert held_by(folder.database).keys() == held.keys()
