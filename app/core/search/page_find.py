"""Find in one text: typed words, folded as in search or letter for letter, piece by piece."""

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.core.search.terms.tokenizer import fold_text, fold_with_offsets

# A text is searched in pieces of this many characters, so that nobody waits for a long one.
PIECE: Final = 16_384
# How far a match may reach beyond its piece. What is looked for is cut to much less, since vowel
# marks make a text longer than what is typed.
_BEYOND: Final = 1_024
_MAX_WANTED_LENGTH: Final = 200
# The characters before a piece decide whether a word begins there; some may be vowel marks.
_BEFORE: Final = 16
# Characters that readers type one way and texts write another; all are replaced one by one.
_SIGNS: Final = str.maketrans("“”„«»\u00a0\u2007\u202f\u2028", '"""""    ')


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to find: the words, whether only whole words match, and whether case counts."""

    words: str
    whole: bool = False
    case: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of the text as it is compared.

    `offsets` are the positions of its characters before folding, `begin` is its own position.
    Matches that start from `first` up to `behind` belong to it.
    """

    text: str
    offsets: "array[int] | None"
    begin: int
    first: int
    behind: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the start and end, in the whole text, of a span of the piece."""
        if self.offsets is None:
            return self.begin + start, self.begin + end
        # Vowel marks after the last letter belong to it.
        stop = max(self.offsets[end - 1] + 1, self.offsets[end])
        return self.begin + self.offsets[start], self.begin + stop


class FindableText:
    """A text to find one thing after another in; it is folded only once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: dict[int, _Piece] = {}

    def matches(self, wanted: Wanted) -> Iterator[list[tuple[int, int]]]:
        """Yield the (start, end) of the matches in each piece, in order and without overlap."""
        words = wanted.words.strip()[:_MAX_WANTED_LENGTH].translate(_SIGNS)
        if not wanted.case:
            words = fold_text(words)
        if not words:
            return
        last = 0
        for begin in range(0, len(self._text), PIECE):
            found = []
            piece = self._exact(begin) if wanted.case else self._fold(begin)
            at = piece.text.find(words)
            while at >= 0:
                end = at + len(words)
                start, stop = piece.span(at, end)
                if start >= piece.behind:
                    break
                fits = start >= max(piece.first, last)
                if fits and not (wanted.whole and _inside_word(piece.text, at, end)):
                    found.append((start, stop))
                    last, at = stop, end - 1
                at = piece.text.find(words, at + 1)
            yield found

    def _fold(self, begin: int) -> _Piece:
        piece = self._folded.get(begin)
        if piece is None:
            plain = self._exact(begin)
            folded, offsets = fold_with_offsets(plain.text)
            kept = None if offsets is None else array("I", offsets)
            piece = _Piece(folded, kept, plain.begin, plain.first, plain.behind)
            self._folded[begin] = piece
        return piece

    def _exact(self, first: int) -> _Piece:
        begin, behind = max(first - _BEFORE, 0), first + PIECE
        text = self._text[begin : behind + _BEYOND]
        if not text.isascii():
            text = text.translate(_SIGNS)
        return _Piece(text, None, begin, first, behind)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Return whether a match begins or ends inside a word."""
    before = start > 0 and _of_word(text[start - 1]) and _of_word(text[start])
    return before or (end < len(text) and _of_word(text[end]) and _of_word(text[end - 1]))


def _of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.combining(char) > 0
