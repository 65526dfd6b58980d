"""Correcting a summary in the window: its details, its text, and the same text brought in again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from app.core.errors import LibraryFullError
from app.core.library.filters import LibraryFilter
from app.core.library.model import ReadingState, SubjectTopics, Summary
from app.core.notes.model import Colour
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.editing.details_dialog import DetailsDialog
from app.ui.editing.edit_dialog import EditDialog
from app.ui.editing.text_dialog import TextDialog
from app.ui.importing.import_page import ImportPage
from app.ui.window.history import PlaceKind
from app.ui.window.main_window import MainWindow
from tests.compilation import compilation
from tests.window import Driver

URDU = "بلوچستان میں داعش"

Dialog = TypeVar("Dialog", bound=QDialog)


def within(
    kind: type[Dialog], opening: Callable[[], object], act: Callable[[Dialog], object]
) -> None:
    """Open a dialog, do something in it, and expect it to be closed after that."""
    failures: list[BaseException] = []
    acted: list[Dialog] = []

    def try_to_act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind) or not dialog.isActiveWindow():
            QTimer.singleShot(20, try_to_act)
            return
        acted.append(dialog)
        try:
            act(dialog)
        except BaseException as failure:
            failures.append(failure)
        if dialog.isVisible():
            failures.append(AssertionError("the dialog is still open"))
            dialog.done(0)

    QTimer.singleShot(0, try_to_act)
    opening()
    for failure in failures:
        raise failure
    assert acted
    # Off the screen nothing gives the window the focus back that a dialog has taken.
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            window.activateWindow()
            QTest.qWaitForWindowActive(window)


def seed_of(driver: Driver, summary_id: str) -> Summary:
    return driver.workspace.library.summary(summary_id)


def is_as_before(driver: Driver, before: Summary) -> bool:
    """Return whether a summary is what it was; open for some seconds, it may count as read."""
    return replace(seed_of(driver, before.id), state=before.state) == before


def page_text(driver: Driver) -> str:
    return driver.view.document().toPlainText()


def edit_title(driver: Driver, title: str) -> None:
    def act(dialog: DetailsDialog) -> None:
        dialog.fields.words["title"].selectAll()
        driver.type(title)
        driver.ctrl(Qt.Key.Key_Return)

    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), act)


def test_details_are_corrected_by_keyboard_and_seen_everywhere_at_once(
    seeded: tuple[Driver, str],
) -> None:
    driver, seed = seeded
    before = seed_of(driver, seed)

    def act(dialog: DetailsDialog) -> None:
        assert dialog.fields.words["title"].hasFocus()
        assert not dialog.changed
        dialog.fields.words["title"].selectAll()
        driver.type("Two wars in Balochistan")
        driver.key(Qt.Key.Key_Tab)
        assert dialog.fields.words["author"].hasFocus()
        driver.type("M. A. Rana")
        dialog.fields.days["published"].setFocus()
        driver.type("1 june 25")
        assert dialog.fields.days["published"].understood == "1 June 2025"
        dialog.fields.subjects.line.setFocus()
        QTest.keyClicks(dialog.fields.subjects.line, "Sociolog")
        QTest.keyClick(dialog.fields.subjects.line, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.state.setFocus()
        driver.key(Qt.Key.Key_End)
        driver.ctrl(Qt.Key.Key_Return)

    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), act)
    after = seed_of(driver, seed)
    assert (after.title, after.author) == ("Two wars in Balochistan", "M. A. Rana")
    assert (after.published_on, after.state) == (date(2025, 6, 1), ReadingState.DONE)
    assert after.subjects[-1] == SubjectTopics("sociology")
    assert page_text(driver).startswith("Two wars in Balochistan\nM. A. Rana · Dawn · 1 June 2025")
    assert driver.window.windowTitle() == "Two wars in Balochistan – Bayaz"
    assert driver.window.library.list.rows.row(0).title == "Two wars in Balochistan"
    driver.indexed()
    driver.session.undo_stack.undo()
    assert seed_of(driver, seed) == before
    assert page_text(driver).startswith("IS-K in Balochistan\n")
    assert driver.window.windowTitle() == "IS-K in Balochistan – Bayaz"
    driver.session.undo_stack.redo()
    assert seed_of(driver, seed) == after
    assert driver.session.undo_stack.count() == 2


def test_a_date_that_is_none_says_why_and_is_not_saved(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded

    def act(dialog: DetailsDialog) -> None:
        field = dialog.fields.days["posted"]
        field.line.setFocus()
        field.line.selectAll()
        driver.type("31 June 2025")
        assert "There is no such day" in field.reason
        assert field.line.accessibleDescription() == field.reason
        assert not dialog.save_button.isEnabled()
        driver.ctrl(Qt.Key.Key_Return)
        assert dialog.isVisible()
        field.line.selectAll()
        driver.type("1/6/2025")
        assert (field.reason, field.understood) == ("", "1 June 2025")
        QTest.mouseClick(field.swap, Qt.MouseButton.LeftButton)
        assert field.understood == "6 January 2025"
        driver.ctrl(Qt.Key.Key_Return)

    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), act)
    assert seed_of(driver, seed).posted_on == date(2025, 1, 6)


def test_without_a_change_there_is_nothing_to_undo(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    count = driver.session.undo_stack.count()
    within(
        DetailsDialog,
        lambda: driver.ctrl(Qt.Key.Key_E),
        lambda _dialog: driver.ctrl(Qt.Key.Key_Return),
    )
    within(
        TextDialog,
        lambda: driver.ctrl(Qt.Key.Key_E, shift=True),
        lambda _dialog: driver.ctrl(Qt.Key.Key_S),
    )
    within(
        DetailsDialog,
        lambda: driver.ctrl(Qt.Key.Key_E),
        lambda _dialog: driver.key(Qt.Key.Key_Escape),
    )
    assert driver.session.undo_stack.count() == count


def test_changes_are_discarded_only_after_a_question(
    seeded: tuple[Driver, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, seed = seeded
    answers = iter([False, True])
    monkeypatch.setattr(EditDialog, "confirm_discard", lambda _dialog: next(answers))

    def act(dialog: TextDialog) -> None:
        driver.type("Something of mine. ")
        driver.key(Qt.Key.Key_Escape)
        assert dialog.isVisible()
        driver.key(Qt.Key.Key_Escape)

    within(TextDialog, lambda: driver.ctrl(Qt.Key.Key_E, shift=True), act)
    assert next(answers, None) is None
    assert "Something of mine" not in page_text(driver)
    assert seed_of(driver, seed).by_reader == ()


def test_the_question_keeps_unless_discard_is_chosen(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    dialog = DetailsDialog(driver.session, seed_of(driver, seed), driver.window)
    answers: list[bool] = []
    for text in ("Keep editing", "Discard"):

        def act(box: QMessageBox, text: str = text) -> None:
            next(button for button in box.buttons() if button.text() == text).click()

        within(QMessageBox, lambda: answers.append(dialog.confirm_discard()), act)
    assert answers == [False, True]
    dialog.deleteLater()


def test_the_text_is_corrected_and_marks_stay_on_it(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    before = seed_of(driver, seed)
    driver.workspace.notebook.add_highlight_of(seed, "Mastung, Kalat and Bolan", Colour.YELLOW)
    driver.view.focus_fact(before.facts[0].id)

    def act(dialog: TextDialog) -> None:
        cursor = dialog.text.textCursor()
        assert cursor.block().text() == f"- {before.facts[0].text}"
        driver.type("- A new fact")
        driver.key(Qt.Key.Key_Return)
        driver.until(lambda: dialog.count.text() == "7 sections · 8 facts")
        driver.ctrl(Qt.Key.Key_Return)

    within(TextDialog, lambda: driver.ctrl(Qt.Key.Key_E, shift=True), act)
    after = seed_of(driver, seed)
    assert [fact.text for fact in after.facts] == [
        "A new fact", *(fact.text for fact in before.facts),
    ]  # fmt: skip
    assert [fact.id for fact in after.facts[1:]] == [fact.id for fact in before.facts]
    assert "A new fact" in page_text(driver)
    assert len(driver.window.centre.reader.annotations.marks) == 1
    assert driver.window.toast.text == "Text corrected."
    assert driver.window.toast.button.isVisible()
    QTest.mouseClick(driver.window.toast.button, Qt.MouseButton.LeftButton)
    assert seed_of(driver, seed) == before
    assert "A new fact" not in page_text(driver)
    driver.ctrl(Qt.Key.Key_Z, shift=True)
    assert seed_of(driver, seed) == after


def test_it_is_said_when_a_mark_loses_its_words(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    fact = seed_of(driver, seed).facts[0]
    change = driver.workspace.notebook.add_highlight_of(seed, fact.text, Colour.PINK)

    def act(dialog: TextDialog) -> None:
        text = dialog.text.toPlainText().replace(f"- {fact.text}\n", "")
        dialog.text.setPlainText(text)
        driver.until(lambda: dialog.count.text().endswith("1 fact removed"))
        driver.ctrl(Qt.Key.Key_Return)

    within(TextDialog, lambda: driver.ctrl(Qt.Key.Key_E, shift=True), act)
    assert "1 highlight has lost the words" in driver.window.toast.text
    driver.ctrl(Qt.Key.Key_Z)
    assert driver.highlights()[0].anchor == change.after[0].anchor


def test_nothing_is_lost_when_saving_fails(
    seeded: tuple[Driver, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    driver, seed = seeded
    corrector = driver.workspace.importer.corrector

    def fail(*_: object) -> None:
        raise LibraryFullError(driver.workspace.folder.database)

    def act(dialog: EditDialog) -> None:
        driver.type("Mine ")
        with monkeypatch.context() as patch:
            patch.setattr(corrector, "edit_text", fail)
            patch.setattr(corrector, "edit_details", fail)
            driver.ctrl(Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert "Not saved. What you wrote is still here. The disk is full." in dialog.failure.text()
        driver.ctrl(Qt.Key.Key_Return)

    within(TextDialog, lambda: driver.ctrl(Qt.Key.Key_E, shift=True), act)
    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), act)
    assert "Mine " in driver.workspace.library.text_of(seed_of(driver, seed))
    assert seed_of(driver, seed).title == "Mine"


def test_an_empty_text_is_refused(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded

    def act(dialog: TextDialog) -> None:
        dialog.text.setPlainText("")
        driver.ctrl(Qt.Key.Key_Return)
        assert "A summary needs some text." in dialog.failure.text()
        dialog.text.setPlainText("Only this.")
        driver.ctrl(Qt.Key.Key_Return)

    within(TextDialog, lambda: driver.ctrl(Qt.Key.Key_E, shift=True), act)
    assert driver.workspace.library.text_of(seed_of(driver, seed)) == "Only this."


def test_the_pencil_stands_behind_the_title_and_edits_it(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    pencil = driver.window.centre.reader.pencil
    assert pencil.isVisible()
    left = pencil.x()

    def act(dialog: DetailsDialog) -> None:
        dialog.fields.words["title"].selectAll()
        dialog.fields.words["title"].insert(URDU)
        driver.type(" ")
        driver.ctrl(Qt.Key.Key_Return)

    within(DetailsDialog, lambda: QTest.mouseClick(pencil, Qt.MouseButton.LeftButton), act)
    assert seed_of(driver, seed).title == URDU
    driver.until(lambda: pencil.x() != left)
    assert 0 <= pencil.x() < driver.view.viewport().width() / 2 + 100
    driver.view.verticalScrollBar().setValue(400)
    assert pencil.y() < 0
    driver.session.summaries.trash([seed])
    driver.open(seed)
    assert not pencil.isVisible()


def test_a_long_title_leaves_the_pencil_in_sight(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    edit_title(driver, "A title that goes on " * 12)
    pencil = driver.window.centre.reader.pencil
    assert driver.view.viewport().rect().contains(pencil.geometry())


def test_the_selected_row_is_meant_while_the_list_has_the_focus(driver: Driver) -> None:
    one, other = compilation(2)
    for article in (one, other):
        batch = driver.workspace.importer.read_text(article.text(), "t")
        driver.session.imports.finish(driver.session.imports.accept(list(batch.drafts)))
    ids = {row.title: row.id for row in driver.workspace.library.rows(LibraryFilter())}
    driver.open(ids[one.title])
    panel = driver.window.library
    panel.list.show_current(ids[other.title])
    panel.list.setFocus()
    edit_title(driver, "Of the list")
    assert driver.workspace.library.row(ids[other.title]).title == "Of the list"
    assert panel.list.selected_ids() == [ids[other.title]]
    driver.view.setFocus()
    edit_title(driver, "Of the page")
    assert driver.workspace.library.row(ids[one.title]).title == "Of the page"
    for name, kind in (("Edit details…", DetailsDialog), ("Edit text…", TextDialog)):
        action = driver.menu(panel.list)[name]
        within(kind, action.trigger, lambda _dialog: driver.key(Qt.Key.Key_Escape))
    panel.list.selectAll()
    assert "Edit details…" not in driver.menu(panel.list)


def test_with_nothing_open_it_is_said_what_to_do(driver: Driver) -> None:
    driver.window.actions_by_name["edit_details"].trigger()
    assert driver.window.toast.text == "Open a summary first, or select one in the list."


def test_ctrl_e_in_a_note_still_shows_its_preview(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.key(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    driver.type("*mine*")
    driver.ctrl(Qt.Key.Key_E)
    assert QApplication.activeModalWidget() is None
    assert editor.preview_button.isChecked()


# The subjects


def test_topics_are_chosen_on_the_chip_and_the_name_removes_nothing(
    seeded: tuple[Driver, str],
) -> None:
    driver, seed = seeded

    def act(dialog: DetailsDialog) -> None:
        subjects = dialog.fields.subjects
        (first, *_) = subjects.chips
        assert first.name.text() == "Current Affairs · 2"
        first.menu.aboutToShow.emit()
        checked = [action for action in first.menu.actions() if action.isChecked()]
        assert [action.text() for action in checked] == ["Non-State Actors", "Internal Security"]
        checked[0].trigger()
        driver.until(lambda: subjects.chips[0].name.text() == "Current Affairs · 1")
        subjects.line.setFocus()
        QTest.keyClicks(subjects.line, "Pakistan Affairs: The Quetta question")
        QTest.keyClick(subjects.line, Qt.Key.Key_Return)
        driver.until(lambda: subjects.line.text() == "")
        QTest.mouseClick(subjects.chips[-1].cross, Qt.MouseButton.LeftButton)
        driver.ctrl(Qt.Key.Key_Return)

    before = seed_of(driver, seed).subjects
    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), act)
    after = seed_of(driver, seed).subjects
    assert after[0].topics == ("Internal Security",)
    assert after[1].topics[-1] == "The Quetta question"
    assert [one.subject_id for one in after] == [one.subject_id for one in before[:-1]]


def test_an_unknown_subject_is_named_and_those_set_already_are_not_offered(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded

    def act(dialog: DetailsDialog) -> None:
        # What is typed goes on to the line while completions pop up and go.
        subjects = dialog.fields.subjects
        line = subjects.line
        line.setFocus()
        QTest.keyClicks(line, "alchemy")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert subjects.unknown_text == "No CSS subject is called “alchemy”."
        line.clear()
        QTest.keyClicks(line, "Current")
        assert subjects.completer.completionCount() == 0
        line.clear()
        QTest.keyClicks(line, "Law")
        popup = subjects.completer.popup()
        assert popup is not None
        assert popup.isVisible()
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        assert not popup.isVisible()
        assert dialog.isVisible()
        dialog.reject()

    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), act)


# The same text again


def paste(driver: Driver, text: str) -> ImportPage:
    QGuiApplication.clipboard().setText(text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    return page


def test_a_text_that_is_there_already_is_opened(seeded: tuple[Driver, str], seed_text: str) -> None:
    driver, seed = seeded
    count = driver.session.undo_stack.count()
    page = paste(driver, seed_text)
    assert page.foot.add.text() == "Open it"
    assert "nothing new" in page.form.relation_text
    assert page.pending == 0
    driver.ctrl(Qt.Key.Key_Return)
    assert driver.window.centre.shown is PlaceKind.SUMMARY
    assert driver.window.centre.reader.summary_id == seed
    assert driver.session.undo_stack.count() == count


def test_other_details_are_updated_and_brought_back(
    seeded: tuple[Driver, str], seed_text: str
) -> None:
    driver, seed = seeded
    before = seed_of(driver, seed)
    page = paste(driver, seed_text)
    page.form.fields["author"].setFocus()
    page.form.fields["author"].selectAll()
    driver.type("Somebody Else")
    assert page.foot.add.text() == "Update details"
    assert page.form.relation_text.endswith("with other details: author.")
    driver.ctrl(Qt.Key.Key_Return)
    assert seed_of(driver, seed).author == "Somebody Else"
    assert "Somebody Else" in page_text(driver)
    assert driver.window.toast.text == "Details updated."
    driver.ctrl(Qt.Key.Key_Z)
    assert is_as_before(driver, before)
    assert "Somebody Else" not in page_text(driver)


def test_with_more_drafts_to_review_the_way_back_is_open(
    seeded: tuple[Driver, str], seed_text: str
) -> None:
    driver, seed = seeded
    page = paste(driver, f"{seed_text}\n\n{compilation(1)[0].text()}")
    assert len(page.review.items) == 2
    assert page.foot.add.text() == "Open it"
    driver.ctrl(Qt.Key.Key_Return)
    assert driver.window.centre.reader.summary_id == seed
    driver.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert driver.window.centre.shown is PlaceKind.IMPORT
    assert len(page.review.items) == 2


def test_a_correction_by_import_can_be_undone(seeded: tuple[Driver, str], seed_text: str) -> None:
    driver, seed = seeded
    before = seed_of(driver, seed)
    driver.workspace.notebook.add_highlight_of(seed, before.facts[0].text, Colour.PINK)
    paste(driver, seed_text.replace(before.facts[0].text, "Nobody counts them any more, it says"))
    driver.ctrl(Qt.Key.Key_Return)
    assert seed_of(driver, seed).revision_id != before.revision_id
    assert "1 highlight has lost the words" in driver.window.toast.text
    assert "Nobody counts them" in page_text(driver)
    driver.ctrl(Qt.Key.Key_Z)
    assert is_as_before(driver, before)
    assert driver.highlights()[0].anchor.start is not None
    driver.ctrl(Qt.Key.Key_Z, shift=True)
    assert "Nobody counts them" in page_text(driver)


def test_a_correction_in_the_review_is_learned_until_it_is_undone(
    driver: Driver, seed_text: str
) -> None:
    page = paste(driver, seed_text)
    page.form.fields["author"].setFocus()
    page.form.fields["author"].selectAll()
    driver.type("M. A. Rana")
    driver.ctrl(Qt.Key.Key_Return)
    assert driver.session.corrections.learned == 1
    other = seed_text.replace("IS-K in Balochistan", "Another war").replace("insurgency", "war")
    assert paste(driver, other).form.fields["author"].text() == "M. A. Rana"
    driver.key(Qt.Key.Key_Escape)
    driver.ctrl(Qt.Key.Key_Z)
    assert driver.session.corrections.learned == 0
    driver.ctrl(Qt.Key.Key_Z, shift=True)
    dialog = SettingsDialog(driver.session, driver.window)
    assert dialog.learned.text().startswith("1 spelling of authors and papers")
    dialog.forget_button.click()
    assert dialog.learned.text().startswith("No spelling")
    assert not dialog.forget_button.isEnabled()
    assert driver.session.corrections.learned == 0
    dialog.deleteLater()
