"""Importing summaries: pasted, corrected, from files, dropped, refused."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.core.library.filters import LibraryFilter
from app.core.library.model import Summary
from app.core.paths import DataFolder
from app.ui.importing.import_page import ImportPage
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.compilation import compilation
from tests.conftest import DATA
from tests.window import Driver


def stored(driver: Driver) -> list[Summary]:
    library = driver.workspace.library
    return [library.summary(row.id) for row in library.rows(LibraryFilter())]


def paste(driver: Driver, text: str) -> ImportPage:
    QGuiApplication.clipboard().setText(text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    return page


def test_a_pasted_summary_is_understood_and_accepted_by_keyboard(
    driver: Driver, seed_text: str
) -> None:
    page = paste(driver, seed_text)
    assert page.form.fields["title"].text() == "IS-K in Balochistan"
    assert page.form.dates["posted"].text() == "2025-06-02"
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver)
    assert summary.author == "Muhammad Amir Rana"
    assert driver.window.centre.shown is PlaceKind.SUMMARY
    assert driver.window.centre.reader.summary_id == summary.id
    assert driver.view.hasFocus()
    driver.ctrl(Qt.Key.Key_Z)
    assert stored(driver) == []


def test_each_field_is_corrected_before_it_is_accepted(driver: Driver) -> None:
    (path,) = (DATA / "inputs").glob("011*.txt")
    page = paste(driver, path.read_text(encoding="utf-8"))
    assert "No title was found" in page.form.warnings_text
    QTest.keyClicks(page.form.fields["title"], "A scorecard")
    assert "No title" not in page.form.warnings_text
    QTest.keyClicks(page.form.fields["author"], "Somebody Known")
    QTest.keyClicks(page.form.dates["published"], "2025-07-0")
    assert not page.foot.add.isEnabled()
    QTest.keyClicks(page.form.dates["published"], "1")
    assert page.foot.add.isEnabled()
    page.form.subjects.line.setText("IR")
    QTest.keyClick(page.form.subjects.line, Qt.Key.Key_Return)
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver)
    assert (summary.title, summary.author) == ("A scorecard", "Somebody Known")
    assert summary.published_on == date(2025, 7, 1)
    assert [entry.subject_id for entry in summary.subjects] == ["international-relations"]


def test_corrections_stay_while_the_text_goes_on(driver: Driver, seed_text: str) -> None:
    page = paste(driver, seed_text)
    page.form.fields["title"].setFocus()
    page.form.fields["title"].selectAll()
    driver.type("Mine")
    page.text.appendPlainText("One more sentence of the conclusion.")
    driver.until(lambda: not page.busy)
    assert page.form.fields["title"].text() == "Mine"
    assert "One more sentence" in page.form.draft().sections[-1].markdown


def test_questions_are_counted_and_stand_at_the_end_of_the_page(
    driver: Driver, seed_text: str
) -> None:
    asked = "MCQs:\n1. Where was it?\n(a) Mastung\n(b) Turbat\nAnswer: A\n"
    page = paste(driver, f"{seed_text}\n{asked}")
    assert page.form.contents_text.endswith("Questions: 1.")
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver)
    assert summary.questions[0].options == ("Mastung", "Turbat")
    assert driver.view.document().toPlainText().endswith("Mastung\nTurbat\nAnswer: A")


def test_day_and_month_are_exchanged_by_a_button(driver: Driver, seed_text: str) -> None:
    page = paste(driver, seed_text.replace("cssplatformbytha.com", "example.org"))
    assert "other way round" in page.form.warnings_text
    assert page.form.dates["posted"].text() == "2025-02-06"
    QTest.mouseClick(page.form.swaps["posted"], Qt.MouseButton.LeftButton)
    assert page.form.dates["posted"].text() == "2025-06-02"
    assert "other way round" not in page.form.warnings_text


def test_a_text_without_words_is_refused_with_its_reason(driver: Driver) -> None:
    page = paste(driver, "436 – 691 …")
    assert page.pane.sentence == page.foot.add.toolTip() == "There are no words in it to read."
    assert not page.foot.add.isEnabled()
    driver.ctrl(Qt.Key.Key_Return)
    assert stored(driver) == []
    page = paste(driver, "")
    assert "Paste a text on the left" in page.pane.sentence
    assert not page.foot.add.isEnabled()


def test_several_summaries_are_reviewed_one_by_one(driver: Driver) -> None:
    (path,) = (DATA / "inputs").glob("018*.txt")
    page = paste(driver, path.read_text(encoding="utf-8"))
    assert page.list.isVisible()
    driver.ctrl(Qt.Key.Key_PageDown)
    assert page.form.fields["title"].text() == "Cautious hope?"
    driver.ctrl(Qt.Key.Key_Backspace)
    assert page.form.fields["title"].text() == "South Asia’s Smog"
    driver.ctrl(Qt.Key.Key_Return)
    assert [summary.title for summary in stored(driver)] == ["South Asia’s Smog"]


def titles(page: ImportPage) -> list[str | None]:
    return [item.draft.title for item in page.review.items]


def batch(driver: Driver, folder: Path) -> ImportPage:
    """Eight files: five certain, two in doubt, one set aside."""
    for number, telling in enumerate(compilation(8)):
        # Only of the first site it is known that the month comes first.
        text = telling.text().replace(f"{telling.posted:%m/%d/%Y}", "03/04/2025")
        if number in (2, 6):
            text = text.replace("cssplatformbytha.com", "example.org")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    (folder / "7.txt").write_text("Buy milk, bread and two new pens.", encoding="utf-8")
    driver.window.import_controller.review_paths([folder])
    page = driver.window.centre.importing
    driver.until(lambda: len(page.review.items) == 7)
    return page


def test_a_batch_with_doubts_is_reviewed_by_keyboard_alone(driver: Driver, tmp_path: Path) -> None:
    page = batch(driver, tmp_path)
    doubtful = [compilation(8)[number].title for number in (2, 6)]
    assert titles(page)[:2] == doubtful
    assert page.list.drafts.lines(7)[1].startswith("No summary was found")
    assert QApplication.focusWidget() is page.form.dates["posted"]
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: len(stored(driver)) == 5)
    driver.until(lambda: titles(page) == doubtful)
    page.form.dates["posted"].setFocus()
    page.form.dates["posted"].selectAll()
    driver.type("2025-03-04")
    driver.ctrl(Qt.Key.Key_PageDown)
    driver.ctrl(Qt.Key.Key_PageUp)
    assert page.review.items[0].certain
    driver.ctrl(Qt.Key.Key_Return)
    driver.ctrl(Qt.Key.Key_Return)
    # What was set aside is left for the reader.
    assert page.pane.sentence.startswith("Set aside. No summary was found")
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: driver.window.centre.shown is not PlaceKind.IMPORT)
    dates = {summary.title: summary.posted_on for summary in stored(driver)}
    assert [dates[title] for title in doubtful] == [date(2025, 3, 4), date(2025, 4, 3)]


def test_the_order_of_dates_is_decided_for_all(driver: Driver, tmp_path: Path) -> None:
    page = batch(driver, tmp_path)
    assert page.head.order.isVisible()
    page.head.order.setFocus()
    driver.key(Qt.Key.Key_Down)
    assert [item.draft.posted_on for item in page.review.items[:2]] == [date(2025, 3, 4)] * 2
    assert all(item.certain for item in page.review.items)


def test_drafts_are_joined_and_parted(driver: Driver, tmp_path: Path) -> None:
    page = batch(driver, tmp_path)
    one, other = (item.draft for item in page.review.items[:2])
    page.list.setFocus()
    driver.ctrl(Qt.Key.Key_J)
    assert len(page.review.items) == 6
    assert len(page.review.items[0].draft.facts) == len(one.facts) + len(other.facts)
    cursor = page.text.textCursor()
    cursor.setPosition(page.text.toPlainText().index(other.source_text))
    page.text.setTextCursor(cursor)
    driver.ctrl(Qt.Key.Key_S, shift=True)
    assert len(page.review.items) == 7
    assert [len(item.draft.facts) for item in page.review.items[:2]] == [
        len(one.facts),
        len(other.facts),
    ]


def test_drafts_are_not_dropped_unasked(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = batch(driver, tmp_path)
    answers = [False, True]
    asked: list[int] = []

    def answer(_parent: object, count: int) -> bool:
        asked.append(count)
        return answers.pop(0)

    monkeypatch.setattr("app.ui.dialogs.confirmations.confirm_drop_drafts", answer)
    page.list.setFocus()
    driver.key(Qt.Key.Key_Escape)
    assert (asked, len(page.review.items)) == ([7], 7)
    driver.window.navigator.open_notebook()
    driver.window.navigator.back()
    assert driver.window.centre.shown is PlaceKind.IMPORT
    driver.key(Qt.Key.Key_Escape)
    assert driver.window.centre.shown is not PlaceKind.IMPORT


def test_closing_while_drafts_are_stored_ends_the_import_once(
    driver: Driver, tmp_path: Path
) -> None:
    page = batch(driver, tmp_path)
    ended: list[int] = []
    page.finished.connect(lambda accepted: ended.append(len(accepted)))
    page.add_certain()
    page.close_page()
    assert ended == [len(stored(driver))]
    assert not page.busy
    assert driver.window.centre.shown is PlaceKind.WELCOME


def test_what_a_draft_is_to_the_library_is_said_before_it_is_added(
    driver: Driver, seed_text: str
) -> None:
    page = paste(driver, seed_text)
    assert page.form.relation_text == ""
    driver.ctrl(Qt.Key.Key_Return)
    page = paste(driver, seed_text)
    assert "already in your library" in page.form.relation_text
    (summary,) = stored(driver)
    driver.session.summaries.trash([summary.id])
    page = paste(driver, seed_text)
    assert "brings it back" in page.form.relation_text
    driver.session.summaries.restore([summary.id])
    page = paste(driver, seed_text.replace("33 attacks", "35 attacks"))
    assert "corrects a summary" in page.form.relation_text
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver)
    assert summary.facts[0].text.startswith("35 attacks")
    assert "1 corrected" in driver.window.toast.text


def test_subjects_are_suggested_and_set_only_by_hand(driver: Driver) -> None:
    page = paste(
        driver,
        "SUMMARY of the Article “Smog” by Ali Khan, Dawn, June 1, 2025\n\nClimate, carbon, smog and"
        " emissions: the pollution of the air and the warming of glaciers are one question.",
    )
    (first, *_) = page.form.subjects.suggestions
    assert first.subject_id == "environmental-sciences"
    assert page.form.draft().subjects == ()
    page.form.subjects.suggestion_chips[0].click()
    assert [s.subject_id for s in page.form.draft().subjects] == ["environmental-sciences"]


def test_files_are_read_in_the_background_and_all_added_with_one_key(
    driver: Driver, tmp_path: Path
) -> None:
    for number, telling in enumerate(compilation(15)):
        (tmp_path / f"{number}.txt").write_text(telling.text(), encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x00")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    driver.window.import_controller.take(data)
    page = driver.window.centre.importing
    driver.until(lambda: len(page.review.items) == 15)
    assert page.list.drafts.spoken(15).endswith("Not imported")
    page.form.fields["title"].setFocus()
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: len(stored(driver)) == 15)
    driver.until(lambda: driver.window.centre.shown is not PlaceKind.IMPORT)
    assert driver.window.toast.text == "15 summaries added."
    assert driver.window.centre.welcome.isAncestorOf(QApplication.focusWidget())
    driver.ctrl(Qt.Key.Key_Z)
    assert stored(driver) == []


def test_a_double_is_recognised_and_shown(driver: Driver, seed_text: str) -> None:
    paste(driver, seed_text)
    driver.ctrl(Qt.Key.Key_Return)
    paste(driver, seed_text)
    driver.ctrl(Qt.Key.Key_Return)
    assert len(stored(driver)) == 1
    assert "already in your library" in driver.window.toast.text
    assert driver.window.centre.shown is PlaceKind.SUMMARY


def test_escape_leaves_everything_as_it_was(driver: Driver, seed_text: str) -> None:
    paste(driver, seed_text)
    driver.key(Qt.Key.Key_Escape)
    assert driver.window.centre.shown is PlaceKind.WELCOME
    assert stored(driver) == []


def test_dropped_text_is_reviewed(driver: Driver, seed_text: str) -> None:
    data = QMimeData()
    data.setText(seed_text)
    driver.window.import_controller.take(data)
    page = driver.window.centre.importing
    driver.until(page.form.isVisible)
    assert page.form.fields["title"].text() == "IS-K in Balochistan"


def test_reading_many_files_can_be_stopped(driver: Driver, tmp_path: Path, seed_text: str) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(
            seed_text.replace("33 attacks", f"{number} attacks"), encoding="utf-8"
        )
    driver.window.import_controller.review_paths([tmp_path])
    page = driver.window.centre.importing
    driver.until(lambda: "Reading" in page.pane.sentence)
    page.close_page()
    driver.qtbot.wait(300)
    assert stored(driver) == []
    assert driver.window.centre.shown is PlaceKind.WELCOME


@pytest.mark.parametrize(
    "text", ["\x00" * 50, "a" * 300_000, "(" * 20_000, "\n" * 9_000, "- " * 5_000]
)
def test_hostile_text_leaves_the_window_alive(driver: Driver, text: str) -> None:
    driver.window.import_controller.review_text(text)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    assert page.foot.add.isEnabled() is text.isalpha()


def test_an_interrupted_import_is_offered_again(
    qtbot: QtBot, folder: DataFolder, clock: Clock, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    first = Driver(qtbot, folder, clock)
    page = batch(first, texts)
    page.list.setFocus()
    page.list.show_row(3)
    first.ctrl(Qt.Key.Key_Return)
    assert len(stored(first)) == 1
    first.close()
    again = Driver(qtbot, folder, clock)
    try:
        assert "interrupted" in again.window.toast.text
        again.window.actions_by_name["resume_import"].trigger()
        page = again.window.centre.importing
        again.until(lambda: len(page.review.items) == 7)
        states = [page.list.drafts.lines(number)[1] for number in range(7)]
        assert sum("in your library" in state for state in states) == 1
        page.close_page()
        assert not again.window.import_controller.interrupted
    finally:
        again.close()


def test_what_is_put_into_the_watched_folder_comes_in(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    (watched / "old.txt").write_text(compilation(1)[0].text(), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(watched))
    action = driver.window.actions_by_name["watch_folder"]
    action.trigger()
    assert action.isChecked()
    new = compilation(2)[1]
    (watched / "new.txt").write_text(new.text(), encoding="utf-8")
    (watched / "other.txt").write_text("Buy milk, bread and two new pens.", encoding="utf-8")
    driver.until(lambda: [s.title for s in stored(driver)] == [new.title])
    driver.until(lambda: "1 set aside" in driver.window.toast.text)
    action.trigger()
    assert driver.session.preferences.current.watched_folder is None
