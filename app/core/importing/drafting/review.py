"""Drafts under review: which are certain, which in doubt, and how they are merged and split."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from app.core.importing.body.sections import read_body
from app.core.importing.drafting.batch import Rejection, SourcedDraft
from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.lines.dates import DateOrder
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.model import Draft, Part
from app.core.importing.outcome import Accepted, Outcome, Waiting
from app.core.library.model import DraftWarning, Form, WarningKind
from app.core.library.syllabus import Syllabus
from app.core.notes.shared_annotations import SharedAnnotations

# Warnings for information only: they put no field of the draft in doubt.
_INFORMATION: Final = (WarningKind.CUT_OFF, WarningKind.QUESTIONS_BETWEEN)
# So many characters of a text are enough to find it again.
_OPENING: Final = 60


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """A draft under review. `edited`: the reader has corrected it, or made it by merge or split.

    `aside` is what it was before the reader took it: a text that was set aside. `offered`: it would
    have corrected a text that the reader has, so it was not stored with the others.
    """

    sourced: SourcedDraft
    edited: bool = False
    aside: Rejection | None = None
    offered: bool = False

    @property
    def draft(self) -> Draft:
        """What was understood, with the corrections made so far."""
        return self.sourced.draft

    @property
    def understood(self) -> Draft:
        """What was understood, without corrections."""
        return self.sourced.found or self.sourced.draft

    @property
    def doubts(self) -> tuple[DraftWarning, ...]:
        """What a reader should check before this is accepted."""
        return tuple(warning for warning in self.draft.warnings if warning.kind not in _INFORMATION)

    @property
    def as_it_is(self) -> bool:
        """Whether its form was not recognised, so that it is taken as it is."""
        return self.draft.form is Form.AS_IT_IS

    @property
    def certain(self) -> bool:
        """Whether nothing is in doubt; never so of what is taken as it is."""
        return not self.doubts and not self.as_it_is


def waiting_of(
    left: Sequence[ReviewItem], set_aside: int, refused: int, corrections: int = 0
) -> Waiting:
    """Return how much waits for the reader, where these drafts do."""
    as_it_is = sum(item.as_it_is for item in left)
    return Waiting(len(left) - as_it_is, as_it_is, set_aside, refused, corrections)


def offered_of(items: Sequence[ReviewItem], accepted: Sequence[Accepted]) -> list[ReviewItem]:
    """Return the drafts that were not stored, for they would correct a text; in the same order."""
    # Storing ends with the first that fails, so fewer may have been answered than were asked.
    return [
        item
        for item, answer in zip(items, accepted, strict=False)
        if answer.outcome is Outcome.OFFERED
    ]


def sort_by_doubt(drafts: Iterable[SourcedDraft]) -> list[ReviewItem]:
    """Return drafts for review: those with most doubts first, what is taken as it is last.

    Otherwise they are in the order in which they came.
    """
    items = [ReviewItem(sourced) for sourced in drafts]
    return sorted(items, key=lambda item: (item.as_it_is, -len(item.doubts)))


def with_date_order(
    items: list[ReviewItem], today: date, order: DateOrder | None
) -> list[ReviewItem]:
    """Return items with their dates read in another order; those that were edited stay."""
    settled = resolve_draft_dates([_unsettled(item.draft) for item in items], today, order)
    return [
        item if item.edited else replace(item, sourced=replace(item.sourced, draft=draft))
        for item, draft in zip(items, settled, strict=True)
    ]


def merge_drafts(first: ReviewItem, second: ReviewItem) -> ReviewItem:
    """Return two drafts as one: the fields of the first where it has them, the text of both."""
    one, other = first.draft, second.draft
    subjects = {entry.subject_id: entry for entry in (*other.subjects, *one.subjects)}
    draft = replace(
        one,
        title=one.title or other.title,
        author=one.author or other.author,
        publication=one.publication or other.publication,
        written_published=one.written_published or other.written_published,
        written_posted=one.written_posted or other.written_posted,
        sections=(*one.sections, *other.sections),
        facts=(*one.facts, *other.facts),
        vocabulary=(*one.vocabulary, *other.vocabulary),
        questions=(*one.questions, *other.questions),
        subjects=tuple(subjects.values()),
        warnings=tuple(dict.fromkeys((*one.warnings, *other.warnings))),
        source_text=f"{one.source_text}\n\n{other.source_text}",
        shared_annotations=_both(one.shared_annotations, other.shared_annotations),
        kept=Part(f"{one.kept.text}\n\n{other.kept.text}") if one.kept and other.kept else None,
    )
    return ReviewItem(replace(first.sourced, draft=draft), edited=True)


def _both(
    one: SharedAnnotations | None, other: SharedAnnotations | None
) -> SharedAnnotations | None:
    return one + other if one and other else one or other


def split_draft(
    item: ReviewItem, at: int, syllabus: Syllabus
) -> tuple[ReviewItem, ReviewItem] | None:
    """Return a draft as two, its text cut at character `at`; None if one half would be empty.

    The first keeps the fields. The second gets those that its own text gives; if it gives none, its
    first line becomes the title, with a doubt.
    """
    text = item.draft.source_text
    head, tail = text[:at].strip(), text[at:].strip()
    if not head or not tail:
        return None
    understood = parse_text(tail, syllabus).drafts
    rest = understood[0] if understood else _untitled(tail, syllabus)
    first = replace(
        _with_body(item.draft, head, syllabus), kept=_kept_above(item.draft.kept, text[at:])
    )
    return (
        ReviewItem(replace(item.sourced, draft=first), edited=True),
        ReviewItem(replace(item.sourced, draft=rest), edited=True),
    )


def _kept_above(kept: Part | None, tail: str) -> Part | None:
    """Return what a draft was read from without the end that was cut off; None if that is unsure.

    The end is found by its first words, counted from below: the heading may have them too.
    """
    opening = tail.strip().split("\n", maxsplit=1)[0][:_OPENING]
    at = len(kept.text) if kept else 0
    for _ in range(tail.count(opening)):
        at = kept.text.rfind(opening, 0, at) if kept else -1
        if at < 0:
            return None
    return replace(kept, text=kept.text[:at].rstrip()) if kept and at else None


def _with_body(draft: Draft, text: str, syllabus: Syllabus) -> Draft:
    """Return a draft with the contents of another text in place of its own; the fields stay."""
    body = read_body(text, syllabus)
    fields = [w for w in draft.warnings if w.kind is not WarningKind.CUT_OFF]
    return replace(
        draft,
        sections=body.sections,
        facts=body.facts,
        vocabulary=body.vocabulary,
        questions=body.questions,
        subjects=body.subjects or draft.subjects,
        warnings=tuple(dict.fromkeys((*fields, *body.warnings))),
        source_text=text,
    )


def _untitled(text: str, syllabus: Syllabus) -> Draft:
    """Return the draft of a text that is no summary by itself; a short first line is its title."""
    first, _, rest = text.partition("\n")
    title = first.strip() if rest.strip() and len(first) <= LONGEST_TITLE else None
    doubt = (
        DraftWarning(WarningKind.TITLE_UNSURE, title, title)
        if title
        else DraftWarning(WarningKind.NO_TITLE)
    )
    empty = Draft(title, None, None, None, (), (), (), (doubt,), text)
    return _with_body(empty, rest.strip() if title else text, syllabus)


def _unsettled(draft: Draft) -> Draft:
    """Return a draft whose ambiguous dates are unresolved again."""
    published, posted = (
        replace(written, chosen=None) if written and not written.unambiguous else written
        for written in (draft.written_published, draft.written_posted)
    )
    return replace(draft, written_published=published, written_posted=posted)
