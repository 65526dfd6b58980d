"""`bayaz restore PATH`: the library becomes what a backup holds."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.backup_messages import difference_words, merge_words
from app.cli.output import print_json, print_lines
from app.cli.safety.merge_output import merge_json
from app.core.backup.model import BackupUnreadableError, Difference, Reason
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Restore a backup, or say what that would change; what stood before is backed up first."""
    path = Path(arguments.path)
    try:
        if arguments.merge:
            return _merge(path, arguments, workspace)
        if arguments.dry_run:
            changes = workspace.backups.preview(path)
        else:
            changes = workspace.restore_backup(path)
    except OSError as error:
        raise BackupUnreadableError(path) from error
    if arguments.json:
        print_json({"counts": _counts(changes), "conflicts": []})
    else:
        print_lines(_lines(changes, dry=arguments.dry_run))
    return 0


def _merge(path: Path, arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Take in what the backup holds and the library does not; nothing goes."""
    if not arguments.dry_run:
        workspace.backups.make(Reason.RESTORE)
    report = workspace.exchange.merge_backup(path, dry_run=arguments.dry_run)
    if arguments.json:
        print_json(merge_json(report))
    else:
        print_lines(merge_words(report, dry=arguments.dry_run))
    return 0


def _counts(changes: Sequence[Difference]) -> dict[str, dict[str, int]]:
    return {
        one.kind: {"added": one.added, "changed": one.changed, "removed": one.removed}
        for one in changes
    }


def _lines(changes: Sequence[Difference], *, dry: bool) -> Iterator[str]:
    lines = difference_words(changes)
    if not lines:
        yield "The library is what the backup holds already."
        return
    yield from lines
    if not dry:
        yield "Restored. A backup of what stood before was made first: see “bayaz backups”."
