"""The SQL of the spellings that corrections taught."""

from app.core.storage.database import Database


class LearnedSpellingStore:
    """Reads and writes what a spelling becomes. Writes join the transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def all_of(self, field: str) -> dict[str, str]:
        """Return what the spellings of a field become, by their keys."""
        rows = self._db.all(
            "SELECT found_key, corrected FROM learned_spelling WHERE field = ?", (field,)
        )
        return {row["found_key"]: row["corrected"] for row in rows}

    def put(self, field: str, key: str, corrected: str | None) -> None:
        """Keep what a spelling becomes; None forgets it."""
        if corrected is None:
            self._db.write(
                "DELETE FROM learned_spelling WHERE field = ? AND found_key = ?", (field, key)
            )
        else:
            self._db.write(
                "INSERT OR REPLACE INTO learned_spelling (field, found_key, corrected)"
                " VALUES (?, ?, ?)",
                (field, key, corrected),
            )

    def count(self) -> int:
        """Return how many spellings were learned."""
        total: int = self._db.value("SELECT count(*) FROM learned_spelling")
        return total

    def clear(self) -> None:
        """Forget them all."""
        self._db.write("DELETE FROM learned_spelling")
