"""Backups made of libraries in tests, without a workspace around them."""

from pathlib import Path

from app.core.backup.backups import Backups, Occasion, state_files_of
from app.core.backup.model import Backup, Reason
from app.core.storage.database import Database
from app.core.storage.identity import library_id
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import RecordReader
from app.core.storage.running_days import running_day
from tests.clock import NOW


def back_up(
    database: Database, backups: Backups, reason: Reason = Reason.ASKED, day: int | None = None
) -> Backup:
    """Make a backup of an open library."""
    today = running_day(database) if day is None else day
    files = state_files_of(database.path.parent)
    occasion = Occasion(library_id(database), LATEST_VERSION, today, reason, NOW, files)
    return backups.make(database.check(RecordReader), occasion)


def all_backups(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.bayaz-backup"))
