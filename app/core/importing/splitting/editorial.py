"""Whole editorials and columns as newspapers print them: title, byline, first words in capitals.

They come in listings of a site, with hard wraps out of a PDF, from an e-paper whose bylines are
spaced out, or copied from the newspaper's own page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.dates import first_date
from app.core.importing.lines.publications import publication_within
from app.core.importing.splitting.editorial_starts import ArticleStart, find_starts
from app.core.importing.splitting.heading import Heading, read_heading, tidy_title
from app.core.importing.splitting.newspaper_lines import (
    PUBLISHED_IN,
    PaperHeader,
    bare_paper,
    is_bare_date,
    read_header,
    split_glued,
)
from app.core.library.model import DraftWarning, WarningKind

_GLUED_READ_MORE = re.compile(r"^Read More(?=[A-Z])", re.MULTILINE)
_GLUED_STAMP = re.compile(
    r"(?<=[a-z\d])[^\S\n]?(?=(?:Published|Updated)[^\S\n](?:[A-Z][a-z]{2,8}[^\S\n]\d|about[^\S\n]\d|\d))"
)
_GLUE = re.compile(r"(?<=\S)(Read More)(?=[A-Z])")
_PAPER_LINE = re.compile(
    r"[\w' ]{3,40}?\s(?:editorials?|opinions?|deconstruction)(?:\s*(?:&|and)\s*\w+)?\W*",
    re.IGNORECASE,
)
# An article has at least so many words, and so many where no paper's header is above it.
_FEWEST_WORDS: Final = 12
_FEWEST_UNHEADED_WORDS: Final = 80
# A name of one word that is longer has probably lost its spaces.
_LONGEST_ONE_WORD_NAME: Final = 11


@dataclass(frozen=True, slots=True)
class Editorial:
    """One article found: lines `start` to `end` of the text, its first words on line `words_at`.

    `opening` is what to read in place of that line: without the title, below the writer's note.
    `header` is the paper's header above it, '' without one.
    """

    start: int
    words_at: int
    end: int
    heading: Heading
    opening: str
    header: str = ""


def unglue(text: str) -> str:
    """Return text with what sites run together on lines of their own.

    `Read More` before the next title; `Published` and `Updated` behind a name or a date.
    """
    if "Read More" in text:
        text = _GLUE.sub(r"\n\1\n", _GLUED_READ_MORE.sub("Read More\n", text))
    return _GLUED_STAMP.sub("\n", text) if "Published" in text or "Updated" in text else text


def find_editorials(lines: Sequence[str]) -> list[Editorial]:
    """Return the articles among the lines of a cleaned text, in order.

    A worked example:

        0  Dawn Editorials                    `_with_whole_headers` makes lines 0 and 1 one:
        1  27 August 2023                     `Dawn Editorials 27 August 2023`
        2  Thirst of a city
        3  By Jamil Ahmad
        4  THE water table under Lahore …     capitals: `find_starts` gives title 2, words 4
        5  Reform would cost votes …
        6  Published in Dawn, August 28th, 2023

    The header gives paper and date to all articles below it (Dawn, 27 August). `_read` takes the
    author from line 3 and the better date from line 6, where the article ends. The result is one
    Editorial of lines 2 up to 6: `Thirst of a city`, Jamil Ahmad, Dawn, 28 August 2023.

    Without a header, an article must be long, and have an author or a date of its own.
    """
    lines = _with_whole_headers(lines)
    starts = find_starts(lines)
    if not starts:
        return []
    found: list[Editorial] = []
    header: PaperHeader | None = None
    header_line = ""
    # Below an article's closing line the page's menu shows others by their first words.
    in_menu = False
    read_to = 0
    ends = [start.title_at for start in starts[1:]] + [len(lines)]
    for start, next_start in zip(starts, ends, strict=True):
        for line in lines[read_to : start.title_at]:
            if named := read_header(line):
                header, header_line, in_menu = named, line, False
        read_to = start.words_at
        end = next(
            (n for n in range(start.words_at, next_start) if read_header(lines[n])), next_start
        )
        editorial = _read(lines, start, end)
        words = sum(len(line.split()) for line in lines[start.words_at : end])
        long = words >= _FEWEST_UNHEADED_WORDS
        known = header or (long and (editorial.heading.author or editorial.heading.published))
        if words < _FEWEST_WORDS or not known or (in_menu and not long):
            continue
        in_menu = editorial.end < end
        found.append(replace(_below_header(editorial, header), header=header_line))
    return found


def _with_whole_headers(lines: Sequence[str]) -> list[str]:
    """Return lines in which a paper and a date on two lines are one; the second is left empty."""
    joined = list(lines)
    written = [number for number, line in enumerate(lines) if line.strip()]
    for number, following in pairwise(written):
        pair = (lines[number].strip(), lines[following].strip())
        dated = [bool(is_bare_date(line)) for line in pair]
        paper = pair[0] if dated[1] else pair[1]
        if (
            sum(dated) == 1
            and _PAPER_LINE.fullmatch(paper)
            and publication_within(bare_paper(paper))
        ):
            joined[number], joined[following] = f"{pair[0]} {pair[1]}", ""
    return joined


def _below_header(editorial: Editorial, header: PaperHeader | None) -> Editorial:
    """Return an article with the header's paper and date where it has none of its own."""
    heading = editorial.heading
    return replace(
        editorial,
        heading=replace(
            heading,
            publication=heading.publication or (header.publication if header else None),
            published=heading.published or (header.published if header else None),
            nobody=not heading.author,
        ),
    )


def _read(lines: Sequence[str], start: ArticleStart, end: int) -> Editorial:
    """Return the article that begins at `start` and ends at its closing line, or before `end`."""
    between = lines[start.title_at + 1 : start.words_at]
    note = next((line for line in between if is_writer_line(line)), "")
    said = [line for line in between if line is not note]
    heading = read_heading([start.title, *said])
    credits_ = read_heading(said)
    if credits_.author and not heading.author:
        heading = replace(credits_, title=tidy_title(start.title))
    published = heading.published or heading.posted
    heading = replace(heading, published=published, posted=None, title=heading.title or start.title)
    for number in range(start.words_at + 1, end):
        closing = PUBLISHED_IN.match(lines[number].strip())
        if closing:
            end = number
            paper = publication_within(closing["where"]) or closing["where"].strip()
            published = first_date(closing["when"]) or published
            heading = replace(heading, published=published, publication=paper)
            break
    glued = split_glued(lines[start.words_at]) if start.title_at == start.words_at else None
    opening = glued[1] if glued else lines[start.words_at]
    opening = f"{note}\n{opening}" if note else opening
    return Editorial(start.title_at, start.words_at, end, _with_doubt_of_spacing(heading), opening)


def _with_doubt_of_spacing(heading: Heading) -> Heading:
    """Return a heading with a warning where a spaced-out name may have lost its word breaks."""
    name = heading.author
    if name is None or " " in name or len(name) <= _LONGEST_ONE_WORD_NAME:
        return heading
    doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, name, name)
    return replace(heading, warnings=(*heading.warnings, doubt))
