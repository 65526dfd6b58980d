"""What can be done with summaries: each verb here is one transaction."""

from collections.abc import Iterable

from app.core.clock import Clock, stamp
from app.core.errors import NotFoundError
from app.core.library.duplicates import Duplicates
from app.core.library.filters import LibraryFilter
from app.core.library.fingerprint import fingerprint
from app.core.library.model import Fact, ReadingState, Summary, SummaryRow
from app.core.library.page import page_text
from app.core.library.stores.alternate_store import AlternateStore
from app.core.library.stores.fact_store import FactStore
from app.core.library.stores.header_store import HeaderStore, SummaryHeader
from app.core.library.stores.revision_store import RevisionStore
from app.core.library.stores.row_store import RowStore
from app.core.library.stores.subject_store import SubjectStore
from app.core.library.stores.summary_store import SummaryStore
from app.core.library.syllabus import Syllabus, Topic
from app.core.library.topics import Topics
from app.core.storage.database import Database
from app.core.storage.ids import full_id
from app.core.storage.running_days import DAYS_IN_TRASH, running_day


class Library:
    """All summaries with their facts and subjects.

    `topics` are theirs, `duplicates` finds texts again, `revisions` are all texts they have had.
    """

    def __init__(self, database: Database, syllabus: Syllabus, clock: Clock) -> None:
        self._db = database
        self._clock = clock
        self._summaries = SummaryStore(database)
        self._rows = RowStore(database)
        self._facts = FactStore(database)
        self._subjects = SubjectStore(database)
        self._headers = HeaderStore(database)
        self._alternates = AlternateStore(database)
        self.syllabus = syllabus
        self.topics = Topics(database, syllabus)
        self.duplicates = Duplicates(database)
        self.revisions: RevisionStore = self._summaries.revisions

    def summary(self, summary_id: str) -> Summary:
        """Return a summary whole; raises NotFoundError."""
        return self._summaries.summary(summary_id)

    def row(self, summary_id: str) -> SummaryRow:
        """Return a summary as a list shows it; raises NotFoundError."""
        return self._rows.row(summary_id)

    def text_of(self, summary: Summary) -> str:
        """Return the text of a summary's page as it was stored; no page is built for it."""
        return self.revisions.revision(summary.revision_id).text

    def source_text_of(self, summary: Summary) -> str:
        """Return what a summary was made of, '' where that was not kept."""
        return self.revisions.source_text(summary.revision_id)

    def body_of(self, summary: Summary) -> str:
        """Return that text without the questions at its end, as imports are compared with it."""
        asked = page_text((), (), summary.questions)
        text = self.text_of(summary)
        return text.removesuffix(asked).removesuffix("\n") if asked else text

    def rows(self, chosen: LibraryFilter) -> list[SummaryRow]:
        """Return the summaries that a filter lets through, in its order."""
        return self._rows.rows(chosen)

    def count(self, chosen: LibraryFilter) -> int:
        """Return how many summaries a filter lets through."""
        return self._rows.count(chosen)

    def fact(self, fact_id: str) -> Fact:
        """Return a fact by its id; raises NotFoundError."""
        return self._facts.fact(fact_id)

    def full_id(self, kind: str, short: str) -> str:
        """Return the id of the `summary` or `fact` that begins with `short`.

        Raises NotFoundError or AmbiguousIdError.
        """
        return full_id(self._db, kind, short)

    def subjects_of(self, summary_id: str) -> tuple[str, ...]:
        """Return the ids of the subjects that a summary serves."""
        return tuple(entry.subject_id for entry in self._subjects.of_summary(summary_id))

    def counts_by_subject(self) -> dict[str, int]:
        """Return how many summaries serve each subject that any serves."""
        return self._subjects.counts()

    def find(self, summary_id: str) -> Summary | None:
        """Return a summary, in the trash or not, None when there never was one."""
        try:
            return self._summaries.summary(summary_id)
        except NotFoundError:
            return None

    def heading(self, summary_id: str) -> SummaryHeader | None:
        """Return the header of a summary, in the trash or not, None when there never was one."""
        return self._headers.heading(summary_id)

    def add(self, summary: Summary, source_text: str) -> None:
        """Store a new summary with its facts and subjects; `source_text` is what was imported."""
        text, body = _texts(summary)
        with self._db.transaction():
            self._summaries.insert(summary, fingerprint(body), text, source_text)
            self._subjects.replace(summary.id, self._topics_of(summary))

    def revise(self, summary: Summary, source_text: str | None = None) -> None:
        """Store a corrected summary; with a revision id of its own, as the newest revision.

        With that of an earlier revision it goes back to it; none is ever lost. The reading state,
        the star and the position stay; without a `source_text` that of the revision before stays
        too. Raises NotFoundError.
        """
        text, body = _texts(summary)
        with self._db.transaction():
            moment = stamp(self._clock())
            self._summaries.revise(summary, fingerprint(body), text, source_text, moment)
            self._subjects.replace(summary.id, self._topics_of(summary))

    def alternates(self, summary_id: str) -> list[str]:
        """Return the ids of the other summaries of the same article."""
        return self._alternates.others(summary_id)

    def make_primary(self, summary_id: str) -> None:
        """Make a summary the one that lists show for its article."""
        with self._db.transaction():
            self._alternates.make_primary(summary_id)

    def set_state(self, summary_id: str, state: ReadingState) -> None:
        """Set how far the reader has come with a summary; raises NotFoundError."""
        with self._db.transaction():
            self._summaries.set_state(summary_id, state)

    def set_starred(self, summary_id: str, *, starred: bool) -> None:
        """Star a summary, or take its star away; raises NotFoundError."""
        with self._db.transaction():
            self._summaries.set_starred(summary_id, starred=starred)

    def star_all(self, summary_ids: Iterable[str], *, starred: bool) -> None:
        """Star summaries, or take their stars away; raises NotFoundError."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._summaries.set_starred(summary_id, starred=starred)

    def add_subject(self, summary_ids: Iterable[str], subject_id: str) -> None:
        """Add a subject to summaries; those that have it stay as they are. Raises NotFoundError."""
        self.syllabus.subject(subject_id)
        with self._db.transaction():
            for summary_id in summary_ids:
                self._subjects.add(summary_id, subject_id)
                self._summaries.claim(summary_id, "subjects")

    def remove_subject(self, summary_ids: Iterable[str], subject_id: str) -> None:
        """Remove a subject from summaries, with the topics that they name under it."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._subjects.remove(summary_id, subject_id)
                self._summaries.claim(summary_id, "subjects")

    def set_fact_starred(self, fact_id: str, *, starred: bool) -> None:
        """Star a fact, or take its star away; raises NotFoundError."""
        with self._db.transaction():
            self._facts.set_starred(fact_id, starred=starred)

    def remember_position(self, summary_id: str, position: int) -> None:
        """Keep where in the page's text (in code points) the reader is, and that it was now.

        Raises NotFoundError.
        """
        with self._db.transaction():
            self._summaries.set_read(summary_id, position, stamp(self._clock()))

    def trash(self, *summary_ids: str) -> None:
        """Put summaries into the trash; highlights and notes stay. Raises NotFoundError."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._summaries.set_deleted(summary_id, stamp(self._clock()))

    def restore(self, *summary_ids: str) -> None:
        """Take summaries out of the trash; raises NotFoundError."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._summaries.set_deleted(summary_id, None)

    def empty_old_trash(self) -> int:
        """Remove for good what has been in the trash for 30 days; return how many summaries."""
        with self._db.transaction():
            count = self._summaries.purge(running_day(self._db) - DAYS_IN_TRASH)
            self._alternates.mend()
            return count

    def delete_for_good(self, summary_ids: Iterable[str]) -> None:
        """Remove summaries that are in the trash for good, with every text they had.

        What notes are linked to in them is not looked at: `Workspace.delete_for_good` does that.
        """
        with self._db.transaction():
            for summary_id in summary_ids:
                self._summaries.delete(summary_id)
            self._alternates.mend()

    def _topics_of(self, summary: Summary) -> list[tuple[str, list[tuple[Topic, str]]]]:
        return [
            (
                entry.subject_id,
                [(self.syllabus.topic(entry.subject_id, name), name) for name in entry.topics],
            )
            for entry in summary.subjects
        ]


def _texts(summary: Summary) -> tuple[str, str]:
    """Return the text of a summary's page with its questions, and without."""
    body = page_text(summary.sections, summary.facts)
    if not summary.questions:
        return body, body
    return page_text(summary.sections, summary.facts, summary.questions), body
