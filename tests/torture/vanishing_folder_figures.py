"""The library's folder goes while its window is open, and comes back.

`python -m tests.torture.vanishing_folder_figures` prints the figures.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock
from tests.torture.figures import Table

TIMES: Final = 20
_WAITS: Final = 3_000
WAYS: Final = ("folder renamed", "parent renamed", "moved into another", "replaced by an empty one")


def attempt(number: int, base: Path) -> list[str]:
    """Let the folder go in one way while a note is typed, and return; return what did not hold."""
    way = WAYS[number % len(WAYS)]
    stick = base / "stick"
    library, words = stick / "library", f"words {number}"
    make_application()
    session = Session(Workspace(DataFolder(library), Clock()))
    window = MainWindow(session)
    window.show()
    window.start()
    said: list[str] = []
    session.changes.failed.connect(said.append)
    moved = stick if way == "parent renamed" else library
    away = base / "elsewhere" / "library" if way == "moved into another" else base / "away"
    away.parent.mkdir(exist_ok=True)
    moved.rename(away)
    if way == "replaced by an empty one":
        library.mkdir()
    window.note_controller.write_free()
    editor = window.notes.editor
    editor.text.setPlainText(words)
    editor.saver.save()
    holds = {
        "alarm in words": any("not there any more" in text for text in said),
        "draft kept": [one.body for one in session.drafts.notes.all()] == [words],
        "no database made": not (library / "bayaz.sqlite3").exists(),
    }
    if library.exists() and moved is library:
        shutil.rmtree(library)
    away.rename(moved)
    editor.saver.again.setInterval(1)
    editor.saver.again.start()
    _until(lambda: session.drafts.notes.all() == [])
    holds["goes on by itself"] = "Saved" in editor.status.text()
    window.close()
    session.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with Workspace(DataFolder(library), Clock()) as workspace:
        holds["stored"] = words in [note.body for note in workspace.notebook.notes()]
    return [f"{way}: {name}" for name, found in holds.items() if not found]


def figures(times: int = TIMES) -> bool:
    """Let it go so many times, in every way; return whether all hold."""
    table, good, wrong = Table(), 0, []
    for number in range(times):
        with tempfile.TemporaryDirectory() as base:
            os.environ["BAYAZ_CACHE"] = f"{base}/cache"
            os.environ["BAYAZ_DRAFTS"] = f"{base}/drafts"
            failed = attempt(number, Path(base))
        good += not failed
        wrong += failed
    found = f"{good} {wrong or ''}".strip()
    table.add("10", "folder vanishes", f"{times} of {times}", found, holds=good == times)
    return table.holds


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_WAITS):
        if holds():
            return
        QTest.qWait(20)
    raise AssertionError("it never came about")


if __name__ == "__main__":
    sys.exit(0 if figures() else 1)
