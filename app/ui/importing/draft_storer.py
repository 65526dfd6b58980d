"""Many drafts into the library, a few at a time, so that the window breathes and can stop it."""

from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.importing.drafting.batch import SourcedDraft
from app.core.importing.model import Accepted
from app.ui.session.session import Session

# So long may one stretch of storing hold the window up, in seconds.
_STRETCH: Final = 0.02


class Storing(QObject):
    """Stores drafts in the background of the event loop; each one is stored whole or not at all.

    Signals:
        stepped(int, int): so many of so many are stored.
        finished(list[Accepted]): all are, or storing was stopped; this is what was stored.
    """

    stepped = Signal(int, int)
    finished = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._left: list[SourcedDraft] = []
        self._accepted: list[Accepted] = []
        self._total = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._store_some)

    @property
    def running(self) -> bool:
        """Whether drafts are being stored."""
        return self._timer.isActive()

    def start(self, drafts: list[SourcedDraft]) -> None:
        """Store these."""
        self._left = list(reversed(drafts))
        self._accepted, self._total = [], len(drafts)
        self._timer.start()

    def stop(self) -> None:
        """Stop; what is stored stays."""
        if self.running:
            self._finish()

    def _store_some(self) -> None:
        began = perf_counter()
        while self._left and perf_counter() - began < _STRETCH:
            self._accepted += self._session.imports.accept([self._left.pop()])
        if self._left:
            self.stepped.emit(self._total - len(self._left), self._total)
        else:
            self._finish()

    def _finish(self) -> None:
        self._timer.stop()
        accepted, self._accepted, self._left = self._accepted, [], []
        self.finished.emit(accepted)
