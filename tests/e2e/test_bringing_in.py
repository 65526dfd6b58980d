"""What an aspirant brings in, in the real window: a page, a chat, a scan's text, an Urdu column."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.library.filters import LibraryFilter
from app.core.library.model import Form, Summary
from app.ui.editing.details_dialog import DetailsDialog
from app.ui.importing.draft_list import Group, group_of
from app.ui.importing.import_page import ImportPage
from app.ui.window.history import PlaceKind
from tests.e2e.arriving import (
    ADVERT,
    CHAT_TITLES,
    PAGE_AUTHOR,
    PAGES,
    RIGHT_AUTHOR,
    SCAN,
    URDU,
    URDU_TITLE,
    chat_zip,
    newspaper_page,
)
from tests.ui.test_editing import within
from tests.window import Driver

_TALK = ("Assalam", "kal class", "jazak", "Sana", "Admissions", "omitted", "PHOTO", "pdf bhi")


def drop(driver: Driver, *paths: Path) -> ImportPage:
    """Drop files on the window, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, action = QPointF(driver.window.rect().center()), Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place.toPoint(), action, data, button, none)
    QApplication.sendEvent(driver.window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(driver.window, QDropEvent(place, action, data, button, none))
    return reviewed(driver)


def paste(driver: Driver, text: str) -> ImportPage:
    QGuiApplication.clipboard().setText(text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    return reviewed(driver)


def reviewed(driver: Driver) -> ImportPage:
    page = driver.window.centre.importing
    driver.until(lambda: driver.window.centre.shown is PlaceKind.IMPORT)
    driver.until(lambda: not page.busy and bool(page.review.items or page.review.aside.waiting))
    return page


def stored(driver: Driver) -> dict[str | None, Summary]:
    library = driver.workspace.library
    summaries = (library.summary(row.id) for row in library.rows(LibraryFilter()))
    return {summary.title: summary for summary in summaries}


def text_of(summary: Summary) -> str:
    return "\n\n".join(section.markdown for section in summary.sections)


def test_a_saved_page_and_a_chat_are_dropped_in(driver: Driver, tmp_path: Path) -> None:
    page = drop(driver, newspaper_page(tmp_path), chat_zip(tmp_path))
    titles = [item.draft.title for item in page.review.items]
    assert sorted(map(str, titles)) == sorted((PAGES[0]["title"], *CHAT_TITLES))
    assert {group_of(item) for item in page.review.items} == {Group.UNDERSTOOD}
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: driver.window.centre.shown is not PlaceKind.IMPORT)
    found = stored(driver)
    saved = found[PAGES[0]["title"]]
    assert (saved.author, saved.publication) == (PAGE_AUTHOR, "Dawn")
    assert saved.published_on == date(2025, 6, 15)
    # Its paragraphs, and nothing of what stood around and between them.
    assert text_of(saved).split("\n\n") == [PAGES[0][name] for name in ("first", "second", "third")]
    tram = found[CHAT_TITLES[1]]
    assert (tram.author, tram.published_on) == ("Omar Khattak", date(2025, 6, 13))
    assert tram.posted_on == date(2025, 6, 15)
    for title in CHAT_TITLES:
        assert not any(word in text_of(found[title]) for word in _TALK)
    # One step takes all of it out again.
    driver.ctrl(Qt.Key.Key_Z)
    assert stored(driver) == {}


def test_a_scan_is_taken_as_it_is_and_given_its_title(driver: Driver) -> None:
    page = paste(driver, SCAN)
    assert page.review.items[0].as_it_is
    assert page.form.notice_text.startswith("Taken as it is")
    page.form.fields["title"].setFocus()
    driver.ctrl(Qt.Key.Key_A)
    driver.type("The weight of small debts")
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver).values()
    assert (summary.title, summary.form) == ("The weight of small debts", Form.AS_IT_IS)
    paragraphs = text_of(summary).split("\n\n")
    assert [one.split()[0] for one in paragraphs] == ["A", "What", "She"]
    assert not any(one[-1].isdigit() or "\n" in one for one in paragraphs)
    assert "17" not in text_of(summary)
    # It is found again among the texts that are as they are.
    driver.indexed()
    driver.ctrl(Qt.Key.Key_F, shift=True)
    driver.type("is:as-it-is debts")
    results = driver.window.centre.results.list.results
    driver.until(lambda: results.rowCount() >= 1)
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.centre.reader.summary_id == summary.id)


def test_an_urdu_column_is_understood_and_stands_at_the_right(driver: Driver) -> None:
    page = paste(driver, URDU)
    assert page.text.document().defaultTextOption().alignment() == Qt.AlignmentFlag.AlignRight
    assert page.form.caption_text("author") == "from the line that names it"
    driver.ctrl(Qt.Key.Key_Return)
    (summary,) = stored(driver).values()
    assert (summary.title, summary.author) == (URDU_TITLE, "زاہد حسین")
    assert (summary.publication, summary.published_on) == ("Jang", date(2025, 6, 12))
    assert summary.form is Form.UNDERSTOOD
    assert text_of(summary).startswith("ہمارے شہروں میں")
    assert driver.view.document().begin().layout().textOption().textDirection() == (
        Qt.LayoutDirection.RightToLeft
    )


def test_a_corrected_author_is_right_at_the_next_import(driver: Driver, tmp_path: Path) -> None:
    drop(driver, newspaper_page(tmp_path))
    driver.ctrl(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.centre.shown is PlaceKind.SUMMARY)

    def correct(dialog: DetailsDialog) -> None:
        driver.key(Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is dialog.fields.words["author"]
        driver.ctrl(Qt.Key.Key_A)
        driver.type(RIGHT_AUTHOR)
        driver.ctrl(Qt.Key.Key_Return)

    within(DetailsDialog, lambda: driver.ctrl(Qt.Key.Key_E), correct)
    driver.until(lambda: stored(driver)[PAGES[0]["title"]].author == RIGHT_AUTHOR)
    # The page of a week later spells him as the first did.
    page = drop(driver, newspaper_page(tmp_path, 1))
    assert page.form.fields["author"].text() == RIGHT_AUTHOR
    assert page.form.caption_text("author") == "as you corrected it"
    driver.ctrl(Qt.Key.Key_Return)
    driver.until(lambda: len(stored(driver)) == 2)
    assert stored(driver)[PAGES[1]["title"]].author == RIGHT_AUTHOR


def test_all_of_it_at_once_has_three_outcomes(driver: Driver, tmp_path: Path) -> None:
    folder = tmp_path / "downloads"
    folder.mkdir()
    newspaper_page(folder)
    chat_zip(folder)
    for name, text in {"scan": SCAN, "column": URDU, "academy": ADVERT}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    page = drop(driver, folder)
    rows = page.list.drafts
    names = [name for row in range(rows.rowCount()) if (name := rows.group_name(row))]
    assert names == ["Understood · 4", "As it is · 1", "Set aside · 1"]
    # What is shown as a doubt beside a draft is one in the list, too.
    for row, item in enumerate(page.review.items):
        page.list.show_row(row)
        shown = [name for name in page.form.fields if "not sure" in page.form.caption_text(name)]
        assert bool(shown) == bool(item.doubts), item.draft.title
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: len(stored(driver)) == 4)
    driver.until(lambda: not page.busy)
    assert driver.window.toast.text == "4 added. Left to look at: 1 as it is, 1 set aside."
    driver.ctrl(Qt.Key.Key_T, shift=True)
    assert driver.window.toast.text == "Taken as it is. Ctrl+Z undoes that."
    page.list.setFocus()
    driver.ctrl(Qt.Key.Key_Z)
    assert driver.window.toast.text == "Set aside again."
    driver.key(Qt.Key.Key_Return)
    driver.ctrl(Qt.Key.Key_Return)
    driver.ctrl(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.centre.shown is not PlaceKind.IMPORT)
    assert len(stored(driver)) == 6
