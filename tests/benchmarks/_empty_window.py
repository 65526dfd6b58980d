"""An empty window with a text page: what Qt for Python alone costs. Prints one line of JSON."""

import json
import os
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser


class Watch(QObject):
    """Notes when the window is first painted."""

    painted = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and not self.painted:
            self.painted = time.monotonic()
        return False


def main() -> None:
    """Open the window, wait for its first painting, print how long it took."""
    began = float(os.environ["BENCH_BEGAN"])
    application = QApplication([])
    window = QMainWindow()
    page = QTextBrowser()
    page.setPlainText("word " * 500)
    window.setCentralWidget(page)
    window.resize(1366, 768)
    watch = Watch()
    page.viewport().installEventFilter(watch)
    window.show()

    def done() -> None:
        if not watch.painted:
            QTimer.singleShot(1, done)
            return
        with open("/proc/self/status", encoding="ascii") as status:
            memory = next(
                int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS")
            )
        print(json.dumps({"mapped": (watch.painted - began) * 1000, "memory": memory}))
        application.quit()

    QTimer.singleShot(0, done)
    application.exec()


main()
