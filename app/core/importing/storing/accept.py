"""A draft into the library: as a new summary, a duplicate, a correction or an alternate."""

from dataclasses import replace

from app.core.clock import Clock
from app.core.importing.model import Draft
from app.core.importing.outcome import Accepted, Outcome
from app.core.importing.storing.matching import Match, Relation, find_match
from app.core.library.library import Library
from app.core.library.model import Fact, ReadingState, Summary
from app.core.library.page import page_text
from app.core.library.similarity import match_facts, merge_questions
from app.core.notes.notebook import Notebook
from app.core.storage.ids import new_id


def accept(
    draft: Draft, library: Library, notebook: Notebook, source: str, clock: Clock
) -> Accepted:
    """Store a draft as what `find_match` finds it to be; `source` names where it came from."""
    found = find_match(draft, library)
    match found.relation:
        case Relation.DUPLICATE:
            return Accepted(Outcome.DUPLICATE, found.summary_id)
        case Relation.TRASHED:
            library.restore(found.summary_id)
            return Accepted(Outcome.RESTORED, found.summary_id)
        case Relation.CORRECTION:
            return _correct(draft, found, library, notebook, source, clock)
        case _:
            summary = as_summary(draft, source, clock)
            if found.relation is Relation.ALTERNATE:
                summary = replace(summary, alternate_of=_leader(found.summary_id, library))
            library.add(summary, draft.source_text)
            if found.relation is Relation.ALTERNATE:
                _choose_leader(summary, library)
            return Accepted(Outcome.ADDED, summary.id)


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
    )


def _correct(
    draft: Draft, found: Match, library: Library, notebook: Notebook, source: str, clock: Clock
) -> Accepted:
    """Store a corrected text as a revision; highlights follow the words, facts keep ids."""
    old = library.summary(found.summary_id)
    new = as_summary(replace(draft, summary_id=old.id), source, clock)
    same = match_facts(old.facts, draft.facts)
    facts = tuple(
        replace(fact, id=same.get(position, fact.id)) for position, fact in enumerate(new.facts)
    )
    corrected = replace(
        new,
        title=new.title or old.title,
        author=new.author or old.author,
        publication=new.publication or old.publication,
        category=new.category or old.category,
        published_on=new.published_on or old.published_on,
        posted_on=new.posted_on or old.posted_on,
        subjects=new.subjects or old.subjects,
        facts=facts,
        questions=merge_questions(old.questions, new.questions),
    )
    old_text = library.text_of(old)
    library.revise(corrected, draft.source_text)
    new_text = page_text(new.sections, facts, corrected.questions)
    notebook.reanchor(old.id, old_text, new_text, new.revision_id)
    return Accepted(Outcome.CORRECTED, old.id)


def _leader(summary_id: str, library: Library) -> str:
    return library.summary(summary_id).alternate_of or summary_id


def _choose_leader(summary: Summary, library: Library) -> None:
    """Make the fullest alternate the primary one: most sections, then most facts, then words."""
    alternates = [summary, *(library.summary(other) for other in library.alternates(summary.id))]
    fullest = max(alternates, key=lambda one: (len(one.sections), len(one.facts), _words(one)))
    library.make_primary(fullest.id)


def _words(summary: Summary) -> int:
    return sum(len(section.markdown.split()) for section in summary.sections)
