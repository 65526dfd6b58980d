"""What is drawn on the page behind and over its text; the document itself is never touched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument

from app.core.notes.model import Colour
from app.ui.reader.page.page_document import FACT_LEFT, FactPlace, PageDocument
from app.ui.reader.page.text_geometry import block_rect, line_rects
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours, interface_font

_CARD_RADIUS: Final = 10
_ICON: Final = 18
_UNDERLINE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight as it is painted: its ranges in the document, and whether it has a note."""

    highlight_id: str
    colour: Colour
    ranges: tuple[tuple[int, int], ...]
    noted: bool

    def contains(self, position: int) -> bool:
        """Return whether a position is inside it."""
        return any(start <= position < end for start, end in self.ranges)


@dataclass(frozen=True, slots=True)
class FactMark:
    """How a fact's card is painted: its star, and how many notes it has."""

    starred: bool = False
    notes: int = 0


class PagePainter:
    """Paints one page in the colours of a theme, at an offset into the viewport."""

    def __init__(
        self,
        painter: QPainter,
        page: PageDocument,
        colours: ThemeColours,
        origin: QPointF,
        visible: QRectF,
    ) -> None:
        self._painter = painter
        self._page = page
        self._colours = colours
        self._origin = origin
        self._visible = visible
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    # Behind the text

    def section_rules(self) -> None:
        """Draw the thin line that continues each section's heading."""
        self._painter.setPen(QPen(self._colours["hairline"], 1))
        for section in self._page.sections:
            block = self._page.document.findBlock(section.position)
            rect = block_rect(self._page.document, block).translated(self._origin)
            if not self._shows(rect):
                continue
            line = block.layout().lineAt(0)
            y = round(rect.top() + line.height() / 2) + 0.5
            right_to_left = block.textDirection() is Qt.LayoutDirection.RightToLeft
            width = line.naturalTextWidth() + 12
            if right_to_left:
                self._painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right() - width, y))
            else:
                self._painter.drawLine(QPointF(rect.left() + width, y), QPointF(rect.right(), y))

    def chips(self) -> None:
        """Draw the outline around each subject's name."""
        self._painter.setPen(QPen(self._colours["hairline"], 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for start, end in self._page.chips:
            for rect in self._rects(start, end):
                pill = rect.adjusted(1, -2.5, -1, 2.5)
                self._painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)

    def fact_cards(
        self, marks: dict[str, FactMark], focused: str | None, hovered: str | None
    ) -> None:
        """Draw a card behind each fact, with its number, star and notes."""
        for fact in self._page.facts:
            card = fact_card(self._page.document, fact).translated(self._origin)
            if not self._shows(card):
                continue
            is_focused = fact.fact_id == focused
            border = QPen(
                self._colours["accent" if is_focused else "hairline"], 2 if is_focused else 1
            )
            self._painter.setPen(border)
            self._painter.setBrush(self._colours["surface"])
            self._painter.drawRoundedRect(card, _CARD_RADIUS, _CARD_RADIUS)
            self._number(fact, card)
            mark = marks.get(fact.fact_id, FactMark())
            lit = is_focused or fact.fact_id == hovered
            self._star(card, starred=mark.starred, lit=lit)
            self._notes(card, mark.notes, lit=lit)

    def highlights(self, marks: Iterable[Mark], selected: str | None) -> None:
        """Draw highlights: a fill with a darker line below it, or the line alone."""
        for mark in marks:
            fill = self._colours.highlights.get(mark.colour)
            line = QPen(self._colours.highlight_line(mark.colour), _UNDERLINE)
            for start, end in mark.ranges:
                for rect in self._rects(start, end):
                    band = rect.adjusted(-1.5, 0, 1.5, 0)
                    if fill is not None:
                        self._painter.setPen(Qt.PenStyle.NoPen)
                        self._painter.setBrush(fill)
                        self._painter.drawRoundedRect(band, 3, 3)
                    self._painter.setPen(line)
                    y = band.bottom() - _UNDERLINE / 2
                    self._painter.drawLine(
                        QPointF(band.left() + 1, y), QPointF(band.right() - 1, y)
                    )
                    if mark.highlight_id == selected:
                        self._outline(band, self._colours["accent"], 1.5)

    # Over the text

    def note_dots(self, marks: Iterable[Mark], left: float) -> None:
        """Draw a dot in the margin beside each highlight that has a note."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours["accent"])
        for mark in marks:
            if not mark.noted or not mark.ranges:
                continue
            for rect in self._rects(mark.ranges[0][0], mark.ranges[0][1]):
                self._painter.drawEllipse(QPointF(left, rect.center().y()), 3.5, 3.5)
                break

    def outlines(self, ranges: Iterable[tuple[int, int]], current: tuple[int, int] | None) -> None:
        """Draw a frame around each match of a search, a stronger one around the current."""
        for start, end in ranges:
            strong = (start, end) == current
            for rect in self._rects(start, end):
                band = rect.adjusted(-2, 0, 2, 0)
                self._outline(band, self._colours["find"], 2.5 if strong else 1.2)

    def _outline(self, rect: QRectF, colour: QColor, width: float) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(colour, width))
        self._painter.drawRoundedRect(rect, 3, 3)

    def _number(self, fact: FactPlace, card: QRectF) -> None:
        self._painter.setFont(interface_font(12))
        self._painter.setPen(self._colours["muted"])
        rect = QRectF(card.left() + 8, card.top() + 11, FACT_LEFT - 16, 22)
        self._painter.drawText(
            rect, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(fact.number)
        )

    def _star(self, card: QRectF, *, starred: bool, lit: bool) -> None:
        if not (starred or lit):
            return
        colour = self._colours["accent" if starred else "muted"].name()
        image = pixmap("star", colour, _ICON, self._ratio(), filled=starred)
        self._painter.drawPixmap(star_rect(card).topLeft(), image)

    def _notes(self, card: QRectF, count: int, *, lit: bool) -> None:
        if not (count or lit):
            return
        rect = note_rect(card)
        colour = self._colours["accent" if count else "muted"]
        self._painter.drawPixmap(
            rect.topLeft(), pixmap("sticky-note", colour.name(), _ICON, self._ratio())
        )
        if count:
            self._painter.setFont(interface_font(11))
            self._painter.setPen(colour)
            self._painter.drawText(QPointF(rect.right() + 2, rect.bottom() - 4), str(count))

    def _rects(self, start: int, end: int) -> Iterable[QRectF]:
        block = self._page.document.findBlock(start)
        if not self._shows(block_rect(self._page.document, block).translated(self._origin)):
            # Only the last block of a long mark may be in sight when its first one is not.
            last = self._page.document.findBlock(end)
            whole = block_rect(self._page.document, block).united(
                block_rect(self._page.document, last)
            )
            if not self._shows(whole.translated(self._origin)):
                return
        for rect in line_rects(self._page.document, start, end):
            yield rect.translated(self._origin)

    def _shows(self, rect: QRectF) -> bool:
        return (
            rect.bottom() + 40 >= self._visible.top() and rect.top() - 40 <= self._visible.bottom()
        )

    def _ratio(self) -> float:
        return self._painter.device().devicePixelRatioF()


def fact_card(document: QTextDocument, fact: FactPlace) -> QRectF:
    """Return the rectangle of a fact's card in the document."""
    first = block_rect(document, document.findBlock(fact.start))
    last = block_rect(document, document.findBlock(fact.end))
    margins = document.rootFrame().frameFormat()
    left, right = margins.leftMargin(), document.size().width() - margins.rightMargin()
    return QRectF(left, first.top() - 10, right - left, last.bottom() - first.top() + 20)


def star_rect(card: QRectF) -> QRectF:
    """Return the rectangle of the star on a fact's card."""
    return QRectF(card.right() - 66, card.top() + 12, _ICON, _ICON)


def note_rect(card: QRectF) -> QRectF:
    """Return the rectangle of the note icon on a fact's card."""
    return QRectF(card.right() - 38, card.top() + 12, _ICON, _ICON)


def fact_at(page: PageDocument, point: QPointF) -> tuple[str | None, str]:
    """Return the fact at a point of the document, and "star" or "note" if its icon is there."""
    for fact in page.facts:
        card = fact_card(page.document, fact)
        if card.contains(point):
            if star_rect(card).adjusted(-4, -4, 4, 4).contains(point):
                return fact.fact_id, "star"
            if note_rect(card).adjusted(-4, -4, 12, 4).contains(point):
                return fact.fact_id, "note"
            return fact.fact_id, ""
    return None, ""
