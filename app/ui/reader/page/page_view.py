"""The page itself: shows a document and its marks, and tells what the reader does there."""

from bisect import bisect_left
from operator import itemgetter
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from app.ui.reader.page.page_document import FactPlace, PageDocument
from app.ui.reader.page.page_painter import FactMark, Mark, PagePainter, fact_at, fact_card
from app.ui.reader.page.text_geometry import line_ends
from app.ui.style.theme import ThemeColours

_SIDE: Final = 32
_FLASH_MS: Final = 1500
# So far below the upper edge does a place come to lie that is jumped to.
_JUMP_TOP: Final = 96
# So far from the edges lies what need not be scrolled to.
_IN_SIGHT: Final = 40
# An average character of the reading face is so wide, in parts of its size.
_CHARACTER: Final = 0.475


class PageView(QTextBrowser):
    """A calm column of text that can be read, marked and walked through by keyboard.

    Signals:
        link_clicked(str): a link on the page was followed.
        fact_starred(str): the star of a fact was clicked.
        fact_noted(str): the note sign of a fact was clicked.
        fact_focused(str): another fact has the focus; '' when none has.
        mark_clicked(str): a highlight was clicked, or walked into by the caret.
        selection_settled(): a selection was made and stands still; or is gone.
        scrolled(): another part of the page is in sight.
        menu_requested(QPoint): a menu is wanted at this place of the screen.
    """

    link_clicked = Signal(str)
    fact_starred = Signal(str)
    fact_noted = Signal(str)
    fact_focused = Signal(str)
    mark_clicked = Signal(str)
    selection_settled = Signal()
    scrolled = Signal()
    menu_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Page")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._caret = False
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._colours: ThemeColours | None = None
        self._measure = 66
        self._text_size = 18
        self._page: PageDocument | None = None
        self._marks: list[Mark] = []
        self._show_marks = True
        self._selected_mark: str | None = None
        self._facts: dict[str, FactMark] = {}
        self._focused: str | None = None
        self._hovered: str | None = None
        self._matches: list[tuple[int, int]] = []
        self._current: tuple[int, int] | None = None
        self._flash: list[tuple[int, int]] = []
        self._flash_timer = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash_timer.timeout.connect(self._end_flash)
        self._settle = QTimer(self, singleShot=True, interval=150)
        self._settle.timeout.connect(self._settled)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self._settle.start)
        self.verticalScrollBar().valueChanged.connect(self.scrolled)

    # What it shows

    @property
    def page(self) -> PageDocument | None:
        """The document that is shown, with its places."""
        return self._page

    def show_page(
        self, page: PageDocument, colours: ThemeColours, text_size: int, measure: int
    ) -> None:
        """Show another document, or the same one in another look."""
        self._page, self._colours = page, colours
        self._text_size, self._measure = text_size, measure
        self._marks, self._matches, self._current, self._flash = [], [], None, []
        self._focused = self._hovered = self._selected_mark = None
        # Qt deletes the document before, because it is this one's child.
        page.document.setParent(self)
        self.setDocument(page.document)
        # Qt keeps the caret's width with the document.
        self._show_caret(shown=self._caret)
        self._centre()

    def set_marks(self, marks: list[Mark], facts: dict[str, FactMark]) -> None:
        """Show these highlights, and these stars and notes on facts."""
        self._marks, self._facts = marks, facts
        self.viewport().update()

    def show_highlights(self, *, shown: bool) -> None:
        """Show or hide all highlights."""
        self._show_marks = shown
        self.viewport().update()

    def select_mark(self, highlight_id: str | None) -> None:
        """Frame one highlight."""
        self._selected_mark = highlight_id
        self.viewport().update()

    def set_matches(self, matches: list[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Frame the matches of a search."""
        self._matches, self._current = matches, current
        self.viewport().update()

    # Places

    def jump(self, position: int, flash: list[tuple[int, int]] | None = None) -> None:
        """Scroll so that a position comes to lie near the top, and frame what was meant."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, round(top - _JUMP_TOP)))
        self._flash = flash or []
        if flash:
            self._flash_timer.start()
        self.viewport().update()

    def bring(self, position: int) -> None:
        """Set the caret to a position, and scroll only if it is not well in sight."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        rect = self.cursorRect()
        if rect.top() < _IN_SIGHT or rect.bottom() > self.viewport().height() - _IN_SIGHT:
            self.jump(position)

    def scroll_to(self, position: int) -> None:
        """Scroll a position to the upper edge; the caret follows."""
        cursor = self.textCursor()
        cursor.setPosition(position)
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(max(0, round(top - 8)))

    def first_visible_position(self) -> int:
        """Return the position of the first line that is wholly in sight."""
        return self.cursorForPosition(QPoint(self.viewport().width() // 2, 12)).position()

    def range_rect(self, start: int, end: int) -> QRectF:
        """Return the rectangle of a stretch in the viewport, from its first to its last line."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        first = QRectF(self.cursorRect(cursor))
        cursor.setPosition(end)
        return first.united(QRectF(self.cursorRect(cursor)))

    # Facts

    @property
    def focused_fact(self) -> str | None:
        """The fact that has the focus."""
        return self._focused

    def focus_fact(self, fact_id: str | None) -> None:
        """Give a fact the focus and bring it into sight; None takes the focus away."""
        self._focused = fact_id
        if self._page is not None and fact_id is not None:
            place = next(fact for fact in self._page.facts if fact.fact_id == fact_id)
            cursor = self.textCursor()
            cursor.setPosition(place.start)
            self.setTextCursor(cursor)
            card = fact_card(self.document(), place).translated(self._origin())
            bar = self.verticalScrollBar()
            if card.top() < 12:
                bar.setValue(round(bar.value() + card.top() - 12))
            elif card.bottom() > self.viewport().height() - 12:
                bar.setValue(round(bar.value() + card.bottom() - self.viewport().height() + 12))
        self.viewport().update()
        self.fact_focused.emit(fact_id or "")

    def focused_place(self) -> FactPlace | None:
        """Return where the focused fact stands, None if there is none in sight."""
        if self._page is None:
            return None
        for place in self._page.facts:
            if place.fact_id == self._focused:
                card = fact_card(self.document(), place).translated(self._origin())
                return place if card.intersects(QRectF(self.viewport().rect())) else None
        return None

    def step_fact(self, step: int) -> None:
        """Move the focus to the next or previous fact; from nowhere, to the first in sight."""
        if self._page is None or not self._page.facts:
            return
        ids = [fact.fact_id for fact in self._page.facts]
        if self._focused in ids:
            number = ids.index(self._focused) + step
        else:
            here = self.first_visible_position()
            below = [n for n, fact in enumerate(self._page.facts) if fact.start >= here]
            number = below[0] if below else len(ids) - 1
        self.focus_fact(ids[min(max(number, 0), len(ids) - 1)])

    # Qt's events

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Answer everything a document might want to load with a blank image."""
        blank = QImage(1, 1, QImage.Format.Format_ARGB32)
        blank.fill(Qt.GlobalColor.transparent)
        return blank

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, the text over them, and what lies over the text."""
        if self._page is None or self._colours is None:
            super().paintEvent(event)
            return
        visible = QRectF(event.rect())
        painter = QPainter(self.viewport())
        behind = PagePainter(painter, self._page, self._colours, self._origin(), visible)
        behind.section_rules()
        behind.chips()
        behind.fact_cards(self._facts, self._focused, self._hovered)
        if self._show_marks:
            behind.highlights(self._marks, self._selected_mark)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        over = PagePainter(painter, self._page, self._colours, self._origin(), visible)
        if self._show_marks:
            over.note_dots(self._marks, self._column_left() - 14)
        over.outlines(self._matches_in_sight(event.rect()), self._current)
        over.outlines(self._flash, None)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column at its measure and in the middle, and in its place what is read.

        That is the line with the caret, if it is in sight, else the one at the top.
        """
        top = self.first_visible_position() if self._page else 0
        caret = self.cursorRect().top()
        super().resizeEvent(event)
        self._centre()
        bar = self.verticalScrollBar()
        if self._page and 0 <= caret < event.oldSize().height():
            place = min(caret, max(self.viewport().height() - _JUMP_TOP, 0))
            bar.setValue(bar.value() + self.cursorRect().top() - place)
        elif self._page and event.oldSize().width() != event.size().width() and top:
            cursor = QTextCursor(self.document())
            cursor.setPosition(top)
            bar.setValue(round(bar.value() + self.cursorRect(cursor).top() - 12))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the fact under the pointer."""
        super().mouseMoveEvent(event)
        fact_id, sign = self._fact_under(event.position())
        if fact_id != self._hovered:
            self._hovered = fact_id
            self.viewport().update()
        if sign:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self.viewport().setToolTip(
                "Star this fact (S)" if sign == "star" else "Note on this fact (N)"
            )
        else:
            self.viewport().setToolTip("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on a fact's signs or on a highlight."""
        super().mouseReleaseEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        fact_id, sign = self._fact_under(event.position())
        if fact_id and sign:
            (self.fact_starred if sign == "star" else self.fact_noted).emit(fact_id)
            return
        self._choose_at(event.position().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu; one by mouse is for the fact or highlight under the pointer."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            area, point = self.viewport().rect(), self.cursorRect().bottomLeft()
            if not area.contains(point):
                point = area.center()
            self.menu_requested.emit(self.viewport().mapToGlobal(point))
            return
        if not self.textCursor().hasSelection():
            self._choose_at(event.pos())
        self.menu_requested.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin walking with the caret where the reader looks, not where it was left."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._show_caret(shown=True)
            caret = self.cursorRect()
            if (
                not self.viewport().rect().intersects(caret)
                and not self.textCursor().hasSelection()
            ):
                cursor = self.textCursor()
                cursor.setPosition(self.first_visible_position())
                self.setTextCursor(cursor)
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hide the caret, which only serves the keyboard."""
        self._show_caret(shown=False)
        super().mousePressEvent(event)

    def mark_at(self, position: int) -> Mark | None:
        """Return the highlight at a position, the newest where several lie over one another."""
        return next((mark for mark in reversed(self._marks) if mark.contains(position)), None)

    # Inside

    def _show_caret(self, *, shown: bool) -> None:
        """Show the caret while the reader walks by keyboard, and only then."""
        self._caret = shown
        self.setCursorWidth(2 if shown else 0)

    def _centre(self) -> None:
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        side = self._column_left()
        if form.leftMargin() != side or form.bottomMargin() == 0:
            form.setMargin(0)
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(40)
            form.setBottomMargin(96)
            frame.setFrameFormat(form)

    def _column_left(self) -> float:
        width = self.viewport().width()
        column = min(self._measure * self._text_size * _CHARACTER, width - 2 * _SIDE)
        return max(float(_SIDE), (width - column) / 2)

    def _origin(self) -> QPointF:
        return QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())

    def _matches_in_sight(self, area: QRect) -> list[tuple[int, int]]:
        """Return the matches that stand in a part of the viewport: there may be thousands."""
        middle = self.viewport().width() // 2
        above, below = (
            self.cursorForPosition(QPoint(middle, y))
            for y in (area.top() - _IN_SIGHT, area.bottom() + _IN_SIGHT)
        )
        first, last = line_ends(above)[0], line_ends(below)[1]
        start = bisect_left(self._matches, first, key=itemgetter(1))
        return self._matches[start : bisect_left(self._matches, last, key=itemgetter(0))]

    def _fact_under(self, point: QPointF) -> tuple[str | None, str]:
        """Return the fact under a point of the viewport, and whether it is a sign of its card."""
        return fact_at(self._page, point - self._origin()) if self._page else (None, "")

    def _choose_at(self, point: QPoint) -> None:
        """Choose the fact and the highlight at a point of the viewport, or none."""
        fact_id, _ = self._fact_under(QPointF(point))
        if fact_id != self._focused:
            self._focused = fact_id
            self.fact_focused.emit(fact_id or "")
            self.viewport().update()
        mark = self.mark_at(self.cursorForPosition(point).position())
        self.mark_clicked.emit(mark.highlight_id if mark else "")

    def _settled(self) -> None:
        self.selection_settled.emit()

    def _follow(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString())

    def _end_flash(self) -> None:
        self._flash = []
        self.viewport().update()
