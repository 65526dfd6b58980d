"""The impact of a word on a document: BM25's saturation and length, in one byte.

It is computed when a document is indexed, so that ranking a query only adds up bytes:

    impact = 150 · weight(kind) · tf / (tf + 1.2 · (0.5 + 0.5 · length / usual length of the kind))

`tf` counts the word in the text. In the lead of a summary (title, author, paper) or a vocabulary
entry it counts four times, in that of a fact (its source) once: all facts of an agreement name it,
but what is looked for is the summary of that title. The score of a query is
`Σ idf(group) · max over its forms (impact · likeness)`, times 1.25 where words that were typed side
by side are so in the text.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from app.core.search.kinds import HitKind

_SCALE: Final = 150
_K1: Final = 1.2
_B: Final = 0.5
# How many times a word of the lead counts: a title names what a text is about, a source is repeated
# under many facts.
_LEAD: Final = {
    HitKind.SUMMARY: 4,
    HitKind.FACT: 1,
    HitKind.HIGHLIGHT: 1,
    HitKind.NOTE: 1,
    HitKind.VOCABULARY: 4,
}
# The reader's own words and the facts weigh more than the running text.
_WEIGHT: Final = {
    HitKind.SUMMARY: 1.0,
    HitKind.FACT: 1.4,
    HitKind.HIGHLIGHT: 1.4,
    HitKind.NOTE: 1.6,
    HitKind.VOCABULARY: 1.3,
}
# How many words a document of a kind usually has.
_USUAL: Final = {
    HitKind.SUMMARY: 450,
    HitKind.FACT: 18,
    HitKind.HIGHLIGHT: 25,
    HitKind.NOTE: 30,
    HitKind.VOCABULARY: 14,
}


def impacts(kind: HitKind, lead: Iterable[str], text: Iterable[str]) -> dict[str, int]:
    """Return the impact of each word of a document, 1 to 255."""
    counts = Counter(text)
    length = counts.total()
    for word in lead:
        counts[word] += _LEAD[kind]
    damping = _K1 * (1 - _B + _B * length / _USUAL[kind])
    scale = _SCALE * _WEIGHT[kind]
    by_count = {
        count: min(255, max(1, round(scale * count / (count + damping))))
        for count in set(counts.values())
    }
    return {word: by_count[count] for word, count in counts.items()}
