"""`bayaz check`: whether everything in the library is what was stored; 1 if anything is damaged."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from app.backup_messages import recovery_words
from app.cli.output import print_json, print_lines
from app.core.backup.backups import Backups
from app.core.backup.recovery import recover
from app.core.clock import Clock
from app.core.errors import LibraryAbsentError, LibraryDamagedError, NotFoundError
from app.core.exchange.journal import rebuild as rebuilt_from
from app.core.paths import DataFolder
from app.core.settings import load_settings
from app.core.storage.checking.checksums import DamagedRecord
from app.core.storage.checking.library_check import CheckReport
from app.core.workspace import Workspace
from app.messages import counted, damage_words


def repair_file(folder: DataFolder, clock: Clock) -> None:
    """Bring a library back that cannot be opened, or whose file itself is damaged."""
    rebuild = False
    try:
        with Workspace(folder, clock) as workspace:
            rebuild = bool(workspace.checks.run().structure)
        if not rebuild:
            return
    except (LibraryDamagedError, LibraryAbsentError):
        pass
    second = load_settings(folder.settings).backup_folder
    backups = Backups(folder.backups, Path(second) if second else None)
    done = recover(folder.database, backups, rebuild=rebuild, journal=rebuilt_from(folder.journal))
    sys.stderr.write(f"bayaz: {recovery_words(done)}\n")


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Check all of the library; records that are named are first taken for right as they are."""
    report = workspace.checks.run()
    if arguments.accept:
        chosen = [one for one in report.damaged if one.id.startswith(tuple(arguments.accept))]
        for short in arguments.accept:
            if not short or not any(one.id.startswith(short) for one in chosen):
                raise NotFoundError("damaged record", short)
        workspace.checks.accept(chosen)
        report = workspace.checks.run()
    repaired: list[DamagedRecord] = []
    if arguments.repair and report.damaged:
        repaired = workspace.backups.repair(report.damaged)
        report = workspace.checks.run()
    if arguments.json:
        print_json(_json(report, repaired))
    else:
        print_lines(_lines(report, repaired))
    return 0 if report.whole else 1


def _json(report: CheckReport, repaired: list[DamagedRecord]) -> dict[str, object]:
    problems = [
        {"kind": one.kind, "where": one.id, "repaired": done}
        for ones, done in ((repaired, True), (report.damaged, False))
        for one in ones
    ]
    problems += [{"kind": "file", "where": line, "repaired": False} for line in report.structure]
    return {
        "ok": report.whole,
        "problems": problems,
        "whole": report.whole,
        "records": report.records,
        "structure": list(report.structure),
        "damaged": [asdict(one) for one in report.damaged],
    }


def _lines(report: CheckReport, repaired: list[DamagedRecord]) -> Iterator[str]:
    for one in repaired:
        yield f"{one.id[:8]}  The {one.kind} was damaged and is again as it is in a backup."
    if report.whole:
        yield f"Everything is what was stored ({counted(report.records, 'record') or 'nothing'})."
        return
    for one in report.damaged:
        yield f"{one.id[:8]}  {damage_words(one)}"
    if report.damaged:
        yield "Nothing is written over a damaged record. To take one as it is now: --accept ID."
        yield "To bring it back from a backup, if one has it: --repair."
    if report.structure:
        yield "The file itself is damaged. Make a copy of its folder before you do anything else."
        yield from (f"    {line}" for line in report.structure)
