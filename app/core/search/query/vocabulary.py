"""The words that the library has, and which of them a typed word may mean."""

import re
from collections import Counter
from collections.abc import Sequence
from fnmatch import translate
from heapq import nlargest
from typing import Final

from app.core.search.index.terms_reader import TermDictionary
from app.core.search.query.forms import Words
from app.core.search.terms.stemming import stem

# A word is expanded to at most this many others, the most frequent ones.
_MAX_LONGER: Final = 100
_MAX_BY_PATTERN: Final = 100
_MAX_RELATED: Final = 24


class Vocabulary:
    """The words of all segments of an index, with how many documents have each."""

    def __init__(self, dictionaries: Sequence[TermDictionary]) -> None:
        self._dictionaries = dictionaries

    def frequency(self, word: str) -> int:
        """Return how many documents have a word."""
        places = ((dictionary, dictionary.number(word)) for dictionary in self._dictionaries)
        return sum(dictionary.counts[place] for dictionary, place in places if place is not None)

    def beginning_with(self, prefix: str) -> Counter[str]:
        """Return the words that begin with some letters, and how many documents have each."""
        found: Counter[str] = Counter()
        for dictionary in self._dictionaries:
            places = dictionary.beginning_with(prefix)
            words = dictionary.terms[places.start : places.stop]
            counts = dictionary.counts[places.start : places.stop]
            found.update(dict(zip(words, counts, strict=True)))
        return found

    def knows(self, words: Words) -> bool:
        """Whether every one of some words is in the index."""
        return all(map(self.frequency, words))

    def rarest(self, words: Words) -> int:
        """Return how many documents have the rarest of some words."""
        return min(map(self.frequency, words))

    def related(self, word: str) -> list[str]:
        """Return the words of the same stem, the most frequent first."""
        root = stem(word)
        if not root.isascii() or not root.isalpha():
            return []
        # A stem may end in another letter than its words: happy, happi.
        start = root[:-1] if root[-1] in "iey" and len(root) > 2 else root
        found = self.beginning_with(start)
        same = [
            (count, other)
            for other, count in found.items()
            if other != word and stem(other) == root
        ]
        return [other for _, other in nlargest(_MAX_RELATED, same)]

    def longer(self, word: str) -> list[str]:
        """Return the longer words that begin with a word, the most frequent first."""
        found = self.beginning_with(word)
        found.pop(word, None)
        return [longer for longer, _ in found.most_common(_MAX_LONGER)]

    def by_pattern(self, pattern: str) -> list[str]:
        """Return the words that match a pattern with `*` and `?`, the most frequent first."""
        matches = re.compile(translate(pattern)).match
        start = re.split(r"[*?]", pattern)[0]
        found = self.beginning_with(start)
        fitting = [(count, word) for word, count in found.items() if matches(word)]
        return [word for _, word in nlargest(_MAX_BY_PATTERN, fitting)]
