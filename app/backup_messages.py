"""What is said of backups, in the window and on the command line."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from app.core.backup.model import (
    Backup,
    BackupDamagedError,
    BackupDiffersError,
    BackupError,
    BackupNotWrittenError,
    BackupStoppedError,
    BackupTooNewError,
    BackupUnreadableError,
    Difference,
    LibraryNotWholeError,
    Reason,
)
from app.core.backup.recovery import Recovery, Way
from app.core.clock import local_time, parse_stamp
from app.core.date_format import short_date
from app.core.exchange.model import MergeReport
from app.core.storage.records.record_parts import KINDS

_NOUNS: Final = {
    "summary": ("summary", "summaries"),
    "note": ("note", "notes"),
    "highlight": ("highlight", "highlights"),
    "reading": ("reading state", "reading states"),
    "colour_name": ("name of a colour", "names of colours"),
    "learned_spelling": ("learned spelling", "learned spellings"),
}
# What becomes of what is added, changed and removed.
_WILL: Final = ("will come back", "will be as before", "will go")
_DONE: Final = ("added", "changed", "removed")
# What a list says of a backup; the rest goes without saying.
_COUNTED: Final = ("summary", "note", "highlight")

_REASONS: Final = {
    Reason.ASKED: "made by you",
    Reason.DAILY: "the day’s backup",
    Reason.IMPORT: "before a pack was imported",
    Reason.DELETION: "before a deletion for good",
    Reason.RESTORE: "before a backup was restored",
    Reason.MIGRATION: "before Bayaz was updated",
}

_FAULTS: Final = {
    "damaged": "This file is damaged or is no backup of Bayaz.",
    "too new": "A newer version of Bayaz made it. Update Bayaz to use it.",
    "unreadable": "This file cannot be opened.",
}


def backup_error_words(error: BackupError) -> str:
    """Return what went wrong with a backup, what that means, and what to do."""
    match error:
        case BackupDamagedError(path=path):
            return f"{path.name} is damaged or is no backup of Bayaz. Nothing was changed."
        case BackupUnreadableError(path=path):
            return f"{path} cannot be opened. Check that it is there and that you may read it."
        case BackupTooNewError(path=path):
            return (
                f"{path.name} was made by a newer version of Bayaz. Nothing was changed. Please"
                " update Bayaz."
            )
        case BackupNotWrittenError(path=path):
            return (
                f"The backup could not be written to {path.parent}. Check that the disk is"
                " connected, has room, and that you may write there. Your library is not affected."
            )
        case BackupDiffersError():
            return (
                "The backup was read back and was not what was written, so it was not kept. The"
                " disk may be failing: make one on another disk."
            )
        case LibraryNotWholeError():
            return (
                "Something in the library is damaged, so no backup was made of it; your earlier"
                " backups are as they were. “bayaz check” says what is damaged."
            )
        case BackupStoppedError():
            return "Stopped. Nothing was changed."
        case _:
            return f"Something is wrong with {error.path.name}."


def recovery_words(recovery: Recovery) -> str:
    """Return how a library was brought back, from when it is, and where the damaged file is."""
    match recovery.way:
        case Way.WITHOUT_LOG:
            done = "The library is as it was before the last session: what that wrote was damaged."
        case Way.REINDEXED:
            done = "The library was mended; nothing was lost."
        case Way.SALVAGE:
            done = f"What could be read was brought over: {counts_words(recovery.counts)}."
        case Way.BACKUP:
            done = f"The backup {_of_when(recovery.backup)}was restored"
            later = counts_words(recovery.salvaged) if any(recovery.salvaged.values()) else ""
            done += f", with what was readable since then: {later}." if later else "."
    kept = f" The damaged file was kept as {recovery.kept.name}." if recovery.kept else ""
    return f"{done}{kept}"


def _of_when(backup: Backup | None) -> str:
    return f"of {made_words(backup.about.made_at)} " if backup and backup.about else ""


def fault_words(backup: Backup) -> str:
    """Return why a backup cannot be used, '' if it can."""
    return _FAULTS[backup.fault] if backup.fault else ""


def reason_words(reason: Reason) -> str:
    """Return why a backup was made."""
    return _REASONS[reason]


def made_words(made_at: str) -> str:
    """Return when a backup was made, on the reader's clock."""
    try:
        moment: datetime = local_time(parse_stamp(made_at))
    except (ValueError, OverflowError):
        return made_at
    return f"{short_date(moment.date())}, {moment:%H:%M}"


def counts_words(counts: Mapping[str, int]) -> str:
    """Return what a backup holds."""
    return ", ".join(_counted(kind, counts.get(kind, 0)) for kind in _COUNTED)


def difference_words(
    differences: Iterable[Difference], *, verbs: tuple[str, str, str] = _WILL
) -> list[str]:
    """Return what restoring changes, a line for each kind that changes; none if nothing does."""
    lines = []
    for one in differences:
        counts = zip((one.added, one.changed, one.removed), verbs, strict=True)
        parts = [f"{_counted(one.kind, count)} {verb}" for count, verb in counts if count]
        if parts:
            lines.append("; ".join(parts))
    return lines


def merge_words(report: MergeReport, *, dry: bool) -> list[str]:
    """Return what a merge did or would do, and which records should be looked at."""
    counts = (report.added, report.changed, report.removed)
    found = [Difference(kind, *(count.get(kind, 0) for count in counts)) for kind in KINDS]
    lines = difference_words(found, verbs=_WILL if dry else _DONE)
    if not lines:
        lines = ["Nothing would change." if dry else "Nothing was new."]
    for one in report.conflicts:
        lines.append(f"Changed in two places, both are kept: {one.kind} “{one.title}”")
    if report.skipped:
        lines.append(f"{len(report.skipped)} could not be taken in: damaged or refused.")
    return lines


def _counted(kind: str, count: int) -> str:
    one, many = _NOUNS[kind]
    return f"{count} {one if count == 1 else many}"
