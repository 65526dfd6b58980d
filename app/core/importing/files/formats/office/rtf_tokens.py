"""The pieces that Rich Text is made of: groups, control words, letters of a code page, text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

# A control word with its number and the space that ends it, a letter by its code, a sign, a brace,
# or text up to the next of these. Ends of lines are no text.
_PIECE = re.compile(
    r"\\(?P<word>[A-Za-z]{1,40})(?P<number>-?[0-9]{1,10})?[ ]?|\\'(?P<code>[0-9A-Fa-f]{2})|"
    r"\\(?P<sign>[^A-Za-z'])|(?P<brace>[{}])|[\r\n]+|(?P<text>[^\\{}\r\n]+)|\\",
    re.DOTALL,
)


class RtfToken(Enum):
    """What a piece of Rich Text is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: a word with its number, or the bytes of text as they are in its code page."""

    token: RtfToken
    word: str = ""
    number: int | None = None
    data: bytes = b""


def pieces(data: bytes) -> Iterator[Piece]:
    r"""Yield the pieces of Rich Text, without the bytes of pictures that follow `\\bin`."""
    # One letter a byte: what letters the bytes are is known later, by their font.
    text = data.decode("latin-1")
    position = 0
    while match := _PIECE.match(text, position):
        position = match.end()
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            word = match["word"]
            if word == "bin" and number and number > 0:
                position += number
                continue
            yield Piece(RtfToken.WORD, word, number)
        elif match["code"]:
            yield Piece(RtfToken.BYTES, data=bytes([int(match["code"], 16)]))
        elif match["sign"]:
            yield Piece(RtfToken.SIGN, match["sign"])
        elif match["brace"]:
            yield Piece(RtfToken.OPEN if match["brace"] == "{" else RtfToken.CLOSE)
        elif match["text"]:
            yield Piece(RtfToken.BYTES, data=match["text"].encode("latin-1"))
