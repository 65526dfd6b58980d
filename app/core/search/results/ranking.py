"""Which documents of a segment a query finds, and how much each counts.

A group of forms finds a document with the impact of its best form, reduced by that form's
likeness. A document must be found by every group; its score is the sum over the groups of
`idf(group) · impact`. Phrases are checked in the folded words of the documents that have all their
words, so that the index needs no positions.

For `flood relief` in a segment where `flood` is in documents 2, 5 and 9 and `relief` in many:

    flood, the rarer, first    2: 90, 5: 40, 9: 120         impacts, 1 to 255
    relief, of these only      2: 60, 9: 30                 5 does not have it
    score                      2: 90 · idf(flood) + 60 · idf(relief), 9: 120 · … + 30 · …
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, KeysView
from functools import lru_cache
from typing import Final

from app.core.search.index.segment import Segment
from app.core.search.index.terms_reader import Postings
from app.core.search.query.forms import Forms, WordForm

# The documents that a form or group finds, each with its impact.
Found = dict[int, int]
# One binary search costs about as much as reading this many postings.
_POSTINGS_PER_LOOKUP: Final = 12


def score_segment(segment: Segment, forms: Forms, weights: list[float]) -> dict[int, float]:
    """Return the documents that all groups of a query find in a segment, with their scores.

    `weights` holds the idf of each group. A single group is not weighted: that changes no order.
    Without groups every document has the score 0.
    """
    if forms.groups:
        scores = _scores(segment, forms.groups, weights)
    else:
        scores = dict.fromkeys(range(segment.size), 0.0)
    for document in find_group(segment, forms.excluded).keys() | segment.deleted:
        scores.pop(document, None)
    return scores


def find_group(
    segment: Segment, forms: Iterable[WordForm], within: KeysView[int] | None = None
) -> Found:
    """Return the documents that have one of some forms, with the impact of the best one.

    `within` limits them to some documents.
    """
    found: Found = {}
    for form in forms:
        better = _find_form(segment, form, within)
        if found:
            both = found.keys() & better.keys()
            best = {document: max(found[document], better[document]) for document in both}
            found |= better
            found |= best
        else:
            found = better
    return found


def idf(total: int, count: int) -> float:
    """Return the inverse document frequency of what `count` of `total` documents have."""
    return math.log(1 + (total - min(count, total) + 0.5) / (count + 0.5))


def _scores(
    segment: Segment, groups: tuple[tuple[WordForm, ...], ...], weights: list[float]
) -> dict[int, float]:
    # The rarest group first: the others are then only needed for the documents that have it.
    order = sorted(range(len(groups)), key=lambda number: -weights[number])
    found: list[tuple[Found, float]] = []
    within: KeysView[int] | None = None
    for number in order:
        one = find_group(segment, groups[number], within)
        if not one:
            return {}
        found.append((one, weights[number]))
        within = one.keys()
    if len(found) == 1:
        return dict[int, float](found[0][0])
    first, *others = [(one.__getitem__, weight) for one, weight in found]
    value, weight = first
    scores = {document: value(document) * weight for document in within or ()}
    for value, weight in others:
        for document in scores:
            scores[document] += value(document) * weight
    return scores


def _find_form(segment: Segment, form: WordForm, within: KeysView[int] | None) -> Found:
    if len(form.words) > 1:
        return _find_phrase(segment, form, within)
    place = segment.term_dictionary.number(form.words[0])
    if place is None:
        return {}
    documents, impacts = segment.term_dictionary.postings(place)
    if form.likeness < 1:
        impacts = impacts.translate(_scaled(form.likeness))
    if within is None:
        return dict(zip(documents, impacts, strict=True))
    return _limited((documents, impacts), within)


def _limited(postings: Postings, within: KeysView[int]) -> Found:
    """Return the impacts of those documents of a posting list that are among some others.

    Documents [1, 4, 7, 8] with impacts [9, 5, 6, 2], within {4, 5, 8}: {4: 5, 8: 2}.

    Many documents are found by reading the whole list, few by looking up each of them.
    """
    if len(within) * _POSTINGS_PER_LOOKUP > len(postings[0]):
        return _by_reading(postings, within)
    return _by_lookup(postings, within)


def _by_reading(postings: Postings, within: KeysView[int]) -> Found:
    documents, impacts = postings
    found = dict(zip(documents, impacts, strict=True))
    return {document: found[document] for document in found.keys() & within}


def _by_lookup(postings: Postings, within: KeysView[int]) -> Found:
    documents, impacts = postings
    found: Found = {}
    size = len(documents)
    for document in within:
        # Documents are in rising order.
        place = bisect_left(documents, document)
        if place < size and documents[place] == document:
            found[document] = impacts[place]
    return found


def _find_phrase(segment: Segment, form: WordForm, within: KeysView[int] | None) -> Found:
    """Return the documents that have words side by side, or near each other."""
    places = [segment.term_dictionary.number(word) for word in dict.fromkeys(form.words)]
    known = [place for place in places if place is not None]
    if len(known) < len(places):
        return {}
    known.sort(key=segment.term_dictionary.counts.__getitem__)
    # The impact of a phrase is that of its rarest word.
    documents, impacts = segment.term_dictionary.postings(known[0])
    impacts = impacts.translate(_scaled(form.likeness))
    rarest = (
        dict(zip(documents, impacts, strict=True))
        if within is None
        else _limited((documents, impacts), within)
    )
    both = rarest.keys()
    for place in known[1:]:
        both = _limited(segment.term_dictionary.postings(place), both).keys()
    if form.near:
        found = [document for document in both if _are_near(segment.folded(document), form)]
    else:
        found = segment.with_phrase(both, form.words)
    return {document: rarest[document] for document in found}


def _are_near(folded: bytes, form: WordForm) -> bool:
    """Return whether some place of the first word has every other word near it."""
    words = folded.split()
    places = [
        [at for at, word in enumerate(words) if word == wanted]
        for wanted in (word.encode() for word in dict.fromkeys(form.words))
    ]
    return any(
        all(any(abs(at - first) <= form.near for at in others) for others in places[1:])
        for first in places[0]
    )


@lru_cache(maxsize=64)
def _scaled(likeness: float) -> bytes:
    """Return the table for `bytes.translate` that reduces impacts by a likeness, but never to 0."""
    return bytes([0, *(max(1, round(impact * likeness)) for impact in range(1, 256))])
