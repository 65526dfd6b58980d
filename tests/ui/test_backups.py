"""Backups in the window: the list, the day's backup, restoring, and what is done before a loss."""

from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from app.core.backup.model import Reason
from app.core.paths import DataFolder
from app.ui.application import open_library
from app.ui.dialogs.backups_dialog import BackupsDialog
from tests.clock import Clock
from tests.window import Driver, clicking


def reasons(driver: Driver) -> list[Reason]:
    return [one.about.reason for one in driver.session.backups.all() if one.about]


def backed_up(driver: Driver) -> None:
    count = len(reasons(driver))
    driver.session.backups.make(Reason.ASKED)
    driver.until(lambda: len(reasons(driver)) > count and not driver.session.backups.running)


def bodies(driver: Driver) -> list[str]:
    return sorted(note.body for note in driver.workspace.notebook.notes())


@pytest.fixture
def dialog(seeded: tuple[Driver, str]) -> BackupsDialog:
    driver, _ = seeded
    made = BackupsDialog(driver.session.backups, driver.window)
    made.show()
    return made


def test_the_menu_leads_there_and_a_backup_is_made(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    seen: list[str] = []

    def work() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, BackupsDialog)
        seen.append(dialog.empty.text())
        assert dialog.empty.isVisible()
        dialog.now_button.click()
        driver.until(lambda: dialog.list.topLevelItemCount() == 1)
        seen.append(dialog.facts.text())
        dialog.reject()

    QTimer.singleShot(0, work)
    driver.window.actions_by_name["backups"].trigger()
    assert "no backup yet" in seen[0]
    assert seen[1].startswith("1 summary, 0 notes, 0 highlights")


def test_restoring_brings_everything_back_and_keeps_what_was(
    seeded: tuple[Driver, str], dialog: BackupsDialog
) -> None:
    driver, summary_id = seeded
    driver.open(summary_id)
    driver.session.notes.add("Before.", ())
    backed_up(driver)
    driver.session.notes.add("After.", ())
    driver.session.summaries.trash([summary_id])
    with clicking("Restore") as said:
        dialog.restore_button.click()
    assert "this backup" in said[0]
    assert dialog.restored
    assert bodies(driver) == ["Before."]
    assert driver.workspace.library.row(summary_id)
    assert not driver.session.undo_stack.canUndo()
    assert reasons(driver) == [Reason.RESTORE, Reason.ASKED]
    with clicking("Restore"):
        dialog.restore_button.click()
    assert bodies(driver) == ["After.", "Before."]


def test_merging_adds_and_removes_nothing(
    seeded: tuple[Driver, str], dialog: BackupsDialog
) -> None:
    driver, _ = seeded
    first = driver.session.notes.add("Before.", ())
    backed_up(driver)
    assert first is not None
    driver.session.notes.save(first.id, "Before, and changed.", ())
    driver.session.notes.add("After.", ())
    with clicking("Merge"):
        dialog.restore_button.click()
    assert bodies(driver) == ["After.", "Before, and changed."]
    assert "new" in dialog.facts.text()


def test_cancel_changes_nothing(seeded: tuple[Driver, str], dialog: BackupsDialog) -> None:
    driver, _ = seeded
    backed_up(driver)
    driver.session.notes.add("After.", ())
    with clicking("Cancel"):
        dialog.restore_button.click()
    assert bodies(driver) == ["After."]
    assert reasons(driver) == [Reason.ASKED]


def test_a_damaged_backup_says_so_and_cannot_be_restored(
    seeded: tuple[Driver, str], dialog: BackupsDialog
) -> None:
    driver, _ = seeded
    backed_up(driver)
    path = driver.session.backups.all()[0].path
    path.write_bytes(path.read_bytes()[:100])
    again = BackupsDialog(driver.session.backups, driver.window)
    assert not again.restore_button.isEnabled()
    assert "damaged" in again.facts.text()
    with patch.object(QFileDialog, "getOpenFileName", return_value=(str(path), "")):
        dialog.file_button.click()
    assert "damaged" in dialog.facts.text()


def test_a_backup_is_saved_where_the_reader_wants_it(dialog: BackupsDialog, tmp_path: Path) -> None:
    place = tmp_path / "exam"
    with patch.object(QFileDialog, "getSaveFileName", return_value=(str(place), "")):
        dialog.copy_button.click()
        assert "read back" in dialog.facts.text()
        saved = place.with_name("exam.bayaz-backup").read_bytes()
        dialog.copy_button.click()
    assert "there already" in dialog.facts.text()
    assert place.with_name("exam.bayaz-backup").read_bytes() == saved


def test_copies_go_to_a_second_folder(
    seeded: tuple[Driver, str], dialog: BackupsDialog, tmp_path: Path
) -> None:
    driver, _ = seeded
    stick = tmp_path / "stick"
    stick.mkdir()
    with patch.object(QFileDialog, "getExistingDirectory", return_value=str(stick)):
        dialog.second_button.click()
    # A long name is given places to break.
    assert str(stick) in dialog.copies.text().replace("\u200b", "")
    driver.session.backups.make(Reason.ASKED)
    driver.until(lambda: not driver.session.backups.running)
    assert len(list(stick.iterdir())) == 1
    dialog.second_button.click()
    assert not dialog.copies.isVisible()


def test_the_days_backup_is_made_once_a_day(seeded: tuple[Driver, str], clock: Clock) -> None:
    driver, _ = seeded
    for day in range(3):
        for _ in range(2):
            driver.session.backups.make_if_due()
            driver.until(lambda: not driver.session.backups.running)
        assert reasons(driver) == [Reason.DAILY] * (day + 1)
        clock.forward(days=1)
        driver.session.purge_trash()


def test_what_is_deleted_for_good_is_in_a_backup_made_before(seeded: tuple[Driver, str]) -> None:
    driver, summary_id = seeded
    driver.session.summaries.trash([summary_id])
    with patch("app.ui.dialogs.confirmations.confirm_deletion", return_value=True):
        driver.window.library_actions.delete_for_good([summary_id])
    driver.until(lambda: not driver.session.backups.running)
    assert driver.workspace.library.find(summary_id) is None
    (backup,) = driver.session.backups.all()
    assert (backup.about and backup.about.reason, backup.counts["summary"]) == (Reason.DELETION, 1)


def test_notes_written_while_one_is_made_are_kept_and_not_in_it(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded
    driver.session.backups.make(Reason.ASKED)
    for number in range(20):
        driver.session.notes.add(f"Meanwhile {number}.", ())
    driver.until(lambda: not driver.session.backups.running)
    (backup,) = driver.session.backups.all()
    assert backup.counts["note"] == 0
    assert len(bodies(driver)) == 20
    assert driver.workspace.checks.run().whole


def test_a_full_disk_is_said(seeded: tuple[Driver, str], folder: DataFolder) -> None:
    driver, _ = seeded
    folder.backups.write_bytes(b"a file where the folder should be")
    driver.session.backups.make(Reason.ASKED)
    driver.until(lambda: not driver.session.backups.running)
    driver.until(lambda: "could not be written" in driver.window.toast.text)


def test_a_damaged_library_is_repaired_at_the_start(
    seeded: tuple[Driver, str], folder: DataFolder
) -> None:
    driver, summary_id = seeded
    backed_up(driver)
    driver.session.close()
    folder.database.write_bytes(folder.database.read_bytes()[:2000])
    with clicking("Repair", "OK") as said:
        opened = open_library(folder, new=False)
    assert opened is not None
    with opened:
        assert opened.library.row(summary_id)
    assert "is damaged" in said[0]
    assert "was restored" in said[1]
    assert "damaged-1" in said[1]


def test_every_button_has_words(dialog: BackupsDialog) -> None:
    assert all(button.text() for button in dialog.findChildren(QPushButton))
    assert not dialog.findChildren(QMessageBox)


def test_the_journal_follows_in_quiet_moments(
    seeded: tuple[Driver, str], folder: DataFolder
) -> None:
    driver, summary_id = seeded
    service = driver.session.backups
    service.settle()
    driver.until(
        lambda: folder.journal.exists() and summary_id in folder.journal.read_text("utf-8")
    )


def test_enter_in_the_list_asks_and_makes_no_backup(
    seeded: tuple[Driver, str], dialog: BackupsDialog
) -> None:
    driver, _ = seeded
    backed_up(driver)
    driver.session.notes.add("After.", ())
    with clicking("Cancel"):
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert not driver.session.backups.running
    assert reasons(driver) == [Reason.ASKED]
