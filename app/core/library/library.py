"""What can be done with summaries: each verb here is one transaction."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from app.core.clock import Clock, stamp
from app.core.errors import NotFoundError
from app.core.library.filters import LibraryFilter
from app.core.library.fingerprint import fingerprint
from app.core.library.model import Fact, ReadingState, Summary, SummaryRow
from app.core.library.page import page_text
from app.core.library.stores.header_store import SummaryHeader
from app.core.library.stores.subject_store import SubjectStore
from app.core.library.stores.summary_store import LibraryStore
from app.core.library.syllabus import Syllabus, Topic
from app.core.storage.database import Database

TRASH_KEPT_FOR: Final = timedelta(days=30)


class Library:
    """All summaries, with their facts, subjects and topics."""

    def __init__(self, database: Database, syllabus: Syllabus, clock: Clock) -> None:
        self._db = database
        self._store = LibraryStore(database)
        self._subjects = SubjectStore(database)
        self._clock = clock
        self.syllabus = syllabus

    def summary(self, summary_id: str) -> Summary:
        """Return a summary whole; raises NotFoundError."""
        return self._store.summary(summary_id)

    def row(self, summary_id: str) -> SummaryRow:
        """Return a summary as a list shows it; raises NotFoundError."""
        return self._store.row(summary_id)

    def text_of(self, summary: Summary) -> str:
        """Return the text of a summary's page as it was stored; no page is built for it."""
        return self._store.revision(summary.revision_id).text

    def body_of(self, summary: Summary) -> str:
        """Return that text without the questions at its end: by it a summary is recognised."""
        asked = page_text((), (), summary.questions)
        text = self.text_of(summary)
        return text.removesuffix(asked).removesuffix("\n") if asked else text

    def rows(self, chosen: LibraryFilter) -> list[SummaryRow]:
        """Return the summaries that a filter lets through, in its order."""
        return self._store.rows(chosen)

    def count(self, chosen: LibraryFilter) -> int:
        """Return how many summaries a filter lets through."""
        return self._store.count(chosen)

    def fact(self, fact_id: str) -> Fact:
        """Return a fact by its id; raises NotFoundError."""
        return self._store.facts.fact(fact_id)

    def full_id(self, kind: str, short: str) -> str:
        """Return the id of the `summary` or `fact` that begins with `short`.

        Raises NotFoundError or AmbiguousIdError.
        """
        return self._store.full_id(kind, short)

    def subjects_of(self, summary_id: str) -> tuple[str, ...]:
        """Return the ids of the subjects that a summary serves."""
        return tuple(entry.subject_id for entry in self._store.headers.subjects(summary_id))

    def counts_by_subject(self) -> dict[str, int]:
        """Return how many summaries serve each subject that any serves."""
        return self._store.counts_by_subject()

    def topics_with_counts(self) -> list[tuple[Topic, int]]:
        """Return the topics that summaries name, each with how many do."""
        return self._store.topics_with_counts()

    def topic(self, topic_id: str) -> Topic:
        """Return a topic of the syllabus or of a text; raises NotFoundError."""
        known = self._store.topic(topic_id)
        if known:
            return known
        subject_id, _, _ = topic_id.partition("/")
        if self.syllabus.has(subject_id):
            for topic in self.syllabus.subject(subject_id).topics:
                if topic.id == topic_id:
                    return topic
        raise NotFoundError("topic", topic_id)

    def register_topic(self, topic_id: str) -> Topic:
        """Remember a topic that something is linked to; raises NotFoundError if there is none."""
        topic = self.topic(topic_id)
        with self._db.transaction():
            self._store.register_topic(topic)
        return topic

    def ensure_topic(self, subject_id: str, name: str) -> Topic:
        """Return the topic of this name, remembered; raises NotFoundError without the subject."""
        topic = self.syllabus.topic(subject_id, name)
        with self._db.transaction():
            self._store.register_topic(topic)
        return topic

    def double_of(self, text: str) -> str | None:
        """Return the id of the summary with the same words as a page's text, None if none has.

        Questions do not count: the same text comes with them from one place and bare from another.
        """
        return self._store.with_fingerprint(fingerprint(text))

    def trashed_double_of(self, text: str) -> str | None:
        """Return the id of a summary in the trash with the same words, None if none has."""
        return self._store.with_fingerprint(fingerprint(text), trashed=True)

    def find(self, summary_id: str) -> Summary | None:
        """Return a summary whether in the trash or not, None when there never was one."""
        try:
            return self._store.summary(summary_id)
        except NotFoundError:
            return None

    def heading(self, summary_id: str) -> SummaryHeader | None:
        """Return what stands above a summary, trashed or not, None when there never was one."""
        return self._store.headers.heading(summary_id)

    def add(self, summary: Summary, source_text: str) -> None:
        """Store a new summary, its facts, subjects and topics; `source_text` is what came in."""
        text, body = _texts(summary)
        with self._db.transaction():
            self._store.insert(summary, fingerprint(body), text, source_text)
            self._store.insert_subjects(summary.id, self._topics_of(summary))

    def revise(self, summary: Summary, source_text: str) -> None:
        """Store a corrected text of a summary as its newest revision; the older ones are kept."""
        text, body = _texts(summary)
        with self._db.transaction():
            moment = stamp(self._clock())
            self._store.revise(summary, fingerprint(body), text, source_text, moment)
            self._store.insert_subjects(summary.id, self._topics_of(summary))

    def alternates(self, summary_id: str) -> list[str]:
        """Return the ids of the other tellings of the article that a summary tells."""
        return self._store.alternates.others(summary_id)

    def with_title(self, title: str) -> list[str]:
        """Return the ids of the summaries with a title, however it is spelled."""
        return self._store.alternates.with_title(title)

    def make_primary(self, summary_id: str) -> None:
        """Let a summary stand for its article in lists."""
        with self._db.transaction():
            self._store.alternates.make_primary(summary_id)

    def set_state(self, summary_id: str, state: ReadingState) -> None:
        """Set how far the reader has come with a summary."""
        with self._db.transaction():
            self._store.set_state(summary_id, state)

    def set_starred(self, summary_id: str, *, starred: bool) -> None:
        """Star a summary, or take its star away."""
        with self._db.transaction():
            self._store.set_starred(summary_id, starred=starred)

    def star_all(self, summary_ids: Iterable[str], *, starred: bool) -> None:
        """Star summaries, or take their stars away."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._store.set_starred(summary_id, starred=starred)

    def add_subject(self, summary_ids: Iterable[str], subject_id: str) -> None:
        """Let summaries serve one subject more; those that serve it already stay as they are."""
        self.syllabus.subject(subject_id)
        with self._db.transaction():
            for summary_id in summary_ids:
                self._subjects.add(summary_id, subject_id)

    def remove_subject(self, summary_ids: Iterable[str], subject_id: str) -> None:
        """Let summaries serve a subject no longer; the topics they name there go with it."""
        with self._db.transaction():
            for summary_id in summary_ids:
                self._subjects.remove(summary_id, subject_id)

    def set_fact_starred(self, fact_id: str, *, starred: bool) -> None:
        """Star a fact, or take its star away."""
        with self._db.transaction():
            self._store.facts.set_starred(fact_id, starred=starred)

    def remember_position(self, summary_id: str, position: int) -> None:
        """Keep where in the page's text the reader is, and that it was now."""
        with self._db.transaction():
            self._store.set_read(summary_id, position, stamp(self._clock()))

    def trash(self, summary_id: str) -> None:
        """Put a summary into the trash; its highlights and notes stay."""
        with self._db.transaction():
            self._store.set_deleted(summary_id, stamp(self._clock()))

    def restore(self, summary_id: str) -> None:
        """Take a summary out of the trash."""
        with self._db.transaction():
            self._store.set_deleted(summary_id, None)

    def empty_old_trash(self) -> int:
        """Remove for good what has lain in the trash for 30 days, and say how many went."""
        with self._db.transaction():
            return self._store.purge(stamp(self._clock() - TRASH_KEPT_FOR))

    def _topics_of(self, summary: Summary) -> list[tuple[str, list[tuple[Topic, str]]]]:
        return [
            (
                entry.subject_id,
                [(self.syllabus.topic(entry.subject_id, name), name) for name in entry.topics],
            )
            for entry in summary.subjects
        ]


def _texts(summary: Summary) -> tuple[str, str]:
    """Return the text of a summary's page, and that without its questions."""
    body = page_text(summary.sections, summary.facts)
    if not summary.questions:
        return body, body
    return page_text(summary.sections, summary.facts, summary.questions), body
