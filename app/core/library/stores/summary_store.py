"""The library's SQL: summaries, sections, facts, subjects, topics and revisions."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.core.clock import parse_date, parse_stamp, stamp
from app.core.errors import NotFoundError
from app.core.library.filters import LibraryFilter, filter_sql
from app.core.library.model import (
    DraftWarning,
    ReadingState,
    Section,
    SectionKind,
    Summary,
    SummaryRow,
    WarningKind,
)
from app.core.library.page import text_hash
from app.core.library.stores.alternate_store import AlternateStore
from app.core.library.stores.fact_store import FactStore
from app.core.library.stores.header_store import HeaderStore
from app.core.library.stores.question_store import QuestionStore
from app.core.library.stores.vocabulary_store import VocabularyStore
from app.core.library.syllabus import Topic
from app.core.storage.database import Database, Row
from app.core.storage.ids import full_id
from app.core.text_key import text_key

_OPENING_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that a summary had; `text` is what anchors count in."""

    id: str
    summary_id: str
    number: int
    text: str


class LibraryStore:
    """Reads and writes summaries. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self.facts = FactStore(database)
        self.words = VocabularyStore(database)
        self.questions = QuestionStore(database)
        self.alternates = AlternateStore(database)
        self.headers = HeaderStore(database)

    # Reading

    def summary(self, summary_id: str) -> Summary:
        """Return a summary whole; raises NotFoundError."""
        row = self._db.one("SELECT * FROM summary WHERE id = ?", (summary_id,))
        if row is None:
            raise NotFoundError("summary", summary_id)
        return Summary(
            id=row["id"],
            title=row["title"],
            author=row["author"],
            publication=row["publication"],
            category=row["category"],
            published_on=parse_date(row["published_on"]),
            posted_on=parse_date(row["posted_on"]),
            source=row["source"],
            subjects=self.headers.subjects(summary_id),
            sections=self._sections(summary_id),
            facts=self.facts.of_summary(summary_id),
            vocabulary=self.words.of_summary(summary_id),
            questions=self.questions.of_summary(summary_id),
            alternate_of=row["telling_of"],
            warnings=_load_warnings(row["warnings"]),
            revision_id=row["revision_id"],
            state=ReadingState(row["reading_state"]),
            starred=bool(row["starred"]),
            read_position=row["read_position"],
            imported_at=parse_stamp(row["imported_at"]),
            deleted_at=parse_stamp(row["deleted_at"]) if row["deleted_at"] else None,
        )

    def rows(self, chosen: LibraryFilter) -> list[SummaryRow]:
        """Return the list of summaries that a filter lets through, in its order."""
        where, order, parameters = filter_sql(chosen)
        rows = self._db.all(
            "SELECT id, title, author, publication, coalesce(published_on, posted_on) AS day,"
            " reading_state, starred,"
            f" CASE WHEN title IS NULL THEN (SELECT substr(text, 1, {_OPENING_LENGTH})"
            "  FROM revision WHERE revision.id = revision_id) ELSE '' END AS opening"
            f" FROM summary WHERE {where} ORDER BY {order}",
            tuple(parameters),
        )
        return [_summary_row(row) for row in rows]

    def row(self, summary_id: str) -> SummaryRow:
        """Return one summary as a list shows it; raises NotFoundError."""
        summary = self.summary(summary_id)
        opening = "" if summary.title else self.revision(summary.revision_id).text
        return SummaryRow(
            summary.id,
            summary.title,
            summary.author,
            summary.publication,
            summary.date,
            summary.state,
            summary.starred,
            opening[:_OPENING_LENGTH],
        )

    def count(self, chosen: LibraryFilter) -> int:
        """Return how many summaries a filter lets through."""
        where, _, parameters = filter_sql(chosen)
        total: int = self._db.value(
            f"SELECT count(*) FROM summary WHERE {where}", tuple(parameters)
        )
        return total

    def counts_by_subject(self) -> dict[str, int]:
        """Return the number of live summaries of each subject that has any."""
        rows = self._db.all(
            "SELECT subject_id, count(*) AS total FROM summary_subject"
            " JOIN summary ON summary.id = summary_id WHERE deleted_at IS NULL"
            " AND telling_of IS NULL GROUP BY subject_id"
        )
        return {row["subject_id"]: row["total"] for row in rows}

    def topics_with_counts(self) -> list[tuple[Topic, int]]:
        """Return the topics that live summaries name, each with how many do."""
        rows = self._db.all(
            "SELECT topic.id, topic.subject_id, topic.name, count(*) AS total"
            " FROM summary_topic JOIN topic ON topic.id = topic_id"
            " JOIN summary ON summary.id = summary_id WHERE deleted_at IS NULL"
            " AND telling_of IS NULL GROUP BY topic.id ORDER BY topic.name COLLATE NOCASE"
        )
        return [(Topic(row["id"], row["subject_id"], row["name"]), row["total"]) for row in rows]

    def topic(self, topic_id: str) -> Topic | None:
        """Return a topic that is or was in use."""
        row = self._db.one("SELECT * FROM topic WHERE id = ?", (topic_id,))
        return Topic(row["id"], row["subject_id"], row["name"]) if row else None

    def revision(self, revision_id: str) -> Revision:
        """Return one text of a summary; raises NotFoundError."""
        row = self._db.one(
            "SELECT id, summary_id, number, text FROM revision WHERE id = ?", (revision_id,)
        )
        if row is None:
            raise NotFoundError("revision", revision_id)
        return Revision(row["id"], row["summary_id"], row["number"], row["text"])

    def with_fingerprint(self, fingerprint: str, *, trashed: bool = False) -> str | None:
        """Return the id of a summary of the same words, live or in the trash, None if none."""
        found: str | None = self._db.value(
            "SELECT id FROM summary WHERE fingerprint = ? AND (deleted_at IS NOT NULL) = ?"
            " ORDER BY imported_at",
            (fingerprint, trashed),
        )
        return found

    def full_id(self, kind: str, short: str) -> str:
        """Return the id of the record that begins with `short`; see `app.core.storage.ids`."""
        return full_id(self._db, kind, short)

    # Writing

    def insert(self, summary: Summary, fingerprint: str, text: str, source_text: str) -> None:
        """Store a new summary: its first revision, sections and facts.

        `text` is that of its page, `source_text` what was imported. Subjects come apart, by
        `insert_subjects`.
        """
        moment = stamp(summary.imported_at)
        self._db.write(
            "INSERT INTO summary (id, title, author, publication, category, published_on,"
            " posted_on, source, fingerprint, warnings, revision_id, imported_at, telling_of,"
            " title_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                summary.id,
                summary.title,
                summary.author,
                summary.publication,
                summary.category,
                _iso(summary.published_on),
                _iso(summary.posted_on),
                summary.source,
                fingerprint,
                _dump_warnings(summary.warnings),
                summary.revision_id,
                moment,
                summary.alternate_of,
                text_key(summary.title or ""),
            ),
        )
        self._insert_text(summary, text, source_text, moment)
        self.facts.insert(summary.facts)

    def revise(
        self, summary: Summary, fingerprint: str, text: str, source_text: str, moment: str
    ) -> None:
        """Give a stored summary the text, facts and data of `summary`, as its newest revision.

        The facts that it no longer names are retired; their ids and links remain.
        """
        self._update(
            "UPDATE summary SET title = ?, author = ?, publication = ?, category = ?,"
            " published_on = ?, posted_on = ?, source = ?, fingerprint = ?, warnings = ?,"
            " revision_id = ?, title_key = ? WHERE id = ?",
            (
                summary.title,
                summary.author,
                summary.publication,
                summary.category,
                _iso(summary.published_on),
                _iso(summary.posted_on),
                summary.source,
                fingerprint,
                _dump_warnings(summary.warnings),
                summary.revision_id,
                text_key(summary.title or ""),
                summary.id,
            ),
            summary.id,
        )
        self._db.write("DELETE FROM section WHERE summary_id = ?", (summary.id,))
        self._db.write("DELETE FROM summary_topic WHERE summary_id = ?", (summary.id,))
        self._db.write("DELETE FROM summary_subject WHERE summary_id = ?", (summary.id,))
        self._insert_text(summary, text, source_text, moment)
        self.facts.revise(summary.id, summary.facts, moment)

    def insert_subjects(
        self, summary_id: str, subjects: Iterable[tuple[str, Iterable[tuple[Topic, str]]]]
    ) -> None:
        """Attach subjects to a summary, each with its topics as (topic, the text's spelling)."""
        position = 0
        for place, (subject_id, topics) in enumerate(subjects):
            self._db.write(
                "INSERT OR IGNORE INTO summary_subject (summary_id, subject_id, position)"
                " VALUES (?, ?, ?)",
                (summary_id, subject_id, place),
            )
            for topic, name in topics:
                self.register_topic(topic)
                self._db.write(
                    "INSERT OR IGNORE INTO summary_topic (summary_id, topic_id, name, position)"
                    " VALUES (?, ?, ?, ?)",
                    (summary_id, topic.id, name, position),
                )
                position += 1

    def register_topic(self, topic: Topic) -> None:
        """Remember a topic's name from its first use on."""
        self._db.write(
            "INSERT OR IGNORE INTO topic (id, subject_id, name) VALUES (?, ?, ?)",
            (topic.id, topic.subject_id, topic.name),
        )

    def set_state(self, summary_id: str, state: ReadingState) -> None:
        """Set how far the reader has come."""
        self._update(
            "UPDATE summary SET reading_state = ? WHERE id = ?", (state, summary_id), summary_id
        )

    def set_starred(self, summary_id: str, *, starred: bool) -> None:
        """Star a summary, or take its star away."""
        self._update(
            "UPDATE summary SET starred = ? WHERE id = ?", (int(starred), summary_id), summary_id
        )

    def set_read(self, summary_id: str, position: int, moment: str) -> None:
        """Keep where the reader was in a summary, and when."""
        self._update(
            "UPDATE summary SET read_position = ?, last_read_at = ? WHERE id = ?",
            (position, moment, summary_id),
            summary_id,
        )

    def set_deleted(self, summary_id: str, moment: str | None) -> None:
        """Put a summary into the trash, or take it out with None."""
        self._update(
            "UPDATE summary SET deleted_at = ? WHERE id = ?", (moment, summary_id), summary_id
        )

    def purge(self, before: str) -> int:
        """Remove for good what has lain in the trash since `before`, and say how many went.

        A summary on which a highlight or a note still hangs stays, so that these keep their place.
        """
        return self._db.write(
            "DELETE FROM summary WHERE deleted_at < ?"
            " AND id NOT IN (SELECT summary_id FROM highlight WHERE deleted_at IS NULL)"
            " AND id NOT IN (SELECT target_id FROM link WHERE target_kind = 'summary')"
            " AND NOT EXISTS (SELECT 1 FROM fact JOIN link ON target_kind = 'fact'"
            "  AND target_id = fact.id WHERE fact.summary_id = summary.id)",
            (before,),
        )

    # Inside

    def _insert_text(self, summary: Summary, text: str, source_text: str, moment: str) -> None:
        self._db.write(
            "INSERT INTO revision (id, summary_id, number, text, text_hash, source_text,"
            " created_at) VALUES (?, ?, (SELECT 1 + count(*) FROM revision WHERE summary_id = ?),"
            " ?, ?, ?, ?)",
            (
                summary.revision_id,
                summary.id,
                summary.id,
                text,
                text_hash(text),
                source_text,
                moment,
            ),
        )
        self._db.write_many(
            "INSERT INTO section (summary_id, position, kind, heading, markdown)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (summary.id, position, section.kind, section.heading, section.markdown)
                for position, section in enumerate(summary.sections)
            ],
        )
        self.words.replace(summary.id, summary.vocabulary)
        self.questions.replace(summary.id, summary.questions)

    def _sections(self, summary_id: str) -> tuple[Section, ...]:
        rows = self._db.all(
            "SELECT kind, heading, markdown FROM section WHERE summary_id = ? ORDER BY position",
            (summary_id,),
        )
        return tuple(
            Section(SectionKind(row["kind"]), row["heading"], row["markdown"]) for row in rows
        )

    def _update(self, sql: str, parameters: tuple[str | int | None, ...], summary_id: str) -> None:
        if not self._db.write(sql, parameters):
            raise NotFoundError("summary", summary_id)


def _summary_row(row: Row) -> SummaryRow:
    return SummaryRow(
        row["id"],
        row["title"],
        row["author"],
        row["publication"],
        parse_date(row["day"]),
        ReadingState(row["reading_state"]),
        bool(row["starred"]),
        row["opening"],
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dump_warnings(warnings: tuple[DraftWarning, ...]) -> str:
    return json.dumps(
        [[warning.kind, warning.found, warning.taken_as] for warning in warnings],
        ensure_ascii=False,
    )


def _load_warnings(text: str) -> tuple[DraftWarning, ...]:
    return tuple(
        DraftWarning(WarningKind(kind), found, taken_as)
        for kind, found, taken_as in json.loads(text)
    )
