"""Search results as a list, grouped by kind; to be opened, or selected for bulk actions."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from app.core.search.kinds import HitKind
from app.core.search.results.results import Hit, Results
from app.ui.search.result_delegate import PICK_WIDTH, ResultDelegate
from app.ui.search.result_model import HitKey, More, ResultModel, key_of
from app.ui.widgets.row_list import RowList

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class ListState:
    """How a list was left: its scroll position, its current hit and its selected hits."""

    scroll: int = 0
    current: HitKey | None = None
    picked: tuple[HitKey, ...] = ()


class ResultList(RowList):
    """Shows the answer.

    Signals:
        hit_chosen(Hit): go there.
        more_wanted(HitKind, int): show so many of this kind.
        picked_changed(): other hits are picked.
        copy_wanted(): copy what is picked.
        left_at_top(): the reader walks up out of the list.
    """

    hit_chosen = Signal(object)
    more_wanted = Signal(object, int)
    picked_changed = Signal()
    copy_wanted = Signal()
    left_at_top = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.results = ResultModel()
        super().__init__("Search results", self.results, ResultDelegate(), parent)
        self.setObjectName("resultList")
        self.setAccessibleDescription("Enter opens, Space selects, Ctrl+A selects all")
        # The row from which a press with Shift picks.
        self._anchor = -1
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def show_results(self, results: Results, state: ListState | None = None) -> None:
        """Show another answer, from the top or as it was left.

        Under the keyboard a row stays marked, that of the same hit if it can be.
        """
        row = self.currentIndex().row()
        self.results.set_results(results)
        self._anchor = -1
        if state is None:
            self.scrollToTop()
            state = ListState()
        else:
            self.results.restore_picked(state.picked)
        if state.current is not None:
            same = self.results.row_of_key(state.current)
            self.setCurrentIndex(self.results.index(same))
        elif row >= 0 and self.hasFocus() and row < self.results.rowCount():
            # More were wanted: the first of them is now where that line was.
            self.setCurrentIndex(self.results.index(row))
        if self.hasFocus() and not self.on_stop():
            self.select_first()
        # After the current row, which would scroll to itself.
        self.doItemsLayout()
        self.verticalScrollBar().setValue(state.scroll)
        self.picked_changed.emit()

    def place(self) -> ListState:
        """Return the scroll position, the current hit and the selected hits."""
        current = self._hit_at(self.currentIndex())
        return ListState(
            self.verticalScrollBar().value(),
            key_of(current) if current is not None else None,
            tuple(key_of(hit) for hit in self.results.picked),
        )

    def on_stop(self) -> bool:
        """Return whether the current row is one that can be opened."""
        index = self.currentIndex()
        return index.isValid() and self.results.is_stop(index.row())

    def on_hit(self) -> bool:
        """Return whether a hit is the current row."""
        return self._hit_at(self.currentIndex()) is not None

    def current_hits(self) -> list[Hit]:
        """Return the hit in the current row, nothing if there is none."""
        hit = self._hit_at(self.currentIndex())
        return [hit] if hit is not None else []

    def select_first(self) -> None:
        """Make the first hit the current one."""
        for number in range(self.results.rowCount()):
            if self.results.is_stop(number):
                self.setCurrentIndex(self.results.index(number))
                return

    def let_go(self) -> None:
        """Select nothing."""
        self.results.let_go()
        self.picked_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, select on Space; arrows skip headings and leave the list at the top."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self._toggle(self.currentIndex().row())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1, pick=bool(event.modifiers() & _SHIFT))
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self._pick(range(self.results.rowCount()))
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif key == Qt.Key.Key_Escape and self.results.picked:
            self.let_go()
        else:
            super().keyPressEvent(event)
            if self.currentIndex().isValid() and not self.on_stop():
                # Qt's own keys (Home, Page Up) stop at headings.
                self._step(1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the hit that was clicked; with Ctrl, Shift or on its box, select it."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() is not Qt.MouseButton.LeftButton or index != self.currentIndex():
            return
        if event.modifiers() & _SHIFT and self._anchor >= 0:
            first, last = sorted((self._anchor, index.row()))
            self._pick(range(first, last + 1))
        elif event.modifiers() & (_CTRL | _SHIFT) or point.x() < PICK_WIDTH:
            self._toggle(index.row())
        else:
            self._choose(index)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Highlight the current row whatever key is held: selected hits are kept separately."""
        if self.results.is_stop(index.row()) if index.isValid() else False:
            return QItemSelectionModel.SelectionFlag.ClearAndSelect
        return super().selectionCommand(index, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the excerpts again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    # Inside

    def _hit_at(self, index: QModelIndex) -> Hit | None:
        row = self.results.row(index.row()) if index.isValid() else None
        return row if isinstance(row, Hit) else None

    def _step(self, step: int, *, pick: bool = False) -> None:
        before = self.currentIndex().row()
        number = before + step
        while 0 <= number < self.results.rowCount():
            if self.results.is_stop(number):
                self.setCurrentIndex(self.results.index(number))
                if pick and before >= 0:
                    self._pick((before, number))
                return
            number += step
        if step < 0:
            self.left_at_top.emit()

    def _toggle(self, number: int) -> None:
        if number >= 0:
            self._anchor = number
            self.results.pick((number,), picked=not self.results.is_picked(number))
            self.picked_changed.emit()

    def _pick(self, numbers: range | tuple[int, ...]) -> None:
        self.results.pick(numbers)
        self.picked_changed.emit()

    def _choose(self, index: QModelIndex) -> None:
        row = self.results.row(index.row()) if index.isValid() else None
        if isinstance(row, Hit):
            self.hit_chosen.emit(row)
        elif isinstance(row, More):
            kind: HitKind = row.kind
            self.more_wanted.emit(kind, row.wanted)
