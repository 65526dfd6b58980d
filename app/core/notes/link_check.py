"""Whether what a note is to be linked to exists."""

from collections.abc import Iterable

from app.core.library.library import Library
from app.core.notes.model import Link, LinkKind
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore


def check_links(
    links: Iterable[Link], library: Library, notes: NoteStore, highlights: HighlightStore
) -> None:
    """Raise NotFoundError for a link that points at nothing; register the topics among them."""
    for link in links:
        match link.kind:
            case LinkKind.SUMMARY:
                library.summary(link.id)
            case LinkKind.FACT:
                library.fact(link.id)
            case LinkKind.HIGHLIGHT:
                highlights.highlight(link.id)
            case LinkKind.NOTE:
                notes.note(link.id)
            case LinkKind.SUBJECT:
                library.syllabus.subject(link.id)
            case LinkKind.TOPIC:
                library.topics.register(link.id)
