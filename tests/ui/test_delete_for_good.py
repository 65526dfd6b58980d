"""Deleting for good: what goes, what stays, what the question says, and the trash emptied."""

from unittest.mock import patch

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.library.filters import LibraryFilter
from app.core.notes.model import Colour, Link, LinkKind
from app.ui.dialogs.confirmations import deletion_question
from tests.window import Driver

ASKED = "app.ui.dialogs.confirmations.confirm_deletion"
TRASH = LibraryFilter(trashed=True)


def test_highlights_go_and_notes_stay_without_their_links(seeded: tuple[Driver, str]) -> None:
    driver, summary_id = seeded
    library, notebook = driver.workspace.library, driver.workspace.notebook
    fact = library.summary(summary_id).facts[0]
    words = fact.text[:20]
    (mark,) = notebook.add_highlight_of(summary_id, words, Colour.YELLOW).after
    links = [
        Link(LinkKind.SUMMARY, summary_id),
        Link(LinkKind.FACT, fact.id),
        Link(LinkKind.HIGHLIGHT, mark.id),
        Link(LinkKind.SUBJECT, "pakistan-affairs"),
    ]
    note = driver.session.notes.add("My own thought.", tuple(links))
    assert note is not None
    driver.session.summaries.trash([summary_id])
    with patch(ASKED, return_value=True) as asked:
        driver.window.library_actions.delete_for_good([summary_id])
    assert asked.call_args.args[1:] == (1, 1, 1)
    assert library.find(summary_id) is None
    assert notebook.highlights() == notebook.highlights(trashed=True) == []
    kept = notebook.note(note.id)
    assert kept.body == "My own thought."
    assert kept.links == (links[-1],)
    assert not driver.session.undo_stack.canUndo()
    assert "1 summary deleted for good." in driver.window.toast.text


def test_the_delete_key_in_the_trash_asks(seeded: tuple[Driver, str]) -> None:
    driver, summary_id = seeded
    driver.session.summaries.trash([summary_id])
    panel = driver.window.library
    panel.take_up(TRASH)
    panel.refresh()
    panel.show_current(summary_id)
    with patch(ASKED, return_value=False):
        QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert driver.workspace.library.count(TRASH) == 1
    with patch(ASKED, return_value=True):
        QTest.keyClick(panel.list, Qt.Key.Key_Delete)
    assert driver.workspace.library.count(TRASH) == 0


def test_the_trash_is_emptied_from_the_panel_and_by_command(driver: Driver) -> None:
    driver.window.library_actions.add_starter()
    library = driver.workspace.library
    ids = [row.id for row in library.rows(LibraryFilter())]
    driver.session.summaries.trash(ids[:3])
    panel = driver.window.library
    panel.take_up(TRASH)
    panel.refresh()
    assert panel.empty_trash.isVisible()
    with patch(ASKED, return_value=True) as asked:
        QTest.mouseClick(panel.empty_trash, Qt.MouseButton.LeftButton)
    assert asked.call_args.args[1] == 3
    assert library.count(TRASH) == 0
    assert library.count(LibraryFilter()) == 21
    assert not panel.empty_trash.isVisible()
    driver.window.actions_by_name["empty_trash"].trigger()
    assert driver.window.toast.text == "The trash is empty."


def test_what_is_not_in_the_trash_cannot_be_deleted_for_good(seeded: tuple[Driver, str]) -> None:
    driver, summary_id = seeded
    driver.workspace.library.delete_for_good([summary_id])
    assert driver.workspace.library.find(summary_id) is not None


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 0, 0), "Delete this summary for good?"),
        ((1, 1, 1), "1 highlight goes with it. 1 note stays in your notebook and loses its link."),
        ((3, 2, 4), "2 highlights go with them. 4 notes stay in your notebook and lose their"),
    ],
)
def test_the_question_says_what_goes_and_what_stays(
    counts: tuple[int, int, int], words: str
) -> None:
    assert words in deletion_question(*counts)
