"""English stems, so that `insurgents` finds `insurgency`; words of other scripts stay whole."""

from functools import lru_cache

from whoosh.lang.porter import stem as porter_stem


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    stemmed: str = porter_stem(word)
    return stemmed
