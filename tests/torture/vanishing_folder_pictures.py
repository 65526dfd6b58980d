"""Pictures of the window while its stick is gone, and of what it shows when something comes back.

`python -m tests.torture.vanishing_folder_pictures FOLDER` saves them as `stick-*.png`, in each theme.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.paths import DataFolder
from app.core.settings import Theme
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock

_WAITS: Final = 1_500
_SIZE: Final = (1366, 768)
_NOTE: Final = (
    "Local answer to a **national** question.\n\n- adaptation, not mitigation\n- who pays?"
)


def main(pictures: Path) -> None:
    """Take the pictures of one stick in each theme."""
    pictures.mkdir(parents=True, exist_ok=True)
    make_application()
    QApplication.setCursorFlashTime(0)
    for theme in Theme:
        with tempfile.TemporaryDirectory() as base:
            os.environ["BAYAZ_CACHE"] = f"{base}/cache"
            os.environ["BAYAZ_DRAFTS"] = f"{base}/drafts"
            _take(theme, Path(base) / "USB stick" / "Bayaz", pictures)


def _take(theme: Theme, library: Path, pictures: Path) -> None:
    session = Session(Workspace(DataFolder(library), Clock()))
    window = MainWindow(session)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*_SIZE)
    window.show()
    window.start()
    window.library_actions.add_starter()
    session.preferences.change(theme=theme)
    rows = session.workspace.library.rows(window.library.chosen)
    window.navigator.read_summary(rows[0].id)
    session.preferences.close()
    session.return_watch.timer.setInterval(50)

    def picture(name: str) -> None:
        window.toast.hide()
        QTest.qWait(200)
        window.grab().save(str(pictures / f"stick-{name}-{theme.value}.png"))

    stick, away = library.parent, library.parent.with_name("pulled out")
    stick.rename(away)
    window.commands.mark.do_note()
    editor = window.notes.editor
    editor.text.setPlainText(_NOTE)
    editor.saver.save()
    QTest.qWait(200)
    window.grab().save(str(pictures / f"stick-told-{theme.value}.png"))
    picture("gone")
    Workspace(DataFolder(library), Clock(), new=True).close()
    _until(lambda: "another library" in window.notice.text)
    picture("other")
    shutil.rmtree(stick)
    shutil.copytree(away, stick)
    changed = stick.rename(stick.with_name("changed"))
    with Workspace(DataFolder(changed / library.name), Clock()) as workspace:
        workspace.notebook.add_note("written elsewhere")
    changed.rename(stick)
    _until(lambda: "not as it was" in window.notice.text)
    picture("changed")
    shutil.rmtree(stick)
    shutil.copytree(away, stick)
    _until(lambda: window.notice.text == "")
    editor.saver.save()
    picture("back")
    window.close()
    session.close()
    for left in (window, session):
        left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_WAITS):
        if holds():
            return
        QTest.qWait(20)
    raise AssertionError("it never came about")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
