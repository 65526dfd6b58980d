"""Zip files from strangers: every name and size is checked before anything is read."""

import stat
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import PurePosixPath
from typing import IO, Final

from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal

MAX_ENTRIES: Final = 2_000
MAX_ENTRY: Final = 50_000_000
MAX_TOTAL: Final = 200_000_000
# What is packed more tightly than this is a zip bomb.
MAX_RATIO: Final = 100
_SMALL: Final = 1_000_000
_CHUNK: Final = 1 << 16


class SafeZip:
    """A zip file that is only read from, entry by entry, within limits.

    Raises FileRefusedError: DAMAGED for what is no sound zip, HOSTILE for what is made to do harm.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise FileRefusedError(Refusal.DAMAGED) from error
        self._left = MAX_TOTAL
        self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        self._check()

    @property
    def names(self) -> list[str]:
        """The names of the files in it, in the order of the zip."""
        return [name for name, entry in self._entries.items() if not entry.is_dir()]

    def read(self, name: str) -> bytes:
        """Return one file, limited by what really comes out, not by what the zip declares.

        Raises FileRefusedError: DAMAGED, HOSTILE.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise FileRefusedError(Refusal.DAMAGED)
        limit = min(MAX_ENTRY, self._left)
        try:
            with self._zip.open(entry) as stream:
                data = b"".join(_pieces(stream, limit))
        except Exception as error:
            # zipfile, zlib, lzma and struct each have their own ways to say that it is broken.
            raise FileRefusedError(Refusal.DAMAGED) from error
        if len(data) > limit:
            raise FileRefusedError(Refusal.HOSTILE)
        self._left -= len(data)
        return data

    def _check(self) -> None:
        entries = self._zip.infolist()
        folded = {entry.filename.casefold() for entry in entries}
        spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
        overlaps = any(
            start + size > following for (start, size), (following, _) in pairwise(spans)
        )
        if len(entries) > MAX_ENTRIES or len(folded) < len(entries) or overlaps:
            raise FileRefusedError(Refusal.HOSTILE)
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise FileRefusedError(Refusal.HOSTILE)
        if any(_is_hostile(entry) for entry in entries):
            raise FileRefusedError(Refusal.HOSTILE)


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield what comes out of a zip until it is more than the limit."""
    size = 0
    while size <= limit and (piece := stream.read(_CHUNK)):
        size += len(piece)
        yield piece


def _is_hostile(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or any(c in name for c in ("\\", ":", "\x00")):
        return True
    if stat.S_ISLNK(entry.external_attr >> 16) or entry.flag_bits & 1:
        return True
    if entry.file_size > MAX_ENTRY:
        return True
    tight = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
    return tight and entry.file_size > _SMALL
