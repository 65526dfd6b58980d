"""Notes and highlights as cards in a list: for the panel beside the page and for the notebook."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyleOptionViewItem, QWidget

from app.core.notes.model import Colour, LinkKind
from app.core.text_direction import reads_right_to_left
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.theme import interface_font, reading_font
from app.ui.widgets.row_list import ROW_ROLE, Index, RowDelegate, RowList, RowModel, paint_line

_PADDING: Final = 12
CARD_GAP: Final = 8
_MOST_LINES: Final = 6
_MOST_MEASURED: Final = 2_000
_BAR: Final = 4


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A card: the text of a note or highlight, and a line that says where it belongs.

    `kind` is NOTE or HIGHLIGHT; `meta` is read under the text (the names of links, say).
    """

    kind: LinkKind
    id: str
    text: str
    meta: str
    colour: Colour | None = None
    summary_id: str = ""


class CardModel(RowModel[NoteCard]):
    """The cards in their order."""

    def number_of(self, card_id: str) -> int:
        """Return the place of a note or highlight in the list, -1 if it is not there."""
        return next((n for n, card in enumerate(self.rows) if card.id == card_id), -1)

    def text(self, number: int) -> str:
        """Return the text of a card."""
        return self.row(number).text

    def spoken(self, number: int) -> str:
        """Return what a screen reader says for a card: what it is, its text, its place."""
        card = self.row(number)
        return f"{card.kind.value}: {card.text}. {card.meta}"

    def tip(self, _number: int) -> None:
        """Return nothing: the text can be read in the card."""
        return


class CardList(RowList):
    """Shows the cards.

    Signals:
        chosen(NoteCard): the card became the current one by the reader's hand.
        card_activated(NoteCard): the card is to be opened.
        trash_requested(NoteCard): the card is to be deleted.
    """

    chosen = Signal(object)
    card_activated = Signal(object)
    trash_requested = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.cards = CardModel()
        super().__init__(name, self.cards, CardDelegate(), parent)
        self.setObjectName("entryList")
        # Whether the cards are in the trash, where opening one restores it.
        self.holds_trash = False
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._activate)

    def show_cards(self, cards: list[NoteCard]) -> None:
        """Show other cards; the same one stays current, or its neighbour if it is gone."""
        before, row = self.current(), self.currentIndex().row()
        self.cards.set_rows(cards)
        if before is None:
            return
        same = self.cards.number_of(before.id)
        self._select_row(same if same >= 0 else min(row, len(cards) - 1))

    def select(self, card_id: str) -> None:
        """Make a card current, or none, without opening it."""
        self._select_row(self.cards.number_of(card_id) if card_id else -1)

    def current(self) -> NoteCard | None:
        """Return the current card."""
        index = self.currentIndex()
        return self.cards.row(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, delete on Delete, choose with the arrow keys."""
        card = self.current()
        if card is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.card_activated.emit(card)
        elif card is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.trash_requested.emit(card)
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.current() is not None:
                self.chosen.emit(self.current())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show a menu for the card under the pointer, or for the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self._select_row(index.row())
        card = self.cards.row(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.holds_trash:
            menu.addAction("Restore\tEnter", weak_slot(self._emit_activated, card))
        else:
            menu.addAction("Open\tEnter", weak_slot(self._emit_activated, card))
            menu.addAction("Delete\tDel", weak_slot(self._emit_trash, card))
        middle = self.viewport().mapToGlobal(self.visualRect(index).center())
        menu.popup(middle if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the cards again."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _select_row(self, row: int) -> None:
        if row < 0:
            self.selectionModel().clear()
            return
        index = self.cards.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def _emit_activated(self, card: NoteCard) -> None:
        self.card_activated.emit(card)

    def _emit_trash(self, card: NoteCard) -> None:
        self.trash_requested.emit(card)

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.cards.row(index.row()))

    def _activate(self, index: QModelIndex) -> None:
        self.card_activated.emit(self.cards.row(index.row()))


class CardDelegate(RowDelegate):
    """Paints a card."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the wrapped text needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        card: NoteCard = index.data(ROW_ROLE)
        _, height = self._laid_out(card, width - 2 * (_PADDING + CARD_GAP) - _BAR)
        meta = 22 if card.meta else 0
        return QSize(width, round(height) + meta + 2 * _PADDING + CARD_GAP)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card, its colour, the text and the line below."""
        card: NoteCard = index.data(ROW_ROLE)
        colours = self.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and option.widget.hasFocus()
        frame = QRectF(option.rect.adjusted(CARD_GAP, CARD_GAP // 2, -CARD_GAP, -CARD_GAP // 2))
        painter.setPen(QPen(colours["accent" if focused else "hairline"], 2 if focused else 1))
        painter.setBrush(colours["selection" if selected else "surface"])
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        self._paint_colour(painter, card, frame)
        left = frame.left() + _PADDING + _BAR
        layout, height = self._laid_out(card, frame.width() - 2 * _PADDING - _BAR)
        painter.setPen(colours["text"])
        layout.draw(painter, QPointF(left, frame.top() + _PADDING))
        if card.meta:
            self._paint_meta(painter, card, frame, left, frame.top() + _PADDING + height + 4)

    def _paint_colour(self, painter: QPainter, card: NoteCard, frame: QRectF) -> None:
        if card.colour is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.highlights.get(card.colour, self.colours["accent"]))
        bar = QRectF(frame.left() + 7, frame.top() + _PADDING, _BAR, frame.height() - 2 * _PADDING)
        painter.drawRoundedRect(bar, 2, 2)

    def _paint_meta(
        self, painter: QPainter, card: NoteCard, frame: QRectF, left: float, top: float
    ) -> None:
        area = QRect(round(left), round(top), round(frame.right() - _PADDING - left), 18)
        paint_line(painter, area, card.meta, interface_font(12), self.colours["muted"])

    def _laid_out(self, card: NoteCard, width: float) -> tuple[QTextLayout, float]:
        """Return the wrapped text, cut off after a few lines, and its height."""
        font = reading_font(15) if card.kind is LinkKind.HIGHLIGHT else interface_font(13)
        font.setWeight(QFont.Weight.Normal)
        # No more than can be in so few lines: Qt would measure all of it for each.
        text = card.text[:_MOST_MEASURED]
        layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if reads_right_to_left(text):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        else:
            option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        height = 0.0
        layout.beginLayout()
        for number in range(_MOST_LINES + 1):
            line = layout.createLine()
            if not line.isValid():
                break
            if number == _MOST_LINES:
                # One line too many: the text is cut before it, with dots.
                layout.endLayout()
                cut = text[: line.textStart()].rstrip()[:-1]
                shorter = NoteCard(card.kind, card.id, f"{cut}…", card.meta, card.colour)
                return self._laid_out(shorter, width)
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        return layout, height
