"""Zip files from strangers: every name and size is checked before anything is read."""

import re
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
# A chat that was exported with all its pictures has thousands of files, of which one is read.
_MAX_NAMES: Final = 20_000
_SMALL: Final = 1_000_000
_CHUNK: Final = 1 << 16
_LOCKED: Final = 1
_DRIVE = re.compile(r"\A[A-Za-z]:(?=/)")


class SafeZip:
    """A zip file that is only read from, entry by entry, within limits.

    Raises FileRefusedError: DAMAGED for what is no sound zip, HOSTILE for what is made to do harm.
    """

    def __init__(self, data: bytes | IO[bytes]) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data) if isinstance(data, bytes) else data)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise FileRefusedError(Refusal.DAMAGED) from error
        self._left = MAX_TOTAL
        self._entries = {self._name_of(entry): entry for entry in self._zip.infolist()}
        self._check(self._zip.infolist())

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

    def _name_of(self, entry: zipfile.ZipInfo) -> str:
        """Return the name by which an entry is asked for."""
        return entry.filename

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        """Refuse what is made to do harm; raises FileRefusedError: HOSTILE."""
        folded = {entry.filename.casefold() for entry in entries}
        if len(entries) > MAX_ENTRIES or len(folded) < len(entries) or _overlap(entries):
            raise FileRefusedError(Refusal.HOSTILE)
        if sum(entry.file_size for entry in entries) > MAX_TOTAL:
            raise FileRefusedError(Refusal.HOSTILE)
        if any(_is_misnamed(entry) or _is_odd(entry) or _is_bomb(entry) for entry in entries):
            raise FileRefusedError(Refusal.HOSTILE)
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise FileRefusedError(Refusal.HOSTILE)


class TolerantZip(SafeZip):
    """A zip file whose names may be as other programs write them, since none is ever unpacked.

    Backslashes are slashes, `/OEBPS/a` and `C:/OEBPS/a` are `OEBPS/a`; of two files with one name
    the later counts, as the one that was added last. Sizes are checked of what is read only: the
    films in a chat's export are nobody's business.
    """

    def read(self, name: str) -> bytes:
        """Return one file as `SafeZip` does.

        Raises FileRefusedError: ENCRYPTED, DAMAGED, HOSTILE.
        """
        entry = self._entries.get(name)
        if entry is not None:
            if entry.flag_bits & _LOCKED:
                raise FileRefusedError(Refusal.ENCRYPTED)
            if _is_bomb(entry):
                raise FileRefusedError(Refusal.HOSTILE)
        return super().read(name)

    def _name_of(self, entry: zipfile.ZipInfo) -> str:
        name = entry.orig_filename.replace("\\", "/")
        return _DRIVE.sub("", name).lstrip("/")

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > _MAX_NAMES or _overlap(entries):
            raise FileRefusedError(Refusal.HOSTILE)
        if any(_is_odd(entry) or _leads_out(entry.orig_filename) for entry in entries):
            raise FileRefusedError(Refusal.HOSTILE)


def _pieces(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """Yield what comes out of a zip until it is more than the limit."""
    size = 0
    while size <= limit and (piece := stream.read(_CHUNK)):
        size += len(piece)
        yield piece


def _overlap(entries: list[zipfile.ZipInfo]) -> bool:
    spans = sorted((entry.header_offset, entry.compress_size) for entry in entries)
    return any(start + size > following for (start, size), (following, _) in pairwise(spans))


def _is_misnamed(entry: zipfile.ZipInfo) -> bool:
    name = entry.orig_filename
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts or any(c in name for c in ("\\", ":"))


def _leads_out(name: str) -> bool:
    """Return whether a name climbs out of its folder, which no honest program writes."""
    return ".." in name.replace("\\", "/").split("/")


def _is_odd(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry is a link, or has a name that ends before its end."""
    return "\x00" in entry.orig_filename or stat.S_ISLNK(entry.external_attr >> 16)


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    tight = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
    return entry.file_size > MAX_ENTRY or (tight and entry.file_size > _SMALL)
