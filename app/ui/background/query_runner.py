"""Opening the index and running queries on it, for the search thread."""

from collections.abc import Mapping
from pathlib import Path

from app.core.errors import SearchUnavailableError
from app.core.search.index.index import IndexFolder
from app.core.search.kinds import HitKind
from app.core.search.query.filters import SummaryStates
from app.core.search.query.query import Query
from app.core.search.results.results import Results
from app.core.search.results.searcher import Searcher
from app.core.search.terms.synonyms import make_synonyms


class QueryRunner:
    """Runs queries on the index in a folder, which it opens when first needed."""

    def __init__(self, folder: Path, token: str) -> None:
        self._folder = IndexFolder(folder, token)
        self._searcher: Searcher | None = None

    def answer(
        self,
        query: Query,
        limit: int,
        summary_states: SummaryStates,
        own_words: tuple[str, ...],
        more: Mapping[HitKind, int],
    ) -> Results:
        """Return the best hits of each kind; raises SearchUnavailableError without an index."""
        if self._searcher is None:
            index = self._folder.open()
            if index is None:
                raise SearchUnavailableError
            self._searcher = Searcher(index, make_synonyms(own_words))
        return self._searcher.search(
            query, limit, each_kind=True, facets=True, summary_states=summary_states, more=more
        )

    def refresh(self, token: str) -> None:
        """Open the index again for the next query, that of the library with this token."""
        self.close()
        self._folder.token = token

    def close(self) -> None:
        """Close the index."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
