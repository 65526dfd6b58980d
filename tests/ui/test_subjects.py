"""Subjects on the page, of one summary and of many, and the suggested ones of a whole selection."""

from dataclasses import replace
from unittest.mock import patch

from PySide6.QtWidgets import QTextEdit

from app.core.library.filters import LibraryFilter
from app.core.library.model import SubjectTopics
from app.ui.editing.subjects_dialog import SubjectsDialog, with_changes
from app.ui.reader.page.page_document import ADD_SUBJECT_TARGET
from tests.window import Driver

PAKISTAN, CURRENT = SubjectTopics("pakistan-affairs"), SubjectTopics("current-affairs")


def subjects_of(driver: Driver, summary_id: str) -> tuple[SubjectTopics, ...]:
    return driver.workspace.library.summary(summary_id).subjects


def test_the_page_has_a_chip_for_another_subject(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    reader = driver.window.centre.reader
    view: QTextEdit = driver.view
    assert "+\u00a0Subject" in view.document().toPlainText() or "+ Subject" in view.toPlainText()
    with patch.object(SubjectsDialog, "exec") as opened:
        reader.view.link_clicked.emit(ADD_SUBJECT_TARGET)
    opened.assert_called_once()


def test_several_summaries_get_and_lose_subjects_as_one_step(driver: Driver) -> None:
    driver.window.library_actions.add_starter()
    library = driver.workspace.library
    ids = driver.window.library.list.rows.ids()[:3]
    own = SubjectTopics("psychology", ("Memory",))
    for summary_id in ids:
        library.revise(replace(library.summary(summary_id), subjects=(PAKISTAN,)))
    library.revise(replace(library.summary(ids[0]), subjects=(own, PAKISTAN)))
    dialog = SubjectsDialog(driver.session, [library.summary(one) for one in ids], driver.window)
    driver.qtbot.addWidget(dialog)
    assert dialog.subjects.subjects == (PAKISTAN,)
    dialog.subjects.set_subjects((CURRENT,))
    assert dialog.changed
    dialog.save_button.click()
    assert subjects_of(driver, ids[0]) == (own, CURRENT)
    assert subjects_of(driver, ids[1]) == subjects_of(driver, ids[2]) == (CURRENT,)
    assert "Subjects of 3 summaries changed." in driver.window.toast.text
    driver.session.undo_stack.undo()
    assert subjects_of(driver, ids[0]) == (own, PAKISTAN)
    assert subjects_of(driver, ids[2]) == (PAKISTAN,)


def test_the_suggested_subjects_go_to_those_without_any(driver: Driver) -> None:
    driver.window.library_actions.add_starter()
    library = driver.workspace.library
    ids = driver.window.library.list.rows.ids()
    for summary_id in ids[1:]:
        library.revise(replace(library.summary(summary_id), subjects=()))
    first = subjects_of(driver, ids[0])
    bare = library.count(LibraryFilter(no_subject=True))
    driver.session.corrections.use_suggested_subjects(ids)
    assert subjects_of(driver, ids[0]) == first
    assert library.count(LibraryFilter(no_subject=True)) < bare
    driver.session.undo_stack.undo()
    assert library.count(LibraryFilter(no_subject=True)) == bare


def test_topics_of_their_own_stay_with_shared_subjects() -> None:
    water, trade = (
        SubjectTopics("geography", ("Water", "Rain")),
        SubjectTopics("geography", ("Rain",)),
    )
    changed = with_changes((water,), (trade,), (SubjectTopics("geography", ("Snow",)),))
    assert changed == (SubjectTopics("geography", ("Water", "Snow")),)
    assert with_changes((water,), (trade,), ()) == ()
