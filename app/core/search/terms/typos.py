"""Likely typing errors: finding the words of the library nearest to an unknown one."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Shorter words resemble too many others to be corrected.
_SHORTEST_CORRECTED: Final = 4
_LONG_WORD: Final = 7
_MAX_LIKELY: Final = 4


def nearest(word: str, beginning_with: Callable[[str], Counter[str]]) -> list[str]:
    """Return the words that differ from this one by a letter or two, the likeliest first.

    One letter may be wrong, missing, extra or swapped with its neighbour, two in long words. The
    first letter is taken as right unless nothing is found that way.
    """
    if len(word) < _SHORTEST_CORRECTED or word.isdigit():
        return []
    return _nearest(word, beginning_with(word[0])) or _nearest(word, beginning_with(""))


def _nearest(word: str, known: Counter[str]) -> list[str]:
    furthest = 2 if len(word) >= _LONG_WORD else 1
    found = process.extract(
        word, list(known), scorer=OSA.distance, score_cutoff=furthest, limit=None
    )
    ordered = sorted(found, key=lambda match: (match[1], -known[match[0]]))
    if not ordered:
        return []
    closest = ordered[0][1]
    return [match[0] for match in ordered if match[1] == closest][:_MAX_LIKELY]
