"""Counting the hits of a query by subject, paper, year, author, kind and colour."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from operator import itemgetter
from typing import Final

from app.core.search.index.rows import KINDS, SEPARATOR
from app.core.search.index.segment import Segment
from app.core.search.kinds import HitKind
from app.core.search.results.results import Facets

_YEAR: Final = 10_000


def count_kinds(segment: Segment, documents: Collection[int]) -> dict[HitKind, int]:
    """Return how many of some documents are of each kind."""
    counts = Counter(_taken(segment.kinds, documents))
    return {KINDS[number]: count for number, count in counts.items()}


def count_facets(found: Iterable[tuple[Segment, Collection[int]]]) -> Facets:
    """Return the facets of the documents that were found in each segment."""
    subjects: Counter[str] = Counter()
    papers: Counter[str] = Counter()
    years: Counter[int] = Counter()
    authors: Counter[str] = Counter()
    kinds: Counter[HitKind] = Counter()
    colours: Counter[str] = Counter()
    for segment, documents in found:
        kinds.update(count_kinds(segment, documents))
        papers.update(_named(segment, "paper", documents))
        authors.update(_named(segment, "author", documents))
        colours.update(_named(segment, "colour", documents))
        for names, count in _named(segment, "subjects", documents).items():
            subjects.update(dict.fromkeys(names.split(SEPARATOR), count))
        for day, count in Counter(_taken(segment.days, documents)).items():
            years[day // _YEAR] += count
    for counts in (subjects, papers, authors, colours):
        counts.pop("", None)
    years.pop(0, None)
    return Facets(
        dict(subjects.most_common()),
        dict(papers.most_common()),
        dict(sorted(years.items(), reverse=True)),
        dict(authors.most_common()),
        {kind: kinds[kind] for kind in HitKind if kinds[kind]},
        dict(colours.most_common()),
    )


def _named(segment: Segment, column: str, documents: Collection[int]) -> dict[str, int]:
    named = segment.names(column)
    counts = Counter(_taken(named.numbers, documents))
    return {named.names[number]: count for number, count in counts.items()}


def _taken(values: Sequence[int], documents: Collection[int]) -> Iterable[int]:
    """Return the values of some documents; `itemgetter` takes all of them in one call."""
    if len(documents) < 2:
        return [values[document] for document in documents]
    taken: tuple[int, ...] = itemgetter(*documents)(values)
    return taken
