"""A document shown as a column of text: scrolling to positions, and a caret for keyboard use."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.ui.reader.page.column_layout import ColumnLayout

# How far below the upper edge a place is put that is scrolled to, and one that is jumped to.
_SCROLL_TOP: Final = 8
_JUMP_TOP: Final = 96
_ARROWS: Final = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class DocumentView(QTextBrowser):
    """Shows a document, centred in a column, and goes to positions in it.

    Signals:
        scrolled(): another part of the document is in sight.
    """

    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._caret = False
        self._column: ColumnLayout | None = None
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    @property
    def origin(self) -> QPointF:
        """Where the upper left corner of the document is in the viewport."""
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    @property
    def column_left(self) -> float:
        """The distance of the text from the left edge of the viewport."""
        return self._column.left(self.viewport().width()) if self._column else 0.0

    def show_document(self, document: QTextDocument, column: ColumnLayout) -> None:
        """Show another document, or the same one laid out again."""
        self._column = column
        # Qt deletes the document before, because it is this one's child.
        document.setParent(self)
        self.setDocument(document)
        # Qt keeps the caret's width with the document.
        self._show_caret(shown=self._caret)
        column.apply(document, self.viewport().width())

    def place_caret(self, position: int) -> None:
        """Put the caret at a position, without a selection."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)

    def scroll_to(self, position: int) -> None:
        """Scroll a position to the upper edge; the caret follows."""
        self._scroll_below_edge(position, _SCROLL_TOP)

    def scroll_into_view(self, position: int) -> None:
        """Scroll a position to some way below the upper edge; the caret follows."""
        self._scroll_below_edge(position, _JUMP_TOP)

    def first_visible_position(self) -> int:
        """Return the position of the first fully visible line."""
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, 12)).position()

    def range_rect(self, start: int, end: int) -> QRectF:
        """Return the rectangle of a range in the viewport, from its first to its last line."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        first = QRectF(self.cursorRect(cursor))
        cursor.setPosition(end)
        return first.united(QRectF(self.cursorRect(cursor)))

    # Qt's events

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Return a blank image for anything a document asks to load."""
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred, and what is being read where it was.

        That is the line with the caret, if it is in sight, else the one at the top.
        """
        if self._column is None:
            super().resizeEvent(event)
            return
        top = self.first_visible_position()
        caret = self.cursorRect().top()
        super().resizeEvent(event)
        self._column.apply(self.document(), self.viewport().width())
        bar = self.verticalScrollBar()
        if 0 <= caret < event.oldSize().height():
            place = min(caret, max(self.viewport().height() - _JUMP_TOP, 0))
            bar.setValue(bar.value() + self.cursorRect().top() - place)
        elif event.oldSize().width() != event.size().width() and top:
            cursor = QTextCursor(self.document())
            cursor.setPosition(top)
            bar.setValue(round(bar.value() + self.cursorRect(cursor).top() - 12))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Start moving the caret from what is visible, not from where it was left."""
        if event.key() in _ARROWS:
            self._show_caret(shown=True)
            in_sight = self.viewport().rect().intersects(self.cursorRect())
            if not in_sight and not self.textCursor().hasSelection():
                self.place_caret(self.first_visible_position())
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the caret, which only serves the keyboard."""
        self._show_caret(shown=False)
        super().mousePressEvent(event)

    # Inside

    def _scroll_below_edge(self, position: int, distance: int) -> None:
        self.place_caret(position)
        top = self.cursorRect().top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, round(top - distance)))

    def _show_caret(self, *, shown: bool) -> None:
        """Show the caret while the reader moves by keyboard, and only then."""
        self._caret = shown
        self.setCursorWidth(2 if shown else 0)
