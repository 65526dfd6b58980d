"""Writing the file of a backup: a zip with the records as lines of JSON, and as Markdown too.

It holds data only, nothing that is run or opened as a database. The manifest names every member
with its SHA-256, and is written last.
"""

import contextlib
import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO

from app.core.atomic import put_in_place, sync_folder
from app.core.backup.backup_file import (
    FORMAT,
    MANIFEST,
    STATE_FILES,
    VERSION,
    VERSIONS,
    BackupFile,
    read_manifest,
)
from app.core.backup.model import (
    About,
    Backup,
    BackupDamagedError,
    BackupDiffersError,
    BackupNotWrittenError,
    BackupStoppedError,
    Step,
)
from app.core.backup.readable import note_text, summary_text
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import RecordReader, to_json


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
        # Not its parents: where the folder of a library is gone, none is made in its stead.
        path.parent.mkdir(exist_ok=True)
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
        put_in_place(beside, path)
        sync_folder(path.parent)
    except OSError as error:
        raise BackupNotWrittenError(path) from error
    except BackupDamagedError as error:
        raise BackupDiffersError(path) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return Backup(path, backup.about, backup.counts)


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
        _add(out, members, VERSIONS, map(to_json, reader.versions()))
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
        out.writestr(_place(MANIFEST), json.dumps(manifest, ensure_ascii=False, indent=1))


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
            # What is left unread keeps the file open, and Windows removes no open file.
            with contextlib.closing(written.records(kind)) as records:
                for expected in reader.all(kind):
                    progress.next()
                    if next(records, None) != expected:
                        raise BackupDiffersError(path)
                if next(records, None) is not None:
                    raise BackupDiffersError(path)
        written.check()
