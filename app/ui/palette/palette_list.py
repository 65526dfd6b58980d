"""The rows of the palette: a sign, a name, and on the right what it is or which key does it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.text_direction import reads_right_to_left
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours, interface_font

OFFER_ROLE: Final = Qt.ItemDataRole.UserRole + 1
ROW_HEIGHT: Final = 38
_LEFT: Final = 42
_RIGHT: Final = 14
_GAP: Final = 16
# More than this of a row is never given to what stands on its right.
_MOST_ASIDE: Final = 0.45


class OfferKind(StrEnum):
    """What the palette leads to."""

    SUMMARY = "summary"
    SUBJECT = "subject"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Offer:
    """One row. `aside` stands on its right; `on` marks a command that is switched on."""

    kind: OfferKind
    id: str
    text: str
    aside: str = ""
    icon: str = ""
    on: bool = False

    @property
    def spoken(self) -> str:
        """What is read out for it."""
        state = "on" if self.on else ""
        return ", ".join(filter(None, (self.text, state, self.aside, self.kind.value)))


class OfferModel(QAbstractListModel):
    """The offers that fit what was typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: list[Offer] = []

    def set_offers(self, offers: list[Offer]) -> None:
        """Show other offers."""
        self.beginResetModel()
        self._offers = offers
        self.endResetModel()

    def offer(self, number: int) -> Offer:
        """Return the offer in a row."""
        return self._offers[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._offers)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return an offer, its name, or what is read out for it."""
        offer = self._offers[index.row()]
        if role == OFFER_ROLE:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return offer.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return offer.spoken
        return None


class OfferList(QListView):
    """Shows the offers; the keyboard stays in the line above, which walks through them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offerList")
        self.setAccessibleName("What fits")
        self.offers = OfferModel(self)
        self.delegate = _Delegate(self)
        self.setModel(self.offers)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def choose_row(self, number: int) -> None:
        """Make a row the current one, the first or last instead of one beyond the ends."""
        last = self.offers.rowCount() - 1
        if last >= 0:
            self.setCurrentIndex(self.offers.index(max(0, min(number, last))))

    def current(self) -> Offer | None:
        """Return the offer in the current row."""
        index = self.currentIndex()
        return self.offers.offer(index.row()) if index.isValid() else None


class _Delegate(QStyledItemDelegate):
    """Paints a row."""

    colours: ThemeColours

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All rows are alike."""
        return QSize(option.rect.width(), ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint sign, name and what stands aside."""
        offer: Offer = index.data(OFFER_ROLE)
        rect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._band(painter, option)
        if offer.icon:
            ratio = option.widget.devicePixelRatioF()
            role = "accent" if offer.on else "muted"
            image = pixmap(offer.icon, self.colours[role].name(), 16, ratio)
            painter.drawPixmap(rect.left() + 14, rect.top() + (ROW_HEIGHT - 16) // 2, image)
        area = rect.adjusted(_LEFT, 0, -_RIGHT, 0)
        aside = self._aside(painter, area, offer)
        area.setRight(area.right() - aside)
        medium = offer.kind is OfferKind.SUMMARY
        font = interface_font(13, QFont.Weight.Medium if medium else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self.colours["text"])
        _line(painter, area, offer.text, Qt.AlignmentFlag.AlignLeft)
        painter.restore()

    def _band(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colours["selection" if selected else "hover"])
            painter.drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), 6, 6)

    def _aside(self, painter: QPainter, area: QRect, offer: Offer) -> int:
        """Paint what stands on the right, and return how much room it takes."""
        if not offer.aside:
            return 0
        painter.setFont(interface_font(12))
        painter.setPen(self.colours["muted"])
        most = round(area.width() * _MOST_ASIDE)
        width = min(painter.fontMetrics().horizontalAdvance(offer.aside) + 2, most)
        place = area.adjusted(area.width() - width, 0, 0, 0)
        _line(painter, place, offer.aside, Qt.AlignmentFlag.AlignRight)
        return width + _GAP


def _line(painter: QPainter, area: QRect, text: str, side: Qt.AlignmentFlag) -> None:
    """Paint one line, read in the direction of its own script, cut off at its end."""
    right_to_left = reads_right_to_left(text)
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    )
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side
    painter.drawText(area, flags | Qt.TextFlag.TextSingleLine, shown)
