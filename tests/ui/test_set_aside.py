"""What is no summary: taken as it is or set aside at the import, told apart, and never refused."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.core.library.filters import LibraryFilter
from app.core.library.model import Form
from app.ui.importing.import_page import ImportPage
from tests.window import Driver

ADVERT = (
    "Join our academy for the best teachers of the city.\n"
    "Admissions are open. Register now, call us today: limited seats."
)
COLUMN = (
    "Wells without water\n"
    "The fields at the end of the canal have been dry since the spring, and those who till them now"
    " buy water by the hour from men who own pumps and licences and the ears of the department.\n"
    "Nobody has counted the pumps, and so nobody knows how much is taken from under the villages."
)


def paste(driver: Driver, text: str) -> ImportPage:
    QGuiApplication.clipboard().setText(text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    page = driver.window.centre.importing
    driver.until(lambda: not page.busy)
    return page


def forms(driver: Driver) -> list[Form]:
    library = driver.workspace.library
    return [library.summary(row.id).form for row in library.rows(LibraryFilter())]


def test_a_text_without_any_form_is_a_draft_to_look_at(driver: Driver) -> None:
    page = paste(driver, COLUMN)
    assert page.form.fields["title"].text() == "Wells without water"
    (item,) = page.review.items
    assert item.as_it_is
    assert not item.certain
    assert page.form.fields["title"].toolTip().startswith("From the heading")
    driver.ctrl(Qt.Key.Key_Return)
    assert forms(driver) == [Form.AS_IT_IS]


def test_what_is_set_aside_is_taken_by_two_presses_of_one_key(driver: Driver) -> None:
    page = paste(driver, ADVERT)
    assert not page.review.items
    assert "advertisement" in page.pane.sentence
    assert "set aside" in page.pane.sentence
    assert page.foot.add.text() == "Take as it is"
    assert page.foot.add.isEnabled()
    driver.ctrl(Qt.Key.Key_Return)
    assert page.form.isVisible()
    driver.ctrl(Qt.Key.Key_Return)
    assert forms(driver) == [Form.AS_IT_IS]


@pytest.mark.parametrize("text", ["...", "12 34"])
def test_where_there_are_no_words_there_is_nothing_to_take(driver: Driver, text: str) -> None:
    page = paste(driver, text)
    assert not page.foot.add.isEnabled()
    driver.ctrl(Qt.Key.Key_Return)
    assert forms(driver) == []
