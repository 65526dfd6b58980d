"""PDF files to text: lines joined to paragraphs, running heads and page numbers dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

# A scanned page has hardly any letters; so few a page on average mean pictures of text.
_FEWEST_LETTERS: Final = 20
MAX_PAGES: Final = 3_000
# So many lines at the top and the bottom of a page may be running heads.
_EDGE: Final = 2
_MANY_PAGES: Final = 3
_REPEATED_SHARE: Final = 0.5
# A line that reaches this far across the text goes on in the next one.
_FULL_LINE: Final = 0.8
# A gap of more than so many line heights ends a paragraph.
_PARAGRAPH_GAP: Final = 1.45
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\W*)?\d{1,4}(?:\W*(?:of|/)\W*\d{1,4})?\W*", re.IGNORECASE)
# PDFium's sign for a hyphen that only breaks a line.
_SOFT_HYPHEN: Final = ("\ufffe", "\u00ad", "\x02")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a page: where it begins and ends across it, and its height above the foot."""

    text: str
    left: float
    right: float
    bottom: float
    height: float


def read(data: bytes) -> Document:
    """Return the text of a PDF; raises FileRefusedError: DAMAGED, SCAN, or TOO_LARGE."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    if count > MAX_PAGES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    pages = [_lines(document[number]) for number in range(count)]
    document.close()
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _FEWEST_LETTERS * max(count, 1):
        raise FileRefusedError(Refusal.SCAN)
    pages = _without_furniture(pages)
    return Document((Part("\n".join(_paragraphs(pages))),))


def _lines(page: pypdfium2.PdfPage) -> list[_Line]:
    """Return the lines of a page in reading order."""
    text_page = page.get_textpage()
    text = text_page.get_text_range(errors="replace")
    found = []
    start = 0
    for raw in text.splitlines(keepends=True):
        words = raw.strip("\r\n \t")
        if words:
            first = start + raw.index(words[0])
            last = first + len(words) - 1
            left, bottom, _, top = _box(text_page, first)
            right = _box(text_page, last)[2]
            found.append(_Line(words, left, right, bottom, top - bottom))
        start += len(raw)
    text_page.close()
    page.close()
    return found


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character's box, as high as its line."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _without_furniture(pages: Sequence[list[_Line]]) -> list[list[_Line]]:
    """Return the pages without page numbers and without lines that most pages have at an edge."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_DIGITS.sub("#", line.text) for line in _edges(page)})
    least = max(_MANY_PAGES, len(pages) * _REPEATED_SHARE)
    repeated = {text for text, times in seen.items() if times >= least}
    kept = []
    for page in pages:
        edges = {id(line) for line in _edges(page)}
        kept.append([
            line
            for line in page
            if id(line) not in edges
            or not (
                _DIGITS.sub("#", line.text) in repeated
                or (len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.text))
            )
        ])  # fmt: skip
    return kept


def _edges(page: list[_Line]) -> list[_Line]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _paragraphs(pages: Sequence[list[_Line]]) -> Iterator[str]:
    """Yield paragraphs: lines joined where the first one reaches the right edge of the text."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page]
    if not lines:
        return
    edge = sorted(line.right for _, line in lines)[int(len(lines) * 0.9)]
    margin = min(line.left for _, line in lines)
    gap = _usual_gap(pages)
    text, last, last_page = "", lines[0][1], 0
    for number, line in lines:
        if text and _goes_on(last, line, edge, margin, gap if number == last_page else None):
            text = _joined(text, line.text)
        else:
            if text:
                yield text
                if number == last_page and last.bottom - line.bottom > gap * _PARAGRAPH_GAP:
                    yield ""
            text = line.text
        last, last_page = line, number
    yield text


def _usual_gap(pages: Sequence[list[_Line]]) -> float:
    """Return the usual distance from a line to the next, in points."""
    gaps = sorted(
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if above.bottom > below.bottom
    )
    return gaps[len(gaps) // 3] if gaps else 0.0


def _goes_on(last: _Line, line: _Line, edge: float, margin: float, gap: float | None) -> bool:
    """Return whether a line goes on with the paragraph of the one before.

    `gap` is the usual distance of lines, None across the end of a page.
    """
    sign = not line.text[0].isalnum()
    if strip_bullet(line.text)[1] and (sign or last.text[-1:] in ".!?:;"):
        # A number after a full line may be the end of «the convoy of / 12. Then …».
        return False
    if gap is not None and not 0 <= last.bottom - line.bottom <= gap * _PARAGRAPH_GAP:
        return False
    full = (last.right - margin) >= (edge - margin) * _FULL_LINE
    same_size = abs(last.height - line.height) <= 0.15 * max(last.height, line.height, 1.0)
    if gap is None and last.text[-1:] in ".!?:":
        return False
    return full and same_size


def _joined(text: str, line: str) -> str:
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + line
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[0].islower():
        return text + line
    return f"{text} {line}"
