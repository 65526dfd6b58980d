"""The earlier texts of a summary and of a note, in the real window."""

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.core.importing.body.written_text import write_text
from app.messages import SECTION_NAMES
from app.ui.dialogs.earlier_texts_dialog import EarlierTextsDialog
from tests.window import Driver

_SOON = 50


def in_dialog(act: Callable[[EarlierTextsDialog], None]) -> None:
    """Do something in the dialog that opens next."""

    def when_open() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(_SOON, when_open)
            return
        act(cast("EarlierTextsDialog", dialog))

    QTimer.singleShot(_SOON, when_open)


def correct(driver: Driver, summary_id: str, old: str, new: str) -> None:
    """Correct the text of a summary as its dialog does."""
    text = write_text(driver.workspace.library.summary(summary_id), SECTION_NAMES)
    assert old in text
    assert driver.session.corrections.edit_text(summary_id, text.replace(old, new, 1))


def text_of(driver: Driver, summary_id: str) -> str:
    library = driver.workspace.library
    return library.text_of(library.summary(summary_id))


def test_a_text_is_compared_and_brought_back_and_that_is_undone(
    seeded: tuple[Driver, str],
) -> None:
    driver, summary_id = seeded
    first = text_of(driver, summary_id)
    word = first.split()[0]
    correct(driver, summary_id, word, "<b>Otherwise</b>")
    second = text_of(driver, summary_id)
    seen: list[str] = []

    def go_back(dialog: EarlierTextsDialog) -> None:
        assert dialog.list.item(0).text() == "Now"
        assert dialog.list.currentRow() == 1
        seen.append(dialog.page.toPlainText())
        dialog.compared.setChecked(False)
        seen.append(dialog.page.toPlainText())
        dialog.list.setCurrentRow(0)
        assert not dialog.back_button.isEnabled()
        dialog.list.setCurrentRow(1)
        dialog.back_button.click()

    in_dialog(go_back)
    driver.window.actions_by_name["earlier_texts"].trigger()
    # Both words, the foreign one as it was written.
    assert seen[0].startswith(f"{word}\u2009<b>Otherwise</b>")
    assert seen[1].startswith(first.split("\n")[0])
    assert text_of(driver, summary_id) == first
    driver.session.undo_stack.undo()
    assert text_of(driver, summary_id) == second
    driver.session.undo_stack.redo()
    assert text_of(driver, summary_id) == first


def test_a_summary_that_was_never_changed_says_so(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    seen: list[str] = []

    def look(dialog: EarlierTextsDialog) -> None:
        seen.append(dialog.hint.text())
        assert not dialog.back_button.isEnabled()
        assert not dialog.compared.isEnabled()
        dialog.reject()

    in_dialog(look)
    driver.window.actions_by_name["earlier_texts"].trigger()
    assert seen == ["It has never been changed: there is no earlier text."]


def test_a_note_goes_back_and_forth_and_nothing_is_lost(driver: Driver) -> None:
    note = driver.session.notes.add("First thought", ())
    assert note is not None
    driver.session.notes.save(note.id, "Second thought", ())
    driver.window.notes.edit_note(note.id)
    editor = driver.window.notes.editor
    in_dialog(lambda dialog: dialog.back_button.click())
    editor.earlier_button.click()
    assert editor.text.toPlainText() == "First thought"
    assert driver.workspace.notebook.note(note.id).body == "First thought"
    kept = [text for _, text in driver.workspace.notebook.earlier_texts(note.id)]
    assert kept[0] == "Second thought"
    editor.text.undo()
    assert editor.text.toPlainText() == "Second thought"
    assert editor.save()
    assert driver.workspace.notebook.note(note.id).body == "Second thought"
