"""Search in the window: grouped, opened at the match, up to date, and never waiting."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.notes.model import Link, LinkKind
from app.core.paths import DataFolder
from app.core.search.index.documents import IndexDocument, IndexEntry
from app.core.search.index.index import IndexFolder
from app.core.search.kinds import HitKind
from app.core.search.results.results import Hit
from app.core.workspace import Workspace
from app.ui.search.result_model import Header, LikelyHeader
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.killing import kill
from tests.searching import (
    choose,
    found_in_index,
    hits,
    ruin_the_files_of_the_index,
    ruin_the_index,
    search,
)
from tests.window import WAIT_MS, Driver


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
    stocked.window.navigator.open_hit(hit, stocked.window.centre.results.answer.match_terms)  # type: ignore[union-attr]
    assert stocked.view.focused_fact == hit.id
    assert stocked.view.current_match is not None
    text = stocked.view.document().toRawText()
    assert text[slice(*stocked.view.current_match)].lower() in ("outskirts", "quetta")


def test_the_road_from_box_to_match_and_back_by_keyboard(stocked: Driver) -> None:
    search(stocked, "westphalia")
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.centre.results.list.hasFocus()
    stocked.key(Qt.Key.Key_Return)
    assert stocked.window.centre.shown is PlaceKind.SUMMARY
    first = stocked.view.current_match
    assert first is not None
    stocked.key(Qt.Key.Key_F3)
    assert stocked.view.current_match != first
    stocked.key(Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert stocked.view.current_match == first
    stocked.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert stocked.window.centre.shown is PlaceKind.SEARCH
    assert stocked.window.centre.results.list.hasFocus()
    stocked.key(Qt.Key.Key_Up)
    assert stocked.window.top_bar.search_box.hasFocus()


def test_a_new_note_is_found_at_once(stocked: Driver) -> None:
    stocked.session.notes.add("Xylophone diplomacy", (Link(LinkKind.SUBJECT, "law"),))
    stocked.indexed()
    model = search(stocked, "xyloph")
    stocked.until(lambda: len(hits(model)) == 1)
    choose(stocked, hits(model)[0])
    assert stocked.window.notes.editor.note_id == hits(model)[0].id


def test_a_typing_error_finds_the_likely_word(stocked: Driver) -> None:
    model = search(stocked, "westphalai")
    page = stocked.window.centre.results
    assert hits(model)
    rows = [model.row(number) for number in range(model.rowCount())]
    assert LikelyHeader("westphalia") in rows
    assert page.head.meant.text() == "Did you mean “westphalia”?"
    QTest.mouseClick(page.head.meant, Qt.MouseButton.LeftButton)
    stocked.until(lambda: len(hits(page.list.results)) > 0)
    assert stocked.window.top_bar.search_box.text() == "westphalia"


def test_what_was_left_out_is_said(stocked: Driver) -> None:
    search(stocked, "treaty subject:dreams")
    assert "ignored: subject:dreams" in stocked.window.centre.results.head.line.text()


def test_only_the_newest_question_is_answered(stocked: Driver) -> None:
    desk = stocked.session.search
    answered: list[int] = []
    desk.answered.connect(lambda number, _: answered.append(number))
    numbers = [desk.ask(words, 5) for words in ("treaty", "treat", "trea", "tre", "tr")]
    stocked.until(lambda: bool(answered) and answered[-1] == numbers[-1])
    assert answered[-1] == numbers[-1]
    assert len(answered) <= 2


def test_a_killed_worker_is_replaced_and_nothing_is_missed(stocked: Driver) -> None:
    first = stocked.session.index.worker.process_id
    kill_the_worker(stocked)
    stocked.session.notes.add("Zeppelin treaty", ())
    stocked.until(lambda: stocked.session.index.worker.process_id not in (None, first))
    stocked.indexed()
    model = search(stocked, "zeppelin")
    stocked.until(lambda: len(hits(model)) == 1)


def kill_the_worker(driver: Driver) -> None:
    """Kill the process that writes the index, once it has answered all it was asked."""
    worker = driver.session.index.worker
    # Until it has started, its id is 0, which would mean the whole group of processes.
    driver.until(lambda: bool(worker.process_id) and not worker.unanswered)
    process = worker.process_id
    assert process
    kill(process)
    driver.until(lambda: worker.process_id != process)


def wait_for_an_answer_of_the_index(driver: Driver, words: str) -> None:
    """Wait until the page shows what the index answers, not what the database does meanwhile."""
    page = driver.window.centre.results
    driver.until(
        lambda: (
            page.answer is not None and page.answer.query.text == words and not page.answer.plain
        )
    )


def test_an_index_damaged_while_the_program_is_closed_heals_at_the_next_start(
    qtbot: QtBot, folder: DataFolder, clock: Clock
) -> None:
    driver = Driver(qtbot, folder, clock)
    driver.window.library_actions.add_starter()
    driver.indexed()
    driver.close()
    with Workspace(folder, clock) as workspace:
        ruin_the_files_of_the_index(workspace)
    driver = Driver(qtbot, folder, clock)
    try:
        driver.indexed()
        assert found_in_index(driver.workspace, "charter")
        assert (
            IndexFolder(driver.workspace.index_folder, driver.workspace.index_token).number()
            == driver.workspace.last_change()
        )
        search(driver, "charter")
        wait_for_an_answer_of_the_index(driver, "charter")
    finally:
        driver.close()


def test_a_damaged_index_heals_by_itself(stocked: Driver) -> None:
    """Even when the worker had failed so often that it was given up: a search begins once more."""
    for _ in range(3):
        kill_the_worker(stocked)
    assert stocked.session.index.worker.process_id is None
    assert not stocked.session.index.idle
    ruin_the_index(stocked)
    plain: list[bool] = []
    stocked.session.search.answered.connect(lambda _, results: plain.append(results.plain))
    model = search(stocked, "charter")
    stocked.until(lambda: len(hits(model)) > 0)
    assert plain[0], "nothing was damaged: the index answered at once"
    wait_for_an_answer_of_the_index(stocked, "charter")
    assert hits(model)
    stocked.indexed()
    assert found_in_index(stocked.workspace, "charter")
    assert (
        IndexFolder(stocked.workspace.index_folder, stocked.workspace.index_token).number()
        == stocked.workspace.last_change()
    )


def test_a_damaged_index_heals_although_nothing_changes(stocked: Driver) -> None:
    ruin_the_index(stocked)
    search(stocked, "charter")
    wait_for_an_answer_of_the_index(stocked, "charter")
    stocked.until(lambda: bool(found_in_index(stocked.workspace, "charter")))


def test_making_the_index_anew(stocked: Driver) -> None:
    """What the library does not contain is gone from the index afterwards, and the rest is there."""
    index, workspace = (
        IndexFolder(stocked.workspace.index_folder, stocked.workspace.index_token),
        stocked.workspace,
    )
    ghost = IndexDocument(
        kind=HitKind.NOTE, id="ghost", summary_id="", title="", subjects=[], topics=[], paper="",
        author="", day=0, colour="", lead="", text="Phantom clause",
    )  # fmt: skip
    index.apply([IndexEntry(owner="note:ghost", documents=[ghost])], workspace.last_change())
    assert found_in_index(workspace, "phantom") == {"ghost"}
    before = found_in_index(workspace, "treaty")
    assert before
    # It reports first that the index is empty, and then each time that it holds more.
    with stocked.qtbot.waitSignal(stocked.session.index.updated, timeout=WAIT_MS):
        stocked.window.actions_by_name["rebuild_index"].trigger()
    stocked.indexed()
    assert found_in_index(workspace, "phantom") == set()
    assert found_in_index(workspace, "treaty") == before
    assert (
        IndexFolder(workspace.index_folder, workspace.index_token).number()
        == workspace.last_change()
    )


def test_down_from_the_box_marks_the_first_result(stocked: Driver) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        model = search(stocked, "treaty")
        stocked.key(key)
        found = stocked.window.centre.results.list
        assert found.hasFocus()
        assert found.currentIndex() == model.index(1)
        assert found.selectionModel().isSelected(model.index(1))
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        stocked.key(key)
        assert found.on_stop()


def test_a_hit_stays_marked_when_the_index_changes(stocked: Driver) -> None:
    model = search(stocked, "treaty")
    stocked.key(Qt.Key.Key_Down)
    stocked.key(Qt.Key.Key_Down)
    found = stocked.window.centre.results.list
    marked = model.row(found.currentIndex().row())
    asked = stocked.window.centre.results.state.asked
    stocked.session.index.updated.emit()
    stocked.until(lambda: stocked.window.centre.results.state.asked > asked)
    asked = stocked.window.centre.results.state.asked
    stocked.qtbot.wait(50)
    stocked.indexed()
    assert isinstance(marked, Hit)
    assert found.currentIndex().row() == model.row_of(marked)


def test_escape_takes_the_words_and_then_the_search_away(stocked: Driver) -> None:
    summary_id = stocked.window.centre.reader.summary_id
    search(stocked, "treaty")
    page = stocked.window.centre.results
    stocked.key(Qt.Key.Key_Escape)
    assert stocked.window.top_bar.search_box.text() == ""
    assert stocked.window.centre.shown is PlaceKind.SEARCH
    assert page.start.isVisible()
    assert not page.head.isVisible()
    assert page.list.results.rowCount() == 0
    stocked.key(Qt.Key.Key_Escape)
    assert stocked.window.centre.shown is PlaceKind.SUMMARY
    assert stocked.window.centre.reader.summary_id == summary_id
    assert stocked.view.hasFocus()


def test_an_answer_that_comes_too_late_is_not_shown(stocked: Driver) -> None:
    search(stocked, "treaty")
    page = stocked.window.centre.results
    page.search("charter")
    stocked.until(lambda: not page.state.waiting)
    late = page.state.asked
    page.search("")
    answers: list[int] = []
    stocked.session.search.answered.connect(lambda number, _: answers.append(number))
    stocked.qtbot.wait(200)
    assert late not in answers or page.list.results.rowCount() == 0
    assert page.list.results.rowCount() == 0


def test_escape_in_the_box_leaves_the_page_alone(stocked: Driver) -> None:
    stocked.window.top_bar.search_box.setText("treaty")
    stocked.window.top_bar.search_box.setFocus()
    stocked.key(Qt.Key.Key_Escape)
    assert stocked.window.centre.shown is PlaceKind.SUMMARY
    stocked.key(Qt.Key.Key_Escape)
    assert stocked.view.hasFocus()
