"""English stems, so that `insurgents` finds `insurgency`; words of other scripts stay whole."""

import re
from functools import lru_cache
from typing import Final

from whoosh.lang.porter import stem as porter_stem

# Stems under which Porter's rules put words that have little to do with each other: imports and
# important, nationalism and national, severe and several. Such words only lose their endings.
_TOO_WIDE: Final = frozenset((
    "author", "capit", "civil", "commun", "conserv", "convent", "depart", "experi", "gener",
    "govern", "import", "intern", "liber", "nation", "object", "oper", "organ", "posit", "ration",
    "sever", "social", "univers",
))  # fmt: skip
_ENDING: Final = re.compile(r"(?:(?<=.{4})(?:ing|ed|es)|e|s)$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    stemmed: str = porter_stem(word)
    return _ENDING.sub("", word.replace("ies", "y")) if stemmed in _TOO_WIDE else stemmed
