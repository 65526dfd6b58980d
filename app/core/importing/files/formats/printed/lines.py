"""The lines of a PDF's page by the places of their words, without the marks of notes in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

# PDFium's signs for a hyphen that breaks a word; it joins the two lines of the word itself.
BREAKS: Final = ("\ufffe", "\u00ad", "\x02")
_PIECE: Final = re.compile("[^\\s\x00\ufffe\u00ad\x02]+[\ufffe\u00ad\x02]?")
# Words whose boxes share so much of their height stand on one line.
_BESIDE: Final = 0.5
# A word may begin so much before the end of the last one, in heights of a line.
_KERNED: Final = 0.5
# Raised signs are printed this much smaller, and stand so much of a letter's size higher.
_SMALL: Final = 0.85
_RAISED: Final = 0.1
_MAY_END_RAISED: Final = re.compile(r"[\d\])a-z*†‡][.,;:!?”\"'’]{0,3}$")
_MARK: Final = re.compile(r"[\[(]?(?:\d{1,3}(?:[,–-]\d{1,3})?|[a-z*†‡])[\])]?")
_TAIL: Final = ".,;:!?”\"'’"
_UNIT: Final = re.compile(r"(?:.*[\d\W])?(?:[kcm]?m|ft|mi|yd|in)", re.IGNORECASE)
_TIMES: Final = ("×", "x", "*")
_POWERS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word of a line, and where it begins and ends across the page, in points."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line of a page: its words, how high it is, and where its foot is."""

    words: tuple[PdfWord, ...]
    bottom: float
    height: float

    @property
    def text(self) -> str:
        """Its words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word as PDFium gives it: the place of its first sign in the page's text, and its box."""

    text: str
    at: int
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def lines_of(page: pypdfium2.PdfPage) -> list[PdfLine]:
    """Return the lines of a page, in the order in which they were drawn."""
    text_page = page.get_textpage()
    text = text_page.get_text_range(errors="replace")
    pieces = [_piece(text_page, match) for match in _PIECE.finditer(text)]
    found = [_line(text_page, line) for line in _by_line(pieces)]
    text_page.close()
    page.close()
    return [line for line in found if line]


def _piece(text_page: pypdfium2.PdfTextPage, match: re.Match[str]) -> _Piece:
    left, bottom, first_right, top = _box(text_page, match.start())
    last = match.end() - (2 if match[0].endswith(BREAKS) and len(match[0]) > 1 else 1)
    right = _box(text_page, last)[2] if last > match.start() else first_right
    return _Piece(match[0], match.start(), left, right, bottom, top)


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character's box, as high as its line."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _by_line(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    """Yield the words that stand beside each other, whatever PDFium takes for a line."""
    line: list[_Piece] = []
    for piece in pieces:
        if line and not _is_beside(line, piece):
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _is_beside(line: list[_Piece], piece: _Piece) -> bool:
    first, last = line[0], line[-1]
    if last.text.endswith(BREAKS):
        return False
    shared = min(first.top, piece.top) - max(first.bottom, piece.bottom)
    return (
        shared >= _BESIDE * min(first.height, piece.height)
        and piece.left >= last.right - _KERNED * first.height
    )


def _line(text_page: pypdfium2.PdfTextPage, pieces: list[_Piece]) -> PdfLine | None:
    """Return a line without the raised marks of notes; None if nothing else is in it."""
    words: list[PdfWord] = []
    tallest = max(pieces, key=lambda piece: piece.height)
    for piece in pieces:
        main, raised, tail = _divided(text_page, piece, tallest)
        before = words[-1].text if words else ""
        if raised and not main and not words:
            # The number of a note at the foot of the page.
            main = raised
        elif raised:
            tail = _power(main or before, words[-2].text if len(words) > 1 else "", raised) + tail
        if main or not words:
            if main + tail:
                words.append(PdfWord(main + tail, piece.left, piece.right))
        else:
            words[-1] = PdfWord(before + tail, words[-1].left, words[-1].right)
    return PdfLine(tuple(words), tallest.bottom, tallest.height) if words else None


def _divided(
    text_page: pypdfium2.PdfTextPage, piece: _Piece, tallest: _Piece
) -> tuple[str, str, str]:
    """Return a word as what stands on the line, the mark raised behind it, and the rest."""
    if not _MAY_END_RAISED.search(piece.text):
        return piece.text, "", ""
    end = len(piece.text.rstrip(_TAIL)) or len(piece.text)
    letter = tallest if _is_raised(text_page, piece.at, tallest) else piece
    start = end
    while start > 0 and _is_raised(text_page, piece.at + start - 1, letter):
        start -= 1
    if not _MARK.fullmatch(piece.text[start:end]):
        return piece.text, "", ""
    return piece.text[:start], piece.text[start:end], piece.text[end:]


def _is_raised(text_page: pypdfium2.PdfTextPage, index: int, letter: _Piece) -> bool:
    """Return whether a sign is smaller than a letter and stands higher."""
    _, bottom, _, top = _box(text_page, index)
    middle = (bottom + top) / 2 - (letter.bottom + letter.top) / 2
    return 0 < top - bottom < _SMALL * letter.height and middle > _RAISED * letter.height


def _power(base: str, before: str, raised: str) -> str:
    """Return the power that a raised figure is, nothing if it is the mark of a note."""
    unit = raised in ("2", "3") and _UNIT.fullmatch(base)
    power = base.endswith("10") and (base[:-2] or before)[-1:] in _TIMES
    return raised.translate(_POWERS) if unit or (power and raised.isdigit()) else ""
