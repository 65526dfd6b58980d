"""What is known of a backup, of its restoring, and what can go wrong with one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from app.core.errors import BayazError

SUFFIX: Final = ".bayaz-backup"

# Is told how many of how many records are done; returns whether to go on.
Step = Callable[[int, int], bool]


class Reason(StrEnum):
    """Why a backup was made."""

    ASKED = "asked"
    DAILY = "daily"
    IMPORT = "import"
    DELETION = "deletion"
    RESTORE = "restore"
    MIGRATION = "migration"


@dataclass(frozen=True, slots=True)
class About:
    """What is written into a backup beside the records.

    `sequence` rises by one from backup to backup, `day` is the running day, by which old ones are
    thinned out: the clock, `made_at`, is only shown.
    """

    library_id: str
    made_at: str
    reason: Reason
    sequence: int
    day: int
    schema: int


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup as its file describes itself; `counts` says how many records of each kind it holds.

    `fault` is why it cannot be used, '' if it can.
    """

    path: Path
    about: About | None
    counts: Mapping[str, int] = field(default_factory=dict)
    fault: str = ""

    @property
    def usable(self) -> bool:
        """Whether it can be restored from."""
        return self.about is not None and not self.fault


@dataclass(frozen=True, slots=True)
class Difference:
    """What restoring changes: how many records of a kind come back, change and go."""

    kind: str
    added: int = 0
    changed: int = 0
    removed: int = 0

    @property
    def nothing(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.changed or self.removed)


class BackupError(BayazError):
    """Something about the backup at `path`."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class BackupDamagedError(BackupError):
    """The file is no backup, or not whole."""


class BackupUnreadableError(BackupError):
    """The file cannot be opened, or is not there."""


class BackupTooNewError(BackupError):
    """A newer Bayaz made it."""


class BackupNotWrittenError(BackupError):
    """The backup could not be written: the disk is full, or the folder cannot be written."""


class BackupDiffersError(BackupError):
    """What was read back is not what the library holds."""


class BackupStoppedError(BackupError):
    """The reader stopped it."""


class LibraryNotWholeError(BackupError):
    """The library is damaged: a backup of it must not take the place of a good one."""
