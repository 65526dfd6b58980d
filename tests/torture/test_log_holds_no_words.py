"""The log says where something failed, and holds nothing of the reader's; it stays small."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.logs import start_log, stop_log
from tests.torture.full_disk import FullDisk
from tests.window import Driver

MARK = "Zqxmarker"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    start_log(tmp_path / "logs")
    yield tmp_path / "logs"
    stop_log()


def written(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*")))


def test_a_failure_is_noted_without_what_it_says(log: Path) -> None:
    try:
        try:
            (log / f"{MARK}.pdf").read_bytes()
        except OSError as error:
            raise ValueError(f"not a summary: {MARK}") from error
    except ValueError:
        logging.getLogger("app.x").exception("A task failed")
    text = written(log)
    assert MARK not in text
    assert "ValueError" in text
    assert "FileNotFoundError ENOENT" in text
    assert "test_log_holds_no_words.py:" in text


def test_acts_that_fail_leave_no_words_in_the_log(
    driver: Driver, seed_text: str, disk: FullDisk, log: Path, tmp_path: Path
) -> None:
    text = seed_text.replace("Balochistan", MARK)
    (tmp_path / f"{MARK}.docx").write_bytes(b"PK broken")
    window, session = driver.window, driver.session
    window.import_controller.review_paths([tmp_path / f"{MARK}.docx"])
    driver.until(lambda: not window.centre.importing.busy)
    (sourced,) = driver.workspace.importer.read_text(text, f"{MARK}.txt").drafts
    session.imports.finish(session.imports.accept([sourced]))
    driver.indexed()
    window.navigator.open_search(MARK)
    driver.until(lambda: window.centre.results.answer is not None)
    session.notes.add(f"a note of {MARK}", ())
    disk.fill()
    session.notes.add(f"a note of {MARK} that fails", ())
    session.preferences.change(sender=MARK)
    disk.make_room()
    session.preferences.close()
    logging.getLogger("app.x").info("the end")
    assert "the end" in written(log)
    assert MARK not in written(log)


def test_the_log_stays_small_in_a_long_run(log: Path) -> None:
    logger = logging.getLogger("app.x")
    for number in range(4_000):
        logger.warning("entry %d %s", number, "x" * 1_000)
    assert sum(path.stat().st_size for path in log.iterdir()) < 1_100_000
    assert sorted(path.name for path in log.iterdir()) == ["bayaz.1.log", "bayaz.log"]
    logger.warning("long %s", "x" * 10_000_000)
    assert sum(path.stat().st_size for path in log.iterdir()) < 1_100_000
