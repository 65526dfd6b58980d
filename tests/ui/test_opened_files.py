"""A file that the reader opens with Bayaz: a pack is imported, a backup shown beside the others."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from app.ui.dialogs.backups_dialog import BackupsDialog
from app.ui.window.controllers.coming_forward import ComingForward
from tests.window import Driver


@pytest.fixture
def forward(seeded: tuple[Driver, str]) -> ComingForward:
    driver, _ = seeded
    window = driver.window
    return ComingForward(
        driver.workspace.folder.database,
        window.import_controller,
        window.backup_controller,
        window,
    )


def answer_with(words: str, seen: list[str]) -> None:
    """Press a button of the question about a backup, and close the list of them then."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(20, press)
            return
        dialog = box.parent()
        assert isinstance(dialog, BackupsDialog)
        seen.append(box.informativeText())
        next(button for button in box.buttons() if button.text() == words).click()
        QTimer.singleShot(200, dialog.reject)

    QTimer.singleShot(0, press)


@pytest.mark.parametrize("name", ["mine.bayaz-backup", "MINE.BAYAZ-BACKUP"])
def test_a_backup_is_shown_and_restored_only_if_the_reader_says_so(
    seeded: tuple[Driver, str], forward: ComingForward, tmp_path: Path, name: str
) -> None:
    driver, _ = seeded
    path = tmp_path / name
    assert driver.session.backups.make_at(path)
    driver.session.notes.add("Typed later", ())
    seen: list[str] = []
    answer_with("Cancel", seen)
    forward.come([path])
    driver.until(lambda: bool(seen) and QApplication.activeModalWidget() is None)
    assert "Merge only adds" in seen[0]
    assert driver.workspace.notebook.notes()
    answer_with("Restore", seen)
    forward.come([path])
    driver.until(lambda: len(seen) == 2 and QApplication.activeModalWidget() is None)
    assert not driver.workspace.notebook.notes()


def test_what_comes_with_a_backup_is_imported_after_it(
    seeded: tuple[Driver, str], forward: ComingForward, tmp_path: Path
) -> None:
    driver, _ = seeded
    path, text = tmp_path / "mine.bayaz-backup", tmp_path / "post.txt"
    path.write_bytes(b"no backup")
    text.write_text("# A dry canal\n\nOverview:\nThe canal is dry.\n", encoding="utf-8")
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, BackupsDialog) or "no backup" not in dialog.facts.text():
            QTimer.singleShot(20, look)
            return
        seen.append(dialog.facts.text())
        dialog.reject()

    QTimer.singleShot(0, look)
    forward.come([path, text])
    driver.until(lambda: bool(seen) and driver.window.centre.importing.isVisible())
    assert seen == ["mine.bayaz-backup cannot be restored: it is damaged or no backup."]
