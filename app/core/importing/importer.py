"""From files and texts to the library: all that the window and the command line call to import."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Final

from app.core.clock import Clock, local_day
from app.core.importing.drafting.batch import (
    Batch,
    SourcedDraft,
    drafts_from_file,
    drafts_from_kept,
    drafts_from_text,
    files_of,
    resolve_dates,
)
from app.core.importing.drafting.kept_source import body_only
from app.core.importing.drafting.subject_suggestions import suggest_subjects
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Draft
from app.core.importing.outcome import Accepted, Correction, Outcome, received
from app.core.importing.sandbox.client import ReaderProcess, read_paths
from app.core.importing.storing.accept import Acceptor
from app.core.importing.storing.annotation_importer import AnnotationImporter
from app.core.importing.storing.corrector import Corrector
from app.core.importing.storing.earlier_text import with_revision
from app.core.importing.storing.learned_spellings import LearnedSpellings, apply_learned
from app.core.importing.storing.matching import Match, find_match
from app.core.importing.storing.renewal import Renewal
from app.core.library.details import details_of
from app.core.library.library import Library
from app.core.library.model import SubjectTopics
from app.core.library.syllabus import Syllabus
from app.core.notes.model import HighlightChange
from app.core.notes.notebook import Notebook
from app.core.paths import bundled
from app.core.storage.database import Database

Subjects = tuple[SubjectTopics, ...]

# The window waits while a text is gone back to: a longer one takes its form from the present text.
_READ_AT_ONCE: Final = 100_000


class Importer:
    """Reads sources into drafts, and stores the drafts that are accepted.

    `corrector` corrects what is stored, `spellings` are what corrections taught.
    """

    def __init__(
        self,
        db: Database,
        library: Library,
        notebook: Notebook,
        syllabus: Syllabus,
        clock: Clock,
    ) -> None:
        self._db = db
        self._library = library
        self._notebook = notebook
        self._syllabus = syllabus
        self._clock = clock
        self.spellings = LearnedSpellings(db)
        self.corrector = Corrector(db, library, notebook, self.spellings)
        self._acceptor = Acceptor(library, self.corrector, clock)

    @property
    def today(self) -> date:
        """Today's date in the reader's time zone."""
        return local_day(self._clock())

    def read_files(self, paths: Iterable[Path], order: DateOrder | None = None) -> Batch:
        """Return what files and folders hold, read in a separate process; nothing is stored."""
        with ReaderProcess() as reader:
            return self.apply_learned(read_paths(paths, reader, self.today, order))

    def read_text(self, text: str, source: str, order: DateOrder | None = None) -> Batch:
        """Return what a text holds; nothing is stored. `source` names where it came from."""
        batch = resolve_dates(drafts_from_text(text, source, self._syllabus), self.today, order)
        return self.apply_learned(batch)

    def read_again(self, summary_id: str) -> Batch:
        """Return what the kept text of a summary is understood as now; raises NotFoundError."""
        known = self._library.summary(summary_id)
        kept = self._library.source_text_of(known)
        batch = drafts_from_kept(kept, known.source, self._syllabus, body_only(known, kept))
        return self.apply_learned(resolve_dates(batch, local_day(known.imported_at)))

    def go_back(self, summary_id: str, revision_id: str) -> Correction | None:
        """Give a summary one of its earlier texts again, as its newest; highlights follow.

        Return None, with nothing stored, if that is its text. Raises NotFoundError.
        """
        with self._db.transaction():
            known = self._library.summary(summary_id)
            revision = self._library.revisions.revision(revision_id)
            kept = self._library.revisions.source_text(revision_id)
            read = Batch()
            if len(kept) <= _READ_AT_ONCE:
                read = drafts_from_kept(kept, known.source, self._syllabus, body_only(known, kept))
            after = with_revision(known, revision.text, self._library.text_of(known), read)
            return self.corrector.store(after, kept or None) if after is not None else None

    def apply_learned(self, batch: Batch) -> Batch:
        """Return a batch with the authors and papers spelled as the reader corrected them."""
        return apply_learned(batch, self.spellings.spellings())

    def accept(
        self,
        sourced: SourcedDraft,
        *,
        update_details: bool = False,
        may_change: Container[str] | None = None,
    ) -> Accepted:
        """Store a draft, unless it is there already, and what came with it, in one transaction.

        Other details of a text that is there already are stored only with `update_details`. What
        the reader corrected in the draft is learned. `may_change` are the ids of the summaries
        that it may change, None for all; one that would correct another is only offered.
        """
        with self._db.transaction():
            draft = sourced.draft
            accepted = self._acceptor.accept(
                draft, sourced.source, update_details=update_details, may_change=may_change
            )
            if accepted.outcome is Outcome.OFFERED:
                return accepted
            if sourced.found is not None:
                accepted = replace(accepted, lessons=self.spellings.learn(sourced.found, draft))
            if draft.shared_annotations is None:
                return accepted
            receiver = AnnotationImporter(
                draft, accepted.summary_id, self._library, self._db, self._clock()
            )
            return replace(accepted, received=receiver.receive())

    def put_away(self, accepted: Sequence[Accepted]) -> HighlightChange:
        """Undo what was accepted, the last draft first; return what became of highlights.

        Raises ChangedSinceError, with nothing undone, if a text was changed since.
        """
        with self._db.transaction():
            change = self._notebook.trash.add(received(accepted))
            for item in reversed(accepted):
                self.spellings.unlearn(item.lessons)
                if item.correction is not None:
                    self.corrector.undo(item.correction)
                if item.is_new:
                    self._library.trash(item.summary_id)
            return change

    def bring_back(self, accepted: Sequence[Accepted]) -> HighlightChange:
        """Accept again what was put away; raises ChangedSinceError as `put_away` does."""
        with self._db.transaction():
            for item in accepted:
                if item.is_new:
                    self._library.restore(item.summary_id)
                if item.correction is not None:
                    self.corrector.redo(item.correction)
                self.spellings.relearn(item.lessons)
            return self._notebook.trash.restore(received(accepted))

    def renew(self, chosen: Sequence[tuple[Renewal, tuple[str, ...]]]) -> list[Correction]:
        """Give summaries the fields named as they are understood now; all of them or none.

        Raises ChangedSinceError if one has another text by now.
        """
        with self._db.transaction():
            return [self.corrector.renew(renewal, fields) for renewal, fields in chosen]

    def set_subjects(self, wanted: Mapping[str, Subjects]) -> list[Correction]:
        """Give summaries by their ids these subjects and no others; all of them or none."""
        with self._db.transaction():
            made = [
                self.corrector.edit_details(
                    one, replace(details_of(self._library.summary(one)), subjects=subjects)
                )
                for one, subjects in wanted.items()
            ]
        return [correction for correction in made if correction is not None]

    def suggested_subjects(self, summary_ids: Iterable[str]) -> dict[str, Subjects]:
        """Return the subjects that words suggest, for those summaries that serve none so far."""
        found: dict[str, Subjects] = {}
        for summary_id in summary_ids:
            one = self._library.summary(summary_id)
            if one.subjects:
                continue
            text = "\n".join(section.markdown for section in one.sections)
            suggested = suggest_subjects(one.title or "", text, self._syllabus)
            if suggested:
                found[summary_id] = tuple(SubjectTopics(each.subject_id) for each in suggested)
        return found

    def undo_corrections(self, made: Sequence[Correction]) -> list[Correction]:
        """Undo corrections, the last first; raises ChangedSinceError, with nothing undone."""
        with self._db.transaction():
            for correction in reversed(made):
                self.corrector.undo(correction)
        return [*made]

    def redo_corrections(self, made: Sequence[Correction]) -> list[Correction]:
        """Make corrections again; raises ChangedSinceError, with nothing made."""
        with self._db.transaction():
            for correction in made:
                self.corrector.redo(correction)
        return [*made]

    def find_match(self, draft: Draft) -> Match:
        """Return how a draft is related to what the library holds."""
        return find_match(draft, self._library)

    def read_starter_library(self) -> Batch:
        """Return the summaries that ship with the program."""
        batches = (
            drafts_from_file(path, self._syllabus) for path in files_of([bundled("library")])
        )
        return resolve_dates(sum(batches, Batch()), self.today)

    def starter_ids_present(self) -> list[str]:
        """Return the ids of the shipped summaries that the library holds now."""
        ids = (sourced.draft.summary_id for sourced in self.read_starter_library().drafts)
        found = (self._library.find(summary_id) for summary_id in ids if summary_id)
        return [summary.id for summary in found if summary and summary.deleted_at is None]
