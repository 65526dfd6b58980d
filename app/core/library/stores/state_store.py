"""The SQL of asking which summaries are in a reading state, and which are starred."""

from app.core.library.model import ReadingState
from app.core.storage.database import Database


class StateStore:
    """Lists the ids of summaries by what the reader did with them, those in the trash too."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def in_state(self, state: ReadingState) -> frozenset[str]:
        """Return the ids of the summaries in a reading state."""
        rows = self._db.all("SELECT id FROM summary WHERE reading_state = ?", (state,))
        return frozenset(row["id"] for row in rows)

    def starred(self) -> frozenset[str]:
        """Return the ids of the starred summaries."""
        return frozenset(row["id"] for row in self._db.all("SELECT id FROM summary WHERE starred"))
