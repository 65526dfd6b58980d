"""Long work on the window's own thread, in slices so short that the window stays responsive."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal


class TimeSliced(QObject):
    """Works through an iterator, for a short while between any two events of the window.

    For what must stay on this thread, as all that reads the database must; anything else is a
    `BackgroundTask`. A slice takes at least one item, and no other after `seconds` have passed.

    Signals:
        sliced(list, bool): the items of one slice, and whether it was the last; that one may
            have no items.
    """

    sliced = Signal(object, bool)

    def __init__(self, seconds: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seconds = seconds
        self._items: Iterator[Any] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take_slice)

    @property
    def running(self) -> bool:
        """Whether there are items left to take."""
        return self._timer.isActive()

    def start(self, items: Iterator[Any], *, at_once: bool = False) -> None:
        """Begin with other items, dropping those left; `at_once` takes the first slice here."""
        self._items = items
        self._timer.start()
        if at_once:
            self._take_slice()

    def stop(self) -> None:
        """Take no more items."""
        self._timer.stop()
        self._items = iter(())

    def _take_slice(self) -> None:
        until = perf_counter() + self._seconds
        taken: list[Any] = []
        last = True
        for item in self._items:
            taken.append(item)
            if perf_counter() >= until:
                last = False
                break
        if last:
            self.stop()
        self.sliced.emit(taken, last)
