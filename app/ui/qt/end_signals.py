"""Being told to end by the system: what was typed is stored first."""

import signal
import socket
from contextlib import suppress
from types import FrameType
from typing import Any, Final

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_NAMES: Final = ("SIGTERM", "SIGHUP", "SIGINT")


class EndSignals(QObject):
    """Turns the signals that would kill the program into one of Qt's.

    Python runs its handlers only between two of its own steps, of which there are none while Qt
    waits; so the signal also writes to a socket, and that wakes Qt.

    Signals:
        received(): the program is to end.
    """

    received = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)  # noqa: FBT003
        self._writer.setblocking(False)  # noqa: FBT003
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._before: dict[int, Any] = {}
        for name in _NAMES:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) != signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._noticed)

    def stop(self) -> None:
        """Leave the signals to whom they belonged before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _noticed(self, _number: int, _frame: FrameType | None) -> None:
        """Do nothing: the socket has woken Qt."""

    def _woken(self) -> None:
        with suppress(OSError):
            if self._reader.recv(64):
                self.received.emit()
