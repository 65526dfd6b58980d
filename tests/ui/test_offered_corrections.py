"""What comes in without being looked at changes no text: a correction of one waits in sight."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from app.core.library.filters import LibraryFilter
from tests.compilation import compilation
from tests.window import Driver

FIRST, SECOND = (one.text() for one in compilation(2))
CORRECTED = FIRST.replace(compilation(1)[0].facts[1], compilation(1)[0].facts[1] + " and again")


def texts(driver: Driver) -> dict[str | None, str]:
    library = driver.workspace.library
    found = [library.summary(row.id) for row in library.rows(LibraryFilter())]
    return {one.title: library.text_of(one) for one in found}


def bring(driver: Driver, text: str) -> None:
    for sourced in driver.workspace.importer.read_text(text, "t").drafts:
        driver.workspace.importer.accept(sourced)


def test_all_that_is_certain_leaves_a_correction_to_be_looked_at(
    driver: Driver, tmp_path: Path
) -> None:
    bring(driver, FIRST)
    before = texts(driver)
    paths = []
    for name, text in (("1.txt", CORRECTED), ("2.txt", SECOND)):
        paths.append(tmp_path / name)
        paths[-1].write_text(text, encoding="utf-8")
    driver.window.import_controller.review_paths(paths)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy and len(page.review.items) == 2)
    page.add_certain()
    driver.until(lambda: not page.busy and len(page.review.items) == 1)
    assert before.items() < texts(driver).items()
    assert "1 correcting a text you have" in driver.window.toast.text
    assert "corrects a summary" in page.form.relation_text
    driver.ctrl(Qt.Key.Key_Return)
    assert before.items().isdisjoint(texts(driver).items())
    assert len(texts(driver)) == 2


def test_the_watched_folder_leaves_a_correction_to_be_looked_at(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(driver, FIRST)
    before = texts(driver)
    watched = tmp_path / "watched"
    watched.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(watched))
    driver.window.actions_by_name["watch_folder"].trigger()
    (watched / "1.txt").write_text(CORRECTED, encoding="utf-8")
    (watched / "2.txt").write_text(SECOND, encoding="utf-8")
    toast = driver.window.toast
    driver.until(lambda: "watched folder" in toast.text)
    assert toast.text == (
        "1 added from the watched folder. Left for you: 1 correcting a text you have."
    )
    assert before.items() < texts(driver).items()
    page = driver.window.centre.importing
    driver.window.import_controller.review_left()
    driver.until(lambda: not page.busy and bool(page.review.items))
    assert [item.draft.title for item in page.review.items] == [compilation(1)[0].title]
    page.close_page()
