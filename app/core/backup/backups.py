"""The backups of one library: where they are, what each holds, making another, thinning out."""

import contextlib
import logging
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from app.core.atomic import put_in_place, sync_file, sync_folder
from app.core.backup.backup_file import STATE_FILES, BackupFile, read_manifest
from app.core.backup.backup_writer import write_backup
from app.core.backup.model import (
    SUFFIX,
    About,
    Backup,
    BackupError,
    BackupNotWrittenError,
    BackupTooNewError,
    LibraryNotWholeError,
    Reason,
    Step,
)
from app.core.backup.rotation import superfluous
from app.core.clock import local_day, stamp
from app.core.storage.checking.library_check import check_connection
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import LIBRARY_FAULTS, RecordReader, older_library

_log = logging.getLogger(__name__)

_NAME: Final = re.compile(r"bayaz-\d{4,5}-\d\d-\d\d-(\d{6,9})" + re.escape(SUFFIX))


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a backup is of: which library, its schema and running day, why and when it is made.

    `files` are the small files beside the library that go along, by their names.
    """

    library_id: str
    schema: int
    day: int
    reason: Reason
    moment: datetime
    files: Mapping[str, bytes]

    def about(self, sequence: int) -> About:
        """Return what a backup of this occasion says of itself."""
        moment = stamp(self.moment)
        return About(self.library_id, moment, self.reason, sequence, self.day, self.schema)


class Backups:
    """The backups in a folder, and copies of them in a second one if there is one."""

    def __init__(self, folder: Path, second: Path | None = None) -> None:
        self.folder = folder
        self.second = second
        # Two at once would take the same number, and one clear the other's unfinished file away.
        self._one_at_a_time = threading.Lock()

    def all(self) -> list[Backup]:
        """Return the backups in both folders, the newest first, those that are damaged last.

        Of each only what it says of itself is read: `check_backup` reads all.
        """
        return sorted((_described(path) for path in self._paths()), key=_age)

    def make_before_migration(self, database: Path, moment: datetime) -> Backup | None:
        """Make a backup of a library of an older version that is still closed, if it is one."""
        if not database.exists():
            return None
        try:
            with older_library(database, LATEST_VERSION) as older:
                if older is None:
                    return None
                occasion = Occasion(
                    older.library_id,
                    older.version,
                    older.day,
                    Reason.MIGRATION,
                    moment,
                    state_files_of(database.parent),
                )
                return self._write(older.reader, occasion)
        except LIBRARY_FAULTS:
            # Opening the library says what is wrong with it.
            return None

    def make(
        self,
        reader: RecordReader,
        occasion: Occasion,
        step: Step | None = None,
        keep: Path | None = None,
    ) -> Backup:
        """Make a backup, copy it to the second folder, and thin out the older ones but `keep`.

        Raises LibraryNotWholeError if the library is damaged, BackupNotWrittenError,
        BackupDiffersError and BackupStoppedError.
        """
        if not check_connection(reader.connection).whole:
            raise LibraryNotWholeError(self.folder)
        return self._write(reader, occasion, step, keep)

    def _write(
        self,
        reader: RecordReader,
        occasion: Occasion,
        step: Step | None = None,
        keep: Path | None = None,
    ) -> Backup:
        with self._one_at_a_time:
            self._remove_unfinished()
            sequence = self._last_sequence() + 1
            name = f"bayaz-{local_day(occasion.moment).isoformat()}-{sequence:06}{SUFFIX}"
            about = occasion.about(sequence)
            made = write_backup(self.folder / name, reader, about, occasion.files, step)
            self.copy_to_second(made)
            for folder in self._folders():
                self._thin_out(folder, occasion.library_id, keep)
            return made

    def copy_to_second(self, backup: Backup) -> bool:
        """Copy a backup to the second folder; return whether it is there."""
        if self.second is None or not self.second.is_dir():
            # A stick that is not in: nothing is made in its place.
            return False
        try:
            _copy(backup.path, self.second / backup.path.name)
        except (OSError, BackupError):
            _log.warning("A backup could not be copied to the second folder", exc_info=True)
            return False
        return True

    def _remove_unfinished(self) -> None:
        """Remove what a power cut left of a backup that was being written."""
        for left in self.folder.glob(f".bayaz-*{SUFFIX}.*"):
            with contextlib.suppress(OSError):
                left.unlink()

    def _last_sequence(self) -> int:
        found = (_NAME.fullmatch(path.name) for path in self._paths())
        return max((int(match[1]) for match in found if match), default=0)

    def _folders(self) -> Iterator[Path]:
        yield self.folder
        if self.second is not None:
            yield self.second

    def _paths(self) -> list[Path]:
        paths: list[Path] = []
        for folder in self._folders():
            with contextlib.suppress(OSError):
                paths += sorted(path for path in folder.iterdir() if path.name.endswith(SUFFIX))
        return paths

    def _thin_out(self, folder: Path, library_id: str, keep: Path | None) -> None:
        """Remove the backups in a folder that need not be kept; never one that has another name."""
        kept = keep and keep.resolve()
        own = [
            backup
            for backup in map(_described, sorted(folder.glob(f"*{SUFFIX}")))
            if _NAME.fullmatch(backup.path.name)
            and backup.about is not None
            and backup.about.library_id == library_id
        ]
        for backup in superfluous(own):
            if backup.path.resolve() == kept:
                continue
            try:
                backup.path.unlink()
            except OSError:
                _log.warning("An old backup could not be removed", exc_info=True)


def write_checked(
    path: Path, reader: RecordReader, occasion: Occasion, step: Step | None = None
) -> Backup:
    """Write a backup of a library that is whole; raises as `Backups.make` does."""
    if not check_connection(reader.connection).whole:
        raise LibraryNotWholeError(path)
    return write_backup(path, reader, occasion.about(0), occasion.files, step)


def state_files_of(folder: Path) -> dict[str, bytes]:
    """Return the small files beside a library that a backup keeps."""
    found = {}
    for name in STATE_FILES:
        with contextlib.suppress(OSError):
            found[name] = (folder / name).read_bytes()
    return found


def check_backup(path: Path) -> Backup:
    """Read all of a backup and return what it holds, with its fault if it has one."""
    try:
        with BackupFile(path) as opened:
            opened.check()
            return opened.backup
    except (BackupError, OSError) as error:
        return _faulty(path, error)


def _described(path: Path) -> Backup:
    try:
        return read_manifest(path)
    except (BackupError, OSError) as error:
        return _faulty(path, error)


def _faulty(path: Path, error: Exception) -> Backup:
    if isinstance(error, BackupTooNewError):
        return Backup(path, None, fault="too new")
    return Backup(path, None, fault="unreadable" if isinstance(error, OSError) else "damaged")


def _age(backup: Backup) -> tuple[int, str]:
    return (-backup.about.sequence if backup.about else 1, backup.path.name)


def _copy(source: Path, target: Path) -> None:
    """Copy a backup so that it is complete at its place or not there at all."""
    with tempfile.NamedTemporaryFile(
        prefix=f".{target.name[:40]}.", dir=target.parent, delete=False
    ) as file:
        beside = Path(file.name)
    try:
        shutil.copyfile(source, beside)
        sync_file(beside)
        found = check_backup(beside)
        if not found.usable:
            raise BackupNotWrittenError(target)
        put_in_place(beside, target)
        sync_folder(target.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
