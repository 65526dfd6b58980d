"""Run a function in a thread and get its result back on the window's."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject, Signal

_log = logging.getLogger(__name__)


class BackgroundTask(QObject):
    """Runs one function at a time in a thread; a newer call drops the result of an older one.

    The function gets a `Progress` before its own arguments.

    Signals:
        done(object): what the function returned.
        progressed(int, int): how much is done, and of how much.
        failed(): the function raised; the log says what.
    """

    done = Signal(object)
    progressed = Signal(int, int)
    failed = Signal()
    _finished = Signal(int, object)
    _broke = Signal(int)
    _stepped = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._progress: Progress | None = None
        self._thread: threading.Thread | None = None
        self._finished.connect(self._end)
        self._broke.connect(self._break)
        self._stepped.connect(self._step)

    @property
    def running(self) -> bool:
        """Whether a function is still running."""
        return self._progress is not None

    def start(self, function: Callable[..., Any], *arguments: Any) -> None:
        """Call a function in a thread, cancelling the one that is running."""
        self.cancel()
        self._number += 1
        number = self._number
        progress = self._progress = Progress(self._stepped, number)

        def run() -> None:
            values: tuple[Any, ...]
            try:
                result = function(progress, *arguments)
            except Exception:
                _log.exception("A task failed")
                announce, values = self._broke, (number,)
            else:
                announce, values = self._finished, (number, result)
            # The window may have been closed meanwhile: then nobody is listening.
            with suppress(RuntimeError):
                announce.emit(*values)

        self._thread = threading.Thread(target=run, name="task", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the function to stop; its result will not be announced."""
        if self._progress is not None:
            self._progress.cancelled = True
            self._progress = None
            self._number += 1

    def stop_early(self) -> None:
        """Ask the function to stop; what it returns by then is still announced."""
        if self._progress is not None:
            self._progress.cancelled = True

    def _end(self, number: int, result: object) -> None:
        if number == self._number:
            self._progress = None
            self.done.emit(result)

    def _break(self, number: int) -> None:
        if number == self._number:
            self._progress = None
            self.failed.emit()

    def _step(self, number: int, count: int, total: int) -> None:
        if number == self._number:
            self.progressed.emit(count, total)


class Progress:
    """How a function in a thread reports its progress and learns whether it is still wanted."""

    def __init__(self, signal: Any, number: int) -> None:
        self._signal = signal
        self._number = number
        self.cancelled = False

    def step(self, count: int, total: int) -> bool:
        """Report that `count` of `total` are done; return whether to go on."""
        if not self.cancelled:
            self._signal.emit(self._number, count, total)
        return not self.cancelled
