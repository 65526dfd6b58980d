"""Headings that lost their line breaks: `SUMMARY of the Article “T,” by A, Dawn, DATE: The …`.

Sites and channels put them before the text on the same line, and some behind the text before.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.core.importing.lines.dates import find_dates
from app.core.importing.lines.title_length import LONGEST_TITLE, TITLE_MARK_REACH
from app.core.importing.splitting.cues.cue import CLOSING_QUOTES, OPENING_QUOTES
from app.core.importing.splitting.heading import Heading, read_heading
from app.core.text_key import text_key

_OPENING = re.compile(
    r"(?:(?P<label>\b(?:[A-Za-z]{1,14}[ /-]){0,3}SUMMARY)"
    r"|(?<![^\n])(?P<quiet>(?:[A-Za-z]{1,14}[ /-]){0,2}Summary))"
    r"\s+of\s+(?:the\s+|an?\s+)?(?:dawn\s+)?"
    r"(?:articles?|editorials?|columns?|op-?eds?|opinions?|essays?)\b\s*[:–—-]?\s*",
    re.IGNORECASE,
)
_PLAIN_TITLE = re.compile(
    rf"[^\n]{{2,{LONGEST_TITLE}}}?(?=,?\s{{1,3}}by\s+[A-Z]|,\s*(?:Dawn|Published|published)\b|\s{{0,3}}[\[(]\s*[Pp]ublished)"
)
_CLOSING_MARK = re.compile(rf"[{CLOSING_QUOTES}“]+")
# What comes between a title's closing mark and the end of the heading.
_CREDITS = re.compile(
    r"[\s,.;:|–—-]*(?:by\b|[\[(]?\s*published\b|(?:\w+\s)?editorial\b|[\[(]|"
    r"[^\W\d_][^\n\"“”«»]{1,80}?,\s*(?:[\[(]|published\b|\w)|(?=\n)|$)",
    re.IGNORECASE,
)
# The credits behind a title are read within so many characters; without a date or a colon, what
# is longer is the text.
_CREDITS_REACH: Final = 200
_LONGEST_CREDITS: Final = 120


def break_headings(text: str) -> str:
    """Return text in which each such heading is on a line of its own.

    One that only repeats the title of the heading before, as `Easy SUMMARY of the Article “T”:`
    does below the long summary of T, becomes the label of a section.
    """
    pieces: list[str] = []
    at = 0
    last: Heading | None = None
    for start, end in _find(text):
        written = " ".join(text[start:end].split())
        heading = read_heading([written])
        own = heading.published or heading.author or heading.publication
        again = last and text_key(last.title or "") == text_key(heading.title or "")
        if again and not own:
            written = f"{heading.label or 'Summary'}:"
        else:
            last = heading
        pieces += [text[at:start].rstrip(" "), "\n", written, "\n"]
        at = end
    return "".join([*pieces, text[at:]])


def _find(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the headings of a cleaned text without emphasis marks begin and end, in order."""
    position = 0
    while match := _OPENING.search(text, position):
        end = _end(text, match)
        position = end or match.end()
        if end:
            yield match.start(), end


def _end(text: str, opening: re.Match[str]) -> int | None:
    """Return where the heading that opens here ends; None if it is none."""
    # «SUMMARY» in capitals is a heading anywhere; in small letters only at the start of a line.
    shouted = "SUMMARY" in (opening["label"] or opening["quiet"])
    if not shouted and opening.start() and text[opening.start() - 1] != "\n":
        return None
    title_end = _title_end(text, opening.end())
    if title_end is None:
        return None
    behind = text[title_end : title_end + _CREDITS_REACH].split("\n", maxsplit=1)[0]
    found = next(find_dates(behind), None)
    if found:
        tail = re.match(r"[\s)\].]*[:：]?[\s*]*", behind[found.end :])
        return title_end + found.end + (tail.end() if tail else 0)
    colon = behind.find(":")
    if colon >= 0:
        return title_end + colon + 1
    return title_end + len(behind) if len(behind) < _LONGEST_CREDITS else None


def _title_end(text: str, start: int) -> int | None:
    """Return where the title that begins at `start` ends and its credits begin."""
    stretch = text[start : start + TITLE_MARK_REACH].split("\n", maxsplit=1)[0]
    opening = re.match(rf"[{OPENING_QUOTES}”]+", stretch)
    if opening is None:
        plain = _PLAIN_TITLE.match(stretch)
        return start + plain.end() if plain else None
    marks = [
        mark
        for mark in _CLOSING_MARK.finditer(stretch, opening.end())
        if _is_double(opening[0]) == _is_double(mark[0])
        and (_is_double(mark[0]) or not stretch[mark.end() : mark.end() + 1].isalpha())
    ]
    # A quotation inside the title closes too; the title ends where its credits follow.
    ending = next((mark for mark in marks if _CREDITS.match(stretch, mark.end())), None)
    ending = ending or next(iter(marks), None)
    return start + ending.end() if ending else None


def _is_double(marks: str) -> bool:
    return any(mark not in "‘’'" for mark in marks)
