"""The palette: titles, subjects and commands by a few letters, and nothing left behind."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.settings import Theme
from app.ui.palette.palette import Palette
from app.ui.palette.palette_list import PaletteItem, PaletteItemKind
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.window import Driver


@pytest.fixture
def stocked(seeded: tuple[Driver, str]) -> Driver:
    driver, _ = seeded
    driver.window.library_actions.add_starter()
    return driver


def palette(driver: Driver) -> Palette:
    return driver.window.palette_controller.palette


def shown(driver: Driver) -> list[PaletteItem]:
    offers = palette(driver).list.items
    return [offers.row(number) for number in range(offers.rowCount())]


def opened(driver: Driver) -> Palette:
    driver.ctrl(Qt.Key.Key_K)
    assert palette(driver).isVisible()
    assert palette(driver).line.hasFocus()
    return palette(driver)


def test_a_title_is_opened_by_a_few_letters(stocked: Driver) -> None:
    opened(stocked)
    stocked.type("westph peace")
    assert shown(stocked)[0].text == "The Peace of Westphalia of 1648"
    stocked.key(Qt.Key.Key_Return)
    assert not palette(stocked).isVisible()
    assert stocked.window.centre.reader.title == "The Peace of Westphalia of 1648"
    assert stocked.view.hasFocus()
    stocked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.reader.title != "The Peace of Westphalia of 1648"


URDU = """بیاض کی کِتاب

Summary
آئین کی کتاب اور پاکستان کا حال۔ The Constitution of 1973 is not that of 1962.

Facts and Figures
- 1973: the Constitution came into force.
"""
UNTITLED = """Overview of the Article
The book of the law is old, and nobody has read it for years.

Facts and Figures
- 1973: it came into force.
- 1962: another came.

Conclusion
It is a book of books, to be read by all who sit the examination.
"""


def test_urdu_and_untitled_are_found(driver: Driver) -> None:
    for text in (URDU, UNTITLED):
        drafts = list(driver.workspace.importer.read_text(text, "own.txt").drafts)
        driver.session.imports.finish(driver.session.imports.accept(drafts))
    line = opened(driver).line
    line.setText("كتاب بیاض")
    assert [offer.text for offer in shown(driver)] == ["بیاض کی کِتاب"]
    line.setText("old book")
    assert [offer.kind for offer in shown(driver)] == [PaletteItemKind.SUMMARY]
    assert "The book of the law" in shown(driver)[0].text
    driver.key(Qt.Key.Key_Return)
    assert "The book of the law" in driver.window.centre.reader.title


def test_a_subject_opens_the_library_at_it(stocked: Driver) -> None:
    stocked.key(Qt.Key.Key_F9)
    opened(stocked)
    stocked.type("ir")
    first = shown(stocked)[0]
    assert (first.kind, first.text) == (PaletteItemKind.SUBJECT, "International Relations")
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.library.isVisible()
    assert stocked.window.library.chosen.subject_id == first.id
    assert stocked.window.library.list.hasFocus()


def test_a_command_is_run_with_the_keyboard_back_in_its_place(stocked: Driver) -> None:
    stocked.select("Mastung")
    stocked.ctrl(Qt.Key.Key_P, shift=True)
    assert palette(stocked).line.text() == "> "
    assert {offer.kind for offer in shown(stocked)} == {PaletteItemKind.COMMAND}
    stocked.type("underl")
    assert [(offer.text, offer.aside) for offer in shown(stocked)] == [("Underline", "Ctrl+U")]
    stocked.key(Qt.Key.Key_Return)
    assert [mark.anchor.quote for mark in stocked.highlights()] == ["Mastung"]
    opened(stocked)
    stocked.type("night")
    stocked.key(Qt.Key.Key_Return)
    assert stocked.session.preferences.current.theme is Theme.DARK
    opened(stocked)
    stocked.type("> dark")
    assert shown(stocked)[0].on


def test_only_what_can_be_done_now_is_offered(stocked: Driver) -> None:
    def commands() -> set[str]:
        stocked.ctrl(Qt.Key.Key_P, shift=True)
        found = {offer.id for offer in shown(stocked)}
        stocked.key(Qt.Key.Key_Escape)
        return found

    actions = stocked.window.actions_by_name
    on_page = commands()
    assert {"find", "highlight", "trash_summary", "undo"} <= on_page
    assert not {"restore_summary", "resume_import", "redo", "palette"} & on_page
    assert all(actions[name].isEnabled() for name in on_page if name in actions)
    stocked.window.navigator.open_notebook()
    assert not {"find", "highlight", "trash_summary", "star"} & commands()


def test_what_was_read_last_comes_first(stocked: Driver, clock: Clock) -> None:
    ids = stocked.window.library.list.rows.ids()
    for summary_id in ids[:3]:
        stocked.window.navigator.open_summary(summary_id)
        clock.forward(minutes=1)
    opened(stocked)
    offers = shown(stocked)
    # The one that is open is no place to go to.
    assert [offer.id for offer in offers[:2]] == [ids[1], ids[0]]
    assert ids[2] not in [offer.id for offer in offers]
    assert offers[-1].kind is PaletteItemKind.COMMAND
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.centre.reader.summary_id == ids[1]


def test_the_list_is_walked_by_keyboard(stocked: Driver) -> None:
    box = opened(stocked)
    last = box.list.items.rowCount() - 1
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_Up, 0),
        (Qt.Key.Key_Up, last),
        (Qt.Key.Key_Down, 0),
        (Qt.Key.Key_PageDown, 11),
        (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_End, last),
        (Qt.Key.Key_PageDown, last),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Tab, 1),
        (Qt.Key.Key_Backtab, 0),
    ):
        stocked.key(key)
        assert box.list.currentIndex().row() == row
        assert box.line.accessibleDescription() == shown(stocked)[row].spoken
        assert box.line.hasFocus()
    assert box.list.height() <= 12 * 38 + 2


@pytest.mark.parametrize("place", ["page", "list", "search"])
def test_escape_gives_the_keyboard_back(stocked: Driver, place: str) -> None:
    window = stocked.window
    before: QWidget = {
        "page": stocked.view,
        "list": window.library.list,
        "search": window.top_bar.search_box,
    }[place]
    before.setFocus()
    opened(stocked)
    stocked.type("treaty")
    stocked.key(Qt.Key.Key_Escape)
    assert not palette(stocked).isVisible()
    assert QApplication.focusWidget() is before
    opened(stocked)
    assert palette(stocked).line.text() == ""
    stocked.ctrl(Qt.Key.Key_K)
    assert not palette(stocked).isVisible()
    assert QApplication.focusWidget() is before


def test_the_mouse_chooses_and_a_click_beside_closes(stocked: Driver) -> None:
    box = opened(stocked)
    stocked.type("westphalia")
    row = box.list.visualRect(box.list.items.index(0)).center()
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert "Westphalia" in stocked.window.centre.reader.title
    opened(stocked)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, 700))
    assert not box.isVisible()
    assert stocked.view.hasFocus()


def test_the_window_s_keys_wait_while_it_is_open(stocked: Driver) -> None:
    box = opened(stocked)
    stocked.ctrl(Qt.Key.Key_F)
    stocked.key(Qt.Key.Key_F9)
    assert box.isVisible()
    assert stocked.window.centre.reader.find_bar.isHidden()
    assert stocked.window.library.isVisible()


def test_enter_searches_all_texts_where_no_name_matches(stocked: Driver) -> None:
    box = opened(stocked)
    stocked.type("mitigation")
    assert shown(stocked) == []
    assert box.nothing.isVisible()
    assert box.nothing.text() == "Nothing here. Press Enter to search all texts."
    stocked.key(Qt.Key.Key_Return)
    assert box.isHidden()
    centre = stocked.window.centre
    assert centre.shown is PlaceKind.SEARCH
    assert stocked.window.top_bar.search_box.text() == "mitigation"
    stocked.until(lambda: centre.results.answer is not None)
    assert centre.results.answer.total > 0
    assert centre.results.list.hasFocus()
    assert "mitigation" in stocked.session.preferences.current.recent_searches


def test_a_command_that_does_not_exist_is_not_searched_for(stocked: Driver) -> None:
    box = opened(stocked)
    stocked.type("> mitigation")
    assert shown(stocked) == []
    assert box.nothing.text() == "There is no such command."
    stocked.key(Qt.Key.Key_Return)
    assert box.isVisible()
    assert stocked.window.centre.shown is PlaceKind.SUMMARY


def test_it_opens_from_where_one_writes(stocked: Driver) -> None:
    stocked.window.commands.mark.do_note()
    editor = stocked.window.notes.editor.text
    editor.setFocus()
    stocked.type("Half a thought")
    opened(stocked)
    stocked.key(Qt.Key.Key_Escape)
    assert editor.hasFocus()
    assert editor.toPlainText() == "Half a thought"


def test_it_fits_into_a_small_window(stocked: Driver, tmp_path: Path) -> None:
    stocked.window.resize(820, 520)
    box = opened(stocked)
    assert box.geometry() == stocked.window.rect()
    assert stocked.window.rect().contains(box.box.geometry())
    stocked.window.resize(1366, 768)
    assert box.geometry() == stocked.window.rect()
    assert box.grab().save(str(tmp_path / "palette.png"))
    assert stocked.window.centre.shown is PlaceKind.SUMMARY
