"""The SQL of asking which summaries are in a reading state, starred, or kept as they are."""

from app.core.library.model import Form, ReadingState
from app.core.storage.database import Database


class StateStore:
    """Lists the ids of summaries by what was done with them, those in the trash too."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def in_state(self, state: ReadingState) -> frozenset[str]:
        """Return the ids of the summaries in a reading state."""
        rows = self._db.all("SELECT id FROM summary WHERE reading_state = ?", (state,))
        return frozenset(row["id"] for row in rows)

    def as_it_is(self) -> frozenset[str]:
        """Return the ids of the summaries whose form was not recognised."""
        rows = self._db.all("SELECT id FROM summary WHERE form = ?", (Form.AS_IT_IS,))
        return frozenset(row["id"] for row in rows)

    def starred(self) -> frozenset[str]:
        """Return the ids of the starred summaries."""
        return frozenset(row["id"] for row in self._db.all("SELECT id FROM summary WHERE starred"))
