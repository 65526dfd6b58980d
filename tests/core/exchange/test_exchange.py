"""Real libraries that exchange what they hold: over a folder, from a backup, from the journal."""

import hashlib
import os
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from app.core.backup.backups import Backups
from app.core.backup.model import BackupDamagedError
from app.core.backup.restore import restore
from app.core.exchange.change_file import ChangeFile, line_of
from app.core.exchange.exchange import Exchange
from app.core.exchange.journal import rebuild
from app.core.exchange.model import ChangeMark, Dot, Entry, Sibling, SyncFolderError, VersionState
from app.core.storage.database import Database
from app.core.storage.records.record_writer import RecordWriter
from tests import platforms
from tests.backups import back_up
from tests.records import RandomLibrary, records_of, stored_rows

Make = Callable[[str], "Shelf"]


class Shelf:
    """A library, what fills it, and its exchange."""

    def __init__(self, path: Path, seed: int = 1) -> None:
        self.database = Database(path / "bayaz.sqlite3")
        self.filler = RandomLibrary(self.database, seed)
        self.exchange = Exchange(self.database, machine="one")
        self.notebook, self.library = self.filler.notebook, self.filler.library

    def note_bodies(self) -> list[str]:
        return sorted(note.body for note in self.notebook.notes())

    def rows(self) -> dict[str, Any]:
        """Everything stored, but since when things are in the trash here."""
        rows = stored_rows(self.database)
        del rows["trashed"], rows["checksum"]
        return rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "synced"
    made.mkdir()
    return made


@pytest.fixture
def make(tmp_path: Path) -> Make:
    numbers = iter(range(1, 100))
    return lambda name: Shelf(tmp_path / name, next(numbers))


def meet(folder: Path, *shelves: Shelf) -> None:
    for _ in range(2):
        for shelf in shelves:
            shelf.exchange.sync(folder)


def test_two_filled_libraries_become_one(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    one.filler.fill(3, 4)
    other.filler.fill(2, 3)
    mine, theirs = records_of(one.database), records_of(other.database)
    meet(folder, one, other)
    assert one.rows() == other.rows()
    after = records_of(one.database)
    assert set(after) == set(mine) | set(theirs)
    for records in (mine, theirs):
        same = [key for key in records if after[key] == records[key]]
        assert {key[0] for key in records if key not in same} <= {"colour_name"}
    assert not one.database.all("PRAGMA foreign_key_check")
    for kind, own_id in after:
        if kind in ("summary", "note", "highlight"):
            assert one.database.damage_of(kind, own_id) is None


def test_a_second_meeting_writes_nothing(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    one.filler.fill(2, 2)
    meet(folder, one, other)
    last = [shelf.database.value("SELECT max(number) FROM change") for shelf in (one, other)]
    sizes = {path: path.stat().st_size for path in folder.iterdir()}
    for shelf in (one, other):
        assert shelf.exchange.sync(folder).nothing
        assert shelf.exchange.send(folder) == 0
    assert {path: path.stat().st_size for path in folder.iterdir()} == sizes
    assert last == [
        shelf.database.value("SELECT max(number) FROM change") for shelf in (one, other)
    ]


def test_both_texts_of_a_conflict_are_kept_and_told(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    meet(folder, one, other)
    one.notebook.edit_note(note.id, "Mine")
    other.notebook.edit_note(note.id, "Theirs")
    one.exchange.send(folder)
    report = other.exchange.receive(folder)
    assert [(one.kind, one.record_id, one.parts) for one in report.conflicts] == [
        ("note", note.id, ("body",))
    ]
    assert report.changed == {"note": 1}
    meet(folder, one, other)
    assert set(one.note_bodies()[0].split("\n\n---\n\n")) == {"Mine", "Theirs"}
    assert one.rows() == other.rows()
    # Once it was looked at, it is one text again everywhere, and stays it.
    one.notebook.edit_note(note.id, "Mine and theirs")
    meet(folder, one, other)
    assert one.note_bodies() == other.note_bodies() == ["Mine and theirs"]


def test_what_another_device_wrote_stays_among_the_earlier_texts(make: Make, folder: Path) -> None:
    """Also within the ten minutes in which an own text is not kept."""
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    meet(folder, one, other)
    other.notebook.edit_note(note.id, "Second")
    one.notebook.link_note(note.id, ())
    meet(folder, one, other)
    other.notebook.edit_note(note.id, "Third")
    one.exchange.sync(folder)
    meet(folder, one, other)
    one.notebook.edit_note(note.id, "Fourth")
    meet(folder, one, other)
    earlier = {text for _, text in one.notebook.earlier_texts(note.id)}
    assert {"First", "Third"} <= earlier
    assert one.rows() == other.rows()


def test_deletions_are_passed_on_and_stay(make: Make, folder: Path) -> None:
    one, other, third = make("one"), make("other"), make("third")
    one.filler.fill(2, 3)
    meet(folder, one, other)
    gone = one.notebook.notes()[0].id
    one.notebook.trash_note(gone)
    with one.database.transaction():
        RecordWriter(one.database).remove("note", gone)
    assert ("note", gone) in records_of(other.database)
    # The third hears of both states, the older one last.
    one.exchange.sync(folder)
    third.exchange.receive(folder)
    other.exchange.settle_all()
    third.exchange.take_in(other.exchange.entries())
    meet(folder, one, other, third)
    for shelf in (one, other, third):
        assert ("note", gone) not in records_of(shelf.database)
    assert one.rows() == other.rows() == third.rows()


def test_a_summary_that_is_deleted_for_good_and_how_far_it_was_read(
    make: Make, folder: Path
) -> None:
    one, other = make("one"), make("other")
    own_id = one.filler.add_summary()
    one.filler.read(own_id)
    meet(folder, one, other)
    assert ("reading", own_id) in records_of(other.database)
    one.library.trash(own_id)
    with one.database.transaction():
        one.library.delete_for_good([own_id])
    meet(folder, one, other)
    assert one.rows() == other.rows()
    assert not [key for key in records_of(other.database) if key[0] in ("summary", "reading")]


def test_how_far_was_read_waits_for_its_summary(make: Make) -> None:
    one, other = make("one"), make("other")
    own_id = one.filler.add_summary()
    one.filler.read(own_id)
    one.exchange.settle_all()
    entries = list(one.exchange.entries())
    other.exchange.take_in(entry for entry in entries if entry.kind != "summary")
    assert ("reading", own_id) not in records_of(other.database)
    other.exchange.settle_all()
    other.exchange.take_in(entry for entry in entries if entry.kind == "summary")
    assert one.rows() == other.rows()


def test_corrections_in_two_places(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    own_id = one.filler.add_summary()
    one.filler.read(own_id)
    meet(folder, one, other)
    one.filler.correct(own_id)
    other.filler.correct(own_id)
    texts = {shelf.library.text_of(shelf.library.summary(own_id)).strip() for shelf in (one, other)}
    meet(folder, one, other)
    assert one.rows() == other.rows()
    stored = {row["text"].strip() for row in one.database.all("SELECT text FROM revision")}
    assert texts <= stored
    # The next correction takes the number after all of them.
    one.filler.correct(own_id)
    meet(folder, one, other)
    assert one.rows() == other.rows()


def test_a_torn_line_is_read_once_it_is_complete(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    one.notebook.add_note("Whole")
    one.exchange.send(folder)
    (path,) = folder.iterdir()
    before = path.stat().st_size
    one.notebook.add_note("Torn")
    one.exchange.send(folder)
    content = path.read_bytes()
    for length in (before + 1, len(content) - 1):
        path.write_bytes(content[:length])
        other.exchange.receive(folder)
        assert other.note_bodies() == ["Whole"]
    path.write_bytes(content)
    other.exchange.receive(folder)
    assert other.note_bodies() == ["Torn", "Whole"]


def test_a_damaged_line_hides_none_of_the_others(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    for text in ("First", "Second", "Third"):
        one.notebook.add_note(text)
        one.exchange.send(folder)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Second", b"Sec\x00nd"))
    report = other.exchange.receive(folder)
    assert other.note_bodies() == ["First", "Third"]
    assert report.damaged_lines == 1
    # Its owner writes what is damaged again, without being told.
    Exchange(one.database, "one").send(folder)
    other.exchange.receive(folder)
    assert other.note_bodies() == ["First", "Second", "Third"]


def test_blocks_that_come_late_are_read_when_they_are_there(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    for text in ("First", "Second", "Third"):
        one.notebook.add_note(text)
        one.exchange.send(folder)
    (path,) = folder.iterdir()
    content = path.read_bytes()
    place = content.index(b"Second")
    path.write_bytes(content[: place - 20] + bytes(40) + content[place + 20 :])
    other.exchange.receive(folder)
    assert other.note_bodies() == ["First", "Third"]
    path.write_bytes(content)
    other.exchange.receive(folder)
    assert other.note_bodies() == ["First", "Second", "Third"]


def test_a_file_that_ends_in_the_middle_is_mended_by_its_owner(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    one.notebook.add_note("First")
    one.exchange.send(folder)
    (path,) = folder.iterdir()
    path.write_bytes(path.read_bytes()[:-20])
    one.notebook.add_note("Second")
    one.exchange.send(folder)
    other.exchange.receive(folder)
    assert other.note_bodies() == ["First", "Second"]


def test_a_file_is_written_anew_when_most_of_it_is_stale(
    make: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.core.exchange.change_file._SMALL", 1000)
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    sizes = []
    for number in range(20):
        one.notebook.edit_note(note.id, f"Text {number}")
        one.exchange.send(folder)
        other.exchange.receive(folder)
        (path,) = folder.iterdir()
        sizes.append(path.stat().st_size)
    assert any(later < earlier for earlier, later in pairwise(sizes))
    assert other.note_bodies() == ["Text 19"]
    assert sum(1 for _ in ChangeFile(path, one.exchange.device).lines()) == 1


def test_other_files_in_the_folder_are_left_alone(make: Make, folder: Path) -> None:
    one = make("one")
    (folder / "holiday.jpg").write_bytes(b"\xff\xd8")
    (folder / "0123456789abcdef.bayaz-changes").mkdir()
    (folder / "0123456789abcdee.bayaz-changes").write_bytes(b"\0" * 5000)
    if not platforms.WINDOWS:  # which has no such files
        os.mkfifo(folder / "0123456789abcded.bayaz-changes")
    (folder / "0123456789abcdec.bayaz-changes").symlink_to("/dev/zero")
    (folder / "conflicted copy of 0123456789abcdef.bayaz-changes").write_bytes(b"x")
    before = {path.name for path in folder.iterdir()}
    one.notebook.add_note("First")
    assert one.exchange.sync(folder).nothing
    assert {path.name for path in folder.iterdir()} - before == {
        f"{one.exchange.device}.bayaz-changes"
    }


def test_a_folder_that_is_not_there_is_told_and_not_made(make: Make, tmp_path: Path) -> None:
    one = make("one")
    for verb in (one.exchange.send, one.exchange.receive, one.exchange.sync):
        with pytest.raises(SyncFolderError):
            verb(tmp_path / "stick")
    assert not (tmp_path / "stick").exists()


def test_a_copied_library_is_another_device(tmp_path: Path, make: Make, folder: Path) -> None:
    one = make("one")
    note = one.notebook.add_note("First")
    meet(folder, one)
    device = one.exchange.device
    one.database.close()
    shutil.copytree(tmp_path / "one", tmp_path / "copy")
    copy, one = Shelf(tmp_path / "copy"), Shelf(tmp_path / "one")
    elsewhere = Exchange(copy.database, machine="another")
    assert one.exchange.device == device
    assert len({device, copy.exchange.device, elsewhere.device}) == 3
    one.notebook.edit_note(note.id, "Mine")
    copy.notebook.edit_note(note.id, "Of the copy")
    meet(folder, one, copy)
    assert one.note_bodies() == copy.note_bodies()
    assert set(one.note_bodies()[0].split("\n\n---\n\n")) == {"Mine", "Of the copy"}


@pytest.mark.parametrize("beside", [True, False])
def test_a_library_that_was_put_back_is_another_device(
    tmp_path: Path, make: Make, folder: Path, beside: bool
) -> None:
    """Known by the small file beside it, or by its own file in the folder."""
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    meet(folder, one, other)
    one.database.close()
    kept = (tmp_path / "one" / "bayaz.sqlite3").read_bytes()
    one = Shelf(tmp_path / "one")
    one.notebook.edit_note(note.id, "Lost with the disk")
    one.exchange.send(folder)
    before = one.exchange.device
    one.database.close()
    (tmp_path / "one" / "bayaz.sqlite3").write_bytes(kept)
    if not beside:
        (tmp_path / "one" / "bayaz.sqlite3-device").unlink()
    one = Shelf(tmp_path / "one")
    one.notebook.edit_note(note.id, "Written after")
    meet(folder, one, other)
    assert one.exchange.device != before
    assert one.note_bodies() == other.note_bodies()
    assert set(one.note_bodies()[0].split("\n\n---\n\n")) == {
        "Lost with the disk", "Written after",
    }  # fmt: skip


def test_a_library_put_back_that_was_written_in_before_it_met_its_own_file(
    tmp_path: Path, make: Make, folder: Path
) -> None:
    """By then it has counted as far as its file, with other changes under the same numbers."""
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    meet(folder, one, other)
    one.database.close()
    kept = (tmp_path / "one" / "bayaz.sqlite3").read_bytes()
    one = Shelf(tmp_path / "one")
    one.notebook.edit_note(note.id, "Lost with the disk")
    one.exchange.send(folder)
    one.database.close()
    (tmp_path / "one" / "bayaz.sqlite3").write_bytes(kept)
    one = Shelf(tmp_path / "one")
    for text in ("Written after", "Written after it", "Written after it all"):
        one.notebook.edit_note(note.id, text)
        one.exchange.settle_all()
    meet(folder, one, other)
    assert one.note_bodies() == other.note_bodies()
    assert set(one.note_bodies()[0].split("\n\n---\n\n")) == {
        "Lost with the disk", "Written after it all",
    }  # fmt: skip


def test_numbers_follow_those_that_were_heard_of(make: Make, folder: Path) -> None:
    """So that what was written later, and knowing the other, is the later change everywhere."""
    one, other = make("one"), make("other")
    for number in range(30):
        one.notebook.add_note(f"Note {number}")
    meet(folder, one, other)
    note = other.notebook.add_note("Later")
    other.exchange.settle_all()
    numbers = {
        each.record_id: each.state.siblings[0].dot.number for each in other.exchange.entries()
    }
    assert max(numbers, key=lambda own: numbers[own]) == note.id


def entry(kind: str, own_id: str, content: Any, number: int = 1) -> Entry:
    dot = Dot(number, "stranger")
    return Entry(kind, own_id, VersionState({"stranger": number}, (Sibling(dot, {}, {}, content),)))


def test_hostile_records_are_skipped_whole_and_the_rest_goes_on(make: Make) -> None:
    one = make("one")
    one.filler.fill(2, 2)
    one.exchange.settle_all()
    records = records_of(one.database)
    first, second = [own for kind, own in records if kind == "summary"][:2]
    stolen = dict(records["summary", second], fact=records["summary", first]["fact"])
    note = {"note": [{"body": "New", "created_at": "x", "updated_at": "x", "deleted_at": None}]}
    spelling = {"field": "author", "found_key": "z hussain", "corrected": "Someone"}
    before = one.rows()
    hostile = [
        entry("summary", "new", stolen),
        entry("summary", second, stolen),
        entry("note", "n1", {"note": []}),
        entry("note", "n2", {"note": [{"body": None}]}),
        entry("note", "n3", {"note": note["note"] * 2}),
        entry("highlight", "h1", note),
        entry("no kind", "x", note),
        entry("note", "", note),
        entry("note", "n" * 1000, note),
        entry("note", "n4", note, number=2**50),
        entry("learned_spelling", "author/other", {"learned_spelling": [spelling]}),
        entry("reading", first, {"reading": [{"reading_state": "eaten"}]}, number=999),
        entry("note", "n5", {"note": note["note"], "note_revision": [{"number": "x"}]}),
    ]
    report = one.exchange.take_in(hostile)
    assert [one.reason for one in report.skipped] == ["refused"] * len(hostile)
    assert one.rows() == before
    report = one.exchange.take_in([*hostile, entry("note", "n6", note), *hostile])
    assert report.added == {"note": 1}
    assert one.notebook.note("n6").body == "New"


def test_no_one_can_use_up_the_numbers(make: Make) -> None:
    one = make("one")
    one.notebook.add_note("First")
    one.exchange.settle_all()
    note = {"note": [{"body": "x", "created_at": "x", "updated_at": "x", "deleted_at": None}]}
    one.exchange.take_in([entry("note", "n1", note, number=2**53 - 1)])
    one.notebook.add_note("Second")
    one.exchange.settle_all()
    assert max(max(each.state.seen.values()) for each in one.exchange.entries()) < 100


@pytest.mark.parametrize(
    "state",
    [
        b"", b"null", b"[]", b"{}", b'{"seen": 1, "siblings": []}',
        b'{"seen": {"a": 1}, "siblings": [{"dot": ["a", 2], "content": {}}]}',
        b'{"seen": {"a": 1}, "siblings": [{"dot": ["a", 1], "content": null}]}',
        b'{"seen": {"a": 1}, "siblings": [{"dot": ["a", 1], "content": {"note": [{"body": 1.5}]}}]}',
        b'{"seen": {"a": 1}, "siblings": [{"dot": ["a", 1], "content": {"note": [{"b": "\\ud800"}]}}]}',
        b'{"seen": {"a": 1}, "siblings": [{"dot": ["a", 1], "past": {"a": 1}, "content": {}}]}',
        b'{"seen": {"a": 1}, "siblings": [{"dot": [[], 1], "content": {}}]}',
        b'{"seen": {"../a": 1}, "siblings": [{"dot": ["../a", 1], "content": {}}]}',
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_line_that_tells_no_record_is_skipped(make: Make, folder: Path, state: bytes) -> None:
    one, other = make("one"), make("other")
    other.notebook.add_note("Good")
    other.exchange.send(folder)
    (path,) = folder.iterdir()
    text = b'5\t7\tabc\tnote\t"x"\t' + state
    with path.open("ab") as file:
        file.write(hashlib.sha256(text).hexdigest().encode() + b"\t" + text + b"\n")
    report = one.exchange.receive(folder)
    assert [each.reason for each in report.skipped] == ["refused"]
    assert one.note_bodies() == ["Good"]


def test_what_a_newer_bayaz_wrote_waits_for_the_update(
    make: Make, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = make("one"), make("other")
    one.notebook.add_note("Of a newer one")
    monkeypatch.setattr("app.core.exchange.change_file.LATEST_VERSION", 8)
    one.exchange.send(folder)
    monkeypatch.undo()
    report = other.exchange.receive(folder)
    assert [each.reason for each in report.skipped] == ["newer"]
    assert other.note_bodies() == []
    monkeypatch.setattr("app.core.exchange.change_file.LATEST_VERSION", 8)
    monkeypatch.setattr("app.core.exchange.exchange.LATEST_VERSION", 8)
    other.exchange.receive(folder)
    assert other.note_bodies() == ["Of a newer one"]


def test_a_damaged_record_is_not_passed_on_and_is_mended_by_others(
    make: Make, folder: Path
) -> None:
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    meet(folder, one, other)
    with one.database.transaction():
        one.database.write("UPDATE note SET body = 'Fi?st'")
    assert one.database.damage_of("note", note.id)
    meet(folder, one, other)
    assert other.note_bodies() == ["First"]
    one.exchange.take_in(other.exchange.entries())
    assert one.note_bodies() == ["First"]
    assert one.database.damage_of("note", note.id) is None


def test_what_is_damaged_before_it_was_ever_sent_is_not_sent(make: Make, folder: Path) -> None:
    one, other = make("one"), make("other")
    one.notebook.add_note("First")
    one.notebook.add_note("Second")
    one.exchange.settle_all()
    with one.database.transaction():
        one.database.write("UPDATE note SET body = 'Fi?st' WHERE body = 'First'")
    one.exchange.send(folder)
    report = other.exchange.receive(folder)
    assert other.note_bodies() == ["Second"]
    assert not report.skipped


def test_a_backup_is_merged(make: Make, tmp_path: Path) -> None:
    one = make("one")
    one.filler.fill(2, 3)
    one.exchange.settle_all()
    backup = back_up(one.database, Backups(tmp_path / "backups")).path
    held = records_of(one.database)
    edited, gone = [note.id for note in one.notebook.notes()][:2]
    one.notebook.edit_note(edited, "Edited since then")
    with one.database.transaction():
        RecordWriter(one.database).remove("note", gone)
    before = one.rows()
    assert one.exchange.merge_backup(backup).nothing
    assert one.rows() == before
    other = make("other")
    other.notebook.add_note("Here already")
    tried = other.exchange.merge_backup(backup, dry_run=True)
    assert other.note_bodies() == ["Here already"]
    done = other.exchange.merge_backup(backup)
    assert done == tried
    after = records_of(other.database)
    assert {key: after[key] for key in held} == held


@pytest.mark.parametrize("settled", [True, False])
def test_two_backups_of_different_days_and_what_was_written_since(
    make: Make, tmp_path: Path, settled: bool
) -> None:
    """Whether or not anything had been noted of versions when they were made."""
    one, backups = make("one"), Backups(tmp_path / "backups")
    paths = []
    note = one.notebook.add_note("First")
    for text in ("Second", "Third"):
        one.notebook.edit_note(note.id, text)
        one.filler.clock.forward(minutes=30)
        if settled:
            one.exchange.settle_all()
        paths.append(back_up(one.database, backups).path)
    other = make("other")
    for path in (*paths, *reversed(paths)):
        other.exchange.merge_backup(path)
    texts = {"Third"} if settled else {"Second", "Third"}
    assert set(other.note_bodies()[0].split("\n\n---\n\n")) == texts
    before = other.rows()
    for path in paths:
        assert other.exchange.merge_backup(path).nothing
    assert other.rows() == before


def test_a_library_restored_elsewhere_goes_on_where_the_backup_was(
    make: Make, tmp_path: Path, folder: Path
) -> None:
    """The disk is gone; another device has edited since the backup was made."""
    one, other = make("one"), make("other")
    one.filler.fill(2, 3)
    gone, edited = [note.id for note in one.notebook.notes()][:2]
    with one.database.transaction():
        RecordWriter(one.database).remove("note", gone)
    meet(folder, one, other)
    backup = back_up(one.database, Backups(tmp_path / "backups")).path
    other.notebook.edit_note(edited, "Edited since then")
    other.exchange.send(folder)
    new = make("new")
    restore(backup, new.database)
    new.exchange.know_restored(backup)
    assert new.exchange.device not in (one.exchange.device, other.exchange.device)
    report = new.exchange.receive(folder)
    assert not report.conflicts
    assert "Edited since then" in new.note_bodies()
    assert new.rows() == other.rows()
    new.notebook.edit_note(edited, "Edited on the new disk")
    meet(folder, new, other)
    assert new.rows() == other.rows()
    assert "Edited on the new disk" in other.note_bodies()
    assert ("note", gone) not in records_of(new.database)


def test_restoring_an_older_state_is_a_change_that_others_hear_of(
    make: Make, tmp_path: Path, folder: Path
) -> None:
    one, other = make("one"), make("other")
    note = one.notebook.add_note("First")
    meet(folder, one, other)
    backup = back_up(one.database, Backups(tmp_path / "backups")).path
    one.notebook.edit_note(note.id, "Second")
    meet(folder, one, other)
    restore(backup, one.database)
    one.exchange.know_restored(backup)
    meet(folder, one, other)
    assert one.note_bodies() == other.note_bodies() == ["First"]


def test_a_backup_that_is_damaged_changes_nothing(make: Make, tmp_path: Path) -> None:
    one, other = make("one"), make("other")
    one.filler.fill(2, 3)
    path = back_up(one.database, Backups(tmp_path / "backups")).path
    content = bytearray(path.read_bytes())
    place = content.index(b"highlight.jsonl") + 60
    content[place : place + 8] = b"damaged!"
    path.write_bytes(content)
    before = other.rows()
    with pytest.raises(BackupDamagedError):
        other.exchange.merge_backup(path)
    assert other.rows() == before


def test_everything_comes_back_from_the_journal(make: Make, tmp_path: Path) -> None:
    one, journal = make("one"), tmp_path / "journal.bayaz-changes"
    one.filler.fill(3, 4)
    assert one.exchange.write_journal(journal) > 10
    assert one.exchange.write_journal(journal) == 0
    gone = one.notebook.notes()[0].id
    with one.database.transaction():
        RecordWriter(one.database).remove("note", gone)
    one.notebook.edit_note(one.notebook.notes()[0].id, "The last text")
    assert one.exchange.write_journal(journal) == 2
    other = make("other")
    with other.database.transaction():
        writer = RecordWriter(other.database)
        for kind, own_id, record in rebuild(journal):
            writer.write(kind, own_id, record)
    assert records_of(other.database) == records_of(one.database)
    assert stored_rows(other.database) == stored_rows(one.database)


def test_damage_in_the_journal_costs_no_more_than_its_line(make: Make, tmp_path: Path) -> None:
    one, journal = make("one"), tmp_path / "journal.bayaz-changes"
    notes = [one.notebook.add_note(f"Note {number}").id for number in range(20)]
    one.exchange.write_journal(journal)
    content = journal.read_bytes()
    for place in range(0, len(content), 97):
        damaged = bytearray(content)
        damaged[place] ^= 0x55
        journal.write_bytes(damaged)
        found = {own_id for _, own_id, _ in rebuild(journal)}
        # A turned-over end of a line takes the next one with it.
        assert len(found & set(notes)) >= len(notes) - 2
        assert found <= set(notes)
    journal.write_bytes(content[:-1] + b"\0\0garbage")
    Exchange(one.database, "one").write_journal(journal)
    assert {own_id for _, own_id, _ in rebuild(journal)} == set(notes)


def test_a_line_can_be_read_as_it_was_written(tmp_path: Path) -> None:
    marks = {
        "body": ChangeMark("d", (Dot(1, "a"), Dot(1, "b"))),
        "tags": ChangeMark("e", (Dot(3, "a"),)),
    }
    content = {"note": [{"body": "Tab\tand\nline and پانی"}]}
    state = VersionState(
        {"a": 3, "b": 1},
        (Sibling(Dot(1, "b"), {}, {}, None, deleted=True),
         Sibling(Dot(3, "a"), {"b": 1}, marks, content)),
    )  # fmt: skip
    path = tmp_path / "file"
    file = ChangeFile(path, "me")
    file.append([line_of(Entry("note", "id\twith tab", state), 7)])
    (line,) = ChangeFile(path, "me").lines()
    assert line.entry() == Entry("note", "id\twith tab", state)
    assert line.number == 7
