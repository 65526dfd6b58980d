"""Which summaries are unread, starred, have notes: read from the database, not from the index.

Reading changes these states all the time, and the index would have to follow every page.
"""

from app.core.library.model import ReadingState
from app.core.library.stores.state_store import StateStore
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore
from app.core.search.query.filters import Filters, State, SummaryStates
from app.core.storage.database import Database


def summary_states_for(database: Database, filters: Filters) -> SummaryStates:
    """Return the ids of the summaries in each state that some filters name."""
    return {state: _in_state(database, state) for state in filters.states}


def _in_state(database: Database, state: State) -> frozenset[str]:
    match state:
        case State.UNREAD | State.READING | State.DONE:
            return StateStore(database).in_state(ReadingState(state))
        case State.STARRED:
            return StateStore(database).starred()
        case State.AS_IT_IS:
            return StateStore(database).as_it_is()
        case State.WITH_NOTE:
            return NoteStore(database).summaries()
        case State.WITH_HIGHLIGHT:
            return HighlightStore(database).summaries()
