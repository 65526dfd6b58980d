"""The trash of notes and highlights in batches: imports undone, old ones, those of a summary gone.

Each verb here is one transaction.
"""

from collections.abc import Iterable

from app.core.clock import Clock, stamp
from app.core.notes.imported_annotations import ImportedAnnotations
from app.core.notes.model import HighlightChange
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore
from app.core.storage.database import Database
from app.core.storage.running_days import DAYS_IN_TRASH, running_day


class AnnotationTrash:
    """Puts the annotations of an import into the trash, and empties it of what is old."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._db = database
        self._clock = clock
        self._notes = NoteStore(database)
        self._highlights = HighlightStore(database)

    def add(self, imported: ImportedAnnotations) -> HighlightChange:
        """Put the annotations of an import into the trash, as far as they are not there yet."""
        with self._db.transaction():
            moment = stamp(self._clock())
            found = [self._highlights.find(own_id) for own_id in imported.highlights]
            removed = tuple(one for one, trashed in filter(None, found) if not trashed)
            change = HighlightChange(removed)
            self._highlights.apply(change, moment)
            for note_id in imported.notes:
                known = self._notes.find(note_id)
                if known is not None and not known[1]:
                    self._notes.set_deleted(note_id, moment)
            return change

    def restore(self, imported: ImportedAnnotations) -> HighlightChange:
        """Take the annotations of an import out of the trash again."""
        with self._db.transaction():
            found = [self._highlights.find(own_id) for own_id in imported.highlights]
            change = HighlightChange((), tuple(one for one, _ in filter(None, found)))
            self._highlights.apply(change, stamp(self._clock()))
            for note_id in imported.notes:
                if self._notes.find(note_id):
                    self._notes.set_deleted(note_id, None)
            return change

    def empty_old(self) -> None:
        """Remove for good the notes and highlights that have been in the trash for 30 days."""
        with self._db.transaction():
            day = running_day(self._db) - DAYS_IN_TRASH
            self._notes.purge(day)
            self._highlights.purge(day)

    def delete_of(self, summary_ids: Iterable[str]) -> None:
        """Remove the highlights of summaries for good; notes stay and lose their links to them."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._notes.unlink_summary(summary_id)
                self._highlights.delete_of(summary_id)
