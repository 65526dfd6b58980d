"""Answering the window's questions: from the index, or the library while there is none."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.core.workspace import Workspace
from app.ui.background.index_updater import IndexUpdater
from app.ui.background.search_thread import SearchThread
from app.ui.background.time_sliced import TimeSliced
from app.ui.session.preferences import Preferences

if TYPE_CHECKING:
    from app.core.search.kinds import HitKind
    from app.core.search.query.query import Query
    from app.core.search.results.results import Results

# An answer of the database is shown as it grows, but not with every step.
_SHOWN_EVERY: Final = 8
# One step at a time: each takes long enough.
_SLICE: Final = 0.0


class SearchService(QObject):
    """Takes the words typed and returns answers; a newer question drops the older one.

    Signals:
        answered(int, Results): the answer to the question with this number. An answer of the
            database (`plain`) comes several times, each time with more.
    """

    answered = Signal(int, object)

    def __init__(
        self,
        workspace: Workspace,
        index: IndexUpdater,
        preferences: Preferences,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._index = index
        self._preferences = preferences
        self._thread = SearchThread(workspace.index_folder, workspace.index_token, self)
        self._thread.answered.connect(self.answered)
        self._thread.unavailable.connect(self._ask_database)
        index.updated.connect(self._thread.forget_index)
        self._asked = 0
        self._query: Query | None = None
        self._limit = 0
        self._more: Mapping[HitKind, int] = {}
        self._found: Results | None = None
        self._taken = 0
        self._own_words = preferences.current.own_words
        preferences.changed.connect(self._preferences_changed)
        self._slices = TimeSliced(_SLICE, self)
        self._slices.sliced.connect(self._found_some)

    def ask(
        self,
        words: str,
        limit: int,
        *,
        forgiving: bool = True,
        more: "Mapping[HitKind, int] | None" = None,
    ) -> int:
        """Ask for `limit` hits of each kind, or `more`, and return the question's number."""
        from app.core.search.query.query import parse_query

        self._slices.stop()
        query = parse_query(words, self._workspace.syllabus, forgiving=forgiving)
        summary_states = self._workspace.summary_states(query.filters)
        self._query, self._limit, self._more = query, limit, more or {}
        self._asked = self._thread.ask(query, limit, summary_states, self._own_words, self._more)
        return self._asked

    def warm(self) -> None:
        """Open the index ahead of the first question, so that it is answered at once."""
        from app.core.search.query.query import parse_query

        self._thread.warm(parse_query("", self._workspace.syllabus), self._own_words)

    def go_on(self, token: str) -> None:
        """Use the index of a library that is back: it has this token now."""
        self._thread.bind(token)

    def stop(self) -> None:
        """Drop the question and end the search thread."""
        self._slices.stop()
        self._query = None
        self._thread.stop()

    def _ask_database(self, number: int) -> None:
        """Look through the library itself, and have an index made for the next time."""
        from app.core.search.results.results import Results

        if number != self._asked or self._query is None:
            return
        if not self._workspace.last_change():
            # Nothing was ever stored: no index is being made, and there is nothing to look through.
            self.answered.emit(number, Results(self._query))
            return
        self._index.look_again()
        summary_states = self._workspace.summary_states(self._query.filters)
        self._found = Results(self._query, plain=True)
        self._taken = 0
        self._slices.start(
            self._workspace.database_search(self._query, summary_states, self._limit, self._more)
        )

    def _found_some(self, growing: "list[Results]", last: bool) -> None:  # noqa: FBT001
        """Show the answer so far from time to time, and the whole one in the end."""
        for results in growing:
            self._found = results
            if self._taken % _SHOWN_EVERY == 0:
                self.answered.emit(self._asked, results)
            self._taken += 1
        if last:
            self.answered.emit(self._asked, self._found)

    def _preferences_changed(self) -> None:
        own_words = self._preferences.current.own_words
        if own_words != self._own_words:
            self._own_words = own_words
            self._thread.forget_index()
