"""No act in the window leaves a file open: see `tests/core/test_open_files.py`.

After each act only the library is open, and of the index what its manifest names; when the window
is closed nothing is.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from app.core.backup.model import Reason
from app.core.logs import start_log, stop_log
from app.core.paths import DataFolder
from app.core.search.index.index import IndexFolder
from app.ui.background.open_window import OpenWindow
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.compilation import WRITERS, compilation
from tests.e2e.arriving import newspaper_page
from tests.e2e.test_bringing_in import drop, paste
from tests.killing import kill
from tests.open_files import nothing_stays_open, open_below
from tests.searching import found_in_index, hits, search
from tests.window import Driver

Act = Callable[[Driver, Path], None]


def _paste(driver: Driver, _place: Path) -> None:
    paste(driver, compilation(1)[0].text())
    driver.ctrl(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.centre.shown is PlaceKind.SUMMARY)


def _import(driver: Driver, place: Path) -> None:
    (place / "in").mkdir()
    page = newspaper_page(place / "in")
    broken = place / "in" / "broken.docx"
    broken.write_bytes(WRITERS["word.docx"](compilation(1))[:900])
    drop(driver, page, broken)
    driver.ctrl(Qt.Key.Key_Return, shift=True)
    driver.until(lambda: not driver.window.centre.importing.busy)
    # Whoever brought them in may throw them away.
    for path in (page, broken):
        path.unlink()


def _kill_the_reader(driver: Driver, _place: Path) -> None:
    page = paste(driver, compilation(2)[1].text())
    process = page._reading._reader.process  # noqa: SLF001 - nobody else knows its id
    if process is not None:
        process.kill()
        process.wait()
    driver.key(Qt.Key.Key_Escape)
    driver.session.index.catch_up()
    paste(driver, compilation(3)[2].text())
    driver.ctrl(Qt.Key.Key_Return)


def _search(driver: Driver, _place: Path) -> None:
    driver.indexed()
    assert hits(search(driver, "the"))


def _change_and_search(driver: Driver, _place: Path) -> None:
    for number in range(3):
        driver.session.notes.add(f"Zebra {number}", ())
        driver.indexed()
        search(driver, f"zebra {number}")
        driver.until(lambda: bool(hits(driver.window.centre.results.list.results)))


def _rebuild(driver: Driver, _place: Path) -> None:
    driver.window.actions_by_name["rebuild_index"].trigger()
    driver.until(lambda: not driver.session.index.idle)
    driver.indexed()


def _kill_the_writer(driver: Driver, _place: Path) -> None:
    driver.session.notes.add("Okapi", ())
    worker = driver.session.index.worker
    driver.until(lambda: bool(worker.process_id))
    before = worker.process_id
    assert before
    kill(before)
    driver.until(lambda: worker.process_id != before)
    driver.session.notes.add("Okapi again", ())
    driver.indexed()


def _damage_the_index(driver: Driver, _place: Path) -> None:
    for path in driver.workspace.index_folder.glob("*.toc"):
        path.write_bytes(b"junk")
    driver.session.preferences.change(own_words=("khi = karachi",))
    search(driver, "okapi")
    driver.until(lambda: bool(found_in_index(driver.workspace, "okapi")))


def _export(driver: Driver, place: Path) -> None:
    model = search(driver, "zebra")
    driver.until(lambda: bool(hits(model)))
    for name in ("list.md", "list.csv"):
        answer = (str(place / name), "")
        with patch.object(QFileDialog, "getSaveFileName", return_value=answer):
            driver.window.centre.results.list.setFocus()
            driver.window.result_actions._export(hits(model))  # noqa: SLF001 - a menu's entry
        (place / name).unlink()


def _back_up(driver: Driver, _place: Path) -> None:
    for _ in range(2):
        count = len(driver.session.backups.all())
        driver.session.backups.make(Reason.ASKED)
        driver.until(
            lambda count=count: (  # type: ignore[misc]
                len(driver.session.backups.all()) > count and not driver.session.backups.running
            )
        )


def _pictures(driver: Driver, place: Path) -> None:
    picture = place / "window.png"
    assert driver.window.grab().save(str(picture))
    picture.unlink()


def _second_start(driver: Driver, _place: Path) -> None:
    door = OpenWindow(driver.workspace.folder.database, driver.window)
    assert door.listen()
    script = (
        "import sys; from pathlib import Path; from app.ui.background.open_window import *\n"
        "sys.exit(not call_window(Path(sys.argv[1]), []))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(driver.workspace.folder.database)],
        cwd=ROOT, stdin=subprocess.DEVNULL,
    ) as other:  # fmt: skip
        driver.until(lambda: other.poll() is not None)
    door.stop()
    assert other.returncode == 0


def _log(_driver: Driver, place: Path) -> None:
    start_log(place / "logs")
    stop_log()


ROOT = Path(__file__).resolve().parents[2]
ACTS: tuple[Act, ...] = (
    _paste, _search, _import, _kill_the_reader, _change_and_search, _rebuild, _kill_the_writer,
    _damage_the_index, _export, _back_up, _pictures, _second_start, _log,
)  # fmt: skip


def may_be_open(driver: Driver, name: str) -> bool:
    """Return whether a file belongs to the library or to the index as it is now."""
    path = Path(name)
    if path.parent.name == "data":
        return path.name in ("bayaz.sqlite3", "bayaz.sqlite3-wal")
    manifest = IndexFolder(driver.workspace.index_folder, driver.workspace.index_token).manifest()
    return manifest is not None and path.name in manifest.files


def session(qtbot: QtBot, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Open a window, do all acts, and close it."""
    monkeypatch.setenv("BAYAZ_CACHE", str(place / "cache"))
    driver = Driver(qtbot, DataFolder(place / "data"), Clock())
    try:
        for act in ACTS:
            act(driver, place)
            driver.indexed()
            # The search lets an older index go with the next question.
            search(driver, act.__name__.strip("_").replace("_", " "))
            left = [name for name in open_below(place) if not may_be_open(driver, name)]
            assert left == [], act.__name__
    finally:
        driver.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert open_below(place) == []


def test_nothing_stays_open(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    session(qtbot, tmp_path / "first", monkeypatch)
    with nothing_stays_open():
        session(qtbot, tmp_path / "second", monkeypatch)
