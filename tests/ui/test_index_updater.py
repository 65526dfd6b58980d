"""The index follows the library: few changes, many shared by two processes, after an interruption."""

from collections import Counter

import pytest

from app.core.search.index.index import IndexFolder
from app.core.search.results.results import Results
from tests.window import Driver


def found(driver: Driver, words: str) -> int:
    """Return how many records the index, and not the database, finds."""
    totals: dict[int, int] = {}

    def take(number: int, results: Results) -> None:
        assert not results.plain
        totals[number] = results.total

    driver.session.search.answered.connect(take)
    number = driver.session.search.ask(words, 1)
    driver.until(lambda: number in totals)
    driver.session.search.answered.disconnect(take)
    return totals[number]


def add_notes(driver: Driver, word: str, count: int) -> None:
    for number in range(count):
        driver.workspace.notebook.add_note(f"{word} {number}")
    driver.session.index.catch_up()
    driver.indexed()


def test_many_records_are_shared_by_two_processes_and_all_are_found(driver: Driver) -> None:
    folders: Counter[str] = Counter()
    driver.session.index.second_worker.answered.connect(
        lambda answer: folders.update([answer["done"]])
    )
    add_notes(driver, "Zebra", 1_000)
    assert folders["add"]
    assert folders["commit"] == 1
    assert found(driver, "zebra") == 1_000


def test_progress_falls_to_nothing_left(driver: Driver) -> None:
    left: list[int] = []
    driver.session.index.progress.connect(left.append)
    add_notes(driver, "Zebra", 300)
    driver.until(lambda: bool(left) and left[-1] == 0)
    assert left == sorted(left, reverse=True)
    assert left[0] >= 300


def test_after_a_stop_it_asks_how_far_the_index_is(
    driver: Driver, caplog: pytest.LogCaptureFixture
) -> None:
    add_notes(driver, "Zebra", 3)
    driver.session.index.stop()
    IndexFolder(driver.workspace.index_folder, driver.workspace.index_token).remove()
    add_notes(driver, "Okapi", 2)
    assert found(driver, "zebra") == 3
    assert found(driver, "okapi") == 2
    # Writing on from where the index was would fail, and be repaired only then.
    assert "could not be written" not in caplog.text


def test_an_index_that_is_ahead_of_its_library_is_written_again(driver: Driver) -> None:
    add_notes(driver, "Zebra", 3)
    driver.session.index.stop()
    folder = IndexFolder(driver.workspace.index_folder, driver.workspace.index_token)
    writing = folder.write()
    writing.commit(folder.number() + 1_000)
    add_notes(driver, "Okapi", 2)
    assert folder.number() == driver.workspace.last_change()
    assert found(driver, "zebra") == 3


def test_a_rebuild_writes_everything_again(driver: Driver) -> None:
    add_notes(driver, "Zebra", 3)
    before = IndexFolder(driver.workspace.index_folder, driver.workspace.index_token).number()
    written: list[int] = []
    driver.session.index.progress.connect(written.append)
    driver.session.index.rebuild()
    driver.until(lambda: bool(written) and written[-1] == 0)
    assert written[0] >= 3
    assert (
        IndexFolder(driver.workspace.index_folder, driver.workspace.index_token).number() == before
    )
    assert found(driver, "zebra") == 3
