"""The rows of the palette: an icon, a name, and on the right what it is or its key."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from app.core.text_direction import reads_right_to_left
from app.ui.style.icons import pixmap
from app.ui.style.theme import interface_font
from app.ui.widgets.row_list import ROW_ROLE, Index, RowDelegate, RowList, RowModel

ROW_HEIGHT: Final = 38
_LEFT: Final = 42
_RIGHT: Final = 14
_GAP: Final = 16
# The largest share of a row that is given to what is on its right.
_MOST_ASIDE: Final = 0.45


class PaletteItemKind(StrEnum):
    """What the palette leads to."""

    SUMMARY = "summary"
    SUBJECT = "subject"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class PaletteItem:
    """One row. `aside` is shown on its right; `on` marks a command that is switched on."""

    kind: PaletteItemKind
    id: str
    text: str
    aside: str = ""
    icon: str = ""
    on: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says for it."""
        state = "on" if self.on else ""
        return ", ".join(filter(None, (self.text, state, self.aside, self.kind.value)))


class PaletteModel(RowModel[PaletteItem]):
    """The items that match what was typed."""

    def text(self, number: int) -> str:
        """Return the name of an item."""
        return self.row(number).text

    def spoken(self, number: int) -> str:
        """Return what a screen reader says for an item."""
        return self.row(number).spoken


class PaletteList(RowList):
    """Shows the items; the focus stays in the line above, whose keys move through them."""

    def __init__(self, parent: QWidget) -> None:
        self.items = PaletteModel()
        super().__init__("Matches", self.items, PaletteDelegate(), parent)
        self.setObjectName("offerList")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)

    def choose_row(self, number: int) -> None:
        """Make a row current; beyond the ends, the first or last one."""
        last = self.items.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.items.index(max(0, min(number, last))))

    def current(self) -> PaletteItem | None:
        """Return the item in the current row."""
        index = self.currentIndex()
        return self.items.row(index.row()) if index.isValid() else None


class PaletteDelegate(RowDelegate):
    """Paints a row: icon, name, and what is on its right."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row; all rows are the same."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one item."""
        item: PaletteItem = index.data(ROW_ROLE)
        rect = option.rect
        self.paint_band(painter, option, rect.adjusted(4, 1, -4, -1))
        if item.icon:
            ratio = option.widget.devicePixelRatioF()
            role = "accent" if item.on else "muted"
            image = pixmap(item.icon, self.colours[role].name(), 16, ratio)
            painter.drawPixmap(rect.left() + 14, rect.top() + (ROW_HEIGHT - 16) // 2, image)
        area = rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        aside = self._aside(painter, area, item)
        area.setRight(area.right() - aside)
        medium = item.kind is PaletteItemKind.SUMMARY
        font = interface_font(13, QFont.Weight.Medium if medium else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self.colours["text"])
        _line(painter, area, item.text, Qt.AlignmentFlag.AlignLeft)

    def _aside(self, painter: QPainter, area: QRect, item: PaletteItem) -> int:
        """Paint what is on the right, and return its width."""
        if not item.aside:
            return 0
        painter.setFont(interface_font(12))
        painter.setPen(self.colours["muted"])
        most = round(area.width() * _MOST_ASIDE)
        width = min(painter.fontMetrics().horizontalAdvance(item.aside) + 2, most)
        place = area.adjusted(area.width() - width, 0, 0, 0)
        _line(painter, place, item.aside, Qt.AlignmentFlag.AlignRight)
        return width + _GAP


def _line(painter: QPainter, area: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    """Paint one line in the direction of its own script, with dots where it is cut off."""
    right_to_left = reads_right_to_left(text)
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
    painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, shown)
