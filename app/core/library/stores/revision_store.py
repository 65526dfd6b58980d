"""The SQL of revisions: every text that a summary has had, the current one too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.core.errors import NotFoundError
from app.core.library.page import text_hash
from app.core.storage import tolerant
from app.core.storage.database import Database, Row

_COLUMNS: Final = "id, summary_id, number, text, created_at"


@dataclass(frozen=True, slots=True)
class Revision:
    """One text that a summary had; the positions of anchors count code points of `text`."""

    id: str
    summary_id: str
    number: int
    text: str
    created_at: datetime


class RevisionStore:
    """Reads and adds revisions. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def revision(self, revision_id: str) -> Revision:
        """Return one text of a summary; raises NotFoundError."""
        row = self._db.one(f"SELECT {_COLUMNS} FROM revision WHERE id = ?", (revision_id,))
        if row is None:
            raise NotFoundError("revision", revision_id)
        return _revision(row)

    def of_summary(self, summary_id: str) -> list[Revision]:
        """Return every text that a summary has had, the newest first."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM revision WHERE summary_id = ? ORDER BY number DESC",
            (summary_id,),
        )
        return [_revision(row) for row in rows]

    def source_text(self, revision_id: str) -> str:
        """Return what a text of a summary was made of; '' where that was not kept."""
        found = self._db.value("SELECT source_text FROM revision WHERE id = ?", (revision_id,))
        return str(found or "")

    def texts(self, summary_id: str) -> list[str]:
        """Return every text of a summary, the newest first."""
        rows = self._db.all(
            "SELECT text FROM revision WHERE summary_id = ? ORDER BY number DESC", (summary_id,)
        )
        return [tolerant.text(row["text"]) for row in rows]

    def add(
        self, revision_id: str, summary_id: str, text: str, source_text: str | None, moment: str
    ) -> None:
        """Store a summary's newest text: `text` is that of its page, `source_text` the import's.

        None takes over what the revision before was made of. A revision that is there already
        stays as it is: its summary only goes back to it.
        """
        self._db.write(
            "INSERT INTO revision (id, summary_id, number, text, text_hash, source_text,"
            " created_at) VALUES (:id, :summary,"
            " (SELECT 1 + count(*) FROM revision WHERE summary_id = :summary), :text, :hash,"
            " coalesce(:source, (SELECT source_text FROM revision JOIN summary"
            "  ON revision.id = summary.revision_id WHERE summary.id = :summary), ''), :moment)"
            " ON CONFLICT (id) DO NOTHING",
            {
                "id": revision_id,
                "summary": summary_id,
                "text": text,
                "hash": text_hash(text),
                "source": source_text,
                "moment": moment,
            },
        )


def _revision(row: Row) -> Revision:
    return Revision(
        row["id"],
        row["summary_id"],
        row["number"],
        tolerant.text(row["text"]),
        tolerant.moment(row["created_at"]),
    )
