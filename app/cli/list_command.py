"""`bayaz list`: list the summaries, newest first."""

import argparse

from app.cli.output import print_json, print_lines, summary_json, summary_line
from app.core.library.filters import LibraryFilter
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """List all summaries, those on a subject, or those that a query matches."""
    library = workspace.library
    if arguments.subject:
        library.syllabus.subject(arguments.subject)
    rows = library.rows(LibraryFilter(subject_id=arguments.subject, words=arguments.query or ""))
    if arguments.json:
        summaries = [summary_json(library.summary(row.id), library) for row in rows]
        print_json({"summaries": summaries})
    else:
        print_lines(summary_line(row.id, row.title, row.author, row.date) for row in rows)
        if not rows:
            print_lines([_nothing_words(arguments)])
    return 0


def _nothing_words(arguments: argparse.Namespace) -> str:
    if arguments.subject or arguments.query:
        return "No summary matches."
    return "The library is empty. Add summaries with “bayaz import PATH…”."
