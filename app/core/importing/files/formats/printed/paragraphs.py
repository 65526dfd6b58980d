"""The lines of a PDF to paragraphs: what goes on is joined, broken words are made whole."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from app.core.importing.files.formats.printed.lines import BREAKS, PdfLine
from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.labels import find_label

# A gap of more than so many line heights ends a paragraph.
_PARAGRAPH_GAP: Final = 1.45
_GAP_BEHIND_SENTENCE: Final = 1.2
_SENTENCE_ENDS: Final = (".", "!", "?", "۔", "؟", "”")
# A line goes on in the next one where its first word had no room, and it reaches this far.
_FULL_LINE: Final = 0.6
_SPACE: Final = 0.2
# A table's cells are further apart than words are, in heights of a line.
_BETWEEN_CELLS: Final = 1.8
_SAME_SIZE: Final = 0.15
# The share of lines that end before the right edge.
_EDGE: Final = 0.9
# A hyphen behind these is a part of the word, `well-known`, unless only an ending follows.
_PREFIXES: Final = frozenset({
    "well", "self", "non", "anti", "middle", "half", "cross", "long", "short", "high", "low",
    "full", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "vice", "so",
    "semi", "quasi", "ultra",
})  # fmt: skip
_ENDINGS: Final = frozenset({
    "ages", "ened", "ening", "ness", "land", "lands", "light", "lights", "ways", "hand", "sense",
    "coming", "comings", "ship", "tion", "sion", "lution", "lutions", "ciety", "cieties", "cial",
    "teen", "teenth", "wing", "ever", "nars", "nary", "naries",
})  # fmt: skip
_SHORTEST_PART: Final = 4
_AROUND: Final = ".,;:!?“”\"'()"
_NUMBERS: Final = re.compile(r"\d-$")


def paragraphs(pages: Sequence[Sequence[PdfLine]]) -> Iterator[str]:
    """Yield paragraphs, and an empty text where space is left between two of them."""
    lines = [(number, line) for number, page in enumerate(pages) for line in page]
    if not lines:
        return
    known = _whole_words([line for _, line in lines])
    edge = sorted(line.right for _, line in lines)[int(len(lines) * _EDGE)]
    margin = min(line.left for _, line in lines)
    gap = _usual_gap(pages)
    text, last, last_page = "", lines[0][1], 0
    for number, line in lines:
        if text and _goes_on(last, line, edge, margin, gap if number == last_page else None):
            text = _joined(text, line.text, known)
        else:
            if text:
                yield text
                if number == last_page and last.bottom - line.bottom > gap * _GAP_BEHIND_SENTENCE:
                    yield ""
            text = line.text
        last, last_page = line, number
    yield text


def _whole_words(lines: Sequence[PdfLine]) -> frozenset[str]:
    """Return the words of a document that no line's end breaks."""
    found: set[str] = set()
    broken = False
    for line in lines:
        breaks = line.text.endswith((*BREAKS, "-"))
        words = [word.text for word in line.words][broken : len(line.words) - breaks]
        found.update(word.strip(_AROUND).lower() for word in words)
        broken = breaks
    return frozenset(found)


def _usual_gap(pages: Sequence[Sequence[PdfLine]]) -> float:
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
    if last.text.endswith(BREAKS):
        return True
    if _is_label(line.text) or _is_label(last.text) or (_is_row(last) and _is_row(line)):
        return False
    sign = not line.text[0].isalnum()
    if strip_bullet(line.text)[1] and (sign or last.text[-1:] in ".!?:;"):
        # A number after a full line may be the end of «the convoy of / 12. Then …».
        return False
    ended = last.text[-1:] in _SENTENCE_ENDS
    most = _GAP_BEHIND_SENTENCE if ended else _PARAGRAPH_GAP
    if gap is not None and not 0 <= last.bottom - line.bottom <= gap * most:
        return False
    if gap is None and last.text[-1:] in ".!?:":
        return False
    first = line.words[0]
    room = edge - last.right - _SPACE * last.height
    full = last.right - margin >= (edge - margin) * _FULL_LINE and first.right - first.left > room
    same_size = abs(last.height - line.height) <= _SAME_SIZE * max(last.height, line.height, 1.0)
    return full and same_size


def _is_label(line: str) -> bool:
    """Return whether a line is a section's label, with nothing behind it."""
    label = find_label(line)
    return label is not None and not label.rest and not label.guessed


def _is_row(line: PdfLine) -> bool:
    """Return whether a line has the cells of a table."""
    return any(
        right.left - left.right > _BETWEEN_CELLS * line.height
        for left, right in pairwise(line.words)
    )


def _joined(text: str, line: str, known: frozenset[str]) -> str:
    """Return two lines as one; a hyphen at the end goes unless the word is written with it."""
    if _NUMBERS.search(text) and line[0].isdigit():
        return text + line
    hyphen = text.endswith((*BREAKS, "-")) and text[-2:-1].isalpha()
    if not hyphen or not (line[0].islower() or text.endswith(BREAKS)):
        return f"{text} {line}"
    first = text[:-1].rsplit(maxsplit=1)[-1].strip(_AROUND).lower()
    second = line.split(maxsplit=1)[0].strip(_AROUND).lower()
    compound = _is_compound(first, second, known)
    return f"{text[:-1]}-{line}" if compound else text[:-1] + line


def _is_compound(first: str, second: str, known: frozenset[str]) -> bool:
    """Return whether two parts are written with a hyphen, going by the words of the document."""
    if f"{first}-{second}" in known:
        return True
    if f"{first}{second}" in known or len(second) < _SHORTEST_PART or second in _ENDINGS:
        return False
    return first in _PREFIXES or (first in known and second in known)
