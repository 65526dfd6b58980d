"""What single words are when they may stand in a name: a name, a title, or everyday language.

The words come from resources/people.json and resources/words.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from typing import Final

from app.core.importing.lines.urdu_letters import plain_urdu
from app.core.paths import bundled
from app.core.text_key import text_key

PARTICLES: Final = frozenset(
    {
        *("bin", "bint", "ibn", "ul", "ur", "us", "uz", "ud", "un", "al", "el", "e", "i", "y"),
        *("de", "da", "di", "du", "dos", "van", "von", "der", "den", "la", "le", "wa"),
        *("بن", "بنت"),
    }
)
_PREFIX: Final = re.compile(
    r"(?:a[lnrstz]|el|ul|d[’'`]|o[’'`])[-’'`]?(?=[^\W\d_]{3})", re.IGNORECASE
)
_OF_NAMES: Final = re.compile(
    r"\w{2,30}(?:ullah|uddin|udd?een|unnisa|ur?rehman|ur?rahman|zai|khel)"
)
_OF_URDU_NAMES: Final = re.compile(
    r"(?:عبدال|ابوال)\w{2,}|\w{2,}(?:اللہ|الدین|الرحمن|الرحمان|الحق)"
)
# A word is everyday language too when it is one with an ending or with a beginning like these.
_ENDINGS: Final = (
    *(("ies", ("y",)), ("ied", ("y",)), ("ily", ("y",)), ("es", ("",)), ("s", ("",))),
    *(("ed", ("", "e")), ("ing", ("", "e")), ("ly", ("", "le")), ("ness", ("",))),
    *(("er", ("", "e")), ("ers", ("", "e")), ("less", ("",)), ("ment", ("",)), ("ments", ("",))),
    *(("یوں", ("ی",)), ("وں", ("", "ا", "ہ")), ("یں", ("",)), ("یاں", ("ی",))),
)
_BEGINNINGS: Final = (
    *("un", "re", "non", "anti", "pre", "over", "under", "counter", "inter", "multi", "mis"),
    *("out", "sub", "de", "dis", "super", "geo", "bio", "cyber", "micro", "hydro", "neo"),
)
_SHORTEST_STEM: Final = 3
_SHORTEST_AFTER_BEGINNING: Final = 4


class WordKind(Enum):
    """What a word says for or against a name."""

    GIVEN = auto()
    NAME = auto()
    EITHER = auto()
    """Both a name and a word of the language: `Rose`, `Hope`."""
    UNKNOWN = auto()
    WORD = auto()
    PLACE = auto()
    NEVER = auto()
    """Grammar, which no name has: `of`, `is`, `کا`."""


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists, in small letters and plain Urdu letters."""

    columnists: dict[str, str]
    nobody: frozenset[str]
    others: frozenset[str]
    ranks: frozenset[str]
    given: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    places: frozenset[str]
    never: frozenset[str]


@cache
def _lists() -> _Lists:
    stored = json.loads((bundled("resources") / "people.json").read_text(encoding="utf-8"))
    whole = stored["columnists"]
    of_columnists = {word.lower().strip(".") for name in whole for word in name.split()}
    ranks = frozenset({*stored["ranks"], *map(plain_urdu, stored["urdu_ranks"])})
    never = frozenset({*stored["never"], *map(plain_urdu, stored["urdu_never"])})
    # `Dawn`, `Sea` and other words are taken for names only when a list of names has them.
    words = _listed("english") | _listed("urdu")
    places = _listed("places")
    of_columnists -= words | places | ranks | PARTICLES
    names = _listed("names") | _listed("urdu_names") | {one for one in of_columnists if one[1:]}
    return _Lists(
        columnists={text_key(name): name for name in whole},
        nobody=frozenset(map(text_key, stored["nobody"])),
        others=frozenset(map(text_key, stored["named_like_people"])),
        ranks=ranks,
        given=_listed("given_names"),
        names=names,
        words=words,
        places=places,
        never=never,
    )


def _listed(name: str) -> frozenset[str]:
    path = bundled("resources") / "words" / f"{name}.txt"
    return frozenset(plain_urdu(path.read_text(encoding="utf-8")).split())


def is_nobody_key(key: str) -> bool:
    """Return whether the `text_key` of words is that of a desk, an agency or nobody."""
    return key in _lists().nobody


def is_named_like_people(key: str) -> bool:
    """Return whether a `text_key` is that of a place or thing with persons' names: Nawab Shah."""
    return key in _lists().others


def columnist_named(key: str) -> str | None:
    """Return the columnist whose name has a `text_key`, None if there is none."""
    return _lists().columnists.get(key)


def is_rank(word: str) -> bool:
    """Return whether a word goes before names or behind them: `Dr`, `retd`, `مولانا`."""
    return word in _lists().ranks


def is_rank_only(word: str) -> bool:
    """Return whether a word is a rank and nothing else, as `Dr` is and `Justice` is not."""
    return word in _lists().ranks and word not in _lists().words


def is_name(word: str) -> bool:
    """Return whether a word in small letters is a known name and no other word."""
    return kind_of(word) in (WordKind.GIVEN, WordKind.NAME)


@lru_cache(maxsize=4096)
def kind_of(word: str) -> WordKind:
    """Return what a word is, given in small letters or plain Urdu letters, without full stops."""
    if "-" in word.strip("-"):
        return _kind_of_joined([part for part in word.split("-") if part])
    known = _lists()
    if word in known.never:
        return WordKind.NEVER
    named = word in known.names or word in known.given
    if named and (word in known.words or word in known.places):
        return WordKind.EITHER
    if named:
        return WordKind.GIVEN if word in known.given else WordKind.NAME
    if word in known.places:
        return WordKind.PLACE
    if word in known.words:
        return WordKind.WORD
    if _OF_NAMES.fullmatch(word) or _OF_URDU_NAMES.fullmatch(word):
        return WordKind.NAME
    if any(base in known.words for base in _bases(word)):
        return WordKind.WORD
    if any(base in known.places for base in _bases(word)):
        return WordKind.PLACE
    prefix = _PREFIX.match(word)
    rest = word[prefix.end() :] if prefix else ""
    return WordKind.NAME if rest in known.names else WordKind.UNKNOWN


def _kind_of_joined(parts: list[str]) -> WordKind:
    """Return what a word with hyphens is by its parts: `Ata-ur-Rahman`, `Load-shedding`."""
    kinds = {kind_of(part) for part in parts if part not in PARTICLES}
    if not kinds & {WordKind.WORD, WordKind.PLACE}:
        # Syllables of a name may read like grammar: `Ki-moon`.
        kinds.discard(WordKind.NEVER)
    for kind in (WordKind.NEVER, WordKind.PLACE, WordKind.WORD, WordKind.GIVEN, WordKind.NAME):
        if kind in kinds:
            return kind
    return WordKind.UNKNOWN if WordKind.UNKNOWN in kinds else WordKind.EITHER


def _bases(word: str) -> Iterator[str]:
    """Yield the words that a word may be made of: `messengers`, `rethinking`."""
    yield from _stems(word)
    for beginning in _BEGINNINGS:
        rest = word.removeprefix(beginning)
        if rest != word and len(rest) >= _SHORTEST_AFTER_BEGINNING:
            yield rest
            yield from _stems(rest)


def _stems(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_STEM:
            continue
        for letters in instead:
            yield stem + letters
        if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
            yield stem[:-1]
