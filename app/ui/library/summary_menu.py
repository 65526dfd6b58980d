"""The context menu of the list of summaries: what can be done with those that are selected."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from app.core.library.model import ReadingState
from app.ui.library.summary_list import SummaryList
from app.ui.qt.plain_text import menu_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.session.session import Session

_STATES: Final = (
    (ReadingState.UNREAD, "unread"),
    (ReadingState.READING, "reading"),
    (ReadingState.DONE, "done"),
)


class SummaryMenu(QMenu):
    """Offers actions on the summaries selected in a list, or to restore them from the trash.

    What takes more than the session is asked for by the signals of the list.
    """

    def __init__(self, session: Session, summaries: SummaryList, *, trashed: bool) -> None:
        super().__init__(summaries)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._list = summaries
        self._ids = summaries.selected_ids()
        if trashed:
            self.addAction("Restore", weak_slot(session.summaries.restore, self._ids))
            self.addSeparator()
            self.addAction("Delete for good…").triggered.connect(summaries.trash_requested)
            return
        if len(self._ids) == 1:
            self.addAction("Edit details…\tCtrl+E", weak_slot(self._edit_details))
            self.addAction("Edit text…\tCtrl+Shift+E", weak_slot(self._edit_text))
            self.addAction("Earlier texts…", weak_slot(self._show_earlier))
        self.addAction("Subjects…\tCtrl+T", weak_slot(self._edit_subjects))
        suggest = session.corrections.use_suggested_subjects
        self.addAction("Use the suggested subjects", weak_slot(suggest, self._ids))
        self.addAction("Understand again…", weak_slot(self._understand_again))
        self.addSeparator()
        for state, name in _STATES:
            self.addAction(menu_text(f"Mark as {name}"), weak_slot(self._mark, state))
        self.addSeparator()
        self.addAction("Star", weak_slot(self._star, True))  # noqa: FBT003
        self.addAction("Unstar", weak_slot(self._star, False))  # noqa: FBT003
        self.addSeparator()
        self.addAction("Delete").triggered.connect(summaries.trash_requested)

    def _edit_details(self) -> None:
        self._list.details_requested.emit(self._ids[0])

    def _edit_text(self) -> None:
        self._list.text_requested.emit(self._ids[0])

    def _show_earlier(self) -> None:
        self._list.earlier_requested.emit(self._ids[0])

    def _edit_subjects(self) -> None:
        self._list.subjects_requested.emit(self._ids)

    def _understand_again(self) -> None:
        self._list.renewal_requested.emit(self._ids)

    def _mark(self, state: ReadingState) -> None:
        for summary_id in self._ids:
            self._session.summaries.set_state(summary_id, state)

    def _star(self, starred: bool) -> None:  # noqa: FBT001
        for summary_id in self._ids:
            self._session.summaries.set_starred(summary_id, starred=starred)
