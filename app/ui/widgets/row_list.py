"""What the lists of the window share: a model of rows, a list that shows it, and how rows look."""

from collections.abc import Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.text_direction import has_arabic
from app.ui.qt.plain_text import tip_text
from app.ui.style.theme import ThemeColours

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_LINE: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_BAND_RADIUS: Final = 6


class RowModel(QAbstractListModel, Generic[Row]):
    """Rows of one kind in their order; a kind of list says how a row is named and read out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def change_row(self, number: int, row: Row) -> None:
        """Show another row in the place of one."""
        self._rows[number] = row
        self.dataChanged.emit(self.index(number), self.index(number))

    @property
    def rows(self) -> Sequence[Row]:
        """The rows from top to bottom."""
        return self._rows

    def row(self, number: int) -> Row:
        """Return the row with a number, counted from 0.

        Raises:
            IndexError: there is no such row.
        """
        return self._rows[number]

    def text(self, number: int) -> str:
        """Return the name of a row."""
        raise NotImplementedError

    def spoken(self, number: int) -> str:
        """Return what a screen reader says for a row."""
        return self.text(number)

    def tip(self, number: int) -> str | None:
        """Return what is shown while the pointer rests on a row, None for nothing."""
        return self.text(number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, its name, its tip, or what is read out for it."""
        if role == ROW_ROLE:
            return self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self.tip(index.row())
            return None if tip is None else tip_text(tip)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index.row())
        return None


class RowDelegate(QStyledItemDelegate):
    """Paints rows in the colours of a theme; a kind of list says what is in a row."""

    colours: ThemeColours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a row, smoothly, and leave the painter as it was."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_row(painter, option, index)
        painter.restore()

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what is in a row."""
        raise NotImplementedError

    def paint_band(self, painter: QPainter, option: QStyleOptionViewItem, band: QRect) -> None:
        """Paint the band behind a row that is selected or under the pointer."""
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours["selection" if selected else "hover"])
            painter.drawRoundedRect(band, _BAND_RADIUS, _BAND_RADIUS)

    def paint_focus(self, painter: QPainter, option: QStyleOptionViewItem, band: QRect) -> None:
        """Paint the frame around the current row of the list that has the focus."""
        if option.state & QStyle.StateFlag.State_HasFocus and option.widget.hasFocus():
            painter.setPen(self.colours["accent"])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(band, _BAND_RADIUS, _BAND_RADIUS)


class RowList(QListView):
    """Shows the rows of a model one below the other, as wide as the list."""

    def __init__(
        self, name: str, model: RowModel[Any], delegate: RowDelegate, parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._delegate = delegate
        model.setParent(self)
        delegate.setParent(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._delegate.colours = colours
        if self.isVisible():
            self.viewport().update()


def paint_line(
    painter: QPainter,
    area: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    alignment: Qt.AlignmentFlag = _LINE,
) -> None:
    """Paint one line of text, cut off with dots where it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    if has_arabic(text):
        # Nastaliq is taller than the line: cut off at its edges, it would lose dots and feet.
        alignment |= Qt.TextFlag.TextDontClip
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, alignment, shown)
