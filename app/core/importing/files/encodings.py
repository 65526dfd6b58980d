"""Bytes to text: by their mark, by what reads as language, mending what was saved wrongly."""

import re
from typing import Final

from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal

# A compilation of a thousand pages has five million characters, a PDF of it perhaps ten times that.
MAX_TEXT_BYTES: Final = 16_000_000
# What Windows wrote in English before UTF-8; Urdu's is tried apart.
_OLDER_ENCODINGS: Final = ("cp1252", "mac_roman")
_MARKS: Final = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SAMPLE: Final = 4096
# A text has this share of letters, spaces and everyday signs; bytes read wrongly have less.
_READABLE: Final = 0.9
_EVERYDAY = re.compile(
    "[\\s\x20-\x7e\u00a0-\u00ff\u0600-\u06ff\u0750-\u077f\u200c-\u2060\ufb50-\ufeff]"
)
_ARABIC_WORDS = re.compile("[\u0621-\u06d3\u200c]{2,}")
# UTF-8 that was read as Windows' Latin and saved again: `â€™` for `’`, `Ù¾` for `پ`. Each letter
# is mended by itself, for the rest of the text may be sound.
_LATIN: Final = "\x80-\xff\u0152-\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_SAVED_WRONGLY = re.compile(
    f"[âï][{_LATIN}]{{2}}|ð[{_LATIN}]{{3}}|[ÂÃ][\xa0-\xbf]|[ØÙÚÛ][{_LATIN}]"
)
# What is never written on purpose, and what is only when there is more of it.
_PLAINLY_WRONG: Final = "â€"
_FEWEST_WRONG: Final = 2


def decode(data: bytes) -> str:
    """Return bytes as text; raises FileRefusedError: TOO_LARGE, or NOT_TEXT."""
    if len(data) > MAX_TEXT_BYTES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _mended(data.decode(encoding, errors="replace"))
    if b"\x00" in data[:_SAMPLE]:
        return _without_mark(data)
    text = data.decode("utf-8-sig", errors="replace")
    wrong = text.count("\ufffd")
    if not wrong or _is_damaged_utf8(text, wrong):
        return _mended(text)
    urdu = data.decode("cp1256", errors="replace")
    if _reads_as_urdu(urdu):
        return urdu
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OLDER_ENCODINGS)).best()
    if best is None:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return str(best)


def _without_mark(data: bytes) -> str:
    """Return bytes with zeros among them as UTF-16, in the order in which they can be read."""
    sample = data[: _SAMPLE & ~1]
    best, share = "", 0.0
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        readable = len(_EVERYDAY.findall(text)) / max(len(text), 1)
        if readable > share and "\x00" not in text:
            best, share = encoding, readable
    if share < _READABLE:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return data.decode(best, errors="replace")


def _mended(text: str) -> str:
    """Return text with what was saved wrongly as the letters that it was."""
    if _PLAINLY_WRONG not in text and len(_SAVED_WRONGLY.findall(text[:200_000])) < _FEWEST_WRONG:
        return text
    return _SAVED_WRONGLY.sub(lambda match: _letter(match[0]), text)


def _letter(wrong: str) -> str:
    """Return the letter that these signs were, or the signs if they were none."""
    try:
        return _as_latin(wrong).decode("utf-8")
    except ValueError:
        return wrong


def _as_latin(text: str) -> bytes:
    """Return the bytes that Windows' Latin shows as this text; its gaps stand for themselves."""
    return b"".join(
        char.encode("latin-1" if "\x80" <= char <= "\x9f" else "cp1252") for char in text
    )


def _reads_as_urdu(text: str) -> bool:
    """Return whether a text's letters beyond ASCII are mostly Arabic ones that make words."""
    foreign = sum(char > "\x7f" for char in text[:200_000])
    words = sum(len(word) for word in _ARABIC_WORDS.findall(text[:200_000]))
    return words * 10 > foreign * 7


def _is_damaged_utf8(text: str, wrong: int) -> bool:
    """Return whether a text is UTF-8 with a few broken bytes, going by the rest of it.

    In an older encoding hardly any letter above ASCII happens to be valid UTF-8.
    """
    right = sum(char > "\x7f" for char in text) - wrong
    return right > wrong or (right > 0 and wrong <= max(4, len(text) // 1000))
