"""Kinds of files that Bayaz cannot read, known by their first bytes, so that each is named."""

from collections.abc import Iterable
from typing import Final

from app.core.importing.refusal import Refusal

OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_DIRECTORY_BYTES: Final = 8_000_000
# What is in a file of old Office says which program made it; the first that is found counts.
_STREAMS: Final = (
    ("EncryptedPackage", Refusal.ENCRYPTED),
    ("WordDocument", Refusal.OLD_WORD),
    ("Workbook", Refusal.SPREADSHEET),
    ("Book", Refusal.SPREADSHEET),
    ("PowerPoint Document", Refusal.SLIDES),
    ("__nameid_version1.0", Refusal.OUTLOOK_MESSAGE),
    ("MatOST", Refusal.WORKS),
)
_SIGNS: Final = (
    (b"Rar!\x1a\x07", Refusal.OTHER_ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Refusal.OTHER_ARCHIVE),
    (b"\x1f\x8b\x08", Refusal.OTHER_ARCHIVE),
    (b"\xfd7zXZ\x00", Refusal.OTHER_ARCHIVE),
)
_KINDLE: Final = (b"BOOKMOBI", b"TEXtREAd")


def unreadable(data: bytes) -> Refusal | None:
    """Return what a file is if it is of a kind that cannot be read; None for any other."""
    if data.startswith(OLD_OFFICE):
        return _old_office(data)
    if data[60:68] in _KINDLE:
        return Refusal.KINDLE_BOOK
    return next((refusal for sign, refusal in _SIGNS if data.startswith(sign)), None)


def unreadable_package(names: Iterable[str]) -> Refusal | None:
    """Return what a zip is, by the names in it, if it is a document that cannot be read."""
    folded = [name.casefold() for name in names]
    for name in folded:
        if name.startswith("xl/workbook"):
            return Refusal.SPREADSHEET
        if name.startswith("ppt/presentation"):
            return Refusal.SLIDES
        if name.endswith(".iwa") or name in ("index.zip", "index.apxl", "index.xml.gz"):
            return Refusal.APPLE_DOCUMENT
    if "buildversionhistory.plist" in folded or "metadata/buildversionhistory.plist" in folded:
        return Refusal.APPLE_DOCUMENT
    return None


def _old_office(data: bytes) -> Refusal:
    """Return which program a file of old Office is from, by the names in its directory.

    A name is kept in letters of two bytes; its entry is a multiple of 128 bytes into the file.
    """
    for stream, refusal in _STREAMS:
        name = stream.encode("utf-16-le") + b"\x00\x00"
        start = data.find(name, 0, _DIRECTORY_BYTES)
        while start >= 0:
            if start % 128 == 0:
                return refusal
            start = data.find(name, start + 1, _DIRECTORY_BYTES)
    return Refusal.OLD_WORD
