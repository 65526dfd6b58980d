"""The page itself: shows a document with its marks, and reports what the reader does there."""

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.reader.page.column_layout import ColumnLayout
from app.ui.reader.page.document_view import DocumentView
from app.ui.reader.page.page_document import FactPlace, PageDocument
from app.ui.reader.page.page_overlay import PageOverlay, Range
from app.ui.reader.page.page_painter import FactMark, Mark, PagePainter, fact_at, fact_card
from app.ui.reader.page.text_geometry import line_ends
from app.ui.style.theme import ThemeColours

_FLASH_MS: Final = 1500
_SETTLE_MS: Final = 150
# A match this far from the edges need not be scrolled to.
_IN_SIGHT: Final = 40
_NOTE_DOT: Final = 14
_CARD_MARGIN: Final = 12


class PageView(DocumentView):
    """A calm column of text to read and highlight, by mouse or keyboard.

    Signals:
        link_clicked(str): a link on the page was followed.
        fact_starred(str): the star of a fact was clicked.
        fact_noted(str): the note sign of a fact was clicked.
        fact_focused(str): another fact has the focus; '' when none has.
        mark_clicked(str): a highlight was clicked; '' when something else was.
        selection_settled(): a selection was made and has not changed for a moment; or is gone.
        menu_requested(QPoint): a menu is wanted at this place of the screen.
    """

    link_clicked = Signal(str)
    fact_starred = Signal(str)
    fact_noted = Signal(str)
    fact_focused = Signal(str)
    mark_clicked = Signal(str)
    selection_settled = Signal()
    menu_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName("Page")
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._colours: ThemeColours | None = None
        self._page: PageDocument | None = None
        self._overlay = PageOverlay()
        self._flash_timer = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash_timer.timeout.connect(self._end_flash)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.selection_settled)
        self.anchorClicked.connect(self._follow)
        self.selectionChanged.connect(self._settle.start)

    # What it shows

    @property
    def page(self) -> PageDocument | None:
        """The document that is shown, with its places."""
        return self._page

    @property
    def matches(self) -> list[Range]:
        """The matches that are framed, as positions of the document."""
        return self._overlay.matches

    @property
    def current_match(self) -> Range | None:
        """The match with the strong frame, as positions of the document."""
        return self._overlay.current_match

    @property
    def fact_marks(self) -> dict[str, FactMark]:
        """The stars and notes that are shown on facts, by the facts' ids."""
        return self._overlay.facts

    def show_page(
        self, page: PageDocument, colours: ThemeColours, text_size: int, measure: int
    ) -> None:
        """Show another document, or the same one in other colours or sizes."""
        self._page, self._colours = page, colours
        self._overlay.reset(page)
        self.show_document(page.document, ColumnLayout(measure, text_size))

    def set_marks(self, marks: list[Mark], facts: dict[str, FactMark]) -> None:
        """Show these highlights, and these stars and notes on facts."""
        self._overlay.marks, self._overlay.facts = marks, facts
        self.viewport().update()

    def show_highlights(self, *, shown: bool) -> None:
        """Show or hide all highlights."""
        self._overlay.shows_highlights = shown
        self.viewport().update()

    def select_mark(self, highlight_id: str | None) -> None:
        """Frame one highlight."""
        self._overlay.selected_mark = highlight_id
        self.viewport().update()

    def set_matches(self, matches: list[Range], current: Range | None) -> None:
        """Frame the matches of a search."""
        self._overlay.matches, self._overlay.current_match = matches, current
        self.viewport().update()

    # Places

    def jump(self, position: int, flash: list[Range] | None = None) -> None:
        """Scroll a position to near the top, and frame the `flash` ranges for a moment."""
        self.scroll_into_view(position)
        self._overlay.flash = flash or []
        if flash:
            self._flash_timer.start()
        self.viewport().update()

    def bring(self, position: int) -> None:
        """Move the caret to a position, and scroll only if it is not well inside the viewport."""
        self.place_caret(position)
        rect = self.cursorRect()
        if rect.top() < _IN_SIGHT or rect.bottom() > self.viewport().height() - _IN_SIGHT:
            self.jump(position)

    # Facts

    @property
    def focused_fact(self) -> str | None:
        """The fact that has the focus."""
        return self._overlay.focus.focused

    def focus_fact(self, fact_id: str | None) -> None:
        """Focus a fact and scroll it into view; None removes the focus."""
        self._overlay.focus.focused = fact_id
        place = self._overlay.focus.place
        if place is not None:
            self.place_caret(place.start)
            card = self._card(place)
            bar = self.verticalScrollBar()
            bottom = self.viewport().height() - _CARD_MARGIN
            if card.top() < _CARD_MARGIN:
                bar.setValue(round(bar.value() + card.top() - _CARD_MARGIN))
            elif card.bottom() > bottom:
                bar.setValue(round(bar.value() + card.bottom() - bottom))
        self.viewport().update()
        self.fact_focused.emit(fact_id or "")

    def focused_place(self) -> FactPlace | None:
        """Return where the focused fact is on the page, None if none is visible."""
        place = self._overlay.focus.place
        if place is None:
            return None
        return place if self._card(place).intersects(QRectF(self.viewport().rect())) else None

    def step_fact(self, step: int) -> None:
        """Focus the next or previous fact; without a focus, the first visible one."""
        fact_id = self._overlay.focus.neighbour(step, self.first_visible_position())
        if fact_id is not None:
            self.focus_fact(fact_id)

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the marks, the text over them, and what is over the text."""
        if self._page is None or self._colours is None:
            super().paintEvent(event)
            return
        visible = QRectF(event.rect())
        painter = QPainter(self.viewport())
        self._overlay.paint_behind(
            PagePainter(painter, self._page, self._colours, self.origin, visible)
        )
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        first, last = self._positions_between(event.rect().top(), event.rect().bottom())
        self._overlay.paint_over(
            PagePainter(painter, self._page, self._colours, self.origin, visible),
            first,
            last,
            self.column_left - _NOTE_DOT,
        )
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the fact under the pointer."""
        super().mouseMoveEvent(event)
        fact_id, sign = self._fact_under(event.position())
        if fact_id != self._overlay.focus.hovered:
            self._overlay.focus.hovered = fact_id
            self.viewport().update()
        if sign:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            self.viewport().setToolTip(
                "Star this fact (S)" if sign == "star" else "Note on this fact (N)"
            )
        else:
            self.viewport().setToolTip("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Handle a click on a fact's icons or on a highlight."""
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

    # Inside

    def _card(self, place: FactPlace) -> QRectF:
        """Return the card of a fact in the viewport."""
        return fact_card(self.document(), place).translated(self.origin)

    def _positions_between(self, top: int, bottom: int) -> Range:
        """Return the first and last position of the lines in a part of the viewport."""
        middle = self.viewport().width() // 2
        above = self.cursorForPosition(QPoint(middle, top - _IN_SIGHT))
        below = self.cursorForPosition(QPoint(middle, bottom + _IN_SIGHT))
        return line_ends(above)[0], line_ends(below)[1]

    def _fact_under(self, point: QPointF) -> tuple[str | None, str]:
        """Return the fact under a point of the viewport, and the icon of its card there."""
        return fact_at(self._page, point - self.origin) if self._page else (None, "")

    def _choose_at(self, point: QPoint) -> None:
        """Focus the fact and select the highlight at a point of the viewport, or neither."""
        fact_id, _ = self._fact_under(QPointF(point))
        if fact_id != self.focused_fact:
            self._overlay.focus.focused = fact_id
            self.fact_focused.emit(fact_id or "")
            self.viewport().update()
        mark = self._overlay.mark_at(self.cursorForPosition(point).position())
        self.mark_clicked.emit(mark.highlight_id if mark else "")

    def _follow(self, url: QUrl) -> None:
        self.link_clicked.emit(url.toString())

    def _end_flash(self) -> None:
        self._overlay.flash = []
        self.viewport().update()
