"""Queries to hits: ranked by Whoosh, with excerpts made only for the hits that are shown."""

import time
from collections.abc import Sequence
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.query.compound import And, AndNot, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every
from whoosh.query.qcore import Query as WhooshQuery
from whoosh.query.terms import Term as WhooshTerm
from whoosh.query.wrappers import ConstantScoreQuery
from whoosh.searching import Searcher as WhooshSearcher

from app.core.errors import SearchUnavailableError
from app.core.search.documents import HitKind
from app.core.search.excerpts import make_excerpt
from app.core.search.query import Query, Term
from app.core.search.results import Hit, Results
from app.core.search.stemming import stem

# A beginning of a word stands for at most so many words.
_MAX_EXPANSIONS: Final = 40
# One letter stands for too many, except where it is all that was typed.
_SHORTEST_LAST_WORD: Final = 2
# Shorter words resemble too many others to be put right.
_SHORTEST_TYPO: Final = 4


class Searcher:
    """Answers queries from one index. To be used in one thread."""

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._whoosh: WhooshSearcher = index.searcher()

    def close(self) -> None:
        """Let go of the index's files."""
        self._whoosh.close()

    def search(self, query: Query, limit: int, *, each_kind: bool = False) -> Results:
        """Return the `limit` best hits, or so many of each kind.

        Raises SearchUnavailableError when the index turns out to be damaged.
        """
        began = time.perf_counter()
        try:
            results = self._search(query, limit, each_kind=each_kind)
        except Exception as error:
            raise SearchUnavailableError from error
        took = (time.perf_counter() - began) * 1000
        return Results(query, results.hits, results.counts, took, results.did_you_mean)

    def _search(self, query: Query, limit: int, *, each_kind: bool) -> Results:
        if query.empty:
            return Results(query)
        wanted = self._compiled(query)
        counts: dict[HitKind, int] = {}
        found: list[tuple[float, dict[str, Any]]] = []
        for kind in query.kinds or tuple(HitKind):
            # A part of the query, not Whoosh's `filter`: one that lets nothing through counts
            # as none there. Its shortcuts are wrong beside an exclusion.
            results = self._whoosh.search(
                And([wanted, self._limits(query, kind)]),
                limit=limit,
                optimize=not query.excluded,
            )
            if total := len(results):
                counts[kind] = total
                found += [(hit.score or 0.0, hit.fields()) for hit in results]
        found.sort(key=lambda item: -item[0])
        shown = found if each_kind else found[:limit]
        hits = tuple(_hit(score, fields, query) for score, fields in shown)
        meant = None if counts else self._did_you_mean(query)
        return Results(query, hits, counts, did_you_mean=meant)

    def _limits(self, query: Query, kind: HitKind) -> WhooshQuery:
        subjects = [WhooshTerm("subjects", subject_id) for subject_id in query.subjects]
        limits = And([WhooshTerm("kind", kind.value), *subjects])
        return ConstantScoreQuery(limits, score=0.0)

    def _compiled(self, query: Query) -> WhooshQuery:
        wanted = [Or([self._term(term) for term in group]) for group in query.groups]
        compiled: WhooshQuery = And(wanted) if wanted else Every()
        if query.excluded:
            unwanted = Or([self._term(term) for term in query.excluded])
            compiled = AndNot(compiled, unwanted)
        return compiled.normalize()

    def _term(self, term: Term) -> WhooshQuery:
        if len(term.words) > 1:
            phrases = [Phrase("words", list(term.words))]
            if term.prefix and len(term.words[-1]) >= _SHORTEST_LAST_WORD:
                phrases += [
                    Phrase("words", [*term.words[:-1], longer])
                    for longer in self._expand(term.words[-1])
                ]
            return Or(phrases)
        word = term.words[0]
        if term.exact:
            return WhooshTerm("words", word)
        options = [WhooshTerm("stems", stem(word))]
        if term.prefix:
            options += [WhooshTerm("words", longer, boost=0.5) for longer in self._expand(word)]
        return Or(options)

    def _expand(self, prefix: str) -> Sequence[str]:
        """Return words that begin with a prefix, the most frequent first."""
        frequent = self._whoosh.reader().most_frequent_terms("words", _MAX_EXPANSIONS, prefix)
        return [term.decode("utf-8") for _, term in frequent]

    def _did_you_mean(self, query: Query) -> str | None:
        """Return the query with unknown words replaced by their nearest known ones."""
        corrector = self._whoosh.reader().corrector("words")
        reader = self._whoosh.reader()
        corrected: list[str] = []
        changed = False
        for term in query.terms:
            for word in term.words:
                short = len(word) < _SHORTEST_TYPO
                known = short or reader.doc_frequency("words", word) > 0
                near = [] if known else corrector.suggest(word, limit=1, maxdist=2, prefix=1)
                corrected.append(near[0] if near else word)
                changed = changed or bool(near)
        return " ".join(corrected) if changed else None


def _hit(score: float, fields: dict[str, Any], query: Query) -> Hit:
    return Hit(
        HitKind(fields["kind"]),
        fields["id"],
        fields["summary_id"],
        fields["title"],
        tuple(fields["subjects"].split()),
        make_excerpt(fields["text"], query.terms),
        round(score, 3),
    )
