"""Storing many drafts, a few at a time, so that the window stays responsive."""

from typing import Final

from PySide6.QtCore import QObject, Signal

from app.core.importing.drafting.batch import SourcedDraft
from app.core.importing.outcome import Accepted
from app.ui.background.time_sliced import TimeSliced
from app.ui.session.session import Session

# How long one stretch of storing may keep the window waiting, in seconds.
_STRETCH: Final = 0.02


class DraftStorer(QObject):
    """Stores drafts while the event loop is idle; each one is stored whole or not at all.

    It ends at the first that cannot be stored: on a full disk the others cannot either.

    Signals:
        progressed(str): a sentence that says how many are stored.
        finished(list[Accepted]): what was stored: all, or the first ones.
    """

    progressed = Signal(str)
    finished = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._accepted: list[Accepted] = []
        self._together: set[str] = set()
        self._count = self._total = 0
        self._failed = False
        self._slices = TimeSliced(_STRETCH, self)
        self._slices.sliced.connect(self._stored_some)

    @property
    def running(self) -> bool:
        """Whether drafts are being stored."""
        return self._slices.running

    def start(self, drafts: list[SourcedDraft]) -> None:
        """Store these drafts."""
        self._accepted, self._count, self._total = [], 0, len(drafts)
        self._failed, self._together = False, set()
        self._slices.start(map(self._store, drafts))

    def stop(self) -> None:
        """Stop storing; what is stored stays."""
        if self.running:
            self._finish()

    def _store(self, draft: SourcedDraft) -> list[Accepted]:
        accepted = []
        if not self._failed:
            accepted = self._session.imports.accept([draft], may_change=self._together)
        self._failed = not accepted
        return accepted

    def _stored_some(self, stored: list[list[Accepted]], last: bool) -> None:  # noqa: FBT001
        for accepted in stored:
            self._accepted += accepted
        self._count += len(stored)
        if last or self._failed or self._count == self._total:
            self._finish()
        else:
            self.progressed.emit(f"Adding {self._count} of {self._total} …")

    def _finish(self) -> None:
        self._slices.stop()
        accepted, self._accepted = self._accepted, []
        if self._failed and accepted:
            # The page stays open with the rest; the list shows what is stored already.
            self._session.changes.library_changed.emit()
        self.finished.emit(accepted)
