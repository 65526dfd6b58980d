"""Where the articles of a newspaper's page begin: the line of the title, that of the first words.

Three kinds of evidence are tried in turn, the surest first, and only one kind is used for a text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.people import is_person
from app.core.importing.lines.title_length import LONGEST_UNMARKED_TITLE
from app.core.importing.splitting.newspaper_lines import (
    BYLINE,
    PUBLISHED_IN,
    is_data,
    is_full_line,
    is_opening,
    read_header,
    split_glued,
)

_READ_MORE = re.compile(r"^\W*(?:read|continue)\s*(?:more|reading)\W*", re.IGNORECASE)
# The title is looked for in so many lines above the first words, past so many lines of data.
_TITLE_REACH: Final = 7
_MOST_DATA_LINES: Final = 4
# The text begins in the lines right below a byline.
_TEXT_REACH: Final = 4


@dataclass(frozen=True, slots=True)
class ArticleStart:
    """Where an article begins: its title's line, that of its first words, and its title.

    Both lines are the same where title and first words are on one.
    """

    title_at: int
    words_at: int
    title: str


def find_starts(lines: Sequence[str]) -> list[ArticleStart]:
    """Return where articles begin, in order: by capitals, by a closing line, or by bylines."""
    for find in (_by_capitals, _by_closing_line, _by_byline):
        starts = list(find(lines))
        if starts:
            return starts
    return []


def _by_capitals(lines: Sequence[str]) -> Iterator[ArticleStart]:
    """Yield the articles whose first words are in capitals."""
    for number, line in enumerate(lines):
        glued = split_glued(line)
        if glued and not read_header(line):
            yield ArticleStart(number, number, glued[0])
        elif is_opening(line):
            yield from _titled(lines, number, number)


def _by_closing_line(lines: Sequence[str]) -> Iterator[ArticleStart]:
    """Yield the one article above a line such as `Published in Dawn, June 1st, 2025`."""
    closing = next((n for n, line in enumerate(lines) if PUBLISHED_IN.match(line.strip())), 0)
    words_at = next((n for n in range(closing) if is_full_line(lines[n])), None)
    if words_at is not None:
        yield from _titled(lines, words_at, words_at)


def _by_byline(lines: Sequence[str]) -> Iterator[ArticleStart]:
    """Yield the articles below a paper's header that have `By X` between title and text."""
    headed = False
    for number, line in enumerate(lines):
        headed = headed or read_header(line) is not None
        if not headed or not BYLINE.match(line.strip()):
            continue
        below = range(number + 1, min(number + 1 + _TEXT_REACH, len(lines)))
        words_at = next((n for n in below if is_full_line(lines[n])), None)
        if words_at is not None:
            yield from _titled(lines, number, words_at)


def _titled(lines: Sequence[str], number: int, words_at: int) -> Iterator[ArticleStart]:
    """Yield the article whose title is above line `number`, if there is a title."""
    title_at = _title_above(lines, number)
    if title_at is not None:
        yield ArticleStart(title_at, words_at, lines[title_at])


def _title_above(lines: Sequence[str], number: int) -> int | None:
    """Return the line of the title above a line, past a byline, a name and lines of data."""
    passed = 0
    for above in range(number - 1, max(number - 1 - _TITLE_REACH, -1), -1):
        line = lines[above].strip()
        if not line or is_boilerplate(line):
            continue
        if read_header(line):
            return None
        may_pass = passed < _MOST_DATA_LINES
        if may_pass and (BYLINE.match(line) or is_data(line) or is_writer_line(line)):
            passed += 1
            continue
        short = len(line) <= LONGEST_UNMARKED_TITLE and not line.endswith((".", ":", ";", ","))
        if short and may_pass and is_person(line) and _has_title_above(lines, above):
            passed += 1
            continue
        return above if short and not _READ_MORE.match(line) else None
    return None


def _has_title_above(lines: Sequence[str], number: int) -> bool:
    """Return whether the line right above a name may be a title."""
    for above in range(number - 1, max(number - 4, -1), -1):
        line = lines[above].strip()
        if line and not is_boilerplate(line):
            short = len(line) <= LONGEST_UNMARKED_TITLE and line[-1] not in ".:;,"
            return short and read_header(line) is None
    return False
