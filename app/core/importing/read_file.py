"""A file to text: what it is, how it is encoded, and no more of it than a text can be."""

from pathlib import Path
from typing import Final

from app.core.importing.refusal import Refusal

# A compilation of a thousand pages has five million characters.
MAX_BYTES: Final = 16_000_000

TEXT_SUFFIXES: Final = (".txt", ".md", ".markdown", ".text")

# What Windows wrote in English and in Urdu before UTF-8.
_OLDER_ENCODINGS: Final = ("cp1252", "cp1256", "mac_roman")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


class FileRefusedError(Exception):
    """The file is not taken; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def read_text_file(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 or an older encoding.

    Raises FileRefusedError: too large, no text, or not readable.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileRefusedError(Refusal.TOO_LARGE)
        data = path.read_bytes()
    except OSError as error:
        raise FileRefusedError(Refusal.UNREADABLE) from error
    return decode(data)


def decode(data: bytes) -> str:
    """Return bytes as text; raises FileRefusedError when they are none."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096] or data.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefusedError(Refusal.NOT_TEXT)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OLDER_ENCODINGS)).best()
    if best is None:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return str(best)


def text_files_in(folder: Path) -> list[Path]:
    """Return every text file below a folder, by name; links are not followed."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in TEXT_SUFFIXES and path.is_file() and not path.is_symlink()
    )
