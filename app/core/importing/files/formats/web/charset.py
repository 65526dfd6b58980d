"""The letters of a page: its bytes are judged by what they hold, and only then by what it declares.

Pages declare a charset that a server, an editor or a browser has long since changed.
"""

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(r"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})")
_HEAD: Final = 4096
# A page begins with so many bytes of tags.
_TAGS: Final = 60
# What browsers read instead, by the HTML standard.
_READ_AS: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
# What Windows wrote in English and in Urdu before UTF-8.
_OLDER: Final = ("cp1252", "cp1256")
# In a language of Latin letters few are above ASCII; in Urdu read as such nearly all are.
_FOREIGN_SHARE: Final = 0.5


def decode_page(data: bytes) -> str:
    """Return the bytes of a page as text; raises FileRefusedError, NOT_TEXT."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace").lstrip("\ufeff")
    wide = _unmarked_utf16(data[:_HEAD])
    if wide:
        return data.decode(wide, errors="replace")
    text = data.decode("utf-8", errors="replace")
    wrong = text.count("\ufffd")
    if not wrong or _is_damaged_utf8(text, wrong):
        return text
    declared = _declared(data)
    if declared and declared != "utf-8":
        read = data.decode(declared, errors="replace")
        if declared != "cp1252":
            return read
        return read if not _is_misread(read) else data.decode("cp1256", errors="replace")
    best = from_bytes(data, cp_isolation=[*_OLDER, "mac_roman"]).best()
    if best is None:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return str(best)


def _unmarked_utf16(head: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark: every other byte of a page's tags is zero."""
    opening = head[:_TAGS]
    half = len(opening) // 2
    if half and opening[1::2].count(0) > half * 0.6:
        return "utf-16-le"
    if half and opening[::2].count(0) > half * 0.6:
        return "utf-16-be"
    return None


def _is_damaged_utf8(text: str, wrong: int) -> bool:
    """Return whether a text is UTF-8 with a few broken bytes: in older charsets hardly any fit."""
    return sum(char > "\x7f" for char in text) - wrong > wrong


def _declared(data: bytes) -> str | None:
    """Return the charset that a page declares, as Python names it; None if it knows none."""
    match = _DECLARED.search(data[:_HEAD].decode("latin-1"))
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1]).name
    except LookupError:
        return None
    return _READ_AS.get(name, name)


def _is_misread(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    words = [word for word in re.findall(r"[^\W\d_]{2,40}", text) if word[-1] > "\x7f"]
    high = sum(char > "\x7f" for char in letters)
    # Tags are letters too: going by words that are foreign from end to end, not by all letters.
    foreign = sum(all(char > "\x7f" for char in word) for word in words)
    return foreign > 20 and foreign > len(words) * _FOREIGN_SHARE and high > 60
