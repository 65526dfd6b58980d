"""A save that fails loses no word: it stays in sight, as a draft, and is stored when there is room."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from app.core.library.filters import LibraryFilter
from app.core.library.model import ReadingState
from app.core.library.page import build_page
from app.core.notes.model import Colour, Link, LinkKind
from app.core.paths import DataFolder
from app.ui.editing.details_dialog import DetailsDialog
from app.ui.editing.text_dialog import TextDialog
from app.ui.importing.import_page import ImportPage
from app.ui.notes.note_editor import NoteEditor
from app.ui.window.watched_folder import WatchedFolder
from tests import platforms
from tests.clock import Clock
from tests.compilation import compilation
from tests.torture.full_disk import FullDisk
from tests.window import Driver

WORDS = "words that nobody else has"


def bodies(driver: Driver) -> list[str]:
    return [note.body for note in driver.workspace.notebook.notes()]


def titles(driver: Driver) -> list[str | None]:
    return [row.title for row in driver.workspace.library.rows(LibraryFilter())]


def write_on_full_disk(driver: Driver, disk: FullDisk) -> None:
    """Leave words in the editor that cannot be stored."""
    driver.workspace.notebook.add_note("another note")
    driver.ctrl(Qt.Key.Key_N)
    disk.fill()
    driver.type(WORDS)
    driver.until(lambda: "Not saved" in driver.window.notes.editor.status.text())


def begin_another(driver: Driver) -> None:
    driver.ctrl(Qt.Key.Key_N)


def open_another(driver: Driver) -> None:
    driver.window.note_controller.edit(driver.workspace.notebook.notes()[0].id)


def choose_tab(driver: Driver) -> None:
    driver.window.notes.highlights_tab.click()


def press_escape(driver: Driver) -> None:
    driver.key(Qt.Key.Key_Escape)


def write_on_the_page(driver: Driver) -> None:
    driver.view.setFocus()
    driver.key(Qt.Key.Key_N)


def add_a_link(driver: Driver) -> None:
    driver.window.notes.editor.picker.picked.emit(Link(LinkKind.SUBJECT, "pakistan-affairs"))


def go_to_another_page(driver: Driver) -> None:
    driver.window.navigator.open_notebook()


def undo(driver: Driver) -> None:
    driver.session.undo_stack.undo()


LEAVING: list[Callable[[Driver], None]] = [
    begin_another, open_another, choose_tab, press_escape, write_on_the_page, add_a_link,
    go_to_another_page, undo,
]  # fmt: skip


@pytest.mark.parametrize("leave", LEAVING, ids=lambda leave: leave.__name__)
def test_no_way_out_of_the_editor_loses_words(
    seeded: tuple[Driver, str], disk: FullDisk, leave: Callable[[Driver], None]
) -> None:
    driver, _ = seeded
    write_on_full_disk(driver, disk)
    assert "disk is full" in driver.window.toast.text
    leave(driver)
    editor = driver.window.notes.editor
    assert editor.text.toPlainText() == WORDS
    assert editor.isVisibleTo(driver.window.notes)
    assert [note.body for note in driver.session.drafts.notes.all()] == [WORDS]
    assert WORDS not in bodies(driver)
    disk.make_room()
    # Nothing is pressed any more: it is stored by itself.
    editor.saver.again.setInterval(1)
    editor.saver.again.start()
    driver.until(lambda: WORDS in bodies(driver))
    assert driver.session.drafts.notes.all() == []
    assert "Saved" in editor.status.text()


def test_a_failure_is_said_once_and_again_only_when_the_reader_wants_to_go_on(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    driver, _ = seeded
    said: list[str] = []
    driver.session.changes.failed.connect(said.append)
    write_on_full_disk(driver, disk)
    editor = driver.window.notes.editor
    assert len(said) == 1
    for _ in range(3):
        editor.saver.save()
    assert len(said) == 1
    press_escape(driver)
    assert len(said) == 2


@pytest.mark.parametrize("sure", [False, True])
def test_closing_asks_and_the_draft_comes_back_at_the_next_start(
    qtbot: QtBot, folder: DataFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch, sure: bool
) -> None:
    driver = Driver(qtbot, folder, clock)
    disk = FullDisk(driver.workspace)
    asked: list[str] = []

    def answer(box: QMessageBox) -> int:
        asked.append(box.text())
        next(b for b in box.buttons() if (b.text() == "Close anyway") is sure).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    write_on_full_disk(driver, disk)
    assert driver.window.close() is sure
    assert len(asked) == 1
    assert "could not be saved" in asked[0]
    assert "when it is started again" in asked[0]
    if not sure:
        assert driver.window.notes.editor.text.toPlainText() == WORDS
        disk.make_room()
        driver.close()
        return
    driver.session.close()
    again = Driver(qtbot, folder, clock)
    try:
        assert sorted(bodies(again)) == ["another note", WORDS]
        assert again.session.drafts.notes.all() == []
        assert "saved now" in again.window.toast.text
    finally:
        again.close()


def test_a_draft_waits_while_the_disk_is_still_full_at_the_next_start(
    driver: Driver, disk: FullDisk
) -> None:
    write_on_full_disk(driver, disk)
    drafts = driver.session.drafts
    driver.window.notes.editor.saver.again.stop()
    drafts.bring_back()
    assert len(drafts.notes.all()) == 1
    disk.make_room()
    drafts.again.setInterval(1)
    drafts.again.start()
    driver.until(lambda: WORDS in bodies(driver))
    assert drafts.notes.all() == []
    driver.window.notes.editor.saver.drop()


# The import


def paste(driver: Driver, text: str) -> ImportPage:
    QGuiApplication.clipboard().setText(text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    return page


def test_a_pasted_summary_that_cannot_be_stored_stays_on_the_page(
    driver: Driver, disk: FullDisk, seed_text: str
) -> None:
    page = paste(driver, seed_text)
    disk.fill()
    driver.ctrl(Qt.Key.Key_Return)
    assert len(page.review.items) == 1
    assert page.text.toPlainText() == seed_text
    assert "disk is full" in driver.window.toast.text
    assert driver.window.import_controller.unstored
    disk.make_room()
    driver.ctrl(Qt.Key.Key_Return)
    assert titles(driver) == ["IS-K in Balochistan"]
    assert not driver.window.import_controller.unstored


@pytest.mark.parametrize("room_for", [0, 2])
def test_add_all_keeps_what_it_could_not_store(
    driver: Driver, disk: FullDisk, tmp_path: Path, room_for: int
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    for number, one in enumerate(compilation(4)):
        (files / f"{number}.txt").write_text(one.text(), encoding="utf-8")
    driver.window.import_controller.review_paths([files])
    page = driver.window.centre.importing
    driver.until(lambda: len(page.review.items) == 4)
    before = [item.draft.title for item in page.review.items]
    disk.fill("summary", rows=room_for)
    page.add_certain()
    driver.until(lambda: not page.busy)
    assert [item.draft.title for item in page.review.items] == before[room_for:]
    assert len(titles(driver)) == room_for
    assert driver.window.library.list.model().rowCount() == room_for
    assert "disk is full" in driver.window.toast.text
    assert driver.window.import_controller.interrupted
    disk.make_room()
    page.add_certain()
    driver.until(lambda: not page.busy and not page.review.items)
    assert sorted(map(str, titles(driver))) == sorted(map(str, before))
    assert not driver.window.import_controller.interrupted


def test_a_file_of_the_watched_folder_that_cannot_be_stored_comes_in_later(
    driver: Driver, disk: FullDisk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(watched))
    driver.window.actions_by_name["watch_folder"].trigger()
    said: list[str] = []
    driver.session.changes.failed.connect(said.append)
    disk.fill()
    (watched / "new.txt").write_text(compilation(1)[0].text(), encoding="utf-8")
    driver.until(lambda: len(said) == 1)
    assert "disk is full" in said[0]
    assert titles(driver) == []
    disk.make_room()
    watching = driver.window.import_controller.findChild(WatchedFolder)
    (retry,) = (one for one in watching.findChildren(QTimer) if not one.isSingleShot())
    (settled,) = (one for one in watching.findChildren(QTimer) if one.isSingleShot())
    settled.setInterval(1)
    retry.setInterval(100)
    driver.until(lambda: len(titles(driver)) == 1)
    assert len(said) == 1
    driver.until(lambda: not retry.isActive())


def test_a_pasted_text_outlives_the_window(
    qtbot: QtBot, folder: DataFolder, clock: Clock, seed_text: str
) -> None:
    driver = Driver(qtbot, folder, clock)
    page = paste(driver, seed_text)
    assert len(page.review.items) == 1
    driver.close()
    again = Driver(qtbot, folder, clock)
    try:
        assert "interrupted" in again.window.toast.text
        again.window.import_controller.go_on()
        page = again.window.centre.importing
        again.until(lambda: len(page.review.items) == 1)
        assert page.form.fields["title"].text() == "IS-K in Balochistan"
        page.add()
        assert len(titles(again)) == 1
        assert again.session.drafts.pasted() == []
        assert not again.window.import_controller.interrupted
    finally:
        again.close()


# Everything else


def test_an_undo_that_cannot_be_stored_can_be_done_when_there_is_room(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    driver, seed = seeded
    library, stack = driver.workspace.library, driver.session.undo_stack
    driver.session.summaries.trash([seed])
    for act, trashed_after in ((stack.undo, False), (stack.redo, True)):
        before = (stack.index(), stack.count(), stack.undoText(), stack.redoText())
        disk.fill()
        act()
        assert (library.summary(seed).deleted_at is None) is trashed_after
        assert (stack.index(), stack.count(), stack.undoText(), stack.redoText()) == before
        assert "disk is full" in driver.window.toast.text
        disk.make_room()
        act()
        assert (library.summary(seed).deleted_at is None) is not trashed_after


def test_a_highlight_that_cannot_be_stored_leaves_the_selection(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    driver, _ = seeded
    driver.select("an old truce")
    disk.fill()
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_N)
    assert driver.highlights() == []
    assert driver.view.textCursor().hasSelection()
    # A note would have hung on the summary instead.
    assert driver.window.notes.findChild(NoteEditor) is None
    disk.make_room()
    driver.key(Qt.Key.Key_1)
    assert len(driver.highlights()) == 1


def test_a_star_that_cannot_be_stored_is_not_shown(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    driver, seed = seeded
    star = driver.window.actions_by_name["star"]
    disk.fill()
    star.trigger()
    assert not driver.workspace.library.row(seed).starred
    assert not star.isChecked()
    disk.make_room()
    star.trigger()
    assert driver.workspace.library.row(seed).starred
    assert star.isChecked()


def test_the_dialogs_stay_open_with_what_was_written(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    driver, seed = seeded
    summary = driver.workspace.library.summary(seed)
    details = DetailsDialog(driver.session, summary, driver.window)
    details.fields.words["title"].setText("Another title")
    details.fields.edited.emit("title")
    text = TextDialog(driver.session, summary, driver.window)
    text.text.appendPlainText("One more sentence of the reader's own.")
    disk.fill()
    for dialog in (details, text):
        dialog.show()
        dialog.accept()
        assert dialog.isVisible()
        assert "Not saved" in dialog.failure.text()
    disk.make_room()
    for dialog in (details, text):
        dialog.accept()
        assert not dialog.isVisible()
        dialog.deleteLater()
    after = driver.workspace.library.summary(seed)
    assert after.title == "Another title"
    assert "One more sentence" in driver.workspace.library.text_of(after)


# One act, one transaction


def test_an_act_that_fails_in_the_middle_leaves_nothing_half_done(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    driver, seed = seeded
    session, notebook, library = driver.session, driver.workspace.notebook, driver.workspace.library
    other = notebook.add_note("before", [Link(LinkKind.SUMMARY, seed)])
    # The text is stored first, the links second.
    disk.fill("link")
    subject = Link(LinkKind.SUBJECT, "pakistan-affairs")
    assert session.notes.save(other.id, "after", (subject,)) is None
    assert notebook.note(other.id).body == "before"
    disk.make_room()
    batch = driver.workspace.importer.read_text(compilation(1)[0].text(), "b.txt")
    (second,) = session.imports.accept(list(batch.drafts))
    # The second of two summaries is not there.
    count = session.undo_stack.count()
    session.summaries.trash([seed, "nothing"])
    assert library.summary(seed).deleted_at is None
    assert session.undo_stack.count() == count
    session.summaries.trash([seed, second.summary_id])
    assert library.summary(seed).deleted_at is not None


def test_each_act_of_the_session_is_one_transaction(
    seeded: tuple[Driver, str], disk: FullDisk
) -> None:
    """And so are its undo and redo: a kill between two of them would leave it half done."""
    driver, seed = seeded
    session = driver.session
    batch = driver.workspace.importer.read_text(compilation(1)[0].text(), "b.txt")
    (second,) = session.imports.accept(list(batch.drafts))
    session.imports.finish([second])
    both = [seed, second.summary_id]
    page = build_page(driver.workspace.library.summary(seed))
    note = session.notes.add("a", (Link(LinkKind.SUMMARY, seed),))
    mark = session.highlights.add(seed, 10, 60, Colour.YELLOW, page)
    assert note is not None
    assert mark is not None
    ran: list[str] = []
    connection = disk.connection
    connection.set_trace_callback(ran.append)
    stack = session.undo_stack
    acts: dict[str, Callable[[], object]] = {
        "save": lambda: session.notes.save(note.id, "b", (Link(LinkKind.SUMMARY, both[1]),)),
        "recolour": lambda: session.highlights.recolour(mark.id, Colour.PINK),
        "star": lambda: session.bulk.star(both),
        "subject": lambda: session.bulk.add_subject(both, "english-essay"),
        "state": lambda: session.summaries.set_state(seed, ReadingState.DONE),
        "trash note": lambda: session.notes.trash(note.id),
        "trash highlight": lambda: session.highlights.trash(mark.id),
        "trash": lambda: session.summaries.trash(both),
    }
    counts = {}
    try:
        for name, act in acts.items():
            for step in (act, stack.undo, stack.redo) if name != "save" else (act,):
                ran.clear()
                step()
                # How far one has read is stored as the page goes, and is no part of the act.
                # Triggers are traced with the words of the statement that they follow.
                aside = sum(
                    before.startswith("BEGIN") and "SET read_position" in sql
                    for before, sql in pairwise(ran)
                )
                counts[name, len(counts)] = ran.count("COMMIT") - aside
    finally:
        connection.set_trace_callback(None)
    assert {name for name, count in counts.items() if count != 1} == set()


@platforms.moves_open_files
def test_a_note_is_kept_while_the_library_is_gone(seeded: tuple[Driver, str]) -> None:
    """As when a stick is pulled out; here the folder goes away and comes back."""
    driver, _ = seeded
    root = driver.workspace.folder.root
    driver.ctrl(Qt.Key.Key_N)
    away = root.with_name("away")
    root.rename(away)
    driver.type(WORDS)
    driver.until(lambda: "Not saved" in driver.window.notes.editor.status.text())
    assert driver.window.notes.draft_kept
    assert not root.exists()
    away.rename(root)
    assert driver.window.notes.save()
    assert WORDS in bodies(driver)
