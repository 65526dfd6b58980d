"""`bayaz sync DIR`: take in what other devices changed, and give them what changed here."""

import argparse
from pathlib import Path

from app.backup_messages import merge_words
from app.cli.output import print_json, print_lines
from app.cli.safety.merge_output import merge_json
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Exchange changes through a folder; each device writes a file of its own there."""
    report = workspace.exchange.sync(Path(arguments.folder).expanduser().absolute())
    if arguments.json:
        print_json(merge_json(report))
    else:
        print_lines(merge_words(report, dry=False))
    return 0
