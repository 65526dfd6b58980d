"""A draft into the library: stored, recognised as a double, or brought back from the trash."""

from app.core.clock import Clock
from app.core.importing.draft import Draft
from app.core.importing.outcome import Accepted, Outcome
from app.core.library.library import Library
from app.core.library.model import Fact, ReadingState, Summary
from app.core.library.page import page_text
from app.core.storage.ids import new_id


def accept(draft: Draft, library: Library, source: str, clock: Clock) -> Accepted:
    """Store a draft as a summary, unless the library has it already."""
    if draft.summary_id:
        known = library.find(draft.summary_id)
        if known:
            return _known(known.id, library, trashed=known.deleted_at is not None)
    text = page_text(draft.sections, draft.facts)
    double = library.double_of(text)
    if double:
        return Accepted(Outcome.DUPLICATE, double)
    trashed = library.trashed_double_of(text)
    if trashed:
        return _known(trashed, library, trashed=True)
    summary = as_summary(draft, source, clock)
    library.add(summary, draft.source_text)
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
    )


def _known(summary_id: str, library: Library, *, trashed: bool) -> Accepted:
    if not trashed:
        return Accepted(Outcome.DUPLICATE, summary_id)
    library.restore(summary_id)
    return Accepted(Outcome.RESTORED, summary_id)
