"""Notes and highlights as cards in a list: for the panel beside the page and for the notebook."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
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
from PySide6.QtWidgets import (
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.core.notes.model import Colour, LinkKind
from app.core.text_direction import reads_right_to_left
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.theme import ThemeColours, interface_font, reading_font

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_PADDING: Final = 12
CARD_GAP: Final = 8
_MOST_LINES: Final = 6
_BAR: Final = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A card: a note's words or a highlight's passage, and a quiet line that places it.

    `kind` is NOTE or HIGHLIGHT; `detail` is read under the text (the names of links, say).
    """

    kind: LinkKind
    id: str
    text: str
    meta: str
    colour: Colour | None = None
    summary_id: str = ""


class EntryModel(QAbstractListModel):
    """The cards in their order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_entries(self, entries: list[Entry]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """Return the card of a row."""
        return self._entries[row]

    def row_of(self, entry_id: str) -> int:
        """Return the row of a note or highlight, -1 if it is not there."""
        return next((n for n, entry in enumerate(self._entries) if entry.id == entry_id), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many cards there are."""
        return 0 if parent.isValid() else len(self._entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a card, its text, or what is read out for it."""
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.kind.value}: {entry.text}. {entry.meta}"
        return None


class EntryList(QListView):
    """Shows the cards.

    Signals:
        chosen(Entry): the card became the current one by the reader's hand.
        activated_entry(Entry): the card is to be opened.
        trash_requested(Entry): the card is to be deleted.
    """

    chosen = Signal(object)
    activated_entry = Signal(object)
    trash_requested = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entryList")
        self.setAccessibleName(name)
        self.entries = EntryModel(self)
        # Whether the cards lie in the trash, where to open one is to bring it back.
        self.holds_trash = False
        self._delegate = _Delegate(self)
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(self._activate)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._delegate.colours = colours
        self.viewport().update()

    def show_entries(self, entries: list[Entry]) -> None:
        """Show other cards; the current one stays, or its neighbour takes its place."""
        before, row = self.current(), self.currentIndex().row()
        self.entries.set_entries(entries)
        if before is None:
            return
        same = self.entries.row_of(before.id)
        self._select_row(same if same >= 0 else min(row, len(entries) - 1))

    def select(self, entry_id: str) -> None:
        """Make a card the current one, or none, without opening it."""
        self._select_row(self.entries.row_of(entry_id) if entry_id else -1)

    def current(self) -> Entry | None:
        """Return the current card."""
        index = self.currentIndex()
        return self.entries.entry(index.row()) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes, the arrows choose."""
        entry = self.current()
        if entry is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated_entry.emit(entry)
        elif entry is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.trash_requested.emit(entry)
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.current() is not None:
                self.chosen.emit(self.current())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card under the pointer, or with the current one."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self._select_row(index.row())
        entry = self.entries.entry(index.row())
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.holds_trash:
            menu.addAction("Restore\tEnter", weak_slot(self._emit_activated, entry))
        else:
            menu.addAction("Open\tEnter", weak_slot(self._emit_activated, entry))
            menu.addAction("Delete\tDel", weak_slot(self._emit_trash, entry))
        middle = self.viewport().mapToGlobal(self.visualRect(index).center())
        menu.popup(middle if by_key else event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the cards anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _select_row(self, row: int) -> None:
        if row < 0:
            self.selectionModel().clear()
            return
        index = self.entries.index(row)
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, flag)
        self.scrollTo(index)

    def _emit_activated(self, entry: Entry) -> None:
        self.activated_entry.emit(entry)

    def _emit_trash(self, entry: Entry) -> None:
        self.trash_requested.emit(entry)

    def _clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(self.entries.entry(index.row()))

    def _activate(self, index: QModelIndex) -> None:
        self.activated_entry.emit(self.entries.entry(index.row()))


class _Delegate(QStyledItemDelegate):
    """Paints a card."""

    colours: ThemeColours

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Take the height that the wrapped text needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        entry: Entry = index.data(ENTRY_ROLE)
        _, height = self._laid_out(entry, width - 2 * (_PADDING + CARD_GAP) - _BAR)
        meta = 22 if entry.meta else 0
        return QSize(width, round(height) + meta + 2 * _PADDING + CARD_GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint the card, its colour, the text and the line below."""
        entry: Entry = index.data(ENTRY_ROLE)
        colours = self.colours
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus) and option.widget.hasFocus()
        card = QRectF(option.rect.adjusted(CARD_GAP, CARD_GAP // 2, -CARD_GAP, -CARD_GAP // 2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours["accent" if focused else "hairline"], 2 if focused else 1))
        painter.setBrush(colours["selection" if selected else "surface"])
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        self._paint_colour(painter, entry, card)
        left = card.left() + _PADDING + _BAR
        layout, height = self._laid_out(entry, card.width() - 2 * _PADDING - _BAR)
        painter.setPen(colours["text"])
        layout.draw(painter, QPointF(left, card.top() + _PADDING))
        if entry.meta:
            self._paint_meta(painter, entry, card, left, card.top() + _PADDING + height + 4)
        painter.restore()

    def _paint_colour(self, painter: QPainter, entry: Entry, card: QRectF) -> None:
        if entry.colour is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.colours.highlights.get(entry.colour, self.colours["accent"]))
        bar = QRectF(card.left() + 7, card.top() + _PADDING, _BAR, card.height() - 2 * _PADDING)
        painter.drawRoundedRect(bar, 2, 2)

    def _paint_meta(
        self, painter: QPainter, entry: Entry, card: QRectF, left: float, top: float
    ) -> None:
        painter.setFont(interface_font(12))
        painter.setPen(self.colours["muted"])
        area = QRect(round(left), round(top), round(card.right() - _PADDING - left), 18)
        text = painter.fontMetrics().elidedText(
            entry.meta, Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _laid_out(self, entry: Entry, width: float) -> tuple[QTextLayout, float]:
        """Return the wrapped text, cut off after a few lines, and its height."""
        font = reading_font(15) if entry.kind is LinkKind.HIGHLIGHT else interface_font(13)
        font.setWeight(QFont.Weight.Normal)
        text = entry.text
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
                shorter = Entry(entry.kind, entry.id, f"{cut}…", entry.meta, entry.colour)
                return self._laid_out(shorter, width)
            line.setLineWidth(max(width, 40))
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        return layout, height
