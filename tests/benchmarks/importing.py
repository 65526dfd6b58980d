"""2,000 mixed files through the window: time, memory, and the longest gap of its event loop.

Beside it, in the same run, the same files read and understood in one process without a window and
without a wall between: what the separate process and the breathing window cost.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from app.core.importing.drafting.batch import drafts_from_file
from app.core.library.filters import LibraryFilter
from app.core.library.syllabus import load_syllabus
from app.core.paths import CACHE_VARIABLE, DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from app.ui.window.preload import Preload
from tests.clock import Clock
from tests.compilation import WRITERS, compilation

FILES = 2_000
# How many of every ten files are of each format.
MIX = ("text.txt",) * 4 + (
    "page.html",
    "word.docx",
    "pages.pdf",
    "book.epub",
    "android.txt",
    "list.json",
)


class Gaps(QObject):
    """Measures how long the event loop was blocked, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def restart(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        folder.mkdir()
        os.environ[CACHE_VARIABLE] = str(Path(place) / "cache")
        for number, telling in enumerate(compilation(FILES)):
            name = MIX[number % len(MIX)]
            (folder / f"{number:04}-{name}").write_bytes(WRITERS[name]([telling]))
        told = subprocess.run(
            [sys.executable, __file__, str(folder)], check=True, capture_output=True, text=True
        ).stdout.split()
        in_window(Path(place) / "data", folder, float(told[1]), int(told[0]))


def alone(folder: Path) -> None:
    """Read the files in this process, which has no window, and print how many and how long."""
    syllabus = load_syllabus()
    began = time.perf_counter()
    found = sum(len(drafts_from_file(path, syllabus).drafts) for path in sorted(folder.iterdir()))
    print(found, time.perf_counter() - began)


def in_window(data: Path, folder: Path, bare: float, expected: int) -> None:
    application = make_application()
    session = Session(Workspace(DataFolder(data), Clock()))
    window = MainWindow(session)
    window.show()
    window.start()
    gc.freeze()  # as the program does
    preload = Preload(window)
    preload.start()
    while not preload.done:
        QTest.qWait(50)
    QTest.qWait(500)
    before = memory()
    gaps = Gaps()
    began = time.perf_counter()
    window.import_controller.review_paths([folder])
    page = window.centre.importing
    while page.busy or not page.review.items:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    read, read_gap = time.perf_counter() - began, gaps.longest
    found = len(page.review.items)
    gaps.restart()
    began = time.perf_counter()
    page.add_certain()
    while page.busy:
        application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    stored, stored_gap = time.perf_counter() - began, gaps.longest
    if page.review.items:
        page.add_certain()
        while page.busy:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    kept = session.workspace.library.count(LibraryFilter())
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{FILES} files, {found} drafts ({expected} without a window), {kept} stored")
    print(
        f"read and understood   {read:6.1f} s, {read / bare:4.2f} × one process alone ({bare:.1f} s)"
    )
    print(f"stored                {stored:6.1f} s")
    print(f"both                  {read + stored:6.1f} s")
    print(
        f"longest gap           {read_gap:6.0f} ms while reading, {stored_gap:.0f} ms while storing"
    )
    print(f"memory of the window  {memory() - before:+6.0f} MB; largest child {child:.0f} MB")
    session.close()


def memory() -> float:
    """Return the peak memory of this process, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        alone(Path(sys.argv[1]))
    else:
        main()
