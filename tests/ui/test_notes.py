"""Writing notes beside the page: saved while typing, linked, followed, found in the notebook."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.notes.model import Colour, Link, LinkKind, Note
from app.ui.history import PlaceKind
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
    assert "Saved" in editor._status.text()
    driver.key(Qt.Key.Key_Escape)
    assert driver.view.hasFocus()
    assert driver.view._facts[fact.id].notes == 1


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
    (mark,) = driver.window.centre.reader.marker._marks
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
        editor.picker._list.item(row).data(Qt.ItemDataRole.UserRole)
        for row in range(editor.picker._list.count())
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
    highlight = driver.session.add_highlight(
        seed, 10, 40, Colour.BLUE, driver.window.centre.reader._page
    )  # type: ignore[arg-type]
    assert highlight is not None
    driver.window.navigator.follow(Link(LinkKind.HIGHLIGHT, highlight.id))
    assert driver.window.centre.reader.marker._selected == highlight.id
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
    driver.session.add_note("On politics", (Link(LinkKind.SUBJECT, "political-science"),))
    driver.window.library.show_subject("political-science")
    chip = driver.window.library._notes
    assert (chip.isVisible(), chip.text()) == (True, "1 note")
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert driver.window.centre.shown is PlaceKind.NOTEBOOK
    driver.until(lambda: driver.window.centre.notebook.list.entries.rowCount() == 1)


def test_markdown_is_previewed(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_N)
    editor = driver.window.notes.editor
    editor.text.setPlainText("**bold**\n- [x] done\n\nاردو میں\n\n<b>not bold</b>")
    QTest.keyClick(editor.text, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert editor._preview.isVisible()
    assert editor._preview.toPlainText() == "bold\ndone\nاردو میں\n<b>not bold</b>"


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
    driver.until(lambda: "Not saved" in editor._status.text())
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
    driver.session.add_note("Kashmir angle", (Link(LinkKind.SUBJECT, "law"),))
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    assert page.list.entries.rowCount() == 2
    driver.type("truce")
    driver.until(lambda: page.list.entries.rowCount() == 1)
    page._reset_filter()
    page._colours[Colour.PINK].setChecked(True)
    driver.until(lambda: page.list.entries.rowCount() == 1)
    page._colours[Colour.GREEN].setChecked(True)
    page._colours[Colour.PINK].setChecked(False)
    driver.until(lambda: page.list.entries.rowCount() == 0)
    assert page._empty.isVisible()
    page.show_subject("law")
    assert page.list.entries.rowCount() == 1
    page.show_subject("")
    page.list.setFocus()
    page.list.select(driver.highlights()[0].id)
    driver.key(Qt.Key.Key_Return)
    assert driver.window.centre.shown is PlaceKind.SUMMARY
    assert driver.window.centre.reader.summary_id == seed
    assert driver.window.centre.reader.marker._selected == driver.highlights()[0].id


def test_what_was_deleted_is_brought_back_from_the_notebook_s_trash(
    seeded: tuple[Driver, str],
) -> None:
    driver, _ = seeded
    driver.select("an old truce")
    driver.key(Qt.Key.Key_4)
    note = driver.session.add_note("Kashmir angle", ())
    assert note is not None
    driver.session.trash_note(note.id)
    driver.session.trash_highlight(driver.highlights()[0].id)
    driver.ctrl(Qt.Key.Key_A, shift=True)
    page = driver.window.centre.notebook
    assert page.list.entries.rowCount() == 0
    assert not page._restore.isVisible()
    page._kinds.button(3).click()
    driver.until(lambda: page.list.entries.rowCount() == 2)
    assert not page._restore.isEnabled()
    page.list.select(note.id)
    page._restore.click()
    driver.until(lambda: page.list.entries.rowCount() == 1)
    page.list.setFocus()
    page.list.select(page.list.entries.entry(0).id)
    driver.key(Qt.Key.Key_Return)
    driver.until(page._empty.isVisible)
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
    assert panel.highlights.entries.rowCount() == 2
    panel._choose_tab(1)
    panel.highlights.setFocus()
    panel.highlights.setCurrentIndex(panel.highlights.entries.index(0))
    driver.key(Qt.Key.Key_Return)
    first = panel.highlights.entries.entry(0).id
    assert driver.window.centre.reader.marker._selected == first
    driver.window.centre.reader.marker.select(panel.highlights.entries.entry(1).id)
    assert panel.highlights.current() == panel.highlights.entries.entry(1)
    panel.highlights.setFocus()
    driver.key(Qt.Key.Key_Delete)
    assert len(driver.highlights()) == 1
