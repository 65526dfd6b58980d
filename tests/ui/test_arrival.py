"""From a result to its match: every kind, in sight, outlined, walked through, and the way back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from app.core.notes.model import Colour, Link, LinkKind
from app.core.search.kinds import HitKind
from app.core.search.results.results import Hit
from app.ui.window.history import PlaceKind
from tests.searching import choose, hits, search
from tests.window import Driver


@pytest.fixture
def stocked(seeded: tuple[Driver, str]) -> Driver:
    driver, _ = seeded
    driver.window.library_actions.add_starter()
    driver.indexed()
    return driver


def arrive(driver: Driver, words: str, kind: HitKind, summary_id: str | None = None) -> Hit:
    """Search for words and open the first result of a kind by Enter."""
    model = search(driver, words)
    driver.until(lambda: any(hit.kind is kind for hit in hits(model)))
    hit = next(h for h in hits(model) if h.kind is kind and summary_id in (None, h.summary_id))
    results = driver.window.centre.results.list
    driver.key(Qt.Key.Key_Return)
    results.setCurrentIndex(model.index(model.row_of(hit)))
    driver.key(Qt.Key.Key_Return)
    for _ in range(3):
        QApplication.processEvents()
    return hit


def in_sight(driver: Driver, position: int) -> bool:
    cursor = driver.view.textCursor()
    cursor.setPosition(position)
    rect = driver.view.cursorRect(cursor)
    return rect.top() >= 0 and rect.bottom() <= driver.view.viewport().height()


def match(driver: Driver) -> str:
    assert driver.view.current_match is not None
    assert in_sight(driver, driver.view.current_match[0])
    return driver.view.document().toRawText()[slice(*driver.view.current_match)].lower()


def count(driver: Driver) -> str:
    return driver.window.centre.reader.find_bar.count_text


def walk_and_return(driver: Driver, hit: Hit) -> None:
    """Go to the next match and back, and then to the results, where the hit is marked."""
    first, shown = driver.view.current_match, count(driver)
    total = len(driver.view.matches)
    assert shown.endswith(f" of {total}")
    driver.key(Qt.Key.Key_F3)
    assert total == 1 or driver.view.current_match != first
    match(driver)
    driver.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert driver.view.current_match == first
    assert count(driver) == shown
    driver.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert driver.window.centre.shown is PlaceKind.SEARCH
    results = driver.window.centre.results.list
    assert results.hasFocus()
    assert results.results.row(results.currentIndex().row()) == hit


def test_a_summary_is_opened_at_its_first_match(stocked: Driver) -> None:
    hit = arrive(stocked, "mastung", HitKind.SUMMARY)
    assert match(stocked) == "mastung"
    assert count(stocked).startswith("1 of ")
    assert not stocked.window.centre.reader.find_bar.isHidden()
    assert stocked.view.hasFocus()
    walk_and_return(stocked, hit)


def test_a_match_far_below_is_scrolled_to(driver: Driver) -> None:
    lines = "".join(f"Sentence {number} says nothing of it at all.\n\n" for number in range(400))
    text = f"A long one\n\nSummary\n{lines}Quokkas live here.\n\nFacts and Figures\n- It is 1.\n"
    drafts = driver.workspace.importer.read_text(text, "long.txt").drafts
    driver.session.imports.finish(driver.session.imports.accept(list(drafts)))
    driver.indexed()
    arrive(driver, "quokkas", HitKind.SUMMARY)
    assert match(driver) == "quokkas"
    assert driver.view.verticalScrollBar().value() > 0


def test_a_match_in_the_title_counts(stocked: Driver) -> None:
    model = search(stocked, "westphalia")
    hit = next(h for h in hits(model) if "westphalia" in h.title.lower())
    choose(stocked, hit)
    assert match(stocked) == "westphalia"
    assert stocked.view.current_match is not None
    assert stocked.view.current_match[0] < len(hit.title)
    assert stocked.view.verticalScrollBar().value() == 0


def test_a_title_alone_that_matches_shows_the_page_from_its_top(stocked: Driver) -> None:
    hit = arrive(stocked, "westphalia", HitKind.SUMMARY)
    stocked.view.verticalScrollBar().setValue(stocked.view.verticalScrollBar().maximum())
    marks = stocked.window.centre.results.answer
    assert marks is not None
    stocked.window.navigator.open_hit(hit, type(marks.match_terms)(words=("xyzzy",)))
    assert stocked.view.verticalScrollBar().value() == 0
    assert stocked.view.matches == []


def test_a_fact_is_opened_in_focus(stocked: Driver) -> None:
    hit = arrive(stocked, "outskirts quetta", HitKind.FACT)
    assert stocked.view.focused_fact == hit.id
    assert stocked.view.focused_place() is not None
    assert match(stocked) in ("outskirts", "quetta")
    walk_and_return(stocked, hit)


def test_a_highlight_is_opened_where_it_stands(stocked: Driver) -> None:
    reader = stocked.window.centre.reader
    assert reader.summary_id is not None
    own = reader.summary_id
    stocked.select("Siraj Raisani of the BAP")
    stocked.key(Qt.Key.Key_2)
    rows = stocked.window.library.list.rows
    ids = [rows.row(number).id for number in range(rows.rowCount())]
    stocked.open(next(summary_id for summary_id in ids if summary_id != own))
    stocked.indexed()
    hit = arrive(stocked, "raisani", HitKind.HIGHLIGHT)
    assert reader.summary_id == own
    assert reader.annotations.selected == hit.id
    start = reader.annotations.place_of(hit.id)[0][0]
    assert in_sight(stocked, start)
    assert match(stocked) == "raisani"
    assert stocked.view.current_match is not None
    assert stocked.view.current_match[0] >= start
    assert stocked.window.notes.highlights.current() is not None
    walk_and_return(stocked, hit)


def test_a_highlight_whose_passage_is_gone_leads_to_the_first_match(stocked: Driver) -> None:
    reader = stocked.window.centre.reader
    stocked.select("Siraj Raisani of the BAP")
    stocked.key(Qt.Key.Key_2)
    stocked.indexed()
    hit = arrive(stocked, "raisani", HitKind.HIGHLIGHT)
    stocked.session.highlights.trash(hit.id)
    assert reader.annotations.place_of(hit.id) == ()
    reader.finder.close()
    stocked.view.moveCursor(QTextCursor.MoveOperation.End)
    stocked.view.verticalScrollBar().setValue(stocked.view.verticalScrollBar().maximum())
    answer = stocked.window.centre.results.answer
    assert answer is not None
    stocked.window.navigator.open_hit(hit, answer.match_terms)
    assert match(stocked) == "raisani"
    assert stocked.view.current_match == stocked.view.matches[0]


@pytest.mark.parametrize("kind", [LinkKind.SUMMARY, LinkKind.FACT])
def test_a_note_is_opened_beside_the_page_it_hangs_on(stocked: Driver, kind: LinkKind) -> None:
    reader = stocked.window.centre.reader
    own = reader.summary_id
    assert own is not None
    fact = stocked.workspace.library.summary(own).facts[-1]
    target = own if kind is LinkKind.SUMMARY else fact.id
    note = stocked.session.notes.add("Mastung, to be revised", (Link(kind, target),))
    assert note is not None
    stocked.indexed()
    hit = arrive(stocked, "mastung revised", HitKind.NOTE)
    assert reader.summary_id == own
    assert stocked.window.notes.editor.note_id == note.id
    assert "mastung" in {
        stocked.view.document().toRawText()[slice(*place)].lower() for place in stocked.view.matches
    }
    if kind is LinkKind.FACT:
        assert stocked.view.focused_fact == fact.id
        assert stocked.view.focused_place() is not None
    walk_and_return(stocked, hit)


def test_a_free_note_stays_beside_the_results(stocked: Driver) -> None:
    note = stocked.session.notes.add("Quokka diplomacy", ())
    assert note is not None
    stocked.indexed()
    arrive(stocked, "quokka", HitKind.NOTE)
    assert stocked.window.centre.shown is PlaceKind.SEARCH
    assert stocked.window.notes.editor.note_id == note.id


def test_the_matches_of_a_search_make_way_for_words(stocked: Driver) -> None:
    arrive(stocked, "mastung", HitKind.SUMMARY)
    bar = stocked.window.centre.reader.find_bar
    stocked.ctrl(Qt.Key.Key_F)
    assert bar.edit.hasFocus()
    assert count(stocked).startswith("1 of ")
    stocked.type("quetta")
    assert match(stocked) == "quetta"
    stocked.key(Qt.Key.Key_Escape)
    assert bar.isHidden()
    stocked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.shown is PlaceKind.SEARCH


def test_escape_takes_the_frames_of_a_search_away(stocked: Driver) -> None:
    arrive(stocked, "mastung", HitKind.SUMMARY)
    stocked.key(Qt.Key.Key_Escape)
    assert stocked.view.matches == []
    assert stocked.window.centre.reader.find_bar.isHidden()


def test_frames_stay_in_another_theme_and_are_gone_on_another_page(stocked: Driver) -> None:
    hit = arrive(stocked, "mastung", HitKind.SUMMARY)
    framed = stocked.view.matches
    stocked.window.actions_by_name["theme_sepia"].trigger()
    assert stocked.view.matches == framed
    ids = stocked.window.library.list.rows.ids()
    stocked.open(next(other for other in ids if other != hit.summary_id))
    assert stocked.view.matches == []
    assert stocked.window.centre.reader.find_bar.isHidden()


def test_the_first_page_of_all_is_opened_in_sight(stocked: Driver) -> None:
    """A page that is made only now has no size of its own yet."""
    own = stocked.window.centre.reader.summary_id
    assert own is not None
    last = stocked.workspace.library.summary(own).facts[-1]
    highlight = None
    stocked.view.setFocus()
    stocked.select("Siraj Raisani of the BAP")
    stocked.key(Qt.Key.Key_2)
    (highlight,) = stocked.highlights()
    assert highlight.colour is Colour.GREEN
    stocked.window.navigator.open_notebook()
    stocked.window.centre.reader.close_summary()
    stocked.window.navigator.follow(Link(LinkKind.FACT, last.id))
    QApplication.processEvents()
    assert stocked.view.focused_place() is not None
    assert in_sight(stocked, stocked.view.textCursor().position())
    stocked.window.navigator.open_notebook()
    stocked.window.centre.reader.close_summary()
    stocked.window.navigator.follow(Link(LinkKind.HIGHLIGHT, highlight.id))
    QApplication.processEvents()
    assert in_sight(stocked, stocked.window.centre.reader.annotations.place_of(highlight.id)[0][0])
