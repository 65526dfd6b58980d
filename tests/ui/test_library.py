"""The left panel: shelves, syllabus, filters, empty states, trash."""

from unittest.mock import patch

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from app.core.library.filters import LibraryFilter, Order
from app.core.library.model import ReadingState
from app.core.library.page import build_page
from app.core.notes.model import Colour, Link, LinkKind
from app.core.settings import Theme
from app.ui.library.navigation_tree import Shelf
from app.ui.style.theme import load_theme
from app.ui.window.history import PlaceKind
from tests.window import Driver


@pytest.fixture
def stocked(driver: Driver) -> Driver:
    """A window with the starter library."""
    driver.window.library_actions.add_starter()
    return driver


def rows(driver: Driver) -> int:
    return driver.window.library.list.rows.rowCount()


def shelves(
    driver: Driver, parent: QModelIndex | None = None
) -> dict[str, tuple[Shelf | None, int]]:
    model = driver.window.library.tree.model()
    root = parent or QModelIndex()
    found = {}
    for row in range(model.rowCount(root)):
        index = model.index(row, 0, root)
        found[index.data()] = (
            index.data(Qt.ItemDataRole.UserRole + 1),
            index.data(Qt.ItemDataRole.UserRole + 2),
        )
    return found


def test_an_empty_library_offers_the_starter_library(driver: Driver) -> None:
    assert driver.window.centre.shown is PlaceKind.WELCOME
    assert driver.window.centre.welcome.starter_button.isVisible()
    QTest.mouseClick(driver.window.centre.welcome.starter_button, Qt.MouseButton.LeftButton)
    assert rows(driver) == 24
    assert "24 summaries added" in driver.window.toast.text


def test_the_starter_library_is_undone_removed_and_brought_back(stocked: Driver) -> None:
    stocked.ctrl(Qt.Key.Key_Z)
    assert rows(stocked) == 0
    stocked.ctrl(Qt.Key.Key_Y)
    assert rows(stocked) == 24
    with patch("app.ui.dialogs.confirmations.confirm_trash", return_value=True):
        stocked.window.actions_by_name["remove_starter"].trigger()
    assert rows(stocked) == 0
    stocked.window.actions_by_name["starter_library"].trigger()
    assert rows(stocked) == 24
    assert stocked.workspace.library.count(LibraryFilter(trashed=True)) == 0


def test_counts_stand_beside_shelves_subjects_and_topics(stocked: Driver) -> None:
    found = shelves(stocked)
    assert found["All summaries"][1] == found["Unread"][1] == 24
    assert (
        found["Pakistan Affairs"][1]
        == stocked.workspace.library.counts_by_subject()["pakistan-affairs"]
    )
    model = stocked.window.library.tree.model()
    index = next(
        model.index(row, 0)
        for row in range(model.rowCount())
        if model.index(row, 0).data() == "Pakistan Affairs"
    )
    topics = shelves(stocked, index)
    assert all(count >= 1 for _, count in topics.values())
    assert any("subjects without summaries" in name for name in found)


def test_choosing_a_row_limits_the_list(stocked: Driver) -> None:
    for name, wanted in (("Unread", 24), ("Done", 0), ("Sociology", 1), ("All summaries", 24)):
        stocked.choose_shelf(name)
        assert rows(stocked) == wanted, name


def test_the_list_is_filtered_by_words_and_says_so(stocked: Driver) -> None:
    panel = stocked.window.library
    panel.words.setText("constitution")
    assert 0 < rows(stocked) < 24
    assert panel.count_text == f"{rows(stocked)} of 24"
    panel.words.setText("zzz")
    assert panel.empty.isVisible()
    QTest.mouseClick(panel.empty.button, Qt.MouseButton.LeftButton)
    assert rows(stocked) == 24


def test_the_list_is_sorted(stocked: Driver) -> None:
    panel = stocked.window.library
    panel.order_button.order_actions[Order.TITLE].trigger()
    titles = [panel.list.rows.row(n).title or "" for n in range(rows(stocked))]
    assert titles == sorted(titles, key=str.lower)


def test_the_list_is_walked_by_keyboard(stocked: Driver) -> None:
    stocked.key(Qt.Key.Key_F6)
    assert stocked.window.library.list.hasFocus()
    stocked.key(Qt.Key.Key_Down)
    stocked.key(Qt.Key.Key_Return)
    second = stocked.window.library.list.rows.row(1)
    assert stocked.window.centre.reader.summary_id == second.id
    stocked.ctrl(Qt.Key.Key_PageDown)
    assert stocked.window.centre.reader.summary_id == stocked.window.library.list.rows.row(2).id
    stocked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.reader.summary_id == second.id
    stocked.key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.reader.summary_id == stocked.window.library.list.rows.row(2).id


def test_a_deleted_summary_leaves_the_page_and_comes_back(stocked: Driver) -> None:
    row = stocked.window.library.list.rows.row(0)
    stocked.open(row.id)
    stocked.key(Qt.Key.Key_F6)
    stocked.key(Qt.Key.Key_Delete)
    assert rows(stocked) == 23
    assert stocked.window.centre.shown is PlaceKind.WELCOME
    assert stocked.window.toast.isVisible()
    QTest.mouseClick(stocked.window.toast.button, Qt.MouseButton.LeftButton)
    assert rows(stocked) == 24


def test_several_are_deleted_only_after_a_question(stocked: Driver) -> None:
    stocked.window.library.list.selectAll()
    stocked.window.library.list.setFocus()
    with patch("app.ui.dialogs.confirmations.confirm_trash", return_value=False) as asked:
        stocked.key(Qt.Key.Key_Delete)
    assert asked.call_args.args[1] == 24
    assert rows(stocked) == 24


def test_the_trash_is_a_shelf(stocked: Driver) -> None:
    row = stocked.window.library.list.rows.row(0)
    stocked.session.summaries.trash([row.id])
    stocked.choose_shelf("Trash")
    assert rows(stocked) == 1
    stocked.session.summaries.restore([row.id])
    assert rows(stocked) == 0
    assert "30 days" in stocked.window.library.empty.sentence


def test_a_row_shows_what_was_done_to_its_summary(stocked: Driver) -> None:
    row = stocked.window.library.list.rows.row(0)
    stocked.session.summaries.set_state(row.id, ReadingState.DONE)
    stocked.session.summaries.set_starred(row.id, starred=True)
    changed = stocked.window.library.list.rows.row(0)
    assert (changed.state, changed.starred) == (ReadingState.DONE, True)
    stocked.until(lambda: shelves(stocked)["Starred"][1] == 1)
    stocked.ctrl(Qt.Key.Key_Z)
    stocked.ctrl(Qt.Key.Key_Z)
    changed = stocked.window.library.list.rows.row(0)
    assert (changed.state, changed.starred) == (ReadingState.UNREAD, False)


def test_a_subject_s_chip_on_the_page_limits_the_list(stocked: Driver) -> None:
    stocked.open(stocked.window.library.list.rows.row(0).id)
    stocked.window.centre.reader.view.link_clicked.emit("bayaz-subject:sociology")
    assert stocked.window.library.chosen.subject_id == "sociology"


def test_one_that_was_worked_on_is_deleted_only_after_a_question(stocked: Driver) -> None:
    row = stocked.window.library.list.rows.row(0)
    stocked.session.notes.add("mine", (Link(LinkKind.SUMMARY, row.id),))
    stocked.open(row.id)
    page = build_page(stocked.workspace.library.summary(row.id))
    for start in (0, 40):
        stocked.session.highlights.add(row.id, start, start + 20, Colour.PINK, page)
    for answer, left in (
        (QMessageBox.StandardButton.Cancel, 24),
        (QMessageBox.StandardButton.Yes, 23),
    ):
        with patch.object(QMessageBox, "question", return_value=answer) as asked:
            stocked.ctrl(Qt.Key.Key_Delete, shift=True)
        assert "1 note and 2 highlights" in asked.call_args.args[2]
        assert "stay" in asked.call_args.args[2]
        assert rows(stocked) == left


def test_tab_walks_through_the_panel_from_top_to_bottom(stocked: Driver) -> None:
    panel = stocked.window.library
    panel.tree.setFocus()
    for stop in (panel.words, panel.order_button, panel.list):
        stocked.key(Qt.Key.Key_Tab)
        assert stop.hasFocus()


def test_the_selected_topic_has_nothing_beside_its_row(stocked: Driver) -> None:
    tree = stocked.window.library.tree
    stocked.window.library.show_topic("current-affairs", "current-affairs/internal-security")
    stocked.until(lambda: tree.model().rowCount() > 9)
    index = tree.currentIndex()
    if not index.parent().isValid():
        parent = next(
            i for r in range(tree.model().rowCount())
            if tree.model().hasChildren(i := tree.model().index(r, 0)) and i.data() != "x"
        )  # fmt: skip
        tree.setExpanded(parent, True)
        index = tree.model().index(0, 0, parent)
        tree.setCurrentIndex(index)
    tree.scrollTo(index)
    image = tree.viewport().grab().toImage()
    rect = tree.visualRect(index)
    # The band is rounded and begins four pixels from the edge: at the edge there is nothing.
    assert image.pixelColor(1, rect.center().y()) == image.pixelColor(1, rect.top())
    selection = load_theme(Theme.LIGHT)["selection"]
    assert image.pixelColor(1, rect.center().y()) != selection
    assert image.pixelColor(12, rect.center().y()) == selection
