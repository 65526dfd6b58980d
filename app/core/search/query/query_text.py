"""The filters in the text of a query: finding them, adding one, removing one.

The text remains the only source: adding a filter changes the words in the search box.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.library.syllabus import Syllabus
from app.core.search.query.filters import Filters, read_filter
from app.core.search.query.query import MAX_QUERY_LENGTH, PIECE, QUOTES

# The names of a filter that mean the same, by the first of them.
_NAMES: Final = {
    "sub": "subject",
    "publication": "paper",
    "source": "paper",
    "by": "author",
    "color": "colour",
    "in": "kind",
    "has": "is",
    "year": "date",
}


@dataclass(frozen=True, slots=True)
class TypedFilter:
    """A filter in the text of a query, from `start` to `end`.

    `name` is the usual one of the filter's names, `value` what follows it without quotation marks,
    `read` the filters that it makes.
    """

    name: str
    value: str
    start: int
    end: int
    read: Filters


def typed_filters(text: str, syllabus: Syllabus) -> tuple[TypedFilter, ...]:
    """Return the filters of a typed query that make sense, in their order."""
    return tuple(_filters(text[:MAX_QUERY_LENGTH].translate(QUOTES), syllabus))


def _filters(typed: str, syllabus: Syllabus) -> Iterator[TypedFilter]:
    for match in PIECE.finditer(typed):
        if not match["field"] or match["minus"]:
            continue
        try:
            read = read_filter(Filters(), match["field"], match["value"], syllabus)
        except KeyError:
            continue
        if read is not None:
            name = match["field"].lower()
            value = match["value"].strip('"').strip()
            yield TypedFilter(_NAMES.get(name, name), value, match.start(), match.end(), read)


def filter_text(name: str, value: str) -> str:
    """Return `name:value`, the value in quotation marks where it needs them."""
    # A quotation mark would end the value: of a name that has some, the longest piece will do.
    value = max(value.translate(QUOTES).split('"'), key=len).strip()
    bare = value.isascii() and value.replace("-", "").replace("_", "").isalnum()
    return f"{name}:{value}" if bare else f'{name}:"{value}"'


def with_filter(text: str, piece: str, syllabus: Syllabus) -> str:
    """Return the text of a query with a filter added after its first filters, before its words.

    The words stay at the end, so that the last of them can still be the beginning of a word.
    """
    end = 0
    for one in typed_filters(text, syllabus):
        if text[end : one.start].strip():
            break
        end = one.end
    before, after = text[:end].strip(), text[end:].lstrip()
    return f"{before} {piece} {after}".lstrip()


def without_filter(text: str, one: TypedFilter) -> str:
    """Return the text of a query without one of its filters."""
    before, after = text[: one.start], text[one.end :]
    if not before.strip() or after[:1].isspace():
        after = after.lstrip() if before[-1:].isspace() or not before.strip() else after
    # The space that separated the last word from the filter would end it.
    return before.rstrip() if not after.strip() else f"{before}{after}"
