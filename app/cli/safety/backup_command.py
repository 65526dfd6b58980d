"""`bayaz backup [PATH]`: a backup of the library, read back before it counts."""

import argparse
from pathlib import Path
from typing import Final

from app.backup_messages import counts_words
from app.cli.output import print_json, print_lines
from app.core.backup.model import SUFFIX, Reason
from app.core.errors import PackUnwritableError
from app.core.workspace import Workspace

_NAME: Final = "bayaz"


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Make a backup: in the folder of backups, or where the reader wants it."""
    workspace.exchange.settle_all()
    if arguments.path is None:
        made = workspace.backups.make(Reason.ASKED)
    else:
        made = workspace.backups.make_at(_free_place(Path(arguments.path)))
    if arguments.json:
        print_json({"written": str(made.path), "counts": dict(made.counts), "checked": True})
    else:
        print_lines([f"{made.path}", f"read back and whole: {counts_words(made.counts)}"])
    return 0


def _free_place(chosen: Path) -> Path:
    """Return where to write, never over a file that is there: that would not have been asked."""
    if chosen.is_dir():
        number = 1
        while (place := chosen / f"{_NAME}-{number}{SUFFIX}").exists():
            number += 1
        return place
    if chosen.exists():
        raise PackUnwritableError(chosen)
    return chosen if chosen.name.endswith(SUFFIX) else chosen.with_name(chosen.name + SUFFIX)
