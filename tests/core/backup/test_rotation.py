"""Which backups stay: 5 latest, 7 days, 4 weeks, by number and days of use, whatever the clock."""

from pathlib import Path
from threading import Thread

from app.core.backup.backups import Backups, Occasion, check_backup
from app.core.backup.model import About, Backup, Reason
from app.core.backup.rotation import LATEST, superfluous
from app.core.storage.identity import library_id
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import reader_of
from app.core.workspace import Workspace
from tests.backups import all_backups, back_up
from tests.clock import NOW
from tests.records import full_library


def backup(sequence: int, day: int, made_at: str = "2026-01-01") -> Backup:
    about = About("id", made_at, Reason.DAILY, sequence, day, 7)
    return Backup(Path(f"{sequence}"), about)


def kept(backups: list[Backup]) -> list[int]:
    gone = {one.path for one in superfluous(backups)}
    return [one.about.sequence for one in backups if one.about and one.path not in gone]


def test_a_long_row_is_thinned_out() -> None:
    rows = [backup(number, number // 3) for number in range(300)]
    # The 5 latest; the last of each of the days 99 to 93; of the weeks 14 (98 and on), 13, 12, 11.
    assert kept(rows) == [251, 272, 281, 284, 287, 290, 293, 295, 296, 297, 298, 299]


def test_thinning_out_after_each_one_keeps_what_it_should() -> None:
    present: list[Backup] = []
    for number in range(200):
        present.append(backup(number, number))
        gone = superfluous(present)
        present = [one for one in present if one not in gone]
    days = [one.about.day for one in present if one.about]
    assert days[-7:] == [193, 194, 195, 196, 197, 198, 199]
    assert {day // 7 for day in days} == {25, 26, 27, 28}


def test_dates_say_nothing() -> None:
    """A clock of 1980, and one of 2034, thin nothing out and keep nothing longer."""
    dates = ["1980-01-01", "2034-05-05", "2026-11-22"]
    rows = [backup(number, number, dates[number % 3]) for number in range(60)]
    assert kept(rows) == kept([backup(number, number) for number in range(60)])


def test_the_last_five_of_one_day_stay() -> None:
    assert kept([backup(number, 3) for number in range(9)]) == [4, 5, 6, 7, 8]


def test_backups_go_on_by_number(tmp_path: Path) -> None:
    database = full_library(tmp_path / "library")
    backups = Backups(tmp_path / "backups", tmp_path / "stick")
    for day in range(1, 9):
        back_up(database, backups, day=day)
    assert [one.about.sequence for one in backups.all() if one.about] == [8, 7, 6, 5, 4, 3, 2]
    assert not backups.second.exists() if backups.second else False


def test_a_stick_gets_copies_when_it_is_in(tmp_path: Path) -> None:
    database = full_library(tmp_path / "library")
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "mine.txt").write_text("not ours", encoding="utf-8")
    backups = Backups(tmp_path / "backups", stick)
    made = back_up(database, backups)
    assert (stick / made.path.name).read_bytes() == made.path.read_bytes()
    assert len(list(stick.iterdir())) == 2


def test_damaged_and_foreign_files_are_left_alone(tmp_path: Path) -> None:
    database = full_library(tmp_path / "library")
    backups = Backups(tmp_path / "backups")
    foreign = tmp_path / "backups" / "exam.bayaz-backup"
    for number in range(12):
        made = back_up(database, backups, day=1)
        if number == 0:
            foreign.write_bytes(made.path.read_bytes())
        if number == 1:
            made.path.write_bytes(b"damaged")
            damaged = made.path
    assert foreign in all_backups(backups.folder)
    assert damaged in all_backups(backups.folder)
    assert len(all_backups(backups.folder)) == 7


def test_the_one_that_is_restored_is_not_thinned_out(workspace: Workspace) -> None:
    """The oldest that is kept is the next to go, and a backup is made before it is read."""
    for number in range(LATEST + 1):
        workspace.notebook.add_note(f"Note {number}")
        workspace.backups.make(Reason.ASKED)
    oldest = workspace.backups.backups.all()[-1].path
    workspace.backups.restore(oldest)
    assert len(workspace.notebook.notes()) == 2
    assert oldest.exists()


def test_two_at_once_are_made_one_after_the_other(tmp_path: Path) -> None:
    database = full_library(tmp_path / "library", summaries=20)
    occasion = Occasion(library_id(database), LATEST_VERSION, 1, Reason.ASKED, NOW, {})
    database.close()
    backups = Backups(tmp_path / "backups")

    def make() -> None:
        with reader_of(database.path) as reader:
            backups.make(reader, occasion)

    threads = [Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = [check_backup(path) for path in all_backups(backups.folder)]
    assert [one.about.sequence for one in found if one.about] == [1, 2, 3, 4]
