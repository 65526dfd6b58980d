"""The columns of a PDF's page: found by the gap between them, and read one after the other.

PDFium gives words in the order in which they were drawn, which may be across both columns.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.core.importing.files.formats.printed.lines import PdfLine, PdfWord

# A gap between columns is this much wider than a line is high; spaces between words are narrower.
_GAP: Final = 0.75
# So many lines must have the gap, and that share of those that are beside it.
_FEWEST_LINES: Final = 5
_SHARE: Final = 0.7
# Looked for in the middle of the page only, in steps of so many points.
_MIDDLE: Final = (0.25, 0.75)
# A page of more columns is parted again, so often at most.
_MOST_CUTS: Final = 3
_STEP: Final = 2


def in_reading_order(lines: Sequence[PdfLine], cuts: int = _MOST_CUTS) -> list[PdfLine]:
    """Return the lines of a page, those of its columns one column after the other.

    The second column is moved over the first, so that its lines end where those of the first do.
    """
    gutter = _gutter(lines) if cuts else None
    if gutter is None:
        return list(lines)
    ordered: list[PdfLine] = []
    first: list[PdfLine] = []
    second: list[PdfLine] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        left, right = _halves(line, gutter)
        if left and right and _gap_at(line, gutter) < _GAP * line.height:
            # A headline over both columns ends what is above it.
            ordered += _one_by_one(first, second, cuts)
            first, second = [], []
            ordered.append(line)
            continue
        first += [replace(line, words=left)] if left else []
        second += [replace(line, words=right)] if right else []
    return ordered + _one_by_one(first, second, cuts)


def _one_by_one(first: Sequence[PdfLine], second: Sequence[PdfLine], cuts: int) -> list[PdfLine]:
    """Return two columns one after the other, each of which may have columns itself."""
    return [
        *in_reading_order(first, cuts - 1),
        *_moved(in_reading_order(second, cuts - 1), first),
    ]


def _gutter(lines: Sequence[PdfLine]) -> float | None:
    """Return where two columns of a page are parted, None for a page of one."""
    if len(lines) < _FEWEST_LINES:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    best, most = None, 0
    for position in range(
        int(start + (end - start) * _MIDDLE[0]), int(start + (end - start) * _MIDDLE[1]), _STEP
    ):
        parted = sum(_gap_at(line, position) >= _GAP * line.height for line in lines)
        beside = [line for line in lines if line.left < position < line.right]
        left = sum(line.right <= position for line in lines)
        right = sum(line.left >= position for line in lines)
        crossing = len(beside) - parted
        columns = min(left + parted, right + parted)
        if columns >= _FEWEST_LINES and columns > most and crossing <= (1 - _SHARE) * columns:
            best, most = float(position), columns
    return best


def _gap_at(line: PdfLine, position: float) -> float:
    """Return how wide the space between the words on both sides of a position is; 0 for none."""
    before = [word.right for word in line.words if word.left < position]
    behind = [word.left for word in line.words if word.left >= position]
    if not before or not behind or max(before) > position:
        return 0.0
    return min(behind) - max(before)


def _halves(line: PdfLine, gutter: float) -> tuple[tuple[PdfWord, ...], tuple[PdfWord, ...]]:
    left = tuple(word for word in line.words if word.left < gutter)
    return left, tuple(word for word in line.words if word.left >= gutter)


def _moved(second: Sequence[PdfLine], first: Sequence[PdfLine]) -> list[PdfLine]:
    """Return the lines of the second column moved over the first."""
    if not first or not second:
        return list(second)
    offset = min(line.left for line in second) - min(line.left for line in first)
    return [
        replace(
            line,
            words=tuple(PdfWord(w.text, w.left - offset, w.right - offset) for w in line.words),
        )
        for line in second
    ]
