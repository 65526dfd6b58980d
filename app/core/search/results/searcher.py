"""Answering queries: finding the best documents, with excerpts only for those that are shown."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import repeat
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.reading import SegmentReader

from app.core.errors import SearchUnavailableError
from app.core.search.index.index import without_frames
from app.core.search.index.rows import KINDS
from app.core.search.index.segment import Segment
from app.core.search.kinds import HitKind
from app.core.search.query.correction import QueryCorrector
from app.core.search.query.expansion import QueryExpander
from app.core.search.query.filters import SummaryStates
from app.core.search.query.forms import Forms
from app.core.search.query.query import Query
from app.core.search.query.vocabulary import Vocabulary
from app.core.search.results.excerpts import make_excerpt
from app.core.search.results.facets import count_facets, count_kinds
from app.core.search.results.filter_mask import filter_mask
from app.core.search.results.match_terms import MatchTerms, find_matches, match_terms_for
from app.core.search.results.ranking import idf, score_segment
from app.core.search.results.results import Facets, Hit, Results
from app.core.search.terms.synonyms import Synonyms, make_synonyms

# With fewer hits than this, likely typing errors are corrected as well.
_FEW: Final = 3
# The factor for documents that have the words side by side as they were typed; so many of the best
# are checked for that.
_SIDE_BY_SIDE: Final = 1.25
_LOOKED_AT: Final = 40


@dataclass(frozen=True, slots=True)
class _Found:
    """What one segment has for a query: its documents with their scores."""

    segment: Segment
    scores: dict[int, float]


# A place in the index: score, number of the segment, document.
_Ranked = tuple[float, int, int]


class Searcher:
    """Answers queries from one index. It must be used in one thread only.

    The index is held in `segments`, each of which is searched for itself.

    Raises SearchUnavailableError when the index turns out to be damaged.
    """

    def __init__(self, index: FileIndex, synonyms: Synonyms | None = None) -> None:
        self._reader: Any = None
        try:
            self._reader = index.reader()
            # An index of nothing has one leaf that is no segment.
            self.segments = [
                Segment(leaf)
                for leaf, _ in self._reader.leaf_readers()
                if isinstance(leaf, SegmentReader)
            ]
            self._vocabulary = Vocabulary([segment.term_dictionary for segment in self.segments])
        except Exception as error:
            self.close()
            raise SearchUnavailableError from without_frames(error)
        self._total = sum(segment.size for segment in self.segments)
        self._expander = QueryExpander(self._vocabulary, synonyms or make_synonyms())
        self._corrector = QueryCorrector(self._vocabulary)

    def close(self) -> None:
        """Close the files of the index, as far as they could be opened, for good."""
        reader = self._reader
        # Whatever has read a part of a file holds on to it.
        vars(self).clear()
        self._reader = None
        if reader is not None:
            reader.close()

    def search(
        self,
        query: Query,
        limit: int,
        *,
        each_kind: bool = False,
        facets: bool = False,
        summary_states: SummaryStates | None = None,
        more: Mapping[HitKind, int] | None = None,
    ) -> Results:
        """Return the `limit` best hits, or as many of each kind; with facets if asked.

        `more` names kinds of which more than `limit` are wanted, each with how many.
        `summary_states` holds the summaries in each state that the query's filters name.

        Raises SearchUnavailableError when the index turns out to be damaged.
        """
        if query.empty:
            return Results(query)
        limits = _limits(limit, more or {}, each_kind=each_kind)
        try:
            return self._answer(query, limits, summary_states or {}, facets=facets)
        except Exception as error:
            raise SearchUnavailableError from without_frames(error)

    # Inside

    def _answer(
        self,
        query: Query,
        limits: Mapping[HitKind | None, int],
        states: SummaryStates,
        *,
        facets: bool,
    ) -> Results:
        began = time.perf_counter()
        forms = self._expander.expand(query)
        found = self._find(query, forms, states)
        best = self._best(query, found, limits)
        counts = _counts(found)
        meant = None
        corrected: list[_Ranked] = []
        if query.forgiving and sum(counts.values()) < _FEW:
            wider = self._corrector.correct(query, forms)
            if wider is not None:
                forms, meant = wider, wider.meant
                beyond = _without(self._find(query, wider, states), found)
                corrected = self._best(query, beyond, limits)
                found = [*found, *beyond]
                counts = _counts(found)
        match_terms = match_terms_for(query, forms)
        hits = [
            *self._hits(best, match_terms),
            *self._hits(corrected, match_terms, corrected=True),
        ]
        counted = _facets(found) if facets else Facets()
        took = (time.perf_counter() - began) * 1000
        return Results(query, tuple(hits), counts, counted, match_terms, took, meant)

    def _find(self, query: Query, forms: Forms, summary_states: SummaryStates) -> list[_Found]:
        weights = [
            idf(self._total, sum(map(self._vocabulary.rarest, (form.words for form in group))))
            for group in forms.groups
        ]
        found = []
        for segment in self.segments:
            scores = score_segment(segment, forms, weights)
            passes = filter_mask(segment, query.filters, summary_states)
            if passes is not None:
                scores = {document: value for document, value in scores.items() if passes[document]}
            found.append(_Found(segment, scores))
        return found

    def _best(
        self, query: Query, found: Sequence[_Found], limits: Mapping[HitKind | None, int]
    ) -> list[_Ranked]:
        """Return the places of the best documents, the best first."""
        wanted = b" ".join(
            term.words[0].encode()
            for group in query.groups
            for term in group[:1]
            if len(term.words) == 1
        )
        lifted = wanted.count(b" ") > 0
        best: list[_Ranked] = []
        for kind, limit in limits.items():
            looked_at = max(limit, _LOOKED_AT) if lifted else limit
            ranked: list[_Ranked] = []
            for number, one in enumerate(found):
                ranked += _top(one, number, looked_at, kind)
            if lifted:
                ranked = [self._lifted(place, found, b" %b " % wanted) for place in ranked]
            best += nlargest(limit, ranked)
        return sorted(best, reverse=True)

    def _lifted(self, place: _Ranked, found: Sequence[_Found], wanted: bytes) -> _Ranked:
        """Raise the score of a document that has the words side by side."""
        value, number, document = place
        together = wanted in found[number].segment.folded(document)
        return (value * _SIDE_BY_SIDE if together else value, number, document)

    def _hits(
        self, places: Iterable[_Ranked], match_terms: MatchTerms, *, corrected: bool = False
    ) -> Iterable[Hit]:
        for value, number, document in places:
            segment = self.segments[number]
            record = segment.record(document)
            yield Hit(
                KINDS[segment.kinds[document]],
                record["id"],
                record["summary_id"],
                record["title"],
                tuple(record["subjects"]),
                make_excerpt(record["text"], match_terms, record["fallback"]),
                round(value, 1),
                corrected,
                tuple(find_matches(record["title"], match_terms)),
            )


def _limits(
    limit: int, more: Mapping[HitKind, int], *, each_kind: bool
) -> dict[HitKind | None, int]:
    """Return how many of each kind are wanted, or of all kinds together."""
    if not each_kind:
        return {None: limit}
    return {kind: more.get(kind, limit) for kind in HitKind}


def _top(found: _Found, number: int, limit: int, kind: HitKind | None) -> list[_Ranked]:
    """Return the best documents of a segment, newer ones first among equals."""
    scores = found.scores
    if kind is not None:
        wanted = KINDS.index(kind)
        kinds = found.segment.kinds
        scores = {
            document: value for document, value in scores.items() if kinds[document] == wanted
        }
    if len(scores) > limit:
        # The lowest of the best scores first: most documents are then skipped without a tuple.
        least = nlargest(limit, scores.values())[-1]
        scores = {document: value for document, value in scores.items() if value >= least}
    return nlargest(limit, zip(scores.values(), repeat(number), scores))


def _counts(found: Iterable[_Found]) -> dict[HitKind, int]:
    counts: Counter[HitKind] = Counter()
    for one in found:
        counts.update(count_kinds(one.segment, one.scores))
    return {kind: counts[kind] for kind in HitKind if counts[kind]}


def _facets(found: Iterable[_Found]) -> Facets:
    return count_facets((one.segment, one.scores) for one in found)


def _without(wider: Iterable[_Found], exact: Iterable[_Found]) -> list[_Found]:
    """Return what was found in addition to what had been found before."""
    return [
        _Found(
            more.segment,
            {
                document: value
                for document, value in more.scores.items()
                if document not in known.scores
            },
        )
        for more, known in zip(wider, exact, strict=True)
    ]
