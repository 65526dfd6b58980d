"""The window on a filled library, timed from the start of its process. Prints one line of JSON."""

import json
import os
import statistics
import sys
import time
from pathlib import Path

from app.ui.qt import lean_start

# As `app/__main__.py` does, before anything of the window is imported.
lean_start.begin()

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock


class Watch(QObject):
    """Notes when a widget is painted."""

    painted = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self.painted = time.monotonic()
        return False


def memory() -> int:
    """Return the memory of this process in MB."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


def main() -> None:
    """Start as the program does, then read and search."""
    began = float(os.environ["BENCH_BEGAN"])
    folder = DataFolder(Path(sys.argv[1]))
    make_application()
    session = Session(Workspace(folder, Clock()))
    window = MainWindow(session)
    watch = Watch()
    window.centralWidget().installEventFilter(watch)
    window.show()
    while not watch.painted:
        QCoreApplication.processEvents()
    mapped = watch.painted
    window.start()
    QCoreApplication.processEvents()
    usable = time.monotonic()
    processor = time.process_time()
    lean_start.end()
    at_start = memory()

    rows = [window.library.list.rows.row(n).id for n in range(60)]
    page = Watch()
    window.centre.reader.view.viewport().installEventFilter(page)
    opened = []
    for summary_id in rows:
        page.painted = 0.0
        start = time.perf_counter()
        window.navigator.open_summary(summary_id)
        while not page.painted:
            QCoreApplication.processEvents()
        opened.append((time.perf_counter() - start) * 1000)

    while not session.index.idle:
        QCoreApplication.processEvents()
    answers = []
    session.search.answered.connect(lambda number, results: answers.append((number, results)))
    waited, took = [], []
    for words in ("mastung", "constitution treaty", "balochistan insurg", '"circular debt"', "4"):
        for _ in range(5):
            start = time.perf_counter()
            number = session.search.ask(words, 12)
            while not answers or answers[-1][0] != number:
                QCoreApplication.processEvents()
            waited.append((time.perf_counter() - start) * 1000)
            took.append(answers[-1][1].took_ms)
    print(
        json.dumps(
            {
                "mapped": (mapped - began) * 1000,
                "usable": (usable - began) * 1000,
                "processor": processor * 1000,
                "memory": at_start,
                "memory_later": memory(),
                "open_p50": statistics.median(opened),
                "open_p95": sorted(opened)[-3],
                "first_query": waited[0],
                "query_p50": statistics.median(waited),
                "query_p95": sorted(waited)[-2],
                "search_p50": statistics.median(took),
            }
        )
    )
    window.close()
    session.close()


main()
