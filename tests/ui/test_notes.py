"""Writing notes beside the page: saved while typing, linked, followed, found in the notebook."""

from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QUrl
from PySide6.QtGui import QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.core.library.filters import LibraryFilter
from app.core.library.page import build_page
from app.core.notes.model import Colour, Link, LinkKind, Note
from app.ui.notes.card_list import CARD_GAP
from app.ui.window.history import PlaceKind
from tests.window import Driver


def notes(driver: Driver) -> list[Note]:
    return driver.workspace.notebook.notes()


def test_a_note_on_a_fact_is_saved_while_typing(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    fact = driver.workspace.library.summary(seed).facts[0]
    driver.key(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    assert editor.text.hasFocus()
    driver.type("Counted since 2016")
    driver.until(lambda: len(notes(driver)) == 1)
    assert notes(driver)[0].links == (Link(LinkKind.FACT, fact.id),)
    driver.type(", not before")
    driver.until(lambda: notes(driver)[0].body == "Counted since 2016, not before")
    assert "Saved" in editor.status.text()
    driver.key(Qt.Key.Key_Escape)
    assert driver.view.hasFocus()
    assert driver.view.fact_marks[fact.id].notes == 1


def test_a_note_is_saved_however_fast_it_is_typed(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.key(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.saver.limit.setInterval(50)
    driver.type("Typed")
    for _ in range(100):
        # The next key comes before the pause that saves is over.
        editor.saver.pause.start()
        QTest.qWait(5)
        if notes(driver):
            break
    assert [note.body for note in notes(driver)] == ["Typed"]
    assert not editor.saver.limit.isActive()


def test_n_on_a_fact_with_one_note_goes_on_with_that_note(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.key(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_N)
    driver.type("one")
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_N)
    driver.type(" and two")
    driver.key(Qt.Key.Key_Escape)
    assert [note.body for note in notes(driver)] == ["one and two"]


def test_a_note_on_a_selection_marks_it_and_hangs_on_it(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select("an old truce")
    driver.key(Qt.Key.Key_N)
    driver.type("Which one?")
    driver.key(Qt.Key.Key_Escape)
    (highlight,) = driver.highlights()
    assert notes(driver)[0].links == (Link(LinkKind.HIGHLIGHT, highlight.id),)
    (mark,) = driver.window.centre.reader.annotations.marks
    assert mark.noted


def test_a_note_without_a_choice_hangs_on_the_summary(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    driver.ctrl(Qt.Key.Key_N)
    driver.type("On the whole")
    driver.key(Qt.Key.Key_Escape)
    assert notes(driver)[0].links == (Link(LinkKind.SUMMARY, seed),)


def test_links_are_picked_and_taken_away_by_keyboard(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    driver.type("Filed")
    editor = driver.window.notes.editor
    for words in ("IR", "kashm"):
        QTest.keyClick(editor.text, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert editor.picker.isVisible()
        QTest.keyClicks(editor.picker.line, words)
        QTest.keyClick(editor.picker.line, Qt.Key.Key_Return)
    (note,) = notes(driver)
    assert note.linked(LinkKind.SUBJECT) == ("international-relations",)
    assert len(note.linked(LinkKind.TOPIC)) == 1
    chip = next(
        c for c in editor.chips.children() if getattr(c, "text", str)() == "International Relations"
    )
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert notes(driver)[0].linked(LinkKind.SUBJECT) == ()


def test_what_is_linked_already_is_not_offered(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.pick_link()
    offered = {
        editor.picker.list.item(row).data(Qt.ItemDataRole.UserRole)
        for row in range(editor.picker.list.count())
    }
    assert Link(LinkKind.SUMMARY, seed) not in offered
    assert len(offered) > 7
    QTest.keyClick(editor.picker.line, Qt.Key.Key_Escape)
    assert not editor.picker.isVisible()


def test_chips_lead_to_their_targets(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    summary = driver.workspace.library.summary(seed)
    driver.window.navigator.follow(Link(LinkKind.FACT, summary.facts[4].id))
    assert driver.view.focused_fact == summary.facts[4].id
    highlight = driver.session.highlights.add(seed, 10, 40, Colour.BLUE, build_page(summary))
    assert highlight is not None
    driver.window.navigator.follow(Link(LinkKind.HIGHLIGHT, highlight.id))
    assert driver.window.centre.reader.annotations.selected == highlight.id
    driver.window.navigator.follow(Link(LinkKind.SUBJECT, "political-science"))
    assert driver.window.library.chosen.subject_id == "political-science"
    driver.window.navigator.follow(Link(LinkKind.TOPIC, "current-affairs/internal-security"))
    assert driver.window.library.chosen.topic_id == "current-affairs/internal-security"
    other = driver.workspace.notebook.add_note("target", [Link(LinkKind.SUMMARY, seed)])
    driver.window.navigator.follow(Link(LinkKind.NOTE, other.id))
    assert driver.window.notes.editor.note_id == other.id
    driver.window.navigator.follow(Link(LinkKind.FACT, "gone"))
    assert "gone" in driver.window.toast.text


def test_a_subject_shows_the_notes_on_it(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.session.notes.add("On politics", (Link(LinkKind.SUBJECT, "political-science"),))
    driver.window.library.show_subject("political-science")
    chip = driver.window.library.notes_chip
    assert (chip.isVisible(), chip.text()) == (True, "1 note")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert driver.window.centre.shown is PlaceKind.NOTEBOOK
    driver.until(lambda: driver.window.centre.notebook.list.cards.rowCount() == 1)


def test_markdown_is_previewed(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.text.setPlainText("**bold**\n- [x] done\n\nاردو میں\n\n<b>not bold</b>")
    QTest.keyClick(editor.text, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert editor.preview.isVisible()
    assert editor.preview.toPlainText() == "bold\ndone\nاردو میں\n<b>not bold</b>"


def test_an_emptied_note_goes_to_the_trash_and_comes_back(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    driver.type("short life")
    driver.until(lambda: len(notes(driver)) == 1)
    driver.window.notes.editor.text.clear()
    driver.key(Qt.Key.Key_Escape)
    assert notes(driver) == []
    driver.ctrl(Qt.Key.Key_Z)
    assert [note.body for note in notes(driver)] == ["short life"]


def test_undo_never_brings_another_note_s_text(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    for text in ("first", "second"):
        driver.window.notes.write_note(())
        driver.window.notes.editor.text.setFocus()
        driver.type(text)
        driver.key(Qt.Key.Key_Escape)
    second = next(note for note in notes(driver) if note.body == "second")
    driver.window.notes.edit_note(second.id)
    editor = driver.window.notes.editor
    for _ in range(20):
        editor.text.undo()
    assert editor.text.toPlainText() == "second"


def test_the_text_stays_when_it_cannot_be_saved(
    seeded: tuple[Driver, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.core.errors import LibraryFullError

    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor

    def full(*_: object) -> None:
        raise LibraryFullError(driver.workspace.folder.database)

    monkeypatch.setattr(driver.workspace.notebook, "add_note", full)
    driver.type("precious")
    driver.until(lambda: "Not saved" in editor.status.text())
    driver.key(Qt.Key.Key_Escape)
    assert editor.isVisible()
    assert editor.text.toPlainText() == "precious"
    assert "disk is full" in driver.window.toast.text
    monkeypatch.undo()
    driver.key(Qt.Key.Key_Escape)
    assert [note.body for note in notes(driver)] == ["precious"]


def test_closing_the_window_saves_what_is_typed(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    driver.type("last words")
    driver.window.close()
    assert [note.body for note in notes(driver)] == ["last words"]


def test_the_notebook_lists_filters_and_opens(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    driver.select("an old truce")
    driver.key(Qt.Key.Key_4)
    driver.session.notes.add("Kashmir angle", (Link(LinkKind.SUBJECT, "law"),))
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    assert page.list.cards.rowCount() == 2
    driver.type("truce")
    driver.until(lambda: page.list.cards.rowCount() == 1)
    page.reset_button.click()
    page.colours[Colour.PINK].setChecked(True)
    driver.until(lambda: page.list.cards.rowCount() == 1)
    page.colours[Colour.GREEN].setChecked(True)
    page.colours[Colour.PINK].setChecked(False)
    driver.until(lambda: page.list.cards.rowCount() == 0)
    assert page.empty.isVisible()
    page.show_subject("law")
    assert page.list.cards.rowCount() == 1
    page.show_subject("")
    page.list.setFocus()
    page.list.select(driver.highlights()[0].id)
    driver.key(Qt.Key.Key_Return)
    assert driver.window.centre.shown is PlaceKind.SUMMARY
    assert driver.window.centre.reader.summary_id == seed
    assert driver.window.centre.reader.annotations.selected == driver.highlights()[0].id


def test_what_was_deleted_is_brought_back_from_the_notebook_s_trash(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded
    driver.select("an old truce")
    driver.key(Qt.Key.Key_4)
    note = driver.session.notes.add("Kashmir angle", ())
    assert note is not None
    driver.session.notes.trash(note.id)
    driver.session.highlights.trash(driver.highlights()[0].id)
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    assert page.list.cards.rowCount() == 0
    assert not page.restore_button.isVisible()
    page.kinds.button(3).click()
    driver.until(lambda: page.list.cards.rowCount() == 2)
    assert not page.restore_button.isEnabled()
    page.list.select(note.id)
    page.restore_button.click()
    driver.until(lambda: page.list.cards.rowCount() == 1)
    page.list.setFocus()
    page.list.select(page.list.cards.row(0).id)
    driver.key(Qt.Key.Key_Return)
    driver.until(page.empty.isVisible)
    assert notes(driver) == [note]
    assert [h.anchor.quote for h in driver.highlights()] == ["an old truce"]
    driver.ctrl(Qt.Key.Key_Z)
    assert driver.highlights() == []


def test_choosing_in_the_panel_and_on_the_page_go_together(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    for words in ("an old truce", "precise policing"):
        driver.select(words)
        driver.key(Qt.Key.Key_1)
    panel = driver.window.notes
    assert panel.highlights.cards.rowCount() == 2
    panel.highlights_tab.click()
    panel.highlights.setFocus()
    panel.highlights.setCurrentIndex(panel.highlights.cards.index(0))
    driver.key(Qt.Key.Key_Return)
    first = panel.highlights.cards.row(0).id
    assert driver.window.centre.reader.annotations.selected == first
    driver.window.centre.reader.annotations.select(panel.highlights.cards.row(1).id)
    assert panel.highlights.current() == panel.highlights.cards.row(1)
    panel.highlights.setFocus()
    driver.key(Qt.Key.Key_Delete)
    assert len(driver.highlights()) == 1


def test_the_first_note_that_is_opened_is_shown_at_once(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    note = driver.session.notes.add("First of all", (Link(LinkKind.SUMMARY, seed),))
    assert note is not None
    panel = driver.window.notes
    panel.notes.setFocus()
    panel.notes.select(note.id)
    driver.key(Qt.Key.Key_Return)
    assert panel.editor.isVisible()
    assert panel.editor.text.hasFocus()
    assert not panel.notes.isVisible()


def test_escape_goes_back_to_where_the_note_was_opened(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    note = driver.session.notes.add("Back and forth", (Link(LinkKind.SUMMARY, seed),))
    assert note is not None
    panel = driver.window.notes
    panel.notes.setFocus()
    panel.notes.select(note.id)
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Escape)
    assert panel.notes.hasFocus()
    assert panel.notes.current() is not None
    driver.key(Qt.Key.Key_F7)
    driver.key(Qt.Key.Key_N)
    driver.key(Qt.Key.Key_Escape)
    assert driver.view.hasFocus()


def test_the_editor_s_buttons_keep_their_places(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    places = [button.geometry() for button in (editor.preview_button, editor.trash_button)]
    assert editor.trash_button.isVisible()
    assert not editor.trash_button.isEnabled()
    driver.type("Saved")
    driver.until(lambda: len(notes(driver)) == 1)
    assert editor.trash_button.isEnabled()
    assert [button.geometry() for button in (editor.preview_button, editor.trash_button)] == places


def test_the_notes_tab_is_lit_while_a_note_is_edited(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.select("an old truce")
    driver.key(Qt.Key.Key_1)
    panel = driver.window.notes
    panel.highlights_tab.click()
    driver.view.setFocus()
    driver.key(Qt.Key.Key_N)
    assert panel.editor.isVisible()
    assert panel.notes_tab.isChecked()
    QTest.mouseClick(panel.highlights_tab, Qt.MouseButton.LeftButton)
    assert panel.highlights.isVisible()
    assert panel.highlights_tab.isChecked()


def test_after_a_deleted_card_its_neighbour_is_deleted_next(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    for body in ("one", "two", "three", "four"):
        driver.session.notes.add(body, (Link(LinkKind.SUMMARY, seed),))
    for words in ("an old truce", "precise policing", "instead of satisfaction"):
        driver.select(words)
        driver.key(Qt.Key.Key_1)
    panel = driver.window.notes
    panel.notes.setFocus()
    panel.notes.select(panel.notes.cards.row(1).id)
    following = panel.notes.cards.row(2)
    driver.key(Qt.Key.Key_Delete)
    assert panel.notes.current() == following
    driver.key(Qt.Key.Key_Delete)
    assert panel.notes.hasFocus()
    assert panel.notes.cards.rowCount() == 2
    panel.highlights_tab.click()
    panel.highlights.setFocus()
    last = panel.highlights.cards.row(2)
    panel.highlights.select(last.id)
    driver.key(Qt.Key.Key_Return)
    panel.highlights.setFocus()
    assert driver.window.centre.reader.annotations.selected == last.id
    before = panel.highlights.cards.row(1).id
    driver.key(Qt.Key.Key_Delete)
    entry = panel.highlights.current()
    assert entry is not None
    assert entry.id == before
    driver.key(Qt.Key.Key_Delete)
    assert len(driver.highlights()) == 1
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    page.list.setFocus()
    page.list.select(page.list.cards.row(0).id)
    driver.key(Qt.Key.Key_Delete)
    driver.until(lambda: page.list.cards.rowCount() == 2)
    driver.key(Qt.Key.Key_Delete)
    driver.until(lambda: page.list.cards.rowCount() == 1)


def test_another_summary_begins_without_a_current_card(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    driver.window.library_actions.add_starter()
    other = next(
        r.id for r in driver.session.workspace.library.rows(LibraryFilter()) if r.id != seed
    )
    for summary_id in (seed, other):
        driver.session.notes.add("x", (Link(LinkKind.SUMMARY, summary_id),))
    panel = driver.window.notes
    panel.notes.select(panel.notes.cards.row(0).id)
    driver.open(other)
    assert panel.notes.cards.rowCount() == 1
    assert panel.notes.current() is None


def test_a_link_in_the_preview_is_opened_only_after_a_question(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.text.setPlainText("[source](https://example.org/a)")
    driver.ctrl(Qt.Key.Key_E)
    with patch("app.ui.dialogs.confirmations.open_link") as asked:
        editor.preview.anchorClicked.emit(QUrl("https://example.org/a"))
    assert asked.call_args.args[1] == "https://example.org/a"


def test_shift_tab_leads_from_the_text_to_the_chips(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    chips = editor.chips.stops
    assert len(chips) == 2
    for stop in reversed(chips):
        driver.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        assert stop.hasFocus()
    driver.key(Qt.Key.Key_Tab)
    driver.key(Qt.Key.Key_Tab)
    assert editor.text.hasFocus()


def test_the_picker_says_when_nothing_matches(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.pick_link()
    assert not editor.picker.nothing.isVisible()
    QTest.keyClicks(editor.picker.line, "zzzz")
    assert editor.picker.nothing.text() == "Nothing matches."
    assert editor.picker.nothing.isVisible()
    QTest.keyClick(editor.picker.line, Qt.Key.Key_Return)
    assert editor.picker.isVisible()
    QTest.keyClick(editor.picker.line, Qt.Key.Key_Escape)


def test_a_card_has_a_menu(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    first = driver.session.notes.add("one", (Link(LinkKind.SUMMARY, seed),))
    assert first is not None
    panel = driver.window.notes
    panel.notes.setFocus()
    panel.notes.select(first.id)
    driver.menu(panel.notes)["Open"].trigger()
    assert panel.editor.note_id == first.id
    driver.key(Qt.Key.Key_Escape)
    driver.menu(panel.notes)["Delete"].trigger()
    assert notes(driver) == []
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    page.kinds.button(3).click()
    driver.until(lambda: page.list.cards.rowCount() == 1)
    page.list.setFocus()
    page.list.select(first.id)
    menu = driver.menu(page.list)
    assert list(menu) == ["Restore"]
    menu["Restore"].trigger()
    assert notes(driver) == [first]


def test_the_preview_stands_where_the_text_stood(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.text.setPlainText("Here")
    before = editor.text.grab().toImage()
    driver.ctrl(Qt.Key.Key_E)
    after = editor.preview.grab().toImage()
    assert editor.preview.geometry() == editor.text.geometry()

    def first_column(image: QImage) -> int:
        rows = range(8, 30)
        return next(
            x for x in range(6, 60) if any(image.pixelColor(x, y).lightness() < 120 for y in rows)
        )

    assert abs(first_column(before) - first_column(after)) <= 1


def test_a_bullet_keeps_its_distance_and_a_quote_is_indented(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.text.setPlainText("- H\n\n> H")
    driver.ctrl(Qt.Key.Key_E)
    document = editor.preview.document()
    assert document.findBlockByNumber(1).blockFormat().leftMargin() >= 16
    bullet_font = document.firstBlock().charFormat().font()
    assert 6 <= QFontMetricsF(bullet_font).horizontalAdvance(" ") <= 8


def test_the_notebook_s_lines_begin_and_stand_together(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.session.notes.add("one", ())
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    image = page.grab().toImage()

    def ink(area: QRect) -> list[int]:
        columns = range(area.left(), area.right())
        return [
            y for y in range(area.top(), area.bottom())
            if any(image.pixelColor(x, y).lightness() < 150 for x in columns)
        ]  # fmt: skip

    title = next(label for label in page.findChildren(QLabel) if label.text() == "Notebook")
    places = [QRect(label.mapTo(page, QPoint(0, 0)), label.size()) for label in (title, page.count)]
    assert abs(ink(places[0])[-1] - ink(places[1])[-1]) <= 1
    card = page.list.visualRect(page.list.cards.index(0))
    left = page.list.viewport().mapTo(page, card.topLeft()).x() + CARD_GAP
    assert left == page.words.mapTo(page, QPoint(0, 0)).x() == places[0].left()
