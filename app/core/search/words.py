"""Text to the words that are searched for: one rule for indexing, queries and excerpts.

Words are folded: no case, accents, vowel marks or variant letters, digits of any script as ASCII.
Each word keeps where it stood in the original text, so that the right letters are marked.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

# Marks that belong to the letter before them: Latin accents, Arabic vowel signs, joiners, tatweel.
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
_TOKEN: Final = re.compile(
    rf"(?P<number>\d+(?:[.,٫٬]\d+)*)|[^\W\d_](?:[^\W\d_]|[{_MARKS}]|['’ʼ](?=[^\W\d_]))*"
)
_DROPPED: Final = dict.fromkeys(map(ord, "\u0640\u200c\u200d'’ʼ"))
# Arabic keyboards and old fonts write these for the letters of Urdu.
_LETTERS: Final = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ", "ۀ": "ہ", "ٱ": "ا", "ـ": None}
)
# Urdu writes it behind a year, as English writes AD before one.
_LONE_HAMZA: Final = "ء"
_GROUPING: Final = str.maketrans("", "", ",٬")


class Word(NamedTuple):
    """One word: folded, and where it stands in the text it came from."""

    text: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the folded words of a text, in order."""
    for match in _TOKEN.finditer(text):
        raw = match[0]
        folded = _fold_number(raw) if match["number"] else fold(raw)
        if folded and folded != _LONE_HAMZA:
            yield Word(folded, match.start(), match.end())


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """Return a word as it is compared: `Café` and `cafe`, `کِتاب` and `كتاب` are the same."""
    word = word.casefold()
    if word.isascii():
        return _without_possessive(word)
    word = word.replace("ʼ", "'").replace("’", "'")
    word = _without_possessive(word)
    decomposed = unicodedata.normalize("NFKD", word)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return bare.translate(_DROPPED).translate(_LETTERS)


def _without_possessive(word: str) -> str:
    if "'" not in word:
        return word
    return (word[:-2] if word.endswith("'s") else word).replace("'", "")


def _fold_number(digits: str) -> str:
    if not digits.isascii():
        digits = "".join(
            str(unicodedata.digit(char)) if char.isdigit() else char for char in digits
        ).replace("٫", ".")
    return digits.translate(_GROUPING)
