"""Urdu letters without marks, and one letter for those that are written in two or three ways."""

import re
from typing import Final

_MARKS: Final = re.compile(
    "[\u0610-\u061a\u0621\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f]+"
)
_SAME: Final = str.maketrans("يىكهةۃۂھأإٱؤ", "ییکہہہہہاااو")


def plain_urdu(text: str) -> str:
    """Return a text with its Urdu letters made plain, and all others as they are."""
    if text.isascii():
        return text
    return _MARKS.sub("", text.translate(_SAME))
