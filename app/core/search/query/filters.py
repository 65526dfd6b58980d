"""The filters of a query: subject, paper, author, date, kind and others."""

import calendar
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, Self

from app.core.library.syllabus import Syllabus
from app.core.search.kinds import HitKind
from app.core.search.terms.tokenizer import fold_text
from app.core.text_key import text_key

_FIRST_DAY: Final = 1
_LAST_DAY: Final = 99_991_231
_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


class State(StrEnum):
    """What a query can ask of the summary that a hit belongs to."""

    UNREAD = "unread"
    READING = "reading"
    DONE = "done"
    STARRED = "starred"
    AS_IT_IS = "as-it-is"
    WITH_NOTE = "note"
    WITH_HIGHLIGHT = "highlight"


# People type `is:read` and `has:notes`.
_STATES: Final = {
    "is": {
        "unread": State.UNREAD,
        "new": State.UNREAD,
        "reading": State.READING,
        "begun": State.READING,
        "read": State.DONE,
        "done": State.DONE,
        "starred": State.STARRED,
        "star": State.STARRED,
        "as-it-is": State.AS_IT_IS,
    },
    "has": {
        "note": State.WITH_NOTE,
        "notes": State.WITH_NOTE,
        "highlight": State.WITH_HIGHLIGHT,
        "highlights": State.WITH_HIGHLIGHT,
        "star": State.STARRED,
    },
}
_KINDS: Final = {
    "summary": HitKind.SUMMARY,
    "summaries": HitKind.SUMMARY,
    "article": HitKind.SUMMARY,
    "fact": HitKind.FACT,
    "facts": HitKind.FACT,
    "highlight": HitKind.HIGHLIGHT,
    "highlights": HitKind.HIGHLIGHT,
    "note": HitKind.NOTE,
    "notes": HitKind.NOTE,
    "word": HitKind.VOCABULARY,
    "words": HitKind.VOCABULARY,
    "vocabulary": HitKind.VOCABULARY,
}


# The ids of the summaries in each state; the index does not know them.
SummaryStates = Mapping[State, Collection[str]]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a query; an empty one lets everything through.

    Every topic and state must hold, one of each tuple of subjects, and one of the kinds, papers,
    authors and colours. Names are folded; a part of one is enough. `since` and `until` are days as
    YYYYMMDD, 0 for none.
    """

    kinds: tuple[HitKind, ...] = ()
    subjects: tuple[tuple[str, ...], ...] = ()
    topics: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    colours: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    since: int = 0
    until: int = 0

    @property
    def empty(self) -> bool:
        """Whether it lets everything through."""
        return self == Filters()

    def with_kind(self, kind: HitKind) -> Self:
        """Return the filters with one kind only."""
        return replace(self, kinds=(kind,))

    def with_subject(self, subject_id: str) -> Self:
        """Return the filters with one subject more."""
        return replace(self, subjects=(*self.subjects, (subject_id,)))


def read_filter(filters: Filters, field: str, value: str, syllabus: Syllabus) -> Filters | None:
    """Return the filters with `field:value` added; None when the value makes no sense.

    Raises KeyError for an unknown field: then it was not a filter but a word with a colon.
    """
    value = value.strip().strip('"').strip()
    match field.lower():
        case "subject" | "sub":
            found = _subjects(value, syllabus)
            return replace(filters, subjects=(*filters.subjects, found)) if found else None
        case "topic":
            wanted = _topic(value)
            return replace(filters, topics=(*filters.topics, wanted)) if wanted else None
        case "paper" | "publication" | "source":
            wanted = fold_text(value)
            return replace(filters, papers=(*filters.papers, wanted)) if wanted else None
        case "author" | "by":
            wanted = fold_text(value)
            return replace(filters, authors=(*filters.authors, wanted)) if wanted else None
        case "colour" | "color":
            wanted = fold_text(value)
            return replace(filters, colours=(*filters.colours, wanted)) if wanted else None
        case "kind" | "in":
            kind = _KINDS.get(fold_text(value))
            return replace(filters, kinds=(*filters.kinds, kind)) if kind else None
        case "is" | "has":
            state = _STATES[field.lower()].get(fold_text(value))
            return replace(filters, states=(*filters.states, state)) if state else None
        case "date" | "year":
            days = _days(value)
            return replace(filters, since=days[0], until=days[1]) if days else None
    raise KeyError(field)


def _subjects(value: str, syllabus: Syllabus) -> tuple[str, ...]:
    """Return the subjects of a name; an ambiguous short one means each of them."""
    if syllabus.has(value.lower()):
        return (value.lower(),)
    match = syllabus.match(value if value != value.lower() else value.upper())
    return tuple(subject.id for subject in match.subjects)


def _topic(value: str) -> str:
    """Return a topic's name, or a part of it, as topic ids spell it."""
    subject, slash, name = value.rpartition("/")
    return f"{subject.lower()}{slash}{text_key(name).replace(' ', '-')}"


def _days(value: str) -> tuple[int, int] | None:
    """Return the first and last day of `2025`, `2025-05`, `2025-05..2025-06`, `..2024`."""
    first, dots, last = value.partition("..")
    since = _range(first) if first else (_FIRST_DAY, _LAST_DAY)
    until = _range(last) if last else (since if not dots else (_FIRST_DAY, _LAST_DAY))
    if since is None or until is None or not (first or last):
        return None
    if first and last and until[0] < since[0]:
        since, until = until, since
    return since[0], until[1]


def _range(value: str) -> tuple[int, int] | None:
    found = _DAY.fullmatch(fold_text(value.strip()))
    if found is None:
        return None
    year, month, day = (int(part) if part else 0 for part in found.groups())
    if month > 12 or (month and day > calendar.monthrange(max(year, 1), month)[1]):
        return None
    first = year * 10_000 + (month or 1) * 100 + (day or 1)
    return first, year * 10_000 + (month or 12) * 100 + (day or 31)
