"""What one line of a page of editorials is: the paper's header, a date, an article's first words.

Newspapers put no labels on their own articles, so these lines are all there is to go by.
"""

import re
from dataclasses import dataclass
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.dates import DateBasis, ParsedDate, find_dates, first_date
from app.core.importing.lines.publications import publication_named, publication_within

# The first words of an article are in capitals: «A NEW report», «KARACHI has seen».
_CAPITALS = r"(?:A|I|(?-i:[A-Z][A-Z’'.-]*[A-Z]))"
_OPENING = re.compile(
    rf"[“\"‘'(]*(?-i:(?:[AI]\s+)?[A-Z][A-Z’'.-]*[A-Z](?:\s+{_CAPITALS})*)[,’”]*(?:’s)?\s+\S"
)
# A title on one line with the first words; a longer one is a sentence with an acronym in it.
_LONGEST_GLUED_TITLE: Final = 90
_GLUED = re.compile(
    rf"(?P<title>[^\n]{{2,{_LONGEST_GLUED_TITLE}}}?[\w?!.’”\")])\s+(?P<capitals>{_CAPITALS}(?:\s+{_CAPITALS})*)\s+(?=[\w‘“(])"
)
# Names of parties and firms are in capitals too; one before these words ends the title.
_COMMON: Final = frozenset({
    "A", "AN", "THE", "IN", "ON", "AT", "IT", "AS", "IF", "OF", "TO", "BY", "WE", "AND", "BUT",
    "FOR", "NOT", "WHO", "HOW", "WHY", "ALL", "ONE", "TWO", "THIS", "THAT", "WITH", "FROM",
    "WHEN", "WHAT", "AFTER", "NEW", "OUR", "ITS", "HIS", "HER",
})  # fmt: skip
_HEADER = re.compile(
    r"\b(?:editorials?|opinions?|columns?|articles?|op-?eds?|deconstruction)\b", re.IGNORECASE
)
_SUMMARY = re.compile(r"\bsummar(?:y|ies)\b|\bvocabulary\b", re.IGNORECASE)
# What is above an article besides its title: its kind, and when it was put up.
_KIND = re.compile(r"(?:newspaper|editorials?|opinions?|columns?)\W*", re.IGNORECASE)
_STAMP = re.compile(r"(?:published|updated|posted)\b.{0,50}", re.IGNORECASE)
PUBLISHED_IN = re.compile(
    r"^(?:published|this\s+(?:article|editorial)\s+was\s+published)\s+in\s+"
    r"(?P<where>[A-Z][\w' ]{2,30}?)"
    r"\s*(?:,|on)\s*(?P<when>.{6,40})$",
    re.IGNORECASE,
)
BYLINE = re.compile(r"^(?:by|written\s+by)\s*:?\s+(?P<names>\S.{2,70})$", re.IGNORECASE)
_DATED = re.compile(r"^(?:published|updated|posted|dated?)\b.{0,12}$|^.{0,14}$", re.IGNORECASE)
_LONGEST_HEADER: Final = 110
_LONGEST_DATE_LINE: Final = 60
# A line so long is prose.
_FULL_LINE: Final = 80
# A line shorter than these holds no first words, or no title and first words.
_SHORTEST_OPENING: Final = 40
_SHORTEST_GLUED: Final = 50


@dataclass(frozen=True, slots=True)
class PaperHeader:
    """A paper and a date above the articles of a day; they hold for all that have none."""

    publication: str | None
    published: ParsedDate


def read_header(line: str) -> PaperHeader | None:
    """Return paper and date of a line such as `20 - October - 2023 - Dawn Editorials & Opinion`."""
    line = line.strip()
    if len(line) > _LONGEST_HEADER or _SUMMARY.search(line):
        return None
    dates = list(find_dates(line))
    if not dates or _STAMP.fullmatch(line):
        return None
    rest = (line[: dates[0].start] + " " + line[dates[0].end :]).strip(" -–—|,:()[]")
    rest = bare_paper(rest)
    if not _HEADER.search(line) and publication_named(rest) is None:
        return None
    return PaperHeader(publication_within(rest), dates[0].written)


def bare_paper(line: str) -> str:
    """Return a paper's line without the words before its name."""
    return re.sub(r"^(?:daily|the|icep)\s+(?=dawn)", "", line.strip(), flags=re.IGNORECASE)


def is_opening(line: str) -> bool:
    """Return whether a line begins an article with words in capitals: `KARACHI has seen …`."""
    return (
        _OPENING.match(line) is not None
        and len(line) >= _SHORTEST_OPENING
        and read_header(line) is None
    )


def split_glued(line: str) -> tuple[str, str] | None:
    """Return title and first words of a line that holds both, None for any other.

    `Privatising PIA REPORTS that …` gives (`Privatising PIA`, `REPORTS that …`).
    """
    match = _GLUED.match(line)
    if match is None or len(line) < _SHORTEST_GLUED:
        return None
    if _opens_an_article(line) or _is_sentence(match["title"]):
        return None
    capitals = match["capitals"].split()
    title = match["title"].split()
    while len(capitals) > 1 and len(capitals[0]) <= 5 and capitals[0] not in _COMMON:
        title.append(capitals.pop(0))
    if len(title) > 10 or len(capitals) > 5:
        return None
    return " ".join(title), " ".join([*capitals, line[match.end() :]])


def _is_sentence(text: str) -> bool:
    """Return whether words end as a sentence, not as a title: «… is ceremony. A heat plan …»."""
    return text.endswith(".") and not text.endswith("..") and not text[-3:-1].isupper()


def _opens_an_article(line: str) -> bool:
    """Return whether a line begins with an article's first words, not with a title's acronym."""
    if not _OPENING.match(line):
        return False
    first = line.lstrip("“\"‘'(").split()[0].strip(",’”")
    return first in _COMMON or len(first) > 5


def is_full_line(line: str) -> bool:
    """Return whether a line is long enough for prose, and no note on who the writer is."""
    return len(line) >= _FULL_LINE and not is_writer_line(line)


def is_data(line: str) -> bool:
    """Return whether a line above an article is its date or its kind, and not its title."""
    return is_date(line) or bool(_KIND.fullmatch(line) or _STAMP.fullmatch(line))


def is_date(line: str) -> bool:
    """Return whether a line is a date and a few words: `Published June 1, 2025`."""
    dates = list(find_dates(line))
    if not dates or len(line) > _LONGEST_DATE_LINE:
        return False
    return bool(_DATED.match(line[: dates[0].start] + line[dates[0].end :]))


def is_bare_date(text: str) -> bool:
    """Return whether a line is a date, with its year, and little else."""
    if len(text) > _LONGEST_DATE_LINE:
        return False
    written = first_date(text)
    dated = written is not None and written.basis is not DateBasis.NO_YEAR
    return written is not None and dated and len(text) - len(written.raw) <= 12
