"""Python's garbage collected in the window's thread, and in no other.

Python collects in whatever thread happens to allocate. A discarded dialog that is collected in the
search thread is destroyed there: Qt holds a lock and waits for Python's, while the window's thread
holds Python's lock and waits for Qt's. Then both wait for ever.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 1_000


class GarbageCollector(QObject):
    """Switches Python's own collecting off, and collects now and then instead."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation that Python would collect by now, if any."""
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation whose threshold is exceeded, as Python itself would."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            gc.collect(generation)
            return
