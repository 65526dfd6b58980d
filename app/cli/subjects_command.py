"""`bayaz subjects`: list the FPSC subjects with their ids and topics."""

import argparse

from app.cli.output import print_json, print_lines
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """List the subjects, each with the number of summaries on it."""
    counts = workspace.library.counts_by_subject()
    if arguments.json:
        print_json(
            {
                "subjects": [
                    {
                        "id": subject.id,
                        "name": subject.name,
                        "group": subject.group,
                        "marks": subject.marks,
                        "aliases": list(subject.aliases),
                        "topics": [topic.name for topic in subject.topics],
                        "summaries": counts.get(subject.id, 0),
                    }
                    for subject in workspace.syllabus
                ]
            }
        )
    else:
        print_lines(
            f"{subject.id:32}  {subject.name}  ({counts.get(subject.id, 0)})"
            for subject in workspace.syllabus
        )
    return 0
