"""Texts kept as they are: their mark in the list and on the page, and the lists of them."""

import pytest
from PySide6.QtCore import Qt

from app.core.library.filters import LibraryFilter
from app.core.library.model import Form
from app.core.search.query.filters import Filters, State
from app.messages import AS_IT_IS_TIP
from app.ui.library.navigation_tree import WITHOUT_SUBJECT
from app.ui.library.saved_filter import choice_from_text, choice_to_text
from app.ui.library.summary_list import meta_of
from tests.window import Driver

TALK = "The price of flour rose again this week in Lahore and in Quetta.\n\n" * 4


@pytest.fixture
def kept(driver: Driver) -> str:
    """A text whose form is not known, in the library; with its id."""
    batch = driver.workspace.importer.read_text(TALK, "talk")
    sourced = next(iter(batch.drafts), None) or batch.set_aside[0].sourced
    assert sourced.draft.form is Form.AS_IT_IS
    driver.session.imports.finish(driver.session.imports.accept([sourced]))
    (row,) = driver.workspace.library.rows(LibraryFilter())
    return row.id


def names(driver: Driver) -> list[str]:
    model = driver.window.library.tree.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_text_kept_as_it_is_says_so_in_the_list_and_on_the_page(
    driver: Driver, kept: str
) -> None:
    model = driver.window.library.list.rows
    assert meta_of(model.row(0)).endswith("as it is")
    assert AS_IT_IS_TIP in model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    driver.window.navigator.open_summary(kept)
    assert "as it is" in driver.view.document().toPlainText()


def test_a_shelf_holds_them_as_long_as_there_are_any(driver: Driver, kept: str) -> None:
    driver.qtbot.waitUntil(lambda: "As it is" in names(driver))
    assert driver.workspace.library.count(LibraryFilter(as_it_is=True)) == 1
    driver.session.summaries.trash([kept])
    driver.qtbot.waitUntil(lambda: "As it is" not in names(driver))


def test_a_search_finds_them_by_their_state(driver: Driver, kept: str) -> None:
    found = driver.workspace.summary_states(Filters(states=(State.AS_IT_IS,)))
    assert found == {State.AS_IT_IS: {kept}}


def test_summaries_without_a_subject_have_a_row_of_the_syllabus(driver: Driver, kept: str) -> None:
    driver.qtbot.waitUntil(lambda: "Without a subject" in names(driver))
    driver.window.library.tree.shelf_chosen.emit(WITHOUT_SUBJECT)
    assert driver.window.library.list.rows.ids() == [kept]
    driver.session.bulk.add_subject([kept], "pakistan-affairs")
    assert driver.window.library.list.rows.ids() == []


@pytest.mark.parametrize("chosen", [LibraryFilter(as_it_is=True), LibraryFilter(no_subject=True)])
def test_the_choice_is_kept_for_the_next_session(driver: Driver, chosen: LibraryFilter) -> None:
    assert choice_from_text(choice_to_text(chosen), driver.workspace.syllabus) == chosen
