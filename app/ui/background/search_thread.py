"""The search thread: it owns the searcher, and answers only the newest question."""

import logging
import queue
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from app.core.errors import SearchUnavailableError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.core.search.kinds import HitKind
    from app.core.search.query.filters import SummaryStates
    from app.core.search.query.query import Query

_log = logging.getLogger(__name__)

# The number of a question whose answer nobody waits for.
_NOBODY: Final = -1


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query with what the index does not know, and a number to recognise its answer by."""

    number: int
    query: "Query"
    limit: int
    summary_states: "SummaryStates"
    own_words: tuple[str, ...]
    more: "Mapping[HitKind, int]"


class SearchThread(QObject):
    """Answers questions in a separate thread.

    Signals:
        answered(int, Results): the answer to the question with this number.
        unavailable(int): there is no index yet that could answer it.
    """

    answered = Signal(int, object)
    unavailable = Signal(int)

    def __init__(self, folder: Path, token: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._token = token
        self._questions: queue.SimpleQueue[SearchRequest | None] = queue.SimpleQueue()
        self._stale = threading.Event()
        self._latest = 0
        self._thread: threading.Thread | None = None

    def warm(self, nothing: "Query", own_words: tuple[str, ...]) -> None:
        """Import the search and open the index, by asking for nothing."""
        if self._thread is None:
            self._put(SearchRequest(_NOBODY, nothing, 0, {}, own_words, {}))

    def ask(
        self,
        query: "Query",
        limit: int,
        summary_states: "SummaryStates",
        own_words: tuple[str, ...],
        more: "Mapping[HitKind, int]",
    ) -> int:
        """Ask a question and return its number; an older one is dropped."""
        self._latest += 1
        self._put(SearchRequest(self._latest, query, limit, summary_states, own_words, more))
        return self._latest

    def forget_index(self) -> None:
        """Use the new index and the new words from the next answer on."""
        self._stale.set()

    def bind(self, token: str) -> None:
        """Use the index with this token from the next answer on."""
        self._token = token
        self._stale.set()

    def stop(self) -> None:
        """End the thread, and wait until it has closed the index."""
        if self._thread is not None:
            self._questions.put(None)
            self._thread.join(timeout=5)
            self._thread = None

    def _put(self, question: SearchRequest) -> None:
        self._questions.put(question)
        if self._thread is None:
            # Whoosh is loaded in the thread, and only once somebody searches.
            self._thread = threading.Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        # Loaded here so that neither the start of the window nor its thread pays for it.
        from app.ui.background.query_runner import QueryRunner

        runner = QueryRunner(self._folder, self._token)
        while (question := self._newest()) is not None:
            if self._stale.is_set():
                self._stale.clear()
                runner.refresh(self._token)
            try:
                results = runner.answer(
                    question.query,
                    question.limit,
                    question.summary_states,
                    question.own_words,
                    question.more,
                )
            except SearchUnavailableError:
                runner.refresh(self._token)
                self.unavailable.emit(question.number)
                continue
            except Exception:
                _log.exception("A search failed")
                self.unavailable.emit(question.number)
                continue
            if question.number == self._latest:
                self.answered.emit(question.number, results)
        runner.close()

    def _newest(self) -> SearchRequest | None:
        """Wait for a question and return the newest one there is; None ends the thread."""
        question = self._questions.get()
        while question is not None and not self._questions.empty():
            question = self._questions.get()
        return question
