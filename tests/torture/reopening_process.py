"""The whole program in a process of its own, whose library comes back changed again and again.

Run as a script with how many times; each time the reader opens what came back. Prints the notes that
the last window has, and how many windows there still are.
"""

import json
import shutil
import sys
import weakref
from argparse import Namespace
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui import application
from app.ui.window.main_window import MainWindow
from tests.clock import Clock

Windows = list[weakref.ref[MainWindow]]

_WAITS = 1_500


def main() -> None:
    """Open the window as often as is asked for, and one time more."""
    times = int(sys.argv[1])
    start = MainWindow.start
    windows: Windows = []

    def start_and_lose(window: MainWindow) -> None:
        windows.append(weakref.ref(window))
        start(window)
        lose = len(windows) <= times
        QTimer.singleShot(0, window, partial(_lose if lose else _tell, windows))

    MainWindow.start = start_and_lose  # type: ignore[method-assign]
    sys.exit(
        application.run(Namespace(command=None, library=None, screenshots=None, new_library=False))
    )


def _lose(windows: Windows) -> None:
    """Let the library go and come back changed, with words typed meanwhile; open it again."""
    window, number = windows[-1](), len(windows)
    assert window is not None
    session = window.session
    # The search thread is at work when the window goes.
    session.search.ask("words", 5)
    library = session.workspace.folder.root
    away = library.rename(library.with_name(f"away {number}"))
    window.note_controller.write_free()
    window.notes.editor.text.setPlainText(f"typed {number}")
    window.notes.editor.saver.save()
    other = DataFolder(library.with_name("other"))
    shutil.copytree(away, other.root)
    with Workspace(other, Clock()) as workspace:
        workspace.notebook.add_note(f"elsewhere {number}")
    other.root.rename(library)
    session.return_watch.timer.setInterval(10)
    _until(lambda: "not as it was" in window.notice.text)
    window.notice.button.click()


def _tell(windows: Windows) -> None:
    window = windows[-1]()
    assert window is not None
    notes = window.session.workspace.notebook.notes()
    left = sum(one() is not None for one in windows)
    sys.stdout.write(json.dumps([sorted(note.body for note in notes), left]))
    sys.stdout.flush()
    window.close()


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_WAITS):
        if holds():
            return
        QTest.qWait(20)
    raise AssertionError("it never came about")


if __name__ == "__main__":
    main()
