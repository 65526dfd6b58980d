"""Reading the file of a backup, which `backup_writer` describes.

It is taken for foreign: members that are not named here are ignored, sizes are counted and not
believed, and nothing is as it should be until its sum is compared.
"""

import hashlib
import json
import zipfile
import zlib
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final, Self

from app.core.backup.model import (
    About,
    Backup,
    BackupDamagedError,
    BackupTooNewError,
    Reason,
)
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import Record

FORMAT: Final = "bayaz-backup"
VERSION: Final = 1
# The reader's own small files that are kept with the library.
STATE_FILES: Final = ("settings.json", "window.ini", "watched.json", "import.json")

MANIFEST: Final = "manifest.json"
VERSIONS: Final = "versions.jsonl"
_MOST_MEMBERS: Final = 100
_LONGEST_LINE: Final = 256 * 1024 * 1024
_LARGEST_STATE: Final = 64 * 1024 * 1024
_LARGEST_MANIFEST: Final = 1024 * 1024
# What may come out of a small file in any case, and how much more than its size out of any.
_ALWAYS_ALLOWED: Final = 64 * 1024 * 1024
_MOST_RATIO: Final = 200
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, AttributeError, ValueError, KeyError, TypeError,
    NotImplementedError, RuntimeError, RecursionError, OverflowError,
)  # fmt: skip


def read_manifest(path: Path) -> Backup:
    """Return what a backup says of itself; nothing else of it is read.

    Raises BackupDamagedError, BackupTooNewError, and OSError when it cannot be opened.
    """
    with BackupFile(path) as opened:
        return opened.backup


class BackupFile:
    """A backup that is open for reading.

    All methods raise BackupDamagedError for what is not as the manifest says.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._left = max(_ALWAYS_ALLOWED, path.stat().st_size * _MOST_RATIO)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise BackupDamagedError(path) from error
        try:
            self._read_manifest()
        except BaseException as error:
            self._zip.close()
            if isinstance(error, _BROKEN):
                raise BackupDamagedError(path) from error
            raise

    def __enter__(self) -> Self:
        """Return the file, to be closed at the end of the block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._zip.close()

    def records(self, kind: str) -> Generator[tuple[str, Record], None, None]:
        """Yield the records of a kind with their ids, and check them as they come."""
        for entry in self._lines(f"{kind}.jsonl"):
            yield _identified(self.path, entry)

    def versions(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of the versions of each record."""
        return self._lines(VERSIONS)

    def state_files(self) -> dict[str, bytes]:
        """Return the small files that were beside the library, by their names."""
        found = {}
        for name in STATE_FILES:
            if f"state/{name}" in self._digests:
                found[name] = self._whole(f"state/{name}")
        return found

    def check(self) -> None:
        """Read everything once; raises BackupDamagedError if anything is not as it was written."""
        for kind in KINDS:
            count = sum(1 for _ in self.records(kind))
            if count != self.backup.counts.get(kind, 0):
                raise BackupDamagedError(self.path)
        for _ in self.versions():
            pass
        self.state_files()

    def _read_manifest(self) -> None:
        if len(self._zip.namelist()) > _MOST_MEMBERS:
            raise BackupDamagedError(self.path)
        with self._zip.open(MANIFEST) as stream:
            manifest = json.loads(stream.read(_LARGEST_MANIFEST))
        if manifest["format"] != FORMAT:
            raise BackupDamagedError(self.path)
        if manifest["version"] > VERSION:
            raise BackupTooNewError(self.path)
        about = dict(manifest["about"])
        made = About(
            library_id=_text(about["library_id"]),
            made_at=_text(about["made_at"]),
            reason=Reason(about["reason"]),
            sequence=_number(about["sequence"]),
            day=_number(about["day"]),
            schema=_number(about["schema"]),
        )
        counts = {kind: _number(manifest["counts"].get(kind, 0)) for kind in KINDS}
        self._digests = {str(name): str(value) for name, value in manifest["members"].items()}
        self.backup = Backup(self.path, made, counts)

    def _lines(self, name: str) -> Iterator[dict[str, Any]]:
        if name not in self._digests:
            return
        digest = hashlib.sha256()
        try:
            with self._zip.open(name) as stream:
                while line := stream.readline(_LONGEST_LINE):
                    digest.update(line)
                    self._count(len(line))
                    yield json.loads(line)
        except _BROKEN as error:
            raise BackupDamagedError(self.path) from error
        if digest.hexdigest() != self._digests[name]:
            raise BackupDamagedError(self.path)

    def _whole(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as stream:
                content = stream.read(_LARGEST_STATE)
        except _BROKEN as error:
            raise BackupDamagedError(self.path) from error
        self._count(len(content))
        if hashlib.sha256(content).hexdigest() != self._digests[name]:
            raise BackupDamagedError(self.path)
        return content

    def _count(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise BackupDamagedError(self.path)


def _identified(path: Path, entry: Any) -> tuple[str, Record]:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        raise BackupDamagedError(path)
    record = entry.get("record")
    if not isinstance(record, dict) or not all(
        isinstance(rows, list) and all(isinstance(row, dict) for row in rows)
        for rows in record.values()
    ):
        raise BackupDamagedError(path)
    return entry["id"], record


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError(value)
    return value
