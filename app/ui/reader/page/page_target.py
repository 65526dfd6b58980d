"""Where on a page to go when it is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.search.results.match_terms import MatchTerms


@dataclass(frozen=True, slots=True)
class PageTarget:
    """A place on a page: the first of these that is given and found there.

    `offset` counts the characters of the page's text; `word` is the number of an entry of the
    vocabulary. `match_terms` are framed wherever they match, and gone to if nothing else is found.
    """

    fact_id: str | None = None
    highlight_id: str | None = None
    match_terms: "MatchTerms | None" = None
    offset: int | None = None
    word: int | None = None
