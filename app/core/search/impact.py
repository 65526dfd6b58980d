"""How much a word says about a document: BM25's saturation and length, in one byte.

Worked out when a document is indexed, so that ranking a query is adding up bytes:

    impact = 150 · weight(kind) · tf / (tf + 1.2 · (0.5 + 0.5 · length / usual length of the kind))

`tf` counts the word in the text, and four times where it stands in the lead (title, author, paper;
the source of a fact). Of a query, `score = Σ idf(group) · max over its forms (impact · likeness)`.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from app.core.search.kinds import HitKind

_SCALE: Final = 150
_K1: Final = 1.2
_B: Final = 0.5
_LEAD: Final = 4
# The reader's own words and the facts weigh more than the running text.
_WEIGHT: Final = {
    HitKind.SUMMARY: 1.0,
    HitKind.FACT: 1.5,
    HitKind.HIGHLIGHT: 1.4,
    HitKind.NOTE: 1.6,
    HitKind.WORD: 1.3,
}
# Words that a document of a kind usually has.
_USUAL: Final = {
    HitKind.SUMMARY: 450,
    HitKind.FACT: 18,
    HitKind.HIGHLIGHT: 25,
    HitKind.NOTE: 30,
    HitKind.WORD: 14,
}


def impacts(kind: HitKind, lead: Iterable[str], text: Iterable[str]) -> dict[str, int]:
    """Return the impact of each word of a document, 1 to 255."""
    counts = Counter(text)
    length = counts.total()
    for word in lead:
        counts[word] += _LEAD
    damping = _K1 * (1 - _B + _B * length / _USUAL[kind])
    scale = _SCALE * _WEIGHT[kind]
    by_count = {
        count: min(255, max(1, round(scale * count / (count + damping))))
        for count in set(counts.values())
    }
    return {word: by_count[count] for word, count in counts.items()}
