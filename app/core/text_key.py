"""The key by which names are compared, however a text spells them."""

import re
import unicodedata
from typing import Final

_NOT_WORD: Final = re.compile(r"[^\w]+")
_SPACED_LETTERS: Final = re.compile(r"\b\w(?: \w)+\b")


def text_key(text: str) -> str:
    """Return a text as it is compared: no case, accents, punctuation or `and`.

    `Science & Technology`, `science and technology` and `Science, Technology` have one key, and so
    have `U.S.` and `US`.
    """
    bare = text.casefold()
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    words = _NOT_WORD.sub(" ", bare.replace("'", "").replace("’", "")).split()
    key = " ".join(word for word in words if word != "and")
    return _SPACED_LETTERS.sub(lambda match: match[0].replace(" ", ""), key)
