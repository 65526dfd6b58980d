"""Whether words are the names of persons, by their shape and by names that are known."""

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from app.core.importing.lines.publications import publication_named
from app.core.paths import bundled
from app.core.text_key import text_key

_LONGEST: Final = 120
_MOST_PERSONS: Final = 3
_MOST_WORDS: Final = 6
_PARTICLES: Final = frozenset(
    {
        *("bin", "bint", "ibn", "ul", "ur", "us", "uz", "ud", "al", "el", "e", "i", "y"),
        *("de", "da", "di", "du", "van", "von", "der", "la", "le"),
    }
)
_JOINT = re.compile(r"\s*(?:,|&|،)\s*|\s+(?:and|اور)\s+", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_WORD = re.compile(r"[^\W\d_][\w’'`.-]*")
_RANK_IN_BRACKETS = re.compile(r"\(\s*(?:retd?|retired|r|rtd)\.?\s*\)\s*", re.IGNORECASE)
_SPACED_OUT = re.compile(r"(?:[^\W\d_]\.?\s+){3,}[^\W\d_]\.?")
_URDU = re.compile(r"[\u0600-\u06ff\s.’-]+")


@dataclass(frozen=True, slots=True)
class Person:
    """One person, or up to three joined, and how likely the words are a name at all (0 to 1)."""

    name: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Known:
    """The names and words of resources/people.json, in small letters or as `text_key` has them."""

    columnists: dict[str, str]
    names: frozenset[str]
    ranks: frozenset[str]
    nobody: frozenset[str]
    common: frozenset[str]


@cache
def _known() -> _Known:
    stored = json.loads((bundled("resources") / "people.json").read_text(encoding="utf-8"))
    whole = stored["columnists"]
    of_columnists = {word.lower().strip(".") for name in whole for word in name.split()}
    names = {*stored["names"]["pakistan"], *stored["names"]["elsewhere"], *of_columnists}
    common = frozenset(stored["common_words"])
    return _Known(
        {text_key(name): name for name in whole},
        frozenset(name for name in names if len(name) > 1 and name not in common),
        frozenset(stored["ranks"]),
        frozenset(map(text_key, stored["nobody"])),
        common,
    )


def is_nobody(words: str) -> bool:
    """Return whether words stand where a name would but name no person: `Staff Reporter`."""
    return text_key(words[:_LONGEST]) in _known().nobody


def is_person(words: str) -> bool:
    """Return whether words are more likely a person's name than not."""
    people = read_people(words)
    return people is not None and people.confidence >= 0.5 and " " in people.name


def read_people(words: str) -> Person | None:
    """Return the persons that words name and nothing else, None if they cannot be names.

    A name in capitals or with its letters spaced out comes back as names are written.
    """
    words = " ".join(words.split())
    if not words or len(words) > _LONGEST or words[-1] in "?!…":
        return None
    if _SPACED_OUT.fullmatch(words):
        words = _joined(words)
    parts = [part for part in _JOINT.split(words.strip(" .,;:*_-–—|")) if part]
    if not 1 <= len(parts) <= _MOST_PERSONS:
        return None
    found = [_one(part) for part in parts]
    if any(one is None for one in found):
        return None
    people = [one for one in found if one]
    names = [one.name for one in people]
    name = " and ".join(names) if len(names) <= 2 else ", ".join(names)
    return Person(name, min(one.confidence for one in people))


def _one(text: str) -> Person | None:
    bare = _RANK_IN_BRACKETS.sub(" ", text)
    words = bare.split()
    if not words or len(words) > _MOST_WORDS + 2 or is_nobody(bare) or publication_named(bare):
        return None
    if not all(_WORD.fullmatch(word) for word in words):
        return None
    name = _cased(text)
    columnist = _known().columnists.get(text_key(bare))
    if columnist:
        return Person(name, 1.0)
    if _URDU.fullmatch(bare):
        return Person(name, 0.7 if 2 <= len(words) <= 4 else 0.3)
    return _by_shape(name, words)


def _by_shape(name: str, words: list[str]) -> Person | None:
    """Return a person by capitals, known names and words that are in no name."""
    known = _known()
    cased = name.split() if len(name.split()) == len(words) else words
    plain = [word.strip(".").lower() for word in words]
    kept = [
        (word, low)
        for word, low in zip(cased, plain, strict=True)
        if low not in known.ranks and low not in _PARTICLES
    ]
    if not kept or len(kept) > _MOST_WORDS - 1:
        return None
    if not all(word[0].isupper() for word, _ in kept):
        return None
    count = len([low for word, low in kept if low in known.names or _is_hyphenated(low)])
    common = sum(low in known.common for _, low in kept)
    initials = sum(bool(_INITIALS.fullmatch(word)) for word, _ in kept)
    if len(kept) - initials < 1:
        return None
    ranked = len(kept) < len(words) and any(low in known.ranks for low in plain)
    if common:
        return Person(name, 0.3 if count and common == 1 else 0.1)
    if len(kept) == 1 and not ranked:
        return Person(name, 0.3 if count else 0.1)
    if count:
        return Person(name, 0.9 if count * 2 >= len(kept) - initials else 0.8)
    if initials or ranked:
        return Person(name, 0.75)
    return Person(name, 0.6 if len(kept) in (2, 3) else 0.4)


def _is_hyphenated(word: str) -> bool:
    return "-" in word and any(part in _known().names for part in word.split("-"))


def _cased(text: str) -> str:
    """Return a name in capitals, or a known one in small letters, as names are written."""
    words = text.split()
    letters = [word for word in words if sum(char.isalpha() for char in word) > 2]
    shouted = bool(letters) and all(word.isupper() for word in letters)
    small = bool(words) and all(word.islower() for word in words) and sum(
        word in _known().names for word in words
    ) * 2 >= len(words)  # fmt: skip
    if not shouted and not small:
        return " ".join(words)
    return " ".join(
        word if "." in word[:-1] or (not word.isalpha() and len(word) <= 3) else _capitalised(word)
        for word in words
    )


def _capitalised(word: str) -> str:
    low = word.lower()
    if low in _PARTICLES:
        return low
    return re.sub(r"(^\w[’']|^|-)(\w)", lambda match: match[1].upper() + match[2].upper(), low)


def _joined(words: str) -> str:
    """Return a name whose letters are spaced out, parted where known names are: `K A S H I F`."""
    letters = "".join(words.split()).lower()
    parts: list[str] = []
    rest = letters
    while rest:
        known = next(
            (
                rest[:size]
                for size in range(min(len(rest), 14), 2, -1)
                if rest[:size] in _known().names
            ),
            "",
        )
        if not known:
            return words.replace(" ", "").title() if not parts else " ".join([*parts, rest]).title()
        parts.append(known)
        rest = rest[len(known) :]
    return " ".join(parts).title()
