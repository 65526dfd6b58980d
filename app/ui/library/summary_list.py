"""The list of summaries: two quiet lines each, an unread one with a dot."""

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.date_format import short_date
from app.core.library.model import ReadingState, SummaryRow
from app.messages import untitled
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours, interface_font

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_HEIGHT: Final = 54


class SummaryListModel(QAbstractListModel):
    """The rows that a filter lets through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[SummaryRow] = []

    def set_rows(self, rows: list[SummaryRow]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def change_row(self, row: SummaryRow) -> None:
        """Show a row as it is now, if it is in the list."""
        number = self.number_of(row.id)
        if number >= 0:
            self._rows[number] = row
            index = self.index(number)
            self.dataChanged.emit(index, index)

    def number_of(self, summary_id: str) -> int:
        """Return the place of a summary in the list, -1 if it is not there."""
        return next((n for n, row in enumerate(self._rows) if row.id == summary_id), -1)

    def row(self, number: int) -> SummaryRow:
        """Return the row at a place."""
        return self._rows[number]

    def ids(self) -> list[str]:
        """Return the ids of the summaries in the list, in its order."""
        return [row.id for row in self._rows]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a row, its title, or what is read out for it."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return title_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (title_of(row), meta_of(row), row.state.value)))
        return None


def title_of(row: SummaryRow) -> str:
    """Return the title under which a summary is listed."""
    return row.title or untitled(row.opening)


def meta_of(row: SummaryRow) -> str:
    """Return the second line: who, where and when."""
    return " · ".join(filter(None, (row.author or row.publication, short_date(row.date))))


class SummaryList(QListView):
    """Shows the rows and says which one is to be opened.

    Signals:
        summary_chosen(str): open this summary.
        trash_requested(): delete what is selected.
        menu_requested(QPoint): a menu is wanted at this place of the screen.
    """

    summary_chosen = Signal(str)
    trash_requested = Signal()
    menu_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("summaryList")
        self.setAccessibleName("Summaries")
        self._delegate = _Delegate(self)
        self.rows = SummaryListModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._delegate.colours = colours
        self.viewport().update()

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected summaries, in the order of the list."""
        numbers = sorted(index.row() for index in self.selectedIndexes())
        return [self.rows.row(number).id for number in numbers]

    def show_current(self, summary_id: str) -> None:
        """Select the summary that is open, if it is in the list."""
        number = self.rows.number_of(summary_id)
        if number >= 0:
            index = self.rows.index(number)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def step(self, step: int) -> None:
        """Open the next or previous summary of the list."""
        number = self.currentIndex().row() + step
        if 0 <= number < self.rows.rowCount():
            self.show_current(self.rows.row(number).id)
            self.summary_chosen.emit(self.rows.row(number).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete puts into the trash."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.trash_requested.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if len(self.selectedIndexes()) <= 1:
            self.summary_chosen.emit(self.rows.row(index.row()).id)

    def _menu(self, point: object) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(point))  # type: ignore[call-overload]


class _Delegate(QStyledItemDelegate):
    """Paints a row."""

    colours: ThemeColours

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are alike."""
        return QSize(option.rect.width(), _HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint title, meta line, and the signs for unread and starred."""
        row: SummaryRow = index.data(ROW_ROLE)
        colours, rect = self.colours, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._band(painter, option, rect)
        right = rect.right() - 16
        if row.state is ReadingState.UNREAD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent"])
            painter.drawEllipse(QPointF(right - 2, rect.top() + 20), 3.5, 3.5)
        elif row.state is ReadingState.DONE:
            image = pixmap("check", colours["muted"].name(), 14, option.widget.devicePixelRatioF())
            painter.drawPixmap(right - 10, rect.top() + 13, image)
        if row.starred:
            ratio = option.widget.devicePixelRatioF()
            image = pixmap("star", colours["accent"].name(), 13, ratio, filled=True)
            painter.drawPixmap(right - 9, rect.top() + 31, image)
        area = QRect(rect.left() + 14, rect.top() + 8, right - rect.left() - 32, 20)
        self._line(painter, area, title_of(row), interface_font(13, QFont.Weight.DemiBold), "text")
        area.translate(0, 20)
        self._line(painter, area, meta_of(row), interface_font(12), "muted")
        painter.restore()

    def _band(self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        band = rect.adjusted(4, 1, -5, -1)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours["selection" if selected else "hover"])
            painter.drawRoundedRect(band, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            painter.setPen(QPen(self.colours["accent"], 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(band, 6, 6)

    def _line(self, painter: QPainter, area: QRect, text: str, font: QFont, role: str) -> None:
        painter.setFont(font)
        painter.setPen(self.colours[role])
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
