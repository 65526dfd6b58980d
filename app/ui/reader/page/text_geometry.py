"""Where ranges of a document are on the screen, line by line, in either reading direction."""

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QFontMetricsF,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextLine,
    QTextTable,
)

from app.core.text_direction import has_arabic
from app.ui.qt.text_lines import x_of


def block_rect(document: QTextDocument, block: QTextBlock) -> QRectF:
    """Return a block's rectangle in the document, without its margins."""
    return document.documentLayout().blockBoundingRect(block)


def line_ends(cursor: QTextCursor) -> tuple[int, int]:
    """Return where the line of a cursor begins and ends; a table counts as one line."""
    table = cast("QTextTable | None", cursor.currentTable())
    if table is not None:
        return table.firstPosition(), table.lastPosition()
    block = cursor.block()
    line = block.layout().lineForTextPosition(cursor.positionInBlock())
    if not line.isValid():
        return block.position(), block.position() + block.length()
    start = block.position() + line.textStart()
    return start, start + line.textLength()


def line_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """Yield one rectangle per line, or several where directions mix, from `start` to `end`."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        first = max(start - block.position(), 0)
        last = min(end - block.position(), block.length() - 1)
        if first < last:
            yield from _in_block(document, block, first, last)
        block = block.next()


def _in_block(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    layout = block.layout()
    origin = block_rect(document, block).topLeft()
    text = block.text()
    mixed = has_arabic(text)
    latin = QFontMetricsF(document.defaultFont())
    at = layout.lineForTextPosition(start)
    for number in range(max(at.lineNumber(), 0) if at.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(number)
        if line.textStart() >= end:
            break
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        while last > first and text[last - 1] == " ":
            last -= 1
        if first < last:
            rects = (
                _mixed(layout, line, first, last, latin)
                if mixed
                else [_straight(line, first, last)]
            )
            for rect in rects:
                yield rect.translated(origin)


def _straight(line: QTextLine, first: int, last: int) -> QRectF:
    left, right = sorted((x_of(line, first), x_of(line, last)))
    return QRectF(left, line.y(), right - left, line.ascent() + line.descent())


def _mixed(
    layout: QTextLayout, line: QTextLine, first: int, last: int, latin: QFontMetricsF
) -> list[QRectF]:
    """Return the rectangles of a line that may mix Urdu and English.

    Characters are walked one by one; those that lie side by side are joined. Latin words keep
    their own height, Urdu takes that of the line.
    """
    text = layout.text()
    rects: list[QRectF] = []
    position = first
    while position < last:
        following = min(max(layout.nextCursorPosition(position), position + 1), last)
        left, right = sorted((x_of(line, position), x_of(line, following)))
        rise = line.ascent()
        if not has_arabic(text[position:following]):
            rise = min(rise, latin.ascent())
        rect = QRectF(left, line.y() + line.ascent() - rise, right - left, rise + line.descent())
        if rects and _adjoin(rects[-1], rect):
            rects[-1] = rects[-1].united(rect)
        else:
            rects.append(rect)
        position = following
    return rects


def _adjoin(one: QRectF, other: QRectF) -> bool:
    beside = abs(one.right() - other.left()) < 0.5 or abs(one.left() - other.right()) < 0.5
    return beside and one.top() == other.top()
