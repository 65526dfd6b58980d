"""The SQL of summaries: what is known of one, its reading state, and the trash."""

import json
from datetime import date
from typing import Final

from app.core.clock import stamp
from app.core.errors import NotFoundError
from app.core.library.model import DraftWarning, Form, ReadingState, Summary, WarningKind
from app.core.library.stores.fact_store import FactStore
from app.core.library.stores.question_store import QuestionStore
from app.core.library.stores.revision_store import RevisionStore
from app.core.library.stores.section_store import SectionStore
from app.core.library.stores.subject_store import SubjectStore
from app.core.library.stores.vocabulary_store import VocabularyStore
from app.core.storage import tolerant
from app.core.storage.database import Database
from app.core.text_key import text_key

_DETAILS: Final = (
    "title",
    "title_key",
    "author",
    "publication",
    "category",
    "published_on",
    "posted_on",
    "source",
    "form",
    "warnings",
    "by_reader",
)
# What a revision changes; its text is stored apart.
_REVISED: Final = (*_DETAILS, "fingerprint", "revision_id")


class SummaryStore:
    """Reads and writes summaries whole. Writes join the transaction that the caller opened.

    What a summary is made of has stores of its own.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self.facts = FactStore(database)
        self.questions = QuestionStore(database)
        self.revisions = RevisionStore(database)
        self.sections = SectionStore(database)
        self.subjects = SubjectStore(database)
        self.words = VocabularyStore(database)

    # Reading

    def summary(self, summary_id: str) -> Summary:
        """Return a summary whole; raises NotFoundError."""
        row = self._db.one("SELECT * FROM summary WHERE id = ?", (summary_id,))
        if row is None:
            raise NotFoundError("summary", summary_id)
        return Summary(
            id=row["id"],
            title=tolerant.text_or_none(row["title"]),
            author=tolerant.text_or_none(row["author"]),
            publication=tolerant.text_or_none(row["publication"]),
            category=tolerant.text_or_none(row["category"]),
            published_on=tolerant.day(row["published_on"]),
            posted_on=tolerant.day(row["posted_on"]),
            source=tolerant.text(row["source"]),
            subjects=self.subjects.of_summary(summary_id),
            sections=self.sections.of_summary(summary_id),
            facts=self.facts.of_summary(summary_id),
            vocabulary=self.words.of_summary(summary_id),
            questions=self.questions.of_summary(summary_id),
            alternate_of=tolerant.text_or_none(row["telling_of"]),
            warnings=_load_warnings(row["warnings"]),
            revision_id=tolerant.text(row["revision_id"]),
            state=tolerant.choice(row["reading_state"], ReadingState.UNREAD),
            starred=bool(row["starred"]),
            read_position=tolerant.number(row["read_position"]),
            imported_at=tolerant.moment(row["imported_at"]),
            deleted_at=tolerant.moment(row["deleted_at"]) if row["deleted_at"] else None,
            form=tolerant.choice(row["form"], Form.UNDERSTOOD),
            by_reader=tolerant.texts(row["by_reader"]),
        )

    def with_fingerprint(self, fingerprint: str, *, trashed: bool = False) -> str | None:
        """Return the id of a summary with the same words, live or in the trash, or None."""
        found: str | None = self._db.value(
            "SELECT id FROM summary WHERE fingerprint = ? AND (deleted_at IS NOT NULL) = ?"
            " ORDER BY imported_at",
            (fingerprint, trashed),
        )
        return found

    # Writing

    def insert(self, summary: Summary, fingerprint: str, text: str, source_text: str) -> None:
        """Store a new summary with its first revision, but not its subjects.

        `text` is that of its page, `source_text` what was imported.
        """
        self._db.rewrite("summary", summary.id)
        moment = stamp(summary.imported_at)
        values = (*_details(summary), fingerprint, summary.revision_id)
        values += (summary.id, moment, summary.alternate_of)
        self._db.write(
            f"INSERT INTO summary ({', '.join(_REVISED)}, id, imported_at, telling_of)"
            f" VALUES ({', '.join('?' * len(values))})",
            values,
        )
        self._store_text(summary, text, source_text, moment)
        self.facts.insert(summary.facts)

    def revise(
        self, summary: Summary, fingerprint: str, text: str, source_text: str | None, moment: str
    ) -> None:
        """Store `summary` as the newest revision of the one with its id; raises NotFoundError.

        Its subjects are not changed. Facts that it no longer has are retired; their ids and links
        remain.
        """
        self._db.rewrite("summary", summary.id)
        # First the text: what it was made of may be taken over from the revision before.
        self._store_text(summary, text, source_text, moment)
        assigned = ", ".join(f"{column} = ?" for column in _REVISED)
        values = (*_details(summary), fingerprint, summary.revision_id, summary.id)
        self._update(f"UPDATE summary SET {assigned} WHERE id = ?", values, summary.id)
        self.facts.revise(summary.id, summary.facts, moment)

    def set_state(self, summary_id: str, state: ReadingState) -> None:
        """Set how far the reader has come; raises NotFoundError."""
        self._update(
            "UPDATE summary SET reading_state = ? WHERE id = ?", (state, summary_id), summary_id
        )

    def set_starred(self, summary_id: str, *, starred: bool) -> None:
        """Star a summary, or take its star away; raises NotFoundError."""
        self._update(
            "UPDATE summary SET starred = ? WHERE id = ?", (int(starred), summary_id), summary_id
        )

    def claim(self, summary_id: str, field: str) -> None:
        """Keep that a field is the reader's own from now on."""
        self._db.rewrite("summary", summary_id)
        self._db.write(
            "UPDATE summary SET by_reader = json_insert(by_reader, '$[#]', ?) WHERE id = ?"
            " AND NOT EXISTS (SELECT 1 FROM json_each(by_reader) WHERE value = ?)",
            (field, summary_id, field),
        )

    def set_read(self, summary_id: str, position: int, moment: str) -> None:
        """Keep where the reader was in a summary, and when; raises NotFoundError."""
        self._update(
            "UPDATE summary SET read_position = ?, last_read_at = ? WHERE id = ?",
            (position, moment, summary_id),
            summary_id,
        )

    def set_deleted(self, summary_id: str, moment: str | None) -> None:
        """Put a summary into the trash, or take it out with None; raises NotFoundError."""
        self._update(
            "UPDATE summary SET deleted_at = ? WHERE id = ?", (moment, summary_id), summary_id
        )

    def purge(self, day: int) -> int:
        """Remove for good what is in the trash since a running day or longer; return how many.

        A summary that still has highlights or linked notes stays, so that these keep their place.
        """
        return self._db.write(
            "DELETE FROM summary WHERE deleted_at IS NOT NULL"
            " AND id IN (SELECT record_id FROM trashed WHERE kind = 'summary' AND day <= ?)"
            " AND id NOT IN (SELECT summary_id FROM highlight WHERE deleted_at IS NULL)"
            " AND id NOT IN (SELECT target_id FROM link WHERE target_kind = 'summary')"
            " AND NOT EXISTS (SELECT 1 FROM fact JOIN link ON target_kind = 'fact'"
            "  AND target_id = fact.id WHERE fact.summary_id = summary.id)",
            (day,),
        )

    def delete(self, summary_id: str) -> None:
        """Remove a summary for good, if it is in the trash."""
        self._db.write("DELETE FROM summary WHERE id = ? AND deleted_at IS NOT NULL", (summary_id,))

    # Inside

    def _store_text(
        self, summary: Summary, text: str, source_text: str | None, moment: str
    ) -> None:
        """Store the newest revision and all that follows from the text but facts and subjects."""
        self.revisions.add(summary.revision_id, summary.id, text, source_text, moment)
        self.sections.replace(summary.id, summary.sections)
        self.words.replace(summary.id, summary.vocabulary)
        self.questions.replace(summary.id, summary.questions)

    def _update(self, sql: str, parameters: tuple[str | int | None, ...], summary_id: str) -> None:
        if not self._db.write(sql, parameters):
            raise NotFoundError("summary", summary_id)


def _details(summary: Summary) -> tuple[str | None, ...]:
    """Return the values of the columns `_DETAILS`."""
    return (
        summary.title,
        text_key(summary.title or ""),
        summary.author,
        summary.publication,
        summary.category,
        _iso(summary.published_on),
        _iso(summary.posted_on),
        summary.source,
        summary.form,
        _dump_warnings(summary.warnings),
        json.dumps(summary.by_reader),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _dump_warnings(warnings: tuple[DraftWarning, ...]) -> str:
    return json.dumps(
        [[warning.kind, warning.found, warning.taken_as] for warning in warnings],
        ensure_ascii=False,
    )


def _load_warnings(text: str) -> tuple[DraftWarning, ...]:
    known = set(WarningKind)

    def fits(one: object) -> bool:
        return isinstance(one, list) and len(one) == 3 and one[0] in known

    return tuple(
        DraftWarning(WarningKind(kind), found, taken_as)
        for kind, found, taken_as in tolerant.items(text, fits)
    )
