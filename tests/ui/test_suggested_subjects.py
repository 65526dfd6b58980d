"""Suggested subjects in the review: for one draft and for all, by key, and undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from app.core.library.filters import LibraryFilter
from app.ui.importing.import_page import ImportPage
from tests.window import Driver

TEXTS = {
    "water": "The Indus Waters Treaty, the dams and the glaciers: climate change, floods and drought"
    " press on the river basin, its ecology and its environment, while pollution and deforestation"
    " worsen the disaster for the farmers of Sindh.",
    "court": "The constitution, parliament and the federation: the provinces, the supreme court and"
    " the election commission quarrel over the amendment, democracy and political parties, as in"
    " every general election since martial law.",
    "plain": "Nobody came, and nothing was said of it afterwards, for it rained and it was late and"
    " they had all gone to bed by then, as they did each time when somebody was to come to them.",
}


def text_of(name: str) -> str:
    return f"Editorial Summary\nTitle: About {name}\nBy Jamil Ahmad\n\nOverview:\n{TEXTS[name]}\n"


@pytest.fixture
def page(driver: Driver, tmp_path: Path) -> ImportPage:
    """Three drafts without subjects; for the last one none is suggested."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in TEXTS:
        (folder / f"{name}.txt").write_text(text_of(name), encoding="utf-8")
    driver.window.import_controller.review_paths([folder])
    made = driver.window.centre.importing
    driver.until(lambda: len(made.review.items) == 3)
    made.list.setFocus()
    return made


def subjects(page: ImportPage) -> dict[str, int]:
    """Return how many subjects each draft has, by its file."""
    return {Path(item.sourced.source).stem: len(item.draft.subjects) for item in page.review.items}


def show(page: ImportPage, name: str) -> None:
    names = [Path(item.sourced.source).stem for item in page.review.items]
    page.list.show_row(names.index(name))


def test_all_drafts_get_their_suggested_subjects_and_lose_them_again(
    driver: Driver, page: ImportPage
) -> None:
    assert subjects(page) == {"water": 0, "court": 0, "plain": 0}
    before = list(page.review.items)
    assert page.head.subjects.isVisible()
    driver.ctrl(Qt.Key.Key_G, shift=True)
    driver.until(lambda: "Subjects added" in driver.window.toast.text)
    told = "Subjects added to 2 drafts; for 1 none are suggested. Ctrl+Z undoes that."
    assert driver.window.toast.text == told
    given = subjects(page)
    assert (given["plain"], given["water"] > 0, given["court"] > 0) == (0, True, True)
    show(page, "water")
    assert len(page.form.subjects.chips) == given["water"]
    driver.ctrl(Qt.Key.Key_Z)
    assert list(page.review.items) == before
    assert page.form.subjects.chips == []
    assert page.form.subjects.suggestion_chips


def test_one_draft_gets_its_suggested_subjects_and_loses_them_from_afar(
    driver: Driver, page: ImportPage
) -> None:
    show(page, "court")
    driver.ctrl(Qt.Key.Key_G)
    assert driver.window.toast.text == "Subjects added. Ctrl+Z undoes that."
    assert subjects(page)["court"] == len(page.form.subjects.chips) > 0
    page.list.setFocus()
    show(page, "plain")
    driver.ctrl(Qt.Key.Key_G)
    assert driver.window.toast.text == "No subject is suggested for this draft."
    driver.ctrl(Qt.Key.Key_Z)
    assert subjects(page)["court"] == 0
    # With nothing left to undo, the key is the window's again.
    driver.ctrl(Qt.Key.Key_Z)
    assert subjects(page) == {"water": 0, "court": 0, "plain": 0}


def test_by_mouse_and_stored_as_the_readers_own(driver: Driver, page: ImportPage) -> None:
    show(page, "court")
    if page.form.subjects.use_all.isVisible():
        QTest.mouseClick(page.form.subjects.use_all, Qt.MouseButton.LeftButton)
    else:
        QTest.mouseClick(page.form.subjects.suggestion_chips[0], Qt.MouseButton.LeftButton)
    given = subjects(page)["court"] or len(page.form.subjects.chips)
    driver.ctrl(Qt.Key.Key_Return)
    (row,) = driver.workspace.library.rows(LibraryFilter())
    summary = driver.workspace.library.summary(row.id)
    assert len(summary.subjects) == given > 0
    assert "subjects" in summary.by_reader


def test_subjects_that_the_reader_changed_since_stay(driver: Driver, page: ImportPage) -> None:
    driver.ctrl(Qt.Key.Key_G, shift=True)
    driver.until(lambda: "Subjects added" in driver.window.toast.text)
    show(page, "court")
    QTest.mouseClick(page.form.subjects.chips[0].cross, Qt.MouseButton.LeftButton)
    left = len(page.form.subjects.chips)
    assert left > 0
    page.list.setFocus()
    show(page, "plain")
    driver.ctrl(Qt.Key.Key_Z)
    assert subjects(page) == {"water": 0, "court": left, "plain": 0}


def test_a_pasted_text_keeps_other_corrections_when_its_subjects_are_undone(
    driver: Driver,
) -> None:
    QGuiApplication.clipboard().setText(text_of("court"))
    driver.ctrl(Qt.Key.Key_V, shift=True)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    page.form.fields["author"].setFocus()
    page.form.fields["author"].selectAll()
    driver.type("Me")
    assert page.form.subjects.use_suggestions()
    page.foot.add.setFocus()
    driver.ctrl(Qt.Key.Key_Z)
    assert page.form.subjects.chips == []
    page.text.setPlainText(text_of("court") + "One more line of it.")
    driver.until(lambda: not page.busy)
    assert page.form.fields["author"].text() == "Me"
    assert page.form.subjects.use_suggestions()
    page.text.setPlainText(text_of("court"))
    driver.until(lambda: not page.busy)
    assert page.form.fields["author"].text() == "Me"
    assert page.form.subjects.chips
