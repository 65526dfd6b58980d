"""The drafts of a batch and what was not taken, each with its state."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.review import ReviewItem
from app.core.importing.storing.matching import Match, Relation
from app.messages import along_words, refusal_words, source_title, untitled
from app.ui.style.theme import ThemeColours, interface_font

_ROW: Final = Qt.ItemDataRole.UserRole + 1
_HEIGHT: Final = 52
_RELATIONS: Final = {
    Relation.DUPLICATE: "in your library",
    Relation.TRASHED: "in the trash",
    Relation.CORRECTION: "corrects one you have",
    Relation.ALTERNATE: "another telling",
}


class DraftModel(QAbstractListModel):
    """Drafts under review, then the sources that were refused."""

    def __init__(
        self, find_match: Callable[[ReviewItem], Match], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._find_match = find_match
        self._items: list[ReviewItem] = []
        self._rejected: list[Rejection] = []
        self._matches: dict[int, Match] = {}

    def set_batch(self, items: list[ReviewItem], rejected: list[Rejection]) -> None:
        """Show another batch, or what is left of it."""
        self.beginResetModel()
        self._items, self._rejected, self._matches = items, rejected, {}
        self.endResetModel()

    def change_item(self, number: int, item: ReviewItem) -> None:
        """Show a draft as it is corrected now."""
        self._items[number] = item
        self._matches.pop(number, None)
        self.dataChanged.emit(self.index(number), self.index(number))

    def match_of(self, number: int) -> Match:
        """Return what a draft is to the library; asked for when it is first seen."""
        if number not in self._matches:
            self._matches[number] = self._find_match(self._items[number])
        return self._matches[number]

    def row(self, number: int) -> ReviewItem | Rejection:
        """Return the draft or the refusal of a row."""
        count = len(self._items)
        return self._items[number] if number < count else self._rejected[number - count]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._items) + len(self._rejected)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the two lines of a row, and what is read out for it."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.lines(index.row())[0]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return ". ".join(self.lines(index.row()))
        return None

    def lines(self, number: int) -> tuple[str, str]:
        """Return title and state of a row."""
        row = self.row(number)
        if isinstance(row, Rejection):
            return source_title(row.source), f"Not taken: {refusal_words(row.reason)}"
        draft = row.draft
        title = draft.title or untitled(draft.source_text)
        relation = _RELATIONS.get(self.match_of(number).relation)
        count = len(row.doubts)
        doubts = f"{count} doubt{'s' if count > 1 else ''}" if count else None
        who = draft.author or draft.publication
        enclosed = draft.shared_annotations
        along = along_words(len(enclosed.highlights), len(enclosed.notes)) if enclosed else None
        return title, " · ".join(filter(None, (doubts, relation, along, who))) or "certain"


class DraftList(QListView):
    """Shows the drafts; the current one is shown beside it."""

    def __init__(
        self, find_match: Callable[[ReviewItem], Match], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("draftList")
        self.setAccessibleName("Drafts")
        self.drafts = DraftModel(find_match, self)
        self._delegate = _Delegate(self)
        self.setModel(self.drafts)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMinimumWidth(180)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._delegate.colours = colours
        self.viewport().update()

    def show_row(self, number: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.drafts.index(number))


class _Delegate(QStyledItemDelegate):
    """Paints two quiet lines and, where something is in doubt, a dot."""

    colours: ThemeColours

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of every row."""
        return QSize(option.rect.width(), _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a row."""
        model = index.model()
        assert isinstance(model, DraftModel)
        row = model.row(index.row())
        title, state = model.lines(index.row())
        colours = self.colours
        area = option.rect.adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colours["accent"], 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colours["selection"])
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        refused = isinstance(row, Rejection)
        doubtful = isinstance(row, ReviewItem) and not row.certain
        inner = area.adjusted(10, 7, -22, -7)
        self._line(painter, inner, title, colours["muted" if refused else "text"], bold=not refused)
        lower = QRect(inner.left(), inner.top() + 19, inner.width(), 18)
        self._line(painter, lower, state, colours["danger" if doubtful else "muted"], bold=False)
        if doubtful:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["danger"])
            painter.drawEllipse(area.right() - 16, area.center().y() - 3, 7, 7)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, colour: QColor, *, bold: bool) -> None:
        font = QFont(interface_font(13 if bold else 12))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        painter.drawText(area, flags, shown)
