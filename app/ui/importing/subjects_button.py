"""The button that gives all drafts without subjects those that their words suggest."""

from collections.abc import Iterator, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.core.importing.drafting.review import ReviewItem
from app.core.importing.drafting.reviewing.review_acts import Subjects
from app.core.importing.drafting.subject_suggestions import suggested_subjects
from app.core.importing.model import Draft
from app.core.library.syllabus import Syllabus
from app.ui.background.time_sliced import TimeSliced

# How long one stretch of suggesting may keep the window waiting, in seconds.
_STRETCH: Final = 0.02
_NAME: Final = "Use suggested subjects"


class SubjectsButton(QPushButton):
    """Suggests subjects while the event loop is idle; pressed again, it stops.

    Signals:
        suggested(list[tuple[Draft, Subjects]]): the drafts without subjects, as they were
            understood, each with those suggested for it; () without any.
    """

    suggested = Signal(object)

    def __init__(self, syllabus: Syllabus, parent: QWidget) -> None:
        super().__init__(_NAME, parent)
        self._syllabus = syllabus
        self._items: Sequence[ReviewItem] = ()
        self._found: list[tuple[Draft, Subjects]] = []
        self._total = 0
        self._slices = TimeSliced(_STRETCH, self)
        self._slices.sliced.connect(self._found_some)
        self.setShortcut("Ctrl+Shift+G")
        self.setToolTip(
            "Give every draft without subjects those that its words suggest (Ctrl+Shift+G)"
        )
        self.clicked.connect(self._start_or_stop)
        self.hide()

    def show_items(self, items: Sequence[ReviewItem]) -> None:
        """Offer to suggest subjects for these drafts, if there are several and some have none."""
        self._items = items
        offered = len(items) > 1 and any(not item.draft.subjects for item in items)
        self.setVisible(offered)
        if not offered:
            self._stop()

    def _start_or_stop(self) -> None:
        if self._slices.running:
            self._stop()
            return
        bare = [item for item in self._items if not item.draft.subjects]
        self._found, self._total = [], len(bare)
        self._slices.start(self._suggestions(bare))

    def _suggestions(self, items: Sequence[ReviewItem]) -> Iterator[tuple[Draft, Subjects]]:
        for item in items:
            yield item.understood, suggested_subjects(item.draft, self._syllabus)

    def _found_some(self, found: list[tuple[Draft, Subjects]], last: bool) -> None:  # noqa: FBT001
        self._found += found
        if last:
            done = self._found
            self._stop()
            self.suggested.emit(done)
        else:
            self.setText(f"Suggesting {len(self._found)} of {self._total} … Stop")

    def _stop(self) -> None:
        self._slices.stop()
        self._found = []
        self.setText(_NAME)
        self.setShortcut("Ctrl+Shift+G")
