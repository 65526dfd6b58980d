"""The SQL of facts, which keep their ids when their summary is corrected."""

from app.core.errors import NotFoundError
from app.core.library.model import Fact
from app.core.storage import tolerant
from app.core.storage.database import Database, Row


class FactStore:
    """Reads and writes facts. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def fact(self, fact_id: str) -> Fact:
        """Return a fact by its id, retired ones too; raises NotFoundError."""
        row = self._db.one("SELECT * FROM fact WHERE id = ?", (fact_id,))
        if row is None:
            raise NotFoundError("fact", fact_id)
        return _fact(row)

    def of_summary(self, summary_id: str) -> tuple[Fact, ...]:
        """Return the facts of a summary's current text, in order."""
        rows = self._db.all(
            "SELECT * FROM fact WHERE summary_id = ? AND retired_at IS NULL ORDER BY position",
            (summary_id,),
        )
        return tuple(_fact(row) for row in rows)

    def insert(self, facts: tuple[Fact, ...]) -> None:
        """Store the facts of one new summary, in order."""
        self._db.write_many(
            "INSERT INTO fact (id, summary_id, position, text, source, as_of)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (fact.id, fact.summary_id, position, fact.text, fact.source, fact.as_of)
                for position, fact in enumerate(facts)
            ],
        )

    def revise(self, summary_id: str, facts: tuple[Fact, ...], moment: str) -> None:
        """Give a summary these facts: those with a known id are corrected, missing ones retired."""
        self._db.write(
            "UPDATE fact SET retired_at = ? WHERE summary_id = ? AND retired_at IS NULL",
            (moment, summary_id),
        )
        self._db.write_many(
            "INSERT INTO fact (id, summary_id, position, text, source, as_of)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " position = excluded.position, text = excluded.text, source = excluded.source,"
            " as_of = excluded.as_of, retired_at = NULL",
            [
                (fact.id, summary_id, position, fact.text, fact.source, fact.as_of)
                for position, fact in enumerate(facts)
            ],
        )

    def set_starred(self, fact_id: str, *, starred: bool) -> None:
        """Star a fact, or take its star away; raises NotFoundError."""
        if not self._db.write("UPDATE fact SET starred = ? WHERE id = ?", (starred, fact_id)):
            raise NotFoundError("fact", fact_id)


def _fact(row: Row) -> Fact:
    return Fact(
        row["id"],
        row["summary_id"],
        tolerant.text(row["text"]),
        tolerant.text_or_none(row["source"]),
        tolerant.text_or_none(row["as_of"]),
        bool(row["starred"]),
    )
