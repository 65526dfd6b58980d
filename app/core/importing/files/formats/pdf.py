"""PDF files to text: lines joined to paragraphs, running heads and page numbers dropped."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from app.core.importing.files.formats.pdf_columns import PdfLine, PdfWord, in_reading_order
from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.people import is_person
from app.core.importing.model import Document, Fields, FileRefusedError, Part
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
# What programs call a document that nobody has named.
_NO_TITLE = re.compile(
    r"$|untitled|document\d*$|microsoft word|"
    r".{0,80}\.(?:docx?|pdf|rtf|odt|html?|indd|qxd)$|slide \d|"
    r"layout|page \d|print",
    re.IGNORECASE,
)
_FEWEST_TITLE_WORDS: Final = 2
# A hyphen behind these is a part of the word: `well-known`.
_PREFIXES: Final = frozenset({
    "well", "self", "non", "anti", "pro", "ex", "co", "post", "pre", "so", "long", "short", "high",
    "low", "half", "mid", "cross", "all", "part", "full", "old", "new", "one", "two", "three",
    "four", "five", "ten", "year", "much", "ill", "far", "hard", "multi", "sub", "vice",
})  # fmt: skip
_WORD = re.compile(r"[^\s\x00]+")
_FIGURE_END = re.compile(r"(?P<figure>\d[\d.,]*\d)\W{0,3}$")
# The number of a note is printed this much smaller than the figure before it.
_SMALL_PRINT: Final = 0.85
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\W*)?\d{1,4}(?:\W*(?:of|/)\W*\d{1,4})?\W*", re.IGNORECASE)
# PDFium's sign for a hyphen that only breaks a line.
_SOFT_HYPHEN: Final = ("\ufffe", "\u00ad", "\x02")


def read(data: bytes) -> Document:
    """Return the text of a PDF; raises FileRefusedError: DAMAGED, ENCRYPTED, SCAN, TOO_LARGE."""
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = Refusal.ENCRYPTED if locked else Refusal.DAMAGED
        raise FileRefusedError(reason) from error
    if count > MAX_PAGES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    pages = [_lines(document[number]) for number in range(count)]
    stated = _stated(document.get_metadata_dict())
    document.close()
    letters = sum(len(line.text) for page in pages for line in page)
    if letters < _FEWEST_LETTERS * max(count, 1):
        raise FileRefusedError(Refusal.SCAN)
    pages = _without_furniture(pages)
    pages = [in_reading_order(page) for page in pages]
    known = _hyphenated(pages)
    return Document((Part("\n".join(_paragraphs(pages, known)), stated=stated),))


def _stated(information: dict[str, str]) -> Fields | None:
    """Return the title and the writer that a PDF's own information names; typists write neither."""
    title = " ".join(information.get("Title", "").split())
    author = " ".join(information.get("Author", "").split())
    if _NO_TITLE.match(title) or len(title.split()) < _FEWEST_TITLE_WORDS:
        title = ""
    if not is_person(author):
        author = ""
    return Fields(title=title or None, author=author or None) if title or author else None


def _hyphenated(pages: Sequence[Sequence[PdfLine]]) -> frozenset[str]:
    """Return the words with a hyphen inside that are written on one line somewhere."""
    return frozenset(
        word.text.strip(".,;:!?“”\"'()").lower()
        for page in pages for line in page for word in line.words if "-" in word.text[1:-1]
    )  # fmt: skip


def _lines(page: pypdfium2.PdfPage) -> list[PdfLine]:
    """Return the lines of a page, in the order in which they were drawn."""
    text_page = page.get_textpage()
    text = text_page.get_text_range(errors="replace")
    found = []
    start = 0
    for raw in text.splitlines(keepends=True):
        words = []
        for match in _WORD.finditer(raw):
            left, bottom, _, top = _box(text_page, start + match.start())
            right = _box(text_page, start + match.end() - 1)[2]
            word = _without_broken_hyphens(match[0])
            word = _without_note_mark(text_page, start + match.start(), word)
            words.append((PdfWord(word, left, right), bottom, top - bottom))
        if words:
            found.append(PdfLine(tuple(word for word, _, _ in words), words[0][1], words[0][2]))
        start += len(raw)
    text_page.close()
    page.close()
    return found


def _without_note_mark(text_page: pypdfium2.PdfTextPage, first: int, word: str) -> str:
    """Return a figure without the small raised number of a note behind it: `436²` is no `4362`."""
    figure = _FIGURE_END.search(word)
    if figure is None:
        return word
    sizes = [
        pdfium.FPDFText_GetFontSize(text_page, first + n) for n in range(*figure.span("figure"))
    ]
    small = next((n for n, size in enumerate(sizes) if size < sizes[0] * _SMALL_PRINT), None)
    if small is None:
        return word
    return word[: figure.start("figure") + small] + word[figure.end("figure") :]


def _without_broken_hyphens(word: str) -> str:
    """Return a word that PDFium joined across the end of a line: `high\ufffeest` is `highest`."""
    inner = word[:-1]
    if any(sign in inner for sign in _SOFT_HYPHEN):
        for sign in _SOFT_HYPHEN:
            inner = inner.replace(sign, "")
    return inner + word[-1]


def _box(text_page: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a character's box, as high as its line."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _without_furniture(pages: Sequence[list[PdfLine]]) -> list[list[PdfLine]]:
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


def _edges(page: list[PdfLine]) -> list[PdfLine]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _paragraphs(pages: Sequence[list[PdfLine]], known: frozenset[str]) -> Iterator[str]:
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
            text = _joined(text, line.text, known)
        else:
            if text:
                yield text
                if number == last_page and last.bottom - line.bottom > gap * _PARAGRAPH_GAP:
                    yield ""
            text = line.text
        last, last_page = line, number
    yield text


def _usual_gap(pages: Sequence[list[PdfLine]]) -> float:
    """Return the usual distance from a line to the next, in points."""
    gaps = sorted(
        above.bottom - below.bottom
        for page in pages
        for above, below in pairwise(page)
        if above.bottom > below.bottom
    )
    return gaps[len(gaps) // 3] if gaps else 0.0


def _goes_on(last: PdfLine, line: PdfLine, edge: float, margin: float, gap: float | None) -> bool:
    """Return whether a line goes on with the paragraph of the one before.

    `gap` is the usual distance of lines, None across the end of a page.
    """
    if _is_label(line.text) or _is_label(last.text):
        return False
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


def _is_label(line: str) -> bool:
    """Return whether a line is a section's label, with nothing behind it."""
    label = find_label(line)
    return label is not None and not label.rest and not label.guessed


def _joined(text: str, line: str, known: frozenset[str]) -> str:
    """Return two lines as one; a hyphen at the end goes unless the word is written with it."""
    if text.endswith(_SOFT_HYPHEN):
        return text[:-1] + line
    if text.endswith("-") and len(text) > 1 and text[-2].isalpha() and line[0].islower():
        whole = f"{text.rsplit(maxsplit=1)[-1]}{line.split(maxsplit=1)[0]}".strip(
            ".,;:!?“”\"'()"
        ).lower()
        first = whole.partition("-")[0]
        if whole in known or first in _PREFIXES:
            return text + line
        return text[:-1] + line
    return f"{text} {line}"
