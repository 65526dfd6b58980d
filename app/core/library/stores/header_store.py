"""The header of a summary, read without its text, for everything that belongs to the summary."""

from dataclasses import dataclass
from datetime import date

from app.core.library.model import SubjectTopics
from app.core.library.stores.subject_store import SubjectStore
from app.core.storage import tolerant
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
        self._subjects = SubjectStore(database)

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
            tolerant.text_or_none(row["title"]),
            tolerant.text_or_none(row["author"]),
            tolerant.text_or_none(row["publication"]),
            tolerant.day(row["day"]),
            self._subjects.of_summary(summary_id),
        )
