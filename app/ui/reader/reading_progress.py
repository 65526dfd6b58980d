"""How far a summary has been read: its state, its star, and its scroll position."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.core.library.model import ReadingState, Summary
from app.ui.session.session import Session

# A summary counts as being read after this long on its page.
_READING_AFTER_MS: Final = 4_000


class ReadingProgress(QObject):
    """Stores the reading state, star and position of the open summary, given in `summary`."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.summary: Summary | None = None
        self.timer = QTimer(self, singleShot=True, interval=_READING_AFTER_MS)
        self.timer.timeout.connect(self._count_as_reading)

    def remember_position(self, offset: int) -> None:
        """Store the offset of the text at the top, so that the summary opens there again."""
        if self.summary is not None:
            self._session.summaries.remember_position(self.summary.id, offset)

    def set_state(self, state: ReadingState) -> None:
        """Store the state that the reader has chosen."""
        if self.summary is not None:
            self._session.summaries.set_state(self.summary.id, state)

    def set_starred(self, starred: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Star or unstar the summary."""
        if self.summary is not None:
            self._session.summaries.set_starred(self.summary.id, starred=starred)

    def _count_as_reading(self) -> None:
        if self.summary is not None and self.summary.state is ReadingState.UNREAD:
            self._session.summaries.set_progress(self.summary.id, ReadingState.READING)
