"""Whole editorials and columns as newspapers print them: title, byline, first words in capitals.

They come in listings of a site, with hard wraps out of a PDF, from an e-paper whose bylines are
spaced out, or copied from the newspaper's own page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.importing.bylines import Byline, read_credits, read_title_line, tidy_title
from app.core.importing.dates import WrittenDate, find_dates
from app.core.importing.noise import is_noise
from app.core.importing.publications import publication_within
from app.core.library.model import DraftWarning, WarningKind

# The first words of an article stand in capitals: «A NEW report», «KARACHI has seen».
_CAPITALS = r"(?:A|I|(?-i:[A-Z][A-Z’'.-]*[A-Z]))"
_OPENING = re.compile(rf"[“\"‘'(]*(?-i:(?:{_CAPITALS})(?:\s+{_CAPITALS})*)[,’”]*\s+\S")
_GLUED = re.compile(
    rf"(?P<title>[^\n]{{2,90}}?[\w?!.’”\")])\s+(?P<capitals>{_CAPITALS}(?:\s+{_CAPITALS})*)\s+(?=[\w‘“(])"
)
# Names of parties and firms are capitals too; alone before the first word they end the title.
_COMMON: Final = frozenset(
    [
        "A",
        "AN",
        "THE",
        "IN",
        "ON",
        "AT",
        "IT",
        "AS",
        "IF",
        "OF",
        "TO",
        "BY",
        "WE",
        "AND",
        "BUT",
        "FOR",
        "NOT",
        "WHO",
        "HOW",
        "WHY",
        "ALL",
        "ONE",
        "TWO",
        "THIS",
        "THAT",
        "WITH",
        "FROM",
        "WHEN",
        "WHAT",
        "AFTER",
        "NEW",
        "OUR",
        "ITS",
        "HIS",
        "HER",
    ]
)
_HEADER = re.compile(r"\b(?:editorials?|opinions?|columns?|articles?|op-?eds?)\b", re.IGNORECASE)
_SUMMARY = re.compile(r"\bsummar(?:y|ies)\b|\bvocabulary\b", re.IGNORECASE)
_READ_MORE = re.compile(r"^\W*(?:read|continue)\s*(?:more|reading)\W*", re.IGNORECASE)
_GLUE = re.compile(r"(?<=\S)(Read More)(?=[A-Z])")
_PUBLISHED_IN = re.compile(
    r"^(?:published|this\s+(?:article|editorial)\s+was\s+published)\s+in\s+"
    r"(?P<where>[A-Z][\w' ]{2,30}?)"
    r"\s*(?:,|on)\s*(?P<when>.{6,40})$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"^(?:by|written\s+by)\s*:?\s+(?P<names>\S.{2,70})$", re.IGNORECASE)
_DATED = re.compile(r"^(?:published|updated|posted|dated?)\b.{0,12}$|^.{0,14}$", re.IGNORECASE)
_TEASER: Final = ("…", "...", "[…]")
_LONGEST_TITLE: Final = 110
_FEWEST_WORDS: Final = 12
_MANY_WORDS: Final = 80


@dataclass(frozen=True, slots=True)
class Editorial:
    """One article found: lines `start` to `end` of the text, its first words on line `words_at`."""

    start: int
    words_at: int
    end: int
    byline: Byline
    published: WrittenDate | None
    opening: str


def unglue(text: str) -> str:
    """Return a listing with each `Read More` on a line of its own, apart from the next title."""
    return _GLUE.sub(r"\n\1\n", re.sub(r"(?m)^Read More(?=[A-Z])", "Read More\n", text))


def find_editorials(lines: Sequence[str]) -> list[Editorial]:
    """Return the articles among the lines of a cleaned text, in order.

    A line that names paper and date heads those below it; without one, an article must be long
    enough and have a byline or the paper's own closing line.
    """
    starts = list(_starts(lines))
    if not starts:
        return []
    found = []
    header = Byline()
    header_date: WrittenDate | None = None
    headed = False
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    at = 0
    for (start, words_at, title), end in zip(starts, ends, strict=True):
        for line in lines[at:start]:
            named = _header(line)
            if named:
                header, header_date, headed = named[0], named[1], True
        at = words_at
        last = next((n for n in range(words_at, end) if _header(lines[n])), end)
        editorial = _editorial(lines, start, words_at, last, title)
        body_words = sum(len(line.split()) for line in lines[words_at:last])
        whole = body_words >= _MANY_WORDS and (editorial.byline.author or editorial.published)
        if body_words < _FEWEST_WORDS or not (headed or whole):
            continue
        byline = editorial.byline
        publication = byline.publication or header.publication
        found.append(
            Editorial(
                start,
                words_at,
                last,
                Byline(
                    byline.title, byline.author, publication, not byline.author, byline.warnings
                ),
                editorial.published or header_date,
                editorial.opening,
            )
        )
    return found


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


def _glued(line: str) -> tuple[str, str] | None:
    """Return title and words of a line that holds both: `Privatising PIA REPORTS that …`."""
    match = _GLUED.match(line)
    if match is None or len(line) < 50 or _OPENING.match(line):
        return None
    capitals = match["capitals"].split()
    title = match["title"].split()
    while len(capitals) > 1 and len(capitals[0]) <= 5 and capitals[0] not in _COMMON:
        title.append(capitals.pop(0))
    if len(title) > 10 or len(capitals) > 5:
        return None
    return " ".join(title), " ".join([*capitals, line[match.end() :]])


def _title_line(lines: Sequence[str], number: int) -> int | None:
    """Return the line of the title above an opening, past a byline and a line of data."""
    passed = 0
    for above in range(number - 1, max(number - 8, -1), -1):
        line = lines[above].strip()
        if not line or is_noise(line):
            continue
        if _header(line):
            return None
        if passed < 3 and (_BYLINE.match(line) or _is_date(line)):
            passed += 1
            continue
        short = len(line) <= _LONGEST_TITLE and not line.endswith((".", ":", ";", ","))
        return above if short and not _READ_MORE.match(line) else None
    return None


def _editorial(lines: Sequence[str], start: int, words_at: int, end: int, title: str) -> Editorial:
    byline = read_title_line(title)
    if not byline.title:
        byline = Byline(tidy_title(title))
    published: WrittenDate | None = None
    for line in lines[start + 1 : words_at]:
        named = _BYLINE.match(line.strip())
        if named:
            spoken = read_credits(_cased(named["names"]))
            byline = replace(spoken, title=byline.title, editorial=False)
        elif _is_date(line):
            published = next((found.written for found in find_dates(line)), published)
    for line in lines[max(words_at, end - 6) : end]:
        closing = _PUBLISHED_IN.match(line.strip())
        if closing:
            when = next((found.written for found in find_dates(closing["when"])), None)
            published = when or published
            publication = publication_within(closing["where"]) or closing["where"].strip()
            byline = Byline(
                byline.title, byline.author, publication, byline.editorial, byline.warnings
            )
    glued = _glued(lines[words_at]) if start == words_at else None
    opening = glued[1] if glued else lines[words_at]
    return Editorial(start, words_at, end, _doubt_of_spacing(byline), published, opening)


def _header(line: str) -> tuple[Byline, WrittenDate] | None:
    """Return paper and date of a line such as `20 - October - 2023 - Dawn Editorials & Opinion`."""
    line = line.strip()
    if len(line) > 110 or _SUMMARY.search(line) or not _HEADER.search(line):
        return None
    dates = list(find_dates(line))
    if not dates:
        return None
    rest = (line[: dates[0].start] + " " + line[dates[0].end :]).strip(" -–—|,:()[]")
    rest = re.sub(r"^(?:daily|the)\s+(?=dawn)", "", rest, flags=re.IGNORECASE)
    return Byline(publication=publication_within(rest), editorial=True), dates[0].written


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
