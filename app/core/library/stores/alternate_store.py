"""The SQL of articles with several summaries, of which lists show one."""

from app.core.storage.database import Database
from app.core.text_key import text_key


class AlternateStore:
    """Knows which summaries are of one article. Writes join the transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def others(self, summary_id: str) -> list[str]:
        """Return the ids of the other live summaries of the same article, the oldest first."""
        rows = self._db.all(
            "SELECT id FROM summary WHERE deleted_at IS NULL AND id <> :id AND"
            " (coalesce(telling_of, id) = (SELECT coalesce(telling_of, id) FROM summary"
            "  WHERE id = :id)) ORDER BY imported_at, id",
            {"id": summary_id},
        )
        return [row["id"] for row in rows]

    def with_title(self, title: str) -> list[str]:
        """Return the ids of the live summaries with a title, however it is spelled."""
        rows = self._db.all(
            "SELECT id FROM summary WHERE title_key = ? AND title_key <> '' AND deleted_at IS NULL"
            " ORDER BY imported_at, id",
            (text_key(title),),
        )
        return [row["id"] for row in rows]

    def make_primary(self, summary_id: str) -> None:
        """Make a summary the one that lists show for its article; the others then point at it."""
        leader = self._db.value(
            "SELECT coalesce(telling_of, id) FROM summary WHERE id = ?", (summary_id,)
        )
        self._db.write(
            "UPDATE summary SET telling_of = ? WHERE (telling_of = ? OR id = ?) AND id <> ?",
            (summary_id, leader, leader, summary_id),
        )
        self._db.write("UPDATE summary SET telling_of = NULL WHERE id = ?", (summary_id,))

    def mend(self) -> None:
        """Give each article whose shown summary is gone another one: a live one if there is any."""
        gone = self._db.all(
            "SELECT DISTINCT telling_of FROM summary WHERE telling_of IS NOT NULL"
            " AND telling_of NOT IN (SELECT id FROM summary)"
        )
        for row in gone:
            first = self._db.value(
                "SELECT id FROM summary WHERE telling_of = ?"
                " ORDER BY deleted_at IS NOT NULL, imported_at, id",
                (row["telling_of"],),
            )
            self.make_primary(first)
