"""Which summaries are unread, starred, have notes: read from the database, not from the index.

Reading changes these states all the time, and the index would have to follow every page.
"""

from typing import Final

from app.core.search.query.filters import Filters, State, SummaryStates
from app.core.storage.database import Database

_WITH_NOTE: Final = """
    WITH linked AS (
        SELECT target_kind AS kind, target_id AS id FROM link
        JOIN note ON source_kind = 'note' AND note.id = source_id AND note.deleted_at IS NULL
    )
    SELECT id FROM linked WHERE kind = 'summary'
    UNION SELECT summary_id FROM fact JOIN linked ON kind = 'fact' AND linked.id = fact.id
    UNION SELECT summary_id FROM highlight
        JOIN linked ON kind = 'highlight' AND linked.id = highlight.id
"""
_QUERIES: Final = {
    State.UNREAD: "SELECT id FROM summary WHERE reading_state = 'unread'",
    State.READING: "SELECT id FROM summary WHERE reading_state = 'reading'",
    State.DONE: "SELECT id FROM summary WHERE reading_state = 'done'",
    State.STARRED: "SELECT id FROM summary WHERE starred = 1",
    State.WITH_NOTE: _WITH_NOTE,
    State.WITH_HIGHLIGHT: (
        "SELECT DISTINCT summary_id AS id FROM highlight WHERE deleted_at IS NULL"
    ),
}


def summary_states_for(database: Database, filters: Filters) -> SummaryStates:
    """Return the ids of the summaries in each state that some filters name."""
    return {
        state: frozenset(row["id"] for row in database.all(_QUERIES[state]))
        for state in filters.states
    }
