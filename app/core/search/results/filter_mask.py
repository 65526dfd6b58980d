"""Which documents of a segment pass the filters of a query, as one byte a document."""

from collections.abc import Callable, Iterator
from typing import Final

from app.core.search.index.rows import KINDS, SEPARATOR
from app.core.search.index.segment import Segment
from app.core.search.query.filters import Filters, SummaryStates
from app.core.search.terms.tokenizer import fold_text

_YES: Final = b"\x01"


def filter_mask(segment: Segment, filters: Filters, summary_states: SummaryStates) -> bytes | None:
    """Return 1 or 0 for every document of a segment; None when all pass."""
    masks = list(_masks(segment, filters, summary_states))
    if not masks:
        return None
    passed = int.from_bytes(_YES * segment.size, "big")
    for one in masks:
        passed &= int.from_bytes(one, "big")
    return passed.to_bytes(segment.size, "big")


def _masks(segment: Segment, filters: Filters, summary_states: SummaryStates) -> Iterator[bytes]:
    if filters.kinds:
        wanted = bytes(KINDS.index(kind) for kind in filters.kinds)
        yield bytes(kind in wanted for kind in segment.kinds)
    for subjects in filters.subjects:
        yield _named(segment, "subjects", _any_of(frozenset(subjects)))
    for topic in filters.topics:
        yield _named(segment, "topics", _holds((topic,)))
    if filters.papers:
        yield _named(segment, "paper", _holds(filters.papers))
    if filters.authors:
        yield _named(segment, "author", _holds(filters.authors))
    if filters.colours:
        yield _named(segment, "colour", _holds(filters.colours))
    for state in filters.states:
        yield _named(segment, "summary_id", frozenset(summary_states.get(state, ())).__contains__)
    if filters.since or filters.until:
        yield bytes(filters.since <= day <= filters.until for day in segment.days)


def _named(segment: Segment, column: str, passes: Callable[[str], bool]) -> bytes:
    named = segment.names(column)
    by_number = [passes(name) for name in named.names]
    return bytes(map(by_number.__getitem__, named.numbers))


def _any_of(wanted: frozenset[str]) -> Callable[[str], bool]:
    return lambda names: not wanted.isdisjoint(names.split(SEPARATOR))


def _holds(parts: tuple[str, ...]) -> Callable[[str], bool]:
    def passes(name: str) -> bool:
        folded = fold_text(name)
        return any(part in folded for part in parts)

    return passes
