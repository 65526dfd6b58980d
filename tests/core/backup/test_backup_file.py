"""The file of a backup: everything in it, read back, readable without Bayaz, hostile ones refused."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.core.backup.backup_file import BackupFile, read_manifest
from app.core.backup.backups import Backups, check_backup
from app.core.backup.model import (
    BackupDamagedError,
    BackupNotWrittenError,
    BackupStoppedError,
    BackupTooNewError,
    LibraryNotWholeError,
)
from app.core.backup.restore import records_of
from app.core.storage.database import Database
from app.core.storage.records.record_parts import KINDS
from tests.backups import all_backups, back_up
from tests.records import full_library
from tests.records import records_of as live_records


@pytest.fixture
def library(tmp_path: Path) -> Database:
    return full_library(tmp_path / "library")


@pytest.fixture
def backups(tmp_path: Path) -> Backups:
    return Backups(tmp_path / "backups")


def test_a_backup_holds_every_record(library: Database, backups: Backups) -> None:
    made = back_up(library, backups)
    with records_of(made.path) as entries:
        held = {(kind, own_id): record for kind, own_id, record in entries}
    assert held == live_records(library)
    assert {kind: made.counts[kind] for kind in KINDS} == {
        kind: sum(1 for found, _ in held if found == kind) for kind in KINDS
    }
    assert check_backup(made.path) == made


def test_it_holds_no_database_and_nothing_that_runs(library: Database, backups: Backups) -> None:
    made = back_up(library, backups)
    with zipfile.ZipFile(made.path) as opened:
        names = opened.namelist()
        assert all(name.rpartition(".")[2] in ("json", "jsonl", "md", "ini") for name in names)
        for name in names:
            content = opened.read(name)
            assert b"SQLite format" not in content
            content.decode("utf-8")


def test_it_can_be_read_without_bayaz(library: Database, backups: Backups) -> None:
    made = back_up(library, backups)
    with zipfile.ZipFile(made.path) as opened:
        summaries = opened.read("summaries.md").decode()
        notes = opened.read("notes.md").decode()
    for (kind, _), record in live_records(library).items():
        if kind == "summary" and record["summary"][0]["deleted_at"] is None:
            assert str(record["summary"][0]["title"]) in summaries
            assert all(
                str(fact["text"]) in summaries
                for fact in record["fact"]
                if fact["retired_at"] is None
            )
        if kind == "note" and record["note"][0]["deleted_at"] is None:
            assert str(record["note"][0]["body"]) in notes


def test_settings_and_lists_come_with_it(library: Database, backups: Backups) -> None:
    settings = library.path.parent / "settings.json"
    settings.write_bytes('{"synonyms": ["آب = water"]}'.encode())
    (library.path.parent / "secret.txt").write_text("not ours", encoding="utf-8")
    made = back_up(library, backups)
    with BackupFile(made.path) as opened:
        assert opened.state_files() == {"settings.json": settings.read_bytes()}


def test_a_damaged_library_takes_the_place_of_no_backup(
    library: Database, backups: Backups
) -> None:
    made = back_up(library, backups)
    before = made.path.read_bytes()
    with library.transaction():
        library.write("UPDATE note SET body = 'turned over'")
    with pytest.raises(LibraryNotWholeError):
        back_up(library, backups)
    assert all_backups(backups.folder) == [made.path]
    assert made.path.read_bytes() == before


def test_one_that_is_stopped_leaves_nothing(library: Database, backups: Backups) -> None:
    from app.core.backup.backup_writer import write_backup
    from app.core.storage.records.record_reader import RecordReader

    made = back_up(library, backups)
    about = made.about
    assert about is not None
    for stop_at in (1, 5, 20):
        with pytest.raises(BackupStoppedError):
            write_backup(
                backups.folder / "x.bayaz-backup",
                library.check(RecordReader),
                about,
                {},
                lambda done, _, stop_at=stop_at: done < stop_at,
            )
    assert list(backups.folder.iterdir()) == [made.path]


def test_a_folder_that_cannot_be_written_is_said(library: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BackupNotWrittenError):
        back_up(library, Backups(tmp_path / "file"))


def test_every_changed_byte_is_noticed_or_changes_nothing(
    library: Database, backups: Backups, tmp_path: Path
) -> None:
    """Whatever byte turns over: the file is refused, or what it holds is what was written."""
    made = back_up(library, backups)
    content = made.path.read_bytes()
    expected = live_records(library)
    damaged = tmp_path / "damaged.bayaz-backup"
    noticed = 0
    for place in range(0, len(content), max(1, len(content) // 150)):
        changed = bytearray(content)
        changed[place] ^= 0xFF
        damaged.write_bytes(changed)
        if not check_backup(damaged).usable:
            noticed += 1
            continue
        with records_of(damaged) as entries:
            assert {(kind, own): record for kind, own, record in entries} == expected
    assert noticed > 100


@pytest.mark.parametrize("length", [0, 1, 100, 0.5, 0.99])
def test_a_cut_file_is_damaged(library: Database, backups: Backups, length: float) -> None:
    made = back_up(library, backups)
    content = made.path.read_bytes()
    made.path.write_bytes(content[: int(length if length >= 1 else length * len(content))])
    assert check_backup(made.path).fault == "damaged"
    assert backups.all()[0].fault == "damaged"


Change = Callable[[dict[str, object]], None]


def unchanged(_manifest: dict[str, object]) -> None:
    """Leave a manifest as it is."""


def rewritten(path: Path, change: Change, extra: dict[str, bytes] | None = None) -> None:
    """Write a backup again with another manifest, and other members beside it."""
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(members["manifest.json"])
    change(manifest)
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in (members | (extra or {})).items():
            out.writestr(name, content)


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.update(format="other"),
        lambda manifest: manifest.update(about=None),
        lambda manifest: manifest.update(members=[]),
        lambda manifest: manifest.update(counts={"note": -1}),
        lambda manifest: manifest["about"].update(sequence="1"),
        lambda manifest: manifest["about"].update(reason="because"),
        lambda manifest: manifest["about"].update(schema=10**30),
        lambda manifest: manifest["counts"].update(note=10_000),
        lambda manifest: manifest["members"].update({"note.jsonl": "0" * 64}),
    ],
)
def test_a_manifest_that_does_not_fit_is_damage(
    library: Database, backups: Backups, change: Change
) -> None:
    made = back_up(library, backups)
    rewritten(made.path, change)
    assert check_backup(made.path).fault == "damaged"


def test_one_of_a_newer_bayaz_says_so(library: Database, backups: Backups) -> None:
    made = back_up(library, backups)
    rewritten(made.path, lambda manifest: manifest.update(version=2))
    assert check_backup(made.path).fault == "too new"
    with pytest.raises(BackupTooNewError):
        read_manifest(made.path)


def test_names_outside_and_members_not_named_are_never_touched(
    library: Database, backups: Backups, tmp_path: Path
) -> None:
    made = back_up(library, backups)
    before = sorted(tmp_path.rglob("*"))
    rewritten(
        made.path,
        unchanged,
        {"../../evil.txt": b"x", "/abs": b"x", "state/../../x": b"x", "bayaz.sqlite3": b"x"},
    )
    assert check_backup(made.path).usable
    assert sorted(tmp_path.rglob("*")) == before


def test_a_bomb_is_refused(library: Database, backups: Backups) -> None:
    """A member that grows a thousandfold, counted as it is read."""
    made = back_up(library, backups)
    line = b'{"id": "' + b"0" * 1_000_000 + b'", "record": {}}\n'
    rewritten(made.path, unchanged, {"note.jsonl": line * 100})
    with BackupFile(made.path) as opened, pytest.raises(BackupDamagedError):
        list(opened.records("note"))
