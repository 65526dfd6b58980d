"""How the rows of an answer are painted: headings, and hits with their matches framed."""

from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem

from app.core.search.kinds import HitKind
from app.core.search.results.results import Hit
from app.core.text_direction import reads_right_to_left
from app.messages import untitled
from app.ui.qt.text_lines import x_of
from app.ui.qt.utf16 import utf16_length
from app.ui.search.facet_values import KIND_NAMES
from app.ui.search.result_model import PICKED_ROLE, Header, LikelyHeader, More
from app.ui.style.icons import pixmap
from app.ui.style.theme import interface_font, reading_font
from app.ui.widgets.row_list import ROW_ROLE, Index, RowDelegate

# Left of this, a press picks a hit instead of opening it.
PICK_WIDTH: Final = 40
_HEADER: Final = 40
_MORE: Final = 34
_LINES: Final = 3
_PADDING: Final = 10
_LEFT: Final = PICK_WIDTH
_Spans = tuple[tuple[int, int], ...]
_ICONS: Final = {
    HitKind.FACT: "hash",
    HitKind.NOTE: "sticky-note",
    HitKind.HIGHLIGHT: "highlighter",
    HitKind.SUMMARY: "file-text",
    HitKind.VOCABULARY: "book-open",
}


class ResultDelegate(RowDelegate):
    """Paints headings, hits and the lines that lead to more."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height that the excerpt needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        row = index.data(ROW_ROLE)
        if not isinstance(row, Hit):
            return QSize(width, _MORE if isinstance(row, More) else _HEADER)
        _, height = _laid_out(row, width - _LEFT - 24)
        title = 20 if _title(row) else 0
        return QSize(width, round(height) + title + 2 * _PADDING)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        match row := index.data(ROW_ROLE):
            case Header():
                self._paint_header(painter, option.rect, row)
            case LikelyHeader():
                self._paint_likely(painter, option.rect, row)
            case More():
                self._paint_more(painter, option, row)
            case _:
                self._paint_hit(painter, option, row, picked=index.data(PICKED_ROLE))

    def _paint_header(self, painter: QPainter, rect: QRect, header: Header) -> None:
        font = interface_font(11, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        painter.setFont(font)
        painter.setPen(self.colours["accent"])
        name = KIND_NAMES[header.kind].upper()
        area = rect.adjusted(16, 10, -16, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
        width = painter.fontMetrics().horizontalAdvance(name)
        painter.setFont(interface_font(12))
        painter.setPen(self.colours["muted"])
        more = header.total > header.shown
        total = f"{header.total:,}"
        count = f"{header.shown:,} of {total}" if more else total
        painter.drawText(area.adjusted(width + 10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_likely(self, painter: QPainter, rect: QRect, header: LikelyHeader) -> None:
        painter.setFont(interface_font(13))
        painter.setPen(self.colours["text"])
        area = rect.adjusted(16, 10, -16, 0)
        shown = painter.fontMetrics().elidedText(
            f"Found for “{header.meant}”", Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_more(self, painter: QPainter, option: QStyleOptionViewItem, more: More) -> None:
        self._paint_band(painter, option, picked=False)
        painter.setFont(interface_font(13, QFont.Weight.Medium))
        painter.setPen(self.colours["accent"])
        area = option.rect.adjusted(_LEFT, 0, -24, 0)
        painter.drawText(
            area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, more.name
        )

    def _paint_band(self, painter: QPainter, option: QStyleOptionViewItem, *, picked: bool) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if not (picked or selected or option.state & QStyle.StateFlag.State_MouseOver):
            return
        focused = selected and option.widget.hasFocus()
        painter.setPen(QPen(self.colours["accent"], 1.5) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(self.colours["selection" if picked or selected else "hover"])
        painter.drawRoundedRect(QRectF(option.rect).adjusted(8, 1, -8, -1), 8, 8)

    def _paint_hit(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, *, picked: bool
    ) -> None:
        colours, rect = self.colours, option.rect
        self._paint_band(painter, option, picked=picked)
        self._paint_sign(painter, option, hit, picked=picked)
        layout, height = _laid_out(hit, rect.width() - _LEFT - 24)
        painter.setPen(colours["text"])
        top = float(rect.top() + _PADDING)
        title = _title(hit)
        if title and hit.kind is HitKind.SUMMARY:
            self._paint_title(painter, rect, top, title, hit.title_spans if hit.title else ())
            top += 20
        origin = QPointF(rect.left() + _LEFT, top)
        self._paint_matches(painter, layout, hit.excerpt.text, hit.excerpt.spans, origin)
        painter.setPen(colours["text"])
        layout.draw(painter, origin)
        if title and hit.kind is not HitKind.SUMMARY:
            self._paint_line(painter, rect, top + height, title, interface_font(12), "muted")

    def _paint_sign(
        self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit, *, picked: bool
    ) -> None:
        """Paint the icon of the kind; under the pointer, or when selected, a check box."""
        colours, rect = self.colours, option.rect
        ratio = option.widget.devicePixelRatioF()
        left, top = rect.left() + 16, rect.top() + _PADDING + 2
        if picked or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(colours["accent" if picked else "muted"], 1.5))
            painter.setBrush(colours["accent"] if picked else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(left + 1, top + 1, 14, 14), 4, 4)
            if picked:
                check = pixmap("check", colours["on_accent"].name(), 12, ratio)
                painter.drawPixmap(left + 2, top + 2, check)
        else:
            image = pixmap(_ICONS[hit.kind], colours["muted"].name(), 16, ratio)
            painter.drawPixmap(left, top, image)

    def _paint_line(
        self, painter: QPainter, rect: QRect, top: float, text: str, font: QFont, role: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(self.colours[role])
        area = QRect(rect.left() + _LEFT, round(top), rect.width() - _LEFT - 24, 18)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
        side = right if reads_right_to_left(text) else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | side, shown)

    def _paint_title(
        self, painter: QPainter, rect: QRect, top: float, title: str, spans: _Spans
    ) -> None:
        """Paint the title of a summary with its matches framed."""
        font = interface_font(13, QFont.Weight.DemiBold)
        width = rect.width() - _LEFT - 24
        shown = QFontMetrics(font).elidedText(title, Qt.TextElideMode.ElideRight, width)
        layout, _ = _wrapped(shown, font, width, lines=1)
        origin = QPointF(rect.left() + _LEFT, top + 1)
        whole = shown == title
        kept = tuple((start, end) for start, end in spans if whole or end < len(shown))
        self._paint_matches(painter, layout, shown, kept, origin)
        painter.setPen(self.colours["text"])
        layout.draw(painter, origin)

    def _paint_matches(
        self, painter: QPainter, layout: QTextLayout, text: str, spans: _Spans, origin: QPointF
    ) -> None:
        """Frame the matches, as on the page."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.colours["find"], 1.2))
        for start, end in spans:
            first = utf16_length(text[:start])
            last = first + utf16_length(text[start:end])
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                left, right = (
                    max(first, line.textStart()),
                    min(last, line.textStart() + line.textLength()),
                )
                if left < right:
                    a, b = sorted((x_of(line, left), x_of(line, right)))
                    box = QRectF(a - 1.5, line.y() + 1, b - a + 3, line.height() - 1)
                    painter.drawRoundedRect(box.translated(origin), 3, 3)


def _laid_out(hit: Hit, width: float) -> tuple[QTextLayout, float]:
    """Return the wrapped excerpt of at most three lines, and its height."""
    return _wrapped(hit.excerpt.text, reading_font(15), width, lines=_LINES)


def _wrapped(text: str, font: QFont, width: float, lines: int) -> tuple[QTextLayout, float]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    right_to_left = reads_right_to_left(text)
    direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(direction)
    if right_to_left:
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    for _ in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 60))
        line.setPosition(QPointF(0, height))
        height += line.height() + 2
    layout.endLayout()
    return layout, height


def _title(hit: Hit) -> str:
    """Return the title of a hit's summary; a note has none."""
    if hit.kind is HitKind.NOTE:
        return ""
    return hit.title or untitled("")
