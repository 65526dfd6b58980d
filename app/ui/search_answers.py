"""What the search thread works with: the index opened, queries parsed and answered."""

from pathlib import Path

from app.core.errors import SearchUnavailableError
from app.core.library.syllabus import load_syllabus
from app.core.search.index import IndexFolder
from app.core.search.query import parse_query
from app.core.search.results import Results
from app.core.search.searcher import Searcher


class Answers:
    """Answers typed queries from the index in a folder, opened when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._syllabus = load_syllabus()
        self._searcher: Searcher | None = None

    def answer(self, text: str, limit: int) -> Results:
        """Return the best hits of each kind; raises SearchUnavailableError without an index."""
        if self._searcher is None:
            index = self._folder.open()
            if index is None:
                raise SearchUnavailableError
            self._searcher = Searcher(index)
        return self._searcher.search(parse_query(text, self._syllabus), limit, each_kind=True)

    def refresh(self) -> None:
        """Open the index anew at the next question."""
        self.close()

    def close(self) -> None:
        """Let go of the index."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
