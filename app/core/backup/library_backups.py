"""The backups of the library that is open: making one of it, and bringing it back to one."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.core.atomic import write_file
from app.core.backup.backup_file import BackupFile
from app.core.backup.backups import (
    Backups,
    Occasion,
    check_backup,
    state_files_of,
    write_checked,
)
from app.core.backup.model import (
    Backup,
    BackupError,
    Difference,
    LibraryNotWholeError,
    Reason,
    Step,
)
from app.core.backup.restore import preview, records_of, restore
from app.core.clock import Clock
from app.core.errors import LibraryAbsentError
from app.core.storage.checking.checksums import DamagedRecord
from app.core.storage.database import Database
from app.core.storage.identity import library_id
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import RecordReader, reader_of
from app.core.storage.records.record_writer import RecordWriter
from app.core.storage.running_days import running_day

_log = logging.getLogger(__name__)

# What a restored library takes along: not where the window was, nor an import that is over.
_RESTORED_FILES: Final = ("settings.json", "watched.json")

# Makes a backup; meant for a thread.
Job = Callable[[Step | None], Backup]


class LibraryBackups:
    """Makes backups of an open library and restores them.

    `backups` are those in its folder; `second` names where copies go, None for nowhere.
    """

    def __init__(self, database: Database, folder: Path, clock: Clock, second: str | None) -> None:
        self._db = database
        self._clock = clock
        self.backups = Backups(folder)
        self.set_second(second)

    def set_second(self, folder: str | None) -> None:
        """Copy backups to a second folder from now on, or to none."""
        self.backups.second = Path(folder) if folder else None

    def make(self, reason: Reason, step: Step | None = None, *, keep: Path | None = None) -> Backup:
        """Make a backup, for which `keep` is not thinned out; raises as `Backups.make` does.

        Raises LibraryAbsentError where the folder for it may be that of another library by now.
        """
        self._stay_in_place()
        occasion = self._occasion(reason)
        return self._db.check(
            lambda connection: self.backups.make(RecordReader(connection), occasion, step, keep)
        )

    def make_at(self, path: Path, step: Step | None = None) -> Backup:
        """Make a backup with a name of the reader's own, which is not thinned out."""
        occasion = self._occasion(Reason.ASKED)
        return self._db.check(
            lambda connection: write_checked(path, RecordReader(connection), occasion, step)
        )

    def begin(self, reason: Reason) -> Job | None:
        """Return what makes a backup in a thread, None where it cannot; `end` must follow.

        Until then the library can be written, but its file stays as it is. Raises
        LibraryAbsentError as `make` does.
        """
        self._stay_in_place()
        occasion = self._occasion(reason)
        if not self._db.hold_file():
            return None
        path, backups = self._db.path, self.backups

        def make(step: Step | None) -> Backup:
            with reader_of(path) as reader:
                return backups.make(reader, occasion, step)

        return make

    def end(self) -> None:
        """Let the file of the library be written again."""
        self._db.release_file()

    @property
    def is_held(self) -> bool:
        """Whether somebody reads the file of the library at present."""
        return self._db.held

    def holds_nothing(self) -> bool:
        """Return whether there is nothing yet of which a backup could be made."""
        return self._db.check(
            lambda connection: not any(RecordReader(connection).ids(kind) for kind in KINDS)
        )

    def is_due(self) -> bool:
        """Return whether there is no backup of this day of use yet, and one can be made."""
        if self._db.read_only:
            return False
        own = library_id(self._db)
        days = [
            one.about.day
            for one in self.backups.all()
            if one.about is not None and one.about.library_id == own
        ]
        return running_day(self._db) not in days

    def preview(self, path: Path) -> list[Difference]:
        """Return what restoring a backup would change; raises BackupDamagedError and others."""
        return preview(path, self._db.check(lambda connection: RecordReader(connection).digests()))

    def restore(self, path: Path, step: Step | None = None) -> list[Difference]:
        """Bring the library back to a backup, after a backup of what it is now.

        Raises BackupDamagedError, BackupTooNewError, BackupNotWrittenError and BackupStoppedError;
        nothing has changed then.
        """
        with BackupFile(path) as opened:
            files = opened.state_files()
        try:
            # The backup that is wanted may be the next to be thinned out.
            self.make(Reason.RESTORE, keep=path)
        except LibraryNotWholeError:
            # What is damaged cannot be backed up; the file itself is kept instead.
            self._db.copy_file_aside()
        done = restore(path, self._db, step)
        for name in _RESTORED_FILES:
            if name in files:
                write_file(self._db.path.with_name(name), files[name])
        return done

    def repair(self, damaged: Iterable[DamagedRecord]) -> list[DamagedRecord]:
        """Bring damaged records back from the newest backups that have them; return which."""
        left = {(one.kind, one.id): one for one in damaged}
        repaired = []
        for backup in self.backups.all():
            if not left or not check_backup(backup.path).usable:
                continue
            writer = RecordWriter(self._db)
            with records_of(backup.path) as entries:
                for kind, own_id, record in entries:
                    if (kind, own_id) not in left:
                        continue
                    # What is damaged elsewhere may stand in its way.
                    with suppress(ValueError), self._db.transaction():
                        writer.write(kind, own_id, record)
                        repaired.append(left.pop((kind, own_id)))
        return repaired

    def _stay_in_place(self) -> None:
        if not self._db.in_place:
            raise LibraryAbsentError(self._db.path)

    def _occasion(self, reason: Reason) -> Occasion:
        return Occasion(
            library_id(self._db),
            LATEST_VERSION,
            running_day(self._db),
            reason,
            self._clock(),
            state_files_of(self._db.path.parent),
        )


def back_up_before_migration(database: Path, folder: Path, clock: Clock) -> None:
    """Make a backup of a closed library of an older version, before it is opened by this one.

    That it cannot be made is logged: the migration itself is one transaction.
    """
    try:
        Backups(folder).make_before_migration(database, clock())
    except BackupError:
        _log.warning("No backup could be made before the migration", exc_info=True)
