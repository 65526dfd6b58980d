"""Understanding again: what would change is shown, stored as one step, and undone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTreeWidgetItem

from app.core.importing.outcome import Unchanged
from app.core.importing.storing.renewal import TEXT, Renewal, renewal_of
from app.core.library.details import details_of
from app.core.library.model import Form, SubjectTopics, Summary
from app.core.notes.model import Colour, Link, LinkKind
from app.core.storage.ids import new_id
from app.ui.editing.renewal_dialog import RenewalDialog
from tests.window import WAIT_MS, Driver


@pytest.fixture
def older(seeded: tuple[Driver, str]) -> tuple[Driver, Summary]:
    """The summary as an older version understood it: without subjects, a section and two facts."""
    driver, summary_id = seeded
    library = driver.workspace.library
    known = library.summary(summary_id)
    old = replace(
        known,
        subjects=(),
        sections=known.sections[1:],
        facts=known.facts[2:],
        revision_id=new_id(),
        form=Form.AS_IT_IS,
    )
    library.revise(old)
    driver.session.changes.library_changed.emit()
    return driver, library.summary(summary_id)


def ready(driver: Driver, ids: list[str]) -> RenewalDialog:
    dialog = RenewalDialog(driver.session, ids, driver.window)
    driver.qtbot.addWidget(dialog)
    with driver.qtbot.waitSignal(dialog.reading.read, timeout=WAIT_MS):
        pass
    return dialog


def children(top: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    found = (top.child(row) for row in range(top.childCount()))
    return [item for item in found if item is not None]


def test_it_shows_what_would_change_and_stores_it_as_one_step(
    older: tuple[Driver, Summary],
) -> None:
    driver, old = older
    library, notebook = driver.workspace.library, driver.workspace.notebook
    words = old.facts[0].text[:25]
    (mark,) = notebook.add_highlight_of(old.id, words, Colour.GREEN).after
    note = driver.session.notes.add("Mine.", (Link(LinkKind.FACT, old.facts[0].id),))
    assert note is not None
    dialog = ready(driver, [old.id])
    assert dialog.apply_button.isEnabled()
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    shown = [[item.text(column) for column in range(3)] for item in children(top)]
    assert any(name == "Subjects" and now == "–" and then for name, now, then in shown)
    assert any(name == "Text" and now != then for name, now, then in shown)
    dialog.apply_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    new = library.summary(old.id)
    assert len(new.subjects) > 2
    assert new.form is Form.UNDERSTOOD
    assert len(new.facts) == len(old.facts) + 2
    assert {fact.id for fact in old.facts} <= {fact.id for fact in new.facts}
    moved = notebook.highlight(mark.id)
    assert moved.anchor.revision_id == new.revision_id
    assert moved.anchor.start is not None
    assert library.text_of(new)[moved.anchor.start :].startswith(words)
    assert notebook.note(note.id).links == note.links
    assert "1 summary understood again." in driver.window.toast.text
    driver.session.undo_stack.undo()
    assert library.summary(old.id) == old
    driver.session.undo_stack.redo()
    assert library.summary(old.id) == new


def test_what_the_reader_corrected_stays_unless_it_is_ticked(older: tuple[Driver, Summary]) -> None:
    driver, old = older
    corrections = driver.session.corrections
    mine = (SubjectTopics("pakistan-affairs"),)
    corrections.edit_details(old.id, replace(details_of(old), subjects=mine))
    corrections.edit_text(old.id, "## Overview\nMy own words.\n")
    dialog = ready(driver, [old.id])
    assert dialog.tree.chosen() == []
    assert not dialog.apply_button.isEnabled()
    top = dialog.tree.topLevelItem(0)
    assert top is not None
    rows = {item.text(0): item for item in children(top)}
    rows["Subjects"].setCheckState(0, Qt.CheckState.Checked)
    dialog.apply_button.click()
    new = driver.workspace.library.summary(old.id)
    assert len(new.subjects) > 2
    assert len(new.sections) == 1
    assert "subjects" not in new.by_reader
    assert TEXT in new.by_reader


def test_what_is_understood_as_before_changes_nothing(seeded: tuple[Driver, str]) -> None:
    driver, summary_id = seeded
    dialog = ready(driver, [summary_id])
    assert dialog.words.text() == "Nothing would change."
    assert dialog.rest.text() == "1 text is understood as before."
    assert dialog.apply_button.isHidden()


def test_several_summaries_are_one_step(driver: Driver) -> None:
    driver.window.library_actions.add_starter()
    library = driver.workspace.library
    ids = driver.window.library.list.rows.ids()[:3]
    for summary_id in ids[:2]:
        known = library.summary(summary_id)
        library.revise(replace(known, publication=None))
    steps = driver.session.undo_stack.count()
    dialog = ready(driver, ids)
    assert len(dialog.tree.chosen()) == 2
    assert dialog.rest.text() == "1 text is understood as before."
    dialog.apply_button.click()
    assert all(library.summary(one).publication for one in ids)
    assert driver.session.undo_stack.count() == steps + 1
    driver.session.undo_stack.undo()
    assert [library.summary(one).publication for one in ids[:2]] == [None, None]


def test_a_text_of_several_summaries_or_none_is_left_as_it_is(
    older: tuple[Driver, Summary],
) -> None:
    driver, old = older
    importer = driver.workspace.importer
    none = importer.read_text("", "x")
    assert renewal_of(old, none) is Unchanged.NONE
    one = importer.read_again(old.id)
    assert renewal_of(old, one + one) is Unchanged.SEVERAL
    assert isinstance(renewal_of(old, one), Renewal)
