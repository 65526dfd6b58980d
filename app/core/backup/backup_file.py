"""The file of a backup: a zip with the records as lines of JSON, and as Markdown to be read.

It holds data only, nothing that is run or opened as a database. The manifest names every member
with its SHA-256, and is written last. What is read from such a file is taken for foreign: members
that are not named here are ignored, sizes are counted and not believed.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Final, Self

from app.core.atomic import sync_folder
from app.core.backup.model import (
    About,
    Backup,
    BackupDamagedError,
    BackupDiffersError,
    BackupNotWrittenError,
    BackupStoppedError,
    BackupTooNewError,
    Reason,
    Step,
)
from app.core.backup.readable import note_text, summary_text
from app.core.storage.record_parts import KINDS
from app.core.storage.record_reader import Record, RecordReader, to_json

FORMAT: Final = "bayaz-backup"
VERSION: Final = 1
# The reader's own small files that are kept with the library.
STATE_FILES: Final = ("settings.json", "window.ini", "watched.json", "import.json")

_MANIFEST: Final = "manifest.json"
_VERSIONS: Final = "versions.jsonl"
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


def write_backup(
    path: Path,
    reader: RecordReader,
    about: About,
    files: Mapping[str, bytes],
    step: Step | None = None,
) -> Backup:
    """Write a backup beside `path`, read it back, compare it with the library, and move it there.

    An older file of that name stays until then. Raises BackupNotWrittenError, BackupDiffersError,
    and BackupStoppedError when `step` says so.
    """
    total = sum(len(reader.ids(kind)) for kind in KINDS) * 2
    progress = _Progress(path, total, step)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    except OSError as error:
        raise BackupNotWrittenError(path) from error
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write(file, reader, about, files, progress)
            file.flush()
            os.fsync(file.fileno())
        _compare(beside, path, reader, progress)
        backup = read_manifest(beside)
        beside.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise BackupNotWrittenError(path) from error
    except BackupDamagedError as error:
        raise BackupDiffersError(path) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return Backup(path, backup.about, backup.counts)


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

    def records(self, kind: str) -> Iterator[tuple[str, Record]]:
        """Yield the records of a kind with their ids, and check them as they come."""
        for entry in self._lines(f"{kind}.jsonl"):
            yield _identified(self.path, entry)

    def versions(self) -> Iterator[dict[str, Any]]:
        """Yield what is known of the versions of each record."""
        return self._lines(_VERSIONS)

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
        with self._zip.open(_MANIFEST) as stream:
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


class _Progress:
    """Counts records and asks at every one whether to go on."""

    def __init__(self, path: Path, total: int, step: Step | None) -> None:
        self._path = path
        self._total = total
        self._step = step
        self._done = 0

    def next(self) -> None:
        self._done += 1
        if self._step is not None and not self._step(self._done, self._total):
            raise BackupStoppedError(self._path)


def _write(
    file: IO[bytes],
    reader: RecordReader,
    about: About,
    files: Mapping[str, bytes],
    progress: _Progress,
) -> None:
    counts: dict[str, int] = {}
    members: dict[str, str] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as out:
        for kind in KINDS:
            lines = (
                to_json({"id": own_id, "record": record}) for own_id, record in reader.all(kind)
            )
            counts[kind] = _add(out, members, f"{kind}.jsonl", _counted(lines, progress))
        _add(out, members, _VERSIONS, map(to_json, reader.versions()))
        names: dict[str, str] = {}
        _add(out, members, "summaries.md", _summaries(reader, names))
        _add(out, members, "notes.md", _notes(reader, names))
        for name, content in files.items():
            if name in STATE_FILES:
                out.writestr(_place(f"state/{name}"), content)
                members[f"state/{name}"] = hashlib.sha256(content).hexdigest()
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "about": asdict(about),
            "counts": counts,
            "members": members,
        }
        out.writestr(_place(_MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))


def _counted(lines: Iterable[str], progress: _Progress) -> Iterator[str]:
    for line in lines:
        progress.next()
        yield line


def _summaries(reader: RecordReader, names: dict[str, str]) -> Iterator[str]:
    """Yield the summaries outside the trash as Markdown; note the names of what can be linked."""
    for own_id, record in reader.all("summary"):
        title = str(record["summary"][0].get("title") or "Untitled")
        names[own_id] = title
        names.update({str(fact["id"]): title for fact in record.get("fact", ())})
        if record["summary"][0].get("deleted_at") is None:
            yield summary_text(record)


def _notes(reader: RecordReader, names: dict[str, str]) -> Iterator[str]:
    for own_id, record in reader.all("highlight"):
        names[own_id] = names.get(str(record["highlight"][0]["summary_id"]), "")
    for _, record in reader.all("note"):
        if record["note"][0].get("deleted_at") is None:
            yield note_text(record, names)


def _add(out: zipfile.ZipFile, members: dict[str, str], name: str, lines: Iterable[str]) -> int:
    """Write lines as a member, note its SHA-256, and return how many lines there were."""
    digest, count = hashlib.sha256(), 0
    with out.open(_place(name), "w", force_zip64=True) as stream:
        for line in lines:
            written = f"{line}\n".encode()
            digest.update(written)
            stream.write(written)
            count += 1
    members[name] = digest.hexdigest()
    return count


def _place(name: str) -> zipfile.ZipInfo:
    # A fixed date: a zip knows none before 1980, where a clock without a battery starts.
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _compare(beside: Path, path: Path, reader: RecordReader, progress: _Progress) -> None:
    """Read a backup back and compare it, record by record, with the library."""
    with BackupFile(beside) as written:
        for kind in KINDS:
            records = written.records(kind)
            for expected in reader.all(kind):
                progress.next()
                if next(records, None) != expected:
                    raise BackupDiffersError(path)
            if next(records, None) is not None:
                raise BackupDiffersError(path)
        written.check()


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
