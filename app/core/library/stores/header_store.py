"""What stands above a summary, read without the rest: for everything that belongs to one."""

from dataclasses import dataclass
from datetime import date

from app.core.clock import parse_date
from app.core.library.model import SubjectTopics
from app.core.storage.database import Database


@dataclass(frozen=True, slots=True)
class SummaryHeader:
    """Title, author, paper, date and subjects of a summary, whether in the trash or not."""

    id: str
    title: str | None
    author: str | None
    publication: str | None
    date: date | None
    subjects: tuple[SubjectTopics, ...]


class HeaderStore:
    """Reads headings."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def heading(self, summary_id: str) -> SummaryHeader | None:
        """Return the heading of a summary, None when there never was one."""
        row = self._db.one(
            "SELECT title, author, publication, coalesce(published_on, posted_on) AS day"
            " FROM summary WHERE id = ?",
            (summary_id,),
        )
        if row is None:
            return None
        return SummaryHeader(
            summary_id,
            row["title"],
            row["author"],
            row["publication"],
            parse_date(row["day"]),
            self.subjects(summary_id),
        )

    def subjects(self, summary_id: str) -> tuple[SubjectTopics, ...]:
        """Return the subjects of a summary with their topics, in the order of the text."""
        topics: dict[str, list[str]] = {
            row["subject_id"]: []
            for row in self._db.all(
                "SELECT subject_id FROM summary_subject WHERE summary_id = ? ORDER BY position",
                (summary_id,),
            )
        }
        for row in self._db.all(
            "SELECT subject_id, summary_topic.name FROM summary_topic"
            " JOIN topic ON topic.id = topic_id WHERE summary_id = ? ORDER BY position",
            (summary_id,),
        ):
            topics.setdefault(row["subject_id"], []).append(row["name"])
        return tuple(SubjectTopics(subject, tuple(names)) for subject, names in topics.items())
