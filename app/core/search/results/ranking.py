"""Which documents of a segment a query finds, and how much each counts.

A group of forms finds a document with the impact of its best form, made smaller by that form's
likeness. A document must be found by every group; its score is the sum over the groups of
`idf(group) · impact`. Phrases are checked in the folded words of the documents that have all their
words, which spares the index all positions.
"""

import math
from bisect import bisect_left
from collections.abc import Iterable, KeysView
from functools import lru_cache
from typing import Final

from app.core.search.index.codec import Postings
from app.core.search.index.segment import Segment
from app.core.search.query.forms import Form, Forms

Found = dict[int, int]
# Where documents are this much fewer than postings, each is looked up by itself.
_MUCH_FEWER: Final = 12


def score_segment(segment: Segment, forms: Forms, weights: list[float]) -> dict[int, float]:
    """Return the documents that all groups of a query find in a segment, with their scores.

    `weights` holds the idf of each group. A single group is not weighed: that changes no order.
    Without groups every document counts the same.
    """
    if forms.groups:
        scores = _scores(segment, forms.groups, weights)
    else:
        scores = dict.fromkeys(range(segment.size), 0.0)
    for document in find_group(segment, forms.excluded).keys() | segment.deleted:
        scores.pop(document, None)
    return scores


def find_group(
    segment: Segment, forms: Iterable[Form], within: KeysView[int] | None = None
) -> Found:
    """Return the documents in which one of some forms stands, with the impact of the best one.

    `within` are the only documents that are wanted.
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
    """Return how much it says that a document is among `count` of `total`."""
    return math.log(1 + (total - min(count, total) + 0.5) / (count + 0.5))


def _scores(
    segment: Segment, groups: tuple[tuple[Form, ...], ...], weights: list[float]
) -> dict[int, float]:
    # The rarest group first: the others need then only be looked at where that one stands.
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


def _find_form(segment: Segment, form: Form, within: KeysView[int] | None) -> Found:
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
    return _restricted((documents, impacts), within)


def _restricted(postings: Postings, within: KeysView[int]) -> Found:
    """Return the postings of some documents."""
    documents, impacts = postings
    if len(within) * _MUCH_FEWER > len(documents):
        found = dict(zip(documents, impacts, strict=True))
        return {document: found[document] for document in found.keys() & within}
    found = {}
    size = len(documents)
    for document in within:
        place = bisect_left(documents, document)
        if place < size and documents[place] == document:
            found[document] = impacts[place]
    return found


def _find_phrase(segment: Segment, form: Form, within: KeysView[int] | None) -> Found:
    """Return the documents in which words stand side by side, or near each other."""
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
        else _restricted((documents, impacts), within)
    )
    both = rarest.keys()
    for place in known[1:]:
        both = _restricted(segment.term_dictionary.postings(place), both).keys()
    if form.near:
        standing = [document for document in both if _stand_near(segment.folded(document), form)]
    else:
        standing = segment.with_phrase(both, form.words)
    return {document: rarest[document] for document in standing}


def _stand_near(folded: bytes, form: Form) -> bool:
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
    """Return the table that makes impacts smaller; none becomes nothing."""
    return bytes([0, *(max(1, round(impact * likeness)) for impact in range(1, 256))])
