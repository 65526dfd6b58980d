"""Search in the database itself while there is no index: slower, but an answer.

Every word must occur in a record, as a word or the beginning of one. Phrases, exclusions and
filters apply; other spellings and ranking need the index.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from app.core.library.library import Library
from app.core.notes.notebook import Notebook
from app.core.search.index.documents import IndexDocument, entries_for, fallback_excerpt
from app.core.search.kinds import HitKind
from app.core.search.query.filters import Filters, SummaryStates
from app.core.search.query.query import Query, Term
from app.core.search.results.excerpts import make_excerpt
from app.core.search.results.match_terms import MatchTerms, find_matches
from app.core.search.results.results import Hit, Results
from app.core.search.terms.tokenizer import fold_text
from app.core.storage.changes import changes_after
from app.core.storage.database import Database

# Records searched in one step; the window handles its events between two steps.
_STEP: Final = 25


@dataclass(frozen=True, slots=True)
class _Request:
    query: Query
    match_terms: MatchTerms
    summary_states: SummaryStates
    limit: int
    more: Mapping[HitKind, int]


def database_search(
    database: Database,
    library: Library,
    notebook: Notebook,
    query: Query,
    summary_states: SummaryStates,
    limit: int,
    more: Mapping[HitKind, int],
) -> Iterator[Results]:
    """Yield the results so far after each step; the last ones are complete."""
    request = _Request(query, _match_terms(query), summary_states, limit, more)
    hits: list[Hit] = []
    counts: dict[HitKind, int] = {}
    number = 0
    while changes := changes_after(database, number, _STEP):
        number = changes[-1].number
        for change in changes:
            for entry in entries_for(change, library, notebook):
                # A summary brings its highlights along; they have changes of their own as well.
                if entry["owner"] != f"{change.kind}:{change.record_id}":
                    continue
                for document in entry["documents"]:
                    _look(document, request, hits, counts)
        yield Results(query, tuple(hits), dict(counts), match_terms=request.match_terms, plain=True)


def _look(
    document: IndexDocument, request: _Request, hits: list[Hit], counts: dict[HitKind, int]
) -> None:
    if not _passes(document, request.query.filters, request.summary_states):
        return
    if not _holds(fold_text(f"{document['lead']}\n{document['text']}"), request.query):
        return
    kind = HitKind(document["kind"])
    counts[kind] = counts.get(kind, 0) + 1
    if counts[kind] <= request.more.get(kind, request.limit):
        hits.append(
            Hit(
                kind,
                document["id"],
                document["summary_id"],
                document["title"],
                tuple(document["subjects"]),
                make_excerpt(document["text"], request.match_terms, fallback_excerpt(document)),
                0.0,
                title_spans=tuple(find_matches(document["title"], request.match_terms)),
            )
        )


def _holds(folded: str, query: Query) -> bool:
    def occurs(term: Term) -> bool:
        return bool(find_matches(folded, _of_terms((term,), begun=query.forgiving)))

    return all(any(map(occurs, group)) for group in query.groups) and not any(
        map(occurs, query.excluded)
    )


def _match_terms(query: Query) -> MatchTerms:
    return _of_terms(query.terms, begun=query.forgiving)


def _of_terms(terms: tuple[Term, ...], *, begun: bool) -> MatchTerms:
    """Return what to match; with `begun`, a word may be the beginning of a longer one."""
    single = [term for term in terms if len(term.words) == 1]
    pattern_starts = (term.pattern.split("*")[0].split("?")[0] for term in terms if term.pattern)
    return MatchTerms(
        beginnings=(
            *(term.words[0] for term in single if begun and not term.exact),
            *(start for start in pattern_starts if start),
        ),
        words=tuple(word for term in terms if term.near for word in term.words)
        + tuple(term.words[0] for term in single if term.exact or not begun),
        phrases=tuple(term.words for term in terms if len(term.words) > 1 and not term.near),
    )


def _passes(document: IndexDocument, filters: Filters, summary_states: SummaryStates) -> bool:
    day = document["day"]
    return (
        (not filters.kinds or document["kind"] in filters.kinds)
        and all(
            any(subject in document["subjects"] for subject in subjects)
            for subjects in filters.subjects
        )
        and all(_names(topic.replace(" ", "-"), document["topics"]) for topic in filters.topics)
        and _one_of(filters.papers, document["paper"])
        and _one_of(filters.authors, document["author"])
        and _one_of(filters.colours, document["colour"])
        and (not filters.since or filters.since <= day <= filters.until)
        and all(document["summary_id"] in summary_states.get(state, ()) for state in filters.states)
    )


def _names(part: str, names: list[str]) -> bool:
    return any(part in fold_text(name) for name in names)


def _one_of(parts: tuple[str, ...], name: str) -> bool:
    return not parts or any(part in fold_text(name) for part in parts)
