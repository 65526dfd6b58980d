"""What a PDF's pages have beside their text: running heads, page numbers, notes at the foot."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from app.core.importing.files.formats.printed.lines import PdfLine

# So many lines at the top and the bottom of a page may be running heads.
_EDGE: Final = 2
_MANY_PAGES: Final = 3
_REPEATED_SHARE: Final = 0.5
# A head that stands on two pages only is smaller than the text, or so many lines away from it.
_SMALLER: Final = 0.9
_AWAY: Final = 1.6
# Heads of odd and even pages stand at one height, give or take so many points.
_SAME_PLACE: Final = 2.0
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"\W*(?:page\W*)?\d{1,4}(?:\W*(?:of|/)\W*\d{1,4})?\W*", re.IGNORECASE
)
_NOTE: Final = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡])[\])]?[.)]?(?= ?\w)\s?(?P<words>.+)")


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at a page's top or bottom, and the space between it and the text."""

    page: int
    line: PdfLine
    space: float
    at_top: bool

    @property
    def key(self) -> str:
        return _DIGITS.sub("#", self.line.text)


def without_furniture(pages: Sequence[list[PdfLine]]) -> list[list[PdfLine]]:
    """Return the pages without page numbers and without the heads that they repeat."""
    edges = [edge for number, page in enumerate(pages) for edge in _edges(number, page)]
    usual = median([line.height for page in pages for line in page] or [0.0])
    groups: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        groups[edge.key].append(edge)
    least = max(_MANY_PAGES, len(pages) * _REPEATED_SHARE)
    heads: list[_Edge] = []
    for group in groups.values():
        count = len({edge.page for edge in group})
        if count >= least or (count > 1 and all(_is_apart(edge, usual) for edge in group)):
            heads += group
    # The head of the only even page is not repeated, but stands where the odd ones do.
    heads += [
        edge for edge in edges
        if _is_apart(edge, usual) and any(_is_in_place_of(edge, head) for head in heads)
    ]  # fmt: skip
    dropped = {id(edge.line) for edge in heads}
    if len(pages) > 1:
        dropped |= {id(edge.line) for edge in edges if _PAGE_NUMBER.fullmatch(edge.line.text)}
    return [[line for line in page if id(line) not in dropped] for page in pages]


def _edges(number: int, page: list[PdfLine]) -> list[_Edge]:
    """Return the lines at the top and the bottom of a page, by their places."""
    down = sorted(page, key=lambda line: -line.bottom)
    found = []
    for at in range(len(down)):
        if _EDGE <= at < len(down) - _EDGE:
            continue
        top = at < _EDGE
        beside = at + 1 if top else at - 1
        space = abs(down[at].bottom - down[beside].bottom) if 0 <= beside < len(down) else 0.0
        found.append(_Edge(number, down[at], space, top))
    return found


def _is_apart(edge: _Edge, usual: float) -> bool:
    """Return whether a line is set apart from the text by its size or by space."""
    return edge.line.height < _SMALLER * usual or edge.space > _AWAY * usual


def _is_in_place_of(edge: _Edge, head: _Edge) -> bool:
    return (
        edge.page != head.page
        and abs(edge.line.bottom - head.line.bottom) <= _SAME_PLACE
        and abs(edge.line.height - head.line.height) <= _SAME_PLACE / 2
    )


def without_notes(pages: Sequence[list[PdfLine]]) -> tuple[list[list[PdfLine]], list[str]]:
    """Return the pages without the notes at their feet, and the notes."""
    usual = median([line.height for page in pages for line in page] or [0.0])
    kept, notes = [], []
    for page in pages:
        down = sorted(page, key=lambda line: line.bottom)
        below: set[int] = set()
        foot: list[PdfLine] = []
        for line in down:
            if line.height >= _SMALLER * usual:
                break
            foot.insert(0, line)
        if foot and len(foot) < len(page) and _NOTE.match(foot[0].text):
            notes += _notes(foot)
            below = {id(line) for line in foot}
        kept.append([line for line in page if id(line) not in below])
    return kept, notes


def _notes(foot: Sequence[PdfLine]) -> list[str]:
    """Return the notes in the lines of a page's foot, a note of several lines as one."""
    found: list[str] = []
    for line in foot:
        match = _NOTE.match(line.text)
        if match:
            found.append(match["words"])
        elif found:
            found[-1] += f" {line.text}"
    return found
