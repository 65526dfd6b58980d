"""Whether two spellings can be one name: only then does a correction hold for other texts too.

`M. Amir Rana` is a spelling of `Muhammad Amir Rana`, and `Daily Dwn` of `Dawn`; `Zahid Hussain` is
none of `Rafia Zakaria`: there the text named somebody else, which says nothing about the next one.
"""

import re
from typing import Final

from rapidfuzz import fuzz

from app.core.importing.lines.publications import publication_named
from app.core.text_direction import has_arabic
from app.core.text_key import text_key

# From this likeness (0 to 100) on, two words, and two names without their spaces, are the same.
_SAME_WORD: Final = 72
_SAME_NAME: Final = 80
_IDLE: Final = frozenset({"the", "daily", "dr", "mr", "mrs", "ms", "prof", "by", "newspaper"})
_WORD: Final = re.compile(r"\w+")
# The second part of the address of a newspaper's site.
_SITE: Final = re.compile(r"(?<=\w)\.(?:com|pk|net|org|tv)\b", re.IGNORECASE)


def is_same_author(found: str, corrected: str) -> bool:
    """Return whether two spellings can be the same person's name."""
    one, other = _words(found), _words(corrected)
    if not one or not other or has_arabic(found) != has_arabic(corrected):
        return bool(one and other)
    # A name of one word is that of many.
    shorter = min(one, other, key=len)
    return _alike(one, other) or (len(shorter) > 1 and _within(one, other))


def is_same_paper(found: str, corrected: str) -> bool:
    """Return whether two spellings can be the name of the same paper."""
    known = publication_named(found)
    if known and known != publication_named(corrected):
        # The name of a paper is no misspelling of another's.
        return False
    one, other = _words(found), _words(corrected)
    if not one or not other or has_arabic(found) != has_arabic(corrected):
        return bool(one and other)
    return _alike(one, other) or _within(one, other) or _initials(one, other)


def _words(name: str) -> list[str]:
    words = [text_key(word) for word in _WORD.findall(_SITE.sub("", name))]
    return [word for word in words if word and word not in _IDLE] or [
        word for word in words if word
    ]


def _alike(one: list[str], other: list[str]) -> bool:
    joined, compared = "".join(one), "".join(other)
    return joined[0] == compared[0] and fuzz.ratio(joined, compared) >= _SAME_NAME


def _within(one: list[str], other: list[str]) -> bool:
    """Return whether the words of the shorter name are, in order, among those of the longer."""
    shorter, longer = sorted((one, other), key=len)
    left = iter(longer)
    return all(any(_same_word(word, candidate) for candidate in left) for word in shorter)


def _same_word(one: str, other: str) -> bool:
    if one[0] != other[0]:
        return False
    # An initial stands for any word that begins with it.
    return min(len(one), len(other)) == 1 or fuzz.ratio(one, other) >= _SAME_WORD


def _initials(one: list[str], other: list[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) == 1 and shorter[0] == "".join(word[0] for word in longer)
