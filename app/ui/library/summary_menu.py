"""The context menu of the list of summaries: what can be done with those that are selected."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.core.library.model import ReadingState
from app.ui.qt.weak_slot import weak_slot
from app.ui.session.session import Session

_STATES: Final = (
    (ReadingState.UNREAD, "unread"),
    (ReadingState.READING, "reading"),
    (ReadingState.DONE, "done"),
)


class SummaryMenu(QMenu):
    """Offers actions on some summaries, or to restore them from the trash.

    Signals:
        trash_requested(): delete them.
    """

    trash_requested = Signal()

    def __init__(
        self, session: Session, summary_ids: list[str], parent: QWidget, *, trashed: bool
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._ids = summary_ids
        if trashed:
            self.addAction("Restore", weak_slot(session.summaries.restore, summary_ids))
            return
        for state, name in _STATES:
            self.addAction(f"Mark as {name}", weak_slot(self._mark, state))
        self.addSeparator()
        self.addAction("Star", weak_slot(self._star, True))  # noqa: FBT003
        self.addAction("Unstar", weak_slot(self._star, False))  # noqa: FBT003
        self.addSeparator()
        self.addAction("Delete").triggered.connect(self.trash_requested)

    def _mark(self, state: ReadingState) -> None:
        for summary_id in self._ids:
            self._session.summaries.set_state(summary_id, state)

    def _star(self, starred: bool) -> None:  # noqa: FBT001
        for summary_id in self._ids:
            self._session.summaries.set_starred(summary_id, starred=starred)
