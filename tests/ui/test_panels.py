"""The side panels and the window's state: shown as wanted, as the page needs, as room allows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.library.filters import LibraryFilter, Order
from app.core.library.model import ReadingState
from app.core.library.syllabus import load_syllabus
from app.core.paths import DataFolder
from app.ui.library.navigation_tree import SHELVES
from app.ui.library.saved_filter import choice_from_text, choice_to_text
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.window import Driver


def resize(driver: Driver, width: int, height: int = 768) -> None:
    driver.window.resize(width, height)
    QApplication.processEvents()


@pytest.mark.parametrize("kind", [PlaceKind.NOTEBOOK, PlaceKind.IMPORT, PlaceKind.WELCOME])
def test_a_note_can_be_written_beside_any_page(seeded: tuple[Driver, str], kind: PlaceKind) -> None:
    driver, _ = seeded
    window = driver.window
    {
        PlaceKind.NOTEBOOK: window.navigator.open_notebook,
        PlaceKind.IMPORT: window.navigator.open_import,
        PlaceKind.WELCOME: window.navigator.open_welcome,
    }[kind]()
    assert not window.notes.isVisible()
    driver.ctrl(Qt.Key.Key_N)
    assert window.notes.editor.isVisible()
    assert window.notes.editor.text.hasFocus()
    driver.type("Seen in passing")
    driver.key(Qt.Key.Key_Escape)
    assert [note.body for note in driver.workspace.notebook.notes()] == ["Seen in passing"]
    assert window.centre.shown is kind
    assert not window.notes.isVisible()


def test_writing_shows_hidden_notes_and_hides_them_again(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.key(Qt.Key.Key_F10)
    driver.key(Qt.Key.Key_N)
    assert driver.window.notes.editor.isVisible()
    driver.key(Qt.Key.Key_Escape)
    assert not driver.window.notes.isVisible()


def test_the_notes_toggle_is_off_where_there_are_no_notes(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    toggle = driver.window.actions_by_name["toggle_notes"]
    assert (toggle.isEnabled(), toggle.isChecked()) == (True, True)
    for go in (driver.window.navigator.open_welcome, driver.window.navigator.open_import):
        go()
        assert (toggle.isEnabled(), toggle.isChecked()) == (False, False)
    driver.window.navigator.back()
    driver.window.navigator.open_search("x")
    assert toggle.isEnabled()


def test_a_narrow_window_hides_the_notes_until_there_is_room(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    notes = driver.window.notes
    resize(driver, 1024, 600)
    assert not notes.isVisible()
    assert driver.window.panels.notes_wished
    assert driver.view.width() > 600
    resize(driver, 1366)
    assert notes.isVisible()
    resize(driver, 900, 600)
    driver.key(Qt.Key.Key_F10)
    assert notes.isVisible()
    driver.key(Qt.Key.Key_F10)
    assert not notes.isVisible()
    resize(driver, 1366)
    assert notes.isVisible()
    driver.key(Qt.Key.Key_F10)
    resize(driver, 900)
    resize(driver, 1366)
    assert not notes.isVisible()


NOTES = [
    # How they are wanted, on which page; shown in a roomy window, in a narrow one.
    ("writing", PlaceKind.NOTEBOOK, True, True),
    ("called", PlaceKind.NOTEBOOK, False, False),
    ("wished", PlaceKind.NOTEBOOK, False, False),
    ("called", PlaceKind.SUMMARY, True, True),
    ("wished", PlaceKind.SUMMARY, True, False),
    ("wished", PlaceKind.SEARCH, True, False),
    ("unwanted", PlaceKind.SUMMARY, False, False),
]


@pytest.mark.parametrize(("wanted", "page", "roomy", "narrow"), NOTES)
def test_the_table_of_the_notes_holds(
    seeded: tuple[Driver, str], wanted: str, page: PlaceKind, roomy: bool, narrow: bool
) -> None:
    driver, seed = seeded
    panels, navigator = driver.window.panels, driver.window.navigator
    {
        PlaceKind.NOTEBOOK: navigator.open_notebook,
        PlaceKind.SUMMARY: lambda: navigator.open_summary(seed),
        PlaceKind.SEARCH: lambda: navigator.open_search("x"),
    }[page]()
    for width, shown in ((1366, roomy), (1000, narrow)):
        resize(driver, width)
        if wanted == "unwanted":
            panels.wish_notes(shown=False)
        elif wanted == "called":
            panels.focus_notes()
        elif wanted == "writing":
            panels.begin_writing()
        assert driver.window.notes.isVisible() is shown


@pytest.mark.parametrize("wished", [True, False])
@pytest.mark.parametrize("width", [1366, 1000])
@pytest.mark.parametrize("importing", [True, False])
def test_the_table_of_the_library_holds(
    seeded: tuple[Driver, str], wished: bool, width: int, importing: bool
) -> None:
    driver, _ = seeded
    driver.window.panels.wish_library(shown=wished)
    if importing:
        driver.window.navigator.open_import()
    resize(driver, width)
    assert driver.window.library.isVisible() is (wished and (width == 1366 or not importing))


def test_a_small_window_holds_every_page(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    window = driver.window
    window.navigator.open_notebook()
    window.navigator.open_search("x")
    window.import_controller.review_text("x")
    window.navigator.back()
    driver.open(driver.workspace.library.rows(LibraryFilter())[0].id)
    driver.ctrl(Qt.Key.Key_F)
    for size in ((860, 560), (900, 600)):
        resize(driver, *size)
        assert (window.width(), window.height()) == size
    driver.ctrl(Qt.Key.Key_N)
    assert window.notes.editor.isVisible()
    assert window.width() == 900
    parts: list[QWidget] = [window.library, window.centre, window.notes]
    assert sum(part.width() for part in parts) <= 900


def test_full_screen_twice_leaves_a_maximised_window_maximised(driver: Driver) -> None:
    driver.window.setWindowState(Qt.WindowState.WindowMaximized)
    driver.key(Qt.Key.Key_F11)
    assert driver.window.isFullScreen()
    driver.key(Qt.Key.Key_F11)
    assert not driver.window.isFullScreen()
    assert driver.window.isMaximized()


def test_panels_order_and_shelf_are_as_they_were(
    qtbot: QtBot, folder: DataFolder, clock: Clock
) -> None:
    driver = Driver(qtbot, folder, clock)
    driver.window.library_actions.add_starter()
    driver.window.library.order_button.order_actions[Order.TITLE].trigger()
    driver.window.library.show_subject("sociology")
    driver.key(Qt.Key.Key_F9)
    driver.key(Qt.Key.Key_F9)
    driver.open(driver.window.library.list.rows.row(0).id)
    driver.key(Qt.Key.Key_F10)
    driver.close()
    again = Driver(qtbot, folder, clock)
    panel = again.window.library
    try:
        assert not again.window.notes.isVisible()
        assert panel.isVisible()
        assert panel.chosen == LibraryFilter(subject_id="sociology", order=Order.TITLE)
        assert panel.order_button.order is Order.TITLE
        assert panel.list.rows.rowCount() == 1
        again.until(lambda: panel.tree.currentIndex().data() == "Sociology")
        again.key(Qt.Key.Key_F9)
        again.session.summaries.trash([panel.list.rows.row(0).id])
    finally:
        again.close()
    last = Driver(qtbot, folder, clock)
    try:
        assert not last.window.library.isVisible()
        # Nothing is left on sociology: the reader does not start with an empty shelf.
        assert last.window.library.chosen == LibraryFilter(order=Order.TITLE)
        last.until(lambda: last.window.library.tree.currentIndex().data() == "All summaries")
    finally:
        last.close()


@pytest.mark.parametrize(
    "chosen",
    [
        *(shelf for _, _, shelf in SHELVES if shelf is not None),
        LibraryFilter(subject_id="law", topic_id="law/x", order=Order.LAST_READ),
    ],
)
def test_a_choice_is_remembered_whole(chosen: LibraryFilter) -> None:
    assert choice_from_text(choice_to_text(chosen), load_syllabus()) == chosen


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "7", '{"state": "x", "order": 3, "subject_id": "dreams", "topic_id": []}'],
)
def test_an_odd_choice_is_none(text: str) -> None:
    assert choice_from_text(text, load_syllabus()) == LibraryFilter()


def test_a_known_part_of_a_choice_is_kept() -> None:
    chosen = choice_from_text('{"state": "done", "order": "x"}', load_syllabus())
    assert chosen == LibraryFilter(state=ReadingState.DONE)
