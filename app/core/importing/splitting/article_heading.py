"""The heading of an article's summary: `SUMMARY of the Article “T,” by A, Dawn, DATE`.

Sites and channels write it in many ways, on a line of its own or before the text on the same
line, and one text may have several.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.importing.lines.dates import ParsedDate, find_dates
from app.core.importing.lines.title_length import LONGEST_TITLE, TITLE_MARK_REACH
from app.core.importing.splitting.bylines import (
    CLOSING_QUOTES,
    OPENING_QUOTES,
    Byline,
    read_credits,
    tidy_title,
)

_OPENING = re.compile(
    r"(?:(?P<label>\b(?:[A-Za-z]{1,14}[ /-]){0,3}SUMMARY)"
    r"|(?<![^\n])(?P<quiet>(?:[A-Za-z]{1,14}[ /-]){0,2}Summary))"
    r"\s+of\s+(?:the\s+|an?\s+)?(?:dawn\s+)?"
    r"(?:articles?|editorials?|columns?|op-?eds?|opinions?|essays?)\b\s*[:–—-]?\s*",
    re.IGNORECASE,
)
# The credits behind a title are read within so many characters.
_CREDITS_REACH: Final = 200
_PLAIN_TITLE = re.compile(
    rf"[^\n]{{2,{LONGEST_TITLE}}}?(?=,?\s{{1,3}}by\s+[A-Z]|,\s*(?:Dawn|Published|published)\b|\s{{0,3}}[\[(]\s*[Pp]ublished)"
)
_PUBLISHED = re.compile(
    r"[(\[]?\s*\b(?:was\s+)?published\b\s*(?:on\b|in\b|by\b)?|\bdated?\b\s*:?|\bon\s*$",
    re.IGNORECASE,
)
_CLOSING_MARK = re.compile(rf"[{CLOSING_QUOTES}“]+")
# What comes between a title's closing mark and the end of the heading.
_CREDITS = re.compile(
    r"[\s,.;:|–—-]*(?:by\b|[\[(]?\s*published\b|(?:\w+\s)?editorial\b|[\[(]|"
    r"[^\W\d_][^\n\"“”«»]{1,80}?,\s*(?:[\[(]|published\b|\w)|(?=\n)|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ArticleHeading:
    """One heading found in a text, from `start` to `end`, and what it says."""

    start: int
    end: int
    label: str
    byline: Byline
    published: ParsedDate | None


def find_article_headings(text: str) -> Iterator[ArticleHeading]:
    """Yield the headings of a cleaned text without emphasis marks, in order."""
    position = 0
    while match := _OPENING.search(text, position):
        heading = _read(text, match)
        position = heading.end if heading else match.end()
        if heading:
            yield heading


def _read(text: str, opening: re.Match[str]) -> ArticleHeading | None:
    # «SUMMARY» in capitals is a heading anywhere; in small letters only at the start of a line.
    label = opening["label"] or opening["quiet"] or ""
    shouted = "SUMMARY" in label
    at_line_start = opening.start() == 0 or text[opening.start() - 1] == "\n"
    if not shouted and not at_line_start:
        return None
    found_title = _title(text, opening.end())
    if found_title is None:
        return None
    title, title_end = found_title
    line_end = text.find("\n", title_end)
    line_end = len(text) if line_end < 0 else line_end
    credits_text = text[title_end : min(line_end, title_end + _CREDITS_REACH)]
    end, credits_end, published = _heading_end(credits_text)
    if published is None and credits_end is None:
        return None
    byline = read_credits(_PUBLISHED.sub(" ", credits_text[:credits_end]))
    return ArticleHeading(
        opening.start(),
        title_end + end,
        " ".join(label.split()),
        Byline(title, byline.author, byline.publication, byline.editorial, byline.warnings),
        published,
    )


def _title(text: str, start: int) -> tuple[str | None, int] | None:
    """Return the title that begins at `start`, and where its credits begin."""
    stretch = text[start : start + TITLE_MARK_REACH].split("\n", maxsplit=1)[0]
    opening = re.match(rf"[{OPENING_QUOTES}”]+", stretch)
    if opening is None:
        plain = _PLAIN_TITLE.match(stretch)
        return (tidy_title(plain[0]), start + plain.end()) if plain else None
    marks = [
        mark
        for mark in _CLOSING_MARK.finditer(stretch, opening.end())
        if _is_double(opening[0]) == _is_double(mark[0])
        and (_is_double(mark[0]) or not stretch[mark.end() : mark.end() + 1].isalpha())
    ]
    # A quotation inside the title closes too; the title ends where its credits follow.
    ending = next((mark for mark in marks if _CREDITS.match(stretch, mark.end())), None)
    ending = ending or next(iter(marks), None)
    if ending is None:
        return None
    return tidy_title(stretch[opening.end() : ending.start()]), start + ending.end()


def _is_double(marks: str) -> bool:
    return any(mark not in "‘’'" for mark in marks)


def _heading_end(credits_text: str) -> tuple[int, int | None, ParsedDate | None]:
    """Return where the heading ends, where its credits do, and its date."""
    found = next(find_dates(credits_text), None)
    if found:
        tail = re.match(r"[\s)\].]*[:：]?[\s*]*", credits_text[found.end :])
        return found.end + (tail.end() if tail else 0), found.start, found.written
    colon = credits_text.find(":")
    if colon >= 0:
        return colon + 1, colon, None
    return len(credits_text), len(credits_text) if len(credits_text) < 120 else None, None
