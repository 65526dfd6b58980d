"""Search in the window: grouped, opened at the match, current, and never waiting."""

import os
import signal
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.notes.model import Link, LinkKind
from app.core.search.documents import HitKind
from app.core.search.results import Hit
from app.ui.history import PlaceKind
from app.ui.search.result_list import Header, ResultModel
from tests.window import Driver


@pytest.fixture
def stocked(seeded: tuple[Driver, str]) -> Driver:
    driver, _ = seeded
    driver.window.add_starter_library()
    driver.indexed()
    return driver


def search(driver: Driver, words: str) -> ResultModel:
    driver.ctrl(Qt.Key.Key_F, shift=True)
    box = driver.window.top_bar.search_box
    box.selectAll()
    driver.type(words)
    page = driver.window.centre.results
    driver.until(lambda: page._query is not None and page._query.text == words)
    return page.list.results


def hits(model: ResultModel) -> list[Hit]:
    rows = (model.row(number) for number in range(model.rowCount()))
    return [row for row in rows if isinstance(row, Hit)]


def test_results_are_grouped_with_counts(stocked: Driver) -> None:
    model = search(stocked, "balochistan")
    headers = [r for n in range(model.rowCount()) if isinstance(r := model.row(n), Header)]
    assert {header.kind for header in headers} == {HitKind.SUMMARY, HitKind.FACT}
    for header in headers:
        assert header.shown == sum(hit.kind is header.kind for hit in hits(model))
        assert header.total >= header.shown


def test_a_fact_is_opened_with_its_match_framed(stocked: Driver) -> None:
    model = search(stocked, "outskirts quetta")
    hit = next(h for h in hits(model) if h.kind is HitKind.FACT)
    stocked.window.navigator.open_hit(hit, stocked.window.centre.results._query)  # type: ignore[arg-type]
    assert stocked.view.focused_fact == hit.id
    assert stocked.view._current is not None
    text = stocked.view.document().toRawText()
    assert text[slice(*stocked.view._current)].lower() in ("outskirts", "quetta")


def test_the_road_from_box_to_match_and_back_by_keyboard(stocked: Driver) -> None:
    search(stocked, "westphalia")
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.centre.results.list.hasFocus()
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.centre.shown is PlaceKind.SUMMARY
    first = stocked.view._current
    assert first is not None
    stocked.key(Qt.Key.Key_F3)
    assert stocked.view._current != first
    stocked.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert stocked.view._current == first
    stocked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.shown is PlaceKind.SEARCH
    assert stocked.window.centre.results.list.hasFocus()
    stocked.key(Qt.Key.Key_Up)
    assert stocked.window.top_bar.search_box.hasFocus()


def test_a_new_note_is_found_at_once(stocked: Driver) -> None:
    stocked.session.add_note("Xylophone diplomacy", (Link(LinkKind.SUBJECT, "law"),))
    began = time.monotonic()
    stocked.indexed()
    model = search(stocked, "xyloph")
    stocked.until(lambda: len(hits(model)) == 1)
    assert time.monotonic() - began < 10
    stocked.window.centre.results._choose(hits(model)[0])
    assert stocked.window.notes.editor.note_id == hits(model)[0].id


def test_nothing_found_offers_another_spelling(stocked: Driver) -> None:
    search(stocked, "westphalai")
    page = stocked.window.centre.results
    assert page._empty.isVisible()
    assert page._meant.text() == "Did you mean “westphalia”?"
    QTest.mouseClick(page._meant, Qt.MouseButton.LeftButton)
    stocked.until(lambda: len(hits(page.list.results)) > 0)
    assert stocked.window.top_bar.search_box.text() == "westphalia"


def test_what_was_left_out_is_said(stocked: Driver) -> None:
    search(stocked, "treaty subject:dreams")
    assert "left out: subject:dreams" in stocked.window.centre.results._line.text()


def test_only_the_newest_question_is_answered(stocked: Driver) -> None:
    thread = stocked.session.search
    answered: list[int] = []
    thread.answered.connect(lambda number, _: answered.append(number))
    numbers = [thread.ask(words, 5) for words in ("treaty", "treat", "trea", "tre", "tr")]
    stocked.until(lambda: bool(answered) and answered[-1] == numbers[-1])
    assert answered[-1] == numbers[-1]
    assert len(answered) <= 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_killed_worker_is_replaced_and_nothing_is_missed(stocked: Driver) -> None:
    process = stocked.session.index._process
    assert process is not None
    os.kill(process.processId(), signal.SIGKILL)
    stocked.session.add_note("Zeppelin treaty", ())
    stocked.until(lambda: stocked.session.index._process not in (None, process))
    stocked.indexed()
    model = search(stocked, "zeppelin")
    stocked.until(lambda: len(hits(model)) == 1)


def test_a_damaged_index_heals_by_itself(stocked: Driver) -> None:
    search(stocked, "treaty")
    stocked.session.index.stop()
    stocked.session.index._number = None
    for path in stocked.workspace.index_folder.glob("*.seg"):
        path.write_bytes(b"junk")
    stocked.session.search.forget_index()
    model = search(stocked, "charter")
    stocked.until(lambda: len(hits(model)) > 0)


def test_making_the_index_anew(stocked: Driver) -> None:
    stocked.window.actions_by_name["rebuild_index"].trigger()
    stocked.indexed()
    assert hits(search(stocked, "treaty"))
