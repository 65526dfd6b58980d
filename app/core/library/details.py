"""What is known of a summary beside its text, all of which the reader can correct."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.core.library.model import ReadingState, SubjectTopics, Summary, WarningKind

# Doubts that are settled once the reader has decided on the field.
_DOUBTS: Final = {
    "title": frozenset({WarningKind.NO_TITLE, WarningKind.TITLE_UNSURE}),
    "author": frozenset({WarningKind.AUTHOR_UNSURE}),
    "published_on": frozenset({WarningKind.DATE_ORDER_GUESSED, WarningKind.YEAR_MISSING}),
    "posted_on": frozenset({WarningKind.DATE_ORDER_GUESSED}),
    "subjects": frozenset(
        {
            WarningKind.SUBJECT_AMBIGUOUS,
            WarningKind.SUBJECT_GUESSED,
            WarningKind.SUBJECT_UNKNOWN,
        }
    ),
}
# What a summary says of itself, in the order of the form; its reading state is the reader's.
DETAIL_FIELDS: Final = (
    "title",
    "author",
    "publication",
    "category",
    "published_on",
    "posted_on",
    "subjects",
)


@dataclass(frozen=True, slots=True)
class Details:
    """The details of one summary as they are in a form."""

    title: str | None
    author: str | None
    publication: str | None
    category: str | None
    published_on: date | None
    posted_on: date | None
    subjects: tuple[SubjectTopics, ...]
    state: ReadingState


def doubts_about(fields: Iterable[str]) -> frozenset[WarningKind]:
    """Return the doubts that there can be about some fields."""
    return frozenset().union(*(_DOUBTS.get(name, ()) for name in fields))


def details_of(summary: Summary) -> Details:
    """Return the details of a summary."""
    known = {name: getattr(summary, name) for name in DETAIL_FIELDS}
    return Details(**known, state=summary.state)


def with_details(summary: Summary, details: Details) -> Summary:
    """Return a summary with details as the reader corrected them.

    What differs from before is the reader's from now on, and is in doubt no more.
    """
    given = {name: getattr(details, name) for name in DETAIL_FIELDS}
    changed = [name for name, value in given.items() if getattr(summary, name) != value]
    settled = doubts_about(changed)
    return replace(
        summary,
        **given,
        state=details.state,
        warnings=tuple(one for one in summary.warnings if one.kind not in settled),
        by_reader=tuple(dict.fromkeys((*summary.by_reader, *changed))),
    )
