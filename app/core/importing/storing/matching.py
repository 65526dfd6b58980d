"""How a draft is related to the library: new, a duplicate, a correction or an alternate.

The same words are a duplicate, or bring other details. Nearly the same words under the same title,
the whole of what was cut off before, or the same words with new questions, are a correction: a new
revision. Other words about the same article (same title, author, paper and time) are an alternate
summary of it.

Whoever wrote a file also wrote the id in it, so the id alone says nothing: only with words that the
summary has or had does it mean that summary.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from app.core.importing.model import Draft
from app.core.importing.storing.merging import new_details
from app.core.library.library import Library
from app.core.library.model import Summary, WarningKind
from app.core.library.page import page_text
from app.core.library.similarity import holds, similarity

# From this similarity on (0 to 100) two texts are one, corrected.
_SAME_TEXT: Final = 80
# An article, its post and other summaries of it come within weeks of each other.
_TOLD_WITHIN: Final = timedelta(days=21)


class Relation(StrEnum):
    """How a draft is related to the library; `details`: a duplicate that has other ones."""

    NEW = "new"
    DUPLICATE = "duplicate"
    TRASHED = "trashed"
    DETAILS = "details"
    CORRECTION = "correction"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True)
class Match:
    """How a draft is related to the library, and to which summary by id; '' when it is new.

    `changed` are the fields that would be updated where only details differ.
    """

    relation: Relation
    summary_id: str = ""
    changed: tuple[str, ...] = ()


def find_match(draft: Draft, library: Library) -> Match:
    """Return how a draft is related to what the library holds."""
    found = _match(draft, library)
    if found.relation is Relation.DUPLICATE:
        changed = new_details(draft, library.summary(found.summary_id))
        return Match(Relation.DETAILS, found.summary_id, changed) if changed else found
    return found


def _match(draft: Draft, library: Library) -> Match:
    text = page_text(draft.sections, draft.facts)
    known = library.find(draft.summary_id) if draft.summary_id else None
    if known is not None and _has_words_of(known, text, library):
        if known.deleted_at:
            return Match(Relation.TRASHED, known.id)
        same = library.body_of(known) == text and not _brings_questions(draft, known)
        return Match(Relation.DUPLICATE if same else Relation.CORRECTION, known.id)
    if duplicate := library.duplicates.of_text(text):
        more = _brings_questions(draft, library.summary(duplicate))
        return Match(Relation.CORRECTION if more else Relation.DUPLICATE, duplicate)
    if trashed := library.duplicates.in_trash(text):
        return Match(Relation.TRASHED, trashed)
    if draft.title is None:
        return Match(Relation.NEW)
    alternates = [
        known
        for summary_id in library.duplicates.with_title(draft.title)
        if _same_article(draft, known := library.summary(summary_id))
    ]
    for known in alternates:
        stored = library.body_of(known)
        if similarity(stored, text) >= _SAME_TEXT:
            return Match(Relation.CORRECTION, known.id)
        if _is_cut(known) and holds(text, stored):
            return Match(Relation.CORRECTION, known.id)
        if holds(stored, text):
            return Match(Relation.DUPLICATE, known.id)
    return Match(Relation.ALTERNATE, alternates[0].id) if alternates else Match(Relation.NEW)


def _same_article(draft: Draft, known: Summary) -> bool:
    """Return whether author, paper and time agree, as far as both are known."""
    if draft.publication and known.publication and draft.publication != known.publication:
        return False
    if draft.author and known.author and similarity(draft.author, known.author) < _SAME_TEXT:
        return False
    day, other = draft.published_on or draft.posted_on, known.date
    return day is None or other is None or abs(day - other) <= _TOLD_WITHIN


def _has_words_of(known: Summary, text: str, library: Library) -> bool:
    """Return whether a text is nearly one that a summary has or had, or the whole of a part."""
    return any(
        similarity(stored, text) >= _SAME_TEXT
        or holds(stored, text)
        or (_is_cut(known) and holds(text, stored))
        for stored in (library.body_of(known), *library.duplicates.texts_of(known.id))
    )


def _brings_questions(draft: Draft, known: Summary) -> bool:
    """Return whether a draft has questions that the summary does not have, word for word."""
    return not set(draft.questions) <= set(known.questions)


def _is_cut(known: Summary) -> bool:
    return any(warning.kind is WarningKind.CUT_OFF for warning in known.warnings)
