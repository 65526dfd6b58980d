"""Bringing a damaged or lost library back: the file itself if it can be mended, else a new one.

The ladder: the file without its write-ahead log; with its indexes made anew; the newest backup that
is whole, with every record that can still be read from the damaged file laid over it. What was
there is kept beside under another name, and nothing takes its place before it is complete.
"""

import contextlib
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from app.core.atomic import patiently, sync_file, sync_folder
from app.core.backup.backups import Backups, check_backup
from app.core.backup.model import Backup
from app.core.backup.restore import records_of
from app.core.errors import LibraryBusyError, LibraryDamagedError, LibraryUnwritableError
from app.core.storage.database import Database
from app.core.storage.identity import set_library_id
from app.core.storage.place import free_name
from app.core.storage.records.older_records import Entry
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_writer import RecordWriter
from app.core.storage.records.salvage import (
    is_held,
    is_sound,
    reindexed,
    whole_records,
    without_log,
)

_AT_ONCE: Final = 200
_REBUILT: Final = ".rebuilt"


class Way(StrEnum):
    """How a library was brought back."""

    WITHOUT_LOG = "without-log"
    REINDEXED = "reindexed"
    BACKUP = "backup"
    SALVAGE = "salvage"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done: how, where the damaged file is now, and what the library holds.

    `salvaged` are records that no backup has as they are: they were read from the damaged file.
    """

    way: Way
    kept: Path | None
    backup: Backup | None = None
    salvaged: Mapping[str, int] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)


def finish_recovery(database: Path) -> None:
    """Complete what a power cut interrupted: the damaged file gone, its successor not yet there."""
    rebuilt = Path(f"{database}{_REBUILT}")
    if not database.exists() and rebuilt.exists() and is_sound(rebuilt):
        with contextlib.suppress(OSError):
            patiently(lambda: rebuilt.rename(database))
            sync_folder(database.parent)


def recover(
    database: Path,
    backups: Backups,
    *,
    rebuild: bool = False,
    journal: Iterable[Entry] = (),
) -> Recovery:
    """Bring a library back that cannot be opened, or whose records cannot be mended singly.

    With `rebuild` the file itself is not used again: it can be opened, and is not whole. Records
    of the `journal` stand in for a backup where there is none.

    Raises LibraryDamagedError if nothing is left of it, LibraryBusyError if another Bayaz has it
    open, and LibraryUnwritableError.
    """
    if is_held(database):
        raise LibraryBusyError(database)
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return _recover(database, backups, Path(folder), journal, rebuild=rebuild)
    except OSError as error:
        raise LibraryUnwritableError(database) from error


def _recover(
    database: Path, backups: Backups, folder: Path, journal: Iterable[Entry], *, rebuild: bool
) -> Recovery:
    if database.exists() and not rebuild:
        copy = folder / "copy"
        for way, mend in ((Way.WITHOUT_LOG, without_log), (Way.REINDEXED, _with_new_indexes)):
            if mend(database, copy):
                rebuilt = Path(f"{database}{_REBUILT}")
                rebuilt.write_bytes(copy.read_bytes())
                sync_file(rebuilt)
                return Recovery(way, _put_in_place(database))
    backup = _newest_whole(backups)
    safe: dict[tuple[str, str], Entry] = {}
    if backup is not None:
        with records_of(backup.path) as entries:
            safe = {(kind, own): (kind, own, found) for kind, own, found in entries}
    else:
        with contextlib.suppress(OSError):
            safe = {(kind, own): (kind, own, found) for kind, own, found in journal}
    records = dict(safe)
    salvaged: Counter[str] = Counter()
    if database.exists():
        for kind, own_id, record in whole_records(database, folder / "whole"):
            held = records.get((kind, own_id))
            if held is None or held[2] != record:
                records[kind, own_id] = (kind, own_id, record)
                salvaged[kind] += 1
    if not records and backup is None:
        raise LibraryDamagedError(database)
    counts = _build(Path(f"{database}{_REBUILT}"), records.values(), backup, safe)
    way = Way.BACKUP if backup is not None else Way.SALVAGE
    return Recovery(way, _put_in_place(database), backup, dict(salvaged), counts)


def _with_new_indexes(_database: Path, copy: Path) -> bool:
    return copy.exists() and reindexed(copy)


def _newest_whole(backups: Backups) -> Backup | None:
    for one in backups.all():
        if one.usable and check_backup(one.path).usable:
            return one
    return None


def _build(
    path: Path,
    entries: Iterable[Entry],
    backup: Backup | None,
    safe: Mapping[tuple[str, str], Entry],
) -> Mapping[str, int]:
    """Make a library of records at a place; return how many of each kind it took.

    A record that turns out to be none is taken from `safe`, those of the backup.
    """
    for left in (path, Path(f"{path}-wal"), Path(f"{path}-journal")):
        left.unlink(missing_ok=True)
    counts: Counter[str] = Counter()
    # A reading needs its summary, so the order is that of the kinds.
    ordered = iter(sorted(entries, key=lambda entry: KINDS.index(entry[0])))
    database = Database(path)
    try:
        if backup is not None and backup.about is not None:
            set_library_id(database, backup.about.library_id)
        writer = RecordWriter(database)
        while chunk := tuple(islice(ordered, _AT_ONCE)):
            try:
                with database.transaction():
                    for kind, own_id, record in chunk:
                        writer.write(kind, own_id, record)
                counts.update(kind for kind, _, _ in chunk)
            except ValueError:
                counts.update(_write_singly(database, writer, chunk, safe))
    finally:
        database.close()
    sync_file(path)
    return dict(counts)


def _write_singly(
    database: Database,
    writer: RecordWriter,
    chunk: Iterable[Entry],
    safe: Mapping[tuple[str, str], Entry],
) -> Iterable[str]:
    """Write those records of a chunk that can be written; yield their kinds."""
    for entry in chunk:
        kind, own_id, _ = entry
        for _, _, record in filter(None, (entry, safe.get((kind, own_id)))):
            try:
                with database.transaction():
                    writer.write(kind, own_id, record)
            except ValueError:
                continue
            yield kind
            break


def _put_in_place(database: Path) -> Path | None:
    """Let what was rebuilt take the place of the damaged file; return where that is kept."""
    kept = None
    if database.exists():
        kept = free_name(database, "damaged")
        for ending in ("-wal", "-journal"):
            log = Path(f"{database}{ending}")
            if log.exists():
                patiently(partial(log.rename, f"{kept}{ending}"))
        Path(f"{database}-shm").unlink(missing_ok=True)
        patiently(partial(database.rename, kept))
    patiently(lambda: Path(f"{database}{_REBUILT}").rename(database))
    sync_folder(database.parent)
    return kept
