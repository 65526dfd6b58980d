"""Other ways in which a word or name is written: British and American, Pakistani, acronyms.

The table is `resources/search_words.json`; a reader's own lines are added to it, one group a line,
its members parted by `=`: `khi = karachi`, `cmr = council of muslim renaissance`.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from app.core.paths import bundled
from app.core.search.words import fold_text, word_list

Words = tuple[str, ...]

MAX_OWN_LINES: Final = 500
_PARTING: Final = "="

# Endings of one word in British and American spelling. What a rule makes of a word is only used
# where it stands in the library, so a rule may be wide.
_ENDINGS: Final = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ourable", "orable"),
    ("ourite", "orite"),
    ("ourism", "orism"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("bre", "ber"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("ence", "ense"),
    ("ences", "enses"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("llers", "lers"),
    ("lment", "llment"),
    ("lful", "llful"),
    ("mme", "m"),
    ("mmes", "ms"),
)
_INSIDE: Final = (("aeo", "eo"), ("aem", "em"), ("oe", "e"), ("ae", "e"))
_SHORTEST: Final = 5


class Variants:
    """Knows the other spellings of a word and the long and short forms of a name."""

    def __init__(self, groups: Iterable[Iterable[str]]) -> None:
        self._others: dict[Words, tuple[Words, ...]] = {}
        for group in groups:
            members = tuple(dict.fromkeys(filter(None, map(_words, group))))
            for member in members:
                others = tuple(other for other in members if other != member)
                self._others[member] = tuple(
                    dict.fromkeys((*self._others.get(member, ()), *others))
                )
        self._longest = max(map(len, self._others), default=1)

    def of(self, words: Words) -> tuple[Words, ...]:
        """Return the other ways of writing these words; those by a rule may not exist."""
        listed = self._others.get(words, ())
        if len(words) != 1:
            return listed
        by_rule = ((other,) for other in _respelled(words[0]))
        return tuple(dict.fromkeys((*listed, *by_rule)))

    def names_in(self, words: Words) -> Iterator[tuple[int, int, tuple[Words, ...]]]:
        """Yield where several words in a row are a name, and what else it is written as."""
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + self._longest) + 1):
                others = self._others.get(words[start:end])
                if others:
                    yield start, end, others


@cache
def shipped_groups() -> tuple[tuple[str, ...], ...]:
    """Return the groups that ship with the program."""
    text = (bundled("resources") / "search_words.json").read_text(encoding="utf-8")
    table: dict[str, list[list[str]]] = json.loads(text)
    return tuple(tuple(group) for part in table.values() for group in part)


def own_groups(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of a reader's own lines; a line without two members is none."""
    groups = (
        tuple(member.strip() for member in line.split(_PARTING) if member.strip())
        for line in list(lines)[:MAX_OWN_LINES]
    )
    return [group for group in groups if len(group) > 1]


def faulty_lines(lines: Iterable[str]) -> list[int]:
    """Return the numbers, from 1, of a reader's own lines that are neither empty nor a group."""
    return [
        number for number, line in enumerate(lines, 1) if line.strip() and not own_groups((line,))
    ]


def make_variants(own_lines: Iterable[str] = ()) -> Variants:
    """Return the table with a reader's own lines."""
    return Variants((*shipped_groups(), *own_groups(own_lines)))


def _words(text: str) -> Words:
    return tuple(word_list(fold_text(text)))


def _respelled(word: str) -> Iterator[str]:
    """Yield a word in the other of British and American spelling."""
    if len(word) < _SHORTEST or not word.isascii():
        return
    for british, american in _ENDINGS:
        for ending, other in ((british, american), (american, british)):
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                yield word[: -len(ending)] + other
    for british, american in _INSIDE:
        if british in word:
            yield word.replace(british, american)
