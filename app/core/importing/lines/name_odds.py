"""How likely words are one person's name: what each word says for it or against it, summed up."""

import math
import re
import unicodedata
from typing import Final

from app.core.importing.lines.name_words import (
    PARTICLES,
    WordKind,
    is_rank,
    is_rank_only,
    kind_of,
)

_MOST_WORDS: Final = 5
_BEHIND: Final = frozenset(
    {
        *("retd", "ret", "retired", "rtd", "phd", "mphil", "md", "mbbs", "csp", "psp", "esq"),
        *("qc", "kc", "jr", "sr", "ii", "iii", "ریٹائرڈ"),
    }
)
_INITIALS: Final = re.compile(r"(?:[A-Z]\.?){1,2}|(?:[A-Z]\.-?){3}")
_URDU_LETTER: Final = re.compile(r"[\u0600-\u06ff]\.?")
_URDU: Final = re.compile(r"[\u0600-\u06ff.’-]+")
_ARTICLE: Final = re.compile(r"(?:a[lnrstz]|el|ul|ur)-|[dl][’'`]", re.IGNORECASE)
_POSSESSIVE: Final = frozenset({"’s", "'s", "`s", "s’", "s'", "s`"})

# The weights are logarithms of odds; they were set by the sets of names and titles of the tests.
_WEIGHTS: Final = {
    WordKind.GIVEN: 3.0,
    WordKind.NAME: 2.4,
    WordKind.EITHER: 0.0,
    WordKind.UNKNOWN: 0.9,
    WordKind.WORD: -3.0,
    WordKind.PLACE: -2.5,
    WordKind.NEVER: -8.0,
}
_START: Final = -0.4
_INITIAL: Final = 1.5
_RANK: Final = 2.7
_DOUBTFUL_RANK: Final = 0.8
# Urdu has no capitals: words that are in no list are far more often no names.
_URDU_WEIGHTS: Final = {**_WEIGHTS, WordKind.UNKNOWN: -1.0}
_URDU_START: Final = -0.6

_MOST: Final = 0.99
_WITH_GRAMMAR: Final = 0.1
_ALONE: Final = 0.3
# Behind `by`, so much is enough for a name.
_AMONG_WORDS: Final = 0.4
_SURNAME_IS_A_WORD: Final = 0.6


def likelihood(words: list[str], *, capitals: bool) -> float | None:
    """Return how likely words are a name (0 to 1), None if they cannot be.

    `capitals` says that the words stand as they were written, so that a word all in capitals may be
    initials.
    """
    urdu = not words[0].isascii() and all(map(_URDU.fullmatch, words))
    ranks: list[str] = []
    kept: list[str] = []
    for word in words:
        low = word.strip(".").lower()
        if not kept and is_rank(low):
            ranks.append(low)
        elif low not in PARTICLES and low not in _BEHIND:
            kept.append(word)
    if not kept or len(kept) > _MOST_WORDS:
        return None
    if not urdu and not all(map(_is_capitalised, kept)):
        return None
    named = [word for word in kept if not _is_initials(word, urdu=urdu, capitals=capitals)]
    if not named:
        return None
    kinds = _kinds(named)
    odds = _odds(kinds, urdu=urdu) + _INITIAL * min(len(kept) - len(named), 2)
    if ranks:
        odds += _RANK if any(map(is_rank_only, ranks)) else _DOUBTFUL_RANK
    chance = 1 / (1 + math.exp(-odds))
    if len(kept) == 1 and not ranks:
        return min(chance, _ALONE)
    return _bounded(chance, kinds)


def _bounded(chance: float, kinds: list[WordKind]) -> float:
    """Return a likelihood between what these kinds of words allow, whatever their sum is."""
    if WordKind.NEVER in kinds:
        return min(chance, _WITH_GRAMMAR)
    everyday = sum(kind in (WordKind.WORD, WordKind.PLACE) for kind in kinds)
    if not everyday:
        return min(chance, _MOST)
    if everyday > 1 or WordKind.PLACE in kinds:
        return min(chance, _AMONG_WORDS)
    *before, last = kinds
    if last is WordKind.WORD and before[:1] == [WordKind.GIVEN] and WordKind.NAME not in before:
        # `Richard Reed`, but no `Trump Card` and no `Joe Biden Speaks`.
        return _SURNAME_IS_A_WORD
    named = WordKind.NAME in kinds or WordKind.GIVEN in kinds
    return _AMONG_WORDS if named else min(chance, _AMONG_WORDS)


def _is_capitalised(word: str) -> bool:
    """Return whether a word begins with a capital, be it behind `al-`."""
    return word[0].isupper() or _ARTICLE.sub("", word)[:1].isupper()


def _is_initials(word: str, *, urdu: bool, capitals: bool) -> bool:
    if urdu:
        return bool(_URDU_LETTER.fullmatch(word))
    if not _INITIALS.fullmatch(word):
        return False
    if len(word) == 1 or "." in word:
        return True
    return capitals and kind_of(word.lower()) not in (WordKind.PLACE, WordKind.NEVER)


def _kinds(words: list[str]) -> list[WordKind]:
    """Return what the words are; one before `الدین` and the like is a name like these."""
    kinds = [_kind(word) for word in words]
    for number, word in enumerate(words[1:], start=1):
        compound = word.startswith("ال") and kinds[number] is WordKind.NAME
        if compound and kinds[number - 1] in (WordKind.UNKNOWN, WordKind.EITHER):
            kinds[number - 1] = WordKind.NAME
    return kinds


def _kind(word: str) -> WordKind:
    if word[-2:].lower() in _POSSESSIVE:
        return WordKind.NEVER
    return kind_of(_without_accents(word.strip(".").lower()))


def _without_accents(word: str) -> str:
    if word.isascii() or _URDU.fullmatch(word):
        return word
    letters = unicodedata.normalize("NFKD", word)
    return "".join(char for char in letters if not unicodedata.combining(char))


def _odds(kinds: list[WordKind], *, urdu: bool) -> float:
    weights = _URDU_WEIGHTS if urdu else _WEIGHTS
    return (_URDU_START if urdu else _START) + sum(weights[kind] for kind in kinds)
