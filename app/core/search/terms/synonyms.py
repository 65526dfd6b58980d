"""Other ways in which a word or name is written: British and American, Pakistani, acronyms.

The table is `resources/search_words.json`; a reader's own lines are added to it, one group a line,
its members separated by `=`: `khi = karachi`, `cmr = council of muslim renaissance`.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

from app.core.paths import bundled
from app.core.search.terms.tokenizer import fold_text, word_list

Words = tuple[str, ...]

MAX_OWN_LINES: Final = 500
_SEPARATOR: Final = "="

# Letters in which British and American spelling differ, the endings that words have after them, and
# how many letters must come before: filled is not filed. What a rule makes of a word is only used
# if the library has it, so a rule may be wide.
_RULES: Final = (
    ("is", "iz", "e ed es er ers ing able ation ations ational", 2),
    ("ys", "yz", "e ed es er ers ing", 2),
    ("our", "or", " s ed ing er ers able ably al ful less ite ites ism hood hoods", 3),
    ("tre", "ter", " s", 2),
    ("tred", "tered", "", 3),
    ("bre", "ber", " s", 2),
    ("ogue", "og", " s", 2),
    ("ence", "ense", " s less", 1),
    ("ll", "l", "ed ing er ers", 3),
    ("l", "ll", "ment ments ful fully", 2),
    ("mme", "m", " s", 3),
    ("dgement", "dgment", " s", 2),
)
_DIPHTHONGS: Final = ("ae", "oe")
_SHORTEST_RESPELLED: Final = 5


class Synonyms:
    """Knows the other spellings of a word and the long and short forms of a name."""

    def __init__(self, groups: Iterable[Iterable[str]], everyday: Iterable[str] = ()) -> None:
        self._everyday = frozenset((word,) for word in everyday)
        self._others: dict[Words, tuple[Words, ...]] = {}
        for group in groups:
            members = tuple(dict.fromkeys(filter(None, map(_words, group))))
            for member in members:
                others = tuple(other for other in members if other != member)
                self._others[member] = tuple(
                    dict.fromkeys((*self._others.get(member, ()), *others))
                )
        self._longest = max(map(len, self._others), default=1)

    def of(self, words: Words, *, capitals: bool = False) -> tuple[Words, ...]:
        """Return the other ways of writing these words; those made by a rule may not exist.

        `capitals` is set when they were typed in capitals: only then is `WHO` more than who.
        """
        if len(words) != 1:
            return self._listed(words)
        if words in self._everyday and not capitals:
            return ()
        (word,) = words
        listed = self._listed(words)
        if not listed and word.endswith("s"):
            singular = self._listed((word[:-1],))
            listed = tuple((*other[:-1], f"{other[-1]}s") for other in singular)
        return tuple(dict.fromkeys((*listed, *((other,) for other in _respelled(word)))))

    def names_in(self, words: Words) -> Iterator[tuple[int, int, tuple[Words, ...]]]:
        """Yield (start, end, other forms) for each run of words that is a name."""
        for start in range(len(words)):
            for end in range(start + 2, min(len(words), start + self._longest) + 1):
                others = self._listed(words[start:end])
                if others:
                    yield start, end, others

    def _listed(self, words: Words) -> tuple[Words, ...]:
        """Return what the table has, except for everyday words (`who` for a name)."""
        return tuple(other for other in self._others.get(words, ()) if other not in self._everyday)


@cache
def _shipped() -> dict[str, list[Any]]:
    """Return the table that ships with the program."""
    text = (bundled("resources") / "search_words.json").read_text(encoding="utf-8")
    table: dict[str, list[Any]] = json.loads(text)
    return table


def own_groups(lines: Iterable[str]) -> list[tuple[str, ...]]:
    """Return the groups of a reader's own lines; a line with fewer than two members is none."""
    groups = (
        tuple(member.strip() for member in line.split(_SEPARATOR) if member.strip())
        for line in list(lines)[:MAX_OWN_LINES]
    )
    return [group for group in groups if len(group) > 1]


def faulty_lines(lines: Iterable[str]) -> list[int]:
    """Return the numbers, from 1, of a reader's own lines that are neither empty nor a group."""
    return [
        number for number, line in enumerate(lines, 1) if line.strip() and not own_groups((line,))
    ]


def make_synonyms(own_lines: Iterable[str] = ()) -> Synonyms:
    """Return the synonyms of the shipped table and of a reader's own lines."""
    table = _shipped()
    groups = (*table["spellings"], *table["names"], *own_groups(own_lines))
    return Synonyms(groups, table["everyday"])


def _words(text: str) -> Words:
    return tuple(word_list(fold_text(text)))


def _respelled(word: str) -> Iterator[str]:
    """Yield a word in the other of British and American spelling."""
    if len(word) < _SHORTEST_RESPELLED or not word.isascii():
        return
    for british, american, ends, before in _RULES:
        for end in ends.split(" "):
            for ending, other in ((british + end, american + end), (american + end, british + end)):
                if len(word) >= before + len(ending) and word.endswith(ending):
                    yield word[: -len(ending)] + other
    for at, letter in enumerate(word):
        if letter == "e":
            if word[at - 1 : at + 1] in _DIPHTHONGS:
                yield word[: at - 1] + word[at:]
            else:
                yield f"{word[:at]}a{word[at:]}"
                yield f"{word[:at]}o{word[at:]}"
