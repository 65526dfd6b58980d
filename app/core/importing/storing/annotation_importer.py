"""Highlights and notes of a pack into the library, with the summary they belong to.

What the reader has is never replaced. An id that belongs to another record here is left to it, and
what came under it gets one of its own, the same at every import.
"""

from datetime import datetime

from app.core.importing.model import Draft
from app.core.importing.storing.passages import PassageFinder
from app.core.importing.storing.shared_highlights import HighlightImporter
from app.core.importing.storing.shared_links import LinkResolver
from app.core.importing.storing.shared_notes import NoteImporter
from app.core.library.library import Library
from app.core.library.page import page_text
from app.core.notes.imported_annotations import ImportedAnnotations
from app.core.notes.shared_annotations import SharedAnnotations
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore
from app.core.storage.database import Database


class AnnotationImporter:
    """Stores what came along with one accepted draft. Writes join the caller's transaction."""

    def __init__(
        self,
        draft: Draft,
        summary_id: str,
        library: Library,
        database: Database,
        moment: datetime,
    ) -> None:
        self._shared_annotations = draft.shared_annotations or SharedAnnotations("")
        self._pack_text = page_text(draft.sections, draft.facts)
        self._pack_facts = draft.facts
        self._summary = library.summary(summary_id)
        self._library = library
        self._notes = NoteStore(database)
        self._highlights = HighlightStore(database)
        self._moment = moment

    def receive(self) -> ImportedAnnotations:
        """Store what is not here yet, bring back what is in the trash, and return the ids of both.

        Highlights come first, because notes may be linked to them.
        """
        passages = PassageFinder(self._pack_text, self._summary)
        highlights = HighlightImporter(
            self._shared_annotations, self._summary.id, passages, self._highlights, self._moment
        )
        highlight_ids, new_highlights = highlights.store()
        notes = NoteImporter(self._shared_annotations, self._notes, self._moment)
        note_ids = notes.ids()
        links = LinkResolver(
            self._summary, self._pack_facts, self._library, highlight_ids, note_ids
        )
        new_notes = notes.store(note_ids, links, self._ids_in_summary())
        return ImportedAnnotations(
            tuple(dict.fromkeys(new_highlights)),
            tuple(dict.fromkeys(new_notes)),
        )

    def _ids_in_summary(self) -> frozenset[str]:
        """Return the ids of the summary, of its facts, and of its highlights as they are now."""
        highlights = self._highlights.of_summary(self._summary.id)
        facts = self._summary.facts
        inside = {highlight.id for highlight in highlights} | {fact.id for fact in facts}
        return frozenset(inside | {self._summary.id})
