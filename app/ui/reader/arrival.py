"""Where on a page to arrive when it is opened."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.core.search.query import Query


@dataclass(frozen=True, slots=True)
class Arrival:
    """A fact, a highlight, the matches of a query, or where one was (a character's number)."""

    fact_id: str | None = None
    highlight_id: str | None = None
    query: "Query | None" = None
    offset: int | None = None
