"""The results of a query, as frozen records."""

from dataclasses import dataclass, field

from app.core.search.kinds import HitKind
from app.core.search.query.query import Query
from app.core.search.results.excerpts import Excerpt
from app.core.search.results.match_terms import MatchTerms


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `summary_id` is the summary it belongs to, '' for a free note.

    `corrected` is set for one that was only found by correcting a typing error. `title_spans` are
    the (start, end) of the matches in the title.
    """

    kind: HitKind
    id: str
    summary_id: str
    title: str
    subjects: tuple[str, ...]
    excerpt: Excerpt
    score: float
    corrected: bool = False
    title_spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Facets:
    """How many hits each value has; most common first, years latest first, kinds in their order."""

    subjects: dict[str, int] = field(default_factory=dict)
    papers: dict[str, int] = field(default_factory=dict)
    years: dict[int, int] = field(default_factory=dict)
    authors: dict[str, int] = field(default_factory=dict)
    kinds: dict[HitKind, int] = field(default_factory=dict)
    colours: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """The results of a query: the best hits, and how many there are of each kind.

    `match_terms` is what to frame in a text that is opened from the results. `plain` is set for an
    answer from the database, while there is no index.
    """

    query: Query
    hits: tuple[Hit, ...] = ()
    counts: dict[HitKind, int] = field(default_factory=dict)
    facets: Facets = field(default_factory=Facets)
    match_terms: MatchTerms = field(default_factory=MatchTerms)
    took_ms: float = 0.0
    did_you_mean: str | None = None
    plain: bool = False

    @property
    def total(self) -> int:
        """How many things were found."""
        return sum(self.counts.values())

    def of_kind(self, kind: HitKind) -> tuple[Hit, ...]:
        """Return the hits of one kind, the best first."""
        return tuple(hit for hit in self.hits if hit.kind is kind)
