"""A text, or what differs between two, as a Qt document to be read."""

from collections.abc import Iterable
from itertools import groupby
from typing import Final

from PySide6.QtGui import QColor, QFont, QTextDocument

from app.core.library.text_difference import Kind, Line, Stretch, is_same
from app.core.text_direction import reads_right_to_left
from app.messages import counted
from app.ui.style.theme import ThemeColours, interface_font, reading_font
from app.ui.widgets.block_writer import BlockWriter

_MARGIN: Final = 16
_THIN_SPACE: Final = "\u2009"
_BELOW: Final = 10
# Beside a change so many lines are shown that did not change; of more it is said how many.
_NEAR: Final = 1
# No more is laid out: a text of a megabyte would take seconds.
_MOST_LINES: Final = 2_000
_LONGEST_LINE: Final = 20_000


def plain_lines(text: str) -> list[Line]:
    """Return the lines of one text as if they were a comparison."""
    return [(Stretch(Kind.SAME, line),) for line in text.split("\n")]


def folded(lines: Iterable[Line]) -> list[Line | int]:
    """Return the lines of a comparison; in place of many equal ones how many they are."""
    groups = [(same, list(group)) for same, group in groupby(lines, is_same)]
    found: list[Line | int] = []
    for number, (same, group) in enumerate(groups):
        head = _NEAR if number else 0
        tail = _NEAR if number + 1 < len(groups) else 0
        hidden = len(group) - head - tail
        if not same or hidden < 2:
            found += group
            continue
        found += [*group[:head], hidden, *group[len(group) - tail :]]
    return found


def difference_document(
    lines: Iterable[Line | int], colours: ThemeColours, text_size: int
) -> QTextDocument:
    """Return lines as a document; a number stands for so many lines that are left out."""
    document = QTextDocument()
    writer = BlockWriter(document, colours, reading_font(text_size))
    fonts = {kind: _font(kind, text_size) for kind in Kind}
    inks = {
        Kind.SAME: colours["text"],
        Kind.REMOVED: colours["danger"],
        Kind.ADDED: colours["accent"],
    }
    for number, line in enumerate(lines):
        if number == _MOST_LINES:
            _say(writer, "… The rest is too long to be shown.", colours["muted"])
            break
        if isinstance(line, int):
            _say(writer, f"… {counted(line, 'paragraph')} unchanged …", colours["muted"])
            continue
        words = "".join(stretch.text for stretch in line)
        writer.begin(bottom=_BELOW, right_to_left=reads_right_to_left(words))
        before: Kind | None = None
        for stretch in line:
            if {before, stretch.kind} == {Kind.REMOVED, Kind.ADDED}:
                writer.write(_THIN_SPACE, fonts[Kind.SAME], inks[Kind.SAME])
            before = stretch.kind
            words = stretch.text
            if len(words) > _LONGEST_LINE:
                words = f"{words[:_LONGEST_LINE]}…"
            writer.write(words, fonts[stretch.kind], inks[stretch.kind])
    document.setDocumentMargin(_MARGIN)
    return document


def _font(kind: Kind, text_size: int) -> QFont:
    font = reading_font(text_size)
    # Not by colour alone.
    font.setStrikeOut(kind is Kind.REMOVED)
    font.setUnderline(kind is Kind.ADDED)
    return font


def _say(writer: BlockWriter, words: str, colour: QColor) -> None:
    writer.begin(bottom=_BELOW)
    writer.write(words, interface_font(12), colour)
