"""The search page: filters, saved searches, all of a kind, and actions on many results."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from app.core.library.filters import LibraryFilter
from app.core.notes.model import Colour
from app.core.search.kinds import HitKind
from app.core.settings import Theme
from app.ui.dialogs import subject_dialog
from app.ui.dialogs.synonyms_dialog import OwnWordsDialog
from app.ui.search.facet_column import WIDTH
from app.ui.search.facet_values import FacetValue
from app.ui.search.result_model import Header, More
from app.ui.search.results_page import ResultsPage
from app.ui.search.row_button import RowButton
from app.ui.window.history import PlaceKind
from tests.searching import answered, choose, hits, ruin_the_index, search
from tests.window import Driver

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def page_of(driver: Driver) -> ResultsPage:
    return driver.window.centre.results


def facet(driver: Driver, name: str) -> RowButton:
    return next(row for row in page_of(driver).facets.rows() if row.text() == name)


def box_text(driver: Driver) -> str:
    return driver.window.top_bar.search_box.text()


def narrow(driver: Driver, name: str) -> None:
    before = page_of(driver).state.asked
    QTest.mouseClick(facet(driver, name), Qt.MouseButton.LeftButton)
    driver.until(lambda: page_of(driver).state.asked > before)
    answered(driver, box_text(driver))


# Narrowing


def test_a_facet_narrows_and_the_counts_follow(stocked: Driver) -> None:
    search(stocked, "pakistan")
    page = page_of(stocked)
    assert page.answer is not None
    facts = page.answer.counts[HitKind.FACT]
    assert facet(stocked, "Facts").accessibleName() == f"Facts, {facts}"
    narrow(stocked, "Facts")
    assert box_text(stocked) == "kind:fact pakistan"
    assert page.answer.total == facts
    assert {hit.kind for hit in hits(page.list.results)} == {HitKind.FACT}
    narrow(stocked, "Constitutional Law")
    assert box_text(stocked) == "kind:fact subject:constitutional-law pakistan"
    assert facet(stocked, "Constitutional Law").isChecked()
    assert page.answer.total == page.answer.facets.subjects["constitutional-law"] < facts
    # A second press removes the filter.
    narrow(stocked, "Facts")
    narrow(stocked, "Constitutional Law")
    assert box_text(stocked) == "pakistan"


def test_another_year_takes_the_place_of_the_first(stocked: Driver) -> None:
    search(stocked, "date:2024 pakistan")
    page = page_of(stocked)
    page.narrow(FacetValue("date", "2025", "2025", 1))
    assert box_text(stocked) == "date:2025 pakistan"


def test_the_colours_bear_the_readers_names(stocked: Driver) -> None:
    reader = stocked.window.centre.reader
    assert reader.summary_id is not None
    assert reader.view.page is not None
    opened = stocked.session.open_summary(reader.summary_id)
    assert opened is not None
    for colour, start in ((Colour.YELLOW, 0), (Colour.GREEN, 60)):
        stocked.session.highlights.add(reader.summary_id, start, start + 40, colour, opened[1])
    stocked.session.highlights.name_colour(Colour.GREEN, "For the essay")
    stocked.indexed()
    search(stocked, "kind:highlight")
    narrow(stocked, "For the essay")
    assert box_text(stocked).strip() == "kind:highlight colour:green"
    assert [chip.text() for chip in page_of(stocked).chips.chips] == [
        "Kind: Highlights",
        "Colour: For the essay",
    ]


def test_more_values_unfold_and_their_lines_are_used_again(stocked: Driver) -> None:
    search(stocked, "pakistan")
    group = page_of(stocked).facets.groups["subject"]
    assert len(group.shown()) == 7
    *lines, _ = group.lines
    QTest.mouseClick(group.more, Qt.MouseButton.LeftButton)
    assert len(group.shown()) > 7
    QTest.mouseClick(group.more, Qt.MouseButton.LeftButton)
    assert len(group.shown()) == 7
    search(stocked, "treaty")
    assert group.lines[: len(lines)] == lines


def test_the_facets_are_one_stop_of_tab_and_walked_by_arrows(stocked: Driver) -> None:
    search(stocked, "pakistan")
    page = page_of(stocked)
    rows = page.facets.rows()
    assert [row for row in rows if row.focusPolicy() & Qt.FocusPolicy.TabFocus] == rows[:1]
    page.head.own_words.setFocus()
    stocked.key(Qt.Key.Key_Tab)
    assert rows[0].hasFocus()
    stocked.key(Qt.Key.Key_Down)
    assert rows[1].hasFocus()
    name = rows[1].text()
    stocked.key(Qt.Key.Key_Return)
    stocked.until(lambda: box_text(stocked) != "pakistan")
    answered(stocked, box_text(stocked))
    # The focus stays on the value, wherever its line is now.
    assert facet(stocked, name).hasFocus()
    stocked.key(Qt.Key.Key_Tab)
    assert page.list.hasFocus()


def test_chips_are_removed_by_keyboard(stocked: Driver) -> None:
    search(stocked, "kind:fact subject:law pakistan")
    page = page_of(stocked)
    texts = [chip.text() for chip in page.chips.chips]
    assert texts == ["Kind: Facts", "Subject: Law"]
    page.head.own_words.setFocus()
    stocked.key(Qt.Key.Key_Tab)
    assert page.chips.chips[0].hasFocus()
    stocked.key(Qt.Key.Key_Delete)
    assert box_text(stocked) == "subject:law pakistan"
    answered(stocked, box_text(stocked))
    assert page.chips.chips[0].hasFocus()
    stocked.key(Qt.Key.Key_Return)
    assert box_text(stocked) == "pakistan"
    answered(stocked, "pakistan")
    assert not page.chips.isVisible()
    assert page.list.hasFocus()


def test_a_narrow_page_has_the_facets_in_a_menu(stocked: Driver) -> None:
    search(stocked, "pakistan")
    page = page_of(stocked)
    assert page.facets.isVisible()
    assert page.facets.width() == WIDTH
    assert not page.head.narrow.isVisible()
    stocked.window.resize(1000, 700)
    QApplication.processEvents()
    assert page.width() < 760
    assert not page.facets.isVisible()
    assert page.head.narrow.isVisible()
    menu = QMenu()
    page.head.narrow_opening.emit(menu)
    kinds = menu.actions()[0].menu()
    assert isinstance(kinds, QMenu)
    facts = next(action for action in kinds.actions() if action.text().startswith("Facts"))
    facts.trigger()
    assert box_text(stocked) == "kind:fact pakistan"


# Saved searches


def test_recent_searches_are_those_that_led_somewhere(stocked: Driver) -> None:
    kept = stocked.session.preferences
    search(stocked, "treaty")
    assert kept.current.recent_searches == ()
    stocked.key(Qt.Key.Key_Return)
    search(stocked, "charter")
    QTest.keyClick(page_of(stocked).list, Qt.Key.Key_Down)
    choose(stocked, hits(page_of(stocked).list.results)[0])
    assert kept.current.recent_searches == ("charter", "treaty")
    for number in range(12):
        page_of(stocked).search(f"words {number}")
        page_of(stocked).remember()
    assert len(kept.current.recent_searches) == 8


def test_an_empty_box_offers_what_is_kept(stocked: Driver) -> None:
    stocked.session.preferences.change(
        recent_searches=("treaty", "پاکستان کا آئین"), saved_searches=("charter kind:fact",)
    )
    search(stocked, "x")
    stocked.key(Qt.Key.Key_Escape)
    page = page_of(stocked)
    assert page.start.isVisible()
    assert [row.text() for row in page.start.rows()] == [
        "charter kind:fact", "treaty", "پاکستان کا آئین",
    ]  # fmt: skip
    stocked.key(Qt.Key.Key_Down)
    assert page.start.rows()[0].hasFocus()
    stocked.key(Qt.Key.Key_Down)
    stocked.key(Qt.Key.Key_Delete)
    assert stocked.session.preferences.current.recent_searches == ("پاکستان کا آئین",)
    stocked.key(Qt.Key.Key_Up)
    stocked.key(Qt.Key.Key_Return)
    assert box_text(stocked) == "charter kind:fact"
    answered(stocked, "charter kind:fact")
    assert stocked.session.preferences.current.recent_searches[0] == "charter kind:fact"
    QTest.mouseClick(page.head.star, Qt.MouseButton.LeftButton)
    assert stocked.session.preferences.current.saved_searches == ()


def test_a_search_is_saved_by_its_star(stocked: Driver) -> None:
    search(stocked, "treaty  kind:fact")
    page = page_of(stocked)
    assert not page.head.star.isChecked()
    QTest.mouseClick(page.head.star, Qt.MouseButton.LeftButton)
    assert stocked.session.preferences.current.saved_searches == ("treaty kind:fact",)
    assert page.head.star.accessibleName() == "Forget this saved search"
    search(stocked, "charter")
    assert not page.head.star.isChecked()


def test_a_cross_forgets_a_search(stocked: Driver) -> None:
    stocked.session.preferences.change(saved_searches=("treaty",), recent_searches=())
    search(stocked, "x")
    stocked.key(Qt.Key.Key_Escape)
    row = page_of(stocked).start.rows()[0]
    QTest.mouseClick(
        row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 10, row.height() // 2)
    )
    assert stocked.session.preferences.current.saved_searches == ()
    assert box_text(stocked) == ""


# How it is searched


def test_similar_words_can_be_switched_off_for_a_search(stocked: Driver) -> None:
    search(stocked, "westphalai")
    page = page_of(stocked)
    assert page.answer is not None
    assert page.answer.total > 0
    page.head.similar.setFocus()
    stocked.key(Qt.Key.Key_Space)
    stocked.until(lambda: page.answer is not None and page.answer.total == 0)
    assert "Similar words are not included" in page.empty_sentence
    search(stocked, "westphalia")
    assert not page.head.similar.isChecked()
    stocked.window.top_bar.search_box.setFocus()
    stocked.key(Qt.Key.Key_Escape)
    search(stocked, "treaties")
    assert page.head.similar.isChecked()


def test_own_words_are_checked_saved_and_found(stocked: Driver) -> None:
    dialog = OwnWordsDialog(stocked.session, stocked.window)
    dialog.text.setPlainText("wph = westphalia\nlahore\n\ncpec =")
    assert dialog.check.text() == "Line 2 has no =: lahore (and 1 more)"
    assert not dialog.save_button.isEnabled()
    dialog.text.setPlainText("wph = westphalia\n\n")
    assert dialog.check.text() == ""
    search(stocked, "wph")
    page = page_of(stocked)
    assert page.answer is not None
    before = page.answer.total
    dialog.accept()
    assert stocked.session.preferences.current.own_words == ("wph = westphalia",)
    # The page searches again by itself.
    stocked.until(lambda: page.answer is not None and page.answer.total > before)
    assert OwnWordsDialog(stocked.session).text.toPlainText() == "wph = westphalia"


def test_own_words_are_reached_from_menu_and_page(
    stocked: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(OwnWordsDialog, "exec", lambda self: opened.append(self.windowTitle()))
    stocked.window.actions_by_name["own_words"].trigger()
    search(stocked, "treaty")
    QTest.mouseClick(page_of(stocked).head.own_words, Qt.MouseButton.LeftButton)
    assert opened == ["Synonyms", "Synonyms"]


# The list


def test_a_group_shows_all_of_its_hits_on_demand(stocked: Driver) -> None:
    model = search(stocked, "pakistan")
    page = page_of(stocked)
    rows = [model.row(number) for number in range(model.rowCount())]
    line = next(row for row in rows if isinstance(row, More) and row.kind is HitKind.FACT)
    assert line.name == f"Show all {line.total} facts"
    number = rows.index(line)
    page.list.setFocus()
    page.list.setCurrentIndex(model.index(number))
    scroll = page.list.verticalScrollBar().value()
    stocked.key(Qt.Key.Key_Return)
    stocked.until(lambda: not isinstance(model.row(number), More))
    assert sum(hit.kind is HitKind.FACT for hit in hits(model)) == line.total
    headers = [row for n in range(model.rowCount()) if isinstance(row := model.row(n), Header)]
    assert all(h.shown == h.total for h in headers if h.kind is HitKind.FACT)
    assert all(h.shown <= 12 for h in headers if h.kind is not HitKind.FACT)
    assert page.list.currentIndex().row() == number
    assert page.list.verticalScrollBar().value() == scroll


def test_results_are_come_back_to_as_they_were_left(stocked: Driver) -> None:
    search(stocked, "pakistan")
    page = page_of(stocked)
    page.list.setFocus()
    for _ in range(7):
        stocked.key(Qt.Key.Key_Down)
    stocked.key(Qt.Key.Key_Space)
    place = page.list.place()
    assert place.current is not None
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.centre.shown is PlaceKind.SUMMARY
    # Another search, and two steps back.
    search(stocked, "treaty")
    stocked.key(Qt.Key.Key_Down)
    stocked.key(Qt.Key.Key_Return)
    for _ in range(3):
        stocked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.shown is PlaceKind.SEARCH
    assert box_text(stocked) == "pakistan"
    answered(stocked, "pakistan")
    assert page.list.place() == place
    assert page.list.hasFocus()


def test_a_word_of_a_vocabulary_opens_at_its_entry(stocked: Driver, seed_text: str) -> None:
    text = seed_text.replace("IS-K in Balochistan", "On harbours").replace("33", "34")
    words = "VOCABULARY:\n1. Quagmire (دلدل): A difficult state\n2. Acute (شدید): Strong\n"
    (sourced,) = stocked.workspace.importer.read_text(text + "\n" + words, "words.txt").drafts
    assert [word.word for word in sourced.draft.vocabulary] == ["Quagmire", "Acute"]
    stocked.session.imports.finish(stocked.session.imports.accept([sourced]))
    stocked.indexed()
    model = search(stocked, "acute kind:word")
    choose(stocked, hits(model)[0])
    block = stocked.view.textCursor().block().text()
    assert block.startswith("Acute")
    assert stocked.view.verticalScrollBar().value() > 0


def test_the_plain_answer_is_said_and_stays_in_place(stocked: Driver) -> None:
    page = page_of(stocked)
    ruin_the_index(stocked)
    page.search("pakistan")
    stocked.until(lambda: page.answer is not None and page.answer.plain)
    assert "The index is being built; these are simple word matches" in page.head.line.text()


def test_an_empty_library_does_not_speak_of_an_index(driver: Driver) -> None:
    driver.window.navigator.open_search("pakistan")
    page = page_of(driver)
    driver.until(lambda: page.answer is not None)
    assert page.head.line.text() == "0 results"


# Actions on many results


def pick(driver: Driver, words: str, count: int) -> list[str]:
    """Search, pick the first hits by keyboard, and return the ids of their summaries."""
    search(driver, words)
    driver.key(Qt.Key.Key_Down)
    found = page_of(driver).list
    for _ in range(count):
        driver.key(Qt.Key.Key_Space)
        driver.key(Qt.Key.Key_Down)
    picked = found.results.picked
    assert len(picked) == count
    return list(dict.fromkeys(hit.summary_id for hit in picked))


def press(driver: Driver, name: str) -> None:
    button = page_of(driver).bar.buttons[name]
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_hits_are_picked_by_keyboard_and_mouse(stocked: Driver) -> None:
    ids = pick(stocked, "pakistan", 2)
    page = page_of(stocked)
    found, bar = page.list, page.bar
    words = "" if len(ids) == 2 else " in 1 summary"
    assert bar.count.text() == f"2 selected{words}"
    stocked.key(Qt.Key.Key_Down, SHIFT)
    assert len(found.results.picked) == 4
    stocked.key(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert found.hasFocus()
    stocked.ctrl(Qt.Key.Key_A)
    assert len(found.results.picked) == len(hits(found.results))
    stocked.key(Qt.Key.Key_Escape)

    def click(row: int, modifier: Qt.KeyboardModifier) -> None:
        index = found.results.index(row)
        found.scrollTo(index)
        centre = found.visualRect(index).center()
        QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, modifier, centre)

    click(1, CTRL)
    click(4, SHIFT)
    assert [found.results.is_picked(n) for n in range(1, 6)] == [True] * 4 + [False]
    click(2, CTRL)
    assert not found.results.is_picked(2)
    assert stocked.window.centre.shown is PlaceKind.SEARCH
    index = found.results.index(5)
    box = found.visualRect(index).topLeft() + QPoint(20, 16)
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert found.results.is_picked(5)
    assert "selected" in found.results.data(index, Qt.ItemDataRole.AccessibleTextRole)


def test_stars_are_one_step(stocked: Driver) -> None:
    ids = pick(stocked, "pakistan", 4)
    library = stocked.workspace.library
    press(stocked, "star")
    assert all(library.row(summary_id).starred for summary_id in ids)
    assert "starred" in stocked.window.toast.text
    stocked.session.undo_stack.undo()
    assert not any(library.row(summary_id).starred for summary_id in ids)
    stocked.session.undo_stack.redo()
    press(stocked, "star")
    assert not any(library.row(summary_id).starred for summary_id in ids)


def test_a_subject_is_one_step(stocked: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subject_dialog, "ask_subject", lambda *_: "psychology")
    ids = pick(stocked, "pakistan", 4)
    library = stocked.workspace.library
    before = [library.subjects_of(summary_id) for summary_id in ids]
    press(stocked, "subject")
    assert [library.subjects_of(i) for i in ids] == [(*known, "psychology") for known in before]
    stocked.session.undo_stack.undo()
    assert [library.subjects_of(summary_id) for summary_id in ids] == before
    stocked.session.undo_stack.redo()
    stocked.indexed()
    # The searched list shows it at once.
    stocked.until(lambda: "Psychology" in {r.text() for r in page_of(stocked).facets.rows()} or (
        page_of(stocked).answer is not None
        and "psychology" in page_of(stocked).answer.facets.subjects  # type: ignore[union-attr]
    ))  # fmt: skip


def test_a_pack_of_results(stocked: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []
    monkeypatch.setattr(stocked.window.library_actions, "give_away", given.append)
    ids = pick(stocked, "treaty", 3)
    press(stocked, "pack")
    assert given == [ids]


@pytest.mark.parametrize("suffix", [".csv", ".md"])
def test_a_list_of_results_is_written(
    stocked: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"list{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    pick(stocked, "treaty", 3)
    picked = page_of(stocked).list.results.picked
    press(stocked, "export")
    text = path.read_text(encoding="utf-8-sig")
    if suffix == ".csv":
        rows = list(csv.DictReader(text.splitlines()))
        assert [row["Title"] for row in rows] == [hit.title for hit in picked]
        assert all(row["Paper"] for row in rows)
    else:
        assert text.startswith("# 3 results of a search")
        assert all(hit.title.split()[0] in text for hit in picked)
    assert stocked.window.toast.text.endswith(f"3 results saved in list{suffix}.")


def test_results_are_copied(stocked: Driver) -> None:
    pick(stocked, "treaty", 2)
    picked = page_of(stocked).list.results.picked
    stocked.ctrl(Qt.Key.Key_C)
    copied = QGuiApplication.clipboard().text()
    assert all(hit.title in copied and hit.excerpt.text in copied for hit in picked)
    page_of(stocked).list.let_go()
    stocked.ctrl(Qt.Key.Key_C)
    assert QGuiApplication.clipboard().text().count("\n\n") == 0


def test_results_become_the_list_of_the_library(stocked: Driver) -> None:
    ids = pick(stocked, "pakistan", 6)
    press(stocked, "open")
    window = stocked.window
    rows = window.library.list.rows
    assert set(rows.ids()) == set(ids)
    assert window.centre.reader.summary_id == rows.ids()[0]
    assert "from the search" in window.library.count_text
    if len(ids) > 1:
        stocked.ctrl(Qt.Key.Key_PageDown)
        assert window.centre.reader.summary_id == rows.ids()[1]
    # A change of the library keeps the list; leaving it is one press.
    stocked.session.summaries.set_starred(ids[0], starred=True)
    assert set(rows.ids()) == set(ids)
    QTest.mouseClick(window.library.leave_button, Qt.MouseButton.LeftButton)
    assert rows.rowCount() == stocked.workspace.library.count(LibraryFilter())
    assert not window.library.leave_button.isVisible()


def test_free_notes_have_no_summary_to_act_on(stocked: Driver) -> None:
    stocked.session.notes.add("Xylophone diplomacy", ())
    stocked.indexed()
    pick(stocked, "xylophone", 1)
    bar = page_of(stocked).bar
    enabled = {name for name, button in bar.buttons.items() if button.isEnabled()}
    assert enabled == {"export", "copy"}


@pytest.mark.parametrize("theme", list(Theme))
def test_the_page_is_drawn_in_every_theme(stocked: Driver, theme: Theme) -> None:
    stocked.session.preferences.change(theme=theme)
    pick(stocked, "kind:fact pakistan", 2)
    image = stocked.window.grab().toImage()
    colours = {image.pixelColor(x, 300).name() for x in range(290, 800, 3)}
    assert len(colours) > 3


def test_everything_has_a_name(stocked: Driver) -> None:
    pick(stocked, "kind:fact pakistan", 2)
    page = page_of(stocked)
    named: list[Callable[[], str]] = [
        widget.accessibleName
        for widget in (
            page.head.star, page.head.similar, page.head.own_words, page.head.narrow, page.list,
            page.facets, *page.facets.rows(), *page.chips.chips, *page.bar.buttons.values(),
            page.bar.cross,
        )
    ]  # fmt: skip
    assert all(name() for name in named)
