"""`bayaz sync DIR`: two libraries become one over a folder that is the same on several devices."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.backup_messages import difference_words
from app.cli.output import print_json, print_lines
from app.core.backup.model import Difference
from app.core.exchange.model import MergeReport
from app.core.storage.records.record_parts import KINDS
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Take in what other devices wrote into the folder, and write what they do not know yet."""
    folder = Path(arguments.folder)
    report = workspace.exchange.receive(folder)
    sent = workspace.exchange.send(folder)
    if arguments.json:
        print_json(_json(report, sent))
    else:
        print_lines(_lines(report, sent))
    return 0


def _differences(report: MergeReport) -> list[Difference]:
    return [
        Difference(
            kind,
            report.added.get(kind, 0),
            report.changed.get(kind, 0),
            report.removed.get(kind, 0),
        )
        for kind in KINDS
    ]


def _json(report: MergeReport, sent: int) -> dict[str, Any]:
    return {
        "counts": {
            one.kind: {"added": one.added, "changed": one.changed, "removed": one.removed}
            for one in _differences(report)
        },
        "conflicts": [
            {
                "kind": one.kind,
                "id": one.record_id,
                "title": one.title,
                "parts": list(one.parts),
            }
            for one in report.conflicts
        ],
        "skipped": [asdict(one) for one in report.skipped],
        "damaged_lines": report.damaged_lines,
        "sent": sent,
    }


def _lines(report: MergeReport, sent: int) -> Iterator[str]:
    changes = difference_words(_differences(report))
    if changes:
        yield from changes
    else:
        yield "The other devices have nothing new."
    for one in report.conflicts:
        yield f"Changed on two devices, both are kept: {one.kind.replace('_', ' ')} “{one.title}”"
    newer = sum(one.reason == "newer" for one in report.skipped)
    if newer:
        yield f"Left out until you update Bayaz, for a newer one wrote them: {newer}"
    if len(report.skipped) > newer:
        yield f"Left out because they cannot be read or are damaged: {len(report.skipped) - newer}"
    if report.damaged_lines:
        yield "The files of other devices are not there completely yet. Please sync again later."
    yield f"Written for the other devices: {sent}"
