"""Find on the page: counted, outlined, forgiving, by keyboard, and never in the reader's way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.ui.reader.find_bar import FindBar
from app.ui.reader.find_controller import FindController, choose_match
from tests.window import Driver

URDU = """بیاض کی کتاب

Summary
آئین کی کِتاب اور كتاب. The “Constitution” of 1973 😀 isn’t the constitution of 1962.

Facts and Figures
- 1973: the Constitution came into force.
"""


def bar_of(driver: Driver) -> FindBar:
    return driver.window.centre.reader.find_bar


def finder_of(driver: Driver) -> FindController:
    return driver.window.centre.reader.finder


def scanned(driver: Driver) -> None:
    """Wait until the whole page is searched: a busy machine needs several slices."""
    driver.until(lambda: not finder_of(driver).scanning)


def current(driver: Driver) -> str:
    """Return the words of the current match, by Qt's own positions."""
    assert driver.view.current_match is not None
    cursor = driver.view.textCursor()
    cursor.setPosition(driver.view.current_match[0])
    cursor.setPosition(driver.view.current_match[1], cursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def stored(driver: Driver, text: str) -> str:
    drafts = driver.workspace.importer.read_text(text, "own.txt").drafts
    accepted = driver.session.imports.accept(list(drafts))
    driver.session.imports.finish(accepted)
    driver.open(accepted[0].summary_id)
    return accepted[0].summary_id


def test_urdu_accents_and_quotes_fold_as_in_the_search(driver: Driver) -> None:
    stored(driver, URDU)
    bar = bar_of(driver)
    driver.ctrl(Qt.Key.Key_F)
    for words, expected in (
        ("کتاب", {"کتاب", "کِتاب", "كتاب"}),
        ('"constitution"', {"“Constitution”"}),
        ("isn't the", {"isn’t the"}),
    ):
        bar.edit.setText(words)
        scanned(driver)
        seen = set()
        for _ in range(len(expected)):
            seen.add(current(driver))
            driver.key(Qt.Key.Key_F3)
        assert seen == expected
        assert bar.count_text == f"1 of {len(expected)}"


def test_case_and_whole_words_hold_for_the_session(driver: Driver) -> None:
    first = stored(driver, URDU)
    bar = bar_of(driver)
    driver.ctrl(Qt.Key.Key_F)
    driver.type("constitution")
    scanned(driver)
    assert bar.count_text == "1 of 3"
    bar.case.click()
    scanned(driver)
    assert bar.count_text == "1 of 1"
    assert current(driver) == "constitution"
    bar.edit.setText("Constitutio")
    bar.whole.click()
    scanned(driver)
    assert bar.count_text == "Not found"
    driver.key(Qt.Key.Key_Escape)
    driver.ctrl(Qt.Key.Key_F)
    assert bar.wanted.whole
    assert bar.wanted.case
    assert driver.window.centre.reader.summary_id == first


def test_round_the_ends_is_said(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    bar = bar_of(driver)
    driver.ctrl(Qt.Key.Key_F)
    driver.type("mastung")
    scanned(driver)
    driver.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (bar.count_text, bar.around_text) == ("2 of 2", "from the end")
    driver.key(Qt.Key.Key_F3)
    assert (bar.count_text, bar.around_text) == ("1 of 2", "from the top")
    assert bar.edit.accessibleDescription() == "1 of 2, from the top"
    driver.key(Qt.Key.Key_F3)
    assert bar.around_text == ""


def test_escape_leaves_the_match_selected_and_f3_goes_on(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    bar = bar_of(driver)
    driver.ctrl(Qt.Key.Key_F)
    driver.type("mastung")
    scanned(driver)
    first = driver.view.current_match
    driver.key(Qt.Key.Key_Escape)
    assert bar.isHidden()
    assert driver.view.matches == []
    cursor = driver.view.textCursor()
    assert (cursor.selectionStart(), cursor.selectionEnd()) == first
    driver.key(Qt.Key.Key_F3)
    scanned(driver)
    assert bar.count_text == "2 of 2"
    assert driver.view.hasFocus()
    driver.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert driver.view.current_match == first
    # A match that was found can be marked without a mouse.
    driver.ctrl(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_1)
    assert [mark.anchor.quote for mark in driver.highlights()] == [current_words(first, driver)]


def current_words(place: tuple[int, int] | None, driver: Driver) -> str:
    assert place is not None
    return driver.view.document().toRawText()[slice(*place)]


def test_selected_words_are_looked_for(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select("Mastung")
    start = driver.view.textCursor().selectionStart()
    driver.ctrl(Qt.Key.Key_F)
    assert bar_of(driver).words == "Mastung"
    scanned(driver)
    assert driver.view.current_match is not None
    assert driver.view.current_match[0] == start


def test_f3_without_words_asks_for_them(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.key(Qt.Key.Key_F3)
    assert bar_of(driver).edit.hasFocus()


def test_tab_and_enter_reach_every_control(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    bar = bar_of(driver)
    driver.ctrl(Qt.Key.Key_F)
    driver.type("mastung")
    scanned(driver)
    for control in (bar.previous, bar.next, bar.whole, bar.case, bar.close_button):
        driver.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is control
        if control is bar.previous:
            driver.key(Qt.Key.Key_Return)
            assert bar.count_text == "2 of 2"
    driver.key(Qt.Key.Key_Return)
    assert bar.isHidden()
    assert driver.view.hasFocus()


def test_matches_stay_through_another_look_and_go_with_the_page(
    seeded: tuple[Driver, str],
) -> None:
    driver, first = seeded
    bar = bar_of(driver)
    driver.ctrl(Qt.Key.Key_F)
    driver.type("mastung")
    scanned(driver)
    driver.key(Qt.Key.Key_F3)
    place = driver.view.current_match
    driver.window.actions_by_name["theme_dark"].trigger()
    assert driver.view.current_match == place
    assert bar.count_text == "2 of 2"
    stored(driver, URDU)
    scanned(driver)
    assert bar.count_text == "Not found"
    driver.open(first)
    scanned(driver)
    assert bar.count_text == "1 of 2"


def test_a_page_of_many_megabytes_is_looked_through_bit_by_bit(driver: Driver) -> None:
    stored(driver, URDU)
    line = "Balochistan’s “question” is… older; آئین کی کتاب 😀 "
    driver.view.document().setPlainText("\n".join([line * 4] * 3_000) + "\nThe needle")
    finder = finder_of(driver)
    finder.page_changed(same=False)
    driver.ctrl(Qt.Key.Key_F)
    bar = bar_of(driver)
    bar.edit.setText("question")
    assert finder.scanning
    assert bar.count_text.endswith("+")
    driver.until(lambda: not finder.scanning)
    assert bar.count_text.endswith(" of 10,000+")
    bar.edit.setText("a")
    bar.edit.setText("needle")
    driver.until(lambda: not finder.scanning)
    assert bar.count_text == "1 of 1"
    assert current(driver) == "needle"
    bar.edit.setText("older")
    # There is an answer before the whole page has been searched.
    assert finder.scanning
    assert bar.count_text.endswith("+")
    assert current(driver) == "older"


@pytest.mark.parametrize(
    ("start", "backward", "complete", "chosen"),
    [
        (40, False, False, (1, "")),
        (50, False, False, (1, "")),
        (95, False, False, None),
        (95, False, True, (0, "from the top")),
        (60, True, False, (1, "")),
        (50, True, False, (0, "")),
        (95, True, False, None),
        (95, True, True, (2, "")),
        (5, True, True, (2, "from the end")),
    ],
)
def test_the_current_match_is_chosen_as_soon_as_it_is_known(
    start: int, *, backward: bool, complete: bool, chosen: tuple[int, str] | None
) -> None:
    matches = [(10, 12), (50, 52), (90, 92)]
    assert choose_match(matches, start, backward=backward, complete=complete) == chosen
    assert choose_match([], start, backward=backward, complete=complete) is None


def test_a_fact_that_is_left_behind_gives_up_the_keys(driver: Driver) -> None:
    stored(driver, URDU)
    driver.key(Qt.Key.Key_F)
    fact = driver.view.focused_fact
    assert fact is not None
    driver.ctrl(Qt.Key.Key_F)
    bar_of(driver).edit.setText("came")
    assert driver.view.focused_fact == fact
    bar_of(driver).edit.setText("1962")
    assert current(driver) == "1962"
    assert driver.view.focused_fact is None


def test_the_words_of_an_empty_line_are_not_cut_off(driver: Driver) -> None:
    stored(driver, URDU)
    driver.window.panels.wish_library(shown=True)
    driver.ctrl(Qt.Key.Key_F)
    edit = bar_of(driver).edit
    assert edit.width() >= edit.fontMetrics().horizontalAdvance("Matches of the search") + 24
