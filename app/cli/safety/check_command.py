"""`bayaz check`: whether everything in the library is what was stored; 1 if anything is damaged."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict

from app.cli.output import print_json, print_lines
from app.core.errors import NotFoundError
from app.core.storage.library_check import CheckReport
from app.core.workspace import Workspace
from app.messages import counted, damage_words


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
    if arguments.json:
        print_json(
            {
                "whole": report.whole,
                "records": report.records,
                "structure": list(report.structure),
                "damaged": [asdict(one) for one in report.damaged],
            }
        )
    else:
        print_lines(_lines(report))
    return 0 if report.whole else 1


def _lines(report: CheckReport) -> Iterator[str]:
    if report.whole:
        yield f"Everything is what was stored ({counted(report.records, 'record') or 'nothing'})."
        return
    for one in report.damaged:
        yield f"{one.id[:8]}  {damage_words(one)}"
    if report.damaged:
        yield "Nothing is written over a damaged record. To take one as it is now: --accept ID."
    if report.structure:
        yield "The file itself is damaged. Make a copy of its folder before you do anything else."
        yield from (f"    {line}" for line in report.structure)
