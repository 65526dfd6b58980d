"""Bringing summaries in: pasted, corrected, from files, dropped, refused."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.core.library.filters import LibraryFilter
from app.core.library.model import Summary
from app.ui.history import PlaceKind
from app.ui.importing.import_page import ImportPage
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
    driver.until(lambda: not page._task.running and not page._soon.isActive())
    return page


def test_a_pasted_summary_is_understood_and_accepted_by_keyboard(
    driver: Driver, seed_text: str
) -> None:
    page = paste(driver, seed_text)
    assert page.form._fields["title"].text() == "IS-K in Balochistan"
    assert page.form._dates["posted"].text() == "2025-06-02"
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
    assert "No title was found" in page.form._warnings.text()
    QTest.keyClicks(page.form._fields["title"], "A scorecard")
    assert "No title" not in page.form._warnings.text()
    QTest.keyClicks(page.form._fields["author"], "Somebody Known")
    QTest.keyClicks(page.form._dates["published"], "2025-07-0")
    assert not page._add.isEnabled()
    QTest.keyClicks(page.form._dates["published"], "1")
    assert page._add.isEnabled()
    page.form.subjects._edit.setText("IR")
    QTest.keyClick(page.form.subjects._edit, Qt.Key.Key_Return)
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver)
    assert (summary.title, summary.author) == ("A scorecard", "Somebody Known")
    assert summary.published_on == date(2025, 7, 1)
    assert [entry.subject_id for entry in summary.subjects] == ["international-relations"]


def test_corrections_stay_while_the_text_goes_on(driver: Driver, seed_text: str) -> None:
    page = paste(driver, seed_text)
    page.form._fields["title"].setFocus()
    page.form._fields["title"].selectAll()
    driver.type("Mine")
    page.text.appendPlainText("One more sentence of the conclusion.")
    driver.until(lambda: not page._task.running and not page._soon.isActive())
    assert page.form._fields["title"].text() == "Mine"
    assert "One more sentence" in page.form.draft().sections[-1].markdown


def test_day_and_month_are_exchanged_by_a_button(driver: Driver, seed_text: str) -> None:
    page = paste(driver, seed_text.replace("cssplatformbytha.com", "example.org"))
    assert "other way round" in page.form._warnings.text()
    assert page.form._dates["posted"].text() == "2025-02-06"
    QTest.mouseClick(page.form._swaps["posted"], Qt.MouseButton.LeftButton)
    assert page.form._dates["posted"].text() == "2025-06-02"
    assert "other way round" not in page.form._warnings.text()


def test_a_text_that_is_no_summary_is_refused_with_its_reason(driver: Driver) -> None:
    page = paste(driver, "Buy milk, bread and two new pens.")
    assert "No summary was found" in page._reason._sentence.text()
    assert not page._add.isEnabled()
    driver.ctrl(Qt.Key.Key_Return)
    assert stored(driver) == []
    page = paste(driver, "")
    assert "Paste a summary on the left" in page._reason._sentence.text()


def test_several_summaries_are_reviewed_one_by_one(driver: Driver) -> None:
    (path,) = (DATA / "inputs").glob("018*.txt")
    page = paste(driver, path.read_text(encoding="utf-8"))
    assert page._position.text() == "1 of 2"
    page._step()
    assert page.form._fields["title"].text() == "Cautious hope?"
    page.skip()
    assert page.form._fields["title"].text() == "South Asia’s Smog"
    driver.ctrl(Qt.Key.Key_Return)
    assert [summary.title for summary in stored(driver)] == ["South Asia’s Smog"]


def test_files_are_read_in_the_background_and_all_added_with_one_key(
    driver: Driver, tmp_path: Path
) -> None:
    for number, telling in enumerate(compilation(15)):
        (tmp_path / f"{number}.txt").write_text(telling.text(), encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\x00\x00")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    driver.window.take(data)
    page = driver.window.centre.importing
    driver.until(lambda: len(page._drafts) == 15)
    assert "Not taken" in driver.window.toast.text
    page.form._fields["title"].setFocus()
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: len(stored(driver)) == 15)
    driver.until(lambda: driver.window.centre.shown is not PlaceKind.IMPORT)
    assert driver.window.toast.text == "15 summaries added."
    driver.ctrl(Qt.Key.Key_Z)
    assert stored(driver) == []


def test_a_double_is_recognised_and_shown(driver: Driver, seed_text: str) -> None:
    paste(driver, seed_text)
    driver.ctrl(Qt.Key.Key_Return)
    paste(driver, seed_text)
    driver.ctrl(Qt.Key.Key_Return)
    assert len(stored(driver)) == 1
    assert "in your library already" in driver.window.toast.text
    assert driver.window.centre.shown is PlaceKind.SUMMARY


def test_escape_leaves_everything_as_it_was(driver: Driver, seed_text: str) -> None:
    paste(driver, seed_text)
    driver.key(Qt.Key.Key_Escape)
    assert driver.window.centre.shown is PlaceKind.WELCOME
    assert stored(driver) == []


def test_dropped_text_is_reviewed(driver: Driver, seed_text: str) -> None:
    data = QMimeData()
    data.setText(seed_text)
    driver.window.take(data)
    page = driver.window.centre.importing
    driver.until(page.form.isVisible)
    assert page.form._fields["title"].text() == "IS-K in Balochistan"


def test_reading_many_files_can_be_stopped(driver: Driver, tmp_path: Path, seed_text: str) -> None:
    for number in range(60):
        (tmp_path / f"{number}.txt").write_text(
            seed_text.replace("33 attacks", f"{number} attacks"), encoding="utf-8"
        )
    driver.window.review_paths([tmp_path])
    page = driver.window.centre.importing
    driver.until(lambda: "Reading" in page._reason._sentence.text())
    page.close_page()
    driver.qtbot.wait(300)
    assert stored(driver) == []
    assert driver.window.centre.shown is PlaceKind.WELCOME


@pytest.mark.parametrize(
    "text", ["\x00" * 50, "a" * 300_000, "(" * 20_000, "\n" * 9_000, "- " * 5_000]
)
def test_hostile_text_leaves_the_window_alive(driver: Driver, text: str) -> None:
    driver.window.review_text(text)
    page = driver.window.centre.importing
    driver.until(lambda: not page._task.running)
    assert not page._add.isEnabled()
