"""Where the window asks its questions: of the index, and of the library while there is none."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.workspace import Workspace
from app.ui.background.index_updater import IndexUpdater
from app.ui.background.search_thread import SearchThread
from app.ui.session.preferences import Preferences

if TYPE_CHECKING:
    from app.core.search.kinds import HitKind
    from app.core.search.query.query import Query
    from app.core.search.results.results import Results

# An answer of the database is shown as it grows, but not with every step.
_SHOWN_EVERY: Final = 8


class SearchService(QObject):
    """Takes typed words, returns answers; a newer question drops the older one.

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
        self._thread = SearchThread(workspace.index_folder, self)
        self._thread.answered.connect(self.answered)
        self._thread.unavailable.connect(self._ask_database)
        index.updated.connect(self._thread.forget_index)
        self._asked = 0
        self._query: Query | None = None
        self._limit = 0
        self._more: Mapping[HitKind, int] = {}
        self._steps: Iterator[Results] | None = None
        self._found: Results | None = None
        self._taken = 0
        self._own_words = preferences.current.own_words
        preferences.changed.connect(self._preferences_changed)
        self._step = QTimer(self, interval=0)
        self._step.timeout.connect(self._take_step)

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

        self._drop()
        query = parse_query(words, self._workspace.syllabus, forgiving=forgiving)
        summary_states = self._workspace.summary_states(query.filters)
        self._query, self._limit, self._more = query, limit, more or {}
        self._asked = self._thread.ask(query, limit, summary_states, self._own_words, self._more)
        return self._asked

    def warm(self) -> None:
        """Open the index before the first question; the first one then waits for nothing."""
        from app.core.search.query.query import parse_query

        self._thread.warm(parse_query("", self._workspace.syllabus), self._own_words)

    def stop(self) -> None:
        """Ask nothing any more."""
        self._drop()
        self._query = None
        self._thread.stop()

    def _ask_database(self, number: int) -> None:
        """Look through the library itself, and see to it that there is an index next time."""
        from app.core.search.results.results import Results

        if number != self._asked or self._query is None:
            return
        if not self._workspace.last_change():
            # Nothing was ever stored: no index is being made, and there is nothing to look through.
            self.answered.emit(number, Results(self._query))
            return
        self._index.catch_up()
        summary_states = self._workspace.summary_states(self._query.filters)
        self._found = Results(self._query, plain=True)
        self._steps = self._workspace.database_search(
            self._query, summary_states, self._limit, self._more
        )
        self._taken = 0
        self._step.start()

    def _take_step(self) -> None:
        results = next(self._steps, None) if self._steps is not None else None
        if results is None:
            self._drop()
            self.answered.emit(self._asked, self._found)
            return
        self._found = results
        if self._taken % _SHOWN_EVERY == 0:
            self.answered.emit(self._asked, results)
        self._taken += 1

    def _drop(self) -> None:
        self._step.stop()
        self._steps = None

    def _preferences_changed(self) -> None:
        own_words = self._preferences.current.own_words
        if own_words != self._own_words:
            self._own_words = own_words
            self._thread.forget_index()
