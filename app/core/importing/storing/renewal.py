"""Understanding a summary again: what its kept source text is understood as by today's rules.

It is compared with what the library holds, and stored as far as the reader wants it. What the
reader has corrected stays unless the reader gives it up.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from app.core.importing.drafting.batch import Batch
from app.core.importing.model import Draft
from app.core.importing.outcome import Unchanged
from app.core.library.details import DETAIL_FIELDS, doubts_about
from app.core.library.model import Fact, Form, Summary
from app.core.library.similarity import match_facts, merge_questions
from app.core.storage.ids import new_id

# Stands among the names of details for sections, facts, vocabulary and questions together.
TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A summary, what its source text is understood as now, and the fields that differ."""

    before: Summary
    draft: Draft
    fields: tuple[str, ...]

    @property
    def wanted(self) -> tuple[str, ...]:
        """The fields that change unless the reader says otherwise.

        A value in doubt takes the place of none that was in no doubt, and subjects that are known
        stay: a reader adds to them.
        """
        return tuple(name for name in self.fields if self._is_wanted(name))

    def _is_wanted(self, name: str) -> bool:
        if name in self.before.by_reader:
            return False
        if name == TEXT or not getattr(self.before, name):
            return True
        about = doubts_about((name,))
        doubted = any(one.kind in about for one in self.before.warnings)
        doubtful = any(one.kind in about for one in self.draft.warnings)
        return name != "subjects" and (doubted or not doubtful)


def renewal_of(known: Summary, batch: Batch) -> Renewal | Unchanged:
    """Return how a summary differs from what was read from its source text."""
    drafts = [sourced.draft for sourced in batch.drafts]
    if not drafts and known.form is Form.AS_IT_IS:
        drafts = [one.sourced.draft for one in batch.set_aside]
    if len(drafts) != 1:
        return Unchanged.SEVERAL if drafts else Unchanged.NONE
    (draft,) = drafts
    if draft.form is Form.AS_IT_IS and known.form is Form.UNDERSTOOD:
        # What it was recognised by is not in what was kept.
        return Unchanged.NONE
    fields = [name for name in DETAIL_FIELDS if _differs(known, draft, name)]
    if _other_text(known, draft):
        fields.append(TEXT)
    return Renewal(known, draft, tuple(fields)) if fields else Unchanged.SAME


def renewed(renewal: Renewal, fields: Collection[str]) -> Summary:
    """Return a summary with these fields as they are understood now; facts keep their ids."""
    known, draft = renewal.before, renewal.draft
    about = doubts_about(fields)
    after = replace(
        known,
        **{name: getattr(draft, name) for name in fields if name != TEXT},
        by_reader=tuple(name for name in known.by_reader if name not in fields),
        warnings=(
            *(one for one in known.warnings if one.kind not in about),
            *(one for one in draft.warnings if one.kind in about),
        ),
    )
    if TEXT not in fields:
        return after
    settled = doubts_about(set(DETAIL_FIELDS) - set(fields))
    kept = doubts_about(set(DETAIL_FIELDS) - set(fields) - set(known.by_reader))
    same = match_facts(known.facts, draft.facts)
    starred = {fact.id for fact in known.facts if fact.starred}
    facts = (
        Fact(same.get(place, new_id()), known.id, fact.text, fact.source, fact.as_of)
        for place, fact in enumerate(draft.facts)
    )
    return replace(
        after,
        sections=draft.sections,
        facts=tuple(replace(fact, starred=fact.id in starred) for fact in facts),
        vocabulary=draft.vocabulary,
        questions=merge_questions(known.questions, draft.questions),
        form=draft.form,
        revision_id=new_id(),
        warnings=(
            *(one for one in known.warnings if one.kind in kept),
            *(one for one in draft.warnings if one.kind not in settled),
        ),
    )


def _differs(known: Summary, draft: Draft, name: str) -> bool:
    """Return whether a draft says something else of a detail; '06/02/2025' may be two days.

    Which of them it is was decided by all that was imported together.
    """
    now, then = getattr(known, name), getattr(draft, name)
    if not then or then == now:
        return False
    written = {"published_on": draft.written_published, "posted_on": draft.written_posted}.get(name)
    return written is None or now is None or now not in (written.month_first, written.day_first)


def _other_text(known: Summary, draft: Draft) -> bool:
    told = [(fact.text, fact.source, fact.as_of) for fact in known.facts]
    return (
        known.sections != draft.sections
        or told != [(fact.text, fact.source, fact.as_of) for fact in draft.facts]
        or known.vocabulary != draft.vocabulary
        or known.form is not draft.form
        or not set(draft.questions) <= set(known.questions)
    )
