"""Storing a corrected summary: its details, its text, or both; undone and made again as one."""

from collections.abc import Collection
from dataclasses import replace

from app.core.errors import ChangedSinceError, EmptySummaryError
from app.core.importing.body.written_text import Names, read_text
from app.core.importing.outcome import Correction
from app.core.importing.storing.learned_spellings import LearnedSpellings
from app.core.importing.storing.renewal import TEXT, Renewal, renewed
from app.core.library.details import Details, with_details
from app.core.library.library import Library
from app.core.library.model import Summary
from app.core.notes.model import HighlightChange
from app.core.notes.notebook import Notebook
from app.core.storage.database import Database
from app.core.storage.ids import new_id


class Corrector:
    """Corrects summaries. Each verb is one transaction, or part of the caller's."""

    def __init__(
        self, database: Database, library: Library, notebook: Notebook, spellings: LearnedSpellings
    ) -> None:
        self._db = database
        self._library = library
        self._notebook = notebook
        self._spellings = spellings

    def edit_details(self, summary_id: str, details: Details) -> Correction | None:
        """Give a summary the details that the reader wrote, and learn from them.

        Return None, with nothing stored, if they are those that it has. Raises NotFoundError.
        """
        with self._db.transaction():
            before = self._library.summary(summary_id)
            after = with_details(before, details)
            if after == before:
                return None
            correction = self.store(after)
            return replace(correction, lessons=self._spellings.learn(before, after))

    def edit_text(self, summary_id: str, text: str, names: Names) -> Correction | None:
        """Give a summary the sections and facts of a text that `write_text` gave, edited.

        `names` are what kinds of sections are called in it. Return None, with nothing stored, if
        nothing has changed. Raises NotFoundError, or EmptySummaryError for an empty text.
        """
        with self._db.transaction():
            before = self._library.summary(summary_id)
            after = read_text(text, before, names)
            if not after.sections:
                raise EmptySummaryError
            if after == before:
                return None
            own = tuple(dict.fromkeys((*after.by_reader, TEXT)))
            return self.store(replace(after, by_reader=own, revision_id=new_id()))

    def renew(self, renewal: Renewal, fields: Collection[str]) -> Correction:
        """Give a summary these fields as they are understood now; raises ChangedSinceError."""
        with self._db.transaction():
            self._check(renewal.before)
            return self.store(renewed(renewal, fields))

    def store(self, after: Summary, source_text: str | None = None) -> Correction:
        """Store a summary in the place of the one with its id; highlights follow their words.

        With another revision id its text is stored as the newest revision; `source_text` is what it
        was made of, None if that is still the same. Raises NotFoundError.
        """
        with self._db.transaction():
            before = self._library.summary(after.id)
            marks = tuple(self._notebook.highlights_of(after.id))
            text = self._library.text_of(before)
            self._put(before, after, source_text)
            if before.revision_id == after.revision_id:
                return Correction(before, after)
            self._notebook.reanchor(after.id, text, self._library.text_of(after), after.revision_id)
            moved = tuple(self._notebook.highlights_of(after.id))
            return Correction(before, after, HighlightChange(marks, moved))

    def undo(self, correction: Correction) -> None:
        """Bring back what a correction changed.

        Raises ChangedSinceError when the summary has another text by now.
        """
        with self._db.transaction():
            self._check(correction.after)
            self._put(correction.after, correction.before)
            self._notebook.apply(correction.marks.reversed())
            self._spellings.unlearn(correction.lessons)

    def redo(self, correction: Correction) -> None:
        """Make a correction again; raises ChangedSinceError as `undo` does."""
        with self._db.transaction():
            self._check(correction.before)
            self._put(correction.before, correction.after)
            self._notebook.apply(correction.marks)
            self._spellings.relearn(correction.lessons)

    def _check(self, expected: Summary) -> None:
        if self._library.summary(expected.id).revision_id != expected.revision_id:
            raise ChangedSinceError

    def _put(self, old: Summary, new: Summary, source_text: str | None = None) -> None:
        self._library.revise(new, source_text)
        # Reading itself may have set another state since; that is no part of the correction.
        if old.state is not new.state:
            self._library.set_state(new.id, new.state)
