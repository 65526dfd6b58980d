"""Sharing summaries with what was written on them, and importing what others shared."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.core.library.filters import LibraryFilter
from app.core.library.model import Summary
from app.core.notes.model import Colour, Link, LinkKind
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.dialogs.pack_dialog import PackDialog
from app.ui.importing.import_page import ImportPage
from tests.clock import Clock
from tests.window import Driver


def stored(driver: Driver) -> list[Summary]:
    library = driver.workspace.library
    return [library.summary(row.id) for row in library.rows(LibraryFilter())]


def make_pack(driver: Driver, fill_in: Callable[[PackDialog], None]) -> None:
    """Ask for a pack of the list and do something with the dialog, which is closed afterwards."""
    failures: list[BaseException] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, PackDialog) or not dialog.isActiveWindow():
            QTimer.singleShot(20, act)
            return
        try:
            fill_in(dialog)
        except BaseException as failure:
            failures.append(failure)
        if dialog.isVisible():
            failures.append(AssertionError("the dialog is still open"))
            dialog.reject()

    QTimer.singleShot(0, act)
    driver.window.actions_by_name["make_pack"].trigger()
    for failure in failures:
        raise failure


def fill_in_pack(driver: Driver, name: str, *ticks: str) -> list[str]:
    """Make a pack of the list by keyboard alone, and return what the dialog offered."""
    offered: list[str] = []

    def fill_in(dialog: PackDialog) -> None:
        offered.extend([dialog.highlights.text(), dialog.notes.text()])
        assert not dialog.highlights.isChecked()
        assert not dialog.notes.isChecked()
        assert dialog.own_name.hasFocus()
        dialog.own_name.selectAll()
        driver.type(name)
        for box in (dialog.highlights, dialog.notes):
            if box.isEnabled():
                driver.key(Qt.Key.Key_Tab)
                assert box.hasFocus()
                if box.text().split()[0] in ticks:
                    driver.key(Qt.Key.Key_Space)
        driver.key(Qt.Key.Key_Return)

    make_pack(driver, fill_in)
    return offered


def test_the_list_is_given_away_as_a_pack_and_comes_in_elsewhere(
    seeded: tuple[Driver, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, _ = seeded
    path = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    offered = fill_in_pack(driver, "Sana")
    assert offered == ["Highlights (there are none)", "Notes (there are none)"]
    assert driver.window.toast.text.endswith("1 summary saved in mine.bayaz.")
    driver.workspace.library.trash(stored(driver)[0].id)
    driver.window.import_controller.review_paths([path.with_suffix(".bayaz")])
    page = driver.window.centre.importing
    driver.until(lambda: len(page.review.items) == 1)
    assert page.review.items[0].sourced.source.endswith("mine.bayaz, from Sana")
    assert "is in the trash" in page.form.relation_text
    assert not page.head.along.isVisible()


@pytest.fixture
def shared(
    qtbot: QtBot,
    folder: DataFolder,
    clock: Clock,
    seed: str,
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A pack with two highlights and a note, made in the window of another library."""
    workspace.close()
    driver = Driver(qtbot, folder, clock)
    driver.open(seed)
    driver.select("Lashkar-i-Jhangvi")
    driver.window.centre.reader.annotations.mark(Colour.GREEN)
    driver.select("precise policing")
    driver.window.centre.reader.annotations.mark(Colour.PINK)
    fact = driver.workspace.library.summary(seed).facts[0]
    links = (Link(LinkKind.FACT, fact.id), Link(LinkKind.SUBJECT, "current-affairs"))
    driver.session.notes.add("Thirty-three, یاد رکھیں", links)
    path = tmp_path / "mine"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    offered = fill_in_pack(driver, "Sana & <b>Co</b>", "Highlights", "Notes")
    assert offered == ["Highlights (2)", "Notes (1)"]
    assert driver.window.toast.text == "1 summary with 2 highlights and 1 note saved in mine.bayaz."
    assert driver.session.preferences.current.sender == "Sana & <b>Co</b>"
    driver.close()
    return path.with_suffix(".bayaz")


@pytest.fixture
def taker(qtbot: QtBot, shared: Path, clock: Clock) -> Iterator[Driver]:
    """The window of the friend who gets the pack."""
    made = Driver(qtbot, DataFolder(shared.parent / "other"), clock)
    yield made
    made.close()


def under_review(driver: Driver, path: Path) -> ImportPage:
    driver.window.import_controller.review_paths([path])
    page = driver.window.centre.importing
    driver.until(lambda: len(page.review.items) == 1)
    return page


def test_a_pack_dialog_that_is_left_makes_nothing(
    seeded: tuple[Driver, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, _ = seeded
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked"))
    make_pack(driver, lambda _: driver.key(Qt.Key.Key_Escape))
    assert not list(tmp_path.glob("*.bayaz"))


def test_what_came_along_is_shown_taken_and_undone(taker: Driver, shared: Path) -> None:
    driver = taker
    page = under_review(driver, shared)
    assert page.head.along.isVisible()
    assert page.head.along.text() == "With 2 highlights and 1 note from Sana && <b>Co</b>"
    shown = page.form.along_text
    assert "Comes with 2 highlights and 1 note from Sana & <b>Co</b>:" in shown
    assert "✎ Thirty-three, یاد رکھیں" in shown
    driver.ctrl(Qt.Key.Key_Return)
    assert "2 highlights and 1 note came with it" in driver.window.toast.text
    (summary,) = stored(driver)
    panel = driver.window.notes
    assert panel.notes.cards.rowCount() == 1
    assert panel.notes.cards.row(0).meta.startswith("from Sana & <b>Co</b> · ◆ 33 attacks")
    assert panel.highlights.cards.row(0).meta.startswith("from Sana & <b>Co</b> · ")
    assert len(driver.window.centre.reader.annotations.marks) == 2

    driver.session.undo_stack.undo()
    assert stored(driver) == []
    assert driver.workspace.notebook.count() == 0
    assert panel.notes.cards.rowCount() == 0
    driver.session.undo_stack.redo()
    driver.open(summary.id)
    assert driver.workspace.notebook.count() == 3
    assert panel.notes.cards.rowCount() == 1
    assert len(driver.window.centre.reader.annotations.marks) == 2


def test_what_came_along_can_be_left_by_the_keyboard(taker: Driver, shared: Path) -> None:
    driver = taker
    page = under_review(driver, shared)
    page.head.along.setFocus()
    driver.key(Qt.Key.Key_Space)
    assert not page.head.along.isChecked()
    driver.ctrl(Qt.Key.Key_Return)
    assert len(stored(driver)) == 1
    assert driver.workspace.notebook.count() == 0
    # The next time it is offered again.
    page = under_review(driver, shared)
    assert page.head.along.isChecked()
    assert "already in your library. What came with it" in page.form.relation_text
    driver.ctrl(Qt.Key.Key_Return)
    assert driver.workspace.notebook.count() == 3
    driver.session.undo_stack.undo()
    assert driver.workspace.notebook.count() == 0
    assert len(stored(driver)) == 1


def test_a_pack_with_notes_in_the_watched_folder_waits_for_the_review(
    taker: Driver, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(watched))
    taker.window.actions_by_name["watch_folder"].trigger()
    (watched / shared.name).write_bytes(shared.read_bytes())
    taker.until(lambda: "1 with doubts" in taker.window.toast.text)
    assert stored(taker) == []
    assert taker.workspace.notebook.count() == 0
