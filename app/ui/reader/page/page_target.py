"""Where on a page to arrive when it is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.search.results.match_terms import MatchTerms


@dataclass(frozen=True, slots=True)
class Arrival:
    """A fact, a highlight, what a query frames, or where one was (a character's number).

    `word` is the number of an entry of the vocabulary.
    """

    fact_id: str | None = None
    highlight_id: str | None = None
    match_terms: "MatchTerms | None" = None
    offset: int | None = None
    word: int | None = None
