"""Reading and marking: by keyboard, by mouse, undone, and right after a restart."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from app.core.library.model import ReadingState
from app.core.notes.model import Colour
from app.core.paths import DataFolder
from app.core.settings import Theme
from app.ui.reader.page.page_painter import fact_card, star_rect
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.window import Driver

KEYS = {
    Qt.Key.Key_1: Colour.YELLOW,
    Qt.Key.Key_2: Colour.GREEN,
    Qt.Key.Key_3: Colour.BLUE,
    Qt.Key.Key_4: Colour.PINK,
    Qt.Key.Key_5: Colour.VIOLET,
    Qt.Key.Key_U: Colour.UNDERLINE,
}
PASSAGE = "Mastung, Kalat and Bolan"


@pytest.mark.parametrize("key", KEYS)
def test_a_key_marks_the_selection_in_its_colour(seeded: tuple[Driver, str], key: Qt.Key) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(key)
    (highlight,) = driver.highlights()
    assert (highlight.colour, highlight.anchor.quote) == (KEYS[key], PASSAGE)
    assert not driver.view.textCursor().hasSelection()


def test_h_marks_in_the_colour_used_last(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_4)
    driver.select("an old truce")
    driver.key(Qt.Key.Key_H)
    assert {highlight.colour for highlight in driver.highlights()} == {Colour.PINK}


def test_keys_mark_nothing_where_nothing_is_chosen(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.key(Qt.Key.Key_1)
    assert driver.highlights() == []
    assert "Select some text" in driver.window.toast.text


def test_letters_do_nothing_while_typing(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.window.top_bar.search_box.setFocus()
    driver.type("1hun")
    assert driver.highlights() == []
    assert driver.window.top_bar.search_box.text() == "1hun"


def test_a_chosen_highlight_is_recoloured_deleted_and_brought_back(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_5)
    assert [h.colour for h in driver.highlights()] == [Colour.VIOLET]
    driver.key(Qt.Key.Key_Delete)
    assert driver.highlights() == []
    assert driver.window.toast.isVisible()
    driver.ctrl(Qt.Key.Key_Z)
    assert [h.colour for h in driver.highlights()] == [Colour.VIOLET]
    driver.ctrl(Qt.Key.Key_Z)
    assert [h.colour for h in driver.highlights()] == [Colour.YELLOW]
    driver.ctrl(Qt.Key.Key_Z)
    assert driver.highlights() == []
    driver.ctrl(Qt.Key.Key_Z, shift=True)
    driver.ctrl(Qt.Key.Key_Y)
    assert [h.colour for h in driver.highlights()] == [Colour.VIOLET]


def test_the_bar_over_a_selection_marks_and_does_not_take_the_keyboard(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded
    bar = driver.window.centre.reader.selection_bar
    driver.select(PASSAGE)
    driver.until(bar.isVisible)
    assert driver.view.hasFocus()
    assert driver.view.viewport().rect().contains(bar.geometry())
    QTest.mouseClick(bar.colours[Colour.BLUE], Qt.MouseButton.LeftButton)
    assert [h.colour for h in driver.highlights()] == [Colour.BLUE]
    assert not bar.isVisible()


def test_a_fact_is_marked_starred_and_noted_as_a_whole(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    facts = driver.workspace.library.summary(seed).facts
    driver.key(Qt.Key.Key_F)
    assert driver.view.focused_fact == facts[0].id
    driver.key(Qt.Key.Key_J)
    driver.key(Qt.Key.Key_J)
    driver.key(Qt.Key.Key_K)
    assert driver.view.focused_fact == facts[1].id
    driver.key(Qt.Key.Key_2)
    (highlight,) = driver.highlights()
    assert (highlight.anchor.quote, highlight.anchor.fact_id) == (facts[1].text, facts[1].id)
    driver.key(Qt.Key.Key_S)
    assert driver.workspace.library.fact(facts[1].id).starred
    driver.ctrl(Qt.Key.Key_Z)
    assert not driver.workspace.library.fact(facts[1].id).starred


def test_focusing_a_fact_lets_go_of_the_chosen_highlight(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_3)
    assert {h.colour for h in driver.highlights()} == {Colour.YELLOW, Colour.BLUE}


def test_a_click_on_a_fact_s_star(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    driver.key(Qt.Key.Key_F)
    assert driver.view.page is not None
    card = fact_card(driver.view.document(), driver.view.page.facts[0])
    card.translate(driver.view.origin)
    point = star_rect(card).center().toPoint()
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert driver.workspace.library.summary(seed).facts[0].starred


def test_a_click_chooses_a_highlight(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_Escape)
    cursor = driver.view.document().find(PASSAGE)
    rect = driver.view.range_rect(cursor.selectionStart() + 3, cursor.selectionStart() + 3)
    point = QPoint(round(rect.left()) + 2, round(rect.center().y()))
    QTest.mouseClick(driver.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert driver.window.centre.reader.selection_bar.isVisible()
    driver.view.setFocus()
    driver.key(Qt.Key.Key_3)
    assert [h.colour for h in driver.highlights()] == [Colour.BLUE]


def test_text_is_selected_by_keyboard_alone(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    section = driver.view.page.sections[1].position if driver.view.page else 0
    driver.view.scroll_to(section)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Home)
    both = (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        driver.key(Qt.Key.Key_Right, *both)
    driver.key(Qt.Key.Key_1)
    (highlight,) = driver.highlights()
    assert highlight.anchor.quote == "The article follows"


def test_a_selection_over_two_sections_leaves_the_heading_out(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    cursor = driver.view.document().find("instead of satisfaction")
    start = cursor.selectionStart()
    end = driver.view.document().find("The article follows").selectionEnd()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    driver.view.setTextCursor(cursor)
    driver.key(Qt.Key.Key_1)
    (highlight,) = driver.highlights()
    assert highlight.anchor.quote == "instead of satisfaction.\nThe article follows"


def test_highlights_are_painted_in_the_theme_s_colours(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    for theme, colour in (
        (Theme.LIGHT, "#ffdd57"),
        (Theme.SEPIA, "#efc537"),
        (Theme.DARK, "#5e4b00"),
    ):
        driver.session.preferences.change(theme=theme)
        cursor = driver.view.document().find(PASSAGE)
        rect = driver.view.range_rect(cursor.selectionStart(), cursor.selectionEnd())
        image: QImage = driver.view.viewport().grab().toImage()
        found = {
            image.pixelColor(x, round(rect.center().y())).name()
            for x in range(round(rect.left()) + 2, image.width() - 40)
        }
        assert colour in found


def test_hidden_highlights_are_not_painted(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    before = driver.view.viewport().grab().toImage()
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_Escape)
    driver.view.viewport().update()
    assert driver.view.viewport().grab().toImage() != before
    driver.ctrl(Qt.Key.Key_H, shift=True)
    assert driver.view.viewport().grab().toImage() == before


def test_find_on_the_page(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    bar = driver.window.centre.reader.find_bar
    driver.ctrl(Qt.Key.Key_F)
    driver.type("mastung")
    driver.until(lambda: bar.count_text == "1 of 2")
    driver.key(Qt.Key.Key_Return)
    assert bar.count_text == "2 of 2"
    driver.key(Qt.Key.Key_F3)
    assert bar.count_text == "1 of 2"
    bar.case.setChecked(True)
    driver.until(lambda: bar.count_text == "Not found")
    driver.key(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert driver.view.hasFocus()


def test_sections_are_reached_by_key_and_click(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    outline = driver.window.centre.reader.outline
    driver.key(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    checked = outline.sections.checkedButton()
    assert checked.text() == "Facts"
    QTest.mouseClick(outline.sections.button(1), Qt.MouseButton.LeftButton)
    assert outline.sections.checkedButton().text() == "Overview"


def test_reading_makes_an_unread_summary_one_that_is_read(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    driver.window.centre.reader.progress.timer.setInterval(10)
    driver.window.centre.reader.progress.timer.start()
    driver.until(lambda: driver.workspace.library.row(seed).state is ReadingState.READING)
    driver.ctrl(Qt.Key.Key_3)
    assert driver.workspace.library.row(seed).state is ReadingState.DONE
    driver.ctrl(Qt.Key.Key_D)
    assert driver.workspace.library.row(seed).starred


def test_everything_is_right_after_a_restart(
    qtbot: QtBot, folder: DataFolder, clock: Clock, seed_text: str
) -> None:
    driver = Driver(qtbot, folder, clock)
    (sourced,) = driver.workspace.importer.read_text(seed_text, "x").drafts
    accepted = driver.session.imports.accept([sourced])
    driver.session.imports.finish(accepted)
    driver.open(accepted[0].summary_id)
    driver.select("Siraj Raisani of the BAP")
    driver.key(Qt.Key.Key_4)
    driver.session.preferences.change(theme=Theme.DARK, text_size=20)
    driver.key(Qt.Key.Key_5, Qt.KeyboardModifier.AltModifier)
    offset = driver.window.centre.reader.offset()
    driver.close()
    again = Driver(qtbot, folder, clock)
    try:
        assert again.window.centre.reader.summary_id == accepted[0].summary_id
        assert abs(again.window.centre.reader.offset() - offset) < 80
        assert again.session.preferences.current.theme is Theme.DARK
        (mark,) = again.window.centre.reader.annotations.marks
        cursor = again.view.document().find("Siraj Raisani of the BAP")
        assert mark.ranges == ((cursor.selectionStart(), cursor.selectionEnd()),)
    finally:
        again.close()


def test_nothing_foreign_is_loaded(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    for name in ("file:///etc/passwd", "http://example.org/x.png", "//host/share/x.png"):
        loaded = driver.view.loadResource(2, name)
        assert isinstance(loaded, QImage)
        assert (loaded.width(), loaded.height()) == (1, 1)


def test_h_marks_in_the_colour_that_was_given_last(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_5)
    driver.select("an old truce")
    driver.key(Qt.Key.Key_H)
    assert {highlight.colour for highlight in driver.highlights()} == {Colour.VIOLET}


def test_the_first_fact_is_shown_below_its_heading(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.window.resize(1366, 620)
    driver.key(Qt.Key.Key_F)
    page, outline = driver.view.page, driver.window.centre.reader.outline
    assert page is not None
    heading = page.sections[page.section_at(page.facts[0].start)]
    assert heading.name == "Facts and figures"
    assert 0 <= driver.view.range_rect(heading.position, heading.position).top() < 40
    for _ in page.facts:
        assert outline.sections.checkedButton().text() == "Facts"
        driver.key(Qt.Key.Key_J)
    driver.view.verticalScrollBar().setValue(0)
    assert outline.sections.checkedButton().text() != "Facts"


def test_the_page_s_menu_offers_what_can_be_done(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    colours = {driver.session.colour_name(colour) for colour in Colour}
    edits = {
        "Edit details…",
        "Edit text…",
        "Earlier texts…",
        "Subjects…",
        "Understand again…",
    }
    assert set(driver.menu(driver.view)) == {"Write a note", *edits}
    driver.select(PASSAGE)
    menu = driver.menu(driver.view)
    assert set(menu) == {*colours, "Write a note", "Copy", *edits}
    menu[driver.session.colour_name(Colour.GREEN)].trigger()
    assert [h.colour for h in driver.highlights()] == [Colour.GREEN]
    menu = driver.menu(driver.view)
    assert set(menu) == {*colours, "Write a note", "Delete the highlight", *edits}
    menu["Delete the highlight"].trigger()
    assert driver.highlights() == []
    driver.key(Qt.Key.Key_F)
    menu = driver.menu(driver.view)
    assert set(menu) == {*colours, "Write a note", "Star the fact", "Copy", *edits}
    menu["Star the fact"].trigger()
    assert driver.workspace.library.summary(seed).facts[0].starred


def test_the_menu_by_mouse_is_for_what_lies_under_it(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select(PASSAGE)
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_Escape)
    start = driver.view.document().find(PASSAGE).selectionStart() + 3
    point = driver.view.range_rect(start, start).center().toPoint() + QPoint(2, 0)
    viewport = driver.view.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewport.mapToGlobal(point))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.hide()
    assert driver.window.centre.reader.annotations.on_highlight
    assert not driver.window.centre.reader.selection_bar.isVisible()


def test_a_summary_in_the_trash_says_so_and_comes_back(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    bar = driver.window.centre.reader.trash_bar
    restore = driver.window.actions_by_name["restore_summary"]
    assert not bar.isVisible()
    assert not restore.isEnabled()
    for by_key in (False, True):
        driver.session.summaries.trash([seed])
        assert driver.window.centre.shown is PlaceKind.WELCOME
        driver.choose_shelf("Trash")
        driver.open(seed)
        assert bar.isVisible()
        assert restore.isEnabled()
        driver.window.library_actions.add_starter()
        assert driver.window.centre.reader.summary_id == seed
        if by_key:
            driver.ctrl(Qt.Key.Key_R, shift=True)
        else:
            QTest.mouseClick(bar.restore, Qt.MouseButton.LeftButton)
        assert not bar.isVisible()
        assert not restore.isEnabled()
        assert driver.workspace.library.summary(seed).deleted_at is None
        assert driver.window.centre.reader.summary_id == seed


def test_the_page_leads_to_the_other_tellings_of_its_article(seeded: tuple[Driver, str]) -> None:
    driver, first = seeded
    text = (
        '*Detailed SUMMARY of the article "IS-K in Balochistan" by Muhammad Amir Rana, Published in'
        " Dawn on June 1st, 2025:*\nA short telling in other words of what the column says about"
        " the province, the group, and the police that should be looked at again."
    )
    driver.window.import_controller.review_text(text)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    assert "another summary of this article" in page.form.relation_text
    driver.ctrl(Qt.Key.Key_Return)
    reader = driver.window.centre.reader
    assert reader.summary_id != first
    assert "Other summaries of this article" in reader.view.toPlainText()
    reader.view.link_clicked.emit(f"bayaz-summary:{first}")
    assert reader.summary_id == first
    assert "Other summaries of this article" in reader.view.toPlainText()
