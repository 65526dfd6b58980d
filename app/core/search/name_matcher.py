"""Finding one of many names by a few letters: beginnings in any order, initials, typing errors."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import Final

from app.core.search.terms.tokenizer import fold_text, joined_words, word_list
from app.core.search.terms.typos import nearest

# How many letters are taken as initials: fewer are a beginning, more are a word.
_INITIALS: Final = range(2, 7)
# How well a name fits, from best to worst.
_FITS: Final = 7
_EXACT, _BEGINS, _TOGETHER, _ANYWHERE, _BY_OTHER, _BY_INITIALS, _BY_SLIP = range(_FITS)


@dataclass(frozen=True, slots=True)
class Name:
    """A name to find. `also` are its other names; `near` puts it before those that fit as well."""

    text: str
    also: tuple[str, ...] = ()
    near: bool = False


class NameMatcher:
    """Finds the likeliest of many names by a few letters; the names are folded only once."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = names
        self._folded = [_words_of(name) for name in names]
        # The length of the name itself, without its other names.
        self._own = [folded.index("\n") for folded in self._folded]
        self._vocabulary: Counter[str] | None = None

    def find(self, typed: str, limit: int) -> list[int]:
        """Return the positions of the names that fit, the best first; none if nothing is typed."""
        words = word_list(fold_text(typed))
        if not words:
            return []
        fitting: list[list[int]] = [[] for _ in range(_FITS)]
        found = self._with_all(words)
        for number in found:
            fitting[self._fit(number, words)].append(number)
        if len(found) < limit and len(words) == 1:
            known = set(found)
            fitting[_BY_INITIALS] = [n for n in self._by_initials(words[0]) if n not in known]
            if not found and not fitting[_BY_INITIALS]:
                fitting[_BY_SLIP] = self._by_slips(words)
        elif not found:
            fitting[_BY_SLIP] = self._by_slips(words)
        best: list[int] = []
        for numbers in fitting:
            if len(best) < limit:
                best += nsmallest(limit - len(best), numbers, key=self._rank)
        return best

    def _fit(self, number: int, words: Sequence[str]) -> int:
        """Return how well a name fits that has a word beginning with each of the typed ones."""
        folded, own = self._folded[number], self._own[number]
        together = " " + " ".join(words)
        at = folded.find(together)
        if at >= 0 and f"\n{together}\n" in f"\n{folded}":
            return _EXACT
        if 0 <= at < own:
            return _TOGETHER if at else _BEGINS
        in_own = all(folded.find(f" {word}") < own for word in words)
        return _ANYWHERE if in_own else _BY_OTHER

    def _rank(self, number: int) -> tuple[bool, int, int]:
        """Return the sort key of names that fit equally well: near ones first, then short ones."""
        name = self._names[number]
        return not name.near, len(name.text), number

    def _with_all(self, words: Iterable[str]) -> list[int]:
        """Return the names in which a word begins with each of these."""
        numbers = list(range(len(self._folded)))
        for word in words:
            beginning = f" {word}"
            numbers = [number for number in numbers if beginning in self._folded[number]]
        return numbers

    def _by_initials(self, letters: str) -> Iterator[int]:
        """Yield the names whose words begin with the letters, in order, one or more of each."""
        if len(letters) not in _INITIALS or not letters.isalpha():
            return
        first, *others = map(re.escape, letters)
        pattern = re.compile(f" {first}" + "".join(f"(?:{c}|.*? {c})" for c in others))
        beginning = f" {letters[0]}"
        for number, folded in enumerate(self._folded):
            if beginning in folded and pattern.search(folded):
                yield number

    def _by_slips(self, words: Sequence[str]) -> list[int]:
        """Return the names that fit when one or two letters of each word are corrected."""
        numbers = set(range(len(self._folded)))
        for word in words:
            likely = [word] if self._with_all([word]) else nearest(word, self._beginnings(word))
            numbers &= {number for other in likely for number in self._with_all([other])}
        return sorted(numbers)

    def _beginnings(self, word: str) -> "_Beginnings":
        if self._vocabulary is None:
            self._vocabulary = Counter(one for folded in self._folded for one in folded.split())
        return _Beginnings(self._vocabulary, len(word))


@dataclass(frozen=True, slots=True)
class _Beginnings:
    """The first `length` letters of the words of all names."""

    vocabulary: Counter[str]
    length: int

    def __call__(self, start: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for word, count in self.vocabulary.items():
            if word.startswith(start):
                found[word[: self.length]] += count
        return found


def _words_of(name: Name) -> str:
    """Return the words of a name and of its other names, a line each, a space before each word."""
    return "\n".join(map(_line_of, (name.text, *name.also))) + "\n"


@lru_cache(maxsize=20_000)
def _line_of(text: str) -> str:
    """Return the folded words of one name, then those written apart (`IS-K`) as one word."""
    folded = fold_text(text)
    return "".join(f" {word}" for word in word_list(folded) + joined_words(text, folded))
