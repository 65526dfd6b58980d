"""`bayaz backups`: the backups of the library and what each of them holds."""

import argparse
from collections.abc import Iterable, Iterator

from app.backup_messages import counts_words, fault_words, made_words, reason_words
from app.cli.output import print_json, print_lines
from app.core.backup.backups import check_backup
from app.core.backup.model import Backup
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """List the backups, each read through: 1 if one of them cannot be used."""
    found = [check_backup(one.path) for one in workspace.backups.backups.all()]
    if arguments.json:
        print_json({"backups": [_json(one) for one in found]})
    else:
        print_lines(_lines(found))
    return 0 if all(one.usable for one in found) else 1


def _json(backup: Backup) -> dict[str, object]:
    about = backup.about
    return {
        "path": str(backup.path),
        "made_at": about.made_at if about else None,
        "reason": about.reason.value if about else None,
        "counts": dict(backup.counts),
        "ok": backup.usable,
    }


def _lines(found: Iterable[Backup]) -> Iterator[str]:
    empty = True
    for one in found:
        empty = False
        if one.about is None:
            yield f"{one.path}\n    {fault_words(one)}"
        else:
            why = f"{made_words(one.about.made_at)}, {reason_words(one.about.reason)}"
            yield f"{one.path}\n    {why}: {counts_words(one.counts)}"
    if empty:
        yield "There is no backup yet. “bayaz backup” makes one."
