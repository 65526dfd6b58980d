"""The SQL of lists of summaries: what a list shows of each, filtered, sorted and counted."""

from typing import Final

from app.core.errors import NotFoundError
from app.core.library.filters import LibraryFilter
from app.core.library.model import Form, ReadingState, SummaryRow
from app.core.library.stores.filter_sql import filter_sql
from app.core.storage import tolerant
from app.core.storage.database import Database, Row

# How much of its text is shown instead of a missing title.
_OPENING_LENGTH: Final = 80
_SELECT: Final = (
    "SELECT id, title, author, publication, coalesce(published_on, posted_on) AS day,"
    " reading_state, starred, form,"
    f" CASE WHEN title IS NULL THEN (SELECT substr(text, 1, {_OPENING_LENGTH})"
    "  FROM revision WHERE revision.id = revision_id) ELSE '' END AS opening"
    " FROM summary"
)


class RowStore:
    """Reads the rows of lists."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def rows(self, chosen: LibraryFilter) -> list[SummaryRow]:
        """Return the summaries that a filter lets through, in its order."""
        where, order, parameters = filter_sql(chosen)
        rows = self._db.all(f"{_SELECT} WHERE {where} ORDER BY {order}", tuple(parameters))
        return [_summary_row(row) for row in rows]

    def row(self, summary_id: str) -> SummaryRow:
        """Return one summary as a list shows it; raises NotFoundError."""
        row = self._db.one(f"{_SELECT} WHERE id = ?", (summary_id,))
        if row is None:
            raise NotFoundError("summary", summary_id)
        return _summary_row(row)

    def count(self, chosen: LibraryFilter) -> int:
        """Return how many summaries a filter lets through."""
        where, _, parameters = filter_sql(chosen)
        total: int = self._db.value(
            f"SELECT count(*) FROM summary WHERE {where}", tuple(parameters)
        )
        return total


def _summary_row(row: Row) -> SummaryRow:
    return SummaryRow(
        row["id"],
        tolerant.text_or_none(row["title"]),
        tolerant.text_or_none(row["author"]),
        tolerant.text_or_none(row["publication"]),
        tolerant.day(row["day"]),
        tolerant.choice(row["reading_state"], ReadingState.UNREAD),
        bool(row["starred"]),
        tolerant.text(row["opening"]),
        tolerant.choice(row["form"], Form.UNDERSTOOD),
    )
