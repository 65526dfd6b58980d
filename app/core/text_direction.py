"""Which script a text is written in, and so whether it runs from right to left."""

import re
from collections.abc import Iterable, Iterator

_ARABIC = "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff"
_RUN = re.compile(
    rf"[{_ARABIC}][{_ARABIC}\u200c\u200d]*(?:\s+[{_ARABIC}][{_ARABIC}\u200c\u200d]*)*"
)
_ARABIC_LETTER = re.compile(rf"[{_ARABIC}]")
# Around a part whose direction is its own affair.
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_OTHER_LETTER = re.compile(rf"(?![{_ARABIC}])[^\W\d_]")


def script_runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the stretches of a text, each with whether it is in Arabic script (Urdu)."""
    position = 0
    for match in _RUN.finditer(text):
        if match.start() > position:
            yield text[position : match.start()], False
        yield match[0], True
        position = match.end()
    if position < len(text):
        yield text[position:], False


def has_arabic(text: str) -> bool:
    """Return whether there is any Arabic script in a text."""
    return not text.isascii() and _ARABIC_LETTER.search(text) is not None


def reads_right_to_left(text: str) -> bool:
    """Return whether most letters of a paragraph are Arabic ones.

    The first letter does not decide: an Urdu point may well begin with an English acronym.
    """
    if not has_arabic(text):
        return False
    arabic = len(_ARABIC_LETTER.findall(text))
    return arabic >= len(_OTHER_LETTER.findall(text))


def join_apart(parts: Iterable[str | None], separator: str = " · ") -> str:
    """Return the parts that there are in one line, in their order whatever their direction.

    Left to itself, an Urdu name would take the number of a date beside it along to its left.
    """
    return separator.join(
        f"{_ISOLATE}{part}{_END_ISOLATE}" if has_arabic(part) else part for part in parts if part
    )
