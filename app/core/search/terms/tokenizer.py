"""Splitting text into the words that are searched: one rule for indexing, queries, excerpts.

Words are folded: no case, accents, vowel marks or variant letters, digits of any script as ASCII.
A word written with hyphens or dots (`IS-K`, `U.N.`) counts as its parts and as one word.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, NamedTuple

# Arabic keyboards and old fonts write these for the letters of Urdu; ھ and ہ are mistaken for
# each other by every third writer.
_LETTERS: Final = {
    "ي": "ی",
    "ى": "ی",
    "ك": "ک",
    "ڪ": "ک",
    "ه": "ہ",
    "ة": "ہ",
    "ۃ": "ہ",
    "ۀ": "ہ",
    "ە": "ہ",
    "ھ": "ہ",
    "ٱ": "ا",
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "´": "'",
    "′": "'",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "٫": ".",
    "٬": ",",
}
# These belong to no word and separate none: tatweel, the half rings of transliteration, and a hamza
# by itself, which Urdu writes after a year as English writes AD, and may leave out of علماء.
_DROPPED: Final = frozenset("\u0640\u02be\u02bfء")
# Nor do invisible marks, joiners, directions and the soft hyphen; but this one is a space.
_INVISIBLE: Final = "Cf"
_ZERO_WIDTH_SPACE: Final = "\u200b"

# Commas group thousands as in 1,824 or 1,50,000; other commas separate numbers.
_NUMBER: Final = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_WORD: Final = re.compile(rf"{_NUMBER.pattern}|[^\W\d_]+(?:'[^\W\d_]+)*")
_COMPOUND: Final = re.compile(
    r"(?<![^\W_])[^\W_]{1,30}(?:-[^\W_]{1,30}){1,4}(?![^\W_])|(?<![^\W_])(?:[^\W\d_]\.){2,8}"
)
# `IS K`: capitals beside a lone capital are one name written apart.
_APART: Final = re.compile(r"\b[A-Z]{1,4} [A-Z]\b")


class Token(NamedTuple):
    """One word, folded, and its start and end in the text it came from."""

    text: str
    start: int
    end: int


class FoldTable(dict[int, str]):
    """Maps each character to its folded form, computed when it is first met.

    `irregular` collects the characters that do not become exactly one: they make the folded text
    longer or shorter than the original.
    """

    def __init__(self) -> None:
        super().__init__()
        self.irregular: set[str] = set()

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = "" if _is_dropped(char) else self._fold(char)
        if len(folded) != 1:
            self.irregular.add(char)
        self[code] = folded
        return folded

    def _fold(self, char: str) -> str:
        if char in _LETTERS:
            return _LETTERS[char]
        if char.isdigit():
            return str(unicodedata.digit(char))
        decomposed = unicodedata.normalize("NFKD", char.casefold())
        bare = (part for part in decomposed if not unicodedata.combining(part))
        return "".join(_LETTERS.get(part, part) for part in bare)


_FOLDED: Final = FoldTable()


def fold_text(text: str) -> str:
    """Return a text with every word folded."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def fold_with_offsets(text: str) -> tuple[str, list[int] | None]:
    """Return a text folded, and the original offset of each character; None if none moved."""
    folded = fold_text(text)
    if text.isascii() or not any(char in text for char in _FOLDED.irregular):
        return folded, None
    lengths = [len(_FOLDED[ord(char)]) for char in text]
    offsets = [at for at, length in enumerate(lengths) for _ in range(length)]
    return folded, [*offsets, len(text)]


def normalize(word: str) -> str:
    """Return one word as it is compared: `Café` and `cafe`, `کِتاب` and `كتاب` are equal."""
    return _plain(fold_text(word))


def word_list(folded: str) -> list[str]:
    """Return the words of a folded text, in order."""
    found = _WORD.findall(folded)
    return list(map(_plain, found)) if "'" in folded or "," in folded else found


def joined_words(text: str, folded: str) -> list[str]:
    """Return the words that a text writes apart, each as one: `IS-K` as `isk`."""
    joined: list[str] = []
    if "-" in folded or "." in folded:
        joined = [re.sub(r"[-.]", "", found) for found in _COMPOUND.findall(folded)]
    return joined + [found.replace(" ", "").lower() for found in _APART.findall(text)]


def words(text: str) -> Iterator[Token]:
    """Yield the folded words of a text with their places, in order."""
    folded, offsets = fold_with_offsets(text)
    last = 0
    for match in _WORD.finditer(folded):
        start, end = original_span(*match.span(), offsets)
        # A single character can fold to two words: `¼`.
        if start >= last:
            last = end
            yield Token(_plain(match[0]), start, end)


def numbers_in(folded: str) -> Iterator[Token]:
    """Yield the numbers of a folded text with their places in it."""
    return (Token(_plain(found[0]), *found.span()) for found in _NUMBER.finditer(folded))


def original_span(start: int, end: int, offsets: list[int] | None) -> tuple[int, int]:
    """Return the original span of one in a folded text, with the vowel marks of its last letter."""
    if offsets is None:
        return start, end
    return offsets[start], max(offsets[end], offsets[end - 1] + 1)


def _is_dropped(char: str) -> bool:
    return char in _DROPPED or (
        unicodedata.category(char) == _INVISIBLE and char != _ZERO_WIDTH_SPACE
    )


def _plain(word: str) -> str:
    """Remove what does not count when words are compared: 's, apostrophes, thousands commas."""
    if "'" in word:
        return (word[:-2] if word.endswith("'s") else word).replace("'", "")
    return word.replace(",", "") if word[:1].isdigit() else word
