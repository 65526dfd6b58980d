"""A text in pieces that can be read one after the other, so that the work grows with its length.

Python-Markdown looks from every bracket and every backtick for its counterpart to the end of the
paragraph, moves all blocks that are left whenever it takes one, and keeps its whole tree until the
end. In a text that somebody wrote none of that is felt; one made to be slow would take hours.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

# Brackets that wait for their counterpart, and pairs of backticks, in a paragraph of a person.
_MOST_OPEN: Final = 50
_MOST_TICKS: Final = 400
_LONG: Final = 40_000
_MOST_COPIED: Final = 1_000_000_000
# A piece has at least so many lines, if there is a place to cut.
_LINES: Final = 60
# What Markdown makes something of, and what begins a line that is more than a paragraph's.
_MARKS: Final = re.compile(r"[*_`\[\]\\<&|~\v\x00-\x08]|^[ \t#>=+\-\d]|  $", re.MULTILINE)
# A line after a blank one that may belong to what stands above: indented, an item, a quotation.
_GOES_ON: Final = re.compile(r"[ \t]|(?:[-+*]|\d{1,3}[.)])(?:\s|$)|>")
_BY_LINES: Final = re.compile(r"[ \t]*(?:[-+*|]|\d{1,3}\.)")
_BRACKET: Final = re.compile(r"\\.|\]\(|[\[\]()]")


def paragraphs(lines: list[str]) -> Iterator[list[str]]:
    """Yield the paragraphs of a text: its lines between blank ones."""
    for blank, group in groupby(lines, lambda line: not line.strip(" \t")):
        if not blank:
            yield list(group)


def pieces(lines: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield a text in pieces, each with whether it is one paragraph to be taken as it is."""
    piece: list[str] = []
    for paragraph in paragraphs(lines):
        text = "\n".join(paragraph)
        plain = not _MARKS.search(text) and bool(text.strip())
        # What stands below an item or a quotation may belong to it as long as it goes on.
        starts = _GOES_ON.match(text) is None
        overgrown = not plain and _is_overgrown(text, paragraph)
        if piece and (overgrown or (starts and (plain or len(piece) >= _LINES))):
            yield piece, False
            piece = []
        if overgrown or (plain and starts and not piece):
            yield paragraph, True
            continue
        if piece:
            piece.append("")
        piece += paragraph
    if piece:
        yield piece, False


def _is_overgrown(text: str, lines: list[str]) -> bool:
    """Whether Markdown would look for the counterparts of marks for too long."""
    if text.count("[") > _MOST_OPEN and _is_open(text):
        return True
    if len(text) < _LONG:
        return text.count("`") > _MOST_TICKS
    # For each mark the whole paragraph is copied, but that of a list or a table is a line.
    marks = sum(text.count(mark) for mark in "*_`[\\")
    return marks * len(text) > _MOST_COPIED and not any(map(_BY_LINES.match, lines))


def _is_open(text: str) -> bool:
    """Whether more brackets wait for their counterpart than a person could follow."""
    square = round_ = 0
    for found in _BRACKET.finditer(text):
        match found[0]:
            case "[":
                square += 1
            case "]":
                square = max(square - 1, 0)
            case "](":
                square = max(square - 1, 0)
                round_ += 1
            case "(":
                round_ += bool(round_)
            case ")":
                round_ = max(round_ - 1, 0)
        if square > _MOST_OPEN or round_ > _MOST_OPEN:
            return True
    return False
