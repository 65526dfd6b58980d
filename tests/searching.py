"""What the tests of the search in the window share."""

import pytest
from PySide6.QtCore import Qt

from app.core.search.results.results import Hit
from app.ui.search.result_model import ResultModel
from tests.window import Driver


@pytest.fixture
def stocked(seeded: tuple[Driver, str]) -> Driver:
    """A window on the starter library and the full-form summary, all of it indexed."""
    driver, _ = seeded
    driver.window.add_starter_library()
    driver.indexed()
    return driver


def search(driver: Driver, words: str) -> ResultModel:
    """Type words into the search box and wait for their answer."""
    driver.ctrl(Qt.Key.Key_F, shift=True)
    driver.window.top_bar.search_box.selectAll()
    driver.type(words)
    answered(driver, words)
    return driver.window.centre.results.list.results


def answered(driver: Driver, words: str) -> None:
    """Wait until the page shows the answer to words."""
    page = driver.window.centre.results
    driver.until(lambda: page.answer is not None and page.answer.query.text == words)


def hits(model: ResultModel) -> list[Hit]:
    """Return the hits that are listed."""
    return list(model.hits())
