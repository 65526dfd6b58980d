"""Names for the files that are given away, which every system and every program can take."""

import re
import unicodedata
from typing import Final

# Bytes in UTF-8: a path on an encrypted disk has room for no more.
_MOST: Final = 100
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]+')
_SPACES: Final = re.compile(r"\s+")
# Names that Windows keeps for devices, whatever ending they have.
_DEVICES: Final = re.compile(
    r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$)\s*(?:\.|$)", re.IGNORECASE
)
# Of the characters that cannot be seen, only these two belong to words of Urdu and Hindi.
_JOINERS: Final = "\u200c\u200d"


def file_name(title: str, suffix: str, otherwise: str) -> str:
    """Return the name of a file after a title: at most 100 bytes, legal on every system.

    A title of which nothing is left gives `otherwise`.
    """
    # The beginning is enough, however long a title is.
    text = unicodedata.normalize("NFC", title[: 4 * _MOST])
    text = _SPACES.sub(" ", _FORBIDDEN.sub(" ", text))
    seen = "".join(char for char in text if char in _JOINERS or _is_seen(char))
    room = _MOST - len(suffix.encode()) - 1
    stem = _ends_well(seen.encode()[:room].decode(errors="ignore"))
    if not stem.strip(_JOINERS):
        stem = otherwise
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return f"{stem}{suffix}"


def _is_seen(char: str) -> bool:
    return unicodedata.category(char)[0] != "C"


def _ends_well(stem: str) -> str:
    """Return a name that is not hidden, and whose end Windows does not cut off."""
    return stem.lstrip(" .-~").rstrip(" .")
