"""A draft into the library: as a new summary, a duplicate, a correction or an alternate."""

from collections.abc import Container
from dataclasses import replace

from app.core.clock import Clock
from app.core.importing.drafting.corrections import fields_of_reader
from app.core.importing.drafting.kept_source import write_kept
from app.core.importing.model import Draft
from app.core.importing.outcome import Accepted, Outcome
from app.core.importing.storing.corrector import Corrector
from app.core.importing.storing.matching import Match, Relation, find_match
from app.core.importing.storing.merging import with_details_of
from app.core.library.details import doubts_about
from app.core.library.library import Library
from app.core.library.model import Fact, ReadingState, Summary
from app.core.library.similarity import match_facts, merge_questions
from app.core.storage.ids import new_id


class Acceptor:
    """Stores drafts, each as what `find_match` finds it to be."""

    def __init__(self, library: Library, corrector: Corrector, clock: Clock) -> None:
        self._library = library
        self._corrector = corrector
        self._clock = clock

    def accept(
        self,
        draft: Draft,
        source: str,
        *,
        update_details: bool = False,
        may_change: Container[str] | None = None,
    ) -> Accepted:
        """Store a draft; `source` names where it came from.

        Details that a duplicate brings are stored only if `update_details` says so. `may_change`
        are the ids of the summaries whose text and details a draft may change, None for all: what
        nobody has looked at changes only what came in beside it.
        """
        found = find_match(draft, self._library)
        free = may_change is None or found.summary_id in may_change
        match found.relation:
            case Relation.CORRECTION if not free:
                return Accepted(Outcome.OFFERED, found.summary_id)
            case Relation.TRASHED if not free:
                self._library.restore(found.summary_id)
                return Accepted(Outcome.RESTORED, found.summary_id)
            case Relation.DETAILS if update_details:
                return self._update(draft, Outcome.UPDATED, found)
            case Relation.DUPLICATE | Relation.DETAILS:
                return Accepted(Outcome.DUPLICATE, found.summary_id)
            case Relation.TRASHED:
                self._library.restore(found.summary_id)
                return self._update(draft, Outcome.RESTORED, found)
            case Relation.CORRECTION:
                return self._correct(draft, found, source)
            case _:
                return self._add(draft, found, source, may_change)

    def _add(
        self, draft: Draft, found: Match, source: str, may_change: Container[str] | None
    ) -> Accepted:
        if draft.summary_id and self._library.find(draft.summary_id):
            # Another summary has this id.
            draft = replace(draft, summary_id=None)
        summary = as_summary(draft, source, self._clock)
        if found.relation is not Relation.ALTERNATE:
            self._library.add(summary, write_kept(draft))
            return Accepted(Outcome.ADDED, summary.id)
        leader = self._library.summary(found.summary_id).alternate_of or found.summary_id
        self._library.add(replace(summary, alternate_of=leader), write_kept(draft))
        if may_change is None or leader in may_change:
            _choose_leader(summary, self._library)
        return Accepted(Outcome.ADDED, summary.id)

    def _update(self, draft: Draft, outcome: Outcome, found: Match) -> Accepted:
        """Give a summary the details of a draft; its text is the same."""
        known = self._library.summary(found.summary_id)
        after = with_details_of(draft, known)
        correction = self._corrector.store(after) if after != known else None
        return Accepted(outcome, known.id, correction=correction)

    def _correct(self, draft: Draft, found: Match, source: str) -> Accepted:
        """Store a corrected text as a revision; highlights follow the words, facts keep ids."""
        old = self._library.summary(found.summary_id)
        new = as_summary(replace(draft, summary_id=old.id), source, self._clock)
        same = match_facts(old.facts, draft.facts)
        settled = doubts_about(set(old.by_reader) - set(fields_of_reader(draft)))
        corrected = replace(
            with_details_of(draft, old),
            source=source,
            warnings=tuple(one for one in new.warnings if one.kind not in settled),
            form=new.form,
            revision_id=new.revision_id,
            sections=new.sections,
            facts=tuple(
                replace(fact, id=same.get(position, fact.id))
                for position, fact in enumerate(new.facts)
            ),
            vocabulary=new.vocabulary,
            questions=merge_questions(old.questions, new.questions),
        )
        correction = self._corrector.store(corrected, write_kept(draft))
        return Accepted(Outcome.CORRECTED, old.id, correction=correction)


def as_summary(draft: Draft, source: str, clock: Clock) -> Summary:
    """Return the summary that a draft would become, with ids of its own."""
    summary_id = draft.summary_id or new_id()
    return Summary(
        id=summary_id,
        title=draft.title,
        author=draft.author,
        publication=draft.publication,
        category=draft.category,
        published_on=draft.published_on,
        posted_on=draft.posted_on,
        source=source,
        subjects=draft.subjects,
        sections=draft.sections,
        facts=tuple(
            Fact(new_id(), summary_id, fact.text, fact.source, fact.as_of) for fact in draft.facts
        ),
        warnings=draft.warnings,
        revision_id=new_id(),
        state=ReadingState.UNREAD,
        starred=False,
        read_position=0,
        imported_at=clock(),
        deleted_at=None,
        vocabulary=draft.vocabulary,
        questions=draft.questions,
        form=draft.form,
        by_reader=fields_of_reader(draft),
    )


def _choose_leader(summary: Summary, library: Library) -> None:
    """Make the fullest alternate the primary one: most sections, then most facts, then words."""
    alternates = [summary, *(library.summary(other) for other in library.alternates(summary.id))]
    fullest = max(alternates, key=lambda one: (len(one.sections), len(one.facts), _words(one)))
    library.make_primary(fullest.id)


def _words(summary: Summary) -> int:
    return sum(len(section.markdown.split()) for section in summary.sections)
