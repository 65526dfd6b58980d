"""Three outcomes of an import in the window: understood, as it is, set aside; and their words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.core.importing.files.seen_files import SeenFiles
from app.core.library.filters import LibraryFilter
from app.core.library.model import Form
from app.core.paths import DataFolder
from app.ui.importing.import_page import ImportPage
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.compilation import compilation
from tests.window import Driver

ADVERT = "Admissions are open! Register now and get 20% off the fee: Rs 5000. Call us now."
SHORT = "Buy milk, bread and two new pens."
ARTICLE = (
    "The river has been falling for years, and those who live along it have learned to read the"
    " marks on the old bridge as others read a calendar. Nobody in the town remembers a spring in"
    " which the water stayed below the third stone for so long, and nobody knows what to plant.\n"
)


def stored(driver: Driver) -> list[str | None]:
    return [row.title for row in driver.workspace.library.rows(LibraryFilter())]


def paste(driver: Driver, text: str) -> ImportPage:
    QGuiApplication.clipboard().setText(text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    return page


@pytest.fixture
def page(driver: Driver, tmp_path: Path) -> ImportPage:
    """A batch of files: two understood, one as it is, two set aside, one refused."""
    folder = tmp_path / "texts"
    folder.mkdir()
    texts = {"a": compilation(1)[0].text(), "b": compilation(2)[1].text(), "c": ARTICLE}
    for name, text in {**texts, "d": ADVERT, "e": SHORT, "f": "12"}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    driver.window.import_controller.review_paths([folder])
    made = driver.window.centre.importing
    driver.until(lambda: len(made.review.items) == 3)
    return made


def groups(page: ImportPage) -> list[str]:
    rows = page.list.drafts
    return [name for row in range(rows.rowCount()) if (name := rows.group_name(row))]


def titles(page: ImportPage) -> list[str | None]:
    return [item.draft.title for item in page.review.items]


def test_the_outcomes_stand_in_groups_with_their_reasons(page: ImportPage) -> None:
    assert groups(page) == ["Understood · 2", "As it is · 1", "Set aside · 2", "Not imported · 1"]
    assert page.head.count_text == "3 drafts, 1 as it is · 2 set aside, 1 not imported"
    rows = page.list.drafts
    assert rows.lines(3)[1] == "This looks like an advertisement."
    assert rows.lines(5) == ("f.txt", "There are no words in it to read.")
    assert [rows.spoken(row).rpartition(". ")[2] for row in range(6)] == [
        "Understood", "Understood", "As it is", "Set aside", "Set aside", "Not imported",
    ]  # fmt: skip
    assert rows.tip(3).endswith("d.txt")
    page.list.show_row(2)
    assert page.form.notice_text.startswith("Taken as it is: no summary’s form was recognised.")
    assert page.form.caption_text("title") == "not sure: guessed from the first words"
    page.list.show_row(0)
    assert page.form.notice_text == ""
    page.list.show_row(5)
    assert not page.foot.add.isEnabled()


def test_all_without_doubts_leaves_the_rest_for_the_reader(
    driver: Driver, page: ImportPage
) -> None:
    assert page.foot.certain.text() == "Add the 2 without doubts"
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: len(stored(driver)) == 2)
    driver.until(lambda: not page.busy)
    assert driver.window.toast.text == "2 added. Left to look at: 1 as it is, 2 set aside."
    assert groups(page) == ["As it is · 1", "Set aside · 2", "Not imported · 1"]
    driver.ctrl(Qt.Key.Key_Return)
    assert len(stored(driver)) == 3
    assert driver.window.centre.shown is PlaceKind.IMPORT
    assert page.pane.sentence == "Set aside. This looks like an advertisement."
    assert page.text.toPlainText() == ADVERT
    # Nothing is asked: what was set aside is in its file still.
    driver.key(Qt.Key.Key_Escape)
    assert driver.window.centre.shown is not PlaceKind.IMPORT


def test_one_is_taken_by_key_and_set_aside_again(driver: Driver, page: ImportPage) -> None:
    page.list.setFocus()
    page.list.show_row(3)
    assert page.foot.add.text() == page.pane.take.text() == "Take as it is"
    driver.key(Qt.Key.Key_Return)
    assert groups(page) == ["Understood · 2", "As it is · 2", "Set aside · 1", "Not imported · 1"]
    assert page.form.notice_text.startswith("This looks like an advertisement. If you add it")
    assert QApplication.focusWidget() is page.form.fields["title"]
    assert page.foot.leave_out.text() == "Set aside again"
    driver.ctrl(Qt.Key.Key_Backspace)
    assert groups(page)[2] == "Set aside · 2"
    assert page.list.currentIndex().row() == 3
    driver.key(Qt.Key.Key_Down)
    driver.ctrl(Qt.Key.Key_Return)
    assert titles(page)[-1] == "Buy milk, bread and two new pens"
    driver.ctrl(Qt.Key.Key_Z)
    assert page.pane.sentence.startswith("Set aside. No summary was found")
    driver.key(Qt.Key.Key_Return)
    page.form.fields["title"].selectAll()
    driver.type("A list")
    driver.ctrl(Qt.Key.Key_Return)
    assert stored(driver) == ["A list"]
    (row,) = driver.workspace.library.rows(LibraryFilter())
    assert driver.workspace.library.summary(row.id).form is Form.AS_IT_IS


def test_one_is_taken_by_mouse_and_another_left_out(page: ImportPage) -> None:
    page.list.show_row(3)
    QTest.mouseClick(page.pane.take, Qt.MouseButton.LeftButton)
    assert len(page.review.items) == 4
    page.list.show_row(4)
    QTest.mouseClick(page.foot.leave_out, Qt.MouseButton.LeftButton)
    assert groups(page) == ["Understood · 2", "As it is · 2", "Not imported · 1"]
    assert not page.review.aside.waiting


def test_one_that_was_skipped_comes_back_by_key(driver: Driver, page: ImportPage) -> None:
    page.list.setFocus()
    page.list.show_row(3)
    driver.ctrl(Qt.Key.Key_Backspace)
    assert driver.window.toast.text == "Skipped. Ctrl+Z brings it back."
    assert groups(page)[2] == "Set aside · 1"
    driver.ctrl(Qt.Key.Key_Backspace)
    assert groups(page) == ["Understood · 2", "As it is · 1", "Not imported · 1"]
    driver.ctrl(Qt.Key.Key_Z)
    driver.ctrl(Qt.Key.Key_Z)
    assert groups(page)[2] == "Set aside · 2"
    assert page.list.currentIndex().row() == 3
    assert page.text.toPlainText() == ADVERT
    assert page.pane.sentence == "Set aside. This looks like an advertisement."
    # With nothing left to bring back, the key is the window's again.
    driver.ctrl(Qt.Key.Key_Z)
    assert groups(page)[2] == "Set aside · 2"


def test_all_are_taken_and_that_is_undone(driver: Driver, page: ImportPage) -> None:
    page.form.fields["author"].setFocus()
    driver.type("Mine")
    corrected = page.form.draft().author
    driver.ctrl(Qt.Key.Key_T, shift=True)
    assert groups(page) == ["Understood · 2", "As it is · 3", "Not imported · 1"]
    assert driver.window.toast.text == "2 texts taken as they are. Ctrl+Z undoes that."
    page.list.setFocus()
    driver.ctrl(Qt.Key.Key_Z)
    assert groups(page)[2] == "Set aside · 2"
    assert page.review.items[0].draft.author == corrected
    # With nothing taken, the key is the window's again.
    driver.ctrl(Qt.Key.Key_Z)
    assert groups(page)[2] == "Set aside · 2"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ADVERT, "This looks like an advertisement. If you add it, it is taken as it is"),
        (SHORT, "No summary was found in it, only short lines or talk. If you add it"),
        ("Hello", "No summary was found in it"),
        ("پانی", "No summary was found in it"),
    ],
)
def test_any_pasted_text_with_words_can_be_added(driver: Driver, text: str, said: str) -> None:
    page = paste(driver, text)
    assert page.form.notice_text.startswith(said)
    assert (page.foot.add.text(), page.foot.add.isEnabled()) == ("Add as it is", True)
    assert not page.list.isVisible()
    assert not page.foot.leave_out.isVisible()
    QTest.mouseClick(page.foot.add, Qt.MouseButton.LeftButton)
    assert len(stored(driver)) == 1
    assert driver.window.centre.shown is PlaceKind.SUMMARY


def test_the_review_stays_calm_while_a_text_is_typed(driver: Driver) -> None:
    page = paste(driver, "Hello")
    form, shown = page.form, []
    page.pane.currentChanged.connect(lambda _: shown.append(page.pane.shows_draft))
    page.form.fields["author"].setFocus()
    driver.type("Me")
    for text in (SHORT, ADVERT, ARTICLE, compilation(1)[0].text()):
        page.text.setPlainText(text)
        driver.until(lambda: not page.busy)
        assert page.pane.shows_draft
        assert form.fields["author"].hasFocus()
        assert form.fields["author"].text() == "Me"
    assert shown == []
    assert (form.notice_text, page.foot.add.text()) == ("", "Add to library")


def test_each_field_says_what_it_rests_on_and_what_is_doubtful(driver: Driver) -> None:
    page = paste(driver, compilation(1)[0].text().replace("cssplatformbytha.com", "example.org"))
    form = page.form
    assert form.caption_text("title") == "from the heading"
    assert form.fields["title"].toolTip() == "from the heading"
    assert form.caption_text("category") == form.caption_text("published") == ""
    QTest.keyClicks(form.fields["title"], "!")
    assert form.caption_text("title") == ""
    page.close_page()
    page = paste(
        driver,
        compilation(1)[0].text().replace("01/13/2025", "03/04/2025").replace(
            "cssplatformbytha.com", "example.org"
        ),
    )  # fmt: skip
    assert "other way round" in page.form.caption_text("posted")
    assert page.form.dates["posted"].property("doubt") is True
    assert page.form.fields["title"].property("doubt") is not True
    page.form.swaps["posted"].click()
    assert page.form.caption_text("posted") == ""
    assert page.form.dates["posted"].property("doubt") is False


def test_what_the_watched_folder_left_is_reviewed_from_its_message(
    driver: Driver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = tmp_path / "watched"
    watched.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(watched))
    driver.window.actions_by_name["watch_folder"].trigger()
    (watched / "good.txt").write_text(compilation(1)[0].text(), encoding="utf-8")
    (watched / "as it is.txt").write_text(ARTICLE, encoding="utf-8")
    (watched / "advert.txt").write_text(ADVERT, encoding="utf-8")
    toast = driver.window.toast
    driver.until(lambda: "watched folder" in toast.text)
    assert toast.text == ("1 added from the watched folder. Left for you: 1 as it is, 1 set aside.")
    assert len(stored(driver)) == 1
    driver.window.action_state.show_waiting_imports()
    assert driver.window.actions_by_name["review_watched"].isEnabled()
    QTest.mouseClick(toast.offer, Qt.MouseButton.LeftButton)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy and bool(page.review.items))
    assert groups(page) == ["As it is · 1", "Set aside · 1"]
    driver.window.action_state.show_waiting_imports()
    assert not driver.window.actions_by_name["review_watched"].isEnabled()
    page.close_page()


WATCHED = {
    # Of its two rows the second has no title, and waits.
    "both.csv": f'title,author,text\nThirst,Jamil Ahmad,"{ARTICLE * 2}"\n,,"{ARTICLE[::-1]}"\n',
    "good.txt": compilation(1)[0].text(),
    "as it is.txt": ARTICLE,
    "advert.txt": ADVERT,
}


@pytest.fixture
def watched(
    qtbot: QtBot, folder: DataFolder, clock: Clock, tmp_path: Path
) -> Iterator[tuple[Driver, Path]]:
    """A window that is started again after a watched folder has left something for the reader."""
    made = tmp_path / "watched"
    made.mkdir()
    first = Driver(qtbot, folder, clock)
    first.window.import_controller.watch_another(str(made))
    for name, text in WATCHED.items():
        (made / name).write_text(text, encoding="utf-8")
    first.until(lambda: "Left for you" in first.window.toast.text)
    assert len(stored(first)) == 2
    first.close()
    again = Driver(qtbot, folder, clock)
    yield again, made
    again.close()


def waiting_files(driver: Driver, folder: Path) -> list[str]:
    """Return the names of the files that would be offered at the next start."""
    seen = SeenFiles(driver.workspace.folder.watched_files)
    return [path.name for path in seen.waiting_in(folder)]


def review_left(driver: Driver) -> ImportPage:
    QTest.mouseClick(driver.window.toast.offer, Qt.MouseButton.LeftButton)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy and bool(page.review.items))
    assert not driver.window.import_controller.left
    return page


def test_what_the_watched_folder_left_waits_from_one_start_to_the_next(
    watched: tuple[Driver, Path],
) -> None:
    driver, folder = watched
    assert driver.window.toast.text == "3 files wait for you in the watched folder."
    assert driver.window.import_controller.left
    page = review_left(driver)
    # Looking at it decides nothing.
    page.close_page()
    assert driver.window.import_controller.left
    assert waiting_files(driver, folder) == ["advert.txt", "as it is.txt", "both.csv"]
    assert len(stored(driver)) == 2


def test_a_file_waits_until_its_texts_are_added_or_skipped(watched: tuple[Driver, Path]) -> None:
    driver, folder = watched
    page = review_left(driver)
    assert len(page.review.items) == 3
    page.list.setFocus()
    page.list.show_row(3)
    driver.ctrl(Qt.Key.Key_Backspace)
    asides = [item.sourced.source for item in page.review.items]
    page.list.show_row(next(n for n, one in enumerate(asides) if one.endswith("as it is.txt")))
    driver.ctrl(Qt.Key.Key_Return)
    assert len(stored(driver)) == 3
    page.close_page()
    assert waiting_files(driver, folder) == ["both.csv"]


def test_what_was_imported_at_once_is_not_imported_twice_nor_waited_for(
    watched: tuple[Driver, Path],
) -> None:
    driver, folder = watched
    page = review_left(driver)
    rows = range(len(page.review.items))
    number = next(
        n
        for n in rows
        if "in your library" not in page.list.drafts.lines(n)[1]
        and page.review.items[n].sourced.source.endswith("csv")
    )
    page.list.setFocus()
    page.list.show_row(number)
    driver.ctrl(Qt.Key.Key_Return)
    assert any("in your library" in page.list.drafts.lines(n)[1] for n in range(2))
    page.close_page()
    assert len(stored(driver)) == 3
    assert "both.csv" not in waiting_files(driver, folder)
