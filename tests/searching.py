"""What the tests of the search in the window share."""

import pytest
from PySide6.QtCore import Qt

from app.core.search.index.index import IndexFolder
from app.core.search.query.query import parse_query
from app.core.search.results.results import Hit
from app.core.search.results.searcher import Searcher
from app.core.workspace import Workspace
from app.ui.search.result_model import ResultModel
from tests.window import Driver


@pytest.fixture
def stocked(seeded: tuple[Driver, str]) -> Driver:
    """A window on the starter library and the full-form summary, all of it indexed."""
    driver, _ = seeded
    driver.window.library_actions.add_starter()
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


def found_in_index(workspace: Workspace, words: str) -> set[str] | None:
    """Return the ids of what a searcher of its own finds in the index as it is on disk.

    None when there is no index that is whole.
    """
    index = IndexFolder(workspace.index_folder, workspace.index_token).open()
    if index is None:
        return None
    searcher = Searcher(index)
    try:
        query = parse_query(words, workspace.syllabus)
        return {hit.id for hit in searcher.search(query, 1_000).hits}
    finally:
        searcher.close()


def choose(driver: Driver, hit: Hit) -> None:
    """Open a hit from the list of results, by keyboard."""
    found = driver.window.centre.results.list
    found.setFocus()
    found.setCurrentIndex(found.results.index(found.results.row_of(hit)))
    driver.key(Qt.Key.Key_Return)


def ruin_the_files_of_the_index(workspace: Workspace) -> None:
    """Make the index unreadable; a searcher that has it open keeps the old one."""
    # Not a segment: Windows would not let go of one that is open.
    contents = list(workspace.index_folder.glob("*.toc"))
    assert contents
    for path in contents:
        path.write_bytes(b"junk")
    assert IndexFolder(workspace.index_folder, workspace.index_token).open() is None


def ruin_the_index(driver: Driver) -> None:
    """Damage the index that the window searches, and let a search notice it."""
    ruin_the_files_of_the_index(driver.workspace)
    # Other words of the reader's own make the search open the index again.
    driver.session.preferences.change(own_words=("khi = karachi",))
