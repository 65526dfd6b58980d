"""While a library is gone: when it is looked for, and what is left alone meanwhile."""

import logging
import shutil
import threading
from pathlib import Path

import pytest

from app.core.logs import start_log, stop_log
from app.core.paths import DataFolder
from app.core.storage.whereabouts import Lookout, Whereabouts
from app.core.storage.writable import Hindrance
from app.core.workspace import Workspace
from tests import platforms
from tests.clock import Clock
from tests.pulled_out import pull_out
from tests.window import Driver

pytestmark = platforms.moves_open_files


@pytest.fixture
def root(driver: Driver) -> Path:
    driver.session.return_watch.timer.setInterval(10)
    return driver.workspace.folder.root


@pytest.fixture
def away(root: Path) -> Path:
    """Where the library's folder goes."""
    return root.with_name("away")


def another(root: Path) -> DataFolder:
    """Put another library into the place."""
    other = DataFolder(root)
    Workspace(other, Clock(), new=True).close()
    return other


def everything(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_nothing_is_looked_for_while_all_is_well(driver: Driver, root: Path, away: Path) -> None:
    watch = driver.session.return_watch
    assert driver.session.notes.add("a note", ()) is not None
    assert not watch.timer.isActive()
    root.rename(away)
    assert driver.session.notes.add("lost?", ()) is None
    assert watch.timer.isActive()
    away.rename(root)
    driver.until(lambda: watch.found is None)
    assert not watch.timer.isActive()


def test_a_slow_disk_stops_nothing(
    driver: Driver, root: Path, away: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go, looks = threading.Event(), []

    def slowly(_lookout: Lookout) -> Whereabouts:
        looks.append(threading.current_thread())
        let_go.wait(60)
        return Whereabouts.GONE

    monkeypatch.setattr(Lookout, "look", slowly)
    root.rename(away)
    assert driver.session.notes.add("lost?", ()) is None
    driver.until(lambda: looks != [])
    driver.qtbot.wait(100)
    assert len(looks) == 1, "no look begins before the last one has ended"
    assert looks[0] is not threading.main_thread()
    let_go.set()
    driver.until(lambda: len(looks) > 1)
    away.rename(root)


@platforms.has_proc
def test_a_disk_may_at_first_only_refuse_to_be_written(
    driver: Driver, root: Path, away: Path
) -> None:
    """Between the moment when it is pulled out and that when its folder goes."""
    watch = driver.session.return_watch
    driver.workspace._db._file.hindrance = Hindrance.OTHER  # noqa: SLF001 - root may write anywhere
    driver.session.changes.failed.emit("It cannot be written.")
    assert watch.found is None
    assert watch.timer.isActive()
    pull_out(root)
    root.rename(away)
    assert driver.session.notes.add("lost?", (), again=True) is None
    driver.until(lambda: watch.found is Whereabouts.GONE)
    assert "not there any more" in driver.window.notice.text
    away.rename(root)
    driver.until(lambda: watch.found is None)
    assert driver.session.notes.add("again", ()) is not None
    assert driver.window.notice.text == ""


def test_the_journal_of_another_library_is_left_alone(
    driver: Driver, root: Path, away: Path
) -> None:
    """Also when the library vanishes in the middle of writing it."""
    for number in range(50):
        assert driver.session.notes.add(f"note {number}", ()) is not None
    journal = driver.workspace.folder.journal
    while not journal.exists():
        driver.session.backups.settle()
    root.rename(away)
    other = another(root)
    shutil.copyfile(away / journal.name, other.journal)
    before = everything(root)
    for _ in range(10):
        driver.session.backups.settle()
    assert everything(root) == before


def test_the_log_of_another_library_is_left_alone(driver: Driver, root: Path, away: Path) -> None:
    workspace, log = driver.workspace, logging.getLogger("app.torture")
    start_log(workspace.own_files.logs, workspace.may_write_beside)
    try:
        log.info("one")
        root.rename(away)
        other = another(root)
        other.logs.mkdir()
        before = everything(root)
        log.info("two")
        assert everything(root) == before
        shutil.rmtree(root)
        shutil.copytree(away, root)
        assert workspace.come_back()
        log.info("three")
    finally:
        stop_log()
    written = (workspace.folder.logs / "bayaz.log").read_text(encoding="utf-8")
    assert [line.rpartition(" ")[2] for line in written.splitlines()] == ["one", "three"]
