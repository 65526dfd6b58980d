"""The heading of a web post: title line, then date, `Posted by:` and `Category:` lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.dates import DateBasis, ParsedDate, first_date
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.publications import publication_named, publication_within
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.splitting.bylines import Byline, is_full_name, read_title_line
from app.core.library.model import SectionKind

_MARK = re.compile(
    r"(?:[\w'’]+\s){0,4}(?:editorials?|articles?|opinions?|columns?)\s+summar(?:y|ies)\W*",
    re.IGNORECASE,
)
_KEY = re.compile(
    r"(?P<key>posted\s+by|category|categories|posted\s+(?:on|date)|published\s+(?:on|date)|date|dated|"
    r"author|writer|columnist|by|newspaper|publication|published\s+in|title|topic)\s*[:：–—-]+\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_DATA_SEPARATOR = re.compile(r"\s*[|•·]\s*")
_EMPTY_KEY = re.compile(
    r"\W*(?:posted\s+by|category|posted\s+on|publication|newspaper)\s*[:：]\s*", re.IGNORECASE
)
_CREDIT_LINE = re.compile(r"(?:written\s+)?by\s*:?\s+(?P<credits>[^\W\d_].*)", re.IGNORECASE)
_CREDIT_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+|,\s+(?=[^\W\d_]{4}|\d{1,2}\b)")
_BARE_BYLINE = re.compile(r"(?:by|author|writer)\s*[:–—-]*\s+\S.*", re.IGNORECASE)
_LONGEST_DATUM: Final = 140
_MAX_META_LINES: Final = 8

_POSTED = "posted"
_KEYS: Final = {
    "posted by": "site", "category": "category", "categories": "category", "posted on": _POSTED,
    "posted date": _POSTED, "published on": "published", "published date": "published",
    "date": "date", "dated": "date", "author": "author", "writer": "author",
    "columnist": "author", "by": "author", "newspaper": "publication",
    "publication": "publication", "published in": "publication", "title": "title",
    "topic": "title",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PostHeading:
    """One heading found among the lines of a text: lines `start` up to and without `end`.

    `marked`: it begins with a line such as `Editorial Summary`. `about` says who the writer is.
    """

    start: int
    end: int
    byline: Byline
    posted: ParsedDate | None
    published: ParsedDate | None
    site: str | None
    category: str | None
    marked: bool
    about: str = ""


def find_post_headings(lines: Sequence[str]) -> Iterator[PostHeading]:
    """Yield the headings of a cleaned text's lines, in order."""
    number = 0
    last_end = 0
    while number < len(lines):
        heading = _heading_at(lines, number, last_end)
        if heading:
            yield heading
            number = last_end = heading.end
        else:
            number += 1


def break_data(text: str) -> str:
    """Return text in which each datum of a heading is on a line of its own.

    `06/02/2025 | Posted by: X | Category: Y` becomes three lines; a key whose value is on the next
    line is joined with it.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        pieces = [piece.strip() for piece in _DATA_SEPARATOR.split(line)]
        if len(pieces) > 1 and all(piece and _meta(piece) for piece in pieces):
            lines += pieces
        elif credit := _credit_line(line):
            lines += credit
        elif lines and _EMPTY_KEY.fullmatch(lines[-1]) and line and len(line) <= LONGEST_TITLE:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _credit_line(line: str) -> list[str]:
    """Return the data of a line such as `By Jamil Ahmad | Dawn | 3 June 2025`, none of others."""
    if len(line) > _LONGEST_DATUM or not (match := _CREDIT_LINE.fullmatch(line.strip())):
        return []
    name, *others = (piece.strip() for piece in _CREDIT_SEPARATOR.split(match["credits"]))
    keys = [
        "Newspaper" if publication_named(other) else "Date" if is_bare_date(other) else ""
        for other in others
    ]
    if not others or not all(keys) or len(set(keys)) < len(keys) or not is_full_name(name):
        return []
    return [f"Author: {name}", *(f"{key}: {what}" for key, what in zip(keys, others, strict=True))]


def is_mark(line: str) -> bool:
    """Return whether a line only announces a summary: `Editorial Summary`."""
    return bool(_MARK.fullmatch(line.strip())) and len(line) < 60


def _heading_at(lines: Sequence[str], number: int, floor: int) -> PostHeading | None:
    """Return the heading whose mark, or whose first line of data, is line `number`."""
    if is_mark(lines[number]):
        return _marked(lines, number)
    if _meta(lines[number]) is None or _meta_count(lines, number) < 2:
        return None
    title_at = _title_above(lines, number, floor)
    start = number if title_at is None else title_at
    return _assemble(lines, start, start, number, marked=False)


def _marked(lines: Sequence[str], mark: int) -> PostHeading:
    """Return the heading that a mark opens; its title and data may have been lost."""
    first = _skip_blank(lines, mark + 1)
    for number in range(first, min(first + 4, len(lines))):
        if _meta(lines[number]) and (_meta_count(lines, number) >= 2 or number > first):
            return _assemble(lines, mark, first, number, marked=True)
    if first < len(lines) and _is_title(lines[first]) and not _ends_sentence(lines[first]):
        after = _skip_blank(lines, first + 1)
        if after < len(lines) and len(lines[after]) > 2 * len(lines[first]):
            return _assemble(lines, mark, first, first + 1, marked=True)
    return _assemble(lines, mark, first, first, marked=True)


def _assemble(
    lines: Sequence[str], start: int, title_at: int, meta_at: int, *, marked: bool
) -> PostHeading:
    """Read the title from lines `title_at` to `meta_at`, and the data from there on."""
    found: dict[str, str] = {}
    end = meta_at
    for number in range(meta_at, min(meta_at + _MAX_META_LINES, len(lines))):
        if not lines[number].strip():
            continue
        meta = _meta(lines[number])
        if meta is None:
            break
        found.setdefault(*meta)
        end = number + 1
    if "date" in found:
        # Beside the site's name it is the day of the post, else that of the article.
        found.setdefault(_POSTED if "site" in found else "published", found["date"])
    written = [line for line in lines[title_at:meta_at] if line.strip()]
    # A title may look like a page number: «1971».
    about = next((line for line in written if is_writer_line(line)), "")
    title_lines = [
        line for line in written if not is_boilerplate(line) and line != about
    ] or written[:1]
    byline = _byline(title_lines, found)
    category = found.get("category")
    publication = byline.publication or (publication_within(category) if category else None)
    if publication is None and marked and category is None:
        publication = publication_within(lines[start])
    return PostHeading(
        start,
        end,
        Byline(byline.title, byline.author, publication, byline.editorial, byline.warnings),
        first_date(found.get(_POSTED, "")),
        first_date(found.get("published", "")),
        _site(found.get("site")),
        category,
        marked,
        about,
    )


def _byline(title_lines: list[str], found: dict[str, str]) -> Byline:
    """Read the title line or lines; a line `Author – X` below the title belongs to it."""
    if "title" in found:
        title_lines = [found["title"], *title_lines]
    line = ""
    for part in title_lines:
        joined = f"{line} _ {part}" if line and _BARE_BYLINE.match(part) else f"{line} {part}"
        line = joined.strip()
    byline = read_title_line(line) if line else Byline()
    if "author" in found and not byline.author:
        named = read_title_line(f"{byline.title or 'T'} _ Author – {found['author']}")
        byline = Byline(
            byline.title, named.author, named.publication, named.editorial, named.warnings
        )
    if "publication" in found and not byline.publication:
        byline = Byline(
            byline.title,
            byline.author,
            publication_within(found["publication"]) or found["publication"],
            byline.editorial,
            byline.warnings,
        )
    return byline


def _meta(line: str) -> tuple[str, str] | None:
    """Return what a line of data says, as (kind, value), None if it is none."""
    if len(line) > _LONGEST_DATUM:
        return None
    bare, _ = strip_bullet(line)
    match = _KEY.fullmatch(bare)
    if match:
        return _KEYS[" ".join(match["key"].lower().split())], match["value"].strip()
    if len(bare) <= 40 and first_date(bare) and is_bare_date(bare):
        return _POSTED, bare
    return None


def is_bare_date(text: str) -> bool:
    """Return whether a line is a date, with its year, and little else."""
    written = first_date(text)
    dated = written is not None and written.basis is not DateBasis.NO_YEAR
    return written is not None and dated and len(text) - len(written.raw) <= 12


def _meta_count(lines: Sequence[str], number: int) -> int:
    """Return how many kinds of data the lines from `number` on give in one block."""
    kinds: set[str] = set()
    for line in lines[number : number + _MAX_META_LINES]:
        if not line.strip():
            continue
        meta = _meta(line)
        if meta is None:
            break
        kinds.add(meta[0])
    return len(kinds)


def _title_above(lines: Sequence[str], number: int, floor: int) -> int | None:
    """Return the line of the title above a block of data, not above line `floor`."""
    above = number - 1
    while above >= floor and not lines[above].strip():
        above -= 1
    if above < floor or not _is_title(lines[above]):
        return None
    if _BARE_BYLINE.match(lines[above]) and above - 1 >= floor and _is_title(lines[above - 1]):
        return above - 1
    return above


def _is_title(line: str) -> bool:
    return bool(line.strip()) and len(line) <= LONGEST_TITLE and not is_boilerplate(line)


def _ends_sentence(line: str) -> bool:
    label = find_label(line)
    if label and label.kind is not SectionKind.OTHER:
        return True
    return line.rstrip()[-1:] in (".", ":", ";") and not line.rstrip().endswith("..")


def _skip_blank(lines: Sequence[str], number: int) -> int:
    while number < len(lines) and not lines[number].strip():
        number += 1
    return number


def _site(text: str | None) -> str | None:
    """Return the site named in `Posted by:` without protocol or `www`."""
    if not text:
        return None
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", text.strip().lower()).rstrip("/ ") or None
