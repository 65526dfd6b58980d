"""The notes of a pack into the library: linked to what they were linked to, each only once."""

from collections.abc import Collection, Sequence
from datetime import datetime

from app.core.importing.storing.shared_links import LinkResolver
from app.core.notes.model import Link, Note
from app.core.notes.shared_annotations import SharedAnnotations, SharedNote
from app.core.notes.stores.note_store import NoteStore
from app.core.storage.ids import derived_id


class NoteImporter:
    """Stores the notes that came with one summary."""

    def __init__(
        self, shared_annotations: SharedAnnotations, notes: NoteStore, moment: datetime
    ) -> None:
        self._shared_annotations = shared_annotations
        self._notes = notes
        self._moment = moment

    def ids(self) -> dict[str, str]:
        """Return the ids that the pack's notes have here, or will have, by their ids in the pack.

        A note whose ids both belong to other records here has none, and is not stored.
        """
        return {
            note.id: own_id
            for note in self._shared_annotations.notes
            if (own_id := self._own_id(note))
        }

    def store(
        self, ids: dict[str, str], links: LinkResolver, in_summary: Collection[str]
    ) -> list[str]:
        """Store the notes that have an id in `ids`; return the ids of those that are new here.

        `in_summary` are the ids of the summary and of all that is in it.
        """
        return [
            ids[note.id]
            for note in self._shared_annotations.notes
            if note.id in ids and self._store(note, ids[note.id], links.links(note), in_summary)
        ]

    def _own_id(self, enclosed: SharedNote) -> str | None:
        for own_id in (enclosed.id, derived_id(enclosed.id, enclosed.body)):
            known, _ = self._notes.find(own_id) or (None, False)
            if known is None or known.origin == self._shared_annotations.origin_of(enclosed.origin):
                return own_id
            if known.body == enclosed.body.strip():
                return own_id
        return None

    def _store(
        self,
        enclosed: SharedNote,
        own_id: str,
        links: Sequence[Link],
        in_summary: Collection[str],
    ) -> bool:
        """Store a note, or link the one that is here; return whether it is new or was in the trash.

        A note that came earlier, with another summary, is linked to this one too; a note that the
        reader wrote is left as it is.
        """
        known, trashed = self._notes.find(own_id) or (None, False)
        if known is None:
            body = enclosed.body.replace("\r\n", "\n").strip()
            origin = self._shared_annotations.origin_of(enclosed.origin)
            self._notes.insert(Note(own_id, body, tuple(links), self._moment, self._moment, origin))
            return True
        if trashed:
            self._notes.set_deleted(own_id, None)
        gains_link = _lead_to(in_summary, links) and not _lead_to(in_summary, known.links)
        if known.origin is not None and gains_link:
            self._notes.set_links(own_id, dict.fromkeys((*known.links, *links)))
        return trashed


def _lead_to(ids: Collection[str], links: Sequence[Link]) -> bool:
    return any(link.id in ids for link in links)
