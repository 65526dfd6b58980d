"""Whole editorials and columns as newspapers print them: title, byline, first words in capitals.

They come in listings of a site, with hard wraps out of a PDF, from an e-paper whose bylines are
spaced out, or copied from the newspaper's own page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.dates import ParsedDate, find_dates
from app.core.importing.lines.publications import publication_named, publication_within
from app.core.importing.splitting.bylines import (
    Byline,
    is_full_name,
    read_credits,
    read_title_line,
    tidy_title,
)
from app.core.importing.splitting.post_heading import is_bare_date
from app.core.library.model import DraftWarning, WarningKind

# The first words of an article stand in capitals: «A NEW report», «KARACHI has seen».
_CAPITALS = r"(?:A|I|(?-i:[A-Z][A-Z’'.-]*[A-Z]))"
_OPENING = re.compile(
    rf"[“\"‘'(]*(?-i:(?:[AI]\s+)?[A-Z][A-Z’'.-]*[A-Z](?:\s+{_CAPITALS})*)[,’”]*(?:’s)?\s+\S"
)
_GLUED = re.compile(
    rf"(?P<title>[^\n]{{2,90}}?[\w?!.’”\")])\s+(?P<capitals>{_CAPITALS}(?:\s+{_CAPITALS})*)\s+(?=[\w‘“(])"
)
# Names of parties and firms are capitals too; alone before the first word they end the title.
_COMMON: Final = frozenset({
    "A", "AN", "THE", "IN", "ON", "AT", "IT", "AS", "IF", "OF", "TO", "BY", "WE", "AND", "BUT",
    "FOR", "NOT", "WHO", "HOW", "WHY", "ALL", "ONE", "TWO", "THIS", "THAT", "WITH", "FROM",
    "WHEN", "WHAT", "AFTER", "NEW", "OUR", "ITS", "HIS", "HER",
})  # fmt: skip
_HEADER = re.compile(
    r"\b(?:editorials?|opinions?|columns?|articles?|op-?eds?|deconstruction)\b", re.IGNORECASE
)
_SUMMARY = re.compile(r"\bsummar(?:y|ies)\b|\bvocabulary\b", re.IGNORECASE)
_READ_MORE = re.compile(r"^\W*(?:read|continue)\s*(?:more|reading)\W*", re.IGNORECASE)
_GLUED_READ_MORE = re.compile(r"^Read More(?=[A-Z])", re.MULTILINE)
_GLUED_STAMP = re.compile(
    r"(?<=[a-z\d])[^\S\n]?(?=(?:Published|Updated)[^\S\n](?:[A-Z][a-z]{2,8}[^\S\n]\d|about[^\S\n]\d|\d))"
)
_PAPER_LINE = re.compile(
    r"[\w' ]{3,40}?\s(?:editorials?|opinions?|deconstruction)(?:\s*(?:&|and)\s*\w+)?\W*",
    re.IGNORECASE,
)
# What stands above an article besides its title: its kind, and when it was put up.
_KIND = re.compile(r"(?:newspaper|editorials?|opinions?|columns?)\W*", re.IGNORECASE)
_STAMP = re.compile(r"(?:published|updated|posted)\b.{0,50}", re.IGNORECASE)
_GLUE = re.compile(r"(?<=\S)(Read More)(?=[A-Z])")
_PUBLISHED_IN = re.compile(
    r"^(?:published|this\s+(?:article|editorial)\s+was\s+published)\s+in\s+"
    r"(?P<where>[A-Z][\w' ]{2,30}?)"
    r"\s*(?:,|on)\s*(?P<when>.{6,40})$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:by|written\s+by)\s*:?\s+(?P<names>\S.{2,70})$", re.IGNORECASE)
_DATED = re.compile(r"^(?:published|updated|posted|dated?)\b.{0,12}$|^.{0,14}$", re.IGNORECASE)
_LONGEST_TITLE: Final = 110
_FEWEST_WORDS: Final = 12
_MANY_WORDS: Final = 80
# A line so long is prose.
_FULL_LINE: Final = 80


@dataclass(frozen=True, slots=True)
class Editorial:
    """One article found: lines `start` to `end` of the text, its first words on line `words_at`."""

    start: int
    words_at: int
    end: int
    byline: Byline
    published: ParsedDate | None
    opening: str


def unglue(text: str) -> str:
    """Return text with what sites run together on lines of their own.

    `Read More` before the next title; `Published` and `Updated` behind a name or a date.
    """
    text = _GLUE.sub(r"\n\1\n", _GLUED_READ_MORE.sub("Read More\n", text))
    return _GLUED_STAMP.sub("\n", text)


def find_editorials(lines: Sequence[str]) -> list[Editorial]:
    """Return the articles among the lines of a cleaned text, in order.

    A line that names paper and date heads those below it; without one, an article must be long
    enough and have a byline or the paper's own closing line.
    """
    lines = _with_whole_headers(lines)
    starts = (
        list(_starts(lines)) or list(_start_by_closing(lines)) or list(_starts_by_byline(lines))
    )
    if not starts:
        return []
    found: list[Editorial] = []
    header = Byline()
    header_date: ParsedDate | None = None
    headed = closed = False
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    at = 0
    for (start, words_at, title), end in zip(starts, ends, strict=True):
        for line in lines[at:start]:
            named = _header(line)
            if named:
                header, header_date, headed = named[0], named[1], True
                closed = False
        at = words_at
        last = next((n for n in range(words_at, end) if _header(lines[n])), end)
        editorial = _editorial(lines, start, words_at, last, title)
        body_words = sum(len(line.split()) for line in lines[words_at:last])
        whole = body_words >= _MANY_WORDS and (editorial.byline.author or editorial.published)
        if body_words < _FEWEST_WORDS or not (headed or whole):
            continue
        if closed and body_words < _MANY_WORDS:
            # Below an article's closing line the page's menu shows others by their first words.
            continue
        closed = editorial.end < last
        byline = editorial.byline
        publication = byline.publication or header.publication
        found.append(
            Editorial(
                start,
                words_at,
                editorial.end,
                Byline(
                    byline.title, byline.author, publication, not byline.author, byline.warnings
                ),
                editorial.published or header_date,
                editorial.opening,
            )
        )
    return found


def _with_whole_headers(lines: Sequence[str]) -> list[str]:
    """Return lines in which paper and date that stand on two lines are one; none is taken away."""
    joined = list(lines)
    written = [number for number, line in enumerate(lines) if line.strip()]
    for number, following in pairwise(written):
        pair = (lines[number].strip(), lines[following].strip())
        dated = [bool(is_bare_date(line)) for line in pair]
        paper = pair[0] if dated[1] else pair[1]
        if sum(dated) == 1 and _PAPER_LINE.fullmatch(paper) and publication_within(_bare(paper)):
            joined[number], joined[following] = f"{pair[0]} {pair[1]}", ""
    return joined


def _bare(line: str) -> str:
    """Return a paper's line without the words before its name."""
    return re.sub(r"^(?:daily|the|icep)\s+(?=dawn)", "", line.strip(), flags=re.IGNORECASE)


def _starts(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where articles begin: line of the title, line of the first words, the title's line."""
    for number, line in enumerate(lines):
        glued = _glued(line)
        if glued and not _header(line):
            yield number, number, glued[0]
            continue
        if not _OPENING.match(line) or len(line) < 40 or _header(line):
            continue
        above = _title_line(lines, number)
        if above is not None:
            yield above, number, lines[above]


def _start_by_closing(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where an article begins whose first word is not in capitals; its closing line tells."""
    closing = next((n for n, line in enumerate(lines) if _PUBLISHED_IN.match(line.strip())), 0)
    words_at = next((n for n in range(closing) if _is_full(lines[n])), None)
    above = None if words_at is None else _title_line(lines, words_at)
    if words_at is not None and above is not None:
        yield above, words_at, lines[above]


def _starts_by_byline(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where articles begin that have `By X` between title and text, below a paper's line."""
    headed = False
    for number, line in enumerate(lines):
        headed = headed or bool(_header(line))
        if not headed or not _BYLINE.match(line.strip()):
            continue
        below = range(number + 1, min(number + 5, len(lines)))
        words_at = next((n for n in below if _is_full(lines[n])), None)
        above = _title_line(lines, number)
        if words_at is not None and above is not None:
            yield above, words_at, lines[above]


def _is_full(line: str) -> bool:
    return len(line) >= _FULL_LINE and not is_writer_line(line)


def _glued(line: str) -> tuple[str, str] | None:
    """Return title and words of a line that holds both: `Privatising PIA REPORTS that …`."""
    match = _GLUED.match(line)
    if match is None or len(line) < 50 or _opens_a_body(line) or _is_sentence(match["title"]):
        return None
    capitals = match["capitals"].split()
    title = match["title"].split()
    while len(capitals) > 1 and len(capitals[0]) <= 5 and capitals[0] not in _COMMON:
        title.append(capitals.pop(0))
    if len(title) > 10 or len(capitals) > 5:
        return None
    return " ".join(title), " ".join([*capitals, line[match.end() :]])


def _is_sentence(text: str) -> bool:
    """Say whether words end as a sentence and not as a title: «… is ceremony. A heat plan …»."""
    return text.endswith(".") and not text.endswith("..") and not text[-3:-1].isupper()


def _opens_a_body(line: str) -> bool:
    """Say whether a line begins with an article's first words and not with a title's acronym."""
    if not _OPENING.match(line):
        return False
    first = line.lstrip("“\"‘'(").split()[0].strip(",’”")
    return first in _COMMON or len(first) > 5


def _title_line(lines: Sequence[str], number: int) -> int | None:
    """Return the line of the title above an opening, past a byline and a line of data."""
    passed = 0
    for above in range(number - 1, max(number - 8, -1), -1):
        line = lines[above].strip()
        if not line or is_boilerplate(line):
            continue
        if _header(line):
            return None
        if passed < 4 and (_BYLINE.match(line) or _is_data(line) or is_writer_line(line)):
            passed += 1
            continue
        short = len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ";", ","))
        if short and passed < 4 and is_full_name(line) and _short_above(lines, above):
            passed += 1
            continue
        return above if short and not _READ_MORE.match(line) else None
    return None


def _short_above(lines: Sequence[str], number: int) -> bool:
    """Say whether a line that may be a title stands right above a name."""
    for above in range(number - 1, max(number - 4, -1), -1):
        line = lines[above].strip()
        if line and not is_boilerplate(line):
            return len(line) <= _LONGEST_TITLE and line[-1] not in ".:;," and not _header(line)
    return False


def _editorial(lines: Sequence[str], start: int, words_at: int, end: int, title: str) -> Editorial:
    byline = read_title_line(title)
    if not byline.title:
        byline = Byline(tidy_title(title))
    published: ParsedDate | None = None
    about, paper = "", byline.publication
    for line in lines[start + 1 : words_at]:
        named = _BYLINE.match(line.strip())
        if named:
            spoken = read_credits(_cased(named["names"]))
            byline = replace(spoken, title=byline.title, editorial=False)
        elif not byline.author and is_full_name(line.strip()):
            byline = replace(byline, author=line.strip())
        elif is_writer_line(line):
            about = line
        elif _is_date(line):
            closing = _PUBLISHED_IN.match(line.strip())
            paper = paper or (publication_within(closing["where"]) if closing else None)
            published = next((found.written for found in find_dates(line)), published)
    byline = replace(byline, publication=byline.publication or paper)
    for number in range(words_at + 1, end):
        closing = _PUBLISHED_IN.match(lines[number].strip())
        if closing:
            end = number
            when = next((found.written for found in find_dates(closing["when"])), None)
            published = when or published
            publication = publication_within(closing["where"]) or closing["where"].strip()
            byline = Byline(
                byline.title, byline.author, publication, byline.editorial, byline.warnings
            )
            break
    glued = _glued(lines[words_at]) if start == words_at else None
    opening = glued[1] if glued else lines[words_at]
    opening = f"{about}\n{opening}" if about else opening
    return Editorial(start, words_at, end, _doubt_of_spacing(byline), published, opening)


def _header(line: str) -> tuple[Byline, ParsedDate] | None:
    """Return paper and date of a line such as `20 - October - 2023 - Dawn Editorials & Opinion`."""
    line = line.strip()
    if len(line) > 110 or _SUMMARY.search(line):
        return None
    dates = list(find_dates(line))
    if not dates or _STAMP.fullmatch(line):
        return None
    rest = (line[: dates[0].start] + " " + line[dates[0].end :]).strip(" -–—|,:()[]")
    rest = _bare(rest)
    if not _HEADER.search(line) and publication_named(rest) is None:
        return None
    return Byline(publication=publication_within(rest), editorial=True), dates[0].written


def _is_data(line: str) -> bool:
    """Say whether a line above an article is its date or its kind, and not its title."""
    return _is_date(line) or bool(_KIND.fullmatch(line) or _STAMP.fullmatch(line))


def _is_date(line: str) -> bool:
    dates = list(find_dates(line))
    if not dates or len(line) > 60:
        return False
    return bool(_DATED.match(line[: dates[0].start] + line[dates[0].end :]))


def _cased(names: str) -> str:
    """Return a name in capitals as names are written."""
    return names.title() if names.isupper() else names


def _doubt_of_spacing(byline: Byline) -> Byline:
    """Return a byline with a warning where a spaced-out name may have lost its word breaks."""
    name = byline.author
    if name is None or " " in name or len(name) < 12:
        return byline
    doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, name, name)
    return Byline(
        byline.title, name, byline.publication, byline.editorial, (*byline.warnings, doubt)
    )
