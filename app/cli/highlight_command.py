"""`bayaz highlight add|list`."""

import argparse

from app.cli.output import highlight_json, print_json, print_lines
from app.core.notes.model import Colour
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Highlight a passage, or list highlights."""
    if arguments.verb == "add":
        return _add(arguments, workspace)
    notebook = workspace.notebook
    if arguments.summary:
        summary_id = workspace.library.full_id("summary", arguments.summary)
        highlights = notebook.highlights_of(summary_id)
    else:
        highlights = notebook.highlights()
    if arguments.json:
        print_json({"highlights": [highlight_json(highlight) for highlight in highlights]})
    else:
        print_lines(
            f"{highlight.id[:8]}  {highlight.colour.value:9}  {highlight.anchor.quote}"
            for highlight in highlights
        )
    return 0


def _add(arguments: argparse.Namespace, workspace: Workspace) -> int:
    summary_id = workspace.library.full_id("summary", arguments.summary_id)
    change = workspace.notebook.add_highlight_of(
        summary_id, arguments.text, Colour(arguments.colour)
    )
    (highlight,) = change.after
    if arguments.json:
        print_json(highlight_json(highlight))
    else:
        print_lines([f"highlighted  {highlight.id[:8]}"])
    return 0
