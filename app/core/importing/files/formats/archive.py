"""Zip files of texts, read like folders: an exported chat with its pictures, a friend's notes."""

from collections.abc import Callable
from typing import Final

from app.core.importing.files.extensions import SUFFIXES
from app.core.importing.files.formats.book_package import natural_order
from app.core.importing.files.formats.zipped import MAX_ENTRIES, TolerantZip
from app.core.importing.model import ArchivedFile, Document, FileRefusedError
from app.core.importing.refusal import Refusal

ZIP: Final = ".zip"
# What Macs put beside each file, and names that begin with a dot.
_HIDDEN: Final = ("__macosx", ".")


def read(archive: TolerantZip, read_file: Callable[[bytes, str], Document]) -> Document:
    """Return the files of a zip, each read by `read_file` from its bytes and name.

    Raises FileRefusedError: EMPTY_ARCHIVE, TOO_LARGE, HOSTILE.
    """
    names = sorted(filter(_may_be_read, archive.names), key=natural_order)
    if not names:
        raise FileRefusedError(Refusal.EMPTY_ARCHIVE)
    if len(names) > MAX_ENTRIES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    return Document((), files=tuple(_read_one(archive, name, read_file) for name in names))


def _read_one(
    archive: TolerantZip, name: str, read_file: Callable[[bytes, str], Document]
) -> ArchivedFile:
    try:
        return ArchivedFile(name, read_file(archive.read(name), name))
    except FileRefusedError as error:
        return ArchivedFile(name, refusal=error.reason)


def _may_be_read(name: str) -> bool:
    """Return whether a file in a zip may hold summaries, as one in a folder may."""
    folded = name.casefold()
    hidden = any(part.startswith(_HIDDEN) for part in folded.split("/"))
    return folded.endswith(SUFFIXES) and not hidden
