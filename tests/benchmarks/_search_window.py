"""Search in the real window on a filled library, from no index at all. Prints one line of JSON."""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock

_TICK_MS = 5
_WORDS = ("pakistan", "balochistan econ", "governance", "remittances deficit", "constitut", "class")


class Pulse(QObject):
    """Measures how long the event loop is blocked."""

    def __init__(self) -> None:
        super().__init__()
        self._last = time.perf_counter()
        self.longest = 0.0
        self._timer = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def begin(self) -> None:
        """Forget what was measured so far."""
        self._last = time.perf_counter()
        self.longest = 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - _TICK_MS)
        self._last = now


class Painted(QObject):
    """Notes when a widget was last painted."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.at = time.perf_counter()
        return False


def wait(until: Callable[[], bool], seconds: float = 300) -> None:
    """Let the window run until something is so."""
    end = time.perf_counter() + seconds
    while not until():
        assert time.perf_counter() < end, "it did not come"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def percentile(values: list[float], percent: int) -> float:
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def main() -> None:
    """Build the index, search while it is built and afterwards, change a note."""
    make_application()
    session = Session(Workspace(DataFolder(Path(sys.argv[1])), Clock()))
    window = MainWindow(session)
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    window.show()
    pulse = Pulse()
    began = time.perf_counter()
    window.start()
    gc.freeze()  # as the program does
    QCoreApplication.processEvents()
    pulse.begin()
    wait(lambda: session.index.idle)
    measured: dict[str, float | str] = {"index": str(session.workspace.index_folder)}
    measured["build_s"] = time.perf_counter() - began
    measured["gap while building, ms"] = pulse.longest

    began = time.perf_counter()
    totals: dict[int, int] = {}
    session.search.answered.connect(lambda number, found: totals.update({number: found.total}))
    number = session.search.ask("pakistan", 12)
    wait(lambda: number in totals)
    measured["cold first query, ms"] = (time.perf_counter() - began) * 1000

    results = window.centre.results
    painted = Painted()
    results.list.viewport().installEventFilter(painted)
    window.commands.edit.do_search()
    box = window.top_bar.search_box
    box.setFocus()
    pulse.begin()
    waited: list[float] = []
    for words in _WORDS:
        box.selectAll()
        typed = ""
        for letter in words:
            typed += letter
            began = time.perf_counter()
            QTest.keyClicks(box, letter)
            wait(
                lambda typed=typed, began=began: (  # type: ignore[misc]
                    results.answer is not None
                    and results.answer.query.text == typed
                    and (painted.at > began or not results.answer.total)
                )
            )
            waited.append((time.perf_counter() - began) * 1000)
    measured["keystroke to results, ms, p50"] = percentile(waited, 50)
    measured["keystroke to results, ms, p95"] = percentile(waited, 95)
    measured["gap while typing, ms"] = pulse.longest

    changed: list[float] = []
    for turn in range(5):
        word = f"zyxomma{turn}"
        window.navigator.open_search(word)
        wait(lambda word=word: results.answer is not None and results.answer.query.text == word)  # type: ignore[misc]
        began = time.perf_counter()
        session.notes.add(f"About {word}", ())
        wait(lambda: results.answer is not None and results.answer.total > 0)
        changed.append((time.perf_counter() - began) * 1000)
    measured["a note until found, ms"] = percentile(changed, 95)

    window.navigator.open_search("")
    pulse.begin()
    session.index.rebuild()
    QTest.qWait(300)
    wait(lambda: session.index.idle)
    measured["gap while rebuilding, ms"] = pulse.longest
    print(json.dumps(measured))
    window.close()
    session.close()


main()
