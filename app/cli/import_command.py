"""`bayaz import PATH…`: turn files into summaries, skip duplicates, explain what stays out."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.cli.output import print_json, print_lines, print_refusals, summary_json, summary_line
from app.core.backup.model import BackupError, Reason
from app.core.importing.drafting.batch import Batch
from app.core.importing.files.extensions import PACK
from app.core.importing.lines.dates import DateOrder
from app.core.importing.outcome import Outcome
from app.core.importing.storing.accept import as_summary
from app.core.importing.storing.matching import Relation
from app.core.library.model import Question
from app.core.library.page import page_text
from app.core.notes.imported_annotations import NOTHING
from app.core.workspace import Workspace
from app.messages import along_words, error_words, refusal_words


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Import files, or with `--dry-run` show what would be imported; return 1 if nothing was.

    What was set aside comes in only with `--all`, as it is; what would correct a summary that was
    there before, only with `--corrections`.
    """
    order = None if arguments.date_order == "auto" else DateOrder(arguments.date_order)
    batch = workspace.importer.read_files([Path(path) for path in arguments.paths if path], order)
    if arguments.all:
        taken = tuple(aside.sourced for aside in batch.set_aside)
        batch = Batch(batch.drafts + taken, batch.refused)
    if arguments.dry_run:
        answer = _preview(batch, workspace, corrections=arguments.corrections)
    else:
        if any(Path(path).suffix.lower() == PACK for path in arguments.paths):
            _back_up(workspace)
        answer = _import(batch, workspace, corrections=arguments.corrections)
    answer["set_aside"] = [
        {"source": aside.sourced.source, "reason": refusal_words(aside.reason)}
        for aside in batch.set_aside
    ]
    answer["rejected"] = [
        {"source": rejected.source, "reason": refusal_words(rejected.reason)}
        for rejected in batch.refused
    ]
    if arguments.json:
        print_json(answer)
    else:
        print_lines(_report(answer, dry=arguments.dry_run))
        print_refusals(_left_out(answer))
    return 0 if answer["imported"] or answer["duplicates"] else 1


def _back_up(workspace: Workspace) -> None:
    """Make a backup before a pack changes things; that it cannot be made is only said."""
    if workspace.backups.holds_nothing():
        return
    try:
        workspace.backups.make(Reason.IMPORT)
    except BackupError as error:
        print_refusals([error_words(error)])


def _import(batch: Batch, workspace: Workspace, *, corrections: bool) -> dict[str, Any]:
    imported: list[dict[str, Any]] = []
    duplicates: list[dict[str, str]] = []
    offered: list[dict[str, str]] = []
    received = NOTHING
    # Nobody looks at what comes in here, so it changes only what came in with it.
    together: set[str] = set()
    for sourced in batch.drafts:
        accepted = workspace.importer.accept(sourced, may_change=None if corrections else together)
        received += accepted.received
        if accepted.outcome is Outcome.ADDED:
            together.add(accepted.summary_id)
        if accepted.outcome is Outcome.OFFERED:
            offered.append({"source": sourced.source, "of": accepted.summary_id})
            continue
        if accepted.outcome is not Outcome.DUPLICATE:
            summary = workspace.library.summary(accepted.summary_id)
            imported.append(summary_json(summary, workspace.library))
        else:
            duplicates.append({"source": sourced.source, "of": accepted.summary_id})
    return {
        "imported": imported,
        "duplicates": duplicates,
        **({"corrections": offered} if offered else {}),
        **_along(len(received.highlights), len(received.notes)),
    }


def _along(highlights: int, notes: int) -> dict[str, int]:
    """Return the counts of highlights and notes that came in a pack; empty if there were none."""
    return {"highlights": highlights, "notes": notes} if highlights or notes else {}


def _preview(batch: Batch, workspace: Workspace, *, corrections: bool) -> dict[str, Any]:
    imported: list[dict[str, Any]] = []
    duplicates: list[dict[str, str | None]] = []
    offered: list[dict[str, str]] = []
    seen: dict[str, set[Question]] = {}
    for sourced in batch.drafts:
        text = page_text(sourced.draft.sections, sourced.draft.facts)
        match = workspace.importer.find_match(sourced.draft)
        asked = set(sourced.draft.questions)
        there = match.relation in (Relation.DUPLICATE, Relation.DETAILS)
        if there or (text in seen and asked <= seen[text]):
            duplicates.append({"source": sourced.source, "of": match.summary_id or None})
            continue
        if match.relation is Relation.CORRECTION and not corrections:
            offered.append({"source": sourced.source, "of": match.summary_id})
            continue
        seen.setdefault(text, set()).update(asked)
        summary = as_summary(sourced.draft, sourced.source, workspace.clock)
        imported.append(summary_json(summary, workspace.library, ids=False))
    enclosed = [
        sourced.draft.shared_annotations
        for sourced in batch.drafts
        if sourced.draft.shared_annotations
    ]
    highlights = {one.id for shared in enclosed for one in shared.highlights}
    notes = {one.id for shared in enclosed for one in shared.notes}
    return {
        "imported": imported,
        "duplicates": duplicates,
        **({"corrections": offered} if offered else {}),
        **_along(len(highlights), len(notes)),
    }


def _left_out(answer: dict[str, Any]) -> Iterator[str]:
    """Yield what did not come in, with the reasons, and how to take what was set aside."""
    for verb, key in (("set aside", "set_aside"), ("refused", "rejected")):
        for entry in answer[key]:
            yield f"{verb}  {entry['source']}: {entry['reason']}"
    for entry in answer.get("corrections", ()):
        yield (
            f"not imported  {entry['source']}: it would correct the text of"
            f" {entry['of'][:8]}, which you have."
        )
    if "corrections" in answer:
        yield "To let it correct what you have, add --corrections."
    if answer["set_aside"]:
        yield "To import what was set aside as it is, add --all."


def _report(answer: dict[str, Any], *, dry: bool) -> list[str]:
    lines = []
    for summary in answer["imported"]:
        verb = "would import" if dry else "imported"
        line = summary_line(summary["id"] or "", summary["title"], summary["author"], None)
        lines.append(f"{verb}  {line}")
        lines += [f"    ! {warning}" for warning in summary["warnings"]]
    along = along_words(answer.get("highlights", 0), answer.get("notes", 0))
    lines += [f"with  {along}"] if along else []
    lines += [f"already there  {entry['source']}" for entry in answer["duplicates"]]
    return lines
